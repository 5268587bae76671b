"""Markdown to the text that a reader sees, each piece with its place in the file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from consistency.errors import InputError
from consistency.model import Article, Notice
from consistency.readers import noise, plain
from consistency.readers.dates import parse_date
from consistency.readers.item import Printed

if TYPE_CHECKING:
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

# Levels of links in one another (a line of "![" is read again for each), and of lists and quotes:
# at that bound the parser leaves out the rest of a file.
_LINKS: Final = 10
_LISTS: Final = 200


def read(text: str, name: str) -> Article:
    """A Markdown file: its text without markup, and the place of each piece in the file."""
    from markdown_it import MarkdownIt

    text, cut = noise.without_ignored(text)
    lines = re.split(r"\r\n|\n|\r", text)
    facts, skipped = _front_matter(lines)
    parser = MarkdownIt("commonmark", {"maxNesting": _LISTS}).enable(["table", "strikethrough"])
    parser.core.ruler.before("inline", "links", _shallow)
    parser.disable("text_join")  # keeps escapes and entities apart, so that offsets can be told
    tokens = parser.parse("\n".join(lines[skipped:]))
    printed = Printed()
    _blocks(tokens, lines, skipped, printed)
    result = printed.text()
    if not result.strip():
        raise InputError(f"{name}: no text is left without the markup: give the article's text")
    return Article(
        "",
        result,
        title=facts.get("title") or plain.title(result),
        source=facts.get("source"),
        published=parse_date(facts.get("published", "")) or plain.dateline(result),
        runs=tuple(printed.runs),
        notices=noise.cut_notices(cut, name) + _deep(tokens, name),
    )


def _deep(tokens: Sequence[Token], name: str) -> tuple[Notice, ...]:
    """The notice of a file whose lists and quotes are nested to the bound."""
    if max((token.level for token in tokens), default=0) < _LISTS - 1:
        return ()
    return (
        Notice("large-page", f"{name} nests lists deeper than {_LISTS // 2}: the rest is left out"),
    )


def _shallow(state: StateCore) -> None:
    """From here on the bound on nesting is that of links: blocks are read, their lines are not."""
    state.md.options["maxNesting"] = _LINKS


_FACT_NAMES: Final = {
    "title": "title",
    "headline": "title",
    "published": "published",
    "date": "published",
    "pubdate": "published",
    "publishdate": "published",
    "source": "source",
    "publisher": "source",
    "site": "source",
}


def _front_matter(lines: list[str]) -> tuple[dict[str, str], int]:
    """What "key: value" lines between "---" at the top say, and how many lines they take."""
    if lines[0].strip() != "---":
        return {}, 0
    facts: dict[str, str] = {}
    for number, line in enumerate(lines[1:200], 1):
        if line.strip() in ("---", "..."):
            return facts, number + 1
        match = re.match(r"([A-Za-z_-]{1,40})\s*:\s*(.*)", line)
        if match:
            known = _FACT_NAMES.get(match[1].lower().replace("_", "").replace("-", ""))
            value = match[2].strip().strip("\"'")
            if known and value:
                facts.setdefault(known, value)
        elif line.strip() and not line.startswith((" ", "\t", "-", "#")):
            return {}, 0  # a rule above ordinary text
    return {}, 0


def _blocks(tokens: Sequence[Token], lines: list[str], skipped: int, printed: Printed) -> None:
    """Every block as a paragraph of its own; a table's row as a line."""
    marker = ""
    row: list[str] | None = None
    place = (1, 1)
    for token in tokens:
        if token.map:
            place = (token.map[0] + skipped + 1, 1)
        if token.type == "heading_open":
            marker = "#" * int(token.tag[1]) + " "
        elif token.type == "list_item_open":
            marker = f"{token.info}. " if token.info else "- "
        elif token.type == "tr_open":
            row = []
        elif token.type == "tr_close":
            if row and any(row):
                printed.between("\n\n")
                printed.add("| " + " | ".join(row) + " |", *place)
            row = None
        elif token.type == "inline":
            children = token.children or []
            if row is not None:
                cell = "".join(_shown(child) for child in children)
                row.append(" ".join(cell.split()))
                continue
            if not any(_shown(child).strip() for child in children):
                continue
            printed.between("\n\n")
            raw = _located(token, lines, skipped)
            if marker:
                printed.add(marker, raw.line(0), max(1, raw.column(0) - len(marker)))
                marker = ""
            _inline(children, raw, printed)
        elif token.type in ("fence", "code_block", "html_block"):
            _verbatim(token, printed, place[0] + (token.type == "fence"))


