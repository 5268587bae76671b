"""Names: people with their titles, organisations, places, works, and the groups they stand for.

What it finds
    Runs of capitalised words, with particles and connectors inside them ("Mohammed Shia al-Sudani",
    "Bank of Kestria"), titles before them as the role ("Prime Minister"), acronyms that the text
    introduces. Short forms resolve to the full name within the article (Inga Rost, then Rost).
    A capital alone is no evidence at the start of a sentence; there a word counts as a name when
    the story writes it so in mid-sentence too, or when it is no common word.

What it does not find
    Names in lower case, and a role that stands for a person ("the minister") except where it faces
    that person's name in another article: then the specific name against the general one is less
    precise. Adjectives of nationality ("Iraqi officials") are no names of their own: they are read
    only where another one stands in their place.

How two names compare
    The same entity in linked sentences agrees, in a short form too, and a title left out is no
    difference. One spelling against another ("Mohammed" / "Muhammad") is a variant. Another name
    conflicts for the same title and the same verb, or where it is all that was replaced in a
    clause, and only if neither name stands elsewhere in the other sentence: two people who both
    took part are no contradiction. One word of a name that was replaced in place conflicts too.
    Two roles of one person are a variant, or less precise where one is vague ("an aide").

Why not a library: recognisers need a model download; the parsers of personal names that work
offline call organisations people.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from importlib import resources
from itertools import pairwise
from typing import Any, Final

from rapidfuzz.distance import JaroWinkler

from consistency import lexicon
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
    Severity,
    Slot,
    Span,
)
from consistency.roles import Gate, Unit
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
    PUNCT,
    VERB,
    Token,
)
from consistency.tree import Document, Parsed

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
        """What it finds: two full names with one given name or surname in common, in one place.

Why it matters: a slip or two people; nothing was decided, a person may want to look.

Example: "Marco Riva opened the office" / "Marta Riva opened the office".

How to silence: `--ignore NAM009`.
""",
    ),
    Rule(
        "NAM101",
        "conflicting-name",
        "Two names in one place of one event.",
        """What it finds: different names behind the same title and the same verb; another name or
nationality in a clause whose other words stayed.

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
        "One name in two spellings or forms.",
        """What it finds: names that differ in transliteration, a diacritic, an initial or a
letter or two, and two listed names of one body or country.

Why it matters: a desk wants one spelling, and a typing error may hide here.

Example: "Ilya Soren" / "Ilia Soren".

How to silence: `--ignore NAM103`.
""",
    ),
    Rule(
        "NAM104",
        "role-variant",
        "One person under two roles.",
        """What it finds: the titles, or descriptions beside the name, that two articles give one
person, where neither only adds to the other.

Why it matters: a promotion, an old office or an opinion may have slipped in. Both may be right, so
it is an information, but a warning where the rest of the clause stayed.

Example: "former aide Dorte Hallim" / "former harbour director Dorte Hallim".

How to silence: `--ignore NAM104`.
""",
    ),
)


@dataclass(frozen=True)
class Name:
    """`name` in full as far as the article gives it; `role` is the title.

    `general` marks a word for a kind of person or group ("officials") in the place of a name. A
    role by itself (type "role") is `held_by` a person.
    """

    name: str
    type: str
    role: str | None = None
    general: bool = False
    held_by: str = ""

    def to_dict(self) -> dict[str, Any]:
        return {"name": self.name, "type": self.type, "role": self.role}

    @cached_property
    def key(self) -> tuple[object, ...]:
        kind = "general" if self.general else "name"
        dots = tuple(_DOTTED.findall(self.name))  # "F.B.I." is another form of "FBI"
        words = _words(self.name.casefold())
        return (kind, words, *dots, *((self.held_by,) if self.held_by else ()))


# Not of two letters: "U.S." and "US", "J.P." and "JP" are a matter of house style.
_DOTTED: Final = re.compile(r"(?:[^\W\d_]\.){3,}")


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


@lru_cache(maxsize=1)
def _metonyms() -> dict[str, int]:
    text = resources.files("consistency").joinpath("data/names.toml").read_text(encoding="utf-8")
    groups = tomllib.loads(text)["metonyms"]
    return {name: i for i, group in enumerate(groups) for name in group.split("|")}


# ----------------------------------------------------------------------------------- extraction


@dataclass(frozen=True, slots=True)
class _Run:
    """Tokens [first, last) of a sentence that print a name, `split` where the title ends.

    `role` is the title before the name or, in apposition, beside it, and `role_at` where its tokens
    stand; `styled` that the title stands in the span. `gender` is "m" or "f" where a form of
    address tells it.
    """

    parsed: Parsed
    first: int
    split: int
    last: int
    role: str | None = None
    styled: bool = False
    gender: str = ""
    role_at: tuple[int, int] | None = None

    @property
    def name(self) -> str:
        return _printed(self.parsed, self.split, self.last)

    @property
    def words(self) -> list[str]:
        return [
            t.lower.rstrip(".") for t in self.parsed.tokens[self.split : self.last] if t.content
        ]


def _printed(parsed: Parsed, first: int, last: int) -> str:
    """The text of tokens [first, last), white space folded."""
    if first >= last:
        return ""
    base = parsed.sentence.start
    start, end = parsed.tokens[first].start - base, parsed.tokens[last - 1].end - base
    return " ".join(parsed.sentence.text[start:end].split())


def extract(document: Document, taken: tuple[Span, ...]) -> Iterator[Mention[Name]]:
    """The names of an article, in order. Linear in the text's length."""
    runs = [run for parsed in document.parsed for run in _runs(parsed, taken)]
    known = _Known(runs, document)
    for at, run in enumerate(runs):
        value = known.value(at, run)
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
    """The names of a sentence, each with its title; dates and other claimed spans left out."""
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
        for first, last in _parts(tokens, i, j, lists):
            run = _titled(parsed, first, last, claimed, lists)
            if run is not None:
                yield run
        i = j


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
    """Whether a name may begin at token i: a state after its town, a party and seat are none."""
    if i in claimed:
        return False
    token = tokens[i]
    if token.pos != NAME:
        return token.lower in _lists()["dotted"] and _titles_on(tokens, i, claimed)
    lists = _lists()
    following = tokens[i + 1].text if i + 1 < len(tokens) else ""
    if i and tokens[i - 1].text in ("...", "…", "*", "•") and lexicon.pos(token.lower):
        return False  # a sentence of its own after an ellipsis
    if token.text.isupper() and token.lower in lists["capitals"]:
        return False
    if len(token.text) == 1 and following in ("-", "‑", ")"):
        return False  # "R-Oddal", "(D)"
    if token.lower.rstrip(".") in lists["agencies"] and _bracketed(tokens, i):
        return False
    if i and tokens[i - 1].text in (",", "-", "‑") and token.lower.rstrip(".") in _states():
        return False
    return not (
        i > 1 and tokens[i - 1].text in ("-", "‑") and tokens[i - 2].text in ("R", "D", "I")
    )


