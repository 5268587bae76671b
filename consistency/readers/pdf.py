"""PDF through pypdf: lines joined to paragraphs, running heads and page numbers out.

A PDF holds letters at places, no paragraphs. A paragraph ends where the distance to the next line
is larger than between most lines, where the size of the letters changes, or where a line stops
short of the measure with a full stop. Words that a hyphen divides at a line's end stay as they are
printed: `characters` reads them as one.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any, Final

from consistency.errors import InputError
from consistency.readers.item import Block, Item, clean, has_text, letters
from consistency.readers.needs import needed

_PAGES: Final = 200
_EDGE_LINES: Final = 3  # a running head or foot stands among so many lines at a page's edge
_PAGE_NUMBER: Final = re.compile(
    r"(?:page\s*)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?|-\s*\d{1,4}\s*-|(?:https?://|file:/)\S+"
    r"(?:\s+\d{1,4}/\d{1,4})?|\d{1,2}[/.]\d{1,2}[/.]\d{2,4},?\s+\d{1,2}[:.]\d\d(?:\s?[ap]m)?\b.{0,200}",
    re.IGNORECASE,
)
_ENDS: Final = re.compile(r"[.!?…:][\"'”’)\]]*$")


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    page: int
    y: float
    size: float
    index: int  # of all lines of the page
    last: int


def read(data: bytes, name: str) -> list[Item]:
    """The text of a PDF. Raises `InputError` for a scan, a locked or a damaged file."""
    pypdf = needed("pypdf", "pypdf", f"{name}: is a PDF file")
    lines, title, pages = _lines(pypdf, data, name)
    kept = _without_running(lines, pages)
    if not kept:
        raise InputError(
            f"{name}: is a PDF file without text, perhaps a scan: give the article's text as .txt"
        )
    size = median(line.size for line in kept for _ in range(min(len(line.text) // 20 + 1, 20)))
    blocks, heading = _blocks(kept, size)
    if not has_text(tuple(blocks)):
        raise InputError(f"{name}: is a PDF file without running text: save its text as .txt")
    return [Item(tuple(blocks), title=heading or _site_off(title) or None, heading=False)]


def _lines(pypdf: Any, data: bytes, name: str) -> tuple[list[_Line], str, int]:
    import logging

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it reports each oddity of a file
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise InputError(f"{name}: is a PDF file with a password: save it without one")
        count = len(reader.pages)
        if count > _PAGES:
            raise InputError(
                f"{name}: is a PDF file of {count} pages: give the article's pages alone"
            )
        found = [line for number in range(count) for line in _page(reader.pages[number], number)]
        title = str(reader.metadata.title or "") if reader.metadata else ""
    except InputError:
        raise
    except Exception:  # a damaged file raises whatever it is damaged in
        raise InputError(f"{name}: is a PDF file that is damaged: save its text as .txt") from None
    return found, clean(title), count


def _page(page: Any, number: int) -> list[_Line]:
    """The lines of a page, in the order in which it prints them."""
    pieces: list[tuple[float, float, str]] = []

    def visit(text: str, cm: Any, tm: Any, font: Any, size: float) -> None:
        if text.strip("\n"):
            scale = abs(tm[3] * cm[3]) or abs(tm[0] * cm[0]) or 1.0
            pieces.append((tm[5] * cm[3] + cm[5], float(size) * scale, text))

    page.extract_text(visitor_text=visit)
    rows: list[tuple[float, float, list[str]]] = []
    for y, size, text in pieces:
        for place, part in enumerate(text.split("\n")):
            if not place and rows and abs(rows[-1][0] - y) < 0.4 * max(size, 4.0):
                rows[-1][2].append(part)
            else:
                rows.append((y, size, [part]))
    shown = [(y, size, " ".join("".join(parts).split())) for y, size, parts in rows]
    shown = [(y, size, clean(text)) for y, size, text in shown if text.strip()]
    last = len(shown) - 1
    return [_Line(text, number, y, size, i, last) for i, (y, size, text) in enumerate(shown)]


def _without_running(lines: Sequence[_Line], pages: int) -> list[_Line]:
    """The lines without page numbers, and without those that pages repeat at their edges."""

    def edge(line: _Line) -> bool:
        return line.index < _EDGE_LINES or line.last - line.index < _EDGE_LINES

    def shape(line: _Line) -> str:
        return re.sub(r"\d+", "0", line.text)

    seen = Counter(key for key in {(line.page, shape(line)) for line in lines if edge(line)})
    repeated = Counter(text for _, text in seen)
    kept = []
    for line in lines:
        if edge(line):
            running = pages > 1 and repeated[shape(line)] >= max(2, pages // 2)
            if running or _PAGE_NUMBER.fullmatch(line.text):
                continue
        kept.append(line)
    return kept


def _blocks(lines: Sequence[_Line], size: float) -> tuple[list[Block], str]:
    """Paragraphs, and the title: the largest letters before the text begins."""
    gaps = [a.y - b.y for a, b in pairwise(lines) if 0 < a.y - b.y < 10 * size]
    usual = _usual(gaps)
    width = max(len(line.text) for line in lines)
    groups: list[list[_Line]] = [[lines[0]]]
    for above, below in pairwise(lines):
        if _apart(above, below, usual, width):
            groups.append([])
        groups[-1].append(below)
    large = [i for i, g in enumerate(groups[:12]) if g[0].size > 1.15 * size]
    top = max(large, key=lambda i: groups[i][0].size, default=-1)
    blocks, title = [], ""
    for number, group in enumerate(groups):
        text = _joined([line.text for line in group])
        if number == top:
            title = " ".join(text.split())
            blocks.append(Block("# " + title))
        elif group[0].size > 1.15 * size and len(text) < 200 and not _ENDS.search(text):
            blocks.append(Block("## " + " ".join(text.split())))
        else:  # short lines above the title are the site's menu
            menu = number < top and len(text) < 60 and not _ENDS.search(text)
            blocks.append(Block(text, boilerplate=menu))
    return blocks, title


def _joined(lines: Sequence[str]) -> str:
    """A paragraph's lines as one, but for the break behind a hyphen, which may divide a word."""
    text = lines[0]
    for line in lines[1:]:
        text += ("\n" if text[-1:] in "-\u00ad\u2010" else " ") + line
    return text


def _usual(gaps: Sequence[float]) -> float:
    """The distance of lines inside paragraphs: the smallest that is common."""
    if not gaps:
        return 0.0
    common = Counter(round(gap, 0) for gap in gaps)
    often = [gap for gap, count in common.items() if count >= max(1, len(gaps) // 10)]
    return min(often)


def _apart(above: _Line, below: _Line, usual: float, width: int) -> bool:
    if above.page != below.page:
        return _ENDS.search(above.text) is not None and len(above.text) < 0.8 * width
    if abs(above.size - below.size) > 0.08 * max(above.size, below.size):
        return True
    gap = above.y - below.y
    if gap < 0:  # the top of another column
        return _ENDS.search(above.text) is not None and len(above.text) < 0.8 * width
    if usual and gap > 1.35 * usual:
        return True
    return _ENDS.search(above.text) is not None and len(above.text) < 0.6 * width


def _site_off(title: str) -> str:
    """A page's title without the name of its site."""
    head, bar, tail = title.rpartition(" | ")
    shown = head if bar and len(tail) < 40 else title
    return (
        " ".join(shown.split()) if letters(shown) and not shown.endswith((".doc", ".pdf")) else ""
    )
