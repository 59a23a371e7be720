"""Reports of what was not said are of their own kind, and count for nobody."""

from __future__ import annotations

import pytest

from reader.model.analysis import StatementKind
from tests.analysis.conftest import Read

NOT_SAID = [
    ("Officials have not said why the bridge was closed.", "why the bridge was closed"),
    ("The union isn't saying whether it will strike.", "whether it will strike"),
    ("Smith cannot say whether the road is open.", "whether the road is open"),
    ("Smith never claimed that he had written the letter.", "he had written the letter"),
    ("He no longer says that the vote was stolen.", "the vote was stolen"),
    ("The ministry declined to comment on the report.", "to comment on the report"),
    ("A spokesman refused to say whether the deal was signed.", "to say whether the deal was signed"),
    ("Smith failed to mention that the bridge had been closed.", "the bridge had been closed"),
    ("The bank has yet to explain why it sold the shares.", "why it sold the shares"),
    ("The police left without saying who had been arrested.", "who had been arrested"),
    ("The president stopped short of saying that the war was over.", "the war was over"),
    ("Smith did not comment or say when he would return.", "when he would return"),
    ("The White House would neither confirm nor deny that the call took place.", "the call took place"),
    ("“We never promised that,” Smith did not add.", "We never promised that"),
    ("No official said the dam was safe.", "the dam was safe"),
    ("Nobody said that the ferry was late.", "the ferry was late"),
]


@pytest.mark.parametrize(("text", "content"), NOT_SAID)
def test_what_was_not_said_is_negated(read: Read, text: str, content: str) -> None:
    found = read(text)
    assert found.statement(content).kind is StatementKind.NEGATED
    assert all((source.statements, source.words) == (0, 0) for source in found.analysis.sources)


SAID = [
    ("Smith denied that he had written the letter.", "he had written the letter"),
    ("Smith did not deny that he had written the letter.", "he had written the letter"),
    ("Smith did not think that the plan would work.", "the plan would work"),
    ("The company said it would not comment on rumours.", "it would not comment on rumours"),
    ("“I will not say sorry,” Smith said.", "I will not say sorry"),
    ("Smith never failed to mention that the bridge was his.", "the bridge was his"),
    ("Smith did not disclose what had caused the fire, but said that nobody was hurt.", "nobody was hurt"),
    ("Not surprisingly, Smith said the dam was safe.", "the dam was safe"),
    ("Smith said the ministry had declined to help.", "the ministry had declined to help"),
]


@pytest.mark.parametrize(("text", "content"), SAID)
def test_a_negation_elsewhere_leaves_a_report(read: Read, text: str, content: str) -> None:
    statement = read(text).statement(content)
    assert statement.kind is not StatementKind.NEGATED


@pytest.mark.parametrize("text", ["Nobody said that the ferry was late.", "No official said the dam was safe."])
def test_nobody_is_no_source(read: Read, text: str) -> None:
    assert not [source for source in read(text).analysis.sources if source.statements or source.mentions]