def _titles_on(tokens: Sequence[Token], i: int, claimed: frozenset[int]) -> bool:
    """Whether a short title that opens a sentence goes on with a name: "Gov. Arden"."""
    if not tokens[i].text[0].isupper() or i + 1 >= len(tokens):
        return False
    j = i + 2 if tokens[i + 1].text == "." else i + 1
    return j < len(tokens) and tokens[j].pos == NAME and j not in claimed


@lru_cache(maxsize=1)
def _states() -> frozenset[str]:
    """Short forms of states, as one token prints them."""
    return frozenset(word.rstrip(".") for word in _lists()["states"])


def _bracketed(tokens: Sequence[Token], i: int) -> bool:
    return i > 0 and tokens[i - 1].text in ("(", "[")


def _continues(
    tokens: Sequence[Token], j: int, claimed: frozenset[int], lists: dict[str, frozenset[str]]
) -> int:
    """The end of the run if it goes on at token j, else j."""
    n = len(tokens)
    if j >= n or j in claimed:
        return j
    token, before = tokens[j], tokens[j - 1]
    if token.pos == NAME:
        return j + 1
    touching = token.start == before.end
    if token.text == "." and touching:
        # "Tomas R. Reyl", "Gov. Arden", "Norvane Inc."
        if before.lower in lists["suffixes"]:
            return j + 1
        initial = len(before.text) == 1 or before.lower in lists["dotted"]
        if initial and j + 1 < n and tokens[j + 1].pos == NAME and j + 1 not in claimed:
            return j + 2
        return j
    if token.text in ("-", "‑") and touching and j + 1 < n and tokens[j + 1].start == token.end:
        after = tokens[j + 1]
        if after.text[0].isupper() and j + 1 not in claimed:
            return j + 2
    if token.text == "," and j + 1 < n and tokens[j + 1].lower in ("jr", "sr"):
        return j + 2
    # Particles and connectors inside a name: "Ursula van der Hal", "Bank of Kestria", "al-Sudani".
    k = j
    while k < n and k - j < 3:
        joined = tokens[k].text == "-" and tokens[k].start == tokens[k - 1].end
        if not joined and tokens[k].lower not in lists["connectors"]:
            break
        k += 1
    if j < k < n and tokens[k].pos == NAME and k not in claimed:
        if tokens[j].lower in ("for", "to") and not _body(before, lists):
            return j  # "the call for Kestria" is no name; "Centre for Sea Rescue" is
        if tokens[j].lower in ("of", "for", "&") and not _joins(tokens, j, lists):
            return j
        return k + 1
    return j


def _body(token: Token, lists: dict[str, frozenset[str]]) -> bool:
    word = token.lower.rstrip(".")
    return word in lists["organisations"] or word.rstrip("s") in lists["organisations"]


def _joins(tokens: Sequence[Token], j: int, lists: dict[str, frozenset[str]]) -> bool:
    """Whether "of" ties two parts of one name: an office or a body, no person before it."""
    before = tokens[j - 1].lower.rstrip(".")
    return (
        before in lists["organisations"]
        or before in lists["titles"]
        or before in lists["works"]
        or before in lists["places"]
        or tokens[j].text == "&"
        or lexicon.topic(before) in ("group", "location", "act", "communication", "cognition")
    )


def _parts(
    tokens: Sequence[Token], first: int, last: int, lists: dict[str, frozenset[str]]
) -> Iterator[tuple[int, int]]:
    """A run cut at party words and freed of adjectives of origin that belong to the next noun."""
    start = first
    for i in range(first, last):
        if tokens[i].lower in lists["parties"]:
            following = tokens[i + 1].lower if i + 1 < last else ""
            if following in lists["party_bodies"] or (
                following in lists["organisations"] and i + 2 < last
            ):
                continue
            yield from _stripped(tokens, start, i, last)
            if tokens[i].lower.endswith("s") or tokens[i].lower == "gop":
                yield i, i + 1  # a party by its members or its nickname
            start = i + 1
    yield from _stripped(tokens, start, last, last)


def _stripped(
    tokens: Sequence[Token], first: int, last: int, end: int
) -> Iterator[tuple[int, int]]:
    while last > first and tokens[last - 1].pos != NAME and tokens[last - 1].text != ".":
        last -= 1
    while first < last and tokens[first].pos != NAME and not _dotted(tokens, first):
        first += 1
    after = tokens[end] if end < len(tokens) else None
    if last == end and after is not None and after.pos in (NOUN, ADJ, NUM):
        while last > first and _of_origin(tokens[last - 1]):
            last -= 1
    if last - first == 1 and _of_origin(tokens[first]) and after is not None and last < end:
        return
    if first < last:
        yield first, last


def _dotted(tokens: Sequence[Token], i: int) -> bool:
    return tokens[i].lower in _lists()["dotted"]


def _of_origin(token: Token) -> bool:
    """Whether a word is an adjective of origin or creed: "Iraqi", "Republican", not "Paris"."""
    return "a" in lexicon.pos(token.lower)


def _titled(
    parsed: Parsed,
    first: int,
    last: int,
    claimed: frozenset[int],
    lists: dict[str, frozenset[str]],
) -> _Run | None:
    """A name with its title set apart; a title with no name after it is no name."""
    tokens = parsed.tokens
    split = first
    for k in range(first, last):
        # The Justice of "Department of Justice" is what the body is for, not a judge.
        of_body = k - first > 1 and tokens[k - 1].lower == "of" and _body(tokens[k - 2], lists)
        titled = tokens[k].lower.rstrip(".") in lists["titles"] | lists["honorifics"]
        if (titled and not of_body) or _occupation(tokens, k, last, lists):
            split = k + 1
    while split < last and tokens[split].pos != NAME:
        # "Secretary of State Antony Blinken": what the connector joins is part of the title.
        split += 1 if tokens[split].text == "." else 2
    if split >= last:
        if not _named_so(tokens, first, last, lists):
            return None
        split = first
    body = tokens[last - 1].lower.rstrip(".") in lists["organisations"]
    if body:
        split = first  # "General Norvane Motors", "Governor Arden Foundation"
    # A form of address is printed with the name, but is no role.
    k = split
    while k > first and (
        tokens[k - 1].lower in lists["honorifics"]
        or (tokens[k - 1].text == "." and tokens[k - 2].lower in lists["honorifics"])
    ):
        k -= 1
    address = {t.lower for t in tokens[k:split]}
    gender = "m" if "mr" in address else "f" if address & {"mrs", "ms", "miss"} else ""
    start = first
    plural = last - split == 1 and _plural(tokens[split])
    shouted = last - split == 1 and tokens[split].text.isupper()
    if not body and not plural and not address and not (shouted and split == first):
        front = _front(parsed, first, claimed, lists, led=k > first)
        following = tokens[last].pos if last < len(tokens) else ""
        if k > first or following != NOUN:
            start = front
    role = _printed(parsed, start, k)
    if start < first and tokens[start].lower in lists["connectors"]:
        role = ""  # a particle: "al-Sudani"
        split = start
    styled = bool(role or address)
    at = (start, k) if role else None
    if not body and not plural and not role:
        at = _beside(parsed, start, last)
        role = _printed(parsed, *at) if at else ""
    return _Run(parsed, start, split, last, role or None, styled, gender, at)


