"""Where words stand: offsets and places agree at every width, and only what is looked at is wrapped."""

from hypothesis import given
from hypothesis import strategies as st

from reader.model.document import Block, BlockKind
from reader.model.span import Span
from reader.text.layout.layout import SEGMENT, Layout, Place
from tests.unit.text.metrics import METRICS


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
    assert picture(Layout(text, blocks, 9, METRICS)) == [
        "", "Firm", "support", "", "<meta>", "", "one two", "three", "four", "", "Why", "five",
    ]  # fmt: skip


def test_list_items_hang_by_their_marker_or_get_a_bullet() -> None:
    text, blocks = article((L, "- one two three"), (L, "four five six"))
    assert picture(Layout(text, blocks, 9, METRICS)) == [
        "", "<meta>", "", "- one two", "  three", "• four", "  five", "  six",
    ]  # fmt: skip


def test_code_keeps_its_lines() -> None:
    text, blocks = article((BlockKind.CODE, "a  b\n c"))
    assert picture(Layout(text, blocks, 20, METRICS))[-2:] == ["  a  b", "   c"]


def test_a_line_end_inside_a_paragraph_is_a_space() -> None:
    text, blocks = article((P, "one\ntwo three"))
    assert [row.span for _, row in Layout(text, blocks, 8, METRICS).rows(Place(0, 3), 9)] == [
        Span(0, 7),
        Span(8, 13),
    ]


def test_steps_lead_there_and_back() -> None:
    text, blocks = article((H, "Head"), *((P, "some words in a paragraph") for _ in range(5)))
    layout = Layout(text, blocks, 11, METRICS)
    places = [place for place, _ in layout.rows(layout.top, 1000)]
    assert places[-1] == layout.end
    assert [layout.step(layout.top, n) for n in range(len(places))] == places
    assert [layout.step(layout.end, -n) for n in range(len(places))] == places[::-1]
    assert layout.step(layout.top, 10_000) == layout.end
    assert layout.step(layout.end, -10_000) == layout.top


def test_a_very_long_paragraph_is_wrapped_only_where_it_is_looked_at() -> None:
    text = "word " * 200_000
    layout = Layout(text, (Block(Span(0, len(text) - 1), P),), 60, METRICS)
    place = layout.place_at(700_001)
    assert layout.row(place).span.start <= 700_001 <= layout.row(place).span.end
    list(layout.rows(place, 40))
    assert len(layout._rows) <= 2
    assert all(len(row.span) <= 60 for _, row in layout.rows(layout.top, 3 * SEGMENT // 60))


def test_an_empty_text_has_no_rows() -> None:
    layout = Layout("", (), 40, METRICS)
    assert list(layout.rows(layout.top, 5)) == []
    assert layout.place_at(0) == layout.step(layout.top, 3) == layout.end == layout.top


words = st.text("ab é字😀\u0301-\x1b", min_size=1, max_size=80).filter(lambda text: text.strip() == text)
articles = st.lists(st.tuples(st.sampled_from(BlockKind), words), min_size=1, max_size=5)


@given(articles, st.integers(4, 30))
def test_every_word_is_on_a_row_and_every_row_fits(parts: list[tuple[BlockKind, str]], width: int) -> None:
    text, blocks = article(*parts)
    layout = Layout(text, blocks, width, METRICS)
    shown = ""
    for _, row in layout.rows(layout.top, 10_000):
        assert layout.cell_of(row, row.span.end) <= width
        shown += row.span.of(text)
    assert shown.replace(" ", "") == text.replace(" ", "").replace("\n", "")


@given(articles, st.integers(4, 30), st.data())
def test_offsets_and_places_agree(parts: list[tuple[BlockKind, str]], width: int, data: st.DataObject) -> None:
    text, blocks = article(*parts)
    layout = Layout(text, blocks, width, METRICS)
    block = data.draw(st.sampled_from(blocks))
    offset = data.draw(st.integers(block.span.start, block.span.end - 1))
    row = layout.row(layout.place_at(offset))
    assert row.span.start <= offset
    assert text[row.span.end : offset].strip() == ""
    if offset in row.span:
        at = layout.offset_at(row, layout.cell_of(row, offset))
        assert at == offset or METRICS.cells(text[at:offset].replace("\x1b", "?")) in (0, 1, 2)
