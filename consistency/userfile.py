"""Small files that the user names: settings, manifests, baselines. A failure is one clear line."""

from __future__ import annotations

import contextlib
import csv
import json
import os
import stat
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from consistency.errors import SettingsError, cause

_LARGEST: Final = 50_000_000  # bytes; a manifest of a hundred thousand stories is smaller


def text(path: Path, remedy: str = "check the path") -> str:
    """A file's text. Raises `SettingsError`, with the remedy, for what can't be read as UTF-8."""
    try:
        kept = os.stat(path)
        if stat.S_ISDIR(kept.st_mode):
            raise SettingsError(f"{path}: is a folder, not a file; {remedy}")
        if not stat.S_ISREG(kept.st_mode):
            raise SettingsError(f"{path}: is a device, pipe or socket, not a file; {remedy}")
        if kept.st_size > _LARGEST:
            raise SettingsError(f"{path}: is over {_LARGEST // 1_000_000} MB; {remedy}")
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise SettingsError(f"{path}: is not UTF-8 text; save it as such") from error
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        raise SettingsError(f"{path}: can't be read ({cause(error)}); {remedy}") from error


def toml(path: Path, text: str) -> dict[str, Any]:
    """The tables of a TOML text. Raises `SettingsError`."""
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise SettingsError(f"{path}: is nested too deeply; write it flat") from None
    except ValueError as error:  # no TOML, or a number of thousands of digits
        raise SettingsError(f"{path}: is no valid TOML: {cause(error)}") from error


def json_value(text: str, where: str, remedy: str = "correct it") -> Any:
    """The value of a JSON text; `where` is its file, or file and line. Raises `SettingsError`."""
    try:
        return json.loads(text)
    except RecursionError:
        raise SettingsError(f"{where}: is nested too deeply; {remedy}") from None
    except ValueError as error:  # no JSON, or a number of thousands of digits
        raise SettingsError(f"{where}: is no valid JSON ({cause(error)}); {remedy}") from error


@contextlib.contextmanager
def wide_cells() -> Iterator[None]:
    """Cells of CSV that hold whole articles; elsewhere the limit stays as it is."""
    before = csv.field_size_limit(10_000_000)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def expanded(name: str, origin: str = "") -> Path:
    """A path with the user's folder for "~". Raises `SettingsError`, which names the place that the
    path comes from, for a user that there is none."""
    try:
        return Path(name).expanduser()
    except RuntimeError:
        where = f"{origin}: " if origin else ""
        raise SettingsError(
            f"{where}{name}: there is no user of that name; write the path without ~"
        ) from None


def is_folder(path: Path) -> bool:
    """Whether a path is a folder; not where it can't be a path at all."""
    return os.path.isdir(path)


def working_folder() -> Path:
    """The folder that the program was started in. Raises `SettingsError` if it was deleted."""
    try:
        return Path.cwd()
    except OSError:
        raise SettingsError(
            "the folder that this was started in is gone; change to one that exists"
        ) from None
