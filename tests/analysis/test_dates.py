"""The words for days, resolved against a day of publication."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.analysis.entities.dates import DateRange, is_relative, resolve

TUESDAY = date(2024, 6, 18)
DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def named(words: str, published: date = TUESDAY, *, future: bool = False) -> str | None:
    day = resolve(words, published, future=future)
    return day.name if day else None


def found(words: str, published: date, *, future: bool = False) -> DateRange:
    day = resolve(words, published, future=future)
    assert day is not None
    return day


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("today", "Tuesday 18 June 2024"),
        ("earlier today", "Tuesday 18 June 2024"),
        ("this morning", "Tuesday 18 June 2024"),
        ("tonight", "Tuesday 18 June 2024"),
        ("yesterday", "Monday 17 June 2024"),
        ("Yesterday evening", "Monday 17 June 2024"),
        ("last night", "Monday 17 June 2024"),
        ("the day before yesterday", "Sunday 16 June 2024"),
        ("tomorrow", "Wednesday 19 June 2024"),
        ("the day after tomorrow", "Thursday 20 June 2024"),
        ("two days ago", "Sunday 16 June 2024"),
        ("a day ago", "Monday 17 June 2024"),
        ("in three days", "Friday 21 June 2024"),
        ("two days from now", "Thursday 20 June 2024"),
    ],
)
def test_near_days(words: str, name: str) -> None:
    assert named(words) == name


@pytest.mark.parametrize(
    ("words", "past", "future"),
    [
        ("Monday", "Monday 17 June 2024", "Monday 24 June 2024"),
        ("on Tuesday", "Tuesday 18 June 2024", "Tuesday 18 June 2024"),
        ("Wednesday night", "Wednesday 12 June 2024", "Wednesday 19 June 2024"),
        ("early on Friday", "Friday 14 June 2024", "Friday 21 June 2024"),
        ("later on Sunday", "Sunday 16 June 2024", "Sunday 23 June 2024"),
        ("Thurs.", "Thursday 13 June 2024", "Thursday 20 June 2024"),
        ("Monday's", "Monday 17 June 2024", "Monday 24 June 2024"),
        ("at 9:30 a.m. on Monday", "Monday 17 June 2024", "Monday 24 June 2024"),
        ("Monday at 0700 GMT", "Monday 17 June 2024", "Monday 24 June 2024"),
    ],
)
def test_a_bare_weekday_is_the_nearest_on_the_side_of_its_tense(words: str, past: str, future: str) -> None:
    assert named(words) == past
    assert named(words, future=True) == future


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("last Friday", "Friday 14 June 2024"),
        ("last Tuesday", "Tuesday 11 June 2024"),
        ("this past Sunday", "Sunday 16 June 2024"),
        ("this Thursday", "Thursday 20 June 2024"),
        ("next Tuesday", "Tuesday 25 June 2024"),
        ("next Friday", "Friday 21 June 2024"),
        ("Monday of last week", "Monday 10 June 2024"),
        ("Thursday next week", "Thursday 27 June 2024"),
    ],
)
def test_a_weekday_with_last_this_or_next(words: str, name: str) -> None:
    assert named(words) == name
    assert named(words, future=True) == name


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("this week", "17–23 June 2024"),
        ("last week", "10–16 June 2024"),
        ("next week", "24–30 June 2024"),
        ("three weeks ago", "27 May – 2 June 2024"),
        ("in a week's time", "24–30 June 2024"),
        ("last month", "May 2024"),
        ("two months ago", "April 2024"),
        ("this year", "2024"),
        ("late last year", "2023"),
        ("two years ago", "2022"),
        ("earlier this year", "1 January – 18 June 2024"),
        ("earlier this month", "1–18 June 2024"),
        ("later this week", "18–23 June 2024"),
        ("the past week", "11–18 June 2024"),
        ("the last three months", "18 March – 18 June 2024"),
        ("over the next two weeks", "18 June – 2 July 2024"),
        ("last weekend", "15–16 June 2024"),
        ("over the weekend", "15–16 June 2024"),
        ("this weekend", "15–16 June 2024"),
        ("this coming weekend", "22–23 June 2024"),
        ("next weekend", "29–30 June 2024"),
    ],
)
def test_weeks_months_and_years(words: str, name: str) -> None:
    assert named(words) == name


def test_the_weekend_of_a_thursday_and_of_a_saturday() -> None:
    assert named("this weekend", date(2024, 6, 20)) == "22–23 June 2024"
    assert named("over the weekend", date(2024, 6, 20)) == "15–16 June 2024"
    assert named("over the weekend", date(2024, 6, 22)) == "22–23 June 2024"
    assert named("last weekend", date(2024, 6, 22)) == "15–16 June 2024"
    assert named("the weekend", date(2024, 6, 20), future=True) == "22–23 June 2024"


@pytest.mark.parametrize(
    ("words", "past", "future"),
    [
        ("June 3", "Monday 3 June 2024", "Tuesday 3 June 2025"),
        ("on 3 June", "Monday 3 June 2024", "Tuesday 3 June 2025"),
        ("the 3rd of June", "Monday 3 June 2024", "Tuesday 3 June 2025"),
        ("July 4", "Tuesday 4 July 2023", "Thursday 4 July 2024"),
        ("June 18th", "Tuesday 18 June 2024", "Tuesday 18 June 2024"),
        ("Feb. 29", "Thursday 29 February 2024", "Tuesday 29 February 2028"),
        ("June 3-5", "3–5 June 2024", "3–5 June 2025"),
        ("in March", "March 2024", "March 2025"),
        ("June", "June 2024", "June 2024"),
        ("mid-December", "December 2023", "December 2024"),
        ("May", "May 2024", "May 2025"),
    ],
)
def test_a_date_without_a_year_is_the_nearest_on_the_side_of_its_tense(words: str, past: str, future: str) -> None:
    assert named(words) == past
    assert named(words, future=True) == future


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("June 3, 2021", "Thursday 3 June 2021"),
        ("Tuesday, 18 June 2024", "Tuesday 18 June 2024"),
        ("2021-06-03", "Thursday 3 June 2021"),
        ("March 2019", "March 2019"),
        ("in 2022", "2022"),
        ("last March", "March 2024"),
        ("last June", "June 2023"),
        ("next June", "June 2025"),
    ],
)
def test_what_is_said_outright_stands(words: str, name: str) -> None:
    assert named(words) == name
    assert named(words, future=True) == name


def test_a_weekday_beside_a_date_picks_the_year() -> None:
    assert named("Tuesday, Jan. 5", date(2021, 1, 7)) == "Tuesday 5 January 2021"
    assert named("Tuesday, Jan. 5", date(2020, 12, 30)) == "Tuesday 5 January 2021"
    assert named("Tuesday, Jan. 5") is None


@pytest.mark.parametrize(
    "words",
    [
        "",
        "   ",
        "the 1990s",
        "recently",
        "three hours ago",
        "a few days ago",
        "two days",
        "two days later",
        "30 February",
        "30 February 2024",
        "Monday, 18 June 2024",
        "5-3 June",
        "2024-13-01",
        "9999 years ago",
        "in 9999 years",
        "may",
        "sat",
        "9 a.m.",
        "6/18/2024",
        "Monday " * 20,
    ],
)
def test_what_names_no_day_is_not_resolved(words: str) -> None:
    assert named(words) is None


def test_the_ends_of_the_calendar_are_no_error() -> None:
    assert resolve("last week", date.min) is None
    assert resolve("yesterday", date.min) is None
    assert resolve("next year", date.max) is None
    assert resolve("June 3", date.min) is None


def test_names_of_spans_over_the_turn_of_a_year() -> None:
    assert DateRange(date(2023, 12, 30), date(2024, 1, 2)).name == "30 December 2023 – 2 January 2024"
    assert DateRange(date(2023, 12, 1), date(2024, 2, 29)).name == "December 2023 – February 2024"
    assert DateRange(date(2024, 3, 1), date(2024, 5, 31)).name == "March–May 2024"
    assert DateRange(date(2019, 1, 1), date(2020, 12, 31)).name == "2019–2020"


def test_a_span_does_not_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match="first <= last"):
        DateRange(TUESDAY, TUESDAY - timedelta(days=1))


@given(st.text(max_size=100), DAYS, st.booleans())
def test_any_words_are_a_span_of_days_or_none(words: str, published: date, future: bool) -> None:
    day = resolve(words, published, future=future)
    assert day is None or day.first <= day.last


@given(st.sampled_from(WEEKDAYS), DAYS)
def test_a_weekday_lies_within_a_week_on_its_side(weekday: str, published: date) -> None:
    past, future = found(weekday, published), found(weekday, published, future=True)
    last, following = found(f"last {weekday}", published), found(f"next {weekday}", published)
    assert all(WEEKDAYS[day.first.weekday()] == weekday for day in (past, future, last, following))
    assert 0 <= (published - past.first).days <= 6
    assert 0 <= (future.first - published).days <= 6
    assert 1 <= (published - last.first).days <= 7
    assert 1 <= (following.first - published).days <= 7


@given(DAYS, DAYS, st.booleans())
def test_a_day_written_in_full_is_itself(day: date, published: date, future: bool) -> None:
    one = DateRange(day, day)
    assert resolve(one.name, published, future=future) == one
    assert resolve(day.isoformat(), published, future=future) == one


@given(DAYS, DAYS)
def test_a_date_without_a_year_is_never_in_the_future_unless_asked(day: date, published: date) -> None:
    words = f"{day:%B} {day.day}"
    past, future = found(words, published), found(words, published, future=True)
    assert past.last <= published <= future.first
    for first in (past.first, future.first):
        assert (first.month, first.day) == (day.month, day.day)


@given(st.sampled_from(("week", "month", "year", "weekend")), DAYS)
def test_last_this_and_next_follow_one_another(unit: str, published: date) -> None:
    last, this, following = (
        found(f"{which} {unit}", published, future=True) for which in ("last", "this", "next")
    )
    day = timedelta(days=1)
    between = timedelta(days=6) if unit == "weekend" else day
    assert last.last + between == this.first
    assert this.last + between == following.first


@given(st.integers(1, 400), DAYS)
def test_days_ago_are_counted(number: int, published: date) -> None:
    day = published - timedelta(days=number)
    assert resolve(f"{number} days ago", published) == DateRange(day, day)


@pytest.mark.parametrize("words", ["Tuesday", "yesterday", "last week", "3 June", "two years ago", "March"])
def test_words_that_hang_on_the_day_of_publication(words: str) -> None:
    assert is_relative(words, date(2024, 6, 19))


@pytest.mark.parametrize("words", ["3 June 2024", "March 2019", "2016", "recently", "2024-06-18"])
def test_words_that_hang_on_no_day(words: str) -> None:
    assert not is_relative(words, date(2024, 6, 19))


def test_the_ends_of_the_calendar_are_days_of_publication_too() -> None:
    assert is_relative("today", date.max)
    assert is_relative("today", date.min)
