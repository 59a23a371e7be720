"""An article ready to be drawn: its text, what was found in it, and what lies over it for the moment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from functools import cached_property

from reader.model.analysis import Analysis, Statement
from reader.model.document import Block, Markup
from reader.model.span import Span, gaps
from reader.model.values import value_class
from reader.text.layout.annotation_layer import PlacedAnnotations
from reader.text.layout.article_layers import (
    DOUBTFUL,
    ENTITIES,
    QUOTATIONS,
    layers_of,
    led_by,
    speaker_styles,
    statement_spans,
)
from reader.text.layout.layers import Layer, StyledSpan, make_layer
from reader.text.navigation.statements import is_counted
from reader.text.navigation.units import (
    Unit,
    UnitKind,
    Units,
    entity_units,
    quotation_units,
    statement_units,
)


class Visible(StrEnum):
    """Which layers are shown, in the order in which one key cycles through them."""

    ALL = "all"
    QUOTATIONS = "quotations"
    ENTITIES = "entities"
    MINE = "mine"
    NONE = "none"

    @property
    def next(self) -> Visible:
        """The one after this; after the last, the first."""
        members = list(Visible)
        return members[(members.index(self) + 1) % len(members)]


_HIDDEN = {Visible.ALL: (), Visible.QUOTATIONS: (ENTITIES,), Visible.ENTITIES: (QUOTATIONS, DOUBTFUL)}


@value_class(frozen=True)
class AnnotatedText:
    """One version of an article with its analysis; each layer of it is made once."""

    text: str
    blocks: Sequence[Block]
    markups: Sequence[Markup] = ()
    analysis: Analysis | None = None
    doubt: float = 0.0
    """The confidence, from 0 to 1, below which a statement that nobody has checked is doubtful."""
    hides_doubtful: bool = False
    """True if doubtful statements are left out."""
    leader: str | None = None
    """The id of the source whose colour its words have, also where others say them too."""

    @cached_property
    def statements_by_id(self) -> Mapping[str, Statement]:
        """The statements by their ids, in the order of the analysis."""
        return {each.id: each for each in self.analysis.statements} if self.analysis else {}

    @cached_property
    def doubtful(self) -> frozenset[str]:
        """The ids of the doubtful statements."""
        statements = self.analysis.statements if self.analysis else ()
        return frozenset(each.id for each in statements if each.is_doubtful(self.doubt))

    @property
    def left_out(self) -> frozenset[str]:
        """The ids of the statements that are not shown."""
        return self.doubtful if self.hides_doubtful else frozenset()

    @cached_property
    def speaker_styles(self) -> Mapping[str, str]:
        """The style name of each source by its id."""
        return speaker_styles(self.analysis) if self.analysis else {}

    @cached_property
    def layers(self) -> tuple[Layer, ...]:
        """The article's own layers, lowest first, without one for blocks: each row knows the kind of its block."""
        speakers = self.speaker_styles
        return layers_of(self.text, self.markups, self._painted, speakers, self.doubtful, self.left_out)

    @cached_property
    def quotation_units(self) -> Units:
        """Each quotation as a unit."""
        return quotation_units(self.text, self.analysis) if self.analysis else ()

    @cached_property
    def statement_units(self) -> Units:
        """Each statement that is shown as a unit, those on the same words as one."""
        return statement_units(self.text, self.analysis, left_out=self.left_out) if self.analysis else ()

    def units_of(self, source_id: str) -> Units:
        """Return the shown statements that a source made or passed on, or for `NOBODY` those without one."""
        return statement_units(self.text, self.analysis, source_id, self.left_out) if self.analysis else ()

    @cached_property
    def mention_units(self) -> Units:
        """Each mention of an entity as a unit."""
        return entity_units(self.analysis) if self.analysis else ()

    @cached_property
    def statement_layer(self) -> Layer:
        """The content of each statement in its speaker's style, from which the gutter's bars are drawn."""
        shown = (
            (each for each in self._painted.statements if each.id not in self.left_out) if self._painted else ()
        )
        return make_layer("statements", statement_spans(shown, self.speaker_styles))

    @cached_property
    def doubtful_layer(self) -> Layer:
        """The same for the doubtful statements alone."""
        shown = self.doubtful - self.left_out
        doubtful = (each for each in self._painted_statements if each.id in shown)
        return make_layer("doubtful statements", statement_spans(doubtful, self.speaker_styles))

    @cached_property
    def negated_layer(self) -> Layer:
        """The same for the statements that are reported as not made."""
        negated = (each for each in self._painted_statements if not is_counted(each))
        shown = (each for each in negated if each.id not in self.left_out)
        return make_layer("negated statements", statement_spans(shown, self.speaker_styles))

    @cached_property
    def _painted(self) -> Analysis | None:
        return led_by(self.analysis, self.leader) if self.analysis and self.leader else self.analysis

    @property
    def _painted_statements(self) -> Sequence[Statement]:
        return self._painted.statements if self._painted else ()

    def led_by(self, source_id: str | None) -> AnnotatedText:
        """Return the same text in which a source's words have its colour also where others say them too."""
        if source_id is None or not any(unit.others for unit in self.statement_units):
            return self
        if source_id not in self._led:
            self._led[source_id] = replace(self, leader=source_id)
        return self._led[source_id]

    @cached_property
    def _led(self) -> dict[str, AnnotatedText]:
        return {}

    def visible_layers(self, visible: Visible) -> list[Layer]:
        """Return the layers to draw."""
        hidden = _HIDDEN.get(visible, (ENTITIES, QUOTATIONS, DOUBTFUL))
        return [layer for layer in self.layers if layer.name not in hidden]


