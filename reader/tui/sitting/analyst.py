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


class Analyst:
    """Asks the analysis process and tells the screen; what the screen no longer waits for is dropped."""

    def __init__(self, client: Callable[[], AnalysisClient], arrived: Arrived, failed: Failed) -> None:
        self._begin_client = client
        self._client: AnalysisClient | None = None
        """Made when something is to be analysed first."""
        self._arrived = arrived
        self._failed = failed
        self._open: asyncio.Task[None] | None = None
        self._rest: asyncio.Task[None] | None = None

    def analyse(self, version: Version, published: str | None) -> None:
        """Analyse the open article; an article that was waited for before is given up."""
        self.give_up()
        self._open = asyncio.create_task(self._ask(version, published, urgent=True))

    def give_up(self) -> None:
        """Wait for the open article no longer."""
        if self._open is not None:
            self._open.cancel()
            self._open = None

    def analyse_behind(self, versions: Iterable[tuple[Version, str | None]]) -> None:
        """Analyse others one after another, each taken when its turn comes."""
        if self._rest is not None:
            self._rest.cancel()
        self._rest = asyncio.create_task(self._work_off(versions))

    async def close(self) -> None:
        """End the analysis process."""
        for task in (self._open, self._rest):
            if task is not None:
                task.cancel()
        if self._client is not None:
            await self._client.close()

    async def _work_off(self, versions: Iterable[tuple[Version, str | None]]) -> None:
        for version, published in versions:
            await self._ask(version, published, urgent=False)

    async def _ask(self, version: Version, published: str | None, *, urgent: bool) -> None:
        if self._client is None:
            self._client = self._begin_client()
        try:
            analysis = await self._client.analyse(version.text, version.blocks, published, urgent=urgent)
        except AnalysisError as error:
            self._failed(version, str(error))
        else:
            self._arrived(version, analysis)
