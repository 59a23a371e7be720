"""The article view: positions are offsets, rows are painted once, the mouse selects exactly."""

from __future__ import annotations

from dataclasses import replace

import pytest
from rich.cells import cell_len

from reader.model.span import Span
from reader.text.annotated_text import Overlay, Visible
from reader.text.navigation.units import Unit, UnitKind
from reader.tui.widgets.article_rows import GUTTER
from tests.tui.article_app import ArticleApp, annotated, article, resize, span

TEXT, _ = article()


async def test_the_article_is_laid_out_with_its_parts() -> None:
    app = ArticleApp(annotated())
    async with app.run_test(size=(60, 20)):
        rows = [row.rstrip() for row in app.rows()]
        assert "    Minister calls harbour plan 'unworkable'"[1:] in rows[1]
        assert rows[3].strip() == "Harbour Post · 3 May 2021"
        assert rows[5].lstrip(" │").startswith("Transport Minister Anna Berg said")
        assert all(cell_len(row) == 60 for row in app.rows())


async def test_a_quotation_has_a_bar_in_the_gutter() -> None:
    app = ArticleApp(annotated())
    async with app.run_test(size=(60, 20)):
        barred = [row for row in app.rows() if "│" in row[:6]]
        assert len(barred) == 2
        assert "“the numbers" in barred[0]


@pytest.mark.parametrize("widths", [(60, 33, 60), (80, 41, 80), (40, 120, 40)])
async def test_the_position_is_kept_at_every_width(widths: tuple[int, int, int]) -> None:
    app = ArticleApp(annotated())
    async with app.run_test(size=(widths[0], 12)) as pilot:
        app.view.move(9)
        place, rows = app.view.offset_at_top, app.rows()
        await resize(pilot, app.view, widths[1], 12)
        assert app.view.offset_at_top == place
        first = app.view.in_view.start
        assert first <= place
        await resize(pilot, app.view, widths[2], 12)
        assert (app.view.offset_at_top, app.rows()) == (place, rows)


async def test_the_position_is_kept_when_the_measure_changes() -> None:
    app = ArticleApp(annotated())
    async with app.run_test(size=(100, 12)):
        app.view.move(8)
        place = app.view.offset_at_top
        app.view.measure = 40
        assert app.view.offset_at_top == place
        assert max(len(row.strip(" │")) for row in app.rows()) <= 40


async def test_it_opens_where_it_was_left() -> None:
    offset = TEXT.index("More words")
    app = ArticleApp(annotated(), offset=offset)
    async with app.run_test(size=(60, 10)):
        assert offset in app.view.in_view
        assert app.view.offset_at_top == offset


async def test_it_does_not_scroll_past_the_ends() -> None:
    app = ArticleApp(annotated())
    async with app.run_test(size=(60, 10)):
        app.view.move(-5)
        assert app.view.offset_at_top == 0
        app.view.to_bottom()
        rows = app.rows()
        assert rows[-1].strip() == ""
        assert rows[-2].strip() != ""
        app.view.move(50)
        assert app.rows() == rows
        app.view.page(-1)
        assert app.rows()[-2:] != rows[-2:]


async def test_a_page_keeps_two_rows() -> None:
    app = ArticleApp(annotated())
    async with app.run_test(size=(60, 10)):
        before = app.rows()
        app.view.page(1)
        assert app.rows()[:2] == before[-2:]


async def test_reveal_scrolls_only_if_necessary() -> None:
    app = ArticleApp(annotated())
    async with app.run_test(size=(60, 14)):
        app.view.reveal(span(TEXT, "the numbers"))
        assert app.view.offset_at_top == 0
        app.view.reveal(span(TEXT, "We will build it"))
        assert span(TEXT, "We will build it").start in app.view.in_view


async def test_only_changed_rows_are_repainted(monkeypatch: pytest.MonkeyPatch) -> None:
    app = ArticleApp(annotated())
    async with app.run_test(size=(60, 20)):
        app.rows()
        before = dict(app.view._strips)
        unit = Unit(UnitKind.ENTITY, (span(TEXT, "Oslo"),))
        app.view.overlay = replace(app.view.overlay, current=unit)
        app.rows()
        after = app.view._strips
        changed = [place for place in before if before[place] is not after[place]]
        assert len(changed) == 1
        assert "Oslo" in after[changed[0]].text


