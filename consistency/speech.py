"""Who says what: the frames of reported speech in a parsed article.

A frame is a source ("the harbour master"), a cue ("said", "according to") and the content that is
put into the source's mouth. `frames` finds those of one sentence; `of_document` joins quotations
that run over several sentences and resolves sources: a pronoun to the last person or group that
spoke, a surname to the full name, a role to the person who was given that role.

The rules go over tokens and clauses; there is no parser behind them. Every scan is bounded by the
sentence and by `_REACH` tokens, so the whole is linear in the text.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from importlib.resources import files
from typing import Final

from consistency import lexicon
from consistency.model import Role, Span
from consistency.text import (
    ADJ,
    ADV,
    AUX,
    CLITIC,
    CONJ,
    DET,
    MODAL,
    MONTHS,
    NAME,
    NOT,
    NOUN,
    NUM,
    PREP,
    PRON,
    PUNCT,
    REL,
    SHORT_TITLES,
    TO,
    VERB,
    WEEKDAYS,
    Token,
)
from consistency.tree import Document, Parsed

_REACH: Final = 40  # tokens that a source phrase may stretch back; the longest met has 37
_MAX_FRAMES: Final = 16  # cues of one sentence that are followed up: a line of verbs stays linear


@dataclass(frozen=True, slots=True)
class Frame:
    """One act of reporting. Spans are the article's; `source` is None where nobody is named.

    `name` is the source as resolved within the article (filled by `of_document`), `title` the role
    that the source phrase gives beside the name, `roles` every role that the article gives that
    name anywhere, in small letters. `form` is direct, indirect or mixed. `verb` is the
    cue's base form.
    """

    sentence: int
    source: Span | None
    cue: Span
    contents: tuple[Span, ...]
    form: str
    verb: str
    name: str | None = None
    title: str = ""
    roles: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Lists:
    say: frozenset[str]
    think: frozenset[str]
    tell: frozenset[str]
    act: frozenset[str]
    object: frozenset[str]
    every: frozenset[str]
    report: frozenset[str]
    document: frozenset[str]
    general: frozenset[str]
    titles: frozenset[str]
    he: frozenset[str]
    she: frozenset[str]
    short: dict[str, str]


@lru_cache(maxsize=1)
def lists() -> _Lists:
    """The word lists of consistency/data/speech.toml."""
    data = tomllib.loads(
        files("consistency").joinpath("data/speech.toml").read_text(encoding="utf-8")
    )
    verbs = {name: frozenset(text.split()) for name, text in data["verbs"].items()}
    every = frozenset().union(*verbs.values())
    return _Lists(
        **verbs,
        every=every,
        report=frozenset(data["nouns"]["report"].split()),
        document=frozenset(data["nouns"]["document"].split()),
        general=frozenset(data["sources"]["general"].split()),
        titles=frozenset(data["sources"]["titles"].split()),
        he=frozenset(data["names"]["he"].split()),
        she=frozenset(data["names"]["she"].split()),
        short=dict(zip(data["names"]["short"].split(), data["names"]["long"].split(), strict=True)),
    )


# Forms that the tagger may call nouns or adjectives and that are speech all the same.
_SURE: Final = frozenset("said says told tells wrote writes added adds say tell saying".split())
_OPEN: Final = frozenset(("“", '"', "``", "«", "„", "‘"))
_CLOSE: Final = frozenset(("”", '"', "''", "»", "’"))
_DASH: Final = frozenset(("—", "–", "--", "―"))
_DAYS: Final = WEEKDAYS.union(
    "today yesterday tonight tomorrow recently later earlier afterward afterwards then there here"
    " again publicly bluntly flatly simply instead".split()
)
_NEAR_TIMES: Final = frozenset("late early earlier later last this".split())
_PERIODS: Final = frozenset(
    "morning afternoon evening night week weekend month year spring summer fall autumn"
    " winter".split()
)
_STATUS: Final = frozenset(
    "acting retired retiring outgoing incoming departing sitting ousted embattled".split()
)
_SHORT_MONTHS: Final = frozenset("jan feb mar apr aug sep sept oct nov dec".split())
_MONTHS: Final = _SHORT_MONTHS | MONTHS
_HOURS: Final = frozenset("a.m. p.m. am pm".split())
_LABELS: Final = frozenset(
    "note notes update updates correction clarification photo photos video watch read related more"
    " caption editor disclaimer source sources tip tips warning question answer".split()
)
# Kinds of things that say nothing ("the meeting", "the footage"), as WordNet sorts nouns.
_SPEECHLESS: Final = frozenset(
    "time quantity event attribute state feeling phenomenon process plant body shape substance"
    " food motive possession".split()
)
_PARTICLE: Final = frozenset(("out", "back", "on", "off", "up"))
PRONOUNS: Final = frozenset(
    "he she they it who i we you one him her them me us his their my this that which".split()
)
_PERSON: Final = frozenset(("he", "she", "him", "her"))
# What may stand between a cue and its content ("said in a statement on Monday that").
_BETWEEN: Final = frozenset(
    "in on at during to via through by from of with for before after about".split()
)
_SUBORDINATE: Final = frozenset(
    "as after when while before because since if although though whereas".split()
)


# -------------------------------------------------------------------------------------- sentence


def frames(parsed: Parsed) -> tuple[Frame, ...]:
    """The frames of one sentence, in order of their cues. Sources are not resolved."""
    return tuple(_Sentence(parsed).frames())


class _Sentence:
    """One sentence's tokens with what the rules ask of them again and again."""

    def __init__(self, parsed: Parsed) -> None:
        self.parsed = parsed
        self.tokens = parsed.tokens
        self.n = len(self.tokens)
        self.phrase_end: dict[int, int] = {}
        self.phrase_start: dict[int, int] = {}
        self.words = lists()
        self.opened = {quote.start: quote for quote in parsed.quotes}
        self.closed = {quote.end: quote for quote in parsed.quotes}

    @cached_property
    def holder(self) -> list[Span | None]:
        """The quotation that each token stands in, marks left out."""
        found: list[Span | None] = []
        quotes, k = self.parsed.quotes, 0
        for token in self.tokens:
            while k < len(quotes) and quotes[k].end < token.end:
                k += 1
            inside = k < len(quotes) and quotes[k].start <= token.start
            found.append(quotes[k] if inside else None)
        return found

    def index_phrases(self) -> None:
        for first, last in self._phrases():
            self.phrase_end[last] = first
            self.phrase_start[first] = last

    def _phrases(self) -> Iterator[tuple[int, int]]:
        """The noun phrases, with "Mr. Doe" and "John F. Doe" whole in spite of the full stop."""
        held: tuple[int, int] | None = None
        for first, last in self.parsed.noun_phrases:
            if held is not None:
                if first == held[1] + 1 and self._abbreviated(held[1]) and self.tag(first) == NAME:
                    held = held[0], last
                    continue
                yield held
            held = first, last
        if held is not None:
            yield held

    def _abbreviated(self, i: int) -> bool:
        """Whether the full stop at token `i` ends a title or an initial."""
        if self.lower(i) != "." or i + 1 >= self.n:
            return False
        before = self.tokens[i - 1]
        return before.pos == NAME and (len(before.text) == 1 or before.lower in SHORT_TITLES)

    def tag(self, i: int) -> str:
        return self.tokens[i].pos if 0 <= i < self.n else ""

    def lower(self, i: int) -> str:
        return self.tokens[i].lower if 0 <= i < self.n else ""

    def span(self, first: int, last: int) -> Span:
        return Span(self.tokens[first].start, self.tokens[last - 1].end)

    def frames(self) -> Iterator[Frame]:
        headed = self._headed()
        if headed is not None:
            yield headed
            return
        cues = [token.index for token in self.tokens if self._is_cue(token)]
        according = [
            i
            for i in range(self.n - 1)
            if self.lower(i) == "according" and self.lower(i + 1) == "to"
        ]
        nouns = [
            t.index
            for t in self.tokens
            if t.pos == NOUN and lexicon.lemma(t.lower, "n") in self.words.report
        ]
        if not cues and not according and not nouns:
            yield from self._signed()
            return
        self.index_phrases()
        found: list[Frame] = []
        for i in sorted({*cues[:_MAX_FRAMES], *according[:_MAX_FRAMES], *nouns[:_MAX_FRAMES]}):
            last = found[-1] if found else None
            if i in according:
                frame = self._according(i)
            elif self.tag(i) == NOUN and i not in cues:
                frame = self._nominal(i)
            else:
                frame = self._verbal(i, last)
            if frame is not None and not (
                self.tag(i) == NOUN and any(frame.contents[-1] in f.contents for f in found)
            ):  # "said in a statement that" is one credit
                found.append(frame)
        yield from found

    def _headed(self) -> Frame | None:
        """ "Roe: The quay is safe" in a heading, "Roe: “The quay is safe.”" anywhere."""
        colon = next((t.index for t in self.tokens[1:8] if t.text == ":"), None)
        if colon is None or colon + 2 >= self.n:
            return None
        if any(t.pos in (VERB, AUX, MODAL, PUNCT) for t in self.tokens[:colon]):
            return None
        if self.tag(colon - 1) not in (NAME, NOUN):
            return None
        quote = self._quote_at(colon + 1)
        if self.parsed.sentence.role is not Role.HEADING and quote is None:
            # "ROE: Do you think so?": a transcript, or a headline with a full stop.
            named = self.tag(colon - 1) == NAME and colon <= 4
            following = self.tokens[colon + 1]
            if not named or not following.text[0].isupper() or following.pos == PUNCT:
                return None
            if self.lower(colon - 1) in _LABELS:
                return None
        first, last = self._trim(colon + 1, self.n)
        if last - first < 2:
            return None
        cue = self.span(colon, colon + 1)
        return self._frame(self.span(0, colon), cue, [self.span(first, last)], "say")

    # ------------------------------------------------------------------------------ cues

    def _is_cue(self, token: Token) -> bool:
        if token.lower in _SURE:
            before = self.tag(token.index - 1)
            if before in (TO, MODAL) and token.lower in ("say", "tell"):
                return False
            return before != DET or token.lower in ("said", "told", "says")
        if token.pos not in (VERB, NOUN, ADJ):
            return False
        lemma = lexicon.lemma(token.lower, "v")
        if lemma not in self.words.every:
            return False
        if token.lower == "known" and self.lower(token.index + 1) == "as":
            return False
        before = self.tag(token.index - 1)
        if token.pos != VERB:
            # "the actor asks", tagged as a noun: only where a subject stands before.
            if before not in (NAME, PRON, REL, PUNCT) or token.lower == lemma:
                return False
            return token.lower.endswith(("ed", "s")) and self.lower(token.index - 1) != "-"
        if before in (TO, MODAL, DET) or (before == PREP and token.lower.endswith("ed")):
            return False
        if before == CONJ and token.lower == lemma and lemma not in self.words.tell:
            return False  # "a record and plan": the base form after "and" is often a noun
        return not (before == NOT and self.lower(token.index - 2) in ("did", "do", "does"))

    def _group(self, i: int) -> tuple[int, int]:
        """The verb group around the cue verb: auxiliaries and adverbs before, a particle after."""
        first = i
        while first > 0 and self.tag(first - 1) in (AUX, MODAL, ADV, NOT) and i - first < 5:
            first -= 1
        while first < i and self.tag(first) == ADV and self.tag(first - 1) == PUNCT:
            first += 1
        last = i + 1
        if self.lower(last) in _PARTICLE and self.lower(i) != "said":
            after = self.tag(last + 1)
            if self.lower(last) in ("out", "back") or after == REL:
                last += 1
        return first, last

    # ----------------------------------------------------------------------------- source

    def _source_before(self, first: int) -> tuple[int, int] | None:
        """Token range of the subject that ends right before token `first`."""
        k = first - 1
        if k < 0:
            return None
        if self.tag(k) == ADV and self.lower(k - 1) == ",":
            k -= 1  # "Roe, the mayor, later said"
        if self.tag(k) == REL and self.lower(k) in ("who", "which", "that"):
            k -= 1
            if self.lower(k) == ",":
                k -= 1
            return self._phrase_before(k + 1)
        if self.lower(k) in (",", ")") or self.lower(k) in _DASH:
            return self._with_apposition(k)
        return self._phrase_before(first)

    def _phrase_before(self, last: int) -> tuple[int, int] | None:
        """The noun phrase chain ("a spokesman for the port of Kerda") that ends before `last`."""
        if last <= 0:
            return None
        if self.tag(last - 1) == PRON:
            return last - 1, last
        if self.lower(last - 1) == ")":
            opening = last - 2
            while opening > 0 and self.lower(opening) != "(" and last - opening < 12:
                opening -= 1
            if self.lower(opening) != "(":
                return None
            inner = self._phrase_before(opening)
            return (inner[0], last) if inner else None
        if last not in self.phrase_end:
            if self.lower(last - 1) in self.words.titles and last - 1 in self.phrase_end:
                return self.phrase_end[last - 1], last  # "the police chief", taken for an adjective
            if self.tag(last - 1) in (NAME, NOUN):
                # "the Port Board plans to": the cue was taken for the phrase's own noun.
                phrases = self.parsed.noun_phrases
                return next((a for a, b in phrases if a < last < b), last - 1), last
            if (last == 1 and self.tag(0) == VERB and self.lower(0).endswith("s")) or (
                self.lower(last - 1) in ("some", "many")
            ):
                return last - 1, last
            return None
        start = self.phrase_end[last]
        while start > 0 and last - start < _REACH:
            link = self.lower(start - 1)
            if link in ("of", "for", "at", "in", "from", "with", "on", "to", "and", "or", "&"):
                end = start - 1
                if end in self.phrase_end and self._joins(link, end, start):
                    start = self.phrase_end[end]
                    continue
                if end == 1 and self.tag(0) == VERB and self.lower(0).endswith("s"):
                    start = 0  # "Aides to Roe": a plural noun that looks like a verb
                    break
            elif self.lower(start - 2) in ("known", "called") and link == "as":
                end = start - 2 - (self.lower(start - 3) == ",")
                if end in self.phrase_end:
                    start = self.phrase_end[end]
                    continue
            elif link == "," and self.tag(start) == NAME and start - 1 in self.phrase_end:
                # "Jane Roe, John Doe and others": lists are kept whole only before "and".
                pass
            break
        if (
            self.tag(start - 1) == VERB
            and self.lower(start - 2) == ","
            and self.tokens[start - 1].text == lexicon.lemma(self.lower(start - 1), "v")
            and "n" in lexicon.pos(self.lower(start - 1))
            and self.tokens[start].text[0].islower()
        ):
            start -= 1  # ", finance chief Jane Roe said": no verb stands between comma and title
        elif self._acting(start, last):
            start -= 1
        return start, last

    def _acting(self, start: int, last: int) -> bool:
        """Whether a participle belongs to the title it stands before: ", acting mayor Roe said"."""
        return (
            self.lower(start - 1) in _STATUS
            and self.lower(start - 2) == ","
            and self.tag(last - 1) == NAME
        )

    def _joins(self, link: str, end: int, start: int) -> bool:
        """Whether the phrase before a preposition is the head of the source phrase."""
        if link in ("of", "for", "&"):
            return True
        head = self.tokens[end - 1]
        if link == "from" and self._is_text(end - 1):
            return True
        if link in ("and", "or"):
            before = self.phrase_end[end] - 1
            opens = before < 0 or self.tag(before) in (PUNCT, CONJ, "")
            return opens or self.lower(before) in _SUBORDINATE
        if link in ("in", "at") and head.pos == NAME:
            return self.tag(self.phrase_end[end]) == DET  # "the Civic League in Kerda"
        return head.pos == NOUN and lexicon.topic(head.lower) in ("person", "group")

    def _speaks(self, phrase: tuple[int, int]) -> bool:
        """Whether a phrase behind a cue can only be its source: a name, a person or a group."""
        words = self.tokens[phrase[0] : phrase[1]]
        return any(
            t.pos in (NAME, PRON)
            or t.text[0].isupper()
            or lexicon.lemma(t.lower, "n") in self.words.general
            or lexicon.lemma(t.lower, "n") in self.words.document
            or lexicon.topic(t.lower) in ("person", "group")
            for t in words
        )

    def _is_text(self, i: int) -> bool:
        """Whether the word at `i` is a text that speaks for somebody: "a statement"."""
        token = self.tokens[i]
        return token.pos == NOUN and lexicon.lemma(token.lower, "n") in self.words.document

    def _is_person(self, i: int) -> bool:
        """Whether the noun at `i` is a role that one person has: "director", "nurse"."""
        lower = self.lower(i)
        return lower in self.words.titles or lexicon.topic(lower) == "person"

    def _with_apposition(self, k: int) -> tuple[int, int] | None:
        """The source whose apposition ends with the mark at `k`: "John Doe, a farmer, said"."""
        mark = self.lower(k)
        if mark == ")":
            return self._phrase_before(k + 1)
        i = k - 1
        while i > 0 and k - i < _REACH:
            lower = self.lower(i)
            if (lower == "," or (mark in _DASH and lower in _DASH)) and (
                i in self.phrase_end or self.lower(i - 1) == ")"
            ):
                head = self._phrase_before(i)
                if head is None:
                    return None
                inner = self.tag(i + 1)
                if inner in (DET, NAME, NOUN, ADJ, NUM, REL, VERB, PREP, ADV) and self._can_speak(
                    head
                ):
                    if self.tag(head[0] - 1) == PREP and head[0] > 0:
                        if (
                            self.lower(head[0] - 1) == "including"
                            and self.lower(head[0] - 2) == ","
                        ):
                            i = head[0] - 2  # "ministers, including the mayor, Jane Roe, said"
                            continue
                        return None
                    if (
                        self.lower(head[0] - 1) == ","
                        and self.tokens[head[0]].pos == DET
                        and (self.tag(head[0] - 2) == NAME or inner != NAME)
                    ):
                        i = head[0] - 1  # itself an apposition: "Jane Roe, the head of X, a port,"
                        continue
                    return head[0], k
            if lower in (";", ":", "”", "“"):
                return None
            i -= 1
        return None

    def _apposed(self, first: int) -> bool:
        """Whether the comma before token `first` closes an apposition to a name."""
        source = self._with_apposition(first - 1)
        if source is None:
            return False
        inner = self.tokens[source[0] : first - 1]
        comma = next((t.index for t in inner if t.text == ","), first)
        finite = any(
            t.pos in (AUX, MODAL) or (t.pos == VERB and t.lower.endswith("s"))
            for t in self.tokens[comma:first]
        )
        relative = self.tag(comma + 1) == REL
        named = self.tokens[comma - 1].text[0].isupper() or self.lower(comma - 1) == ")"
        return named and (relative or not finite)

    def _can_speak(self, phrase: tuple[int, int]) -> bool:
        """Whether a phrase can be a source: not a time, a number or a quoted stretch."""
        comma = next(
            (j for j in range(*phrase) if self.lower(j) == "," and j > phrase[0]), phrase[1]
        )
        head = self.tokens[comma - 1]  # of "Jane Roe, who came on Friday": Roe
        if head.lower in _DAYS or head.pos == NUM:
            return False
        noun = lexicon.lemma(head.lower, "n")
        if (
            head.pos != NOUN
            or head.text[0].isupper()
            or noun in self.words.document
            or noun in self.words.general
        ):
            return True
        return lexicon.topic(head.lower) not in _SPEECHLESS

    def _source_after(self, i: int) -> tuple[int, int] | None:
        """The subject of an inverted cue: "..., said the mayor, who had resigned"."""
        if self.tag(i) == PRON and self.lower(i) in ("he", "she", "they", "i", "we", "one"):
            return i, i + 1
        if i not in self.phrase_start:
            return None
        last = self.phrase_start[i]
        while self.lower(last) in ("of", "for", "and", "in", "at", "with", "from", "by") and (
            last + 1 in self.phrase_start
        ):
            if self.lower(last) in ("from", "by") and not self._is_text(last - 1):
                break
            if self.lower(last) in ("in", "at", "with") and self.tag(last - 1) == NAME:
                break
            last = self.phrase_start[last + 1]
        named = self.lower(last + 1) in ("known", "called")
        if self.lower(last) == "," and (named or self.tag(last + 1) in (DET, NOUN, REL, ADJ, NAME)):
            end = last + 1
            while end < self.n and self.lower(end) not in (",", ".", ";", ":", "”", '"', "“"):
                end += 1
            # "said the port's director, Jane Roe."
            role = self.tag(last - 1) == NOUN and self._is_person(last - 1)
            name = role and self.phrase_start.get(last + 1) == end
            if end - last < _REACH and (
                self.tag(last + 1) != NAME or self.lower(end) == "," or name
            ):
                last = end
        return i, last

    def _clause_subject(self, i: int) -> tuple[int, int] | None:
        """The subject of the sentence's verb before token `i`: for participles and "and said"."""
        before = [phrase for phrase in self.phrase_start.items() if phrase[1] < i]
        for first, last in reversed(before[-_REACH:]):
            finite = self.tag(last) in (VERB, AUX, MODAL) or (
                self.tag(last) == ADV and self.tag(last + 1) in (VERB, AUX)
            )
            outside = self.tag(first - 1 if first else 0) in (PREP, TO, VERB)
            if finite and (not outside or self.lower(first - 1) in _SUBORDINATE):
                chain = self._phrase_before(last)
                return chain or (first, last)
        for token in self.tokens[:i]:
            if token.pos == PRON and self.tag(token.index + 1) in (VERB, AUX, MODAL, ADV):
                return token.index, token.index + 1
        end = self.phrase_start.get(0, 0)
        if 0 < end < i and self.lower(end) == ",":
            return 0, end  # "Jane Roe, who had come late, danced and said"
        return None

    # ---------------------------------------------------------------------------- content

    def _bounds(self, i: int) -> tuple[int, int]:
        """Token range in which a cue's content may stand: its own quotation, or the sentence."""
        quote = self.holder[i]
        if quote is None:
            return 0, self.n
        first = last = i
        while first > 0 and self.holder[first - 1] == quote:
            first -= 1
        while last + 1 < self.n and self.holder[last + 1] == quote:
            last += 1
        return first, last + 1

    def _trim(self, first: int, last: int) -> tuple[int, int]:
        """Without marks at the edges, except those of quotations and brackets."""
        keep = (
            "“",
            '"',
            "”",
            "``",
            "''",
            "«",
            "»",
            "„",
            "‘",
            "’",
            "(",
            "[",
            "$",
            "#",
            "@",
            "£",
            "€",
        )
        while first < last and (
            (self.tag(first) == PUNCT and self.lower(first) not in keep)
            or (self.lower(first) in ("”", "''", "»"))
            or (self.tag(first) == CONJ and self.lower(first) in ("and", "but"))
        ):
            first += 1
        while last > first and (
            (self.tag(last - 1) == PUNCT and self.lower(last - 1) not in ("%", *keep))
            or self.lower(last - 1) in ("“", "``", "«", "„", "‘")
        ):
            last -= 1
        return first, last

    def _skip(self, i: int, high: int, told: bool) -> int:
        """Past hearers, times and places between a cue and its content."""
        if told and i < high:
            if self.tag(i) == PRON:
                i += 1
            elif i in self.phrase_start:
                last = self.phrase_start[i]
                while self.lower(last) in ("of", "at", "from", "and", "in") and (
                    last + 1 in self.phrase_start
                ):
                    last = self.phrase_start[last + 1]
                i = last
        for _ in range(6):
            if i >= high:
                break
            if self.lower(i) == "," and self.lower(i + 1) in ("however", "too", "though"):
                i += 2 + (self.lower(i + 2) == ",")
                continue
            after = self._past_time(i)
            if after > i:
                i = after
                continue
            if self.tag(i) in (PREP, TO) and self.lower(i) in _BETWEEN:
                end = i + 1
                timed = self._past_date(end, self.lower(i))
                if timed > end:
                    last = timed
                elif end in self.phrase_start:
                    last = self.phrase_start[end]
                elif self.tag(end) == PRON:
                    last = end + 1
                else:
                    break
                while self.lower(last) in ("of", "with", "for", "at") and (
                    last + 1 in self.phrase_start
                ):
                    last = self.phrase_start[last + 1]
                if last < high and self.tag(last) in (VERB, AUX, MODAL, CLITIC):
                    break  # "said about 40 people died": the phrase is the content's subject
                i = last
                continue
            break
        return i

    def _past_date(self, i: int, preposition: str = "") -> int:
        """Past a date or an hour at token `i`: "March 2, 2015,", "2 March", "5 p.m."; else `i`.

        After "in" a month has its year only: "in March 12 men" counts men.
        """
        at, month = i, self.lower(i) in _MONTHS
        day_first = self.tag(i) == NUM and self.lower(i + 1) in _MONTHS | _HOURS
        if month:
            at += 1 + (self.lower(i + 1) == "." and self.lower(i) in _SHORT_MONTHS)
            if preposition != "in" and self._day(at):
                at += 1
            elif not self._year(at):
                return i
        elif day_first:
            at += 2
        else:
            return i
        if self.lower(at) == "," and self._year(at + 1):
            at += 2
        elif self._year(at):
            at += 1
        return at + (self.lower(at) == ",")

    def _day(self, i: int) -> bool:
        return self.tag(i) == NUM and len(self.lower(i)) <= 2

    def _year(self, i: int) -> bool:
        return self.tag(i) == NUM and len(self.lower(i)) == 4 and self.lower(i).isdigit()

    def _past_time(self, i: int) -> int:
        """Past a time at token `i`: "Monday", "late Monday night", "this week"; else `i`.

        Not past what the content begins with: "this week was", "this year's", "late night buses",
        "this summer, 40 men".
        """
        at = i
        while self.lower(at) in _NEAR_TIMES:
            at += 1
        day = self.lower(at) in _DAYS
        if day:
            at += 1 + (self.lower(at + 1) in _PERIODS)
        elif at > i and self.lower(at) in _PERIODS:
            at += 1
        else:
            at = self._past_date(i)
            return at if self.tag(at) not in (VERB, AUX, MODAL, CLITIC) else i
        after = self.tag(at)
        if after in (VERB, AUX, MODAL, CLITIC) or (not day and after in (NOUN, ADJ)):
            return i
        if self.lower(at) == "," and at > i + 1:
            return i + 1 if self.lower(i) in _DAYS else i
        return at

    def _quote_at(self, i: int) -> Span | None:
        """The quotation that the mark at token `i` opens."""
        if self.lower(i) not in _OPEN:
            return None
        return self.opened.get(self.tokens[i].end)

    def _quote_until(self, i: int) -> Span | None:
        """The quotation that ends with the mark at token `i`."""
        if self.lower(i) not in _CLOSE:
            return None
        return self.closed.get(self.tokens[i].start)

    def _marked(self, quote: Span) -> Span:
        """A quotation with its marks."""
        first = next((t for t in self.tokens if t.end == quote.start), None)
        last = next((t for t in self.tokens if t.start == quote.end), None)
        return Span(first.start if first else quote.start, last.end if last else quote.end)

    def _forward_end(self, first: int, high: int) -> int:
        """Where a content that begins at token `first` ends."""
        for j in range(first + 2, high):
            lower = self.lower(j)
            if lower == ";":
                return j
            if lower == "according" and self.lower(j + 1) == "to":
                return j
            token = self.tokens[j]
            if token.pos == CONJ and lower in ("and", "but") and self._second_cue(j + 1, high):
                return j - 1 if self.lower(j - 1) == "," else j
            comma = self.lower(j - 1) == "," or (
                self.lower(j - 1) in _CLOSE and self.lower(j - 2) == ","
            )
            if comma and not self._in_quote(j):
                if lower == "however":
                    return j - 1
                if lower in ("adding", "saying", "noting", "citing", "arguing", "telling"):
                    return j - 1
                if token.pos == CONJ and lower in ("and", "but", "while", "though", "although"):
                    if self._new_speaker(j + 1, high):
                        return j - 1
                elif self._new_speaker(j, high) and self._closes_sentence(j, high):
                    return j - 1
        return high

    def _second_cue(self, j: int, high: int) -> bool:
        """Whether the same speaker's next cue stands at token `j`: "and said"."""
        while j < high and self.tag(j) in (AUX, ADV, NOT):
            j += 1
        if j >= high or self._in_quote(j):
            return False
        token = self.tokens[j]
        return token.lower in _SURE or (
            token.pos == VERB
            and token.lower.endswith("ed")
            and lexicon.lemma(token.lower, "v") in self.words.say
        )

    def _in_quote(self, i: int) -> bool:
        return self.holder[i] is not None

    def _new_speaker(self, j: int, high: int) -> bool:
        """Whether "X said" stands at token `j`."""
        end = self.phrase_start.get(j, j + 1 if self.tag(j) == PRON else 0)
        if not end or end >= high:
            return False
        while self.tag(end) in (AUX, ADV) and end < high:
            end += 1
        return end < high and (
            self.lower(end) in _SURE
            or (self.tag(end) == VERB and self.tokens[end].lemma in self.words.say)
        )

    def _closes_sentence(self, j: int, high: int) -> bool:
        """Whether the cue phrase at `j` runs to the end: nothing but time and place follows."""
        end = self.phrase_start.get(j, j + 1)
        while end < high and self.tag(end) in (AUX, ADV):
            end += 1
        after = self._skip(end + 1, high, self.lower(end) in ("told", "tells"))
        return after >= high or self.lower(after) in (".", ",", "”")

    def _verbal(self, i: int, last: Frame | None) -> Frame | None:
        first, end = self._group(i)
        verb = lexicon.lemma(self.lower(i), "v")
        low, high = self._bounds(i)
        words = self.words
        participle = self.lower(i).endswith("ing") and self.tag(first) != AUX
        passive = any(
            self.tokens[j].lemma == "be" for j in range(first, i) if self.tag(j) == AUX
        ) and not self.lower(i).endswith("ing")
        # The source before, or after an inverted cue.
        inverted = None
        source = None
        marks = (",", "”", '"', "''", "?", "!", "—", "–")
        if first == i and not participle and self.lower(first - 1) in marks:
            inverted = self._source_after(end)
            if inverted is not None and self.tag(inverted[1]) in (VERB, AUX, MODAL):
                inverted = None  # "the head of the port, said the quay was closed"
            elif inverted is not None and self.lower(first - 1) == "," and self._apposed(first):
                inverted = None  # "Roe, a farmer, told the Harbour Times"
        if inverted is not None and not self._speaks(inverted):
            inverted = None
        if inverted is not None and verb in words.say and verb != "tell":
            source = inverted
        elif participle:
            near = self.tag(first - 1) in (NOUN, NAME) and self.tag(first) == VERB
            source = self._phrase_before(first) if near else None
            if source is not None and self.tag(source[0] - 1 if source[0] else 0) == PREP:
                source = None  # "was caught on camera saying"
            if source is not None and source[0] and self.tag(source[0] - 1) == VERB:
                text = any(self._is_text(j) for j in range(*source))
                if text or not self._can_speak(source):
                    source = None  # "Roe released a statement on Friday saying": Roe says it
        else:
            inverted = None
            source = self._source_before(first)
            if source is not None and self._is_object(source):
                source = self._clause_subject(source[0])
                if source is not None and source[1] > low and first - source[1] > _REACH:
                    source = None
        if source is not None and not self._can_speak(source):
            source = None if inverted else self._far_subject(first)
            if source is None:
                return None
        if source is not None and source[0] < low:
            source = None
        if source is not None and self.lower(source[0] - 1 if source[0] else 0) in ("what", "as"):
            return None  # "what he says", "as he put it": part of another's sentence
        if source is not None and self.lower(source[0]) in (
            "what",
            "whatever",
            "how",
            "no",
            "those",
        ):
            return None
        if (
            source is not None
            and verb not in words.say
            and verb not in words.tell
            and self.lower(source[0]) in ("i", "we", "you", "us", "me", "nobody")
        ):
            return None  # "I think", "you know": manners of speaking
        if source is not None and not inverted and self.lower(source[0] - 1) in _SUBORDINATE:
            for j in range(end + 2, high):
                if self.lower(j) == "," and not self._in_quote(j):
                    high = j  # "when he said he would stay, the crowd left"
                    break
        if passive:
            return self._passive(i, first, end, verb, source, high)
        borrowed: Span | None = None
        if source is None:
            if participle or self.tag(first - 1) == CONJ or self.lower(first - 1) == ",":
                follows = (
                    last is not None
                    and last.cue.end < self.tokens[i].start
                    and (participle or self._goes_on_from(last, first))
                )
                if last is not None and last.source is not None and follows:
                    borrowed = last.source
                else:
                    subject = self._clause_subject(first)
                    if subject is not None and self._can_speak(subject):
                        borrowed = self.span(*subject)
            if borrowed is None:
                return None
        start = source[0] if source and not inverted else first
        after = inverted[1] if inverted else end
        parts = self._contents(i, start, after, low, high, verb, inverted is not None)
        if not parts:
            return None
        where = self.span(*self._trim_source(source)) if source else borrowed
        return self._frame(where, self.span(first, end), parts, verb)

    def _far_subject(self, first: int) -> tuple[int, int] | None:
        """The subject that opens a clause: "A diver close to the port of Kerda said"."""
        start = self.parsed.clause_of(first)[0]
        end = self.phrase_start.get(start)
        if end is None or end >= first or first - start > _REACH:
            return None
        if self.tag(end) not in (PREP, ADJ, VERB) or not self._can_speak((start, end)):
            return None
        if any(self.lower(i) in _DAYS or self.lower(i) in _PERIODS for i in range(end, first)):
            return start, end  # "Roe over the weekend denied"
        return start, first

    def _goes_on_from(self, last: Frame, first: int) -> bool:
        """Whether "and added" at token `first` goes on where the last frame's content ends."""
        before = self.tokens[first - 1].start
        return any(0 <= before - content.end <= 3 for content in last.contents)

    def _is_object(self, source: tuple[int, int]) -> bool:
        """Whether a phrase before a cue belongs to what stands before it: "the letter to Roe"."""
        before = source[0] - 1
        return before > 0 and self.lower(before) in ("of", "to", "about", "by", "with", "against")

    def _trim_source(self, source: tuple[int, int]) -> tuple[int, int]:
        first, last = source
        while last - first > 1 and self.lower(last - 1) in (",", "—", "–", "-", "--"):
            last -= 1
        return first, last

    def _frame(
        self, source: Span | None, cue: Span, contents: list[Span], verb: str
    ) -> Frame | None:
        text = self.parsed.sentence
        kept = tuple(sorted({span for span in contents if span.end > span.start}))
        if not kept:
            return None
        inside = outside = 0
        for token in self.tokens:
            if token.content and any(span.covers(token.span) for span in kept):
                if self._in_quote(token.index):
                    inside += 1
                else:
                    outside += 1
        nested = self.parsed.in_quote(cue)
        form = "direct" if inside and not outside else "mixed" if inside else "indirect"
        return Frame(text.index, source, cue, kept, "indirect" if nested else form, verb)

    def _contents(
        self, i: int, start: int, after: int, low: int, high: int, verb: str, inverted: bool
    ) -> list[Span]:
        words = self.words
        told = verb in words.tell and not inverted
        pos = self._skip(after, high, told)
        here = self.lower(pos) if pos < high else ""
        before = start - 1
        while before >= low and self.tag(before) in (ADV, CONJ):
            before -= 1
        closed = before >= low and (
            self._quote_until(before) is not None
            or (self.lower(before) in _CLOSE and self.lower(before - 1) in (",", ".", "?", "!"))
        )
        parenthetical = before >= low and (
            self.lower(before) in (",", *_DASH) or closed or self.lower(before) in "?!"
        )
        has_verb = parenthetical and any(
            t.pos in (VERB, AUX, MODAL) for t in self.tokens[low:before]
        )
        # 1. What follows is a quotation, "that" or a clause.
        forward = self._forward(pos, after, high, verb, here)
        if closed and not (forward is not None and self.lower(i).endswith("ing")):
            spans = [self._backward(low, before)]
            opening = pos + (1 if here in (",", ".", ":") else 0)
            quote = self._quote_at(opening) if opening < high else None
            if quote is not None:
                spans.append(self._marked(quote))
            return spans
        if inverted and parenthetical:
            return [self._backward(low, before)]
        if (
            parenthetical
            and (has_verb or here == ",")
            and verb in words.say | words.think | words.tell
        ):
            if here in ("", ".", "?", "!") or pos >= high - 1:
                return [self._backward(low, before)]
            if here in (",", *_DASH):
                follows = pos + 1
                quote = self._quote_at(follows)
                if quote is not None:
                    return [self._marked(quote)]  # "Asked why, Roe said, “...”"
                spans = [self._backward(low, before)]
                if not has_verb or self._continues(follows, high):
                    first, last = self._trim(follows, self._forward_end(follows, high))
                    if last > first:
                        spans.append(self.span(first, last))
                return spans
            if here in _SUBORDINATE and forward is None:
                return [self._backward(low, before)]
        if forward is not None:
            return [forward]
        return []

    def _continues(self, i: int, high: int) -> bool:
        """Whether what follows a parenthetical cue goes on with the content."""
        if self.tag(i) in (CONJ, REL) or self.lower(i) in _SUBORDINATE:
            return False
        return not self._is_cue(self.tokens[i]) if i < high else False

    def _backward(self, low: int, last: int) -> Span:
        """The content before a parenthetical cue: back to the clause's or the quotation's start."""
        first = low
        for j in range(last - 1, low, -1):
            if self.lower(j) in (";",) and not self._in_quote(j):
                first = j + 1
                break
        quote = self._quote_until(last)
        if quote is not None and quote.start > self.tokens[first].end:
            opening = next(
                (t.index for t in self.tokens[first:last] if t.end >= quote.start), first
            )
            if opening > first and self.lower(opening - 1) in (".", "?", "!", ":"):
                first = opening  # what stands before the quotation is a sentence of its own
        first, last = self._trim(first, last + (1 if self.lower(last) in _CLOSE else 0))
        if last <= first:
            return Span(0, 0)
        span = self.span(first, last)
        # A quotation that began in an earlier sentence belongs to it whole.
        for quote in self.parsed.quotes:
            if quote.start < span.start < quote.end:
                return Span(quote.start, span.end)
        return span

    def _forward(self, pos: int, after: int, high: int, verb: str, here: str) -> Span | None:
        """The content after a cue, or None."""
        words = self.words
        if pos >= high or after >= high:
            return None
        if here in (":", *_DASH):
            pos += 1
            quote = self._quote_at(pos)
            if quote is not None:
                return self._marked(quote)
            first, last = self._trim(pos, high)
            return self.span(first, last) if last > first and here == ":" else None
        if here == ",":
            quote = self._quote_at(pos + 1)
            return self._marked(quote) if quote is not None else None
        quote = self._quote_at(pos)
        if quote is not None:
            marked = self._marked(quote)
            return marked
        clausal = verb in words.say or verb in words.think or verb in words.tell
        end = self._forward_end(pos, high)
        first, last = self._trim(pos, end)
        if last - first < 1:
            return None
        if clausal:
            if self.lower(pos) in (
                "that",
                "whether",
                "if",
                "how",
                "why",
                "what",
                "who",
                "where",
                "when",
            ):
                return self.span(first, last) if last - first > 1 else None
            if self._clause_at(pos, end):
                return self.span(first, last)
            if self.lower(after - 1) in _SURE and any(
                t.pos in (VERB, AUX, MODAL) for t in self.tokens[first + 1 : last]
            ):
                return self.span(first, last)
        if verb in words.act and self.lower(after) == "to":
            first, last = self._trim(after, self._forward_end(after, high))
            return self.span(first, last)
        if verb in words.act and pos == after:
            object_end = self.phrase_start.get(after, after + 1 if self.tag(after) == PRON else 0)
            if object_end and self.lower(object_end) == "to":
                return self.span(first, last)
        if verb in words.object and (
            after in self.phrase_start
            or self.tag(after) == PRON
            or (self.lower(after) == "for" and verb == "call")
        ):
            first, last = self._trim(after, self._object_end(after, high))
            return self.span(first, last) if last > first else None
        return None

    def _object_end(self, first: int, high: int) -> int:
        """Where the object of a verb like "praised" ends: before a new clause."""
        for j in range(first + 1, high):
            if self._in_quote(j):
                continue
            after = self.tag(j + 1)
            if self.lower(j) in _SUBORDINATE and self.tag(j) != PREP:
                return j
            if self.tag(j) == CONJ and after in (VERB, AUX, MODAL, ADV):
                return j
            if self.lower(j) in (",", ";", *_DASH) and after not in (NAME, NUM, ADJ):
                return j
        return self._forward_end(first, high)

    def _clause_at(self, i: int, high: int) -> bool:
        """Whether a clause with a subject of its own begins at token `i`."""
        owned = self.lower(i) in ("her", "his", "its", "their") and self.tag(i + 1) in (NOUN, ADJ)
        if self.tag(i) == PRON and not owned:
            return self.lower(i) not in ("him", "them", "me", "us") and not self.lower(i).endswith(
                ("self", "selves")
            )
        if self.lower(i) == "there":
            return True
        for j in range(i, min(high, i + 25)):
            tag = self.tag(j)
            if j > i and self.lower(j) in ("when", "while", "because", "although", "though", "if"):
                return False  # "showed her support when she posted a picture"
            if tag in (VERB, AUX, MODAL):
                return j > i and self.tag(j - 1) not in (TO, REL)
            if tag == TO or (tag == PUNCT and self.lower(j) in (";", ":")):
                return False
        return False

    def _passive(
        self, i: int, first: int, end: int, verb: str, subject: tuple[int, int] | None, high: int
    ) -> Frame | None:
        """ "The minister is accused of taking bribes (by the opposition)"; "It is said that"."""
        if subject is None:
            return None
        pos = end
        link = self.lower(pos)
        if link == "by" and (pos + 1 in self.phrase_start or self.tag(pos + 1) == PRON):
            source = self._source_after(pos + 1) or (pos + 1, pos + 2)
            parts = [self.span(*subject)]
            return self._frame(
                self.span(*self._trim_source(source)), self.span(first, pos + 1), parts, verb
            )
        if link in ("of", "to", "that", "with", "for", "as"):
            if link == "to" and verb in ("expect", "ask", "urge", "want", "intend", "plan"):
                return None
            last = self._forward_end(pos, high)
            first_, last_ = self._trim(pos + (link == "of"), last)
            if last_ <= first_:
                return None
            parts = [self.span(first_, last_)]
            if self.lower(subject[1] - 1) != "it":
                parts.insert(0, self.span(*subject))
            return self._frame(None, self.span(first, end), parts, verb)
        return None

    # -------------------------------------------------------------------- other constructions

    def _according(self, i: int) -> Frame | None:
        """ "According to X, ..." and "..., according to X"."""
        low, high = self._bounds(i)
        at = i + 2
        if self.tag(at) == PRON:
            source = (at, at + 1)
        else:
            if at >= high:
                return None
            found = self._source_after(at)
            if found is None:  # after "to", a noun with a verb's form is taken for the verb
                source = at, max(at + 1, self._through_verbal_noun(at))
            else:
                source = found[0], self._through_verbal_noun(found[1])
        end = source[1]
        if i - low <= 1:
            end = at + 1
            while end < high and self.lower(end) != "," and end - at < _REACH:
                end += 1
            if end >= high:
                return None
            first, last = self._trim(end, self._forward_end(end + 1, high))
            source = at, end
        else:
            first, last = self._trim(low, i)
            for j in range(i - 1, low, -1):
                if self.lower(j) == ";":
                    first, last = self._trim(j, i)
                    break
        if last <= first:
            return None
        return self._frame(
            self.span(*self._trim_source(source)),
            self.span(i, i + 2),
            [self.span(first, last)],
            "accord",
        )

    def _through_verbal_noun(self, end: int) -> int:
        """The end of a phrase cut at a noun taken for a verb: "coast guard records".

        A base form that is a noun as well and has a noun right behind it, where no verb can stand.
        """
        while (
            self.tag(end) == VERB
            and self.lower(end) == lexicon.lemma(self.lower(end), "v")
            and "n" in lexicon.pos(self.lower(end))
            and self.tag(end + 1) in (NOUN, NAME)
        ):
            end = self.phrase_start.get(end + 1, end + 2)
        return end

    def _nominal(self, i: int) -> Frame | None:
        """ "the opposition's claim that ...", "an accusation by the union that ..."."""
        _low, high = self._bounds(i)
        pos = i + 1
        source: tuple[int, int] | None = None
        start = next((a for a, b in self.parsed.noun_phrases if a <= i < b), i)
        if self.lower(pos) in ("by", "from", "of") and pos + 1 in self.phrase_start:
            end = self.phrase_start[pos + 1]
            if self.lower(end) == "that":
                source, pos = (pos + 1, end), end
        if self.lower(pos) != "that" or pos + 2 >= high:
            return None
        if self.tag(pos + 1) in (VERB, AUX, MODAL, ADV):
            return None  # a relative clause: "the report that was leaked"
        if source is None:
            for j in range(i - 1, start, -1):
                if self.lower(j) in ("'s", "’s", "'", "’"):
                    source = (start, j)
                    break
            owned = self.lower(start) in ("his", "her", "their")
            if source is None and owned and self.tag(start - 1) != VERB:
                source = (start, start + 1)
            if source is None and self.tag(start - 1) == VERB:
                source = self._source_before(self._group(start - 1)[0])
        last = self._forward_end(pos, high)
        first, last = self._trim(pos, last)
        where = self.span(*source) if source else None
        return self._frame(
            where, self.span(i, i + 1), [self.span(first, last)], self.tokens[i].lemma
        )

    def _signed(self) -> Iterator[Frame]:
        """A quotation with its speaker behind a dash: "“...” — Jane Roe"."""
        for dash in range(max(1, self.n - 14), self.n - 1):
            quote = self._quote_until(dash - 1)
            if quote is None or self.lower(dash) not in _DASH:
                continue
            if self.tag(dash + 1) == NAME:
                last = dash + 1
                while last < self.n and self.tag(last) in (NAME, CLITIC):
                    last += 1
                frame = self._frame(
                    self.span(dash + 1, last),
                    self.span(dash, dash + 1),
                    [self._marked(quote)],
                    "sign",
                )
                if frame is not None:
                    yield frame


