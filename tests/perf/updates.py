#!/usr/bin/env python3
"""What real collections cost, as a table. Usage: updates.py LETA TEXT [FILES [DIR]]

TEXT, a large plain text, is cut into FILES (default 100 000) files of 600 bytes or so in folders of a thousand, and
repeated to one text and one register of 60 MB. Each is indexed, indexed again, and once more after one file or row was
changed; the register also from a pipe. Printed: wall and processor seconds, memory at most, and the counts.
"""
import json
import pathlib
import resource
import subprocess
import sys
import tempfile
import time

leta, source = sys.argv[1:3]
FILES = int(sys.argv[3]) if len(sys.argv) > 3 else 100_000
PIECE, LARGE, ROW = 600, 60_000_000, 8000


def run(what, *args, stdin=None):
    """One run of leta index, told in a line. Memory is that of the largest run so far: the largest come last."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    out = subprocess.run([leta, 'index', *map(str, args)], stdin=stdin, capture_output=True, text=True)
    after, wall = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic() - start
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(f'{what:34} {wall:7.2f} {cpu:7.2f} {after.ru_maxrss / 1024:6.0f}  {out.stdout.strip() or out.stderr.strip()}',
          flush=True)


def many(root, text):
    for n in range(FILES):
        folder = root / 'many' / f'{n // 1000:03}'
        folder.mkdir(parents=True, exist_ok=True)
        at = n * PIECE % (len(text) - PIECE)
        (folder / f'dok-{n:06}.txt').write_text(f'Dokument {n}\n\nBakgrund\n\n{text[at:at + PIECE]}\n')
    time.sleep(3)  # what was written just before a run is read in the next one, too
    for what in (f'{FILES} files', 'again'):
        run(what, '--db', root / 'many.index', root / 'many')
    for what in ('one changed: the first change', 'one changed'):
        with open(root / f'many/000/dok-{len(what):06}.txt', 'a') as out:
            out.write('En rad till.\n')
        run(what, '--db', root / 'many.index', root / 'many')


def register(root, text):
    rows = (json.dumps({'id': f'rad-{n}', 'title': f'Rad {n}', 'text': text[n * ROW % (len(text) - ROW):][:ROW]},
                       ensure_ascii=False) for n in range(LARGE // ROW))
    path = root / 'register.jsonl'
    path.write_text('\n'.join(rows) + '\n')
    time.sleep(3)
    run('a register', '--db', root / 'register.index', path)
    run('again', '--db', root / 'register.index', path)
    with open(path, 'a') as out:
        out.write('{"id": "ny", "title": "Ny rad", "text": "Ny."}\n')
    run('one row more: the first change', '--db', root / 'register.index', path)
    with open(path, 'a') as out:
        out.write('{"id": "till", "title": "Ny rad", "text": "Ny."}\n')
    run('one row more', '--db', root / 'register.index', path)
    with open(path) as stdin:
        pipe = subprocess.Popen(['cat'], stdin=stdin, stdout=subprocess.PIPE)
        run('from a pipe', '--db', root / 'pipe.index', '--format', 'jsonl', '-', stdin=pipe.stdout)
        pipe.wait()


def large(root, text):
    path = root / 'text.txt'
    path.write_text(text * (LARGE // len(text.encode()) + 1))
    with open(path, 'r+b') as out:
        out.truncate(LARGE)
    run('one text', '--db', root / 'text.index', path)
    run('again', '--db', root / 'text.index', path)


with tempfile.TemporaryDirectory(dir=sys.argv[4] if len(sys.argv) > 4 else None) as folder:
    prose = pathlib.Path(source).read_text(errors='replace')
    print(f"{'':34} {'s':>7} {'cpu s':>7} {'MiB':>6}")
    for each in (many, register, large):
        each(pathlib.Path(folder), prose)
