"""No module imports another that imports it, also through others, wherever in the file the imports stand."""

from __future__ import annotations

from tests.house.circles import circles, import_graph
from tests.house.source import ROOT


def test_no_modules_import_one_another() -> None:
    graph = import_graph(ROOT / "reader")
    assert len(graph) > 200
    assert circles(graph) == []


def test_imports_for_types_and_in_functions_make_a_circle_too() -> None:
    graph = import_graph(ROOT / "tests" / "fixtures" / "circle")
    assert circles(graph) == [["circle.late", "circle.typed"]]


def test_circles_through_others_are_told_apart() -> None:
    graph = {"a": {"b"}, "b": {"c"}, "c": {"a", "d"}, "d": {"e", "f"}, "e": {"d"}, "f": set()}
    assert sorted(circles(graph)) == [["a", "b", "c"], ["d", "e"]]
