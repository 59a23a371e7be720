"""Guesses the kind of a source from the name that a person gave it. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from reader.corrections.full_names import head_of, is_persons_name
from reader.model.analysis import Entity, EntityType, SourceKind
from reader.text.vocabulary import organisation_names, phrases, place_names, words

KINDS = {
    EntityType.PERSON: SourceKind.PERSON,
    EntityType.ORGANISATION: SourceKind.ORGANISATION,
    EntityType.PLACE: SourceKind.GOVERNMENT,
    EntityType.GROUP: SourceKind.ORGANISATION,
}
"""The kind of source that an entity of each type is."""
_GOVERNING = ("government", "governments", "regime", "administration")


def guessed_kind(name: str, entities: Sequence[Entity]) -> SourceKind:
    """Return what kind of source a name may be: that of the entity it is, else what its words tell."""
    entity = next((each for each in entities if each.name == name), None)
    if entity is not None and entity.type in KINDS:
        return KINDS[entity.type]
    if any(_is_part(name, each.name) for each in entities if each.type is EntityType.PERSON):
        return SourceKind.PERSON
    return _known_kind(name) or _kind_of_words(name)


def _known_kind(name: str) -> SourceKind | None:
    bare = name.removeprefix("the ").removeprefix("The ")
    if bare in phrases("outlets"):
        return SourceKind.OUTLET
    if bare in place_names():
        return SourceKind.GOVERNMENT
    return SourceKind.ORGANISATION if bare in organisation_names() else None


def _kind_of_words(name: str) -> SourceKind:
    head = head_of(name)
    if head in words("outlet_words"):
        return SourceKind.OUTLET
    if head in _GOVERNING:
        return SourceKind.GOVERNMENT
    if head in words("organisation_words") and head not in words("people"):
        return SourceKind.ORGANISATION
    if head in words("document_words"):
        return SourceKind.DOCUMENT
    letters = name.replace(".", "")
    if letters.isalpha() and letters.isupper() and len(letters) > 1:
        return SourceKind.ORGANISATION
    return SourceKind.PERSON if is_persons_name(name) else SourceKind.UNNAMED


def _is_part(name: str, whole: str) -> bool:
    """Return True if the words of a name are the last ones of a person's whole name."""
    return f" {whole}".endswith(f" {name}") and name[:1].isupper()
