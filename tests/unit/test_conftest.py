"""When a run of pytest is one of the whole suite, and so goes to all cores."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import ROOT, TESTS, is_whole_suite


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


def test_the_markers_go_by_folder(request: pytest.FixtureRequest) -> None:
    assert not {"house", "e2e"} & {marker.name for marker in request.node.iter_markers()}
