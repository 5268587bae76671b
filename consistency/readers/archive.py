"""A zip file as a folder of articles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from consistency.errors import InputError
from consistency.readers import documents

_LARGEST: Final = documents.LARGEST
_MOST: Final = 500  # files; a report over more articles is nobody's wish
_OTHERS: Final = re.compile(
    r"(?:^|/)(?:__MACOSX/|\.)|\.(?:jpe?g|png|gif|webp|svg|mp[34]|mov|avi|css|js|xlsx?|pptx?)$", re.I
)


def members(data: bytes, name: str) -> Iterator[tuple[str, bytes]]:
    """The path and the bytes of each file that may be an article, sorted by path.

    Raises `InputError` for an archive that is damaged, locked, huge or has none.
    """
    opened = documents.archive(data, name)
    paths = sorted(
        entry.filename
        for entry in opened.infolist()
        if not entry.is_dir() and not _OTHERS.search(entry.filename)
    )
    if not paths:
        raise InputError(f"{name}: the zip file holds no article: put text files into it")
    if len(paths) > _MOST:
        raise InputError(f"{name}: the zip file holds {len(paths)} files: give {_MOST} at most")
    for path in paths:
        yield path, documents.member(opened, path, f"{name}/{path}")
