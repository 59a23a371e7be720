"""Entities: the model's named spans made into things, one a name, with all their mentions."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from reader.analysis.entities import gender, names
from reader.analysis.entities.dates import is_relative, resolve
from reader.analysis.entities.gazetteer import is_ambiguous
from reader.analysis.entities.ner_cleanup import EntityMention, found_by_model, is_one_side, retyped
from reader.analysis.entities.person_names import full_names, key_of
from reader.analysis.entities.roles import further_roles, role_of, title_start
from reader.analysis.lexicon import words
from reader.analysis.passage import Passage
from reader.model.analysis import Entity, EntityType
from reader.model.span import Span

_LONGEST_NAME = 6


@dataclass(eq=False)
class EntityDraft:
    """An entity while it is being put together."""

    name: str
    type: EntityType
    mentions: set[Span] = field(default_factory=set)
    role: str | None = None
    roles: set[str] = field(default_factory=set)
    """All that it is said to be, its role among them."""
    side: str | None = None
    """Which of "he" and "she" its titles say; None where they say nothing."""
    number: int = 0
    inferred: bool = False
    """Whether its name is a date inferred from the article's."""

    @property
    def id(self) -> str:
        """The id that it has in the analysis."""
        return f"e{self.number}"

    def take_role(self, role: str) -> None:
        """Take in what it is said to be."""
        self.role = self.role or role
        self.roles.add(role)


class EntityIndex:
    """All entities of an article, and which of them stands at a place."""

    def __init__(self, passages: Sequence[Passage], published: date | None = None) -> None:
        self._at: dict[int, EntityDraft] = {}
        self.all: list[EntityDraft] = []
        found = _settled(found_by_model(passages))
        found += _known_forms(passages, found)
        for item, entity in sorted(_grouped(found, published), key=lambda pair: (pair[0].at, -pair[0].end)):
            self._add(item, entity)
        self._take_sides(passages)

    def at(self, passage: Passage, token: int) -> EntityDraft | None:
        """The entity that a token is part of the name of."""
        return self._at.get(passage.start_of(token))

    def model(self) -> tuple[Entity, ...]:
        """The entities as values, in order of first mention."""
        return tuple(
            Entity(e.id, e.name, e.type, tuple(sorted(e.mentions)), inferred=e.inferred) for e in self.all
        )

    def _take_sides(self, passages: Sequence[Passage]) -> None:
        """Learn from "her plans" what neither title nor first name tells."""
        told = gender.by_possessives(passages, self.at)
        for entity in self.all:
            if entity.type is EntityType.PERSON:
                entity.side = entity.side or gender.by_name(entity.name) or told.get(entity)

    def _add(self, item: EntityMention, entity: EntityDraft) -> None:
        if not entity.mentions:
            self.all.append(entity)
            entity.number = len(self.all)
        start = item.start
        if entity.type is EntityType.PERSON and not item.passage.is_heading:
            start = title_start(item.passage, item.start, item.end)
            role = role_of(item.passage, start, item.start, item.end)
            if role is not None:
                entity.take_role(role)
            entity.roles.update(further_roles(item.passage, item.start, item.end))
            entity.side = entity.side or _side_of(item, start, entity)
        entity.mentions.add(item.passage.span(start, item.end))
        for token in range(item.start, item.end):
            self._at[item.passage.start_of(token)] = entity


def _side_of(item: EntityMention, title: int, entity: EntityDraft) -> str | None:
    doc = item.passage.doc
    first = max(0, title - 1) if title == item.start else title
    said = [token.text for token in doc[first : item.end]]
    return gender.by_words([*said, *(entity.role or "").split()])


_UNSURE = frozenset((EntityType.GROUP, EntityType.EVENT, EntityType.PERSON))
"""Types that the model gives to cities it does not know."""


def _settled(found: list[EntityMention]) -> list[EntityMention]:
    """One form, one type: what the tables say, otherwise what the model says most often."""
    votes: dict[str, Counter[EntityType]] = defaultdict(Counter)
    for item in found:
        votes[item.form][item.type] += 1
    best = {form: names.known_type(form) or counter.most_common(1)[0][0] for form, counter in votes.items()}
    people = {form for form, kind in best.items() if kind is EntityType.PERSON and " " in form}
    parts = {part for name in people for part in (name.split()[0], name.split()[-1])}
    bodies = names.by_first_word(form for form, kind in best.items() if kind is EntityType.ORGANISATION)
    for form, kind in best.items():
        if kind not in (EntityType.TIME, EntityType.QUANTITY) and names.known_type(form) is None:
            best[form] = _type_beside(form, kind, parts, bodies)
    return [item if _is_a_month(item) else retyped(item, best[item.form]) for item in found]


def _type_beside(form: str, kind: EntityType, people: set[str], bodies: Mapping[str, Sequence[str]]) -> EntityType:
    """The type of a form by the longer names in the article: a last name is a person, a short name a company."""
    if form in people:
        return EntityType.PERSON
    if names.short_for(form, bodies) is not None:
        return EntityType.ORGANISATION
    if names.looks_like_outlet(form):
        return EntityType.ORGANISATION
    return EntityType.PLACE if kind in _UNSURE and " " not in form and names.may_be_city(form) else kind


