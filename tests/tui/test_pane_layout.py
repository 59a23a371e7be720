"""Which panes there is room for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.tui.appearance.pane_layout import Arrangement
from reader.tui.commands.base import Pane

LIST, ARTICLE, SIDEBAR = Pane


@pytest.mark.parametrize(
    ("width", "arrangement", "panes"),
    [
        (120, Arrangement(), {LIST, ARTICLE, SIDEBAR}),
        (119, Arrangement(focus=ARTICLE), {ARTICLE, SIDEBAR}),
        (119, Arrangement(focus=LIST, side=LIST), {LIST, ARTICLE}),
        (80, Arrangement(focus=ARTICLE, side=LIST), {LIST, ARTICLE}),
        (79, Arrangement(focus=ARTICLE), {ARTICLE}),
        (40, Arrangement(focus=SIDEBAR), {SIDEBAR}),
        (200, Arrangement(focus=ARTICLE, sidebar=False), {LIST, ARTICLE}),
        (90, Arrangement(focus=ARTICLE, sidebar=False), {ARTICLE}),
        (200, Arrangement(focus=ARTICLE, zen=True), {ARTICLE}),
    ],
)
def test_panes_by_width(width: int, arrangement: Arrangement, panes: set[Pane]) -> None:
    assert arrangement.panes(width) == panes


def test_going_to_a_side_pane_shows_it_and_ends_zen() -> None:
    hidden = Arrangement(focus=ARTICLE, sidebar=False, zen=True)
    assert SIDEBAR in hidden.focused(SIDEBAR).panes(80)
    assert hidden.focused(LIST).panes(80) == {LIST, ARTICLE}


def test_the_sidebar_turns_off_and_on() -> None:
    there = Arrangement(focus=SIDEBAR)
    gone = there.with_sidebar_turned(120)
    assert gone.panes(120) == {LIST, ARTICLE}
    assert gone.focus is ARTICLE
    assert gone.with_sidebar_turned(120).panes(120) == {LIST, ARTICLE, SIDEBAR}


arrangements = st.builds(
    Arrangement,
    focus=st.sampled_from(Pane),
    side=st.sampled_from([LIST, SIDEBAR]),
    sidebar=st.booleans(),
    zen=st.booleans(),
)


@given(arrangements, st.integers(1, 300), st.sampled_from(Pane))
def test_what_has_the_focus_is_always_on_the_screen(arrangement: Arrangement, width: int, pane: Pane) -> None:
    for each in (
        arrangement,
        arrangement.focused(pane),
        arrangement.with_sidebar_turned(width),
        arrangement.with_zen_turned(),
    ):
        assert each.focus in each.panes(width)


@given(arrangements, st.integers(1, 300))
def test_zen_goes_as_it_came(arrangement: Arrangement, width: int) -> None:
    plain = arrangement.focused(ARTICLE)
    assert plain.with_zen_turned().with_zen_turned() == plain
