"""What several stages need to know of a sentence: words, quotes, clauses, noun phrases, numbers.

`parse` turns an article and its sentences into a `Document`: per sentence the tokens with a coarse
part of speech, the quoted stretches, noun phrases and clauses. `Facing` is what alignment hands to
the fact types: two parsed sentences and which of their words face each other.

The tagger is ours because no tagger comes offline (docs/decisions): closed word lists, WordNet's
parts of speech and a few rules of position. It is meant to find heads of noun phrases and verbs of
clauses in news copy, no more.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from math import inf
from typing import Final

from consistency import lexicon
from consistency.model import Article, Role, Sentence, Span

# --------------------------------------------------------------------------------------- tokens

# One token per word; a clitic ('s, n't, 'll) is a token of its own; a hyphenated compound is
# several ("Iran", "-", "backed"); numbers keep their separators; U.S. and a.m. keep their dots.
_TOKEN: Final = re.compile(
    r"""
      (?P<num>\d+(?:[.,\u202f\u2009]\d+)*(?:st|nd|rd|th|s)?(?![^\W\d_]))    # 2,000  3.5  7th  1990s
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

NOUN, NAME, VERB, ADJ, ADV, NUM = "NOUN", "NAME", "VERB", "ADJ", "ADV", "NUM"
DET, PRON, PREP, CONJ, AUX, MODAL = "DET", "PRON", "PREP", "CONJ", "AUX", "MODAL"
NOT, TO, REL, PUNCT, CLITIC = "NOT", "TO", "REL", "PUNCT", "CLITIC"

CONTENT: Final = frozenset({NOUN, NAME, VERB, ADJ, ADV, NUM})

_CLOSED: Final[dict[str, str]] = {
    word: tag
    for tag, words in {
        DET: "the a an this that these those each every some any no all both either neither another"
        " its his her their our my your such what whichever",
        PRON: "i you he she it we they me him us them himself herself itself themselves myself"
        " yourself ourselves one ones someone anyone everyone nobody somebody everybody"
        " nothing something anything everything none others whom mine yours hers ours theirs",
        PREP: "of in on at by for with from into onto over under about against between among"
        " through during before after since until till towards toward upon across along around"
        " behind beside besides beyond despite except inside near off outside per plus than"
        " throughout via within without amid amidst as like unlike above below beneath following"
        " including regarding",
        CONJ: "and or but nor so yet because although though while whereas if unless whether once",
        AUX: "be am is are was were been being have has had having do does did 's 're 've 'm ’s ’re"
        " ’ve ’m",
        MODAL: "will would shall should can could may might must ought 'll 'd ’ll ’d ca wo",
        NOT: "not n't n’t never",
        TO: "to",
        REL: "who which whose where when why how",
    }.items()
    for word in words.split()
}


@dataclass(frozen=True, slots=True)
class Token:
    """One word or mark. `index` counts within the sentence; offsets are the article's."""

    index: int
    start: int
    end: int
    text: str
    lower: str
    lemma: str
    tag: str

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)

    @property
    def content(self) -> bool:
        """Whether the word carries meaning: noun, name, verb, adjective, adverb, number."""
        return self.tag in CONTENT


@lru_cache(maxsize=65536)
def _guess(lower: str) -> str:
    """Parts of speech of a word form: from WordNet, else by its ending."""
    parts = lexicon.pos(lower)
    if parts:
        return parts
    if lower.endswith("ly"):
        return "r"
    if lower.endswith(("ing", "ed")):
        return "v"
    if lower.endswith(("ous", "ful", "ive", "able", "ible", "ic", "al", "less", "ish", "ian")):
        return "a"
    return "n"


@lru_cache(maxsize=65536)
def base(lower: str, tag: str) -> str:
    """Base form of a lower-cased word under one of this module's tags."""
    if tag in (VERB, AUX):
        return lexicon.lemma(lower, "v")
    if tag == NOUN:
        return lexicon.lemma(lower, "n")
    if tag == ADJ:
        return lexicon.lemma(lower, "a")
    if tag == NOT:
        return "not"
    return lower.rstrip(".") if len(lower) > 1 and lower.endswith(".") else lower


