"""An article as the article view will show it, drawn without Textual."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len

from reader.analysis.protocol import engine
from reader.cli.early_canvas import Canvas
from reader.config.careful_files import is_file
from reader.config.palette import Palette, load_palette, load_palettes
from reader.config.paths import config_dir, library_path, settings_path, themes_dir
from reader.config.settings import Settings, load
from reader.model.document import Article, Document, text_hash
from reader.model.document_list import DocumentRow, ReadingState
from reader.model.errors import StoreError
from reader.terminal.screen_buffer import CellRow, blank_row
from reader.text.annotated_text import AnnotatedText, Overlay, Visible
from reader.text.layout.annotation_layer import PlacedAnnotations
from reader.text.layout.layout import Layout
from reader.text.safety.sanitise import sanitise_line
from reader.tui.appearance.display_profile import ColourDepth, DisplayProfile, profile_for
from reader.tui.appearance.pane_layout import PaneLayout
from reader.tui.controllers.descriptions import meta_line
from reader.tui.keys.scopes import Pane
from reader.tui.widgets.article_rows import ArticleRows, Piece, opening_lead, text_column, top_of

if TYPE_CHECKING:
    from reader.store import Store

_NARROWEST = 10
"""The cells that a pane needs to be drawn early."""


class EarlyArticle(NamedTuple):
    """What the article view shows of an article when it is opened."""

    annotated: AnnotatedText
    meta: str
    place: int = 0
    overlay: Overlay = Overlay()

    @classmethod
    def new(cls, article: Article) -> EarlyArticle:
        """Return an article that is not in the library."""
        document = Document(
            0, article.title, article.outlet, article.authors, article.published, article.url, None, ""
        )
        row = DocumentRow(document, 0, ReadingState(), len(article.text.split()), None, 0)
        annotated = AnnotatedText(article.text, article.blocks, article.markups)
        return cls(annotated, meta_line(row, annotated))

    @classmethod
    def cut(cls, article: Article) -> EarlyArticle:
        """Return the beginning of an article, whose length is not known."""
        return cls(AnnotatedText(article.text, article.blocks, article.markups), "")

    @classmethod
    def known(cls, store: Store, document_id: int) -> EarlyArticle:
        """Return a document of the library. Raises ReaderError if it is not listed, or cannot be read."""
        settings = _settings()
        row, version = store.documents.row(document_id), store.versions.newest(document_id)
        machine = store.analyses.get(version.sha256, engine(settings.model))
        analysis = store.corrected(version, machine) if machine is not None else None
        annotations, bookmarks = store.annotations.of(document_id), store.bookmarks.of(document_id)
        annotated = AnnotatedText(version.text, version.blocks, version.markups, analysis, doubt=settings.doubt)
        overlay = Overlay(
            bookmarks=tuple(bookmark.offset for bookmark in bookmarks),
            annotations=PlacedAnnotations(tuple(annotations), settings.labels),
        )
        return cls(annotated, meta_line(row, annotated), row.reading.place, overlay)


def in_library(text: str, file: str) -> EarlyArticle | None:
    """Return the article that has the text of this file as its newest version, or None if there is none.

    Raises an error if the library, or the place of the text in it, may change when the article is opened.
    """
    from reader.store.peek import has_text

    path, sha256 = library_path(), text_hash(text)
    if not has_text(path, sha256, file):
        return None
    # Imported here because a new text needs none of it.
    from reader.store import Store

    with Store.read(path) as store:
        version = store.versions.with_hash(sha256)
        if version is None or store.documents.row(version.document_id).version_id != version.id:
            raise StoreError(f"{path}: does not show the text as it is")
        return EarlyArticle.known(store, version.document_id)


def numbered(document_id: int) -> EarlyArticle:
    """Return a document of the library. Raises ReaderError if it cannot be read."""
    from reader.store import Store

    with Store.read(library_path()) as store:
        return EarlyArticle.known(store, document_id)


def rows_of(article: EarlyArticle, width: int, height: int, *, low_bandwidth: bool) -> list[CellRow]:
    """Return the screen with the article on it and its other panes empty, or nothing if there is no room."""
    settings = _settings()
    profile = profile_for(settings, os.environ, low_bandwidth=low_bandwidth)
    canvas = Canvas(_palette(settings, profile), profile)
    panes = PaneLayout().reading().panes(width)
    left = settings.list_width if Pane.LIST in panes else 0
    right = settings.sidebar_width if Pane.SIDEBAR in panes else 0
    middle = width - left - right
    if middle < _NARROWEST or height < 2:
        return []
    beside = blank_row(left, canvas.side), blank_row(right, canvas.side)
    pieces_of_rows = _article_rows(article, settings, middle, height - 1)
    drawn = [CellRow(beside[0] + canvas.row(pieces, middle) + beside[1]) for pieces in pieces_of_rows]
    drawn += [CellRow(beside[0] + canvas.row([], middle) + beside[1])] * (height - 1 - len(drawn))
    return [*drawn, blank_row(width, canvas.status)]


def _article_rows(article: EarlyArticle, settings: Settings, width: int, height: int) -> Iterator[Iterator[Piece]]:
    """Yield the pieces of each row of the article in view."""
    annotated, overlay, place = article.annotated, article.overlay, article.place
    visible = Visible(settings.layers)
    column = text_column(width, settings.measure)
    captions = overlay.annotations.captions if visible is not Visible.NONE else ()
    layout = Layout(annotated.text, annotated.blocks, column.measure, cell_len, captions)
    rows = ArticleRows(annotated, overlay, visible, layout, column)
    top = top_of(layout, place, opening_lead(annotated, place), height)
    meta = sanitise_line(article.meta)
    for _, row in layout.rows(top, height):
        yield rows.pieces(row, meta)


@cache
def _settings() -> Settings:
    return load(settings_path())


def _palette(settings: Settings, profile: DisplayProfile) -> Palette:
    """Return the palette in use; only where colours are few does it depend on the others."""
    folders = [themes_dir(), config_dir() / "themes"]
    if profile.colours >= ColourDepth.MANY:
        file = next((path for path in _files(reversed(folders), settings.theme) if is_file(path)), None)
        if file is not None:
            palette = load_palette(file)
            return profile.adapt({palette.name: palette})[palette.name]
    palettes, _ = load_palettes(folders)
    return profile.adapt(palettes)[settings.theme]


def _files(folders: Iterable[Path], name: str) -> Iterator[Path]:
    """Yield where a theme of that name can be."""
    return (folder / f"{name}.toml" for folder in folders if "/" not in name)
