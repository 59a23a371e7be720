"""A store of its own for each test, with a clock that stands still until it is moved."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from reader.store import Store
from tests.store.samples import NOON


class FakeClock:
    """Gives the time it was set to."""

    def __init__(self) -> None:
        self.time = NOON

    def __call__(self) -> datetime:
        return self.time

    def pass_minutes(self, minutes: int) -> None:
        """Move the time on."""
        self.time += timedelta(minutes=minutes)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return tmp_path / "data" / "library.sqlite3"


@pytest.fixture
def store(library: Path, clock: FakeClock) -> Iterator[Store]:
    with Store.open(library, clock) as opened:
        yield opened
