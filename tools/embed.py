#!/usr/bin/env python3
"""Turns index/gazetteer.tsv into C tables that are searched where they lie: embed.py IN OUT.

For each kind of place the output has the places themselves and their keys (folded names and
aliases) sorted by bytes. fold() must agree with fold_name() in src/schema/gazetteer.c.
"""
import sys

KINDS = ("region", "county", "municipality", "district")


def fold(name):
    for sign in "-/–":
        name = name.replace(sign, " ")
    return " ".join(name.lower().split())


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def read_places(path):
    places = {kind: [] for kind in KINDS}
    with open(path, encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            cells = line.rstrip("\n").split("\t")
            if line.startswith("#") or cells[0] == "kind":
                continue
            if len(cells) != 5 or cells[0] not in KINDS:
                sys.exit(f"{path}:{number}: expected kind, name, code, parent, aliases")
            kind, name, code, parent, aliases = ("" if cell == "-" else cell for cell in cells)
            places[kind].append((name, code, parent, aliases.split(";") if aliases else []))
    return places


def short_county(name):
    """'Stockholms län' is looked up as 'Stockholm' too."""
    return name.removesuffix(" län").removesuffix("s")


def keys_of(kind, place):
    name, code, _, aliases = place
    names = [name, *aliases]
    if kind == "region":
        names.append(code)
    if kind == "county":
        names.append(short_county(name))
    return {fold(n) for n in names}


def sorted_keys(kind, places, targets):
    keys = {}
    for place, target in zip(places, targets):
        for key in keys_of(kind, place):
            if key in keys:
                sys.exit(f"two places of kind {kind} are called '{key}'")
            keys[key] = target
    return sorted(keys.items(), key=lambda item: item[0].encode("utf-8"))


def index_by(places, column, what):
    index = {place[column]: i for i, place in enumerate(places)}
    if len(index) != len(places):
        sys.exit(f"a {what} occurs twice")
    return index


def write_tables(places, out):
    regions = index_by(places["region"], 1, "region")
    counties = index_by(places["county"], 1, "county")
    municipalities = index_by(places["municipality"], 0, "municipality")
    sizes = {code: 0 for code in counties}
    for place in places["municipality"]:
        sizes[place[2]] += 1

    def table(declaration, rows):
        out.write(f"static const struct {declaration}[] = {{\n")
        out.writelines(f"\t{{ {row} }},\n" for row in rows)
        out.write("};\n\n")

    out.write("/* Made by tools/embed.py from index/gazetteer.tsv. */\n\n")
    table("gazetteer_region regions",
          (f"{quoted(code)}, {quoted(name)}" for name, code, _, _ in places["region"]))
    table("gazetteer_county counties",
          (f"{quoted(code)}, {quoted(name)}, &regions[{regions[parent]}], {sizes[code]}"
           for name, code, parent, _ in places["county"]))
    table("gazetteer_municipality municipalities",
          (f"{quoted(name)}, &counties[{counties[parent]}]"
           for name, _, parent, _ in places["municipality"]))
    for kind in KINDS:
        if kind == "district":
            targets = [municipalities[parent] for _, _, parent, _ in places[kind]]
        else:
            targets = range(len(places[kind]))
        table(f"place_key {kind}_keys",
              (f"{quoted(key)}, {target}"
               for key, target in sorted_keys(kind, places[kind], targets)))


def main(source, target):
    with open(target, "w", encoding="utf-8") as out:
        write_tables(read_places(source), out)


main(*sys.argv[1:])
