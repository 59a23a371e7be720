"""Attacks on the terminal by whatever an article, a file or a person's own files can hold: none gets through."""

from __future__ import annotations

import re
import sys
from base64 import b64decode
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from reader.config.paths import themes_dir
from reader.store import Store
from reader.text.safety.sanitise import sanitise_line
from tests.attacks import attacks
from tests.e2e.program import Program, status, wait_until_open
from tests.e2e.tally import Tally, end, pasteable, see
from tests.e2e.terminal import Terminal
from tests.hostile_library import (
    fill,
    headline,
    hypothesis_annotations,
    in_groups,
    new_library,
    theme_file,
    web_annotations,
)

ATTACKS = attacks()
GROUPS = in_groups(ATTACKS)
HALVES = pytest.mark.parametrize("groups", [GROUPS[::2], GROUPS[1::2]], ids=["one", "other"])
ARGUMENTS = [attack for attack in ATTACKS if "\0" not in attack]
NAMES = [attack.replace("/", "∕") for attack in ARGUMENTS if 0 < len(attack.encode()) < 200]
WAYS_TO_TYPE = (("/", "words to search", "not found: "), (":", "a command", "no such command: "))
CRASH = """
import sys
import reader.{module} as module
def fail(*arguments, **named):
    raise ValueError(open({path!r}, encoding="utf-8").read())
module.{name} = fail
from reader.__main__ import main
sys.argv[0] = "reader"
sys.exit(main())
"""


def stock(program: Program, groups: Sequence[Sequence[str]]) -> list[int]:
    """The library of a program, with an article for each group."""
    with new_library(program.library) as store:
        return list(fill(store, groups))


def through_articles(terminal: Terminal, count: int) -> Iterator[int]:
    """Open one article after another, from the newest to the oldest."""
    for number in reversed(range(count)):
        terminal.wait_for(f" {headline(number)}")
        yield number
        if number:
            terminal.press("J")


@HALVES
def test_articles_lists_sidebar_cards_and_dialogs(
    program: Program, tally: Tally, groups: Sequence[Sequence[str]]
) -> None:
    newest = stock(program, groups)[-1]
    with program.start(columns=124, rows=30) as terminal:
        wait_until_open(terminal, headline(len(groups) - 1))
        terminal.press("1", "g", "Enter")
        for number in through_articles(terminal, len(groups)):
            for at in range(len(groups[number])):
                terminal.press("]q")
                terminal.wait_for_line(f"quotation {at + 1} of ")
            for keys, words in (("=", "Provenance"), ("'", "X deletes")):
                see(terminal, keys, words)
            if not number:
                see(terminal, "?", "Keys in the article")
            terminal.press("3Gg3Gg3Gg3", "2", "]e", "]s", "Y")
            terminal.wait_for_line("copied: ")
            terminal.press("G", "g")
        end(terminal)
    copied = re.compile(rb"\x1b\]52;c;([A-Za-z0-9+/=]*)\x07")
    clipboard = [b64decode(words).decode() for words in copied.findall(terminal.received)]
    assert len(clipboard) == len(groups), "each time a person pressed the key"
    assert [address for address in clipboard if sanitise_line(address) != address] == []
    tally.paths += 12
    tally.look(copied.sub(b"", terminal.received), screen=True)
    assert newest == len(groups)
    tally.close(sum(map(len, groups)))


