"""The examples in the fact files: each in both directions, rung, rule and surfaces."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from consistency.facts import FACT_TYPES, rules
from consistency.model import Example, FactType
from facing import rungs_between

CASES = [
    pytest.param(
        fact_type,
        example,
        id=f"{fact_type.kind.value}-{i}-{example.rung or 'not compared'}",
        marks=[pytest.mark.xfail(reason=example.known_failure)] if example.known_failure else [],
    )
    for fact_type in FACT_TYPES
    for i, example in enumerate(fact_type.examples)
]


def mirrored(example: Example) -> Example:
    return replace(
        example,
        left=example.right,
        right=example.left,
        quote_left=example.quote_right,
        quote_right=example.quote_left,
    )


@pytest.mark.parametrize(("fact_type", "example"), CASES)
def test_example(fact_type: FactType, example: Example) -> None:
    for way in (example, mirrored(example)):
        found = rungs_between(fact_type, way)
        for left, right, _ in found:
            assert way.left[left.start : left.end] == left.text
            assert way.right[right.start : right.end] == right.text
        said = [(left.text, right.text, rung.name) for left, right, rung in found]
        matching = [
            rung
            for left, right, rung in found
            if way.quote_left in left.text and way.quote_right in right.text
        ]
        if example.rung is None:
            assert not [rung for rung in matching if rung.name != "equal"], said
        else:
            assert example.rung in [rung.name for rung in matching], said


def test_every_rung_has_an_example() -> None:
    for fact_type in FACT_TYPES:
        shown = {example.rung for example in fact_type.examples}
        missing = [r.name for r in fact_type.ladder if r.relation and r.name not in shown]
        assert not missing, (fact_type.kind, missing)


def test_every_kind_has_negatives() -> None:
    for fact_type in FACT_TYPES:
        assert any(example.rung is None for example in fact_type.examples), fact_type.kind


def test_rungs_name_known_rules() -> None:
    codes = {rule.code for rule in rules()}
    for fact_type in FACT_TYPES:
        assert {rung.rule for rung in fact_type.ladder} <= codes
        assert {rule.code[:3] for rule in fact_type.rules} == {fact_type.prefix}


def test_rule_documentation_has_its_parts_in_order() -> None:
    for rule in rules():
        parts = re.findall(
            r"^(What it finds|Why it matters|Example|How to silence):",
            rule.documentation,
            re.MULTILINE,
        )
        assert parts == ["What it finds", "Why it matters", "Example", "How to silence"], rule.code
