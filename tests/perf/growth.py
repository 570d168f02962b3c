#!/usr/bin/env python3
"""How build time, size, memory and query time grow with the collection, as a table. Usage: growth.py LETA BENCH [ROWS [DIR]]

ROWS (default 1 000 000) synthetic register records, and a quarter and a sixteenth of them, are indexed by BENCH
(bench_index); then twelve queries are asked of each index by LETA, each as a process of its own, five times. The words of
the records are drawn by Zipf's law (the n-th word as often as 1/n) from two million invented ones.
Also timed: 100 new records added to the second smallest.
"""
import json
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import time

leta, bench = sys.argv[1:3]
VOCABULARY = 2_000_000
ROWS = int(sys.argv[3]) if len(sys.argv) > 3 else 1_000_000
SYLLABLES = ['sam', 'ver', 'kan', 'ut', 'bild', 'ning', 'för', 'stad', 'land', 'ar', 'be', 'te', 'kom', 'mun', 'reg', 'ion',
             'lär', 'ande', 'väx', 'kraft', 'mil', 'jö', 'håll', 'bar', 'nät', 'verk', 'fram', 'tid', 'sko', 'la', 'vård', 'het']
REGIONS = ['Stockholm', 'Västsverige', 'Sydsverige', 'Norra Mellansverige', 'Övre Norrland', 'Småland med öarna']
QUERIES = ['samver', 'kankom', 'landar utbild', '"bebe tete"', 'region:Stockholm komkom', 'budget:>900000 verut',
           'start:2012 munreg', 'jösam ELLER hetland', 'larande', 'nätverk', 'framtid -skola', 'vård*']


def word(number):
    """Short for frequent words, long for rare ones."""
    out = ''
    while number or not out:
        out += SYLLABLES[number % len(SYLLABLES)]
        number //= len(SYLLABLES)
    return out + ('' if len(out) > 4 else SYLLABLES[len(out)])


def write_rows(path, first, n):
    draw = random.Random(4711 + first)
    with open(path, 'w', encoding='utf-8') as out:
        for i in range(first, first + n):
            words = [word(int(VOCABULARY ** draw.random())) for _ in range(28)]
            out.write(json.dumps({'id': f'rad-{i}', 'title': ' '.join(words[:4]).capitalize(), 'text': ' '.join(words[4:]) + '.',
                                  'region': REGIONS[i % len(REGIONS)], 'budget_sek': draw.randrange(1_000_000),
                                  'start': f'{2007 + i % 14}-0{1 + i % 9}-01'}, ensure_ascii=False) + '\n')


def seconds(*command):
    start = time.monotonic()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return time.monotonic() - start


def measure(root, rows):
    source, index = root / f'{rows}.jsonl', root / f'{rows}.index'
    write_rows(source, 0, rows)
    figures = subprocess.run([bench, index, source], capture_output=True, text=True, check=True).stdout
    number = {name: float(value) for name, value in re.findall(r'^(\w[\w ]*?)\s+([\d.]+)', figures, re.M)}
    times = sorted(seconds(leta, 'search', '--db', index, query) for query in QUERIES for _ in range(5))
    print(f"{rows:9d} {number['text']:8.1f} {number['all']:8.1f} {number['speed']:7.1f} {number['on disk'] / number['text']:7.2f} "
          f"{number['memory at most']:8.0f} {1000 * times[len(times) // 2]:8.1f} {1000 * times[int(len(times) * .95)]:8.1f}",
          flush=True)
    source.unlink()
    return index


def main():
    with tempfile.TemporaryDirectory(dir=sys.argv[4] if len(sys.argv) > 4 else None) as tmp:
        root = pathlib.Path(tmp)
        print('     rows  text MB  build s    MB/s  ÷ text   RAM MiB  p50 ms   p95 ms')
        for part in (16, 4, 1):
            index = measure(root, ROWS // part)
            if part == 4:
                write_rows(root / 'new.jsonl', ROWS, 100)
                took = seconds(leta, 'index', '--db', index, root / 'new.jsonl')
                print(f'{"":9s} 100 records more: {took:.2f} s')


main()
