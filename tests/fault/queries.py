#!/usr/bin/env python3
"""Any query is answered or refused in bounded time and memory: queries.py LETA ROOT [--show].

The hardest queries that we could think of, each in a process of its own, on the sample collection and, where it lies
beside the checkout, on a collection of 15,668 documents. Time is processor time, so that a busy machine is no fault.
"""
import os
import pathlib
import random
import resource
import subprocess
import sys
import tempfile

leta, root = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
LARGE = root / '../shared/data/collections/interpellationer.jsonl.gz'
SECONDS, MIB = 2.0, 256
ANSWERED, REFUSED = (0, 1), (2, 6)

noise = random.Random(7)
frequent = 'och i att det som en på är av för den med till inte om har de ett vi statsrådet'.split()

# name, query, exit codes, further arguments
HARD = [
    ('o* x 50', 'o* ' * 50, REFUSED),
    ('four wide wildcards', 'ans* bes* för* sta*', ANSWERED),
    ('five wildcards', 'ans* bes* för* sta* kom*', REFUSED),
    ('suffixes', '*ning *het *tion *are', ANSWERED),
    ('middles', 'a*n*g* s*t*r* f*r*a* k*m*n*', ANSWERED),
    ('many stars', 'a' + '*' * 2000 + 'bcd', ANSWERED + REFUSED),
    ('stars and letters', '*' + 'a*' * 200, ANSWERED + REFUSED),
    ('misspellings', 'arbetsmarknaden~2 kommunerna~2 regeringen~2 statsrådet~2', ANSWERED),
    ('deep nesting', '(' * 300 + 'a' + ')' * 300, REFUSED),
    ('allowed nesting', '(' * 20 + 'skola' + ')' * 20, ANSWERED),
    ('signs', '-' * 4000 + 'a', ANSWERED + REFUSED),
    ('4096 bytes of "a "', 'a ' * 2048, REFUSED),
    ('256 frequent words', ' '.join(frequent * 12), ANSWERED + REFUSED),
    ('long phrase', '"' + ' '.join(frequent * 3) + '"', ANSWERED),
    ('longer phrase', '"' + ' '.join(frequent * 4) + '"', REFUSED),
    ('phrases', ' ELLER '.join(f'"{a} {b}"' for a in frequent[:11] for b in frequent[:11]), ANSWERED + REFUSED),
    ('exact phrase of frequent words', '="statsrådet har för avsikt att"', ANSWERED),
    ('NÄRA too far', 'skola NÄRA/9999 elev', REFUSED),
    ('NÄRA of frequent words', ' NÄRA/100 '.join(['regeringen', 'statsrådet', 'sverige', 'kommun', 'fråga', 'år']),
     ANSWERED),
    ('NÄRA of alternatives', ' NÄRA/100 '.join(['(regering* ELLER statsråd* ELLER sverige)'] * 2), ANSWERED),
    ('thousand OR', ' ELLER '.join(f'ord{i}' for i in range(400)), REFUSED),
    ('OR up to the limit', ' ELLER '.join(f'a{i}' for i in range(250)), ANSWERED),
    ('OR of frequent words', ' ELLER '.join(['regeringen', 'statsrådet', 'sverige', 'kommun', 'fråga'] * 50),
     ANSWERED + REFUSED),
    ('NOT of everything', 'INTE (' + ' ELLER '.join(frequent) + ')', ANSWERED + REFUSED),
    ('sections', ' '.join(f'bakgrund:{w}' for w in ['regeringen', 'statsrådet', 'sverige', 'kommun', 'fråga', 'år']),
     ANSWERED),
    ('headings', ' ELLER '.join(f'rubrik:{w}' for w in ['svar', 'fråga', 'regeringen', 'statsrådet'] * 5), ANSWERED + REFUSED),
    ('compound parts', ' ELLER '.join(f'förled:{w} ELLER efterled:{w}' for w in ['stat', 'arbete', 'råd', 'fråga'] * 5),
     ANSWERED + REFUSED),
    ('misspelled words', ' '.join(noise.choice(frequent) + ''.join(noise.choices('abcdefghij', k=7))
                                  for _ in range(200)), ANSWERED),
    ('unknown compounds', ' '.join(''.join(noise.choices(['arbets', 'stats', 'marknads', 'råds', 'kommun', 'frågo'], k=12))
                                   for _ in range(40)), ANSWERED),
    ('one long word', 'å' * 2000, ANSWERED),
    ('64 KiB', ''.join(chr(noise.randrange(33, 0x2FF)) for _ in range(48000)), REFUSED),
    ('garbage', ''.join(chr(noise.randrange(33, 0x2FF)) for _ in range(2000)), ANSWERED + REFUSED),
    ('no UTF-8', b'skola \xff\xfe\xc3', REFUSED),
    ('control characters', ''.join(map(chr, range(1, 32))) + 'skola', ANSWERED + REFUSED),
]


def limit():
    """Far above what is allowed: a runaway must not take the machine with it."""
    resource.setrlimit(resource.RLIMIT_CPU, (20, 20))
    resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))


def ask(index, query, options):
    query = query if isinstance(query, bytes) else query.encode()
    process = subprocess.Popen([leta, 'search', '--db', index, '-n', '10', '--format', 'json', *options, '--', query],
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, preexec_fn=limit)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def try_all(index, name):
    failures, slowest, largest = 0, 0, 0
    for title, query, codes in HARD:
        for options, allowed in (([], codes), (['--lenient'], ANSWERED)):
            code, seconds, mib = ask(index, query, options)
            bad = code not in allowed or seconds > SECONDS or mib > MIB
            slowest, largest = max(slowest, seconds), max(largest, mib)
            failures += bad
            if bad or '--show' in sys.argv:
                print(f'{"FAILED" if bad else "ok"}: {name}: {title} {" ".join(options)}: exit {code}, '
                      f'{seconds:.2f} s, {mib:.0f} MiB', flush=True)
    print(f'{name}: {2 * len(HARD)} queries, slowest {slowest:.2f} s, largest {largest:.0f} MiB, {failures} failed')
    return failures


def main():
    if 'ASAN_OPTIONS' in os.environ:
        print('time and memory are measured as built for use')
        return 77
    with tempfile.TemporaryDirectory() as folder:
        failures = 0
        for name, source in (('sample', root / 'corpus'), ('large', LARGE)):
            if not source.exists():
                print(f'{name}: skipped, {source.name} is not there')
                continue
            index = pathlib.Path(folder) / name
            subprocess.run([leta, 'index', '--db', index, source], check=True, stdout=subprocess.DEVNULL)
            failures += try_all(index, name)
    return 1 if failures else 0


if __name__ == '__main__':
    sys.exit(main())
