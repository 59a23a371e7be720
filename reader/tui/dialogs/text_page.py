"""A window over nearly the whole screen in which a text is read as an article is, and perhaps a key answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical

from reader.model.span import Span
from reader.text.sanitise import Shown
from reader.text.sheet import Overlay, Sheet
from reader.tui.dialogs.window import Window
from reader.tui.keys.key_map import name_of
from reader.tui.looks.stylebook import StyleBook
from reader.tui.safe import entitle
from reader.tui.widgets.article_view import ArticleView

CLOSING = frozenset({"escape", "q", "D", "enter"})


class TextPage(Window[str | None]):
    """Shows a sheet, and answers with what one of `answers` means; nothing in it can be changed."""

    def __init__(
        self,
        title: tuple[Shown, Shown],
        sheet: Sheet,
        book: StyleBook,
        *,
        marked: Span | None = None,
        answers: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        super().__init__()
        self._heading = title
        self._sheet = sheet
        self._marked = marked
        self._answers = answers
        self.view = ArticleView(book)

    def compose(self) -> ComposeResult:
        """A frame, and the text in it."""
        with Vertical(classes="page") as frame:
            entitle(frame, *self._heading)
            yield self.view

    def on_mount(self) -> None:
        """Show the text, from the marked words on."""
        overlay = Overlay(matches=(self._marked,) if self._marked else ())
        start = max(0, self._marked.start - 1) if self._marked else 0
        self.view.show(self._sheet, "", start, overlay)
        self.view.focus()

    def on_key(self, event: events.Key) -> None:
        """Scroll as everywhere, answer, or close."""
        view, key = self.view, name_of(event)
        moves: dict[str, Callable[[], None]] = {
            **dict.fromkeys(("j", "down"), lambda: view.move(1)),
            **dict.fromkeys(("k", "up"), lambda: view.move(-1)),
            **dict.fromkeys(("space", "pagedown"), lambda: view.page(1)),
            **dict.fromkeys(("b", "pageup"), lambda: view.page(-1)),
            **dict.fromkeys(("d", "ctrl+d"), lambda: view.page(0.5)),
            **dict.fromkeys(("u", "ctrl+u"), lambda: view.page(-0.5)),
            **dict.fromkeys(("g", "home"), view.to_top),
            **dict.fromkeys(("G", "end"), view.to_bottom),
        }
        event.stop()
        event.prevent_default()
        if key in self._answers:
            self.dismiss(self._answers[key])
        elif key in CLOSING:
            self.dismiss(None)
        elif move := moves.get(key):
            move()
