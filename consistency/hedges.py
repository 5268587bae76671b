"""Hedges: what stands before and after a figure and bounds it, "at least 84", "84 or so"."""

from __future__ import annotations

import re
from typing import Final

from consistency.amounts import WORDS, Commitment
from consistency.text import CONJ, PREP, PUNCT, TO, VERB
from consistency.units import Figure, Line

_OR_EQUAL: Final = re.compile(r" or equal(?: to(?: it)?)?\b", re.IGNORECASE)
_MORE: Final = "more|greater|bigger|larger|higher|longer|older|taller"
_LESS: Final = "less|fewer|smaller|lower|shorter|younger"
# A comparison before a figure: "more than", "no less than", "equal to or less than", "greater than
# or equal to", "less or equal than".
_COMPARED: Final = re.compile(
    rf"\b(?:(?P<no>not?|n['’]t)(?: any)? )?(?P<first>equals? (?:to |than )?or )?(?:{_MORE}|{_LESS})"
    r"(?: th[ae]n)?(?P<last> or equals?(?: to| than)?)?$",
    re.IGNORECASE,
)
_COMPARES: Final = re.compile(r"th[ae]n|equal", re.IGNORECASE)
_WINDOW: Final = 40
# Verbs whose object is a bound.
_OVER: Final = frozenset(
    "exceed exceeds exceeded exceeding surpass surpasses surpassed surpassing tops topped"
    " topping".split()
)
# Words of degree before a bound: "just over", "well above", "far more than".
_DEGREE: Final = frozenset("just well slightly far only a little significantly even".split())
_TAKEN_IN: Final = frozenset("just only well slightly far".split())
# What stands before "over" where it bounds a duration: "for over three weeks".
_MEASURED: Final = frozenset(
    "for after in of to just lasted spent took well is was by been a little".split()
)
_SPREAD: Final = frozenset(
    "averaged averaging average spread spanning stretched divided distributed taken".split()
)
# What is played or served one after the other: "over three seasons" is a stretch of time.
_PLAYED: Final = frozenset("seasons terms games matches rounds sessions legs stages".split())
_A_FEW: Final = 12
_ADDING: Final = frozenset("adds added add lined leading run living".split())
Hedge = tuple[int, str]  # first token, commitment


def or_equal(line: Line, figure: Figure) -> None:
    """ "less than 50 or equal": the bound holds its end."""
    match = line.match(_OR_EQUAL, figure.end)
    if match is not None:
        more = figure.commitment is Commitment.MORE_THAN
        figure.commitment = Commitment.AT_LEAST if more else Commitment.AT_MOST
        figure.end = match.end()


def before(line: Line, figure: Figure) -> None:
    """Read the hedges before a figure, from the nearest outwards."""
    k = line.index(figure.start) - 1
    start, found = figure.start, ""
    for _ in range(5):
        entry = at(line, k)
        if entry is not None and _widens(found, entry[1]) and _fits(line, k, entry, figure):
            k, found = entry
            start = line.tokens[k].start
        elif line.lower(k) in (_DEGREE if found else WORDS.filler):
            if found and line.lower(k) in _TAKEN_IN:
                start = line.tokens[k].start
        else:
            break
        k -= 1
    if found:
        figure.commit(found)
        figure.start = start


def _widens(found: str, commitment: str) -> bool:
    return not found or (found == "approximate" and commitment.startswith(("at-", "more", "less")))


def at(line: Line, k: int) -> Hedge | None:
    """The longest hedge whose last word is a token: its first token and what it commits to."""
    if k < 0:
        return None
    token = line.tokens[k]
    window = line.text[max(line.first, token.end - _WINDOW) : token.end]
    match = _COMPARED.search(window)
    if match is not None and _COMPARES.search(match.group()):
        return line.index(token.end - len(match.group())), _comparison(match)
    if token.lower in _OVER or (token.lower == "top" and token.pos == VERB):
        return k, "at-most" if _denied(line, k) else "more-than"
    if token.base == "reach" and (_denied(line, k) or _failed(line, k)) and _is_level(line, k):
        return k - 1 - _failed(line, k), "less-than"
    for words, commitment in WORDS.before.get(token.lower, ()):
        first = k - len(words) + 1
        if all(line.lower(first + n) == w for n, w in enumerate(words)):
            return first, commitment
    if token.text == "=" and line.lower(k - 1) in ("<", ">"):
        return k - 1, "at-most" if line.lower(k - 1) == "<" else "at-least"
    return None


