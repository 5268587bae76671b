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
    read only where they count ("the third attack this week"). Currencies are never converted.
    Of grammatical number, only events are read: "a rocket attack", and the plural that faces it.

How two quantities compare
    ===============================  ===============================  ========================
    a                                b                                relation
    ===============================  ===============================  ========================
    84                               eighty-four                      equal
    10 km                            6.2 miles                        equal, converted
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

import re
from collections.abc import Sequence
from dataclasses import replace
from math import floor, inf, log10
from typing import Any, Final

from consistency import lexicon
from consistency.amounts import (
    BOUNDS,
    CURRENCIES,
    MONTHS,
    SECONDS,
    VAGUE_WORDS,
    WORDS,
    Commitment,
    Ends,
    Quantity,
    half_unit,
    in_base,
    is_plural,
    singular_of,
)
from consistency.counted import EVENTS, SAYING, by_number
from consistency.evidence import LEFT, Gate, Unit, alike, role
from consistency.facing import Facing
from consistency.figures import extract
from consistency.model import (
    Example,
    FactType,
    Kind,
    Mention,
    Relation,
    Rule,
    Rung,
    Severity,
    Slot,
    Span,
)
from consistency.text import (
    ADJ,
    ADV,
    AUX,
    CONTENT,
    DET,
    MODAL,
    NAME,
    NOT,
    NOUN,
    NUM,
    TO,
    VERB,
    Token,
)
from consistency.tree import Parsed

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
        "A vague word next to a figure just outside the sense that this program gives it, and two "
        "measures without a common unit.",
        "Neither article is wrong on this evidence; the editor may want to look.",
        '"several houses" and "two houses"; "two months" and "60 days".',
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
        "A bound, a hedge, a round number, a range or a vague word that covers the other figure, "
        "and two bounds that overlap.",
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


# ------------------------------------------------------------------------------------- the slot


def slot(left: Mention[Quantity], right: Mention[Quantity], facing: Facing) -> float:
    """How strongly two figures count the same thing in the same role, in [0, 1].

    Values are never looked at. 0 where the dimension, the counted things, the roles, the trends or
    the places contradict each other, or where nothing but the sentences' link joins them.
    """
    a, b = left.value, right.value
    if left.slot.key != right.slot.key:
        return 0.0
    if a.trend and b.trend and a.trend != b.trend:
        return 0.0
    one, two = _role_class(a), _role_class(b)
    if _other_fate(one, two) or _size_and_level(left, right, facing):
        return 0.0
    if _standing(left, facing.left) != _standing(right, facing.right) or _added(left, right):
        return 0.0
    if _places_contradict(left, right):
        return 0.0
    same_role = (bool(one) and one == two) or _roles_face(left, right, facing)
    headed = left.slot.head is not None and right.slot.head is not None
    if left.slot.head and right.slot.head and _opposed(facing, left.slot.head, right.slot.head):
        return 0.0
    # A score is one match told from either side; a count has its noun; the rest have an owner.
    if left.slot.key not in ("score", "count") and _subjects_differ(left, right, facing):
        return 0.0
    asked = one and two and not same_role and not headed and left.slot.key != "score"
    if asked and facing.score >= _SURE and left.slot.key == "percent":
        asked = not (_alone(left, facing.left) and _alone(right, facing.right))
    if asked and _context(left, right, facing) < 0.5:
        return 0.0  # a fine of $5 million paid, a loan of $1 million raised
    heads = _heads(left, right, facing, same_role)
    if heads == 0.0:
        return 0.0
    role = 1.0 if same_role else (0.5 if not (one and two) else 0.2)
    words = _context(left, right, facing)
    grammatical = Commitment.GRAMMATICAL in (a.commitment, b.commitment)
    if grammatical and a.commitment is not b.commitment and words < 0.5:
        return 0.0  # one event and a count of events in two sentences that share little else
    told_by_role = same_role and one in WORDS.roles.values()
    lone = _lone(left, facing.left) and _lone(right, facing.right)
    if words < 0.3 and not lone and not told_by_role:
        # Two figures for such things in one sentence: only the words around tell which is which.
        return 0.0
    if (_supposed(left, facing.left) and _done(right, facing.right)) or (
        _supposed(right, facing.right) and _done(left, facing.left)
    ):
        return 0.0  # "the plan would cut $800 million", "he has cut $716 million"
    strength = 0.4 * heads + 0.2 * role + 0.4 * words
    return round(min(1.0, strength), 3)


def sort(mention: Mention[Quantity]) -> str:
    """What can be told instead of one another: any money for any money, shares for points."""
    key = mention.slot.key
    if key in CURRENCIES:
        return "money"
    if key == "count" and (mention.value.thing or "").lower().rstrip("s").endswith("point"):
        return "percent"
    return key.split("/")[0]


def _gate(name: str, reason: str, holds: Any, equals: bool = False, firm: bool = True) -> Gate:
    return Gate(
        name, reason, lambda x, y, facing: holds(x.mention, y.mention, facing), equals, firm
    )


def _other_sort(left: Mention[Quantity], right: Mention[Quantity], facing: Facing) -> bool:
    return sort(left) != sort(right)


def _other_trend(left: Mention[Quantity], right: Mention[Quantity], facing: Facing) -> bool:
    trends = left.value.trend, right.value.trend
    return None not in trends and trends[0] != trends[1]


def _fates(left: Mention[Quantity], right: Mention[Quantity], facing: Facing) -> bool:
    return _other_fate(_role_class(left.value), _role_class(right.value))


def _part_or_past(left: Mention[Quantity], right: Mention[Quantity], facing: Facing) -> bool:
    return _standing(left, facing.left) != _standing(right, facing.right) or _added(left, right)


def _elsewhere(left: Mention[Quantity], right: Mention[Quantity], facing: Facing) -> bool:
    return _places_contradict(left, right)


def _wanted(left: Mention[Quantity], right: Mention[Quantity], facing: Facing) -> bool:
    return (_supposed(left, facing.left) and _done(right, facing.right)) or (
        _supposed(right, facing.right) and _done(left, facing.left)
    )


def _other_things(left: Unit, right: Unit, facing: Facing) -> bool:
    """Whether two counts are of nouns that have nothing to do with each other."""
    if sort(left.mention) not in ("count", "ordinal"):
        return False
    if left.thing < 0 or right.thing < 0:
        bare = (unit.mention.value.commitment is _GRAMMAR for unit in (left, right))
        return any(bare) or role(left, right, facing) < LEFT
    one, two = (singular_of(unit.parsed.tokens[unit.thing].lower) for unit in (left, right))
    for group in WORDS.exclusive:
        if one != two and one in group and two in group:
            return True
    facing_things = alike(left.parsed, left.thing, right.parsed, right.thing, facing)
    if Commitment.GRAMMATICAL in (left.mention.value.commitment, right.mention.value.commitment):
        return facing_things < _ONE_THING
    if one != two and {one, two} & _PARTS:
        return True
    if _opposed(facing, *(unit.parsed.tokens[unit.thing].span for unit in (left, right))):
        return True
    people = all(word in WORDS.people or word in WORDS.casualties for word in (one, two))
    return not people and facing_things == 0.0


