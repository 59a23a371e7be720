"""The entry of `reader` and `python -m reader`."""

from __future__ import annotations

import sys
from typing import TextIO, cast

from reader.cli.later import load_later


def main() -> int:
    """Run the command line and return its exit status. No error reaches the terminal raw, not even a crash."""
    load_later()
    if len(sys.argv) == 1:
        from reader.terminal import early

        early.show()
    from reader.cli.main import run
    from reader.text.streams import SafeStream

    sys.stderr = cast(TextIO, SafeStream(sys.stderr))
    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
