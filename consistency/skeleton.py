"""What a sentence says but for its dates and figures: equal, two sentences tell one thing.

"The mill burned down last month", "The mill burned down on May 8".
"""

from __future__ import annotations

from typing import Final

from consistency.dateforms import TRIGGERS
from consistency.text import NUM, Token
from consistency.tree import Parsed, kept


@kept
def skeleton(parsed: Parsed) -> tuple[str, ...] | None:
    """A sentence's content words without dates and figures, in order.

    None where it has no such value, or fewer than two other words. How old "he" or "she" was is one
    thing, in whatever words: "She was 93", "She died at the age of 94".
    """
    content = [t for t in parsed.tokens if t.content or t.pos == NUM]
    words = tuple(t.lemma for t in content if not _of_value(t))
    figures = [t for t in content if t.pos == NUM]
    if len(figures) == 1 and set(words) <= _AGE_WORDS and parsed.tokens[0].lower in ("he", "she"):
        return (parsed.tokens[0].lower, *_AGE)
    if len(words) == len(content) or len(words) < _FEWEST_BARE:
        return None
    return words


def _of_value(token: Token) -> bool:
    """Whether a word is part of a date or a figure: "last", "month", "8"."""
    dated = token.entity[2:] in ("DATE", "TIME") or token.lower.rstrip(".") in TRIGGERS
    return token.pos == NUM or dated


_FEWEST_BARE: Final = 2
_AGE_WORDS: Final = frozenset("age aged die old year".split())
_AGE: Final = ("age",)
