#!/usr/bin/env python3
"""`leta index` touches only what has changed, and an updated index equals one built from nothing. Usage: incremental.py LETA

Each step changes the files, runs the command and compares its last line with what it should have done; then the content
of the index is compared with that of a fresh build of the same files.
"""
import ctypes
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

leta = sys.argv[1]
faults = 0


def run(*args):
    return subprocess.run([leta, *map(str, args)], capture_output=True, text=True)


def ids(db):
    out = run('search', '--db', db, '--format', 'jsonl', '-n', '0', '--sort', 'title', 'samverkan')
    return sorted(json.loads(line)['id'] for line in out.stdout.splitlines())


def step(what, db, paths, wanted, code=0, wanted_ids=None):
    global faults
    out = run('index', '--db', db, *paths)
    last = out.stdout.splitlines()[-1] if out.stdout else out.stderr.strip()
    got = tuple(int(word) for word in last.replace(',', '').split() if word.isdigit())
    check = run('check', '--db', db)
    ok = got == wanted and out.returncode == code and check.returncode == 0
    if wanted_ids is not None and ids(db) != sorted(wanted_ids):
        ok, last = False, f'{last}: ids {ids(db)}'
    faults += not ok
    print(f"{'ok    ' if ok else 'NOT OK'} {what}: {last} (exit {out.returncode}) {check.stderr.strip()}")


class Opened:
    """Which of a folder's files are opened meanwhile."""
    IN_OPEN, HEADER = 0x20, 16

    def __init__(self, folder):
        libc = ctypes.CDLL(None)
        self.fd = libc.inotify_init()
        self.works = self.fd >= 0 and libc.inotify_add_watch(self.fd, os.fsencode(folder), self.IN_OPEN) >= 0

    def names(self):
        os.set_blocking(self.fd, False)
        try:
            data, found = os.read(self.fd, 1 << 20), set()
        except BlockingIOError:
            return set()
        while data:
            length = int.from_bytes(data[12:16], sys.byteorder)
            found.add(data[self.HEADER:self.HEADER + length].rstrip(b'\0').decode())
            data = data[self.HEADER + length:]
        return found - {''}


def opened(what, folder, wanted, *args):
    """A step, and that it opened these files of the folder and no others."""
    global faults
    watch = Opened(folder)
    if not watch.works:
        print(f'skipped {what}: inotify does not work here')
        return step(what, *args)
    step(what, *args)
    got = watch.names()
    os.close(watch.fd)
    if got != set(wanted):
        faults += 1
        print(f'NOT OK {what}: opened {got}')


def text(name):
    return f'{name}\n\nBakgrund\n\nEn påhittad text om samverkan i {name}.\n'


