"""Finds what a correction is about, by the words it was made on. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from reader.model.annotation import AnchorState, Placement
from reader.model.correction import CorrectedThing, Correction, CorrectionAct, PlacedCorrection
from reader.model.span import Span

Thing = TypeVar("Thing")

SAME = 0.8
"""The least overlap (see `overlap`) at which two spans count as the same thing."""


def applicable(corrections: Iterable[PlacedCorrection], length: int) -> list[PlacedCorrection]:
    """Return the corrections whose words are found unchanged in a text of `length` code points, or by decision."""
    return [each for each in corrections if confirmed_span(each.placement, length) is not None]


def about(thing: CorrectedThing, corrections: Iterable[PlacedCorrection]) -> list[PlacedCorrection]:
    """Return the corrections of statements, of entities or of sources."""
    return [each for each in corrections if each.correction.thing is thing]


def holds_by_name(correction: Correction) -> bool:
    """Return True for the kind or role of a source: it is the source of that name, wherever its words stand."""
    is_fact = correction.act in (CorrectionAct.KIND, CorrectionAct.ROLE)
    return is_fact and correction.thing is CorrectedThing.SOURCE


def is_lost(placed: PlacedCorrection, length: int) -> bool:
    """Return True if a correction changes nothing in a text of `length` code points: its words are not there."""
    return not holds_by_name(placed.correction) and confirmed_span(placed.placement, length) is None


def confirmed_span(placement: Placement | None, length: int) -> Span | None:
    """Return the span of a placement, or None if the words are only similar and nobody confirmed them."""
    if placement is None or not placement.span or placement.span.end > length:
        return None
    sure = placement.state in (AnchorState.EXACT, AnchorState.MOVED) or placement.decided
    return placement.span if sure else None


def corrected_span(correction: PlacedCorrection, length: int) -> Span | None:
    """Return the span that the correction assigns, or None if it assigns none found in the text."""
    gives_words = correction.correction.act in (CorrectionAct.SPAN, CorrectionAct.TYPE)
    return confirmed_span(correction.words, length) if gives_words else None


def by_target(
    corrections: Sequence[PlacedCorrection], things: Sequence[Thing], extent: Callable[[Thing], Span]
) -> list[tuple[list[Thing], Span, list[PlacedCorrection]]]:
    """Group the corrections by what they are about: the things on exactly these words, or the most similar one.

    Corrections of words on which nothing was found are grouped by the words. Each group has their span.
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
    best = max(things, key=lambda thing: overlap(span, extent(thing)), default=None)
    if best is None or overlap(span, extent(best)) < SAME:
        return []
    return [thing for thing in things if extent(thing) == extent(best)]


def overlap(one: Span, other: Span) -> float:
    """Return the Jaccard index of two spans: shared code points over all code points, from 0 to 1."""
    common = max(0, min(one.end, other.end) - max(one.start, other.start))
    either = len(one) + len(other) - common
    return common / either if either else 0.0
