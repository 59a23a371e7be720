"""Sentence boundaries by punctuation, its context and a list of abbreviations.

It uses no model, so that the caret moves by sentences in every article, analysed or not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from reader.model.document import Block
from reader.model.span import Span
from reader.text.layout.graphemes import grapheme_end, grapheme_start

STRETCH = 20_000
"""Blocks of more code points are split at spaces into parts."""
NEAR = 60
"""The code points after a quotation in which its speaker may be named."""


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_CLOSING = "\"'”’»)\\]"
_END = re.compile(rf"(?<![.!?…])[.!?…]++[{_CLOSING}]*+(?=\s)|[。！？]+[」』”’）]*")
_NEXT_WORD = re.compile(r"[\s\"'“‘„«(\[–—-]*(\w+)?")
_LAST_WORD = re.compile(r"(?<![\w.'’&-])[\w.'’&-]++\Z")
_INITIALS = re.compile(r"(?:\w\.)*\w")
_CAPITALS = _words(
    "mr mrs ms mx dr prof st sen rep gov gen col lt sgt capt maj cmdr adm cpl pvt pres rev hon fr sr jr supt insp"
    " messrs mme mlle dept univ corp inc ltd co bros assn ave blvd rd mt ft"
    " jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thur thurs fri sat sun"
)
"""Abbreviations if they begin with a capital."""
_NUMBERED = _words("no nos fig figs vol pp p art sec ch")
"""Abbreviations before a number."""
_ALWAYS = _words("vs etc eg ie cf ca al approx est viz e.g i.e a.m p.m ph.d u.s u.k u.n e.u d.c")
_MAY_END_ONE = _words("etc al jr sr inc ltd co corp bros u.s u.k u.n e.u d.c a.m p.m ph.d")
"""Abbreviations after which a sentence often ends."""
_OPENERS = _words(
    "the a an this that these those it he she they we i you but and in on at as for when while if after before"
    " according however meanwhile there his her their its our my what who why how some many most"
)
"""Words that, capitalised after an abbreviation, usually begin a sentence."""
_REPORTS = re.compile(
    r"\b(?:sa(?:id|ys|ying)|ask(?:ed|s|ing)|add(?:ed|s)|t(?:old|ells)|wr(?:ote|ites)|repl(?:ied|ies)"
    r"|cr(?:ied|ies)|shout(?:ed|s)|declared|exclaimed|demanded|quipped|tweeted|posted|read)\b"
)


class Sentences:
    """The sentences of one text, found on demand, block by block."""

    def __init__(self, text: str, blocks: Sequence[Block]) -> None:
        self._text = text
        self._blocks = blocks
        self._found: dict[int, tuple[Span, ...]] = {}

    def of_block(self, index: int, near: int) -> tuple[Span, ...]:
        """Return the sentences of a block, or of the part of a very long block around `near`."""
        block = self._blocks[index].span
        stretch = block
        if len(block) > STRETCH:
            stretch = next(part for part in _parts(self._text, block) if near < part.end or part.end == block.end)
        found = self._found.get(stretch.start)
        if found is None:
            found = self._found[stretch.start] = tuple(sentences_in(self._text, stretch))
        return found


def sentences_in(text: str, span: Span) -> Iterator[Span]:
    """Yield the sentences of a span of running text, in order, without the white space between them."""
    start = span.start
    for match in _END.finditer(text, span.start, span.end):
        if match.end() <= start or not _ends(text, match, span.end):
            continue
        end = min(grapheme_end(text, match.end() - 1), span.end)
        yield from _trimmed(text, start, end)
        start = end
    yield from _trimmed(text, start, span.end)


def _ends(text: str, match: re.Match[str], limit: int) -> bool:
    marks = match[0]
    if marks[0] in "。！？":
        return True
    following = _NEXT_WORD.match(text, match.end(), limit)
    word = following[1] if following else None
    if word is not None and word[0].islower():
        return False
    if marks == ".":
        return not _abbreviated(text, match.start(), word)
    closed = marks[-1] in "\"'”’»"
    return not (closed and marks[0] in "!?" and _is_reported(text, match.end(), limit))


def _abbreviated(text: str, dot: int, word: str | None) -> bool:
    """Return True if the full stop at `dot` belongs to an abbreviation or an initial and ends no sentence."""
    before = _LAST_WORD.search(text[max(0, dot - 24) : dot])
    last = (before[0] if before else "").strip("'’-")
    lower = last.lower()
    if word is not None and word[0].isdigit() and lower in _NUMBERED:
        return True
    known = lower in _ALWAYS or (lower in _CAPITALS and last[:1].isupper())
    initials = _INITIALS.fullmatch(last) is not None and last[:1].isupper() and last != "I"
    if word is None or not (known or initials):
        return False
    may_end = lower in _MAY_END_ONE or "." in last
    return not (may_end and (word.lower() in _OPENERS or word[0].isdigit()))


def _is_reported(text: str, end: int, limit: int) -> bool:
    """Return True if a cue follows a quoted question or exclamation in the same sentence."""
    rest = re.split(r"[.!?\n“\"]", text[end : min(end + NEAR, limit)].lstrip(), maxsplit=1)[0]
    return _REPORTS.search(rest) is not None


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    first = start
    while start < end and text[start].isspace():
        start += 1
    # A mark may stand on the last space.
    start = max(first, grapheme_start(text, start)) if start < end else start
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield Span(start, end)


@lru_cache(maxsize=4)
def _parts(text: str, block: Span) -> tuple[Span, ...]:
    parts, start = [], block.start
    while block.end - start > STRETCH:
        space = text.rfind(" ", start + STRETCH // 2, start + STRETCH)
        cut = space + 1 if space >= 0 else start + STRETCH
        parts.append(Span(start, cut))
        start = cut
    return (*parts, Span(start, block.end))
