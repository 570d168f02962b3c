#!/usr/bin/python3
"""The same documents built into indexes by leta and by other engines, each with its texts stored: SQLite FTS5, stock
Xapian (TermGenerator with the Swedish stemmer), Omega's scriptindex, Sphinx, Groonga, PostgreSQL (tsvector and GIN) and
Lucene (SwedishAnalyzer).

usage: peers_index.py BENCH_INDEX COLLECTION.jsonl… [--only NAME[,NAME…]] [--rounds N] [--install]

Each round builds with every engine once, one after the other. Prints a line for each engine, the medians of its rounds:
seconds of wall clock and of all its threads' processor time, megabytes of the collections a second by both, its index in
shares of them, and its wall clock in times of leta's. BENCH_INDEX is the program of `ninja -C build bench`; the peers
index title and text of each row, leta all that a row has. `leta-first` is a build that also expands the word list, as the
first one of a user does; `leta` finds it expanded. Lucene's time has in it that of starting a JVM, PostgreSQL's that of
making a cluster. Says what is missing; with --install, installs the peers asked for from Debian first (as root or by sudo).
"""
import argparse
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

import peers_build
import peers_search

PACKAGES = {
    'leta': [],
    'leta-first': [],
    'fts5': [],
    'xapian': ['python3-xapian'],
    'omega': ['xapian-omega'],
    'sphinx': ['sphinxsearch'],
    'groonga': ['groonga-bin', 'groonga-token-filter-stem'],
    'postgres': ['postgresql'],
    'lucene': ['liblucene4.10-java', 'default-jdk-headless'],
}


def build_leta(bench, collections, folder, cache=None):
    keep = ['-c', cache] if cache else []
    subprocess.run([bench, *keep, str(folder / 'leta'), *collections], check=True, stdout=subprocess.DEVNULL)
    return True


def expand_word_list(bench, cache):
    """A build of one short text leaves it in the cache."""
    with tempfile.TemporaryDirectory(prefix='leta-peers-') as folder:
        text = pathlib.Path(folder) / 'a.txt'
        text.write_text('Ett projekt.\n', encoding='utf-8')
        build_leta(bench, [str(text)], pathlib.Path(folder), cache)


def processor_time():
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def size_of(folder):
    """On disk: some engines make files with holes."""
    return sum(path.lstat().st_blocks * 512 for path in folder.rglob('*') if path.is_file() and not path.is_symlink())


def install(engines):
    packages = [package for name in engines for package in PACKAGES[name]]
    as_root = [] if os.getuid() == 0 else ['sudo']
    if packages:
        subprocess.run([*as_root, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', 'install', '-y', '-qq',
                        '--no-install-recommends', *packages], check=True, stdout=subprocess.DEVNULL)


def measure(name, build):
    """Wall clock and processor time in seconds, and bytes on disk; None when it did not build."""
    with tempfile.TemporaryDirectory(prefix='leta-peers-') as folder:
        start, used = time.monotonic(), processor_time()
        try:
            built = build(pathlib.Path(folder))
        except subprocess.CalledProcessError as fault:
            print(f'{name}: {fault}', file=sys.stderr)
            return None
        wall, used = time.monotonic() - start, processor_time() - used
        del built  # closes what is open
        size = size_of(pathlib.Path(folder))
        return (wall, used, size) if size > 0 else None


def print_table(rounds, text):
    print('engine\twall s\tcpu s\tMB/s wall\tMB/s cpu\tindex/text\twall/leta')
    medians = {name: [statistics.median(column) for column in zip(*measured)] for name, measured in rounds.items()}
    for name, (wall, used, size) in medians.items():
        ratio = f'{wall / medians["leta"][0]:.2f}' if 'leta' in medians else ''
        print(f'{name}\t{wall:.2f}\t{used:.2f}\t{text / 1e6 / wall:.1f}\t{text / 1e6 / used:.1f}\t{size / text:.2f}\t{ratio}')


def measure_all(engines, arguments, text):
    rounds = {}
    for _ in range(arguments.rounds):
        for name in arguments.only.split(','):
            if measured := measure(name, engines[name]):
                rounds.setdefault(name, []).append(measured)
    print_table(rounds, text)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('bench')
    parser.add_argument('collections', nargs='+')
    parser.add_argument('--only', default=','.join(PACKAGES))
    parser.add_argument('--rounds', type=int, default=1)
    parser.add_argument('--install', action='store_true')
    arguments = parser.parse_args()
    bench, collections, only = arguments.bench, arguments.collections, arguments.only.split(',')
    cache = tempfile.TemporaryDirectory(prefix='leta-peers-')
    engines = {
        'leta': lambda folder: build_leta(bench, collections, folder, cache.name),
        'leta-first': lambda folder: build_leta(bench, collections, folder),
        'fts5': lambda folder: peers_search.build_fts5(collections, folder),
        'xapian': lambda folder: peers_search.build_xapian(collections, folder),
        'omega': lambda folder: peers_build.build_scriptindex(collections, folder),
        'sphinx': lambda folder: peers_build.build_sphinx(collections, folder),
        'groonga': lambda folder: peers_build.build_groonga(collections, folder),
        'postgres': lambda folder: peers_build.build_postgres(collections, folder),
        'lucene': lambda folder: peers_search.run_lucene({}, collections, folder),
    }
    if unknown := [name for name in only if name not in engines]:
        parser.error(f'no engine is called {", ".join(unknown)}; there are {", ".join(engines)}')
    if arguments.install:
        install(only)
    if 'leta' in only:
        expand_word_list(bench, cache.name)
    measure_all(engines, arguments, sum(os.path.getsize(path) for path in collections))


main()
