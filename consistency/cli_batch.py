"""The commands for many stories: `group` and `batch`. They return exit codes, as `cli` has them."""

from __future__ import annotations

import contextlib
import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from consistency import reader_options
from consistency.errors import InputError, SettingsError
from consistency.output import check_target, write

if TYPE_CHECKING:
    from consistency.batch import Settings
    from consistency.journal import Journal
    from consistency.model import Article
    from consistency.stories import Story


def add(commands: click.Group) -> None:
    """Give the command line its commands for many stories."""
    commands.add_command(group)
    commands.add_command(batch)


def _say(message: str) -> None:
    with contextlib.suppress(OSError, ValueError):
        click.echo(f"consistency: {message}", err=True)


# ---------------------------------------------------------------------------------------- group


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="ARTICLE...")
@click.option("-o", "--output-file", metavar="FILE", help="Write the manifest there (.jsonl).")
@click.option(
    "--window",
    default="48h",
    show_default=True,
    metavar="TIME",
    help="How far apart articles of one story may have appeared: 12h, 3d.",
)
@click.option(
    "--published", metavar="DATE", help="When those articles appeared that do not tell it."
)
@click.option(
    "--ignore-text", multiple=True, metavar="REGEX", help="Take what matches for no copy."
)
@click.option("--allow-private", is_flag=True, help="Let an address lead into a private network.")
def group(
    paths: Sequence[str],
    output_file: str | None,
    window: str,
    published: str | None,
    ignore_text: Sequence[str],
    allow_private: bool,
) -> int:
    """Find which articles of a pile tell one story, and write a manifest of the stories.

    ARTICLE is what check takes: a folder, a feed, a file of JSON lines, a zip. Near-copies come
    together first, then what shares words, names and figures and appeared within the window. An
    article that nothing else tells is in no story.

    \b
    Examples:
      consistency group incoming/ -o stories.jsonl
      consistency group https://example.org/feed.xml wire.jsonl --window 24h -o stories.jsonl
      consistency batch stories.jsonl -o findings.parquet
    """
    from consistency import grouping

    span = grouping.window_of(window)
    target = None if output_file in (None, "-") else Path(str(output_file))
    if target is not None:
        check_target(target)
    how: dict[str, Any] = {"ignore_text": ignore_text, "allow_private": allow_private}
    articles, own = _pile(_files(paths), published, how)
    stories = grouping.group(articles, window=span)
    told = [members for members in stories if len(members) > 1]
    folder = target.parent if target is not None else Path()
    lines = []
    for number, members in enumerate(told, 1):
        chosen = [(articles[i], own[i]) for i in members]
        name = grouping.name_of([a for a, _ in chosen], number, len(str(len(told))))
        lines.append(_entry(name, chosen, folder))
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    if target is None:
        click.echo(text.encode("utf-8", "replace"), nl=False)
    else:
        write(target, text)
    alone = sum(len(members) == 1 for members in stories)
    stands = "article stands" if alone == 1 else "articles stand"
    stories_told = f"{len(told)} {'story' if len(told) == 1 else 'stories'}"
    _say(f"{len(articles)} articles: {stories_told}, {alone} {stands} alone")
    return 0


def _pile(
    files: Sequence[str], published: str | None, how: dict[str, Any]
) -> tuple[list[Article], list[str | None]]:
    """All articles, and for each the file that is its own and can be read again, or None.

    What shares a file, or may be gone when it is asked for again, goes into the manifest itself. A
    file that can't be read is told and left out: a pile is not given up for one.
    """
    from consistency import read

    when = read.parse_date(published) if published else None
    if published and when is None:
        raise SettingsError(f"--published {published!r} is no date: write 2024-03-05")
    articles: list[Article] = []
    own: list[str | None] = []
    for file in files:
        try:
            (found,) = read.read_each([file], **how)
        except InputError as error:
            if len(files) == 1:
                raise
            _say(f"notice: left out: {error}")
            continue
        lasting = len(found) == 1 and file != "-" and not read.is_address(file)
        articles += [replace(a, published=a.published or when) for a in found]
        own += [file if lasting else None] * len(found)
    if not articles:
        raise InputError(f"none of {len(files)} files could be read")
    return articles, own


def _files(paths: Sequence[str]) -> list[str]:
    """The files that the paths stand for; a folder's folders too."""
    from consistency import read

    found: list[str] = []
    for path in paths:
        if path == "-" or read.is_address(path) or not os.path.isdir(path):
            found.append(path)
            continue
        for folder, folders, names in os.walk(path):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            found += [
                os.path.join(folder, name)
                for name in sorted(names)
                if name.lower().endswith(read.READABLE) and not name.startswith(".")
            ]
    if not found:
        raise InputError(f"{paths[0]}: the folder holds no readable article")
    return found


def _entry(name: str, chosen: Sequence[tuple[Article, str | None]], folder: Path) -> dict[str, Any]:
    """A story's line of the manifest."""
    from consistency import read
    from consistency.stories import record

    files = [file for _, file in chosen if file is not None]
    ids = dict(zip(files, read.article_ids(files), strict=True))
    listed: list[Any] = []
    published = {}
    used = set(ids.values())
    for article, file in chosen:
        if file is None:
            made = record(article) | {"id": _unused(article.id, used)}
            if "boilerplate" in made:
                made["boilerplate"] = json.loads(made["boilerplate"])
            listed.append(made)
            continue
        listed.append(os.path.relpath(file, folder))
        if article.published is not None:
            published[ids[file]] = article.published.isoformat()
    return {"name": name, "articles": listed} | ({"published": published} if published else {})