def words(text: str) -> list[tuple[int, int]]:
    """Offsets of the tokens of any text, in linear time."""
    return [match.span() for match in _TOKEN.finditer(text)]


def _tokens(text: str, offset: int, proper: frozenset[str], heading: bool) -> tuple[Token, ...]:
    raw = [(m.start(), m.end(), m.group(), m.lastgroup or "") for m in _TOKEN.finditer(text)]
    lowers = [w[2].lower() for w in raw]
    tags: list[str] = []
    for i, (_start, _end, word, group) in enumerate(raw):
        tags.append(_tag(i, word, lowers, group, tags, proper, heading))
    for i in range(len(raw)):
        tags[i] = _retag(i, lowers, tags)
    for i in range(len(raw) - 1):
        opens = i == 0 or lowers[i - 1] in _OPENERS
        if opens and not heading and tags[i + 1] == NAME:
            word, after = raw[i][2], raw[i + 1][2]
            if _first_name(word, after, tags[i]) or _first_noun(word, after, tags[i]):
                tags[i] = NAME
    return tuple(
        Token(i, offset + start, offset + end, word, lowers[i], base(lowers[i], tags[i]), tags[i])
        for i, (start, end, word, _group) in enumerate(raw)
    )


def _tag(
    i: int,
    word: str,
    lowers: list[str],
    group: str,
    tags: list[str],
    proper: frozenset[str],
    heading: bool,
) -> str:
    """First pass, left to right: what the word can be, decided by what stands before it."""
    lower = lowers[i]
    if group in ("num",):
        return NUM
    if group in ("dots", "dash", "punct"):
        return PUNCT
    if group == "neg":
        return NOT
    if group == "clitic":
        if lower[1:] == "s":
            return CLITIC
        return _CLOSED.get(lower, AUX)
    previous = tags[-1] if tags else ""
    initial = all(tag == PUNCT for tag in tags) or lowers[i - 1] in ("“", '"', "``", ":", "—", "–")
    if word[0].isupper() and word != "I":
        if lower in _CLOSED and (initial or heading or not _maybe_name(word, lower)):
            return _CLOSED[lower]
        if word in proper:
            return NAME
        if not initial and not heading:
            return NAME
        if not lexicon.pos(lower):
            return NAME
        if len(word) > 1 and word.isupper() and not heading:
            return NAME
    if lower in _CLOSED:
        tag = _CLOSED[lower]
        following = lowers[i + 1] if i + 1 < len(lowers) else ""
        if lower == "that" and previous in (VERB, NOUN, NAME, PUNCT, PREP):
            nominal = lexicon.pos(following).startswith("n") and following not in _CLOSED
            return DET if previous == PREP and nominal else REL
        if lower in ("no",) and following in (",", "."):
            return ADV
        if lower in ("so", "yet"):
            return ADV
        return tag
    if word in NUMBER_WORDS or lower in NUMBER_WORDS:
        return NUM
    parts = _guess(lower)
    if i > 1 and lowers[i - 1] in ("-", "‑") and "n" in parts and not lower.endswith(("ed", "ing")):
        return NOUN  # "counter-strikes", "power-sharing" apart
    if "a" in parts and _paired(i, lowers, tags):
        return ADJ
    following = lowers[i + 1] if i + 1 < len(lowers) else ""
    if following in ("said", "say", "told") and lower.endswith("s") and "n" in parts:
        return NOUN  # "witnesses said"
    if following == "that" and lower.endswith("ing") and previous in (NOUN, NAME, ADJ):
        return VERB  # "a commercial asserting that"
    return _choose(lower, parts, previous)


def _paired(i: int, lowers: list[str], tags: list[str]) -> bool:
    """Whether a word is one of two adjectives before a noun: "five past and present members"."""
    if lowers[i - 1 : i] == ["and"]:
        return tags[-2:-1] == [ADJ] and tags[-3:-2] == [NUM]
    other = lowers[i + 2 : i + 3] if lowers[i + 1 : i + 2] == ["and"] else []
    return tags[-1:] == [NUM] and any("a" in _guess(word) for word in other)


