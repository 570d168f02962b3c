#!/usr/bin/env python3
"""Turns index/compounds.tsv into the C tables of src/text/compound_lists.c: embed_compounds.py IN OUT."""
import sys

LISTS = {"no-first": "NO_FIRST", "no-last": "NO_LAST", "whole": "WHOLE", "institution": "INSTITUTIONS"}
KINDS = {*LISTS, "split", "last", "first"}


def read_rows(path):
    rows = {kind: set() for kind in KINDS}
    with open(path, encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            cells = line.rstrip("\n").split("\t")
            if line.startswith("#") or cells[0] == "kind":
                continue
            good = len(cells) == 3 and cells[0] in KINDS and cells[1] == cells[1].lower() and cells[1]
            if not good or (cells[2] == "-") == (cells[0] == "first") or ("|" in cells[1]) != (cells[0] == "split"):
                sys.exit(f"{path}:{number}: expected kind, word, of")
            if (cells[1], cells[2]) in rows[cells[0]]:
                sys.exit(f"{path}:{number}: '{cells[1]}' occurs twice")
            rows[cells[0]].add((cells[1], cells[2]))
    return {kind: sorted(each, key=lambda row: row[0].encode("utf-8")) for kind, each in rows.items()}


def write_tables(rows, out):
    def table(declaration, cells, last=()):
        out.write(f"{declaration}[] = {{\n")
        out.writelines(f"\t{cell},\n" for cell in [*cells, *last])
        out.write("};\n\n")

    out.write("/* Made by tools/embed_compounds.py from index/compounds.tsv; in order of bytes. */\n\n")
    for kind, name in LISTS.items():
        table(f"static const char *const {name}", (f'"{word}"' for word, _ in rows[kind]))
    table("static const char *const SPLITS", (f'"{word}"' for word, _ in rows["split"]))
    table("const char *const COMPOUND_EXTRA_LAST", (f'"{word}"' for word, _ in rows["last"]), ["NULL"])
    table("const struct compound_extra_first COMPOUND_EXTRA_FIRST",
          (f'{{ "{word}", "{of}" }}' for word, of in rows["first"]), ["{ NULL, NULL }"])


with open(sys.argv[2], "w", encoding="utf-8") as target:
    write_tables(read_rows(sys.argv[1]), target)
