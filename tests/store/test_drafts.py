"""Drafts: stored while they are typed, and taken over by one program when their own has ended."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest

from reader.model.annotation import NoteDraft
from reader.model.errors import NotFoundError
from reader.model.span import Span
from reader.store import Added, Store
from reader.store.holders import SILENT, is_running, this_holder
from reader.text.anchoring.anchors import anchor_of
from tests.store.conftest import FakeClock
from tests.store.samples import NOON, article

NOW = datetime(2026, 5, 1, tzinfo=UTC)


@pytest.fixture
def added(store: Store) -> Added:
    return store.add(article())


def draft(added: Added, text: str = "half a no", holder: str = "elsewhere boot - 1 1") -> NoteDraft:
    anchor = anchor_of(added.version.text, Span(0, 7))
    return NoteDraft("d", "a", added.document.id, added.version.id, anchor, text, 0, holder, "")


def test_a_draft_is_kept_as_it_is_typed(store: Store, added: Added, clock: FakeClock) -> None:
    for text in ("h", "ha", "half\ud800"):
        store.drafts.save(draft(added, text))
    clock.time = NOON + 2 * SILENT
    (kept,) = store.drafts.abandoned()
    assert kept.text == "half\ud800"
    assert kept.anchor == draft(added).anchor
    assert store.check() == []
    store.drafts.discard("d")
    store.drafts.discard("d")
    assert store.drafts.abandoned() == []


def test_a_draft_is_on_the_disk_and_written_by_one_statement(store: Store, added: Added) -> None:
    store.drafts.save(draft(added))
    statements: list[str] = []
    store._db.connection.set_trace_callback(statements.append)
    store.drafts.save(draft(added, "half a note"))
    assert statements[0] == "PRAGMA synchronous = FULL"
    assert [each.split()[0] for each in statements[1:]] == ["BEGIN", "PRAGMA", "UPDATE", "COMMIT"]


def test_a_draft_needs_its_words(store: Store, added: Added) -> None:
    other = store.add(article("Another text."))
    with pytest.raises(NotFoundError):
        store.drafts.save(draft(Added(other.document, added.version, True)))


def test_a_silent_program_on_another_host_counts_as_ended(store: Store, added: Added, clock: FakeClock) -> None:
    store.drafts.save(draft(added))
    assert store.drafts.abandoned() == []
    clock.time = NOON + SILENT
    assert len(store.drafts.abandoned()) == 1
    store.drafts.keep_alive(draft(added).holder)
    assert store.drafts.abandoned() == []


def test_only_one_program_takes_over_a_draft(store: Store, added: Added, clock: FakeClock) -> None:
    store.drafts.save(draft(added))
    clock.time = NOON + SILENT
    (kept,) = store.drafts.abandoned()
    taken = store.drafts.take_over(kept, this_holder())
    assert taken is not None
    assert taken.holder == this_holder()
    assert store.drafts.take_over(kept, "another") is None
    assert store.drafts.abandoned() == []


def test_programs_are_known_to_run_or_to_have_ended() -> None:
    here, ancient = this_holder(), "2000-01-01T00:00:00+00:00"
    assert is_running(here, ancient, NOW)
    host, boot, space, _, started = here.split(" ")
    if not boot:
        pytest.skip("this system does not tell its boots apart")
    assert not is_running(f"{host} another-boot {space} {os.getpid()} {started}", NOW.isoformat(), NOW)
    assert not is_running(f"{host} {boot} {space} {os.getpid()} 1", NOW.isoformat(), NOW)
    other_space = f"{host} {boot} pid:[1] {os.getpid()} 1"
    assert is_running(other_space, (NOW - timedelta(seconds=5)).isoformat(), NOW)
    assert not is_running(other_space, ancient, NOW)
    for odd in ("", "odd", f"{host} {boot} {space} x 1"):
        assert not is_running(odd, "never", NOW)


def test_a_process_that_has_ended_is_not_running() -> None:
    code = "from reader.store.holders import this_holder; print(this_holder())"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    if not this_holder().split(" ")[1]:
        pytest.skip("this system does not tell its boots apart")
    assert not is_running(ended.stdout.strip(), NOW.isoformat(), NOW)
