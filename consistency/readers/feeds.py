"""RSS, Atom and WordPress's export (WXR): one article per item, through feedparser."""

from __future__ import annotations

import io
import re
from typing import Any, Final

from consistency.errors import InputError
from consistency.model import Notice
from consistency.readers import dates, markup, xml_news
from consistency.readers.item import Block, Item, has_text, line, names, paragraphs
from consistency.readers.json_news import shortcodes

ROOTS: Final = frozenset("rss feed rdf channel".split())
_ENTITY: Final = re.compile(rb"<!ENTITY", re.IGNORECASE)
_ARTICLES: Final = ("", "post", "page")


def read(data: bytes, name: str) -> list[Item]:
    """The articles of a feed. Raises `InputError` if it has none with text."""
    if _ENTITY.search(data):
        xml_news.parse(data, name)  # says that entities are not safe, or that it is no XML
        raise InputError(f"{name}: declares XML entities, which is not safe to read: leave it out")
    import feedparser

    try:
        feed = feedparser.parse(io.BytesIO(data), resolve_relative_uris=False)
    except Exception:  # feedparser promises none, its parsers of broken markup raise several
        raise InputError(
            f"{name}: is a feed that can't be read: save the article's text as .txt"
        ) from None
    if not feed.entries:
        broken = " (its XML is broken)" if feed.bozo else ""
        raise InputError(f"{name}: is a feed without an item{broken}: give one with articles in it")
    source = line(feed.feed.get("title")) or None
    language = line(feed.feed.get("language")) or None
    found = [_item(entry, source, language) for entry in feed.entries]
    full = [item for item in found if item is not None and has_text(item.blocks)]
    if not full:
        raise InputError(
            f"{name}: is a feed of {len(found)} items without text: give the articles themselves"
        )
    return full


def _item(entry: Any, source: str | None, language: str | None) -> Item | None:
    """One entry; None for what a WordPress export holds beside posts."""
    if (entry.get("wp_post_type") or "") not in _ARTICLES:
        return None
    blocks, whole = _body(entry)
    people = [author.get("name") for author in entry.get("authors") or []] or [entry.get("author")]
    # dict's own look-up: feedparser's warns where it would give one date for another
    stamps = [dict.get(entry, key) for key in ("published", "wp_post_date", "updated", "created")]
    notices: tuple[Notice, ...] = ()
    if not whole:
        message = "the feed gives a summary, which may not be the whole article"
        notices = (Notice("summary-only", message),)
    return Item(
        shortcodes(blocks),
        title=markup.text_of(markup.tree(entry.get("title") or "")) or None,
        byline=names(people) or None,
        published=dates.first(*stamps),
        source=line((entry.get("source") or {}).get("title")) or source,
        language=line(entry.get("language")) or language,
        id=line(entry.get("id") or entry.get("link")) or None,
        notices=notices,
    )


def _body(entry: Any) -> tuple[tuple[Block, ...], bool]:
    """The fullest text of an entry, and whether it is more than a summary."""
    content = entry.get("content") or []
    parts = [(part.get("value") or "", part.get("type") or "") for part in content]
    bodies = [_blocks(value, kind) for value, kind in parts]
    best = max(bodies, key=_length, default=())
    if has_text(best):
        return best, True
    return _blocks(entry.get("summary") or "", "text/html"), False


def _blocks(value: str, kind: str) -> tuple[Block, ...]:
    if "html" in kind or markup.looks_html(value):
        return markup.blocks(value)
    return paragraphs(value)


def _length(blocks: tuple[Block, ...]) -> int:
    return sum(len(block.text) for block in blocks)