def _unused(name: str, used: set[str]) -> str:
    """The name, with a number behind it where another article of the story has it."""
    chosen = next(n for n in chain([name], (f"{name}-{i}" for i in count(2))) if n not in used)
    used.add(chosen)
    return chosen


# ---------------------------------------------------------------------------------------- batch


@click.command()
@click.argument("stories", nargs=-1, required=True, metavar="STORIES...")
@click.option(
    "-o",
    "--output-file",
    required=True,
    metavar="FILE",
    help="Where the findings go: .parquet, .jsonl or .csv.",
)
@click.option(
    "--engine",
    type=click.Choice(["local", "spark", "dask", "ray"]),
    default="local",
    show_default=True,
    help="What runs the checks.",
)
@click.option("--address", metavar="URL", help="The engine's address; without it one starts here.")
@click.option(
    "--workers", type=click.IntRange(1, 1024), help="Processes; as many as cores if unset."
)
@click.option("--summary", metavar="FILE", help="Also write counts per source: .csv or .html.")
@click.option(
    "--published",
    multiple=True,
    metavar="[ID=]DATE",
    help="When the articles of manifests and folders appeared.",
)
@click.option(
    "--ignore-text", multiple=True, metavar="REGEX", help="Take what matches for no copy."
)
@click.option("--select", multiple=True, metavar="CODE", help="Only these rules.")
@click.option("--ignore", multiple=True, metavar="CODE", help="All rules but these.")
@click.option("--model", metavar="NAME_OR_PATH", help="Another encoder; 'lexical' for none.")
@click.option("--parser", metavar="PIPELINE", help="Another installed spaCy pipeline.")
@click.option(
    "--device",
    type=click.Choice(["auto", "cpu", "cuda"]),
    default="auto",
    show_default=True,
    help="Where the models run.",
)
def batch(
    stories: Sequence[str],
    output_file: str,
    engine: str,
    address: str | None,
    workers: int | None,
    summary: str | None,
    published: Sequence[str],
    **options: Any,
) -> int:
    """Check many stories and write what was found as one table.

    STORIES are tables with a row per article (.jsonl, .csv, .parquet: story, id, text, published,
    source, reference), manifests, or folders with a folder per story. Run the same again after an
    interruption: stories that are done are not checked again. A story that can't be checked is a
    row of its own.

    \b
    Examples:
      consistency batch stories.jsonl -o findings.parquet
      consistency batch feed.csv -o findings.csv --summary outlets.html
      consistency batch stories.parquet -o findings.parquet --engine spark --address spark://host:7077

    \b
    Exit codes:
      0  every story was checked or has a row that says why not
      2  bad arguments, input or settings
    """
    from consistency import batch as checking
    from consistency import engines, outlets, pipeline
    from consistency import stories as inputs
    from consistency.config import resolve
    from consistency.journal import Journal

    target = Path(output_file)
    for place in (target, Path(summary) if summary else None):
        if place is not None:
            check_target(place)
    if summary:
        outlets.check_form(Path(summary))
    rules = pipeline.rules()
    reader_options.check_one(options["reader"], options["no_reader"])
    settings = checking.Settings(
        model=options["model"],
        read=not options["no_reader"],
        reader=options["reader"],
        parser=options["parser"],
        select=tuple(resolve(options["select"], rules)),
        ignore=tuple(resolve(options["ignore"], rules)),
        device=options["device"],
    )
    checking.models(settings)  # what can't be loaded is told now
    listed = inputs.load(stories, published, ignore_text=options["ignore_text"])
    order: list[str] = []
    with Journal(target) as journal:
        with _bar(len(listed)) as done:
            pending = _pending(listed, settings, journal, order, done)
            for rows in engines.run(
                pending, settings, engine=engine, workers=workers or 0, address=address
            ):
                journal.add(checking.rows_of(rows))
                done()
        if summary:
            outlets.write(Path(summary), (rows[0] for rows in journal.rows(order)))
        errors = sum(rows[0]["entry"] == "error" for rows in journal.rows(order))
        journal.finish(order)
    _say(
        f"{len(order)} stories checked"
        + f", {errors} of them can't be: see their rows" * bool(errors)
    )
    return 0


for _option in reader_options.reader_options():
    batch = _option(batch)


def _pending(
    listed: Sequence[Story],
    settings: Settings,
    journal: Journal,
    order: list[str],
    done: Callable[[], None],
) -> Iterator[Any]:
    """The tables of the stories that are not in the journal; `order` takes every digest."""
    import pandas

    from consistency.batch import digest_of

    for story in listed:
        records = story.records()
        digest = digest_of(story.name, records, settings)
        order.append(digest)
        if digest in journal:
            done()
        else:
            yield pandas.DataFrame(records).assign(story=story.name)


@contextlib.contextmanager
def _bar(stories: int) -> Iterator[Callable[[], None]]:
    """A bar with an estimate where a person is watching; nothing else."""
    out = sys.stderr
    if not out.isatty():
        yield lambda: None
        return
    with click.progressbar(
        length=stories, label="stories", file=out, show_pos=True, show_eta=True
    ) as bar:
        bar.render_progress()
        yield lambda: bar.update(1)


__all__: Final = ["add", "batch", "group"]
