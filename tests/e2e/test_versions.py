"""A changed article in a real terminal: its changes, a note that goes along, all notes, export and import."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

from reader.model.annotation import Annotation
from reader.model.span import Span
from reader.store import Store
from reader.text.anchoring.anchors import anchor_of
from tests.e2e.program import FERRY, Program, status


def test_a_note_goes_with_its_words_into_a_new_version(program: Program, tmp_path: Path) -> None:
    article = tmp_path / "ferry.txt"
    text = FERRY.read_text(encoding="utf-8")
    article.write_text(text, encoding="utf-8")
    program.know(article)
    annotate(program, "The boat is slow")
    article.write_text("A correction was added.\n\n" + text, encoding="utf-8")
    program.know(article)
    with program.start(article) as terminal:
        terminal.wait_for(lambda shown: "A correction was added." in shown.text)
        terminal.wait_for(lambda shown: " READ " in status(shown))
        terminal.wait_for("note: ask again")
        terminal.press("D")
        terminal.wait_for("{+A correction was added.")
        terminal.press("Esc")
        terminal.wait_for(lambda shown: "taken out" not in shown.text)
        terminal.press("]", "d")
        terminal.wait_for(lambda shown: "change 1 of 1" in status(shown))
        terminal.press("&")
        terminal.wait_for("1 note")
        terminal.press("again")
        terminal.wait_for("ask again")
        terminal.press("Enter")
        terminal.wait_for(lambda shown: "ask again" in status(shown))
        terminal.press("Q")
        assert terminal.wait_for_end() == 0
    exported = program.run("export", "--format", "w3c", "-o", tmp_path / "notes.jsonld")
    assert exported.returncode == 0
    again = program.run("import", tmp_path / "notes.jsonld")
    assert b"0 annotations imported, 1 already known" in again.stdout


def annotate(program: Program, words: str) -> None:
    """Write a note on some words of the only article."""
    with Store.open(program.library) as store:
        version = store.versions.newest(1)
        at = version.text.index(words)
        anchor = anchor_of(version.text, Span(at, at + len(words)))
        store.annotations.save(Annotation(str(uuid4()), 1, version.id, anchor, "ask again"))