_ONE_THING: Final = 0.9


def _chance(left: Unit, right: Unit, facing: Facing) -> bool:
    """Whether one small count stands in both sentences by chance: of two things, in two roles."""
    a = left.mention.value
    if sort(left.mention) != "count" or (a.low or a.high or 0.0) >= _TELLING:
        return False
    odd = a.printed == right.mention.value.printed and a.printed[0] > _ODD and a.printed[0] % 10
    if (odd and left.thing < 0) or right.thing < 0:
        return not odd and role(left, right, facing) < LEFT
    return _other_things(left, right, facing)


def _other_fate(one: str, two: str) -> bool:
    """Whether two roles exclude each other: killed and injured, asked for and granted."""
    return one != two and any(
        one in classes.values() and two in classes.values()
        for classes in (WORDS.roles, WORDS.verbs)
    )


def _size_and_level(left: Mention[Quantity], right: Mention[Quantity], facing: Facing) -> bool:
    """Whether one figure is the size of a change and the other the level reached: "by", "to"."""
    if {_by_or_to(left, facing.left), _by_or_to(right, facing.right)} != {" by ", " to "}:
        return False
    return all(
        any(t.lower in WORDS.trend for t in _before(mention, parsed))
        for mention, parsed in ((left, facing.left), (right, facing.right))
    )


def _by_or_to(mention: Mention[Quantity], parsed: Parsed) -> str:
    """What is printed right before a figure, four letters of it."""
    at = mention.start - parsed.sentence.start
    return parsed.sentence.text[at - 4 : at] if at >= len(" by ") else ""


def _before(mention: Mention[Quantity], parsed: Parsed) -> tuple[Token, ...]:
    """The tokens of a figure's clause that stand before it."""
    at = parsed.at(mention.start)
    return parsed.tokens[parsed.clause_of(at)[0] : at]


def _supposed(mention: Mention[Quantity], parsed: Parsed) -> bool:
    """Whether a figure stands behind "would" in its clause."""
    return any(t.pos == MODAL and t.lower == "would" for t in _before(mention, parsed))


def _done(mention: Mention[Quantity], parsed: Parsed) -> bool:
    """Whether a figure stands behind "has", "have" or "had" in its clause, and no modal."""
    before = _before(mention, parsed)
    return any(t.pos == AUX and t.lower in ("has", "have", "had") for t in before) and not any(
        t.pos in (MODAL, TO) for t in before
    )


# From so many on, two linked sentences that count to the same number count the same things.
_TELLING: Final = 1000
_EXACT_DIGITS: Final = 3
# Numbers above this that are not round don't come up twice by chance.
_ODD: Final = 20


# A figure told twice faces itself less surely than two that stand in one place: "5 killed, 10 hurt"
# may have become "10 killed, 5 hurt". One that was only rounded or bounded is no slip.
_TOLD_TWICE: Final = 0.79
_CORRECTED: Final = 0.5  # two exact figures that differ: a correction, or two things
_ROUNDED: Final = 0.95


def same(left: Mention[Quantity], right: Mention[Quantity], facing: Facing) -> float:
    """How surely one figure in two linked sentences is one fact.

    A sum, a share or a measure may be, and a count that is large, or of things that face each
    other: "two men" and "two days later" are not. It is all the surer where a figure of three
    digits was rounded or bounded.
    """
    a, b = left.value, right.value
    if left.slot.key != right.slot.key or not _near(a, b):
        return 0.0
    if _other_fate(_role_class(a), _role_class(b)) or _size_and_level(left, right, facing):
        return 0.0
    if a.trend and b.trend and a.trend != b.trend:
        return 0.0
    heads = left.slot.head, right.slot.head
    touch = heads[0] is not None and heads[1] is not None and facing.touches(heads[0], heads[1])
    odd = a.printed == b.printed and a.printed[0] > _ODD and a.printed[0] % 10
    large = (a.low or a.high or 0.0) >= _TELLING
    if left.slot.key == "count" and not (touch or odd or large):
        return 0.0
    # Percentages are a hundred in all: two often lie close by chance.
    if a.key != b.key and a.commitment is b.commitment is Commitment.EXACT:
        return _TOLD_TWICE if _rounds(a, b) or _rounds(b, a) else _CORRECTED
    exact = max(_digits_of(a), _digits_of(b)) >= _EXACT_DIGITS and left.slot.key != "percent"
    return _ROUNDED if a.key != b.key and exact and _near(a, b, _VERY_NEAR) else _TOLD_TWICE


# Two figures of one kind, in two linked sentences, that lie nearer than this are seldom two facts.
_NEAR: Final = 1.1
_VERY_NEAR: Final = 1.02


def _near(a: Quantity, b: Quantity, by: float = _NEAR) -> bool:
    """Whether two figures are equal, or so close that one may be the other rounded or bounded."""
    if a.key == b.key:
        return a.commitment not in (Commitment.VAGUE, Commitment.GRAMMATICAL)
    (least, most), (low, high) = a.printed, b.printed
    return 0 < most <= by * low and high <= by * least


def _role_class(value: Quantity) -> str:
    """What happened to the counted: a class of data/quantity.toml, else the verb's base form."""
    for word in (value.role, *((value.thing or "").lower().split()[-1:])):
        if word and word in WORDS.roles:
            return WORDS.roles[word]
    verb = lexicon.lemma(value.role, "v") if value.role else ""
    if verb in _TAKING and (value.thing or "").lower().endswith("lives"):
        return "kill"  # "claimed 12 lives" asks for nothing
    return WORDS.verbs.get(verb, WORDS.alike.get(verb, verb))


_TAKING: Final = frozenset("claim cost take lose".split())


def _roles_face(left: Mention[Quantity], right: Mention[Quantity], facing: Facing) -> bool:
    one, two = _role_class(left.value), _role_class(right.value)
    if one and two and lexicon.synonyms(one, two, "v"):
        return True
    spans = [s for s in left.slot.words if _surface(facing.left, s) == left.value.role]
    others = [s for s in right.slot.words if _surface(facing.right, s) == right.value.role]
    return any(facing.touches(s, o) for s in spans for o in others)


def _surface(parsed: Parsed, span: Span) -> str:
    base = parsed.sentence.start
    return parsed.sentence.text[span.start - base : span.end - base].lower()


_EARLIER: Final = re.compile(
    r"\b(?:(?:a|the|one) (?:year|month|week|quarter|day) (?:earlier|ago|before)|previous(?:ly)?"
    r"|last (?:year|month|week|season)|in the (?:same|year-earlier|prior) \w+|year-ago"
    r"|down from|up from)\b",
    re.IGNORECASE,
)
_SUBSET: Final = re.compile(
    r"(?:including|among (?:them|those)|of (?:whom|which|them|those))(?: at least)?[ ,]*"
    r"(?:were |are )?$",
    re.IGNORECASE,
)
_AGAINST: Final = re.compile(
    r"(?:than|opposed to|instead of|rather than|compared (?:with|to)|versus|none of|down from"
    r"|up from)"
    r" (?:the |a |its |about |around |just )?$",
    re.IGNORECASE,
)
_PARTITIVE: Final = re.compile(
    r"\S+(?: \S+){0,3} of (?:the|these|those|its|their|his|her)\b", re.IGNORECASE
)


