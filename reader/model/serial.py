"""Blocks and analyses as JSON-ready values and back, as the command line prints and the store keeps them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from reader.model.analysis import (
    Analysis,
    Engine,
    Entity,
    EntityType,
    Quotation,
    QuotationRole,
    Source,
    SourceKind,
    Statement,
    StatementKind,
)
from reader.model.document import Block, BlockKind, Markup, MarkupKind
from reader.model.span import Span, Spans

Json = dict[str, Any]


def strings_from_json(text: str) -> tuple[str, ...]:
    """Return the strings in a JSON array. Raises ValueError on anything else."""
    values = json.loads(text)
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise ValueError("not a list of texts")
    return tuple(values)


def blocks_to_json(blocks: Iterable[Block]) -> list[Json]:
    """Convert blocks to `{"kind", "start", "end"}`."""
    return [{"kind": block.kind.value, **_ends(block.span)} for block in blocks]


def blocks_from_json(rows: Iterable[Json]) -> tuple[Block, ...]:
    """Invert `blocks_to_json`. Raises KeyError or ValueError on anything else."""
    return tuple(Block(_span(row), BlockKind(row["kind"])) for row in rows)


def markups_to_json(markups: Iterable[Markup]) -> list[Json]:
    """Convert markups to `{"kind", "start", "end", "target"}`."""
    return [{"kind": each.kind.value, **_ends(each.span), "target": each.target} for each in markups]


def markups_from_json(rows: Iterable[Json]) -> tuple[Markup, ...]:
    """Invert `markups_to_json`. Raises KeyError or ValueError on anything else."""
    return tuple(Markup(_span(row), MarkupKind(row["kind"]), _target(row["target"])) for row in rows)


def _target(value: object) -> str | None:
    if value is not None and not isinstance(value, str):
        raise TypeError("a link needs a text")
    return value


def analysis_to_json(analysis: Analysis) -> Json:
    """Convert an analysis to the keys that the command line prints, and `omitted`."""
    return {
        "entities": [
            {**_fields(entity, "id", "name", "type", "mentions"), "reckoned": entity.inferred}
            for entity in analysis.entities
        ],
        "quotations": [{**_ends(each.span), **_fields(each, "role", "statement")} for each in analysis.quotations],
        "sources": [_fields(source, *Source.__match_args__) for source in analysis.sources],
        "statements": [_statement_to_json(statement) for statement in analysis.statements],
        "engine": _fields(analysis.engine, *Engine.__match_args__),
        "omitted": _plain(analysis.omitted),
    }


def analysis_from_json(row: Json) -> Analysis:
    """Invert `analysis_to_json`. Raises KeyError, TypeError or ValueError on anything else."""
    return Analysis(
        engine=Engine(**_known(row["engine"], *Engine.__match_args__)),
        entities=tuple(_entity_from_json(entity) for entity in row["entities"]),
        quotations=tuple(
            Quotation(_span(each), QuotationRole(each["role"]), each["statement"]) for each in row["quotations"]
        ),
        sources=tuple(_source_from_json(source) for source in row["sources"]),
        statements=tuple(_statement_from_json(statement) for statement in row["statements"]),
        omitted=_spans(row.get("omitted", [])),
    )


def _entity_from_json(row: Json) -> Entity:
    inferred = row.get("reckoned", False)
    return Entity(row["id"], row["name"], EntityType(row["type"]), _spans(row["mentions"]), inferred=inferred)


def _source_from_json(row: Json) -> Source:
    known = _known(row, *Source.__match_args__)
    return Source(**known | {"kind": SourceKind(row["kind"]), "mentions": _spans(row["mentions"])})


def _statement_to_json(statement: Statement) -> Json:
    return {
        **_fields(statement, "id", "kind", "content"),
        "cue": _plain(statement.cue) or None,
        "source": _plain(statement.source_mention) or None,
        **_fields(statement, "source_id", "via", "rule", "confidence", "candidates"),
    }


def _statement_from_json(row: Json) -> Statement:
    return Statement(
        **_known(row, "id", "source_id", "rule", "confidence"),
        kind=StatementKind(row["kind"]),
        content=_spans(row["content"]),
        cue=_spans(row["cue"] or []),
        source_mention=_spans(row["source"] or []),
        via=tuple(row["via"]),
        candidates=tuple(row.get("candidates", ())),
    )


def _fields(value: object, *names: str) -> Json:
    return {name: _plain(getattr(value, name)) for name in names}


def _known(row: Json, *names: str) -> Json:
    return {name: row[name] for name in names}


def _plain(value: Any) -> Any:
    """Return the value of an enumeration, a pair for a span, and a list for a tuple."""
    match value:
        case StrEnum():
            return value.value
        case Span():
            return [value.start, value.end]
        case tuple():
            return [_plain(each) for each in value]
    return value


def _ends(span: Span) -> Json:
    return {"start": span.start, "end": span.end}


def _span(row: Json) -> Span:
    return _checked_span(row["start"], row["end"])


def _checked_span(start: object, end: object) -> Span:
    if type(start) is not int or type(end) is not int:
        raise TypeError("a span needs two whole numbers")
    return Span(start, end)


def _spans(pairs: Iterable[list[int]]) -> Spans:
    return tuple(_checked_span(start, end) for start, end in pairs)
