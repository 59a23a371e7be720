"""Which program holds a draft, and whether it still runs."""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

SILENT = timedelta(seconds=90)
"""How long a program on another host may be silent before it counts as ended."""


def this_holder() -> str:
    """Return the name of this process: host, boot id, PID namespace, PID and start time, separated by spaces."""
    return _holder(os.getpid())


@cache
def _holder(pid: int) -> str:
    return " ".join((*_host(), str(pid), _started(pid)))


def is_running(holder: str, alive: str, now: datetime) -> bool:
    """Return True if the program seems to run.

    A program of this boot and PID namespace is looked up; one of an earlier boot of this host has ended. Any other
    runs if `alive`, the ISO 8601 time of its last sign of life, is recent.
    """
    try:
        host, boot, namespace, pid, started = holder.split(" ")
    except ValueError:
        return _is_recent(alive, now)
    here = _host()
    if boot and (host, boot, namespace) == here:
        return pid.isdigit() and _started(int(pid)) == started
    if host == here[0] and boot != here[1]:
        return False
    return _is_recent(alive, now)


def _is_recent(alive: str, now: datetime) -> bool:
    try:
        return now - datetime.fromisoformat(alive) < SILENT
    except (ValueError, TypeError):
        return False


@cache
def _host() -> tuple[str, str, str]:
    boot, namespace = "", ""
    with suppress(OSError):
        boot = Path("/proc/sys/kernel/random/boot_id").read_text().strip()
    with suppress(OSError):
        namespace = Path("/proc/self/ns/pid").readlink().name.replace(" ", "")
    return os.uname().nodename.replace(" ", "") or "-", boot, namespace


def _started(pid: int) -> str:
    """Return when the process started, in clock ticks since boot; '' if there is none or it is a zombie."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(errors="replace")
    except OSError:
        return ""
    # The second field is the program's name in parentheses and may contain anything.
    fields = stat.rpartition(")")[2].split()
    return "" if fields[0] in "ZX" else fields[19]
