"""An article printed: no character lost, every formatter fed, nothing that acts on a terminal."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pygments.token import Token

from reader.config.palette import Palette
from reader.model.document import Block, BlockKind
from reader.model.errors import ReaderError
from reader.model.span import Span
from reader.render.lexer import ArticleLexer, rows_of_tokens
from reader.render.show import makes_bytes, print_article, terminal_format
from reader.render.style import make_style
from reader.render.tokens import token_of
from reader.text.sanitise import sanitise
from reader.text.sheet import Sheet
from tests.tui.article_app import palette, sheet
from tests.unit.text.metrics import METRICS

SHEET = sheet()
ESCAPES = re.compile(r"\x1b\[[0-9;]*m")


def printed(format: str, shown: Sheet = SHEET, colours: Palette | None = None, columns: int = 60) -> str:
    out = io.BytesIO() if makes_bytes(format) else io.StringIO()
    print_article(shown, "Harbour <plan>", colours or palette(), format, columns, METRICS, out)
    return out.getvalue() if isinstance(out, io.StringIO) else out.getvalue().decode("latin-1")


def test_tokens_add_up_to_the_text() -> None:
    assert "".join(words for _, words in ArticleLexer(SHEET).get_tokens(SHEET.text)) == SHEET.text


@given(st.text(st.characters(exclude_categories=("Cs", "Cc", "Cf", "Zl", "Zp")), max_size=60), st.data())
def test_tokens_add_up_to_any_text(text: str, data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(text)))
    blocks = tuple(Block(span, BlockKind.PARAGRAPH) for span in (Span(0, cut), Span(cut, len(text))) if span)
    stream = ArticleLexer(Sheet(text, blocks)).get_tokens_unprocessed(text)
    assert "".join(words for _, _, words in stream) == sanitise(text)


def test_the_speaker_counts_over_everything_and_a_headline_has_no_entities() -> None:
    assert token_of(("entity-place", "speaker-1"), BlockKind.PARAGRAPH) is Token.Article.Paragraph.Speaker1
    assert token_of(("entity-place",), BlockKind.HEADLINE) is Token.Article.Headline
    assert token_of((), BlockKind.LIST_ITEM) is Token.Article.ListItem
    assert token_of((), None) is Token.Text


def test_a_quotation_has_its_speakers_colour_and_a_headline_its_weight() -> None:
    style = make_style(palette())
    quoted = style.style_for_token(Token.Article.Paragraph.Speaker1)
    assert f"#{quoted['color']}" == palette().speakers[0]
    assert style.style_for_token(Token.Article.Headline.Speaker1)["bold"]


def test_plain_text_has_rows_that_fit_and_no_escape() -> None:
    rows = printed("text").splitlines()
    assert max(map(METRICS.cells, rows)) <= 60
    assert "\x1b" not in "".join(rows)
    assert "Minister calls harbour plan 'unworkable'" in rows
    assert "• one pier" in rows
    assert " ".join(" ".join(rows).split()).count("disagreed.") == 12


@pytest.mark.parametrize(
    ("format", "theme"), [("terminal", "ansi-dark"), ("terminal256", "ink"), ("terminal16m", "ink")]
)
def test_terminals_get_the_same_words_in_colour(format: str, theme: str) -> None:
    coloured = printed(format, colours=palette(theme))
    assert "\x1b[" in coloured
    assert ESCAPES.sub("", coloured) == printed("text")


def test_without_colour_there_is_form() -> None:
    plain = printed("terminal16m", colours=palette().without_colour())
    assert "38;2" not in plain
    assert ESCAPES.search(plain)


@pytest.mark.parametrize("format", ["html", "latex", "svg", "rtf", "bbcode"])
def test_other_formatters_print_it_too(format: str) -> None:
    assert "Berg" in printed(format)


def test_html_is_escaped() -> None:
    page = printed("html", replace(SHEET, text=SHEET.text.replace("Oslo", "<b>x")))
    assert "<b>x" not in page
    assert "&lt;b&gt;x" in page
    assert "<title>Harbour &lt;plan&gt;</title>" in page


@pytest.mark.parametrize("format", ["terminal16m", "text", "html", "latex", "svg"])
def test_nothing_in_a_text_reaches_the_terminal(format: str) -> None:
    hostile = replace(SHEET, text=SHEET.text.replace("Oslo", "\x1b]0;\x07\u202e"))
    shown = ESCAPES.sub("", printed(format, hostile))
    assert not set(shown) & set("\x1b\x07\u202e")


def test_an_unknown_format_is_refused_in_one_line() -> None:
    with pytest.raises(ReaderError, match=r"format nope: .*try terminal"):
        printed("nope")


def test_as_many_colours_as_the_terminal_has() -> None:
    assert terminal_format({"COLORTERM": "truecolor", "TERM": "xterm"}) == "terminal16m"
    assert terminal_format({"TERM": "tmux-256color"}) == "terminal256"
    assert terminal_format({"TERM": "linux"}) == "terminal"


def test_list_items_hang_and_rows_are_those_of_the_article() -> None:
    rows = "".join(words for _, words in rows_of_tokens(SHEET, 30, METRICS)).splitlines()
    assert rows[0] == ""
    assert all(METRICS.cells(row) <= 30 for row in rows)
