"""Analyses on Dask: the same lines as without, also when a worker is lost, and plain words where it cannot be."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from types import SimpleNamespace
from typing import Any

import pytest

import reader
from reader.analysis import client as analysis_client
from reader.analysis import protocol
from reader.cli import analyze
from reader.cluster import client as cluster_client
from reader.cluster.client import BATCH, Cluster, _Batch
from reader.model.analysis import Engine
from reader.model.errors import AnalysisError, ClusterError, ReaderError
from tests.fakes import analyser

distributed = pytest.importorskip("distributed")

HERE = {"host": "127.0.0.1", "dashboard_address": None, "silence_logs": 60}


def use_fake(log: str) -> None:
    """Let fake workers analyse in this process."""
    analysis_client.worker_command = lambda _: (sys.executable, str(analyser.__file__), log)


@pytest.fixture(autouse=True)
def own_data(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("READER_DATA", str(tmp_path / "data"))
    monkeypatch.setattr(analysis_client, "worker_command", analysis_client.worker_command)
    use_fake(str(tmp_path / "seen"))


@pytest.fixture
def cluster() -> Iterator[Any]:
    """A cluster of two workers in this process."""
    options = {**HERE, "processes": False, "n_workers": 2, "threads_per_worker": 1, "protocol": "tcp"}
    with distributed.LocalCluster(**options) as started:
        yield started


def corpus(folder: Path, texts: list[str]) -> Path:
    folder.mkdir()
    for number, text in enumerate(texts):
        (folder / f"{number:03}.txt").write_text(text, encoding="utf-8")
    return folder


def test_the_lines_are_those_without_a_cluster(
    cluster: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    texts = [f"Tromsø {number} {'x' * number}" for number in range(3 * BATCH + 1)]
    texts[2], texts[7] = "fail", "die"
    folder = corpus(tmp_path / "corpus", texts)
    assert analyze.run([str(folder)], as_json=True) == 1
    without = capsys.readouterr()
    assert analyze.run([str(folder)], as_json=True, scheduler=cluster.scheduler_address) == 1
    assert capsys.readouterr() == without
    assert len(without.out.splitlines()) == len(texts) - 2


def test_texts_from_python_come_back_in_order(cluster: Any) -> None:
    with distributed.Client(cluster) as client:
        read: list[int] = []

        def texts() -> Iterator[str]:
            for number in range(200):
                read.append(number)
                yield "fail" if number == 5 else "x" * (number + 5)

        found = reader.analyze_many(texts(), client=client, return_exceptions=True)
        for number in range(40):
            each = next(found)
            if number == 5:
                assert isinstance(each, AnalysisError)
            else:
                assert not isinstance(each, AnalysisError)
                assert each.omitted[0].end == number + 5
        assert len(read) <= 40 + 5 * BATCH
        del found
        # What was asked for ahead is cancelled, and the client is still the caller's.
        assert client.submit(len, "abc").result() == 3
        with pytest.raises(ValueError, match="jobs"):
            reader.analyze_many([], 2, client=client)


def test_a_worker_with_another_engine_is_refused_by_name(cluster: Any, tmp_path: Path) -> None:
    other = Engine(protocol.ENGINE_NAME, "0+spacy.0", protocol.engine().model)
    words = r"worker tcp://.*has close-reader .*, not close-reader 0\+spacy\.0"
    with distributed.Client(cluster) as client, pytest.raises(ClusterError, match=words):
        Cluster(client, other)
    assert not (tmp_path / "seen").exists()


def test_a_worker_without_the_program_is_refused_by_name(cluster: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster_client, "installed_engine", missing)
    words = r"worker tcp://.* cannot analyse \(No module named 'reader'\)"
    with distributed.Client(cluster) as client, pytest.raises(ClusterError, match=words):
        Cluster(client, protocol.engine())


def missing(_: str) -> None:
    raise ModuleNotFoundError("No module named 'reader'")


def test_a_scheduler_without_workers_is_told_in_bounded_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster_client, "PATIENCE", 0.5)
    options = {**HERE, "processes": False, "n_workers": 0, "protocol": "tcp"}
    with distributed.LocalCluster(**options) as empty, pytest.raises(ClusterError, match="has no workers"):
        Cluster.connect(empty.scheduler_address, protocol.engine())


@pytest.mark.parametrize(
    ("address", "why"),
    [("tcp://127.0.0.1:9", "Timed out"), ("127.0.0.1", "port"), ("tls://127.0.0.1:9", "certificates")],
)
def test_a_scheduler_that_cannot_be_reached_is_one_line(
    address: str, why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster_client, "PATIENCE", 0.5)
    with pytest.raises(ClusterError, match=why) as caught:
        Cluster.connect(address, protocol.engine())
    assert str(caught.value).startswith(f"{address}: the scheduler cannot be reached")
    assert "\n" not in str(caught.value)


def test_without_the_extra_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    for name in ("reader.cluster.client", "reader.cluster.tasks"):
        monkeypatch.delitem(sys.modules, name)
    with pytest.raises(ClusterError, match="`cluster`"):
        analyze.run(["a.txt"], scheduler="tcp://127.0.0.1:9")


def test_a_worker_that_is_killed_costs_no_line(tmp_path: Path) -> None:
    """The workers are processes, as on a real cluster, and both are busy when one is killed."""
    log = tmp_path / "seen"
    texts = ["x" * length for length in range(9, 9 + 6 * BATCH)]
    texts[0] = texts[BATCH] = "slow"
    found: list[int] = []
    options = {**HERE, "n_workers": 2, "threads_per_worker": 1}
    with distributed.LocalCluster(**options) as started, distributed.Client(started) as client:
        client.register_plugin(UseFake(str(log)))
        collecting = Thread(target=collect, args=(found, texts, client))
        collecting.start()
        while not log.exists() or log.read_text(encoding="utf-8").count("slow") < 2:
            collecting.join(0.05)
            assert collecting.is_alive()
        os.kill(next(iter(client.run(os.getpid).values())), signal.SIGKILL)
        log.with_suffix(".go").touch()
        collecting.join(60)
    assert found == list(map(len, texts))


class UseFake(distributed.WorkerPlugin):  # type: ignore[misc]  # distributed is not followed
    """Lets fake workers analyse on each Dask worker, also on one that is started again."""

    def __init__(self, log: str) -> None:
        self._log = log

    def setup(self, worker: object) -> None:
        use_fake(self._log)


def collect(found: list[int], texts: list[str], client: Any) -> None:
    found.extend(each.omitted[0].end for each in reader.analyze_many(texts, client=client))


@pytest.mark.parametrize("replies", [[], [b'{"hello": 1}'], [b"no reply"]])
async def test_a_worker_that_answers_amiss_fails_its_texts(
    monkeypatch: pytest.MonkeyPatch, replies: list[bytes]
) -> None:
    async def answered(_: list[bytes]) -> list[bytes]:
        return replies

    scheduler = SimpleNamespace(address="tcp://there:1")
    cluster = object.__new__(Cluster)
    monkeypatch.setattr(cluster, "_client", SimpleNamespace(scheduler=scheduler), raising=False)
    monkeypatch.setattr(cluster, "_replies", answered)
    batch = _Batch()
    batch.answers.append(asyncio.get_running_loop().create_future())
    await cluster._serve(batch)
    assert isinstance(batch.answers[0].exception(), ReaderError)
