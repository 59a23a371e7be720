"""Which of "he" and "she" may stand for a person: by title, kin or role, by first name, by "her plans"."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable

from spacy.tokens import Token

from reader.analysis.entities.given_names import is_he_name, is_she_name
from reader.analysis.lexicon import word_set
from reader.analysis.passage import Passage

HE, SHE = "he", "she"
_PRONOUNS = {"he": HE, "him": HE, "his": HE, "himself": HE, "she": SHE, "her": SHE, "hers": SHE, "herself": SHE}


def wanted(pronoun: str) -> str | None:
    """The side that a pronoun is on: HE, SHE, or None for all others."""
    return _PRONOUNS.get(pronoun)


def by_words(said: Iterable[str]) -> str | None:
    """The side that titles, kin words and roles tell; None where they tell nothing, or both."""
    folded = {word.lower().rstrip(".") for word in said}
    return _one(bool(folded & word_set("he-words", "gendered")), bool(folded & word_set("she-words", "gendered")))


def by_name(name: str) -> str | None:
    """The side that a full name's first part tells; a lone name may be a last name and tells nothing."""
    parts = name.split()
    if len(parts) < 2:
        return None
    return _one(is_he_name(parts[0]), is_she_name(parts[0]))


def by_possessives(
    passages: Iterable[Passage], subject_at: Callable[[Passage, int], Hashable]
) -> dict[Hashable, str]:
    """The side of each subject that the article itself tells: "Clinton laid out her plans".

    `subject_at` gives who is named by a token, or None. A side counts where it is told much more often than not.
    """
    votes: dict[Hashable, Counter[str]] = defaultdict(Counter)
    for passage in passages:
        for token in passage.doc:
            side = wanted(token.lower_)
            own = token.dep_ == "poss" or token.lower_.endswith("self")
            if side is None or not own or not passage.outside(token):
                continue
            subject = next((s for verb in token.ancestors if (s := _subject(verb)) is not None), None)
            who = subject_at(passage, subject.i) if subject is not None and subject.i < token.i else None
            if who is not None:
                votes[who][side] += 1
    return {
        who: side
        for who, told in votes.items()
        if (most := told.most_common(1)) and (side := most[0][0]) and most[0][1] >= _SETTLED * told.total()
    }


_SETTLED = 0.75


def _subject(verb: Token) -> Token | None:
    return next((child for child in verb.lefts if child.dep_ in ("nsubj", "nsubjpass")), None)


def agrees(pronoun: str, side: str | None) -> bool:
    """Whether a pronoun may stand for a person of this side."""
    need = wanted(pronoun)
    return need is None or side is None or need == side


def _one(he: bool, she: bool) -> str | None:
    if he == she:
        return None
    return HE if he else SHE
