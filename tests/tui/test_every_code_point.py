"""Every code point, lone surrogates included, through every way of drawing and printing text.

Of the planes in which nothing is assigned, or which are for private use, that is the first and the last of them.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator

import pytest
from pygments.formatters import get_formatter_by_name
from rich import cells
from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.strip import Strip

from reader.cli.console import complain, say
from reader.config.palette import load_palettes
from reader.config.paths import themes_dir
from reader.model.document import Block, BlockKind
from reader.model.span import Span
from reader.render.lexer import rows_of_tokens
from reader.text.annotated_text import AnnotatedText, Overlay, Visible
from reader.text.layout.layout import Layout
from reader.text.safety.safe_stream import SafeStream
from reader.text.safety.sanitise import escaped_json, sanitise_line
from reader.tui.appearance.style_book import StyleBook
from reader.tui.safe import SanitisingFilter, content, option, rich_text
from reader.tui.widgets.article_rows import text_column
from reader.tui.widgets.lines import one_line, truncate, wrap_lines
from reader.tui.widgets.row_painter import RowPainter

CODE_POINTS = 0x110000
STEP = 4096
PLANE = 0x10000
ASSIGNED = 0, 1, 2, 3, 14
STARTS = [
    start
    for start in range(0, CODE_POINTS, STEP)
    if start // PLANE in ASSIGNED or start % PLANE in (0, PLANE - STEP)
]
PIECES = ["".join(map(chr, range(start, start + STEP))) for start in STARTS]
UNSAFE = re.compile(
    r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200b-\u200f"
    r"\U000e0000-\U000e0fff\ud800-\udfff]"
)
WIDTHS = bytearray(b"\1" * CODE_POINTS)
for first, last, width in cells.load_cell_table("auto").widths:
    WIDTHS[first : last + 1] = bytes([width]) * (last + 1 - first)
WIDTHS[0x01:0x20], WIDTHS[0x7F:0xA0] = bytes(31), bytes(33)
INK = load_palettes([themes_dir()])[0]["ink"]


@pytest.fixture(autouse=True)
def quick_widths(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look the width of a character up by its code point: Rich searches for it, and keeps only 4096 of them."""
    monkeypatch.setattr(cells, "get_character_cell_size", lambda character, _: WIDTHS[ord(character)])


def unsafe(texts: Iterator[str]) -> set[str]:
    return {character for text in texts for character in UNSAFE.findall(text)}


def test_the_article_view_draws_none_that_acts() -> None:
    for first in range(0, len(PIECES), 16):
        text = "".join(PIECES[first : first + 16])
        annotated = AnnotatedText(text, (Block(Span(0, len(text)), BlockKind.PARAGRAPH),), (), None)
        place = text_column(200, 160)
        layout = Layout(text, annotated.blocks, place.measure, cell_len)
        painter = RowPainter(
            annotated, Overlay(), Visible.ALL, layout, StyleBook.of_article(INK, INK.ground), place
        )
        rows = [row for _, row in layout.rows(layout.top, len(text))]
        strips = [painter.strip(row, sanitise_line(text[:80])) for row in rows]
        assert not unsafe(segment.text for strip in strips for segment in strip)
        assert all(segment.style is None or not segment.style.link for strip in strips for segment in strip)
        assert sum(len(row.span) for row in rows) > 0.99 * len(text) - 100


def test_printed_rows_have_none_that_acts() -> None:
    formatter = get_formatter_by_name("terminal16m")  # type: ignore[no-untyped-call]
    for piece in PIECES:
        annotated = AnnotatedText(piece, (Block(Span(0, len(piece)), BlockKind.PARAGRAPH),), (), None)
        out = io.StringIO()
        formatter.format(rows_of_tokens(annotated, 80, cell_len), out)
        assert not unsafe(iter([re.sub(r"\x1b\[[0-9;]*m", "", out.getvalue())]))


def test_panes_windows_and_lists_have_none_that_acts() -> None:
    for piece in PIECES:
        texts = [one_line(piece[at : at + 2000]) for at in range(0, STEP, 2000)]
        assert not unsafe(truncate(text, 40) for text in texts)
        assert not unsafe(line for text in texts for line in wrap_lines(text, 400, 1000))
        assert not unsafe(str(content(text)) for text in texts)
        assert not unsafe(rich_text(text).plain for text in texts)
        assert not unsafe(str(option(text, "id").prompt) for text in texts)


def test_text_typed_into_textuals_inputs_has_none_that_acts() -> None:
    stand_ins, ground = SanitisingFilter(), Color(0, 0, 0)
    for piece in PIECES:
        strip = Strip([Segment(piece)]).apply_filter(stand_ins, ground)
        assert not unsafe(segment.text for segment in strip)
        assert len(strip.text) == STEP


def test_printed_text_has_none_that_acts(capsys: pytest.CaptureFixture[str]) -> None:
    for piece in PIECES:
        say(sanitise_line(piece))
        complain(piece)
    assert not unsafe(iter(capsys.readouterr()))


def test_errors_and_logs_have_none_that_acts() -> None:
    below = io.StringIO()
    for piece in PIECES:
        SafeStream(below).write(piece.replace("\t", ""))
    assert len(below.getvalue()) == len(PIECES) * STEP - 1
    assert not unsafe(iter([below.getvalue()]))


def test_json_has_none_that_acts_but_loses_none() -> None:
    for piece in PIECES:
        line = escaped_json(json.dumps(piece, ensure_ascii=False))
        assert not unsafe(iter([line]))
        assert json.loads(line) == piece or any(0xD800 <= ord(character) < 0xE000 for character in piece)
