"""Predicates of two linked sentences and which of them face each other.

A predicate is what a clause says of its participants: a verb, or the adjective or noun behind a
form of "be". It faces another one where the words face (by alignment, as one word, synonyms or
noun and verb of one word) and a participant does, or where most participants do.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product
from typing import Final

from consistency import lexicon, speech
from consistency.facing import Facing
from consistency.text import ADJ, ADV, AUX, CALENDAR, DET, NAME, NOUN, NUM, PRON, VERB, Token
from consistency.tree import SUBJECTS, Parsed, kept

DEPTH: Final = 12  # heads above a word that are looked at
_BARE: Final = frozenset("be have do get make take become go come give say".split())
# What these take says what is done: "make provision", "take part", "hold a vote".
_LIGHT: Final = frozenset("make take have give hold".split())
_DONE: Final = ("act", "event", "communication")
_PARTS: Final = {VERB: "v", AUX: "v", NOUN: "n", ADJ: "a", ADV: "r"}


@dataclass(frozen=True, slots=True)
class Predicate:
    """A clause's verb and the word that says what: the same, or what stands behind "be".

    `subjects` are the nouns it is said of, `others` its objects and those of its prepositions.
    """

    verb: int
    head: int
    subjects: tuple[int, ...]
    others: tuple[int, ...]

    @property
    def participants(self) -> tuple[int, ...]:
        return (*self.subjects, *self.others)


@kept
def predicates(parsed: Parsed) -> tuple[Predicate, ...]:
    """The predicates of a sentence, in order."""
    return tuple(
        predicate(parsed, token.index)
        for token in parsed.tokens
        if (token.pos in (VERB, AUX) or token.dep == "ROOT")
        and token.dep not in ("aux", "auxpass", "amod", "compound", "prep", "fixed", "punct")
        and not (token.dep == "ROOT" and token.pos in (NAME, NUM))
    )


@kept
def predicate(parsed: Parsed, verb: int) -> Predicate:
    """The predicate of a verb, or of a noun that stands for one ("the closure of the mill")."""
    tokens = parsed.tokens
    head = verb
    if tokens[verb].lemma == "be":
        behind = parsed.on(verb, "acomp", "attr", "oprd")
        behind = behind or tuple(o for _, o in parsed.prepositions(verb))
        head = behind[0] if behind else verb
    if tokens[verb].lemma in _LIGHT:
        done = [k for k in parsed.on(verb, "dobj") if lexicon.topic(tokens[k].lower) in _DONE]
        head = done[0] if done else head
    subjects = parsed.subjects(verb)
    if tokens[verb].dep == "dobj" and tokens[verb].pos == NOUN:
        subjects = parsed.subjects(tokens[verb].head)  # "considers a sale": who would sell
    others: list[int] = []
    for i in dict.fromkeys((verb, head)):
        others.extend(parsed.on(i, "dobj", "oprd", "attr", "poss", "acomp"))
        others.extend(parsed.recipients(i))
        for k in parsed.on(i, "prep", "agent", "dative"):
            others.extend(_governed(parsed, k))
    wide = [k for i in others for k in parsed.conjuncts(i)]
    heads = [k for i in subjects for k in parsed.conjuncts(i)]
    return Predicate(
        verb,
        head,
        tuple(dict.fromkeys(heads)),
        tuple(k for k in dict.fromkeys(wide) if k not in (head, verb) and k not in heads),
    )


def _governed(parsed: Parsed, preposition: int) -> Iterable[int]:
    """What a preposition governs, and what the noun's own "of" does."""
    for noun in parsed.on(preposition, "pobj"):
        yield noun
        yield from (o for _, o in parsed.prepositions(noun))


