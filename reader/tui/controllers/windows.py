"""The windows over the main screen, and what their answers do."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from reader.config.palette import Palette
from reader.model.bookmark import Bookmark
from reader.text.safety.sanitise import NOTHING, Shown, blank, joined, own, sanitise_line
from reader.tui.controllers.annotator import Annotator
from reader.tui.controllers.cards import cards_here
from reader.tui.controllers.descriptions import provenance_rows
from reader.tui.controllers.follower import Follower
from reader.tui.controllers.history import undo
from reader.tui.dialogs.annotations import NOTHING_LEFT, AnnotationsDialog
from reader.tui.dialogs.help import help_for
from reader.tui.dialogs.list_dialog import BookmarksDialog
from reader.tui.dialogs.palette import Entry, PaletteDialog
from reader.tui.dialogs.text_dialog import TextDialog
from reader.tui.keys.bindable import Bindable
from reader.tui.keys.scopes import Scope
from reader.tui.widgets.card import MAX_LINES, Card, card_lines

if TYPE_CHECKING:
    from reader.tui.controllers.desk import Desk

DARK, LIGHT = own("dark"), own("light")
CARD_WIDTHS = 30, 60
"""The least and greatest width of the card in a window, in cells: it fits the smallest terminal."""
NOTHING_TO_EXPLAIN = "nothing here to explain: {next-quotation} goes to a quotation, {next-entity} to a name"


class Windows:
    """Opens windows, and acts on their answers."""

    def __init__(
        self, desk: Desk, palettes: Mapping[str, Palette], annotator: Annotator, follower: Follower
    ) -> None:
        self._desk = desk
        self._palettes = palettes
        self._annotator = annotator
        self._follower = follower

    def help(self, scope: Scope) -> None:
        """Open the help for a pane, a mode or a window."""
        self._desk.open(help_for(scope, self._desk.keys))

    def provenance(self) -> None:
        """Say where the open article came from."""
        if current := self._desk.session.current:
            rows = [
                (sanitise_line(name), sanitise_line(value))
                for name, value in provenance_rows(current.version, current.row)
            ]
            self._desk.open(TextDialog(self._desk.keys, own("Provenance"), rows))

    def edit_particulars(self) -> None:
        """Let title, outlet, authors, date and URL of the open article be filled in."""
        desk, current = self._desk, self._desk.session.current
        if current is None:
            return
        # Imported here because few articles are described by hand.
        from reader.session.particulars import parsed, typed_form
        from reader.tui.dialogs.form import Field, FormDialog

        document, before = current.row.document, typed_form(current.row.document)

        def filled_in(values: dict[str, str] | None) -> None:
            changes = {field: value for field, value in (values or {}).items() if value != before[field]}
            if changes:
                desk.session.edit(document.id, parsed(changes))
                desk.reading.refresh()
                desk.say(desk.keys.expand("particulars saved ({undo} undoes it)"))

        labels = {
            "title": own("Title"),
            "outlet": own("Outlet"),
            "authors": own("Authors (;)"),
            "published": own("Published"),
            "url": own("URL"),
        }
        fields = [Field(name, label, before[name]) for name, label in labels.items()]
        desk.open(FormDialog(desk.keys, own("About this article"), fields, parsed), filled_in)

    def explain(self) -> None:
        """Open the card of what is here, unless the sidebar shows all of it; with the annotations here, if any."""
        desk = self._desk
        if desk.navigator.unit_in_view is None:
            desk.navigator.point(desk.article.in_view.start)
        unit, annotated = desk.navigator.current, desk.article.annotated
        cards = cards_here(unit, annotated, desk.navigator.source_id)
        desk.say_place("")
        if self._annotator.here():
            self.annotations(self._card_lines(cards, longest_quote=2))
        elif not cards:
            desk.say(desk.keys.expand(NOTHING_TO_EXPLAIN))
        elif not (desk.sidebar.display and desk.sidebar.shows_whole(cards)):
            lines = [(NOTHING, line) for line in self._card_lines(cards, longest_quote=MAX_LINES)]
            desk.open(TextDialog(desk.keys, own("Here"), lines))

    def _card_lines(self, cards: Sequence[Card], longest_quote: int) -> list[Shown]:
        """Return the cards in lines, with an empty one between two; each quotes at most so many lines."""
        width = max(CARD_WIDTHS[0], min(CARD_WIDTHS[1], self._desk.app.size.width // 2))
        lines: list[Shown] = []
        for card in cards:
            lines += [blank(1)] if lines else []
            drawn = card_lines(card, width, MAX_LINES, longest_quote)[1:]
            lines += [sanitise_line(line.text.strip()) for line in drawn]
        return lines

    def bookmarks(self) -> None:
        """List the bookmarks of the open article."""
        desk = self._desk

        def delete(bookmark: Bookmark) -> None:
            desk.session.delete_bookmark(bookmark.id)
            desk.reading.refresh_annotations()

        length = len(desk.article.annotated.text)
        empty = sanitise_line(desk.keys.expand("no bookmark yet: {bookmark} in the article sets one"))
        dialog = BookmarksDialog(desk.keys, desk.session.bookmarks, delete, partial(undo, desk), empty, length)
        desk.open(dialog, self._follower.go_to_bookmark)

    def annotations(self, above: Sequence[Shown] = ()) -> None:
        """List the annotations here, below some lines about what they are on."""
        desk, annotator = self._desk, self._annotator

        def chosen(answer: tuple[str, str] | None) -> None:
            if answer is not None:
                act, annotation_id = answer
                (annotator.edit if act == "edit" else annotator.open)(annotation_id)

        empty = sanitise_line(desk.keys.expand(NOTHING_LEFT))
        dialog = AnnotationsDialog(
            desk.keys, annotator.here, annotator.delete, partial(undo, desk), empty, joined(above, own("\n"))
        )
        desk.open(dialog.with_labels(desk.view_settings.current.labels), chosen)

    def palette(self, commands: Sequence[Bindable], run: Callable[[str], object]) -> None:
        """Let a command be found and run."""
        keys = self._desk.keys
        entries: list[Entry] = [
            (
                sanitise_line(keys.expand(command.help)),
                sanitise_line(" ".join((f":{command.name}", *keys.labels(command)))),
            )
            for command in commands
        ]

        def chosen(number: str | None) -> None:
            if number is not None:
                run(commands[int(number)].name)

        self._desk.open(PaletteDialog(keys, own("Commands"), entries), chosen)

    def themes(self, name: str) -> None:
        """Take the named theme, or let one be chosen, each shown as soon as it is highlighted."""
        if name in self._palettes:
            self._take_theme(name)
        elif name:
            self._desk.say(f"no such theme: {name}; there are {', '.join(self._palettes)}")
        else:
            self._ask_theme()

    def _ask_theme(self) -> None:
        desk = self._desk
        before = desk.app.theme
        offered = sorted(self._palettes.values(), key=lambda palette: (palette.ansi, palette.title))
        entries: list[Entry] = [(sanitise_line(each.title), DARK if each.dark else LIGHT) for each in offered]

        def chosen(number: str | None) -> None:
            if number is None:
                desk.view_settings.show_theme(before)
            else:
                self._take_theme(offered[int(number)].name)

        def preview(number: int) -> None:
            desk.view_settings.show_theme(offered[number].name)

        desk.open(PaletteDialog(desk.keys, own("Themes"), entries, preview), chosen)

    def _take_theme(self, name: str) -> None:
        self._desk.say(self._desk.view_settings.remember(theme=name) or f"theme: {self._palettes[name].title}")
