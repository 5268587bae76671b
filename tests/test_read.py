"""Reading files: formats, encodings, ids, dates and what is refused."""

from __future__ import annotations

import io
import os
import sys
from datetime import date, datetime
from pathlib import Path

import pytest

from consistency import Article, check, embed
from consistency.errors import ConsistencyError, InputError, SettingsError
from consistency.model import Role
from consistency.read import article_ids, expand, parse_date, read, read_all
from consistency.render import RENDERERS
from consistency.split import split

BODY = "A fire closed the port of Velmar on Tuesday. At least 12 people were hurt.\n"


def put(folder: Path, name: str, content: str | bytes) -> str:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return str(path)


# ------------------------------------------------------------------------------------ plain text


@pytest.mark.parametrize(
    "text",
    [BODY, "One.\r\n\r\nTwo.\r\n", "  leading and trailing  \n\n", "é “quoted” \u200f שלום 🚢"],
)
def test_plain_text_is_kept_as_read(tmp_path: Path, text: str) -> None:
    article = read(put(tmp_path, "a.txt", text), id="a")
    assert article.text == text
    assert article.runs == ()
    assert article.notices == ()
    assert article.id == "a"


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-32"],
)
def test_encodings_with_a_mark_or_utf8(tmp_path: Path, encoding: str) -> None:
    text = "Der Hafen – “Velmar” – blieb zu. 港は閉鎖された。"
    article = read(put(tmp_path, "a.txt", text.encode(encoding)), id="a")
    assert article.text == text
    assert article.notices == ()


def test_western_bytes_are_read_as_cp1252_and_said_so(tmp_path: Path) -> None:
    text = "The caf\u00e9 owner said: \u201cWe\u2019re closed.\u201d It cost \u20ac5."
    article = read(put(tmp_path, "old.txt", text.encode("cp1252")), id="old")
    assert article.text == text
    (notice,) = article.notices
    assert (notice.code, notice.article) == ("encoding", "old")
    assert "cp1252" in notice.message
    assert "\n" not in notice.message


def test_other_scripts_are_not_read_as_western(tmp_path: Path) -> None:
    text = "Порт Велмар закрыт после пожара, сообщили власти города во вторник. " * 20
    article = read(put(tmp_path, "ru.txt", text.encode("cp1251")), id="ru")
    assert article.text == text
    assert article.notices[0].code == "encoding"


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("Port burns\n\nDec. 13, 2023\n\n" + BODY, date(2023, 12, 13)),
        ("Port burns\n\nPublished: 5 March 2024, 09:30 GMT\n\n" + BODY, date(2024, 3, 5)),
        ("Wednesday, March 6, 2024\n\n" + BODY, date(2024, 3, 6)),
        ("2024-03-06\n\n" + BODY, date(2024, 3, 6)),
        ("VELMAR, Ostland, Aug. 7, 2019 (AP) — A fire closed the port.\n", date(2019, 8, 7)),
        # no year, no date of its own, an order that can't be told, or two that disagree
        ("VELMAR, Ostland, Aug. 7 (AP) — A fire closed the port.\n", None),
        ("The port was built on May 1, 1907, officials said.\n", None),
        ("03/05/2024\n\n" + BODY, None),
        ("May 1, 2024\n\nMay 2, 2024\n\n" + BODY, None),
        ("Feb. 31, 2024\n\n" + BODY, None),
        ("Updated: 5 March 2024\n\n" + BODY, None),
        (BODY, None),
    ],
)
def test_date_of_publication_in_text(tmp_path: Path, text: str, published: date | None) -> None:
    assert read(put(tmp_path, "a.txt", text), id="a").published == published


