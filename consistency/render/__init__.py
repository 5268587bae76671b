"""One file per output format; each is a pure function from a report to a string."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from consistency.harmless import one_line
from consistency.model import Report
from consistency.render import (
    to_concise,
    to_csv,
    to_github,
    to_gitlab,
    to_html,
    to_json,
    to_junit,
    to_markdown,
    to_sarif,
    to_text,
)
from consistency.render.words import DEFAULT_VIEW, Renderer, View

__all__ = ["MERGERS", "RENDERERS", "Renderer", "View"]

RENDERERS: Final[Mapping[str, Renderer]] = {
    "text": to_text.render,
    "concise": to_concise.render,
    "json": to_json.render,
    "markdown": to_markdown.render,
    "csv": to_csv.render,
    "html": to_html.render,
    "github": to_github.render,
    "gitlab": to_gitlab.render,
    "sarif": to_sarif.render,
    "junit": to_junit.render,
}


def _comment(name: str) -> str:
    """A name in which nothing ends a comment of Markdown."""
    return one_line(name).replace("--", "- -").replace(">", "&gt;")


def _joined(
    renderer: Renderer, heading: str, shown: Callable[[str], str] = one_line
) -> Callable[..., str]:
    def render_all(stories: Sequence[tuple[str, Report]], *, view: View = DEFAULT_VIEW) -> str:
        """Each story under its heading, one after the other."""
        parts = []
        for name, report in stories:
            parts.append(heading.format(shown(name)) if heading else "")
            parts.append(renderer(report, view=view))
        return "".join(parts)

    return render_all


# The formats that hold several stories: functions of (name, report) for each.
MERGERS: Final[Mapping[str, Callable[..., str]]] = {
    "text": _joined(to_text.render, "==== {}\n\n"),
    "concise": _joined(to_concise.render, ""),
    "markdown": _joined(to_markdown.render, "<!-- {} -->\n\n", _comment),
    "github": _joined(to_github.render, ""),
    "json": to_json.render_all,
    "gitlab": to_gitlab.render_all,
    "sarif": to_sarif.render_all,
    "junit": to_junit.render_all,
}
