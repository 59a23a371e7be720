"""What changed between two versions, and how it is told."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.model.document import MarkupKind
from reader.model.span import Span
from reader.text.anchoring.difference import Change, changes, report
from tests.unit.text.anchoring.anchor_table import OWN, read
from tests.unit.text.anchoring.edits import Edited

OLD = "The mayor said no. The bridge is closed.\n\nRain fell."
NEW = "The mayor said yes. The bridge is closed.\n\nHeavy rain fell."


def patched(old: str, new: str) -> str:
    """The new text, made of the old one and the changes."""
    made, at = "", 0
    for change in changes(old, new):
        made += old[at : change.old.start] + change.new.of(new)
        at = change.old.end
    return made + old[at:]


def test_changes_are_words() -> None:
    assert [(it.old.of(OLD), it.new.of(NEW)) for it in changes(OLD, NEW)] == [
        ("no", "yes"),
        ("Rain", "Heavy rain"),
    ]
    assert changes(OLD, OLD) == []


def test_all_of_a_text_may_be_new() -> None:
    assert changes("", "new") == [Change(Span(0, 0), Span(0, 3))]
    assert changes("old", "") == [Change(Span(0, 3), Span(0, 0))]


@given(st.text("ab .\n", max_size=60), st.text("ab .\n", max_size=60))
def test_changes_make_the_new_text_of_the_old(old: str, new: str) -> None:
    assert patched(old, new) == new


@pytest.mark.parametrize("seed", range(30))
def test_changes_of_edited_articles_are_all_there(seed: int) -> None:
    rng = random.Random(seed)
    edited = Edited(rng.choice(read(OWN)), [], rng)
    old = edited.text
    for _ in range(4):
        rng.choice([*edited.edits().values()])()
    assert patched(old, edited.text) == edited.text


def test_a_report_tells_deletions_and_insertions_apart_without_colour() -> None:
    told = report(OLD, NEW, changes(OLD, NEW))
    assert told.text == "The mayor said [-no-]{+yes+}. The bridge is closed. ¶ [-Rain-]{+Heavy rain+} fell."
    assert [(markup.span.of(told.text), markup.kind) for markup in told.markups[:2]] == [
        ("[-no-]", MarkupKind.EMPHASIS),
        ("{+yes+}", MarkupKind.STRONG),
    ]


def test_far_changes_stand_in_blocks_of_their_own() -> None:
    middle = "many words that did not change " * 30
    told = report(
        f"One {middle}end.", f"Two {middle}finish.", changes(f"One {middle}end.", f"Two {middle}finish.")
    )
    assert len(told.blocks) == 2
    assert all("…" in block.span.of(told.text) for block in told.blocks)
    assert len(told.text) < 800
