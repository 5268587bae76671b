"""What a page says of its article: JSON-LD, meta elements, its title and first heading."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Final

from consistency.readers import dates, json_news, markup, plain
from consistency.readers.item import letters, line

_PUBLISHED: Final = (
    "article:published_time article:published og:article:published_time og:published_time"
    " datepublished date_published publishdate publish_date publish-date pubdate published"
    " published_time_telegram parsely-pub-date sailthru.date dc.date.issued dcterms.issued"
    " dcterms.created dc.date.created dc.date dcterms.date citation_publication_date"
    " article.published originalpublicationdate cxenseparse:recs:publishtime date displaydate"
    " rnews:datepublished shareaholic:article_published_time last-published dc.created"
).split()
_MODIFIED: Final = (
    "article:modified_time og:updated_time datemodified dcterms.modified lastmod last-modified"
).split()
_TITLES: Final = "og:title twitter:title dc.title dcterms.title headline sailthru.title".split()
_SITES: Final = "og:site_name application-name twitter:site:name dc.publisher publisher".split()
# What systems and templates put where a title belongs.
_NO_TITLE: Final = re.compile(
    r"(?:escenic|wordpress|drupal|home(?:\s?page)?|start(?:\s?page)?|index|untitled(?:\s.{0,20})?"
    r"|article|news|story|page|default|title|null|undefined|latest news|breaking news"
    r"|page not found|404|just a moment\.*)\W*",
    re.IGNORECASE,
)
_HOST: Final = re.compile(r"(?:www\.)?[\w-]+\.(?:com|org|net|co\.\w\w|\w\w)")
_BAR: Final = re.compile(r"\s+[|\u2013\u2014\u00b7\u00bb«:-]+\s+|\s*\|\s*")


@dataclass(frozen=True, slots=True)
class Head:
    """What a page says; empty or None where it says nothing."""

    title: str = ""
    site: str = ""
    byline: str | None = None
    published: date | None = None
    language: str | None = None
    id: str | None = None
    body: str = ""
    live: bool = False


def read(root: Any) -> Head:
    """The head of a page from its tree. Never raises."""
    linked = list(_linked(root))
    article = next((entry for entry in linked if json_news.is_linked(entry)), {})
    made = json_news.linked(article)
    metas = _metas(root)
    site = _first(metas, _SITES) or made.source or ""
    times = _times(root)
    modified = dates.first(article.get("dateModified"), *_all(metas, _MODIFIED))
    stamps = [article.get("datePublished"), *_all(metas, _PUBLISHED)]
    others = [entry.get("datePublished") for entry in linked]  # of the page, not of the article
    return Head(
        title=_title(root, metas, made.title or "", site),
        site=site,
        byline=made.byline or _author(metas) or _byline(root),
        published=_published(root, [*stamps, *others], times)
        or dates.first(*times)
        or dates.first(article.get("dateCreated"))
        or modified,
        language=made.language or line(root.get("lang")) or None,
        id=_first(metas, ["og:url"]) or made.id,
        body="\n\n".join(block.text for block in made.blocks),
        live=_is_live(root, linked),
    )


def stamp(value: Any) -> date | None:
    """A date that trafilatura found."""
    return dates.moment(value)


# ----------------------------------------------------------------------------------------- json-ld

_DEEPEST: Final = 6


def _linked(root: Any) -> Iterator[Mapping[str, Any]]:
    """Every object of the page's JSON-LD, outer ones first; what can't be read is passed over."""
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        text = (script.text or "").strip().removeprefix("//").strip().removeprefix("<![CDATA[")
        text = text.strip().removesuffix("]]>").strip().removesuffix("//")
        try:
            value = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _objects(value, 0)


def _objects(value: Any, depth: int) -> Iterator[Mapping[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for entry in value:
            yield from _objects(entry, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "hasPart"):
            yield from _objects(value.get(key), depth + 1)


def _is_live(root: Any, linked: Iterable[Mapping[str, Any]]) -> bool:
    if any("LiveBlogPosting" in str(entry.get("@type")) for entry in linked):
        return True
    body = root.find("body")
    places = [root, *([body] if body is not None else []), *root.iter("main", "article")]
    called = " ".join(f"{e.get('class', '')} {e.get('id', '')}" for e in places[:20])
    return re.search(r"live-?blog|live-?updates", called, re.IGNORECASE) is not None


# -------------------------------------------------------------------------------------------- meta


def _metas(root: Any) -> list[tuple[str, str]]:
    """(name in small letters, content) of every meta element that has both."""
    found = []
    for meta in root.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        content = line(meta.get("content"))
        if name and content:
            found.append((name.strip().lower(), content))
    return found


def _all(metas: list[tuple[str, str]], names: Iterable[str]) -> Iterator[str]:
    for wanted in names:
        yield from (content for name, content in metas if name == wanted)


def _first(metas: list[tuple[str, str]], names: Iterable[str]) -> str:
    return next(_all(metas, names), "")


def _author(metas: list[tuple[str, str]]) -> str | None:
    found = _first(metas, ["author", "article:author", "byl", "dc.creator", "parsely-author"])
    return found if found and "://" not in found and len(found) <= 100 else None


def _byline(root: Any) -> str | None:
    """The first short element that is called a byline or an author's link."""
    looked = 0
    for element in root.iter("p", "span", "div", "a", "address", "li"):
        called = f"{element.get('class', '')} {element.get('itemprop', '')}".lower()
        if re.search(r"\bby-?line\b", called) or element.get("rel") == "author":
            looked += 1
            if looked > _LOOKED:
                return None
            shown = markup.text_of(element)
            if 3 <= len(shown) <= 80 and len(shown.split()) <= 10:
                return shown
    return None


