"""The worker process: `python -m reader.analysis.worker` reads requests and writes replies, one to a line."""

from __future__ import annotations

import argparse
import contextlib
import os
import signal
import sys
import traceback
from collections.abc import Callable, Sequence
from typing import BinaryIO, TextIO, cast

from reader.analysis.protocol import (
    DEFAULT_MODEL,
    Failure,
    Hello,
    ProtocolError,
    Reply,
    Result,
    decode_request,
    encode_reply,
    engine,
)
from reader.model.analysis import Analysis
from reader.model.document import Block
from reader.model.errors import AnalysisError
from reader.text.safety.safe_stream import SafeStream

Analyse = Callable[[str, Sequence[Block], str | None], Analysis]

MEMORY_LIMIT = 2 << 30
"""Bytes of data that the process may use; beyond them a text fails, so that the machine does not swap."""


def main(arguments: list[str] | None = None) -> int:
    """Serve requests until standard input ends, and return the exit status."""
    parser = argparse.ArgumentParser(prog="reader.analysis.worker")
    parser.add_argument("--model", default=DEFAULT_MODEL)
    model = parser.parse_args(arguments).model
    sys.stderr = cast(TextIO, SafeStream(sys.stderr))
    sys.stdout = cast(TextIO, SafeStream(sys.stdout))
    out = _take_stdout()
    _limit_resources()
    return serve(sys.stdin.buffer, out, model)


def serve(requests: BinaryIO, out: BinaryIO, model: str) -> int:
    """Reply to each line of `requests` on `out`."""
    loaded = engine(model)
    try:
        from reader.analysis.pipeline import Pipeline

        pipeline = Pipeline.load(model, loaded)
    except AnalysisError as error:
        _send(out, Failure(None, str(error)))
        return 1
    except MemoryError:
        _send(out, Failure(None, f"the language model {model!r} needs more memory than the analysis may use"))
        return 1
    except Exception as error:
        _send(out, Failure(None, f"the analysis cannot be started: {_one_line(error)}"))
        return 1
    _send(out, Hello(loaded))
    for line in requests:
        _send(out, _reply(pipeline.analyse, line))
    return 0


def _reply(analyse: Analyse, line: bytes) -> Reply:
    number = None
    try:
        request = decode_request(line)
        number = request.id
        return Result(number, analyse(request.text, request.blocks, request.published))
    except ProtocolError as error:
        return Failure(number, str(error))
    except MemoryError:
        return Failure(number, "the text needs more memory than the analysis may use")
    except Exception as error:
        traceback.print_exc(file=sys.stderr)
        return Failure(number, f"the analysis failed: {_one_line(error)}")


def _send(out: BinaryIO, reply: Reply) -> None:
    out.write(encode_reply(reply))
    out.flush()


def _take_stdout() -> BinaryIO:
    """Reserve standard output for the protocol; anything else that prints goes to standard error."""
    real = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return real


def _limit_resources() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with contextlib.suppress(OSError):
        os.nice(5)
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        soft = MEMORY_LIMIT if hard == resource.RLIM_INFINITY else min(MEMORY_LIMIT, hard)
        resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))


def _one_line(error: BaseException) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split())


if __name__ == "__main__":
    raise SystemExit(main())
