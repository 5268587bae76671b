"""Where a figure stands: its sort, its role, its owner, and the gates that keep two apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final

from consistency import lexicon, rungs
from consistency.amounts import (
    CURRENCIES,
    EXCLUSIVE_FATES,
    FATES,
    WORDS,
    Commitment,
    Quantity,
    exclude,
    singular_of,
)
from consistency.beside import complements, told_bare
from consistency.counted import SAYING
from consistency.evidence import LEFT, ROLE, Gate, Unit, alike, role
from consistency.facing import Facing
from consistency.fates import befalls, feared
from consistency.model import Mention, Span
from consistency.owners import other_owner, owner, shared_owners
from consistency.rungs import digits_of, rounds, sort, wide_sort
from consistency.standing import other_standing
from consistency.text import (
    ADJ,
    ADV,
    AUX,
    CONTENT,
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


def slot(left: Mention[Quantity], right: Mention[Quantity], facing: Facing) -> float:
    """How strongly two figures count the same thing in the same role, in [0, 1].

    Values are never looked at. 0 where the dimension, the counted things, the roles, the trends or
    the places contradict each other, or where nothing but the sentences' link joins them.
    """
    if any(apart(left, right, facing) for apart in _APART):
        return 0.0
    one, two = _role_class(left.value), _role_class(right.value)
    same_role = (bool(one) and one == two) or _roles_face(left, right, facing)
    two_roles = bool(one) and bool(two) and not same_role
    words = _context(left, right, facing)
    if words < 0.5 and two_roles and _needs_context(left, right, facing):
        return 0.0  # a fine of $5 million paid, a loan of $1 million raised
    heads = _heads(left, right, facing, same_role)
    if heads == 0.0:
        return 0.0
    commitments = left.value.commitment, right.value.commitment
    if words < 0.5 and commitments.count(Commitment.GRAMMATICAL) == 1:
        return 0.0  # one event and a count of events in two sentences that share little else
    told_by_role = same_role and one in WORDS.roles.values()
    lone = _lone(left, facing.left) and _lone(right, facing.right)
    if words < 0.3 and not lone and not told_by_role:
        # Two figures for such things in one sentence: only the words around tell which is which.
        return 0.0
    role = 1.0 if same_role else 0.2 if two_roles else 0.5
    strength = 0.4 * heads + 0.2 * role + 0.4 * words
    return round(min(1.0, strength), 3)


def _needs_context(left: Mention[Quantity], right: Mention[Quantity], facing: Facing) -> bool:
    """Whether two figures in two roles face by the words around them alone.

    Not a score, nor two with a noun, nor two shares that are the only ones of sentences that surely
    link.
    """
    key, heads = left.slot.key, (left.slot.head, right.slot.head)
    if key == "score" or None not in heads:
        return False
    only_shares = key == "percent" and facing.score >= _SURE
    return not (only_shares and _alone(left, facing.left) and _alone(right, facing.right))


def _gate(name: str, reason: str, holds: Any, equals: bool = False, firm: bool = True) -> Gate:
    return Gate(
        name, reason, lambda x, y, facing: holds(x.mention, y.mention, facing), equals, firm
    )


def _other_sort(left: Mention[Quantity], right: Mention[Quantity], facing: Facing) -> bool:
    return wide_sort(left) != wide_sort(right)


def _other_trend(left: Mention[Quantity], right: Mention[Quantity], facing: Facing) -> bool:
    """Whether one rose and the other fell: two things, unless they surely link, or by a figure with
    a decimal, which does not come up twice by chance."""
    trends = left.value.trend, right.value.trend
    telling = facing.score >= _SURE or left.value.printed[0] % 1 > 0
    if rungs.other_trend(left, right) and telling:
        return False
    return None not in trends and trends[0] != trends[1]


def _fates(left: Mention[Quantity], right: Mention[Quantity], facing: Facing) -> bool:
    return _other_fate(_role_class(left.value), _role_class(right.value))


def _two_fates(left: Mention[Quantity], right: Mention[Quantity], facing: Facing) -> bool:
    """As `_fates`; but one figure told of the dead here and of the injured there is compared."""
    one, two = _role_class(left.value), _role_class(right.value)
    alone = not befalls(facing.left, two) and not befalls(facing.right, one)
    alone = alone and not feared(facing.left) and not feared(facing.right)
    told = other_fate(left, right) and alone and facing.score >= _SURE
    return _other_fate(one, two) and not told


def other_fate(left: Mention[Quantity], right: Mention[Quantity]) -> bool:
    """Whether one count of people is told of two fates that exclude each other."""
    a, b = left.value, right.value
    return (
        frozenset((_role_class(a), _role_class(b))) in EXCLUSIVE_FATES
        and a.dimension == b.dimension == "count"
        and a.commitment is b.commitment
        and a.commitment is not Commitment.VAGUE
        and (a.low, a.high) == (b.low, b.high)
    )


def _part_or_past(left: Mention[Quantity], right: Mention[Quantity], facing: Facing) -> bool:
    one = rungs.misprinted(left, right) or rungs.other_unit(left, right)
    return not one and other_standing(left, right, facing)


def _elsewhere(left: Mention[Quantity], right: Mention[Quantity], facing: Facing) -> bool:
    return _places_contradict(left, right)


def _wanted(left: Mention[Quantity], right: Mention[Quantity], facing: Facing) -> bool:
    """Whether one is supposed: "the plan would cut $800 million", "he has cut $716 million"."""
    return (_supposed(left, facing.left) and _done(right, facing.right)) or (
        _supposed(right, facing.right) and _done(left, facing.left)
    )


def _other_key(left: Mention[Quantity], right: Mention[Quantity], facing: Facing) -> bool:
    return left.slot.key != right.slot.key


def _opposed_heads(left: Mention[Quantity], right: Mention[Quantity], facing: Facing) -> bool:
    one, two = left.slot.head, right.slot.head
    return one is not None and two is not None and opposed(facing, one, two)


def _other_names(left: Mention[Quantity], right: Mention[Quantity], facing: Facing) -> bool:
    """Whether the owners differ of what needs one: a score is one match told from either side, a
    count has its noun."""
    return left.slot.key not in ("score", "count") and _subjects_differ(left, right, facing)


def _other_things(left: Unit, right: Unit, facing: Facing) -> bool:
    """Whether two counts are of nouns that have nothing to do with each other."""
    if sort(left.mention) not in ("count", "ordinal") or rungs.misprinted(
        left.mention, right.mention
    ):
        return False
    if other_fate(left.mention, right.mention):
        return False
    if rungs.other_thing(left.mention, right.mention):
        return not _in_one_place(left, right, facing)
    if left.thing < 0 or right.thing < 0:
        if _one_large(left, right, facing):
            return False
        bare = (unit.mention.value.commitment is Commitment.GRAMMATICAL for unit in (left, right))
        return any(bare) or role(left, right, facing) < LEFT
    printed_ = [unit.parsed.tokens[unit.thing].lower for unit in (left, right)]
    one, two = map(singular_of, printed_)
    if exclude(WORDS.exclusive, one, two):
        return True
    facing_things = alike(left.parsed, left.thing, right.parsed, right.thing, facing)
    if Commitment.GRAMMATICAL in (left.mention.value.commitment, right.mention.value.commitment):
        return facing_things < _ONE_THING
    if one != two and {one, two} & _PARTS:
        return True
    if opposed(facing, *(unit.parsed.tokens[unit.thing].span for unit in (left, right))):
        return True
    people = all(
        word in WORDS.people or not WORDS.casualties.isdisjoint((word, printed))
        for word, printed in zip((one, two), printed_, strict=True)
    )
    return not people and facing_things == 0.0


def _one_large(left: Unit, right: Unit, facing: Facing) -> bool:
    """Whether one large number stands in both sentences, which a reader takes for one telling."""
    one, two = left.mention.value.printed, right.mention.value.printed
    return _read_as_one(facing) and one == two and one[0] >= _TELLING


def _read_as_one(facing: Facing) -> bool:
    """Whether a reader takes two sentences for one telling; not where nobody read."""
    return facing.matrix is not None and facing.same >= _ONE_TELLING


def _in_one_place(left: Unit, right: Unit, facing: Facing) -> bool:
    """Whether two figures stand in one role of one telling; a small number needs more of one, an
    odd one none where a reader takes the sentences for one."""
    if _read_as_one(facing) and _odd(left.mention.value, right.mention.value):
        return True
    if _one_large(left, right, facing):
        return True
    telling = (left.mention.value.low or 0.0) > _ODD
    return facing.score >= _SURE and role(left, right, facing) >= (LEFT if telling else ROLE)


_ONE_THING: Final = 0.9
_ONE_TELLING: Final = 0.9


def _chance(left: Unit, right: Unit, facing: Facing) -> bool:
    """Whether one small count stands in both sentences by chance: of two things, in two roles."""
    a = left.mention.value
    if sort(left.mention) != "count" or (a.low or a.high or 0.0) >= _TELLING:
        return False
    if rungs.misprinted(left.mention, right.mention):
        return False
    bare = left.thing < 0 or right.thing < 0
    if bare and fate(left.mention) and fate(left.mention) == fate(right.mention):
        return False
    odd = _odd(a, right.mention.value)
    if (odd and left.thing < 0) or right.thing < 0:
        return not odd and role(left, right, facing) < LEFT
    return _other_things(left, right, facing)


def _odd(a: Quantity, b: Quantity) -> bool:
    """Whether two figures print one number that does not come up twice by chance."""
    return a.printed == b.printed and a.printed[0] > _ODD and bool(a.printed[0] % 10)


def _other_fate(one: str, two: str) -> bool:
    """Whether two roles exclude each other: killed and injured, asked for and granted."""
    return one != two and any(
        one in classes.values() and two in classes.values()
        for classes in (WORDS.roles, WORDS.verbs)
    )


def _size_and_level(left: Mention[Quantity], right: Mention[Quantity], facing: Facing) -> bool:
    """Whether one figure is the size of a change and the other the level reached: "by", "to"."""
    words = {_by_or_to(left, facing.left), _by_or_to(right, facing.right)}
    if (
        {left.slot.key, right.slot.key} == {"points", "percent"}
        and len(words) > 1
        and (words & {" to ", "rom "})
    ):
        return True  # "lowered by a quarter point", "to 4.5 percent"
    if words not in ({" by ", " to "}, {" by ", "rom "}):
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
    if any(apart(left, right, facing) for apart in (_fates, _size_and_level, _other_trend)):
        return 0.0
    if left.slot.key == "count" and not _telling(left, right, facing):
        return 0.0
    # Percentages are a hundred in all: two often lie close by chance.
    if a.key != b.key and a.commitment is b.commitment is Commitment.EXACT:
        return _TOLD_TWICE if rounds(a, b) or rounds(b, a) else _CORRECTED
    exact = max(digits_of(a), digits_of(b)) >= _EXACT_DIGITS and left.slot.key != "percent"
    return _ROUNDED if a.key != b.key and exact and _near(a, b, _VERY_NEAR) else _TOLD_TWICE


def _telling(left: Mention[Quantity], right: Mention[Quantity], facing: Facing) -> bool:
    """Whether two counts are no chance: of things that face, of an odd number, or large."""
    heads = left.slot.head, right.slot.head
    if heads[0] is not None and heads[1] is not None and facing.touches(heads[0], heads[1]):
        return True
    return _odd(left.value, right.value) or (left.value.low or left.value.high or 0.0) >= _TELLING


# Two figures of one kind, in two linked sentences, that lie nearer than this are seldom two facts.
_NEAR: Final = 1.1
_VERY_NEAR: Final = 1.02


def _near(a: Quantity, b: Quantity, by: float = _NEAR) -> bool:
    """Whether two figures are equal, or so close that one may be the other rounded or bounded."""
    if a.amount == b.amount:
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


def fate(mention: Mention[Quantity]) -> str:
    """What befell the people that a figure counts: "kill", "injure", "miss", or empty."""
    if not isinstance(mention.value, Quantity) or mention.value.dimension != "count":
        return ""
    found = _role_class(mention.value)
    return found if found in FATES else ""


def counted(mention: Mention[Quantity]) -> tuple[str, str]:
    """What a quantity counts: its dimension, and the last word of the counted thing."""
    words = (mention.value.to_dict().get("thing") or "").lower().split()
    return mention.slot.key, lexicon.lemma(words[-1], "n") if words else ""


_TAKING: Final = frozenset("claim cost take lose".split())


def _roles_face(left: Mention[Quantity], right: Mention[Quantity], facing: Facing) -> bool:
    one, two = _role_class(left.value), _role_class(right.value)
    if one and two and lexicon.synonyms(one, two, "v"):
        return True
    spans = [s for s in left.slot.words if surface(facing.left, s) == left.value.role]
    others = [s for s in right.slot.words if surface(facing.right, s) == right.value.role]
    return any(facing.touches(s, o) for s in spans for o in others)


def surface(parsed: Parsed, span: Span) -> str:
    """The words of a span, in lower case."""
    base = parsed.sentence.start
    return parsed.sentence.text[span.start - base : span.end - base].lower()


PARTITIVE: Final = re.compile(
    r"\S+(?: \S+){0,3} of (?:the|these|those|its|their|his|her)\b", re.IGNORECASE
)


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
        found = nouns(surface(facing.left, one), surface(facing.right, two),
                       facing.touches(one, two), same_role)  # fmt: skip
        return found or (_DEED if _deed(left.value, right.value) else 0.0)
    if one is None and two is None:
        return 0.8 if left.slot.key == "score" or same_role else _loose(left, right, facing)
    if left.slot.key == "count":
        # "killing 12" and "12 people were killed": the role is the thing.
        head = surface(*((facing.left, one) if one is not None else (facing.right, two)))  # type: ignore[arg-type]
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
    head = singular_of(surface(parsed, mention.slot.head))
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


def nouns(one: str, two: str, touching: bool, same_role: bool) -> float:
    """How far two counted nouns are one: 1 for one word, less for synonyms and words that face."""
    a, b = singular_of(one), singular_of(two)
    if a == b or one == two:
        return 1.0
    if lexicon.synonyms(a, b, "n"):
        return 0.95
    if exclude(WORDS.exclusive, a, b):
        return 0.0
    if one in WORDS.casualties and two in WORDS.casualties and same_role:
        return 0.9
    if same_role and _are_people(one) and _are_people(two):
        anybody = {"people", "person"} & {a, b} or WORDS.casualties & {one, two}
        if anybody or touching:
            return 0.0 if {a, b} & _PARTS else 0.7
    if touching:
        return 0.7 if lexicon.general(a, b) or lexicon.general(b, a) else 0.6
    return 0.0


def _are_people(noun: str) -> bool:
    """Whether a counted noun is of people: "officers", "dead"."""
    return singular_of(noun) in WORDS.people or noun in WORDS.casualties


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
    return sorted([*out, *_leading(tokens, inside[0]), *_following(tokens, inside[-1])])


def _leading(tokens: Sequence[Token], first: int) -> list[int]:
    """The content words that place a figure from before it, up to its verb."""
    found: list[int] = []
    for i in range(first - 1, max(-1, first - 1 - _REACH), -1):
        token = tokens[i]
        if token.text in _BREAKS or token.pos == NUM:
            break
        if token.pos in CONTENT and token.lower not in SAYING:
            found.append(i)
        if token.pos == VERB:
            break  # what stands before the verb places the clause, not the figure
    return found


def _following(tokens: Sequence[Token], last: int) -> list[int]:
    """The content words that place a figure from behind it."""
    found: list[int] = []
    for i in range(last + 1, min(len(tokens), last + 1 + _REACH)):
        token = tokens[i]
        if token.text in _BREAKS:
            break
        if token.pos == NUM or token.text in WORDS.symbols:
            # What leads to the next figure belongs to that one: "for a total of $5 million".
            cut = max((k for k in range(last, i) if tokens[k].lower in _LEADS), default=i)
            return [k for k in found if k < cut]
        if token.pos in CONTENT and token.lower not in SAYING:
            found.append(i)
    return found


def _context(left: Mention[Quantity], right: Mention[Quantity], facing: Facing) -> float:
    """Share of the words around two figures that face each other; .2 where one has none."""
    one, two = _around(left, facing.left), _around(right, facing.right)
    if not one or not two:
        return 0.2
    pairs = [(i, j) for i, j, _ in facing.pairs if i in one and j in two]
    # Counted, not weighed: in a story of two short texts the words that both use are the "frequent"
    # ones, and frequency would take away exactly the weight that places a figure.
    return 0.5 * (len({i for i, _ in pairs}) / len(one) + len({j for _, j in pairs}) / len(two))


def opposed(facing: Facing, left: Span, right: Span) -> bool:
    """Whether the words just before two nouns are opposites: "male workers", "female workers".

    Not where both have both: "past and present members".
    """
    one, two = facing.left.at(left.start), facing.right.at(right.start)
    ones = [t for t in facing.left.tokens[max(0, one - 3) : one] if t.pos in (ADJ, NOUN)]
    others = [t for t in facing.right.tokens[max(0, two - 3) : two] if t.pos in (ADJ, NOUN)]
    said = {t.lower for t in ones}, {t.lower for t in others}
    return any(
        lexicon.antonyms(a.lower, b.lower)
        for a in ones
        for b in others
        if a.lower not in said[1] and b.lower not in said[0]
    )


# ------------------------------------------------------------------------------------ whose it is


def belongs(left: Unit, right: Unit, facing: Facing) -> float:
    """How surely two figures stand in one role by themselves: a misprint, one number in two units
    of one measure, or told of one name."""
    slips = rungs.misprinted, rungs.remeasured
    if any(slip(left.mention, right.mention) for slip in slips):
        return _SLIPPED
    one = owner(left)
    same = one and one == owner(right) and sort(left.mention) == sort(right.mention)
    return _BELONGS if same and shared_owners(left, right) else 0.0


_BELONGS: Final = 0.8
_SLIPPED: Final = 0.9


def _elses(left: Unit, right: Unit, facing: Facing) -> bool:
    """Whether two figures without a noun belong to other names."""
    if left.mention.slot.key in ("score", "count") or belongs(left, right, facing):
        return False
    return _subjects_differ(left.mention, right.mention, facing)


_ANOTHER: Final = frozenset("other straight consecutive successive running".split())


def _another_lot(left: Unit, right: Unit, facing: Facing) -> bool:
    """Whether what one figure counts is said to be others, or a run, and the other's is not."""
    if sort(left.mention) != "count" or fate(left.mention) or fate(right.mention):
        return False
    one, two = (
        any(unit.parsed.tokens[i].lower in _ANOTHER for i in unit.own) for unit in (left, right)
    )
    return one != two


