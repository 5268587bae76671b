"""Settings from a file: `consistency.toml`, or `[tool.consistency]` in a pyproject.toml.

The nearest one upward from the articles counts. The command line goes before the file, the file
before the defaults. An unknown key or a bad value is an error that names the line and the nearest
valid key: a setting that is silently ignored looks like a check that passed.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final

from consistency import userfile
from consistency.errors import SettingsError, cause
from consistency.model import Finding, Outcome, Relation, Rule, Severity

OWN_FILE: Final = "consistency.toml"
PROJECT_FILE: Final = "pyproject.toml"
_SECTION: Final = "tool.consistency"


@dataclass(frozen=True, slots=True)
class Key:
    """A setting: its name in the file and the type of its value; `choices` where it has few.

    `check` raises `SettingsError` for a value of the right type that makes no sense.
    """

    name: str
    kind: type
    choices: tuple[str, ...] = ()
    check: Callable[[Any], object] | None = None

    @property
    def option(self) -> str:
        """The name of the command line's parameter."""
        return self.name.replace("-", "_")


@dataclass(frozen=True, slots=True)
class Setting:
    """A value and where it comes from: `command line`, `FILE:LINE` or `default`."""

    value: Any
    origin: str


@dataclass(frozen=True, slots=True)
class File:
    """The settings of one file, by option name; `folder` is what its paths are relative to."""

    settings: Mapping[str, Setting]
    folder: Path


NO_FILE: Final = File({}, Path())
_RENAMED: Final = {"judge": "reader", "no-judge": "no-reader"}


# The settings whose files run as code, or decide what is read and believed.
_TRUSTED: Final = ("model", "judge", "reader", "parser")
_HARMLESS: Final = frozenset(
    {"", "lexical", "all-MiniLM-L6-v2", "sentence-transformers/all-MiniLM-L6-v2"}
)


def needs_trust(name: str, setting: Setting) -> bool:
    """Whether a setting names a model of somebody's own: a file beside articles may come from
    anywhere, and loading a model believes it."""
    return name in _TRUSTED and setting.value not in _HARMLESS


def untrusted(name: str, setting: Setting, path: Path) -> SettingsError:
    """The error for such a setting in a file that was only found."""
    return SettingsError(
        f"{setting.origin}: names a {name}, which a file that was only found may not: give"
        f" --config {path}, or --{name.replace('_', '-')} {setting.value}"
    )


def find(start: Path) -> Path | None:
    """The nearest file with settings, from a folder upward. Raises `SettingsError` for one that
    can't be looked into."""
    for folder in (start, *start.parents):
        own, project = folder / OWN_FILE, folder / PROJECT_FILE
        if os.path.isfile(own):
            return own
        if os.path.isfile(project) and _has_section(project):
            return project
    return None


def _has_section(project: Path) -> bool:
    """A broken pyproject.toml that is not about us is somebody else's to report."""
    try:
        text = project.read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        raise SettingsError(
            f"{project}: can't be read ({cause(error)}); make it readable, or name the settings"
            " with --config"
        ) from error
    if "consistency" not in text:
        return False
    try:
        tool = tomllib.loads(text).get("tool")
    except (ValueError, RecursionError):
        return _HEADER.search(text) is not None
    return isinstance(tool, dict) and "consistency" in tool


_HEADER: Final = re.compile(
    r"""^\s*\[+\s*["']?tool["']?\s*\.\s*["']?consistency["']?\s*[\].]""", re.MULTILINE
)


def load(path: Path, keys: Sequence[Key]) -> File:
    """The settings of a file. Raises `SettingsError`, with the line, for what it can't mean."""
    text = userfile.text(path)
    data = userfile.toml(path, text)
    section = path.name == PROJECT_FILE
    table: Any = data
    if section:
        tool = data.get("tool", {})
        table = tool.get("consistency", {}) if isinstance(tool, dict) else {}
        if not isinstance(table, dict):
            line = _line(text, "consistency", section=False)
            raise SettingsError(f"{path}:{line}: must be one table: write [{_SECTION}]")
    known = {key.name: key for key in keys}
    settings = {}
    for name, value in table.items():
        where = f"{path}:{_line(text, name, section)}"
        if name in _RENAMED:
            raise SettingsError(f"{where}: the setting {name} is now {_RENAMED[name]}")
        if name not in known:
            near = get_close_matches(name.replace("_", "-"), known, 1, 0.5)
            hint = f"did you mean {near[0]}?" if near else f"known are {', '.join(known)}"
            raise SettingsError(f"{where}: unknown setting {name!r}: {hint}")
        checked = _checked(known[name], value, where)
        _tested(known[name], checked, where)
        settings[known[name].option] = Setting(checked, where)
    return File(settings, path.parent)


