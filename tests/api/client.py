#!/usr/bin/env python3
"""The client of the README does what it says: index, answer, error, interruption. Usage: client.py CLIENT

It is interrupted at a known place: its standard error is a pipe that is full, so it waits after its first document.
"""
import fcntl
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import time

client = sys.argv[1]
LINES_MAX = 60
LIMIT = 60  # seconds
faults = 0


def check(what, ok, told=''):
    global faults
    faults += not ok
    print(f"{'ok    ' if ok else 'NOT OK'} {what} {told if not ok else ''}")


def run(*args):
    return subprocess.run([client, *map(str, args)], capture_output=True, text=True, timeout=LIMIT)


def catches_interrupt(process):
    status = pathlib.Path(f'/proc/{process.pid}/status').read_text()
    mask = next(line.split()[1] for line in status.splitlines() if line.startswith('SigCgt'))
    return int(mask, 16) >> (signal.SIGINT - 1) & 1


def interrupt(db):
    """Interrupts the client after its first document; its exit code and what it says."""
    reading, writing = os.pipe()
    fcntl.fcntl(writing, fcntl.F_SETFL, os.O_NONBLOCK)
    try:
        while True:
            os.write(writing, b'.' * 512)
    except BlockingIOError:
        fcntl.fcntl(writing, fcntl.F_SETFL, 0)
    process = subprocess.Popen([client, db, 'upphandling'], stdout=subprocess.PIPE, stderr=writing)
    end = time.monotonic() + LIMIT
    while not catches_interrupt(process) and time.monotonic() < end:
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    os.close(writing)
    with open(reading, errors='replace') as said:
        text = said.read()
    return process.wait(LIMIT), text.lstrip('.')


source = pathlib.Path(__file__).with_name('client.c').read_text()
check('is short', source.count('\n') < LINES_MAX)
with tempfile.TemporaryDirectory() as tmp:
    db = pathlib.Path(tmp, 'db')
    out = run(db, 'upphandling')
    check('finds', out.returncode == 0 and 'bygg: ' in out.stdout and 'rad-1: Om upphandling.\n' in out.stdout and 'torget' not in out.stdout, out)
    check('tells its progress', out.stderr.split() == ['1', '2', '3'], out)
    out = run(db, 'ägare:Motala start:2014')
    check('finds again, by fields', out.stdout == 'rad-1: Om upphandling.\n', out)
    out = run(db, '"torget')
    check('reports an error', out.returncode == 1 and 'quotation' in out.stderr, out)
    out = run('/dev/null/db', 'x')
    check('and one of the index', out.returncode == 1 and '/dev/null' in out.stderr, out)
    if pathlib.Path('/proc/self/status').exists():
        code, said = interrupt(pathlib.Path(tmp, 'interrupted'))
        check('is interrupted', code == 1 and said.startswith('1\n') and 'interrupted' in said, (code, said))
sys.exit(faults > 0)
