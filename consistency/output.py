"""Files that the program writes: whole or not at all, and never over an article."""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
from collections.abc import Sequence
from pathlib import Path

from consistency.errors import SettingsError
from consistency.model import Article


def check_target(target: Path) -> None:
    """Refuse, before any work, an output that can't be written."""
    folder = target.parent
    if target.is_dir():
        raise SettingsError(f"{target}: is a folder; name a file to write the report to")
    if not folder.is_dir():
        raise SettingsError(f"{target}: there is no folder {folder}; make it or choose another")
    writable = os.access(target, os.W_OK) if target.exists() else os.access(folder, os.W_OK)
    if not writable:
        raise SettingsError(f"{target}: may not be written; choose another output file")


def check_not_read(target: Path, articles: Sequence[Article]) -> None:
    """Refuse to write over an article."""
    if not target.exists():
        return
    for article in articles:
        if article.path and os.path.exists(article.path) and target.samefile(article.path):
            raise SettingsError(
                f"{target}: is one of the articles and would be lost; choose another output file"
            )


def write(target: Path, text: str) -> None:
    """The whole file or none: written beside the target, then put in its place."""
    data = text.encode("utf-8", "replace")
    place = Path(os.path.realpath(target))  # a link stays a link
    try:
        if place.exists() and not place.is_file():  # a pipe or device has no place to swap
            place.write_bytes(data)
            return
        mode = stat.S_IMODE(place.stat().st_mode) if place.exists() else 0o666 & ~_umask()
        handle, name = tempfile.mkstemp(prefix=f".{place.name[:40]}.", dir=place.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            os.chmod(name, mode)
            os.replace(name, place)
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(name)
            raise
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise SettingsError(f"{target}: can't be written ({reason})") from error


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
