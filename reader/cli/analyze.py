"""`reader analyze`: prints who says what in files, as JSON lines or a summary; it needs and touches no library."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from reader.analysis.client import AnalysisClient
from reader.analysis.protocol import DEFAULT_MODEL, engine
from reader.cli.console import complain, say_json, say_line
from reader.config.paths import log_path
from reader.ingest import read_file
from reader.ingest.parser_process import ParserProcess
from reader.model.analysis import Analysis
from reader.model.document import Article
from reader.model.errors import ReaderError
from reader.model.serial import analysis_to_json, blocks_to_json
from reader.text.wording.formatting import counted

TIME_LIMIT = 600.0
"""Seconds for one file; nobody waits at a screen."""


def run(files: Sequence[str], *, as_json: bool = False, model: str = DEFAULT_MODEL) -> int:
    """Print the analysis of each file, in order, as soon as it is ready; a file that fails does not stop the rest.

    Returns the exit status: 1 if any file failed.
    """
    return asyncio.run(_run(files, as_json, model))


async def _run(files: Sequence[str], as_json: bool, model: str) -> int:
    client, parser = AnalysisClient(log_path(), engine(model), TIME_LIMIT), ParserProcess()
    start = partial(_start, client, parser)
    status = 0
    waiting = [start(name) for name in files[:1]]
    try:
        for number, name in enumerate(files):
            current = waiting.pop()
            waiting += [start(following) for following in files[number + 1 : number + 2]]
            try:
                article, analysis = await current
            except ReaderError as error:
                complain(str(error))
                status = 1
                continue
            if as_json:
                say_json(_values(name, article, analysis))
            else:
                _print_summary(name, article, analysis)
    finally:
        for task in waiting:
            task.cancel()
        parser.close()
        await client.close()
    return status


def _start(client: AnalysisClient, parser: ParserProcess, name: str) -> asyncio.Task[tuple[Article, Analysis]]:
    return asyncio.create_task(_analyse(client, parser, name))


async def _analyse(client: AnalysisClient, parser: ParserProcess, name: str) -> tuple[Article, Analysis]:
    article = await asyncio.to_thread(read_file, Path(name), parser)
    return article, await client.analyse(article.text, article.blocks, article.published, article.markups)


def _values(name: str, article: Article, analysis: Analysis) -> dict[str, object]:
    """The JSON object of one file; others read it, so its keys and their order are fixed."""
    found = analysis_to_json(analysis)
    parts = ("entities", "quotations", "sources", "statements", "engine")
    return {
        "id": Path(name).stem,
        "title": article.title,
        "text": article.text,
        "blocks": blocks_to_json(article.blocks),
        **{part: found[part] for part in parts},
    }


def _print_summary(name: str, article: Article, analysis: Analysis) -> None:
    """Print the counts, then each source with how much it said."""
    kinds = Counter(statement.kind.value for statement in analysis.statements)
    shown = ("direct", "mixed", "indirect", *(["negated"] if kinds["negated"] else []))
    counts = ", ".join(f"{kinds[kind]} {kind}" for kind in shown)
    say_line(f"{Path(name).name}: {article.title}")
    statements = counted(len(analysis.statements) - kinds["negated"], "statement")
    quotations = counted(len(analysis.quotations), "quotation")
    say_line(f"  {statements} ({counts}), {quotations}, {counted(len(analysis.entities), 'name')}")
    for source in sorted(analysis.sources, key=lambda source: -source.words):
        role = f", {source.role}" if source.role else ""
        said = f"{counted(source.statements, 'statement')}, {counted(source.words, 'word')}"
        say_line(f"  {source.name}{role} ({source.kind.value}): {said}")
