"""The real worker, as a process and by its parts."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import pytest

from reader.analysis.client import AnalysisClient
from reader.analysis.pipeline import Pipeline
from reader.analysis.protocol import (
    DEFAULT_MODEL,
    Failure,
    Hello,
    Request,
    Result,
    decode_reply,
    encode_request,
    engine,
)
from reader.analysis.worker import serve
from reader.model.analysis import Engine
from reader.model.errors import AnalysisError


async def test_the_client_gets_an_analysis_from_the_real_worker(tmp_path: Path) -> None:
    client = AnalysisClient(tmp_path / "log", engine())
    try:
        analysis = await client.analyse('"It is safe," Karin Lund said \ud800.', ())
    finally:
        await client.close()
    assert analysis.engine == engine()
    assert [source.name for source in analysis.sources] == ["Karin Lund"]


async def test_a_model_that_is_not_installed_is_named(tmp_path: Path) -> None:
    client = AnalysisClient(tmp_path / "log", engine("-no_such_model"))
    with pytest.raises(AnalysisError, match="'-no_such_model' cannot be used: no package"):
        await client.analyse("text", ())
    await client.close()


def test_a_model_that_needs_too_much_memory_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def load(_name: str, _engine: Engine) -> Pipeline:
        raise MemoryError

    monkeypatch.setattr(Pipeline, "load", load)
    out = io.BytesIO()
    assert serve(io.BytesIO(), out, "big") == 1
    assert decode_reply(out.getvalue()) == Failure(
        None, "the language model 'big' needs more memory than the analysis may use"
    )


def test_a_bad_line_is_answered_and_the_next_one_too() -> None:
    requests = io.BytesIO(b"nonsense\n" + encode_request(Request(4, "Oslo said so.", ())))
    out = io.BytesIO()
    assert serve(requests, out, DEFAULT_MODEL) == 0
    hello, failure, result = map(decode_reply, out.getvalue().splitlines(keepends=True))
    assert isinstance(hello, Hello)
    assert isinstance(failure, Failure)
    assert isinstance(result, Result)
    assert result.id == 4


def test_importing_the_client_leaves_the_parser_out() -> None:
    code = (
        "import sys, reader.analysis.client, reader.cli.analyze; "
        "print([n for n in ('spacy', 'thinc', 'numpy', 'textual') if n in sys.modules])"
    )
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
    )
