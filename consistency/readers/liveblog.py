"""Live blogs: time stamps of entries, and the entries that later ones overtook.

An earlier entry gives the figures of its hour. Compared as if it were the story, it would clash
with the blog's own newest entry, so it is boilerplate, and a notice says how much that was.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from consistency.model import Notice
from consistency.readers.item import Block

_FEWEST: Final = 3  # stamps from which on they part a page into entries
_STAMP: Final = re.compile(
    r"(?:#{1,6}\s+)?(?:(?:updated|posted|published)\s*(?:at)?:?\s*)?"
    r"(?:\d{1,2}[:.h]\d{2}\s*(?:[ap]\.?m\.?)?|\d{1,2}\s*[ap]\.?m\.?)"
    r"\s*(?:\(?[A-Z]{2,4}\)?)?(?:,?\s+(?:on\s+)?(?:\d{1,2}\s+)?[A-Z][a-z]{2,8}\.?(?:\s+\d{1,2})?"
    r"(?:,?\s+\d{4})?)?"
    r"|(?:#{1,6}\s+)?(?:an?|\d{1,2})\s*(?:m|h|mins?|minutes?|hrs?|hours?)\s+ago",
    re.IGNORECASE,
)
_CLOCK: Final = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?\s*(?:([ap])\.?m)?", re.IGNORECASE)


def is_stamp(text: str) -> bool:
    """Whether a paragraph is the time of a live blog's entry and nothing else."""
    return len(text) <= 60 and _STAMP.fullmatch(text.strip()) is not None


def read(blocks: Sequence[Block], *, live: bool) -> tuple[list[Block], tuple[Notice, ...]]:
    """The blocks, stamps and in a live blog earlier entries as boilerplate, and a notice."""
    at = [i for i, block in enumerate(blocks) if is_stamp(block.text)]
    found = [
        Block(block.text.lstrip("# "), True, block.places) if i in set(at) else block
        for i, block in enumerate(blocks)
    ]
    if not live or len(at) < _FEWEST:
        return found, ()
    newest = _newest([blocks[i].text for i in at])
    ends = [*at[1:], len(blocks)]
    left = 0
    for number, (start, end) in enumerate(zip(at, ends, strict=True)):
        if number != newest:
            left += 1
            for i in range(start, end):
                found[i] = Block(found[i].text.lstrip("# "), True, found[i].places)
    message = f"a live blog: {left} earlier entries were left out, its newest was read"
    return found, (Notice("live-blog", message),)


def _newest(stamps: Sequence[str]) -> int:
    """The entry that comes last in time: the first, unless the clock runs down the page."""
    clocks = [_minutes(stamp) for stamp in stamps]
    known = [clock for clock in clocks if clock is not None]
    if len(known) == len(stamps) and known == sorted(known) and known[0] < known[-1]:
        return len(stamps) - 1
    return 0


def _minutes(stamp: str) -> int | None:
    if "ago" in stamp.lower():
        return None
    match = _CLOCK.search(stamp)
    if match is None:
        return None
    hour = int(match[1]) % 12 + 12 * (match[3].lower() == "p") if match[3] else int(match[1])
    return 60 * hour + int(match[2] or 0)
