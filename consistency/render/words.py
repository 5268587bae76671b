"""What the renderers share: places in files, harmless text, excerpts, plain words.

Pure functions over the model. Nothing here decides anything: a renderer shows what the report
holds, in its order.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol

from consistency.harmless import one_line, safe
from consistency.model import (
    Account,
    Article,
    Finding,
    Mention,
    Notice,
    Outcome,
    PairSummary,
    Relation,
    Report,
    Sentence,
    Severity,
    Span,
)


@dataclass(frozen=True, slots=True)
class View:
    """How the reader wants to see a report; formats for machines ignore it.

    `show_all` adds what is not a warning; `color` allows terminal colours; `width` is the line
    length in columns that excerpts are cropped to.
    """

    show_all: bool = False
    color: bool = False
    width: int = 100


DEFAULT_VIEW: Final = View()


class Renderer(Protocol):
    """A pure function from a report to a string that ends in a newline."""

    def __call__(self, report: Report, *, view: View = DEFAULT_VIEW) -> str: ...


# ------------------------------------------------------------------------------------- widths


def columns(text: str) -> int:
    """How many terminal columns a text takes: wide characters two, combining marks none."""
    return sum(
        0
        if unicodedata.category(char) in {"Mn", "Me", "Cf"}
        else 2
        if unicodedata.east_asian_width(char) in {"W", "F"}
        else 1
        for char in text
    )


def pad(text: str, width: int) -> str:
    """The text filled with spaces on the right up to `width` columns."""
    return text + " " * max(0, width - columns(text))


def shorten(text: str, limit: int) -> str:
    """At most `limit` characters; what is longer loses its middle, between words where it can."""
    if len(text) <= limit:
        return text
    tail = limit // 3
    head = limit - tail - 3
    left = text[: _word_end(text, head, len(text), head // 2)].rstrip()
    right = text[_word_start(text, len(text) - tail, 0, len(text) - tail // 2) :].lstrip()
    return f"{left} … {right}"


def right_to_left(text: str) -> bool:
    """Whether any character is written from right to left."""
    return any(unicodedata.bidirectional(char) in {"R", "AL"} for char in text)


# -------------------------------------------------------------------------------------- places


class Places:
    """Where things stand: articles by id, sentences by index, lines and columns by offset."""

    def __init__(self, report: Report) -> None:
        self.order: Mapping[str, int] = {e.article.id: i for i, e in enumerate(report.articles)}
        self._articles = {e.article.id: e.article for e in report.articles}
        self._sentences = {e.article.id: {s.index: s for s in e.sentences} for e in report.articles}
        self._locate: dict[str, Callable[[int], tuple[int, int]]] = {}

    def article(self, id_: str) -> Article:
        """The article with this id."""
        return self._articles[id_]

    def path(self, id_: str) -> str:
        """The article's path as the user gave it, else its id; harmless."""
        article = self._articles.get(id_)
        return one_line(article.path or article.id if article else id_)

    def position(self, id_: str, offset: int) -> tuple[int, int]:
        """Line and column, from 1. The newlines of a text are looked for once."""
        if id_ not in self._locate:
            self._locate[id_] = _locator(self._articles[id_])
        return self._locate[id_](offset)

    def sentence(self, mention: Mention[Any]) -> Sentence | None:
        """The sentence that holds the mention's start."""
        return self._sentences[mention.article].get(mention.sentence)


def _locator(article: Article) -> Callable[[int], tuple[int, int]]:
    if article.runs:
        return article.position
    newlines = [i for i, char in enumerate(article.text) if char == "\n"]

    def locate(offset: int) -> tuple[int, int]:
        line = bisect_left(newlines, offset)
        return line + 1, offset - (newlines[line - 1] if line else -1)

    return locate


def first_mention(finding: Finding, reference: str | None) -> Mention[Any] | None:
    """Where to point: the first mention of an account that the reference does not share.

    Without one, the first mention outside the reference, else the first of all. A copy that says
    what the wire says is not the one to correct.
    """
    every = [m for account in finding.accounts for m in account.mentions]
    outside = [m for m in every if m.article != reference]
    at_odds = [
        mention
        for account in finding.accounts
        if reference is not None and reference not in account.articles
        for mention in account.mentions
    ]
    return next(iter([*at_odds, *outside, *every]), None)


