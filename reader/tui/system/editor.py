"""A person's own editor: called with a file of a folder of its own, and never through a shell."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from pathlib import Path

from textual.app import App, SuspendNotSupported

from reader.model.errors import ReaderError


def editor_command(environment: dict[str, str]) -> list[str]:
    """The words of the command that `VISUAL` or else `EDITOR` holds. Raises ReaderError where there is none."""
    for name in ("VISUAL", "EDITOR"):
        value = environment.get(name, "").strip()
        if value:
            try:
                return shlex.split(value)
            except ValueError as error:
                raise ReaderError(f"${name} is no command ({error}): {value}") from error
    raise ReaderError("no editor is known: set VISUAL or EDITOR, or write the note here")


def edit_in_editor(app: App[None], text: str) -> str:
    """`text` as it comes back from the editor, while the program steps aside. Raises ReaderError.

    The file is readable by its owner alone, and is gone afterwards. An editor that fails changes nothing.
    """
    command = editor_command(dict(os.environ))
    with tempfile.TemporaryDirectory(prefix="reader-") as folder:
        path = Path(folder) / "note.md"
        path.write_text(text, encoding="utf-8", errors="surrogatepass")
        try:
            with app.suspend():
                complaint = _complaint_of([*command, str(path)])
        except SuspendNotSupported as error:
            raise ReaderError("this terminal cannot be handed to an editor; write the note here") from error
        if complaint:
            raise ReaderError(f"{command[0]} {complaint}")
        written = path.read_text(encoding="utf-8", errors="replace")
    return written.removesuffix("\n") if not text.endswith("\n") else written


def _complaint_of(command: list[str]) -> str:
    """Run a command to its end; what to say where it failed. It raises nothing: Textual would not come back."""
    try:
        status = subprocess.run(command, check=False).returncode
    except (OSError, ValueError) as error:
        return f"cannot be started ({getattr(error, 'strerror', None) or error})"
    return f"ended with status {status}: the note is as it was" if status else ""