_OPENERS: Final = frozenset(("“", "”", '"', "``", "''", ":", "—", "–"))


def _first_name(word: str, after: str, tag: str) -> bool:
    """Whether a first name that is a verb too opens a sentence or follows a quote: "Mark Roe said".

    News copy opens with no imperative; "Asked Tuesday why" is no base form.
    """
    if tag != VERB or not (word[0].isupper() and after[0].isupper()):
        return False
    return lexicon.lemma(word.lower(), "v") == word.lower()


def _first_noun(word: str, after: str, tag: str) -> bool:
    """Whether a noun that opens a sentence is the first word of a name: "Kestrel Air said".

    A noun for a thing, in the singular, right before a name: not "Coach Roe", "Police Monday".
    """
    lower = word.lower()
    if tag != NOUN or not (word[0].isupper() and after[0].isupper()) or len(word) == 1:
        return False
    if after.lower() in CALENDAR or after.lower().rstrip(".") in SHORT_TITLES:
        return False
    kind = lexicon.topic(lower)
    return kind in ("animal", "artifact", "object", "plant", "food", "shape", "phenomenon") and (
        lexicon.lemma(lower, "n") == lower
    )


WEEKDAYS: Final = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
MONTHS: Final = frozenset(
    "january february march april may june july august september october november december".split()
)
CALENDAR: Final = WEEKDAYS | MONTHS


def _maybe_name(word: str, lower: str) -> bool:
    """Whether a function word with a capital in mid-sentence may be a name: May, Will, WHO.

    Others have their capital from a quotation that begins there, or from a name's own article.
    """
    return (word.isupper() and len(word) > 1) or _CLOSED[lower] == MODAL


def _choose(lower: str, parts: str, previous: str) -> str:
    """One part of speech for an open-class word, by what stands before it."""
    nominal_before = previous in (DET, ADJ, NUM, CLITIC, PREP)
    if lower == "first" and previous in (NOUN, NAME, PRON):
        return ADV  # "the Herald first reported"
    if "v" in parts:
        if previous in (TO, MODAL, NOT):
            return VERB
        if previous == AUX and lower.endswith(("ing", "ed", "en")):
            return VERB
        if previous in (PRON, REL) and parts != "n":
            return VERB
        if lower.endswith(("ing", "ed")) and not nominal_before:
            return VERB if parts[0] == "v" or "n" not in parts else NOUN
        if lower.endswith(("ing", "ed")) and previous in (DET, ADJ, CLITIC) and "a" in parts:
            return ADJ
        if previous in (NOUN, NAME) and parts[0] == "v":
            return VERB
        if previous in (NOUN, NAME) and lower.endswith("s") and parts[0] != "n":
            return VERB
    if nominal_before:
        if previous in (DET, CLITIC, PREP) and parts.startswith("r") and "a" not in parts:
            return ADV
        if "a" in parts and (parts[0] == "a" or "n" not in parts):
            return ADJ
        if "n" in parts:
            return NOUN
    if parts[0] == "v" and nominal_before and lower.endswith(("ed", "ing")):
        return ADJ
    return {"n": NOUN, "v": VERB, "a": ADJ, "r": ADV}[parts[0]]


def _retag(i: int, lowers: list[str], tags: list[str]) -> str:
    """Second pass: what the right neighbour tells."""
    tag = tags[i]
    following = tags[i + 1] if i + 1 < len(tags) else ""
    if (
        tag == CLITIC
        and lowers[i][1:] == "s"
        and following in (VERB, NOT, AUX, DET, ADV)
        and tags[i - 1] in (PRON, REL, DET)
    ):
        return AUX  # "it's raining", "that's the"; but "Iraq's ruling" stays a possessive
    nominal = i and tags[i - 1] == NOUN and "n" in _guess(lowers[i])
    if tag == VERB and nominal and _compound(i, lowers, tags, following):
        return NOUN
    if tag == ADJ and following in (PUNCT, PREP, VERB, AUX, MODAL, CONJ, ""):
        before = tags[i - 1] if i else ""
        if following == CONJ and tags[i + 2 : i + 3] == [ADJ]:
            return tag
        if before == NOUN and following != VERB:
            return tag
        if before == NAME and lowers[i + 1 : i + 2] != ["of"]:
            return tag  # "the Port Board chief of staff"
        if before in (DET, NUM, CLITIC, NOUN, NAME) and "n" in _guess(lowers[i]):
            return NOUN
    return tag


