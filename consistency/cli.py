"""The command line: its commands and options, and the exit codes that they end with.

Exit codes: 0 nothing at or above `--fail-on`; 1 findings; 2 bad arguments, input or settings, and
failures of ours; 130 interrupted. Standard output holds the report alone, everything else goes to
standard error. The heavy libraries load only once a check begins.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final, TypeVar

import click

from consistency import __version__, cli_batch, cli_check, reader_options, streams, userfile
from consistency.config import NO_FILE, File, Key, Setting, failing, resolve
from consistency.errors import ConsistencyError, SettingsError
from consistency.harmless import escaped, safe
from consistency.model import Rule
from consistency.output import check_target, format_of, write
from consistency.render import RENDERERS

_BAD, _INTERRUPTED = 2, 130
_DEBUG_VARIABLE: Final = "CONSISTENCY_DEBUG"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code. Never raises."""
    debug = bool(os.environ.get(_DEBUG_VARIABLE)) or "--debug" in (arguments or sys.argv)
    streams.hold()
    try:
        code = _dispatch(arguments)
        with streams.quiet_pipe():
            streams.flush()
    except (KeyboardInterrupt, click.Abort):
        return _INTERRUPTED
    except BrokenPipeError:
        streams.discard()
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
    streams.tell(message)
    return _BAD


def _usage(error: click.ClickException) -> str:
    message = error.format_message().rstrip(".")
    if isinstance(error, click.UsageError) and error.ctx is not None:
        return f"{message} (see {error.ctx.command_path} --help)"
    return message


# ------------------------------------------------------------------------------------- options

F = TypeVar("F", bound=Callable[..., Any])


