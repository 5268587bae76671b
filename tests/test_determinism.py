"""Law 5: the same input and settings give the same bytes, through the real process and encoder.

Whatever the hash seed, and whether the cache is empty, full, half-filled, damaged or absent.
"""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import stories

STORY = "quake"


def check(cwd: Path, *options: str, seed: int) -> bytes:
    """The JSON report on the story, by a process of its own."""
    files = sorted(str(path) for path in (stories.FIXTURES / STORY).glob("*.txt"))
    done = subprocess.run(
        [sys.executable, "-m", "consistency", "check", *files, "--output-format", "json", *options],
        cwd=cwd,
        capture_output=True,
        env=os.environ
        | {
            "PYTHONPATH": str(Path(__file__).parents[1]),
            "PYTHONHASHSEED": str(seed),
            "XDG_CACHE_HOME": str(cwd / "home"),
        },
        timeout=300,
    )
    assert done.returncode in (0, 1), done.stderr
    return done.stdout


def rows(cache: Path) -> int:
    with sqlite3.connect(cache) as file:
        (count,) = file.execute("SELECT count(*) FROM rows").fetchone()
    return int(count)


def halve(cache: Path) -> None:
    """Forget every second vector, as if some sentences were new."""
    with sqlite3.connect(cache) as file:
        file.execute("DELETE FROM rows WHERE rowid % 2 = 0")
    file.close()


def test_the_bytes_depend_on_neither_the_cache_nor_the_hash_seed(tmp_path: Path) -> None:
    cache = tmp_path / "cache" / "vectors.sqlite"
    kept = ("--cache-dir", str(cache.parent))
    empty = check(tmp_path, *kept, seed=0)
    every = rows(cache)
    assert every > 10
    assert b'"diverge"' in empty
    assert check(tmp_path, *kept, seed=1) == empty  # full
    assert rows(cache) == every
    halve(cache)
    assert 0 < rows(cache) < every
    assert check(tmp_path, *kept, seed=2) == empty  # half-filled
    assert rows(cache) == every
    assert check(tmp_path, "--no-cache", seed=1) == empty


def test_the_hash_seed_plays_no_part_in_any_format(
    tmp_path: Path,
) -> None:
    """The lexical encoder needs no model: more seeds in the same time, every format."""
    for fmt in ("text", "markdown", "csv", "html"):
        outputs = {
            check(tmp_path, "--model", "lexical", "--output-format", fmt, seed=seed)
            for seed in (1, 20)
        }
        assert len(outputs) == 1
        assert outputs.pop()
