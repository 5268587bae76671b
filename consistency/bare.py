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
        if singular_of(token.lower) != singular_of(word) and (
            token.pos != NOUN or mention.value.commitment is _GRAMMAR
        ):
            # The same word as a counted noun is a noun, whatever its tag; and the number of another
            # word tells nothing: "a fire" / "flames".
            continue
        if nouns(word, token.lower, False, False) < 0.9:
            continue
        found = _bare(facing.right, token, whole=whole)
        singular = not is_plural(token) and not _preceded_by_figure(facing.right, token)
        alone = mention.value.commitment is Commitment.GRAMMATICAL and mention.value.high == 1
        if found is None and singular and alone:
            found = token, True  # "a rocket attack" and "the attack" are one and one
        if found is not None and found[1] and mention.value.commitment is not _GRAMMAR:
            return None  # "an attack" may be one of the 84
        if found is not None and opposed(facing, head, token.span):
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
_OTHERS: Final = frozenset(
    "other others such more further additional similar previous prior earlier future past new"
    " next last first second third".split()
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
