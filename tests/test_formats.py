"""One story in every format that newsrooms send, and what each reader makes of odd input.

tests/formats/make.py says how the files were made.
"""

from __future__ import annotations

import io
import json
import random
import zipfile
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

import pytest

from consistency import Article, embed
from consistency.errors import ConsistencyError, InputError
from consistency.model import Outcome, Role, Severity
from consistency.pipeline import check
from consistency.read import articles_from_bytes, read, read_all
from consistency.understood import sentences
from formats.make import BY, COPY, TITLE, WIRE
from mutations import spoiled

FOLDER = Path(__file__).parent / "formats"
STAMP = datetime(2024, 3, 13, 7, 45)
SOURCE = "Merra News"

# file: published, byline as printed, source, language, id in the file
EXPECTED: dict[str, tuple[date | None, str | None, str | None, str | None, str | None]] = {
    "ninjs1.json": (STAMP, BY, SOURCE, "en", "urn:merra:2024:1"),
    "ninjs2.json": (STAMP, BY, None, "en", "urn:merra:2024:1"),
    "ninjs3.json": (STAMP, BY, None, "en", "urn:merra:2024:1"),
    "ans.json": (STAMP, BY, SOURCE, "en", "ANS1"),
    "wordpress.json": (datetime(2024, 3, 13, 8, 45), BY, None, None, "7"),
    "linked.json": (STAMP, BY, SOURCE, "en", "https://merra.example/1"),
    "page.html": (STAMP, BY, SOURCE, "en", "https://merra.example/1"),
    "nitf.xml": (STAMP, "By " + BY, SOURCE, "en", "mn1"),
    "g2_xhtml.xml": (STAMP, BY, SOURCE, "en", "urn:newsml:merra:1"),
    "g2_nitf.xml": (STAMP, BY, SOURCE, "en", "urn:newsml:merra:1"),
    "g2_plain.xml": (STAMP, BY, SOURCE, "en", "urn:newsml:merra:1"),
    "newsml1.xml": (STAMP, BY, SOURCE, "en", "urn:newsml:merra:1"),
    "rss.xml": (STAMP, BY, SOURCE, "en", "mn-1"),
    "atom.xml": (STAMP, BY, SOURCE, "en", "mn-1"),
    "wxr.xml": (STAMP, BY, SOURCE, "en", "mn-1"),
    "mail.eml": (STAMP, None, SOURCE, None, "<1@merra.example>"),
    "mailqp.eml": (STAMP, None, "desk@merra.example", None, None),
    "mailhtml.eml": (STAMP, None, "desk@merra.example", None, None),
    "anpa.tst": (None, "By INES KARO", None, None, "m0142"),
    "iptc7901.txt": (STAMP, None, None, None, "mne042"),
    "copy.docx": (None, None, None, None, None),
    "tracked.docx": (None, None, None, None, None),
    "copy.odt": (None, None, None, None, None),
    "copy.rtf": (None, None, None, None, None),
    "copy.pdf": (None, None, None, None, None),
    "copy.txt": (None, None, None, None, None),
}


def one(data: bytes | str, name: str) -> Article:
    raw = data.encode("utf-8") if isinstance(data, str) else data
    (article,) = articles_from_bytes(raw, path=name, name=name)
    return article


def roles(article: Article) -> list[tuple[str, str]]:
    return [(s.role.value, s.text) for s in sentences(article)]


def plain(text: str) -> str:
    """The story's words, whatever marks a format has for quotes and dashes."""
    for mark, other in (("``", "“"), ("''", "”"), (" _ ", " — "), ("opera-\ntor", "operator")):
        text = text.replace(mark, other)
    return " ".join(text.split())


@pytest.mark.parametrize("name", EXPECTED)
def test_every_format_gives_the_story(name: str) -> None:
    published, byline, source, language, item = EXPECTED[name]
    article = read(FOLDER / name, id="x")
    found = roles(article)
    assert article.title == TITLE
    assert (article.published, article.source) == (published, source)
    assert (article.language, article.item) == (language, item)
    assert found[0] == ("heading", TITLE)
    body = plain(" ".join(text for role, text in found if role in ("body", "quote")))
    assert body == plain(" ".join(COPY))
    if byline:
        assert ("boilerplate", byline) in found
    assert all(article.text[s.start : s.end] == s.text for s in sentences(article))


