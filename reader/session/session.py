"""One session with the library: the open document, its reading state and its bookmarks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from textwrap import shorten
from typing import TYPE_CHECKING

from reader.model.analysis import Analysis, Engine
from reader.model.annotation import PlacedAnnotation
from reader.model.bookmark import Bookmark
from reader.model.document import Version
from reader.model.document_list import DocumentRow
from reader.model.errors import StoreError
from reader.model.values import value_class
from reader.session.annotations import Annotations
from reader.session.undo import UndoHistory
from reader.store import Store
from reader.text.navigation.statements import tally

if TYPE_CHECKING:
    from reader.session.corrections import Corrections
    from reader.session.source_corrections import SourceCorrections
    from reader.store.particulars import Value

EXCERPT = 60
"""The most code points of a bookmark's excerpt, which ends with a whole word."""


@value_class(frozen=True)
class OpenDocument:
    """The open document: its row in the list, its newest version, and what the library has about it."""

    row: DocumentRow
    version: Version
    analysis: Analysis | None
    """With the user's corrections."""
    machine: Analysis | None = None
    """As the engine made it."""
    changed: bool = False
    """True if its text changed since it was last opened."""
    annotations: tuple[PlacedAnnotation, ...] = ()
    """In text order."""
    bookmarks: tuple[Bookmark, ...] = ()
    """In text order."""


