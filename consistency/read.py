"""Files, folders, addresses and standard input to articles.

Plain text is kept exactly as read. Every other format is turned into the text that a reader sees,
one paragraph per block with a blank line between; headings keep (or get) their "#" marks and list
items their "-" or "1.", so that `split` knows them, and both stand outside every sentence. The
formats themselves are read by `consistency.readers`; a file that holds several articles gives all.

Every error is an `InputError` (or a `SettingsError` for a date or a pattern that is none) of one
line that names the file and the remedy.
"""

from __future__ import annotations

import os
import re
import stat
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import BinaryIO, Final
from urllib.parse import unquote, urlsplit

from consistency import harmless
from consistency.errors import InputError, SettingsError, cause
from consistency.model import Article, Notice
from consistency.readers import item, noise, sniff
from consistency.readers.dates import parse_date

__all__ = [
    "READABLE",
    "article_ids",
    "articles_from_bytes",
    "expand",
    "from_bytes",
    "is_address",
    "parse_date",
    "read",
    "read_all",
    "read_each",
]

READABLE: Final = (
    *(".txt", *sniff.MARKDOWN, *sniff.HTML, *sniff.JSON, *sniff.JSON_LINES, *sniff.XML),
    *(*sniff.DOCUMENTS, *sniff.WIRE, ".zip"),
)
"""Suffixes of the articles that a folder stands for."""

LARGEST: Final = 20_000_000
"""Bytes of a file, where the caller names no other limit: docs/limits.md has what they cost."""

_EMPTY: Final = "\ufeff\u200b \t\r\n"


# ---------------------------------------------------------------------------------- many articles


def is_address(path: str) -> bool:
    """Whether an argument is the address of a page."""
    return re.match(r"https?://", path, re.IGNORECASE) is not None


def expand(paths: Sequence[str]) -> tuple[str, ...]:
    """The paths with each folder replaced by the articles in it, sorted by name.

    Raises `InputError` for a folder with fewer than two readable articles, unless its only file may
    hold several.
    """
    found: list[str] = []
    for path in paths:
        if path == "-" or is_address(path) or not os.path.isdir(path):
            found.append(path)
            continue
        try:
            names = sorted(os.listdir(path))
        except OSError as error:
            raise InputError(
                f"{path}: can't be opened ({cause(error)}): check its rights"
            ) from None
        inside = [
            os.path.join(path, name)
            for name in names
            if name.lower().endswith(READABLE) and not name.startswith(".")
        ]
        inside = [name for name in inside if os.path.isfile(name)]  # no pipe, no device
        if len(inside) < 2 and not any(name.lower().endswith(sniff.SEVERAL) for name in inside):
            raise InputError(
                f"{path}: the folder holds {len(inside)} readable "
                f"{'article' if len(inside) == 1 else 'articles'}, two or more are needed: "
                "put text, HTML, JSON, XML, Word or other article files into it"
            )
        found.extend(inside)
    return tuple(found)


def article_ids(paths: Sequence[str]) -> tuple[str, ...]:
    """An id per path: the shortest path suffix without extension that no other path shares.

    "a" for "x/a.txt" alone, "x/a" and "y/a" where names collide, "a.md" and "a.txt" where only the
    extension differs; the same file again is "a-2". Standard input ("-") is "stdin", an address the
    last part of its path or its host.
    """
    full = [_full(path) for path in paths]
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
    return _numbered([harmless.name(chosen[path]) or "article" for path in full])


def _full(path: str) -> str:
    if path == "-":
        return "stdin"
    if not is_address(path):
        return os.path.abspath(path)
    try:
        parts = urlsplit(path)
        host = parts.hostname or "address"
    except ValueError:
        return path
    shown = unquote(parts.path, errors="replace").strip("/")
    shown = "".join(char for char in shown if char.isprintable())
    shown = re.sub(r"\.(?:s?html?|php|aspx?)$", "", shown)
    query = re.sub(r"\W+", "-", parts.query)[:40]
    # The suffix is what the caller takes off: a host's own is none.
    return "/".join(part for part in (host, shown) if part) + (f"-{query}" * bool(query)) + ".page"


def _numbered(names: Sequence[str]) -> tuple[str, ...]:
    """The names, each again as "name-2" and so on where it stands more than once."""
    used = set(names)
    seen: set[str] = set()
    ids: list[str] = []
    for chosen in names:
        name, number = chosen, 2
        while name in seen:
            name = f"{chosen}-{number}"
            number += 1
            if name in used and name not in seen:
                name = chosen
        seen.add(name)
        ids.append(name)
    return tuple(ids)


def _parts(path: str) -> list[str]:
    return [part for part in re.split(r"[/\\]", path) if part] or [path]


def read_all(
    paths: Sequence[str],
    published: Sequence[str] = (),
    *,
    ignore_text: Sequence[str] = (),
    allow_private: bool = False,
    largest: int = LARGEST,
) -> tuple[Article, ...]:
    """Every article that the paths stand for, in their order; see `read_each`."""
    groups = read_each(
        expand(paths),
        published,
        ignore_text=ignore_text,
        allow_private=allow_private,
        largest=largest,
    )
    return tuple(article for group in groups for article in group)


