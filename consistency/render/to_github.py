"""Workflow commands for GitHub Actions: each finding becomes an annotation at its place.

`::error file=PATH,line=L,col=C,endLine=L,endColumn=C,title=CODE name::message`, as GitHub's
"Workflow commands" describes them; notices stand as lines without a file.
"""

from __future__ import annotations

from typing import Final

from consistency.harmless import one_line
from consistency.model import Finding, Report, Severity
from consistency.render.words import (
    DEFAULT_VIEW,
    Places,
    View,
    first_mention,
    needs_a_look,
    notice_line,
)

_COMMANDS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render(report: Report, *, view: View = DEFAULT_VIEW) -> str:
    """One command per line; empty if all is well."""
    places = Places(report)
    lines = [
        _command(finding, report, places)
        for finding in report.findings
        if view.show_all or needs_a_look(finding)
    ]
    lines += [f"::notice::{_data(notice_line(notice, places))}" for notice in report.notices]
    return "".join(line + "\n" for line in lines)


def _command(finding: Finding, report: Report, places: Places) -> str:
    properties = {"title": f"{finding.code} {finding.rule}"}
    mention = first_mention(finding, report.reference)
    if mention is not None:
        line, column = places.position(mention.article, mention.start)
        end_line, end_column = places.position(mention.article, mention.end)
        properties = {
            "file": places.path(mention.article),
            "line": str(line),
            "endLine": str(end_line),
            "col": str(column),
            "endColumn": str(end_column),
            **properties,
        }
    listed = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    reason = one_line(finding.reason)
    message = one_line(finding.message) + (f" ({reason})" if reason else "")
    return f"::{_COMMANDS[finding.severity]} {listed}::{_data(message)}"


def _data(text: str) -> str:
    """A message in the form that the runner reads back."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
