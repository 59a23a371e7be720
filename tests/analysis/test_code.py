"""Inline code neither is a name nor speaks."""

from __future__ import annotations

from reader.ingest.samples import articles
from reader.model.span import Span
from tests.analysed import analysis_of, pipeline


def test_keys_in_code_are_no_names_and_say_nothing() -> None:
    (welcome,) = (article for article in articles() if article.title == "Welcome to reader")
    plain = pipeline().analyse(welcome.text, welcome.blocks, welcome.published)
    found = analysis_of(welcome)
    code = [markup.span for markup in welcome.markups if markup.kind == "code"]
    assert any(mention.overlaps(span) for span in code for each in plain.entities for mention in each.mentions)
    held = [
        *(m for each in found.entities for m in each.mentions),
        *(m for s in found.sources for m in s.mentions),
    ]
    assert not any(isinstance(mention, Span) and mention.overlaps(span) for mention in held for span in code)
    assert {source.name for source in found.sources} == {
        "Thomas Jefferson",
        "Ida B. Wells",
        "Mark Twain",
        "New York Journal",
    }
    assert len(found.statements) == 4
