"""Attacks by what is around an article: settings, themes, the environment, editors, file names of any bytes."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from reader.config.paths import themes_dir
from tests.attacks import attacks
from tests.e2e.program import FERRY, Program, status
from tests.e2e.tally import Tally, end

ATTACKS = attacks()
FEW = "".join(ATTACKS[::9])
BYTES = (
    b"\xff\x1b[31mwire",
    b"\x9b2Jwire",
    b"-rf",
    b"--version",
    b"a\nb\x1b]0;pwned\x07",
    b"\xed\xb2\x80",
    "\u202eerew".encode(),
)
"""File names that are no words, some of them no UTF-8."""
WORDS = b'# Words\n\nShe said "yes \x1b[2J \xff indeed" on Monday.\n'


def quoted(words: str) -> str:
    """A string of TOML, all of it escaped."""
    escapes = (f"\\U{ord(character):08x}" for character in words if not "\ud800" <= character <= "\udfff")
    return f'"{"".join(escapes)}"'


ATTACK = quoted(FEW)
TAKEN = (
    *(f"{name} = {ATTACK}" for name in ("theme", "author", "opener")),
    f"[keys]\n{ATTACK} = 'x'\nzen = [{ATTACK}, 'x']\nhelp = {ATTACK}",
    f"[labels]\nx = {ATTACK}",
)
REFUSED = (
    f"{ATTACK} = {ATTACK}",
    *(
        f"{name} = {ATTACK}"
        for name in ("layers", "order", "model", "preset", "measure", "ascii", "low_bandwidth")
    ),
    *(f"{table} = {ATTACK}" for table in ("keys", "labels")),
    f"[labels]\n{ATTACK} = 'x'",
    *(f"theme = '{FEW[:40]}'", f"{FEW[:40]} = 1"),
)
"""Settings with attacks in every place where words can stand."""


def test_settings(program: Program, tally: Tally) -> None:
    program.know(FERRY)
    folder = program.home / "config"
    folder.mkdir()
    for number, text in enumerate(("\n".join(TAKEN), *REFUSED)):
        (folder / "settings.toml").write_text(text, encoding="utf-8")
        look(program, tally, [b"keys"])
        if number % 3:
            continue
        with program.start(columns=200, rows=12) as terminal:
            terminal.wait_for(lambda shown: " READ " in status(shown) and "Island Council" in shown.text)
            for key, mode in (("a", " NOTE "), ("t", " LABEL ")):
                terminal.press(key)
                terminal.wait_for(mode)
                terminal.press("Esc")
                terminal.wait_for_line(" READ ")
            end(terminal)
        tally.look(terminal.received, screen=True)
    tally.close(len(ATTACKS))


def test_an_unknown_theme_is_told(program: Program) -> None:
    program.know(FERRY)
    (program.home / "config").mkdir()
    (program.home / "config" / "settings.toml").write_text("theme = 'inc'", encoding="utf-8")
    with program.start(columns=200, rows=12) as terminal:
        terminal.wait_for_line("there is no theme 'inc', only ansi-dark")
        end(terminal)


def test_themes(program: Program, tally: Tally) -> None:
    program.know(FERRY)
    folder = program.home / "config" / "themes"
    folder.mkdir(parents=True)
    ink = (themes_dir() / "ink.toml").read_text(encoding="utf-8")
    attack = quoted(FEW)
    broken = (
        f"text = {attack}",
        f"{attack} = 1",
        f"in_256 = {attack}",
        f"speakers = [{attack}]",
        FEW[:40],
        f"{attack} = [",
    )
    for number, words in enumerate(broken):
        Path(folder / f"{number}{ATTACKS[4 * number]}.toml".replace("/", "∕")).write_text(words, encoding="utf-8")
    for name in BYTES:
        Path(os.fsdecode(os.fsencode(folder) + b"/" + name + b".toml")).write_text(ink, encoding="utf-8")
    with program.start(columns=200, rows=30) as terminal:
        terminal.wait_for_line("theme ")
        terminal.press(":theme", "Enter")
        terminal.wait_for("Themes")
        terminal.press(*["Down"] * (len(BYTES) + 4), "Enter")
        terminal.wait_for(lambda shown: "Themes" not in shown.text)
        end(terminal)
    tally.look(terminal.received, screen=True)
    look(program, tally, [b"show", b"1", b"--no-analysis", b"--theme", b"\x1b[31m\xff"])
    tally.close(len(ATTACKS))


def test_file_names_of_any_bytes(program: Program, tally: Tally) -> None:
    folder = os.fsencode(program.home) + b"/wire"
    Path(os.fsdecode(folder)).mkdir()
    for number, name in enumerate((*BYTES, b"\xff.md", b"\xff.html")):
        Path(os.fsdecode(folder + b"/" + name)).write_bytes(WORDS.replace(b"Words", b"Words %d" % number))
    paths = [folder + b"/" + name for name in BYTES]
    runs = []
    for path in paths[::2]:
        for command in ("add", "show --no-analysis", "notes", "export --format csv", "import", "remove"):
            runs.append([*command.encode().split(), path])
        for command in ("add", "export --format markdown -o", "backup", "show"):
            runs.append([*command.encode().split(), path + b"\x1b[31m\xff"])
    look(program, tally, *runs)
    # The bars that show how far it is move the cursor.
    tally.look(b"".join(program.print_in_turn([b"analyze", *paths], [b"add", folder])), screen=True)
    look(program, tally, [b"list"], [b"list", b"--json"], [b"check"])
    with program.start(columns=124, rows=30) as terminal:
        for _ in BYTES:
            terminal.wait_for(" READ ")
            terminal.press("=")
            terminal.wait_for("SHA-256")
            terminal.press("q", "J")
            terminal.wait_for(lambda shown: "SHA-256" not in shown.text)
        for name in (b"~nobody-of-that-name/\x1b[31m", *BYTES, folder + b"/nowhere\x1b]0;pwned"):
            terminal.send(b":add \x1b[200~" + name + b"\x1b[201~\r")
            terminal.wait_for_line("check the name")
        end(terminal)
    tally.look(terminal.received, screen=True)
    tally.close(len(BYTES))


@pytest.mark.parametrize(
    "variable", ["READER_DATA", "READER_CONFIG", "HOME", "TERM", "LANG", "LC_ALL", "COLORTERM"]
)
def test_the_environment(program: Program, tally: Tally, variable: str) -> None:
    program.know(FERRY)
    for value in (
        f"{FEW[:90]}".replace("\0", ""),
        "~nobody\x1b[31m",
        "/dev/null/\x1b]0;pwned\x07",
        "\x1b[31m\udcff",
        "",
    ):
        runs = [b"list"], [b"show", os.fsencode(FERRY), b"--no-analysis"]
        for received in program.print_in_turn(*runs, cwd=program.home, **{variable: value}):
            assert b"Traceback" not in received, (value, received)
            tally.look(received, screen=False)
    tally.close(5)


def test_editors_and_openers(program: Program, tally: Tally) -> None:
    program.know(FERRY)
    (program.home / "config").mkdir()
    (program.home / "config" / "settings.toml").write_text(f"opener = {quoted(FEW)}", encoding="utf-8")
    for editor in ("\x1b[31mnone", "'\x1b]0;pwned\x07", f"{sys.executable} -c 'raise SystemExit(3)' \x1b[31m"):
        with program.start(columns=150, rows=20, VISUAL=editor) as terminal:
            terminal.wait_for(" READ ")
            terminal.press("]q", "aword", "Esc")
            terminal.wait_for_line("note saved")
            terminal.press("e")
            terminal.wait_for(
                lambda shown: any(words in status(shown) for words in ("$VISUAL", "cannot be", "ended with"))
            )
            end(terminal)
        tally.look(terminal.received, screen=True)
    tally.close(4)


def look(program: Program, tally: Tally, *runs: Sequence[bytes]) -> None:
    """Look through what commands print; their arguments are bytes, as for every program."""
    for received in program.print_in_turn(*runs):
        tally.look(received, screen=False)
