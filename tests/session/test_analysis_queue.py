"""The queue of analyses: the open article is analysed once and first, the others after it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import cast

from reader.analysis.client import AnalysisClient
from reader.model.analysis import Analysis
from reader.model.document import Block, Version
from reader.model.errors import AnalysisError
from reader.session.analysis_queue import AnalysisQueue
from reader.store import Store
from tests.store.samples import ENGINE, article

NOTHING = Analysis(ENGINE, (), (), (), ())


class Held:
    """An analysis client that answers when the test says so."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, bool]] = []
        self.answers: list[asyncio.Future[Analysis]] = []

    async def analyse(
        self,
        text: str,
        blocks: Sequence[Block],
        published: str | None = None,
        markups: object = (),
        *,
        urgent: bool = False,
    ) -> Analysis:
        self.asked.append((text.splitlines()[0][-1], urgent))
        self.answers.append(asyncio.get_running_loop().create_future())
        return await self.answers[-1]

    def is_running(self, text: str) -> bool:
        """Return True for what was asked first of what is not answered."""
        at = next((at for at, answer in enumerate(self.answers) if not answer.done()), None)
        return at is not None and self.asked[at][0] == text.splitlines()[0][-1]


class Queue:
    """A queue, with three articles that can be opened."""

    def __init__(self, count: int = 3) -> None:
        with Store.in_memory() as store:
            self.versions = [
                store.versions.newest(store.add(article(f"Paper number {number}")).document.id)
                for number in range(1, count + 1)
            ]
        self.client = Held()
        self.arrived: list[Version] = []
        self.failed: list[Version] = []
        self.analysis_queue = AnalysisQueue(
            lambda: cast(AnalysisClient, self.client),
            lambda version, _: self.arrived.append(version),
            lambda version, _: self.failed.append(version),
            lambda id: next(version for version in self.versions if version.id == id),
        )

    async def open(self, number: int) -> None:
        self.analysis_queue.analyse(self.versions[number - 1], None)
        await turn()

    async def begin_behind(self) -> None:
        self.analysis_queue.analyse_in_background([(version, None) for version in self.versions])
        await turn()

    async def answer(self, at: int, error: AnalysisError | None = None) -> None:
        answer = self.client.answers[at]
        answer.set_exception(error) if error else answer.set_result(NOTHING)
        await turn()

    async def answer_one(self) -> None:
        """Answer what was asked first."""
        await self.answer(next(at for at, answer in enumerate(self.client.answers) if not answer.done()))


async def turn() -> None:
    """Let every task go on until it waits for an answer."""
    for _ in range(10):
        await asyncio.sleep(0)


async def test_the_open_article_is_asked_for_once_and_first() -> None:
    queue = Queue()
    await queue.open(2)
    await queue.begin_behind()
    assert queue.client.asked == [("2", True)]
    for at in range(3):
        await queue.answer(at)
    assert queue.client.asked == [("2", True), ("1", False), ("3", False)]
    assert queue.arrived == [queue.versions[at] for at in (1, 0, 2)]


async def test_a_failed_analysis_is_not_tried_again_in_the_background() -> None:
    queue = Queue()
    await queue.open(1)
    await queue.begin_behind()
    await queue.answer(0, AnalysisError("took too long"))
    assert queue.failed == [queue.versions[0]]
    assert queue.client.asked == [("1", True), ("2", False)]


async def test_an_article_that_is_opened_while_its_turn_is_on_is_not_asked_for_again() -> None:
    queue = Queue()
    await queue.begin_behind()
    await queue.open(1)
    assert queue.client.asked == [("1", False)]
    await queue.answer(0)
    assert queue.arrived == [queue.versions[0]]
    assert queue.client.asked == [("1", False), ("2", False)]


async def test_an_article_that_is_left_while_it_is_analysed_is_finished() -> None:
    queue = Queue()
    await queue.begin_behind()
    await queue.open(1)
    await queue.open(3)
    assert not queue.client.answers[0].cancelled()
    for at in range(3):
        await queue.answer(at)
    assert queue.client.asked == [("1", False), ("3", True), ("2", False)]
    assert queue.arrived == [queue.versions[at] for at in (0, 2, 1)]


async def test_articles_that_are_left_before_their_turn_come_next_and_the_newest_first() -> None:
    queue = Queue(6)
    await queue.begin_behind()
    for number in (2, 3, 4, 5):
        await queue.open(number)
    assert queue.client.asked == [("1", False), *((str(number), True) for number in (2, 3, 4, 5))]
    assert [answer.cancelled() for answer in queue.client.answers] == [False, True, True, True, False]
    for _ in range(6):
        await queue.answer_one()
    assert queue.client.asked[5:] == [("4", False), ("3", False), ("2", False), ("6", False)]
    assert sorted(version.id for version in queue.arrived) == [version.id for version in queue.versions]


async def test_an_article_that_is_left_when_all_else_is_done_is_analysed_too() -> None:
    queue = Queue()
    await queue.begin_behind()
    for _ in range(3):
        await queue.answer_one()
    queue.analysis_queue._answered.clear()
    for number in (1, 2, 3):
        await queue.open(number)
    for _ in range(3):
        await queue.answer_one()
    assert queue.client.asked[3:] == [("1", True), ("2", True), ("3", True), ("2", False)]


async def test_an_article_that_is_opened_again_before_its_turn_comes_first() -> None:
    queue = Queue()
    await queue.begin_behind()
    await queue.open(2)
    await queue.open(2)
    assert queue.client.asked == [("1", False), ("2", True), ("2", True)]
    assert [answer.cancelled() for answer in queue.client.answers] == [False, True, False]


async def test_another_article_that_is_opened_meanwhile_is_still_waited_for() -> None:
    queue = Queue()
    await queue.begin_behind()
    await queue.open(3)
    await queue.answer(0)
    assert not queue.client.answers[1].cancelled()
    await queue.answer(1)
    assert queue.arrived == [queue.versions[0], queue.versions[2]]
    assert queue.client.asked == [("1", False), ("3", True), ("2", False)]
