"""The check itself: what `check` and `report` do once their options are settled.

It reads the stories, loads the models, checks, and writes the report and the baseline. Whatever can
be refused is refused before any work.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final, NamedTuple

import click

from consistency import reader_options, streams, userfile
from consistency.config import failing, resolve
from consistency.errors import ConsistencyError, SettingsError
from consistency.output import check_not_read, check_targets, write
from consistency.render import MERGERS, RENDERERS, View

if TYPE_CHECKING:
    from consistency.baseline import Known
    from consistency.cache import Cache
    from consistency.embed import Encoder
    from consistency.model import Article, Finding, Report
    from consistency.pipeline import Progress

_FOUND: Final = 1
_PATIENCE: Final = 1.0  # seconds before progress shows: shorter waits need no news
_NO_NOTICES: Final = ("csv", "gitlab")  # the formats that have no place for notices


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What `check` and `report` were asked for, by the names of their options.

    `show_all` is what `--show all` says; `output_format` is settled.
    """

    paths: Sequence[str]
    manifest: str | None
    output_format: str
    show_all: bool
    reference: str | None
    published: Sequence[str]
    ignore_text: Sequence[str]
    allow_private: bool
    max_size: float
    select: Sequence[str]
    ignore: Sequence[str]
    fail_on: str
    baseline: str | None
    write_baseline: str | None
    output_file: str | None
    force: bool
    model: str | None
    reader: str | None
    no_reader: bool
    parser: str | None
    no_cache: bool
    cache_dir: str | None
    color: str


class _Story(NamedTuple):
    """A story to check; `reference` is the id of the article that the others are checked against,
    and `name` is empty unless a manifest gives it."""

    name: str
    articles: tuple[Article, ...]
    reference: str | None


class _Files(NamedTuple):
    """Where the report and a new baseline go, and the baseline whose findings are known."""

    report: Path | None
    accepting: Path | None
    known: Path | None


class _Wanted(NamedTuple):
    """The codes of the rules to check by and of those to leave out; which findings fail."""

    select: tuple[str, ...]
    ignore: tuple[str, ...]
    fails: Callable[[Finding], bool]


_Reports = list[tuple[str, "Report"]]  # each with its story's name


def run(given: Options) -> int:
    """Check the articles, write what was found, and give back the exit code."""
    from consistency import baseline

    files = _files(given)
    wanted = _wanted(given)
    known = baseline.read(files.known) if files.known else ()
    with progress() as show:
        stories = _stories(given)
        for story in stories:
            check_not_read((files.report, files.accepting), story.articles)
        if given.manifest and given.output_format not in MERGERS:
            raise SettingsError(
                f"{given.output_format} holds one story: use one of {', '.join(MERGERS)}"
                " with --manifest"
            )
        made, cache = _checked(given, stories, wanted, show)
        accepted = baseline.of(made, known)
        if files.known:
            made = _news(made, known, files.known, wanted)
        text = _rendered(given, made, files.report)
    if cache is not None and cache.notice:
        streams.notice(cache.notice)
    if given.output_format in _NO_NOTICES:
        _tell_notices(made)
    if files.report is None:
        streams.show(text)
    else:
        write(files.report, text)
    if files.accepting is not None:
        write(files.accepting, baseline.text(accepted))
        return 0
    return _FOUND if any(wanted.fails(f) for _, report in made for f in report.findings) else 0


def _files(given: Options) -> _Files:
    """The files that the run writes and knows findings from; refused where one can't be written or
    would replace what the run reads."""
    target = None if given.output_file in (None, "-") else Path(str(given.output_file))
    accepting = Path(given.write_baseline) if given.write_baseline else None
    known = Path(given.baseline) if given.baseline else None
    settings = click.get_current_context().meta.get("settings")
    inputs = {Path(name): "one of the articles" for name in (*given.paths, given.reference) if name}
    inputs |= {Path(name): "what this run reads" for name in (given.manifest, settings) if name}
    check_targets(target, accepting, inputs, known, force=given.force)
    return _Files(target, accepting, known)


def _wanted(given: Options) -> _Wanted:
    """The rules that were asked for. Raises `SettingsError` for one that there is not."""
    from consistency import pipeline

    rules = pipeline.rules()
    select, ignore = resolve(given.select, rules), resolve(given.ignore, rules)
    return _Wanted(select, ignore, failing(given.fail_on, rules))


def _checked(
    given: Options, stories: Sequence[_Story], wanted: _Wanted, show: Progress
) -> tuple[_Reports, Cache | None]:
    """The report on each story, and the cache that was used."""
    from consistency import pipeline, syntax

    show("loading the model", 0, 1)
    encoding, cache = encoder(given.model, given.no_cache, given.cache_dir)
    reader = reader_options.load(given.reader, given.no_reader, encoding, cache)
    parser = syntax.load(given.parser, cache=cache)
    made = [
        (
            story.name,
            pipeline.check(
                story.articles,
                reference=story.reference,
                encoder=encoding,
                reader=reader,
                parser=parser,
                select=wanted.select,
                ignore=wanted.ignore,
                progress=show,
            ),
        )
        for story in stories
    ]
    return made, cache


def _news(made: _Reports, known: Sequence[Known], file: Path, wanted: _Wanted) -> _Reports:
    """The reports without the findings that are known; of those, what was asked for counts."""
    from consistency import baseline, pipeline

    asked = pipeline.codes(wanted.select, wanted.ignore)
    known = tuple(k for k in known if asked is None or not k.code or k.code in asked)
    return [(name, baseline.without(report, known, file, name)) for name, report in made]


