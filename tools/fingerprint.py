#!/usr/bin/env python3
"""Writes a header with one macro, a number that changes when the content of any file does: fingerprint.py OUT MACRO FILE…"""
import pathlib
import sys
import zlib

out, macro, *files = sys.argv[1:]
crc = 0
for each in files:
    crc = zlib.crc32(pathlib.Path(each).read_bytes(), crc)
pathlib.Path(out).write_text(f"/* Made by tools/fingerprint.py. */\n#define {macro} {crc:#010x}u\n", encoding="utf-8")
