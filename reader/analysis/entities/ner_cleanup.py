"""Corrects the model's named entities: trims and completes names, settles types, and adds those it misses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from reader.analysis.entities import names
from reader.analysis.entities.bodies import companies
from reader.analysis.entities.gazetteer import PlaceKind, is_ambiguous, known_name_lengths, place_kind
from reader.analysis.entities.given_names import is_given_name
from reader.analysis.entities.no_names import first_of_name, is_no_name
from reader.analysis.entities.type_evidence import shows_person, shows_place
from reader.analysis.lexicon import body_words, organisation_names, phrases, titles, word_set, words
from reader.analysis.passage import Passage
from reader.model.analysis import EntityType
from reader.model.values import value_class

_NAME_ENDS = frozenset(("'s", "'", ",", '"', "-", ";", ":", "(", ")", "[", "]", "—", "–"))
_JOINTS = frozenset(("-", "–"))
_PARTICLES = word_set("name-particles")
_COURTESIES = word_set("courtesies", "naming")
_INSTITUTIONS = word_set("institutions", "naming")
_WORDS_TOO = word_set("words-and-names", "naming")
_HYPHEN_ENDINGS = word_set("hyphen-endings", "naming")
_DASHES = frozenset(("—", "–", "-", "--"))
_MAX_DATELINE = 8
_SHOWN = 20
"""The weight of a type that the words around a name show."""
_SHOWN_AGAINST_PERSON = 3
"""The same for a place that the model takes for a person: people too have something 'in' them."""
_NATURE_FIRST = word_set("nature-first")
_NATURE_LAST = word_set("nature-last")
_SHARED_ENDINGS = frozenset(
    ("group", "bank", "brothers", "sons", "partners", "airlines", "co", "electric", "energy")
)
"""Endings of companies that other bodies have too, so that they do not overrule the model."""


@value_class(frozen=True, slots=True)
class EntityMention:
    """A named entity: the tokens `start` up to `end` of a passage, the name, and its type."""

    passage: Passage
    start: int
    end: int
    form: str
    type: EntityType
    weight: int = 1
    """How much its type counts among those of its name: more where the words around it show the type."""

    @property
    def at(self) -> int:
        """Its offset in the text."""
        return self.passage.start_of(self.start)


def entity_mentions(passages: Sequence[Passage]) -> list[EntityMention]:
    """The corrected entities outside of headings, in order."""
    found: list[EntityMention] = []
    for passage in passages:
        if not passage.is_heading:
            kept = list(_well_known(passage))
            for item in (*_recognised(passage), *_missed(passage)):
                inside = [other for other in kept if other.start < item.end and item.start < other.end]
                if all(item.start <= other.start and other.end <= item.end for other in inside):
                    kept = [other for other in kept if other not in inside] + [item]
            found += sorted(kept, key=lambda item: item.start)
    return found


def _recognised(passage: Passage) -> Iterator[EntityMention]:
    doc = passage.doc
    for span in doc.ents:
        kind = names.TYPE_OF_LABEL.get(span.label_)
        start, end = _trimmed(passage, span.start, _name_end(span))
        if kind is None or start >= end or not is_on_one_side(passage, start, end):
            continue
        shown = _shown_type(passage, start, end, kind)
        kind = shown or names.known_type(doc[start:end].text) or _apparent_type(passage, start, end, kind)
        start, end = _completed(passage, start, end, kind)
        form = doc[start:end].text
        plausible = _is_plausible(passage, start, end, kind) or (shown is EntityType.PERSON and start > 0)
        if plausible and names.is_worth_keeping(form, span.label_):
            mistaken = span.label_ == "PERSON" and shown is EntityType.PLACE
            weight = 1 if shown is None else _SHOWN_AGAINST_PERSON if mistaken else _SHOWN
            yield EntityMention(passage, start, end, " ".join(form.split()), kind, weight)


def _shown_type(passage: Passage, start: int, end: int, kind: EntityType) -> EntityType | None:
    """The type that the words around a name show."""
    if kind not in names.NAMED or kind is EntityType.GROUP:
        return None
    if shows_person(passage, start, end):
        return EntityType.PERSON
    if kind is EntityType.PLACE or not shows_place(passage, start, end, person=kind is EntityType.PERSON):
        return None
    return EntityType.PLACE


def _is_plausible(passage: Passage, start: int, end: int, kind: EntityType) -> bool:
    said = passage.doc[start:end]
    if kind in names.NAMED and is_no_name(passage, start, end):
        return False
    if kind is not EntityType.PERSON:
        return True
    return all(_may_be_in_name(token, start) for token in said) and not all(map(_is_title, said))


def _name_end(span: TokenSpan) -> int:
    """The end of a name, before another noun phrase in the span: 'according to Berg | the Norwegian …'.

    A verb that begins the name is part of it: 'Feed the Valley'.
    """
    anew = (
        word.i
        for word in span[1:-1]
        if word.text == "the"
        and (word.nbor(-1).pos_ == "PROPN" or (word.nbor(-1).pos_ == "VERB" and word.i - 1 > span.start))
    )
    return next(anew, span.end) if span.label_ != "PERSON" else span.end


def _may_be_in_name(token: Token, start: int) -> bool:
    if token.text[:1].isupper() or token.text in _PARTICLES or token.is_punct:
        return True
    return token.i > start and token.nbor(-1).text in _JOINTS


def _missed(passage: Passage) -> Iterator[EntityMention]:
    """What the model overlooks: people with a title or a given name, and places that their words show."""
    doc, start = passage.doc, 0
    while start < len(doc):
        if not passage.words[start][:1].isupper():
            start += 1
            continue
        end = start
        while end < len(doc) and _may_be_name(doc[end]) and is_on_one_side(passage, start, end + 1):
            end += 1
        first = start
        while end - first > 1 and (_is_title(doc[first]) or _is_courtesy(doc[first])):
            first += 1
        titled = first > start and not _has_body(doc[start:end]) and place_kind(doc[first].text) is None
        titled = titled and not _is_title(doc[first])
        if end > start and is_no_name(passage, start, end):
            pass
        elif end > start and _is_place(passage, start, end):
            yield EntityMention(passage, start, end, doc[start:end].text, EntityType.PLACE)
        elif end > first and shows_person(passage, first, end):
            yield EntityMention(passage, first, end, doc[first:end].text, EntityType.PERSON, _SHOWN)
        elif _is_body(passage, start, end):
            yield EntityMention(passage, start, end, doc[start:end].text, EntityType.ORGANISATION)
        elif (titled and end - first < 4) or _is_personal(doc[first:end]):
            yield EntityMention(passage, first, end, doc[first:end].text, EntityType.PERSON)
        start = max(end, start + 1)


def _is_body(passage: Passage, start: int, end: int) -> bool:
    """Return True for a name that ends in an institution's word: 'the | Art Loss Bureau'."""
    doc = passage.doc
    whole = end - start > 1 and not doc[end : end + 1].text[:1].isupper()
    return whole and doc[end - 1].lower_ in _INSTITUTIONS


