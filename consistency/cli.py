"""The command line: the only module that prints or exits.

Exit codes: 0 nothing at or above `--fail-on`; 1 findings; 2 bad arguments, input or settings, and
failures of ours; 130 interrupted. Standard output holds the report alone, everything else goes to
standard error. The heavy libraries load only once a check begins.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final, TypeVar

import click

from consistency import __version__
from consistency.errors import ConsistencyError, SettingsError
from consistency.model import Outcome, Report, Rule, Severity
from consistency.render import RENDERERS, View

if TYPE_CHECKING:
    from consistency.embed import Cache, Encoder
    from consistency.model import Article

_FOUND, _BAD, _INTERRUPTED = 1, 2, 130

_SUFFIXES: Final = {
    **{".html": "html", ".htm": "html", ".md": "markdown", ".markdown": "markdown"},
    **{".json": "json", ".csv": "csv", ".txt": "text"},
}
_PATIENCE: Final = 1.0  # seconds before progress shows: shorter waits need no news
_DEBUG_VARIABLE: Final = "CONSISTENCY_DEBUG"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code. Never raises."""
    debug = bool(os.environ.get(_DEBUG_VARIABLE)) or "--debug" in (arguments or sys.argv)
    try:
        code = _dispatch(arguments)
        with _quiet_pipe():
            sys.stdout.flush()
    except (KeyboardInterrupt, click.Abort):
        return _INTERRUPTED
    except BrokenPipeError:
        _discard_stdout()
        return 0
    except click.ClickException as error:
        return _complain(_usage(error))
    except ConsistencyError as error:
        return _complain(str(error))
    except Exception as error:
        if debug:
            import traceback

            traceback.print_exc()
        name = type(error).__name__
        return _complain(f"internal error: {name}: {error} (--debug shows where)")
    return code


def _dispatch(arguments: Sequence[str] | None) -> int:
    """click's own `main` would turn several failures into exit code 1, which means findings."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if "_CONSISTENCY_COMPLETE" in os.environ:  # a shell asks for completions
        commands.main(given, "consistency")
    try:
        with commands.make_context("consistency", given) as context:
            code = commands.invoke(context)
    except click.exceptions.Exit as stop:  # --help and --version end so
        return stop.exit_code
    return code if isinstance(code, int) else 0


def _complain(message: str) -> int:
    _line(message)
    return _BAD


def _say(notice: str) -> None:
    _line(f"notice: {notice}")


def _line(message: str) -> None:
    """One line on standard error. A message that holds a file's name may hold anything."""
    line = " ".join("".join(c if c.isprintable() else " " for c in message).split())
    with contextlib.suppress(OSError, ValueError):
        click.echo(f"consistency: {line.encode('utf-8', 'replace').decode()}", err=True)


def _usage(error: click.ClickException) -> str:
    message = error.format_message().rstrip(".")
    if isinstance(error, click.UsageError) and error.ctx is not None:
        return f"{message} (see {error.ctx.command_path} --help)"
    return message


# ------------------------------------------------------------------------------------- options

F = TypeVar("F", bound=Callable[..., Any])


def _checking(function: F) -> F:
    """The arguments and options that `check` and `report` share."""
    options = [
        click.argument("paths", nargs=-1, metavar="ARTICLE..."),
        click.option(
            "--reference",
            metavar="FILE",
            help="Check the others against this one (the wire original).",
        ),
        click.option(
            "--published",
            multiple=True,
            metavar="[ID=]DATE",
            help="When an article (without ID: each) appeared: 2024-05-14 or 2024-05-14T09:00.",
        ),
        click.option(
            "--select", multiple=True, metavar="CODE", help="Only these rules (code, prefix, name)."
        ),
        click.option("--ignore", multiple=True, metavar="CODE", help="All rules but these."),
        click.option(
            "--fail-on",
            type=click.Choice(["error", "warning", "info", "never"]),
            default="error",
            show_default=True,
            help="Exit with 1 from this severity on.",
        ),
        click.option(
            "--output-format",
            type=click.Choice(list(RENDERERS)),
            help="The form of the report; without it, the suffix of --output-file decides.",
        ),
        click.option("-o", "--output-file", metavar="FILE", help="Write there, all or nothing."),
        click.option(
            "--model", metavar="NAME_OR_PATH", help="Another encoder; 'lexical' for none."
        ),
        click.option("--no-cache", is_flag=True, help="Keep no vectors on disk."),
        click.option("--cache-dir", metavar="FOLDER", help="Keep vectors there."),
        click.option(
            "--color",
            type=click.Choice(["auto", "always", "never"]),
            default="auto",
            show_default=True,
            help="Colours; auto means on a terminal, unless NO_COLOR is set.",
        ),
    ]
    for option in reversed(options):
        function = option(function)
    return function


