"""Whether files of an index hold a text: in their bytes, or in whatever unpacks from any place of them.

Our own files have Zstandard frames, the engine's tables deflated bytes. The word list is the machine's own. What cannot be
looked through so, the bit-packed forward index, is for a test to hold against an index that never had the text: the store
must be the same byte for byte.
"""
import ctypes
import zlib

ZSTD = ctypes.CDLL('libzstd.so.1')
FRAME = bytes.fromhex('28b52ffd')
for name in ('ZSTD_createDCtx', 'ZSTD_decompress_usingDict', 'ZSTD_findFrameCompressedSize'):
    getattr(ZSTD, name).restype = ctypes.c_void_p if name == 'ZSTD_createDCtx' else ctypes.c_size_t
CONTEXT = ctypes.c_void_p(ZSTD.ZSTD_createDCtx())


def dictionaries(folder):
    """That of records and that of texts, as src/store/dictionary.h has them; and none."""
    found = [b'']
    for path in folder.glob('dictionary.leta'):
        data = path.read_bytes()
        head = len('leta dictionary\n') + 8
        records = int.from_bytes(data[head - 4:head], 'little')
        found += [data[head:head + records], data[head + records:]]
    return found


def unpacked(data, known):
    """What the frames in it hold with any of the dictionaries."""
    at = data.find(FRAME)
    while at >= 0:
        frame = data[at:at + (1 << 20)]
        size = ZSTD.ZSTD_findFrameCompressedSize(frame, ctypes.c_size_t(len(frame)))
        room = ctypes.create_string_buffer(1 << 22)
        for dictionary in known if size <= len(frame) else ():
            n = ZSTD.ZSTD_decompress_usingDict(CONTEXT, room, ctypes.c_size_t(len(room)), frame, ctypes.c_size_t(size),
                                               dictionary, ctypes.c_size_t(len(dictionary)))
            if n <= len(room):
                yield room.raw[:n]
        at = data.find(FRAME, at + 1)


def inflated(data, at, bits):
    try:
        return zlib.decompressobj(bits).decompress(data[at:at + 65536])
    except zlib.error:
        return b''


def holds(path, markers):
    data, markers = path.read_bytes().lower(), [marker.lower().encode() for marker in markers]
    if any(marker in data for marker in markers):
        return True
    if path.name.endswith('.lexicon'):
        return False
    data = path.read_bytes()
    if any(marker in text.lower() for text in unpacked(data, dictionaries(path.parent)) for marker in markers):
        return True
    return path.suffix == '.glass' and any(marker in text for at in range(len(data)) for bits in (15, -15)
               if (text := inflated(data, at, bits).lower()) for marker in markers)


def holders(db, *markers):
    """The files below db that hold any of the markers (small letters a to z, digits, signs), as paths."""
    return sorted(str(p.relative_to(db)) for p in db.rglob('*') if p.is_file() and not p.is_symlink() and holds(p, markers))


def dictionary(db):
    return (db / 'current/dictionary.leta').read_bytes()


def store(db):
    return (db / 'current/documents.leta').read_bytes()
