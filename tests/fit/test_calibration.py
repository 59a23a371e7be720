"""The table of confidence: points that are counted, that rise, and that are read on straight lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.analysis import lexicon
from reader.analysis.rules import calibration
from tests.fit.calibration import FEWEST, Result, points, write


def results(rule: str, confidence: float, right: int, wrong: int) -> list[Result]:
    return [Result(confidence, rule, place < right, place < right) for place in range(right + wrong)]


def test_each_rule_gets_the_share_that_is_right() -> None:
    table = points(results("sure", 0.9, 90, 10) + results("unsure", 0.9, 10, 90))
    assert [(rule, number) for rule, _, _, number in table] == [("sure", 100), ("unsure", 100)]
    assert table[0][2] == pytest.approx(0.9, abs=0.03)
    assert table[1][2] == pytest.approx(0.1, abs=0.03)


def test_every_statement_is_counted_once() -> None:
    rows = [row for step in range(13) for row in results("rule", step / 13, step, FEWEST - step)]
    assert sum(number for *_, number in points(rows)) == len(rows)


def test_more_confidence_is_never_less() -> None:
    table = points(results("rule", 0.4, 80, 20) + results("rule", 0.9, 60, 40) + results("rule", 0.95, 95, 5))
    shares = [right for _, _, right, _ in table]
    assert len(shares) == 2
    assert shares == sorted(shares)


def test_between_points_confidence_goes_straight(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    known = {"rule": ((0.4, 0.5), (0.8, 0.9))}
    monkeypatch.setattr(calibration, "calibration_points", lambda: known)
    assert [calibration.calibrated("rule", given) for given in (0.1, 0.4, 0.6, 0.8, 1.0)] == pytest.approx(
        [0.5, 0.5, 0.7, 0.9, 0.9]
    )
    assert calibration.calibrated("other", 0.33) == 0.33


def test_the_table_is_written_as_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "calibration.txt"
    write([("rule", 0.4, 0.5, 100), ("rule", 0.8, 0.9, 100)], path)
    rows = [line.split() for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    assert rows == [["rule", "0.400", "0.500", "100"], ["rule", "0.800", "0.900", "100"]]


def test_the_table_that_comes_with_the_program_rises() -> None:
    table = lexicon.calibration_points()
    assert {"cue-clause", "quotation-cue", "according-to"} <= table.keys()
    assert all(0 <= right <= 1 for found in table.values() for _, right in found)
    assert all([right for _, right in found] == sorted(right for _, right in found) for found in table.values())
