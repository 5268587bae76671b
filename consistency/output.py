"""Files that the program writes: whole or not at all, and never over what is not theirs.

No output replaces an input of its run, and without `--force` none replaces a file of another kind.
"""

from __future__ import annotations

import contextlib
import os
import re
import stat
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from consistency.errors import SettingsError, cause
from consistency.model import Article

_LONGEST: Final = 255  # bytes of a file's name, on every file system in use


SUFFIXES: Final = {
    **{".html": "html", ".htm": "html", ".md": "markdown", ".markdown": "markdown"},
    **{".json": "json", ".csv": "csv", ".txt": "text", ".sarif": "sarif", ".xml": "junit"},
}
"""The format that a suffix of an output file stands for."""


def format_of(target: str | None, chosen: str | None) -> str:
    """The format to write: the chosen one, else the suffix's; text to a terminal or a device."""
    if chosen is not None:
        return chosen
    place = str(target)
    if target in (None, "-") or _special(Path(place)) or os.path.isdir(place):
        return "text"  # of a folder `check_targets` tells
    found = SUFFIXES.get(Path(place).suffix.lower())
    if found is None:
        raise SettingsError(
            f"{target}: no format for this suffix; use one of {', '.join(SUFFIXES)},"
            " or --output-format"
        )
    return found


def check_targets(
    report: Path | None,
    baseline: Path | None,
    inputs: Mapping[Path, str],
    known: Path | None = None,
    *,
    force: bool,
) -> None:
    """Refuse, before any work, outputs that can't be written or would replace what they must not.

    `inputs` are other files that this run reads, with what each is ("one of the articles"): no
    output replaces one, whatever `force` says;
    `known` is the baseline that it reads, which only a baseline may replace. With `force` an output
    may replace a file that is no report, or no baseline.
    """
    for target, own, what in ((report, _is_report, "report"), (baseline, _is_baseline, "baseline")):
        if target is None:
            continue
        check_target(target)
        read = {**inputs, **({known: "the baseline"} if known and target is report else {})}
        lost = next((role for path, role in read.items() if _same(target, path)), None)
        if lost is not None:
            raise SettingsError(
                f"{target}: is {lost} and would be lost; choose another output file"
            )
        if not force and target.is_file() and not own(target):
            raise SettingsError(
                f"{target}: exists and is no {what} of this program; choose another output file,"
                " or --force to replace it"
            )
    if report is not None and baseline is not None and _same(report, baseline):
        raise SettingsError(
            f"{report}: is named for the report and for the baseline; give each its own file"
        )


def check_target(target: Path) -> None:
    """Refuse, before any work, an output that can't be written."""
    folder = target.parent
    try:
        if target.is_dir():
            raise SettingsError(f"{target}: is a folder; name a file to write the report to")
        if not folder.is_dir():
            raise SettingsError(f"{target}: there is no folder {folder}; make it or choose another")
        there = target.exists()
        target.lstat() if there else folder.stat()
        if not there and len(os.fsencode(target.name)) > _LONGEST:
            raise SettingsError(f"{target.name[:40]}…: the file's name is too long; shorten it")
    except (OSError, ValueError) as error:
        raise SettingsError(f"{target}: can't be written ({cause(error)})") from error
    if not os.access(target if there else folder, os.W_OK):
        raise SettingsError(f"{target}: may not be written; choose another output file")


def check_not_read(targets: Sequence[Path | None], articles: Sequence[Article]) -> None:
    """Refuse to write over an article, or over the zip file that holds it."""
    for target in targets:
        if target is None or not target.exists():
            continue
        for article in articles:
            place = Path(article.path) if article.path else None
            if place is not None and any(_same(target, p) for p in (place, *place.parents)):
                raise SettingsError(
                    f"{target}: is one of the articles and would be lost; choose another output"
                    " file"
                )


def _same(left: Path, right: Path) -> bool:
    """Whether two names stand for one file, there already or not."""
    try:
        if left.exists() and right.exists():
            return left.samefile(right)
        return os.path.realpath(left) == os.path.realpath(right)
    except (OSError, ValueError):
        return False


def _special(target: Path) -> bool:
    """A pipe, a terminal, /dev/null: nothing that a write would replace."""
    try:
        return target.exists() and not target.is_file() and not target.is_dir()
    except (OSError, ValueError):
        return False


_PEEK: Final = 65_536  # bytes of either end of a file that tell what wrote it
_COLOURS: Final = re.compile("\x1b\\[[0-9;]*m")
_LINES: Final = re.compile(r"(?:::(?:error|warning|notice)\b.*|notice: .*|.*\b[A-Z]{3}\d{3} .*|)")
_REPORTS: Final = re.compile(
    r"\A\s*(?:\{\s*\"schema\": \"consistency-(?:report|stories)/"  # json
    r"|<!DOCTYPE html>.*?<meta name=\"generator\" content=\"consistency "
    r"|fingerprint,code,rule,kind,slot,"  # csv
    r"|\{\s*\"\$schema\": \"https://json\.schemastore\.org/sarif-.*?\"name\": \"consistency\""
    r"|\[\s*(?:\]|\{\s*\"description\": .*?\"check_name\": )"  # gitlab
    r"|(?:<\?xml[^>]*>\s*)?<testsuites name=\"consistency\")"
    r"|^\d+ articles?: \d+ facts? agrees?, \d+ diverges?, ",  # text and markdown
    re.DOTALL | re.MULTILINE,
)


def _is_report(path: Path) -> bool:
    """Whether a file is empty or a report of this program, in whichever format."""
    ends = _ends(path)
    return _REPORTS.search(ends) is not None or all(map(_LINES.fullmatch, ends.splitlines()))


def _is_baseline(path: Path) -> bool:
    """Whether a file is empty or a file of known findings."""
    ends = _ends(path).lstrip()
    return not ends or re.match(r'\{\s*"schema":\s*"consistency-baseline/', ends) is not None


def _ends(path: Path) -> str:
    try:
        with path.open("rb") as file:
            head = file.read(_PEEK)
            size = file.seek(0, os.SEEK_END)
            file.seek(max(len(head), size - _PEEK))
            tail = file.read()
    except OSError as error:
        raise SettingsError(
            f"{path}: exists and can't be read ({cause(error)}); choose another output file"
        ) from error
    return _COLOURS.sub("", (head + tail).decode("utf-8", "replace"))


def write(target: Path, text: str) -> None:
    """The whole file or none: written beside the target, then put in its place."""
    data = text.encode("utf-8", "replace")
    place = Path(os.path.realpath(target))  # a link stays a link
    try:
        if place.exists() and not place.is_file():  # a pipe or device has no place to swap
            place.write_bytes(data)
            return
        with swapped(place, keep_mode=True) as beside:
            beside.write_bytes(data)
    except OSError as error:
        raise SettingsError(f"{target}: can't be written ({cause(error)})") from error


@contextlib.contextmanager
def swapped(place: Path, *, keep_mode: bool = False) -> Iterator[Path]:
    """A file beside a place to write to, put in its place at the end, or gone if that fails.

    It gets the rights of a new file, or with `keep_mode` those of the file that it replaces.
    """
    old = keep_mode and place.exists()
    mode = stat.S_IMODE(place.stat().st_mode) if old else 0o666 & ~_umask()
    handle, name = tempfile.mkstemp(prefix=f".{place.name[:40]}.", dir=place.parent)
    os.close(handle)
    try:
        yield Path(name)
        os.chmod(name, mode)
        os.replace(name, place)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
