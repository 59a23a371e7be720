"""Annotations under faults: kills while typing, full and read-only disks, and concurrent writers."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.model.annotation import AnnotationFilter
from reader.model.errors import StoreReadOnlyError
from reader.model.span import Span
from reader.session.annotations import Annotations
from reader.session.undo import UndoHistory
from reader.store import Store
from tests.store.samples import article

ROOT = Path(__file__).resolve().parents[2]

WRITE = """
import sys
from pathlib import Path
from reader.model.span import Span
from reader.store import Store
from reader.session.annotations import Annotations
from reader.session.undo import UndoHistory
sys.stdin.readline()
with Store.open(Path(sys.argv[1])) as store:
    annotations, version = Annotations(store, UndoHistory(), sys.argv[3]), store.versions.newest(1)
    for number in range(int(sys.argv[2])):
        note = f"{sys.argv[3]} {number}"
        print(annotations.annotate(version, Span(number % 9, 10), note=note, tags=("t",)).id, flush=True)
"""

FILL = """
import resource, sys
from pathlib import Path
from reader.model.errors import StoreError
from reader.model.span import Span
from reader.store import Store
from reader.session.annotations import Annotations
from reader.session.undo import UndoHistory
with Store.open(Path(sys.argv[1])) as store:
    annotations, version = Annotations(store, UndoHistory(), ""), store.versions.newest(1)
    if len(sys.argv) > 2:
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]),) * 2)
    number = 0
    draft = annotations.begin(version, None)
    try:
        while True:
            draft = annotations.type(draft, draft.text + "words " * 40)
            annotations.annotate(version, Span(0, 7), note="a note of some words " * 60)
            number += 1
    except StoreError as error:
        print(number, len(draft.text), "refused:", error)
        print(len(store.annotations.of(1)), store.annotations.of(1)[0].annotation.note[:6])
