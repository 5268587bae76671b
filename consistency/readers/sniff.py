"""What format a file has: told by its content first, by its name where that leaves it open."""

from __future__ import annotations

import re
from typing import Final

from consistency.errors import InputError
from consistency.readers import feeds, json_news, mail, wire, xml_news
from consistency.readers.encoding import MARKS

MARKDOWN: Final = (".md", ".markdown")
HTML: Final = (".html", ".htm", ".xhtml")
JSON_LINES: Final = (".jsonl", ".ndjson")
JSON: Final = (".json", ".jsonld", ".ninjs")
XML: Final = (".xml", ".nitf", ".newsml", ".rss", ".atom", ".wxr")
DOCUMENTS: Final = (".docx", ".odt", ".rtf", ".pdf", ".eml")
WIRE: Final = (".anpa", ".tst", ".iptc")
SEVERAL: Final = (*JSON_LINES, *JSON, *XML, ".zip")
"""Suffixes of files that may hold several articles."""

# File signatures that are published for these formats, and what the user can do about each.
_REFUSED: Final = (
    (b"\xd0\xcf\x11\xe0", "an old office document", "save it as .docx or .txt"),
    (b"\x89PNG", "an image", "give the article's text"),
    (b"\xff\xd8\xff", "an image", "give the article's text"),
    (b"GIF8", "an image", "give the article's text"),
    (b"\x1f\x8b", "a gzip archive", "unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", "unpack it first"),
    (b"Rar!", "a RAR archive", "unpack it first"),
    (b"bplist00", "a web archive of Safari", "save the page as .html"),
)


def binary(data: bytes, name: str) -> str:
    """ "pdf", "zip", "docx", "odt" or "rtf"; "" for text. Raises `InputError` for other bytes."""
    if b"%PDF-" in data[:1024] and data.lstrip()[:5] == b"%PDF-":
        return "pdf"
    if data.startswith(b"PK\x03\x04") or data.startswith(b"PK\x05\x06"):
        return _packed(data, name)
    if data.startswith(b"{\\rtf"):
        return "rtf"
    for signature, what, remedy in _REFUSED:
        if data.startswith(signature):
            raise InputError(f"{name}: is {what}, not text: {remedy}")
    if any(data.startswith(mark) for mark, _ in MARKS):
        return ""
    if b"\0" in data and not wire.is_wire(data[:4000].decode("latin-1")):
        raise InputError(f"{name}: is not a text file (it holds NUL bytes): save it as UTF-8 text")
    return ""


def _packed(data: bytes, name: str) -> str:
    """What a zip file is: a document of Word or OpenDocument, or an archive."""
    from consistency.readers import documents

    opened = documents.archive(data, name)
    members = set(opened.namelist())
    if "word/document.xml" in members:
        return "docx"
    if "content.xml" in members and "mimetype" in members:
        kind = documents.member(opened, "mimetype", name)[:80]
        if b"opendocument.text" in kind:
            return "odt"
        raise InputError(f"{name}: is an office document, but no text: save its text as .txt")
    if "[Content_Types].xml" in members:
        raise InputError(f"{name}: is an office document, but no text: save its text as .txt")
    return "zip"


_PROLOG: Final = re.compile(
    r"(?:\s++|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*+(?:\[.*?\]\s*+)?>)*+", re.DOTALL | re.IGNORECASE
)
_DOCTYPE: Final = re.compile(r"\s*<!doctype\s+html", re.IGNORECASE)
_JSON_HEAD: Final = re.compile(r"\s*(?:\{\s*(?:\"|\})|\[\s*(?:\{|\]|\[))")
_HEAD: Final = 20_000
_TAG: Final = re.compile(r"<[a-z!/?]", re.I)
_HTML_NAMES: Final = frozenset(
    "a abbr address article aside b base big blockquote body br center cite code dd del dfn div dl"
    " dt em embed fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head"
    " header hgroup hr html i iframe img ins label li link main map mark meta nav noscript object"
    " ol p picture pre q s samp script section small span strike strong style sub summary sup svg"
    " table tbody td template th thead time title tr u ul video".split()
)
_FEEDS: Final = feeds.ROOTS
_KNOWN: Final = frozenset((*_FEEDS, *xml_news.NAMES))


def textual(text: str, path: str) -> str:
    """ "wire", "mail", "json", "jsonl", "feed", "xml", "html", "markdown" or "text"."""
    if wire.is_wire(text):
        return "wire"
    if text.lstrip()[:1] == "<" or path.endswith((*XML, *HTML)):
        return _marked_up(text, path)
    if path.endswith(JSON_LINES) or (_JSON_HEAD.match(text) and json_news.is_lines(text)):
        return "jsonl"
    if path.endswith(JSON) or _JSON_HEAD.match(text):
        return "json"
    if path.endswith(".eml") or mail.is_mail(text):
        return "mail"
    return "markdown" if path.endswith(MARKDOWN) else "text"


def _marked_up(text: str, path: str) -> str:
    head = text[:_HEAD]
    root = root_name(head)
    if root in _FEEDS:
        return "feed"
    if root in _KNOWN:
        return "xml"
    if _DOCTYPE.match(head) or root == "html" or (path.endswith(HTML) and _TAG.search(text)):
        return "html"
    if head.lstrip()[:5].lower() == "<?xml" or path.endswith(XML):
        return "xml"
    if root and root not in _HTML_NAMES and text.rstrip().endswith(">"):
        return "xml"
    return "markdown" if path.endswith(MARKDOWN) else "text"


def root_name(head: str) -> str:
    """The local name of the first element of a document, in small letters; "" for none."""
    prolog = _PROLOG.match(head)
    match = xml_news.ROOT.match(head, prolog.end() if prolog else 0)
    return match[1].lower() if match else ""


def html(data: bytes) -> bool:
    """Whether bytes of any name begin as marked-up text does, which may declare its encoding."""
    head = data[:1024]
    for mark, _ in MARKS:
        head = head.removeprefix(mark)
    return head.lstrip(b" \r\n\t\0")[:1] == b"<"