# ------------------------------------------------------------------------------------ excerpts


_MARK_LIMIT: Final = 240  # characters: about three lines of a terminal, a long sentence


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of an excerpt, marked where it is what the finding is about."""

    text: str
    marked: bool = False


def marked_spans(mention: Mention[Any]) -> tuple[Span, ...]:
    """What to mark: the mention, or an attribution's source and cue where they stand apart."""
    parts = [span for name, spans in mention.spans if name in {"source", "cue"} for span in spans]
    return tuple(sorted(parts)) or (mention.span,)


def excerpt(mention: Mention[Any], places: Places, limit: int | None = None) -> tuple[Piece, ...]:
    """The mention's sentence with its words marked, cropped to about `limit` characters.

    The marked words themselves are what a reader must see: they lose their middle only when they
    are very long.
    An ellipsis stands for what is left out. Where the mark would cover every word of the sentence
    there is none, because it would say nothing.
    """
    text = places.article(mention.article).text
    whole, spans = _told(mention, places)
    words_outside = _any_word_outside(text, whole.start, whole.end, spans)
    windows = [whole]
    if limit is not None and words_outside:
        windows = _windows(text, whole, spans, limit)
    longest = None if limit is None else max(limit, _MARK_LIMIT)
    pieces = list(_pieces(text, whole, windows, spans, longest))
    if words_outside:
        return tuple(pieces)
    shown = "".join(piece.text for piece in pieces)
    return (Piece(shown if longest is None else shorten(shown, longest)),)


def _told(mention: Mention[Any], places: Places) -> tuple[Span, list[Span]]:
    """The stretch of an article to show for a mention, its sentence at least, and what to mark."""
    text = places.article(mention.article).text
    sentence = places.sentence(mention) or mention
    spans = [Span(max(0, s.start), min(len(text), s.end)) for s in marked_spans(mention)]
    spans = [s for s in spans if s.start < s.end] or [mention.span]
    low = min(spans[0].start, sentence.start)
    high = max(max(s.end for s in spans), sentence.end)
    return Span(low, high), _merge(spans, text)


def _pieces(
    text: str, whole: Span, windows: Sequence[Span], spans: Sequence[Span], longest: int | None
) -> Iterator[Piece]:
    """What the windows show, an ellipsis for each stretch of the whole that they leave out.

    Marked words lose their middle where they have more than `longest` characters.
    """
    for index, window in enumerate(windows):
        if index > 0:
            yield Piece(" … ")
        elif window.start > whole.start:
            yield Piece("… ")
        yield from _window(text, window, spans, longest)
    if windows and windows[-1].end < whole.end:
        yield Piece(" …")


def _window(text: str, window: Span, spans: Sequence[Span], longest: int | None) -> Iterator[Piece]:
    """The words of one window, marked and unmarked in turn."""
    at = window.start
    for span in spans:
        if not window.overlaps(span):
            continue
        words = text[span.start : span.end]
        yield from _piece(text[at : span.start])
        yield from _piece(words if longest is None else shorten(words, longest), marked=True)
        at = span.end
    yield from _piece(text[at : window.end])


def _piece(text: str, *, marked: bool = False) -> Iterator[Piece]:
    """Harmless words as a piece; none of no words."""
    if text:
        yield Piece(safe(text), marked)


def _any_word_outside(text: str, low: int, high: int, spans: Sequence[Span]) -> bool:
    edges = [low, *(edge for span in spans for edge in (span.start, span.end)), high]
    outside = (text[edges[i] : edges[i + 1]] for i in range(0, len(edges), 2))
    return any(char.isalnum() for part in outside for char in part)


