"""Adds files to the library while a person goes on reading."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING

from reader.model.document import Added
from reader.model.errors import IngestError, ReaderError
from reader.session.file_reader import FileReader
from reader.text.wording.formatting import counted

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.tui.controllers.desk import Desk

PATIENCE = 0.25
"""Seconds that keys wait for a file: most are read sooner, and open as if at once."""


class Adder:
    """Has files read in a thread, stores them one by one, and opens the first."""

    def __init__(self, desk: Desk, is_free: Callable[[], bool]) -> None:
        """`is_free` tells whether a person is about nothing that another article would disturb."""
        self._desk = desk
        self._is_free = is_free
        self._reader: FileReader | None = None
        self._path = ""
        self._added: list[Added] = []
        self._failures: list[str] = []

    @property
    def is_at_work(self) -> bool:
        """True while files are being read."""
        return self._reader is not None

    def add(self, path: str) -> None:
        """Add the file at a path, or the articles in a folder. Raises ReaderError."""
        if self.is_at_work:
            self._desk.say(f"{self._path} is still being read; {self._how_to_stop}")
            return
        self._added, self._failures, self._path = [], [], path
        loop = asyncio.get_running_loop()

        def arrived() -> None:
            # At the end of the program there is no loop any more.
            with contextlib.suppress(RuntimeError):
                loop.call_soon_threadsafe(self._take)

        self._reader = FileReader(path, arrived)
        self._take(PATIENCE)
        if self.is_at_work:
            self._desk.say(f"reading {path}; {self._how_to_stop}")

    def stop(self) -> str:
        """Stop reading; what was added stays. Return a message."""
        reader, self._reader = self._reader, None
        if reader is not None:
            reader.stop()
        self._desk.reading.refresh_list()
        added = counted(len(self._added), "article")
        return f"stopped reading {self._path}: {added} added"

    @property
    def _how_to_stop(self) -> str:
        return self._desk.keys.expand("{cancel} stops it")

    def _take(self, patience: float = 0.0) -> None:
        reader = self._reader
        if reader is None:
            return
        try:
            for read in reader.take(patience):
                if isinstance(read, IngestError):
                    self._failures.append(str(read))
                else:
                    self._added.append(self._desk.session.store.add(read))
        except ReaderError as error:
            # The library takes none.
            self._desk.say(f"{error}; {self.stop()}")
            return
        if reader.is_done:
            self._reader = None
            self._finish()
        elif patience == 0.0 and self._added:
            self._desk.say(f"{self._path}: {counted(len(self._added), 'article')} added; {self._how_to_stop}")

    def _finish(self) -> None:
        """Open the first article, unless the person is about something else, and say how it went."""
        desk = self._desk
        if self._added:
            desk.reading.refresh_list()
            if self._is_free():
                desk.open_document(self._added[0].document.id)
        if said := self._said():
            desk.say(said)

    def _said(self) -> str:
        """How it went, or '' where the open article says enough."""
        current = self._desk.session.current
        first = self._added[0].document if self._added else None
        is_open = first is not None and current is not None and current.row.document.id == first.id
        said = []
        if len(self._added) > 1:
            said.append(f"{counted(len(self._added), 'article')} added{'; this is the first' if is_open else ''}")
        elif first is not None and (not is_open or self._failures):
            said.append(f"added: {first.title}")
        if len(self._failures) > 1:
            said.append(f"{counted(len(self._failures), 'file')} cannot be read, of which the first is")
        return " · ".join([*said, *self._failures[:1]]) or ("" if first else f"no article in {self._path}")
