"""Aliases of an older library, which held in every article: only those of whole names go on to."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from reader.model.analysis import Analysis, Source, SourceKind
from reader.model.document import Article
from reader.model.span import Span
from reader.store import Store, schema
from reader.store.rescue.library import rescue
from reader.store.sqlite import Database
from tests.store.samples import ENGINE

PERSON, SPOKESMAN, OFFICIALS = "Yuri Ushakov", "A spokesman", "Officials"
KINDS = {PERSON: SourceKind.PERSON, "Kremlin": SourceKind.GOVERNMENT, "TASS": SourceKind.OUTLET}
Given = tuple[str, str, int]
"""A name, what it becomes, and the minute at which it was given."""


def moment(minute: int) -> str:
    """A time, in minutes."""
    return f"2026-02-01T08:{minute:02}:00+00:00"


class OldLibrary:
    """A library of the third schema, with articles and aliases."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "library.sqlite3"
        self.store = Store.open(self.path)

    def add(self, *names: str, opened: int | None = None) -> int:
        """Add an article in which sources of these names speak, opened last at a minute; return its id."""
        text = f"Article {self.store.documents.count()}\n\nSomebody said something.\n"
        added = self.store.add(Article(text.partition("\n")[0], text, ()))
        sources = [
            Source(f"s{at}", name, KINDS.get(name, SourceKind.UNNAMED), None, None, (Span(0, 7),), 1, 1)
            for at, name in enumerate(names)
        ]
        self.store.analyses.save(added.version.sha256, Analysis(ENGINE, sources=tuple(sources)))
        if opened is not None:
            self.store.documents.set_opened(added.document.id, moment(opened))
        return added.document.id

    def migrated(self, aliases: Sequence[Given], *, withdrawn: int | None = None) -> Store:
        """Give the library its old schema and these aliases, and open it."""
        self.store.close()
        as_third_schema(self.path)
        with closing(sqlite3.connect(self.path)) as old:
            for number, (name, becomes, minute) in enumerate(aliases):
                gone = None if withdrawn is None else moment(withdrawn)
                row = (f"a{number}", name, becomes, "ann", moment(minute), 1, gone)
                old.execute("INSERT INTO aliases VALUES (?, ?, ?, ?, ?, ?, ?)", row)
            old.commit()
        self.store = Store.open(self.path)
        assert self.store.check() == []
        return self.store

    def holds(self, *aliases: Given) -> list[tuple[str, int | str | None]]:
        """Where the aliases hold after the migration."""
        found = self.migrated(aliases).aliases.all()
        return [(each.name, "nowhere" if each.unplaced else each.document_id) for each in found]


def as_third_schema(path: Path) -> None:
    """Take from a library what later schemas brought."""
    third = Database.in_memory("third")
    schema.create_functions(third)
    for number in (1, 2, 3):
        for statement in schema.statements(number):
            third.run(statement)
    wanted = {table: _columns(third.connection, table) for table in ("aliases", "corrections", "documents")}
    third.close()
    with closing(sqlite3.connect(path)) as old:
        old.execute("DROP INDEX aliases_document")
        for table, columns in wanted.items():
            for column in sorted(_columns(old, table) - columns):
                old.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
        old.execute("PRAGMA user_version = 3")
        old.commit()


def _columns(connection: sqlite3.Connection, table: str) -> set[str]:
    return {row[1] for row in connection.execute(f"PRAGMA table_info({table})")}


@pytest.fixture
def library(tmp_path: Path) -> OldLibrary:
    return OldLibrary(tmp_path)


def test_names_of_people_and_bodies_go_on_to_hold_everywhere(library: OldLibrary) -> None:
    library.add(PERSON, "Kremlin", "TASS", opened=1)
    given = [(PERSON, "Juri Uschakow", 2), ("Kremlin", "the Kremlin", 3), ("TASS", "Tass", 4)]
    store = library.migrated(given)
    assert [each.document_id for each in store.aliases.of(1)] == [None] * 3
    assert store.notice is None


@pytest.mark.parametrize(
    ("name", "becomes"),
    [
        *((OFFICIALS, PERSON), (SPOKESMAN, PERSON), (PERSON, "a Kremlin aide"), (PERSON, "Ushakov")),
        *(("the minister", "Anna Berg"), ("he", PERSON), ("Ushakov", PERSON)),
    ],
)
def test_other_words_hold_where_they_were_given(library: OldLibrary, name: str, becomes: str) -> None:
    library.add(name, becomes, opened=1)
    library.add(name, becomes, opened=9)
    assert library.holds((name, becomes, 2)) == [(name, 1)]
    assert library.store.aliases.of(2) == []


def test_what_is_named_like_a_person_but_is_unnamed_in_an_article_is_narrowed(library: OldLibrary) -> None:
    library.add("Deep Throat", PERSON, opened=1)
    assert library.holds(("Deep Throat", PERSON, 2)) == [("Deep Throat", 1)]