# -------------------------------------------------------------------------------------- document


def of_document(document: Document) -> tuple[Frame, ...]:
    """All frames of an article in order, with sources resolved and quotations joined.

    Linear in the number of sentences. Questions and boilerplate are read too.
    """
    found: list[Frame] = []
    people = _People(document)
    last_at = -1
    open_frame = -1  # index in `found` of the frame that a following quotation may continue
    for at, parsed in enumerate(document.parsed):
        people.see(parsed)
        here = frames(parsed) if parsed.sentence.role is not Role.BOILERPLATE else ()
        goes_on = open_frame >= 0 and at - last_at == 1 and _wholly_quoted(parsed)
        for frame in here:
            name, title = people.resolve(frame, document)
            found.append(replace(frame, name=name, title=title))
            if not goes_on and (
                frame.form != "indirect" or parsed.sentence.text.rstrip().endswith(":")
            ):
                open_frame = len(found) - 1
                last_at = at
        if goes_on:
            sentence = parsed.sentence
            frame = found[open_frame]
            covered = any(content.end > sentence.start for content in frame.contents)
            near = sentence.paragraph - document.parsed[last_at].sentence.paragraph <= 1
            if near and not covered and len(frame.contents) < _MAX_PARTS:
                span = Span(sentence.start, sentence.end)
                found[open_frame] = replace(frame, contents=(*frame.contents, span))
            if near:
                last_at = at
    return tuple(
        replace(frame, roles=tuple(people.roles.get(frame.name or "", ())))
        for frame in _first_persons(found, document)
    )


