"""Where a date stands in its sentence: its event, its tense, its bound, and the words beside it."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from consistency.calendars import COMING_DAYS, DateValue
from consistency.model import Span
from consistency.text import ADJ, AUX, CALENDAR, NAME, NOUN, PREP, VERB, Token
from consistency.tree import CLAUSES, Parsed

# Words after which a bare year is one, and a month that is also a word ("may", "March") is one.
PLACING: Final = frozenset(
    "in since by until till from before after during between through around about circa late early"
    " mid last next this every throughout than due".split()
)
YEAR_PLACING: Final = PLACING - {"about", "around"}
# What makes a date look ahead: adjectives, verbs before an infinitive, verbs whose present tense
# announces ("opens Monday"), participles ("planned for Friday"), verbs that move an end.
_FORWARD: Final = frozenset("due effective payable scheduled upcoming slated tomorrow".split())
_PLANNING: Final = frozenset(
    "expect schedule plan hope intend set slate want prepare go be due aim vow promise".split()
)
_ANNOUNCING: Final = frozenset(
    "begin start open end close expire return arrive leave resume meet travel convene".split()
)
_PLANNED: Final = frozenset("planned scheduled slated expected".split())
_COMING: Final = frozenset("will shall would may can should must".split())
_TIED: Final = {
    "for": frozenset("set schedule plan slate".split()),
    **dict.fromkeys(
        ("until", "till", "by"), frozenset("give extend delay postpone set have".split())
    ),
}
_BOUNDS: Final = {
    **{"since": "since", "until": "until", "till": "until", "through": "until"},
    **{"before": "before", "by": "until", "after": "after", "from": "since", "to": "until"},
    **{"starting": "since", "beginning": "since"},
}
# Sentences of company results, where "the quarter" is three months and not a part of a town.
RESULTS: Final = re.compile(
    r"[$£€%]|\b(?:earnings|profits?|sales|revenues?|income|loss(?:es)?|results|shares?|growth)\b"
)
# Sentences of sport, where a quarter is a part of a game, and of weather, where nineties are hot.
GAME: Final = re.compile(
    r"(?i)\b(?:touchdowns?|yards?|field goal|points|halftime|scor(?:ed?|ing)|game)\b"
)
HEAT: Final = re.compile(r"(?i)\b(?:temperatures?|degrees|highs|lows)\b")


@dataclass(slots=True)
class Reader:
    """What the readers know of the place: the sentence and what the article dated before it."""

    anchor: date | None
    parsed: Parsed
    text: str
    quarter: DateValue | None = None
    last: DateValue | None = None
    since_last: int = 99
    subjects: dict[re.Pattern[str], bool] = field(default_factory=dict)
    lead: int | None = None  # where the mention begins, if before the match

    def about(self, pattern: re.Pattern[str]) -> bool:
        """Whether the sentence has a word of a subject; searched once."""
        if pattern not in self.subjects:
            self.subjects[pattern] = pattern.search(self.text) is not None
        return self.subjects[pattern]

    def token(self, offset: int) -> Token | None:
        """The token at an offset of the sentence's text, or the first one after it."""
        at = self.parsed.at(self.parsed.sentence.start + offset)
        return self.parsed.tokens[at] if at < len(self.parsed.tokens) else None

    def before(self, offset: int) -> Token | None:
        """The last token that ends before an offset of the sentence's text."""
        at = self.parsed.at(self.parsed.sentence.start + offset)
        return self.parsed.tokens[at - 1] if at > 0 else None

    def word_before(self, offset: int) -> str:
        """That token in lower case, empty at the start of the sentence."""
        token = self.before(offset)
        return token.lower if token is not None else ""

    def beside(self, end: int) -> Token | None:
        """The token after an offset, where nothing but a space stands between."""
        return self.token(end) if self.text[end : end + 1] == " " else None

    def known(self) -> DateValue | None:
        """The date named last, if that was in this sentence or the one before, with its days."""
        value = self.last if self.since_last <= 1 else None
        return value if value is not None and value.start is not None else None

    def span(self, start: int, end: int) -> Span:
        base = self.parsed.sentence.start
        return Span(base + start, base + end)


# --------------------------------------------------------------------------------------- event


