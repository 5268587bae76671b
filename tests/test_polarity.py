"""Polarity: negations with their predicate, opposites, and how two of them compare."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consistency import opposites
from consistency.facing import Facing
from consistency.facts import polarity
from consistency.facts.polarity import Polarity
from consistency.model import Kind, Mention, Relation, Slot
from consistency.testing import document
from consistency.text import Token
from consistency.tree import Document
from work import assert_linear


def alike(s: Token, t: Token) -> bool:
    return s.lemma == t.lemma or opposites.opposite(s, t)


def facing(a: Document, b: Document) -> Facing:
    """The first sentences; words of one base form face each other, and so do opposites."""
    left, right = a.parsed[0], b.parsed[0]
    pairs = tuple(
        (s.index, t.index, 1.0)
        for s in left.tokens
        for t in right.tokens
        if alike(s, t) and s.content == t.content and s.pos != "PUNCT"
    )
    weights = [tuple(1.0 if t.content else 0.0 for t in p.tokens) for p in (left, right)]
    return Facing(left, right, pairs, weights[0], weights[1])


def found(text: str) -> list[tuple[str, str]]:
    return [(m.text, m.value.predicate) for m in polarity.extract(document(text), ())]


NEGATED = [
    ("The council did not sign the plan.", ("did not sign", "sign")),
    ("The council didn’t sign the plan.", ("didn’t sign", "sign")),
    ("The council has not signed the plan.", ("has not signed", "sign")),
    ("The council never signed the plan.", ("never signed", "sign")),
    ("The council failed to sign the plan.", ("failed to sign", "sign")),
    ("The council refused to sign the plan.", ("refused to sign", "sign")),
    ("The council cannot sign the plan.", ("cannot sign", "sign")),
    ("The mayor left without signing the plan.", ("without signing", "sign")),
    ("The mayor denied signing the plan.", ("denied signing", "sign")),
    ("The mayor denied that she signed it.", ("denied that she signed", "sign")),
    ("The mayor will no longer sign it.", ("will no longer sign", "sign")),
    ("The council barely noticed the plan.", ("barely noticed", "notice")),
    ("The plan is not safe.", ("is not safe", "safe")),
    ("They ate it without feeling unwell.", ("without feeling", "feel")),
]


@pytest.mark.parametrize(("text", "expected"), NEGATED)
def test_negation_and_its_predicate(text: str, expected: tuple[str, str]) -> None:
    assert found(text) == [expected]


PLAIN = [
    "The council signed the plan.",
    "The council not only signed the plan but framed it.",
    "The council did not fail to sign the plan, and it never did not sign one."[:41] + ".",
    "Whether or not the council signed is unknown.",
    "The failure of the plan hurt.",
    "",
]


@pytest.mark.parametrize("text", [PLAIN[0], PLAIN[1], PLAIN[3], PLAIN[4], PLAIN[5]])
def test_no_negation(text: str) -> None:
    assert found(text) == []


def test_not_one_is_none() -> None:
    told = found("The mill stands still, but not one worker has been laid off.")
    assert [predicate for _, predicate in told] == ["lay"]


def test_two_negations_of_one_predicate_make_none() -> None:
    assert found("The council did not fail to sign the plan.") == []


OPPOSITES = [
    ("rose", "fell"),
    ("approved", "rejected"),
    ("raised", "lowered"),
    ("arrested", "released"),
    ("won", "lost"),
]
NO_OPPOSITES = [
    ("rose", "climbed"),
    ("approved", "backed"),
    ("shot", "killed"),
    ("said", "denied"),
    ("blue", "white"),
    ("Monday", "Tuesday"),
    # no prefix that denies
    ("come", "income"),
    ("side", "inside"),
    ("miss", "dismiss"),
    ("it", "unit"),
]


def tokens(first: str, second: str) -> tuple[Token, Token]:
    made = [document(f"They {word} it.").parsed[0].tokens[1] for word in (first, second)]
    return made[0], made[1]


@pytest.mark.parametrize(("first", "second"), OPPOSITES)
def test_opposites(first: str, second: str) -> None:
    a, b = tokens(first, second)
    assert opposites.opposite(a, b)
    assert opposites.opposite(b, a)


@pytest.mark.parametrize(("first", "second"), NO_OPPOSITES)
def test_other_words_are_no_opposites(first: str, second: str) -> None:
    a, b = tokens(first, second)
    assert not opposites.opposite(a, b)
    assert not opposites.opposite(b, a)


def rungs(first: str, second: str) -> list[str]:
    a, b = document(first, id="a"), document(second, id="b")
    words = facing(a, b)
    lefts, rights = (list(polarity.extract(doc, ())) for doc in (a, b))
    climb = polarity.FACT_TYPE.climb
    result = [climb(m, n).name for m in lefts for n in rights if polarity.slot(m, n, words) > 0]
    result += [climb(m, n).name for m, n in polarity.between(words)]
    if result:
        return result
    for mention, view in [(m, words) for m in lefts] + [(n, words.flip()) for n in rights]:
        other = polarity.implied(mention, view)
        if other is not None:
            result.append(climb(mention, other).name)
    return result


@pytest.mark.parametrize("example", polarity.EXAMPLES, ids=lambda e: e.left + e.right[:20])
def test_examples(example: Any) -> None:
    expected = [example.rung] if example.rung else []
    assert rungs(example.left, example.right) == expected
    assert rungs(example.right, example.left) == expected


SILENT = [
    # other things around the predicate
    ("The council did not sign the plan.", "The mayor signed a guest book in Kerda."),
    # denied from farther off
    ("The council did not sign the plan.", "They failed to show that the council signed the plan."),
    # a condition, a possibility, a duty
    ("The council did not sign the plan.", "If the council signs the plan, boats leave."),
    ("The council did not sign the plan.", "The council may sign the plan."),
    ("The council did not sign the plan.", "The council should sign the plan."),
    # two events, by their figures
    ("Prices climbed to 16 crowns in spring.", "Prices dipped to 15 crowns in spring."),
    # both sentences have both words
    ("Prices rose, then fell in spring.", "Prices fell, then rose in spring."),
    # named, not affirmed
    ("The plan is not a hoax at all.", "They spoke of the plan and the hoax."),
    # a double negation
    ("The mayor is not unwilling to resign.", "The mayor is willing to resign."),
    # verbs of other things: neither is left over for the other
    ("The club would not file a protest.", "The club would lodge a request."),
    ("The club did not file a protest.", "The town did lodge a protest against the club."),
    # the first is the one that nobody did before
    ("It is the first strike since 1998 there.", "There had not been a strike there since 1998."),
    # negated opposites: both can hold
    ("Prices did not rise in spring.", "Prices did not fall in spring."),
]


@pytest.mark.parametrize(("first", "second"), SILENT)
def test_no_conflict_is_alleged(first: str, second: str) -> None:
    assert "opposite" not in rungs(first, second)
    assert "opposite" not in rungs(second, first)


OPPOSED = [
    # "last" belongs to another clause
    (
        "They last met when thieves took a coin that was never found.",
        "They last met when thieves took a coin that was later found.",
    ),
    # a clause of its own, and no other word of weight in it
    ("They saw a bridge that is simple, and left.", "They saw a bridge that is complex, and left."),
    ("They found the album impressive on Monday.", "They found the album unimpressive on Monday."),
    ("They praised the new ships of the port.", "They praised the old ships of the port."),
    ("Shares of Bramley rose 12 percent.", "Bramley's shares fell 12 percent."),
    ("Three men were killed in Oddal.", "Three men were injured in Oddal."),
    ("They fear a sharp rise of rents in Oddal.", "They fear a slight rise of rents in Oddal."),
]


@pytest.mark.parametrize(("first", "second"), OPPOSED)
def test_opposites_in_one_place_clash(first: str, second: str) -> None:
    assert rungs(first, second) == rungs(second, first) == ["opposite"]


@pytest.mark.parametrize(
    ("left", "right", "doubt", "expected"),
    [
        (
            "The club would not file a protest.",
            "The club would lodge a protest.",
            0.6,
            ["opposite"],
        ),
        ("The club would not file a protest.", "The club would lodge a protest.", 0.2, []),
        # a reader takes the one for the other
        ("The minister did not attend the talks.", "The minister skipped the talks.", 0.1, []),
    ],
)
def test_verbs_left_over_face_where_a_reader_doubts_them(
    left: str, right: str, doubt: float, expected: list[str]
) -> None:
    a, b = document(left), document(right)
    words = facing(a, b)
    doubts = tuple((doubt,) * len(parsed.tokens) for parsed in (words.left, words.right))
    words = replace(words, doubts=doubts)
    found = [
        polarity.FACT_TYPE.climb(mention, other).name
        for mention, view in (
            *((m, words) for m in polarity.extract(a, ())),
            *((m, words.flip()) for m in polarity.extract(b, ())),
        )
        if (other := polarity.implied(mention, view)) is not None
    ]
    assert found == expected


def made(polarity_: str, predicate: str) -> Mention[Polarity]:
    value = Polarity(polarity_, predicate)
    return Mention(Kind.POLARITY, "a", 0, 0, 1, predicate, value, Slot(predicate))


RUNGS = [
    (made("negated", "sign"), made("negated", "sign"), Relation.EQUAL),
    (made("negated", "want"), made("negated", "desire"), Relation.EQUAL),
    (made("negated", "sign"), made("affirmed", "sign"), Relation.CONFLICT),
    (made("affirmed", "rise"), made("affirmed", "fall"), Relation.CONFLICT),
]


@pytest.mark.parametrize(("left", "right", "relation"), RUNGS)
def test_ladder(left: Mention[Polarity], right: Mention[Polarity], relation: Relation) -> None:
    climb = polarity.FACT_TYPE.climb
    assert climb(left, right).relation is relation
    assert climb(right, left).relation is relation
    assert climb(left, right).reason(left, right) == climb(right, left).reason(right, left)


def test_between_is_symmetric() -> None:
    a, b = document("Prices rose in spring.", id="a"), document("Prices fell in spring.", id="b")
    words = facing(a, b)
    there = [(m.text, n.text) for m, n in polarity.between(words)]
    back = [(n.text, m.text) for m, n in polarity.between(words.flip())]
    assert there == back == [("rose", "fell")]


def test_the_word_lists_are_lower_case_pairs_without_overlap() -> None:
    text = files("consistency").joinpath("data/polarity.toml").read_text(encoding="utf-8")
    for lines in tomllib.loads(text)["opposites"].values():
        for line in lines.strip().splitlines():
            left, right = (side.split() for side in line.split("|"))
            assert line == line.lower()
            assert left
            assert right
            assert not set(left) & set(right)


def test_rules_are_documented() -> None:
    headings = ["What it finds", "Why it matters", "Example", "How to silence"]
    codes = {rule.code for rule in polarity.FACT_TYPE.rules}
    assert codes == {rung.rule for rung in polarity.LADDER}
    for rule in polarity.FACT_TYPE.rules:
        places = [rule.documentation.index(heading) for heading in headings]
        assert places == sorted(places)


@given(
    st.lists(st.sampled_from("not never no do n't fail to without ing sign 🙂 — , . “ it".split()))
)
@settings(max_examples=80, deadline=None)
def test_any_text_is_read(words: list[str]) -> None:
    doc = document(" ".join(words))
    for mention in polarity.extract(doc, ()):
        assert doc.text[mention.start : mention.end] == mention.text


@pytest.mark.parametrize("unit", ["not ", "do not go and ", "without ", "fail to ", " "])
def test_long_lines_take_linear_time(unit: str) -> None:
    assert_linear(
        lambda doc: list(polarity.extract(doc, ())), 300, lambda size: document(unit * size)
    )


@pytest.mark.xfail(reason="that two events lie apart in time is not seen here")
def test_two_events_do_not_clash() -> None:
    assert rungs("Prices rose in the spring.", "Prices fell in the autumn spring fair.") == []
