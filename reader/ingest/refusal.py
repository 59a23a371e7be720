"""Refuses what is not text: images, archives, programs, other binary data and empty files."""

from __future__ import annotations

from reader.model.errors import IngestError

_MAGIC = (
    (b"%PDF", "a PDF"),
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    ((b"GIF87a", b"GIF89a"), "a GIF image"),
    ((b"II*\x00", b"MM\x00*"), "a TIFF image"),
    (b"8BPS", "a Photoshop image"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (b"{\\rtf", "a rich-text (RTF) document"),
    (b"%!PS", "a PostScript document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh9", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    ((b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe"), "a program"),
    (b"SQLite format 3\x00", "a SQLite database"),
    (b"OggS", "an Ogg recording"),
    (b"ID3", "an MP3 recording"),
    (b"fLaC", "a FLAC recording"),
    (b"wOF2", "a font"),
)
_RIFF = {b"WEBP": "a WebP image", b"WAVE": "a WAVE recording", b"AVI ": "an AVI film"}
_INSTEAD = "save its words as text, Markdown or HTML first"


def refuse_empty(name: str, text: str) -> None:
    """Raise IngestError if `text` is empty or white space only."""
    if not text:
        raise IngestError(f"{name}: it is empty; there is nothing to read")
    if text.isspace():
        raise IngestError(f"{name}: it holds only white space; there is nothing to read")


def refuse_known_binary(name: str, data: bytes) -> None:
    """Raise IngestError if `data` begins like a format that is not text."""
    kind = next((kind for magic, kind in _MAGIC if data.startswith(magic)), None)
    if data.startswith(b"RIFF"):
        kind = _RIFF.get(data[8:12])
    if data[4:8] == b"ftyp":
        kind = "a film or an image (MPEG-4)"
    # Text may begin with these letters too ("ID3 tags explained"), but it has no zero bytes.
    if kind and not (data[:3] == b"ID3" and b"\x00" not in data[:64]):
        raise IngestError(f"{name}: it is {kind}, not text; {_INSTEAD}")


def refuse_zero_bytes(name: str, data: bytes) -> None:
    """Raise IngestError if `data` has zero bytes, which text has not."""
    at = data.find(0)
    if at >= 0:
        raise IngestError(f"{name}: it is binary data, not text (a zero byte at {at}); {_INSTEAD}")
