"""The metrics of bench/quality.py, on tiny hand-made rows and reports."""

from __future__ import annotations

import importlib.util
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from consistency import Article

_PATH = Path(__file__).resolve().parent.parent / "bench" / "quality.py"
_SPEC = importlib.util.spec_from_file_location("bench_quality", _PATH)
assert _SPEC is not None
assert _SPEC.loader is not None
quality = importlib.util.module_from_spec(_SPEC)
sys.modules["bench_quality"] = quality
_SPEC.loader.exec_module(quality)


# ----------------------------------------------------------------------------------------- builders


def value(
    low: float | None, high: float | None = None, commitment: str = "exact", **more: Any
) -> dict[str, Any]:
    """A quantity's value; `high` is `low` for the commitments with one figure."""
    if high is None and commitment in ("exact", "approximate"):
        high = low
    entry = {"low": low, "high": high, "low_open": low is None, "high_open": high is None}
    return {**entry, "commitment": commitment, "unit": None, "thing": None, **more}


def quantity(
    low: float | None, high: float | None = None, commitment: str = "exact", **more: Any
) -> dict[str, Any]:
    return {"kind": "quantity", "value": value(low, high, commitment, **more)}


def gold(change: str, figure: str, unit: str = "boats") -> dict[str, Any]:
    return {"change": change, "value": figure, "unit": unit, "normalized_unit": unit}


def mention(article: str, start: int, end: int) -> dict[str, Any]:
    return {"article": article, "start": start, "end": end}


def finding(
    *accounts: Sequence[tuple[str, int, int]],
    kind: str = "quantity",
    outcome: str = "diverge",
    relation: str | None = "conflict",
    severity: str = "error",
) -> dict[str, Any]:
    return {
        "kind": kind,
        "outcome": outcome,
        "relation": relation,
        "severity": severity,
        "accounts": [{"mentions": [mention(*place) for place in places]} for places in accounts],
    }


class Canned:
    """A tool that answers every row alike."""

    def __init__(
        self,
        findings: list[dict[str, Any]] | None = None,
        mentions: list[dict[str, Any]] | None = None,
    ) -> None:
        self.findings, self.mentions = findings or [], mentions or []
        self.references: list[str | None] = []

    def check(
        self,
        articles: Sequence[Article],
        reference: str | None = None,
    ) -> dict[str, Any]:
        self.references.append(reference)
        return {"articles": [], "links": [], "findings": self.findings}

    def extract(self, article: Article) -> list[dict[str, Any]]:
        return self.mentions

    def words(self, left: str, right: str) -> list[tuple[tuple[int, int], tuple[int, int]]]:
        return []


# ------------------------------------------------------------------------------------------ figures


def test_f1_has_its_counts() -> None:
    entry = quality.f1(3, 4, 6)
    assert entry == {
        "value": 0.6,
        "precision": 0.75,
        "recall": 0.5,
        "matched": 3,
        "predicted": 4,
        "gold": 6,
    }
    assert quality.f1(0, 0, 0)["value"] is None
    assert quality.f1(0, 0, 5)["value"] == 0.0
    assert quality.share(0, 0)["value"] is None
    assert quality.share(1, 4) == {"value": 0.25, "hits": 1, "of": 4}


# --------------------------------------------------------------------------------------- quantities


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        *[("84", (84, 84)), ("-5.0", (-5, -5)), ("10-12", (10, 12)), ("48.5-4.0", (4, 48.5))],
        *[("3.0 - 4.0", (3, 4)), ("1.99E-29", (1.99e-29, 1.99e-29)), ("-7-2", (-7, 2))],
    ],
)
def test_number_ends(text: str, ends: tuple[float, float]) -> None:
    assert quality.number_ends(text) == ends


def test_number_ends_refuses_words() -> None:
    with pytest.raises(ValueError, match="not a number"):
        quality.number_ends("dozens")


def score(golds: list[dict[str, Any]], mentions: list[dict[str, Any]]) -> dict[str, Any]:
    return quality.score_quantities([{"quantities": golds}], [mentions])


def test_quantities_match_one_to_one() -> None:
    metrics = score([gold("=", "12"), gold("=", "12")], [quantity(12)])
    assert metrics["value F1"]["matched"] == 1
    metrics = score([gold("=", "12")], [quantity(12), quantity(12)])
    assert (metrics["value F1"]["matched"], metrics["value F1"]["predicted"]) == (1, 2)


def test_quantities_prefer_the_match_that_agrees_most() -> None:
    mentions = [quantity(12), quantity(12, None, "at-least", unit="boat")]
    metrics = score([gold(">", "12"), gold("=", "12", "-")], mentions)
    assert metrics["value and change F1"]["matched"] == 2
    assert metrics["value and unit F1"]["matched"] == 2


