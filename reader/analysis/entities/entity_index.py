"""The entities of an article: recognised names grouped by what they name, with every mention."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from reader.analysis.entities import names
from reader.analysis.entities.dates import is_relative, resolve
from reader.analysis.entities.gazetteer import is_ambiguous
from reader.analysis.entities.gender import gender_of_name, gender_of_words, genders_in_text
from reader.analysis.entities.introductions import ages, introductions
from reader.analysis.entities.ner_cleanup import EntityMention, entity_mentions, is_on_one_side
from reader.analysis.entities.person_names import full_names, key_of
from reader.analysis.entities.roles import further_roles, role_of, title_start
from reader.analysis.lexicon import words
from reader.analysis.passage import Passage
from reader.model.analysis import Entity, EntityType
from reader.model.span import Span

_MAX_NAME = 6
_UNSURE = frozenset((EntityType.GROUP, EntityType.EVENT, EntityType.PERSON))
"""The types that the model gives to cities it does not know."""
_BRACKETED = frozenset((EntityType.ORGANISATION, EntityType.EVENT, EntityType.PLACE))
_INTRODUCED = frozenset((EntityType.PERSON, EntityType.ORGANISATION))
_FUTURE = frozenset(("will", "'ll", "’ll", "shall"))


@dataclass(eq=False)
class EntityDraft:
    """An entity while its mentions are collected."""

    name: str
    type: EntityType
    mentions: set[Span] = field(default_factory=set)
    role: str | None = None
    roles: set[str] = field(default_factory=set)
    """All that the text says it is: the roles of a person, the kinds of a body."""
    ages: set[int] = field(default_factory=set)
    gender: str | None = None
    number: int = 0
    inferred: bool = False
    """True if its name is a date inferred from the article's."""

    @property
    def id(self) -> str:
        """Its id in the analysis."""
        return f"e{self.number}"

    def add_role(self, role: str) -> None:
        """Add a role; the first one stays `role`."""
        self.role = self.role or role
        self.roles.add(role)


class EntityIndex:
    """The entities of an article, by the tokens of their names."""

    def __init__(self, passages: Sequence[Passage], published: date | None = None) -> None:
        self._at: dict[int, EntityDraft] = {}
        self.all: list[EntityDraft] = []
        found = _with_settled_types(entity_mentions(passages))
        found += _further_mentions(passages, found)
        for mention, entity in sorted(_grouped(found, published), key=lambda pair: (pair[0].at, -pair[0].end)):
            self._add(mention, entity)
        shown = genders_in_text(passages, self.at)
        for entity in self.all:
            if entity.type is EntityType.PERSON:
                entity.gender = entity.gender or gender_of_name(entity.name) or shown.get(entity)

    def at(self, passage: Passage, token: int) -> EntityDraft | None:
        """The entity whose name a token is part of."""
        return self._at.get(passage.start_of(token))

    def model(self) -> tuple[Entity, ...]:
        """The entities as values, in order of first mention."""
        return tuple(
            Entity(e.id, e.name, e.type, tuple(sorted(e.mentions)), inferred=e.inferred) for e in self.all
        )

    def _add(self, mention: EntityMention, entity: EntityDraft) -> None:
        if not entity.mentions:
            self.all.append(entity)
            entity.number = len(self.all)
        passage, start, end = mention.passage, mention.start, mention.end
        for token in range(start, end):
            self._at[passage.start_of(token)] = entity
        if entity.type in _INTRODUCED and not passage.is_heading:
            entity.roles.update(introductions(passage, start, end))
        if entity.type is EntityType.PERSON and not passage.is_heading:
            entity.ages.update(ages(passage, start, end))
            title = title_start(passage, start, end)
            role = role_of(passage, title, start, end)
            if role is not None:
                entity.add_role(role)
            entity.roles.update(further_roles(passage, start, end))
            entity.gender = entity.gender or _gender_at(mention, title, entity)
            start = _formal_title(passage, title, start)
        entity.mentions.add(passage.span(start, end))


def _formal_title(passage: Passage, title: int, start: int) -> int:
    """The first token of a title in capitals, which is part of a mention: 'former | Prime Minister Karin Lund'."""
    while start > title and (passage.doc[start - 1].text[:1].isupper() or passage.doc[start - 1].is_punct):
        start -= 1
    return start + int(passage.doc[start].is_punct)


def _gender_at(mention: EntityMention, title: int, entity: EntityDraft) -> str | None:
    """The gender by the title and the role at a mention; without a title, by the word before it."""
    first = max(0, title - 1) if title == mention.start else title
    said = mention.passage.doc[first : mention.end]
    return gender_of_words([*(token.text for token in said), *(entity.role or "").split()])


def _with_settled_types(found: Sequence[EntityMention]) -> list[EntityMention]:
    """The mentions with one type for each name: that of the tables, or the model's most frequent one."""
    votes: dict[str, Counter[EntityType]] = defaultdict(Counter)
    with_article = set()
    for mention in found:
        votes[mention.form][mention.type] += mention.weight
        if mention.start and mention.passage.doc[mention.start - 1].lower_ in ("the", "a", "an"):
            with_article.add(mention.form)
    best = {
        form: names.known_type(form) or _elected(form, counter, form in with_article)
        for form, counter in votes.items()
    }
    people = {form for form, kind in best.items() if kind is EntityType.PERSON and " " in form}
    parts = {part for name in people for part in names.parts_of_person(name)}
    bodies = names.by_first_word(form for form, kind in best.items() if kind is EntityType.ORGANISATION)
    for form, kind in best.items():
        if kind not in (EntityType.TIME, EntityType.QUANTITY) and names.known_type(form) is None:
            best[form] = _type_by_context(form, kind, parts, bodies)
    # A name that is also a month's stays a month where the model says so, and "Mr Reuters" a person.
    return [m if _is_settled(m) else replace(m, type=best[m.form]) for m in found]