_BESIDES: Final = re.compile(
    r"\b(?:another|further|additional|extra)\b|\bmore\b(?! than)", re.IGNORECASE
)


_NEW: Final = re.compile(r"\b(?:new|fresh|other)\b", re.IGNORECASE)


def _added(left: Mention[Quantity], right: Mention[Quantity]) -> bool:
    """Whether one of two counts alone comes on top of another: "two more"; "two new" may too."""
    for one, other in ((left, right), (right, left)):
        if one.slot.key == "count" and _BESIDES.search(one.text):
            return not (_BESIDES.search(other.text) or _NEW.search(other.text))
    return False


def _standing(mention: Mention[Quantity], parsed: Parsed) -> tuple[bool, bool]:
    """Whether a figure is held against another (earlier, refused), and whether it is a part of one.

    "$5 million, more than the $3 million a year earlier": only the first is the fact. "Two of the
    six officers" and "including two officers" are no count of the officers.
    """
    base = parsed.sentence.start
    text = parsed.sentence.text
    after = text[mention.end - base : mention.end - base + 45]
    cut = re.search(r"[,;.]|\d", after)
    before = text[max(0, mention.start - base - 28) : mention.start - base]
    other = bool(_EARLIER.search(after[: cut.start()] if cut else after))
    part = bool(_SUBSET.search(before)) or (
        mention.slot.key == "count" and bool(_PARTITIVE.match(mention.text))
    )
    return other or bool(_AGAINST.search(before)) or _second_event(mention, parsed), part


def _second_event(mention: Mention[Quantity], parsed: Parsed) -> bool:
    """Whether the figure's clause tells of an event next to another: "a smaller blast killed two".

    A comparative with an indefinite article holds the event against one that the text has told.
    """
    first, last = parsed.clause_of(parsed.at(mention.start))
    last = min(last, first + _CLAUSE)
    for at in range(first, last - 2):
        article, word, noun = parsed.tokens[at : at + 3]
        if article.lower not in ("a", "an") or not word.lower.endswith("er"):
            continue
        compared = lexicon.lemma(word.lower, "a") != word.lower
        if compared and lexicon.topic(noun.lower) in (*EVENTS, "phenomenon"):
            return True
    return False


# Tokens of a clause that are looked at: a line without any mark stays linear.
_CLAUSE: Final = 40


def _subjects_differ(left: Mention[Quantity], right: Mention[Quantity], facing: Facing) -> bool:
    """Whether two figures without a noun belong to other names: "Rost won 11, Holm 6"."""
    one, two = _subject(left, facing.left), _subject(right, facing.right)
    return bool(one) and bool(two) and not any(_same_name(n, o) for n in one for o in two)


def _subject(mention: Mention[Quantity], parsed: Parsed) -> list[str]:
    """The words of the name right before the verb on the left of a figure, in its clause."""
    tokens = parsed.tokens
    first = parsed.at(mention.start)
    at = first - 1
    while at >= max(0, first - 8) and tokens[at].pos != VERB:
        if tokens[at].text in _BREAKS:
            return []
        at -= 1
    at -= 1
    while at >= 0 and tokens[at].pos in (AUX, MODAL, ADV, NOT):
        at -= 1
    names: list[str] = []
    while at >= 0 and tokens[at].pos == NAME and len(names) < 5:
        names.append(tokens[at].lower)
        at -= 1
    return names


def _places_contradict(left: Mention[Quantity], right: Mention[Quantity]) -> bool:
    """Whether both name a place after the same preposition, and none that is the same.

    That the names face each other says nothing: two towns in one slot are alike to an encoder.
    """
    for one in left.value.modifiers:
        word = one.split(maxsplit=1)[0].lower()
        for two in right.value.modifiers:
            if two.split(maxsplit=1)[0].lower() != word or word not in ("in", "at", "near"):
                continue
            names, others = _names(one), _names(two)
            if names and others and not any(_same_name(n, o) for n in names for o in others):
                return not (_initials(names) in others or _initials(others) in names)
    return False


def _initials(names: Sequence[str]) -> str:
    """The short form of a name: "uk" of the words "united", "kingdom"."""
    return "".join(name[0] for name in names if name)


def _names(phrase: str) -> list[str]:
    return [w.replace(".", "").strip(",'’").lower() for w in phrase.split()[1:] if w[:1].isupper()]


def _same_name(one: str, two: str) -> bool:
    """Equal, or one the other's adjective: Iraq, Iraqi."""
    return one == two or (min(len(one), len(two)) > 3 and one[:4] == two[:4])


def _heads(
    left: Mention[Quantity], right: Mention[Quantity], facing: Facing, same_role: bool
) -> float:
    """How far the counted things are one: 1 same word, less for synonyms and words that face."""
    one, two = left.slot.head, right.slot.head
    if one is not None and two is not None:
        found = _nouns(_surface(facing.left, one), _surface(facing.right, two),
                       facing.touches(one, two), same_role)  # fmt: skip
        return found or (_DEED if _deed(left.value, right.value) else 0.0)
    if one is None and two is None:
        return 0.8 if left.slot.key == "score" or same_role else _loose(left, right, facing)
    if left.slot.key == "count":
        # "killing 12" and "12 people were killed": the role is the thing.
        head = _surface(*((facing.left, one) if one is not None else (facing.right, two)))  # type: ignore[arg-type]
        person = singular_of(head) in WORDS.people or head in WORDS.casualties
        return 0.8 if same_role and person else 0.0
    return 0.8 if same_role else _loose(left, right, facing)


# A deed and those that it was done to or by: nearly one count (one person may be arrested twice).
_DEED: Final = 0.8


def _deed(a: Quantity, b: Quantity) -> bool:
    """Whether one counts deeds and the other the people of it: "12 arrests", "12 men arrested".

    The noun of the deed and the verb are one word's forms, which begin alike.
    """
    for deeds, people in ((a, b), (b, a)):
        if not (deeds.thing and people.thing):
            continue
        deed, person = (
            singular_of(q.thing.lower().split()[-1]) for q in (deeds, people) if q.thing
        )
        if person not in WORDS.people and lexicon.topic(person) != "person":
            continue
        verb = lexicon.lemma(people.role, "v") if people.role else ""
        if len(verb) > 2 and deed.startswith(verb[: max(4, len(verb) - 2)]):
            return True
        if len(deed) > 3 and person.startswith(deed[:-1]) and person != deed:
            return True  # "148 reviews", "148 reviewers"
    return False


