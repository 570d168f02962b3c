#!/usr/bin/env python3
"""Golden command lines: golden.py LETA [--accept] [CASE…]

A case is <command>/<case>.cmd, a bash script. What it writes is compared with <case>.out: standard output, then
"--- stderr" with standard error, then "--- exit N". --accept writes the .out files anew; the diff is for reviewing.

A case runs in an empty folder with a pinned environment: `leta` on the path, $INDEX (an index of docs/, made once),
$DOCS (a copy of docs/), $FILES (files/: documents that are no text) and $TMP (its own folder). `on_terminal` runs a command on a terminal of 80 columns, `pick`
prints members of JSON. Paths, scores and fingerprints are replaced by signs, so that they may change. A case that begins
with "# needs: not root" is skipped for root, and one with `on_terminal` where the machine has no terminals to give."""
import os
import pathlib
import pty
import re
import shutil
import subprocess
import sys
import tempfile

here = pathlib.Path(__file__).resolve().parent
TIMEOUT = 60

# What may differ from one machine or version to the next: pattern, replacement.
VOLATILE = [
    (r'("(?:score|weight)": ?)-?[0-9.]+', r'\1#'),
    (r'(?m)^(\d+,[^,\n]+,)[0-9.]+,', r'\1#,'),
    (r'("(?:fingerprint|index)": ?)"[^"]+"', r'\1"#"'),
    (r'((?:Index: |indexet är ett annat \())[0-9a-f]{16}', r'\1#'),
    (r',[0-9a-f]{16},(\d{4}-)', r',#,\1'),
    (r'gen-\d{6}', 'gen-#'),
    (r'process \d+ (?:sedan|since) [-0-9]+ [:0-9]+ UTC', 'process #'),
]


def environment(leta, scratch):
    kept = {name: value for name, value in os.environ.items()
            if name.startswith(('ASAN_', 'UBSAN_', 'LSAN_', 'LD_LIBRARY_PATH', 'XDG_CACHE_HOME'))}
    return {'XDG_CACHE_HOME': f'{scratch}/cache', **kept, 'PATH': f'{scratch}/bin:/usr/bin:/bin', 'HOME': f'{scratch}/nowhere', 'LANG': 'C.UTF-8', 'TZ': 'UTC',
            'TERM': 'xterm', 'SOURCE_DATE_EPOCH': '1767225600', 'INDEX': f'{scratch}/index', 'DOCS': f'{scratch}/docs',
            'FILES': here / 'files', 'LETA_DB': f'{scratch}/index'}


def prepare(leta, scratch):
    (scratch / 'bin').mkdir()
    (scratch / 'bin/leta').symlink_to(leta)
    for helper in ('on_terminal', 'pick'):
        (scratch / 'bin' / helper).symlink_to(here / f'{helper}.py')
    shutil.copytree(here / 'docs', scratch / 'docs')
    done = subprocess.run([leta, 'index', f'{scratch}/docs'], env=environment(leta, scratch), capture_output=True,
                          text=True, timeout=TIMEOUT)
    return done.returncode == 0, done.stdout + done.stderr


def normalise(text, scratch, own):
    for path, name in ((own / 'home', '$HOME'), (own, '$TMP'), (scratch / 'index', '$INDEX'),
                       (scratch / 'docs', '$DOCS'), (here / 'files', '$FILES'), (scratch, '$SCRATCH')):
        text = text.replace(str(path), name)
    for pattern, replacement in VOLATILE:
        text = re.sub(pattern, replacement, text)
    for character, shown in (('\033', '\\033'), ('\r', '\\r'), ('\ufeff', '\\ufeff')):
        text = text.replace(character, shown)
    return text


def run(leta, case, scratch, number):
    own = scratch / f'case{number}'
    own.mkdir()
    env = {**environment(leta, scratch), 'TMP': str(own), 'HOME': f'{own}/home'}
    try:
        done = subprocess.run(['bash', str(case)], env=env, cwd=own, capture_output=True, stdin=subprocess.DEVNULL,
                              timeout=TIMEOUT)
    except subprocess.TimeoutExpired:
        return f'still running after {TIMEOUT} seconds\n'
    finally:
        subprocess.run(['chmod', '-R', 'u+rwX', str(own)], check=False)
    out, err = (each.decode('utf-8', 'backslashreplace') for each in (done.stdout, done.stderr))
    code = done.returncode if done.returncode >= 0 else f'signal {-done.returncode}'
    text = out + ('' if not out or out.endswith('\n') else '\n(no line feed)\n')
    return normalise(f'{text}--- stderr\n{err}--- exit {code}\n', scratch, own)


def difference(expected, got):
    from difflib import unified_diff
    lines = unified_diff(expected.splitlines(), got.splitlines(), 'expected', 'got', lineterm='')
    return ''.join(f'# {line}\n' for line in lines)


def terminals():
    try:
        for descriptor in pty.openpty():
            os.close(descriptor)
        return True
    except OSError:
        return False


def reason_to_skip(case):
    text = case.read_text()
    if os.geteuid() == 0 and text.startswith('# needs: not root'):
        return 'root may read everything'
    return 'no terminals here' if 'on_terminal' in text and not terminals() else None


def main():
    arguments = [each for each in sys.argv[1:] if each != '--accept']
    accept, leta, wanted = '--accept' in sys.argv, pathlib.Path(arguments[0]).resolve(), arguments[1:]
    cases = sorted(here.glob('*/*.cmd'))
    cases = [each for each in cases if not wanted or any(word in str(each.relative_to(here)) for word in wanted)]
    failed = 0
    with tempfile.TemporaryDirectory(prefix='leta-golden-') as folder:
        scratch = pathlib.Path(folder).resolve()
        whole, said = prepare(leta, scratch)
        print(f'1..{len(cases) + 1}')
        print(f'{"ok" if whole else "not ok"} 1 - the index of docs/ is built')
        if not whole:
            print(''.join(f'# {line}\n' for line in said.splitlines()), end='')
        for number, case in enumerate(cases, 2):
            name = case.relative_to(here).with_suffix('')
            reason = reason_to_skip(case)
            if reason:
                print(f'ok {number} - {name} # SKIP {reason}')
                continue
            got, golden = run(leta, case, scratch, number), case.with_suffix('.out')
            expected = golden.read_text() if golden.exists() else ''
            if accept and got != expected:
                golden.write_text(got)
                expected = got
            failed += got != expected
            print(f'{"ok" if got == expected else "not ok"} {number} - {name}')
            print(difference(expected, got), end='', flush=True)
    return 1 if failed or not whole or not cases else 0


sys.exit(main())
