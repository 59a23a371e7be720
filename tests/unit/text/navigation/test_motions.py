"""A caret's motions and selections: by examples, and that they never leave the text nor split a character."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from reader.model.document import Block, BlockKind
from reader.model.span import Span
from reader.text.layout.graphemes import is_boundary
from reader.text.layout.layout import Layout
from reader.text.navigation.motions import (
    Motion,
    RowMotion,
    cell_at,
    moved,
    moved_by_rows,
    moved_on_row,
    next_match,
)
from reader.text.navigation.selection import Selection, covering
from reader.text.navigation.text_index import TextIndex

PIECES = [
    "a",
    "B",
    "can't",
    "e\u0301",
    "한",
    "🇬🇧",
    "👩\u200d🚀",
    "東京",
    " ",
    "  ",
    ". ",
    "? ",
    "“",
    "”",
    ",",
    "\r\n",
    "\t",
]
PIECES += ["\u202e", "word ", "Mr. ", "\u0301", "x\u200d", "-"]
BACK = {
    Motion.RIGHT: Motion.LEFT,
    Motion.NEXT_WORD: Motion.PREVIOUS_WORD,
    Motion.NEXT_SENTENCE: Motion.PREVIOUS_SENTENCE,
    Motion.NEXT_PARAGRAPH: Motion.PREVIOUS_PARAGRAPH,
}


def terrain_of(*paragraphs: str) -> TextIndex:
    text, blocks = "\n", []
    for words in paragraphs:
        blocks.append(Block(Span(len(text), len(text) + len(words)), BlockKind.PARAGRAPH))
        text += words + "\n\n"
    names = [Span(text.index(name), text.index(name) + len(name)) for name in ("Anna Berg",) if name in text]
    quoted = (
        [Span(text.index("“") + 1, text.index("”"))] if "“" in text and text.find("”") > text.find("“") else []
    )
    return TextIndex(text, blocks, tuple(names), tuple(quoted))


paragraphs = st.lists(
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=30).map(lambda parts: "".join(parts).strip()),
    max_size=4,
).map(lambda found: [words for words in found if words])


@st.composite
def places(draw: st.DrawFn) -> tuple[TextIndex, int]:
    index = terrain_of(*draw(paragraphs.filter(bool)))
    return index, index.snapped(draw(st.integers(0, len(index.text) + 3)))


def layout_of(index: TextIndex, width: int) -> Layout:
    return Layout(index.text, index.blocks, width, cell_len)


def stands(index: TextIndex, offset: int) -> bool:
    inside = any(offset in block.span for block in index.blocks)
    at_start = any(offset == block.span.start for block in index.blocks)
    return inside and (at_start or is_boundary(index.text, offset))


FERRY = terrain_of("Anna Berg can't say “We go on.” He left.", "東京の Mr. Lind, too. Yes.")


def words_from(start: int, motion: Motion, steps: int) -> list[str]:
    found, offset = [], start
    for _ in range(steps):
        offset = moved(FERRY, offset, motion)
        found.append(FERRY.text[offset : offset + 4])
    return found


def test_words_are_stepped_through_over_paragraphs() -> None:
    assert words_from(FERRY.first, Motion.NEXT_WORD, 5) == ["Berg", "can'", "say ", "“We ", "We g"]
    assert words_from(FERRY.last, Motion.PREVIOUS_WORD, 3) == ["Yes.", ". Ye", "too."]
    assert words_from(FERRY.first, Motion.WORD_END, 3) == ["a Be", "g ca", "t sa"]
    last_word = FERRY.text.index("left")
    assert moved(FERRY, moved(FERRY, last_word, Motion.NEXT_WORD), Motion.NEXT_WORD) == FERRY.text.index("東")


def test_sentences_and_paragraphs_are_stepped_through() -> None:
    assert words_from(FERRY.first, Motion.NEXT_SENTENCE, 4) == ["He l", "東京の ", "Yes.", ".\n\n"]
    assert words_from(FERRY.last, Motion.PREVIOUS_SENTENCE, 4) == ["Yes.", "東京の ", "He l", "Anna"]
    assert words_from(FERRY.first, Motion.NEXT_PARAGRAPH, 2) == ["東京の ", ".\n\n"]
    assert words_from(FERRY.last, Motion.PREVIOUS_PARAGRAPH, 2) == ["東京の ", "Anna"]


def test_a_selection_grows_by_units_and_shrinks_back() -> None:
    caret = Selection(FERRY.text.index("Berg"))
    grown = [caret]
    while (larger := grown[-1].grown(FERRY)) != grown[-1]:
        grown.append(larger)
    assert [each.span(FERRY).of(FERRY.text) for each in grown] == [
        "B",
        "Berg",
        "Anna Berg",
        "Anna Berg can't say “We go on.” He left."[:31],
        "Anna Berg can't say “We go on.” He left.",
    ]
    for smaller in reversed(grown[:-1]):
        grown[-1] = grown[-1].shrunk(FERRY)
        assert grown[-1] == smaller


def test_growth_goes_through_the_quotation() -> None:
    selection = covering(Span(FERRY.text.index("go"), FERRY.text.index("go") + 2), FERRY)
    assert selection.grown(FERRY).span(FERRY).of(FERRY.text) == "We go on."


def test_whole_sentences_are_selected_from_the_anchor_to_the_caret() -> None:
    selection = Selection(FERRY.text.index("left")).sentences().moved(FERRY.text.index("Lind"))
    assert selection.span(FERRY).of(FERRY.text) == "He left.\n\n東京の Mr. Lind, too."
    assert selection.turned().span(FERRY) == selection.span(FERRY)


def test_the_end_of_the_selection_that_moves_can_be_changed() -> None:
    selection = Selection(FERRY.text.index("say"), FERRY.text.index("can't"))
    assert selection.turned().moved(FERRY.first).span(FERRY).of(FERRY.text) == "Anna Berg can't s"


def test_rows_keep_the_cell_and_know_their_ends() -> None:
    index = terrain_of("one two three four 東京東京 five six", "x")
    layout = layout_of(index, 10)
    start = index.text.index("wo")
    below = moved_by_rows(index, layout, start, 1, cell_at(layout, start))
    assert index.text[below : below + 2] == " f"
    assert moved_by_rows(index, layout, below, -1, cell_at(layout, start)) == start
    wide = moved_by_rows(index, layout, start, 2, 5)
    assert index.text[wide] == "東"
    assert moved_by_rows(index, layout, start, 99, 5) == index.last
    assert index.text[moved_on_row(index, layout, start, RowMotion.END)] == "o"
    assert moved_on_row(index, layout, start, RowMotion.START) == index.first


def test_matches_are_gone_through_round_the_end() -> None:
    matches = [Span(2, 3), Span(8, 9)]
    assert next_match(matches, 2, forward=True) == 8
    assert next_match(matches, 8, forward=True) == 2
    assert next_match(matches, 2, forward=False) == 8
    assert next_match((), 2, forward=True) is None


@given(places(), st.sampled_from(list(Motion)))
def test_no_motion_leaves_the_text_or_splits_a_character(place: tuple[TextIndex, int], motion: Motion) -> None:
    index, offset = place
    assert stands(index, offset)
    assert stands(index, moved(index, offset, motion))


@given(places(), st.sampled_from(list(BACK)))
def test_forward_and_back_returns_to_where_such_a_unit_begins(
    place: tuple[TextIndex, int], motion: Motion
) -> None:
    index, offset = place
    begun = moved(index, moved(index, offset, motion), BACK[motion])
    there = moved(index, begun, motion)
    assert begun <= offset or there == index.last
    if there != index.last:
        assert begun < there
        assert moved(index, there, BACK[motion]) == begun


@given(places(), st.sampled_from(list(Motion)))
def test_every_motion_goes_its_way_until_the_end(place: tuple[TextIndex, int], motion: Motion) -> None:
    index, offset = place
    there = moved(index, offset, motion)
    onward = motion in BACK or motion in (Motion.WORD_END, Motion.LAST)
    assert there > offset or offset == index.last if onward else there < offset or offset == index.first


@settings(max_examples=60)
@given(places(), st.integers(4, 20), st.integers(-3, 3))
def test_rows_lead_to_whole_characters(place: tuple[TextIndex, int], width: int, rows: int) -> None:
    index, offset = place
    layout = layout_of(index, width)
    assert stands(index, moved_by_rows(index, layout, offset, rows, cell_at(layout, offset)))
    for motion in RowMotion:
        assert stands(index, moved_on_row(index, layout, offset, motion))


@given(places(), st.integers(0, 60), st.integers(0, 5))
def test_growing_covers_and_shrinking_returns(place: tuple[TextIndex, int], other: int, times: int) -> None:
    index, offset = place
    for start in (Selection(offset), Selection(offset, index.snapped(other))):
        steps = [start]
        for _ in range(times):
            steps.append(steps[-1].grown(index))
            assert steps[-1].span(index).covers(steps[-2].span(index))
        back = steps[-1]
        for earlier in reversed(list(dict.fromkeys(steps))[:-1]):
            back = back.shrunk(index)
            assert back == earlier


@given(places())
def test_shrinking_ends_at_the_caret_alone(place: tuple[TextIndex, int]) -> None:
    index, offset = place
    selection = Selection(offset, index.first)
    for _ in range(12):
        before = selection.span(index)
        selection = selection.shrunk(index)
        assert before.covers(selection.span(index))
    assert selection == Selection(offset)


@pytest.mark.parametrize("motion", Motion)
def test_an_empty_article_has_nowhere_to_go(motion: Motion) -> None:
    assert moved(TextIndex("", ()), 0, motion) == 0
