#!/usr/bin/env python3
"""A full disk: `leta index` says so in one line, exits with 7, and the index stays at what was acknowledged.

Usage: diskfull.py LETA. The limit on file sizes stands in for the disk, so no privileges are needed.
"""
import json
import os
import pathlib
import resource
import signal
import subprocess
import sys
import tempfile

leta = sys.argv[1]


def limited(size):
    def set_limit():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    return set_limit


def run(*args, limit=None):
    return subprocess.run([leta, *args], capture_output=True, text=True, preexec_fn=limited(limit) if limit else None)


def write_rows(path, n, prefix):
    words = 'samverkan matchning upphandling etablering kompetens innovation region kommun utbildning'.split()
    with open(path, 'w') as out:
        for i in range(n):
            text = ' '.join(f'{words[(i * 7 + k) % len(words)]}{i * 31 + k}' for k in range(60))
            out.write(json.dumps({'id': f'{prefix}{i}', 'title': f'Rad {i}', 'text': 'Påhittat: ' + text}) + '\n')


def total(db):
    return json.loads(run('search', '--db', db, '--format', 'json', '-n', '1', 'påhittat').stdout)['total']


faults = 0
with tempfile.TemporaryDirectory() as tmp:
    small, big = pathlib.Path(tmp, 'small.jsonl'), pathlib.Path(tmp, 'big.jsonl')
    write_rows(small, 50, 's')
    write_rows(big, 3000, 'b')
    for limit in (1 << 12, 1 << 14, 1 << 16, 1 << 18, 1 << 19, 1 << 20):
        db = os.path.join(tmp, f'db{limit}')
        assert run('index', '--db', db, str(small)).returncode == 0
        out = run('index', '--db', db, str(big), limit=limit)
        lines = [line for line in out.stderr.splitlines() if line.startswith('leta: ')]
        check, kept = run('check', '--db', db), total(db)
        if out.returncode != 7 or len(lines) != 1 or check.returncode != 0 or kept < 50:
            faults += 1
            print(f'limit {limit}: exit {out.returncode}, {out.stderr!r}, check {check.returncode}, {kept} kept')
        again = run('index', '--db', db, str(big))
        if again.returncode != 0 or total(db) != 3050:
            faults += 1
            print(f'limit {limit}: afterwards exit {again.returncode}, {total(db)} documents, {again.stderr!r}')
print('6 limits' if not faults else f'{faults} faults')
sys.exit(1 if faults else 0)
