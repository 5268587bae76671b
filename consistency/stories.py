"""Stories as files hold them: tables, manifests and folders, for `check_story`.

A table (JSON lines, CSV or Parquet) has a row per article and the columns of `consistency.batch`; a
manifest names the articles of each story; a folder holds one story, or a folder for each. Articles
that stand in files of their own are read when their story's turn comes.
"""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import partial
from pathlib import Path
from typing import Any, Final

from consistency import manifest, read, userfile
from consistency.batch import INPUT, Record
from consistency.errors import ConsistencyError, InputError, SettingsError
from consistency.model import Article

TABLES: Final = (".jsonl", ".ndjson", ".csv", ".parquet")


@dataclass(frozen=True)
class Story:
    """A story by name; `records` reads its articles, and gives one with a `problem` if it can't."""

    name: str
    records: Callable[[], list[Record]]


def load(paths: Sequence[str], published: Sequence[str] = (), **how: Any) -> tuple[Story, ...]:
    """The stories of some files and folders, in their order.

    `published` holds for articles in files of their own, like `read_each`'s further arguments
    `how`. Raises `InputError` and `SettingsError` for what can't be read, or two stories of a name.
    """
    found: list[Story] = []
    for path in paths:
        found.extend(_stories(Path(path), published, how))
    if not found:
        raise InputError(f"{paths[0]}: holds no story")
    seen: set[str] = set()
    for story in found:
        if story.name in seen:
            raise SettingsError(f"two stories are named {story.name!r}: give each its own name")
        seen.add(story.name)
    return tuple(found)


def _stories(path: Path, published: Sequence[str], how: dict[str, Any]) -> Iterable[Story]:
    if path.is_dir():
        return _folders(path, published, how)
    if not path.exists():
        raise InputError(f"{path}: there is no such file or folder: check the path")
    suffix = path.suffix.lower()
    if suffix == ".toml":
        return _listed(path, published, how)
    if suffix not in TABLES:
        raise InputError(
            f"{path}: is neither a table ({', '.join(TABLES)}) nor a manifest nor a folder"
        )
    if suffix == ".parquet":
        return _tabled(path, _parquet(path))
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: can't be read as UTF-8 text ({type(error).__name__})") from None
    rows = _json_lines(path, text) if suffix != ".csv" else _csv(text)
    if rows and not {"text", "story"} & rows[0].keys():
        return _listed(path, published, how)
    return _tabled(path, rows)


def _listed(path: Path, published: Sequence[str], how: dict[str, Any]) -> Iterable[Story]:
    for entry in manifest.load(path):
        yield Story(entry.name, partial(_entry, entry, published, how))


def _entry(entry: manifest.Entry, published: Sequence[str], how: dict[str, Any]) -> list[Record]:
    def articles() -> list[tuple[Article, bool]]:
        dates = [*published, *entry.published]
        groups = read.read_each(entry.paths, dates, **how)
        found = [
            (article, path == entry.reference)
            for path, group in zip(entry.paths, groups, strict=True)
            for article in group
        ]
        return found + [(article, False) for article in entry.texts]

    return _read(articles)


def _folders(path: Path, published: Sequence[str], how: dict[str, Any]) -> Iterable[Story]:
    inside = sorted(entry for entry in path.iterdir() if not entry.name.startswith("."))
    folders = [entry for entry in inside if entry.is_dir()]
    for folder in folders or [path]:
        yield Story(folder.name or str(path), partial(_folder, folder, published, how))


def _folder(folder: Path, published: Sequence[str], how: dict[str, Any]) -> list[Record]:
    def articles() -> list[tuple[Article, bool]]:
        return [(a, False) for a in read.read_all([os.fspath(folder)], published, **how)]

    return _read(articles)


def _read(articles: Callable[[], list[tuple[Article, bool]]]) -> list[Record]:
    try:
        return [record(article, first) for article, first in articles()]
    except ConsistencyError as error:
        return [{"id": "", "text": "", "problem": str(error)}]


def record(article: Article, reference: bool = False) -> Record:
    """An article as a row of a table, without its story."""
    made: Record = {"id": article.id, "text": article.text}
    if article.published is not None:
        made["published"] = article.published.isoformat()
    if article.source is not None:
        made["source"] = article.source
    if reference:
        made["reference"] = "true"
    if article.title is not None:
        made["title"] = article.title
    if article.boilerplate:
        made["boilerplate"] = json.dumps([[s.start, s.end] for s in article.boilerplate])
    return made


# ---------------------------------------------------------------------------------------- tables


def _tabled(path: Path, rows: Sequence[dict[str, Any]]) -> Iterable[Story]:
    stories: dict[str, list[Record]] = {}
    for number, row in enumerate(rows, 1):
        missing = next((name for name in ("story", "id", "text") if name not in row), None)
        if missing:
            raise InputError(f"{path}: row {number} has no {missing!r}: see docs/batch.md")
        cells = {name: _cell(row.get(name)) for name in INPUT if name in row}
        stories.setdefault(str(row["story"]), []).append(
            {name: cell for name, cell in cells.items() if cell is not None}
        )
    for name, records in stories.items():
        yield Story(name, partial(list, records))


def _cell(value: Any) -> str | None:
    """A cell as text, whichever table it stood in: every engine can carry that."""
    if value is None or value != value or value is False:
        return None
    if isinstance(value, datetime):
        midnight = value.tzinfo is None and value.time() == time()
        return value.date().isoformat() if midnight else value.isoformat()
    return value.isoformat() if isinstance(value, date) else str(value)


def _json_lines(path: Path, text: str) -> list[dict[str, Any]]:
    rows = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise InputError(f"{path}:{number}: is no valid JSON: {error}") from None
        if not isinstance(row, dict):
            raise InputError(f"{path}:{number}: must be an object")
        rows.append(row)
    return rows


def _csv(text: str) -> list[dict[str, Any]]:
    with userfile.wide_cells():
        return [
            {name: cell for name, cell in row.items() if name and cell != ""}
            for row in csv.DictReader(io.StringIO(text, newline=""))
        ]


def _parquet(path: Path) -> list[dict[str, Any]]:
    from consistency.journal import parquet

    rows: list[dict[str, Any]] = parquet(path).read_table(path).to_pylist()
    return rows
