"""The grammar of numbers: digits, number words, fractions, shares, multiples, vague amounts.

`read` gives back the figure that starts at a token, bare of hedges, and how far the text is used
up; None where the number is no amount (a date, a version, a telephone number, half of a match).
"""

from __future__ import annotations

import re
from typing import Final

from consistency import lexicon
from consistency.amounts import MAKES, WORDS, Commitment, is_plural, singular_of
from consistency.text import (
    ADJ,
    ADV,
    AUX,
    CLITIC,
    MODAL,
    NAME,
    NOT,
    NOUN,
    NUM,
    PRON,
    PUNCT,
    SCALES,
    TENS,
    UNITS,
    VERB,
    Token,
    number,
)
from consistency.units import (
    PERIODS,
    Figure,
    Line,
    clean,
    currency_before,
    measured,
    percent,
    suffix,
    unit,
)

Found = tuple[Figure | None, int]

# --------------------------------------------------------------------------------------- digits

# Thousands grouped by comma, thin or no-break space; a decimal part. Possessive, linear.
_DIGITS: Final = re.compile(
    r"(?:\d{1,3}(?:[,\u00a0\u2009\u202f]\d{3})++(?!\d)|\d++)(?:\.\d++)?[½¼¾⅓⅔⅛]?|[½¼¾⅓⅔⅛]"
)
_VULGAR: Final = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3, "⅛": 0.125}
# A currency code, or the country of a dollar, glued to its figure: "USD10m", "$US55".
_GLUED_CODE: Final = re.compile(
    r"(USD|EUR|GBP|AUD|CAD|NZD|CHF|JPY|CNY|RMB|INR|RM|Rs|US|A|C|NZ|HK)(?=\d)"
)
# More digits than any amount in print has; a longer run is an identifier.
_LONGEST: Final = 24
# Telephone numbers, dates in digits, versions: three groups or more, or a year and two digits.
_CHAIN: Final = re.compile(
    r"\d++(?:[-–./]\d++){2,}|(?:1[0-9]|20)\d\d[-–/]\d\d(?!\d)(?!,\d)|\d{3}-\d{4}(?!\d)"
)
# A telephone number in groups: after a plus sign, an area code in brackets, or a leading zero.
_PHONE: Final = re.compile(
    r"(?:(?<=\+)\d{1,3}|(?<=\()\d{2,5}\)|0\d{1,4})(?:[ \u00a0-]\(?\d{2,5}\)?){1,5}+(?!\d)"
)
_PHONE_DIGITS: Final = 9  # the fewest of a number with its area code, bar a few small countries
# A decimal out of a full mark is a rating, however much it looks like a date.
_RATING: Final = re.compile(r"\d{1,3}\.\d{1,2}/(?:4|5|10|100)(?![\d./-]*\d)")
_POWER: Final = re.compile(r"[×⋅· ]{1,3}10[−⁻^-]{0,2}\d*+")
_MONTH_DOT: Final = re.compile(r"\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\. $")
_RUN: Final = 14
_RUN_ON: Final = re.compile(r"(?<![\w.@/-])([a-z]{4,})\.$")
_SLASH: Final = re.compile(r"(\d++(?:\.\d++)?)[/⁄](\d++)")
_MIXED: Final = re.compile(r"[ \u00a0-]([1-7])/([2-8])(?![\d/-])")  # "1 1/2"
_ORDINAL_DIGITS: Final = re.compile(r"(\d{1,3})(?:st|nd|rd|th)\b")
_PLUS: Final = re.compile(r"[-‑](plus|odd)(?= [^\W\d_])")  # "20-plus people"
_BELOW: Final = frozenset(("sub", "under"))
_BEFORE_HYPHEN: Final = _BELOW | {"minus", "negative", "to", "over", "plus", "magnitude"}

_TRIGGERS: Final = frozenset(
    {*UNITS, *TENS, *SCALES, *WORDS.vague, *_VULGAR}
    | set("half a an no none couple dozen quarter minus negative nobody".split())
)


def starts(token: Token) -> bool:
    """Whether a figure may start at a token."""
    return (
        token.lower in _TRIGGERS
        or token.lower in _ORDINALS
        or token.lower in _TIMES
        or token.lower in _OFTEN
        or "0" <= token.text[0] <= "9"
        or token.text[0] in _VULGAR
        or _GLUED_CODE.match(token.text) is not None
    )


