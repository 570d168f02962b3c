#!/usr/bin/env python3
"""Removed-sentence queries: removed.py DATA OUT SEED [N]: known-item search over texts of mixed length.

N (600) targets, half of at most 500 words and half of at least 4,000, are drawn from the collections below DATA. A
sentence is removed from each, and four random words of it, neither short nor very common, are the query. Writes into
the folder OUT: documents.jsonl (all documents, the targets without their sentences), queries.jsonl, qrels.tsv,
and short.jsonl and long.jsonl, which are the two halves of the queries. The same seed gives the same files."""
import collections
import gzip
import json
import pathlib
import random
import re
import sys

COLLECTIONS = ('erdf', 'interpellationer', 'motioner', 'propositioner')
SHORT, LONG = 500, 4000  # words of a target
WORDS = 4                # of a query
COMMON = 0.1             # a word of more than this share of the documents is no content word
SENTENCE = re.compile(r'[^.!?\n]{40,400}[.!?]')
WORD = re.compile(r'[^\W\d_]{4,}')


def read(data):
    for name in COLLECTIONS:
        with gzip.open(data / f'collections/{name}.jsonl.gz', 'rt') as lines:
            for line in lines:
                row = json.loads(line)
                yield {'id': row['id'], 'title': row.get('title') or '', 'text': row['text'].replace('\u00ad', '')}


def count_documents(rows):
    counts = collections.Counter()
    for row in rows:
        counts.update({word.lower() for word in WORD.findall(row['text'])})
    return counts


def remove_sentence(row, is_content, dice):
    """Takes a sentence out of the row's text and gives four of its words; None when it has no such sentence."""
    sentences = list(SENTENCE.finditer(row['text']))
    for sentence in dice.sample(sentences, min(len(sentences), 20)):
        words = sorted({word for word in WORD.findall(sentence[0]) if is_content(word.lower())})
        if len(words) < WORDS:
            continue
        row['text'] = row['text'][:sentence.start()] + ' ' + row['text'][sentence.end():]
        return ' '.join(dice.sample(words, WORDS))
    return None


def draw(rows, n, is_content, dice):
    """Queries whose targets are among the rows, each row's once."""
    queries = []
    for row in dice.sample(rows, len(rows)):
        text = remove_sentence(row, is_content, dice) if len(queries) < n else None
        if text:
            queries.append({'id': f'q-{row["id"]}', 'text': text, 'target': row['id']})
    return queries


def write(path, rows):
    path.write_text(''.join(json.dumps(row) + '\n' for row in rows))


def main(data, out, seed, n=600):
    rows, dice = list(read(data)), random.Random(seed)
    counts = count_documents(rows)
    lengths = {row['id']: len(row['text'].split()) for row in rows}

    def is_content(word):
        return 2 <= counts[word] <= COMMON * len(rows)

    short = draw([row for row in rows if 50 <= lengths[row['id']] <= SHORT], n // 2, is_content, dice)
    long = draw([row for row in rows if lengths[row['id']] >= LONG], n // 2, is_content, dice)
    out.mkdir(parents=True, exist_ok=True)
    write(out / 'documents.jsonl', rows)
    write(out / 'queries.jsonl', short + long)
    write(out / 'short.jsonl', short)
    write(out / 'long.jsonl', long)
    (out / 'qrels.tsv').write_text(''.join(f'{each["id"]}\t0\t{each["target"]}\t1\n' for each in short + long))
    return len(short), len(long)


if __name__ == '__main__':
    data, out, seed, *n = sys.argv[1:]
    print(*main(pathlib.Path(data), pathlib.Path(out), int(seed), *map(int, n)))