def _occupation(
    tokens: Sequence[Token], k: int, last: int, lists: dict[str, frozenset[str]]
) -> bool:
    """Whether a capitalised word for a person leads a full name: "Navy Sailor Tomas Reyl".

    The word after it must be a given name, or none that a dictionary has ("Baker Street").
    """
    if last - k != _FULL + 1 or tokens[k].pos != NAME or not _for_people(tokens[k]):
        return False
    if tokens[k].lower in lists["given"] or lexicon.proper(tokens[k].lower):
        return False
    given, surname = tokens[k + 1], tokens[k + 2]
    if given.pos != NAME or surname.pos != NAME or _body(surname, lists):
        return False
    if lexicon.lemma(surname.lower, "n") != surname.lower:
        return False  # "Butler Norvane Bulldogs"
    return given.lower in lists["given"] or not lexicon.pos(given.lower)


def _plural(token: Token) -> bool:
    """Whether a word names people in the plural: "Kestrians"."""
    lemma = lexicon.lemma(token.lower, "n")
    return token.lower.endswith("s") and lemma != token.lower and lexicon.topic(lemma) == "person"


def _named_so(
    tokens: Sequence[Token], first: int, last: int, lists: dict[str, frozenset[str]]
) -> bool:
    """Whether a run that ends in a title is a name all the same: "Stephen King"."""
    return last - first > 1 and tokens[first].lower in lists["given"]


def _front(
    parsed: Parsed,
    first: int,
    claimed: frozenset[int],
    lists: dict[str, frozenset[str]],
    *,
    led: bool = False,
) -> int:
    """Where the title before a name begins: "former harbour master Pell Arden".

    The word right before must be one for people; what modifies it belongs to it. `led` where the
    name has a title of its own already.
    """
    tokens = parsed.tokens
    if first > 1 and tokens[first - 1].text in ("-", "‑"):
        if tokens[first - 2].lower in lists["connectors"]:
            return first - 2
        return first
    k = first
    while k > 0 and k - 1 not in claimed:
        token = tokens[k - 1]
        word = token.lower.rstrip(".")
        if k == first and not led:
            titled = word in lists["titles"] and token.pos in (NOUN, NAME, ADJ, VERB)
            if not titled and not (token.pos == NOUN and _for_people(token)):
                break
        elif (token.text == "." and k > 1 and tokens[k - 2].lower in lists["dotted"]) or (
            token.text in ("-", "‑") and k > 1 and token.start == tokens[k - 2].end
        ):
            pass
        elif token.pos not in (NOUN, NAME, ADJ) or (
            led and token.pos == NOUN and not _leads(token)
        ):
            break
        k -= 1
    return k


def _leads(token: Token) -> bool:
    """Whether a noun goes with the title after it: "state Sen. Arden", "mayor and" does not."""
    return token.lower in ("state", "party", "county", "city", "vice", "deputy", "then", "ex")


def _for_people(token: Token) -> bool:
    """Whether a noun means a person in one: "reporter", "lawyer", not "people"."""
    if token.lemma != token.lower:
        return False
    return lexicon.topic(token.lemma) == "person" or token.lemma in _lists()["titles"]


def _beside(parsed: Parsed, first: int, last: int) -> tuple[int, int] | None:
    """The role in apposition: "Arden, the mayor of Oddal," or "the mayor, Pell Arden,"."""
    tokens = parsed.tokens
    n = len(tokens)
    if last - first > 4:
        return None
    if last + 1 < n and tokens[last].text == ",":
        phrase = _phrase_at(parsed, last + 1)
        if phrase is not None and _heads_role(parsed, *phrase):
            end = _with_complements(parsed, phrase[1])
            if end >= n or tokens[end].text in (",", ".", ";", ")", "—", "–", "!", "?", "”", '"'):
                return _bare_role(parsed, phrase[0], end)
    if first > 1 and tokens[first - 1].text == ",":
        closed = last >= n or tokens[last].text in (",", ".", ";", ")", "”", '"')
        phrase = _phrase_ending(parsed, first - 1)
        if closed and phrase is not None:
            end = phrase[1]
            while phrase[0] > 0 and tokens[phrase[0] - 1].lower in ("of", "for", "at"):
                before = _phrase_ending(parsed, phrase[0] - 1)
                if before is None:
                    break
                phrase = before
            definite = tokens[phrase[0]].pos == DET or any(
                t.pos == CLITIC for t in tokens[phrase[0] : phrase[1]]
            )
            # What follows a comma itself stands beside the name before it.
            opens = phrase[0] == 0 or tokens[phrase[0] - 1].text not in (",", ")")
            if definite and opens and _heads_role(parsed, *phrase):
                return _bare_role(parsed, phrase[0], end)
    return None


def _phrase_at(parsed: Parsed, index: int) -> tuple[int, int] | None:
    """The noun phrase that begins at a token."""
    phrases = parsed.noun_phrases
    at = bisect_left(phrases, (index, 0))
    return phrases[at] if at < len(phrases) and phrases[at][0] == index else None


def _phrase_ending(parsed: Parsed, index: int) -> tuple[int, int] | None:
    """The noun phrase that ends before a token."""
    phrases = parsed.noun_phrases
    at = bisect_left(phrases, (index, 0)) - 1
    return phrases[at] if at >= 0 and phrases[at][1] == index else None


def _heads_role(parsed: Parsed, first: int, last: int) -> bool:
    """Whether a noun phrase is a role in the singular: "the mayor", "a former harbour master"."""
    head = parsed.tokens[last - 1]
    if head.pos == NAME:
        return head.lower in _lists()["titles"] and head.lower not in _lists()["given"]
    return head.pos == NOUN and _for_people(head)


