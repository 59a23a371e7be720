"""`reader show`: prints one article with its names and quotations, or who says what in it and why."""

from __future__ import annotations

import asyncio
import os
import shutil
import sys
from contextlib import ExitStack, suppress

from rich.cells import cell_len

from reader.analysis.protocol import engine
from reader.cli.analyses import Analyses
from reader.cli.articles import STANDARD_INPUT, find_document, from_library, held_version, is_file, read_article
from reader.cli.console import complain, load_settings, needs_ascii, say_line
from reader.cli.library import read_store, status_of
from reader.config.palette import load_palettes
from reader.config.paths import config_dir, themes_dir
from reader.config.settings import Settings
from reader.model.analysis import Analysis
from reader.model.document import Article, Version
from reader.model.errors import AnalysisError, StoreError
from reader.render.output_style import OutputRequest, OutputStyle, choose
from reader.render.printing import makes_bytes, print_article
from reader.store import Store
from reader.text.annotated_text import AnnotatedText
from reader.text.safety.sanitise import sanitise_line
from reader.text.wording.explanation import why
from reader.text.wording.who_says_what import DOUBTFUL, who_says_what

WHO_SAYS_WHAT = "Who says what"
"""The heading between an article and its statements."""


def show(key: str, format: str | None, theme: str | None, *, analysed: bool) -> int:
    """Print a file, standard input, or an article of the library; for a terminal or as text with who says what.

    A text that the library holds is printed with its corrections.
    """
    settings = load_settings()
    chosen = _output_style(OutputRequest(format, theme, settings.theme))
    article, analysis = _read(key, settings, analysed=analysed)
    annotated = AnnotatedText(article.text, article.blocks, article.markups, analysis, doubt=settings.doubt)
    is_binary = makes_bytes(chosen.format)
    out = sys.stdout.buffer if is_binary else sys.stdout
    columns = shutil.get_terminal_size().columns
    print_article(
        annotated, sanitise_line(article.title), chosen, columns, cell_len, out, plain=needs_ascii(sys.stdout)
    )
    if analysis is not None and analysis.statements and not is_binary:
        _print_who_says_what(analysis, article.text, settings.doubt)
    return 0


def _print_who_says_what(analysis: Analysis, text: str, doubt: float) -> None:
    say_line("")
    say_line(WHO_SAYS_WHAT)
    say_line("")
    for line in who_says_what(analysis, text, doubt):
        say_line(line)


def explain(key: str) -> int:
    """Print a line for each statement: its confidence, `?` if it is doubtful, its source, and what shows that."""
    settings = load_settings()
    article, analysis = _read(key, settings, analysed=True)
    if analysis is None:
        return 1
    for statement in analysis.statements:
        sign = DOUBTFUL if statement.is_doubtful(settings.doubt) else " "
        say_line(f"{statement.confidence:.2f}{sign} {why(statement, analysis, article.text)}")
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
    """Return the article, and its analysis with what was corrected in the library."""
    with ExitStack() as stack:
        store: Store | None
        if key == STANDARD_INPUT or is_file(key):
            article = read_article(key)
            store = _library_if_any(stack)
            version = _held(store, article)
        else:
            store = stack.enter_context(read_store())
            stack.callback(status_of, store)
            version = store.versions.newest(find_document(store, key).id)
        if store is not None and version is not None:
            article = from_library(store, version)
        analysis = _analysis(article, store, settings) if analysed else None
        if store is None or version is None or analysis is None:
            return article, analysis
        return article, store.corrected(version, analysis)


def _library_if_any(stack: ExitStack) -> Store | None:
    """The library, if it is there and can be opened; a file can be shown without."""
    with suppress(StoreError):
        return stack.enter_context(read_store())
    return None


def _held(store: Store | None, article: Article) -> Version | None:
    """The article in the library, if that can be read; a file can be shown without."""
    with suppress(StoreError):
        return held_version(store, article.sha256) if store is not None else None
    return None


def _analysis(article: Article, store: Store | None, settings: Settings) -> Analysis | None:
    """The analysis in the library, or a new one; None if that fails, for the article is printed all the same."""

    async def find() -> Analysis:
        async with Analyses(engine(settings.model), settings.analysis_seconds, store) as analyses:
            return await analyses.of(article)

    try:
        with asyncio.Runner() as runner:
            # If there can be no loop, nothing is left that waits for it.
            runner.get_loop()
            return runner.run(find())
    except AnalysisError as error:
        complain(f"not analysed: {error}")
    except OSError as error:
        complain(f"not analysed: {(error.strerror or str(error)).lower()}")
    return None