@click.group(context_settings={"help_option_names": ["-h", "--help"]}, invoke_without_command=True)
@click.option("--debug", is_flag=True, help="On a failure of ours, show where it happened.")
@click.version_option(__version__, "-V", "--version", message="consistency %(version)s")
@click.pass_context
def commands(context: click.Context, debug: bool) -> int:
    """Say which facts news reports on the same story agree on, where they diverge and how, and
    what only one of them says.

    \b
    consistency check wire.txt ours.txt
    consistency report wire.txt ours.txt other.txt -o report.html

    An ARTICLE is a text, Markdown or HTML file, a folder of them, or - for standard input.
    Exit codes: 0 nothing at or above --fail-on, 1 findings, 2 bad input or settings.
    """
    if context.invoked_subcommand is None:
        click.echo(context.get_help(), err=True)
        return _BAD
    return 0


@commands.command()
@_checking
@click.option(
    "--show",
    type=click.Choice(["default", "all"]),
    default="default",
    show_default=True,
    help="'all' adds what agrees, what one article alone says, and minor differences.",
)
def check(paths: Sequence[str], show: str, **options: Any) -> int:
    """Show where articles diverge, worst first.

    Each divergence is one line with its place, the words of each article and the reason. Exits
    with 1 if a finding reaches --fail-on.
    """
    target = options["output_file"]
    suffix = Path(target).suffix.lower() if target else ""
    options["output_format"] = options["output_format"] or _SUFFIXES.get(suffix, "text")
    return _run(paths, show_all=show == "all", **options)


@commands.command()
@_checking
def report(paths: Sequence[str], **options: Any) -> int:
    """Write the agreement report: -o report.html.

    Everything that check --show all tells, as .html, .md, .json, .csv or .txt.

    The format follows the file's suffix unless --output-format names one. Exits with 1 if a
    finding reaches --fail-on, as check does.
    """
    chosen, target = options["output_format"], options["output_file"]
    if chosen is None and target is None:
        raise click.UsageError("Missing option '-o': name the file to write, as in -o report.html")
    if chosen is None:
        chosen = _SUFFIXES.get(Path(target).suffix.lower())
    if chosen is None:
        known = ", ".join(_SUFFIXES)
        raise SettingsError(
            f"{target}: no format for this suffix; use one of {known}, or --output-format"
        )
    options["output_format"] = chosen
    return _run(paths, show_all=True, **options)


@commands.command()
@click.argument("code")
def explain(code: str) -> int:
    """Explain a rule.

    CODE may also be a rule's name, the beginning of several codes (QTY), or all.
    """
    known = {rule.code: rule for rule in _all_rules()}
    texts = []
    for found in resolve([code], tuple(known.values())):
        rule = known[found]
        parts = [f"{rule.code} {rule.name}", rule.summary, rule.documentation.strip()]
        texts.append("\n\n".join(filter(None, parts)) + "\n")
    _print("\n".join(texts))
    return 0


@commands.command()
def rules() -> int:
    """List all rules."""
    known = _all_rules()
    width = max(len(rule.name) for rule in known)
    _print("".join(f"{r.code}  {r.name.ljust(width)}  {r.summary}\n" for r in known))
    return 0


# -------------------------------------------------------------------------------------- rules


