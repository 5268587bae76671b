"""The findings as GitLab's Code Quality report: a JSON array, one object per finding.

GitLab's "Code Quality report format": description, check_name, fingerprint, severity, and a
location with a path relative to the repository and a first line. It tells what is new in a merge
request by the fingerprints, which survive edits elsewhere in the text.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, Final

from consistency.harmless import encodable, escaped, one_line
from consistency.model import Finding, Report, Severity
from consistency.render.words import (
    DEFAULT_VIEW,
    Places,
    View,
    first_mention,
    needs_a_look,
)

_SEVERITIES: Final = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def render(report: Report, *, view: View = DEFAULT_VIEW) -> str:
    """The report's findings; an empty array if all is well."""
    return render_all([("", report)], view=view)


def render_all(stories: Sequence[tuple[str, Report]], *, view: View = DEFAULT_VIEW) -> str:
    """The findings of several stories, (name, report) each, in one array."""
    entries = [
        _entry(name, finding, report, Places(report))
        for name, report in stories
        for finding in report.findings
        if view.show_all or needs_a_look(finding)
    ]
    return escaped(encodable(json.dumps(entries, ensure_ascii=False, indent=2))) + "\n"


def _entry(story: str, finding: Finding, report: Report, places: Places) -> dict[str, Any]:
    mention = first_mention(finding, report.reference)
    lines = {"begin": 1}
    path = places.path(report.articles[0].article.id)
    if mention is not None:
        path = places.path(mention.article)
        lines = {
            "begin": places.position(mention.article, mention.start)[0],
            "end": places.position(mention.article, mention.end)[0],
        }
    return {
        "description": f"{one_line(finding.message)} ({one_line(finding.reason)})",
        "check_name": f"{finding.code} {finding.rule}",
        "fingerprint": f"{story}:{finding.fingerprint}" if story else finding.fingerprint,
        "severity": _SEVERITIES[finding.severity],
        "location": {"path": path, "lines": lines},
    }
