"""What odd characters mean: the text that the program reads, and the way back to what is printed.

Copy from pages, PDF files and word processors holds characters that nobody sees (soft hyphens,
zero-width spaces, marks of direction) or that stand for others (ligatures, full-width digits,
letters with combining marks, spaces that don't break, a hyphen that divides a word at a line's
end, a page's names for characters: "&quot;"). They are read as what they mean. `Article.text`
stays as it was: `reading` gives an article with a plain text, the stages work on that, and
`restored` maps a report's spans back, so that every offset and every word shown is the printed one.

Two passes, each a list of replacements, compose: characters first, then numbers and words that the
first pass made whole. Both are linear in the text.
"""

from __future__ import annotations

import html
import re
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from html.entities import html5
from typing import Any, Final

from consistency import lexicon
from consistency.model import (
    Account,
    Article,
    ArticleReport,
    Finding,
    Link,
    Mention,
    Report,
    Sentence,
    Slot,
    Span,
)

_Edit = tuple[int, int, str]  # from, to, what it is read as

_UNSEEN: Final = "\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\u061c\u180e"
_SPACES: Final = "\u00a0\u2000-\u200a\u202f\u205f\u3000"
_WIDE: Final = "\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff04\uff05\uffe0\uffe1\uffe5\uffe6"
_FIRST: Final = re.compile(
    rf"""
      (?P<soft>\u00ad(?:[ \t]*\r?\n[ \t]*(?=[a-z]))?)
    | (?P<unseen>[{_UNSEEN}]{{1,64}})
    | (?P<marked>[^\W\d_][\u0300-\u036f]{{1,8}}(?![\u0300-\u036f]))
    | (?P<alike>[\ufb00-\ufb06{_WIDE}]|(?<=[\uff10-\uff19])[\uff0c\uff0e](?=[\uff10-\uff19]))
    | (?P<hyphen>[\u2010\u2011])
    | (?P<apostrophe>\u02bc)
    | (?P<entity>&(?:amp;)?(?:[A-Za-z][A-Za-z0-9]{{1,31}}|\#\d{{1,7}}|\#[xX][0-9A-Fa-f]{{1,6}});)
    """,
    re.VERBOSE,
)
# "14 000": a space that can't break groups digits, a plain one does so where no other reading is
# left, because no number begins with 0, and three groups are no three numbers.
_SECOND: Final = re.compile(
    rf"""
      (?P<grouped>(?<![\w.,+/:-])(?<!\d[ {_SPACES}])[1-9]\d{{0,2}}
        (?:(?:[{_SPACES}]\d{{3}}){{1,6}} | (?=\ \d{{3}}\ \d{{3}}|\ 0)(?:\ \d{{3}}){{1,6}})
        (?![\w{_SPACES}]?\d|,\d|\w))
    | (?P<space>[{_SPACES}])
    | (?P<divided>(?<=[^\W_])-[ \t]*\r?\n[ \t]*(?=[^\W_]))
    """,
    re.VERBOSE,
)
_WORD_BEFORE: Final = re.compile(r"[^\W\d_]{1,40}\Z")
_WORD_AFTER: Final = re.compile(r"[^\W\d_]{1,40}")
_WORDS: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_JOINERS: Final = "\u200c\u200d"
_PICTURE: Final = re.compile(r"[\u2190-\u2bff\ufe0f\U0001f000-\U0001faff]")


@dataclass(frozen=True, slots=True)
class _Map:
    """The replacements of one pass: where each stands in its result and in its source, sorted."""

    at: array[int]
    to: array[int]
    raw_at: array[int]
    raw_to: array[int]

    def raw_start(self, offset: int) -> int:
        found = bisect_right(self.at, offset) - 1
        if found < 0:
            return offset
        if offset < self.to[found]:
            return self.raw_at[found]
        return self.raw_to[found] + offset - self.to[found]

    def raw_end(self, offset: int) -> int:
        """Where what ends at `offset` ends in the source."""
        if offset <= 0:
            return 0
        found = bisect_right(self.at, offset - 1) - 1
        if found < 0:
            return offset
        if offset - 1 < self.to[found]:
            return self.raw_to[found]
        return self.raw_to[found] + offset - self.to[found]

    def plain(self, offset: int) -> int:
        """Where an offset into the source stands in the result."""
        found = bisect_right(self.raw_at, offset) - 1
        if found < 0:
            return offset
        if offset < self.raw_to[found]:
            return self.at[found]
        return self.to[found] + offset - self.raw_to[found]


