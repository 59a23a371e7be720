"""Two versions of a text laid side by side: which stretches of the one are which of the other.

Sentences that are the same to the letter are paired first: along a longest common subsequence, so in order, and
where the same sentence stands several times by what stands around each. What lies between paired sentences are
gaps, in which words are compared when somebody asks (`words_between`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from functools import cached_property

from rapidfuzz.distance import LCSseq

from reader.model.span import Span
from reader.model.values import value_class

Pair = tuple[int, int]
"""An index into the old sequence and one into the new."""

_CUT = re.compile(r"[.!?…]+[\"'”’»)\]]*\s+|\s*\n\s*")
_WORD = re.compile(r"\w+(?:['’\-]\w+)*|\s+|.", re.DOTALL)
_MOST_CELLS = 40_000_000
"""How many pairs a table of a longest common subsequence may hold: a bit each."""
_MOST_SLID = 40
"""How many sentences to either side are looked through for the same one again."""
_LONG = 32
"""From how many code points on a sentence that stands in both texts is not there by chance."""
_ENOUGH = 16
"""How many equal code points around a shorter one show that it is the same."""
REACH = 1_000
"""How far around a sentence two texts are compared, in code points."""


@value_class(frozen=True, slots=True)
class Run:
    """A stretch that both texts have: its place in the old one, in the new one, and its code points."""

    old: int
    new: int
    length: int


@value_class(frozen=True, slots=True)
class Gap:
    """What stands between two neighbouring runs of the old text, and between them in the new one."""

    old: Span
    new: Span


class Alignment:
    """Pairs the sentences of two texts, and answers where a place of the one is in the other."""

    def __init__(self, old: str, new: str) -> None:
        self.old = old
        self.new = new
        self.runs: tuple[Run, ...] = tuple(_runs(old, new))
        """In the order of the old text, and without overlaps in either."""
        self._starts = [run.old for run in self.runs]
        self._by_new = sorted(self.runs, key=lambda run: run.new)
        self._new_starts = [run.new for run in self._by_new]

    def image(self, span: Span) -> Span | None:
        """Where a span of the old text is in the new one, if one run holds it."""
        run = self._run_at(span.start)
        if run is None or span.end > run.old + run.length:
            return None
        return span.shift(run.new - run.old)

    def origin(self, offset: int) -> int | None:
        """Where the code point at an offset of the new text was in the old one, if a run holds it."""
        index = bisect_right(self._new_starts, offset) - 1
        run = self._by_new[index] if index >= 0 else None
        return offset - run.new + run.old if run is not None and offset < run.new + run.length else None

    def near(self, offset: int) -> int:
        """The place in the new text for one in the old: its own, or the end of what still stands before it."""
        index = bisect_right(self._starts, offset) - 1
        if index < 0:
            return min(offset, self.runs[0].new) if self.runs else min(offset, len(self.new))
        run = self.runs[index]
        inside = min(offset - run.old, run.length)
        place = run.new + inside
        return place + reach_on(self.old, self.new, run.old + inside, place, offset - run.old - inside)

    def gap_around(self, span: Span) -> Gap:
        """From the run before a span of the old text to the run after it, in both texts.

        Where those two runs are not in order in the new text, its part is empty and lies behind the first.
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
        """The stretches of the new text that no run holds."""
        return _between([Span(run.new, run.new + run.length) for run in self._by_new], len(self.new))

    @cached_property
    def lost(self) -> tuple[Span, ...]:
        """The stretches of the old text that no run holds."""
        return _between([Span(run.old, run.old + run.length) for run in self.runs], len(self.old))

    def _run_at(self, offset: int) -> Run | None:
        index = bisect_right(self._starts, offset) - 1
        return self.runs[index] if index >= 0 else None

    def _end_of(self, index: int) -> Pair:
        if index < 0:
            return 0, 0
        run = self.runs[index]
        return run.old + run.length, run.new + run.length

    def _start_of(self, index: int) -> Pair:
        if index >= len(self.runs):
            return len(self.old), len(self.new)
        return self.runs[index].old, self.runs[index].new


