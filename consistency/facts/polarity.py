"""Polarity: what is said to be so in one article and not so in the other.

What it finds: a negation with the predicate that it governs ("did not sign", "never signed",
"failed to sign", "without signing", "denied signing"), and, inside a link, opposite words that face
each other ("rose" / "fell", "guilty" / "acquitted", "before" / "after").

What it does not find: irony, opposites that only the context makes, denials told at length, and two
events that differ in time. Words that are opposites in one sense only stay silent where the rest of
the clause does not face.

How two polarities compare (their predicates face each other and so does most of what stands around
them): both negated or both affirmed, and no opposites, is equal; the rest is conflict.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files
from typing import Any, Final

from consistency import lexicon
from consistency.facing import Facing
from consistency.model import (
    Example,
    FactType,
    Kind,
    Mention,
    Relation,
    Role,
    Rule,
    Rung,
    Slot,
    Span,
)
from consistency.text import (
    ADJ,
    ADV,
    AUX,
    CLITIC,
    CONJ,
    CONTENT,
    DET,
    MODAL,
    NAME,
    NOT,
    NOUN,
    NUM,
    PREP,
    TO,
    VERB,
    Token,
)
from consistency.tree import Document, Parsed

# ---------------------------------------------------------------------------------------- rules

_AGREEING: Final = Rule(
    "POL001",
    "agreeing-polarity",
    "The articles deny the same thing.",
    """What it finds: two negations on predicates that face each other.

Why it matters: both articles say that something is not so.

Example: "the talks did not end" / "the talks have not ended".

How to silence: agreements are shown with `--show all` only; `--ignore POL001` drops them.
""",
)
_OPPOSITE: Final = Rule(
    "POL101",
    "opposite-polarity",
    "One article says that it is so, the other that it is not.",
    """What it finds: one predicate negated in one article and affirmed in the other, or opposite
words ("rose", "fell") that face each other, where what stands around them faces too.

Why it matters: both can't be true of one event.

Example: "the council approved the plan" / "the council rejected the plan".

How to silence: `--ignore POL101`.
""",
)

# ---------------------------------------------------------------------------------------- value


@dataclass(frozen=True, slots=True)
class Polarity:
    """`polarity` is negated or affirmed, `predicate` the base form of what it is said of."""

    polarity: str
    predicate: str

    def to_dict(self) -> dict[str, Any]:
        return {"polarity": self.polarity, "predicate": self.predicate}

    @property
    def key(self) -> tuple[object, ...]:
        return (self.polarity, self.predicate)


# -------------------------------------------------------------------------------------- extract


@dataclass(frozen=True)
class _Words:
    to: frozenset[str]
    ing: frozenset[str]
    adverbs: frozenset[str]
    pairs: frozenset[tuple[str, str]]
    listed: frozenset[str]


@lru_cache(maxsize=1)
def _words() -> _Words:
    """The lists of data/polarity.toml; every pair of opposites in both orders."""
    data = tomllib.loads(
        files("consistency").joinpath("data/polarity.toml").read_text(encoding="utf-8")
    )
    pairs: set[tuple[str, str]] = set()
    for text in data["opposites"].values():
        for line in text.strip().splitlines():
            left, right = (side.split() for side in line.split("|"))
            for a in left:
                for b in right:
                    pairs.update(((a, b), (b, a)))
    negators = {name: frozenset(text.split()) for name, text in data["negators"].items()}
    listed = frozenset(word for pair in pairs for word in pair)
    return _Words(**negators, pairs=frozenset(pairs), listed=listed)


@dataclass(frozen=True, slots=True)
class _Negation:
    """Token indices of the negator [first, last) and of the predicate that it governs."""

    first: int
    last: int
    head: int


def extract(document: Document, taken: tuple[Span, ...]) -> Iterator[Mention[Polarity]]:
    """The negations of an article, in order. `taken` is not needed: a negation holds no fact."""
    for parsed in document.parsed:
        if parsed.sentence.role in (Role.QUESTION, Role.BOILERPLATE):
            continue
        for negation in _negations(parsed):
            yield _mention(parsed, negation.first, negation.last, negation.head, "negated")


def _mention(parsed: Parsed, first: int, last: int, head: int, polarity: str) -> Mention[Polarity]:
    tokens = parsed.tokens
    start = tokens[min(first, head)].start
    end = max(tokens[last - 1].end, tokens[head].end)
    base = parsed.sentence.start
    return Mention(
        Kind.POLARITY,
        parsed.sentence.article,
        parsed.sentence.index,
        start,
        end,
        parsed.sentence.text[start - base : end - base],
        Polarity(polarity, _predicate(tokens[head])),
        Slot(tokens[head].lemma, tokens[head].span),
    )


def _base(token: Token) -> str:
    """Base form by the tagger's part of speech."""
    if token.pos in (VERB, AUX):
        return lexicon.lemma(token.lower, "v")
    return token.lemma


