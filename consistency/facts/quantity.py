"""Quantities: counts, amounts, money, shares, ages, durations, scores and vague amounts.

What it finds
    A figure with its hedge and the thing it counts, as one mention: "at least 84 attacks",
    "approximately 2,000 guards", "$1.3bn", "nearly half", "between 10 and 12 days", "thousands
    of people", "3.4m vehicles", "a 91-year-old", "two in three voters", "won 3-1", "no deaths". A
    figure is an interval with a commitment:

    ============  =======================  ===========================================
    commitment    printed                  interval
    ============  =======================  ===========================================
    exact         84, eighty-four          [84, 84]
    approximate   about 84                 [84, 84], compared with a tolerance
    approximate   nearly 84, barely 84     the same, open above, open below
    at-least      at least 84, 84 or more  [84, +inf)
    more-than     more than 84, over 84    (84, +inf)
    at-most       at most 84, up to 84     (-inf, 84]
    less-than     fewer than 84            (-inf, 84)
    range         10 to 12, 10-12          [10, 12]
    vague         dozens, several          an interval from consistency/data/quantity.toml
    grammatical   an attack, attacks       [1, 1], [2, +inf)
    ============  =======================  ===========================================

    A trend ("rose by 5 percent") is a field of its own, and so is the time that a figure holds for
    ("as of noon"). A score is a value of two numbers and is equal or not.

What it does not find
    Years, dates, times of day, telephone numbers, addresses, designators (F-16, COVID-19, Route 66,
    7th Fleet), numbers of lists and sections, footnotes, and names that hold a number. Ordinals are
    read only where they count or rank ("the third attack this week", "finished third",
    "third-largest", "third straight"). Currencies are never converted.
    Of grammatical number, only events are read: "a rocket attack", and the plural that faces it.

How two quantities compare
    ===============================  ===============================  ========================
    a                                b                                relation
    ===============================  ===============================  ========================
    84                               eighty-four                      equal
    10 km                            6.2 miles                        equal, converted
    12 per 100,000                   120 per million                  equal, one rate
    12 per 100,000                   12 per million                   conflict, other base
    five of seven                    five of nine                     conflict, other base
    $5 million                       5 million euros                  conflict, other unit
    5 percent                        5 percentage points              conflict, other unit
    doubled                          rose 100 percent                 equal, as a multiple
    tripled                          rose 300 percent                 conflict
    two months                       two weeks                        conflict
    84 attacks                       attacks                          less-precise, info
    rocket attacks                   a rocket attack                  conflict, warning
    at least 84                      84, 90, at least 90              less-precise
    at least 84                      numerous                         less-precise
    approximately 2,000              thousands                        less-precise
    2,000                            1,987                            less-precise, rounded
    about 2,000                      more than 2,000                  less-precise, same figure
    about 2,000                      1,900                            less-precise
    10 to 12                         11                               less-precise
    more than 50                     less than 80                     less-precise: both can hold
    several                          two                              incomparable: soft edge
    at least 84                      60                               conflict
    84                               48                               conflict
    12 dead, published 09:00         20 dead, published 15:00         conflict, warning
    ===============================  ===============================  ========================
"""

from __future__ import annotations

from typing import Final

from consistency import placing, rungs
from consistency.amounts import Quantity
from consistency.bare import implied
from consistency.facts.quantity_examples import EXAMPLES
from consistency.figures import extract
from consistency.model import FactType, Kind, Relation, Rule, Rung, Severity
from consistency.shapes import MAYBE_NUMBER, MAYBE_TEXT, TEXT, YES_OR_NO, one_of, shape

# ---------------------------------------------------------------------------------------- rules


def _documentation(finds: str, matters: str, example: str) -> str:
    return (
        f"What it finds: {finds}\n\nWhy it matters: {matters}\n\nExample: {example}\n\n"
        "How to silence: leave the rule out with `--ignore` and its code.\n"
    )