def read(line: Line, i: int) -> Found:
    """The figure that starts at a token, and the offset up to which the text is used up."""
    token = line.tokens[i]
    if "0" <= token.text[0] <= "9" or token.text[0] in _VULGAR:
        return _digits(line, i, token.start)
    code = _GLUED_CODE.match(token.text)
    if code is None:
        return _words(line, i)
    word = code.group(1).lower()
    sign = line.char(token.start - 1) == "$"
    currency = WORDS.prefixes.get(word + "$" if sign else word)
    if currency is None:
        return None, token.end
    figure, past = _digits(line, i, token.start + len(word))
    if figure is not None:
        figure.start = figure.core = token.start - sign
        figure.unit = figure.dimension = currency
    return figure, past


def _digits(line: Line, i: int, p: int) -> Found:
    match = line.match(_DIGITS, p)
    if match is None:
        return None, p + 1
    q, printed = match.end(), match.group()
    ran = _running_time(line, i, p)
    if ran is not None:
        return ran, ran.end
    past = _identifier(line, p, q)
    if past:
        return None, past
    slashed = line.match(_SLASH, p)
    if slashed is not None and slashed.start(2) == q + 1:
        return _slashed(line, slashed)
    if _continues(line, i, p):
        return None, q
    if line.char(p - 1) == "." and "." not in printed and not line.char(p - 2).isalpha():
        printed, p = "0." + printed, p - 1  # ".001"
    value, grain = _value_of(printed), _grain(printed)
    mixed = line.match(_MIXED, q)
    if mixed is not None and printed.isdigit():
        value, q = value + int(mixed.group(1)) / int(mixed.group(2)), mixed.end()
    figure = Figure(p, q, value, value, "digits", grain=grain)
    figure.integer = value == int(value)
    ordinal = line.match(_ORDINAL_DIGITS, p)
    if ordinal is not None:
        return _ordinal(line, p, ordinal.end(), int(ordinal.group(1))), ordinal.end()
    _sign(line, figure, i)
    currency_before(line, figure)
    plus(line, figure)
    if not suffix(line, figure):
        return None, max(figure.end, q)
    if line.lower(i - 1) in ("-", "‑") and line.lower(i - 2) in _BELOW:
        figure.commit("less-than")
        figure.start = line.tokens[i - 2].start
    return figure, figure.end


_RUN_TIME: Final = re.compile(r"(?:(\d{1,2}):)?(\d{1,3}):([0-5]\d(?:\.\d{1,3})?)(?![\d:.]\d|:)")
# What makes digits a time of day.
CLOCK: Final = re.compile(
    r"[ \u00a0]?(?:[ap]\.m\b|[ap]m\b|o['’]clock|(?:GMT|UTC|[ECMP][SD]?T|BST|CET)\b|hours? local)",
    re.IGNORECASE,
)


def _running_time(line: Line, i: int, p: int) -> Figure | None:
    """How long a run took, in seconds: "2:22:07", "3:51.2", "ran it in 33:26".

    Two numbers without a decimal may be hours and minutes, a score or a ratio: they are a time only
    from ten minutes on, behind "in" or "of" in a sentence about a run.
    """
    match = line.match(_RUN_TIME, p)
    if match is None or line.char(p - 1) in ":-–/" or line.match(CLOCK, match.end()) is not None:
        return None
    hours, minutes, seconds = match.groups()
    before = line.lower(i - 1)
    if before in _AT_TIMES or (hours and int(minutes) > 59):
        return None
    if not hours and "." not in seconds:
        run = int(minutes) >= _MINUTES and before in ("in", "of", "clocked", "ran")
        if not run or _RACING.isdisjoint(t.base for t in line.tokens):
            return None
    value = 3600 * int(hours or 0) + 60 * int(minutes) + float(seconds)
    figure = Figure(p, match.end(), value, value, "digits", grain=_grain(seconds))
    figure.measure("time", "second")
    figure.integer = value == int(value)
    return figure


_MINUTES: Final = 10
_RACING: Final = frozenset(
    "best clock finish lap marathon metre meter mile race record run runner sprint swim trial win"
    " winner".split()
)
_AT_TIMES: Final = frozenset("at by until till from since before after around about".split())


def _identifier(line: Line, p: int, q: int) -> int:
    """Where a number ends that is a date, a time, a version, a telephone or a note; 0: none is."""
    if q - p > _LONGEST:
        return q
    chain = line.match(_CHAIN, p)
    if chain is not None and line.match(_RATING, p) is None:
        return chain.end()
    phone = line.match(_PHONE, p)
    if phone is not None and sum(map(str.isdigit, phone.group())) >= _PHONE_DIGITS:
        return phone.end()
    before, after = line.char(p - 1), line.char(q)
    if before in "#_@\\" or before + after in ("[]", "()"):
        return q
    if after == ":" and line.char(q + 1).isdigit():
        return q + 2
    if after in "×⋅·" or before in "×⋅·":
        power = line.match(_POWER, q)
        return power.end() if power is not None else q
    return 0


