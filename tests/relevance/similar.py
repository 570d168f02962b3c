#!/usr/bin/env python3
"""How well comparable texts are found, on real documents: similar.py LETA RUNS DATA [--write] [--half 0|1]

RUNS is the program similar_runs, which finds them in several ways through the same index; README.md says what is asked.
Without DATA the exit code is 77 (skipped). Exit code 1 when leta's way does not beat the others or lies below its floor.
--half takes only every other query (0 was for choosing constants, 1 for checking them). --write puts the table into
README.md."""
import argparse
import collections
import gzip
import json
import math
import pathlib
import re
import subprocess
import sys
import tempfile
import zlib

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument('leta')
parser.add_argument('runs')
parser.add_argument('data', type=pathlib.Path)
parser.add_argument('--write', action='store_true')
parser.add_argument('--half', type=int, choices=(0, 1))
parser.add_argument('--keep', type=pathlib.Path, help='where the indexes are kept for the next run')
args = parser.parse_args()
here = pathlib.Path(__file__).resolve().parent
WAYS = ('leta', 'eset', 'cosine', 'bm25')
QUERIES = 200
BEGIN, END = '<!-- similar -->\n', '<!-- end of similar -->\n'
FLOORS = {'half → other half': 0.93, 'summary → body': 0.84, 'same measure, same places': 0.20}


def read(name):
    for line in gzip.open(args.data / 'data/collections' / f'{name}.jsonl.gz', 'rt'):
        try:
            yield json.loads(line)
        except ValueError:
            pass  # one row of a register is damaged


def number(name):
    return zlib.crc32(name.encode())


def halves(text):
    """Cut at the end of the sentence nearest to the middle."""
    ends = [match.end() for match in re.finditer(r'[.!?]\s', text)]
    middle = min(ends, key=lambda end: abs(end - len(text) / 2), default=None)
    return (text[:middle], text[middle:]) if middle else None


def halves_set():
    documents, queries, right = [], {}, {}
    for row in read('interpellationer'):
        parts = halves(row['text'])
        if number(row['id']) % 5 or not parts or len(row['text']) < 1000:
            continue
        documents.append({'id': row['id'], 'text': parts[0]})
        if len(queries) < QUERIES:
            queries[row['id']], right[row['id']] = parts[1], {row['id']}
    return documents, queries, right


def summary_set():
    documents, queries, right = [], {}, {}
    for row in read('motioner'):
        at, to = row['text'].find('Förslag till riksdagsbeslut\n'), row['text'].find('\nMotivering\n')
        if number(row['id']) % 2 or not 0 < at < to - 100:
            continue
        documents.append({'id': row['id'], 'text': row['text'][to:]})
        if len(queries) < QUERIES:
            queries[row['id']] = row['text'][at + len('Förslag till riksdagsbeslut\n'):to]
            right[row['id']] = {row['id']}
    return documents, queries, right


def measures_set():
    rows = list(read('erdf'))
    places = {row['id']: set(filter(None, re.split(r'\s*,\s*', row['municipalities'] or ''))) for row in rows}
    themes = {row['id']: row['priority'] for row in rows}
    right = {}
    for one in places:
        same = {two for two in places if two != one and themes[one] == themes[two] and places[one] and places[two]
                and len(places[one] & places[two]) >= 0.8 * len(places[one] | places[two])}
        if same:
            right[one] = same
    return rows, dict.fromkeys(right), right


def run(name, documents, queries):
    with tempfile.TemporaryDirectory(prefix='leta-similar-') as folder:
        scratch = pathlib.Path(folder)
        (scratch / 'documents.jsonl').write_text(''.join(json.dumps(each) + '\n' for each in documents))
        db = args.keep / name if args.keep else scratch / 'db'
        if not (args.keep and db.exists()):
            subprocess.run([args.leta, 'index', '--db', db, scratch / 'documents.jsonl'], check=True,
                           stdout=subprocess.DEVNULL)
        lines = ''.join(each + ('\n' if text is None else '\t' + text.replace('\n', '\\n') + '\n')
                        for each, text in queries.items())
        done = subprocess.run([args.runs, db], input=lines, stdout=subprocess.PIPE, text=True, check=True)
    got = collections.defaultdict(lambda: collections.defaultdict(list))
    for line in done.stdout.splitlines():
        way, query, _, document, _ = line.split('\t')
        got[way][query].append(document)
    return got


def ndcg(found, right):
    gain = sum(1 / math.log2(rank + 1) for rank, each in enumerate(found[:10], 1) if each in right)
    return gain / sum(1 / math.log2(rank + 1) for rank in range(1, min(len(right), 10) + 1))


def mrr(found, right):
    return next((1 / rank for rank, each in enumerate(found, 1) if each in right), 0)


def measure(name, documents, queries, right):
    if args.half is not None:
        queries = {each: text for each, text in queries.items() if number(each) // 1000 % 2 == args.half}
    got = run(name.replace(' ', '-'), documents, queries)
    rows = []
    for title, function in (('nDCG@10', ndcg), ('MRR', mrr)):
        values = [sum(function(got[way][each], right[each]) for each in queries) / len(queries) for way in WAYS]
        rows.append((name, title, len(documents), len(queries), *values))
    return rows


def main():
    if not (args.data / 'data').is_dir():
        return 77
    rows = [*measure('half → other half', *halves_set()), *measure('summary → body', *summary_set()),
            *measure('same measure, same places', *measures_set())]
    table = [f'| set | measure | documents | queries | {" | ".join(WAYS)} |', '|---|---|---|---|' + '---|' * len(WAYS)]
    table += ['| ' + ' | '.join([*map(str, row[:4]), *(f'{value:.4f}' for value in row[4:])]) + ' |' for row in rows]
    print('\n'.join(table))
    if args.write:
        readme = here / 'README.md'
        head, rest = readme.read_text().split(BEGIN)
        readme.write_text(head + BEGIN + '\n' + '\n'.join(table) + '\n\n' + END + rest.split(END)[1])
    beaten = [row for row in rows if row[4] <= max(row[5:])]
    for row in beaten:
        print(f'NOT BETTER: {row[0]}, {row[1]}')
    low = [row for row in rows if row[1] == 'nDCG@10' and row[4] < FLOORS[row[0]]]
    for row in low:
        print(f'BELOW ITS FLOOR: {row[0]}: {row[4]:.4f}')
    return 1 if beaten or low else 0


sys.exit(main())
