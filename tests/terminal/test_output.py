"""The parts of thrifty output: styles, cells, capabilities, cursor moves, scrolls."""

from __future__ import annotations

import termios

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import split_graphemes
from rich.segment import Segment
from textual.strip import Strip

from reader.terminal.capabilities import Capabilities, newline_returns
from reader.terminal.cells import UNKNOWN, add_cells, is_ambiguous_width
from reader.terminal.output import Output
from reader.terminal.rasterizer import Rasterizer
from reader.terminal.screen_buffer import CellRow, blank_row, cell_text, codes_of
from reader.terminal.sgr import DEFAULT_STYLE, CellStyle, cell_style
from reader.terminal.writer import Writer
from tests.terminal.emulator import Emulator

PARAMETERS = st.builds(
    lambda attributes, colours: ";".join([*attributes, *colours]),
    st.lists(st.sampled_from(["1", "2", "3", "4", "7", "9"]), unique=True),
    st.lists(st.sampled_from(["31", "38;2;1;2;3", "38;5;9", "44", "48;2;7;8;9", "107"]), max_size=2),
)
PENS = st.builds(cell_style, PARAMETERS, st.sampled_from(["", "id=1;https://example.org"]))
CELLS = st.lists(st.tuples(st.sampled_from([*"ab  ", "—", "港", "한", "e\u0301", "👋"]), PENS), max_size=24)
SCREENS = st.lists(st.lists(CELLS, min_size=6, max_size=6), min_size=1, max_size=4)
WIDTH = 30


def row_of(text: str, style: CellStyle = DEFAULT_STYLE) -> CellRow:
    cells: list[str] = []
    add_cells(cells, text, lambda words: split_graphemes(words)[0])
    return CellRow("".join(map(codes_of(style).__getitem__, cells)))


def row_in(cells: list[tuple[str, CellStyle]]) -> CellRow:
    row = ""
    for text, style in cells:
        if len(row) < WIDTH - 1:
            row += row_of(text, style)
    return CellRow(row)


@given(PENS, PENS)
def test_switching_styles_looks_the_same_from_any_style(before: CellStyle, after: CellStyle) -> None:
    known, unknown = Emulator(4, 1), Emulator(4, 1)
    known.feed(before.switch_from(None) + after.switch_from(before))
    unknown.feed(after.switch_from(None))
    assert known.style == unknown.style
    assert len(after.switch_from(before)) <= len(after.switch_from(None)) or before.link


def test_only_differences_are_sent_for_a_style() -> None:
    assert cell_style("1;38;2;9;9;9;44").switch_from(cell_style("38;2;9;9;9;44")) == "\x1b[1m"
    assert cell_style("31").switch_from(cell_style("1;2;31")) == "\x1b[22m"
    assert cell_style("31;44").switch_from(cell_style("31;44")) == ""
    assert cell_style("").switch_from(cell_style("1;31")) == "\x1b[m"


def test_blanks_on_one_background_share_a_code() -> None:
    assert cell_style("1;31;44").blank is cell_style("3;32;44").blank
    assert cell_style("4;31;44").blank is cell_style("4;31;44"), "a line under a space shows"


@given(SCREENS, st.booleans(), st.booleans())
def test_rows_look_the_same_whatever_was_there_before(
    screens: list[list[list[tuple[str, CellStyle]]]], colour: bool, scrolls: bool
) -> None:
    capabilities = Capabilities(background_erase=colour, scrolls=scrolls)
    output, emulator = Output(capabilities, WIDTH, 6), Emulator(WIDTH, 6, colour, scrolls)
    for screen in screens:
        rows = [row_in(cells) for cells in screen]
        emulator.feed(output.update([(y, 0, filled(row)) for y, row in enumerate(rows)], (0, 0)))
        fresh = Emulator(WIDTH, 6, colour, scrolls)
        blank_row = Output(capabilities, WIDTH, 6)
        fresh.feed(blank_row.update([(y, 0, filled(row)) for y, row in enumerate(rows)], (0, 0)))
        assert emulator.looks == fresh.looks
        assert output.update([(y, 0, filled(row)) for y, row in enumerate(rows)], (0, 0)) == ""


def filled(row: CellRow) -> CellRow:
    return CellRow(row + blank_row(WIDTH - len(row), DEFAULT_STYLE))


