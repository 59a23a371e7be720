"""What the scanner takes for a quotation, by its marks alone."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reader.analysis.quotations.scanner import QuotedSpan, scan, scan_paragraph
from reader.model.span import Span


def found(text: str) -> list[str]:
    return [quoted.span.of(text) for quoted in scan_paragraph(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“The ferry is late,” she said.", ["The ferry is late,"]),
        ('"The ferry is late," she said.', ["The ferry is late,"]),
        ("‘The ferry is late,’ she said.", ["The ferry is late,"]),
        ("'The ferry is late,' she said.", ["The ferry is late,"]),
        ("«Le bac est en retard», dit-elle.", ["Le bac est en retard"]),
        ("»Die Fähre kommt«, sagte sie.", ["Die Fähre kommt"]),
        ("„Die Fähre kommt“, sagte sie.", ["Die Fähre kommt"]),
        ("''The ferry is late,'' she said.", ["The ferry is late,"]),
        ("``The ferry is late,'' she said.", ["The ferry is late,"]),
        ('“The ferry is late," she said.', ["The ferry is late,"]),
        ('"Late,"she said."Again."', ["Late,", "Again."]),
    ],
)
def test_marks_of_every_kind(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The harbour's crew and the sailors' wives don't mind.",
        "It was big in the '90s and the ‘80s, rock 'n' roll and all.",
        "The countries’ ferries and the minister’s yacht.",
        'A 6\'2" sailor on a 12" plank.',
        "O'Brien's boat is the pilots'.",
        "",
        '"',
        "' \" ' “",
    ],
)
def test_no_quotation_at_all(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("'It is the sailors' fault,' he said.", ["It is the sailors' fault,"]),
        ("The mayor hails the harbour's 'Bold Plan' for winter", ["Bold Plan"]),
        ('The "12" plank" broke, he said.', ['12" plank']),
        ("‘We can’t wait,’ she said.", ["We can’t wait,"]),
    ],
)
def test_apostrophes_and_inches_beside_marks(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“He said ‘no’ to me,” she said.", ["He said ‘no’ to me,", "no"]),
        ("“‘Never,’ he told me,” she said.", ["‘Never,’ he told me,", "Never,"]),
        ('"She told me "no" twice," he said.', ['She told me "no" twice,', "no"]),
        ("'She told me \"no\" twice,' he said.", ['She told me "no" twice,', "no"]),
    ],
)
def test_nested_quotations(text: str, expected: list[str]) -> None:
    quoted = scan_paragraph(text)
    assert [q.span.of(text) for q in quoted] == expected
    assert [q.depth for q in quoted] == [0, 1]


def test_a_stray_closing_mark_opens_nothing() -> None:
    text = 'He praised it "for sailing" in the storm". The crew was "calm".'
    assert found(text) == ["for sailing", "calm"]


def test_a_mark_left_open_gives_way_to_the_next_that_opens() -> None:
    assert found('He said "we sail. She said, "We stay."') == ["We stay."]


def test_speech_left_open_runs_to_the_end_of_its_paragraph() -> None:
    text = "“We sail at dawn. Nobody stays."
    (quoted,) = scan_paragraph(text)
    assert quoted.open
    assert quoted.span.of(text) == "We sail at dawn. Nobody stays."


def test_spans_in_the_text_leave_out_the_marks() -> None:
    text = "One.\n\nHe said “two” there."
    assert scan(text, [Span(0, 4), Span(6, 27)]) == (QuotedSpan(Span(15, 18), Span(14, 19)),)


MARKED = st.text(alphabet="ab AB.,s\"“”'‘’«»`„(9", max_size=60)


@given(MARKED)
def test_quotations_are_inside_and_nested_or_apart(text: str) -> None:
    quoted = scan_paragraph(text)
    for one in quoted:
        assert 0 <= one.outer.start < one.span.start < one.span.end <= one.outer.end <= len(text)
        for other in quoted:
            if one is not other and one.outer.overlaps(other.outer):
                assert one.span.covers(other.outer) or other.span.covers(one.outer)


@given(MARKED)
def test_depth_counts_the_quotations_around(text: str) -> None:
    quoted = scan_paragraph(text)
    for one in quoted:
        assert one.depth == sum(other.span.covers(one.outer) for other in quoted if other is not one)


@given(MARKED, MARKED, MARKED)
def test_no_paragraph_has_a_say_in_another(before: str, text: str, after: str) -> None:
    whole = f"{before}\n{text}\n{after}"
    start = len(before) + 1
    own = [QuotedSpan(q.span.shift(start), q.outer.shift(start), q.depth, q.open) for q in scan_paragraph(text)]
    spans = [Span(0, len(before)), Span(start, start + len(text)), Span(len(whole) - len(after), len(whole))]
    in_middle = [q for q in scan(whole, spans) if spans[1].covers(q.outer)]
    assert in_middle == own


PARAGRAPHS = st.lists(MARKED, min_size=1, max_size=5)
MARKS = "\"“”'‘’«»`„"


def lines(paragraphs: list[str]) -> list[Span]:
    spans, start = [], 0
    for paragraph in paragraphs:
        spans.append(Span(start, start + len(paragraph)))
        start += len(paragraph) + 1
    return spans


def words_by_paragraph(paragraphs: list[str]) -> list[list[tuple[str, int]]]:
    text, spans = "\n".join(paragraphs), lines(paragraphs)
    quoted = scan(text, spans)
    return [[(q.outer.of(text), q.depth) for q in quoted if span.covers(q.outer)] for span in spans]


@given(PARAGRAPHS, st.data())
def test_taking_a_mark_away_changes_nothing_outside_its_paragraph(
    paragraphs: list[str], data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(paragraphs) - 1))
    marks = [n for n, character in enumerate(paragraphs[place]) if character in MARKS]
    assume(marks)
    gone = data.draw(st.sampled_from(marks))
    without = paragraphs[place][:gone] + paragraphs[place][gone + 1 :]
    before = words_by_paragraph(paragraphs)
    after = words_by_paragraph([*paragraphs[:place], without, *paragraphs[place + 1 :]])
    assert [*before[:place], *before[place + 1 :]] == [*after[:place], *after[place + 1 :]]


@given(PARAGRAPHS, MARKED, st.data())
def test_a_paragraph_more_changes_nothing_in_the_others(
    paragraphs: list[str], more: str, data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(paragraphs)))
    grown = words_by_paragraph([*paragraphs[:place], more, *paragraphs[place:]])
    assert [*grown[:place], *grown[place + 1 :]] == words_by_paragraph(paragraphs)


@given(MARKED)
def test_every_quotation_has_its_marks_around_it_and_something_inside(text: str) -> None:
    for quoted in scan_paragraph(text):
        assert quoted.span.of(text).strip()
        assert text[quoted.outer.start] in MARKS or text.startswith((",,", "<<", "´"), quoted.outer.start)
        assert quoted.open == (quoted.outer.end == quoted.span.end)


@given(st.lists(st.sampled_from(("Anna", "left", "the harbour", "early")), min_size=1, max_size=8))
@pytest.mark.parametrize("marks", ["“”", '""', "‘’", "''", "«»", "„“", "„”", "``''"], ids=repr)
def test_plain_words_between_marks_are_the_quotation(marks: str, words: list[str]) -> None:
    opening, closing = marks[: len(marks) // 2], marks[len(marks) // 2 :]
    said = " ".join(words)
    assert found(f"He said {opening}{said}{closing} then.") == [said]
    assert found(f"{opening}{said},{closing} he said.") == [f"{said},"]
    assert found(f"He said: {opening}{said}.{closing}") == [f"{said}."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "'He called it “theft” to my face,' the boys' coach said.",
            ["He called it “theft” to my face,", "theft"],
        ),
        (
            "‘It’s the players’ cup,’ said O’Hara, ‘and the ’90s are over.’",
            ["It’s the players’ cup,", "and the ’90s are over."],
        ),
        (
            "'We won't sell,' he said, 'and that's the workers' wish.'",
            ["We won't sell,", "and that's the workers' wish."],
        ),
        ('The 6\'4" keeper said "the bar is 8\' high" twice.', ["the bar is 8' high"]),
        ("Rock ’n’ roll is “dead”, he said in the '80s.", ["dead"]),
        ("'She said ''no'', then left,' he said.", ["She said ''no'', then left,", "no"]),
        ("“She said: ‘They told me “go”.’”", ["She said: ‘They told me “go”.’", "They told me “go”.", "go"]),
        ("«Il a dit “non”», a-t-elle dit.", ["Il a dit “non”", "non"]),
        ("„Er sagte ‚nein‘ zu mir“, sagte sie.", ["Er sagte ‚nein‘ zu mir", "nein"]),
        ("The Joneses' dog and the James's cat met at the drivers' ‘hub’.", ["hub"]),
        ("Mayor's 'Bold' Plan: ‘No’ To Cars", ["Bold", "No"]),
    ],
)
def test_marks_as_papers_print_them(text: str, expected: list[str]) -> None:
    assert found(text) == expected
