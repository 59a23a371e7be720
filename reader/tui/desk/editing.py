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
    raise ReaderError("no editor is known: set VISUAL or EDITOR; the note can be written here, by a")


def edited(app: App[None], text: str) -> str:
    """`text` as it comes back from the editor, while the program steps aside. Raises ReaderError.

    The file is readable by its owner alone, and is gone afterwards. An editor that fails changes nothing.
    """
    command = editor_command(dict(os.environ))
    with tempfile.TemporaryDirectory(prefix="reader-") as folder:
        path = Path(folder) / "note.md"
        path.write_text(text, encoding="utf-8", errors="surrogatepass")
        try:
            with app.suspend():
                done = subprocess.run([*command, str(path)], check=False)
        except SuspendNotSupported as error:
            raise ReaderError("this terminal cannot be handed to an editor; write the note here") from error
        except OSError as error:
            raise ReaderError(f"{command[0]}: cannot be started ({error.strerror or error})") from error
        if done.returncode != 0:
            raise ReaderError(f"{command[0]} ended with status {done.returncode}: the note is as it was")
        written = path.read_text(encoding="utf-8", errors="replace")
    return written.removesuffix("\n") if not text.endswith("\n") else written
