"""Scope: of how many, how often, how far and for whom something is said.

What it finds: inside a link, two quantifiers on one noun ("all schools" / "most schools", "all
three" / "two of the three"), words that leave out the rest against words that take it in ("only to
season-ticket holders" / "to all ticket holders"), two sizes of the area that one thing is said of
("across the country" / "in the city"), and adverbs of share and frequency ("entirely" / "partly").

What it does not find: a quantifier that one side alone has, for a bare plural takes no side; two
figures, which are quantities; and areas that are told by name alone.

How two scopes compare: on the scale all, all but some, most, half, many, some, few, none two steps
are in conflict where both can't be true in what they say or plainly suggest ("all" / "most"); the
lower is the less precise where it leaves the higher open ("some" / "all", "many" / "most"); where
it shuts the higher out ("only some") they are in conflict.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from consistency import lexicon
from consistency.facing import Facing
from consistency.model import (
    Example,
    FactType,
    Kind,
    Mention,
    Relation,
    Role,
    Rule,
    Rung,
    Severity,
    Span,
)
from consistency.scopes import (
    ALL,
    FEW,
    HALF,
    MANY,
    MOST,
    NEARLY,
    NONE,
    PART,
    SOME,
    Mark,
    Scope,
    base_of,
    is_base,
    marks_of,
    mention_of,
    narrowing_of,
)
from consistency.shapes import MAYBE_TEXT, TEXT, YES_OR_NO, one_of, shape, told
from consistency.tree import Document, Parsed

RULES: Final = (
    Rule(
        "SCO101",
        "other-scope",
        "One article says it of all, the other of a part, or of none.",
        """What it finds: quantifiers, "only" and "all", sizes of an area, and adverbs of share and
frequency that face each other and can't both be right.

Why it matters: what is true of most is not true of all, and readers count themselves in or out.

Example: "all schools in the valley stay shut" / "most schools in the valley stay shut".

How to silence: `--ignore SCO101`.
""",
    ),
    Rule(
        "SCO102",
        "less-precise-scope",
        "One article says it of some, the other of more of them.",
        """What it finds: two steps of the scale of quantifiers, of which the lower leaves the
higher open.

Why it matters: "several" hides whether it was all of them.

Example: "all six lenders cut their rates" / "several lenders cut their rates".