def one_word(a: Token, b: Token) -> bool:
    """Whether two predicates are one: a word, a synonym, or a noun from the verb."""
    first, second = a.base, b.base
    if first == second:
        return first not in ("be", "do")
    if first in _BARE or second in _BARE:
        return False
    part = _PARTS.get(a.pos, "")
    if part == _PARTS.get(b.pos):
        return bool(part) and lexicon.synonyms(first, second, part)
    return lexicon.derived(first, second)


def _measured(parsed: Parsed, i: int) -> list[int]:
    """What a noun is the number or level of: "the number of infections"."""
    if parsed.tokens[i].lemma not in _LEVELS:
        return []
    return [o for p, o in parsed.prepositions(i) if parsed.tokens[p].lower == "of"]


_LEVELS: Final = frozenset("amount count level number rate total volume".split())


class Faced:
    """Which words and predicates of a link face each other."""

    def __init__(self, facing: Facing) -> None:
        self.facing = facing
        self.index: dict[int, set[int]] = defaultdict(set)
        for i, j, _ in facing.pairs:
            self.index[i].add(j)

    def alike(self, a: Token, b: Token) -> bool:
        """Whether two words are the same or face."""
        return a.lower == b.lower or b.index in self.index[a.index]

    def words(self, i: int, j: int) -> int:
        """How surely two words are one: 2 as one word, 1 by alignment alone, 0 not."""
        a, b = self.facing.left.tokens[i], self.facing.right.tokens[j]
        if one_word(a, b) or self._phrasal(i, j):
            return 2
        return int(j in self.index[i])

    def _phrasal(self, i: int, j: int) -> bool:
        """Whether two verbs are synonyms with their particles: "handed over", "surrendered"."""
        words = []
        for parsed, k in ((self.facing.left, i), (self.facing.right, j)):
            particles = [parsed.tokens[n].lower for n in parsed.on(k, "prt")]
            words.append(" ".join((parsed.tokens[k].base, *particles)))
        return any(" " in word for word in words) and lexicon.synonyms(words[0], words[1], "v")

    def nouns(self, i: int, j: int) -> bool:
        """Whether two participants can be one: a word of their phrases faces, or a pronoun is."""
        left, right = self.facing.left, self.facing.right
        return any(
            self._noun(h, k)
            for h in (i, *left.apposition(i), *_measured(left, i))
            for k in (j, *right.apposition(j), *_measured(right, j))
        )

    def _noun(self, i: int, j: int) -> bool:
        left, right = self.facing.left, self.facing.right
        a, b = left.tokens[i], right.tokens[j]
        if PRON in (a.pos, b.pos):
            return self._person(a) and self._person(b)
        if j in self.index[i] or one_word(a, b):
            return True
        first, last = left.phrase(i)
        stretch = right.phrase(j)
        return any(
            stretch[0] <= k < stretch[1] and right.tokens[k].content and left.tokens[h].content
            for h in range(first, last)
            for k in self.index[h]
        )

    @staticmethod
    def _person(token: Token) -> bool:
        """Whether a word can be what a pronoun stands for."""
        return token.pos in (PRON, NAME, NOUN, DET) and token.lower not in ("there", "nothing")

    def strength(self, p: Predicate, q: Predicate, placed: bool = False) -> float:
        """How far two predicates face, from 0: the words, their participants, the rest beside.

        `placed`: both stand in one place of their sentences, which speaks for them.
        """
        words = max(self.words(p.head, q.head), self.words(p.verb, q.verb))
        if not words and not self._read(p, q):
            return 0.0
        subjects = any(self.nouns(i, j) for i in p.subjects for j in q.subjects)
        met = sum(any(self.nouns(i, j) for j in q.participants) for i in p.participants)
        rest = self.rest(p, q)
        if not (met or subjects) and (p.participants and q.participants):
            return rest if placed and rest >= _PLACED else 0.0
        alike = met >= _ARGUMENTS and subjects and rest >= _REST
        if not words and not alike and not (placed and rest and self._named(p, q)):
            return 0.0
        return words + met + subjects + rest

    def _read(self, p: Predicate, q: Predicate) -> bool:
        """Whether a reader, where there is one, takes two predicates for counterparts, in sentences
        that may tell of the same."""
        if self.facing.matrix is None:
            return True
        told = self.facing.reads({p.head, p.verb}, {q.head, q.verb})
        return told >= _COUNTERPARTS and self.facing.related >= _MAY_TELL

    def _named(self, p: Predicate, q: Predicate) -> bool:
        """Whether a participant that is no pronoun faces one."""
        sides = (self.facing.left.tokens, p), (self.facing.right.tokens, q)
        lefts, rights = (
            [k for k in one.participants if tokens[k].pos != PRON] for tokens, one in sides
        )
        return any(self.nouns(i, j) for i in lefts for j in rights)

    def rest(self, p: Predicate, q: Predicate) -> float:
        """How far all that hangs on two predicates faces, the words themselves apart."""
        facing = self.facing
        sides = []
        for parsed, weights, one in (
            (facing.left, facing.left_weights, p),
            (facing.right, facing.right_weights, q),
        ):
            inside = set(around(parsed, one))
            sides.append({k for k in inside if weights[k] > 0} - {one.head, one.verb})
        if not all(sides):
            return 1.0 if not any(sides) else 0.0
        return facing.overlap(*sides)


