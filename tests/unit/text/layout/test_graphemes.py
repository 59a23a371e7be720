"""User-perceived characters: by examples of the annex, and against another implementation where there is one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.layout.graphemes import grapheme_end, grapheme_start, is_boundary

ALPHABET = "aé\u0301\u0308 \t\r\n한ᄒ\u1161\u11ab🇬🇧👨👩\u200d🏽\ufe0f❤©\u0600\u200cé東\u00ad\u202e"
WHOLE = [
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
    "1\ufe0f\u20e3",
]


@pytest.mark.parametrize("cluster", WHOLE)
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


def test_an_empty_text_has_no_inside() -> None:
    assert (grapheme_start("", 0), grapheme_end("", 0), is_boundary("", 0)) == (0, 0, True)


@given(st.text(st.sampled_from(ALPHABET)))
def test_clusters_lose_nothing_and_agree_with_another_implementation(text: str) -> None:
    regex = pytest.importorskip("regex")
    assert "".join(clusters(text)) == text
    assert clusters(text) == regex.findall(r"\X", text)


def clusters(text: str) -> list[str]:
    found, start = [], 0
    while start < len(text):
        end = grapheme_end(text, start)
        found.append(text[start:end])
        start = end
    return found
