"""x"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from importlib.resources import files
from itertools import combinations
from typing import Any, Final

from consistency import lexicon
from consistency.facing import Facing
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
from consistency.text import CALENDAR, ADJ, NAME, NOUN, VERB, Token
from consistency.tree import Document, Parsed


@dataclass(frozen=True)
class _Words:
    converse: dict[str, tuple[tuple[str, str, str], ...]]
    symmetric: frozenset[str]
    light: frozenset[str]
    onto: frozenset[str]


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
class Actor:
    """Who stands in which role of a predicate.

    `roles` are (role, the participant as printed, what names the participant in both sentences).
    """

    predicate: str
    roles: tuple[tuple[str, str, str], ...]

    def to_dict(self) -> dict[str, Any]:
        roles = [{"role": role, "text": text} for role, text, _ in self.roles]
        return {"predicate": self.predicate, "roles": roles}

    @property
    def key(self) -> tuple[object, ...]:
        return (self.predicate, tuple((role, party) for role, _, party in self.roles))


@dataclass(frozen=True, slots=True)
class _Slot:
    """A participant's place: the predicate's index and name, the role, the participant's index."""

    predicate: int
    name: str
    role: str
    filler: int


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
            if parsed.tokens[filler].pos in (NOUN, NAME):
                found.extend(_placed(parsed, token.index, names, role, filler, roles))
    return tuple(dict.fromkeys(found))


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
                yield _Slot(at, f"={frame}", "first" if role == first else "second", filler)
        yield _Slot(at, name, role, filler)


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
    listed = {o for o in parsed.on(i, "dobj") if _phrase(parsed, i, o) in _words().converse}
    for p, o in (pair for k in (i, *listed) for pair in parsed.prepositions(k)):
        for k in parsed.with_conjuncts([o]):
            yield parsed.tokens[p].lower, parsed.antecedent(k)


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
    owners = [k for k in parsed.on(i, "poss")]
    by = [o for p, o in parsed.prepositions(i) if parsed.tokens[p].lower == "by"]
    by += [o for p in parsed.on(i, "agent") for o in parsed.on(p, "pobj")]
    of = []
    if parsed.tokens[i].pos == NAME and parsed.tokens[i + 1 : i + 2]:
        after = parsed.tokens[i + 1]
        if after.lower == "as":
            for k in parsed.on(i + 1, "pobj"):
                yield "as", k
    for p, o in parsed.prepositions(i):
        word = parsed.tokens[p].lower
        if word == "as":
            continue
        for k in parsed.with_conjuncts([o]):
            k = parsed.antecedent(k)
            if word == "of":
                of.append(k)
            elif word == "from":
                yield ("doer", k)
            elif word in _words().onto:
                yield ("undergoer", k)
            if word not in ("of", "by"):
                yield (word, k)
    for k in by:
        yield ("doer", k)
        for p, o in parsed.prepositions(k):  # "the suit by A against B": the parser hangs it on A
            if parsed.tokens[k].pos == NAME and parsed.tokens[p].lower in _words().onto:
                yield parsed.tokens[p].lower, o
    for k in owners:
        yield ("of", k)
        yield ("undergoer" if by and not of else "doer", k)
    for k in of:
        yield ("of", k)
        if by or owners:
            yield ("undergoer", k)
    for k in parsed.modifiers(i):
        if parsed.tokens[k].pos == NAME and parsed.tokens[i].pos == NOUN:
            yield ("of", k)
    for k in parsed.on(i, "relcl"):
        if lexicon.lemma(parsed.tokens[k].lower, "v") in _words().light:
            for s in parsed.on(k, "nsubj"):
                yield ("of", s)
    head = parsed.tokens[i].head
    if parsed.tokens[i].dep == "attr":
        for s in parsed.subjects(head):
            yield ("doer", s)
    for k in parsed.apposition(i):
        if parsed.tokens[i].pos == NOUN:
            yield ("doer", k)


# --------------------------------------------------------------------------------- participants


@dataclass(frozen=True, slots=True)
class _Party:
    """A participant's designations: words of its names, base forms of its nouns, what tells it."""

    names: frozenset[str]
    first: str
    nouns: frozenset[str]
    marks: frozenset[str]


@lru_cache(maxsize=4096)
def _party(parsed: Parsed, i: int) -> _Party:
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
    return _Party(frozenset(names), names[0] if names else "", frozenset(nouns), frozenset(marks))


def _belongs(parsed: Parsed, i: int, head: int) -> bool:
    """Whether a word is part of what a noun is called: no possessor, no clause."""
    while i != head and parsed.tokens[i].dep in ("compound", "nmod", "amod", "fixed"):
        i = parsed.tokens[i].head
    return i == head


_NO_NAMES: Final = CALENDAR | frozenset("mr mrs ms dr the sir".split())


def _close(one: str, other: str) -> bool:
    """One word, or one word spelled in two ways."""
    if one == other:
        return True
    return min(len(one), len(other)) > 4 and SequenceMatcher(None, one, other).ratio() > 0.85


