"""Actor: who did what to whom.

What it finds, between two linked sentences: participants that change places under predicates that
face each other, in any form: "Arden sued Belk" / "Arden was sued by Belk", "A beat B" / "A lost to
B", "X accepted Y's plan" / "Y accepted X's plan", "Roe as the king and Poe as the fool" / "Poe as
the king and Roe as the fool". And one doer replaced by another where the deed and whom it was done
to face: "freed by soldiers" / "freed by firefighters".

What it does not find: participants that only a pronoun names, changed names (they are the name's
own kind), who said it (attribution's), converses that `data/actor.toml` does not list where more
than the two participants changed, and exchanges over two sentences. Predicates that mean the same
from both sides ("met", "married", "played") have no roles to exchange.

How two of them compare: the same participants in the same roles are equal, in exchanged ones a
conflict; it is a warning where the verbs are known neither as one nor as opposite ends of one
relation, and where one doer stands for another.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import Any, Final

from consistency import lexicon
from consistency.facing import SURE_LINK, Facing
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
from consistency.roles import (
    Party,
    Place,
    lists,
    may_be_one,
    one_party,
    party_of,
    places,
    verb_names,
)
from consistency.shapes import TEXT, several, shape, told
from consistency.text import CALENDAR, NAME, NOUN, NUM, PRON, VERB
from consistency.tree import Document, Parsed

# ---------------------------------------------------------------------------------------- rules

RULES: Final = (
    Rule(
        "ACT001",
        "same-roles",
        "The articles tell one relation from its two ends.",
        """What it finds: predicates that are each other's converse ("bought from", "sold to"), with
the same participants in the roles that answer each other.

Why it matters: both articles say that the same party did it to the same other.

Example: "Arden beat Belk" / "Belk lost to Arden".

How to silence: agreements are shown with `--show all` only; `--ignore ACT001` drops them.
""",
    ),
    Rule(
        "ACT101",
        "exchanged-roles",
        "The same participants stand in exchanged roles.",
        """What it finds: two participants that change places from one article to the
other, as doer and undergoer, giver and receiver, owner and user, the partners of two pairs. Active
and passive, verb and noun, a relation and its converse are read alike. Where the verbs are not
known to tell one relation, it is a warning.

Why it matters: every name and every word is right, and the article says the opposite.

Example: "Arden sued Belk over the patent" / "Arden was sued by Belk over the patent".

How to silence: `--ignore ACT101`.
""",
    ),
    Rule(
        "ACT102",
        "another-doer",
        "One deed to one participant has another doer.",
        """What it finds: facing predicates with the same undergoer, and as their doers common
nouns of which neither is a word for the other. Names that differ are told as names.

Why it matters: the articles credit or blame different people.

Example: "Soldiers freed the motorists" / "The motorists were freed by firefighters".

