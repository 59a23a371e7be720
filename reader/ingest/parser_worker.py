"""The parser's process: `python -m reader.ingest.parser_worker` parses one document after another.

What it reads comes from strangers, and the libraries that parse it may hang or crash: here they do no harm. The
process has limits on its memory and on the CPU time of each document, and is killed when it exceeds the latter.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import resource
import signal
from collections.abc import Iterator
from typing import BinaryIO

from reader.ingest.draft import ArticleDraft
from reader.ingest.parser_protocol import (
    Parsed,
    ParseRequest,
    Refused,
    decode_request,
    encode_reply,
    read_frame,
)
from reader.model.errors import IngestError

MEMORY_LIMIT = 2 << 30
"""Bytes of data that the process may use; a document that needs more is refused."""
_INPUT, _OUTPUT = 0, 1


def main() -> int:
    """Reply to requests until standard input ends, and return the exit status."""
    requests = os.fdopen(os.dup(_INPUT), "rb")
    replies = os.fdopen(os.dup(_OUTPUT), "wb")
    # Whatever the libraries print is no reply.
    with open(os.devnull, "r+b") as nowhere:  # noqa: PTH123 - no Path
        for number in (_INPUT, _OUTPUT):
            os.dup2(nowhere.fileno(), number)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    fcntl.fcntl(requests, fcntl.F_SETOWN, os.getpid())
    _limit(resource.RLIMIT_DATA, MEMORY_LIMIT)
    _limit(resource.RLIMIT_CORE, 0)
    return serve(requests, replies)


def serve(requests: BinaryIO, replies: BinaryIO) -> int:
    """Reply to each request; return 0 at the end of the requests."""
    while frame := read_frame(requests.read):
        request = decode_request(*frame)
        used = resource.getrusage(resource.RUSAGE_SELF)
        _limit(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime + request.seconds) + 1)
        with _ending_with(requests):
            reply = _reply(request)
        replies.write(encode_reply(reply))
        replies.flush()
    return 0


@contextlib.contextmanager
def _ending_with(requests: BinaryIO) -> Iterator[None]:
    """End at once, whatever is being parsed, if the process that asks ends and so closes its end of the pipe.

    The system sends SIGIO then, whose default is to end the process (fcntl(2), pipe(7)).
    """
    flags = fcntl.fcntl(requests, fcntl.F_GETFL)
    fcntl.fcntl(requests, fcntl.F_SETFL, flags | os.O_ASYNC)
    try:
        yield
    finally:
        fcntl.fcntl(requests, fcntl.F_SETFL, flags)


def _reply(request: ParseRequest) -> Parsed | Refused:
    try:
        return Parsed(request.id, _parsed(request))
    except IngestError as error:
        return Refused(request.id, str(error))
    except Exception as error:
        return Refused(request.id, f"{request.name}: it cannot be read ({type(error).__name__})")


def _parsed(request: ParseRequest) -> ArticleDraft | None:
    match request.format:
        case "html":
            from reader.ingest.html import read_html

            return read_html(request.source, request.name)
        case "markdown":
            from reader.ingest.markdown import read_markdown

            return read_markdown(request.source)
        case _:
            raise IngestError(f"{request.name}: no parser reads {request.format}")


def _limit(kind: int, most: int) -> None:
    """Set a limit of the process, or leave it where the system does not let one."""
    with contextlib.suppress(ValueError, OSError):
        _, hard = resource.getrlimit(kind)
        resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


if __name__ == "__main__":
    raise SystemExit(main())
