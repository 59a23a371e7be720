"""Starts the interface: adds what is named, opens the library, and makes sure of a terminal."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from reader.cli.console import complain
from reader.config.paths import library_path
from reader.model.errors import NotFoundError, ReaderError, StoreError
from reader.store import Store
from reader.terminal import startup_snapshot
from reader.terminal.startup_snapshot import SavedScreen
from reader.terminal.textual_import import import_textual

DESCRIPTORS = 12
"""The files, pipes and the like that the interface opens."""
HINT = "`reader show FILE` prints an article without one"


def open_paths(paths: Sequence[str], *, low_bandwidth: bool = False) -> int:
    """Add the files that the paths name and open the first in the interface; return the exit status."""
    _need_terminal()
    _need_descriptors()
    if not paths and not os.isatty(0):
        raise ReaderError("standard input is not a terminal; `reader -` reads an article from it")
    try:
        return _run(paths, low_bandwidth)
    finally:
        _leave_startup_snapshot()


def _run(paths: Sequence[str], low_bandwidth: bool) -> int:
    with open_library() as store:
        document_id, failed = add_paths(store, paths) if paths else (None, False)
        if paths and document_id is None:
            return 1
        remark = import_textual()
        from reader.tui.app import run_app

        status, picture = run_app(store, document_id, low_bandwidth=low_bandwidth, remark=remark)
    # Nothing changes the library once it is closed, so the next start may show this picture.
    startup_snapshot.keep(SavedScreen() if low_bandwidth else picture)
    return _end(status or (1 if failed else 0))


def _end(status: int) -> NoReturn:
    """End at once: library, analysis and terminal are in order, and only memory is left to free."""
    _leave_startup_snapshot()
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError):
            stream.flush()
    os._exit(status)


def _leave_startup_snapshot() -> None:
    if shown := startup_snapshot.take_over():
        shown.leave()


def add_paths(store: Store, paths: Sequence[str]) -> tuple[int | None, bool]:
    """Add the files; return the id of the first article, and whether any file failed.

    The number of an article in the library stands for it, unless it is a file's name.
    """
    known = {path: document_id for path in paths if (document_id := _known(store, path)) is not None}
    added, failed = list[int](), False
    if others := [path for path in paths if path not in known]:
        # Imported here because it takes long, and a file that has not changed needs none of it.
        from reader.cli.add_files import add_files
        from reader.cli.early_picture import already_read

        result = add_files(store, others, already_read=already_read, complain=_complain)
        added, failed = [each.document.id for each in result.added], bool(result.failed)
    found = [*added, *known.values()] if paths[0] not in known else [known[paths[0]], *added]
    if found and not os.isatty(0):
        _read_keys_from_terminal()
    return found[0] if found else None, failed


def _known(store: Store, path: str) -> int | None:
    """Return the document that a path stands for without being read: that of a number, or of an unchanged file."""
    from reader.cli.articles import find_document, is_file, is_number
    from reader.cli.early_picture import unchanged

    if is_number(path) and not is_file(path):
        return find_document(store, path).id
    if path in unchanged:
        # The library that was opened may be another one, in memory.
        with contextlib.suppress(NotFoundError):
            document = store.documents.find(path)
            return document.id if document.id == unchanged[path] else None
    return None


def _complain(message: str) -> None:
    """Print an error where it stays: not on the early picture."""
    _leave_startup_snapshot()
    complain(message)


def open_library() -> Store:
    """Open the library, with the samples in it the first time; without a disk for it, one in memory."""
    try:
        store = Store.open(library_path(), replace_damaged=True)
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
        raise ReaderError(f"the interface needs a terminal; {HINT}")
    if os.environ.get("TERM", "dumb") in ("", "dumb", "unknown"):
        raise ReaderError(f"the terminal (TERM={os.environ.get('TERM', '')}) cannot move its cursor; {HINT}")


def _need_descriptors() -> None:
    """Refuse to start where too few files can be opened, rather than fail in the midst of it."""
    held: list[int] = []
    try:
        held.extend(os.dup(1) for _ in range(DESCRIPTORS))
    except OSError as error:
        raise ReaderError("too many files are open; raise the limit (`ulimit -n`)") from error
    finally:
        for number in held:
            os.close(number)


def _read_keys_from_terminal() -> None:
    """Make the terminal standard input, in place of the article that was read from it."""
    try:
        terminal = os.open("/dev/tty", os.O_RDONLY)
    except OSError as error:
        raise ReaderError(f"there is no terminal to read keys from: {error.strerror}; {HINT}") from error
    os.dup2(terminal, sys.stdin.fileno())
    os.close(terminal)
