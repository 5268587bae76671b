"""Reading figures: from the words of a sentence to quantities with the thing that they count.

`numbers.py` reads the number, `units.py` its unit; here names that hold a number are left out,
ranges and scores joined, and hedges read; `counted.py` asks the tree what a figure is of. What is
found, what is not, and how two quantities compare stand in `consistency/facts/quantity.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise, zip_longest
from typing import Final

from consistency import counted, hedges, lexicon, numbers
from consistency.amounts import BOUNDS, CURRENCIES, MAKES, WORDS, Commitment, Quantity, is_plural
from consistency.model import Mention, Span
from consistency.text import ADJ, AUX, NAME, NOUN, NUM, VERB, WEEKDAYS
from consistency.tree import Document
from consistency.units import Figure, Line, clean

LOWER, UPPER = (
    (Commitment.AT_LEAST, Commitment.MORE_THAN),
    (Commitment.AT_MOST, Commitment.LESS_THAN),
)


def extract(document: Document, taken: tuple[Span, ...]) -> Iterator[Mention[Quantity]]:
    """Yield the quantities of an article, in order. Spans in `taken` are left alone.

    Linear in the text's length: every figure looks at a bounded window of tokens and characters.
    """
    at = 0
    for parsed in document.parsed:
        while at < len(taken) and taken[at].end <= parsed.sentence.start:
            at += 1
        blocked = []
        for span in taken[at:]:
            if span.start >= parsed.sentence.end:
                break
            blocked.append(span)
        yield from _sentence(document, Line(document.text, parsed, tuple(blocked)))


def _sentence(document: Document, line: Line) -> Iterator[Mention[Quantity]]:
    found: list[Mention[Quantity]] = []
    last = -1
    read = figures(line)
    for figure, following in zip_longest(read, read[1:]):
        if figure.end <= last or _a_base(line, figure):
            continue
        mention = counted.mention(document, line, figure, following)
        pronoun = figure.form == "vague" or mention.text.lower() == "one"
        nothing = mention.slot.head is None and mention.slot.key == "count"
        if pronoun and nothing and mention.value.role not in WORDS.roles:
            continue  # "many" and "one" as pronouns count nothing, unless people who came to harm
        if mention.start < last:
            # A hedge or a counted phrase never reaches into the mention before it.
            text = document.text[last : mention.end].lstrip()
            mention = replace(mention, start=mention.end - len(text), text=text)
        last = mention.end
        found.append(mention)
    used = tuple(sorted((*line.taken, *(m.span for m in found))))
    ones = list(counted.ones(document, line.parsed, used))
    yield from sorted((*found, *ones), key=lambda m: m.start) if ones else found


def _a_base(line: Line, figure: Figure) -> bool:
    """Whether a figure is what a rate is over: "per 100,000 people", "for every 10 men"."""
    k = line.index(figure.start)
    return line.lower(k - 1) == "per" or (line.lower(k - 2), line.lower(k - 1)) == ("for", "every")


def figures(line: Line) -> list[Figure]:
    """The figures of a sentence in order, ranges merged, hedges read."""
    raw: list[Figure] = []
    reached, at = -1, 0
    for token in line.tokens:
        if token.start < reached or not numbers.starts(token):
            continue
        while at < len(line.taken) and line.taken[at].end <= token.start:
            at += 1
        blocked = at < len(line.taken) and line.taken[at].start <= token.start
        if blocked or _name_of(line, token.index):
            continue
        found, past = numbers.read(line, token.index)
        reached = max(reached, past)
        if found is not None and not _names(line, found, token.index):
            numbers.ratio(line, found)
            reached = max(reached, found.end)
            raw.append(found)
    _ellipsis(raw)
    _part_of(line, raw)
    return _hedged(line, _merged(line, raw))


def _ellipsis(found: list[Figure]) -> None:
    """Give a sum the scale that copy left out: "$12.1 million at home and $7.3 abroad".

    Nobody prints tenths of a dollar; where the sums around are in millions, so is that one.
    """
    scaled = [f for f in found if f.scaled and f.dimension in CURRENCIES]
    for figure in found:
        bare = not figure.scaled and figure.grain == _TENTHS
        like = [f for f in scaled if f.dimension == figure.dimension]
        if bare and like and figure.low:
            figure.times(_multiplier(min(like, key=lambda f: abs(f.start - figure.start))))


def _part_of(line: Line, found: list[Figure]) -> None:
    """Give a part that counts nothing the unit of its whole: "55,000 euros, of which 15,000 was a
    bonus"; a scale word would have to be guessed."""
    for whole, part in pairwise(found):
        between = line.text[whole.end : part.start].strip(" ,").lower()
        if between != "of which" or part.dimension or whole.scaled:
            continue
        following = line.parsed.tokens[line.index(part.end) :][:1]
        counts = any(t.pos in (NOUN, NAME, ADJ) for t in following)
        if whole.dimension in CURRENCIES and not counts:
            part.measure(whole.dimension, whole.unit or "")


