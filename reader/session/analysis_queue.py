"""Gets analyses for the interface: the open article first, the rest of the library behind it."""

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
    """Asks the analysis process and tells the screen; what the screen no longer waits for is dropped."""

    def __init__(self, client: Callable[[], AnalysisClient], arrived: Arrived, failed: Failed) -> None:
        self._begin_client = client
        self._client: AnalysisClient | None = None
        """Made when something is to be analysed first."""
        self._arrived = arrived
        self._failed = failed
        self._open: asyncio.Task[None] | None = None
        self._rest: asyncio.Task[None] | None = None
        self._behind: tuple[str, asyncio.Task[None]] | None = None
        """What is asked for behind at the moment: the SHA-256 of the version, and the task."""
        self._answered: set[str] = set()
        """The SHA-256 of every version that was analysed, or could not be: those are not asked for behind."""

    def analyse(self, version: Version, published: str | None) -> None:
        """Analyse the open article; an article that was waited for before is given up."""
        self.give_up()
        sha256, task = self._behind or ("", None)
        if task is None or task.done() or sha256 != version.sha256:
            task = asyncio.create_task(self._ask(version, published, urgent=True))
        self._open = task

    def give_up(self) -> None:
        """Wait for the open article no longer."""
        if self._open is not None:
            self._open.cancel()
            self._open = None

    def analyse_behind(self, versions: Iterable[tuple[Version, str | None]]) -> None:
        """Analyse others one after another, each taken when its turn comes."""
        self._rest = asyncio.create_task(self._work_off(versions))

    async def close(self) -> None:
        """End the analysis process."""
        for task in (self._open, self._rest, self._behind and self._behind[1]):
            if task is not None:
                task.cancel()
        if self._client is not None:
            await self._client.close()

    async def _work_off(self, versions: Iterable[tuple[Version, str | None]]) -> None:
        for version, published in versions:
            while await self._is_given_up(version, published):
                pass

    async def _is_given_up(self, version: Version, published: str | None) -> bool:
        """Analyse one behind the open one, unless that is this one. Whether it was opened meanwhile, and left."""
        while self._open is not None and not self._open.done():
            await asyncio.wait({self._open})
        if version.sha256 in self._answered:
            return False
        task = asyncio.create_task(self._ask(version, published, urgent=False))
        self._behind = version.sha256, task
        await asyncio.wait({task})
        return task.cancelled()

    async def _ask(self, version: Version, published: str | None, *, urgent: bool) -> None:
        if self._client is None:
            self._client = self._begin_client()
        try:
            analysis = await self._client.analyse(version.text, version.blocks, published, urgent=urgent)
        except AnalysisError as error:
            self._answered.add(version.sha256)
            self._failed(version, str(error))
        else:
            self._answered.add(version.sha256)
            self._arrived(version, analysis)
