"""`reader analyze`: prints who says what in files and folders, as JSON lines or for people.

It needs no library, unless it is asked for what was corrected there.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, aclosing, nullcontext
from functools import partial
from itertools import chain, cycle
from pathlib import Path

from reader.analysis.pool import TIME_LIMIT, Analyser, AnalysisPool, in_order
from reader.analysis.protocol import engine
from reader.cli.analyses import Analyses
from reader.cli.articles import STANDARD_INPUT, from_library, held_version, read_article
from reader.cli.console import complain, load_settings, say_json, say_line
from reader.cli.library import read_store, status_of
from reader.cli.progress import can_show, progress
from reader.config.careful_files import is_folder
from reader.config.paths import log_path
from reader.ingest.files import FORMATS, find_files, standard_input
from reader.ingest.parser_process import ParserProcess
from reader.model.analysis import Analysis, Engine
from reader.model.document import Article
from reader.model.errors import ClusterError, IngestError, NotFoundError, ReaderError
from reader.model.serial import analysis_to_json, blocks_to_json
from reader.model.values import value_class
from reader.store import Store
from reader.text.wording.formatting import counted
from reader.text.wording.who_says_what import who_says_what

_FOR_ONE_PARSER = 8
"""The texts read ahead for which one process parses pages."""


@value_class(frozen=True)
class _Analysed:
    """What is printed of a file."""

    article: Article
    analysis: Analysis
    document_id: int | None = None
    """The document that it was corrected as."""


def run(
    paths: Sequence[str],
    *,
    as_json: bool = False,
    corrected: bool = False,
    model: str | None = None,
    jobs: int = 1,
    scheduler: str | None = None,
) -> int:
    """Print the analysis of each file, in order, as soon as it is ready; a file that fails does not stop the rest.

    Of a folder the articles in it are analysed. There are `jobs` processes that analyse, or the workers of the
    Dask `scheduler` do. With `corrected` the analysis is as it was corrected in the library, which must hold the
    text. `model` is the package of a language model; without one it is that of the settings. Returns the exit
    status: 1 if any file failed.
    """
    settings = load_settings()
    doubt = 0.0 if as_json else settings.doubt
    used = engine(model or settings.model)
    with read_store() if corrected else nullcontext() as store, asyncio.Runner() as runner:
        # If there can be no loop, nothing is left that waits for it.
        runner.get_loop()
        analyser = _cluster(scheduler, used) if scheduler else AnalysisPool(log_path(), used, jobs)
        status = runner.run(_run(paths, as_json, doubt, used, store, analyser))
        return status or (status_of(store) if store is not None else 0)


def _cluster(scheduler: str, used: Engine) -> Analyser:
    import logging
    import warnings

    # What becomes of the cluster is said in one line.
    logging.disable()
    warnings.simplefilter("ignore")
    try:
        from reader.cluster.client import Cluster
    except ModuleNotFoundError as error:
        raise ClusterError(
            f"--dask needs the package {error.name}; install this program with its extra `cluster`"
        ) from error
    return Cluster.connect(scheduler, used)


async def _run(
    paths: Sequence[str], as_json: bool, doubt: float, used: Engine, store: Store | None, analyser: Analyser
) -> int:
    # Standard input is read before all else, since a thread that waits for it could not be interrupted.
    piped = standard_input() if STANDARD_INPUT in paths else b""
    status = 0

    def fail(error: ReaderError) -> None:
        nonlocal status
        complain(str(error))
        status = 1

    with ExitStack() as stack:
        bar = stack.enter_context(progress(_count(paths), "analysing"))
        parsers = [stack.enter_context(ParserProcess()) for _ in range(max(1, analyser.ahead // _FOR_ONE_PARSER))]
        async with Analyses(used, TIME_LIMIT, store, analyser) as analyses:
            act = partial(_analysed, analyses, cycle(parsers), piped, store)
            async with aclosing(in_order(act, _files(paths, fail), analyser.ahead)) as ordered:
                async for name, task in ordered:
                    try:
                        done = task.result()
                    except ClusterError:
                        raise
                    except ReaderError as error:
                        fail(error)
                    else:
                        with bar.aside():
                            if as_json:
                                say_json(_values(name, done))
                            else:
                                _print(name, done, doubt)
                    bar.step()
    return status


def _count(paths: Sequence[str]) -> int:
    """How many files there are, if a bar can show it."""
    return sum(1 for _ in _files(paths, lambda _: None)) if can_show() else 0


def _files(paths: Sequence[str], on_error: Callable[[IngestError], None]) -> Iterator[str]:
    """The files among the paths as they were named, and the articles in the folders."""
    for path in paths:
        if path == STANDARD_INPUT or not is_folder(Path(path)):
            yield path
            continue
        found = map(str, find_files([path], on_error))
        first = next(found, None)
        if first is None:
            on_error(IngestError(f"{path}: no file of this folder is an article ({', '.join(FORMATS)})"))
        else:
            yield from chain((first,), found)


async def _analysed(
    analyses: Analyses, parsers: Iterator[ParserProcess], piped: bytes, store: Store | None, name: str
) -> _Analysed:
    """Read and analyse a file; with a `store`, as it was corrected there."""
    article = await asyncio.to_thread(read_article, name, next(parsers), piped)
    if store is None:
        return _Analysed(article, await analyses.of(article))
    version = held_version(store, article.sha256)
    if version is None:
        raise NotFoundError(f"{name}: this text is not in the library, so nothing of it is corrected there")
    article = from_library(store, version)
    analysis = store.corrected(version, await analyses.of(article))
    return _Analysed(article, analysis, version.document_id)


def _values(name: str, done: _Analysed) -> dict[str, object]:
    """The JSON object of one file; others read it, so its keys and their order are fixed."""
    found = analysis_to_json(done.analysis)
    parts = ("entities", "quotations", "sources", "statements", "engine")
    values = {
        "id": Path(name).stem,
        "title": done.article.title,
        "text": done.article.text,
        "blocks": blocks_to_json(done.article.blocks),
        **{part: found[part] for part in parts},
    }
    if done.document_id is not None:
        values["document"] = done.document_id
        for row, statement in zip(found["statements"], done.analysis.statements, strict=True):
            row |= {"checked": statement.checked, "text_has": statement.renamed_from}
    return values


def _print(name: str, done: _Analysed, doubt: float) -> None:
    """Print who says what, and then the counts."""
    analysis, text = done.analysis, done.article.text
    say_line(f"{Path(name).name}: {done.article.title}")
    for line in who_says_what(analysis, text, doubt):
        say_line(f"  {line}")
    kinds = Counter(statement.kind.value for statement in analysis.statements)
    shown = ("direct", "mixed", "indirect", *(["negated"] if kinds["negated"] else []))
    counts = ", ".join(f"{kinds[kind]} {kind}" for kind in shown)
    statements = counted(len(analysis.statements) - kinds["negated"], "statement")
    quotations = counted(len(analysis.quotations), "quotation")
    say_line(f"  {statements} ({counts}), {quotations}, {counted(len(analysis.entities), 'name')}")
