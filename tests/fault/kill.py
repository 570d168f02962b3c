#!/usr/bin/env python3
"""kill -9 at any moment of `leta index`: the index opens, holds every acknowledged document, and is whole.

Usage: kill.py LETA [KILLS]. Rows of an invented register are indexed, again and again, by a process that is killed at
a random moment: first in bulk, which is all or nothing, then batch by batch. After each kill the index must open and
never hold fewer documents than before; every tenth time it must be free of faults. In the end one undisturbed run must give the same content as a build from nothing.
"""
import json
import os
import pathlib
import random
import signal
import subprocess
import sys
import tempfile
import time

leta, kills = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 100
ROWS, SEED = 9000, 4711


def rows(edition):
    for i in range(ROWS):
        yield {'id': f'rad-{i}', 'title': f'Projekt {i} om samverkan', 'text': f'Påhittad rad {i} upplaga {edition} '
               'om kompetens, matchning och upphandling i en kommun.', 'budget_sek': 1000 * i}


def run(*args):
    return subprocess.run([leta, *args], capture_output=True, text=True)


def count(db):
    out = run('search', '--db', db, '--format', 'json', '-n', '1', 'samverkan')
    if out.returncode == 3 and 'leta index' in out.stderr and not pathlib.Path(db, 'current').exists():
        return 0, True
    if out.returncode not in (0, 1):
        return 0, False
    return json.loads(out.stdout)['total'], True


def fingerprint(db):
    return json.loads(run('search', '--db', db, '--format', 'json', 'samverkan').stdout)['index']


def main():
    random.seed(SEED)
    print(f'seed {SEED}')
    with tempfile.TemporaryDirectory() as tmp:
        db, source = os.path.join(tmp, 'db'), pathlib.Path(tmp, 'register.jsonl')
        full, edition, last = 0, 0, 0
        source.write_text('\n'.join(json.dumps(r) for r in rows(edition)))
        start = time.monotonic()
        run('index', '--db', db + '-timed', str(source))
        took = time.monotonic() - start
        for number in range(kills):
            start = time.monotonic()
            process = subprocess.Popen([leta, 'index', '--db', db, str(source)], stdout=subprocess.PIPE,
                                       stderr=subprocess.DEVNULL, text=True)
            try:
                process.wait(timeout=random.uniform(0, took * 1.1))
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
            acknowledged = process.communicate()[0]
            if process.returncode == 0:
                took, full = time.monotonic() - start, full + 1
                assert acknowledged.startswith(tuple('0123456789')), acknowledged
                edition += 1  # all is there: give the next runs something to do
                source.write_text('\n'.join(json.dumps(r) for r in rows(edition)))
            total, opens = count(db)
            if not opens or total < last or (process.returncode == 0 and total != ROWS):
                sys.exit(f'kill {number}: opens {opens}, {total} documents, {last} before')
            last = total
            if number % 10 == 9 and last > 0:
                check = run('check', '--db', db)
                if check.returncode != 0:
                    sys.exit(f'kill {number}: {check.stderr}')
        assert run('index', '--db', db, str(source)).returncode == 0
        assert run('index', '--db', db + '-fresh', str(source)).returncode == 0
        check = run('check', '--db', db)
        assert check.returncode == 0, check.stderr
        if fingerprint(db) != fingerprint(db + '-fresh'):
            sys.exit('an interrupted index differs from a build from nothing')
        print(f'{kills} runs, {kills - full} killed, {full} finished, {last} documents kept')
        if kills - full < kills // 2:
            sys.exit('too few runs were killed to mean anything')


main()
