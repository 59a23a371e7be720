"""Corrections leave one library and are merged into another: twice is once, and no line of a file can do harm."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.cli.main import run
from reader.cli.notes import import_file
from reader.config.paths import library_path
from reader.export.correction_lines import is_line
from reader.model.analysis import Analysis, EntityType, StatementKind
from reader.model.span import Span
from reader.session.correction_targets import AnalysedVersion, StatementChanges, StatementTarget
from reader.session.corrections import Corrections
from reader.session.undo import UndoHistory
from reader.store import Store
from tests.unit.corrections.test_apply import ENGINE, TEXT

ARTICLE = f"{TEXT}\n"
MACHINE = Analysis(ENGINE)
Said = list[tuple[str, str, str, tuple[str, ...]]]


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Uses the library of a name from here on, with the article in it."""
    monkeypatch.setenv("READER_CONFIG", str(tmp_path / "config"))
    article = tmp_path / "ferries.txt"
    article.write_text(ARTICLE, encoding="utf-8")

    def use(name: str) -> None:
        monkeypatch.setenv("READER_DATA", str(tmp_path / name))
        if not library_path().exists():
            assert run(["add", str(article)]) == 0

    use("one")
    return use


def at(words: str) -> Span:
    start = ARTICLE.index(words)
    return Span(start, start + len(words))


def said() -> Said:
    """What the article in the library says, as corrected."""
    with Store.open(library_path()) as store:
        version = store.versions.newest(1)
        analysis = store.corrected(version, MACHINE)
        names = {source.id: source.name for source in analysis.sources}
        return [
            (
                each.content[0].of(ARTICLE),
                names.get(each.source_id or "", ""),
                each.kind,
                tuple(map(names.get, each.via)),
            )  # type: ignore[arg-type]
            for each in analysis.statements
        ]


def correct(*acts: Callable[[Corrections, AnalysedVersion, Store], object]) -> None:
    with Store.open(library_path()) as store:
        version = store.versions.newest(1)
        history = UndoHistory()
        corrections = Corrections(store, history, "ann")
        for act in acts:
            act(corrections, AnalysedVersion(version, MACHINE, store.corrected(version, MACHINE)), store)


def add(words: str, *names: str, **changes: object) -> Callable[[Corrections, AnalysedVersion, Store], object]:
    return lambda corrections, now, _: corrections.change(
        now,
        StatementTarget(at(words)),
        StatementChanges(names, **changes),  # type: ignore[arg-type]
    )


def export(path: Path) -> list[dict[str, object]]:
    assert run(["export", "--corrections", "-o", str(path)]) == 0
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


HARBOUR = "in the May harbour"


def everything() -> None:
    """One of each."""
    correct(
        add(HARBOUR, "Mara Lind", "RIA", via=("TASS",), kind=StatementKind.NEGATED, cue=at("told")),
        lambda corrections, now, _: corrections.set_words(
            now, corrections.meant(now, at(HARBOUR)), at("May harbour")
        ),
        lambda corrections, now, _: corrections.add_name(now, at("Harbour Radio"), EntityType.ORGANISATION),
        add("an aide said", "Putin"),
        lambda corrections, now, _: corrections.reject(now, corrections.meant(now, at("an aide said"))),
        lambda _, now, store: store.aliases.add("RIA", "RIA Novosti", "ann", now.version.document_id),
        lambda _, now, store: store.aliases.add("Putin", "Vladimir Putin", "ann"),
        lambda _, now, store: store.corrections.withdraw(store.corrections.of(1)[-1].correction.id),
    )