def _continues(line: Line, i: int, p: int) -> bool:
    """Whether digits go on from what stands before them: "'08", "10:27", "Oct. 7", "F-16"."""
    text, before, second = line.text, line.char(p - 1), line.char(p - 2)
    if before in "'’" and not second.isdigit():
        return line.char(p + 2).isspace() or not line.char(p + 2).isalnum()
    if before in ":/.," and second.isdigit():
        return True
    if before in " \u00a0" and second == ".":
        return _MONTH_DOT.search(text, max(line.first, p - 7), p) is not None
    if before == "." and not second.isspace() and second not in "($£€":
        run_on = _RUN_ON.search(text, max(line.first, p - _RUN), p)
        # "were sold.914 million": a space got lost
        return run_on is None or not lexicon.pos(run_on.group(1))
    if before in "-‑–" and second.isalpha():
        prefix = line.lower(i - 2)
        return prefix not in _BEFORE_HYPHEN and not prefix[:1].isdigit()  # "5k-20k"
    return False


def _slashed(line: Line, match: re.Match[str]) -> Found:
    """Slashes: "1/2" and "6.5/10" are values, dates and idioms (9/11, 24/7) are not."""
    top, below = match.group(1), int(match.group(2))
    tail = line.text[match.end() : min(line.stop, match.end() + 4)]
    if tail[:1] in ("/", "-") or tail[:1].isalnum():
        return None, match.end() + 1
    value = _value_of(top)
    figure = Figure(match.start(), match.end(), value, value, "rating", grain=_grain(top))
    if "." in top:
        figure.dimension = f"rating/{below}"
        return (figure if below in (4, 5, 10, 100) else None), match.end()
    if not 0 < value < below or line.char(match.start() - 1) == "/":
        return None, match.end()
    noun = line.parsed.tokens[line.index(match.end()) :][:1]
    common = top in ("1", "2", "3") and below in (2, 3, 4, 5)
    if not (common or tail == " of " or (noun and noun[0].lower in WORDS.units)):
        return None, match.end()
    return _fraction(line, match.start(), match.end(), value / below), match.end()


def _fraction(line: Line, p: int, q: int, value: float) -> Figure:
    """A part: of one measure ("1/2 pound", "half a mile"), else of all ("a third of the crew")."""
    figure = Figure(p, q, value, value, "words", integer=False, grain=0.1)
    for _ in range(3):  # of a U.S.
        if line.word_at(figure.end) not in ("of", "a", "an", "us", "u.s."):
            break
        figure.end = line.tokens[line.index(figure.end)].end
    scale = WORDS.scales.get(line.word_at(figure.end), 0)
    if scale and figure.end > q:  # "three quarters of a million dollars"
        figure.end = line.tokens[line.index(figure.end)].end
        figure.low = figure.high = value * scale
        figure.scaled, figure.grain = scale > 12, scale / 100
        unit(line, figure)
        return figure
    if not figure.end - q or line.text[figure.end - 3 : figure.end].strip().lower() != "of":
        percent(line, figure)  # "a quarter of a percentage point"
        if not figure.dimension:
            unit(line, figure)
    if figure.dimension:
        return figure
    figure.form, figure.end, figure.grain = "fraction", q, 0.01
    figure.measure("percent", "fraction")
    return figure


def _sign(line: Line, figure: Figure, i: int) -> None:
    """A minus before a figure: "-5", "minus 5", "minus-5", "negative ten"."""
    p, two = figure.start, line.char(figure.start - 2)
    if line.char(p - 1) in "-−" and not two.isalnum() and two not in ")]-%":
        if not (two.isspace() and line.char(p - 3).isdigit()):
            figure.negate(p - 1)
            figure.core = figure.start
        return
    k = i - 2 if line.lower(i - 1) in ("-", "‑") else i - 1
    if line.lower(k) in ("minus", "negative"):
        figure.negate(line.tokens[k].start)
        figure.core = figure.start


def plus(line: Line, figure: Figure) -> None:
    """Take the "-plus" or "-odd" behind a figure: "20-plus people"."""
    more = line.match(_PLUS, figure.end)
    if more is not None:
        figure.commit("at-least" if more.group(1) == "plus" else "approximate")
        figure.end = more.end()


