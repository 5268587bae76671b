"""What a figure is of: the counted thing, what befalls it, its places, its rise, an age, a rate.

Each is one question to the tree about the figure's top token, the one that hangs outside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Final

from consistency import hedges, lexicon
from consistency.amounts import (
    CURRENCIES,
    WORDS,
    Commitment,
    Quantity,
    is_plural,
    singular_of,
    unit_of,
)
from consistency.model import Kind, Mention, Slot, Span
from consistency.text import (
    ADJ,
    ADV,
    AUX,
    CALENDAR,
    CONJ,
    DET,
    MODAL,
    NAME,
    NOUN,
    NUM,
    PREP,
    PUNCT,
    TO,
    VERB,
    Token,
)
from consistency.tree import SUBJECTS, Document, Parsed
from consistency.units import PERIODS, Figure, Line

# WordNet's kinds of noun whose singular says that a thing happened once.
EVENTS: Final = frozenset({"act", "event"})
# Verbs that tell who says a figure or what it rests on, not what happened to the counted.
SAYING: Final = frozenset(
    "based said say says saying according told tells tell reported reports announced added noted"
    " stated estimated estimates showed shows including compared".split()
)
# Words that a figure and a hyphen make an adjective with, counting nothing.
_NOT_COUNTED: Final = frozenset(
    "way time star fold off on hand piece dimensional tier faced sided something plus odd up down"
    " right seat third thirds door color colour".split()
)
# Nouns whose singular counts many.
_COLLECTIVE: Final = frozenset(
    "aircraft species series fish sheep offspring craft personnel staff police cattle crew"
    " livestock people spacecraft hovercraft".split()
)
# Verbs that give a level, besides those that tell a change of it.
_LEVELS: Final = frozenset("stand reach hit be total number exceed top pass".split())
# Nouns for a count.
_COUNTS: Final = frozenset(
    "number total toll tally count sum population attendance membership turnout headcount".split()
)

# "A third of the number of voters".
_NUMBERS: Final = frozenset("number total rest amount".split())
# Nouns for a stretch of figures: "the 20-30 range".
_SCALES: Final = frozenset("range mark threshold bracket barrier".split())
_OF_AN_AGE: Final = frozenset(
    "children child kids people adults those anyone women men girls boys babies infants teenagers"
    " students players".split()
)
_AGES: Final = frozenset("aged age ages".split())
_GROWN: Final = 18  # nobody is a mother of so many
# "A girl of four"; a mother of four has as many children.
_GROWING: Final = frozenset("girl boy man woman child youth teenager infant".split())
_MORE: Final = frozenset("other more additional further such".split())
_JOINED: Final = frozenset("old long strong".split())
_WITHIN: Final = frozenset(
    "nummod quantmod compound amod nmod predet det advmod npadvmod poss punct fixed".split()
)
_NO_PLACE: Final = frozenset(
    "as than per including until till while by to after before since".split()
)
_LINKS: Final = frozenset("by to from at of for in with about up".split())
_NO_EVENT: Final = frozenset("as like such of not without".split())
_AS_OF: Final = re.compile(
    r"\b(?:[Aa]s (?:of|at)|[Bb]y|[Aa]t) (?:late |early |mid-?|about |around )?"
    r"(?:noon|midday|midnight|nightfall|dawn|dusk|daybreak"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?: (?:morning|afternoon|evening|night))?"
    r"|(?:the )?(?:morning|afternoon|evening))\b"
    r"|\b[Aa]s of [A-Z][a-z]+\.? \d{1,2}\b|\b[Ss]o far\b"
)


@lru_cache(maxsize=2)
def _as_of(text: str, first: int, stop: int) -> re.Match[str] | None:
    """When a sentence's figures hold; asked for each of them."""
    return _AS_OF.search(text, first, stop)


def top(line: Line, figure: Figure) -> int:
    """The token of a figure that hangs outside it."""
    first, last = line.index(figure.core), line.index(figure.end)
    for i in range(last - 1, first - 1, -1):
        token = line.tokens[i]
        outside = token.head == i or not first <= token.head < last
        if outside and token.pos not in (PUNCT, CONJ, PREP):
            return i
    return max(first, last - 1)


