"""The entry point of `reader` and `python -m reader`."""

from __future__ import annotations

import gc
import os
import sys
from typing import TextIO, cast

from reader.cli.lazy_modules import install_lazy_modules


def main() -> int:
    """Run the command line and return its exit status. No error reaches the terminal raw, not even a traceback."""
    # All that is imported before the first picture stays, so collecting garbage until then finds none.
    gc.disable()
    _open_closed_streams()
    install_lazy_modules()
    if len(sys.argv) == 1:
        from reader.terminal import startup_snapshot

        startup_snapshot.show()
    from reader.cli.console import needs_ascii
    from reader.cli.main import run
    from reader.text.safety.safe_stream import SafeStream

    sys.stderr = cast(TextIO, SafeStream(sys.stderr, ascii=needs_ascii(sys.stderr)))
    return run(sys.argv[1:])


def _open_closed_streams() -> None:
    """Open closed standard streams on the null device, lest a file of the library take their numbers."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_RDWR), mode))


if __name__ == "__main__":
    sys.exit(main())