_NEAR: Final = 8  # frames before and after in which the speaker around a quotation is looked for


def _first_persons(found: list[Frame], document: Document) -> Iterator[Frame]:
    """Give "I" and "we" inside a quotation the name of who speaks it."""
    for k, frame in enumerate(found):
        if frame.name is None and frame.source is not None:
            printed = document.surface(frame.source).lower()
            if printed in ("i", "my", "we", "me"):
                for other in found[max(0, k - _NEAR) : k + _NEAR]:
                    if other.name and any(c.covers(frame.source) for c in other.contents):
                        frame = replace(frame, name=other.name)
                        break
        yield frame


_MAX_PARTS: Final = 64  # sentences of one quotation; keeps a page of quotations linear


def _wholly_quoted(parsed: Parsed) -> bool:
    """Whether a sentence stands in quotation marks, but for marks at its edges."""
    sentence = parsed.sentence
    if sentence.role is Role.QUOTE:
        return True
    return any(
        quote.start <= sentence.start + 2 and quote.end >= sentence.end - 2
        for quote in parsed.quotes
    )


# A name that ends in a word for one of these is no person's ("Long Bridge", "Harbour Board").
_THINGS: Final = frozenset(
    "group artifact location communication act event state possession time attribute".split()
)
# Bodies that an article names once in full and then by their kind, beyond the general sources.
_BODIES: Final = frozenset(
    "board office institute council committee commission court union bureau dairy firm bank group"
    " hospital university school club party association federation foundation authority".split()
)
_NOUN_TITLES: Final = frozenset("finance police press union state".split())
_ROLE_TAGS: Final = frozenset((DET, ADJ, NOUN, NAME, CLITIC, PRON))
_MAX_ROLES: Final = 8
_PARTICLES: Final = frozenset("al el bin ibn de da di del della van von der den la le".split())