def test_every_file_has_a_row() -> None:
    files = {p.name for p in FOLDER.iterdir() if p.is_file() and p.suffix != ".py"}
    others = {"wire.txt", "copy.md", "two.jsonl", "both.zip"}
    assert files == EXPECTED.keys() | others


def test_the_script_writes_these_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from formats import make

    monkeypatch.setattr(make, "HERE", tmp_path)
    for part in (make.texts, make.objects, make.markup, make.wires, make.mails):
        part()
    for path in tmp_path.iterdir():
        assert path.read_bytes() == (FOLDER / path.name).read_bytes(), path.name


@pytest.mark.parametrize("name", ["two.jsonl", "both.zip"])
def test_files_of_several_articles(name: str) -> None:
    base = name.partition(".")[0]
    articles = read_all([str(FOLDER / name)])
    assert sorted(a.id for a in articles) == [f"{base}/copy", f"{base}/wire"]
    assert {a.title for a in articles} == {TITLE}
    by_id = {a.id: a for a in articles}
    assert WIRE[1] in by_id[f"{base}/wire"].text
    assert COPY[1] in by_id[f"{base}/copy"].text
    with pytest.raises(InputError, match="holds 2 articles"):
        read(FOLDER / name, id="x")


def test_a_folder_of_formats(tmp_path: Path) -> None:
    for name in ("two.jsonl", "nitf.xml"):
        (tmp_path / name).write_bytes((FOLDER / name).read_bytes())
    assert [a.id for a in read_all([str(tmp_path)])] == ["nitf", "two/wire", "two/copy"]


@pytest.mark.parametrize("name", ["anpa.tst", "iptc7901.txt", "mail.eml"])
def test_positions_lead_back_to_the_file(name: str) -> None:
    article = read(FOLDER / name, id="x")
    lines = (FOLDER / name).read_bytes().decode("utf-8").split("\n")
    assert "extracted-text" not in [notice.code for notice in article.notices]
    for words in ("Landslide sweeps", "130 passengers", "Tomas Wren", "Friday", "April"):
        row, column = article.position(article.text.index(words))
        assert lines[row - 1][column - 1 :].startswith(words)


@pytest.mark.parametrize("name", ["ninjs1.json", "nitf.xml", "rss.xml", "copy.docx", "copy.pdf"])
def test_where_positions_are_lost_a_notice_says_so(name: str) -> None:
    codes = [notice.code for notice in read(FOLDER / name, id="x").notices]
    assert codes[0] == "extracted-text"


@pytest.mark.parametrize("name", ["nitf.xml", "anpa.tst", "tracked.docx"])
def test_a_check_finds_the_one_changed_figure(name: str) -> None:
    articles = read_all([str(FOLDER / "wire.txt"), str(FOLDER / name)])
    report = check(articles, encoder=embed.load("lexical"))
    worse = [f for f in report.findings if f.severity is not Severity.INFO]
    assert [(f.code, f.outcome) for f in worse] == [("QTY101", Outcome.DIVERGE)]
    assert {account.text for account in worse[0].accounts} == {"310 passengers", "130 passengers"}
    assert not any(f.outcome is Outcome.SINGLE for f in report.findings)


# ------------------------------------------------------------------------- recognised by content


@pytest.mark.parametrize("name", sorted(EXPECTED.keys() - {"copy.txt"}))
def test_content_tells_the_format_whatever_the_name(name: str) -> None:
    data = (FOLDER / name).read_bytes()
    for other in ("story.txt", "story"):
        assert one(data, other).title == TITLE


@pytest.mark.parametrize(
    "text",
    [
        "{The court} ruled on Tuesday.\n\nIt fined the firm.\n",
        "[Reuters] Rain fell on Tuesday.\n",
        "<editor: check this> Rain fell on Tuesday.\n",
        "From: the start it rained.\nSubject to change, the match is on.\n",
        "From the desk of Ada Roe\n\nDate: 5 March\n\nRain fell.\n",
        "Subject: rain\n\nIt fell.\n",
        "5 < 6 and <b>rain</b> fell.\n",
    ],
)
def test_plain_text_that_begins_like_something_else(text: str) -> None:
    assert one(text, "a.txt").text == text


# ----------------------------------------------------------------------------- what each one skips


