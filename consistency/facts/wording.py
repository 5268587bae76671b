"""Wording: an ordinary word that changed the sense while the rest of the clause stayed.

What it finds: in sentences that a reader found to differ, the words by which they do: "dumped blue
paint" / "dumped white paint".

What it does not find: anything without a reader. Word against word, WordNet can't tell a changed
sense from a synonym ("prior", "previous"; "consolidated", "combined"): of 895 rewrites of summaries
that keep the facts, replaced words that are no synonyms there stood in 392. A general word for a
specific one is a mild note, and so is what a reader calls vaguer or less certain. Opposites are
polarity's; figures, dates and names have kinds of their own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from consistency import lexicon, speech
from consistency.entities import dateline
from consistency.evidence import Gate, Unit, role
from consistency.facing import SURELY, Facing
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
from consistency.opposites import against, only_later, shared_out
from consistency.shapes import WORDS
from consistency.text import ADJ, NAME, NOT, NOUN, NUM, VERB
from consistency.tree import Document

RULES: Final = (
    Rule(
        "WRD101",
        "changed-word",
        "One ordinary word was replaced by another in an otherwise equal clause.",
        """What it finds: the words by which two sentences differ, as the reader reads them; without
a reader (`--no-reader`) none.

Why it matters: one word can turn the sense, and a reader of one version can't see it.

Example: "The activists dumped blue paint" / "The activists dumped white paint".

How to silence: `--ignore WRD101`.
""",
    ),
    Rule(
        "WRD102",
        "less-precise-word",
        "A word was replaced by a more general one in an otherwise equal clause.",
        """What it finds: as changed-word, where WordNet has one word as a general term of the
other, or the reader takes it to be vaguer or less certain.

Why it matters: detail is lost, nothing is contradicted.

Example: "The ferry left at dawn" / "The boat left at dawn".

How to silence: `--ignore WRD102`.
""",
    ),
)


@dataclass(frozen=True, slots=True)
class Wording:
    """One word: `text` as printed, `lemma` and `part` for the lexicon.

    `milder`: a reader found one of it and its counterpart to be vaguer or less certain.
    """

    text: str
    lemma: str
    part: str
    milder: bool = False

    def to_dict(self) -> dict[str, Any]:
        return {"text": self.text}

    @property
    def key(self) -> tuple[object, ...]:
        return (self.lemma,)


_PARTS: Final = {NOUN: "n", VERB: "v", ADJ: "a", NAME: "", NUM: ""}


def extract(document: Document, taken: tuple[Span, ...]) -> Iterator[Mention[Wording]]:
    """Nothing: a changed word exists only between two sentences."""
    return iter(())


def between(facing: Facing) -> Iterator[tuple[Mention[Wording], Mention[Wording]]]:
    """The words by which a reader found two sentences to differ; none where nobody read."""
    for left, right in facing.clashes or ():
        milder = (left, right) in facing.milder
        yield _stretch(facing, left, True, milder), _stretch(facing, right, False, milder)


def _two_tellings(left: Unit, right: Unit, facing: Facing) -> bool:
    """Whether two sentences tell of two things; where one says more than the other, words must
    differ surely."""
    if facing.same >= _ONE_TELLING:
        return False
    if facing.score >= _LINKED and any(
        against(left.parsed, i, right.parsed, j) for i in left.own for j in right.own
    ):
        return False
    sure = min(facing.doubted(left.own, right.own)) >= SURELY
    if facing.related < _RELATED or facing.score < _LINKED or not sure:
        return True
    return _speaks(left) and _speaks(right)  # who says it is for attributions


def _speaks(unit: Unit) -> bool:
    """Whether a stretch is who says something, or describes who does."""
    parsed = unit.parsed
    verbs = {parsed.predicate(i) for i in unit.own}
    saying = (v for v in verbs if parsed.tokens[v].base in speech.lists().every)
    described = {t.head for i in unit.own if (t := parsed.tokens[i]).dep == "appos"}
    return any(not {*unit.own, *described}.isdisjoint(parsed.doers(v)) for v in saying)


def _two_roles(left: Unit, right: Unit, facing: Facing) -> bool:
    """Whether what governs two stretches, and the words around, do not face; not if one denies.

    Nor where they are verbs of one object: "raised its estimate", "after it lowered its estimate".
    """
    if role(left, right, facing) >= _ONE_ROLE or _denies(left) != _denies(right):
        return False
    if facing.surely_differ(left.own, right.own):
        return False
    return not _one_object(left, right, facing)


def _one_object(left: Unit, right: Unit, facing: Facing) -> bool:
    """Whether verbs among two stretches take one thing, by its word and its place."""
    things = [
        [
            unit.parsed.tokens[k]
            for i in unit.own
            if unit.parsed.tokens[i].pos == VERB
            for k in unit.parsed.undergoers(i)
        ]
        for unit in (left, right)
    ]
    return any(
        s.lemma == t.lemma and s.pos == NOUN and (s.index, t.index) in facing.index
        for s in things[0]
        for t in things[1]
    )


def _denies(unit: Unit) -> bool:
    """Whether a negation stands among the words: "not guilty"."""
    return any(unit.parsed.tokens[i].pos == NOT for i in unit.own)


def _named_and_described(left: Unit, right: Unit, facing: Facing) -> bool:
    """Whether one is a name and the other "the" thing that it may be: "Corvane", "the buyer"."""
    return (left.named and _described(right)) or (right.named and _described(left))


def _described(unit: Unit) -> bool:
    definite = any(unit.parsed.tokens[i].lower == "the" for i in unit.own)
    return definite and all(t.pos in (NOUN, ADJ) for t in unit.words)


def _came_later(left: Unit, right: Unit, facing: Facing) -> bool:
    """Whether one is denied for a while only: "did not sound for another 11 minutes"."""
    return any(
        _denies(unit) and any(only_later(unit.parsed, unit.parsed.predicate(i)) for i in unit.own)
        for unit in (left, right)
    )


def _shared_out(left: Unit, right: Unit, facing: Facing) -> bool:
    """Whether one part of a whole is told of one, the rest of the other: "six of the nine backed
    it", "three of the nine opposed it"."""
    return any(
        shared_out(left.parsed, i, right.parsed, j) for i in left.own[:1] for j in right.own[:1]
    )


