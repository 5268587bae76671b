"""Words, tags, numbers, quotes, phrases and clauses of a sentence."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consistency import text as t
from consistency.facing import Facing
from consistency.model import Article, Span
from consistency.split import split
from consistency.testing import document
from consistency.text import quoted, words
from consistency.tree import Parsed, parse


def parsed(sentence: str) -> Parsed:
    return document(sentence).parsed[0]


def tokens(sentence: str) -> list[str]:
    return [sentence[a:b] for a, b in words(sentence)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("It didn't cost $2,000.50.", ["It", "did", "n't", "cost", "$", "2,000.50", "."]),
        ("Kestria’s U.S. envoy", ["Kestria", "’s", "U.S.", "envoy"]),
        ("Oddal-backed 7th Fleet", ["Oddal", "-", "backed", "7th", "Fleet"]),
        ("They’ll leave — at 9 a.m.", ["They", "’ll", "leave", "—", "at", "9", "a.m."]),
        ("``Yes,'' he said...", ["``", "Yes", ",", "''", "he", "said", "..."]),
        ("O'Hara's café", ["O'Hara", "'s", "café"]),
        ("5k-20k or 40m", ["5k", "-", "20k", "or", "40m"]),
        ("the 1990s, 7th", ["the", "1990s", ",", "7th"]),
        ("", []),
    ],
)
def test_tokens(sentence: str, expected: list[str]) -> None:
    assert tokens(sentence) == expected


@given(st.text())
def test_tokens_cover_all_but_white_space(text: str) -> None:
    at = 0
    for start, end in words(text):
        assert not text[at:start].strip()
        assert end > start
        at = end
    assert not text[at:].strip()


@given(st.text(max_size=200))
def test_parsing_never_fails(text: str) -> None:
    article = Article("a", text)
    for sentence in parse(article, split(article), {}).parsed:
        for token in sentence.tokens:
            assert text[token.start : token.end] == token.text
        clauses = sentence.clauses
        assert [a for a, _ in clauses] == [0, *[b for _, b in clauses[:-1]]]
        assert all(a < b <= len(sentence.tokens) for a, b in sentence.noun_phrases)


@pytest.mark.parametrize(
    ("phrase", "value"),
    [
        ("two hundred and five", 205),
        ("eighty-four", 84),
        ("one million two hundred thousand", 1_200_000),
        ("three thousand", 3000),
        ("nineteen", 19),
        ("hundred", 100),
        ("house", None),
        ("and", None),
    ],
)
def test_number_words(phrase: str, value: int | None) -> None:
    assert t.number(phrase.replace("-", " - ").split()) == value


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("“We go,” she said. “Now.”", ["We go,", "Now."]),
        ('He said "go" and "stay".', ["go", "stay"]),
        ("``We go,'' she said.", ["We go,"]),
        ("«Wir gehen», sagte er.", ["Wir gehen"]),
        ("The dogs' bowl and the cat's bed", []),
        ('An inch is 1" and nothing more', []),
        ("“We go.\n\n“They stay,” he said.", ["We go.", "They stay,"]),
        ('A "stray mark opens nothing.\n\nThe end.', []),
        ('“We go," she said. "Now.”', ["We go,", "Now."]),
        ('“We go," she said. “Now."', ["We go,", "Now."]),
        ('“He said "go" and left,” she said.', ['He said "go" and left,']),
        ('“He said "go," and left,” she said.', ['He said "go," and left,']),
        ("", []),
    ],
)
def test_quotes(text: str, quotes: list[str]) -> None:
    assert [text[q.start : q.end] for q in quoted(text)] == quotes


@given(st.text(alphabet="\"'“”‘’«»` a.\n", max_size=80))
def test_quotes_stand_in_order_and_never_overlap(text: str) -> None:
    spans = quoted(text)
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))


@pytest.mark.parametrize(
    ("sentence", "tagged"),
    [
        ("The crew painted the old hull white.", {"crew": "NOUN", "painted": "VERB", "old": "ADJ"}),
        ("Mayor Inga Rost has not resigned.", {"Inga": "NAME", "not": "NOT", "resigned": "VERB"}),
        ("They may vote in Oddal.", {"may": "MODAL", "vote": "VERB", "Oddal": "NAME"}),
        ("She wants to attack the plan.", {"attack": "VERB", "plan": "NOUN"}),
        ("Two of the attacks failed.", {"Two": "NUM", "attacks": "NOUN", "failed": "VERB"}),
        ("The subsequent counter-strikes hurt nobody.", {"strikes": "NOUN"}),
    ],
)
def test_tags(sentence: str, tagged: dict[str, str]) -> None:
    found = {token.text: token.pos for token in parsed(sentence).tokens}
    assert {word: found[word] for word in tagged} == tagged


def test_a_capital_at_the_start_is_a_name_only_with_evidence() -> None:
    story = document("Rivers rose. The mayor met Rivers. Rivers left the hall.")
    assert story.parsed[2].tokens[0].pos == "NAME"
    assert parsed("Rivers rose after the storm.").tokens[0].pos == "NOUN"


def test_noun_phrases_end_with_their_head() -> None:
    p = parsed("At least 84 rocket attacks hit the northern bases of the army.")
    phrases = [" ".join(x.text for x in p.tokens[a:b]) for a, b in p.noun_phrases]
    assert "the northern bases" in phrases
    assert "the army" in phrases


def test_clauses_part_at_subordination_and_coordination() -> None:
    p = parsed("The ferry sank because a door was open, and the captain fled.")
    parts = [" ".join(x.text for x in p.tokens[a:b]) for a, b in p.clauses]
    assert parts == ["The ferry sank", "because a door was open ,", "and the captain fled ."]


def facing(pairs: tuple[tuple[int, int, float], ...]) -> Facing:
    left, right = parsed("The ferry sank quickly."), parsed("A boat went down.")
    weights = tuple(1.0 if token.content else 0.0 for token in left.tokens)
    other = tuple(1.0 if token.content else 0.0 for token in right.tokens)
    return Facing(left, right, pairs, weights, other)


def test_share_is_weighted_two_sided_and_symmetric() -> None:
    f = facing(((1, 1, 0.9),))  # ferry / boat
    whole_left, whole_right = Span(0, 23), Span(0, 17)
    assert f.share(Span(4, 9), Span(2, 6)) == 1.0
    assert 0.0 < f.share(whole_left, whole_right) < 1.0
    assert f.share(whole_left, whole_right) == f.flip().share(whole_right, whole_left)
    assert f.share(Span(10, 14), Span(2, 6)) == 0.0


def test_touches_and_counterparts() -> None:
    f = facing(((1, 1, 0.9), (2, 2, 0.8), (2, 3, 0.7)))  # sank / went down
    assert f.touches(Span(10, 14), Span(7, 11))
    assert [token.text for token in f.counterparts(Span(10, 14))] == ["went", "down"]
    assert not f.touches(Span(4, 9), Span(7, 11))
