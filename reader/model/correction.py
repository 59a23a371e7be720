"""Corrections of an article's analysis, and aliases of sources in every article."""

from __future__ import annotations

from enum import StrEnum

from reader.model.annotation import Anchor, Placement
from reader.model.values import value_class


class CorrectionAct(StrEnum):
    """What a correction does to the thing at its anchor."""

    ACCEPT = "accept"
    REJECT = "reject"
    SPAN = "span"
    """Change its words to `words`."""
    SPEAKER = "speaker"
    """Attribute it to the sources called `value`, one a line; '' for no named source. With `words`, a person added
    it: the words are its own."""
    TYPE = "type"
    """Change its entity type to `value`. With `words`, a person added it."""
    VIA = "via"
    """Have it passed on by the sources called `value`, one a line, nearest first; '' for nobody."""
    CUE = "cue"
    """Have it reported by `words`."""
    KIND = "kind"
    """Change the kind of the statement or source to `value`."""
    ROLE = "role"
    """Change the role of the source to `value`; '' for none."""


class CorrectedThing(StrEnum):
    """What a correction is about."""

    STATEMENT = "statement"
    ENTITY = "entity"
    SOURCE = "source"


@value_class(frozen=True, slots=True)
class Correction:
    """One correction. Of several with the same act on the same words, the newest counts."""

    id: str
    """A UUID."""
    document_id: int
    version_id: int
    """The version it was made in."""
    thing: CorrectedThing
    act: CorrectionAct
    anchor: Anchor
    """The words as the engine found them: the statement's content, or the mention."""
    words: Anchor | None = None
    value: str = ""
    """The statement's speakers, one a line, the entity's type or the source's name after the correction, so that
    the thing can be created if a later analysis does not find it; for a chain, a kind or a role, that."""
    author: str = ""
    created: str = ""
    """ISO 8601 in UTC."""
    revision: int = 1
    subject: str = ""
    """What the source was called, for a correction of its kind or role; the speakers of the statement, one a
    line, for one of its chain or kind; those that it had before, for one of its speakers."""

    @property
    def is_addition(self) -> bool:
        """True if a person added the statement or name with this correction: it brings the words it is about."""
        adding = self.act in (CorrectionAct.SPEAKER, CorrectionAct.TYPE)
        return adding and self.words is not None and self.words.span == self.anchor.span


@value_class(frozen=True, slots=True)
class PlacedCorrection:
    """A correction and where its words are in one version."""

    correction: Correction
    placement: Placement
    words: Placement | None = None
    """Where `correction.words` are, if it has any."""


@value_class(frozen=True, slots=True)
class Alias:
    """A source that the user renamed, or merged into another."""

    id: str
    """A UUID."""
    name: str
    """The source's name in analyses."""
    becomes: str
    """Its new name; names that become the same name are one source."""
    author: str = ""
    created: str = ""
    """ISO 8601 in UTC."""
    document_id: int | None = None
    """The article in which it holds; None for every article."""
    unplaced: bool = False
    """True if it holds in no article, since an older library did not keep in which one it was given."""