# ----------------------------------------------------------------------------- what is counted


class Counted:
    """The noun that a figure counts: its head, -1 without one, and the span of its phrase."""

    def __init__(self, line: Line, figure: Figure, following: Figure | None) -> None:
        self.line, self.figure, self.parsed = line, figure, line.parsed
        self.top = top(line, figure)
        self.k = line.index(figure.end)
        before = line.index(figure.start) - 1
        self.after_verb = before >= 0 and line.tokens[before].pos == VERB
        # A verb right before a figure governs it, whatever the tree says.
        self.verb = before if self.after_verb else self.parsed.predicate(self.top)
        self.of = -1  # the preposition of "two of the six officers"
        self.head = -1 if figure.form in ("score", "times", "rating") else self._find()
        self.shared = False  # "7 and 23 boats"
        if following is not None and self._belongs(following):
            self.shared = line.tokens[top(line, following)].head == self.top
            self.head = self.head if self.shared else -1
            self.of = -1
        self.standing = False
        if self.head < 0 and not figure.dimension and figure.form in ("digits", "words"):
            self.head = self._stands_at()
            self.standing = self.head >= 0

    def _belongs(self, following: Figure) -> bool:
        """Whether the noun stands behind the next figure, and is not one that both count."""
        part = self.of >= 0 and not following.dimension  # "two of the six officers"
        return self.head >= self.line.index(following.core) and not part

    def _find(self) -> int:
        line, figure, k = self.line, self.figure, self.k
        if line.lower(k) in ("-", "‑") and line.tokens[k].start == figure.end:
            figure.compound = True
            if line.lower(k + 1) != "strong":
                return self._joined(k + 1)
        of = self._partitive()
        if of >= 0:
            return of
        measure = figure.dimension in CURRENCIES or figure.dimension == "points"
        plain = figure.unit is not None and not figure.compound
        whole = figure.form in ("vague", "fraction", "ratio") and not measure
        if (measure or plain) and not whole:
            return -1
        head = self._modified()
        if head >= 0 and figure.dimension and figure.compound and line.lower(head) in PERIODS:
            return -1
        if head < 0 and line.lower(k) in WORDS.casualties and figure.dimension in ("", "count"):
            return k
        return head

    def _joined(self, i: int) -> int:
        """The noun of "10-member", where it is one."""
        lower = self.line.lower(i)
        if self.figure.dimension or not lower:
            return self._modified() if self.figure.dimension else -1
        return i if "n" in lexicon.pos(lower) and lower not in _NOT_COUNTED else -1

    def _partitive(self) -> int:
        """The noun behind "of": "thousands of people", "two out of the six officers"."""
        line, k = self.line, self.k
        if self.figure.unit in CURRENCIES:
            return -1
        at = k + (line.lower(k) == "out" and line.lower(k + 1) == "of")
        if line.lower(at) != "of":
            return -1
        head, self.of = self._object(at), at
        if head < 0 and line.tokens[at].dep == "quantmod":
            head = self._of_number(at + 1)
        while head >= 0 and line.lower(head) in _NUMBERS:
            inner = [p for p in self.parsed.on(head, "prep") if line.lower(p) == "of"]
            if not inner:
                break
            head = self._object(inner[0])
        return head if head >= 0 and line.tokens[head].pos in (NOUN, NAME) else -1

    def _of_number(self, i: int) -> int:
        """The noun behind the number at a token, of "43 of 61 seats" read as one number."""
        tokens = self.line.tokens
        while i < len(tokens) and tokens[i].pos == NUM and tokens[i].head > i:
            i = tokens[i].head
        return i if i < len(tokens) and tokens[i].pos == NOUN else -1

    def _object(self, preposition: int) -> int:
        found = self.parsed.on(preposition, "pobj")
        return found[-1] if found else -1

    def _modified(self) -> int:
        """The noun that the figure stands before: what it hangs on, to its right."""
        tokens, at = self.line.tokens, self.top
        if self.figure.form == "ratio":
            at = self.k - 1  # "two in five voters": the noun of the second number
        if tokens[at].dep == "conj" and tokens[tokens[at].head].pos == NUM:
            at = tokens[at].head
        while tokens[at].dep in _WITHIN and tokens[at].head > at:
            at = tokens[at].head
            if tokens[at].pos in (NOUN, NAME) and self.parsed.heads_phrase(at):
                break
        if at < self.k or not self._nominal(at) or self._parted(at):
            return self._next_phrase()
        return self._inner(at)

    def _parted(self, head: int) -> bool:
        """Whether another phrase begins before a noun: "four dead in train crash"."""
        tokens, k = self.line.tokens, self.k
        if tokens[k].pos == CONJ and tokens[k + 1].pos != NUM:
            return True
        return any(t.pos in (PREP, AUX, MODAL, TO) for t in tokens[k:head])

    def _nominal(self, i: int) -> bool:
        """Whether a token can be a counted noun; a plural tagged as a verb is one."""
        token = self.line.tokens[i]
        if self.line.titled and token.lower in WORDS.roles:
            return token.lower in WORDS.casualties
        if token.lower in CALENDAR or token.lower in _SCALES:
            return False
        if token.pos == VERB:
            return "n" in lexicon.pos(token.lower) and is_plural(token)
        verb = lexicon.lemma(token.lower, "v") != token.lower and "n" not in lexicon.pos(
            token.lower
        )
        if token.pos == NAME:
            return not (verb and self.line.titled)  # "60 Crushed in Stampede"
        return token.pos == NOUN and (is_plural(token) or not verb)

    def _next_phrase(self) -> int:
        """The head of the base phrase right behind the figure, where the tree put it elsewhere."""
        line = self.line
        skipped = self.k + (line.lower(self.k) in _MORE)
        if skipped >= len(line.tokens) or line.tokens[skipped].pos not in (NOUN, NAME, ADJ):
            return -1
        if line.tokens[self.top].dep in ("conj", "appos") and not self._adjacent(skipped):
            return -1
        head = self.parsed.phrase_head(skipped)
        noun = line.tokens[head]
        # A lone singular is no noun for two and more: "those of 12 and 16 swam".
        many = is_plural(noun) or noun.lower in _COLLECTIVE or noun.pos == NAME
        fits = many or self.figure.low == 1 or self.figure.form != "digits"
        return head if fits and self._nominal(head) else -1

    def _adjacent(self, i: int) -> bool:
        return self.line.tokens[i].start - self.figure.end <= 1

    def _inner(self, head: int) -> int:
        """ "a 189 seat cabin": more than one, so not of the singular that it ends in."""
        line, inner = self.line, self.k
        token, figure = line.tokens[head], self.figure
        plain = figure.form == "digits" and figure.low != 1 and not figure.compound
        if not plain or inner == head or line.tokens[inner].pos != NOUN or token.pos != NOUN:
            return head
        many = is_plural(line.tokens[inner]) or is_plural(token) or token.lower in _COLLECTIVE
        return head if many or singular_of(token.lower) in WORDS.people else inner

    def _stands_at(self) -> int:
        """What a figure without a noun counts: "Cases rose to 105", "the death toll stands at 84".

        The subject of a verb of level or change, where it is a plural or a word for a count.
        """
        tokens, verb, head = self.line.tokens, self.verb, self._subject()
        if head < 0:
            return -1
        lemma = lexicon.lemma(tokens[verb].lower, "v")
        level = tokens[head].lower in _COUNTS
        if not level and tokens[verb].lower not in WORDS.trend and lemma not in _LEVELS:
            return -1
        inner = [self._object(p) for p in self.parsed.on(head, "prep") if tokens[p].lower == "of"]
        if level and inner and inner[0] >= 0:
            head = inner[0]  # "the number of confirmed cases"
        counted = tokens[head].pos == NOUN and (is_plural(tokens[head]) or level)
        return head if counted and (level or lemma != "be") else -1

    def _subject(self) -> int:
        """The subject of the verb that governs the figure from before it; -1 without one."""
        verb = self.verb
        governed = (verb, *self.parsed.on(verb, "prep"))
        if verb >= self.top or not (self.after_verb or self.parsed.head(self.top) in governed):
            return -1
        if self.line.lower(verb - 1) in _COUNTS:
            return verb - 1  # a headline's, whatever the tree makes of it
        return next((s for s in self.parsed.subjects(verb) if s < verb), -1)

    @property
    def token(self) -> Token | None:
        return self.line.tokens[self.head] if self.head >= 0 else None

    @property
    def phrase(self) -> Span | None:
        """The counted thing with what stands before it, without figure and determiner."""
        outside = (NUM, CONJ) if self.of >= 0 or self.standing or self.shared else ()
        return self._stretch((DET, PUNCT, *outside))

    @property
    def base(self) -> str | None:
        """What a part is of: "six officers", "registered voters"."""
        part = self.of >= 0 and not self.figure.dimension
        part = part and (self.figure.form != "vague" or self._of_a_number())
        span = self._stretch((DET, PUNCT)) if part else self.phrase
        if span is None or not (part or self.figure.dimension == "percent"):
            return None
        return self.line.text[span.start : span.end]

    def _of_a_number(self) -> bool:
        """Whether the whole is counted too: "dozens of its 610 shops"."""
        return any(t.pos == NUM for t in self.line.tokens[self.of + 1 : self.head])

    def _stretch(self, outside: tuple[str, ...]) -> Span | None:
        """The counted noun's phrase from its first token of none of some parts of speech."""
        if self.head < 0:
            return None
        tokens = self.line.tokens
        first = self.parsed.phrase(self.head)[0]
        if not self.standing:
            first = max(first, self.k if self.of < 0 else self.of + 1)
        joined = _JOINED if self.figure.compound and self.of < 0 else frozenset()
        while first < self.head and (
            tokens[first].pos in outside or tokens[first].lower in _MORE | joined
        ):
            first += 1
        return self.parsed.span(first, self.head + 1)

    def rate(self) -> str:
        """What a figure is per: "84 attacks a day", "12 cases per 100,000 people"."""
        if self.figure.rate or self.figure.compound or self.figure.dimension == "speed":
            return self.figure.rate
        hosts = {self.top, self.head} - {-1}
        for host in hosts:
            for k in (*self.parsed.on(host, "npadvmod"), *self._behind()):
                article = {self.line.lower(d) for d in self.parsed.on(k, "det")}
                if self.line.lower(k) in PERIODS and k > host and article & _EACH:
                    return singular_of(self.line.lower(k))
            for k in self.parsed.on(host, "prep"):
                inner = self._object(k)
                if self._over(k) and k >= self.k and inner >= 0:
                    span = self.parsed.span(k + 1, inner + 1)
                    return self.line.text[span.start : span.end].removeprefix("every ")
        return self._repeated()

    def _behind(self) -> tuple[int, ...]:
        """The word right behind the noun and an article, whatever the tree hangs it on: "two boats
        an hour when it rains"."""
        k = self.head + 2
        stands = self.head >= self.k and self.line.lower(k - 1) in ("a", "an")
        stands = stands and k < len(self.line.tokens)
        return (k,) if stands and self.line.lower(k + 1) in _THEREUPON else ()

    def _over(self, k: int) -> bool:
        """Whether a preposition says what a figure is over: "per", "for every"."""
        return self.line.lower(k) == "per" or (
            self.line.lower(k) == "for" and self.line.lower(k + 1) == "every"
        )

    def _repeated(self) -> str:
        """How often the figure's verb is true: "every week it hands out 30 litres", "daily"."""
        lower = self.line.lower
        for k in self.parsed.on(self.verb, "npadvmod", "advmod"):
            if lower(k) in _ADVERBS and k > self.verb:
                return _ADVERBS[lower(k)]
            if lower(k) in PERIODS and {lower(d) for d in self.parsed.on(k, "det")} & _REPEATING:
                return singular_of(lower(k))
        return ""


