"""Keys that edit text and cannot be rebound, each with the Textual action that it runs."""

from __future__ import annotations

from collections.abc import Mapping

from reader.tui.keys.scopes import FIELDS, Mode, Scope

EDITING_A_LINE: Mapping[str, str] = {
    "left": "cursor_left",
    "right": "cursor_right",
    "ctrl+left": "cursor_left_word",
    "ctrl+right": "cursor_right_word",
    **dict.fromkeys(("home", "ctrl+a"), "home"),
    **dict.fromkeys(("end", "ctrl+e"), "end"),
    "backspace": "delete_left",
    **dict.fromkeys(("delete", "ctrl+d"), "delete_right"),
    "ctrl+w": "delete_left_word",
    "ctrl+u": "delete_left_all",
    "ctrl+k": "delete_right_all",
}
"""In an input line."""

EDITING_A_NOTE: Mapping[str, str] = {
    "enter": "new_line",
    "up": "cursor_up",
    "down": "cursor_down",
    "left": "cursor_left",
    "right": "cursor_right",
    "ctrl+left": "cursor_word_left",
    "ctrl+right": "cursor_word_right",
    **dict.fromkeys(("home", "ctrl+a"), "cursor_line_start"),
    **dict.fromkeys(("end", "ctrl+e"), "cursor_line_end"),
    "pageup": "cursor_page_up",
    "pagedown": "cursor_page_down",
    "ctrl+shift+left": "cursor_word_left(True)",
    "ctrl+shift+right": "cursor_word_right(True)",
    "shift+home": "cursor_line_start(True)",
    "shift+end": "cursor_line_end(True)",
    "shift+up": "cursor_up(True)",
    "shift+down": "cursor_down(True)",
    "shift+left": "cursor_left(True)",
    "shift+right": "cursor_right(True)",
    "f6": "select_line",
    "f7": "select_all",
    "backspace": "delete_left",
    **dict.fromkeys(("ctrl+w", "ctrl+backspace", "alt+backspace"), "delete_word_left"),
    **dict.fromkeys(("delete", "ctrl+d"), "delete_right"),
    "alt+delete": "delete_word_right",
    **dict.fromkeys(("ctrl+x", "super+x"), "cut"),
    **dict.fromkeys(("ctrl+c", "super+c"), "copy"),
    "ctrl+v": "paste",
    **dict.fromkeys(("ctrl+u", "super+backspace"), "delete_to_start_of_line"),
    "ctrl+k": "delete_to_end_of_line",
    "ctrl+shift+k": "delete_line",
    **dict.fromkeys(("ctrl+y", "super+y"), "redo"),
    "super+z": "undo",
}
"""In the note editor."""

TYPED_IN = FIELDS | {Mode.LABEL}
"""Where a key can be input: text, or the letter of a label."""


def writes(scope: Scope, key: str) -> bool:
    """Return True if a key, or the first of two, is input in this scope and cannot mean a command."""
    first = key.split(" ")[0]
    if scope is Mode.LABEL:
        return first.isalnum() and len(first) == 1
    if scope not in FIELDS:
        return False
    return (
        len(first) == 1 or first == "space" or first in (EDITING_A_NOTE if scope is Mode.NOTE else EDITING_A_LINE)
    )