How to silence: `--ignore ACT102`.
""",
    ),
)

# ---------------------------------------------------------------------------------------- value


@dataclass(frozen=True, slots=True)
class Part:
    """One role of a predicate: its word, the participant as printed, and what it is called."""

    role: str
    text: str
    party: Party


@dataclass(frozen=True, slots=True)
class Actor:
    """Two participants in their roles, in an order in which those of two sentences face.

    `sure` where the predicates are known to tell one relation.
    """

    predicate: str
    parts: tuple[Part, Part]
    sure: bool

    def to_dict(self) -> dict[str, Any]:
        roles = [{"role": part.role, "text": part.text} for part in self.parts]
        return {"predicate": self.predicate, "roles": roles}

    @property
    def key(self) -> tuple[object, ...]:
        return (self.predicate, *((part.role, part.text.lower()) for part in self.parts))


# -------------------------------------------------------------------------------------- between

_Pair = tuple[Place, Place]  # a role of the left sentence and one of the right

_SHARES: Final = frozenset("third half quarter fifth rest remainder percent".split())
_SURE: Final = 0.75  # a link's score from which what faces nothing may be said to face by its place
_MOST: Final = 200  # roles of a sentence: longer ones are lists, and pairs of pairs are many


class _Roles:
    """The roles of two sentences: `agreed` face and name one participant, `open` face and don't."""

    def __init__(self, facing: Facing) -> None:
        self.facing = facing
        self.left = places(facing.left)[:_MOST]
        self.right = places(facing.right)[:_MOST]
        self._parties = (
            {s.filler: party_of(facing.left, s.filler) for s in self.left},
            {t.filler: party_of(facing.right, t.filler) for t in self.right},
        )
        pairs = self._facing(frozenset())
        # "The state's offer", "the company's request", both rejected: they face by their role.
        faced = frozenset(
            (s.filler, t.filler)
            for s, t in pairs
            if facing.left.tokens[s.filler].pos == facing.right.tokens[t.filler].pos == NOUN
        )
        pairs = self._facing(faced)
        self.agreed = [pair for pair in pairs if self.alike(*pair)]
        mine, theirs = {s for s, _ in self.agreed}, {t for _, t in self.agreed}
        self.open = [(s, t) for s, t in pairs if s not in mine and t not in theirs]
        self.busy = {s.predicate for s, _ in pairs}, {t.predicate for _, t in pairs}

    def _facing(self, faced: frozenset[tuple[int, int]]) -> list[_Pair]:
        left, right = self.facing.left, self.facing.right
        denied = [
            {s.predicate: _denied(parsed, s.predicate) for s in found}
            for parsed, found in ((left, self.left), (right, self.right))
        ]
        return [
            (s, t)
            for s in self.left
            for t in self.right
            if denied[0][s.predicate] == denied[1][t.predicate]
            and _role_faces(left, right, s, t)
            and (self._named(s, t) or (s.predicate, t.predicate) in faced)
        ]

    def _named(self, s: Place, t: Place) -> bool:
        """Whether two predicates are one: in name, as synonyms, as verb and noun of one stem."""
        if s.name == t.name:
            return True
        if s.name[0] == "=" or t.name[0] == "=":
            return False
        p, q = self.facing.left.tokens[s.predicate], self.facing.right.tokens[t.predicate]
        if p.pos == NAME or q.pos == NAME:
            one = party_of(self.facing.left, p.index), party_of(self.facing.right, q.index)
            return p.pos == q.pos and one_party(*one)
        verb, other = s.name.split("_"), t.name.split("_")
        if p.pos != q.pos:
            return lexicon.derived(" ".join(verb), " ".join(other))
        if p.pos == VERB and verb[0] == other[0] and len(verb) + len(other) == 3:
            return True  # "knocked over", "knocked to the ground"
        return lexicon.synonyms(" ".join(verb), " ".join(other), "v" if p.pos == VERB else "n")

    def same(self, s: Place, t: Place) -> bool:
        return one_party(self._parties[0][s.filler], self._parties[1][t.filler])

    def alike(self, s: Place, t: Place) -> bool:
        return may_be_one(self._parties[0][s.filler], self._parties[1][t.filler])

    def told(self, one: _Pair, other: _Pair, sure: bool) -> tuple[Mention[Actor], Mention[Actor]]:
        """The mentions of two roles of either sentence, in an order in which they face."""
        return (
            _mention(self.facing.left, (one[0], other[0]), self._parties[0], sure),
            _mention(self.facing.right, (one[1], other[1]), self._parties[1], sure),
        )

    def exchanged(self) -> Iterator[tuple[_Pair, _Pair]]:
        """Pairs of roles whose participants change places from one sentence to the other."""
        crossing = [
            (s, t)
            for s, t in self.open
            if self.facing.left.tokens[s.filler].base not in _SHARES
            and (self.facing.score >= _SURE or not self._pronoun(s, t))
            and any(self.same(s, v) for _, v in self.open)
            and any(self.same(u, t) for u, _ in self.open)
        ]
        for (s, t), (u, v) in combinations(crossing, 2):
            if s.filler == u.filler or t.filler == v.filler:
                continue
            if (s.predicate, s.role) == (u.predicate, u.role) or "with" in (s.role, u.role):
                continue  # who speaks, dances or lives with somebody
            if s.predicate != u.predicate and not self._may_move(s, t, u, v):
                continue
            if self.same(s, v) and self.same(u, t) and self._one_occasion(s, u, t, v):
                yield (s, t), (u, v)

    def crossed(self) -> Iterator[tuple[_Pair, _Pair]]:
        """A named doer that suffers the deed in the other sentence, where the other party may be
        the one that does it there: "Arden sued the firm", "Belk sued Arden"."""
        if _numbers(self.facing.left) != _numbers(self.facing.right):
            return  # in 2019 and in 2024
        for (s, t), (u, v) in combinations(self.open, 2):
            if s.predicate != u.predicate or t.predicate != v.predicate or s.role == u.role:
                continue
            if "with" in (s.role, u.role) or self._pronoun(s, t) or self._pronoun(u, v):
                continue
            one, other = (self.same(s, v), self._may(u, t)), (self.same(u, t), self._may(s, v))
            if (all(one) and all(self._names(s, v))) or (all(other) and all(self._names(u, t))):
                yield (s, t), (u, v)

    def _may(self, s: Place, t: Place) -> bool:
        """Whether two participants may be one: a name may be of whom the other text describes."""
        if self.alike(s, t):
            return True
        left, right = self._names(s, t)
        described = (
            self.facing.right.tokens[t.filler] if left else self.facing.left.tokens[s.filler]
        )
        return left != right and lexicon.topic(described.lemma) in ("person", "group")

    def _names(self, s: Place, t: Place) -> tuple[bool, bool]:
        """Whether either participant is named."""
        return bool(self._parties[0][s.filler].names), bool(self._parties[1][t.filler].names)

    @cached_property
    def _same_words(self) -> bool:
        """Whether the sentences have the same words, in another order."""
        words = [Counter(t.lower for t in p.tokens) for p in (self.facing.left, self.facing.right)]
        return words[0] == words[1]

    def _may_move(self, s: Place, t: Place, u: Place, v: Place) -> bool:
        """Whether participants, and not their two verbs, change places."""
        acts = self._acts(s, v) or self._acts(u, t)
        return (self._same_words and acts) or self._people(s, t, u, v)

    def _people(self, s: Place, t: Place, u: Place, v: Place) -> bool:
        """Whether those who change places under two verbs act, and each is named.

        Of things the verbs may as well have changed places: "control the stock and regulate the
        rate"; and a pronoun may be the name: "Roe proposed it, and so did he win".
        """
        acting = self._acts(s, v) and self._acts(u, t)
        return acting and not (self._pronoun(s, t) or self._pronoun(u, v))

    def _pronoun(self, s: Place, t: Place) -> bool:
        """Whether a pronoun stands in one of two roles; who is meant only a sure link tells."""
        tokens = self.facing.left.tokens[s.filler], self.facing.right.tokens[t.filler]
        return PRON in (tokens[0].pos, tokens[1].pos)

    def _one_occasion(self, s: Place, u: Place, t: Place, v: Place) -> bool:
        """Whether the link is sure; or else something of what is told besides faces.

        "Roe asked Poe to buy butter" and "Poe asked Roe whether the shop was open" are two matters.
        """
        facing = self.facing
        if facing.score >= _SURE:
            return True
        mine = _rest(facing.left, facing.left_weights, s, u)
        theirs = _rest(facing.right, facing.right_weights, t, v)
        faces = min(len(mine), len(theirs)) < 2 or facing.overlap(mine, theirs) > 0.0
        return faces and facing.score >= SURE_LINK

    def _acts(self, s: Place, t: Place) -> bool:
        """Whether a participant of both sentences is one that does things, or does it here."""
        doing = {s.role, t.role} & {"doer", "first"}
        return bool(doing) or _acts(self.facing.left, s) or _acts(self.facing.right, t)

    def turned(self) -> Iterator[tuple[_Pair, _Pair]]:
        """Doer and undergoer change places under two verbs that face nothing else."""
        left, right = self.facing.left, self.facing.right
        for (s, u), (t, v) in self._deeds():
            if not all((_acts(left, s), _acts(left, u), _acts(right, t), _acts(right, v))):
                continue
            crossed = self.same(s, v) and self.same(u, t)
            if crossed and not self.alike(s, t) and not self.alike(u, v):
                yield (s, t), (u, v)

    def replaced(self) -> Iterator[tuple[_Pair, _Pair]]:
        """Two doers of one deed to one participant: all but the doers faces, and they can't."""
        for s, t in self.open:
            if s.role != "doer" or not self._rivals(s, t):
                continue
            for u, v in self.agreed:
                one_deed = (u.predicate, v.predicate) == (s.predicate, t.predicate)
                if one_deed and u.role in ("undergoer", "to") and self.same(u, v):
                    yield (s, t), (u, v)
                    break
        for (s, u), (t, v) in self._deeds():
            if self.same(u, v) and not self.alike(s, t) and self._rivals(s, t):
                yield (s, t), (u, v)

    def answered(self) -> Iterator[tuple[_Pair, _Pair]]:
        """The two ends of one relation with the same parties: "bought from", "sold to"."""
        ends = [(s, t) for s, t in self.agreed if s.name[0] == "=" and self.same(s, t)]
        for (s, t), (u, v) in combinations(ends, 2):
            one = (s.predicate, t.predicate) == (u.predicate, v.predicate)
            if one and s.name == u.name and s.role != u.role and s.said != t.said:
                yield (s, t), (u, v)

    def _deeds(self) -> Iterator[tuple[_Pair, _Pair]]:
        """(doer, undergoer) of verbs of either sentence that face no other."""
        lefts = _deeds(self.facing.left, self.left, self.busy[0])
        for one in lefts:
            for other in _deeds(self.facing.right, self.right, self.busy[1]):
                denied = _denied(self.facing.left, one[0].predicate)
                if denied == _denied(self.facing.right, other[0].predicate):
                    yield one, other

    def _rivals(self, s: Place, t: Place) -> bool:
        """Whether common nouns name two sorts of people or bodies, and no words face there."""
        p, q = self.facing.left.tokens[s.filler], self.facing.right.tokens[t.filler]
        if p.pos != NOUN or q.pos != NOUN:
            return False
        if self._parties[0][p.index].names or self._parties[1][q.index].names:
            return False
        if not {lexicon.topic(p.lemma), lexicon.topic(q.lemma)} <= {"person", "group"}:
            return False
        if {p.lemma, q.lemma} & lists().anybody:
            return False
        if not (_own(self.facing.left, s) and _own(self.facing.right, t)):
            return False
        if len(self.facing.left.conjuncts(p.index)) + len(self.facing.right.conjuncts(q.index)) > 2:
            return False  # "Roe and his wife" / "the senator"
        return all((x, y) != (p.index, q.index) for x, y, _ in self.facing.pairs)