NO_ANNOTATIONS = PlacedAnnotations()


@value_class(frozen=True)
class Overlay:
    """What lies over the article for the moment."""

    matches: tuple[Span, ...] = ()
    """The matches of a search."""
    match: Span | None = None
    """The match that the last jump led to."""
    current: Unit | None = None
    """The unit that the last jump led to."""
    followed: str | None = None
    """The id of the source being stepped through."""
    undimmed: tuple[Span, ...] = ()
    """The words of the source being stepped through; if there are any, the rest is dimmed."""
    selection: Span | None = None
    caret: Span | None = None
    """The grapheme under the caret."""
    ticked: tuple[Span, ...] = ()
    """Statements with a tick."""
    bookmarks: tuple[int, ...] = ()
    """The offsets of bookmarks."""
    annotations: PlacedAnnotations = NO_ANNOTATIONS

    def layers(self, length: int, visible: Visible = Visible.ALL) -> list[Layer]:
        """Return the layers above the article's own, for a text of `length` code points."""
        shown = self.current if self.caret is None else None
        current = [StyledSpan(span, _current_style(shown)) for span in shown.spans] if shown else []
        selection = [StyledSpan(self.selection, "selection")] if self.selection else []
        caret = [StyledSpan(self.caret, "caret")] if self.caret else []
        dimmed = gaps(self.undimmed, length) if self.undimmed else ()
        return [
            make_layer("dimmed", (StyledSpan(span, "dimmed") for span in dimmed)),
            (self.annotations if visible is not Visible.NONE else NO_ANNOTATIONS).layer,
            make_layer("search", (StyledSpan(span, "search") for span in self.matches)),
            make_layer("current", current),
            make_layer("match", [StyledSpan(self.match, "search-current")] if self.match else []),
            make_layer("selection", selection),
            make_layer("caret", caret),
        ]


def _current_style(unit: Unit) -> str:
    """Sentences and paragraphs have a quieter style than a few words."""
    return "current-text" if unit.kind in (UnitKind.SENTENCE, UnitKind.PARAGRAPH) else "current"
