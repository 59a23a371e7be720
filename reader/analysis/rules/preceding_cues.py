"""Who speaks at a cue before a quotation, where word order tells more than the parser."""

from __future__ import annotations

from collections.abc import Sequence

from reader.analysis.clauses.cues import Cue, speaker_of
from reader.analysis.clauses.syntax import with_dep
from reader.analysis.drafts import Speaker
from reader.analysis.passage import Passage, Sentence
from reader.analysis.rules.adjacent_speakers import (
    before_brackets,
    follows_clause,
    main_subject,
    named_before,
    speaking_subject,
)
from reader.analysis.rules.positional_cues import is_plain

_MAX_STEPS = 8


def speaker_before(sentence: Sentence, cue: Cue, cues: Sequence[Cue]) -> Speaker | None:
    """The speaker by word order, where that is surer than the subject that the parser gives."""
    passage = sentence.passage
    outer = resumed_report(sentence, cue, cues)
    if outer is not None and outer.subject is not None:
        return speaker_of(passage, outer.subject)
    if cue.subject is None and cue.verb.tag_ == "VBN" and cue.verb.dep_ == "acl":
        return None
    near = named_before(passage, cue.words[0], sentence.start)
    if cue.verb.tag_ == "VBG" and follows_clause(passage, cue.words[0]):
        return _of_main_clause(passage, cue, cues)
    if cue.subject is None:
        return near or _shared(passage, cue, cues)
    found = speaker_of(passage, cue.subject)
    if near is not None and not found.start <= near.head < found.end:
        return near
    named = before_brackets(found)
    return named if named is not found else None


def enclosing_report(cue: Cue, cues: Sequence[Cue]) -> Cue | None:
    """The cue whose reported clause this cue is in: 'she | said that he called it "absurd"'."""
    outer = {other.verb.i: other for other in cues if "c" in other.frames and other.subject is not None}
    below = cue.verb
    for _ in range(_MAX_STEPS):
        above = below.head
        if above.i == below.i:
            return None
        if below.dep_ == "ccomp" and above.i in outer and above.i < below.i:
            return outer[above.i]
        below = above
    return None


def resumed_report(sentence: Sentence, cue: Cue, cues: Sequence[Cue]) -> Cue | None:
    """The report that a cue resumes though it is parsed inside it: 'He | said it rained and added: "…"'."""
    doc = sentence.passage.doc
    first = cue.words[0] - 1
    while first > sentence.start and doc[first].pos_ == "ADV":
        first -= 1
    if (
        any(with_dep(cue.verb.children, "nsubj"))
        or not is_plain(cue.verb)
        or doc[first].lower_ not in ("and", "but")
    ):
        return None
    outer = enclosing_report(cue, cues)
    return outer if outer is not None and outer.verb.tag_ == cue.verb.tag_ else None


def _of_main_clause(passage: Passage, cue: Cue, cues: Sequence[Cue]) -> Speaker | None:
    """The subject of the sentence: '| She walked off, saying: "…"'."""
    subject = speaking_subject(passage, cue.verb.sent.root)
    if subject is not None:
        return speaker_of(passage, subject)
    return None if cue.subject is not None else _shared(passage, cue, cues)


def _shared(passage: Passage, cue: Cue, cues: Sequence[Cue]) -> Speaker | None:
    """The speaker of an earlier cue: '…, | she said, adding: "…"'."""
    earlier = [c.subject for c in cues if c.verb.i < cue.verb.i and c.subject is not None and c.can_quote]
    subject = earlier[-1] if earlier else main_subject(passage, cue.verb)
    return speaker_of(passage, subject) if subject is not None else None
