#!/usr/bin/env python3
"""What a build from nothing wrote is what Xapian itself would have written. Usage: built.py LETA TEST_BULK ROOT SHARED

Indexes the sample collection, the golden documents and, where they lie beside the checkout, the seeds and the beginnings
of real collections; then TEST_BULK compares every posting, length, value and statistic with a database made through the API.
"""
import gzip
import pathlib
import subprocess
import sys
import tempfile

leta, test_bulk, root, shared = sys.argv[1:5]
ROWS = {'interpellationer': 400, 'motioner': 100, 'propositioner': 4, 'erdf': 374}


def sources(tmp):
    yield pathlib.Path(root, 'corpus')
    yield pathlib.Path(root, 'tests/golden/docs')
    if pathlib.Path(shared, 'seeds').is_dir():
        yield pathlib.Path(shared, 'seeds')
    for name, rows in ROWS.items():
        packed = pathlib.Path(shared, f'data/collections/{name}.jsonl.gz')
        if packed.exists():
            with gzip.open(packed, 'rt', encoding='utf-8') as lines:
                part = pathlib.Path(tmp, f'{name}.jsonl')
                part.write_text(''.join(line for line, _ in zip(lines, range(rows))), encoding='utf-8')
            yield part


with tempfile.TemporaryDirectory() as tmp:
    indexes = []
    for number, source in enumerate(sources(tmp)):
        index = pathlib.Path(tmp, f'index-{number}')
        out = subprocess.run([leta, 'index', '--db', index, source], capture_output=True, text=True)
        if out.returncode not in (0, 5):
            sys.exit(f'{source}: {out.stderr}')
        if int(out.stdout.split()[0]) > 10:
            indexes.append(index / 'current')
    out = subprocess.run([test_bulk, *indexes], capture_output=True, text=True)
    print(out.stdout, out.stderr)
    sys.exit(out.returncode)