How to silence: `--ignore SCO102`.
""",
    ),
)

# -------------------------------------------------------------------------------------- between


def extract(document: Document, taken: tuple[Span, ...]) -> Iterator[Mention[Scope]]:
    """Nothing: a scope is told only beside another."""
    return iter(())


def between(facing: Facing) -> Iterator[tuple[Mention[Scope], Mention[Scope]]]:
    """Scopes that face each other and differ; equal ones face each other first."""
    if Role.QUESTION in (facing.left.sentence.role, facing.right.sentence.role):
        return
    lefts = marks_of(facing.left)
    rights = marks_of(facing.right)
    counterparts = _Counterparts(facing)
    found = sorted(
        (_difference(a.value, b.value) != "", -counterparts.strength(a, b), i + j, i * j, i, j)
        for i, a in enumerate(lefts)
        for j, b in enumerate(rights)
        if counterparts.strength(a, b) > 0.0
    )
    used: set[tuple[str, int]] = set()
    for differs, *_, i, j in found:
        if ("l", i) in used or ("r", j) in used:
            continue
        used.update((("l", i), ("r", j)))
        if differs:
            yield mention_of(facing.left, lefts[i]), mention_of(facing.right, rights[j])
    taken = {mark.on for mark in lefts}, {mark.on for mark in rights}
    flipped = _Counterparts(facing.flip())
    for i, a in enumerate(lefts):
        if ("l", i) not in used and (other := counterparts.opened(a, taken[1])):
            yield mention_of(facing.left, a), mention_of(facing.right, other)
    for j, b in enumerate(rights):
        if ("r", j) not in used and (other := flipped.opened(b, taken[0])):
            yield mention_of(facing.left, other), mention_of(facing.right, b)
    yield from _bases(counterparts)


def _bases(counterparts: _Counterparts) -> Iterator[tuple[Mention[Scope], Mention[Scope]]]:
    """Bases of a share of which one is narrower: "of its European staff", "of its staff"."""
    facing = counterparts.facing
    ones, others = (
        [t.index for t in parsed.tokens if is_base(parsed, t)]
        for parsed in (facing.left, facing.right)
    )
    pairs, lefts, rights = counterparts.pairs, counterparts.lefts, counterparts.rights
    for i in ones:
        for j in others:
            if (i, j) not in pairs or not counterparts.one_word(i, j):
                continue
            narrow, wide = narrowing_of(facing.left, i), narrowing_of(facing.right, j)
            if bool(narrow) == bool(wide) or narrow & lefts or wide & rights:
                continue
            yield (
                mention_of(facing.left, base_of(facing.left, i, narrow)),
                mention_of(facing.right, base_of(facing.right, j, wide)),
            )


class _Counterparts:
    """Which words of two sentences face each other, as marks ask it."""

    def __init__(self, facing: Facing) -> None:
        self.facing = facing
        self.pairs = {(i, j) for i, j, s in facing.pairs if s > 0.0}
        self.lefts = {i for i, _ in self.pairs}
        self.rights = {j for _, j in self.pairs}

    def strength(self, a: Mark, b: Mark) -> float:
        """How surely two marks are said of one: 1 by noun and predicate, less by one of them."""
        if not _comparable(a.value, b.value):
            return 0.0
        nouns = self.words(a.on, b.on) or self._one_whole(a, b)
        predicates = self.words(a.predicate, b.predicate)
        levels = {a.value.level, b.value.level}
        if NONE in levels and not predicates and not (nouns and levels <= {NONE, SOME, FEW}):
            return 0.0  # "no store will close", "every store stays open"
        if nouns:
            apart = self.elsewhere(a.predicate, b.predicate)
            return 1.0 if predicates else 0.0 if apart else 0.8
        return 0.0 if "sole" in levels else self._by_predicate(a, b, predicates)

    def _by_predicate(self, a: Mark, b: Mark, predicates: bool) -> float:
        """As `strength`, where the nouns don't face."""
        if a.value.scale != b.value.scale:
            return 0.6 if predicates else 0.4
        if a.value.scale == "area":
            return 0.6 if predicates else 0.4
        if a.on < 0 and b.on < 0 and self._one_role(a, b):
            return 0.5  # "all of them were ...", "most of them had ..."
        if a.on >= 0 and b.on >= 0 and (a.on in self.lefts or b.on in self.rights):
            return 0.0  # said of two things that the other sentence has too
        return 0.6 if predicates and self._one_role(a, b) else 0.0

    def _one_whole(self, a: Mark, b: Mark) -> bool:
        """Whether the two nouns carry one figure: "three employees", "the three people"."""
        figures = [
            {parsed.tokens[k].lower for k in parsed.on(mark.on, "nummod")} if mark.on >= 0 else {""}
            for parsed, mark in ((self.facing.left, a), (self.facing.right, b))
        ]
        return bool(figures[0] & figures[1] - {""})

    def _one_role(self, a: Mark, b: Mark) -> bool:
        """Whether two marks stand on the same side of their predicates: doer, undergoer, other."""
        return self._role(self.facing.left, a) == self._role(self.facing.right, b)

    @staticmethod
    def _role(parsed: Parsed, mark: Mark) -> str:
        own = {mark.on, *range(mark.first, mark.last)}
        if own & set(parsed.doers(mark.predicate)):
            return "doer"
        return "undergoer" if own & set(parsed.undergoers(mark.predicate)) else ""

    def opened(self, a: Mark, taken: set[int]) -> Mark | None:
        """What takes in more on the right than the one thing that a left "only" allows.

        That is a list with that thing in it, or the thing alone with no "only" at it.
        """
        right = self.facing.right
        if (a.value.scale, a.value.level) != ("focus", "only") or a.on < 0:
            return None
        faced = sorted(j for i, j in self.pairs if i == a.on)
        for j in faced:
            members = right.conjuncts(j)
            if len(members) > len(self.facing.left.conjuncts(a.on)):
                first, last = right.phrase(members[0])[0], right.phrase(members[-1])[1]
                return Mark(Scope("focus", "also"), first, last, j, right.predicate(j))
        for j in faced:
            on = right.predicate(j)
            if j not in taken and (a.predicate, on) in self.pairs and self.one_word(a.on, j):
                first, last = right.phrase(j)
                return Mark(Scope("focus", "open"), first, last, j, on)
        return None

    def words(self, i: int, j: int) -> bool:
        """Whether two words face each other, or are one word or synonyms."""
        if min(i, j) < 0:
            return False
        return (i, j) in self.pairs or self.one_word(i, j)

    def one_word(self, i: int, j: int) -> bool:
        """Whether two words have one base form, or are synonyms."""
        a, b = self.facing.left.tokens[i], self.facing.right.tokens[j]
        if a.lemma == b.lemma:
            return True
        return a.pos == b.pos and lexicon.synonyms(a.lemma.lower(), b.lemma.lower())

    def elsewhere(self, i: int, j: int) -> bool:
        """Whether both words face other words than each other."""
        return i in self.lefts and j in self.rights and (i, j) not in self.pairs


# Of two steps of the scale, the higher first: the lower leaves the higher open ...
_OPEN: Final = frozenset(
    {(ALL, MANY), (ALL, SOME), (NEARLY, MOST), (NEARLY, MANY), (NEARLY, SOME), (MOST, MANY)}
    | {(MOST, SOME), (HALF, MANY), (HALF, SOME), (MANY, SOME), (SOME, FEW)}
    | {(MOST, PART), (MANY, PART), (SOME, PART), (NEARLY, PART), (HALF, PART), (PART, FEW)}
)
# ... and of adverbs these alone: what is "partly" so is not so entirely.
_OPEN_EXTENT: Final = frozenset({(ALL, MANY), (MOST, MANY), (MANY, SOME), (SOME, FEW)})
_SCALE: Final = (ALL, NEARLY, MOST, HALF, MANY, SOME, PART, FEW, NONE)


