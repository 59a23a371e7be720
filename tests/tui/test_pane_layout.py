"""Which panes are shown at which width."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.tui.appearance.pane_layout import PaneLayout
from reader.tui.keys.scopes import Pane

LIST, ARTICLE, SIDEBAR = Pane


@pytest.mark.parametrize(
    ("width", "layout", "panes"),
    [
        (120, PaneLayout(), {LIST, ARTICLE, SIDEBAR}),
        (119, PaneLayout(focus=ARTICLE), {ARTICLE, SIDEBAR}),
        (119, PaneLayout(focus=LIST, side=LIST), {LIST, ARTICLE}),
        (80, PaneLayout(focus=ARTICLE, side=LIST), {LIST, ARTICLE}),
        (79, PaneLayout(focus=ARTICLE), {ARTICLE}),
        (40, PaneLayout(focus=SIDEBAR), {SIDEBAR}),
        (200, PaneLayout(focus=ARTICLE, sidebar=False), {LIST, ARTICLE}),
        (90, PaneLayout(focus=ARTICLE, sidebar=False), {ARTICLE}),
        (200, PaneLayout(focus=ARTICLE, zen=True), {ARTICLE}),
    ],
)
def test_panes_by_width(width: int, layout: PaneLayout, panes: set[Pane]) -> None:
    assert layout.panes(width) == panes


def test_going_to_a_side_pane_shows_it_and_ends_zen() -> None:
    hidden = PaneLayout(focus=ARTICLE, sidebar=False, zen=True)
    assert SIDEBAR in hidden.focused(SIDEBAR).panes(80)
    assert hidden.focused(LIST).panes(80) == {LIST, ARTICLE}


def test_the_sidebar_toggles() -> None:
    there = PaneLayout(focus=SIDEBAR)
    gone = there.with_sidebar_toggled(120)
    assert gone.panes(120) == {LIST, ARTICLE}
    assert gone.focus is ARTICLE
    assert gone.with_sidebar_toggled(120).panes(120) == {LIST, ARTICLE, SIDEBAR}


arrangements = st.builds(
    PaneLayout,
    focus=st.sampled_from(Pane),
    side=st.sampled_from([LIST, SIDEBAR]),
    sidebar=st.booleans(),
    zen=st.booleans(),
)


@given(arrangements, st.integers(1, 300), st.sampled_from(Pane))
def test_the_focused_pane_is_always_shown(layout: PaneLayout, width: int, pane: Pane) -> None:
    for each in (
        layout,
        layout.focused(pane),
        layout.with_sidebar_toggled(width),
        layout.with_zen_toggled(),
    ):
        assert each.focus in each.panes(width)


@given(arrangements, st.integers(1, 300))
def test_toggling_zen_twice_changes_nothing(layout: PaneLayout, width: int) -> None:
    plain = layout.focused(ARTICLE)
    assert plain.with_zen_toggled().with_zen_toggled() == plain
