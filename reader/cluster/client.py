"""The client of a Dask cluster: sends texts in batches, and holds the number of batches in flight."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace

from distributed import Client, Future, KilledWorker

from reader.analysis.code import without_code
from reader.analysis.pool import TIME_LIMIT
from reader.analysis.protocol import (
    Failure,
    ProtocolError,
    Request,
    Result,
    decode_reply,
    encode_request,
    model_of,
    within_limit,
)
from reader.cluster.tasks import analyse_batch, installed_engine, names_of, refuse_other
from reader.model.analysis import Analysis, Engine
from reader.model.document import Block, Markup
from reader.model.errors import AnalysisError, ClusterError

PATIENCE = 10.0
"""Seconds to wait for the scheduler, and then for its first worker."""
CHECKED_EVERY = 15.0
"""Seconds without an answer after which the cluster is asked whether it has workers still."""
EMPTY = 3
"""How often in a row it may have none: one that is killed is started again within a few seconds."""
BATCH = 4
"""The texts of a batch."""
BATCH_BYTES = 200_000
"""The bytes of a batch, from which on it is sent with fewer texts."""
_DELAY = 0.1
"""Seconds after which a batch is sent though it is not full."""
_AHEAD = 2
"""The batches in flight for each thread of the cluster: one is analysed while the next is on its way."""


class _OwnClient(Client):  # type: ignore[misc]  # distributed is not followed
    """A client that is closed, never collected: one that failed to connect would wait for 20 seconds then."""

    def __del__(self) -> None:
        pass


@dataclass(slots=True)
class _Batch:
    lines: list[bytes] = field(default_factory=list)
    answers: list[asyncio.Future[Analysis]] = field(default_factory=list)


class Cluster:
    """Analyses texts on the workers of a Dask cluster, as `reader.analysis.pool.Analyser` says.

    Texts travel to the scheduler and its workers. A batch whose worker is lost is analysed by another.
    """

    def __init__(
        self, client: Client, used: Engine, time_limit: float = TIME_LIMIT, *, owned: bool = False
    ) -> None:
        """A text may take `time_limit` seconds. A client that is `owned` is closed in the end.

        Raises ClusterError if there is no worker, or one with another engine, which is named.
        """
        if client.asynchronous:
            raise TypeError("the client must not be asynchronous")
        self._client = client
        self._engine = used
        self._time_limit = time_limit
        self._owned = owned
        self._numbers = itertools.count(1)
        self._batch = _Batch()
        self._serving: set[asyncio.Task[None]] = set()
        self._running: set[Future] = set()
        self._threads = self._checked()

    @classmethod
    def connect(cls, address: str, used: Engine, time_limit: float = TIME_LIMIT) -> Cluster:
        """Connect to the scheduler at an address such as `tls://host:8786`. Raises ClusterError."""
        try:
            client = _OwnClient(address, timeout=PATIENCE, set_as_default=False)
        except Exception as error:
            why = _one_line(error)
            if address.startswith("tls:") and isinstance(error, TypeError):
                why = "Dask's configuration names no certificates for tls://"
            raise ClusterError(f"{address}: the scheduler cannot be reached ({why})") from error
        try:
            return cls(client, used, time_limit, owned=True)
        except BaseException:
            client.close(timeout=PATIENCE)
            raise

    @property
    def ahead(self) -> int:
        """The number of texts to ask for before the first of them is done."""
        return BATCH * (_AHEAD * self._threads + 1)

    async def analyse(
        self, text: str, blocks: Sequence[Block], published: str | None = None, markups: Sequence[Markup] = ()
    ) -> Analysis:
        """Return the analysis of a text. Raises AnalysisError, and ClusterError if the cluster fails."""
        kept, kept_blocks, omitted = within_limit(text, blocks)
        answer: asyncio.Future[Analysis] = asyncio.get_running_loop().create_future()
        self._put(encode_request(Request(next(self._numbers), kept, kept_blocks, published)), answer)
        analysis = await answer
        return without_code(replace(analysis, omitted=analysis.omitted + omitted), markups)

    async def close(self) -> None:
        """Cancel what the cluster still has to do."""
        for task in self._serving:
            task.cancel()
        await asyncio.to_thread(self._end)

    def _end(self) -> None:
        # Where the scheduler is gone, nothing is left to cancel.
        with suppress(Exception):
            self._client.cancel(list(self._running))
        if self._owned:
            with suppress(Exception):
                self._client.close(timeout=PATIENCE)

    def _checked(self) -> int:
        """The threads of all workers, if each of these has the engine."""
        try:
            self._client.wait_for_workers(1, timeout=PATIENCE)
            found = self._client.run(installed_engine, model_of(self._engine), on_error="return")
            threads: int = sum(self._client.nthreads().values())
        except TimeoutError:
            raise ClusterError(f"{self._address}: the scheduler has no workers") from None
        except Exception as error:
            raise ClusterError(f"{self._address}: the cluster fails ({_one_line(error)})") from error
        for address, names in sorted(found.items()):
            if isinstance(names, Exception):
                raise ClusterError(
                    f"the worker {address} cannot analyse ({_one_line(names)}); install this program there"
                )
            refuse_other(address, tuple(names), names_of(self._engine))
        return max(1, threads)

    @property
    def _address(self) -> str:
        return str(self._client.scheduler.address)

    def _put(self, line: bytes, answer: asyncio.Future[Analysis]) -> None:
        batch = self._batch
        batch.lines.append(line)
        batch.answers.append(answer)
        if len(batch.lines) >= BATCH or sum(map(len, batch.lines)) >= BATCH_BYTES:
            self._send(batch)
        elif len(batch.lines) == 1:
            asyncio.get_running_loop().call_later(_DELAY, self._send, batch)

    def _send(self, batch: _Batch) -> None:
        if batch is self._batch:
            self._batch = _Batch()
            task = asyncio.create_task(self._serve(batch))
            self._serving.add(task)
            task.add_done_callback(self._serving.discard)

    async def _serve(self, batch: _Batch) -> None:
        failure: AnalysisError | ClusterError | None = None
        try:
            replies = [decode_reply(line) for line in await self._replies(batch.lines)]
            if len(replies) != len(batch.answers):
                raise ProtocolError(f"{len(replies)} replies to {len(batch.answers)} texts")
        except Exception as error:
            failure = error if isinstance(error, AnalysisError | ClusterError) else self._failure(error)
            replies = [Failure(None, str(failure))] * len(batch.answers)
        for answer, reply in zip(batch.answers, replies, strict=True):
            if not answer.done() and isinstance(reply, Result):
                answer.set_result(reply.analysis)
            elif not answer.done():
                message = reply.message if isinstance(reply, Failure) else "the worker sent no analysis"
                answer.set_exception(failure or AnalysisError(message))

    def _failure(self, error: Exception) -> AnalysisError | ClusterError:
        if isinstance(error, KilledWorker):
            times = error.allowed_failures + 1
            return AnalysisError(f"the workers that were to analyse it ended, {times} one after the other")
        return ClusterError(f"{self._address}: the cluster failed ({_one_line(error)})")

    async def _replies(self, lines: list[bytes]) -> list[bytes]:
        future = self._client.submit(
            analyse_batch, names_of(self._engine), lines, self._time_limit, pure=False, key=None
        )
        self._running.add(future)
        arrived, loop = asyncio.Event(), asyncio.get_running_loop()

        def tell(_: Future) -> None:
            # It may have been closed meanwhile.
            with suppress(RuntimeError):
                loop.call_soon_threadsafe(arrived.set)

        try:
            future.add_done_callback(tell)
            await self._arrival(arrived)
            replies: list[bytes] = await asyncio.to_thread(future.result)
            return replies
        finally:
            self._running.discard(future)

    async def _arrival(self, arrived: asyncio.Event) -> None:
        empty = 0
        while empty < EMPTY:
            with suppress(TimeoutError):
                async with asyncio.timeout(CHECKED_EVERY):
                    await arrived.wait()
                    return
            empty = 0 if await asyncio.to_thread(self._client.nthreads) else empty + 1
        raise ClusterError(f"{self._address}: the scheduler has no workers any more")


def _one_line(error: BaseException) -> str:
    return " ".join(str(error).split()) or type(error).__name__