def read_each(
    files: Sequence[str],
    published: Sequence[str] = (),
    *,
    ignore_text: Sequence[str] = (),
    allow_private: bool = False,
    largest: int = LARGEST,
) -> tuple[tuple[Article, ...], ...]:
    """The articles of each file, address or "-" for standard input.

    `published` are "[ID=]DATE" values, where one without an id holds for every article that no
    other value names. What a pattern of `ignore_text` matches becomes boilerplate. `allow_private`
    lets addresses lead into private networks; a file of over `largest` bytes is refused. Raises
    `InputError` for what can't be read or an id that no article has, `SettingsError` for a date or
    a pattern that is none.
    """
    noise.check(ignore_text)
    if files.count("-") > 1:
        raise InputError(
            "-: standard input can be read only once: give the other article as a file"
        )
    groups = [_load(path, allow_private, largest) for path in files]
    names = iter(_ids(article_ids(files), groups))
    named = [[replace_id(article, next(names)) for article in group] for group in groups]
    dates = _dates(published, [article.id for group in named for article in group])
    return tuple(
        tuple(
            noise.ignored(_dated(article, dates.get(article.id, dates.get(None))), ignore_text)
            for article in group
        )
        for group in named
    )


def replace_id(article: Article, id: str) -> Article:
    """The article with an id, which its notices name too."""
    notices = tuple(replace(notice, article=id) for notice in article.notices)
    return replace(article, id=id, notices=notices)


def _dated(article: Article, published: date | None) -> Article:
    return article if published is None else replace(article, published=published)


def _ids(bases: Sequence[str], groups: Sequence[Sequence[Article]]) -> tuple[str, ...]:
    """An id per article: its file's, and where that holds several, its own id or number behind."""
    names: list[str] = []
    for base, group in zip(bases, groups, strict=True):
        if len(group) == 1:
            names.append(base)
            continue
        own = [article.item or "" for article in group]
        good = len(set(own)) == len(own) and all(re.fullmatch(r"[\w.-]{1,40}", n) for n in own)
        names.extend(f"{base}/{name if good else number}" for number, name in enumerate(own, 1))
    return _numbered(names)


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


# ------------------------------------------------------------------------------------ one file


def read(source: str | Path, *, id: str, published: date | None = None) -> Article:
    """One article from a file, or from standard input for "-".

    `published` wins over what the file says. Raises `InputError`, also for a file of several.
    """
    path = str(source)
    name = "standard input" if path == "-" else path
    data = _bytes(path, name, LARGEST)
    return from_bytes(data, path=path, id=id, published=published, name=name)


def from_bytes(
    data: bytes, *, path: str | None, id: str, published: date | None = None, name: str = ""
) -> Article:
    """One article from a file's bytes. `path`, None for text that came without a file, tells the
    format by its suffix; `name` stands for it in messages. Raises `InputError`."""
    name = name or path or id
    found = articles_from_bytes(data, path=path, name=name)
    if len(found) > 1:
        raise InputError(
            f"{name}: holds {len(found)} articles: give one of them as a file of its own"
        )
    return _dated(replace_id(found[0], id), published)


def _load(path: str, allow_private: bool, largest: int) -> tuple[Article, ...]:
    if is_address(path):
        from consistency.readers import address

        page = address.fetch(path, allow_private=allow_private)
        return articles_from_bytes(
            page.data, path=path, name=path, suffix=page.suffix, charset=page.charset
        )
    name = "standard input" if path == "-" else path
    return articles_from_bytes(_bytes(path, name, largest), path=path, name=name)


def _bytes(path: str, name: str, largest: int) -> bytes:
    """A file's bytes, or standard input's. A device or a pipe, which may never end, is refused."""
    try:
        if path == "-":
            data = _standard_input().read(largest + 1)
        elif os.path.isdir(path):
            raise InputError(f"{name}: is a folder: give the articles in it one by one")
        else:
            kept = os.stat(path)
            if not stat.S_ISREG(kept.st_mode):
                raise InputError(
                    f"{name}: is a device, pipe or socket, not a file: give a file, or - for"
                    " standard input"
                )
            with open(path, "rb") as file:
                data = file.read(largest + 1)
    except FileNotFoundError:
        raise InputError(f"{name}: there is no such file: check the path") from None
    except (OSError, ValueError) as error:
        raise InputError(f"{name}: can't be read ({cause(error)}): check its rights") from None
    if len(data) > largest:
        raise InputError(
            f"{name}: is over {largest / 1_000_000:g} MB: give the article's text alone, or a"
            " larger --max-size"
        )
    return data


def _standard_input() -> BinaryIO:
    if sys.stdin is None or sys.stdin.closed:
        raise InputError("-: standard input is closed: give the article as a file")
    return sys.stdin.buffer


