"""A library whose every string is an attack: titles, outlets, dates, URLs, texts, speakers, cues, bookmarks."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from uuid import uuid4

from reader.analysis.protocol import DEFAULT_MODEL, engine
from reader.model.analysis import (
    Analysis,
    Engine,
    Entity,
    EntityType,
    Quotation,
    QuotationRole,
    Source,
    SourceKind,
    Statement,
    StatementKind,
)
from reader.model.annotation import Anchor, Annotation, NoteDraft
from reader.model.document import Article, Block, BlockKind, Provenance
from reader.model.span import Span
from reader.store import Store

TOGETHER = 16
"""How many attacks share an article."""

LEAD = "Source "
"""What stands before each name."""


def in_groups(strings: Sequence[str], size: int = TOGETHER) -> list[Sequence[str]]:
    """The strings, so many at a time."""
    return [strings[at : at + size] for at in range(0, len(strings), size)]


def headline(number: int) -> str:
    """Words that end the headline of one article and no other's."""
    return f"headline_{number}."


class _Builder:
    """Puts a text together and knows where each part of it stands."""

    def __init__(self) -> None:
        self.text = ""
        self.blocks: list[Block] = []

    def block(self, kind: BlockKind, *parts: str) -> list[Span]:
        """Add a block of some parts; where each of them stands."""
        self.text += "\n\n" if self.text else ""
        start, spans = len(self.text), []
        for part in parts:
            spans.append(Span(len(self.text), len(self.text) + len(part)))
            self.text += part
        self.blocks.append(Block(Span(start, len(self.text)), kind))
        return spans


def hostile_article(number: int, strings: Sequence[str], edition: str = "") -> tuple[Article, Analysis]:
    """An article whose words, particulars and findings are the strings; what names the edition is in them all."""
    builder, first = _Builder(), strings[number % len(strings)]
    builder.block(BlockKind.HEADLINE, first, f" {headline(number)}")
    found = [
        builder.block(
            BlockKind.PARAGRAPH,
            LEAD,
            f"{edition}{each}",
            " ",
            f"said {each}",
            " “",
            f"words {each} end",
            f"” on{edition}{each}.",
        )
        for each in strings
    ]
    article = Article(
        title=f"{first} {headline(number)}",
        text=builder.text,
        blocks=tuple(builder.blocks),
        outlet=strings[(number + 1) % len(strings)],
        authors=tuple(strings),
        published=strings[(number + 2) % len(strings)],
        url=f"https://example.org/{number}{strings[(number + 3) % len(strings)]}",
        provenance=Provenance(path=f"/nowhere/{number}{first}", format=first, encoding=first),
    )
    return article, Analysis(_engine(), *_findings(strings, found))


@cache
def _engine() -> Engine:
    return engine(DEFAULT_MODEL)


def _findings(
    strings: Sequence[str], found: Sequence[list[Span]]
) -> tuple[tuple[Entity, ...], tuple[Quotation, ...], tuple[Source, ...], tuple[Statement, ...]]:
    kinds, types = list(SourceKind), list(EntityType)
    entities, quotations, sources, statements = [], [], [], []
    for at, (each, spans) in enumerate(zip(strings, found, strict=True)):
        _, name, _, cue, _, words, _ = spans
        entities.append(Entity(f"e{at}", each, types[at % len(types)], (name,)))
        sources.append(Source(f"s{at}", each, kinds[at % len(kinds)], each, f"e{at}", (name,), 1, 3))
        quotations.append(Quotation(words, QuotationRole.SPEECH, f"t{at}"))
        via, rule = (f"s{(at + 1) % len(strings)}",), "quotation-cue"
        kind = StatementKind.DIRECT
        statements.append(Statement(f"t{at}", kind, (words,), (cue,), (name,), f"s{at}", via, rule, 0.9))
    return tuple(entities), tuple(quotations), tuple(sources), tuple(statements)


