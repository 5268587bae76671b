"""One file per output format; each is a pure function from a report to a string."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from consistency.render import to_concise, to_csv, to_html, to_json, to_markdown, to_text
from consistency.render.words import Renderer, View

__all__ = ["RENDERERS", "Renderer", "View"]

RENDERERS: Final[Mapping[str, Renderer]] = {
    "text": to_text.render,
    "concise": to_concise.render,
    "json": to_json.render,
    "markdown": to_markdown.render,
    "csv": to_csv.render,
    "html": to_html.render,
}
