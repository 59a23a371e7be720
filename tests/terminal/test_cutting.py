"""Cutting strips into cells: what is cut, what is kept of it, and what is let go."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.geometry import Region
from textual.strip import Strip

from reader.terminal import rasterizer
from reader.terminal.rasterizer import Cutter

WIDTH = 10


def strip(words: str) -> Strip:
    return Strip([Segment(words.ljust(WIDTH))], WIDTH)


def drawn(cutter: Cutter, shown: Sequence[Strip]) -> None:
    update = LayoutUpdate([[each] for each in shown], Region(0, 0, WIDTH, len(shown)))
    assert len(list(cutter.pieces(update))) == len(shown)


def test_a_strip_that_is_shown_again_is_not_cut_again() -> None:
    cutter = Cutter(None)
    shown = [strip(f"row {number}") for number in range(2 * rasterizer.KEPT)]
    drawn(cutter, shown)
    rows = [cutter.row(each) for each in shown]
    for _ in range(3):
        drawn(cutter, shown)
    assert all(cutter.row(each) is row for each, row in zip(shown, rows, strict=True))


def test_what_has_long_left_the_screen_is_let_go() -> None:
    cutter, height = Cutter(None), 20
    shown = [strip(f"row {number}") for number in range(40 * rasterizer.KEPT)]
    for top in range(len(shown) - height):
        drawn(cutter, shown[top : top + height])
        assert len(cutter._rows) + len(cutter._older) <= 2 * (rasterizer.KEPT + height)


def test_nothing_is_cut_of_a_neighbour_that_begins_where_an_update_ends() -> None:
    cutter = Cutter(None)
    chops = [{0: strip("left"), WIDTH: strip("right")}]
    update = ChopsUpdate(chops, [(0, 0, WIDTH)], [[WIDTH, 2 * WIDTH]])
    assert [(y, x) for y, x, _ in cutter.pieces(update)] == [(0, 0)]
    assert len(cutter._rows) == 1