_TENTHS: Final = 0.1


# ---------------------------------------------------------------------------- numbers in names

_RESULT: Final = re.compile(r"\d{1,3}[-–]\d{1,3}(?![\d-])")
_MONTH: Final = frozenset(
    "january february march april may june july august september october november december jan feb"
    " mar apr jun jul aug sep sept oct nov dec jan. feb. mar. apr. jun. jul. aug. sep. sept. oct."
    " nov. dec.".split()
)
DAYS: Final = WEEKDAYS.union("today yesterday tomorrow tonight".split())
_NO_NAME: Final = frozenset({*_MONTH, *DAYS, *WORDS.before, *WORDS.currency})
_YEAR_BEFORE: Final = frozenset(
    "in since until till during circa by before after year fy early late mid spring summer autumn"
    " fall winter of from the between and through to election season".split()
)
_ROUND_YEAR: Final = frozenset("of from the to and".split())
# Lower-case nouns that name a thing by number; the others need a capital ("Falcon 9").
_LOWER_DESIGNATORS: Final = frozenset(
    "no no. nos number page pages paragraph section chapter article covid channel room phase stage"
    " grade tier category episode figure fig fig. table item question version route flight windows"
    " iphone resolution proposition clause type class level".split()
)
_OF_A_LIST: Final = frozenset("last final top bottom big".split())


def _name_of(line: Line, i: int) -> bool:
    """Whether a token begins a name that holds a number: "Six Flags", "Three Gorges"."""
    for (words,) in WORDS.names.get(line.lower(i), ()):
        span = line.tokens[i : i + len(words)]
        capital = all(t.text[0].isupper() or t.text[0].isdigit() for t in span)
        if tuple(t.lower for t in span) == words and capital:
            return i > 0
    token, following = line.tokens[i], line.tokens[i + 1 : i + 2]
    if not token.text[0].isupper() or not i or line.titled or not following:
        return False
    return token.pos == NAME and following[0].pos == NAME


def _names(line: Line, figure: Figure, i: int) -> bool:
    """Whether a number is a year, date, designator, address or list number."""
    if figure.form not in ("digits", "words") or figure.scaled:
        return False
    if figure.dimension in CURRENCIES or figure.dimension in ("percent", "points", "age"):
        return False
    k = line.index(figure.end)
    if figure.form == "words":
        return _designated(line, i, k)
    if line.match(numbers.CLOCK, figure.end):
        return True
    if not figure.dimension and (_dated(line, figure, i, k) or _street(line, k)):
        return True
    return not figure.dimension and (_designated(line, i, k) or _model(line, figure, k))