def _with_complements(parsed: Parsed, end: int) -> int:
    """The end of a phrase with what "of", "for", "at" add: "of the port of Oddal"."""
    tokens = parsed.tokens
    for _ in range(3):
        if end >= len(tokens) or tokens[end].pos != PREP:
            break
        phrase = _phrase_at(parsed, end + 1)
        if phrase is None:
            break
        end = phrase[1]
    return end


def _bare_role(parsed: Parsed, first: int, last: int) -> tuple[int, int]:
    """A role without its article and without whose it is: "Arden's lawyer" gives "lawyer"."""
    for i in range(last - 1, first, -1):
        if parsed.tokens[i - 1].pos == CLITIC and i < last:
            first = i
            break
    if parsed.tokens[first].pos == DET:
        first += 1
    return first, last


# Given name to first and surname to last: how many words of a name may stand for it alone.
_LONGEST: Final = 5


class _Known:
    """The names of one article: full names for short forms and acronyms, and their types."""

    def __init__(self, runs: Sequence[_Run], document: Document) -> None:
        self.document = document
        self.full: dict[str, list[tuple[int, str]]] = {}
        self.acronyms: dict[str, str] = {}
        self.types: dict[str, str] = {}
        self.roles: dict[str, str] = {}
        self.genders: dict[str, str] = {}
        self.same: dict[tuple[str, str], str] = {}
        lists = _lists()
        self.entities = {fold(name): kind for name, kind in document.entities.items()}
        alone = {fold(run.name) for run in runs if run.last - run.split == 1}
        body = [run for run in runs if run.parsed.sentence.role is not Role.HEADING]
        self.body = {fold(run.name) for run in body}
        # Names that stand in mid-sentence on their own.
        self.inside = {
            fold(run.name)
            for run in body
            if run.first and run.parsed.tokens[run.first - 1].pos != PUNCT
        }
        for at, run in enumerate(runs):
            folded = fold(run.name)
            words = folded.split()
            if not words:
                continue
            kind = self.entities.get(folded) or _type(run, lists)
            if kind == "other" and 1 < len(words) <= 3 and words[-1] in alone:
                kind = "person"  # "John Arden" and later "Arden": people are shortened so
            if self.types.get(folded, "other") == "other" or run.styled:
                self.types[folded] = kind
            if run.role and kind == "person":
                self.roles.setdefault(folded, run.role)
            if 1 < len(words) <= _LONGEST and kind == "person":
                self._full(at, run, words)
            elif len(words) > 1:
                initials = "".join(w[0] for w in words if w not in lists["connectors"])
                if len(initials) > 1:
                    self.acronyms.setdefault(initials, run.name)

    def _full(self, at: int, run: _Run, words: list[str]) -> None:
        """Note a person's full name under given name and surname; the first form stands for all."""
        bare = [word for word in words if word not in _SUFFIXES]
        name = self.same.setdefault((bare[0], bare[-1]), run.name)
        if run.gender:
            self.genders[name] = run.gender
        self.full.setdefault(bare[-1], []).append((at, name))
        if len(bare[0]) > 1:
            self.full.setdefault(bare[0], []).append((at, name))

    def value(self, at: int, run: _Run) -> Name | None:
        name = run.name
        folded = fold(name)
        if not folded or (len(folded) < 2 and not run.role):
            return None
        if not self._stands(run, folded):
            return None
        words = folded.split()
        full = name
        kind = self.types.get(folded, "other")
        if len(words) == 1 and kind not in ("place", "group"):
            full = self._resolved(at, folded, run) or self.acronyms.get(folded, name)
        elif kind == "person":
            bare = [word for word in words if word not in _SUFFIXES]
            full = self.same.get((bare[0], bare[-1]), name) if len(bare) > 1 else name
        key = fold(full)
        kind = self.types.get(key, kind)
        role = run.role or self.roles.get(key)
        return Name(full, kind, role if kind in ("person", "other") else None)

    def _resolved(self, at: int, folded: str, run: _Run) -> str | None:
        """The full name that one word stands for: the one named last before it, else the next."""
        found = self.full.get(folded)
        if not found:
            return None
        if run.gender:
            found = [f for f in found if self.genders.get(f[1], run.gender) == run.gender] or found
        place = bisect_left(found, (at, "")) - 1
        return found[max(place, 0)][1]

    def _stands(self, run: _Run, folded: str) -> bool:
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


_SUFFIXES: Final = frozenset({"jr", "sr", "ii", "iii", "iv"})


def _type(run: _Run, lists: dict[str, frozenset[str]]) -> str:
    """person, organisation, place, group, work or other.

    By title, key words, given names, WordNet and what stands beside the name.
    """
    tokens = run.parsed.tokens
    words = run.words
    if not words:
        return "other"
    whole = fold(run.name)
    if run.styled or run.split > run.first or run.gender:
        return "person"
    if any(word in lists["organisations"] for word in words[-1:] + words[:1]) or (
        len(words) > 2 and any(word in lists["organisations"] for word in words)
    ):
        return "organisation"
    if words[-1] in lists["works"] or _titles_a_work(run):
        return "work"
    if words[-1] in lists["places"] or (len(words) > 1 and words[0] in ("mount", "lake", "fort")):
        return "place"
    topic = lexicon.topic(whole)
    if topic == "location":
        return "place"
    if topic == "group":
        return "organisation"
    if len(words) == 1:
        if _plural(tokens[run.split]):
            return "group"  # "Kestrians", "Republicans"
        text = tokens[run.split].text
        if words[0] in lists["given"] or topic == "person":
            return "person"
        if text.isupper() and 2 <= len(text.replace(".", "")) <= 6:
            return "organisation"
        return "other"
    if words[0] in lists["given"] and len(words) <= _LONGEST:
        return "person"
    following = tokens[run.last] if run.last < len(tokens) else None
    speaks = following is not None and following.lower in lists["speech"] | {"who"}
    if speaks and len(words) in (2, 3) and all(word.isalpha() for word in words):
        return "person"
    if topic == "person":
        return "person"
    return "other"


def _titles_a_work(run: _Run) -> bool:
    """Whether a run of two or more words fills a quotation: “The Long Harbour”."""
    tokens = run.parsed.tokens
    if run.last - run.split < 2:
        return False
    span = Span(tokens[run.first].start, tokens[run.last - 1].end)
    return any(quote.covers(span) and len(quote) - len(span) <= 5 for quote in run.parsed.quotes)


# ------------------------------------------------------------------------------- slot and ladder