# What may stand behind a rate; "a month prior", "a week on", "a minute too late" are times.
_THEREUPON: Final = frozenset(("", *".,;:)", "when", "if", "and", "in", "at", "during", "through"))
_EACH: Final = frozenset("a an each every".split())
_REPEATING: Final = frozenset("each every".split())
_ADVERBS: Final = {
    "hourly": "hour", "daily": "day", "nightly": "night", "weekly": "week", "monthly": "month",
    "yearly": "year", "annually": "year", "quarterly": "quarter",
}  # fmt: skip


# ------------------------------------------------------------------------------ what befalls it


def _role(counted: Counted) -> Token | None:
    """The verb that the figure is subject or object of, or the casualty word in its place."""
    parsed, tokens = counted.parsed, counted.line.tokens
    anchor = counted.head if counted.head >= 0 and not counted.standing else counted.top
    verb = counted.verb if counted.after_verb else parsed.predicate(anchor)
    if tokens[verb].pos not in (VERB, AUX):  # "50 houses burned in Torvale", read as a noun's
        verb = next(iter(parsed.on(anchor, "acl")), verb)
    near = [k for i in (anchor, counted.top) for k in parsed.children[i] if k > anchor]
    if counted.k == anchor + 1 or counted.head >= 0:
        near.append(anchor + 1)
    told = [k for k in parsed.on(verb, "acomp", "attr", "oprd", "xcomp", "advmod") if k > anchor]
    for k in (anchor, *near, verb, *told):
        if k < len(tokens) and tokens[k].lower in WORDS.roles:
            return tokens[k]
    for k in (verb, *parsed.on(anchor, "acl")):
        for p, inner in parsed.prepositions(k):
            if (tokens[p].lower, tokens[inner].lower) == ("to", "death"):
                return tokens[inner]
    return _verb(parsed, verb)