_COUNTERPARTS: Final = 0.5
_MAY_TELL: Final = 0.1
# Where the predicates' words do not face: participants that must, and the share of all the rest.
_ARGUMENTS: Final = 2
_REST: Final = 0.5
_PLACED: Final = 0.35


@kept
def place(parsed: Parsed, one: Predicate) -> str:
    """Whether a predicate is what its sentence mainly says, or stands at a noun; empty for neither.

    Main are the root and what hangs on it as what is said, thought or expected.
    """
    verb = one.verb
    for _ in range(DEPTH):
        token = parsed.tokens[verb]
        if token.dep == "ROOT":
            return "main"
        if token.dep in ("relcl", "acl"):
            above = parsed.tokens[token.head]
            if token.dep == "acl" and above.lemma in ("doubt", "question"):
                verb = token.head
                continue
            return "noun" if token.dep == "relcl" else ""
        if token.dep not in ("ccomp", "xcomp", "acomp", "attr", "pobj", "prep", "nsubj"):
            return ""
        if token.dep == "nsubj" and verb == one.verb and token.pos != NOUN:
            return ""
        verb = token.head
    return ""


@kept
def around(parsed: Parsed, one: Predicate) -> set[int]:
    """The words of a predicate's clause: all that hangs on it but other full clauses; subjects."""
    found = [one.verb, one.head, *one.subjects]
    seen = set(found)
    for i in found:
        for k in parsed.children[i]:
            token = parsed.tokens[k]
            clause = token.dep in ("relcl", "advcl", "parataxis", "ccomp") or (
                token.dep == "conj" and token.pos in (VERB, AUX)
            )
            if k not in seen and not clause:
                seen.add(k)
                found.append(k)
    return seen


@kept
def asserted(parsed: Parsed, verb: int) -> bool:
    """Whether a verb states a fact: finite, in no condition or question, under no other's doubt.

    Speech is let through ("said the mill closed"), and so are relative clauses.
    """
    tokens = parsed.tokens
    for _ in range(DEPTH):
        token = tokens[verb]
        if token.dep == "conj" and not parsed.on(verb, "aux", "auxpass", *SUBJECTS):
            verb = token.head
            continue
        if not _finite(parsed, verb):
            return False
        marker = parsed.marker(verb)
        if marker >= 0 and tokens[marker].lower in _UNREAL:
            return False
        if token.dep == "ccomp":
            above = tokens[token.head]
            return above.base in speech.lists().every or above.head == above.index
        return not (token.dep == "acl" and marker >= 0)
    return False


_UNREAL: Final = frozenset("if whether unless until till once lest before when so".split())