def _dated(line: Line, figure: Figure, i: int, k: int) -> bool:
    """Whether a number is a day of the month, a year, or a list's number."""
    left, right = line.tokens[i - 1 : i] if i else (), line.tokens[k : k + 1]
    month = [t for t in (*left, *right) if t.lower in _MONTH and t.text[0].isupper()]
    if any(t in right or not any(span.covers(t.span) for span in line.taken) for t in month):
        return True
    printed = line.text[figure.core : figure.end]
    if len(printed) == 4 and printed.isdigit() and _year(line, i, int(printed), k):
        return True
    if i or not (figure.start == 0 or line.text[figure.start - 1] in "\n(["):
        return False
    return line.char(figure.end) in ".)" and line.char(figure.end + 1) == " "


def _year(line: Line, i: int, value: int, k: int) -> bool:
    """Four digits without a separator: a year unless something counts them."""
    if not 1000 <= value <= 2199:
        return False
    before, following = line.lower(i - 1), line.tokens[k : k + 1]
    plural = bool(following) and following[0].pos == NOUN and is_plural(following[0])
    if before in _YEAR_BEFORE and not (before in _ROUND_YEAR and plural and value < 1900):
        return True
    if hedges.at(line, i - 1) is not None:
        return False
    if 1900 <= value <= 2100:
        return not plural or before in ("", "'s", "’s", ",", "(")
    return not plural and before in ("of", "from", "to", "and", ",", "(")


def _street(line: Line, k: int) -> bool:
    """ "10 Downing Street": capitalised words up to a street's noun."""
    if line.lower(k) in ("-", "–") and line.tokens[k + 1 : k + 2] and line.tokens[k + 1].pos == NUM:
        k += 2
    for token in line.tokens[k : k + 4]:
        if not token.text[0].isupper() and token.text != ".":
            return False
        if token.lower in WORDS.streets:
            return token.index > k
    return False


# Numbers in one list of names, "chapters 2, 3, 4 and 7"; a longer list is a table's.
_LIST: Final = 12


def _designated(line: Line, i: int, k: int, reach: int = _LIST) -> bool:
    """Whether a number names something: it stands behind a name or a naming noun, or in a list of
    which one of the `reach` numbers before it does."""
    if not i:
        return False
    token, before, lower = line.tokens[i], line.tokens[i - 1], line.lower(i - 1)
    if not before.text[0].isalpha() or lower in ("and", "or"):
        return _listed(line, i, k, reach)
    if lower in _OF_A_LIST:
        return before.pos not in (VERB, AUX) and not _counts(line, i, k)
    if lower in WORDS.designators:
        return before.text[0].isupper() or lower in _LOWER_DESIGNATORS
    if before.pos != NAME or token.start - before.end != 1 or lower in _NO_NAME:
        return False
    if lexicon.pos(lower)[:1] in ("v", "r", "a") or line.match(_RESULT, token.start) is not None:
        return False  # a headline's verb, "beat Torvale 3-1"
    # "Lima 4" and "Lima 4 talks" are named, "In Lima 12 people ..." is not.
    within = line.parsed.phrase(line.parsed.phrase_head(i))[0] <= before.index
    return within or not _counts(line, i, k)


def _listed(line: Line, i: int, k: int, reach: int) -> bool:
    """Whether a number names something across a mark: "chapters 2 and 3", "Lima-4", "no. 4"."""
    joint, token, first = line.lower(i - 1), line.tokens[i], line.lower(i - 2)
    if joint in ("-", "‑"):
        return i > 1 and line.tokens[i - 2].pos == NAME and token.text[0].isdigit()
    if joint == ".":
        return first in ("no", "nos", "vol", "fig", "art")
    numbers_ = joint in ("and", "or", ",") and token.text.isdigit() and first.isdigit()
    listed = numbers_ and reach > 0 and _designated(line, i - 2, i - 1, reach - 1)
    return listed and not _counts(line, i, k)


