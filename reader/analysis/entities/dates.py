"""Resolves the words for a day, week, month or year against the day of publication of an article."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from reader.model.values import value_class
from reader.text.wording.formatting import MONTHS

_MAX_LENGTH = 80
# The standard library's names follow the locale; an article's and the screen's are English.
_DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_DAY = timedelta(days=1)
_WEDNESDAY = 2
_ABOUT_A_YEAR = 370
_FAR_OFF = 9
"""More years than a date without a year can be away."""


@value_class(frozen=True, slots=True)
class DateRange:
    """A day, or the days from `first` to `last`, both included."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.first > self.last:
            raise ValueError(f"a date range needs first <= last, not {self.first}, {self.last}")

    @property
    def name(self) -> str:
        """The range as people write it: "Tuesday 18 June 2024", "10–16 June 2024", "March 2024", "2024"."""
        first, last = self.first, self.last
        if first == last:
            return f"{_DAY_NAMES[first.weekday()]} {_written(first)}"
        if first.day == 1 and last == _month_end(last):
            return _months_name(first, last)
        if (first.year, first.month) == (last.year, last.month):
            return f"{first.day}–{_written(last)}"
        if first.year == last.year:
            return f"{first.day} {MONTHS[first.month - 1]} – {_written(last)}"
        return f"{_written(first)} – {_written(last)}"


def resolve(words: str, published: date, *, future: bool = False) -> DateRange | None:
    """The days that `words` ("on Tuesday", "last week", "3 June") mean in an article published on a given day.

    The values are those of TIMEX3 in TimeML (Pustejovsky and others, 2003; ISO 24617-1): the publication date is
    the anchor, a week is a calendar week from Monday, a month a calendar month, and a count of units is as coarse
    as its unit: "two years ago" is a year, "two days ago" a day. Where TIMEX3 leaves a choice, the past tense of
    news decides: a day, date or month without a year is the nearest that is not after `published`; with `future`
    it is the nearest that is not before it. "Last" and "next" with a weekday are strictly before and strictly
    after. "Early", "mid" and "late" do not narrow the range.

    None if the words name no calendar days ("the 1990s", "recently", "three hours ago"), impossible ones ("30
    February"), contradict themselves ("Monday, 18 June 2024"), or leave the calendar.
    """
    if len(words) > _MAX_LENGTH:
        return None
    plain = _plain(words)
    if plain is None:
        return None
    for pattern, rule in _RULES:
        match = pattern.fullmatch(plain)
        if match is not None:
            try:
                return rule(match, published, future)
            except (ValueError, OverflowError):
                return None
    return None


def is_relative(words: str, published: date) -> bool:
    """Return True if the days depend on the day of publication: "Tuesday", but not "3 June 2024"."""
    years = _FAR_OFF if published.year + _FAR_OFF <= date.max.year else -_FAR_OFF
    other = published.replace(year=published.year + years, day=1)
    return resolve(words, published) != resolve(words, other)


_CASED = re.compile(r"\b(?:may|march|mar|sun|sat|wed|mon)\b")
_CLOCK = re.compile(
    r"\b(?:at |around |about )?(?:noon|midnight|"
    r"[0-9]{1,2}(?:[:.][0-9]{2})? ?(?:am|pm)\b|[0-9]{1,2}:[0-9]{2}|[0-9]{4}(?= ?(?:gmt|utc)))"
    r"(?: ?(?:gmt|utc|[ecmp][sd]?t|bst|cest))?(?: local time)?\b"
)


def _plain(words: str) -> str | None:
    """The words in lower case, without commas, clock times and leading words; None if they are no date."""
    words = words.strip().replace("’", "'").removesuffix("'s")
    if _CASED.search(words):
        return None
    plain = re.sub(r"[,()]", " ", words.casefold())
    plain = re.sub(r"\b([ap])\.m\.?", r"\1m", plain)
    plain = re.sub(r"(?<=[a-z])\.(?= |$)", "", plain)
    plain = " ".join(_CLOCK.sub(" ", " ".join(plain.split())).split())
    return _LEAD.sub("", re.sub(r" (?:on|at)$", "", plain))


_Rule = Callable[[re.Match[str], date, bool], DateRange | None]

_NUMBER_WORDS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_NUMBERS = {word: number for number, word in enumerate(_NUMBER_WORDS, 1)} | {"a": 1, "an": 1, "a couple of": 2}
_WEEKDAYS = {name.casefold(): number for number, name in enumerate(_DAY_NAMES)}
_WEEKDAYS |= {name[:3]: number for name, number in _WEEKDAYS.items()} | {"tues": 1, "thur": 3, "thurs": 3}
_MONTHS = {name.casefold(): number for number, name in enumerate(MONTHS, 1)}
_MONTHS |= {name[:3]: number for name, number in _MONTHS.items()} | {"sept": 9}


