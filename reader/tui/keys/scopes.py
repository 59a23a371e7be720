"""Where a key can have a meaning: panes, modes, input lines and windows, and named sets of them."""

from __future__ import annotations

from enum import StrEnum


class Pane(StrEnum):
    """A pane of the main screen."""

    LIST = "list"
    ARTICLE = "article"
    SIDEBAR = "sidebar"


class Mode(StrEnum):
    """What changes the meaning of keys for a while: a mode of the main screen, an input line, a window."""

    CARET = "caret"
    NOTE = "note"
    """Writing a note."""
    LABEL = "label"
    """Waiting for the letter of a label."""
    DRAFT = "draft"
    """Offering an unfinished note; the keys of the focused pane stay active beneath it."""
    LINE = "line"
    """Typing a command, a search or tags."""
    CHOICE = "chooser"
    """A window with an input line and answers to choose from, such as the palette."""
    FORM = "form"
    """A window with several input lines, and suggestions for each."""
    FILTER = "filter"
    """The input line above the notes of the whole library."""
    NOTES = "notes"
    BOOKMARKS = "bookmarks"
    ANNOTATIONS = "annotations"
    ALIASES = "aliases"
    CORRECTIONS = "corrections"
    TEXT = "text"
    """A window of text to read: help, provenance, the card."""
    PAGE = "page"
    """The changes between versions, or an older version."""
    DECISION = "decision"
    """Asking whether a note still means the words at its place."""


Scope = Pane | Mode
"""A place where a key can have a meaning of its own."""

EVERYWHERE: frozenset[Scope] = frozenset(Pane)
IN_CARET: frozenset[Scope] = frozenset({Mode.CARET})
ALWAYS = EVERYWHERE | IN_CARET
IN_LIST: frozenset[Scope] = frozenset({Pane.LIST})
IN_ARTICLE: frozenset[Scope] = frozenset({Pane.ARTICLE})
IN_SIDEBAR: frozenset[Scope] = frozenset({Pane.SIDEBAR})
LIST_AND_ARTICLE = IN_LIST | IN_ARTICLE
WITH_ARTICLE = IN_ARTICLE | IN_SIDEBAR

LINES: frozenset[Scope] = frozenset({Mode.LINE, Mode.CHOICE, Mode.FORM, Mode.FILTER})
"""Input lines: keys that write a character type it."""
FIELDS = LINES | {Mode.NOTE}
"""Wherever text is typed."""
LISTS: frozenset[Scope] = frozenset({Mode.BOOKMARKS, Mode.ANNOTATIONS, Mode.ALIASES, Mode.CORRECTIONS, Mode.NOTES})
"""Windows that show a list."""
WINDOWS = LISTS | {Mode.TEXT, Mode.PAGE, Mode.DECISION}
"""Windows without an input line."""
