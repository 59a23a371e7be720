"""The list of all annotations in the library."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence

from reader.model.annotation import AnchorState, AnnotationRow, PlacedAnnotation
from reader.text.layout.annotation_layer import label_name
from reader.text.safety.sanitise import NOTHING, Shown, blank, own, sanitise_line
from reader.text.wording.formatting import readable_date
from reader.tui.widgets.lines import GAP, Fragment, StyledLine, notice, one_line, spread
from reader.tui.widgets.paged_list import Fetch, PageCache, PagedList
from reader.tui.widgets.rows import RowPositions

_WHOLE = own("(the article)")


class AnnotationList(PagedList[AnnotationRow]):
    """Shows each annotation in three lines: quoted text, note and tags, article. In a low window, in two."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._empty = NOTHING
        self.labels: Mapping[str, str] = {}
        """The names of labels, by letter."""

    def show(self, count: int, fetch: Fetch[AnnotationRow], empty: str, highlighted: int | None = 0) -> None:
        """List `count` annotations; `empty` says why there are none."""
        self._count, self._pages = count, PageCache(fetch)
        self._empty = sanitise_line(empty)
        self.rebuild(highlighted)

    def rows(self) -> RowPositions:
        """Three lines and a gap each, or two lines in a low window."""
        return RowPositions.equal(self._count, 4, 1) if self.roomy else RowPositions.equal(self._count, 2)

    def row_state(self, index: int) -> Hashable:
        """The annotation itself."""
        return self.row_at(index)

    def row_lines(self, index: int, width: int) -> Sequence[StyledLine]:
        """Return the lines of one annotation."""
        row = self.row_at(index)
        lines = annotation_lines(row, width, self.labels) if row is not None else [GAP] * 4
        return lines if self.roomy else [lines[0], lines[1] if lines[1].text.strip() else lines[2]]

    def placeholder(self, width: int) -> Sequence[StyledLine]:
        """Return why the list is empty."""
        return notice(self._empty, 2, width, max_lines=4)


def annotation_lines(row: AnnotationRow, width: int, labels: Mapping[str, str]) -> list[StyledLine]:
    """Return text and speaker, note and tags, article and date, each line `width` cells wide, and a gap."""
    annotation = row.placed.annotation
    sign = _state_sign(row.placed)
    words = one_line(f"“{annotation.anchor.exact}”") if annotation.anchor else _WHOLE
    label = f"{label_name(annotation.label, labels)} · " if annotation.label else ""
    note = one_line(annotation.note.replace("\n", " "))
    tags = one_line(" ".join(f"#{tag}" for tag in annotation.tags))
    about = one_line(f"{label}{row.title}")
    signed = " · ".join(
        part for part in (annotation.author, readable_date(annotation.modified[:10], short=True)) if part
    )
    space, lead = Fragment(blank(1)), Fragment(blank(3))
    quoted = (space, Fragment(sign or blank(1), "accent"), space, Fragment(words, "title"))
    speaker = (Fragment(one_line(annotation.speaker), "second"),) if annotation.speaker else ()
    return [
        spread(quoted, speaker, width, margin=1),
        spread((lead, Fragment(note, "note")), (Fragment(tags, "second"),) if tags else (), width, margin=1),
        spread((lead, Fragment(about, "faint")), (Fragment(one_line(signed), "faint"),), width, margin=1),
        GAP,
    ]


def _state_sign(placed: PlacedAnnotation) -> Shown:
    """Return the sign of an annotation whose text is gone or has changed."""
    if placed.placement.state is AnchorState.ORPHAN and placed.annotation.anchor is not None:
        return own("✗")
    if placed.placement.state is AnchorState.CHANGED:
        return own("≈") if placed.placement.decided else own("◇")
    return NOTHING