def _says_and_speaker(left: Unit, right: Unit, facing: Facing) -> bool:
    """Whether one is that somebody speaks, the other who: "told reporters", "the minister"."""
    return (_tells(left) and _speaks(right)) or (_tells(right) and _speaks(left))


def _tells(unit: Unit) -> bool:
    """Whether a stretch is a verb of saying, with whom it is said to."""
    verbs = [t for i in unit.own if (t := unit.parsed.tokens[i]).pos == VERB]
    says = bool(verbs) and all(t.base in speech.lists().every for t in verbs)
    return says and not _speaks(unit)


def _in_dateline(left: Unit, right: Unit, facing: Facing) -> bool:
    return any(unit.own and unit.own[0] < dateline(unit.parsed) for unit in (left, right))


_ONE_ROLE: Final = 0.2
_ONE_TELLING: Final = 0.9  # how surely two sentences say the same for a word to be changed
_RELATED: Final = 0.5  # and that they tell of the same, for words that surely differ ...
_LINKED: Final = 0.7  # ... if they link so surely

BESIDE: Final = (
    Gate("two-tellings", "a reader does not take the sentences for one thing", _two_tellings),
    Gate("two-roles", "they stand in two roles", _two_roles),
    Gate("says-and-speaker", "one is that somebody speaks, the other who", _says_and_speaker),
    Gate("two-parts", "they are told of two parts that make up a whole", _shared_out),
    Gate("came-later", "what one denies for a while came about", _came_later),
    Gate("dateline", "one is where the report was filed", _in_dateline),
    Gate("named-and-described", "one is a name, the other may describe it", _named_and_described),
)


def _stretch(
    facing: Facing, span: tuple[int, int], is_left: bool, milder: bool
) -> Mention[Wording]:
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
        Wording(words, lemma, _PARTS.get(head.pos, ""), milder),
        Slot(" ".join(label.split())[:60]),
    )


def slot(left: Mention[Wording], right: Mention[Wording], facing: Facing) -> float:
    """Never: `between` finds what faces."""
    return 0.0


def _related(one: str, other: str, part: str) -> bool:
    return lexicon.general(one, other, part) or lexicon.general(other, one, part)


_NEUTRAL: Final = frozenset("say tell add".split())


def _general(a: Mention[Wording], b: Mention[Wording]) -> bool:
    """Whether one is the other's general term; "say" is that of every verb of speaking."""
    verbs = {a.value.lemma, b.value.lemma}
    if verbs & _NEUTRAL and verbs <= speech.lists().every:
        return True
    return a.value.part in ("n", "v", "a") and _related(a.value.lemma, b.value.lemma, a.value.part)


def _milder(a: Mention[Wording], b: Mention[Wording]) -> bool:
    return a.value.milder or _general(a, b)


def _said_less(a: Mention[Wording], b: Mention[Wording]) -> str:
    if _general(a, b):
        return "one word is a general term for the other"
    return f'of "{a.value.text}" and "{b.value.text}" one says less, or less surely'


LADDER: Final[tuple[Rung[Wording], ...]] = (
    Rung(
        "general",
        Relation.LESS_PRECISE,
        "WRD102",
        _milder,
        _said_less,
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
        "Activists dumped blue paint on the road in front of the embassy.",
        "Activists dumped white paint on the road in front of the embassy.",
        "changed",
        "blue",
        "white",
    ),
    Example(
        "Residents welcomed the plan to close the harbour road.",
        "Residents opposed the plan to close the harbour road.",
        "changed",
        "welcomed",
        "opposed",
    ),
    Example(
        "The board closed the hospital in Oddal on Monday.",
        "The board closed the building in Oddal on Monday.",
        "general",
        "hospital",
        "building",
    ),
    Example(
        "The firm raised its prior forecast for the year on Monday.",
        "The firm raised its previous forecast for the year on Monday.",
        None,
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
    beside=BESIDE,
    relational=True,
    worded=True,
    yields=True,
    conflict="different wording",
    shape=WORDS,
)
