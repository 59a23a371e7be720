"""Over SSH for real: read, marked, copied from, cut off in the middle of a note, and come back to; in tmux too."""

from __future__ import annotations

import base64
import re
import shlex
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reader.store import Store
from tests.e2e.program import FERRY, HEADLINE, READER, Program, article_rows, wait_until_open
from tests.e2e.remote import Remote, needs_server
from tests.e2e.terminal import PATIENCE, Terminal

URL = "https://example.org/ferry"
COPIED = re.compile(rb"\x1b\]52;c;([A-Za-z0-9+/=]*)\x07")
HALF = "ask the harbour master whether"


@pytest.fixture
def remote(program: Program, tmp_path: Path) -> Iterator[Remote]:
    needs_server()
    room = tmp_path / "ssh"
    room.mkdir(mode=0o700)
    server = Remote(program, room)
    with server.running():
        yield server


@pytest.fixture
def article(program: Program) -> Path:
    """The article, with an address that it came from."""
    path = program.home / "ferry.md"
    text = FERRY.read_text(encoding="utf-8")
    headline, _, rest = text.partition("\n")
    path.write_text(f"---\nurl: {URL}\n---\n\n# {headline}\n{rest}", encoding="utf-8")
    program.know(path)
    return path


def test_a_note_that_the_line_was_cut_in_is_found_again(program: Program, remote: Remote, article: Path) -> None:
    with remote.reader(article) as terminal:
        wait_until_open(terminal)
        terminal.press(" ")
        terminal.wait_for_line("%")
        terminal.press("m")
        terminal.wait_for_line("bookmarked: ")
        terminal.press("o")
        terminal.wait_for_line(f"it was copied: {URL}")
        assert [base64.b64decode(each).decode() for each in COPIED.findall(terminal.received)] == [URL]
        place = article_rows(terminal)
        terminal.press("a")
        terminal.wait_for_line("NOTE")
        terminal.press(HALF)
        terminal.wait_for(HALF)
        assert terminal.kill(signal.SIGKILL) == -signal.SIGKILL
    wait_for(program, lambda store: [draft for draft in store.drafts.abandoned() if draft.text == HALF])
    with remote.reader() as terminal:
        terminal.wait_for_line("DRAFT")
        terminal.press("Enter")
        terminal.wait_for(HALF)
        assert [row for row in place if row in article_rows(terminal)], "the article is where it was left"
        terminal.press(" it sails", "Esc")
        terminal.wait_for_line("READ")
        terminal.press("Q")
        assert terminal.wait_for_end() == 0
    with Store.open(program.library) as store:
        (kept,) = store.annotations.of(1)
        assert kept.annotation.note == f"{HALF} it sails"
        assert not store.drafts.abandoned()
        assert len(store.bookmarks.of(1)) == 1


def test_in_tmux_it_is_left_and_found_again_at_another_size(
    program: Program, remote: Remote, article: Path, tmp_path: Path
) -> None:
    if shutil.which("tmux") is None:
        pytest.skip("tmux is not installed")
    tmux = shlex.join(["tmux", "-S", str(tmp_path / "tmux"), "-f", "/dev/null"])
    reader = shlex.quote(shlex.join([*READER, str(article)]))
    try:
        with remote.session(f"{tmux} new-session -s desk {reader}") as terminal:
            wait_in_tmux(terminal)
            terminal.press(" ")
            terminal.wait_for(lambda shown: HEADLINE not in "\n".join(article_rows(shown)) and long_row(shown))
            terminal.wait_until_quiet()
            words = long_row(terminal)
            terminal.press("\x02", "d")
            assert terminal.wait_for_end() == 0, "detached"
        with remote.session(f"{tmux} attach -t desk", 90, 28) as terminal:
            first = " ".join(words.split()[:3])
            terminal.wait_for(lambda shown: first in " ".join(shown.text.split()))
            terminal.press("m")
            terminal.wait_for("bookmarked: ")
            terminal.kill(signal.SIGKILL)
        with remote.session(f"{tmux} attach -t desk", 60, 20) as terminal:
            terminal.wait_for(lambda shown: first in " ".join(shown.text.split()))
            terminal.press("Q")
            terminal.wait_for_end()
    finally:
        with remote.session(f"{tmux} kill-server") as terminal:
            terminal.wait_for_end()
    with Store.open(program.library) as store:
        assert len(store.bookmarks.of(1)) == 1


def long_row(terminal: Terminal) -> str:
    """The first row of the article with several words, or nothing."""
    return next((row for row in article_rows(terminal)[:-1] if len(row.split()) > 5), "")


def wait_in_tmux(terminal: Terminal) -> None:
    """Until the article is open, one line above tmux's own."""
    terminal.wait_for(lambda shown: HEADLINE in shown.text and " READ " in shown.lines[-2])


def wait_for(program: Program, wanted: Callable[[Store], object]) -> None:
    """Until the library has something."""
    until = time.monotonic() + PATIENCE
    while True:
        with Store.open(program.library) as store:
            if wanted(store):
                return
        assert time.monotonic() < until
        time.sleep(0.05)
