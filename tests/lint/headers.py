#!/usr/bin/env python3
"""Every header compiles alone, public ones in C11, C17 and C++17; the guard is the path; public ones have C linkage."""
import concurrent.futures
import os
import pathlib
import re
import subprocess
import sys

root = pathlib.Path(sys.argv[1])
FLAGS = ['-fsyntax-only', '-Wall', '-Wextra', '-Wpedantic', '-Werror', f'-I{root}/include', f'-I{root}/src',
         '-D_POSIX_C_SOURCE=200809L', '-D_DEFAULT_SOURCE']


def compile_alone(task):
    name, language, standard = task
    source = f'#include "{name}"\ntypedef int not_empty;\n'
    run = subprocess.run(['c++' if language == 'c++' else 'cc', f'-x{language}', f'-std={standard}', *FLAGS, '-'],
                         input=source, capture_output=True, text=True)
    return [] if run.returncode == 0 else [f'{name} as {standard}: {run.stderr.splitlines()[0]}']


def main():
    faults, tasks, count = [], [], 0
    for base in ('include', 'src'):
        for path in sorted((root / base).rglob('*.h')):
            count += 1
            name = str(path.relative_to(root / base))
            text = path.read_text()
            guard = re.sub(r'\W', '_', name).upper()
            if f'#ifndef {guard}\n#define {guard}\n' not in text:
                faults.append(f'{name}: guard is not {guard}')
            public = base == 'include'
            standards = [('c', 'c11'), ('c', 'c17'), ('c++', 'c++17')] if public else [('c', 'c17')]
            tasks += [(name, language, standard) for language, standard in standards]
            if public and 'LETA_API' in re.sub(r'/\*.*?\*/', '', text, flags=re.S) and \
                    name != 'leta/export.h' and 'LETA_BEGIN_DECLS' not in text:
                faults.append(f'{name}: no C linkage block')
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for found in pool.map(compile_alone, tasks):
            faults += found
    print('\n'.join(faults) or f'{count} headers stand alone')
    return 1 if faults or not count else 0


sys.exit(main())