@pytest.mark.parametrize(
    ("change", "figure", "found", "agrees"),
    [
        ("=", "84", quantity(84), True),
        ("up", "84", quantity(84), True),
        ("down", "84", quantity(84), True),
        ("~", "84", quantity(84, None, "approximate"), True),
        (">", "84", quantity(84, None, "more-than"), True),
        (">", "84", quantity(84, None, "at-least"), True),
        ("<", "84", quantity(None, 84, "less-than"), True),
        ("<", "84", quantity(None, 84, "at-most"), True),
        ("=", "1000-10000", quantity(1000, 10000, "vague"), True),
        ("=", "10-12", quantity(10, 12, "range"), True),
        ("=", "12-10", quantity(10, 12, "range"), True),
        ("=", "84", quantity(84, None, "approximate"), False),
        (">", "84", quantity(84), False),
        ("<", "84", quantity(84, None, "at-least"), False),
        ("up", "84", quantity(84, None, "at-least"), False),
        ("=", "10-12", quantity(10, 12, "vague"), False),
    ],
)
def test_change(change: str, figure: str, found: dict[str, Any], agrees: bool) -> None:
    metrics = score([gold(change, figure)], [found])
    assert metrics["value F1"]["matched"] == 1
    assert metrics["value and change F1"]["matched"] == agrees


@pytest.mark.parametrize(
    ("figure", "found"),
    [
        ("84", quantity(48)),
        ("10-12", quantity(10)),
        ("10-12", quantity(10, 13, "range")),
        ("5", quantity(-5)),
    ],
)
def test_other_values_do_not_match(figure: str, found: dict[str, Any]) -> None:
    assert score([gold("=", figure)], [found])["value F1"]["matched"] == 0


@pytest.mark.parametrize(
    ("commitment", "predicted"), [("vague", 0), ("grammatical", 0), ("exact", 1)]
)
def test_vague_and_grammatical_extras_are_free(commitment: str, predicted: int) -> None:
    assert score([], [quantity(2, 9, commitment)])["value F1"]["predicted"] == predicted


def test_grammatical_with_a_counterpart_counts() -> None:
    metrics = score([gold("=", "1")], [quantity(1, 1, "grammatical")])
    assert metrics["value F1"] == quality.f1(1, 1, 1)


def test_hedged_rows() -> None:
    golds = [gold("~", "5"), gold(">", "6"), gold("=", "7")]
    mentions = [quantity(5, None, "approximate"), quantity(6), quantity(7, None, "at-least")]
    entry = score(golds, mentions)["change ~ > < F1"]
    assert (entry["matched"], entry["predicted"], entry["gold"]) == (1, 2, 2)


def test_vague_for_a_plain_gold_range_is_no_hedge() -> None:
    entry = score([gold("=", "12-120")], [quantity(12, 120, "vague")])["change ~ > < F1"]
    assert entry["predicted"] == 0


@pytest.mark.parametrize(
    ("unit", "normalized", "ours", "agrees"),
    [
        ("boats", "boat", "boat", True),
        ("fast wooden boats", "fast wooden boat", "boat", True),
        ("%", "percentage", "percent", True),
        ("per cent", "percentage", "%", True),
        ("US$ per barrel", "dollar per barrel", "$", True),
        ("feet", "foot", "foot", True),
        ("mph", "mile per hour", "mph", True),
        ("people", "people", "person", True),
        ("-", "-", None, True),
        ("boats", "boat", "crew", False),
        ("US$ per barrel", "dollar per barrel", "barrel", False),
        ("boats", "boat", None, False),
        ("-", "-", "boat", False),
    ],
)
def test_units(unit: str, normalized: str, ours: str | None, agrees: bool) -> None:
    one = {"unit": unit, "normalized_unit": normalized}
    assert quality.unit_agrees(one, {"unit": ours, "thing": None}) is agrees


# ------------------------------------------------------------------------------------------- ranges


@pytest.mark.parametrize(
    ("interval", "found", "agrees"),
    [
        ("[20,30)", value(20, 30, "range"), True),
        ("[20,30)", {**value(20, 30, "range"), "high_open": True}, True),
        ("[20,30]", {**value(20, 30, "range"), "high_open": True}, False),
        ("[20,30)", {**value(20, 30, "range"), "low_open": True}, False),
        ("(20,)", {**value(20, None, "more-than"), "low_open": True}, True),
        ("(20,)", value(20, None, "at-least"), False),
        ("[20,)", value(20, None, "at-least"), True),
        ("(,20]", value(None, 20, "at-most"), True),
        ("(,20)", value(None, 20, "at-most"), False),
        ("(,20)", {**value(None, 20, "less-than"), "high_open": True}, True),
        ("[20,20]", value(20), True),
        ("[20,30)", value(20, 31, "range"), False),
        ("[20,)", value(20), False),
    ],
)
def test_intervals(interval: str, found: dict[str, Any], agrees: bool) -> None:
    assert quality.interval_agrees(interval, found) is agrees


def test_ranges_need_every_interval() -> None:
    rows = [
        {"ranges": [{"interval": "[1,2]"}, {"interval": "[1,2]"}]},
        {"ranges": []},
        {"ranges": []},
    ]
    one = quantity(1, 2, "range")
    metrics = quality.score_ranges(rows, [[one], [], [one]])
    assert metrics["rows complete"] == quality.share(2, 3)
    assert metrics["rows complete, nothing else found"] == quality.share(1, 3)
    assert quality.score_ranges(rows[:1], [[one, dict(one)]])["rows complete"]["hits"] == 1