def _reading_options() -> list[Callable[[F], F]]:
    """The options that say how articles are read."""
    return [
        click.option(
            "--ignore-text",
            multiple=True,
            metavar="REGEX",
            help="Take what matches in the articles for boilerplate, like '\\d+ comments?'.",
        ),
        click.option(
            "--allow-private",
            is_flag=True,
            help="Let an address lead into a private network.",
        ),
        click.option(
            "--max-size",
            type=click.FloatRange(0, 2000, min_open=True),
            default=20,
            show_default=True,
            metavar="MB",
            help="Refuse a larger file.",
        ),
        click.option(
            "--config",
            metavar="FILE",
            help="Settings from there alone, its model and parser included.",
        ),
    ]


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
        *_reading_options(),
        click.option(
            "--select", multiple=True, metavar="CODE", help="Only these rules (code, prefix, name)."
        ),
        click.option("--ignore", multiple=True, metavar="CODE", help="All rules but these."),
        click.option(
            "--fail-on",
            metavar="WHAT",
            default="error",
            show_default=True,
            help="Exit with 1 from this severity on (error, warning, info, never), or for findings"
            " of this relation (conflict, altered-quote, ...) or rule; several with commas.",
        ),
        click.option("--baseline", metavar="FILE", help="Say nothing of the findings known there."),
        click.option(
            "--write-baseline", metavar="FILE", help="Write what was found there as known; exit 0."
        ),
        click.option(
            "--output-format",
            type=click.Choice(list(RENDERERS)),
            help="The form of the report; without it, the suffix of --output-file decides.",
        ),
        click.option("-o", "--output-file", metavar="FILE", help="Write there, all or nothing."),
        click.option(
            "--force", is_flag=True, help="Let an output replace a file that is no report of ours."
        ),
        click.option(
            "--model", metavar="NAME_OR_PATH", help="Another encoder; 'lexical' for none."
        ),
        *reader_options.reader_options(),
        click.option(
            "--parser", metavar="PIPELINE", help="Another installed spaCy pipeline, or its folder."
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

    An ARTICLE is a file (text, HTML, Markdown, Word, PDF, e-mail, ninjs, NITF, NewsML, RSS and
    others), a folder or zip of them, the address of a page, or - for standard input.
    Exit codes: 0 nothing at or above --fail-on, 1 findings, 2 bad input or settings.
    """
    if context.invoked_subcommand is None:
        click.echo(context.get_help(), err=True)
        return _BAD
    return 0


@commands.command()
@_checking
@click.option(
    "--manifest",
    metavar="FILE",
    help="Check the stories listed in a .toml, .csv or .jsonl file, all in one report.",
)
@click.option(
    "--show",
    type=click.Choice(["default", "all"]),
    default="default",
    show_default=True,
    help="'all' adds what agrees, what one article alone says, and minor differences.",
)
def check(**options: Any) -> int:
    """Show where articles diverge, worst first.

    Each divergence is one line with its place, the words of each article and the reason. An
    ARTICLE is a file (text, HTML, Markdown, Word, PDF, e-mail, ninjs, NITF, NewsML, RSS and
    others), a folder or zip of them, the address of a page, or - for standard input; with
    --manifest the articles stand in a file.

    \b
    Examples:
      consistency check wire.txt ours.txt
      consistency check --reference wire.txt copy.txt --fail-on warning
      consistency check --reference wire.txt copy.txt --output-format github
      consistency check --manifest stories.toml --output-format sarif -o found.sarif
      consistency check wire.txt copy.txt --baseline known.json

    \b
    Exit codes:
      0  nothing that --fail-on names
      1  findings
      2  bad arguments, input or settings; one line on standard error says what to do

    Settings: the nearest consistency.toml, or pyproject.toml with [tool.consistency], upward from
    the articles; the command line goes before it. See consistency config show.
    """
    options = _settled(options)
    options["output_format"] = format_of(options["output_file"], options["output_format"])
    show_all = options.pop("show") == "all"
    return cli_check.run(cli_check.Options(show_all=show_all, **options))


@commands.command()
@_checking
def report(**options: Any) -> int:
    """Write the agreement report: -o report.html.

    Everything that check --show all tells, as .html, .md, .json, .csv or .txt.

    The format follows the file's suffix unless --output-format names one. Exits with 1 if a
    finding reaches --fail-on, as check does.
    """
    options = _settled(options)
    chosen, target = options["output_format"], options["output_file"]
    if chosen is None and target is None:
        raise click.UsageError("Missing option '-o': name the file to write, as in -o report.html")
    options["output_format"] = format_of(target, chosen)
    options.pop("show", None)
    return cli_check.run(cli_check.Options(show_all=True, manifest=None, **options))


@commands.command("read")
@click.argument("paths", nargs=-1, metavar="ARTICLE...")
@click.option("--json", "as_json", is_flag=True, help="As JSON, one article a line.")
@click.option(
    "--published",
    multiple=True,
    metavar="[ID=]DATE",
    help="When an article (without ID: each) appeared.",
)
def read_articles(**options: Any) -> int:
    """Show how articles are read: title, date, source, and the role of each paragraph.

    ARTICLE is what check takes. A check compares bodies, headings and quotes; what is shown as
    boilerplate here gives no findings.

    \b
    Examples:
      consistency read copy.docx
      consistency read page.html --ignore-text '\\d+ comments?'
      consistency read --json feed.xml
    """
    from consistency import read, understood

    options = _settled(options)
    if not options["paths"]:
        raise click.UsageError("Missing argument 'ARTICLE...': name one or more")
    how = cli_check.how_to_read(
        options["ignore_text"], options["allow_private"], options["max_size"]
    )
    articles = read.read_all(options["paths"], options["published"], **how)
    if options["as_json"]:
        rows = [understood.to_json(article) + "\n" for article in articles]
        streams.show("".join(rows))
    else:
        streams.show("\n".join(understood.to_text(article) for article in articles))
    return 0


for _option in _reading_options():
    read_articles = _option(read_articles)


@commands.command()
@click.argument("fingerprint")
@click.option("--reason", required=True, metavar="TEXT", help="Why it is right as it is.")
@click.option("--baseline", required=True, metavar="FILE", help="The file of known findings.")
@click.option("--story", default="", metavar="NAME", help="Only in this story of a manifest.")
def accept(fingerprint: str, reason: str, baseline: str, story: str) -> int:
    """Accept one finding: later checks with --baseline do not report it.

    FINGERPRINT stands with each finding in the JSON report.
    """
    from consistency import baseline as known_findings

    path = Path(baseline)
    if not re.fullmatch(r"[0-9a-f]{16}", fingerprint):
        raise SettingsError(f"{fingerprint!r} is no fingerprint: the JSON report has them")
    if not reason.strip():
        raise SettingsError("--reason is empty: say why the finding is right as it is")
    known = known_findings.read(path) if os.path.lexists(path) else ()
    mine = [k for k in known if k.fingerprint == fingerprint and (k.story == story or not story)]
    others = [k for k in known if k not in mine]
    if not mine:
        streams.notice(f"{path}: had no finding {fingerprint}; it is accepted should one come")
        mine = [known_findings.Known(fingerprint, story)]
    accepted = [replace(entry, reason=reason.strip()) for entry in mine]
    check_target(path)
    write(path, known_findings.text([*others, *accepted]))
    return 0


@commands.group(invoke_without_command=True)
@click.pass_context
def config(context: click.Context) -> int:
    """Settings from consistency.toml or pyproject.toml."""
    if context.invoked_subcommand is None:
        click.echo(context.get_help(), err=True)
        return _BAD
    return 0


@config.command("show")
@click.argument("folder", default=".")
def config_show(folder: str, **options: Any) -> int:
    """Show the settings that hold for articles in FOLDER, with where each comes from.

    Options of check that stand here count as they would there.
    """
    from consistency import config as settings

    context = click.get_current_context()
    start = Path(folder)
    if not os.path.exists(start):
        raise SettingsError(f"{folder}: there is no such file or folder")
    path = settings.find(_folder_of(start))
    file = settings.load(path, _keys()) if path else NO_FILE
    parameters = {p.name: p for p in check.params}
    lines = []
    for key in _keys():
        setting = file.settings.get(key.option)
        if context.get_parameter_source(key.option) is click.core.ParameterSource.COMMANDLINE:
            setting = Setting(options[key.option], "command line")
            if key.check is not None:
                key.check(setting.value)
        elif setting is None:
            default = parameters[key.option].default
            empty = () if key.kind is tuple else False if key.kind is bool else None
            value = empty if default is None or not isinstance(default, key.kind) else default
            setting = Setting(value, "default")
        found = setting is file.settings.get(key.option)
        doubted = found and settings.needs_trust(key.option, setting)
        doubt = " (only with --config)" if doubted else ""
        lines.append((f"{key.name} = {_toml(setting.value)}", setting.origin + doubt))
    width = max(len(line) for line, _ in lines)
    streams.show("".join(f"{line.ljust(width)}  # {origin}\n" for line, origin in lines))
    return 0


def _toml(value: Any) -> str:
    import json

    if value is None:
        return '""'
    return escaped(
        json.dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False)
    )


@commands.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--allow-host", multiple=True, metavar="NAME", help="Also answer to this host name.")
@click.option(
    "--token",
    envvar="CONSISTENCY_TOKEN",
    metavar="TEXT",
    help="Ask every request for this; better set CONSISTENCY_TOKEN.",
)
@click.option("--model", metavar="NAME_OR_PATH", help="Another encoder; 'lexical' for none.")
@click.option(
    "--parser", metavar="PIPELINE", help="Another installed spaCy pipeline, or its folder."
)
def serve(
    host: str,
    port: int,
    allow_host: Sequence[str],
    token: str | None,
    model: str | None,
    parser: str | None,
    reader: str | None,
    no_reader: bool,
) -> int:
    """Serve the editor's page: paste or drop articles, get their report.

    Answers this machine alone unless --host says otherwise. Texts stay in memory; with an address
    as --reader, sentences that two articles share go there.
    """
    try:
        from consistency import serve as server
        from consistency import serving
    except ModuleNotFoundError as error:
        raise SettingsError(
            f"serve needs {error.name}: pip install 'article-consistency[serve]'"
        ) from None
    from consistency import embed, syntax
    from consistency.cache import Memory

    with serving.bind(host, port) as listening:
        cache = Memory()
        encoder = embed.load(model, cache=cache)
        reading = reader_options.load(reader, no_reader, encoder, cache)
        parsing = syntax.load(parser, cache=cache)
        streams.tell(
            f"serving http://{f'[{host}]' if ':' in host else host}:{port}/ (Ctrl-C ends it)"
        )
        server.run(
            listening,
            host,
            encoder=encoder,
            reader=reading,
            parser=parsing,
            hosts=allow_host,
            token=token or None,
        )
    return 0


for _option in reader_options.reader_options():
    serve = _option(serve)


@commands.command()
@click.argument("places", nargs=-1, required=True, metavar="A:LINE B:LINE")
@click.option("--finding", metavar="ID", help="A finding's fingerprint, with the files it is from.")
@click.option("--json", "as_json", is_flag=True, help="The answer for programs.")
@click.option("--published", multiple=True, metavar="[ID=]DATE", help="When the articles appeared.")
@click.option("--model", metavar="NAME_OR_PATH", help="Another encoder.")
@click.option("--parser", metavar="PIPELINE", help="Another installed spaCy pipeline.")
def why(
    places: Sequence[str],
    finding: str | None,
    as_json: bool,
    published: Sequence[str],
    model: str | None,
    parser: str | None,
    reader: str | None,
    no_reader: bool,
) -> int:
    """Say why two sentences were compared as they were: what links, faces, or was refused.

    \b
    Examples:
      consistency why wire.txt:12 copy.txt:9
      consistency why --finding 1f0c93ab wire.txt copy.txt
    """
    import json

    from consistency import pipeline, syntax
    from consistency import read as reading
    from consistency import why as reasons
    from consistency.story import Trace

    files, lines = _lined(places, wanted=finding is None)
    articles = reading.read_all(reading.expand(files), published)
    encoder, cache = cli_check.encoder(model)
    parsing = syntax.load(parser, cache=cache)
    by = reader_options.load(reader, no_reader, encoder, cache)
    compared = pipeline.compared(articles, encoder, by, parsing, trace=Trace([], []))
    for notice in compared.read.notices:
        streams.notice(notice.message)
    if finding is not None:
        report = pipeline.check(articles, encoder=encoder, reader=by, parser=parsing)
        left, right = reasons.sentences_of(report, finding)
    else:
        left, right = (
            reasons.sentence_at(compared, article.id, line)
            for article, line in zip(articles, lines, strict=True)
        )
    answer = reasons.why(compared, left, right)
    data = escaped(json.dumps(answer.to_dict(), ensure_ascii=False, indent=2)) + "\n"
    streams.show(data if as_json else safe(answer.to_text()))
    return 0


for _option in reader_options.reader_options():
    why = _option(why)


def _lined(places: Sequence[str], *, wanted: bool) -> tuple[list[str], list[int]]:
    """Files and the lines named with them; with a line each where they are wanted, and two."""
    files, lines = [], []
    for place in places:
        file, mark, line = place.rpartition(":")
        if mark and line.isdigit() and int(line) > 0:
            files.append(file)
            lines.append(int(line))
        else:
            files.append(place)
    if wanted and (len(files) != 2 or len(lines) != 2):
        raise click.UsageError("name two sentences by file and line: wire.txt:12 copy.txt:9")
    return files, lines


@commands.command()
@click.argument("code")
def explain(code: str) -> int:
    """Explain a rule, with two example sentences and what check says of them.

    CODE may also be a rule's name, the beginning of several codes (QTY), or all.
    """
    from consistency import guide

    known = {rule.code: rule for rule in _all_rules()}
    codes = resolve([code], tuple(known.values()))
    streams.show("\n".join(guide.explain(known[found]) for found in codes))
    return 0


@commands.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> int:
    """Print the script that lets a shell complete commands, options and their values.

    \b
    Examples:
      eval "$(consistency completion bash)"      in ~/.bashrc
      eval "$(consistency completion zsh)"       in ~/.zshrc
      consistency completion fish > ~/.config/fish/completions/consistency.fish
    """
    from click.shell_completion import get_completion_class

    made = get_completion_class(shell)
    assert made is not None
    streams.show(made(commands, {}, "consistency", "_CONSISTENCY_COMPLETE").source())
    return 0


@commands.command()
def rules() -> int:
    """List all rules."""
    known = _all_rules()
    width = max(len(rule.name) for rule in known)
    streams.show("".join(f"{r.code}  {r.name.ljust(width)}  {r.summary}\n" for r in known))
    return 0


cli_batch.add(commands)


# -------------------------------------------------------------------------------------- rules


def _all_rules() -> tuple[Rule, ...]:
    """Every rule, by code."""
    from consistency import pipeline

    return pipeline.rules()


# ------------------------------------------------------------------------------------ settings

# The options that a settings file may hold; the others say what to check and where to write.
_IN_FILE: Final = (
    *("select", "ignore", "fail_on", "show", "output_format", "published", "baseline", "model"),
    *("reader", "no_reader", "parser", "no_cache", "cache_dir", "color", "ignore_text"),
)
config_show.params.extend(p for p in check.params if p.name in _IN_FILE)
_PATHS: Final = ("baseline", "cache_dir")
_VALUE_CHECKS: Final[dict[str, Callable[[Any], object]]] = {
    "select": lambda value: resolve(value, _all_rules()),
    "ignore": lambda value: resolve(value, _all_rules()),
    "fail_on": lambda value: failing(value, _all_rules()),
    "ignore_text": lambda value: _patterns(value),
}


def _patterns(value: Sequence[str]) -> None:
    from consistency.readers import noise

    noise.check(value)


def _keys() -> list[Key]:
    """The settings of a file: the options by their long names."""
    keys = []
    for parameter in check.params:
        if parameter.name not in _IN_FILE:
            continue
        kind: type = tuple if parameter.multiple else str
        if isinstance(parameter, click.Option) and parameter.is_flag:
            kind = bool
        choices = tuple(getattr(parameter.type, "choices", ()))
        check_value = _VALUE_CHECKS.get(parameter.name)
        keys.append(Key(parameter.name.replace("_", "-"), kind, choices, check_value))
    return keys


def _settled(options: dict[str, Any]) -> dict[str, Any]:
    """The options with the nearest file's settings where the command line says nothing."""
    from consistency import config as settings

    context = click.get_current_context()
    given = options.pop("config", None)
    path = Path(given) if given else settings.find(_folder_of(_first_file(options)))
    file: File = settings.load(path, _keys()) if path else NO_FILE
    context.meta["settings"] = path
    for name, setting in file.settings.items():
        if not _left_open(name, options, context):
            continue
        if path and not given and settings.needs_trust(name, setting):
            raise settings.untrusted(name, setting, path)
        context.meta[f"{name} from a file"] = True
        options[name] = _from_file(name, setting, file)
    if "reader" not in options:
        return options
    line = click.core.ParameterSource.COMMANDLINE
    said = frozenset(name for name in options if context.get_parameter_source(name) is line)
    return reader_options.settle(options, said)


def _first_file(options: dict[str, Any]) -> Path:
    """The first file that is named, whose folder settings are looked for from; else this folder."""
    named = [*options["paths"], options.get("manifest"), options.get("reference")]
    files = (name for name in named if name and name != "-" and "://" not in name)
    return next((Path(name) for name in files), Path())


def _left_open(name: str, options: dict[str, Any], context: click.Context) -> bool:
    """Whether a command has an option of that name and its line leaves it to the settings."""
    if name == "reader" and options.get("no_reader"):
        return False  # the command line wants none, whatever the file names
    default = click.core.ParameterSource.DEFAULT
    return name in options and context.get_parameter_source(name) is default


def _from_file(name: str, setting: Setting, file: File) -> Any:
    """An option's value by a file: nothing for an empty text; paths go from the file's folder."""
    value = None if setting.value == "" else setting.value
    if name in _PATHS and value:
        return str(file.folder / userfile.expanded(value, setting.origin))
    return value


def _folder_of(path: Path) -> Path:
    """The folder to look for settings from, whether or not the path exists."""
    absolute = userfile.working_folder() / path
    return absolute if userfile.is_folder(absolute) else absolute.parent
