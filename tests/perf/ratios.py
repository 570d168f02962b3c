#!/usr/bin/python3
"""Our analysis against Xapian's TermGenerator on the same text: ratios.py BENCH_TEXT FILE [LEXICON]

Runs bench_text, then TermGenerator (Swedish stems, with positions) over the same paragraphs on the same processor,
and prints both with their ratio. Needs Debian's python3-xapian, which only /usr/bin/python3 has; says so when it is
missing and exits with 77. TermGenerator is C++ behind a thin binding: a call for each paragraph is what is added.
"""
import re
import subprocess
import sys
import time

RUNS = 3
OURS = 'lemma, parts, stems'


def term_generator_speed(path):
    """MB/s of processor time, the best of RUNS."""
    import xapian
    text = open(path, 'rb').read()
    paragraphs = [line for line in text.split(b'\n') if line]
    best = float('inf')
    for _ in range(RUNS):
        start = time.process_time()
        for paragraph in paragraphs:
            generator = xapian.TermGenerator()
            generator.set_stemmer(xapian.Stem('sv'))
            generator.set_document(xapian.Document())
            generator.index_text(paragraph)
        best = min(best, time.process_time() - start)
    return len(text) / 1e6 / best


def main(bench, *arguments):
    try:
        import xapian  # noqa: F401
    except ImportError:
        print('skipped: python3-xapian is not installed (apt-get install python3-xapian; run with /usr/bin/python3)')
        return 77
    output = subprocess.run([bench, *arguments], check=True, capture_output=True, text=True).stdout
    ours = float(re.search(rf'^{OURS}\s+([\d.]+) MB/s', output, re.M).group(1))
    theirs = term_generator_speed(arguments[0])
    print(output, end='')
    print(f'{"TermGenerator":<22} {theirs:7.1f} MB/s')
    print(f'ours is {ours / theirs:.2f} × TermGenerator')
    return 0


sys.exit(main(*sys.argv[1:]) if len(sys.argv) > 2 else __doc__)
