"""No code point that could act on a terminal, or hide on it, gets past; and offsets stay what they are."""

from __future__ import annotations

import io
import json
import unicodedata
from typing import TextIO, cast

from hypothesis import given
from hypothesis import strategies as st

from reader.text.safety.safe_stream import SafeStream
from reader.text.safety.sanitise import blank, escaped_json, joined, own, part, sanitise, sanitise_line

EVERY_CODE_POINT = "".join(map(chr, range(0x110000)))
SEEN = {
    *"\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2",
    "\U000110bd",
    "\U000110cd",
}
"""Arabic, Syriac and Kaithi signs that count as formats, and are seen all the same."""
VARIATION_SELECTORS = {*map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)))}


def test_no_code_point_that_acts_or_hides_is_left() -> None:
    left = set(sanitise_line(EVERY_CODE_POINT))
    unseen = {c for c in left if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")}
    assert unseen == SEEN
    assert not left & VARIATION_SELECTORS
    assert not {c for c in left if ord(c) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(c) <= 0xFDEF}


def test_only_what_acts_or_hides_is_replaced() -> None:
    replaced = {c for c in EVERY_CODE_POINT if sanitise_line(c) != c}
    others = {c for c in replaced if unicodedata.category(c)[0] != "C"}
    assert {unicodedata.category(c) for c in others} == {"Lo", "Mn", "Zl", "Zp"}
    assert {unicodedata.name(c) for c in others if unicodedata.category(c) == "Lo"} == {
        "HANGUL CHOSEONG FILLER",
        "HANGUL JUNGSEONG FILLER",
        "HANGUL FILLER",
        "HALFWIDTH HANGUL FILLER",
    }
    assert len([c for c in others if c not in VARIATION_SELECTORS]) < 20


def test_each_of_all_code_points_stands_for_itself_or_for_one() -> None:
    for shown in (sanitise(EVERY_CODE_POINT), sanitise_line(EVERY_CODE_POINT)):
        assert len(shown) == 0x110000
        assert shown.isprintable() or sanitise(shown) == shown
        shown.encode("utf-8")


def test_line_feeds_and_tabs_are_left_only_in_running_text() -> None:
    assert sanitise("a\tb\nc") == "a\tb\nc"
    assert sanitise_line("a\tb\nc") == "a b c"


def test_stand_ins_can_be_seen() -> None:
    assert sanitise("\x1b[31mred\x07\x7f\x9b\u202e\u200b") == "␛[31mred␇␡\ufffd··"
    assert sanitise("\U000e0041\U000e007f\ufff9\ue000\ud83d") == "···\ufffd\ufffd"


def test_joined_emoji_come_apart_at_their_joiners() -> None:
    assert sanitise("👩\u200d👧 ❤\ufe0f") == "👩·👧 ❤·"


@given(st.text(st.characters()))
def test_every_offset_stays(text: str) -> None:
    shown = sanitise(text)
    assert len(shown) == len(text)
    assert all(a == b or not b.isalnum() for a, b in zip(text, shown, strict=True))


@given(st.text())
def test_what_is_safe_is_left_alone(text: str) -> None:
    assert sanitise(sanitise(text)) == sanitise(text)


@given(st.text(st.characters()))
def test_json_says_the_same_with_its_own_escapes(text: str) -> None:
    line = escaped_json(json.dumps({text: [text]}, ensure_ascii=False))
    assert json.loads(line) == {text: [text]}
    assert sanitise_line(line) == line


@given(st.text(st.characters()), st.text(st.characters()))
def test_what_is_put_together_of_safe_words_is_safe(one: str, other: str) -> None:
    whole = joined((sanitise_line(one), blank(2), sanitise_line(other)), own(" · "))
    assert sanitise_line(whole) == whole
    assert part(whole, 0, len(one)) == sanitise_line(one)


def test_a_stream_gives_stand_ins_and_is_otherwise_the_stream_itself() -> None:
    below = io.StringIO()
    stream = cast(TextIO, SafeStream(below))
    print("two\x1b[2J\nlines\u202e", file=stream)
    stream.writelines(["\x9b"])
    assert below.getvalue() == "two␛[2J\nlines·\n\ufffd"
    assert stream.isatty() is False