# ------------------------------------------------------------------------------------------- claims

BOTH = [("evidence", 0, 2)], [("claim", 0, 2)]


@pytest.mark.parametrize(
    ("findings", "prediction"),
    [
        ([finding(*BOTH)], "diverge"),
        ([finding(*BOTH, kind="polarity")], "diverge"),
        ([finding(*BOTH, relation="less-precise", severity="warning")], "agree"),
        ([finding([*BOTH[0], *BOTH[1]], outcome="agree", relation="equal")], "agree"),
        ([finding([*BOTH[0], *BOTH[1]], outcome="agree", relation="equal", kind="date")], "agree"),
        (
            [finding([*BOTH[0], *BOTH[1]], outcome="agree", relation="equal", kind="name")],
            "neither",
        ),
        ([finding([("claim", 0, 2)], [("claim", 5, 7)])], "neither"),
        ([finding(*BOTH, outcome="incomparable", relation=None)], "neither"),
        ([finding(BOTH[1], outcome="single", relation=None)], "neither"),
        ([], "neither"),
    ],
)
def test_claims_prediction(findings: list[dict[str, Any]], prediction: str) -> None:
    tool = Canned(findings)
    assert quality.predict_claims({"evidence": "A.", "claim": "B."}, tool) == prediction
    assert tool.references == ["evidence"]


def test_claims_score() -> None:
    labels = [
        ("agree", True),
        ("diverge", True),
        ("agree", True),
        ("neither", True),
        ("diverge", False),
    ]
    rows = [{"label": label, "bounded": bounded} for label, bounded in labels]
    metrics = quality.score_claims(rows, ["agree", "agree", "neither", "diverge", "diverge"])
    assert metrics["accuracy, bounded"] == quality.share(1, 3)
    assert metrics["coverage, bounded"] == quality.share(2, 3)
    assert metrics["accuracy, covered"] == quality.share(1, 2)
    assert metrics["precision of diverge, all rows"] == quality.share(1, 2)


# ---------------------------------------------------------------------------------------- headlines


@pytest.mark.parametrize(
    ("text", "chunk", "found"),
    [
        ("Ferry sinks , 12 dead", "12 dead", "12 dead"),
        ("Nell Orr , noted diver , dies", "Nell Orr noted diver", "Nell Orr , noted diver"),
        ("dive in the dive hall", "dive hall", "dive hall"),
        ("in a car in a bus", "in bus", "in a bus"),
        ("said it on 1 1 May", "1 May", "1 May"),
        ("Ferry sinks", "Ferry floats", None),
        ("Ferries sink", "Ferr", None),
    ],
)
def test_locate_chunk(text: str, chunk: str, found: str | None) -> None:
    span = quality.locate_chunk(text, chunk)
    assert (text[span[0] : span[1]] if span else None) == found


HEADLINES = {
    "left": "Ferry sinks , 12 dead",
    "right": "At least ten die as ferry sinks",
    "links": [
        {"left": "12 dead", "right": "At least ten die", "type": "SIMI"},
        {"left": "Ferry sinks", "right": "ferry sinks", "type": "EQUI"},
        {"left": "12 dead", "right": "At least ten die", "type": "REL"},
        {"left": None, "right": "as ten", "type": "NOALI"},
    ],
}


def test_headline_chunks_need_a_number_and_a_type() -> None:
    assert quality.headline_chunks(HEADLINES) == [((14, 21), (0, 16), "SIMI")]


@pytest.mark.parametrize(
    ("findings", "prediction"),
    [
        ([finding([("left", 14, 16)], [("right", 9, 12)])], "SIMI"),
        ([finding([("left", 14, 16)], [("right", 9, 12)], relation="less-precise")], "SPE"),
        (
            [finding([("left", 14, 16), ("right", 9, 12)], relation="equal", outcome="agree")],
            "EQUI",
        ),
        (
            [
                finding([("left", 14, 16), ("right", 9, 12)], relation="equal", outcome="agree"),
                finding(
                    [("left", 17, 21)], [("right", 0, 8)], kind="wording", relation="less-precise"
                ),
            ],
            "SPE",
        ),
        (
            [finding([("left", 14, 16)], [("right", 0, 8)], relation="altered-quote")],
            "altered-quote",
        ),
        ([finding([("left", 0, 5)], [("right", 9, 12)])], "none"),
        ([finding([("left", 14, 16)], outcome="single", relation=None)], "none"),
        ([], "none"),
    ],
)
def test_headline_prediction(findings: list[dict[str, Any]], prediction: str) -> None:
    assert quality.predict_headlines(HEADLINES, Canned(findings)) == [prediction]


