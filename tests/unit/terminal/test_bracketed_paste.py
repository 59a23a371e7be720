"""Pasted text is never read as keys, whatever it contains and in whatever chunks it arrives."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual._xterm_parser import XTermParser

from reader.terminal.bracketed_paste import END, REST, START, PasteGuard

PIECES = st.sampled_from(["Q", "q\r", ":quit\r", "\x1b", "\x1b\x1b", "\x1b[31m", END[:3], "\x1b" + "x" * 40, "é"])
HOSTILE = st.lists(st.one_of(PIECES, st.text(max_size=5)), max_size=12).map("".join)


def read(*pieces: str, apart: float = 0.001) -> list[events.Event]:
    """Return the events parsed from chunks that arrive one after another."""
    guard, parser, found, now = PasteGuard(), XTermParser(), [], 100.0
    for piece in pieces:
        if passed := guard.feed(piece, now):
            found += [event for event in parser.feed(passed) if isinstance(event, events.Event)]
        now += apart
        if apart > REST and (passed := guard.feed("", now)):
            found += [event for event in parser.feed(passed) if isinstance(event, events.Event)]
    if passed := guard.feed("", now + REST):
        found += [event for event in parser.feed(passed) if isinstance(event, events.Event)]
    assert not guard.waits
    return found


def keys(found: list[events.Event]) -> list[str | None]:
    return [event.character for event in found if isinstance(event, events.Key)]


def pasted(found: list[events.Event]) -> list[str]:
    return [event.text for event in found if isinstance(event, events.Paste)]


def test_keys_pass_unchanged() -> None:
    assert keys(read("j", "]", "q")) == ["j", "]", "q"]
    assert PasteGuard().feed("\x1b", 0) == "\x1b"
    assert PasteGuard().feed("\x1b[200", 0) == "\x1b[200"


def test_a_paste_is_one_event_and_later_keys_are_keys() -> None:
    found = read(f"{START}two words{END}", "j", apart=2 * REST)
    assert (pasted(found), keys(found)) == (["two words"], ["j"])


def test_a_paste_containing_an_end_marker_runs_nothing() -> None:
    found = read(f"{START}harmless{END}Q:quit\r{END}")
    assert (pasted(found), keys(found)) == (["harmless"], [])
    found = read(f"{START}harmless{END}Q", ":quit\r", f"Q{END[:3]}", END[3:], apart=REST / 2)
    assert (pasted(found), keys(found)) == (["harmless"], [])
    found = read(f"{START}harmless{END}Q:quit\r{START}more{END}Q{END}")
    assert (pasted(found), keys(found)) == (["harmless", "more"], [])


def test_keys_pressed_right_after_a_paste_are_delayed() -> None:
    found = read(f"{START}words{END}", "\r", "j", "\x1b[B")
    assert (pasted(found), keys(found)) == (["words"], ["\r", "j", None])
    guard = PasteGuard()
    guard.feed(f"{START}words{END}\r", 100.0)
    assert (guard.waits, guard.feed("", 100.0 + REST / 2), guard.feed("", 100.0 + REST)) == (True, "", "\r")
    assert not guard.waits


def test_input_that_came_in_time_but_was_read_late_is_no_key() -> None:
    guard = PasteGuard()
    passed = guard.feed(f"{START}words{END}Q:quit\r", 100.0) + guard.feed(f"Q{END}", 100.0 + 9 * REST)
    assert passed + guard.feed("", 100.0 + 99 * REST) == f"{START}words{END}"


@given(st.lists(st.sampled_from(["j", "\r", "]", "q", "é", END[:2], f"{START}a paste{END}"]), max_size=9))
def test_no_key_is_lost_after_a_paste(pieces: list[str]) -> None:
    guard, passed, now = PasteGuard(), "", 100.0
    for piece in pieces:
        passed += guard.feed(piece, now) + guard.feed("", now + REST)
        now += 2 * REST
    assert passed == "".join(pieces)


def test_a_paste_right_after_another_is_accepted() -> None:
    assert pasted(read(f"{START}one{END}{START}two{END}")) == ["one", "two"]
    assert pasted(read(f"{START}one{END}", "\x1b[20", "0~two", END)) == ["one", "two"]


def test_a_paste_that_starts_too_soon_is_still_a_paste() -> None:
    guard, parser = PasteGuard(), XTermParser()
    pieces = ((f"{START}one{END}", 0.0), ("Q\x1b[20", REST / 2), ("", REST), ("0~Q", REST + 0.1), (END, 2 * REST))
    passed = "".join(guard.feed(piece, now) for piece, now in pieces)
    found = [event for event in parser.feed(passed) if isinstance(event, events.Event)]
    assert (keys(found), pasted(found)) == ([], ["one", "Q"])


@given(HOSTILE, st.integers(1, 7))
def test_pasted_text_yields_no_key(text: str, size: int) -> None:
    sent = f"{START}{text}{END}"
    found = read(*(sent[at : at + size] for at in range(0, len(sent), size)))
    assert keys(found) == []


@given(HOSTILE.filter(lambda text: text and END not in text and "\x00" not in text), st.integers(1, 7))
def test_pasted_text_arrives_with_symbols_for_escapes(text: str, size: int) -> None:
    sent = f"{START}{text}{END}"
    found = read(*(sent[at : at + size] for at in range(0, len(sent), size)))
    assert "".join(pasted(found)) == text.replace("\x1b", "␛")