def test_the_caller_s_date_wins(tmp_path: Path) -> None:
    path = put(tmp_path, "a.txt", "May 1, 2024\n\n" + BODY)
    assert read(path, id="a", published=date(2020, 1, 1)).published == date(2020, 1, 1)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Fire closes port\n\n" + BODY, "Fire closes port"),
        ("Fire closes port\r\n\r\n" + BODY, "Fire closes port"),
        ("A fire closed the port.\n\n" + BODY, None),
        ("A fire that began on the quay closed\nthe port on Tuesday.\n\n" + BODY, None),
        ("By Ann Roe\n\n" + BODY, None),
        ("Dec. 13, 2023\n\n" + BODY, None),
        ("Fire closes port\n", None),
    ],
)
def test_title_of_text(tmp_path: Path, text: str, title: str | None) -> None:
    assert read(put(tmp_path, "a.txt", text), id="a").title == title


# -------------------------------------------------------------------------------------- markdown

MARKDOWN = """\
---
title: "Fire closes port"
date: 2024-03-05
source: The Ledger
---

# Fire *closes* port

A **fire** closed the [port of Velmar](https://example.org/a(b) "Velmar 99") on Tuesday.
The mayor said it cost \\$5 million &amp; more.

![a ship, 77 burned](ship.png)

What is known?
--------------

- One ship `Aurora` sank
- Two burned
  on the quay

1. First
2. Second

> "We saw smoke," said <b>Ann</b> Roe.
> It was black.

| ship | lost |
|------|------|
| Aurora | 12 |

```
raw *text*
```

<!-- a note to the editor: 55 -->
"""


def test_markdown_without_its_markup(tmp_path: Path) -> None:
    article = read(put(tmp_path, "a.md", MARKDOWN), id="a")
    assert article.text == (
        "# Fire closes port\n\n"
        "A fire closed the port of Velmar on Tuesday.\n"
        "The mayor said it cost $5 million & more.\n\n"
        "## What is known?\n\n"
        "- One ship Aurora sank\n\n"
        "- Two burned\non the quay\n\n"
        "1. First\n\n"
        "2. Second\n\n"
        '"We saw smoke," said Ann Roe.\nIt was black.\n\n'
        "| ship | lost |\n\n"
        "| Aurora | 12 |\n\n"
        "raw *text*"
    )
    assert (article.title, article.source) == ("Fire closes port", "The Ledger")
    assert article.published == date(2024, 3, 5)


def test_markdown_nested_deep_is_read_to_its_end(tmp_path: Path) -> None:
    """Links in links are bounded, since each level is read again; lists and quotes are not."""
    levels = "".join("  " * level + f"- Level {level}\n" for level in range(30))
    text = levels + "- Tuesday\n\n" + "![" * 3000 + "\n\nThe council approved 300 million.\n"
    article = read(put(tmp_path, "deep.md", text), id="deep")
    assert "Level 29" in article.text
    assert article.text.rstrip().endswith("The council approved 300 million.")
    assert article.notices == ()


def test_markdown_nested_too_deep_is_told(tmp_path: Path) -> None:
    text = "The council approved 300 million.\n\n" + "> " * 500 + "deep\n"
    article = read(put(tmp_path, "deep.md", text), id="deep")
    assert [notice.code for notice in article.notices] == ["large-page"]


@pytest.mark.parametrize(
    "word",
    "closes port A fire Velmar Tuesday mayor $ million & more. known Aurora sank Two burned quay"
    " First Second smoke Ann Roe. black raw".split(),
)
def test_markdown_positions_lead_back_to_the_file(tmp_path: Path, word: str) -> None:
    article = read(put(tmp_path, "a.md", MARKDOWN), id="a")
    lines = MARKDOWN.split("\n")
    offset = article.text.index(word)
    line, column = article.position(offset)
    printed = lines[line - 1][column - 1 :]
    assert printed.startswith({"&": "&amp;", "$": "\\$"}.get(word, word))


def test_markdown_positions_with_windows_line_ends(tmp_path: Path) -> None:
    path = put(tmp_path, "a.md", "# Port\r\n\r\nA *fire*\r\nclosed it.\r\n")
    article = read(path, id="a")
    assert article.text == "# Port\n\nA fire\nclosed it."
    assert article.position(article.text.index("fire")) == (3, 4)
    assert article.position(article.text.index("closed")) == (4, 1)


