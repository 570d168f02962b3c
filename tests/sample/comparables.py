#!/usr/bin/env python3
"""Comparable projects, sheets, overlaps and actors of the sample collection: comparables.py LETA CORPUS

Whatever is added up is added up again here from what the documents state: points to the score, weights to the
points, the range of the hits, what projects share, an organisation's sums from the registers as they are written."""
import csv
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

leta, corpus = sys.argv[1], pathlib.Path(sys.argv[2])
KINDS = {'term', 'topic', 'region', 'area', 'phase', 'budget', 'length', 'owner', 'partner', 'municipality'}
FACTORS = [('text', 'text'), ('ämne', 'topic'), ('område', 'area'), ('program', 'programme'), ('fas', 'phase'),
           ('budget', 'budget'), ('längd', 'length'), ('region', 'region'), ('kommun', 'municipality'),
           ('ägare', 'owner'), ('partner', 'partner')]
HIT = ['rank', 'id', 'score', 'title', 'kind', 'owner', 'region', 'programme_area', 'phase', 'start', 'end',
       'grant_sek', 'budget_sek', 'municipalities', 'topics', 'snippets', 'reasons']
scratch = tempfile.TemporaryDirectory()
faults = []


def run(*arguments, db='all', text=None):
    done = subprocess.run([leta, *map(str, arguments)], capture_output=True, text=True, input=text,
                          env={**os.environ, 'LETA_DB': f'{scratch.name}/{db}', 'LC_ALL': 'C.UTF-8', 'LETA_LANG': 'sv'})
    return done.returncode, done.stdout


def ask(*arguments, **more):
    return json.loads(run(*arguments, '--format', 'json', **more)[1])


def expect(good, *what):
    if not good:
        faults.append(' '.join(map(str, what)))


def near(a, b):
    return abs(a - b) < 0.0011  # numbers have four decimals, and at most eleven are added up


# ---- similar ----

def check_hit(given, hit):
    expect(list(hit)[:len(HIT)] == HIT, given, 'members', list(hit))
    expect(hit['id'] != given, given, 'is comparable with itself')
    expect(near(sum(r['weight'] for r in hit['reasons']), hit['score']), given, hit['id'], 'points do not add up')
    for list_name in ('reasons', 'differences'):
        for each in hit[list_name]:
            expect(list(each) == ['kind', 'text', 'weight'], given, 'members of', list_name)
            expect(each['kind'] in KINDS, given, 'kind', each['kind'])
            expect(each['text'] == each['text'].strip() != '', given, 'text of', each)


def median(values):
    half = len(values) // 2
    return values[half] if len(values) % 2 else (values[half - 1] + values[half]) // 2


def check_range(given, answer, key, record):
    found = answer['comparables'][key]
    values = sorted(hit[key] for hit in answer['hits'] if hit[key] is not None)
    expect(found['n'] == len(values), given, key, 'n', found)
    if values:
        expect([found['min'], found['median'], found['max']] == [values[0], median(values), values[-1]], given, key, found)
    expect(found['given'] == record[key], given, key, 'given', found)
    if values and record[key] is not None:
        expect(found['below'] == sum(value < record[key] for value in values), given, key, 'below', found)


def check_similar(project):
    given = project['id']
    answer = ask('similar', '-n', 0, given)
    scores = [hit['score'] for hit in answer['hits']]
    expect(answer['total'] == len(scores) and scores == sorted(scores, reverse=True), given, 'order')
    for hit in answer['hits']:
        check_hit(given, hit)
    for key in ('grant_sek', 'budget_sek'):
        check_range(given, answer, key, project)
    searched = ask('search', '-n', 0, f'liknande:"{given}"')
    shown = [[{key: hit[key] for key in ('id', 'score', 'reasons', 'differences')} for hit in each['hits']]
             for each in (answer, searched)]
    expect(shown[0] == shown[1], given, 'liknande: is another answer')
    expect(answer['comparables'] == searched['comparables'], given, 'liknande: has another range')


def check_weights(given):
    whole = {hit['id']: hit for hit in ask('similar', '-n', 0, given)['hits']}
    told = set()
    for names in FACTORS:
        halved = [ask('similar', '-n', 0, '--weight', f'{name}=0.5', given)['hits'] for name in names]
        expect(halved[0] == halved[1], given, names, 'differ')
        for hit in halved[0]:
            before = {reason['text']: reason['weight'] for reason in whole.get(hit['id'], {'reasons': []})['reasons']}
            check_hit(given, hit)
            changed = [reason for reason in hit['reasons'] if reason['text'] in before and
                       not near(reason['weight'], before[reason['text']])]
            expect(len(changed) <= 1, given, names, 'changes', changed)
            for reason in changed:
                expect(near(reason['weight'], before[reason['text']] / 2), given, names, 'is not half:', reason)
                told.add(names)
    return told


# ---- compare, overlap ----