GATES: Final = (
    _gate("other-sort", "they are of two sorts", _other_sort, equals=True),
    _gate("other-trend", "one rose and the other fell", _other_trend, equals=True),
    _gate("other-fate", "what happened to the counted excludes the other", _two_fates, equals=True),
    _gate("size-and-level", "one is the size of a change, the other the level reached",
          _size_and_level, equals=True),
    Gate("by-chance", "one number of two things", _chance, equals=True),
    Gate("owners-of-two", "the same two names have figures, and these are of different ones",
         other_owner, equals=True),
    Gate("another-lot", "one counts others, or a run of them", _another_lot),
    Gate("other-things", "they count two things", _other_things),
    _gate("parts-of-one-whole", "they make up a whole that both sentences give", complements),
    _gate("told-bare", "a sentence gives the other's number too, without its noun", told_bare),
    _gate("part-or-past", "one is a part, or held against the other", _part_or_past),
    _gate("other-place", "they hold for two places", _elsewhere),
    _gate("would-and-has", "one is supposed, the other done", _wanted),
    Gate("other-owner", "they belong to two names", _elses),
)  # fmt: skip

# What keeps two figures from being one slot's, whatever their values.
_APART: Final = (
    _other_key,
    _other_trend,
    _fates,
    _size_and_level,
    other_standing,
    _elsewhere,
    _opposed_heads,
    _other_names,
    _wanted,
)
