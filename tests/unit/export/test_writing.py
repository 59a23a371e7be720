"""Annotations exported as W3C Web Annotations, Markdown and CSV."""

import csv
import io
import json
import re
import time
from dataclasses import replace

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from reader.export.csv_table import COLUMNS, csv_table, guarded
from reader.export.escaping import note, plain, scalar, tag
from reader.export.files import slug
from reader.export.markdown import page
from reader.export.w3c import collection
from reader.model.annotation import AnchorState, PlacedAnnotation, Placement
from reader.model.errors import ReaderError
from tests.unit.export.samples import TEXT, annotation, article
from tests.unit.export.web_annotation import faults

QUOTED = annotation(
    1, "the engine was never tested", note="Ask *who* tests.", tags=("ferry", "to check"), label="d",
    colour="blue", author="Ann", speaker="The captain", revision=3,
)  # fmt: skip
WHOLE = annotation(2, None, note="A fair report.")
PLAIN = annotation(3, "Nobody was hurt")
ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=60)


def test_web_annotations_follow_the_model() -> None:
    made = json.loads(collection([article(WHOLE, QUOTED, PLAIN)]))
    assert faults(made) == []
    whole, quoted, plainly = made["first"]["items"]
    assert quoted["id"] == "urn:uuid:00000000-0000-0000-0000-000000000001"
    start = TEXT.index("the engine")
    assert quoted["target"]["selector"][1] == {"type": "TextPositionSelector", "start": start, "end": start + 27}
    assert quoted["target"]["selector"][0]["exact"] == "the engine was never tested"
    assert [(body["purpose"], body["value"]) for body in quoted["body"]] == [
        ("commenting", "Ask *who* tests."),
        ("tagging", "ferry"),
        ("tagging", "to check"),
        ("classifying", "d"),
        ("identifying", "The captain"),
    ]
    assert [item["motivation"] for item in (whole, quoted, plainly)] == [
        "commenting",
        "commenting",
        "highlighting",
    ]
    assert "selector" not in whole["target"]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda made: made.pop("id"),
        lambda made: made["first"].pop("items"),
        lambda made: made["first"]["items"][0].pop("target"),
        lambda made: made["first"]["items"][1]["target"]["selector"][1].update(start=-1),
        lambda made: made["first"]["items"][0].update({"@context": "http://example.org"}),
    ],
)
def test_the_validator_finds_faults(spoil: object) -> None:
    made = json.loads(collection([article(WHOLE, QUOTED)]))
    spoil(made)  # type: ignore[operator]
    assert faults(made)


@given(ANY_TEXT, ANY_TEXT, ANY_TEXT)
def test_web_annotations_are_valid_whatever_they_hold(words: str, written: str, speaker: str) -> None:
    text = f"{TEXT}{words}."
    made = collection([article(annotation(4, words + ".", text, note=written, speaker=speaker), text=text)])
    made.encode()
    assert faults(json.loads(made)) == []
    assert json.loads(made)["first"]["items"][0]["target"]["selector"][0]["exact"] == words + "."


def test_a_table_has_a_row_for_each_annotation() -> None:
    rows = [*csv.reader(io.StringIO(csv_table([article(QUOTED, PLAIN)]), newline=""))]
    assert rows[0] == [*COLUMNS]
    first = dict(zip(COLUMNS, rows[1], strict=True))
    assert (first["quotation"], first["speaker"], first["tags"]) == (
        "the engine was never tested",
        "The captain",
        "ferry; to check",
    )
    assert len(rows) == 3
    assert csv_table([article(PLAIN)]).count("\r\n") == 2


@given(ANY_TEXT)
def test_no_cell_begins_a_formula(words: str) -> None:
    made = annotation(5, "Nobody", note=words, author=words)
    (_, row) = csv.reader(io.StringIO(csv_table([article(made)]), newline=""))
    for cell in row:
        assert not cell.lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))
        assert not cell.startswith(("\t", "\r"))
    assert guarded("a = b") == "a = b"


@given(ANY_TEXT)
def test_escaped_words_are_shown_as_they_are(words: str) -> None:
    html = MarkdownIt("gfm-like", {"linkify": False}).render(f"x{plain(words)}")
    shown = re.sub(r"</?p>|<br ?/?>", "", html)
    assert "<" not in shown