def _predicate(token: Token) -> str:
    """The base form that names a predicate; "signing" after "without" is the verb."""
    return lexicon.lemma(token.lower, "v") if token.lower.endswith("ing") else _base(token)


def _negations(parsed: Parsed) -> Iterator[_Negation]:
    """The negations of one sentence, left to right, one for each predicate."""
    words = _words()
    tokens = parsed.tokens
    seen: dict[int, int] = {}
    found: list[_Negation] = []
    for token in tokens:
        negation = _negation(parsed, token, words)
        if negation is None:
            continue
        seen[negation.head] = seen.get(negation.head, 0) + 1
        found.append(negation)
    for negation in found:
        # "Did not fail to sign", "never not": two make none. "Did not deny that" denies no more.
        if seen[negation.head] == 1 and negation.first not in seen:
            yield negation


def _negation(parsed: Parsed, token: Token, words: _Words) -> _Negation | None:
    tokens, i = parsed.tokens, token.index
    following = tokens[i + 1].lower if i + 1 < len(tokens) else ""
    if token.pos == NOT or token.lower in ("cannot",):
        if following in ("only", "just", "merely", "necessarily", "least") or _metalinguistic(
            tokens, i
        ):
            return None
        head = _governed(tokens, i + 1)
        if head is None:
            return None
        first = i
        while first > 0 and tokens[first - 1].pos in (AUX, MODAL) and i - first < 3:
            first -= 1
        lemma = _base(tokens[head])
        if lemma in words.to and head + 1 < len(tokens) and tokens[head + 1].pos == TO:
            inner = _governed(tokens, head + 2)  # "did not fail to sign": counted twice
            if inner is not None:
                return _Negation(first, i + 1, inner)
        return _Negation(first, i + 1, head)
    if token.lower == "no" and following == "longer":
        head = _governed(tokens, i + 2)
        return _Negation(i, i + 2, head) if head is not None else None
    if token.lower in words.adverbs and token.pos == ADV:
        head = _governed(tokens, i + 1)
        if head is not None and tokens[head].pos == VERB:
            return _Negation(i, i + 1, head)
        return None
    if token.lower == "without" and i + 1 < len(tokens):
        if following.endswith("ing") and lexicon.lemma(following, "v") != following:
            return _Negation(i, i + 1, i + 1)
        return None
    if token.pos in (VERB, NOUN):
        lemma = lexicon.lemma(token.lower, "v")
        if lemma in words.to and following == "to" and _finite(tokens, i):
            head = _governed(tokens, i + 2)
            return _Negation(i, i + 2, head) if head is not None else None
        if lemma in words.ing and token.pos == VERB and i + 1 < len(tokens):
            after = tokens[i + 1]
            if after.pos == VERB and after.lower.endswith("ing"):
                return _Negation(i, i + 1, i + 1)
            if lemma == "deny" and after.lower == "that":
                for j in range(i + 2, min(len(tokens), i + 14)):
                    if tokens[j].pos in (VERB, AUX, MODAL):
                        head = _governed(tokens, j)
                        return _Negation(i, i + 2, head) if head is not None else None
    return None


def _metalinguistic(tokens: tuple[Token, ...], i: int) -> bool:
    """ "not a farmer but a fisher", "whether or not": nothing is denied of the verb."""
    return i > 0 and tokens[i - 1].lower in ("or", "but", "if", "why", ",")


