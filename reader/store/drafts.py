"""The drafts table: notes as they are being typed, until they are saved or discarded."""

from __future__ import annotations

from datetime import datetime

from reader.model.annotation import NoteDraft
from reader.store import anchoring
from reader.store.holders import is_running
from reader.store.sqlite import Database, Row, packed, unpacked

_OWN = "id, annotation_id, document_id, version_id, text, base_revision, holder, modified"
_COLUMNS = f"{_OWN}, {anchoring.COLUMNS}"


def save(db: Database, draft: NoteDraft, now: str) -> None:
    """Keep the draft in place of what was kept of it. Raises NotFoundError. Call inside a transaction."""
    if db.run(
        "UPDATE drafts SET text = ?, holder = ?, modified = ?, alive = ? WHERE id = ?",
        (packed(draft.text), packed(draft.holder), now, now, packed(draft.id)),
    ):
        return
    anchoring.need_place(db, draft.document_id, draft.version_id, draft.anchor)
    values = (
        packed(draft.id),
        packed(draft.annotation_id),
        draft.document_id,
        draft.version_id,
        packed(draft.text),
        draft.base_revision,
        packed(draft.holder),
        now,
        *anchoring.values(draft.anchor),
    )
    db.run(f"INSERT INTO drafts ({_COLUMNS}, alive) VALUES ({', '.join('?' * (len(values) + 1))})", (*values, now))


def abandoned(db: Database, now: datetime) -> list[NoteDraft]:
    """The drafts whose programs have ended, in the order in which they were typed last."""
    rows = db.all(f"SELECT {_COLUMNS}, alive FROM drafts ORDER BY modified, id")
    return [draft for *row, alive in rows if not is_running((draft := _from_row(tuple(row))).holder, alive, now)]


def take_over(db: Database, draft: NoteDraft, holder: str, now: str) -> bool:
    """Give a draft to another program, if it is still the one that was seen. Call inside a transaction."""
    return (
        db.run(
            "UPDATE drafts SET holder = ?, alive = ? WHERE id = ? AND holder = ?",
            (packed(holder), now, packed(draft.id), packed(draft.holder)),
        )
        > 0
    )


def keep_alive(db: Database, holder: str, now: str) -> None:
    """Note that the program with this name runs."""
    db.run("UPDATE drafts SET alive = ? WHERE holder = ?", (now, packed(holder)))


def discard(db: Database, draft_id: str) -> None:
    """Forget a draft; one that is not there is forgotten already."""
    db.run("DELETE FROM drafts WHERE id = ?", (packed(draft_id),))


def _from_row(row: Row) -> NoteDraft:
    id, annotation_id, document_id, version_id, text, base_revision, holder, modified, *anchor = row
    return NoteDraft(
        id=unpacked(id),
        annotation_id=unpacked(annotation_id),
        document_id=document_id,
        version_id=version_id,
        anchor=anchoring.from_row(tuple(anchor)),
        text=unpacked(text),
        base_revision=base_revision,
        holder=unpacked(holder),
        modified=modified,
    )
