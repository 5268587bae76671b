"""The wire formats of telegraph days that are still sent: ANPA 1312 and IPTC 7901.

Both frame the text with control characters: SOH, a header line, STX, the text, ETX. Positions lead
back to the file, because every line of the text stands there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from consistency.errors import InputError
from consistency.readers.item import Block, Item, has_text

_SOH, _STX, _ETX, _TAPE = "\x01", "\x02", "\x03", "\x13\x11\x12\x14\x1f"
# ANPA 1312 sets marks of typography in the middle of words and lines; none of them prints.
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_MONTHS: Final = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_STAMP: Final = re.compile(
    r"\b(\d\d)(\d\d)(\d\d)\s*(?:GMT|UTC|Z)?\s*([A-Za-z]{3})[a-z]{0,6}\.?\s+(\d{4}|\d\d)\b",
    re.IGNORECASE,
)
_BYLINE: Final = re.compile(r"\s*by\s+\S", re.IGNORECASE)
_EDITORIAL: Final = re.compile(
    r"\s*(?:eds?|note|editors?)\b\s*[:.]|\s*(?:.{0,40}\b(?:writethru|1st ld|ld-|urgent)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the text without control characters, and where it begins in the file."""

    text: str
    line: int
    column: int


def is_wire(text: str) -> bool:
    """Whether a text is framed as a wire message."""
    head = text.lstrip("\x16\x00\r\n ")[:400]
    return head.startswith(_SOH) and _STX in text[:2000]


def read(text: str, name: str) -> list[Item]:
    """The message, or each of several in one file. Raises `InputError` without text."""
    found = []
    number = 1
    for part in re.split(r"(?=\x01)", text):
        if _STX in part:
            found.append(_message(part, number))
        number += part.count("\n")
    full = [item for item in found if has_text(item.blocks)]
    if not full:
        raise InputError(f"{name}: is a wire message without text: give one with the story in it")
    return full


def _message(text: str, first: int) -> Item:
    header, _, rest = text.partition(_STX)
    body, _, after = rest.partition(_ETX)
    start = first + header.count("\n")
    column = len(header) - (header.rfind("\n") + 1) + 2
    lines = list(_lines(body, start, column))
    anpa = any(mark in header for mark in _TAPE) or any(line.text[:1] == "^" for line in lines)
    title, byline, blocks = (_anpa if anpa else _iptc7901)(lines)
    number = _CONTROL.sub(" ", header).split()
    return Item(
        tuple(blocks),
        title=title or None,
        byline=byline or None,
        published=_sent(header) or _sent(after),
        id=number[0][:40] if number else None,
        heading=False,
    )


def _lines(body: str, number: int, column: int) -> Iterator[_Line]:
    for raw in body.split("\n"):
        shown = raw.rstrip("\r \t")
        kept = _CONTROL.sub("", shown)
        lead = len(shown) - len(shown.lstrip("\x00\x01\x02\x03\x04\x05\x06\x07\x08\x0b\x0c\r"))
        yield _Line(kept, number, column + lead)
        number, column = number + 1, 1


def _block(lines: Sequence[_Line], *, mark: str = "", boilerplate: bool = False) -> Block:
    """Lines of one paragraph, without their indents, each with its place."""
    places: list[tuple[int, int, int]] = []
    pieces: list[str] = []
    length = 0
    for line in lines:
        shown = line.text.strip()
        lead = len(line.text) - len(line.text.lstrip())
        prefix = mark if not pieces else "\n"
        at = length + len(prefix)
        places.append((at, line.line, line.column + lead))
        pieces.append(prefix + shown)
        length = at + len(shown)
    if mark:  # the mark is not in the file: it stands where its line begins
        places.insert(0, (0, places[0][1], max(1, places[0][2] - len(mark))))
    return Block("".join(pieces), boilerplate, tuple(places))


def _anpa(lines: Sequence[_Line]) -> tuple[str, str, list[Block]]:
    """ "^" opens a line of the head, "<" or "=" closes it; a tab opens a paragraph."""
    title = byline = ""
    blocks: list[Block] = []
    paragraph: list[_Line] = []
    slug = True
    for line in lines:
        shown = line.text.strip()
        if shown.startswith("^"):
            said = shown.strip("^<=> ")
            if slug or not said:  # the first is the slug line
                slug = False
                continue
            inner = _Line(line.text.replace("^", " ", 1).rstrip("<=> "), line.line, line.column)
            head = not title and not _BYLINE.match(said) and not _EDITORIAL.match(said)
            if head and not byline and shown.endswith("<"):
                title = said
                blocks.append(_block([inner], mark="# "))
                continue
            byline = byline or (said if _BYLINE.match(said) else "")
            blocks.append(_block([inner], boilerplate=True))
        elif line.text[:1] == "\t" or line.text[:2] == "  " or not shown:
            if paragraph:
                blocks.append(_block(paragraph))
            paragraph = [line] if shown else []
        else:
            paragraph.append(line)
    if paragraph:
        blocks.append(_block(paragraph))
    return title, byline, blocks


def _iptc7901(lines: Sequence[_Line]) -> tuple[str, str, list[Block]]:
    """A headline that "=" ends, then paragraphs with an indent or a blank line before each."""
    title = byline = ""
    blocks: list[Block] = []
    paragraph: list[_Line] = []

    def end() -> None:
        nonlocal title, byline
        if not paragraph:
            return
        said = " ".join(line.text.strip() for line in paragraph)
        if not title and not blocks and said.endswith("="):
            title = said.rstrip("= ")
            last = paragraph[-1]
            paragraph[-1] = _Line(last.text.rstrip("= "), last.line, last.column)
            blocks.append(_block(paragraph, mark="# "))
        elif _BYLINE.match(said) and said.endswith("="):
            byline = byline or said.rstrip("= ")
            blocks.append(_block(paragraph, boilerplate=True))
        else:
            blocks.append(_block(paragraph))
        paragraph.clear()

    for line in lines:
        if not line.text.strip():
            end()
            continue
        if line.text[:2] in ("  ", "\t") or line.text[:1] == "\t":
            end()
        paragraph.append(line)
        if not title and not blocks and line.text.rstrip().endswith("="):
            end()
    end()
    return title, byline, blocks


def _sent(text: str) -> date | None:
    """ "140610 GMT may 24", as a header or a last line has it."""
    from datetime import datetime

    for match in _STAMP.finditer(text):
        day, hour, minute, month, year = match.groups()
        if month.lower() in _MONTHS:
            full = int(year) + (2000 if len(year) == 2 else 0)
            number = _MONTHS.index(month.lower()) + 1
            try:
                return datetime(full, number, int(day), int(hour), int(minute))
            except ValueError:
                continue
    return None
