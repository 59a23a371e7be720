"""A stream of characters that passes on only what is safe to show: for errors that others word."""

from __future__ import annotations

from typing import Any, TextIO

from reader.text.sanitise import sanitise


class SafeStream:
    """Stands before a text stream; what is written gets its stand-ins, everything else is the stream's own."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Write `text` with its stand-ins; how many code points it has."""
        self._stream.write(sanitise(text))
        return len(text)

    def writelines(self, lines: list[str]) -> None:
        """Write the lines with their stand-ins."""
        for line in lines:
            self.write(line)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)
