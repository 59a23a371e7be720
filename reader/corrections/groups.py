"""Statements on the same words, which a person corrects as one: who says them, and what they are. Pure."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from reader.corrections.targets import SAME, confirmed_span, overlap
from reader.model.analysis import Statement, StatementKind
from reader.model.correction import Correction, CorrectionAct, PlacedCorrection
from reader.model.span import Span, Spans, envelope

_TOLD_BY_SUBJECT = (CorrectionAct.VIA, CorrectionAct.KIND)
"""Acts whose value is not the speakers."""
_NOBODY = ("",)
_NEAR = 4
"""Spans that count as the same (see `SAME`) begin within this part of the length of either."""


def speakers_of(correction: Correction) -> tuple[str, ...]:
    """Return the names of those who said the statement when it was corrected; ('',) for no named source."""
    names = correction.subject if correction.act in _TOLD_BY_SUBJECT else correction.value
    return _lines(names) or _NOBODY


def resting_on(addition: Correction, placed: Sequence[PlacedCorrection]) -> list[Correction]:
    """Return what was corrected since of what a person added with a correction; `placed` are in one version."""
    places = {each.correction.id: each.placement.span for each in placed}
    later = (each.correction for each in placed if each.correction.created > addition.created)
    return [
        each
        for each in later
        if each.thing is addition.thing and places[each.id] == places.get(addition.id, addition.anchor.span)
    ]


@dataclass(slots=True, eq=False)
class Group:
    """The statements on the same words, one of each speaker, and what the corrections say of them."""

    key: Span
    """The words that corrections of it are anchored at: those of the analysis, or those that a person added."""
    found: Sequence[Statement] = ()
    """The statements of the analysis."""
    names: Sequence[str] = ()
    """The name of the source of each of `found`."""
    speakers: tuple[str, ...] | None = None
    """Who says it according to the corrections."""
    span: Span | None = None
    via: tuple[str, ...] | None = None
    cue: Spans | None = None
    kind: StatementKind | None = None
    is_rejected: bool = False
    is_corrected: bool = False
    is_checked: bool = False
    """True if a person agreed with the speakers, or named them; to correct anything else is not to check those."""
    rejected: set[int] = field(default_factory=set)
    """Which of `found` were rejected alone."""
    checked: set[int] = field(default_factory=set)
    """Which of `found` were accepted alone."""
    spoken: str = ""
    """When a person said last who says it, in ISO 8601; '' for never."""
    chained: str = ""
    """When a person said last who passed it on."""
    seen: tuple[str, ...] | None = None
    """Who said it when something else was corrected, if the analysis now says otherwise."""

    @property
    def extent(self) -> Span:
        """The words that it has now."""
        return self.span or self.key

    def apply(self, placed: PlacedCorrection, final_name: Callable[[str], str], length: int) -> None:
        """Apply the next correction, in a text of `length` code points."""
        correction = placed.correction
        names = tuple(dict.fromkeys(map(final_name, speakers_of(correction))))
        one = self._one(correction.act, names)
        if correction.act is CorrectionAct.REJECT:
            self._reject(one)
            return
        self._keep(one, correction.act)
        if correction.act is CorrectionAct.SPEAKER or (correction.act is CorrectionAct.ACCEPT and one is None):
            self.speakers, self.spoken = names, correction.created
        elif one is None and (names != _NOBODY or not self.found) and not set(names).intersection(self.names):
            self.seen = names
        self._set(placed, final_name, length)

    def _set(self, placed: PlacedCorrection, final_name: Callable[[str], str], length: int) -> None:
        act, value = placed.correction.act, placed.correction.value
        words = confirmed_span(placed.words, length)
        if act in (CorrectionAct.SPAN, CorrectionAct.SPEAKER):
            self.span = words or self.span
        elif act is CorrectionAct.CUE:
            self.cue = (words,) if words is not None else ()
        elif act is CorrectionAct.VIA:
            self.via = tuple(dict.fromkeys(map(final_name, _lines(value))))
            self.chained = placed.correction.created
        elif act is CorrectionAct.KIND and value in StatementKind.__members__.values():
            self.kind = StatementKind(value)

    def _one(self, act: CorrectionAct, names: tuple[str, ...]) -> int | None:
        """Return which of several speakers a correction accepts or rejects alone."""
        alone = act in (CorrectionAct.ACCEPT, CorrectionAct.REJECT) and len(names) == 1 and self.speakers is None
        named = [at for at, name in enumerate(self.names) if name in names] if alone else []
        return named[0] if len(named) == 1 and len(self.found) > 1 else None

    def _reject(self, one: int | None) -> None:
        if one is not None:
            self.rejected.add(one)
        if one is None or len(self.rejected) == len(self.found):
            self.is_rejected, self.is_checked, self.rejected = True, False, set()

    def _keep(self, one: int | None, act: CorrectionAct) -> None:
        if one is None:
            self.is_rejected, self.is_corrected = False, True
            self.is_checked |= act in (CorrectionAct.ACCEPT, CorrectionAct.SPEAKER)
            self.rejected = set() if act is CorrectionAct.SPEAKER else self.rejected
            return
        if self.is_rejected:
            self.is_rejected, self.rejected = False, set(range(len(self.found)))
        self.rejected.discard(one)
        self.checked.add(one)

    def said(self) -> list[tuple[Statement | None, str, bool, bool]]:
        """Return each statement, None for a new one, its speaker, and if a person corrected or checked it.

        Statements of the analysis that are not among them are gone.
        """
        if self.is_rejected:
            return []
        speakers = self.speakers if self.speakers is not None else self.seen
        if speakers is None:
            kept = [at for at in range(len(self.found)) if at not in self.rejected]
            checked = {at: self.is_checked or at in self.checked for at in kept}
            return [(self.found[at], self.names[at], self.is_corrected or checked[at], checked[at]) for at in kept]
        assigned = _assigned(speakers, self.found, self.names)
        return [(statement, name, True, self.is_checked) for statement, name in assigned]


def _assigned(
    speakers: Sequence[str], found: Sequence[Statement], names: Sequence[str]
) -> Iterator[tuple[Statement | None, str]]:
    """Yield each speaker with the statement that is its own already, else with the next that is nobody's."""
    own: dict[str, Statement] = {}
    left: list[Statement] = []
    for statement, name in zip(found, names, strict=True):
        if name in speakers and name not in own:
            own[name] = statement
        else:
            left.append(statement)
    for name in speakers:
        yield own.get(name) or (left.pop(0) if left else None), name


