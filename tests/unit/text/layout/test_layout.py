"""Where words stand: offsets and places agree at every width, and only what is looked at is wrapped."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from reader.model.document import Block, BlockKind
from reader.model.span import Span
from reader.text.layout.graphemes import graphemes, is_boundary
from reader.text.layout.layout import SEGMENT, Layout, RowPlace
from reader.text.safety.sanitise import sanitise_line


def article(*parts: tuple[BlockKind, str]) -> tuple[str, tuple[Block, ...]]:
    text, blocks = "", []
    for kind, words in parts:
        start = len(text)
        text += words
        blocks.append(Block(Span(start, len(text)), kind))
        text += "\n\n"
    return text, tuple(blocks)


def picture(layout: Layout, count: int = 100) -> list[str]:
    rows = []
    for _, row in layout.rows(layout.top, count):
        words = row.span.of(layout.text)
        rows.append(
            "<meta>"
            if row.meta
            else "•".ljust(row.indent) * row.bullet + " " * row.indent * (not row.bullet) + words
        )
    return rows


P, H, L = BlockKind.PARAGRAPH, BlockKind.HEADLINE, BlockKind.LIST_ITEM


def test_an_article_is_set_apart_by_empty_rows() -> None:
    text, blocks = article(
        (H, "Firm support"), (P, "one two three four"), (BlockKind.SUBHEADING, "Why"), (P, "five")
    )
    assert picture(Layout(text, blocks, 9, cell_len)) == [
        "", "Firm", "support", "", "<meta>", "", "one two", "three", "four", "", "Why", "five",
    ]  # fmt: skip


def test_list_items_hang_by_their_marker_or_get_a_bullet() -> None:
    text, blocks = article((L, "- one two three"), (L, "four five six"))
    assert picture(Layout(text, blocks, 9, cell_len)) == [
        "", "<meta>", "", "- one two", "  three", "• four", "  five", "  six",
    ]  # fmt: skip


def test_code_keeps_its_lines() -> None:
    text, blocks = article((BlockKind.CODE, "a  b\n c"))
    assert picture(Layout(text, blocks, 20, cell_len))[-2:] == ["  a  b", "   c"]


def test_a_line_end_inside_a_paragraph_is_a_space() -> None:
    text, blocks = article((P, "one\ntwo three"))
    assert [row.span for _, row in Layout(text, blocks, 8, cell_len).rows(RowPlace(0, 3), 9)] == [
        Span(0, 7),
        Span(8, 13),
    ]


def test_steps_lead_there_and_back() -> None:
    text, blocks = article((H, "Head"), *((P, "some words in a paragraph") for _ in range(5)))
    layout = Layout(text, blocks, 11, cell_len)
    places = [place for place, _ in layout.rows(layout.top, 1000)]
    assert places[-1] == layout.end
    assert [layout.step(layout.top, n) for n in range(len(places))] == places
    assert [layout.step(layout.end, -n) for n in range(len(places))] == places[::-1]
    assert layout.step(layout.top, 10_000) == layout.end
    assert layout.step(layout.end, -10_000) == layout.top


def test_a_very_long_paragraph_is_wrapped_only_where_it_is_looked_at() -> None:
    text = "word " * 200_000
    layout = Layout(text, (Block(Span(0, len(text) - 1), P),), 60, cell_len)
    place = layout.place_at(700_001)
    assert layout.row(place).span.start <= 700_001 <= layout.row(place).span.end
    list(layout.rows(place, 40))
    assert len(layout._rows) <= 2
    assert all(len(row.span) <= 60 for _, row in layout.rows(layout.top, 3 * SEGMENT // 60))


def test_an_empty_text_has_no_rows() -> None:
    layout = Layout("", (), 40, cell_len)
    assert list(layout.rows(layout.top, 5)) == []
    assert layout.place_at(0) == layout.step(layout.top, 3) == layout.end == layout.top


words = st.text("ab é字😀\u0301-\x1b", min_size=1, max_size=80).filter(lambda text: text.strip() == text)
articles = st.lists(st.tuples(st.sampled_from(BlockKind), words), min_size=1, max_size=5)


@given(articles, st.integers(4, 30))
def test_every_word_is_on_a_row_and_every_row_fits(parts: list[tuple[BlockKind, str]], width: int) -> None:
    text, blocks = article(*parts)
    layout = Layout(text, blocks, width, cell_len)
    shown = ""
    for _, row in layout.rows(layout.top, 10_000):
        assert layout.cell_of(row, row.span.end) <= width
        shown += row.span.of(text)
    assert shown.replace(" ", "") == text.replace(" ", "").replace("\n", "")


@given(articles, st.integers(4, 30), st.data())
def test_offsets_and_places_agree(parts: list[tuple[BlockKind, str]], width: int, data: st.DataObject) -> None:
    text, blocks = article(*parts)
    layout = Layout(text, blocks, width, cell_len)
    block = data.draw(st.sampled_from(blocks))
    offset = data.draw(st.integers(block.span.start, block.span.end - 1))
    row = layout.row(layout.place_at(offset))
    assert row.span.start <= offset
    assert text[row.span.end : offset].strip() == ""
    if offset in row.span:
        at = layout.offset_at(row, layout.cell_of(row, offset))
        assert at == offset or cell_len(text[at:offset].replace("\x1b", "?")) in (0, 1, 2)


SIGNS = [
    "a",
    "b ",
    " ",
    "-",
    "e\u0301",
    "🇬🇧",
    "🇫",
    "👨\u200d👩\u200d👧",
    "👍🏽",
    "❤\ufe0f",
    "한",
    "\u1112\u1161\u11ab",
]
SIGNS += ["\r\n", "\n", "\t", "\u0301", "\u200d", "क्षि", "ക്ഷ", "\u0600", "東", "\u00ad", "1\ufe0f\u20e3"]
signs = st.lists(st.sampled_from(SIGNS), min_size=1, max_size=40).map("".join)
foreign = st.lists(st.tuples(st.sampled_from(BlockKind), signs), min_size=1, max_size=3)


@given(foreign, st.integers(4, 20))
def test_rows_are_cut_between_graphemes(parts: list[tuple[BlockKind, str]], room: int) -> None:
    text, blocks = article(*parts)
    width = room + max(cell_len(sanitise_line(text[start:end])) for start, end in graphemes(text))
    layout = Layout(text, blocks, width, cell_len)
    starts = {block.span.start for block in blocks}
    for _, row in layout.rows(layout.top, 10_000):
        assert layout.cell_of(row, row.span.end) <= width
        assert row.span.start in starts or is_boundary(text, row.span.start)
        # The lines of code end at their line feeds, also where a carriage return stands before one.
        assert is_boundary(text, row.span.end) or text[row.span.end] == "\n"


@given(foreign, st.integers(20, 40))
def test_each_cell_of_a_grapheme_leads_to_its_start(parts: list[tuple[BlockKind, str]], width: int) -> None:
    text, blocks = article(*parts)
    layout = Layout(text, blocks, width, cell_len)
    for _, row in layout.rows(layout.top, 10_000):
        for start, end in graphemes(row.span.of(text)):
            first, last = (layout.cell_of(row, row.span.start + offset) for offset in (start, end))
            assert {layout.offset_at(row, cell) for cell in range(first, last)} <= {row.span.start + start}


def test_a_grapheme_wider_than_a_row_is_shown_whole_all_the_same() -> None:
    text, blocks = article((P, "\u200d".join("👨" * 9)))
    rows = [row.span for _, row in Layout(text, blocks, 8, cell_len).rows(RowPlace(0, 3), 9)]
    assert "".join(span.of(text) for span in rows) == text.rstrip()
    assert len(rows) == 4


def test_a_long_line_without_spaces_is_cut_between_graphemes() -> None:
    text = "🇬🇧" * SEGMENT + "x"
    layout = Layout(text, (Block(Span(0, len(text)), P),), 60, cell_len)
    assert all(row.span.start % 2 == 0 for _, row in layout.rows(layout.top, 10_000))
