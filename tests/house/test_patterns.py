"""No text that a pattern meets keeps it busy: loops consume text in one way only, and a megabyte is soon read."""

from __future__ import annotations

import re
from re import _parser  # type: ignore[attr-defined]

import pytest

from tests.house import pumping
from tests.house.patterns import Pattern, is_ambiguous, patterns
from tests.house.pumping import too_slow

AMBIGUOUS = (
    r"(a*)*",
    r"(?:a+b?)+",
    r"(?:a|aa)+",
    r"(?:a|ab|b)*c",
    r"(?:a{1,3})*",
    r"(\w+\s*)*:",
    r"(?>(\w+)*)",
    r"(?:(?>a+)|b|ba)*",
    r"\s*(?:<!--.{0,2000}?-->\s*)*<html",
)
SLOW = (r"\s+$", r"[ \t]*\n", r"<!--.*?-->", r"<meta\b[^>]*?\bcharset=", r"(a+)+$")
LINEAR = (
    r"\w+(?:-\w+)*",
    r"\A(?:a*b)*",
    r"(?:a{2})*",
    r"(?:a{1,3}b)*",
    r"(?<!\s)\s++$",
    r"\A\s*(?:<!--(?>(?:[^-]|-(?!->))*)-->\s*+)*+<html",
)


def parsed(source: str) -> Pattern:
    return Pattern(source, source, re.compile(source, re.DOTALL).flags)


@pytest.fixture(scope="module")
def all_patterns() -> list[Pattern]:
    found = patterns()
    # The patterns of modules, and those that functions make.
    assert len(found) > 120
    assert {":" in each.where.replace(": ", "") for each in found} == {True, False}
    return found


def test_no_loop_of_a_pattern_can_consume_the_same_text_in_two_ways(all_patterns: list[Pattern]) -> None:
    assert [f"{each.where} {each.source!r}" for each in all_patterns if is_ambiguous(each.tree)] == []


def test_each_pattern_soon_reads_a_megabyte_of_its_own_pieces(all_patterns: list[Pattern]) -> None:
    assert too_slow(all_patterns) == []


def test_ambiguous_loops_are_found() -> None:
    assert [source for source in AMBIGUOUS if not is_ambiguous(_parser.parse(source))] == []
    assert [source for source in LINEAR if is_ambiguous(_parser.parse(source))] == []


def test_slow_patterns_are_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pumping, "SECONDS", 0.2)
    assert too_slow([*map(parsed, (*SLOW, *LINEAR))]) == [*SLOW]