def _finite(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether the word at `i` is used as a verb: no noun use ("a refusal to"), no adjective."""
    return i == 0 or tokens[i - 1].pos not in (DET, ADJ, CLITIC, PREP)


def _governed(tokens: tuple[Token, ...], i: int) -> int | None:
    """The predicate at `i`: the main verb; after a bare "be", the adjective or noun behind it."""
    last: int | None = None
    for j in range(max(i, 0), min(len(tokens), i + 7)):
        tag = tokens[j].pos
        if tag in (ADV, NOT):
            continue
        if tag == AUX:
            if last is None and tokens[j].lower in ("do", "have") and tokens[j - 1].pos == NOT:
                following = tokens[j + 1].pos if j + 1 < len(tokens) else ""
                if following not in (VERB, AUX, ADV):
                    return j  # "do not have a plan": the main verb
                if tokens[j].lower == "do":
                    return j
            last = j
            continue
        if tag == VERB:
            return j
        if tag in (ADJ, NOUN, NAME):
            noun = j
            while noun + 1 < len(tokens) and tokens[noun + 1].pos == NOUN and noun - j < 4:
                noun += 1
            return noun
        if tag == DET:
            continue
        return last
    return last


# ----------------------------------------------------------------------------------------- slot

# How far what stands around the two predicates must face each other before a clash is told.
_SHARE: Final = 0.6
_AGREE_SHARE: Final = 0.4  # two negations agree on less: nothing is alleged


def slot(left: Mention[Polarity], right: Mention[Polarity], facing: Facing) -> float:
    """How far the clauses face each other where the predicates do, 0 below `_AGREE_SHARE`."""
    a, b = left.slot.head, right.slot.head
    if a is None or b is None or not facing.touches(a, b):
        return 0.0
    i, j = facing.left.at(a.start), facing.right.at(b.start)
    if opposite(facing.left.tokens[i], facing.right.tokens[j]):
        return 0.0  # "did not rise" / "did not fall": both can hold
    share = _rest(facing, i, j)
    return round(0.5 + 0.5 * share, 6) if share >= _AGREE_SHARE else 0.0


def _rest(facing: Facing, i: int, j: int) -> float:
    """How far what stands around the predicates at `i` and `j` faces each other.

    In the whole sentences where a clause has no other word of weight ("which is simple").
    """
    lefts = _clause(facing.left, i, facing.left_weights)
    rights = _clause(facing.right, j, facing.right_weights)
    if not lefts or not rights:
        lefts = {k for k, weight in enumerate(facing.left_weights) if weight > 0 and k != i}
        rights = {k for k, weight in enumerate(facing.right_weights) if weight > 0 and k != j}
    return facing.overlap(lefts, rights)


def _clause(parsed: Parsed, i: int, weights: tuple[float, ...]) -> set[int]:
    first, last = parsed.clause_of(i)
    return {k for k in range(first, last) if weights[k] > 0 and k != i}


def implied(mention: Mention[Polarity], facing: Facing) -> Mention[Polarity] | None:
    """The facing predicate where the other sentence affirms it of the same things.

    A judge's clash that hangs on the negation settles what the words alone leave open: whether the
    predicate is affirmed there, and whether it is one.
    """
    head = mention.slot.head
    right = facing.right
    if head is None or mention.value.polarity != "negated":
        return None
    i = facing.left.at(head.start)
    own = {token.index for token in facing.left.within(mention.span)}
    judged = {
        j
        for (first, last), stretch in facing.clashes or ()
        if not own.isdisjoint(range(first, last))
        for j in range(*stretch)
    }
    faced = [(j, similarity) for a, j, similarity in facing.pairs if a == i]
    if not faced and judged:
        content = [j for j in judged if right.tokens[j].content]
        faced = [(j, 0.0) for j in content or judged]
    negated = {negation.head for negation in _negations(right)}
    best: tuple[float, int] | None = None
    for j, similarity in faced:
        if j in negated or opposite(facing.left.tokens[i], right.tokens[j]):
            continue  # "not unwilling" / "willing" agree
        if not judged and not (
            _one_word(facing.left.tokens[i], right.tokens[j])
            and _affirmed(right, j, _modal(facing.left, own), _denials(facing.left, own))
            and _rest(facing, i, j) >= _SHARE
        ):
            continue
        if best is None or (similarity, -j) > (best[0], -best[1]):
            best = similarity, j
    return _mention(right, best[1], best[1] + 1, best[1], "affirmed") if best else None


def _one_word(a: Token, b: Token) -> bool:
    """Whether two predicates are the same word or synonyms, as one part of speech."""
    first, second = _base(a), _base(b)
    part = "v" if a.pos in (VERB, AUX) else "n" if a.pos == NOUN else "a"
    return first == second or lexicon.synonyms(first, second, part)


def _affirmed(parsed: Parsed, j: int, modal: str, denials: Counter[str]) -> bool:
    """Whether the predicate at `j` is stated: in no condition, question or hedge.

    `modal` is the one of the negation that it faces ("would not sign" / "would sign"), `denials`
    what else that sentence denies: what both deny is no matter between them.
    """
    tokens = parsed.tokens
    first, last = parsed.clause_of(j)
    stops = ("if", "whether", "unless", "without", "no", "nor", "neither", "nobody", "none",
             "nothing", "may", "might", "could", "would", "should", "few", "little")  # fmt: skip
    if any(t.lower in stops and t.lower != modal for t in tokens[first:last]):
        return False
    if _denials(parsed, {j}) - denials:
        return False  # "failed to show that the views ever affected": denied from farther off
    if tokens[j].pos not in (VERB, AUX) and not any(
        t.pos == AUX and t.lemma == "be" for t in tokens[max(first, j - 5) : j]
    ):
        return False  # a noun that is only named is not affirmed
    return not (
        j > 0 and tokens[j - 1].pos in (TO, MODAL) and tokens[j - 1].lower not in ("will", modal)
    )


def _denials(parsed: Parsed, own: Collection[int]) -> Counter[str]:
    """The words that deny something in a sentence, those at `own` left out."""
    words = _words()
    return Counter(
        t.lower
        for t in parsed.tokens
        if t.index not in own
        and (
            t.pos == NOT
            or t.lower in ("no", "nobody", "nothing", "cannot")
            or (t.pos == VERB and lexicon.lemma(t.lower, "v") in words.to | words.ing)
        )
    )


def _modal(parsed: Parsed, own: Collection[int]) -> str:
    """The modal verb within a negation, or ""."""
    return next((parsed.tokens[i].lower for i in sorted(own) if parsed.tokens[i].pos == MODAL), "")


def between(facing: Facing) -> Iterator[tuple[Mention[Polarity], Mention[Polarity]]]:
    """Opposite words that face each other, while what stands around them faces too."""
    left, right = facing.left, facing.right
    used: set[tuple[str, int]] = set()
    others = [p for p in facing.pairs if left.tokens[p[0]].lower != right.tokens[p[1]].lower]
    others.extend(_places(facing))
    others.extend(_unfaced(facing))
    for i, j, _similarity in sorted(others, key=lambda p: (-p[2], p[0] + p[1], p[0] * p[1])):
        a, b = left.tokens[i], right.tokens[j]
        if ("l", i) in used or ("r", j) in used or not opposite(a, b):
            continue
        if any(n.head == i for n in _negations(left)) or any(
            n.head == j for n in _negations(right)
        ):
            continue  # "did not rise" / "fell" agree; neither rose nor fell is possible too
        if not _alone(facing, i, j) or _rest(facing, i, j) < _SHARE:
            continue
        if _figures(left, i) != _figures(right, j):
            continue  # "climbed to 1.6 million" and "dipped to 1.5 million" are two events
        used.update((("l", i), ("r", j)))
        one, other = (
            _mention(parsed, k, k + 1, k, "affirmed") for parsed, k in ((left, i), (right, j))
        )
        if (a.lower, b.lower) in _words().pairs:
            one, other = _as_listed(one, a), _as_listed(other, b)
        yield one, other


def _as_listed(mention: Mention[Polarity], token: Token) -> Mention[Polarity]:
    """A predicate in the form that the list of opposites has: "acquitted", not "acquit"."""
    return replace(mention, value=replace(mention.value, predicate=token.lower))


def _unfaced(facing: Facing) -> Iterator[tuple[int, int, float]]:
    """Opposites, listed or by their prefix, whose sentences have no counterpart for either.

    "Found him guilty" says with three words what "acquitted him" denies with two.
    """
    left, right = facing.left.tokens, facing.right.tokens
    alike = [(i, j) for i, j, _ in facing.pairs if left[i].lemma == right[j].lemma]
    met = {i for i, _ in alike}, {j for _, j in alike}
    lefts, rights = (
        [t for t in parsed.tokens if t.pos in CONTENT and t.index not in own]
        for parsed, own in ((facing.left, met[0]), (facing.right, met[1]))
    )
    pairs, listed = _words().pairs, _words().listed
    there = {b.lower: b.index for b in rights}
    named = [b for b in rights if b.lower in listed or b.lemma in listed]
    for a in lefts:
        if a.lower in listed or a.lemma in listed:
            for b in named:
                opposed = (a.lower, b.lower) in pairs or (a.lemma, b.lemma) in pairs
                if opposed and _one_subject(facing, a, b):
                    yield a.index, b.index, 0.0
        for prefix in _NEGATIVE:
            for other in (prefix + a.lower, a.lower.removeprefix(prefix)):
                if other in there and _prefixed(a.lower, other):
                    yield a.index, there[other], 0.0


def _one_subject(facing: Facing, a: Token, b: Token) -> bool:
    """Whether two verbs are told of one: each one's nearest noun stands before the other too.

    "Voters approved the plan" and "the mayor had opposed the plan" are both true.
    """
    if not all(t.pos == VERB or t.lower.endswith("ed") for t in (a, b)):
        return True
    ones, others = (
        [t.lemma for t in parsed.tokens[first : verb.index] if t.pos in (NOUN, NAME)]
        for parsed, verb in ((facing.left, a), (facing.right, b))
        for first in (parsed.clause_of(verb.index)[0],)
    )
    return not ones or not others or (ones[-1] in others and others[-1] in ones)


def _places(facing: Facing) -> Iterator[tuple[int, int, float]]:
    """Prepositions that stand in one place: what each governs faces what the other does.

    Function words have no counterparts of their own among the facing words.
    """
    listed = _words().listed
    ones, others = (
        {
            t.index + 1 + d: t.index
            for t in parsed.tokens
            if t.pos in (PREP, CONJ) and t.lower in listed
            for d in _REACH
        }
        for parsed in (facing.left, facing.right)
    )
    if not ones or not others:
        return
    seen: set[tuple[int, int]] = set()
    for i, j, similarity in facing.pairs:
        if i in ones and j in others and (ones[i], others[j]) not in seen:
            seen.add((ones[i], others[j]))
            yield ones[i], others[j], similarity


_REACH: Final = range(3)  # words from a preposition to its noun: "before the first ceremony"


def _figures(parsed: Parsed, i: int) -> list[str]:
    """The numbers in the clause of the word at `i`, sorted."""
    first, last = parsed.clause_of(i)
    return sorted(t.lower for t in parsed.tokens[first:last] if t.pos == NUM)


def _alone(facing: Facing, i: int, j: int) -> bool:
    """Whether neither sentence has the other's word too ("rose, then fell")."""
    a, b = facing.left.tokens[i].lemma, facing.right.tokens[j].lemma
    return not (
        any(t.lemma == b for t in facing.left.tokens)
        or any(t.lemma == a for t in facing.right.tokens)
    )


# Of words with in- and dis-, WordNet tells which are opposites: not "come", "income".
_NEGATIVE: Final = ("un", "non")
_LIKE: Final = {VERB: "v", AUX: "v", NOUN: "n", ADJ: "a", ADV: "r"}


_STEM: Final = 3  # letters; "it" and "unit" are no opposites


def _prefixed(one: str, other: str) -> bool:
    """Whether a negative prefix alone tells two words apart: "named", "unnamed"."""
    short, long = sorted((one, other), key=len)
    return len(short) >= _STEM and long.removesuffix(short) in _NEGATIVE


def opposite(a: Token, b: Token) -> bool:
    """Whether two words are opposites: by data/polarity.toml, else by WordNet."""
    if a.pos in (NAME, NUM) or b.pos in (NAME, NUM) or a.lower == b.lower:
        return False
    pairs = _words().pairs
    if (a.lower, b.lower) in pairs:
        return True
    first, second = _base(a), _base(b)
    if (first, second) in pairs:
        return True
    if _prefixed(a.lower, b.lower):
        return True
    part = _LIKE.get(a.pos, "")
    return bool(part) and part == _LIKE.get(b.pos) and lexicon.antonyms(first, second, part)


# --------------------------------------------------------------------------------------- ladder


def _same(left: Mention[Polarity], right: Mention[Polarity]) -> bool:
    if left.value.polarity != right.value.polarity:
        return False
    a, b = left.value.predicate, right.value.predicate
    if _prefixed(left.text.lower(), right.text.lower()):
        return False
    return (a, b) not in _words().pairs and not lexicon.antonyms(a, b)


def _reason(left: Mention[Polarity], right: Mention[Polarity]) -> str:
    if left.value.polarity == right.value.polarity:
        a, b = sorted((left.text, right.text))
        return f"opposites: {a} and {b}"
    negated, affirmed = (left, right) if left.value.polarity == "negated" else (right, left)
    return f"negated in one ({negated.text}), affirmed in the other ({affirmed.text})"


LADDER: Final[tuple[Rung[Polarity], ...]] = (
    Rung(
        "same polarity",
        Relation.EQUAL,
        "POL001",
        _same,
        lambda a, b: f"{a.value.polarity} in both",
    ),
    Rung("opposite", Relation.CONFLICT, "POL101", lambda a, b: True, _reason),
)


def precision(value: Polarity) -> float:
    """Affirmed first: it says what is so."""
    return 0.0 if value.polarity == "affirmed" else 1.0


# ------------------------------------------------------------------------------------- examples

EXAMPLES: Final = (
    Example(
        "A jury in Oddal found the former mayor guilty of fraud.",
        "A jury in Oddal acquitted the former mayor of fraud.",
        "opposite",
        "guilty",
        "acquitted",
    ),
    Example(
        "The fire at the cannery broke out before the ceremony.",
        "The fire at the cannery broke out after the ceremony.",
        "opposite",
        "before",
        "after",
    ),
    Example(
        "The council of Oddal told the named bidders to wait.",
        "The council of Oddal told the unnamed bidders to wait.",
        "opposite",
        "named",
        "unnamed",
    ),
    Example(
        "The minister did not deny that the ferries were unsafe.",
        "The minister denied that the ferries were unsafe.",
        "opposite",
        "did not deny",
        "denied",
    ),
    Example(
        "The council did not approve the harbour plan.",
        "The council has not approved the harbour plan.",
        "same polarity",
    ),
    Example(
        "The council failed to approve the harbour plan.",
        "The council did not approve the harbour plan.",
        "same polarity",
    ),
    Example(
        "The council approved the harbour plan.",
        "The council did not approve the harbour plan.",
        "opposite",
    ),
    Example(
        "The council approved the harbour plan.",
        "The council rejected the harbour plan.",
        "opposite",
    ),
    Example(
        "Grain prices rose in the spring.",
        "Grain prices fell in the spring.",
        "opposite",
    ),
    Example("Grain prices did not rise in spring.", "Grain prices fell in spring.", None),
    Example("The council approved the harbour plan.", "The mayor did not approve of dogs.", None),
)

FACT_TYPE: Final[FactType[Polarity]] = FactType(
    Kind.POLARITY,
    "POL",
    extract,
    slot,
    LADDER,
    (_AGREEING, _OPPOSITE),
    EXAMPLES,
    __doc__ or "",
    implied=implied,
    between=between,
    precision=precision,
)