def _covered(ones: Iterable[str], others: Iterable[str]) -> bool:
    others = list(others)
    return all(any(_close(one, other) for other in others) for one in ones)


def _same(a: _Party, b: _Party) -> bool:
    """Whether two designations surely name one participant."""
    if a.names and b.names:
        return (
            _covered(a.names, b.names)
            or _covered(b.names, a.names)
            or (min(len(a.names), len(b.names)) > 1 and _close(a.first, b.first))
        )
    if a.names or b.names:
        return not a.nouns.isdisjoint(b.nouns)
    if not any(lexicon.synonyms(x, y, "n") for x in a.nouns for y in b.nouns):
        return False
    return not a.marks or not b.marks or not a.marks.isdisjoint(b.marks)


def _alike(a: _Party, b: _Party) -> bool:
    """Whether two designations may name one participant."""
    if any(_close(x, y) for x in a.names for y in b.names):
        return True
    return any(
        lexicon.synonyms(x, y, "n") or lexicon.general(x, y) or lexicon.general(y, x)
        for x in a.nouns
        for y in b.nouns
    ) and not (a.marks and b.marks and a.marks.isdisjoint(b.marks))


# ---------------------------------------------------------------------------------------- between


def _faces(facing: Facing, s: _Slot, t: _Slot, faced: set[tuple[int, int]]) -> bool:
    """Whether two slots are one role of one predicate; `faced` are nouns that fill one role."""
    p, q = facing.left.tokens[s.predicate], facing.right.tokens[t.predicate]
    if s.role != t.role and not (
        {s.role, t.role} == {"to", "undergoer"} and p.pos == q.pos == VERB
    ):
        return False
    if s.name == t.name or (s.predicate, t.predicate) in faced:
        return True
    if s.name[0] == "=" or t.name[0] == "=":
        return False
    one, other = s.name.split("_"), t.name.split("_")
    if p.pos == NAME or q.pos == NAME:
        return p.pos == q.pos and _same(
            _party(facing.left, s.predicate), _party(facing.right, t.predicate)
        )
    if p.pos == q.pos == VERB and one[0] == other[0] and len(one) + len(other) == 3:
        return True  # "knocked over", "knocked to the ground"
    if p.pos == q.pos:
        return lexicon.synonyms(" ".join(one), " ".join(other), "v" if p.pos == VERB else "n")
    return lexicon.derived(" ".join(one), " ".join(other))


# Two roles of the left sentence with the two of the right that they face.
_Facing = tuple[tuple[_Slot, _Slot], tuple[_Slot, _Slot]]


class _Roles:
    """The roles of two sentences: `agreed` face and name one participant, `open` face and don't."""

    def __init__(self, facing: Facing) -> None:
        self.facing = facing
        self.left, self.right = slots(facing.left), slots(facing.right)
        pairs = self._facing(frozenset())
        # "the state's offer" / "the company's request", both rejected: the nouns face by their role.
        faced = frozenset(
            (s.filler, t.filler)
            for s, t in pairs
            if facing.left.tokens[s.filler].pos == facing.right.tokens[t.filler].pos == NOUN
        )
        pairs = self._facing(faced)
        self.agreed = [(s, t) for s, t in pairs if self.alike(s, t)]
        mine, theirs = {s for s, _ in self.agreed}, {t for _, t in self.agreed}
        self.open = [(s, t) for s, t in pairs if s not in mine and t not in theirs]
        self.heads = {(s.predicate, t.predicate) for s, t in pairs}

    def _facing(self, faced: frozenset[tuple[int, int]]) -> list[tuple[_Slot, _Slot]]:
        return [(s, t) for s in self.left for t in self.right if _faces(self.facing, s, t, faced)]

    def same(self, s: _Slot, t: _Slot) -> bool:
        return _same(_party(self.facing.left, s.filler), _party(self.facing.right, t.filler))

    def alike(self, s: _Slot, t: _Slot) -> bool:
        return _alike(_party(self.facing.left, s.filler), _party(self.facing.right, t.filler))

    def exchanged(self) -> Iterator[_Facing]:
        """Pairs of roles whose participants change places from one sentence to the other."""
        for (s, t), (u, v) in combinations(self.open, 2):
            if s.filler == u.filler or t.filler == v.filler:
                continue
            if (s.predicate, s.role) == (u.predicate, u.role):
                continue
            if self.same(s, v) and self.same(u, t):
                yield (s, t), (u, v)

    def turned(self) -> Iterator[_Facing]:
        """Doer and undergoer change places under verbs that face nothing else, and one another."""
        busy = {p for p, _ in self.heads}, {q for _, q in self.heads}
        lefts = _deeds(self.facing.left, self.left, busy[0])
        rights = _deeds(self.facing.right, self.right, busy[1])
        for s, u in lefts:
            for t, v in rights:
                if self.same(s, v) and self.same(u, t) and not self.alike(s, t):
                    if not self.alike(u, v):
                        yield (s, t), (u, v)

    def replaced(self) -> Iterator[_Facing]:
        """Doers of one deed to one participant that can't be one: all but they face."""
        for s, t in self.open:
            if s.role != "doer" or not _rivals(self.facing, s.filler, t.filler):
                continue
            for u, v in self.agreed:
                heads = (u.predicate, v.predicate) == (s.predicate, t.predicate)
                if heads and u.role in ("undergoer", "to") and self.same(u, v):
                    yield (s, t), (u, v)
                    break
        busy = {p for p, _ in self.heads}, {q for _, q in self.heads}
        for s, u in _deeds(self.facing.left, self.left, busy[0]):
            for t, v in _deeds(self.facing.right, self.right, busy[1]):
                if self.same(u, v) and not self.alike(s, t) and _rivals(self.facing, s.filler, t.filler):
                    yield (s, t), (u, v)