def _own(parsed: Parsed, s: Place) -> bool:
    """Whether a participant hangs on the predicate itself, not on one that governs it."""
    return s.predicate in (parsed.head(s.filler), parsed.head(parsed.head(s.filler)))


def _rest(parsed: Parsed, weights: tuple[float, ...], one: Place, other: Place) -> set[int]:
    """The words of weight under two roles' predicates that are not the participants'."""
    under = parsed.subtree(one.predicate) | parsed.subtree(other.predicate)
    named = parsed.subtree(one.filler) | parsed.subtree(other.filler)
    taken = named | {one.predicate, other.predicate}
    return {k for k in under - taken if weights[k] > 0}


def _role_faces(left: Parsed, right: Parsed, s: Place, t: Place) -> bool:
    """Whether two roles are one; a verb's only object may be a recipient: "showed the teacher"."""
    if s.role == t.role:
        return True
    verbs = left.tokens[s.predicate].pos == right.tokens[t.predicate].pos == VERB
    return verbs and {s.role, t.role} == {"to", "undergoer"}


def _denied(parsed: Parsed, i: int) -> bool:
    return parsed.tokens[i].pos == VERB and parsed.scope(i).negated


def _deeds(parsed: Parsed, found: Iterable[Place], busy: set[int]) -> list[_Pair]:
    """(doer, undergoer) of the verbs that are not among some."""
    verbs = [s for s in found if parsed.tokens[s.predicate].pos == VERB and s.predicate not in busy]
    onto = lists().onto | {"undergoer"}
    return [
        (s, u)
        for s in verbs
        for u in verbs
        if s.predicate == u.predicate and s.name == u.name and s.role == "doer" and u.role in onto
    ]


