"""The JSON report keeps its published schema, and the schema is as strict as it says."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from importlib import resources
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from awkward import AGAINST_WIRE, EMPTY, REPORT
from consistency.facts import FACT_TYPES
from consistency.schema import schema_of, text_of

TEXT = resources.files("consistency").joinpath("data/report.schema.json").read_text("utf-8")
SCHEMA = json.loads(TEXT)
VALIDATOR = Draft202012Validator(SCHEMA)

QUANTITY = {
    **{"low": 84, "high": None, "low_open": False, "high_open": True, "commitment": "at-least"},
    **{"unit": "attack", "thing": "attacks", "modifiers": ["on U.S. bases"], "role": None},
    **{"trend": None, "as_of": None},
}
VALUES: dict[str, dict[str, Any]] = {
    "quantity": QUANTITY,
    "date": {
        **{"start": "2022-10-01", "end": "2022-10-31", "grain": "month"},
        **{"bound": None, "timex": "2022-10"},
    },
    "name": {"name": "Ida Brandt", "type": "person", "role": "harbor master"},
    "attribution": {"source": None, "form": "plain"},
    "quotation": {"words": "two bangs", "speaker": "Ida Brandt"},
    "certainty": {"level": "reported", "cue": "reportedly"},
    "polarity": {"polarity": "negated", "predicate": "desire"},
    "actor": {
        "predicate": "sue",
        "roles": [
            {"role": "doer", "text": "Ida Brandt"},
            {"role": "undergoer", "text": "the line"},
        ],
    },
    "wording": {"text": "a year"},
    "scope": {"scale": "share", "level": "part", "share": "2/3", "only": False},
    "circumstance": {"sense": "cause", "content": "rain"},
    "statement": {"text": "The line suspended all sailings."},
}


def full(report: Any = REPORT) -> dict[str, Any]:
    """The awkward report with values of the right shape for their kinds."""
    data: dict[str, Any] = copy.deepcopy(report.to_dict())
    for finding in data["findings"]:
        for account in finding["accounts"]:
            account["value"] = copy.deepcopy(VALUES[finding["kind"]])
    return data


def test_the_schema_is_written_from_the_kinds() -> None:
    """`make rules` writes it."""
    assert text_of(schema_of(FACT_TYPES)) == TEXT


def test_the_schema_is_itself_valid_and_closed() -> None:
    Draft202012Validator.check_schema(SCHEMA)

    def walk(node: Any, where: str) -> None:
        if isinstance(node, dict):
            if "properties" in node and "required" in node:
                assert node["additionalProperties"] is False, where
                assert sorted(node["required"]) == sorted(node["properties"]), where
            for key, child in node.items():
                walk(child, f"{where}/{key}")
        elif isinstance(node, list):
            for child in node:
                walk(child, where)

    walk(SCHEMA, "#")


@pytest.mark.parametrize("report", [REPORT, EMPTY, AGAINST_WIRE], ids=["full", "empty", "ref"])
def test_reports_keep_the_schema(report: Any) -> None:
    VALIDATOR.validate(full(report))


@pytest.mark.parametrize("kind", VALUES)
def test_each_kind_has_its_own_value(kind: str) -> None:
    data = full()
    finding = data["findings"][0]
    finding["kind"] = kind
    for account in finding["accounts"]:
        account["value"] = VALUES[kind]
    VALIDATOR.validate(data)
    other = "name" if kind != "name" else "date"
    finding["accounts"][0]["value"] = VALUES[other]
    assert not VALIDATOR.is_valid(data)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda d: d.update(extra=1),
        lambda d: d.pop("reference"),
        lambda d: d.update(schema="consistency-report/2"),
        lambda d: d["articles"].pop() and d.update(articles=d["articles"][:1]),
        lambda d: d["articles"][0].update(text="…"),
        lambda d: d["articles"][0]["sentences"][0].update(role="title"),
        lambda d: d["links"][0].update(score=1.2),
        lambda d: d["links"][0]["words"][0][0].append(3),
        lambda d: d["findings"][0].update(code="QTY1"),
        lambda d: d["findings"][0].update(severity="note"),
        lambda d: d["findings"][0].update(relation=None),
        lambda d: d["findings"][0].update(accounts=d["findings"][0]["accounts"][:1]),
        lambda d: d["findings"][0]["accounts"][0]["mentions"][0].update(start=-1),
        lambda d: d["findings"][0]["accounts"][0]["value"].update(commitment="about"),
        lambda d: d["findings"][0]["accounts"][0]["value"].pop("unit"),
        lambda d: d["findings"][6].update(relation="equal"),
        lambda d: d["findings"][0]["relations"][0]["accounts"].append(2),
        lambda d: d["notices"][0].update(code="Some Thing"),
        lambda d: d["summary"].update(agreement=20),
        lambda d: d["summary"]["pairs"][0]["articles"].append("c"),
    ],
)
def test_the_schema_refuses(spoil: Callable[[dict[str, Any]], object]) -> None:
    data = full()
    spoil(data)
    assert not VALIDATOR.is_valid(data)
