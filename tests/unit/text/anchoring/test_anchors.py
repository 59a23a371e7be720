"""Anchors: the context they keep, where edited texts have their words, and what is never done in silence."""

import pytest

from reader.model.annotation import Anchor, AnchorState, Placement
from reader.model.span import Span
from reader.text.anchoring.anchors import CONTEXT, anchor_of, ordinal_of, place_all, place_offsets
from tests.shared_files import needs_shared
from tests.unit.text.anchoring.anchor_table import OWN, SHARED_TEXTS, read, tabulate

TEXT = (
    "The ferry was late.\n\nThe captain said “the engine was never tested” on Monday. The owner disagreed.\n\n"
    "“It was tested in May,” she said. Nobody could say by whom, and the harbour office had no papers of it.\n"
)


def anchored(words: str, text: str = TEXT, ordinal: int = 0) -> Anchor:
    at = -1
    for _ in range(ordinal + 1):
        at = text.index(words, at + 1)
    return anchor_of(text, Span(at, at + len(words)))


def place(anchor: Anchor, old_text: str, text: str) -> Placement:
    (placement,) = place_all([anchor], old_text, text)
    return placement


def found(placement: Placement, text: str) -> tuple[AnchorState, str | None]:
    return placement.state, None if placement.span is None else placement.span.of(text)


def test_an_anchor_keeps_words_context_and_which_one_it_is() -> None:
    anchor = anchored("tested", ordinal=1)
    assert anchor.exact == "tested"
    assert anchor.ordinal == 1
    assert anchor.prefix == "The owner disagreed.\n\n“It was "
    assert anchor.suffix == " in May,” she said. Nobody could say by whom, and the harbour "
    assert len(anchor.prefix) <= CONTEXT >= len(anchor.suffix)


def test_context_goes_to_the_ends_of_a_short_text() -> None:
    anchor = anchor_of("One two three.", Span(4, 7))
    assert (anchor.prefix, anchor.suffix) == ("One ", " three.")


def test_places_are_counted_also_where_they_overlap() -> None:
    assert [ordinal_of("aaaa", "aa", start) for start in range(3)] == [0, 1, 2]


def test_words_in_the_same_text_are_exact() -> None:
    assert place(anchored("never tested"), TEXT, TEXT) == Placement(
        AnchorState.EXACT, anchored("never tested").span
    )


def test_words_behind_an_insertion_are_moved() -> None:
    text = TEXT.replace("The captain", "In the evening the captain")
    assert found(place(anchored("the engine was never tested"), TEXT, text), text) == (
        AnchorState.MOVED,
        "the engine was never tested",
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("“the engine was never tested”", "‘the engine was never tested’"),
        ("“the engine was never tested”", "the engine was never tested"),
        ("“the engine was never tested”", "“the engine was never tested, ”"),
        ("was never", "was  never"),
        ("was never", "was\nnever"),
        ("never tested", "hardly tested"),
        ("“the engine", "the “engine"),
        ("engine was never tested", "engine was never, ever tested"),
    ],
)
def test_other_marks_words_or_spaces_are_a_change_and_never_silent(old: str, new: str) -> None:
    text = TEXT.replace(old, new)
    placement = place(anchored("the engine was never tested"), TEXT, text)
    assert placement.state is AnchorState.CHANGED
    assert placement.span is not None
    assert "engine" in placement.span.of(text)


def test_words_whose_paragraph_lost_its_marks_are_changed_too() -> None:
    text = TEXT.replace("“the engine was never tested”", "that the engine was never tested")
    assert place(anchored("engine was never"), TEXT, text).state is AnchorState.CHANGED


def test_words_that_are_gone_are_an_orphan_wherever_else_they_stand() -> None:
    text = TEXT.replace(" on Monday. The owner disagreed", "").replace("“It was tested in May,” she said. ", "")
    assert place(anchored("disagreed"), TEXT, text).state is AnchorState.ORPHAN
    assert place(anchored("It was tested in May"), TEXT, text).state is AnchorState.ORPHAN


def test_of_equal_words_the_right_ones_are_found() -> None:
    old = "He said no. She came. He said no. They left. He said no. We stayed."
    new = "Then she came. He said no. They left. He said no. We stayed."
    placements = place_all([anchored("said no", old, n) for n in (1, 2)], old, new)
    assert [placement.span for placement in placements] == [Span(18, 25), Span(41, 48)]


def test_part_of_a_longer_word_is_not_the_word() -> None:
    old, new = "It was the cat of the captain.", "It was the catalogue of the captain."
    assert place(anchored("cat", old), old, new).state is AnchorState.CHANGED


def test_an_anchor_that_does_not_fit_its_text_is_an_orphan() -> None:
    assert place(Anchor(Span(3, 9), "absent"), TEXT, TEXT).state is AnchorState.ORPHAN


def test_a_place_goes_with_its_words() -> None:
    text = "An added line.\n\n" + TEXT
    places = [0, TEXT.index("on Monday"), len(TEXT)]
    assert place_offsets(places, TEXT, text) == [16, text.index("on Monday"), len(text)]
    assert place_offsets([3], TEXT, "Other words.") == [3]
    assert place_offsets([90], TEXT, "Other words.") == [12]


@pytest.mark.parametrize("seed", range(2))
def test_edits_of_own_texts_never_lead_to_other_words(seed: int) -> None:
    table = tabulate(read(OWN), 200, seed)
    assert not table.wrong
    assert table.share_found() > 0.97


@needs_shared
@pytest.mark.parametrize("seed", range(2))
def test_edits_of_articles_never_lead_to_other_words(seed: int) -> None:
    table = tabulate(read(SHARED_TEXTS), 600, 100 + seed)
    assert not table.wrong
    assert table.share_found() > 0.98
