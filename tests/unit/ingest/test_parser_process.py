"""The process that parses: one for many documents, with limits, and no document can do more than be refused."""

import subprocess
import sys
import time
from pathlib import Path
from threading import Timer

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.ingest import read_bytes
from reader.ingest.draft import ArticleDraft
from reader.ingest.html import MOST_ATTRIBUTES, without_heaps
from reader.ingest.metadata import Metadata
from reader.ingest.parser_process import COMMAND, ParserProcess
from reader.ingest.parser_protocol import (
    HEADER,
    Parsed,
    ParseRequest,
    ParserProtocolError,
    Refused,
    decode_reply,
    decode_request,
    encode_reply,
    encode_request,
    read_frame,
)
from reader.model.document import Block, BlockKind, Markup, MarkupKind
from reader.model.errors import IngestError
from reader.model.span import Span
from tests.house.source import ROOT
from tests.unit.ingest.shape import PARSER, read

PAGE = "<html><body><p>Words of the report stand here.</p></body></html>"
WORKER = """
import itertools, os, sys, time
from reader.ingest import parser_worker
real = parser_worker._parsed
def parsed(request):
    if "{word}" in request.source:
        {deed}
    return real(request)
parser_worker._parsed = parsed
sys.exit(parser_worker.main())
"""
ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=40)


def parser_that(deed: str, seconds: float = 30.0) -> ParserProcess:
    """A parser that does something else for a document with the word `Bomb`."""
    return ParserProcess(seconds, (sys.executable, "-c", WORKER.format(word="Bomb", deed=deed)))


def part(frame: bytes) -> tuple[bytes, bytes]:
    """The two parts of one frame."""
    left = bytearray(frame)

    def take(length: int) -> bytes:
        taken, left[:length] = bytes(left[:length]), b""
        return taken

    found = read_frame(take)
    assert found is not None
    assert not left
    return found


def test_one_process_parses_many_documents() -> None:
    with ParserProcess() as parser:
        ends = []
        for _ in range(3):
            assert parser.parse("html", "a.html", PAGE)
            assert parser._process is not None
            ends.append(parser._process.pid)
    assert len(set(ends)) == 1
    with pytest.raises(IngestError, match=r"^a\.html: reading it was stopped"):
        parser.parse("html", "a.html", PAGE)


@pytest.mark.parametrize(
    ("deed", "why"),
    [
        ("time.sleep(60)", "longer than 0.5 seconds and was stopped"),
        ("[None for each in itertools.count()]", "longer than 0.5 seconds and was stopped"),
        ("os.abort()", "ended with signal 6"),
        ("os._exit(3)", "ended with status 3"),
        ("os.write(4, b'x' * 100); time.sleep(60)", "gave no answer"),
        ("raise MemoryError", r"cannot be read \(MemoryError\)"),
        ("raise RecursionError", r"cannot be read \(RecursionError\)"),
        ("print('words'); os.write(1, b'more'); raise ValueError", r"cannot be read \(ValueError\)"),
    ],
)
def test_a_document_that_hangs_or_crashes_is_refused_in_a_line(deed: str, why: str) -> None:
    with parser_that(deed, 0.5) as parser:
        begun = time.monotonic()
        # The time to start is not the document's.
        assert parser.parse("markdown", "a.md", "words")
        with pytest.raises(IngestError, match=rf"^b\.md: .*{why}") as caught:
            parser.parse("markdown", "b.md", "Bomb")
        assert "\n" not in str(caught.value)
        assert parser.parse("markdown", "c.md", "words"), "the next one is read all the same"
        assert time.monotonic() - begun < 30


def test_markdown_that_its_parser_does_not_survive_is_read_as_text() -> None:
    text = "Bomb\n\n" + "*words* " * 20_000
    with parser_that("os.abort()") as parser:
        assert read_bytes(text.encode(), "a.md", parser=parser).provenance.format == "text"
        with pytest.raises(IngestError, match="signal 6"):
            read_bytes(b"<p>Bomb", "a.html", parser=parser)
    with pytest.raises(IngestError, match="was stopped"):
        read_bytes(text.encode(), "a.md", parser=parser)


def test_a_process_that_cannot_start_is_a_line_too() -> None:
    why = r"^a\.html: it cannot be read \(No such file"
    with ParserProcess(command=("/no/such/program",)) as parser, pytest.raises(IngestError, match=why):
        parser.parse("html", "a.html", PAGE)


