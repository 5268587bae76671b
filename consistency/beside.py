"""What the other figures of two sentences tell of two that would clash: a whole and its parts, a
number printed without its noun."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from consistency import lexicon
from consistency.amounts import CURRENCIES, PHYSICAL, Quantity
from consistency.facing import Facing
from consistency.model import Mention
from consistency.opposites import facing_opposites, shared_out
from consistency.text import CLITIC, CONJ, NUM, PUNCT, SCALES, Token, printed
from consistency.tree import Parsed, kept


def complements(left: Mention[Quantity], right: Mention[Quantity], facing: Facing) -> bool:
    """Whether two counts add up to one that both sentences print, or are a part and its whole.

    "31 of 34", "all but three of 34"; "171 passengers and 16 crew", "187 people, 16 of them crew";
    "cost 5 million, of which the city paid 3.2 million", "the state gave 1.8 million".
    """
    a, b = left.value, right.value
    if a.low is None or b.low is None or a.dimension != b.dimension:
        return False
    if _by_how_much(a, b) or _by_how_much(b, a) or _of_the_rest(left, right, facing):
        return True
    if _one_change(left, right, facing):
        return True
    if a.dimension in CURRENCIES:
        return a.unit == b.unit and _rest_printed(a.low, b.low, facing)
    if a.dimension != "count":
        return False
    if _two_parts(left, right, facing):
        return True
    ones, others = _sums(facing.left), _sums(facing.right)
    part, whole = sorted((a.low, b.low))
    if whole - part in ones & others and (whole >= _WHOLE or part in ones & others):
        return True
    if part + whole not in ones & others:
        return False
    if any(shared_out(facing.left, i, facing.right, j) for i, j in facing_opposites(facing)):
        return True
    return part + whole >= _WHOLE or _left_out(left, facing.left) != _left_out(right, facing.right)


def _two_parts(left: Mention[Quantity], right: Mention[Quantity], facing: Facing) -> bool:
    """Whether two parts make up the whole that both are of, and other things are said of them:
    "five of 14 posts were vacant", "had nine of its 14 posts filled"."""
    a, b = left.value, right.value
    if not a.whole or a.whole != b.whole or (a.low or 0) + (b.low or 0) != a.whole:
        return False
    ones, others = _said(left, facing.left), _said(right, facing.right)
    return bool(ones and others) and not any(_one_said(facing, i, j) for i in ones for j in others)


def _said(mention: Mention[Quantity], parsed: Parsed) -> set[int]:
    """What is said of a count: its verb and what completes it, a bare "be" or "have" left out."""
    inside = {t.index for t in parsed.within(mention.span)}
    verbs = {parsed.predicate(i) for i in sorted(inside)[:1]}
    light = {i for i in verbs if parsed.tokens[i].base in ("be", "have")}
    made = {k for v in verbs for k in parsed.on(v, *_COMPLETES)}
    made |= {k for v in light for k in parsed.on(v, "dobj")}
    made |= {k for v in light for _, k in parsed.prepositions(v)}
    made |= {k for i in inside for k in parsed.on(i, "acl")}
    return {i for i in (verbs - light) | made if i not in inside and parsed.tokens[i].content}


_COMPLETES: Final = ("acomp", "attr", "oprd", "xcomp", "ccomp")


def _one_said(facing: Facing, i: int, j: int) -> bool:
    """Whether two words say one thing: the same word, or counterparts that nobody doubts."""
    one, other = facing.left.tokens[i], facing.right.tokens[j]
    if one.base == other.base or lexicon.synonyms(one.base, other.base, "v"):
        return True
    faces = (i, j) in facing.index or facing.reads((i,), (j,)) >= _COUNTERPARTS
    return faces and min(facing.doubted((i,), (j,))) < _CLASH


_COUNTERPARTS: Final = 0.4
_CLASH: Final = 0.3


def _one_change(left: Mention[Quantity], right: Mention[Quantity], facing: Facing) -> bool:
    """Whether one figure is a change and the other one of its ends; not where both are changes, of
    which one may be told the other way round."""
    if all(mention.value.low != mention.value.high for mention in (left, right)):
        return False
    if _ends_printed(left.value, facing.right) or _ends_printed(right.value, facing.left):
        return True
    return _start_of_fall(left, right, facing.left, facing.right) or _start_of_fall(
        right, left, facing.right, facing.left
    )


def _left_out(mention: Mention[Quantity], parsed: Parsed) -> bool:
    """Whether a count is what is left out of a whole: "all but two of the nine"."""
    tokens = parsed.within(mention.span)
    before = parsed.tokens[tokens[0].index - 1].lower if tokens and tokens[0].index else ""
    return before in ("but", "except")


def _by_how_much(change: Quantity, step: Quantity) -> bool:
    """Whether one is the step between the other's ends: "from 800 kilometres to 600", "200"."""
    if change.low is None or change.high is None or change.low == change.high:
        return False
    (low, high), (one, other) = change.printed, step.printed
    return one == other > 0 and round(high - low, 6) == round(one, 6)


