"""What a reader gives of one article, and the article made of it.

The text of an `Item` is put together as a reader of the page would see it: headline, byline,
dateline, paragraphs, with a blank line between. Headings get "#" marks and list items "-", as in
Markdown, so that `split` knows them; both stand outside every sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from consistency.model import Article, Notice, Span

EXTRACTED: Final = "extracted-text"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph with its marks. `places` say where its characters stand in the file: triples of
    an offset into `text`, a line and a column (from 1); empty where that can't be told."""

    text: str
    boilerplate: bool = False
    places: tuple[tuple[int, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """One article as its format gives it. `id` is the one that it bears in its file.

    `heading` says that the title is to be printed above the blocks, because none of them has it.
    """

    blocks: tuple[Block, ...]
    title: str | None = None
    byline: str | None = None
    dateline: str | None = None
    published: date | None = None
    source: str | None = None
    language: str | None = None
    id: str | None = None
    notices: tuple[Notice, ...] = ()
    heading: bool = True


@dataclass(slots=True)
class Printed:
    """Text under construction, with the place in the file of each piece."""

    pieces: list[str] = field(default_factory=list)
    runs: list[tuple[int, int, int]] = field(default_factory=list)
    length: int = 0

    def add(self, piece: str, line: int, column: int) -> None:
        """Append a piece that stands on `line` from `column` on (both from 1)."""
        if piece:
            self.runs.append((self.length, line, column))
            self.put(piece)

    def between(self, gap: str) -> None:
        """Append a separator that is not in the file."""
        if self.pieces:
            self.put(gap)

    def put(self, piece: str) -> None:
        """Append a piece whose place is not known."""
        self.pieces.append(piece)
        self.length += len(piece)

    def text(self) -> str:
        return "".join(self.pieces)


def article(item: Item, name: str) -> Article:
    """The article that an item is, without an id; `name` stands for its file in the notice."""
    printed = Printed()
    boilerplate: list[Span] = []
    blocks = _arranged(item)
    located = all(block.places for block in blocks)
    for block in blocks:
        if not block.text.strip():
            continue
        printed.between("\n\n")
        if block.boilerplate:
            boilerplate.append(Span(printed.length, printed.length + len(block.text)))
        if located:
            printed.runs.extend(
                (printed.length + at, row, column) for at, row, column in block.places
            )
        printed.put(block.text)
    notices = item.notices
    if not located:
        notices = (extracted(name), *notices)
    return Article(
        "",
        printed.text(),
        title=item.title or None,
        source=item.source or None,
        published=item.published,
        runs=tuple(printed.runs) if located else (),
        notices=(*notices, *foreign(item.language)),
        boilerplate=tuple(boilerplate),
        language=item.language or None,
        item=item.id or None,
    )


def extracted(name: str) -> Notice:
    """The notice that positions refer to the text, not to the file."""
    return Notice(
        EXTRACTED, f"line and column refer to the text extracted from {name}, not to the file"
    )


def foreign(language: str | None) -> tuple[Notice, ...]:
    """A notice where an article says that it is in another language than English."""
    if not language or re.match(r"(?:en|eng|english)(?![a-z])", language, re.I):
        return ()
    message = f"the article says that its language is {language!r}: only English is read well"
    return (Notice("language", message),)


def _arranged(item: Item) -> list[Block]:
    """The blocks below the head, or the head's byline below the headline where a block is that."""
    blocks, head = list(item.blocks), _head(item)
    at = 0
    if blocks and letters(blocks[0].text) == letters(item.title or "") != "":
        at = 1
    return [*blocks[:at], *head, *blocks[at:]]


def _head(item: Item) -> list[Block]:
    """Headline, byline and dateline, unless the first blocks print them themselves."""
    top = [letters(block.text) for block in item.blocks[:4] if block.text.strip()]
    found = []
    title = letters(item.title or "")
    if item.title and title and item.heading and title not in top:
        found.append(Block("# " + " ".join(item.title.split())))
    byline, bylines = letters(item.byline or ""), [line.removeprefix("by") for line in top]
    if item.byline and byline and byline.removeprefix("by") not in bylines:
        found.append(Block(" ".join(item.byline.split()), boilerplate=True))
    dateline = letters(item.dateline or "")
    if item.dateline and dateline and not any(line.startswith(dateline) for line in top):
        found.append(Block(" ".join(item.dateline.split()), boilerplate=True))
    return found


def letters(text: str) -> str:
    """A line's letters and digits in small letters, to tell whether two lines say the same."""
    return re.sub(r"[\W_]+", "", text[:400]).lower()


def paragraphs(text: str) -> tuple[Block, ...]:
    """A plain text as one block, its own line breaks kept."""
    text = clean(text).strip("\n ")
    return (Block(text),) if text.strip() else ()


_SURROGATE: Final = re.compile(r"[\ud800-\udfff]")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")


def clean(text: str) -> str:
    """Text without what no text may hold: halves of surrogate pairs, control characters and
    carriage returns."""
    text = _SURROGATE.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _CONTROL.sub("", text)


def line(value: Any) -> str:
    """A value of a format as one line; empty for anything but text and numbers."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    try:
        return " ".join(clean(str(value)).split())
    except ValueError:  # an integer of more digits than Python prints
        return ""


def names(values: Iterable[Any]) -> str:
    """People's names as a byline prints them."""
    found = list(dict.fromkeys(name for name in map(line, values) if name))
    return ", ".join([*found[:-2], " and ".join(found[-2:])]) if found else ""


def has_text(blocks: Sequence[Block]) -> bool:
    """Whether any block that is no boilerplate and no heading says something."""
    return any(
        not block.boilerplate and letters(block.text) and not block.text.startswith("#")
        for block in blocks
    )
