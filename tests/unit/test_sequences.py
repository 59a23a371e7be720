"""The parser by which the tests judge what the program sends: it sees every attack, and only what is there."""

from __future__ import annotations

import pytest

from reader.text.safety.sanitise import sanitise_line
from tests.attacks import FORMATS, MARKUP, attacks
from tests.e2e.sequences import foreign, tokens

HARMLESS = {*MARKUP, *FORMATS, "e" + "\u0301" * 200, "a\nb", "a\rb", "a\tb", "hidden\rshown"}
"""Attacks on markup, formats and eyes: a terminal is none of their business."""
BACK = ("a\bb", "over\b\b\b\bwritten")
DRAWING = ("\x1b7", "\x1b8", "\x1b[2J", "\x1b[3J", "\x1b[2K", "\x1b[2;3r", "\x1b[2;3s", "\x1b[?69h",
           "\x1b[?1049l", "\x1b[?1049h", "\x1b[?25l", "\x1b[?2004l", "\x1b[?1003h", "\x1b[?1006l", "\x1b[?2026h",
           "\x1b[?2026l", "\x1b[c", "\x1b[>c", "\x1b[?2026$p", "\x1b[>31u")  # fmt: skip
"""Attacks that look like what a program sends that draws; elsewhere they are seen for what they are."""


@pytest.mark.parametrize("attack", attacks(), ids=ascii)
def test_every_attack_is_seen_where_nothing_stands_in_for_it(attack: str) -> None:
    sent = f"before {attack} after".encode("utf-8", "surrogatepass")
    elsewhere = attack in HARMLESS or attack.startswith(("\x1b[1;1;", "\x1b[4:3m"))
    assert bool(foreign(tokens(sent), screen=False)) is not elsewhere
    assert bool(foreign(tokens(sent))) is not (elsewhere or attack in DRAWING or attack in BACK)
    assert foreign(tokens(sanitise_line(attack).encode())) == []


def test_what_is_sent_is_taken_apart_without_loss() -> None:
    sent = "a\x1b[31mb\x1b]0;t\x07c\x1bPx\x1b\\d\x9b2Je\x1b(0f\x1b[\x1b]2;t".encode()
    assert "".join(token.text for token in tokens(sent)) == sent.decode()
    assert [token.kind for token in tokens(sent)][1::2] == [
        "control", "string", "string", "control", "escape", "control",
    ]  # fmt: skip
