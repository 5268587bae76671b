"""Statements: what no typed fact carries. They are made of sentences and clauses, not extracted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from consistency.model import FactType, Kind, Relation, Rung
from consistency.shapes import WORDS


@dataclass(frozen=True, slots=True)
class TextValue:
    """The value of a statement: its words."""

    text: str

    def to_dict(self) -> dict[str, Any]:
        return {"text": self.text}

    @property
    def key(self) -> tuple[object, ...]:
        return (" ".join(self.text.lower().split()),)


def label(text: str) -> str:
    """A short label: the first words of a text, at most 60 characters."""
    flat = " ".join(text.split())
    return flat if len(flat) <= 60 else flat[:59].rsplit(" ", 1)[0] + "…"


AGREES: Final[Rung[TextValue]] = Rung(
    "equal", Relation.EQUAL, "SRC001", lambda a, b: True, lambda a, b: "the clauses' words face"
)

STATEMENT: Final[FactType[TextValue]] = FactType(
    kind=Kind.STATEMENT,
    prefix="SRC",
    extract=lambda document, taken: (),
    slot=lambda left, right, facing: 0.0,
    ladder=(AGREES,),
    rules=(),  # `compare.RULES`: they tell of typed facts too
    examples=(),
    documentation=__doc__ or "",
    shape=WORDS,
)
