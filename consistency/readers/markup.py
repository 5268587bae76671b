"""Markup to blocks: the HTML inside feeds and JSON, XHTML and NITF bodies.

One walk serves lxml's trees and the standard library's. It is iterative, because hostile markup is
deeply nested.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from consistency.readers.item import Block, clean

_BLOCKS: Final = frozenset(
    "address article aside blockquote body br center dd div dl dt fieldset figcaption figure footer"
    " form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table caption ul"
    " hl1 hl2 bq block body.content body.end note media media-caption tagline".split()
)
_MARKS: Final = {
    "li": "- ",
    **{f"h{level}": "#" * level + " " for level in range(1, 7)},
    **{"hl1": "# ", "hl2": "## "},
}
_UNSEEN: Final = frozenset(
    "head script style noscript template svg iframe object math audio video canvas select button"
    " media-metadata media-reference media-producer media-object".split()
)
_CAPTIONS: Final = frozenset("figcaption media-caption tagline".split())
_HTML: Final = re.compile(r"<(?:p|div|br|h[1-6]|ul|ol|li|blockquote|b|i|em|strong|a|span)\b", re.I)

# A tag's first attributes, and more: the parser compares each with all before it.
_ATTRIBUTE: Final = (
    r"""(?:[\s/]++[^\s"'<>/=]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'<>]++)?+)?+)"""
)
_ATTRIBUTES: Final = re.compile(rf"(<[a-z][\w:-]*+{_ATTRIBUTE}{{256}}+){_ATTRIBUTE}++", re.I)


def looks_html(text: str) -> bool:
    """Whether a text that may be plain holds HTML tags."""
    return _HTML.search(text) is not None


def blocks(markup: str) -> tuple[Block, ...]:
    """The blocks of a piece of HTML; none if nothing can be seen. Never raises."""
    root = tree(markup)
    return tuple(visible(root)) if root is not None else ()


def tree(markup: str, *, deep: bool = True) -> Any:
    """lxml's tree of a page or a piece of one; None if there is nothing in it. Of a tag with
    hundreds of attributes the first count.

    Not `deep`: 256 levels at most, for readers that recurse.
    """
    import lxml.etree
    import lxml.html

    data = _ATTRIBUTES.sub(r"\1", clean(markup)).encode("utf-8", "replace")
    if not data.strip():
        return None
    parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=deep)
    try:
        return lxml.html.document_fromstring(data, parser=parser)
    except (lxml.etree.LxmlError, ValueError, AssertionError):
        return None


def name_of(element: Any) -> str:
    """An element's name in small letters without its namespace; empty for a comment."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def text_of(element: Any) -> str:
    """All text inside an element, on one line."""
    return " ".join(clean("".join(element.itertext())).split()) if element is not None else ""


@dataclass(slots=True)
class _Walk:
    """The text of the block under way, and what surrounds it."""

    found: list[Block] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    mark: str = ""
    captions: int = 0
    rows: int = 0

    def flush(self, mark: str = "") -> None:
        """End the block; the next one begins with `mark`."""
        if self.rows:
            self.pieces.append(" ")
            return
        shown = "".join(self.pieces)
        lines = (" ".join(part.split()) for part in clean(shown).split("\u2028"))
        shown = "\n".join(part for part in lines if part)
        self.pieces.clear()
        if shown.strip("|\n "):
            self.found.append(Block(self.mark + shown, boilerplate=self.captions > 0))
            self.mark = ""
        if mark:
            self.mark = mark

    def open(self, name: str) -> None:
        if name == "tr":
            self.flush()
            self.rows += 1
            self.pieces.append("| ")
        elif name == "br":
            self.pieces.append("\u2028")
        elif name in _BLOCKS:
            self.flush(_MARKS.get(name, ""))
        self.captions += name in _CAPTIONS

    def close(self, name: str) -> None:
        if name == "tr":
            self.rows -= 1
            self.flush()
        elif name in ("td", "th"):
            self.pieces.append(" | ")
        elif name in _BLOCKS and name != "br":
            self.flush()
            if name in _MARKS:
                self.mark = ""
        self.captions -= name in _CAPTIONS


def visible(root: Any) -> Iterator[Block]:
    """Every visible block under an element, in document order."""
    walk = _Walk()
    stack: list[tuple[Any, bool]] = [(root, False)]
    while stack:
        element, done = stack.pop()
        name = name_of(element)
        if not done and name and name not in _UNSEEN:
            walk.open(name)
            walk.pieces.append(element.text or "")
            stack.append((element, True))
            stack.extend((child, False) for child in reversed(element))
            continue
        if done:
            walk.close(name)
        if element is not root:
            walk.pieces.append(element.tail or "")
    walk.flush()
    yield from walk.found
