"""What was understood of an article: its title, date and source, and the role of each paragraph.

`consistency read` prints it, so that a reader's mistake is seen before it looks like a finding.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import groupby
from typing import Any, Final

from consistency import characters
from consistency.harmless import escaped, one_line
from consistency.model import Article, Sentence
from consistency.split import split

SCHEMA: Final = "consistency-article/1"


def sentences(article: Article) -> tuple[Sentence, ...]:
    """The article's sentences as a check takes them, with offsets into the printed text."""
    entry = characters.reading(article)
    return tuple(characters.restored_sentence(found, entry) for found in split(entry.article))


def to_dict(article: Article) -> dict[str, Any]:
    """The article as JSON types: what the reader found, and its paragraphs with their roles."""
    paragraphs = []
    for group in _paragraphs(article):
        start, end = group[0].start, group[-1].end
        line, column = article.position(start)
        paragraphs.append(
            {
                "roles": _roles(group),
                "start": start,
                "end": end,
                "line": line,
                "column": column,
                "text": article.text[start:end],
                "sentences": [
                    {"role": s.role.value, "start": s.start, "end": s.end, "text": s.text}
                    for s in group
                ],
            }
        )
    return {
        "schema": SCHEMA,
        "id": article.id,
        "path": article.path,
        "title": article.title,
        "published": article.published.isoformat() if article.published else None,
        "source": article.source,
        "language": article.language,
        "item": article.item,
        "length": len(article.text),
        "notices": [{"code": n.code, "message": n.message} for n in article.notices],
        "paragraphs": paragraphs,
    }


def to_json(article: Article) -> str:
    """`to_dict` as one line of JSON."""
    return escaped(json.dumps(to_dict(article), ensure_ascii=False))


def to_text(article: Article) -> str:
    """The article for a terminal: what the reader found, then a paragraph per line."""
    facts = [
        ("title", article.title),
        ("published", str(article.published or "")),
        ("source", article.source),
        ("language", article.language),
        ("id in file", article.item),
    ]
    path = one_line(article.path or article.id)
    lines = [article.id if path == article.id else f"{article.id}  {path}"]
    lines += [f"  {name:<12}{_line(value)}" for name, value in facts if value]
    lines += [f"  {'notice':<12}{_line(n.message)} ({n.code})" for n in article.notices]
    missing = [name for name in ("title", "published") if getattr(article, name) is None]
    if missing:
        lines.append(f"  {'not known':<12}{', '.join(missing)}")
    lines.append("")
    for group in _paragraphs(article):
        text = article.text[group[0].start : group[-1].end]
        lines.append(f"  {'+'.join(_roles(group)):<12}{_line(text)}")
    return "\n".join(lines) + "\n"


def _paragraphs(article: Article) -> list[list[Sentence]]:
    return [list(group) for _, group in groupby(sentences(article), key=lambda s: s.paragraph)]


def _roles(group: Sequence[Sentence]) -> list[str]:
    return list(dict.fromkeys(sentence.role.value for sentence in group))


def _line(text: str | None) -> str:
    shown = " ".join((text or "").split())
    return "".join(char if char.isprintable() else "\ufffd" for char in shown)
