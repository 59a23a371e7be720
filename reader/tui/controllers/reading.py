"""Opens documents and shows what the session has of them: the place, annotations, bookmarks, the analysis."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from reader.model.analysis import Analysis
from reader.model.document import Version
from reader.model.document_list import DocumentRow, Order
from reader.model.errors import NotFoundError, StoreDamagedError, StoreError, StoreReadOnlyError
from reader.model.values import value_class
from reader.session.analysis_queue import AnalysisQueue
from reader.session.session import Session
from reader.text.annotated_text import AnnotatedText, Overlay
from reader.text.layout.annotation_layer import PlacedAnnotations
from reader.text.wording.formatting import counted
from reader.tui.controllers.descriptions import meta_line
from reader.tui.controllers.navigator import Navigator
from reader.tui.widgets.article_view import ArticleView
from reader.tui.widgets.document_list import DocumentList
from reader.tui.widgets.sidebar import Sidebar

BACKGROUND = 200
"""How many documents of the list are analysed in the background."""
NO_LONGER_LISTED = "this article was removed from the library; your annotations stay with it"


@value_class(frozen=True)
class Panes:
    """The three panes."""

    documents: DocumentList
    article: ArticleView
    sidebar: Sidebar


class Reading:
    """Moves data between the session and the panes. Every method may raise StoreError."""

    def __init__(
        self,
        session: Session,
        panes: Panes,
        navigator: Navigator,
        order: Order,
        doubt: float,
        changed: Callable[[], None],
        expand: Callable[[str], str],
    ) -> None:
        """`doubt` is the confidence below which a statement is doubtful.

        `changed` is called when the state of the analysis changed; `expand` puts keys into a message.
        """
        self.session = session
        self.order = order
        self.analysis_queue: AnalysisQueue | None = None
        self.labels: Mapping[str, str] = {}
        """The names of labels, by letter."""
        self.failure = ""
        """Why the open article has no analysis."""
        self._keeps_none = False
        """True once the library refused an analysis: then only the open article is worth analysing."""
        self._is_removed = False
        """True once the open article was found missing from the library."""
        self._trail: list[int] = []
        self._on_trail = -1
        self._panes = panes
        self._navigator = navigator
        self._doubt = doubt
        self._hides_doubtful = False
        self._changed = changed
        self._expand = expand

    # Documents

    def open(self, document_id: int) -> None:
        """Open a document where it was left."""
        self.keep_place()
        opened = self.session.open(document_id)
        version, place = opened.version, opened.row.reading.place
        annotated = AnnotatedText(
            version.text,
            version.blocks,
            version.markups,
            opened.analysis,
            doubt=self._doubt,
            hides_doubtful=self._hides_doubtful,
        )
        self.failure = ""
        self._is_removed = False
        self._remember(document_id)
        self._panes.sidebar.ticked = frozenset()
        meta, overlay = meta_line(opened.row, annotated), self._with_annotations(Overlay())
        self._panes.article.show(annotated, meta, place, overlay)
        self._navigator.reset()
        self._panes.documents.open_id = document_id
        self.refresh_list()
        if (position := self.session.store.documents.position(document_id, self.order)) is not None:
            self._panes.documents.to(position)
        self._show_analysis(annotated)
        if opened.analysis is None:
            self._analyse(version)

    def on_trail(self, by: int) -> int | None:
        """Step on the trail, and return the document read before this one, or for 1 after it."""
        place = self._on_trail + by
        if not 0 <= place < len(self._trail):
            return None
        self._on_trail = place
        return self._trail[place]

    def _remember(self, document_id: int) -> None:
        if self._trail[self._on_trail : self._on_trail + 1] != [document_id]:
            self._trail = [*self._trail[: self._on_trail + 1], document_id]
            self._on_trail = len(self._trail) - 1

    def beside(self, by: int, *, unread: bool) -> int | None:
        """Return the next document of the list, or unread one, or for -1 the one before."""
        current = self.session.current
        here = current.row.document.id if current is not None else None
        return self.session.store.documents.beside(here, self.order, forward=by > 0, unread=unread)

    def keep_place(self) -> None:
        """Remember how far the open document is read."""
        if self.session.current is not None:
            self.session.keep_place(self._panes.article.offset_at_top)

    def refresh_list(self) -> None:
        """Show the list as the library has it now."""
        documents = self.session.store.documents
        self._panes.documents.show(
            documents.count(),
            documents.count_unread(),
            lambda offset, limit: documents.page(self.order, offset, limit),
        )

    def sort(self, order: Order) -> None:
        """Show the list in another order."""
        self.order = order
        self._panes.documents.order = order
        self.refresh_list()

    # Annotations and bookmarks

    def refresh(self) -> None:
        """Show annotations, bookmarks, corrections and particulars as the library has them now."""
        self._refresh_particulars()
        self.refresh_annotations()
        self.recorrect()

    def _refresh_particulars(self) -> None:
        before = self.session.current
        try:
            is_stale = self.session.reload_particulars()
        except NotFoundError:
            # The article was removed; it stays on the screen as it was.
            return
        current = self.session.current
        if current is not None and before is not None and current.row.document != before.row.document:
            self._panes.article.meta = meta_line(current.row, self._panes.article.annotated)
            if is_stale:
                self._analyse(current.version)

    def refresh_annotations(self) -> None:
        """Show annotations and bookmarks as the library has them now, and their numbers in the list."""
        self.session.reload_annotations()
        self._panes.article.overlay = self._with_annotations(self._panes.article.overlay)
        self.refresh_list()

    def _with_annotations(self, overlay: Overlay) -> Overlay:
        """List the open document's annotations and bookmarks in the sidebar, and return an overlay with them."""
        current = self.session.current
        if current is None:
            return overlay
        annotations, bookmarks = current.annotations, current.bookmarks
        same = overlay.annotations.all == annotations
        placed = overlay.annotations if same else PlacedAnnotations(annotations, self.labels)
        self._panes.sidebar.show_annotations(len(current.version.text), bookmarks, placed)
        return replace(overlay, bookmarks=tuple(bookmark.offset for bookmark in bookmarks), annotations=placed)

    def add_bookmark(self) -> str:
        """Bookmark the current unit, or the first text in view; return a message."""
        article = self._panes.article
        current, in_view = article.overlay.current, article.in_view
        here = current is not None and in_view.overlaps(current.extent)
        offset = current.start if current is not None and here else in_view.start
        bookmark = self.session.add_bookmark(offset)
        self.refresh_annotations()
        return f"bookmarked: {bookmark.excerpt}" if bookmark else "there is a bookmark here already"

    def look_for_changes(self) -> str:
        """Show what another process changed in the library; return a message if the article was removed."""
        if not self.session.store.changed():
            return ""
        self.refresh()
        was_removed, self._is_removed = self._is_removed, self._is_missing()
        return NO_LONGER_LISTED if self._is_removed and not was_removed else ""

    def _is_missing(self) -> bool:
        current = self.session.current
        try:
            return current is not None and not self.session.store.documents.row(current.row.document.id)
        except NotFoundError:
            return True

    # Analyses

    def begin(self, analysis_queue: AnalysisQueue) -> None:
        """Have the open article analysed, then the first documents of the list in the background."""
        self.analysis_queue = analysis_queue
        current = self.session.current
        if current is not None and current.analysis is None:
            self._analyse(current.version)
        if not self.session.store.read_only:
            rows = self.session.store.documents.page(self.order, 0, BACKGROUND)
            analysis_queue.analyse_in_background(self._unanalysed(row for row in rows if row.quotations is None))

    def _unanalysed(self, rows: Iterator[DocumentRow]) -> Iterator[tuple[Version, str | None]]:
        """Yield the documents without an analysis that can be read, while the library keeps analyses."""
        for row in rows:
            if version := self.unanalysed(row.version_id):
                yield version, row.document.published

    def unanalysed(self, version_id: int) -> Version | None:
        """Return a version that can be read and has no analysis, if the library would keep one."""
        if self._keeps_none or self.session.store.read_only:
            return None
        current = self.session.current
        try:
            is_open = current is not None and current.version.id == version_id
            version = current.version if current and is_open else self.session.store.versions.get(version_id)
            kept = self.session.store.analyses.get(version.sha256, self.session.engine)
        except StoreError:
            return None
        return version if kept is None else None

    def analyse_again(self) -> None:
        """Analyse the open article even if its analysis is stored."""
        if self.session.current is not None:
            self._analyse(self.session.current.version)

    def _analyse(self, version: Version) -> None:
        self.failure = ""
        self._panes.sidebar.status = "analysing…"
        current = self.session.current
        if self.analysis_queue is not None and current is not None:
            self.analysis_queue.analyse(version, current.row.document.published)
        self._changed()

    def arrived(self, version: Version, analysis: Analysis) -> None:
        """Show an analysis if it is of the open article, and store it.

        Raises StoreError if it cannot be stored.
        """
        if self.session.take_analysis(version, analysis):
            self.failure = ""
            self._show_corrected()
        try:
            self.session.keep_analysis(version, analysis)
        except StoreError as error:
            self._keeps_none = isinstance(error, StoreReadOnlyError | StoreDamagedError)
            raise StoreError(f"an analysis could not be saved: {error}") from error
        self.refresh_list()

    def failed(self, version: Version, reason: str) -> None:
        """Show why the open article has no analysis."""
        current = self.session.current
        if current is not None and current.version.sha256 == version.sha256:
            self.failure = reason
            self._panes.sidebar.status = f"{reason}. {self._expand('{analyse} tries again.')}"
            self._changed()

    def recorrect(self) -> None:
        """Show the analysis with the corrections that the library has now."""
        if self.session.recorrect():
            self._show_corrected()
            self.refresh_list()

    def toggle_doubtful(self) -> str:
        """Hide the doubtful statements, or show them again; return a message."""
        self._hides_doubtful = not self._hides_doubtful
        self._show_corrected()
        number = counted(len(self._panes.article.annotated.doubtful), "doubtful statement")
        return f"{number} {'hidden' if self._hides_doubtful else 'shown'}"

    def _show_corrected(self) -> None:
        current, article = self.session.current, self._panes.article
        if current is None:
            return
        article.annotated = replace(
            article.annotated, analysis=current.analysis, hides_doubtful=self._hides_doubtful
        )
        article.meta = meta_line(current.row, article.annotated)
        self._navigator.reresolve()
        self._show_analysis(article.annotated)

    def _show_analysis(self, annotated: AnnotatedText) -> None:
        self._panes.sidebar.show_analysis(
            annotated.text, annotated.analysis, annotated.speaker_styles, annotated.doubtful, annotated.left_out
        )
        self._changed()
