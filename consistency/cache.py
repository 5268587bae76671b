"""Where what models gave for a text is kept, so that a second check of it starts no model.

Values are bytes under a key that says which model, in which version, read which text; who stores
them packs and unpacks them. Both stores answer alike, and neither ever raises.
"""

from __future__ import annotations

import contextlib
import hashlib
import re
import sqlite3
import threading
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, TypeVar

T = TypeVar("T")

_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS rows (
    id INTEGER PRIMARY KEY, key BLOB UNIQUE NOT NULL, value BLOB NOT NULL, crc INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS digests (
    path TEXT PRIMARY KEY, stamp TEXT NOT NULL, digest TEXT NOT NULL
);
PRAGMA user_version = 2;
"""
_SCHEMA_VERSION: Final = 2

# SQLite's answers that mean "not now" or "not here", not "this file is damaged".
_ELSEWHERE: Final = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_AUTH,
        sqlite3.SQLITE_NOMEM,
    }
)

Row = tuple[bytes, bytes]  # key, value


class Cache:
    """Values on disk: one SQLite file, safe with several processes and threads at once.

    `path` is the file. Nothing here raises: what can't be read counts as absent, a damaged file is
    deleted and begun anew, and a folder that can't be written leaves a line in `notice`. Above
    `limit` bytes of content the oldest quarter goes.
    """

    # 2 GB hold some 90,000 sentences of 25 words: some 2,000 articles.
    LIMIT: Final = 2_000_000_000
    _BUSY_SECONDS: Final = 10.0

    def __init__(self, path: Path, limit: int = LIMIT) -> None:
        self.path = path
        self.limit = limit
        self.notice = ""

    def get(self, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """The stored values among the keys."""

        def read(connection: sqlite3.Connection) -> dict[bytes, bytes]:
            found: dict[bytes, bytes] = {}
            for i in range(0, len(keys), 500):  # below SQLite's oldest limit on variables, 999
                chunk = keys[i : i + 500]
                marks = ",".join("?" * len(chunk))
                query = f"SELECT key, value, crc FROM rows WHERE key IN ({marks})"
                for key, value, crc in connection.execute(query, chunk):
                    if isinstance(value, bytes) and zlib.crc32(value) == crc:
                        found[key] = value
            return found

        return self._use(read, {}) if keys else {}

    def put(self, rows: Sequence[Row]) -> None:
        """Store rows, in place of older ones with the same keys."""

        def write(connection: sqlite3.Connection) -> None:
            with connection:
                connection.execute("BEGIN IMMEDIATE")
                connection.executemany(
                    "REPLACE INTO rows (key, value, crc) VALUES (?, ?, ?)",
                    ((key, value, zlib.crc32(value)) for key, value in rows),
                )
            self._prune(connection)

        if rows:
            self._use(write, None)

    def digests(self, paths: Sequence[Path]) -> list[str]:
        """SHA-256 of each file, remembered by path, size and time of change."""
        stats = [path.stat() for path in paths]
        names = [str(path.resolve()) for path in paths]
        stamps = [f"{stat.st_size}:{stat.st_mtime_ns}" for stat in stats]

        def read(connection: sqlite3.Connection) -> list[str]:
            query = "SELECT digest FROM digests WHERE path = ? AND stamp = ?"
            asked = zip(names, stamps, strict=True)
            rows = [connection.execute(query, which).fetchone() for which in asked]
            return [str(row[0]) if row else "" for row in rows]

        found = self._use(read, [""] * len(paths))
        new = [at for at, digest in enumerate(found) if not re.fullmatch(r"[0-9a-f]{64}", digest)]
        for at in new:
            found[at] = sha256(paths[at])

        def write(connection: sqlite3.Connection) -> None:
            with connection:
                connection.executemany(
                    "REPLACE INTO digests VALUES (?, ?, ?)",
                    [(names[at], stamps[at], found[at]) for at in new],
                )

        if new:
            self._use(write, None)
        return found

    def digest(self, path: Path) -> str:
        """SHA-256 of one file, likewise."""
        return self.digests([path])[0]

    def _prune(self, connection: sqlite3.Connection) -> None:
        pages, free, size = (
            connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("page_count", "freelist_count", "page_size")
        )
        if (pages - free) * size > self.limit:
            with connection:
                connection.execute(
                    "DELETE FROM rows WHERE id <= (SELECT id FROM rows ORDER BY id"
                    " LIMIT 1 OFFSET (SELECT count(*) / 4 FROM rows))"
                )

    def _use(self, action: Callable[[sqlite3.Connection], T], otherwise: T) -> T:
        """Run an action on a connection of its own, which any thread or process may do at once."""
        for attempt in range(2):
            try:
                with contextlib.closing(self._connect()) as connection:
                    return action(connection)
            except sqlite3.DatabaseError as error:
                code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
                if code == sqlite3.SQLITE_BUSY and not attempt:
                    continue  # two that begin a file at once: SQLite doesn't wait for its journal
                if code in _ELSEWHERE:
                    return self._give_up(error, otherwise)
                if not self._delete():
                    return self._give_up(error, otherwise)
            except (OSError, ValueError, sqlite3.Error) as error:  # ValueError: a NUL in the path
                return self._give_up(error, otherwise)
        return otherwise

    def _connect(self) -> sqlite3.Connection:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(self.path, timeout=self._BUSY_SECONDS, isolation_level=None)
        try:
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            if version != _SCHEMA_VERSION:
                if version:
                    raise sqlite3.DatabaseError("made by another version")
                connection.execute("PRAGMA journal_mode = WAL")
                connection.executescript(_SCHEMA)
            # A crash of the machine may lose the last rows, never the file.
            connection.execute("PRAGMA synchronous = NORMAL")
        except BaseException:
            connection.close()
            raise
        return connection

    def _delete(self) -> bool:
        try:
            for suffix in ("", "-wal", "-shm"):
                Path(f"{self.path}{suffix}").unlink(missing_ok=True)
        except OSError:
            return False
        return True

    def _give_up(self, error: Exception, otherwise: T) -> T:
        self.notice = f"vectors were not cached in {self.path.parent}: {first_line(error)}"
        return otherwise


class Memory:
    """The same in memory alone, for a process that serves: what `Cache` does, and nothing on disk.

    Safe with several threads. Above `limit` bytes of values the oldest go.
    """

    LIMIT: Final = 500_000_000

    def __init__(self, limit: int = LIMIT) -> None:
        self.limit = limit
        self._rows: dict[bytes, bytes] = {}
        self._digests: dict[tuple[str, int, int], str] = {}
        self._size = 0
        self._lock = threading.Lock()

    def get(self, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """The stored values among the keys."""
        with self._lock:
            return {key: self._rows[key] for key in keys if key in self._rows}

    def put(self, rows: Sequence[Row]) -> None:
        """Store rows, in place of older ones with the same keys."""
        with self._lock:
            for key, value in rows:
                self._size += len(value) - len(self._rows.pop(key, b""))
                self._rows[key] = value
            while self._size > self.limit:
                self._size -= len(self._rows.pop(next(iter(self._rows))))

    def digest(self, path: Path) -> str:
        """SHA-256 of a file, remembered by path, size and time of change."""
        return self.digests([path])[0]

    def digests(self, paths: Sequence[Path]) -> list[str]:
        """SHA-256 of each file, likewise."""
        found = []
        for path in paths:
            stat = path.stat()
            which = (str(path.resolve()), stat.st_size, stat.st_mtime_ns)
            if which not in self._digests:
                self._digests[which] = sha256(path)
            found.append(self._digests[which])
        return found


def sha256(path: Path) -> str:
    """The hex digest of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def default_folder() -> Path:
    """The folder for cached values that this system gives to a user's programs."""
    import platformdirs

    return Path(platformdirs.user_cache_dir("article-consistency", appauthor=False))


def first_line(error: BaseException) -> str:
    """What an error says, in one line."""
    lines = str(error).strip().splitlines()
    return f"{type(error).__name__}: {lines[0][:160]}" if lines else type(error).__name__
