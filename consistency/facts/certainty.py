"""Certainty: how sure an article is of what it says, and how far an act has come.

What it finds: hedges and the predicate they govern ("may have sunk", "reportedly resigned", "an
alleged attack", "is expected to sign", "plans to close", "approval is possible", "police suspect
that he left"). The level of a predicate is the weakest word's on the way from it up to the clause
that states it: its modal, its adverb, a verb, adjective or noun that it is the complement of.
Levels stand on three axes (data/certainty.toml): modality, realis, evidence. What has no
hedge is plain.

What it does not find: verbs of saying (they credit a source: that is attribution), ability and duty
("can", "must"), condition ("would ... if").

How two certainties compare (their predicates face each other, and a participant does): one level is
equal, two levels are different-certainty. A hedge without a counterpart in the other sentence faces
the predicate that states the same plainly; a denial against a plain statement is polarity's. What
one article tells as done ("signed") and the other as still to come ("will sign", "is signing")
differs as well; done against planned or considered is a conflict.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from consistency import lexicon, speech
from consistency.certainties import (
    WIDE,
    Certainty,
    Hedge,
    extract,
    hedges_of,
    lists,
    mention_at,
    mention_of,
)
from consistency.facing import SURE_LINK, Facing
from consistency.model import (
    Example,
    FactType,
    Kind,
    Mention,
    Relation,
    Role,
    Rule,
    Rung,
)
from consistency.predicates import (
    DEPTH,
    Faced,
    Predicate,
    asserted,
    place,
    predicate,
    predicates,
    two_events,
)
from consistency.shapes import MAYBE_TEXT, one_of, shape
from consistency.text import NOUN
from consistency.tree import Parsed, kept

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
_UNDONE: Final = Rule(
    "CER101",
    "done-or-not",
    "One article tells as done what the other tells as planned only.",
    """What it finds: one predicate told as done in one article, and planned, considered or wished
in the other.

Why it matters: both can't be true at one time.

Example: "the company has closed the mill" / "the company is considering closing the mill".

