"""The client of the analysis: sends texts to the worker process, one at a time. It never imports spaCy."""

from __future__ import annotations

import asyncio
import contextlib
import heapq
import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from reader.analysis.code import without_code
from reader.analysis.protocol import Failure, Hello, Request, Result, encode_request, model_of, within_limit
from reader.analysis.worker_process import WorkerExited, WorkerProcess, worker_command
from reader.model.analysis import Analysis, Engine
from reader.model.document import Block, Markup
from reader.model.errors import AnalysisError
from reader.model.span import Spans

PATIENCE = 5.0
"""Seconds that an analysis may run while a newer urgent request waits: twice what a new worker takes to load."""
IDLE_LIMIT = 300.0
"""Seconds without a request after which the worker is stopped to free its memory."""
ATTEMPTS = 2
_CLOSED = "the analysis was closed"


@dataclass(order=True, slots=True)
class _Job:
    order: tuple[bool, int]
    request: Request = field(compare=False)
    omitted: Spans = field(compare=False)
    answer: asyncio.Future[Analysis] = field(compare=False)

    @property
    def urgent(self) -> bool:
        return not self.order[0]


class _Interrupted(Exception):
    """The running request was interrupted for an urgent one."""


class _GaveWay(Exception):
    """The request was not sent, because an urgent one came before it while the worker started."""


