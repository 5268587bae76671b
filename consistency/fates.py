"""Which sentences tell who died or who was hurt, and which do so alone in their article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from consistency.amounts import FATES, WORDS
from consistency.model import SentenceRef
from consistency.tree import Parsed, kept


class Fates:
    """What befalls people in each text of a story: "kill", "injure", "miss".

    `parsed` are the unique texts, `places` where each is printed.
    """

    def __init__(self, parsed: Sequence[Parsed], places: Sequence[Sequence[SentenceRef]]) -> None:
        self._places = places
        self._told = [
            frozenset(WORDS.roles.get(token.lower, "") for token in one.tokens) & FATES
            for one in parsed
        ]
        self._tellers = Counter(
            (ref.article, fate)
            for refs, fates in zip(places, self._told, strict=True)
            for fate in fates
            for ref in refs
        )

    def one(self, u: int, v: int) -> bool:
        """Whether two texts tell of one fate and no other, as no other text of their articles."""
        told = self._told[u]
        return (
            len(told) == 1
            and told == self._told[v]
            and all(
                self._tellers[ref.article, fate] == 1
                for fate in told
                for text in (u, v)
                for ref in self._places[text]
            )
        )


@kept
def feared(parsed: Parsed) -> bool:
    """Whether a sentence only fears or presumes: the missing who are "feared dead" are both."""
    return any(token.lemma in ("fear", "presume", "believe") for token in parsed.tokens)


@kept
def befalls(parsed: Parsed, fate: str) -> bool:
    """Whether a sentence tells that a fate befell anybody."""
    return any(WORDS.roles.get(token.lower) == fate for token in parsed.tokens)
