"""The size of the screen has bounds, whatever the terminal claims."""

from __future__ import annotations

import os

import pytest

from reader.terminal.size import COLUMNS, ROWS, terminal_size


@pytest.mark.parametrize(
    ("claimed", "size"),
    [((120, 36), (120, 36)), ((65535, 65535), (COLUMNS, ROWS)), ((0, 0), (80, 24)), ((65535, 0), (COLUMNS, 24))],
)
def test_a_terminal_that_claims_too_much(
    monkeypatch: pytest.MonkeyPatch, claimed: tuple[int, int], size: tuple[int, int]
) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    monkeypatch.delenv("LINES", raising=False)
    monkeypatch.setattr(os, "get_terminal_size", lambda descriptor: os.terminal_size(claimed))
    assert terminal_size() == size


@pytest.mark.parametrize(
    ("columns", "lines", "size"),
    [("40", "12", (40, 12)), ("9" * 9, "1", (COLUMNS, 1)), ("9" * 40, "-1", (90, 30)), ("x", "", (90, 30))],
)
def test_the_environment_comes_first(
    monkeypatch: pytest.MonkeyPatch, columns: str, lines: str, size: tuple[int, int]
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    monkeypatch.setenv("LINES", lines)
    monkeypatch.setattr(os, "get_terminal_size", lambda descriptor: os.terminal_size((90, 30)))
    assert terminal_size() == size
