#!/usr/bin/env python3
"""Adds up the results of meson test in the build folders given and prints the closing line."""
import json
import pathlib
import sys

passed = failed = skipped = 0
for build in sys.argv[1:]:
    log = pathlib.Path(build) / 'meson-logs/testlog.json'
    results = [json.loads(line)['result'] for line in log.read_text().splitlines()] if log.exists() else []
    if not results:
        failed += 1
    passed += results.count('OK') + results.count('EXPECTEDFAIL')
    skipped += results.count('SKIP')
    failed += sum(r not in ('OK', 'EXPECTEDFAIL', 'SKIP') for r in results)
print(f'{passed} passed, {failed} failed' + (f', {skipped} skipped' if skipped else ''))
sys.exit(1 if failed else 0)
