"""A text stream that sanitises what is written, for error messages from elsewhere."""

from __future__ import annotations

from typing import Any, TextIO

from reader.text.safety.ascii_fallback import in_ascii
from reader.text.safety.sanitise import sanitise


class SafeStream:
    """Wraps a text stream and sanitises what is written; everything else is passed to the stream.

    With `ascii`, only ASCII is written.
    """

    def __init__(self, stream: TextIO, *, ascii: bool = False) -> None:
        self._stream = stream
        self._ascii = ascii

    def write(self, text: str) -> int:
        """Write `text`, sanitised; return its length in code points."""
        shown = sanitise(text)
        self._stream.write(in_ascii(shown) if self._ascii else shown)
        return len(text)

    def writelines(self, lines: list[str]) -> None:
        """Write the lines, sanitised."""
        for line in lines:
            self.write(line)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)
