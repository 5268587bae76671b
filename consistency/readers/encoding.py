"""Bytes to text, and what the encoding was where it had to be guessed."""

from __future__ import annotations

import codecs
import re
from typing import Final

# UTF-32 stands before UTF-16: its little-endian mark begins with that of UTF-16.
MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED: Final = re.compile(
    rb"(?:<meta[^<>]{0,200}charset|<\?xml[^<>]{0,100}encoding)\s*=\s*[\"']?\s*"
    rb"([A-Za-z0-9_.:-]{2,40})",
    re.I,
)


def decode(data: bytes, markup: bool, charset: str | None = None) -> tuple[str, str]:
    """The text without its byte-order mark, and the encoding if it had to be guessed, else "".

    `markup`: the bytes may declare their encoding; `charset` is the one that a server names.
    """
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace"), ""
    try:
        return data.decode("utf-8"), ""
    except UnicodeDecodeError:
        pass
    declared = _DECLARED.search(data[:4096]) if markup else None
    for named in (charset, declared.group(1).decode("ascii") if declared else None):
        if named:
            try:
                return data.decode(named), ""
            except (LookupError, UnicodeError, ValueError):
                pass
    guessed = _guess(data)
    return data.decode(guessed, "replace"), guessed


def _guess(data: bytes) -> str:
    """windows-1252, unless nearly a third of the bytes speak for another script.

    Western copy has a few percent of bytes above 127; Cyrillic, Greek, Hebrew, Arabic or East Asian
    copy has well over half.
    """
    sample = data[:200_000]
    if sum(byte > 127 for byte in sample) < 0.3 * len(sample):
        return "cp1252"
    import charset_normalizer

    best = charset_normalizer.from_bytes(sample).best()
    # chaos 0: every character is at home in the guessed script
    return best.encoding if best is not None and best.chaos == 0 else "cp1252"