@contextmanager
def new_library(path: Path, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> Iterator[Store]:
    """A new library that is in memory until the end, since syncing each of its many changes takes long."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with Store.in_memory(clock=clock) as store:
        yield store
        store.backup(path)


def fill(store: Store, groups: Sequence[Sequence[str]]) -> Iterator[int]:
    """Put an article for each group into a library, with bookmarks at its attacks; their ids."""
    for number, strings in enumerate(groups):
        article, analysis = hostile_article(number, strings)
        document_id = store.add(article).document.id
        version = store.versions.newest(document_id)
        store.analyses.save(version.sha256, analysis)
        for source, statement in zip(analysis.sources, analysis.statements, strict=True):
            span = Span(source.mentions[0].start - len(LEAD), statement.content[0].start)
            store.bookmarks.add(document_id, version.id, span.start, source.name)
            note = Annotation(
                id=str(uuid4()),
                document_id=document_id,
                version_id=version.id,
                anchor=Anchor(span, span.of(version.text)),
                note=source.name,
                tags=(source.name,),
                label=source.name,
                author=source.name,
                speaker=source.name,
            )
            store.annotations.save(note)
        yield document_id


def change(store: Store, groups: Sequence[Sequence[str]]) -> None:
    """Give each article of such a library a second version, all its names other names, and leave a draft on it."""
    for number, strings in enumerate(groups):
        article, analysis = hostile_article(number, strings, "new ")
        document_id = store.add(article).document.id
        version = store.versions.newest(document_id)
        store.analyses.save(version.sha256, analysis)
        for each in strings:
            store.aliases.add(f"{each} of old", f"{each} of now", each)
        words = Span(version.text.index(strings[0]), len(version.text))
        for anchor in (Anchor(words, words.of(version.text)), None):
            text = "\n".join(strings)
            store.drafts.save(
                NoteDraft(str(uuid4()), str(uuid4()), document_id, version.id, anchor, text, 0, "nobody", "")
            )


def long_ago() -> datetime:
    """A clock by which all programs ended that wrote then."""
    return datetime.now(UTC) - timedelta(days=1)


def web_annotations(strings: Sequence[str], sources: Sequence[str]) -> str:
    """W3C Web Annotations with the strings in every field, on the sources in turn."""
    return json.dumps(
        [
            {
                "type": "Annotation",
                "id": each,
                "motivation": each,
                "created": each,
                "modified": each,
                "creator": {"type": each, "name": each, "nickname": each},
                "bodyValue": each,
                "body": [
                    *(
                        {"type": "TextualBody", "value": each, "purpose": purpose, "format": each}
                        for purpose in ("commenting", "tagging", "classifying", "identifying", each)
                    ),
                ],
                "reader:colour": each,
                "reader:beside": each,
                "target": {
                    "source": sources[at % len(sources)] or each,
                    "reader:title": each,
                    "reader:sha256": each,
                    "selector": [
                        {"type": "TextQuoteSelector", "exact": f"gone {each}", "prefix": each, "suffix": each},
                        {"type": "TextPositionSelector", "start": at, "end": each},
                    ],
                },
            }
            for at, each in enumerate(strings)
        ]
    )


def hypothesis_annotations(strings: Sequence[str], sources: Sequence[str]) -> str:
    """An export of Hypothesis, the strings in every field, on the sources in turn."""
    rows = [
        {
            "id": each,
            "created": each,
            "updated": each,
            "user": f"acct:{each}@example.org",
            "user_info": {"display_name": each},
            "uri": sources[at % len(sources)] or each,
            "text": each,
            "tags": [each, f"{each} again"],
            "document": {"title": [each]},
            "links": {"html": each},
            "target": [
                {
                    "source": each,
                    "selector": [
                        {"type": "TextQuoteSelector", "exact": f"lost {each}", "prefix": each, "suffix": each},
                        {"type": "TextPositionSelector", "start": at, "end": at + 1},
                    ],
                }
            ],
        }
        for at, each in enumerate(strings)
    ]
    return json.dumps({"export_date": strings[0], "export_userid": strings[0], "annotations": rows})


def theme_file(folder: Path, title: str, ink: Path) -> None:
    """A theme with a title of one's own."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = [line for line in ink.read_text(encoding="utf-8").splitlines() if not line.startswith("title")]
    escaped = "".join(f"\\U{ord(character):08x}" for character in title)
    (folder / "hostile.toml").write_text("\n".join([f'title = "{escaped}"', *lines]), encoding="utf-8")
