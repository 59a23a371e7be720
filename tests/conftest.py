"""Which `reader` the tests are about, where they run, and the markers that go by folder.

The tests are about the checkout's own `reader`, in this process and in every one it starts, never about an
installed copy; test_packaging.py looks at the wheel on its own.

`python -m pytest` runs every test on all cores. Once files or folders are named, their tests run one after the
other in this process, as pytest does without plugins; `-n auto` asks for all cores there too. What is in
tests/house (lint, types, import contracts, sizes) has the marker `house`, what is in tests/e2e the marker `e2e`.
"""

from __future__ import annotations

import os
from collections.abc import Generator, Iterable
from pathlib import Path

import pytest

import reader

ROOT = Path(__file__).resolve().parents[1]
TESTS = ROOT / "tests"
MARKED_FOLDERS = ("house", "e2e")


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
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of a folder with its name; those of the house share a worker, and so caches."""
    for item in items:
        room = item.path.relative_to(TESTS).parts[0]
        if room in MARKED_FOLDERS:
            item.add_marker(room)
        if room == "house":
            item.add_marker(pytest.mark.xdist_group(room))
