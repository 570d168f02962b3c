#!/usr/bin/env python3
"""`leta index --without-personal-data` keeps nothing of contact persons in any format. Usage: persons.py LETA

The same person is in a page of each of the Social Fund's generations, a transcript, a web page, plain text and registers:
in an index made so, no file holds the name, the address or the number, and no command finds them; also after an update,
a rebuild and a removal. Rows are read as those of a register without the person.
"""
import json
import pathlib
import subprocess
import sys
import tempfile

from holds import holders

leta = sys.argv[1]
NAME, SURNAME, MAIL, PHONE = 'Kajsa Kvasselbrink', 'kvasselbrink', 'kajsa.kvasselbrink@ekviken.example', '0141-22 91 37'
MARKERS = (SURNAME, '22 91 37', '0141229137')
TEXT = 'Projektet prövar samverkan på arbetsplatser. Tre verkstäder och ett bageri har lovat att vara med i två år.'
faults = 0

PAGES = {
    'glued.txt': '''Ljusvägen – språk och arbete
ProgramområdeProgramområde 2 Ökat arbetskraftsutbud
ProjektfasFörprojektering
ProjektägareEkvikens kommun, Arbetsenheten
Kontaktperson{name}
E-post{mail}
Telefonnummer{phone}
Beviljat ESF-stöd450 000 kr
Projektperiod2013-02-01 till 2013-11-30
RegionStockholm
In English

Sammanfattning

{text} Fråga {name}.
''',
    'lines.txt': '''Havsbruket lär om

Programområde
1.1 Kompetensförsörjning
Region
Sydsverige
Projektägare
Kustlandets samverkansförbund
Projektnummer
2016/04711
Projektperiod
2017-03-01-2019-02-28
Kontaktperson
{name}
E-post
{mail}

Bakgrund

{text} Ring {phone}.
''',
    'colon.txt': '''2017/00123 - Skogslinjen

Diarienummer:
2017/00123
Namn:
Skogslinjen
Projektägare:
Granbygdens kommunalförbund
Region:
Övre Norrland
Projektperiod:
2018-01-01 - 2020-06-30
Kontaktperson:
{name}
E-post:
{mail}

Bakgrund

{text}
''',
    'plus.txt': '''Omställningskraft

Projektägare: Ekvikens kommun
Programområde: A. Kompetensförsörjning
Specifikt mål: ESO4.4
Projektperiod: 2023-01-01 - 2025-12-31
Beviljat ESF-stöd: 4 500 000 kr
Kontaktperson: {name}
E-post: {mail}

Sammanfattning

{text} {surname} leder arbetet.
''',
    'transcript.txt': '''Slutrapport Förstudie Torgrummet

Save this PDF as:
 WORD  PNG  TXT  JPG

Download "Slutrapport Förstudie Torgrummet"

Transkript

1 Slutrapport Förstudie Torgrummet Upprättad Datum: Version: 1.0 Ansvarig: {name} Förvaltning: Stadsbyggnadsenheten

2 Sammanfattning {text} Arbetet leddes av {name}, {mail}, tfn {phone}. 2
''',
    'page.html': '''<html><head><title>Bygdens lots</title></head><body><h1>Bygdens lots</h1>
<dl><dt>Projektägare</dt><dd>Bygdegillet</dd><dt>Kontaktperson</dt><dd>{name}</dd>
<dt>E-post</dt><dd><a href="mailto:{mail}">{mail}</a></dd></dl>
<h2>Bakgrund</h2><p>{text}</p><h2>Kontakt</h2><p>{name}<br>Samordnare<br>{phone}</p></body></html>
''',
}
PLAIN = {
    'brev.txt': '''Anteckning om torget

{text}

Kontakt

{name}, samordnare
{phone}
{mail}
''',
    'register.jsonl': json.dumps({'id': 'r1', 'title': 'Rad ett', 'text': '{text} Kontaktperson: {name} ({mail}).'},
                                 ensure_ascii=False) + '\n',
    'lista.csv': 'id,titel,text\nc1,Rad två,"{text} Kontakta {name}, {phone}."\n',
}
COLUMNS = json.dumps({'id': 'r2', 'title': 'Rad tre', 'text': '{text}', 'contact': '{name}', 'email': '{mail}',
                      'phone': '{phone}'}, ensure_ascii=False) + '\n'


def run(*args):
    return subprocess.run([leta, *map(str, args)], capture_output=True, text=True)


def check(what, ok, told=''):
    global faults
    faults += not ok
    print(f"{'ok    ' if ok else 'NOT OK'} {what} {told if not ok else ''}")


def write(root, documents, **person):
    root.mkdir(parents=True, exist_ok=True)
    for name, text in documents.items():
        for key, value in {'name': NAME, 'surname': SURNAME.title(), 'mail': MAIL, 'phone': PHONE, 'text': TEXT,
                           **person}.items():
            text = text.replace(f'{{{key}}}', value)
        (root / name).write_text(text)


