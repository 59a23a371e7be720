"""The entry of `reader` and `python -m reader`."""

from __future__ import annotations

import gc
import os
import sys
from typing import TextIO, cast

from reader.cli.later import load_later


def main() -> int:
    """Run the command line and return its exit status. No error reaches the terminal raw, not even a crash."""
    # What is imported on the way to the first picture stays: collecting garbage meanwhile finds none.
    gc.disable()
    _open_closed_streams()
    load_later()
    if len(sys.argv) == 1:
        from reader.terminal import startup_snapshot

        startup_snapshot.show()
    from reader.cli.console import needs_ascii
    from reader.cli.main import run
    from reader.text.safety.safe_stream import SafeStream

    sys.stderr = cast(TextIO, SafeStream(sys.stderr, ascii=needs_ascii(sys.stderr)))
    return run(sys.argv[1:])


def _open_closed_streams() -> None:
    """Let no file of this program become its standard input, output or error, which were closed."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_RDWR), mode))


if __name__ == "__main__":
    sys.exit(main())