def _counts(line: Line, i: int, k: int) -> bool:
    """Whether a number stands before what it counts: a plural or a word for casualties."""
    if line.lower(k) in WORDS.roles:
        return True
    head = line.parsed.phrase_head(i)
    if head > i and is_plural(line.tokens[head]):
        return True
    return line.parsed.on(i, "prep") != () and line.lower(k) == "of"


def _model(line: Line, figure: Figure, k: int) -> bool:
    """Whether a bare number begins a name: "the 737 Max", "a Note 20 Ultra"."""
    printed = line.text[figure.core : figure.end]
    if k >= len(line.tokens) or not printed.isdigit() or line.titled:
        return False
    following = line.tokens[k]
    if following.pos != NAME or following.start - figure.end != 1 or following.lower in WORDS.roles:
        return False
    if hedges.at(line, line.index(figure.start) - 1) is not None:
        return False
    if is_plural(following) or following.lower.endswith(("ese", "ish", "ch")):
        return False
    if line.char(following.end) in "-‑":
        return False  # "40 Kerda-built ships"
    head = line.parsed.phrase_head(k)
    return head == k or len(printed) == 3


# ------------------------------------------------------------------------------ ranges, scores


def _merged(line: Line, raw: list[Figure]) -> list[Figure]:
    """Join two figures that are one range or one score."""
    merged: list[Figure] = []
    for figure in raw:
        joined = None
        if merged and figure.start - merged[-1].end <= _APART:
            joined = _summed(line, merged[-1], figure) or _joined(line, merged[-1], figure)
        if joined is not None:
            merged[-1] = joined
        else:
            merged.append(figure)
    return merged


_PLUS: Final = re.compile(r"\s*(?:,|,?\s+and)?\s*", re.IGNORECASE)


def _summed(line: Line, left: Figure, right: Figure) -> Figure | None:
    """Two figures as one in the smaller unit: "two years and three months", "5 feet 10 inches"."""
    makes = MAKES.get((left.unit or "", right.unit or ""))
    plus = _PLUS.fullmatch(line.text[left.end : right.start])
    if not makes or plus is None or not (_plain(left) and _plain(right)) or right.low >= makes:
        return None
    if "," in plus.group() and left.unit in ("year", "week", "day"):
        return None  # "two years, six months of which were suspended"
    total = left.low * makes + right.low
    summed = Figure(left.start, right.end, total, total, right.form)
    summed.core, summed.hedged, summed.negative = left.core, left.hedged, left.negative
    summed.rate, summed.compound = right.rate, right.compound
    summed.measure(right.dimension, right.unit or "", right.end)
    return summed


_APART: Final = 20  # characters between the ends of a range: "to a high of", "and up to"
_DASHES: Final = frozenset("-–—−‑")  # of a character each
_SPREAD_TO: Final = re.compile(
    r"\s*-?\s*(?:to-?|through|until|up to"
    r"|(?:to|and) an? (?:high|low|maximum|minimum) of"
    r"|to (?:as (?:many|much|high|long) as|about|around|perhaps))\s*",
    re.IGNORECASE,
)
_VOTES_TO: Final = re.compile(r" votes? to ", re.IGNORECASE)
_AND: Final = re.compile(r"\s*(?:and|and up to)\s*", re.IGNORECASE)


def _joined(line: Line, left: Figure, right: Figure) -> Figure | None:
    """Two figures as one range or score; None where they are two."""
    if not (_plain(left) and _plain(right)):
        return None
    before, joint = line.word_before(left.start), _joint(line, left, right)
    scored = _as_score(line, left, right, before, joint)
    if scored is not None:
        return scored
    if joint in ("", "votes") or not _one_unit(line, left, right, joint.strip() == "-"):
        return None
    (low, high), grain = _ends(left, right)
    near = low < high <= low + max(2.0, 0.5 * low) and left.form == right.form
    if joint == "or" and not near:
        return None  # "three or four years" is a range, "one or 10" is a choice
    if joint == "to":
        if before == "by" and left.dimension:
            return None  # "rose by $2 to $9": a change and where it led
        if not right.dimension and before != "from" and _vote(line, left, right, before):
            return _scored(left, right)
    falls = joint == "to" and (before == "from" or _moved(line, left))
    return _range(line, left, right, (low, high), grain) if low <= high or falls else None


