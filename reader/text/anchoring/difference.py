"""Word-by-word differences between two versions of a text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reader.model.document import Block, BlockKind, Markup, MarkupKind
from reader.model.span import Span
from reader.model.values import value_class
from reader.text.anchoring.alignment import Alignment, matched_words

_JOINED = 3
"""Changes separated by at most this many equal code points are joined."""
_AROUND = 160
"""The most code points of context shown on each side of a change, cut at a word."""


@value_class(frozen=True, slots=True)
class Change:
    """A span of the old text and its replacement in the new one; either may be empty."""

    old: Span
    new: Span


@value_class(frozen=True, slots=True)
class Report:
    """All changes with their context as one text: `[-removed-]` and `{+added+}`."""

    text: str
    blocks: tuple[Block, ...]
    markups: tuple[Markup, ...]
    """Strong for added words, emphasis for removed ones."""


def changes(old: str, new: str) -> list[Change]:
    """Return all changes in text order; moved words are removed in one place and added in another."""
    found: list[Change] = []
    for part_old, part_new in _gaps(old, new):
        for change in _within(old, new, part_old, part_new):
            last = found[-1] if found else None
            if last is not None and change.old.start - last.old.end <= _JOINED >= change.new.start - last.new.end:
                found[-1] = Change(Span(last.old.start, change.old.end), Span(last.new.start, change.new.end))
            else:
                found.append(change)
    return [_trimmed(old, new, change) for change in found]


def _trimmed(old: str, new: str, change: Change) -> Change:
    """Return the change without white space that both sides share at an end."""
    start, new_start, end, new_end = change.old.start, change.new.start, change.old.end, change.new.end
    while start < end and new_start < new_end and old[end - 1] == new[new_end - 1] and old[end - 1].isspace():
        end, new_end = end - 1, new_end - 1
    while start < end and new_start < new_end and old[start] == new[new_start] and old[start].isspace():
        start, new_start = start + 1, new_start + 1
    return Change(Span(start, end), Span(new_start, new_end))


def report(old: str, new: str, found: Sequence[Change]) -> Report:
    """Return the changes as a text, with nearby changes in one block."""
    made = _ReportBuilder()
    for group in _near(found):
        made.block(old, new, group)
    return Report(made.text, tuple(made.blocks), tuple(made.markups))


def _gaps(old: str, new: str) -> Iterator[tuple[Span, Span]]:
    at, new_at = 0, 0
    for run in Alignment(old, new).runs:
        yield Span(at, run.old), Span(new_at, run.new)
        at, new_at = run.old + run.length, run.new + run.length
    yield Span(at, len(old)), Span(new_at, len(new))


def _within(old: str, new: str, gap: Span, new_gap: Span) -> Iterator[Change]:
    at, new_at = gap.start, new_gap.start
    ours, theirs = gap.of(old), new_gap.of(new)
    for run in matched_words(ours, theirs):
        start, new_start = gap.start + run.old, new_gap.start + run.new
        if (start, new_start) != (at, new_at):
            yield Change(Span(at, start), Span(new_at, new_start))
        at, new_at = start + run.length, new_start + run.length
    if (at, new_at) != (gap.end, new_gap.end):
        yield Change(Span(at, gap.end), Span(new_at, new_gap.end))


def _near(found: Sequence[Change]) -> Iterator[list[Change]]:
    group: list[Change] = []
    for change in found:
        if group and change.new.start - group[-1].new.end > _AROUND:
            yield group
            group = []
        group.append(change)
    if group:
        yield group


class _ReportBuilder:
    def __init__(self) -> None:
        self.text = ""
        self.blocks: list[Block] = []
        self.markups: list[Markup] = []

    def block(self, old: str, new: str, group: Sequence[Change]) -> None:
        if self.text:
            self.text += "\n\n"
        start = len(self.text)
        at = _edge_before(new, group[0].new.start)
        self.text += "… " if at else ""
        for change in group:
            self._plain(new[at : change.new.start])
            self._marked("[-", change.old.of(old), "-]", MarkupKind.EMPHASIS)
            self._marked("{+", change.new.of(new), "+}", MarkupKind.STRONG)
            at = change.new.end
        end = _edge_after(new, at)
        self._plain(new[at:end])
        self.text += " …" if end < len(new) else ""
        self.blocks.append(Block(Span(start, len(self.text)), BlockKind.PARAGRAPH))

    def _plain(self, words: str) -> None:
        self.text += _shown(words)

    def _marked(self, before: str, words: str, after: str, kind: MarkupKind) -> None:
        if words:
            start = len(self.text)
            self.text += f"{before}{_shown(words)}{after}"
            self.markups.append(Markup(Span(start, len(self.text)), kind))


def _shown(words: str) -> str:
    """Return the words on one line, with visible line ends, since those may have changed."""
    return words.replace("\n\n", " ¶ ").replace("\n", " ↵ ")


def _edge_before(text: str, at: int) -> int:
    if at <= _AROUND:
        return 0
    space = text.find(" ", at - _AROUND, at)
    return space + 1 if space >= 0 else at - _AROUND


def _edge_after(text: str, at: int) -> int:
    if len(text) - at <= _AROUND:
        return len(text)
    space = text.rfind(" ", at, at + _AROUND)
    return space if space >= 0 else at + _AROUND
