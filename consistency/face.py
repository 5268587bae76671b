"""Face the units of two linked sentences: what tells the same, what otherwise, what is alone.

Every typed mention of either sentence ends as facing an equal one, facing a different one, or
facing nothing. Equal values face first, wherever they stand; then forms of one value; what is left
over faces by its role under predicates that face, or because it is the only one of its sort left on
both sides. A *gate* refuses a facing, with a reason in words; every refusal is kept for the trace.

The encoder's word alignment and the tree say what stands in one role. Values are compared by the
ladder of their kind alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from consistency.evidence import ROLE, SURE_ROLE, Gate, Unit, read_role, role
from consistency.facing import Facing
from consistency.model import FactType, Mention, Relation, Rung


class Step(StrEnum):
    """By what two units came to face each other, surest first."""

    EQUAL = "equal values"
    VARIANT = "forms of one value"
    ROLE = "one role under facing predicates"
    ONLY = "the only ones of their sort left"
    IMPLIED = "what the other sentence says without a cue"
    BETWEEN = "words that only exist beside each other"


@dataclass(frozen=True)
class Faced:
    """Two units that face each other, by which step, how strongly, and on which rung they land."""

    left: Unit
    right: Unit
    step: Step
    score: float
    rung: Rung[Any]


@dataclass(frozen=True)
class Refusal:
    """Two units that could have faced each other, and the gate that kept them apart."""

    left: Unit
    right: Unit
    step: Step
    gate: str
    reason: str


# ---------------------------------------------------------------------------------------- steps


def face(
    fact_type: FactType[Any],
    lefts: Sequence[Unit],
    rights: Sequence[Unit],
    facing: Facing,
    gates: Sequence[Gate],
    elsewhere: Callable[[Unit], bool] = lambda unit: False,
) -> tuple[list[Faced], list[Refusal]]:
    """What faces what among the units of one kind in two linked sentences, and what was refused.

    `elsewhere` tells whether a unit has its counterpart in another sentence of the other article:
    such a one is not left over.
    """
    found: list[Faced] = []
    refused: list[Refusal] = []
    if max(len(lefts), len(rights)) > _MANY:
        for at in range(0, min(len(lefts), len(rights)), _MANY):
            here = slice(at, at + _MANY)
            more, less = face(fact_type, lefts[here], rights[here], facing, gates, elsewhere)
            found += more
            refused += less
        return found, refused
    free = _Free(lefts, rights, fact_type.sort, elsewhere)
    climbed = {
        (a, b): fact_type.climb(x.mention, y.mention)
        for a, x in enumerate(lefts)
        for b, y in enumerate(rights)
    }

    def take(step: Step, least: float, wanted: Callable[[int, int], bool]) -> None:
        for score, a, b in _ranked(free, wanted, facing, fact_type.alike):
            if a in free.left_used or b in free.right_used:
                continue
            x, y = lefts[a], rights[b]
            gate = refusing(gates, same(a, b), score, x, y, facing)
            if gate is not None:
                refused.append(Refusal(x, y, step, gate.name, gate.reason))
            elif score < least:
                refused.append(
                    Refusal(x, y, step, "weak-role", f"their roles are {score:.2f} alike")
                )
            else:
                found.append(Faced(x, y, step, max(score, _BY_VALUE.get(step, 0)), climbed[a, b]))
                free.left_used.add(a)
                free.right_used.add(b)

    def same(a: int, b: int) -> bool:
        return climbed[a, b].relation in (Relation.EQUAL, Relation.VARIANT)

    take(Step.EQUAL, 0.0, lambda a, b: climbed[a, b].relation is Relation.EQUAL)
    take(Step.VARIANT, 0.0, lambda a, b: climbed[a, b].relation is Relation.VARIANT)
    take(Step.ROLE, ROLE, lambda a, b: not same(a, b))
    take(Step.ONLY, fact_type.least, lambda a, b: not same(a, b) and free.only(a, b))
    take(Step.ONLY, fact_type.least, lambda a, b: not same(a, b) and free.only(a, b, wide=True))
    return found, refused


# Units of a kind in one sentence. No prose has as many; a table has, and there a figure faces those
# of its own stretch, so that the work grows with the table and not with its square.
_MANY: Final = 60

_BY_VALUE: Final = {Step.EQUAL: 0.79, Step.VARIANT: 0.7}


@dataclass
class _Free:
    """What is left over on either side."""

    lefts: Sequence[Unit]
    rights: Sequence[Unit]
    sort: Callable[[Mention[Any]], str]
    elsewhere: Callable[[Unit], bool]

    def __post_init__(self) -> None:
        self.left_used: set[int] = set()
        self.right_used: set[int] = set()
        self._away: dict[tuple[str, int], bool] = {}

    def only(self, a: int, b: int, *, wide: bool = False) -> bool:
        """Whether two are the only ones left of their sort, or wider sort, on both sides."""

        def sorted_(unit: Unit) -> str:
            sort = self.sort(unit.mention)
            return sort.partition(":")[0] if wide else sort

        sort = sorted_(self.lefts[a])
        if sorted_(self.rights[b]) != sort:
            return False
        return not any(
            i != own and i not in used and sorted_(unit) == sort and not self.away(unit)
            for own, units, used in (
                (a, self.lefts, self.left_used),
                (b, self.rights, self.right_used),
            )
            for i, unit in enumerate(units)
        )

    def away(self, unit: Unit) -> bool:
        """Whether a unit's counterpart stands in another sentence."""
        key = unit.mention.article, unit.mention.start
        if key not in self._away:
            self._away[key] = self.elsewhere(unit)
        return self._away[key]


def _ranked(
    free: _Free,
    wanted: Callable[[int, int], bool],
    facing: Facing,
    alike: Callable[[Unit, Unit, Facing], float],
) -> list[tuple[float, int, int]]:
    """The pairs of a step, those in the most alike roles first; ties by place."""
    ranked = []
    for a, x in enumerate(free.lefts):
        for b, y in enumerate(free.rights):
            if a in free.left_used or b in free.right_used or not wanted(a, b):
                continue
            score = max(role(x, y, facing), alike(x, y, facing), read_role(x, y, facing))
            apart = abs(_place(x) - _place(y))
            ranked.append((-score, round(apart, 3), a, b))
    return [(-score, a, b) for score, _, a, b in sorted(ranked)]


def _place(unit: Unit) -> float:
    size = max(1, len(unit.parsed.tokens))
    return unit.root / size


def refusing(
    gates: Sequence[Gate], same: bool, score: float, left: Unit, right: Unit, facing: Facing
) -> Gate | None:
    """The first gate that keeps two units apart; `same`: their values are one."""
    asked = (g for g in gates if g.equals >= same and (g.firm or score < SURE_ROLE))
    return next((gate for gate in asked if gate.holds(left, right, facing)), None)
