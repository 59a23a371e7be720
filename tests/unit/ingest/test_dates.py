import pytest

from reader.ingest.dates import full_date, iso_date, only_a_date


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("Saturday, October 9, 2010", "2010-10-09"),
        ("9 October 2010", "2010-10-09"),
        ("the 1st of Sept. 2010", "2010-09-01"),
        ("Updated 2010-10-09 from 3 May 2009", "2010-10-09"),
        ("31 February 2010, then 1 March 2010", "2010-03-01"),
        ("9/10/2010", None),
        ("October 9", None),
    ],
)
def test_full_date(words: str, date: str | None) -> None:
    assert full_date(words) == date


@pytest.mark.parametrize(
    ("words", "alone"),
    [
        ("Published 3 May 2021 | Updated 4 May 2021, 9:30 a.m. EDT", True),
        ("Mon, 3 May", True),
        ("3 hours ago", True),
        ("2021-05-03T10:15:00Z", True),
        ("3/5/2021", True),
        ("7:45 a.m.", False),
        ("On 3 May 2021 it rained", False),
        ("May", False),
    ],
)
def test_only_a_date(words: str, alone: bool) -> None:
    assert only_a_date(words) is alone


@pytest.mark.parametrize(
    ("value", "date"),
    [
        ("2021-05-03", "2021-05-03"),
        ("2021-05-03T10:15:00Z", "2021-05-03T10:15:00+00:00"),
        ("May 3, 2021", "2021-05-03"),
        ("2021-13-45", None),
        ("soon", None),
        (None, None),
    ],
)
def test_iso_date(value: str | None, date: str | None) -> None:
    assert iso_date(value) == date
