"""Who stands in which role of which predicate of a parsed sentence, and who may be one with whom.

`places` reads verbs and nouns, active and passive, main and relative clauses alike; a predicate
that `data/actor.toml` lists as one end of a relation ("sold to", "bought from") also gives its
participants' places in that relation. `party_of` says what a participant is called; `one_party` and
`may_be_one` compare two of them, of two sentences.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from importlib.resources import files
from typing import Final

from consistency import lexicon
from consistency.text import ADJ, CALENDAR, NAME, NOT, NOUN, PRON, VERB
from consistency.tree import Parsed, kept


@dataclass(frozen=True, slots=True)
class Party:
    """What a participant is called: words of its names, the first of them, base forms of its
    nouns, and what tells it from others of the kind."""

    names: frozenset[str]
    first: str
    nouns: frozenset[str]
    marks: frozenset[str]


@dataclass(frozen=True)
class _Lists:
    converse: dict[str, tuple[tuple[str, str, str], ...]]
    symmetric: frozenset[str]
    light: frozenset[str]
    onto: frozenset[str]
    anybody: frozenset[str]
    giving: frozenset[str]
    getting: frozenset[str]


@lru_cache(maxsize=1)
def lists() -> _Lists:
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
    return _Lists(converse={verb: tuple(found) for verb, found in frames.items()}, **lists)


@dataclass(frozen=True, slots=True)
class Place:
    """A participant's place: the predicate's index and name, the role, the participant's index.

    A party of a listed relation has the relation for a name ("=trade") and "first" or "second" for
    a role; `said` is the role that the words give it.
    """

    predicate: int
    name: str
    role: str
    filler: int
    said: str


@kept
def places(parsed: Parsed) -> tuple[Place, ...]:
    """Who stands in which role of which predicate, verbs and nouns, passive and active alike."""
    found: list[Place] = []
    for token in parsed.tokens:
        if _title(parsed, token.index):
            continue
        if token.pos == VERB or (token.pos == "AUX" and token.lemma == "be"):
            roles = list(_verb_roles(parsed, token.index))
            names = verb_names(parsed, token.index)
        elif token.pos in (NOUN, NAME):
            roles = list(_noun_roles(parsed, token.index))
            names = [token.lemma]
        else:
            continue
        if not lists().symmetric.isdisjoint(names):
            roles = [r for r in roles if r[0] not in ("doer", "undergoer", "to")]
        for role, filler in dict.fromkeys(roles):
            named = parsed.tokens[filler].pos in (NOUN, NAME)
            if (named or _person(parsed, filler)) and not _excepted(parsed, filler):
                found.extend(_placed(parsed, token.index, names, role, filler, roles))
    return tuple(dict.fromkeys(found))


def _title(parsed: Parsed, i: int) -> bool:
    """Whether what a parser took for a verb is a title between names: "Herons coach Ines Roth"."""
    token = parsed.tokens[i]
    around = (parsed.tokens[i - 1].pos if i else "", *(t.pos for t in parsed.tokens[i + 1 : i + 2]))
    return (
        token.tag in ("VB", "VBP")
        and not parsed.on(i, "aux")
        and around == (NAME, NAME)
        and lexicon.topic(token.lower) == "person"
    )


def _person(parsed: Parsed, i: int) -> str:
    """The pronoun of a person or body that a word is a form of; empty for none."""
    word = parsed.tokens[i].lower if parsed.tokens[i].pos == PRON else ""
    # In what somebody says, "it" is mostly who says it: "said it had warned the port".
    if word in _OTHERS and parsed.scope(i).embedded < 0:
        return ""
    return _PERSONS.get(word, "") or _OTHERS.get(word, "")


_PERSONS: Final = {"he": "he", "him": "he", "she": "she", "her": "she"}
_OTHERS: Final = {"it": "it", "they": "they", "them": "they"}


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
) -> Iterator[Place]:
    """A role under the predicate's own names, and as a party of the relation it is one end of."""
    have = {r for r, _ in roles}
    for name in names:
        lines = lists().converse.get(name, ())
        for frame, first, second in lines:
            if role in (first, second) and (len(lines) == 1 or {first, second} <= have):
                party = "first" if role == first else "second"
                yield Place(at, f"={frame}", party, filler, role)
        yield Place(at, name, role, filler, role)


def verb_names(parsed: Parsed, i: int) -> list[str]:
    """A verb's base form, or with its particle; and with what a listed phrase adds to it."""
    token = parsed.tokens[i]
    particle = next((parsed.tokens[k].lower for k in parsed.on(i, "prt")), "")
    base = lexicon.lemma(token.lower, "v")
    name = f"{base}_{particle}" if particle else base
    listed = lists().converse
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
    listed = lists().converse
    for o in parsed.on(i, "dobj"):
        lines = [line for name in verb_names(parsed, i) for line in listed.get(name, ())]
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
    for k in parsed.on(i, "relcl"):
        if lexicon.lemma(parsed.tokens[k].lower, "v") in lists().light:
            for subject in parsed.on(k, "nsubj"):
                yield "of", subject
    if token.dep == "attr":
        for k in parsed.subjects(token.head):
            yield "doer", k
    if token.pos == NOUN:
        yield from _called(parsed, i)
        if token.dep == "dobj":
            yield from _bestowed(parsed, token.head)


def _called(parsed: Parsed, i: int) -> Iterator[tuple[str, int]]:
    """Names before a noun or beside it: "Norland guards", "Roe, the coach of"."""
    for k in parsed.modifiers(i):
        if parsed.tokens[k].pos == NAME:
            yield "of", k
    for k in parsed.apposition(i):
        yield "doer", k


def _bestowed(parsed: Parsed, i: int) -> Iterator[tuple[str, int]]:
    """Roles of the deed that a verb's object names: "gave the mayor a rebuke", "got a rebuke"."""
    verb = lexicon.lemma(parsed.tokens[i].lower, "v")
    giving, getting = verb in lists().giving, verb in lists().getting
    recipients = parsed.recipients(i)
    if giving:
        for k in parsed.doers(i):
            yield "doer", k
    if getting and not recipients:
        for k in parsed.doers(i):
            yield "undergoer", k
    if giving or getting:
        for k in recipients:
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
            if parsed.tokens[k].pos == NAME and parsed.tokens[p].lower in lists().onto:
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
        elif word in lists().onto:
            yield "undergoer", k


# --------------------------------------------------------------------------------- participants


@kept
def party_of(parsed: Parsed, i: int) -> Party:
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
            nouns.add(_person(parsed, k) or parsed.tokens[k].lemma)
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


def one_party(a: Party, b: Party) -> bool:
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


def may_be_one(a: Party, b: Party) -> bool:
    """Whether two designations may name one participant."""
    if any(_close(x, y) for x in a.names for y in b.names):
        return True
    return any(
        lexicon.synonyms(x, y, "n") or lexicon.general(x, y) or lexicon.general(y, x)
        for x in a.nouns
        for y in b.nouns
    ) and not (a.marks and b.marks and a.marks.isdisjoint(b.marks))
