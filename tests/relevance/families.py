#!/usr/bin/env python3
"""Words of one family find each other's documents, and never before the word's own. Usage: families.py LETA PAIRS.

Every word of a pair marked "family" in PAIRS (pairs.tsv) gets a document of its own, alike but for the word. A pair
counts when each word finds both documents and the other's does not weigh more.
"""
import json
import pathlib
import subprocess
import sys
import tempfile

AT_LEAST = 15  # of 16 pairs: poverty is not looked for where only the poor are meant

leta, table = sys.argv[1], pathlib.Path(sys.argv[2])
pairs = [line.split('\t')[1:] for line in table.read_text().splitlines() if line.startswith('family\t')]


def run(*arguments):
    return subprocess.run([leta, *arguments], capture_output=True, text=True)


def scores(db, word):
    hits = json.loads(run('search', '--db', db, '--format', 'json', '-n', '0', word).stdout)['hits']
    return {hit['id']: hit['score'] for hit in hits}


def finds(db, word, other):
    found = scores(db, word)
    return other in found and found.get(word, 0) >= found[other]


with tempfile.TemporaryDirectory() as scratch:
    db, rows = f'{scratch}/index', pathlib.Path(scratch, 'words.jsonl')
    rows.write_text(''.join(json.dumps({'id': word, 'title': 'Rapport', 'text': f'Texten berör {word} i trakten.'}) + '\n'
                            for word in sorted({word for pair in pairs for word in pair})))
    built = run('index', '--db', db, rows)
    if built.returncode != 0:
        sys.exit(built.stderr)
    missed = {f'{a} → {b}' for pair in pairs for a, b in (pair, pair[::-1]) if not finds(db, a, b)}
good = sum(not {f'{a} → {b}', f'{b} → {a}'} & missed for a, b in pairs)
print(f'{good} of {len(pairs)} pairs in both directions; missed: {", ".join(sorted(missed)) or "none"}')
sys.exit(good < AT_LEAST)
