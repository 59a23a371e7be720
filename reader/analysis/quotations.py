"""Quotations in a text, found by their marks alone: what stands between which; not who speaks in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reader.analysis.marks import Family, Mark, find_marks
from reader.model.span import Span

_ENDINGS = frozenset(".!?…")
_TRAILING = " \t\r\n\f\v\u00a0"


@dataclass(frozen=True, slots=True)
class Quoted:
    """What stands between two marks."""

    span: Span
    """Without the marks."""
    outer: Span
    """With the marks."""
    depth: int = 0
    """How many quotations it stands in."""
    open: bool = False
    """Whether its closing mark is missing, so that it ends with its paragraph."""


def scan(text: str, paragraphs: Iterable[Span]) -> tuple[Quoted, ...]:
    """The quotations of each paragraph, in the order of the text; outer ones before those inside them.

    No paragraph has any say in another. Marks that pair with none are passed over, but for one that opens a
    sentence which the paragraph's end closes, as in speech that runs on in the next paragraph.
    """
    found: list[Quoted] = []
    for paragraph in paragraphs:
        for quoted in scan_paragraph(paragraph.of(text)):
            found.append(
                Quoted(
                    quoted.span.shift(paragraph.start),
                    quoted.outer.shift(paragraph.start),
                    quoted.depth,
                    quoted.open,
                )
            )
    return tuple(found)


def scan_paragraph(text: str) -> tuple[Quoted, ...]:
    """The quotations of one paragraph."""
    pairs, unclosed = _pair(find_marks(text))
    found = [(Span(opening.end, closing.at), Span(opening.at, closing.end), False) for opening, closing in pairs]
    for mark in unclosed:
        rest = _to_the_end(text, mark)
        if rest and not any(_crosses(rest, outer) for _, outer, _ in found):
            found.append((Span(mark.end, rest.end), rest, True))
            break
    filled = [item for item in found if item[0].of(text).strip()]
    return tuple(_nested(sorted(filled, key=lambda item: (item[1].start, -item[1].end))))


def _pair(marks: Sequence[Mark]) -> tuple[list[tuple[Mark, Mark]], list[Mark]]:
    """Marks that pair, and opening marks that nothing closes."""
    pairs: list[tuple[Mark, Mark]] = []
    abandoned: list[Mark] = []
    waiting: list[Mark] = []
    for index, mark in enumerate(marks):
        place = _opener_of(mark, waiting, marks, index)
        if place is not None:
            pairs.append((waiting[place], mark))
            abandoned += waiting[place + 1 :]
            del waiting[place:]
        elif mark.opens:
            if _replaces(mark, waiting, marks, index):
                abandoned += [old for old in waiting if old.family is mark.family]
                waiting = [old for old in waiting if old.family is not mark.family]
            waiting.append(mark)
    return pairs, sorted(waiting + abandoned, key=lambda mark: mark.at)


def _opener_of(mark: Mark, waiting: Sequence[Mark], marks: Sequence[Mark], index: int) -> int | None:
    """The place in `waiting` of the mark that this one closes."""
    if not mark.closes:
        return None
    place = next((i for i in reversed(range(len(waiting))) if waiting[i].family is mark.family), None)
    if place is None:
        return None
    if mark.doubtful and _closed_later(mark, marks, index):
        return None
    if mark.family is Family.SINGLE and any(
        waiting[i].family is not Family.SINGLE for i in range(place + 1, len(waiting))
    ):
        return None
    return place


def _closed_later(mark: Mark, marks: Sequence[Mark], index: int) -> bool:
    """Whether a mark that surely closes comes before anything opens again."""
    for later in marks[index + 1 :]:
        if later.family is mark.family:
            if later.opens and not later.closes:
                return False
            if later.closes and not later.doubtful:
                return True
        elif later.family is Family.DOUBLE and mark.family is Family.SINGLE:
            return False
    return False


def _replaces(mark: Mark, waiting: Sequence[Mark], marks: Sequence[Mark], index: int) -> bool:
    """Whether a mark of the same family that is still open was never closed, rather than holding this one."""
    if not any(old.family is mark.family for old in waiting):
        return False
    if mark.family is Family.SINGLE:
        return True
    closing = 0
    for later in marks[index + 1 :]:
        if later.family is mark.family:
            if later.opens and not later.closes:
                break
            closing += 1
    return closing < 2


def _to_the_end(text: str, mark: Mark) -> Span | None:
    """From an unclosed mark to the paragraph's end, where that reads as speech which nobody closed."""
    inside = text[mark.end :].rstrip(_TRAILING)
    if mark.family is Family.SINGLE and (mark.at > 0 or text[mark.at] == "'"):
        return None
    first = inside.lstrip("[(…. ‘'")[:1]
    if not (first.isupper() or first.isdigit()) or inside[-1:] not in _ENDINGS:
        return None
    return Span(mark.at, mark.end + len(inside))


def _crosses(rest: Span, outer: Span) -> bool:
    return outer.start < rest.start < outer.end


def _nested(ordered: Iterable[tuple[Span, Span, bool]]) -> Iterable[Quoted]:
    around: list[Span] = []
    for span, outer, is_open in ordered:
        while around and outer.start >= around[-1].end:
            around.pop()
        yield Quoted(span, outer, len(around), is_open)
        around.append(outer)
