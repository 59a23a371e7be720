"""A full-screen window that shows a text like an article, and may ask a question."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical

from reader.model.span import Span
from reader.text.annotated_text import AnnotatedText, Overlay
from reader.text.safety.sanitise import Shown
from reader.tui.appearance.style_book import StyleBook
from reader.tui.dialogs.window import FULL_WIDTH, READING_HINTS, Actions, Window, navigation_actions
from reader.tui.keys.bindings import Bindings
from reader.tui.keys.scopes import Mode
from reader.tui.widgets.article_view import ArticleView


class TextPage(Window[bool]):
    """Shows an annotated text read-only."""

    where = Mode.PAGE
    hints: Sequence[tuple[str, str]] = READING_HINTS
    share = FULL_WIDTH

    def __init__(
        self,
        bindings: Bindings,
        title: Shown,
        annotated: AnnotatedText,
        book: StyleBook,
        *,
        match: Span | None = None,
    ) -> None:
        """`match` is highlighted and scrolled to."""
        super().__init__(bindings, title)
        self._annotated = annotated
        self._match = match
        self.view = ArticleView(book)

    def compose(self) -> ComposeResult:
        """Yield a frame with the text in it."""
        with self.with_frame(Vertical(classes="page")):
            yield self.view

    def on_mount(self) -> None:
        """Show the text from the match on."""
        overlay = Overlay(matches=(self._match,) if self._match else ())
        start = max(0, self._match.start - 1) if self._match else 0
        self.view.show(self._annotated, "", start, overlay)
        self.set_focus(self.view)

    def actions(self) -> Actions:
        """Move, or close."""
        return {**navigation_actions(self.view), **dict.fromkeys(("close", "done", "changes"), self.finish)}


class DecisionPage(TextPage):
    """Asks whether the text found now is that of a note. Returns True, False, or None for later."""

    where = Mode.DECISION
    hints: Sequence[tuple[str, str]] = (("words-here", "yes"), ("words-gone", "no, keep it as an orphan"))
    close_hint = ("close", "later")

    def actions(self) -> Actions:
        """Answer, move, or close."""
        return {
            **navigation_actions(self.view),
            "words-here": lambda: self.finish(True),
            "words-gone": lambda: self.finish(False),
            "close": self.finish,
        }
