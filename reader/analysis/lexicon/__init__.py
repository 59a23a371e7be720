"""The word tables that the rules of the analysis consult. They hold words, not rules.

Those that others need too are in `reader.text.vocabulary`.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from importlib import resources

from reader.text.vocabulary import (
    TABLES,
    countries,
    organisation_names,
    people_names,
    place_names,
    titles,
)
from reader.text.vocabulary.word_tables import WordTables

__all__ = ("countries", "organisation_names", "people_names", "place_names", "titles")

_TABLES = WordTables(__package__, TABLES)
words = _TABLES.words
"""The words of a plain table."""
word_set = _TABLES.word_set
"""A named set of a table of sets. Raises KeyError if the table has no set of that name."""
phrases = _TABLES.phrases
"""The lines of a table of phrases."""


@cache
def speaker_words() -> frozenset[str]:
    """The nouns for people, bodies and documents that can speak."""
    tables = ("roles", "people", "outlet_words", "document_words", "organisation_words")
    one_of_many = (word.removesuffix("s") for word in words("people") - {"others"} if not word.endswith("ss"))
    return frozenset(one_of_many).union(*map(words, tables))


@cache
def body_words() -> frozenset[str]:
    """The words in the names of organisations, outlets and companies."""
    return words("organisation_words") | words("outlet_words") | word_set("endings", "corporate")


@cache
def kin_of(role: str) -> frozenset[str]:
    """The words that may stand for a role, including itself: "leader" for a president. See role_kin.txt."""
    return _TABLES.sets("role_kin").get(role, frozenset()) | {role}


@cache
def states() -> dict[str, str]:
    """The name of each American state by its abbreviations, in lower case without full stops and spaces."""
    rows = (line.split() for line in _TABLES.lines("states"))
    return {short: name.replace("_", " ") for name, *shorts in rows for short in shorts}


@cache
def verb_frames() -> dict[str, str]:
    """For each lemma of a reporting verb the letters of its frames, as verbs.txt explains them."""
    frames: dict[str, str] = defaultdict(str)
    for line in _TABLES.lines("verbs"):
        letters, *lemmas = line.split()
        for lemma in lemmas:
            frames[lemma] += letters
    return dict(frames)


@cache
def idioms() -> dict[str, tuple[tuple[str, ...], ...]]:
    """For each lemma of a verb the words that may follow it in an idiom of stance: "take": ("aim", "at")."""
    found: dict[str, tuple[tuple[str, ...], ...]] = defaultdict(tuple)
    for lemma, *tails in _TABLES.rows("idioms"):
        found[lemma] += tuple(tuple(tail.split()) for tail in tails)
    return dict(found)


@cache
def cue_weights() -> dict[str, float]:
    """The weight of each feature of a cue candidate; fitted by tests/fit/cues.py."""
    return _weights("cues")


@cache
def content_end_weights() -> dict[str, float]:
    """The weight of each feature of a place where a report may end; fitted by tests/fit/content_end.py."""
    return _weights("content_end")


@cache
def confidence_weights() -> dict[str, float]:
    """The weight of each feature of a statement; fitted by tests/fit/confidence.py."""
    return _weights("confidence")


def _weights(table: str) -> dict[str, float]:
    text = resources.files(__package__).joinpath(f"{table}.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {row[0]: float(row[1]) for row in rows}
