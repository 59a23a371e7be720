"""How many quotations of an article are speech, as the list shows it."""

from __future__ import annotations

from dataclasses import replace

from reader.model.analysis import StatementKind
from reader.store.analyses import speech_in
from tests.unit.corrections.test_apply import ANALYSIS


def test_what_was_not_said_is_no_speech() -> None:
    first, *others = ANALYSIS.statements
    negated = replace(first, kind=StatementKind.NEGATED)
    assert speech_in(ANALYSIS) == 2
    assert speech_in(replace(ANALYSIS, statements=(negated, *others))) == 1
