"""The commands on annotations: notes, export, import."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from reader.cli.console import complain, say
from reader.cli.library import listed, open_store
from reader.export.annotated import Marked, marked, to_json
from reader.export.csv_table import table
from reader.export.files import write, write_pages
from reader.export.importing import Imported, take_in
from reader.export.markdown import page
from reader.export.parsing import read
from reader.export.w3c import collection
from reader.model.annotation import AnchorState, PlacedAnnotation
from reader.model.errors import ReaderError
from reader.store import Store
from reader.text.safety.sanitise import Shown, escaped_json, sanitise, sanitise_line
from reader.text.wording.formatting import counted

_STATES = {AnchorState.CHANGED: "changed: ", AnchorState.ORPHAN: "gone: "}


def print_notes(key: str | None, *, json: bool) -> int:
    """Print the annotations of one article, or of all."""
    with open_store() as store:
        for article in _marked(store, [key] if key is not None else []):
            if json:
                for placed in article.annotations:
                    say(_as_json(article, placed))
                continue
            say(sanitise_line(f"{article.document.id}: {article.document.title}"))
            for placed in article.annotations:
                say(_as_line(placed))
    return 0


def export(keys: Sequence[str], format: str, output: str | None) -> int:
    """Write the annotations of some articles, or of all, to a file, a folder of pages or standard output."""
    with open_store() as store:
        articles = [*_marked(store, keys)]
    if not articles:
        raise ReaderError("nothing to export: no article has an annotation yet")
    if format == "markdown" and output is not None:
        for path in write_pages(articles, Path(output)):
            say(sanitise_line(f"{path}"))
        return 0
    text = _text(articles, format)
    if output is None:
        _print(text)
    else:
        write(Path(output), text)
        count = sum(len(article.annotations) for article in articles)
        say(sanitise_line(f"{output}: {counted(count, 'annotation')} of {counted(len(articles), 'article')}"))
    return 0


def take_file(file: str) -> int:
    """Take the annotations of a file into the library; 1 where some are about articles that it does not have."""
    try:
        content = Path(file).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ReaderError(f"{file}: cannot be read: {error}") from None
    try:
        incoming = read(content)
    except ReaderError as error:
        raise ReaderError(f"{file}: {error}; W3C Web Annotations and Hypothesis's JSON can be imported") from None
    with open_store() as store:
        imported = take_in(store, incoming)
    _report(file, imported)
    return 1 if imported.refused else 0


def _report(file: str, imported: Imported) -> None:
    say(
        sanitise_line(
            f"{file}: {counted(len(imported.taken), 'annotation')} taken in, {imported.known} known already"
        )
    )
    for annotation in imported.orphans:
        words = annotation.anchor.exact if annotation.anchor else ""
        say(
            sanitise_line(
                f"document {annotation.document_id}: its words are in no version and are kept: “{words}”"
            )
        )
    if imported.beside:
        say(
            sanitise_line(f"{counted(imported.beside, 'note')} that the file has otherwise kept beside the file's")
        )
    for source, count in imported.refused_sources().items():
        complain(f"{source}: not in the library, {counted(count, 'annotation')} left out; add the article first")


def _marked(store: Store, keys: Sequence[str]) -> Iterator[Marked]:
    if keys:
        yield from [marked(store, store.documents.find(key)) for key in keys]
        return
    for row in listed(store):
        if row.annotations:
            yield marked(store, row.document)


def _text(articles: Sequence[Marked], format: str) -> str:
    if format == "w3c":
        return collection(articles)
    return table(articles) if format == "csv" else "\n".join(page(article) for article in articles)


def _print(text: str) -> None:
    """To a terminal with stand-ins, to anything else as it is."""
    if sys.stdout.isatty():
        say(sanitise(text))
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
        sys.stdout.buffer.flush()


def _as_line(placed: PlacedAnnotation) -> Shown:
    annotation = placed.annotation
    words = f"“{annotation.anchor.exact}”" if annotation.anchor else "(the article)"
    parts = (
        f"{_STATES.get(placed.placement.state, '')}{words}",
        f"— {annotation.speaker}" if annotation.speaker else "",
        f"[{annotation.label}]" if annotation.label else "",
        annotation.note,
        " ".join(f"#{tag}" for tag in annotation.tags),
    )
    return sanitise_line("  " + "  ".join(part for part in parts if part))


def _as_json(article: Marked, placed: PlacedAnnotation) -> Shown:
    annotation, span = placed.annotation, placed.placement.span
    return escaped_json(
        to_json(
            {
                "id": annotation.id,
                "document": article.document.id,
                "title": article.document.title,
                "source": article.source,
                "state": placed.placement.state.value,
                "start": span.start if span else None,
                "end": span.end if span else None,
                "exact": annotation.anchor.exact if annotation.anchor else None,
                "speaker": annotation.speaker,
                "note": annotation.note,
                "tags": [*annotation.tags],
                "label": annotation.label,
                "colour": annotation.colour,
                "author": annotation.author,
                "created": annotation.created,
                "modified": annotation.modified,
                "revision": annotation.revision,
            }
        )
    )
