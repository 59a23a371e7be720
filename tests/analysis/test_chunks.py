"""Long blocks are cut so that nothing is lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.analysis.chunks import chunks, readable_blocks
from reader.analysis.passage import parsed_form
from reader.model.document import Block, BlockKind
from reader.model.span import Span


@given(st.text(alphabet="ab. \n", max_size=200), st.integers(5, 40))
def test_pieces_follow_each_other_and_hold_the_whole_block(text: str, limit: int) -> None:
    block = Block(Span(0, len(text)), BlockKind.PARAGRAPH)
    cut = list(chunks(text, [block], limit))
    assert "".join(chunk.span.of(text) for chunk in cut) == text
    assert all(0 < len(chunk.span) <= limit for chunk in cut)


def test_a_long_block_is_cut_at_the_end_of_a_sentence() -> None:
    text = "One two three four. Five six. Seven eight nine."
    cut = chunks(text, [Block(Span(0, len(text)), BlockKind.PARAGRAPH)], limit=35)
    assert [chunk.span.of(text) for chunk in cut] == ["One two three four. Five six. ", "Seven eight nine."]


def test_a_text_without_blocks_is_read_line_by_line_and_code_not_at_all() -> None:
    assert [block.span for block in readable_blocks("One.\n \nTwo.", ())] == [Span(0, 4), Span(7, 11)]
    code = Block(Span(0, 4), BlockKind.CODE)
    assert readable_blocks("x=1;", [code]) == ()


@given(st.text(st.characters(exclude_categories=()), max_size=80))
def test_what_the_parser_gets_has_every_offset_of_the_text(text: str) -> None:
    form = parsed_form(text)
    assert len(form) == len(text)
    form.encode("utf-8")