def _ends_printed(change: Quantity, other: Parsed) -> bool:
    """Whether a sentence tells both ends of a change: "from 5 percent to 3", "to 3 from 5"."""
    if change.printed[0] == change.printed[1] or not _sums(other).issuperset(change.printed):
        return False
    ends = {"to": set[float](), "from": set[float]()}
    for token in other.tokens:
        before = [t for t in other.tokens[max(0, token.index - 2) : token.index] if t.tag != "$"]
        if before:
            ends.get(before[-1].lower, set()).update(_scaled(other, [token]))
    return all(ends[word].intersection(change.printed) for word in ends)


def _start_of_fall(
    change: Mention[Quantity], other: Mention[Quantity], parsed: Parsed, there: Parsed
) -> bool:
    """Whether a figure is what another, that falls, starts from: "from 800 kilometres to 600", "the
    800-kilometre course"; not where something falls to it, or is it now."""
    tokens = there.within(other.span)[:1]
    reached = any(there.tokens[t.index - 1].lower in _REACHED for t in tokens if t.index)
    numbers = list(_scaled(parsed, parsed.within(change.span)))
    low, high = change.value.printed
    falls = low != high and len(numbers) > 1 and numbers == sorted(numbers, reverse=True)
    return falls and other.value.printed == (high, high) and not reached


_REACHED: Final = frozenset("to now at is was".split())


def _of_the_rest(left: Mention[Quantity], right: Mention[Quantity], facing: Facing) -> bool:
    """Whether two shares make up the whole, and one is denied, or both sentences tell of the rest:
    "two thirds of the work is done", "a third is not"."""
    if left.value.dimension != "percent":
        return False
    (one, low), (other, high) = left.value.printed, right.value.printed
    if one != low or other != high or round(one + other, 2) != _ALL:
        return False
    if all(any(t.lower in _REST for t in p.tokens) for p in (facing.left, facing.right)):
        return True
    denied = (
        parsed.scope(parsed.predicate(tokens[0].index)).negated
        for parsed, mention in ((facing.left, left), (facing.right, right))
        if (tokens := parsed.within(mention.span))
    )
    return sum(denied) == 1


_REST: Final = frozenset("rest remainder balance".split())


def _rest_printed(one: float, other: float, facing: Facing) -> bool:
    """Whether both sentences print what is left of the greater sum without the smaller one."""
    rest = round(abs(one - other), 2)
    return rest >= _WHOLE and rest in _sums(facing.left) & _sums(facing.right)


@kept
def _sums(parsed: Parsed) -> frozenset[float]:
    """The numbers of a sentence with the scale words behind them: "3.2 million"."""
    return frozenset(_scaled(parsed, parsed.tokens))


def _scaled(parsed: Parsed, tokens: Iterable[Token]) -> Iterator[float]:
    for token in tokens:
        value = printed(token) if token.pos == NUM and token.lower not in SCALES else None
        if value is not None:
            following = parsed.tokens[token.index + 1 : token.index + 2]
            scale = SCALES.get(following[0].lower, 1) if following else 1
            yield round(value * scale, 2)


def told_bare(left: Mention[Quantity], right: Mention[Quantity], facing: Facing) -> bool:
    """Whether a sentence tells the other's number too, with its noun or unit left out.

    "12 teams instead of 10" / "from 10 teams to 12"; "of 85 and 120 hectares" / "of 120 and 85
    hectares".
    """
    a, b = left.value, right.value
    if a.low == b.low or a.dimension != b.dimension or a.low is None or b.low is None:
        return False
    if a.dimension == "percent" and a.low + b.low != _ALL:
        return False  # "55 percent and the rest", "45 percent and the other 55"
    if a.dimension in ("count", "percent"):
        return a.low in _bare(facing.right) or b.low in _bare(facing.left)
    if a.dimension not in CURRENCIES and a.unit not in PHYSICAL:
        return False
    return a.low in _unmeasured(facing.right) or b.low in _unmeasured(facing.left)


_ALL: Final = 100


@kept
def _bare(parsed: Parsed) -> frozenset[float]:
    """The numbers of a sentence that stand without a noun, and are no part of a date."""
    return _numbers(
        t
        for t in parsed.tokens
        if (t.dep not in ("nummod", "compound", "quantmod", "appos") or t.head < t.index)
        and (t.entity[2:] in ("", "CARDINAL") or _owned(parsed, t))
    )


@kept
def _unmeasured(parsed: Parsed) -> frozenset[float]:
    """The numbers of a sentence behind which no unit stands: "of 85 and 120 hectares"."""
    found: list[float] = []
    for token in parsed.tokens:
        behind = parsed.tokens[token.index + 1 : token.index + 3]
        if behind and behind[0].lower in SCALES:
            behind = behind[1:]
        signed = token.index > 0 and parsed.tokens[token.index - 1].tag == "$"
        if not signed and (not behind or behind[0].pos in (PUNCT, CONJ)):
            found.extend(_scaled(parsed, [token]))
    return frozenset(found)


def _owned(parsed: Parsed, token: Token) -> bool:
    """Whether a number stands behind whose it is: "Oddal's 17"."""
    return token.index > 0 and parsed.tokens[token.index - 1].pos == CLITIC


_WHOLE: Final = 20  # smaller sums come up by chance: two daughters, three sons, five grandchildren


def _numbers(tokens: Iterable[Token]) -> frozenset[float]:
    values = (printed(token) for token in tokens if token.pos == NUM)
    return frozenset(value for value in values if value is not None)