def _value_of(printed: str) -> float:
    plain = re.sub(r"[,\u00a0\u2009\u202f]", "", printed)
    extra = _VULGAR.get(plain[-1], 0.0)
    if extra:
        plain = plain[:-1]
    return (float(plain) if plain else 0.0) + extra


def _grain(printed: str) -> float:
    """Unit of the last significant digit: "1,200" 100, "1.30" .01."""
    whole, _dot, decimals = re.sub(r"[^\d.]", "", printed).partition(".")
    if decimals:
        return float(10 ** -len(decimals))
    stripped = whole.rstrip("0")
    return float(10 ** (len(whole) - len(stripped))) if stripped else 1.0


# ---------------------------------------------------------------------------------------- words

_SMALL: Final = (
    "(?:(?:" + "|".join(TENS) + ")(?:[-‑ ](?:one|two|three|four|five|six|seven|eight|nine))?"
    "|" + "|".join(sorted(UNITS, key=lambda w: -len(w))) + ")"
)
_SCALE_WORD: Final = "(?:hundred|thousand|million|billion|trillion)"
_SCALED: Final = (
    rf"(?:{_SMALL}|an?(?=[-‑ ]{_SCALE_WORD}\b)|(?={_SCALE_WORD}\b))(?:[-‑ ]?\b{_SCALE_WORD}\b)+"
)
# Number words from their first word on: "two hundred and five thousand", "twenty-one", "a hundred".
_WORD_NUMBER: Final = re.compile(
    rf"(?:{_SCALED}(?:(?: and)?[-‑ ]{_SCALED})*(?:(?: and)?[-‑ ]{_SMALL})?|{_SMALL})(?!\w)",
    re.IGNORECASE,
)
_PARTS: Final = {
    "half": 2, "halves": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6,
    "eighth": 8, "tenth": 10,
}  # fmt: skip
_FRACTION: Final = re.compile(
    r"(one|two|three|four|five|seven|a)[- ](half|halves|(?:third|quarter|fourth|fifth|sixth|eighth"
    r"|tenth)s?)\b",
    re.IGNORECASE,
)
# What follows a fraction; before a noun "a third" is an ordinal: "a third man".
_AFTER_FRACTION: Final = re.compile(
    r"\s+(?:of|off|to|in|more|less|fewer|from|on)\b|\s*(?:[,.;)]|$)"
)
_HALF: Final = re.compile(
    r"half(?:[ -](?:an? )?(dozen|hundred|thousand|million|billion|trillion)\b)?", re.IGNORECASE
)
_RATIO: Final = re.compile(
    r"(?: (?:in|out of)(?: every)?| of every) "
    r"(\d{1,3}(?:,\d{3})*(?![\w.]*\d)|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|"
    r"a hundred|a thousand)(?![\w-])",
    re.IGNORECASE,
)
_BASES: Final = frozenset((2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 25, 50, 100, 1000, 10_000))
_ORDINALS: Final = {
    "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14,
    "fifteenth": 15, "sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19,
    "twentieth": 20, "thirtieth": 30, "fortieth": 40, "fiftieth": 50,
}  # fmt: skip
# An ordinal counts where it counts events up to now: "third attack this week".
_COUNTING: Final = re.compile(
    r"(?: [\w’'-]+){1,4}? (?:(?:this|in the past|in the last|in as many|in \w+) (?:week|month|year"
    r"|season|quarter|day|night|hour)s?|in a row|since)\b",
    re.IGNORECASE,
)
_TIMES: Final = {
    "twice": 2.0, "thrice": 3.0, "doubled": 2.0, "tripled": 3.0, "quadrupled": 4.0,
    "halved": 0.5, "twofold": 2.0, "threefold": 3.0, "fourfold": 4.0, "fivefold": 5.0,
    "tenfold": 10.0, "doubling": 2.0, "tripling": 3.0,
}  # fmt: skip
# "a couple of" is two, loosely: our choice.
_PAIRS: Final = re.compile(r"a (couple|pair)( of)? ?(dozen\b)?(?: of\b)?", re.IGNORECASE)
_DOZEN_A: Final = re.compile(r"a dozen\b(?! eggs)", re.IGNORECASE)
_VAGUE_SCALE: Final = re.compile(
    r"[- ](dozens?|hundreds?|thousands?|millions?|billions?)\b", re.IGNORECASE
)
_AND_A_PART: Final = re.compile(
    r" and[- ](?:(a|one|two|three)[- ])?(half|third|quarter|fourth|fifth|eighth|tenth)s?\b",
    re.IGNORECASE,
)
_OF_THE: Final = re.compile(r" of (?:the|its|his|her|their|all)\b", re.IGNORECASE)
_POINT: Final = re.compile(
    r" point (one|two|three|four|five|six|seven|eight|nine|zero)\b", re.IGNORECASE
)
_AFTER_SCORES: Final = frozenset("of more were have are feared".split())
_DETERMINERS: Final = frozenset(
    "the a an its his her their our my your this that these those 's ’s".split()
)
_NOT_ONE: Final = frozenset(
    "no any every some this that which the each another not first second last other new only"
    " big next good old such 's ’s his her its their my your our a an - ‑ –".split()
)
# Words that make no count of the "one" before them.
_ONE_ELSE: Final = frozenset(
    "another day time hand thing way by on or side such and more point can - s reason would should"
    " last to third fourth for at in with when where but as".split()
)
_ONE_PERIOD: Final = frozenset("minute hour day week month year".split())
# Before these a vague word is an adverb or no amount: "how many", "the most".
_NOT_VAGUE: Final = frozenset("how so too as the not great good very -".split())
_LOOSE: Final = frozenset("many few most several scores tens multiple".split())
# Before "half" it is a part by name: "the second half", "first-half".
_HALVES: Final = frozenset("first second other last opening latter a - ‑ and this each".split())
_HALF_OF: Final = frozenset("of the its their his her our all".split())


