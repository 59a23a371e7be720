"""Keys of a person's own, from the settings file to the window, in the real program and a real pty."""

from __future__ import annotations

from tests.e2e.program import FERRY, HEADLINE, Program, status, wait_until_open

SETTINGS = """\
preset = "newsboat"

[keys]
close = "Ctrl-T"
delete = ["Delete", "rr"]
leave = "F4"
keep-note = "Ctrl-T"
"""
DELETE = "\x1b[3~"
CTRL_T = "\x14"
F4 = "\x1bOS"


def test_a_window_a_line_and_a_note_go_by_the_keys_of_the_settings_file(program: Program) -> None:
    settings(program, SETTINGS)
    program.know(FERRY)
    with program.start() as terminal:
        wait_until_open(terminal)
        terminal.press("m'")
        terminal.wait_for("Enter goes there · Delete deletes · U undoes · ? help · Ctrl-T closes")
        terminal.wait_for(HEADLINE)
        terminal.press("X", "q", "Esc", "rr")
        terminal.wait_for("no bookmark yet")
        terminal.press("U")
        terminal.wait_for("%  ")
        # All at once: the window is closed, opened, and closed again, before any of it is drawn.
        terminal.send(f"{DELETE}{CTRL_T}'{CTRL_T}:zen{F4}anote: ?q{CTRL_T}".encode())
        terminal.wait_for_line("note saved")
        terminal.press("&")
        terminal.wait_for("note: ?q")
        terminal.press(F4, "?")
        terminal.wait_for(lambda shown: "Keys in the list of notes" in shown.text and "Delete rr" in shown.text)
        terminal.press(CTRL_T, CTRL_T, "Q")
        assert terminal.wait_for_end() == 0
    printed = program.run("keys").stdout.decode()
    assert "  Ctrl-T         close " in printed
    assert "  Delete rr      delete " in printed


def test_a_window_that_could_not_be_left_is_refused_at_the_start_and_the_preset_holds(program: Program) -> None:
    settings(program, "[keys]\nclose = []\n")
    program.know(FERRY)
    refused = program.run("keys")
    assert refused.returncode == 1
    assert b"[keys]: no key would leave the notes; bind close" in refused.stderr
    with program.start() as terminal:
        terminal.wait_for(lambda shown: "no key would leave" in status(shown))
        terminal.press("&")
        terminal.wait_for("Esc to the list")
        terminal.press("Esc")
        terminal.wait_for("Esc closes")
        terminal.press("Esc")
        terminal.wait_for(lambda shown: "Notes of the whole library" not in shown.text)
        terminal.press("Q")
        assert terminal.wait_for_end() == 0


def test_a_key_that_means_two_things_in_a_window_is_told_with_both(program: Program) -> None:
    settings(program, '[keys]\ndelete = "q"\ntake = "x"\n')
    assert (
        b"q means both close and delete in the notes; bind one of them to another key"
        in program.run("keys").stderr
    )
    settings(program, '[keys]\ntake = "x"\n')
    assert b"x cannot mean take: it is for typing in the line; bind another key" in program.run("keys").stderr
    settings(program, "[keys]\nclose = \n")
    told = program.run("keys").stderr
    assert b"at line 2, column 9" in told


def settings(program: Program, text: str) -> None:
    path = program.home / "config" / "settings.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
