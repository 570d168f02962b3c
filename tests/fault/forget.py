#!/usr/bin/env python3
"""`leta forget` leaves nothing of a document in any file of the index, also when it is killed. Usage: forget.py LETA

A marker word that only the forgotten document has is looked for in every file of the index directory (holds.py), and the
store is held against that of an index of the other documents.
"""
import json
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import time

import holds
from holds import dictionary, store

leta = sys.argv[1]
MARKER = 'kvasselbrink'
WORDS = '''samverkan projekt deltagare arbetsmarknad kompetens utbildning kommun region företag metod resultat insats
uppföljning målgrupp verksamhet tillväxt näringsliv jämställdhet'''.split()
faults = 0


def run(*args):
    return subprocess.run([leta, *map(str, args)], capture_output=True, text=True)


def check(what, ok, told=''):
    global faults
    faults += not ok
    print(f"{'ok    ' if ok else 'NOT OK'} {what} {told if not ok else ''}")


def holders(db):
    return holds.holders(db, MARKER)


def ids(db, query='samverkan'):
    out = run('search', '--db', db, '--format', 'jsonl', '-n', '0', query)
    return [json.loads(line)['id'] for line in out.stdout.splitlines()]


def text(name, more=''):
    return f'{name}\n\nBakgrund\n\nEn påhittad text om samverkan och upphandling i {name}. {more}\n' + 'Ord om vägar. ' * 40


def write(root):
    root.mkdir(parents=True)
    for name in ('ett', 'två', 'tre', 'fyra'):
        (root / f'{name}.txt').write_text(text(name))
    (root / 'hemlig.txt').write_text(text('Hemlig', f'Kontakta {MARKER.title()}. ' * 9))
    rows = [{'id': f'r{i}', 'title': f'Rad {i}', 'text': f'Påhittad samverkan {i} {MARKER if i == 5 else ""}'}
            for i in range(6)]
    (root / 'register.jsonl').write_text('\n'.join(map(json.dumps, rows)))