def test_an_import_makes_the_same_of_the_article_and_twice_is_once(
    library: Callable[[str], None], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    everything()
    before, rows = said(), export(tmp_path / "c.jsonl")
    assert len(rows) == 10
    assert before == [
        ("an aide said", "Vladimir Putin", "indirect", ()),
        ("May harbour", "Mara Lind", "negated", ("TASS",)),
        ("May harbour", "RIA Novosti", "negated", ("TASS",)),
    ]
    assert sum(row["tombstone"] is not None for row in rows) == 1
    library("two")
    capsys.readouterr()
    assert run(["import", str(tmp_path / "c.jsonl")]) == 0
    assert capsys.readouterr().out.endswith("10 corrections imported, 0 already known\n")
    assert said() == before
    assert export(tmp_path / "again.jsonl") == rows
    capsys.readouterr()
    assert run(["import", str(tmp_path / "c.jsonl")]) == 0
    assert capsys.readouterr().out.endswith("0 corrections imported, 10 already known\n")
    assert export(tmp_path / "again.jsonl") == rows
    assert run(["check"]) == 0


def test_an_import_counts_what_is_checked_in_an_article(library: Callable[[str], None], tmp_path: Path) -> None:
    correct(add("an aide said", "Putin"))
    export(tmp_path / "c.jsonl")
    library("two")
    with Store.open(library_path()) as store:
        store.analyses.save(store.versions.newest(1).sha256, MACHINE)
    assert run(["import", str(tmp_path / "c.jsonl")]) == 0
    with Store.open(library_path()) as store:
        row = store.documents.row(1)
        assert (row.statements, row.checked) == (len(MACHINE.statements) + 1, 1)
    library("one")
    correct(lambda _, __, store: store.aliases.add("Putin", "Vladimir Putin", "ann"))
    (name,) = (row for row in export(tmp_path / "c.jsonl") if row["thing"] == "alias")
    (tmp_path / "c.jsonl").write_text(json.dumps(name) + "\n", encoding="utf-8")
    library("two")
    assert run(["import", str(tmp_path / "c.jsonl")]) == 0
    with Store.open(library_path()) as store:
        row = store.documents.row(1)
        assert (row.statements, row.checked) == (1, 1), "a name for every article leaves the counts"


def test_the_newer_revision_wins_whichever_came_first(library: Callable[[str], None], tmp_path: Path) -> None:
    correct(add(HARBOUR, "Mara Lind"))
    old, newer = tmp_path / "old.jsonl", tmp_path / "newer.jsonl"
    (row,) = export(old)
    correct(lambda _, __, store: store.corrections.withdraw(str(row["id"])))
    export(newer)
    library("two")
    run(["import", str(old)])
    assert len(said()) == 1
    run(["import", str(newer)])
    assert said() == []
    run(["import", str(old)])
    assert said() == []
    library("three")
    run(["import", str(newer)])
    run(["import", str(old)])
    assert said() == []
    with Store.open(library_path()) as store:
        store.corrections.restore(str(row["id"]))
    assert len(said()) == 1


def test_a_name_that_held_nowhere_holds_where_a_newer_revision_says(
    library: Callable[[str], None], tmp_path: Path
) -> None:
    correct(lambda _, __, store: store.aliases.add("Putin", "Vladimir Putin", "ann"))
    (row,) = export(tmp_path / "c.jsonl")
    (tmp_path / "c.jsonl").write_text(json.dumps({**row, "revision": 2}) + "\n", encoding="utf-8")
    with Store.open(library_path()) as store:
        store._db.run("UPDATE aliases SET unplaced = 1")
        assert store.aliases.of(1) == []
    assert run(["import", str(tmp_path / "c.jsonl")]) == 0
    with Store.open(library_path()) as store:
        assert [each.name for each in store.aliases.of(1)] == ["Putin"]


def test_a_name_of_an_article_is_taken_by_a_library_that_has_any_of_its_texts(
    library: Callable[[str], None], tmp_path: Path
) -> None:
    correct(lambda _, now, store: store.aliases.add("Putin", "Vladimir Putin", "ann", now.version.document_id))
    (tmp_path / "ferries.txt").write_text(f"{ARTICLE}\nMore is to come.\n", encoding="utf-8")
    assert run(["add", str(tmp_path / "ferries.txt")]) == 0
    rows = export(tmp_path / "c.jsonl")
    (tmp_path / "ferries.txt").write_text(ARTICLE, encoding="utf-8")
    library("two")
    assert run(["import", str(tmp_path / "c.jsonl")]) == 0
    with Store.open(library_path()) as store:
        assert [(each.name, each.document_id) for each in store.aliases.of(1)] == [("Putin", 1)]
        assert [len(each.others) for each in store.travelling()] == [0]
    assert [len(row["other_sha256"]) for row in rows] == [1]  # type: ignore[arg-type]


def test_the_order_of_the_lines_does_not_matter(library: Callable[[str], None], tmp_path: Path) -> None:
    everything()
    path, before = tmp_path / "c.jsonl", said()
    export(path)
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(reversed(lines)), encoding="utf-8")
    library("two")
    run(["import", str(path)])
    assert said() == before