def _compound(i: int, lowers: list[str], tags: list[str], following: str) -> bool:
    """Whether a word that may be a verb ends a compound noun: "rocket attack(s) on".

    A base form after a singular noun is no finite verb, unless an object follows ("a rocket hit
    the depot"); a form in -s is none if the clause's verb is still to come.
    """
    word, before = lowers[i], lowers[i - 1]
    if lexicon.lemma(word, "v") == word:
        return following not in (DET, PRON, NUM, NAME) and lexicon.lemma(before, "n") == before
    if not word.endswith("s") or following != PREP:
        return False
    for tag in tags[i + 1 :]:
        if tag in (PUNCT, CONJ, REL):
            return False
        if tag in (VERB, AUX, MODAL):
            return True
    return False


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
            inches = mark == '"' and text[match.start() - 1 : match.start()].isdigit()
            if inches:
                continue
            straight_opens = mark in ('"', "'") or (
                mark == "''" and not text[match.end() : match.end() + 1].isspace()
            )
            if mark in _OPENING or straight_opens:
                open_at, open_mark, inner = match.end(), mark, False
            continue
        if mark == '"' and open_mark == "“":
            shut = not text[match.start() - 1].isspace() and not _WORD_AFTER.match(
                text, match.end(), end
            )
            if not shut or inner:
                inner = not shut
                continue
            mark = "”"
        closes = _OPENING.get(open_mark, open_mark)
        if mark == closes or (mark, open_mark) in _MIXED:
            if match.start() > open_at:
                yield Span(open_at, match.start())
            open_at = -1
        elif mark in ("“", "„", "«", "``") or (mark == '"' and open_mark in ("'", "‘")):
            # The mark before was a stray or a minor one: begin again here.
            open_at, open_mark, inner = match.end(), mark, False
    left_open = open_at >= 0 and open_mark in ("“", '"', "``", "«", "„") and open_at < end
    # Left open: a quote that goes on in the next paragraph closes at the paragraph's end.
    if left_open and _QUOTE_GOES_ON.match(text, end):
        yield Span(open_at, end)


# ------------------------------------------------------------------------- sentences and documents


