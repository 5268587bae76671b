"""Text that acts on nothing around it: names and titles as they enter, words as they are shown."""

from __future__ import annotations

import re
from typing import Final

# Controls (an escape sequence could repaint a terminal), directional embeddings, overrides and
# isolates (they reorder what stands around them), lone surrogates and non-characters (they can't
# be encoded). Each is replaced by one character, so offsets stay.
_UNSAFE: Final = re.compile(
    r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_SPACES: Final = re.compile(r"[\s\x1c-\x1f\x85\u2028\u2029]+")
_SURROGATE: Final = re.compile(r"[\ud800-\udfff]")
# What JSON may hold raw and a terminal or an editor may act on.
_RAW: Final = re.compile(r"[\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def safe(text: str) -> str:
    """The text with each character that could act on its surroundings replaced by U+FFFD."""
    return _UNSAFE.sub("\ufffd", text)


def one_line(text: str) -> str:
    """Safe, with every run of white space as one space."""
    return _SPACES.sub(" ", safe(text))


def name(text: str) -> str:
    """A name as it enters (of a story, an article, a source): one line without ends of blanks."""
    return one_line(text).strip()


def encodable(text: str) -> str:
    """The text with lone surrogates, which no encoding can write, replaced by U+FFFD."""
    return _SURROGATE.sub("\ufffd", text)


def escaped(json_text: str) -> str:
    """JSON text with the characters that act on a terminal as their escapes: the values survive."""
    return _RAW.sub(lambda match: f"\\u{ord(match[0]):04x}", json_text)
