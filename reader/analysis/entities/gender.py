"""Which of "he" and "she" refers to a person: by title, kin or role, by first name, or by pronouns."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable

from spacy.tokens import Token

from reader.analysis.entities.given_names import is_he_name, is_she_name
from reader.analysis.lexicon import word_set
from reader.analysis.passage import Passage

HE, SHE = "he", "she"
_PRONOUNS = {"he": HE, "him": HE, "his": HE, "himself": HE, "she": SHE, "her": SHE, "hers": SHE, "herself": SHE}
_MIN_SHARE = 0.75
"""The least share of the pronouns for a person that must agree."""


def gender_of_pronoun(pronoun: str) -> str | None:
    """HE or SHE; None for all other pronouns."""
    return _PRONOUNS.get(pronoun)


def gender_of_words(said: Iterable[str]) -> str | None:
    """The gender that titles, kin words and roles imply; None if they imply none, or both."""
    folded = {word.lower().rstrip(".") for word in said}
    return _one(bool(folded & word_set("he-words", "gendered")), bool(folded & word_set("she-words", "gendered")))


def gender_of_name(name: str) -> str | None:
    """The gender of a full name's first word; None for a single word, which may be a last name."""
    parts = name.split()
    if len(parts) < 2:
        return None
    return _one(is_he_name(parts[0]), is_she_name(parts[0]))


def genders_in_text(
    passages: Iterable[Passage], entity_at: Callable[[Passage, int], Hashable]
) -> dict[Hashable, str]:
    """The gender of each entity by the pronouns after it: 'Clinton laid out her plans'.

    `entity_at` gives the entity at a token of a passage, or None. Entities whose pronouns disagree are left out.
    """
    votes: dict[Hashable, Counter[str]] = defaultdict(Counter)
    for passage in passages:
        for place, word in enumerate(passage.lower_words):
            gender = gender_of_pronoun(word)
            if gender is None:
                continue
            token = passage.doc[place]
            own = token.dep_ == "poss" or word.endswith("self")
            if not own or not passage.outside(token):
                continue
            subject = next((s for verb in token.ancestors if (s := _subject(verb)) is not None), None)
            who = entity_at(passage, subject.i) if subject is not None and subject.i < token.i else None
            if who is not None:
                votes[who][gender] += 1
    most = {who: counted.most_common(1)[0] for who, counted in votes.items()}
    return {who: gender for who, (gender, count) in most.items() if count >= _MIN_SHARE * votes[who].total()}


def _subject(verb: Token) -> Token | None:
    return next((child for child in verb.lefts if child.dep_ in ("nsubj", "nsubjpass")), None)


def agrees(pronoun: str, gender: str | None) -> bool:
    """Return True if a pronoun may refer to a person of this gender."""
    return gender is None or gender_of_pronoun(pronoun) in (None, gender)


def _one(he: bool, she: bool) -> str | None:
    if he == she:
        return None
    return HE if he else SHE
