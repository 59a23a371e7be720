"""Makes the card about the current unit, which the sidebar or a window shows."""

from __future__ import annotations

from reader.model.analysis import Statement
from reader.text.annotated_text import AnnotatedText
from reader.text.layout.article_layers import NEUTRAL
from reader.text.navigation.units import Unit, UnitKind
from reader.text.safety.sanitise import sanitise_line
from reader.text.wording.explanation import FROM_THE_DATE, reason, with_date
from reader.text.wording.formatting import counted
from reader.tui.controllers.descriptions import entity_of, not_speech, source_of, sources_by_id, statement_of
from reader.tui.widgets.card import Card

EXCERPT = 300
"""The most code points of a quotation on a card."""


def card_of(unit: Unit | None, annotated: AnnotatedText) -> Card | None:
    """Return the card of a unit: who says it and how that is known, or what an entity is."""
    if unit is None or annotated.analysis is None:
        return None
    if unit.kind is UnitKind.ENTITY:
        return _entity_card(unit, annotated)
    statement = statement_of(unit, annotated.analysis)
    quote = sanitise_line(" … ".join(span.of(annotated.text) for span in unit.spans)[:EXCERPT])
    if statement is not None:
        return _statement_card(statement, annotated, quote)
    return Card(quote, role=not_speech(unit, annotated.analysis)) if unit.kind is UnitKind.QUOTATION else None


def _statement_card(statement: Statement, annotated: AnnotatedText, quote: str) -> Card | None:
    if annotated.analysis is None:
        return None
    source, names = source_of(statement, annotated.analysis), sources_by_id(annotated.analysis)
    return Card(
        quote=sanitise_line(quote),
        style=annotated.speaker_styles.get(statement.source_id or "", NEUTRAL),
        source=source.name if source else None,
        role=source.role if source else None,
        via=tuple(names[each].name for each in statement.via if each in names),
        rule=reason(statement, annotated.text),
        confidence=statement.confidence,
        candidates=tuple(names[each].name for each in statement.candidates if each in names),
    )


def _entity_card(unit: Unit, annotated: AnnotatedText) -> Card | None:
    entity = entity_of(unit, annotated.analysis) if annotated.analysis else None
    if entity is None:
        return None
    return Card(
        quote=sanitise_line(
            with_date(unit.spans[0].of(annotated.text), entity.name) if entity.inferred else entity.name
        ),
        style=f"entity-{entity.type}",
        source=entity.type.value.capitalize(),
        role=counted(len(entity.mentions), "mention"),
        rule=FROM_THE_DATE if entity.inferred else "",
    )
