"""Which full name a shorter form of a person's name belongs to in an article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from itertools import chain, pairwise

from reader.analysis.entities import gender, names
from reader.analysis.entities.given_names import is_given_name
from reader.analysis.entities.ner_cleanup import EntityMention
from reader.model.analysis import EntityType

_DOMINANT = 2
"""How many times as often as all others of a last name together one is named, to be meant by it alone."""


Key = tuple[str, str | None]
"""A form of a name without its titles, and which of "he" and "she" the title before it says."""


def key_of(item: EntityMention) -> Key:
    """The form of a person's name at a place, and the side that "Mr" or "Mrs" before it is on."""
    doc = item.passage.doc
    said = [token.text for token in doc[max(0, item.start - 1) : item.start + 1]]
    return names.bare(item.form), gender.by_words(said)


def full_names(found: Sequence[EntityMention]) -> Mapping[Key, str]:
    """For each form of a person's name, by title, the name that the person goes by.

    A last name is whoever was the only one of it to be named in full before, as news does not call a second
    one by it; where two were, it is the one named far more often, or else nobody's in particular.
    """
    people = sorted((item for item in found if item.type is EntityType.PERSON), key=lambda item: item.at)
    forms = dict.fromkeys(names.bare(item.form) for item in people)
    initialled = _by_word(form for form in forms if len(form.split()) == 3)
    full = {form: _without_epithet(form, forms) or _with_initials(form, initialled) or form for form in forms}
    full |= _of_one_family(people)
    often = Counter(full[names.bare(item.form)] for item in people)
    index = _by_word(full.values())
    return {key: _meant(key, full, index, people, often) for key in dict.fromkeys(map(key_of, people))}


def _of_one_family(people: Sequence[EntityMention]) -> dict[str, str]:
    """'Gerald Ashdown' for the first of 'Gerald and Philomena Ashdown'."""
    named = {}
    for first, second in pairwise(people):
        between = first.passage.doc[first.end : second.start]
        parts = second.form.split()
        joined = first.passage is second.passage and [t.lower_ for t in between] in (["and"], ["&"])
        if (
            joined
            and " " not in first.form
            and len(parts) == 2
            and all(map(is_given_name, (first.form, parts[0])))
        ):
            named[first.form] = f"{first.form} {parts[1]}"
    return named


def _without_epithet(name: str, known: Container[str]) -> str | None:
    """'Hillary Clinton' for 'Rival Hillary Clinton', where both are found and the word more is no given name."""
    parts = name.split()
    for cut in range(1, len(parts) - 1):
        shorter = " ".join(parts[cut:])
        if shorter in known and is_given_name(parts[cut]) and not any(map(_is_given_or_initial, parts[:cut])):
            return shorter
    return None


def _is_given_or_initial(part: str) -> bool:
    return len(part.rstrip(".")) < 2 or is_given_name(part)


def _with_initials(name: str, longer: Mapping[str, list[str]]) -> str | None:
    """'Richard P. Feynman' for 'Richard Feynman', where one such name of three words is found."""
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
        parts = name.split()
        for word in dict.fromkeys((*parts[:1], *parts[-1:])):
            index.setdefault(word, []).append(name)
    return index


def _meant(
    key: Key,
    full: Mapping[str, str],
    index: Mapping[str, list[str]],
    people: Sequence[EntityMention],
    often: Counter[str],
) -> str:
    form, side = key
    name = full[form]
    ends = name.split()[:1] + name.split()[-1:]
    longer = names.longer_names(name, chain.from_iterable(index.get(word, ()) for word in ends))
    candidates = [other for other in longer if side is None or gender.by_name(other) in (None, side)]
    if not candidates:
        return name if not longer else f"{'Mr' if side == gender.HE else 'Ms'} {name}"
    if len(candidates) == 1:
        return candidates[0]
    return _only_one_before(form, people, full, candidates) or _dominant(candidates, often) or name


def _only_one_before(
    form: str, people: Sequence[EntityMention], full: Mapping[str, str], candidates: Sequence[str]
) -> str | None:
    """The one of some full names that alone had been named at most places where a short one stands."""
    votes: Counter[str] = Counter()
    seen: list[str] = []
    for item in people:
        bare = names.bare(item.form)
        if full[bare] in candidates and full[bare] not in seen:
            seen.append(full[bare])
        elif bare == form and len(seen) == 1:
            votes[seen[0]] += 1
    return votes.most_common(1)[0][0] if votes else None


def _dominant(candidates: Sequence[str], often: Counter[str]) -> str | None:
    best = max(candidates, key=lambda name: often[name])
    rest = sum(often[name] for name in candidates) - often[best]
    return best if rest and often[best] > _DOMINANT * rest else None