def test_markdown_headings_and_items_keep_their_roles(tmp_path: Path) -> None:
    article = read(put(tmp_path, "a.md", MARKDOWN), id="a")
    roles = {s.text: s.role for s in split(article)}
    assert roles["Fire closes port"] is Role.HEADING
    assert roles["What is known?"] is Role.QUESTION
    assert roles["One ship Aurora sank"] is Role.BODY
    assert roles["First"] is Role.BODY


def test_a_rule_at_the_top_is_no_front_matter(tmp_path: Path) -> None:
    article = read(put(tmp_path, "a.md", "---\n\nA fire closed the port.\n\n---\n"), id="a")
    assert article.text == "A fire closed the port."


def test_markdown_of_odd_marks_is_read_in_time(tmp_path: Path) -> None:
    for mark in ("*", "[", "`", "_a ", "<", "![", "> "):
        text = "A fire closed the port.\n\n" + mark * 3000
        assert read(put(tmp_path, "a.md", text), id="a").text.startswith("A fire closed the port.")


# ------------------------------------------------------------------------------------------ html

PAGE = """<!DOCTYPE html>
<html><head><title>Port fire | The Ledger</title>
<meta property="article:published_time" content="2024-03-05T08:00:00Z">
<meta property="og:site_name" content="The Ledger"></head>
<body><nav><a href="/">Home</a> <a href="/x">Sport</a></nav>
<article><h1>Fire closes port</h1>
<p>A fire closed the port of Velmar on Tuesday, officials said.
At least 12 people were hurt, and traffic stopped for hours.</p>
<h2>What is known?</h2>
<p>The cause is <b>not</b> known, the <a href="/m">mayor</a> said. &lt;script&gt;alert(1)&lt;/script&gt;</p>
<ul><li>One ship sank</li><li>Two burned</li></ul>
<blockquote><p>We saw smoke.</p><p>It was black.</p></blockquote></article>
<script>var secret = 'never shown';</script>
<footer>Copyright 1999</footer></body></html>"""


@pytest.mark.parametrize("name", ["a.html", "a.htm", "a.txt", "page"])
def test_html_main_text_and_metadata(tmp_path: Path, name: str) -> None:
    article = read(put(tmp_path, name, PAGE), id="p")
    paragraphs = article.text.split("\n\n")
    assert "# Fire closes port" in paragraphs
    assert "## What is known?" in paragraphs
    assert "The cause is not known, the mayor said. <script>alert(1)</script>" in paragraphs
    assert "- One ship sank" in paragraphs
    assert "We saw smoke." in article.text
    assert "never shown" not in article.text
    assert "Sport" not in article.text
    assert article.title == "Fire closes port"
    assert article.source == "The Ledger"
    assert article.published == datetime(2024, 3, 5, 8)
    assert [(n.code, n.article) for n in article.notices] == [("extracted-text", "p")]


def test_html_roles(tmp_path: Path) -> None:
    roles = {s.text: s.role for s in split(read(put(tmp_path, "a.html", PAGE), id="p"))}
    assert roles["Fire closes port"] is Role.HEADING
    assert roles["What is known?"] is Role.QUESTION
    assert roles["One ship sank"] is Role.BODY


@pytest.mark.parametrize(
    "page",
    [
        "<html><body><p>Port shut.</p></body></html>",
        "<html><body>Port shut.</body></html>",
        "<html><body><div>Port <b>shut</b>.</div><script>no()</script></body></html>",
        "<!doctype html><p>Port shut.",
    ],
)
def test_short_pages_still_give_their_text(tmp_path: Path, page: str) -> None:
    assert read(put(tmp_path, "a.html", page), id="a").text == "Port shut."


def test_lists_in_lists_say_each_item_once(tmp_path: Path) -> None:
    story = "<p>" + "A fire closed the port of Velmar on Tuesday, officials said. " * 5 + "</p>"
    page = f"""<html><body><nav>Home</nav><article>{story}
    <ol><li>First <b>ship</b></li><li>Second<ul><li>its crew</li></ul></li></ol>{story}
    <p>Line one<br>Line two</p></article></body></html>"""
    paragraphs = read(put(tmp_path, "a.html", page), id="a").text.split("\n\n")
    assert [p for p in paragraphs if p[0] in "-12"] == ["1. First ship", "2. Second", "- its crew"]
    assert "Home" not in paragraphs


