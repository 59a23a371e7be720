"""Which `reader` the tests are about, where they run, and the markers that go by folder.

The tests are about the checkout's own `reader`, in this process and in every one it starts, never about an
installed copy; test_packaging.py looks at the wheel on its own.

`python -m pytest` runs every test on all cores, those of all rooms mixed. Once files or folders are named, their
tests run one after the other in this process, as pytest does without plugins; `-n auto` asks for all cores there
too. What is in tests/house (lint, types, import contracts, sizes) has the marker `house`, what is in tests/e2e the
marker `e2e`.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Generator, Iterable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

import reader
import reader.store.store
from reader.store.opening import open_in_memory
from reader.store.sqlite import Database

ROOT = Path(__file__).resolve().parents[1]
TESTS = ROOT / "tests"
MARKED_FOLDERS = ("house", "e2e")
ONE_WORKER = ("house", "analysis")
"""The rooms whose tests share what takes long to get: what a checker found, a model that is loaded."""

# How long an example takes says something about the machine, nothing about the code.
settings.register_profile("no deadline", deadline=None)
settings.load_profile("no deadline")


@pytest.hookimpl(wrapper=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> Generator[None, int, int]:
    """Use no workers for some files or folders, unless the command line asks for them; else twice the cores.

    The tests in a terminal wait for much of their time.
    """
    cores = yield
    given = config.invocation_params
    asked = any(argument.startswith(("-n", "--numprocesses")) for argument in given.args)
    return 2 * cores if asked or is_whole_suite(config.args, given.dir) else 0


def is_whole_suite(arguments: Iterable[str], folder: Path) -> bool:
    """Return True if one of pytest's arguments, read from `folder`, is all of the tests."""
    return any((folder / argument).resolve() in (ROOT, TESTS) for argument in arguments)


def pytest_configure() -> None:
    """Refuse to test another `reader`, and let the processes that tests start find this one first."""
    found = Path(reader.__file__).resolve().parents[1]
    if found != ROOT:
        raise pytest.UsageError(f"the tests of {ROOT} would test the reader in {found}; run them from {ROOT}")
    os.environ["PYTHONPATH"] = str(ROOT)


# Before pytest-xdist, which writes the groups into the names of the tests.
@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark the tests of a folder with its name, put those that share much on one worker, and mix the rooms."""
    for item in items:
        room = room_of(item)
        if room in MARKED_FOLDERS:
            item.add_marker(room)
        if room in ONE_WORKER:
            item.add_marker(pytest.mark.xdist_group(room))
    if hasattr(config, "workerinput"):
        mix(items)


def room_of(item: pytest.Item) -> str:
    """Return the first folder, below the tests, that a test is in, or the file if it is in none."""
    return item.path.relative_to(TESTS).parts[0]


def mix(items: list[pytest.Item]) -> None:
    """Let the rooms take turns, each at its own pace, and all end together; a room keeps its order.

    The tests of some rooms compute, those of others wait: side by side they keep all cores at work.
    """
    sizes = Counter(map(room_of, items))
    seen: Counter[str] = Counter()
    places: dict[pytest.Item, float] = {}
    for item in items:
        room = room_of(item)
        places[item] = seen[room] / sizes[room]
        seen[room] += 1
    items.sort(key=places.__getitem__)


@pytest.fixture(scope="session", autouse=True)
def one_schema() -> Iterator[None]:
    """Let libraries in memory be copies of one that is empty: to make the schema takes longer than most tests."""
    empty = open_in_memory()

    def copy() -> Database:
        database = Database.in_memory(empty.name)
        empty.connection.backup(database.connection)
        return database

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reader.store.store, "open_in_memory", copy)
        yield
    empty.close()
