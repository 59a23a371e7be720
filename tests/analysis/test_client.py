"""The client against a worker that dies, hangs, lies and dawdles on demand."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
import pytest_asyncio

from reader.analysis import worker_process
from reader.analysis.client import AnalysisClient
from reader.analysis.protocol import TEXT_LIMIT
from reader.model.analysis import Analysis
from reader.model.errors import AnalysisError
from reader.model.span import Span
from tests.fakes import analyser

FAKE = Path(analyser.__file__)


class Desk:
    """A client on the fake worker, and what that worker saw."""

    def __init__(self, folder: Path, time_limit: float = 20.0, **settings: float) -> None:
        self.seen_path = folder / "seen"
        self.log_path = folder / "logs" / "analysis.log"
        command = (sys.executable, str(FAKE), str(self.seen_path))
        self.client = AnalysisClient(self.log_path, analyser.ENGINE, time_limit, command, **settings)  # type: ignore[arg-type]  # keyword floats

    def seen(self) -> list[str]:
        lines = self.seen_path.read_text(encoding="utf-8").splitlines() if self.seen_path.exists() else []
        return [line for line in lines if not line.startswith("start ")]

    def starts(self) -> list[list[str]]:
        lines = self.seen_path.read_text(encoding="utf-8").splitlines() if self.seen_path.exists() else []
        return [line.split()[1:] for line in lines if line.startswith("start ")]

    def ask(self, text: str, urgent: bool = False) -> asyncio.Task[object]:
        return asyncio.ensure_future(self.client.analyse(text, (), urgent=urgent))

    async def until_seen(self, text: str) -> None:
        await until(lambda: text in self.seen())

    def let_go(self) -> None:
        self.seen_path.with_suffix(".go").touch()


async def until(is_so: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not is_so():
            await asyncio.sleep(0.01)


def is_running(pid: str) -> bool:
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return False
    return True


MakeDesk = Callable[..., Desk]


@pytest_asyncio.fixture
async def make_desk(tmp_path: Path) -> AsyncIterator[MakeDesk]:
    desks: list[Desk] = []

    def make(**settings: float) -> Desk:
        desks.append(Desk(tmp_path, **settings))
        return desks[-1]

    yield make
    for desk in desks:
        await desk.client.close()


async def reason(asked: Awaitable[object]) -> str:
    with pytest.raises(AnalysisError) as caught:
        await asked
    assert "\n" not in str(caught.value)
    return str(caught.value)


async def test_one_worker_answers_one_request_after_another(make_desk: MakeDesk) -> None:
    desk = make_desk()
    assert desk.starts() == []
    for text in ("one", "two"):
        await desk.ask(text)
    assert desk.seen() == ["one", "two"]
    ((_, threads),) = desk.starts()
    assert threads == "1"


async def test_only_urgent_requests_try_a_model_again_that_could_not_be_loaded(make_desk: MakeDesk) -> None:
    desk = make_desk()
    refusing = desk.seen_path.with_suffix(".refuse")
    refusing.touch()
    for urgent in (False, False, True, False):
        assert await reason(desk.ask("one", urgent)) == "no such model"
    assert len(desk.starts()) == 2
    refusing.unlink()
    await desk.ask("two", urgent=True)
    await desk.ask("three")
    assert desk.seen() == ["two", "three"]
    assert len(desk.starts()) == 3


async def test_urgent_requests_go_first_and_the_rest_in_order(make_desk: MakeDesk) -> None:
    desk = make_desk(patience=20.0)
    running = desk.ask("slow")
    await desk.until_seen("slow")
    waiting = [desk.ask("second"), desk.ask("third"), desk.ask("first", urgent=True)]
    await asyncio.sleep(0)
    desk.let_go()
    await asyncio.gather(running, *waiting)
    assert desk.seen() == ["slow", "first", "second", "third"]


async def test_a_long_request_gives_way_to_an_urgent_one_and_is_done_after_it(
    make_desk: MakeDesk,
) -> None:
    desk = make_desk(patience=0.05)
    running = desk.ask("slow")
    await desk.until_seen("slow")
    await desk.ask("open article", urgent=True)
    desk.let_go()
    await running
    assert desk.seen() == ["slow", "open article", "slow"]


async def test_of_urgent_requests_the_newest_goes_first_and_none_restarts_the_worker(make_desk: MakeDesk) -> None:
    desk = make_desk(patience=20.0)
    waiting = [desk.ask(f"article {number}", urgent=True) for number in range(5)]
    await asyncio.gather(*waiting)
    assert desk.seen() == [f"article {number}" for number in (4, 3, 2, 1, 0)]
    assert len(desk.starts()) == 1


async def test_a_long_urgent_request_gives_way_to_a_newer_one(make_desk: MakeDesk) -> None:
    desk = make_desk(patience=0.05)
    running = desk.ask("slow", urgent=True)
    await desk.until_seen("slow")
    await desk.ask("open article", urgent=True)
    desk.let_go()
    await running
    assert desk.seen() == ["slow", "open article", "slow"]


async def test_a_cancelled_request_that_waits_is_never_asked(make_desk: MakeDesk) -> None:
    desk = make_desk()
    running = desk.ask("slow")
    await desk.until_seen("slow")
    waiting, last = desk.ask("unwanted"), desk.ask("last")
    await asyncio.sleep(0)
    waiting.cancel()
    desk.let_go()
    await asyncio.gather(running, last)
    assert desk.seen() == ["slow", "last"]


async def test_a_cancelled_request_that_runs_is_let_end_and_dropped(make_desk: MakeDesk) -> None:
    desk = make_desk()
    running = desk.ask("slow")
    await desk.until_seen("slow")
    running.cancel()
    following = desk.ask("next")
    desk.let_go()
    await following
    assert desk.seen() == ["slow", "next"]
    assert len(desk.starts()) == 1


async def test_a_cancelled_request_that_runs_does_not_keep_an_urgent_one_waiting(make_desk: MakeDesk) -> None:
    desk = make_desk(patience=0.05)
    running = desk.ask("hang", urgent=True)
    await desk.until_seen("hang")
    running.cancel()
    await desk.ask("open article", urgent=True)
    assert desk.seen() == ["hang", "open article"]


async def test_a_worker_that_dies_is_started_again_and_the_request_tried_once_more(make_desk: MakeDesk) -> None:
    desk = make_desk()
    await desk.ask("die once")
    assert desk.seen() == ["die once", "die once"]
    assert len(desk.starts()) == 2


async def test_a_worker_that_dies_twice_says_why_and_the_next_request_is_answered(make_desk: MakeDesk) -> None:
    desk = make_desk()
    message = await reason(desk.ask("die always"))
    assert "signal 9" in message
    assert "memory" in message
    assert len(desk.starts()) == 2
    await desk.ask("next")


@pytest.mark.parametrize(
    ("text", "part"),
    [("exit", "status 3"), ("garbage", "cannot be read"), ("wrong", "another request"), ("fail", "no such words")],
)
async def test_other_failures_say_why(make_desk: MakeDesk, text: str, part: str) -> None:
    desk = make_desk()
    assert part in await reason(desk.ask(text))
    await desk.ask("next")


async def test_a_request_beyond_its_time_is_ended_with_its_worker(make_desk: MakeDesk) -> None:
    desk = make_desk(time_limit=1.5)
    assert "1.5 seconds" in await reason(desk.ask("hang"))
    ((pid, _),) = desk.starts()
    assert not is_running(pid)
    assert desk.seen() == ["hang"]


async def test_a_program_that_cannot_be_started(tmp_path: Path) -> None:
    client = AnalysisClient(tmp_path / "log", analyser.ENGINE, 5.0, (str(tmp_path / "missing"),))
    assert "cannot be started (No such file" in await reason(client.analyse("text", ()))
    await client.close()


async def test_an_idle_worker_gives_its_memory_back_and_comes_again(make_desk: MakeDesk) -> None:
    desk = make_desk(idle_limit=0.05)
    await desk.ask("one")
    ((pid, _),) = desk.starts()
    await until(lambda: not is_running(pid))
    await desk.ask("two")
    assert len(desk.starts()) == 2


async def test_closing_ends_the_worker_and_fails_what_waits(make_desk: MakeDesk) -> None:
    desk = make_desk()
    running, waiting = desk.ask("hang"), desk.ask("waiting")
    await desk.until_seen("hang")
    ((pid, _),) = desk.starts()
    await desk.client.close()
    assert not is_running(pid)
    assert "closed" in await reason(running)
    assert "closed" in await reason(waiting)
    assert "closed" in await reason(desk.ask("late"))


async def test_a_worker_ends_when_its_parent_is_gone(tmp_path: Path) -> None:
    process = await worker_process.WorkerProcess.start(
        (sys.executable, str(FAKE), str(tmp_path / "seen")), tmp_path / "log"
    )
    await process.receive()
    process._process.stdin.close()  # type: ignore[union-attr]  # what the end of the parent does to the pipe
    async with asyncio.timeout(20):
        assert await process._process.wait() == 0


async def test_what_a_text_is_too_long_for_is_left_out_and_said(make_desk: MakeDesk) -> None:
    desk = make_desk()
    analysis = await desk.client.analyse("x" * (TEXT_LIMIT + 5), ())
    assert analysis.omitted == (Span(0, TEXT_LIMIT), Span(TEXT_LIMIT, TEXT_LIMIT + 5))


async def test_a_text_that_comes_while_an_idle_worker_is_being_ended_is_analysed(
    make_desk: MakeDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = make_desk(idle_limit=0.05)
    await desk.ask("text 1")
    end, asked = desk.client._stop_worker, asyncio.Event()

    async def end_slowly() -> None:
        await end()
        monkeypatch.undo()
        asked.set()
        await asyncio.sleep(0.02)

    monkeypatch.setattr(desk.client, "_stop_worker", end_slowly)
    await asked.wait()
    async with asyncio.timeout(20):
        assert isinstance(await desk.ask("text 2"), Analysis)


async def test_standard_error_goes_to_a_log_that_does_not_grow_for_ever(
    make_desk: MakeDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker_process, "LOG_LIMIT", 5)
    desk = make_desk(idle_limit=0.05)
    for number in (1, 2):
        await desk.ask(f"text {number}")
        pid = desk.starts()[-1][0]
        await until(lambda pid=pid: not is_running(pid))  # type: ignore[misc]  # a default binds the loop's value
    assert desk.log_path.read_text(encoding="utf-8") == "to the log\n"
    assert desk.log_path.with_name("analysis.log.1").read_text(encoding="utf-8") == "to the log\n"


async def test_a_log_that_cannot_be_written_stops_nothing(make_desk: MakeDesk, tmp_path: Path) -> None:
    (tmp_path / "logs").write_text("a file where the folder should be", encoding="utf-8")
    assert isinstance(await make_desk().ask("text"), Analysis)
