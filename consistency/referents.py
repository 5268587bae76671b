"""People and bodies named by what they are alone: "prosecutors", "the company", "two men".

A *referent* is a noun phrase whose head means people or a body of people, where no name stands for
it. Where the article tells it (by title, apposition, or because there is only one of its kind), it
is resolved to the name that it stands for; so are "he" and "she" where only one can be meant.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from consistency import lexicon
from consistency.entities import COMPANIES, Named, named
from consistency.forms import fold, lists, short_titles
from consistency.model import Role, Span
from consistency.people import for_people, printed, role_of
from consistency.text import ADJ, ADV, NAME, NOUN, NUM, Token
from consistency.tree import Document, Parsed, Range


@dataclass(frozen=True, slots=True)
class Referent:
    """People or a body without a name, where a sentence prints them.

    `head` is the index of the noun (or pronoun), `at` the stretch of the whole phrase without
    article, pronoun and number, `count` what says how many ("two", "some"; empty without), and
    `modifiers` the base forms of what says which ones. `plural` tells several from one, `definite`
    those known already ("the", "his") from new ones. `entity` is the full name of who is meant,
    empty where the article does not tell.
    """

    parsed: Parsed
    head: int
    at: Range
    kind: str  # "person", "body" or "pronoun"
    plural: bool
    definite: bool
    count: str = ""
    modifiers: tuple[str, ...] = ()
    entity: str = ""

    @property
    def lemma(self) -> str:
        """The base form of the noun, short forms of titles in full."""
        return _noun(self.parsed.tokens[self.head])

    @property
    def span(self) -> Span:
        """The whole phrase with its article and number."""
        first = min(self.at[0], self.parsed.phrase(self.head)[0])
        return self.parsed.span(first, self.at[1])

    @property
    def text(self) -> str:
        """The phrase without article and number, as printed."""
        return printed(self.parsed, *self.at)


def referents(document: Document, names: Sequence[Named] | None = None) -> tuple[Referent, ...]:
    """The people and bodies that an article names by what they are, in order.

    `names` are the article's, where they are known already.
    """
    known = _Story(named(document) if names is None else names)
    found: list[Referent] = []
    for parsed in document.parsed:
        described = known.described(parsed)
        for token in parsed.tokens:
            one = _referent(parsed, token, described, known)
            if one is not None:
                found.append(one)
    return tuple(found)


_PEOPLE: Final = frozenset({"people", "others", "person"})
_HE: Final = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f"}


def _referent(
    parsed: Parsed, token: Token, described: frozenset[int], known: _Story
) -> Referent | None:
    i = token.index
    if token.lower in _HE:
        who = known.pronoun(parsed, token)
        return Referent(parsed, i, (i, i + 1), "pronoun", False, True, entity=who) if who else None
    kind = _kind(parsed, token)
    if not kind or i in described or token.dep in ("attr", "oprd"):
        return None
    tokens = parsed.tokens
    determiners = [tokens[k] for k in parsed.on(i, "det", "poss", "predet")]
    if token.tag == "NN" and token.dep == "pobj" and not determiners and not parsed.modifiers(i):
        return None  # "in court", "on board"
    at = role_of(parsed, i)
    counted = [  # "nearly 3,000" people, "fifteen" of the hijackers
        printed(parsed, *(parsed.edges[k] if tokens[k].head == i else (k, k + 1))).lower()
        for k in sorted(parsed.quantifiers(i))
    ]
    made = Referent(
        parsed,
        i,
        at,
        kind,
        token.tag in ("NNS", "NNPS") or token.lower in _PEOPLE - {"person"},
        any(t.lower in _KNOWN or t.dep == "poss" for t in determiners),
        " ".join(counted),
        _modifiers(parsed, i),
    )
    return known.resolved(made)


_KNOWN: Final = frozenset("the this that these those".split())


_ARGUMENTS: Final = frozenset("nsubj nsubjpass dobj pobj conj dative ROOT poss".split())


def _kind(parsed: Parsed, token: Token) -> str:
    """ "person" or "body" where a noun without a name means one; else nothing."""
    if token.pos != NOUN or (token.text[0].isupper() and token.index):
        return ""
    before = parsed.tokens[token.index - 1] if token.index else token
    if before.text in ("-", "‑") and before.end == token.start and token.dep not in _ARGUMENTS:
        return ""
    if not parsed.heads_phrase(token.index) or token.dep in ("npadvmod", "compound"):
        return ""
    if token.lower in _PEOPLE:
        return "person"
    words = (*_compound(parsed, token), _noun(token))
    topic = lexicon.topic(" ".join(words)) or lexicon.topic("".join(words))  # "coastguard"
    topic = topic or lexicon.topic(token.lemma)
    if topic == "group":
        general = lexicon.general(token.lemma, "organization")
        return "body" if (general and token.lemma != "family") or _acts(token) else ""
    return "person" if for_people(token) else ""


def _acts(token: Token) -> bool:
    """Whether a noun for a group is one that acts: "police", "ministry"; not "series", "crop"."""
    known = lists()["organisations"]
    return token.lemma in known or token.lower in known


def _compound(parsed: Parsed, token: Token) -> list[str]:
    return [
        parsed.tokens[k].lower
        for k in parsed.on(token.index, "compound")
        if k == token.index - 1 and parsed.tokens[k].pos == NOUN
    ]


def _noun(token: Token) -> str:
    lemma = lexicon.lemma(token.lower.rstrip("."), "n")
    return short_titles().get(lemma, lemma)


def _modifiers(parsed: Parsed, i: int) -> tuple[str, ...]:
    """What says which people are meant: adjectives, nouns and names before the noun."""
    words = []
    numbers = parsed.quantifiers(i)
    for k in parsed.modifiers(i):
        if k in numbers:
            continue
        for j in sorted(parsed.subtree(k)):
            token = parsed.tokens[j]
            if token.pos in (NOUN, NAME, ADJ, ADV) or (token.content and token.pos != NUM):
                words.append(_noun(token) if token.pos in (NOUN, NAME) else token.lemma)
    return tuple(words)


@dataclass(frozen=True, slots=True)
class _Office:
    """A role that the article gives somebody: its noun and the other words of it."""

    noun: str
    words: frozenset[str]
    entity: str


class _Story:
    """Who is named in an article, in which role, and in which order."""

    def __init__(self, names: Sequence[Named]) -> None:
        self.names = names
        self.offices = [office for name in names for office in _offices(name)]
        self.bodies = {n.name for n in names if n.kind == "organisation"}
        self.genders = {n.name: n.run.gender for n in names if n.run.gender}
        self._meant: dict[tuple[int, str], tuple[int, str]] = {}
        self._by_sentence: dict[int, list[Named]] = {}
        for name in names:
            self._by_sentence.setdefault(name.run.parsed.sentence.index, []).append(name)

    def described(self, parsed: Parsed) -> frozenset[int]:
        """The tokens of a sentence that stand in a name or in a role beside one."""
        inside: set[int] = set()
        for name in self._by_sentence.get(parsed.sentence.index, ()):
            run = name.run
            inside.update(range(run.first, run.last))
            for first, last in run.roles:
                inside.update(k for k in range(first, last) if parsed.phrase_head(k) == k)
                inside.discard(-1)
        return frozenset(inside)

    def resolved(self, found: Referent) -> Referent:
        """A referent with the name that it stands for, where one alone fits."""
        if found.plural or not found.definite:
            return found
        fits = self._holders(found) if found.kind == "person" else self._named_bodies(found)
        if len(fits) != 1:
            return found
        return Referent(
            found.parsed,
            found.head,
            found.at,
            found.kind,
            found.plural,
            found.definite,
            found.count,
            found.modifiers,
            fits.pop(),
        )

    def _holders(self, found: Referent) -> set[str]:
        """Who holds the office: by noun, with what modifies it if that tells them apart.

        A standing ("former", "deputy") is part of the office.
        """
        standing = lists()["status"]
        words = frozenset(found.modifiers)
        same = [
            office
            for office in self.offices
            if office.noun == found.lemma and not (office.words ^ words) & standing
        ]
        closer = [office for office in same if words and words <= office.words]
        return {office.entity for office in closer or same}

    def _named_bodies(self, found: Referent) -> set[str]:
        """The bodies whose name says that they are of this kind: "the ministry", "the firm"."""
        said = {o.entity for o in self.offices if o.noun == found.lemma and o.entity in self.bodies}
        return said | {n for n in self.bodies if _of_kind(fold(n).split(), found.lemma)}

    def pronoun(self, parsed: Parsed, token: Token) -> str:
        """The one person named in this sentence before "he" or "she", or else in the one before.

        Nobody where several could be meant. A second "she" means whom the first meant, but for a
        name between the two.
        """
        if parsed.sentence.role is Role.HEADING:
            return ""
        at = parsed.sentence.index
        gender = _HE[token.lower]
        earlier = self._meant.get((at, gender))
        subjects = [n for n in self._by_sentence.get(at, ()) if _subject(n)]
        if earlier and not any(earlier[0] < n.run.first < token.index for n in subjects):
            return earlier[1]
        who = self._antecedent(at, token.index, gender)
        self._meant[at, gender] = (token.index, who)
        return who

    def _antecedent(self, at: int, before: int, gender: str) -> str:
        for index in (at, at - 1):
            people = {
                n.name: n.kind
                for n in self._by_sentence.get(index, ())
                if (n.kind == "person" or (n.kind == "other" and " " in n.name))
                if (index < at or n.run.last <= before)
                if self.genders.get(n.name, gender) == gender
            }
            if people:
                name, kind = people.popitem()
                return name if not people and kind == "person" else ""
        return ""


def _subject(name: Named) -> bool:
    return name.run.parsed.tokens[name.run.head].dep in ("nsubj", "nsubjpass")


def _offices(name: Named) -> Iterator[_Office]:
    run = name.run
    for first, last in run.roles:
        tokens = run.parsed.tokens[first:last]
        heads = [t for t in tokens if for_people(t, known=True)]
        outer = [t for t in heads if not first <= t.head < last or t.head == t.index]
        head = (outer or heads)[-1:]
        if head:
            words = frozenset(_noun(t) for t in tokens if t is not head[0] and t.content)
            yield _Office(_noun(head[0]), words, name.name)
    if name.kind == "organisation":
        for i in run.beside:
            yield _Office(_noun(run.parsed.tokens[i]), frozenset(), name.name)


FIRMS: Final = frozenset("company firm business corporation group".split())


def _of_kind(words: Sequence[str], noun: str) -> bool:
    """Whether a body's name ends in a word for this kind of body, or a more special one."""
    last = words[-1]
    if last == noun:
        return True
    if last in COMPANIES:
        return noun in FIRMS
    return lexicon.synonyms(last, noun, "n") or lexicon.general(last, noun)
