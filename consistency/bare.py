"""What a sentence says of a counted thing without a figure: "84 attacks", "attacks"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from consistency.amounts import (
    CURRENCIES,
    VAGUE_WORDS,
    Commitment,
    Quantity,
    is_plural,
    singular_of,
)
from consistency.counted import by_number
from consistency.facing import Facing
from consistency.model import Mention, Slot
from consistency.placing import PARTITIVE, nouns, opposed, surface
from consistency.text import ADJ, DET, NAME, NOUN, NUM, Token
from consistency.tree import Parsed


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
    if head.end <= mention.start or PARTITIVE.match(mention.text):
        return None  # "sales stand at 10,000": "sales" there is no count without a figure
    word = surface(facing.left, head)
    for token in facing.counterparts(head):
        if not _one_noun(word, token, mention):
            continue
        found = _bare(facing.right, token, whole=whole) or _the_one(facing.right, token, mention)
        if found is None:
            continue
        first, singular = found
        if singular and mention.value.commitment is not _GRAMMAR:
            return None  # "an attack" may be one of the 84
        if opposed(facing, head, token.span):
            return None
        return by_number(facing.right, first, token, singular, mention.published)
    return None


def _one_noun(word: str, token: Token, mention: Mention[Quantity]) -> bool:
    """Whether a facing token is the counted noun `word` in another number, or means the same.

    The same word as a counted noun is a noun, whatever its tag; and the number of another word
    tells nothing: "a fire" / "flames".
    """
    if singular_of(token.lower) != singular_of(word) and (
        token.pos != NOUN or mention.value.commitment is _GRAMMAR
    ):
        return False
    return nouns(word, token.lower, False, False) >= 0.9


def _the_one(parsed: Parsed, token: Token, mention: Mention[Quantity]) -> tuple[Token, bool] | None:
    """A definite singular as one, beside a single one: "a rocket attack" and "the attack"."""
    single = mention.value.commitment is _GRAMMAR and mention.value.high == 1
    if single and not is_plural(token) and not _preceded_by_figure(parsed, token):
        return token, True
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
        if any(_figure(t) or t.text in _SIGNS for t in before):
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
_OTHERS: Final = frozenset(
    "other others such more further additional similar previous prior earlier future past new"
    " next last first second third".split()
)


_QUANTIFIERS: Final = frozenset("no any each every all both another".split())
_MODIFIERS: Final = 6  # words before a noun that are looked at


def _figure(token: Token) -> bool:
    """Whether a word is a figure or stands for one: "84", "several"."""
    return token.pos == NUM or token.lower in VAGUE_WORDS


def _preceded_by_figure(parsed: Parsed, head: Token) -> bool:
    return any(_figure(t) for t in parsed.tokens[max(0, head.index - 4) : head.index])


def _bare(parsed: Parsed, head: Token, *, whole: bool) -> tuple[Token, bool] | None:
    """First token of a noun phrase without a figure, and whether it is a singular.

    "All boats" has no figure that "all 84 boats" has; beside "84 boats" it may mean others.
    """
    tokens = parsed.tokens
    if head.index + 1 < len(tokens) and tokens[head.index + 1].pos in (NOUN, NAME):
        return None
    first = head
    for token in reversed(tokens[max(0, head.index - _MODIFIERS) : head.index]):
        if _figure(token) or token.text[0].isdigit():
            return None
        if token.pos == DET:
            if token.lower in ("a", "an") and not is_plural(head):
                return token, True
            if token.lower == "all" and whole and is_plural(head):
                return token, False
            if token.lower in _QUANTIFIERS:
                return None
            break
        if token.lower in _OTHERS:
            return None  # other things than those that the figure counts
        if not _modifies(token):
            break
        first = token
    if not is_plural(head) or _of_a_figure(tokens[: first.index]):
        return None
    return first, False


def _modifies(token: Token) -> bool:
    """Whether a word may belong to the noun behind it; no plural stands before it in its phrase."""
    if token.pos == NOUN and is_plural(token):
        return False
    return token.pos in (ADJ, NOUN, NAME) or token.text in ("-", "‑")


def _of_a_figure(before: Sequence[Token]) -> bool:
    """Whether words that end in "of" count what follows, or part of it: "three of", "members of".

    "A number of" and "a series of" give no figure.
    """
    if len(before) < 2 or before[-1].lower != "of" or before[-2].lower in ("number", "series"):
        return False
    return _figure(before[-2]) or is_plural(before[-2])
