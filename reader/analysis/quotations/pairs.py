"""Pairs the quotation marks of a paragraph in linear time: what follows each mark is counted beforehand."""

from __future__ import annotations

from collections.abc import Sequence

from reader.analysis.quotations.marks import MarkFamily, QuotationMark

Pairs = list[tuple[QuotationMark, QuotationMark]]


def pair_marks(marks: Sequence[QuotationMark]) -> tuple[Pairs, list[QuotationMark]]:
    """The pairs of opening and closing marks, and the opening marks that nothing closes, both in order."""
    pairs: Pairs = []
    unclosed: list[QuotationMark] = []
    waiting = _OpenMarks()
    for mark, (is_closed_later, closers) in zip(marks, _lookahead(marks), strict=True):
        if mark.closes and waiting.may_close(mark) and not (mark.doubtful and is_closed_later):
            opening, abandoned = waiting.close(mark.family)
            pairs.append((opening, mark))
            unclosed += abandoned
        elif mark.opens:
            if waiting.has(mark.family) and (mark.family is MarkFamily.SINGLE or closers < 2):
                unclosed += waiting.abandon(mark.family)
            waiting.open(mark)
    unclosed += waiting.left()
    return pairs, sorted(unclosed, key=lambda mark: mark.at)


class _OpenMarks:
    """A stack of the marks that are still open; each mark is pushed and popped once."""

    def __init__(self) -> None:
        self._marks: list[QuotationMark | None] = []
        self._places: dict[MarkFamily, list[int]] = {family: [] for family in MarkFamily}

    def has(self, family: MarkFamily) -> bool:
        return bool(self._places[family])

    def open(self, mark: QuotationMark) -> None:
        self._places[mark.family].append(len(self._marks))
        self._marks.append(mark)

    def may_close(self, mark: QuotationMark) -> bool:
        """Return True if a mark of its family is open; a single mark closes none across other families' marks."""
        if not self.has(mark.family):
            return False
        place = self._places[mark.family][-1]
        others = (places[-1] for family, places in self._places.items() if family is not mark.family and places)
        return mark.family is not MarkFamily.SINGLE or all(other < place for other in others)

    def close(self, family: MarkFamily) -> tuple[QuotationMark, list[QuotationMark]]:
        """Pop the family's last mark, and with it the marks after it, which nothing can close any more."""
        place = self._places[family][-1]
        abandoned: list[QuotationMark] = []
        while len(self._marks) > place:
            mark = self._marks.pop()
            if mark is not None:
                self._places[mark.family].pop()
                abandoned.append(mark)
        return abandoned.pop(), abandoned

    def abandon(self, family: MarkFamily) -> list[QuotationMark]:
        """Remove and return all marks of a family."""
        removed = [mark for place in self._places[family] if (mark := self._marks[place]) is not None]
        for place in self._places[family]:
            self._marks[place] = None
        self._places[family] = []
        return removed

    def left(self) -> list[QuotationMark]:
        return [mark for mark in self._marks if mark is not None]


def _lookahead(marks: Sequence[QuotationMark]) -> list[tuple[bool, int]]:
    """For each mark two facts about the later marks of its family.

    The first: whether one that surely closes comes before one that only opens. The second: how many that may close
    come before the next one that only opens.
    """
    sure = dict.fromkeys(MarkFamily, False)
    closers = dict.fromkeys(MarkFamily, 0)
    found: list[tuple[bool, int]] = []
    for mark in reversed(marks):
        found.append((sure[mark.family], closers[mark.family]))
        only_opens = mark.opens and not mark.closes
        closers[mark.family] = 0 if only_opens else closers[mark.family] + 1
        if only_opens:
            sure[mark.family] = False
        elif mark.closes and not mark.doubtful:
            sure[mark.family] = True
        if mark.family is MarkFamily.DOUBLE:
            sure[MarkFamily.SINGLE] = False
    return found[::-1]
