#!/usr/bin/env python3
"""Measures the analysis: conflation, compounds, ellipsis, split and joined words.

usage: language.py PROGRAM [--lexicon PATH] [--data DIR] [--verbose] [--floors]

PROGRAM is analyze_lines. The pairs and sentences beside this file are always measured; DIR may hold
form_lemma.tsv, gold_compounds.tsv and gold_split200.txt. With --floors the exit status is 1 when a figure
is below its floor. Exit status 77 (skipped) without a lexicon.
"""
import argparse
import collections
import itertools
import os
import re
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
FLOORS = {'same': 35, 'apart wrong': 0, 'classes merged': .93, 'pair recall': .90, 'pair precision': .64,
          'compounds exact': 88, 'false splits': 1, 'split precision': .97, 'split recall': .92,
          'ellipsis': 9, 'joined': 6}
AT_MOST = {'apart wrong', 'false splits'}
ELLIPSIS = [  # a phrase, the word that it leaves out
    ('metod- och processtöd', 'metodstöd'),
    ('stadsplane- och miljöarbete', 'stadsplanearbete'),
    ('miljö- och stadsbyggnadsdrivna', 'miljödrivna'),
    ('inventerings- och utvärderingssyfte', 'inventeringssyfte'),
    ('målgrupps- och behovsbaserat', 'målgruppsbaserat'),
    ('studie- och yrkesvägledning', 'studievägledning'),
    ('kartläggnings- och nätverksarbetet', 'kartläggningsarbete'),
    ('utvecklings- och innovationskraft', 'utvecklingskraft'),
    ('verksamhets- och serviceutveckling', 'verksamhetsutveckling'),
    ('teknik- och miljöförvaltningen', 'teknikförvaltning'),
    ('arbets- och integrationscenter', 'arbetscenter'),
    ('natur-, kultur- och friluftsliv', 'naturliv'),
    ('in- och utvandring', 'invandring'),
    ('40- och 50-talet', '40-talet'),
]
JOINED = [('utrikes födda', 'utrikesfödda'), ('civila samhället', 'civilsamhället'),
          ('EU-projekt', 'EUprojekt'), ('e-hälsa', 'ehälsa'), ('ESF-stöd', 'ESFstöd'),
          ('social fonden', 'socialfonden'), ('små barn', 'småbarn')]


class Token:
    def __init__(self, text):
        self.position, rest = text.split(':', 1)
        rest, self.kind = rest.rsplit('/', 1)
        self.term, span = rest.rsplit('@', 1)
        self.start, self.end = map(int, span.split('-'))


def analyze(program, lexicon, lines):
    command = [program] + ([lexicon] if lexicon is not None else [])
    run = subprocess.run(command, input='\n'.join(lines) + '\n', capture_output=True, text=True, check=True)
    if '-lex' not in run.stderr:
        print('skipped: no lexicon')
        sys.exit(77)
    output = run.stdout.split('\n')[:len(lines)]
    return [[Token(t) for t in line.split('\t')] if line else [] for line in output]


def whole(tokens):
    """The term of a word as a whole, however many pieces it is written in."""
    joined = [t.term for t in tokens if t.kind == 'joined']
    return joined[0] if joined else tokens[0].term if tokens else ''


def read_tsv(path):
    with open(path, encoding='utf-8') as f:
        return [line.rstrip('\n').split('\t') for line in f if line.strip() and line[0] != '#']


