"""Damaged copies of a library, and what has to hold for each: `examine` says what does not."""

from __future__ import annotations

import random
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from reader.model.annotation import Annotation, NoteDraft
from reader.model.correction import CorrectedThing, CorrectionAct
from reader.model.errors import StoreError
from reader.model.span import Span
from reader.store import Store
from reader.store.check import check_library
from reader.store.opening import TABLES
from reader.store.rescue.library import rescue
from reader.store.rescue.rebuilding import lines
from reader.text.anchoring.anchors import anchor_of
from tests.store.samples import analysis, article

PAGE = 4096
RECOVERED = tuple(table for table in TABLES if table not in ("totals", "annotation_tags"))
"""The tables whose rows are compared; those of the two others are computed of the rest."""


def make_library(path: Path, documents: int = 12) -> None:
    """Write a library with rows in every table, texts that fill several pages, and two versions of an article."""
    with Store.open(path) as store:
        for number in range(documents):
            words = f'Paper {number}\n\n"The ferries sail again," said Mara Lind. '
            text = words + f"Line {number} of the harbour. " * (3 if number % 3 else 500)
            added = store.add(
                article(text, title=f"Paper {number}", path=f"/papers/{number}", outlet="Harbour Press")
            )
            ids, anchor = (added.document.id, added.version.id), anchor_of(text, Span(0, 5))
            store.analyses.save(added.version.sha256, analysis(speech=number % 2))
            for note in range(number % 4):
                store.annotations.save(
                    Annotation(f"{number}-{note}", *ids, anchor, note=f"note {note} " * 9, tags=("t", f"t{note}"))
                )
            store.bookmarks.add(*ids, 4, "our")
            store.corrections.add(*ids, CorrectedThing.ENTITY, CorrectionAct.TYPE, anchor, value="place")
            store.drafts.save(NoteDraft(f"d{number}", f"n{number}", *ids, anchor, "half a note", 0, "", ""))
            store.aliases.add(f"Lind {number}", "Mara Lind", document_id=ids[0] if number % 2 else None)
        store.set_samples_given()
        store.add(article("Paper 1\n\nAnother text of the harbour.", title="Paper 1", path="/papers/1"))


def with_log(library: Path, path: Path) -> None:
    """Copy a library as a killed program leaves it: its last changes are in the log."""
    working = path.with_name("working.sqlite3")
    shutil.copy(library, working)
    with Store.open(working) as store:
        for document_id in range(1, 12):
            version = store.versions.newest(document_id)
            store.annotations.save(
                Annotation(f"late {document_id}", document_id, version.id, anchor_of(version.text, Span(0, 5)))
            )
        for ending in ("", "-wal"):
            shutil.copy(f"{working}{ending}", f"{path}{ending}")
    working.unlink()


