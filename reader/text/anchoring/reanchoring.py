"""Finds an anchor's words in another version: through the alignment, else by the words and their context."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import islice

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from reader.model.annotation import Anchor, AnchorState, Placement
from reader.model.span import Span
from reader.text.anchoring.alignment import REACH, Alignment, reach_back, reach_on
from reader.text.anchoring.quote_selector import occurrences, seek
from reader.text.anchoring.surrounding_quotes import SurroundingQuotes

SIMILAR = 0.8
"""The least similarity (share of common code points) at which changed words are offered."""
_ALIKE = 0.6
"""The least mean similarity of the context at which equal words count as the same."""
_LEAST_ALIKE = 0.4
"""The least similarity of the context on each side."""
_AROUND = 64
"""The context that is compared, in code points on each side."""
_TELLING = 20
"""Words of at least this many code points that are unique in a text are recognised without context."""
_NAMING = 12
"""Words of at least this many code points are offered in any context if they are similar."""
_MARGIN = 8
"""The lead, in equal code points of context, that one of several places needs."""
_MOST_PLACES = 200
"""The most occurrences of the same words that are compared."""
_MOST_READ = 20_000
"""The most code points of text that are searched for similar words."""
_ORPHAN = Placement(AnchorState.ORPHAN, None)
_WORD = re.compile(r"\w+")


class Placer:
    """Finds the anchors of one version in another."""

    def __init__(self, old: str, new: str) -> None:
        self._old = old
        self._new = new
        self._alignment = Alignment(old, new)
        self._quotes = SurroundingQuotes(old)
        self._new_quotes = SurroundingQuotes(new)

    def place(self, anchor: Anchor) -> Placement:
        """Return where an anchor's words are now.

        They are exact or moved if they stand unchanged where the alignment maps them, or at the only place that
        their context fits, with the same quotation marks around them. Otherwise words that are similar enough
        (`SIMILAR`) count as changed, and the rest as orphans.
        """
        span = anchor.span
        if span.end > len(self._old) or span.of(self._old) != anchor.exact:
            # The annotation was imported, and its words were never in the old text.
            sought = seek(self._new, anchor.exact, anchor.prefix, anchor.suffix)
            return _ORPHAN if sought.span is None or len(anchor.exact) < _NAMING else sought
        aligned = self._alignment.image(span)
        found = self._by_surroundings(span) if aligned is None else aligned
        if found is None:
            like = self._like(span)
            return _ORPHAN if like is None else Placement(AnchorState.CHANGED, like)
        is_clear = aligned is None or self._is_clear(span, found, *self._rivals(span))
        if not is_clear or not self._stands_alike(span, found):
            return Placement(AnchorState.CHANGED, found)
        return Placement(AnchorState.EXACT if found == span else AnchorState.MOVED, found)

    def _stands_alike(self, span: Span, place: Span) -> bool:
        """Return True if equal words have the same quotation marks and the same word boundaries around them."""
        ours, theirs = _touching(self._old, span), _touching(self._new, place)
        return ours == theirs and self._quotes.of(span) == self._new_quotes.of(place)

    # The same words

    def _by_surroundings(self, span: Span) -> Span | None:
        """Return the one unaligned occurrence of the same words that their context fits, or None.

        One in the gap where the words stood is preferred; others are rejected if that gap has similar words.
        """
        places, origins = self._rivals(span)
        gap = self._alignment.gap_around(span)
        here = [place for place in places if gap.new.covers(place)]
        found = self._clearest(span, here, places, [origin for origin in origins if gap.old.covers(origin)])
        if found is not None or not places:
            return found
        found = self._clearest(span, places, places, origins)
        return None if found is None or self._replaced(span, found) else found

    def _clearest(self, span: Span, here: list[Span], places: list[Span], origins: list[Span]) -> Span | None:
        """Return the candidate with the most equal context, if it is clearly the right one of all `places`."""
        best = max(here, key=lambda place: sum(self._reach(span, place)), default=None)
        if best is None or not self._is_clear(span, best, places, origins):
            return None
        is_telling = len(places) == 1 and not origins and len(span) >= _TELLING
        return best if is_telling or self._is_likely(span, best) else None

    def _is_clear(self, span: Span, place: Span, places: list[Span], origins: list[Span]) -> bool:
        """Return True if no other occurrence, in either text, could be meant just as well.

        Occurrences with less equal context on both sides, or in a different context, are ruled out.
        """
        back, on = self._reach(span, place)
        pairs = [(span, other) for other in places] + [(origin, place) for origin in origins]
        if back < min(REACH, span.start) or on < min(REACH, len(self._old) - span.end):
            pairs += [(span, other) for other in _with_context(self._new, self._old, span)]
            pairs += [(origin, place) for origin in _with_context(self._old, self._new, place)]
        for pair in pairs:
            if pair == (span, place):
                continue
            reach = self._reach(*pair)
            is_less = reach[0] <= back and reach[1] <= on and sum(reach) + _MARGIN <= back + on
            is_as_good = reach[0] >= back and reach[1] >= on
            if not is_less and (is_as_good or len(span) >= _TELLING or self._is_likely(*pair)):
                return False
        return True

    def _is_likely(self, span: Span, place: Span) -> bool:
        """Return True if the context of equal words is similar enough for them to be the same."""
        if sum(self._reach(span, place)) >= _AROUND:
            return True
        least, mean = self._resemblance(span, place)
        return mean >= _ALIKE and least >= _LEAST_ALIKE

    def _resemblance(self, span: Span, place: Span) -> tuple[float, float]:
        """Return the similarity of the context from 0 to 1: of the less similar side, and the mean."""
        ours, theirs = _around(self._old, span), _around(self._new, place)
        sides = [fuzz.ratio(a, b) / 100 for a, b in zip(ours, theirs, strict=True)]
        return min(sides), sum(sides) / 2

    def _rivals(self, span: Span) -> tuple[list[Span], list[Span]]:
        """Return the other, unaligned occurrences of the words, in the new text and in the old one."""
        exact = span.of(self._old)
        loose, lost = self._alignment.loose, self._alignment.lost
        places = [place for place in _places(self._new, exact, loose) if self._is_free(span, place.start)]
        origins = [origin for origin in _places(self._old, exact, lost) if origin != span]
        return places, origins

    def _is_free(self, span: Span, at: int) -> bool:
        ends = ((span.start, at), (span.end - 1, at + len(span) - 1))
        return all(self._alignment.origin(new) in (None, old) for old, new in ends)

    def _reach(self, span: Span, place: Span) -> tuple[int, int]:
        """Return the equal code points before and after equal words."""
        return (
            reach_back(self._old, self._new, span.start, place.start, REACH),
            reach_on(self._old, self._new, span.end, place.end, REACH),
        )

    def _replaced(self, span: Span, place: Span) -> bool:
        """True if similar text still stands at the old position, so an exact match elsewhere may be unrelated."""
        like = self._like(span)
        return like is not None and not like.overlaps(place)

    # Words like them

    def _like(self, span: Span) -> Span | None:
        """Return the words that replaced lost ones, if they are similar enough."""
        exact = span.of(self._old)
        for region in self._regions(span):
            found = _most_alike(exact, self._new, region)
            if found is not None and (len(span) >= _NAMING or self._resemblance(span, found)[1] >= _LEAST_ALIKE):
                return found
        return None

    def _regions(self, span: Span) -> Iterator[Span]:
        """Yield the regions to search: the gap where they stood, then unaligned text with most of their words."""
        gap = self._alignment.gap_around(span).new
        margin = len(span) + _AROUND
        aligned = Span(max(0, gap.start - margin), min(len(self._new), gap.end + margin))
        yield self._readable(aligned, span)
        words = set(_WORD.findall(span.of(self._old)))
        hits: Counter[int] = Counter()
        for word in words:
            places = self._words.get(word, ())
            if len(places) <= _MOST_PLACES:
                hits.update({place // _MOST_READ for place in places})
        for part, _ in hits.most_common(3):
            middle = [
                place for word in words for place in self._words.get(word, ()) if place // _MOST_READ == part
            ]
            yield self._readable(
                Span(max(0, min(middle) - margin), min(len(self._new), max(middle) + margin)), span
            )

    def _readable(self, region: Span, span: Span) -> Span:
        """Return the region, cut around the likely place to what is read at most."""
        most = max(_MOST_READ, 2 * len(span))
        if len(region) <= most:
            return region
        middle = min(max(self._alignment.near(span.start), region.start), region.end)
        start = max(region.start, min(middle - most // 2, region.end - most))
        return Span(start, min(region.end, start + most))

    @cached_property
    def _words(self) -> dict[str, list[int]]:
        """The offsets of each word in the unaligned parts of the new text."""
        found: dict[str, list[int]] = defaultdict(list)
        for loose in self._alignment.loose:
            for word in _WORD.finditer(self._new, loose.start, loose.end):
                found[word[0]].append(word.start())
        return found


def _around(text: str, span: Span) -> tuple[str, str]:
    return text[max(0, span.start - _AROUND) : span.start], text[span.end : span.end + _AROUND]


def _places(text: str, exact: str, stretches: Iterable[Span]) -> Iterator[Span]:
    """Yield occurrences that overlap the stretches, up to `_MOST_PLACES`."""
    size, count, at = len(exact), 0, -1
    for stretch in stretches:
        at = text.find(exact, max(at + 1, stretch.start - size + 1), stretch.end + size - 1)
        last = at
        while at >= 0 and count < _MOST_PLACES:
            yield Span(at, at + size)
            count, last = count + 1, at
            at = text.find(exact, at + 1, stretch.end + size - 1)
        at = last


def _with_context(text: str, other: str, span: Span) -> Iterator[Span]:
    """Yield where `text` has the words of a span of `other` with the same context on one side."""
    half = _AROUND // 2
    for start, end in ((max(0, span.start - half), span.end), (span.start, span.end + half)):
        for at in islice(occurrences(text, other[start:end]), _MOST_PLACES):
            yield span.shift(at - start)


def _touching(text: str, span: Span) -> tuple[bool, bool]:
    """Return whether the span begins, and whether it ends, inside a word."""
    before, after = text[max(0, span.start - 1) : span.start + 1], text[span.end - 1 : span.end + 1]
    return len(before) == 2 and before.isalnum(), len(after) == 2 and after.isalnum()


def _most_alike(exact: str, text: str, region: Span) -> Span | None:
    """Return the whole words of a region that are most similar to `exact`, if similar enough."""
    within = region.of(text)
    rough = fuzz.partial_ratio_alignment(exact, within, score_cutoff=100 * SIMILAR * 0.8)
    if rough is None or not within:
        return None
    slack = len(exact) // 4 + 8
    start = max(0, rough.dest_start - slack)
    window = within[start : rough.dest_end + slack]
    blocks = [block for block in Levenshtein.opcodes(exact, window).as_matching_blocks() if block.size]
    if not blocks:
        return None
    first, last = blocks[0], blocks[-1]
    words = [word.span() for word in re.finditer(r"\S+", window)]
    begin = max(0, first.b - first.a) if first.a <= slack else first.b
    end = min(len(window), last.b + last.size + len(exact) - last.a - last.size)
    best = max(
        (
            (fuzz.ratio(exact, window[a:b]) / 100, -abs(a - begin) - abs(b - end), a, b)
            for a, b in _edges(words, begin, end)
        ),
        default=None,
    )
    if best is None or best[0] < SIMILAR:
        return None
    offset = region.start + start
    return Span(offset + best[2], offset + best[3])


def _edges(words: list[tuple[int, int]], begin: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield pairs of a start and an end: those given, and nearby word boundaries."""
    yield begin, end
    first = bisect_left(words, (begin, 0))
    last = bisect_left([stop for _, stop in words], end)
    for start, _ in words[max(0, first - 2) : first + 2]:
        for _, stop in words[max(0, last - 2) : last + 2]:
            if start < stop:
                yield start, stop