def _joined(tokens: tuple[Token, ...]) -> list[str]:
    """The words of a name, compounds and initials put together again: "al-Amin", "J."."""
    parts: list[str] = []
    end = -1
    for token in tokens:
        if parts and token.start == end:
            parts[-1] += token.text
        else:
            parts.append(token.text)
        end = token.end
    return parts


_NAME_PART: Final = re.compile(r"[^\W\d_][\w.’'-]*")


class _People:
    """What the article has said of its people and groups so far."""

    def __init__(self, document: Document) -> None:
        self.full: dict[str, str] = {}
        self.by_role: dict[str, str] = {}
        self.roles: dict[str, list[str]] = {}
        self.by_head: dict[str, list[tuple[str, frozenset[str]]]] = {}
        self.bodies: dict[str, str | None] = {}  # "board" and "CEB" to the Central Election Board
        self.gender: dict[str, str] = {}
        self.last_person: str | None = None
        self.last_group: str | None = None
        self.last_seen: str | None = None
        self.recent: list[str] = []  # the last few people named, oldest first
        self.known = lists()

    def see(self, parsed: Parsed) -> None:
        """Note the full names that a sentence prints, and the roles beside them."""
        tokens = parsed.tokens
        i, n = 0, len(tokens)
        while i < n:
            if tokens[i].pos != NAME:
                i += 1
                continue
            j = i + 1
            while j < n and j - i < 12 and self._goes_on(tokens, j):
                j += 1
            self._name(tokens, i, j)
            self._body(tokens, i, j)
            i = j
        for k in range(1, n - 2):
            if tokens[k].text == "(" and tokens[k + 2].text == ")":
                self._acronym(tokens, k)

    def _acronym(self, tokens: tuple[Token, ...], k: int) -> None:
        """ "the election board (CEB)": the letters stand for the phrase before the bracket."""
        short, last = tokens[k + 1].text, tokens[k - 1]
        if not (2 <= len(short) <= 6 and short.isalpha() and short.isupper()):
            return
        if last.pos not in (NOUN, NAME) or last.text[0].upper() != short[-1]:
            return
        first = k - 1
        while first > 0 and k - first < len(short) and tokens[first - 1].pos in (NOUN, NAME, ADJ):
            first -= 1
        phrase = " ".join(_joined(tokens[first:k]))
        self.bodies.setdefault(short.lower(), f"the {phrase}")

    def _body(self, tokens: tuple[Token, ...], first: int, last: int) -> None:
        """Note "the Kerda Port Board" and "the Kerda dairy" for "the board" and "the dairy"."""
        if last < len(tokens) and tokens[last].pos == NOUN and tokens[last - 1].text != ".":
            following = tokens[last + 1] if last + 1 < len(tokens) else None
            if following is not None and following.pos in (NOUN, NAME):
                return
            last += 1
        head = tokens[last - 1].lower
        if last - first < 2 or head not in self.known.general | _BODIES:
            return
        if lexicon.topic(head) == "person":
            return
        name = " ".join(_joined(tokens[first:last]))
        known = self.bodies.setdefault(head, name)
        if known is not None and known.lower() != name.lower():
            self.bodies[head] = None  # two boards: "the board" may be either

    def _role(self, name: str, tokens: tuple[Token, ...]) -> None:
        """Note a role that stands beside a name, if its head is one that a person has."""
        words = [t.lower.rstrip(".") for t in tokens if t.pos not in (PUNCT, CLITIC, DET)]
        if not words or len(words) > 6:
            return
        if lexicon.lemma(words[-1], "n") != words[-1]:
            return  # a plural is no one person's role
        if words[-1] not in self.known.titles and lexicon.topic(words[-1]) != "person":
            return
        held = self.roles.setdefault(name, [])
        role = " ".join(words)
        if role not in held and len(held) < _MAX_ROLES:
            held.append(role)
            heads = self.by_head.setdefault(words[-1], [])
            if len(heads) < _MAX_ROLES:
                heads.append((name, frozenset(words)))

    def _by_phrase(self, words: list[str]) -> str | None:
        """The one person whose printed role holds all the words of "the police chief"."""
        known = self.by_head.get(words[-1], ())
        found = {name for name, role in known if role.issuperset(words)}
        return found.pop() if len(found) == 1 else None

    def _goes_on(self, tokens: tuple[Token, ...], j: int) -> bool:
        """Whether a name that has begun goes on with token `j`: "Omar al-Amin", "J. van Dyk"."""
        token = tokens[j]
        following = tokens[j + 1] if j + 1 < len(tokens) else None
        if token.pos == NAME:
            return True
        if following is None:
            return False
        if token.lower in _PARTICLES or (token.text == "-" and tokens[j - 1].lower in _PARTICLES):
            return following.pos == NAME or following.text == "-"
        if token.text == "-":
            return following.pos == NAME and following.start == token.end
        return token.text == "." and len(tokens[j - 1].text) == 1 and following.pos == NAME

    def _name(self, tokens: tuple[Token, ...], first: int, last: int) -> None:
        start = first
        for k in range(first, last - 1):
            if tokens[k].lower.rstrip(".") in self.known.titles:
                start = k + 1
        parts = _joined(tokens[start:last])
        roles = [t.lower.rstrip(".") for t in tokens[max(0, first - 2) : start]]
        if first > 0 and tokens[first - 1].pos == NOUN:
            roles.append(tokens[first - 1].lower)
        surname = parts[-1].lower()
        if start == first and first > 0 and tokens[first - 1].pos == DET:
            return  # "the White House", "the Harbour Board"
        if 2 <= len(parts) <= 4 and self._like_a_person(parts):
            full = " ".join(parts)
            self.full.setdefault(surname, full)
            self.last_seen = self.full[surname]
            self.recent = [*(n for n in self.recent if n != self.last_seen), self.last_seen][-4:]
        name = self.full.get(surname)
        if name is None:
            return
        for role in roles:
            if role in self.known.titles or role in self.known.general:
                self.by_role[role] = name
        before = start
        while before > 0 and start - before < 5 and tokens[before - 1].pos in (NOUN, ADJ, NAME):
            before -= 1
        if before and tokens[before - 1].pos == VERB:
            # "finance chief", "Harbour master", taken for a verb.
            opens = before == 1 and start > 1 and "n" in lexicon.pos(tokens[0].lower)
            if opens or tokens[before - 1].lower in _NOUN_TITLES:
                before -= 1
        self._role(name, tokens[before:start])
        # "Jane Roe, the mayor of Kerda,"
        if last + 2 < len(tokens) and tokens[last].lower == ",":
            end = last + 1
            while end < len(tokens) and end - last < 7 and tokens[end].pos in _ROLE_TAGS:
                end += 1
            if tokens[end - 1].pos == NOUN:
                self._role(name, tokens[last + 1 : end])
            for token in tokens[last + 1 : last + 6]:
                if token.pos in (PUNCT, VERB, AUX):
                    break
                if token.pos == NOUN and (
                    token.lower in self.known.titles or token.lower in self.known.general
                ):
                    self.by_role[token.lower] = name
                    break

    def _like_a_person(self, parts: list[str]) -> bool:
        """Whether capitalised words can be a person's name: no known place, body or thing."""
        if any(part.isupper() and len(part) > 2 for part in parts):
            return False
        lowers = [part.lower() for part in parts]
        if lexicon.topic(" ".join(lowers)) in ("location", "group", "artifact"):
            return False
        if lexicon.topic(lowers[-1]) in _THINGS and lexicon.pos(lowers[-1]).startswith("n"):
            return lexicon.proper(lowers[-1]) and lexicon.topic(lowers[-1]) == "location"
        return lexicon.topic(lowers[0]) not in ("location", "group", "time")

    def resolve(self, frame: Frame, document: Document) -> tuple[str | None, str]:
        """The frame's source as a name or phrase, and the role printed beside it."""
        if frame.source is None:
            return None, ""
        printed = " ".join(document.surface(frame.source).split())
        lower = printed.lower()
        if lower in _PERSON or lower in ("who", "his"):
            name = self._person(lower)
            return name, ""
        if lower in ("i", "we", "you", "it", "me", "us", "this", "that", "which", "one", "my"):
            return None, ""  # "I" is the speaker around it: `of_document` fills that in
        if lower in ("they", "their"):
            return self.last_group or None, ""
        name, title = self._phrase(printed)
        if name in self.full.values():
            self.last_person = name
        else:
            self.last_group = name
            head = name.split()[-1].lower() if name.split() else ""
            if lexicon.topic(head) == "person" and not head.endswith("s"):
                self.last_person = name
        return name, title

    def _person(self, pronoun: str) -> str | None:
        pronoun = {"him": "he", "his": "he", "her": "she"}.get(pronoun, pronoun)
        for name in (self.last_person, self.last_seen, *reversed(self.recent)):
            if name is not None and self._gender(name, pronoun) == pronoun:
                self.last_person = name
                return name
        return None

    def _gender(self, name: str, pronoun: str) -> str:
        """The pronoun that a person goes by: from the first name, else from the first use."""
        first = name.split(maxsplit=1)[0].lower()
        if first in self.known.he or first in ("mr", "mr."):
            return "he"
        if first in self.known.she or first in ("mrs", "ms", "mrs.", "ms."):
            return "she"
        return self.gender.setdefault(name, pronoun)

    def _phrase(self, printed: str) -> tuple[str, str]:
        """Name and title of a source phrase: "Mayor Jane Roe, who resigned," is Jane Roe, mayor."""
        head = re.split(r",|\(|\bwho\b|\bwhose\b", printed, maxsplit=1)[0].strip()
        head = head or printed
        alias = re.search(r"\b(?:known as|called) ((?:the )?[A-Z].*)", printed)
        if alias is not None and not re.search(r"\b(?:who|which|that)\b", printed):
            return alias.group(1).rstrip(" ,"), ""  # "a group of divers known as the Deep Six"
        aside = printed.split(",")
        if len(aside) > 1 and not head.split()[-1][0].isupper():
            name = " ".join(aside[1].split())
            if name in self.full.values():
                return name, head  # "a spokesman for the port, Jane Roe,"
            if _NAMED_BODY.fullmatch(name) and re.fullmatch(r"[Tt]he [a-z]+(?: [a-z]+)?", head):
                return name, head  # "The operator, Kystlinjen,": the name, not what it is
        sender = re.split(
            r"(?i)\b(?:statement|letter|email|e-mail|tweet|memo)s? (?:from|by) ", printed
        )
        if len(sender) == 2 and sender[1]:
            return self._phrase(sender[1])  # a text speaks for who sent it
        before = re.split(r" (?:of|in|from|at|for|with|on) ", head, maxsplit=1)[0]
        ending = self.full.get(_bare(head.split()[-1]), "")
        if before != head and ending and head.endswith(ending):
            return ending, head[: -len(ending)].strip()  # "Minister of Trade Jane Roe"
        if before != head and before and _bare(before.split()[-1]) in self.full:
            head = before  # "Senator Jane Roe of Kerda": the person, not the place
        elif before != head:
            return head, ""
        parts = head.split()
        body = self.bodies.get(parts[-1].lower()) if parts[-1].isupper() else None
        if body is not None and (len(parts) == 1 or parts[:-1] in (["the"], ["The"])):
            return body, ""
        kept = list(parts)
        title: list[str] = []
        # A name is the run of capitalised words at the end.
        run: list[str] = []
        while (
            kept
            and _NAME_PART.match(kept[-1])
            and (kept[-1][0].isupper() or (not run and kept[-1].partition("-")[0] in _PARTICLES))
        ):
            run.insert(0, kept.pop())
        last = max(
            (k for k, w in enumerate(run[:-1]) if w.lower().rstrip(".") in self.known.titles),
            default=-1,
        )
        title, run = run[: last + 1], run[last + 1 :]
        if run:
            surname = _bare(run[-1])
            full = self.full.get(surname)
            if full is not None and set(map(_bare, run)) <= {_bare(p) for p in full.split()}:
                return full, " ".join([*kept, *title])
            if full is not None and full.split()[-1] == run[-1] and len(run) > 1:
                # "U.S. Defense Secretary Jane Roe": the known name ends the run.
                known = full.split()
                if run[-len(known) :] == known:
                    return full, " ".join([*kept, *title, *run[: -len(known)]])
            if not kept or kept[-1].lower() in ("the", "a", "an") or kept[0].lower() == "the":
                return head, " ".join(title)
            return (" ".join(run) if len(run) > 1 else head), " ".join([*kept, *title])
        # "the mayor": the person who was given that role.
        words = head.split()
        if len(words) == 2 and words[0].lower() == "the":
            named = self.by_role.get(words[1].lower())
            if named is not None:
                return named, words[1]
            body = self.bodies.get(words[1].lower())
            if body is not None:
                return body, ""
        if 2 <= len(words) <= 6 and words[0].lower() in ("the", "its", "their", "his", "her"):
            named = self._by_phrase([word.lower() for word in words[1:]])
            if named is not None:
                return named, " ".join(words[1:])
        return head, ""


# A name in apposition to a role: capitalised words and nothing else.
_NAMED_BODY: Final = re.compile(r"[A-Z][\w’'-]*(?: [A-Z][\w’'-]*){0,4}")


def _bare(word: str) -> str:
    lower = word.lower().strip(".,")
    for clitic in ("'s", "’s"):
        lower = lower.removesuffix(clitic)
    return lower
