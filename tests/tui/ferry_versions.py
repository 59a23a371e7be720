"""An article in two versions, annotated in the first one."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

from reader.model.annotation import Annotation
from reader.model.document import Article, Block, BlockKind, Provenance
from reader.model.span import Span
from reader.store import Store
from reader.text.anchoring.anchors import anchor_of

OLD = (
    "Ferry sank at its pier\n\nThe captain said “the engine was never tested” on Monday.\n\n"
    "The owner disagreed in a letter to the harbour office.\n\nNobody was hurt, the police said."
)
NEW = (
    "Ferry sank at its pier\n\nThe captain said “the engine was hardly ever tested” on Monday.\n\n"
    "The owner of the ferry disagreed in a letter to the harbour office."
)
MARKS = {
    "The owner": ("He wrote it himself.", ("letter",), "The owner"),
    "the engine was never tested": ("Ask who tests.", ("ferry", "check"), "The captain"),
    "Nobody was hurt": ("", (), "the police"),
}


def ferry(text: str) -> Article:
    """The article with one of its texts."""
    blocks = tuple(
        Block(Span(*part.span()), BlockKind.PARAGRAPH if part.start() else BlockKind.HEADLINE)
        for part in re.finditer(r"[^\n]+", text)
    )
    return Article("Ferry sank at its pier", text, blocks, outlet="Gazette", provenance=Provenance("/a/ferry.txt"))


def annotated(clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> Store:
    """A library with the article in both versions, and Ann's marks."""
    store = Store.in_memory(clock=clock)
    added = store.add(ferry(OLD))
    for number, (words, (note, tags, speaker)) in enumerate(MARKS.items()):
        at = OLD.index(words)
        anchor = anchor_of(OLD, Span(at, at + len(words)))
        annotation = Annotation(str(UUID(int=number)), added.document.id, added.version.id, anchor, note, tags)
        store.annotations.save(replace(annotation, author="Ann", speaker=speaker))
    store.add(ferry(NEW))
    return store