def _all_rules() -> tuple[Rule, ...]:
    """Every rule, by code."""
    from consistency import pipeline

    return pipeline.rules()


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
    from difflib import get_close_matches

    shown = selector if len(selector) <= 60 else selector[:57] + "..."
    prefixes = dict.fromkeys(rule.code.rstrip("0123456789") for rule in known)
    codes = [*prefixes, *(rule.code for rule in known)]
    near = get_close_matches(shown.upper(), codes, 1, 0.6) or get_close_matches(
        shown.lower(), [rule.name for rule in known], 1, 0.5
    )
    hint = f"did you mean {near[0]}?" if near else f"the prefixes are {', '.join(prefixes)}"
    return f"unknown rule {shown!r}: {hint} (consistency rules lists all)"


# ------------------------------------------------------------------------------------ the check


def _run(
    paths: Sequence[str],
    *,
    output_format: str,
    show_all: bool,
    reference: str | None,
    published: Sequence[str],
    select: Sequence[str],
    ignore: Sequence[str],
    fail_on: str,
    output_file: str | None,
    model: str | None,
    no_cache: bool,
    cache_dir: str | None,
    color: str,
) -> int:
    target = None if output_file in (None, "-") else Path(str(output_file))
    if target is not None:
        _check_target(target)
    known = _all_rules() if select or ignore else ()
    selected, ignored = resolve(select, known), resolve(ignore, known)
    with _progress() as progress:
        articles, reference_id = _read(paths, reference, published)
        if target is not None:
            _check_not_read(target, articles)
        progress("loading the model", 0, 1)
        encoder, cache = _encoder(model, no_cache, cache_dir)
        made = _check(articles, reference_id, encoder, selected, ignored, progress)
        view = View(show_all, _colored(color, target), _width(target))
        text = RENDERERS[output_format](made, view=view)
    if cache is not None and cache.notice:
        _say(cache.notice)
    if output_format == "csv":  # a table has no place for them
        for notice in made.notices:
            _say((f"{notice.article}: " if notice.article else "") + notice.message)
    if target is None:
        _print(text)
    else:
        _write(target, text)
    return _FOUND if fails(made, fail_on) else 0


def fails(made: Report, fail_on: str) -> bool:
    """Whether a finding reaches the severity; what agrees never fails."""
    if fail_on == "never":
        return False
    worst = Severity(fail_on).rank
    return any(f.severity.rank <= worst and f.outcome is not Outcome.AGREE for f in made.findings)


def _read(
    paths: Sequence[str], reference: str | None, published: Sequence[str]
) -> tuple[tuple[Article, ...], str | None]:
    """The articles, and the reference's id; its file comes first if the paths do not name it."""
    from consistency import read

    if not paths and reference is None:
        raise click.UsageError("Missing argument 'ARTICLE...': name two or more on the same story")
    files = read.expand(paths)
    if reference is None:
        return read.read_all(files, published), None
    if os.path.isdir(reference):
        raise SettingsError(f"--reference {reference}: is a folder; name one article")
    at = next((i for i, file in enumerate(files) if _same_file(file, reference)), None)
    if at is None and not os.path.exists(reference) and reference in read.article_ids(files):
        return read.read_all(files, published), reference
    if at is None:
        files, at = (reference, *files), 0
    articles = read.read_all(files, published)
    return articles, articles[at].id


def _same_file(left: str, right: str) -> bool:
    if "-" in (left, right):
        return left == right
    return os.path.exists(left) and os.path.exists(right) and os.path.samefile(left, right)


def _check(
    articles: Sequence[Article],
    reference: str | None,
    encoder: Encoder,
    select: Sequence[str],
    ignore: Sequence[str],
    progress: Callable[[str, int, int], None],
) -> Report:
    from consistency import pipeline

    return pipeline.check(
        articles,
        reference=reference,
        encoder=encoder,
        select=select,
        ignore=ignore,
        progress=progress,
    )