def _merge(spans: Iterable[Span], text: str) -> list[Span]:
    """Overlapping spans, and those with nothing but white space between, as one."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and not text[merged[-1].end : span.start].strip():
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


def _windows(text: str, whole: Span, spans: Sequence[Span], limit: int) -> list[Span]:
    """The parts of `whole` to show so that the spans have context within `limit` characters."""
    if len(whole) <= limit:
        return [whole]
    room = max(0, limit - sum(map(len, spans))) // len(spans)
    windows: list[Span] = []
    for span in spans:
        before = span.start - whole.start
        after = whole.end - span.end
        left = min(before, max(room // 2, room - after))
        right = min(after, room - left)
        start = _word_start(text, span.start - left, whole.start, span.start)
        end = _word_end(text, span.end + right, whole.end, span.end)
        if windows and start - windows[-1].end < 8:  # an ellipsis for less saves nothing
            windows[-1] = Span(windows[-1].start, max(windows[-1].end, end))
        else:
            windows.append(Span(start, end))
    return windows


def _word_start(text: str, at: int, low: int, span_start: int) -> int:
    """The next start of a word at or after `at`; a cut between graphemes where no space is near."""
    if at <= low or text[at - 1].isspace():
        return max(at, low)
    for i in range(at, min(at + 24, span_start)):
        if text[i].isspace():
            return i + 1
    return _cut(text, at)


def _word_end(text: str, at: int, high: int, span_end: int) -> int:
    if at >= high or text[at].isspace():
        return min(at, high)
    for i in range(at, max(at - 24, span_end), -1):
        if text[i - 1].isspace():
            return i - 1
    return max(_cut(text, at), span_end)


def _cut(text: str, at: int) -> int:
    """`at`, or a little before it, so that no character is parted from its marks or joiners."""
    at = at if at >= 0 else len(text) + at
    for i in range(at, max(0, at - 32), -1):
        if i >= len(text):
            return len(text)
        joined = text[i] in "\u200d\ufe0f" or "\U0001f3fb" <= text[i] <= "\U0001f3ff"
        joined = joined or unicodedata.combining(text[i]) != 0 or text[i - 1] == "\u200d"
        if not joined:
            return i
    return at


# --------------------------------------------------------------------------------------- words

RELATION_WORDS: Final[Mapping[Relation, str]] = {
    Relation.EQUAL: "the same",
    Relation.VARIANT: "written differently",
    Relation.LESS_PRECISE: "less precise",
    Relation.DIFFERENT_CERTAINTY: "different certainty",
    Relation.DIFFERENT_ATTRIBUTION: "different source",
    Relation.ALTERED_QUOTE: "altered quote",
    Relation.CONFLICT: "conflict",
}

_COUNTABLE: Final = ("conflict", "possible conflict", "altered quote", "different source")
# Worst first; what a kind itself calls its conflicts stands after the others' conflicts.
_CONFLICTS: Final = ("conflict", "altered quote", "possible conflict")
_MILDER: Final = tuple(RELATION_WORDS[relation] for relation in reversed(tuple(Relation)[:5]))


def plural(count: int, word: str, many: str | None = None) -> str:
    """A count with its noun: `1 fact`, `2 facts`."""
    return f"{count} {word if count == 1 else many or word + 's'}"


def percent(share: float | None) -> str:
    """A share as a whole percentage, rounded down at the top so that 100% means all."""
    if share is None:
        return "–"
    return "99%" if 0.99 < share < 1 else f"{share * 100:.0f}%"


def relation_words(finding: Finding, reference: str | None) -> str:
    """What is wrong, in two or three words."""
    if finding.outcome is Outcome.SINGLE:
        if reference is None:
            return "in one article only"
        alone = any(reference in account.articles for account in finding.accounts)
        return "missing from the copy" if alone else "added in the copy"
    if finding.outcome is Outcome.INCOMPARABLE:
        return "could not be compared"
    if finding.outcome is Outcome.AGREE:
        return "agree"
    if finding.conflict and finding.relation is Relation.CONFLICT:
        return finding.conflict
    if possible_conflict(finding):
        return "possible conflict"
    return RELATION_WORDS[finding.relation or Relation.CONFLICT]


def possible_conflict(finding: Finding) -> bool:
    """Whether a conflict rests on something weak, such as grammatical number or a later date."""
    return finding.relation is Relation.CONFLICT and finding.severity is not Severity.ERROR


def needs_a_look(finding: Finding) -> bool:
    """Whether the default view shows it: a warning or worse."""
    return finding.severity is not Severity.INFO


def kind_words(finding: Finding) -> str:
    """What a reader calls the kind of a finding."""
    return finding.label or finding.kind.value


def _place(words: str) -> tuple[int, str]:
    """Where the words for a relation stand in the verdict."""
    if words in _CONFLICTS:
        return _CONFLICTS.index(words), ""
    milder = len(_CONFLICTS) + 1 + _MILDER.index(words) if words in _MILDER else len(_CONFLICTS)
    return milder, words


def verdict(report: Report) -> str:
    """The first thing to read: one sentence on what needs a look."""
    look = [f for f in report.findings if needs_a_look(f)]
    if not look:
        if any(notice.code == "known-findings" for notice in report.notices):
            return "Nothing new that needs a look."
        if report.summary.diverge:
            return "Nothing that needs a look, only minor differences."
        return "No divergence found."
    found = Counter(relation_words(f, None) for f in look if f.outcome is Outcome.DIVERGE)
    parts = [
        plural(count, words) if words in _COUNTABLE else f"{count} {words}"
        for words, count in sorted(found.items(), key=lambda item: _place(item[0]))
    ]
    added = sum(f.outcome is Outcome.SINGLE for f in look)
    if added:
        parts.append(f"{added} added in the copy" if report.reference else f"{added} in one only")
    rest = len(look) - sum(f.outcome in {Outcome.DIVERGE, Outcome.SINGLE} for f in look)
    if rest:
        parts.append(f"{rest} that could not be compared")
    return f"{plural(len(look), 'finding needs', 'findings need')} a look: {', '.join(parts)}."


def counts(report: Report) -> str:
    """The outcomes in one line."""
    s = report.summary
    parts = [
        plural(s.agree, "fact agrees", "facts agree"),
        plural(s.diverge, "diverges", "diverge"),
        f"{s.single} in one article only",
    ]
    if s.incomparable:
        parts.append(f"{s.incomparable} not comparable")
    return f"{plural(len(report.articles), 'article')}: {', '.join(parts)}."


def agreement(report: Report) -> str:
    """The share of agreement in one line; empty where nothing was compared."""
    s = report.summary
    if s.agreement is None:
        return ""
    compared = plural(s.agree + s.diverge, "compared fact")
    line = f"Agreement {percent(s.agreement)} ({s.agree} of {compared})"
    origins = len({entry.origin for entry in report.articles})
    if origins < len(report.articles):
        line += f"; {plural(origins, 'independent text')}"
        if s.agreement_by_origin is not None:
            line += f", agreement between them {percent(s.agreement_by_origin)}"
    return line + "."


def near_copies(report: Report) -> list[str]:
    """A line for each text that several articles print, with the least share of its wording."""
    return [
        f"One text: {', '.join(map(one_line, origin.articles))}"
        f" (at least {percent(origin.reused)} of the wording is the same)."
        for origin in report.summary.origins
        if len(origin.articles) > 1
    ]


def standing(finding: Finding, index: int) -> str:
    """How many of the speaking articles carry an account, where more than two speak."""
    speaking = {id_ for account in finding.accounts for id_ in account.articles}
    if finding.outcome is not Outcome.DIVERGE or len(speaking) < 3:
        return ""
    words = f"{len(finding.accounts[index].articles)} of {len(speaking)}"
    if index == finding.majority:
        return f"{words}, majority"
    return f"{words}, outlier" if index in finding.outliers else words


def pair_table(report: Report) -> dict[tuple[str, str], PairSummary]:
    """The summary of each pair of articles, in both orders."""
    table: dict[tuple[str, str], PairSummary] = {}
    for pair in report.summary.pairs:
        left, right = pair.articles
        table[left, right] = table[right, left] = pair
    return table


def singles_by_article(report: Report) -> list[tuple[str, list[Finding]]]:
    """The facts that one article alone has, under that article, in the report's order."""
    groups: dict[str, list[Finding]] = {entry.article.id: [] for entry in report.articles}
    for finding in report.findings:
        mention = first_mention(finding, None)
        if finding.outcome is Outcome.SINGLE and mention is not None:
            groups.setdefault(mention.article, []).append(finding)
    return [(id_, findings) for id_, findings in groups.items() if findings]


def who(account: Account) -> str:
    """The articles that carry an account, as words: `a, c`."""
    return ", ".join(one_line(id_) for id_ in account.articles)


def notice_line(notice: Notice, places: Places) -> str:
    """A notice with the file it concerns."""
    where = f"{places.path(notice.article)}: " if notice.article is not None else ""
    return f"{where}{one_line(notice.message)} [{one_line(notice.code)}]"
