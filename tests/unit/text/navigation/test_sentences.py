"""Sentences: ends, abbreviations, quotations, and that nothing is lost between them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.model.document import Block, BlockKind
from reader.model.span import Span
from reader.text.navigation.sentences import STRETCH, Sentences, sentences_in

CASES = [
    "It rained. | The sea rose!",
    "Mr. Lind met Dr. A. B. Smith in the U.S. | The visit ended.",
    "“Is it so?” he asked. | “No.” | He left.",
    "“We will win!” Berg said on Tuesday. | Nobody answered.",
    "He came at 5 p.m. on Jan. 5. | It cost $3.5 million.",
    "The U.S. president (and others) said so. | Really? | Yes.",
    "They sold No. 5 to Acme Inc. | The price fell.",
    "They signed in Washington, D.C. | According to one, it was late.",
    "Wait… what? | Nothing.",
    "Gov. Anna Berg and Lt. Col. Jon Lie spoke. | “I agree.” | She left.",
    "東京は晴れ。 | 大阪は雨！ | 「そうか。」 | 彼は言った。",
    "The law (passed in 2019.) | It holds.",
    "He said: “We go. | They stay.”",
    "one line without an end",
]


@pytest.mark.parametrize("case", CASES)
def test_sentences_are_told_apart(case: str) -> None:
    wanted = [part.strip() for part in case.split("|")]
    text = " ".join(wanted) if "東" not in case else "".join(wanted)
    assert [span.of(text) for span in sentences_in(text, Span(0, len(text)))] == wanted


def test_a_small_letter_begins_no_sentence() -> None:
    text = "It ended. and began? no. Yes."
    assert [span.of(text) for span in sentences_in(text, Span(0, len(text)))] == [
        "It ended. and began? no.",
        "Yes.",
    ]


@given(st.text(st.sampled_from("aB .!?…“”\"')。\n1Mr"), max_size=80))
def test_every_letter_is_in_one_sentence(text: str) -> None:
    spans = list(sentences_in(text, Span(0, len(text))))
    assert all(one.end <= other.start for one, other in pairwise(spans))
    covered = {offset for span in spans for offset in range(span.start, span.end)}
    assert all(offset in covered for offset, character in enumerate(text) if not character.isspace())


def test_a_very_long_block_is_looked_at_in_parts() -> None:
    text = "Some words. " * STRETCH
    block = Block(Span(0, len(text) - 1), BlockKind.PARAGRAPH)
    sentences = Sentences(text, (block,))
    near = 12 * (STRETCH // 2)
    found = sentences.of_block(0, near)
    assert 0 < len(found) <= STRETCH // 11
    assert Span(near, near + 11) in found