class Session:
    """The library as one session uses it. Any method may raise StoreError."""

    def __init__(self, store: Store, engine: Engine, now: Callable[[], datetime], author: str = "") -> None:
        self.store = store
        self.engine = engine
        self.current: OpenDocument | None = None
        self.history = UndoHistory()
        self.annotations = Annotations(store, self.history, author)
        self._author = author
        self._now = now

    @cached_property
    def corrections(self) -> Corrections:
        """The user's corrections of statements and names."""
        # Imported here because most articles need no corrections.
        from reader.session.corrections import Corrections

        return Corrections(self.store, self.history, self._author)

    @cached_property
    def source_corrections(self) -> SourceCorrections:
        """The user's corrections and aliases of sources."""
        from reader.session.source_corrections import SourceCorrections

        return SourceCorrections(self.store, self.history, self._author)

    # The open document

    def open(self, document_id: int) -> OpenDocument:
        """Open the newest version of a document and mark it as read."""
        version = self.store.versions.newest(document_id)
        machine = self.store.analyses.get(version.sha256, self.engine)
        changed = self.store.documents.row(document_id).changed
        if not self.store.read_only:
            self.store.documents.set_opened(document_id, self._now().isoformat(timespec="seconds"))
            self.store.documents.set_read(document_id, True)
        analysis = self.store.corrected(version, machine) if machine is not None else None
        opened = OpenDocument(self.store.documents.row(document_id), version, analysis, machine, changed)
        self.current = self._with_annotations(opened)
        self._keep_tally()
        return self.current

    def reload_particulars(self) -> bool:
        """Read the open document's row again; return True if its text must be analysed again for another date."""
        current = self.current
        if current is None:
            return False
        before, row = current.row.document.published, self.store.documents.row(current.row.document.id)
        self.current = replace(current, row=row)
        return row.document.published != before

    def reload_annotations(self) -> None:
        """Read the annotations and bookmarks of the open document again."""
        if self.current is not None:
            self.current = self._with_annotations(self.current)

    def _with_annotations(self, opened: OpenDocument) -> OpenDocument:
        id = opened.row.document.id
        annotations, bookmarks = self.store.annotations.of(id), self.store.bookmarks.of(id)
        return self._with_speakers(replace(opened, annotations=tuple(annotations), bookmarks=tuple(bookmarks)))

    def _with_speakers(self, opened: OpenDocument) -> OpenDocument:
        if opened.analysis is None or not opened.annotations or self.store.read_only:
            return opened
        annotations = self.annotations.with_speakers(opened.annotations, opened.version, opened.analysis)
        return replace(opened, annotations=tuple(annotations))

    def keep_place(self, offset: int) -> None:
        """Store how far the open document is read, as a code-point offset."""
        if self.current is not None and not self.store.read_only:
            self.store.documents.set_place(self.current.row.document.id, offset)

    def keep_analysis(self, version: Version, analysis: Analysis) -> None:
        """Store an analysis unless the library is read-only."""
        if not self.store.read_only:
            self.store.analyses.save(version.sha256, analysis)

    def take_analysis(self, version: Version, analysis: Analysis) -> bool:
        """Give the analysis to the open document; return False if it is of another text."""
        if self.current is None or self.current.version.sha256 != version.sha256:
            return False
        corrected = self.store.corrected(version, analysis)
        self.current = self._with_speakers(replace(self.current, machine=analysis, analysis=corrected))
        self._keep_tally()
        return True

    def recorrect(self) -> bool:
        """Apply the corrections in the library to the open document; return True if its analysis changed."""
        current = self.current
        if current is None or current.machine is None:
            return False
        analysis = self.store.corrected(current.version, current.machine)
        if analysis == current.analysis:
            return False
        self.current = self._with_speakers(replace(current, analysis=analysis))
        self._keep_tally()
        return True

    def _keep_tally(self) -> None:
        """Store how many statements the open document has, and how many are checked, if that changed.

        A library that does not take them now does so another time; only the list shows them.
        """
        current = self.current
        if current is None or current.analysis is None or self.store.read_only:
            return
        counts, row = tally(current.analysis.statements), current.row
        if (row.statements, row.checked) != (counts.statements, counts.checked):
            with suppress(StoreError):
                self.store.documents.set_checked(row.document.id, counts.statements, counts.checked)
                counted = replace(row, statements=counts.statements, checked=counts.checked)
                self.current = replace(current, row=counted)

    # Changes that can be undone

    def bookmarks(self) -> list[Bookmark]:
        """Return the bookmarks of the open document, in text order."""
        return self.store.bookmarks.of(self.current.row.document.id) if self.current else []

    def add_bookmark(self, offset: int) -> Bookmark | None:
        """Bookmark a place in the open document; return None if there is a bookmark already."""
        if self.current is None or any(bookmark.offset == offset for bookmark in self.bookmarks()):
            return None
        version = self.current.version
        excerpt = shorten(version.text[offset : offset + 2 * EXCERPT], EXCERPT, placeholder="…")
        table = self.store.bookmarks
        bookmark = table.add(version.document_id, version.id, offset, excerpt)
        self.history.record(f"bookmark at “{excerpt}”", table.restore, table.delete, bookmark.id)
        return bookmark

    def delete_bookmark(self, bookmark_id: str) -> None:
        """Delete a bookmark."""
        table = self.store.bookmarks
        self.history.do("deleting a bookmark", table.delete, table.restore, bookmark_id)

    def set_read(self, document_id: int, read: bool) -> None:
        """Mark a document as read or unread."""
        self._switch("read" if read else "unread", self.store.documents.set_read, document_id, read)

    def set_starred(self, document_id: int, starred: bool) -> None:
        """Star or unstar a document."""
        label = "star" if starred else "taking the star"
        self._switch(label, self.store.documents.set_starred, document_id, starred)

    def _switch(self, label: str, set: Callable[[int, bool], None], document_id: int, on: bool) -> None:
        self.history.do(label, lambda: set(document_id, on), lambda: set(document_id, not on))

    def edit(self, document_id: int, changes: Mapping[str, Value]) -> None:
        """Set particulars of a document, by field: title, outlet, authors, published, url."""
        document, table = self.store.documents.get(document_id), self.store.documents
        before = {field: getattr(document, field) for field in changes}
        self.history.do(
            "editing particulars",
            lambda: table.edit(document_id, changes),
            lambda: table.edit(document_id, before),
        )

    def remove(self, document_id: int) -> None:
        """Remove a document from the library."""
        table = self.store.documents
        title = self.store.documents.get(document_id).title
        self.history.do(f"removing “{title}”", table.remove, table.restore, document_id)