def test_headline_score() -> None:
    rows = [HEADLINES, HEADLINES]
    metrics = quality.score_headlines(rows, [["SIMI"], ["none"]])
    assert metrics["accuracy"] == quality.share(1, 2)
    assert metrics["SIMI F1"]["value"] == pytest.approx(2 / 3)
    assert metrics["macro-F1"]["value"] == pytest.approx(2 / 9)


# -------------------------------------------------------------------------------------------- edits


@pytest.mark.parametrize(
    ("found", "prediction"),
    [
        (finding([("original", 0, 2)], [("rewrite", 0, 2)]), "diverge"),
        (finding([("original", 0, 2)], [("rewrite", 0, 2)], severity="warning"), "diverge"),
        (finding([("original", 0, 2)], [("rewrite", 0, 2)], relation="altered-quote"), "diverge"),
        (
            finding(
                [("original", 0, 2)],
                [("rewrite", 0, 2)],
                relation="different-certainty",
                severity="warning",
            ),
            "diverge",
        ),
        (
            finding([("rewrite", 0, 2)], outcome="single", relation=None, severity="warning"),
            "diverge",
        ),
        (finding([("rewrite", 0, 2)], outcome="single", relation=None, severity="info"), "agree"),
        (
            finding([("original", 0, 2)], outcome="single", relation=None, severity="warning"),
            "agree",
        ),
        (finding([("original", 0, 2)], [("rewrite", 0, 2)], severity="info"), "agree"),
        (
            finding(
                [("original", 0, 2)],
                [("rewrite", 0, 2)],
                relation="less-precise",
                severity="warning",
            ),
            "agree",
        ),
    ],
)
def test_edits_prediction(found: dict[str, Any], prediction: str) -> None:
    tool = Canned([found])
    assert quality.predict_edits({"original": "A.", "rewrite": "B."}, tool) == prediction
    assert tool.references == ["original"]


def test_edits_score() -> None:
    rows = [
        {"domain": "news", "label": "diverge", "edit_types": ["swap", "negation"]},
        {"domain": "news", "label": "diverge", "edit_types": ["swap"]},
        {"domain": "news", "label": "agree", "edit_types": []},
        {"domain": "talk", "label": "diverge", "edit_types": ["negation"]},
        {"domain": "talk", "label": "agree", "edit_types": []},
    ]
    metrics = quality.score_edits(rows, ["diverge", "agree", "agree", "agree", "diverge"])
    assert metrics["balanced accuracy, news"]["value"] == 0.75
    assert metrics["balanced accuracy, talk"]["value"] == 0.0
    assert metrics["balanced accuracy, overall"]["value"] == pytest.approx((1 / 3 + 1 / 2) / 2)
    assert metrics["recall, swap"] == quality.share(1, 2)
    assert metrics["recall, negation"] == quality.share(1, 2)


# -------------------------------------------------------------------------------------------- times


def timex(start: int, end: int, when: str = "2024-05-14", kind: str = "DATE") -> dict[str, Any]:
    return {"start": start, "end": end, "type": kind, "value": when, "timex": when}


def test_times() -> None:
    row = {
        "times": [
            timex(0, 6),
            timex(10, 20),
            timex(30, 35, "2024"),
            timex(40, 45, "P3D", "DURATION"),
        ]
    }
    found = [timex(0, 6), timex(12, 20, "2024-05-15"), timex(50, 55)]
    metrics = quality.score_times([row], [found])
    assert metrics["overlap F1"] == quality.f1(2, 3, 3)
    assert metrics["exact F1"] == quality.f1(1, 3, 3)
    assert metrics["value, of the overlapping"] == quality.share(1, 2)


def test_times_match_one_to_one_by_best_overlap() -> None:
    assert quality.match_spans([timex(0, 10)], [timex(0, 3), timex(2, 10)]) == [(0, 1)]
    assert quality.match_spans([timex(0, 4), timex(4, 8)], [timex(0, 8)]) == [(0, 0)]
    assert quality.match_spans([timex(0, 4)], [timex(4, 8)]) == []


def test_times_prediction_keeps_dates() -> None:
    found = [{"kind": "date", "start": 1, "end": 3, "value": {"timex": "2024"}}, quantity(3)]
    row = {"text": "It did.", "published": "2024-05-14"}
    assert quality.predict_times(row, Canned(mentions=found)) == [
        {"start": 1, "end": 3, "timex": "2024"}
    ]


# ------------------------------------------------------------------------------------- attributions


def spans(content: list[list[int]], source: list[list[int]] | None = None) -> dict[str, Any]:
    return {"content": content, "source": source or [], "cue": []}


@pytest.mark.parametrize(
    ("ours", "found"),
    [
        ([[0, 100]], True),
        ([[0, 50]], True),
        ([[0, 49]], False),
        ([[0, 40], [60, 100]], True),
        ([[50, 200]], False),
        ([], False),
    ],
)
def test_attribution_contents(ours: list[list[int]], found: bool) -> None:
    row = {"attributions": [spans([[0, 100]])]}
    assert quality.score_attributions([row], [[spans(ours)]])["content F1"]["matched"] == found


