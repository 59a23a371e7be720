"""A program of its own for each test, and the sum of the attacks that were tried on it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.program import Program
from tests.e2e.tally import Tally, total


@pytest.fixture
def program(tmp_path: Path) -> Program:
    """The program, with nothing in its home yet."""
    return Program(tmp_path)


@pytest.fixture(scope="session")
def tallies() -> Iterator[list[Tally]]:
    """What every test tried; the sum of it is said at the end, for `pytest -n 0 -s`."""
    every: list[Tally] = []
    yield every
    print(f"\nall attacks: {total(every)}")


@pytest.fixture
def tally(tallies: list[Tally]) -> Tally:
    """What one test tries."""
    tallies.append(Tally())
    return tallies[-1]
