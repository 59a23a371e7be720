"""The queue of analyses: the open article first, then the rest of the library in the background."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from reader.model.analysis import Analysis
from reader.model.document import Version
from reader.model.errors import AnalysisError

if TYPE_CHECKING:
    from reader.analysis.client import AnalysisClient

Arrived = Callable[[Version, Analysis], None]
Failed = Callable[[Version, str], None]


class AnalysisQueue:
    """Asks the analysis process for one analysis after another and hands on what it answers."""

    def __init__(self, client: Callable[[], AnalysisClient], arrived: Arrived, failed: Failed) -> None:
        self._begin_client = client
        self._client: AnalysisClient | None = None
        """Created for the first analysis."""
        self._arrived = arrived
        self._failed = failed
        self._open: asyncio.Task[None] | None = None
        self._rest: asyncio.Task[None] | None = None
        self._background: tuple[str, asyncio.Task[None]] | None = None
        """What is being analysed in the background: the SHA-256 of the version, and the task."""
        self._answered: set[str] = set()
        """The SHA-256 of every version that was analysed or failed; the background skips them."""

    def analyse(self, version: Version, published: str | None) -> None:
        """Analyse the open article, and no longer wait for the one that was open before."""
        self.cancel()
        sha256, task = self._background or ("", None)
        if task is None or task.done() or sha256 != version.sha256:
            task = asyncio.create_task(self._ask(version, published, urgent=True))
        self._open = task

    def cancel(self) -> None:
        """Stop waiting for the open article."""
        if self._open is not None:
            self._open.cancel()
            self._open = None

    def analyse_in_background(self, versions: Iterable[tuple[Version, str | None]]) -> None:
        """Analyse other versions one by one, each with its date of publication; the iterable is read lazily."""
        self._rest = asyncio.create_task(self._run(versions))

    async def close(self) -> None:
        """End the analysis process."""
        for task in (self._open, self._rest, self._background and self._background[1]):
            if task is not None:
                task.cancel()
        if self._client is not None:
            await self._client.close()

    async def _run(self, versions: Iterable[tuple[Version, str | None]]) -> None:
        for version, published in versions:
            while await self._was_cancelled(version, published):
                pass

    async def _was_cancelled(self, version: Version, published: str | None) -> bool:
        """Analyse a version after the open one; return True if it was opened meanwhile and then cancelled."""
        while self._open is not None and not self._open.done():
            await asyncio.wait({self._open})
        if version.sha256 in self._answered:
            return False
        task = asyncio.create_task(self._ask(version, published, urgent=False))
        self._background = version.sha256, task
        await asyncio.wait({task})
        return task.cancelled()

    async def _ask(self, version: Version, published: str | None, *, urgent: bool) -> None:
        if self._client is None:
            self._client = self._begin_client()
        try:
            analysis = await self._client.analyse(
                version.text, version.blocks, published, version.markups, urgent=urgent
            )
        except AnalysisError as error:
            self._answered.add(version.sha256)
            self._failed(version, str(error))
        else:
            self._answered.add(version.sha256)
            self._arrived(version, analysis)
