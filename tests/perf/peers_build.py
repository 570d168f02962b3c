"""Engines that are programs of their own, for peers_index.py: each indexes title and text of the same documents, stores the
texts, and stems Swedish where it can. A function builds into a folder and returns whether it could; what is missing is told.
"""
import glob
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

import peers_search

SPHINX = '''
source d {{
    type = tsvpipe
    tsvpipe_command = cat {rows}
    tsvpipe_field_string = title
    tsvpipe_field_string = text
}}
index d {{
    source = d
    path = {folder}/d
    morphology = {morphology}
    charset_table = 0..9, A..Z->a..z, a..z, U+C0..U+D6->U+E0..U+F6, U+D8..U+DE->U+F8..U+FE, U+E0..U+F6, U+F8..U+FF
}}
indexer {{
    mem_limit = 256M
    max_xmlpipe2_field = 64M
}}
'''
GROONGA = '''plugin_register token_filters/stem
table_create Documents TABLE_NO_KEY
column_create Documents title COLUMN_SCALAR Text
column_create Documents text COLUMN_SCALAR LongText
table_create Terms TABLE_PAT_KEY ShortText --default_tokenizer TokenBigram --normalizer NormalizerAuto \
--token_filters 'TokenFilterStem("algorithm", "swedish")'
load --table Documents
'''
GROONGA_INDEX = '''column_create Terms documents COLUMN_INDEX|WITH_POSITION|WITH_SECTION Documents title,text
'''
POSTGRES = '''CREATE TABLESPACE here LOCATION '{folder}/table';
CREATE TABLE documents (title text, body text) TABLESPACE here;
COPY documents FROM '{rows}';
SET maintenance_work_mem = '256MB';
CREATE INDEX ON documents USING gin (to_tsvector('swedish', title || ' ' || body)) TABLESPACE here;
CHECKPOINT;
'''


def missing(engine, program):
    if shutil.which(program):
        return False
    print(f'{engine}: {program} is missing', file=sys.stderr)
    return True


def run(*command, **more):
    subprocess.run([*map(str, command)], check=True, stdout=subprocess.DEVNULL, **more)


def rows_of(collections, form):
    for number, document in enumerate(peers_search.documents(collections), 1):
        yield form(number, *(' '.join(part.replace('\\', ' ').split()) for part in document))


def write(path, lines):
    with open(path, 'w', encoding='utf-8') as out:
        out.writelines(lines)


def build_scriptindex(collections, folder):
    """Omega's indexer for structured data, with positions."""
    if missing('omega', 'scriptindex'):
        return False
    script, rows = folder / 'script', folder / 'rows'
    script.write_text('title : weight=2 index field=title\ntext : index field=text\n')
    write(rows, rows_of(collections, lambda _, title, text: f'title={title}\ntext={text}\n\n'))
    run('scriptindex', '--overwrite', '--stemmer=swedish', folder / 'omega', script, rows)
    script.unlink()
    rows.unlink()
    return True


def build_sphinx(collections, folder):
    if missing('sphinx', 'indexer'):
        return False
    rows, settings = folder / 'rows', folder / 'sphinx.conf'
    write(rows, rows_of(collections, lambda number, title, text: f'{number}\t{title}\t{text}\n'))
    settings.write_text(SPHINX.format(rows=rows, folder=folder, morphology='libstemmer_sv'))
    run('indexer', '--config', settings, '--all')
    rows.unlink()
    return True


def build_groonga(collections, folder):
    if missing('groonga', 'groonga'):
        return False
    commands = folder / 'commands'
    with open(commands, 'w', encoding='utf-8') as out:
        out.write(GROONGA + '[\n')
        out.writelines(f'{"," if number > 1 else ""}{json.dumps({"title": title, "text": text}, ensure_ascii=False)}\n'
                       for number, title, text in rows_of(collections, lambda *row: row))
        out.write(']\n' + GROONGA_INDEX)
    run('groonga', '--file', commands, '-n', folder / 'groonga.db')
    commands.unlink()
    return True


def as_postgres():
    """What runs a program as the user of the server, which must not be root."""
    return ['setpriv', '--reuid=postgres', '--regid=postgres', '--clear-groups'] if os.getuid() == 0 else []


def build_postgres(collections, folder):
    """to_tsvector('swedish') and GIN, in single-user mode, so that its processor time is a child's."""
    programs = sorted(glob.glob('/usr/lib/postgresql/*/bin'))
    if not programs:
        print('postgres: postgresql is missing', file=sys.stderr)
        return False
    with tempfile.TemporaryDirectory(prefix='leta-postgres-') as cluster:
        rows, table = folder / 'rows', folder / 'table'
        write(rows, rows_of(collections, lambda _, title, text: f'{title}\t{text}\n'))
        table.mkdir()
        if os.getuid() == 0:
            folder.chmod(0o755)
            for path in (cluster, table):
                shutil.chown(path, 'postgres', 'postgres')
        run(*as_postgres(), programs[-1] + '/initdb', '-D', cluster, '-E', 'UTF8', '--locale=C.UTF-8', '--auth=trust')
        run(*as_postgres(), programs[-1] + '/postgres', '--single', '-j', '-D', cluster, 'postgres', text=True,
            input=POSTGRES.format(folder=folder, rows=rows).replace('\n', '\n\n'), stderr=subprocess.DEVNULL, cwd='/')
        rows.unlink()
    return True
