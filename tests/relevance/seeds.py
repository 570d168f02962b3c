#!/usr/bin/env python3
"""Information needs with known answers on the five seed documents. Usage: seeds.py LETA SEEDS TABLE. Exit 77: no seeds."""
import json
import pathlib
import subprocess
import sys
import tempfile

leta, seeds, table = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
if not seeds.is_dir():
    sys.exit(77)


def search(db, query):
    out = subprocess.run([leta, 'search', '--db', db, '--format', 'json', '-n', '0', query],
                         capture_output=True, text=True)
    if out.returncode not in (0, 1):
        return out.stderr.strip(), None
    answer = json.loads(out.stdout)
    if (out.returncode == 1) != (answer['total'] == 0) or answer['total'] != len(answer['hits']):
        return 'exit code, total and hits disagree', None
    return [hit['id'][:3] for hit in answer['hits']], answer


def judge(got, wanted):
    mode, ids = wanted[0], wanted[1:].split()
    return sorted(got) == sorted(ids) if mode == '=' else got[:len(ids)] == ids


faults = count = 0
with tempfile.TemporaryDirectory() as db:
    subprocess.run([leta, 'index', '--db', db + '/index', str(seeds)], check=True, capture_output=True)
    for line in table.read_text().splitlines():
        if line.startswith('#') or not line.strip():
            continue
        query, wanted, *pages = line.split('\t')
        got, answer = search(db + '/index', query)
        ok = answer is not None and judge(got, wanted)
        if ok and pages:
            snippet = answer['hits'][0]['snippets'][0]
            found = f"{snippet['page']}-{snippet.get('last_page') or snippet['page']}"
            ok, got = found == pages[0], f'pages {found}'
        count += 1
        faults += not ok
        print(f"{'ok    ' if ok else 'NOT OK'} {query}  →  {got}" + ('' if ok else f', wanted {wanted} {pages}'))
print(f'{count} needs, {faults} faults')
sys.exit(1 if faults else 0)