How to silence: `--ignore CER101`.
""",
)

# ---------------------------------------------------------------------------------------- value

# From what is done to what is open.
LEVELS: Final = (
    "plain",
    "nearly",
    "attempted",
    "announced",
    "expected",
    "likely",
    "reported",
    "alleged",
    "considered",
    "wished",
    "possible",
    "unlikely",
    "unknown",
    "denied",
)

# ----------------------------------------------------------------------------------------- facing


@dataclass(frozen=True, slots=True)
class _Claim:
    """A predicate with its level; `status` of a plain one is done, future, present or none.

    `negated`: under an odd number of negations; `credited`: under a verb of saying or thinking, or
    an "according to"; `pledge`: somebody gives his word for it; `place`: as
    `predicates.place` says.
    """

    one: Predicate
    level: str
    hedge: Hedge | None
    status: str
    negated: bool
    credited: bool
    pledge: bool
    place: str


@kept
def _claims(parsed: Parsed) -> tuple[_Claim, ...]:
    """What a sentence claims: every hedged predicate, and every plain one that is asserted."""
    hedges = hedges_of(parsed)
    used = {i for hedge in hedges.values() for i in _way(parsed, hedge)}
    found: list[_Claim] = []
    for one in predicates(parsed):
        hedge = hedges.get(one.head)
        if hedge is None and (_says(parsed, one) or not used.isdisjoint((one.verb, one.head))):
            continue
        status = "" if hedge and hedge.level != "plain" else _status(parsed, one)
        if hedge or status:
            found.append(_claim(parsed, one, hedge, status))
    seen = {claim.one.head for claim in found}
    found.extend(
        _claim(parsed, predicate(parsed, head), hedge, "")
        for head, hedge in hedges.items()
        if head not in seen
    )
    return tuple(found)


def _says(parsed: Parsed, one: Predicate) -> bool:
    """Whether a predicate credits or hedges what is said: itself it is nothing that may be.

    A bare "is" says nothing either.
    """
    word, cues = parsed.tokens[one.verb].base, lists().cues
    if any(word in cues[name] for name in ("verb-to", "verb-ing", "verb-that")):
        return True
    if word == "leave" and any(parsed.tokens[k].lower == "open" for k in parsed.children[one.verb]):
        return True  # "left open whether"
    if word == "be":
        return one.head == one.verb
    if word not in speech.lists().every or _requests(parsed, one.verb):
        return False
    return bool(parsed.on(one.verb, "ccomp", "xcomp")) or not one.others


def _requests(parsed: Parsed, verb: int) -> bool:
    """Whether a verb has somebody do something, which is a deed: "asked a court to freeze it"."""
    for k in parsed.on(verb, "ccomp", "xcomp"):
        infinitive = any(parsed.tokens[m].lower == "to" for m in parsed.on(k, "aux"))
        if infinitive and (parsed.on(k, "nsubj") or parsed.on(verb, "dobj")):
            return True
    return False


def _way(parsed: Parsed, hedge: Hedge) -> Iterator[int]:
    """The governing word of a hedge and what it is the complement of: "is early to tell"."""
    if hedge.by == hedge.head:
        return
    at = hedge.by
    yield at
    while parsed.tokens[at].dep in ("xcomp", "acomp", "attr", "auxpass"):
        at = parsed.head(at)
        yield at


def _claim(parsed: Parsed, one: Predicate, hedge: Hedge | None, status: str) -> _Claim:
    negated = parsed.scope(one.verb).negated
    level = hedge.level if hedge else "plain"
    pledge = hedge is not None and parsed.tokens[hedge.by].base in lists().more["pledges"]
    credited = _credited(parsed, one)
    return _Claim(one, level, hedge, status, negated, credited, pledge, place(parsed, one))


def _credited(parsed: Parsed, one: Predicate) -> bool:
    """Whether somebody is named who says it."""
    above = islice(parsed.ancestors(one.verb), DEPTH)
    if any(parsed.tokens[k].base in speech.lists().every for k in above):
        return True
    return _according(parsed)


@kept
def _according(parsed: Parsed) -> bool:
    return any(t.lower == "according" for t in parsed.tokens)


def _status(parsed: Parsed, one: Predicate) -> str:
    """How a plain predicate is told: done, future, present, plain ("to" forms); empty for none."""
    scope = parsed.scope(one.verb)
    token = parsed.tokens[one.verb]
    if token.dep == "xcomp":
        above = parsed.tokens[token.head]
        if above.lower in ("is", "are", "was", "were") and asserted(parsed, above.index):
            return "due"  # "is to sign"
        return ""
    if not asserted(parsed, one.verb):
        return ""
    if token.tag == "VBN" and token.dep == "ccomp" and not parsed.on(one.verb, "aux", "auxpass"):
        return ""  # "wants the race shortened"
    if scope.modal in ("will", "shall", "would"):
        if scope.modal == "would" and not _credited(parsed, one):
            return ""
        return "" if parsed.tokens[one.verb].tag == "VBN" and scope.perfect else "future"
    if scope.modal:
        return ""
    ending = token.base in lists().more["ending"]
    if scope.progressive:
        return "future" if ending and scope.tense == "present" else "present"
    if scope.perfect or scope.tense == "past" or token.tag in ("VBD", "VBN"):
        return "done"
    return "present"


def _habit(parsed: Parsed, claim: _Claim) -> bool:
    """Whether a "would" tells of a condition or a habit: no "will" that somebody reported."""
    words = {t.lower for t in parsed.tokens}
    return parsed.scope(claim.one.verb).modal == "would" and not words.isdisjoint(
        lists().more["habits"]
    )


def slot(left: Mention[Certainty], right: Mention[Certainty], facing: Facing) -> float:
    """How far two hedges face: where their predicates do, and one level takes the other."""
    faced = Faced(facing)
    a, b = _claim_of(left, facing.left), _claim_of(right, facing.right)
    if a is None or b is None or _alike(a, b) or _one_cue(facing, a, b):
        return 0.0
    strength = _strength(faced, a, b)
    if a.level != b.level and not any(
        (p.hedge, q.hedge) == (a.hedge, b.hedge) for p, q in _told(facing)
    ):
        return 0.0
    return round(strength / (strength + 1.0), 6)


def _claim_of(mention: Mention[Certainty], parsed: Parsed) -> _Claim | None:
    head = parsed.at(mention.slot.head.start) if mention.slot.head else -1
    return next((c for c in _claims(parsed) if c.one.head == head and c.hedge), None)


def _strength(faced: Faced, a: _Claim, b: _Claim) -> float:
    """How far two claims face: by their predicates, or the words that govern them."""
    left, right = faced.facing.left, faced.facing.right
    one_verb = left.tokens[a.one.verb].base == right.tokens[b.one.verb].base
    if not one_verb and (_requests(left, a.one.verb) or _requests(right, b.one.verb)):
        return 0.0  # "asked the board to close the mill", "may close the mill"
    same = bool(a.place) and a.place == b.place
    same = same and _alone(left, a) == _alone(right, b)
    for a_, b_, parsed, flipped in ((a, b, right, False), (b, a, left, True)):
        light = parsed.tokens[b_.one.verb].base in lists().more["light"]
        if (
            a_.hedge
            and light
            and any(
                faced.words(*((k, a_.one.head) if flipped else (a_.one.head, k))) == _ONE_WORD
                for k in b_.one.participants
            )
        ):
            return _ONE_WORD + faced.rest(a.one, b.one)  # "a sale is likely" / "a sale will follow"
    return faced.strength(a.one, b.one, same) or _cues_face(faced, a, b)


def _alone(parsed: Parsed, claim: _Claim) -> bool:
    """Whether a claim is the only one in its place of the sentence."""
    return sum(other.place == claim.place for other in _claims(parsed)) == 1


def _cues_face(faced: Faced, a: _Claim, b: _Claim) -> float:
    """How far two predicates face whose governing words do: "showed that", "indicated that"."""
    if a.hedge is None or b.hedge is None or not faced.words(a.hedge.by, b.hedge.by):
        return 0.0
    return 1.0 + faced.rest(a.one, b.one) if faced.rest(a.one, b.one) >= _CUE_SHARE else 0.0


_CUE_SHARE: Final = 0.3


def _one_cue(facing: Facing, a: _Claim, b: _Claim) -> bool:
    """Whether two hedges are forms of one word: "plans to end it", "its planned end"; or nouns for
    what is to be: "a plan to end it", "a proposal to end it"; or one is a timetable's and the other
    claim says "will": "is set to hear it", "will hear it"."""
    for one, other, parsed, there in (
        (a, b, facing.left, facing.right),
        (b, a, facing.right, facing.left),
    ):
        if one.hedge is None:
            continue
        cue = parsed.tokens[one.hedge.by]
        if other.hedge is None and cue.base == there.tokens[other.one.verb].base:
            return True  # "is scheduled to meet", "its meeting is scheduled"
        if other.status == "future":
            return cue.lower in _TIMETABLE
    if a.hedge is None or b.hedge is None:
        return False
    left, right = facing.left.tokens[a.hedge.by], facing.right.tokens[b.hedge.by]
    if {a.level, b.level} == {"announced", "considered"}:
        return {left.lemma, right.lemma} == {"plan", "proposal"} and left.pos == right.pos == NOUN
    if {a.level, b.level} != {"announced", "expected"}:
        return False
    return left.base == right.base or lexicon.derived(left.lemma, right.lemma)


_TIMETABLE: Final = frozenset("set due scheduled slated".split())


def _alike(a: _Claim, b: _Claim) -> bool:
    """Whether two levels differ in nothing that a reader would mind."""
    levels = {a.level, b.level}
    if len(levels) == 1:
        return a.level == "plain"
    if levels in ({"expected", "likely"}, {"plain", "denied"}):
        return True
    return any(
        (one.level in ("alleged", "reported") and other.level == "plain" and other.credited)
        or (one.level in ("announced", "expected") and other.status == "due")
        or (one.pledge and other.status == "future")
        or (one.level == "expected" and other.status == "future" and other.credited)
        for one, other in ((a, b), (b, a))
    )


def _thought(faced: Faced, a: _Claim, b: _Claim) -> bool:
    """Whether who thinks so in one sentence is who says or does it in the other.

    "Police believe he left" is no less sure than "he left, police said".
    """
    left, right = faced.facing.left, faced.facing.right
    for claim, parsed, other, there in ((a, left, b, right), (b, right, a, left)):
        if claim.hedge is None or other.hedge is not None or claim.hedge.by == claim.one.head:
            continue
        if claim.level not in lists().axes["modality"]:
            continue
        if parsed.tokens[claim.hedge.by].tag[:2] != "VB" or parsed.passive(claim.hedge.by):
            continue
        holders = parsed.on(claim.hedge.by, "nsubj")
        sources = [k for t in there.tokens for k in there.on(t.index, "nsubj")]
        if parsed.tokens[claim.hedge.by].base in speech.lists().every and any(
            faced.nouns(*((i, k) if parsed is left else (k, i))) for i in holders for k in sources
        ):
            return True
    return False


@kept
def _told(facing: Facing) -> tuple[tuple[_Claim, _Claim], ...]:
    """The claims that face at different levels, after those of one level have taken each other."""
    if Role.HEADING in (facing.left.sentence.role, facing.right.sentence.role):
        return ()
    faced = Faced(facing)
    ones, others = _claims(facing.left), _claims(facing.right)
    scored = sorted(
        (
            (strength, p, q)
            for p, a in enumerate(ones)
            for q, b in enumerate(others)
            if a.hedge or b.hedge or a.status != b.status
            if (strength := _strength(faced, a, b))
        ),
        key=lambda entry: (-entry[0], entry[1] + entry[2], entry[1] * entry[2]),
    )
    taken: tuple[set[int], set[int]] = (set(), set())
    equal = [
        (p, q)
        for p, a in enumerate(ones)
        for q, b in enumerate(others)
        if a.level == b.level != "plain"
    ]
    order = {(p, q): strength for strength, p, q in scored}
    for p, q in sorted(equal, key=lambda pair: -order.get(pair, 0.0)):
        if p not in taken[0] and q not in taken[1]:
            taken[0].add(p)
            taken[1].add(q)
    found = []
    for _, p, q in scored:
        if p in taken[0] or q in taken[1]:
            continue
        a, b = ones[p], others[q]
        if _differ(faced, a, b):
            found.append((a, b))
        elif a.hedge is b.hedge is None:
            continue
        taken[0].add(p)
        taken[1].add(q)
    return tuple(found)


def _differ(faced: Faced, a: _Claim, b: _Claim) -> bool:
    """Whether two facing claims of one event differ in how sure or how far they are."""
    facing = faced.facing
    if a.negated != b.negated and not (_hardly(a, b) or _hardly(b, a)):
        return False
    words = max(faced.words(a.one.head, b.one.head), faced.words(a.one.verb, b.one.verb))
    unsure = facing.score < SURE_LINK
    if unsure and (words < _ONE_WORD or two_events(faced, a.one, b.one)):
        return False
    nominal = any(
        c.hedge and parsed.tokens[c.one.head].dep == "dobj"
        for c, parsed in ((a, facing.left), (b, facing.right))
    )
    open_ = not {a.level, b.level}.isdisjoint(lists().axes["realis"][:-1])
    if not words and (nominal or (open_ and {"done", "present"} & {a.status, b.status})):
        return False
    if _thought(faced, a, b):
        return False
    if "plain" == a.level == b.level:
        return words == _ONE_WORD and _still_to_come(faced, a, b)
    return not (_alike(a, b) or _one_cue(faced.facing, a, b))


def _hardly(a: _Claim, b: _Claim) -> bool:
    """Whether one claim is denied, and the other is unlikely: "will not return"."""
    return a.negated and a.level == "plain" and b.level == "unlikely"


def _still_to_come(faced: Faced, a: _Claim, b: _Claim) -> bool:
    """Whether one tells as done what the other tells as future or due: one act of one doer."""
    if {a.status, b.status} not in ({"done", "future"}, {"done", "due"}) or a.negated:
        return False
    subjects = a.one.subjects, b.one.subjects
    if all(subjects) and not any(faced.nouns(i, j) for i in subjects[0] for j in subjects[1]):
        return False
    if two_events(faced, a.one, b.one) or faced.rest(a.one, b.one) < _PLAIN_SHARE:
        return False
    return not _habit(faced.facing.left, a) and not _habit(faced.facing.right, b)


_ONE_WORD: Final = 2
_PLAIN_SHARE: Final = 0.5


def implied(mention: Mention[Certainty], facing: Facing) -> Mention[Certainty] | None:
    """The facing predicate where the other sentence states it without a hedge."""
    claim = _claim_of(mention, facing.left)
    for a, b in _told(facing):
        if a == claim and b.level == "plain":
            return _stated(facing.right, b)
    return None


def _stated(parsed: Parsed, claim: _Claim) -> Mention[Certainty]:
    """A plain claim: its strong cue, else the verb with its auxiliaries ("will miss")."""
    done = claim.status == "done"
    if claim.hedge:
        made = mention_of(parsed, claim.hedge)
        return mention_at(
            parsed,
            parsed.at(made.start),
            parsed.at(made.end - 1) + 1,
            claim.one.head,
            Certainty("plain", "", done),
        )
    marks = parsed.on(claim.one.verb, "aux", "auxpass")
    first, last = min(claim.one.verb, *marks, claim.one.verb), claim.one.verb + 1
    if last - first > WIDE:
        first = claim.one.verb
    cue = parsed.tokens[first].lower if claim.status == "future" else ""
    return mention_at(parsed, first, last, claim.one.head, Certainty("plain", cue, done))


def between(facing: Facing) -> Iterator[tuple[Mention[Certainty], Mention[Certainty]]]:
    """What one sentence tells as done and the other as still to come: "signed" / "will sign"."""
    for a, b in _told(facing):
        if a.level == b.level == "plain":
            yield _tensed(facing.left, a), _tensed(facing.right, b)


def _tensed(parsed: Parsed, claim: _Claim) -> Mention[Certainty]:
    mention = _stated(parsed, claim)
    if claim.status not in ("future", "due"):
        return mention
    first, last = parsed.at(mention.start), parsed.at(mention.end - 1) + 1
    return mention_at(
        parsed, first, last, claim.one.head, Certainty("announced", mention.value.cue)
    )


# --------------------------------------------------------------------------------------- ladder


def _same(left: Mention[Certainty], right: Mention[Certainty]) -> bool:
    return left.value.level == right.value.level


def _levels(left: Mention[Certainty], right: Mention[Certainty]) -> str:
    a, b = sorted((left.value.level, right.value.level), key=LEVELS.index)
    return f"{a} in one, {b} in the other"


def _to_be_done(left: Mention[Certainty], right: Mention[Certainty]) -> bool:
    """Whether one is done, the other told with "will", "would" or as under way."""
    done = [m for m in (left, right) if m.value.done]
    coming = [m for m in (left, right) if m.value.cue in lists().more["tenses"]]
    return len(done) == len(coming) == 1


def _undone(left: Mention[Certainty], right: Mention[Certainty]) -> bool:
    """Whether one is done, the other planned, considered or wished only."""
    open_ = lists().axes["realis"]
    return any(
        a.value.done and b.value.level in open_ and b.value.level != "plain"
        for a, b in ((left, right), (right, left))
    )


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
        "not done",
        Relation.CONFLICT,
        "CER101",
        _undone,
        lambda a, b: "done in one, not done yet in the other",
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
        "not done",
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
        "The union will ask a court in Kerda to freeze the sale.",
        "The union asked a court in Kerda to freeze the sale.",
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
    (_AGREEING, _UNDONE, _DIFFERENT),
    EXAMPLES,
    __doc__ or "",
    implied=implied,
    between=between,
    precision=precision,
    worded=True,
    shape=shape(
        level=one_of(
            *("plain", "announced", "expected", "likely", "reported", "alleged", "considered"),
            *("wished", "possible", "unknown", "denied"),
        ),
        cue=MAYBE_TEXT,
    ),
)
