"""The findings as SARIF 2.1.0 (OASIS), for code scanning and editors.

One run. Every rule that was found stands with its help text; a result points to the first mention
outside the reference, the other accounts are its related locations. Columns count code points.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import PurePath
from typing import Any, Final
from urllib.parse import quote

from consistency.harmless import encodable, escaped, one_line
from consistency.model import Finding, Mention, Report, Rule, Severity
from consistency.render.words import (
    DEFAULT_VIEW,
    Places,
    View,
    first_mention,
    needs_a_look,
    who,
)

_SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
# A rule's level is what its findings have at the worst; results give their own.
_DEFAULT_LEVEL: Final = "warning"


def render(report: Report, *, view: View = DEFAULT_VIEW) -> str:
    """The report as a log with one run."""
    return render_all([("", report)], view=view)


def render_all(stories: Sequence[tuple[str, Report]], *, view: View = DEFAULT_VIEW) -> str:
    """Several stories, (name, report) each, as one run; a result names its story."""
    shown = [
        (name, finding, report)
        for name, report in stories
        for finding in report.findings
        if view.show_all or needs_a_look(finding)
    ]
    found = {finding.code for _, finding, _ in shown}
    rules = {rule.code: rule for _, report in stories for rule in report.rules}
    codes = {code: index for index, code in enumerate(sorted(found & rules.keys()))}
    places = {id(report): Places(report) for _, report in stories}
    results = [_result(name, f, report, places[id(report)], codes) for name, f, report in shown]
    notices = [
        {"level": "note", "message": {"text": one_line(notice.message)}, **_about(notice.code)}
        for _, report in stories
        for notice in report.notices
    ]
    generator = stories[0][1].generator if stories else None
    run: dict[str, Any] = {
        "tool": {
            "driver": {
                "name": generator.name if generator else "consistency",
                **({"semanticVersion": generator.version} if generator else {}),
                "rules": [_rule(rules[code]) for code in codes],
            }
        },
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {"executionSuccessful": True, "toolExecutionNotifications": notices},
        ],
        "results": results,
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return escaped(encodable(json.dumps(log, ensure_ascii=False, indent=2))) + "\n"


def _about(code: str) -> dict[str, Any]:
    return {"descriptor": {"id": one_line(code)}}


def _rule(rule: Rule) -> dict[str, Any]:
    text = rule.documentation.strip() or rule.summary
    return {
        "id": rule.code,
        "name": "".join(part.capitalize() for part in rule.name.split("-")),
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.summary},
        "help": {"text": text, "markdown": text},
        "defaultConfiguration": {"level": _DEFAULT_LEVEL},
    }


def _result(
    story: str, finding: Finding, report: Report, places: Places, codes: dict[str, int]
) -> dict[str, Any]:
    first = first_mention(finding, report.reference)
    related = []
    for account in finding.accounts:
        mention = next((m for m in account.mentions if m is not first), None)
        if mention is not None and (first is None or first not in account.mentions):
            words = f"{one_line(who(account))}: “{one_line(mention.text)}”"
            related.append({**_location(mention, places), "message": {"text": words}})
    reason = one_line(finding.reason)
    text = one_line(finding.message) + (f" ({reason})" if reason else "")
    return {
        "ruleId": finding.code,
        **({"ruleIndex": codes[finding.code]} if finding.code in codes else {}),
        "level": _LEVELS[finding.severity],
        "message": {"text": f"{one_line(story)}: {text}" if story else text},
        "locations": [_location(first, places)] if first is not None else [],
        "relatedLocations": related,
        "partialFingerprints": {"consistency/v1": finding.fingerprint},
        "properties": {
            "kind": finding.kind.value,
            "outcome": finding.outcome.value,
            "relation": finding.relation.value if finding.relation else None,
            **({"story": story} if story else {}),
        },
    }


def _location(mention: Mention[Any], places: Places) -> dict[str, Any]:
    line, column = places.position(mention.article, mention.start)
    end_line, end_column = places.position(mention.article, mention.end)
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": _uri(places.path(mention.article))},
            "region": {
                "startLine": line,
                "startColumn": column,
                "endLine": end_line,
                "endColumn": end_column,
                "snippet": {"text": mention.text},
            },
        }
    }


def _uri(path: str) -> str:
    """A path as a URI reference: relative as given, absolute as a file's."""
    if path.startswith(("https://", "http://")):
        return quote(encodable(path), safe="%:/?#[]@!$&'()*+,;=~")
    plain = PurePath(path)
    encoded = quote(encodable(plain.as_posix()))
    return f"file://{encoded}" if plain.is_absolute() else encoded
