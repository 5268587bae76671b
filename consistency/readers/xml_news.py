"""XML of newsrooms: NITF, NewsML-G2, NewsML 1.2.

The parser is defusedxml's: entities that a document declares are refused, a DOCTYPE is not, because
NITF has one. Namespaces are looked past, for every agency has its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from html.entities import html5
from typing import Final
from xml.etree.ElementTree import Element, ParseError

from consistency.errors import InputError
from consistency.model import Notice
from consistency.readers import dates, markup
from consistency.readers.item import Block, Item, has_text, names, paragraphs
from consistency.readers.markup import name_of, text_of

_NAMED: Final = {name[:-1]: char for name, char in html5.items() if name.endswith(";")}
_KNOWN: Final = "NITF, NewsML, RSS or Atom"


def parse(data: bytes | str, name: str) -> Element:
    """The root of a document. Raises `InputError` for what is not well-formed or not safe."""
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import DefusedXMLParser

    parser = DefusedXMLParser(forbid_dtd=False, forbid_entities=True, forbid_external=True)
    # The named characters of HTML, which NITF's DTD declares, are known without reading the DTD.
    parser.entity.update(_NAMED)
    try:
        parser.feed(data)
        root: Element = parser.close()
    except DefusedXmlException:
        raise InputError(
            f"{name}: declares XML entities, which is not safe to read: save it without them, or"
            " its text as .txt"
        ) from None
    except (ParseError, ValueError, LookupError) as error:
        place = getattr(error, "position", None)
        where = f" (line {place[0]})" if place else ""
        raise InputError(
            f"{name}: is no well-formed XML{where}: export it again, or save its text as .txt"
        ) from None
    return root


def read(root: Element, name: str) -> list[Item]:
    """The articles of a document. Raises `InputError` if it holds none."""
    reader = _ROOTS.get(name_of(root))
    if reader is None:
        raise InputError(
            f"{name}: is XML, but none of the forms that are known ({_KNOWN}): save the article's"
            " text as .txt, or name the articles without this file"
        )
    found = list(reader(root))
    full = [item for item in found if has_text(item.blocks)]
    if not full:
        raise InputError(
            f"{name}: is {NAMES[name_of(root)]} that holds no text: give an item"
            " with its text inline"
        )
    if len(full) < len(found):
        left = len(found) - len(full)
        message = f"{left} of {len(found)} items of {name} hold no text: left out"
        full[0] = replace(full[0], notices=(*full[0].notices, Notice("items-left-out", message)))
    return full


def is_known(root: Element) -> bool:
    """Whether this module reads a document."""
    return name_of(root) in _ROOTS


# ----------------------------------------------------------------------------------------- helpers


def _all(element: Element, *path: str) -> Iterator[Element]:
    """The elements at a path of local names below an element; "**" first: at any depth."""
    if path and path[0] == "**":
        for inner in element.iter():
            if name_of(inner) == path[1]:
                yield from _all(inner, *path[2:])
        return
    if not path:
        yield element
        return
    for child in element:
        if name_of(child) == path[0]:
            yield from _all(child, *path[1:])


def _one(element: Element | None, *path: str) -> Element | None:
    return next(_all(element, *path), None) if element is not None else None


def _said(element: Element | None, *path: str) -> str:
    return text_of(_one(element, *path))


def _attribute(element: Element | None, *names: str) -> str:
    """An attribute by its local name; "lang" is also xml:lang."""
    if element is None:
        return ""
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] in names and value.strip():
            return " ".join(value.split())
    return ""


# -------------------------------------------------------------------------------------------- nitf


def nitf(root: Element) -> Iterator[Item]:
    """NITF, alone or inside NewsML."""
    head, body = _one(root, "head"), _one(root, "body")
    body_head = _one(body, "body.head")
    docdata = _one(head, "docdata")
    line = _one(body_head, "dateline")
    content = list(_all(body, "body.content")) if body is not None else []
    end = [
        Block(text_of(tag), boilerplate=True) for tag in _all(root, "body", "body.end", "tagline")
    ]
    yield Item(
        (*(block for part in content for block in markup.visible(part)), *end),
        title=_said(body_head, "hedline", "hl1")
        or _said(body_head, "headline")
        or _said(head, "title")
        or None,
        byline=names(text_of(part) for part in _all_under(body_head, "byline")) or None,
        dateline=text_of(line) or None,
        published=dates.first(
            *(_attribute(_one(docdata, tag), "norm") for tag in ("date.issue", "date.release")),
            _attribute(_one(line, "story.date"), "norm"),
            _attribute(_one(head, "pubdata"), "date.publication"),
        ),
        source=_said(body_head, "distributor")
        or _attribute(_one(docdata, "doc.copyright"), "holder")
        or _attribute(_one(head, "pubdata"), "name")
        or None,
        language=_attribute(root, "lang") or _attribute(body, "lang") or None,
        id=_attribute(_one(docdata, "doc-id"), "id-string") or None,
    )


def _all_under(element: Element | None, *path: str) -> Iterator[Element]:
    return _all(element, *path) if element is not None else iter(())


# --------------------------------------------------------------------------------------- newsml-g2


def _messages(root: Element) -> Iterator[Item]:
    """A NewsML-G2 message, package or item."""
    found = [root] if name_of(root) == "newsitem" else list(_all(root, "**", "newsitem"))
    if not found:  # a content set cut out of its item
        found = [root]
    for element in found:
        yield _g2(element)


def _g2(item: Element) -> Item:
    meta, content = _one(item, "itemmeta"), _one(item, "contentmeta")
    inner = _g2_content(item)
    headlines = list(_all_under(content, "headline"))
    creators = [_said(c, "name") for c in _all_under(content, "creator")]
    by = names(map(text_of, _all_under(content, "by"))) or inner.byline or names(creators)
    return Item(
        inner.blocks,
        title=(text_of(headlines[0]) if headlines else "") or inner.title or None,
        byline=by or None,
        dateline=_said(content, "dateline") or inner.dateline,
        published=dates.first(
            _said(meta, "versioncreated"),
            *(_said(content, tag) for tag in ("contentmodified", "contentcreated")),
        )
        or inner.published,
        source=_g2_source(meta, content) or inner.source,
        language=_attribute(_one(content, "language"), "tag")
        or _attribute(item, "lang")
        or inner.language,
        id=_attribute(item, "guid") or inner.id,
    )


def _g2_source(meta: Element | None, content: Element | None) -> str:
    """Who provides an item: a name in words before a code, a code before an address."""
    providers = [*_all_under(meta, "provider"), *_all_under(content, "infosource")]
    for keys in (("name",), ("literal",), ("qcode",), ("uri",)):
        for provider in providers:
            found = _said(provider, "name") if keys == ("name",) else _attribute(provider, *keys)
            if found:
                return found.partition(":")[2] or found if keys == ("qcode",) else found
    return ""


def _g2_content(item: Element) -> Item:
    """What stands inline in an item, by the first part that has text."""
    found: list[Item] = []
    for part in _all(item, "**", "inlinexml"):
        for child in part:
            found.extend(_inner(child))
    for part in _all(item, "**", "inlinedata"):
        found.append(_inline_text(part))
    for inner in found:
        if has_text(inner.blocks):
            return inner
    return found[0] if found else Item(())


def _inner(child: Element) -> Iterator[Item]:
    if name_of(child) == "nitf":
        yield from nitf(child)
    else:
        body = _one(child, "body")
        blocks = tuple(markup.visible(body if body is not None else child))
        yield Item(blocks, title=_said(child, "head", "title") or None)


def _inline_text(part: Element) -> Item:
    text = "".join(part.itertext())
    if "html" in _attribute(part, "contenttype") or markup.looks_html(text):
        return Item(markup.blocks(text))
    return Item(paragraphs(text))


# ------------------------------------------------------------------------------------- newsml 1.2


def _newsml1(root: Element) -> Iterator[Item]:
    for item in _all(root, "**", "newsitem"):
        yield _newsml1_item(item, root)


def _newsml1_item(item: Element, root: Element) -> Item:
    lines = next(_all(item, "**", "newslines"), None)
    identifier = _one(item, "identification", "newsidentifier")
    management = _one(item, "newsmanagement")
    inner = _longest(_newsml1_bodies(item))
    provider = next(_all(item, "**", "provider"), None)
    party = _one(provider, "party")
    source = _attribute(party, "FormalName") or _said(identifier, "providerid")
    return replace(
        inner,
        title=_said(lines, "headline") or inner.title,
        byline=names(map(text_of, _all_under(lines, "byline"))) or inner.byline,
        dateline=_said(lines, "dateline") or inner.dateline,
        published=dates.first(
            *(_said(management, tag) for tag in ("thisrevisioncreated", "firstcreated")),
            _said(root, "newsenvelope", "dateandtime"),
            _said(identifier, "dateid"),
        )
        or inner.published,
        source=source or inner.source,
        language=_attribute(next(_all(item, "**", "language"), None), "FormalName")
        or inner.language,
        id=_said(identifier, "publicidentifier") or _said(identifier, "newsitemid") or inner.id,
    )


def _newsml1_bodies(item: Element) -> Iterator[Item]:
    for data in _all(item, "**", "datacontent"):
        documents = [c for c in data if name_of(c) == "nitf"]
        if documents:
            yield from nitf(documents[0])
        elif len(data):
            body = next(_all(data, "**", "body.content"), None)
            yield Item(tuple(markup.visible(body if body is not None else data)))
        elif (data.text or "").strip():
            yield _inline_text(data)


def _longest(found: Iterable[Item]) -> Item:
    """A caption also stands in a content item: the story is the longest."""
    return max(
        found, key=lambda item: sum(len(block.text) for block in item.blocks), default=Item(())
    )


_ROOTS: Final = {
    "nitf": nitf,
    "newsitem": _messages,
    "newsmessage": _messages,
    "packageitem": _messages,
    "contentset": _messages,
    "newsml": _newsml1,
}
NAMES: Final = {
    "nitf": "NITF",
    "newsml": "NewsML",
    **dict.fromkeys(("newsitem", "newsmessage", "packageitem", "contentset"), "NewsML-G2"),
}
ROOT: Final = re.compile(r"<(?:[\w.-]{1,40}:)?([A-Za-z_][\w.-]{0,60})")
