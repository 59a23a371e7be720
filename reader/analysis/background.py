"""Runs an analyser for code that is not asynchronous, on an event loop in a thread of its own."""

from __future__ import annotations

import asyncio
import atexit
import os
from collections.abc import Sequence
from concurrent.futures import Future
from contextlib import suppress
from threading import Event, Thread
from weakref import WeakSet

from reader.analysis.pool import Analyser
from reader.model.analysis import Analysis
from reader.model.document import Block
from reader.model.errors import AnalysisError

_open: WeakSet[BackgroundAnalyser] = WeakSet()


class BackgroundAnalyser:
    """An analyser that every thread may ask, until it is closed or the program ends. A context manager."""

    def __init__(self, analyser: Analyser) -> None:
        """Begin to run `analyser`, and close it in the end. Raises AnalysisError if there can be no event loop."""
        self._analyser = analyser
        self._ready = Event()
        self._error: OSError | None = None
        self._thread = Thread(target=self._run, name="reader analyses", daemon=True)
        self._thread.start()
        self._ready.wait()
        if self._error is not None:
            raise AnalysisError(f"the analysis cannot be started ({self._error})") from self._error
        _open.add(self)

    def __enter__(self) -> BackgroundAnalyser:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def ahead(self) -> int:
        """The number of texts to ask for before the first of them is done."""
        return self._analyser.ahead

    def ask(self, text: str, blocks: Sequence[Block], published: str | None = None) -> Future[Analysis]:
        """Ask for the analysis of a text; the future raises what the analyser raises."""
        return asyncio.run_coroutine_threadsafe(self._analyser.analyse(text, blocks, published), self._loop)

    def close(self) -> None:
        """Close the analyser and wait until its processes are gone; what is still asked for fails."""
        _open.discard(self)
        # Where it is closed already, so is the loop.
        with suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join()

    def _run(self) -> None:
        try:
            asyncio.run(self._serve())
        except OSError as error:
            self._error = error
            self._ready.set()

    async def _serve(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._stop = asyncio.Event()
        self._ready.set()
        await self._stop.wait()
        await self._analyser.close()


def _close_all() -> None:
    for each in list(_open):
        each.close()


# A generator that is collected after this would wait for a thread that is gone.
atexit.register(_close_all)
# A forked process has none of the threads.
os.register_at_fork(after_in_child=_open.clear)
