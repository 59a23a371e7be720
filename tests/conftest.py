"""Which `reader` the tests speak of: the checkout's own, in this process and in every one it starts.

An installed copy beside it, older perhaps, is never the one under test; test_packaging.py looks at
the wheel on its own.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import reader

ROOT = Path(__file__).resolve().parents[1]


def pytest_configure() -> None:
    """Refuse to test another `reader`, and let the processes that tests start find this one first."""
    found = Path(reader.__file__).resolve().parents[1]
    if found != ROOT:
        raise pytest.UsageError(f"the tests of {ROOT} would test the reader in {found}; run them from {ROOT}")
    os.environ["PYTHONPATH"] = str(ROOT)
