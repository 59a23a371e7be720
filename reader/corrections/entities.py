"""Applies the user's corrections to the entities of an analysis. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from operator import itemgetter

from reader.corrections.targets import by_target, confirmed_span, corrected_span
from reader.model.analysis import Entity, EntityType
from reader.model.correction import CorrectionAct, PlacedCorrection
from reader.model.span import Span


def corrected_entities(
    entities: Sequence[Entity], text: str, corrections: Sequence[PlacedCorrection]
) -> tuple[Entity, ...]:
    """Return the corrected entities; the last correction of the same words wins."""
    if not corrections:
        return tuple(entities)
    mentions = [(span, entity.id) for entity in entities for span in entity.mentions]
    found = {entity.id: entity for entity in entities}
    own: set[Span] = set()
    for meant, span, group in by_target(corrections, mentions, itemgetter(0)):
        for mention, id in meant:
            found[id] = _corrected(found[id], mention, text, group)
        if not meant:
            _make(found, span, text, group)
        own |= _own_words(group, len(text))
    left = (_without_overlaps(entity, own) for entity in found.values())
    return tuple(entity for entity in left if entity.mentions)


def _own_words(group: Sequence[PlacedCorrection], length: int) -> set[Span]:
    """Return the words that a person gave to a name, if it was not rejected since."""
    if group[-1].correction.act is CorrectionAct.REJECT:
        return set()
    words = [span for each in group if (span := confirmed_span(each.words, length))]
    return set(words[-1:])


def _without_overlaps(entity: Entity, own: set[Span]) -> Entity:
    """Return the entity without mentions that overlap the words of another name, as a person marked them."""
    kept = tuple(span for span in entity.mentions if span in own or not any(map(span.overlaps, own)))
    return entity if kept == entity.mentions else replace(entity, mentions=kept)


def type_of(value: str) -> EntityType | None:
    """Return the entity type with this value, or None."""
    return EntityType(value) if value in EntityType.__members__.values() else None


def _corrected(entity: Entity, mention: Span, text: str, group: Sequence[PlacedCorrection]) -> Entity:
    if group[-1].correction.act is CorrectionAct.REJECT:
        words = mention.of(text).casefold()
        left = tuple(span for span in entity.mentions if span.of(text).casefold() != words)
        return replace(entity, mentions=left)
    span = mention
    for each in group:
        if each.correction.act is CorrectionAct.TYPE and (type := type_of(each.correction.value)):
            entity = replace(entity, type=type)
        span = corrected_span(each, len(text)) or span
    mentions = {span if each == mention else each for each in entity.mentions}
    return replace(entity, mentions=tuple(sorted(mentions)), checked=True)


def _make(found: dict[str, Entity], span: Span, text: str, group: Sequence[PlacedCorrection]) -> None:
    last = group[-1].correction
    type = type_of(last.value)
    if last.act is CorrectionAct.REJECT or type is None:
        return
    for each in group:
        span = corrected_span(each, len(text)) or span
    name = span.of(text)
    same = next((entity for entity in found.values() if entity.name == name and entity.type is type), None)
    if same is not None:
        mentions = tuple(sorted({*same.mentions, span}))
        found[same.id] = replace(same, mentions=mentions, checked=True)
    else:
        made = Entity(f"c-{group[0].correction.id}", name, type, (span,), checked=True)
        found[made.id] = made
