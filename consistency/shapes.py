"""The JSON schemas of values, from few words: `shape(words=TEXT, speaker=MAYBE_TEXT)`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

Shape = Mapping[str, Any]

TEXT: Final[Shape] = {"type": "string"}
MAYBE_TEXT: Final[Shape] = {"type": ["string", "null"]}
MAYBE_NUMBER: Final[Shape] = {"type": ["number", "null"]}
YES_OR_NO: Final[Shape] = {"type": "boolean"}
# A value that is words alone, as the report schema itself has it.
WORDS: Final[Shape] = {"$ref": "#/$defs/value_text"}


def shape(description: str = "", /, **properties: Shape) -> Shape:
    """An object with exactly these properties, all required."""
    return {
        "type": "object",
        "additionalProperties": False,
        "required": list(properties),
        "properties": properties,
        **({"description": description} if description else {}),
    }


def one_of(*values: str | None) -> Shape:
    """One of some words, or null."""
    return {"enum": list(values)}


def several(of: Shape) -> Shape:
    """A list of values of one shape."""
    return {"type": "array", "items": of}


def told(of: Shape, description: str) -> Shape:
    """A shape with words on what it means."""
    return {**of, "description": description}