def _is_place(passage: Passage, start: int, end: int) -> bool:
    """Return True for 'Lake Turkana', for a dateline's place, and for a city after 'in' and the like."""
    doc = passage.doc
    if end - start > 1 and (doc[start].lower_ in _NATURE_FIRST or doc[end - 1].lower_ in _NATURE_LAST):
        return True
    if _is_dateline(passage, start, end) or shows_place(passage, start, end):
        return True
    form = doc[start:end].text
    led = start > 0 and doc[start - 1].lower_ in ("in", "to", "from", "near", "outside", "via")
    return led and place_kind(form) is PlaceKind.CITY and not is_ambiguous(form)


def _may_be_name(token: Token) -> bool:
    return token.pos_ == "PROPN" and not token.ent_type_ and token.text[:1].isupper() and _is_alphabetic(token)


def _well_known(passage: Passage) -> Iterator[EntityMention]:
    """Countries and bodies whose names the model cuts: 'Democratic Republic of the Congo', 'Save the Children'."""
    for start, end in companies(passage):
        yield EntityMention(passage, start, end, passage.form(start, end), EntityType.ORGANISATION)
    words, lengths = passage.words, sorted({2, *known_name_lengths()}, reverse=True)
    capital = [word[:1].isupper() for word in words]
    for start, word in enumerate(words):
        if not capital[start] or not word[:2].isalpha() or word.lower() == "the":
            continue
        for end in (start + length for length in lengths):
            if end <= len(words) and capital[end - 1] and is_on_one_side(passage, start, end):
                form = passage.form(start, end)
                if form in organisation_names() or form in phrases("outlets"):
                    yield EntityMention(passage, start, end, form, EntityType.ORGANISATION)
                    break
                if end - start > 2 and place_kind(form) is not None:
                    yield EntityMention(passage, start, end, form, EntityType.PLACE)
                    break


