"""Attacks through the windows over the main screen: drafts, notes, versions, corrections, labels, aliases."""

from __future__ import annotations

from collections.abc import Sequence

from tests.attacks import attacks
from tests.e2e.program import Program, status, wait_until_open
from tests.e2e.tally import Tally, end, leave, pasteable, see
from tests.e2e.terminal import Terminal
from tests.hostile_library import change, fill, headline, in_groups, long_ago, new_library

ATTACKS = attacks()
GROUPS = in_groups(ATTACKS, 64)
SEEN, PAGE = 21, 8
"""Of so many statements and names one is opened in a window; so many rows at the least fit into a list."""
COMPARED = ("As it was on ", "words you annotated?")
"""What stands over a note whose words are gone, or others."""
LABELS = "\n".join(f'{letter} = "\\u001b]0;pwned\\u0007{letter}"' for letter in "pou")


def stock(program: Program) -> None:
    """A library with articles that changed, notes whose words changed too, aliases, and drafts left behind."""
    with new_library(program.library, long_ago) as store:
        list(fill(store, GROUPS))
        change(store, GROUPS)
    (program.home / "config").mkdir()
    (program.home / "config" / "settings.toml").write_text(f"[labels]\n{LABELS}\n", encoding="utf-8")


def test_drafts_notes_versions_corrections_and_aliases(program: Program, tally: Tally) -> None:
    stock(program)
    with program.start(columns=124, rows=40) as terminal:
        take_up_drafts(terminal, tally)
        see_all_notes(terminal, tally)
        terminal.press("1", "g", "Enter")
        for number in reversed(range(len(GROUPS))):
            wait_until_open(terminal, f" {headline(number)}")
            visit(terminal, tally, GROUPS[number])
            if number:
                terminal.press("J")
        see_aliases(terminal, tally)
        end(terminal)
    tally.look(terminal.received, screen=True)
    tally.close(len(ATTACKS))


def take_up_drafts(terminal: Terminal, tally: Tally) -> None:
    """Be offered every draft, take it up, look through it, and keep it as a note."""
    tally.paths += 3
    for number in range(2 * len(GROUPS)):
        if number:
            terminal.press(":drafts", "Enter")
        terminal.wait_for("unfinished note of")
        terminal.wait_for("Enter continues it")
        terminal.press("Enter")
        terminal.wait_for(lambda shown: " NOTE " in status(shown) and "Note on " in shown.text)
        terminal.press(*["PageUp"] * 12)
        terminal.press("Esc")
        terminal.wait_for_line("note saved")


def see_all_notes(terminal: Terminal, tally: Tally) -> None:
    """Look through the notes of the whole library, filter them by what is pasted, and see what changed of them."""
    tally.paths += 4
    terminal.press("&")
    terminal.wait_for("Notes of the whole library")
    terminal.wait_for(" notes")
    terminal.press("Esc")
    for _ in range(0, len(ATTACKS), 8):
        terminal.press(" ")
    terminal.press("G", "D")
    terminal.wait_for(lambda shown: any(words in shown.text for words in COMPARED))
    terminal.press("q")
    terminal.wait_for(lambda shown: not any(words in shown.text for words in COMPARED))
    terminal.send(b"/typed ahead")
    terminal.wait_for("typed ahead")
    terminal.wait_for("nothing matches the filter")
    terminal.press("Down")
    leave(terminal, "Notes of the whole library", "Esc")
    for key, strings in zip(("#", "by:", "said:", ""), GROUPS, strict=False):
        terminal.press(":notes ", f'\x1b[200~{key}"{pasteable(strings)}"\x1b[201~', "Enter")
        terminal.wait_for("nothing matches the filter")
        terminal.press("Esc")
        terminal.wait_for("Esc closes")
        leave(terminal, "Notes of the whole library", "q")


def visit(terminal: Terminal, tally: Tally, strings: Sequence[str]) -> None:
    """What changed in an article, its notes, other speakers and types, labels and tags, another name."""
    tally.paths += 9
    see(terminal, "D", "{+added+}", *[" "] * (3 * len(strings) // 4))
    terminal.press("g", "]d")
    terminal.wait_for_line("change")
    terminal.press(*["]d"] * len(strings))
    terminal.press("]q")
    see(terminal, "T", "Who says it?", *["PageDown"] * (len(strings) // PAGE), by="Esc")
    for _ in range(0, len(strings), SEEN):
        terminal.press("]q")
        see(terminal, "T", "Who says it?", by="Esc")
        terminal.press("]e")
        see(terminal, "T", "What is ", by="Esc")
    terminal.press("]a", "t")
    terminal.wait_for_line("Enter tags")
    terminal.press("Enter")
    terminal.wait_for_line("tags separated by spaces")
    terminal.press(f"\x1b[200~{pasteable(strings)}\x1b[201~", "Enter")
    terminal.wait_for_line("tagged ")
    see(terminal, "Enter", "Annotations here", "j", "j")
    terminal.press(":decide", "Enter")
    terminal.wait_for("words you annotated?")
    leave(terminal, "words you annotated?", "q")
    terminal.press("3")
    terminal.wait_for_line("SIDEBAR")
    for _ in range(0, len(strings), SEEN):
        terminal.press("j")
        see(terminal, "E", "Which name?", by="Esc")
    see(terminal, "E", "Which name?", *["PageDown"] * (len(strings) // PAGE), by="Esc")
    terminal.press("2")
    terminal.wait_for_line("READ")


def see_aliases(terminal: Terminal, tally: Tally) -> None:
    """Look through the names that hold everywhere."""
    tally.paths += 1
    terminal.press(":aliases", "Enter")
    terminal.wait_for("Names you gave to sources")
    terminal.press(*["j"] * len(ATTACKS), "q")
    terminal.wait_for(lambda shown: "Names you gave to sources" not in shown.text)
