"""Compares versions of an article, and asks about annotations whose words changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.model.annotation import PlacedAnnotation
from reader.model.document import Block, BlockKind, Version
from reader.model.span import Span
from reader.text.annotated_text import AnnotatedText
from reader.text.navigation.units import Unit, UnitKind, Units
from reader.text.safety.sanitise import Shown, own, sanitise_line
from reader.text.wording.formatting import counted, readable_date

if TYPE_CHECKING:
    from reader.text.anchoring.difference import Change
    from reader.tui.controllers.desk import Desk

AROUND = 80
"""Code points shown on each side of an annotation's words."""


class Versions:
    """Opens pages about the versions of the open article and the annotations in them."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._compared: tuple[int, int] | None = None
        self._changes: list[Change] = []

    # What changed

    def show_changes(self) -> str:
        """Show what changed since the last version, or return a message if there is nothing to show."""
        before, now = self._pair()
        if before is None or now is None:
            return "this is the only version of the article"
        # Imported here because only comparing needs the aligner.
        from reader.text.anchoring.difference import report

        found = self._compare(before, now)
        if not found:
            return "the text is the same as in the last version"
        changed = report(before.text, now.text, found)
        title = sanitise_line(
            f"{counted(len(found), 'change')} since {readable_date(before.created)}: [-removed-] {{+added+}}"
        )
        self._read(title, AnnotatedText(changed.text, changed.blocks, changed.markups))
        return ""

    def changes(self) -> Units:
        """Return the changes as units of the open article's text."""
        before, now = self._pair()
        found = self._compare(before, now) if before is not None and now is not None else []
        return tuple(Unit(UnitKind.CHANGE, (change.new,), str(n)) for n, change in enumerate(found))

    @property
    def described(self) -> str:
        """What the current change removed and added, in one line."""
        unit = self._desk.navigator.current
        before, now = self._pair()
        if before is None or now is None or unit is None or unit.kind is not UnitKind.CHANGE:
            return ""
        change = self._compare(before, now)[int(unit.id or 0)]
        return _changed_words(change.old.of(before.text), change.new.of(now.text))

    def _pair(self) -> tuple[Version | None, Version | None]:
        """Return the version before the open one, and the open one."""
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

    # Annotations and their words

    def go_to(self, placed: PlacedAnnotation) -> None:
        """Go to an annotation in its article, or, if its words are gone, to the version it was made in."""
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
        """Show the version that an annotation was made in, with its words highlighted."""
        annotation = placed.annotation
        version = self._desk.session.store.versions.get(annotation.version_id)
        anchor = annotation.anchor
        span = anchor.span if anchor is not None and anchor.span.of(version.text) == anchor.exact else None
        words = "" if span is not None or anchor is None else f": it never had these words: “{anchor.exact}”"
        title = sanitise_line(f"As it was on {readable_date(version.created)}{words}")
        self._read(title, _annotated(version), span)

    def decide(self, placed: PlacedAnnotation) -> None:
        """Show how an annotation's words changed, ask whether it still means them, and keep the answer."""
        annotation, place = placed.annotation, placed.placement
        if annotation.anchor is None or place.span is None:
            return
        newest = self._desk.session.store.versions.newest(annotation.document_id)
        comparison = _comparison(annotation.anchor.exact, newest, place.span)

        def answered(are_these: bool | None) -> None:
            if are_these is not None:
                span = place.span if are_these else None
                self._desk.session.annotations.decide(placed, newest.id, span)
                self._desk.reading.refresh_annotations()
                said = "kept on these words" if span else "kept as an orphan"
                self._desk.say(self._desk.keys.expand(said + " ({undo} undoes it)"))

        from reader.tui.dialogs.text_page import DecisionPage

        title = own("Are these the words you annotated?")
        self._desk.open(DecisionPage(self._desk.keys, title, comparison, self._desk.article.book), answered)

    def undecided(self) -> list[PlacedAnnotation]:
        """Return the annotations of the open article whose words changed and nobody has decided about."""
        return [each for each in self._desk.article.overlay.annotations.all if each.placement.is_undecided]

    @property
    def reminder(self) -> str:
        """A message about a text that changed and about undecided annotations, if there are any."""
        current, count = self._desk.session.current, len(self.undecided())
        parts = []
        if current is not None and current.changed:
            parts.append("the text changed since you opened it: {changes} shows what")
        if current is not None and current.changed and (lost := self._lost_corrections()):
            hold = "no longer holds" if lost == 1 else "no longer hold"
            parts.append(f"{counted(lost, 'correction')} {hold}: {{corrections}} lists them")
        if count:
            parts.append(f"{counted(count, 'note')} here whose words changed: {{decide}} asks about each")
        return self._desk.keys.expand("; ".join(parts))

    def _lost_corrections(self) -> int:
        """Count the corrections of the open article whose words its text no longer has."""
        # Imported here because few articles have corrections.
        from reader.corrections.targets import is_lost

        current = self._desk.session.current
        if current is None:
            return 0
        placed = self._desk.session.store.corrections.of(current.row.document.id, current.version.id)
        return sum(is_lost(each, len(current.version.text)) for each in placed)

    def _read(self, title: Shown, annotated: AnnotatedText, match: Span | None = None) -> None:
        from reader.tui.dialogs.text_page import TextPage

        self._desk.open(TextPage(self._desk.keys, title, annotated, self._desk.article.book, match=match))


def _changed_words(old: str, new: str) -> str:
    parts = [f"[-{old}-]" if old else "", f"{{+{new}+}}" if new else ""]
    return " ".join(part for part in parts if part)


def _comparison(words: str, newest: Version, span: Span) -> AnnotatedText:
    """Return how an annotation's words differ from those at its place, or that only the surroundings do."""
    from reader.text.anchoring.difference import changes, report

    old, new = _one_line(words), _one_line(span.of(newest.text))
    changed = report(old, new, changes(old, new))
    if changed.text:
        return AnnotatedText(changed.text, changed.blocks, changed.markups)
    around = _one_line(newest.text[max(0, span.start - AROUND) : span.end + AROUND])
    same = f"The words are the same: “{old}”. Around them it now says: … {around} …"
    return AnnotatedText(same, (Block(Span(0, len(same)), BlockKind.PARAGRAPH),))


def _one_line(words: str) -> str:
    return " ".join(words.split())


def _annotated(version: Version) -> AnnotatedText:
    return AnnotatedText(version.text, version.blocks, version.markups)
