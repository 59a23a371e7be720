"""`reader corrections`, and that a name given in one article changes nothing in another."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.analysis.protocol import engine
from reader.cli.main import run
from reader.config.paths import library_path
from reader.model.correction import CorrectedThing, CorrectionAct
from reader.store import Store
from reader.text.anchoring.anchors import anchor_of
from tests.two_texts import FIRST, OFFICIALS, PERSON, SECOND, SPOKESMAN, analysis_of

Printed = Callable[..., str]


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """A library with the two articles, analysed."""
    monkeypatch.setenv("READER_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("READER_CONFIG", str(tmp_path / "config"))
    store = Store.open(library_path())
    for article in (FIRST, SECOND):
        store.add(article)
        store.analyses.save(article.sha256, analysis_of(article, engine()))
    return store


@pytest.fixture
def printed(capsys: pytest.CaptureFixture[str]) -> Printed:
    def printed(*arguments: str) -> str:
        assert run(arguments) == 0
        return capsys.readouterr().out

    return printed


def reject(store: Store) -> None:
    """Reject the first statement of the first article."""
    version = store.versions.newest(1)
    said = analysis_of(FIRST, engine()).statements[0].content[0]
    thing, act = CorrectedThing.STATEMENT, CorrectionAct.REJECT
    store.corrections.add(1, version.id, thing, act, anchor_of(version.text, said), value=PERSON, author="ann")


def test_what_was_corrected_is_printed(store: Store, printed: Printed) -> None:
    reject(store)
    store.aliases.add(OFFICIALS, PERSON, "ann", 1)
    store.aliases.add(PERSON, "Juri Uschakow", "bob")
    store.aliases.add("Vladimir Putin", "Wladimir Putin", "bob")
    lines = printed("corrections", "1").splitlines()
    assert lines[0] == "1: The talks are over"
    assert [line[line.index(":") + 5 :] for line in lines[1:]] == [
        "bob  “Yuri Ushakov” counts as Juri Uschakow in every article",
        "ann  “Officials” counts as Yuri Ushakov in this article",
        "ann  not a statement: “the talks had failed”",
    ]
    assert printed("corrections", "2").count("every article") == 1
    everything = printed("corrections").splitlines()
    assert [line for line in everything if not line.startswith(" ")] == ["1: The talks are over", "every article"]
    assert len(everything) == 6


def test_json_says_what_when_and_by_whom(store: Store, printed: Printed) -> None:
    reject(store)
    store.aliases.add(OFFICIALS, PERSON, "ann", 1)
    name, rejected = map(json.loads, printed("corrections", "--json").splitlines())
    assert (name["thing"], name["name"], name["becomes"], name["holds"]) == ("name", OFFICIALS, PERSON, "article")
    assert (rejected["act"], rejected["exact"], rejected["author"]) == ("reject", "the talks had failed", "ann")
    assert FIRST.text[rejected["start"] : rejected["end"]] == rejected["exact"]
    assert rejected["created"].startswith("20")


def test_nothing_corrected_prints_nothing(store: Store, printed: Printed) -> None:
    assert printed("corrections") == ""
    assert printed("corrections", "2") == "2: The port is shut\n"
    assert run(["corrections", "77"]) == 1


def test_a_name_given_in_one_article_changes_nothing_in_another(store: Store, printed: Printed) -> None:
    shown = [("show", "2", "--why"), ("show", "2", "--format", "html")]
    shown += [("export", "--statements", "--format", format, "2") for format in ("csv", "json", "markdown")]
    before = [printed(*each) for each in shown]
    store.aliases.add(OFFICIALS, PERSON, "ann", 1)
    store.aliases.add(SPOKESMAN, "Anna Berg", "ann", 1)
    assert "Anna Berg's" in printed("show", "1", "--why")
    assert "Officials'" not in printed("show", "1", "--why").replace("“Officials”", "")
    assert [printed(*each) for each in shown] == before


def test_exports_say_what_the_text_has(store: Store, printed: Printed) -> None:
    store.aliases.add(OFFICIALS, PERSON, "ann", 1)
    export = ("export", "--statements", "1", "--format")
    rows = [json.loads(line) for line in printed(*export, "json").splitlines()]
    assert [row["text_has"] for row in rows] == [[], [], [OFFICIALS]]
    assert printed(*export, "csv").splitlines()[3].count(f",{OFFICIALS},") == 1
    assert "the text has “Officials”" in printed(*export, "markdown")
