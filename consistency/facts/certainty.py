"""Certainty: how sure an article is of what it says.

What it finds: hedges and the predicate they govern ("may have sunk", "reportedly resigned", "an
alleged attack", "is expected to sign", "plans to close", "denied taking"). A hedge has one of the
levels announced, expected, likely, reported, alleged, possible and denied; what has none is plain.

What it does not find: verbs of saying (they credit a source: that is attribution), ability and duty
("can", "must"), condition ("would ... if"), and doubt that only a noun carries ("claim").

How two certainties compare (their predicates face each other): one level is equal, two levels are
different-certainty. A hedge in one article faces the same predicate without a hedge in another,
where the rest of the clause faces too; a denial against a plain statement is polarity's. What one
article tells as done ("signed") and the other as still to come ("will sign", "said it would sign",
"is signing") differs as well; its level is announced.
"""

from __future__ import annotations

import tomllib
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise
from math import inf
from typing import Any, Final

from consistency import lexicon, speech
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
    CALENDAR,
    CONJ,
    DET,
    MODAL,
    NAME,
    NOT,
    NOUN,
    NUM,
    PREP,
    PRON,
    PUNCT,
    REL,
    SCALES,
    TO,
    VERB,
    Token,
)
from consistency.tree import Document, Parsed

# ---------------------------------------------------------------------------------------- rules

_AGREEING: Final = Rule(
    "CER001",
    "agreeing-certainty",
    "The articles are equally sure of the same thing.",
    """What it finds: two hedges of one level on predicates that face each other.

Why it matters: both articles leave the same thing open.

Example: "the dam may burst" / "the dam could burst".

How to silence: agreements are shown with `--show all` only; `--ignore CER001` drops them.
""",
)
_DIFFERENT: Final = Rule(
    "CER104",
    "different-certainty",
    "One article is surer of the same thing than the other.",
    """What it finds: one predicate hedged in one article and plain in another, or hedged at two
levels: possible, likely, reported, alleged, expected, announced; or done in one, and still to come
in the other ("will sign", "is signing").

Why it matters: copy that drops "reportedly", or reports a plan as done, says more than is known.

Example: "the minister signed the treaty" / "the minister was expected to sign the treaty".

How to silence: `--ignore CER104`.
""",
)

# ---------------------------------------------------------------------------------------- value


@dataclass(frozen=True, slots=True)
class Certainty:
    """How sure: `level` as the report schema has it, `cue` the printed hedge, empty for plain."""

    level: str
    cue: str

    def to_dict(self) -> dict[str, Any]:
        return {"level": self.level, "cue": self.cue}

    @property
    def key(self) -> tuple[object, ...]:
        return (self.level,)


# From what is open to what is done.
LEVELS: Final = (
    "plain",
    "announced",
    "expected",
    "likely",
    "reported",
    "alleged",
    "possible",
    "denied",
)

# -------------------------------------------------------------------------------------- extract


@lru_cache(maxsize=1)
def _lists() -> dict[str, dict[str, str]]:
    """Section of data/certainty.toml to word to level."""
    data = tomllib.loads(
        files("consistency").joinpath("data/certainty.toml").read_text(encoding="utf-8")
    )
    return {
        section: {word: level for level, words in levels.items() for word in words.split()}
        for section, levels in data.items()
    }


@dataclass(frozen=True, slots=True)
class _Hedge:
    """Token indices of a cue [first, last) and of the predicate that it governs."""

    first: int
    last: int
    head: int
    level: str


def extract(document: Document, taken: tuple[Span, ...]) -> Iterator[Mention[Certainty]]:
    """The hedges of an article, in order. `taken` is not needed: a hedge holds no other fact."""
    for parsed in document.parsed:
        if parsed.sentence.role in (Role.QUESTION, Role.BOILERPLATE):
            continue
        for hedge in _hedges(parsed):
            yield _mention(parsed, hedge)


def _mention(parsed: Parsed, hedge: _Hedge) -> Mention[Certainty]:
    tokens = parsed.tokens
    head = tokens[hedge.head]
    cue = tokens[hedge.first : hedge.last]
    first = min(hedge.first, hedge.head)
    last = max(hedge.last, hedge.head + 1)
    if last - first > _WIDE:
        first, last = hedge.first, hedge.last
    start, end = tokens[first].start, tokens[last - 1].end
    base = parsed.sentence.start
    surface = parsed.sentence.text[start - base : end - base]
    words = " ".join(t.lower for t in cue)
    return Mention(
        Kind.CERTAINTY,
        parsed.sentence.article,
        parsed.sentence.index,
        start,
        end,
        surface,
        Certainty(hedge.level, words),
        Slot(head.lemma, head.span),
    )