def _verb(parsed: Parsed, i: int) -> Token | None:
    """The first verb from a predicate upwards that tells more than who says it."""
    for k in (i, *parsed.ancestors(i)):
        token = parsed.tokens[k]
        if token.pos == AUX or token.lemma == "be":
            return None
        if token.pos == VERB and token.lower not in SAYING:
            return token
    return None


def _modifiers(counted: Counted, role: Token | None) -> tuple[Span, ...]:
    """The prepositional phrases of the counted noun, else those of its verb; at most two."""
    anchor = counted.head if counted.head >= 0 else counted.top
    hosts = [anchor]
    if role is not None and (role.index > anchor or role.pos == VERB):
        hosts.append(role.index)
    for host in hosts:
        found = [
            counted.parsed.span(*stretch)
            for stretch in _phrases(counted.parsed, host)
            if stretch[0] >= max(anchor, counted.k)
        ]
        if found:
            return tuple(found[:2])
    return ()


def _phrases(parsed: Parsed, host: int) -> Iterator[tuple[int, int]]:
    """Preposition and object that hang on a word or on one another, in order."""
    for k, inner in parsed.prepositions(host):
        if parsed.tokens[k].lower not in _NO_PLACE and parsed.tokens[inner].dep == "pobj":
            yield k, inner + 1
            yield from _phrases(parsed, inner)