def test_ninjs_takes_the_body_once_and_the_text_before_the_markup() -> None:
    entry = json.loads((FOLDER / "ninjs1.json").read_text("utf-8"))
    assert one(json.dumps(entry), "a.json").text.count("Inspectors") == 1
    del entry["body_text"]
    assert one(json.dumps(entry), "a.json").text.count("Inspectors") == 1
    entry["body_xhtml"] = ""
    with pytest.raises(InputError, match="holds no article text"):
        one(json.dumps(entry), "a.json")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("ans.json", "99 coaches"),
        ("ans.json", "55 landslides"),
        ("nitf.xml", "12 coaches"),
        ("nitf.xml", "9 railways"),
    ],
)
def test_captions_and_links_are_boilerplate(name: str, words: str) -> None:
    found = [role for role, text in roles(read(FOLDER / name, id="x")) if words in text]
    assert found == ["boilerplate"]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("ninjs3.json", "77"),
        ("g2_xhtml.xml", "88"),
        ("newsml1.xml", "crane"),
        ("wordpress.json", "gallery"),
        ("wordpress.json", "Nine words"),
        ("rss.xml", "wp:paragraph"),
        ("page.html", "20 comments"),
        ("page.html", "newsletter"),
        ("page.html", "12 coaches"),
        ("mail.eml", "400 words"),
        ("mail.eml", "555"),
        ("tracked.docx", "310"),
        ("copy.odt", "310"),
        ("copy.rtf", "Times"),
        ("copy.pdf", "Page 1"),
        ("copy.pdf", "13 March"),
        ("anpa.tst", "Writethru"),
    ],
)
def test_what_is_no_copy_is_left_out(name: str, words: str) -> None:
    assert words in (FOLDER / name).read_bytes().decode("latin-1") or name.endswith(
        ("docx", "odt", "pdf")
    )
    assert words not in read(FOLDER / name, id="x").text


@pytest.mark.parametrize(
    ("name", "code"),
    [("mail.eml", "left-out"), ("mailhtml.eml", "attachments"), ("copy.pdf", "extracted-text")],
)
def test_notices(name: str, code: str) -> None:
    assert code in [notice.code for notice in read(FOLDER / name, id="x").notices]


def test_an_article_in_another_language_says_so() -> None:
    entry = {"text": "La pluie est tombée mardi.", "language": "fr"}
    assert [n.code for n in one(json.dumps(entry), "a.json").notices][-1] == "language"
    entry["language"] = "en-GB"
    assert "language" not in [n.code for n in one(json.dumps(entry), "a.json").notices]


def test_a_feed_of_summaries_says_so_and_links_alone_are_refused() -> None:
    feed = "<rss version='2.0'><channel><item><title>T</title>{}</item></channel></rss>"
    article = one(feed.format("<description>Rain fell on Tuesday.</description>"), "a.xml")
    assert article.text == "# T\n\nRain fell on Tuesday."
    assert "summary-only" in [notice.code for notice in article.notices]
    with pytest.raises(InputError, match="without text"):
        one(feed.format("<link>http://a.example</link>"), "a.xml")
    with pytest.raises(InputError, match="without an item"):
        one("<rss version='2.0'><channel></channel></rss>", "a.xml")


def test_items_without_text_beside_others_are_left_out_with_a_notice() -> None:
    item = (FOLDER / "g2_plain.xml").read_text("utf-8").partition("?>")[2]
    message = f"<newsMessage><itemSet>{item}<newsItem guid='p'/></itemSet></newsMessage>"
    article = one(message, "a.xml")
    assert "1 of 2 items" in next(n.message for n in article.notices if n.code == "items-left-out")


def test_tables_of_documents_stay_in_order() -> None:
    content = (
        "<office:document-content xmlns:office='o' xmlns:text='t' xmlns:table='b'><office:body>"
        "<office:text><text:p>Before it.</text:p><table:table><table:table-row><table:table-cell>"
        "<text:p>dead</text:p></table:table-cell><table:table-cell><text:p>12</text:p>"
        "</table:table-cell></table:table-row></table:table><text:list><text:list-item>"
        "<text:p>an item</text:p></text:list-item></text:list><text:p>After it.</text:p>"
        "</office:text></office:body></office:document-content>"
    )
    files = {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content}
    assert one(packed(files), "a.odt").text.split("\n\n") == [
        "Before it.",
        "| dead | 12 |",
        "- an item",
        "After it.",
    ]


