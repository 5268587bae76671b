"""trafilatura's tree of a page's main text to paragraphs; its element names are TEI's."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def elements(body: Any) -> Iterator[str]:
    """The paragraphs of a tree, in order."""
    for element in body:
        tag = element.tag
        if not isinstance(tag, str):
            continue
        if tag == "head":
            level = str(element.get("rend") or "h2")[-1:]
            yield from _marked("#" * (int(level) if level in "123456" else 2) + " ", element)
        elif tag == "list":
            ordered = element.get("rend") == "ol"
            for number, item in enumerate(element.findall("item"), 1):
                yield from _item(f"{number}. " if ordered else "- ", item)
        elif tag == "table":
            for row in element.iter("row"):
                cells = [" ".join("".join(cell.itertext()).split()) for cell in row.iter("cell")]
                if any(cells):
                    yield "| " + " | ".join(cells) + " |"
        elif len(element) and any(child.tag in ("p", "head", "list", "quote") for child in element):
            yield from _marked("", element, own=True)
            yield from elements(element)
        else:
            yield from _marked("", element)


def _item(mark: str, item: Any) -> Iterator[str]:
    """A list item's own text, then the items of the lists inside it."""
    inner = [child for child in item if child.tag == "list"]
    for nested in inner:
        nested.tail, tail = None, nested.tail
        item.remove(nested)
        if tail and tail.strip():
            nested.append(nested.makeelement("item"))
            nested[-1].text = tail
    yield from _marked(mark, item)
    yield from elements(inner)


def _marked(mark: str, element: Any, own: bool = False) -> Iterator[str]:
    """An element's text (`own`: before its first child) after a mark; nothing if it has none."""
    for stop in element.iter("lb"):
        stop.tail = "\u2028" + (stop.tail or "")
    shown = (element.text or "") if own else "".join(element.itertext())
    lines = (" ".join(line.split()) for line in shown.split("\u2028"))
    shown = "\n".join(line for line in lines if line)
    if shown:
        yield mark + shown
