"""The screen of all annotations of the library: filtered as one types, and opened where they stand."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input

from reader.model.annotation import AnnotationFilter, AnnotationRow
from reader.model.errors import ReaderError
from reader.text.sanitise import own, sanitise_line
from reader.text.wording import counted
from reader.tui.desk.versions import is_undecided
from reader.tui.dialogs.window import Window
from reader.tui.keys.key_map import name_of
from reader.tui.safe import Words, entitle
from reader.tui.sitting.filtering import HELP, Known, described, filter_of
from reader.tui.widgets.annotation_list import AnnotationList
from reader.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from reader.tui.screens.main import MainScreen

KEYS = own("Enter opens · / filters · D difference · X deletes · U undoes · Esc closes")


class NotesScreen(Window[AnnotationRow | None]):
    """Answers with the annotation to go to."""

    def __init__(self, desk: MainScreen, typed: str = "") -> None:
        super().__init__()
        self._desk = desk
        self._wanted = AnnotationFilter()
        store = desk.session.store
        self._known = Known(store.tags, store.labels, store.authors, store.speakers)
        self.filter = Input(typed, compact=True, select_on_focus=False)
        self.filter.placeholder = HELP
        self.filter.cursor_blink = False
        self.list = AnnotationList(id="annotations")
        self.said = Words(id="said")

    def compose(self) -> ComposeResult:
        """A line to type in, the list, and a line that says how many there are."""
        with Vertical(classes="page") as frame:
            entitle(frame, own("Notes of the whole library"), KEYS)
            yield self.filter
            yield self.list
            yield self.said

    def on_mount(self) -> None:
        """List all, or what was asked for."""
        self._filter()
        self.set_focus(self.list)

    @on(Input.Changed)
    def _typed(self) -> None:
        self._filter()

    @on(Input.Submitted)
    def _first(self) -> None:
        self.list.choose()

    def on_key(self, event: events.Key) -> None:
        """In the line to type in, only what leaves it; in the list, moving and acts."""
        key, rows = name_of(event), self.list
        if self.focused is self.filter:
            acts: dict[str, Callable[[], object]] = dict.fromkeys(
                ("escape", "down", "tab"), lambda: self.set_focus(rows)
            )
        else:
            acts = {
                **dict.fromkeys(("j", "down"), lambda: rows.move(1)),
                **dict.fromkeys(("k", "up"), lambda: rows.move(-1)),
                **dict.fromkeys(("space", "pagedown"), lambda: rows.page(1)),
                **dict.fromkeys(("b", "pageup"), lambda: rows.page(-1)),
                **dict.fromkeys(("d", "ctrl+d"), lambda: rows.page(0.5)),
                **dict.fromkeys(("u", "ctrl+u"), lambda: rows.page(-0.5)),
                **dict.fromkeys(("g", "home"), rows.to_top),
                **dict.fromkeys(("G", "end"), rows.to_bottom),
                **dict.fromkeys(("/", "F"), lambda: self.set_focus(self.filter)),
                **dict.fromkeys(("escape", "q", "&"), lambda: self.dismiss(None)),
                "enter": rows.choose,
                "D": self._difference,
                "X": self._delete,
                "U": self._undo,
            }
        if act := acts.get(key):
            event.stop()
            event.prevent_default()
            act()
        elif self.focused is self.filter and event.is_printable and event.character is not None:
            # It was typed so soon that the list had the focus still.
            self.filter.insert_text_at_cursor(event.character)

    def on_paste(self, event: events.Paste) -> None:
        """Take what was pasted so soon that the list had the focus still."""
        if self.focused is self.filter:
            self.filter.insert_text_at_cursor(" ".join(event.text.split()))

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Answer."""
        event.stop()
        self.dismiss(self.list.highlighted_row)

    def on_screen_resume(self) -> None:
        """Show what was decided meanwhile in a window over this one."""
        self._refill(self.list.highlighted)

    def _filter(self) -> None:
        self._wanted = filter_of(self.filter.value, self._known)
        self._refill(0)

    def _refill(self, highlighted: int | None) -> None:
        store, wanted = self._desk.session.store, self._wanted
        try:
            count, total = store.annotation_count(wanted), store.annotation_count(AnnotationFilter())
            empty = (
                self._desk.told("no note yet: {note} in an article writes one")
                if not total
                else "nothing fits what is typed"
            )
            self.list.show(
                count, lambda offset, limit: store.annotation_rows(wanted, offset, limit), empty, highlighted
            )
            meant = described(wanted)
            number = counted(count, "note") if count == total else f"{count:,} of {counted(total, 'note')}"
            self.said.say(sanitise_line(" · ".join(part for part in (number, meant) if part)))
        except ReaderError as error:
            self.said.say(sanitise_line(str(error)))

    def _difference(self) -> None:
        row = self.list.highlighted_row
        if row is None:
            return
        if row.placed.placement.span is None or is_undecided(row.placed) or row.placed.placement.decided:
            versions = self._desk.versions
            (versions.decide if row.placed.placement.span is not None else versions.read_where_made)(row.placed)
        else:
            self.said.say(own("its words are in the article as they were"))

    def _delete(self) -> None:
        if (row := self.list.highlighted_row) is not None:
            self._do(lambda: self._desk.session.annotating.delete(row.placed.annotation))

    def _undo(self) -> None:
        self._do(self._desk.session.history.undo)

    def _do(self, act: Callable[[], object]) -> None:
        try:
            act()
        except ReaderError as error:
            self.said.say(sanitise_line(str(error)))
            return
        self._desk.reading.refresh_marks()
        self._refill(self.list.highlighted)
