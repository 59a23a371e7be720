"""Printing an article through any formatter of Pygments."""

from __future__ import annotations

import html
from collections.abc import Mapping
from typing import IO, Any

from pygments.formatter import Formatter
from pygments.formatters import get_formatter_by_name
from pygments.util import ClassNotFound, OptionError

from reader.config.palette import Palette
from reader.model.errors import ReaderError
from reader.render.lexer import ArticleLexer, TokenStream, rows_of_tokens
from reader.render.style import make_style
from reader.text.sheet import Sheet
from reader.text.wrap import Metrics

PLAIN = "text"
TERMINAL = "terminal"
WIDEST = 80
"""The most cells of a row that is printed in a terminal."""


def terminal_format(environment: Mapping[str, str]) -> str:
    """The formatter for as many colours as the terminal says it has."""
    if environment.get("COLORTERM", "").lower() in ("truecolor", "24bit"):
        return "terminal16m"
    return "terminal256" if "256" in environment.get("TERM", "") else TERMINAL


def print_article(
    sheet: Sheet, title: str, palette: Palette, format: str, columns: int, metrics: Metrics, out: IO[Any]
) -> None:
    """Print to `out`, which takes bytes where the formatter makes bytes.

    `terminal` is for sixteen colours and wants a palette of the terminal's own; Pygments' own formatter of that
    name knows no styles. Terminal formats and plain text are set in rows of at most `columns` cells; others get
    the text as it is.
    Raises ReaderError for a format that Pygments does not have or cannot make here.
    """
    formatter = _formatter("terminal256" if format == TERMINAL else format, title, palette)
    in_rows = format == PLAIN or format.startswith(TERMINAL)
    tokens = rows_of_tokens(sheet, min(columns, WIDEST), metrics) if in_rows else _as_it_is(sheet)
    try:
        formatter.format(tokens, out)
    except (ImportError, OptionError) as error:
        raise ReaderError(f"format {format}: {error}") from error


def makes_bytes(format: str) -> bool:
    """Whether a format is made of bytes, as pictures are."""
    try:
        return not _by_name(format).unicodeoutput
    except (ClassNotFound, ImportError):
        return False


def _as_it_is(sheet: Sheet) -> TokenStream:
    for _, token, words in ArticleLexer(sheet).get_tokens_unprocessed(sheet.text):
        yield token, words


def _formatter(format: str, title: str, palette: Palette) -> Formatter[str]:
    options: dict[str, Any] = {"style": make_style(palette)}
    if format == "html":
        options |= {"full": True, "title": html.escape(title), "encoding": None,
                    "prestyles": "white-space: pre-wrap; max-width: 68ch; margin: 2em auto"}  # fmt: skip
    elif format == "latex":
        options |= {"full": True}
    try:
        return _by_name(format, **options)
    except (ClassNotFound, ImportError, OptionError) as error:
        raise ReaderError(f"format {format}: {error}; try terminal, html, latex, svg or text") from error


def _by_name(format: str, **options: Any) -> Formatter[str]:
    found: Formatter[str] = get_formatter_by_name(format, **options)  # type: ignore[no-untyped-call]  # Pygments' own
    return found
