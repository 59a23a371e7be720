"""The entry point of `reader` and `python -m reader`."""

from __future__ import annotations

import gc
import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import FrameType

INTERRUPTED = 130
"""The exit status after an interrupt, as shells give it."""


def main() -> int:
    """Run the command line and return its exit status. No error reaches the terminal raw, not even a traceback."""
    try:
        _interrupt_quietly()
        status = _run()
        from reader.cli.console import flush_output

        return flush_output(status)
    except KeyboardInterrupt:
        return INTERRUPTED


def _run() -> int:
    from reader.cli.lazy_modules import install_lazy_modules

    # All that is imported before the first picture stays, so collecting garbage until then finds none.
    gc.disable()
    _open_closed_streams()
    install_lazy_modules()
    _show_early(sys.argv[1:])
    from reader.cli.console import needs_ascii
    from reader.cli.main import run
    from reader.text.safety.safe_stream import SafeStream

    sys.stderr = SafeStream(sys.stderr, ascii=needs_ascii(sys.stderr))
    try:
        return run(sys.argv[1:])
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0


def _show_early(arguments: list[str]) -> None:
    """Show a picture before Textual is loaded, if the interface is to start: of the last view, or of a file."""
    if not arguments:
        from reader.terminal import startup_snapshot

        startup_snapshot.show()
    elif os.path.isfile(arguments[-1]) or arguments[-1].isdigit():  # noqa: PTH113  # pathlib takes longer
        from reader.cli import early_picture

        early_picture.show(arguments)


def _interrupt_quietly() -> None:
    """End at once if an interrupt (SIGINT) arrives while modules are imported; Python would print a traceback.

    Nothing needs to be put in order then. At any other time the command is interrupted as usual.
    """
    import signal

    def interrupt(number: int, frame: FrameType | None) -> None:
        while frame is not None:
            if frame.f_code.co_filename.startswith("<frozen importlib"):
                os._exit(INTERRUPTED)
            frame = frame.f_back
        raise KeyboardInterrupt

    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, interrupt)


def _open_closed_streams() -> None:
    """Open closed standard streams on the null device, lest a file of the library take their numbers."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_RDWR), mode))


if __name__ == "__main__":
    sys.exit(main())
