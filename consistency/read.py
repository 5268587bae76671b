"""Files, folders and standard input to articles.

Plain text is kept exactly as read. Markdown and HTML are turned into the text that a reader sees,
one paragraph per block with a blank line between; headings keep (or get) their "#" marks and list
items their "-" or "1.", so that `split` knows them, and both stand outside every sentence.

Every error is an `InputError` (or a `SettingsError` for a date that is none) of one line that names
the file and the remedy.
"""

from __future__ import annotations

import codecs
import os
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from consistency.errors import InputError, SettingsError
from consistency.model import Article, Notice

if TYPE_CHECKING:
    from markdown_it.token import Token

_MARKDOWN: Final = (".md", ".markdown")
_HTML: Final = (".html", ".htm", ".xhtml")
READABLE: Final = (".txt", ".md", ".markdown", ".html", ".htm")
"""Suffixes of the articles that a folder stands for."""

# File signatures that are published for these formats, and what the user can do about each.
_SIGNATURES: Final = (
    (b"%PDF", "a PDF file", "save its text as .txt"),
    (b"PK\x03\x04", "a zip archive or an office document", "save its text as .txt"),
    (b"\xd0\xcf\x11\xe0", "an old office document", "save its text as .txt"),
    (b"{\\rtf", "an RTF document", "save it as plain text"),
    (b"\x89PNG", "an image", "give the article's text"),
    (b"\xff\xd8\xff", "an image", "give the article's text"),
    (b"GIF8", "an image", "give the article's text"),
    (b"\x1f\x8b", "a gzip archive", "unpack it first"),
)
# UTF-32 stands before UTF-16: its little-endian mark begins with that of UTF-16.
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


# ---------------------------------------------------------------------------------- many articles


def expand(paths: Sequence[str]) -> tuple[str, ...]:
    """The paths with each folder replaced by the articles in it, sorted by name.

    Raises `InputError` for a folder with fewer than two readable articles.
    """
    found: list[str] = []
    for path in paths:
        if path == "-" or not os.path.isdir(path):
            found.append(path)
            continue
        try:
            names = sorted(os.listdir(path))
        except OSError as error:
            raise InputError(
                f"{path}: can't be opened ({_cause(error)}): check its rights"
            ) from None
        inside = [
            os.path.join(path, name)
            for name in names
            if name.lower().endswith(READABLE) and not name.startswith(".")
        ]
        inside = [name for name in inside if os.path.isfile(name)]
        if len(inside) < 2:
            raise InputError(
                f"{path}: the folder holds {len(inside)} readable "
                f"{'article' if len(inside) == 1 else 'articles'}, two or more are needed: "
                f"put {', '.join(READABLE[:-1])} or {READABLE[-1]} files into it"
            )
        found.extend(inside)
    return tuple(found)


def article_ids(paths: Sequence[str]) -> tuple[str, ...]:
    """An id per path: the shortest path suffix without extension that no other path shares.

    "a" for "x/a.txt" alone, "x/a" and "y/a" where names collide, "a.md" and "a.txt" where only the
    extension differs; the same file again is "a-2". Standard input ("-") is "stdin".
    """
    full = [os.path.abspath(path) if path != "-" else "stdin" for path in paths]
    distinct = list(dict.fromkeys(full))
    bare = {path: tuple(_parts(os.path.splitext(path)[0])) for path in distinct}
    same = Counter(bare.values())
    parts = {
        path: bare[path] if same[bare[path]] == 1 else tuple(_parts(path)) for path in distinct
    }
    taken: Counter[tuple[str, ...]] = Counter()
    for names in parts.values():
        taken.update(names[-length:] for length in range(1, len(names) + 1))
    chosen = {
        path: "/".join(
            next(
                (names[-n:] for n in range(1, len(names) + 1) if taken[names[-n:]] == 1),
                names,
            )
        )
        for path, names in parts.items()
    }
    used: set[str] = set(chosen.values())
    seen: set[str] = set()
    ids: list[str] = []
    for path in full:
        name = chosen[path]
        number = 2
        while name in seen:
            name = f"{chosen[path]}-{number}"
            number += 1
            if name in used and name not in seen:
                name = chosen[path]
        seen.add(name)
        ids.append(name)
    return tuple(ids)