def _governor(counted: Counted) -> int:
    """The word that a figure hangs on, through its unit and small words; -1 at a subject."""
    tokens, at = counted.line.tokens, counted.top
    for _ in range(4):
        if tokens[at].dep in SUBJECTS or tokens[at].head == at:
            return -1
        above = tokens[at].head
        own = counted.figure.start <= tokens[above].start < counted.figure.end
        if not (own or tokens[above].lower in _LINKS or above == counted.head):
            return above
        if tokens[above].lower == "up" and tokens[above].dep == "advmod":
            return above
        at = above
    return -1


# "6 percent below last year's", "a third more than planned": on which side of a level a share is,
# where no verb tells it.
_BESIDE_LEVEL: Final = {
    "above": "up",
    "below": "down",
    "short of": "down",
}


def _trend(counted: Counted) -> str | None:
    """Whether the figure is a rise or a fall, or what something rose or fell to."""
    if counted.figure.form in ("score", "ordinal"):
        return None
    line, governor = counted.line, _governor(counted)
    before = line.word_before(counted.figure.start)
    if before in ("up", "down"):
        return before
    if governor >= 0 and not (line.lower(governor) == "up" and line.lower(governor + 1) == "to"):
        found = WORDS.trend.get(line.lower(governor))
        if found is not None:
            return found
    for token in line.tokens[counted.k : counted.k + 2]:
        if token.lower in WORDS.trend and token.pos == NOUN and counted.figure.dimension:
            return WORDS.trend[token.lower]
    behind = line.lower(counted.k), line.lower(counted.k + 1)
    if counted.figure.dimension == "percent":
        return _BESIDE_LEVEL.get(behind[0]) or _BESIDE_LEVEL.get(" ".join(behind))
    return None


