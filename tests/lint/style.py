#!/usr/bin/env python3
"""What the eye should not have to check: sizes, comments, banned calls. Limits: function 70, file 800 lines."""
import pathlib
import re
import sys

root = pathlib.Path(sys.argv[1])
BANNED = ('strcpy strcat strncpy sprintf strtok atoi atof gets localtime gmtime toupper isalpha strcasecmp '
          'strtod system').split()
LIBRARY_BANNED = 'exit abort getenv setlocale printf puts perror'.split()
FUNCTION = re.compile(r'^[A-Za-z_][^\n;{}=#]*\([^;{}]*\)[^;{}]*\n\{\n(.*?)^\}', re.M | re.S)


def blank_out(text):
    """Strings and comments become blanks, so that what is left is code."""
    pattern = re.compile(r'/\*.*?\*/|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.S)
    return pattern.sub(lambda m: re.sub(r'[^\n]', ' ', m.group()), text)


def check(path):
    text, faults = path.read_text(), []
    name, lines = path.relative_to(root), text.split('\n')
    if len(lines) > 801:
        faults.append(f'{name}: {len(lines)} lines')
    if not text.startswith('/*'):
        faults.append(f'{name}: does not begin with a comment that says what it owns')
    code = blank_out(text)
    for number, line in enumerate(code.split('\n'), 1):
        if '//' in line:
            faults.append(f'{name}:{number}: // comment')
    table = False
    for number, line in enumerate(lines, 1):
        table = 'clang-format off' in line or (table and 'clang-format on' not in line)
        if not table and len(line.expandtabs(8)) > 120:
            faults.append(f'{name}:{number}: {len(line.expandtabs(8))} columns')
    module = path.relative_to(root / 'src').parts[0]
    banned = BANNED + ([] if module in ('cli', 'present') else LIBRARY_BANNED)
    for word in banned:
        for match in re.finditer(rf'(?<![\w.>]){word}\s*\(', code):
            faults.append(f'{name}:{code.count(chr(10), 0, match.start()) + 1}: {word}() is banned')
    for match in FUNCTION.finditer(code):
        length = match.group(1).count('\n') + 2
        if length > 70:
            faults.append(f'{name}:{code.count(chr(10), 0, match.start()) + 1}: function of {length} lines')
    return faults


def main():
    faults, count = [], 0
    for path in sorted((root / 'src').rglob('*')):
        if path.suffix in ('.c', '.h', '.cpp', '.hh'):
            count += 1
            faults += check(path)
        if re.fullmatch(r'(utils?|misc|common|helpers?)\.\w+', path.name):
            faults.append(f'{path}: a drawer, not a room')
    print('\n'.join(faults) or f'{count} files in style')
    return 1 if faults or not count else 0


sys.exit(main())