def _is_settled(mention: EntityMention) -> bool:
    return mention.type is EntityType.TIME or (mention.type is EntityType.PERSON and mention.weight > 1)


def _elected(form: str, votes: Counter[EntityType], with_article: bool) -> EntityType:
    """The type with most votes; a single word is more often a person that the model mistakes than the reverse."""
    first = votes.most_common(1)[0][0]
    person = first is EntityType.ORGANISATION and " " not in form and not form.isupper() and not with_article
    return EntityType.PERSON if person and 2 * votes[EntityType.PERSON] >= votes[first] else first


def _type_by_context(
    form: str, kind: EntityType, people: set[str], bodies: Mapping[str, Sequence[str]]
) -> EntityType:
    """The type by the longer names in the article: a last name is a person's, a short name a company's."""
    if form in people:
        return EntityType.PERSON
    if names.company_called(form, bodies) is not None or names.looks_like_outlet(form):
        return EntityType.ORGANISATION
    if kind not in _UNSURE or " " in form or not names.may_be_city(form):
        return kind
    return kind if kind is EntityType.PERSON and is_ambiguous(form) else EntityType.PLACE


def _further_mentions(passages: Sequence[Passage], found: Sequence[EntityMention]) -> list[EntityMention]:
    """Other mentions of the names found, and of places in the tables."""
    types = {item.form: item.type for item in found if item.type in names.NAMED and item.form[:1].isupper()}
    types.update({short: kind for short, _, kind in _bracketed(found)})
    for last in {form.split()[-1] for form, kind in types.items() if kind is EntityType.PERSON and " " in form}:
        if last[:1].isupper() and len(last) > 2 and names.known_type(last) is None:
            types.setdefault(last, EntityType.PERSON)
    taken = {item.passage.start_of(token) for item in found for token in range(item.start, item.end)}
    more = []
    for passage in passages:
        reached = 0
        for place, word in enumerate(passage.words):
            if place < reached or not word[:1].isupper() or passage.start_of(place) in taken:
                continue
            hit = _longest(passage, place, types, taken)
            if hit is not None:
                more.append(hit)
                reached = hit.end
    return more


def _longest(
    passage: Passage, place: int, types: Mapping[str, EntityType], taken: set[int]
) -> EntityMention | None:
    """The mention of the longest name that begins at a token."""
    for end in range(min(len(passage.words), place + _MAX_NAME), place, -1):
        form = passage.form(place, end)
        # What ends in a small word is no place's name, and the gazetteer is slow to ask.
        kind = types.get(form) or (_known_place(form) if passage.words[end - 1][:1].isupper() else None)
        free = all(passage.start_of(token) not in taken for token in range(place, end))
        if kind is not None and free and is_on_one_side(passage, place, end):
            alone = kind is EntityType.PERSON and end == place + 1
            start = _first_name(passage, place, taken) if alone else place
            return EntityMention(passage, start, end, passage.form(start, end), kind)
    return None


def _first_name(passage: Passage, place: int, taken: set[int]) -> int:
    """The first token of a personal name that ends with the last name at `place`."""
    before = passage.doc[place - 1] if place else None
    if before is None or before.pos_ != "PROPN" or before.dep_ != "compound" or before.head.i != place:
        return place
    known = before.lemma_.lower() in words("roles") or passage.start_of(before.i) in taken
    return place if known or names.known_type(before.text) or not passage.outside(before) else place - 1


def _known_place(form: str) -> EntityType | None:
    kind = names.known_type(form)
    if kind is EntityType.ORGANISATION and len(form) > 2 and names.is_acronym(form):
        return kind
    return kind if kind in (EntityType.PLACE, EntityType.GROUP) and not is_ambiguous(form) else None


def _grouped(
    found: Sequence[EntityMention], published: date | None
) -> Iterator[tuple[EntityMention, EntityDraft]]:
    """Each mention with its entity; those of one type and canonical name share it."""
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
            name = _spelled_out(item.form, bodies) or names.company_called(item.form, companies)
        if name is None and item.type is EntityType.TIME and published is not None:
            days = resolve(item.form, published, future=_is_future(item))
            name, inferred = (days.name, is_relative(item.form, published)) if days else (None, False)
        name = name or item.form
        yield (
            item,
            entities.setdefault((names.key(name), item.type), EntityDraft(name, item.type, inferred=inferred)),
        )


def _is_future(mention: EntityMention) -> bool:
    """Return True if the verb above a time is in the future."""
    verb = next((t for t in mention.passage.doc[mention.start].ancestors if t.pos_ in ("VERB", "AUX")), None)
    return verb is not None and any(child.lower_ in _FUTURE for child in verb.lefts)


def _bracketed(found: Sequence[EntityMention]) -> Iterator[tuple[str, str, EntityType]]:
    """The pairs of a short and a long name, one in brackets after the other, with their type.

    'Korean Central News Agency (KCNA)', 'the DRC (Democratic Republic of the Congo)'.
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


def _spelled_out(form: str, bodies: set[str]) -> str | None:
    """The only body whose initials an acronym has."""
    plain = form.replace(".", "")
    if len(plain) < 2 or not names.is_acronym(form):
        return None
    matches = [name for name in bodies if len(name.split()) > 1 and names.initials(name) == plain]
    return matches[0] if len(matches) == 1 else None