def _is_age(counted: Counted) -> bool:
    """Whether a bare number is an age: "Ada Holm, 91,", "aged 91", "at the age of 91", "she was
    91", "a woman of 91", "men of 34 and 53"."""
    figure, line, parsed = counted.figure, counted.line, counted.parsed
    if not figure.integer or not 0 < figure.low <= 120:
        return False
    first, core = line.index(figure.start), line.index(figure.core)
    above = [line.lower(k) for k in parsed.ancestors(counted.top)][:3]
    hedge = [line.lower(i) for i in range(first, core)]
    if _AGES & {*above[:2], line.lower(first - 1), *hedge}:
        return True
    if hedge[:1] in (["under"], ["over"]):
        return line.lower(first - 1) in _OF_AN_AGE
    token = line.tokens[counted.top]
    if line.lower(first - 1) == "," and line.lower(counted.k) in ("", ",", ".", ";", ")"):
        person = line.tokens[first - 2]
        listed = line.tokens[first - 3].pos == NUM if first > 2 else False
        told = person.pos == NAME or person.lower in WORDS.people
        return (told or _one_person(line, first - 2)) and not listed
    if line.lower(first - 1) == "at" and token.dep == "pobj":
        return line.lower(parsed.head(token.head)) in WORDS.roles
    if line.lower(_first_listed(line, first) - 1) == "of":
        return _of_that_age(figure, line, first)
    return _years_of(counted)


def _one_person(line: Line, k: int) -> bool:
    """Whether a noun is "a" person: "a widow, 82,"."""
    article = line.lower(line.parsed.phrase(k)[0])
    return article in ("a", "an") and lexicon.topic(line.lower(k)) == "person"


def _of_that_age(figure: Figure, line: Line, first: int) -> bool:
    """Whether a number behind "of" is an age: "a girl of four", "men of 34 and 53"."""
    opening = _first_listed(line, first)
    several = opening < first or line.lower(first + 1) == "and"
    if several and line.lower(opening - 2) in _OF_AN_AGE:
        return True
    if first < 3:
        return False
    head = line.tokens[first - 2]
    article = line.lower(line.parsed.phrase(head.index)[0])
    if head.lower in _GROWING:
        return line.lower(first - 3) in ("a", "an", "the") or article in ("a", "an")
    return figure.low >= _GROWN and article in ("a", "an") and lexicon.topic(head.lower) == "person"


def _first_listed(line: Line, k: int) -> int:
    """The first of the numbers that one stands behind: "34, 41 and 53"."""
    while k > 1 and line.lower(k - 1) in ("and", ",") and line.tokens[k - 2].pos == NUM:
        k -= 2
    return k


# Verbs between a person and their years.
_AGING: Final = frozenset("be turn".split())


def _years_of(counted: Counted) -> bool:
    """Whether a bare number is what a person is or turns: "who is 41", "she turned 90"."""
    line, parsed, at = counted.line, counted.parsed, counted.top
    verb = parsed.head(at)
    if verb >= at or line.tokens[verb].lemma not in _AGING:
        return False
    if line.lower(counted.k) not in ("", ",", ".", ";", ")", "when", "and", "at", "in", "on"):
        return False
    subjects = parsed.subjects(verb)
    who = any(line.lower(c) == "who" for c in parsed.children[verb])
    return (who or any(_is_person(line, parsed.antecedent(s)) for s in subjects)) and all(
        token.pos in (VERB, AUX, ADV, NUM) for token in line.tokens[verb : at + 1]
    )