def slot(left: Mention[Name], right: Mention[Name], facing: Facing) -> float:
    """1 for one entity; else only names of one title whose verbs face, each absent opposite."""
    a, b = left.value, right.value
    if a.general or b.general:
        return 0.0
    if a.key == b.key or _short(a, b) or _other_form(a, b):
        return 1.0
    if _spelled_alike(a, b) and (a.type == b.type or "other" in (a.type, b.type)):
        return 0.9 if left.slot.head and right.slot.head else 0.0
    if a.type == b.type == "person" and _half(left, right, facing):
        return 0.0 if _replaced(left.span, right.span, facing) else 0.6
    if _said(b, facing.left) or _said(a, facing.right):
        return 0.0
    if _one_role(a, b) and _verbs_face(left, right, facing):
        return 0.6
    return 0.6 if _one_kind(a, b) and _replaced(left.span, right.span, facing) else 0.0


def sort(mention: Mention[Name]) -> str:
    """What kind of thing bears the name."""
    return mention.value.type


def _known(left: Unit, right: Unit, facing: Facing) -> bool:
    """Whether either sentence has the other's name too: then both take part."""
    return _printed_in(right, facing.left) or _printed_in(left, facing.right)


def _printed_in(unit: Unit, parsed: Parsed) -> bool:
    """Whether a sentence has all words of a name."""
    words = set(fold(unit.mention.value.name).split())
    return words <= {fold(token.text) for token in parsed.tokens}


def _otherwise(left: Unit, right: Unit, facing: Facing) -> bool:
    """Whether a name's place in the other sentence is filled by a word that may stand for it."""
    return any(
        _stood_for(x, y, f) for x, y, f in ((left, right, facing), (right, left, facing.flip()))
    )


def _stood_for(unit: Unit, other: Unit, facing: Facing) -> bool:
    own = set(other.own)
    return any(
        t.index not in own and t.pos in (PRON, NOUN) for t in facing.counterparts(unit.mention.span)
    )


def _other_sort(left: Unit, right: Unit, facing: Facing) -> bool:
    a, b = left.mention.value, right.mention.value
    kinds = {a.type, b.type}
    return a.general or b.general or "group" in kinds or (len(kinds) > 1 and "other" not in kinds)


def _derived(left: Unit, right: Unit, facing: Facing) -> bool:
    one, other = (fold(u.mention.value.name) for u in (left, right))
    return lexicon.derived(one, other)


GATES: Final = (
    Gate("other-sort", "they are names of two sorts of thing", _other_sort),
    Gate("both-take-part", "one sentence has both names", _known),
    Gate("derived", "one is formed from the other", _derived),
    Gate("named-otherwise", "another word stands in the name's place", _otherwise, firm=False),
)


def _one_role(a: Name, b: Name) -> bool:
    """Whether two persons hold one title."""
    people = a.type == b.type == "person"
    return people and bool(a.role and b.role) and fold(a.role or "") == fold(b.role or "")


def _one_kind(a: Name, b: Name) -> bool:
    """Whether two names may be of one kind of thing, and neither is formed from the other."""
    one, other = fold(a.name), fold(b.name)
    return (
        (a.type == b.type or "other" in (a.type, b.type))
        and "group" not in (a.type, b.type)
        and set(one.split()).isdisjoint(other.split())
        and not lexicon.derived(one, other)
    )


# How far the rest of two clauses must face for a name to be all that was replaced.
_STAYED: Final = 0.8


def _replaced(left: Span, right: Span, facing: Facing) -> bool:
    """Whether two spans stand between the same words, in clauses whose other words stayed."""
    frames = []
    rest = []
    for parsed, span, weights in (
        (facing.left, left, facing.left_weights),
        (facing.right, right, facing.right_weights),
    ):
        own = [token.index for token in parsed.within(span)]
        if not own:
            return False
        before = parsed.tokens[own[0] - 1].lower if own[0] else ""
        after = parsed.tokens[own[-1] + 1].lower if own[-1] + 1 < len(parsed.tokens) else ""
        frames.append((before, after))
        first, last = parsed.clause_of(own[-1])
        rest.append([i for i in range(first, last) if i not in own and weights[i] > 0])
    if frames[0] != frames[1] or min(map(len, rest)) < 2:
        return False
    return facing.overlap(*rest) >= _STAYED


def between(facing: Facing) -> Iterator[tuple[Mention[Name], Mention[Name]]]:
    """What differs about names that stay: nationalities of things, roles of people, a word.

    Roles and words are told where the sentences of two articles more likely than not tell the same.
    """
    yield from _other_origins(facing)
    one, other = facing.left.sentence, facing.right.sentence
    if one.article == other.article or facing.score < SURE_LINK:
        return
    lefts, rights = facing.left.tokens, facing.right.tokens
    shared = [
        (i, j)
        for i, j, _ in facing.pairs
        if lefts[i].pos == NAME and lefts[i].lower == rights[j].lower
    ]
    roles = any(_beside_words(lefts, i) and _beside_words(rights, j) for i, j in shared)
    halves = any(_beside_names(lefts, i) and _beside_names(rights, j) for i, j in shared)
    if not (roles or halves):
        return
    runs = list(_runs(facing.left, ())), list(_runs(facing.right, ()))
    if roles:
        yield from _other_roles(facing, *runs)
    if halves:
        yield from _other_halves(facing, *runs)


def _beside_words(tokens: Sequence[Token], i: int) -> bool:
    """Whether a role could stand by the name at `i`: a word before it or a comma after it."""
    before = i > 0 and tokens[i - 1].pos in (NOUN, NAME, ADJ)
    return before or any(token.text == "," for token in tokens[i + 1 : i + 3])


def _beside_names(tokens: Sequence[Token], i: int) -> bool:
    return any(0 <= k < len(tokens) and tokens[k].pos == NAME for k in (i - 2, i - 1, i + 1, i + 2))


def _other_halves(
    facing: Facing, lefts: Sequence[_Run], rights: Sequence[_Run]
) -> Iterator[tuple[Mention[Name], Mention[Name]]]:
    """One word of a name that another replaced while the rest of name and clause stayed.

    "Saint Orla Hospital", "Saint Olav Hospital". Not another spelling, and not where a sentence has
    the other's word too.
    """
    for left in lefts:
        for right in rights:
            ones, others = (run.parsed.tokens[run.split : run.last] for run in (left, right))
            if len(ones) != len(others) or len(ones) < 2:
                continue
            apart = [(x, y) for x, y in zip(ones, others, strict=True) if x.lower != y.lower]
            if len(apart) != 1 or not all(t.pos == NAME and len(t.text) > 2 for t in apart[0]):
                continue
            x, y = apart[0]
            known = any(t.lower == y.lower for t in facing.left.tokens) or any(
                t.lower == x.lower for t in facing.right.tokens
            )
            spelled = (
                _word_alike(fold(x.text), fold(y.text))
                or lexicon.derived(x.lower, y.lower)
                or x.lower + "s" == y.lower
                or y.lower + "s" == x.lower
            )
            if not known and not spelled and _replaced(x.span, y.span, facing):
                yield _half_of(left, x), _half_of(right, y)


