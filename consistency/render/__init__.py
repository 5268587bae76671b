"""One file per output format; each is a pure function from a report to a string."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import Any, Final

from consistency.harmless import one_line
from consistency.model import Report
from consistency.render.words import DEFAULT_VIEW, Renderer, View

__all__ = ["MERGERS", "RENDERERS", "Renderer", "View"]


def _of(module: str, name: str = "render") -> Callable[..., str]:
    """A format's function, whose file is imported when it is first called."""

    def render(*given: Any, **options: Any) -> str:
        found = getattr(import_module(f"consistency.render.{module}"), name)
        return str(found(*given, **options))

    return render


_NAMES: Final = "text concise json markdown csv html github gitlab sarif junit".split()
RENDERERS: Final[Mapping[str, Renderer]] = {name: _of(f"to_{name}") for name in _NAMES}


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
    "text": _joined(RENDERERS["text"], "==== {}\n\n"),
    "concise": _joined(RENDERERS["concise"], ""),
    "markdown": _joined(RENDERERS["markdown"], "<!-- {} -->\n\n", _comment),
    "github": _joined(RENDERERS["github"], ""),
    "json": _of("to_json", "render_all"),
    "gitlab": _of("to_gitlab", "render_all"),
    "sarif": _of("to_sarif", "render_all"),
    "junit": _of("to_junit", "render_all"),
}
