"""Facts, accounts, severities, fingerprints, origins and counts, with one toy kind of fact.

The toy kind reads "N boats": enough to see what compare and report do with any kind.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

import stories
from consistency import Article, align, compare, report
from consistency.facing import Facing
from consistency.groups import clusters
from consistency.model import (
    FactType,
    Generator,
    Kind,
    Mention,
    Outcome,
    Relation,
    Report,
    Rule,
    Rung,
    Severity,
    Slot,
)
from consistency.pipeline import parse_all
from consistency.story import Edge, Node
from consistency.tree import Document


@dataclass(frozen=True, slots=True)
class Boats:
    count: int

    def to_dict(self) -> dict[str, Any]:
        return {"count": self.count}

    @property
    def key(self) -> tuple[object, ...]:
        return (self.count,)


def extract(document: Document, taken: tuple) -> Iterator[Mention[Boats]]:
    for parsed in document.parsed:
        sentence = parsed.sentence
        for match in re.finditer(r"(\d+) boats", sentence.text):
            yield Mention(
                Kind.QUANTITY,
                document.article.id,
                sentence.index,
                sentence.start + match.start(),
                sentence.start + match.end(),
                match.group(),
                Boats(int(match.group(1))),
                Slot("boats"),
            )


def slot(left: Mention[Boats], right: Mention[Boats], facing: Facing) -> float:
    return 1.0


def rung(name: str, relation: Relation | None, holds: Any, **options: Any) -> Rung[Boats]:
    return Rung(name, relation, "QTY101", holds, lambda a, b: name, **options)


BOATS: FactType[Boats] = FactType(
    kind=Kind.QUANTITY,
    prefix="QTY",
    extract=extract,
    slot=slot,
    ladder=(
        rung("equal", Relation.EQUAL, lambda a, b: a.value == b.value),
        rung("round", Relation.LESS_PRECISE, lambda a, b: 100 in (a.value.count, b.value.count)),
        rung("lost", None, lambda a, b: 0 in (a.value.count, b.value.count)),
        rung("clash", Relation.CONFLICT, lambda a, b: True),
    ),
    rules=tuple(Rule(f"QTY{n}", f"boats-{n}", "") for n in ("001", "009", "101")),
    examples=(),
    documentation="",
    precision=lambda value: float(value.count),
    typed=True,
    exact=True,
    counted=lambda mention: (mention.slot.key, ""),
)

GENERATOR = Generator("consistency", "0", "test", "0", {})


def build(*texts: str, reference: str | None = None, ids: str = "abcdef") -> Report:
    articles = [Article(name, text) for name, text in zip(ids, texts, strict=False)]
    documents = parse_all(articles)
    unique = align.unique_texts(documents)
    alignment = align.align(documents, unique, stories.encoder().encode(unique))
    mentions = [tuple(extract(document, ())) for document in documents]
    facts = compare.compare(documents, mentions, alignment, [BOATS])
    return report.build(
        [(d.article, tuple(p.sentence for p in d.parsed)) for d in documents],
        align.links(documents, alignment),
        facts,
        [BOATS],
        generator=GENERATOR,
        reference=reference,
    )


def boats(built: Report) -> list:
    return [finding for finding in built.findings if finding.kind is Kind.QUANTITY]


FLEET = "The storm sank {} boats in the harbour of Oddal on Friday night.\n\nNobody was hurt.\n"
CALM = "The fish market of Oddal opened again on Sunday, and the price of cod fell by half.\n"


def test_two_values_diverge_with_the_rung_between_them() -> None:
    (finding,) = boats(build(FLEET.format(12), FLEET.format(21)))
    assert (finding.outcome, finding.relation, finding.severity) == (
        Outcome.DIVERGE,
        Relation.CONFLICT,
        Severity.ERROR,
    )
    assert finding.message == 'a says "12 boats"; b says "21 boats"'
    assert finding.reason == "clash"


def test_one_value_agrees() -> None:
    (finding,) = boats(build(FLEET.format(12), FLEET.format(12)))
    assert (finding.outcome, finding.code) == (Outcome.AGREE, "QTY001")
    assert finding.accounts[0].articles == ("a", "b")


def test_the_most_precise_account_comes_first_and_the_worst_relation_is_the_finding_s() -> None:
    (finding,) = boats(build(FLEET.format(100), FLEET.format(98), FLEET.format(12)))
    assert [account.text for account in finding.accounts] == ["12 boats", "98 boats", "100 boats"]
    assert finding.relation is Relation.CONFLICT
    assert {(r.accounts, r.relation.value) for r in finding.relations} == {
        ((0, 1), "conflict"),
        ((0, 2), "less-precise"),
        ((1, 2), "less-precise"),
    }


def test_what_no_rung_can_decide_is_incomparable() -> None:
    (finding,) = boats(build(FLEET.format(0), FLEET.format(12)))
    assert (finding.outcome, finding.relation, finding.code) == (
        Outcome.INCOMPARABLE,
        None,
        "QTY009",
    )
    assert finding.relations == ()


def test_majority_is_the_account_of_most_origins() -> None:
    other = (
        "On Friday night a gale blew over Oddal and 12 boats went down in its harbour, which is"
        " the worst loss that anybody there remembers, said the harbour office.\n"
    )
    third = "Friday night's storm in Oddal: 12 boats sank in the harbour, say fishermen.\n"
    (finding,) = boats(build(FLEET.format(21), other, third))
    assert finding.majority is not None
    assert finding.accounts[finding.majority].text == "12 boats"


OTHER = (
    "On Friday night a gale blew over Oddal and {} boats went down in its harbour, which is"
    " the worst loss that anybody there remembers, said the harbour office.\n"
)
THIRD = "Friday night's storm in Oddal: {} boats sank in the harbour, say fishermen.\n"


def test_the_one_of_three_that_tells_another_figure_is_the_outlier() -> None:
    built = build(FLEET.format(21), OTHER.format(12), THIRD.format(12))
    (finding,) = boats(built)
    assert [finding.accounts[i].text for i in finding.outliers] == ["21 boats"]
    assert [(s.article, s.outlier) for s in built.summary.articles] == [
        ("a", 1),
        ("b", 0),
        ("c", 0),
    ]


@pytest.mark.parametrize(
    "texts",
    [
        (FLEET.format(21), OTHER.format(12)),
        (FLEET.format(21), OTHER.format(12), THIRD.format(40)),
        (FLEET.format(21), OTHER.format(12), OTHER.format(12)),
    ],
    ids=["one against one", "all differ", "the two are copies"],
)
def test_without_two_independent_texts_of_one_account_nobody_is_the_outlier(
    texts: tuple[str, ...],
) -> None:
    found = boats(build(*texts))
    assert found
    assert not any(finding.outliers for finding in found)


def test_each_article_counts_what_it_shares_and_what_it_does_not() -> None:
    built = build(FLEET.format(21), OTHER.format(12), THIRD.format(12))
    finding = boats(built)[0]
    rest = [f for f in built.findings if f is not finding and f.outcome is Outcome.DIVERGE]
    assert not rest
    assert [entry.diverge for entry in built.summary.articles] == [1, 0, 0]
    assert all(entry.agree >= 1 for entry in built.summary.articles[1:])


def test_the_report_names_one_text_s_copies_and_how_much_they_share() -> None:
    copy = FLEET.format(12).replace("Nobody was hurt", "No one was hurt")
    whole, apart = build(FLEET.format(12), copy, CALM).summary.origins
    assert (whole.number, whole.articles) == (0, ("a", "b"))
    assert whole.reused is not None
    assert 0.5 <= whole.reused < 1
    assert (apart.number, apart.articles, apart.reused) == (1, ("c",), None)


def test_copies_are_one_origin() -> None:
    built = build(FLEET.format(12), FLEET.format(12) + "\nEditor: Al", CALM)
    assert [entry.origin for entry in built.articles] == [0, 0, 1]
    (finding,) = boats(built)
    assert finding.accounts[0].origins == 1
    assert finding.absent_from == ("c",)


def test_one_origin_gives_no_agreement_by_origin() -> None:
    assert build(FLEET.format(12), FLEET.format(12)).summary.agreement_by_origin is None


def test_a_sentence_without_a_link_is_one_single_with_its_text() -> None:
    singles = [f for f in build(FLEET.format(12), CALM).findings if f.code == "SRC101"]
    texts = {f.accounts[0].text for f in singles}
    assert CALM.strip() in texts
    assert all(finding.severity is Severity.INFO for finding in singles)


@pytest.mark.parametrize(
    ("reference", "code", "severity"), [("a", "SRC201", "warning"), ("b", "SRC202", "info")]
)
def test_a_reference_turns_singles_into_added_and_missing(
    reference: str, code: str, severity: str
) -> None:
    built = build(FLEET.format(12), FLEET.format(12) + "\n" + CALM, reference=reference)
    (finding,) = [f for f in built.findings if f.outcome is Outcome.SINGLE]
    assert (finding.code, finding.severity.value) == (code, severity)


def test_fingerprints_ignore_text_elsewhere() -> None:
    first = boats(build(FLEET.format(12), FLEET.format(21)))[0]
    moved = boats(build(CALM + "\n" + FLEET.format(12), FLEET.format(21)))[0]
    assert first.fingerprint == moved.fingerprint
    assert first.accounts[0].mentions[0].start != moved.accounts[0].mentions[0].start


def test_fingerprints_change_with_the_value() -> None:
    first = boats(build(FLEET.format(12), FLEET.format(21)))[0]
    other = boats(build(FLEET.format(12), FLEET.format(22)))[0]
    assert first.fingerprint != other.fingerprint


def test_summary_counts_pairs() -> None:
    built = build(FLEET.format(12), FLEET.format(12), FLEET.format(21))
    pairs = {pair.articles: pair for pair in built.summary.pairs}
    assert pairs["a", "b"].diverge == 0
    assert pairs["a", "c"].diverge == pairs["b", "c"].diverge == 1


def test_no_chaining() -> None:
    """a~b, b~c, c~d by one strong link each do not make one fact of a and d."""
    nodes = [Node(i, 0, 1, "quantity") for i in range(4)]
    rung_ = BOATS.ladder[0]
    edges = [Edge(a, b, 0.9, rung_) for a, b in itertools.pairwise(nodes)]
    groups = clusters(edges)
    assert max(len(group) for group in groups) < 4


def test_grouping_is_the_same_in_any_order() -> None:
    nodes = [Node(i, 0, 1, "quantity") for i in range(5)]
    rung_ = BOATS.ladder[0]
    edges = [
        Edge(nodes[i], nodes[j], score, rung_)
        for i, j, score in [(0, 1, 0.9), (1, 2, 0.8), (0, 2, 0.7), (2, 3, 0.6), (3, 4, 0.95)]
    ]
    assert clusters(edges) == clusters(edges[::-1])