def _finite(parsed: Parsed, verb: int) -> bool:
    """Whether a verb has a tense, its own or its auxiliary's; a participle at a noun counts."""
    token = parsed.tokens[verb]
    marks = [parsed.tokens[k] for k in parsed.on(verb, "aux", "auxpass")]
    if any(t.lower == "to" for t in marks):
        return False
    if any(t.tag in ("VBD", "VBZ", "VBP", "MD") for t in marks):
        return True
    if token.tag == "VBN":  # with a subject and no auxiliary it is a past tense
        return token.dep in ("acl", "ROOT", "relcl") or bool(parsed.on(verb, "nsubj"))
    return token.tag in ("VBD", "VBZ", "VBP")


def two_events(faced: Faced, p: Predicate, q: Predicate) -> bool:
    """Whether two predicates tell of two events: other doers, days, years or figures.

    Names of which none face, before both or behind both; calendar words; "next" and "last".
    """
    left, right = faced.facing.left, faced.facing.right
    sides = [
        [parsed.tokens[k] for k in sorted(around(parsed, one))]
        for parsed, one in ((left, p), (right, q))
    ]
    ones, others = ({t.lower for t in side} for side in sides)
    if (ones & _NEXT and others & _LAST) or (ones & _LAST and others & _NEXT):
        return True
    for pick in (_name_before, _name_behind, _figure):
        a, b = (
            [t for t in side if pick(t, one.verb)] for side, one in zip(sides, (p, q), strict=True)
        )
        if a and b and not any(map(faced.alike, *zip(*product(a, b), strict=True))):
            return True
    days = ones & CALENDAR, others & CALENDAR
    return bool(days[0] and days[1]) and days[0].isdisjoint(days[1])


def _name_before(token: Token, verb: int) -> bool:
    return token.pos == NAME and token.index < verb and token.lower not in CALENDAR


def _name_behind(token: Token, verb: int) -> bool:
    return token.pos == NAME and token.index > verb and token.lower not in CALENDAR


def _figure(token: Token, verb: int) -> bool:
    return token.pos == NUM


_NEXT: Final = frozenset("next upcoming coming tomorrow".split())
_LAST: Final = frozenset("last previous yesterday ago earlier".split())


def singled(parsed: Parsed, one: Predicate) -> bool:
    """Whether a clause says "the first", "the only": then nobody else did, or does."""
    return not SINGLED.isdisjoint(parsed.tokens[k].lower for k in around(parsed, one))


SINGLED: Final = frozenset("first only last until still".split())


def excepted(left: Parsed, verb: int, right: Parsed, other: int) -> bool:
    """Whether one predicate holds but for a case that is the other's condition: "no ban unless",
    "a ban only if"."""
    marks = _conditions(left, verb), _conditions(right, other)
    return any("unless" in one and "if" in two for one, two in (marks, marks[::-1]))


def _conditions(parsed: Parsed, verb: int) -> set[str]:
    """What marks the conditions of a predicate; "even if" is none."""
    marks = (k for n in parsed.on(verb, "advcl") for k in parsed.on(n, "mark"))
    return {parsed.tokens[k].lower for k in marks if not k or parsed.tokens[k - 1].lower != "even"}


def denied_there(facing: Facing, cues: tuple[frozenset[int], frozenset[int]]) -> bool:
    """Whether the noun that a "no" denies has a "no" in both, or both have one verb that denies."""
    left, right = facing.left, facing.right
    one_word = ((i, j) for i, j in facing.index if left.tokens[i].lemma == right.tokens[j].lemma)
    return any(
        (left.tokens[i].pos == VERB and (i in cues[0] or j in cues[1]))
        or "no" in _determiners(left, i) & _determiners(right, j)
        for i, j in one_word
    )


def _determiners(parsed: Parsed, i: int) -> set[str]:
    return {parsed.tokens[k].lower for k in parsed.on(i, "det")}