def _half_of(run: _Run, token: Token) -> Mention[Name]:
    value = Name(token.text, _IN_PLACE, held_by=fold(run.name))
    return _stretch(run.parsed, token.index, token.index + 1, value, run.name)


_IN_PLACE: Final = "in-place"  # the rest of the clause stayed


def _other_roles(
    facing: Facing, lefts: Sequence[_Run], rights: Sequence[_Run]
) -> Iterator[tuple[Mention[Name], Mention[Name]]]:
    """Two roles that two reports give one person: "aide Dorte Hallim", "Dorte Hallim, a lawyer".

    A role that only says more of the other ("spokesman", "a port spokesman") is none, unless what
    it says is that it is over or acting.
    """
    lefts, rights = (list(filter(_whole_role, runs)) for runs in (lefts, rights))
    for left in lefts:
        for right in rights:
            person = _one_person(left, right)
            if person and _roles_differ(left, right):
                one, other = _role(left, person), _role(right, person)
                if _other_office(left, right) and _replaced(one.span, other.span, facing):
                    one, other = (
                        replace(m, value=replace(m.value, type=_IN_PLACE)) for m in (one, other)
                    )
                yield one, other


def _whole_role(run: _Run) -> bool:
    """Whether a run has a role of which no half is cut off: "a staffer for Rep." has none."""
    if run.role_at is None:
        return False
    tokens = run.parsed.tokens[slice(*run.role_at)]
    cut = len(tokens) > 1 and tokens[-2].pos == PREP and tokens[-1].lower in _short_titles()
    return tokens[0].pos != PUNCT and not cut


def _one_person(left: _Run, right: _Run) -> str:
    """The folded surname where two runs print one name, in full or short; else nothing."""
    ones, others = fold(left.name).split(), fold(right.name).split()
    if not ones or not others or ones[-1] != others[-1] or len(ones[-1]) < 2:
        return ""
    same = len(ones) == 1 or len(others) == 1 or ones[0] == others[0]
    return ones[-1] if same else ""


def _roles_differ(left: _Run, right: _Run) -> bool:
    ones, others = _role_words(left), _role_words(right)
    if not ones or not others or ones == others:
        return False
    if ones < others or others < ones:
        return bool((ones ^ others) & _lists()["status"])
    return True


def _other_office(left: _Run, right: _Run) -> bool:
    """Whether two roles have another head or standing: "Oddal mayor", "Norvik mayor" not."""
    ones, others = _role_words(left), _role_words(right)
    return bool((ones ^ others) & _lists()["status"]) or _head_of(left) != _head_of(right)


def _head_of(run: _Run) -> str:
    """The head of a role: the last word before a preposition."""
    assert run.role_at is not None
    tokens = run.parsed.tokens[slice(*run.role_at)]
    end = next((k for k, token in enumerate(tokens) if token.pos == PREP), len(tokens))
    words = [t.lower.replace(".", "") for t in tokens[:end] if t.pos != PUNCT]
    return _short_titles().get(words[-1], words[-1]) if words else ""


def _role_words(run: _Run) -> frozenset[str]:
    """The content words of a role, short forms in full; not where the person is from."""
    assert run.role_at is not None
    full = _short_titles()
    words = set()
    for token in run.parsed.tokens[slice(*run.role_at)]:
        word = token.lower.replace(".", "")
        if token.content or word in full or word in _lists()["status"]:
            words.add(full.get(word, lexicon.lemma(word, "n")))
    return frozenset(words)


@lru_cache(maxsize=1)
def _short_titles() -> dict[str, str]:
    text = resources.files("consistency").joinpath("data/names.toml").read_text(encoding="utf-8")
    return dict(pair.split("=") for pair in tomllib.loads(text)["short_titles"].split())


def _role(run: _Run, person: str) -> Mention[Name]:
    assert run.role_at is not None
    value = Name(_printed(run.parsed, *run.role_at), "role", held_by=person)
    return _stretch(run.parsed, *run.role_at, value, person)


def _other_origins(facing: Facing) -> Iterator[tuple[Mention[Name], Mention[Name]]]:
    """Adjectives of nationality that were replaced by another before a noun that stayed.

    Not a nationality against a continent, a bloc or a creed: one may be both.
    """
    wider = _lists()["wider"]
    ones, others = _origins(facing.left), _origins(facing.right)
    if {t.lower for t in ones} & {t.lower for t in others}:
        return
    for one in ones:
        for other in others:
            if (one.lower in wider) != (other.lower in wider):
                continue
            if lexicon.derived(one.lower, other.lower):
                continue
            if _replaced(one.span, other.span, facing):
                yield _origin(facing.left, one), _origin(facing.right, other)


def _origins(parsed: Parsed) -> list[Token]:
    """The adjectives of nationality or creed that stand before a noun of theirs."""
    return [
        token
        for token, after in pairwise(parsed.tokens)
        if (token.pos == NAME or lexicon.proper(token.lower))
        and token.text.isalpha()
        and token.text[0].isupper()
        and not token.text.isupper()
        and after.pos in (NOUN, ADJ)
        and _of_origin(token)
    ]


def _origin(parsed: Parsed, token: Token) -> Mention[Name]:
    value = Name(token.text, "origin")
    return _stretch(parsed, token.index, token.index + 1, value, token.text)


def _stretch(parsed: Parsed, first: int, last: int, value: Name, label: str) -> Mention[Name]:
    """The mention of tokens [first, last), which exists only between two sentences."""
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


def _half(left: Mention[Name], right: Mention[Name], facing: Facing) -> bool:
    """Whether two full names share the given name or the surname, and their verbs face.

    "Marco Riva" and "Marta Riva" in one place: a slip or two people, which a reader must see. Not
    where a sentence has the other's differing word too: then both are known to take part.
    """
    ones, others = fold(left.value.name).split(), fold(right.value.name).split()
    if len(ones) != 2 or len(others) != 2 or (ones[0] == others[0]) == (ones[1] == others[1]):
        return False
    k = 0 if ones[1] == others[1] else 1
    if any(fold(token.text) == others[k] for token in facing.left.tokens):
        return False
    if any(fold(token.text) == ones[k] for token in facing.right.tokens):
        return False
    return _verbs_face(left, right, facing)


def _other_form(a: Name, b: Name) -> bool:
    """Whether two names are listed as one body's: "Justice Department", "Department of Justice"."""
    listed = _metonyms()
    one, other = fold(a.name), fold(b.name)
    return one != other and one in listed and listed[one] == listed.get(other)


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
        if token.pos == VERB:
            return token
        if token.pos in (NOUN, NAME) or token.text in (",", ";"):
            return None
    return None