def _tell_notices(made: _Reports) -> None:
    for notice in (notice for _, report in made for notice in report.notices):
        streams.notice((f"{notice.article}: " if notice.article else "") + notice.message)


def _rendered(given: Options, made: _Reports, target: Path | None) -> str:
    view = View(given.show_all, _colored(given.color, target), _width(target))
    if given.manifest:
        return MERGERS[given.output_format](made, view=view)
    return RENDERERS[given.output_format](made[0][1], view=view)


# ------------------------------------------------------------------------------------- reading


def how_to_read(ignore_text: Sequence[str], allow_private: bool, max_size: float) -> dict[str, Any]:
    """The arguments of `read_each` that say how articles are read; `max_size` is in megabytes."""
    largest = int(max_size * 1_000_000)
    return {"ignore_text": ignore_text, "allow_private": allow_private, "largest": largest}


def _stories(given: Options) -> list[_Story]:
    """The stories to check: one without a name, or the manifest's."""
    manifest = given.manifest
    how = how_to_read(given.ignore_text, given.allow_private, given.max_size)
    if manifest is None:
        return [_Story("", *_read(given.paths, given.reference, given.published, how))]
    if given.paths or given.reference:
        raise click.UsageError("--manifest names the articles: give no others, and no --reference")
    from consistency import manifest as lists

    found = []
    for entry in lists.load(Path(manifest)):
        dates = [*given.published, *entry.published]
        try:
            articles: tuple[Article, ...] = ()
            reference_id = None
            if entry.paths:
                articles, reference_id = _read(entry.paths, entry.reference, dates, how)
            found.append(_Story(entry.name, (*articles, *entry.texts), reference_id))
        except ConsistencyError as error:
            raise SettingsError(f"{manifest}: {entry.name}: {error}") from error
    return found


def _read(
    paths: Sequence[str], reference: str | None, published: Sequence[str], how: dict[str, Any]
) -> tuple[tuple[Article, ...], str | None]:
    """The articles, and the reference's id; its file comes first if the paths do not name it.

    `how` are `read_each`'s further arguments.
    """
    from consistency import read

    if not paths and reference is None:
        raise click.UsageError("Missing argument 'ARTICLE...': name two or more on the same story")
    files = read.expand(paths)
    if reference is None:
        return read.read_all(files, published, **how), None
    if os.path.isdir(reference):
        raise SettingsError(f"--reference {reference}: is a folder; name one article")
    at = next((i for i, file in enumerate(files) if _same_file(file, reference)), None)
    if at is None and not os.path.exists(reference) and not read.is_address(reference):
        articles = read.read_all(files, published, **how)
        if reference in (article.id for article in articles):
            return articles, reference
    if at is None:
        files, at = (reference, *files), 0
    groups = read.read_each(files, published, **how)
    ids = [article.id for article in groups[at]]
    if len(ids) > 1:
        raise SettingsError(
            f"--reference {reference}: holds {len(ids)} articles; name one of {', '.join(ids[:9])}"
        )
    return tuple(article for group in groups for article in group), ids[0]


def _same_file(left: str, right: str) -> bool:
    if left == right or "-" in (left, right):
        return left == right
    return os.path.exists(left) and os.path.exists(right) and os.path.samefile(left, right)


def encoder(
    model: str | None, no_cache: bool = False, cache_dir: str | None = None
) -> tuple[Encoder, Cache | None]:
    """The encoder, and the cache of its vectors where it has one on disk."""
    from consistency import embed
    from consistency.cache import Cache, default_folder

    # A settings file opens no connection, not even one that is named.
    download = not click.get_current_context().meta.get("model from a file")
    if no_cache:
        return embed.load(model, download=download), None
    folder = userfile.expanded(cache_dir) if cache_dir else default_folder()
    cache = Cache(folder / "vectors.sqlite")
    return embed.load(model, cache=cache, download=download), cache


# ------------------------------------------------------------------------------------- output


def _colored(choice: str, target: Path | None) -> bool:
    if choice != "auto":
        return choice == "always"
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return target is None and not plain and streams.is_terminal(sys.stdout)


def _width(target: Path | None) -> int:
    """Columns to fit evidence into: the terminal's, or a fixed number so that files are alike."""
    if target is None and streams.is_terminal(sys.stdout):
        return max(60, min(160, shutil.get_terminal_size().columns))
    return View().width


# ------------------------------------------------------------------------------------- progress


_STAGES: Final = {"embed": "reading sentences", "ask": "asking the reader about sentences"}


@contextlib.contextmanager
def progress(stream: IO[str] | None = None) -> Iterator[Callable[[str, int, int], None]]:
    """A line on standard error that says what is going on, for a person who waits.

    A timer shows the first one, because loading the model takes seconds and reports nothing.
    """
    out = sys.stderr if stream is None else stream
    if not streams.is_terminal(out):
        yield lambda stage, done, total: None
        return
    start, lock = time.monotonic(), threading.Lock()
    line, shown, over = "starting", False, False

    def draw() -> None:
        nonlocal shown
        with lock, contextlib.suppress(OSError):
            if not over:
                out.write(f"\r\x1b[K{line} …")
                out.flush()
                shown = True

    def show(stage: str, done: int, total: int) -> None:
        nonlocal line
        line = _STAGES.get(stage, stage) + (f" {done} of {total}" if total > 1 else "")
        if time.monotonic() - start >= _PATIENCE:
            draw()

    timer = threading.Timer(_PATIENCE, draw)
    timer.daemon = True
    timer.start()
    try:
        yield show
    finally:
        timer.cancel()
        with lock:
            over = True
        if shown:
            with contextlib.suppress(OSError):
                out.write("\r\x1b[K")
                out.flush()
