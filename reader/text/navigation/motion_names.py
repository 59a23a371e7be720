"""The motions of a caret by their names, for whom keys are bound to; how each is made is said in `motions`."""

from __future__ import annotations

from enum import StrEnum


class Motion(StrEnum):
    """A motion over the text alone."""

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
    """A motion to a place on the row that the caret stands on."""

    START = "row start"
    FIRST_WORD = "first word"
    END = "row end"
