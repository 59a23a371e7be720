"""`reader show`: prints one article with its names and quotations, or who says what in it and why."""

from __future__ import annotations

import asyncio
import os
import shutil
import sys
from contextlib import ExitStack, suppress
from pathlib import Path

from rich.cells import cell_len

from reader.analysis.client import AnalysisClient
from reader.analysis.protocol import engine
from reader.cli.console import complain, load_settings, needs_ascii, say_line
from reader.cli.library import read_store, status_of
from reader.config.palette import load_palettes
from reader.config.paths import config_dir, log_path, themes_dir
from reader.config.settings import Settings
from reader.ingest import read_file
from reader.model.analysis import Analysis, Engine
from reader.model.document import Article, Version
from reader.model.errors import NotFoundError, ReaderError, StoreError
from reader.render.output_style import OutputRequest, OutputStyle, choose
from reader.render.printing import makes_bytes, print_article
from reader.store import Store
from reader.text.annotated_text import AnnotatedText
from reader.text.safety.sanitise import sanitise_line
from reader.text.wording.explanation import why


def show(key: str, format: str | None, theme: str | None, *, analysed: bool) -> int:
    """Print a file, or an article of the library by its id, path or URL."""
    settings = load_settings()
    chosen = _output_style(OutputRequest(format, theme, settings.theme))
    article, analysis = _read(key, settings, analysed=analysed)
    annotated = AnnotatedText(article.text, article.blocks, article.markups, analysis)
    out = sys.stdout.buffer if makes_bytes(chosen.format) else sys.stdout
    columns = shutil.get_terminal_size().columns
    print_article(
        annotated, sanitise_line(article.title), chosen, columns, cell_len, out, plain=needs_ascii(sys.stdout)
    )
    return 0


def explain(key: str) -> int:
    """Print a line for each statement: its confidence, its source, and what shows that."""
    article, analysis = _read(key, load_settings(), analysed=True)
    if analysis is None:
        return 1
    for statement in analysis.statements:
        say_line(f"{statement.confidence:.2f}  {why(statement, analysis, article.text)}")
    return 0


def _output_style(request: OutputRequest) -> OutputStyle:
    folders = [themes_dir()]
    with suppress(StoreError):
        folders.append(config_dir() / "themes")
    palettes, errors = load_palettes(folders)
    for error in errors:
        complain(str(error))
    return choose(request, palettes, os.environ, in_terminal=sys.stdout.isatty())


def _read(key: str, settings: Settings, *, analysed: bool) -> tuple[Article, Analysis | None]:
    used = engine(settings.model)
    with ExitStack() as stack:
        if os.path.exists(Path(key)):  # noqa: PTH110 - Path.exists raises errors
            article = read_file(Path(key))
            store = _library_if_any(stack)
            return article, _analysis(article, store, used, settings) if analysed else None
        store = stack.enter_context(read_store())
        stack.callback(status_of, store)
        try:
            version = store.versions.newest(store.documents.find(key).id)
        except NotFoundError:
            raise ReaderError(
                f"{key}: no such file, and not in the library; `reader list` shows what is"
            ) from None
        article = _from_library(store, version)
        found = _analysis(article, store, used, settings) if analysed else None
        return article, store.corrected(version, found) if found is not None else None


def _library_if_any(stack: ExitStack) -> Store | None:
    """The library, if it is there and can be opened; a file can be shown without."""
    with suppress(StoreError):
        return stack.enter_context(read_store())
    return None


def _from_library(store: Store, version: Version) -> Article:
    document = store.documents.get(version.document_id)
    return Article(
        title=document.title,
        text=version.text,
        blocks=version.blocks,
        published=document.published,
        markups=version.markups,
    )


def _analysis(article: Article, store: Store | None, used: Engine, settings: Settings) -> Analysis | None:
    """The analysis in the library, or a new one; None if that fails, for the article is printed all the same."""
    with suppress(StoreError):
        kept = store.analyses.get(article.sha256, used) if store is not None else None
        if kept is not None:
            return kept
    try:
        return asyncio.run(_analyse(article, used, settings.analysis_seconds))
    except ReaderError as error:
        complain(f"not analysed: {error}")
        return None


async def _analyse(article: Article, used: Engine, seconds: float) -> Analysis:
    client = AnalysisClient(log_path(), used, seconds)
    try:
        return await client.analyse(article.text, article.blocks, article.published, article.markups)
    finally:
        await client.close()