@dataclass(frozen=True)
class Parsed:
    """A sentence with its tokens. `quotes` are the article's quoted spans that touch it."""

    sentence: Sentence
    tokens: tuple[Token, ...]
    quotes: tuple[Span, ...] = ()

    def within(self, span: Span) -> tuple[Token, ...]:
        """The tokens that lie inside a span."""
        starts, ends = self._bounds
        first = bisect_left(starts, span.start)
        return self.tokens[first : bisect_right(ends, span.end, lo=first)]

    def at(self, offset: int) -> int:
        """Index of the token that holds an offset, or of the first one after it."""
        return bisect_right(self._bounds[1], offset)

    @cached_property
    def _bounds(self) -> tuple[list[int], list[int]]:
        """Where the tokens start and end."""
        return [token.start for token in self.tokens], [token.end for token in self.tokens]

    def in_quote(self, span: Span) -> bool:
        """Whether a span lies inside a quotation."""
        return any(quote.covers(span) for quote in self.quotes)

    @cached_property
    def noun_phrases(self) -> tuple[tuple[int, int], ...]:
        """Token ranges [first, last + 1) of base noun phrases ("84 attacks").

        A phrase ends with its head noun; "of" and other prepositions begin a new one.
        """
        phrases: list[tuple[int, int]] = []
        i, n = 0, len(self.tokens)
        while i < n:
            j, head = i, -1
            while j < n and self._nominal(j, i):
                if self.tokens[j].tag in (NOUN, NAME) or (
                    self.tokens[j].tag == NUM and j + 1 < n and self.tokens[j + 1].lower == "s"
                ):
                    head = j
                j += 1
            if head >= 0:
                phrases.append((i, head + 1))
                i = head + 1
            else:
                i = max(j, i + 1)
        return tuple(phrases)

    def _nominal(self, j: int, first: int) -> bool:
        token = self.tokens[j]
        if token.tag == DET:
            return j == first
        if token.tag in (NOUN, NAME, ADJ, NUM, CLITIC):
            return token.tag != CLITIC or j > first
        if token.text in ("-", "‑", "$", "£", "€", "%"):
            return j + 1 < len(self.tokens) and self.tokens[j + 1].tag in CONTENT
        if token.tag == VERB and token.lower.endswith(("ed", "ing")) and j > first:
            return self.tokens[j - 1].text in ("-", "‑")
        return False

    @cached_property
    def clauses(self) -> tuple[tuple[int, int], ...]:
        """Token ranges of the clauses: cut at subordinators, relatives, coordination with a verb.

        Every token belongs to one clause; a clause has a verb where the sentence lets it.
        """
        cuts = [0]
        verb = -1  # the last verb before the token: a clause that is cut off has one
        for token in self.tokens[1:]:
            i = token.index
            before = self.tokens[i - 1]
            if before.tag in (VERB, AUX, MODAL):
                verb = i - 1
            if i - cuts[-1] < 2:
                continue
            opens = (
                token.tag == REL or token.lower in _SUBORDINATORS or token.text in (";", "—", "--")
            )
            coordinates = token.tag == CONJ and self._verb_between(i + 1, i + 5)
            after_comma = before.text == "," and self._verb_between(i, i + 3)
            if (opens or coordinates or after_comma) and verb >= cuts[-1]:
                cuts.append(i)
        return tuple(zip(cuts, [*cuts[1:], len(self.tokens)], strict=True))

    def _verb_between(self, first: int, last: int) -> bool:
        return any(t.tag in (VERB, AUX, MODAL) for t in self.tokens[first:last])

    def clause_of(self, index: int) -> tuple[int, int]:
        """The clause that holds a token."""
        at = bisect_right(self.clauses, (index, inf)) - 1
        return self.clauses[at] if at >= 0 else (0, len(self.tokens))


_SUBORDINATORS: Final = frozenset(
    "because although though while whereas if unless after before since until when as that"
    " despite following".split()
)


