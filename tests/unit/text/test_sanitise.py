"""No code point that could act on a terminal gets past, and offsets stay what they are."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from reader.text.sanitise import sanitise, sanitise_line

EVERY_CODE_POINT = "".join(map(chr, range(0x110000)))


def test_no_control_format_or_surrogate_code_point_is_left() -> None:
    left = {
        c for c in sanitise_line(EVERY_CODE_POINT) if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp")
    }
    visible_formats = {
        c
        for c in left
        if c in "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"
    }
    egyptian_and_shorthand = {c for c in left if 0x13430 <= ord(c) <= 0x1345F or 0x1BCA0 <= ord(c) <= 0x1BCA3}
    assert left - visible_formats - egyptian_and_shorthand == set()


def test_line_feeds_and_tabs_are_left_only_in_running_text() -> None:
    assert sanitise("a\tb\nc") == "a\tb\nc"
    assert sanitise_line("a\tb\nc") == "a b c"


def test_stand_ins_can_be_seen() -> None:
    assert sanitise("\x1b[31mred\x07\x7f\x9b\u202e\u200b") == "␛[31mred␇␡\ufffd··"


@given(st.text(st.characters()))
def test_every_offset_stays(text: str) -> None:
    shown = sanitise(text)
    assert len(shown) == len(text)
    assert all(a == b or not b.isalnum() for a, b in zip(text, shown, strict=True))


@given(st.text())
def test_what_is_safe_is_left_alone(text: str) -> None:
    assert sanitise(sanitise(text)) == sanitise(text)
