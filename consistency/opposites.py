"""Which words are opposites: by the lists of data/polarity.toml, by a prefix, by WordNet.

The lists hold the words that deny, too. Opposites in one sense only are opposites here: whether the
rest of the clause speaks of one thing is for whoever asks.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Final

from consistency import lexicon
from consistency.facing import Facing
from consistency.text import (
    ADJ,
    ADV,
    AUX,
    CONJ,
    CONTENT,
    NAME,
    NOUN,
    NUM,
    PREP,
    SCALES,
    VERB,
    Token,
    is_year,
    printed,
)
from consistency.tree import Parsed, kept


@dataclass(frozen=True)
class Lists:
    """The lists of data/polarity.toml; every pair of opposites, and of one side, in both orders."""

    verbs: frozenset[str]
    things: frozenset[str]
    nouns: frozenset[str]
    adjectives: frozenset[str]
    adverbs: frozenset[str]
    pronouns: frozenset[str]
    prepositions: frozenset[str]
    light: frozenset[str]
    pairs: frozenset[tuple[str, str]]
    kin: frozenset[tuple[str, str]]
    listed: frozenset[str]


@lru_cache(maxsize=1)
def lists() -> Lists:
    """What data/polarity.toml holds, read once."""
    data = tomllib.loads(
        files("consistency").joinpath("data/polarity.toml").read_text(encoding="utf-8")
    )
    pairs: set[tuple[str, str]] = set()
    kin: set[tuple[str, str]] = set()
    for text in data["opposites"].values():
        for line in text.strip().splitlines():
            left, right = (side.split() for side in line.split("|"))
            kin.update((a, b) for side in (left, right) for a in side for b in side)
            for a in left:
                for b in right:
                    pairs.update(((a, b), (b, a)))
    negators = {name: frozenset(text.split()) for name, text in data["negators"].items()}
    listed = frozenset(word for pair in pairs for word in pair)
    return Lists(**negators, pairs=frozenset(pairs), kin=frozenset(kin), listed=listed)


# Of words with in- and dis-, WordNet tells which are opposites: not "come", "income".
_NEGATIVE: Final = ("un", "non")
_LIKE: Final = {VERB: "v", AUX: "v", NOUN: "n", ADJ: "a", ADV: "r"}
_STEM: Final = 3  # letters; "it" and "unit" are no opposites


def opposite(a: Token, b: Token) -> bool:
    """Whether two words are opposites: by data/polarity.toml, else by WordNet."""
    if a.pos in (NAME, NUM) or b.pos in (NAME, NUM) or a.lower == b.lower:
        return False
    pairs = lists().pairs
    first, second = a.base, b.base
    if (a.lower, b.lower) in pairs or (first, second) in pairs:
        return True
    if prefixed(a.lower, b.lower):
        return True
    part = _LIKE.get(a.pos, "")
    return bool(part) and part == _LIKE.get(b.pos) and lexicon.antonyms(first, second, part)


def bases(one: str, other: str) -> bool:
    """Whether two base forms are opposites, whatever parts of speech they have."""
    return (one, other) in lists().pairs or lexicon.antonyms(one, other)


def prefixed(one: str, other: str) -> bool:
    """Whether a negative prefix alone tells two words apart: "named", "unnamed"."""
    short, long = sorted((one, other), key=len)
    return len(short) >= _STEM and long.removesuffix(short) in _NEGATIVE


@kept
def particled(parsed: Parsed, i: int) -> str:
    """A word's base form with its particle: "turn_down"."""
    particles = [parsed.tokens[k].lower for k in parsed.on(i, "prt")]
    if not particles and parsed.tokens[i].pos == VERB:
        after = parsed.tokens[i + 1].lower if i + 1 < len(parsed.tokens) else ""
        particles = [after] if after in ("forward", "back") else []
    return "_".join((parsed.tokens[i].base, *particles))


