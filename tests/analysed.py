"""What the real analysis process makes of articles, for pictures and measurements."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from reader.analysis.client import AnalysisClient
from reader.analysis.protocol import engine
from reader.model.analysis import Analysis
from reader.model.document import Article


async def analyses_of(articles: Sequence[Article], log_path: Path) -> list[Analysis]:
    """The analyses, in the order of the articles."""
    client = AnalysisClient(log_path, engine())
    try:
        return [await client.analyse(article.text, article.blocks, article.published) for article in articles]
    finally:
        await client.close()
