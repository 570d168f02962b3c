#!/usr/bin/env python3
"""How well leta ranks, on real documents: run.py LETA DATA [--write] [--ablate] [--keep DIR] [--against DIR] [--exact]
[--removed SEED]

DATA is the folder that holds seeds/ and data/; without them the exit code is 77 (skipped). Prints one table and the needs
that are not fully met; exit code 1 when a figure lies below its floor in floors.tsv. --write puts the tables into
README.md, which says what is measured. --keep leaves the run files in DIR; --against compares with run files that
--keep left there (of another build) and prints differences with their p values. --exact asks without synonyms.
--removed measures removed-sentence queries (removed.py) with this seed instead: 148 MB are indexed, it takes minutes.
--ablate measures each figure once more without synonyms, without parts of compounds, and with stems alone; it needs
libleta.so as meson builds it."""
import argparse
import gzip
import json
import math
import pathlib
import subprocess
import sys
import tempfile
import zlib

import lexicons
import removed

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument('leta')
parser.add_argument('data', type=pathlib.Path)
parser.add_argument('--write', action='store_true')
parser.add_argument('--keep', type=pathlib.Path)
parser.add_argument('--against', type=pathlib.Path)
parser.add_argument('--exact', action='store_true')
parser.add_argument('--removed', type=int, metavar='SEED')
parser.add_argument('--ablate', action='store_true')
args = parser.parse_args()
here = pathlib.Path(__file__).resolve().parent
folder = tempfile.TemporaryDirectory(prefix='leta-relevance-')
scratch = pathlib.Path(folder.name)
compared = []
how = ['--exact'] if args.exact else []
ablated = []  # the lexicon of each ablation so far; None: the system's
library = pathlib.Path(args.leta).resolve().parents[1] / 'libleta.so'
BEGIN, END = '<!-- figures -->\n', '<!-- end -->\n'
# Neighbours on a Swedish keyboard, for the letters that typing errors hit most.
KEYS = {'a': 's', 'b': 'v', 'c': 'x', 'd': 'f', 'e': 'r', 'f': 'd', 'g': 'h', 'h': 'j', 'i': 'o', 'j': 'k', 'k': 'l',
        'l': 'k', 'm': 'n', 'n': 'm', 'o': 'p', 'p': 'o', 'q': 'w', 'r': 't', 's': 'd', 't': 'r', 'u': 'i', 'v': 'b',
        'w': 'e', 'x': 'c', 'y': 't', 'z': 'x', 'å': 'p', 'ä': 'ö', 'ö': 'ä'}


def leta(*arguments, refused=None):
    """Standard output; `refused` when leta calls the arguments wrong, which is else an error like any other."""
    done = subprocess.run([args.leta, *map(str, arguments)], capture_output=True, text=True)
    if done.returncode == 2 and refused is not None:
        return refused
    if done.returncode not in (0, 1):
        sys.exit(f'leta {" ".join(map(str, arguments))}: exit {done.returncode}: {done.stderr.strip()}')
    return done.stdout


def build(name, source):
    """An index with the system's lexicon, or with that of an ablation."""
    db = scratch / f'{name}-{len(ablated)}'
    if ablated and ablated[-1] is not None:
        lexicons.build(library, db, source, ablated[-1])
    else:
        leta('index', '--db', db, source)
    return db


def write_lines(name, lines):
    (scratch / name).write_text(''.join(line + '\n' for line in lines))
    return scratch / name


# ---- information needs ----

def ndcg(got, grades, cut=5):
    ideal = sorted(grades.values(), reverse=True)[:cut]
    return (sum(grades.get(each, 0) / math.log2(rank + 1) for rank, each in enumerate(got[:cut], 1))
            / sum(grade / math.log2(rank + 1) for rank, grade in enumerate(ideal, 1)))


def judge(got, expected):
    if expected == '∅':
        return float(not got)
    if expected.startswith('='):
        return float(sorted(got) == sorted(expected[1:].split()))
    return ndcg(got, {each: int(grade) for each, grade in (pair.split(':') for pair in expected.split())})


