"""Which thing of an analysis a correction means, by the words it was made on. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from reader.model.annotation import AnchorState, Placement
from reader.model.correction import CorrectedThing, CorrectionAct, PlacedCorrection
from reader.model.span import Span

Thing = TypeVar("Thing")

ALIKE = 0.8
"""How much of two spans must be common to them, of all that either covers, for them to be the same thing."""


def standing(corrections: Iterable[PlacedCorrection], length: int) -> list[PlacedCorrection]:
    """Those whose words stand in a text of `length` code points as they stood, or where a person said they do."""
    return [each for each in corrections if place_of(each.placement, length) is not None]


def of(thing: CorrectedThing, corrections: Iterable[PlacedCorrection]) -> list[PlacedCorrection]:
    """Those that are about one sort of thing."""
    return [each for each in corrections if each.correction.thing is thing]


def place_of(placement: Placement | None, length: int) -> Span | None:
    """Where a correction holds: not where its words are much like them only, and nobody said it is they."""
    if placement is None or not placement.span or placement.span.end > length:
        return None
    sure = placement.state in (AnchorState.EXACT, AnchorState.MOVED) or placement.decided
    return placement.span if sure else None


def new_words(correction: PlacedCorrection, length: int) -> Span | None:
    """The span that a correction gives, where it gives one that stands in the text."""
    is_span = correction.correction.act is CorrectionAct.SPAN
    return place_of(correction.words, length) if is_span else None


def grouped(
    corrections: Sequence[PlacedCorrection], things: Sequence[Thing], extent: Callable[[Thing], Span]
) -> list[tuple[list[Thing], Span, list[PlacedCorrection]]]:
    """The corrections by the things they mean: those of exactly these words, else the one most like them.

    Corrections of words that nothing stands for are grouped by the words; each group has those words' span.
    """
    groups: dict[object, tuple[list[Thing], Span, list[PlacedCorrection]]] = {}
    for each in corrections:
        span = each.placement.span
        if span is None:
            continue
        meant = _meant(span, things, extent)
        where = extent(meant[0]) if meant else span
        groups.setdefault((bool(meant), where), (meant, where, []))[2].append(each)
    return list(groups.values())


def _meant(span: Span, things: Sequence[Thing], extent: Callable[[Thing], Span]) -> list[Thing]:
    exact = [thing for thing in things if extent(thing) == span]
    if exact:
        return exact
    best = max(things, key=lambda thing: likeness(span, extent(thing)), default=None)
    if best is None or likeness(span, extent(best)) < ALIKE:
        return []
    return [thing for thing in things if extent(thing) == extent(best)]


def likeness(one: Span, other: Span) -> float:
    """The share of what both cover in what either covers, from 0 to 1 (Jaccard's index)."""
    common = max(0, min(one.end, other.end) - max(one.start, other.start))
    either = len(one) + len(other) - common
    return common / either if either else 0.0
