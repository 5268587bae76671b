"""Web pages: title, date and source from what they say, and what on them is no copy."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from consistency import Article
from consistency.model import Notice
from consistency.read import articles_from_bytes
from consistency.readers import liveblog
from consistency.readers.item import Block
from consistency.readers.page_head import proper
from consistency.understood import sentences

PARAGRAPHS = [
    "A landslide swept a passenger train off its track near Hallow Bay early on Wednesday.",
    "At least 23 people were hurt, the rail operator said, and two were still in hospital.",
    "The train was carrying 310 passengers to the coast when the slope gave way after the rain.",
    "Crews hoped to clear the line by Friday, the operator said in a statement on its site.",
]
BODY = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
TITLE = "Landslide sweeps train off its track"


def page(
    head: str = "", body: str = BODY, top: str = f"<h1>{TITLE}</h1>", attributes: str = ""
) -> Article:
    text = (
        f"<!doctype html><html{attributes}><head>{head}</head><body><nav><a href='/'>Home</a></nav>"
        f"<main><article>{top}{body}</article></main><footer>© Merra News</footer></body></html>"
    )
    (article,) = articles_from_bytes(text.encode(), path="a.html", name="a.html")
    return article


def linked(**values: object) -> str:
    import json

    data = {"@context": "https://schema.org", "@type": "NewsArticle", **values}
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def meta(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{content}">'


def roles(article: Article) -> dict[str, str]:
    return {s.text: s.role.value for s in sentences(article)}


# ------------------------------------------------------------------------------------ title


@pytest.mark.parametrize(
    ("head", "top", "title"),
    [
        (f"<title>{TITLE} | Merra News</title>", "", TITLE),
        (f"<title>{TITLE} - Merra News</title>" + meta("og:site_name", "Merra News"), "", TITLE),
        (f"<title>Merra News: {TITLE}</title>" + meta("og:site_name", "Merra News"), "", f"Merra News: {TITLE}"),
        (f"<title>Merra News | {TITLE}</title>" + meta("og:site_name", "Merra News"), "", TITLE),
        ("<title>escenic</title>", f"<h1>{TITLE}</h1>", TITLE),
        ("<title>Merra News</title>" + meta("og:site_name", "Merra News"), f"<h1>{TITLE}</h1>", TITLE),
        (meta("og:title", "escenic") + f"<title>{TITLE}</title>", "", TITLE),
        (meta("og:title", TITLE), f"<h1>{TITLE}</h1>", TITLE),
        (linked(headline=TITLE) + "<title>Train off track: live</title>", "", TITLE),
        # the page's data cut or dress the headline that readers see
        (linked(headline=TITLE + " near Hallow Bay, 23 hurt"), f"<h1>{TITLE}</h1>", TITLE),
        # a heading that is something else
        (meta("og:title", TITLE), "<h1>Merra News</h1>", TITLE),
        ("<title>Home</title>", "", None),
    ],
)  # fmt: skip
def test_title(head: str, top: str, title: str | None) -> None:
    assert page(head, top=top).title == title


@pytest.mark.parametrize(
    ("shown", "site", "title"),
    [
        ("Rain falls | The Ledger", "", "Rain falls"),
        ("Rain falls – The Ledger", "The Ledger", "Rain falls"),
        ("Rain falls - ledger.example.com", "", "Rain falls - ledger.example.com"),
        ("Rain falls - ledger.com", "", "Rain falls"),
        ("Rain – and snow – falls", "The Ledger", "Rain – and snow – falls"),
        ("Velmar - a port in rain", "The Ledger", "Velmar - a port in rain"),
        ("The Ledger", "The Ledger", ""),
        ("Escenic", "", ""),
        ("Untitled document", "", ""),
        ("News", "", ""),
        ("", "", ""),
    ],
)
def test_a_title_without_its_site(shown: str, site: str, title: str) -> None:
    assert proper(shown, site) == title


def test_the_headline_stands_in_the_text_once() -> None:
    for head in ("", linked(headline=TITLE), meta("og:title", TITLE)):
        article = page(head)
        assert article.text.count(TITLE) == 1
        assert roles(article)[TITLE] == "heading"


# ------------------------------------------------------------------------------------- date


@pytest.mark.parametrize(
    ("head", "body", "published"),
    [
        (linked(datePublished="2024-03-13T07:45:00Z", dateModified="2024-03-15T00:00:00Z"), "", datetime(2024, 3, 13, 7, 45)),
        (linked(dateModified="2024-03-15") + meta("article:published_time", "2024-03-13"), "", date(2024, 3, 13)),
        (meta("article:modified_time", "2024-03-15T01:00") + meta("datePublished", "2024-03-13T07:45"), "", datetime(2024, 3, 13, 7, 45)),
        (meta("article:modified_time", "2024-03-15T01:00"), "", datetime(2024, 3, 15, 1)),
        ("", "<time datetime='2024-03-13'>13 March</time>", date(2024, 3, 13)),
        ("", "<span itemprop='datePublished' content='2024-03-13'></span>", date(2024, 3, 13)),
        # Greenwich's hour is not the writer's day
        (meta("article:published_time", "2024-03-14T02:25:00Z") + linked(datePublished="2024-03-14T02:25:00Z"), "<time datetime='2024-03-13T21:25:00-05:00'>x</time>", datetime(2024, 3, 13, 21, 25)),
        (meta("article:published_time", "2024-03-14T02:25:00Z"), "<p class='date'>March 13, 2024 | 9:25pm</p>", date(2024, 3, 13)),
        (meta("article:published_time", "2024-03-14T02:25:00Z"), "<p class='date'>March 3, 2024</p>", datetime(2024, 3, 14, 2, 25)),
        (linked(datePublished="yesterday"), "", None),
        (linked(datePublished=["2024"], author=7, headline={"a": 1}), "", None),
        ("<script type='application/ld+json'>{broken</script>", "", None),
    ],
)  # fmt: skip
def test_date(head: str, body: str, published: date | None) -> None:
    assert page(head, BODY + body).published == published


def test_byline_source_and_language() -> None:
    article = page(
        linked(author=[{"name": "Ines Karo"}, {"name": "Omar Dell"}], publisher={"name": "Merra News"}),
        attributes=" lang='en-GB'",
    )  # fmt: skip
    assert (article.source, article.language) == ("Merra News", "en-GB")
    assert roles(article)["Ines Karo and Omar Dell"] == "boilerplate"
    assert "language" in [n.code for n in page(attributes=" lang='de'").notices]


# ------------------------------------------------------------------------ what is no copy on it

NO_COPY = [
    "<figure><img src='a.jpg'><figcaption>A crane lifts 12 coaches at the bay</figcaption></figure>",
    "<p class='image-caption'>A crane lifts 12 coaches at the bay</p>",
    "<div class='photo-credit'><p>Picture by Ines Karo for 12 papers</p></div>",
    "<p class='comment-count'>12 readers have said something</p>",
    "<aside class='related'><p>12 other slopes that might give way soon</p></aside>",
    "<div class='newsletter-signup'><p>All 12 stories of the day in one letter</p></div>",
    "<p><a href='/x'>Twelve slopes that might give way, and 12 that did</a></p>",
    "<ul><li><a href='/x'>The 12 worst landslides in Merra's history</a></li></ul>",
    "<h3><a href='/x'>The 12 worst landslides in Merra's history</a></h3>",
    "<p>12 comments</p>",
    "<p>12 min read</p>",
    "<p>We use cookies to count our 12 readers.</p>",
]


@pytest.mark.parametrize("piece", NO_COPY)
def test_what_is_no_copy_gives_no_finding(piece: str) -> None:
    half = len(BODY) // 2
    middle = BODY.index("<p>", half)
    found = roles(page(body=BODY[:middle] + piece + BODY[middle:]))
    assert {role for text, role in found.items() if "12" in text or "Twelve" in text} <= {
        "boilerplate"
    }
    assert sum(role == "body" for role in found.values()) == len(PARAGRAPHS)


def test_a_wrapper_with_such_a_class_is_not_believed() -> None:
    for name in ("article-share-wrapper share", "content related", "social"):
        found = roles(page(body=f"<div class='{name}'>{BODY}</div>"))
        assert [found[p] for p in PARAGRAPHS] == ["body"] * len(PARAGRAPHS)


def test_a_link_inside_a_paragraph_is_copy() -> None:
    body = BODY.replace("two were still", "<a href='/x'>two were still</a>")
    assert roles(page(body=body))[PARAGRAPHS[1]] == "body"


# -------------------------------------------------------------------------------- little text


def codes(article: Article) -> list[str]:
    return [notice.code for notice in article.notices]


def test_where_little_is_found_a_notice_says_so() -> None:
    assert "little-text" in codes(page(body="<p>Rain fell on Ostrey.</p>"))
    assert "little-text" not in codes(page())
    listing = "".join(
        f"<div><a href='/{n}'>Story {n} of many that stand here</a></div>" for n in range(400)
    )
    text = (
        f"<html><body><div>{listing}</div><article><h1>{TITLE}</h1>{BODY}</article></body></html>"
    )
    (article,) = articles_from_bytes(text.encode(), path="a.html", name="a.html")
    message = next(n.message for n in article.notices if n.code == "little-text")
    assert "consistency read" in message


def test_the_text_that_a_page_s_data_hold_is_used_where_the_page_shows_less() -> None:
    head = linked(headline=TITLE, articleBody="\n\n".join(PARAGRAPHS))
    article = page(head, body="<p>A landslide swept a train off its track.</p>")
    assert [roles(article)[p] for p in PARAGRAPHS] == ["body"] * len(PARAGRAPHS)
    assert "little-text" not in codes(article)


# ------------------------------------------------------------------------------------ live blogs

BLOG = [
    ("Rain stopped at noon in Ostrey.", False),
    ("14:05", True),
    ("At least 23 people were hurt.", False),
    ("11:30 GMT", True),
    ("At least 14 people were hurt.", False),
    ("9.15am", True),
    ("At least 3 people were hurt.", False),
]


def test_earlier_entries_of_a_live_blog_are_boilerplate() -> None:
    blocks = [Block(text) for text, _ in BLOG]
    found, notices = liveblog.read(blocks, live=True)
    assert [b.boilerplate for b in found] == [False, True, False, True, True, True, True]
    assert [n.code for n in notices] == ["live-blog"]
    assert "2 earlier entries" in notices[0].message


def test_where_the_clock_runs_down_the_page_the_last_entry_is_the_newest() -> None:
    blocks = [
        Block(text) for text, _ in [BLOG[0], BLOG[5], BLOG[6], BLOG[3], BLOG[4], BLOG[1], BLOG[2]]
    ]
    found, _ = liveblog.read(blocks, live=True)
    assert [b.boilerplate for b in found] == [False, True, True, True, True, True, False]


def test_on_another_page_the_stamps_alone_are() -> None:
    found, notices = liveblog.read([Block(text) for text, _ in BLOG], live=False)
    assert [b.boilerplate for b in found] == [stamp for _, stamp in BLOG]
    assert notices == ()


def test_a_live_page() -> None:
    entries = "".join(
        f"<h2>{hour}</h2><p>At least {n} people were hurt in the landslide near Hallow Bay, police said.</p>"
        for hour, n in (("14:05", 23), ("11:30", 14), ("09:15", 3))
    )
    head = linked(headline=TITLE).replace("NewsArticle", "LiveBlogPosting")
    found = roles(page(head, body=f"<p>{PARAGRAPHS[0]}</p>{entries}"))
    bodies = [text for text, role in found.items() if role == "body"]
    assert [text for text in bodies if "At least" in text] == [
        "At least 23 people were hurt in the landslide near Hallow Bay, police said."
    ]


@pytest.mark.parametrize(
    "text",
    ["14:05", "9.15am", "11:30 GMT", "2h ago", "An hour ago", "Updated at 14:05", "## 10:42"],
)
def test_stamps(text: str) -> None:
    assert liveblog.is_stamp(text)


@pytest.mark.parametrize(
    "text",
    ["14", "The train left at 14:05", "Two hours ago it rained.", "3 people", "1995", "May 5"],
)
def test_no_stamps(text: str) -> None:
    assert not liveblog.is_stamp(text)


def test_notices_carry_the_article() -> None:
    from consistency.read import from_bytes

    article = from_bytes(b"<html><body><p>Rain fell.</p></body></html>", path="a.html", id="x")
    assert all(isinstance(n, Notice) and n.article == "x" for n in article.notices)
