"""The names of the caret's motions, for key bindings; `motions` carries them out."""

from __future__ import annotations

from enum import StrEnum


class Motion(StrEnum):
    """A motion that depends only on the text."""

    RIGHT = "right"
    LEFT = "left"
    NEXT_WORD = "next word"
    PREVIOUS_WORD = "previous word"
    WORD_END = "word end"
    NEXT_SENTENCE = "next sentence"
    PREVIOUS_SENTENCE = "previous sentence"
    NEXT_PARAGRAPH = "next paragraph"
    PREVIOUS_PARAGRAPH = "previous paragraph"
    FIRST = "first"
    LAST = "last"


class RowMotion(StrEnum):
    """A motion within the caret's row."""

    START = "row start"
    FIRST_WORD = "first word"
    END = "row end"
