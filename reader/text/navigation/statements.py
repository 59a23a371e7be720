"""Picks statements out of an analysis: those on the same words, those of one source, those to be counted."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator

from reader.model.analysis import Analysis, Statement, StatementKind
from reader.model.span import Span, Spans
from reader.model.values import value_class

NOBODY = "nobody"
"""Stands for the id of a source where no source is named; no source has this id."""


def voices(statement: Statement, analysis: Analysis) -> tuple[Statement, ...]:
    """Return the statements on exactly the words of this one, itself among them: one for each speaker."""
    return tuple(each for each in analysis.statements if each.content == statement.content)


def touching(span: Span, analysis: Analysis) -> list[Statement]:
    """Return the statements that share a code point with `span`, one for all on the same words."""
    groups = grouped(each for each in analysis.statements if any(map(span.overlaps, each.content)))
    return [first for first, *_ in groups]


def grouped(statements: Iterable[Statement]) -> Iterator[tuple[Statement, ...]]:
    """Yield the statements that have content, those on the same words together."""
    groups: dict[Spans, list[Statement]] = {}
    for statement in statements:
        if statement.content:
            groups.setdefault(statement.content, []).append(statement)
    yield from map(tuple, groups.values())


def is_by(statement: Statement, source_id: str) -> bool:
    """Return True if a source made or passed on the statement; for `NOBODY`, if it has no named source."""
    if source_id == NOBODY:
        return statement.source_id is None
    return source_id in (statement.source_id, *statement.via)


def is_counted(statement: Statement) -> bool:
    """Return True unless the text reports that it was not said."""
    return statement.kind is not StatementKind.NEGATED


@value_class(frozen=True, slots=True)
class Tally:
    """How many statements there are, and how many of them a person has checked."""

    statements: int
    checked: int


def tally(statements: Iterable[Statement], left_out: Container[str] = frozenset()) -> Tally:
    """Count the statements but those with an id in `left_out` and those that were not made."""
    counted = [each.checked for each in statements if is_counted(each) and each.id not in left_out]
    return Tally(len(counted), sum(counted))