"""


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Path]:
    """A folder that is kept in memory, where there is one: syncing to it costs nothing, and a kill spares it."""
    shared = Path("/dev/shm")
    if not os.access(shared, os.W_OK):
        yield tmp_path
        return
    with tempfile.TemporaryDirectory(dir=shared, prefix="reader-test-") as folder:
        yield Path(folder)


def _library(folder: Path) -> Path:
    library = folder / "library.sqlite3"
    with Store.open(library) as store:
        store.add(article())
    return library


def _run(program: str, *arguments: object) -> subprocess.Popen[str]:
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen([sys.executable, "-c", program, *map(str, arguments)], text=True, cwd=ROOT, **pipes)


def test_a_kill_while_typing_loses_nothing_that_was_kept(memory: Path) -> None:
    keep_all_over_kills(memory, 40)


def keep_all_over_kills(folder: Path, kills: int) -> None:
    """Kill as many typists, one after another, and find that nothing is lost that one was told is kept."""
    command = [sys.executable, "-m", "tests.store.typist", str(_library(folder)), str(kills), "4"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=True)
    figures = json.loads(done.stdout)
    assert figures["kills"] == kills
    assert figures["keys"] > kills
    assert (figures["lost"], figures["unsound"], figures["left"]) == (0, 0, 0)
    assert figures["offered"] > kills / 2
    assert figures["notes"] >= figures["offered"]


def test_two_writers_at_once_lose_no_annotation_and_double_none(memory: Path) -> None:
    keep_all_of_two_writers(memory, 1000)


def keep_all_of_two_writers(folder: Path, count: int) -> None:
    """Let two programs write as many annotations each at once, and find every one of them, once."""
    library = _library(folder)
    writers = [_run(WRITE, library, count, name) for name in ("ann", "bob")]
    for writer in writers:
        assert writer.stdin
        writer.stdin.write("go\n")
        writer.stdin.flush()
    ended = [writer.communicate(timeout=250) for writer in writers]
    assert [error for _, error in ended] == ["", ""]
    confirmed = [id for out, _ in ended for id in out.split()]
    with Store.open(library) as store:
        kept = store.annotations.of(1)
        assert len(confirmed) == len(kept) == 2 * count
        assert {each.annotation.id for each in kept} == set(confirmed)
        notes = {each.annotation.note for each in kept}
        assert notes == {f"{name} {number}" for name in ("ann", "bob") for number in range(count)}
        assert (
            store.documents.row(1).annotations == store.annotations.count(AnnotationFilter(tag="t")) == 2 * count
        )
        assert store.check() == []


def _after_refusal(library: Path, program: subprocess.Popen[str]) -> None:
    """What was kept before the disk took no more is there, sound, and more can be kept once there is room."""
    out, error = program.communicate(timeout=60)
    assert error == ""
    refused, readable = out.splitlines()
    number, typed = map(int, refused.split()[:2])
    assert "refused:" in refused
    assert "nothing was written" in refused
    assert number > 0
    with Store.open(library) as store:
        kept = store.annotations.of(1)
        assert number <= len(kept) <= number + 1
        assert readable == f"{len(kept)} a note"
        (draft,) = Annotations(store, UndoHistory(), "").offered()
        assert len(draft.text) == typed
        assert store.check() == []


def test_a_library_that_may_not_grow_keeps_the_notes_and_the_draft(tmp_path: Path) -> None:
    library = _library(tmp_path)
    _after_refusal(library, _run(FILL, library, library.stat().st_size + 400_000))
    with Store.open(library) as store:
        Annotations(store, UndoHistory(), "").annotate(store.versions.newest(1), Span(0, 7), note="again")
        assert store.check() == []


def test_a_full_disk_keeps_the_notes_and_the_draft(small_disk: Path) -> None:
    library = _library(small_disk)
    _after_refusal(library, _run(FILL, library))


def _is_read_only(library: Path) -> None:
    """All can be read, every writing act refuses in one line, and nothing is harmed."""
    with Store.open(library) as store:
        assert store.read_only
        assert store.notice
        assert "\n" not in store.notice
        annotations, version = Annotations(store, UndoHistory(), ""), store.versions.newest(1)
        (seen,) = (each.annotation for each in store.annotations.of(1))
        assert seen.note == "kept"
        for act in (
            lambda: annotations.annotate(version, Span(0, 7), note="new"),
            lambda: annotations.change(seen, note="other"),
            lambda: annotations.delete(seen),
            lambda: annotations.type(annotations.begin(version, None), "typed"),
        ):
            with pytest.raises(StoreReadOnlyError, match="read-only") as refusal:
                act()
            assert "\n" not in str(refusal.value)
        assert store.annotations.of(1)[0].annotation == seen
        assert store.check() == []


def test_a_disk_that_is_mounted_read_only_can_be_read(small_disk: Path) -> None:
    library = _library(small_disk)
    with Store.open(library) as store:
        Annotations(store, UndoHistory(), "").annotate(store.versions.newest(1), Span(0, 7), note="kept")
    remount = ["mount", "-o", "remount,ro", str(small_disk)]
    if subprocess.run(remount, capture_output=True, check=False).returncode:
        pytest.skip("this file system cannot be made read-only here")
    _is_read_only(library)


def test_a_file_without_write_permission_can_be_read(tmp_path: Path) -> None:
    if not os.getuid():
        pytest.skip("root may write to any file")
    library = _library(tmp_path)
    with Store.open(library) as store:
        Annotations(store, UndoHistory(), "").annotate(store.versions.newest(1), Span(0, 7), note="kept")
    library.chmod(0o400)
    tmp_path.chmod(0o500)
    try:
        _is_read_only(library)
    finally:
        tmp_path.chmod(0o700)


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGHUP], ids=lambda ending: ending.name)
def test_a_program_that_is_terminated_while_typing_leaves_a_draft(tmp_path: Path, ending: signal.Signals) -> None:
    library = _library(tmp_path)
    program = (
        "import os, signal, sys\nfrom pathlib import Path\nfrom tests.store.typist import _type\n"
        # Whoever runs the tests may ignore it, as nohup does, and a program inherits that.
        "signal.signal(signal.SIGHUP, signal.SIG_DFL)\n"
        "_type(Path(sys.argv[1]), sys.stdout.fileno())"
    )
    typist = _run(program, library)
    assert typist.stdout
    said = [typist.stdout.readline() for _ in range(20)]
    typist.send_signal(ending)
    said += typist.communicate(timeout=30)[0].rpartition("\n")[0].split("\n")
    with Store.open(library) as store:
        offered = Annotations(store, UndoHistory(), "").offered()
        assert len(offered) + len(store.annotations.of(1)) >= 1
        ids = {line.split(" ")[0] for line in said if line.strip()}
        kept = {each.annotation_id for each in offered} | {each.annotation.id for each in store.annotations.of(1)}
        assert ids <= kept
        assert store.check() == []
