"""Whom the words before "said" name: names, pronouns, roles, kinds and counts."""

from __future__ import annotations

import pytest

from reader.model.analysis import QuotationRole, SourceKind
from tests.analysis.conftest import Read


def test_a_pronoun_keeps_its_own_words_and_resolves_to_a_person(read: Read) -> None:
    found = read("Karin Lund visited the harbour on Monday. She said the pier was safe.")
    statement = found.statement("the pier was safe")
    assert found.words(statement.source_mention) == ["She"]
    assert found.by("the pier was safe") == "Karin Lund"


def test_a_pronoun_that_may_mean_another_is_less_sure(read: Read) -> None:
    one = read("Karin Lund visited the harbour on Monday. She said the pier was safe.")
    two = read("Karin Lund met Anna Berg at the harbour on Monday. She said the pier was safe.")
    sure, unsure = (found.statement("the pier was safe").confidence for found in (one, two))
    assert sure >= 0.9 > unsure


def test_a_pronoun_with_nobody_before_it_has_no_source(read: Read) -> None:
    found = read("He said the pier was safe.")
    assert found.by("the pier was safe") is None
    assert found.words(found.statement("the pier was safe").source_mention) == ["He"]


def test_a_description_by_role_is_the_person_in_it(read: Read) -> None:
    found = read(
        "Swedish Prime Minister Karin Lund met Danish Prime Minister Ole Krag in Oslo.",
        "The Swedish leader said the bridge was safe. The Danish prime minister said it was old.",
    )
    assert found.by("the bridge was safe") == "Karin Lund"
    assert found.by("it was old") == "Ole Krag"


def test_a_description_of_two_people_is_neither(read: Read) -> None:
    found = read(
        "Senator Karin Lund met Senator Ole Krag in Oslo.",
        "The senator said the bridge was safe.",
    )
    assert found.by("the bridge was safe") == "The senator"
    may_be = found.statement("the bridge was safe").candidates
    assert [found.name(source) for source in may_be] == ["Karin Lund", "Ole Krag"]


def test_role_before_and_behind_a_name(read: Read) -> None:
    found = read(
        '"It is safe," Norwegian harbour master Ole Krag said.',
        '"It is not," said Karin Lund, a spokeswoman for the union.',
    )
    assert found.source("Ole Krag").role == "Norwegian harbour master"
    assert found.source("Karin Lund").role == "spokeswoman for the union"


KINDS = [
    ("Karin Lund said the pier was safe.", SourceKind.PERSON),
    ("Norway said the pier was safe.", SourceKind.GOVERNMENT),
    ("Reuters reported that the pier was safe.", SourceKind.OUTLET),
    ("Norwegian newspapers reported that the pier was safe.", SourceKind.OUTLET),
    ("A report said the pier was safe.", SourceKind.DOCUMENT),
    ("The ministry said the pier was safe.", SourceKind.ORGANISATION),
    ("The United Nations said the pier was safe.", SourceKind.ORGANISATION),
    ("Experts said the pier was safe.", SourceKind.UNNAMED),
    ("A palace aide said the pier was safe.", SourceKind.UNNAMED),
]


@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_kinds(read: Read, text: str, kind: SourceKind) -> None:
    (source,) = read(text).analysis.sources
    assert source.kind is kind


def test_the_report_is_the_outlet_that_reported_before(read: Read) -> None:
    found = read("The visit is aimed at closer ties, AFP reported. Trade has fallen by half, the report said.")
    assert found.by("Trade has fallen") == "AFP"


def test_counts_of_statements_and_words(read: Read) -> None:
    found = read('"It is safe," Karin Lund said. Later, Lund said the bridge was old.')
    source = found.source("Karin Lund")
    assert (source.statements, source.words) == (2, 7)


def test_mentions_are_apart_and_in_order(read: Read) -> None:
    found = read("Karin Lund came by boat. She said the pier was safe. Lund then left.")
    source = found.source("Karin Lund")
    assert found.words(source.mentions) == ["Karin Lund", "She", "Lund"]
    assert source.entity == found.entity("Karin Lund").id


ROLES = [
    ('Karin Lund said the pier was "a danger".', "a danger", QuotationRole.SPEECH),
    ('The "experts" came by boat.', "experts", QuotationRole.SCARE),
    ('They showed the film "The Long Pier" in Oslo.', "The Long Pier", QuotationRole.TITLE),
]


@pytest.mark.parametrize(("text", "words", "role"), ROLES)
def test_roles_of_quotations(read: Read, text: str, words: str, role: QuotationRole) -> None:
    assert read(text).quotation(words).role is role


def test_quotations_in_headings(read: Read) -> None:
    found = read("Pier is 'Safe Enough'", "It is open.", headline=True)
    assert found.quotation("Safe Enough").role is QuotationRole.HEADLINE


def test_a_quotation_names_the_statement_that_holds_it(read: Read) -> None:
    found = read('"It is safe," Karin Lund said.')
    assert found.quotation("It is safe,").statement == found.analysis.statements[0].id


def test_a_pronoun_agrees_with_the_title_of_whom_it_means(read: Read) -> None:
    found = read("Mr. Krag met Mrs. Lund. Mr. Krag said the pier was safe. She said the bridge was old.")
    assert found.by("the bridge was old") == "Lund"


def test_a_pronoun_agrees_with_a_first_name(read: Read) -> None:
    found = read("Mary Lund said the pier was safe. David Krag visited it. She said the bridge was old.")
    assert found.by("the bridge was old") == "Mary Lund"


def test_a_pronoun_between_two_people_is_less_sure(read: Read) -> None:
    one = read("David Krag visited the harbour. He said the pier was safe.")
    two = read("David Krag visited Peter Holm in the harbour. He said the pier was safe.")
    assert two.statement("the pier was safe").confidence < one.statement("the pier was safe").confidence


def test_they_is_whoever_spoke_last_and_is_several(read: Read) -> None:
    found = read("Karin Lund left early. Critics said the pier was unsafe. They said it should go.")
    assert found.by("it should go") == "Critics"


def test_a_name_behind_a_long_title_is_the_source_and_the_title_its_role(read: Read) -> None:
    found = read("Executive director of the Council on Harbour Relations Alia Lund said it was old.")
    assert found.by("it was old") == "Alia Lund"
    role = found.source("Alia Lund").role
    assert role is not None
    assert role.startswith("Executive director")


def test_a_title_that_ends_in_a_body_names_nobody_else(read: Read) -> None:
    found = read("The director of Human Rights Watch said the pier was safe.")
    assert [source.kind for source in found.analysis.sources] == [SourceKind.UNNAMED]


def test_a_description_of_two_people_is_less_sure(read: Read) -> None:
    found = read(
        "Senator Karin Lund met Senator Ole Krag in Oslo.",
        "The senator said the bridge was safe.",
    )
    assert found.statement("the bridge was safe").confidence < 0.6


def test_a_letter_and_every_paragraph_say_nothing(read: Read) -> None:
    found = read("There, r says that you have read it. Every paragraph asks for one thing.")
    assert found.analysis.sources == ()


def test_a_title_with_its_outlet_and_date_is_no_signed_quotation(read: Read) -> None:
    found = read("“Harbour report found on street” — Oslo Star, August 15, 2008")
    assert found.analysis.statements == ()
