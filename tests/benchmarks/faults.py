"""Try the library under faults for longer than the tests do: kills while notes are typed, and two writers at once.

    python -m tests.benchmarks.faults [KILLS [ANNOTATIONS]]

By default 1000 programs are killed, and each of two writes 5000 annotations. Says how long each part took; ends
with an error if anything is lost, doubled or unsound.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from tests.store.test_faults import keep_all_of_two_writers, keep_all_over_kills


def main() -> int:
    """Run both parts, each on a library of its own."""
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    annotations = int(sys.argv[2]) if len(sys.argv) > 2 else 5000
    for name, part, size in (
        ("kills", keep_all_over_kills, kills),
        ("annotations by each of two", keep_all_of_two_writers, annotations),
    ):
        begin = time.monotonic()
        with tempfile.TemporaryDirectory() as folder:
            part(Path(folder), size)
        print(f"{size} {name}: nothing lost, {time.monotonic() - begin:.1f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
