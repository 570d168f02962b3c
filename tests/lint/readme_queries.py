#!/usr/bin/env python3
"""Every query of the README's table finds something in the sample collection, or is listed here with the reason why it
does not. Arguments: root, leta."""
import pathlib
import re
import subprocess
import sys
import tempfile

# Queries that find nothing, and why.
NOTHING = {}

root, leta = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()


def queries():
    """Each example of the table's first column."""
    section = (root / 'README.md').read_text().split('## The query language\n')[1].split('\n## ')[0]
    for row in section.splitlines():
        if row.startswith('| `'):
            yield from re.findall(r'`([^`]+)`', row.split('|')[1])


def main():
    wrong = tried = 0
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([leta, 'index', '--db', folder + '/index', root / 'corpus'], check=True, stdout=subprocess.DEVNULL)
        for query in queries():
            tried += 1
            run = subprocess.run([leta, 'search', '--db', folder + '/index', '--mode', 'all', '-n', '1', query],
                                 capture_output=True, text=True, check=False)
            expected = 1 if query in NOTHING else 0
            if run.returncode != expected:
                wrong += 1
                print(f'{query}: exit {run.returncode}, not {expected}\n{run.stderr}', end='')
    print(f'{tried} queries, {wrong} wrong')
    return 1 if wrong or tried < 25 else 0


sys.exit(main())