def _comparable(a: Scope, b: Scope) -> bool:
    """Whether two scopes are of one scale, or shut out what the other takes in."""
    if a.scale == b.scale:
        return not (HALF in (a.level, b.level) and (a.share or b.share))  # both are figures
    focus, share = sorted((a, b), key=lambda scope: scope.scale)
    if (focus.scale, share.scale) != ("focus", "share"):
        return False
    return (focus.level, share.level) in (("only", ALL), ("sole", PART))


def _difference(a: Scope, b: Scope) -> str:
    """How two comparable scopes differ: conflict, less precise, or not at all (empty)."""
    if a.scale != b.scale:
        return "conflict"
    if "open" in (a.level, b.level):
        return "less precise"
    if a.scale in ("order", "area", "focus", "base"):
        return "conflict" if a.level != b.level else ""
    if a.share is not None or b.share is not None:
        return _shares(a, b)
    if a.level == b.level:
        return ""
    high, low = sorted((a, b), key=lambda scope: _SCALE.index(scope.level))
    opened = _OPEN if a.scale == "share" else _OPEN_EXTENT
    if (high.level, low.level) not in opened or low.only:
        return "conflict"
    return "less precise"


# The shares that a step of the scale leaves open, both ends included.
_RANGES: Final = {
    ALL: (Fraction(1), Fraction(1)),
    NEARLY: (Fraction(3, 5), Fraction(99, 100)),
    MOST: (Fraction(1, 2), Fraction(99, 100)),
    HALF: (Fraction(2, 5), Fraction(3, 5)),
    MANY: (Fraction(1, 5), Fraction(1)),
    SOME: (Fraction(1, 100), Fraction(1)),
    FEW: (Fraction(1, 100), Fraction(1, 3)),
    NONE: (Fraction(0), Fraction(0)),
}


def _shares(a: Scope, b: Scope) -> str:
    """As `_difference` where one is a figure; two figures are quantities and told as such."""
    if a.level == b.level:
        return ""
    if a.share is not None and b.share is not None:
        # "seven of the nine", "all but two of the nine"
        return "" if a.share == b.share else "conflict"
    figure, step = (a, b) if a.share is not None else (b, a)
    low, high = _RANGES[step.level]
    assert figure.share is not None
    return "less precise" if low <= figure.share <= high else "conflict"


def slot(left: Mention[Scope], right: Mention[Scope], facing: Facing) -> float:
    """Never: `between` finds what faces."""
    return 0.0


# --------------------------------------------------------------------------------------- ladder


def _less(a: Mention[Scope], b: Mention[Scope]) -> bool:
    return _difference(a.value, b.value) == "less precise"


LADDER: Final[tuple[Rung[Scope], ...]] = (
    Rung(
        "less precise",
        Relation.LESS_PRECISE,
        "SCO102",
        _less,
        lambda a, b: "one leaves open what the other says of more",
        Severity.WARNING,
    ),
    Rung(
        "other scope",
        Relation.CONFLICT,
        "SCO101",
        lambda a, b: True,
        lambda a, b: f'"{a.text}" and "{b.text}" are said of one thing',
    ),
)


def precision(value: Scope) -> float:
    """The higher step first: it leaves less open."""
    return float(_SCALE.index(value.level)) if value.level in _SCALE else 0.0


EXAMPLES: Final = (
    Example(
        "All schools in the valley stayed shut on Monday.",
        "Most schools in the valley stayed shut on Monday.",
        "other scope",
        "All",
        "Most",
    ),
    Example(
        "All three lanes of the bridge were closed in spring.",
        "Two of the three lanes of the bridge were closed in spring.",
        "other scope",
        "All",
        "Two",
    ),
    Example(
        "Several ferries were checked by inspectors in Oddal.",
        "All ferries were checked by inspectors in Oddal.",
        "less precise",
        "Several",
        "All",
    ),
    Example(
        "Passengers of the ferry were told to wait on Monday.",
        "All passengers of the ferry were told to wait on Monday.",
        None,
    ),
    Example(
        "Some 40 ferries were checked by inspectors in Oddal.",
        "All ferries were checked by inspectors in Oddal.",
        None,
    ),
)

FACT_TYPE: Final[FactType[Scope]] = FactType(
    kind=Kind.SCOPE,
    prefix="SCO",
    extract=extract,
    slot=slot,
    ladder=LADDER,
    rules=RULES,
    examples=EXAMPLES,
    documentation=__doc__ or "",
    between=between,
    relational=True,
    precision=precision,
    worded=True,
    shape=shape(
        scale=one_of("share", "extent", "order", "area", "focus", "base"),
        level=told(
            TEXT,
            "The step of the scale: all, nearly, most, half, many, some, part, few, none; first,"
            " last; world, country, state, county, city, quarter; only, also, sole; narrowed,"
            " whole.",
        ),
        share=told(MAYBE_TEXT, "The part of a known whole as a fraction: 2/3."),
        only=told(YES_OR_NO, "Whether no more than that is meant: only some."),
    ),
)