@dataclass(frozen=True)
class Document:
    """An article with everything parsed: what `extract` reads.

    `proper` are words that the *story* writes with a capital in mid-sentence, so that a name at the
    start of a sentence or in a heading is known from any article; `entities` are names known from
    elsewhere, with their kinds.
    """

    article: Article
    parsed: tuple[Parsed, ...]
    proper: frozenset[str] = field(default_factory=frozenset)
    entities: Mapping[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return self.article.text

    def surface(self, span: Span) -> str:
        """What was printed."""
        return self.article.text[span.start : span.end]


_MID_NAME: Final = re.compile(r"(?<=[a-z,] )[A-Z][\w’'-]*[^\W\d_]")


def proper_words(articles: Iterable[tuple[Article, tuple[Sentence, ...]]]) -> frozenset[str]:
    """Words that any of the articles' body sentences writes with a capital in mid-sentence."""
    found: set[str] = set()
    for _article, sentences in articles:
        for sentence in sentences:
            if sentence.role is not Role.HEADING:
                found.update(_MID_NAME.findall(sentence.text))
    return frozenset(found)


def parse(
    article: Article,
    sentences: tuple[Sentence, ...],
    proper: frozenset[str] | None = None,
    entities: Mapping[str, str] | None = None,
) -> Document:
    """Tokenise and tag an article's sentences. Linear in the text's length."""
    if proper is None:
        proper = proper_words([(article, sentences)])
    quotes = quoted(article.text, paragraph_spans(sentences))
    parsed: list[Parsed] = []
    at = 0
    for sentence in sentences:
        while at < len(quotes) and quotes[at].end <= sentence.start:
            at += 1
        touching = []
        for quote in quotes[at:]:
            if quote.start >= sentence.end:
                break
            touching.append(quote)
        heading = sentence.role is Role.HEADING
        tokens = _tokens(sentence.text, sentence.start, proper, heading)
        parsed.append(Parsed(sentence, tokens, tuple(touching)))
    return Document(article, tuple(parsed), proper, entities or {})


# --------------------------------------------------------------------------------------- facing

# Link scores are probabilities: from here on a link is more likely right than wrong.
SURE_LINK: Final = 0.5


@dataclass(frozen=True)
class Facing:
    """Two linked sentences and which of their words face each other.

    `pairs` are (index of a left token, index of a right token, similarity in [0, 1]); a token may
    stand in several pairs (phrases). `left_weights` and `right_weights` are the words' weights:
    inverse document frequency within the story for content words, 0 for function words. `score` is
    the link's. `clashes` are stretches of left and right tokens, [first, last) each, by which a
    judge found the two to clash; None where nobody judged.
    """

    left: Parsed
    right: Parsed
    pairs: tuple[tuple[int, int, float], ...]
    left_weights: tuple[float, ...]
    right_weights: tuple[float, ...]
    score: float = 1.0
    clashes: tuple[tuple[tuple[int, int], tuple[int, int]], ...] | None = None

    def flip(self) -> Facing:
        """The same, seen from the other side."""
        pairs = tuple(sorted((j, i, s) for i, j, s in self.pairs))
        clashes = None if self.clashes is None else tuple((b, a) for a, b in self.clashes)
        return Facing(
            self.right,
            self.left,
            pairs,
            self.right_weights,
            self.left_weights,
            self.score,
            clashes,
        )

    def counterparts(self, span: Span) -> tuple[Token, ...]:
        """The right tokens that face words of a left span, in order."""
        inside = {t.index for t in self.left.within(span)}
        return tuple(
            self.right.tokens[j] for j in sorted({j for i, j, _ in self.pairs if i in inside})
        )

    def share(self, left: Span, right: Span) -> float:
        """How far two spans' words face each other: weighted, two-sided, in [0, 1].

        The mean of two shares: of the weight of the left span's content words that face a word of
        the right span, and the other way round. Words of no weight count only where a span has no
        other.
        """
        inside_left = [t.index for t in self.left.within(left)]
        inside_right = [t.index for t in self.right.within(right)]
        if not inside_left or not inside_right:
            return 0.0
        lefts, rights = set(inside_left), set(inside_right)
        facing = [(i, j) for i, j, _ in self.pairs if i in lefts and j in rights]
        facing_left = {i for i, _ in facing}
        facing_right = {j for _, j in facing}
        return 0.5 * (
            _weighted(inside_left, facing_left, self.left_weights)
            + _weighted(inside_right, facing_right, self.right_weights)
        )

    def overlap(self, lefts: Collection[int], rights: Collection[int]) -> float:
        """As `share`, over token indices instead of spans."""
        hits = [(i, j) for i, j, _ in self.pairs if i in lefts and j in rights]
        if not hits:
            return 0.0
        return 0.5 * (
            _weighted(sorted(lefts), {i for i, _ in hits}, self.left_weights)
            + _weighted(sorted(rights), {j for _, j in hits}, self.right_weights)
        )

    def touches(self, left: Span, right: Span) -> bool:
        """Whether any word of the left span faces a word of the right span."""
        lefts = {t.index for t in self.left.within(left)}
        rights = {t.index for t in self.right.within(right)}
        return any(i in lefts and j in rights for i, j, _ in self.pairs)


def _weighted(inside: list[int], facing: set[int], weights: tuple[float, ...]) -> float:
    total = sum(map(weights.__getitem__, inside))
    if total == 0.0:
        return len(facing) / len(inside)
    return sum(map(weights.__getitem__, filter(facing.__contains__, inside))) / total
