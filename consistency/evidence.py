"""A typed mention in its sentence's tree, and how far two of them stand in one role."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from consistency import lexicon
from consistency.facing import Facing
from consistency.model import Mention
from consistency.text import NAME, NOUN, PREP, TO, VERB, Token
from consistency.tree import Parsed


@dataclass(frozen=True)
class Unit:
    """A typed mention and where it stands in its sentence's tree.

    `own` are its tokens, `root` the one on which the others hang; `thing` is the counted noun or
    the event, -1 without one; `governor` the nearest word above that carries meaning, -1 at the
    top, and `tie` the preposition between, or empty.
    """

    mention: Mention[Any]
    parsed: Parsed
    node: Any

    @cached_property
    def own(self) -> tuple[int, ...]:
        return tuple(t.index for t in self.parsed.within(self.mention.span))

    @cached_property
    def root(self) -> int:
        inside = set(self.own)
        tokens = self.parsed.tokens
        for i in self.own:
            top = tokens[i].head not in inside or tokens[i].head == i
            if top and (tokens[i].pos not in (PREP, TO) or len(self.own) == 1):
                return i
        return self.own[-1] if self.own else 0

    @cached_property
    def thing(self) -> int:
        head = self.mention.slot.head
        inside = self.parsed.within(head) if head is not None else ()
        values = {t.index for t in inside} == set(self.own)  # a name is no thing but its own
        return inside[-1].index if inside and not values else -1

    @cached_property
    def _above(self) -> tuple[int, str]:
        tokens, inside = self.parsed.tokens, set(self.own)
        tie = ""
        for i in self.parsed.ancestors(self.root):
            if i in inside:
                continue
            if tokens[i].pos in (PREP, TO) or tokens[i].dep in ("prep", "agent"):
                tie = tie or tokens[i].lower
            elif tokens[i].content:
                return i, tie
        return -1, tie

    @property
    def governor(self) -> int:
        return self._above[0]

    @property
    def tie(self) -> str:
        return self._above[1]

    @cached_property
    def words(self) -> tuple[Token, ...]:
        """Its tokens of content."""
        return tuple(t for i in self.own if (t := self.parsed.tokens[i]).content)

    @property
    def named(self) -> bool:
        """Whether it is names and nothing else."""
        return bool(self.words) and all(t.pos == NAME for t in self.words)

    @cached_property
    def lemmas(self) -> frozenset[str]:
        return frozenset(self.parsed.tokens[i].lemma for i in self.own)

    @cached_property
    def place(self) -> str:
        """Where it stands under its governor: doer, undergoer, or the preposition between."""
        if self.governor < 0:
            return ""
        if self.root in self.parsed.doers(self.governor):
            return "doer"
        if self.root in self.parsed.undergoers(self.governor):
            return "undergoer"
        return self.tie or self.parsed.tokens[self.root].dep

    @cached_property
    def predicate(self) -> int:
        return self.parsed.predicate(self.root)

    @cached_property
    def around(self) -> frozenset[int]:
        """The content words of its clause, and of the noun that the clause describes, its own left
        out: "the findings, which are expected on Thursday"."""
        first, last = self.parsed.clause_of(self.root)
        if last - first > _CLAUSE:  # a table, no clause
            first, last = max(first, self.root - _NEAR), min(last, self.root + _NEAR + 1)
        verb = self.parsed.tokens[self.predicate]
        noun = self.parsed.phrase(verb.head) if verb.dep in ("relcl", "acl") else (0, 0)
        near = {*range(first, last), *range(*noun)} - {*self.own}
        return frozenset(i for i in near if self.parsed.tokens[i].content)


_CLAUSE: Final = 200  # words of a clause; prose has no longer one
_NEAR: Final = 20


@dataclass(frozen=True)
class Gate:
    """A reason for which two units are not taken for one fact told two ways."""

    name: str
    reason: str
    holds: Callable[[Unit, Unit, Facing], bool]
    equals: bool = False  # whether it keeps equal values apart too
    firm: bool = True  # whether it holds whatever the roles: others yield to `SURE_ROLE`


# ------------------------------------------------------------------------------------- evidence

# What a role is worth: the thing counted, the governor, the words around. Without a thing of its
# own, a unit stands on the other two.
_THING, _GOVERNOR, _AROUND = 0.4, 0.25, 0.35
SURE_ROLE: Final = 0.7  # from here on nothing but the values is left to doubt
ROLE: Final = 0.5  # from here on two units stand in one role
LEFT: Final = 0.3  # the only ones left of their sort need less


def alike(left: Parsed, i: int, right: Parsed, j: int, facing: Facing) -> float:
    """How far two words say the same: 1 for one lemma or synonyms, less where they only face."""
    one, two = left.tokens[i], right.tokens[j]
    if one.lemma == two.lemma or one.lower == two.lower:
        return 1.0
    part = {NOUN: "n", VERB: "v"}.get(one.pos, "")
    if one.pos == two.pos and part and lexicon.synonyms(one.lemma, two.lemma, part):
        return 0.95
    if lexicon.derived(one.lemma, two.lemma):
        return 0.9
    if (i, j) in facing.index:
        broad = lexicon.general(one.lemma, two.lemma) or lexicon.general(two.lemma, one.lemma)
        return 0.8 if broad else 0.6
    return 0.0


def role(left: Unit, right: Unit, facing: Facing) -> float:
    """How strongly two units stand in one role, in [0, 1]; their values are not looked at.

    What they count, what governs them, and the words around face each other. A unit without a
    thing of its own stands by its place under the governor, or beside a conjunct that faces.
    """
    around = facing.counted(left.around, right.around)
    governor = 0.0
    if left.governor >= 0 and right.governor >= 0:
        governor = alike(left.parsed, left.governor, right.parsed, right.governor, facing)
    elif left.governor == right.governor == -1:
        governor = 0.5
    if left.thing >= 0 and right.thing >= 0:
        thing = alike(left.parsed, left.thing, right.parsed, right.thing, facing)
    elif _listed(left, right):
        thing = governor = 1.0
    elif left.place == right.place and governor >= _GOVERNED:
        thing = 1.0
    else:
        thing = (governor + around) / 2
    return round(_THING * thing + _GOVERNOR * governor + _AROUND * around, 3)


_GOVERNED: Final = 0.9


def read_role(left: Unit, right: Unit, facing: Facing) -> float:
    """How surely a reader takes two units for counterparts that differ, short of `SURE_ROLE`."""
    if min(facing.doubted(left.own, right.own)) < _DOUBTED:
        return 0.0
    return min(facing.reads(left.own, right.own), _READ)


_DOUBTED: Final = 0.3
_READ: Final = 0.69


def _listed(left: Unit, right: Unit) -> bool:
    """Whether two units stand in lists that have another member in common."""
    ones, others = (
        {unit.parsed.tokens[i].lemma for i in unit.parsed.conjuncts(unit.root)} - unit.lemmas
        for unit in (left, right)
    )
    return bool(ones & others)
