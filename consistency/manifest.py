"""Many stories in one call: a list of which articles belong together.

TOML (`[[story]]` tables), CSV (a header, copies separated by semicolons) or JSON lines; an entry
has a name, a reference and its copies, or articles without a reference, and when they appeared:

    [[story]]
    name = "quake"
    reference = "wire/quake.txt"
    copies = ["web/quake.html", "print/quake.txt"]
    published = "2024-05-14"

Paths are relative to the manifest. In JSON lines an article that has no file of its own may stand
in place of its path, as `consistency group` writes it: {"id": "feed/3", "text": "...", "published":
"2024-05-14", "source": "...", "title": "..."}.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final

from consistency import harmless, userfile
from consistency.errors import SettingsError, cause
from consistency.model import Article, Span
from consistency.readers.dates import parse_date

_KEYS: Final = ("name", "reference", "copies", "articles", "published")


@dataclass(frozen=True, slots=True)
class Entry:
    """One story: paths of its articles, the reference's among them or None, dates as in
    `--published`, and the articles that stand in the manifest itself."""

    name: str
    paths: tuple[str, ...]
    reference: str | None
    published: tuple[str, ...]
    texts: tuple[Article, ...] = ()


@dataclass(frozen=True, slots=True)
class _Where:
    """Where an entry stands: its line, and the lines of its keys where they are known."""

    path: Path
    line: int
    keys: Mapping[str, int] = field(default_factory=dict)

    def at(self, key: str = "") -> str:
        return f"{self.path}:{self.keys.get(key, self.line)}"


def load(path: Path) -> tuple[Entry, ...]:
    """The stories of a manifest. Raises `SettingsError`, with the place, for what it can't mean."""
    text = userfile.text(path)
    readers = {".toml": _toml, ".csv": _csv, ".jsonl": _json_lines}
    reader = readers.get(path.suffix.lower())
    if reader is None:
        raise SettingsError(f"{path}: a manifest ends in .toml, .csv or .jsonl")
    entries: list[Entry] = []
    for where, fields in reader(text, path):
        entries.append(_entry(fields, where, path.parent, len(entries)))
    if not entries:
        raise SettingsError(f"{path}: holds no story; add one with a reference and copies")
    names = [entry.name for entry in entries]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise SettingsError(f"{path}: two stories are named {twice!r}: give each its own name")
    return tuple(entries)


def _toml(text: str, path: Path) -> Iterator[tuple[_Where, dict[str, Any]]]:
    data = userfile.toml(path, text)
    stories = data.pop("story", [])
    if data or not isinstance(stories, list):
        raise SettingsError(f"{path}: holds {next(iter(data), 'story')!r}; use [[story]] tables")
    lines = text.splitlines()
    headers = [number for number, line in enumerate(lines, 1) if _HEADER.match(line)]
    if len(headers) != len(stories):  # tables written inline
        headers = [1] * len(stories)
    ends = [*headers[1:], len(lines) + 1]
    for first, end, fields in zip(headers, ends, stories, strict=False):
        keys = {
            match[1]: number
            for number in range(first + 1, end)
            if (match := _KEY.match(lines[number - 1]))
        }
        yield _Where(path, first, keys), fields


# tomllib tells no lines.
_HEADER: Final = re.compile(r"\s*\[\[\s*[\"']?story[\"']?\s*\]\]")
_KEY: Final = re.compile(r"\s*[\"']?([\w-]+)[\"']?\s*[=.]")


def _csv(text: str, path: Path) -> Iterator[tuple[_Where, dict[str, Any]]]:
    reader = csv.DictReader(io.StringIO(text))
    rows = iter(reader)
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:  # a field of 131,072 characters and more: a quote left open
            raise SettingsError(
                f"{path}:{reader.line_num + 1}: is no valid CSV ({cause(error)}); close its quotes"
            ) from error
        where = _Where(path, reader.line_num)
        if None in row or None in row.values():
            raise SettingsError(f"{where.at()}: has another number of cells than the header")
        fields: dict[str, Any] = {name: cell.strip() for name, cell in row.items() if cell.strip()}
        for name in ("copies", "articles", "published"):
            if name in fields:
                fields[name] = [part.strip() for part in fields[name].split(";") if part.strip()]
        if fields:
            yield where, fields