def test_attribution_sources_count_where_gold_has_one() -> None:
    row = {
        "attributions": [
            spans([[0, 10]], [[20, 30]]),
            spans([[40, 50]], [[60, 70]]),
            spans([[80, 90]]),
        ]
    }
    ours = [
        spans([[0, 10]], [[20, 30]]),
        spans([[40, 50]], [[65, 72]]),
        spans([[80, 90]], [[95, 99]]),
    ]
    metrics = quality.score_attributions([row], [ours])
    assert metrics["content F1"]["matched"] == 3
    assert metrics["source overlaps, of the found"] == quality.share(2, 2)
    assert metrics["source exact, of the found"] == quality.share(1, 2)


def test_attributions_match_one_to_one() -> None:
    row = {"attributions": [spans([[0, 10]])]}
    metrics = quality.score_attributions([row], [[spans([[0, 8]]), spans([[0, 10]])]])
    assert (metrics["content F1"]["matched"], metrics["content F1"]["predicted"]) == (1, 2)


# ------------------------------------------------------------------------------------- propositions


def test_propositions() -> None:
    row = {
        "left": "the crew left port",
        "right": "sailors departed today",
        "links": [
            {"left": "the crew", "right": "sailors"},
            {"left": "left port", "right": "departed"},
        ],
    }
    words = [((4, 8), (0, 7)), ((9, 13), (17, 22)), ((14, 18), (0, 7))]
    metrics = quality.score_propositions([row], [words])
    assert metrics["gold links with an aligned word"] == quality.share(1, 2)
    assert metrics["precision of aligned words"] == quality.share(2, 3)
    assert metrics["precision of aligned words, both in one link"] == quality.share(1, 3)


# -------------------------------------------------------------------------------------------- pairs


@pytest.mark.parametrize(
    ("ours", "gold_span", "same"),
    [
        (("a", 0, 10), ("a", 0, 10), True),
        (("a", 0, 10), ("a", 5, 10), True),
        (("a", 0, 10), ("a", 6, 10), False),
        (("a", 0, 10), ("a", 5, 15), True),
        (("a", 0, 10), ("a", 6, 16), False),
        (("a", 0, 10), ("b", 0, 10), False),
        (("a", 3, 3), ("a", 3, 3), False),
    ],
)
def test_same_sentence(ours: Any, gold_span: Any, same: bool) -> None:
    assert quality.same_sentence(ours, gold_span) is same
    assert quality.same_sentence(gold_span, ours) is same


@pytest.mark.parametrize(
    ("start", "end", "found"),
    [
        (10, 20, True),
        (15, 20, True),
        (0, 15, True),  # half of the gold span, which is the shorter
        (0, 14, False),
        (5, 55, True),  # 50 = 3 * 10 + 20
        (5, 56, False),  # longer than that
        (19, 22, False),
        (18, 21, True),  # two thirds of the mention, which is the shorter
        (30, 40, False),
        (12, 12, False),
    ],
)
def test_covers(start: int, end: int, found: bool) -> None:
    assert quality.covers(mention("a", start, end), ("a", 10, 20)) is found
    assert quality.covers(mention("b", start, end), ("a", 10, 20)) is False


@pytest.mark.parametrize(
    ("ours", "wanted", "same"),
    [
        ("name", "attribution", True),
        ("attribution", "name", True),
        ("wording", "other", True),
        ("statement", "other", True),
        ("quantity", "quantity", True),
        ("quantity", "other", False),
        ("name", "other", False),
        ("quotation", "attribution", False),
    ],
)
def test_kinds(ours: str, wanted: str, same: bool) -> None:
    fact = quality.GoldFact("diverge", "conflict", wanted, ())
    assert quality.same_kind(finding(kind=ours), fact) is same


def sentences(article: str, *ends: tuple[int, int]) -> dict[str, Any]:
    entries = [{"index": i, "start": start, "end": end} for i, (start, end) in enumerate(ends)]
    return {"id": article, "sentences": entries}


def link(left: tuple[str, int], right: tuple[str, int], score: float) -> dict[str, Any]:
    ends = [{"article": article, "sentence": index} for article, index in (left, right)]
    return {"left": ends[0], "right": ends[1], "kind": "same", "score": score}


REPORT_ARTICLES = [sentences("left", (0, 50), (51, 100)), sentences("right", (0, 40), (41, 90))]


def story(
    *,
    links: list[dict[str, Any]] | None = None,
    findings: list[dict[str, Any]] | None = None,
    gold_links: list[Any] | None = None,
    facts: list[Any] | None = None,
) -> dict[str, Any]:
    counts = quality.StoryCounts()
    report = {"articles": REPORT_ARTICLES, "links": links or [], "findings": findings or []}
    quality.count_story(quality.Gold(tuple(gold_links or ()), tuple(facts or ())), report, counts)
    return quality.story_metrics(counts)


