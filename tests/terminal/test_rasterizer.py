"""Splitting strips into cells, and the cache of rows."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.geometry import Region
from textual.strip import Strip

from reader.terminal.rasterizer import KEPT, Rasterizer

WIDTH = 10


def strip(words: str) -> Strip:
    return Strip([Segment(words.ljust(WIDTH))], WIDTH)


def drawn(rasterizer: Rasterizer, shown: Sequence[Strip]) -> None:
    update = LayoutUpdate([[each] for each in shown], Region(0, 0, WIDTH, len(shown)))
    assert len(list(rasterizer.pieces(update))) == len(shown)


def test_a_strip_shown_again_is_not_split_again() -> None:
    rasterizer = Rasterizer(None)
    shown = [strip(f"row {number}") for number in range(2 * KEPT)]
    drawn(rasterizer, shown)
    rows = [rasterizer.row(each) for each in shown]
    for _ in range(3):
        drawn(rasterizer, shown)
    assert all(rasterizer.row(each) is row for each, row in zip(shown, rows, strict=True))


def test_strips_long_gone_from_the_screen_are_dropped() -> None:
    rasterizer, height = Rasterizer(None), 20
    shown = [strip(f"row {number}") for number in range(40 * KEPT)]
    for top in range(len(shown) - height):
        drawn(rasterizer, shown[top : top + height])
        assert len(rasterizer._rows) + len(rasterizer._older) <= 2 * (KEPT + height)


def test_a_neighbour_that_begins_where_an_update_ends_is_left_alone() -> None:
    rasterizer = Rasterizer(None)
    chops = [{0: strip("left"), WIDTH: strip("right")}]
    update = ChopsUpdate(chops, [(0, 0, WIDTH)], [[WIDTH, 2 * WIDTH]])
    assert [(y, x) for y, x, _ in rasterizer.pieces(update)] == [(0, 0)]
    assert len(rasterizer._rows) == 1