def _plain(figure: Figure) -> bool:
    return figure.commitment is Commitment.EXACT and figure.form in ("digits", "words")


def _ends(left: Figure, right: Figure) -> tuple[tuple[float, float], float]:
    """Both ends and the grain; a scale word behind the second stands for both, and the first is
    told in the unit of the second: "between 18 months and six years"."""
    makes = MAKES.get((right.unit or "", left.unit or ""))
    if makes:
        return (clean(left.low / makes), right.low), min(left.grain, right.grain)
    scale = _multiplier(right)
    if right.scaled and not left.scaled and left.low < right.low / scale:
        return (clean(left.low * scale), right.low), left.grain * scale
    return (left.low, right.low), min(left.grain, right.grain)


def _joint(line: Line, left: Figure, right: Figure) -> str:
    """What joins two figures: "-" ("- " with spaces), "to", "votes", "or", "and", or nothing."""
    between = line.text[left.end : right.start]
    if between in _DASHES:
        return "-"
    if between.strip() in _DASHES and between.count(" ") == 2:
        return "- "
    if _SPREAD_TO.fullmatch(between) is not None:
        return "to"
    if _VOTES_TO.fullmatch(between) is not None:
        return "votes"
    if _AND.fullmatch(between) is not None and _between(line, left):
        return "and"
    return "or" if between.strip().lower() == "or" else ""


def _range(
    line: Line, left: Figure, right: Figure, ends: tuple[float, float], grain: float
) -> Figure:
    joined = Figure(left.start, right.end, min(ends), max(ends), "digits", Commitment.RANGE)
    joined.dimension = right.dimension or left.dimension
    joined.unit, joined.rate = right.unit or left.unit, right.rate or left.rate
    joined.grain, joined.scaled, joined.hedged = grain, right.scaled, True
    joined.integer, joined.compound = left.integer and right.integer, right.compound
    k = line.index(left.start) - 1
    if line.lower(k) in ("from", "between"):
        joined.start = line.tokens[k - (line.lower(k - 1) in ("anywhere", "somewhere"))].start
    return joined


def _one_unit(line: Line, left: Figure, right: Figure, dashed: bool) -> bool:
    """Whether two figures are in one unit, printed on either or both."""
    one, two = left.dimension, right.dimension
    if one and two:
        return one == two
    if one:  # a unit on the first alone covers both in money, or after "from"
        framed = line.word_before(left.start) in ("from", "between")
        return one in CURRENCIES or (framed and not dashed)
    return True


def _between(line: Line, left: Figure) -> bool:
    """Whether "and" joins two ends: "between 12 and 16", "between the ages of 12 and 16"."""
    k = line.index(left.start)
    words = [line.lower(i) for i in range(k - 4, k)]
    return "between" in words[2:] or "within" in words[3:] or (
        words[2:] == ["ages", "of"] and "between" in words
    )  # fmt: skip


def _moved(line: Line, left: Figure) -> bool:
    """Whether a verb of rising or falling governs a figure."""
    top = counted.top(line, left)
    return any(line.lower(k) in WORDS.trend for k in (*line.parsed.ancestors(top),))


def _vote(line: Line, left: Figure, right: Figure, before: str) -> bool:
    """Whether "to" joins two counts of votes: "voted nine to six", "by 10 to five"."""
    if before == "by" and left.low > right.low and not _moved(line, left):
        return True
    k = line.index(left.start)
    words = {line.lower(i) for i in range(k - 5, k)}
    return bool(words & {"vote", "voted", "votes"}) and left.low > right.low


