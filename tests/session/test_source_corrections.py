"""Corrections of several sources or statements at once are one transaction and one step, or nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reader.model.analysis import SourceKind
from reader.model.errors import StoreError
from reader.session.correction_targets import AnalysedVersion, StatementTarget
from reader.session.corrections import Corrections
from reader.session.source_corrections import SourceCorrections
from reader.session.undo import UndoHistory
from reader.store import Store
from tests.store.samples import ENGINE
from tests.two_texts import FIRST, OFFICIALS, PERSON, SPOKESMAN, analysis_of

MACHINE = analysis_of(FIRST, ENGINE)


class Desk:
    """A session with one analysed article."""

    def __init__(self) -> None:
        self.store = Store.in_memory()
        self.version = self.store.add(FIRST).version
        self.history = UndoHistory()
        self.sources = SourceCorrections(self.store, self.history, "ann")
        self.corrections = Corrections(self.store, self.history, "ann")
        self.at = AnalysedVersion(self.version, MACHINE, MACHINE)

    def merge(self) -> None:
        self.sources.rename([PERSON, SPOKESMAN, OFFICIALS], PERSON, 1)

    def split(self) -> None:
        targets = [StatementTarget(each.content[0], each) for each in MACHINE.statements]
        self.corrections.set_speaker(self.at, targets, "Anna Berg")

    def describe(self) -> None:
        self.sources.describe(self.at, MACHINE.sources, kind=SourceKind.OUTLET, role="aide")

    @property
    def rows(self) -> int:
        """The number of corrections and aliases in force."""
        return len(self.store.corrections.of(1)) + len(self.store.aliases.of(1))


ACTS: dict[Callable[[Desk], None], int] = {Desk.merge: 2, Desk.split: 3, Desk.describe: 6}


@pytest.mark.parametrize(("act", "rows"), ACTS.items())
def test_it_is_one_step(act: Callable[[Desk], None], rows: int) -> None:
    desk = Desk()
    act(desk)
    assert desk.rows == rows
    desk.history.undo()
    assert (desk.rows, desk.history.undo()) == (0, "nothing to undo")
    desk.history.redo()
    assert desk.rows == rows


@pytest.mark.parametrize("act", ACTS)
def test_what_fails_half_way_leaves_nothing(act: Callable[[Desk], None], monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk()
    insert, written = desk.store._db.insert, 0

    def failing(table: str, columns: str, values: tuple[object, ...], **options: str) -> int:
        nonlocal written
        if table in ("aliases", "corrections"):
            written += 1
            if written == 2:
                raise StoreError("the disk failed")
        return insert(table, columns, values, **options)

    monkeypatch.setattr(desk.store._db, "insert", failing)
    with pytest.raises(StoreError, match="the disk failed"):
        act(desk)
    assert (desk.rows, desk.history.undo()) == (0, "nothing to undo")


def test_a_merge_into_itself_is_no_step() -> None:
    desk = Desk()
    desk.sources.rename([PERSON], PERSON, 1)
    assert desk.history.undo() == "nothing to undo"
