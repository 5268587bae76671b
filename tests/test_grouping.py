"""Which articles of a pile tell one story. All of it invented."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

import stories as fixtures
from consistency import SettingsError, grouping
from consistency.grouping import group, window_of
from consistency.testing import article

FERRY = (
    "The ferry Alma sank off Norvik on Monday. Police chief Tone Lund said 12 people were rescued"
    " by the coast guard cutter Havsula. Two crew members are missing.",
    "Twelve passengers were pulled from the sea after the Alma went down near Norvik, Tone Lund"
    " told reporters. The cutter Havsula is searching for two of the crew.",
)
DAM = (
    "The council of Brensk voted 31 to 18 to repair the Ostra dam. Mayor Pavel Hruza called the"
    " vote historic. Work on the dam begins in April.",
    "Brensk will repair its Ostra dam after a vote of 31 to 18. Mayor Pavel Hruza praised the"
    " council. The opposition wanted to wait.",
)


def pile(*texts: str, published: tuple[str | None, ...] = ()):
    dates = published or (None,) * len(texts)
    return [
        article(f"a{i}", t, published=d) for i, (t, d) in enumerate(zip(texts, dates, strict=True))
    ]


def test_two_stories_are_told_apart_in_the_order_of_their_first_articles():
    made = pile(DAM[0], FERRY[0], FERRY[1], DAM[1], "Snow is expected in the hills tonight.")
    assert group(made) == ((0, 3), (1, 2), (4,))


def test_the_invented_stories_come_apart_as_they_are():
    articles, gold = [], []
    for name in fixtures.names():
        found = fixtures.story(name)
        articles += found
        gold += [name] * len(found)
    found = group(articles)
    assert [[gold[i] for i in members] for members in found] == [
        [name] * gold.count(name) for name in fixtures.names()
    ]


@pytest.mark.parametrize(
    ("dates", "together"),
    [
        (("2024-05-14", "2024-05-14"), True),
        (("2024-05-14", "2024-05-17"), True),  # two days lie between them
        (("2024-05-14", "2024-05-18"), False),
        (("2024-05-14", None), True),
        ((None, None), True),
        (("2024-05-14", "2023-05-14"), False),
    ],
)
def test_what_appeared_too_far_apart_is_no_story(dates, together):
    made = pile(*FERRY, *DAM, published=(*dates, None, None))
    assert ((0, 1) in group(made)) is together


def test_the_hours_of_articles_count_and_their_time_zones():
    early = datetime(2024, 5, 14, 9, tzinfo=UTC)
    made = [
        article("a", FERRY[0], published=early),
        article("b", FERRY[1], published=early + timedelta(hours=13)),
        article("c", DAM[0], published=None),
    ]
    assert group(made, window=timedelta(hours=12)) == ((0,), (1,), (2,))
    assert group(made, window=timedelta(hours=13)) == ((0, 1), (2,))


def test_a_copy_counts_once_and_comes_with_its_original():
    made = pile(FERRY[0], DAM[0], *[FERRY[0] + f" Edition {n}." for n in range(5)], DAM[1])
    assert group(made) == ((0, 2, 3, 4, 5, 6), (1, 7))


def test_one_shared_name_makes_no_story():
    made = pile(
        *FERRY,
        "Tone Lund opened the flower show in Hamna. Gardeners came from four counties with roses,"
        " tulips and one prize pumpkin.",
    )
    assert (2,) in group(made)


@pytest.mark.parametrize("count", [0, 1])
def test_small_piles(count):
    assert group(pile(*FERRY)[:count]) == ((0,),) * count


@pytest.mark.parametrize("text", ["", "   ", "…", "12", "the of and", "\ud800"])
def test_texts_without_words_stand_alone(text):
    assert group(pile(text, *FERRY, text + " ", "x"))[1] == (1, 2)


def test_the_order_of_the_pile_changes_no_story():
    made = pile(DAM[0], FERRY[0], FERRY[1], DAM[1])
    ids = {frozenset(made[i].id for i in members) for members in group(made)}
    back = made[::-1]
    assert ids == {frozenset(back[i].id for i in members) for members in group(back)}


def test_work_stays_bounded_where_everything_is_alike(monkeypatch):
    monkeypatch.setattr(grouping, "_WHOLE", 8)
    monkeypatch.setattr(grouping, "_COMMON", 10)
    made = pile(*(f"{FERRY[n % 2]} Word{n} of it, number {n}." for n in range(60)))
    assert sorted(i for members in group(made) for i in members) == list(range(60))


@pytest.mark.parametrize(("text", "hours"), [("48h", 48), ("2d", 48), (" 1.5 D", 36), ("0h", 0)])
def test_windows(text, hours):
    assert window_of(text) == timedelta(hours=hours)


@pytest.mark.parametrize("text", ["", "48", "2w", "-3h", "h"])
def test_what_is_no_window(text):
    with pytest.raises(SettingsError, match="48h"):
        window_of(text)


def test_names_of_stories():
    made = [
        article("a", "Ferry sinks\n\nText.", title=None),
        article("b", "x", title="Ferry – lost!"),
    ]
    assert grouping.name_of(made, 7, 3) == "007-ferry-lost"
    assert grouping.name_of(made[:1], 7, 1) == "7-ferry-sinks"
