"""The window with all annotations of the library, filtered as you type."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widget import Widget

from reader.model.annotation import AnnotationFilter, AnnotationRow
from reader.model.errors import ReaderError
from reader.session.annotation_filter import HELP, described, filter_of
from reader.text.safety.sanitise import own, sanitise_line
from reader.text.wording.formatting import counted
from reader.tui.dialogs.window import FULL_WIDTH, HELP_HINT, Actions, Window, navigation_actions
from reader.tui.keys.scopes import Mode, Scope
from reader.tui.safe import SafeStatic
from reader.tui.widgets.annotation_list import AnnotationList
from reader.tui.widgets.line_input import LineInput
from reader.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from textual.events import Key

    from reader.tui.controllers.desk import Desk
    from reader.tui.controllers.versions import Versions

LISTING = (
    ("choose", "opens"),
    ("filter-notes", "filters"),
    ("difference", "difference"),
    ("delete", "deletes"),
    ("undo", "undoes"),
    HELP_HINT,
)
CLOSES = ("close", "closes")
FILTERING = (("take", "opens"),)
LEAVES = ("leave", "to the list")
"""The key hints of the list and of the filter."""


class NotesScreen(Window[AnnotationRow]):
    """Lists annotations. The result is the one to go to."""

    share = FULL_WIDTH

    def __init__(self, desk: Desk, versions: Versions, typed: str) -> None:
        super().__init__(desk.keys, own("Notes of the whole library"))
        self._desk = desk
        self._versions = versions
        self._wanted = AnnotationFilter()
        self.filter = LineInput(typed)
        self.filter.placeholder = HELP
        self.list = AnnotationList(id="annotations")
        self.list.labels = desk.view_settings.current.labels
        self.said = SafeStatic(id="said")

    @property
    def is_filtering(self) -> bool:
        """True while keys go to the filter."""
        return self.focused is self.filter

    @property
    def scope(self) -> Scope:
        """Where a key has its meaning now."""
        return Mode.FILTER if self.is_filtering else Mode.NOTES

    def compose(self) -> ComposeResult:
        """Compose the filter, the list, and a line with their number."""
        with self.with_frame(Vertical(classes="page")):
            yield self.filter
            yield self.list
            yield self.said

    def on_mount(self) -> None:
        """Fill the list."""
        self._filter()
        self._give_keys_to(self.filter)

    def actions(self) -> Actions:
        """Map commands to actions: in the filter only to leave it, in the list to move and act."""
        if self.is_filtering:
            return {
                **dict.fromkeys(("leave", "next-choice"), lambda: self._give_keys_to(self.list)),
                "take": self._choose,
            }
        return {
            **navigation_actions(self.list),
            **dict.fromkeys(("close", "notes"), self.finish),
            "filter-notes": lambda: self._give_keys_to(self.filter),
            "choose": self._choose,
            "difference": self._difference,
            "delete": self._delete,
            "undo": self._undo,
        }

    def type_key(self, event: Key) -> None:
        """Type into the filter."""
        if self.is_filtering:
            before = self.filter.value
            self.filter.type_key(event)
            if self.filter.value != before:
                self._filter()

    def paste(self, text: str) -> None:
        """Paste into the filter."""
        if self.is_filtering:
            self.filter.paste(text)
            self._filter()

    def on_descendant_focus(self) -> None:
        """Update the key hints after a click."""
        self._show_keys()

    def on_row_list_row_chosen(self, event: RowList.RowChosen) -> None:
        """Choose the clicked annotation."""
        event.stop()
        self._choose()

    def _give_keys_to(self, widget: Widget) -> None:
        self.set_focus(widget)
        self._show_keys()

    def _show_keys(self) -> None:
        self.hints, self.close_hint = (FILTERING, LEAVES) if self.is_filtering else (LISTING, CLOSES)
        self.update_titles()

    def _choose(self) -> None:
        if (row := self.list.highlighted_row) is not None:
            self.finish(row)

    def on_screen_resume(self) -> None:
        """Show what was decided in a window over this one."""
        self._refill(self.list.highlighted)

    def _filter(self) -> None:
        self._wanted = filter_of(self.filter.value, self._desk.session.store.annotations, self.list.labels)
        self._refill(0)

    def _refill(self, highlighted: int | None) -> None:
        annotations, wanted = self._desk.session.store.annotations, self._wanted
        try:
            count, total = annotations.count(wanted), annotations.count(AnnotationFilter())
            template = "nothing matches the filter" if total else "no note yet: {note} in an article writes one"
            empty = self._desk.keys.expand(template)
            self.list.show(count, partial(annotations.page, wanted), empty, highlighted)
        except ReaderError as error:
            self._say(str(error))
            return
        number = counted(count, "note") if count == total else f"{count:,} of {counted(total, 'note')}"
        self._say(" · ".join(part for part in (number, described(wanted, self.list.labels)) if part))

    def _difference(self) -> None:
        if (row := self.list.highlighted_row) is None:
            return
        place = row.placed.placement
        if place.span is None:
            self._versions.read_where_made(row.placed)
        elif place.is_undecided or place.decided:
            self._versions.decide(row.placed)
        else:
            self._say("its words are unchanged in the article")

    def _delete(self) -> None:
        if (row := self.list.highlighted_row) is not None:
            self._do(lambda: self._desk.session.annotations.delete(row.placed.annotation))

    def _undo(self) -> None:
        self._do(self._desk.session.history.undo)

    def _do(self, act: Callable[[], object]) -> None:
        try:
            act()
        except ReaderError as error:
            self._say(str(error))
            return
        self._desk.reading.refresh()
        self._refill(self.list.highlighted)

    def _say(self, message: str) -> None:
        self.said.say(sanitise_line(message))
