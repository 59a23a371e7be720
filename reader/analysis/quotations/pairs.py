"""Which quotation marks of a paragraph pair; each is looked at once, what comes behind it being counted before."""

from __future__ import annotations

from collections.abc import Sequence

from reader.analysis.quotations.marks import MarkFamily, QuotationMark

Pairs = list[tuple[QuotationMark, QuotationMark]]


def pair(marks: Sequence[QuotationMark]) -> tuple[Pairs, list[QuotationMark]]:
    """Marks that pair, and opening marks that nothing closes, in order."""
    pairs: Pairs = []
    unclosed: list[QuotationMark] = []
    waiting = _OpenMarks()
    for mark, (is_closed_later, closers) in zip(marks, _prospects(marks), strict=True):
        if mark.closes and waiting.may_close(mark) and not (mark.doubtful and is_closed_later):
            opening, abandoned = waiting.close(mark.family)
            pairs.append((opening, mark))
            unclosed += abandoned
        elif mark.opens:
            if waiting.has(mark.family) and (mark.family is MarkFamily.SINGLE or closers < 2):
                unclosed += waiting.give_up(mark.family)
            waiting.open(mark)
    unclosed += waiting.left()
    return pairs, sorted(unclosed, key=lambda mark: mark.at)


class _OpenMarks:
    """Opening marks that wait to be closed. All that is done to a mark is done once."""

    def __init__(self) -> None:
        self._marks: list[QuotationMark | None] = []
        self._places: dict[MarkFamily, list[int]] = {family: [] for family in MarkFamily}

    def has(self, family: MarkFamily) -> bool:
        return bool(self._places[family])

    def open(self, mark: QuotationMark) -> None:
        self._places[mark.family].append(len(self._marks))
        self._marks.append(mark)

    def may_close(self, mark: QuotationMark) -> bool:
        """Whether one of its family waits; a single mark closes none across marks of another family."""
        if not self.has(mark.family):
            return False
        place = self._places[mark.family][-1]
        others = (places[-1] for family, places in self._places.items() if family is not mark.family and places)
        return mark.family is not MarkFamily.SINGLE or all(other < place for other in others)

    def close(self, family: MarkFamily) -> tuple[QuotationMark, list[QuotationMark]]:
        """The last mark of the family, taken off, and those after it, which nothing can close any more."""
        place = self._places[family][-1]
        abandoned: list[QuotationMark] = []
        while len(self._marks) > place:
            mark = self._marks.pop()
            if mark is not None:
                self._places[mark.family].pop()
                abandoned.append(mark)
        return abandoned.pop(), abandoned

    def give_up(self, family: MarkFamily) -> list[QuotationMark]:
        """All marks of a family, taken off."""
        given = [mark for place in self._places[family] if (mark := self._marks[place]) is not None]
        for place in self._places[family]:
            self._marks[place] = None
        self._places[family] = []
        return given

    def left(self) -> list[QuotationMark]:
        return [mark for mark in self._marks if mark is not None]


def _prospects(marks: Sequence[QuotationMark]) -> list[tuple[bool, int]]:
    """For each mark: whether a sure closing mark of its family comes before anything opens again, and how many
    that may close come before the next that only opens."""
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