def _json_lines(text: str, path: Path) -> Iterator[tuple[_Where, dict[str, Any]]]:
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        yield _Where(path, number), userfile.json_value(line, f"{path}:{number}")


def _entry(fields: Any, where: _Where, folder: Path, number: int) -> Entry:
    if not isinstance(fields, dict):
        raise SettingsError(f"{where.at()}: must be an object with a reference and copies")
    for name in fields:
        if name not in _KEYS:
            near = get_close_matches(str(name), _KEYS, 1, 0.5)
            hint = f"did you mean {near[0]}?" if near else f"known are {', '.join(_KEYS)}"
            raise SettingsError(f"{where.at(name)}: unknown key {name!r}: {hint}")
    reference = fields.get("reference")
    if reference is not None and not isinstance(reference, str):
        raise SettingsError(f"{where.at('reference')}: reference must be one path")
    listed = fields.get("articles", [])
    inside = [item for item in listed if isinstance(item, dict)] if isinstance(listed, list) else []
    if inside:
        named = [item for item in listed if not isinstance(item, dict)]
        fields = {**fields, "articles": named}
    texts = tuple(_text(item, where) for item in inside)
    others = [*_strings(fields, "copies", where), *_strings(fields, "articles", where)]
    paths = [str(folder / path) for path in ([reference] if reference else []) + others]
    count = len(paths) + len(texts)
    if count < 2:
        raise SettingsError(f"{where.at()}: names {count} article; a story needs two or more")
    return Entry(
        name=harmless.name(str(fields.get("name") or "")) or f"story {number + 1}",
        paths=tuple(paths),
        reference=str(folder / reference) if reference else None,
        published=_dates(fields, where),
        texts=texts,
    )


_TEXT_KEYS: Final = ("id", "text", "published", "source", "title", "boilerplate")


def _text(fields: dict[str, Any], where: _Where) -> Article:
    """An article that stands in the manifest."""
    for name in fields:
        if name not in _TEXT_KEYS:
            raise SettingsError(
                f"{where.at('articles')}: unknown key {name!r} of an article: known are"
                f" {', '.join(_TEXT_KEYS)}"
            )
    texts = {name: fields.get(name) for name in _TEXT_KEYS[:-1]}
    if not texts["id"] or not texts["text"]:
        raise SettingsError(f"{where.at('articles')}: an article needs an id and a text")
    if any(not isinstance(text, str | None) for text in texts.values()):
        raise SettingsError(f"{where.at('articles')}: what an article says of itself must be text")
    published = parse_date(texts["published"]) if texts["published"] else None
    if texts["published"] and published is None:
        raise SettingsError(f"{where.at('articles')}: {texts['published']!r} is no date")
    try:
        spans = tuple(Span(int(a), int(b)) for a, b in fields.get("boilerplate", ()))
    except (TypeError, ValueError):
        raise SettingsError(f"{where.at('articles')}: boilerplate must be [[start, end]]") from None
    return Article(
        id=texts["id"],
        text=texts["text"],
        title=texts["title"],
        source=texts["source"],
        published=published,
        boilerplate=spans,
    )


def _strings(fields: dict[str, Any], name: str, where: _Where) -> list[str]:
    value = fields.get(name, [])
    values = [value] if isinstance(value, str) else value
    if not isinstance(values, list) or not all(isinstance(item, str) and item for item in values):
        raise SettingsError(f"{where.at(name)}: {name} must be a list of paths")
    return values


def _dates(fields: dict[str, Any], where: _Where) -> tuple[str, ...]:
    """A date, a list as in `--published`, or a table of dates by article id."""
    value = fields.get("published", [])
    if isinstance(value, dict):
        return tuple(f"{id_}={date}" for id_, date in value.items())
    values = value if isinstance(value, list) else [value]
    if not all(hasattr(item, "isoformat") or isinstance(item, str) for item in values):
        raise SettingsError(f"{where.at('published')}: published must be a date, like 2024-05-14")
    return tuple(item if isinstance(item, str) else item.isoformat() for item in values)
