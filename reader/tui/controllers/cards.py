"""Makes the card about the current unit, which the sidebar or a window shows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from reader.model.analysis import Source, Statement, StatementKind
from reader.model.span import Spans
from reader.text.annotated_text import AnnotatedText
from reader.text.layout.article_layers import NEUTRAL
from reader.text.navigation.statements import touching, voices
from reader.text.navigation.units import Unit, UnitKind
from reader.text.safety.sanitise import Shown, sanitise_line
from reader.text.wording.explanation import FROM_THE_DATE, NOT_SAID, reason, with_date
from reader.text.wording.formatting import counted, listed
from reader.text.wording.quotation_marks import words_of
from reader.tui.controllers.descriptions import entity_of, not_speech, sources_by_id, sources_of, statement_of
from reader.tui.widgets.card import Card

LONGEST = 2_000
"""The most code points of a quotation on a card; the sidebar shows its first lines."""


def card_of(unit: Unit | None, annotated: AnnotatedText, followed: str | None = None) -> Card | None:
    """Return the card of a unit: who says it and how that is known, or what an entity is.

    A statement of several sources has the colour of the one that is followed, if that is one of them.
    """
    if unit is None or annotated.analysis is None:
        return None
    if unit.kind is UnitKind.ENTITY:
        return _entity_card(unit, annotated)
    statement = statement_of(unit, annotated.analysis)
    if statement is not None:
        return statement_card(statement, unit.spans, annotated, followed)
    if unit.kind is not UnitKind.QUOTATION:
        return None
    return Card(_quote(unit.spans, annotated), role=not_speech(unit, annotated.analysis))


def cards_here(unit: Unit | None, annotated: AnnotatedText, followed: str | None = None) -> list[Card]:
    """Return the card of a unit, or else those of the shown statements that it has words of."""
    card = card_of(unit, annotated, followed)
    if card is not None or unit is None or annotated.analysis is None:
        return [card] if card is not None else []
    touched = (each for each in touching(unit.extent, annotated.analysis) if each.id not in annotated.left_out)
    cards = (statement_card(each, each.content, annotated, followed) for each in touched)
    return [card for card in cards if card is not None]


def statement_card(
    statement: Statement, spans: Spans, annotated: AnnotatedText, followed: str | None = None
) -> Card | None:
    """Return the card of a statement; `spans` are the words that it quotes."""
    analysis = annotated.analysis
    if analysis is None:
        return None
    sources, names = sources_of(statement, analysis), sources_by_id(analysis)
    together = voices(statement, analysis)
    rule = reason(statement, annotated.text)
    speaker = next((each.id for each in sources if each.id == followed), statement.source_id)
    return Card(
        quote=_quote(spans, annotated),
        style=annotated.speaker_styles.get(speaker or "", NEUTRAL),
        source=listed(source.name for source in sources) or None,
        role=sources[0].role if len(sources) == 1 else None,
        via=_names((id for each in together for id in each.via), names),
        rule=f"{NOT_SAID}: {rule}" if statement.kind is StatementKind.NEGATED else rule,
        confidence=statement.confidence,
        doubtful=statement.id in annotated.doubtful,
        candidates=_names((id for each in together for id in each.candidates), names),
    )


def _quote(spans: Spans, annotated: AnnotatedText) -> Shown:
    words = words_of(annotated.text, spans)
    return sanitise_line(words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…")


def _names(ids: Iterable[str], sources: Mapping[str, Source]) -> tuple[str, ...]:
    return tuple(sources[id].name for id in dict.fromkeys(ids) if id in sources)


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
