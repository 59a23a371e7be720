"""Replaces characters that could act on a terminal by visible stand-ins of the same length."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import LiteralString, NewType

Shown = NewType("Shown", str)
"""A string that is safe to send to a terminal. Only this module creates it; drawing and printing require it."""

NOTHING = Shown("")
UNKNOWN = "\N{REPLACEMENT CHARACTER}"
HIDDEN = "\N{MIDDLE DOT}"

_CONTROLS = "\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029"
_SURROGATES = "\ud800-\udfff"
_FONT_DEPENDENT = "\ue000-\uf8ff\ufdd0-\ufdef" + "".join(
    f"{chr(plane | 0xFFFE)}{chr(plane | 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
) + "\U000f0000-\U000ffffd\U00100000-\U0010fffd"  # fmt: skip
"""Private use and noncharacters, whose look and width are unknown."""
_INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U00013430-\U0001343f\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
"""Formats, directions, joiners, fillers, tags and variation selectors: Unicode's default ignorables and
category Cf, except visible ones such as the Arabic year sign."""
_UNSAFE = re.compile(f"[{_CONTROLS}{_SURROGATES}{_FONT_DEPENDENT}{_INVISIBLE}]")
"""Everything that gets a stand-in. It is compiled at every start, so it is the only pattern here."""


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
    """Replace each control, bidirectional, invisible, private or surrogate code point by a visible one.

    The result has as many code points as `text`. Line feeds and tabs are kept for callers that draw several lines.
    """
    return Shown(_UNSAFE.sub(_stand_in, text))


def sanitise_line(text: str) -> Shown:
    """Like `sanitise`, for a single line: line feeds and tabs become spaces."""
    return sanitise(text.replace("\n", " ").replace("\t", " "))


def escaped_json(json: str) -> Shown:
    """Return equivalent JSON with JSON escapes where `sanitise` would use stand-ins, so that nothing is lost."""
    line = json.replace("\n", _json_escape("\n")).replace("\t", _json_escape("\t"))
    return Shown(_UNSAFE.sub(lambda match: _json_escape(match[0]), line))


def _json_escape(character: str) -> str:
    units = character.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))


def own(words: LiteralString) -> Shown:
    """Return words of this program; a test allows only literals as the argument."""
    return Shown(words)


def blank(cells: int) -> Shown:
    """Return as many spaces as `cells`."""
    return Shown(" " * cells)


def part(text: Shown, start: int, end: int | None = None) -> Shown:
    """Return the code points of `text` from `start` to `end`."""
    return Shown(text[start:end])


def joined(parts: Iterable[Shown], by: Shown = NOTHING) -> Shown:
    """Join the parts with `by` between them."""
    return Shown(by.join(parts))