async def test_only_the_chosen_layers_are_shown() -> None:
    app = ArticleApp(annotated())
    async with app.run_test(size=(60, 20)):

        def style_of(words: str) -> object:
            for y in range(20):
                for segment in app.view.render_line(y):
                    if words in segment.text:
                        return segment.style
            raise AssertionError(words)

        coloured = style_of("numbers")
        app.view.shown_layers = Visible.NONE
        assert style_of("numbers") != coloured
        assert not any("│" in row for row in app.rows())


async def test_a_bookmark_has_a_flag_in_the_gutter() -> None:
    app = ArticleApp(annotated())
    async with app.run_test(size=(60, 20)):
        app.view.overlay = Overlay(bookmarks=(TEXT.index("Anna"),))
        assert next(row for row in app.rows() if "⚑" in row).count("Anna Berg") == 1


async def test_a_click_points_at_a_word_even_after_wide_characters() -> None:
    app = ArticleApp(annotated())
    async with app.run_test(size=(60, 20)) as pilot:
        y, row = next((y, row) for y, row in enumerate(app.rows()) if "東京" in row)
        x = cell_len(row[: row.index("among")])
        await pilot.click(app.view, offset=(x, y))
        assert app.heard == [TEXT.index("among", TEXT.index("東京"))]


async def test_a_drag_selects_exactly_across_rows() -> None:
    app = ArticleApp(annotated())
    async with app.run_test(size=(60, 20)) as pilot:
        rows = app.rows()
        start = next((row.index("Minister Anna"), y) for y, row in enumerate(rows) if "Minister Anna" in row)
        end = next((row.index("Oslo") + 3, y) for y, row in enumerate(rows) if "Oslo" in row)
        await pilot.mouse_down(app.view, offset=start)
        await pilot.hover(app.view, offset=end)
        await pilot.mouse_up(app.view, offset=end)
        selected = app.heard[-1]
        assert isinstance(selected, Span)
        assert selected.of(TEXT) == TEXT[TEXT.index("Minister Anna") : TEXT.index("Oslo") + 4]


async def test_two_clicks_select_a_word_and_three_a_block() -> None:
    app = ArticleApp(annotated())
    async with app.run_test(size=(60, 20)) as pilot:
        y, row = next((y, row) for y, row in enumerate(app.rows()) if "Berg" in row)
        await pilot.double_click(app.view, offset=(row.index("Berg") + 1, y))
        assert app.heard[-1] == span(TEXT, "Berg")
        await pilot.triple_click(app.view, offset=(row.index("Berg") + 1, y))
        assert app.heard[-1] == span(TEXT, TEXT.split("\n\n")[1])


async def test_hostile_text_is_shown_sanitised() -> None:
    hostile = annotated()
    text = hostile.text.replace("Oslo", "\x1b[2J")
    app = ArticleApp(replace(hostile, text=text))
    async with app.run_test(size=(60, 20)):
        assert any("␛[2J" in row for row in app.rows())
        assert "\x1b" not in "".join(app.rows())


async def test_markup_is_text() -> None:
    text = TEXT.replace("on Tuesday, and left", "[red]on[/] [@click=quit]")
    app = ArticleApp(replace(annotated(), text=text))
    async with app.run_test(size=(60, 20)):
        assert "[@click=quit]" in "".join(app.rows())


async def test_a_narrow_pane_still_has_its_gutter() -> None:
    app = ArticleApp(annotated())
    async with app.run_test(size=(20, 8)):
        assert all(row[:GUTTER].strip(" │┊⚑") == "" for row in app.rows())


async def test_the_line_about_the_article_drops_whole_parts_if_too_long() -> None:
    app = ArticleApp(annotated())
    async with app.run_test(size=(24, 20)):
        assert "Harbour Post" in [row.strip() for row in app.rows()]