def test_a_merge_is_where_both_names_speak(library: OldLibrary) -> None:
    library.add(OFFICIALS, opened=7)
    library.add(OFFICIALS, PERSON, opened=8)
    library.add(PERSON, opened=1)
    assert library.holds((OFFICIALS, PERSON, 2)) == [(OFFICIALS, 2)]


def test_a_rename_is_where_the_old_name_speaks(library: OldLibrary) -> None:
    library.add(SPOKESMAN, opened=1)
    library.add(OFFICIALS, opened=8)
    assert library.holds((OFFICIALS, "Anna Berg", 2)) == [(OFFICIALS, 2)]


def test_an_article_that_was_never_opened_is_not_meant(library: OldLibrary) -> None:
    library.add(OFFICIALS)
    library.add(OFFICIALS, opened=8)
    assert library.holds((OFFICIALS, PERSON, 2)) == [(OFFICIALS, 2)]


def test_where_several_are_left_all_of_them_are_meant(library: OldLibrary) -> None:
    for opened in (7, 8):
        library.add(OFFICIALS, PERSON, opened=opened)
    library.add(OFFICIALS)
    assert library.holds((OFFICIALS, PERSON, 2)) == [(OFFICIALS, 1), (OFFICIALS, 2)]
    assert len({each.id for each in library.store.aliases.all()}) == 2
    assert library.store.notice is not None
    assert library.store.notice.startswith("1 name of")


def test_where_none_can_be_told_the_alias_is_listed_and_holds_nowhere(library: OldLibrary) -> None:
    library.add(PERSON, opened=1)
    assert library.holds((OFFICIALS, PERSON, 2)) == [(OFFICIALS, "nowhere")]
    assert library.store.aliases.of(1) == []
    assert library.store.notice is not None
    assert "gave it, 1 nowhere: see :aliases" in library.store.notice


def test_an_alias_of_what_another_alias_made_is_followed(library: OldLibrary) -> None:
    library.add(OFFICIALS, opened=8)
    library.add(SPOKESMAN, opened=9)
    given = ((OFFICIALS, "Kremlin officials", 2), ("Kremlin officials", PERSON, 3))
    assert library.holds(*given) == [(OFFICIALS, 1), ("Kremlin officials", 1)]


def test_what_was_withdrawn_is_narrowed_too_and_not_counted(library: OldLibrary) -> None:
    library.add(OFFICIALS, opened=1)
    store = library.migrated([(OFFICIALS, PERSON, 2)], withdrawn=5)
    assert store.notice is None
    store.aliases.restore("a0")
    assert [each.document_id for each in store.aliases.all()] == [1]


def test_a_damaged_analysis_tells_nothing(library: OldLibrary) -> None:
    library.add(OFFICIALS, opened=8)
    library.store._db.run("UPDATE analyses SET body = X'00'")
    assert library.store.check() != []
    library.store.close()
    as_third_schema(library.path)
    with closing(sqlite3.connect(library.path)) as old:
        old.execute("INSERT INTO aliases VALUES ('a', 'Officials', 'Anna Berg', '', 'no time', 1, NULL)")
        old.commit()
    library.store = Store.open(library.path)
    assert [each.unplaced for each in library.store.aliases.all()] == [True]


def test_it_is_told_once_and_a_copy_is_kept(library: OldLibrary) -> None:
    library.add(OFFICIALS, PERSON, opened=1)
    store = library.migrated([(OFFICIALS, PERSON, 2)])
    assert store.notice == ("1 name of unnamed sources now holds only where you gave it: see :aliases")
    store.close()
    assert library.path.with_name("library.sqlite3.before-4-from-3").exists()
    with Store.open(library.path) as again:
        assert again.notice is None
        assert [each.document_id for each in again.aliases.all()] == [1]


def test_what_is_rescued_of_an_older_library_is_narrowed_too(library: OldLibrary, tmp_path: Path) -> None:
    library.add(OFFICIALS, PERSON, opened=1)
    library.add(OFFICIALS, PERSON, opened=9)
    library.migrated([]).close()
    as_third_schema(library.path)
    with closing(sqlite3.connect(library.path)) as old:
        old.execute(f"INSERT INTO aliases VALUES ('a', '{OFFICIALS}', '{PERSON}', '', '{moment(2)}', 1, NULL)")
        old.execute(f"INSERT INTO aliases VALUES ('b', '{PERSON}', 'Juri Uschakow', '', '{moment(3)}', 1, NULL)")
        old.commit()
    rescued = rescue(library.path, tmp_path / "rescued.sqlite3")
    assert rescued.problems == ()
    assert rescued.notice is not None
    with Store.open(tmp_path / "rescued.sqlite3") as store:
        assert [each.document_id for each in store.aliases.all()] == [1, None]