@pytest.mark.parametrize(("columns", "rows"), [(90, 30), (40, 12)])
def test_a_list_of_all_of_them_and_small_screens(program: Program, tally: Tally, columns: int, rows: int) -> None:
    stock(program, in_groups(ATTACKS, 1))
    with program.start(columns=columns, rows=rows) as terminal:
        wait_until_open(terminal, "headline")
        terminal.press("1", "g")
        terminal.wait_for_line("LIST")
        for _ in range(0, len(ATTACKS), rows // 4):
            terminal.press(" ")
            terminal.wait_until_quiet(0.02)
        terminal.press("Enter")
        wait_until_open(terminal, "headline")
        terminal.press("]q")
        terminal.wait_for_line("quotation 1")
        terminal.press("3")
        terminal.wait_for_line("SIDEBAR")
        end(terminal)
    tally.look(terminal.received, screen=True)
    tally.close(len(ATTACKS))


def test_what_is_typed_and_said(program: Program, tally: Tally) -> None:
    stock(program, GROUPS[:1])
    theme_file(program.home / "config" / "themes", "".join(ATTACKS[:40]), themes_dir() / "ink.toml")
    (program.home / "config" / "themes" / f"{NAMES[0]}.toml").write_text("x = 1")
    (program.home / "config" / "settings.toml").write_text('[keys]\n"zen\\u001b]0;pwned\\u0007" = "z"\n')
    with program.start(columns=400, rows=14) as terminal:
        terminal.wait_for_line("there is no command")
        wait_until_open(terminal, headline(0))
        for number, strings in enumerate(in_groups(ATTACKS, 20)):
            paste = pasteable(strings)
            key, hint, said = WAYS_TO_TYPE[number % 2]
            terminal.press(key)
            terminal.wait_for_line(hint)
            terminal.press(f"\x1b[200~x{paste}\x1b[201~")
            terminal.wait_for(lambda shown, hint=hint: hint not in status(shown))
            terminal.press("Enter")
            terminal.wait_for_line(said)
        for command, words in ((":theme", "Themes"), (":palette", "Commands")):
            terminal.press(command, "Enter")
            terminal.wait_for(words)
            terminal.press(f"\x1b[200~{pasteable(ATTACKS[:12])}\x1b[201~")
            terminal.wait_for("no match")
            terminal.press("Esc")
            terminal.wait_for(lambda shown: "no match" not in shown.text)
        end(terminal)
    tally.paths += 6
    tally.look(terminal.received, screen=True)
    tally.close(len(ATTACKS))


@pytest.mark.parametrize("term", ["xterm-256color", "xterm", "dumb"])
def test_what_the_command_line_prints(program: Program, tally: Tally, term: str) -> None:
    last = stock(program, [*in_groups(ATTACKS, 1), ATTACKS])[-1]
    formats = () if term != "xterm-256color" else ("html", "latex", "svg", "raw", "text", "irc", "bbcode", "rtf")
    runs = (
        ("list",),
        ("list", "--json"),
        ("show", str(last)),
        ("show", "--why", str(last)),
        ("check",),
        ("keys",),
        ("notes",),
        ("notes", "--json"),
        *(("export", "--format", format) for format in ("markdown", "w3c", "csv")),
        *(("show", "--format", format, str(last)) for format in formats),
    )
    look(program, tally, *runs, TERM=term)
    tally.close(len(ATTACKS))


def test_errors_file_names_and_what_is_added(program: Program, tally: Tally) -> None:
    folder = program.home / "wire"
    folder.mkdir()
    for number, name in enumerate(NAMES[::3]):
        words = "\0" if number % 5 == 0 else f"# {name} {number}\n\nShe said “{name}” {number} times.\n"
        (folder / f"{name}{number}.md").write_text(words, encoding="utf-8")
    text = "\n\n".join(f"Anna Svensson said “{each} yes” to {each} on Monday." for each in ATTACKS)
    article = program.home / "all.txt"
    article.write_text(f"All of them {ATTACKS[0]}\n\n{text}", encoding="utf-8", errors="replace")
    every = "".join(ARGUMENTS)[:20_000]
    runs = (
        ("add", str(folder / every[:90]), f"{every[:120]}"),
        ("show", every),
        ("show", "--theme", every, "1"),
        ("show", "--format", every, "1"),
        ("remove", every),
        ("remove", "1", "2"),
        ("backup", str(folder / NAMES[1])),
        ("backup", str(folder / NAMES[1])),
        (f"--{every}",),
        ("add",),
        ("list", every),
        ("keys", f"--markdown={every}"),
        ("analyze", str(article), str(folder / NAMES[2])),
        ("analyze", "--json", str(article)),
    )
    look(program, tally, *runs)
    # The bar that shows how far it is moves the cursor.
    tally.look(b"".join(program.print_in_turn(["add", folder])), screen=True)
    tally.close(len(ATTACKS))


def test_annotations_that_are_taken_in_and_given_out(program: Program, tally: Tally) -> None:
    stock(program, GROUPS[:2])
    with Store.open(program.library) as store:
        known = [store.documents.get(number).url or "" for number in (1, 2)]
    folder = program.home / "shared"
    folder.mkdir()
    files = []
    for number, (written, sources) in enumerate(
        (write, sources)
        for write in (web_annotations, hypothesis_annotations)
        for sources in (known, ["", *known, f"https://example.net/{ATTACKS[0]}"])
    ):
        files.append(folder / f"{NAMES[number]}{number}.json")
        files[-1].write_text(written(ATTACKS, sources), encoding="utf-8")
    for number, words in enumerate((f'{{"{ATTACKS[0]}', f'["{ATTACKS[1]}"', "".join(ATTACKS))):
        files.append(folder / f"{NAMES[-number]}broken{number}.json")
        files[-1].write_text(words, encoding="utf-8")
    look(program, tally, *(("import", file) for file in (*files, files[0], folder / NAMES[9])))
    with Store.open(program.library) as store:
        assert len(store.annotations.of(1)) > len(ATTACKS), "they were taken in"
    out = [folder / f"{NAMES[10]}.{format}" for format in ("markdown", "w3c", "csv")]
    runs = (
        ("notes",),
        ("notes", "--json"),
        ("notes", "1"),
        ("notes", ATTACKS[0]),
        ("show", "1"),
        *(("export", "--format", path.suffix[1:]) for path in out),
        *(("export", "--format", path.suffix[1:], "-o", str(path)) for path in out),
        ("export", ATTACKS[0]),
    )
    look(program, tally, *runs)
    with program.start(columns=124, rows=30) as terminal:
        wait_until_open(terminal, headline(1))
        see(terminal, "&", "Notes of the whole library", "Esc", *[" "] * 40)
        terminal.press("4", *["j"] * 40)
        terminal.wait_for_line("SIDEBAR")
        end(terminal)
    tally.look(terminal.received, screen=True)
    tally.close(len(ATTACKS))


@pytest.mark.parametrize(
    ("module", "name", "arguments"),
    [
        ("cli.library", "read_store", ["list"]),
        ("cli.interface", "open_library", []),
        ("tui.controllers.reading", "meta_line", []),
        ("tui.controllers.windows", "provenance_rows", []),
    ],
)
def test_crashes(program: Program, tally: Tally, module: str, name: str, arguments: list[str]) -> None:
    stock(program, GROUPS[:2])
    words = program.home / "attacks.txt"
    words.write_text("".join(ATTACKS), encoding="utf-8")
    code = CRASH.format(module=module, name=name, path=str(words))
    with Terminal([sys.executable, "-c", code, *arguments], program.env, 150, 40) as terminal:
        if name == "provenance_rows":
            wait_until_open(terminal, "headline")
            terminal.press("=")
        assert terminal.wait_for_end() == 1
    assert b"ValueError" in terminal.received
    tally.look(terminal.received, screen=bool(module.startswith("tui")))
    tally.close(len(ATTACKS))


def test_the_log_of_the_analysis(program: Program, tally: Tally) -> None:
    words = program.home / "attacks.txt"
    words.write_text("".join(ATTACKS), encoding="utf-8")
    code = (
        "import sys, reader.analysis.worker as worker, reader.analysis.pipeline as pipeline, warnings\n"
        "class Failing:\n"
        "    def analyse(self, *arguments):\n"
        f"        words = open({str(words)!r}, encoding='utf-8').read()\n"
        "        warnings.warn(words)\n"
        "        print(words)\n"
        "        raise ValueError(words)\n"
        "pipeline.Pipeline.load = lambda *arguments: Failing()\n"
        "sys.exit(worker.main([]))\n"
    )
    run = program.home / "worker.py"
    run.write_text(code, encoding="utf-8")
    log = worker_log(program, run)
    assert b"ValueError" in log
    tally.look(log, screen=False)
    tally.close(len(ATTACKS))


def worker_log(program: Program, worker: Path) -> bytes:
    """What a worker whose every analysis fails writes to the log."""
    import asyncio

    from reader.analysis.client import AnalysisClient
    from reader.analysis.protocol import engine
    from reader.model.errors import AnalysisError

    log = program.home / "analysis.log"

    async def ask() -> None:
        client = AnalysisClient(log, engine(), 30, [sys.executable, str(worker)])
        with pytest.raises(AnalysisError):
            await client.analyse("She said so.", ())
        await client.close()

    asyncio.run(ask())
    return log.read_bytes()


def look(program: Program, tally: Tally, *runs: Sequence[str | Path], **env: str) -> None:
    """Look through what commands print."""
    for received in program.print_in_turn(*runs, **env):
        tally.look(received, screen=False)
