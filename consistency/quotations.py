"""Reading quotations: the words in quotation marks, sentence by sentence, and who speaks them.

What is found and what is not stands with the comparison, in `consistency/facts/quotation.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Final

from consistency import speech
from consistency.model import Kind, Mention, Role, Slot, Span
from consistency.text import PRON
from consistency.tree import Document, Parsed


@dataclass(frozen=True, slots=True)
class Quotation:
    """The quoted words as printed, marks left out, and who speaks them (None where unknown).

    `marked` is False for the words of another article that stand without marks. `frame` are the
    content words around a quotation of a word or two ("the captain called her ...").
    """

    words: str
    speaker: str | None
    marked: bool = True
    frame: frozenset[str] = frozenset()

    def to_dict(self) -> dict[str, Any]:
        return {"words": self.words, "speaker": self.speaker}

    @property
    def key(self) -> tuple[object, ...]:
        return (self.marked, *words_of(self.words))


_PART: Final = re.compile(
    r"(?P<gap>\[\s*(?:\.{2,}|…)\s*\]|\.\s?\.\s?\.?|…)"
    r"|\[(?P<edit>[^\[\]\n]{1,80})\]"
    r"|\((?P<aside>[^()\n]{1,80})\)"
    r"|(?P<word>[^\W_]+(?:['’.,][^\W_]+)*%?)"
    r"|(?P<sign>(?<!\w)&(?!\w))"
)
GAP: Final = "…"


@lru_cache(maxsize=4096)
def words_of(text: str) -> tuple[str, ...]:
    """A quotation's words in small letters; "…" for an omission, "[…]" round an insertion.

    Round brackets are an insertion too: nobody speaks them. Inner quotation marks and
    punctuation are left out.
    """
    found: list[str] = []
    for match in _PART.finditer(text):
        if match.group("word"):
            found.append(_plain(match.group()))
        elif match.group("sign"):
            found.append("and")
        elif match.group("edit"):
            found.append("[" + match.group("edit").lower().strip() + "]")
        elif match.group("aside"):
            found.append("[" + match.group("aside").lower().strip() + "]")
        elif match.group("gap") and found and found[-1] != GAP:
            found.append(GAP)
    while found and found[-1] == GAP:
        found.pop()
    return tuple(found)


def _plain(word: str) -> str:
    """A word in small letters with straight apostrophes, an acronym without its dots."""
    lower = word.lower().replace("’", "'")
    parts = lower.split(".")
    return "".join(parts) if len(parts) > 1 and all(len(part) == 1 for part in parts) else lower


FEWEST: Final = 3  # words; shorter stretches count only where somebody speaks them


def extract(document: Document, taken: tuple[Span, ...]) -> Iterator[Mention[Quotation]]:
    """The quotations of an article, in order, one mention for each sentence that they touch."""
    frames = speech.of_document(document)
    held: dict[int, list[speech.Frame]] = {}
    for frame in frames:
        for content in frame.contents:
            held.setdefault(_at(document, content.start), []).append(frame)
    for at, parsed in enumerate(document.parsed):
        sentence = parsed.sentence
        if not parsed.quotes or sentence.role is Role.BOILERPLATE:
            continue
        near = [frame for k in range(max(0, at - 8), at + 1) for frame in held.get(k, ())]
        yield from _joined(_spoken(document, parsed, near), document)


def _spoken(
    document: Document, parsed: Parsed, near: Sequence[speech.Frame]
) -> Iterator[Mention[Quotation]]:
    """The quotations of a sentence, a piece at a time."""
    sentence = parsed.sentence
    speaker: speech.Frame | None
    for quote in parsed.quotes:
        start, end = max(quote.start, sentence.start), min(quote.end, sentence.end)
        speaker = _speaking(near, quote, Span(start, end))
        whole = start == quote.start and end == quote.end
        for piece in _pieces(document.text, start, end):
            words = document.text[piece.start : piece.end]
            count = len(words_of(words))
            if not count or (count < FEWEST and (speaker is None or not whole)):
                continue
            if speaker is None and _is_title(words):
                continue
            frame = _frame(parsed) if count < FEWEST else frozenset()
            yield Mention(
                Kind.QUOTATION,
                sentence.article,
                sentence.index,
                piece.start,
                piece.end,
                words,
                Quotation(words, speaker.name if speaker else None, frame=frame),
                Slot(label(words), piece),
                voice=speaker.name if speaker else None,
                published=document.article.published,
            )


def _frame(parsed: Parsed) -> frozenset[str]:
    """The content words of a sentence outside its quotation marks."""
    return frozenset(
        t.lemma
        for t in parsed.tokens
        if (t.content or t.pos == PRON) and not parsed.in_quote(t.span)
    )


# What stands between two halves of an utterance, the marks left out: its speaker and a comma.
_BREAK: Final = re.compile(r"[\"”’']{1,2}\s+[^\"“”.;:!?\n]{2,80},\s+[\"“‘']{1,2}")


def _joined(
    mentions: Iterable[Mention[Quotation]], document: Document
) -> Iterator[Mention[Quotation]]:
    """Quotations with the halves of one that its speaker breaks put together again.

    "We saw it late," she said, "and left": the first half ends in a comma, the second goes on.
    """
    held: Mention[Quotation] | None = None
    for mention in mentions:
        if held is not None and _goes_on(held, mention, document.text):
            words = f"{held.value.words} {mention.value.words}"
            span = Span(held.start, mention.end)
            held = replace(
                held,
                end=span.end,
                text=document.surface(span),
                value=replace(held.value, words=words, frame=frozenset()),
                slot=Slot(label(words), span),
            )
            continue
        if held is not None:
            yield held
        held = mention
    if held is not None:
        yield held


def _goes_on(first: Mention[Quotation], second: Mention[Quotation], text: str) -> bool:
    between = text[first.end : second.start]
    return (
        first.value.speaker is not None
        and first.value.speaker == second.value.speaker
        and first.text.endswith(",")
        and second.text[0].islower()
        and _BREAK.fullmatch(between) is not None
    )


_STOP: Final = re.compile(r"(?<=[.!?])[\"'”’]?\s+(?=[\"'“‘]?[A-Z])")
_PIECE_WORDS: Final = 3  # "Mr. Doe": what ends before the third word is no sentence


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    """The sentences inside a quotation, which the splitter keeps whole, white space left out."""
    words = text[start:end]
    first = start + len(words) - len(words.lstrip())
    last = start + len(words.rstrip())
    for match in _STOP.finditer(text, first, last):
        piece = text[first : match.start()]
        ellipsis = piece.endswith(("...", ". .", "…"))
        if not ellipsis and len(words_of(piece)) >= _PIECE_WORDS and not _abbreviated(piece):
            yield Span(first, match.start())
            first = match.end()
    if first < last:
        yield Span(first, last)


def _abbreviated(piece: str) -> bool:
    """Whether a stretch ends in an abbreviation or an initial ("Mr.", "J.", "U.S.")."""
    last = piece[-12:].rsplit(None, 1)[-1].rstrip(".")
    return len(last) <= 3 and last[:1].isupper()


def _at(document: Document, offset: int) -> int:
    """Index of the sentence that holds an offset."""
    low, high = 0, len(document.parsed)
    while low + 1 < high:
        middle = (low + high) // 2
        if document.parsed[middle].sentence.start <= offset:
            low = middle
        else:
            high = middle
    return low


def _speaking(frames: Sequence[speech.Frame], quote: Span, span: Span) -> speech.Frame | None:
    """The innermost frame whose content holds a quotation and whose cue stands outside of it."""
    best: tuple[int, speech.Frame] | None = None
    for frame in frames:
        if quote.covers(frame.cue):
            continue
        for content in frame.contents:
            if content.overlaps(span) and (best is None or len(content) < best[0]):
                best = len(content), frame
    return best[1] if best else None


def _is_title(words: str) -> bool:
    """Whether words in marks look like the title of a work: capitals on all longer words."""
    parts = [part for part in words.split() if len(part) > 3]
    return bool(parts) and all(part[0].isupper() or not part[0].isalpha() for part in parts)


def label(text: str) -> str:
    """A quotation in short."""
    flat = " ".join(text.split())
    return flat if len(flat) <= 60 else flat[:59].rsplit(" ", 1)[0] + "…"
