"""The names that the model marks, put right: trimmed, joined where it cut them, of the type that they look."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from reader.analysis.entities import names
from reader.analysis.entities.gazetteer import PlaceKind, is_ambiguous, known_name_lengths, place_kind
from reader.analysis.entities.given_names import is_given_name
from reader.analysis.lexicon import organisation_names, phrases, titles, word_set, words
from reader.analysis.passage import Passage
from reader.model.analysis import EntityType
from reader.model.values import value_class

_ENDS_OF_NAMES = frozenset(("'s", "'", ",", '"', "-", ";", ":", "(", ")", "[", "]", "—", "–"))
_JOINTS = frozenset(("-", "–"))
_PARTICLES = word_set("name-particles")
_DATELINE = frozenset(("—", "–", "-", "--"))
_LONGEST_DATELINE = 8
_NATURE_FIRST = word_set("nature-first")
_NATURE_LAST = word_set("nature-last")


@value_class(frozen=True, slots=True)
class EntityMention:
    """A place where something is named: the tokens `start` up to `end` of a passage, the form, and its type."""

    passage: Passage
    start: int
    end: int
    form: str
    type: EntityType

    @property
    def at(self) -> int:
        """Its offset in the text."""
        return self.passage.start_of(self.start)


def found_by_model(passages: Sequence[Passage]) -> list[EntityMention]:
    """What the model names outside of headings, repaired."""
    found: list[EntityMention] = []
    for passage in passages:
        if not passage.is_heading:
            known = list(_well_known(passage))
            for item in (*_marked(passage), *_unmarked(passage)):
                inside = [other for other in known if other.start < item.end and item.start < other.end]
                if all(item.start <= other.start and other.end <= item.end for other in inside):
                    known = [other for other in known if other not in inside] + [item]
            found += sorted(known, key=lambda item: item.start)
    return found


def _marked(passage: Passage) -> Iterator[EntityMention]:
    for span in passage.doc.ents:
        kind = names.LABELS.get(span.label_)
        start, end = trimmed(passage, span.start, _end_of_name(span))
        if kind is None or start >= end or not is_one_side(passage, start, end):
            continue
        kind = names.known_type(passage.doc[start:end].text) or _looks_like(passage, start, end, kind)
        start, end = _whole(passage, start, end, kind)
        form = passage.doc[start:end].text
        if names.is_worth_naming(form, span.label_) and _is_plausible(passage, start, end, kind):
            yield EntityMention(passage, start, end, " ".join(form.split()), kind)


def _end_of_name(span: Tokens) -> int:
    """Where another noun phrase begins that the model joins to a name: 'according to Berg | the Norwegian …'."""
    anew = (word.i for word in span[1:-1] if word.text == "the" and word.nbor(-1).pos_ in ("PROPN", "VERB"))
    return next(anew, span.end) if span.label_ != "PERSON" else span.end


def _unmarked(passage: Passage) -> Iterator[EntityMention]:
    """What the model overlooks: people behind a title or with a given name, and places that their words tell."""
    doc, start = passage.doc, 0
    while start < len(doc):
        end = start
        while end < len(doc) and _may_be_name(doc[end]) and is_one_side(passage, start, end + 1):
            end += 1
        first = start
        while end - first > 1 and _is_title(doc[first]):
            first += 1
        titled = first > start and not _has_body(doc[start:end]) and place_kind(doc[first].text) is None
        if end > start and _is_placed(passage, start, end):
            yield EntityMention(passage, start, end, doc[start:end].text, EntityType.PLACE)
        elif (titled and end - first < 4) or _is_personal(passage, first, end):
            yield EntityMention(passage, first, end, doc[first:end].text, EntityType.PERSON)
        start = max(end, start + 1)


def _is_placed(passage: Passage, start: int, end: int) -> bool:
    """Whether an unmarked name is a place's: 'Lake Turkana', a dateline's, a large city that somebody is in."""
    doc = passage.doc
    if end - start > 1 and (doc[start].lower_ in _NATURE_FIRST or doc[end - 1].lower_ in _NATURE_LAST):
        return True
    if _is_dateline(passage, start, end):
        return True
    led = start > 0 and doc[start - 1].lower_ in _LEADS_TO_PLACES
    form = doc[start:end].text
    return led and place_kind(form) is PlaceKind.CITY and not is_ambiguous(form)


_LEADS_TO_PLACES = frozenset(("in", "to", "from", "near", "outside", "via"))


def _may_be_name(token: Token) -> bool:
    return token.pos_ == "PROPN" and not token.ent_type_ and token.text[:1].isupper() and _is_word(token)


def _well_known(passage: Passage) -> Iterator[EntityMention]:
    """Countries and bodies whose names the model cuts: 'Democratic Republic of the Congo', 'Save the Children'."""
    doc, lengths = passage.doc, sorted({2, *known_name_lengths()}, reverse=True)
    for place in range(len(doc)):
        if not doc[place].text[:1].isupper() or not doc[place].text[:2].isalpha():
            continue
        for length in lengths:
            end = place + length
            if end <= len(doc) and doc[end - 1].text[:1].isupper() and is_one_side(passage, place, end):
                form = doc[place:end].text
                if form in organisation_names() or form in phrases("outlets"):
                    yield EntityMention(passage, place, end, form, EntityType.ORGANISATION)
                    break
                if length > 2 and place_kind(form) is not None:
                    yield EntityMention(passage, place, end, form, EntityType.PLACE)
                    break


def trimmed(passage: Passage, start: int, end: int) -> tuple[int, int]:
    """The tokens of a name without articles, marks and possessive endings round it."""
    doc = passage.doc
    while start < end and (doc[start].is_punct or doc[start].is_space or doc[start].lower_ in ("the", "a", "an")):
        start += 1
    while start < end and (
        doc[end - 1].is_space or doc[end - 1].text in _ENDS_OF_NAMES or doc[end - 1].dep_ == "case"
    ):
        end -= 1
    return start, end


def is_one_side(passage: Passage, start: int, end: int) -> bool:
    """Whether a name does not run across a quotation's mark."""
    return len(set(passage.quote_of[start:end])) == 1