def _as_score(line: Line, left: Figure, right: Figure, before: str, joint: str) -> Figure | None:
    """A score that a dash or "votes to" joins: "3-1", "by 10 votes to five"."""
    if joint == "votes":
        plain = _whole(left) and _whole(right)
        return _scored(left, right) if plain and before in ("by", "with") else None
    return _score(line, left, right, before) if joint == "-" else None


def _whole(figure: Figure) -> bool:
    """Whether a figure is a small whole number of nothing."""
    return not figure.dimension and not figure.scaled and figure.integer and 0 <= figure.low <= 999


def _score(line: Line, left: Figure, right: Figure, before: str) -> Figure | None:
    """ "3-1", "52-48": small whole numbers, the first not smaller or a word of winning by."""
    if not (_whole(left) and _whole(right)):
        return None
    following = line.word_at(right.end)
    if following in ("year", "years", "people", "percent") or right.compound:
        return None
    if left.low < right.low:
        cued = following in WORDS.score_after
        ended = following in ("", ".", ",", ")") and before in WORDS.score_before
        if not (cued or ended):
            return None
    return _scored(left, right)


def _scored(left: Figure, right: Figure) -> Figure:
    figure = Figure(left.start, right.end, left.low, right.low, "score", hedged=True)
    figure.measure("score", "score")
    return figure


def _multiplier(figure: Figure) -> float:
    """The scale that a figure was printed with, from the largest power of a thousand in it."""
    return next((scale for scale in (1e12, 1e9, 1e6, 1e3, 1e2) if figure.low >= scale), 1.0)


# -------------------------------------------------------------------------------------- hedges


def _hedged(line: Line, found: list[Figure]) -> list[Figure]:
    """Read what stands before and after each figure; join "over 10 and under 20"."""
    out: list[Figure] = []
    for figure in found:
        if not figure.hedged or figure.commitment in (Commitment.RANGE, Commitment.VAGUE):
            hedges.before(line, figure)
        if figure.commitment in (Commitment.EXACT, Commitment.APPROXIMATE):
            hedges.after(line, figure)
        elif figure.commitment in (Commitment.MORE_THAN, Commitment.LESS_THAN):
            hedges.or_equal(line, figure)
        joined = None
        if out:
            if _conversion(line, out[-1], figure):
                figure.commitment, figure.soft = out[-1].commitment, out[-1].soft
                figure.low_open, figure.high_open = out[-1].low_open, out[-1].high_open
            joined = _joined_bounds(line, out[-1], figure)
        if joined is not None:
            out[-1] = joined
        else:
            out.append(figure)
    return out


def _joined_bounds(line: Line, left: Figure, right: Figure) -> Figure | None:
    """ "more than 40 and less than 60" is one interval."""
    if line.text[left.end : right.start].strip(" ,").lower() not in ("and", "but"):
        return None
    low, high = (left, right) if left.commitment in LOWER else (right, left)
    if not _one_unit(line, left, right, dashed=False):
        return None
    if low.commitment not in LOWER or high.commitment not in UPPER or low.low >= high.low:
        return None
    figure = _range(line, left, right, (low.low, high.low), min(left.grain, right.grain))
    figure.low_open = low.commitment is Commitment.MORE_THAN
    figure.high_open = high.commitment is Commitment.LESS_THAN
    figure.core = right.core
    return figure


def _conversion(line: Line, left: Figure, right: Figure) -> bool:
    """Whether a figure repeats a hedged one in another unit: "over 5 miles (8 km)"."""
    if left.commitment not in (*BOUNDS, Commitment.APPROXIMATE) or right.hedged or not left.unit:
        return False
    money = left.dimension in CURRENCIES and right.dimension in CURRENCIES
    if (left.dimension != right.dimension and not money) or left.unit == right.unit:
        return False
    return line.text[left.end : right.start].strip() in ("(", "/")
