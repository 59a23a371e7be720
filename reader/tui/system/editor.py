"""Editing text in a person's own editor, run with a temporary file and without a shell."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from pathlib import Path

from textual.app import App, SuspendNotSupported

from reader.config.careful_files import read_regular
from reader.model.errors import ReaderError
from reader.text.safety.sanitise import sanitise_line

END = "<!-- The note ends here. Below is the passage that it is about. -->"
"""The line that parts a note from its passage in the editor."""

_LARGEST = 1 << 24
"""In bytes: a larger file is no note."""


def editor_command(environment: dict[str, str]) -> list[str]:
    """Return the command in `VISUAL` or else `EDITOR`, split into arguments. Raises ReaderError if unset."""
    for name in ("VISUAL", "EDITOR"):
        if value := environment.get(name, "").strip():
            try:
                return shlex.split(value)
            except ValueError as error:
                raise ReaderError(f"${name} is not a valid command ({error}): {value}") from error
    raise ReaderError("no editor is set: set VISUAL or EDITOR, or write the note here")


def edit_in_editor(app: App[None], text: str, passage: str = "") -> str:
    """Suspend the program, open `text` in the editor, and return the result. Raises ReaderError.

    The passage stands below the text, after a line that ends it. Only the owner can read the file, which is
    deleted afterwards. If the editor fails, nothing is changed.
    """
    command = editor_command(dict(os.environ))
    with tempfile.TemporaryDirectory(prefix="reader-") as folder:
        path = Path(folder) / "note.md"
        path.write_text(with_passage(text, passage), encoding="utf-8", errors="surrogatepass")
        try:
            with app.suspend():
                failure = _failure_of([*command, str(path)])
        except SuspendNotSupported as error:
            raise ReaderError("this terminal cannot run an editor; write the note here") from error
        if failure:
            raise ReaderError(f"{command[0]} {failure}")
        try:
            written = without_passage(read_regular(path, _LARGEST).decode(errors="replace"), passage)
        except OSError as error:
            raise ReaderError(f"the note is unchanged: it cannot be read back ({error.strerror})") from error
    return written.removesuffix("\n") if not text.endswith("\n") else written


def with_passage(text: str, passage: str) -> str:
    """Return the text with the passage quoted below it, where no control character of an article is left."""
    return f"{text}\n\n{_below(passage)}" if passage else text


def without_passage(written: str, passage: str) -> str:
    """Return the note without its passage; what was written below that belongs to the note too."""
    note, _, below = written.partition(_below(passage)) if passage else (written, "", "")
    return note.removesuffix("\n\n") + below


def _below(passage: str) -> str:
    quoted = "\n".join(f"> {sanitise_line(line)}" for line in passage.splitlines())
    return f"{END}\n\n{quoted}\n"


def _failure_of(command: list[str]) -> str:
    """Run a command and describe its failure, if any. Never raises: Textual would not resume."""
    try:
        status = subprocess.run(command, check=False).returncode
    except (OSError, ValueError) as error:
        return f"cannot be started ({getattr(error, 'strerror', None) or error})"
    return f"ended with status {status}; the note is unchanged" if status else ""