def _numbers(parsed: Parsed) -> set[str]:
    return {t.lower for t in parsed.tokens if t.pos == NUM}


def _acts(parsed: Parsed, s: Place) -> bool:
    """Whether a noun names people, a body, an animal or a vehicle: what does and suffers alike."""
    token = parsed.tokens[s.filler]
    lemma = token.lemma
    return (
        token.pos == NAME
        or lexicon.topic(lemma) in ("person", "group", "animal")
        or lexicon.general(lemma, "vehicle")
    )


def between(facing: Facing) -> Iterator[tuple[Mention[Actor], Mention[Actor]]]:
    """The roles in which two sentences place their participants otherwise, each stretch once.

    And those of one relation told from its two ends, where no participant changed.
    """
    roles = _Roles(facing)
    found = [roles.told(*pairs, sure=True) for pairs in roles.exchanged()]
    if not found and facing.score >= _SURE:
        found = [roles.told(*pairs, sure=False) for pairs in roles.crossed()]
        found = found or [roles.told(*pairs, sure=False) for pairs in roles.turned()]
        found = found or [roles.told(*pairs, sure=False) for pairs in roles.replaced()]
    found = found or [roles.told(*pairs, sure=True) for pairs in roles.answered()]
    kept: list[tuple[Mention[Actor], Mention[Actor]]] = []
    for left, right in sorted(found, key=lambda m: (len(m[0].span) + len(m[1].span), m[0].start)):
        if not any(left.span.overlaps(a.span) and right.span.overlaps(b.span) for a, b in kept):
            kept.append((left, right))
    yield from kept