def _trimmed(passage: Passage, start: int, end: int) -> tuple[int, int]:
    """The tokens of a name without the articles, marks and possessive endings around it."""
    doc = passage.doc
    while start < end and (doc[start].is_punct or doc[start].is_space or doc[start].lower_ in ("the", "a", "an")):
        start += 1
    while start < end and (
        doc[end - 1].is_space or doc[end - 1].text in _NAME_ENDS or doc[end - 1].dep_ == "case"
    ):
        end -= 1
    return first_of_name(passage, start, end), end


def is_on_one_side(passage: Passage, start: int, end: int) -> bool:
    """Return True if no quotation begins or ends within a name."""
    return len(set(passage.quote_of[start:end])) == 1


def _apparent_type(passage: Passage, start: int, end: int, kind: EntityType) -> EntityType:
    """The type that the words of a name show, or else the model's."""
    doc = passage.doc
    first, last = doc[start].lower_.rstrip("."), doc[end - 1].lower_.rstrip(".")
    if kind in (EntityType.TIME, EntityType.QUANTITY):
        return kind
    if end - start > 1 and last in word_set("endings", "corporate") and last not in _SHARED_ENDINGS:
        return EntityType.ORGANISATION
    if end - start > 1 and last in _INSTITUTIONS and _is_mistyped_body(doc[end - 1], kind):
        return EntityType.ORGANISATION
    if end - start > 1 and (first in _NATURE_FIRST or last in _NATURE_LAST) and kind is not EntityType.PERSON:
        return EntityType.PLACE if kind is not EntityType.EVENT else kind
    if _is_dateline(passage, start, end):
        return EntityType.PLACE
    if kind is EntityType.ORGANISATION and (_is_personal(doc[start:end]) or _is_first_name(doc[start:end])):
        return EntityType.PERSON
    return kind


def _is_mistyped_body(last: Token, kind: EntityType) -> bool:
    """Return True for a person or a town whose name ends in an institution's word; a building may be a place."""
    return kind is EntityType.PERSON or (kind is EntityType.PLACE and last.ent_type_ == "GPE")


def _is_personal(said: TokenSpan) -> bool:
    """Return True for a given name and one or two more names, neither a place's nor a body's."""
    parts = [token for token in said if token.text not in _PARTICLES or token.i == said.start]
    if not 2 <= len(parts) <= 3 or not is_given_name(said[0].text) or not all(t.text[:1].isupper() for t in parts):
        return False
    if _has_body(said) or not all(map(_is_alphabetic, said)) or said[0].lower_ in _WORDS_TOO:
        return False
    known = place_kind(said[0].text) is not None or place_kind(said.text) is not None
    return not known and not any(t.text.isupper() for t in said)


def _is_first_name(said: TokenSpan) -> bool:
    """Return True for a given name alone that is no word and no place."""
    first = said[0]
    named = len(said) == 1 and first.text.istitle() and is_given_name(first.text) and first.dep_ != "compound"
    around = first.doc[max(0, first.i - 1)].lower_, first.doc[first.i + 1 : first.i + 2].text
    if not named or around[0] in ("the", "a", "an") or around[1] in ("'s", "’s"):
        return False
    return first.lower_ not in _WORDS_TOO and place_kind(first.text) is None


def _has_body(said: Iterable[Token]) -> bool:
    return any(t.lower_ in body_words() or t.lower_.removesuffix("s") in body_words() for t in said)


