"""Documents of word processors: docx (python-docx), odt (zip and XML) and rtf (striprtf).

Changes that are tracked are read as if they were accepted: what was put in stands, what was struck
out does not.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from consistency.errors import InputError
from consistency.readers import plain, xml_news
from consistency.readers.item import Block, Item, clean, has_text
from consistency.readers.markup import name_of, text_of
from consistency.readers.needs import needed

# What a document unpacks to at most: a novel has 2 MB of XML, a bomb gigabytes.
LARGEST: Final = 100_000_000


def _item(blocks: list[Block], name: str, title: str = "", published: date | None = None) -> Item:
    if not has_text(tuple(blocks)):
        raise InputError(f"{name}: is a document without text: give one with the article in it")
    heading = next((b.text.lstrip("# ") for b in blocks[:3] if b.text.startswith("#")), "")
    # What a document's properties call it is often what it was made from.
    shown = heading or plain.title("\n\n".join(block.text for block in blocks[:5])) or title
    return Item(tuple(blocks), title=shown or None, published=published, heading=False)


def archive(data: bytes, name: str) -> zipfile.ZipFile:
    """A zip file that is sound and not huge. Raises `InputError`."""
    try:
        opened = zipfile.ZipFile(io.BytesIO(data))
        size = sum(entry.file_size for entry in opened.infolist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError) as error:
        raise InputError(
            f"{name}: is a damaged zip file or document ({str(error).lower()[:80]}): save it again"
        ) from None
    if size > LARGEST:
        raise InputError(
            f"{name}: unpacks to {size // 1_000_000} MB, more than {LARGEST // 1_000_000} MB are"
            " not read: save the article's text as .txt"
        )
    return opened


def member(opened: zipfile.ZipFile, path: str, name: str) -> bytes:
    """One file of an archive. Raises `InputError` where it is damaged, locked or too large."""
    import zlib

    try:
        with opened.open(path) as file:
            found = file.read(LARGEST + 1)
    except (KeyError, zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError):
        raise InputError(f"{name}: is a damaged zip file or document: save it again") from None
    except (RuntimeError, NotImplementedError):  # the password, or a method of another program
        raise InputError(f"{name}: is locked or packed in an odd way: save it plainly") from None
    if len(found) > LARGEST:
        raise InputError(f"{name}: unpacks to too much: save the article's text as .txt")
    return found


# -------------------------------------------------------------------------------------------- docx

# Struck out, moved away, hidden in fields or doubled for old programs.
_LEFT_OUT: Final = frozenset(
    "del movefrom instrtext deltext fallback pict object commentrangestart rpr ppr".split()
)


def docx(data: bytes, name: str) -> list[Item]:
    """A Word document."""
    document = needed("docx", "python-docx", f"{name}: is a Word document")
    archive(data, name)
    try:
        opened = document.Document(io.BytesIO(data))
        body = opened.element.body
        styles = {style.style_id: style.name or "" for style in opened.styles}
        title = str(opened.core_properties.title or "")
        blocks = list(_word_blocks(body, styles))
    except InputError:
        raise
    except Exception:  # python-docx raises whatever its parts raise on a damaged package
        raise InputError(
            f"{name}: is a Word document that is damaged: open it and save it again"
        ) from None
    return [_item(blocks, name, "" if title == "Word Document" else title)]


def _word_blocks(body: Any, styles: dict[str, str]) -> Iterator[Block]:
    """Paragraphs and table rows in order; iterative, for tables in tables."""
    held = ""  # text of a paragraph whose end was struck out
    stack = list(reversed(body))
    while stack:
        element = stack.pop()
        kind = name_of(element)
        if kind == "p":
            text = held + _word_text(element)
            held = ""
            if _joins_next(element):
                held = text
            elif text.strip():
                yield Block(_word_mark(element, styles) + text.strip())
        elif kind == "tr":
            cells = [
                " ".join(_word_cell(cell).split()) for cell in element if name_of(cell) == "tc"
            ]
            if any(cells) and not _struck(element):
                yield Block("| " + " | ".join(cells) + " |")
        elif kind not in _LEFT_OUT:
            stack.extend(child for child in reversed(element))
    if held.strip():
        yield Block(held.strip())


def _word_cell(cell: Any) -> str:
    return " ".join(_word_text(p) for p in cell.iter() if name_of(p) == "p")


def _inside(element: Any, *path: str) -> Any:
    for step in path:
        element = next((child for child in element if name_of(child) == step), None)
        if element is None:
            return None
    return element


def _joins_next(paragraph: Any) -> bool:
    return _inside(paragraph, "ppr", "rpr", "del") is not None


def _struck(row: Any) -> bool:
    return _inside(row, "trpr", "del") is not None


def _word_text(paragraph: Any) -> str:
    pieces: list[str] = []
    stack = list(reversed(paragraph))
    while stack:
        element = stack.pop()
        kind = name_of(element)
        if kind == "t":
            pieces.append(element.text or "")
        elif kind == "r" and _hidden(element):
            continue
        elif kind in _CHARACTERS:
            pieces.append(_CHARACTERS[kind])
        elif kind not in _LEFT_OUT:
            stack.extend(child for child in reversed(element))
    return clean("".join(pieces))


_CHARACTERS: Final = {
    **{"tab": "\t", "br": "\n", "cr": "\n", "nobreakhyphen": "-", "softhyphen": "\u00ad"},
}


def _hidden(run: Any) -> bool:
    mark = _inside(run, "rpr", "vanish")
    value = next(iter(mark.attrib.values()), "1") if mark is not None else "0"
    return value not in ("0", "false", "off")


def _word_mark(paragraph: Any, styles: dict[str, str]) -> str:
    style = _inside(paragraph, "ppr", "pstyle")
    code = next(iter(style.attrib.values()), "") if style is not None else ""
    called = styles.get(code, code).lower()
    heading = re.match(r"heading\s?([1-6])", called)
    if called == "title":
        return "# "
    if heading:
        return "#" * int(heading[1]) + " "
    listed = _inside(paragraph, "ppr", "numpr") is not None or called.startswith("list ")
    return "- " if listed else ""


# --------------------------------------------------------------------------------------------- odt


def odt(data: bytes, name: str) -> list[Item]:
    """An OpenDocument text."""
    opened = archive(data, name)
    content = xml_news.parse(member(opened, "content.xml", name), name)
    body = next((e for e in content.iter() if name_of(e) == "text" and len(e)), None)
    blocks = list(_open_blocks(body)) if body is not None else []
    title = ""
    if "meta.xml" in opened.namelist():
        meta = xml_news.parse(member(opened, "meta.xml", name), name)
        title = text_of(next((e for e in meta.iter() if name_of(e) == "title"), None))
    return [_item(blocks, name, title)]


_OPEN_LEFT_OUT: Final = frozenset(
    "tracked-changes note annotation annotation-end sequence-decls forms table-of-content"
    " variable-decls user-field-decls ruby-text".split()
)


def _open_blocks(body: Any) -> Iterator[Block]:
    stack: list[tuple[Any, str]] = [(body, "")]
    while stack:
        element, mark = stack.pop()
        kind = name_of(element)
        if kind in ("h", "p"):
            text = clean(_open_text(element)).strip()
            level = next((v for k, v in element.attrib.items() if k.endswith("outline-level")), "1")
            if kind == "h":
                mark = "#" * (int(level) if level in "123456" and level else 2) + " "
            if text:
                yield Block(mark + text)
        elif kind == "table-row":
            cells = [" ".join(_open_text(c).split()) for c in element if name_of(c) == "table-cell"]
            if any(cells):
                yield Block("| " + " | ".join(cells) + " |")
        elif kind not in _OPEN_LEFT_OUT:
            inner = "- " if kind in ("list-item", "list") else mark
            stack.extend((child, inner) for child in reversed(element))


def _open_text(element: Any) -> str:
    pieces: list[str] = []
    stack: list[tuple[Any, bool]] = [(element, False)]
    while stack:
        part, done = stack.pop()
        kind = name_of(part)
        if not done and kind not in _OPEN_LEFT_OUT:
            pieces.append(_OPEN_CHARACTERS.get(kind, "") + (part.text or ""))
            stack.append((part, True))
            stack.extend((child, False) for child in reversed(part))
            continue
        if part is not element:
            pieces.append(" " if done and kind == "p" else "")
            pieces.append(part.tail or "")
    return "".join(pieces)


_OPEN_CHARACTERS: Final = {"s": " ", "tab": "\t", "line-break": "\n"}


# --------------------------------------------------------------------------------------------- rtf

_RTF_TITLE: Final = re.compile(r"\{\\title ([^{}\\]{1,300})\}")
_DELETED: Final = re.compile(r"\{[^{}]{0,200}\\deleted(?![a-z0-9])[^{}]*\}")


def rtf(data: bytes, name: str) -> list[Item]:
    """A document in Rich Text Format."""
    striprtf = needed("striprtf.striprtf", "striprtf", f"{name}: is an RTF document")
    source = data.decode("cp1252", "replace")
    title = _RTF_TITLE.search(source[:20_000])
    try:
        text = striprtf.rtf_to_text(_DELETED.sub("", source), encoding="cp1252", errors="replace")
    except (ValueError, LookupError, IndexError, TypeError, OverflowError, RecursionError):
        raise InputError(f"{name}: is an RTF document that is damaged: save it again") from None
    blocks = [Block(part.strip()) for part in clean(text).split("\n") if part.strip()]
    return [_item(blocks, name, title[1].strip() if title else "")]