def _words(line: Line, i: int) -> Found:
    token = line.tokens[i]
    if line.char(token.start - 1) in "-‑" and line.char(token.start - 2).isalpha():
        return None, token.end
    readers = (
        *(_part, _pair, _vague, _half, _nothing, _often, _multiple, _nth),
        *(_one_and_a_part, _one_of_a_unit),
    )
    for reader in readers:
        found = reader(line, i)
        if found is not None:
            return found
    return _number(line, i)


def _number(line: Line, i: int) -> Found:
    token = line.tokens[i]
    match = line.match(_WORD_NUMBER, token.start)
    if match is None:
        return None, token.end
    words = re.split(r"[\s‑-]+", match.group().lower())
    if words[0] in SCALES or len(words) > 20 or words in (["a"], ["an"]):
        return None, match.end()  # a scale word alone is no amount
    value = number(["one" if w in ("a", "an") else w for w in words])
    if value is None:
        return None, token.end
    figure = Figure(token.start, match.end(), float(value), float(value), "words")
    figure.grain, figure.scaled = _grain(str(value)), any(w in SCALES for w in words)
    part, point = line.match(_AND_A_PART, figure.end), line.match(_POINT, figure.end)
    if words == ["one"] and part is None and not _counting_one(line, i):
        return None, token.end
    if words == ["zero"] and line.char(token.start - 1) == "-":
        return None, token.end
    plus(line, figure)
    if part is not None and (part.group(1) or part.group(2).lower() == "half"):
        top, below = UNITS.get((part.group(1) or "a").lower(), 1), _PARTS[part.group(2).lower()]
        figure.low = figure.high = clean(value + top / below)
        figure.end, figure.integer, figure.grain = part.end(), False, 0.1
    elif point is not None:
        figure.low = figure.high = value + UNITS[point.group(1).lower()] / 10
        figure.end, figure.grain = point.end(), 0.1
    _sign(line, figure, i)
    measured(line, figure)
    return figure, figure.end


def _part(line: Line, i: int) -> Found | None:
    """A fraction: "a third of", "three-quarters", "one-fifth"; not "a third man"."""
    token = line.tokens[i]
    match = line.match(_FRACTION, token.start)
    if match is None or (token.lower == "a" and line.lower(i - 1) == "and"):
        return None
    top, below = match.group(1).lower(), match.group(2).lower()
    parts = _PARTS.get(below) or _PARTS[below.removesuffix("s")]
    if top == "a" and _AFTER_FRACTION.match(line.text, match.end(), line.stop) is None:
        return None
    if top not in ("a", "one") and below in _ORDINALS:
        return None  # "two third places"
    value = UNITS.get(top, 1) / parts
    figure = _fraction(line, token.start, match.end(), value)
    return figure, figure.end


