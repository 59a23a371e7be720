"""Graphemes: by examples of the annex, and the same ones as `\\X` of regex wherever the text is cut."""

from __future__ import annotations

import random

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from reader.text.layout.graphemes import all_separate, grapheme_end, grapheme_start, graphemes, is_boundary

CLUSTERS = [
    "a",
    "e\u0301",
    "q\u0301\u0323\u0308",
    "🇬🇧",
    "👨\u200d👩\u200d👧",
    "👍🏽",
    "❤\ufe0f",
    "\ud55c",
    "\u1112\u1161\u11ab",
    "\r\n",
    "\u0e01\u0e33",
    "\u0928\u093f",
    "\u0915\u094d\u0937\u093f",
    "\u0d15\u0d4d\u200d\u0d37",
    "1\ufe0f\u20e3",
]
ALPHABET = "aé\u0301\u0308 \t\r\n한각ᄒ\u1161\u11ab🇬🇧🇫👨👩\u200d🏽\ufe0f❤©\u0600\u200c東\u00ad\u202e1\u20e3"
ALPHABET += "क\u094dष\u093fক\u09cdষക\u0d4d"
texts = st.text(st.sampled_from(ALPHABET)) | st.lists(st.sampled_from(CLUSTERS)).map("".join)


@pytest.mark.parametrize("cluster", CLUSTERS)
def test_a_cluster_is_one_whatever_stands_beside_it(cluster: str) -> None:
    text = f"x{cluster}y"
    assert [offset for offset in range(len(text) + 1) if is_boundary(text, offset)] == [
        0,
        1,
        1 + len(cluster),
        2 + len(cluster),
    ]
    for offset in range(1, 1 + len(cluster)):
        assert grapheme_start(text, offset) == 1
        assert grapheme_end(text, offset) == 1 + len(cluster)


def test_flags_pair_from_the_first_one() -> None:
    assert clusters("🇬🇧🇫🇷🇩") == ["🇬🇧", "🇫🇷", "🇩"]


def test_a_joiner_holds_only_pictographs_together() -> None:
    assert clusters("a\u200db") == ["a\u200d", "b"]


def test_a_conjunct_of_an_indic_script_is_one() -> None:
    assert clusters("क्षत्रिय") == ["क्ष", "त्रि", "य"]


def test_an_empty_text_has_no_inside() -> None:
    assert (grapheme_start("", 0), grapheme_end("", 0), is_boundary("", 0)) == (0, 0, True)
    assert list(graphemes("")) == []


@given(texts)
def test_every_way_of_asking_gives_the_graphemes_of_regex(text: str) -> None:
    found = [match.span() for match in regex.finditer(r"\X", text)]
    assert list(graphemes(text)) == found
    assert "".join(clusters(text)) == text
    for start, end in found:
        for offset in range(start, end):
            assert (grapheme_start(text, offset), grapheme_end(text, offset)) == (start, end)


def test_separate_code_points_join_nothing_of_their_kind() -> None:
    separate = [chr(code) for code in range(0x110000) if all_separate(chr(code))]
    for seed in range(3):
        random.Random(seed).shuffle(separate)
        assert regex.findall(r"\X", "".join(separate)) == separate


def clusters(text: str) -> list[str]:
    found, start = [], 0
    while start < len(text):
        end = grapheme_end(text, start)
        found.append(text[start:end])
        start = end
    return found