def _checked(key: Key, value: Any, where: str) -> Any:
    if key.kind is tuple:
        values = [value] if isinstance(value, str) else value
        if not isinstance(values, list) or not all(isinstance(item, str) for item in values):
            raise SettingsError(f'{where}: {key.name} must be a list of strings, like ["QTY101"]')
        return tuple(values)
    if not isinstance(value, key.kind) or (key.kind is str and isinstance(value, bool)):
        wanted = "true or false" if key.kind is bool else "a string"
        raise SettingsError(f"{where}: {key.name} must be {wanted}, not {value!r}")
    if key.choices and value not in key.choices:
        near = get_close_matches(str(value), key.choices, 1, 0.5)
        hint = f"did you mean {near[0]}?" if near else f"use one of {', '.join(key.choices)}"
        raise SettingsError(f"{where}: {key.name} can't be {value!r}: {hint}")
    return value


def _tested(key: Key, value: Any, where: str) -> None:
    try:
        if key.check is not None:
            key.check(value)
    except SettingsError as error:
        raise SettingsError(f"{where}: {error}") from error


def _line(text: str, name: str, section: bool) -> int:
    """The line of a key, from 1; tomllib tells none. Where a section is written in an odd form
    (inline, with dotted keys) it is the first line that sets a key of that name."""
    lines = text.splitlines()
    inside = not section
    pattern = re.compile(rf"""\s*["']?{re.escape(name)}["']?\s*[=.]""")
    anywhere = re.compile(rf"""(?<![\w-])["']?{re.escape(name)}["']?\s*[=.\]]""")
    header = re.compile(rf"\s*\[\[?\s*(?:{re.escape(_SECTION)}\s*\.\s*)?{re.escape(name)}\b")
    for number, line in enumerate(lines, 1):
        if section and re.match(r"\s*\[", line):
            inside = _HEADER.match(line) is not None
        if (inside and pattern.match(line)) or header.match(line):
            return number
    return next((number for number, line in enumerate(lines, 1) if anywhere.search(line)), 1)


def resolve(selectors: Sequence[str], known: Sequence[Rule]) -> tuple[str, ...]:
    """The codes that selectors mean, in the rules' order.

    A selector is a code, its beginning from three letters on, a rule's name, ALL, or several of
    them with commas between. Raises SettingsError, with the nearest valid one, for any other.
    """
    wanted: set[str] = set()
    for selector in (part.strip() for entry in selectors for part in entry.split(",")):
        upper, lower = selector.upper(), selector.lower()
        codes = [
            rule.code
            for rule in known
            if upper == "ALL"
            or rule.name == lower
            or (len(upper) >= 3 and rule.code.startswith(upper))
        ]
        if not codes:
            raise SettingsError(_unknown(selector, known))
        wanted.update(codes)
    return tuple(rule.code for rule in known if rule.code in wanted)


def _unknown(selector: str, known: Sequence[Rule]) -> str:
    shown = selector if len(selector) <= 60 else selector[:57] + "..."
    prefixes = dict.fromkeys(rule.code.rstrip("0123456789") for rule in known)
    codes = [*prefixes, *(rule.code for rule in known)]
    near = get_close_matches(shown.upper(), codes, 1, 0.6) or get_close_matches(
        shown.lower(), [rule.name for rule in known], 1, 0.5
    )
    hint = f"did you mean {near[0]}?" if near else f"the prefixes are {', '.join(prefixes)}"
    return f"unknown rule {shown!r}: {hint} (consistency rules lists all)"


def _rules_named(part: str, rules: Sequence[Rule]) -> tuple[str, ...]:
    """The codes that a part of `--fail-on` means; an error names the nearest word of any kind."""
    try:
        return resolve([part], rules)
    except SettingsError as error:
        near = get_close_matches(part, [str(w) for w in (*Severity, "never", *Relation)], 1, 0.6)
        hint = (
            f"did you mean {near[0]}?"
            if near
            else (
                f"use error, warning, info, never, a relation like {Relation.CONFLICT}, or a rule"
            )
        )
        raise SettingsError(f"--fail-on {part}: {hint}") from error


def failing(fail_on: str, rules: Sequence[Rule]) -> Callable[[Finding], bool]:
    """The test for findings that fail a check: by severity, relation or rule; never agreements.

    A relation counts from a warning on: a report does not show what is less.
    """
    worst, relations, codes = -1, set[str](), set[str]()
    for part in (part.strip() for part in fail_on.split(",")):
        if part in {severity.value for severity in Severity}:
            worst = max(worst, Severity(part).rank)
        elif part in {relation.value for relation in Relation}:
            relations.add(part)
        elif part != "never":
            codes.update(_rules_named(part, rules))

    def fails(finding: Finding) -> bool:
        return finding.outcome is not Outcome.AGREE and (
            finding.severity.rank <= worst
            or (
                finding.relation is not None
                and finding.relation.value in relations
                and finding.severity is not Severity.INFO
            )
            or finding.code in codes
        )

    return fails
