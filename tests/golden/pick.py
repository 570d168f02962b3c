#!/usr/bin/env python3
"""Reads JSON, one value or one a line, and prints members of each, separated by tabs: pick id hits.0.title"""
import json
import sys

text = sys.stdin.read()
try:
    values = [json.loads(text)] if text.strip() else []
except json.JSONDecodeError:
    values = [json.loads(line) for line in text.splitlines()]
for value in values:
    row = []
    for path in sys.argv[1:]:
        member = value
        for step in path.split('.'):
            member = member[int(step)] if isinstance(member, list) else member[step]
        row.append(member if isinstance(member, str) else json.dumps(member, ensure_ascii=False))
    print('\t'.join(row))