AGREEING: Final = Rule(
    "QTY001",
    "agreeing-quantity",
    "The articles give the same figure.",
    _documentation(
        "Figures for one thing that say the same, in digits, words or another unit.",
        "It shows which figures are confirmed by more than one article.",
        '"84 attacks" and "eighty-four attacks".',
    ),
)
INCOMPARABLE: Final = Rule(
    "QTY009",
    "incomparable-quantity",
    "Two figures for one thing that cannot be decided: both can be true.",
    _documentation(
        "Two measures without a common unit.",
        "Neither article is wrong on this evidence; the editor may want to look.",
        '"two months" and "60 days".',
    ),
)
CONFLICTING: Final = Rule(
    "QTY101",
    "conflicting-quantity",
    "Two figures for one thing that cannot both be true.",
    _documentation(
        "Figures for the same thing, in the same role, whose intervals share no value, after "
        "rounding and hedges are allowed for.",
        "At least one of the articles is wrong, or they speak of different things.",
        '"84 attacks" and "48 attacks"; "at least 84 attacks" and "60 attacks".',
    ),
)
LESS_PRECISE: Final = Rule(
    "QTY102",
    "less-precise-quantity",
    "One article gives a weaker or rounder figure than the other.",
    _documentation(
        "A bound, a hedge, a round number, a range or a vague word that covers the other figure "
        "or nearly does, and two bounds that overlap.",
        "Both can be true, but one article claims less; a rewrite that does this loses content.",
        '"at least 84 attacks" and "numerous attacks".',
    ),
)
GRAMMATICAL: Final = Rule(
    "QTY111",
    "grammatical-number",
    "One article has several where the other has one, by grammar alone.",
    _documentation(
        "A plural (two or more) that faces a singular or a figure of one, and the other way round.",
        "A rewrite that turns several events into one changes the facts without touching a figure.",
        '"rocket attacks hit the base" and "a rocket attack hit the base".',
    ),
)
LATER_FIGURE: Final = Rule(
    "QTY112",
    "later-figure",
    "Two counts that differ and that were given at different times.",
    _documentation(
        "Counts that cannot both be true at one time, where the articles appeared at different "
        'times or a figure is dated ("by noon", "as of Tuesday").',
        "A toll that moved is news and no error; the older article may need an update.",
        '"12 dead" at 09:00 and "20 dead" at 15:00.',
    ),
)
NO_FIGURE: Final = Rule(
    "QTY113",
    "no-figure-given",
    "One article gives a figure where the other has a bare noun.",
    _documentation(
        "A counted noun that faces the same noun without any figure, or a sum of money that the "
        "other article names without one.",
        "The figure is missing from one article; nothing contradicts it.",
        '"84 attacks" and "attacks".',
    ),
)

RULES: Final = (
    AGREEING,
    INCOMPARABLE,
    CONFLICTING,
    LESS_PRECISE,
    GRAMMATICAL,
    LATER_FIGURE,
    NO_FIGURE,
)


# ----------------------------------------------------------------------------------- the ladder

