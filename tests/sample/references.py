#!/usr/bin/env python3
"""What other programs read in exported references: references.py LETA CORPUS

All documents of the sample collection, and some made up to be hard, are exported as BibTeX and RIS and read by bibutils
(`bib2xml`, `ris2xml`) and pandoc, whichever is installed; titles, authors, years, months, addresses and summaries must be
those of the documents. Exit 77: none is installed.

What these programs do themselves is taken back first: LaTeX's quotation marks are round ones; bibutils parts a title at
its first colon or question mark, and a name in RIS at each blank. In RIS a comma parts a person's names, so an
organisation's is a dash there, and one behind the name says that it has no first name. A backslash has no name in LaTeX that bibutils knows: none is in these documents."""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree

leta, corpus = sys.argv[1], pathlib.Path(sys.argv[2])
MODS = '{http://www.loc.gov/mods/v3}'
HARD = [
    {'id': 'tecken', 'title': 'Bröd & smör, 50 % av {allt} på 100 $ #1 a_b ~c', 'owner': 'Åsa & Söner AB', 'start': '2014-03-01'},
    {'id': 'citat', 'title': 'Projektet "Citat" – ett \'lärande\' exempel? Ja! En mycket lång titel som fortsätter och fortsätter '
     'för att visa om något program klipper den vid åttio tecken eller mer, vilket vore synd om den som ska läsa listan',
     'owner': 'Land och Hav, Region Norr', 'start': '2015-12-31'},
    {'id': 'skilje', 'title': 'Titel; med semikolon / snedstreck = likhet <tagg> * stjärna [hak]',
     'owner': 'Kommunförbundet Kusten (ideell förening)', 'start': '2009'},
    {'id': 'åäö', 'title': 'ÅÄÖ åäö éüß — tankstreck… ”citat” ½ €', 'owner': 'O’Hara och partner', 'start': '2010-05',
     'url': 'https://exempel.se/a_b/c%20d?x=1&y=2#del~3'},
    {'id': 'gemener', 'title': 'små bokstäver: En Undertitel Med Stora', 'owner': 'von Ek stiftelse jr', 'start': '2011-01-01',
     'url': 'http://exempel.se/å/ö'},
]
faults = []


def run(*arguments, text=None):
    done = subprocess.run([*map(str, arguments)], capture_output=True, text=True, input=text,
                          env={**os.environ, 'LC_ALL': 'C.UTF-8', 'LETA_LANG': 'sv'})
    return done.stdout.removeprefix('\ufeff')


def of_mods(text):
    """Key → title, author, date, address, summary."""
    found = {}
    for mods in ElementTree.fromstring(text.encode()).iter(MODS + 'mods'):
        def all_of(path):
            return [part.text or '' for part in mods.findall('/'.join(MODS + name for name in path.split('/')))]
        title = all_of('titleInfo/title') + all_of('titleInfo/subTitle')
        found[mods.get('ID')] = {
            'title': ' '.join(title), 'author': ' '.join(all_of('name/namePart')), 'date': ''.join(all_of('originInfo/dateIssued')),
            'url': ''.join(all_of('location/url')), 'summary': ' '.join(all_of('abstract'))}
    return found


def of_csl(text):
    found = {}
    for item in json.loads(text):
        parts = item.get('issued', {}).get('date-parts', [[]])[0]
        found[item['id']] = {
            'title': item.get('title', ''), 'author': ''.join(name.get('literal', '?') for name in item.get('author', [])),
            'date': '-'.join(f'{part:02}' for part in parts), 'url': item.get('URL', ''), 'summary': item.get('abstract', '')}
    return found


def plain(text):
    """Without what the programs do to quotation marks, parts of titles and spaces."""
    text = re.sub('<[^>]*>', lambda tag: tag.group() if tag.group() == '<tagg>' else '', text)
    text = re.sub('["“”„]', '”', text.replace("'", '’').replace('\u00a0', ' ').replace(' – ', ', '))
    return re.sub(r'\s+', ' ', re.sub(r'[:?]', ' ', text)).strip()


def compare(program, found, wanted):
    if set(found) != set(wanted):
        faults.append(f'{program}: keys {sorted(set(found) ^ set(wanted))}')
    for key in set(found) & set(wanted):
        for name, value in wanted[key].items():
            got = found[key][name]
            good = plain(got) == plain(value)
            if not good:
                faults.append(f'{program}: {key}: {name} is {got!r}, not {value!r}')


def of_ris(text):
    """The same, as the lines of RIS say it."""
    found = {}
    for entry in text.split('ER  - ')[:-1]:
        lines = dict(line.split('  - ', 1) for line in entry.strip().splitlines())
        found[lines['ID']] = {
            'title': lines['TI'], 'author': lines.get('AU', '').removesuffix(','), 'date': '-'.join(filter(None, lines.get('DA', '').split('/'))),
            'url': lines.get('UR', ''), 'summary': lines.get('AB', '')}
    return found


with tempfile.TemporaryDirectory() as scratch:
    hard = pathlib.Path(scratch, 'svåra.jsonl')
    hard.write_text('\n'.join(json.dumps({**row, 'text': 'Påhittad text om ett projekt.'}, ensure_ascii=False) for row in HARD))
    db = f'{scratch}/index'
    run(leta, 'index', '--db', db, corpus, hard)
    everything = 'projekt ELLER och ELLER en ELLER att'
    bibtex, ris = (run(leta, 'search', '--db', db, '--format', form, '-n', 0, everything) for form in ('bibtex', 'ris'))
    hits = [json.loads(line) for line in run(leta, 'search', '--db', db, '--format', 'jsonl', '-n', 0, everything).splitlines()]
wanted = of_ris(ris)
titles = sorted(plain(hit['title']) for hit in hits)
if titles != sorted(plain(entry['title']) for entry in wanted.values()) or len(hits) < 60:
    faults.append(f'{len(hits)} hits and {len(wanted)} references differ')
months = {key: {**entry, 'date': entry['date'][:7]} for key, entry in wanted.items()}  # BibTeX has no days
readers = [('bib2xml', lambda: compare('bib2xml', of_mods(run('bib2xml', text=bibtex)), months)),
           ('ris2xml', lambda: compare('ris2xml', of_mods(run('ris2xml', text=ris)), wanted)),
           ('pandoc', lambda: compare('pandoc', of_csl(run('pandoc', '-f', 'bibtex', '-t', 'csljson', text=bibtex)), months))]
there = [reader for reader in readers if shutil.which(reader[0])]
for name, read in there:
    read()
    print(f'{name} has read {len(wanted)} references')
print('\n'.join(faults))
if not there:
    print('skipped: neither bibutils nor pandoc is installed')
sys.exit(1 if faults else 0 if there else 77)