def _looks_like(passage: Passage, start: int, end: int, kind: EntityType) -> EntityType:
    """The type that a name's own words show, whatever the model says."""
    doc = passage.doc
    first, last = doc[start].lower_.rstrip("."), doc[end - 1].lower_.rstrip(".")
    if kind in (EntityType.TIME, EntityType.QUANTITY):
        return kind
    if last in word_set("endings", "corporate") and end - start > 1 and last not in _OTHERWISE:
        return EntityType.ORGANISATION
    if end - start > 1 and (first in _NATURE_FIRST or last in _NATURE_LAST) and kind is not EntityType.PERSON:
        return EntityType.PLACE if kind is not EntityType.EVENT else kind
    if _is_dateline(passage, start, end):
        return EntityType.PLACE
    if kind is EntityType.ORGANISATION and _is_personal(passage, start, end):
        return EntityType.PERSON
    return kind


_OTHERWISE = frozenset(("group", "bank", "brothers", "sons", "partners", "airlines", "co", "electric", "energy"))
"""Endings of companies that other bodies have as well, so that the model's word stands."""


def _is_personal(passage: Passage, start: int, end: int) -> bool:
    """Whether a name is made as a person's: a given name and one or two more words, none of them a body's."""
    said = passage.doc[start:end]
    if not 2 <= len(said) <= 3 or not is_given_name(said[0].text) or not all(t.text[:1].isupper() for t in said):
        return False
    if _has_body(said) or not all(map(_is_word, said)):
        return False
    return not any(t.text.isupper() for t in said) and place_kind(said[0].text) is None


def _has_body(said: Iterable[Token]) -> bool:
    bodies = words("organisation_words") | words("outlet_words") | word_set("endings", "corporate")
    return any(t.lower_ in bodies or t.lower_.removesuffix("s") in bodies for t in said)