def test_hostile_words_stay_words() -> None:
    for hostile in (
        "<script>alert(1)</script>",
        "# Heading",
        "- [ ] task",
        "[a](javascript:x)",
        "![[file]]",
        "1. x",
    ):
        html = MarkdownIt("gfm-like", {"linkify": False}).render(plain(hostile))
        assert html.startswith("<p>")
        assert html.count("<") == 2, html
    assert MarkdownIt().render(plain("    code")) == "<p>code</p>\n"


def test_a_note_cannot_change_the_page_around_it() -> None:
    assert note("*kept* and `code`") == "*kept* and `code`"
    assert note("<!-- /reader:1 --> <b>") == r"\<!-- /reader:1 --> \<b>"
    assert note("text ^r-1234") == r"text \^r-1234"
    assert note("```\nopen") == "```\nopen\n```"
    assert note("%% hidden") == r"\%\% hidden"


def test_tags_are_valid_in_a_vault() -> None:
    assert [tag(word) for word in ("to check", "2024", "a/b", "#x y!")] == ["to-check", "2024_", "a/b", "x-y"]


@given(ANY_TEXT)
def test_yaml_round_trips(words: str) -> None:
    expected = re.sub("[\ud800-\udfff]", "\ufffd", words)
    assert yaml.safe_load(f"key: {scalar(words)}\n") == {"key": expected}


@given(ANY_TEXT)
def test_file_names_are_harmless(title: str) -> None:
    name = slug(title)
    assert re.fullmatch(r"[^\W_]+(-[^\W_]+)*", name)
    assert len(name.encode()) <= 88


def test_a_page_has_front_matter_quotation_note_tags_and_block_id() -> None:
    made = page(article(WHOLE, QUOTED))
    front = yaml.safe_load(made.split("---\n")[1])
    assert front == {
        "title": "Ferry sank",
        "outlet": "The Gazette",
        "authors": ["Ann Lee"],
        "published": "2026-05-01",
        "url": "https://example.org/ferry",
        "tags": ["ferry", "to-check"],
        "reader-article": "https://example.org/ferry",
    }
    block = made.split("<!-- reader:00000000-0000-0000-0000-000000000001 -->\n")[1]
    assert block.startswith(
        "> the engine was never tested\n>\n> — The captain\n\n^r-00000000-0000\n\nAsk *who* tests.\n\n"
        "#ferry #to-check\n\nd · Ann\n<!-- /reader:"
    )


def test_a_second_export_changes_nothing() -> None:
    made = page(article(WHOLE, QUOTED))
    assert page(article(WHOLE, QUOTED), made) == made


def test_a_later_export_updates_and_keeps_what_a_person_wrote() -> None:
    made = page(article(WHOLE, QUOTED))
    by_hand = made.replace("outlet:", "aliases:\n  - ferry\noutlet:").replace(
        "<!-- reader:00000000-0000-0000-0000-000000000001 -->",
        "My own words.\n\n<!-- reader:00000000-0000-0000-0000-000000000001 -->",
    )
    by_hand += "\nThe end, by hand.\n"
    newer = page(article(WHOLE, replace(QUOTED, note="Answered."), PLAIN), by_hand)
    assert "My own words.\n\n<!-- reader:" in newer
    assert newer.endswith("\nThe end, by hand.\n")
    assert yaml.safe_load(newer.split("---\n")[1])["aliases"] == ["ferry"]
    assert "Answered." in newer
    assert "Ask" not in newer
    assert newer.index("never tested") < newer.index("Nobody was hurt")
    assert newer.count("^r-") == 3
    assert page(article(WHOLE, replace(QUOTED, note="Answered."), PLAIN), newer) == newer


def test_marks_that_are_not_closed_are_left_alone() -> None:
    first = page(article(QUOTED, PLAIN))
    mark, end = f"<!-- reader:{QUOTED.id} -->", f"<!-- /reader:{QUOTED.id} -->"
    unclosed = first.replace(end, "") + "<!-- reader:x -->\n" * 20_000
    begun = time.process_time()
    again = page(article(QUOTED, PLAIN), unclosed)
    assert time.process_time() - begun < 5
    assert again.count(mark) == 2
    assert again.endswith("<!-- reader:x -->\n" * 20_000)
    assert page(article(QUOTED, PLAIN), f"{first}{end}\n{mark} here") == f"{first}{end}\n{mark} here"


