"""Entities: the model's named spans made into things, one a name, with all their mentions."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from spacy.tokens import Token

from reader.analysis import agreement, names
from reader.analysis.days import resolve
from reader.analysis.gazetteer import is_ambiguous
from reader.analysis.lexicon import word_set, words
from reader.analysis.passage import Passage
from reader.model.analysis import Entity, EntityType
from reader.model.span import Span

_LONGEST_NAME = 6


@dataclass(eq=False)
class Named:
    """An entity while it is being put together."""

    name: str
    type: EntityType
    mentions: set[Span] = field(default_factory=set)
    role: str | None = None
    side: str | None = None
    """Which of "he" and "she" its titles say; None where they say nothing."""
    number: int = 0

    @property
    def id(self) -> str:
        """The id that it has in the analysis."""
        return f"e{self.number}"


@dataclass(frozen=True, slots=True)
class _Found:
    passage: Passage
    start: int
    end: int
    form: str
    type: EntityType


class Entities:
    """All entities of an article, and which of them stands at a place."""

    def __init__(self, passages: Sequence[Passage], published: date | None = None) -> None:
        self._at: dict[int, Named] = {}
        self.all: list[Named] = []
        found = _settled(_from_model(passages))
        found += _known_forms(passages, found)
        groups = _grouped(found, published)
        for item in sorted(found, key=lambda item: (item.passage.start_of(item.start), -item.end)):
            self._add(item, groups[item.form, item.type])

    def at(self, passage: Passage, token: int) -> Named | None:
        """The entity that a token is part of the name of."""
        return self._at.get(passage.start_of(token))

    def model(self) -> tuple[Entity, ...]:
        """The entities as values, in order of first mention."""
        return tuple(Entity(e.id, e.name, e.type, tuple(sorted(e.mentions))) for e in self.all)

    def _add(self, item: _Found, entity: Named) -> None:
        if not entity.mentions:
            self.all.append(entity)
            entity.number = len(self.all)
        start = item.start
        if entity.type is EntityType.PERSON and not item.passage.is_heading:
            start = _title_start(item.passage, item.start, item.end)
            if start < item.start or entity.role is None:
                entity.role = entity.role or role_of(item.passage, start, item.start, item.end)
            entity.side = entity.side or _side_of(item, start, entity)
        entity.mentions.add(item.passage.span(start, item.end))
        for token in range(item.start, item.end):
            self._at[item.passage.start_of(token)] = entity


def _side_of(item: _Found, title: int, entity: Named) -> str | None:
    doc = item.passage.doc
    first = max(0, title - 1) if title == item.start else title
    said = [token.text for token in doc[first : item.end]]
    return agreement.by_words([*said, *(entity.role or "").split()])


def role_of(passage: Passage, title: int, start: int, end: int) -> str | None:
    """The role that stands before a name ("Russian President") or after it ("…, editor of the Post,")."""
    if title < start:
        return passage.doc[title:start].text
    doc = passage.doc
    head = doc[end - 1]
    for child in head.rights:
        if (
            child.dep_ == "appos"
            and child.lemma_.lower() in words("roles")
            and doc[child.left_edge.i - 1].text == ","
        ):
            stop = next(
                (t.i for t in child.subtree if t.i > child.i and t.text in (",", "(", "—")), child.right_edge.i + 1
            )
            said = doc[child.left_edge.i : stop].text
            return names.bare(said) if len(said) < 80 else child.text
    return None


def _from_model(passages: Sequence[Passage]) -> list[_Found]:
    found = []
    for passage in passages:
        if passage.is_heading:
            continue
        for span in passage.doc.ents:
            kind = names.LABELS.get(span.label_)
            start, end = _trimmed(passage, span.start, span.end)
            if kind is None or start >= end or not _is_one_side(passage, start, end):
                continue
            form = passage.doc[start:end].text
            kind = names.known_type(form) or kind
            if names.is_worth_naming(form, span.label_) and _is_plausible(passage, start, end, kind):
                found.append(_Found(passage, start, end, " ".join(form.split()), kind))
    return found


def _trimmed(passage: Passage, start: int, end: int) -> tuple[int, int]:
    doc = passage.doc
    while start < end and (doc[start].is_punct or doc[start].is_space or doc[start].lower_ in ("the", "a", "an")):
        start += 1
    while start < end and (
        doc[end - 1].is_space
        or doc[end - 1].text in ("'s", "'", ",", '"', "-", ";", ":")
        or doc[end - 1].dep_ == "case"
    ):
        end -= 1
    return start, end


def _is_one_side(passage: Passage, start: int, end: int) -> bool:
    """Whether a name does not run across a quotation's mark."""
    return len(set(passage.inside[start:end])) == 1