def _either(table: dict[str, int]) -> str:
    return "|".join(sorted(table, key=len, reverse=True))


_NUMBER = f"(?P<number>[0-9]{{1,4}}|{_either(_NUMBERS)})"
_UNIT = "(?P<unit>day|week|month|year)"
_UNITS = f"{_UNIT}s?"
_LEAD = re.compile(
    rf"^(?:(?:on|in(?! {_NUMBER} {_UNITS}\b)|at|during|over|of|the|early|late|mid|earlier on|later on|just)[ -])+"
)
_PART = r"(?: (?:morning|afternoon|evening|night))?"
_WHICH = "(?P<which>last|past|previous|this past|this|current|next|coming|this coming)"
_WEEKDAY = f"(?P<weekday>{_either(_WEEKDAYS)})"
_MONTH = f"(?P<month>{_either(_MONTHS)})"
_ORDINAL = "(?:st|nd|rd|th)?"
_DATE = f"(?P<day>[0-9]{{1,2}}){_ORDINAL}(?: ?(?:-|–|to) ?(?P<last>[0-9]{{1,2}}){_ORDINAL})?"
_YEAR = "(?: (?P<year>[0-9]{4}))?"
_STEPS = {"last": -1, "past": -1, "previous": -1, "this past": -1, "next": 1, "coming": 1, "this coming": 1}
_NEAR = {
    **{"today": 0, "tonight": 0, "this": 0, "yesterday": -1, "last": -1, "day before yesterday": -2},
    **{"tomorrow": 1, "day after tomorrow": 2},
}
"""The days from the publication date, by the word."""


def _near(match: re.Match[str], published: date, future: bool) -> DateRange:
    day = published + _NEAR[match["near"]] * _DAY
    return DateRange(day, day)


def _weekday(match: re.Match[str], published: date, future: bool) -> DateRange:
    step = _STEPS.get(match["which"] or "", 0)
    number = _WEEKDAYS[match["weekday"]]
    start = published + step * _DAY
    if match["which"] in ("this", "current"):
        day = _week(published).first + number * _DAY
    elif step > 0 or (future and step == 0):
        day = start + (number - start.weekday()) % 7 * _DAY
    else:
        day = start - (start.weekday() - number) % 7 * _DAY
    return DateRange(day, day)


def _weekday_of_week(match: re.Match[str], published: date, future: bool) -> DateRange:
    monday = _week(published).first + 7 * _STEPS.get(match["which"], 0) * _DAY
    day = monday + _WEEKDAYS[match["weekday"]] * _DAY
    return DateRange(day, day)


def _weekend(match: re.Match[str], published: date, future: bool) -> DateRange:
    saturday = _week(published).first + 5 * _DAY
    which, begun = match["which"], published >= saturday
    weeks = _STEPS.get(which or "", 0)
    if which in ("coming", "this coming") and not begun:
        weeks = 0
    elif not weeks and not begun and not future and (which is None or published.weekday() < _WEDNESDAY):
        # "This weekend" in a paper of Monday or Tuesday is the one just past.
        weeks = -1
    saturday += 7 * weeks * _DAY
    return DateRange(saturday, saturday + _DAY)


def _unit(match: re.Match[str], published: date, future: bool) -> DateRange:
    """This, last or next week, month or year; "earlier this" ends and "later this" begins at `published`."""
    span = _moved(published, match["unit"], _STEPS.get(match["which"], 0))
    if match["side"] is None or not span.first <= published <= span.last:
        return span
    return DateRange(span.first, published) if match["side"] == "earlier" else DateRange(published, span.last)


def _counted(match: re.Match[str], published: date, future: bool) -> DateRange:
    """The past or next days, weeks, months or years, up to or from `published`."""
    number = _number(match) if "number" in match.re.groupindex else 1
    if _STEPS.get(match["which"], 0) < 0:
        return DateRange(_stepped(published, match["unit"], -number), published)
    return DateRange(published, _stepped(published, match["unit"], number))


def _ago(match: re.Match[str], published: date, future: bool) -> DateRange:
    return _moved(published, match["unit"], -_number(match))


def _ahead(match: re.Match[str], published: date, future: bool) -> DateRange:
    return _moved(published, match["unit"], _number(match))


def _date(match: re.Match[str], published: date, future: bool) -> DateRange | None:
    """A day of a month: in the given year, or in the one that fits its weekday, or the nearest."""
    for year in _years(match["year"], published, future):
        try:
            first = date(year, _MONTHS[match["month"]], int(match["day"]))
        except ValueError:
            continue
        if _is_meant(first, match, published, future):
            return DateRange(first, first.replace(day=int(match["last"] or match["day"])))
    return None


def _is_meant(day: date, match: re.Match[str], published: date, future: bool) -> bool:
    if match["weekday"] is not None:
        near = match["year"] is not None or abs((day - published).days) <= _ABOUT_A_YEAR
        return near and day.weekday() == _WEEKDAYS[match["weekday"]]
    return match["year"] is not None or (day >= published if future else day <= published)