def _encoder(
    model: str | None, no_cache: bool, cache_dir: str | None
) -> tuple[Encoder, Cache | None]:
    from consistency import embed

    if no_cache:
        return embed.load(model), None
    folder = Path(cache_dir).expanduser() if cache_dir else embed.default_cache_dir()
    cache = embed.Cache(folder / "vectors.sqlite")
    return embed.load(model, cache=cache), cache


# ------------------------------------------------------------------------------------- output


def _colored(choice: str, target: Path | None) -> bool:
    if choice != "auto":
        return choice == "always"
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return target is None and not plain and sys.stdout.isatty()


def _width(target: Path | None) -> int:
    """Columns to fit evidence into: the terminal's, or a fixed number so that files are alike."""
    if target is None and sys.stdout.isatty():
        return max(60, min(160, shutil.get_terminal_size().columns))
    return View().width


def _print(text: str) -> None:
    """To standard output as UTF-8, or in the terminal's own encoding as far as that goes."""
    encoding = (sys.stdout.encoding if sys.stdout.isatty() else None) or "utf-8"
    data = text.encode(encoding, "replace")
    with _quiet_pipe():
        sys.stdout.flush()
        if hasattr(sys.stdout, "buffer"):
            sys.stdout.buffer.write(data)
        else:  # a caller's own stream
            sys.stdout.write(data.decode(encoding))
        sys.stdout.flush()


@contextlib.contextmanager
def _quiet_pipe() -> Iterator[None]:
    """A reader that has gone away (`| head`) is no error and changes no exit code."""
    try:
        yield
    except BrokenPipeError:
        _discard_stdout()


def _discard_stdout() -> None:
    """Point standard output at nothing, so that the interpreter's last flush is quiet too."""
    with contextlib.suppress(OSError, ValueError):
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, sys.stdout.fileno())
        os.close(null)


def _check_target(target: Path) -> None:
    """Refuse, before any work, an output that can't be written."""
    folder = target.parent
    if target.is_dir():
        raise SettingsError(f"{target}: is a folder; name a file to write the report to")
    if not folder.is_dir():
        raise SettingsError(f"{target}: there is no folder {folder}; make it or choose another")
    writable = os.access(target, os.W_OK) if target.exists() else os.access(folder, os.W_OK)
    if not writable:
        raise SettingsError(f"{target}: may not be written; choose another output file")


def _check_not_read(target: Path, articles: Sequence[Article]) -> None:
    """Refuse to write over an article."""
    if not target.exists():
        return
    for article in articles:
        if article.path and os.path.exists(article.path) and target.samefile(article.path):
            raise SettingsError(
                f"{target}: is one of the articles and would be lost; choose another output file"
            )


def _write(target: Path, text: str) -> None:
    """The whole file or none: written beside the target, then put in its place."""
    data = text.encode("utf-8", "replace")
    place = Path(os.path.realpath(target))  # a link stays a link
    try:
        if place.exists() and not place.is_file():  # a pipe or device has no place to swap
            place.write_bytes(data)
            return
        mode = stat.S_IMODE(place.stat().st_mode) if place.exists() else 0o666 & ~_umask()
        handle, name = tempfile.mkstemp(prefix=f".{place.name[:40]}.", dir=place.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            os.chmod(name, mode)
            os.replace(name, place)
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(name)
            raise
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise SettingsError(f"{target}: can't be written ({reason})") from error


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


# ------------------------------------------------------------------------------------- progress


_STAGES: Final = {"embed": "reading sentences"}


@contextlib.contextmanager
def _progress(stream: IO[str] | None = None) -> Iterator[Callable[[str, int, int], None]]:
    """A line on standard error that says what is going on, for a person who waits.

    A timer shows the first one, because loading the model takes seconds and reports nothing.
    """
    out = sys.stderr if stream is None else stream
    if not out.isatty():
        yield lambda stage, done, total: None
        return
    start, lock = time.monotonic(), threading.Lock()
    line, shown, over = "starting", False, False

    def write() -> None:
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
            write()

    timer = threading.Timer(_PATIENCE, write)
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