@dataclass(frozen=True, slots=True)
class Reading:
    """An article as it is read. `printed` is the article as it was given; `maps` lead back."""

    article: Article
    printed: Article
    maps: tuple[_Map, ...] = ()

    def span(self, start: int, end: int) -> Span:
        """The printed span of a stretch of the plain text."""
        for step in reversed(self.maps):
            start, end = step.raw_start(start), step.raw_end(end)
        return Span(start, max(start, end))


def reading(article: Article) -> Reading:
    """An article with a text in plain characters, and without what a reader marked as boilerplate
    in the middle of a line. The same article where there is nothing to change. Never raises."""
    text, maps, marked = article.text, list[_Map](), article.boilerplate
    for step in (partial(_left_out, spans=marked), _characters, _numbers_and_words):
        edits = list(step(text))
        if edits:
            text, made = _applied(text, edits)
            maps.append(made)
            marked = tuple(_kept_spans(made, marked))
    if not maps:
        return Reading(article, article)
    return Reading(replace(article, text=text, boilerplate=marked), article, tuple(maps))


def _kept_spans(made: _Map, spans: Iterable[Span]) -> Iterator[Span]:
    for span in spans:
        start, end = made.plain(span.start), made.plain(span.end)
        if start < end:
            yield Span(start, end)


def _applied(text: str, edits: Sequence[_Edit]) -> tuple[str, _Map]:
    pieces, length, done = [], 0, 0
    made = _Map(array("q"), array("q"), array("q"), array("q"))
    for start, end, new in edits:
        pieces.append(text[done:start])
        length += start - done
        made.at.append(length)
        made.raw_at.append(start)
        made.raw_to.append(end)
        pieces.append(new)
        length += len(new)
        made.to.append(length)
        done = end
    pieces.append(text[done:])
    return "".join(pieces), made


# ----------------------------------------------------------------------------------------- passes


def _left_out(text: str, spans: Sequence[Span]) -> Iterator[_Edit]:
    """Boilerplate that shares its line with other text; whole lines get a role from `split`."""
    for span in spans:
        at = span.start
        while at < span.end:
            below = text.find("\n", at, span.end)
            end = span.end if below < 0 else below
            line_start = text.rfind("\n", 0, at) + 1
            line_end = text.find("\n", end)
            line_end = len(text) if line_end < 0 else line_end
            before, after = text[line_start:at], text[end:line_end]
            if at < end and (before.strip() or after.strip()):
                spaced = (not before or before[-1].isspace()) and after[:1] == " "
                yield at, end + spaced, ""
            at = end + 1


def _characters(text: str) -> Iterator[_Edit]:
    if text.isascii() and not ("&" in text and ";" in text):
        return
    for match in _FIRST.finditer(text):
        start, end = match.span()
        if match.lastgroup == "unseen":
            new = _for_unseen(text, start, end)
        elif match.lastgroup == "entity":
            new = _named(match.group())
        else:
            new = _AS[match.lastgroup or ""](match.group())
        if new is not None and new != match.group():
            yield start, end, new


_AS: Final[Mapping[str, Callable[[str], str]]] = {
    "soft": lambda _: "",
    "marked": partial(unicodedata.normalize, "NFC"),
    "alike": partial(unicodedata.normalize, "NFKC"),
    "hyphen": lambda _: "-",
    "apostrophe": lambda _: "’",
}


def _named(printed: str) -> str:
    """The character that a page's source names; nothing for one that is not seen.

    What names no character stays as it is ("&nosuch;"). "&amp;quot;" was escaped twice.
    """
    name = printed[1:].removeprefix("amp;") or "amp;"
    if name[0] != "#" and name not in html5:
        return f"&{name}"
    letter = html.unescape(f"&{name}")
    if letter.isspace():
        return " "
    return "" if re.fullmatch(f"[­{_UNSEEN}]*", letter) else letter


def _for_unseen(text: str, start: int, end: int) -> str | None:
    """Nothing, or a space between a figure and a word; None where it joins pictures."""
    before, after = text[start - 1 : start], text[end : end + 1]
    joins = any(mark in text[start:end] for mark in _JOINERS)
    if joins and (_PICTURE.match(before) or _PICTURE.match(after)):
        return None
    return " " if before.isdigit() and after.isalpha() and after.islower() else ""


