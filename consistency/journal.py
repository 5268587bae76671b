"""What a batch has found so far, and the file that it becomes.

While a batch runs, the rows of each finished story are one line of a journal beside the output, so
that a run that is killed loses the stories in flight alone. At the end the journal becomes the
output, stories in their order, and goes. A rerun takes what either of the two holds.
"""

from __future__ import annotations

import contextlib
import csv
import json
import os
from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from itertools import groupby
from pathlib import Path
from typing import IO, Any, Final

from consistency import userfile
from consistency.batch import COLUMNS, Row, table
from consistency.errors import SettingsError
from consistency.output import swapped

FORMS: Final = {".parquet": "parquet", ".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv"}
"""The forms of an output, by its suffix."""

_WHOLE: Final = tuple(name for name, kind in COLUMNS.items() if kind == "long")
_GROUP: Final = 20_000  # rows written at once


def parquet(path: Path) -> Any:
    """The library that reads and writes Parquet. Raises `SettingsError` where there is none."""
    try:
        return import_module("pyarrow.parquet")
    except ModuleNotFoundError:
        raise SettingsError(
            f"{path}: Parquet needs pyarrow: pip install 'article-consistency[batch]', or use"
            " .jsonl or .csv"
        ) from None


class Journal:
    """The rows of finished stories by their digests, on disk."""

    def __init__(self, target: Path) -> None:
        if target.suffix.lower() not in FORMS:
            raise SettingsError(f"{target}: no such form of output: use {', '.join(FORMS)}")
        if FORMS[target.suffix.lower()] == "parquet":
            parquet(target)
        self.target = target
        self._path = target.with_name(f"{target.name}.journal")
        self._places: dict[str, int] = {}
        self._file: IO[bytes] | None = None

    def __enter__(self) -> Journal:
        """Open it, with what the journal or the output of an earlier run holds."""
        begun = self._path.exists()
        try:
            self._file = self._path.open("r+b" if begun else "w+b")
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise SettingsError(f"{self._path}: can't be written ({reason})") from None
        self._lock()
        self._index()
        if not begun and self.target.exists():
            for _, group in groupby(self._finished(), key=lambda row: row["digest"]):
                rows = list(group)
                if not _unfinished(rows):
                    self.add(rows)
        return self

    def __exit__(self, *_: object) -> None:
        if self._file is not None:
            self._file.close()

    def __contains__(self, digest: str) -> bool:
        return digest in self._places

    def add(self, rows: Sequence[Row]) -> None:
        """Keep the rows of one story."""
        assert self._file is not None
        self._file.seek(0, os.SEEK_END)
        self._places[str(rows[0]["digest"])] = self._file.tell()
        names = list(COLUMNS)
        line = json.dumps([[row.get(name) for name in names] for row in rows])
        self._file.write(line.encode() + b"\n")
        self._file.flush()

    def rows(self, digests: Iterable[str]) -> Iterator[list[Row]]:
        """The rows of some stories, in that order."""
        assert self._file is not None
        for digest in digests:
            self._file.seek(self._places[digest])
            yield [_row(cells) for cells in json.loads(self._file.readline())]

    def finish(self, digests: Sequence[str]) -> None:
        """Write the output, whole or not at all, and end the journal."""
        write(self.target, (row for rows in self.rows(digests) for row in rows))
        assert self._file is not None
        self._file.close()
        self._file = None
        self._path.unlink()

    def _lock(self) -> None:
        """Two runs into one file would spoil it. Where there are no locks, none is taken."""
        try:
            import fcntl
        except ImportError:
            return
        assert self._file is not None
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise SettingsError(f"{self.target}: another run is writing it") from None
        except OSError:  # a file system without locks
            return

    def _index(self) -> None:
        """Where each story stands; a last line that a killed run left unfinished is cut off."""
        assert self._file is not None
        place = 0
        for line in self._file:
            try:
                rows = [_row(cells) for cells in json.loads(line)] if line.endswith(b"\n") else []
            except (ValueError, IndexError, TypeError):
                rows = []
            if not rows:
                self._file.truncate(place)
                break
            if not _unfinished(rows):
                self._places[str(rows[0]["digest"])] = place
            place += len(line)

    def _finished(self) -> Iterator[Row]:
        """The rows of an earlier run's output; none where it is not of our making."""
        with contextlib.suppress(ValueError, KeyError, OSError):
            for row in read(self.target):
                if set(row) != set(COLUMNS) or not row["digest"]:
                    return
                yield row


def _row(cells: Sequence[Any]) -> Row:
    return dict(zip(COLUMNS, cells, strict=True))


def _unfinished(rows: Sequence[Row]) -> bool:
    """Whether a story failed inside the program or had no reader's answer: it is tried again."""
    return any(
        (row["entry"], row["code"]) == ("error", "internal") or row["code"] == "reader-unanswered"
        for row in rows
    )


def read(path: Path) -> Iterator[Row]:
    """The rows of an output."""
    form = FORMS[path.suffix.lower()]
    if form == "parquet":
        with parquet(path).ParquetFile(path) as file:
            for batch in file.iter_batches():
                yield from batch.to_pylist()
        return
    with path.open(encoding="utf-8", newline="") as file:
        if form == "jsonl":
            yield from map(json.loads, file)
            return
        with userfile.wide_cells():
            for row in csv.DictReader(file):
                made: Row = {name: cell or None for name, cell in row.items()}
                made.update({name: int(made[name]) for name in _WHOLE if made.get(name)})
                yield made


def write(path: Path, rows: Iterable[Row]) -> None:
    """Write rows as the path's suffix says: beside it first, then in its place."""
    form = FORMS[path.suffix.lower()]
    try:
        with swapped(path) as beside:
            {"parquet": _parquet, "jsonl": _json_lines, "csv": _csv}[form](beside, rows)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise SettingsError(f"{path}: can't be written ({reason})") from error


def _parquet(path: Path, rows: Iterable[Row]) -> None:
    library, arrow = parquet(path), import_module("pyarrow")
    types = {"string": arrow.string(), "long": arrow.int64()}
    schema = arrow.schema([(name, types[kind]) for name, kind in COLUMNS.items()])
    with library.ParquetWriter(path, schema, compression="zstd") as writer:
        for part in _parts(rows):
            writer.write_table(
                arrow.Table.from_pandas(table(part), schema=schema, preserve_index=False)
            )


def _parts(rows: Iterable[Row]) -> Iterator[list[Row]]:
    part: list[Row] = []
    for row in rows:
        part.append(row)
        if len(part) == _GROUP:
            yield part
            part = []
    if part:
        yield part


def _json_lines(path: Path, rows: Iterable[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for row in rows:
            made = {name: row.get(name) for name in COLUMNS}
            file.write(json.dumps(made, ensure_ascii=True) + "\n")


def _csv(path: Path, rows: Iterable[Row]) -> None:
    from consistency.render.to_csv import guarded

    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for row in rows:
            cells = (row.get(name) for name in COLUMNS)
            writer.writerow(["" if cell is None else guarded(cell) for cell in cells])