_WIDE: Final = 8  # tokens; a cue farther from its predicate is shown alone


def _hedges(parsed: Parsed) -> Iterator[_Hedge]:
    """The hedges of one sentence, left to right, at most one on a predicate."""
    lists = _lists()
    seen: set[int] = set()
    for token in parsed.tokens:
        hedge = _hedge(parsed, token, lists)
        if hedge is not None and hedge.head not in seen:
            seen.add(hedge.head)
            yield hedge


def _hedge(parsed: Parsed, token: Token, lists: dict[str, dict[str, str]]) -> _Hedge | None:
    tokens, i = parsed.tokens, token.index
    lower = token.lower
    if token.pos == MODAL and lower in lists["modals"]:
        if lower == "could" and _ability(tokens, i):
            return None
        first, _last = parsed.clause_of(i)
        if any(t.lower == "so" for t in tokens[max(0, first - 2, i - 20) : i]):
            return None  # "so that they could buy": a purpose
        head = _predicate(tokens, i + 1)
        return _Hedge(i, i + 1, head, lists["modals"][lower]) if head is not None else None
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    infinitive = following is not None and following.pos == TO
    if infinitive and lower in lists["be-to"]:
        be = _be_before(tokens, i)
        if be is not None:
            head = _predicate(tokens, i + 2)
            if head is not None and tokens[head].lower != "say":
                return _Hedge(be, i + 2, head, lists["be-to"][lower])
    if infinitive and token.pos in (VERB, NOUN):
        lemma = lexicon.lemma(lower, "v")
        if lemma in lists["verb-to"] and _has_subject(tokens, i):
            head = _predicate(tokens, i + 2)
            if head is not None:
                return _Hedge(i, i + 2, head, lists["verb-to"][lemma])
    lemma = lexicon.lemma(lower, "v")
    gerund = following is not None and following.pos == VERB and following.lower.endswith("ing")
    if gerund and token.pos == VERB and lemma in lists["verb-ing"]:
        return _Hedge(i, i + 1, i + 1, lists["verb-ing"][lemma])
    if lower == "accused" and following is not None and following.lower == "of":
        be = _be_before(tokens, i)
        head = _predicate(tokens, i + 2)
        if be is not None and head is not None:
            return _Hedge(be, i + 2, head, "alleged")
    if token.pos == VERB and lexicon.lemma(lower, "v") in lists["denials"]:
        head = _denied(tokens, i + 1)
        return _Hedge(i, i + 1, head, "denied") if head is not None else None
    adverb = token.pos == ADV or (token.pos == ADJ and lower != "likely")
    if adverb and lower in lists["adverbs"]:
        head = _beside(tokens, i)
        if head is not None:
            return _Hedge(i, i + 1, head, lists["adverbs"][lower])
    if lower in lists["adjectives"] and token.pos in (ADJ, VERB):
        return _adjective(parsed, token, lists["adjectives"][lower])
    return None


def _ability(tokens: tuple[Token, ...], i: int) -> bool:
    """ "could not", "could see", "could be seen": what was able to be done, not what is open."""
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    if after is not None and after.lower == "be" and i + 2 < len(tokens):
        after = tokens[i + 2]
    return after is None or after.pos == NOT or after.lower in _SENSED


_SENSED: Final = frozenset("see seen hear heard feel felt only".split())


def _predicate(tokens: tuple[Token, ...], i: int) -> int | None:
    """The main verb of the group at `i`; after a bare "be", the adjective or noun behind it."""
    be = False
    last: int | None = None
    for j in range(i, min(len(tokens), i + 8)):
        tag = tokens[j].pos
        if tag in (ADV, NOT):
            continue
        if tag == AUX or (tag == VERB and tokens[j].lemma in ("be", "have")):
            last = j
            be = tokens[j].lemma == "be"
            continue
        if tag == VERB:
            return j
        if be and tag in (ADJ, NOUN, NAME, NUM):
            noun = j
            while noun + 1 < len(tokens) and tokens[noun + 1].pos == NOUN and noun - j < 4:
                noun += 1
            return noun
        if be and tag == DET:
            continue
        if last is None and tag in (NOUN, ADJ):
            return j  # a verb that the tagger took for a noun: "may strike"
        return last
    return last