with tempfile.TemporaryDirectory() as tmp:
    root, db, rest = pathlib.Path(tmp, 'docs'), pathlib.Path(tmp, 'db'), pathlib.Path(tmp, 'rest')
    write(root)
    run('index', '--db', db, root)
    run('index', '--db', db, '--fresh', root)  # a generation before
    (root / 'ett.txt').write_text(text('ett, ändrad'))
    run('index', '--db', db, root)  # tables changed in place
    run('save', '--db', db, 'allt', 'samverkan')
    before = holders(db)
    check('the marker is found where it is', any('documents' in p for p in before) and len(before) >= 4, before)
    saved = (db / 'saved/allt.search').read_text()
    check('the saved search names the documents', 'hemlig' in saved and 'r5' in saved)

    out = run('forget', '--db', db, 'hemlig', 'okänd')
    check('a wrong id changes nothing', out.returncode == 1 and 'okänd' in out.stderr and holders(db) == before, out)
    shutil.copytree(db, pathlib.Path(tmp, 'full'), symlinks=True)
    out = run('forget', '--db', db, 'hemlig', 'r5')
    check('forgets', out.returncode == 0 and holders(db) == [], (out, holders(db)))
    check('one generation is left', len(list(db.glob('gen-*'))) == 1)
    saved = (db / 'saved/allt.search').read_text()
    check('the saved search does not name them', 'hemlig' not in saved and 'r5' not in saved and 'r4' in saved, saved)
    check('the index is whole', run('check', '--db', db).returncode == 0)
    check('the others are found', sorted(ids(db)) == sorted(['ett', 'två', 'tre', 'fyra', 'r0', 'r1', 'r2', 'r3', 'r4']))

    out = run('index', '--db', db, root)
    check('they do not come back', holders(db) == [] and '2 ' in out.stderr and out.returncode == 0, out)
    check('and nothing else is indexed', out.stdout.startswith('0 documents indexed, 9 unchanged, 0 removed'), out)
    run('index', '--db', db, '--fresh', root)
    check('nor in a new index', holders(db) == [] and len(ids(db)) == 9)
    (root / 'annan').mkdir()
    shutil.copy(root / 'hemlig.txt', root / 'annan/kopia.txt')
    run('index', '--db', db, root)
    check('nor under another name', holders(db) == [])

    shutil.rmtree(root / 'annan')
    (root / 'hemlig.txt').unlink()
    rows = [row for row in (root / 'register.jsonl').read_text().splitlines() if MARKER not in row]
    (root / 'register.jsonl').write_text('\n'.join(rows))
    run('index', '--db', rest, root)
    shutil.copytree(pathlib.Path(tmp, 'full'), pathlib.Path(tmp, 'again'), symlinks=True)
    again = pathlib.Path(tmp, 'again')
    run('index', '--db', again, '--fresh', root)
    write(pathlib.Path(tmp, 'new/docs'))
    (pathlib.Path(tmp, 'new/docs') / 'ett.txt').write_text(text('ett, ändrad'))
    shutil.rmtree(root)
    shutil.move(pathlib.Path(tmp, 'new/docs'), root)
    one = pathlib.Path(tmp, 'one')
    run('index', '--db', one, root)
    run('forget', '--db', one, 'hemlig', 'r5')
    check('the store is that of an index of the others', store(one) == store(rest))
    check('and so are the hits', ids(one) == ids(rest) and len(ids(one)) == 9)

    run('forget', '--db', one, '--remember', 'hemlig')
    out = run('index', '--db', one, root)
    check('--remember brings it back', 'hemlig' in ids(one) and 'r5' not in ids(one), out)
    (root / 'hemlig.txt').unlink()
    run('index', '--db', one, root)
    check('removing leaves dead bytes', holders(one) != [])
    out = run('forget', '--db', one)
    check('forget without ids drops them', out.returncode == 0 and holders(one) == [], out)

    # so many that the new index has a dictionary, which takes over what documents have in common
    random.seed(1)
    root, db, rest = pathlib.Path(tmp, 'many.jsonl'), pathlib.Path(tmp, 'many'), pathlib.Path(tmp, 'rest-of-many')
    rows = [{'id': f'm{i}', 'title': f'Rad {i}', 'text': ' '.join(random.choices(WORDS, k=80)) +
             f' {MARKER} har samordnat arbetet med upphandling i hela regionen.' * (3 * (i % 7 == 0))} for i in range(300)]
    root.write_text('\n'.join(map(json.dumps, rows)))
    run('index', '--db', db, root)
    check('the marker is in the dictionary', any('dictionary' in p for p in holders(db)), holders(db))
    out = run('forget', '--db', db, *(row['id'] for row in rows if MARKER in row['text']))
    check('forgets many', out.returncode == 0 and holders(db) == [], (out, holders(db)))
    run('index', '--db', db, '--fresh', root)
    check('nor are they in a new one', holders(db) == [], holders(db))
    root.write_text('\n'.join('' if MARKER in row['text'] else json.dumps(row) for row in rows))
    run('index', '--db', rest, root)
    check('it is that of the others', dictionary(db) == dictionary(rest) and store(db) == store(rest))

    random.seed(1)
    for i in range(8):
        shutil.rmtree(again)
        shutil.copytree(pathlib.Path(tmp, 'full'), again, symlinks=True)
        process = subprocess.Popen([leta, 'forget', '--db', again, 'hemlig', 'r5'], stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL)
        time.sleep(random.uniform(0, 0.15))
        process.kill()
        process.wait()
        whole = run('check', '--db', again).returncode
        out = run('forget', '--db', again, 'hemlig', 'r5')
        check(f'killed {i}', whole == 0 and out.returncode == 0 and holders(again) == [] and len(ids(again)) == 9,
              (whole, out))
sys.exit(faults > 0)
