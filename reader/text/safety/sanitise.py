"""What is safe to show: visible stand-ins, one for one, for characters that could act on a terminal."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import LiteralString, NewType

Shown = NewType("Shown", str)
"""A string that is safe to send to a terminal. Only this module makes one; who draws or prints takes no other."""

NOTHING = Shown("")
UNKNOWN = "\N{REPLACEMENT CHARACTER}"
HIDDEN = "\N{MIDDLE DOT}"

_CONTROLS = "\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029"
_SURROGATES = "\ud800-\udfff"
_FONT_DEPENDENT = "\ue000-\uf8ff\ufdd0-\ufdef" + "".join(
    f"{chr(plane | 0xFFFE)}{chr(plane | 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
) + "\U000f0000-\U000ffffd\U00100000-\U0010fffd"  # fmt: skip
"""Private use and what is no character: how they look, and how wide they are, nobody knows."""
_INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U00013430-\U0001343f\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
"""Formats, directions, joiners, fillers, tags and variation selectors: Unicode's default ignorables and its
category Cf, but for the signs among these that are seen, as the Arabic year sign."""
_UNSAFE = re.compile(f"[{_CONTROLS}{_SURROGATES}{_FONT_DEPENDENT}{_INVISIBLE}]")
"""What gets a stand-in wherever it stands. Every start compiles this one pattern, so there is no second one."""


def _stand_in(match: re.Match[str]) -> str:
    character = match[0]
    code = ord(character)
    if character in "\u2028\u2029":
        return " "
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\N{SYMBOL FOR DELETE}"
    return HIDDEN if re.match(f"[{_INVISIBLE}]", character) else UNKNOWN


def sanitise(text: str) -> Shown:
    """`text` with a visible stand-in for each control, bidirectional, invisible, private or surrogate code point.

    The result has as many code points as `text`. Line feeds and tabs are kept: who draws several lines breaks
    rows at the one and widens the other.
    """
    return Shown(_UNSAFE.sub(_stand_in, text))


def sanitise_line(text: str) -> Shown:
    """As `sanitise`, for one line: line feeds and tabs become spaces too."""
    return sanitise(text.replace("\n", " ").replace("\t", " "))


def escaped_json(json: str) -> Shown:
    """JSON with JSON's own escapes for what would get stand-ins elsewhere: it says the same, and loses nothing."""
    line = json.replace("\n", _json_escape("\n")).replace("\t", _json_escape("\t"))
    return Shown(_UNSAFE.sub(lambda match: _json_escape(match[0]), line))


def _json_escape(character: str) -> str:
    units = character.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))


def own(words: LiteralString) -> Shown:
    """Words of this program, written out in the call; the house's tests refuse anything else in its brackets."""
    return Shown(words)


def blank(cells: int) -> Shown:
    """So many spaces."""
    return Shown(" " * cells)


def part(text: Shown, start: int, end: int | None = None) -> Shown:
    """The code points of `text` from `start` to `end`."""
    return Shown(text[start:end])


def joined(parts: Iterable[Shown], by: Shown = NOTHING) -> Shown:
    """The parts one after another with `by` between them."""
    return Shown(by.join(parts))