with tempfile.TemporaryDirectory() as tmp:
    root, db = pathlib.Path(tmp, 'docs'), pathlib.Path(tmp, 'db')
    (root / 'a').mkdir(parents=True)
    (root / 'b').mkdir()
    for name in ('ett', 'två', 'tre'):
        (root / 'a' / f'{name}.txt').write_text(text(name))
    step('first', db, [root], (3, 0, 0, 0), wanted_ids=['ett', 'två', 'tre'])
    step('again', db, [root], (0, 3, 0, 0))
    os.utime(root / 'a/ett.txt')
    step('touched only', db, [root], (0, 3, 0, 0))
    (root / 'a/ett.txt').write_text(text('ett, ändrad'))
    step('changed', db, [root], (1, 2, 0, 0))
    (root / 'b/fyra.txt').write_text(text('fyra'))
    step('one folder given: the other stays', db, [root / 'b'], (1, 0, 0, 0),
         wanted_ids=['ett', 'två', 'tre', 'fyra'])
    (root / 'a/två.txt').unlink()
    step('vanished', db, [root], (0, 3, 1, 0), wanted_ids=['ett', 'tre', 'fyra'])
    (root / 'b/tre.txt').write_text(text('tre i b'))
    step('clash', db, [root], (2, 2, 1, 0), wanted_ids=['ett', 'a/tre', 'b/tre', 'fyra'])
    (root / 'b/tre.txt').unlink()
    step('clash over', db, [root], (1, 2, 2, 0), wanted_ids=['ett', 'tre', 'fyra'])
    rows = [{'id': f'r{i}', 'title': f'Rad {i}', 'text': f'Påhittad samverkan {i}'} for i in range(5)]
    register = root / 'register.jsonl'
    register.write_text('\n'.join(map(json.dumps, rows)))
    step('register', db, [root], (5, 3, 0, 0))
    rows[2]['text'] += ' ändrad'
    del rows[0]
    register.write_text('\n'.join(map(json.dumps, rows)))
    step('one row changed, one gone', db, [root], (1, 6, 1, 0))
    register.write_text('\n'.join(map(json.dumps, rows)) + '\n{"id": "trasig"\n')
    step('a broken row', db, [root], (0, 7, 0, 1), code=5)
    (root / 'tom.txt').write_text('')
    (root / 'binär.bin').write_bytes(bytes(range(256)) * 20)
    step('files that are no documents', db, [root], (0, 7, 0, 3), code=5)
    (root / 'tom.txt').unlink()
    (root / 'binär.bin').unlink()
    register.unlink()
    step('register gone', db, [root], (0, 3, 4, 0), wanted_ids=['ett', 'tre', 'fyra'])
    step('from nothing', str(db) + '2', [root], (3, 0, 0, 0))

    def index_of(where):
        return json.loads(run('search', '--db', where, '--format', 'json', 'samverkan').stdout)['index']
    if index_of(db) != index_of(str(db) + '2'):
        faults += 1
        print('NOT OK updated and fresh differ')
    (root / 'a/ett.txt').write_text(text('ett, till sist'))
    out = run('index', '--db', db, '--fresh', root)
    step('after --fresh', db, [root], (0, 3, 0, 0))

    a, first = root / 'a', root / 'a/ett.txt'
    time.sleep(2.1)  # what was changed just before a run is read once more
    step('all are old enough', db, [root], (0, 3, 0, 0))
    opened('nothing is read', a, [], db, [root], (0, 3, 0, 0))
    opened('also by another path', a, [], db, [root / 'b' / '..'], (0, 3, 0, 0))
    opened('another folder alone', a, [], db, [root / 'b'], (0, 1, 0, 0))
    opened('nor after it', a, [], db, [root], (0, 3, 0, 0))
    info = first.stat()
    first.write_text(first.read_text().replace('till sist', 'till slut'))
    os.utime(first, ns=(info.st_atime_ns, info.st_mtime_ns))
    opened('same size, date put back', a, ['ett.txt'], db, [root], (1, 2, 0, 0))
    first.write_text(first.read_text().replace('till slut', 'till sist'))
    opened('changed at once again', a, ['ett.txt'], db, [root], (1, 2, 0, 0))
    first.write_text(first.read_text().replace('till sist', 'till slut'))
    os.utime(first, ns=(info.st_atime_ns, info.st_mtime_ns))
    opened('and again, date put back', a, ['ett.txt'], db, [root], (1, 2, 0, 0))
    copy = root / 'a/kopia.tmp'
    copy.write_text(first.read_text())
    os.replace(copy, first)
    opened('another file of the same content', a, ['ett.txt'], db, [root], (0, 3, 0, 0))
    time.sleep(2.1)
    step('old again', db, [root], (0, 3, 0, 0))
    stamps = db / 'stamps'
    stamps.write_bytes(stamps.read_bytes()[:-1])
    opened('a damaged list of stamps', a, ['ett.txt', 'tre.txt'], db, [root], (0, 3, 0, 0))
    opened('is mended', a, [], db, [root], (0, 3, 0, 0))
    opened('--fresh reads all', a, ['ett.txt', 'tre.txt'], db, ['--fresh', root], (3, 0, 0, 0))
    opened('and the next run does not', a, [], db, [root], (0, 3, 0, 0))
    opened('as another format', a, ['ett.txt', 'tre.txt'], db, ['--format', 'text', root], (3, 0, 0, 0))

    # rows that are told by their bytes
    register, db3 = root / 'rader.jsonl', tmp + '/db3'
    plain = [json.dumps({'title': f'Rad {i}', 'text': f'Påhittad samverkan {i}'}, ensure_ascii=False)
             for i in range(4)]
    register.write_text('\n'.join(plain))
    step('rows without ids', db3, [register], (4, 0, 0, 0), wanted_ids=[f'rader:{i}' for i in range(1, 5)])
    register.write_text('\n'.join(plain[1:]))
    step('a row less before them: all have other ids', db3, [register], (3, 0, 1, 0),
         wanted_ids=[f'rader:{i}' for i in range(1, 4)])
    register.write_text('\n'.join([*plain[1:], plain[0], plain[1]]))
    step('two more behind them, one of them again', db3, [register], (2, 3, 0, 0),
         wanted_ids=[f'rader:{i}' for i in range(1, 6)])
    register.write_text('\n'.join([*plain[1:], plain[0], plain[1], '']))
    step('a line end', db3, [register], (0, 5, 0, 0))
    named = [json.dumps({'id': f'r{i}', 'title': f'Rad {i}', 'text': 'Påhittad sam\u00adverkan'}, ensure_ascii=False)
             for i in range(3)]
    register.write_text('\r\n'.join(named))
    step('ids of their own', db3, [register], (3, 0, 5, 0), wanted_ids=['r0', 'r1', 'r2'])
    register.write_text('\n'.join([named[2], '', named[0], named[2]]))
    step('in another order, one twice', db3, [register], (0, 2, 1, 1), code=5, wanted_ids=['r0', 'r2'])
    register.write_text('id;titel;text\nr0;Ett;samverkan\nr1;Två;samverkan\n')
    step('a table', db3, ['--format', 'csv', register], (2, 0, 1, 0), wanted_ids=['r0', 'r1'])
    register.write_text('id;titel;text\nr1;Två;samverkan\nr0;Tre;samverkan\n')
    step('one row changed', db3, ['--format', 'csv', register], (1, 1, 0, 0))
    register.write_text('id;text;titel\nr1;Två;samverkan\nr0;Tre;samverkan\n')
    step('other columns', db3, ['--format', 'csv', register], (2, 0, 0, 0))
    register.unlink()

    # a file that is too large is told of, and the others are taken
    large = root / 'stor.jsonl'
    with open(large, 'wb') as out:
        out.truncate((256 << 20) + 1)
    told = run('index', '--db', db3, large).stderr
    if 'larger than 256 MB' not in told and 'större än 256 MB' not in told:
        faults += 1
        print(f'NOT OK a file that is too large: {told}')
    # but lines of JSON are read in parts, however many they are
    with open(large, 'wb') as out:
        out.write(named[0].encode())
        for _ in range(257):
            out.write(b'\n' * (1 << 20))
        out.write(named[1].encode())
    step('a large register', root / 'db4', [large], (2, 0, 0, 0), wanted_ids=['r0', 'r1'])
    large.unlink()

    # an id that goes from a file to another
    one, two = root / 'b/ett.jsonl', root / 'b/två.jsonl'
    one.write_text(json.dumps(rows[0]))
    two.write_text(json.dumps(rows[1]))
    step('two registers', db, [root / 'b'], (3, 0, 0, 0))
    two.write_text(json.dumps(rows[1]) + '\n' + json.dumps(rows[0]))
    step('an id that an unchanged file before has', db, [root / 'b'], (0, 3, 0, 1), code=5)
    one.unlink()
    step('and that is free now', db, [root / 'b'], (1, 2, 0, 0), wanted_ids=['ett', 'tre', 'fyra', 'r1', 'r2'])
sys.exit(1 if faults else 0)
