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

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from importlib.resources import files
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
from consistency.text import ADJ, CALENDAR, NAME, NOT, NOUN, VERB
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
class Party:
    """What a participant is called: words of its names, the first of them, base forms of its
    nouns, and what tells it from others of the kind."""

    names: frozenset[str]
    first: str
    nouns: frozenset[str]
    marks: frozenset[str]


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


# -------------------------------------------------------------------------------------- extract


@dataclass(frozen=True)
class _Words:
    converse: dict[str, tuple[tuple[str, str, str], ...]]
    symmetric: frozenset[str]
    light: frozenset[str]
    onto: frozenset[str]
    anybody: frozenset[str]
    giving: frozenset[str]
    getting: frozenset[str]


@lru_cache(maxsize=1)
def _words() -> _Words:
    """The lists of data/actor.toml; per word its frames: name, first party's role, second's."""
    data = tomllib.loads(
        files("consistency").joinpath("data/actor.toml").read_text(encoding="utf-8")
    )
    frames: dict[str, list[tuple[str, str, str]]] = {}
    for name, lines in data["converse"].items():
        for line in lines.strip().splitlines():
            verbs, _, roles = line.partition(":")
            first, second = roles.split()
            for verb in verbs.split():
                frames.setdefault(verb, []).append((name, first, second))
    lists = {name: frozenset(text.split()) for name, text in data["words"].items()}
    return _Words(converse={verb: tuple(found) for verb, found in frames.items()}, **lists)


@dataclass(frozen=True, slots=True)
class _Slot:
    """A participant's place: the predicate's index and name, the role, the participant's index.

    A party of a listed relation has the relation for a name ("=trade") and "first" or "second" for
    a role; `said` is the role that the words give it.
    """

    predicate: int
    name: str
    role: str
    filler: int
    said: str


def slots(parsed: Parsed) -> tuple[_Slot, ...]:
    """Who stands in which role of which predicate, verbs and nouns, passive and active alike."""
    found: list[_Slot] = []
    for token in parsed.tokens:
        if token.pos == VERB or (token.pos == "AUX" and token.lemma == "be"):
            roles = list(_verb_roles(parsed, token.index))
            names = _verb_names(parsed, token.index)
        elif token.pos in (NOUN, NAME):
            roles = list(_noun_roles(parsed, token.index))
            names = [token.lemma]
        else:
            continue
        if not _words().symmetric.isdisjoint(names):
            roles = [r for r in roles if r[0] not in ("doer", "undergoer", "to")]
        for role, filler in dict.fromkeys(roles):
            if parsed.tokens[filler].pos in (NOUN, NAME) and not _excepted(parsed, filler):
                found.extend(_placed(parsed, token.index, names, role, filler, roles))
    return tuple(dict.fromkeys(found))


def _excepted(parsed: Parsed, i: int) -> bool:
    """Whether a noun is named to say that it is not the one: "the drones, and not the queen"."""
    first = parsed.phrase(i)[0]
    return any(t.pos == NOT for t in parsed.tokens[max(0, first - 1) : i])


def _placed(
    parsed: Parsed,
    at: int,
    names: list[str],
    role: str,
    filler: int,
    roles: list[tuple[str, int]],
) -> Iterator[_Slot]:
    """A role under the predicate's own names, and as a party of the relation it is one end of."""
    have = {r for r, _ in roles}
    for name in names:
        lines = _words().converse.get(name, ())
        for frame, first, second in lines:
            if role in (first, second) and (len(lines) == 1 or {first, second} <= have):
                party = "first" if role == first else "second"
                yield _Slot(at, f"={frame}", party, filler, role)
        yield _Slot(at, name, role, filler, role)