def against(left: Parsed, i: int, right: Parsed, j: int) -> bool:
    """Whether two words are opposites, their particles read with them: "turned down"."""
    a, b = left.tokens[i], right.tokens[j]
    pairs, words = lists().pairs, (particled(left, i), particled(right, j))
    if words in pairs or words == (a.base, b.base):
        return words in pairs or opposite(a, b)
    particles = tuple(word.partition("_")[2] for word in words)
    return a.base == b.base and particles in pairs


def kin(left: Parsed, i: int, right: Parsed, j: int) -> bool:
    """Whether two words stand on one side of a line of opposites: "reject", "turn down"."""
    return (particled(left, i), particled(right, j)) in lists().kin


# --------------------------------------------------------------------------- in linked sentences


def facing_opposites(facing: Facing) -> list[tuple[int, int]]:
    """Opposite words that face each other, stand in one place or face nothing; surest first."""
    left, right = facing.left, facing.right
    found = [p for p in facing.pairs if left.tokens[p[0]].lower != right.tokens[p[1]].lower]
    found.extend(_places(facing))
    found.extend(_unfaced(facing))
    return [
        (i, j)
        for i, j, _ in sorted(found, key=lambda p: (-p[2], p[0] + p[1], p[0] * p[1]))
        if against(left, i, right, j) and _alone(facing, i, j)
        if order_told(left, i) != order_told(right, j)
    ]


def _unfaced(facing: Facing) -> Iterator[tuple[int, int, float]]:
    """Opposites, listed or by their prefix, whose sentences have no counterpart for either.

    "Found him guilty" says with three words what "acquitted him" denies with two.
    """
    left, right = facing.left, facing.right
    alike = [(i, j) for i, j, _ in facing.pairs if left.tokens[i].lemma == right.tokens[j].lemma]
    met = {i for i, _ in alike}, {j for _, j in alike}
    lefts, rights = (
        [t for t in parsed.tokens if _says(parsed, t) and t.index not in own]
        for parsed, own in ((left, met[0]), (right, met[1]))
    )
    for a in lefts:
        for b in rights:
            if against(left, a.index, right, b.index):
                yield a.index, b.index, 0.0


def _says(parsed: Parsed, token: Token) -> bool:
    """Whether a word is of content, or a preposition that is what a clause says: "is against"."""
    if token.pos != PREP or token.dep != "prep" or parsed.tokens[token.head].lemma != "be":
        return token.pos in CONTENT
    # Not "the ladder is against the wall", "the lawsuit is against the bank".
    subjects = [parsed.tokens[k] for k in parsed.subjects(token.head)]
    return not any(t.pos == NOUN and lexicon.topic(t.lemma) in _NO_STANCE for t in subjects)


_NO_STANCE: Final = frozenset("artifact object act event communication possession".split())


def _places(facing: Facing) -> Iterator[tuple[int, int, float]]:
    """Prepositions that stand in one place: what each governs faces what the other does."""
    listed = lists().listed
    ones, others = (
        {
            o: t.index
            for t in parsed.tokens
            if t.pos in (PREP, CONJ, ADV) and t.lower in listed
            for o in (*parsed.on(t.index, "pobj", "pcomp"), t.head)
        }
        for parsed in (facing.left, facing.right)
    )
    for i, j, similarity in facing.pairs:
        if i in ones and j in others:
            yield ones[i], others[j], similarity


def _alone(facing: Facing, i: int, j: int) -> bool:
    """Whether neither sentence has the other's word too ("rose, then fell")."""
    a, b = facing.left.tokens[i].lemma, facing.right.tokens[j].lemma
    return not (
        any(t.lemma == b for t in facing.left.tokens)
        or any(t.lemma == a for t in facing.right.tokens)
    )


def other_figures(left: Parsed, i: int, right: Parsed, j: int) -> bool:
    """Whether two verbs take other figures, or their clauses have where they take none."""
    own = _taken(left, i), _taken(right, j)
    if not all(own):
        own = _figures(left, i), _figures(right, j)
    return all(own) and own[0].isdisjoint(own[1])