class Groups:
    """The groups of one text, in the order of the analysis and then of the corrections."""

    def __init__(self, found: Iterable[Statement], name: Callable[[str | None], str]) -> None:
        """`name` returns the name of a source, by its id."""
        same: dict[Span, list[Statement]] = {}
        for statement in found:
            same.setdefault(envelope(statement.content), []).append(statement)
        self.all = [
            Group(extent, group, [name(each.source_id) for each in group]) for extent, group in same.items()
        ]
        self._by_key, self._by_extent = _SpanIndex(), _SpanIndex()
        for group in self.all:
            self._by_key.add(group.key, group)
            self._by_extent.add(group.key, group)

    def apply(self, placed: PlacedCorrection, final_name: Callable[[str], str], length: int) -> None:
        """Apply the next correction to the group that it means, or to a new one."""
        span = placed.placement.span
        if not span:
            return
        group = self._meant(placed.correction, span) or self._new(span)
        before = group.extent
        group.apply(placed, final_name, length)
        if group.extent != before:
            self._by_extent.remove(before, group)
            self._by_extent.add(group.extent, group)

    def _meant(self, correction: Correction, span: Span) -> Group | None:
        if correction.is_addition:
            # What a person added is another statement if the one that had these words was given others since.
            added = [group for group in self._by_key.at(span) if not group.found]
            near = sorted(self._by_extent.near(span), key=lambda group: group.is_rejected)
            return next(iter(added + near), None)
        exact = self._by_key.at(span)
        if len(exact) > 1:
            speakers = set(speakers_of(correction))
            exact.sort(key=lambda group: speakers.isdisjoint(group.speakers or group.names))
        return next(iter(exact or self._by_key.near(span)), None)

    def _new(self, span: Span) -> Group:
        group = Group(span, is_rejected=True)
        self.all.append(group)
        self._by_key.add(span, group)
        self._by_extent.add(span, group)
        return group


class _SpanIndex:
    """Groups by a span of each."""

    def __init__(self) -> None:
        self._spans: list[Span] = []
        self._groups: dict[Span, list[Group]] = {}

    def add(self, span: Span, group: Group) -> None:
        """Add a group under a span."""
        if span not in self._groups:
            insort(self._spans, span)
        self._groups.setdefault(span, []).append(group)

    def remove(self, span: Span, group: Group) -> None:
        """Remove a group from under a span."""
        self._groups[span].remove(group)

    def at(self, span: Span) -> list[Group]:
        """Return the groups under exactly this span."""
        return [*self._groups.get(span, ())]

    def near(self, span: Span) -> list[Group]:
        """Return the groups under the spans that count as the same, those most like it first."""
        reach = len(span) // _NEAR + 1
        start = bisect_left(self._spans, Span(max(0, span.start - reach), max(0, span.start - reach)))
        found: list[tuple[float, Group]] = []
        end = bisect_left(self._spans, Span(span.start + reach + 1, span.start + reach + 1))
        for other in self._spans[start:end]:
            like = overlap(span, other)
            if like >= SAME:
                found += [(like, group) for group in self._groups[other]]
        return [group for _, group in sorted(found, key=lambda each: -each[0])]


def _lines(names: str) -> tuple[str, ...]:
    """Return names that stand one a line, each once."""
    return tuple(dict.fromkeys(name for name in names.split("\n") if name.strip()))