def test_half_a_wide_character_is_never_left() -> None:
    output, emulator = Output(Capabilities(background_erase=True, scrolls=True), WIDTH, 1), Emulator(WIDTH, 1)
    emulator.feed(output.update([(0, 0, filled(row_of("ab港cd")))], (0, 0)))
    emulator.feed(output.update([(0, 3, row_of("x"))], (0, 0)))
    assert [*map(cell_text, output.shown[0][:5])] == ["a", "b", UNKNOWN, "x", "c"]
    emulator.feed(output.update([(0, 0, filled(row_of("ab-xcd")))], (0, 0)))
    assert emulator.lines == ["ab-xcd"]


def test_ambiguous_width_does_not_move_the_text_after_it() -> None:
    output = Output(Capabilities(background_erase=True, scrolls=True), WIDTH, 1)
    other = Emulator(WIDTH, 1, width_of=lambda character: 1)
    assert is_ambiguous_width("👋")
    for words in ("a 👋 and words", "b 👋 and words", "b 👋 and other words", "plain words again"):
        other.feed(output.update([(0, 0, filled(row_of(words)))], (0, 0)))
        assert other.lines[0][5:] == words[4:].rstrip() if "👋" in words else other.lines[0] == words


def test_control_characters_have_no_cell() -> None:
    assert [*map(cell_text, row_of("a\x1b[31m\x07b\x9bc"))] == list("a[31mbc")


def test_the_cursor_moves_by_the_shortest_sequence() -> None:
    ways = {
        ((4, 10), (4, 10)): "",
        ((4, 10), (4, 0)): "\r",
        ((4, 10), (4, 12)): "\x1b[2C",
        ((4, 10), (4, 8)): "\b\b",
        ((4, 10), (5, 10)): "\x1b[B",
        ((4, 10), (0, 0)): "\x1b[H",
        ((4, 10), (7, 0)): "\x1b[8H",
        ((4, 10), (7, 3)): "\x1b[8;4H",
    }
    for (start, end), sequence in ways.items():
        writer = Writer(Capabilities(background_erase=True, scrolls=True), 80)
        writer.move(*start)
        writer.take()
        writer.move(*end)
        assert writer.take() == sequence, (start, end)


@pytest.mark.parametrize(
    ("line", "ways"),
    [
        (termios.OPOST | termios.ONLCR, ("\n", "\n\x1b[3C", "\x1b[B\b")),
        (termios.OPOST, ("\x1b[13H", "\x1b[13;4H", "\x1b[B\b")),
        (termios.ONLCR, ("\x1b[13H", "\x1b[13;4H", "\x1b[B\b")),
    ],
)
def test_a_line_feed_moves_the_cursor_if_the_line_returns(line: int, ways: tuple[str, ...]) -> None:
    capabilities = Capabilities(background_erase=True, scrolls=True)
    capabilities.newline_returns = newline_returns([0, line, 0, 0, 0, 0, []])
    for column, way in zip((0, 3, 9), ways, strict=True):
        writer = Writer(capabilities, 80)
        writer.move(11, 10)
        writer.take()
        writer.move(12, column)
        assert writer.take() == way


def test_a_scroll_is_one_sequence_and_of_a_pane_only_with_margins() -> None:
    words = [f"row number {number} of many" for number in range(12)]
    for margins, most in ((True, 90), (False, 400)):
        capabilities = Capabilities(background_erase=True, scrolls=True, margins=margins)
        output, emulator = Output(capabilities, 60, 10), Emulator(60, 10, margins=margins)
        side = [(y, 0, row_of(f"side {y}".ljust(12))) for y in range(10)]
        emulator.feed(output.update([*side, *block(words, 0)], (0, 0)))
        sent = output.update(block(words, 1), (0, 0))
        emulator.feed(sent)
        assert emulator.lines == [f"side {y}".ljust(12) + words[y + 1].ljust(48).rstrip() for y in range(10)]
        assert len(sent) < most
        assert ("\x1b[?69h" in sent) is margins


def block(words: list[str], first: int) -> list[tuple[int, int, CellRow]]:
    return [(y, 12, row_of(words[first + y].ljust(48), cell_style("48;2;1;2;3"))) for y in range(10)]