def implied(mention: Mention[Name], facing: Facing) -> Mention[Name] | None:
    """The general word for people or groups that stands where the name stands.

    It is the subject of the verb that faces the name's verb (of many, anybody may have "said"), or
    faces the name itself and its head is the name's role. The head is a word for people, in the
    plural or with "a". ("The minister" is somebody named before.) "Former senators" are not those
    in office: a standing must be the name's too. Only for a person given with a title or in full: a
    surname alone was named before too.
    """
    value = mention.value
    if value.general or value.type != "person" or not (value.role or " " in mention.text):
        return None
    if _said(value, facing.right):
        return None
    verb = _verb_after(facing.left, mention.end)
    phrase = None
    if verb is not None and verb.lower not in _SAYING:
        for token in facing.counterparts(verb.span):
            phrase = phrase or _subject(facing.right, token.index)
    if phrase is None:
        role = {
            _short_titles().get(w, lexicon.lemma(w, "n")) for w in fold(value.role or "").split()
        }
        for token in facing.counterparts(mention.span):
            phrase = phrase or _phrase_of(facing.right, token.index)
        if phrase is not None and facing.right.tokens[phrase[1] - 1].lemma not in role:
            return None
    if phrase is None or not _general(facing.right, *phrase):
        return None
    standing = _lists()["status"] & {t.lower for t in facing.right.tokens[slice(*phrase)]}
    if not standing <= set(fold(value.role or "").split()):
        return None
    value = Name(_printed(facing.right, *phrase), "group", None, general=True)
    return _stretch(facing.right, *phrase, value, mention.value.name)


_SAYING: Final = frozenset("say says said tell tells told add adds added write wrote".split())


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
    while i >= 0 and parsed.tokens[i].pos in (AUX, MODAL, "ADV", "NOT"):
        i -= 1
    return _phrase_of(parsed, i) if i >= 0 else None


def _phrase_of(parsed: Parsed, index: int) -> tuple[int, int] | None:
    return next(((a, b) for a, b in parsed.noun_phrases if a <= index < b), None)


def _general(parsed: Parsed, first: int, last: int) -> bool:
    """Whether a noun phrase is a general word for people: "officials", "a senior aide"."""
    tokens = parsed.tokens[first:last]
    head = tokens[-1]
    if head.pos != NOUN or lexicon.topic(head.lemma) != "person":
        return False
    if any(t.pos in (NUM, CLITIC) for t in tokens):
        return False  # "Arden's aides", "two ministers": somebody in particular
    plural = head.lemma != head.lower and tokens[0].pos != DET
    return plural or tokens[0].lower in ("a", "an")


def _short(a: Name, b: Name) -> bool:
    """Whether one is the other's surname, acronym or a part at an end of it."""
    one, other = sorted((fold(a.name), fold(b.name)), key=len)
    if not one or one == other:
        return False
    words = other.split()
    rest = words[: -len(one.split())]
    if rest[-1:] in (["of"], ["for"]):
        return False  # "the Eastern District of Norvane" is no Norvane
    if other.endswith(f" {one}") and (a.type == b.type or "other" in (a.type, b.type)):
        return "person" in (a.type, b.type) or len(one.split()) > 1
    initials = "".join(w[0] for w in words if w not in _lists()["connectors"])
    return len(initials) > 1 and one == initials


# Jaro-Winkler similarity from which two spellings of a word of a name are one: "ilya" / "ilia" .87,
# "mohammed" / "muhammad" .85, "elliott" / "elliot" .98; "austin" / "burns" .41.
_ALIKE: Final = 0.84


def _of_people(a: Name, b: Name) -> bool:
    """Whether two names with the same ends are people's: by a title, or a known given name."""
    first, last = fold(a.name).split()[0], fold(a.name).split()[-1]
    if lexicon.topic(last) in ("group", "artifact", "location"):
        return False  # "the Ada Merrin Library"
    kinds = {a.type, b.type}
    return kinds <= {"person", "other"} and ("person" in kinds or first in _lists()["given"])


_FULL: Final = 2  # words of a person's full name


def _spelled_alike(a: Name, b: Name) -> bool:
    """Whether two names are one in two spellings: word by word alike, or nickname or initial."""
    ones, others = fold(a.name).split(), fold(b.name).split()
    ends = (ones[0], ones[-1]) == (others[0], others[-1])
    if ends and min(len(ones), len(others)) == _FULL and _of_people(a, b):
        return True  # "Ada Roe", "Ada Merrin Roe"
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
    if x[0] != y[0] or JaroWinkler.similarity(x, y) < _ALIKE:
        return False
    # "Defense", "Defence": WordNet has the two spellings of one word as synonyms.
    return _skeleton(x) == _skeleton(y) or lexicon.synonyms(x, y, "n")


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
    return not general and (_spelled_alike(a.value, b.value) or _other_form(a.value, b.value))


def _other_letters(a: Mention[Name], b: Mention[Name]) -> bool:
    """Whether two forms of one name differ in letters: a slip in one of the articles.

    Not a form with fewer words, an initial, a known short form, or accents and joints alone.
    """
    if not _variant(a, b) or _other_form(a.value, b.value):
        return False
    ones, others = fold(a.value.name).split(), fold(b.value.name).split()
    if len(ones) != len(others):
        return False
    nicknames = _nicknames()
    return any(
        x != y
        and min(len(x), len(y)) > 1
        and not (x in nicknames and nicknames[x] == nicknames.get(y))
        and not lexicon.synonyms(x, y, "n")
        for x, y in zip(ones, others, strict=True)
    ) and "".join(ones) != "".join(others)


def _in_part(a: Mention[Name], b: Mention[Name]) -> bool:
    """Whether two names of one sort share a word and differ in another."""
    ones, others = set(fold(a.value.name).split()), set(fold(b.value.name).split())
    same = a.value.type == b.value.type
    return same and bool(ones & others) and bool(ones - others) and bool(others - ones)


def _less(a: Mention[Name], b: Mention[Name]) -> bool:
    return a.value.general != b.value.general


def _one_title(a: Mention[Name], b: Mention[Name]) -> bool:
    return _one_role(a.value, b.value) and not _near(a.value, b.value)


def _other(a: Mention[Name], b: Mention[Name]) -> bool:
    """Whether two names have no word in common or nearly so: not a slip in half of one."""
    apart = set(fold(a.value.name).split()).isdisjoint(fold(b.value.name).split())
    return apart and not _near(a.value, b.value)


# Two names from which a word is spelled like one of the other's may be one: "gadhafi" / "qaddafi"
# .71, "muammar" / "moammar" .87; "oddal" / "halverin" .45, "arden" / "norvik" .46.
_NEAR: Final = 0.7


