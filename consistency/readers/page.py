"""HTML pages: the article on them, through trafilatura, and what their head says of it.

trafilatura finds the main text. What it takes with it that is no copy (captions, credits, share
counts, newsletter boxes) is told by the elements that it stands in and becomes boilerplate; what it
leaves out is told by a notice where that is nearly everything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any, Final

from consistency.errors import InputError
from consistency.model import Article, Notice
from consistency.readers import item, liveblog, markup, noise, page_head, page_tree, plain
from consistency.readers.item import Block, Item, letters

_OWN_PAGE: Final = re.compile(r'<meta name="generator" content="consistency ')
_HEAD: Final = 2000  # characters of a page in which its generator stands

# Less than this of a page's text, or fewer characters, are seldom the whole article.
_SHARE: Final = 0.1
_FEWEST: Final = 200

# Elements of a page; the largest of news have a tenth. In more, which of them are the article is
# not looked for: that may need the square of their number.
_MOST_ELEMENTS: Final = 20_000

# Classes and ids of elements that hold no copy, wherever they stand.
_NO_COPY: Final = re.compile(
    r"(?:^|[\s_-])(?:caption|credits?|photo-?credit|copyright|share|sharing|social|shares|comments?"
    r"|comment-?count|read-?time|reading-?time|time-?to-?read|newsletter|signup|sign-?up|subscribe"
    r"|subscription|related|recommended|recirc|promo|promoted|more-?on|read-?more|most-?read"
    r"|trending|cookies?|consent|gdpr|byline|timestamp|time-?stamp|dateline|pub-?date|breadcrumbs?"
    r"|tags|advert|advertisement|sponsored|outbrain|taboola|author-?bio|about-?author|disclaimer"
    r"|follow|paywall|donate|toolbar)(?:$|[\s_-])",
    re.IGNORECASE,
)
_NO_COPY_NAMES: Final = frozenset("figcaption aside nav footer time button".split())
_SHORTEST_LINK: Final = 12  # letters; shorter ones are names in a list
# A wrapper with such a class may hold the whole article: only small parts are believed.
_LARGEST_PART: Final = 0.3


def read(page: str, name: str) -> Article:
    """An HTML page as an article without an id. Raises `InputError` where it has no text."""
    if _OWN_PAGE.search(page, 0, _HEAD):
        raise InputError(f"{name}: is a report that consistency wrote, no article: leave it out")
    page, cut = noise.without_ignored(page)
    root = markup.tree(page)
    if root is None:
        raise InputError(f"{name}: no text was found on the page: save the article as plain text")
    head = page_head.read(root)
    found, shown = _main_text(page)
    whole = [block.text for block in markup.visible(root)]
    # Where nothing was left out, our own walk keeps the words' spacing ("<b>shut</b>." has none).
    if not "".join(shown).strip() or _letters(shown) == _letters(whole):
        shown = whole
    shown, notices = _fullest(shown, whole, head, name)
    if _large(root):
        message = f"the page {name} has over {_MOST_ELEMENTS:,} elements: all its text was taken"
        notices = (*notices, Notice("large-page", message))
    if not "".join(shown).strip():
        raise InputError(f"{name}: no text was found on the page: save the article as plain text")
    blocks, live = liveblog.read(_marked(shown, root), live=head.live)
    title = head.title or page_head.proper(found.title if found is not None else "", head.site)
    source = head.site or (found.sitename if found is not None else "")
    published = head.published or page_head.stamp(found.date if found is not None else "")
    made = Item(
        tuple(blocks),
        title=title or plain.title("\n\n".join(shown)),
        byline=head.byline,
        published=published,
        source=source or None,
        language=head.language,
        id=head.id,
        notices=(*noise.cut_notices(cut, name), *notices, *live),
        heading=bool(title),
    )
    return item.article(made, name)


def _main_text(page: str) -> tuple[Any, list[str]]:
    """What trafilatura finds, and its paragraphs; None and none where it finds nothing.

    It gets the page without its data: `page_head` reads those, and trafilatura's own reading of
    them takes quadratic time on hostile ones.
    """
    import trafilatura

    tree = markup.tree(page, deep=False)
    if tree is None or _large(tree):
        return None, []
    for script in list(tree.iter("script")):
        script.drop_tree()
    try:
        found = trafilatura.bare_extraction(
            tree,
            include_comments=False,
            with_metadata=True,
            # Only what the page declares: a year found in a footer is no date of publication.
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
        return found, list(page_tree.elements(found.body)) if found is not None else []
    except RecursionError:
        return None, []


def _large(root: Any) -> bool:
    """Whether a page has more elements than news have."""
    return next(islice(root.iter(), _MOST_ELEMENTS, None), None) is not None


def _letters(parts: list[str]) -> str:
    return re.sub(r"[\W_]+", "", "".join(parts))


def _fullest(
    shown: list[str], whole: list[str], head: page_head.Head, name: str
) -> tuple[list[str], tuple[Notice, ...]]:
    """The text that was found, or what the page's data give where that is twice as much; and a
    notice where it is still little."""
    size = sum(map(len, shown))
    if len(head.body) > 2 * size:
        shown = [part.strip() for part in head.body.split("\n") if part.strip()]
        size = sum(map(len, shown))
    on_page = sum(map(len, whole))
    if size >= _FEWEST and size >= _SHARE * on_page:
        return shown, ()
    message = (
        f"only {size} of the {max(on_page, size)} characters on the page {name} were taken for the"
        " article: look at it with consistency read, or save its text as .txt"
    )
    return shown, (Notice("little-text", message),)


def _marked(shown: list[str], root: Any) -> list[Block]:
    """The paragraphs, those that stand in an element for something else as boilerplate."""
    most = _LARGEST_PART * sum(map(len, shown))
    marked = set(_links(root))
    for element in _no_copy(root):
        inner = [block.text for block in markup.visible(element)]
        if sum(map(len, inner)) <= most or len(inner) == 1:
            marked.update(filter(None, map(letters, inner)))
    return [
        Block(text.lstrip("# ") if _is_no_copy(text, marked) else text, _is_no_copy(text, marked))
        for text in shown
    ]


def _is_no_copy(text: str, marked: set[str]) -> bool:
    return not text.startswith("# ") and letters(text) in marked


def _links(root: Any) -> Iterator[str]:
    """What a paragraph, an item or a lower heading says that is one link: it leads to another
    story."""
    for element in root.iter("p", "li", "h2", "h3", "h4", "h5"):
        if next(element.iterdescendants("p", "li", "div", "table"), None) is not None:
            continue
        inside = letters(" ".join(markup.text_of(link) for link in element.iter("a")))
        if len(inside) >= _SHORTEST_LINK and inside == letters(markup.text_of(element)):
            yield inside


def _no_copy(root: Any) -> Iterator[Any]:
    """The outermost elements that hold no copy."""
    stack = [root]
    while stack:
        element = stack.pop()
        name = markup.name_of(element)
        if not name:
            continue
        called = f"{element.get('class', '')} {element.get('id', '')}"
        if name in _NO_COPY_NAMES or (name not in ("html", "body") and _NO_COPY.search(called)):
            yield element
            continue
        stack.extend(element)