def _is_person(line: Line, i: int) -> bool:
    """Whether a word stands for one person: a name of one, "she", "a pilot"."""
    token = line.tokens[i]
    if token.pos == NAME:
        return not token.entity or token.entity.endswith("PERSON")
    person = lexicon.topic(token.lower) == "person" and not is_plural(token)
    return token.lower in ("he", "she", "who") or person


# -------------------------------------------------------------------------------- the mention


def mention(
    document: Document, line: Line, figure: Figure, following: Figure | None
) -> Mention[Quantity]:
    """The mention of a figure: its counted thing, modifiers, role, trend and slot."""
    counted = Counted(line, figure, following)
    _measure(line, figure, counted)
    head, inner, end = counted.token, counted.phrase, _end(line, figure, counted)
    if not figure.dimension and head is None and figure.form in ("digits", "words"):
        figure.dimension = "age" if _is_age(counted) else ""
    role = _role(counted)
    words = _modifiers(counted, role)
    value = _value(line, figure, counted, role, words)
    end = _with_rate(line, end, value.per)
    spans = {inner, *words, role.span if role else None} - {None, head.span if head else None}
    label = " ".join(p for p in (value.thing, *value.modifiers[:1]) if p)
    key = f"{value.dimension}/{value.per}" if value.per else value.dimension
    return Mention(
        kind=Kind.QUANTITY,
        article=document.article.id,
        sentence=line.parsed.sentence.index,
        start=figure.start,
        end=end,
        text=line.text[figure.start : end],
        value=value,
        slot=Slot(
            label or value.role or value.unit or "figure",
            head.span if head is not None else None,
            tuple(sorted(span for span in spans if span is not None)),
            key,
        ),
        published=document.article.published,
    )


def _with_rate(line: Line, end: int, per: str | None) -> int:
    """Where a mention ends with the rate right behind it: "1,200 units per litre"."""
    if not per:
        return end
    rate = re.compile(rf" (?:per|for every|an?|each|every) {re.escape(per)}\b", re.IGNORECASE)
    match = rate.match(line.text, end, line.stop)
    return match.end() if match is not None else end


def _measure(line: Line, figure: Figure, counted: Counted) -> None:
    """Measures told by the words around: "a magnitude 6.4 quake", "50 previous years"."""
    if figure.dimension:
        return
    if _is_magnitude(line, figure):
        figure.dimension = figure.unit = "magnitude"
        counted.head = -1
    elif counted.token is not None and counted.token.lower in WORDS.units:
        kind, measure = WORDS.units[counted.token.lower]
        if kind == "time" and counted.token.lower != "second":
            figure.dimension, figure.unit = kind, measure


def _is_magnitude(line: Line, figure: Figure) -> bool:
    """Whether a figure is an earthquake's: "a magnitude of 6.4", "magnitude-6.4", "6.4-magnitude".

    So is a decimal that stands right before the quake itself: "the 6.4 quake".
    """
    k = line.index(figure.end)
    before = [line.lower(i) for i in range(line.index(figure.start) - 3, line.index(figure.start))]
    if before[2] == "magnitude" or before[1:] in (["magnitude", "of"], ["magnitude", "-"]):
        return True
    if line.lower(k + (line.lower(k) in ("-", "‑"))) == "magnitude":
        return True
    return not figure.integer and line.lower(k) in _QUAKES and figure.low < _STRONGEST


_QUAKES: Final = frozenset("quake quakes earthquake earthquakes tremor aftershock".split())
_STRONGEST: Final = 10.0  # no quake measured so much


def _end(line: Line, figure: Figure, counted: Counted) -> int:
    """Where a mention ends; a hedge behind its noun is read with it: "84 boats or more"."""
    head, end = counted.token, figure.end
    if head is not None and not counted.shared:
        end = max(end, head.end)
    tail = Figure(figure.start, end, figure.low, figure.high, figure.form)
    if figure.commitment is Commitment.EXACT and head is not None:
        hedges.after(line, tail)
    rate = _RATE.match(line.text, end)
    if figure.commitment is tail.commitment is Commitment.EXACT and rate:
        bound = Figure(figure.start, rate.end(), figure.low, figure.high, figure.form)
        hedges.after(line, bound)  # "four hours a day or more", not "a day or so"
        tail = tail if bound.commitment is Commitment.APPROXIMATE else bound
    if tail.commitment is not Commitment.EXACT:
        figure.commitment, end = tail.commitment, tail.end
    return end