def test_it_ends_with_the_process_that_asks() -> None:
    code = (
        "import os, threading\n"
        "from tests.unit.ingest.test_parser_process import parser_that\n"
        "parser = parser_that('while True: pass')\n"
        "parser.parse('markdown', 'a.md', 'words')\n"
        "print(parser._process.pid, flush=True)\n"
        "threading.Timer(0.5, os.kill, (os.getpid(), 9)).start()\n"
        "parser.parse('markdown', 'b.md', 'Bomb')"
    )
    asking = subprocess.run([sys.executable, "-c", code], capture_output=True, cwd=ROOT, check=False)
    assert asking.returncode == -9, asking.stderr
    end = time.monotonic() + 10
    # Left to itself it would parse for 30 seconds.
    while (runs := _runs(int(asking.stdout))) and time.monotonic() < end:
        time.sleep(0.05)
    assert not runs


def _runs(pid: int) -> bool:
    """Return True if a process runs, and is not only still to be waited for."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


def test_another_thread_can_stop_it() -> None:
    parser = parser_that("time.sleep(60)", 40.0)
    parser.parse("markdown", "a.md", "words")
    Timer(0.2, parser.close).start()
    begun = time.monotonic()
    with pytest.raises(IngestError, match=r"^b\.md: reading it was stopped"):
        parser.parse("markdown", "b.md", "Bomb")
    assert time.monotonic() - begun < 20


def test_what_needs_too_much_memory_is_refused() -> None:
    with parser_that("b'x' * (3 << 30)") as parser, pytest.raises(IngestError, match="MemoryError"):
        parser.parse("markdown", "a.md", "Bomb")


def test_a_heap_of_attributes_is_cut_before_parsing() -> None:
    heap = " ".join(f'a{number}="<p>"' for number in range(40_000))
    begun = time.monotonic()
    article = read(f"<html><body><p {heap}>Words of the report stand here.</p></body></html>", "a.html")
    # All attributes took 24 seconds.
    assert time.monotonic() - begun < 10
    assert article.text == "Words of the report stand here."


@pytest.mark.parametrize(
    "attribute", ["a{}", "a{}=1", "a{}='>'", 'a{} = "x > y"', "/a{}=x/y", "\na{}\n=\n'<b c>'"]
)
def test_attributes_are_counted_as_a_browser_does(attribute: str) -> None:
    def tag(count: int) -> str:
        return f"<p {' '.join(map(attribute.format, range(count)))}>words</p><br a>"

    assert without_heaps(tag(MOST_ATTRIBUTES)) == tag(MOST_ATTRIBUTES)
    assert without_heaps(tag(MOST_ATTRIBUTES + 5)) == tag(MOST_ATTRIBUTES)


@given(st.text("<p a='\">=/\n", max_size=60))
def test_pages_without_heaps_stay_as_they_are(page: str) -> None:
    assert without_heaps(page) == page


@given(st.builds(ParseRequest, st.integers(), ANY_TEXT, ANY_TEXT, st.floats(0, 99), ANY_TEXT))
def test_requests_survive_the_way(request: ParseRequest) -> None:
    assert decode_request(*part(encode_request(request))) == request


@given(ANY_TEXT.filter(bool), ANY_TEXT)
def test_replies_survive_the_way(text: str, words: str) -> None:
    span = Span(0, len(text))
    metadata = Metadata(words, None, (words, ""), None, words)
    draft = ArticleDraft(
        text, (Block(span, BlockKind.CODE),), (Markup(span, MarkupKind.LINK, words or None),), metadata
    )
    for reply in (Parsed(1, draft), Parsed(2, None), Refused(3, " ".join(words.split()))):
        assert decode_reply(*part(encode_reply(reply))) == reply


@pytest.mark.parametrize(
    "values",
    [
        b"",
        b"[]",
        b"{" * 5000,
        b'{"protocol":0,"id":1}',
        b'{"protocol":1}',
        b'{"protocol":1,"id":"x"}',
        b'{"protocol":1,"id":1,"blocks":3}',
        b'{"protocol":1,"id":1,"blocks":[],"markups":[],"metadata":[]}',
        b'{"protocol":1,"id":1,"blocks":[],"markups":[],"metadata":{"authors":[],"title":1}}',
        b'{"protocol":1,"id":1,"blocks":[],"markups":[],"metadata":{"authors":[],"titles":"x"}}',
        b'{"protocol":1,"id":1,"blocks":[{"kind":"code","start":0,"end":9}],"markups":[],"metadata":{"authors":[]}}',
    ],
)
def test_a_reply_that_is_none_is_noticed(values: bytes) -> None:
    with pytest.raises(ParserProtocolError):
        decode_reply(values, b"words")
    with pytest.raises(ParserProtocolError):
        decode_request(values, b"words")


@pytest.mark.parametrize("frame", [b"\0", HEADER.pack(2, 2) + b"{}", HEADER.pack(1 << 31, 0)])
def test_a_frame_that_is_cut_short_or_too_long_is_noticed(frame: bytes) -> None:
    with pytest.raises(ParserProtocolError):
        part(frame)


def test_what_tests_share_is_the_real_one() -> None:
    assert PARSER._command == COMMAND
