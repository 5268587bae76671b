"""Names: people with their titles, organisations, places, works, and the groups they stand for.

What it finds
    Runs of capitalised words, with particles and connectors inside them ("Mohammed Shia al-Sudani",
    "Bank of Kestria"), titles before them as the role ("Prime Minister"), acronyms that the text
    introduces. Short forms resolve to the full name within the article (Inga Rost, then Rost).
    A capital alone is no evidence at the start of a sentence; there a word counts as a name when
    the story writes it so in mid-sentence too, or when it is no common word.

What it does not find
    Nationality adjectives ("Iraqi officials"), names in lower case, and a role that stands for a
    person ("the minister") except where it faces that person's name in another article: then the
    specific name against the general one is less precise.

How two names compare
    The same entity in linked sentences agrees, in a short form too, and a title left out is no
    difference. One spelling against another ("Mohammed" / "Muhammad") is a variant. Another name
    conflicts only for the same title and the same verb, and only if neither name stands elsewhere
    in the other sentence: two people who both took part are no contradiction.

Why not a library: recognisers need a model download; the parsers of personal names that work
offline call organisations people.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any, Final

from rapidfuzz.distance import JaroWinkler

from consistency import lexicon
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
    AUX,
    CLITIC,
    DET,
    MODAL,
    NAME,
    NOUN,
    NUM,
    PREP,
    PRON,
    VERB,
    Document,
    Facing,
    Parsed,
    Token,
)

RULES: Final = (
    Rule(
        "NAM001",
        "agreeing-name",
        "The articles name the same person, organisation or place.",
        """What it finds: one entity in linked sentences of two or more articles, in full or short.

Why it matters: it shows which names rest on more than one report.

Example: "Mayor Inga Rost" / "Rost, the mayor".

How to silence: agreements are shown with `--show all` only; `--ignore NAM001` drops them.
""",
    ),
    Rule(
        "NAM009",
        "incomparable-name",
        "Two names in one place that may or may not mean the same.",
        """What it finds: names of different types that face each other.

Why it matters: nothing was decided; a person may want to look.

Example: "Oddal said" / "Rost said".

How to silence: `--ignore NAM009`.
""",
    ),
    Rule(
        "NAM101",
        "conflicting-name",
        "Two names for the holder of one role in one event.",
        """What it finds: different names behind the same title and the same verb.

Why it matters: one of the two is wrong.

Example: "Judge Pell Arden ruled" / "Judge Mira Toft ruled".

How to silence: `--ignore NAM101`.
""",
    ),
    Rule(
        "NAM102",
        "less-precise-name",
        "One article names, the other says only what kind of person or group it was.",
        """What it finds: a name facing a general word for people or groups, by the words or by
the verb that both govern.

Why it matters: who said or did it is lost.

Example: "Mayor Inga Rost promised aid" / "Officials promised aid".

How to silence: `--ignore NAM102`.
""",
    ),
    Rule(
        "NAM103",
        "name-variant",
        "One name in two spellings.",
        """What it finds: names that differ in transliteration, a diacritic, an initial or a
letter or two.

Why it matters: a desk wants one spelling, and a typing error may hide here.

Example: "Ilya Soren" / "Ilia Soren".

How to silence: `--ignore NAM103`.
""",
    ),
)


@dataclass(frozen=True, slots=True)
class Name:
    """`name` in full as far as the article gives it; `role` is the title.

    `general` marks a word for a kind of person or group ("officials") in the place of a name.
    """

    name: str
    type: str
    role: str | None = None
    general: bool = False

    def to_dict(self) -> dict[str, Any]:
        return {"name": self.name, "type": self.type, "role": self.role}

    @property
    def key(self) -> tuple[object, ...]:
        return ("general" if self.general else "name", _words(self.name.casefold()))


@lru_cache(maxsize=16384)
def fold(name: str) -> str:
    """A name without case, diacritics, dots, apostrophes, hyphens and a leading article."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return _words("".join(c for c in plain if not unicodedata.combining(c)))


def _words(name: str) -> str:
    """The words of a name, without dots, apostrophes, hyphens and a leading article."""
    words = re.findall(r"\w+", re.sub(r"[’'ʻʼ`.]", "", name))
    if len(words) > 1 and words[0] == "the":
        del words[0]
    return " ".join(words)


