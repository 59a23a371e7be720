"""The sources that the labels of a transcript name: 'MS. DOE', 'THE CHAIR', 'JD' after 'Jane Doe'."""

from __future__ import annotations

from reader.analysis.entities import names
from reader.analysis.entities.entity_index import EntityDraft, EntityIndex
from reader.analysis.lexicon import speaker_words, word_set
from reader.analysis.sources.source_drafts import SourceDraft
from reader.analysis.sources.source_index import SourceIndex
from reader.model.analysis import EntityType, SourceKind

_MAX_INITIALS = 4
_ARTICLES = ("the", "a", "an")
_FORMS = frozenset(("mr", "mrs", "ms", "miss", "dr", "sir", "dame"))
"""Titles that are no role."""
_SPEAKERS = (EntityType.PERSON, EntityType.ORGANISATION)


def labelled_source(label: str, entities: EntityIndex, sources: SourceIndex) -> SourceDraft:
    """The source of a label: the same label's, the person whose name or initials it gives, or a new one.

    A role without a name is a source of its own: who holds it is not said.
    """
    words = label.replace("\u00a0", " ").split()
    spoken = sources.labelled(label)
    if spoken is not None:
        return spoken
    name, role = _split(words)
    if not name:
        source = sources.keyed(f"label {label.casefold()}", label, SourceKind.UNNAMED)
    elif (known := _spoken_before(name, sources) or _of_entity(name, entities)) is not None:
        source = known if isinstance(known, SourceDraft) else sources.person(known)
    else:
        source = sources.keyed(names.key(name), name, SourceKind.PERSON)
        source.role = source.role or role
    sources.note_label(label, source)
    return source


def _split(words: list[str]) -> tuple[str, str | None]:
    """The name in a label, and the role before it; no name for a role alone."""
    place = 0
    while place < len(words) and _is_title(words[place]):
        place += 1
    role = " ".join(words[:place]) or None
    return " ".join(words[place:]), None if role and _is_form(role) else role


def _is_title(word: str) -> bool:
    lower = word.rstrip(".").casefold()
    return (
        lower in _ARTICLES
        or lower in word_set("honorifics")
        or lower in speaker_words()
        or lower in word_set("rank-words")
    )


def _is_form(role: str) -> bool:
    """Return True for a form of address alone: 'Ms.', 'Dr'."""
    return role.rstrip(".").casefold() in _FORMS


def _spoken_before(name: str, sources: SourceIndex) -> SourceDraft | None:
    """The only speaker of an earlier label whose initials or last name a label gives."""
    plain = name.replace(".", "").replace(" ", "")
    short = 1 < len(plain) <= _MAX_INITIALS and plain.isupper()
    found = [
        source
        for source in sources.labels
        if source.kind is not SourceKind.UNNAMED
        and ((short and names.initials(source.name.title()) == plain) or _is_part(name, source.name))
    ]
    return found[0] if len(set(map(id, found))) == 1 else None


def _of_entity(name: str, entities: EntityIndex) -> EntityDraft | None:
    """The only person or body of the text that a label names, in capitals or not, in full or by last name."""
    folded = name.casefold()
    same = [entity for entity in entities.all if entity.type in _SPEAKERS and entity.name.casefold() == folded]
    people = [entity for entity in entities.all if entity.type is EntityType.PERSON]
    full = [entity for entity in people if _is_part(name, entity.name) and not entity.name.isupper()]
    found = full or same
    return found[0] if len(found) == 1 else None


def _is_part(short: str, long: str) -> bool:
    """Return True if a name is the last of a longer one, or the same."""
    return f" {long.casefold()}".endswith(f" {short.casefold()}")
