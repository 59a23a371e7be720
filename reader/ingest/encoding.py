"""Decodes bytes: by byte order mark, declared charset, UTF-8, and last by a guess that is reported as one."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable
from contextlib import suppress

from reader.model.errors import IngestError
from reader.model.values import value_class

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""<(?:meta|\?xml)\b[^<>]*?\b(?:charset|encoding)\s*+=(?:\s*+["'])?\s*+([\w.:-]{2,40})""", re.IGNORECASE
)
_DECLARED_WITHIN = 4096

# Browsers read each of these labels as the larger set beside it (WHATWG Encoding Standard, "Names and labels").
_LARGER = {
    **dict.fromkeys(("ascii", "iso8859-1"), "cp1252"),
    "iso8859-9": "cp1254",
    **dict.fromkeys(("gb2312", "gbk"), "gb18030"),
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "tis-620": "cp874",
}
# Codecs that are no charsets of web pages; some take quadratic time or interpret escapes.
_NOT_CHARSETS = {"idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined", "utf-7", "mbcs", "oem"}

_LEAST_UTF16 = 16
"""In bytes: shorter files are too little to tell UTF-16 from text with a zero byte in it."""
_GUESSED_FROM = 200_000
_FEW_BAD = 3
_WESTERN = frozenset(
    "àáâãäåæçèéêëìíîïñòóôõöøùúûüÿœšžßÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜŸŒŠŽ‘’“”‚„«»‹›–—…•·€£¥§©®™°½¼¾×±¡¿´\xa0"
)


@value_class(frozen=True, slots=True)
class Decoded:
    """The text of a file, and the encoding it was read with."""

    text: str
    encoding: str
    guessed: bool = False


def has_bom(data: bytes) -> bool:
    """Return True if `data` begins with a byte order mark."""
    return data.startswith(tuple(bom for bom, _ in _BOMS))


def decode(data: bytes, name: str, *, declared: bool = False) -> Decoded:
    """Decode `data` and drop its byte order mark; with `declared`, look for a charset in the markup.

    Raises IngestError if no encoding fits.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _after_bom(data[len(bom) :], encoding, name)
    charset = _declared_charset(data) if declared else None
    decoded = _tried(data, [charset, "utf-8"] if charset else ["utf-8"], guessed=False)
    return decoded or _damaged_utf8(data) or _guessed(data, name)


def utf16_without_bom(data: bytes) -> str | None:
    """Guess from the zero bytes of Latin letters whether `data` is UTF-16, and its byte order; or None."""
    sample = data[:_DECLARED_WITHIN]
    if len(sample) < _LEAST_UTF16:
        return None
    zeros = sample.count(0)
    for encoding, offset in (("utf-16-le", 1), ("utf-16-be", 0)):
        if zeros and zeros == sample[offset::2].count(0) and zeros * 10 > len(sample) * 4:
            return encoding
    return None


def decode_as(data: bytes, guesses: Iterable[str], name: str) -> Decoded:
    """Decode `data` with the first guess that fits. Raises IngestError if none does."""
    if decoded := _tried(data, guesses, guessed=True):
        return decoded
    raise IngestError(f"{name}: no character encoding fits it, so it is not text; save it as UTF-8")


def _tried(data: bytes, encodings: Iterable[str], *, guessed: bool) -> Decoded | None:
    """Decode with the first encoding that fits."""
    for encoding in encodings:
        with suppress(UnicodeDecodeError):
            return Decoded(data.decode(encoding), encoding, guessed)
    return None


def _after_bom(data: bytes, encoding: str, name: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError as error:
        if encoding == "utf-8" and (damaged := _damaged_utf8(data)):
            return damaged
        raise IngestError(
            f"{name}: it begins as {encoding.upper()} and breaks off at byte {error.start}; save it again as UTF-8"
        ) from None


def _declared_charset(data: bytes) -> str | None:
    match = _DECLARED.search(data, 0, _DECLARED_WITHIN)
    if not match:
        return None
    with suppress(LookupError):
        name = codecs.lookup(match[1].decode("ascii", "replace")).name
        # The declaration was read as ASCII, so the encoding cannot be a wide one.
        if name not in _NOT_CHARSETS and not name.startswith(("utf-16", "utf-32")):
            encoding = _LARGER.get(name, name)
            "".encode(encoding)
            return encoding
    return None


def _damaged_utf8(data: bytes) -> Decoded | None:
    """Decode UTF-8 with a few broken bytes, as in a cut download: each becomes U+FFFD."""
    text = data.decode("utf-8", "replace")
    bad = text.count("\N{REPLACEMENT CHARACTER}")
    sound = sum(len(run) for run in re.findall(r"[^\x00-\x7f]+", text)) - bad
    return Decoded(text, "utf-8", guessed=True) if bad * _FEW_BAD <= sound else None


def _guessed(data: bytes, name: str) -> Decoded:
    from charset_normalizer import from_bytes

    sample = _sample(data)
    guesses = ["cp1252"]
    if not _is_western(sample):
        best = from_bytes(sample).best()
        guesses = [best.encoding, "cp1252"] if best else []
    return decode_as(data, guesses, name)


def _is_western(data: bytes) -> bool:
    """True for plain Windows-1252, which a guess from a few accents often takes for something else."""
    text = data.decode("cp1252", "replace")
    beyond_ascii = [character for character in text if character > "\x7f"]
    accented = sum(character.isalpha() for character in beyond_ascii)
    plain = sum(character.isalpha() for character in text) - accented
    return accented * 3 <= plain and _WESTERN.issuperset(beyond_ascii)


def _sample(data: bytes) -> bytes:
    """As much of `data` as a guess needs, from the first line with bytes beyond ASCII on."""
    if len(data) <= _GUESSED_FROM:
        return data
    first = re.search(rb"[\x80-\xff]", data)
    at = max(data.rfind(b"\n", 0, first.start()) + 1, first.start() - 1000) if first else 0
    return data[at : at + _GUESSED_FROM]
