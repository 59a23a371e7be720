"""A file for a note that the library does not take."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from reader.config.atomic_file import write_atomically
from reader.config.paths import data_dir
from reader.config.private_files import OWNERS_ONLY
from reader.model.errors import StoreError


def write_unsaved(text: str, about: str) -> Path | None:
    """Write a note, and the words that it is about, to a new file; return it, or None if none can be written.

    The file is in the folder of the library, or in that of temporary files.
    """
    if not text.strip():
        return None
    content = (f"> {about}\n\n{text}\n" if about else f"{text}\n").encode(errors="replace").decode()
    name = f"unsaved-note-{datetime.now():%Y%m%d-%H%M%S}.md"
    folders = [Path(tempfile.gettempdir())]
    with suppress(StoreError):
        folders.insert(0, data_dir())
    for folder in folders:
        with suppress(OSError):
            write_atomically(folder / name, content, mode=OWNERS_ONLY)
            return folder / name
    return None
