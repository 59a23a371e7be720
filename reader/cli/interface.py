"""Starting the interface: the library with its samples, a terminal to draw on, keys to read."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from reader.config.paths import library_path
from reader.model.errors import ReaderError, StoreError
from reader.store import Store
from reader.terminal import startup_snapshot
from reader.terminal.loading import load_textual

HINT = "`reader show FILE` prints an article without one"


def open_paths(paths: Sequence[str], *, low_bandwidth: bool = False) -> int:
    """Add what the paths name and open the first of it in the interface; the exit status."""
    _need_terminal()
    if not paths and not os.isatty(0):
        raise ReaderError("standard input is no terminal to read keys from; `reader -` reads an article from it")
    try:
        return _run(paths, low_bandwidth)
    finally:
        if shown := startup_snapshot.take_over():
            shown.leave()


def _run(paths: Sequence[str], low_bandwidth: bool) -> int:
    with open_library() as store:
        document_id, failed = _taken_in(store, paths) if paths else (None, False)
        if paths and document_id is None:
            return 1
        remark = load_textual()
        from reader.tui.app import run_app

        status, picture = run_app(store, document_id, low_bandwidth=low_bandwidth, remark=remark)
    # The library is closed, and nothing changes it any more.
    startup_snapshot.keep([] if low_bandwidth else picture)
    return _end(status or (1 if failed else 0))


def _end(status: int) -> NoReturn:
    """End at once: library, analysis and terminal are in order, and only memory would be left to tidy."""
    if shown := startup_snapshot.take_over():
        shown.leave()
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError):
            stream.flush()
    os._exit(status)


def _taken_in(store: Store, paths: Sequence[str]) -> tuple[int | None, bool]:
    """The document to open, the first that the paths gave, and whether anything could not be taken in."""
    from reader.cli.add_files import take_in

    taken = take_in(store, paths)
    if taken.added and not os.isatty(0):
        _keys_from_terminal()
    return taken.added[0].document.id if taken.added else None, bool(taken.failed)


def open_library() -> Store:
    """The library, with the samples in it the first time; one in memory where there is no disk for it."""
    try:
        store = Store.open(library_path())
    except StoreError as error:
        return Store.in_memory(f"{error}; nothing will be kept")
    if not store.read_only and store.documents.count() == 0 and not store.samples_given():
        from reader.ingest.samples import articles

        for article in articles():
            store.add(article)
        store.set_samples_given()
    return store


def _need_terminal() -> None:
    if not (os.isatty(1) and os.isatty(2)):
        raise ReaderError(f"the interface needs a terminal to draw on; {HINT}")
    if os.environ.get("TERM", "dumb") in ("", "dumb", "unknown"):
        raise ReaderError(f"the terminal ({os.environ.get('TERM', '')!r}) cannot move its cursor; {HINT}")


def _keys_from_terminal() -> None:
    """Read keys from the terminal, since standard input is something else."""
    try:
        terminal = os.open("/dev/tty", os.O_RDONLY)
    except OSError as error:
        raise ReaderError(f"there is no terminal to read keys from: {error.strerror}; {HINT}") from error
    os.dup2(terminal, sys.stdin.fileno())
    os.close(terminal)
