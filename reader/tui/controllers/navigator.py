"""Jumps through an article: keeps the current unit, the source being followed, and the search."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from reader.model.analysis import Analysis
from reader.model.span import Span, Spans
from reader.text.annotated_text import AnnotatedText, Overlay
from reader.text.navigation.search import find_all
from reader.text.navigation.statement_walk import StatementWalk
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
    unit_at,
)
from reader.tui.widgets.article_view import ArticleView

if TYPE_CHECKING:
    from reader.text.navigation.text_index import TextIndex

_BY_STATEMENT = (Target.STATEMENT, Target.UNCHECKED)
_MAY_BEGIN_TOGETHER = (Target.QUOTATION, Target.ENTITY, Target.ANNOTATION)
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
        self._left: tuple[int, int] | None = None
        """Where the unit that was cleared began, and the offset at the top then: a jump starts there."""
        self._from_end: tuple[int, int] | None = None
        """The end of the article that one has just gone to, and the offset at the top there."""
        self._landed: tuple[Unit | None, Unit | None] = None, None
        """What became current with the match that was jumped to last, and that match."""
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

    def mark_here(self) -> None:
        """Make the sentence at the top of the view current, so that it is marked, if nothing in view is."""
        if self.unit_in_view is None and (sentence := self._sentence_at(self._view.in_view.start)) is not None:
            self._set(current=sentence, match=None)

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
        followed = self._walk.units if self.source_id else ()
        if not followed:
            self.source_id = None
        like = {
            UnitKind.QUOTATION: annotated.quotation_units,
            UnitKind.STATEMENT: (*followed, *annotated.statement_units),
            UnitKind.ENTITY: annotated.mention_units,
        }
        if unit is not None and unit.kind in like:
            unit = same_unit(like[unit.kind], unit) or replace(unit, id=None, others=())
        self._set(current=unit, followed=self.source_id, undimmed=_all_spans(followed))

    def reset(self) -> None:
        """Forget the last article, but not the search."""
        self._before = self._left = None
        self.source_id = None
        self._from_end = None
        self._changed()

    def jump(self, family: Target, forward: bool) -> str:
        """Go to the next or previous unit of a family."""
        if family is Target.SENTENCE:
            return self._jump_to_sentence(forward)
        units = self._units(family)
        if not units:
            return self._no_unit(family)
        self._last = (family, forward)
        unit = self._beside(units, family, forward)
        wrapped = ""
        if unit is None and family in (Target.MATCH, Target.MENTION):
            unit, wrapped = units[0 if forward else -1], " (from the other end)"
        if unit is None:
            return f"no {'further' if forward else 'earlier'} {family}"
        if family is Target.MATCH:
            self._land(unit)
        else:
            self.go(unit)
        return self._place_of(unit, units, family) + wrapped

    def _beside(self, units: Sequence[Unit], family: Target, forward: bool) -> Unit | None:
        """Return the unit after or before the current one, or else the place where one is."""
        position, here = self._position(family, forward), self._unit_at_hand
        if here is not None and family in _BY_STATEMENT and here.ids:
            return self._walk.beside(here, tuple(units), forward=forward)
        if here is not None and family in _MAY_BEGIN_TOGETHER and isinstance(units, tuple):
            with suppress(ValueError):
                at = index_of(units, here) + (1 if forward else -1)
                return units[at] if 0 <= at < len(units) else None
        return (next_unit if forward else previous_unit)(units, position)

    def _place_of(self, unit: Unit, units: Sequence[Unit], family: Target) -> str:
        """Return which of how many a unit is."""
        if family in _BY_STATEMENT:
            return self._walk.place_of(unit)
        return f"{family} {index_of(units, unit) + 1} of {len(units)}"

    @property
    def checked(self) -> str:
        """How many of the statements that one steps through are checked: `3 of 18 checked`."""
        return self._walk.checked

    def _land(self, match: Unit) -> None:
        """Make the statement that a match lies in current, or the match itself."""
        statement = unit_at(self._annotated.statement_units, match.start)
        self.go(statement or match, match.spans[0])
        self._landed = self.current, match

    def _jump_to_sentence(self, forward: bool) -> str:
        self._last = (Target.SENTENCE, forward)
        index, position = self.index, self._position(Target.SENTENCE, forward)
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

    def go(self, unit: Unit, match: Span | None = None) -> None:
        """Make a unit current, and bring it, or a match in it, into view."""
        self.remember()
        self._set(current=unit, match=match)
        self._view.reveal(match or unit.spans[0])

    def go_to_changed(self, before: Analysis, now: Analysis | None) -> None:
        """Make the statement current that differs between two analyses of the article, if there is just one."""
        known = {each.id: each for each in before.statements}
        changed = {each.id for each in now.statements if known.get(each.id) != each} if now else set()
        units = [unit for unit in self._annotated.statement_units if not changed.isdisjoint(unit.ids)]
        if len(units) == 1 and self.unit_in_view != units[0]:
            self.go(units[0])

    def step_on(self) -> str:
        """Go to the next statement, or after a jump to one that is not checked to the next of those."""
        family = Target.UNCHECKED if self._last and self._last[0] is Target.UNCHECKED else Target.STATEMENT
        return self.jump(family, True)

    def go_to_end(self, *, top: bool) -> None:
        """Go to the start of the article, or to its end; the next jump goes on from there."""
        self.remember()
        self._set(current=None, match=None)
        if top:
            self._view.to_top()
        else:
            self._view.to_bottom()
        self._from_end = (-1 if top else len(self._annotated.text)), self._view.offset_at_top

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
        """Make the name, quotation, statement or sentence at an offset current."""
        annotated = self._annotated
        said = (unit for unit in annotated.quotation_units if unit.id is not None)
        unit = unit_at((*said, *annotated.mention_units, *annotated.statement_units), offset)
        unit = unit or unit_at(annotated.quotation_units, offset)
        self._set(current=unit or self._sentence_at(offset), match=None)

    def _sentence_at(self, offset: int) -> Unit | None:
        sentence = self.index.sentence_at(offset)
        return Unit(UnitKind.SENTENCE, (sentence,)) if sentence else None

    def follow(self, source_id: str) -> str:
        """Follow one source, or for `NOBODY` what has none: dim the rest, and go to the first statement."""
        self.source_id = source_id
        units = self._walk.units
        if not units:
            return self._no_unit(Target.STATEMENT)
        self._last = (Target.STATEMENT, True)
        self._set(followed=source_id, undimmed=_all_spans(units))
        self.go(units[0])
        return self._walk.place_of(units[0])

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
        self._set(matches=tuple(matches), current=None, match=None)
        return self.jump(Target.MATCH, True) if matches else f"not found: {query}"

    def cancel(self) -> None:
        """Clear everything over the article but bookmarks and annotations."""
        overlay = self._view.overlay
        cleared = Overlay(bookmarks=overlay.bookmarks, annotations=overlay.annotations)
        if overlay.current is not None:
            self._left = overlay.current.start, self._view.offset_at_top
        self.source_id = None
        if cleared != overlay:
            self._view.overlay = cleared
            self._changed()

    def _set(self, **changes: object) -> None:
        self._from_end = None
        self._view.overlay = replace(self._view.overlay, **changes)  # type: ignore[arg-type]  # fields of Overlay
        self._changed()

    @property
    def _unit_at_hand(self) -> Unit | None:
        """The current unit, if its beginning is in view."""
        in_view = self._view.in_view
        here = self.current is not None and in_view.start <= self.current.start <= in_view.end
        return self.current if here else None

    def _position(self, family: Target, forward: bool) -> int:
        """Return where a jump starts: at the current unit if it is in view, else at the top of the view."""
        in_view, here = self._view.in_view, self._unit_at_hand
        if self._from_end is not None and self._from_end[1] == self._view.offset_at_top:
            return self._from_end[0]
        if here is None and self._left is not None and self._left[1] == self._view.offset_at_top:
            return self._left[0]
        if here is None:
            return in_view.start - 1 if forward else in_view.start
        if family is Target.MATCH and self._landed[0] == here and self._landed[1] is not None:
            return self._landed[1].start
        holds_others = here.kind in (UnitKind.SENTENCE, UnitKind.PARAGRAPH)
        steps_inside = holds_others and family not in (Target.SENTENCE, Target.PARAGRAPH)
        return here.start - (forward and steps_inside)

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
        if family is Target.STATEMENT:
            return self._walk.units
        if family is Target.UNCHECKED:
            return self._walk.unchecked
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

    @property
    def _walk(self) -> StatementWalk:
        """The statements of the source that is followed, or all."""
        annotated = self._annotated
        units = annotated.units_of(self.source_id) if self.source_id else annotated.statement_units
        return StatementWalk(units, annotated.statements_by_id)

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
        if family is Target.UNCHECKED and self._walk.units:
            return "every statement is checked"
        return f"no {family} in this article"


def _all_spans(units: Sequence[Unit]) -> Spans:
    return tuple(sorted(span for unit in units for span in unit.spans))