def _pair(line: Line, i: int) -> Found | None:
    """ "a couple of boats", "a pair of", "a dozen"."""
    token = line.tokens[i]
    pair = line.match(_PAIRS, token.start)
    if pair is not None and "of" in pair.group():
        end = pair.end() - 3 if pair.group().endswith(" of") else pair.end()
        value = 24.0 if pair.group(3) else 2.0
        figure = Figure(
            token.start, pair.end(2) if not pair.group(3) else end, value, value, "words"
        )
        if pair.group(1).lower() == "couple":
            figure.commit("approximate")
        return figure, pair.end()
    dozen = line.match(_DOZEN_A, token.start)
    if dozen is not None:
        return Figure(token.start, dozen.end(), 12.0, 12.0, "words"), dozen.end()
    return None


def _vague(line: Line, i: int) -> Found | None:
    for words, low, high, dimension in WORDS.vague.get(line.lower(i), ()):
        if any(line.lower(i + k) != word for k, word in enumerate(words)):
            continue
        if not _vague_fits(line, i, words):
            return (None, line.tokens[i].end) if line.lower(i) not in ("a", "the") else None
        last = i + len(words) - (2 if words[-1] == "of" else 1)
        figure = Figure(line.tokens[i].start, line.tokens[last].end, low, high, "vague")
        figure.commitment, figure.hedged = Commitment.VAGUE, True
        scale = line.match(_VAGUE_SCALE, figure.end)
        if scale is not None and words[-1] in ("few", "several", "many"):
            times = float(WORDS.scales[scale.group(1).lower().rstrip("s")])
            figure.low, figure.end = low * times, scale.end()
            figure.high = None if high is None else high * times
        if dimension == "percent":
            figure.low_open = True
            figure.measure("percent", "percent")
            return figure, figure.end
        percent(line, figure)
        if words[-1] != "of":
            _vague_money(line, figure)
        if not figure.dimension:
            unit(line, figure)
        return figure, figure.end
    return None


def _vague_money(line: Line, figure: Figure) -> None:
    """ "millions of dollars", "tens of thousands of euros": the unit is the currency."""
    k = line.index(figure.end)
    if line.lower(k) != "of":
        return
    k += 2 if line.lower(k + 1) in ("u.s.", "us") else 1
    lower = line.lower(k)
    code = "GBP" if lower == "pounds" else WORDS.currency.get(lower)
    if code is not None:
        figure.measure(code, code, line.tokens[k].end)
    elif lower in WORDS.units and len(lower) > 2:
        figure.measure(*WORDS.units[lower], line.tokens[k].end)


def _vague_fits(line: Line, i: int, words: tuple[str, ...]) -> bool:
    """Whether a vague word counts here: "most" is an adverb before an adjective, and so on."""
    k = i + len(words)
    if k >= len(line.tokens):
        return False
    following, first, before = line.tokens[k], words[0], line.lower(i - 1)
    if (before in _NOT_VAGUE and first in _LOOSE) or (before == "at" and first == "most"):
        return False
    if first == "most":
        if following.lower in ("of", "people", "americans"):
            return True
        return following.pos == NOUN and is_plural(following) and before not in _DETERMINERS
    if first in ("scores", "tens", "dozens"):
        counts = first != "scores" and following.pos in (VERB, AUX)  # no test scores
        return counts or following.lower in _AFTER_SCORES or following.lower in WORDS.roles
    if words[-1] == "majority":
        return following.lower in ("of", "in", "say", "said")
    if first == "few" and before in ("a", "the"):
        return False
    return not (first == "multiple" and following.pos == PUNCT)


def _half(line: Line, i: int) -> Found | None:
    """ "half a million", "half an hour", "half of the crew"; not "the first half"."""
    token = line.tokens[i]
    match = line.match(_HALF, token.start)
    if token.lower != "half" or match is None:
        return None
    if match.group(1):
        scale = float(WORDS.scales[match.group(1).lower()])
        figure = Figure(token.start, match.end(), scale / 2, scale / 2, "words")
        figure.scaled = scale > 12
        figure.grain = scale / 10 if figure.scaled else 1.0
        unit(line, figure)
        return figure, figure.end
    if line.lower(i - 1) in _HALVES:
        return None, match.end()
    figure = _fraction(line, token.start, match.end(), 0.5)
    part = line.lower(i + 1) in _HALF_OF and line.char(match.end()) == " "
    return (figure if part or figure.form == "words" else None), figure.end


