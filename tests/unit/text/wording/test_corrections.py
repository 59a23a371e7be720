"""Corrections described in words: each act on each thing, and whatever a file may hold."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.model.annotation import Anchor
from reader.model.correction import Alias, CorrectedThing, Correction, CorrectionAct
from reader.model.span import Span
from reader.text.wording.corrections import described, name_described, says
from reader.text.wording.formatting import listed

STATEMENT, ENTITY, SOURCE = CorrectedThing
WORDS = Anchor(Span(0, 11), "all is well")
OTHER = Anchor(Span(4, 11), "is well")


def of(thing: CorrectedThing, act: str, value: str = "", words: Anchor | None = None, subject: str = "") -> str:
    return described(Correction("1", 1, 1, thing, CorrectionAct(act), WORDS, words, value, subject=subject))


@pytest.mark.parametrize(
    ("told", "correction"),
    [
        ("accepted: Putin says “all is well”", (STATEMENT, "accept", "Putin")),
        ("accepted: no source named for “all is well”", (STATEMENT, "accept")),
        ("not a statement: “all is well”", (STATEMENT, "reject", "Putin")),
        ("other words: “is well” for “all is well”", (STATEMENT, "span", "Putin", OTHER)),
        ("added: AFP and KCNA say “all is well”", (STATEMENT, "speaker", "AFP\nKCNA", WORDS)),
        ("Putin says “is well”, not an aide", (STATEMENT, "speaker", "Putin", OTHER, "an aide")),
        ("Putin says “all is well”, not an aide", (STATEMENT, "speaker", "Putin", None, "an aide")),
        ("“all is well” was passed on by AFP, KCNA and TASS", (STATEMENT, "via", "AFP\nKCNA\nTASS")),
        ("“all is well” was passed on by nobody", (STATEMENT, "via")),
        ("“all is well” is reported by “is well”", (STATEMENT, "cue", "", OTHER)),
        ("“all is well” is negated", (STATEMENT, "kind", "negated")),
        ("not a name: “all is well”", (ENTITY, "reject", "place")),
        ("added: “all is well” is of the type place", (ENTITY, "type", "place", WORDS)),
        ("“all is well” is of the type place", (ENTITY, "type", "place")),
        ("“all is well” is of the type place", (ENTITY, "type", "place", OTHER)),
        ("not a source: an aide", (SOURCE, "reject", "an aide")),
        ("RIA is of the kind outlet", (SOURCE, "kind", "outlet", None, "RIA")),
        ("RIA has no role", (SOURCE, "role", "", None, "RIA")),
        ("RIA is Russian state media", (SOURCE, "role", "Russian state media", None, "RIA")),
    ],
)
def test_an_act_is_told_in_words(told: str, correction: tuple[CorrectedThing, str]) -> None:
    assert of(*correction) == told


def test_names_are_listed() -> None:
    assert list(map(listed, ("", "a", "aba", ["", "a", "b"], "abc"))) == [
        "",
        "a",
        "a and b",
        "a and b",
        "a, b and c",
    ]
    assert (says("a"), says("ab"), says([""])) == ("a says", "a and b say", "no source named for")


def test_a_name_is_said_to_hold_where_it_does() -> None:
    own, every = Alias("1", "Officials", "Mara Lind", document_id=1), Alias("1", "Officials", "Mara Lind")
    told = "“Officials” counts as Mara Lind in"
    assert name_described(own, 1) == f"{told} this article"
    assert name_described(own, 2) == name_described(own, None) == f"{told} another article"
    assert name_described(every, 1) == name_described(every, None) == f"{told} every article"
    assert name_described(replace(every, unplaced=True), 1).startswith(f"{told} no article")


@given(
    st.builds(of, st.sampled_from(CorrectedThing), st.sampled_from(CorrectionAct), st.text(), st.none(), st.text())
)
def test_every_act_has_words_on_one_line(told: str) -> None:
    assert told
    assert len(told.splitlines()) == 1