def packed(files: Mapping[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return buffer.getvalue()


def test_a_word_document_with_tables_moves_fields_and_hidden_text() -> None:
    with zipfile.ZipFile(FOLDER / "copy.docx") as old:
        files = {name: old.read(name).decode() for name in old.namelist()}
    body = (
        "<w:p><w:r><w:t>One </w:t></w:r><w:moveFrom><w:r><w:t>gone</w:t></w:r></w:moveFrom>"
        "<w:moveTo><w:r><w:t>came</w:t></w:r></w:moveTo><w:r><w:rPr><w:vanish/></w:rPr>"
        "<w:t>unseen</w:t></w:r><w:r><w:instrText>PAGE 7</w:instrText></w:r>"
        "<w:hyperlink><w:r><w:t> by link</w:t></w:r></w:hyperlink><w:r><w:t>.</w:t></w:r></w:p>"
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>Two were </w:t></w:r></w:p>"
        "<w:p><w:r><w:t>joined.</w:t></w:r></w:p>"
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>dead</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r>"
        "<w:t>12</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p><w:r>"
        "<w:t>struck</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
        "<w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>an item</w:t></w:r></w:p>"
    )
    head, _, tail = files["word/document.xml"].partition("<w:body>")
    files["word/document.xml"] = f"{head}<w:body>{body}</w:body></w:document>"
    assert tail
    assert one(packed(files), "a.docx").text.split("\n\n") == [
        "One came by link.",
        "Two were joined.",
        "| dead | 12 |",
        "- an item",
    ]


def test_changes_that_an_rtf_document_tracks() -> None:
    text = "{\\rtf1 Rain hit {\\deleted 5}{\\revised 6} towns.\\par Snow fell.}"
    assert one(text, "a.rtf").text == "Rain hit 6 towns.\n\nSnow fell."


def test_a_forwarded_message_is_the_story() -> None:
    mail = (
        "From: a@b.example\nSubject: Fwd: for you\nDate: Thu, 14 Mar 2024 09:00:00 +0000\n\n"
        "See below.\n\n---------- Forwarded message ---------\nFrom: Desk <d@b.example>\n"
        "Date: Wed, 13 Mar 2024 07:45:00 +0000\nSubject: Rain falls\nTo: a@b.example\n\n"
        "Rain fell on Ostrey.\n\n> an older line\n"
    )
    article = one(mail, "a.eml")
    assert article.title == "Rain falls"
    assert article.published == STAMP
    assert article.text == "# Rain falls\n\nRain fell on Ostrey."


# ---------------------------------------------------------------------------------- what is refused

BOMB = '<?xml version="1.0"?><!DOCTYPE nitf [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;">]><nitf><body><body.content><p>&b;</p></body.content></body></nitf>'
OUTSIDE = '<!DOCTYPE nitf [<!ENTITY a SYSTEM "file:///etc/hostname">]><nitf><body><body.content><p>&a;</p></body.content></body></nitf>'


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.json", '{"a": 1}', "no article in a form that is known"),
        ("a.json", "[1, 2]", "no article in a form that is known"),
        ("a.json", '{"text": 5}', "no article in a form that is known"),
        ("a.json", '{"text": "Rain', "begins like JSON but is none"),
        ("a.txt", '{"headline": "Rain", "bo', "begins like JSON but is none"),
        ("a.json", "no JSON", "begins like JSON but is none"),
        ("a.json", "[" * 200_000, "JSON"),
        ("a.json", '{"schema": "consistency-report/1", "articles": []}', "consistency wrote"),
        ("a.jsonl", '{"text": "Rain fell."}\n{"text": ', "line 2"),
        ("a.xml", "<inventory><item>5</item></inventory>", "none of the forms"),
        ("a.txt", "<inventory><item>5</item></inventory>", "none of the forms"),
        ("a.xml", "<nitf><body>", "no well-formed XML"),
        ("a.xml", "no XML", "no well-formed XML"),
        ("a.xml", BOMB, "declares XML entities"),
        ("a.xml", OUTSIDE, "declares XML entities"),
        ("a.rss", BOMB.replace("nitf", "rss"), "declares XML entities"),
        ("a.xml", "<nitf><body><body.content/></body></nitf>", "holds no text"),
        ("a.xml", "<newsItem/>", "holds no text"),
        ("a.xml", "<NewsML/>", "holds no text"),
        ("a.eml", "From: a@b.example\nSubject: x\n\n", "e-mail without text"),
        ("a.rtf", "{\\rtf1 }", "document without text"),
        ("a.tst", "\x01m1\r\n\x02^BC-Rain<\r\n\x03", "wire message without text"),
        ("a.doc", b"\xd0\xcf\x11\xe0 old", "old office document"),
        ("a.pdf", b"%PDF-1.7 broken", "damaged"),
        ("a.zip", b"PK\x03\x04rest", "damaged"),
        ("a.zip", packed({"a.zip": packed({"a.txt": "x"})}), "zip file in a zip file"),
        ("a.zip", packed({"a.png": "x"}), "holds no article"),
        ("a.xlsx", packed({"[Content_Types].xml": "x", "xl/workbook.xml": "x"}), "office document"),
        ("a.docx", packed({"word/document.xml": "<x/>"}), "damaged"),
    ],
)
def test_one_clear_line(name: str, content: bytes | str, says: str) -> None:
    with pytest.raises(InputError) as caught:
        one(content, name)
    message = str(caught.value)
    assert says in message
    assert message.startswith(name)
    assert "\n" not in message
    assert ": " in message.removeprefix(name + ": ")  # the remedy stands after a colon