def _loose(left: Mention[Quantity], right: Mention[Quantity], facing: Facing) -> float:
    """Two figures without a noun of their own: do the words around them face each other?

    Durations need it most: a sentence has many spans of time that have nothing to do with each
    other. Amounts of money and shares that are the only ones of their sentences need less.
    """
    words = _context(left, right, facing)
    if words >= 0.3:
        return 0.7
    sure = facing.score >= _SURE
    if left.slot.key in ("count", "time", "age", "ordinal") or (words < 0.2 and not sure):
        return 0.0
    return 0.5 if _alone(left, facing.left) and _alone(right, facing.right) else 0.0


# A link more likely right than wrong (its score is a probability).
_SURE: Final = 0.5


def _lone(mention: Mention[Quantity], parsed: Parsed) -> bool:
    """Whether a sentence has no other figure for the same thing, or of the same dimension."""
    if mention.slot.head is None:
        return mention.slot.key == "count" or _alone(mention, parsed)
    head = singular_of(_surface(parsed, mention.slot.head))
    tokens = parsed.tokens
    counted = 0
    for token in tokens:
        if token.pos in (NOUN, NAME) and singular_of(token.lower) == head:
            counted += any(t.pos == NUM for t in tokens[max(0, token.index - 4) : token.index])
    return counted <= 1


def _alone(mention: Mention[Quantity], parsed: Parsed) -> bool:
    """Whether a sentence has no other figure of the mention's dimension, by the marks it uses."""
    key = mention.slot.key
    if key in CURRENCIES:
        marks = sum(t.text in WORDS.symbols or t.lower in WORDS.currency for t in parsed.tokens)
    elif key == "percent":
        marks = sum(t.text == "%" or t.lower in ("percent", "cent", "pct") for t in parsed.tokens)
    elif key == "age":
        marks = 0
    else:
        marks = sum(WORDS.units.get(t.lower, ("",))[0] == key.split("/")[0] for t in parsed.tokens)
    return marks <= 1


def _nouns(one: str, two: str, touching: bool, same_role: bool) -> float:
    a, b = singular_of(one), singular_of(two)
    if a == b or one == two:
        return 1.0
    if lexicon.synonyms(a, b, "n"):
        return 0.95
    for group in WORDS.exclusive:
        if a in group and b in group:
            return 0.0
    if one in WORDS.casualties and two in WORDS.casualties and same_role:
        return 0.9
    people = (
        a in WORDS.people or one in WORDS.casualties,
        b in WORDS.people or two in WORDS.casualties,
    )
    anybody = {"people", "person"} & {a, b} or WORDS.casualties & {one, two}
    if all(people) and same_role and (anybody or touching):
        return 0.7 if not ({a, b} & _PARTS) else 0.0
    if touching:
        return 0.7 if lexicon.general(a, b) or lexicon.general(b, a) else 0.6
    return 0.0


_OTHERS: Final = frozenset(
    "other others such more further additional similar previous prior earlier future past new"
    " next last first second third".split()
)
# Words for a part of the people counted: twelve children among twenty people is no disagreement.
_PARTS: Final = frozenset("child woman man girl boy baby other american foreigner civilian".split())


_BREAKS: Final = frozenset({",", ";", ":", "(", ")", "—", "--", "–", "“", "”", '"', "``", "''"})
_LEADS: Final = frozenset("and for with but while to".split())
# Content words on each side of a figure that place it: half a clause in news copy.
_REACH: Final = 8


def _around(mention: Mention[Quantity], parsed: Parsed) -> list[int]:
    """The content words next to a figure, up to another figure or a break, on both sides."""
    tokens = parsed.tokens
    inside = [t.index for t in parsed.within(mention.span)]
    if not inside:
        return []
    out: list[int] = []
    if mention.slot.head is not None:  # a unit faces a unit anywhere; a counted thing tells
        out = [i for i in inside if tokens[i].pos != NUM and tokens[i].pos in CONTENT]
    if mention.value.dimension == "age" and inside[0] > 1 and tokens[inside[0] - 1].text == ",":
        out.append(inside[0] - 2)  # "Ada Holm, 91,": the name stands behind the comma
    for i in range(inside[0] - 1, max(-1, inside[0] - 1 - _REACH), -1):
        token = tokens[i]
        if token.text in _BREAKS or token.pos == NUM:
            break
        if token.pos in CONTENT and token.lower not in SAYING:
            out.append(i)
        if token.pos == VERB:
            break  # what stands before the verb places the clause, not the figure
    behind: list[int] = []
    for i in range(inside[-1] + 1, min(len(tokens), inside[-1] + 1 + _REACH)):
        token = tokens[i]
        if token.text in _BREAKS:
            break
        if token.pos == NUM or token.text in WORDS.symbols:
            # What leads to the next figure belongs to that one: "for a total of $5 million".
            cut = max((k for k in range(inside[-1], i) if tokens[k].lower in _LEADS), default=i)
            behind = [k for k in behind if k < cut]
            break
        if token.pos in CONTENT and token.lower not in SAYING:
            behind.append(i)
    out += behind
    return sorted(out)


def _context(left: Mention[Quantity], right: Mention[Quantity], facing: Facing) -> float:
    """Share of the words around two figures that face each other; .2 where one has none."""
    one, two = _around(left, facing.left), _around(right, facing.right)
    if not one or not two:
        return 0.2
    pairs = [(i, j) for i, j, _ in facing.pairs if i in one and j in two]
    # Counted, not weighed: in a story of two short texts the words that both use are the "frequent"
    # ones, and frequency would take away exactly the weight that places a figure.
    return 0.5 * (len({i for i, _ in pairs}) / len(one) + len({j for _, j in pairs}) / len(two))


def implied(mention: Mention[Quantity], facing: Facing) -> Mention[Quantity] | None:
    """The bare noun of the other sentence that faces a counted noun: "84 attacks" / "attacks".

    None where the noun has a figure of its own there, where its number tells nothing (a definite
    singular, a mass noun), or where the words face each other without being the same thing.
    """
    head = mention.slot.head
    if mention.slot.key in CURRENCIES:
        return _bare_sum(mention, facing)
    if head is None or mention.slot.key != "count" or mention.value.low == mention.value.high == 0:
        return None
    at = facing.left.at(mention.start)
    whole = at > 0 and facing.left.tokens[at - 1].lower == "all"
    if head.end <= mention.start or _PARTITIVE.match(mention.text):
        return None  # "sales stand at 10,000": "sales" there is no count without a figure
    word = _surface(facing.left, head)
    for token in facing.counterparts(head):
        if singular_of(token.lower) != singular_of(word) and (
            token.pos != NOUN or mention.value.commitment is _GRAMMAR
        ):
            # The same word as a counted noun is a noun, whatever its tag; and the number of another
            # word tells nothing: "a fire" / "flames".
            continue
        if _nouns(word, token.lower, False, False) < 0.9:
            continue
        found = _bare(facing.right, token, whole=whole)
        singular = not is_plural(token) and not _preceded_by_figure(facing.right, token)
        alone = mention.value.commitment is Commitment.GRAMMATICAL and mention.value.high == 1
        if found is None and singular and alone:
            found = token, True  # "a rocket attack" and "the attack" are one and one
        if found is not None and found[1] and mention.value.commitment is not _GRAMMAR:
            return None  # "an attack" may be one of the 84
        if found is not None and _opposed(facing, head, token.span):
            return None
        if found is not None:
            first, singular = found
            return by_number(facing.right, first, token, singular, mention.published)
    return None