def test_links() -> None:
    gold_links = [(("left", 0, 50), ("right", 0, 40)), (("left", 51, 100), ("right", 41, 90))]
    links = [
        link(("left", 0), ("right", 0), 0.9),
        link(("left", 0), ("right", 1), 0.35),
        link(("left", 0), ("left", 1), 0.9),  # inside one article: not asked for
    ]
    metrics = story(links=links, gold_links=gold_links)
    assert metrics["links F1"] == quality.f1(1, 2, 2, 1)
    assert metrics["link score calibration error"]["value"] == pytest.approx((0.1 + 0.35) / 2)


def test_links_match_seen_from_either_side() -> None:
    gold_links = [(("left", 0, 50), ("right", 0, 40))]
    metrics = story(links=[link(("right", 0), ("left", 0), 1.0)], gold_links=gold_links)
    assert metrics["links F1"]["value"] == 1.0
    assert metrics["link score calibration error"]["value"] == 0.0


def test_calibration_counts_within_bins() -> None:
    gold_links = [(("left", 0, 50), ("right", 0, 40))]
    links = [link(("left", 0), ("right", 0), 0.52), link(("left", 1), ("right", 1), 0.58)]
    metrics = story(links=links, gold_links=gold_links)
    assert metrics["link score calibration error"]["value"] == pytest.approx(0.05)


def fact(outcome: str = "diverge", relation: str = "conflict", kind: str = "quantity") -> Any:
    return quality.GoldFact(outcome, relation, kind, (("left", 10, 20), ("right", 30, 40)))


LEFT, RIGHT = ("left", 10, 20), ("right", 30, 40)


def test_right_alarm() -> None:
    metrics = story(findings=[finding([LEFT], [RIGHT])], facts=[fact()])
    assert metrics["diverge precision"] == quality.share(1, 1)
    assert metrics["diverge recall, all"] == quality.share(1, 1)
    assert metrics["diverge recall, typed"] == quality.share(1, 1)
    assert metrics["relation accuracy, matched"] == quality.share(1, 1)
    assert metrics["diverge precision, conflict"] == quality.share(1, 1)


@pytest.mark.parametrize(
    ("found", "gold_fact"),
    [
        (finding([LEFT], [RIGHT]), fact("agree", "equal")),
        (finding([LEFT], [RIGHT]), fact(kind="date")),
        (finding([LEFT], [("right", 60, 70)]), fact()),
        (finding([LEFT], [RIGHT]), fact("none")),
    ],
)
def test_false_alarm(found: dict[str, Any], gold_fact: Any) -> None:
    metrics = story(findings=[found], facts=[gold_fact])
    assert metrics["diverge precision"] == quality.share(0, 1)


def test_info_is_no_alarm_but_is_found() -> None:
    metrics = story(findings=[finding([LEFT], [RIGHT], severity="info")], facts=[fact()])
    assert metrics["diverge precision"] == quality.share(0, 0)
    assert metrics["diverge recall, all"] == quality.share(1, 1)
    assert metrics["diverge recall at warning, all"] == quality.share(0, 1)


def test_a_disagreement_inside_one_article_is_no_alarm() -> None:
    metrics = story(findings=[finding([LEFT], [("left", 60, 70)])], facts=[fact()])
    assert metrics["diverge precision"]["of"] == 0


def test_relation_is_that_of_the_finding_that_fits_best() -> None:
    findings = [
        finding([("left", 10, 45)], [("right", 20, 60)]),
        finding([LEFT], [RIGHT], relation="less-precise"),
    ]
    metrics = story(findings=findings, facts=[fact(relation="less-precise")])
    assert metrics["relation accuracy, matched"] == quality.share(1, 1)


THREE = [[LEFT, RIGHT], [("third", 0, 9)], [("fourth", 0, 9)]]


@pytest.mark.parametrize(
    ("places", "outcome", "relation"),
    [
        ((LEFT, RIGHT), "agree", "equal"),
        ((LEFT, ("third", 0, 9)), "diverge", "less-precise"),
        ((LEFT, ("fourth", 0, 9)), "diverge", "conflict"),
        ((("third", 0, 9), ("fourth", 0, 9)), "incomparable", None),
    ],
)
def test_verdict_over_three_articles(places: Any, outcome: str, relation: str | None) -> None:
    found = finding(*THREE)
    found["relations"] = [
        {"accounts": [0, 1], "relation": "less-precise"},
        {"accounts": [0, 2], "relation": "conflict"},
    ]
    wanted = quality.GoldFact("diverge", "conflict", "quantity", places)
    assert quality.verdict(found, wanted) == (outcome, relation)


def test_verdict_over_two_articles_is_the_findings_own() -> None:
    found = finding([LEFT, RIGHT], [("left", 60, 70)])
    assert quality.verdict(found, fact("agree", "equal")) == ("diverge", "conflict")


def test_agreements() -> None:
    agreed = finding([LEFT, RIGHT], outcome="agree", relation="equal", severity="info")
    facts = [fact("agree", "equal"), fact("agree", "equal", "other")]
    metrics = story(findings=[agreed], facts=facts)
    assert metrics["agree recall, all"] == quality.share(1, 2)
    assert metrics["agree recall, typed"] == quality.share(1, 1)


