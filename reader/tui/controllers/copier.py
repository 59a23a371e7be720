"""Copies words and addresses to the terminal's clipboard, and opens addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.model.span import Span, total_length
from reader.text.wording.citation import address, cited
from reader.text.wording.formatting import counted
from reader.text.wording.quotation_marks import is_quoted, printed
from reader.text.wording.speakers import attribution_of
from reader.tui.system.clipboard import Clipboard
from reader.tui.system.opener import Opener, is_web_address

if TYPE_CHECKING:
    from reader.tui.controllers.desk import Desk

NO_URL = "this document has no URL"


class Copier:
    """Copies by OSC 52, which over SSH reaches the terminal in front.

    Only a person's keys lead here: nothing in an article can copy or open anything.
    """

    def __init__(self, desk: Desk, clipboard: Clipboard, opener: Opener) -> None:
        self._desk = desk
        self._clipboard = clipboard
        self._opener = opener

    def selection(self) -> bool:
        """Copy the selected words exactly; return False if there are none."""
        span = self._desk.navigator.selected
        if span is None:
            return False
        words = span.of(self._desk.article.annotated.text)
        self._copy(words, f"copied {counted(len(words), 'character')}")
        return True

    def citation(self) -> None:
        """Copy the selected words, or else the current unit, with speaker, title, outlet, date and URL."""
        desk, current = self._desk, self._desk.session.current
        if current is None:
            return
        selected = desk.navigator.selected
        if selected is None:
            desk.navigator.mark_here()
        spans = (selected,) if selected else desk.navigator.words_here
        if not spans:
            desk.say("nothing here to copy")
            return
        text, analysis = desk.article.annotated.text, desk.article.annotated.analysis
        whole = Span(spans[0].start, spans[-1].end)
        quoted = all(is_quoted(text, span) for span in spans)
        speaker = attribution_of(whole, whole.of(text), analysis, is_quoted=quoted)
        words = printed(text, spans)
        if not (quoted or speaker):
            # The article's own words: nobody can take them for somebody else's.
            words = f"“{words}”"
        self._copy(
            cited(words, speaker, current.row.document),
            f"copied {counted(total_length(spans), 'character')} with the citation",
        )

    def url(self, url: str) -> None:
        """Copy an address."""
        if shown := address(url):
            self._copy(shown, f"copied: {shown}")
        else:
            self._desk.say(NO_URL)

    def open_url(self, url: str) -> None:
        """Open an address of the web in another program, or copy it where nothing would show it."""
        if not is_web_address(url):
            self._desk.say(f"only http and https are opened, not {url}" if url else NO_URL)
        elif self._opener.command:
            self._opener.open(url)
            self._desk.say(f"opened: {url}")
        else:
            self._copy(url, f"no browser here, so the URL was copied: {url}")

    def _copy(self, words: str, message: str) -> None:
        self._desk.app.copy_to_clipboard(words)
        self._desk.say(f"{message}{self._clipboard.warning}")
