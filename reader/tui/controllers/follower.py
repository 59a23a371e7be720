"""Goes to what is chosen in the sidebar or a list: a source's statements, an entity, an annotation, a bookmark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.model.annotation import PlacedAnnotation
from reader.model.span import Span
from reader.text.navigation.units import Target, Unit, UnitKind
from reader.tui.controllers.annotator import Annotator
from reader.tui.controllers.versions import Versions
from reader.tui.widgets.sidebar import ENTITIES, NOTES

if TYPE_CHECKING:
    from reader.tui.controllers.desk import Desk


class Follower:
    """Brings into view what was chosen by its id."""

    def __init__(self, desk: Desk, annotator: Annotator, versions: Versions) -> None:
        self._desk = desk
        self._annotator = annotator
        self._versions = versions

    def follow(self, tab: str, id: str) -> None:
        """Go to what a tab of the sidebar lists under an id, and show the article if it is hidden."""
        desk = self._desk
        if tab == ENTITIES:
            desk.say_place(desk.navigator.go_to_entity(id))
        elif tab == NOTES:
            self._go_to_note(id)
        elif id == desk.navigator.source_id:
            desk.say_place(desk.navigator.jump(Target.STATEMENT, True))
        else:
            desk.say_place(desk.navigator.follow(id))
        if not desk.article.display:
            desk.focus_article()

    def _go_to_note(self, id: str) -> None:
        found = (each for each in self._annotator.annotations.all if each.annotation.id == id)
        if (placed := next(found, None)) is None:
            self.go_to_bookmark(id)
        else:
            self._go_to_annotation(placed)

    def _go_to_annotation(self, placed: PlacedAnnotation) -> None:
        annotation, span = placed.annotation, placed.placement.span
        if span is not None:
            self._desk.navigator.go(Unit(UnitKind.ANNOTATION, (span,), annotation.id))
            self._desk.say(f"note: {annotation.note}" if annotation.note else "highlight")
        elif annotation.anchor is not None:
            self._versions.read_where_made(placed)
        else:
            self._annotator.open(annotation.id)

    def go_to_bookmark(self, bookmark_id: str | None) -> None:
        """Bring a bookmarked place into view."""
        for bookmark in self._desk.session.bookmarks():
            if bookmark.id == bookmark_id:
                place = Span(bookmark.offset, bookmark.offset)
                self._desk.navigator.go(Unit(UnitKind.BOOKMARK, (place,), bookmark.id))
                self._desk.say(f"bookmark: {bookmark.excerpt}")
