"""What is the whole name of a person or a body, and what means somebody else in the next article."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.corrections.full_names import is_full_name, is_persons_name
from reader.model.analysis import SourceKind

NAMES = {
    SourceKind.PERSON: [
        *("Yuri Ushakov", "Vladimir Putin", "Jean-Claude Juncker", "Xi Jinping", "Kim Jong-un", "Conan O'Brien"),
        *("Ursula von der Leyen", "Mohammed bin Salman", "Charles de Gaulle", "J. K. Rowling", "J.K. Rowling"),
        *("President Donald Trump", "Mr. Vladimir Putin", "Donald Trump Jr.", "Sir Keir Starmer"),
        *("Stephen King", "Martin Luther King", "Foreign Minister Sergei Lavrov", "Élodie Roß", "John F. Kennedy"),
        *("Юрий Ушаков", "Don Fowler", "Al Sharpton", "Suleiman al-Amr", "Osama bin Laden", "La Toya Jackson"),
    ],
    SourceKind.ORGANISATION: [
        *("the Kremlin", "United Nations", "NATO", "Bank of America", "Doctors Without Borders", "General Motors"),
        *("European Commission", "Harbour Radio", "eBay", "Metropolitan Police", "Moody's", "World Bank", "Hamas"),
        *("Federal Bureau of Investigation", "Republican National Committee", "World Health Organization"),
        *("Amnesty International", "Save the Children", "Supreme Court of Canada", "Apple, Inc."),
    ],
    SourceKind.GOVERNMENT: [
        *("Kremlin", "Russia", "United States", "Oslo", "Russian Foreign Ministry", "State Department"),
        "Bosnia and Herzegovina",
    ],
    SourceKind.OUTLET: [
        *("Reuters", "TASS", "The New York Times", "the Guardian", "The Times", "Al Jazeera", "Channel 4", "RT"),
        *("Harbour Post", "The Economist", "LA Weekly"),
    ],
}
DESCRIPTIONS = {
    SourceKind.PERSON: [
        *(
            "Officials",
            "A spokesman",
            "the minister",
            "The Minister",
            "a Kremlin aide",
            "A Kremlin Aide",
            "he",
            "He",
        ),
        *(
            "President",
            "Mr Putin",
            "Putin",
            "President Putin",
            "Kremlin Aide",
            "Kremlin Spokesman",
            "Senior Officials",
        ),
        *("White House Official", "The Russian President", "Russian Foreign Minister", "Foreign Minister Lavrov"),
        *(
            "Secretary of State",
            "Witness B",
            "Source 1",
            "Dr. Smith",
            "Trump's lawyer",
            "Trump's Lawyer",
            "His Wife",
        ),
        *(
            "Saudi King",
            "Queen Elizabeth II",
            "King Charles III",
            "Pope Francis",
            "Anonymous Source",
            "Crown Prince",
        ),
        *(
            "Former President",
            "Local Residents",
            "Trump and Putin",
            "the 51-year-old",
            "Eye Witness",
            "One Diplomat",
            *("PENCE", "Bin Laden", "De Blasio", "Lawmaker", "Le Pen"),
        ),
        *("Press Secretary", "Prime Minister", "Attorney General", "Deputy Prime Minister", "Chief Executive"),
        *("Ex-President", "Captain Lind", "Sen. McCain", "Mara", "Yuri U.", "Mr. X", "", " ", "the", "—", "(he)"),
    ],
    SourceKind.ORGANISATION: [
        *(
            "Officials",
            "They",
            "Police",
            "police",
            "Two Officials",
            "U.S. Officials",
            "Russians",
            "Russian",
            "Company",
        ),
        *("Supreme Court", "Scientists", "Researchers", "Rebels", "The Company", "Some Analysts", "Spokespersons"),
    ],
    SourceKind.GOVERNMENT: [
        *("The Government", "Foreign Ministry", "the ministry", "Ministry of Defence", "Congress", "Parliament"),
        *("Interior Ministry", "Iran's foreign ministry"),
    ],
    SourceKind.OUTLET: [
        *("state media", "State Television", "Russian state media", "Chinese State Media", "News Agency"),
        *("local newspapers", "The Newspaper"),
    ],
    SourceKind.DOCUMENT: ["Mueller Report", "The report"],
    SourceKind.UNNAMED: ["Officials", "a spokesman", "Yuri Ushakov"],
}
ALL_NAMES = [(name, kind) for kind, names in NAMES.items() for name in names]
DETERMINERS = ("a", "A", "an", "some", "Two", "his", "Their", "another", "Several", "No", "anonymous", "Former")


@pytest.mark.parametrize("kind", NAMES)
def test_whole_names(kind: SourceKind) -> None:
    assert [name for name in NAMES[kind] if not is_full_name(name, kind)] == []


@pytest.mark.parametrize("kind", DESCRIPTIONS)
def test_what_is_no_whole_name(kind: SourceKind) -> None:
    assert [name for name in DESCRIPTIONS[kind] if is_full_name(name, kind)] == []


def test_names_of_an_unknown_kind() -> None:
    names = ("Yuri Ushakov", "TASS", "Reuters", "United Nations", "Mara Lind", "Russia")
    assert [name for name in names if not is_full_name(name)] == []
    others = ("Economist", "Guardian angels", "The owner, Ltd", *DESCRIPTIONS[SourceKind.PERSON])
    # Capitals alone may be a body's name.
    assert [name for name in others if is_full_name(name)] == ["PENCE"]


@given(st.sampled_from(ALL_NAMES), st.sampled_from(DETERMINERS))
def test_a_determiner_makes_a_description_of_a_name(named: tuple[str, SourceKind], determiner: str) -> None:
    name, kind = named
    assert not is_full_name(f"{determiner} {name}", kind)


@given(st.sampled_from(ALL_NAMES), st.sampled_from(["spokesman", "officials", "aide", "ministers", "sources"]))
def test_a_role_behind_a_name_makes_a_description_of_it(named: tuple[str, SourceKind], role: str) -> None:
    name, kind = named
    for head in (role, role.capitalize()):
        assert not is_full_name(f"{name} {head}", kind)


@given(st.sampled_from(ALL_NAMES))
def test_a_name_in_small_letters_is_none(named: tuple[str, SourceKind]) -> None:
    name, kind = named
    assert not is_full_name(name.lower(), kind)


@given(st.text(), st.sampled_from([None, *SourceKind]))
def test_any_words_are_a_name_or_none(name: str, kind: SourceKind | None) -> None:
    assert is_full_name(name, kind) in (True, False)
    assert is_persons_name(name) in (True, False)


def test_words_that_may_be_a_persons_name() -> None:
    names = ("Putin", "Jane Doe", "O'Neill", "Ursula von der Leyen", "President Putin")
    assert [name for name in names if not is_persons_name(name)] == []
    others = (
        *("Russian state media", "Officials", "A spokesman", "the minister", "TASS", "Harbour Post", "he"),
        *("Reuters", "Foreign Ministry", "Kremlin aide", "the Kremlin", "Kremlin Aide", "President"),
    )
    assert [name for name in others if is_persons_name(name)] == []
