"""The report for machines: exactly `Report.to_dict`, as `data/report.schema.json` describes it."""

from __future__ import annotations

import json
import re
from typing import Final

from consistency.model import Report
from consistency.render.words import DEFAULT_VIEW, View

_SURROGATE: Final = re.compile(r"[\ud800-\udfff]")


def render(report: Report, *, view: View = DEFAULT_VIEW) -> str:
    """The whole report as JSON text, whatever the view.

    A lone surrogate, which UTF-8 can't carry, is written as its escape: the value survives.
    """
    text = json.dumps(report.to_dict(), ensure_ascii=False, indent=2, allow_nan=False)
    return _SURROGATE.sub(lambda match: f"\\u{ord(match[0]):04x}", text) + "\n"