def governor(parsed: Parsed, span: Span) -> Token | None:
    """The word whose event a date dates: the nearest verb above it, else the nearest noun."""
    above = [parsed.tokens[i] for i in parsed.ancestors(_root(parsed, span))]
    outside = [t for t in above if not span.covers(t.span)]
    verb = next((t for t in outside if t.pos in (VERB, AUX)), None)
    return verb or next((t for t in outside if t.pos == NOUN), None)


def _root(parsed: Parsed, span: Span) -> int:
    """The token of a date on which its others hang."""
    inside = {t.index for t in parsed.within(span)} or {
        min(parsed.at(span.start), len(parsed.tokens) - 1)
    }
    tops = (i for i in sorted(inside) if parsed.head(i) not in inside or parsed.head(i) == i)
    return next(tops)


def label(parsed: Parsed, span: Span) -> str:
    """What a date dates: the words of its clause without it, at most 50 characters."""
    first, last = parsed.clause_of(parsed.at(span.start))
    clause, base = parsed.span(first, last), parsed.sentence.start
    text, start, end = parsed.sentence.text, clause.start - base, clause.end - base
    date_start, date_end = span.start - base, span.end - base
    # No more than the label can hold: a line of dates stays linear.
    before = text[start : min(date_start, start + 200)]
    around = f"{before} {text[date_end : min(end, date_end + 200)]}"
    words = " ".join(around.split()).strip(' .,;:–—"“”')
    return f"when: {words}" if len(words) <= 50 else f"when: {words[:50].rsplit(' ', 1)[0]}…"


# --------------------------------------------------------------------------------------- bound


def bound_of(here: Reader, start: int, end: int, opened: bool) -> str | None:
    """since, until, before or after, from the word before the date.

    "from" only where "to" follows, "to" and "and" only after "from" and "between". A date that
    belongs to a noun ("after Friday's raid", "since the 1999 election") is no bound of the event.
    What does not happen before a day does not happen until then.
    """
    token = here.before(start)
    while token and token.lower in _BETWEEN_BOUND:
        token = here.before(token.start - here.parsed.sentence.start)
    word = token.lower if token else ""
    if word in ("to", "and", "-", "–", "through", "until", "till") and opened:
        return "until"
    if word in ("to", "and", "-", "–"):
        return None
    if word in ("between", "from"):
        return "since" if STRETCH.match(here.text, end) else None
    if word == "than" and _NO_LATER.search(here.text, max(0, start - 20), start):
        return "until"
    bound = "until" if token and _deadline(here, token) else _BOUNDS.get(word)
    determined = _THE.search(here.text, max(0, start - 4), start + 4) is not None
    if bound and (belongs(here, end) or (determined and modifies(here, end))):
        return None
    if token and bound == "before" and _denied(here.parsed, token.index):
        return "until"
    return bound


def _deadline(here: Reader, token: Token) -> bool:
    """Whether a preposition gives a deadline its date: "the deadline of Friday"."""
    term = here.before(token.start - here.parsed.sentence.start)
    return token.lower in ("of", "for") and term is not None and term.lower == "deadline"


def _denied(parsed: Parsed, i: int) -> bool:
    """Whether the predicate over a word is denied, by itself or by the one that embeds it."""
    while i >= 0:
        scope = parsed.scope(i)
        if scope.negated:
            return True
        i = scope.embedded
    return False


_THE: Final = re.compile(r"\bthe ", re.IGNORECASE)
_BETWEEN_BOUND: Final = frozenset("on in the late early at about around shortly least".split())
_NO_LATER: Final = re.compile(r"\bno\s+later\s+than\s+$")
STRETCH: Final = re.compile(r",?\s*(?:to|and|until|till|through|-|–|—|onwards?)(?!\w)")


def belongs(here: Reader, end: int) -> bool:
    """Whether the words right after a date are what it modifies ("Friday's raid")."""
    token = here.beside(end)
    return bool(POSSESSIVE.match(here.text, end)) or (token is not None and token.pos == NOUN)


def modifies(here: Reader, end: int) -> bool:
    """Whether a noun, name or adjective follows directly."""
    token = here.beside(end)
    return token is not None and token.pos in (NOUN, NAME, ADJ)


POSSESSIVE: Final = re.compile(r"['’]s\b|s['’]")


# --------------------------------------------------------------------------------------- tense