def _bare_sum(mention: Mention[Quantity], facing: Facing) -> Mention[Quantity] | None:
    """What a sum is of, where the other sentence names it without one: "public money".

    The phrase behind "in" is there word for word, ends in a word for money, and no sum stands
    before it.
    """
    left, right = facing.left, facing.right
    of = next((w for w in mention.slot.words if w.start > mention.end), None)
    if of is None or mention.value.commitment is _GRAMMAR:
        return None
    inside = left.within(of)
    nouns = [t for t in inside if t.pos in (NOUN, ADJ, NAME)]
    if not inside or inside[0].lower != "in" or nouns[-1:] != list(inside[-1:]):
        return None
    if nouns[-1].lower not in _MONEYS:
        return None  # "in recent years", "in federal court"
    words = [t.lower for t in nouns]
    for token in facing.counterparts(nouns[-1].span):
        first = token.index - len(words) + 1
        stretch = right.tokens[max(0, first) : token.index + 1]
        if [t.lower for t in stretch] != words or len(words) < _SUM_WORDS:
            continue
        before = right.tokens[max(0, first - 5) : first]
        if any(t.pos == NUM or t.text in _SIGNS or t.lower in VAGUE_WORDS for t in before):
            return None
        return _without_sum(right, stretch, mention)
    return None


# What a sum can be "in"; a time, a place or a court can't.
_MONEYS: Final = frozenset(
    "money funds funding cash aid donations contributions grants loans bonds assets shares stock"
    " taxes fees fines damages wages benefits subsidies savings revenue profits losses debt debts"
    " payments bribes credits spending sales".split()
)
_SUM_WORDS: Final = 2  # "in cash" is everywhere; "in taxpayer money" is one sum
_SIGNS: Final = frozenset("$£€")


def _without_sum(
    parsed: Parsed, stretch: Sequence[Token], mention: Mention[Quantity]
) -> Mention[Quantity]:
    base = parsed.sentence.start
    text = parsed.sentence.text[stretch[0].start - base : stretch[-1].end - base]
    value = replace(
        mention.value,
        low=0.0,
        high=None,
        low_open=True,
        high_open=True,
        commitment=_GRAMMAR,
        thing=text,
        modifiers=(),
    )
    return replace(
        mention,
        article=parsed.sentence.article,
        sentence=parsed.sentence.index,
        start=stretch[0].start,
        end=stretch[-1].end,
        text=text,
        value=value,
        slot=Slot(text, stretch[-1].span, (), mention.slot.key),
    )


_GRAMMAR: Final = Commitment.GRAMMATICAL
_PLACING: Final = frozenset({ADJ, NOUN})


def _opposed(facing: Facing, left: Span, right: Span) -> bool:
    """Whether the words just before two nouns are opposites: "male workers", "female workers".

    Not where both have both: "past and present members".
    """
    one, two = facing.left.at(left.start), facing.right.at(right.start)
    ones = [t for t in facing.left.tokens[max(0, one - 3) : one] if t.pos in _PLACING]
    others = [t for t in facing.right.tokens[max(0, two - 3) : two] if t.pos in _PLACING]
    said = {t.lower for t in ones}, {t.lower for t in others}
    return any(
        lexicon.antonyms(a.lower, b.lower)
        for a in ones
        for b in others
        if a.lower not in said[1] and b.lower not in said[0]
    )


def _preceded_by_figure(parsed: Parsed, head: Token) -> bool:
    return any(
        t.pos == NUM or t.lower in VAGUE_WORDS
        for t in parsed.tokens[max(0, head.index - 4) : head.index]
    )


def _bare(parsed: Parsed, head: Token, *, whole: bool) -> tuple[Token, bool] | None:
    """First token of a noun phrase without a figure, and whether it is a singular.

    "All boats" has no figure that "all 84 boats" has; beside "84 boats" it may mean others.
    """
    tokens = parsed.tokens
    if head.index + 1 < len(tokens) and tokens[head.index + 1].pos in (NOUN, NAME):
        return None
    j = head.index - 1
    first = head
    steps = 0
    while j >= 0 and steps < 6:
        token = tokens[j]
        if token.pos == NUM or token.lower in VAGUE_WORDS or token.text[0].isdigit():
            return None
        if token.pos == DET:
            if token.lower in ("a", "an") and not is_plural(head):
                return token, True
            if token.lower == "all" and whole:
                return (token, False) if is_plural(head) else None
            if token.lower in ("no", "any", "each", "every", "all", "both", "another"):
                return None
            break
        if token.lower in _OTHERS:
            return None  # other things than those that the figure counts
        if token.pos not in (ADJ, NOUN, NAME) and token.text not in ("-", "‑"):
            break
        if token.pos == NOUN and is_plural(token):
            break  # a plural stands before no noun of its own phrase
        first = token
        j -= 1
        steps += 1
    if j >= 1 and tokens[j].lower == "of" and tokens[j - 1].lower not in ("number", "series"):
        k = j - 1
        if tokens[k].pos == NUM or tokens[k].lower in VAGUE_WORDS or is_plural(tokens[k]):
            return None
    return (first, False) if is_plural(head) else None


GATES: Final = (
    _gate("other-sort", "they are of two sorts", _other_sort, equals=True),
    _gate("other-trend", "one rose and the other fell", _other_trend, equals=True),
    _gate("other-fate", "what happened to the counted excludes the other", _fates, equals=True),
    _gate("size-and-level", "one is the size of a change, the other the level reached",
          _size_and_level, equals=True),
    Gate("by-chance", "one number of two things", _chance, equals=True),
    Gate("other-things", "they count two things", _other_things),
    _gate("part-or-past", "one is a part, or held against the other", _part_or_past),
    _gate("other-place", "they hold for two places", _elsewhere),
    _gate("would-and-has", "one is supposed, the other done", _wanted),
    _gate("other-owner", "they belong to two names",
          lambda a, b, f: a.slot.key not in ("score", "count") and _subjects_differ(a, b, f)),
)  # fmt: skip


# ----------------------------------------------------------------------------------- the ladder

# A vague word's ends are soft: up to this factor outside, nothing is decided. Ours.
_SOFT: Final = 2.0
# Two vague words speak of one amount where their senses share this part of the narrower one, on a
# logarithmic scale: "dozens" and "scores" do, "dozens" and "hundreds" do not. Ours.
_SHARED: Final = 0.25
# From "dozens" on, a vague word is the plural of a scale.
_PLURAL_SCALE: Final = 12.0


def _inside(inner: Ends, outer: Ends) -> bool:
    low = inner[0] > outer[0] or (inner[0] == outer[0] and (inner[2] or not outer[2]))
    high = inner[1] < outer[1] or (inner[1] == outer[1] and (inner[3] or not outer[3]))
    return low and high


def _overlap(a: Ends, b: Ends) -> bool:
    low, high = max(a[0], b[0]), min(a[1], b[1])
    if low != high:
        return low < high
    return not any((ends[0] == low and ends[2]) or (ends[1] == high and ends[3]) for ends in (a, b))


