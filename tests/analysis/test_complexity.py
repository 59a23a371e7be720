"""The work of the scanner and of the rules grows with an article's length alone, counted in calls, not in time."""

from __future__ import annotations

from collections.abc import Callable
from cProfile import Profile

import pytest

from reader.analysis.assembly import assemble
from reader.analysis.chunks import CHUNK_LIMIT
from reader.analysis.entities.entity_index import EntityIndex
from reader.analysis.passage import parsed_form
from reader.analysis.pipeline import Pipeline
from reader.analysis.quotations.scanner import scan, scan_paragraph
from reader.analysis.rules.attribution import attribute
from reader.model.analysis import Engine
from reader.model.document import Block, BlockKind
from reader.model.span import Span

TWICE = 2.3
"""What twice the length may cost, with room for what does not double."""
FOUR_TIMES = 5.5
"""The same for four times the length, where more of what is said stands in the reach of what was said before."""
ENGINE = Engine("none", "0", "none")


def calls(act: Callable[[], object]) -> int:
    """How many calls, of Python's own functions too, something takes."""
    profile = Profile(subcalls=False)
    profile.runcall(act)
    return sum(entry.callcount for entry in profile.getstats())


@pytest.mark.parametrize(
    "mould",
    ['"', "“‘", "“a ", "‘a ", "’ ", 'a" ', "“a ‘b ", '5" ‘a ', "'' ", "« » ", '"a" ', "“ a ‘ b’ ", "s' ", "»„“"],
)
def test_twice_the_marks_are_twice_the_work(mould: str) -> None:
    short, long = mould * 500 + "X.", mould * 1000 + "X."
    assert calls(lambda: scan_paragraph(long)) <= TWICE * calls(lambda: scan_paragraph(short))


@pytest.mark.parametrize(
    "mould",
    [
        '"Too late," she said. ',
        'He said "x y" and "z" or ',
        'The mayor said that he heard that she told him "no". ',
        '"',
        "“Yes ",
    ],
)
def test_twice_the_pieces_are_twice_the_rules(pipeline: Pipeline, mould: str) -> None:
    def effort(pieces: int) -> int:
        text = (mould * CHUNK_LIMIT)[: CHUNK_LIMIT * pieces]
        passages = pipeline.passages(text, [Block(Span(0, len(text)), BlockKind.PARAGRAPH)])
        return calls(lambda: attribute(passages))

    effort(1)  # Tables that are loaded when they are first asked are no work of the text's.
    assert effort(4) <= TWICE * effort(2)


@pytest.mark.parametrize(
    "mould",
    [
        "and the minister said that the mayor had told the council that ",
        'and he said "so" and she told him "no" ',
        "the ferry was late, the crew slept, the mayor said it would rain, ",
        "the ferry was late and the crew slept and the mayor said it would rain and ",
        "the man who knew the woman who said the ",
        "said ",
        "he told her she told him they asked ",
        "Anna Berg, John Smith and Mary Mills, Peter Hollis ",
        "Anna Berg said that John Smith said that ",
        "the Russian president and the French minister and ",
        "according to the report, ",
        "of the rain that a council on with ",
    ],
)
def test_a_sentence_four_times_as_long_is_little_more_than_four_times_the_work(
    pipeline: Pipeline, mould: str
) -> None:
    def effort(length: int) -> int:
        text = (mould * CHUNK_LIMIT)[:length]
        blocks = [Block(Span(0, length), BlockKind.PARAGRAPH)]
        passages = pipeline.passages(text, blocks)
        quotes = scan(text, [blocks[0].span])

        def rules() -> None:
            drafts = attribute(passages)
            assemble(text, ENGINE, quotes, blocks, passages, EntityIndex(passages), drafts)

        return calls(rules)

    effort(CHUNK_LIMIT // 4)  # Forms that are looked up once are no work of the next.
    assert effort(CHUNK_LIMIT) <= FOUR_TIMES * effort(CHUNK_LIMIT // 4)


@pytest.mark.parametrize("mould", ['"', '" ', "“‘’” ", "?!", "a b ", "“a ", "— ’ . "])
def test_heaps_of_marks_and_lone_letters_are_not_parsed(pipeline: Pipeline, mould: str) -> None:
    text = mould * 300
    assert len(parsed_form(text)) == len(text)
    assert sum(len(passage.doc) for passage in pipeline.passages(text, [])) < 12


@pytest.mark.parametrize("text", ['"No!"', "I do.", "1.", "Q: No.", "“Ça va?”", "他说：“好。”", "A B C. " * 10])
def test_short_words_are_prose_for_all_that(text: str) -> None:
    assert parsed_form(text).strip()
