#!/usr/bin/env python3
"""Help equals the manual page: help.py LETA LETA.1

The commands, each command's synopsis and options, and the exit codes of `leta help` must be those of the manual page;
help in both languages has the same options and at most 80 columns; `leta COMMAND --help` is `leta help COMMAND`."""
import os
import re
import shutil
import subprocess
import sys

leta, page = sys.argv[1:3]
faults = []


def run(lang, *arguments):
    environment = {**os.environ, 'LETA_LANG': lang}
    done = subprocess.run([leta, *arguments], env=environment, capture_output=True, text=True, timeout=60)
    if done.returncode or done.stderr:
        faults.append(f'leta {" ".join(arguments)}: exit {done.returncode}, {done.stderr.strip()}')
    for line in done.stdout.splitlines():
        if len(line) > 80:
            faults.append(f'leta {" ".join(arguments)} ({lang}): {len(line)} columns: {line}')
    return done.stdout


def part(text, heading):
    """The lines below a heading of a help text, up to the next blank line."""
    found = re.search(rf'^(?:{heading})\n(.*?)(?:\n\n|\Z)', text, re.M | re.S)
    return found.group(1).splitlines() if found else []


def help_options(text):
    lines = part(text, 'Options:|Flaggor:')
    return [re.split(r'\s{2,}', line.strip())[0] for line in lines if re.match(r'  -', line)]


def render(tokens):
    """One line of mdoc macros, as mandoc prints the few that the page uses for options."""
    out, dash, close, glue = '', '', '', True
    for token in tokens:
        if token in ('Fl', 'Ar', 'Cm', 'Nm'):
            dash = '-' if token == 'Fl' else ''
        elif token == 'Ns':
            glue = True
        elif token in ('Op', 'Oo'):
            out += ('' if glue else ' ') + '['
            glue, close = True, close + (']' if token == 'Op' else '')
        elif token == 'Oc':
            out, glue = out + ']', False
        else:
            comma = token == ','
            out += ('' if glue or comma else ' ') + ('' if comma else dash) + token
            glue = False
    return (out + close).replace('\\[u2026]', '…')


def read_page():
    """Of the manual page: synopsis and options of each command, exit codes."""
    synopsis, options, codes, section, command = {}, {}, [], '', ''
    for line in open(page, encoding='utf-8').read().splitlines():
        name, *tokens = line.split() or ['']
        if name == '.Sh':
            section, command = ' '.join(tokens), ''
        elif section == 'SYNOPSIS' and name == '.Nm':
            command = ''
        elif section == 'SYNOPSIS' and name == '.Cm':
            command = tokens[0]
            synopsis[command] = [f'leta {command}']
        elif section == 'SYNOPSIS' and command:
            synopsis[command].append(render([name[1:], *tokens]))
        elif name == '.Ss':
            command = tokens[1]
            options[command] = []
        elif name == '.It' and section == 'DESCRIPTION':
            options[command].append(render(tokens))
        elif name == '.It' and section == 'EXIT STATUS':
            codes.append(tokens[0])
    return {name: ' '.join(words) for name, words in synopsis.items()}, options, codes


def compare(what, ours, theirs):
    if ours != theirs:
        faults.append(f'{what}:\n  help:   {ours}\n  manual: {theirs}')


def main():
    synopsis, options, codes = read_page()
    overview = run('en', 'help')
    commands = [line.split()[0] for line in part(overview, 'Commands:')]
    compare('commands', commands, list(options))
    compare('synopses', commands, list(synopsis))
    compare('exit codes', [line.split()[0] for line in part(overview, 'Exit codes:')], codes)
    for command in commands:
        text, swedish = run('en', 'help', command), run('sv', 'help', command)
        usage = ' '.join(text.split('\n\n')[0].split()).removeprefix('Usage: ')
        compare(f'synopsis of {command}', usage, synopsis.get(command))
        compare(f'options of {command}', help_options(text), options.get(command))
        names = [[re.split('[ =]', option)[0] for option in help_options(each)] for each in (text, swedish)]
        compare(f'options of {command} in English and Swedish', *names)
        compare(f'leta {command} --help', run('en', command, '--help'), text)
    if shutil.which('mandoc'):
        lint = subprocess.run(['mandoc', '-Tlint', page], capture_output=True, text=True)
        if lint.stdout:
            faults.append(lint.stdout.strip())
    print('\n'.join(faults) or f'{len(commands)} commands: help equals manual')
    return 1 if faults or not commands else 0


sys.exit(main())