def _verb_names(parsed: Parsed, i: int) -> list[str]:
    """A verb's base form, or with its particle; and with what a listed phrase adds to it."""
    token = parsed.tokens[i]
    particle = next((parsed.tokens[k].lower for k in parsed.on(i, "prt")), "")
    base = lexicon.lemma(token.lower, "v")
    name = f"{base}_{particle}" if particle else base
    listed = _words().converse
    extra = [_phrase(parsed, i, o) for o in parsed.on(i, "dobj")]
    extra += [
        f"{name}_{parsed.tokens[k].lower}_{parsed.tokens[o].lemma}"
        for k, o in parsed.prepositions(i)
    ]
    phrase = [e for e in extra if e in listed]
    return phrase or [name]


def _phrase(parsed: Parsed, i: int, o: int) -> str:
    """A verb with its object, as the list names such phrases: "take_action"."""
    return f"{lexicon.lemma(parsed.tokens[i].lower, 'v')}_{parsed.tokens[o].lemma}"


def _verb_roles(parsed: Parsed, i: int) -> Iterator[tuple[str, int]]:
    """(role, participant) of a verb. A passive's subject is whom its preposition lacks, if any."""
    for k in parsed.doers(i):
        yield "doer", k
    under = parsed.undergoers(i)
    passive, stranded = parsed.passive(i), _stranded(parsed, i)
    relative = _relative(parsed, i)
    objects = parsed.on(i, "dobj") if passive else ()
    if relative >= 0:
        yield stranded or "undergoer", relative
        stranded = ""
    for k in under:
        yield "to" if objects else (stranded if passive and stranded else "undergoer"), k
    for k in objects:
        yield "undergoer", k
    for k in parsed.recipients(i):
        yield "to" if under else "undergoer", k
    for p, o in _reaching(parsed, i):
        for k in parsed.with_conjuncts([o]):
            yield parsed.tokens[p].lower, parsed.antecedent(k)


def _reaching(parsed: Parsed, i: int) -> Iterator[tuple[int, int]]:
    """(preposition, object) of a verb, some of which a parser hangs on its object.

    "Sold [the boat to Roe]", "took [action against Roe]": where the list says that the verb, or the
    verb with its object, has a party there.
    """
    yield from parsed.prepositions(i)
    listed = _words().converse
    for o in parsed.on(i, "dobj"):
        lines = [line for name in _verb_names(parsed, i) for line in listed.get(name, ())]
        parties = {role for _, first, second in lines for role in (first, second)}
        for p, k in parsed.prepositions(o):
            if parsed.tokens[p].lower in parties:
                yield p, k


def _relative(parsed: Parsed, i: int) -> int:
    """The noun that a relative clause leaves out behind its verb: "the putter that he lent"."""
    token = parsed.tokens[i]
    if token.dep != "relcl" or token.head in parsed.subjects(i):
        return -1
    if parsed.objects(i) and not _stranded(parsed, i):
        return -1
    return token.head if parsed.on(i, "nsubj", "nsubjpass") else -1


def _stranded(parsed: Parsed, i: int) -> str:
    """The preposition of a verb that has no object of its own: "was shouted at"."""
    for k in parsed.on(i, "prep"):
        if not parsed.on(k, "pobj", "pcomp") and not parsed.children[k]:
            return parsed.tokens[k].lower
    return ""


