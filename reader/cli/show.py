"""`reader show`: one article with its names and quotations, printed."""

from __future__ import annotations

import asyncio
import os
import shutil
import sys
from pathlib import Path

from rich.cells import cell_len, split_graphemes

from reader.analysis.client import AnalysisClient
from reader.analysis.protocol import engine
from reader.cli.main import complain
from reader.config.palette import Palette, load_palettes
from reader.config.paths import config_dir, library_path, log_path, settings_path, themes_dir
from reader.config.settings import Settings, load
from reader.ingest import read_file
from reader.model.analysis import Analysis, Engine
from reader.model.document import Article
from reader.model.errors import AnalysisError, ReaderError, SettingsError
from reader.render.show import PLAIN, TERMINAL, makes_bytes, print_article, terminal_format
from reader.store import Store
from reader.text.sheet import Sheet
from reader.text.wrap import Metrics

METRICS = Metrics(cell_len, lambda text: split_graphemes(text)[0])


def show(key: str, format: str | None, theme: str, *, analysed: bool) -> int:
    """Print a file, or what the library knows by an id, path or URL."""
    settings = _settings()
    used = engine(settings.model)
    store = Store.open(library_path()) if library_path().exists() or not Path(key).exists() else None
    try:
        article = read_file(Path(key)) if Path(key).is_file() else _from_library(store, key)
        analysis = _analysis(article, store, used, settings) if analysed else None
    finally:
        if store is not None:
            store.close()
    sheet = Sheet(article.text, article.blocks, article.markups, analysis)
    _print(sheet, article.title, format, _palette(theme))
    return 0


def _print(sheet: Sheet, title: str, format: str | None, palette: Palette) -> None:
    wanted = format or (TERMINAL if sys.stdout.isatty() and os.environ.get("TERM") != "dumb" else PLAIN)
    if wanted == TERMINAL:
        wanted = terminal_format(os.environ)
        palette = palette.without_colour() if "NO_COLOR" in os.environ else palette
    if wanted == TERMINAL and palette.coloured and not palette.ansi:
        palette = _palette("ansi-dark" if palette.dark else "ansi-light")
    out = sys.stdout.buffer if makes_bytes(wanted) else sys.stdout
    columns = shutil.get_terminal_size((80, 24)).columns
    print_article(sheet, title, palette, wanted, columns, METRICS, out)


def _from_library(store: Store | None, key: str) -> Article:
    if store is None:
        raise ReaderError(f"{key}: neither a file nor in the library")
    document = store.find(key)
    version = store.newest_version(document.id)
    return Article(
        title=document.title,
        text=version.text,
        blocks=version.blocks,
        published=document.published,
        markups=version.markups,
    )


def _analysis(article: Article, store: Store | None, used: Engine, settings: Settings) -> Analysis | None:
    """The analysis that the library keeps, or a new one; without any, the article is printed all the same."""
    kept = store.analysis(article.sha256, used) if store is not None else None
    if kept is not None:
        return kept
    try:
        return asyncio.run(_ask(article, used, settings.analysis_seconds))
    except AnalysisError as error:
        complain(f"not analysed: {error}")
        return None


async def _ask(article: Article, used: Engine, seconds: float) -> Analysis:
    client = AnalysisClient(log_path(), used, seconds)
    try:
        return await client.analyse(article.text, article.blocks, article.published)
    finally:
        await client.close()


def _palette(name: str) -> Palette:
    palettes, _ = load_palettes([themes_dir(), config_dir() / "themes"])
    if name not in palettes:
        raise ReaderError(f"no such theme: {name}; there are {', '.join(palettes)}")
    return palettes[name]


def _settings() -> Settings:
    try:
        return load(settings_path())
    except SettingsError as error:
        complain(str(error))
        return Settings()
