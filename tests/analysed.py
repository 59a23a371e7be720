"""Analyses of articles as the program makes them: by its analysis process, or by the same code in this one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from reader.analysis.client import AnalysisClient
from reader.analysis.code import without_code
from reader.analysis.protocol import DEFAULT_MODEL, engine
from reader.model.analysis import Analysis
from reader.model.document import Article

if TYPE_CHECKING:
    from reader.analysis.pipeline import Pipeline


async def analyses_of(articles: Sequence[Article], log_path: Path) -> list[Analysis]:
    """The analyses, in the order of the articles."""
    client = AnalysisClient(log_path, engine())
    try:
        return [
            await client.analyse(article.text, article.blocks, article.published, article.markups)
            for article in articles
        ]
    finally:
        await client.close()


@cache
def pipeline() -> Pipeline:
    """The pipeline, loaded once for all tests of a process."""
    # Imported here because most tests need no model.
    from reader.analysis.pipeline import Pipeline

    return Pipeline.load(DEFAULT_MODEL, engine(DEFAULT_MODEL))


@cache
def analysis_of(article: Article) -> Analysis:
    """The analysis, made in this process."""
    found = pipeline().analyse(article.text, article.blocks, article.published)
    return without_code(found, article.markups)
