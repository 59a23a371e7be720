"""The commands on annotations: notes, export, import."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from reader.cli.articles import find_document
from reader.cli.console import complain, load_settings, say_as_it_is, say_json, say_line
from reader.cli.library import open_store, read_store, status_of
from reader.cli.travelling import holds_corrections, import_corrections
from reader.config.careful_files import is_outlet, read_given
from reader.export.annotated import AnnotatedArticle, annotated_article
from reader.export.csv_table import csv_table
from reader.export.files import folder_of_pages, write, write_pages
from reader.export.importing import ImportResult, import_annotations
from reader.export.incoming import IncomingAnnotation
from reader.export.markdown import page
from reader.export.parsing import parse
from reader.export.w3c import collection
from reader.model.annotation import AnchorState, PlacedAnnotation
from reader.model.document import Document
from reader.model.errors import NotFoundError, ReaderError, StoreDamagedError
from reader.store import Store
from reader.text.wording.formatting import counted

_KEPT = ("speaker", "note", "tags", "label", "colour", "author", "created", "modified", "revision")
"""What the JSON of an annotation says last, in this order."""
_LARGEST = 1 << 28
"""In bytes: a larger file is not imported."""
_STATES = {AnchorState.CHANGED: "changed: ", AnchorState.ORPHAN: "gone: "}


def print_notes(key: str | None, *, as_json: bool) -> int:
    """Print the annotations of one article, or of all."""
    with read_store() as store:
        for article in _annotated(store, [key] if key is not None else []):
            if not as_json:
                say_line(f"{article.document.id}: {article.document.title}")
            for placed in article.annotations:
                if as_json:
                    say_json(_values(article, placed))
                else:
                    say_line(_line(placed))
        return status_of(store)


def export(keys: Sequence[str], format: str, output: str | None) -> int:
    """Write the annotations of some articles, or of all, to a file, a folder of pages or standard output."""
    with read_store() as store:
        articles = [*_annotated(store, keys)]
        status = status_of(store)
    if not articles:
        raise ReaderError("nothing to export: no article has an annotation yet")
    if format == "markdown" and output is not None:
        for path in write_pages(articles, folder_of_pages(output)):
            say_line(str(path))
        return status
    text = _text(articles, format)
    if output is None:
        say_as_it_is(text)
        return status
    if output.endswith(os.sep):
        raise ReaderError(f"{output}: is a folder; name a file for {format}")
    write(Path(output), text)
    if not is_outlet(Path(output)):
        count = sum(len(article.annotations) for article in articles)
        say_line(f"{output}: {counted(count, 'annotation')} of {counted(len(articles), 'article')}")
    return status


def import_file(file: str, *, restore: bool = False) -> int:
    """Import the annotations or corrections in a file, with `restore` also annotations that were deleted here.

    Return 1 if any is left out.
    """
    try:
        read = read_given(Path(file), _LARGEST)
        is_of_corrections = holds_corrections(read)
        content = "" if is_of_corrections else read.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ReaderError(f"{file}: cannot be read: {getattr(error, 'strerror', None) or error}") from None
    if is_of_corrections:
        return import_corrections(file, read)
    try:
        parsed = parse(content)
    except ReaderError as error:
        raise ReaderError(f"{file}: {error}; W3C Web Annotations and Hypothesis's JSON can be imported") from None
    with open_store() as store:
        result = import_annotations(store, _with_letters(parsed.annotations), restore=restore)
    _report(file, result, restored=restore)
    for line in (*parsed.refused, *(f"annotation {item.id}: {reason}" for item, reason in result.unfit)):
        complain(f"{file}: {line}; left out")
    return 1 if result.refused or result.unfit or parsed.refused else 0


def _with_letters(incoming: Sequence[IncomingAnnotation]) -> list[IncomingAnnotation]:
    """Give a label that goes by a name in the settings its letter there."""
    letters = {name: letter for letter, name in load_settings().labels.items()}
    return [replace(each, label=letters.get(each.label, each.label)) for each in incoming]


def _report(file: str, result: ImportResult, *, restored: bool) -> None:
    say_line(f"{file}: {counted(len(result.imported), 'annotation')} imported, {result.known} already known")
    if result.deleted:
        deleted = f"{result.deleted} of them were deleted here"
        say_line(f"{deleted} and are restored" if restored else f"{deleted}: --restore brings them back")
    for annotation in result.orphans:
        words = annotation.anchor.exact if annotation.anchor else ""
        say_line(f"document {annotation.document_id}: kept, though its words are in no version: “{words}”")
    if result.beside:
        say_line(f"{counted(result.beside, 'note')} kept beside another version of it from the file")
    for source, count in result.refused_sources().items():
        complain(f"{source}: not in the library, {counted(count, 'annotation')} left out; add the article first")


def _annotated(store: Store, keys: Sequence[str]) -> Iterator[AnnotatedArticle]:
    """The articles that the keys name or, without any, all that have annotations."""
    labels = load_settings().labels
    if keys:
        # All are looked up before the first is printed: a wrong key prints nothing.
        yield from [annotated_article(store, find_document(store, key), labels) for key in keys]
        return
    for row in store.documents.every():
        # The number of annotations in a damaged row may be wrong.
        if row.annotations or store.damage:
            article = _readable(store, row.document, labels)
            if article is not None and article.annotations:
                yield article


def _readable(store: Store, document: Document, labels: Mapping[str, str]) -> AnnotatedArticle | None:
    """The article with its annotations, or None, with a complaint, if its text or a page of theirs is damaged."""
    try:
        return annotated_article(store, document, labels)
    except (StoreDamagedError, NotFoundError) as error:
        store.note_damage(f"document {document.id}: {error}")
        return None


def _text(articles: Sequence[AnnotatedArticle], format: str) -> str:
    if format == "w3c":
        return collection(articles)
    return csv_table(articles) if format == "csv" else "\n".join(page(article) for article in articles)


def _line(placed: PlacedAnnotation) -> str:
    annotation = placed.annotation
    words = f"“{annotation.anchor.exact}”" if annotation.anchor else "(the article)"
    parts = (
        f"{_STATES.get(placed.placement.state, '')}{words}",
        f"— {annotation.speaker}" if annotation.speaker else "",
        f"[{annotation.label}]" if annotation.label else "",
        annotation.note,
        " ".join(f"#{tag}" for tag in annotation.tags),
    )
    return "  " + "  ".join(filter(None, parts))


def _values(article: AnnotatedArticle, placed: PlacedAnnotation) -> dict[str, object]:
    annotation, span = placed.annotation, placed.placement.span
    return {
        "id": annotation.id,
        "document": article.document.id,
        "title": article.document.title,
        "source": article.source,
        "state": placed.placement.state.value,
        "start": span.start if span else None,
        "end": span.end if span else None,
        "exact": annotation.anchor.exact if annotation.anchor else None,
        **{name: getattr(annotation, name) for name in _KEPT},
    }
