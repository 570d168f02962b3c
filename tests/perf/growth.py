#!/usr/bin/env python3
"""How build time, size, memory and query time grow with the collection, as a table. Usage: growth.py LETA BENCH [ROWS [DIR]]

ROWS (default 1 000 000) synthetic register records, and a quarter and a sixteenth of them, are indexed by BENCH
(bench_index); then twelve queries are asked of each index by LETA, each as a process of its own, five times. The records
lie in files of 250 000; their words are drawn by Zipf's law (the n-th word as often as 1/n) from two million invented ones.
Also timed: a run that finds nothing new, 100 new records, and removing one, which makes the lists of terms the first time.
Times are by the clock and of the processor.
"""
import json
import os
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
PARTS = 16, 4, 1
FILE_ROWS = 250_000  # several files, as a folder has
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


def cost(*command):
    """Seconds by the clock and of the processor, and MiB at most, of a command."""
    start = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, _, used = os.wait4(process.pid, 0)
    process.returncode = 0
    return time.monotonic() - start, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def middle_and_end(times):
    """The median and the 95th percentile, in milliseconds."""
    times = sorted(times)
    return f'{1000 * times[len(times) // 2]:8.1f} {1000 * times[int(len(times) * .95)]:8.1f}'


def change(root, index, what, first, n):
    new = root / 'new.jsonl'
    write_rows(new, first, n)
    wall, used, memory = cost(leta, 'index', '--db', index, new)
    print(f'{"":9s} {what}: {wall:.2f} s, processor {used:.2f} s, {memory:.0f} MiB', flush=True)


def measure(root, rows):
    index, sources = root / f'{rows}.index', []
    for first in range(0, rows, FILE_ROWS):
        sources.append(root / f'{rows}-{first}.jsonl')
        write_rows(sources[-1], first, min(FILE_ROWS, rows - first))
    figures = subprocess.run([bench, index, *sources], capture_output=True, text=True, check=True).stdout
    number = {name: (float(value), float(used or 0))
              for name, value, used in re.findall(r'^(\w[\w ]*?)\s+([\d.]+)(?: s wall +([\d.]+) s cpu)?', figures, re.M)}
    text, (wall, used) = number['text'][0], number['all']
    asked = [cost(leta, 'search', '--db', index, query) for query in QUERIES for _ in range(5)]
    print(f"{rows:9d} {text:8.1f} {wall:8.1f} {used:8.1f} {text / used:7.1f} {number['on disk'][0] / text:7.2f} "
          f"{number['memory at most'][0]:8.0f} {middle_and_end(each[0] for each in asked)} "
          f"{middle_and_end(each[1] for each in asked)}", flush=True)
    wall, used, memory = cost(leta, 'index', '--db', index, *sources)
    print(f'{"":9s} nothing new: {wall:.2f} s, processor {used:.2f} s, {memory:.0f} MiB')
    change(root, index, '100 records more', rows, 100)
    change(root, index, 'one of them removed, the first: lists of terms are made', rows, 99)
    change(root, index, 'another removed', rows, 98)
    for source in sources:
        source.unlink()


def main():
    with tempfile.TemporaryDirectory(dir=sys.argv[4] if len(sys.argv) > 4 else None) as tmp:
        print('     rows  text MB  build s    cpu s  MB/cpu  ÷ text   RAM MiB  p50 ms   p95 ms  p50 cpu  p95 cpu')
        for part in PARTS:
            measure(pathlib.Path(tmp), ROWS // part)


main()