def _parts(path: str) -> list[str]:
    return [part for part in re.split(r"[/\\]", path) if part] or [path]


def read_all(paths: Sequence[str], published: Sequence[str] = ()) -> tuple[Article, ...]:
    """Every article that the paths stand for, in their order.

    `paths` are files, folders or "-" for standard input; `published` are "[ID=]DATE" values, where
    one without an id holds for every article that no other value names. Raises `InputError` for
    what can't be read or an id that no article has, `SettingsError` for a date that is none.
    """
    files = expand(paths)
    if files.count("-") > 1:
        raise InputError(
            "-: standard input can be read only once: give the other article as a file"
        )
    ids = article_ids(files)
    dates = _dates(published, ids)
    return tuple(
        read(path, id=name, published=dates.get(name, dates.get(None)))
        for path, name in zip(files, ids, strict=True)
    )


def _dates(published: Sequence[str], ids: Sequence[str]) -> dict[str | None, date]:
    """Article id (None: all others) to date."""
    found: dict[str | None, date] = {}
    for value in published:
        name, equals, stamp = value.rpartition("=")
        if equals and name not in ids:
            raise InputError(
                f"--published {value}: no article is called {name!r}: use one of {', '.join(ids)}"
            )
        moment = parse_date(stamp)
        if moment is None:
            raise SettingsError(
                f"--published {value}: {stamp!r} is no ISO date: write 2024-03-05 or "
                "2024-03-05T09:00"
            )
        found[name if equals else None] = moment
    return found


def parse_date(stamp: str) -> date | None:
    """An ISO date, or a datetime where an hour is given; None for anything else.

    A datetime keeps the clock of its place and loses its offset: "Tuesday" is the writer's Tuesday,
    and all articles' times stay comparable.
    """
    stamp = stamp.strip()
    try:
        if len(stamp) > 10 and stamp[10] in "T ":
            return datetime.fromisoformat(stamp).replace(tzinfo=None)
        return date.fromisoformat(stamp)
    except ValueError:
        return None


# ------------------------------------------------------------------------------------ one article


def read(source: str | Path, *, id: str, published: date | None = None) -> Article:
    """One article from a file, or from standard input for "-".

    `published` wins over what the file says. HTML and Markdown are told by the file's suffix, HTML
    also by its first characters. Raises `InputError`.
    """
    path = str(source)
    name = "standard input" if path == "-" else path
    return from_bytes(_bytes(path, name), path=path, id=id, published=published, name=name)


def from_bytes(
    data: bytes, *, path: str | None, id: str, published: date | None = None, name: str = ""
) -> Article:
    """One article from a file's bytes. `path`, None for text that came without a file, tells the
    format by its suffix; `name` stands for it in messages. Raises `InputError`."""
    name, suffixed = name or path or id, (path or "").lower()
    _refuse_binary(data, name)
    html = suffixed.endswith(_HTML) or _sniffs_html(data)
    text, encoding = _decode(data, html)
    if not text.strip() or not text.strip("\ufeff\u200b \t\r\n"):
        raise InputError(f"{name}: the file is empty: give a file with the article's text")
    if html and _TAG.search(text):
        article = _from_html(text, name)
    elif suffixed.endswith(_MARKDOWN):
        article = _from_markdown(text, name)
    else:
        article = Article("", text, title=_title(text), published=_dateline(text))
    notices = article.notices
    if encoding:
        message = f"{name} is not valid UTF-8: read as {encoding}, check its accents and quotes"
        notices = (Notice("encoding", message), *notices)
    return replace(
        article,
        id=id,
        path=path,
        published=published if published is not None else article.published,
        notices=tuple(replace(notice, article=id) for notice in notices),
    )


def _bytes(path: str, name: str) -> bytes:
    try:
        if path == "-":
            return sys.stdin.buffer.read()
        if os.path.isdir(path):
            raise InputError(f"{name}: is a folder: give the articles in it one by one")
        return Path(path).read_bytes()
    except FileNotFoundError:
        raise InputError(f"{name}: there is no such file: check the path") from None
    except (OSError, ValueError) as error:
        raise InputError(f"{name}: can't be read ({_cause(error)}): check its rights") from None