def _deeds(parsed: Parsed, found: Iterable[_Slot], busy: set[int]) -> list[tuple[_Slot, _Slot]]:
    """(doer, undergoer) of the verbs that are not among some."""
    verbs = [s for s in found if parsed.tokens[s.predicate].pos == VERB and s.predicate not in busy]
    onto = _words().onto | {"undergoer"}
    return [
        (s, u)
        for s in verbs
        for u in verbs
        if s.predicate == u.predicate and s.name == u.name and s.role == "doer" and u.role in onto
        if _acts(parsed, s.filler) and _acts(parsed, u.filler)
    ]


def _acts(parsed: Parsed, i: int) -> bool:
    """Whether a noun names people, a body, an animal or a vehicle: what does and suffers alike."""
    lemma = parsed.tokens[i].lemma
    return (
        parsed.tokens[i].pos == NAME
        or lexicon.topic(lemma) in ("person", "group", "animal")
        or lexicon.general(lemma, "vehicle")
    )


def _rivals(facing: Facing, i: int, j: int) -> bool:
    """Whether two common nouns tell two sorts of people or bodies, neither a word for the other."""
    p, q = facing.left.tokens[i], facing.right.tokens[j]
    if p.pos != NOUN or q.pos != NOUN:
        return False
    if _party(facing.left, i).names or _party(facing.right, j).names:
        return False
    topics = {lexicon.topic(p.lemma), lexicon.topic(q.lemma)}
    if not topics <= {"person", "group"}:
        return False
    return not any((x, y) == (i, j) for x, y, _ in facing.pairs)


def between(facing: Facing) -> Iterator[tuple[Mention[Actor], Mention[Actor]]]:
    """The pairs of roles in which two sentences place their participants otherwise."""
    roles = _Roles(facing)
    found = list(roles.exchanged()) or list(roles.turned())
    for (s, t), (u, v) in found:
        yield _told(facing, (s, t), (u, v), True)
    for (s, t), (u, v) in roles.replaced() if not found else ():
        yield _told(facing, (s, t), (u, v), False)


def _told(facing, first, second, crossed):
    return (
        _mention(facing.left, (first[0], second[0]), first, second, (0, 1), facing),
        _mention(facing.right, (first[1], second[1]), first, second, (1, 0) if crossed else (0, 1), facing),
    )


def _mention(parsed, slots_, first, second, order, facing) -> Mention[Actor]:
    """The stretch from the one participant to the other, with the predicates between them."""
    labels = [f"{min(s.name, t.name).lstrip('=')} {s.role}" for s, t in (first, second)]
    parties = [
        min(_surface(facing.left, a[0].filler), _surface(facing.right, b[1].filler))
        for a, b in ((first, second), (second, first))
    ]
    ends = [parsed.phrase(s.filler) for s in slots_]
    ends += [(s.predicate, s.predicate + 1) for s in slots_]
    span = parsed.span(min(e[0] for e in ends), max(e[1] for e in ends))
    roles = tuple(
        sorted(
            (label, _surface(parsed, s.filler), parties[k])
            for label, s, k in zip(labels, slots_, order, strict=True)
        )
    )
    names = dict.fromkeys(s.name.lstrip("=").replace("_", " ") for s in slots_)
    base = parsed.sentence.start
    return Mention(
        Kind.ACTOR,
        parsed.sentence.article,
        parsed.sentence.index,
        span.start,
        span.end,
        parsed.sentence.text[span.start - base : span.end - base],
        Actor(", ".join(names), roles),
        Slot(", ".join(names), span),
    )


def _surface(parsed: Parsed, i: int) -> str:
    span = parsed.span(*parsed.phrase(i))
    base = parsed.sentence.start
    return " ".join(parsed.sentence.text[span.start - base : span.end - base].split())


LADDER: Final[tuple[Rung[Actor], ...]] = (
    Rung("exchanged", Relation.CONFLICT, "ACT101", lambda a, b: True, lambda a, b: "x"),
)
RULES = ()
EXAMPLES = ()


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