def test_only_deleted_annotations_leave_the_page() -> None:
    made = page(article(WHOLE, QUOTED)) + "\nBy hand.\n"
    newer = page(article(WHOLE), made)
    assert "never tested" not in newer
    assert "A fair report." in newer
    assert newer.endswith("\nBy hand.\n")


def test_a_page_of_something_else_is_refused() -> None:
    for other in ("# My diary\n", page(article(WHOLE, url="https://example.org/other"))):
        with pytest.raises(ReaderError, match="not a page of this article"):
            page(article(WHOLE), other)


def test_a_page_says_if_the_words_are_gone() -> None:
    made = article(QUOTED)
    gone = PlacedAnnotation(QUOTED, Placement(AnchorState.ORPHAN, None))
    assert "*(no longer in the article)*" in page(replace(made, annotations=(gone,)))


LIVE = {
    "a remote image": ("![track](https://example.org/t.png)", r"!\["),
    "a reference image": ("![a][b]\n\n[b]: https://example.org/t.png", r"!\[|^\[b\]:"),
    "a wiki link": ("[[Page]]", r"\[\["),
    "an embed": ("![[Page#^id]]", r"\[\["),
    "a query": ("```dataview\nLIST\n```", r"dataview"),
    "a script": ("> ~~~ dataviewjs\n> dv.list()\n> ~~~", r"dataviewjs"),
    "a query in a list": ("- 1. ```tasks\n  not done\n  ```", r"tasks"),
    "an inline query": ("`= this.file.name`", r"(?<!\\)`\s*="),
    "an inline script": ("`` $= dv.current()``", r"(?<!\\)`\s*\$="),
    "a field": ("rating:: 5 [due:: now]", r"::"),
    "a template": ("<% tp.file.title %>", r"<%"),
    "an escaped template": (r"\<%* code %>", r"<%"),
    "a template in code": ("`<%* code -%>`", r"<%"),
    "HTML": ("<img src=x onerror=alert(1)>", r"(?<!\\)<[a-z]"),
    "escaped HTML": (r"\\<script>alert(1)</script>", r"(?<!\\)(?:\\\\)*<[a-z/]"),
    "a script as a link": ("[a](javascript:alert(1))", r"\]\("),
    "a script with an entity": ("[a](&#106;avascript:x)", r"\]\("),
    "a link into the system": ("[a](<obsidian://open?vault=x>)", r"\]\("),
    "a script as a reference": ("[a]\n\n[a]: javascript:alert(1)", r"(?<!\\)\]:"),
    "a script as an address": ("<javascript:alert(1)>", r"(?<!\\)<j"),
    "a tag": ("see #secret", r"(?<!\\)#\w"),
    "a callout": ("> [!danger] Look", r"(?<!\\)\[!"),
    "a block id": ("words ^r-0000", r"(?<!\\)\^r"),
    "a comment": ("%% hidden %%", r"%%"),
    "a task": ("- [ ] do it", r"(?<!\\)\[ \]"),
    "a formula": (r"$\href{javascript:x}{y}$", r"(?<!\\)\$"),
    "the end of the note": ("<!-- /reader:1 -->", r"(?<!\\)<!"),
}


@pytest.mark.parametrize(("written", "live"), LIVE.values(), ids=LIVE)
def test_a_note_from_elsewhere_is_inert(written: str, live: str) -> None:
    made = note(written)
    assert not re.search(live, made, re.MULTILINE), made
    html = MarkdownIt("commonmark").render(made)
    assert not re.search("<img|<script|<a ", html), html


@pytest.mark.parametrize(
    "written",
    [
        "*kept*, **kept** and `code`",
        "# Heading\n\n- one\n- two\n\n> quoted",
        "[a link](https://example.org/a_b)",
        "a: b; c # d; 5 % of $ 3".replace("$", "€"),
        "```\nx = [1]\n```",
    ],
)
def test_harmless_notes_stay_as_they_are(written: str) -> None:
    assert note(written) == written


@given(ANY_TEXT)
def test_a_note_reads_as_it_was_written(words: str) -> None:
    hostile = f"x{words} [[a]] #b <% c %> d:: e ![f](g) %% $h$"
    shown = MarkdownIt("zero").enable("escape").render(note(hostile))
    plain_text = MarkdownIt("zero").enable("escape").render(hostile)
    assert shown == plain_text
