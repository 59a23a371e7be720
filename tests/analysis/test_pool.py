"""The pool of workers against the fake worker, and the order of what is asked for ahead."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import aclosing
from pathlib import Path

import pytest
import pytest_asyncio

from reader.analysis.pool import AnalysisPool, in_order
from reader.model.errors import AnalysisError
from tests.analysis.test_client import is_running
from tests.fakes import analyser


class Pool(AnalysisPool):
    """A pool of fake workers, and what they saw."""

    def __init__(self, folder: Path, jobs: int) -> None:
        self.seen_path = folder / "seen"
        command = (sys.executable, str(analyser.__file__), str(self.seen_path))
        super().__init__(folder / "log", analyser.ENGINE, jobs, 20.0, command)

    def seen(self) -> list[str]:
        return self.seen_path.read_text(encoding="utf-8").splitlines() if self.seen_path.exists() else []

    def starts(self) -> list[int]:
        return [int(line.split()[1]) for line in self.seen() if line.startswith("start ")]

    async def length(self, text: str) -> int:
        """What the fake worker found: the length of the text."""
        return (await self.analyse(text, ())).omitted[0].end


@pytest_asyncio.fixture
async def two(tmp_path: Path) -> AsyncIterator[Pool]:
    pool = Pool(tmp_path, 2)
    yield pool
    await pool.close()


async def test_one_slow_text_holds_up_the_order_and_not_the_other_worker(two: Pool) -> None:
    texts = ["slow", *("x" * length for length in range(5, 11))]
    done: list[int] = []
    async with aclosing(in_order(two.length, texts, two.ahead)) as ordered:
        collecting = asyncio.create_task(collect(ordered, done))
        while "x" * 10 not in two.seen():
            await asyncio.sleep(0.01)
        assert not done
        two.seen_path.with_suffix(".go").touch()
        await collecting
    assert done == list(map(len, texts))
    assert len(two.starts()) == 2


async def collect(ordered: AsyncIterator[tuple[str, asyncio.Task[int]]], done: list[int]) -> None:
    async for _, task in ordered:
        done.append(task.result())


async def test_a_worker_that_ends_costs_its_text_and_no_other(two: Pool) -> None:
    texts = ["one", "die", "three", "die once", "five"]
    failed = []
    async for text, task in in_order(two.length, texts, two.ahead):
        error = task.exception()
        if error is not None:
            failed.append((text, type(error), "killed by signal 9" in str(error)))
        else:
            assert task.result() == len(text)
    assert failed == [("die", AnalysisError, True)]


async def test_few_texts_start_few_workers(tmp_path: Path) -> None:
    pool = Pool(tmp_path, 8)
    for text in ("one", "two", "three"):
        await pool.length(text)
    assert len(pool.starts()) == 1
    await pool.close()


async def test_closing_ends_the_workers_while_texts_come(two: Pool) -> None:
    """A request that comes together with the end must not be waited for."""
    await asyncio.gather(two.length("one"), two.length("two"))
    waiting = [asyncio.create_task(two.length("three")) for _ in range(4)]
    await asyncio.sleep(0)
    async with asyncio.timeout(5):
        await two.close()
    for task in waiting:
        task.cancel()
    assert not [pid for pid in two.starts() if is_running(str(pid))]


@pytest.mark.parametrize("ahead", [1, 3])
async def test_no_more_is_begun_than_may_be_ahead(ahead: int) -> None:
    begun: list[int] = []

    def items() -> Iterator[int]:
        for number in range(10):
            begun.append(number)
            yield number

    async def act(number: int) -> int:
        await asyncio.sleep(0)
        return number

    seen = []
    async for number, task in in_order(act, items(), ahead):
        assert len(begun) - len(seen) <= ahead
        seen.append(number)
        assert task.result() == number
    assert seen == list(range(10))


async def test_what_is_left_is_cancelled() -> None:
    tasks: list[asyncio.Task[None]] = []

    async def act(number: int) -> None:
        task = asyncio.current_task()
        assert task is not None
        tasks.append(task)
        if number:
            await asyncio.Event().wait()

    async with aclosing(in_order(act, range(9), 3)) as ordered:
        await anext(ordered)
    await asyncio.sleep(0)
    assert [task.cancelled() for task in tasks] == [False, *(len(tasks) - 1) * [True]]
