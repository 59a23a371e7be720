"""Reads files in a thread, so that whoever asked can go on meanwhile."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from queue import Empty, Full, Queue
from threading import Thread

from reader.config.careful_files import absolute
from reader.ingest import find_files, read_file
from reader.ingest.parser_process import ParserProcess
from reader.model.document import Article
from reader.model.errors import IngestError

_AHEAD = 8
"""How many articles are read before the first of them is taken."""
_PAUSE = 0.1
"""Seconds between looks whether to stop."""


class FileReader:
    """Reads a file, or the articles in a folder, once, in a thread of its own.

    Only the thread that made it may use it. The thread does not keep the program from ending.
    """

    def __init__(self, path: str, arrived: Callable[[], object], parser: ParserProcess | None = None) -> None:
        """`arrived` is called in the thread when there is more to take. Raises IngestError for a bad name."""
        try:
            self._path = absolute(path, home=True)
        except OSError as error:
            raise IngestError(f"{path}: {error.strerror}; check the name") from error
        self.is_done = False
        """True once all was taken, or the reading was stopped."""
        self._arrived = arrived
        self._parser = parser or ParserProcess()
        self._read: Queue[Article | IngestError | None] = Queue(_AHEAD)
        Thread(target=self._run, name="files", daemon=True).start()

    def take(self, patience: float = 0.0) -> Iterator[Article | IngestError]:
        """Yield what was read, or why a file was not; wait for more, but no longer than `patience` seconds."""
        end = time.monotonic() + patience
        while not self.is_done:
            left = end - time.monotonic()
            try:
                read = self._read.get(timeout=left) if left > 0 else self._read.get_nowait()
            except Empty:
                return
            if read is None:
                self.is_done = True
            else:
                yield read

    def stop(self) -> None:
        """Stop reading, whatever is being read."""
        self.is_done = True
        self._parser.close()

    def _run(self) -> None:
        try:
            for file in find_files([self._path], self._put):
                if self.is_done:
                    return
                try:
                    self._put(read_file(file, self._parser))
                except IngestError as error:
                    self._put(error)
        except Exception as error:  # The thread has nobody to raise an error to.
            self._put(IngestError(f"{self._path}: it cannot be read ({type(error).__name__})"))
        finally:
            self._put(None)
            self._parser.close()

    def _put(self, read: Article | IngestError | None) -> None:
        while not self.is_done:
            try:
                self._read.put(read, timeout=_PAUSE)
            except Full:
                continue
            self._arrived()
            return
