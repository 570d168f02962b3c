#!/usr/bin/env python3
"""libleta.so exports exactly the functions that the public headers mark LETA_API, and keeps no mutable globals."""
import pathlib
import re
import subprocess
import sys

root, library, archives = pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3:]


def declared():
    names = set()
    for header in (root / 'include/leta').glob('*.h'):
        text = re.sub(r'/\*.*?\*/', '', header.read_text(), flags=re.S)
        text = re.sub(r'^\s*#.*$', '', text, flags=re.M)
        for statement in re.findall(r'LETA_API\s([^;{]*);', text):
            names.add(re.search(r'(\w+)\s*\(', statement).group(1))
    return names


def exported():
    out = subprocess.run(['nm', '-D', '--defined-only', library], capture_output=True, text=True, check=True)
    return {line.split()[-1] for line in out.stdout.splitlines()}


def mutable_globals():
    """Symbols in writable sections of the library's own objects (relocated constants are not writable)."""
    found = []
    for archive in archives:
        out = subprocess.run(['objdump', '-t', archive], capture_output=True, text=True, check=True)
        for line in out.stdout.splitlines():
            match = re.search(r'\sO\s+(\.(?:data|bss)(?!\.rel\.ro)\S*)\s+\S+\s+(?:\.hidden\s+)?(\S+)$', line)
            # libstdc++'s per-file initialisation object and the sanitizers' own tables are not ours
            if match and 'ios_base4Init' not in match.group(2) and 'asan' not in match.group(2).lower() \
                    and not match.group(2).startswith(('DW.ref', '.Lubsan', '_ZTI', '_ZTV')):
                found.append(f'{pathlib.Path(archive).name}: {match.group(2)} in {match.group(1)}')
    return found


want, have = declared(), exported()
faults = [f'declared, not exported: {n}' for n in sorted(want - have)]
faults += [f'exported, not declared: {n}' for n in sorted(have - want)]
faults += [f'mutable global: {line}' for line in mutable_globals()]
print('\n'.join(faults) or f'{len(have)} symbols, all documented')
sys.exit(1 if faults or not want else 0)
