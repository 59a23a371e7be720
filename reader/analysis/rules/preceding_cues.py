"""Who speaks in a cue that leads up to a quotation, where its place says more than the parse."""

from __future__ import annotations

from collections.abc import Sequence

from reader.analysis.clauses.cues import Cue, may_speak, speaker
from reader.analysis.drafts import Speaker
from reader.analysis.passage import Passage, Sentence
from reader.analysis.rules.adjacent_speakers import hangs_behind, main_subject, named_before, widened
from reader.analysis.rules.positional_cues import is_plain

_STEPS = 8


def speaker_before(passage: Passage, sentence: Sentence, cue: Cue, cues: Sequence[Cue]) -> Speaker | None:
    """The speaker by place, where that is surer than the subject that the parse gives."""
    goes_on = resumed(passage, sentence, cue, cues)
    if goes_on is not None and goes_on.subject is not None:
        return speaker(passage, goes_on.subject)
    near = named_before(passage, cue.words[0], sentence.start)
    if cue.verb.tag_ == "VBG" and hangs_behind(passage, cue.words[0]):
        return _of_main_clause(passage, cue, cues)
    if cue.subject is None:
        return near or _borrowed(passage, cue, cues)
    found = speaker(passage, cue.subject)
    if near is not None and not found.start <= near.head < found.end:
        return near
    wider = widened(passage, found)
    return wider if wider is not found else None


def around(cue: Cue, cues: Sequence[Cue]) -> Cue | None:
    """The cue that reports the clause which this one stands in: 'she said that he called it "absurd"'."""
    outer = {other.verb.i: other for other in cues if "c" in other.frames and other.subject is not None}
    below = cue.verb
    for _ in range(_STEPS):
        above = below.head
        if above.i == below.i:
            return None
        if below.dep_ == "ccomp" and above.i in outer and above.i < below.i:
            return outer[above.i]
        below = above
    return None


def resumed(passage: Passage, sentence: Sentence, cue: Cue, cues: Sequence[Cue]) -> Cue | None:
    """The report that a cue only seems to stand in, as 'and' resumes it: 'He said it rained and added: "…"'."""
    first = cue.words[0] - 1
    while first > sentence.start and passage.doc[first].pos_ == "ADV":
        first -= 1
    own = any(child.dep_ == "nsubj" for child in cue.verb.children)
    if own or not is_plain(cue.verb) or passage.doc[first].lower_ not in ("and", "but"):
        return None
    outer = around(cue, cues)
    return outer if outer is not None and outer.verb.tag_ == cue.verb.tag_ else None


def _of_main_clause(passage: Passage, cue: Cue, cues: Sequence[Cue]) -> Speaker | None:
    """Who does what the sentence says, as in 'She walked off, saying: "…"'."""
    for child in cue.verb.sent.root.lefts:
        if child.dep_ in ("nsubj", "nsubjpass") and passage.outside(child) and may_speak(child):
            return speaker(passage, child)
    return None if cue.subject is not None else _borrowed(passage, cue, cues)


def _borrowed(passage: Passage, cue: Cue, cues: Sequence[Cue]) -> Speaker | None:
    """Who speaks in a cue that shares its subject: '…, she said, adding: "…"'."""
    earlier = [c for c in cues if c.verb.i < cue.verb.i and c.subject is not None and c.can_quote]
    subject = earlier[-1].subject if earlier else main_subject(passage, cue.verb)
    return speaker(passage, subject) if subject is not None else None
