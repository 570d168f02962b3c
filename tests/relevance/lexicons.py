"""Indexes made with other lexicons than the system's, to measure what lemmas and parts are worth.

The command has no option for it; the library has (leta_build_options.lexicon_dir), so it is called as it is.
"""
import array
import ctypes
import pathlib
import struct

NONE = ''              # stems only
HEADER = '<8sIIIIQQQ'  # src/text/lexicon_format.h
RULE_SIZE = 16
LAST, NOUN = 2, 16     # enum lexicon_flag


class Options(ctypes.Structure):
    _fields_ = [('fresh', ctypes.c_bool), ('format', ctypes.c_int), ('lexicon_dir', ctypes.c_char_p),
                ('cache_dir', ctypes.c_char_p), ('helper', ctypes.c_char_p), ('callbacks', ctypes.c_void_p * 3),
                ('without_personal_data', ctypes.c_bool), ('threads', ctypes.c_uint)]


def build(library, db, source, lexicon):
    """An index of `source` in the folder db, with a lexicon's file or folder, or NONE."""
    options = Options(lexicon_dir=str(lexicon).encode())
    paths = (ctypes.c_char_p * 1)(str(source).encode())
    stats, error = ctypes.create_string_buffer(4096), ctypes.create_string_buffer(65536)
    status = ctypes.CDLL(str(library)).leta_build(str(db).encode(), paths, ctypes.c_size_t(1),
                                                  ctypes.byref(options), stats, error)
    if status != 0:
        raise RuntimeError(f'leta_build: status {status}')


def without_compounds(source, target):
    """Copies a lexicon without what it says about compounds: lemmas stay, nothing can be a part."""
    data = pathlib.Path(source).read_bytes()
    _, _, rules, word_bits, first_bits, *_ = struct.unpack_from(HEADER, data)
    words = struct.calcsize(HEADER) + rules * RULE_SIZE
    firsts = words + (8 << word_bits)
    slots = array.array('Q', data[words:firsts])
    keep = ~((LAST | NOUN) << 8) & 0xFFFFFFFFFFFFFFFF
    slots = array.array('Q', (slot & keep for slot in slots))
    pathlib.Path(target).write_bytes(data[:words] + slots.tobytes() + bytes(8 << first_bits))
    return target