def _noun_roles(parsed: Parsed, i: int) -> Iterator[tuple[str, int]]:
    """(role, participant) of a noun: whose it is, and who does what to whom where it is a deed."""
    token = parsed.tokens[i]
    yield from _behind_noun(parsed, i)
    by = _by(parsed, i)
    of = [k for p, k in _around(parsed, i) if parsed.tokens[p].lower == "of"]
    owners = parsed.on(i, "poss")
    for k in by:
        yield "doer", k
    for k in owners:
        yield "of", k
        yield ("undergoer" if by and not of else "doer"), k
    for k in of:
        yield "of", k
        if by or owners:
            yield "undergoer", k
    if token.pos == NOUN:
        for k in parsed.modifiers(i):
            if parsed.tokens[k].pos == NAME:
                yield "of", k
        for k in parsed.apposition(i):
            yield "doer", k
    for k in parsed.on(i, "relcl"):
        if lexicon.lemma(parsed.tokens[k].lower, "v") in _words().light:
            for subject in parsed.on(k, "nsubj"):
                yield "of", subject
    if token.dep == "attr":
        for k in parsed.subjects(token.head):
            yield "doer", k
    if token.dep == "dobj" and token.pos == NOUN:
        verb = lexicon.lemma(parsed.tokens[token.head].lower, "v")
        if verb in _words().giving:  # "gave the mayor a rebuke"
            for k in parsed.doers(token.head):
                yield "doer", k
        if verb in _words().getting:  # "got a rebuke"
            for k in () if parsed.recipients(token.head) else parsed.doers(token.head):
                yield "undergoer", k
        if verb in _words().getting | _words().giving:
            for k in parsed.recipients(token.head):
                yield "undergoer", k


def _by(parsed: Parsed, i: int) -> list[int]:
    found = [o for p, o in parsed.prepositions(i) if parsed.tokens[p].lower == "by"]
    return found + [o for p in parsed.on(i, "agent") for o in parsed.on(p, "pobj")]


def _around(parsed: Parsed, i: int) -> Iterator[tuple[int, int]]:
    """(preposition, object) on a noun, coordinated objects too, but for "by" and "as"."""
    for p, o in parsed.prepositions(i):
        if parsed.tokens[p].lower not in ("by", "as"):
            for k in parsed.with_conjuncts([o]):
                yield p, parsed.antecedent(k)
    # "The suit by A against B": the parser hangs the second preposition on A.
    for k in _by(parsed, i):
        for p, o in parsed.prepositions(k):
            if parsed.tokens[k].pos == NAME and parsed.tokens[p].lower in _words().onto:
                yield p, o


def _behind_noun(parsed: Parsed, i: int) -> Iterator[tuple[str, int]]:
    """What prepositions give a noun: "an attack on X", "a rebuke from X", "Roe as the king"."""
    after = parsed.tokens[i + 1 : i + 2]
    if parsed.tokens[i].pos == NAME and after and after[0].lower == "as":
        for k in parsed.on(i + 1, "pobj"):
            yield "as", k
    for p, k in _around(parsed, i):
        word = parsed.tokens[p].lower
        if word == "of":
            continue
        yield word, k
        if word == "from":
            yield "doer", k
        elif word in _words().onto:
            yield "undergoer", k


# --------------------------------------------------------------------------------- participants


def _party(parsed: Parsed, i: int) -> Party:
    """What a participant is called, by its own words and by what is set beside it."""
    names: list[str] = []
    nouns: set[str] = set()
    marks: set[str] = set()
    for k in dict.fromkeys((i, *parsed.apposition(i))):
        first, last = parsed.phrase(k)
        inside = [t for t in parsed.tokens[first:last] if _belongs(parsed, t.index, k)]
        if parsed.tokens[k].pos == NAME:
            names += [t.lower for t in inside if t.pos == NAME and t.lower not in _NO_NAMES]
            nouns |= {t.lemma for t in inside if t.pos == NOUN}
        else:
            nouns.add(parsed.tokens[k].lemma)
            if k == i:
                marks |= {t.lemma for t in inside if t.index != k and t.pos in (NOUN, NAME, ADJ)}
    return Party(frozenset(names), names[0] if names else "", frozenset(nouns), frozenset(marks))


def _belongs(parsed: Parsed, i: int, head: int) -> bool:
    """Whether a word is part of what a noun is called: no possessor, no clause."""
    while i != head and parsed.tokens[i].dep in ("compound", "nmod", "amod", "fixed"):
        i = parsed.tokens[i].head
    return i == head


_NO_NAMES: Final = CALENDAR | frozenset("mr mrs ms dr the sir".split())


