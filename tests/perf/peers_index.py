#!/usr/bin/python3
"""The same documents built into indexes by leta and by other engines: stock Xapian (TermGenerator with the Swedish
stemmer), SQLite FTS5 and Lucene (SwedishAnalyzer), each with its texts stored.

usage: peers_index.py BENCH_INDEX COLLECTION.jsonl… [--only NAME]

Prints a line for each engine: seconds of wall clock and of all its threads' processor time, megabytes of the collections
a second by both, and its index in shares of them. BENCH_INDEX is the program of `ninja -C build bench`; the peers index
title and text of each row, leta all that a row has. Lucene's time has in it that of starting a JVM. Says what is
missing, installs nothing.
"""
import os
import pathlib
import subprocess
import sys
import tempfile
import time

import peers_search


def build_leta(bench, collections, folder):
    subprocess.run([bench, str(folder / 'leta'), *collections], check=True, stdout=subprocess.DEVNULL)
    return True


def processor_time():
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def size_of(folder):
    return sum(path.lstat().st_size for path in folder.rglob('*') if path.is_file() and not path.is_symlink())


def main():
    arguments = sys.argv[1:]
    only = arguments[arguments.index('--only') + 1] if '--only' in arguments else None
    bench, *collections = [each for each in arguments if each not in ('--only', only)]
    text = sum(os.path.getsize(path) for path in collections)
    engines = {
        'leta': lambda folder: build_leta(bench, collections, folder),
        'fts5': lambda folder: peers_search.build_fts5(collections, folder),
        'xapian': lambda folder: peers_search.build_xapian(collections, folder),
        'lucene': lambda folder: peers_search.run_lucene({}, collections, folder),
    }
    print('engine\twall s\tcpu s\tMB/s wall\tMB/s cpu\tindex/text')
    for name, build in engines.items():
        if only not in (None, name):
            continue
        with tempfile.TemporaryDirectory(prefix='leta-peers-') as folder:
            start, used = time.monotonic(), processor_time()
            built = build(pathlib.Path(folder))
            wall, used = time.monotonic() - start, processor_time() - used
            del built  # closes what is open
            if size_of(pathlib.Path(folder)) == 0:
                continue
            print(f'{name}\t{wall:.1f}\t{used:.1f}\t{text / 1e6 / wall:.1f}\t{text / 1e6 / used:.1f}'
                  f'\t{size_of(pathlib.Path(folder)) / text:.2f}', flush=True)


main()
