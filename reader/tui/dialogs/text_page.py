"""A window over nearly the whole screen in which a text is read as an article is, and perhaps a key answers."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical

from reader.model.span import Span
from reader.text.layout.annotated_text import AnnotatedText, Overlay
from reader.text.safety.sanitise import Shown
from reader.tui.appearance.style_book import StyleBook
from reader.tui.dialogs.window import FULL_WIDTH, READING_HINTS, Actions, Window, navigation_actions
from reader.tui.keys.bindings import Bindings
from reader.tui.keys.scopes import Mode
from reader.tui.widgets.article_view import ArticleView


class TextPage(Window[bool]):
    """Shows a annotated; nothing in it can be changed."""

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
        marked: Span | None = None,
    ) -> None:
        super().__init__(bindings, title)
        self._annotated = annotated
        self._marked = marked
        self.view = ArticleView(book)

    def compose(self) -> ComposeResult:
        """A frame, and the text in it."""
        with self.with_frame(Vertical(classes="page")):
            yield self.view

    def on_mount(self) -> None:
        """Show the text, from the marked words on."""
        overlay = Overlay(matches=(self._marked,) if self._marked else ())
        start = max(0, self._marked.start - 1) if self._marked else 0
        self.view.show(self._annotated, "", start, overlay)
        self.set_focus(self.view)

    def actions(self) -> Actions:
        """Move, or close."""
        return {**navigation_actions(self.view), **dict.fromkeys(("close", "done", "changes"), self.finish)}


class DecisionPage(TextPage):
    """Asks whether the words that stand now are those of a note: answers whether they are, or None for later."""

    where = Mode.DECISION
    hints: Sequence[tuple[str, str]] = (("words-here", "here"), ("words-gone", "nowhere, keep as orphan"))
    close_hint = ("close", "later")

    def actions(self) -> Actions:
        """Answer, move, or close."""
        return {
            **navigation_actions(self.view),
            "words-here": lambda: self.finish(True),
            "words-gone": lambda: self.finish(False),
            "close": self.finish,
        }