class AnalysisClient:
    """Analyses texts in a worker process that is started on demand; urgent requests come first.

    A worker that exits is restarted and the request retried once. A request whose task is cancelled is dropped; if
    it is already running, the worker finishes it. Of urgent requests the newest comes first. It interrupts a
    request that is older, not urgent or not awaited, and has run for `patience` seconds; that one is queued again
    if it is still awaited. A worker that is starting is never interrupted. All methods belong to one event loop.
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
        self._command = tuple(command or worker_command(model_of(engine)))
        self._time_limit = time_limit
        self._patience = patience
        self._idle_limit = idle_limit
        self._numbers = itertools.count(1)
        self._queue: list[_Job] = []
        self._arrived = asyncio.Event()
        self._urgent_arrived = asyncio.Event()
        self._running: _Job | None = None
        self._runner: asyncio.Task[None] | None = None
        self._worker: WorkerProcess | None = None
        self._refusal = ""
        """Why the last worker could not start; until one does, only urgent requests try again."""
        self._closed = False

    async def analyse(
        self,
        text: str,
        blocks: Sequence[Block],
        published: str | None = None,
        markups: Sequence[Markup] = (),
        *,
        urgent: bool = False,
    ) -> Analysis:
        """The analysis of a text. Raises AnalysisError with a reason in one line."""
        if self._closed:
            raise AnalysisError(_CLOSED)
        if self._refusal and not urgent:
            raise AnalysisError(self._refusal)
        number = next(self._numbers)
        kept, kept_blocks, omitted = within_limit(text, blocks)
        request = Request(number, kept, kept_blocks, published)
        answer: asyncio.Future[Analysis] = asyncio.get_running_loop().create_future()
        self._put(_Job((not urgent, -number if urgent else number), request, omitted, answer))
        if self._runner is None or self._runner.done():
            self._runner = asyncio.create_task(self._run())
        return without_code(await answer, markups)

    def is_running(self, text: str) -> bool:
        """Return True if the worker is analysing this text, and not only asked to."""
        return self._running is not None and text.startswith(self._running.request.text)

    async def close(self) -> None:
        """Stop the worker at once; pending requests fail with AnalysisError."""
        self._closed = True
        if self._runner is not None:
            self._runner.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._runner
        await self._stop_worker()
        for job in self._queue:
            _fail(job, _CLOSED)
        self._queue.clear()

    def _put(self, job: _Job) -> None:
        heapq.heappush(self._queue, job)
        self._arrived.set()
        if job.urgent:
            self._urgent_arrived.set()

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
                    # asyncio.wait_for of Python 3.11 ignores a cancellation that comes together with a request.
                    async with asyncio.timeout(self._idle_limit):
                        await self._arrived.wait()
                except TimeoutError:
                    await self._stop_worker()
                    # A request that came meanwhile found this task running and started no other.
                    if not self._queue:
                        return
                continue
            try:
                await self._serve(job)
            except asyncio.CancelledError:
                _fail(job, _CLOSED)
                raise

    async def _serve(self, job: _Job) -> None:
        try:
            analysis = await self._attempt(job)
        except (_Interrupted, _GaveWay) as stopped:
            if isinstance(stopped, _Interrupted):
                await self._stop_worker()
            if not job.answer.done():
                self._put(job)
        except AnalysisError as error:
            _fail(job, str(error))
        except (OSError, ValueError) as error:  # ValueError for a name that no command line can hold.
            reason = getattr(error, "strerror", None) or error
            _fail(job, f"the analysis process cannot be started ({reason})")
        else:
            if not job.answer.done():
                job.answer.set_result(replace(analysis, omitted=analysis.omitted + job.omitted))

    async def _attempt(self, job: _Job) -> Analysis:
        """The analysis for a request; if the worker exits, from a new worker."""
        reason = ""
        for _ in range(ATTEMPTS):
            try:
                async with asyncio.timeout(self._time_limit):
                    return await self._interruptible(job)
            except TimeoutError:
                await self._stop_worker()
                raise AnalysisError(
                    f"the analysis took longer than {self._time_limit:g} seconds and was stopped"
                ) from None
            except WorkerExited as error:
                reason = str(error)
                await self._stop_worker()
        raise AnalysisError(f"the analysis process {reason}; {self._log_path} may have details")

    async def _interruptible(self, job: _Job) -> Analysis:
        sent = asyncio.Event()
        exchange = asyncio.create_task(self._exchange(job, sent))
        interruption = asyncio.create_task(self._interruption(job, sent))
        try:
            await asyncio.wait({exchange, interruption}, return_when=asyncio.FIRST_COMPLETED)
            if exchange.done():
                return exchange.result()
            raise _Interrupted
        finally:
            self._running = None
            for task in (exchange, interruption):
                task.cancel()
            await asyncio.gather(exchange, interruption, return_exceptions=True)

    async def _interruption(self, job: _Job, sent: asyncio.Event) -> None:
        """Return when a job has run long enough, and an urgent request that comes before it waits."""
        await sent.wait()
        await asyncio.sleep(max(self._patience, 0.01))
        while not self._gives_way(job):
            self._urgent_arrived.clear()
            await self._urgent_arrived.wait()

    def _gives_way(self, job: _Job) -> bool:
        ahead = (waiting for waiting in self._queue if waiting.urgent and not waiting.answer.done())
        return any(job.answer.done() or waiting.order < job.order for waiting in ahead)

    async def _exchange(self, job: _Job, sent: asyncio.Event) -> Analysis:
        worker, request = await self._ready_worker(), job.request
        if self._gives_way(job):
            raise _GaveWay
        self._running = job
        sent.set()
        await worker.send(encode_request(request))
        reply = await worker.receive()
        if isinstance(reply, Result) and reply.id == request.id:
            return reply.analysis
        if isinstance(reply, Failure) and reply.id == request.id:
            raise AnalysisError(reply.message)
        raise WorkerExited("sent a reply to another request")

    async def _ready_worker(self) -> WorkerProcess:
        if self._worker is None:
            self._worker = await WorkerProcess.start(self._command, self._log_path)
            greeting = await self._worker.receive()
            if isinstance(greeting, Failure):
                await self._stop_worker()
                self._refusal = greeting.message
                raise AnalysisError(greeting.message)
            if not isinstance(greeting, Hello):
                raise WorkerExited("sent no greeting")
            self._refusal = ""
        return self._worker

    async def _stop_worker(self) -> None:
        worker, self._worker = self._worker, None
        if worker is not None:
            await worker.kill()


def _fail(job: _Job, message: str) -> None:
    if not job.answer.done():
        job.answer.set_exception(AnalysisError(message))
