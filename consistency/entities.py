"""The names of an article: whom or what each means, in full, with its kind and role.

Short forms and acronyms stand for the full name that the article gives; the kind (person,
organisation, place, group, work, other) is what most of the evidence says, over all the places
where the name stands: title and apposition, the parser's label, the words of the name, the words
around it, the dictionary.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from consistency import lexicon
from consistency.forms import Name, fold, lists
from consistency.model import Kind, Mention, Role, Slot, Span
from consistency.people import Run, for_people, runs
from consistency.syntax import TYPES
from consistency.text import NOUN, PREP, PUNCT, VERB, Token
from consistency.tree import Document, Parsed


@dataclass(frozen=True, slots=True)
class Named:
    """A name where it stands: the full `name`, its `kind`, and the `role` of its bearer.

    The role is the one that stands here, else the first that the article gives; `roles` are the
    spans of those that stand here.
    """

    run: Run
    name: str
    kind: str
    role: str | None = None

    @property
    def roles(self) -> tuple[Span, ...]:
        return tuple(self.run.parsed.span(*at) for at in self.run.roles)


def named(document: Document, taken: tuple[Span, ...] = ()) -> tuple[Named, ...]:
    """The names of an article, in order, outside `taken` spans. Linear in the text's length."""
    found = [run for parsed in document.parsed for run in runs(parsed, taken)]
    known = _Known(found, document)
    values = (known.value(at, run) for at, run in enumerate(found))
    return tuple(value for value in values if value is not None)


def stretch(parsed: Parsed, first: int, last: int, value: Name, label: str) -> Mention[Name]:
    """The mention of tokens [first, last), a name or words in the place of one."""
    start, end = parsed.tokens[first].start, parsed.tokens[last - 1].end
    sentence = parsed.sentence
    return Mention(
        Kind.NAME,
        sentence.article,
        sentence.index,
        start,
        end,
        sentence.text[start - sentence.start : end - sentence.start],
        value,
        Slot(label, Span(start, end), (), value.type),
    )


# Given name to first and surname to last: how many words of a name may stand for it alone.
_LONGEST: Final = 5
_SUFFIXES: Final = frozenset({"jr", "sr", "ii", "iii", "iv"})
# What a company's name may go without: "Kestrow Group", then "Kestrow".
COMPANIES: Final = frozenset(
    "inc corp corporation co company ltd llc plc gmbh ag group holdings".split()
)