_LOOKED: Final = 50  # elements so called whose text is looked at: a hostile page nests thousands
_UTC: Final = re.compile(r"\d(?:Z|[+-]00:?00)\s*\Z")
_LOCAL: Final = re.compile(r"\dT?\s?[\d:.]+\s?[+-](?!00:?00)\d\d:?\d\d\s*\Z")


def _published(root: Any, stamps: list[Any], times: list[Any]) -> date | None:
    """The first stamp, or where that gives the hour of Greenwich, the place's own for that hour, or
    the day before or after that the page prints: the writer's "today" is the day of the place."""
    known = [stamp for stamp in stamps if dates.moment(stamp) is not None]
    if known and isinstance(known[0], str) and _UTC.search(known[0]):
        at = _instant(known[0])
        for other in [*known, *times]:
            if isinstance(other, str) and _LOCAL.search(other) and _instant(other) == at:
                return dates.moment(other)
        shown = _shown_date(root)
        found = dates.first(known[0])
        if shown and found and abs((_day(found) - _day(shown)).days) == 1:
            return shown
    return dates.first(*known)


def _day(found: date) -> date:
    return found.date() if isinstance(found, datetime) else found


def _shown_date(root: Any) -> date | None:
    """The date that a page prints beside its story, in an element that is called so."""
    looked = 0
    for element in root.iter("time", "span", "p", "div", "li"):
        called = f"{element.get('class', '')} {element.get('itemprop', '')}".lower()
        if markup.name_of(element) == "time" or re.search(r"date|time|publish|posted", called):
            looked += 1
            if looked > _LOOKED:
                return None
            shown = markup.text_of(element)
            found = plain.printed_date(shown) if len(shown) <= 100 else None
            if found is not None:
                return found
    return None


def _instant(stamp: str) -> datetime | None:
    """A stamp with an offset as a moment in time, to the minute."""
    try:
        found = datetime.fromisoformat(stamp.strip())
    except ValueError:
        return None
    return found.astimezone(UTC).replace(second=0, microsecond=0) if found.tzinfo else None


def _times(root: Any) -> list[Any]:
    """The stamps of time elements that say that they are the publication's or stand in articles."""
    named = []
    for element in root.iter("time", "span", "abbr", "p", "div", "meta"):
        stamp = element.get("datetime") or element.get("content") or element.get("title")
        marked = f"{element.get('itemprop', '')} {element.get('class', '')}".lower()
        if stamp and ("datepublished" in marked or element.get("pubdate") is not None):
            named.append(stamp)
    inside = [
        element.get("datetime")
        for holder in root.iter("article", "header", "main")
        for element in holder.iter("time")
    ]
    return [*named, *inside[:3]]


# ------------------------------------------------------------------------------------------- title


def _title(root: Any, metas: list[tuple[str, str]], headline: str, site: str) -> str:
    """The headline that readers see, if the page's data know it too; else what they say."""
    tag = next((markup.text_of(e) for e in root.iter("title")), "")
    told = [headline, *_all(metas, _TITLES), tag]
    known = [letters(t) for t in told if t]
    for heading in root.iter("h1"):
        shown = proper(markup.text_of(heading), site)
        key = letters(shown)
        if len(key) >= 8 and any(key in other for other in known):
            return shown
    headings = [proper(markup.text_of(heading), site) for heading in root.iter("h1")]
    alone = [headings[0]] if len(headings) == 1 and len(headings[0].split()) > 2 else []
    for candidate in (*told[:-1], *alone, tag):
        shown = proper(candidate, site)
        if shown:
            return shown
    return ""


def proper(title: str | None, site: str) -> str:
    """A title without the name of its site; empty for what is none."""
    shown = line(title)
    sites = {letters(site), letters(re.sub(r"^www\.|\.\w{2,6}$", "", site))} - {""}
    parts = _BAR.split(shown)
    bars = _BAR.findall(shown)
    while len(parts) > 1 and _is_site(parts[-1], sites, bars[-1]):
        parts.pop()
        bars.pop()
    while len(parts) > 1 and letters(parts[0]) in sites:
        parts.pop(0)
        bars.pop(0)
    pieces = [parts[0]]
    for bar, part in zip(bars, parts[1:], strict=True):
        pieces.extend((bar, part))
    shown = "".join(pieces).strip(" |-–—·")
    if letters(shown) in sites or _NO_TITLE.fullmatch(shown) or len(letters(shown)) < 3:
        return ""
    return shown


def _is_site(part: str, sites: set[str], bar: str) -> bool:
    """Whether the last part of a title names its site: it is known, or short behind a bar."""
    key = letters(part)
    if (
        not key
        or key in sites
        or any(len(s) > 3 and (s in key and len(key) < len(s) + 12) for s in sites)
    ):
        return True
    if "|" in bar:
        return len(part.split()) <= 4
    return _HOST.fullmatch(part.strip()) is not None
