"""Analyses texts from Python: `reader.analyze` and `reader.analyze_many`."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from threading import Lock
from typing import TYPE_CHECKING, Literal, overload

from reader.analysis.background import BackgroundAnalyser
from reader.analysis.pool import MOST_JOBS, AnalysisPool
from reader.analysis.protocol import DEFAULT_MODEL, engine
from reader.config.paths import log_path
from reader.ingest.blocks import text_blocks
from reader.ingest.draft import ArticleDraft, article_of
from reader.model.analysis import Analysis
from reader.model.document import Article, Provenance
from reader.model.errors import AnalysisError

if TYPE_CHECKING:
    from distributed import Client

    from reader.analysis.pool import Analyser

_shared: dict[str, BackgroundAnalyser] = {}
"""What `analyze` asks, by model."""
_starting = Lock()


def analyze(text: str, *, published: str | None = None, model: str = DEFAULT_MODEL) -> Analysis:
    """Return who says what in a text; all positions are offsets into `text` in code points.

    `published` is a date in ISO 8601, for words such as "Tuesday"; by default it is taken from the head of the
    text. `model` is the package of an installed spaCy pipeline. The text is analysed in a process that is started
    for the first text and kept for the next; it ends after five minutes without one, or with the program.

    Raises AnalysisError if there is no analysis, with the reason in one line, and TypeError if `text` is no
    string.
    """
    article = _article(text)
    asked = _shared_analyser(model).ask(article.text, article.blocks, published or article.published)
    try:
        return asked.result()
    finally:
        asked.cancel()


@overload
def analyze_many(
    texts: Iterable[str],
    jobs: int | None = None,
    *,
    client: Client | None = None,
    model: str = DEFAULT_MODEL,
    return_exceptions: Literal[False] = False,
) -> Iterator[Analysis]: ...


@overload
def analyze_many(
    texts: Iterable[str],
    jobs: int | None = None,
    *,
    client: Client | None = None,
    model: str = DEFAULT_MODEL,
    return_exceptions: bool,
) -> Iterator[Analysis | AnalysisError]: ...


def analyze_many(
    texts: Iterable[str],
    jobs: int | None = None,
    *,
    client: Client | None = None,
    model: str = DEFAULT_MODEL,
    return_exceptions: bool = False,
) -> Iterator[Analysis | AnalysisError]:
    """Yield the analysis of each text, in order, as soon as it is ready.

    The texts are analysed in `jobs` processes (default: one), or by the workers of a Dask cluster if its `client`
    is given, to which they then travel. A few texts for each process are taken ahead of the analysis that is
    yielded, never all. The processes start with the first text; they end with the last one, or when the generator
    is closed or collected. `model` is as for `analyze`.

    A text that cannot be analysed raises AnalysisError and ends the iteration; with `return_exceptions` the error
    is yielded in place of the analysis, and the next text follows. Raises ClusterError if the cluster has no
    workers, or one with another engine or model; ValueError if `jobs` is not from 1 to 1,000 or given with a
    client.
    """
    if isinstance(texts, str | bytes):
        raise TypeError("texts must be several strings, not one")
    if jobs is not None and client is not None:
        raise ValueError("a client has workers of its own, not jobs")
    if jobs is not None and not 1 <= jobs <= MOST_JOBS:
        raise ValueError(f"jobs must be a number from 1 to {MOST_JOBS}")
    if client is None:
        pool: Analyser = AnalysisPool(log_path(), engine(model), jobs or 1)
    else:
        from reader.cluster.client import Cluster

        pool = Cluster(client, engine(model))
    return _many(texts, pool, return_exceptions)


def _many(texts: Iterable[str], pool: Analyser, return_exceptions: bool) -> Iterator[Analysis | AnalysisError]:
    waiting: deque[Future[Analysis]] = deque()
    with BackgroundAnalyser(pool) as analyser:
        for article in map(_article, texts):
            waiting.append(analyser.ask(article.text, article.blocks, article.published))
            while waiting and (len(waiting) >= analyser.ahead or waiting[0].done()):
                yield _outcome(waiting.popleft(), return_exceptions)
        while waiting:
            yield _outcome(waiting.popleft(), return_exceptions)


def _outcome(asked: Future[Analysis], return_exceptions: bool) -> Analysis | AnalysisError:
    try:
        return asked.result()
    except AnalysisError as error:
        if return_exceptions:
            return error
        raise


def _article(text: str) -> Article:
    """The text as an article without a name; line ends are made plain without moving any other character."""
    if not isinstance(text, str):
        raise TypeError(f"a text must be a string, not {type(text).__name__}")
    plain = text.replace("\r\n", " \n").replace("\r", "\n") if "\r" in text else text
    return article_of(ArticleDraft(plain, text_blocks(plain)), "", Provenance())


def _shared_analyser(model: str) -> BackgroundAnalyser:
    with _starting:
        if model not in _shared:
            _shared[model] = BackgroundAnalyser(AnalysisPool(log_path(), engine(model), 1))
        return _shared[model]


# A forked process has none of the threads that would answer.
os.register_at_fork(after_in_child=_shared.clear)