def _is_alphabetic(token: Token) -> bool:
    return token.text.replace("'", "").replace("-", "").isalpha()


def _is_dateline(passage: Passage, start: int, end: int) -> bool:
    """Return True for capitals at the beginning of a passage, before a dash: '| DAYTON, Ohio — Two brothers'."""
    if start or not passage.doc[:end].text.isupper() or end > 4:
        return False
    return any(token.text in _DASHES for token in passage.doc[end : end + _MAX_DATELINE])


def _completed(passage: Passage, start: int, end: int, kind: EntityType) -> tuple[int, int]:
    """The tokens of the whole name, without titles, where the model has too few or too many."""
    doc = passage.doc
    if kind is EntityType.PERSON:
        while end - start > 2 and _is_title(doc[start]):
            start += 1
        return _with_given_name(passage, start, end), _with_rest(passage, end)
    if kind is EntityType.ORGANISATION:
        return _with_partner(passage, start, end), end
    return start, end


def _is_title(token: Token) -> bool:
    lower = token.lower_.rstrip(".")
    return lower in titles() or lower in words("roles")


def _is_courtesy(token: Token) -> bool:
    return token.lower_.rstrip(".") in _COURTESIES


def _with_given_name(passage: Passage, start: int, end: int) -> int:
    """The first token of a personal name of which the model has the end: 'Ursula | von der Leyen'."""
    doc, first = passage.doc, start
    if first > 1 and doc[first - 1].text == "-" and _is_tight(doc[first - 1]) and doc[first - 2].text.istitle():
        return first - 2
    while first and doc[first - 1].lower_ in _PARTICLES and doc[first - 1].ent_type_ == "":
        first -= 1
    before = doc[first - 1] if first else None
    if before is None or before.ent_type_ or passage.quote_of[first - 1] != passage.quote_of[start]:
        return start
    # "Per" before a last name alone is a given name; before a whole name it is the preposition.
    named = before.pos_ == "PROPN" or (before.pos_ == "ADP" and end - start == 1)
    given = named and before.text[:1].isupper() and is_given_name(before.text)
    if not given or _is_title(before):
        return start if first == start or doc[first].text[:1].islower() else first
    return first - 1


def _with_rest(passage: Passage, end: int) -> int:
    """The end of a personal name of which the model has the beginning: 'Ban Ki | -moon', 'Charles | de Gaulle'."""
    doc = passage.doc
    while end + 1 < len(doc) and passage.quote_of[end] == passage.quote_of[end - 1]:
        if doc[end - 1].lower_ in _PARTICLES and doc[end].text[:1].isupper() and doc[end].pos_ == "PROPN":
            end += 1
            continue
        tight = doc[end].text in _JOINTS and _is_tight(doc[end])
        tight = tight and doc[end + 1].lower_ not in _HYPHEN_ENDINGS and doc[end + 1].ent_type_ != "ORG"
        joined = doc[end].text in _PARTICLES and doc[end + 1].text[:1].isupper()
        if not (tight or joined) or doc[end + 1].pos_ not in ("PROPN", "NOUN"):
            break
        end += 2
    return end


def _is_tight(joint: Token) -> bool:
    return not joint.whitespace_ and joint.i > 0 and not joint.nbor(-1).whitespace_


def _with_partner(passage: Passage, start: int, end: int) -> int:
    """The first token of a body's name with 'and' in it: 'Central and | East European Coalition'."""
    doc = passage.doc
    if start < 2 or doc[start - 1].lower_ not in ("and", "&"):
        return start
    first, last = doc[start - 2], doc[end - 1].lower_.rstrip(".")
    firm = last in ("llp", "llc", "ltd", "plc", "inc", "gmbh", "co", "ag")
    name = first.text[:1].isupper() and first.pos_ in ("PROPN", "ADJ") and (firm or not first.ent_type_)
    if not name or passage.quote_of[start - 2] != passage.quote_of[start]:
        return start
    return start - 2 if firm or (doc[start].dep_ == "conj" and doc[start].head.i == start - 2) else start
