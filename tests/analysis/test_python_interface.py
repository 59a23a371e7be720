"""`reader.analyze` and `reader.analyze_many`, for the most part on the fake worker."""

from __future__ import annotations

import asyncio
import gc
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest

import reader
from reader import corpora
from reader.analysis import client
from reader.analysis.pool import MOST_JOBS
from reader.model.analysis import Analysis
from reader.model.errors import AnalysisError
from tests.analysis.test_client import is_running
from tests.fakes import analyser

SCRIPT = r"""
import reader, sys
assert not {"spacy", "textual", "rich", "asyncio", "reader.analysis"} & set(sys.modules), "imported too early"
import reader.analysis.client
reader.analysis.client.worker_command = lambda _: sys.argv[1:]
abandoned = reader.analyze_many(("words" for _ in range(9)), jobs=2)
print(next(abandoned).omitted[0].end)
"""


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Lets fake workers analyse, and returns the file with what they saw."""
    log = tmp_path / "seen"
    monkeypatch.setenv("READER_DATA", str(tmp_path / "data"))
    monkeypatch.setattr(client, "worker_command", lambda _: (sys.executable, str(analyser.__file__), str(log)))
    return log


def workers(seen: Path) -> list[int]:
    """The processes that were started and run still."""
    lines = seen.read_text(encoding="utf-8").splitlines() if seen.exists() else []
    pids = [int(line.split()[1]) for line in lines if line.startswith("start ")]
    return [pid for pid in pids if is_running(str(pid))]


def lengths(analyses: Iterator[Analysis]) -> list[int]:
    """What the fake worker found: the lengths of the texts."""
    return [each.omitted[0].end for each in analyses]


def test_a_script_needs_no_guard_and_ends_with_a_generator_that_it_left(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(SCRIPT, encoding="utf-8")
    fake = [sys.executable, str(analyser.__file__), str(tmp_path / "seen")]
    command = [sys.executable, "-X", "dev", str(script), *fake]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.stderr == ""
    assert done.stdout == "5\n"
    assert not workers(tmp_path / "seen")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_kind_part_blocks_and_keep_their_places(end: str) -> None:
    text = end.join(["The Pier Opens", "", "Karin Lund spoke first.", "", "“It is safe,” she said.", ""])
    article = corpora._article(text)
    assert len(article.text) == len(text)
    assert [block.span.of(text) for block in article.blocks] == [*text.split(end * 2)[:2], text.split(end)[4]]


def test_one_text_after_another_goes_to_one_process(seen: Path) -> None:
    for length in (5, 6):
        assert reader.analyze("x" * length, model="fake").omitted[0].end == length
    assert len(workers(seen)) == 1
    with pytest.raises(AnalysisError, match="no such words"):
        reader.analyze("fail", model="fake")


@pytest.mark.parametrize("jobs", [None, 1, 3])
def test_texts_of_a_generator_come_back_in_order(seen: Path, jobs: int | None) -> None:
    assert lengths(reader.analyze_many(("x" * n for n in range(4, 30)), jobs=jobs)) == list(range(4, 30))
    assert workers(seen) == []


def test_an_endless_generator_is_read_only_so_far_ahead(seen: Path) -> None:
    read: list[str] = []

    def texts() -> Iterator[str]:
        while True:
            read.append("words")
            yield "words"

    found = reader.analyze_many(texts(), jobs=2)
    assert not read
    for _ in range(20):
        next(found)
    assert len(read) <= 20 + 8
    assert workers(seen)
    del found
    gc.collect()
    assert workers(seen) == []


def test_a_text_that_fails_ends_the_iteration_or_stands_in_its_place(seen: Path) -> None:
    texts = ["one", "fail", "three"]
    found = reader.analyze_many(texts)
    next(found)
    with pytest.raises(AnalysisError, match="no such words"):
        next(found)
    assert list(found) == []
    one, error, three = reader.analyze_many(texts, return_exceptions=True)
    assert isinstance(error, AnalysisError)
    assert isinstance(one, Analysis)
    assert isinstance(three, Analysis)


def test_what_the_generator_raises_arrives(seen: Path) -> None:
    def texts() -> Iterator[str]:
        yield "one"
        raise KeyError("two")

    with pytest.raises(KeyError):
        list(reader.analyze_many(texts()))
    assert workers(seen) == []


def test_threads_and_event_loops_may_use_it(seen: Path) -> None:
    found: list[list[int]] = []
    threads = [
        Thread(target=lambda: found.append(lengths(reader.analyze_many(["four", "three"])))) for _ in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [[4, 5]] * 3

    async def inside() -> list[int]:
        return lengths(reader.analyze_many(["four", "three"]))

    assert asyncio.run(inside()) == [4, 5]


@pytest.mark.parametrize(
    ("texts", "jobs", "error"),
    [("one text", None, TypeError), (["one"], 0, ValueError), (["one"], -1, ValueError)],
)
def test_wrong_arguments_are_refused_at_once(texts: list[str], jobs: int, error: type[Exception]) -> None:
    with pytest.raises(error):
        reader.analyze_many(texts, jobs=jobs)


def test_only_strings_are_texts(seen: Path) -> None:
    with pytest.raises(TypeError, match="bytes"):
        list(reader.analyze_many([b"words"]))  # type: ignore[list-item]  # wrong on purpose
    with pytest.raises(TypeError, match="None"):
        reader.analyze(None)  # type: ignore[arg-type]  # wrong on purpose


def test_no_other_name_is_made_up() -> None:
    with pytest.raises(AttributeError, match="analyse_all"):
        reader.analyse_all  # type: ignore[attr-defined]  # noqa: B018


@pytest.mark.parametrize("model", ["a\0b", "\ud800"])
def test_a_model_that_no_command_line_can_name_is_refused(model: str) -> None:
    with pytest.raises(AnalysisError, match="cannot be started"):
        reader.analyze("The pier is closed.", model=model)


@pytest.mark.parametrize("jobs", [0, -1, MOST_JOBS + 1, 10**20])
def test_the_number_of_processes_has_bounds(jobs: int) -> None:
    with pytest.raises(ValueError, match="from 1 to"):
        reader.analyze_many(["The pier is closed."], jobs=jobs)