# --------------------------------------------------------------------------------------- formats


@dataclass(frozen=True, slots=True)
class _File:
    """A file's bytes, what it is called in messages, and what its name and server tell."""

    data: bytes
    name: str
    suffix: str
    charset: str | None = None


def articles_from_bytes(
    data: bytes, *, path: str | None, name: str, suffix: str = "", charset: str | None = None
) -> tuple[Article, ...]:
    """The articles in a file's bytes, one or more, without ids. `path` tells the format where the
    content leaves it open; `suffix` and `charset` are what a server says in its place.

    Raises `InputError`.
    """
    file = _File(data, name, suffix or (path or "").lower(), charset)
    found = tuple(_articles(file, packed=False))
    return tuple(_named(article, path) for article in found)


def _named(article: Article, path: str | None) -> Article:
    """With its path, and with all that the file calls it as harmless text."""
    return replace(
        article,
        path=article.path or path,
        title=_harmless(article.title),
        source=_harmless(article.source),
        language=_harmless(article.language),
        item=_harmless(article.item),
    )


def _harmless(value: str | None) -> str | None:
    return harmless.name(value or "") or None


def _articles(file: _File, packed: bool) -> Iterator[Article]:
    kind = sniff.binary(file.data, file.name)
    if kind == "zip":
        if packed:
            raise InputError(f"{file.name}: is a zip file in a zip file: unpack it first")
        yield from _unpacked(file)
        return
    if kind:
        yield from _document(kind, file)
        return
    if not file.data.strip(b" \t\r\n\0\xef\xbb\xbf"):
        raise _empty(file.name)
    text, encoding = _decode(file)
    if not text.strip(_EMPTY) or not text.strip():
        raise _empty(file.name)
    made = _from_text(text, file)
    if encoding:
        message = (
            f"{file.name} is not valid UTF-8: read as {encoding}, check its accents and quotes"
        )
        notice = Notice("encoding", message)
        made = [replace(article, notices=(notice, *article.notices)) for article in made]
    yield from made


def _decode(file: _File) -> tuple[str, str]:
    from consistency.readers import encoding

    markup = sniff.html(file.data) or file.suffix.endswith((*sniff.HTML, *sniff.XML))
    return encoding.decode(file.data, markup, file.charset)


def _empty(name: str) -> InputError:
    return InputError(f"{name}: the file is empty: give a file with the article's text")


def _unpacked(file: _File) -> Iterator[Article]:
    from consistency.readers import archive

    for inner, data in archive.members(file.data, file.name):
        name = f"{file.name}/{inner}"
        if not data.strip():
            continue
        for article in _articles(_File(data, name, inner.lower()), packed=True):
            own = re.sub(r"\.\w{1,8}$", "", inner.rpartition("/")[2])
            yield replace(article, path=name, item=own)


def _document(kind: str, file: _File) -> Iterator[Article]:
    """The articles in a file that is no text."""
    from consistency.readers import documents, pdf

    readers = {
        **{"docx": documents.docx, "odt": documents.odt, "rtf": documents.rtf},
        **{"pdf": pdf.read},
    }
    for found in readers[kind](file.data, file.name):
        made = item.article(found, file.name)
        yield _self_told(made)


def _self_told(article: Article) -> Article:
    """A document with the title and the date that its own first lines give, where it has none."""
    from consistency.readers import plain

    title = article.title or plain.title(article.text)
    return replace(
        article, title=title, published=article.published or plain.dateline(article.text)
    )


def _from_text(text: str, file: _File) -> list[Article]:
    kind = sniff.textual(text, file.suffix)
    if kind == "text":
        from consistency.readers import plain

        title, published = plain.title(text), plain.dateline(text)
        return [Article("", text, title=title, published=published)]
    if kind == "markdown":
        from consistency.readers import markdown

        return [markdown.read(text, file.name)]
    if kind == "html":
        from consistency.readers import page

        return [page.read(text, file.name)]
    return [item.article(entry, file.name) for entry in _items(kind, text, file)]


def _items(kind: str, text: str, file: _File) -> list[item.Item]:
    """The articles of a format that may hold several."""
    from consistency.readers import feeds, json_news, mail, wire

    if kind == "feed":
        return feeds.read(file.data, file.name)
    if kind == "mail":
        return mail.read(file.data, file.name)
    if kind == "wire":
        return wire.read(text, file.name)
    if kind == "xml":
        return _xml(text, file)
    return json_news.read(text, file.name, lines=kind == "jsonl")


def _xml(text: str, file: _File) -> list[item.Item]:
    """NITF or NewsML: from the bytes, whose encoding the document declares, else from the text."""
    from consistency.readers import xml_news

    try:
        root = xml_news.parse(file.data.lstrip(), file.name)
    except InputError:
        if "<!ENTITY" in text.upper():
            raise
        root = xml_news.parse(re.sub(r"^\s*<\?xml[^>]*\?>", "", text), file.name)
    return xml_news.read(root, file.name)
