"""Wording: an ordinary word that changed the sense while the rest of the clause stayed.

What it finds: inside a link, a noun, verb or adjective whose neighbours on both sides face each
other ("dumped blue paint" / "dumped white paint", "a year later" / "a month later").

What it does not find: inflections, synonyms, words of one root, a general word for a specific
one beyond a mild note, and anything in a clause that was rephrased as a whole. Opposites are
polarity's; figures, dates and names have kinds of their own. It judges by WordNet, which knows no
idiom.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

from consistency import lexicon, speech
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
    CONTENT,
    NAME,
    NOT,
    NOUN,
    NUM,
    PREP,
    PUNCT,
    TO,
    VERB,
    Document,
    Facing,
    Token,
)

RULES: Final = (
    Rule(
        "WRD101",
        "changed-word",
        "One ordinary word was replaced by another in an otherwise equal clause.",
        """What it finds: two different nouns, verbs or adjectives in the same place of two
clauses whose other words face each other.

Why it matters: one word can turn the sense, and a reader of one version can't see it.

Example: "The crew painted the hull white" / "The crew painted the hull green".

How to silence: `--ignore WRD101`.
""",
    ),
    Rule(
        "WRD102",
        "less-precise-word",
        "A word was replaced by a more general one in an otherwise equal clause.",
        """What it finds: as changed-word, where WordNet has one word as a general term of the
other.

Why it matters: detail is lost, nothing is contradicted.

Example: "The ferry left at dawn" / "The boat left at dawn".

How to silence: `--ignore WRD102`.
""",
    ),
)


@dataclass(frozen=True, slots=True)
class Wording:
    """One word: `text` as printed, `lemma` and `part` for the lexicon."""

    text: str
    lemma: str
    part: str

    def to_dict(self) -> dict[str, Any]:
        return {"text": self.text}

    @property
    def key(self) -> tuple[object, ...]:
        return (self.lemma,)


_PARTS: Final = {NOUN: "n", VERB: "v", ADJ: "a", NAME: "", NUM: ""}
# The longest stretch between two facing words in which one word was replaced: an article, a
# preposition and another article may stand beside it, a rephrasing is longer.
_GAP: Final = 4
# Share of a clause's words that must face, apart from the replaced one: the rest "stayed".
_STAYED: Final = 0.75


def extract(document: Document, taken: tuple[Span, ...]) -> Iterator[Mention[Wording]]:
    """Nothing: a changed word exists only between two sentences."""
    return iter(())


def between(facing: Facing) -> Iterable[tuple[Mention[Wording], Mention[Wording]]]:
    """Words that stand in one place of two sentences and don't mean the same.

    Where a judge read the two sentences, the words on which it found them to clash; else a word
    that was replaced in an otherwise equal clause.
    """
    if facing.clashes is not None:
        for left, right in facing.clashes:
            yield _stretch(facing, left, True), _stretch(facing, right, False)
        return
    for one, other in _replaced(facing):
        if _differ(one, other) and _stayed(facing, one, other):
            at_left, at_right = (one.index, one.index + 1), (other.index, other.index + 1)
            yield _stretch(facing, at_left, True), _stretch(facing, at_right, False)


def _replaced(facing: Facing) -> Iterator[tuple[Token, Token]]:
    """The only content words between two neighbouring pairs of facing words, in both sentences."""
    lefts, rights = facing.left.tokens, facing.right.tokens
    anchors = [
        (i, j)
        for i, j, _ in facing.pairs
        if lefts[i].tag in CONTENT and _one_word(lefts[i], rights[j])
    ]
    for (i, j), (k, m) in pairwise(anchors):
        if not (1 < k - i <= _GAP + 1 and 1 < m - j <= _GAP + 1):
            continue
        between_left = [t for t in lefts[i + 1 : k] if t.tag in CONTENT]
        between_right = [t for t in rights[j + 1 : m] if t.tag in CONTENT]
        if len(between_left) == len(between_right) == 1 and (
            _frame(lefts[i + 1 : k]) == _frame(rights[j + 1 : m])
        ):
            yield between_left[0], between_right[0]


def _frame(tokens: Sequence[Token]) -> list[str]:
    """The prepositions, negations and marks around a replaced word: another frame, another clause.

    Articles and auxiliaries may differ ("sank a boat" / "had sunk the boat").
    """
    return [t.lower for t in tokens if t.tag in (PREP, TO, NOT, PUNCT)]


def _one_word(left: Token, right: Token) -> bool:
    return left.lemma == right.lemma


def _differ(left: Token, right: Token) -> bool:
    """Whether two words of one part of speech are neither forms, synonyms nor opposites."""
    if left.tag != right.tag or left.tag not in (NOUN, VERB, ADJ) or left.lemma == right.lemma:
        return False
    part = _PARTS[left.tag]
    if not all(part in lexicon.pos(token.lower) for token in (left, right)):
        return False
    return not (
        lexicon.synonyms(left.lemma, right.lemma, part)
        or lexicon.antonyms(left.lemma, right.lemma, part)
        or lexicon.derived(left.lemma, right.lemma)
        or (part == "a" and _related(left.lemma, right.lemma, part))
    )


def _related(one: str, other: str, part: str) -> bool:
    return lexicon.general(one, other, part) or lexicon.general(other, one, part)


def _stayed(facing: Facing, left: Token, right: Token) -> bool:
    """Whether the rest of both clauses faces: their other content words, all but a few."""
    facing_left = {i for i, _, _ in facing.pairs}
    facing_right = {j for _, j, _ in facing.pairs}
    for parsed, token, facing_here in (
        (facing.left, left, facing_left),
        (facing.right, right, facing_right),
    ):
        first, last = parsed.clause_of(token.index)
        others = [t.index for t in parsed.tokens[first:last] if t.content and t != token]
        if len(others) < 2 or sum(i in facing_here for i in others) < _STAYED * len(others):
            return False
    return True


def _stretch(facing: Facing, span: tuple[int, int], is_left: bool) -> Mention[Wording]:
    """The mention of a stretch of tokens; of several words, the last content word is the head."""
    parsed = facing.left if is_left else facing.right
    tokens = parsed.tokens[span[0] : span[1]]
    head = next((t for t in reversed(tokens) if t.content), tokens[-1])
    first, last = parsed.clause_of(head.index)
    clause = parsed.tokens[first:last]
    start = parsed.sentence.start
    text = parsed.sentence.text
    label = text[clause[0].start - start : clause[-1].end - start]
    words = text[tokens[0].start - start : tokens[-1].end - start]
    lemma = " ".join(t.lemma for t in tokens)
    return Mention(
        Kind.WORDING,
        parsed.sentence.article,
        parsed.sentence.index,
        tokens[0].start,
        tokens[-1].end,
        words,
        Wording(words, lemma, _PARTS.get(head.tag, "")),
        Slot(" ".join(label.split())[:60]),
    )


def slot(left: Mention[Wording], right: Mention[Wording], facing: Facing) -> float:
    """Never: `between` finds what faces."""
    return 0.0


_NEUTRAL: Final = frozenset("say tell add".split())


def _general(a: Mention[Wording], b: Mention[Wording]) -> bool:
    """Whether one is the other's general term; "say" is that of every verb of speaking."""
    verbs = {a.value.lemma, b.value.lemma}
    if verbs & _NEUTRAL and verbs <= speech.lists().every:
        return True
    return a.value.part in ("n", "v", "a") and _related(a.value.lemma, b.value.lemma, a.value.part)


