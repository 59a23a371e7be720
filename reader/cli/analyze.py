"""`reader analyze`: what files say, printed as JSON lines or as a summary; no library is needed or touched."""

from __future__ import annotations

import asyncio
import json as jsons
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from reader.analysis.client import AnalysisClient
from reader.analysis.protocol import DEFAULT_MODEL, engine
from reader.cli.console import complain, say
from reader.config.paths import log_path
from reader.ingest import read_file
from reader.model.analysis import Analysis
from reader.model.document import Article
from reader.model.errors import ReaderError
from reader.model.serial import analysis_to_json, blocks_to_json
from reader.text.safety.sanitise import Shown, escaped_json, joined, own, sanitise_line

TIME_LIMIT = 600.0
"""Seconds for one file; nobody waits at a screen."""


def run(files: Sequence[str], json: bool = False, model: str = DEFAULT_MODEL) -> int:
    """Print the analysis of each file, in order, as soon as it is there; a file that fails costs only its own.

    Returns the exit status: 0, or 1 when any file failed.
    """
    return asyncio.run(_run(files, json, model))


async def _run(files: Sequence[str], json: bool, model: str) -> int:
    client = AnalysisClient(log_path(), engine(model), TIME_LIMIT)
    status = 0
    waiting = [_start(client, name) for name in files[:1]]
    try:
        for number, name in enumerate(files):
            current = waiting.pop()
            waiting += [_start(client, following) for following in files[number + 1 : number + 2]]
            try:
                article, analysis = await current
            except ReaderError as error:
                complain(str(error))
                status = 1
                continue
            say(_line(name, article, analysis) if json else _summary(name, article, analysis))
    finally:
        for task in waiting:
            task.cancel()
        await client.close()
    return status


def _start(client: AnalysisClient, name: str) -> asyncio.Task[tuple[Article, Analysis]]:
    return asyncio.create_task(_analysed(client, name))


async def _analysed(client: AnalysisClient, name: str) -> tuple[Article, Analysis]:
    article = read_file(Path(name))
    return article, await client.analyse(article.text, article.blocks, article.published)


def as_row(name: str, article: Article, analysis: Analysis) -> dict[str, Any]:
    """What is printed of one file: the keys of the design, in its order."""
    found = analysis_to_json(analysis)
    parts = ("entities", "quotations", "sources", "statements", "engine")
    return {
        "id": Path(name).stem,
        "title": article.title,
        "text": article.text,
        "blocks": blocks_to_json(article.blocks),
        **{part: found[part] for part in parts},
    }


def _line(name: str, article: Article, analysis: Analysis) -> Shown:
    return escaped_json(jsons.dumps(as_row(name, article, analysis), ensure_ascii=False))


def _summary(name: str, article: Article, analysis: Analysis) -> Shown:
    """A few lines for people: counts, then each source with what it said."""
    kinds = Counter(statement.kind.value for statement in analysis.statements)
    counts = ", ".join(f"{kinds[kind]} {kind}" for kind in ("direct", "mixed", "indirect"))
    lines = [
        f"{Path(name).name}: {article.title}",
        f"  {len(analysis.statements)} statements ({counts}), {len(analysis.quotations)} quotations, "
        f"{len(analysis.entities)} entities",
    ]
    for source in sorted(analysis.sources, key=lambda source: -source.words):
        role = f", {source.role}" if source.role else ""
        lines.append(
            f"  {source.name}{role} ({source.kind.value}): {source.statements} statements, {source.words} words"
        )
    return joined((sanitise_line(line) for line in lines), own("\n"))
