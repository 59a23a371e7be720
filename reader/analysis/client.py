"""The side of the analysis that the interface holds: asks the worker, one text at a time. Never imports spaCy."""

from __future__ import annotations

import asyncio
import contextlib
import heapq
import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from reader.analysis.protocol import Failure, Hello, Request, Result, admitted, encode_request
from reader.analysis.worker_process import WorkerExited, WorkerProcess, worker_command
from reader.model.analysis import Analysis, Engine
from reader.model.document import Block
from reader.model.errors import AnalysisError
from reader.model.span import Spans

PATIENCE = 2.0
"""Seconds that an urgent request waits for a running one before that is broken off."""
IDLE_LIMIT = 300.0
"""Seconds without a request after which the worker is ended to give its memory back."""
ATTEMPTS = 2


@dataclass(order=True, slots=True)
class _Job:
    order: tuple[bool, int]
    request: Request = field(compare=False)
    omitted: Spans = field(compare=False)
    answer: asyncio.Future[Analysis] = field(compare=False)

    @property
    def urgent(self) -> bool:
        return not self.order[0]


class _BrokenOff(Exception):
    """The running request gave way to an urgent one."""


class AnalysisClient:
    """Analyses texts in a worker process, started when first asked, urgent requests first.

    A worker that ends is started anew and the request tried once more. A request whose task is cancelled is
    forgotten; where it is already running the worker finishes and its answer is dropped, unless an urgent request
    waits: then any running request that is not urgent, or that nobody awaits, is broken off after `patience`
    seconds, and is put back in the queue where it is still awaited. All methods belong to one event loop.
    """

    def __init__(
        self,
        log_path: Path,
        engine: Engine,
        time_limit: float = 120.0,
        command: Sequence[str] | None = None,
        *,
        patience: float = PATIENCE,
        idle_limit: float = IDLE_LIMIT,
    ) -> None:
        self._log_path = log_path
        self._command = tuple(command or worker_command(engine.model.partition("@")[0]))
        self._time_limit = time_limit
        self._patience = patience
        self._idle_limit = idle_limit
        self._numbers = itertools.count(1)
        self._queue: list[_Job] = []
        self._arrived = asyncio.Event()
        self._urgent_waits = asyncio.Event()
        self._runner: asyncio.Task[None] | None = None
        self._child: WorkerProcess | None = None
        self._closed = False

    async def analyse(
        self, text: str, blocks: Sequence[Block], published: str | None = None, *, urgent: bool = False
    ) -> Analysis:
        """What `text` says, found by the worker. Raises AnalysisError with a reason in one line."""
        if self._closed:
            raise AnalysisError("the analysis is closed")
        number = next(self._numbers)
        kept, kept_blocks, omitted = admitted(text, blocks)
        request = Request(number, kept, kept_blocks, published)
        answer: asyncio.Future[Analysis] = asyncio.get_running_loop().create_future()
        self._put(_Job((not urgent, number), request, omitted, answer))
        if self._runner is None or self._runner.done():
            self._runner = asyncio.create_task(self._run())
        return await answer

    async def close(self) -> None:
        """End the worker at once; whatever still waits fails with AnalysisError."""
        self._closed = True
        if self._runner is not None:
            self._runner.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._runner
        await self._end_child()
        for job in self._queue:
            _fail(job, "the analysis is closed")
        self._queue.clear()

    def _put(self, job: _Job) -> None:
        heapq.heappush(self._queue, job)
        self._arrived.set()
        if job.urgent:
            self._urgent_waits.set()

    def _take(self) -> _Job | None:
        while self._queue:
            job = heapq.heappop(self._queue)
            if not job.answer.done():
                return job
        self._arrived.clear()
        return None

    async def _run(self) -> None:
        while True:
            job = self._take()
            if job is None:
                try:
                    await asyncio.wait_for(self._arrived.wait(), self._idle_limit)
                except TimeoutError:
                    await self._end_child()
                    # What was asked for meanwhile found this task still at work.
                    if not self._queue:
                        return
                continue
            if not any(waiting.urgent for waiting in self._queue):
                self._urgent_waits.clear()
            try:
                await self._serve(job)
            except asyncio.CancelledError:
                _fail(job, "the analysis is closed")
                raise

    async def _serve(self, job: _Job) -> None:
        try:
            analysis = await self._attempt(job)
        except _BrokenOff:
            await self._end_child()
            if not job.answer.done():
                self._put(job)
        except (AnalysisError, OSError) as error:
            _fail(job, str(error))
        else:
            if not job.answer.done():
                job.answer.set_result(replace(analysis, omitted=analysis.omitted + job.omitted))

    async def _attempt(self, job: _Job) -> Analysis:
        """The answer to one request, on a fresh worker where the first one ends under it."""
        reason = ""
        for _ in range(ATTEMPTS):
            try:
                async with asyncio.timeout(self._time_limit):
                    return await self._yielding(job)
            except TimeoutError:
                await self._end_child()
                raise AnalysisError(
                    f"the analysis took more than {self._time_limit:g} seconds and was ended"
                ) from None
            except WorkerExited as error:
                reason = str(error)
                await self._end_child()
        raise AnalysisError(f"the analysis process {reason}; {self._log_path} may say more")

    async def _yielding(self, job: _Job) -> Analysis:
        """The exchange, broken off when an urgent request has waited long enough behind one that may give way."""
        exchange = asyncio.create_task(self._exchange(job.request))
        rival = asyncio.create_task(self._rival(job))
        try:
            await asyncio.wait({exchange, rival}, return_when=asyncio.FIRST_COMPLETED)
            if exchange.done():
                return exchange.result()
            raise _BrokenOff
        finally:
            for task in (exchange, rival):
                task.cancel()
            await asyncio.gather(exchange, rival, return_exceptions=True)

    async def _rival(self, job: _Job) -> None:
        while True:
            await self._urgent_waits.wait()
            await asyncio.sleep(max(self._patience, 0.01))
            if not job.urgent or job.answer.done():
                return

    async def _exchange(self, request: Request) -> Analysis:
        child = await self._ready()
        await child.send(encode_request(request))
        answer = await child.receive()
        if isinstance(answer, Result) and answer.id == request.id:
            return answer.analysis
        if isinstance(answer, Failure) and answer.id == request.id:
            raise AnalysisError(answer.message)
        raise WorkerExited("answered something that was not asked")

    async def _ready(self) -> WorkerProcess:
        if self._child is None:
            self._child = await WorkerProcess.start(self._command, self._log_path)
            greeting = await self._child.receive()
            if isinstance(greeting, Failure):
                raise AnalysisError(greeting.message)
            if not isinstance(greeting, Hello):
                raise WorkerExited("did not say what it is")
        return self._child

    async def _end_child(self) -> None:
        child, self._child = self._child, None
        if child is not None:
            await child.end()


def _fail(job: _Job, message: str) -> None:
    if not job.answer.done():
        job.answer.set_exception(AnalysisError(message))
