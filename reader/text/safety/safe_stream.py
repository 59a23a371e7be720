"""A stream of characters that passes on only what is safe to show: for errors that others word."""

from __future__ import annotations

from typing import Any, TextIO

from reader.text.safety.ascii_fallback import in_ascii
from reader.text.safety.sanitise import sanitise


class SafeStream:
    """Stands before a text stream; what is written gets its stand-ins, everything else is the stream's own.

    With `ascii`, all that is written is ASCII.
    """

    def __init__(self, stream: TextIO, *, ascii: bool = False) -> None:
        self._stream = stream
        self._ascii = ascii

    def write(self, text: str) -> int:
        """Write `text` with its stand-ins; how many code points it has."""
        shown = sanitise(text)
        self._stream.write(in_ascii(shown) if self._ascii else shown)
        return len(text)

    def writelines(self, lines: list[str]) -> None:
        """Write the lines with their stand-ins."""
        for line in lines:
            self.write(line)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)