@pytest.mark.parametrize(
    ("found", "counted"),
    [
        (finding([LEFT], [RIGHT], kind="name"), 1),
        (finding([LEFT, RIGHT], outcome="agree", relation="equal"), 1),
        (finding([LEFT], outcome="single", relation=None), 0),
    ],
)
def test_typed_agreements_that_any_finding_stands_over(found: dict[str, Any], counted: int) -> None:
    metrics = story(
        findings=[found], facts=[fact("agree", "equal"), fact("agree", "equal", "certainty")]
    )
    assert metrics["typed agreements with any finding over both"] == quality.share(counted, 1)


@pytest.mark.parametrize(("severity", "sprung"), [("error", 1), ("warning", 1), ("info", 0)])
def test_traps(severity: str, sprung: int) -> None:
    metrics = story(findings=[finding([LEFT], [RIGHT], severity=severity)], facts=[fact("none")])
    assert metrics["traps sprung"] == quality.share(sprung, 1)


def test_pairs_row() -> None:
    row = {
        "left": {"text": "x" * 100, "published": "2024-05-14"},
        "right": {"text": "y" * 90, "published": None},
        "links": [{"left": [0, 50], "right": [0, 40], "kind": "same"}],
        "facts": [
            {
                "outcome": "diverge",
                "relation": "conflict",
                "kind": "quantity",
                "left": {"start": 10, "end": 20},
                "right": {"start": 30, "end": 40},
            }
        ],
    }
    report = {
        "articles": REPORT_ARTICLES,
        "links": [link(("left", 0), ("right", 0), 1.0)],
        "findings": [finding([LEFT], [RIGHT])],
    }
    metrics = quality.score_pairs([row], [report])
    assert metrics["links F1"]["value"] == 1.0
    assert metrics["diverge precision"] == quality.share(1, 1)
    articles = quality.pairs_articles(row)
    assert [article.id for article in articles] == ["left", "right"]
    assert str(articles[0].published) == "2024-05-14"
    assert articles[1].published is None


# ----------------------------------------------------------------------------------------- fixtures


def test_occurrence() -> None:
    assert quality.occurrence("a boat, a boat", "boat") == (2, 6)
    assert quality.occurrence("a boat, a boat", "boat", 2) == (10, 14)
    with pytest.raises(ValueError, match="occurrence 3"):
        quality.occurrence("a boat, a boat", "boat", 3)


class Reporter(Canned):
    """A tool whose report has each article as one sentence, all linked."""

    def check(
        self,
        articles: Sequence[Article],
        reference: str | None = None,
    ) -> dict[str, Any]:
        return {
            "articles": [sentences(article.id, (0, len(article.text))) for article in articles],
            "links": [link(("a", 0), ("b", 0), 1.0)],
            "findings": self.findings,
        }


def write_fixture(folder: Path, **gold_file: Any) -> None:
    folder.mkdir()
    (folder / "a.txt").write_text("Nine crews searched the bay on Monday.", encoding="utf-8")
    (folder / "b.txt").write_text("On Monday seven crews searched the bay.", encoding="utf-8")
    entry = {"articles": ["a.txt", "b.txt"], "published": {"a.txt": "2024-05-14"}, **gold_file}
    (folder / "gold.json").write_text(json.dumps(entry), encoding="utf-8")


def test_fixtures(tmp_path: Path) -> None:
    facts = [
        {
            "outcome": "diverge",
            "relation": "conflict",
            "kind": "quantity",
            "mentions": [["a", "Nine crews"], ["b", "seven crews"]],
        },
        {"outcome": "none", "mentions": [["a", "Monday"], ["b", "Monday"]]},
    ]
    links = [
        {
            "left": ["a", "Nine crews"],
            "right": ["b", "On Monday seven crews searched the bay."],
            "kind": "same",
        }
    ]
    write_fixture(tmp_path / "bay", links=links, facts=facts)
    tool = Reporter([finding([("a", 0, 10)], [("b", 10, 21)])])
    result = quality.measure_fixtures(tmp_path, tool)
    assert result["rows"] == 1
    assert result["metrics"]["links F1"]["value"] == 1.0
    assert result["metrics"]["diverge precision"] == quality.share(1, 1)
    assert result["metrics"]["traps sprung"] == quality.share(0, 1)


def test_fixture_with_a_surface_that_is_not_there(tmp_path: Path) -> None:
    write_fixture(tmp_path / "bay", facts=[{"outcome": "none", "mentions": [["a", "ten crews"]]}])
    with pytest.raises(SystemExit, match=r"gold\.json: occurrence 1 of 'ten crews'"):
        quality.measure_fixtures(tmp_path, Reporter())


def test_no_fixtures(tmp_path: Path) -> None:
    assert quality.measure_fixtures(tmp_path, Reporter()) == {}


# ---------------------------------------------------------------------------------- what went wrong


