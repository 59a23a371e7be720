"""Copying words of the article to the terminal's clipboard, and saying so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.model.span import Span
from reader.session.annotations import speaker_of
from reader.text.wording.citation import cited
from reader.text.wording.formatting import counted

if TYPE_CHECKING:
    from reader.tui.screens.main import MainScreen

GAP = " … "
"""Between the parts of a quotation that its speaker's name stands in."""


class Copier:
    """Copies from the open article of one main screen, by OSC 52: over SSH it reaches the terminal in front."""

    def __init__(self, desk: MainScreen) -> None:
        self._desk = desk

    def selection(self) -> bool:
        """Copy the selected words, exactly as the text has them. Whether there were any."""
        span = self._desk.caret.span
        if span is None:
            return False
        words = span.of(self._desk.article.annotated.text)
        self._desk.copy(words, f"copied {counted(len(words), 'character')}")
        return True

    def citation(self) -> None:
        """Copy the selected words, or else the current unit, with speaker, title, outlet, date and URL."""
        desk = self._desk
        current = desk.session.current
        if current is None:
            return
        spans = (desk.caret.span,) if desk.caret.span else desk.navigator.words_here
        if not spans:
            desk.say("nothing here to copy")
            return
        speaker = speaker_of(Span(spans[0].start, spans[-1].end), desk.article.annotated.analysis)
        words = GAP.join(span.of(desk.article.annotated.text) for span in spans)
        desk.copy(
            cited(words, speaker, current.row.document),
            f"copied {counted(len(words), 'character')} with the citation",
        )