LADDER: Final[tuple[Rung[Wording], ...]] = (
    Rung(
        "general",
        Relation.LESS_PRECISE,
        "WRD102",
        _general,
        lambda a, b: "one word is a general term for the other",
        Severity.INFO,
    ),
    Rung(
        "changed",
        Relation.CONFLICT,
        "WRD101",
        lambda a, b: True,
        lambda a, b: f'"{a.value.text}" and "{b.value.text}" stand in one place and clash',
        Severity.WARNING,
    ),
)

EXAMPLES: Final = (
    Example(
        "The crew painted the old hull white on Monday.",
        "The crew painted the old roof white on Monday.",
        "changed",
        "hull",
        "roof",
    ),
    Example(
        "Union leaders urge the mayor to cancel the fair in Oddal.",
        "Union leaders say the mayor should cancel the fair in Oddal.",
        "general",
        "urge",
        "say",
    ),
    Example(
        "The harbour crew moved the ferry to the north pier.",
        "The harbour crew moved the boat to the north pier.",
        "general",
        "ferry",
        "boat",
    ),
    Example(
        "The crew painted the old hull white on Monday.",
        "The crew painted the old hull white on Monday.",
        None,
    ),
)

FACT_TYPE: Final[FactType[Wording]] = FactType(
    kind=Kind.WORDING,
    prefix="WRD",
    extract=extract,
    slot=slot,
    ladder=LADDER,
    rules=RULES,
    examples=EXAMPLES,
    documentation=__doc__ or "",
    between=between,
)