def _years(given: str | None, published: date, future: bool) -> Iterator[int]:
    """The years to try, best first; nine years include a 29 February, even around 1900."""
    if given is not None:
        yield int(given)
        return
    step = 1 if future else -1
    for number in range(9):
        yield published.year + number * step
    yield published.year - step


def _month(match: re.Match[str], published: date, future: bool) -> DateRange:
    """A month: in the given year, before or after, or the nearest."""
    month = _MONTHS[match["month"]]
    if match["year"] is not None:
        return _whole_month(int(match["year"]), month)
    which = match["which"]
    step = _STEPS.get(which or "", 0)
    if which in ("this", "current"):
        later = 0
    elif step > 0 or (future and step == 0):
        later = int(month < published.month or (step > 0 and month == published.month))
    else:
        later = -int(month > published.month or (step < 0 and month == published.month))
    return _whole_month(published.year + later, month)


def _year(match: re.Match[str], published: date, future: bool) -> DateRange:
    return _whole_year(int(match["year"]))


def _iso(match: re.Match[str], published: date, future: bool) -> DateRange:
    day = date.fromisoformat(match[0])
    return DateRange(day, day)


def _number(match: re.Match[str]) -> int:
    word = match["number"]
    return _NUMBERS[word] if word in _NUMBERS else int(word)


def _week(day: date) -> DateRange:
    monday = day - day.weekday() * _DAY
    return DateRange(monday, monday + 6 * _DAY)


def _moved(day: date, unit: str, by: int) -> DateRange:
    """The day, week, month or year that is `by` of them away from that of `day`."""
    day = _stepped(day, unit, by)
    if unit == "day":
        return DateRange(day, day)
    if unit == "week":
        return _week(day)
    if unit == "month":
        return _whole_month(day.year, day.month)
    return _whole_year(day.year)


def _stepped(day: date, unit: str, by: int) -> date:
    """The day `by` units away; the last of the month if the month has no such day. Raises OverflowError."""
    if unit in ("day", "week"):
        return day + by * (7 if unit == "week" else 1) * _DAY
    months = day.year * 12 + day.month - 1 + by * (12 if unit == "year" else 1)
    year, month = divmod(months, 12)
    if not date.min.year <= year <= date.max.year:
        raise OverflowError
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _whole_year(year: int) -> DateRange:
    return DateRange(date(year, 1, 1), date(year, 12, 31))


def _whole_month(year: int, month: int) -> DateRange:
    first = date(year, month, 1)
    return DateRange(first, _month_end(first))


def _month_end(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def _written(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _months_name(first: date, last: date) -> str:
    if first.month == 1 and last.month == 12:
        return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
    end = f"{MONTHS[last.month - 1]} {last.year}"
    if first.year != last.year:
        return f"{MONTHS[first.month - 1]} {first.year} – {end}"
    return end if first.month == last.month else f"{MONTHS[first.month - 1]}–{end}"


_RULES: tuple[tuple[re.Pattern[str], _Rule], ...] = tuple(
    (re.compile(pattern), rule)
    for pattern, rule in (
        (r"(?:(?:earlier|later) )?(?P<near>today|tonight)", _near),
        (r"(?:earlier |later )?(?P<near>this) (?:morning|afternoon|evening)", _near),
        (rf"(?P<near>yesterday|tomorrow){_PART}", _near),
        (r"(?P<near>last) night", _near),
        (r"(?P<near>day before yesterday|day after tomorrow)", _near),
        (rf"(?:earlier |later )?(?:{_WHICH} )?{_WEEKDAY}{_PART}", _weekday),
        (rf"{_WEEKDAY}{_PART} (?:of )?{_WHICH} week", _weekday_of_week),
        (rf"(?:{_WHICH} )?weekend", _weekend),
        (rf"(?P<which>past) {_UNIT}", _counted),
        (rf"(?:(?P<side>earlier|later) )?{_WHICH} {_UNIT}", _unit),
        (rf"{_WHICH} {_NUMBER} {_UNITS}", _counted),
        (rf"{_NUMBER} {_UNITS} ago", _ago),
        (rf"in {_NUMBER} {_UNITS}(?:'s? time)?", _ahead),
        (rf"{_NUMBER} {_UNITS} from now", _ahead),
        (rf"(?:{_WEEKDAY}{_PART} )?{_MONTH} {_DATE}{_YEAR}", _date),
        (rf"(?:{_WEEKDAY}{_PART} )?(?:the )?{_DATE} (?:of )?{_MONTH}{_YEAR}", _date),
        (rf"(?:{_WHICH} )?{_MONTH}{_YEAR}", _month),
        (r"(?P<year>(?:19|20)[0-9]{2})", _year),
        (r"[0-9]{4}-[0-9]{2}-[0-9]{2}", _iso),
    )
)
