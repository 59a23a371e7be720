"""What every command prints with: results go to standard output, errors to standard error."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import signal
import sys
from typing import TYPE_CHECKING, TextIO

from reader.text.safety.ascii_fallback import has_unicode, in_ascii
from reader.text.safety.sanitise import Shown, escaped_json, sanitise, sanitise_line

if TYPE_CHECKING:
    from reader.config.settings import Settings

PROGRAM = "reader"


def say(text: Shown) -> None:
    """Print one or more lines on standard output, in ASCII if the terminal has no Unicode."""
    print(in_ascii(text) if needs_ascii(sys.stdout) else text, flush=True)


def say_line(line: str) -> None:
    """Print one line on standard output, with stand-ins for unsafe characters."""
    say(sanitise_line(line))


def say_json(value: object) -> None:
    """Print a value as one line of JSON, with JSON's own escapes for unsafe characters."""
    say(escaped_json(json.dumps(value, ensure_ascii=False)))


def say_as_it_is(text: str) -> None:
    """Print what other programs read: as it is, but with stand-ins for unsafe characters on a terminal."""
    if sys.stdout.isatty():
        say(sanitise(text.removesuffix("\n")))
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
        sys.stdout.buffer.flush()


def complain(message: str) -> None:
    """Print one line on standard error, with stand-ins for unsafe characters."""
    with contextlib.suppress(OSError):
        print(f"{PROGRAM}: {sanitise_line(message)}", file=sys.stderr)


def complain_of(error: OSError) -> None:
    """Print the reason of an error of the system: without a file it is about standard output."""
    if error.errno in (errno.EMFILE, errno.ENFILE):
        complain("too many files are open; raise the limit (`ulimit -n`)")
        return
    if error.errno == errno.ENOENT and not error.filename:
        complain("the current folder is gone; change to another")
        return
    complain(f"{error.filename or 'standard output'}: {(error.strerror or str(error)).lower()}")


def flush_output(status: int) -> int:
    """Write what is still to be written; return the exit status, which is 1 if that fails.

    The interpreter would do so at its very end, and print a traceback. From here on an interrupt is ignored.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        discard(sys.stdout)
    except OSError as error:
        complain_of(error)
        discard(sys.stdout)
        status = status or 1
    try:
        sys.stderr.flush()
    except OSError:
        discard(sys.stderr)
    return status


def discard(stream: TextIO) -> None:
    """Discard all that is written to a stream from now on, and what is still to be written."""
    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def needs_ascii(stream: TextIO) -> bool:
    """Return True if the stream goes to a terminal without Unicode."""
    return stream.isatty() and not has_unicode(os.environ)


def load_settings() -> Settings:
    """Read the settings file; if it cannot be used, say why and return the defaults."""
    # Most commands need no settings.
    from reader.config.paths import settings_path
    from reader.config.settings import Settings, load
    from reader.model.errors import SettingsError, StoreError

    try:
        return load(settings_path())
    except (SettingsError, StoreError) as error:
        complain(f"{error}; the default settings are used")
        return Settings()
