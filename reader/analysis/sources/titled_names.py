"""Where a person's name begins that ends a phrase of titles and roles; whose name it is stands elsewhere."""

from __future__ import annotations

from reader.analysis.drafts import Speaker
from reader.analysis.entities import names
from reader.analysis.entities.given_names import is_he_name, is_she_name
from reader.analysis.lexicon import words

_LONGEST_NAME = 4
_BODIES = ("organisation_words", "outlet_words")


def name_behind_title(speaker: Speaker) -> int | None:
    """The token at which the name begins in 'director of the Council of Towns Jane Doe'; None without such a name.

    The name is cut off from a place or body before it, and where nothing cuts it off it must begin with a first
    name that the tables know, as 'director of Human Rights Watch' names nobody.
    """
    doc = speaker.passage.doc
    head = doc[speaker.head]
    if head.pos_ == "PROPN" and head.i == speaker.end - 1 and not _has_role(speaker, speaker.head):
        return None
    start = speaker.end
    while start > speaker.start and doc[start - 1].pos_ == "PROPN" and doc[start - 1].text[:1].isupper():
        start -= 1
    cut = next((n + 1 for n in range(speaker.end - 1, start - 1, -1) if _ends_a_body(doc[n].text)), start)
    known = next((n for n in range(cut, speaker.end - 1) if _is_first_name(doc[n].text)), None)
    first = known if known is not None else (cut if cut > start else None)
    if first is None or not 2 <= speaker.end - first <= _LONGEST_NAME or first == speaker.start:
        return None
    return first if _has_role(speaker, first) and doc[first - 1].pos_ != "ADP" else None


def _has_role(speaker: Speaker, end: int) -> bool:
    before = speaker.passage.doc[speaker.start : end]
    return any(token.lemma_.lower() in words("roles") for token in before) and not any(
        token.is_punct and token.text == "," for token in before
    )


def _ends_a_body(word: str) -> bool:
    lower = word.lower()
    singular = lower.removesuffix("s")
    known = any(form in words(table) for table in _BODIES for form in (lower, singular))
    return known or names.known_type(word) is not None or lower in ("relations", "affairs", "rights")


def _is_first_name(word: str) -> bool:
    return is_he_name(word) or is_she_name(word)
