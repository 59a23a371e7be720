"""Code neither is a name nor speaks: `Tab` is a key, not a person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from reader.model.analysis import Analysis
from reader.model.document import Markup, MarkupKind
from reader.model.span import Spans


def without_code(analysis: Analysis, markups: Iterable[Markup]) -> Analysis:
    """Return the analysis without what inline code names or says."""
    code = tuple(markup.span for markup in markups if markup.kind is MarkupKind.CODE)
    if not code:
        return analysis
    entities = tuple(
        replace(each, mentions=left) for each in analysis.entities if (left := _outside(each.mentions, code))
    )
    names = {entity.id for entity in entities}
    silent = {each.id for each in analysis.sources if each.mentions and not _outside(each.mentions, code)}
    statements = tuple(each for each in analysis.statements if each.source_id not in silent)
    said = {statement.id for statement in statements}
    return replace(
        analysis,
        entities=entities,
        quotations=tuple(
            each if each.statement in said else replace(each, statement=None) for each in analysis.quotations
        ),
        sources=tuple(
            each if each.entity in names else replace(each, entity=None)
            for each in analysis.sources
            if each.id not in silent
        ),
        statements=tuple(
            replace(each, via=tuple(id for id in each.via if id not in silent)) for each in statements
        ),
    )


def _outside(mentions: Spans, code: Spans) -> Spans:
    return tuple(each for each in mentions if not any(map(each.overlaps, code)))