def _nothing(line: Line, i: int) -> Found | None:
    """Nothing at all: "no deaths", "none of the hostages", "no one was hurt"."""
    token, following = line.tokens[i], line.tokens[i + 1 : i + 5]
    figure = Figure(token.start, token.end, 0.0, 0.0, "none")
    if token.lower == "nobody" or (token.lower == "no" and line.lower(i + 1) == "one"):
        return _nobody(line, figure, i + (token.lower == "no"))
    if token.lower == "none":
        return (figure if line.lower(i + 1) == "of" else None), token.end
    if token.lower != "no":
        return None
    if line.lower(i + 1) not in ("more", "fewer", "less", "longer", "one"):
        for other in following:
            if other.pos not in (NOUN, ADJ, NAME):
                break
            if is_plural(other) or other.lower in WORDS.casualties:
                return figure, token.end
    return None, token.end


def _nobody(line: Line, figure: Figure, last: int) -> Found:
    """No people, where something befalls people: "no one was hurt", "nobody died"."""
    figure.end = line.tokens[last].end
    verb = line.parsed.predicate(last)
    befallen = line.parsed.tokens[verb].lower in WORDS.roles or any(
        line.lower(k) in WORDS.roles for k in line.parsed.on(verb, "acomp", "oprd", "attr")
    )
    figure.unit = "people"
    return (figure if befallen else None), figure.end


_OFTEN: Final = {"once": 1.0, "twice": 2.0, "thrice": 3.0}


def _often(line: Line, i: int) -> Found | None:
    """How often something is done: "once a day", "twice every month"."""
    value = _OFTEN.get(line.lower(i))
    each = line.lower(i + 1) in ("a", "an", "every", "each", "per")
    if value is None or not each or line.lower(i + 2) not in PERIODS:
        return None
    if line.tokens[i + 2].dep == "compound":
        return None  # "once a day labourer"
    figure = Figure(line.tokens[i].start, line.tokens[i + 2].end, value, value, "words")
    figure.rate = singular_of(line.lower(i + 2))
    figure.unit = "time"
    return figure, figure.end


def _multiple(line: Line, i: int) -> Found | None:
    """ "twice as many", "doubled", "a threefold rise"."""
    token = line.tokens[i]
    if token.lower not in _TIMES:
        return None
    following, after = line.lower(i + 1), line.tokens[i + 2 : i + 3]
    if token.lower in ("twice", "thrice"):
        degree = bool(after) and (after[0].pos in (ADJ, ADV) or after[0].lower in ("many", "much"))
        if following not in ("as", "the", "that", "what") or not after:
            return None, token.end
        if following == "as" and not degree:
            return None, token.end
    elif following in ("over", "up", "down", "back", "as"):
        return None, token.end
    value = _TIMES[token.lower]
    figure = Figure(token.start, token.end, value, value, "times")
    figure.measure("times", "times")
    return figure, token.end


def _nth(line: Line, i: int) -> Found | None:
    token = line.tokens[i]
    if token.text not in _ORDINALS:
        return None
    return _ordinal(line, token.start, token.end, _ORDINALS[token.lower]), token.end


def _ordinal(line: Line, p: int, q: int, value: int) -> Figure | None:
    counting = _COUNTING.match(line.text, q, min(line.stop, q + 60)) is not None
    if not (counting or _ranks(line, line.index(p), line.index(q))):
        return None
    return Figure(p, q, float(value), float(value), "ordinal", dimension="ordinal")


# Verbs that give a place in an order, and words for places in one.
_RANKING: Final = frozenset("finish place come rank rate end stand sit qualify start".split())
_PLACES: Final = frozenset("place spot position time term".split())
_RUNNING: Final = frozenset("straight consecutive successive".split())
_SUPERLATIVE: Final = ("JJS", "RBS")


def _ranks(line: Line, i: int, k: int) -> bool:
    """Whether an ordinal at [i, k) is a place in an order: "finished third", "third-largest".

    So is one before what runs on ("third straight week") and before a word for a place or a turn.
    """
    k += line.lower(k) in ("-", "‑")
    following = line.tokens[k : k + 1]
    if following and (following[0].tag in _SUPERLATIVE or following[0].lower in _RUNNING):
        return True
    if line.lower(k) in _PLACES:
        return True
    if following and following[0].pos in (NOUN, NAME, ADJ):
        return False
    before = i - 1 - (line.tokens[i - 1].pos == ADV or line.lower(i - 1) == "the") if i else -1
    return before >= 0 and line.tokens[before].lemma in _RANKING


_PERIODS_ALONE: Final = frozenset("decade century year month week day hour fortnight".split())
_BEFORE_ONE: Final = frozenset(
    "than nearly almost about over under within least most roughly".split()
)
# Behind "a week" these make it a date or part of another phrase: "a week ago", "a week of rain".
_AFTER_PERIOD: Final = frozenset("ago later earlier before after of and".split())