def _near(a: Name, b: Name) -> bool:
    """Whether the last words of two names may be one in two spellings, as transliterations are."""
    one, other = (fold(name.name).split()[-1] for name in (a, b))
    if lexicon.proper(one) and lexicon.proper(other):
        return False  # "Iraqi" / "Iranian", "Austria" / "Australia"
    if one.startswith(other) or other.startswith(one):
        return True
    alike = _skeleton(one).replace("g", "k") == _skeleton(other).replace("g", "k")
    return alike and JaroWinkler.similarity(one, other) >= _NEAR


def _roles_of_one(a: Mention[Name], b: Mention[Name]) -> bool:
    return a.value.type == b.value.type == "role"


def _in_place(a: Mention[Name], b: Mention[Name]) -> bool:
    return a.value.type == b.value.type == _IN_PLACE


def _role_in_place(a: Mention[Name], b: Mention[Name]) -> bool:
    return _in_place(a, b) and a.value.held_by == b.value.held_by


def _vague_role(a: Mention[Name], b: Mention[Name]) -> bool:
    """Whether one of two roles is a word for anybody who works there: "an official"."""
    vague = [fold(m.value.name).split()[-1] in _lists()["vague_roles"] for m in (a, b)]
    return _roles_of_one(a, b) and vague[0] != vague[1]


LADDER: Final[tuple[Rung[Name], ...]] = (
    Rung(
        "changed-role",
        Relation.VARIANT,
        "NAM104",
        _role_in_place,
        lambda a, b: f'"{a.text}" and "{b.text}" are roles of one person, the rest stayed',
        Severity.WARNING,
    ),
    Rung(
        "other-half",
        Relation.CONFLICT,
        "NAM101",
        _in_place,
        lambda a, b: f'"{a.text}" and "{b.text}" stand in one place of a name, the rest stayed',
        Severity.WARNING,
    ),
    Rung(
        "vague-role",
        Relation.LESS_PRECISE,
        "NAM104",
        _vague_role,
        lambda a, b: f'"{a.text}" and "{b.text}" are roles of one person, one of them vague',
        Severity.INFO,
    ),
    Rung(
        "other-role",
        Relation.VARIANT,
        "NAM104",
        _roles_of_one,
        lambda a, b: f'"{a.text}" and "{b.text}" are roles of one person',
        Severity.INFO,
    ),
    Rung(
        "equal",
        Relation.EQUAL,
        "NAM001",
        _equal,
        lambda a, b: f"{a.value.name} and {b.value.name} name the same",
    ),
    Rung(
        "misspelt",
        Relation.VARIANT,
        "NAM103",
        _other_letters,
        lambda a, b: f"{a.value.name} and {b.value.name} are one name in other letters",
        Severity.WARNING,
        Severity.WARNING,
    ),
    Rung(
        "spelling",
        Relation.VARIANT,
        "NAM103",
        _variant,
        lambda a, b: f"{a.value.name} and {b.value.name} are forms of one name",
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
        _one_title,
        lambda a, b: f"{a.value.name} and {b.value.name} stand for one role in one event",
    ),
    Rung(
        "replaced",
        Relation.CONFLICT,
        "NAM101",
        _other,
        lambda a, b: f"{a.value.name} and {b.value.name} stand in one place, the rest stayed",
        Severity.WARNING,
    ),
    Rung(
        "half",
        Relation.CONFLICT,
        "NAM101",
        _in_part,
        lambda a, b: f"{a.value.name} and {b.value.name} have a part in common and one role",
        Severity.WARNING,
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
        "The payment to former aide Dorte Hallim of 400 crowns was made public by the council.",
        "The council made public that former harbour director Dorte Hallim was paid 400 crowns.",
        "vague-role",
        "former aide",
        "former harbour director",
    ),
    Example(
        "The payment to former aide Dorte Hallim was made public by the council.",
        "The payment to former harbour director Dorte Hallim was made public by the council.",
        "changed-role",
        "former aide",
        "former harbour director",
    ),
    Example(
        "The payment to Dorte Hallim, a lawyer from Oddal, was made public by the council.",
        "The payment to former harbour director Dorte Hallim was made public by the council.",
        "other-role",
        "lawyer from Oddal",
        "former harbour director",
    ),
    Example(
        "The payment to spokesman Pell Arden was made public by the council.",
        "The payment to council spokesman Pell Arden was made public by the council.",
        "equal",
        "spokesman Pell Arden",
        "council spokesman Pell Arden",
    ),
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
        "Harbour Minister Dorte Hallim promised more money for the port.",
        "Former ministers promised more money for the port.",
        None,
    ),
    Example(
        "Former Harbour Minister Dorte Hallim promised more money for the port.",
        "Former ministers promised more money for the port.",
        "general",
        "Dorte Hallim",
        "Former ministers",
    ),
    Example(
        "Judge Pell Arden rejected the appeal of the fishermen.",
        "Judge Mira Toft rejected the appeal of the fishermen.",
        "other-name",
        "Pell Arden",
        "Mira Toft",
    ),
    Example(
        "An inquiry into the harbour fees was opened by the Justice Department.",
        "An inquiry into the harbour fees was opened by the Department of Justice.",
        "spelling",
        "Justice Department",
        "Department of Justice",
    ),
    Example(
        "An inquiry into the harbour fees was opened by the Justice Department.",
        "An inquiry into the harbour fees was opened by the State Department.",
        "other-half",
        "Justice",
        "State",
    ),
    Example(
        "The ferry from Kestria ran aground near Oddal on Monday.",
        "The ferry from Kestria ran aground near Halverin on Monday.",
        "replaced",
        "Oddal",
        "Halverin",
    ),
    Example(
        "Two French sailors were killed when the ferry ran aground.",
        "Two Dutch sailors were killed when the ferry ran aground.",
        "replaced",
        "French",
        "Dutch",
    ),
    Example(
        "Two European sailors were killed when the ferry ran aground.",
        "Two Dutch sailors were killed when the ferry ran aground.",
        None,
    ),
    Example(
        "Marco Riva opened the new harbour office in Oddal on Monday.",
        "After long repairs Marta Riva opened the harbour office in Oddal.",
        "undecided",
        "Marco Riva",
        "Marta Riva",
    ),
    Example(
        "Marco Riva met Marta Riva in the new harbour office in Oddal.",
        "Marta Riva met Marco Riva in the new harbour office in Oddal.",
        None,
        "Marco Riva",
        "Marta Riva",
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
    between=between,
    covers=covers,
    gates=GATES,
    sort=sort,
    least=0.2,
    precision=precision,
)
