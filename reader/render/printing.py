"""Prints an article with any formatter of Pygments."""

from __future__ import annotations

import html
from collections.abc import Callable
from typing import IO, Any

from pygments.formatter import Formatter
from pygments.formatters import get_formatter_by_name
from pygments.util import OptionError

from reader.model.errors import ReaderError
from reader.render.lexer import ArticleLexer, TokenStream, rows_of_tokens
from reader.render.output_style import PAINTS_GROUND, PLAIN, SUGGESTED, TERMINAL, OutputStyle, is_for_terminals
from reader.render.style import make_style
from reader.text.annotated_text import AnnotatedText
from reader.text.layout.wrap import Cells
from reader.text.safety.ascii_fallback import in_ascii
from reader.text.safety.sanitise import Shown

WIDEST = 80
"""The width of the widest row in cells."""

_FLOWING = frozenset({"html", "rtf", "bbcode", "irc", "pango", "raw", "testcase"})
"""The formats with one line for each paragraph, which a viewer wraps."""
_PAGE = "white-space: pre-wrap; max-width: 68ch; margin: 2em auto"


def print_article(
    annotated: AnnotatedText,
    title: Shown,
    chosen: OutputStyle,
    columns: int,
    cells: Cells,
    out: IO[Any],
    *,
    plain: bool,
) -> None:
    """Print to `out`, which takes bytes if `makes_bytes` returns True for the format.

    Rows are at most `columns` cells wide in a terminal and `WIDEST` elsewhere, except in formats that a viewer
    wraps; with `plain` they are in ASCII. Raises ReaderError if the format cannot be made here.
    """
    width = min(columns, WIDEST) if not makes_bytes(chosen.format) else WIDEST

    def tokens() -> TokenStream:
        if chosen.format in _FLOWING:
            return ArticleLexer(annotated).get_tokens(annotated.text)
        rows = rows_of_tokens(annotated, width, cells)
        return ((token, in_ascii(words)) for token, words in rows) if plain else rows

    try:
        _formatter(chosen, title, tokens).format(tokens(), out)
    except (ImportError, OptionError) as error:
        raise ReaderError(f"format {chosen.format}: {error}; try {SUGGESTED}") from error


def makes_bytes(format: str) -> bool:
    """Return True if a format is written as bytes, False if as characters."""
    return format != PLAIN and not is_for_terminals(format)


def _formatter(chosen: OutputStyle, title: Shown, tokens: Callable[[], TokenStream]) -> Formatter[str]:
    # Pygments' formatter for sixteen colours ignores styles; the one for 256 knows the sixteen.
    name = "terminal256" if chosen.format == TERMINAL else chosen.format
    options: dict[str, Any] = {}
    if makes_bytes(name) and _by_name(name).unicodeoutput:
        options["encoding"] = "utf-8"
    if name == "html":
        options |= {"full": True, "title": html.escape(title), "prestyles": _PAGE}
    elif name == "latex":
        options["full"] = True
    if name != PLAIN:
        used = {token for token, _ in tokens()}
        options["style"] = make_style(chosen.palette, used, on_ground=name in PAINTS_GROUND)
    return _by_name(name, **options)


def _by_name(name: str, **options: Any) -> Formatter[str]:
    found: Formatter[str] = get_formatter_by_name(name, **options)  # type: ignore[no-untyped-call]  # Pygments' own
    return found
