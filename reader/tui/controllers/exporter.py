"""Exports the open article: its statements as they were corrected, or its annotations."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from reader.config.careful_files import absolute, exists, is_folder, is_outlet
from reader.export.annotated import AnnotatedArticle, annotated_article
from reader.export.csv_table import csv_table
from reader.export.files import slug, write, write_pages
from reader.export.statement_formats import ENDINGS, STATEMENT_FORMATS
from reader.export.statements import statement_export
from reader.export.w3c import collection
from reader.model.errors import ReaderError
from reader.model.values import value_class
from reader.text.safety.sanitise import Shown, own
from reader.text.wording.formatting import counted
from reader.tui.dialogs.choice import Choice, ChoiceDialog
from reader.tui.dialogs.form import Field, FormDialog, Values

if TYPE_CHECKING:
    from reader.session.session import OpenDocument
    from reader.tui.controllers.desk import Desk

NOT_ANALYSED = "not analysed yet: statements can be exported once they are found"
NO_STATEMENTS, NO_NOTES = "no statement to export", "no annotation to export: {note} writes one"
FILE = "file"
Writer = Callable[[Path], str]
"""Writes a file, and returns what was written."""


@value_class(frozen=True)
class Format:
    """What can be exported, and as what."""

    words: Shown
    ending: str
    """The end of the file's name; for statements also without the part before the full stop."""
    statements: str = ""
    """The format, if it is of statements."""


FORMATS: Mapping[str, Format] = {
    **{
        format: Format(words, f"-statements{ENDINGS[format]}", format)
        for format, words in (
            ("csv", own("Statements: CSV, for a spreadsheet")),
            ("json", own("Statements: JSON lines, for programs")),
            ("markdown", own("Statements: Markdown, to read")),
        )
    },
    "notes-markdown": Format(own("Annotations: Markdown, a page for a vault"), ".md"),
    "notes-w3c": Format(own("Annotations: W3C Web Annotations"), "-notes.jsonld"),
    "notes-csv": Format(own("Annotations: CSV, for a spreadsheet"), "-notes.csv"),
}
"""What is offered, in this order."""


class Exporter:
    """Asks for format and file, and writes; a file that is there is replaced after a second answer only."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def export(self, name: str) -> None:
        """Export statements to a file whose ending tells the format; without a name, ask."""
        if name:
            format = _format_of(name)
            if format is None:
                self._desk.say(f"{name}: which format? Its name may end in {', '.join(ENDINGS.values())}")
            else:
                self._to(format, name)
            return

        def chosen(format: str | None) -> None:
            if format is not None:
                self._to(format, "")

        choices = [Choice(answer, each.words) for answer, each in FORMATS.items()]
        self._desk.open(ChoiceDialog(self._desk.keys, own("Export"), choices, typed=False), chosen)

    def _to(self, chosen: str, name: str) -> None:
        """Write to a file of this name, or ask for one."""
        current, format = self._desk.session.current, FORMATS[chosen]
        if current is None:
            return
        try:
            writer = self._statements(current, format.statements) if format.statements else self._notes(chosen)
            if name and not exists(path := _path_of(name)):
                self._desk.say(writer(path))
                return
        except ReaderError as error:
            self._desk.say(str(error))
            return
        self._ask_file(writer, name or f"{slug(current.row.document.title)}{format.ending}")

    def _ask_file(self, writer: Writer, name: str) -> None:
        told: list[str] = []
        warned: set[Path] = set()

        def check(values: Values) -> None:
            path = _path_of(values[FILE].strip())
            if is_folder(path):
                raise ReaderError("this is a folder: add the name of a file")
            if exists(path) and path not in warned:
                warned.add(path)
                raise ReaderError(self._desk.keys.expand("this file is there already: {take} replaces it"))
            told.append(writer(path))

        def done(values: Values | None) -> None:
            if values is not None:
                self._desk.say(told[-1])

        field = Field(FILE, own("File"), name)
        self._desk.open(FormDialog(self._desk.keys, own("Export to"), [field], check), done)

    def _statements(self, current: OpenDocument, format: str) -> Writer:
        """Return what writes the statements. Raises ReaderError if there are none."""
        if current.analysis is None:
            raise ReaderError(NOT_ANALYSED)
        doubt = self._desk.view_settings.current.doubt
        made = statement_export(current.row.document, current.version, current.analysis, doubt)
        if not made.statements:
            raise ReaderError(NO_STATEMENTS)

        def writer(path: Path) -> str:
            write(path, "".join(STATEMENT_FORMATS[format]([made])))
            return f"{counted(len(made.statements), 'statement')} written to {path}"

        return writer

    def _notes(self, chosen: str) -> Writer:
        """Return what writes the annotations. Raises ReaderError if there are none."""
        desk = self._desk
        current = desk.session.current
        if current is None or not current.annotations:
            raise ReaderError(desk.keys.expand(NO_NOTES))
        article = annotated_article(desk.session.store, current.row.document, desk.view_settings.current.labels)

        def writer(path: Path) -> str:
            _write_notes(article, chosen, path)
            return f"{counted(len(article.annotations), 'annotation')} written to {path}"

        return writer


def _path_of(name: str) -> Path:
    """Return the path of a file that a person names. Raises ReaderError for what is written to and gone."""
    try:
        path = absolute(name, home=True)
    except OSError as error:
        raise ReaderError(f"{name}: {error.strerror or error}") from error
    if is_outlet(path):
        # The terminal would show it over the screen, and whoever reads a pipe may never come.
        raise ReaderError(f"{name}: is a device or a pipe; name a file")
    return path


def _write_notes(article: AnnotatedArticle, chosen: str, path: Path) -> None:
    if chosen == "notes-markdown":
        write_pages([article], path)
    else:
        write(path, csv_table([article]) if chosen == "notes-csv" else collection([article]))


def _format_of(name: str) -> str | None:
    """Return the format of statements that a file name ends in."""
    endings = {**{ending: format for format, ending in ENDINGS.items()}, ".json": "json"}
    return endings.get(Path(name).suffix.lower())
