"""Web addresses: only these are opened, as one argument; a key copies them."""

from __future__ import annotations

import base64
import json
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from reader.store import Store
from reader.tui.system.opener import Opener, find_opener, is_web_address
from tests.tui.main_app import Desk, harbour

URL = "https://example.org/a?b=$(touch pwned)&c='`;|"
SAVES_ITS_ARGUMENTS = "import json, sys; open(sys.argv[1], 'w').write(json.dumps(sys.argv[2:]))"
SCREEN = {"DISPLAY": ":0"}


def with_url(url: str | None) -> Store:
    store = Store.in_memory()
    store.add(replace(harbour(), url=url))
    return store


def saving(path: Path) -> Opener:
    return Opener((sys.executable, "-c", SAVES_ITS_ARGUMENTS, str(path)))


def wait_for(path: Path) -> object:
    until = time.monotonic() + 20
    while not (path.exists() and path.read_text()):
        assert time.monotonic() < until
        time.sleep(0.01)
    return json.loads(path.read_text())


async def press(tmp_path: Path, url: str | None, key: str, opener: Opener) -> tuple[str, str]:
    """Return the message and the clipboard after a key."""
    desk = Desk(tmp_path, store=with_url(url), document_id=1, opener=opener)
    async with desk.app.run_test(size=(160, 36)) as pilot:
        await pilot.pause()
        await pilot.press(key)
        await pilot.pause()
        return desk.said, desk.app.clipboard


async def test_an_address_is_one_argument_of_the_command(tmp_path: Path) -> None:
    url = URL.replace(" ", "%20")
    said, clipboard = await press(tmp_path, url, "o", saving(tmp_path / "opened"))
    assert (said, clipboard) == (f"opened: {url}", "")
    assert wait_for(tmp_path / "opened") == [url]


async def test_without_an_opener_the_address_is_copied(tmp_path: Path) -> None:
    said, clipboard = await press(tmp_path, "https://example.org/a", "o", Opener())
    assert clipboard == "https://example.org/a"
    assert said.endswith("copied: https://example.org/a")


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "file:///etc/passwd", "-x", "https:///a", "ssh://example.org"]
)
async def test_nothing_else_is_opened(tmp_path: Path, url: str) -> None:
    said, clipboard = await press(tmp_path, url, "o", saving(tmp_path / "opened"))
    assert said == f"only http and https are opened, not {url}"
    assert clipboard == ""
    assert not (tmp_path / "opened").exists()


async def test_a_missing_command_is_reported(tmp_path: Path) -> None:
    said, _ = await press(tmp_path, "https://example.org", "o", Opener(("/nowhere/at-all",)))
    assert said.startswith("/nowhere/at-all: cannot be started")


async def test_a_key_copies_the_address(tmp_path: Path) -> None:
    assert await press(tmp_path, "https://example.org", "Y", Opener()) == (
        "copied: https://example.org",
        "https://example.org",
    )
    copied = "https://example.org/%0Arm%20-rf%1B%E2%80%AE"
    assert await press(tmp_path, "https://example.org/\nrm -rf\x1b\u202e", "Y", Opener()) == (
        f"copied: {copied}",
        copied,
    )
    assert await press(tmp_path, None, "Y", Opener()) == ("this document has no URL", "")
    assert await press(tmp_path, None, "o", Opener()) == ("this document has no URL", "")


@pytest.mark.parametrize("url", ["https://example.org", "http://[::1]:80/x", "https://münchen.example/ä?q#f"])
def test_web_addresses(url: str) -> None:
    assert is_web_address(url)


@pytest.mark.parametrize(
    "url",
    [
        URL,
        "https://",
        "http://\x1b]0;x\x07",
        "https://exa\u202emple.org",
        "https://a\nb",
        "ftp://a",
        "",
        "http://[",
        "HTTP",
    ],
)
def test_other_addresses(url: str) -> None:
    assert not is_web_address(url)


def test_which_command_opens_an_address() -> None:
    def which(name: str) -> str | None:
        return f"/bin/{name}" if name == "xdg-open" else None

    assert find_opener("", SCREEN, which) == Opener(("/bin/xdg-open",))
    assert find_opener("", {}, which) == Opener()
    assert find_opener("", SCREEN | {"SSH_CONNECTION": "1"}, which) == Opener()
    assert find_opener("browse --new", {"SSH_CONNECTION": "1"}, which) == Opener(("browse", "--new"))
    assert find_opener("", SCREEN, lambda name: None) == Opener()
    assert find_opener("an 'open quote", {}, which) == Opener(("an 'open quote",)), "it cannot start, and is named"


async def test_half_a_character_is_not_copied_and_does_no_harm(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    async with desk.app.run_test():
        desk.app.copy_to_clipboard("a\ud800b")
        assert base64.b64encode(desk.app.clipboard.encode()) == base64.b64encode(b"a?b")