class Measure:
    def __init__(self, options):
        self.options = options
        self.figures = {}

    def analyze(self, lines):
        return analyze(self.options.program, self.options.lexicon, lines)

    def note(self, *what):
        if self.options.verbose:
            print('  ', *what)

    def pairs(self):
        rows = read_tsv(os.path.join(HERE, 'pairs.tsv'))
        words = sorted({w for row in rows for w in row[1:]})
        term = dict(zip(words, map(whole, self.analyze(words))))
        count = collections.Counter()
        for relation, a, b in rows:
            equal = term[a] == term[b]
            count[relation] += equal
            if equal != (relation == 'same'):
                self.note(relation, a, b, term[a], term[b])
        self.figures['same'] = count['same']
        self.figures['family already one'] = count['family']
        self.figures['apart wrong'] = count['apart']

    def classes(self, path):
        rows = [(form.lower(), lemma.lower(), pos) for form, lemma, pos, _ in read_tsv(path)]
        words = sorted({w for row in rows for w in row[:2]})
        term = dict(zip(words, map(whole, self.analyze(words))))
        classes = collections.defaultdict(set)
        of = collections.defaultdict(set)
        for form, lemma, pos in rows:
            classes[lemma, pos] |= {form, lemma}
        merged = several = pairs = found = 0
        for key, forms in classes.items():
            for form in forms:
                of[form].add(key)
            if len(forms) < 2:
                continue
            several += 1
            terms = collections.Counter(term[f] for f in forms)
            pairs += len(forms) * (len(forms) - 1) // 2
            found += sum(n * (n - 1) // 2 for n in terms.values())
            merged += len(terms) == 1
            if len(terms) > 1:
                self.note(key, {f: term[f] for f in forms})
        together = collections.defaultdict(set)
        for word, t in term.items():
            if word in of:
                together[t].add(word)
        all_pairs = right = 0
        for group in together.values():
            for a, b in itertools.combinations(sorted(group), 2):
                all_pairs += 1
                right += bool(of[a] & of[b])
        self.figures['classes merged'] = merged / several
        self.figures['pair recall'] = found / pairs
        self.figures['pair precision'] = right / max(all_pairs, 1)

    def boundaries(self, word, tokens):
        """Characters of the word where its parts begin and end, the first begin left out."""
        data = word.encode()
        parts = [t for t in tokens if t.kind == 'part']
        begins = {len(data[:t.start].decode()) for t in parts[1:]}
        ends = {len(data[:t.end].decode()) for t in parts[:-1]}
        return begins, ends

    def compounds(self, path):
        rows = read_tsv(path)
        exact = false = 0
        for (word, gold), tokens in zip(rows, self.analyze([row[0] for row in rows])):
            begins, ends = self.boundaries(word, tokens)
            if gold == '-':
                false += bool(begins)
                continue
            lengths = [len(re.sub('[()]', '', p)) for p in gold.split('|')[:-1]]
            wanted = set(itertools.accumulate(lengths))
            exact += ends == wanted
            if ends != wanted:
                self.note(word, gold, [t.term for t in tokens])
        self.figures['compounds exact'] = exact
        self.figures['false splits'] = false

    def splits(self, path):
        with open(path, encoding='utf-8') as f:
            rows = [line.strip() for line in f if line.strip()]
        words = [re.sub('[|~]', '', row) for row in rows]
        right = wrong = missed = 0
        for row, word, tokens in zip(rows, words, self.analyze(words)):
            got, _ = self.boundaries(word, tokens)
            needed, optional, at = set(), set(), 0
            for c in row:
                if c in '|~':
                    (needed if c == '|' else optional).add(at)
                else:
                    at += 1
            right += len(got & needed)
            wrong += len(got - needed - optional)
            missed += len(needed - got)
            if got - needed - optional or needed - got:
                self.note(row, [t.term for t in tokens])
        self.figures['split precision'] = right / max(right + wrong, 1)
        self.figures['split recall'] = right / max(right + missed, 1)

    def rebuilt(self, name, cases):
        phrases = self.analyze([phrase for phrase, _ in cases])
        words = self.analyze([word for _, word in cases])
        count = 0
        for (phrase, word), tokens, wanted in zip(cases, phrases, words):
            hit = whole(wanted) in [t.term for t in tokens if t.kind == 'joined']
            count += hit
            if not hit:
                self.note(phrase, whole(wanted), [t.term for t in tokens])
        self.figures[name] = count
        self.figures[name + ' of'] = len(cases)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('program')
    parser.add_argument('--lexicon')
    parser.add_argument('--data')
    parser.add_argument('--verbose', action='store_true')
    parser.add_argument('--floors', action='store_true')
    measure = Measure(parser.parse_args())
    options = measure.options
    measure.pairs()
    measure.rebuilt('ellipsis', ELLIPSIS)
    measure.rebuilt('joined', JOINED)
    for name, method in (('form_lemma.tsv', measure.classes), ('gold_compounds.tsv', measure.compounds),
                         ('gold_split200.txt', measure.splits)):
        path = os.path.join(options.data or '', name)
        if options.data and os.path.exists(path):
            method(path)
    below = []
    for name, value in measure.figures.items():
        floor = FLOORS.get(name)
        print(f'{name}: {value:.3f}' if isinstance(value, float) else f'{name}: {value}')
        if floor is not None and (value > floor if name in AT_MOST else value < floor):
            below.append(name)
    if options.floors and below:
        print('below the floor:', ', '.join(below))
        sys.exit(1)


if __name__ == '__main__':
    main()
