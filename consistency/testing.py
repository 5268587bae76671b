"""For tests: an encoder that needs no model, and short ways to make articles and documents.

from consistency.testing import LexicalEncoder, article, document

report = check([article("a", "…"), article("b", "…")], encoder=LexicalEncoder())
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from consistency.embed import LexicalEncoder
from consistency.model import Article

if TYPE_CHECKING:
    from consistency.tree import Document

__all__ = ["LexicalEncoder", "article", "document"]


def article(id: str, text: str, *, published: str | date | None = None, **fields: Any) -> Article:
    """An article; `published` may be written "2024-05-14", `fields` are any others of `Article`."""
    when = date.fromisoformat(published) if isinstance(published, str) else published
    return Article(id=id, text=text, published=when, **fields)


def document(text: str, *, id: str = "a", published: str | date | None = None) -> Document:
    """A text split into sentences and parsed, as the fact types receive it."""
    from consistency.pipeline import parse_all

    return parse_all([article(id, text, published=published)])[0]
