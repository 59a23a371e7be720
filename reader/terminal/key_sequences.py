"""Escape sequences as terminals send them: which are whole, and what of them a parser may see."""

from __future__ import annotations

import re

from reader.terminal.size import COLUMNS, ROWS, screen_size

LONGEST = 32
"""The most code points of a key's or the mouse's sequence."""
WHOLE = re.compile(
    r"\x1b(?:\[(?:\[[A-E]|M[^\x1b]{3}|<[0-9;-]*[Mm]|(?!M)[0-?]*[ -/]*[@-Z\\-~])|O[0-9;]*[@-Z\\-~])", re.DOTALL
)
"""A sequence of a key, the mouse or a report (ECMA-48 CSI, SS3); `[[A` is a key of the Linux console."""
UNFINISHED = re.compile(r"\x1b(?:\[(?:\[|M[^\x1b]{0,2}|[0-?]*[ -/]*)|O[0-9;]*)\Z", re.DOTALL)
"""The beginning of one at the end of the input."""

_KEY = re.compile(r"\x1b\[([0-9:;]*)([u~A-FHPQRS])")
_SIZE = re.compile(r"\x1b\[48;([0-9:;]*)t")
_MOUSE = re.compile(r"\x1b\[<\d+;-?(\d+);-?(\d+)[Mm]")
_PIXELS = 100
"""The most pixels of a cell in each direction."""
_RELEASED = "3"
"""The kind of event by which kitty's protocol reports that a key was released."""
_OTHER_KEYS = 27
"""The number by which xterm reports a key with modifiers, before them and its code point."""
_FUNCTION_KEYS = frozenset(
    (*range(1, 9), *range(11, 16), *range(17, 22), *range(23, 27), 28, 29, *range(31, 35), 200, 201, 57427)
)
"""The numbers before a tilde: of keys, and of the two ends of a paste. Textual takes others for code points."""
_MODIFIERS = 256
"""One more than the sum of all modifiers in kitty's protocol."""


def safe_sequence(sequence: str) -> str:
    """Return an equivalent sequence that a parser of plain xterm sequences can take, or "" if there is none.

    Of kitty's protocol only what this program asked for is kept: no alternate codes, kinds of events or released
    keys. Sizes and places are those of a screen.
    """
    if size := _SIZE.fullmatch(sequence):
        return _safe_size(size[1])
    if len(sequence) > LONGEST:
        return ""
    if mouse := _MOUSE.fullmatch(sequence):
        is_near = int(mouse[1]) <= _PIXELS * COLUMNS and int(mouse[2]) <= _PIXELS * ROWS
        return sequence if is_near else ""
    if key := _KEY.fullmatch(sequence):
        return _safe_key(key[1], key[2])
    return sequence


def _safe_size(parameters: str) -> str:
    """Return a report of the size in cells and pixels: a pixel for each cell if it does not know them."""
    numbers = [_number(part) or 0 for part in parameters.split(";")]
    if len(numbers) != 4 or not all(numbers[:2]):
        return ""
    columns, rows = screen_size(numbers[1], numbers[0])
    high, wide = max(rows, min(_PIXELS * rows, numbers[2])), max(columns, min(_PIXELS * columns, numbers[3]))
    return f"\x1b[48;{rows};{columns};{high};{wide}t"


def _safe_key(parameters: str, final: str) -> str:
    if not parameters:
        return f"\x1b[{final}"
    code, modifiers, text = [*parameters.split(";"), "", ""][:3]
    held, _, kind = modifiers.partition(":")
    number, held_number = _number(code) if code else 1, _number(held) if held else 1
    if number is None or held_number is None or held_number > _MODIFIERS or kind == _RELEASED:
        return ""
    if not (_is_character(number) if final == "u" else _is_function_key(number, final, text)):
        return ""
    words = text.split(":") if text else []
    if words and all(_is_character(_number(part)) for part in words):
        return f"\x1b[{number};{held_number};{':'.join(words)}{final}"
    return f"\x1b[{number};{held_number}{final}" if modifiers else f"\x1b[{number}{final}"


def _number(part: str) -> int | None:
    """Return the number before the sub-parameters of a parameter, or None if there is none, or a huge one."""
    digits = part.partition(":")[0]
    return int(digits) if digits.isdecimal() and len(digits) <= 8 else None


def _is_function_key(number: int, final: str, text: str) -> bool:
    if final != "~":
        return number == 1 or final == "R"
    return bool(text) if number == _OTHER_KEYS else number in _FUNCTION_KEYS and not text


def _is_character(number: int | None) -> bool:
    return number is not None and 0 < number <= 0x10FFFF and not 0xD800 <= number < 0xE000