def _is_plausible(passage: Passage, start: int, end: int, kind: EntityType) -> bool:
    if kind is EntityType.PERSON:
        return all(
            token.text[:1].isupper() or token.text in _PARTICLES or token.is_punct
            for token in passage.doc[start:end]
        )
    return True


_PARTICLES = word_set("name-particles")


_NOT_PEOPLE = frozenset((EntityType.GROUP, EntityType.EVENT))
"""Types that the model gives to cities it does not know."""


def _settled(found: list[_Found]) -> list[_Found]:
    """One form, one type: what the tables say, otherwise what the model says most often."""
    votes: dict[str, Counter[EntityType]] = defaultdict(Counter)
    for item in found:
        votes[item.form][item.type] += 1
    best = {form: names.known_type(form) or counter.most_common(1)[0][0] for form, counter in votes.items()}
    best.update(
        {form: EntityType.PLACE for form, kind in best.items() if kind in _NOT_PEOPLE and names.may_be_city(form)}
    )
    people = {form for form, kind in best.items() if kind is EntityType.PERSON}
    surnames = {name.split()[-1] for name in people if len(name.split()) > 1}
    best.update({form: EntityType.PERSON for form in best if form in surnames and names.known_type(form) is None})
    return [_Found(item.passage, item.start, item.end, item.form, best[item.form]) for item in found]


def _known_forms(passages: Sequence[Passage], found: Sequence[_Found]) -> list[_Found]:
    """Further places where a form that is known from the body stands, and places that the tables know."""
    types = {item.form: item.type for item in found if item.type in names.NAMED and item.form[:1].isupper()}
    types.update({short: EntityType.ORGANISATION for short, _ in _bracketed(found)})
    for last in {form.split()[-1] for form, kind in types.items() if kind is EntityType.PERSON and " " in form}:
        if last[:1].isupper() and len(last) > 2 and names.known_type(last) is None:
            types.setdefault(last, EntityType.PERSON)
    taken = {item.passage.start_of(token) for item in found for token in range(item.start, item.end)}
    more = []
    for passage in passages:
        place = 0
        while place < len(passage.doc):
            hit = _longest(passage, place, types, taken)
            if hit is not None:
                more.append(hit)
            place = hit.end if hit else place + 1
    return more


def _longest(passage: Passage, place: int, types: dict[str, EntityType], taken: set[int]) -> _Found | None:
    doc = passage.doc
    if not doc[place].text[:1].isupper() or passage.start_of(place) in taken:
        return None
    for end in range(min(len(doc), place + _LONGEST_NAME), place, -1):
        form = doc[place:end].text
        kind = types.get(form) or _known_place(form)
        free = all(passage.start_of(token) not in taken for token in range(place, end))
        if kind is not None and free and _is_one_side(passage, place, end):
            start = _first_name(passage, place, taken) if kind is EntityType.PERSON and end == place + 1 else place
            return _Found(passage, start, end, doc[start:end].text, kind)
    return None


