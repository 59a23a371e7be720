"""Which full name each shorter form of a person's name stands for in an article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from itertools import chain, pairwise

from reader.analysis.entities import names
from reader.analysis.entities.gender import HE, gender_of_name, gender_of_words
from reader.analysis.entities.given_names import is_given_name
from reader.analysis.entities.ner_cleanup import EntityMention
from reader.model.analysis import EntityType

_MIN_RATIO = 2
"""How many times more often than all namesakes together a person must be named to go by the last name alone."""

Key = tuple[str, str | None]
"""A name without its titles, and the gender of the title before it."""


def key_of(mention: EntityMention) -> Key:
    """The bare name of a mention, and the gender that "Mr" or "Mrs" before it implies."""
    title = mention.passage.doc[max(0, mention.start - 1) : mention.start + 1]
    return names.bare(mention.form), gender_of_words(token.text for token in title)


def full_names(mentions: Sequence[EntityMention]) -> Mapping[Key, str]:
    """The full name of the person for each form of a name and gender of its title.

    A last name is that of the only namesake named in full before it, as news does not introduce a second person by
    last name alone; among several, that of the one named far more often, or else nobody's in particular.
    """
    people = sorted((item for item in mentions if item.type is EntityType.PERSON), key=lambda item: item.at)
    forms = dict.fromkeys(names.bare(item.form) for item in people)
    with_middle = _by_word(form for form in forms if len(form.split()) == 3)
    full = {form: _without_epithet(form, forms) or _with_initial(form, with_middle) or form for form in forms}
    full |= _couples(people)
    counts = Counter(full[names.bare(item.form)] for item in people)
    index = _by_word(full.values())
    return {key: _full_name(key, full, index, people, counts) for key in dict.fromkeys(map(key_of, people))}


def _couples(people: Sequence[EntityMention]) -> dict[str, str]:
    """'Gerald Ashdown' for the first name of 'Gerald and Philomena Ashdown'."""
    found = {}
    for first, second in pairwise(people):
        between = first.passage.doc[first.end : second.start]
        parts = second.form.split()
        joined = first.passage is second.passage and [t.lower_ for t in between] in (["and"], ["&"])
        couple = joined and " " not in first.form and len(parts) == 2
        if couple and is_given_name(first.form) and is_given_name(parts[0]):
            found[first.form] = f"{first.form} {parts[1]}"
    return found


def _without_epithet(name: str, known: Container[str]) -> str | None:
    """'Hillary Clinton' for 'Rival Hillary Clinton', if both occur and the extra word is no given name."""
    parts = name.split()
    for cut in range(1, len(parts) - 1):
        shorter = " ".join(parts[cut:])
        if shorter in known and is_given_name(parts[cut]) and not any(map(_is_given_or_initial, parts[:cut])):
            return shorter
    return None


def _is_given_or_initial(part: str) -> bool:
    return len(part.rstrip(".")) < 2 or is_given_name(part)


def _with_initial(name: str, longer: Mapping[str, list[str]]) -> str | None:
    """'Richard P. Feynman' for 'Richard Feynman', if that is the only such name."""
    parts = name.split()
    if len(parts) != 2:
        return None
    ends = (other.split() for other in longer.get(parts[0], ()))
    same = [" ".join(more) for more in ends if [more[0], more[2]] == parts and len(more[1].rstrip(".")) == 1]
    return same[0] if len(same) == 1 else None


def _by_word(all_names: Iterable[str]) -> dict[str, list[str]]:
    """The names by their first and by their last words."""
    index: dict[str, list[str]] = {}
    for name in dict.fromkeys(all_names):
        for word in _first_and_last(name):
            index.setdefault(word, []).append(name)
    return index


def _first_and_last(name: str) -> Iterable[str]:
    parts = name.split()
    return dict.fromkeys((*parts[:1], *parts[-1:]))


def _full_name(
    key: Key,
    full: Mapping[str, str],
    index: Mapping[str, list[str]],
    people: Sequence[EntityMention],
    counts: Counter[str],
) -> str:
    form, gender = key
    name = full[form]
    longer = names.longer_names(name, chain.from_iterable(index.get(w, ()) for w in _first_and_last(name)))
    candidates = [other for other in longer if gender is None or gender_of_name(other) in (None, gender)]
    if not candidates:
        return name if not longer else f"{'Mr' if gender == HE else 'Ms'} {name}"
    if len(candidates) == 1:
        return candidates[0]
    return _only_one_before(form, people, full, candidates) or _dominant(candidates, counts) or name


def _only_one_before(
    form: str, people: Sequence[EntityMention], full: Mapping[str, str], candidates: Sequence[str]
) -> str | None:
    """The candidate that at most mentions of a short form was the only one named before."""
    votes: Counter[str] = Counter()
    seen: list[str] = []
    for item in people:
        bare = names.bare(item.form)
        if full[bare] in candidates and full[bare] not in seen:
            seen.append(full[bare])
        elif bare == form and len(seen) == 1:
            votes[seen[0]] += 1
    return votes.most_common(1)[0][0] if votes else None


def _dominant(candidates: Sequence[str], counts: Counter[str]) -> str | None:
    best = max(candidates, key=lambda name: counts[name])
    rest = sum(counts[name] for name in candidates) - counts[best]
    return best if rest and counts[best] > _MIN_RATIO * rest else None
