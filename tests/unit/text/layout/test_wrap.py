"""Rows of a text: nothing lost, nothing wider than asked, breaks where a typesetter would."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from reader.text.layout.wrap import one_cell_each, wrap
from reader.text.safety.sanitise import sanitise_line

lines = st.text(max_size=300).map(sanitise_line) | st.text("ab -–字é😀\u0301", max_size=200).map(sanitise_line)


def rows(text: str, width: int) -> list[str]:
    return [text[start:end] for start, end, _ in wrap(text, width, cell_len)]


def test_breaks_at_spaces() -> None:
    assert rows("the two countries agreed", 10) == ["the two", "countries", "agreed"]


def test_breaks_after_a_hyphen_inside_a_word() -> None:
    assert rows("between the nuclear-armed allies", 20) == ["between the nuclear-", "armed allies"]


def test_does_not_break_before_a_number_behind_a_dash() -> None:
    assert rows("won the match 10-12 in Paris", 17) == ["won the match", "10-12 in Paris"]


def test_breaks_a_word_longer_than_a_row() -> None:
    assert rows("antidisestablishment", 8) == ["antidise", "stablish", "ment"]


def test_wide_characters_fill_two_cells_and_may_break_anywhere() -> None:
    assert rows("北朝鮮の指導者", 6) == ["北朝鮮", "の指導", "者"]


def test_closing_punctuation_does_not_begin_a_row() -> None:
    assert rows("北朝鮮。指導者", 6) == ["北朝", "鮮。指", "導者"]


def test_combining_characters_stay_with_their_letter() -> None:
    assert rows("e\u0301e\u0301e\u0301e\u0301", 2) == ["e\u0301e\u0301", "e\u0301e\u0301"]


def test_a_word_longer_than_a_row_is_cut_between_graphemes() -> None:
    assert rows("🇬🇧🇫🇷🇩🇪", 3) == ["🇬🇧", "🇫🇷", "🇩🇪"]
    assert rows("क्षक्षक्ष", 3) == ["क्ष", "क्ष", "क्ष"]
    assert rows("👍🏽👍🏽", 3) == ["👍🏽", "👍🏽"]


def test_stand_ins_of_joiners_stay_with_what_they_join() -> None:
    family = "👨\u200d👩"
    assert sum(map(cell_len, sanitise_line(family))) == 5
    assert rows(f"a {family}{family} b", 6) == ["a", family, family, "b"]


def test_an_empty_line_is_one_empty_row() -> None:
    assert rows("", 10) == [""]


@given(lines, st.integers(2, 40))
def test_every_row_fits_and_only_spaces_are_left_out(text: str, width: int) -> None:
    position = 0
    for start, end, following in wrap(text, width, cell_len):
        assert start == position
        assert text[end:following].strip(" ") == ""
        assert cell_len(text[start:end]) <= width
        position = following
    assert position == len(text)


@given(st.characters().filter(lambda c: one_cell_each(c)))
def test_what_counts_as_one_cell_is_one_cell(character: str) -> None:
    assert cell_len(character) == 1


def test_every_character_that_counts_as_one_cell_is_one_cell() -> None:
    wrong = [hex(code) for code in range(0x3000) if one_cell_each(chr(code)) and cell_len(chr(code)) != 1]
    assert wrong == []