# A date without its year is the next one where it comes within so many days, else the last one:
# by AP style a year is left out within the calendar year, and news looks back further than ahead.
_COMING_DAYS_PLANNED: Final = 300


def nearest_year(here: Reader, m: re.Match[str], month: int, day: int) -> int | None:
    """The year of a month and day printed without one; None without a date of publication."""
    anchor = here.anchor
    if anchor is None:
        return None
    within = reach(here, m)
    for year in (anchor.year, anchor.year + 1):
        when = date(year, month, min(day, calendar.monthrange(year, month)[1]))
        if when >= anchor:
            return year if (when - anchor).days <= within else year - 1
    return anchor.year


def reach(here: Reader, m: re.Match[str]) -> int:
    """Within how many days a date without its year is taken as coming."""
    return _COMING_DAYS_PLANNED if ahead(here, *m.span()) else COMING_DAYS


def ahead(here: Reader, start: int, end: int) -> bool:
    """Whether what a date dates is still to come ("will meet Friday", "is due Nov. 17")."""
    parsed = here.parsed
    start = start if here.lead is None else here.lead
    tie = here.word_before(start)
    if tie in ("since", "after"):
        return False
    if _AS_SOON.search(here.text, max(0, start - 24), start):
        return True
    at = _root(parsed, here.span(start, end))
    below = at
    for i in (at, *parsed.ancestors(at)):
        token = parsed.tokens[i]
        if token.lower in _FORWARD and not _because(parsed, i):
            return not _over(parsed, i)
        if token.pos in (VERB, AUX):
            return _looks_ahead(parsed, i, below, tie)
        if token.dep in CLAUSES:
            break
        below = i if token.pos != PREP else below
    return False


_AS_SOON: Final = re.compile(r"\b(?:as\s+(?:soon|early)\s+as|ahead\s+of|advance\s+of)\s+$")


def _because(parsed: Parsed, i: int) -> bool:
    """Whether "due" means "because of": "due to rain"."""
    return any(
        parsed.tokens[k].pos == PREP and parsed.tokens[k].lower == "to" and parsed.on(k, "pobj")
        for k in parsed.children[i]
    )


def _over(parsed: Parsed, i: int) -> bool:
    """Whether a predicate is told as over before another: "had been due"."""
    marks = [parsed.tokens[k] for k in parsed.on(parsed.predicate(i), "aux", "auxpass")]
    return any(t.lemma == "have" and t.tag == "VBD" for t in marks)


def _looks_ahead(parsed: Parsed, i: int, below: int, tie: str) -> bool:
    """Whether a verb that a date stands on is about what is to come.

    An infinitive is where a verb of planning or a date with "by" stands over it; a conjoined verb
    without an auxiliary is as the first one is. `below` is what hangs on the verb and holds the
    date: "is" looks ahead only to a day that hangs on it itself ("the hearing is on Friday").
    """
    token, scope = parsed.tokens[i], parsed.scope(i)
    helpers = [parsed.tokens[k] for k in parsed.on(i, "aux", "auxpass")]
    if any(t.lemma == "have" for t in helpers):
        return scope.tense == "present" and tie in ("until", "till")
    if scope.modal in _COMING or token.lower in _PLANNED or token.lemma in _TIED.get(tie, ()):
        return True
    if any(t.lower == "to" for t in helpers):
        return tie in ("by", "until", "till", "through") or _planned(parsed, i)
    if token.dep == "conj" and not helpers and token.tag in ("VB", "VBP", "VBN"):
        return _looks_ahead(parsed, token.head, below, tie)
    if scope.tense != "present":
        return False
    if token.lemma == "be":
        return parsed.tokens[below].lower in CALENDAR
    plans = token.lemma in _PLANNING and bool(parsed.on(i, "xcomp"))
    stands = plans or scope.progressive or token.lemma in _ANNOUNCING
    return tie in ("until", "till") or stands


def _planned(parsed: Parsed, i: int) -> bool:
    """Whether an infinitive hangs on what plans it: "hopes to open", "is due to", "is to"."""
    above = parsed.tokens[parsed.head(i)]
    if above.lemma == "be":
        return parsed.tokens[i].dep == "xcomp" and above.index < i
    planned = above.lemma in _PLANNING or above.lower in _FORWARD
    return planned and not _over(parsed, above.index)
