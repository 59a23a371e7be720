"""Textual's parser of keys, which no input can end."""

from __future__ import annotations

from textual import events
from textual._xterm_parser import XTermParser
from textual.message import Message

from reader.terminal.escape_splitter import ESCAPE
from reader.terminal.key_sequences import safe_sequence

_SHORTEST_SEQUENCE = 4
"""In code points: what is shorter, and means no key, was typed."""


class KeyParser:
    """Parses whole sequences and the text between them. A sequence that means nothing is dropped."""

    def __init__(self, *, debug: bool = False) -> None:
        self._debug = debug
        self._parser = XTermParser(debug)

    def feed(self, piece: str) -> list[Message]:
        """Return the messages for an escape key, a whole sequence, or text without escapes."""
        if piece == ESCAPE:
            return [events.Key("escape", ESCAPE)]
        if not piece.startswith(ESCAPE):
            return self._parsed(piece)
        sequence = safe_sequence(piece)
        found = self._parsed(sequence) if sequence else []
        if not self._is_idle:
            self._begin_anew()
            return self._typed(piece) if len(piece) < _SHORTEST_SEQUENCE else []
        return found

    def _typed(self, piece: str) -> list[Message]:
        return [events.Key("escape", ESCAPE), *self._parsed(piece[1:])]

    def _parsed(self, text: str) -> list[Message]:
        """Return the messages for some text, without what the parser raises on."""
        try:
            return list(self._parser.feed(text))
        except Exception:
            self._begin_anew()
        if len(text) == 1 or text.startswith(ESCAPE):
            return []
        return [message for character in text for message in self._parsed(character)]

    @property
    def _is_idle(self) -> bool:
        return self._parser._timeout_time is None

    def _begin_anew(self) -> None:
        before, self._parser = self._parser, XTermParser(self._debug)
        self._parser.mouse_pixels = before.mouse_pixels
        self._parser.terminal_size = before.terminal_size
        self._parser.terminal_pixel_size = before.terminal_pixel_size