def _be_before(tokens: tuple[Token, ...], i: int) -> int | None:
    """Index of the form of "be" that the word at `i` belongs to."""
    for j in range(i - 1, max(-1, i - 5), -1):
        if (tokens[j].pos == AUX and tokens[j].lemma == "be") or tokens[j].lower in (
            "'s",
            "’s",
            "'re",
            "’re",
        ):
            return j
        if tokens[j].pos not in (ADV, NOT, AUX):
            return None
    return None


def _has_subject(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether the verb at `i` is finite: no infinitive, no noun use."""
    j = i - 1
    while j >= 0 and tokens[j].pos == ADV:
        j -= 1
    return (
        j < 0
        or tokens[j].pos in (NAME, NOUN, PRON, REL, AUX, CONJ)
        or tokens[j].lower in (",", ")")
    )


def _denied(tokens: tuple[Token, ...], i: int) -> int | None:
    """The predicate behind "denied": "taking", "that he took", or the noun that is denied."""
    if i >= len(tokens):
        return None
    if tokens[i].pos == VERB and tokens[i].lower.endswith("ing"):
        return _predicate(tokens, i)
    if tokens[i].lower in ("that", "having") or tokens[i].pos == PRON:
        for j in range(i + 1, min(len(tokens), i + 12)):
            if tokens[j].pos in (VERB, AUX, MODAL):
                return _predicate(tokens, j)
    return None


def _beside(tokens: tuple[Token, ...], i: int) -> int | None:
    """The verb that an adverb hedges: the next one before a mark, else the one before it."""
    for j in range(i + 1, min(len(tokens), i + 7)):
        token = tokens[j]
        if token.pos in (VERB, AUX):
            return _predicate(tokens, j)
        if token.pos in (PUNCT, PREP, CONJ, REL, DET, NAME, NUM, PRON):
            break
        if token.pos in (NOUN, ADJ):
            return j
    for j in range(i - 1, max(-1, i - 4), -1):
        if tokens[j].pos == VERB:
            return j
        if tokens[j].pos in (PUNCT, CONJ, REL):
            break
    return None


def _adjective(parsed: Parsed, token: Token, level: str) -> _Hedge | None:
    """An adjective before its noun: "the alleged attack on the quay"."""
    i = token.index
    at = bisect_right(parsed.noun_phrases, (i, inf)) - 1
    if at < 0 or i >= parsed.noun_phrases[at][1] - 1:
        return None
    head = parsed.tokens[parsed.noun_phrases[at][1] - 1]
    if head.pos == NOUN and lexicon.topic(head.lower) in ("act", "event", "communication"):
        return _Hedge(i, i + 1, head.index, level)
    return None


# ----------------------------------------------------------------------------------------- slot

# How far the rest of the two clauses must face each other. For two hedges less is needed, since
# both articles leave something open; a lost hedge must stand in the same proposition.
_HEDGED_SHARE: Final = 0.35
_PLAIN_SHARE: Final = 0.5


def slot(left: Mention[Certainty], right: Mention[Certainty], facing: Facing) -> float:
    """1 where the predicates face and their clauses are alike, 0 below `_HEDGED_SHARE`."""
    a, b = left.slot.head, right.slot.head
    if a is None or b is None or not facing.touches(a, b):
        return 0.0
    share = _rest(facing, facing.left.at(a.start), facing.right.at(b.start))
    return round(0.5 + 0.5 * share, 6) if share >= _HEDGED_SHARE else 0.0


def _rest(facing: Facing, i: int, j: int) -> float:
    """How far the clauses of the predicates at `i` and `j` face each other, themselves apart.

    What follows the predicates counts alone where it says enough: subjects stand far off at times.
    """
    lefts = _clause(facing.left, i, facing.left_weights)
    rights = _clause(facing.right, j, facing.right_weights)
    if not lefts or not rights:
        return 1.0 if not lefts and not rights else 0.0
    objects = {k for k in lefts if k > i}, {k for k in rights if k > j}
    share = facing.overlap(lefts, rights)
    told = facing.overlap(*objects)
    subjects = lefts - objects[0], rights - objects[1]
    if min(map(len, objects)) >= _OBJECT_WORDS or (
        told == 1.0 and (not all(subjects) or facing.overlap(*subjects) > 0.0)
    ):
        share = max(share, told)
    return share


_OBJECT_WORDS: Final = 3


def _clause(parsed: Parsed, i: int, weights: tuple[float, ...]) -> set[int]:
    first, last = parsed.clause_of(i)
    return {k for k in range(first, last) if weights[k] > 0 and k != i}


def implied(mention: Mention[Certainty], facing: Facing) -> Mention[Certainty] | None:
    """The facing predicate where the other sentence states it without a hedge."""
    head = mention.slot.head
    if head is None or mention.value.level in ("denied", "plain"):
        return None
    right = facing.right
    if Role.HEADING in (facing.left.sentence.role, right.sentence.role):
        return None
    i = facing.left.at(head.start)
    hedged = {hedge.head for hedge in _hedges(right)}
    best: tuple[float, int] | None = None
    for a, j, similarity in facing.pairs:
        if a == i and j not in hedged and _asserted(right, j):
            if not _one_word(facing.left.tokens[i], right.tokens[j]):
                continue
            if mention.value.cue.startswith(_PLEDGES) and _to_come(right, j):
                continue  # "I will go" is a vow to go
            share = _rest(facing, i, j)
            if share >= _PLAIN_SHARE and (best is None or (similarity, -j) > (best[0], -best[1])):
                best = similarity, j
    if best is None:
        return None
    return _stated(right, best[1])


def _stated(parsed: Parsed, j: int) -> Mention[Certainty]:
    """The predicate at `j` with its auxiliaries, as plain: "will miss", "have joined"."""
    first = j
    while first and parsed.tokens[first - 1].pos in (AUX, MODAL, ADV) and j - first < _WIDE:
        first -= 1
    while parsed.tokens[first].pos == ADV:
        first += 1
    start, end = parsed.tokens[first].start, parsed.tokens[j].end
    base = parsed.sentence.start
    return Mention(
        Kind.CERTAINTY,
        parsed.sentence.article,
        parsed.sentence.index,
        start,
        end,
        parsed.sentence.text[start - base : end - base],
        Certainty("plain", ""),
        Slot(parsed.tokens[j].lemma, parsed.tokens[j].span),
    )


def between(facing: Facing) -> Iterator[tuple[Mention[Certainty], Mention[Certainty]]]:
    """What one sentence tells as done and the other as still to come: "signed" / "will sign"."""
    if Role.HEADING in (facing.left.sentence.role, facing.right.sentence.role):
        return
    coming = _coming(facing.left), _coming(facing.right)
    if not any(coming):
        return
    hedged = [{hedge.head for hedge in _hedges(parsed)} for parsed in (facing.left, facing.right)]
    for i, j, _similarity in facing.pairs:
        if i in hedged[0] or j in hedged[1] or (i in coming[0]) == (j in coming[1]):
            continue
        past = (facing.right, j) if i in coming[0] else (facing.left, i)
        if not (_done(*past) and _one_word(facing.left.tokens[i], facing.right.tokens[j])):
            continue
        if _rest(facing, i, j) >= _PLAIN_SHARE and not _two_events(facing, i, j):
            yield _told(facing.left, i, coming[0]), _told(facing.right, j, coming[1])


def _told(parsed: Parsed, head: int, coming: Mapping[int, int]) -> Mention[Certainty]:
    if head not in coming:
        return _stated(parsed, head)
    return _mention(parsed, _Hedge(coming[head], coming[head] + 1, head, "announced"))


def _coming(parsed: Parsed) -> dict[int, int]:
    """Verbs to the "will" that governs them, or the "would" that reports one.

    Or to the "is" of an act with an end that is under way: "is resigning". ("Is leading" and "led"
    are a choice of tense.)
    """
    found: dict[int, int] = {}
    tokens = parsed.tokens
    reports: bool | None = None
    for token in tokens:
        head = None
        if token.lower in _WILL:
            head = _predicate(tokens, token.index + 1)
        elif token.lower == "would":
            reports = _reports(parsed) if reports is None else reports
            head = _predicate(tokens, token.index + 1) if reports else None
        elif token.pos == AUX and token.lower in _IS:
            head = _predicate(tokens, token.index + 1)
            if head is not None and not _ends(tokens[head]):
                head = None
        if head is not None and _DENYING.isdisjoint(
            [t.lower for t in tokens[token.index + 1 : head]]
        ):
            found[head] = token.index
    return found


def _ends(token: Token) -> bool:
    """Whether a verb in its -ing form tells of an act that is over at one moment."""
    return token.pos == VERB and token.lemma in _ENDING and token.lower.endswith("ing")


# Between "will" and its verb: what is not to come, or would have been.
_DENYING: Final = frozenset(("not", "n't", "n’t", "never", "have"))


def _reports(parsed: Parsed) -> bool:
    """Whether a "would" in the sentence is somebody's "will": said, unconditional, no habit."""
    words = {t.lower for t in parsed.tokens}
    said = any(t.pos == VERB and t.lemma in speech.lists().say for t in parsed.tokens)
    return said and words.isdisjoint(_CONDITIONS_OR_HABITS)


_CONDITIONS_OR_HABITS: Final = frozenset(
    "if unless otherwise often usually sometimes always regularly each every".split()
)
_WILL: Final = frozenset(("will", "'ll", "’ll"))
_IS: Final = frozenset(("is", "are", "'s", "’s", "'re", "’re"))
# Acts that are over at one moment: while they are under way they are not done.
_ENDING: Final = frozenset(
    "resign retire quit leave close shut sign buy sell cut end cancel withdraw merge step".split()
)
# Past forms that look like the base form.
_INVARIANT: Final = frozenset(
    "cut shut put cost hit set let quit split spread hurt shed bet cast".split()
)


def _done(parsed: Parsed, j: int) -> bool:
    """Whether the verb at `j` tells what happened: asserted, in the past."""
    token = parsed.tokens[j]
    if token.pos != VERB or token.lower.endswith(("s", "ing")):
        return False
    before = parsed.tokens[j - 1] if j else token
    if before.lower in ("be", *_IS):
        return False
    if _WILL.intersection(t.lower for t in parsed.tokens[max(0, j - 4) : j]):
        return False  # "will have closed"
    if token.lower == token.lemma:
        singular = before.pos == NAME or (before.pos == NOUN and before.lower == before.lemma)
        if token.lower not in _INVARIANT:
            return False
        return before.lower in ("has", "have", "had", "was", "were") or singular
    return _asserted(parsed, j)


def _two_events(facing: Facing, i: int, j: int) -> bool:
    """Whether the clauses of two predicates tell of two events: by whom, to whom, when, how many.

    Names before both, or behind both, of which none face; other days, years or figures.
    """
    left, right = (
        [parsed.tokens[k] for k in range(*parsed.clause_of(at)) if k != at]
        for parsed, at in ((facing.left, i), (facing.right, j))
    )
    ones, others = ({t.lower for t in side} for side in (left, right))
    if (ones & _NEXT and others & _LAST) or (ones & _LAST and others & _NEXT):
        return True
    for tag, behind in ((NAME, False), (NAME, True), (NUM, None)):
        a = {t.lower for t in left if t.pos == tag and behind in (None, t.index > i)}
        b = {t.lower for t in right if t.pos == tag and behind in (None, t.index > j)}
        if a - SCALES.keys() and b - SCALES.keys() and (a - SCALES.keys()).isdisjoint(b):
            return True
    days = [{t.lower for t in side if t.lower in CALENDAR} for side in (left, right)]
    return bool(days[0] and days[1]) and days[0].isdisjoint(days[1])


_NEXT: Final = frozenset("next upcoming coming tomorrow".split())
_LAST: Final = frozenset("last previous yesterday ago earlier".split())


_PLEDGES: Final = ("vow", "pledge", "promise", "threaten", "agree", "offer")


def _to_come(parsed: Parsed, j: int) -> bool:
    """Whether "will" governs the predicate at `j`."""
    return any(t.lower in _WILL for t in parsed.tokens[max(0, j - 3) : j])


def _one_word(a: Token, b: Token) -> bool:
    """Whether two predicates are one: a word, a synonym, or a noun from the verb."""
    first, second = _base(a), _base(b)
    return first == second or lexicon.synonyms(first, second) or lexicon.derived(first, second)


def _base(token: Token) -> str:
    return lexicon.lemma(token.lower, "v" if token.pos in (VERB, AUX) else "n")


_OPEN_MATTERS: Final = frozenset(
    "possibility suggestion chance risk likelihood allegation claim accusation charge suspicion"
    " rumor rumour fear hope belief theory doubt question idea notion speculation".split()
)
_PLURALS: Final = frozenset(("they", "we", "i", "you", "who"))


def _asserted(parsed: Parsed, j: int) -> bool:
    """Whether the predicate at `j` is stated as a fact: finite, not negated, in no condition."""
    tokens = parsed.tokens
    token = tokens[j]
    if token.pos not in (VERB, AUX):
        return False
    first, _last = parsed.clause_of(j)
    around = tokens[max(0, first - 1) : j]
    if any(b.lower == "that" and a.lemma in _OPEN_MATTERS for a, b in pairwise(around)):
        return False  # "the possibility that she broke the law"
    if any(
        t.lower in ("if", "whether", "unless", "would", "once", "until", "before", "when")
        for t in tokens[first:j]
    ):
        return False
    group = [t.lower for t in tokens[max(first, j - 4) : j]]
    if "to" in group and "have" in group:
        return False  # "expected to have it cleared"
    k = j - 1
    while k >= first and tokens[k].pos in (ADV, AUX):
        k -= 1
    if k < first:
        return token.lower.endswith(("ed", "s")) or (k >= 0 and tokens[k].pos in (NAME, NOUN))
    before = tokens[k]
    bare = token.lower == lexicon.lemma(token.lower, "v") and not token.lower.endswith("ed")
    if bare and before.pos not in (MODAL, AUX) and before.lower not in _PLURALS and k == j - 1:
        return False  # "help people buy": a bare infinitive
    if before.pos in (TO, NOT, PREP, DET):
        return False
    if before.pos == MODAL and before.lower not in ("will", "'ll", "’ll"):
        return False
    return not (token.lower.endswith("ing") and tokens[j - 1].pos != AUX)


# --------------------------------------------------------------------------------------- ladder


def _same(left: Mention[Certainty], right: Mention[Certainty]) -> bool:
    return left.value.level == right.value.level


def _levels(left: Mention[Certainty], right: Mention[Certainty]) -> str:
    a, b = sorted((left.value.level, right.value.level), key=LEVELS.index)
    return f"{a} in one, {b} in the other"


def _to_be_done(left: Mention[Certainty], right: Mention[Certainty]) -> bool:
    """Whether one is done, the other told with "will", "would" or as under way."""
    done = [m for m in (left, right) if m.value.level == "plain"]
    coming = [m for m in (left, right) if m.value.cue in _TENSES]
    return len(done) == len(coming) == 1


_TENSES: Final = frozenset(("would", "is", "are", "'s", "’s", "'re", "’re", *_WILL))

LADDER: Final[tuple[Rung[Certainty], ...]] = (
    Rung(
        "same level",
        Relation.EQUAL,
        "CER001",
        _same,
        lambda a, b: f"{a.value.level} in both",
    ),
    Rung(
        "still to come",
        Relation.DIFFERENT_CERTAINTY,
        "CER104",
        _to_be_done,
        lambda a, b: "done in one, still to come or under way in the other",
    ),
    Rung(
        "different level",
        Relation.DIFFERENT_CERTAINTY,
        "CER104",
        lambda a, b: True,
        _levels,
    ),
)


def precision(value: Certainty) -> float:
    """Plain first, then as `LEVELS` stand."""
    return float(LEVELS.index(value.level))


# ------------------------------------------------------------------------------------- examples

EXAMPLES: Final = (
    Example("The old dam may burst this week.", "The old dam could burst this week.", "same level"),
    Example(
        "The minister was expected to sign the treaty on Friday.",
        "The minister signed the treaty on Friday.",
        "different level",
    ),
    Example(
        "The captain reportedly left the ship before dawn.",
        "The captain left the ship before dawn.",
        "different level",
    ),
    Example(
        "The company plans to close the mill.",
        "The company closed the mill.",
        "different level",
    ),
    Example(
        "The captain reportedly left the ship before dawn.",
        "The captain allegedly left the ship before dawn.",
        "different level",
    ),
    Example(
        "The ferry may sail on Monday.",
        "The union published its accounts.",
        None,
    ),
    Example("The mayor said the mill would close.", "The mill would close.", None),
    Example(
        "The sheriff will endorse the governor in Kerda.",
        "The sheriff endorsed the governor in Kerda.",
        "still to come",
    ),
    Example(
        "The sheriff will endorse the governor in Kerda.",
        "The sheriff has long criticised the governor in Kerda.",
        None,
    ),
)

FACT_TYPE: Final[FactType[Certainty]] = FactType(
    Kind.CERTAINTY,
    "CER",
    extract,
    slot,
    LADDER,
    (_AGREEING, _DIFFERENT),
    EXAMPLES,
    __doc__ or "",
    implied=implied,
    between=between,
    precision=precision,
)