def _verbatim(token: Token, printed: Printed, line: int) -> None:
    """A code block's lines as they are; an HTML block's text without its tags."""
    content = token.content
    if token.type == "html_block":
        if re.match(r"\s*<(?:!--|script|style|iframe|svg)", content, re.I):
            return
        content = re.sub(r"<[^<>\n]*>", "", content)
    started = False
    for number, shown in enumerate(content.split("\n")):
        if shown.strip():
            printed.between("\n" if started else "\n\n")
            printed.add(shown.strip(), line + number, 1 + len(shown) - len(shown.lstrip()))
            started = True


def _shown(child: Token) -> str:
    """What a reader sees of an inline token."""
    if child.type in ("text", "text_special", "code_inline"):
        return child.content
    return "\n" if child.type in ("softbreak", "hardbreak") else ""


@dataclass(frozen=True, slots=True)
class _Located:
    """The source of an inline token: its lines' text, and where each stands in the file."""

    text: str
    starts: tuple[tuple[int, int, int], ...]  # offset into text, line, column

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset into the inline source."""
        low, high = 0, len(self.starts)
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if self.starts[middle][0] <= offset else (low, middle)
        start, line, column = self.starts[low]
        return line, column + offset - start

    def line(self, offset: int) -> int:
        return self.place(offset)[0]

    def column(self, offset: int) -> int:
        return self.place(offset)[1]


def _located(token: Token, lines: list[str], skipped: int) -> _Located:
    first = (token.map[0] if token.map else 0) + skipped
    starts: list[tuple[int, int, int]] = []
    offset = 0
    for number, content in enumerate(token.content.split("\n")):
        at = min(first + number, len(lines) - 1)
        starts.append((offset, at + 1, max(0, lines[at].find(content.strip())) + 1))
        offset += len(content) + 1
    return _Located(token.content, tuple(starts))


_LINK_TAIL: Final = re.compile(r"\](?:\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)|\[[^\[\]\n]*\])?")
_IMAGE: Final = re.compile(r"!\[[^\[\]]*")


def _inline(children: Sequence[Token], raw: _Located, printed: Printed) -> None:
    """The visible text of one block, each piece found again in the source from where we stand."""
    at = 0
    for child in children:
        if child.type == "image":
            match = _IMAGE.search(raw.text, at)
            at = _past(_LINK_TAIL, raw.text, match.end() if match else at)
        elif child.type == "link_close" and child.markup != "autolink":
            at = _past(_LINK_TAIL, raw.text, at)
        elif child.type == "html_inline":
            found = raw.text.find(child.content, at)
            at = found + len(child.content) if found >= 0 else at
        else:
            shown = _shown(child)
            if not shown:
                continue
            if shown == "\n":
                found = raw.text.find("\n", at)
                printed.add(shown, *raw.place(found if found >= 0 else at))
                at = found + 1 if found >= 0 else at
                continue
            sought = child.markup if child.type == "text_special" else shown
            found = raw.text.find(sought, at)
            begin = found if found >= 0 else at
            printed.add(shown, *raw.place(begin))
            at = begin + len(sought) if found >= 0 else at


def _past(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.search(text, at)
    return match.end() if match else at
