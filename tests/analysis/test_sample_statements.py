"""The samples show no false statement: each of theirs was read against the text and is listed here."""

from __future__ import annotations

import pytest

from reader.ingest.samples import articles
from tests.analysed import analysis_of

BEGINNING = 4
"""The words of a statement that the list gives."""

STATEMENTS = {
    "anthony": [
        ("Susan B. Anthony", "I Shall Never Pay"),
        ("Susan B. Anthony", "she would not pay"),
        ("Ward Hunt", "Has the prisoner anything"),
        ("Susan B. Anthony", "Yes, your honor, I"),
        ("Ward Hunt", "The Court cannot listen"),
        ("Susan B. Anthony", "May it please your"),
        ("Ward Hunt", "The Court cannot allow"),
        ("Susan B. Anthony", "a “high-handed outrage upon"),
        ("Susan B. Anthony", "this was the first"),
        ("Ward Hunt", "The sentence of the"),
        ("Susan B. Anthony", "May it please your"),
        ("Susan B. Anthony", "All the stock in"),
        ("Susan B. Anthony", "I shall earnestly and"),
        ("Ward Hunt", "he would not order"),
        ("Henry R. Selden", "the Fourteenth Amendment gave"),
        ("Ward Hunt", "the amendment “was a"),
    ],
    "wright": [
        ("Two bicycle makers", "they have flown a"),
        ("Two bicycle makers", "the story printed about"),
        ("Orville Wright", "they had not meant"),
        ("Wilbur Wright", "they had not meant"),
        ("Orville Wright", "They spoke"),
        ("Wilbur Wright", "They spoke"),
        ("Orville Wright", "What the public was"),
        ("Wilbur Wright", "What the public was"),
        ("Orville Wright", "The interviews in some"),
        ("Wilbur Wright", "The interviews in some"),
        ("Virginian-Pilot of Norfolk", "the machine had flown"),
        ("the statement", "On the morning of"),
        ("the statement", "The flights were directly"),
        ("Orville Wright", "Each time"),
        ("Wilbur Wright", "Each time"),
        ("the weather bureau station at Kitty Hawk", "The wind blew at"),
        ("A telegram to Dayton", "Success four flights thursday"),
    ],
    "eisenhower": [
        ("Dwight D. Eisenhower", "Military-Industrial Complex"),
        ("Dwight D. Eisenhower", "the makers of the"),
        ("Dwight D. Eisenhower", "the country had been"),
        ("Dwight D. Eisenhower", "Until the latest of"),
        ("Dwight D. Eisenhower", "That time is over"),
        ("Dwight D. Eisenhower", "Three and a half"),
        ("Dwight D. Eisenhower", "In the councils of"),
        ("Dwight D. Eisenhower", "Research has changed as"),
        ("Dwight D. Eisenhower", "For every old blackboard"),
        ("Dwight D. Eisenhower", "a government contract “becomes"),
        ("Dwight D. Eisenhower", "public policy could in"),
        ("Dwight D. Eisenhower", "I confess that I"),
        ("Dwight D. Eisenhower", "Happily, I can say"),
        ("Dwight D. Eisenhower", "as a private citizen"),
    ],
    "challenger": [
        ("A presidential commission", "the space shuttle Challenger"),
        ("A presidential commission", "the cause was “the"),
        ("the report", "The decision to launch"),
        ("A presidential commission", "it was highly unlikely"),
        ("the report", "Management at the National"),
        ("An official", "more than 160 people"),
        ("Richard P. Feynman", "It appears that there"),
        ("Richard P. Feynman", "the safe return of"),
        ("Richard P. Feynman", "When playing Russian roulette"),
        ("Richard P. Feynman", "For a successful technology,"),
    ],
    "welcome": [
        ("Thomas Jefferson", "were it left to"),
        ("Thomas Jefferson", "I should mean that"),
        ("Ida B. Wells", "The people must know"),
        ("Mark Twain", "The report of my"),
    ],
}


@pytest.mark.parametrize(("number", "name"), enumerate(STATEMENTS))
def test_every_statement_of_a_sample_is_right(number: int, name: str) -> None:
    article = articles()[number]
    analysis = analysis_of(article)
    names = {source.id: source.name for source in analysis.sources}
    found = [
        (names.get(each.source_id or ""), " ".join(each.content[0].of(article.text).split()[:BEGINNING]))
        for each in analysis.statements
    ]
    assert found == STATEMENTS[name]