@lru_cache(maxsize=16384)
def _close(one: str, other: str) -> bool:
    """One word, or one word spelled in two ways."""
    if one == other:
        return True
    return min(len(one), len(other)) > 4 and SequenceMatcher(None, one, other).ratio() > 0.85


def _covered(ones: Iterable[str], others: Iterable[str]) -> bool:
    others = list(others)
    return all(any(_close(one, other) for other in others) for one in ones)


def _same(a: Party, b: Party) -> bool:
    """Whether two designations surely name one participant."""
    if a.names and b.names:
        return (
            _covered(a.names, b.names)
            or _covered(b.names, a.names)
            or (min(len(a.names), len(b.names)) > 1 and _close(a.first, b.first))
        )
    if a.names or b.names:
        return _one_noun(a, b)
    if not _one_noun(a, b):
        return False
    return not a.marks or not b.marks or not a.marks.isdisjoint(b.marks)


def _one_noun(a: Party, b: Party) -> bool:
    return any(lexicon.synonyms(x, y, "n") for x in a.nouns for y in b.nouns)


def _alike(a: Party, b: Party) -> bool:
    """Whether two designations may name one participant."""
    if any(_close(x, y) for x in a.names for y in b.names):
        return True
    return any(
        lexicon.synonyms(x, y, "n") or lexicon.general(x, y) or lexicon.general(y, x)
        for x in a.nouns
        for y in b.nouns
    ) and not (a.marks and b.marks and a.marks.isdisjoint(b.marks))


# -------------------------------------------------------------------------------------- between

_Pair = tuple[_Slot, _Slot]  # a role of the left sentence and one of the right

_SURE: Final = 0.75  # a link's score from which what faces nothing may be said to face by its place
_MOST: Final = 200  # roles of a sentence: longer ones are lists, and pairs of pairs are many


class _Roles:
    """The roles of two sentences: `agreed` face and name one participant, `open` face and don't."""

    def __init__(self, facing: Facing) -> None:
        self.facing = facing
        self.left = slots(facing.left)[:_MOST]
        self.right = slots(facing.right)[:_MOST]
        self._parties = (
            {s.filler: _party(facing.left, s.filler) for s in self.left},
            {t.filler: _party(facing.right, t.filler) for t in self.right},
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

    def _named(self, s: _Slot, t: _Slot) -> bool:
        """Whether two predicates are one: in name, as synonyms, as verb and noun of one stem."""
        if s.name == t.name:
            return True
        if s.name[0] == "=" or t.name[0] == "=":
            return False
        p, q = self.facing.left.tokens[s.predicate], self.facing.right.tokens[t.predicate]
        if p.pos == NAME or q.pos == NAME:
            one = _party(self.facing.left, p.index), _party(self.facing.right, q.index)
            return p.pos == q.pos and _same(*one)
        verb, other = s.name.split("_"), t.name.split("_")
        if p.pos != q.pos:
            return lexicon.derived(" ".join(verb), " ".join(other))
        if p.pos == VERB and verb[0] == other[0] and len(verb) + len(other) == 3:
            return True  # "knocked over", "knocked to the ground"
        return lexicon.synonyms(" ".join(verb), " ".join(other), "v" if p.pos == VERB else "n")

    def same(self, s: _Slot, t: _Slot) -> bool:
        return _same(self._parties[0][s.filler], self._parties[1][t.filler])

    def alike(self, s: _Slot, t: _Slot) -> bool:
        return _alike(self._parties[0][s.filler], self._parties[1][t.filler])

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
            if any(self.same(s, v) for _, v in self.open)
            and any(self.same(u, t) for u, _ in self.open)
        ]
        for (s, t), (u, v) in combinations(crossing, 2):
            if s.filler == u.filler or t.filler == v.filler:
                continue
            if (s.predicate, s.role) == (u.predicate, u.role):
                continue
            # Of things under two verbs, the verbs may as well have changed places: "control the
            # stock and regulate the rate".
            if s.predicate != u.predicate and not (self._acts(s, v) and self._acts(u, t)):
                continue
            if self.same(s, v) and self.same(u, t) and self._one_occasion(s, u, t, v):
                yield (s, t), (u, v)

    def _one_occasion(self, s: _Slot, u: _Slot, t: _Slot, v: _Slot) -> bool:
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

    def _acts(self, s: _Slot, t: _Slot) -> bool:
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

    def _rivals(self, s: _Slot, t: _Slot) -> bool:
        """Whether common nouns name two sorts of people or bodies, and no words face there."""
        p, q = self.facing.left.tokens[s.filler], self.facing.right.tokens[t.filler]
        if p.pos != NOUN or q.pos != NOUN:
            return False
        if self._parties[0][p.index].names or self._parties[1][q.index].names:
            return False
        if not {lexicon.topic(p.lemma), lexicon.topic(q.lemma)} <= {"person", "group"}:
            return False
        if {p.lemma, q.lemma} & _words().anybody:
            return False
        if not (_own(self.facing.left, s) and _own(self.facing.right, t)):
            return False
        if len(self.facing.left.conjuncts(p.index)) + len(self.facing.right.conjuncts(q.index)) > 2:
            return False  # "Roe and his wife" / "the senator"
        return all((x, y) != (p.index, q.index) for x, y, _ in self.facing.pairs)


