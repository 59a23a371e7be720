"""An article ready to be drawn: its text, what was found in it, and what lies over it for the moment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import cached_property

from reader.model.analysis import Analysis
from reader.model.document import Block, Markup
from reader.model.span import Span, gaps
from reader.model.values import value_class
from reader.text.layout.annotation_layer import PlacedAnnotations
from reader.text.layout.article_layers import (
    ENTITIES,
    QUOTATIONS,
    layers_of,
    speaker_styles,
    statement_spans,
)
from reader.text.layout.layers import Layer, StyledSpan, make_layer
from reader.text.navigation.units import Unit, UnitKind, Units, entity_units, quotation_units


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


_HIDDEN = {Visible.ALL: (), Visible.QUOTATIONS: (ENTITIES,), Visible.ENTITIES: (QUOTATIONS,)}


@value_class(frozen=True)
class AnnotatedText:
    """One version of an article with its analysis; each layer of it is made once."""

    text: str
    blocks: Sequence[Block]
    markups: Sequence[Markup] = ()
    analysis: Analysis | None = None

    @cached_property
    def speaker_styles(self) -> Mapping[str, str]:
        """The style name of each source by its id."""
        return speaker_styles(self.analysis) if self.analysis else {}

    @cached_property
    def layers(self) -> tuple[Layer, ...]:
        """The article's own layers, lowest first, without one for blocks: each row knows the kind of its block."""
        return layers_of(self.text, self.markups, self.analysis)

    @cached_property
    def quotation_units(self) -> Units:
        """Each quotation as a unit."""
        return quotation_units(self.text, self.analysis) if self.analysis else ()

    @cached_property
    def mention_units(self) -> Units:
        """Each mention of an entity as a unit."""
        return entity_units(self.analysis) if self.analysis else ()

    @cached_property
    def statement_layer(self) -> Layer:
        """The content of each statement in its speaker's style, from which the gutter's bars are drawn."""
        statements = self.analysis.statements if self.analysis else ()
        return make_layer("statements", statement_spans(statements, self.speaker_styles))

    def visible_layers(self, visible: Visible) -> list[Layer]:
        """Return the layers to draw."""
        hidden = _HIDDEN.get(visible, (ENTITIES, QUOTATIONS))
        return [layer for layer in self.layers if layer.name not in hidden]


NO_ANNOTATIONS = PlacedAnnotations()


@value_class(frozen=True)
class Overlay:
    """What lies over the article for the moment."""

    matches: tuple[Span, ...] = ()
    """The matches of a search."""
    current: Unit | None = None
    """The unit that the last jump led to."""
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
            make_layer("selection", selection),
            make_layer("caret", caret),
        ]


def _current_style(unit: Unit) -> str:
    """Sentences and paragraphs have a quieter style than a few words."""
    return "current-text" if unit.kind in (UnitKind.SENTENCE, UnitKind.PARAGRAPH) else "current"
