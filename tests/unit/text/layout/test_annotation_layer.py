"""Annotations as the article shows them: captions under their rows, signs, and which ones are at a place."""

from __future__ import annotations

from dataclasses import replace

from rich.cells import cell_len

from reader.model.annotation import Anchor, AnchorState, Annotation, PlacedAnnotation, Placement
from reader.model.document import Block, BlockKind
from reader.model.span import Span
from reader.text.layout.annotation_layer import Caption, PlacedAnnotations, caption_of, sign_of
from reader.text.layout.layout import Layout
from reader.text.wording.formatting import excerpt

TEXT = "Head\n\none two three four five six\n\nlast"
BLOCKS = [
    Block(Span(0, 4), BlockKind.HEADLINE),
    Block(Span(6, 33), BlockKind.PARAGRAPH),
    Block(Span(35, 39), BlockKind.PARAGRAPH),
]


def placed(start: int, end: int, state: AnchorState = AnchorState.EXACT, **parts: str) -> PlacedAnnotation:
    span = Span(start, end)
    tags = tuple(parts.pop("tags", "").split())
    annotation = Annotation(f"{start}-{end}", 1, 1, Anchor(span, span.of(TEXT)), tags=tags, **parts)
    return PlacedAnnotation(annotation, Placement(state, None if state is AnchorState.ORPHAN else span))


def rows(annotations: PlacedAnnotations, width: int = 10) -> list[str]:
    layout = Layout(TEXT, BLOCKS, width, cell_len, annotations.captions)
    return [
        f"◆{row.caption.text}" if row.caption else row.span.of(TEXT) if row.kind else ""
        for _, row in layout.rows(layout.top, 99)
    ]


def test_a_caption_stands_under_the_row_of_its_last_word() -> None:
    annotations = PlacedAnnotations((placed(6, 13, note="a"), placed(10, 22, note="b"), placed(35, 39, note="c")))
    assert rows(annotations) == [
        *("", "Head", "", "", ""),
        *("one two", "◆note: a", "three four", "◆note: b", "five six", "", "last", "◆note: c"),
    ]


def test_rows_and_offsets_are_found_as_without_captions() -> None:
    captions = [Caption(offset, "note", "◆") for offset in range(6, 39, 3)]
    plain, noted = Layout(TEXT, BLOCKS, 10, cell_len), Layout(TEXT, BLOCKS, 10, cell_len, captions)
    for offset in range(len(TEXT)):
        there, here = plain.row(plain.place_at(offset)), noted.row(noted.place_at(offset))
        assert (there.span, there.kind) == (here.span, here.kind)
        assert plain.cell_of(there, offset) == noted.cell_of(here, offset)
    for place, row in noted.rows(noted.top, 99):
        if row.caption is not None and row.span.start < BLOCKS[1].span.end:
            again = noted.step(noted.place_at(noted.offset_of(place)), -noted.lead(place))
            assert noted.row(again).kind is None


def test_what_a_caption_says() -> None:
    assert caption_of(placed(0, 4).annotation) == ""
    assert caption_of(placed(0, 4, label="q").annotation) == ""
    assert caption_of(placed(0, 4, note="one\ntwo", label="q", tags="a b").annotation) == "q note: one … #a #b"
    assert caption_of(placed(0, 4, tags="a", label="q").annotation) == "q #a"


def test_a_note_kept_beside_anothers_says_by_whom_and_when() -> None:
    kept = replace(placed(0, 4, note="mine", label="q").annotation, beside="other", created="2026-11-25T18:00:00Z")
    assert caption_of(replace(kept, author="Ann")) == "q note by Ann, 25 Nov 2026: mine"
    assert caption_of(replace(kept, label="")) == "note, 25 Nov 2026: mine"
    assert caption_of(replace(kept, author="Ann", beside="")) == "q note: mine"


def test_signs() -> None:
    assert sign_of(placed(0, 4, label="q")) == "q"
    assert sign_of(placed(0, 4, label="q", note="x")) == "◆"
    assert sign_of(placed(0, 4, label="q", tags="a")) == "◆"
    assert sign_of(placed(0, 4, AnchorState.CHANGED)) == "◇"
    annotations = PlacedAnnotations((placed(0, 4, label="q"), placed(6, 9, note="captioned"), placed(10, 13)))
    assert [annotations.sign_in(span) for span in (Span(0, 4), Span(6, 10), Span(10, 33), Span(35, 39))] == [
        "q",
        "",
        "◆",
        "",
    ]


def test_all_that_overlap_are_found_the_shortest_first_and_orphans_nowhere() -> None:
    annotations = PlacedAnnotations((placed(6, 33), placed(10, 13), placed(6, 9, AnchorState.ORPHAN)))
    assert [each.annotation.id for each in annotations.on(Span(11, 12))] == ["10-13", "6-33"]
    assert [each.annotation.id for each in annotations.on(Span(6, 6))] == ["6-33"]
    assert annotations.on(Span(35, 39)) == []
    assert len(annotations.all) == 3


def test_an_excerpt_is_one_line_without_marks_round_it() -> None:
    assert excerpt("“one\n two”", 20) == "one two"
    assert excerpt("one two three", 7) == "one two…"
