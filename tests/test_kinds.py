"""A kind of fact is one object: what it says of itself is all that the program needs to know.

The kind here stands for one in a file of its own; adding it to `FACT_TYPES` is the line in
`consistency/facts/__init__.py`.
"""

from __future__ import annotations

import copy
import json
import pickle
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import consistency
import stories
from consistency import Article, Report, check, extract, facts, pipeline
from consistency.facing import Facing
from consistency.model import FactType, Kind, Mention, Outcome, Relation, Rule, Rung, Slot, Span
from consistency.render import RENDERERS
from consistency.render.words import View
from consistency.schema import schema_of
from consistency.shapes import one_of, shape
from consistency.tree import Document

# ------------------------------------------------------------------------------------- the kind

SKIES = ("sunny", "rainy")


@dataclass(frozen=True, slots=True)
class Weather:
    """What the sky is like."""

    sky: str

    def to_dict(self) -> dict[str, Any]:
        return {"sky": self.sky}

    @property
    def key(self) -> tuple[object, ...]:
        return (self.sky,)


def skies(document: Document, taken: tuple[Span, ...]) -> Iterator[Mention[Weather]]:
    for parsed in document.parsed:
        for token in parsed.tokens:
            if token.lower in SKIES:
                yield Mention(
                    Kind("weather"),
                    parsed.sentence.article,
                    parsed.sentence.index,
                    token.start,
                    token.end,
                    token.text,
                    Weather(token.lower),
                    Slot("weather", token.span),
                )


def one_sky(left: Mention[Weather], right: Mention[Weather], facing: Facing) -> float:
    return 1.0


WEATHER: FactType[Weather] = FactType(
    kind=Kind("weather"),
    prefix="WEA",
    extract=skies,
    slot=one_sky,
    ladder=(
        Rung("equal", Relation.EQUAL, "WEA001", lambda a, b: a.value == b.value, lambda a, b: ""),
        Rung(
            "other sky",
            Relation.CONFLICT,
            "WEA101",
            lambda a, b: True,
            lambda a, b: " or ".join(sorted((a.value.sky, b.value.sky))),
        ),
    ),
    rules=(Rule("WEA001", "one-sky", "One sky."), Rule("WEA101", "other-sky", "Another sky.")),
    examples=(),
    documentation="The weather.",
    typed=True,
    label="the weather",
    conflict="other weather",
    shape=shape(sky=one_of(*SKIES)),
)

# ------------------------------------------------------------------------------------- the tests

FAIR = (
    "The harbour fair of Oddal opened on a {} morning with a parade of wooden boats.\n\n"
    "Children sang on the quay, and the mayor gave a short speech in the old market hall.\n"
)


@pytest.fixture(autouse=True)
def _weather(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(facts, "FACT_TYPES", (*facts.FACT_TYPES, WEATHER))


def told(left: str, right: str, **options: Any) -> Report:
    articles = [Article("a", FAIR.format(left)), Article("b", FAIR.format(right))]
    return check(articles, encoder=stories.encoder(), reader=None, **options)


def weather(report: Report) -> list[Any]:
    return [finding for finding in report.findings if finding.kind is WEATHER.kind]


def test_a_mention_is_found() -> None:
    found = [m for m in extract(Article("a", FAIR.format("sunny"))) if m.kind == "weather"]
    assert [m.to_dict()["value"] for m in found] == [{"sky": "sunny"}]


def test_two_values_diverge_by_its_ladder() -> None:
    (finding,) = weather(told("sunny", "rainy"))
    assert (finding.code, finding.outcome, finding.relation, finding.reason) == (
        *("WEA101", Outcome.DIVERGE, Relation.CONFLICT),
        "rainy or sunny",
    )


def test_equal_values_agree() -> None:
    (finding,) = weather(told("rainy", "rainy"))
    assert (finding.code, finding.outcome) == ("WEA001", Outcome.AGREE)


def test_a_value_that_one_article_has_is_single() -> None:
    (finding,) = weather(told("sunny", "fine"))
    assert (finding.code, finding.outcome) == ("SRC102", Outcome.SINGLE)


def test_its_rules_can_be_selected_and_ignored() -> None:
    assert {f.code for f in told("sunny", "rainy", select=["WEA"]).findings} == {"WEA101"}
    assert not weather(told("sunny", "rainy", ignore=["other-sky"]))
    assert {"WEA001", "WEA101"} <= {rule.code for rule in pipeline.rules()}


@pytest.mark.parametrize("name", ["text", "markdown", "html"])
def test_readers_are_told_in_its_own_words(name: str) -> None:
    shown = RENDERERS[name](told("sunny", "rainy"), view=View(show_all=True))
    assert "other weather" in shown
    assert "WEA101" in shown
    assert "rainy or sunny" in shown


def test_the_page_lists_the_kind_last() -> None:
    page = RENDERERS["html"](told("sunny", "rainy"), view=View(show_all=True))
    kinds = re.findall(r'<option value="([a-z]+)">', page)
    assert kinds[: kinds.index("weather") + 1] == sorted(
        kinds[: kinds.index("weather") + 1], key=Kind.known().index
    )
    assert '<option value="weather">the weather</option>' in page


def test_the_json_keeps_the_schema_with_the_kind_in_it() -> None:
    data = json.loads(RENDERERS["json"](told("sunny", "rainy"), view=View()))
    validator = Draft202012Validator(schema_of(facts.FACT_TYPES))
    validator.check_schema(validator.schema)
    validator.validate(data)
    spoilt = copy.deepcopy(data)
    (finding,) = (f for f in spoilt["findings"] if f["kind"] == "weather")
    finding["accounts"][0]["value"]["sky"] = "cloudy"
    assert not validator.is_valid(spoilt)
    assert not Draft202012Validator(schema_of(facts.FACT_TYPES[:-1])).is_valid(data)


def test_words_that_the_kind_tells_of_are_no_wording() -> None:
    assert {f.kind for f in told("sunny", "rainy").findings if f.outcome is Outcome.DIVERGE} == {
        WEATHER.kind
    }


def test_a_kind_that_is_told_with_its_clause_has_no_singles(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    changed = replace(WEATHER, typed=False)
    monkeypatch.setattr(facts, "FACT_TYPES", (*facts.FACT_TYPES[:-1], changed))
    assert not weather(told("sunny", "fine"))
    assert len(weather(told("sunny", "rainy"))) == 1


def test_a_kind_is_one_object_wherever_it_comes_from() -> None:
    for kind in (Kind.QUANTITY, WEATHER.kind):
        assert Kind(str(kind)) is kind
        assert pickle.loads(pickle.dumps(kind)) is kind
        assert copy.deepcopy(kind) is kind
        assert type(kind.value) is str


# Modules that make mentions of one kind, or are that kind's own.
OWN = {
    *("contacts", "counted", "certainties", "entities", "quotations", "scopes", "statements"),
    "times",
}


def test_no_other_module_names_a_kind() -> None:
    package = Path(consistency.__file__).parent
    named = {
        path.relative_to(package).as_posix()
        for path in package.rglob("*.py")
        if path.parent.name != "facts" or path.name == "__init__.py"
        if re.search(r"(?<!Link)\bKind\.[A-Z]", path.read_text(encoding="utf-8"))
    }
    assert {name.removesuffix(".py") for name in named} == OWN