def test_a_doctype_is_no_danger_and_html_s_characters_are_known() -> None:
    text = (
        '<!DOCTYPE nitf PUBLIC "-//IPTC//DTD NITF 3.6//EN" "nitf.dtd"><nitf><body><body.content>'
        "<p>Caf&eacute; &mdash; rain.</p></body.content></body></nitf>"
    )
    assert one(text, "a.xml").text == "Café — rain."


def test_xml_that_declares_the_wrong_encoding_is_still_read() -> None:
    data = '<?xml version="1.0" encoding="utf-8"?><nitf><body><body.content><p>Café.</p></body.content></body></nitf>'
    article = one(data.encode("cp1252"), "a.xml")
    assert article.text == "Café."
    assert article.notices[0].code == "encoding"


@pytest.mark.parametrize(
    ("module", "name"),
    [("docx", "copy.docx"), ("striprtf.striprtf", "copy.rtf"), ("pypdf", "copy.pdf")],
)
def test_a_missing_library_is_named_with_its_remedy(
    module: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    import importlib

    real = importlib.import_module

    def missing(wanted: str, package: str | None = None) -> object:
        if wanted == module:
            raise ModuleNotFoundError(wanted)
        return real(wanted, package)

    monkeypatch.setattr(importlib, "import_module", missing)
    with pytest.raises(InputError, match=r"pip install 'article-consistency\[documents\]'"):
        read(FOLDER / name, id="x")


def test_a_huge_document_is_not_unpacked() -> None:
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("word/document.xml", "w") as file,
    ):
        for _ in range(101):
            file.write(b" " * 1_000_000)
    with pytest.raises(InputError, match="unpacks to 101 MB"):
        one(buffer.getvalue(), "a.docx")


# --------------------------------------------------------------------------------------------- fuzz


@pytest.mark.parametrize(
    "name", sorted(p.name for p in FOLDER.iterdir() if p.suffix != ".py" and p.is_file())
)
def test_spoiled_files_give_an_article_or_one_line(name: str) -> None:
    data = (FOLDER / name).read_bytes()
    for number in range(12):
        bad = spoiled(data, random.Random(f"{name}/{number}"))
        articles, problem = (), ""
        try:
            articles = articles_from_bytes(bad, path=name, name=name)
        except ConsistencyError as error:
            problem = str(error)
        assert "\n" not in problem, number
        for article in articles:
            assert article.text.strip(), number
            for sentence in sentences(article):
                assert article.text[sentence.start : sentence.end] == sentence.text, number
            article.text.encode("utf-8", "strict" if name != "copy.txt" else "replace")


def test_roles_are_those_of_a_check() -> None:
    article = read(FOLDER / "ans.json", id="x")
    assert {s.role for s in sentences(article)} == {Role.HEADING, Role.BODY, Role.BOILERPLATE}


@pytest.mark.parametrize(
    ("subject", "title"),
    [
        ("Rain in Caf\u00e9 Row", "Rain in Caf\u00e9 Row"),
        ("=?utf-8?q?Rain_in_Caf=C3=A9_Row?=", "Rain in Caf\u00e9 Row"),
        ("=?utf-8?b?UmFpbg==?= again", "Rain again"),
        ("Re: FW: Rain", "Rain"),
        ("=?nonsense?q?Rain?=", "=?nonsense?q?Rain?="),
    ],
)
def test_subjects_of_mail(subject: str, title: str) -> None:
    assert one(f"From: a@b.example\nSubject: {subject}\n\nRain fell.\n", "a.eml").title == title
