#!/usr/bin/env python3
"""The README's sessions are what the command prints, and the files it shows are those in the tree. Arguments: root, leta; --write brings the README up to date.

Between each pair of markers stand blocks of commands ("$ leta …") with their output. They run one after the other in a folder that
holds the sample collection; "…" alone on a line ends a block whose further output is left out. A block of C behind the mark of a
file is that file.
"""
import difflib
import os
import pathlib
import re
import subprocess
import sys
import tempfile

BEGIN, END = '<!-- session: run by tests/lint/readme.py -->\n', '<!-- end -->\n'
FILE = r'(<!-- file: (\S+) -->\n```c\n)(.*?)(```\n)'
root, leta = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
readme = root / 'README.md'


def run(command, folder):
    env = {'PATH': f'{folder}/bin:{os.environ["PATH"]}', 'LC_ALL': 'C.UTF-8', 'LETA_DB': f'{folder}/index',
           'LD_LIBRARY_PATH': os.environ.get('LD_LIBRARY_PATH', ''), 'HOME': folder,
           'SOURCE_DATE_EPOCH': '1767225600'}
    out = subprocess.run(['bash', '-c', command], cwd=folder, env=env, stdout=subprocess.PIPE,
                         stderr=subprocess.STDOUT, text=True)
    return out.stdout


def replay(session, folder):
    """The session with the outputs replaced by what the commands print now."""
    result, lines, skipping, cut = [], session.splitlines(), False, None
    for number, line in enumerate(lines):
        if line.startswith('$ '):
            result.append(line)
            block = []
            for follow in lines[number + 1:]:
                if follow.startswith(('$ ', '```')):
                    break
                block.append(follow)
            cut = len(block) - 1 if block and block[-1] == '…' else None
            output = run(line[2:], folder).rstrip('\n').splitlines()
            result += output if cut is None or len(output) <= cut else output[:cut] + ['…']
            skipping = True
        elif line.startswith('```') or not skipping:
            skipping = False
            result.append(line)
    return '\n'.join(result) + '\n'


def with_files(text):
    """The text with the files that it shows as they are now."""
    return re.sub(FILE, lambda m: m[1] + (root / m[2]).read_text() + m[4], text, flags=re.S)


def main():
    text = readme.read_text()
    sessions = re.findall(f'{re.escape(BEGIN)}(.*?){re.escape(END)}', text, re.S)
    if not sessions or not all(re.search(r'^\$ leta ', each, re.M) for each in sessions):
        print('the README shows no session')
        return 1
    with tempfile.TemporaryDirectory() as folder:
        os.mkdir(f'{folder}/bin')
        os.symlink(leta, f'{folder}/bin/leta')
        os.symlink(root / 'corpus', f'{folder}/corpus')
        now = [replay(each, folder) for each in sessions]
    if '--write' in sys.argv:
        for session, new in zip(sessions, now):
            text = text.replace(session, new)
        readme.write_text(with_files(text))
        return 0
    files = with_files(text)
    if files != text or not re.search(FILE, text, re.S):
        print('a file is not as the README shows it, or it shows none: ninja readme')
        return 1
    for session, new in zip(sessions, now):
        sys.stdout.writelines(difflib.unified_diff(session.splitlines(True), new.splitlines(True), 'README.md', 'now'))
    return int(now != sessions)


sys.exit(main())
