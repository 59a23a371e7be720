"""The main screen, by its keys: open, jump, follow a source, bookmark, search, look, quit."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input

from reader.config.settings import Settings, load
from reader.model.document_list import Order
from reader.text.annotated_text import Visible
from reader.tui.dialogs.palette import PaletteDialog
from reader.tui.keys.scopes import Pane
from tests.tui.article_app import annotated, article, resize, span
from tests.tui.main_app import HARBOUR, Desk, library, until

TEXT, _ = article()
WIDE = (120, 36)


async def test_a_document_is_opened_from_the_list(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    async with desk.app.run_test(size=WIDE) as pilot:
        assert desk.screen.pane is Pane.LIST
        await pilot.press("j", "k", "enter")
        await pilot.pause()
        assert desk.screen.pane is Pane.ARTICLE
        assert "Transport Minister Anna Berg" in desk.text()
        assert desk.store.documents.row(HARBOUR).reading.read


async def test_the_analysis_arrives_while_one_reads(tmp_path: Path) -> None:
    desk = Desk(tmp_path, document_id=HARBOUR)
    async with desk.app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        assert desk.client.asked[0] == (TEXT, True)
        assert "Anna Berg" in desk.screen.sidebar.query_one("SidebarList").render_line(3).text + desk.text()
        assert "2 statements" in desk.text()
        assert desk.store.analyses.get(desk.store.versions.newest(HARBOUR).sha256, annotated().analysis.engine)


async def test_the_rest_of_the_library_is_analysed_behind(tmp_path: Path) -> None:
    desk = Desk(tmp_path, document_id=HARBOUR)
    async with desk.app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        assert [urgent for _, urgent in desk.client.asked] == [True, False]
        assert "Paper number 2" in desk.client.asked[1][0]


async def test_an_article_can_be_read_when_the_analysis_fails_and_a_key_tries_again(tmp_path: Path) -> None:
    desk = Desk(tmp_path, document_id=HARBOUR, analyses={TEXT: None})
    async with desk.app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        assert "not analysed" in desk.text()
        assert "ended with signal 9" in desk.screen.sidebar.status
        assert "signal 9" in desk.text()
        assert "Transport Minister" in desk.text()
        desk.client.analyses[TEXT] = annotated().analysis
        await pilot.press("R")
        await pilot.pause()
        assert "not analysed" not in desk.text()
        assert len(desk.screen.article.annotated.quotation_units) == 3


async def test_jumps_through_quotations_and_back(tmp_path: Path) -> None:
    desk = Desk(tmp_path, document_id=HARBOUR)
    async with desk.app.run_test(size=WIDE) as pilot:
        await pilot.pause()

        def current() -> str:
            unit = desk.screen.navigator.current
            assert unit is not None
            return unit.extent.of(TEXT)

        await pilot.press("]", "q")
        assert current() == "'unworkable'"
        await pilot.press(";")
        assert current() == "“the numbers do not add up”"
        assert desk.said == "quotation 2 of 3 · Anna Berg · said"
        await pilot.press(";")
        assert current() == "“We will build it,”"
        await pilot.press(";")
        assert desk.said.startswith("no further quotation")
        await pilot.press(",")
        assert current() == "“the numbers do not add up”"
        await pilot.press("[", "q")
        assert current() == "'unworkable'"
        await pilot.press("]", "e")
        assert current() == "Anna Berg"
        await pilot.press("]", "e", "[", "e")
        assert current() == "Anna Berg"


async def test_a_jump_counts_from_the_view_once_one_has_scrolled_away(tmp_path: Path) -> None:
    desk = Desk(tmp_path, document_id=HARBOUR)
    async with desk.app.run_test(size=(80, 12)) as pilot:
        await pilot.pause()
        await pilot.press("]", "q", "G", "[", "q")
        assert desk.screen.navigator.current.extent.of(TEXT) == "“We will build it,”"


async def test_back_to_before_the_jump(tmp_path: Path) -> None:
    desk = Desk(tmp_path, document_id=HARBOUR)
    async with desk.app.run_test(size=(80, 12)) as pilot:
        await pilot.pause()
        await pilot.press("j", "j")
        before = desk.screen.article.offset_at_top
        await pilot.press("G", "`")
        assert desk.screen.article.offset_at_top == before
        await pilot.press("`")
        assert desk.screen.article.offset_at_top > before


async def test_enter_on_a_source_walks_through_what_it_said(tmp_path: Path) -> None:
    desk = Desk(tmp_path, document_id=HARBOUR)
    async with desk.app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await pilot.press("3", "enter")
        await pilot.pause()
        overlay = desk.screen.article.overlay
        assert [span.of(TEXT) for span in overlay.undimmed] == [
            "“the numbers do not add up”",
            "“We will build it,”",
        ]
        assert overlay.current.extent.of(TEXT) == "“the numbers do not add up”"
        assert desk.screen.sidebar.chosen_source == "s1"
        await pilot.press("]", "s")
        assert desk.screen.article.overlay.current.extent.of(TEXT) == "“We will build it,”"
        await pilot.press("[", "s")
        assert desk.screen.article.overlay.current.extent.of(TEXT) == "“the numbers do not add up”"
        await pilot.press("enter")
        await pilot.pause()
        assert desk.screen.article.overlay.current.extent.of(TEXT) == "“We will build it,”"
        await pilot.press("escape")
        assert desk.screen.article.overlay.undimmed == ()


async def test_a_bookmark_is_set_listed_gone_to_deleted_and_brought_back(tmp_path: Path) -> None:
    desk = Desk(tmp_path, document_id=HARBOUR)
    async with desk.app.run_test(size=(80, 16)) as pilot:
        await pilot.pause()
        await pilot.press("]", "q", ";", ";", "m")
        place = span(TEXT, "“We will build it,”").start
        assert [bookmark.offset for bookmark in desk.store.bookmarks.of(HARBOUR)] == [place]
        assert desk.screen.article.overlay.bookmarks == (place,)
        await pilot.press("g", "'")
        await pilot.pause()
        assert "We will build it" in desk.text()
        await pilot.press("enter")
        await pilot.pause()
        assert place in desk.screen.article.in_view
        await pilot.press("'", "X")
        assert desk.store.bookmarks.of(HARBOUR) == []
        await pilot.press("U")
        assert [bookmark.offset for bookmark in desk.store.bookmarks.of(HARBOUR)] == [place]
        await pilot.press("escape", "U")
        assert desk.store.bookmarks.of(HARBOUR) == []


async def test_undo_and_redo_in_the_article(tmp_path: Path) -> None:
    desk = Desk(tmp_path, document_id=HARBOUR)
    async with desk.app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await pilot.press("m", "U")
        assert desk.said.startswith("undone: bookmark at “Minister")
        assert desk.store.bookmarks.of(HARBOUR) == []
        await pilot.press(":", *"redo", "enter")
        await pilot.pause()
        assert len(desk.store.bookmarks.of(HARBOUR)) == 1


async def test_searching(tmp_path: Path) -> None:
    desk = Desk(tmp_path, document_id=HARBOUR)
    async with desk.app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await pilot.press("n")
        assert desk.said == "no search yet: try /"
        await pilot.press("/", *"oslo", "enter")
        await pilot.pause()
        assert desk.said == "match 1 of 1"
        await pilot.press("/", *"engineers", "enter", "n", "n", "N")
        await pilot.pause()
        assert desk.said == "match 2 of 12"
        await pilot.press("/", *"nowhere", "enter")
        await pilot.pause()
        assert desk.said == "not found: nowhere"


async def test_keys_typed_ahead_belong_to_the_line_that_was_opened(tmp_path: Path) -> None:
    from textual import events

    desk = Desk(tmp_path, document_id=HARBOUR)
    async with desk.app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        for character in ":zen":
            key = "colon" if character == ":" else character
            desk.app.post_message(events.Key(key, character))
        desk.app.post_message(events.Key("enter", "\r"))
        await pilot.pause()
        await pilot.pause()
        assert not desk.screen.documents.display
        assert desk.screen.status.display


async def test_a_pasted_text_is_no_command(tmp_path: Path) -> None:
    from textual import events

    desk = Desk(tmp_path, document_id=HARBOUR)
    async with desk.app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        desk.app.post_message(events.Paste("Q m q"))
        await pilot.pause()
        assert desk.app.is_running
        assert desk.store.bookmarks.of(HARBOUR) == []


async def test_layers_measure_and_widths_are_changed_and_remembered(tmp_path: Path) -> None:
    desk = Desk(tmp_path, document_id=HARBOUR)
    async with desk.app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await pilot.press("c", "-", ">")
        assert desk.screen.article.shown_layers is Visible.QUOTATIONS
        assert desk.screen.article.measure == Settings().measure - 4
        saved = load(desk.settings_path)
        assert (saved.layers, saved.measure) == ("quotations", Settings().measure - 4)
        assert saved.sidebar_width == Settings().sidebar_width + 4


@pytest.mark.parametrize(
    ("width", "shown"),
    [
        (120, {"documents", "article", "sidebar"}),
        (119, {"article", "sidebar"}),
        (80, {"article", "sidebar"}),
        (79, {"article"}),
    ],
)
async def test_panes_by_width(tmp_path: Path, width: int, shown: set[str]) -> None:
    desk = Desk(tmp_path, document_id=HARBOUR)
    async with desk.app.run_test(size=(width, 24)) as pilot:
        await pilot.pause()
        panes = [desk.screen.documents, desk.screen.article, desk.screen.sidebar]
        assert {pane.id for pane in panes if pane.display} == shown


async def test_the_hidden_pane_is_a_key_away(tmp_path: Path) -> None:
    desk = Desk(tmp_path, document_id=HARBOUR)
    async with desk.app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        await pilot.press("3")
        assert desk.screen.sidebar.display
        assert not desk.screen.article.display
        await pilot.press("h")
        assert desk.screen.article.display
        await pilot.press("q")
        assert desk.screen.documents.display
        assert desk.app.is_running


@pytest.mark.parametrize("size", [(60, 20), (40, 12)])
async def test_what_is_followed_is_shown_where_one_pane_has_room(tmp_path: Path, size: tuple[int, int]) -> None:
    desk = Desk(tmp_path, document_id=HARBOUR)
    async with desk.app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.press("3", "enter")
        await pilot.pause()
        assert desk.screen.pane is Pane.ARTICLE
        assert "the numbers do not" in desk.text()
        await pilot.press("3")
        assert desk.screen.sidebar.display


async def test_zen_and_back(tmp_path: Path) -> None:
    desk = Desk(tmp_path, document_id=HARBOUR)
    async with desk.app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await pilot.press("z")
        assert (desk.screen.documents.display, desk.screen.sidebar.display) == (False, False)
        await pilot.press("q")
        assert (desk.screen.documents.display, desk.screen.sidebar.display) == (True, True)
        assert desk.app.is_running


async def test_the_place_is_kept_and_found_again(tmp_path: Path) -> None:
    store = library()
    first = Desk(tmp_path, store=store, document_id=HARBOUR)
    async with first.app.run_test(size=(80, 12)) as pilot:
        await pilot.pause()
        await pilot.press(*"jjjjjjjj")
        place = first.screen.article.offset_at_top
        await pilot.press("Q")
    assert place > 0
    assert store.documents.row(HARBOUR).reading.place == place
    second = Desk(tmp_path, store=store, document_id=HARBOUR)
    async with second.app.run_test(size=(100, 20)) as pilot:
        await pilot.pause()
        assert second.screen.article.offset_at_top == place


async def test_another_document_and_back_to_the_same_place(tmp_path: Path) -> None:
    desk = Desk(tmp_path, document_id=HARBOUR)
    async with desk.app.run_test(size=(80, 12)) as pilot:
        await pilot.pause()
        await pilot.press("j", "j", "j")
        place = desk.screen.article.offset_at_top
        await pilot.press("J")
        assert desk.screen.session.current.row.document.title == "Paper number 2"
        await pilot.press("K")
        assert desk.screen.article.offset_at_top == place
        await pilot.press("K")
        assert desk.said == "no document before this one"


async def test_marks_in_the_list(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    async with desk.app.run_test(size=WIDE) as pilot:
        await pilot.press("m", "r")
        reading = desk.store.documents.row(HARBOUR).reading
        assert (reading.starred, reading.read) == (True, True)
        assert "★" in desk.text()
        await pilot.press("S")
        assert desk.screen.reading.order is list(Order)[1]
        await pilot.press("]", "u")
        assert desk.screen.session.current is not None


async def test_a_removed_document_comes_back(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    async with desk.app.run_test(size=WIDE) as pilot:
        await pilot.press(":", *"remove", "enter")
        await pilot.pause()
        assert desk.store.documents.count() == 2
        await pilot.press("U")
        assert desk.store.documents.count() == 3


async def test_help_lists_the_keys_of_the_pane(tmp_path: Path) -> None:
    desk = Desk(tmp_path, document_id=HARBOUR)
    async with desk.app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await pilot.press("?")
        await pilot.pause()
        assert "Keys in the article" in desk.text()
        assert "Go to the next quotation" in desk.text()
        await pilot.press("escape")
        assert len(desk.app.screen_stack) == 1


async def test_provenance(tmp_path: Path) -> None:
    desk = Desk(tmp_path, document_id=HARBOUR)
    async with desk.app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await pilot.press("=")
        await pilot.pause()
        assert "SHA-256" in desk.text()
        assert "Harbour Post" in desk.text()


async def test_an_unknown_command_is_said(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    async with desk.app.run_test(size=WIDE) as pilot:
        await pilot.press(":", *"frobnicate", "enter")
        await pilot.pause()
        assert desk.said == "no such command: frobnicate (Ctrl-P lists them)"


async def test_a_theme_is_previewed_and_put_back_or_taken(tmp_path: Path) -> None:
    desk = Desk(tmp_path, document_id=HARBOUR)
    async with desk.app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await pilot.press(":", *"theme", "enter")
        assert isinstance(desk.app.screen, PaletteDialog)
        await pilot.press(*"paper")
        await until(pilot, lambda: desk.app.theme == "paper")
        await pilot.press("escape")
        await until(pilot, lambda: desk.app.theme == "ink")
        await pilot.press(":", *"theme paper", "enter")
        await pilot.pause()
        assert desk.app.theme == "paper"
        assert load(desk.settings_path).theme == "paper"


async def test_what_another_process_bookmarked_appears(tmp_path: Path) -> None:
    from reader.store import Store

    path = tmp_path / "library.sqlite3"
    store, other = Store.open(path), Store.open(path)
    from tests.tui.main_app import harbour

    added = store.add(harbour())
    desk = Desk(tmp_path, store=store, document_id=added.document.id)
    async with desk.app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        other.bookmarks.add(added.document.id, added.version.id, 5, "words")
        desk.screen.reading.look_for_changes()
        assert desk.screen.article.overlay.bookmarks == (5,)


async def test_copying_a_selection_is_exact(tmp_path: Path) -> None:
    desk = Desk(tmp_path, document_id=HARBOUR)
    async with desk.app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await pilot.triple_click(desk.screen.article, offset=desk.place_of("Berg"))
        await pilot.press("y")
        assert desk.app.clipboard == TEXT.split("\n\n")[1]


async def test_the_analysis_process_is_ended_with_the_program(tmp_path: Path) -> None:
    desk = Desk(tmp_path, document_id=HARBOUR)
    async with desk.app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await pilot.press("Q")
    assert desk.client.closed


async def test_enter_explains_in_the_sidebar_or_in_a_window_where_there_is_none(tmp_path: Path) -> None:
    desk = Desk(tmp_path, document_id=HARBOUR)
    async with desk.app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await pilot.press("]", "q", ";", "enter")
        await pilot.pause()
        assert "Transport Minister" in desk.text()
        assert len(desk.app.screen_stack) == 1
        await resize(pilot, desk.screen.article, 40, 12)
        await pilot.press("enter")
        await pilot.pause()
        assert len(desk.app.screen_stack) == 2
        assert "Anna Berg" in desk.text()


async def test_back_and_forward_through_what_was_read(tmp_path: Path) -> None:
    desk = Desk(tmp_path, document_id=HARBOUR)
    async with desk.app.run_test(size=WIDE) as pilot:
        await pilot.pause()

        def open_now() -> int:
            assert desk.screen.session.current is not None
            return desk.screen.session.current.row.document.id

        await pilot.press("J", "J")
        assert open_now() == 1
        await pilot.press("H", "H")
        assert open_now() == HARBOUR
        await pilot.press("H")
        assert desk.said == "no document was read before this one"
        await pilot.press("L")
        assert open_now() == 2
        await pilot.press("K", "L")
        assert open_now() == HARBOUR
        assert desk.said == "no document was read after this one"


async def test_enter_says_that_there_is_nothing_to_follow_yet(tmp_path: Path) -> None:
    desk = Desk(tmp_path, document_id=HARBOUR, analyses={})
    async with desk.app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await pilot.press("3", "enter")
        assert desk.said == "analysing…"


@pytest.mark.parametrize("keys", [":", "/", "]q]qT", "3E", "&", "@"])
async def test_no_line_to_type_in_blinks(tmp_path: Path, keys: str) -> None:
    desk = Desk(tmp_path, document_id=HARBOUR)
    async with desk.app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await pilot.press(*("ctrl+p" if key == "@" else key for key in keys))
        await pilot.pause()
        lines = [line for line in desk.app.screen.query(Input) if line.display]
        assert lines
        assert not any(line.cursor_blink for line in lines)