def _cause(error: Exception) -> str:
    return (getattr(error, "strerror", None) or str(error)).lower()


def _refuse_binary(data: bytes, name: str) -> None:
    for signature, what, remedy in _SIGNATURES:
        if data.startswith(signature):
            raise InputError(f"{name}: is {what}, not text: {remedy}")
    if any(data.startswith(mark) for mark, _ in _MARKS):
        return
    if b"\0" in data:
        raise InputError(f"{name}: is not a text file (it holds NUL bytes): save it as UTF-8 text")


def _sniffs_html(data: bytes) -> bool:
    """Whether a file of any name begins as an HTML page does."""
    head = data[:1024]
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            head = head[len(mark) :].decode(encoding, "ignore").encode("utf-8", "ignore")
            break
    head = head.lstrip().lower()
    return head.startswith((b"<!doctype html", b"<html")) or (
        head.startswith(b"<?xml") and b"<html" in head
    )


_TAG: Final = re.compile(r"<[a-z!/?]", re.I)
_DECLARED: Final = re.compile(
    rb"<meta[^<>]{0,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.I
)


def _decode(data: bytes, html: bool) -> tuple[str, str]:
    """The text without its byte-order mark, and the encoding if it had to be guessed, else ""."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace"), ""
    try:
        return data.decode("utf-8"), ""
    except UnicodeDecodeError:
        pass
    declared = _DECLARED.search(data[:4096]) if html else None
    if declared:
        try:
            return data.decode(declared.group(1).decode("ascii")), ""
        except (LookupError, UnicodeDecodeError):
            pass
    guessed = _guess_encoding(data)
    return data.decode(guessed, "replace"), guessed


def _guess_encoding(data: bytes) -> str:
    """windows-1252, unless nearly a third of the bytes speak for another script.

    Western copy has a few percent of bytes above 127; Cyrillic, Greek, Hebrew, Arabic or East Asian
    copy has well over half.
    """
    sample = data[:200_000]
    if sum(byte > 127 for byte in sample) < 0.3 * len(sample):
        return "cp1252"
    import charset_normalizer

    best = charset_normalizer.from_bytes(sample).best()
    # chaos 0: every character is at home in the guessed script
    return best.encoding if best is not None and best.chaos == 0 else "cp1252"


# ------------------------------------------------------------------------- what plain text says

_MONTHS: Final = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH: Final = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY_FIRST: Final = rf"(?P<day2>\d{{1,2}})\s+(?P<month2>{_MONTH}),?\s+(?P<year2>\d{{4}})"
_MONTH_FIRST: Final = rf"(?P<month1>{_MONTH})\s+(?P<day1>\d{{1,2}}),?\s+(?P<year1>\d{{4}})"
_FULL_DATE: Final = rf"(?:{_MONTH_FIRST}|{_DAY_FIRST}|(?P<iso>\d{{4}}-\d\d-\d\d))"
_DATE_LINE: Final = re.compile(
    r"(?:(?:first\s+)?(?:published|posted)(?:\s+on)?\s*:?\s+|date\s*:\s*)?"
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?"
    rf"{_FULL_DATE}(?:(?:,|\s+at|\s+[|·-])?\s+\d{{1,2}}[:.]\d\d.{{0,20}})?",
    re.IGNORECASE,
)
_DATELINE: Final = re.compile(
    r"(?-i:[A-Z][A-Z .'’-]{1,40})(?:,\s+[\w .'’-]{1,40})?[,:]\s+"
    rf"{_FULL_DATE}\s*(?:\([^()]{{1,40}}\)\s*)?[-–—_:]",
    re.IGNORECASE,
)
# A page says when it appeared at its top.
_TOP_LINES: Final = 10


def _top(text: str) -> Iterator[str]:
    """The first lines that hold something, each cut at 300 characters."""
    shown = (match.group().strip() for match in re.finditer(r"[^\n\r]+", text))
    return islice((line[:300] for line in shown if line), _TOP_LINES)


def _dateline(text: str) -> date | None:
    """The date with a year that stands alone on a line or in a dateline; None if two disagree."""
    found = set()
    for line in _top(text):
        match = _DATE_LINE.fullmatch(line) or _DATELINE.match(line)
        if match:
            moment = _moment(match)
            if moment:
                found.add(moment)
    return found.pop() if len(found) == 1 else None


def _moment(match: re.Match[str]) -> date | None:
    if match["iso"]:
        return parse_date(match["iso"])
    which = "1" if match["month1"] else "2"
    month = _MONTHS.index(match["month" + which][:3].lower()) + 1
    try:
        return date(int(match["year" + which]), month, int(match["day" + which]))
    except ValueError:
        return None


def _title(text: str) -> str | None:
    """The first line where it reads as a heading: short, no final stop, with text below it."""
    lines = list(_top(text))
    if len(lines) < 2:
        return None
    first = lines[0]
    head = re.sub(r"^#{1,6}\s+", "", first)
    if _DATE_LINE.fullmatch(head) or re.match(r"by\s", head, re.I) or len(head.split()) > 18:
        return None
    if head[-1:] in "—–-_," or re.search(r"[.!?…:;][\"'”’)\]]*$", head):
        return None
    start = text.find(first) + len(first)
    below = text[start : start + 200].lstrip(" \t")
    paragraph_ends = re.match(r"\r?\n[ \t]*\r?\n", below) is not None
    return head if head and (first != head or paragraph_ends) else None


# ---------------------------------------------------------------------------------------- markdown


@dataclass(slots=True)
class _Printed:
    """Text under construction, with the place in the file of each piece."""

    pieces: list[str] = field(default_factory=list)
    runs: list[tuple[int, int, int]] = field(default_factory=list)
    length: int = 0

    def add(self, piece: str, line: int, column: int) -> None:
        """Append a piece that stands on `line` from `column` on (both from 1)."""
        if piece:
            self.runs.append((self.length, line, column))
            self.pieces.append(piece)
            self.length += len(piece)

    def between(self, gap: str) -> None:
        """Append a separator that is not in the file."""
        if self.pieces:
            self.pieces.append(gap)
            self.length += len(gap)

    def text(self) -> str:
        return "".join(self.pieces)


def _from_markdown(text: str, name: str) -> Article:
    """A Markdown file: its text without markup, and the place of each piece in the file."""
    from markdown_it import MarkdownIt

    lines = re.split(r"\r\n|\n|\r", text)
    facts, skipped = _front_matter(lines)
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    parser.disable("text_join")  # keeps escapes and entities apart, so that offsets can be told
    tokens = parser.parse("\n".join(lines[skipped:]))
    printed = _Printed()
    _blocks(tokens, lines, skipped, printed)
    result = printed.text()
    if not result.strip():
        raise InputError(f"{name}: no text is left without the markup: give the article's text")
    return Article(
        "",
        result,
        title=facts.get("title") or _title(result),
        source=facts.get("source"),
        published=parse_date(facts.get("published", "")) or _dateline(result),
        runs=tuple(printed.runs),
    )


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


def _blocks(tokens: Sequence[Token], lines: list[str], skipped: int, printed: _Printed) -> None:
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


def _verbatim(token: Token, printed: _Printed, line: int) -> None:
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


def _inline(children: Sequence[Token], raw: _Located, printed: _Printed) -> None:
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


# -------------------------------------------------------------------------------------------- html


_OWN_PAGE: Final = re.compile(r'<meta name="generator" content="consistency ')
_HEAD: Final = 2000  # characters of a page in which its generator stands


def _from_html(page: str, name: str) -> Article:
    """An HTML page: its main text, and what its head says of title, source and date."""
    import trafilatura

    if _OWN_PAGE.search(page, 0, _HEAD):
        raise InputError(f"{name}: is a report that consistency wrote, no article: leave it out")
    found: Any = trafilatura.bare_extraction(
        page,
        include_comments=False,
        with_metadata=True,
        # Only what the page declares: a year found in a footer is no date of publication.
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    text = "\n\n".join(_elements(found.body)) if found is not None else ""
    whole = _page_text(page)
    # Where nothing was left out, our own walk keeps the words' spacing ("<b>shut</b>." has none).
    if not text.strip() or _letters(text) == _letters(whole):
        text = whole
    if not text.strip():
        raise InputError(f"{name}: no text was found on the page: save the article as plain text")
    message = f"line and column refer to the text extracted from {name}, not to the HTML file"
    return Article(
        "",
        text,
        title=(found.title if found is not None else None) or _title(text),
        source=(found.sitename or None) if found is not None else None,
        published=parse_date(found.date or "") if found is not None else None,
        notices=(Notice("extracted-text", message),),
    )


def _elements(body: Any) -> Iterator[str]:
    """The paragraphs of trafilatura's tree; its element names are TEI's."""
    for element in body:
        tag = element.tag
        if not isinstance(tag, str):
            continue
        if tag == "head":
            level = str(element.get("rend") or "h2")[-1:]
            yield from _marked("#" * (int(level) if level in "123456" else 2) + " ", element)
        elif tag == "list":
            ordered = element.get("rend") == "ol"
            for number, item in enumerate(element.findall("item"), 1):
                yield from _item(f"{number}. " if ordered else "- ", item)
        elif tag == "table":
            for row in element.iter("row"):
                cells = [" ".join("".join(cell.itertext()).split()) for cell in row.iter("cell")]
                if any(cells):
                    yield "| " + " | ".join(cells) + " |"
        elif len(element) and any(child.tag in ("p", "head", "list", "quote") for child in element):
            yield from _marked("", element, own=True)
            yield from _elements(element)
        else:
            yield from _marked("", element)


def _item(mark: str, item: Any) -> Iterator[str]:
    """A list item's own text, then the items of the lists inside it."""
    inner = [child for child in item if child.tag == "list"]
    for nested in inner:
        nested.tail, tail = None, nested.tail
        item.remove(nested)
        if tail and tail.strip():
            nested.append(nested.makeelement("item"))
            nested[-1].text = tail
    yield from _marked(mark, item)
    yield from _elements(inner)


