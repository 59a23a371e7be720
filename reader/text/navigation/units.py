"""Units of an article to step through: quotations, mentions of entities, statements, search matches."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterable, Sequence
from enum import StrEnum
from typing import overload

from reader.model.analysis import Analysis
from reader.model.document import Block
from reader.model.span import Span, Spans, envelope
from reader.model.values import value_class
from reader.text.layout.annotation_layer import PlacedAnnotations
from reader.text.navigation.statements import grouped, is_by
from reader.text.wording.quotation_marks import with_quotation_marks


class UnitKind(StrEnum):
    """What a unit is; the value is shown on the screen."""

    QUOTATION = "quotation"
    ENTITY = "entity"
    STATEMENT = "statement"
    MATCH = "match"
    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"
    BOOKMARK = "bookmark"
    ANNOTATION = "annotation"
    CHANGE = "change"


class Target(StrEnum):
    """What a jump steps through; the value is shown on the screen."""

    QUOTATION = "quotation"
    ENTITY = "entity"
    STATEMENT = "statement"
    UNCHECKED = "unchecked statement"
    MENTION = "mention"
    MATCH = "match"
    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"
    ANNOTATION = "annotation"
    CHANGE = "change"


@value_class(frozen=True, slots=True)
class Unit:
    """Words of the text that a jump can go to."""

    kind: UnitKind
    spans: Spans
    """Its spans; never empty."""
    id: str | None = None
    """The id of its statement, entity, bookmark or annotation."""
    inside: Spans = ()
    """The spans without quotation marks, for units that have some."""
    others: tuple[str, ...] = ()
    """The ids of other statements on the same words."""

    @property
    def ids(self) -> tuple[str, ...]:
        """Its id and those of other statements on the same words."""
        return (self.id, *self.others) if self.id is not None else ()

    @property
    def words(self) -> Spans:
        """Its spans without quotation marks."""
        return self.inside or self.spans

    @property
    def start(self) -> int:
        """The offset of its first code point."""
        return self.spans[0].start

    @property
    def extent(self) -> Span:
        """The span from its first code point to its last."""
        return envelope(self.spans)


Units = tuple[Unit, ...]
"""Units in the order of the text."""


def quotation_units(text: str, analysis: Analysis) -> Units:
    """Return every quotation with its marks."""
    return _ordered(
        Unit(
            UnitKind.QUOTATION,
            (with_quotation_marks(text, quotation.span),),
            quotation.statement,
            (quotation.span,),
        )
        for quotation in analysis.quotations
    )


def entity_units(analysis: Analysis, entity_id: str | None = None) -> Units:
    """Return every mention of all entities, or of one."""
    return _ordered(
        Unit(UnitKind.ENTITY, (span,), entity.id)
        for entity in analysis.entities
        if entity_id is None or entity.id == entity_id
        for span in entity.mentions
    )


def statement_units(
    text: str, analysis: Analysis, source_id: str | None = None, left_out: Container[str] = frozenset()
) -> Units:
    """Return every statement with its marks; for a source, what it made or passed on; for `NOBODY`, what has none.

    Statements on the same words are one unit. Those with an id in `left_out` are left out.
    """
    wanted = (
        each
        for each in analysis.statements
        if each.id not in left_out and (source_id is None or is_by(each, source_id))
    )
    return _ordered(
        Unit(
            UnitKind.STATEMENT,
            tuple(with_quotation_marks(text, span) for span in first.content),
            first.id,
            first.content,
            tuple(each.id for each in others),
        )
        for first, *others in grouped(wanted)
    )


def match_units(spans: Iterable[Span]) -> Units:
    """Return the matches of a search."""
    return _ordered(Unit(UnitKind.MATCH, (span,)) for span in spans)


class ParagraphUnits(Sequence[Unit]):
    """The blocks of a text as units, which are created on access, since there may be a million."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._blocks = blocks

    def __len__(self) -> int:
        return len(self._blocks)

    @overload
    def __getitem__(self, at: int) -> Unit: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[Unit]: ...

    def __getitem__(self, at: int | slice) -> Unit | Sequence[Unit]:
        if isinstance(at, slice):
            return ParagraphUnits(self._blocks[at])
        return Unit(UnitKind.PARAGRAPH, (self._blocks[at].span,))


def annotation_units(annotations: PlacedAnnotations) -> Units:
    """Return every annotation with a place in the text."""
    found = zip(annotations.placed, annotations.spans, strict=True)
    return _ordered(Unit(UnitKind.ANNOTATION, (span,), placed.annotation.id) for placed, span in found)


def next_unit(units: Sequence[Unit], offset: int) -> Unit | None:
    """Return the first unit that begins after `offset`."""
    index = bisect_right(units, offset, key=lambda unit: unit.start)
    return units[index] if index < len(units) else None


def previous_unit(units: Sequence[Unit], offset: int) -> Unit | None:
    """Return the last unit that begins before `offset`."""
    index = bisect_left(units, offset, key=lambda unit: unit.start)
    return units[index - 1] if index > 0 else None


def index_of(units: Sequence[Unit], unit: Unit) -> int:
    """Return the index of a unit. Raises ValueError if it is not among them."""
    at = bisect_left(units, unit.start, key=lambda each: each.start)
    while at < len(units) and units[at].start == unit.start:
        if units[at] == unit:
            return at
        at += 1
    raise ValueError("not one of the units")


def index_beside(units: Units, unit: Unit, *, forward: bool) -> int:
    """Return the index of the first unit after one that need not be among them, or of the last one before it.

    The order is that of `statement_units`: a unit with an id of `unit` is that unit, however long it is now. The
    index is -1 or the number of units if there is none.
    """
    same = (at for at, each in enumerate(units) if not {*each.ids}.isdisjoint(unit.ids))
    if (at := next(same, None)) is not None:
        return at + 1 if forward else at - 1
    find = bisect_right if forward else bisect_left
    at = find(units, _place(unit), key=_place)
    return at if forward else at - 1


def unit_at(units: Iterable[Unit], offset: int) -> Unit | None:
    """Return the shortest unit that covers the code point at `offset`."""
    covering = [unit for unit in units if any(offset in span for span in unit.spans)]
    return min(covering, key=lambda unit: len(unit.extent), default=None)


def same_unit(units: Units, before: Unit) -> Unit | None:
    """Return the unit that `before` has become: with its id and overlapping it, or with the same words."""
    same = [unit for unit in units if unit.words == before.words]
    named = [unit for unit in (*same, *units) if before.id is not None and unit.id == before.id]
    near = (unit for unit in named if unit.extent.overlaps(before.extent))
    return next(near, next(iter(same), None))


def _ordered(units: Iterable[Unit]) -> Units:
    return tuple(sorted(units, key=_place))


def _place(unit: Unit) -> tuple[int, int]:
    return unit.start, len(unit.extent)
