"""JSON of newsrooms: ninjs 1 to 3, Arc ANS, WordPress, JSON-LD, JSON Feed, plain records, lines.

Each shape is told by its keys. A value of the wrong type counts as missing: other people's exports
are never as their schemas say.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

from consistency.errors import InputError
from consistency.readers import dates, markup
from consistency.readers.item import Block, Item, has_text, line, names, paragraphs

_Object = Mapping[str, Any]
_NESTED: Final = ("items", "_items", "articles", "posts", "content_elements", "results", "@graph")
_KNOWN: Final = "ninjs, Arc ANS, WordPress, JSON-LD or records with a text"


def read(text: str, name: str, *, lines: bool = False) -> list[Item]:
    """The articles of a JSON text, or of JSON lines. Raises `InputError` if it holds none."""
    values = _lines(text, name) if lines else [_load(text, name)]
    found = [item for value in values for item in items(value)]
    if any(isinstance(v, dict) and v.get("schema") == "consistency-report/1" for v in values):
        raise InputError(f"{name}: is a report that consistency wrote, no article: leave it out")
    if not found:
        raise InputError(
            f"{name}: is JSON, but no article in a form that is known ({_KNOWN}):"
            " save the article's text as .txt, or name the articles without this file"
        )
    full = [item for item in found if has_text(item.blocks)]
    if not full:
        raise InputError(
            f"{name}: holds no article text, only data about it: give an item with a body"
        )
    return full


def _load(text: str, name: str) -> Any:
    try:
        return json.loads(text)
    except RecursionError:
        raise InputError(
            f"{name}: is JSON nested too deeply for an article: save its text as .txt"
        ) from None
    except ValueError as error:
        place = f" (line {error.lineno})" if isinstance(error, json.JSONDecodeError) else ""
        raise InputError(
            f"{name}: begins like JSON but is none{place}: export it again, or save its text as"
            " .txt"
        ) from None


def _lines(text: str, name: str) -> list[Any]:
    values = []
    for number, entry in enumerate(text.split("\n"), 1):
        if entry.strip():
            try:
                values.append(json.loads(entry))
            except (ValueError, RecursionError):
                raise InputError(
                    f"{name}: line {number} is no JSON: give one article a line, or save the file"
                    " as .txt"
                ) from None
    return values


def is_lines(text: str) -> bool:
    """Whether a text is JSON lines: two or more, the first of which is an object by itself."""
    first, _, rest = text.strip().partition("\n")
    if not rest.strip():
        return False
    try:
        return isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        return False


def items(value: Any) -> Iterator[Item]:
    """The articles in a JSON value: itself, or those in its list."""
    if isinstance(value, list):
        for entry in value:
            if isinstance(entry, dict):
                yield from items_of(entry)
    elif isinstance(value, dict):
        yield from items_of(value)


def items_of(entry: _Object) -> Iterator[Item]:
    """The article that an object is, or those in a list inside it."""
    for matches, reader in _SHAPES:
        if matches(entry):
            yield reader(entry)
            return
    for key in _NESTED:
        inner = entry.get(key)
        if isinstance(inner, list):
            for value in inner:
                if isinstance(value, dict):
                    yield from (_shaped(value) for _ in [0] if _is_article(value))


def _is_article(entry: _Object) -> bool:
    return any(matches(entry) for matches, _ in _SHAPES)


def _shaped(entry: _Object) -> Item:
    return next(reader(entry) for matches, reader in _SHAPES if matches(entry))


# ----------------------------------------------------------------------------------------- helpers


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _objects(value: Any) -> list[_Object]:
    """The objects in a list, or a single one."""
    values = value if isinstance(value, list) else [value]
    return [entry for entry in values if isinstance(entry, dict)]


def _named(value: Any, key: str = "name") -> list[str]:
    """Names in a list of strings or objects, or in a single one of either."""
    values = value if isinstance(value, list) else [value]
    return [line(v.get(key)) if isinstance(v, dict) else line(v) for v in values]


def body(text: str, kind: str = "") -> tuple[Block, ...]:
    """A body that is HTML if its type says so or its text looks so."""
    html = "html" in kind.lower() or (not kind.lower().startswith("text/plain"))
    if html and markup.looks_html(text):
        return markup.blocks(text)
    return paragraphs(text)


def _first(entry: _Object, *keys: str) -> str:
    return next((found for key in keys if (found := line(entry.get(key)))), "")


# ------------------------------------------------------------------------------------------- ninjs


def _is_ninjs(entry: _Object) -> bool:
    old = any(key.startswith("body_") for key in entry) or "body_text" in entry
    new = isinstance(entry.get("bodies"), list) or isinstance(entry.get("headlines"), list)
    dated = "versioncreated" in entry or "versionCreated" in entry
    return "uri" in entry and (old or new or dated)


def _ninjs(entry: _Object) -> Item:
    headlines = _objects(entry.get("headlines"))
    main = [h for h in headlines if h.get("role") in (None, "main")] or headlines
    title = line(main[0].get("value")) if main else ""
    called = ["headline", "headline_main", *(key for key in entry if key.startswith("headline_"))]
    sources = [*_named(entry.get("infosources") or entry.get("infoSources") or [])]
    return Item(
        _ninjs_body(entry),
        title=title or _first(entry, *called, "title") or None,
        byline=_first(entry, "byline", "by") or None,
        dateline=_first(entry, "located") or None,
        published=dates.first(
            *(entry.get(key) for key in ("versioncreated", "versionCreated", "contentcreated")),
            *(entry.get(key) for key in ("contentCreated", "firstcreated", "firstCreated")),
        ),
        source=next(filter(None, sources), "")
        or _first(entry, "copyrightholder", "copyrightHolder", "source")
        or None,
        language=_first(entry, "language") or None,
        id=_first(entry, "uri") or None,
    )


def _ninjs_body(entry: _Object) -> tuple[Block, ...]:
    """The body once: as text before as markup, the main one before others."""
    found: list[tuple[int, int, str, str]] = []
    for part in _objects(entry.get("bodies")):
        kind = _text(part.get("contentType")) or _text(part.get("contenttype"))
        value = _text(part.get("value"))
        html = "html" in kind or (not kind and markup.looks_html(value))
        role = part.get("role") not in (None, "main", "text")
        found.append((int(html), int(role), value, kind))
    for key, value in entry.items():
        if key.startswith("body_") and isinstance(value, str):
            html = key != "body_text" and markup.looks_html(value)
            found.append((int(html), 0, value, "html" if html else "text/plain"))
    found.sort(key=lambda part: part[:2])
    for _, _, value, kind in found:
        blocks = body(value, kind)
        if has_text(blocks):
            return blocks
    return ()


# --------------------------------------------------------------------------------------------- ans


def _is_ans(entry: _Object) -> bool:
    return isinstance(entry.get("content_elements"), list) and (
        "headlines" in entry or "version" in entry or entry.get("type") == "story"
    )


def _ans(entry: _Object) -> Item:
    headlines = entry.get("headlines")
    title = line(headlines.get("basic")) if isinstance(headlines, dict) else ""
    credits = entry.get("credits")
    people = _named(credits.get("by") or []) if isinstance(credits, dict) else []
    blocks: list[Block] = []
    for element in _objects(entry.get("content_elements")):
        blocks.extend(_ans_element(element, 0))
    owner = entry.get("source") if isinstance(entry.get("source"), dict) else {}
    distributor = entry.get("distributor")
    return Item(
        tuple(blocks),
        title=title or None,
        byline=names(people) or None,
        published=dates.first(
            *(entry.get(key) for key in ("display_date", "first_publish_date", "publish_date")),
            *(entry.get(key) for key in ("created_date", "last_updated_date")),
        ),
        source=_first(owner or {}, "name")
        or (_first(distributor, "name") if isinstance(distributor, dict) else "")
        or _first(entry, "canonical_website")
        or None,
        language=_first(entry, "language") or None,
        id=_first(entry, "_id") or None,
    )


_DEEPEST: Final = 20  # lists in quotes in lists: nobody writes more


def _ans_element(element: _Object, depth: int) -> Iterator[Block]:
    kind, content = element.get("type"), _text(element.get("content"))
    if depth > _DEEPEST:
        return
    if kind in ("text", "correction", "raw_html", "endorsement"):
        yield from body(content)
    elif kind == "header" and content.strip():
        level = element.get("level")
        mark = "#" * (level if isinstance(level, int) and 1 <= level <= 6 else 2)
        yield Block(f"{mark} {_flat(content)}")
    elif kind == "interstitial_link" and content.strip():
        yield Block(_flat(content), boilerplate=True)
    elif kind in ("image", "video", "gallery"):
        caption = _flat(_text(element.get("caption")))
        if caption:
            yield Block(caption, boilerplate=True)
    elif kind == "table":
        yield from _ans_table(element)
    else:
        yield from _ans_inner(element, depth)


def _ans_inner(element: _Object, depth: int) -> Iterator[Block]:
    """The parts of a list, a quotation or an element that is not known."""
    parts = _objects(element.get("items") or []) + _objects(element.get("content_elements") or [])
    mark = "- " if element.get("type") == "list" else ""
    for part in parts:
        for block in _ans_element(part, depth + 1):
            marked = block.text if re.match(r"- |#", block.text) else mark + block.text
            yield Block(marked, block.boilerplate)
    citation = element.get("citation")
    if isinstance(citation, dict) and (said := _flat(_text(citation.get("content")))):
        yield Block(said, boilerplate=True)


def _ans_table(element: _Object) -> Iterator[Block]:
    for row in [element.get("header"), *(element.get("rows") or [])]:
        if isinstance(row, list):
            cells = [_flat(_text(cell.get("content"))) for cell in row if isinstance(cell, dict)]
            if any(cells):
                yield Block("| " + " | ".join(cells) + " |")


def _flat(content: str) -> str:
    """Text or HTML on one line."""
    return " ".join(" ".join(block.text for block in body(content)).split())


# --------------------------------------------------------------------------------------- wordpress


def _is_wordpress(entry: _Object) -> bool:
    content = entry.get("content")
    return isinstance(content, dict) and "rendered" in content


def _wordpress(entry: _Object) -> Item:
    content: _Object = entry["content"]
    rendered = _text(content.get("rendered"))
    embedded = entry.get("_embedded")
    authors = _named(embedded.get("author") or []) if isinstance(embedded, dict) else []
    title = entry.get("title")
    shown = title.get("rendered") if isinstance(title, dict) else title
    return Item(
        shortcodes(markup.blocks(rendered)),
        title=_flat(_text(shown)) or None,
        byline=names(authors) or None,
        published=dates.first(
            *(entry.get(key) for key in ("date", "date_gmt", "modified", "modified_gmt"))
        ),
        language=_first(entry, "lang", "language") or None,
        id=_first(entry, "id") or None,
    )


_CAPTION: Final = re.compile(r"\[caption[^\[\]]*\][^\[\]]*\[/caption\]")
_SHORTCODE: Final = re.compile(
    r"\[/?(?:gallery|embed|audio|video|playlist|caption|contact-form|su_\w+|vc_\w+)[^\[\]]*\]"
)


def shortcodes(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Blocks without WordPress's shortcodes, a caption with its text."""
    found = []
    for block in blocks:
        text = _SHORTCODE.sub("", _CAPTION.sub("", block.text))
        if text.strip():
            found.append(Block(text, block.boilerplate))
    return tuple(found)


