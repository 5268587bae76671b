"""An NLI model as the reader: what it finds in linked sentences, on which words, what it leaves."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

import stories
from consistency import Article, ModelError, check, judge
from consistency.cache import Cache
from consistency.model import Kind, Relation

PADDING = [
    "Farmers in the valley fear for their apple harvest.",
    "A new library opens in Tarnholm next spring.",
]


class Stub:
    """A judge that finds a clash where the two texts hold different words of one set."""

    name, digest, threshold = "stub", "0" * 64, 0.5

    def __init__(self, *sets: str) -> None:
        self._sets = [words.split() for words in sets]
        self.asked: list[tuple[str, str]] = []

    def judge(self, pairs: Sequence[tuple[str, str]]) -> list[judge.Judgement]:
        self.asked += pairs
        return [judge.Judgement(0.1, 0.0, 0.9) if self._clash(*p) else SAME for p in pairs]

    def _clash(self, left: str, right: str) -> bool:
        return any(
            (a in left) != (a in right) and any(b in left + right for b in words if b != a)
            for words in self._sets
            for a in words
        )


SAME = judge.Judgement(1.0, 0.0, 0.0)


def wordings(left: str, right: str, by: judge.Judge | None) -> list[tuple[str, ...]]:
    """The wording findings between two articles that hold a sentence each."""
    articles = [
        Article(f"r{i}", f"{PADDING[i]}\n\n{sentence}\n")
        for i, sentence in enumerate((left, right))
    ]
    report = check(articles, encoder=stories.encoder(), reader=by)
    return [
        tuple(account.text for account in f.accounts)
        for f in report.findings
        if f.kind is Kind.WORDING and f.relation is Relation.CONFLICT
    ]


LEFT = "The crew of the ferry painted the old hull white before the winter."
RIGHT = "The crew of the ferry painted the old roof white before the winter."


def test_a_clash_is_told_by_the_words_that_it_hangs_on() -> None:
    assert wordings(LEFT, RIGHT, Stub("hull roof")) == [("hull", "roof")]


def test_what_the_reader_finds_the_same_is_not_told() -> None:
    assert wordings(LEFT, RIGHT, Stub()) == []


@pytest.mark.parametrize("right", [RIGHT, RIGHT.replace("painted", "coated")])
def test_without_a_reader_no_word_is_told(right: str) -> None:
    assert wordings(LEFT, right, None) == []


def test_a_clash_that_no_replacement_takes_away_is_not_told() -> None:
    class Always(Stub):
        def _clash(self, left: str, right: str) -> bool:
            return True

    assert wordings(LEFT, RIGHT, Always()) == []


@pytest.mark.parametrize(
    ("left", "right", "words"),
    [
        ("The council paid 12 firms for the work.", "The council paid 21 firms for it.", "12 21"),
        (
            "Mayor Ida Kvist opened the bridge over the Osk.",
            "Mayor Eva Kvist opened the bridge over the Osk.",
            "Ida Eva",
        ),
        (
            "The bridge over the Osk was closed on Monday.",
            "The bridge over the Osk was closed on Friday.",
            "Monday Friday",
        ),
    ],
    ids=["figure", "name", "day"],
)
def test_figures_names_and_days_are_never_the_readers(left: str, right: str, words: str) -> None:
    assert wordings(left, right, Stub(words)) == []


def test_clashing_sentences_do_not_agree_in_a_clause() -> None:
    articles = [
        Article(f"r{i}", f"{PADDING[i]}\n\n{text}\n") for i, text in enumerate((LEFT, RIGHT))
    ]
    codes = {
        f.code
        for f in check(articles, encoder=stories.encoder(), reader=Stub("hull roof")).findings
    }
    assert "SRC001" not in codes


def test_only_linked_sentences_with_other_words_are_read() -> None:
    stub = Stub("hull roof")
    wordings(LEFT, RIGHT, stub)
    assert {frozenset(pair) for pair in stub.asked[:1]} == {frozenset((LEFT, RIGHT))}
    same = Stub("hull roof")
    wordings(LEFT, LEFT, same)
    assert same.asked == []


def test_only_the_nearest_counterpart_is_read() -> None:
    kept = "The crew of the ferry painted the old hull white before the long winter."
    other = "The crew of the tug painted the old hull white before the short winter."
    articles = [
        Article("a", f"{PADDING[0]}\n\n{kept}\n\n{other}\n"),
        Article("b", f"{PADDING[1]}\n\n{kept.replace('ferry', 'barge')}\n"),
    ]
    stub = Stub()
    check(articles, encoder=stories.encoder(), reader=stub)
    assert {frozenset(pair) for pair in stub.asked} == {
        frozenset((kept, kept.replace("ferry", "barge")))
    }


def test_no_reader_is_noted_and_a_reader_stands_in_the_report() -> None:
    articles = [
        Article(f"r{i}", f"{PADDING[i]}\n\n{text}\n") for i, text in enumerate((LEFT, RIGHT))
    ]
    without = check(articles, encoder=stories.encoder(), reader=None)
    assert [notice.code for notice in without.notices] == ["no-reader"]
    assert without.to_dict()["generator"]["reader"] is None
    by = Stub()
    made = check(articles, encoder=stories.encoder(), reader=by)
    assert not made.notices
    generator = made.to_dict()["generator"]
    assert (generator["reader"], generator["reader_digest"]) == (by.name, by.digest)


# ------------------------------------------------------------------------------------- the models


class Source:
    """Logits that say what differs by one letter, and count what they were asked."""

    name, digest, threshold, temperature = "source", "1" * 64, 0.7, 1.0

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []

    def logits(self, pairs: Sequence[tuple[str, str]]) -> np.ndarray:
        self.asked += pairs
        return np.array([[0, 0, 3] if "x" in a + b else [3, 0, 0] for a, b in pairs])


def test_the_second_direction_is_read_where_it_can_matter() -> None:
    source = Source()
    by = judge._Cached(source, None)
    low, high = by.judge([("b", "a"), ("x", "a")])
    assert source.asked == [("a", "b"), ("a", "x"), ("x", "a")]
    assert low.clash < 0.1 < 0.7 < high.clash
    assert by.judge([("a", "b"), ("a", "x")]) == [low, high]
    assert by.judge([]) == []


def test_judgements_come_from_the_cache(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "vectors.sqlite")
    pairs = [("b", "a"), ("x", "a"), ("", "x"), ("\ud800", "🙏" * 300)]
    first, again = Source(), Source()
    found = judge._Cached(first, cache).judge(pairs)
    assert first.asked
    assert judge._Cached(again, cache).judge([pair[::-1] for pair in pairs]) == found
    assert again.asked == []


@pytest.mark.parametrize(
    ("labels", "order"),
    [
        ({0: "contradiction", 1: "entailment", 2: "neutral"}, [1, 2, 0]),
        ({0: "ENTAILMENT", 1: "NEUTRAL", 2: "CONTRADICTION"}, [0, 1, 2]),
        ({0: "LABEL_0", 1: "LABEL_1", 2: "LABEL_2"}, None),
        ({0: "entailment", 1: "not_entailment"}, None),
    ],
)
def test_labels_of_nli_models(labels: dict[int, str], order: list[int] | None) -> None:
    if order is None:
        with pytest.raises(ModelError, match="entailment, neutral and contradiction"):
            judge._label_order(labels, "some/model")
    else:
        assert judge._label_order(labels, "some/model") == order


def test_a_model_that_is_not_there_is_one_clear_error(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="--no-reader"):
        judge.load(str(tmp_path / "nothing"))


def test_soft_maximum_is_stable() -> None:
    assert np.allclose(judge._softmax(np.array([1000.0, 0.0, -1000.0], np.float32)), [1, 0, 0])
