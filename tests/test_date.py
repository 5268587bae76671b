"""Dates and times: what is found, what it resolves to, what is no date, and how two compare."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consistency import Article, check
from consistency.facts.date import FACT_TYPE, LADDER, extract, precision
from consistency.model import Kind, Mention, Relation, Severity, Slot
from consistency.pipeline import parse_all
from consistency.tree import Document
from work import assert_linear

WEDNESDAY = date(2023, 10, 18)


def mentions(text: str, published: date | None = WEDNESDAY) -> list[Mention]:
    """The dates of a text, "now" and the like left out."""
    (document,) = parse_all([Article("a", text, published=published)])
    return [m for m in extract(document, ()) if m.value.grain != "ref"]


def only(text: str, published: date | None = WEDNESDAY) -> Mention:
    found = mentions(text, published)
    assert len(found) == 1, [m.text for m in found]
    return found[0]


# Sentence, surface, TIMEX3 value, first day, last day. Published on Wednesday, 18 October 2023.
RESOLVED = [
    # Whole dates
    ("The pier reopened on Oct. 17.", "Oct. 17", "2023-10-17", "2023-10-17", None),
    ("The pier reopened on October 7th.", "October 7th", "2023-10-07", "2023-10-07", None),
    ("It opened on 17 October 2021.", "17 October 2021", "2021-10-17", "2021-10-17", None),
    ("It opened on Oct. 2, 1956, with a dance.", "Oct. 2, 1956", "1956-10-02", "1956-10-02", None),
    ("It opened on the 3rd of May.", "the 3rd of May", "2023-05-03", "2023-05-03", None),
    ("It opened on the second of May.", "the second of May", "2023-05-02", "2023-05-02", None),
    ("It opened on Monday, Oct. 16.", "Monday, Oct. 16", "2023-10-16", "2023-10-16", None),
    ("The file says 2023-10-07.", "2023-10-07", "2023-10-07", "2023-10-07", None),
    ("The stamp says 10/17/2023.", "10/17/2023", "2023-10-17", "2023-10-17", None),
    ("The stamp says 17/10/2023.", "17/10/2023", "2023-10-17", "2023-10-17", None),
    ("The fair ran Oct. 5-8.", "Oct. 5-8", "2023-10-05/2023-10-08", "2023-10-05", "2023-10-08"),
    ("It closed on Christmas Day 2021.", "Christmas Day 2021", "2021-12-25", "2021-12-25", None),
    ("They met on Thanksgiving 2022.", "Thanksgiving 2022", "2022-11-24", "2022-11-24", None),
    ("We will meet on New Year’s Eve.", "New Year’s Eve", "2023-12-31", "2023-12-31", None),
    ("The fair ran Oct. 5 to 8.", "Oct. 5 to 8", "2023-10-05/2023-10-08", "2023-10-05", None),
    ("They met on Easter Sunday 2021.", "Easter Sunday 2021", "2021-04-04", "2021-04-04", None),
    # Parts of dates
    ("It fell in October 2022.", "October 2022", "2022-10", "2022-10-01", "2022-10-31"),
    ("It fell in August.", "August", "2023-08", "2023-08-01", "2023-08-31"),
    ("It fell in December.", "December", "2023-12", "2023-12-01", "2023-12-31"),
    ("It fell in February of last year.", "February of last year", "2022-02", "2022-02-01", None),
    ("It fell last May.", "last May", "2023-05", "2023-05-01", "2023-05-31"),
    ("It fell in mid-September.", "mid-September", "2023-09", "2023-09-08", "2023-09-23"),
    ("It fell in early June 2020.", "early June 2020", "2020-06", "2020-06-01", "2020-06-15"),
    ("It fell in late 2021.", "late 2021", "2021", "2021-07-02", "2021-12-31"),
    ("Mills closed in the 1990s.", "the 1990s", "199", "1990-01-01", "1999-12-31"),
    ("Mills closed in the early 1980s.", "the early 1980s", "198", "1980-01-01", None),
    ("Mills closed in the '80s.", "the '80s", "198", "1980-01-01", "1989-12-31"),
    ("Mills closed in the 19th century.", "the 19th century", "18", "1800-01-01", "1899-12-31"),
    ("It fell in spring 2019.", "spring 2019", "2019-SP", "2019-03-01", "2019-05-31"),
    ("It fell in the winter of 2018.", "the winter of 2018", "2018-WI", "2018-12-01", "2019-02-28"),
    ("Sales rose in Q3 2021.", "Q3 2021", "2021-Q3", "2021-07-01", "2021-09-30"),
    ("Sales rose in the second quarter.", "the second quarter", "2023-Q2", "2023-04-01", None),
    (
        "Sales rose in the first half of 2020.",
        "the first half of 2020",
        "2020-H1",
        "2020-01-01",
        None,
    ),
    ("The mill was built in 1911.", "1911", "1911", "1911-01-01", "1911-12-31"),
    ("The mill (1911) still stands.", "1911", "1911", "1911-01-01", "1911-12-31"),
    ("Its 2019 season was cut short.", "2019", "2019", "2019-01-01", "2019-12-31"),
    ("The 2012 floods ruined the mill.", "2012", "2012", "2012-01-01", "2012-12-31"),
    ("He ran the mill in nineteen ninety-six.", "nineteen ninety-six", "1996", "1996-01-01", None),
    # Weekdays
    ("The pier reopened on Tuesday.", "Tuesday", "2023-10-17", "2023-10-17", None),
    ("The pier reopened Wednesday.", "Wednesday", "2023-10-18", "2023-10-18", None),
    ("The pier reopened Thursday.", "Thursday", "2023-10-12", "2023-10-12", None),
    ("The pier will reopen on Thursday.", "Thursday", "2023-10-19", "2023-10-19", None),
    ("The pier is expected to reopen Friday.", "Friday", "2023-10-20", "2023-10-20", None),
    ("The pier could reopen as soon as Friday.", "Friday", "2023-10-20", "2023-10-20", None),
    ("The pier had been due to reopen Friday.", "Friday", "2023-10-13", "2023-10-13", None),
    ("The pier is to reopen on Friday.", "Friday", "2023-10-20", "2023-10-20", None),
    ("On Friday the town plans to reopen it.", "Friday", "2023-10-20", "2023-10-20", None),
    ("Its share after Friday's sale is small.", "Friday", "2023-10-13", "2023-10-13", None),
    ("The vote is on Friday.", "Friday", "2023-10-20", "2023-10-20", None),
    ("The mayor said Friday the pier will reopen.", "Friday", "2023-10-13", "2023-10-13", None),
    ("The pier reopened last Tuesday.", "last Tuesday", "2023-10-17", "2023-10-17", None),
    ("The fair opened late Tuesday.", "late Tuesday", "2023-10-17", "2023-10-17", None),
    ("It burned Tuesday night.", "Tuesday night", "2023-10-17TNI", "2023-10-17", None),
    # Relative forms
    ("It burned yesterday.", "yesterday", "2023-10-17", "2023-10-17", None),
    ("It burned earlier today.", "earlier today", "2023-10-18", "2023-10-18", None),
    ("It burned last night.", "last night", "2023-10-17TNI", "2023-10-17", None),
    ("It burned overnight.", "overnight", "2023-10-18TNI", "2023-10-17", "2023-10-18"),
    ("It burned last week.", "last week", "2023-W41", "2023-10-09", "2023-10-15"),
    ("It burned over the weekend.", "the weekend", "2023-W41-WE", "2023-10-14", "2023-10-15"),
    ("The fair will open next month.", "next month", "2023-11", "2023-11-01", "2023-11-30"),
    ("It burned earlier this month.", "earlier this month", "2023-10", "2023-10-01", "2023-10-18"),
    ("It burned this year.", "this year", "2023", "2023-01-01", "2023-12-31"),
    ("It burned a year ago.", "a year ago", "2022", "2022-01-01", "2022-12-31"),
    ("It burned three weeks ago.", "three weeks ago", "2023-W39", "2023-09-25", "2023-10-01"),
    ("Sales fell in the previous quarter.", "the previous quarter", "2023-Q3", "2023-07-01", None),
    ("It burned last summer.", "last summer", "2023-SU", "2023-06-01", "2023-08-31"),
    # Times of day
    ("It burned at 9 a.m. Tuesday.", "9 a.m. Tuesday", "2023-10-17T09:00", "2023-10-17", None),
    ("It rang at 10:30 a.m. EST.", "10:30 a.m. EST", "XXXX-XX-XXT10:30", None, None),
    ("It rang at noon.", "noon", "XXXX-XX-XXT12:00", None, None),
    ("It rang at 14:05 GMT.", "14:05 GMT", "XXXX-XX-XXT14:05", None, None),
    ("It rang at midnight.", "midnight", "XXXX-XX-XXT00:00", None, None),
    ("It rang at midday.", "midday", "XXXX-XX-XXT12:00", None, None),
    ("It rang at twenty to ten.", "twenty to ten", "XXXX-XX-XXT09:40", None, None),
    ("It rang at five past one.", "five past one", "XXXX-XX-XXT01:05", None, None),
    (
        "It rang at half past four in the afternoon.",
        "half past four",
        "XXXX-XX-XXT16:30",
        None,
        None,
    ),
    ("It rang around two in the morning.", "two", "XXXX-XX-XXT02:00", None, None),
    ("It rang at ten o’clock.", "ten o’clock", "XXXX-XX-XXT10:00", None, None),
    ("It rang at about 14:05.", "14:05", "XXXX-XX-XXT14:05", None, None),
]


@pytest.mark.parametrize(("text", "surface", "timex", "start", "end"), RESOLVED)
def test_value(text: str, surface: str, timex: str, start: str | None, end: str | None) -> None:
    mention = only(text)
    value = mention.value.to_dict()
    assert mention.text == surface == text[mention.start : mention.end]
    assert value["timex"] == timex
    assert value["start"] == start
    if end is not None:
        assert value["end"] == end


@pytest.mark.parametrize(
    ("text", "surface", "timex"),
    [
        ("It burned on Tuesday.", "Tuesday", "XXXX-WXX-2"),
        ("It burned on Oct. 7.", "Oct. 7", "XXXX-10-07"),
        ("It burned in October.", "October", "XXXX-10"),
        ("It burned yesterday.", "yesterday", "XXXX-XX-XX"),
        ("It burned last week.", "last week", "XXXX"),
        ("It burned two days ago.", "two days ago", "XXXX"),
    ],
)
def test_unresolved_without_publication(text: str, surface: str, timex: str) -> None:
    mention = only(text, published=None)
    assert mention.text == surface
    assert mention.value.to_dict() == {
        **{"start": None, "end": None, "bound": None},
        **{"grain": mention.value.grain, "timex": timex},
    }


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("It has been shut since May 2019.", ["since"]),
        ("It stays shut until Friday.", ["until"]),
        ("It must close by June 2024.", ["until"]),
        ("It closed before June 2021.", ["before"]),
        ("It was open after Sept. 3.", ["after"]),
        ("It was shut from May 2019 to June 2020.", ["since", "until"]),
        ("It was shut between 1994 and 1997.", ["since", "until"]),
        ("It was shut from 2007 through 2011.", ["since", "until"]),
        ("It closed on May 3, 2019.", [None]),
        ("Prices rose from last year.", [None]),
        ("It closed after Friday's storm.", [None]),
        ("It will stay shut until at least Friday.", ["until"]),
        ("The owner does not expect to open it before Friday.", ["until"]),
        ("It closed the day before yesterday.", [None]),
        ("It closed before dawn on Friday.", [None]),
        ("It has been shut since the 1999 Kestrian invasion.", [None]),
        ("It has been shut since the 1990s.", ["since"]),
    ],
)
def test_bound(text: str, bounds: list[str | None]) -> None:
    assert [m.value.bound for m in mentions(text)] == bounds


# What looks like a date and is none.
@pytest.mark.parametrize(
    "text",
    [
        "The council may vote on the plan.",
        "May I see the plan?",
        "Thousands march to the hall.",
        "They march in step, and the band sat down.",
        "She sat in the sun.",
        "April Hollis and June Varga run the shop.",
        "The fall of the town was quick.",
        "Prices fall 20 percent.",
        "A spring broke in the second clock.",
        "The second quarter of the town is old.",
        "He scored in the first quarter of the game.",
        "Some 2,000 troops left the town.",
        "More than 1500 people came.",
        "They sent 2003 troops.",
        "The firm paid $1990 for it.",
        "Flight 1990 was late.",
        "The road is 1800 metres long.",
        "They stayed for six years.",
        "It grew over the past decade.",
        "It grew over the next two years.",
        "A three-day fair drew crowds.",
        "The house at 1600 Linden Road is empty.",
        "Call 555-2019 for help.",
        "The F-16 flew over Route 2010.",
        "The 9/11 exhibition is closed.",
        "The score was 3-1 and the vote 10/7.",
        "A Christmas tree stood in the hall.",
        "Overnight trains are full.",
        "It was Feb. 30 in the play.",
        "A day in the life of the town.",
        "The quarter is full of small shops.",
        "Temperatures rose into the nineties.",
        "Version 2.2019 is out.",
        "It cost 2019.50 in all.",
        "It sold at ten to twelve dollars.",
        "He sent five to ten men.",
        "They killed two in the town.",
        "The year-old dog slept.",
    ],
)
def test_no_date(text: str) -> None:
    assert [m.text for m in mentions(text)] == []


@pytest.mark.parametrize(
    ("text", "timex"),
    [
        ("The town is now quiet.", "PRESENT_REF"),
        ("The town has recently grown.", "PAST_REF"),
        ("The town will soon grow.", "FUTURE_REF"),
        ("The town has grown in recent years.", "PAST_REF"),
    ],
)
def test_references_are_found_and_never_compared(text: str, timex: str) -> None:
    (document,) = parse_all([Article("a", text, published=WEDNESDAY)])
    (mention,) = extract(document, ())
    assert mention.value.timex == timex
    assert FACT_TYPE.sort(mention) == "now"


# Two surfaces in one frame, the day each article appeared, and the rung.
OCT18, OCT19, LATER = date(2023, 10, 18), date(2023, 10, 19), date(2023, 11, 30)
COMPARED = [
    ("on Oct. 17", OCT18, "on 17 October 2023", OCT18, "equal"),
    ("on Tuesday", OCT18, "on Oct. 17", OCT18, "equal"),
    ("yesterday", OCT18, "on Tuesday", OCT19, "equal"),
    ("last year", OCT18, "in 2022", OCT18, "equal"),
    ("late Tuesday", OCT18, "on Tuesday", OCT18, "within-day"),
    ("on Tuesday night", OCT18, "on Tuesday", OCT18, "within-day"),
    ("on Tuesday night", OCT18, "late Tuesday", OCT18, "told-roughly"),
    ("in October 2023", OCT18, "on Oct. 7, 2023", OCT18, "contains"),
    ("since 2019", OCT18, "in 2019", OCT18, "bound-left-out"),
    ("in 2019", OCT18, "in May 2019", OCT18, "contains"),
    ("last week", OCT18, "on Oct. 11", OCT18, "contains"),
    ("in late 2018", OCT18, "in the winter of 2018", OCT18, "overlaps"),
    ("before June 2021", OCT18, "in March 2021", OCT18, "bound-allows"),
    ("since March 2021", OCT18, "in June 2021", OCT18, "bound-allows"),
    ("since March 2021", OCT18, "since June 2021", OCT18, "apart"),
    ("before March 2021", OCT18, "before June 2021", OCT18, "bound-allows"),
    ("in 2019", OCT18, "in 2021", OCT18, "apart"),
    ("on Oct. 17", OCT18, "on Oct. 12", OCT18, "apart"),
    ("on Tuesday", OCT18, "on Monday", OCT18, "apart"),
    ("on Tuesday morning", OCT18, "on Tuesday evening", OCT18, "apart"),
    ("on Tuesday afternoon", OCT18, "on Tuesday night", OCT18, "apart"),
    ("before dawn on Tuesday", OCT18, "in the early hours of Tuesday", OCT18, "equal"),
    ("on Tuesday afternoon", OCT18, "on Tuesday evening", OCT18, "overlaps"),
    ("in mid-October", OCT18, "in early September", OCT18, "apart"),
    # A weekday may be the one before or after: read from the verb, never reason enough to object.
    ("on Tuesday", OCT18, "on Oct. 24, 2023", OCT18, "equal"),
    ("at 9 a.m. on Tuesday", OCT18, "on Tuesday", OCT18, "within-day"),
    ("at 9 a.m. on Tuesday", OCT18, "at 11 a.m. on Tuesday", OCT18, "apart"),
    ("at 9 a.m. on Tuesday", OCT18, "at 9:05 a.m. on Tuesday", OCT18, "rounded-time"),
    ("at 10 a.m. EST", OCT18, "at 15:00 GMT", OCT18, "equal"),
    ("at 10 a.m. ET", OCT18, "at 10 a.m. PT", OCT18, "apart"),
    ("at 10 a.m. ET", OCT18, "at 10 a.m. CT", OCT18, "apart"),
    ("at 10 a.m. ET", OCT18, "at 7 a.m. PT", OCT18, "equal"),
    ("at 10 a.m. ET", OCT18, "at 10 a.m. EDT", OCT18, "equal"),
    ("at 10 a.m. ET", OCT18, "at 2 p.m. GMT", OCT18, "equal"),
    ("at 10 a.m. AEST", OCT18, "at 10 a.m. EST", OCT18, "apart"),
    ("at 10 a.m. Eastern time", OCT18, "at 10 a.m. ET", OCT18, "equal"),
    ("at 10 a.m. GMT+2", OCT18, "at 8 a.m. UTC", OCT18, "equal"),
    ("at 10 a.m. GMT+2", OCT18, "at 10 a.m. UTC", OCT18, "apart"),
    ("at 10 a.m. EST", OCT18, "at 10 a.m.", OCT18, "zone-left-out"),
    ("at 10 a.m.", OCT18, "at 15:00 GMT", OCT18, "unplaced"),
    ("at 10 a.m.", OCT18, "at 3 p.m.", OCT18, "apart"),
    # One end told two ways
    ("by the end of April 2021", OCT18, "before May 2021", OCT18, "equal"),
    ("no later than Dec. 24", OCT18, "before Christmas", OCT18, "equal"),
    ("in 2021", OCT18, "before 2022", OCT18, "bound-left-out"),
    ("by the end of April 2021", OCT18, "before June 2021", OCT18, "bound-allows"),
    # Within one day
    ("at 6 a.m. on Tuesday", OCT18, "on Tuesday morning", OCT18, "within-day"),
    ("at 6 p.m. on Tuesday", OCT18, "on Tuesday morning", OCT18, "apart"),
    ("at 9:40 a.m. on Tuesday", OCT18, "on October 17", OCT18, "within-day"),
    ("at 9:40 a.m. on Tuesday", OCT18, "on October 16", OCT18, "apart"),
    ("overnight", OCT18, "on Tuesday night", OCT18, "within-day"),
    # One time told roughly
    ("just after midnight", OCT18, "at 12.20 a.m.", OCT18, "told-roughly"),
    ("just after midnight", OCT18, "at 11.40 p.m.", OCT18, "apart"),
    ("just after midnight", OCT18, "at 2.20 a.m.", OCT18, "apart"),
    ("around midday", OCT18, "at 11:50 a.m.", OCT18, "told-roughly"),
    ("around midday", OCT18, "at 10:50 a.m.", OCT18, "apart"),
    ("shortly before 10 a.m.", OCT18, "at 9.50 a.m.", OCT18, "told-roughly"),
    ("shortly before 10 a.m.", OCT18, "at 10.20 a.m.", OCT18, "apart"),
    ("shortly before midnight on Tuesday", OCT18, "late on Tuesday", OCT18, "within-day"),
    ("at twenty to ten", OCT18, "at 9:40", OCT18, "equal"),
    ("at twenty to ten", OCT18, "at 9:40 p.m.", OCT18, "equal"),
    ("at twenty to ten", OCT18, "at 10:20", OCT18, "apart"),
    ("at half past four", OCT18, "at 4.30 p.m.", OCT18, "equal"),
    ("at quarter past four", OCT18, "at 3.45 p.m.", OCT18, "apart"),
    ("at two on Tuesday morning", OCT18, "at 2 a.m. on Tuesday", OCT18, "equal"),
    ("at two on Tuesday morning", OCT18, "at four on Tuesday morning", OCT18, "apart"),
    ("at two on Tuesday afternoon", OCT18, "at 2 a.m. on Tuesday", OCT18, "apart"),
    # Counted from the day of writing
    ("two years ago", OCT18, "in 2021", OCT18, "reckoned"),
    ("two years ago", OCT18, "in 2022", OCT18, "reckoned"),
    ("two years ago", OCT18, "in 2020", OCT18, "apart"),
    ("two years ago", OCT18, "in May 2021", OCT18, "contains"),
    ("two years ago", OCT18, "in May 2022", OCT18, "apart"),
    ("this summer", OCT18, "in July", OCT18, "reckoned"),
    ("this summer", OCT18, "in October", OCT18, "apart"),
    ("in the middle of last year", OCT18, "in 2022", OCT18, "reckoned"),
    ("last year", OCT18, "in 2021", OCT18, "apart"),
    ("last month", OCT18, "on Sept. 4", OCT18, "contains"),
    # Part and whole
    ("on June 30", OCT18, "in June", OCT18, "contains"),
    ("at the beginning of September", OCT18, "on Sept. 1", OCT18, "told-roughly"),
    ("on Sept. 30", OCT18, "in the third quarter", OCT18, "contains"),
    # Publication unknown
    ("on Tuesday", None, "on Tuesday", None, "equal"),
    ("on Tuesday", None, "on Wednesday", None, "apart"),
    ("late Tuesday", None, "on Tuesday", None, "within-day"),
    ("on Tuesday", None, "on Oct. 17, 2023", None, "unplaced"),
    ("last week", None, "on Oct. 17, 2023", None, "unplaced"),
    ("last Tuesday", None, "next Tuesday", None, "unplaced"),
    ("on Oct. 17", None, "on Oct. 17", None, "equal"),
    ("on Oct. 17", None, "on Oct. 18", None, "apart"),
    ("in October", None, "on Oct. 18", None, "contains"),
    ("on Oct. 17", None, "on Oct. 17, 2023", None, "year-left-out"),
    ("on Oct. 17", None, "on Oct. 18, 2023", None, "apart"),
    ("before Oct. 18", None, "on Oct. 17", None, "bound-allows"),
    ("after Oct. 16", None, "on Oct. 17, 2023", None, "bound-allows"),
    ("on Oct. 17", None, "in 2023", None, "unplaced"),
    ("as of Oct. 17", None, "on Oct. 24", None, "other-snapshot"),
    ("as of Oct. 17", OCT18, "by Oct. 10", OCT18, "other-snapshot"),
    ("on Oct. 17 , 2023", OCT18, "on 17 October 2023", OCT18, "equal"),
    ("35 years ago", None, "20 years ago", None, "apart"),
    ("two years ago", None, "three years ago", None, "unplaced"),
    ("the fourth quarter", None, "the third quarter", None, "apart"),
    ("last quarter", None, "the third quarter", None, "unplaced"),
    ("two days ago", None, "three days ago", None, "unplaced"),
    ("on 10/7/2023", None, "on 10/7/2023", None, "equal"),
    ("on 10/7/2023", None, "on Oct. 7, 2023", None, "unplaced"),
    ("in fiscal 2019", OCT18, "in 2019", OCT18, "unplaced"),
]


@pytest.mark.parametrize(("left", "day", "right", "other", "rung"), COMPARED)
def test_ladder(left: str, day: date | None, right: str, other: date | None, rung: str) -> None:
    a = only(f"The mill burned {left}.", day)
    b = only(f"The mill burned {right}.", other)
    assert FACT_TYPE.climb(a, b).name == rung
    assert FACT_TYPE.climb(b, a).name == rung
    assert FACT_TYPE.climb(a, b).reason(a, b)


def test_the_same_words_in_articles_of_other_weeks_are_other_days() -> None:
    a = only("The mill burned this month.", OCT18)
    b = only("The mill burned this month.", LATER)
    assert FACT_TYPE.climb(a, b).relation is Relation.CONFLICT


def test_equal_days_written_differently_are_one_account() -> None:
    days = [
        only(text).value.key
        for text in (
            "It burned on Oct. 17.",
            "It burned on Tuesday.",
            "It burned yesterday.",
            "It burned on October 17th, 2023.",
            "It burned on 2023-10-17.",
        )
    ]
    assert len(set(days)) == 1


def test_a_missing_year_is_no_warning() -> None:
    rung = next(rung for rung in LADDER if rung.name == "year-left-out")
    assert rung.severity is Severity.INFO


def test_finer_dates_come_first() -> None:
    texts = ["at 9 a.m. on Tuesday", "late Tuesday", "on Tuesday", "last week", "in 2022"]
    values = [only(f"It burned {text}.").value for text in texts]
    assert sorted(values, key=precision) == values
    unplaced = only("It burned on Tuesday.", None).value
    assert max([*values, unplaced], key=precision) == unplaced


def test_a_slot_has_its_event() -> None:
    mention = only("The council approved the plan on Tuesday.")
    assert mention.slot.label.startswith("when: The council approved the plan")
    assert mention.slot.head is not None


def test_a_bound_alone_still_knows_its_event() -> None:
    """ "since" opens a clause for the parser; the event stands in the one before."""
    text = "The ferry has been idle since May 2019."
    (mention,) = mentions(text)
    assert "ferry" in mention.slot.label
    assert mention.slot.head is not None


def test_times_of_day_take_the_day_beside_them() -> None:
    (both,) = mentions("It burned on Tuesday at 9 a.m.")
    assert (both.text, both.value.timex) == ("Tuesday at 9 a.m.", "2023-10-17T09:00")
    first, second = mentions("It burned on Tuesday, and from 9 a.m. it rained.")
    assert (first.value.timex, second.value.timex) == ("2023-10-17", "2023-10-17T09:00")
    first, second = mentions("It burned on Tuesday at 9 a.m. Wednesday came rain.")
    assert first.text == "Tuesday"


def test_a_stretch_of_weekdays_ends_after_it_begins() -> None:
    first, last = mentions("The fair ran from Monday to Friday.")
    assert first.value.start < last.value.start


def test_dates_counted_from_the_one_before() -> None:
    text = "The mill closed in May 2011. The following year it burned down."
    assert [m.value.timex for m in mentions(text)] == ["2011-05", "2012"]
    text = (
        "Sales rose in the third quarter. They were $3 million, up from $2 million a year earlier."
    )
    assert [m.value.timex for m in mentions(text)] == ["2023-Q3", "2022-Q3"]


def test_mentions_come_in_order_and_do_not_overlap() -> None:
    text = (
        "From May 2019 to late June 2020, on Monday, Oct. 16, at 9 a.m. Tuesday and in the 1990s."
    )
    found = mentions(text)
    assert len(found) == 5
    assert all(a.end <= b.start for a, b in pairwise(found))


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.sampled_from(
                "Oct. May 31 30 2024 1990s ’80s the late early last next week Tuesday a.m. 9 at of"
                " GMT since from to - – / , . ( ) first quarter half Q4 ago year century 0 99".split()
            ),
            st.text(max_size=4),
        ),
        max_size=14,
    ),
    st.sampled_from([None, WEDNESDAY, date(1, 1, 1), date(9999, 12, 31), date(2024, 2, 29)]),
)
def test_any_text_gives_printed_mentions(words: list[str], published: date | None) -> None:
    text = " ".join(words)
    (document,) = parse_all([Article("a", text, published=published)])
    found = list(extract(document, ()))
    for mention in found:
        assert text[mention.start : mention.end] == mention.text
        assert hash(mention.value.key) == hash(replace(mention.value).key)
        assert (mention.value.start is None) == (mention.value.end is None)
        assert mention.value.start is None or mention.value.start <= mention.value.end
    dated = [m for m in found if m.value.grain != "ref"]
    for a in dated[:4]:
        for b in dated[:4]:
            assert FACT_TYPE.climb(a, b).name == FACT_TYPE.climb(b, a).name


@pytest.mark.parametrize(
    "unit",
    [
        "9",
        "-",
        "’",
        " ",
        "May ",
        "the ",
        "2019-",
        "12:",
        "early ",
        "a",
        "2019, ",
        "Friday will ",
        "since 2019 and ",
    ],
)
def test_long_lines_take_linear_time(unit: str) -> None:
    def made(size: int) -> Document:
        return parse_all([Article("a", unit * (size // len(unit)))])[0]

    assert_linear(lambda parsed: list(extract(parsed, ())), 10_000, made)


def test_the_kind_claims_its_spans() -> None:
    assert FACT_TYPE.claims
    assert isinstance(only("It burned on Tuesday.").slot, Slot)


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        pytest.param(
            "The fairs are on April 24 and 25.",
            ["April 24", "25"],
            marks=pytest.mark.xfail(reason="a second day without its month", strict=True),
        ),
        pytest.param(
            "He was born in the summer of ’69.",
            ["the summer of ’69"],
            marks=pytest.mark.xfail(reason="a year of two digits", strict=True),
        ),
        pytest.param(
            "The mill closed the day after the fair of May 3.",
            ["the day after", "May 3"],
            marks=pytest.mark.xfail(reason="days counted from an event", strict=True),
        ),
    ],
)
def test_not_found_yet(text: str, surfaces: list[str]) -> None:
    assert [m.text for m in mentions(text)] == surfaces


DAY = date(2023, 3, 8)
ONE_DAY = [
    (
        "The harbour master of Oddal was dismissed late on Tuesday afternoon, his lawyer said.",
        "His lawyer told reporters that the board of Oddal had dismissed its harbour master on"
        " Tuesday.",
        ["Tuesday", "late on Tuesday afternoon"],
    ),
    (
        "The harbour master of Oddal was dismissed late on Monday afternoon, his lawyer said.",
        "His lawyer told reporters that the board of Oddal had dismissed its harbour master on"
        " Tuesday.",
        [],
    ),
    (
        "The harbour master of Oddal was dismissed late on Tuesday, his lawyer said.",
        "Fish prices in Norvik rose again on Tuesday after a cold week, traders said.",
        [],
    ),
]


@pytest.mark.parametrize(("one", "other", "days"), ONE_DAY)
def test_a_part_of_a_day_faces_the_day(one: str, other: str, days: list[str]) -> None:
    articles = [Article(name, text, published=DAY) for name, text in (("a", one), ("b", other))]
    told = [f for f in check(articles, reader=None).findings if f.code == "DAT102"]
    assert sorted(m.text for f in told for a in f.accounts for m in a.mentions) == days


def test_a_weekday_that_tenses_put_a_week_apart_is_one() -> None:
    published = date(2023, 10, 18)
    articles = [
        Article(
            "a", "The new toll takes effect at 5 p.m. on Friday in Oddal.", published=published
        ),
        Article("b", "The new toll took effect Friday at 5 p.m. in Oddal.", published=published),
    ]
    told = {f.code for f in check(articles, reader=None).findings if f.kind is Kind.DATE}
    assert told == {"DAT001"}


@pytest.mark.parametrize(
    ("left", "right", "outcome"),
    [
        ("The pier sank last month.", "The pier sank on Oct. 8.", "diverge"),
        ("The pier sank last month.", "The pier sank on Sept. 8.", "diverge"),
        ("The pier sank last month.", "The crew slept on Oct. 8.", None),
        ("He was 93.", "He died at the age of 94.", "diverge"),
        ("He was 93.", "She died at the age of 94.", None),
    ],
)
def test_sentences_that_differ_in_a_value(left: str, right: str, outcome: str | None) -> None:
    text = "The inquiry into the pier was announced in Oddal. "
    articles = [Article(k, text + t, published=WEDNESDAY) for k, t in (("a", left), ("b", right))]
    found = {f.outcome for f in check(articles).findings if f.code[:3] in ("DAT", "QTY")}
    assert ("diverge" in found) is (outcome == "diverge")


def test_each_article_tells_of_its_own_day() -> None:
    pages = [("on Tuesday", date(2023, 10, 17)), ("on Wednesday", WEDNESDAY)]
    text = "The inquiry was announced in Oddal. The pier sank {}."
    articles = [Article(words, text.format(words), published=day) for words, day in pages]
    assert not [f for f in check(articles).findings if f.severity != "info"]
    same = [Article(a.id, a.text, published=WEDNESDAY) for a in articles]
    assert [f.code for f in check(same).findings if f.severity != "info"] == ["DAT101"]