def _taken(parsed: Parsed, verb: int) -> set[str]:
    """The numbers that a verb takes: "rose 12 percent", "fell to 1.5 million"."""
    found = [*parsed.on(verb, "dobj", "npadvmod")]
    for k in parsed.on(verb, "prep"):
        if parsed.tokens[k].lower in ("to", "by"):
            found += parsed.on(k, "pobj")
    inside = (parsed.tokens[k] for noun in found for k in parsed.subtree(noun) if k <= noun)
    return {t.lower for t in inside if _says_how_much(t)}


def _figures(parsed: Parsed, i: int) -> set[str]:
    """The numbers in the clause of the word at `i`; no years."""
    first, last = parsed.clause_of(i)
    return {t.lower for t in parsed.tokens[first:last] if _says_how_much(t)}


def _says_how_much(token: Token) -> bool:
    """Whether a word is a number that is no year and no scale."""
    return token.pos == NUM and not is_year(token.text) and token.lower not in SCALES


def bounded(parsed: Parsed, i: int) -> list[str]:
    """The figure that a comparative bounds, a word or two of it: "a tenth", "ten times"."""
    words = parsed.tokens[i + 2 : i + 4]
    if not words or parsed.tokens[i + 1].lower != "than":
        return []
    figure = any(t.pos == NUM or t.lower.rstrip("s") in _PARTS for t in words)
    return [t.lower for t in words] if figure else []


_PARTS: Final = frozenset("half third quarter fifth sixth seventh eighth ninth tenth".split())


def order_told(parsed: Parsed, i: int) -> str:
    """The order that a word tells: what does not happen before or until something happens after."""
    word = parsed.tokens[i].lower
    if word not in ("before", "until", "till"):
        return word
    over = parsed.head(i)
    if parsed.tokens[i].dep == "mark":
        over = parsed.head(over)
    nobody = any(parsed.tokens[k].lower in lists().pronouns for k in parsed.subjects(over))
    return "after" if nobody != parsed.scope(over).negated else word


def only_later(parsed: Parsed, verb: int) -> bool:
    """Whether what is denied came about in the end: "did not sound for another 11 minutes", "until
    noon", "until he left"; not "was not extended for another year"."""
    for n in parsed.children[verb]:
        marks = parsed.on(n, "mark") if parsed.tokens[n].dep == "advcl" else (n,)
        if any(parsed.tokens[k].lower in ("until", "till") for k in marks):
            return True
    if parsed.tokens[verb].base in _LASTING:
        return False
    stretches = (k for n, k in parsed.prepositions(verb) if parsed.tokens[n].lower == "for")
    return any(
        parsed.tokens[k].lower in _UNITS_OF_TIME
        and any(parsed.tokens[n].lower in ("another", "further") for n in range(*parsed.phrase(k)))
        for k in stretches
    )


_UNITS_OF_TIME: Final = frozenset(
    "second seconds minute minutes hour hours day days week weeks month months year years".split()
)
_LASTING: Final = frozenset(
    """extend renew prolong stay remain continue work detain hold keep last run serve live be stop
    close suspend delay""".split()
)


def shared_out(left: Parsed, i: int, right: Parsed, j: int) -> bool:
    """Whether two opposites are told of the parts of one whole: "two of the three are closed",
    "only one of the three is open"."""
    ones, others = _part_of_whole(left, i), _part_of_whole(right, j)
    if ones is None or others is None or ones[1] != others[1]:
        return False
    return ones[0] + others[0] == ones[1]


def _part_of_whole(parsed: Parsed, i: int) -> tuple[float, float] | None:
    """The numbers of a clause's subject: how many of how many."""
    for subject in parsed.subjects(parsed.predicate(i)):
        part = printed(parsed.tokens[subject])
        wholes = [
            printed(parsed.tokens[n])
            for tie, k in parsed.prepositions(subject)
            if parsed.tokens[tie].lower == "of"
            for n in parsed.on(k, "nummod")
        ]
        if part is not None and wholes and wholes[0] is not None:
            return part, wholes[0]
    return None