def _flip_bits(data: bytearray, chance: random.Random) -> None:
    for _ in range(chance.choice((1, 3, 40, 400))):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def _flip_bits_of_few_pages(data: bytearray, chance: random.Random) -> None:
    for _ in range(chance.choice((1, 2, 5))):
        start = chance.randrange(len(data) // PAGE) * PAGE
        for _ in range(chance.choice((1, 9))):
            data[start + chance.randrange(PAGE)] ^= 1 << chance.randrange(8)


def _cut(data: bytearray, chance: random.Random) -> None:
    del data[chance.randrange(len(data)) :]


def _zero(data: bytearray, chance: random.Random) -> None:
    for _ in range(chance.choice((1, 2, 8))):
        start = chance.randrange(len(data) // PAGE) * PAGE
        data[start : start + PAGE] = bytes(PAGE)


def _scribble(data: bytearray, chance: random.Random) -> None:
    for _ in range(chance.choice((1, 2, 8))):
        start = chance.randrange(len(data) // PAGE) * PAGE
        data[start : start + PAGE] = chance.randbytes(PAGE)


def _exchange(data: bytearray, chance: random.Random) -> None:
    one, other = (chance.randrange(len(data) // PAGE) * PAGE for _ in range(2))
    data[one : one + PAGE], data[other : other + PAGE] = data[other : other + PAGE], data[one : one + PAGE]


def _first_page(data: bytearray, chance: random.Random) -> None:
    start = chance.choice((0, 16, 100))
    data[start : start + 60] = chance.randbytes(60)


KINDS: tuple[Callable[[bytearray, random.Random], None], ...] = (
    *(_flip_bits, _flip_bits_of_few_pages, _cut, _zero, _scribble, _exchange, _first_page),
)


def damage(library: Path, folder: Path, seed: int) -> tuple[Path, str]:
    """Write a copy of a library, damaged in one way; return it and the name of the way."""
    chance = random.Random(seed)
    folder.mkdir()
    path = folder / "library.sqlite3"
    if seed % 4 == 3:
        with_log(library, path)
    else:
        shutil.copy(library, path)
    kind = KINDS[seed % len(KINDS)]
    target = path.with_name("library.sqlite3-wal") if seed % 8 == 7 else path
    data = bytearray(target.read_bytes())
    kind(data, chance)
    target.write_bytes(data)
    return path, f"{kind.__name__} of {target.name}"


def sqlite_finds(path: Path) -> str:
    """Return what SQLite's own check or a read of all rows finds, '' if nothing."""
    try:
        with closing(sqlite3.connect(path)) as connection:
            if (found := connection.execute("PRAGMA integrity_check").fetchone()[0]) != "ok":
                return str(found)
            for (table,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
                connection.execute(f'SELECT * FROM "{table}"').fetchall()
            return "" if path.stat().st_size else "empty"
    except (sqlite3.Error, UnicodeDecodeError) as error:
        return str(error)


def counts(path: Path) -> dict[str, int]:
    """Count the rows of each table of a sound library."""
    with closing(sqlite3.connect(path)) as connection:
        known = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        return {
            table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] if table in known else 0
            for table in RECOVERED
        }


def recovered(path: Path, target: Path) -> dict[str, int] | None:
    """Count the rows that `sqlite3 .recover` writes; None where it is not installed or ends with an error."""
    if not shutil.which("sqlite3"):
        return None
    dumped = subprocess.run(["sqlite3", str(path), ".recover"], capture_output=True, check=False)
    subprocess.run(["sqlite3", str(target)], input=dumped.stdout, capture_output=True, check=False)
    try:
        return counts(target)
    except sqlite3.Error:
        return None


def scanned(path: Path) -> dict[str, int]:
    """Count the rows that scans by rowid, up and down, and by indexes reach."""
    found = {}
    with closing(sqlite3.connect(path)) as connection:
        connection.text_factory = bytes
        for table in RECOVERED:
            if table == "placements":
                found[table] = len(_up_to_damage(connection, f"SELECT * FROM {table}"))
                continue
            rowids: set[object] = set()
            for way in (
                "NOT INDEXED ORDER BY rowid",
                "NOT INDEXED ORDER BY rowid DESC",
                *_indexes(connection, table),
            ):
                rowids |= {row[0] for row in _up_to_damage(connection, f"SELECT rowid, * FROM {table} {way}")}
            found[table] = len(rowids)
    return found


def _indexes(connection: sqlite3.Connection, table: str) -> Iterator[str]:
    query = f"SELECT name FROM sqlite_master WHERE tbl_name = '{table}' AND type = 'index' AND sql IS NOT NULL"
    for (name,) in _up_to_damage(connection, query):
        yield f"INDEXED BY {bytes(name).decode(errors='replace')}"  # type: ignore[call-overload] # a text, read as bytes


def _up_to_damage(connection: sqlite3.Connection, query: str) -> list[tuple[object, ...]]:
    rows: list[tuple[object, ...]] = []
    try:
        rows.extend(connection.execute(query))
    except (sqlite3.Error, UnicodeDecodeError):
        return rows
    return rows


def read_everything(path: Path) -> None:
    """Read all that reading commands read; errors are those that a command reports."""
    try:
        with Store.read(path) as store:
            for row in store.documents.every():
                for read in (
                    store.annotations.of,
                    store.bookmarks.of,
                    store.corrections.of,
                    store.versions.newest,
                ):
                    try:
                        read(row.document.id)
                    except StoreError:
                        continue
    except StoreError:
        return


def examine(path: Path) -> list[str]:
    """Read, check and rescue a damaged library; return what is not as it should be."""
    wrong = []
    before = {file.name: file.read_bytes() for file in path.parent.iterdir() if not file.name.endswith("-shm")}
    read_everything(path)
    problems = _problems(path)
    after = {file.name: file.read_bytes() for file in path.parent.iterdir() if not file.name.endswith("-shm")}
    if before != after:
        wrong.append(f"reading changed {set(before) ^ set(after) or 'a file'}")
    apart = path.parent.parent / f"{path.parent.name} apart"
    shutil.copytree(path.parent, apart)
    found = sqlite_finds(apart / path.name)
    if found and not problems:
        wrong.append(f"the check finds nothing, though SQLite does: {found}")
    return wrong + _compare(path, apart)


def _problems(path: Path) -> tuple[str, ...]:
    try:
        return check_library(path).problems
    except StoreError as error:
        return (str(error),)


def _compare(path: Path, apart: Path) -> list[str]:
    """Compare what a rescue saves with what SQLite's own recovery and plain scans find."""
    target = path.parent.parent / f"{path.parent.name} rescued.sqlite3"
    others = [scanned(apart / path.name), recovered(apart / path.name, apart / "recovered.sqlite3") or {}]
    shutil.rmtree(apart)
    try:
        done = rescue(path, target)
    except StoreError as error:
        return [f"{error}, but {found}" for found in others if any(found.values())]
    saved = counts(target)
    wrong = [
        f"fewer {table}: {saved[table]}, not {n}"
        for found in others
        for table, n in found.items()
        if n > saved[table]
    ]
    return [*wrong, *done.problems, *(lines(done.tallies) if wrong else ())]
