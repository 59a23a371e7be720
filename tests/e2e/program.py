"""The program as a person starts it, in a home of its own, and what its screen says."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from reader.analysis.protocol import DEFAULT_MODEL, engine
from reader.ingest import read_file
from reader.model.analysis import Analysis
from reader.store import Store
from tests.analysed import analysis_of
from tests.e2e.in_turn import ENDED
from tests.e2e.terminal import Terminal

FERRY = Path(__file__).parents[1] / "fixtures" / "ferry.txt"
"""An article of some eighty rows; Ingrid Halvorsen, the mayor of Hestra, is the first to speak in it."""
HEADLINE = "Island Council Votes"
READER = (sys.executable, "-m", "reader")
WITHIN = 4.0
"""Seconds for a change to show in another program: twice what is promised."""
PYTHON_PATHS = ("PYTHONPATH", "PYTHONPYCACHEPREFIX")
"""Where Python finds the program, and where it keeps what it compiled."""


class Program:
    """Starts `reader` with a library, settings and a home below one folder."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.library = home / "data" / "library.sqlite3"
        self.env = {
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            **{name: os.environ[name] for name in PYTHON_PATHS if name in os.environ},
            "LANG": "C.UTF-8",
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "READER_DATA": str(home / "data"),
            "READER_CONFIG": str(home / "config"),
        }

    @property
    def command(self) -> str:
        """The command line of `reader`, for a shell."""
        return shlex.join(READER)

    def start(self, *arguments: str | Path, columns: int = 120, rows: int = 36, **env: str) -> Terminal:
        """`reader` with some arguments, in a terminal."""
        return Terminal([*READER, *map(str, arguments)], self.env | env, columns, rows)

    def run(self, *arguments: str | Path, **env: str) -> subprocess.CompletedProcess[bytes]:
        """`reader` with some arguments and no terminal, to its end."""
        command = [*READER, *map(str, arguments)]
        return subprocess.run(
            command,
            env=self.env | env,
            capture_output=True,
            stdin=subprocess.DEVNULL,
            timeout=60,
            check=False,
        )

    def print_in_turn(
        self, *runs: Sequence[str | bytes | Path], cwd: Path | None = None, **env: str
    ) -> list[bytes]:
        """What `reader` prints in a terminal when it is run with these lists of arguments, one after the other."""
        (self.home / "in-turn.json").write_text(json.dumps([[*map(os.fsdecode, run)] for run in runs]))
        command = [sys.executable, "-m", "tests.e2e.in_turn", str(self.home / "in-turn.json")]
        if cwd is not None:
            command = ["sh", "-c", 'cd "$0" && exec "$@"', str(cwd), *command]
        rest = Terminal(command, self.env | env, 150, 40).read_to_the_end()
        printed = []
        for number in range(len(runs)):
            before, end, rest = rest.partition(f"\r\n{ENDED.format(number)}\r\n".encode())
            assert end, (runs[number], before)
            printed.append(before)
        return printed

    def know(self, *paths: Path, analysed: bool = False) -> None:
        """Put articles into the library with their analyses, so that no process need be waited for.

        An analysis found nothing, unless the articles are to be `analysed` indeed.
        """
        self.library.parent.mkdir(parents=True, exist_ok=True)
        nothing = Analysis(engine(DEFAULT_MODEL), (), (), (), ())
        with Store.open(self.library) as store:
            for path in paths:
                article = read_file(path)
                added = store.add(article)
                sha256 = store.versions.newest(added.document.id).sha256
                store.analyses.save(sha256, analysis_of(article) if analysed else nothing)


def begin_note(terminal: Terminal, words: str) -> None:
    """Open a note, or one's own that is here, and type."""
    terminal.press("a")
    terminal.wait_for_line(" NOTE ")
    terminal.press(words)
    terminal.wait_for(words.strip())


def article_rows(terminal: Terminal) -> list[str]:
    """The rows of the article where the list is left of it, and the sidebar right."""
    return [line[28:88].strip(" ▌│┊⚑").removeprefix("? ").strip(" ▌│┊⚑") for line in terminal.lines[:-1]]


def sidebar(terminal: Terminal) -> str:
    """The words of the sidebar, at the right of a wide screen."""
    return "\n".join(line[terminal.columns - 32 :] for line in terminal.lines[:-1])


def status(terminal: Terminal) -> str:
    """The last line of the screen."""
    return terminal.lines[-1]


def wait_until_open(terminal: Terminal, words: str = HEADLINE) -> None:
    """Until an article is open, and keys mean what they mean there."""
    terminal.wait_for(lambda shown: words in shown.text and " READ " in status(shown))


def search(terminal: Terminal, words: str) -> None:
    """Search the article for some words."""
    terminal.press("/")
    terminal.wait_for_line("words to search for")
    terminal.press(words, "Enter")