LADDER: Final[tuple[Rung[Quantity], ...]] = (
    Rung(
        "other-fate",
        Relation.CONFLICT,
        "QTY101",
        placing.other_fate,
        rungs.both("{a} and {b} tell one number of two fates"),
    ),
    Rung(
        "other-trend",
        Relation.CONFLICT,
        "QTY101",
        rungs.other_trend,
        rungs.both("{a} and {b}: one rose and the other fell by as much"),
        unless_worded=True,
    ),
    Rung(
        "other-thing",
        Relation.CONFLICT,
        "QTY101",
        rungs.other_thing,
        rungs.both("{a} and {b} tell one number of two things"),
    ),
    Rung(
        "other-unit",
        Relation.CONFLICT,
        "QTY101",
        rungs.other_unit,
        rungs.both("{a} and {b} give one number in two units"),
    ),
    Rung(
        "same-rate",
        Relation.EQUAL,
        "QTY001",
        rungs.same_rate,
        rungs.both("{a} and {b} are one rate over two bases"),
    ),
    Rung(
        "other-base",
        Relation.CONFLICT,
        "QTY101",
        rungs.other_base,
        rungs.both("{a} and {b} give one number over two bases"),
    ),
    Rung(
        "same-bound",
        Relation.EQUAL,
        "QTY001",
        rungs.same_bound,
        rungs.both("{a} and {b} bound a whole number alike"),
    ),
    Rung(
        "same-multiple",
        Relation.EQUAL,
        "QTY001",
        rungs.same_multiple,
        rungs.both("{a} and {b} give the same change, as a multiple and in percent"),
    ),
    Rung(
        "close-multiple",
        Relation.LESS_PRECISE,
        "QTY102",
        rungs.close_multiple,
        rungs.both("{a} and {b} can both be true, as a multiple and in percent"),
    ),
    Rung(
        "other-multiple",
        Relation.CONFLICT,
        "QTY101",
        rungs.other_multiple,
        rungs.both("{a} and {b} are two changes, as a multiple and in percent"),
    ),
    Rung(
        "equal",
        Relation.EQUAL,
        "QTY001",
        rungs.equal,
        rungs.both("{a} and {b} give the same figure"),
    ),
    Rung(
        "unlike",
        None,
        "QTY009",
        rungs.unlike,
        rungs.both("{a} and {b} are in measures that have no common unit"),
    ),
    Rung(
        "other-span",
        Relation.CONFLICT,
        "QTY101",
        rungs.other_span,
        rungs.both("{a} and {b} are too far apart to be one time"),
    ),
    Rung(
        "converted",
        Relation.EQUAL,
        "QTY001",
        rungs.converted,
        rungs.both("{a} and {b} are the same in another unit, as rounded"),
    ),
    Rung(
        "score",
        Relation.CONFLICT,
        "QTY101",
        rungs.scores,
        rungs.both("{a} and {b} are two scores"),
    ),
    Rung(
        "no-figure",
        Relation.LESS_PRECISE,
        "QTY113",
        rungs.no_figure,
        rungs.both("{a} has a figure, {b} has a bare noun"),
        severity=Severity.INFO,
    ),
    Rung(
        "grammatical",
        Relation.CONFLICT,
        "QTY111",
        rungs.grammar,
        rungs.both("{a} and {b}: two or more against one, by grammatical number"),
        severity=Severity.WARNING,
    ),
    Rung(
        "rounding",
        Relation.LESS_PRECISE,
        "QTY102",
        rungs.rounding,
        rungs.both("one of {a} and {b} is the other, rounded"),
    ),
    Rung(
        "within",
        Relation.LESS_PRECISE,
        "QTY102",
        rungs.within,
        rungs.both("{a} and {b} give one time, one of them as the most it takes"),
        severity=Severity.INFO,
    ),
    Rung(
        "from-below",
        Relation.LESS_PRECISE,
        "QTY102",
        rungs.from_below,
        rungs.both("{a} and {b} stay under one number"),
        severity=Severity.INFO,
    ),
    Rung(
        "same-figure",
        Relation.LESS_PRECISE,
        "QTY102",
        rungs.same_figure,
        rungs.both("{a} and {b} give one figure under different hedges"),
    ),
    Rung(
        "weaker-bound",
        Relation.LESS_PRECISE,
        "QTY102",
        rungs.bound,
        rungs.both("{b} allows {a} and commits to less"),
    ),
    Rung(
        "converted-roughly",
        Relation.LESS_PRECISE,
        "QTY102",
        rungs.converted_roughly,
        rungs.both("{a} and {b} are the same in another unit, roughly"),
        severity=Severity.INFO,
    ),
    Rung(
        "approximate",
        Relation.LESS_PRECISE,
        "QTY102",
        rungs.approximate,
        rungs.both("{b} covers {a} within the tolerance of an approximate figure"),
    ),
    Rung(
        "range",
        Relation.LESS_PRECISE,
        "QTY102",
        rungs.ranged,
        rungs.both("{b} is a range that holds {a}"),
    ),
    Rung(
        "vague",
        Relation.LESS_PRECISE,
        "QTY102",
        rungs.vague,
        rungs.both("{b} is a vague amount that allows {a}"),
        inside=Severity.WARNING,
    ),
    Rung(
        "soft-edge",
        Relation.LESS_PRECISE,
        "QTY102",
        rungs.soft_edge,
        rungs.both("{a} lies outside what {b} usually means, and does not contradict it"),
    ),
    Rung(
        "both-hold",
        Relation.LESS_PRECISE,
        "QTY102",
        rungs.both_hold,
        rungs.both("{a} and {b} can both be true; each leaves open what the other rules out"),
    ),
    Rung(
        "touching",
        Relation.LESS_PRECISE,
        "QTY102",
        rungs.touching,
        rungs.both("{b} begins or ends at {a}"),
    ),
    Rung(
        "later-figure",
        Relation.CONFLICT,
        "QTY112",
        rungs.moved,
        rungs.as_of_reason,
        severity=Severity.WARNING,
    ),
    Rung(
        "conflict",
        Relation.CONFLICT,
        "QTY101",
        rungs.always,
        rungs.both("{a} and {b} cannot both be true"),
    ),
)

FACT_TYPE: Final = FactType(
    kind=Kind.QUANTITY,
    prefix="QTY",
    extract=extract,
    slot=placing.slot,
    same=placing.same,
    typed=True,
    exact=True,
    counted=placing.counted,
    fate=placing.fate,
    gates=placing.GATES,
    sort=rungs.sort,
    alike=placing.belongs,
    least=0.0,
    ladder=LADDER,
    rules=RULES,
    examples=EXAMPLES,
    documentation=__doc__ or "",
    claims=True,
    implied=implied,
    precision=rungs.precision,
    label="number",
    shape=shape(
        "An interval with a commitment. `grammatical`: carried by number alone.",
        low=MAYBE_NUMBER,
        high=MAYBE_NUMBER,
        low_open=YES_OR_NO,
        high_open=YES_OR_NO,
        commitment=one_of(
            *("exact", "approximate", "at-least", "more-than", "at-most", "less-than"),
            *("range", "vague", "grammatical"),
        ),
        unit=MAYBE_TEXT,
        thing=MAYBE_TEXT,
        modifiers={"type": ["array", "null"], "items": TEXT},
        role=MAYBE_TEXT,
        trend=one_of("up", "down", None),
        as_of=MAYBE_TEXT,
    ),
)
