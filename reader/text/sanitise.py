"""Stand-ins for characters that could act on a terminal, one for one, so that every offset stays what it is."""

from __future__ import annotations

import re
from typing import NewType

Shown = NewType("Shown", str)
"""A string that is safe to send to a terminal. Only `sanitise` and `sanitise_line` make it from foreign text."""

UNKNOWN = "\N{REPLACEMENT CHARACTER}"
HIDDEN = "\N{MIDDLE DOT}"

_BIDI_AND_INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufeff\uffa0\ufff0-\ufffb\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_CONTROLS = "\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff"
_UNSAFE = re.compile(f"[{_CONTROLS}{_BIDI_AND_INVISIBLE}]")
_UNSAFE_IN_LINE = re.compile(f"[\t\n{_CONTROLS}{_BIDI_AND_INVISIBLE}]")


def _stand_in(match: re.Match[str]) -> str:
    character = match[0]
    code = ord(character)
    if character in "\t\n\u2028\u2029":
        return " "
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\N{SYMBOL FOR DELETE}"
    if code < 0xA0 or 0xD800 <= code < 0xE000 or code in (0xFFFE, 0xFFFF):
        return UNKNOWN
    return HIDDEN


def sanitise(text: str) -> Shown:
    """`text` with a visible stand-in for each control, bidirectional, invisible or lone-surrogate code point.

    The result has as many code points as `text`. Line feeds and tabs are kept: who draws several lines breaks
    rows at the one and widens the other.
    """
    return Shown(_UNSAFE.sub(_stand_in, text))


def sanitise_line(text: str) -> Shown:
    """As `sanitise`, for one line: line feeds and tabs become spaces too."""
    return Shown(_UNSAFE_IN_LINE.sub(_stand_in, text))