def _mention(
    parsed: Parsed, found: _Pair, parties: Mapping[int, Party], sure: bool
) -> Mention[Actor]:
    """The stretch from the one participant to the other, with the words of their predicates."""
    ends = [_called(parsed, s.filler) for s in found]
    ends += [(k, k + 1) for s in found for k in _words_of(parsed, s)]
    span = parsed.span(min(first for first, _ in ends), max(last for _, last in ends))
    one, other = (
        Part(s.said, _text(parsed, _called(parsed, s.filler)), parties[s.filler]) for s in found
    )
    names = dict.fromkeys(
        " ".join(parsed.tokens[k].lemma for k in _words_of(parsed, s)) for s in found
    )
    predicate = ", ".join(names)
    base = parsed.sentence.start
    return Mention(
        Kind.ACTOR,
        parsed.sentence.article,
        parsed.sentence.index,
        span.start,
        span.end,
        parsed.sentence.text[span.start - base : span.end - base],
        Actor(predicate, (one, other), sure),
        Slot(predicate, span),
    )


def _words_of(parsed: Parsed, s: Place) -> tuple[int, ...]:
    """The words that make a predicate: "turned", "down"; "taken", "to", "court"."""
    i = s.predicate
    if parsed.tokens[i].pos != VERB and parsed.tokens[i].lemma != "be":
        return (i,)
    rest = {part for name in verb_names(parsed, i) for part in name.split("_")[1:]}
    found = [i]
    for k in parsed.on(i, "prt", "prep", "dobj"):
        for x in (k, *parsed.on(k, "pobj")):
            if rest & {parsed.tokens[x].lower, parsed.tokens[x].lemma}:
                found.append(x)
    return tuple(found)


def _called(parsed: Parsed, i: int) -> tuple[int, int]:
    """A participant's base phrase, without a day or month that a parser takes for a first name."""
    first, last = parsed.phrase(i)
    while parsed.tokens[first].lower in CALENDAR:
        first += 1
    return min(first, i), last


def _text(parsed: Parsed, stretch: tuple[int, int]) -> str:
    span = parsed.span(*stretch)
    base = parsed.sentence.start
    return " ".join(parsed.sentence.text[span.start - base : span.end - base].split())


# ----------------------------------------------------------------------------------------- ladder


def _equal(a: Mention[Actor], b: Mention[Actor]) -> bool:
    return all(
        may_be_one(x.party, y.party) for x, y in zip(a.value.parts, b.value.parts, strict=True)
    )


def _crossed(a: Mention[Actor], b: Mention[Actor]) -> bool:
    one, other = a.value.parts
    third, fourth = b.value.parts
    return one_party(one.party, fourth.party) and one_party(other.party, third.party)


def _half_crossed(a: Mention[Actor], b: Mention[Actor]) -> bool:
    """Whether one participant changes places, and the other may."""
    one, other = a.value.parts
    third, fourth = b.value.parts
    return one_party(one.party, fourth.party) or one_party(other.party, third.party)


def _sure(a: Mention[Actor], b: Mention[Actor]) -> bool:
    return a.value.sure and b.value.sure and _crossed(a, b)


def _cast(mention: Mention[Actor]) -> str:
    one, other = mention.value.parts
    return f"{one.text} ({one.role}), {other.text} ({other.role})"


def _places(a: Mention[Actor], b: Mention[Actor]) -> str:
    return f"{_cast(a)} against {_cast(b)}"


