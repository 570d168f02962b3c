#!/usr/bin/env python3
"""Turns index/organisations.tsv into C tables: embed_organisations.py IN OUT.

The keys are the folded names and aliases, sorted by bytes. fold() must agree with read_words() in
src/schema/organisation.c.
"""
import sys

KINDS = ("authority", "region", "university", "municipality", "other")
SEPARATORS = str.maketrans({sign: " " for sign in "-/–"} | {sign: "" for sign in ".:&"})


def fold(name):
    return " ".join(name.lower().translate(SEPARATORS).split())


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def read_rows(path):
    with open(path, encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            cells = line.rstrip("\n").split("\t")
            if line.startswith("#") or cells[0] == "kind":
                continue
            if len(cells) != 4 or cells[0] not in KINDS:
                sys.exit(f"{path}:{number}: expected kind, name, place, aliases")
            kind, name, place, aliases = ("" if cell == "-" else cell for cell in cells)
            yield kind, name, place, aliases.split(";") if aliases else []


def main(source, target):
    rows = list(read_rows(source))
    keys = {}
    for i, (_, name, _, aliases) in enumerate(rows):
        for key in {fold(n) for n in [name, *aliases]}:
            if key in keys:
                sys.exit(f"two organisations are called '{key}'")
            keys[key] = i
    with open(target, "w", encoding="utf-8") as out:
        out.write("/* Made by tools/embed_organisations.py from index/organisations.tsv. */\n\n")
        out.write("static const struct known_organisation organisations[] = {\n")
        out.writelines(f"\t{{ {quoted(name)}, {quoted(place)}, ORGANISATION_{kind.upper()} }},\n"
                       for kind, name, place, _ in rows)
        out.write("};\n\nstatic const struct organisation_key organisation_keys[] = {\n")
        out.writelines(f"\t{{ {quoted(key)}, {i} }},\n"
                       for key, i in sorted(keys.items(), key=lambda item: item[0].encode("utf-8")))
        out.write("};\n")


main(*sys.argv[1:])
