"""Quotation marks in one paragraph: which characters may open or close a quotation. Pairing them is elsewhere."""

from __future__ import annotations

import re
from enum import Enum

from reader.model.values import value_class


class MarkFamily(Enum):
    """Marks that may close each other."""

    DOUBLE = "double"
    SINGLE = "single"
    ANGLE = "angle"


@value_class(frozen=True, slots=True)
class QuotationMark:
    """One mark: where, how many code points, and what it can be here."""

    at: int
    width: int
    family: MarkFamily
    opens: bool
    closes: bool
    doubtful: bool = False
    """A closing mark that may be an apostrophe or an inch sign."""

    @property
    def end(self) -> int:
        """The offset after the mark."""
        return self.at + self.width


_MARK = re.compile(r"''|``|[\"“”„‟＂'‘’‚`«»‹›]")
_DOUBLE = frozenset(("''", "``", '"', "“", "”", "„", "‟", "＂"))
_ANGLE = frozenset("«»‹›")
_ALWAYS_OPEN = frozenset(("``", "„", "‚"))
_ELISION = re.compile(
    r"(?:\d0s\b|\d\d\b|tis\b|twas\b|twere\b|em\b|til\b|cause\b|cos\b|bout\b|round\b|n['’])", re.I
)


def find_marks(text: str) -> list[QuotationMark]:
    """Every mark of one paragraph that may open or close a quotation, in order; apostrophes in words are none."""
    found = (_read(text, match) for match in _MARK.finditer(text))
    return [mark for mark in found if mark.opens or mark.closes]


def _read(text: str, match: re.Match[str]) -> QuotationMark:
    sign = match[0]
    before = text[match.start() - 1] if match.start() else ""
    after = text[match.end()] if match.end() < len(text) else ""
    opens = not _wordlike(before) and not _blank(after)
    closes = bool(before) and not before.isspace()
    loose = _blank(before) and _blank(after)
    if sign in _ANGLE:
        return QuotationMark(
            match.start(), 1, MarkFamily.ANGLE, opens or loose or sign in "«‹", closes or sign in "»›"
        )
    if sign in _DOUBLE:
        return _double(match, before, after, opens or loose, closes or loose)
    return _single(text, match, before, after)


def _double(match: re.Match[str], before: str, after: str, opens: bool, closes: bool) -> QuotationMark:
    sign = match[0]
    if sign in _ALWAYS_OPEN:
        opens, closes = True, False
    elif sign == "“":
        # German closes with the mark that English opens with.
        opens, closes = not _wordlike(before), bool(before) and not before.isspace() and not _wordlike(after)
    elif sign == "”":
        opens, closes = opens and not _closing_context(before), bool(before)
    inches = before.isdigit() and after.isspace()
    return QuotationMark(
        match.start(), len(sign), MarkFamily.DOUBLE, opens, closes, doubtful=inches and sign in '"”'
    )


def _single(text: str, match: re.Match[str], before: str, after: str) -> QuotationMark:
    sign, at = match[0], match.start()
    inside_word = _wordlike(before) and _wordlike(after)
    opening_place = not _wordlike(before) and not _blank(after) and not _closing_context(before)
    if sign in "‘‚`":
        opens = not inside_word and not _blank(after) and not _ELISION.match(text, match.end())
        german = sign == "‘" and bool(before) and not before.isspace() and not _wordlike(after)
        return QuotationMark(at, 1, MarkFamily.SINGLE, opens, closes=german)
    opens = opening_place and not _ELISION.match(text, match.end())
    closes = bool(before) and not before.isspace() and not _wordlike(after) and after != "'"
    clipped = text[max(0, at - 2) : at] in ("'n", "’n", " n")
    possessive = before in "sSzxXZ" and after == " " and text[match.end() + 1 : match.end() + 2].isalnum()
    measure = before.isdigit()
    return QuotationMark(
        at, 1, MarkFamily.SINGLE, opens and sign != "’", closes and not clipped, doubtful=possessive or measure
    )


def _closing_context(before: str) -> bool:
    return before in tuple(".,!?;%)]}”’")


def _wordlike(character: str) -> bool:
    return character.isalnum()


def _blank(character: str) -> bool:
    return not character or character.isspace()