def measure_needs(seeds):
    db, rows = build('seeds', seeds), []
    for line in (here / 'needs.tsv').read_text().splitlines():
        if line.startswith('#'):
            continue
        number, tags, query, expected = line.split('\t')
        answer = leta('search', '--db', db, '--format', 'jsonl', '-n', 0, *how, '--', query, refused='refused')
        if answer == 'refused':
            rows.append((number, tags, query, expected, answer, 0.0))
            continue
        got = [json.loads(line)['id'][:3] for line in answer.splitlines()]
        rows.append((number, tags, query, expected, ' '.join(got) or '∅', judge(got, expected)))
    return rows


# ---- test collections ----

def ascii_copy(text):
    return text.translate(str.maketrans('åäöÅÄÖ', 'aaoAAO'))


def typo_copy(name, text):
    """One error in one word of five letters or more, chosen by the query's name: the same in every run."""
    def choose(n, what):
        return zlib.crc32(f'{name} {what}'.encode()) % n
    words = text.split(' ')
    long = [i for i, word in enumerate(words) if sum(map(str.isalpha, word)) >= 5 and word.isalpha()]
    if not long:
        return text
    i = long[choose(len(long), 'word')]
    word = words[i]
    at = 1 + choose(len(word) - 2, 'letter')  # neither the first letter nor the last
    before, letter, behind = word[:at], word[at], word[at + 1:]
    words[i] = [before + behind, before + behind[0] + letter + behind[1:], before + letter + letter + behind,
                before + KEYS.get(letter.lower(), letter + letter) + behind][choose(4, 'error')]
    return ' '.join(words)


def evaluate(name, db, queries, qrels):
    options = ['--queries', queries, '--qrels', qrels, '--run', (args.keep or scratch) / f'{name}.run']
    if args.against:
        options += ['--against', args.against / f'{name}.run']
    answer = json.loads(leta('evaluate', '--db', db, '--format', 'json', *how, *options))
    if answer['against']:
        compared.append((name, answer['measures'], answer['against']))
    return answer['measures'], answer['queries']


def measure_erdf(collection):
    rows = [json.loads(line) for line in gzip.open(collection, 'rt')]
    titles = {row['id']: row.pop('title') for row in rows}
    texts = [{'id': row['id'], 'text': row['text']} for row in rows]
    qrels = write_lines('erdf.tsv', (f'{name}\t0\t{name}\t1' for name in titles))
    dump = lambda each: json.dumps(each, ensure_ascii=False)
    text_db = build('text', write_lines('text.jsonl', map(dump, texts)))
    record_db = build('record', write_lines('record.jsonl', map(dump, rows)))

    def ask(name, db, change=lambda name, text: text):
        queries = [{'id': each, 'text': change(each, title)} for each, title in titles.items()]
        return evaluate(name, db, write_lines(f'{name}.jsonl', map(dump, queries)), qrels)

    clean, n = ask('erdf-text', text_db)
    record, _ = ask('erdf-record', record_db)
    plain, _ = ask('erdf-ascii', text_db, lambda name, text: ascii_copy(text))
    typing, _ = ask('erdf-typo', text_db, typo_copy)
    return [('erdf title → text', 'nDCG@10', n, clean['ndcg_10']), ('erdf title → text', 'R@100', n, clean['recall_100']),
            ('erdf title → record', 'nDCG@10', n, record['ndcg_10']),
            ('erdf title → record', 'R@100', n, record['recall_100']),
            ('erdf title without åäö → text', 'share of nDCG@10 kept', n, plain['ndcg_10'] / clean['ndcg_10']),
            ('erdf title with a typo → text', 'share of nDCG@10 kept', n, typing['ndcg_10'] / clean['ndcg_10'])]


def measure_questions(folder):
    db = build('questions', folder / 'pages.jsonl.gz')
    got, n = evaluate('questions', db, folder / 'queries.jsonl', folder / 'qrels.tsv')
    return [('question → page', 'nDCG@10', n, got['ndcg_10']), ('question → page', 'R@100', n, got['recall_100'])]


def measure_removed(data, seed):
    out = scratch / 'removed'
    removed.main(data, out, seed)
    db, rows = build('removed-db', out / 'documents.jsonl'), []
    for half in ('short', 'long', 'queries'):
        got, n = evaluate(f'removed-{half}', db, out / f'{half}.jsonl', out / 'qrels.tsv')
        rows += [(f'removed sentence: {half}', 'nDCG@10', n, got['ndcg_10']),
                 (f'removed sentence: {half}', 'R@100', n, got['recall_100'])]
    return rows


