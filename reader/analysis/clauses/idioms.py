"""Idioms in which somebody takes a stance, and what the stance is about: 'railed at | the council'."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from reader.analysis.clauses.syntax import Range, with_dep
from reader.analysis.lexicon import idioms
from reader.analysis.passage import Sentence

_BETWEEN = frozenset(("ADJ", "DET", "ADV"))
_MAX_BETWEEN = 2
_TARGETS = ("pobj", "pcomp")
_OBJECTS = ("dobj", "dative", "oprd")


def idiom_of(sentence: Sentence, verb: Token) -> tuple[Range, Range] | None:
    """The words of the idiom that a verb begins, and of what it is about."""
    found: tuple[Range, Range] | None = None
    for tail in idioms().get(verb.lemma_.lower(), ()):
        end = _end(sentence, verb, tail)
        if end is not None and (about := _about(sentence, verb, end)) and (found is None or end > found[0][1]):
            found = (verb.i, end), about
        elif end is None and len(tail) == 1 and found is None:
            found = _parted(verb, tail[0])
    return found


def _end(sentence: Sentence, verb: Token, tail: Sequence[str]) -> int | None:
    """The end of the words of an idiom right after its verb; adjectives may stand between: 'took good aim at'."""
    place, skipped = verb.i + 1, 0
    doc = verb.doc
    for word in tail:
        while place < sentence.end and doc[place].lower_ != word:
            if len(tail) == 1 or skipped == _MAX_BETWEEN or doc[place].pos_ not in _BETWEEN:
                break
            place, skipped = place + 1, skipped + 1
        if place >= sentence.end or doc[place].lower_ != word:
            return None
        place += 1
    return place


def _about(sentence: Sentence, verb: Token, end: int) -> Range | None:
    """The phrase or the clause after an idiom."""
    last = verb.doc[end - 1]
    targets = [child for child in with_dep(last.rights, *_TARGETS, "prep") if child.left_edge.i >= end]
    targets = targets[:1] or [child for child in with_dep(verb.rights, *_OBJECTS) if child.left_edge.i >= end][:1]
    if not targets:
        return None
    charges = (child for child in with_dep(verb.rights, "prep") if child.i > targets[0].i)
    stop = targets[0].right_edge.i + 1
    for charge in charges:
        if charge.left_edge.i == stop and charge.lower_ in ("for", "over", "as"):
            stop = charge.right_edge.i + 1
    return end, min(stop, sentence.end)


def _parted(verb: Token, particle: str) -> tuple[Range, Range] | None:
    """The idiom around its object: 'laughed | the offer | off'."""
    noun = next(with_dep(verb.rights, "dobj"), None)
    if noun is None or noun.left_edge.i != verb.i + 1:
        return None
    after = noun.right_edge.i + (noun.right_edge.lower_ != particle)
    near = after < len(verb.doc) and verb.doc[after].lower_ == particle and after > noun.i
    near = near and verb.doc[after].dep_ != "prep"
    judged = near and after + 1 < len(verb.doc) and verb.doc[after + 1].lower_ == "as"
    return ((verb.i, verb.i + 1), (noun.left_edge.i, after)) if near and not judged else None
