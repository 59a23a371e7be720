"""Runs command lines of the program one after the other, each in a fork of one process that has loaded it.

The argument is a file with a JSON list of lists of arguments; a line with a number ends what each of them printed.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
from pathlib import Path

from reader.__main__ import main

LOADED = (
    *("reader.cli.main", "reader.cli.parser", "reader.cli.library", "reader.cli.show", "reader.cli.notes"),
    *("reader.cli.add_files", "reader.store.adding", "reader.export.importing", "reader.export.files"),
    *("reader.render.lexer", "pygments.formatters", "rich.console", "hashlib", "logging"),
)
"""What the commands need."""
ENDED = "--- ended: {} ---"

if __name__ == "__main__":
    for name in LOADED:
        importlib.import_module(name)
    for number, arguments in enumerate(json.loads(Path(sys.argv[1]).read_text(encoding="ascii"))):
        child = os.fork()
        if not child:
            sys.argv[1:] = arguments
            os._exit(main())
        os.waitpid(child, 0)
        os.write(1, f"\n{ENDED.format(number)}\n".encode())