def test_it_comes_out_of_a_pipe_and_of_one_article(
    library: Callable[[str], None], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    everything()
    capsys.readouterr()
    assert run(["export", "--corrections", "1"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 9, "the name that holds everywhere is of no article"
    assert all(map(is_line, lines))
    row = json.loads(lines[0])
    assert ARTICLE[row["start"] : row["end"]] == row["exact"] == HARBOUR


def test_a_text_that_the_library_lacks_is_counted_and_refused(
    library: Callable[[str], None],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    everything()
    rows = export(tmp_path / "c.jsonl")
    monkeypatch.setenv("READER_DATA", str(tmp_path / "empty"))
    capsys.readouterr()
    assert run(["import", str(tmp_path / "c.jsonl")]) == 1
    told = capsys.readouterr()
    assert told.out.endswith("1 correction imported, 0 already known\n")
    assert f"{len(rows) - 1} corrections of 1 text that the library lacks left out" in told.err
    assert told.err.count("\n") == 1


def test_hostile_lines_are_refused_one_by_one(
    library: Callable[[str], None], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    correct(add(HARBOUR, "Mara Lind"))
    path = tmp_path / "c.jsonl"
    (row,) = export(path)
    wrong: list[dict[str, object]] = [
        {"id": "x"}, {"id": 4}, {"revision": 0}, {"revision": 10**30}, {"revision": True}, {"revision": "1"},
        {"tombstone": "never"}, {"tombstone": 5}, {"sha256": "0"}, {"sha256": ["a"]}, {"sha256": None},
        {"thing": "person"}, {"thing": None}, {"thing": []}, {"act": "shout"}, {"act": "type"}, {"act": {}},
        {"start": -1}, {"start": 1.5}, {"start": None}, {"end": 10**30}, {"exact": "other"}, {"exact": None},
        {"words": 5}, {"words": {"start": 0, "end": 0, "exact": ""}}, {"words": []}, {"value": 5},
        {"value": "x" * 100_000}, {"subject": None}, {"author": []}, {"created": "0001-01-01T00:00:00+14:00"},
        {"created": ""}, {"act": "kind", "value": "shouted"}, {"thing": "alias", "name": "", "becomes": "x"},
        {"thing": "alias", "name": "x", "becomes": "y", "other_sha256": 5},
        {"thing": "alias", "name": "x", "becomes": "y", "other_sha256": ["0"]},
        {"thing": "alias", "name": "x", "becomes": "a\nb"}, {"thing": "alias", "name": "x", "becomes": None},
    ]  # fmt: skip
    lines = [json.dumps({**row, "id": str(uuid4()), **each}) for each in wrong]
    lines += ["{", "[]", "5", "[" * 100_000, '"\\ud800"', ""]
    good = json.dumps({**row, "id": str(uuid4()), "value": "Late\x1b[2J\ud800", "created": "2999-01-01T00:00:00"})
    path.write_bytes(
        b"\n".join([json.dumps(row).encode(), *(line.encode() for line in lines), b"\xff", good.encode()])
    )
    capsys.readouterr()
    assert run(["import", str(path)]) == 1
    told = capsys.readouterr()
    assert told.out.endswith("1 correction imported, 1 already known\n")
    assert "line 2: left out: id is no UUID" in told.err
    assert "further lines left out" in told.err
    assert "\x1b" not in told.err
    assert said()[0][1].startswith("Late")
    assert run(["check"]) == 0
    correct(add(HARBOUR, "Mara Lind"))
    assert said()[0][1] == "Mara Lind", "no correction of a file is newer than one that is made after it"


def test_an_id_of_something_else_is_left_alone(
    library: Callable[[str], None], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    correct(add(HARBOUR, "Mara Lind"))
    path = tmp_path / "c.jsonl"
    (row,) = export(path)
    alias = {**row, "thing": "alias", "name": "a", "becomes": "b", "revision": 9, "sha256": None}
    path.write_text(json.dumps(alias) + "\n", encoding="utf-8")
    assert run(["import", str(path)]) == 1
    assert "the id is of something else here" in capsys.readouterr().err
    assert len(said()) == 1


VALUES = st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.lists(st.integers(), max_size=2)


FIELDS = "id revision tombstone sha256 thing act start end exact words value subject author created name becomes"


@given(st.dictionaries(st.sampled_from(FIELDS.split()), VALUES, max_size=4))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
def test_no_line_ends_in_a_traceback(
    library: Callable[[str], None], tmp_path: Path, changes: dict[str, object]
) -> None:
    path = tmp_path / "any.jsonl"
    with Store.open(library_path()) as store:
        sha256 = store.versions.newest(1).sha256
    row: dict[str, object] = {"id": str(uuid4()), "revision": 1, "tombstone": None, "sha256": sha256}
    row |= {"thing": "statement", "act": "speaker", "start": 0, "end": 4, "exact": ARTICLE[:4], "words": None}
    row |= {"value": "Putin", "subject": "", "author": "", "created": "2026-11-30T12:00:00+00:00"}
    path.write_text(json.dumps({**row, **changes, "id": changes.get("id", row["id"])}) + "\n", encoding="utf-8")
    assert run(["import", str(path)]) in (0, 1)
    said()


def test_articles_are_named_as_in_every_command_and_a_folder_and_a_device_are_written_to(
    library: Callable[[str], None],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "other.txt").write_text("Another\n\nNothing was said.\n", encoding="utf-8")
    assert run(["add", str(tmp_path / "other.txt")]) == 0
    correct(add(HARBOUR, "Mara Lind"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "1").write_text("Another\n\nNothing was said.\n", encoding="utf-8")
    assert run(["export", "--corrections", "1"]) == 1, "the file of that name wins, and its article has none"
    (tmp_path / "1").write_text(ARTICLE, encoding="utf-8")
    capsys.readouterr()
    assert run(["export", "--corrections", "1"]) == 0
    assert is_line(capsys.readouterr().out)
    (tmp_path / "folder").mkdir()
    assert run(["export", "--corrections", "-o", "folder"]) == 0
    assert len((tmp_path / "folder" / "corrections.jsonl").read_text().splitlines()) == 1
    capsys.readouterr()
    assert run(["export", "--corrections", "-o", "/dev/null"]) == 0
    assert capsys.readouterr().out == ""


def test_what_stops_the_output_is_not_said_of_the_file(
    library: Callable[[str], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    correct(add(HARBOUR, "Mara Lind"))
    export(tmp_path / "out.jsonl")
    library("two")

    def full(_: str) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("reader.cli.travelling.say_line", full)
    with pytest.raises(OSError, match="No space left"):
        import_file(str(tmp_path / "out.jsonl"))
