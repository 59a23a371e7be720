"""Several processes on one library: at once, killed in the middle, and without room on the disk."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from reader.model.annotation import Annotation
from reader.store import Store, new_id
from tests.store.make_library_v1 import FIXTURE
from tests.store.samples import article

ADD_BOOKMARKS = """
import sys
from pathlib import Path
from reader.store import Store
sys.stdin.readline()
with Store.open(Path(sys.argv[1])) as store:
    version = store.versions.newest(1)
    for number in range(int(sys.argv[2])):
        print(store.bookmarks.add(1, version.id, number % 9, "words").id, flush=True)
"""

CHANGE = """
import sys
from dataclasses import replace
from pathlib import Path
from reader.session.annotations import Annotations
from reader.session.undo import UndoHistory
from reader.store import Store
with Store.open(Path(sys.argv[1])) as store:
    stored = store.annotations.get(sys.argv[4])
    seen = replace(stored, note="as it was", revision=1)
    sys.stdin.readline()
    for number in range(int(sys.argv[3])):
        note = f"{sys.argv[2]}-{number}"
        Annotations(store, UndoHistory(), "").change(seen, note=note)
        print(note, flush=True)
"""
"""Changes one note again and again without looking at what others made of it."""

ADD = """
import resource, sys
from pathlib import Path
from reader.model.document import Article
from reader.model.errors import StoreError
from reader.store import Store
store = Store.open(Path(sys.argv[1]))
if len(sys.argv) > 2:
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]),) * 2)
number = 0
try:
    while True:
        store.add(Article("A title", f"{number} word" * 2000, ()))
        number += 1
        print(number, flush=True)
except StoreError as error:
    print("refused", error, flush=True)
    print("readable", store.documents.count(), store.versions.newest(1).text[:6], flush=True)
"""


def _start(program: str, *arguments: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", program, *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def _start_together(programs: list[subprocess.Popen[str]]) -> list[list[str]]:
    for program in programs:
        assert program.stdin
        program.stdin.write("go\n")
        program.stdin.flush()
    ended = [program.communicate(timeout=60) for program in programs]
    assert [error for _, error in ended] == [""] * len(programs)
    return [out.split() for out, _ in ended]


def test_bookmarks_of_several_processes_are_all_kept(library: Path) -> None:
    with Store.open(library) as store:
        store.add(article())
        made = _start_together([_start(ADD_BOOKMARKS, library, 30) for _ in range(4)])
        assert sum(map(len, made)) == 120
        assert {bookmark.id for bookmark in store.bookmarks.of(1)} == {id for ids in made for id in ids}
        assert store.changed()
        assert store.documents.row(1).bookmarks == 120
        assert store.check() == []


def test_a_note_that_several_processes_change_at_once_keeps_all_their_words(library: Path) -> None:
    with Store.open(library) as store:
        version = store.add(article()).version
        seen = store.annotations.save(Annotation(new_id(), 1, version.id, None, "as it was"))
        made = _start_together([_start(CHANGE, library, number, 8, seen.id) for number in range(4)])
        kept = [placed.annotation.note for placed in store.annotations.of(1)]
        assert sorted(kept) == sorted(note for notes in made for note in notes)
        assert len(kept) == 32
        assert store.check() == []


def test_several_processes_may_create_the_library_at_once(library: Path) -> None:
    first = "import sys\nfrom pathlib import Path\nfrom reader.store import Store\nsys.stdin.readline()\n"
    first += "s = Store.open(Path(sys.argv[1]))\nprint(s.notice, s.read_only)\ns.set_samples_given()\n"
    made = _start_together([_start(first, library) for _ in range(4)])
    assert made == [["None", "False"]] * 4
    with Store.open(library) as store:
        assert store.check() == []


@pytest.mark.parametrize("damaged", [False, True], ids=["old", "damaged"])
def test_several_processes_may_open_an_old_or_damaged_file_at_once(tmp_path: Path, damaged: bool) -> None:
    library = tmp_path / "library.sqlite3"
    shutil.copy(FIXTURE, library)
    if damaged:
        os.truncate(library, 9000)
    opened = "import sys\nfrom pathlib import Path\nfrom reader.store import Store\nsys.stdin.readline()\n"
    opened += "s = Store.open(Path(sys.argv[1]), replace_damaged=True)\nprint(s.read_only, s.documents.count())\n"
    made = _start_together([_start(opened, library) for _ in range(4)])
    assert made == [["False", "0" if damaged else "2"]] * 4
    aside = [path.name for path in tmp_path.iterdir() if ".damaged-" in path.name]
    assert len(aside) == (1 if damaged else 0)
    with Store.open(library) as store:
        assert store.check() == []


def test_a_killed_process_loses_nothing_that_was_confirmed(library: Path) -> None:
    with Store.open(library) as store:
        store.add(article())
    for _ in range(3):
        program = _start(ADD_BOOKMARKS, library, 100_000)
        assert program.stdin
        assert program.stdout
        program.stdin.write("go\n")
        program.stdin.flush()
        confirmed = [program.stdout.readline().strip() for _ in range(25)]
        program.send_signal(signal.SIGKILL)
        confirmed += program.communicate()[0].split("\n")[:-1]
        with Store.open(library) as store:
            kept = {bookmark.id for bookmark in store.bookmarks.of(1)}
            assert set(confirmed) <= kept
            assert store.check() == []
            assert store.notice is None


def _after_refusal(library: Path, program: subprocess.Popen[str], reason: str = "nothing was written") -> None:
    out, error = program.communicate(timeout=60)
    assert error == ""
    *numbers, refused, readable = out.splitlines()
    assert refused.startswith("refused")
    assert reason in refused
    assert readable == f"readable {len(numbers)} 0 word"
    with Store.open(library) as store:
        assert store.documents.count() == len(numbers) > 0
        assert store.check() == []


def test_a_file_at_its_size_limit_refuses_in_one_line_and_stays_sound(library: Path) -> None:
    _after_refusal(library, _start(ADD, library, 300_000))


def test_a_full_disk_refuses_in_one_line_and_stays_sound(small_disk: Path, tmp_path: Path) -> None:
    library = small_disk / "library.sqlite3"
    _after_refusal(library, _start(ADD, library), "the disk is full, nothing was written")
    with Store.open(library) as store:
        store.backup(tmp_path / "elsewhere.sqlite3")


def test_a_library_that_was_full_can_be_written_again(store: Store) -> None:
    store.add(article())
    pages = store._db.integer("PRAGMA page_count")
    store._db.run(f"PRAGMA max_page_count = {pages + 1}")
    with pytest.raises(Exception, match="the disk is full, nothing was written"):
        store.add(article("long " * 10_000))
    assert store.documents.count() == 1
    store._db.run("PRAGMA max_page_count = 100000")
    store.add(article("long " * 10_000))
    assert store.check() == []
