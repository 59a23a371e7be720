"""The entry of `reader` and `python -m reader`."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the command line and return its exit status."""
    from reader.cli.main import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
