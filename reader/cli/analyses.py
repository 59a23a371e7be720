"""Analyses for commands: those that the library has, and new ones from an analysis process or several."""

from __future__ import annotations

from contextlib import suppress
from types import TracebackType
from typing import TYPE_CHECKING

from reader.analysis.pool import Analyser, AnalysisPool
from reader.config.paths import log_path
from reader.model.analysis import Analysis, Engine
from reader.model.document import Article
from reader.model.errors import StoreError

if TYPE_CHECKING:
    from reader.store import Store


class Analyses:
    """Finds or makes analyses. A process starts when the first one must be made, and ends with the block."""

    def __init__(
        self, engine: Engine, seconds: float, store: Store | None = None, analyser: Analyser | None = None
    ) -> None:
        """`seconds` is the time limit of one analysis; without a `store` all are made.

        `analyser` makes them, and is closed in the end; by default that is one process.
        """
        self._engine = engine
        self._store = store
        self._analyser = analyser or AnalysisPool(log_path(), engine, 1, seconds)

    async def __aenter__(self) -> Analyses:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """End the analysis processes."""
        await self._analyser.close()

    async def of(self, article: Article) -> Analysis:
        """Return the analysis of an article, without corrections. Raises AnalysisError."""
        stored = self._stored(article)
        if stored is not None:
            return stored
        return await self._analyser.analyse(article.text, article.blocks, article.published, article.markups)

    def _stored(self, article: Article) -> Analysis | None:
        if self._store is None:
            return None
        with suppress(StoreError):
            return self._store.analyses.get(article.sha256, self._engine)
        return None
