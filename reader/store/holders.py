"""Which running program holds a draft: a name for this one, and whether the one of a name still runs."""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

SILENT = timedelta(seconds=90)
"""How long a program that cannot be looked for may be silent before it is taken for ended."""

_HOST, _PID = 0, 3


def this_holder() -> str:
    """The name of this process: host, boot, space of process ids, process id and start, parted by spaces."""
    return _holder(os.getpid())


@cache
def _holder(pid: int) -> str:
    return " ".join((*_surroundings(), str(pid), _started(pid)))


def is_running(holder: str, alive: str, now: datetime) -> bool:
    """Whether the program of that name runs, at least as far as can be known.

    One of this boot and this space of process ids is looked for; one of an earlier boot of this host has ended.
    Of others it counts whether they have been heard of lately: `alive`, in ISO 8601, says when they were.
    """
    parts = holder.split(" ")
    if len(parts) != len(_surroundings()) + 2:
        return _heard_of(alive, now)
    here = list(_surroundings())
    if parts[:_PID] == here and here[1]:
        return _started(int(parts[_PID])) == parts[_PID + 1] if parts[_PID].isdigit() else False
    if parts[_HOST] == here[_HOST] and parts[1] != here[1]:
        return False
    return _heard_of(alive, now)


def _heard_of(alive: str, now: datetime) -> bool:
    try:
        return now - datetime.fromisoformat(alive) < SILENT
    except (ValueError, TypeError):
        return False


@cache
def _surroundings() -> tuple[str, str, str]:
    boot, space = "", ""
    with suppress(OSError):
        boot = Path("/proc/sys/kernel/random/boot_id").read_text().strip()
    with suppress(OSError):
        space = Path("/proc/self/ns/pid").readlink().name.replace(" ", "")
    return os.uname().nodename.replace(" ", "") or "-", boot, space


def _started(pid: int) -> str:
    """When the process began, in ticks since the boot; '' where there is none, or where it is a zombie."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(errors="replace")
    except OSError:
        return ""
    # The second field is the program's name in brackets, which may hold anything.
    fields = stat.rpartition(")")[2].split()
    return "" if fields[0] in "ZX" else fields[19]
