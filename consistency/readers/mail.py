"""E-mail (.eml): the story in a message, without signature, quoted replies and letterhead."""

from __future__ import annotations

import contextlib
import re
from dataclasses import dataclass
from email.errors import HeaderParseError
from email.message import Message
from typing import Final

from consistency.errors import InputError
from consistency.model import Notice
from consistency.readers import dates, markup
from consistency.readers.item import Block, Item, clean, has_text, line, paragraphs

_LONGEST_HEADER: Final = 2000
_FIELD: Final = re.compile(r"[!-9;-~]{1,60}:(?:\s|\Z)")
_SENDER: Final = re.compile(r"(?:from|return-path|received|delivered-to):", re.IGNORECASE)
_OTHER: Final = re.compile(r"(?:subject|date|message-id|mime-version|to):", re.IGNORECASE)
_PREFIX: Final = re.compile(r"(?:(?:re|fwd?|wg|aw)\s*(?:\[\d{1,3}\])?\s*:\s*)+", re.IGNORECASE)
_SIGNATURE: Final = re.compile(r"^-- ?$", re.MULTILINE)
# What mail programs print above the message that is answered.
_REPLY: Final = re.compile(
    r"^(?:-{2,}\s*original message\s*-{2,}|_{10,}|on\b[^\n]{0,200}\n?[^\n]{0,200}\bwrote:)[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
_FORWARD: Final = re.compile(
    r"^(?:-{2,}\s*forwarded message\s*-{2,}|begin forwarded message:)[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
_HEADER: Final = re.compile(r"[>* \t]*\*?(from|date|sent|subject|to|cc)\*?\s*:\*?\s*(.*)", re.I)


def is_mail(text: str) -> bool:
    """Whether a text begins with the header of a message: a sender, and one more usual field."""
    sender = other = False
    for entry in text[:20_000].lstrip("\n").split("\n")[:200]:
        shown = entry.rstrip("\r")
        if not shown.strip():
            break
        if shown[0] in " \t" or shown.startswith("From "):
            continue
        if not _FIELD.match(shown):
            return False
        sender = sender or _SENDER.match(shown) is not None
        other = other or _OTHER.match(shown) is not None
    return sender and other


@dataclass(frozen=True, slots=True)
class _Story:
    """What is left of a message's text; `subject` and `date` are those of a forwarded one."""

    text: str
    left_out: int
    subject: str = ""
    date: str = ""


def read(data: bytes, name: str) -> list[Item]:
    """The story of a message. Raises `InputError` where it has no text."""
    from email import message_from_bytes

    try:
        # The older policy: the newer one's parser of headers is quadratic in their length.
        message = message_from_bytes(data.lstrip(b"\r\n"))
        plain, html, files = _parts(message)
        title = _PREFIX.sub("", _header(message, "subject"))
        sender, sent = _header(message, "from"), _header(message, "date")
        language = _header(message, "content-language")
        number = _header(message, "message-id")
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError, AssertionError):
        # the standard library's parser raises these on headers that are broken in odd ways
        raise InputError(
            f"{name}: is an e-mail that can't be read: save the article's text as .txt"
        ) from None
    story = _story(plain)
    blocks: tuple[Block, ...] = paragraphs(story.text)
    if not has_text(blocks) and html.strip():
        blocks = _without_quotes(markup.blocks(html))
    if not has_text(blocks):
        there = f" (its text may stand in {', '.join(files[:3])})" if files else ""
        raise InputError(f"{name}: is an e-mail without text{there}: give the article itself")
    title = story.subject or title
    heading, blocks = _located(data, title, blocks)
    return [
        Item(
            (*heading, *blocks),
            title=title or None,
            heading=not heading,
            published=dates.moment(story.date) or dates.moment(sent),
            source=_sender(sender) or None,
            language=language or None,
            id=number or None,
            notices=_notices(story, files),
        )
    ]


def _located(
    data: bytes, title: str, blocks: tuple[Block, ...]
) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """The headline and the text with their places, where the file prints both as they are read."""
    source = data.decode("utf-8", "replace").replace("\r\n", "\n")
    subject = re.search(r"^Subject:.*", source, re.IGNORECASE | re.MULTILINE)
    at = subject[0].find(title) if subject and title else -1
    body = source.find(blocks[0].text) if len(blocks) == 1 else -1
    if subject is None or at < 0 or body < subject.end():
        return (), blocks
    row, column = _place(source, subject.start() + at)
    marked = ((0, row, max(1, column - 2)), (2, row, column))
    story = Block(blocks[0].text, places=((0, *_place(source, body)),))
    return (Block("# " + title, places=marked),), (story,)


def _place(text: str, offset: int) -> tuple[int, int]:
    """Line and column, from 1."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def _header(message: Message, name: str) -> str:
    """A header's text, its encoded words and its bare UTF-8 decoded."""
    from email.header import decode_header, make_header

    raw = next((v for k, v in message.raw_items() if k.lower() == name), "")
    value = str(raw)[:_LONGEST_HEADER].encode("ascii", "surrogateescape").decode("utf-8", "replace")
    with contextlib.suppress(ValueError, LookupError, HeaderParseError):
        value = str(make_header(decode_header(value)))
    return line(value)


def _sender(value: str) -> str:
    """The name in front of an address, or the address."""
    shown = re.sub(r"<[^<>]*>", "", value).strip(" \"'")
    return shown or value.strip("<> ")


def _parts(message: Message) -> tuple[str, str, list[str]]:
    """The plain text, the HTML and the names of attached files."""
    plain: list[str] = []
    html: list[str] = []
    files: list[str] = []
    for part in message.walk():
        kind = part.get_content_type()
        if part.is_multipart():
            continue
        attached = part.get_content_disposition() == "attachment" or part.get_filename()
        if attached:
            files.append(line(part.get_filename() or kind))
        elif kind == "text/plain":
            plain.append(_decoded(part))
        elif kind == "text/html":
            html.append(_decoded(part))
    return "\n\n".join(plain), "\n".join(html), files


def _decoded(part: Message) -> str:
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return ""
    charset = part.get_content_charset() or "utf-8"
    for encoding in (charset, "utf-8", "cp1252"):
        try:
            text = data.decode(encoding)
            break
        except (LookupError, UnicodeDecodeError):
            continue
    else:
        text = data.decode("cp1252", "replace")
    flowed = str(part.get_param("format", "")).lower() == "flowed"
    text = clean(text)
    return re.sub(r"(?<=\S) \n(?=[^\s>])", " ", text) if flowed else text


def _story(text: str) -> _Story:
    """The text without what is below a signature mark, quoted lines and answered messages."""
    forward = _FORWARD.search(text)
    if forward and len(text[: forward.start()].split()) < 40:
        inner, facts = _forwarded(text[forward.end() :])
        below = _story(inner)
        return _Story(
            below.text,
            below.left_out + forward.end(),
            _PREFIX.sub("", facts.get("subject", "")),
            facts.get("date", "") or facts.get("sent", ""),
        )
    kept = text
    reply = _REPLY.search(kept)
    if reply and kept[: reply.start()].strip():
        kept = kept[: reply.start()]
    signature = _SIGNATURE.search(kept)
    if signature and kept[: signature.start()].strip():
        kept = kept[: signature.start()]
    lines = kept.split("\n")
    own = [entry for entry in lines if not entry.startswith(">")]
    if any(entry.strip() for entry in own):
        kept = "\n".join(own)
    return _Story(kept, len("".join(text.split())) - len("".join(kept.split())))


def _forwarded(text: str) -> tuple[str, dict[str, str]]:
    """The text below the header that a mail program prints above a forwarded message."""
    facts: dict[str, str] = {}
    lines = text.split("\n")
    for number, entry in enumerate(lines):
        match = _HEADER.fullmatch(entry.rstrip())
        if match:
            facts.setdefault(match[1].lower(), line(match[2]))
        elif entry.strip() or (facts and not entry.strip()):
            return "\n".join(lines[number:]), facts
    return text, facts


def _without_quotes(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks above a signature mark or an answered message."""
    found: list[Block] = []
    for block in blocks:
        if found and (_SIGNATURE.match(block.text) or _REPLY.match(block.text)):
            break
        found.append(block)
    return tuple(found)


def _notices(story: _Story, files: list[str]) -> tuple[Notice, ...]:
    notices = []
    if story.left_out:
        message = "signature, quoted replies or the forwarding note of the e-mail were left out"
        notices.append(Notice("left-out", message))
    if files:
        message = f"attached to the e-mail and not read: {', '.join(files[:5])}"
        notices.append(Notice("attachments", message))
    return tuple(notices)
