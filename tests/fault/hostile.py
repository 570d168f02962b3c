#!/usr/bin/env python3
"""Documents made to do harm: `leta index` lists each with its reason, reads the rest, ends with 5, soon and in little
memory.

Usage: hostile.py LETA
"""
import io
import os
import pathlib
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
import zlib

leta = sys.argv[1]
SECONDS, KILOBYTES = 150, 1500 * 1024
DOCUMENT = ('<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body>'
            '</w:document>')


def packed(members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, 'w', zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def docx(body, head=''):
    return packed({'word/document.xml': head + DOCUMENT.format(body)})


def pdf(stream):
    """One page whose content is the stream, deflated."""
    data = zlib.compress(stream, 9)
    objects = [b'<</Type/Catalog/Pages 2 0 R>>', b'<</Type/Pages/Kids[3 0 R]/Count 1>>',
               b'<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>',
               b'<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream' % (len(data), data),
               b'<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>']
    out, places = b'%PDF-1.4\n', []
    for number, each in enumerate(objects, 1):
        places.append(len(out))
        out += b'%d 0 obj%s endobj\n' % (number, each)
    table = b''.join(b'%010d 00000 n \n' % each for each in places)
    return out + b'xref\n0 6\n0000000000 65535 f \n%strailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF' % (
        table, len(out))


entities = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + ''.join(
    f'<!ENTITY {chr(b)} "{("&" + chr(b - 1) + ";") * 10}">' for b in range(ord('b'), ord('k'))) + ']>'
deep = '<w:p>' * 5000 + '</w:p>' * 5000
whole = docx('<w:p><w:r><w:t>Ett helt dokument om broar.</w:t></w:r></w:p>')
hostile = {
    'bomb.docx': packed({'word/document.xml': b'<a>' + b'a' * (200 << 20)}),
    'entities.docx': docx('<w:p><w:r><w:t>&j;</w:t></w:r></w:p>', entities),
    'deep.docx': docx(deep),
    'cut.docx': whole[:len(whole) // 2],
    'empty.docx': docx(''),
    'bomb.zip': packed({f'{n}.txt': b'bomb ' * (10 << 20) for n in range(8)}),
    'many.zip': packed({f'{n}.txt': b'x' for n in range(20000)}),
    'broken.pdf': b'%PDF-1.7\n' + os.urandom(20000),
    'broken.rtf': b'{\\rtf1' + b'{' * 100000,
    'script.html': b'<!doctype html><script>' + b'x' * 100000,
}
either = {  # read or refused: in time and memory
    'flood.pdf': pdf(b'BT /F 1 Tf ' + b'(flod flod flod flod flod flod flod) Tj 0 -1 Td ' * (2 << 20) + b'ET'),
}
harmless = {'nested.html': b'<!doctype html>' + b'<div>' * 200000 + 'djupt nere i trädet'.encode(),
            'tags.html': b'<!doctype html>' + b'<b><a>' * 10000 + 'djupt nere i listan'.encode(),
            'whole.docx': whole, 'text.txt': 'En text om broar och vägar.'.encode()}


def main():
    with tempfile.TemporaryDirectory() as tmp:
        folder = pathlib.Path(tmp, 'docs')
        folder.mkdir()
        for name, data in {**hostile, **either, **harmless}.items():
            (folder / name).write_bytes(data)
        start = time.monotonic()
        out = subprocess.run([leta, 'index', '--db', f'{tmp}/db', str(folder)], capture_output=True, text=True,
                             env={**os.environ, 'LETA_LANG': 'en'})
        seconds = time.monotonic() - start
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
        found = subprocess.run([leta, 'search', '--db', f'{tmp}/db', 'djupt'], capture_output=True, text=True)
    told = {line.split(': ')[1].rsplit('/', 1)[-1]: line for line in out.stderr.splitlines() if '/docs/' in line}
    print(out.stderr + out.stdout, end='')
    faults = [f'{name}: not refused' for name in hostile if name not in told]
    faults += [f'refused: {told[name]}' for name in harmless if name in told]
    if out.returncode != 5 or not out.stdout.startswith(f'{len(harmless) + len(set(either) - set(told))} documents indexed'):
        faults.append(f'exit {out.returncode}: {out.stdout}')
    if found.returncode != 0:
        faults.append('the text of a deep page is not found')
    if seconds > SECONDS or (peak > KILOBYTES and 'ASAN_OPTIONS' not in os.environ):
        faults.append(f'{seconds:.0f} s, {peak // 1024} MiB')
    print('\n'.join(faults) or f'{len(hostile)} refused, {len(harmless)} read')
    return 1 if faults else 0


sys.exit(main())
