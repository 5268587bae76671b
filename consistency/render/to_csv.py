"""The report as a table: one row per finding and mention, columns as in `Report.to_dataframe`.

RFC 4180: commas, double quotes, CRLF, UTF-8. `value` is JSON text. A cell that a spreadsheet would
run as a formula (it starts with = + - @, a tab or a return) has an apostrophe before it; controls
are U+FFFD.
"""

from __future__ import annotations

import csv
import io
import json
from typing import Final

from consistency.harmless import safe
from consistency.model import Report
from consistency.render.words import (
    DEFAULT_VIEW,
    View,
)

COLUMNS: Final = (
    *("fingerprint", "code", "rule", "kind", "slot", "outcome", "relation", "severity"),
    *("message", "reason", "account", "article", "sentence", "start", "end", "text"),
    *("voice", "value"),
)


def render(report: Report, *, view: View = DEFAULT_VIEW) -> str:
    """Every finding, whatever the view; a report without findings is the header alone."""
    out = io.StringIO()
    writer = csv.writer(out)  # the default dialect is RFC 4180's
    writer.writerow(COLUMNS)
    for finding in report.findings:
        for index, account in enumerate(finding.accounts):
            value = json.dumps(account.value, ensure_ascii=False, separators=(", ", ": "))
            for mention in account.mentions:
                cells = (
                    *(finding.fingerprint, finding.code, finding.rule, finding.kind.value),
                    *(finding.slot, finding.outcome.value),
                    finding.relation.value if finding.relation else "",
                    *(finding.severity.value, finding.message, finding.reason),
                    *(index, mention.article, mention.sentence, mention.start, mention.end),
                    *(mention.text, mention.voice or "", value),
                )
                writer.writerow([guarded(cell) for cell in cells])
    return out.getvalue()


def guarded(value: str | int) -> str | int:
    """A cell that no spreadsheet runs as a formula."""
    if isinstance(value, int):
        return value
    guard = "'" if value.startswith(("=", "+", "-", "@", "\t", "\r")) else ""
    return guard + safe(value)
