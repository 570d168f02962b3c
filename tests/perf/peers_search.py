#!/usr/bin/python3
"""The queries of bench_search asked of other engines on the same documents: stock Xapian (TermGenerator, QueryParser,
MSet.snippet), SQLite FTS5 (snippet()) and Lucene (SwedishAnalyzer, Highlighter).

usage: bench_search INDEX COLLECTION… -q >queries; peers_search.py queries COLLECTION.jsonl[.gz]… [--only NAME]

The first ten hits with a snippet each; each query is asked twice and the second time counts. Prints a line for each
engine and kind of query: queries, median and 95th percentile in milliseconds, mean number of hits. Needs Debian's
python3-xapian and liblucene4.10-java with a JDK; says what is missing, installs nothing. Kinds that an engine has no
words for (sections, wildcards inside, questions in AND) are left out for it.
"""
import glob
import gzip
import json
import pathlib
import re
import sqlite3
import subprocess
import sys
import tempfile
import time

here = pathlib.Path(__file__).resolve().parent
KINDS = ('one word', 'two words', 'phrase', 'question', 'wildcard')
LUCENE = '/usr/share/java/lucene-{}-4.10.4.jar'
WORD = re.compile(r'\w+')


def documents(collections):
    for path in collections:
        with (gzip.open if path.endswith('.gz') else open)(path, 'rt', encoding='utf-8') as rows:
            for row in rows:
                record = json.loads(row)
                yield record.get('title') or '', record.get('text') or ''


def words(query):
    return WORD.findall(query)


def report(engine, kind, times, hits):
    times.sort()
    print(f'{engine}\t{kind}\t{len(times)}\t{times[len(times) // 2]:.2f}\t{times[len(times) * 95 // 100]:.2f}'
          f'\t{sum(hits) / len(hits):.0f}', flush=True)


def ask_all(engine, queries, ask):
    for kind in KINDS:
        times, hits = [], []
        for query in queries.get(kind, []):
            ask(kind, query)
            start = time.perf_counter()
            n = ask(kind, query)
            times.append((time.perf_counter() - start) * 1e3)
            hits.append(n)
        if times:
            report(engine, kind, times, hits)


def build_xapian(collections, folder):
    """The module, its Swedish stemmer and the database; None when the module is missing."""
    try:
        import xapian
    except ImportError:
        print('xapian: python3-xapian is missing', file=sys.stderr)
        return None
    stemmer, generator = xapian.Stem('sv'), xapian.TermGenerator()
    generator.set_stemmer(stemmer)
    database = xapian.WritableDatabase(str(folder / 'xapian'), xapian.DB_CREATE_OR_OVERWRITE)
    for title, text in documents(collections):
        document = xapian.Document()
        generator.set_document(document)
        generator.index_text(title, 2)
        generator.increase_termpos()
        generator.index_text(text)
        document.set_data(text)
        database.add_document(document)
    database.commit()
    return xapian, stemmer, database


def run_xapian(queries, collections, folder):
    built = build_xapian(collections, folder)
    if not built:
        return
    xapian, stemmer, database = built
    parser = xapian.QueryParser()
    parser.set_stemmer(stemmer)
    parser.set_database(database)
    enquire = xapian.Enquire(database)

    def ask(kind, query):
        parser.set_default_op(xapian.Query.OP_OR if kind == 'question' else xapian.Query.OP_AND)
        flags = xapian.QueryParser.FLAG_PHRASE | xapian.QueryParser.FLAG_WILDCARD
        enquire.set_query(parser.parse_query(query, flags))
        matches = enquire.get_mset(0, 10)
        for match in matches:
            matches.snippet(match.document.get_data(), 300, stemmer)
        return matches.get_matches_estimated()
    ask_all('xapian', queries, ask)


def build_fts5(collections, folder):
    database = sqlite3.connect(folder / 'fts5.db')
    database.execute("CREATE VIRTUAL TABLE d USING fts5(title, text, tokenize = 'unicode61 remove_diacritics 0')")
    database.executemany('INSERT INTO d VALUES (?, ?)', documents(collections))
    database.execute("INSERT INTO d(d) VALUES ('optimize')")
    database.commit()
    return database


def run_fts5(queries, collections, folder):
    database = build_fts5(collections, folder)

    def ask(kind, query):
        quoted = [f'"{word}"' for word in words(query)]
        if kind == 'phrase':
            match = f'"{" ".join(words(query))}"'
        elif kind == 'wildcard':
            match = quoted[0] + '*'
        else:
            match = (' OR ' if kind == 'question' else ' AND ').join(quoted)
        database.execute("SELECT title, snippet(d, 1, '[', ']', '…', 40) FROM d WHERE d MATCH ? ORDER BY bm25(d, 2, 1) "
                         'LIMIT 10', (match,)).fetchall()
        return database.execute('SELECT count(*) FROM d WHERE d MATCH ?', (match,)).fetchone()[0]
    ask_all('fts5', queries, ask)


def run_lucene(queries, collections, folder):
    """Builds and asks. False: Lucene is missing."""
    jars = [path for name in ('core', 'analyzers-common', 'queryparser', 'highlighter', 'memory', 'queries', 'sandbox')
            for path in glob.glob(LUCENE.format(name))]
    if len(jars) < 6:
        print('lucene: liblucene4.10-java is missing', file=sys.stderr)
        return False
    plain, asked = folder / 'documents.tsv', folder / 'queries.tsv'
    with open(plain, 'w', encoding='utf-8') as out:
        for title, text in documents(collections):
            out.write(' '.join(title.split()) + '\t' + ' '.join(text.split()) + '\n')
    with open(asked, 'w', encoding='utf-8') as out:
        for kind in KINDS:
            for query in queries.get(kind, []):
                text = ' '.join(words(query))
                out.write(f'{kind}\t' + (f'"{text}"' if kind == 'phrase' else text + '*' * (kind == 'wildcard')) + '\n')
    subprocess.run(['java', '-Xmx1g', '-cp', ':'.join(jars), str(here / 'Lucene.java'), str(plain), str(folder / 'lucene'),
                    str(asked)], check=True)
    plain.unlink()
    asked.unlink()
    return True


def main():
    arguments = sys.argv[1:]
    only = arguments[arguments.index('--only') + 1] if '--only' in arguments else None
    paths = [each for each in arguments if each not in ('--only', only)]
    queries = {}
    for line in open(paths[0], encoding='utf-8'):
        kind, query = line.rstrip('\n').split('\t')
        queries.setdefault(kind, []).append(query)
    print('engine\tkind\tqueries\tp50 ms\tp95 ms\thits')
    with tempfile.TemporaryDirectory(prefix='leta-peers-') as folder:
        for name, run in (('xapian', run_xapian), ('fts5', run_fts5), ('lucene', run_lucene)):
            if only in (None, name):
                run(queries, paths[1:], pathlib.Path(folder))


if __name__ == '__main__':
    main()
