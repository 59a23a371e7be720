"""ASCII replacements of the same width, for terminals without Unicode."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from functools import lru_cache

from reader.text.safety.sanitise import Shown, joined, sanitise

_LIKE = {
    **dict.fromkeys("“”„‟″«»␢", '"'),
    **dict.fromkeys("‘’‚‛′‹›", "'"),
    **dict.fromkeys("–—‒―‐‑−─━┄┅╌╴╶╸╺", "-"),
    **dict.fromkeys("│┃▌▐▎▏▕┆┇╎║", "|"),
    **dict.fromkeys("┊┋", ":"),
    **dict.fromkeys("•●◆◇○■▪★☆", "*"),
    **dict.fromkeys("·∙", "."),
    **dict.fromkeys("→▸▶›", ">"),
    **dict.fromkeys("←◂◀", "<"),
    **dict.fromkeys("↑▲", "^"),
    **dict.fromkeys("↓▼", "v"),
    "⚑": "!",
    "✓": "+",
    "✗": "x",
    "×": "x",
    "Δ": "D",
    "≈": "=",
    "…": "~",
    "␡": "^",
    "\N{REPLACEMENT CHARACTER}": "?",
    "\N{NO-BREAK SPACE}": " ",
}
_UTF_8 = ("utf-8", "utf8")
_POSIX = ("C", "POSIX")


def has_unicode(environment: Mapping[str, str]) -> bool:
    """Return True if the locale is UTF-8 or not set.

    Python silently sets LC_CTYPE to C.UTF-8 if the locale is C or not installed, so LANG decides if it names
    another encoding.
    """
    lang, kind = environment.get("LANG", ""), environment.get("LC_CTYPE", "")
    names_another = lang in _POSIX or ("." in lang and not _is_utf_8(lang))
    if names_another and kind.lower() in ("c.utf-8", "c.utf8", "utf-8"):
        kind = ""
    locale = environment.get("LC_ALL") or kind or lang
    return not locale or _is_utf_8(locale)


def _is_utf_8(locale: str) -> bool:
    return any(name in locale.lower() for name in _UTF_8)


def cells_of(character: str) -> int:
    """Return the width of a character in cells, by Python's Unicode tables."""
    if unicodedata.category(character) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def in_ascii(text: Shown, cells: Callable[[str], int] = cells_of) -> Shown:
    """Return `text` in ASCII, of the same width by `cells`: wide characters become two, accents are dropped."""
    return text if text.isascii() else joined(_in_ascii(character, cells) for character in text)


@lru_cache(4096)
def _in_ascii(character: str, cells: Callable[[str], int]) -> Shown:
    return sanitise(character if character.isascii() else _like(character) * cells(character))


def _like(character: str) -> str:
    """Return an ASCII character for one that is not."""
    if character in _LIKE:
        return _LIKE[character]
    code = ord(character)
    if 0x2400 <= code < 0x2420:
        return "^"
    if 0x2500 <= code < 0x2580:
        return "+"
    if 0x2580 <= code < 0x25A0:
        return "#"
    letter = unicodedata.normalize("NFKD", character)[0]
    return letter if letter.isascii() else "?"
