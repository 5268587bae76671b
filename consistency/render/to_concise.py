"""One line per finding, for editors and scripts that jump to a place."""

from __future__ import annotations

from consistency.harmless import one_line
from consistency.model import Finding, Report
from consistency.render.words import (
    DEFAULT_VIEW,
    Places,
    View,
    first_mention,
    needs_a_look,
    notice_line,
)


def render(report: Report, *, view: View = DEFAULT_VIEW) -> str:
    """`path:line:col: CODE message` per finding, then `notice: …` lines; empty if all is well."""
    places = Places(report)
    lines = [
        place_line(finding, report.reference, places)
        for finding in report.findings
        if view.show_all or needs_a_look(finding)
    ]
    lines += [f"notice: {notice_line(notice, places)}" for notice in report.notices]
    return "".join(line + "\n" for line in lines)


def place_line(finding: Finding, reference: str | None, places: Places) -> str:
    """The finding's own line, with the place of its first mention outside the reference."""
    mention = first_mention(finding, reference)
    where = ""
    if mention is not None:
        line, column = places.position(mention.article, mention.start)
        where = f"{places.path(mention.article)}:{line}:{column}: "
    return f"{where}{finding.code} {one_line(finding.message)}"