def _is_word(token: Token) -> bool:
    return token.text.replace("'", "").replace("-", "").isalpha()


def _is_dateline(passage: Passage, start: int, end: int) -> bool:
    """Whether a name in capitals begins its passage, before a dash: 'DAYTON, Ohio — Two brothers'."""
    if start or not passage.doc[:end].text.isupper() or end > 4:
        return False
    return any(token.text in _DATELINE for token in passage.doc[end : end + _LONGEST_DATELINE])


def _whole(passage: Passage, start: int, end: int, kind: EntityType) -> tuple[int, int]:
    """The whole of a name that the model cut short or took too much for."""
    doc = passage.doc
    if kind is EntityType.PERSON:
        while end - start > 2 and _is_title(doc[start]):
            start += 1
        return _with_given(passage, start), _with_rest(passage, end)
    if kind is EntityType.ORGANISATION:
        return _with_partner(passage, start, end), end
    return start, end


def _is_title(token: Token) -> bool:
    lower = token.lower_.rstrip(".")
    return lower in titles() or lower in words("roles")


def _with_given(passage: Passage, start: int) -> int:
    """Where a personal name begins of which the model has only the end: 'Ursula | von der Leyen'."""
    doc, first = passage.doc, start
    while first and doc[first - 1].lower_ in _PARTICLES and doc[first - 1].ent_type_ == "":
        first -= 1
    before = doc[first - 1] if first else None
    if before is None or before.ent_type_ or passage.quote_of[first - 1] != passage.quote_of[start]:
        return start
    given = before.pos_ == "PROPN" and before.text[:1].isupper() and is_given_name(before.text)
    if not given or _is_title(before):
        return start if first == start or doc[first].text[:1].islower() else first
    return first - 1


def _with_rest(passage: Passage, end: int) -> int:
    """Where a personal name ends of which the model has the beginning: 'Ban Ki | -moon', 'Charles | de Gaulle'."""
    doc = passage.doc
    while end + 1 < len(doc) and passage.quote_of[end] == passage.quote_of[end - 1]:
        if doc[end - 1].lower_ in _PARTICLES and doc[end].text[:1].isupper() and doc[end].pos_ == "PROPN":
            end += 1
            continue
        tight = doc[end].text in _JOINTS and not doc[end].whitespace_ and not doc[end - 1].whitespace_
        joined = doc[end].text in _PARTICLES and doc[end + 1].text[:1].isupper()
        if not (tight or joined) or doc[end + 1].pos_ not in ("PROPN", "NOUN") or doc[end + 1].ent_type_ == "ORG":
            break
        end += 2
    return end


def _with_partner(passage: Passage, start: int, end: int) -> int:
    """Where a body's name begins that has 'and' in it: 'Central and | East European Coalition'."""
    doc = passage.doc
    if start < 2 or doc[start - 1].lower_ not in ("and", "&"):
        return start
    first, firm = doc[start - 2], _is_firm(doc[end - 1])
    name = first.text[:1].isupper() and first.pos_ in ("PROPN", "ADJ") and (firm or not first.ent_type_)
    if not name or passage.quote_of[start - 2] != passage.quote_of[start]:
        return start
    return start - 2 if firm or (doc[start].dep_ == "conj" and doc[start].head.i == start - 2) else start


def _is_firm(last: Token) -> bool:
    return last.lower_.rstrip(".") in ("llp", "llc", "ltd", "plc", "inc", "gmbh", "co", "ag")


def _is_plausible(passage: Passage, start: int, end: int, kind: EntityType) -> bool:
    if kind is EntityType.PERSON:
        return all(
            token.text[:1].isupper()
            or token.text in _PARTICLES
            or token.is_punct
            or (token.i > start and token.nbor(-1).text in _JOINTS)
            for token in passage.doc[start:end]
        )
    return True


def retyped(item: EntityMention, kind: EntityType) -> EntityMention:
    """The same name with another type."""
    return replace(item, type=kind)
