"""The card that explains what is under the cursor: who said it, through whom, and how that was found."""

from __future__ import annotations

from collections.abc import Sequence

from textual.geometry import Region, Size
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from reader.model.values import value_class
from reader.text.safety.sanitise import Shown, blank, joined, own, sanitise_line
from reader.tui.widgets.line_cache import LineCache
from reader.tui.widgets.lines import (
    GAP,
    Fragment,
    StyledLine,
    one_line,
    spread,
    truncate_fragments,
    width_of,
    wrap_lines,
)
from reader.tui.widgets.strip_painter import StripPainter

RULE = own("─")
DOT = own(" · ")
MAX_LINES = 1_000
"""More lines than any card needs."""


@value_class(frozen=True, slots=True)
class Card:
    """What is known about the text under the cursor. Plain strings are sanitised when drawn."""

    quote: Shown
    """An excerpt of the text."""
    style: str = "speaker-neutral"
    """The name of the speaker's style."""
    source: str | None = None
    """The speaker's name, or None if none was found."""
    role: str | None = None
    """What the source is; for text that is no statement, what the text is."""
    via: tuple[str, ...] = ()
    """The names of the outlets that passed it on, nearest first."""
    rule: str = ""
    """How it was found, in words, including the cue."""
    confidence: float | None = None
    """The rule's confidence, from 0 to 1, or None if no rule applied."""
    candidates: tuple[str, ...] = ()
    """The names the text may refer to, if it is ambiguous."""
    doubtful: bool = False
    """Whether the confidence is below what the settings ask for."""


def card_lines(card: Card, width: int, height: int, longest_quote: int = 3) -> list[StyledLine]:
    """Return a rule and the card in at most `height` lines, each exactly `width` cells wide.

    The excerpt takes at most `longest_quote` lines.
    """
    edge = 2 if width >= 30 else 1
    room = max(1, width - 2 * edge + 1)
    facts = [_source(card), _candidates(card), _reason(card), _via(card)]
    told = [fragments for fragments in facts if fragments]
    rule = spread((Fragment(blank(edge)), Fragment(joined([RULE] * room), "rule")), (), width)
    quote = wrap_lines(one_line(card.quote), room, max(1, min(longest_quote, height - 1 - len(told))))
    rows = [[Fragment(text, card.style)] for text in quote] + _laid_out(told, room, height - 1 - len(quote))
    return [rule, *(spread((Fragment(blank(edge)), *row), (), width, margin=edge - 1) for row in rows)][:height]


def is_whole(card: Card, width: int, height: int) -> bool:
    """Return True if nothing of the card is cut at this size."""
    return card_lines(card, width, height) == card_lines(card, width, MAX_LINES, MAX_LINES)


def _source(card: Card) -> list[Fragment]:
    if card.source is None:
        return [Fragment(one_line(card.role or "no source found"), "faint")]
    role = [Fragment(DOT, "faint"), Fragment(one_line(card.role), "second")] if card.role else []
    return [Fragment(one_line(card.source), "strong"), *role]


def _candidates(card: Card) -> list[Fragment]:
    names = joined(map(one_line, card.candidates), own(" or "))
    may_be = own("uncertain: may be ") if card.doubtful else own("may be ")
    return [Fragment(joined((may_be, names)), "second")] if card.candidates else []


def _reason(card: Card) -> list[Fragment]:
    unsure = " uncertain" if card.doubtful and not card.candidates else ""
    sure = [] if card.confidence is None else [sanitise_line(f"{card.confidence:.2f}{unsure}")]
    reason = joined((part for part in (*sure, one_line(card.rule)) if part), DOT)
    return [Fragment(reason, "faint")] if reason else []


def _via(card: Card) -> list[Fragment]:
    return [Fragment(sanitise_line(f"via {', '.join(map(one_line, card.via))}"), "second")] if card.via else []


def _laid_out(facts: Sequence[list[Fragment]], room: int, lines: int) -> list[list[Fragment]]:
    """Return one line for each fact. While lines are free, a long fact gets one for each part, or wraps."""
    spare = lines - len(facts)
    rows: list[list[Fragment]] = []
    for fact in facts:
        if width_of(fact) <= room or spare <= 0:
            rows.append(list(truncate_fragments(fact, room)))
            continue
        parts = [fact[0], fact[-1]] if len(fact) > 1 else fact
        spare -= len(parts) - 1
        for part in parts:
            texts = wrap_lines(part.text, room, spare + 1)
            spare -= len(texts) - 1
            rows.extend([Fragment(text, part.style)] for text in texts)
    return rows


class CardView(Widget):
    """Draws a card at a fixed height, so that nothing else moves when the cursor does."""

    card: reactive[Card | None] = reactive(None, init=False)
    """The card, or None to show nothing."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._painter = StripPainter(self)
        self._drawn = LineCache(self)
        self._lines: list[StyledLine] = []
        self._lines_of: tuple[Card | None, Size] = (None, Size(0, 0))

    @property
    def is_whole(self) -> bool:
        """Whether there is a card and nothing of it is cut."""
        return self.card is not None and is_whole(self.card, self.size.width, self.size.height)

    def notify_style_update(self) -> None:
        """Drop lines drawn in old styles."""
        super().notify_style_update()
        self._painter.forget()
        self._drawn.forget()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the final lines of a region of the card."""
        return self._drawn.lines(crop)

    def render_line(self, y: int) -> Strip:
        """Return one line of the card."""
        key = (self.card, self.size)
        if self._lines_of != key:
            self._lines_of = key
            self._lines = card_lines(self.card, self.size.width, self.size.height) if self.card else []
        return self._painter.strip(self._lines[y] if y < len(self._lines) else GAP, self.size.width)
