"""The windows that open over the main screen, and what their answers do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from reader.config.palette import Palette
from reader.model.bookmark import Bookmark
from reader.model.span import Span
from reader.text.navigation.units import Unit, UnitKind
from reader.text.safety.sanitise import NOTHING, own, sanitise_line
from reader.tui.commands.registry import COMMANDS
from reader.tui.controllers.cards import card_of
from reader.tui.controllers.descriptions import provenance_rows
from reader.tui.dialogs.annotations import NOTHING_LEFT, AnnotationsDialog
from reader.tui.dialogs.help import help_for
from reader.tui.dialogs.list_dialog import BookmarksDialog
from reader.tui.dialogs.palette import Entry, PaletteDialog
from reader.tui.dialogs.text_dialog import TextDialog
from reader.tui.keys.bindings import Bindings
from reader.tui.keys.scopes import Pane
from reader.tui.widgets.card import WHOLE, card_lines

if TYPE_CHECKING:
    from reader.tui.screens.main import MainScreen

DARK, LIGHT = own("dark"), own("light")
CARD_WIDTHS = 30, 60
"""The width of the card in a window, at least and at most so many cells: it fits the smallest terminal."""


class Windows:
    """Opens windows for one main screen."""

    def __init__(self, desk: MainScreen, palettes: Mapping[str, Palette], bindings: Bindings) -> None:
        self._desk = desk
        self._palettes = palettes
        self._bindings = bindings

    def help(self) -> None:
        """The keys that mean something here."""
        self._desk.open(help_for(self._desk.keyboard.scopes[0], self._bindings))

    def provenance(self) -> None:
        """Where the open article came from."""
        if current := self._desk.session.current:
            rows = [
                (sanitise_line(name), sanitise_line(value))
                for name, value in provenance_rows(current.version, current.row)
            ]
            self._desk.open(TextDialog(self._bindings, own("Provenance"), rows))

    def explain(self) -> None:
        """Show the card of what is current: in the sidebar, or in a window where that cannot hold all of it."""
        desk = self._desk
        if desk.navigator.unit_in_view is None:
            desk.navigator.point(desk.article.in_view.start)
        desk.say_place("")
        if desk.annotations.here():
            self.annotations()
        elif Pane.SIDEBAR not in desk.shown_panes or not desk.sidebar.has_whole_card:
            self.card()

    def card(self) -> None:
        """What the sidebar's card says."""
        card = card_of(self._desk.navigator.current, self._desk.article.annotated)
        if card is None:
            self._desk.say(
                self._desk.told(
                    "nothing here to explain: {next-quotation} goes to a quotation, {next-entity} to a name"
                )
            )
            return
        width = max(CARD_WIDTHS[0], min(CARD_WIDTHS[1], self._desk.size.width // 2))
        lines = [sanitise_line(line.text.strip()) for line in card_lines(card, width, WHOLE)[1:]]
        self._desk.open(TextDialog(self._bindings, own("Here"), [(NOTHING, line) for line in lines]))

    def bookmarks(self) -> None:
        """The bookmarks of the open article."""
        desk = self._desk

        def delete(bookmark: Bookmark) -> None:
            desk.session.delete_bookmark(bookmark.id)
            desk.reading.refresh_marks()

        length = len(desk.article.annotated.text)
        empty = sanitise_line(desk.told("no bookmark yet: {bookmark} in the article sets one"))
        bookmarks = desk.session.bookmarks
        desk.open(
            BookmarksDialog(self._bindings, bookmarks, delete, self._undo_mark, empty, length), self.go_to_bookmark
        )

    def annotations(self) -> None:
        """The annotations on the current words."""
        desk = self._desk

        def chosen(answer: tuple[str, str] | None) -> None:
            if answer is not None:
                act, annotation_id = answer
                with desk.saying_errors():
                    (desk.annotations.edit if act == "edit" else desk.annotations.open)(annotation_id)

        nothing, here = sanitise_line(desk.told(NOTHING_LEFT)), desk.annotations.here
        dialog = AnnotationsDialog(self._bindings, here, desk.annotations.delete, self._undo_mark, nothing)
        desk.open(dialog, chosen)

    def _undo_mark(self) -> None:
        self._desk.session.history.undo()
        self._desk.reading.refresh_marks()

    def go_to_annotation(self, annotation_id: str) -> None:
        """Bring the words of an annotation, or a bookmarked place, into view."""
        desk = self._desk
        for placed in desk.annotations.marked.annotations:
            if placed.annotation.id == annotation_id:
                if placed.placement.span is None and placed.annotation.anchor is not None:
                    desk.versions.read_where_made(placed)
                    return
                if placed.placement.span is None:
                    desk.annotations.open(annotation_id)
                    return
                desk.navigator.go(Unit(UnitKind.ANNOTATION, (placed.placement.span,), annotation_id))
                desk.say(f"note: {placed.annotation.note}" if placed.annotation.note else "highlight")
        self.go_to_bookmark(annotation_id)

    def go_to_bookmark(self, bookmark_id: str | None) -> None:
        """Bring a bookmarked place into view."""
        for bookmark in self._desk.session.bookmarks():
            if bookmark.id == bookmark_id:
                place = Span(bookmark.offset, bookmark.offset)
                self._desk.navigator.go(Unit(UnitKind.BOOKMARK, (place,), bookmark.id))
                self._desk.say(f"bookmark: {bookmark.excerpt}")

    def palette(self) -> None:
        """Every command that can be done now."""
        desk = self._desk
        commands = [command for command in COMMANDS if command.available(desk)]
        entries: list[Entry] = [
            (
                sanitise_line(self._bindings.told(command.help())),
                sanitise_line(" ".join((f":{command.name}", *self._bindings.labels(command)))),
            )
            for command in commands
        ]

        def chosen(number: str | None) -> None:
            if number is not None:
                desk.keyboard.run(commands[int(number)])

        desk.open(PaletteDialog(self._bindings, own("What to do?"), entries), chosen)

    def themes(self, name: str) -> None:
        """Take the named theme, or show all themes, each as soon as it is highlighted."""
        desk = self._desk
        if name:
            if name in self._palettes:
                self._take(name)
            else:
                desk.say(f"no such theme: {name}; there are {', '.join(self._palettes)}")
            return
        before = desk.app.theme
        offered = sorted(self._palettes.values(), key=lambda palette: (palette.ansi, palette.title))
        entries: list[Entry] = [(sanitise_line(each.title), DARK if each.dark else LIGHT) for each in offered]

        def chosen(number: str | None) -> None:
            if number is None:
                desk.view_settings.show_theme(before)
            else:
                self._take(offered[int(number)].name)

        def preview(number: int) -> None:
            desk.view_settings.show_theme(offered[number].name)

        desk.open(PaletteDialog(self._bindings, own("Which colours?"), entries, preview), chosen)

    def _take(self, name: str) -> None:
        self._desk.say(self._desk.view_settings.remember(theme=name) or f"theme: {self._palettes[name].title}")
