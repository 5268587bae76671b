"""The schema of a report: the packaged one, with what each kind of fact says of its values.

`data/report.schema.json` is written from here, so that it stands in one place for whoever reads
reports: `make rules`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from importlib import resources
from typing import Any

from consistency.model import FactType, Kind
from consistency.statements import STATEMENT


def packaged() -> dict[str, Any]:
    """The packaged schema."""
    path = resources.files("consistency").joinpath("data", "report.schema.json")
    schema: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return schema


def schema_of(fact_types: Sequence[FactType[Any]]) -> dict[str, Any]:
    """The schema of reports with these kinds of fact, and statements."""
    order = {kind: place for place, kind in enumerate(Kind.known())}
    kinds = sorted((*fact_types, STATEMENT), key=lambda fact_type: order[fact_type.kind])
    schema = packaged()
    finding, definitions = schema["$defs"]["finding"], schema["$defs"]
    known = finding["properties"]["kind"]
    for name in known["enum"]:
        if name not in [fact_type.kind for fact_type in kinds]:
            definitions.pop(_definition(name), None)
    known["enum"] = [fact_type.kind.value for fact_type in kinds]
    rules = [rule for rule in finding["allOf"] if "kind" not in rule["if"]["properties"]]
    for fact_type in kinds:
        if fact_type.shape is None:
            continue
        name, value = fact_type.kind.value, dict(fact_type.shape)
        if "$ref" not in value:
            definitions[_definition(name)] = value
            value = {"$ref": f"#/$defs/{_definition(name)}"}
        rules.append(_rule(name, value))
    finding["allOf"] = rules
    return schema


def _definition(kind: str) -> str:
    return f"value_{kind}"


def _rule(kind: str, value: dict[str, Any]) -> dict[str, Any]:
    """What holds for the values of one kind."""
    accounts = {"items": {"properties": {"value": value}}}
    return {
        "if": {"properties": {"kind": {"const": kind}}},
        "then": {"properties": {"accounts": accounts}},
    }


def text_of(schema: dict[str, Any]) -> str:
    """A schema as its file has it."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