def _is_a_month(item: EntityMention) -> bool:
    """Whether a name is a month's here, whoever else is called so."""
    return item.type is EntityType.TIME


def _known_forms(passages: Sequence[Passage], found: Sequence[EntityMention]) -> list[EntityMention]:
    """Further places where a form that is known from the body stands, and places that the tables know."""
    types = {item.form: item.type for item in found if item.type in names.NAMED and item.form[:1].isupper()}
    types.update({short: kind for short, _, kind in _bracketed(found)})
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


def _longest(passage: Passage, place: int, types: dict[str, EntityType], taken: set[int]) -> EntityMention | None:
    doc = passage.doc
    if not doc[place].text[:1].isupper() or passage.start_of(place) in taken:
        return None
    for end in range(min(len(doc), place + _LONGEST_NAME), place, -1):
        form = doc[place:end].text
        kind = types.get(form) or _known_place(form)
        free = all(passage.start_of(token) not in taken for token in range(place, end))
        if kind is not None and free and is_one_side(passage, place, end):
            start = _first_name(passage, place, taken) if kind is EntityType.PERSON and end == place + 1 else place
            return EntityMention(passage, start, end, doc[start:end].text, kind)
    return None


def _first_name(passage: Passage, place: int, taken: set[int]) -> int:
    """Where a personal name begins that the model saw only the last part of elsewhere."""
    before = passage.doc[place - 1] if place else None
    if before is None or before.pos_ != "PROPN" or before.dep_ != "compound" or before.head.i != place:
        return place
    known = before.lemma_.lower() in words("roles") or passage.start_of(before.i) in taken
    return place if known or names.known_type(before.text) or passage.quote_of[place - 1] >= 0 else place - 1


def _known_place(form: str) -> EntityType | None:
    kind = names.known_type(form)
    return kind if kind in (EntityType.PLACE, EntityType.GROUP) and not is_ambiguous(form) else None


def _grouped(
    found: Sequence[EntityMention], published: date | None
) -> Iterator[tuple[EntityMention, EntityDraft]]:
    """Each name with the entity that it is of; days go by their date, where the article's is known."""
    people = full_names(found)
    bodies = {item.form for item in found if item.type in (EntityType.ORGANISATION, EntityType.PLACE)}
    companies = names.by_first_word(bodies)
    acronyms = {short: form for short, form, _ in _bracketed(found)}
    entities: dict[tuple[str, EntityType], EntityDraft] = {}
    for item in found:
        name, inferred = names.canonical(item.form, item.type) or acronyms.get(item.form), False
        if name is None and item.type is EntityType.PERSON:
            name = people[key_of(item)]
        if name is None and item.type is EntityType.ORGANISATION:
            name = _spelled_out(item.form, bodies) or names.short_for(item.form, companies)
        if name is None and item.type is EntityType.TIME and published is not None:
            day = resolve(item.form, published, future=_is_to_come(item))
            name, inferred = (day.name, is_relative(item.form, published)) if day else (None, False)
        key = (names.fold(name or item.form), item.type)
        yield item, entities.setdefault(key, EntityDraft(name or item.form, item.type, inferred=inferred))


def _is_to_come(item: EntityMention) -> bool:
    """Whether the verb over a mention of time speaks of what will be."""
    verb = next((t for t in item.passage.doc[item.start].ancestors if t.pos_ in ("VERB", "AUX")), None)
    return verb is not None and any(child.lower_ in _FUTURE for child in verb.lefts)


_FUTURE = frozenset(("will", "'ll", "’ll", "shall"))


def _bracketed(found: Sequence[EntityMention]) -> Iterator[tuple[str, str, EntityType]]:
    """Names given in brackets behind others: 'Korean Central News Agency (KCNA)', 'the DRC (… of the Congo)'.

    Each is the shorter of the two, the longer, and their type.
    """
    starts = {(id(item.passage), item.start): item for item in found}
    for item in found:
        doc = item.passage.doc
        if item.type not in _BRACKETED or item.end + 2 >= len(doc) or doc[item.end].text != "(":
            continue
        short = doc[item.end + 1].text
        initial = short.isupper() and len(short) > 1 and short[0] == item.form[0]
        if doc[item.end + 2].text == ")" and initial:
            yield short, item.form, item.type
        inner = starts.get((id(item.passage), item.end + 1))
        if inner is None or doc[inner.end : inner.end + 1].text != ")" or inner.type not in _BRACKETED:
            continue
        if item.form.isupper() and not inner.form.isupper():
            yield item.form, names.canonical(inner.form, inner.type) or inner.form, inner.type


_BRACKETED = frozenset((EntityType.ORGANISATION, EntityType.EVENT, EntityType.PLACE))


def _spelled_out(form: str, bodies: set[str]) -> str | None:
    plain = form.replace(".", "")
    if not plain.isupper() or not 2 <= len(plain) <= 6:
        return None
    matches = [name for name in sorted(bodies) if len(name.split()) > 1 and names.initials(name) == plain]
    return matches[0] if len(matches) == 1 else None