def check_compare(projects):
    sheet = ask('compare', *(project['id'] for project in projects))
    expect(list(sheet) == ['leta', 'projects', 'shared_words', 'shared_organisations', 'shared_municipalities'], list(sheet))
    for project, column in zip(projects, sheet['projects']):
        for key in ('id', 'title', 'kind', 'owner', 'region', 'start', 'end', 'grant_sek', 'budget_sek',
                    'municipalities', 'topics'):
            expect(column[key] == project[key], project['id'], 'in the sheet:', key, column[key])
    places = {}
    for project in projects:
        for place in project['municipalities']:
            places.setdefault(place, []).append(project['id'])
    shared = {each['name']: each['projects'] for each in sheet['shared_municipalities']}
    expect(shared == {place: ids for place, ids in places.items() if len(ids) > 1}, 'shared municipalities', shared)
    page = run('compare', '--format', 'html', *(project['id'] for project in projects))[1]
    expect('<html lang="sv">' in page and page.count('<th scope="col">') == len(projects) and '@page{size:A4' in page and
           not re.search(r'<(script|link|img)|https?:', page), 'the page is not whole in itself')


def check_overlap():
    answer = ask('overlap', '--all')['overlaps'][0]
    expect(list(answer) == ['compared', 'pairs', 'found', 'passages'], list(answer))
    for passage in answer['passages']:
        expect(list(passage) == ['words', 'likeness', 'places', 'text'] and len(passage['places']) == 2, passage)
        expect(passage['words'] == len(re.findall(r'\w+', passage['text'])), 'words of', passage)
    twice = {(place['id'], place['section']) for passage in answer['passages'] for place in passage['places']}
    expect({('2013-nykomna-i-norr', 'Bakgrund'), ('2013-nykomna-i-norr', 'Jämställdhetsintegrering')} <= twice,
           'a section that repeats another is not found:', twice)


# ---- actors, from the registers as they are written ----

def number(text):
    """Whole kronor of "1 284 500,50"."""
    return int(float(re.sub(r'[^\d,]', '', text).replace(',', '.')) + 0.5) if text.strip() else None


def total(values):
    known = [value for value in values if value is not None]
    return sum(known) if known else None


def owned():
    with open(corpus / 'register/2015-regionalfonden.jsonl') as rows:
        for row in map(json.loads, rows):
            yield row['id'], row.get('owner'), row.get('grant_sek'), row.get('budget_sek'), row.get('start'), row.get('end')
    with open(corpus / 'register/2024-landsbygdsmedel.csv') as rows:
        for row in csv.DictReader(rows, delimiter=';'):
            yield (row['Ärende-ID'], row['Sökande'], number(row['Beviljat stöd']), number(row['Total budget']),
                   row['Startdatum'], row['Slutdatum'])


def check_actors():
    run('index', corpus / 'register', db='register')
    sums, checked = {}, 0
    for row in owned():
        sums.setdefault(row[1], []).append(row)
    for name, rows in sums.items():
        code, text = run('actors', '--format', 'json', name, db='register')
        actor = json.loads(text)['actors'][0] if code == 0 else None
        if not actor or actor['owner']['projects'] > len(rows):
            continue  # spelt in several ways: one organisation all the same
        checked += 1
        own = [len(rows), total(row[2] for row in rows), total(row[3] for row in rows)]
        expect([actor['owner'][key] for key in ('projects', 'grant_sek', 'budget_sek')] == own,
               name, actor['owner'], 'instead of', own)
        expect(sorted(each['id'] for each in actor['documents'] if 'owner' in each['parts']) ==
               sorted(row[0] for row in rows), name, 'documents')
        years = [int(day[:4]) for row in rows for day in row[4:] if day]
        expect([actor['first_year'], actor['last_year']] == [min(years, default=None), max(years, default=None)],
               name, 'years', actor['first_year'], actor['last_year'])
    expect(checked > len(sums) / 2, 'only', checked, 'of', len(sums), 'organisations could be recomputed')


def main():
    run('index', corpus)
    projects = ask('search', '-n', 0, 'typ:projekt')['hits']
    expect(len(projects) > 30, len(projects), 'projects')
    for project in projects:
        check_similar(project)
    told = set().union(*map(check_weights, ('2016-malarinkop', '2013-bygg-med-plats-for-fler',
                                            '2023-omstallning-malardalen')))
    expect(told == set(FACTORS), 'no points change by the weight of', set(FACTORS) - told)
    ids = ['2013-nykomna-i-norr', '2012-sociala-hansyn-motala', '2013-bygg-med-plats-for-fler', '2009-tillbaka-tillsammans',
           'RF-4101']
    for n in (2, 5):
        check_compare(sorted((project for project in projects if project['id'] in ids[:n]), key=lambda p: p['id']))
    check_overlap()
    check_actors()
    print('\n'.join(faults[:40]) or f'{len(projects)} projects agree')
    return 1 if faults else 0


sys.exit(main())
