"""The drafts table: notes that are being typed, until they are saved or discarded."""

from __future__ import annotations

from dataclasses import replace

from reader.model.annotation import NoteDraft
from reader.store import anchoring
from reader.store.holders import is_running
from reader.store.sqlite import Database, Row, typed
from reader.store.table import Table

_OWN = "id, annotation_id, document_id, version_id, text, base_revision, holder, modified"
_COLUMNS = f"{_OWN}, {anchoring.COLUMNS}"
_OWN_WIDTH = len(_OWN.split(","))


class DraftTable(Table):
    """The drafts. What the user typed is durable."""

    def save(self, draft: NoteDraft) -> None:
        """Insert or update the draft. Raises NotFoundError if its version lacks its words."""
        now = self._now()
        with self._db.transaction(durable=True):
            if self._db.run(
                "UPDATE drafts SET text = ?, holder = ?, modified = ?, alive = ? WHERE id = ?",
                (draft.text, draft.holder, now, now, draft.id),
            ):
                return
            anchoring.require_words(self._db, draft.document_id, draft.version_id, draft.anchor)
            stored = replace(draft, modified=now)
            own = [getattr(stored, column) for column in _OWN.split(", ")]
            self._db.insert("drafts", f"{_COLUMNS}, alive", (*own, *anchoring.values(draft.anchor), now))

    def abandoned(self) -> list[NoteDraft]:
        """Return the drafts whose programs ended without saving or discarding them, oldest first."""
        now = self._clock()
        rows = self._db.all(f"SELECT {_COLUMNS}, alive FROM drafts ORDER BY modified, id")
        drafts = self._built("draft", rows, lambda row: (_from_row(row[:-1]), *typed(row[-1:], "s")))
        return [draft for draft, alive in drafts if not is_running(draft.holder, alive, now)]

    def take_over(self, draft: NoteDraft, holder: str) -> NoteDraft | None:
        """Give an abandoned draft to the program named `holder`; None if another program was first."""
        with self._db.transaction(durable=True):
            taken = self._db.run(
                "UPDATE drafts SET holder = ?, alive = ? WHERE id = ? AND holder = ?",
                (holder, self._now(), draft.id, draft.holder),
            )
        return replace(draft, holder=holder) if taken else None

    def keep_alive(self, holder: str) -> None:
        """Record that the program named `holder` still runs, for programs that cannot see it."""
        with self._db.transaction():
            self._db.run("UPDATE drafts SET alive = ? WHERE holder = ?", (self._now(), holder))

    def discard(self, draft_id: str) -> None:
        """Delete a draft; do nothing if there is none."""
        with self._db.transaction(durable=True):
            discard(self._db, draft_id)


def discard(db: Database, draft_id: str) -> None:
    """Delete a draft; do nothing if there is none. Call inside a transaction."""
    db.run("DELETE FROM drafts WHERE id = ?", (draft_id,))


def _from_row(row: Row) -> NoteDraft:
    id, annotation_id, document_id, version_id, *rest = typed(row[:_OWN_WIDTH], "ssiisiss")
    return NoteDraft(id, annotation_id, document_id, version_id, anchoring.from_row(row[_OWN_WIDTH:]), *rest)
