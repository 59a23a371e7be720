"""A small, strict terminal: styles, erasing, scrolling and margins, with each set of capabilities."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from rich.cells import get_character_cell_size

_TOKENS = re.compile(
    r"\x1b\[(?P<private>[?>=<]?)(?P<numbers>[0-9;]*)(?P<final>[ !$]*[@-~])"
    r"|\x1b\](?P<command>[^\x07\x1b]*)(?:\x07|\x1b\\)"
    r"|(?P<control>[\x00-\x1f\x7f-\x9f])"
    r"|(?P<text>[^\x00-\x1f\x7f-\x9f]+)",
    re.DOTALL,
)
_OFF = {22: (1, 2), 23: (3,), 24: (4, 21), 25: (5, 6), 27: (7,), 28: (8,), 29: (9,), 54: (51, 52), 55: (53,)}
_SEEN_ON_BLANKS = {4, 5, 6, 7, 9, 21, 51, 52, 53}


class Style(NamedTuple):
    attributes: frozenset[int] = frozenset()
    foreground: tuple[int, ...] = (39,)
    background: tuple[int, ...] = (49,)
    link: str = ""


class Cell:
    """A cell's text and style. There is one object for each text in each style: see `Cells`."""

    __slots__ = ("look", "style", "text")

    def __init__(self, text: str, style: Style) -> None:
        self.text = text
        self.style = style
        bare = Style(background=style.background)
        is_seen = text.strip() or style == bare or style.link or style.attributes & _SEEN_ON_BLANKS
        self.look: Cell = self if is_seen else cells_in(bare)[" "]
        """What a person sees: of a blank, only its background and the lines through or around it."""

    def __repr__(self) -> str:
        return f"Cell({self.text!r}, {self.style})"


class Cells(dict[str, Cell]):
    """The cells of one style by their text, made on first use."""

    def __init__(self, style: Style) -> None:
        super().__init__()
        self._style = style

    def __missing__(self, text: str) -> Cell:
        made = self[text] = Cell(text, self._style)
        return made


cells_in = cache(Cells)
BLANK = cells_in(Style())[" "]


