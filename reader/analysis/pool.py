"""Several worker processes that analyse texts side by side, and how many texts are read ahead for them."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncGenerator, Callable, Coroutine, Iterable, Sequence
from pathlib import Path
from typing import Any, Protocol, TypeVar

from reader.analysis.client import AnalysisClient
from reader.model.analysis import Analysis, Engine
from reader.model.document import Block, Markup

TIME_LIMIT = 600.0
"""Seconds for one text of many; nobody waits at a screen."""
MOST_JOBS = 1_000
"""The most worker processes: each takes hundreds of megabytes."""
_AHEAD = 4
"""The texts that are begun for each worker: none is idle while an earlier, longer one holds the answers."""

Item = TypeVar("Item")
Made = TypeVar("Made")


class Analyser(Protocol):
    """What analyses many texts at once: processes of this machine, or a cluster."""

    @property
    def ahead(self) -> int:
        """The number of texts to ask for before the first of them is done; it bounds the memory."""

    async def analyse(
        self, text: str, blocks: Sequence[Block], published: str | None = None, markups: Sequence[Markup] = ()
    ) -> Analysis:
        """Return the analysis of a text. Raises AnalysisError with a reason in one line."""

    async def close(self) -> None:
        """Stop at once; what is still asked for fails or is cancelled."""


class AnalysisPool:
    """Analyses texts in up to `jobs` worker processes, each of which is started when it is first needed.

    Each has a client of its own, so a worker that ends is started again and costs at most the text that ended it.
    """

    def __init__(
        self,
        log_path: Path,
        engine: Engine,
        jobs: int,
        time_limit: float = TIME_LIMIT,
        command: Sequence[str] | None = None,
    ) -> None:
        """A text may take `time_limit` seconds; `command` starts a worker."""
        self._clients = [AnalysisClient(log_path, engine, time_limit, command) for _ in range(jobs)]
        self._free = self._clients[::-1]
        self._turns = asyncio.Semaphore(jobs)

    @property
    def ahead(self) -> int:
        """The number of texts to ask for before the first of them is done."""
        return _AHEAD * len(self._clients) if len(self._clients) > 1 else 2

    async def analyse(
        self, text: str, blocks: Sequence[Block], published: str | None = None, markups: Sequence[Markup] = ()
    ) -> Analysis:
        """Return the analysis of a text; those asked for first come first. Raises AnalysisError."""
        async with self._turns:
            client = self._free.pop()
            try:
                return await client.analyse(text, blocks, published, markups)
            finally:
                self._free.append(client)

    async def close(self) -> None:
        """Stop the workers at once; pending texts fail with AnalysisError."""
        await asyncio.gather(*(client.close() for client in self._clients))


async def in_order(
    act: Callable[[Item], Coroutine[Any, Any, Made]], items: Iterable[Item], ahead: int
) -> AsyncGenerator[tuple[Item, asyncio.Task[Made]], None]:
    """Yield each item with its task, in order, as soon as that is done; at most `ahead` run or wait to be yielded.

    Tasks that are left when the iteration ends early are cancelled.
    """
    waiting: deque[tuple[Item, asyncio.Task[Made]]] = deque()
    try:
        for item in items:
            waiting.append((item, asyncio.create_task(act(item))))
            while waiting and (len(waiting) >= ahead or waiting[0][1].done()):
                await asyncio.wait([waiting[0][1]])
                yield waiting.popleft()
        while waiting:
            await asyncio.wait([waiting[0][1]])
            yield waiting.popleft()
    finally:
        for _, task in waiting:
            task.cancel()
        await asyncio.gather(*(task for _, task in waiting), return_exceptions=True)
