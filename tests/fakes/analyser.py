"""A fake worker that speaks the protocol and does what the text of a request tells it to.

usage: python analyser.py LOG

Each start and each text received is a line in LOG. A text "slow …" waits until LOG.go exists, "hang" never
replies, "die" is killed by SIGKILL, "die once" only the first time, "exit" exits with status 3, "garbage" sends no
valid reply, "wrong" replies to another request, "fail" fails, and any other text gets an empty analysis. While
there is a file LOG.refuse, no start succeeds.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

from reader.analysis.protocol import Failure, Hello, Request, Result, decode_request, encode_reply
from reader.model.analysis import Analysis, Engine
from reader.model.span import Span

ENGINE = Engine("fake", "1", "none@0")


def note(log: Path, line: str) -> None:
    with log.open("a", encoding="utf-8") as file:
        file.write(line + "\n")


def wait_for(path: Path) -> None:
    while not path.exists():
        time.sleep(0.005)


def serve(request: Request, log: Path) -> bytes:
    match request.text.split()[:2]:
        case ["slow", *_]:
            wait_for(log.with_suffix(".go"))
        case ["hang"]:
            wait_for(log.with_suffix(".never"))
        case ["die"] | ["die", "always"]:
            os.kill(os.getpid(), signal.SIGKILL)
        case ["die", "once"]:
            if log.read_text(encoding="utf-8").count("die once") == 1:
                os.kill(os.getpid(), signal.SIGKILL)
        case ["exit"]:
            raise SystemExit(3)
        case ["garbage"]:
            return b"<html>\n"
        case ["wrong"]:
            return encode_reply(Result(request.id + 1, Analysis(ENGINE)))
        case ["fail"]:
            return encode_reply(Failure(request.id, "no such words"))
    return encode_reply(Result(request.id, Analysis(ENGINE, omitted=(Span(0, len(request.text)),))))


def main() -> None:
    log = Path(sys.argv[1])
    note(log, f"start {os.getpid()} {os.environ.get('OMP_NUM_THREADS')}")
    print("to the log", file=sys.stderr, flush=True)
    if log.with_suffix(".refuse").exists():
        sys.stdout.buffer.write(encode_reply(Failure(None, "no such model")))
        return
    sys.stdout.buffer.write(encode_reply(Hello(ENGINE)))
    sys.stdout.buffer.flush()
    for line in sys.stdin.buffer:
        request = decode_request(line)
        note(log, request.text)
        sys.stdout.buffer.write(serve(request, log))
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
