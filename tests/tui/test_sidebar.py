"""The sidebar: tabs, rows, card and messages."""

from __future__ import annotations

import pytest

from reader.model.analysis import Analysis, Engine
from reader.text.layout.annotation_layer import PlacedAnnotations
from reader.text.safety.sanitise import sanitise_line
from reader.tui.widgets.card import Card, CardView, card_lines
from reader.tui.widgets.sidebar import Sidebar
from tests.tui.pane_app import ANALYSIS, BOOKMARKS, COLOURS, LIGHT, PaneApp, text_of

TEXT = "x" * 1000


def app_and_sidebar() -> tuple[PaneApp, Sidebar]:
    sidebar = Sidebar()
    return PaneApp(sidebar, (Sidebar.ItemChosen,)), sidebar


def said(app: PaneApp) -> list[tuple[str, str]]:
    """Return what was chosen: tab and id."""
    return [(each.tab, each.key) for each in app.seen if isinstance(each, Sidebar.ItemChosen)]


def fill(sidebar: Sidebar) -> None:
    sidebar.show_analysis(TEXT, ANALYSIS, COLOURS)
    sidebar.show_annotations(len(TEXT), BOOKMARKS, PlacedAnnotations())


async def test_the_sources_are_drawn_by_kind() -> None:
    app, sidebar = app_and_sidebar()
    async with app.run_test(size=(36, 34)) as pilot:
        fill(sidebar)
        await pilot.pause()
        assert text_of(sidebar.row_list)[:12] == [
            "",
            "  Sources   Entities   Notes 2",
            "",
            "  People",
            "  ▌ Ana Marsh            6  ━━━━━━",
            "    Minister of Transport",
            "",
            "  ▌ Tom Veld             2  ━━",
            "    ministry aide · via state age…",
            "",
            "  Governments",
            "  ▌ [red]Washington and… 1  ━━━",
        ]


async def test_keys_move_through_the_sources_and_choose_one() -> None:
    app, sidebar = app_and_sidebar()
    async with app.run_test(size=(36, 34), message_hook=app.keep) as pilot:
        fill(sidebar)
        await pilot.press("j", "enter", "G")
        await pilot.pause()
        assert said(app) == [("sources", "s2")]
        assert sidebar.highlighted_key == "s7"
        await pilot.press("g")
        assert sidebar.highlighted_key == "s1"
        sidebar.row_list.page(1)
        assert sidebar.highlighted_key != "s1"


async def test_the_other_tabs_send_what_was_chosen() -> None:
    app, sidebar = app_and_sidebar()
    async with app.run_test(size=(36, 34), message_hook=app.keep) as pilot:
        fill(sidebar)
        sidebar.next_tab()
        await pilot.press("j", "enter")
        sidebar.show_tab("notes")
        await pilot.press("j", "enter")
        await pilot.pause()
        assert said(app) == [("entities", "e1"), ("notes", "b2")]
        assert "⚑ Talks went on all night" in "\n".join(text_of(sidebar.row_list))
        sidebar.next_tab()
        assert sidebar.tab == "sources"
        sidebar.next_tab(-1)
        assert sidebar.tab == "notes"
        with pytest.raises(ValueError, match="links"):
            sidebar.show_tab("links")


async def test_a_click_shows_a_tab_with_the_highlight_it_had() -> None:
    app, sidebar = app_and_sidebar()
    async with app.run_test(size=(36, 34)) as pilot:
        fill(sidebar)
        await pilot.press("j", "j")
        before = sidebar.highlighted_key
        await pilot.click(sidebar.row_list, offset=(14, 1))
        assert sidebar.tab == "entities"
        await pilot.click(sidebar.row_list, offset=(3, 1))
        await pilot.pause()
        assert (sidebar.tab, sidebar.highlighted_key) == ("sources", before)


async def test_a_click_on_a_heading_does_nothing_and_on_a_source_chooses() -> None:
    app, sidebar = app_and_sidebar()
    async with app.run_test(size=(36, 34), message_hook=app.keep) as pilot:
        fill(sidebar)
        await pilot.pause()
        await pilot.click(sidebar.row_list, offset=(4, 10))
        await pilot.click(sidebar.row_list, offset=(4, 3))
        assert (sidebar.highlighted_key, app.seen) == ("s1", [])
        await pilot.click(sidebar.row_list, offset=(8, 7))
        assert (sidebar.highlighted_key, said(app)) == ("s2", [("sources", "s2")])