class _Known:
    """The names of one article: full names for short forms and acronyms, their kinds and roles."""

    def __init__(self, found: Sequence[Run], document: Document) -> None:
        self.entities = {fold(name): kind for name, kind in document.entities.items()}
        self.full: dict[str, list[tuple[int, str]]] = {}
        self.short: dict[str, str] = {}
        self.roles: dict[str, str] = {}
        self.genders: dict[str, str] = {}
        self.same: dict[tuple[str, str], str] = {}
        self.places: set[str] = set()
        body = [run for run in found if run.parsed.sentence.role is not Role.HEADING]
        self.body = {fold(run.name) for run in body}
        # Names that stand in mid-sentence on their own.
        self.inside = {
            fold(run.name)
            for run in body
            if run.first and run.parsed.tokens[run.first - 1].pos != PUNCT
        }
        self.types = self._types(found)
        for at, run in enumerate(found):
            folded = fold(run.name)
            if folded:
                self._note(at, run, folded)

    def _types(self, found: Sequence[Run]) -> dict[str, str]:
        """The kind of each folded name, by all the places where it stands."""
        alone = {fold(run.name) for run in found if run.last - run.split == 1}
        votes: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        labels: dict[str, Counter[str]] = defaultdict(Counter)
        for run in found:
            folded = fold(run.name)
            mine = votes[folded]
            for kind, n in _around(run):
                mine[kind] += n
            label = run.parsed.tokens[run.head].entity[2:]
            labels[folded][TYPES.get(label, "other") if label else ""] += 1
            if _locative(run):
                self.places.add(folded)
        for folded, told in votes.items():
            for kind in told:
                told[kind] = min(told[kind], _MOST)
            words = folded.split()
            if 1 < len(words) <= 3 and words[-1] in alone:
                told["person"] += 1  # "John Arden" and later "Arden": people are shortened so
        return {
            folded: self._type(folded, told, labels[folded])
            for folded, told in votes.items()
            if folded
        }

    def _type(self, folded: str, told: dict[str, float], labels: Counter[str]) -> str:
        """The kind of a name by what its places say, its words, and the parser's labels."""
        words = folded.split()
        for kind, n in _within(words):
            told[kind] += n
        if folded in self.entities:
            told[self.entities[folded]] += 2
        for kind, seen in labels.items():
            told[kind] += 2 * seen / labels.total()
        # Words that no dictionary has may be anybody's: the parser guesses.
        guessed = len(words) > 1 and not any(map(lexicon.pos, words))
        least = _GUESS if guessed else 0
        return max(_KINDS, key=lambda kind: told[kind] * (kind == "person" or told[kind] > least))

    def _note(self, at: int, run: Run, folded: str) -> None:
        """What a name tells about its shorter forms."""
        words = folded.split()
        kind = self.types[folded]
        if run.role and kind == "person":
            self.roles.setdefault(folded, run.role)
        if len(words) < 2:
            return
        if kind == "person" and " " in run.name and len(words) <= _LONGEST:
            self._full(at, run, words)
            return
        initials = "".join(w[0] for w in words if w not in lists()["connectors"])
        if len(initials) > 1:
            self.short.setdefault(initials, run.name)
        if kind == "organisation" and words[-1] in COMPANIES:
            self.short.setdefault(" ".join(words[:-1]), run.name)
        if kind == "other":
            self.short.setdefault(words[-1], run.name)  # "MV Oddal", then "Oddal"

    def _full(self, at: int, run: Run, words: list[str]) -> None:
        """Note a person's full name under given name and surname; the first form stands for all."""
        bare = [word for word in words if word not in _SUFFIXES]
        name = self.same.setdefault((bare[0], bare[-1]), run.name)
        if run.gender:
            self.genders[name] = run.gender
        self.full.setdefault(bare[-1], []).append((at, name))
        if len(bare[0]) > 1:
            self.full.setdefault(bare[0], []).append((at, name))

    def value(self, at: int, run: Run) -> Named | None:
        """The name that a run stands for; None where it is none."""
        folded = fold(run.name)
        if not folded or (len(folded) < 2 and not run.role) or not self._stands(run, folded):
            return None
        full = self._meant(at, run, folded)
        key = fold(full)
        kind = self.types.get(key, self.types[folded])
        role = (run.role or self.roles.get(key)) if kind in ("person", "other") else None
        return Named(run, full, kind, role)

    def _meant(self, at: int, run: Run, folded: str) -> str:
        """The full name for a short form; a name that is none stands for itself."""
        words = folded.split()
        kind = self.types[folded]
        if kind == "person" and len(words) > 1:
            bare = [word for word in words if word not in _SUFFIXES]
            return self.same.get((bare[0], bare[-1]), run.name) if len(bare) > 1 else run.name
        if kind == "group" or (kind == "place" and folded in self.places):
            return run.name
        person = self._person(at, folded, run) if kind != "place" and len(words) == 1 else None
        return person or self.short.get(folded, run.name)

    def _person(self, at: int, folded: str, run: Run) -> str | None:
        """The full name that one word stands for: the one named last before it, else the next."""
        found = self.full.get(folded)
        if not found:
            return None
        if run.gender:
            found = [f for f in found if self.genders.get(f[1], run.gender) == run.gender] or found
        place = bisect_left(found, (at, "")) - 1
        return found[max(place, 0)][1]

    def _stands(self, run: Run, folded: str) -> bool:
        """Whether a run in a heading, or a common word that opens a sentence, is a name."""
        tokens = run.parsed.tokens
        if folded in self.entities:
            return True
        if run.parsed.sentence.role is Role.HEADING:
            return folded in self.body or (" " not in folded and folded in self.full)
        word = tokens[run.split].lower
        if run.last - run.first > 1 or not lexicon.pos(word) or lexicon.proper(word):
            return True
        if run.first and tokens[run.first - 1].pos != PUNCT:
            return True
        return folded in self.inside or folded in self.full


# ------------------------------------------------------------------------------ kinds of name

# In the order in which equal evidence decides; the last holds where there is none.
_KINDS: Final = ("other", "person", "organisation", "place", "group", "work")
_GUESS: Final = 4.0  # what the parser's labels alone can say
_MOST: Final = 6.0  # what the places where a name stands can say for one kind, however many

_BY_TOPIC: Final = {
    "person": "person",
    "group": "organisation",
    "location": "place",
    "artifact": "other",
    "animal": "other",
}


def _around(run: Run) -> Iterator[tuple[str, float]]:
    """What the place of a name says about its kind, each with its weight."""
    parsed, tokens = run.parsed, run.parsed.tokens
    votes: dict[str, float] = defaultdict(float)
    if run.styled or run.gender:
        votes["person"] += 4
    for i in (*run.beside, *_instance_of(run)):
        votes[_kind_of(tokens[i])] += 5
    if any(
        tokens[k].lower == "who" for v in parsed.on(run.head, "relcl") for k in parsed.children[v]
    ):
        votes["person"] += 2
    if _titles_a_work(run):
        votes["work"] += 3
    if _dateline(run):
        votes["place"] += 6
    elif run.last - run.split == 1 and _capitals(run.name):
        votes["organisation"] += 4
    if _locative(run):
        votes["place"] += 2
    if not run.styled and any(tokens[k].lower == "the" for k in parsed.on(run.head, "det")):
        votes["person"] -= 5  # "the MV Oddal"
    if run.last - run.split > 1 and _speaks(run):
        votes["person"] += 1
    yield from votes.items()


