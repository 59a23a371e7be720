"""Personal names at the end of a phrase of titles and roles: 'director of the Council of Towns | Jane Doe'."""

from __future__ import annotations

from reader.analysis.drafts import Speaker
from reader.analysis.entities import names
from reader.analysis.entities.given_names import is_he_name, is_she_name
from reader.analysis.lexicon import words

_MAX_NAME = 4


def name_after_title(speaker: Speaker) -> int | None:
    """The first token of the personal name that ends a speaker's phrase; None if there is no such name.

    A place or a body before the name delimits it; otherwise the name must begin with a known first name, as
    'director of Human Rights Watch' names no person.
    """
    doc = speaker.passage.doc
    head = speaker.noun
    if head.pos_ == "PROPN" and head.i == speaker.end - 1 and not _has_role(speaker, speaker.head):
        return None
    start = speaker.end
    while start > speaker.start and doc[start - 1].pos_ == "PROPN" and doc[start - 1].text[:1].isupper():
        start -= 1
    cut = next((n + 1 for n in range(speaker.end - 1, start - 1, -1) if _ends_body(doc[n].text)), start)
    known = next((n for n in range(cut, speaker.end - 1) if _is_first_name(doc[n].text)), None)
    first = known if known is not None else (cut if cut > start else None)
    if first is None or not 2 <= speaker.end - first <= _MAX_NAME or first == speaker.start:
        return None
    return first if _has_role(speaker, first) and doc[first - 1].pos_ != "ADP" else None


def _has_role(speaker: Speaker, end: int) -> bool:
    before = speaker.passage.doc[speaker.start : end]
    return any(token.lemma_.lower() in words("roles") for token in before) and not any(
        token.text == "," and token.is_punct for token in before
    )


def _ends_body(word: str) -> bool:
    lower = word.lower()
    singular = lower.removesuffix("s")
    listed = any(
        lower in table or singular in table for table in map(words, ("organisation_words", "outlet_words"))
    )
    return listed or names.known_type(word) is not None or lower in ("relations", "affairs", "rights")


def _is_first_name(word: str) -> bool:
    return is_he_name(word) or is_she_name(word)
