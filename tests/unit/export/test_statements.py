"""Statements exported as CSV, JSON lines and Markdown, whatever words they hold."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from reader.export.csv_table import guarded
from reader.export.statement_formats import COLUMNS, STATEMENT_FORMATS
from reader.export.statements import StatementExport, statement_export
from reader.model.analysis import Analysis, Engine, Source, SourceKind, Statement, StatementKind
from reader.model.document import Document, Provenance, Version, text_hash
from reader.model.span import Span

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=60)
KINDS = st.sampled_from(StatementKind)
HOSTILE = (
    *("<script>alert(1)</script>", "![x](https://example.org/x.png)", "![[page]]", "# Heading", "- [ ] task"),
    *(
        "`= this.file`",
        "<% tp.file %>",
        "%% hidden",
        "> quoted",
        "```dataview\nLIST\n```",
        "| a | b |",
        "^id",
        "#tag",
    ),
    *("=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\t=1", "\ud800=1", "a\r\nb", '"', ";", "---", "1. x", "$x$"),
)


def source(id: str, name: str, role: str | None = None) -> Source:
    return Source(id, name, SourceKind.PERSON, role, None, (), 0, 0)


def said(id: str, *content: Span, by: str | None, kind: str = "direct", **fields: object) -> Statement:
    return Statement(id, StatementKind(kind), content, (), (), by, (), "colon", 0.4, **fields)  # type: ignore[arg-type]


def export(
    text: str,
    statements: Sequence[Statement],
    sources: Sequence[Source] = (),
    title: str = "T",
    *,
    negated: bool = False,
) -> StatementExport:
    document = Document(3, title, title, (title,), "2024-06-18", f"https://example.org/{title}", None, "")
    version = Version(1, 3, text, text_hash(text), (), (), Provenance(), "")
    analysis = Analysis(Engine("e", "1", "m"), sources=tuple(sources), statements=tuple(statements))
    return statement_export(document, version, analysis, 0.5, negated=negated)


def hostile(words: str) -> StatementExport:
    """The words as everything that an article can hold."""
    text = f"{words}x. And then {words}y."
    middle = len(words) + 1
    statement = Statement(
        *("t1", StatementKind.DIRECT, (Span(0, middle), Span(middle, len(text))), (Span(0, middle),), ()),
        *("s1", ("s2",), "colon", 0.9),
    )
    return export(text, [statement], [source("s1", words, words), source("s2", words)], words)


def written(format: str, *articles: StatementExport) -> str:
    text = "".join(STATEMENT_FORMATS[format](articles))
    text.encode()
    return text


def test_statements_on_the_same_words_are_one_with_several_speakers() -> None:
    text = "Seoul and Kyiv said it was over."
    words = Span(text.index("it"), len(text) - 1)
    sources = [source("s1", "Seoul"), source("s2", "Kyiv")]
    both = [said("t1", words, by="s1", checked=True), said("t2", words, by="s2")]
    (made,) = export(text, both, sources).statements
    assert [each.name for each in made.speakers] == ["Seoul", "Kyiv"]
    assert (made.id, made.checked, made.doubtful, made.content[0].exact) == ("t1", False, True, "it was over")


def test_they_come_in_text_order_and_without_what_was_not_said() -> None:
    text = "one two three"
    spans = Span(0, 3), Span(4, 7), Span(8, 13)
    statements = [
        said("t3", spans[2], by=None),
        said("t2", spans[1], by=None, kind="negated"),
        said("t0", by=None),
    ]
    statements.append(said("t1", spans[0], by="gone"))
    assert [each.id for each in export(text, statements).statements] == ["t1", "t3"]
    assert [each.id for each in export(text, statements, negated=True).statements] == ["t1", "t2", "t3"]
    assert export(text, statements).statements[0].speakers == ()


def check_csv(words: str) -> None:
    rows = [*csv.reader(io.StringIO(written("csv", hostile(words), hostile(words)), newline=""))]
    assert rows[0] == [*COLUMNS]
    assert len(rows) == 3
    row = dict(zip(COLUMNS, rows[1], strict=True))
    assert row["speakers"] == guarded(words).encode("utf-8", "backslashreplace").decode()
    assert [row["start"], row["end"]] == ["0", str(2 * len(words) + 14)]
    for cell in rows[1]:
        assert not cell.lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠", "|", "%"))


def check_json(words: str) -> None:
    lines = written("json", hostile(words)).split("\n")
    assert lines.pop() == ""
    (row,) = map(json.loads, lines)
    assert [each["exact"] for each in row["content"]] == [f"{words}x", f". And then {words}y."]
    assert (row["title"], row["speakers"][0], row["via"]) == (
        words,
        {"name": words, "kind": "person", "role": words},
        [words],
    )


def check_markdown(words: str) -> None:
    page = written("markdown", hostile(words), hostile(words))
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(page)
    inside = [child.type for token in tokens for child in token.children or []]
    assert {token.type for token in tokens} <= {
        *("heading_open", "heading_close", "inline", "paragraph_open", "paragraph_close"),
        *("blockquote_open", "blockquote_close"),
    }
    assert set(inside) <= {"text", "text_special", "softbreak", "hardbreak", "link_open", "link_close"}
    links = [child for token in tokens for child in token.children or [] if child.type == "link_open"]
    assert all(str(link.attrs["href"]).startswith("https://example.org/") for link in links)
    assert sum(token.type == "heading_open" for token in tokens) == 2
    assert sum(token.type == "blockquote_open" for token in tokens) == 2
    for word in re.findall(r"[^\W_]+", words):
        assert word in page


def test_hostile_words_stay_words() -> None:
    for words in HOSTILE:
        check_csv(words)
        check_json(words)
        check_markdown(words)


@given(ANY_TEXT)
def test_a_table_holds_any_words_and_no_formula(words: str) -> None:
    check_csv(words)


@given(ANY_TEXT)
def test_json_holds_any_words_exactly(words: str) -> None:
    check_json(words)


@given(ANY_TEXT)
def test_a_page_holds_any_words_and_is_inert(words: str) -> None:
    check_markdown(words)