def _kind_of(noun: Token) -> str:
    """The kind of what a noun says of a name beside it; empty where it says none."""
    kind = _BY_TOPIC.get(lexicon.topic(noun.lemma), "")
    if for_people(noun):
        return "person"
    if kind in ("other", "") and lexicon.general(noun.lemma, "organization"):
        return "organisation"
    return kind


def _within(words: list[str]) -> Iterator[tuple[str, float]]:
    """What the words of a folded name say about its kind, each with its weight."""
    known = lists()
    votes: dict[str, float] = defaultdict(float)
    ends = (*words[-1:], *words[:1]) if len(words) < 3 else words
    if any(word in known["organisations"] for word in ends):
        votes["organisation"] += 3
    if words[-1] in known["works"]:
        votes["work"] += 5
    if words[-1] in known["places"]:
        votes["place"] += 3
    if len(words) > 1 and words[0] in _LANDMARKS:
        votes["place"] += 5
    whole = " ".join(words)
    kind = _BY_TOPIC.get(lexicon.topic(whole), "")
    if kind in ("place", "organisation"):
        votes[kind] += 3
    elif kind == "person" and (len(words) > 1 or lexicon.proper(whole)):
        votes["person"] += 1.5
    if len(words) == 1 and whole.endswith("s") and _people(whole):
        votes["group"] += 5
    if words[0] in known["given"] and len(words) <= _LONGEST and not votes:
        votes["person"] += 4
    yield from votes.items()


_LANDMARKS: Final = frozenset({"mount", "lake", "fort", "cape", "port"})


def _people(word: str) -> bool:
    """Whether a word names people in the plural: "kestrians"."""
    lemma = lexicon.lemma(word, "n")
    return lemma != word and lexicon.topic(lemma) == "person"


def _capitals(name: str) -> bool:
    """Whether a name is an acronym by its looks."""
    letters = [c for c in name if c not in ".-"]
    return 3 <= len(letters) <= 7 and all(c.isupper() for c in letters)


def _instance_of(run: Run) -> tuple[int, ...]:
    """The noun of which a name is an example: "ports such as Oddal and Halverin"."""
    parsed, tokens = run.parsed, run.parsed.tokens
    first = parsed.conjuncts(run.head)[0]
    above = parsed.head(first)
    if tokens[first].dep != "pobj" or tokens[above].lower not in ("as", "like", "including"):
        return ()
    such = tokens[above].lower != "as" or any(
        tokens[k].lower == "such" for k in parsed.children[above]
    )
    noun = parsed.head(above)
    return (noun,) if such and tokens[noun].pos == NOUN else ()


def _titles_a_work(run: Run) -> bool:
    """Whether a run of two or more words fills a quotation: “The Long Harbour”."""
    tokens = run.parsed.tokens
    if run.last - run.split < 2:
        return False
    span = Span(tokens[run.first].start, tokens[run.last - 1].end)
    return any(quote.covers(span) and len(quote) - len(span) <= 5 for quote in run.parsed.quotes)


def _dateline(run: Run) -> bool:
    """Whether a name in capitals opens its sentence and a dash follows before any verb."""
    return not run.first and run.last <= dateline(run.parsed)


def dateline(parsed: Parsed) -> int:
    """How many tokens open a sentence as its dateline, the dash left out; 0 without one.

    A place in capitals, then no verb before the dash: "HALVERIN, Oct. 22 (Reuters) —".
    """
    if not parsed.tokens or not parsed.tokens[0].text.isupper() or len(parsed.tokens[0].text) < 2:
        return 0
    for token in parsed.tokens[1:_DATELINE]:
        if token.text in ("-", "--", "–", "—"):
            return token.index
        if token.pos == VERB:
            return 0
    return 0


_DATELINE: Final = 12  # tokens up to the dash of a dateline


def _locative(run: Run) -> bool:
    """Whether a name stands behind "in", "near" and the like."""
    above = run.parsed.tokens[run.parsed.head(run.head)]
    return above.pos in (PREP, "TO") and above.lower in ("in", "near", "outside", "across", "into")


def _speaks(run: Run) -> bool:
    """Whether a name is who says something."""
    parsed = run.parsed
    above = parsed.head(run.head)
    return (
        parsed.tokens[run.head].dep == "nsubj" and parsed.tokens[above].lower in lists()["speech"]
    )