def words_between(old: str, new: str) -> list[Run]:
    """The runs of words, spaces and marks that two stretches have in common, along a longest subsequence."""
    ours, theirs = [*_WORD.finditer(old)], [*_WORD.finditer(new)]
    pairs = common([word[0] for word in ours], [word[0] for word in theirs])
    runs: list[Run] = []
    for i, k in pairs:
        start, at, length = ours[i].start(), theirs[k].start(), len(ours[i][0])
        last = runs[-1] if runs else None
        if last is not None and last.old + last.length == start and last.new + last.length == at:
            runs[-1] = Run(last.old, last.new, last.length + length)
        else:
            runs.append(Run(start, at, length))
    return runs


def common(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Pair]:
    """The pairs of a longest common subsequence.

    Where the table for it would be too large, what stands once in both is paired first (Cohen's patience), and
    what lies between is given up where that does not help.
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
    """A longest choice of pairs whose second numbers rise as the first do."""
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
    """How many code points before `i` and `k` are the same in both texts, `most` at most."""
    return _longest(min(i, k, most), lambda n: old[i - n : i] == new[k - n : k])


def reach_on(old: str, new: str, i: int, k: int, most: int) -> int:
    """How many code points from `i` and `k` on are the same in both texts, `most` at most."""
    return _longest(min(len(old) - i, len(new) - k, most), lambda n: old[i : i + n] == new[k : k + n])


def _longest(most: int, holds: Callable[[int], bool]) -> int:
    """The largest number up to `most` that holds, where with each number all smaller ones hold."""
    if holds(most):
        return most
    least = 0
    while most - least > 1:
        middle = (least + most) // 2
        least, most = (middle, most) if holds(middle) else (least, middle)
    return least


def _between(spans: Iterable[Span], length: int) -> tuple[Span, ...]:
    found, at = [], 0
    for span in (*spans, Span(length, length)):
        if span.start > at:
            found.append(Span(at, span.start))
        at = span.end
    return tuple(found)


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
    """Two texts in sentences."""

    old: str
    new: str
    ours: list[Span]
    theirs: list[Span]

    def agreement(self, pair: Pair) -> int:
        """How many code points around two equal sentences are equal too."""
        ours, theirs = self.ours[pair[0]], self.theirs[pair[1]]
        before = reach_back(self.old, self.new, ours.start, theirs.start, REACH)
        return before + reach_on(self.old, self.new, ours.end, theirs.end, REACH)


def _runs(old: str, new: str) -> Iterator[Run]:
    sides = _Sides(old, new, _pieces(old), _pieces(new))
    last: Run | None = None
    for i, k in _pairs(sides):
        piece, at = sides.ours[i], sides.theirs[k].start
        if last is not None:
            end, new_end = last.old + last.length, last.new + last.length
            if new_end <= at and old[end : piece.start] == new[new_end:at]:
                last = Run(last.old, last.new, piece.end - last.old)
                continue
            yield last
        last = Run(piece.start, at, len(piece))
    if last is not None:
        yield last


def _pairs(sides: _Sides) -> list[Pair]:
    """The sentences that are each other's: in order, repeated ones by what surrounds them, no lone short ones."""
    keys = [piece.of(sides.old) for piece in sides.ours]
    others = [piece.of(sides.new) for piece in sides.theirs]
    pairs = common(keys, others)
    for backward in (True, False):
        _slide(sides, keys, others, pairs, backward=backward)
    known = set(pairs)
    return [pair for pair in pairs if _is_sure(sides, pair, known)]


def _slide(sides: _Sides, keys: list[str], others: list[str], pairs: list[Pair], *, backward: bool) -> None:
    """Where a sentence stands again beside a pair of it, unpaired, pair the two around which most is the same."""
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
    """Whether two equal sentences are long enough, or stand among enough that is equal, not to be so by chance."""
    i, k = pair
    return (
        len(sides.ours[i]) >= _LONG
        or (i - 1, k - 1) in pairs
        or (i + 1, k + 1) in pairs
        or sides.agreement(pair) >= _ENOUGH
    )
