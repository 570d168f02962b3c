#!/usr/bin/env python3
"""Turns index/synonyms.tsv and index/topics.tsv into C tables: embed_thesaurus.py SYNONYMS TOPICS OUT.

A row of lists becomes one target for each pair of words. What may match a word is told by its head:
head() must agree with head_of() in src/schema/thesaurus.c.
"""
import hashlib
import sys

HEAD = 3
KINDS = ("synonym", "derivation", "abbreviation", "former")
RELATIONS = ("pref", "alt", "narrower", "related")
PLAIN = str.maketrans("åäöéèüáà", "aaoeeuaa")


def head(term):
    """The first letters, without case and dots; umlaut keeps it ("stad", "städer")."""
    out = ""
    for letter in term.lower().translate(PLAIN)[:HEAD]:
        if not (letter.isascii() and letter.isalnum()):
            break
        out += letter
    return out


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def rows_of(path, header):
    with open(path, encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            cells = line.rstrip("\n").split("\t")
            if line.startswith("#") or cells == header:
                continue
            if len(cells) != len(header) or not all(cells):
                sys.exit(f"{path}:{number}: expected {', '.join(header)}")
            yield f"{path}:{number}", cells


def terms_of(cell, where):
    terms = [term.strip() for term in cell.split(";")]
    if len(set(terms)) != len(terms) or not all(head(term) for term in terms):
        sys.exit(f"{where}: '{cell}' has an empty, a repeated or an unreadable term")
    return terms


def per_cent(cell, where):
    weight = round(float(cell) * 100)
    if not 0 < weight <= 100:
        sys.exit(f"{where}: weight '{cell}' is not above 0 and up to 1")
    return weight


def one_of(cell, known, where):
    if cell not in known:
        sys.exit(f"{where}: '{cell}' is none of {', '.join(known)}")
    return cell.upper()


def read_synonyms(path):
    """Term → {target: (weight, kind)}; the heaviest of equal pairs counts."""
    table = {}
    for where, (source, target, weight, kind) in rows_of(path, ["from", "to", "weight", "kind"]):
        weight, kind = per_cent(weight, where), one_of(kind, KINDS, where)
        sources = terms_of(source, where)
        targets = sources if target == "=" else terms_of(target, where)
        for a in sources:
            for b in targets:
                known = table.setdefault(a, {})
                if a != b and weight > known.get(b, (0, ""))[0]:
                    known[b] = (weight, kind)
    return table


def read_topics(path):
    topics = {}
    for where, (name, sv, en, relation, terms, weight) in rows_of(
            path, ["id", "sv", "en", "relation", "terms", "weight"]):
        topic = topics.setdefault(name, (sv, en, {}))
        if topic[:2] != (sv, en):
            sys.exit(f"{where}: topic '{name}' has another name above")
        for term in terms_of(terms, where):
            if term in topic[2]:
                sys.exit(f"{where}: '{term}' stands twice in topic '{name}'")
            topic[2][term] = (one_of(relation, RELATIONS, where), per_cent(weight, where))
    return topics


def table(out, declaration, rows):
    out.write(f"static const struct {declaration}[] = {{\n")
    out.writelines(f"\t{{ {row} }},\n" for row in rows)
    out.write("};\n\n")


def write_synonyms(synonyms, out):
    targets, entries = [], []
    for source in sorted(synonyms, key=lambda term: (head(term), term)):
        found = sorted(synonyms[source].items(), key=lambda item: (-item[1][0], item[0]))
        entries.append(f"{quoted(head(source))}, {quoted(source)}, &synonym_targets[{len(targets)}], {len(found)}")
        targets += [f"{quoted(term)}, {weight / 100}, THESAURUS_{kind}" for term, (weight, kind) in found]
    table(out, "thesaurus_target synonym_targets", targets)
    table(out, "thesaurus_entry synonym_entries", entries)


def write_topics(topics, out):
    terms, rows = [], []
    for name, (sv, en, words) in topics.items():
        rows.append(f"{quoted(name)}, {{ {quoted(sv)}, {quoted(en)} }}, &topic_terms[{len(terms)}], {len(words)}")
        terms += [f"{quoted(term)}, {weight / 100}, THESAURUS_{relation}" for term, (relation, weight) in words.items()]
    table(out, "thesaurus_term topic_terms", terms)
    table(out, "thesaurus_topic topics", rows)


def main(synonyms_path, topics_path, target):
    topics = read_topics(topics_path)
    fingerprint = hashlib.sha256(repr(topics).encode()).hexdigest()[:8]
    with open(target, "w", encoding="utf-8") as out:
        out.write("/* Made by tools/embed_thesaurus.py from index/synonyms.tsv and index/topics.tsv. */\n\n")
        out.write(f'#define TOPICS_FINGERPRINT "{fingerprint}"\n\n')
        write_synonyms(read_synonyms(synonyms_path), out)
        write_topics(topics, out)


main(*sys.argv[1:])