def _covered(a: Quantity, b: Quantity) -> bool:
    return _inside(a.core, b.wide) or _inside(b.core, a.wide)


def _equal(left: Mention[Quantity], right: Mention[Quantity]) -> bool:
    a, b = left.value, right.value
    if a.key == b.key or _couple(left, right) or _couple(right, left):
        return True
    if a.commitment is b.commitment is Commitment.VAGUE and a.high is b.high is None:
        return True  # "numerous" and "multiple": neither gives more than that there are many
    # "an attack" and "one attack": grammar and figure both say one.
    return Commitment.GRAMMATICAL in (a.commitment, b.commitment) and all(
        v.low == v.high == 1.0 and v.dimension == "count" for v in (a, b)
    )


def _couple(left: Mention[Quantity], right: Mention[Quantity]) -> bool:
    """Whether one is "a couple" and the other two."""
    two = right.value.low == right.value.high == 2 and right.value.dimension == left.value.dimension
    return two and left.value.commitment is Commitment.VAGUE and "couple" in left.text.lower()


def _unlike(left: Mention[Quantity], right: Mention[Quantity]) -> bool:
    a, b = left.value, right.value
    if a.dimension != b.dimension:
        return True
    if a.dimension in ("time", "age") and a.unit != b.unit:
        return ({a.unit, b.unit} & set(SECONDS) != set()) and (
            {a.unit, b.unit} & set(MONTHS) != set()
        )
    return False


def _converted(left: Mention[Quantity], right: Mention[Quantity]) -> bool:
    a, b = left.value, right.value
    if a.unit == b.unit or a.commitment is not b.commitment or a.dimension == "count":
        return False
    if None in (a.low, b.low) and None in (a.high, b.high):
        return False
    (one, two, *_), (three, four, *_) = a.core, b.core
    margin = max(half_unit(a), half_unit(b))
    return all(x == y or abs(x - y) <= margin for x, y in ((one, three), (two, four)))


def _scores(left: Mention[Quantity], right: Mention[Quantity]) -> bool:
    return left.value.dimension == "score" and right.value.dimension == "score"


def _no_figure(left: Mention[Quantity], right: Mention[Quantity]) -> bool:
    a, b = left.value, right.value
    if (a.commitment is Commitment.GRAMMATICAL) == (b.commitment is Commitment.GRAMMATICAL):
        return False
    return _overlap(a.wide, b.wide)


def _grammar(left: Mention[Quantity], right: Mention[Quantity]) -> bool:
    a, b = left.value, right.value
    return Commitment.GRAMMATICAL in (a.commitment, b.commitment) and not _overlap(a.wide, b.wide)


def _round(value: Quantity) -> bool:
    """Whether a figure is printed as a round one: 100 or more in 00, or with a scale word."""
    if value.commitment is not Commitment.EXACT or value.low is None:
        return False
    return value.scaled or (abs(value.low) >= 100 and value.grain >= 100)


def _rounds(a: Quantity, b: Quantity) -> bool:
    """Whether `a` is a rounding of `b`."""
    distance = abs(a.core[0] - b.core[0])
    if _round(a):
        return distance <= half_unit(a)
    # A measure printed with fewer decimals than the other: 7 percent and 7.3 percent.
    decimals = a.dimension != "count" and b.grain < a.grain <= 1.0 and b.low is not None
    return decimals and b.low != int(b.low or 0.0) and distance <= half_unit(a)


def _rounding(left: Mention[Quantity], right: Mention[Quantity]) -> bool:
    a, b = left.value, right.value
    if a.commitment is not Commitment.EXACT or b.commitment is not Commitment.EXACT:
        return False
    return _rounds(a, b) or _rounds(b, a)


def _same_figure(left: Mention[Quantity], right: Mention[Quantity]) -> bool:
    """One number under two hedges: "about 2,000" and "more than 2,000"."""
    a, b = left.value, right.value
    if not (
        Commitment.APPROXIMATE in (a.commitment, b.commitment)
        or any(_round(v) and _digits_of(v) < 3 for v in (a, b))
    ):
        return False
    if Commitment.VAGUE in (a.commitment, b.commitment) or Commitment.RANGE in (
        a.commitment,
        b.commitment,
    ):
        return False
    one = a.low if a.low is not None else a.high
    two = b.low if b.low is not None else b.high
    return (one == two and a.unit == b.unit) or (
        one is not None and in_base(one, a.unit) == in_base(two, b.unit)
    )


def _bound(left: Mention[Quantity], right: Mention[Quantity]) -> bool:
    a, b = left.value, right.value
    if not (a.commitment in BOUNDS or b.commitment in BOUNDS) or Commitment.VAGUE in (
        a.commitment,
        b.commitment,
    ):
        return False
    return _covered(a, b)


def _approximate(left: Mention[Quantity], right: Mention[Quantity]) -> bool:
    a, b = left.value, right.value
    if Commitment.VAGUE in (a.commitment, b.commitment):
        return False
    return Commitment.APPROXIMATE in (a.commitment, b.commitment) and (
        _covered(a, b) or (a.commitment is b.commitment and _overlap(a.wide, b.wide))
    )


def _ranged(left: Mention[Quantity], right: Mention[Quantity]) -> bool:
    a, b = left.value, right.value
    return (
        Commitment.RANGE in (a.commitment, b.commitment)
        and Commitment.VAGUE not in (a.commitment, b.commitment)
        and _covered(a, b)
    )


def _vague(left: Mention[Quantity], right: Mention[Quantity]) -> bool:
    a, b = left.value, right.value
    if Commitment.VAGUE not in (a.commitment, b.commitment):
        return False
    if a.commitment is b.commitment:
        return _shared(a.core, b.core) >= _SHARED
    return _overlap(a.wide, b.wide)


def _shared(a: Ends, b: Ends) -> float:
    """Part of the narrower interval that both hold, on a logarithmic scale."""

    def log(value: float) -> float:
        return log10(max(value, 1.0)) if value != inf else 15.0

    low, high = max(log(a[0]), log(b[0])), min(log(a[1]), log(b[1]))
    narrow = min(log(a[1]) - log(a[0]), log(b[1]) - log(b[0]))
    return max(0.0, high - low) / narrow if narrow > 0 else float(low <= high)


def _soft_edge(left: Mention[Quantity], right: Mention[Quantity]) -> bool:
    a, b = left.value, right.value
    if (a.commitment is Commitment.VAGUE) == (b.commitment is Commitment.VAGUE):
        return False
    word, figure = (a, b) if a.commitment is Commitment.VAGUE else (b, a)
    low, high, *_ = word.core
    # A plural scale word says too little of a larger figure, but nothing that is wrong: there were
    # thousands where there were 800,000. "Several" says that there were not many.
    top = inf if low >= _PLURAL_SCALE else high * _SOFT
    return low > 0 and _overlap((low / _SOFT, top, False, False), figure.wide)