def _one_and_a_part(line: Line, i: int) -> Found | None:
    """ "an hour and a quarter", "a mile and a half"."""
    if line.lower(i) not in ("a", "an", "one") or line.lower(i + 1) not in WORDS.units:
        return None
    if line.lower(i) != "one" and _and_some(line, i + 1):
        return _a_unit(line, i)
    part = line.match(_AND_A_PART, line.tokens[i + 1].end)
    if part is None or line.match(_OF_THE, part.end()) is not None:
        return None  # "ran a mile and a quarter of the field fell"
    value = 1 + UNITS.get((part.group(1) or "a").lower(), 1) / _PARTS[part.group(2).lower()]
    figure = Figure(line.tokens[i].start, line.tokens[i].end, value, value, "words")
    figure.measure(*WORDS.units[line.lower(i + 1)], part.end())
    return figure, figure.end


def _and_some(line: Line, i: int) -> bool:
    """Whether some of the next smaller unit stand behind a unit: "a year and eight months"."""
    greater, smaller = (WORDS.units.get(line.lower(k), ("", ""))[1] for k in (i, i + 3))
    joined = line.lower(i + 1) == "and" and (greater, smaller) in MAKES
    return joined and line.tokens[i + 2].pos == NUM


def _a_unit(line: Line, i: int) -> Found:
    figure = Figure(line.tokens[i].start, line.tokens[i].end, 1, 1, "words")
    figure.measure(*WORDS.units[line.lower(i + 1)], line.tokens[i + 1].end)
    return figure, figure.end


def _one_of_a_unit(line: Line, i: int) -> Found | None:
    """ "a decade" as one: "more than a year", "the worst fire in a decade", "nearly a mile"."""
    token, before, unit = line.tokens[i], line.lower(i - 1), line.lower(i + 1)
    if token.lower not in ("a", "an"):
        return None
    if before not in _BEFORE_ONE and not (before == "in" and _extreme(line, i)):
        return None
    following = line.tokens[i + 2 : i + 3]
    if following and following[0].pos == NOUN:
        return None
    if unit in _PERIODS_ALONE:
        if following and (following[0].lower in _AFTER_PERIOD or following[0].pos == ADJ):
            return None
    elif before in ("in", "about"):
        return None  # "about a degree" may be what somebody spoke of
    figure = Figure(token.start, token.end, 1.0, 1.0, "words")
    measured(line, figure)
    return (figure, figure.end) if figure.dimension else None


def _extreme(line: Line, i: int) -> bool:
    """Whether a superlative stands shortly before a token: "the worst fire in a decade"."""
    before = line.tokens[max(0, i - _NEAR) : i]
    return any(t.tag in _SUPERLATIVE or t.lower == "first" for t in before)


_NEAR: Final = 20


def _counting_one(line: Line, i: int) -> bool:
    """Whether "one" counts: "one man", "one of the"; not "no one", "one another"."""
    if i + 1 >= len(line.tokens):
        return False
    following, before = line.tokens[i + 1], line.lower(i - 1)
    if following.text in ("-", "‑") and i + 2 < len(line.tokens):
        return line.lower(i + 2) in _ONE_PERIOD  # "a one-year sentence", not "one-time"
    adjective = i > 0 and line.tokens[i - 1].pos == ADJ
    if before in _NOT_ONE or (adjective and following.lower not in ("-", "percent", "per")):
        return False
    if following.lower == "in":
        return line.match(_RATIO, line.tokens[i].end) is not None
    other = following.pos in (CLITIC, AUX, MODAL, PRON, NOT, PUNCT)
    return not other and following.lower not in _ONE_ELSE


def ratio(line: Line, figure: Figure) -> None:
    """ "two in three", "nine out of 10": a share of all."""
    match = line.match(_RATIO, figure.end)
    counted = figure.form in ("digits", "words") and figure.integer and not figure.dimension
    if match is None or not counted or figure.low <= 0:
        return
    printed = match.group(1).lower().replace(",", "").replace("a ", "one ")
    below = float(printed) if printed.isdigit() else float(number(printed.split()) or 0)
    tail = line.word_at(match.end())
    over = tail in WORDS.units or tail in PERIODS
    if below <= figure.low or below not in _BASES or over or tail in _TRIED:
        return
    figure.low = figure.high = clean(figure.low / below)
    figure.form, figure.grain, figure.integer = "ratio", 0.01, False
    figure.measure("percent", "fraction", match.end())


_TRIED: Final = frozenset("matches games votes attempts".split())