def _own(parsed: Parsed, s: _Slot) -> bool:
    """Whether a participant hangs on the predicate itself, not on one that governs it."""
    return s.predicate in (parsed.head(s.filler), parsed.head(parsed.head(s.filler)))


def _rest(parsed: Parsed, weights: tuple[float, ...], one: _Slot, other: _Slot) -> set[int]:
    """The words of weight under two roles' predicates that are not the participants'."""
    under = parsed.subtree(one.predicate) | parsed.subtree(other.predicate)
    named = parsed.subtree(one.filler) | parsed.subtree(other.filler)
    taken = named | {one.predicate, other.predicate}
    return {k for k in under - taken if weights[k] > 0}


def _role_faces(left: Parsed, right: Parsed, s: _Slot, t: _Slot) -> bool:
    """Whether two roles are one; a verb's only object may be a recipient: "showed the teacher"."""
    if s.role == t.role:
        return True
    verbs = left.tokens[s.predicate].pos == right.tokens[t.predicate].pos == VERB
    return verbs and {s.role, t.role} == {"to", "undergoer"}


def _denied(parsed: Parsed, i: int) -> bool:
    return parsed.tokens[i].pos == VERB and parsed.scope(i).negated


def _deeds(parsed: Parsed, found: Iterable[_Slot], busy: set[int]) -> list[_Pair]:
    """(doer, undergoer) of the verbs that are not among some."""
    verbs = [s for s in found if parsed.tokens[s.predicate].pos == VERB and s.predicate not in busy]
    onto = _words().onto | {"undergoer"}
    return [
        (s, u)
        for s in verbs
        for u in verbs
        if s.predicate == u.predicate and s.name == u.name and s.role == "doer" and u.role in onto
    ]


def _acts(parsed: Parsed, s: _Slot) -> bool:
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
        found = [roles.told(*pairs, sure=False) for pairs in roles.turned()]
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


def _words_of(parsed: Parsed, s: _Slot) -> tuple[int, ...]:
    """The words that make a predicate: "turned", "down"; "taken", "to", "court"."""
    i = s.predicate
    if parsed.tokens[i].pos != VERB and parsed.tokens[i].lemma != "be":
        return (i,)
    rest = {part for name in _verb_names(parsed, i) for part in name.split("_")[1:]}
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
    return all(_alike(x.party, y.party) for x, y in zip(a.value.parts, b.value.parts, strict=True))


def _crossed(a: Mention[Actor], b: Mention[Actor]) -> bool:
    one, other = a.value.parts
    third, fourth = b.value.parts
    return _same(one.party, fourth.party) and _same(other.party, third.party)


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
        _crossed,
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
)
