"""The library file, and the objects through which the program reads and writes its tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from reader.model.analysis import Analysis
from reader.model.document import Added, Article, Version
from reader.store import documents
from reader.store.aliases import AliasTable
from reader.store.analyses import AnalysisTable
from reader.store.annotations import AnnotationTable
from reader.store.bookmarks import BookmarkTable
from reader.store.corrections import CorrectionTable
from reader.store.documents import DocumentTable
from reader.store.drafts import DraftTable
from reader.store.opening import open_in_memory, open_library, open_to_read
from reader.store.sqlite import Database
from reader.store.table import Clock, timestamp
from reader.store.versions import VersionTable

if TYPE_CHECKING:
    from reader.store.correction_merge import MergeResult, TravellingCorrection

_SAMPLES = "samples given"
_BATCH_CACHE = 64_000
"""The cache of a batch, in KiB."""


def _now() -> datetime:
    return datetime.now(UTC)


class Store:
    """The library. Use it from one thread; other processes may use the same file at the same time.

    Any method may raise StoreError, with a message of one line; one that writes raises StoreReadOnlyError while
    `read_only` is true.
    """

    notice: str | None
    """What the user should know about how the library was opened, in one line, or None."""

    def __init__(self, db: Database, notice: str | None, clock: Clock) -> None:
        """Take over an open database. Use `open` or `in_memory` instead."""
        self.documents = DocumentTable(db, clock)
        self.versions = VersionTable(db, clock)
        self.analyses = AnalysisTable(db, clock)
        self.bookmarks = BookmarkTable(db, clock)
        self.annotations = AnnotationTable(db, clock)
        self.drafts = DraftTable(db, clock)
        self.corrections = CorrectionTable(db, clock)
        self.aliases = AliasTable(db, clock)
        self.notice = notice
        self._db = db
        self._clock = clock
        self._seen = self._data_version()

    @classmethod
    def open(cls, path: Path, clock: Clock = _now, *, replace_damaged: bool = False) -> Store:
        """Open the library at `path`; create the folder and the file if they are missing.

        An older file is copied and migrated. A file of a newer program, or one that cannot be written, is opened
        read-only. With `replace_damaged`, a damaged file is renamed and a new library begun. `notice` reports any
        of these. Raises StoreError if nothing can be opened, and StoreDamagedError for a damaged file.
        """
        db, notice = open_library(
            path, lambda: clock().astimezone(UTC).strftime("%Y%m%dT%H%M%SZ"), replace_damaged=replace_damaged
        )
        return cls(db, notice, clock)

    @classmethod
    def read(cls, path: Path, clock: Clock = _now) -> Store:
        """Open the library at `path` as it is, to read it: nothing is created, renamed or migrated in place.

        A missing library is empty. Raises StoreError, and StoreDamagedError if nothing of it can be read.
        """
        db, notice = open_to_read(path)
        return cls(db, notice, clock)

    @classmethod
    def in_memory(cls, notice: str | None = None, clock: Clock = _now) -> Store:
        """Return an empty library that is lost when it is closed; `notice` may say why."""
        return cls(open_in_memory(), notice, clock)

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def read_only(self) -> bool:
        """True if nothing can be written; `notice` or `problem` says why."""
        return self._db.refusal is not None or self._db.is_gone

    @property
    def damage(self) -> list[str]:
        """What could not be read until now, and was left out or shown in part: one line each."""
        return list(self._db.damage)

    def note_damage(self, line: str) -> None:
        """Add a line to `damage`."""
        self._db.damage[line] = None

    def close(self) -> None:
        """Close the file; a second call does nothing."""
        self._db.close()

    def add(self, article: Article) -> Added:
        """Store the article as a new document, as a new version of a document, or find it already stored."""
        # Imported here because opening a known article adds nothing.
        from reader.store import adding

        with self._db.transaction():
            document_id, version_id, outcome = adding.add(self._db, article, timestamp(self._clock()))
            return Added(self.documents.get(document_id), self.versions.get(version_id), outcome)

    @contextmanager
    def batch(self) -> Iterator[None]:
        """Run the block in one durable transaction: all of what it writes is kept, or nothing. Raises StoreError.

        What the list shows is counted once, at the end.
        """
        db = self._db
        usual = db.integer("PRAGMA cache_size")
        # Random ids are all over the indexes, which do not fit into the usual cache.
        db.run(f"PRAGMA cache_size = {-_BATCH_CACHE}")
        try:
            with db.transaction(durable=True):
                db.uncounted = set()
                yield
                waiting, db.uncounted = db.uncounted, None
                for document_id in waiting:
                    documents.recount(db, document_id)
        finally:
            db.uncounted = None
            db.run(f"PRAGMA cache_size = {usual}")

    def corrected(self, version: Version, analysis: Analysis) -> Analysis:
        """Apply the user's corrections and aliases to an analysis of the version."""
        document_id = version.document_id
        placed, aliases = self.corrections.of(document_id, version.id), self.aliases.of(document_id)
        if not placed and not aliases:
            return analysis
        # Imported here because most articles have no corrections.
        from reader.corrections.apply import corrected

        return corrected(analysis, version.text, placed, aliases)

    def recount_statements(self, document_id: int) -> None:
        """Count the statements of the newest version, as corrected, and those checked, if it is analysed.

        A session counts those of the open document by itself; this is for changes of others. Raises NotFoundError.
        """
        from reader.text.navigation.statements import tally

        version = self.versions.newest(document_id)
        if (analysis := self.analyses.by_any_engine(version.sha256)) is not None:
            counts = tally(self.corrected(version, analysis).statements)
            self.documents.set_checked(document_id, counts.statements, counts.checked)

    def travelling(self, document_ids: Iterable[int] | None = None) -> list[TravellingCorrection]:
        """Return the corrections and aliases of some documents, or all, with their tombstones."""
        from reader.store import correction_merge

        return [*correction_merge.travelling(self._db, document_ids)]

    def merge_corrections(self, incoming: Iterable[TravellingCorrection]) -> MergeResult:
        """Take those that are new or of a newer revision, in one transaction."""
        from reader.store import correction_merge

        return correction_merge.merge(self._db, incoming)

    def samples_given(self) -> bool:
        """Return True if the sample articles were ever added to this library."""
        return self._db.one("SELECT 1 FROM facts WHERE key = ?", (_SAMPLES,)) is not None

    def set_samples_given(self) -> None:
        """Record that the sample articles were added."""
        with self._db.transaction():
            now = timestamp(self._clock())
            self._db.insert("facts", "key, value", (_SAMPLES, now), conflict="IGNORE")

    def changed(self) -> bool:
        """Return True if another process has written since the last call, or since the library was opened."""
        before, self._seen = self._seen, self._data_version()
        return self._seen != before

    def look_and_reopen(self) -> str:
        """Return what happened to the library file since it was opened, in one line; '' if it is there.

        While it is not, nothing is written: StoreGoneError says why. Once it is back, it is opened again.
        """
        return self._db.look_and_reopen()

    def check(self) -> list[str]:
        """Return everything that is wrong with the open library, one line each; `check_library` checks a file."""
        from reader.store.check import problems

        return problems(self._db)

    def backup(self, target: Path) -> None:
        """Copy the whole library to `target`, which must not exist. `target` appears complete or not at all."""
        from reader.store.backup import backup

        backup(self._db, target)

    def _data_version(self) -> int:
        return self._db.integer("PRAGMA data_version")
