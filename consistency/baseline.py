"""Known findings: a file of fingerprints that a check does not report again.

A fingerprint is made of what a finding says, not of where it stands, so that edits elsewhere in
the text leave it alone. New findings still fail; what is gone is mentioned, so that the file can be
written anew.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from consistency import userfile
from consistency.errors import SettingsError
from consistency.harmless import escaped
from consistency.model import Notice, Outcome, Report

_SCHEMA: Final = "consistency-baseline/1"


@dataclass(frozen=True, slots=True)
class Known:
    """An accepted finding. `story` names the entry of a manifest, empty for a single check."""

    fingerprint: str
    story: str = ""
    code: str = ""
    message: str = ""
    reason: str = ""

    def to_dict(self) -> dict[str, str]:
        """As it stands in the file: what is empty is left out."""
        fields = {"fingerprint": self.fingerprint, "story": self.story, "code": self.code}
        fields |= {"message": self.message, "reason": self.reason}
        return {name: value for name, value in fields.items() if value}


def read(path: Path) -> tuple[Known, ...]:
    """The known findings of a file. Raises `SettingsError` if it is none."""
    remedy = "write one with --write-baseline"
    data = userfile.json_value(userfile.text(path, remedy), str(path), remedy)
    schema = data.get("schema") if isinstance(data, dict) else None
    if schema != _SCHEMA:
        raise SettingsError(
            f"{path}: is no baseline (its schema is {schema!r}, not {_SCHEMA!r});"
            " write one with --write-baseline"
        )
    entries = data.get("findings")
    if not isinstance(entries, list) or not all(
        isinstance(entry, dict) and "fingerprint" in entry for entry in entries
    ):
        raise SettingsError(
            f"{path}: is no baseline (each of its findings needs a fingerprint);"
            " write one with --write-baseline"
        )
    return tuple(_known(entry) for entry in entries)


def _known(entry: Mapping[str, Any]) -> Known:
    names = ("fingerprint", "story", "code", "message", "reason")
    return Known(**{name: str(entry[name]) for name in names if name in entry})


def text(known: Sequence[Known]) -> str:
    """The file's text: one finding per line, sorted, so that differences are easy to read."""
    lines = ",\n".join(
        "  " + escaped(json.dumps(entry.to_dict(), ensure_ascii=False))
        for entry in sorted(known, key=lambda k: (k.story, k.code, k.fingerprint))
    )
    return f'{{"schema": "{_SCHEMA}", "findings": [\n{lines}\n]}}\n'


def of(stories: Sequence[tuple[str, Report]], before: Sequence[Known] = ()) -> tuple[Known, ...]:
    """What to accept: every finding but agreements; reasons given before are kept."""
    reasons = {(known.story, known.fingerprint): known.reason for known in before}
    return tuple(
        Known(f.fingerprint, name, f.code, f.message, reasons.get((name, f.fingerprint), ""))
        for name, report in stories
        for f in report.findings
        if f.outcome is not Outcome.AGREE
    )


def without(report: Report, known: Sequence[Known], path: Path, story: str = "") -> Report:
    """The report without the known findings, with a notice for what was left out and what is gone.

    An entry without a story holds for every story.
    """
    mine = {entry.fingerprint: entry for entry in known if entry.story in ("", story)}
    kept = tuple(f for f in report.findings if f.fingerprint not in mine)
    there = {f.fingerprint for f in report.findings}
    notices = list(report.notices)
    left_out = len(report.findings) - len(kept)
    if left_out:
        notices.append(Notice("known-findings", f"{left_out} known in {path} not shown"))
    gone = [e for e in mine.values() if e.fingerprint not in there and e.story == story]
    if gone:
        names = ", ".join(f"{e.code} {e.fingerprint}".strip() for e in gone[:3])
        more = f" and {len(gone) - 3} more" if len(gone) > 3 else ""
        notices.append(
            Notice("vanished-findings", f"no longer found, but in {path}: {names}{more}")
        )
    return replace(report, findings=kept, notices=tuple(notices))