def test_a_page_without_a_tag_is_plain_text(tmp_path: Path) -> None:
    article = read(put(tmp_path, "a.html", "One fell.\n\nTwo rose, 5 < 6."), id="a")
    assert article.text == "One fell.\n\nTwo rose, 5 < 6."
    assert article.notices == ()


def test_html_says_its_encoding(tmp_path: Path) -> None:
    page = '<html><head><meta charset="iso-8859-2"></head><body><p>Łódź port zamknięty.</p></body></html>'
    article = read(put(tmp_path, "a.html", page.encode("iso-8859-2")), id="a")
    assert article.text == "Łódź port zamknięty."
    assert [n.code for n in article.notices] == ["extracted-text", "little-text"]


def test_a_year_in_the_footer_is_no_date(tmp_path: Path) -> None:
    page = "<html><body><p>Port shut, officials said on Tuesday.</p><footer>Copyright 1999</footer></body></html>"
    assert read(put(tmp_path, "a.html", page), id="a").published is None


# -------------------------------------------------------------------------------- what is refused


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \r\n\t\n", "empty"),
        ("mark.txt", b"\xef\xbb\xbf \n", "empty"),
        ("nul.txt", b"abc\0def", "UTF-8"),
        ("wide.txt", "no mark".encode("utf-16-le"), "UTF-8"),
        ("a.pdf", b"%PDF-1.7 ...", "PDF"),
        ("a.txt", b"PK\x03\x04rest", "damaged zip"),
        ("a.txt", b"\x89PNG\r\n", "image"),
        ("a.txt", b"\xff\xd8\xff\xe0", "image"),
        ("a.txt", b"{\\rtf1 }", "without text"),
        ("a.html", b"<html><body><script>1</script></body></html>", "no text"),
        ("a.md", b"![only a picture](x.png)\n", "no text"),
    ],
)
def test_what_is_no_article_is_refused(
    tmp_path: Path, name: str, content: bytes, says: str
) -> None:
    path = put(tmp_path, name, content)
    with pytest.raises(InputError) as caught:
        read(path, id="a")
    message = str(caught.value)
    assert says in message
    assert path in message
    assert "\n" not in message
    assert ":" in message.replace(path, "", 1)[1:]  # the remedy stands after a colon


def test_missing_file_and_folder(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        read(tmp_path / "none.txt", id="a")
    with pytest.raises(InputError, match="folder"):
        read(tmp_path, id="a")
    with pytest.raises(InputError, match="can't be read"):
        read("nul\0name.txt", id="a")


def test_unreadable_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = put(tmp_path, "a.txt", BODY)

    def refuse(*_: object) -> os.stat_result:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "stat", refuse)
    with pytest.raises(InputError, match="permission denied"):
        read(path, id="a")


# ------------------------------------------------------------------------------ several articles


@pytest.mark.parametrize(
    ("paths", "ids"),
    [
        (["a.txt", "b.txt"], ("a", "b")),
        (["x/a.txt", "y/a.txt"], ("x/a", "y/a")),
        (["p/x/a.txt", "q/x/a.txt", "b.txt"], ("p/x/a", "q/x/a", "b")),
        (["a.txt", "a.txt"], ("a", "a-2")),
        (["a.txt", "a.txt", "a-2.txt"], ("a", "a-3", "a-2")),
        (["a.txt", "./a.txt"], ("a", "a-2")),
        (["a.txt", "a.md"], ("a.txt", "a.md")),
        (["-", "a.txt"], ("stdin", "a")),
        (["v1.2.txt", "v1.3.txt"], ("v1.2", "v1.3")),
        ([], ()),
    ],
)
def test_ids_are_the_shortest_that_tell_the_paths_apart(
    paths: list[str], ids: tuple[str, ...]
) -> None:
    assert article_ids(paths) == ids