def test_misses_of_quantities() -> None:
    row = {
        "text": "T",
        "quantities": [gold("=", "1"), gold(">", "2"), gold("=", "3"), gold("=", "4")],
    }
    mentions = [{**quantity(2), "text": "2"}, {**quantity(3, unit="crew"), "text": "3"}]
    mentions += [{**quantity(4, unit="boat"), "text": "4"}, {**quantity(9), "text": "9"}]
    assert quality.misses_quantities(row, mentions) == [
        "missed = 1 boats | T",
        "change > 2 boats: exact | T",
        "unit = 3 boats: crew, None | T",
        "extra '9' | T",
    ]


def test_misses_of_times() -> None:
    text = "Monday then May then noon then June"
    row = {"text": text, "times": [timex(0, 6), timex(12, 15), timex(21, 25)]}
    found = [timex(12, 15, "2024-05"), timex(16, 25), timex(31, 35)]
    assert [line.split(" |")[0] for line in quality.misses_times(row, found)] == [
        "missed 2024-05-14",
        "value 2024-05-14: 2024-05",
        "span 'then noon'",
        "extra 2024-05-14",
    ]


def test_misses_of_labels_and_chunks() -> None:
    row = {"label": "agree", "evidence": "A.", "claim": "B."}
    assert quality.misses_label(row, "diverge") == ["agree, predicted diverge | A. || B."]
    assert quality.misses_label(row, "agree") == []
    assert quality.misses_headlines(HEADLINES, ["SIMI"]) == []
    (line,) = quality.misses_headlines(HEADLINES, ["none"])
    assert line.startswith("SIMI, predicted none | 12 dead || At least ten die |")


def test_misses_of_pairs() -> None:
    entry = {"outcome": "diverge", "relation": "conflict", "kind": "quantity", "note": "why"}
    entry |= {
        "left": {"start": 10, "end": 20, "text": "L"},
        "right": {"start": 30, "end": 40, "text": "R"},
    }
    false = {**finding([("left", 60, 70)], [("right", 60, 70)])}
    for account in false["accounts"]:
        account["text"] = "X"
    row = {"links": [], "facts": [entry]}
    assert quality.misses_pairs(row, {"findings": [false]}) == [
        "false quantity conflict | X || X",
        "missed quantity diverge conflict: nothing | L || R (why)",
    ]
    assert quality.misses_pairs(row, {"findings": [finding([LEFT], [RIGHT])]}) == []


# ---------------------------------------------------------------------------------------- measuring


@pytest.mark.parametrize(
    ("count", "limit", "kept"),
    [(5, None, [0, 1, 2, 3, 4]), (10, 5, [0, 2, 4, 6, 8]), (7, 3, [0, 2, 4]), (2, 9, [0, 1])],
)
def test_sample_is_even(count: int, limit: int | None, kept: list[int]) -> None:
    assert [row["i"] for row in quality.sample([{"i": i} for i in range(count)], limit)] == kept


def test_table_says_what_it_left_out() -> None:
    entry = {"rows": 5, "of": 20, "failures": 2, "metrics": {"value F1": quality.f1(3, 4, 6)}}
    printed = quality.table({"quantities": entry})
    assert "SUBSAMPLE: every 4.0th of 20" in printed
    assert "2 FAILED" in printed
    assert "value F1   60.0  precision 75.0, recall 50.0, matched 3, predicted 4, gold 6" in printed


def test_nothing_to_measure(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        quality.main(
            ["--data", str(tmp_path), "--fixtures", str(tmp_path), "--cache", str(tmp_path / "c")]
        )
        == 2
    )
    assert "nothing to measure" in capsys.readouterr().err


class Counted(Canned):
    """A tool made as the product is, which fails once."""

    failures = 1

    def __init__(self, cache: Path, read_by: str | None = None) -> None:
        super().__init__(mentions=[{**quantity(84, None, "at-least"), "start": 0, "end": 11}])


def test_main_prints_and_dumps(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quality, "Product", Counted)
    rows = [
        {"text": "At least 84", "ranges": [{"interval": "[84,)"}]},
        {"text": "48 or so", "ranges": [{"interval": "[48,48]"}]},
    ]
    lines = "\n".join(json.dumps(row) for row in rows)
    (tmp_path / "ranges.jsonl").write_text(lines + "\n", encoding="utf-8")
    arguments = [
        "--data",
        str(tmp_path),
        "--cache",
        str(tmp_path / "c"),
        "--dump",
        str(tmp_path / "out"),
    ]
    assert quality.main([*arguments, "--json"]) == 1  # a row failed
    printed = json.loads(capsys.readouterr().out)["ranges"]
    assert (printed["rows"], printed["of"], printed["failures"]) == (2, 2, 2)
    assert printed["metrics"]["rows complete"] == quality.share(1, 2)
    dumped = (tmp_path / "out" / "ranges.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["row"] for line in dumped] == rows
    misses = (tmp_path / "out" / "ranges.misses.txt").read_text(encoding="utf-8")
    assert misses == "1: missed [48,48] | 48 or so\n"
    assert quality.main([*arguments, "--limit", "1"]) == 1
    assert "ranges: 1 rows  (SUBSAMPLE: every 2.0th of 2)" in capsys.readouterr().out
