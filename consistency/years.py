"""Four-digit years: which bare number is one, by the word before it or the noun it stands on."""

from __future__ import annotations

import re
from typing import Final

from consistency import lexicon
from consistency.calendars import DateValue, of_year, year_range
from consistency.datings import YEAR_PLACING, Reader
from consistency.text import ADJ, CONJ, NAME, NOUN, PREP, PUNCT, Token


def read_year(m: re.Match[str], here: Reader) -> DateValue | None:
    """A four-digit year: after a word that places it, in brackets, or before the noun it dates."""
    printed = m["yy"]
    if m["yy2"]:
        noun = _noun_of(here, m.start(), m.end())
        counts = noun is not None and _plural(noun)
        placed = not counts or here.word_before(m.start()) in YEAR_PLACING
        return year_range(printed, m["yy2"]) if placed else None
    if m["y"].lower().startswith("the") or m["mod"] or _year_placed(m, here, int(printed)):
        return of_year(int(printed))
    return None


def _year_placed(m: re.Match[str], here: Reader, year: int) -> bool:
    """Whether a bare number is a year by the word before it or the noun that it stands on."""
    text, start, end = here.text, m.start(), m.end()
    word, noun = here.word_before(start), _noun_of(here, start, end)
    if text[start - 1 : start] == "(" and text[end : end + 1] in ")-–,;":
        return True
    if not word:
        return text[end : end + 1] == ","
    round_ = year % 50 == 0
    if noun and _plural(noun) and (round_ or word not in ("in", "since", "until", "during")):
        return _happens(noun) and _determined(here, noun) and not round_
    by_word = _placed_by(word, here, start, end)
    if by_word is not None:
        return by_word
    return noun is not None and (_determined(here, noun) or _happens(noun))


def _placed_by(word: str, here: Reader, start: int, end: int) -> bool | None:
    """Whether the word before a number makes it a year; None where that word says nothing."""
    after = here.beside(end)
    if word in YEAR_PLACING or word in ("year", "years"):
        return after is None or after.lower not in _MEASURES
    if word in ("for", "of"):
        return after is None or after.pos in (PUNCT, CONJ, PREP)
    if word in _YEAR_AFTER:
        return _YEAR_AFTER[word].search(here.text, max(0, start - 20), start) is not None
    return None


def _noun_of(here: Reader, start: int, end: int) -> Token | None:
    """The noun that a number stands before as its modifier or count."""
    number, after = here.token(start), here.beside(end)
    if number is None or after is None:
        return None
    noun = here.parsed.tokens[here.parsed.phrase_head(number.index)]
    if noun.index == number.index and after.pos in (NOUN, ADJ, NAME):
        return here.parsed.tokens[here.parsed.phrase_head(after.index)]
    return noun if noun.index > number.index else None


def _determined(here: Reader, noun: Token) -> bool:
    """Whether an article or possessor says that one certain thing is meant: "the deadly 2012"."""
    found = (here.parsed.tokens[k] for k in here.parsed.on(noun.index, "det", "poss"))
    return any(t.lower not in _COUNTING for t in found)


def _happens(noun: Token) -> bool:
    return lexicon.topic(noun.lemma) in _HAPPENINGS


_DATING: Final = re.compile(r"(?:\bback|\bdat(?:ing|es|ed)|\bprior)\s+to\s+$")
_YEAR_BEFORE: Final = re.compile(r"\b(?:1[4-9]|20)\d\d(?:,|\s+and|\s+or|,\s+and|\s?[-–])\s*$")
_YEAR_AFTER: Final = {
    "to": _DATING,
    "both": re.compile(r"\b(?:in|for|since|during)\s+both\s+$"),
    **dict.fromkeys(("and", "or", ",", "-", "–"), _YEAR_BEFORE),
}
# WordNet's topics of what happens and so has a year: not people and things, which have a number.
_HAPPENINGS: Final = ("act", "event", "phenomenon")
_COUNTING: Final = frozenset("these those some all both every any no".split())
_MEASURES: Final = frozenset(
    "percent feet miles km meters metres people hours degrees points million billion tons".split()
)


def _plural(token: Token) -> bool:
    """Whether a word is a plural noun, which a number before it may count."""
    return token.pos == NOUN and (token.lemma != token.lower or token.lower in ("people", "police"))
