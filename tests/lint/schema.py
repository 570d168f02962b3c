#!/usr/bin/env python3
"""index/README.md holds what the field table says. Arguments: root, schema_doc program; --write brings it up to date."""
import pathlib
import subprocess
import sys

BEGIN, END = '<!-- generated: schema -->\n', '<!-- end -->\n'
readme = pathlib.Path(sys.argv[1]) / 'index/README.md'
tables = subprocess.run([sys.argv[2]], capture_output=True, text=True, check=True).stdout
text = readme.read_text()
head, rest = text.split(BEGIN)
tail = rest.split(END)[1]
wanted = head + BEGIN + '\n' + tables + '\n' + END + tail
if '--write' in sys.argv:
    readme.write_text(wanted)
elif text != wanted:
    print('index/README.md is not what the field table says: ninja -C BUILD schema-doc')
    sys.exit(1)
