"""`reader export --statements`: writes who says what in the library, as it was corrected."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

from reader.analysis.protocol import engine
from reader.cli.analyses import Analyses
from reader.cli.articles import find_document, from_library
from reader.cli.console import complain, load_settings, say_as_it_is, say_line
from reader.cli.library import read_store, status_of
from reader.cli.progress import progress
from reader.config.careful_files import exists, is_folder, is_outlet
from reader.export.files import slug, write
from reader.export.statement_formats import ENDINGS, STATEMENT_FORMATS
from reader.export.statements import StatementExport, statement_export
from reader.model.document import Document
from reader.model.errors import AnalysisError, NotFoundError, ReaderError, StoreDamagedError
from reader.store import Store
from reader.text.wording.formatting import counted


def export_statements(keys: Sequence[str], format: str, output: str | None, *, negated: bool = False) -> int:
    """Write the statements of some articles, or of all, to a file or standard output.

    Articles without an analysis are analysed first, but the library is only read. With `negated`, what sources are
    reported not to have said is written too. Returns 1 if an article was left out.
    """
    with ExitStack() as stack:
        store = stack.enter_context(read_store())
        # All are looked up before the first is printed: a wrong key prints nothing.
        documents = [*dict.fromkeys(find_document(store, key) for key in keys)]
        documents = documents or [row.document for row in store.documents.every()]
        if not documents:
            raise ReaderError("nothing to export: the library has no articles yet")
        exports = stack.enter_context(_Exports(store, negated=negated, quiet=output is None))
        chunks = STATEMENT_FORMATS[format](exports.of(documents))
        if output is None:
            for chunk in chunks:
                say_as_it_is(chunk)
        else:
            _write(_target(output, format, documents), chunks, exports)
        return status_of(store) or exports.status


class _Exports:
    """Makes exports of articles one by one, and counts what is in them."""

    def __init__(self, store: Store, *, negated: bool, quiet: bool) -> None:
        settings = load_settings()
        self.statements = self.articles = self.status = 0
        self._store, self._negated, self._quiet, self._doubt = store, negated, quiet, settings.doubt
        self._analyses = Analyses(engine(settings.model), settings.analysis_seconds, store)
        self._runner = asyncio.Runner()

    def __enter__(self) -> _Exports:
        return self

    def __exit__(self, *_: object) -> None:
        self._runner.run(self._analyses.close())
        self._runner.close()

    def of(self, documents: Sequence[Document]) -> Iterator[StatementExport]:
        """Yield the export of each document; one that cannot be read or analysed is left out, with a complaint."""
        # A bar would stand between the lines that are printed.
        with progress(0 if self._quiet and sys.stdout.isatty() else len(documents), "exporting") as bar:
            for document in documents:
                made = self._one(document)
                bar.step()
                if made is not None:
                    self.articles += 1
                    self.statements += len(made.statements)
                    yield made

    def _one(self, document: Document) -> StatementExport | None:
        try:
            version = self._store.versions.newest(document.id)
            analysis = self._runner.run(self._analyses.of(from_library(self._store, version)))
            corrected = self._store.corrected(version, analysis)
        except (StoreDamagedError, NotFoundError) as error:
            self._store.note_damage(f"document {document.id}: {error}")
        except AnalysisError as error:
            complain(f"document {document.id}: left out, since it cannot be analysed: {error}")
            self.status = 1
        else:
            return statement_export(document, version, corrected, self._doubt, negated=self._negated)
        return None


def _target(output: str, format: str, documents: Iterable[Document]) -> Path:
    """Return the file to write: in a folder, one that is named after the article if there is only one."""
    if not is_folder(Path(output)) and not output.endswith(os.sep):
        return Path(output)
    titles = [document.title for document in documents]
    name = f"{slug(titles[0])}-statements" if len(titles) == 1 else "statements"
    return Path(output) / f"{name}{ENDINGS[format]}"


def _write(path: Path, chunks: Iterable[str], exports: _Exports) -> None:
    replaced = ", in place of what was there" if exists(path) else ""
    write(path, chunks)
    if is_outlet(path):
        return
    written = f"{counted(exports.statements, 'statement')} of {counted(exports.articles, 'article')}"
    say_line(f"{path}: {written}{replaced}")
