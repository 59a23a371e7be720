"""A file for a note that the library does not take."""

from __future__ import annotations

import errno
import os
import tempfile
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from reader.config.atomic_file import write_atomically
from reader.config.paths import data_dir
from reader.config.private_files import OWNERS_ONLY
from reader.model.errors import StoreError

_MOST_NAMES = 100
"""How many names are tried in one folder."""


def write_unsaved(text: str, about: str) -> Path | None:
    """Write a note, and the words that it is about, to a new file; return it, or None if the note is empty.

    The file is in the folder of the library, or in that of temporary files. Raises OSError if neither takes one.
    """
    if not text.strip():
        return None
    content = (f"> {about}\n\n{text}\n" if about else f"{text}\n").encode(errors="replace").decode()
    with suppress(StoreError, OSError):
        return _write_new(data_dir(), content)
    return _write_new(Path(tempfile.gettempdir()), content)


def _write_new(folder: Path, content: str) -> Path:
    """Write a file with a name of its own, whatever other readers write in the same second."""
    name = f"unsaved-note-{datetime.now():%Y%m%d-%H%M%S}-{os.getpid()}"
    for ending in (".md", *(f"-{number}.md" for number in range(2, _MOST_NAMES))):
        with suppress(FileExistsError):
            write_atomically(folder / (name + ending), content, mode=OWNERS_ONLY, is_new=True)
            return folder / (name + ending)
    raise FileExistsError(errno.EEXIST, "its name is taken", str(folder / name))