def _comparison(match: re.Match[str]) -> str:
    """The bound that a comparison sets."""
    up = re.search(rf"\b(?:{_MORE})\b", match.group().lower()) is not None
    if match["no"]:
        return "at-most" if up else "at-least"
    if match["first"] or match["last"]:
        return "at-least" if up else "at-most"
    return "more-than" if up else "less-than"


def _denied(line: Line, k: int) -> bool:
    """Whether a verb is denied: "does not exceed", "not exceeding"."""
    return bool(line.parsed.on(k, "neg")) or line.lower(k - 1) in ("not", "n't", "n’t", "never")


def _is_level(line: Line, k: int) -> bool:
    """Whether a number behind a verb is a level: a share, or a number of no noun; no "did not reach
    12 villages"."""
    behind = line.tokens[k + 2 : k + 3]
    return not behind or behind[0].lower in ("%", "percent", "per") or behind[0].pos == PUNCT


def _failed(line: Line, k: int) -> bool:
    """Whether a verb is what did not come about: "failed to reach"."""
    return line.tokens[k].dep == "xcomp" and line.tokens[line.tokens[k].head].base == "fail"


def _fits(line: Line, k: int, hedge: Hedge, figure: Figure) -> bool:
    """Whether words are a hedge here: some are only in some places."""
    first, commitment = hedge
    before, word = line.lower(first - 1), line.lower(first)
    if word == "over" and line.tokens[first].dep == "prt":
        return False  # "handed over 27 men", where the tree has it with the verb
    if first == k and word == "over":
        # "over three weeks" is a stretch of time unless something measures it; "averaged over 10
        # critics" is no more than 10.
        if before in _SPREAD or _about(line, first):
            return False
        last = line.index(figure.end - 1)
        played = _PLAYED.intersection((line.lower(last), line.lower(last + 1)))
        if played and figure.low <= _A_FEW:
            return before in _MEASURED
        return figure.dimension != "time" or before in _MEASURED
    if figure.form == "none":
        return False
    if figure.form == "ordinal" and word in ("above", "below", "under", "some", "around", "near"):
        return False
    if commitment == "at-most-soft" and line.lower(k) == "to" and word == "up":
        return before not in _ADDING
    return not (word == ">" and before == "=")


def _about(line: Line, first: int) -> bool:
    """Whether "over" says what a contest is about, or how far it goes: "sued the firm in May over
    $1.2 million", "a time trial over 18 kilometres". Behind another preposition it is a bound."""
    if line.tokens[first - 1].pos in (PREP, TO, CONJ) or line.lower(first - 1) == "worth":
        return False
    clause = line.parsed.clause_of(first)[0]
    for k in range(first - 1, max(clause, first - _REACH) - 1, -1):
        if line.tokens[k].base in _CONTESTS:
            return True
        if line.tokens[k].pos == VERB:
            return False
    return False


_REACH: Final = 10
_CONTESTS: Final = frozenset(
    """argue argument battle case clash court dispute feud fight lawsuit protest quarrel row strike
    sue suit wrangle heat lap leg race relay sprint stage title trial""".split()
)


_CLOSED: Final = frozenset(("at least", "at most", "maximum", "tops", "at a minimum"))


def after(line: Line, figure: Figure) -> None:
    """Read a hedge behind a figure: "or more", "or so", "at least"."""
    q = figure.end
    tail = line.text[q : min(line.stop, q + 24)]
    if not tail or tail[0] not in " -‑,+":
        return
    rest = tail.lstrip(" ,").lower()
    for phrase, commitment in WORDS.after:
        beyond = rest[len(phrase) :]
        if not rest.startswith(phrase) or beyond[:1].isalnum():
            continue
        if phrase in _CLOSED and re.match(r"[,.;)]|$", beyond) is None:
            continue
        following = beyond.lstrip(" ,")
        if following.startswith("than") or (phrase.endswith("than") and following[:1].isdigit()):
            continue  # "200 or greater than 190" are two statements
        figure.end = q + tail.lower().find(phrase) + len(phrase)
        loose = phrase in ("or so", "more or less")
        if not (loose and figure.commitment is Commitment.APPROXIMATE):
            figure.commit(commitment)
        return
