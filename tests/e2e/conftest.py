"""A program of its own for each test."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.program import Program


@pytest.fixture
def program(tmp_path: Path) -> Program:
    """The program, with nothing in its home yet."""
    return Program(tmp_path)