# ----------------------------------------------------------------------------------------- json-ld

_ARTICLE_TYPES: Final = re.compile(r"(?:\w*Article|\w*BlogPosting|Report)\Z")


def is_linked(entry: _Object) -> bool:
    """Whether an object is an article of schema.org."""
    kinds = entry.get("@type")
    values = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(v, str) and _ARTICLE_TYPES.search(v) for v in values)


def linked(entry: _Object) -> Item:
    """An article of schema.org; without blocks where it has no `articleBody`."""
    source = [*_named(entry.get("publisher") or []), *_named(entry.get("sourceOrganization") or [])]
    language = entry.get("inLanguage")
    return Item(
        body(_text(entry.get("articleBody")) or _text(entry.get("text"))),
        title=_flat(_first(entry, "headline", "name")) or None,
        byline=names(_named(entry.get("author") or entry.get("creator") or [])) or None,
        published=dates.first(
            *(entry.get(key) for key in ("datePublished", "dateCreated", "dateModified"))
        ),
        source=next(filter(None, source), "") or None,
        language=next(filter(None, _named(language, "alternateName")), "") or None,
        id=_first(entry, "@id", "identifier", "url") or None,
    )


# ------------------------------------------------------------------------------------ plain records

_BODIES: Final = (
    *("text", "body", "content", "articleBody", "article", "full_text", "fulltext", "maintext"),
    *("content_text", "content_html", "bodyText", "story"),
)


def _is_record(entry: _Object) -> bool:
    return any(isinstance(entry.get(key), str) and entry[key].strip() for key in _BODIES)


def _record(entry: _Object) -> Item:
    text = next(entry[key] for key in _BODIES if _text(entry.get(key)).strip())
    people = entry.get("byline") or entry.get("author") or entry.get("authors") or []
    return Item(
        body(text),
        title=_flat(_first(entry, "title", "headline", "webTitle")) or None,
        byline=names(_named(people)) or None,
        dateline=_first(entry, "dateline") or None,
        published=dates.first(
            *(entry.get(key) for key in ("published", "datePublished", "date_published")),
            *(entry.get(key) for key in ("publishedAt", "pubDate", "published_at", "date")),
        ),
        source=next(filter(None, _named(entry.get("source") or entry.get("publisher") or [])), "")
        or None,
        language=_first(entry, "language", "lang") or None,
        id=_first(entry, "id", "guid", "uri", "url") or None,
    )


_SHAPES: Final[tuple[tuple[Callable[[_Object], bool], Callable[[_Object], Item]], ...]] = (
    (_is_ans, _ans),
    (_is_wordpress, _wordpress),
    (_is_ninjs, _ninjs),
    (is_linked, linked),
    (_is_record, _record),
)
