#!/usr/bin/env python3
"""Holds every #include under src/ and include/ against src/layers.txt: who may include whom."""
import pathlib
import re
import sys

root = pathlib.Path(sys.argv[1])
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.M)
# The C and POSIX headers that any module may use, beside the C++ library inside the engine.
THIRD_PARTY = ('zlib.h', 'libdeflate.h', 'zstd.h', 'zdict.h', 'unicode/', 'libstemmer', 'jansson.h', 'xapian', 'cmocka.h',
               'gumbo.h', 'zip.h', 'expat.h', 'seccomp.h')


def read_rules():
    rules = {}
    for line in (root / 'src/layers.txt').read_text().splitlines():
        line = line.split('#')[0].strip()
        if line:
            module, allowed = line.split(':', 1)
            rules[module.strip()] = allowed.split()
    return rules


def allowed_quoted(name, module, allowed):
    if name.startswith(module + '/'):
        return True
    for rule in allowed:
        if rule.startswith('<'):
            continue
        if name == rule or name.startswith(rule.rstrip('/') + '/'):
            return True
    return False


def allowed_angle(name, allowed):
    if not name.startswith(THIRD_PARTY):
        return True
    return any(rule.startswith('<') and name.startswith(rule.strip('<>').removesuffix('.h'))
               for rule in allowed)


def main():
    rules, faults, files = read_rules(), [], 0
    for path in sorted((root / 'src').rglob('*')):
        if path.suffix not in ('.c', '.h', '.cpp', '.hh'):
            continue
        files += 1
        module = path.relative_to(root / 'src').parts[0]
        if module not in rules:
            faults.append(f'{path}: module {module} is not in layers.txt')
            continue
        for bracket, name in INCLUDE.findall(path.read_text()):
            ok = (allowed_angle(name, rules[module]) if bracket == '<'
                  else allowed_quoted(name, module, rules[module]))
            if not ok:
                faults.append(f'{path}: {module} may not include {name}')
        if path.suffix in ('.cpp', '.hh') and module != 'engine':
            faults.append(f'{path}: C++ outside the engine')
    for path in sorted((root / 'include').rglob('*.h')):
        for bracket, name in INCLUDE.findall(path.read_text()):
            if not (name.startswith('leta/') or name in ('stdbool.h', 'stddef.h', 'stdint.h')):
                faults.append(f'{path}: a public header may not include {name}')
    print('\n'.join(faults) or f'{files} files keep to the layers')
    return 1 if faults or not files else 0


sys.exit(main())
