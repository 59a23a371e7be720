"""Blocks and analyses as JSON-ready values and back, as the command line prints and the store keeps them."""

from __future__ import annotations

from collections.abc import Iterable
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


def blocks_to_json(blocks: Iterable[Block]) -> list[Json]:
    """Convert blocks to `{"kind", "start", "end"}`."""
    return [{"kind": block.kind.value, "start": block.span.start, "end": block.span.end} for block in blocks]


def blocks_from_json(rows: Iterable[Json]) -> tuple[Block, ...]:
    """Invert `blocks_to_json`. Raises KeyError or ValueError on anything else."""
    return tuple(Block(Span(row["start"], row["end"]), BlockKind(row["kind"])) for row in rows)


def markups_to_json(markups: Iterable[Markup]) -> list[Json]:
    """Convert markups to `{"kind", "start", "end", "target"}`."""
    return [
        {
            "kind": markup.kind.value,
            "start": markup.span.start,
            "end": markup.span.end,
            "target": markup.target,
        }
        for markup in markups
    ]


def markups_from_json(rows: Iterable[Json]) -> tuple[Markup, ...]:
    """Invert `markups_to_json`. Raises KeyError or ValueError on anything else."""
    return tuple(Markup(Span(row["start"], row["end"]), MarkupKind(row["kind"]), row["target"]) for row in rows)


def analysis_to_json(analysis: Analysis) -> Json:
    """Convert an analysis to the keys that the command line prints, and `omitted`."""
    return {
        "entities": [
            {
                "id": e.id,
                "name": e.name,
                "type": e.type.value,
                "mentions": _pairs(e.mentions),
                "reckoned": e.inferred,
            }
            for e in analysis.entities
        ],
        "quotations": [
            {"start": q.span.start, "end": q.span.end, "role": q.role.value, "statement": q.statement}
            for q in analysis.quotations
        ],
        "sources": [_source_to_json(source) for source in analysis.sources],
        "statements": [_statement_to_json(statement) for statement in analysis.statements],
        "engine": {
            "name": analysis.engine.name,
            "version": analysis.engine.version,
            "model": analysis.engine.model,
        },
        "omitted": _pairs(analysis.omitted),
    }


def analysis_from_json(row: Json) -> Analysis:
    """Invert `analysis_to_json`. Raises KeyError, TypeError or ValueError on anything else."""
    engine = row["engine"]
    return Analysis(
        engine=Engine(engine["name"], engine["version"], engine["model"]),
        entities=tuple(
            Entity(
                e["id"], e["name"], EntityType(e["type"]), _spans(e["mentions"]), inferred=e.get("reckoned", False)
            )
            for e in row["entities"]
        ),
        quotations=tuple(
            Quotation(Span(q["start"], q["end"]), QuotationRole(q["role"]), q["statement"])
            for q in row["quotations"]
        ),
        sources=tuple(_source_from_json(source) for source in row["sources"]),
        statements=tuple(_statement_from_json(statement) for statement in row["statements"]),
        omitted=_spans(row.get("omitted", [])),
    )


def _source_to_json(source: Source) -> Json:
    return {
        "id": source.id,
        "name": source.name,
        "kind": source.kind.value,
        "role": source.role,
        "entity": source.entity,
        "mentions": _pairs(source.mentions),
        "statements": source.statements,
        "words": source.words,
    }


def _source_from_json(row: Json) -> Source:
    return Source(
        id=row["id"],
        name=row["name"],
        kind=SourceKind(row["kind"]),
        role=row["role"],
        entity=row["entity"],
        mentions=_spans(row["mentions"]),
        statements=row["statements"],
        words=row["words"],
    )


def _statement_to_json(statement: Statement) -> Json:
    return {
        "id": statement.id,
        "kind": statement.kind.value,
        "content": _pairs(statement.content),
        "cue": _pairs(statement.cue) or None,
        "source": _pairs(statement.source_mention) or None,
        "source_id": statement.source_id,
        "via": list(statement.via),
        "rule": statement.rule,
        "confidence": statement.confidence,
        "candidates": list(statement.candidates),
    }


def _statement_from_json(row: Json) -> Statement:
    return Statement(
        id=row["id"],
        kind=StatementKind(row["kind"]),
        content=_spans(row["content"]),
        cue=_spans(row["cue"] or []),
        source_mention=_spans(row["source"] or []),
        source_id=row["source_id"],
        via=tuple(row["via"]),
        rule=row["rule"],
        confidence=row["confidence"],
        candidates=tuple(row.get("candidates", ())),
    )


def _pairs(spans: Spans) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def _spans(pairs: Iterable[list[int]]) -> Spans:
    return tuple(Span(start, end) for start, end in pairs)
