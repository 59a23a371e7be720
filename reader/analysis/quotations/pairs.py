"""Which quotation marks of a paragraph pair; each is looked at once, what comes behind it being counted before."""

from __future__ import annotations

from collections.abc import Sequence

from reader.analysis.quotations.marks import Family, Mark

Pairs = list[tuple[Mark, Mark]]


def pair(marks: Sequence[Mark]) -> tuple[Pairs, list[Mark]]:
    """Marks that pair, and opening marks that nothing closes, in order."""
    pairs: Pairs = []
    unclosed: list[Mark] = []
    waiting = _Waiting()
    for mark, (is_closed_later, closers) in zip(marks, _prospects(marks), strict=True):
        if mark.closes and waiting.may_close(mark) and not (mark.doubtful and is_closed_later):
            opening, abandoned = waiting.close(mark.family)
            pairs.append((opening, mark))
            unclosed += abandoned
        elif mark.opens:
            if waiting.has(mark.family) and (mark.family is Family.SINGLE or closers < 2):
                unclosed += waiting.give_up(mark.family)
            waiting.open(mark)
    unclosed += waiting.left()
    return pairs, sorted(unclosed, key=lambda mark: mark.at)


class _Waiting:
    """Opening marks that wait to be closed. All that is done to a mark is done once."""

    def __init__(self) -> None:
        self._marks: list[Mark | None] = []
        self._places: dict[Family, list[int]] = {family: [] for family in Family}

    def has(self, family: Family) -> bool:
        return bool(self._places[family])

    def open(self, mark: Mark) -> None:
        self._places[mark.family].append(len(self._marks))
        self._marks.append(mark)

    def may_close(self, mark: Mark) -> bool:
        """Whether one of its family waits; a single mark closes none across marks of another family."""
        if not self.has(mark.family):
            return False
        place = self._places[mark.family][-1]
        others = (places[-1] for family, places in self._places.items() if family is not mark.family and places)
        return mark.family is not Family.SINGLE or all(other < place for other in others)

    def close(self, family: Family) -> tuple[Mark, list[Mark]]:
        """The last mark of the family, taken off, and those after it, which nothing can close any more."""
        place = self._places[family][-1]
        abandoned: list[Mark] = []
        while len(self._marks) > place:
            mark = self._marks.pop()
            if mark is not None:
                self._places[mark.family].pop()
                abandoned.append(mark)
        return abandoned.pop(), abandoned

    def give_up(self, family: Family) -> list[Mark]:
        """All marks of a family, taken off."""
        given = [mark for place in self._places[family] if (mark := self._marks[place]) is not None]
        for place in self._places[family]:
            self._marks[place] = None
        self._places[family] = []
        return given

    def left(self) -> list[Mark]:
        return [mark for mark in self._marks if mark is not None]


def _prospects(marks: Sequence[Mark]) -> list[tuple[bool, int]]:
    """For each mark: whether a sure closing mark of its family comes before anything opens again, and how many
    that may close come before the next that only opens."""
    sure = dict.fromkeys(Family, False)
    closers = dict.fromkeys(Family, 0)
    found: list[tuple[bool, int]] = []
    for mark in reversed(marks):
        found.append((sure[mark.family], closers[mark.family]))
        only_opens = mark.opens and not mark.closes
        closers[mark.family] = 0 if only_opens else closers[mark.family] + 1
        if only_opens:
            sure[mark.family] = False
        elif mark.closes and not mark.doubtful:
            sure[mark.family] = True
        if mark.family is Family.DOUBLE:
            sure[Family.SINGLE] = False
    return found[::-1]
