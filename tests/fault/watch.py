#!/usr/bin/env python3
"""`leta index --watch` sees what happens below its folders and ends when it is told to. Usage: watch.py LETA

Each change is waited for until a search shows it, for at most LIMIT seconds; what must not happen is looked for after
a later change has been seen.
"""
import ctypes
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

leta = sys.argv[1]
LIMIT = 60
LINE = ' documents indexed, '
faults = 0


def check(what, ok, told=''):
    global faults
    faults += not ok
    print(f"{'ok    ' if ok else 'NOT OK'} {what} {told if not ok else ''}", flush=True)


def text(word):
    return f'Anteckning\n\nBakgrund\n\nEn text om samverkan och om {word}.\n'


class Watching:
    """The command, with what it has written so far."""

    def __init__(self, *args):
        self.process = subprocess.Popen([leta, 'index', '--watch', *map(str, args)], stdout=subprocess.PIPE,
                                        stderr=subprocess.PIPE, text=True)
        self.out, self.err = [], []
        for stream, into in ((self.process.stdout, self.out), (self.process.stderr, self.err)):
            threading.Thread(target=self.read, args=(stream, into), daemon=True).start()

    @staticmethod
    def read(stream, into):
        for line in stream:
            into.append(line)

    def end(self, number):
        self.process.send_signal(number)
        try:
            return self.process.wait(LIMIT)
        except subprocess.TimeoutExpired:
            self.process.kill()
            return 'still running'


def seen(test):
    end = time.monotonic() + LIMIT
    while not test() and time.monotonic() < end:
        time.sleep(0.1)
    return test()


def ids(db):
    out = subprocess.run([leta, 'search', '--db', str(db), '--format', 'jsonl', '-n', '0', 'samverkan'],
                         capture_output=True, text=True).stdout
    return {json.loads(line)['id'] for line in out.splitlines()}


def becomes(what, db, *wanted):
    check(what, seen(lambda: ids(db) == set(wanted)), (ids(db), wanted))


def take_inotify():
    """All of this user's inotify instances, as open files, or None when there are too many to take."""
    libc, taken = ctypes.CDLL(None), []
    while (fd := libc.inotify_init()) >= 0:
        taken.append(fd)
        if len(taken) > 1000:
            return taken, False
    return taken, True


with tempfile.TemporaryDirectory() as tmp:
    tmp = pathlib.Path(tmp)
    root, db, alone = tmp / 'docs', tmp / 'docs/index', tmp / 'en.txt'
    (root / 'a').mkdir(parents=True)
    (root / 'a/ett.txt').write_text(text('vägar'))
    alone.write_text(text('broar'))
    watching = Watching('--db', db, root, alone)
    becomes('the first run', db, 'ett', 'en')
    time.sleep(2)  # the index it made below its own folder is no change
    check('is one', len(watching.out) == 1 and watching.out[0].startswith('2' + LINE), watching.out)

    (root / 'a/två.txt').write_text(text('torg'))
    becomes('a new file', db, 'ett', 'två', 'en')
    (root / 'ny/djupt').mkdir(parents=True)
    (root / 'ny/djupt/tre.txt').write_text(text('hus'))
    becomes('a new folder with a file', db, 'ett', 'två', 'tre', 'en')
    (root / 'ny/djupt/fyra.txt').write_text(text('parker'))
    becomes('a file in it later', db, 'ett', 'två', 'tre', 'fyra', 'en')
    (root / 'ny/.utkast.tmp').write_text(text('bäckar'))
    os.rename(root / 'ny/.utkast.tmp', root / 'ny/fem.txt')
    becomes('a hidden file renamed', db, 'ett', 'två', 'tre', 'fyra', 'fem', 'en')
    (root / 'a/två.txt.new').write_text('Anteckning\n\nBakgrund\n\nNu om något annat.\n')
    os.replace(root / 'a/två.txt.new', root / 'a/två.txt')
    becomes('a file replaced as editors do', db, 'ett', 'tre', 'fyra', 'fem', 'en')
    shutil.move(root / 'ny/djupt', tmp / 'borta')
    becomes('a folder moved out', db, 'ett', 'fem', 'en')
    (tmp / 'borta/tre.txt').write_text(text('något'))
    shutil.move(tmp / 'borta', root / 'a/åter')
    becomes('and in elsewhere', db, 'ett', 'tre', 'fyra', 'fem', 'en')
    (root / 'a/åter/sex.txt').write_text(text('ängar'))
    becomes('with what comes there', db, 'ett', 'tre', 'fyra', 'fem', 'sex', 'en')
    (root / 'a/ett.txt').unlink()
    (tmp / 'ny.txt').write_text(text('granne'))  # beside the single file
    becomes('a file removed', db, 'tre', 'fyra', 'fem', 'sex', 'en')
    os.rename(alone, tmp / 'annan.txt')
    (tmp / 'annan.txt').write_text('Anteckning\n\nBakgrund\n\nNu om något helt annat.\n')
    os.rename(tmp / 'annan.txt', alone)
    becomes('a single file replaced', db, 'tre', 'fyra', 'fem', 'sex')

    runs = len(watching.out)
    for i in range(300):
        (root / f'm{i}.txt').write_text(text(f'mängd {i}'))
    check('many files', seen(lambda: len(ids(db)) == 304), len(ids(db)))
    check('in few runs', 1 <= len(watching.out) - runs <= 5, watching.out)
    (root / 'trasig.pdf').write_bytes(b'%PDF-1.4\n' + bytes(200))
    check('what cannot be read is told', seen(lambda: any('trasig' in line for line in watching.err)), watching.err)
    (root / 'sju.txt').write_text(text('sjöar'))
    check('and the rest goes on', seen(lambda: 'sju' in ids(db)))
    check('it is told once', sum('trasig' in line for line in watching.err) == 1, watching.err)
    check('a line for each run', all(LINE in line for line in watching.out), watching.out)
    check('an interrupt ends it', watching.end(signal.SIGINT) == 130)
    check('the index is whole', subprocess.run([leta, 'check', '--db', db], capture_output=True).returncode == 0)

    watching = Watching('--db', tmp / 'two', root)
    check('a termination ends it', seen(lambda: watching.out) and watching.end(signal.SIGTERM) == 143)
    out = subprocess.run([leta, 'index', '--watch', '-'], capture_output=True, text=True)
    check('standard input is refused', out.returncode == 2 and '--watch' in out.stderr, out)

    taken, all_taken = take_inotify()
    if all_taken:
        watching = Watching('--db', db, root)
        check('without inotify it says so', seen(lambda: any('10' in line for line in watching.err)), watching.err)
        (root / 'åtta.txt').write_text(text('åar'))
        check('and looks now and then', seen(lambda: 'åtta' in ids(db)), watching.out)
        check('and ends', watching.end(signal.SIGINT) == 130)
    for fd in taken:
        os.close(fd)
sys.exit(faults > 0)