_RATE: Final = re.compile(r" (?:per|an?|each|every) [a-z]+\b")


def _value(
    line: Line, figure: Figure, counted: Counted, role: Token | None, words: tuple[Span, ...]
) -> Quantity:
    low: float | None = figure.low
    high: float | None = figure.high
    low_open, high_open = figure.low_open, figure.high_open
    if figure.commitment in (Commitment.AT_LEAST, Commitment.MORE_THAN):
        high, low_open = None, figure.commitment is Commitment.MORE_THAN
    elif figure.commitment in (Commitment.AT_MOST, Commitment.LESS_THAN):
        low, high_open = None, figure.commitment is Commitment.LESS_THAN
    unit = figure.unit or ("year" if figure.dimension == "age" else None)
    if unit is None and counted.token is not None:
        unit = unit_of(counted.token)
    inner = counted.phrase
    dated = _as_of(line.text, line.first, min(line.stop, line.first + 2000))
    return Quantity(
        low=low,
        high=high,
        low_open=low_open,
        high_open=high_open,
        commitment=figure.commitment,
        unit=unit,
        thing=line.text[inner.start : inner.end] if inner is not None else None,
        modifiers=tuple(line.text[span.start : span.end] for span in words),
        role=role.lower if role is not None else None,
        trend=_trend(counted),
        as_of=dated.group().strip() if dated is not None else None,
        per=counted.rate() or None,
        base=counted.base,
        dimension=figure.dimension or "count",
        grain=figure.grain,
        scaled=figure.scaled,
        soft=figure.soft,
    )


# ----------------------------------------------------------------------------- number of a noun


def ones(document: Document, parsed: Parsed, used: tuple[Span, ...]) -> Iterator[Mention[Quantity]]:
    """Events in the singular with "a" or "an": "a rocket attack". One, by grammar alone."""
    at = 0
    for first, last in parsed.noun_phrases:
        article, head = parsed.tokens[first], parsed.tokens[last - 1]
        if article.lower not in ("a", "an") or head.pos != NOUN or is_plural(head):
            continue
        if lexicon.topic(head.lower) not in EVENTS or head.lower in WORDS.light:
            continue
        if not _happens(parsed, head):
            continue
        span = Span(article.start, head.end)
        while at < len(used) and used[at].end <= span.start:
            at += 1
        if at < len(used) and used[at].overlaps(span):
            continue
        yield by_number(parsed, article, head, True, document.article.published)


def _happens(parsed: Parsed, head: Token) -> bool:
    """Whether a noun phrase tells of an event: no predicate, kind or part of a compound."""
    above = parsed.tokens[head.head]
    if head.dep == "attr" and not parsed.on(above.index, "expl"):
        return False  # "this is an attack on reason"
    if head.dep == "pobj" and above.lower in _NO_EVENT:
        return False
    following = parsed.tokens[head.index + 1 : head.index + 2]
    return not following or following[0].text not in ("-", "‑", "of")


def by_number(
    parsed: Parsed, first: Token, head: Token, singular: bool, published: Any
) -> Mention[Quantity]:
    """A noun's number as a quantity: one, or two and more; from `first` to its head."""
    base = parsed.sentence.start
    text = parsed.sentence.text[first.start - base : head.end - base]
    value = Quantity(
        low=1.0 if singular else 2.0,
        high=1.0 if singular else None,
        commitment=Commitment.GRAMMATICAL,
        unit=unit_of(head),
        thing=text,
        grain=1.0,
    )
    return Mention(
        kind=Kind.QUANTITY,
        article=parsed.sentence.article,
        sentence=parsed.sentence.index,
        start=first.start,
        end=head.end,
        text=text,
        value=value,
        slot=Slot(text, head.span, (), "count"),
        published=published,
    )
