"""Alignment of two versions of a text: which stretches of one correspond to which of the other.

Identical sentences are paired first, along a longest common subsequence; repeated sentences are paired by their
context. Between paired sentences are gaps, whose words are compared on demand (`words_between`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from functools import cached_property

from rapidfuzz.distance import LCSseq

from reader.model.span import Span, gaps
from reader.model.values import value_class

Pair = tuple[int, int]
"""An index into the old sequence and one into the new."""

_CUT = re.compile(r"(?<![.!?…])[.!?…]++[\"'”’»)\]]*+\s+|(?<!\s)[^\S\n]*+\n\s*")
_WORD = re.compile(r"\w+(?:['’\-]\w+)*|\s+|.", re.DOTALL)
_MOST_CELLS = 40_000_000
"""The largest table of a longest common subsequence, in pairs (one bit each)."""
_MOST_SLID = 40
"""The number of sentences on each side that are searched for a repetition."""
_LONG = 32
"""A sentence of at least this many code points in both texts is no coincidence."""
_ENOUGH = 16
"""A shorter sentence needs this many equal code points around it."""
REACH = 1_000
"""The most code points around a sentence that are compared."""


@value_class(frozen=True, slots=True)
class MatchedRun:
    """A stretch that both texts share: its offset in each of them, and its length in code points."""

    old: int
    new: int
    length: int


@value_class(frozen=True, slots=True)
class Gap:
    """The spans between two neighbouring runs, in the old text and in the new one."""

    old: Span
    new: Span


class Alignment:
    """Maps offsets and spans of an old text to a new one."""

    def __init__(self, old: str, new: str) -> None:
        self.old = old
        self.new = new
        self.runs: tuple[MatchedRun, ...] = tuple(_runs(old, new))
        """In the order of the old text; they overlap in neither text."""
        self._starts = [run.old for run in self.runs]
        self._by_new = sorted(self.runs, key=lambda run: run.new)
        self._new_starts = [run.new for run in self._by_new]

    def image(self, span: Span) -> Span | None:
        """Return the span of the new text for one of the old, if a single run contains it."""
        index = bisect_right(self._starts, span.start) - 1
        run = self.runs[index] if index >= 0 else None
        if run is None or span.end > run.old + run.length:
            return None
        return span.shift(run.new - run.old)

    def origin(self, offset: int) -> int | None:
        """Return the old offset of a code point of the new text, if a run contains it."""
        index = bisect_right(self._new_starts, offset) - 1
        run = self._by_new[index] if index >= 0 else None
        return offset - run.new + run.old if run is not None and offset < run.new + run.length else None

    def near(self, offset: int) -> int:
        """Return the new offset for an old one, or the end of the nearest preceding text that is left."""
        index = bisect_right(self._starts, offset) - 1
        if index < 0:
            return min(offset, self.runs[0].new) if self.runs else min(offset, len(self.new))
        run = self.runs[index]
        inside = min(offset - run.old, run.length)
        place = run.new + inside
        return place + reach_on(self.old, self.new, run.old + inside, place, offset - run.old - inside)

    def gap_around(self, span: Span) -> Gap:
        """Return the gap from the run before a span of the old text to the run after it.

        If those runs are not in order in the new text, its side is empty and follows the first run.
        """
        first = bisect_right(self._starts, span.start) - 1
        while first >= 0 and self.runs[first].old + self.runs[first].length > span.start:
            first -= 1
        last = bisect_right(self._starts, max(span.start, span.end - 1))
        start, new_start = self._end_of(first)
        end, new_end = self._start_of(last)
        return Gap(Span(start, max(start, end)), Span(new_start, max(new_start, new_end)))

    @cached_property
    def loose(self) -> tuple[Span, ...]:
        """The parts of the new text outside all runs."""
        return tuple(gaps((Span(run.new, run.new + run.length) for run in self.runs), len(self.new)))

    @cached_property
    def lost(self) -> tuple[Span, ...]:
        """The parts of the old text outside all runs."""
        return tuple(gaps((Span(run.old, run.old + run.length) for run in self.runs), len(self.old)))

    def _end_of(self, index: int) -> Pair:
        if index < 0:
            return 0, 0
        run = self.runs[index]
        return run.old + run.length, run.new + run.length

    def _start_of(self, index: int) -> Pair:
        if index >= len(self.runs):
            return len(self.old), len(self.new)
        return self.runs[index].old, self.runs[index].new


def matched_words(old: str, new: str) -> list[MatchedRun]:
    """Return the runs of words, spaces and marks in a longest common subsequence of two texts."""
    ours, theirs = [*_WORD.finditer(old)], [*_WORD.finditer(new)]
    pairs = common_pairs([word[0] for word in ours], [word[0] for word in theirs])
    runs: list[MatchedRun] = []
    for i, k in pairs:
        start, at, length = ours[i].start(), theirs[k].start(), len(ours[i][0])
        last = runs[-1] if runs else None
        if last is not None and last.old + last.length == start and last.new + last.length == at:
            runs[-1] = MatchedRun(last.old, last.new, last.length + length)
        else:
            runs.append(MatchedRun(start, at, length))
    return runs


def common_pairs(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Pair]:
    """Return the index pairs of a longest common subsequence.

    If its table would be too large, items that are unique in both are paired first (Cohen's patience diff); what
    is still too large between them is left unpaired.
    """
    numbers: dict[Hashable, int] = {}
    ours = [numbers.setdefault(key, len(numbers)) for key in old]
    theirs = [numbers.setdefault(key, len(numbers)) for key in new]
    found: list[Pair] = []
    waiting = [(0, len(ours), 0, len(theirs))]
    while waiting:
        a, b, c, d = waiting.pop()
        while a < b and c < d and ours[a] == theirs[c]:
            found.append((a, c))
            a, c = a + 1, c + 1
        while a < b and c < d and ours[b - 1] == theirs[d - 1]:
            b, d = b - 1, d - 1
            found.append((b, d))
        if (b - a) * (d - c) <= _MOST_CELLS:
            blocks = LCSseq.opcodes(ours[a:b], theirs[c:d]).as_matching_blocks()
            found += [(a + block.a + n, c + block.b + n) for block in blocks for n in range(block.size)]
        else:
            waiting += _between_single(ours, theirs, (a, b, c, d), found)
    return sorted(found)


def _between_single(
    ours: list[int], theirs: list[int], part: tuple[int, int, int, int], found: list[Pair]
) -> Iterator[tuple[int, int, int, int]]:
    a, b, c, d = part
    counts, others = Counter(ours[a:b]), Counter(theirs[c:d])
    places = {key: k for k, key in enumerate(theirs[c:d], c) if others[key] == 1}
    single = [(i, places[key]) for i, key in enumerate(ours[a:b], a) if counts[key] == 1 and key in places]
    for i, k in _rising(single):
        found.append((i, k))
        yield a, i, c, k
        a, c = i + 1, k + 1
    if (a, c) != part[::2]:
        yield a, b, c, d


def _rising(pairs: list[Pair]) -> list[Pair]:
    """Return a longest increasing subsequence of the pairs, by their second number."""
    tops: list[int] = []
    best: list[int] = []
    before: list[int] = []
    for n, (_, k) in enumerate(pairs):
        at = bisect_right(tops, k)
        before.append(best[at - 1] if at else -1)
        tops[at : at + 1] = [k]
        best[at : at + 1] = [n]
    chosen: list[Pair] = []
    n = best[-1] if best else -1
    while n >= 0:
        chosen.append(pairs[n])
        n = before[n]
    return chosen[::-1]


def reach_back(old: str, new: str, i: int, k: int, most: int) -> int:
    """Count the equal code points before `i` and `k`, up to `most`."""
    return _longest(min(i, k, most), lambda n: old[i - n : i] == new[k - n : k])


def reach_on(old: str, new: str, i: int, k: int, most: int) -> int:
    """Count the equal code points from `i` and `k` on, up to `most`."""
    return _longest(min(len(old) - i, len(new) - k, most), lambda n: old[i : i + n] == new[k : k + n])


def _longest(most: int, holds: Callable[[int], bool]) -> int:
    """Return the largest number up to `most` for which `holds` is true, by bisection; `holds` is monotonic."""
    if holds(most):
        return most
    least = 0
    while most - least > 1:
        middle = (least + most) // 2
        least, most = (middle, most) if holds(middle) else (least, middle)
    return least


def _pieces(text: str) -> list[Span]:
    pieces, at = [], 0
    for cut in _CUT.finditer(text):
        end = cut.start() + len(cut[0].rstrip())
        if end > at:
            pieces.append(Span(at, end))
        at = cut.end()
    end = at + len(text[at:].rstrip())
    return [*pieces, Span(at, end)] if end > at else pieces


@value_class(frozen=True, slots=True)
class _Sides:
    """Two texts split into sentences."""

    old: str
    new: str
    ours: list[Span]
    theirs: list[Span]

    def agreement(self, pair: Pair) -> int:
        """Count the equal code points around two equal sentences."""
        ours, theirs = self.ours[pair[0]], self.theirs[pair[1]]
        before = reach_back(self.old, self.new, ours.start, theirs.start, REACH)
        return before + reach_on(self.old, self.new, ours.end, theirs.end, REACH)


def _runs(old: str, new: str) -> Iterator[MatchedRun]:
    sides = _Sides(old, new, _pieces(old), _pieces(new))
    last: MatchedRun | None = None
    for i, k in _pairs(sides):
        piece, at = sides.ours[i], sides.theirs[k].start
        if last is not None:
            end, new_end = last.old + last.length, last.new + last.length
            if new_end <= at and old[end : piece.start] == new[new_end:at]:
                last = MatchedRun(last.old, last.new, piece.end - last.old)
                continue
            yield last
        last = MatchedRun(piece.start, at, len(piece))
    if last is not None:
        yield last


def _pairs(sides: _Sides) -> list[Pair]:
    """Pair equal sentences in order, repeated ones by context, without isolated short ones."""
    keys = [piece.of(sides.old) for piece in sides.ours]
    others = [piece.of(sides.new) for piece in sides.theirs]
    pairs = common_pairs(keys, others)
    for backward in (True, False):
        _slide(sides, keys, others, pairs, backward=backward)
    known = set(pairs)
    return [pair for pair in pairs if _is_sure(sides, pair, known)]


def _slide(sides: _Sides, keys: list[str], others: list[str], pairs: list[Pair], *, backward: bool) -> None:
    """Where an unpaired repetition stands near a pair, keep the pair with the most equal context."""
    for at in range(len(pairs) - 1, -1, -1) if backward else range(len(pairs)):
        i, k = pairs[at]
        before = pairs[at - 1] if at else (-1, -1)
        after = pairs[at + 1] if at + 1 < len(pairs) else (len(keys), len(others))
        if after[0] - before[0] == 2 and after[1] - before[1] == 2:
            continue
        ours = [n for n in _near(i, before[0], after[0]) if keys[n] == keys[i]]
        theirs = [n for n in _near(k, before[1], after[1]) if others[n] == keys[i]]
        if len(ours) * len(theirs) > 1:
            pairs[at] = max(((n, m) for n in ours for m in theirs), key=sides.agreement)


def _near(index: int, before: int, after: int) -> range:
    return range(max(before + 1, index - _MOST_SLID), min(after, index + _MOST_SLID))


def _is_sure(sides: _Sides, pair: Pair, pairs: set[Pair]) -> bool:
    """Return True if two equal sentences, by length or context, are no coincidence."""
    i, k = pair
    return (
        len(sides.ours[i]) >= _LONG
        or (i - 1, k - 1) in pairs
        or (i + 1, k + 1) in pairs
        or sides.agreement(pair) >= _ENOUGH
    )
