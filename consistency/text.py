"""What several stages need to know of a text: words, quotes, numbers.

`tokens` joins this package's own cutting of words with what a parser found about them
(`syntax.py`); `tree.py` reads the tree that they form.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from consistency import lexicon
from consistency.model import Role, Sentence, Span

# --------------------------------------------------------------------------------------- tokens

# One token per word; a clitic ('s, n't, 'll) is a token of its own; a hyphenated compound is
# several ("Iran", "-", "backed"); numbers keep their separators; U.S. and a.m. keep their dots.
_TOKEN: Final = re.compile(
    r"""
      (?P<num>\d++(?:[.,\u202f\u2009]\d++)*+(?:st|nd|rd|th|s)?(?![^\W\d_]))  # 2,000  3.5  7th
    | (?P<abbr>(?:[^\W\d_]\.){2,}(?=\W|$))                                  # U.S.  a.m.
    | (?P<neg>n['’]t\b)
    | (?P<clitic>['’](?:s|re|ve|ll|d|m|S|RE|VE|LL|D|M)\b)
    | (?P<word>[^\W\d_](?:(?!n['’]t\b)[^\W_]|['’](?=[^\W\d_]{2,})(?!(?:re|ve|ll|RE|VE|LL)\b))*)
    | (?P<alnum>\w+)
    | (?P<dots>\.{2,}|…)
    | (?P<dash>--+|[‐‑–—])
    | (?P<punct>``|''|\S)
    """,
    re.VERBOSE,
)

# Characters of a sentence; a longer one (a table, a list of results, markup gone wrong) is cut. The
# longest of the measuring sets has 1,100.
LONGEST: Final = 3000


def unread(sentence: Sentence) -> bool:
    """Whether `split` left a stretch unread: one boilerplate, longer than any other sentence."""
    return sentence.role is Role.BOILERPLATE and sentence.end - sentence.start > LONGEST


NOUN, NAME, VERB, ADJ, ADV, NUM = "NOUN", "NAME", "VERB", "ADJ", "ADV", "NUM"
DET, PRON, PREP, CONJ, AUX, MODAL = "DET", "PRON", "PREP", "CONJ", "AUX", "MODAL"
NOT, TO, REL, PUNCT, CLITIC = "NOT", "TO", "REL", "PUNCT", "CLITIC"

CONTENT: Final = frozenset({NOUN, NAME, VERB, ADJ, ADV, NUM})


class Word(NamedTuple):
    """One word of a parser's analysis: offsets into the parsed text, Penn tag, universal part of
    speech, features, dependency, the index of its head (its own at the root), and the entity it is
    part of ("B-PERSON", "I-PERSON", or empty)."""

    start: int
    end: int
    tag: str
    pos: str
    morph: str
    dep: str
    head: int
    entity: str


Analysis = tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Token:
    """One word or mark. `index` counts within the sentence; offsets are the article's.

    `pos` is this module's coarse part of speech, `tag` the Penn treebank's, `morph` the universal
    features ("Number=Sing|..."); `dep` is the dependency on the token of index `head`, its own at a
    root; `entity` as in `Word`.
    """

    index: int
    start: int
    end: int
    text: str
    lower: str
    lemma: str
    pos: str
    tag: str = ""
    morph: str = ""
    dep: str = ""
    head: int = 0
    entity: str = ""

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)

    @property
    def content(self) -> bool:
        """Whether the word carries meaning: noun, name, verb, adjective, adverb, number."""
        return self.pos in CONTENT

    @property
    def base(self) -> str:
        """Base form by part of speech; a participle's is the verb's."""
        if self.pos in (VERB, AUX) or self.tag in ("VBG", "VBN"):
            return lexicon.lemma(self.lower, "v")
        return self.lemma


@lru_cache(maxsize=65536)
def base(lower: str, pos: str) -> str:
    """Base form of a lower-cased word under one of this module's tags."""
    if pos in (VERB, AUX):
        return lexicon.lemma(lower, "v")
    if pos == NOUN:
        return lexicon.lemma(lower, "n")
    if pos == ADJ:
        return lexicon.lemma(lower, "a")
    if pos == NOT:
        return "not"
    return lower.rstrip(".") if len(lower) > 1 and lower.endswith(".") else lower


def words(text: str) -> list[tuple[int, int]]:
    """Offsets of the tokens of any text, in linear time."""
    return [match.span() for match in _TOKEN.finditer(text)]


_NO_NAMES: Final = frozenset({DET, PRON, PREP, CONJ, AUX, NOT, TO, REL, PUNCT, CLITIC})
_MODALS: Final = frozenset("will would shall should can could may might must ought".split())
_NEGATIONS: Final = frozenset("not n't n’t never".split())
_POS: Final = {
    "NOUN": NOUN,
    "PROPN": NAME,
    "VERB": VERB,
    "ADJ": ADJ,
    "ADV": ADV,
    "NUM": NUM,
    "DET": DET,
    "PRON": PRON,
    "ADP": PREP,
    "CCONJ": CONJ,
    "SCONJ": CONJ,
    "AUX": AUX,
    "PART": ADV,
    "INTJ": ADV,
    "SYM": NOUN,
    "PUNCT": NOUN,
    "X": NOUN,
}
_TAGS: Final = {
    "CD": NUM,
    "MD": MODAL,
    "TO": TO,
    "POS": CLITIC,
    "WDT": REL,
    "WP": REL,
    "WP$": REL,
    "WRB": REL,
    "PRP$": DET,
    "EX": PRON,
}


def tokens(
    text: str, offset: int, analysis: Analysis, proper: frozenset[str], heading: bool
) -> tuple[Token, ...]:
    """A sentence's tokens, with what the parser found about each.

    Tokens are this module's, so that they are the same whatever parses; a parser may cut finer
    ("can", "not") or coarser ("Sen.", "5k-20k"). The word on which the rest of a token hangs speaks
    for it; of several tokens inside one word the first with a letter or digit does, and the others
    hang on it. `offset` is where the text stands in the article; `proper` are words that the story
    writes with a capital in mid-sentence.
    """
    raw = [(m.start(), m.end(), m.group(), m.lastgroup or "") for m in _TOKEN.finditer(text)]
    spoken, owner = _matched(raw, analysis)
    heads = _heads(spoken, owner, analysis)
    found: list[Token] = []
    opens = True  # until the first word: a capital tells nothing there
    for i, (start, end, surface, group) in enumerate(raw):
        word = analysis[spoken[i]] if spoken[i] >= 0 else _UNKNOWN
        own = spoken[i] >= 0 and owner[spoken[i]] == i
        pos = _pos(surface, group, word, own)
        before = raw[i - 1][2] if i else ""
        fresh = opens or before in _OPENERS or heading
        pos = _capital(surface, pos, fresh, proper, _UNKNOWN if heading else word)
        if any(map(str.isalnum, surface)):
            opens = False
        dep, head = word.dep, heads[i]
        if not own and spoken[i] >= 0:
            dep = "punct" if pos == PUNCT else "fixed"
        lower = surface.lower()
        entity = word.entity if own or not word.entity else f"I{word.entity[1:]}"
        found.append(
            Token(
                i,
                offset + start,
                offset + end,
                surface,
                lower,
                base(lower, pos),
                pos,
                word.tag if own else "",
                word.morph if own else "",
                dep if head != i else "ROOT",
                head,
                entity,
            )
        )
    return tuple(found)


_UNKNOWN: Final = Word(0, 0, "", "X", "", "dep", 0, "")
_OPENERS: Final = frozenset(("“", "”", '"', "``", "''", ":", "—", "–", "‘"))


def _matched(
    raw: list[tuple[int, int, str, str]], analysis: Analysis
) -> tuple[list[int], list[int]]:
    """For each token the word that speaks for it, -1 without one; for each word its token."""
    over: list[list[int]] = [[] for _ in raw]
    owner = [-1] * len(analysis)
    at = 0
    for i, (start, end, surface, _) in enumerate(raw):
        while at < len(analysis) and analysis[at].end <= start:
            at += 1
        for k in range(at, len(analysis)):
            if analysis[k].start >= end:
                break
            over[i].append(k)
            named = owner[k] >= 0 and any(map(str.isalnum, raw[owner[k]][2]))
            if owner[k] < 0 or (not named and any(map(str.isalnum, surface))):
                owner[k] = i
    spoken = []
    for words_ in over:
        inside = set(words_)
        heads = [k for k in words_ if analysis[k].head not in inside or analysis[k].head == k]
        spoken.append((heads or words_ or [-1])[0])
    # A word that no token prints (there is none in practice) hangs on the token before it.
    for k, i in enumerate(owner):
        if i < 0:
            owner[k] = owner[k - 1] if k else 0
    return spoken, owner


def _heads(spoken: list[int], owner: list[int], analysis: Analysis) -> list[int]:
    """The token on which each hangs, itself at a root; never in a circle."""
    heads = []
    for i, k in enumerate(spoken):
        if k < 0:
            heads.append(i)
        else:
            heads.append(owner[analysis[k].head] if owner[k] == i else owner[k])
    settled = [False] * len(heads)
    for i in range(len(heads)):
        path, at = {i}, i
        while not settled[at] and heads[at] != at:
            if heads[at] in path:
                heads[at] = at
                break
            at = heads[at]
            path.add(at)
        for step in path:
            settled[step] = True
    return heads


def _pos(surface: str, group: str, word: Word, own: bool) -> str:
    """The coarse part of speech, from the parser's word and what the surface says by itself."""
    lower = surface.lower()
    if group in ("dots", "dash", "punct"):
        return PUNCT
    if group == "num" or lower in NUMBER_WORDS:
        return NUM
    if lower in _NEGATIONS:
        return NOT
    if group == "clitic" and lower[1:] == "s":
        return AUX if word.pos in ("AUX", "VERB") else CLITIC
    if word.tag in _TAGS:
        return _TAGS[word.tag]
    if lower == "to":
        return TO
    if lower == "that" and word.pos == "SCONJ":
        return REL
    return _POS.get(word.pos, NOUN)


def _capital(surface: str, pos: str, fresh: bool, proper: frozenset[str], word: Word) -> str:
    """The part of speech after a look at the word's first letter: NAME for part of a name.

    Inside a sentence a word with a capital is, as copy prints, unless it is a function word; where
    any word has a capital, the parser says it, or the story does elsewhere. A name in small letters
    is a noun.
    """
    if not surface[0].isupper():
        return NOUN if pos == NAME and surface.islower() else pos
    if surface == "I" or pos in _NO_NAMES or pos == NUM or (pos == MODAL and fresh):
        return pos
    named = surface in proper or not fresh or (pos == NOUN and _unknown_name(surface, word))
    return NAME if named else pos


def _unknown_name(surface: str, word: Word) -> bool:
    """Whether no dictionary has a word at the head of a sentence: "Norvik beat Oddal"."""
    return word.tag == "NN" and surface[0].isupper() and not lexicon.pos(surface.lower())


WEEKDAYS: Final = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
MONTHS: Final = frozenset(
    "january february march april may june july august september october november december".split()
)
CALENDAR: Final = WEEKDAYS | MONTHS


# Titles and the like that end in a full stop and have a name behind it.
SHORT_TITLES: Final = frozenset(
    "mr mrs ms dr sen sens rep reps gov govs gen lt col capt sgt cpl adm rev prof hon jr sr st maj"
    " det supt cmdr atty".split()
)


# -------------------------------------------------------------------------------------- numbers

UNITS: Final[dict[str, int]] = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
        " fifteen sixteen seventeen eighteen nineteen".split()
    )
}
TENS: Final[dict[str, int]] = {
    word: 10 * value
    for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
SCALES: Final[dict[str, int]] = {
    "hundred": 100,
    "thousand": 1000,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
}
NUMBER_WORDS: Final = frozenset({*UNITS, *TENS, *SCALES})


def is_year(text: str) -> bool:
    """Whether a word is printed as a year is: four digits."""
    return len(text) == 4 and text.isdecimal()


def number(words_: Iterable[str]) -> int | None:
    """The value of number words: ["two", "hundred", "and", "five"] is 205. None if it is none."""
    total, current, seen = 0, 0, False
    for word in words_:
        lower = word.lower()
        if lower in UNITS:
            current, seen = current + UNITS[lower], True
        elif lower in TENS:
            current, seen = current + TENS[lower], True
        elif lower == "hundred":
            current, seen = (current or 1) * 100, True
        elif lower in SCALES:
            total, current, seen = total + (current or 1) * SCALES[lower], 0, True
        elif lower not in ("and", "-", "a"):
            return None
    return total + current if seen else None


_DECIMAL: Final = re.compile(r"[0-9]+(?:\.[0-9]+)?")


def printed(token: Token) -> float | None:
    """The value of one token that is a number: "1,200", "3.2", "nine". None if it is none."""
    word = token.lower.replace(",", "")
    value = float(word) if _DECIMAL.fullmatch(word) else number([word])
    return None if value is None else float(value)


# --------------------------------------------------------------------------------------- quotes

_OPENING: Final = {"“": "”", "‘": "’", "«": "»", "„": "“", "``": "''"}
# Both look no further than the next line with something on it: linear on any run of blank lines.
_PARAGRAPH: Final = re.compile(r"[^\n]+(?:\n[^\n]*\S[^\n]*)*")
_QUOTE_GOES_ON: Final = re.compile(r"\s*(?:``|[“\"«„])")
# Marks that close another style's opening one, where copy mixes straight and curly marks.
_MIXED: Final = (('"', "``"), ("”", '"'))
_WORD_AFTER: Final = re.compile(r"\w")
_QUOTE_MARK: Final = re.compile(r"``|''|[\"“”«»„]|(?<!\w)[‘'](?=\w)|(?<=[\w.,!?…])[’'](?!\w)")


def paragraph_spans(sentences: Iterable[Sentence]) -> tuple[Span, ...]:
    """The paragraphs of split sentences, each from its first sentence to its last."""
    ends: dict[int, Span] = {}
    for sentence in sentences:
        first = ends.get(sentence.paragraph, sentence.span)
        ends[sentence.paragraph] = Span(first.start, sentence.end)
    return tuple(ends.values())


def quoted(text: str, paragraphs: Iterable[Span] | None = None) -> tuple[Span, ...]:
    """Stretches of a text inside quotation marks, marks excluded, in order, never nested.

    Curly, straight, doubled and angle marks; single marks only where no letter stands on the outer
    side. A quote that runs over several paragraphs with an opening mark on each is one span per
    paragraph. A mark without a partner in its paragraph opens nothing, unless the next paragraph
    opens with a mark too. `paragraphs` are known ones (a file with one line per paragraph has no
    blank lines); without them blank lines part paragraphs. Linear time.
    """
    if paragraphs is None:
        paragraphs = (Span(match.start(), match.end()) for match in _PARAGRAPH.finditer(text))
    spans: list[Span] = []
    for paragraph in paragraphs:
        spans.extend(_quoted_paragraph(text, paragraph.start, paragraph.end))
    return tuple(spans)


def _quoted_paragraph(text: str, start: int, end: int) -> Iterator[Span]:
    open_at = -1
    open_mark = ""
    inner = False  # whether a straight mark opened a quote within the curly one
    for match in _QUOTE_MARK.finditer(text, start, end):
        mark = match.group()
        if open_at < 0:
            if _opens(text, match):
                open_at, open_mark, inner = match.end(), mark, False
            continue
        if mark == '"' and open_mark == "“":
            shut = _shuts(text, match, end)
            if not shut or inner:
                inner = not shut
                continue
            mark = "”"
        if mark == _OPENING.get(open_mark, open_mark) or (mark, open_mark) in _MIXED:
            if match.start() > open_at:
                yield Span(open_at, match.start())
            open_at = -1
        elif mark in _DOUBLE or (mark == '"' and open_mark in ("'", "‘")):
            # The mark before was a stray or a minor one: begin again here.
            open_at, open_mark, inner = match.end(), mark, False
    left_open = 0 <= open_at < end and (open_mark in _DOUBLE or open_mark == '"')
    # Left open: a quote that goes on in the next paragraph closes at the paragraph's end.
    if left_open and _QUOTE_GOES_ON.match(text, end):
        yield Span(open_at, end)


_DOUBLE: Final = ("“", "„", "«", "``")  # marks that do nothing but open


def _opens(text: str, match: re.Match[str]) -> bool:
    """Whether a mark opens a quotation where none is open; one behind a digit stands for inches."""
    mark = match.group()
    if mark == '"':
        return not text[match.start() - 1 : match.start()].isdigit()
    if mark == "''":
        return not text[match.end() : match.end() + 1].isspace()
    return mark == "'" or mark in _OPENING


def _shuts(text: str, match: re.Match[str], end: int) -> bool:
    """Whether a straight mark stands at the end of a word, as one that closes does."""
    spaced = text[match.start() - 1].isspace()
    return not spaced and not _WORD_AFTER.match(text, match.end(), end)


_MID_NAME: Final = re.compile(r"(?<=[a-z,] )[A-Z][\w’'-]*[^\W\d_]")


def names_inside(text: str) -> list[str]:
    """The words that a sentence writes with a capital behind a small letter or a comma."""
    return _MID_NAME.findall(text)