@dataclass
class Emulator:
    """Shows what it is fed. Unknown sequences, or ones it is not capable of, are errors."""

    columns: int
    rows: int
    background_erase: bool = True
    scrolls: bool = True
    margins: bool = False
    background_scroll: bool = True
    """Whether scrolled-in rows take the current background; if not, they get an unexpected one."""
    width_of: Callable[[str], int] = get_character_cell_size
    """The width of a character on this terminal, in cells."""
    cells: list[list[Cell]] = field(init=False)
    x: int = 0
    y: int = 0

    def __post_init__(self) -> None:
        self.style = Style()
        self.cells = [[BLANK] * self.columns for _ in range(self.rows)]
        self.margin_mode = False
        self._reset_margins()

    @property
    def looks(self) -> list[list[Cell]]:
        return [[cell.look for cell in row] for row in self.cells]

    @property
    def lines(self) -> list[str]:
        return ["".join(cell.text for cell in row).rstrip() for row in self.cells]

    def feed(self, data: str) -> None:
        position = 0
        while position < len(data):
            token = _TOKENS.match(data, position)
            assert token, f"not a sequence: {data[position : position + 20]!r}"
            position = token.end()
            if token["text"]:
                self._draw(token["text"])
            elif token["control"]:
                self._control(token["control"])
            elif token["command"] is not None:
                self._command(token["command"])
            else:
                self._sequence(token["private"] + token["final"], token["numbers"])

    # What is drawn

    def _draw(self, text: str) -> None:
        if text.isascii() and self.x + len(text) <= self.columns:
            self._draw_narrow(text)
            return
        cells = cells_in(self.style)
        for character in text:
            width = self.width_of(character)
            if width == 0:
                self._combine(character)
                continue
            if self.x + width > self.columns:
                self.x = self.columns - width
            for column in range(self.x, self.x + width):
                self._break(column)
            row = self.cells[self.y]
            row[self.x] = cells[character]
            if width == 2:
                row[self.x + 1] = cells[""]
            self.x = min(self.x + width, self.columns - 1) if self.x + width < self.columns else self.columns
        # Without wrapping the cursor stays in the last column; `columns` stands for "behind it".

    def _draw_narrow(self, text: str) -> None:
        """Draw characters of one cell each that fit in the row."""
        end = self.x + len(text)
        self._break(self.x)
        self._break(end - 1)
        self.cells[self.y][self.x : end] = map(cells_in(self.style).__getitem__, text)
        self.x = end

    def _combine(self, character: str) -> None:
        row, column = self.cells[self.y], min(self.x, self.columns) - 1
        while column > 0 and row[column].text == "":
            column -= 1
        if column >= 0:
            row[column] = cells_in(row[column].style)[row[column].text + character]

    def _break(self, column: int) -> None:
        """Blank the other half of a wide character that is half overwritten."""
        row = self.cells[self.y]
        if row[column].text == "" and column:
            row[column - 1] = cells_in(row[column - 1].style)[" "]
        if column + 1 < self.columns and row[column + 1].text == "":
            row[column + 1] = cells_in(row[column + 1].style)[" "]

    def _control(self, control: str) -> None:
        if control == "\r":
            self.x = 0
        elif control == "\n":
            # As through a terminal line that maps line feeds.
            assert self.y + 1 < self.rows, "a line feed that scrolls"
            self.x, self.y = 0, self.y + 1
        elif control == "\b":
            assert self.x < self.columns, "going back from behind the last column"
            self.x = max(0, self.x - 1)
        else:
            raise AssertionError(f"control {control!r}")

    def _command(self, command: str) -> None:
        number, _, rest = command.partition(";")
        assert number == "8", command
        self.style = self.style._replace(link=rest if rest != ";" else "")

    # Sequences

    def _sequence(self, name: str, numbers: str) -> None:
        values = [int(number) if number else 0 for number in numbers.split(";")] if numbers else []
        first = values[0] if values else 0
        count = first or 1
        if name == "m":
            self._dress(values)
        elif name in "HGdABCD":
            self._move(name, values, count)
        elif name in "KXJ":
            self._erase(name, first, count)
        elif name in "STLM":
            self._scroll(name, count)
        elif name == "r":
            self.top, self.bottom = (values[0] - 1, values[1]) if len(values) == 2 else (0, self.rows)
            self._to(0, 0)
        elif name == "s":
            assert self.margin_mode, "margins without their mode"
            self.left, self.right = values[0] - 1, values[1]
            self._to(0, 0)
        elif name in ("?h", "?l"):
            self._mode(first, name == "?h")
        else:
            raise AssertionError(f"CSI {name} {numbers}")

    def _move(self, name: str, values: list[int], count: int) -> None:
        if name == "H":
            line, column = [*values, 1, 1][:2]
            self._to(max(1, column) - 1, max(1, line) - 1)
        elif name == "G":
            self._to(count - 1, self.y)
        else:
            self._known_column()
            across = {"C": count, "D": -count}.get(name, 0)
            down = {"B": count, "A": -count, "d": count - 1 - self.y}.get(name, 0)
            self._to(self.x + across, self.y + down)

    def _known_column(self) -> None:
        assert self.x < self.columns, "a relative move from behind the last column"

    def _to(self, x: int, y: int) -> None:
        assert 0 <= x < self.columns, (x, y)
        assert 0 <= y < self.rows, (x, y)
        self.x, self.y = x, y

    def _mode(self, number: int, on: bool) -> None:
        if number == 69:
            assert self.margins, "left and right margins on a terminal without"
            self.margin_mode = on
            self._reset_columns()
        else:
            assert number == 2026, number

    def _reset_margins(self) -> None:
        self.top, self.bottom = 0, self.rows
        self._reset_columns()

    def _reset_columns(self) -> None:
        self.left, self.right = 0, self.columns

    @property
    def _blank(self) -> Cell:
        return cells_in(Style(background=self.style.background))[" "] if self.background_erase else BLANK

    @property
    def _filled(self) -> Cell:
        if self.background_scroll or self._blank is BLANK:
            return self._blank
        return cells_in(Style(background=(48, 5, 201)))[" "]

    def _erase(self, name: str, first: int, count: int) -> None:
        assert self.x < self.columns, "erasing from behind the last column"
        if name == "J":
            self._erase_display(first)
            return
        assert name == "X" or first == 0
        end = min(self.columns, self.x + count) if name == "X" else self.columns
        self._break(self.x)
        self._break(end - 1)
        self.cells[self.y][self.x : end] = [self._blank] * (end - self.x)

    def _erase_display(self, first: int) -> None:
        before, after = (0, self.x + 1), (self.x, self.columns)
        start, end = {0: after, 1: before, 2: (0, self.columns)}[first]
        self._break(start)
        self._break(end - 1)
        blank = [self._blank] * self.columns
        self.cells[self.y][start:end] = blank[start:end]
        for y, row in enumerate(self.cells):
            if (y > self.y and first != 1) or (y < self.y and first != 0):
                row[:] = blank

    def _scroll(self, name: str, count: int) -> None:
        assert self.scrolls or name in "LM", f"{name} on a terminal without"
        top = self.y if name in "LM" else self.top
        assert self.top <= top < self.bottom
        assert self.left <= self.x < self.right or name in "ST"
        up = name in "SM"
        rows = [row[self.left : self.right] for row in self.cells[top : self.bottom]]
        blank = [[self._filled] * (self.right - self.left) for _ in range(min(count, len(rows)))]
        rows = rows[count:] + blank if up else blank + rows[: len(rows) - len(blank)]
        for y, row in enumerate(rows, top):
            self.cells[y][self.left : self.right] = row

    def _dress(self, values: list[int]) -> None:
        values = values or [0]
        position = 0
        while position < len(values):
            value = values[position]
            length = 1
            if value in (38, 48):
                length = 5 if values[position + 1] == 2 else 3
            self._dress_in(value, tuple(values[position : position + length]))
            position += length

    def _dress_in(self, value: int, colour: tuple[int, ...]) -> None:
        style = self.style
        if value == 0:
            style = Style(link=style.link)
        elif value in _OFF:
            style = style._replace(attributes=style.attributes - set(_OFF[value]))
        elif 30 <= value <= 39 or 90 <= value <= 97:
            style = style._replace(foreground=colour)
        elif 40 <= value <= 49 or 100 <= value <= 107:
            style = style._replace(background=colour)
        else:
            assert value in {1, 2, 3, 4, 5, 6, 7, 8, 9, 21, 51, 52, 53}, value
            style = style._replace(attributes=style.attributes | {value})
        self.style = style
