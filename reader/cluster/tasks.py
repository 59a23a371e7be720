"""What runs on the workers of the cluster; each keeps its analysis processes for the next batch."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from threading import Lock
from weakref import WeakKeyDictionary

from distributed import Worker, get_worker

from reader.analysis.background import BackgroundAnalyser
from reader.analysis.pool import AnalysisPool
from reader.analysis.protocol import Failure, Result, decode_request, encode_reply, engine, model_of
from reader.config.paths import log_path
from reader.model.analysis import Analysis, Engine
from reader.model.errors import AnalysisError, ClusterError

Names = tuple[str, str, str]
"""Name, version and model of an engine, in types that every version of the program can read."""

_analysers: WeakKeyDictionary[Worker, dict[Engine, BackgroundAnalyser]] = WeakKeyDictionary()
_starting = Lock()


def names_of(each: Engine) -> Names:
    """Return an engine as names."""
    return each.name, each.version, each.model


def installed_engine(model: str) -> Names:
    """Return the engine that is installed where this runs, with the package `model`."""
    return names_of(engine(model))


def refuse_other(address: str, found: Names, wanted: Names) -> None:
    """Raise ClusterError, which names the worker at `address`, unless its engine is the wanted one."""
    if found != wanted:
        its, ours = (f"{name} {version} with {model}" for name, version, model in (found, wanted))
        raise ClusterError(f"the worker {address} has {its}, not {ours}; install the same on all machines")


def analyse_batch(wanted: Names, lines: Sequence[bytes], time_limit: float) -> list[bytes]:
    """Return a reply to each request, both as lines of the protocol. Raises ClusterError.

    A text may take `time_limit` seconds. Each thread of the worker may have an analysis process of its own.
    """
    worker = get_worker()
    used = engine(model_of(Engine(*wanted)))
    refuse_other(worker.address, names_of(used), wanted)
    analyser = _analyser(worker, used, time_limit)
    requests = [decode_request(line) for line in lines]
    asked = [analyser.ask(request.text, request.blocks, request.published) for request in requests]
    return [_reply(request.id, each) for request, each in zip(requests, asked, strict=True)]


def _analyser(worker: Worker, used: Engine, time_limit: float) -> BackgroundAnalyser:
    with _starting:
        analysers = _analysers.setdefault(worker, {})
        if used not in analysers:
            pool = AnalysisPool(log_path(), used, worker.state.nthreads, time_limit)
            analysers[used] = BackgroundAnalyser(pool)
        return analysers[used]


def _reply(number: int, asked: Future[Analysis]) -> bytes:
    try:
        return encode_reply(Result(number, asked.result()))
    except AnalysisError as error:
        return encode_reply(Failure(number, str(error)))