@lru_cache(maxsize=1)
def _lists() -> dict[str, frozenset[str]]:
    text = resources.files("consistency").joinpath("data/names.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    return {key: frozenset(words.split()) for key, words in data.items() if isinstance(words, str)}


@lru_cache(maxsize=1)
def _nicknames() -> dict[str, int]:
    text = resources.files("consistency").joinpath("data/names.toml").read_text(encoding="utf-8")
    groups = tomllib.loads(text)["nicknames"]
    return {name: i for i, group in enumerate(groups) for name in group.split()}


# ----------------------------------------------------------------------------------- extraction


@dataclass(frozen=True, slots=True)
class _Run:
    """A run of name tokens [first, last) of a sentence, `split` where the title ends."""

    parsed: Parsed
    first: int
    split: int
    last: int

    def text(self, first: int, last: int) -> str:
        tokens = self.parsed.tokens
        if first >= last:
            return ""
        base = self.parsed.sentence.start
        start, end = tokens[first].start - base, tokens[last - 1].end - base
        return " ".join(self.parsed.sentence.text[start:end].split())

    @property
    def name(self) -> str:
        return self.text(self.split, self.last)

    @property
    def role(self) -> str | None:
        return self.text(self.first, self.split) or None


def extract(document: Document, taken: tuple[Span, ...]) -> Iterator[Mention[Name]]:
    """The names of an article, in order. Linear in the text's length."""
    runs = [run for parsed in document.parsed for run in _runs(parsed, taken)]
    known = _Known(runs, document)
    for run in runs:
        value = known.value(run)
        if value is not None:
            yield _mention(document, run, value)


def _mention(document: Document, run: _Run, value: Name) -> Mention[Name]:
    tokens = run.parsed.tokens
    start, end = tokens[run.first].start, tokens[run.last - 1].end
    return Mention(
        Kind.NAME,
        document.article.id,
        run.parsed.sentence.index,
        start,
        end,
        document.text[start:end],
        value,
        Slot(value.name, Span(tokens[run.split].start, end), (), value.type),
        published=document.article.published,
    )


def _runs(parsed: Parsed, taken: tuple[Span, ...]) -> Iterator[_Run]:
    """Maximal runs of name words, dates and other claimed spans left out."""
    tokens = parsed.tokens
    lists = _lists()
    claimed = _claimed(parsed, taken)
    i = 0
    while i < len(tokens):
        if not _begins(tokens, i, claimed):
            i += 1
            continue
        j = i + 1
        while True:
            k = _continues(tokens, j, claimed, lists)
            if k == j:
                break
            j = k
        if not _nationality(tokens, i, j):
            yield from _cut(parsed, _front(tokens, i, lists), j, lists)
        i = j


def _front(tokens: Sequence[Token], i: int, lists: dict[str, frozenset[str]]) -> int:
    """Where a run that begins at token i really begins: a particle ("al-Sudani") or a title that
    opens the sentence ("Judge Arden") belongs to it."""
    if i > 1 and tokens[i - 1].text in ("-", "‑") and tokens[i - 2].lower in lists["connectors"]:
        return i - 2
    while i and tokens[i - 1].text[0].isupper() and tokens[i - 1].tag not in (DET, PREP, PRON):
        if not {tokens[i - 1].lower, tokens[i].lower} & lists["titles"]:
            break
        i -= 1
    return i


def _claimed(parsed: Parsed, taken: tuple[Span, ...]) -> frozenset[int]:
    """Indices of tokens inside claimed spans."""
    sentence = parsed.sentence.span
    # `taken` is sorted; a span may begin before the sentence, but few reach over its start.
    inside = []
    for at in range(bisect_left(taken, Span(sentence.end, 0)) - 1, -1, -1):
        if taken[at].end <= sentence.start:
            break
        inside.append(taken[at])
    if not inside:
        return frozenset()
    return frozenset(t.index for t in parsed.tokens if any(s.overlaps(t.span) for s in inside))


def _begins(tokens: Sequence[Token], i: int, claimed: frozenset[int]) -> bool:
    return tokens[i].tag == NAME and i not in claimed


def _continues(
    tokens: Sequence[Token], j: int, claimed: frozenset[int], lists: dict[str, frozenset[str]]
) -> int:
    """The end of the run if it goes on at token j, else j."""
    n = len(tokens)
    if j < n and tokens[j].tag == NAME and j not in claimed:
        return j + 1
    joined = j + 1 < n and tokens[j].text in ("-", "‑") and tokens[j].start == tokens[j - 1].end
    if joined and tokens[j + 1].start == tokens[j].end:
        after = tokens[j + 1]
        if after.text[0].isupper() and j + 1 not in claimed:
            return j + 2
    # Particles and connectors inside a name: "Ursula van der Hal", "Bank of Kestria", "al-Sudani".
    k = j
    while k < n and k - j < 3 and (tokens[k].lower in lists["connectors"] or tokens[k].text == "-"):
        k += 1
    if j < k < n and tokens[k].tag == NAME and k not in claimed:
        return k + 1
    return j


def _nationality(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether the run is an adjective of origin before a noun: "Iraqi officials"."""
    if last - first != 1 or last >= len(tokens) or tokens[last].tag not in (NOUN, ADJ, NUM):
        return False
    return "a" in lexicon.pos(tokens[first].lower)


def _cut(parsed: Parsed, first: int, last: int, lists: dict[str, frozenset[str]]) -> Iterator[_Run]:
    """A run with its title set apart; a title with no name after it is no name."""
    tokens = parsed.tokens
    titles = lists["titles"]
    # A demonym or a department before the title belongs to it: "U.S. Defense Secretary".
    at = max(
        (k for k in range(first, last) if tokens[k].lower.rstrip(".") in titles), default=first - 1
    )
    split = at + 1
    if split >= last:
        return
    if split > first and tokens[split].tag != NAME:
        # "Secretary of State Antony Blinken": what the connector joins is part of the title.
        k = split
        while k < last and tokens[k].tag != NAME:
            k += 1
        split = k + 1
        if split >= last:
            return
    yield _Run(parsed, first, split, last)


# "R-Oddal": a member's party and seat, not a name.
_PARTY: Final = re.compile(r"[A-Z]{1,3}-[A-Z]\w*\.?")


class _Known:
    """The names of one article: full names for short forms and acronyms, and their types."""

    def __init__(self, runs: Sequence[_Run], document: Document) -> None:
        self.document = document
        self.full: dict[str, str] = {}
        self.types: dict[str, str] = {}
        self.roles: dict[str, str] = {}
        lists = _lists()
        alone = {fold(run.name) for run in runs if run.last - run.split == 1}
        for run in runs:
            name = run.name
            folded = fold(name)
            kind = _type(run, lists)
            if kind == "other" and 1 < len(folded.split()) <= 3 and folded.split()[-1] in alone:
                kind = "person"  # "John Arden" and later "Arden": people are shortened so
            if kind != "other" or folded not in self.types:
                self.types[folded] = kind
            if run.role and folded not in self.roles:
                self.roles[folded] = run.role
            words = folded.split()
            if len(words) > 1:
                if kind in ("person", "other"):
                    self.full.setdefault(words[-1], name)
                    if run.role:
                        self.types[folded] = "person"
                acronym = "".join(w[0] for w in words if w not in lists["connectors"])
                if len(acronym) > 1:
                    self.full.setdefault(acronym, name)

    def value(self, run: _Run) -> Name | None:
        name = run.name
        folded = fold(name)
        if not folded or (len(folded) < 2 and not run.role) or _PARTY.fullmatch(name):
            return None
        if not self._stands(run, folded):
            return None
        full = name
        if " " not in folded and folded in self.full and self.types.get(folded) != "place":
            full = self.full[folded]
        elif run.role or self.types.get(folded) == "person":
            longer = self.full.get(folded.split()[-1])
            if longer and len(longer.split()) > len(name.split()) and folded in fold(longer):
                full = longer
        key = fold(full)
        kind = self.types.get(key, "other")
        return Name(full, kind, run.role or self.roles.get(key))

    def _stands(self, run: _Run, folded: str) -> bool:
        """Whether a run in a heading, or a word of common use, is a name after all."""
        if run.parsed.sentence.role is not Role.HEADING:
            return True
        words = [t.text for t in run.parsed.tokens[run.split : run.last] if t.tag == NAME]
        return bool(words) and all(w in self.document.proper for w in words)


def _type(run: _Run, lists: dict[str, frozenset[str]]) -> str:
    """person, organisation, place, group or other, by title, key words, WordNet and neighbours."""
    tokens = run.parsed.tokens
    words = [t.lower.rstrip(".") for t in tokens[run.split : run.last] if t.tag == NAME]
    if run.role:
        return "person"
    if any(word in lists["organisations"] for word in words):
        return "organisation"
    if any(word in lists["places"] for word in words):
        return "place"
    name = run.name
    topic = lexicon.topic(name.lower()) or (lexicon.topic(words[-1]) if len(words) == 1 else "")
    if topic in ("location", "group", "person"):
        return {"location": "place", "group": "organisation", "person": "person"}[topic]
    if len(words) == 1 and words[0].isupper() and 2 <= len(words[0]) <= 6:
        return "organisation"
    following = tokens[run.last] if run.last < len(tokens) else None
    if len(words) in (2, 3) and following is not None:
        speaks = following.lower in lists["speech"] or following.lower in (",", "who")
        if speaks and all(word.isalpha() for word in words):
            return "person"
    return "other"


# ------------------------------------------------------------------------------- slot and ladder


def slot(left: Mention[Name], right: Mention[Name], facing: Facing) -> float:
    """1 for one entity; else only names of one title whose verbs face, each absent opposite."""
    a, b = left.value, right.value
    if a.general or b.general:
        return 0.0
    if a.key == b.key or _short(a, b):
        return 1.0
    if _spelled_alike(a, b) and (a.type == b.type or "other" in (a.type, b.type)):
        return 0.9 if left.slot.head and right.slot.head else 0.0
    if a.type != "person" or b.type != "person" or not (a.role and b.role):
        return 0.0
    if fold(a.role) != fold(b.role) or _said(b, facing.left) or _said(a, facing.right):
        return 0.0
    return 0.6 if _verbs_face(left, right, facing) else 0.0


def _said(name: Name, parsed: Parsed) -> bool:
    """Whether a sentence has the last word of a name."""
    last = fold(name.name).split()[-1]
    return any(fold(token.text) == last for token in parsed.tokens)


def _verbs_face(left: Mention[Name], right: Mention[Name], facing: Facing) -> bool:
    one = _verb_after(facing.left, left.end)
    other = _verb_after(facing.right, right.end)
    return one is not None and other is not None and facing.touches(one.span, other.span)


def _verb_after(parsed: Parsed, offset: int) -> Token | None:
    """The verb that a noun phrase ending at an offset governs: the next one in reach."""
    at = parsed.at(offset)
    for token in parsed.tokens[at : at + 6]:
        if token.tag == VERB:
            return token
        if token.tag in (NOUN, NAME) or token.text in (",", ";"):
            return None
    return None


def implied(mention: Mention[Name], facing: Facing) -> Mention[Name] | None:
    """The general word for people or groups that stands where the name stands.

    It is the subject of the verb that faces the name's verb, or faces the name itself, and its head
    is a word for people, in the plural or with "a". ("The minister" is somebody named before.) Only
    for a person given with a title or in full: a surname alone was named before too.
    """
    value = mention.value
    if value.general or value.type != "person" or not (value.role or " " in mention.text):
        return None
    if _said(value, facing.right):
        return None
    verb = _verb_after(facing.left, mention.end)
    phrase = None
    if verb is not None:
        for token in facing.counterparts(verb.span):
            phrase = phrase or _subject(facing.right, token.index)
    if phrase is None:
        for token in facing.counterparts(mention.span):
            phrase = phrase or _phrase_of(facing.right, token.index)
    if phrase is None or not _general(facing.right, *phrase):
        return None
    tokens = facing.right.tokens
    start, end = tokens[phrase[0]].start, tokens[phrase[1] - 1].end
    sentence = facing.right.sentence
    text = sentence.text[start - sentence.start : end - sentence.start]
    return Mention(
        Kind.NAME,
        sentence.article,
        sentence.index,
        start,
        end,
        text,
        Name(" ".join(text.split()), "group", None, general=True),
        Slot(mention.value.name, Span(start, end), (), "group"),
    )


def covers(general: Mention[Name], other: Mention[Name]) -> bool:
    """Whether a plural word for people sums up a titled name: they share a word of the title.

    "Kestrian officials" for "Kestrian Minister Dorte Hallim", next to the colleague it faces.
    """
    words = fold(general.value.name).split()
    if other.value.role is None or not general.value.general or not words[-1].endswith("s"):
        return False
    return bool(set(words[:-1]) & set(fold(other.value.role).split()))


def _subject(parsed: Parsed, verb: int) -> tuple[int, int] | None:
    """The noun phrase right before a verb and its auxiliaries."""
    i = verb - 1
    while i >= 0 and parsed.tokens[i].tag in (AUX, MODAL, "ADV", "NOT"):
        i -= 1
    return _phrase_of(parsed, i) if i >= 0 else None


def _phrase_of(parsed: Parsed, index: int) -> tuple[int, int] | None:
    return next(((a, b) for a, b in parsed.noun_phrases if a <= index < b), None)


def _general(parsed: Parsed, first: int, last: int) -> bool:
    """Whether a noun phrase is a general word for people: "officials", "a senior aide"."""
    tokens = parsed.tokens[first:last]
    head = tokens[-1]
    if head.tag != NOUN or lexicon.topic(head.lemma) != "person":
        return False
    if any(t.tag in (NUM, CLITIC) for t in tokens):
        return False  # "Arden's aides", "two ministers": somebody in particular
    plural = head.lemma != head.lower and tokens[0].tag != DET
    return plural or tokens[0].lower in ("a", "an")


def _short(a: Name, b: Name) -> bool:
    """Whether one is the other's surname, acronym or a part at an end of it."""
    one, other = sorted((fold(a.name), fold(b.name)), key=len)
    if not one or one == other:
        return False
    words = other.split()
    if other.endswith(f" {one}") and (a.type == b.type or "other" in (a.type, b.type)):
        return "person" in (a.type, b.type) or len(one.split()) > 1
    initials = "".join(w[0] for w in words if w not in _lists()["connectors"])
    return len(initials) > 1 and one == initials


# Jaro-Winkler similarity from which two spellings of a word of a name are one: "ilya" / "ilia" .87,
# "mohammed" / "muhammad" .85, "elliott" / "elliot" .98; "austin" / "burns" .41.
_ALIKE: Final = 0.84


def _spelled_alike(a: Name, b: Name) -> bool:
    """Whether two names are one in two spellings: word by word alike, or nickname or initial."""
    ones, others = fold(a.name).split(), fold(b.name).split()
    if len(ones) != len(others):
        ones, others = _without_middle(ones), _without_middle(others)
    if len(ones) != len(others) or "".join(ones) == "".join(others):
        return "".join(ones) == "".join(others)
    equal = sum(x == y for x, y in zip(ones, others, strict=True))
    if len(ones) == 1:
        close = JaroWinkler.similarity(ones[0], others[0]) >= 0.92
        return close and len(ones[0]) >= 6 and _skeleton(ones[0]) == _skeleton(others[0])
    if equal < len(ones) - 1 and equal < 1:
        return all(
            _word_alike(x, y) and _skeleton(x) == _skeleton(y)
            for x, y in zip(ones, others, strict=True)
        )
    return all(_word_alike(x, y) for x, y in zip(ones, others, strict=True))


def _without_middle(words: list[str]) -> list[str]:
    """Given name and surname, a middle initial left out."""
    return [w for i, w in enumerate(words) if len(w) > 1 or i in (0, len(words) - 1)]


def _word_alike(x: str, y: str) -> bool:
    if x == y:
        return True
    if min(len(x), len(y)) == 1:
        return x[0] == y[0]
    nicknames = _nicknames()
    if x in nicknames and nicknames[x] == nicknames.get(y):
        return True
    return x[0] == y[0] and JaroWinkler.similarity(x, y) >= _ALIKE and _skeleton(x) == _skeleton(y)


def _skeleton(word: str) -> str:
    """Consonants of a word with doubled and like-sounding ones folded: how transliterations agree.

    After the idea of Soundex (Russell, 1918), with y and w as vowels and fewer letters merged.
    """
    folded = re.sub(r"ph", "f", word)
    folded = re.sub(r"[kq]h?|g?h(?!a)|c(?![eih])", "k", folded).replace("z", "s").replace("dj", "j")
    consonants = re.sub(r"[aeiouywh]", "", folded)
    return re.sub(r"(.)\1+", r"\1", consonants)


def _equal(a: Mention[Name], b: Mention[Name]) -> bool:
    return a.value.key == b.value.key or (
        not a.value.general and not b.value.general and _short(a.value, b.value)
    )


def _variant(a: Mention[Name], b: Mention[Name]) -> bool:
    general = a.value.general or b.value.general
    return not general and _spelled_alike(a.value, b.value)


def _less(a: Mention[Name], b: Mention[Name]) -> bool:
    return a.value.general != b.value.general


def _conflict(a: Mention[Name], b: Mention[Name]) -> bool:
    """Whether two persons of one title stand in one place."""
    one, other = a.value.role, b.value.role
    return bool(one and other) and fold(one or "") == fold(other or "")


LADDER: Final[tuple[Rung[Name], ...]] = (
    Rung(
        "equal",
        Relation.EQUAL,
        "NAM001",
        _equal,
        lambda a, b: f"{a.value.name} and {b.value.name} name the same",
    ),
    Rung(
        "spelling",
        Relation.VARIANT,
        "NAM103",
        _variant,
        lambda a, b: f"{a.value.name} and {b.value.name} are spellings of one name",
    ),
    Rung(
        "general",
        Relation.LESS_PRECISE,
        "NAM102",
        _less,
        lambda a, b: f'"{a.text}" and "{b.text}": one is a name, the other a general word',
    ),
    Rung(
        "other-name",
        Relation.CONFLICT,
        "NAM101",
        _conflict,
        lambda a, b: f"{a.value.name} and {b.value.name} stand for one role in one event",
    ),
    Rung(
        "undecided",
        None,
        "NAM009",
        lambda a, b: True,
        lambda a, b: f"{a.value.name} and {b.value.name} may or may not be the same",
    ),
)


def precision(value: Name) -> float:
    """Names before general words."""
    return 1.0 if value.general else 0.0


EXAMPLES: Final = (
    Example(
        "Mayor Inga Rost promised aid to the traders of Oddal.",
        "Inga Rost promised aid to the traders of Oddal.",
        "equal",
        "Inga Rost",
        "Inga Rost",
    ),
    Example(
        "Prime Minister Ilya Soren declared a state of emergency.",
        "Prime Minister Ilia Soren declared a state of emergency.",
        "spelling",
        "Ilya Soren",
        "Ilia Soren",
    ),
    Example(
        "The treaty was signed by Muhammad Darwan on the island.",
        "The treaty was signed by Mohammed Darwan on the island.",
        "spelling",
        "Muhammad Darwan",
        "Mohammed Darwan",
    ),
    Example(
        "Harbour Minister Dorte Hallim promised more money for the port.",
        "Officials promised more money for the port.",
        "general",
        "Dorte Hallim",
        "Officials",
    ),
    Example(
        "Judge Pell Arden rejected the appeal of the fishermen.",
        "Judge Mira Toft rejected the appeal of the fishermen.",
        "other-name",
        "Pell Arden",
        "Mira Toft",
    ),
    Example(
        "Arno and Belk signed the pact in Halverin.",
        "Belk and Arno signed the pact in Halverin.",
        None,
        "Arno",
        "Belk",
    ),
    Example(
        "Pell Arden met Mira Toft in Halverin.",
        "Tomas Reyl met Dorte Hallim in Halverin.",
        None,
    ),
)

FACT_TYPE: Final[FactType[Name]] = FactType(
    kind=Kind.NAME,
    prefix="NAM",
    extract=extract,
    slot=slot,
    ladder=LADDER,
    rules=RULES,
    examples=EXAMPLES,
    documentation=__doc__ or "",
    claims=True,
    implied=implied,
    covers=covers,
    precision=precision,
)
