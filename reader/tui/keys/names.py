"""The names of keys: in the program, on the screen, and in settings."""

from __future__ import annotations

import re

NAMES = {
    "space": "Space",
    "enter": "Enter",
    "escape": "Esc",
    "tab": "Tab",
    "shift+tab": "Shift-Tab",
    "backspace": "Backspace",
    "delete": "Delete",
    "insert": "Insert",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "home": "Home",
    "end": "End",
    "down": "↓",
    "up": "↑",
    "left": "←",
    "right": "→",
    **{f"f{number}": f"F{number}" for number in range(1, 13)},
}
"""Keys without a character, and their names on the screen."""
_SYMBOLS = {
    "]": "right_square_bracket",
    "[": "left_square_bracket",
    "\\": "backslash",
    "^": "circumflex_accent",
    "_": "underscore",
    "@": "at",
}
"""Textual's names of these characters together with Ctrl."""
_WRITTEN = {**{name.casefold(): name for name in NAMES}, **{word.casefold(): name for name, word in NAMES.items()}}
_MODIFIED = re.compile(r"(ctrl|alt|shift)[-+](.+)", re.IGNORECASE)

LEAVE_ALONE = {
    "~": "ssh uses it after Enter",
    "ctrl+a": "screen uses it as its prefix",
    "ctrl+b": "tmux uses it as its prefix",
    "ctrl+right_square_bracket": "telnet uses it",
    "ctrl+circumflex_accent": "mosh uses it",
    "ctrl+s": "terminals use it to pause output",
    "ctrl+q": "terminals use it to resume output",
    "ctrl+h": "terminals send it for Backspace",
    "ctrl+i": "terminals send it for Tab",
    "ctrl+j": "terminals send it for a line feed",
    "ctrl+m": "terminals send it for Enter",
    "ctrl+left_square_bracket": "terminals send it for Esc",
    "ctrl+backslash": "terminals use it to end programs",
    "f1": "terminals show their help",
    "f10": "terminals open their menu",
    "f11": "terminals switch to full screen",
}
"""Keys that do not reach every program, and why."""


def label(key: str) -> str:
    """Return a key as the screen shows it: `] q` as ]q, `ctrl+d` as Ctrl-D."""
    parts = [_label(part) for part in key.split(" ")]
    return ("" if all(len(part) == 1 for part in parts) else " ").join(parts)


def _label(key: str) -> str:
    if key in NAMES:
        return NAMES[key]
    modifiers, _, rest = key.rpartition("+")
    if not modifiers or not rest:
        return key
    symbol = next((symbol for symbol, name in _SYMBOLS.items() if name == rest), rest)
    shown = NAMES.get(symbol, symbol.upper() if modifiers == "ctrl" else symbol)
    return "-".join([*(each.capitalize() for each in modifiers.split("+")), shown])


def parsed(written: str) -> str:
    """Return the key or pair of keys that a person wrote, as in `j`, `Ctrl-D`, `PgDn`, `]q`, `g g`, `ctrl+w h`.

    Raises ValueError if it is neither.
    """
    if key := _one(written):
        return key
    parts = written.split() if " " in written.strip() else list(written)
    keys = [_one(part) for part in parts]
    if len(keys) != 2 or not all(keys):
        raise ValueError(written)
    return " ".join(key for key in keys if key)


def _one(written: str) -> str | None:
    if written == " ":
        return "space"
    if name := _WRITTEN.get(written.strip().casefold()):
        return name
    if len(written) == 1:
        return written if written.isprintable() else None
    if found := _MODIFIED.fullmatch(written.strip()):
        modifier, rest = found[1].lower(), found[2]
        if len(rest) == 1:
            rest = _SYMBOLS.get(rest, rest.lower()) if modifier == "ctrl" else rest
            return f"{modifier}+{rest}" if modifier != "shift" else rest.upper()
        name = _WRITTEN.get(rest.casefold())
        return f"{modifier}+{name}" if name else None
    return None
