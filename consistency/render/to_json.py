"""The report for machines: exactly `Report.to_dict`, as `data/report.schema.json` describes it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any, Final

from consistency.harmless import escaped
from consistency.model import Report
from consistency.render.words import (
    DEFAULT_VIEW,
    View,
)

# What a report may hold a hundred thousand of stands on one line each: indented, 50 articles make
# 200 MB of JSON, most of it blanks, and take ten times as long.
_ON_ONE_LINE: Final = frozenset({"sentences", "links", "mentions", "absent_from", "pairs"})


def render(report: Report, *, view: View = DEFAULT_VIEW) -> str:
    """The whole report as JSON text, whatever the view.

    Control characters and lone surrogates, which UTF-8 can't carry, are written as their escapes.
    """
    return _text(report.to_dict())


def render_all(stories: Sequence[tuple[str, Report]], *, view: View = DEFAULT_VIEW) -> str:
    """Several stories, (name, report) each, as one object."""
    listed = [{"name": name, "report": report.to_dict()} for name, report in stories]
    return _text({"schema": "consistency-stories/1", "stories": listed})


def _text(value: Any) -> str:
    text = "".join(_indented(value, "\n"))
    return escaped(text) + "\n"


def _indented(value: Any, line: str, name: str = "") -> Iterator[str]:
    """A value as `json.dumps` would indent it by two, but for the lists named above."""
    if not isinstance(value, dict | list) or not value:
        yield _compact(value)
        return
    deeper = line + "  "
    opening, closing = "{}" if isinstance(value, dict) else "[]"
    comma = opening
    for item in value.items() if isinstance(value, dict) else value:
        yield comma + deeper
        comma = ","
        if isinstance(value, dict):
            yield f"{_compact(item[0])}: "
            yield from _indented(item[1], deeper, item[0])
        elif name in _ON_ONE_LINE:
            yield _compact(item)
        else:
            yield from _indented(item, deeper)
    yield line + closing


# `json.dumps` makes an encoder anew for each value.
_compact: Final = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode
