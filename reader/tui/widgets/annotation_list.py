"""The list of all annotations, page by page as it is looked at."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from reader.model.annotation import AnnotationRow
from reader.text.safety.sanitise import NOTHING, blank, own, sanitise_line
from reader.text.wording.formatting import readable_date
from reader.tui.controllers.versions import state_sign
from reader.tui.widgets.lines import GAP, Line, Piece, shown, spread, wrapped
from reader.tui.widgets.pages import Fetch, Pages
from reader.tui.widgets.row_list import RowList
from reader.tui.widgets.rows import EvenRows, Rows

_WHOLE = own("(the article)")


class AnnotationList(RowList):
    """Rows of annotations; three lines each where there is room: words, note and tags, article."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._count = 0
        self._pages: Pages[AnnotationRow] = Pages()
        self._empty = NOTHING

    def show(self, count: int, fetch: Fetch[AnnotationRow], empty: str, highlighted: int | None = 0) -> None:
        """List `count` annotations; `empty` says why there are none."""
        self._count, self._pages = count, Pages(fetch)
        self._empty = sanitise_line(empty)
        self.rebuild(highlighted)

    @property
    def highlighted_row(self) -> AnnotationRow | None:
        """The annotation under the highlight."""
        return None if self.highlighted is None else self.row_at(self.highlighted)

    def row_at(self, index: int) -> AnnotationRow | None:
        """The annotation at an index, or None where the library has fewer by now."""
        return self._pages.at(index)

    def rows(self) -> Rows:
        """Three lines and a gap, or two where the window is low."""
        return EvenRows(self._count, 4, 1) if self.roomy else EvenRows(self._count, 2)

    def row_state(self, index: int) -> Hashable:
        """The annotation itself."""
        return self.row_at(index)

    def row_lines(self, index: int, width: int) -> Sequence[Line]:
        """The lines of one annotation."""
        row = self.row_at(index)
        lines = annotation_lines(row, width) if row is not None else [GAP] * 4
        return lines if self.roomy else [lines[0], lines[1] if lines[1].text.strip() else lines[2]]

    def placeholder(self, width: int) -> Sequence[Line]:
        """Why the list is empty."""
        return [
            spread((Piece(blank(2)), Piece(text, "faint")), (), width, body=False)
            for text in wrapped(self._empty, width - 3, 4)
        ]


def annotation_lines(row: AnnotationRow, width: int) -> list[Line]:
    """Words and speaker, note and tags, article and date, each line `width` cells wide, and a gap."""
    annotation = row.placed.annotation
    sign = state_sign(row.placed)
    words = shown(f"“{annotation.anchor.exact}”") if annotation.anchor else _WHOLE
    label = f"{annotation.label} · " if annotation.label else ""
    note = shown(annotation.note.replace("\n", " "))
    tags = shown(" ".join(f"#{tag}" for tag in annotation.tags))
    about = shown(f"{label}{row.title}")
    signed = " · ".join(
        part for part in (annotation.author, readable_date(annotation.modified[:10], short=True)) if part
    )
    lead = Piece(blank(3))
    return [
        spread(
            (Piece(blank(1)), Piece(sign or blank(1), "mark"), Piece(blank(1)), Piece(words, "title")),
            (Piece(shown(annotation.speaker), "second"),) if annotation.speaker else (),
            width,
            margin=1,
        ),
        spread((lead, Piece(note, "note")), (Piece(tags, "second"),) if tags else (), width, margin=1),
        spread((lead, Piece(about, "faint")), (Piece(shown(signed), "faint"),), width, margin=1),
        GAP,
    ]
