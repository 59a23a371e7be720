"""Rules for what is reported in the article's own words: clauses, objects and 'according to'."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from spacy.tokens import Token

from reader.analysis.chains import reporter
from reader.analysis.clauses import phrase
from reader.analysis.cues import Cue, cue_words, speaker
from reader.analysis.drafts import Draft, merged
from reader.analysis.lexicon import verb_frames, word_set
from reader.analysis.passage import Frame, Passage
from reader.analysis.rules_quoted import reported
from reader.model.span import Span, Spans

_TRAILING = frozenset(("advcl", "ccomp", "conj"))
_MARKS = word_set("trailing-marks")
_OBJECTS = frozenset(("dobj", "oprd", "prep", "xcomp", "ccomp", "pcomp", "attr", "acomp"))
_STOPS = frozenset((",", ".", ";", "—", "–", "-", ":", "!", "?", ")"))

Range = tuple[int, int]


def clause_drafts(passage: Passage, frame: Frame, cues: Sequence[Cue], used: set[int]) -> Iterable[Draft]:
    """The statements of the cues that report no quotation of their own, outer ones first."""
    passing = {other.verb.i for cue in cues if (other := reporter(passage, cue, cues))}
    for cue in cues:
        if cue.verb.i in used or cue.verb.i in passing:
            continue
        found = _report(passage, frame, cue, cues)
        if found is not None:
            ranges, rule, confidence = found
            content = spans_of(passage, ranges)
            if content:
                yield reported(passage, cue, cues, content, rule, confidence)


def phrase_drafts(passage: Passage, frame: Frame) -> Iterable[Draft]:
    """The statements that 'according to' reports: the rest of the sentence."""
    doc = passage.doc
    for start, end in cue_words(passage, frame):
        noun = next((child for child in doc[end - 1].children if child.dep_ in ("pobj", "nsubj")), None)
        if noun is None or not passage.outside(noun):
            continue
        _, right = phrase(noun, passage.inside)
        right = max(right, end + 1)
        ranges = [part for part in ((frame.start, start), (right, frame.end)) if passage.has_words(*part)]
        if start > frame.start and len(ranges) == 2 and not doc[right].is_punct:
            ranges = ranges[:1]
        content = spans_of(passage, ranges)
        if content:
            yield Draft(content, (passage.span(start, end),), (speaker(passage, noun),), "according-to", 0.9)


def _report(
    passage: Passage, frame: Frame, cue: Cue, cues: Sequence[Cue]
) -> tuple[list[Range], str, float] | None:
    if "c" in cue.frames and (found := _clause(passage, frame, cue)):
        return [found], "cue-clause", 0.9
    if "x" in cue.frames and (found := _infinitive(passage, frame, cue)):
        return [found], "cue-infinitive", 0.75
    if "p" in cue.frames and (ranges := _parenthesis(passage, frame, cue, cues)):
        return ranges, "clause-cue", 0.9
    if found := _object(passage, frame, cue, cues):
        return [found], "cue-object", 0.7 if "o" in cue.frames else 0.6
    return None


def _clause(passage: Passage, frame: Frame, cue: Cue) -> Range | None:
    """The clause after the verb: 'said (that) …'."""
    below = [child for child in cue.verb.rights if child.dep_ == "ccomp" and child.left_edge.i > cue.verb.i]
    if not below:
        return None
    end = _right_end(cue.verb, below[0])
    return _bounded(passage, frame, cue, _without_that(passage, below[0].left_edge.i), end)


def _infinitive(passage: Passage, frame: Frame, cue: Cue) -> Range | None:
    """The to-clause after the verb: 'promised to …'."""
    if cue.subject is None:
        return None
    for child in cue.verb.rights:
        if child.dep_ in ("xcomp", "ccomp") and any(
            word.lower_ == "to" and word.dep_ == "aux" for word in child.lefts
        ):
            return _bounded(passage, frame, cue, child.left_edge.i, _right_end(cue.verb, child))
    return None


def _object(passage: Passage, frame: Frame, cue: Cue, cues: Sequence[Cue]) -> Range | None:
    """What the verb acts on: 'praised …', 'described … as …'; for a verb of saying only where it is quoted."""
    below = [child for child in cue.verb.rights if child.dep_ in _OBJECTS and not _names_the_company(child)]
    if not below or cue.subject is None:
        return None
    start, end = below[0].left_edge.i, max(child.right_edge.i for child in below) + 1
    bounded = _bounded(passage, frame, cue, start, end)
    if bounded is None or "o" in cue.frames:
        return bounded and _without_next(passage, *bounded)
    if any(start < other.verb.i < end for other in cues):
        return None
    woven = any(passage.inside[token] >= 0 for token in range(*bounded))
    return bounded if woven and "q" in cue.frames else None


def _names_the_company(child: Token) -> bool:
    """'talked with a friend', 'spoke in Oslo': whom or where, not what."""
    return child.dep_ == "prep" and child.head.lemma_ in ("talk", "speak") and child.lower_ not in ("about", "of")


def _without_next(passage: Passage, start: int, end: int) -> Range:
    """The range up to a further thing that is done: 'called it absurd | and thanked them'."""
    for token in passage.doc[start:end]:
        joined = (
            token.dep_ == "conj" and token.tag_ in ("VBD", "VBZ", "VBP") and token.head.pos_ not in ("VERB", "AUX")
        )
        if joined and passage.outside(token):
            cut = next((t.i for t in reversed(passage.doc[start : token.i]) if t.dep_ == "cc"), token.i)
            return (start, cut) if cut > start else (start, end)
    return start, end


def _parenthesis(passage: Passage, frame: Frame, cue: Cue, cues: Sequence[Cue]) -> list[Range] | None:
    """The sentence that the cue stands at the end of, or inside: '…, she said', '…, she said, …'."""
    doc = passage.doc
    if (
        cue.subject is None
        or cue.start <= frame.start + 1
        or doc[cue.start - 1].text not in (",", '"', "—", "–", "-")
    ):
        return None
    outer = reporter(passage, cue, cues)
    end = outer.end if outer else cue.end
    start = max(
        [
            frame.start,
            *[
                other.end
                for other in cues
                if other.end < cue.start and other.words[1] < cue.start - 2 and _leads(other, cue)
            ],
        ]
    )
    left = (start, cue.start - 1)
    if not any(token.pos_ in ("VERB", "AUX") for token in doc[slice(*left)]):
        return None
    rest = (end, frame.end)
    if end < frame.end and doc[end].text not in _STOPS and any(t.dep_ == "ccomp" for t in cue.verb.rights):
        return None
    if end < frame.end and doc[end].text == "," and _hangs_left(list(doc[end + 1 : frame.end]), left, cues):
        return [left, rest]
    return [left]


def _leads(other: Cue, cue: Cue) -> bool:
    """Whether an earlier verb reports beside this one rather than inside what this one reports."""
    return other.verb.i == cue.verb.head.i and other.verb.dep_ == "ROOT" and other.subject is not None


def _hangs_left(rest: Sequence[Token], left: Range, cues: Sequence[Cue]) -> bool:
    numbers = {token.i for token in rest}
    if not numbers or any(cue.verb.i in numbers for cue in cues):
        return False
    tops = [token for token in rest if token.head.i not in numbers and not token.is_punct]
    return bool(tops) and all(left[0] <= token.head.i < left[1] for token in tops)


def _right_end(verb: Token, clause: Token) -> int:
    """Where a clause ends, with the clauses of time, cause and condition that trail behind it."""
    end = clause.right_edge.i + 1
    for child in verb.rights:
        if child.i > clause.i and child.dep_ in _TRAILING and child.left_edge.lower_ in _MARKS:
            end = max(end, child.right_edge.i + 1)
    return end


def _bounded(passage: Passage, frame: Frame, cue: Cue, start: int, end: int) -> Range | None:
    """The range kept inside its frame, behind its cue, and before the next report that follows on its own."""
    start, end = max(start, cue.words[1], frame.start), min(end, frame.end)
    for number in range(start + 1, end):
        token = passage.doc[number]
        if passage.outside(token) and _reports_anew(token):
            end = number
            break
    return (start, end) if end > start else None


def _reports_anew(token: Token) -> bool:
    """', adding that …', 'and said …': a plain verb of saying right after a comma or 'and', without a subject."""
    before = token.nbor(-1)
    if token.pos_ != "VERB" or "p" not in verb_frames().get(token.lemma_, ""):
        return False
    if before.text not in (",", "and") or any(child.dep_ == "nsubj" for child in token.children):
        return False
    return token.tag_ in ("VBG", "VBD") and token.dep_ in ("advcl", "conj", "acl")


def _without_that(passage: Passage, start: int) -> int:
    doc = passage.doc
    return start + 1 if doc[start].lower_ == "that" and start + 1 < len(doc) else start


def spans_of(passage: Passage, ranges: Iterable[Range]) -> Spans:
    """The ranges as spans: no loose marks at their edges, and each quotation they touch held whole."""
    found = []
    for start, end in ranges:
        trimmed = _trimmed(passage, start, end)
        if trimmed is not None:
            found.append(trimmed)
    return merged(tuple(found))


def _trimmed(passage: Passage, start: int, end: int) -> Span | None:
    doc, inside = passage.doc, passage.inside
    while (
        start < end
        and inside[start] < 0
        and (doc[start].is_punct or doc[start].is_space)
        and doc[start].text != "("
    ):
        start += 1
    while (
        end > start
        and inside[end - 1] < 0
        and (doc[end - 1].is_punct or doc[end - 1].is_space or doc[end - 1].dep_ == "cc")
    ):
        if doc[end - 1].text == ")":
            break
        end -= 1
    if start >= end:
        return None
    first, last = inside[start], inside[end - 1]
    begin = passage.quotes[first].span.start if first >= 0 else passage.start_of(start)
    finish = passage.quotes[last].span.end if last >= 0 else passage.end_of(end - 1)
    return Span(begin, finish) if begin < finish else None
