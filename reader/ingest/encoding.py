"""From bytes to characters: byte order mark, declared charset, UTF-8, and at last a guess that says it is one."""

from __future__ import annotations

import codecs
import re

from reader.model.errors import IngestError
from reader.model.values import value_class

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""<(?:meta|\?xml)\b[^>]*?\b(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE
)
_DECLARED_WITHIN = 4096

# Browsers read each of these labels as the larger set beside it (WHATWG Encoding Standard, "Names and labels").
_LARGER = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "tis-620": "cp874",
}
# Codecs that are no character sets of web pages; some of them take quadratic time or give a meaning to escapes.
_NOT_CHARSETS = {"idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined", "utf-7", "mbcs", "oem"}

_LEAST_UTF16 = 16
"""In bytes: a shorter file is too little to tell UTF-16 from text with a zero byte in it."""
_GUESSED_FROM = 200_000
_FEW_BAD = 3
_WESTERN = frozenset(
    "àáâãäåæçèéêëìíîïñòóôõöøùúûüÿœšžßÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜŸŒŠŽ‘’“”‚„«»‹›–—…•·€£¥§©®™°½¼¾×±¡¿´\xa0"
)


@value_class(frozen=True, slots=True)
class Decoded:
    """The characters of a file, and by which encoding they were read."""

    text: str
    encoding: str
    guessed: bool = False


def has_mark(data: bytes) -> bool:
    """Whether `data` begins with a byte order mark."""
    return data.startswith(tuple(mark for mark, _ in _MARKS))


def decode(data: bytes, name: str, *, declared: bool = False) -> Decoded:
    """The characters of `data`, without a byte order mark; `declared` lets it look for a charset in the markup.

    Raises IngestError where no encoding fits.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _marked(data[len(mark) :], encoding, name)
    tried = [charset] if declared and (charset := _declared_charset(data)) else []
    for encoding in [*tried, "utf-8"]:
        try:
            return Decoded(data.decode(encoding), encoding)
        except UnicodeDecodeError:
            continue
    return _mended_utf8(data) or _guessed(data, name)


def utf16_without_mark(data: bytes) -> str | None:
    """Guess the byte order of UTF-16 without a mark from the zero bytes of its Latin letters, or None."""
    sample = data[:_DECLARED_WITHIN]
    if len(sample) < _LEAST_UTF16:
        return None
    zeros = sample.count(0)
    for encoding, offset in (("utf-16-le", 1), ("utf-16-be", 0)):
        if zeros and zeros == sample[offset::2].count(0) and zeros * 10 > len(sample) * 4:
            return encoding
    return None


def decode_as(data: bytes, encoding: str, name: str) -> Decoded:
    """The characters of `data` by an encoding that was guessed. Raises IngestError where it does not fit."""
    try:
        return Decoded(data.decode(encoding), encoding, guessed=True)
    except UnicodeDecodeError:
        raise IngestError(f"{name}: no character encoding fits it, so it is not text; save it as UTF-8") from None


def _marked(data: bytes, encoding: str, name: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError as error:
        mended = _mended_utf8(data) if encoding == "utf-8" else None
        if mended:
            return mended
        message = (
            f"{name}: it begins as {encoding.upper()} and breaks off at byte {error.start}; save it anew as UTF-8"
        )
        raise IngestError(message) from None


def _declared_charset(data: bytes) -> str | None:
    match = _DECLARED.search(data, 0, _DECLARED_WITHIN)
    if not match:
        return None
    try:
        codec = codecs.lookup(match[1].decode("ascii", "replace"))
    except LookupError:
        return None
    # What was read as ASCII so far cannot be one of the wide encodings, whatever it says.
    if codec.name in _NOT_CHARSETS or codec.name.startswith(("utf-16", "utf-32")):
        return None
    encoding = _LARGER.get(codec.name, codec.name)
    try:
        "".encode(encoding)
    except LookupError:
        return None
    return encoding


def _mended_utf8(data: bytes) -> Decoded | None:
    """UTF-8 with a few broken bytes, as a cut download has them: each becomes U+FFFD, and the rest stays right."""
    text = data.decode("utf-8", "replace")
    bad = text.count("\N{REPLACEMENT CHARACTER}")
    sound = sum(len(run) for run in re.findall(r"[^\x00-\x7f]+", text)) - bad
    if bad * _FEW_BAD <= sound:
        return Decoded(text, "utf-8", guessed=True)
    return None


def _guessed(data: bytes, name: str) -> Decoded:
    from charset_normalizer import from_bytes

    sample = _telling_part(data)
    encodings = ["cp1252"]
    if not _is_western(sample):
        best = from_bytes(sample).best()
        encodings = [best.encoding, "cp1252"] if best else []
    for encoding in encodings:
        try:
            return Decoded(data.decode(encoding), encoding, guessed=True)
        except UnicodeDecodeError:
            continue
    raise IngestError(f"{name}: no character encoding fits it, so it is not text; save it as UTF-8")


def _is_western(data: bytes) -> bool:
    """Whether `data` is plainly Windows-1252, which a guess from a few accents often takes for something else."""
    text = data.decode("cp1252", "replace")
    beyond_ascii = [character for character in text if character > "\x7f"]
    accented = sum(character.isalpha() for character in beyond_ascii)
    plain = sum(character.isalpha() for character in text) - accented
    return accented * 3 <= plain and _WESTERN.issuperset(beyond_ascii)


def _telling_part(data: bytes) -> bytes:
    """As much of `data` as a guess needs, from lines with bytes beyond ASCII."""
    if len(data) <= _GUESSED_FROM:
        return data
    first = re.search(rb"[\x80-\xff]", data)
    at = data.rfind(b"\n", 0, first.start()) + 1 if first else 0
    at = max(at, first.start() - 1000) if first else at
    return data[at : at + _GUESSED_FROM]