def _marked(mark: str, element: Any, own: bool = False) -> Iterator[str]:
    """An element's text (`own`: before its first child) after a mark; nothing if it has none."""
    for stop in element.iter("lb"):
        stop.tail = "\u2028" + (stop.tail or "")
    shown = (element.text or "") if own else "".join(element.itertext())
    lines = (" ".join(line.split()) for line in shown.split("\u2028"))
    shown = "\n".join(line for line in lines if line)
    if shown:
        yield mark + shown


_BLOCK_TAGS: Final = frozenset(
    "address article aside blockquote body br center dd div dl dt fieldset figcaption figure footer"
    " form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table td th tr ul".split()
)
_HTML_MARKS: Final = {"li": "- ", **{f"h{level}": "#" * level + " " for level in range(1, 7)}}
_UNSEEN: Final = frozenset("head script style noscript template svg iframe object".split())


def _page_text(page: str) -> str:
    """All visible text of a page that has no main text to be found, block by block."""
    import lxml.html

    try:
        root = lxml.html.document_fromstring(page.encode("utf-8"), parser=_utf8_parser())
    except (lxml.etree.LxmlError, ValueError):
        return ""
    pieces: list[str] = []
    _visible(root, pieces.append)
    paragraphs = (" ".join(part.split()) for part in "".join(pieces).split("\0"))
    return "\n\n".join(part for part in paragraphs if part.strip("#- "))


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)


def _utf8_parser() -> Any:
    import lxml.html

    return lxml.html.HTMLParser(encoding="utf-8", huge_tree=True)


def _visible(root: Any, say: Callable[[str], None]) -> None:
    """Text in document order with a NUL at every block's edge; iterative, for deep nesting."""
    stack: list[tuple[Any, bool]] = [(root, False)]
    while stack:
        element, done = stack.pop()
        block = element.tag in _BLOCK_TAGS
        if done:
            say("\0" if block else "")
            say(element.tail or "")
            continue
        if not isinstance(element.tag, str) or element.tag in _UNSEEN:
            say(element.tail or "")
            continue
        say("\0" + _HTML_MARKS.get(element.tag, "") if block else "")
        say(element.text or "")
        stack.append((element, True))
        stack.extend((child, False) for child in reversed(element))
