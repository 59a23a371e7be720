"""The queue of analyses: the open article first, then the rest of the library in the background."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from reader.model.analysis import Analysis
from reader.model.document import Version
from reader.model.errors import AnalysisError

if TYPE_CHECKING:
    from reader.analysis.client import AnalysisClient

Arrived = Callable[[Version, Analysis], None]
Failed = Callable[[Version, str], None]
Load = Callable[[int], Version | None]


class AnalysisQueue:
    """Asks the analysis process for one analysis after another and hands on what it answers.

    The open article comes first, then those that were opened before it and left, newest first, then the others.
    An analysis that runs is finished, even if another article is opened: a new process takes long to start.
    """

    def __init__(
        self, client: Callable[[], AnalysisClient], arrived: Arrived, failed: Failed, load: Load | None = None
    ) -> None:
        """`load` returns the version of an id if it is still to be analysed; without it, none is put off."""
        self._begin_client = client
        self._client: AnalysisClient | None = None
        """Created for the first analysis."""
        self._arrived = arrived
        self._failed = failed
        self._load = load
        self._open: tuple[Version, str | None] | None = None
        self._tasks: dict[str, asyncio.Task[None]] = {}
        """What was asked for and is not answered yet, by the SHA-256 of the version."""
        self._put_off: dict[str, tuple[int, str | None]] = {}
        """Articles that were left before their turn, newest last: ids of versions, and dates of publication."""
        self._others: Iterator[tuple[Version, str | None]] = iter(())
        self._rest: asyncio.Task[None] | None = None
        self._answered: set[str] = set()
        """The SHA-256 of every version that was analysed or failed; the background skips them."""

    def analyse(self, version: Version, published: str | None) -> None:
        """Analyse the open article before all others; the one that was open before comes next."""
        self._leave(version.sha256)
        self._put_off.pop(version.sha256, None)
        task = self._tasks.get(version.sha256)
        if task is None or not self._runs(version):
            if task is not None:
                task.cancel()
            self._begin(version, published, urgent=True)
        self._open = version, published

    def analyse_in_background(self, versions: Iterable[tuple[Version, str | None]]) -> None:
        """Analyse other versions one by one, each with its date of publication; the iterable is read lazily."""
        self._others = iter(versions)
        self._rest = asyncio.create_task(self._run())

    async def close(self) -> None:
        """End the analysis process."""
        for task in (*self._tasks.values(), self._rest):
            if task is not None:
                task.cancel()
        if self._client is not None:
            await self._client.close()

    def _leave(self, following: str) -> None:
        """Put off the analysis of the open article, unless it is running, or it is opened again."""
        left, self._open = self._open, None
        task = self._tasks.get(left[0].sha256) if left else None
        if left is None or task is None or left[0].sha256 == following or self._runs(left[0]):
            return
        task.cancel()
        if self._load is not None:
            self._put_off[left[0].sha256] = left[0].id, left[1]
            if self._rest is not None and self._rest.done():
                self._rest = asyncio.create_task(self._run())

    def _runs(self, version: Version) -> bool:
        return self._client is not None and self._client.is_running(version.text)

    async def _run(self) -> None:
        while True:
            while waiting := list(self._tasks.values()):
                await asyncio.wait(waiting)
            version, published = self._next()
            if version is None:
                return
            if version.sha256 not in self._answered:
                await asyncio.wait({self._begin(version, published, urgent=False)})

    def _next(self) -> tuple[Version | None, str | None]:
        """Return what to analyse in the background now; nothing if all is done."""
        while self._put_off and self._load is not None:
            _, (version_id, published) = self._put_off.popitem()
            if version := self._load(version_id):
                return version, published
        return next(self._others, (None, None))

    def _begin(self, version: Version, published: str | None, *, urgent: bool) -> asyncio.Task[None]:
        task = self._tasks[version.sha256] = asyncio.create_task(self._ask(version, published, urgent=urgent))
        task.add_done_callback(lambda done: self._ended(version.sha256, done))
        return task

    def _ended(self, sha256: str, task: asyncio.Task[None]) -> None:
        if self._tasks.get(sha256) is task:
            del self._tasks[sha256]

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
