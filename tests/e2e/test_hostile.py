"""An article that attacks the terminal: nothing of what it holds arrives there but as visible stand-ins."""

from __future__ import annotations

import re
from pathlib import Path

from tests.e2e.program import FERRY, HEADLINE, Program, search, wait_until_open
from tests.e2e.terminal import Terminal

SEQUENCE = re.compile(
    rb"\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[P^_X].*?\x1b\\|\x1b\[[0-?]*[ -/]*[@-~]|\x1b[^\[\]]", re.DOTALL
)
CLIPBOARD = "\x1b]52;c;cm0gLXJmIH4=\x07"
TITLE = "\x1b]0;pwned\x07"
ATTACKS = (
    CLIPBOARD,
    TITLE,
    "\x1b[2J",
    "\x1b[31mred\x1b[0m",
    "\x1b[?1049l",
    "\x1b]8;;https://example.org\x1b\\link\x1b]8;;\x1b\\",
    "\x1bP+q544e\x1b\\",
    "\x1bc",
    "\x1b[21t",
    "\x9b31m",
    "\x9d0;pwned\x9c",
    "\u202eesrever\u202c",
    "\u2066isolated\u2069",
    "zero\u200bwidth\ufeff",
    "bell\x07 back\x08\x08 carriage\rreturn \x0e shifted",
)
MARKUP = (
    "[red]scarlet[/red]",
    "[@click=app.quit]press[/]",
    "[link=https://example.org]there[/link]",
    "[/nothing]",
)
UNSEEN = ("\x9b", "\x9d", "\x9c", "\u202e", "\u202c", "\u2066", "\u2069", "\u200b", "\ufeff", "\x0e", "\x08")
FORBIDDEN = (b"\x1b]52;", b"pwned\x07", b"\x1b[2J", b"\x1b]8;", b"\x1bP", b"\x1bc", b"\x1b[21t", b"\x1b[31m")


def test_nothing_of_an_article_acts_on_the_terminal(program: Program) -> None:
    hostile = program.home / f"{TITLE}{CLIPBOARD}[bold]name\u202e.txt"
    hostile.write_bytes(article().encode())
    program.know(FERRY, hostile)
    own = forms(visit(program, FERRY, HEADLINE))
    received = visit(program, hostile, "scarlet")
    assert forms(received) <= own
    text = received.decode()
    assert not [character for character in UNSEEN if character in text]
    assert not [attack for attack in FORBIDDEN if attack in received]
    assert "[@click=app.quit]press[/]" in text, "markup is shown as text"
    assert "␛" in text, "and escapes as a picture of one"


def test_the_command_line_prints_titles_and_file_names_as_safely(program: Program) -> None:
    hostile = program.home / f"{TITLE}name.txt"
    hostile.write_bytes(article().encode())
    for arguments in (
        ("add", hostile),
        ("list",),
        ("show", "--no-analysis", hostile),
        ("show", f"{CLIPBOARD}none"),
    ):
        ended = program.run(*arguments)
        printed = ended.stdout + ended.stderr
        assert printed, arguments
        assert b"\x1b" not in printed, arguments
        assert not [character for character in UNSEEN if character.encode() in printed], arguments


def article() -> str:
    """Attacks in its headline, its paragraphs and between quotation marks."""
    attacks = "\n\n".join(f"He said “{attack} and so on” and {attack} again." for attack in (*ATTACKS, *MARKUP))
    return f"Mayor {TITLE}{CLIPBOARD} says [red]scarlet[/red] \u202e'no'\n\n{' '.join(MARKUP)}\n\n{attacks}\n"


def visit(program: Program, path: Path, words: str) -> bytes:
    """Show an article wherever its words are shown; all that was sent."""
    with program.start(path) as terminal:
        wait_until_open(terminal, words)
        terminal.press("m")
        terminal.wait_for_line("bookmarked: ")
        see(terminal, "'", "X deletes")
        see(terminal, "=", "Provenance")
        terminal.press("4")
        terminal.wait_for_line("SIDEBAR")
        terminal.press("2")
        search(terminal, "[red]none[/]")
        terminal.wait_for_line("not found: ")
        terminal.press("G")
        terminal.wait_for_line("100 %")
        terminal.press("Q")
        assert terminal.wait_for_end() == 0
    return terminal.received


def see(terminal: Terminal, key: str, words: str) -> None:
    """Open a window and close it."""
    terminal.press(key)
    terminal.wait_for(words)
    terminal.press("q")
    terminal.wait_for(lambda shown: words not in shown.text)


def forms(received: bytes) -> set[bytes]:
    """The kinds of sequences and of bare control bytes: numbers do not count, nor do the arguments of styles."""
    found = set()
    for sequence in SEQUENCE.findall(received):
        private = sequence.startswith((b"\x1b]", b"\x1b[?"))
        found.add(sequence if private else re.sub(rb"[\d;:]+", b"", sequence))
    return found | {bytes([byte]) for byte in SEQUENCE.sub(b"", received) if byte < 0x20}