async def test_the_status_is_shown_until_there_is_an_analysis() -> None:
    app, sidebar = app_and_sidebar()
    async with app.run_test(size=(36, 34)) as pilot:
        sidebar.show_analysis(TEXT, None, {})
        sidebar.status = "The analysis ran out of memory at [red]page 3[/red]; press R to try again"
        await pilot.pause()
        shown = " ".join(line.strip() for line in text_of(sidebar.row_list))
        assert sidebar.status in shown
        await pilot.press("j", "enter")
        sidebar.show_analysis(TEXT, ANALYSIS, COLOURS)
        await pilot.pause()
        assert "memory" not in "".join(text_of(sidebar.row_list))
        sidebar.show_analysis(TEXT, Analysis(Engine("test", "1", "none")), {})
        assert "No sources found" in "".join(text_of(sidebar.row_list))


async def test_new_results_keep_the_highlighted_source_and_send_no_message() -> None:
    app, sidebar = app_and_sidebar()
    async with app.run_test(size=(36, 34), message_hook=app.keep) as pilot:
        fill(sidebar)
        await pilot.press("j")
        app.seen.clear()
        fewer = Analysis(ANALYSIS.engine, sources=ANALYSIS.sources[1:], statements=ANALYSIS.statements)
        sidebar.show_analysis(TEXT, fewer, COLOURS)
        await pilot.pause()
        assert (sidebar.highlighted_key, app.seen) == ("s2", [])


async def test_the_chosen_source_has_a_sign() -> None:
    app, sidebar = app_and_sidebar()
    async with app.run_test(size=(36, 34)) as pilot:
        fill(sidebar)
        sidebar.chosen_source = "s2"
        await pilot.pause()
        assert [line for line in text_of(sidebar.row_list) if "▸" in line] == ["  ▌▸Tom Veld             2  ━━"]
        sidebar.chosen_source = None
        assert "▸" not in "".join(text_of(sidebar.row_list))


async def test_a_chip_has_the_colour_of_its_speaker() -> None:
    app, sidebar = app_and_sidebar()
    async with app.run_test(size=(36, 34)) as pilot:
        fill(sidebar)
        await pilot.pause()
        chip = next(piece for piece in sidebar.row_list.render_line(7) if piece.text == "▌")
        assert chip.style
        assert chip.style.color
        assert chip.style.color.get_truecolor().hex == "#52c49c"


async def test_another_theme_recolours_the_rows() -> None:
    sidebar = Sidebar()
    app = PaneApp(sidebar, (Sidebar.ItemChosen,))
    async with app.run_test(size=(36, 34)) as pilot:
        fill(sidebar)
        await pilot.pause()
        before = sidebar.row_list.render_line(4)
        app.theme = LIGHT.name
        await pilot.pause()
        after = sidebar.row_list.render_line(4)
        assert before.text == after.text
        assert before != after


async def test_the_card_is_shown_and_hidden() -> None:
    app, sidebar = app_and_sidebar()
    async with app.run_test(size=(36, 34)) as pilot:
        fill(sidebar)
        sidebar.show_card(
            Card(
                sanitise_line("“the port”"),
                "speaker-1",
                "Ana Marsh",
                "Minister",
                ("AFP",),
                "subject of “said”",
                0.9,
            )
        )
        await pilot.pause()
        card = sidebar.query_one(CardView)
        assert text_of(card)[1:5] == [
            "  “the port”",
            "  Ana Marsh · Minister",
            "  0.90 · subject of “said”",
            "  via AFP",
        ]
        sidebar.show_card(None)
        assert "".join(text_of(card)) == ""


@pytest.mark.parametrize("size", [(40, 12), (16, 12), (24, 16), (60, 30), (3, 2)])
async def test_every_line_is_as_wide_as_the_pane(size: tuple[int, int]) -> None:
    app, sidebar = app_and_sidebar()
    async with app.run_test(size=size) as pilot:
        fill(sidebar)
        sidebar.show_card(Card(sanitise_line("x" * 300), source="y" * 90, role="z" * 90))
        await pilot.press("j", "space")
        await pilot.pause()
        for pane in (sidebar.row_list, sidebar.query_one(CardView)):
            assert {pane.render_line(y).cell_length for y in range(pane.size.height)} <= {size[0]}


async def test_at_40_by_12_there_is_no_card() -> None:
    app, sidebar = app_and_sidebar()
    async with app.run_test(size=(40, 12)) as pilot:
        fill(sidebar)
        await pilot.press("G")
        await pilot.pause()
        assert sidebar.row_list.size.height == 12
        assert "experts" in text_of(sidebar.row_list)[-1]


def test_a_long_reason_takes_the_free_lines() -> None:
    card = Card(
        sanitise_line("“absurd”"),
        source="North Korea",
        rule="subject of “has called”, beside the quotation",
        confidence=0.9,
    )
    lines = [line.text.strip() for line in card_lines(card, 34, 8)]
    assert lines[1:] == ["“absurd”", "North Korea", "0.90 · subject of “has called”,", "beside the quotation"]
    assert lines[0].strip("─") == ""
    assert len(card_lines(card, 34, 4)) == 4