def _both_hold(left: Mention[Quantity], right: Mention[Quantity]) -> bool:
    a, b = left.value, right.value
    if Commitment.VAGUE in (a.commitment, b.commitment):
        return False
    if a.commitment is b.commitment is Commitment.RANGE and (
        min(a.core[1], b.core[1]) <= max(a.core[0], b.core[0])
    ):
        return False  # "90 to 100" and "100 to 120" have no more than an end in common
    return _overlap(a.wide, b.wide)


def _moved(left: Mention[Quantity], right: Mention[Quantity]) -> bool:
    """Whether two counts that clash were given at different times."""
    a, b = left.value, right.value
    if a.dimension != "count" or (left.article == right.article and not (a.as_of or b.as_of)):
        return False
    if a.as_of and b.as_of and a.as_of.lower() != b.as_of.lower():
        return True
    if left.published is None or right.published is None:
        return bool(a.as_of) != bool(b.as_of)
    return left.published != right.published


def _always(left: Mention[Quantity], right: Mention[Quantity]) -> bool:
    return True


def _quote(mention: Mention[Quantity]) -> str:
    return f"“{mention.text}”"


def _both(words: str) -> Any:
    """A reason that names the more precise wording first, whichever side it stands on."""

    def reason(left: Mention[Quantity], right: Mention[Quantity]) -> str:
        first, second = sorted((left, right), key=lambda m: (precision(m.value), m.text))
        return words.format(a=_quote(first), b=_quote(second))

    return reason


def _as_of_reason(left: Mention[Quantity], right: Mention[Quantity]) -> str:
    first, second = left, right
    if left.published and right.published and str(left.published) > str(right.published):
        first, second = right, left
    return f"later figure: {_quote(first)} and {_quote(second)} were given at different times"


def _touching(left: Mention[Quantity], right: Mention[Quantity]) -> bool:
    """Whether a bound that leaves its figure out faces that figure: "over 90", "90"."""
    a, b = left.value, right.value
    if Commitment.EXACT not in (a.commitment, b.commitment) or a.dimension != b.dimension:
        return False
    exact, bound = (a, b) if a.commitment is Commitment.EXACT else (b, a)
    open_ends = (Commitment.MORE_THAN, Commitment.LESS_THAN)
    return bound.commitment in open_ends and exact.core[0] in bound.core[:2]


def _converted_roughly(left: Mention[Quantity], right: Mention[Quantity]) -> bool:
    """Whether two measures in two units overlap: "27 kilometres", "some 17 miles"."""
    a, b = left.value, right.value
    kinds = {a.commitment, b.commitment} <= {Commitment.EXACT, Commitment.APPROXIMATE}
    return kinds and a.unit != b.unit and a.dimension != "count" and _overlap(a.wide, b.wide)


def _other_unit(left: Mention[Quantity], right: Mention[Quantity]) -> bool:
    """Whether one number is told of two units of one sort: "$54 million", "54 million euros"."""
    a, b = left.value, right.value
    if a.unit == b.unit or sort(left) in ("count", "time", "age") or sort(left) != sort(right):
        return False
    if Commitment.VAGUE in (a.commitment, b.commitment):
        return False
    numbers = [value.low if value.low is not None else value.high for value in (a, b)]
    return numbers[0] == numbers[1] and bool(numbers[0])


LADDER: Final[tuple[Rung[Quantity], ...]] = (
    Rung(
        "other-unit",
        Relation.CONFLICT,
        "QTY101",
        _other_unit,
        _both("{a} and {b} give one number in two units"),
    ),
    Rung("equal", Relation.EQUAL, "QTY001", _equal, _both("{a} and {b} give the same figure")),
    Rung(
        "unlike",
        None,
        "QTY009",
        _unlike,
        _both("{a} and {b} are in measures that have no common unit"),
    ),
    Rung(
        "converted",
        Relation.EQUAL,
        "QTY001",
        _converted,
        _both("{a} and {b} are the same in another unit, as rounded"),
    ),
    Rung(
        "score",
        Relation.CONFLICT,
        "QTY101",
        _scores,
        _both("{a} and {b} are two scores"),
    ),
    Rung(
        "no-figure",
        Relation.LESS_PRECISE,
        "QTY113",
        _no_figure,
        _both("{a} has a figure, {b} has a bare noun"),
        severity=Severity.INFO,
    ),
    Rung(
        "grammatical",
        Relation.CONFLICT,
        "QTY111",
        _grammar,
        _both("{a} and {b}: two or more against one, by grammatical number"),
        severity=Severity.WARNING,
    ),
    Rung(
        "rounding",
        Relation.LESS_PRECISE,
        "QTY102",
        _rounding,
        _both("one of {a} and {b} is the other, rounded"),
    ),
    Rung(
        "same-figure",
        Relation.LESS_PRECISE,
        "QTY102",
        _same_figure,
        _both("{a} and {b} give one figure under different hedges"),
    ),
    Rung(
        "weaker-bound",
        Relation.LESS_PRECISE,
        "QTY102",
        _bound,
        _both("{b} allows {a} and commits to less"),
    ),
    Rung(
        "converted-roughly",
        Relation.LESS_PRECISE,
        "QTY102",
        _converted_roughly,
        _both("{a} and {b} are the same in another unit, roughly"),
        severity=Severity.INFO,
    ),
    Rung(
        "approximate",
        Relation.LESS_PRECISE,
        "QTY102",
        _approximate,
        _both("{b} covers {a} within the tolerance of an approximate figure"),
    ),
    Rung(
        "range",
        Relation.LESS_PRECISE,
        "QTY102",
        _ranged,
        _both("{b} is a range that holds {a}"),
    ),
    Rung(
        "vague",
        Relation.LESS_PRECISE,
        "QTY102",
        _vague,
        _both("{b} is a vague amount that allows {a}"),
        inside=Severity.WARNING,
    ),
    Rung(
        "soft-edge",
        None,
        "QTY009",
        _soft_edge,
        _both("{a} lies outside what {b} usually means, and does not contradict it"),
    ),
    Rung(
        "both-hold",
        Relation.LESS_PRECISE,
        "QTY102",
        _both_hold,
        _both("{a} and {b} can both be true; each leaves open what the other rules out"),
    ),
    Rung(
        "touching",
        Relation.LESS_PRECISE,
        "QTY102",
        _touching,
        _both("{b} begins or ends at {a}"),
    ),
    Rung(
        "later-figure",
        Relation.CONFLICT,
        "QTY112",
        _moved,
        _as_of_reason,
        severity=Severity.WARNING,
    ),
    Rung(
        "conflict",
        Relation.CONFLICT,
        "QTY101",
        _always,
        _both("{a} and {b} cannot both be true"),
    ),
)


def precision(value: Quantity) -> float:
    """Sort key, most precise first: exact, bounds, approximate, range, vague, grammatical."""
    order = {
        Commitment.EXACT: 0,
        Commitment.APPROXIMATE: 2,
        Commitment.RANGE: 3,
        Commitment.VAGUE: 4,
        Commitment.GRAMMATICAL: 5,
    }.get(value.commitment, 1)
    # Among exact figures, the one with more significant digits.
    digits = min(9, _digits_of(value))
    return order + (9 - digits) / 10


