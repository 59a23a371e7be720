"""Versions of articles on the screen: what changed, older texts to read, and marks whose words are others now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.model.annotation import PlacedAnnotation
from reader.model.document import Block, BlockKind, Version
from reader.model.span import Span
from reader.text.layout.annotated_text import AnnotatedText
from reader.text.navigation.units import Unit, UnitKind, Units
from reader.text.safety.sanitise import Shown, own, sanitise_line
from reader.text.wording.formatting import counted, readable_date
from reader.tui.appearance.style_book import StyleBook

if TYPE_CHECKING:
    from reader.text.anchoring.difference import Change
    from reader.tui.controllers.desk import Desk


class Versions:
    """What a person may see and say of the versions of the open article, and of marks in them."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._compared: tuple[int, int] | None = None
        self._changes: list[Change] = []

    # What changed

    def show_changes(self) -> str:
        """Open what changed since the last version; what to say where there is nothing to show."""
        before, now = self._pair()
        if before is None or now is None:
            return "this is the only version of the article"
        # Imported here because nobody waits for the aligner who does not compare versions.
        from reader.text.anchoring.difference import report

        found = self._compare(before, now)
        if not found:
            return "the text is the same as in the last version"
        told = report(before.text, now.text, found)
        title = sanitise_line(
            f"{counted(len(found), 'change')} since {readable_date(before.created)}: [-taken out-] {{+put in+}}"
        )
        self._read(title, AnnotatedText(told.text, told.blocks, told.markups))
        return ""

    def changes(self) -> Units:
        """The changes as units of the open article's text."""
        before, now = self._pair()
        found = self._compare(before, now) if before is not None and now is not None else []
        return tuple(Unit(UnitKind.CHANGE, (change.new,), str(n)) for n, change in enumerate(found))

    @property
    def described(self) -> str:
        """What the current change took out and put in, for one line."""
        unit = self._desk.navigator.current
        before, now = self._pair()
        if before is None or now is None or unit is None or unit.kind is not UnitKind.CHANGE:
            return ""
        change = self._compare(before, now)[int(unit.id or 0)]
        return _changed_words(change.old.of(before.text), change.new.of(now.text))

    def _pair(self) -> tuple[Version | None, Version | None]:
        """The version before the open one, and that."""
        current = self._desk.session.current
        if current is None:
            return None, None
        store, now = self._desk.session.store, current.version
        older = [id for id in store.versions.ids(now.document_id) if id != now.id]
        return (store.versions.get(older[-1]) if older else None), now

    def _compare(self, before: Version, now: Version) -> list[Change]:
        if self._compared != (before.id, now.id):
            from reader.text.anchoring.difference import changes

            self._changes = changes(before.text, now.text)
            self._compared = before.id, now.id
        return self._changes

    # Marks and their words

    def go_to(self, placed: PlacedAnnotation) -> None:
        """Open the article of an annotation where it stands; where it is gone, what it was made in."""
        annotation, span = placed.annotation, placed.placement.span
        desk = self._desk
        if desk.session.current is None or desk.session.current.row.document.id != annotation.document_id:
            desk.open_document(annotation.document_id)
        if span is not None:
            desk.navigator.go(Unit(UnitKind.ANNOTATION, (span,), annotation.id))
            desk.say(annotation.note or "highlight")
        elif annotation.anchor is not None:
            self.read_where_made(placed)

    def read_where_made(self, placed: PlacedAnnotation) -> None:
        """Open the version that an annotation was made in, to read, its words marked."""
        annotation = placed.annotation
        version = self._desk.session.store.versions.get(annotation.version_id)
        anchor = annotation.anchor
        span = anchor.span if anchor is not None and anchor.span.of(version.text) == anchor.exact else None
        words = "" if span is not None or anchor is None else f": its words were never here: “{anchor.exact}”"
        title = sanitise_line(f"As it was on {readable_date(version.created)}{words}")
        self._read(title, _annotated(version), span)

    def decide(self, placed: PlacedAnnotation) -> None:
        """Show what an annotation's words were and are, and keep what a person says of it."""
        annotation, place = placed.annotation, placed.placement
        if annotation.anchor is None or place.span is None:
            return
        newest = self._desk.session.store.versions.newest(annotation.document_id)
        from reader.text.anchoring.difference import changes, report

        old, new = _in_sentence(annotation.anchor.exact), _in_sentence(place.span.of(newest.text))
        told = report(old, new, changes(old, new))
        same = _same_words(old, newest, place.span)
        whole = Block(Span(0, len(same)), BlockKind.PARAGRAPH)
        annotated = (
            AnnotatedText(told.text, told.blocks, told.markups) if told.text else AnnotatedText(same, (whole,))
        )

        def answered(are_these: bool | None) -> None:
            if are_these is not None:
                span = place.span if are_these else None
                self._desk.session.annotations.decide(placed, newest.id, span)
                self._desk.reading.refresh_annotations()
                said = "kept with these words" if span else "kept as an orphan"
                self._desk.say(self._desk.keys.expand(said + " ({undo} undoes it)"))

        from reader.tui.dialogs.text_page import DecisionPage

        title = own("Are these the words you marked?")
        self._desk.open(DecisionPage(self._desk.keys, title, annotated, self._book), answered)

    def undecided(self) -> list[PlacedAnnotation]:
        """The annotations of the open article on which a person should look."""
        return [each for each in self._desk.article.overlay.marked.annotations if each.placement.is_undecided]

    @property
    def asked(self) -> str:
        """What asks for a look, where a new version has other words for some notes."""
        count = len(self.undecided())
        words = f"{counted(count, 'note')} here whose words changed: {{decide}} asks about each"
        return self._desk.keys.expand(words) if count else ""

    def _read(self, title: Shown, annotated: AnnotatedText, marked: Span | None = None) -> None:
        from reader.tui.dialogs.text_page import TextPage

        self._desk.open(TextPage(self._desk.keys, title, annotated, self._book, match=marked))

    @property
    def _book(self) -> StyleBook:
        palette = self._desk.article.book.palette
        return StyleBook(palette, palette.ground)


def _changed_words(old: str, new: str) -> str:
    parts = [f"[-{old}-]" if old else "", f"{{+{new}+}}" if new else ""]
    return " ".join(part for part in parts if part)


def _in_sentence(words: str) -> str:
    return " ".join(words.split())


def _same_words(words: str, version: Version, span: Span) -> str:
    """What stands about words that are the same, where it is their surroundings that changed."""
    around = version.text[max(0, span.start - 80) : span.end + 80]
    return f"The words are the same: “{words}”. They stand otherwise now: … {_in_sentence(around)} …"


def _annotated(version: Version) -> AnnotatedText:
    return AnnotatedText(version.text, version.blocks, version.markups)
