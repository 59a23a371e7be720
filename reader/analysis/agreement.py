"""Which of "he" and "she" may stand for a person: by title, kin or role, then by first name."""

from __future__ import annotations

from collections.abc import Iterable

from reader.analysis.given_names import is_he_name, is_she_name
from reader.analysis.lexicon import gendered

HE, SHE = "he", "she"
_PRONOUNS = {"he": HE, "him": HE, "his": HE, "himself": HE, "she": SHE, "her": SHE, "hers": SHE, "herself": SHE}


def wanted(pronoun: str) -> str | None:
    """The side that a pronoun is on: HE, SHE, or None for all others."""
    return _PRONOUNS.get(pronoun)


def by_words(said: Iterable[str]) -> str | None:
    """The side that titles, kin words and roles tell; None where they tell nothing, or both."""
    folded = {word.lower().rstrip(".") for word in said}
    return _one(bool(folded & gendered("he-words")), bool(folded & gendered("she-words")))


def by_name(name: str) -> str | None:
    """The side that a full name's first part tells; a lone name may be a last name and tells nothing."""
    parts = name.split()
    if len(parts) < 2:
        return None
    return _one(is_he_name(parts[0]), is_she_name(parts[0]))


def agrees(pronoun: str, side: str | None) -> bool:
    """Whether a pronoun may stand for a person of this side."""
    need = wanted(pronoun)
    return need is None or side is None or need == side


def _one(he: bool, she: bool) -> str | None:
    if he == she:
        return None
    return HE if he else SHE