def _digits_of(value: Quantity) -> int:
    """Significant digits of a printed figure: two for "1.3bn"."""
    if not value.low or not value.grain:
        return 0
    return max(0, floor(log10(abs(value.low) / value.grain) + 1e-9) + 1)


EXAMPLES: Final[tuple[Example, ...]] = (
    Example(
        "The storm cost the port $54 million on Monday.",
        "The storm cost the port 54 million euros on Monday.",
        "other-unit",
        "$54 million",
        "54 million euros",
    ),
    Example(
        "The ferry drifted for 27 kilometres on Monday night.",
        "The ferry drifted for some 17 miles on Monday night.",
        "converted-roughly",
    ),
    Example(
        "The militia claimed 84 attacks on depots.",
        "The militia claimed more than 84 attacks on depots.",
        "touching",
    ),
    Example(
        "A fire destroyed a warehouse in Oddal on Monday night.",
        "Flames destroyed a warehouse in Oddal on Monday night.",
        None,
    ),
    Example(
        "The militia claimed 84 attacks on depots.",
        "The militia claimed eighty-four attacks on depots.",
        "equal",
    ),
    Example(
        "The bank lost $1.3bn in May.",
        "The bank lost 1.3 billion dollars in May.",
        "equal",
    ),
    Example(
        "Half of the crew fell ill.",
        "50 percent of the crew fell ill.",
        "equal",
    ),
    Example(
        "The fire killed 12 people.",
        "12 people were killed in the fire.",
        "equal",
    ),
    Example(
        "Halden beat Torvale 3-1.",
        "Torvale lost 1-3 to Halden.",
        "equal",
    ),
    Example(
        "The strike lasted two weeks.",
        "The strike lasted 14 days.",
        "equal",
    ),
    Example(
        "The strike lasted two months.",
        "The strike lasted 60 days.",
        "unlike",
    ),
    Example(
        "The trail is 10 km long.",
        "The trail is 6.2 miles long.",
        "converted",
    ),
    Example(
        "Halden beat Torvale 3-1.",
        "Halden beat Torvale 2-1.",
        "score",
    ),
    Example(
        "The militia claimed 84 attacks on depots.",
        "The militia claimed attacks on depots.",
        "no-figure",
    ),
    Example(
        "Rocket attacks hit the depot near Halden on Monday.",
        "A rocket attack hit the depot near Halden on Monday.",
        "grammatical",
    ),
    Example(
        "The parade drew 2,000 visitors.",
        "The parade drew 1,987 visitors.",
        "rounding",
    ),
    Example(
        "The bridge cost $1.4 billion.",
        "The bridge cost $1.375 billion.",
        "rounding",
    ),
    Example(
        "About 2,000 workers walked out.",
        "More than 2,000 workers walked out.",
        "same-figure",
    ),
    Example(
        "Nearly 300 houses burned.",
        "300 houses burned.",
        "same-figure",
    ),
    Example(
        "The militia claimed at least 84 attacks on depots.",
        "The militia claimed 84 attacks on depots.",
        "weaker-bound",
    ),
    Example(
        "More than 50 houses burned.",
        "At least 50 houses burned.",
        "weaker-bound",
    ),
    Example(
        "Up to 40 miners were trapped.",
        "38 miners were trapped.",
        "weaker-bound",
    ),
    Example(
        "About 2,000 workers walked out.",
        "1,900 workers walked out.",
        "approximate",
    ),
    Example(
        "Between 10 and 12 trucks were stolen.",
        "11 trucks were stolen.",
        "range",
    ),
    Example(
        "The militia claimed at least 84 attacks on depots.",
        "The militia claimed numerous attacks on depots.",
        "vague",
    ),
    Example(
        "Approximately 2,000 soldiers are stationed in Varnia.",
        "Thousands of soldiers are stationed in Varnia.",
        "vague",
    ),
    Example(
        "At least 30 shops closed.",
        "Dozens of shops closed.",
        "vague",
    ),
    Example(
        "Several houses burned.",
        "Two houses burned.",
        "soft-edge",
    ),
    Example(
        "More than 50 houses burned in Torvale.",
        "Fewer than 80 houses burned in Torvale.",
        "both-hold",
        known_failure="the parser takes the burning for a modifier of the houses",
    ),
    Example(
        "By noon, 12 people had died in the flood.",
        "By midnight, 20 people had died in the flood.",
        "later-figure",
    ),
    Example(
        "The militia claimed 84 attacks on depots.",
        "The militia claimed 48 attacks on depots.",
        "conflict",
    ),
    Example(
        "The militia claimed at least 84 attacks on depots.",
        "The militia claimed 60 attacks on depots.",
        "conflict",
    ),
    Example(
        "Dozens of people were killed in the flood.",
        "Hundreds of people were killed in the flood.",
        "conflict",
    ),
    Example(
        "Anna Rost, 91, died on Monday.",
        "Anna Rost, 81, died on Monday.",
        "conflict",
    ),
    Example(
        "No deaths were reported.",
        "Two deaths were reported.",
        "conflict",
    ),
    Example(
        "The blast killed 12 people and injured 30.",
        "The blast killed 30 people and injured 12.",
        "conflict",
    ),
    Example(
        "The blast killed 12 people.",
        "The blast injured 30 people.",
        None,
    ),
    Example(
        "The fire killed 20 people.",
        "The fire killed 12 children.",
        None,
    ),
    Example(
        "12 people were killed in Halden.",
        "30 people were wounded in Torvale.",
        None,
    ),
    Example(
        "The firm earned $3 million this year.",
        "The firm earned $2 million a year earlier.",
        None,
    ),
    Example(
        "Prices rose 5 percent.",
        "Prices fell 7 percent.",
        None,
    ),
    Example(
        "Two officers were hurt in the raid.",
        "One of the two officers hurt in the raid has recovered.",
        None,
    ),
    Example(
        "Rost asked for $5 million for the bridge.",
        "The council granted $1 million for the bridge.",
        None,
    ),
    Example(
        "Rost won 11 percent of the vote.",
        "Holm won 6 percent of the vote.",
        None,
        known_failure="shares of two names face where each is the only one of its sentence",
    ),
    Example(
        "The plant has 300 male workers.",
        "The plant has 200 female workers.",
        None,
    ),
    Example(
        "The militia claimed 84 attacks.",
        "The militia condemned other attacks.",
        None,
    ),
    Example(
        "An F-16 crashed near Halden.",
        "An F-35 crashed near Halden.",
        None,
    ),
    Example(
        "Route 66 was closed.",
        "Route 12 was closed.",
        None,
    ),
)

FACT_TYPE: Final = FactType(
    kind=Kind.QUANTITY,
    prefix="QTY",
    extract=extract,
    slot=slot,
    same=same,
    exact=True,
    gates=GATES,
    sort=sort,
    least=0.0,
    ladder=LADDER,
    rules=RULES,
    examples=EXAMPLES,
    documentation=__doc__ or "",
    claims=True,
    implied=implied,
    precision=precision,
)
