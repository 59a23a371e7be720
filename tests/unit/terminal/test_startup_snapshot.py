"""The saved screen is trusted no more than any other file: whatever it contains, it is valid or refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.terminal import startup_snapshot
from reader.terminal.capabilities import Capabilities
from reader.terminal.output import Output
from tests.e2e.sequences import foreign, tokens

CONDITIONS: dict[str, object] = {"size": [4, 2]}
ROW = [["1;38;2;1;2;3", "ab"], ["", "cd"]]
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters())
    | st.sampled_from(["1", ""]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=20,
)


def drawn(path: Path, kept: object) -> str:
    """Return what is sent for a file with a saved screen, or nothing if it is refused."""
    path.write_text(kept if isinstance(kept, str) else json.dumps(kept))
    try:
        rows = startup_snapshot.load(path, CONDITIONS, 4, 2)
    except ValueError:
        return ""
    assert rows
    return Output(Capabilities.of({"TERM": "xterm"}), 4, 2).update(
        [(y, 0, row) for y, row in enumerate(rows)], (0, 0)
    )


def test_a_saved_screen_is_drawn(tmp_path: Path) -> None:
    assert "ab" in drawn(tmp_path / "view", {"conditions": CONDITIONS, "rows": [ROW, ROW]})


@pytest.mark.parametrize(
    "rows",
    [
        *(None, 5, {}, [5, 5], [None, None], ["abcd", "abcd"], [[["1"]], [["1"]]], [[[1, "abcd"]], ROW]),
        *([[["1", 4]], ROW], [[["1", [None] * 4]], ROW], [[["1", [1] * 4]], ROW], [[[["1"], "abcd"]], ROW]),
        *([[["11", "ab"], ["12", "cd"]], ROW], [[["1", "ab"], ["38;2;11", "cd"], ["12", ""]], ROW]),
        *([[["9" * 5000, "abcd"]], ROW], [[["1", {"a": 1, "b": 2, "c": 3, "d": 4}]], ROW], [[[{}, "abcd"]], ROW]),
    ],
)
def test_an_invalid_screen_is_refused(tmp_path: Path, rows: object) -> None:
    assert foreign(tokens(drawn(tmp_path / "view", {"conditions": CONDITIONS, "rows": rows}).encode())) == []


@pytest.mark.parametrize(
    "text", ["", "[" * 100_000, '{"conditions":{"size":[4,2]},"rows":' + "[" * 100_000, "null5"]
)
def test_invalid_json_is_refused(tmp_path: Path, text: str) -> None:
    assert drawn(tmp_path / "view", text) == ""


def test_a_screen_without_rows_is_refused(tmp_path: Path) -> None:
    assert drawn(tmp_path / "view", {"conditions": CONDITIONS}) == ""


@given(rows=JSON | st.lists(st.lists(st.tuples(st.text("0123456789;", max_size=9), JSON), max_size=3), max_size=3))
def test_nothing_unknown_is_sent_whatever_the_file_contains(
    tmp_path_factory: pytest.TempPathFactory, rows: Any
) -> None:
    path = tmp_path_factory.getbasetemp() / "view"
    assert foreign(tokens(drawn(path, {"conditions": CONDITIONS, "rows": rows}).encode())) == []