def test_ids_do_not_depend_on_the_order() -> None:
    paths = ["x/a.txt", "y/a.txt", "y/b.txt", "a.md", "z/b.html"]
    forward = dict(zip(paths, article_ids(paths), strict=True))
    backward = dict(zip(paths[::-1], article_ids(paths[::-1]), strict=True))
    assert forward == backward


def test_a_folder_stands_for_its_articles(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "c.HTML", ".hidden.txt", "train.png", "sub/d.txt"):
        put(tmp_path, name, PAGE if name == "c.HTML" else BODY)
    assert [Path(p).name for p in expand([str(tmp_path)])] == ["a.md", "b.txt", "c.HTML"]
    assert [article.id for article in read_all([str(tmp_path)])] == ["a", "b", "c"]


def test_a_folder_leaves_nothing_out_unsaid(tmp_path: Path) -> None:
    for name, text in (("a.txt", "Rain."), ("b.txt", "Snow."), ("gold.json", '{"a": 1}')):
        put(tmp_path, name, text)
    with pytest.raises(InputError, match=r"gold\.json: is JSON, .* name the articles without this"):
        read_all([str(tmp_path)])


@pytest.mark.parametrize("names", [[], ["a.txt"], ["a.txt", "b.png"]])
def test_a_folder_of_fewer_than_two_is_refused(tmp_path: Path, names: list[str]) -> None:
    for name in names:
        put(tmp_path, name, BODY)
    with pytest.raises(InputError, match="two or more"):
        read_all([str(tmp_path)])


def test_standard_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Stdin:
        closed = False
        buffer = io.BytesIO(BODY.encode())

    monkeypatch.setattr(sys, "stdin", Stdin)
    articles = read_all(["-", put(tmp_path, "a.txt", BODY)])
    assert [a.id for a in articles] == ["stdin", "a"]
    assert articles[0].text == BODY
    assert articles[0].path == "-"
    with pytest.raises(InputError, match="only once"):
        read_all(["-", "-"])


def test_published_for_all_and_for_one(tmp_path: Path) -> None:
    paths = [put(tmp_path, name, BODY) for name in ("a.txt", "b.txt", "c=d.txt")]
    articles = read_all(paths, ["2024-03-05", "b=2024-03-06T09:30", "c=d=2024-03-07"])
    assert [a.published for a in articles] == [
        date(2024, 3, 5),
        datetime(2024, 3, 6, 9, 30),
        date(2024, 3, 7),
    ]


@pytest.mark.parametrize(
    ("value", "error", "says"),
    [
        ("z=2024-03-05", InputError, "a, b"),
        ("a=yesterday", SettingsError, "2024-03-05"),
        ("05.03.2024", SettingsError, "ISO"),
        ("a=", SettingsError, "ISO"),
    ],
)
def test_published_that_makes_no_sense(
    tmp_path: Path, value: str, error: type[ConsistencyError], says: str
) -> None:
    paths = [put(tmp_path, name, BODY) for name in ("a.txt", "b.txt")]
    with pytest.raises(error, match=says):
        read_all(paths, [value])


@pytest.mark.parametrize(
    ("stamp", "moment"),
    [
        ("2024-03-05", date(2024, 3, 5)),
        ("2024-03-05T23:30-05:00", datetime(2024, 3, 5, 23, 30)),
        ("2024-03-05 08:00:00Z", datetime(2024, 3, 5, 8)),
        ("2024-02-30", None),
        ("", None),
        ("March 5", None),
    ],
)
def test_parse_date(stamp: str, moment: date | None) -> None:
    assert parse_date(stamp) == moment


def test_our_own_page_is_no_article(tmp_path: Path) -> None:
    articles = [Article("a", "Rain fell in Oddal.\n"), Article("b", "Rain fell in Oddal.\n")]
    page = tmp_path / "report.html"
    page.write_text(RENDERERS["html"](check(articles, encoder=embed.load("lexical"))), "utf-8")
    with pytest.raises(InputError, match=r"report\.html: is a report that consistency wrote"):
        read_all([str(page)])
