"""The quotation marks of one paragraph, and whether each may open or close a quotation. `pairs` pairs them."""

from __future__ import annotations

import re
from enum import Enum

from reader.model.values import value_class


class MarkFamily(Enum):
    """Marks of one family may close each other."""

    DOUBLE = "double"
    SINGLE = "single"
    ANGLE = "angle"


@value_class(frozen=True, slots=True)
class QuotationMark:
    """One mark: its offset and width in code points, and what it may do there."""

    at: int
    width: int
    family: MarkFamily
    opens: bool
    closes: bool
    doubtful: bool = False
    """True for a closing mark that may be an apostrophe or an inch sign."""

    @property
    def end(self) -> int:
        """The offset after the mark."""
        return self.at + self.width


_MARK = re.compile(r"''|``|´´|,,(?=\w)|<<(?!<)|>>(?!>)|[\"“”„‟＂'‘’‚`´«»‹›]")
_DOUBLE = frozenset(("''", "``", "´´", ",,", '"', "“", "”", "„", "‟", "＂"))
_ANGLE = frozenset(("«", "»", "‹", "›", "<<", ">>"))
_ALWAYS_OPEN = frozenset(("``", ",,", "„", "‚"))
_CLAUSE_ENDS = frozenset(".,!?;%)]}”’")
_ELISION = re.compile(
    r"(?:\d0s\b|\d\d\b|tis\b|twas\b|twere\b|em\b|til\b|cause\b|cos\b|bout\b|round\b|n['’])", re.I
)


def find_marks(text: str) -> list[QuotationMark]:
    """The marks of one paragraph that may open or close a quotation, in order; not apostrophes within words."""
    found = (_classify(text, match) for match in _MARK.finditer(text))
    return [mark for mark in found if mark.opens or mark.closes]


def _classify(text: str, match: re.Match[str]) -> QuotationMark:
    sign, start, end = match[0], match.start(), match.end()
    before, after = text[start - 1 : start], text[end : end + 1]
    opens = not before.isalnum() and not _blank(after)
    closes = not _blank(before)
    loose = _blank(before) and _blank(after)
    if sign in _ANGLE:
        if len(sign) == 2:
            opens, closes = sign == "<<" and not before.isalnum() and not before.isdigit(), sign == ">>"
            return QuotationMark(start, 2, MarkFamily.ANGLE, opens, closes)
        opens, closes = opens or loose or sign in "«‹", closes or sign in "»›"
        return QuotationMark(start, 1, MarkFamily.ANGLE, opens, closes)
    if sign in _DOUBLE:
        return _double(match, before, after, opens or loose, closes or loose)
    return _single(text, match, before, after)


def _double(match: re.Match[str], before: str, after: str, opens: bool, closes: bool) -> QuotationMark:
    sign = match[0]
    if sign in _ALWAYS_OPEN:
        opens, closes = True, False
    elif sign == "“":
        # German closes with the mark that English opens with.
        opens, closes = not before.isalnum(), not _blank(before) and not after.isalnum()
    elif sign == "”":
        opens, closes = opens and before not in _CLAUSE_ENDS, bool(before)
    inches = sign in '"”' and before.isdigit() and after.isspace()
    return QuotationMark(match.start(), len(sign), MarkFamily.DOUBLE, opens, closes, doubtful=inches)


def _single(text: str, match: re.Match[str], before: str, after: str) -> QuotationMark:
    sign, at, end = match[0], match.start(), match.end()
    may_open = not _blank(after) and not _ELISION.match(text, end)
    closes = not _blank(before) and not after.isalnum()
    if sign in "‘‚`":
        opens = may_open and not (before.isalnum() and after.isalnum())
        # German closes with the mark that English opens with.
        return QuotationMark(at, 1, MarkFamily.SINGLE, opens, closes and sign in "‘`")
    opens = may_open and sign in "'´" and not before.isalnum() and before not in _CLAUSE_ENDS
    closes = closes and after != "'" and not text.endswith(("'n", "’n", " n"), 0, at)
    possessive = before in "sSzxXZ" and after == " " and text[end + 1 : end + 2].isalnum()
    return QuotationMark(at, 1, MarkFamily.SINGLE, opens, closes, doubtful=possessive or before.isdigit())


def _blank(character: str) -> bool:
    return not character or character.isspace()
