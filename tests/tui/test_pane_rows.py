"""The layout of side panes: widths are exact for any text, and parts are left out in a sensible order."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from reader.model.document_list import Order
from reader.text.layout.annotation_layer import PlacedAnnotations
from reader.text.safety.sanitise import sanitise_line
from reader.tui.widgets.card import Card, card_lines
from reader.tui.widgets.document_rows import day, document_lines, header_line
from reader.tui.widgets.lines import Fragment, StyledLine, spread, truncate, width_of, wrap_lines
from reader.tui.widgets.rows import RowPositions
from reader.tui.widgets.sidebar_rows import (
    Item,
    annotation_items,
    entity_items,
    item_lines,
    source_items,
    with_headings,
)
from reader.tui.widgets.sidebar_tabs import Tab, tab_at, tabs_line
from tests.tui.pane_app import ANALYSIS, BOOKMARKS, COLOURS, LIBRARY, document_row

foreign = st.text(st.characters() | st.sampled_from("東京e\u0301👍\ufe0f❤\u200b\x1b\u202e[]"), max_size=40)
widths = st.integers(min_value=1, max_value=90)
TABS = (Tab("sources"), Tab("entities"), Tab("bookmarks", 12))


def texts(lines: list[StyledLine]) -> list[str]:
    return [line.text.rstrip() for line in lines]


@given(foreign, widths)
def test_truncated_text_fits_and_ends_in_an_ellipsis(text: str, cells: int) -> None:
    safe = sanitise_line(text)
    short = truncate(safe, cells)
    assert cell_len(short) <= cells
    assert short == safe or short.endswith("…")


@given(st.lists(foreign, max_size=4), st.lists(foreign, max_size=3), widths, st.integers(0, 2))
def test_a_spread_line_has_the_exact_width(left: list[str], right: list[str], cells: int, margin: int) -> None:
    pieces = [[Fragment(sanitise_line(text)) for text in side] for side in (left, right)]
    assert width_of(spread(pieces[0], pieces[1], cells, margin=margin).fragments) == cells


@given(foreign, widths, st.integers(1, 4))
def test_wrapped_lines_fit(text: str, cells: int, most: int) -> None:
    lines = wrap_lines(sanitise_line(text), cells + 1, most)
    assert len(lines) <= most
    assert all(cell_len(line) <= cells + 1 for line in lines)


@given(
    title=foreign,
    outlet=st.none() | foreign,
    published=st.none() | st.dates().map(str) | foreign,
    quotations=st.none() | st.integers(0, 10**6),
    bookmarks=st.integers(0, 10**4),
    is_open=st.booleans(),
    width=widths,
)
def test_lines_of_a_document_have_the_exact_width(
    title: str,
    outlet: str | None,
    published: str | None,
    quotations: int | None,
    bookmarks: int,
    is_open: bool,
    width: int,
) -> None:
    row = document_row(
        1, title=title, outlet=outlet, published=published, quotations=quotations, bookmarks=bookmarks
    )
    lines = document_lines(row, is_open, width)
    assert [width_of(line.fragments) for line in lines] == [width, width, 0]
    assert not any(character in line.text for line in lines for character in "\x1b\u202e\u200b\n")


@given(foreign, foreign, foreign, st.floats(0, 1), st.sampled_from(["", "▌", "⚑"]), st.booleans(), widths)
def test_lines_of_an_item_have_the_exact_height_and_width(
    name: str, detail: str, count: str, share: float, mark: str, roomy: bool, width: int
) -> None:
    safe = [str(sanitise_line(text)) for text in (name, detail, count)]
    items = [
        Item(str(number), "People", safe[0], safe[2], detail=safe[1], share=share, sign=mark)
        for number in range(2)
    ]
    for item in with_headings(items, roomy):
        lines = item_lines(item, roomy, width)
        assert len(lines) == item.height
        assert {width_of(line.fragments) for line in lines if line.fragments} == {width}


@given(foreign, foreign, st.none() | foreign, foreign, foreign, widths, st.integers(1, 9))
def test_a_card_fits(
    quote: str, source: str, role: str | None, rule: str, via: str, width: int, height: int
) -> None:
    card = Card(sanitise_line(quote), "speaker-1", source, role, (via,), rule, 0.5)
    lines = card_lines(card, width, height)
    assert len(lines) <= height
    assert {width_of(line.fragments) for line in lines} == {width}


@given(st.integers(0, 10**6), st.integers(0, 10**6), st.sampled_from(Order), st.booleans(), widths)
def test_the_header_has_the_exact_width(count: int, unread: int, order: Order, focused: bool, width: int) -> None:
    assert width_of(header_line(count, unread, order, focused, width).fragments) == width


@given(widths, st.sampled_from([tab.name for tab in TABS]))
def test_the_tabs_are_where_they_are_drawn(width: int, active: str) -> None:
    line = tabs_line(TABS, active, True, width)
    assert width_of(line.fragments) == width
    for x, character in enumerate(line.text):
        name = tab_at(TABS, active, width, x)
        assert character in " …" or name is not None
        if character.isupper():
            assert name is not None
            assert name[0] == character.lower()


@given(st.lists(st.integers(1, 5), min_size=1, max_size=20))
def test_every_line_belongs_to_its_row(heights: list[int]) -> None:
    rows = RowPositions.of_heights(heights)
    owners = [index for index, height in enumerate(heights) for _ in range(height)]
    assert (rows.count, rows.total) == (len(heights), sum(heights))
    assert [rows.at(line) for line in range(rows.total)] == owners
    assert [rows.top(index) for index in range(rows.count)] == [owners.index(i) for i in range(rows.count)]


def test_equal_rows_leave_out_the_gap_after_the_last() -> None:
    rows = RowPositions.equal(3, 3, 1)
    assert rows.total == 8
    assert [rows.at(line) for line in range(8)] == [0, 0, 0, 1, 1, 1, 2, 2]
    assert rows.at(99) == 2


@pytest.mark.parametrize(
    ("published", "written"),
    [
        ("2024-06-18", "18 Jun 2024"),
        ("2024-06-18T23:59:00+02:00", "18 Jun 2024"),
        ("2024-06", "Jun 2024"),
        ("2015", "2015"),
        ("2024-13-40", "2024-13-40"),
        ("last Tuesday", "last Tuesday"),
        (None, ""),
    ],
)
def test_a_date_is_as_precise_as_it_is_known(published: str | None, written: str) -> None:
    assert day(published) == written


@pytest.mark.parametrize(
    ("width", "second"),
    [
        (40, "   AFP · 18 Jun 2024              9“ 2⚑"),
        (24, "   AFP · 2024      9“ 2⚑"),
        (16, "   AFP     9“ 2⚑"),
    ],
)
def test_a_narrow_list_drops_the_day_then_the_year(width: int, second: str) -> None:
    assert texts(document_lines(LIBRARY[0], False, width))[1] == second


def test_annotations_and_bookmarks_are_counted() -> None:
    row = replace(LIBRARY[0], annotations=3)
    assert texts(document_lines(row, False, 40))[1].endswith(" 9“ 3◆ 2⚑")


def test_the_share_that_is_checked_is_shown_where_anything_is() -> None:
    some = replace(LIBRARY[0], statements=18, checked=3)
    assert texts(document_lines(some, False, 40))[1].endswith(" 9“ 3/18✓ 2⚑")
    assert all(len(line) == 20 for line in texts(document_lines(some, False, 20))[:2])
    for none in (replace(some, checked=0), replace(some, statements=None, checked=None)):
        assert "✓" not in texts(document_lines(none, False, 40))[1]


def test_signs_show_unread_starred_and_open_without_colour() -> None:
    lines = {number: texts(document_lines(LIBRARY[number], number == 0, 36)) for number in range(8)}
    assert lines[0][0].startswith("▌● Harbour")
    assert lines[0][1].startswith("▌  AFP")
    assert lines[2][0].startswith("   Student")
    assert lines[4][0].startswith(" ● ")
    assert lines[4][1].startswith(" ★ ")
    assert lines[6][0].startswith(" ★ Software")


def test_unknown_details_of_a_document_are_left_out() -> None:
    assert texts(document_lines(LIBRARY[4], False, 40))[1].endswith("…")
    assert "“" not in texts(document_lines(LIBRARY[3], False, 40))[1]
    assert texts(document_lines(LIBRARY[7], False, 40))[1].startswith("   436 words")
    assert texts(document_lines(None, False, 40))[0] == "   …"


def test_the_header_names_an_unusual_order_if_it_fits() -> None:
    assert header_line(18, 5, Order.ADDED, False, 36).text == "  Library                  18 · 5 ● "
    assert "by title" in header_line(18, 5, Order.TITLE, False, 36).text
    assert "by title" not in header_line(18, 5, Order.TITLE, False, 20).text
    assert "●" not in header_line(18, 0, Order.ADDED, False, 36).text


def test_sources_are_grouped_by_kind_with_mere_intermediaries_last() -> None:
    items = with_headings(source_items("x" * 100, ANALYSIS, COLOURS), roomy=False)
    assert [(item.group, item.name) for item in items if item.heading] == [
        ("People", "Ana Marsh"),
        ("Governments", "[red]Washington and its several agencies"),
        ("Outlets", "state agencies"),
        ("Unnamed", "experts"),
    ]
    by_key = {item.key: item for item in items}
    assert by_key["s2"].detail == "ministry aide · via state agencies, AFP"
    assert by_key["s5"].count == "via 1"
    assert by_key["s6"].count == "1"
    assert by_key["s7"].style == "speaker-neutral"
    assert by_key["s1"].share == 1.0


def test_a_source_has_a_chip_a_count_and_a_bar() -> None:
    items = {item.key: item for item in source_items("x" * 100, ANALYSIS, COLOURS)}
    assert texts(item_lines(items["s1"], False, 36)) == [
        "  ▌ Ana Marsh             6  ━━━━━━",
        "    Minister of Transport",
    ]
    assert texts(item_lines(items["s2"], True, 36))[0] == "  ▌▸Tom Veld              2  ━━"
    assert [piece.style for piece in item_lines(items["s1"], False, 36)[0].fragments if "━" in piece.text] == [
        "speaker-1"
    ]


def test_entities_are_grouped_by_type_with_their_mentions() -> None:
    items = entity_items("", ANALYSIS.entities)
    assert [(item.group, item.name, item.count) for item in items] == [
        ("People", "Tom Veld", "3"),
        ("People", "Ana Marsh", "2"),
        ("Organisations", "Port Authority", "1"),
        ("Places", "Lisbon", "1"),
        ("Times", "Tuesday", "1"),
    ]


def test_bookmarks_are_in_the_order_of_the_text_with_their_positions() -> None:
    items = annotation_items(1000, BOOKMARKS, PlacedAnnotations())
    assert [(item.key, item.count) for item in items] == [("b1", "12 %"), ("b2", "80 %")]
    assert annotation_items(0, BOOKMARKS, PlacedAnnotations())[0].count == "0 %"


def test_inactive_tabs_are_shortened() -> None:
    assert tabs_line(TABS, "sources", False, 40).text.strip() == "Sources   Entities   Bookmarks 12"
    assert tabs_line(TABS, "sources", False, 24).text.strip() == "Sources  Ent…  Boo… 12"
    assert tabs_line(TABS, "entities", False, 20).text.strip() == "S  Entities  B 12"


def test_a_card_shows_speaker_cue_chain_and_confidence() -> None:
    card = Card(
        sanitise_line("“not a day later”"),
        "speaker-1",
        "Ana Marsh",
        "Minister",
        ("AFP",),
        "subject of “warned”",
        0.97,
    )
    assert texts(card_lines(card, 40, 8))[1:] == [
        "  “not a day later”",
        "  Ana Marsh · Minister",
        "  0.97 · subject of “warned”",
        "  via AFP",
    ]
    assert "no source found" in card_lines(Card(sanitise_line("“x”")), 40, 8)[2].text


def test_a_card_shows_other_candidates() -> None:
    card = Card(sanitise_line("“not a day later”"), source="The senator", candidates=("Jane Doe", "Mary Roe"))
    assert texts(card_lines(card, 40, 8))[2:] == ["  The senator", "  may be Jane Doe or Mary Roe"]