# ---- tables ----

def summarise(needs):
    empty = [each[5] for each in needs if each[3] == '∅']
    ranked = [each[5] for each in needs if each[5] is not None and each[3] != '∅']
    return [('needs', 'nDCG@5', len(ranked), sum(ranked) / len(ranked)),
            ('needs', 'empty where ∅', len(empty), sum(empty) / len(empty))]


def read_floors():
    lines = (here / 'floors.tsv').read_text().splitlines()
    return {tuple(line.split('\t')[:2]): line.split('\t')[2:] for line in lines if line and not line.startswith('#')}


def figures_table(figures, floors):
    yield '| set | measure | queries | value | floor | target |'
    yield '|---|---|---|---|---|---|'
    for name, measure, n, value in figures:
        floor, target = floors.get((name, measure), ('', ''))
        yield f'| {name} | {measure} | {n} | {value:.4f} | {floor} | {target} |'


def needs_table(needs):
    yield '| need | needs | query | expected | got | nDCG@5 |'
    yield '|---|---|---|---|---|---|'
    for number, tags, query, expected, got, value in needs:
        if value < 1:
            yield f'| {number} | {tags} | `{query}` | {expected} | {got} | {value:.3f} |'


def measure_all(seeds, data):
    needs = measure_needs(seeds)
    return needs, [*summarise(needs), *measure_erdf(data / 'collections/erdf.jsonl.gz'),
                   *measure_questions(data / 'questions')]


def ablation_table(figures, seeds, data):
    """The same figures with one step of the analysis after another left out."""
    whole = next((scratch / 'seeds-0').glob('gen-*/sv.lexicon'))
    no_parts = lexicons.without_compounds(whole, scratch / 'lemmas.lexicon')
    columns = [figures]
    how[:] = ['--exact']
    for lexicon in (None, no_parts, lexicons.NONE):
        ablated.append(lexicon)
        columns.append(measure_all(seeds, data)[1])
    yield '| set | measure | whole | without synonyms | and without parts | and without lemmas |'
    yield '|---|---|---|---|---|---|'
    for rows in zip(*columns):
        if 'kept' not in rows[0][1]:
            yield f'| {rows[0][0]} | {rows[0][1]} | ' + ' | '.join(f'{row[3]:.4f}' for row in rows) + ' |'


def print_compared():
    for name, measures, against in compared:
        for key in ('ndcg_10', 'recall_100'):
            print(f'{name} {key}: {against["measures"][key]:.4f} → {measures[key]:.4f}, difference '
                  f'{against["difference"][key]:+.4f}, p {against["p_randomisation"][key]:.4f} (randomisation) '
                  f'{against["p_t"][key]:.4f} (t)')


def write_readme(lines):
    readme = here / 'README.md'
    head, rest = readme.read_text().split(BEGIN)
    readme.write_text(head + BEGIN + '\n' + '\n'.join(lines) + '\n\n' + END + rest.split(END)[1])


def main():
    seeds, data = args.data / 'seeds', args.data / 'data'
    if not seeds.is_dir() or not data.is_dir():
        return 77
    if args.keep:
        args.keep.mkdir(parents=True, exist_ok=True)
    if args.removed is not None:
        print('\n'.join(figures_table(measure_removed(data, args.removed), {})))
        print_compared()
        return 0
    floors = read_floors()
    needs, figures = measure_all(seeds, data)
    lines = [*figures_table(figures, floors), '', 'Needs that are not fully met:', '',
             *needs_table(needs)]
    if args.ablate:
        lines += ['', 'What each step is worth, one after another left out:', '', *ablation_table(figures, seeds, data)]
    print('\n'.join(lines))
    print_compared()
    if args.write:
        write_readme(lines)
    low = [(name, measure, value) for name, measure, _, value in figures
           if value < float(floors.get((name, measure), ('0',))[0])]
    for name, measure, value in low:
        print(f'BELOW ITS FLOOR: {name}, {measure}: {value:.4f}')
    return 1 if low else 0


sys.exit(main())
