"""Base classes of the objects that read and write one family of tables each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import ClassVar, TypeVar

from reader.model.errors import NotFoundError
from reader.store.sqlite import UNREADABLE, Database, Row

Made = TypeVar("Made")

Clock = Callable[[], datetime]
"""Returns the present time, with its time zone."""


def timestamp(now: datetime) -> str:
    """Return the time in ISO 8601, in UTC, to the second."""
    return now.astimezone(UTC).isoformat(timespec="seconds")


class Moments:
    """Gives rows that are written one after the other times in the same order, however fast they come."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last = datetime.min.replace(tzinfo=UTC)

    def next(self) -> str:
        """Return the time in ISO 8601, in UTC, later than any before; with microseconds, if there are any."""
        self._last = max(self._clock().astimezone(UTC), self._last + timedelta(microseconds=1))
        return self._last.isoformat()


def new_id() -> str:
    """Return a new UUID."""
    # Imported here because uuid takes longer to import than the whole store.
    from uuid import uuid4

    return str(uuid4())


def built(db: Database, what: str, rows: Iterable[Row], build: Callable[[Row], Made]) -> list[Made]:
    """Build a value from each row; a row that cannot be read is noted and left out. Its id comes first."""
    made = []
    for row in rows:
        try:
            made.append(build(row))
        except UNREADABLE as error:
            db.damage[f"{what} {row[0]}: cannot be read ({error})"] = None
    return made


class Table:
    """One family of tables. Every write is one transaction.

    Any method may raise StoreError; one that writes raises StoreReadOnlyError while the library is read-only.
    """

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db = db
        self._clock = clock

    def _built(self, what: str, rows: Iterable[Row], build: Callable[[Row], Made]) -> list[Made]:
        return built(self._db, what, rows, build)

    def _now(self) -> str:
        return timestamp(self._clock())


class WithdrawableTable(Table):
    """A table whose rows can be withdrawn and restored. Each of the two counts as a revision."""

    noun: ClassVar[str]
    """What messages call a row."""
    table: ClassVar[str]
    tombstone: ClassVar[str]
    """The column that holds the time of withdrawal, or NULL."""

    def __init__(self, db: Database, clock: Clock) -> None:
        super().__init__(db, clock)
        self._moments = Moments(clock)

    def withdraw(self, *ids: str) -> None:
        """Withdraw rows; do nothing to those that already are. One transaction. Raises NotFoundError."""
        self._set_tombstones(ids, self._now())

    def restore(self, *ids: str) -> None:
        """Restore withdrawn rows; do nothing to those that are not. One transaction. Raises NotFoundError."""
        self._set_tombstones(ids, None)

    def _set_tombstones(self, ids: Sequence[str], withdrawn: str | None) -> None:
        with self._db.transaction(durable=True):
            for id in ids:
                if self._db.one(f"SELECT 1 FROM {self.table} WHERE id = ?", (id,)) is None:
                    raise NotFoundError(f"{self.noun} {id}: not in the library")
                if self._db.run(
                    f"UPDATE {self.table} SET {self.tombstone} = ?1, revision = revision + 1"
                    f" WHERE id = ?2 AND ({self.tombstone} IS NULL) != (?1 IS NULL)",
                    (withdrawn, id),
                ):
                    self._on_tombstone(id)

    def _on_tombstone(self, id: str) -> None:
        """Write what depends on whether a row is withdrawn; called inside the transaction."""
