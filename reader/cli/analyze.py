"""`reader analyze`: prints who says what in files, as JSON lines or for people.

It needs no library, unless it is asked for what was corrected there.
"""

from __future__ import annotations

import asyncio
from collections import Counter, deque
from collections.abc import Callable, Coroutine, Iterable, Sequence
from contextlib import nullcontext
from functools import partial
from itertools import islice
from pathlib import Path

from reader.analysis.protocol import engine
from reader.cli.analyses import Analyses
from reader.cli.articles import STANDARD_INPUT, from_library, held_version, read_article
from reader.cli.console import complain, load_settings, say_json, say_line
from reader.cli.library import read_store, status_of
from reader.ingest.files import standard_input
from reader.ingest.parser_process import ParserProcess
from reader.model.analysis import Analysis, Engine
from reader.model.document import Article
from reader.model.errors import NotFoundError, ReaderError
from reader.model.serial import analysis_to_json, blocks_to_json
from reader.model.values import value_class
from reader.store import Store
from reader.text.wording.formatting import counted
from reader.text.wording.who_says_what import who_says_what

TIME_LIMIT = 600.0
"""Seconds for one file; nobody waits at a screen."""


@value_class(frozen=True)
class _Analysed:
    """What is printed of a file."""

    article: Article
    analysis: Analysis
    document_id: int | None = None
    """The document that it was corrected as."""


def run(files: Sequence[str], *, as_json: bool = False, corrected: bool = False, model: str | None = None) -> int:
    """Print the analysis of each file, in order, as soon as it is ready; a file that fails does not stop the rest.

    With `corrected` the analysis is as it was corrected in the library, which must hold the text. `model` is the
    package of a language model; without one it is that of the settings. Returns the exit status: 1 if any file
    failed.
    """
    settings = load_settings()
    doubt = 0.0 if as_json else settings.doubt
    with read_store() if corrected else nullcontext() as store, asyncio.Runner() as runner:
        # If there can be no loop, nothing is left that waits for it.
        runner.get_loop()
        status = runner.run(_run(files, as_json, doubt, engine(model or settings.model), store))
        return status or (status_of(store) if store is not None else 0)


async def _run(files: Sequence[str], as_json: bool, doubt: float, used: Engine, store: Store | None) -> int:
    # Standard input is read before all else, since a thread that waits for it could not be interrupted.
    piped = standard_input() if STANDARD_INPUT in files else b""
    status = 0
    async with Analyses(used, TIME_LIMIT, store) as analyses:
        with ParserProcess() as parser, _Ahead(partial(_analysed, analyses, parser, piped, store), files) as ahead:
            for name in files:
                try:
                    done = await ahead.next()
                except ReaderError as error:
                    complain(str(error))
                    status = 1
                    continue
                if as_json:
                    say_json(_values(name, done))
                else:
                    _print(name, done, doubt)
    return status


class _Ahead:
    """Analyses each file while the one before is still being awaited."""

    def __init__(self, analyse: Callable[[str], Coroutine[None, None, _Analysed]], files: Iterable[str]) -> None:
        self._analyse, self._files = analyse, iter(files)
        self._waiting: deque[asyncio.Task[_Analysed]] = deque()

    def __enter__(self) -> _Ahead:
        self._begin()
        return self

    def __exit__(self, *_: object) -> None:
        for task in self._waiting:
            task.cancel()

    def _begin(self) -> None:
        for name in islice(self._files, 1):
            self._waiting.append(asyncio.create_task(self._analyse(name)))

    async def next(self) -> _Analysed:
        """Return the next one. Raises ReaderError."""
        self._begin()
        return await self._waiting.popleft()


async def _analysed(
    analyses: Analyses, parser: ParserProcess, piped: bytes, store: Store | None, name: str
) -> _Analysed:
    """Read and analyse a file; with a `store`, as it was corrected there."""
    article = await asyncio.to_thread(read_article, name, parser, piped)
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
