"""Printed articles: no character lost, every formatter works, nothing acts on the terminal."""

from __future__ import annotations

import importlib.util
import io
import re
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pygments.formatters import get_all_formatters
from pygments.token import Token
from rich.cells import cell_len

from reader.config.palette import Palette
from reader.model.document import Block, BlockKind
from reader.model.errors import ReaderError
from reader.model.span import Span
from reader.render.lexer import ArticleLexer, rows_of_tokens
from reader.render.output_style import OutputStyle
from reader.render.printing import makes_bytes, print_article
from reader.render.style import make_style
from reader.render.tokens import token_of
from reader.text.annotated_text import AnnotatedText
from reader.text.safety.sanitise import sanitise
from tests.tui.article_app import annotated, palette

SHEET = annotated()
ESCAPES = re.compile(r"\x1b\[[0-9;]*m")


def printed(format: str, shown: AnnotatedText = SHEET, colours: Palette | None = None, columns: int = 60) -> str:
    out = io.BytesIO() if makes_bytes(format) else io.StringIO()
    print_article(
        shown, "Harbour <plan>", OutputStyle(format, colours or palette()), columns, cell_len, out, plain=False
    )
    return out.getvalue() if isinstance(out, io.StringIO) else out.getvalue().decode()


def test_tokens_add_up_to_the_text() -> None:
    assert "".join(words for _, words in ArticleLexer(SHEET).get_tokens(SHEET.text)) == SHEET.text


@given(st.text(st.characters(exclude_categories=("Cs", "Cc", "Cf", "Zl", "Zp")), max_size=60), st.data())
def test_tokens_add_up_to_any_text(text: str, data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(text)))
    blocks = tuple(Block(span, BlockKind.PARAGRAPH) for span in (Span(0, cut), Span(cut, len(text))) if span)
    stream = ArticleLexer(AnnotatedText(text, blocks)).get_tokens_unprocessed(text)
    assert "".join(words for _, _, words in stream) == sanitise(text)


def test_the_speaker_counts_over_entities_and_a_headline_has_none() -> None:
    assert token_of(("entity-place", "speaker-1"), BlockKind.PARAGRAPH) is Token.Article.Paragraph.Speaker1
    assert token_of(("entity-place",), BlockKind.HEADLINE) is Token.Article.Headline
    assert token_of((), BlockKind.LIST_ITEM) is Token.Article.ListItem
    assert token_of((), None) is Token.Text


def test_neighbours_of_one_style_are_one_token() -> None:
    stream = [token for token, words in ArticleLexer(SHEET).get_tokens(SHEET.text) if words]
    assert all(one is not other for one, other in pairwise(stream))


def test_styles_lie_over_one_another() -> None:
    token = token_of(("emphasis", "strong", "emphasis", "entity-place"), BlockKind.PARAGRAPH)
    assert token is Token.Article.Paragraph.Emphasis.Strong.EntityPlace
    look = make_style(palette(), [token], on_ground=True).style_for_token(token)
    assert (look["italic"], look["bold"], f"#{look['color']}") == (True, True, palette().place)


def test_a_quotation_has_its_speakers_colour_and_a_headline_its_weight() -> None:
    quoted, headline = Token.Article.Paragraph.Speaker1, Token.Article.Headline.Speaker1
    style = make_style(palette(), [quoted, headline], on_ground=True)
    assert f"#{style.style_for_token(quoted)['color']}" == palette().speakers[0]
    assert style.style_for_token(headline)["bold"]


@pytest.mark.parametrize("name", ["ink", "ansi-dark"])
def test_plain_text_has_no_colour_on_another_background(name: str) -> None:
    tokens = [Token.Article.Paragraph.EntityPerson, Token.Article.Paragraph.EntityPlace]
    style = make_style(palette(name), tokens, on_ground=False)
    assert style.style_for_token(Token.Article.Paragraph)["color"] is None
    assert style.style_for_token(tokens[0])["color"] is None
    assert style.style_for_token(tokens[0])["underline"]
    assert style.style_for_token(tokens[1])["color"]
    own = make_style(palette(name), tokens, on_ground=True)
    assert own.style_for_token(Token.Article.Paragraph)["color"]
    assert own.background_color in ("#000000", palette(name).ground)


def test_a_style_has_only_the_used_token_types() -> None:
    style = make_style(palette(), [Token.Article.Paragraph.Speaker1, Token.Text], on_ground=True)
    ours = {token for token, _ in style if token[:1] == ("Article",)}
    assert ours == {Token.Article, Token.Article.Paragraph, Token.Article.Paragraph.Speaker1}


def test_plain_text_has_rows_that_fit_and_no_escape() -> None:
    rows = printed("text").splitlines()
    assert max(map(cell_len, rows)) <= 60
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


def test_without_colour_styles_differ_by_form() -> None:
    plain = printed("terminal16m", colours=palette().without_colour())
    assert "38;2" not in plain
    assert ESCAPES.search(plain)


def test_terminals_keep_their_own_colour_of_text() -> None:
    assert not any("38;2" in row for row in printed("terminal16m").splitlines() if "pier" in row)


NEEDS_PILLOW = {"img", "gif", "jpg", "bmp"}
FORMATS = {formatter.aliases[0] for formatter in get_all_formatters()} - NEEDS_PILLOW


@pytest.mark.parametrize("format", sorted(FORMATS))
def test_every_formatter_prints_it(format: str) -> None:
    assert "Berg" in printed(format)
    assert "東京" in printed(format) or format in ("rtf", "groff", "raw", "testcase")


@pytest.mark.parametrize("format", ["svg", "latex", "terminal16m", "text"])
def test_formats_that_cannot_wrap_get_rows(format: str) -> None:
    lines = ESCAPES.sub("", printed(format)).splitlines()
    assert 2 <= max(line.count("follow") for line in lines) <= 3


@pytest.mark.parametrize("format", ["html", "rtf", "bbcode"])
def test_formats_that_wrap_get_paragraphs(format: str) -> None:
    assert max(line.count("More words follow here") for line in printed(format).splitlines()) == 40


def test_html_is_escaped() -> None:
    page = printed("html", replace(SHEET, text=SHEET.text.replace("Oslo", "<b>x")))
    assert "<b>x" not in page
    assert "&lt;b&gt;x" in page
    assert "<title>Harbour &lt;plan&gt;</title>" in page
    assert "charset=utf-8" in page
    assert palette().ground in page


@pytest.mark.parametrize("format", ["terminal16m", "text", "html", "latex", "svg"])
def test_no_escape_sequence_in_a_text_reaches_the_terminal(format: str) -> None:
    hostile = replace(SHEET, text=SHEET.text.replace("Oslo", "\x1b]0;\x07\u202e"))
    shown = ESCAPES.sub("", printed(format, hostile))
    assert not set(shown) & set("\x1b\x07\u202e")


def test_a_format_that_cannot_be_made_gives_a_one_line_error() -> None:
    if importlib.util.find_spec("PIL"):
        pytest.skip("pictures can be made here")
    with pytest.raises(ReaderError, match=r"format img: .*; try terminal"):
        printed("img")


def test_list_items_hang_and_rows_are_those_of_the_article() -> None:
    rows = "".join(words for _, words in rows_of_tokens(SHEET, 30, cell_len)).splitlines()
    assert rows[0] == ""
    assert all(cell_len(row) <= 30 for row in rows)