def shown(db):
    """The records of the rows, but for how long their texts were."""
    return [line for row in ('r1', 'c1') for line in run('show', '--db', db, '--format', 'json', row).stdout.splitlines()
            if '"chars"' not in line]


def found(db):
    """What commands that should find nothing print."""
    told = ''
    for query in (SURNAME, f'"{NAME}"', f'kontakt:{SURNAME}', f'kontakt:{MAIL}', f'kontakt:"{PHONE}"', MAIL, f'={SURNAME}'):
        for command in ('search', 'kwic', 'search --mode any'):
            told += ''.join(line + '\n' for line in run(*command.split(), '--db', db, query).stdout.splitlines()
                            if not line.endswith(query) and not line.startswith('0 '))
    for line in run('search', '--db', db, '--format', 'jsonl', '-n', '0', 'samverkan').stdout.splitlines():
        record = run('show', '--db', db, '--format', 'json', json.loads(line)['id']).stdout
        told += record if any(each in record.lower() for each in (SURNAME, '22 91 37', 'kajsa')) else ''
    return told


with tempfile.TemporaryDirectory() as tmp:
    root, db, plain = pathlib.Path(tmp, 'docs'), pathlib.Path(tmp, 'db'), pathlib.Path(tmp, 'plain')
    write(root, {**PAGES, **PLAIN, 'columns.jsonl': COLUMNS})
    out = run('index', '--db', db, root)
    check('an index of everything', out.returncode == 0 and out.stdout.startswith('10 documents'), out)
    check('has the person in every document', len(run('search', '--db', db, '-n', '0', '--format', 'jsonl', f'{SURNAME} ELLER '
          f'kontakt:{SURNAME}').stdout.splitlines()) == 10, '')
    check('and in its store and its terms', {pathlib.Path(p).name for p in holders(db, *MARKERS)} >=
          {'documents.leta', 'postlist.glass'}, holders(db, *MARKERS))
    out = run('index', '--db', db, '--without-personal-data', root)
    check('it is not made another by an update', out.returncode == 2 and '--fresh' in out.stderr, out)
    out = run('index', '--db', db, '--fresh', '--without-personal-data', root)
    check('a rebuild is', out.returncode == 0 and out.stdout.startswith('10 documents') and 'personuppgifter' in out.stderr, out)
    check('no file holds the person, former generations are gone', holders(db, *MARKERS) == [], holders(db, *MARKERS))
    check('nothing finds the person', found(db) == '', found(db))
    check('the rest is found', len(run('search', '--db', db, '-n', '0', '--format', 'jsonl', 'samverkan verkstäder').stdout
                                   .splitlines()) == 10)
    check('doctor tells', 'utan personuppgifter' in ' '.join(run('doctor', '--db', db).stdout.split()))

    many = root.parent / 'many.jsonl'
    many.write_text(''.join(json.dumps({'id': f'm{i}', 'title': f'Rad {i}', 'contact': NAME, 'text': f'{TEXT} {i * i * i} '
                    f'Kontaktperson: {NAME} ({MAIL}). ' * 5}) + '\n' for i in range(300)))
    one = root.parent / 'one'
    run('index', '--db', one, many)
    check('the person is in a dictionary, too', any('dictionary' in p for p in holders(one, *MARKERS)), holders(one, *MARKERS))
    out = run('index', '--db', one, '--fresh', '--without-personal-data', many)
    check('and then not', out.returncode == 0 and holders(one, *MARKERS) == [], (out, holders(one, *MARKERS)))

    (root / 'brev.txt').write_text((root / 'brev.txt').read_text() + f'\nKontaktperson: {NAME}\n')
    out = run('index', '--db', db, root)
    check('an update keeps to it', out.stdout.startswith('1 documents indexed, 9 unchanged') and 'personuppgifter' in out.stderr
          and holders(db, *MARKERS) == [] and found(db) == '', out)
    out = run('forget', '--db', db, 'r1')
    check('a removal keeps to it', out.returncode == 0 and holders(db, *MARKERS) == [] and found(db) == '', out)
    out = run('index', '--db', db, root)
    check('and the update after it', 'personuppgifter' in out.stderr and holders(db, *MARKERS) == [], out)
    check('the index is whole', run('check', '--db', db).returncode == 0)
    out = run('index', '--db', db, '--fresh', root)
    check('--fresh alone makes one with everything', 'personuppgifter' not in out.stderr and holders(db, *MARKERS) != [], out)

    write(plain, PLAIN)
    run('index', '--db', pathlib.Path(tmp, 'one'), '--without-personal-data', plain)
    write(plain, PLAIN, name='…', mail='…', phone='…')
    run('index', '--db', pathlib.Path(tmp, 'two'), plain)
    check('registers are read as if the person were not there', shown(pathlib.Path(tmp, 'one')) == shown(pathlib.Path(tmp, 'two')))
sys.exit(faults > 0)