LADDER: Final[tuple[Rung[Actor], ...]] = (
    Rung(
        "equal",
        Relation.EQUAL,
        "ACT001",
        _equal,
        lambda a, b: "one relation told from its two ends, with the same parties",
    ),
    Rung(
        "exchanged",
        Relation.CONFLICT,
        "ACT101",
        _sure,
        lambda a, b: f"the participants change places: {_places(a, b)}",
    ),
    Rung(
        "turned",
        Relation.CONFLICT,
        "ACT101",
        _half_crossed,
        lambda a, b: f"the participants seem to change places: {_places(a, b)}",
        Severity.WARNING,
    ),
    Rung(
        "replaced",
        Relation.CONFLICT,
        "ACT102",
        lambda a, b: True,
        lambda a, b: f"one deed, two doers: {_places(a, b)}",
        Severity.WARNING,
    ),
)

EXAMPLES: Final = (
    Example(
        "Arden Labs sued Belk Systems over the patent on Monday.",
        "Arden Labs was sued by Belk Systems over the patent on Monday.",
        "exchanged",
        "Arden Labs sued Belk Systems",
        "Arden Labs was sued by Belk Systems",
    ),
    Example(
        "Arden Labs sued the firm over the patent on Monday.",
        "Belk Systems sued Arden Labs over the patent on Monday.",
        "turned",
        "Arden Labs sued the firm",
        "Belk Systems sued Arden Labs",
    ),
    Example(
        "The club sold the striker to Oddal United for a record fee.",
        "The club bought the striker from Oddal United for a record fee.",
        "exchanged",
    ),
    Example(
        "The senate accepted the governor's plan to close the port.",
        "The governor accepted the senate's plan to close the port.",
        "exchanged",
    ),
    Example(
        "On Tuesday an ambulance crew dug out four farmhands near Oddal.",
        "On Tuesday four farmhands freed an ambulance crew near Oddal.",
        "turned",
    ),
    Example(
        "Soldiers freed the motorists on the pass after ten hours.",
        "After ten hours the motorists on the pass were freed by firefighters.",
        "replaced",
        "Soldiers",
        "firefighters",
    ),
    Example(
        "Ruth Arden beat Ines Belk in the final in Oddal.",
        "Ines Belk lost to Ruth Arden in the final in Oddal.",
        "equal",
    ),
    Example(
        "Ruth Arden met Ines Belk in Oddal on Monday.",
        "Ines Belk met Ruth Arden in Oddal on Monday.",
        None,
    ),
    Example(
        "The committee rebuked the minister over the ferry on Monday.",
        "The minister was rebuked by the committee over the ferry on Monday.",
        None,
    ),
    Example(
        "The union rejected the offer of the operator on Saturday.",
        "It rejected the offer of the operator on Saturday.",
        None,
    ),
    Example(
        "Officers freed the motorists on the pass after ten hours.",
        "After ten hours the motorists on the pass were freed by police.",
        None,
    ),
    Example(
        "City beat Rangers 2-1 in the cup on Saturday.",
        "City were beaten 2-1 by Rangers in the cup on Saturday.",
        "exchanged",
    ),
    Example(
        "Norvik beat Oddal in the cup on Saturday.",
        "Norvik were beaten by Oddal in the cup on Saturday.",
        "exchanged",
    ),
    Example(
        "The dog saved the sailor from drowning.",
        "The dog was saved from drowning by the sailor.",
        "exchanged",
    ),
)


def extract(document: Document, taken: tuple[Span, ...]) -> Iterator[Mention[Actor]]:
    """Nothing: who did it to whom is compared between two sentences alone."""
    return iter(())


def slot(left: Mention[Actor], right: Mention[Actor], facing: Facing) -> float:
    """Never: `between` finds what faces."""
    return 0.0


FACT_TYPE: Final[FactType[Actor]] = FactType(
    kind=Kind.ACTOR,
    prefix="ACT",
    extract=extract,
    slot=slot,
    ladder=LADDER,
    rules=RULES,
    examples=EXAMPLES,
    documentation=__doc__ or "",
    between=between,
    relational=True,
    label="who did what",
    shape=shape(
        predicate=TEXT,
        roles=several(
            shape(
                role=told(TEXT, "doer, undergoer, of (whose it is), or the preposition"),
                text=TEXT,
            )
        ),
    ),
)
