"""Jumps through an article: keeps the current unit, the source being followed, and the search."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from reader.model.span import Span, Spans
from reader.text.annotated_text import AnnotatedText, Overlay
from reader.text.navigation.search import find_all
from reader.text.navigation.units import (
    ParagraphUnits,
    Target,
    Unit,
    UnitKind,
    Units,
    annotation_units,
    entity_units,
    index_of,
    match_units,
    next_unit,
    previous_unit,
    same_unit,
    statement_units,
    unit_at,
)
from reader.tui.widgets.article_view import ArticleView

if TYPE_CHECKING:
    from reader.text.navigation.text_index import TextIndex

_WORD = r"\w+(?:['’\-]\w+)*"


class Navigator:
    """Moves within one article view. Methods that jump return a message about where they led."""

    def __init__(self, view: ArticleView, changed: Callable[[], None], expand: Callable[[str], str]) -> None:
        """`changed` is called after every change; `expand` puts keys into a message."""
        self._view = view
        self._expand = expand
        self._changed = changed
        self._last: tuple[Target, bool] | None = None
        self._before: int | None = None
        self._query = ""
        self._index: tuple[AnnotatedText, TextIndex] | None = None
        self.source_id: str | None = None
        """The id of the source being followed."""
        self.changes: Callable[[], Units] = lambda: ()
        """Returns the changes since the last version."""

    @property
    def current(self) -> Unit | None:
        """The unit that the last jump or click led to."""
        return self._view.overlay.current

    @property
    def unit_in_view(self) -> Unit | None:
        """The current unit, if some of it is in view."""
        in_view = self._view.in_view
        here = self.current is not None and any(in_view.overlaps(span) for span in self.current.spans)
        return self.current if here else None

    @property
    def words_here(self) -> Spans:
        """The current unit without its quotation marks, or the sentence at the top if that is out of view."""
        unit = self.unit_in_view or self._sentence_at(self._view.in_view.start)
        return unit.words if unit else ()

    @property
    def selected(self) -> Span | None:
        """The selected words, or the word at the caret; None without a caret."""
        overlay = self._view.overlay
        if overlay.caret is None:
            return None
        return self.index.word_at(overlay.caret.start) if overlay.selection is None else overlay.selection

    @property
    def index(self) -> TextIndex:
        """The words and sentences of the article."""
        # Imported here because nothing before the first key needs it.
        from reader.text.navigation.text_index import TextIndex

        annotated = self._annotated
        if self._index is None or self._index[0] is not annotated:
            index = TextIndex.of(annotated.text, annotated.blocks, annotated.analysis)
            self._index = (annotated, index)
        return self._index[1]

    @property
    def _annotated(self) -> AnnotatedText:
        return self._view.annotated

    def reresolve(self) -> None:
        """Find the current unit again after the analysis changed; a selection stays.

        A unit that is gone stays current as bare words, so that the next key corrects nothing else and the next
        jump starts from the same place.
        """
        unit, annotated = self.current, self._annotated
        followed = self._units(Target.SOURCE) if self.source_id else ()
        if not followed:
            self.source_id = None
        if unit is not None and unit.kind in (UnitKind.QUOTATION, UnitKind.STATEMENT, UnitKind.ENTITY):
            like = annotated.mention_units if unit.kind is UnitKind.ENTITY else annotated.quotation_units
            if unit.kind is UnitKind.STATEMENT:
                like = statement_units(annotated.text, annotated.analysis) if annotated.analysis else ()
            unit = same_unit(like, unit) or replace(unit, id=None)
        self._set(current=unit, undimmed=_all_spans(followed))

    def reset(self) -> None:
        """Forget the last article, but not the search."""
        self._before = None
        self.source_id = None

    def jump(self, family: Target, forward: bool) -> str:
        """Go to the next or previous unit of a family."""
        if family is Target.SENTENCE:
            return self._jump_to_sentence(forward)
        units = self._units(family)
        if not units:
            return self._no_unit(family)
        self._last = (family, forward)
        step = next_unit if forward else previous_unit
        unit = step(units, self._position(forward))
        wrapped = ""
        if unit is None and family in (Target.MATCH, Target.MENTION):
            unit, wrapped = units[0 if forward else -1], " (from the other end)"
        if unit is None:
            return f"no {'further' if forward else 'earlier'} {family}"
        self.go(unit)
        return f"{family} {index_of(units, unit) + 1} of {len(units)}{wrapped}"

    def _jump_to_sentence(self, forward: bool) -> str:
        self._last = (Target.SENTENCE, forward)
        index, position = self.index, self._position(forward)
        sentence = index.sentence_after(position) if forward else index.sentence_before(position)
        if sentence is None:
            return f"no {'further' if forward else 'earlier'} sentence"
        self.go(Unit(UnitKind.SENTENCE, (sentence,)))
        return ""

    def repeat(self, *, reverse: bool) -> str:
        """Repeat the last jump, or reverse it without changing the direction of the next repeat."""
        if self._last is None:
            return self._expand("no jump yet: try {next-quotation}")
        family, forward = self._last
        said = self.jump(family, forward != reverse)
        self._last = (family, forward)
        return said

    def go(self, unit: Unit) -> None:
        """Make a unit current, and bring it into view."""
        self.remember()
        self._set(current=unit)
        self._view.reveal(unit.spans[0])

    def set_current(self, unit: Unit) -> None:
        """Make a unit current without moving the view."""
        self._set(current=unit)

    def remember(self) -> None:
        """Remember this place for `back`."""
        self._before = self._view.offset_at_top

    def back(self) -> str:
        """Go back to the place before the last jump; again, return here."""
        if self._before is None:
            return "no jump to go back from"
        here = self._view.offset_at_top
        self._view.to_offset(self._before)
        self._before = here
        return ""

    def point(self, offset: int) -> None:
        """Make the quotation, name or sentence at an offset current."""
        unit = unit_at((*self._annotated.quotation_units, *self._annotated.mention_units), offset)
        self._set(current=unit or self._sentence_at(offset))

    def _sentence_at(self, offset: int) -> Unit | None:
        sentence = self.index.sentence_at(offset)
        return Unit(UnitKind.SENTENCE, (sentence,)) if sentence else None

    def follow(self, source_id: str) -> str:
        """Follow one source: dim the rest, and go to its first statement."""
        self.source_id = source_id
        units = self._units(Target.SOURCE)
        if not units:
            return self._no_unit(Target.SOURCE)
        self._last = (Target.SOURCE, True)
        self._set(undimmed=_all_spans(units))
        self.go(units[0])
        return f"statement 1 of {len(units)}"

    def go_to_entity(self, entity_id: str) -> str:
        """Go to the first mention of an entity."""
        units = entity_units(self._annotated.analysis, entity_id) if self._annotated.analysis else ()
        if not units:
            return self._no_unit(Target.ENTITY)
        self._last = (Target.MENTION, True)
        self.go(units[0])
        return f"mention 1 of {len(units)}"

    def search(self, query: str) -> str:
        """Highlight all matches, and go to the first one from here on."""
        self._query = query
        matches = find_all(self._annotated.text, query)
        self._set(matches=tuple(matches), current=None)
        return self.jump(Target.MATCH, True) if matches else f"not found: {query}"

    def cancel(self) -> None:
        """Clear everything over the article but bookmarks and annotations."""
        overlay = self._view.overlay
        cleared = Overlay(bookmarks=overlay.bookmarks, annotations=overlay.annotations)
        self.source_id = None
        if cleared != overlay:
            self._view.overlay = cleared
            self._changed()

    def _set(self, **changes: object) -> None:
        self._view.overlay = replace(self._view.overlay, **changes)  # type: ignore[arg-type]  # fields of Overlay
        self._changed()

    def _position(self, forward: bool) -> int:
        """Return where a jump starts: at the current unit if it is in view, else at the top of the view."""
        in_view = self._view.in_view
        if self.current is not None and in_view.start <= self.current.start <= in_view.end:
            return self.current.start
        return in_view.start - 1 if forward else in_view.start

    def _units(self, family: Target) -> Sequence[Unit]:
        annotated = self._annotated
        if family is Target.PARAGRAPH:
            return ParagraphUnits(annotated.blocks)
        if family is Target.CHANGE:
            return self.changes()
        if family is Target.MATCH:
            return match_units(self._view.overlay.matches)
        if family is Target.ANNOTATION:
            return annotation_units(self._view.overlay.annotations)
        if annotated.analysis is None:
            return ()
        if family is Target.SOURCE:
            source = self.source_id or self._source_here()
            return statement_units(annotated.text, annotated.analysis, source) if source else ()
        if family is Target.MENTION:
            return self._mentions_here()
        return annotated.quotation_units if family is Target.QUOTATION else annotated.mention_units

    def _mentions_here(self) -> Units:
        if self.current is not None and self.current.kind is UnitKind.ENTITY and self._annotated.analysis:
            return entity_units(self._annotated.analysis, self.current.id) if self.current.id else ()
        if self.current is not None and self.current.kind not in (UnitKind.PARAGRAPH, UnitKind.SENTENCE):
            word = re.compile(_WORD).search(self._annotated.text, self.current.start)
            if word:
                return match_units(find_all(self._annotated.text, word[0]))
        return ()

    def _source_here(self) -> str | None:
        """Return the source of the current unit, or of the first statement in view."""
        analysis = self._annotated.analysis
        if analysis is None:
            return None
        sources = {statement.id: statement.source_id for statement in analysis.statements}
        if self.current is not None and self.current.id in sources:
            return sources[self.current.id]
        unit = next_unit(statement_units(self._annotated.text, analysis), self._position(True))
        return sources[unit.id] if unit is not None and unit.id else None

    def _no_unit(self, family: Target) -> str:
        if family is Target.MATCH:
            return self._expand("no search yet: try {search}") if not self._query else f"not found: {self._query}"
        if family is Target.ANNOTATION:
            return self._expand("no annotation in this article: {note} writes a note, {label} gives a label")
        if family is Target.CHANGE:
            return "nothing changed: this is the only version, or the text is the same"
        if self._annotated.analysis is None:
            return "not analysed yet"
        if family is Target.MENTION:
            return self._expand("no name here to look for: {next-entity} goes to a name")
        return f"no {family} in this article"


def _all_spans(units: Sequence[Unit]) -> Spans:
    return tuple(sorted(span for unit in units for span in unit.spans))