def test_text_of_one_style_is_written_together_if_switching_is_expensive() -> None:
    body, name = cell_style("38;2;9;9;9;48;2;1;1;1"), cell_style("38;2;7;8;9;48;2;1;1;1")
    for short in (False, True):
        other = cell_style("1;38;2;9;9;9;48;2;1;1;1") if short else name
        rows = [
            (y, 0, CellRow(row_of("they say ", body) + row_of("Berg", other) + row_of(" left ", body)))
            for y in range(5)
        ]
        output, emulator = Output(Capabilities(background_erase=True, scrolls=True), 19, 5), Emulator(19, 5)
        sent = output.update(rows, (0, 0))
        emulator.feed(sent)
        assert emulator.lines == ["they say Berg left"] * 5
        assert (
            {row[10].style for row in emulator.cells}
            == {emulator.cells[0][10].style}
            != {emulator.cells[0][0].style}
        )
        assert sent.count(other.switch_from(body)) == (5 if short else 1)
        assert sent.count("m") == (1 + 5 * 2 if short else 2)


@given(st.integers(1, 4), st.booleans())
def test_scrolled_in_rows_are_written_whole_unless_their_colour_is_known(by: int, fills: bool) -> None:
    style = cell_style("38;2;9;9;9;48;2;1;1;1")
    words = [chr(97 + number) * 20 for number in range(20)]
    capabilities = Capabilities(background_erase=True, scrolls=True, background_scroll=fills)
    output, emulator = Output(capabilities, 30, 10), Emulator(30, 10, background_scroll=fills)
    for first in (0, by):
        sent = output.update([(y, 0, row_of(words[first + y].ljust(30), style)) for y in range(10)], (0, 0))
        emulator.feed(sent)
    assert emulator.lines == words[by : by + 10]
    assert {cell.style.background for row in emulator.cells for cell in row} == {(48, 2, 1, 1, 1)}
    assert sent.count("\x1b[K") == (0 if fills else by)


def test_if_little_stays_everything_is_erased_at_once() -> None:
    style = cell_style("38;2;9;9;9;48;2;1;1;1")
    output, emulator = Output(Capabilities(background_erase=True, scrolls=True), 60, 12), Emulator(60, 12)
    for letter, cells in (("a", 50), ("b", 20)):
        rows = [row_of((letter * (cells - y)).ljust(60), style) for y in range(11)]
        sent = output.update([(y, 0, row) for y, row in enumerate(rows)], (0, 0))
        emulator.feed(sent)
    assert emulator.lines[:11] == ["b" * (20 - y) for y in range(11)]
    assert sent.startswith("\x1b[11;60H\x1b[1J")
    assert "\x1b[K" not in sent


def test_the_cursor_is_positioned_again_after_the_last_column() -> None:
    body, name = cell_style("38;2;9;9;9;48;2;1;1;1"), cell_style("38;2;7;8;9;48;2;4;5;6")
    output, emulator = Output(Capabilities(background_erase=True, scrolls=True), WIDTH, 1), Emulator(WIDTH, 1)
    emulator.feed(output.update([(0, 0, row_of("a" * WIDTH, body))], (0, 0)))
    row = CellRow(row_of("a" * 22, body) + row_of("bbb", name) + row_of("aaacc", body))
    sent = output.update([(0, 0, row)], (0, 0))
    assert sent.index("cc") < sent.index("bbb"), "the pen that is held comes first"
    emulator.feed(sent)
    assert emulator.lines == ["a" * 22 + "bbbaaacc"]


def test_capabilities_are_judged_by_the_terminals_name() -> None:
    named = {
        "xterm-256color": (True, False, True),
        "xterm-kitty": (True, False, True),
        "tmux-256color": (True, True, True),
        "screen-256color": (False, False, True),
        "screen.xterm-256color": (False, False, True),
        "linux": (True, True, False),
        "vt220": (False, False, True),
    }
    for name, abilities in named.items():
        capabilities = Capabilities.of({"TERM": name})
        assert (
            capabilities.background_erase,
            capabilities.background_scroll,
            capabilities.scrolls,
        ) == abilities, name
    assert Capabilities.of({"TERM": "screen-256color", "TMUX": "/tmp/tmux-0/default,1,0"}).background_erase


@pytest.mark.parametrize(("cluster", "again"), [("👩\u200d👧", True), ("漢", False), ("é", False)])
def test_after_ambiguous_width_the_rest_of_a_row_is_sent_again(cluster: str, again: bool) -> None:
    output = Output(Capabilities.of({"TERM": "xterm-256color"}), 30, 1)
    rasterizer = Rasterizer(None)
    for first, sent_again in (("x", True), ("y", again)):
        row = rasterizer.row(Strip([Segment(f"{first} {cluster} the tail".ljust(20))]))
        assert ("tail" in output.update([(0, 0, row)], (0, 0))) is sent_again
