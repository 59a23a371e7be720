"""When a run of pytest is one of the whole suite, and so goes to all cores."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import Mock

import pytest

from tests.conftest import ROOT, TESTS, is_whole_suite, mix, pytest_collection_modifyitems


@pytest.mark.parametrize(
    ("arguments", "folder", "whole"),
    [
        (["tests"], ROOT, True),
        (["."], ROOT, True),
        ([str(TESTS)], Path("/"), True),
        (["unit", "../tests/"], TESTS / "unit", False),
        (["../tests/"], TESTS / "e2e", False),
        (["tests/unit"], ROOT, False),
        (["tests/unit/text/test_wrap.py"], ROOT, False),
        (["tests/unit/text/test_wrap.py::test_some"], ROOT, False),
        (["tests/unit", "tests/e2e"], ROOT, False),
    ],
)
def test_what_is_named_decides_whether_it_is_the_whole_suite(
    arguments: list[str], folder: Path, whole: bool
) -> None:
    assert is_whole_suite(arguments, folder) is whole


@pytest.mark.parametrize(
    ("path", "markers"),
    [
        ("house/test_some.py", {"house", "xdist_group"}),
        ("e2e/test_some.py", {"e2e"}),
        ("analysis/test_some.py", {"xdist_group"}),
        ("unit/house.py", set()),
    ],
)
def test_the_markers_go_by_folder(path: str, markers: set[str]) -> None:
    item = Mock(path=TESTS / path)
    pytest_collection_modifyitems(Mock(spec=[]), [item])
    added = [call.args[0] for call in item.add_marker.call_args_list]
    assert {marker if isinstance(marker, str) else marker.name for marker in added} == markers


def test_the_rooms_take_turns_and_end_together() -> None:
    names = ["e2e/test_1.py", "e2e/test_2.py", *(f"unit/test_{number}.py" for number in range(4))]
    items = [Mock(path=TESTS / name) for name in names]
    mix(items)
    rooms = [item.path.relative_to(TESTS).parts[0] for item in items]
    assert rooms == ["e2e", "unit", "unit", "e2e", "unit", "unit"]
    assert sorted(item.path.name for item in items if "unit" in str(item.path)) == [
        item.path.name for item in items if "unit" in str(item.path)
    ]