def _first_name(passage: Passage, place: int, taken: set[int]) -> int:
    """Where a personal name begins that the model saw only the last part of elsewhere."""
    before = passage.doc[place - 1] if place else None
    if before is None or before.pos_ != "PROPN" or before.dep_ != "compound" or before.head.i != place:
        return place
    known = before.lemma_.lower() in words("roles") or passage.start_of(before.i) in taken
    return place if known or names.known_type(before.text) or passage.inside[place - 1] >= 0 else place - 1


def _known_place(form: str) -> EntityType | None:
    kind = names.known_type(form)
    return kind if kind in (EntityType.PLACE, EntityType.GROUP) and not is_ambiguous(form) else None


def _grouped(found: Sequence[_Found], published: date | None) -> dict[tuple[str, EntityType], Named]:
    """For each form and type the entity that it names; days go by their date, where the article's is known."""
    people = [names.bare(item.form) for item in found if item.type is EntityType.PERSON]
    bodies = {item.form for item in found if item.type in (EntityType.ORGANISATION, EntityType.PLACE)}
    acronyms = dict(_bracketed(found))
    entities: dict[tuple[str, EntityType], Named] = {}
    groups: dict[tuple[str, EntityType], Named] = {}
    for item in found:
        name = names.canonical(item.form, item.type) or acronyms.get(item.form)
        if name is None and item.type is EntityType.PERSON:
            name = names.full_name(names.bare(item.form), people) or names.bare(item.form)
        if name is None and item.type is EntityType.ORGANISATION:
            name = _spelled_out(item.form, bodies)
        if name is None and item.type is EntityType.TIME and published is not None:
            day = resolve(item.form, published, future=_is_to_come(item))
            name = day.name if day else None
        key = (names.fold(name or item.form), item.type)
        entity = entities.setdefault(key, Named(name or item.form, item.type))
        groups[item.form, item.type] = entity
    return groups


def _is_to_come(item: _Found) -> bool:
    """Whether the verb over a mention of time speaks of what will be."""
    verb = next((t for t in item.passage.doc[item.start].ancestors if t.pos_ in ("VERB", "AUX")), None)
    return verb is not None and any(child.lower_ in _FUTURE for child in verb.lefts)


_FUTURE = frozenset(("will", "'ll", "’ll", "shall"))


def _bracketed(found: Sequence[_Found]) -> Iterator[tuple[str, str]]:
    """Short names given in brackets behind the full one: 'Korean Central News Agency (KCNA)'."""
    for item in found:
        doc = item.passage.doc
        if item.type in (EntityType.ORGANISATION, EntityType.EVENT) and item.end + 2 < len(doc):
            short = doc[item.end + 1].text
            if doc[item.end].text == "(" and doc[item.end + 2].text == ")" and _is_short_for(short, item.form):
                yield short, item.form


def _is_short_for(short: str, form: str) -> bool:
    return short.isupper() and len(short) > 1 and short[0] == form[0]


def _spelled_out(form: str, bodies: set[str]) -> str | None:
    plain = form.replace(".", "")
    if not plain.isupper() or not 2 <= len(plain) <= 6:
        return None
    matches = [name for name in sorted(bodies) if len(name.split()) > 1 and names.initials(name) == plain]
    return matches[0] if len(matches) == 1 else None


def _title_start(passage: Passage, start: int, end: int) -> int:
    """Where the title begins that stands right before a name: 'Russian President', 'Kremlin aide'."""
    doc = passage.doc
    first = start
    while first and _is_title_part(doc[first - 1]) and passage.inside[first - 1] == passage.inside[start]:
        first -= 1
    while first < start and doc[first].dep_ == "case":
        first += 1
    has_role = any(token.lemma_.lower() in words("roles") for token in doc[first:start])
    return first if has_role and start - first <= 6 else start


def _is_title_part(token: Token) -> bool:
    if token.is_punct:
        return token.text == "-"
    if token.dep_ in ("compound", "amod", "nmod", "case", "poss") or token.tag_ in ("NN", "NNP", "JJ"):
        return token.pos_ in ("NOUN", "PROPN", "ADJ", "PART") and token.ent_type_ not in ("PERSON", "DATE", "TIME")
    return False
