"""The findings as JUnit XML: a suite per story, a test case per compared fact.

What the articles agree on passes, what needs a look fails, what could not be compared is skipped:
so a build server shows how many facts were compared, and which ones broke. The form is Jenkins'
`junit-10.xsd`, the strictest in use: it has no attribute for a place, so the failure's text begins
with `path:line:col`.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from typing import Final

from consistency.harmless import one_line
from consistency.model import Finding, Outcome, Report
from consistency.render.words import (
    DEFAULT_VIEW,
    Places,
    View,
    first_mention,
    needs_a_look,
    notice_line,
)

# What XML 1.0 can't hold, escaped or not.
_NOT_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(report: Report, *, view: View = DEFAULT_VIEW) -> str:
    """The report as one suite."""
    return render_all([("", report)], view=view)


def render_all(stories: Sequence[tuple[str, Report]], *, view: View = DEFAULT_VIEW) -> str:
    """Several stories, (name, report) each, a suite for each."""
    root = ET.Element("testsuites", name="consistency")
    for name, report in stories:
        root.append(_suite(name, report))
    for count in ("tests", "failures", "errors"):
        root.set(count, str(sum(int(suite.get(count, "0")) for suite in root)))
    ET.indent(root)
    return ET.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def _suite(name: str, report: Report) -> ET.Element:
    places = Places(report)
    title = name or " ".join(places.path(entry.article.id) for entry in report.articles)
    suite = ET.Element("testsuite", name=_clean(title))
    compared = (Outcome.AGREE, Outcome.DIVERGE, Outcome.INCOMPARABLE)
    for finding in report.findings:
        if finding.outcome in compared or needs_a_look(finding):
            suite.append(_case(finding, report, places))
    if not len(suite):
        suite.append(ET.Element("testcase", classname="consistency", name="nothing to compare"))
    suite.set("tests", str(len(suite)))
    if report.notices:
        lines = [f"notice: {notice_line(notice, places)}" for notice in report.notices]
        ET.SubElement(suite, "system-out").text = _clean("\n".join(lines))
    suite.set("failures", str(len(suite.findall("testcase/failure"))))
    suite.set("errors", "0")
    suite.set("skipped", str(len(suite.findall("testcase/skipped"))))
    return suite


def _case(finding: Finding, report: Report, places: Places) -> ET.Element:
    name = _clean(f"{finding.code} {finding.slot} [{finding.fingerprint}]")
    case = ET.Element("testcase", classname=f"consistency.{finding.rule}", name=name)
    mention = first_mention(finding, report.reference)
    where = ""
    if mention is not None:
        line, column = places.position(mention.article, mention.start)
        where = f"{places.path(mention.article)}:{line}:{column}: "
    message = _clean(one_line(finding.message))
    if needs_a_look(finding):
        failure = ET.SubElement(case, "failure", type=finding.code, message=message)
        failure.text = _clean(f"{where}{finding.code} {message}\n{one_line(finding.reason)}")
    elif finding.outcome is Outcome.INCOMPARABLE:
        ET.SubElement(case, "skipped", message=_clean(one_line(finding.reason)))
    return case


def _clean(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)
