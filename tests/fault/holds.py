"""Whether files of an index hold a text: in their bytes, or in whatever inflates from any place of them.

The word list is the machine's own, and too large to inflate everywhere. What cannot be looked through so, the bit-packed
forward index, is for a test to hold against an index that never had the text: the store must be the same byte for byte.
"""
import zlib


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
    return any(marker in text for at in range(len(data)) for bits in (15, -15)
               if (text := inflated(data, at, bits).lower()) for marker in markers)


def holders(db, *markers):
    """The files below db that hold any of the markers (small letters a to z, digits, signs), as paths."""
    return sorted(str(p.relative_to(db)) for p in db.rglob('*') if p.is_file() and not p.is_symlink() and holds(p, markers))


def store(db):
    return (db / 'current/documents.leta').read_bytes()
