"""What a program sends, taken apart as a terminal does (ECMA-48), and what of it is the program's own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from reader.text.safety.sanitise import sanitise

_TOKEN = re.compile(
    r"(?P<string>(?:\x1b[P\]X^_]|[\x90\x9d\x98\x9e\x9f])[^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c|(?=\x1b)|\Z))"
    r"|(?P<control>(?:\x1b\[|\x9b)[0-?]*[ -/]*(?:[@-~]|(?=[^ -~])|\Z))"
    r"|(?P<escape>\x1b[ -/]*(?:[0-~]|(?=[^ -~])|\Z))"
    r"|(?P<single>[\x00-\x1f\x7f-\x9f])"
    r"|(?P<words>[^\x00-\x1f\x7f-\x9f]+)",
    re.DOTALL,
)
_LONE_BYTE = re.compile("[\udc80-\udcff]")
"""A byte that is no UTF-8, as `surrogateescape` has it."""
_MODES = {7, 25, 1000, 1002, 1003, 1004, 1006, 1015, 1049, 2004, 2026, 2048}
"""Wrapping, the cursor, the mouse, focus, the second screen, marked pastes, whole frames, sizes told."""
_ASKED = {"\x1b[?2026$p", "\x1b[?2048$p", "\x1b[?69$p", "\x1b[c", "\x1b[>c"}
_KEYBOARD = re.compile(r"\x1b\[(?:>\d{1,2}|<)u")
_POINTERS = {f"\x1b]22;{shape}\x07" for shape in ("default", "pointer", "text")}
_COLOURS = re.compile(r"[34]8;(?:2;\d{1,3};\d{1,3};\d{1,3}|5;\d{1,3})(?![\d:])")
_STYLES = {*map(str, (*range(5), 7, *range(22, 28), *range(30, 50), *range(90, 108)))} - {"38", "48", "0"} | {""}
"""Weight, slant, lines, turned colours, colours: nothing that blinks or hides."""
_STYLE = re.compile(r"\x1b\[[0-9;:]*m")
_PICTURE = re.compile(r"\x1b\[(\d*)(?:;(\d*))?([ABCDGHJKLMPSTX@bdrsfZ`])")
"""Where the cursor goes, what is erased, put in, taken out, repeated and scrolled."""
_HOLD_CURSOR = {"\x1b7", "\x1b8"}
MOST_CELLS = 1000
"""No number of rows, columns or times in what the program sends is as high."""


class Token(NamedTuple):
    """A sequence, a control character or a stretch of words."""

    kind: str
    text: str


def tokens(received: bytes) -> Iterator[Token]:
    """What was sent, token by token; bytes that are no UTF-8 are taken for 8-bit controls."""
    text = _LONE_BYTE.sub(lambda byte: chr(ord(byte[0]) - 0xDC00), received.decode("utf-8", "surrogateescape"))
    for match in _TOKEN.finditer(text):
        yield Token(str(match.lastgroup), match[0])


def foreign(sent: Iterable[Token], *, screen: bool = True) -> list[Token]:
    """All that was sent and is not the program's own.

    On a `screen` the sequences are its own that draw and that tell terminals what it wants of them; elsewhere none
    but those that colour words.
    """
    return [token for token in sent if not _is_own(token, screen)]


def _is_own(token: Token, screen: bool) -> bool:
    kind, text = token
    if kind == "words":
        return sanitise(text) == text
    if kind == "single":
        return text in ("\r\n\t\b" if screen else "\r\n\t")
    if _STYLE.fullmatch(text):
        return {number.lstrip("0") for number in re.split("[;:]", _COLOURS.sub("", text[2:-1]))} <= _STYLES
    if not screen:
        return False
    if kind == "string":
        return text in _POINTERS
    if kind == "escape":
        return text in _HOLD_CURSOR
    return _is_own_control(text)


def _is_own_control(text: str) -> bool:
    if mode := re.fullmatch(r"\x1b\[\?(\d+)[hl]", text):
        return int(mode[1]) in _MODES | {69}
    if picture := _PICTURE.fullmatch(text):
        return all(int(number or 0) < MOST_CELLS for number in picture.groups()[:2])
    return text in _ASKED or _KEYBOARD.fullmatch(text) is not None