def _numbers_and_words(text: str) -> Iterator[_Edit]:
    words: frozenset[str] | None = None
    for match in _SECOND.finditer(text):
        start, end = match.span()
        if match.lastgroup == "grouped":
            for at in range(start, end):
                if not text[at].isdigit():
                    yield at, at + 1, ","
        elif match.lastgroup == "space":
            yield start, end, " "
        else:
            if words is None:
                words = frozenset(word.lower() for word in _WORDS.findall(text))
            yield start, end, _at_line_end(text, start, end, words)


def _at_line_end(text: str, start: int, end: int, words: frozenset[str]) -> str:
    """What a hyphen at a line's end is read as: nothing where it divides a word, else itself.

    The text's own words decide, then the dictionary.
    """
    head = _WORD_BEFORE.search(text, max(0, start - 40), start)
    tail = _WORD_AFTER.match(text, end)
    if head is None or tail is None or not tail.group()[0].islower():
        return "-"
    left, right = head.group().lower(), tail.group().lower()
    if left + right in words:
        return ""
    if f"{left}-{right}" in words:
        return "-"
    if lexicon.pos(left + right):
        return ""
    return "-" if lexicon.pos(left) and lexicon.pos(right) else ""


# ------------------------------------------------------------------------------------ the way back


def restored(report: Report, readings: Sequence[Reading]) -> Report:
    """A report over plain texts with the offsets and words of the printed ones."""
    changed = {entry.article.id: entry for entry in readings if entry.maps}
    if not changed:
        return report
    return replace(
        report,
        articles=tuple(_article(entry, changed) for entry in report.articles),
        links=tuple(_link(link, changed) for link in report.links),
        findings=tuple(_finding(finding, changed) for finding in report.findings),
    )


def restored_mention(mention: Mention[Any], entry: Reading) -> Mention[Any]:
    """A mention with the offsets and the words of the printed text."""
    if not entry.maps:
        return mention
    span, slot = entry.span(mention.start, mention.end), mention.slot
    return replace(
        mention,
        start=span.start,
        end=span.end,
        text=entry.printed.text[span.start : span.end],
        slot=Slot(
            slot.label,
            _back(slot.head, entry) if slot.head is not None else None,
            tuple(_back(word, entry) for word in slot.words),
            slot.key,
        ),
        spans=tuple(
            (name, tuple(_back(part, entry) for part in parts)) for name, parts in mention.spans
        ),
    )


def restored_sentence(sentence: Sentence, entry: Reading) -> Sentence:
    """A sentence with the offsets and the words of the printed text."""
    if not entry.maps:
        return sentence
    span = entry.span(sentence.start, sentence.end)
    text = entry.printed.text[span.start : span.end]
    return replace(sentence, start=span.start, end=span.end, text=text)


def _back(span: Span, entry: Reading) -> Span:
    return entry.span(span.start, span.end)


def _article(entry: ArticleReport, changed: Mapping[str, Reading]) -> ArticleReport:
    made = changed.get(entry.article.id)
    if made is None:
        return entry
    sentences = tuple(restored_sentence(sentence, made) for sentence in entry.sentences)
    return replace(entry, article=made.printed, sentences=sentences)


def _link(link: Link, changed: Mapping[str, Reading]) -> Link:
    left, right = changed.get(link.left.article), changed.get(link.right.article)
    if left is None and right is None:
        return link
    words = tuple(
        (_back(a, left) if left else a, _back(b, right) if right else b) for a, b in link.words
    )
    return replace(link, words=words)


def _finding(finding: Finding, changed: Mapping[str, Reading]) -> Finding:
    accounts = tuple(_account(account, changed) for account in finding.accounts)
    message = finding.message
    for old, new in zip(finding.accounts, accounts, strict=True):
        for was, now in zip(old.mentions, new.mentions, strict=True):
            shown = _shown(now.text)
            if was.text != now.text and shown != was.text:
                message = message.replace(was.text, shown)
    return replace(finding, accounts=accounts, message=message)


def _account(account: Account, changed: Mapping[str, Reading]) -> Account:
    mentions = tuple(
        restored_mention(m, changed[m.article]) if m.article in changed else m
        for m in account.mentions
    )
    texts = {was.text: now.text for was, now in zip(account.mentions, mentions, strict=True)}
    return replace(account, mentions=mentions, text=texts.get(account.text, account.text))


def _shown(text: str) -> str:
    """Printed words for a message of one line, without what nobody sees."""
    return " ".join(re.sub(rf"[{_UNSEEN}\u00ad]", "", text).split())
