"""The command line: exit codes, streams, files, colours. Errors go through the real process."""

from __future__ import annotations

import contextlib
import io
import json
import os
import pty
import re
import select
import signal
import stat
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from awkward import EMPTY, FINDINGS
from consistency import cli, cli_check, config, output
from consistency.errors import SettingsError
from consistency.model import Outcome, Relation, Rule, Severity
from consistency.pipeline import rules

WIRE = """Ferry sinks off Port Elder

The ferry Aurora sank off Port Elder on Tuesday. At least 84 passengers were rescued, harbor master
Ida Brandt said.

Rescue boats returned 4 times. The line suspended all sailings until further notice.
"""
OURS = """The ferry Aurora went down off Port Elder on Tuesday. Numerous passengers were rescued,
officials said.

Rescue boats returned 3 times. Divers go down on Friday.
"""
LEXICAL = ("--model", "lexical")


def _words(value: object) -> str:
    return " ".join(value) if isinstance(value, list) else ""


@pytest.fixture
def story(tmp_path: Path) -> Path:
    (tmp_path / "wire.txt").write_text(WIRE, encoding="utf-8")
    (tmp_path / "ours.txt").write_text(OURS, encoding="utf-8")
    return tmp_path


def run(
    *arguments: str, cwd: Path, stdin: bytes = b"", env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """The real process, away from the user's cache and settings."""
    return subprocess.run(
        [sys.executable, "-m", "consistency", *arguments],
        cwd=cwd,
        input=stdin,
        capture_output=True,
        env=_environment(cwd) | (env or {}),
        timeout=120,
    )


def _environment(cwd: Path) -> dict[str, str]:
    paths = [str(Path(__file__).parents[1]), os.environ.get("PYTHONPATH", "")]
    kept = {k: v for k, v in os.environ.items() if k not in {"NO_COLOR", "CONSISTENCY_DEBUG"}}
    return kept | {
        "PYTHONPATH": os.pathsep.join(filter(None, paths)),
        "XDG_CACHE_HOME": str(cwd / ".cache"),
        "TERM": "xterm",
    }


# -------------------------------------------------------------------------------------- errors

_BINARY = b"\x7fELF\x02\x01\x01\x00" + bytes(range(256)) * 4


BAD_INPUT = [
    (["check", "wire.txt", "gone.txt"], ["gone.txt", "no such file"]),
    (["check", "lonely"], ["lonely", "two"]),
    (["check", "wire.txt", "empty.txt"], ["empty.txt", "empty"]),
    (["check", "wire.txt", "binary.txt"], ["binary.txt", "text"]),
    (["check", "wire.txt"], ["1 article", "two"]),
    (["check", "wire.txt", "ours.txt", "--select", "QTX101"], ["'QTX101'", "QTY101"]),
    (["check", "wire.txt", "ours.txt", "--show", "some"], ["--show", "'some'", "'all'"]),
    (["check", "wire.txt", "ours.txt", "-o", "no/such/out.txt"], ["no/such/out.txt", "folder"]),
    (["check", "wire.txt", "ours.txt", "--model", "./no-model"], ["no-model"]),
    (["check", "wire.txt", "ours.txt", "--model", "./lonely", "--no-cache"], ["lonely"]),
    (["chekc"], ["chekc"]),
]
MORE_BAD_INPUT = [
    (["check"], ["ARTICLE", "two", "consistency check --help"]),
    (["check", "wire.txt", "ours.txt", "--ignore", "no-such-rule"], ["'no-such-rule'"]),
    (["check", "wire.txt", "ours.txt", "--select", "QTY,"], ["unknown rule ''"]),
    (["check", "wire.txt", "ours.txt", "--fail-on", "note"], ["--fail-on", "warning"]),
    (["check", "wire.txt", "ours.txt", "--output-format", "xml"], ["xml", "markdown"]),
    (["check", "wire.txt", "ours.txt", "--colour", "no"], ["--colour", "--color"]),
    (["check", "wire.txt", "ours.txt", "-o", "lonely"], ["lonely", "is a folder"]),
    (["check", "wire.txt", "ours.txt", "-o", "ours.txt"], ["ours.txt", "one of the articles"]),
    (["check", "wire.txt", "ours.txt", "--published", "soon"], ["'soon'", "2024-"]),
    (["check", "wire.txt", "ours.txt", "--published", "x=2024-05-14"], ["'x'", "ours"]),
    (["check", "wire.txt", "ours.txt", "--reference", "gone.txt"], ["gone.txt"]),
    (["check", "wire.txt", "ours.txt", "--reference", "lonely"], ["lonely", "one article"]),
    (["report", "wire.txt", "ours.txt", "-o", "out.xyz"], ["out.xyz", ".html", ".json"]),
    (["report", "wire.txt", "ours.txt"], ["-o"]),
    (["explain", "QTX101"], ["QTX101", "QTY101"]),
    (["explain"], ["CODE"]),
]


def _spoil(story: Path) -> None:
    (story / "lonely").mkdir()
    (story / "lonely" / "only.txt").write_text("One article.", encoding="utf-8")
    (story / "empty.txt").write_bytes(b"")
    (story / "binary.txt").write_bytes(_BINARY)


def _is_one_clear_line(error: str, says: list[str]) -> None:
    assert error.startswith("consistency: ")
    assert error.endswith("\n")
    assert error.count("\n") == 1
    for words in says:
        assert words in error


@pytest.mark.parametrize(("arguments", "says"), BAD_INPUT, ids=_words)
def test_bad_input_ends_the_process_with_2_and_one_line(
    story: Path, arguments: list[str], says: list[str]
) -> None:
    _spoil(story)
    before = _contents(story)
    done = run(*arguments, cwd=story)
    assert (done.returncode, done.stdout) == (2, b"")
    _is_one_clear_line(done.stderr.decode(), says)
    assert _contents(story) == before


@pytest.mark.parametrize(("arguments", "says"), MORE_BAD_INPUT, ids=_words)
def test_bad_input_is_2_and_one_line(
    story: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    arguments: list[str],
    says: list[str],
) -> None:
    _spoil(story)
    before = _contents(story)
    monkeypatch.chdir(story)
    assert cli.main(arguments) == 2
    out, error = capfd.readouterr()
    assert out == ""
    _is_one_clear_line(error, says)
    assert _contents(story) == before


def _contents(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and ".cache" not in path.parts
    }


def test_a_name_with_a_newline_makes_no_second_line(story: Path) -> None:
    done = run("check", "wire.txt", "a\nb\x1b[31m.txt", cwd=story)
    assert done.returncode == 2
    assert done.stderr.count(b"\n") == 1
    assert b"\x1b" not in done.stderr


def test_a_failure_of_ours_is_2_and_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def boom(*_: object, **__: object) -> int:
        raise ZeroDivisionError("a\nb")

    monkeypatch.setattr(cli_check, "run", boom)
    monkeypatch.delenv("CONSISTENCY_DEBUG", raising=False)
    assert cli.main(["check", "a", "b"]) == 2
    error = capsys.readouterr().err
    assert error == "consistency: internal error: ZeroDivisionError: a b (--debug shows where)\n"
    assert cli.main(["--debug", "check", "a", "b"]) == 2
    assert "Traceback" in capsys.readouterr().err


def test_interrupting_is_130_and_writes_nothing(story: Path) -> None:
    reads, writes = os.pipe()
    os.write(writes, b"x")
    with subprocess.Popen(
        [sys.executable, "-m", "consistency", "check", "wire.txt", "-", "-o", "out.txt"],
        cwd=story,
        env=_environment(story),
        stdin=reads,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # A shell's background job ignores the signal, and so would the program.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    ) as process:
        for _ in range(600):  # until the program has taken the byte, and waits for more
            if not select.select([reads], [], [], 0)[0]:
                break
            time.sleep(0.1)
        # Again and again, as an impatient person would: a signal that comes between the opening and
        # the first read is seen once that read ends.
        for _ in range(60):
            process.send_signal(signal.SIGINT)
            with contextlib.suppress(subprocess.TimeoutExpired):
                out, error = process.communicate(timeout=1)
                break
    os.close(reads)
    os.close(writes)
    assert (process.returncode, out, error.strip()) == (130, b"", b"")
    assert sorted(path.name for path in story.iterdir() if path.name[0] != ".") == [
        "ours.txt",
        "wire.txt",
    ]


@pytest.mark.parametrize(
    "arguments", [["check", "wire.txt", "ours.txt", *LEXICAL], ["rules"], ["--help"]]
)
def test_a_reader_that_goes_away_is_no_error(story: Path, arguments: list[str]) -> None:
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [sys.executable, "-m", "consistency", *arguments],
        cwd=story,
        env=_environment(story),
        stdout=write,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(write)
    assert done.stderr == b""
    assert done.returncode == (1 if arguments[0] == "check" else 0)


# ---------------------------------------------------------------------------------- exit codes


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ([], 1),
        (["--fail-on", "warning"], 1),
        (["--fail-on", "never"], 0),
        (["--select", "QTY101,SRC"], 1),
        (["--select", "QTY102,SRC101"], 0),
        (["--select", "QTY102,SRC101", "--fail-on", "warning"], 1),
        (["--select", "qty", "--ignore", "QTY101"], 0),
        (["--select", "qty", "--ignore", "QTY101", "--fail-on", "warning"], 1),
        (["--select", "qty", "--ignore", "less-precise-quantity, QTY101", "--fail-on", "info"], 0),
        (["--output-format", "json"], 1),
        (["--output-format", "html"], 1),
        (["-o", "out.md"], 1),
    ],
    ids=_words,
)
def test_exit_code(
    story: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], code: int
) -> None:
    monkeypatch.chdir(story)
    given = ["check", "wire.txt", "ours.txt", *LEXICAL, "--no-cache", *arguments]
    assert cli.main(given) == code


@pytest.mark.parametrize(
    ("severities", "outcome", "expected"),
    [
        ([], Outcome.DIVERGE, {}),
        (["info"], Outcome.DIVERGE, {"info"}),
        (["info"], Outcome.AGREE, {}),
        (["warning"], Outcome.SINGLE, {"info", "warning"}),
        (["info", "error"], Outcome.DIVERGE, {"info", "warning", "error"}),
    ],
)
def test_fail_on(severities: list[str], outcome: Outcome, expected: set[str]) -> None:
    findings = tuple(
        replace(FINDINGS[0], severity=Severity(word), outcome=outcome) for word in severities
    )
    levels = ("error", "warning", "info", "never")
    failing = {level for level in levels if any(map(config.failing(level, rules()), findings))}
    assert failing == set(expected)


@pytest.mark.parametrize(
    ("fail_on", "severity", "fails"),
    [
        ("conflict", "warning", True),
        ("conflict", "info", False),  # what no report shows fails no check
        ("altered-quote", "warning", False),
        ("altered-quote,conflict", "error", True),
        ("QTY101", "info", True),
        ("QTY", "info", True),
        ("DAT", "error", False),
        ("never", "error", False),
    ],
)
def test_fail_on_a_relation_or_a_rule(fail_on: str, severity: str, fails: bool) -> None:
    finding = replace(
        FINDINGS[0], code="QTY101", relation=Relation.CONFLICT, severity=Severity(severity)
    )
    assert config.failing(fail_on, rules())(finding) is fails


def test_the_readme_shows_what_the_demo_prints() -> None:
    root = Path(__file__).parent.parent
    files = sorted(map(str, root.joinpath("fixtures", "quake").glob("*.txt")))
    done = run("check", "--fail-on", "never", "--published", "2024-05-14", *files, cwd=root)
    block = (root / "README.md").read_text(encoding="utf-8").split("```")[1]
    shown = [
        line for line in block.splitlines() if re.search(r"\d+%|^\d+ (?:findings|articles)", line)
    ]
    printed = done.stdout.decode().splitlines()
    assert len(shown) == 6
    assert [line for line in shown if line not in printed] == []


# -------------------------------------------------------------------------------------- output


def test_standard_output_holds_the_report_alone(story: Path) -> None:
    done = run("check", "wire.txt", "ours.txt", *LEXICAL, "--output-format", "json", cwd=story)
    assert done.stderr == b""
    data = json.loads(done.stdout)
    assert [article["id"] for article in data["articles"]] == ["wire", "ours"]
    assert {n["code"] for n in data["notices"]} == {"lexical-encoder"}


def test_text_names_places_in_the_file(story: Path) -> None:
    done = run("check", "wire.txt", "ours.txt", *LEXICAL, cwd=story)
    text = done.stdout.decode()
    assert done.returncode == 1
    assert re.search(r"^wire\.txt:6:\d+: QTY101 ", text, re.M)
    assert "    wire:6  Rescue boats returned ⟦4 times⟧." in text
    assert "    ours:4  Rescue boats returned ⟦3 times⟧." in text
    assert "--show all" in text


def test_show_all_adds_what_agrees_and_what_stands_alone(
    story: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(story)
    assert cli.main(["check", "wire.txt", "ours.txt", *LEXICAL, "--no-cache", "--show", "all"]) == 1
    text = capfd.readouterr().out
    assert "Only in wire (" in text
    assert "suspended all sailings" in text
    assert "--show all" not in text


def test_standard_input_is_an_article(story: Path) -> None:
    done = run("check", "wire.txt", "-", *LEXICAL, cwd=story, stdin=OURS.encode())
    assert done.returncode == 1
    assert "stdin:4  Rescue boats" in done.stdout.decode()


@pytest.mark.parametrize(
    ("paths", "reference"),
    [
        (["ours.txt"], "wire.txt"),
        (["wire.txt", "ours.txt"], "./wire.txt"),
        (["wire.txt", "ours.txt"], "wire"),
    ],
)
def test_a_reference_is_a_file_or_an_id_and_is_added_if_not_named(
    story: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    paths: list[str],
    reference: str,
) -> None:
    monkeypatch.chdir(story)
    options = [*LEXICAL, "--no-cache", "--output-format", "json", "--reference", reference]
    assert cli.main(["check", *paths, *options]) == 1
    data = json.loads(capfd.readouterr().out)
    assert data["reference"] == "wire"
    assert [article["id"] for article in data["articles"]] == ["wire", "ours"]


@pytest.mark.parametrize(
    ("suffix", "starts"),
    [
        (".html", b"<!DOCTYPE html>"),
        (".md", b"# "),
        (".json", b"{\n"),
        (".csv", b"fingerprint,code"),
        (".txt", b"wire.txt:"),
    ],
)
@pytest.mark.parametrize("command", ["check", "report"])
def test_the_suffix_picks_the_format(
    story: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfdbinary: pytest.CaptureFixture[bytes],
    command: str,
    suffix: str,
    starts: bytes,
) -> None:
    monkeypatch.chdir(story)
    code = cli.main([command, "wire.txt", "ours.txt", *LEXICAL, "--no-cache", "-o", f"out{suffix}"])
    assert code == 1
    assert capfdbinary.readouterr().out == b""
    assert (story / f"out{suffix}").read_bytes().startswith(starts)


def test_csv_says_its_notices_on_standard_error(
    story: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(story)
    cli.main(["report", "wire.txt", "ours.txt", *LEXICAL, "--no-cache", "--output-format", "csv"])
    out, error = capfd.readouterr()
    assert error.startswith("consistency: notice: ")
    assert out.startswith("fingerprint,")


def test_writing_is_all_or_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "out.txt"
    target.write_text("before", encoding="utf-8")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(SettingsError, match=r"out\.txt: can't be written \(no space left"):
        output.write(target, "after")
    assert target.read_text(encoding="utf-8") == "before"
    assert [path.name for path in tmp_path.iterdir()] == ["out.txt"]


def test_writing_keeps_links_and_rights_and_fills_pipes(tmp_path: Path) -> None:
    real, link = tmp_path / "real.txt", tmp_path / "link.txt"
    real.write_text("before", encoding="utf-8")
    real.chmod(0o640)
    link.symlink_to(real)
    output.write(link, "after – é")
    assert link.is_symlink()
    assert real.read_text(encoding="utf-8") == "after – é"
    assert stat.S_IMODE(real.stat().st_mode) == 0o640
    output.write(Path(os.devnull), "nothing")
    assert not Path(os.devnull).is_file()


# ------------------------------------------------------------------------------ colour, progress


def _on_a_terminal(story: Path, *arguments: str, **env: str) -> bytes:
    """What a program prints whose standard output is a terminal."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "consistency",
            "check",
            "wire.txt",
            "ours.txt",
            *LEXICAL,
            *arguments,
        ],
        cwd=story,
        env=_environment(story) | env,
        stdout=theirs,
        stderr=subprocess.DEVNULL,
        stdin=subprocess.DEVNULL,
    )
    os.close(theirs)
    parts = []
    while True:
        try:
            part = os.read(ours, 65536)
        except OSError:  # the terminal's way to say that all is read
            break
        if not part:
            break
        parts.append(part)
    process.wait(60)
    os.close(ours)
    return b"".join(parts)


@pytest.mark.parametrize(("env", "colored"), [({}, True), ({"NO_COLOR": "1"}, False)])
def test_colour_on_a_terminal(story: Path, env: dict[str, str], colored: bool) -> None:
    out = _on_a_terminal(story, **env)
    assert b"QTY101" in out
    assert (b"\x1b[" in out) is colored


@pytest.mark.parametrize(
    ("choice", "terminal", "env", "target", "colored"),
    [
        ("auto", True, {}, None, True),
        ("auto", True, {"NO_COLOR": ""}, None, True),
        ("auto", True, {"NO_COLOR": "1"}, None, False),
        ("auto", True, {"TERM": "dumb"}, None, False),
        ("auto", True, {}, Path("out.txt"), False),
        ("auto", False, {}, None, False),
        ("never", True, {}, None, False),
        ("always", False, {"NO_COLOR": "1"}, None, True),
    ],
)
def test_when_colour_is_used(
    monkeypatch: pytest.MonkeyPatch,
    choice: str,
    terminal: bool,
    env: dict[str, str],
    target: Path | None,
    colored: bool,
) -> None:
    monkeypatch.setattr(sys, "stdout", _Terminal() if terminal else io.StringIO())
    for name in ("NO_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    assert cli_check._colored(choice, target) is colored


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("seconds", "stream", "shown"),
    [(0.2, _Terminal, False), (1.5, _Terminal, True), (1.5, io.StringIO, False)],
)
def test_progress_shows_after_a_second_to_a_person(
    monkeypatch: pytest.MonkeyPatch, seconds: float, stream: type[io.StringIO], shown: bool
) -> None:
    now = [100.0]
    monkeypatch.setattr(cli_check.time, "monotonic", lambda: now[0])
    out = stream()
    with cli_check.progress(out) as show:
        now[0] += seconds
        show("embed", 3, 10)
        assert ("reading sentences 3 of 10 …" in out.getvalue()) is shown
    assert out.getvalue().endswith("\r\x1b[K") is shown


def test_progress_shows_while_nothing_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli_check, "_PATIENCE", 0.01)
    out = _Terminal()
    with cli_check.progress(out):
        for _ in range(500):
            if "starting" in out.getvalue():
                break
            time.sleep(0.01)
    assert out.getvalue() == "\r\x1b[Kstarting …\r\x1b[K"


def test_a_cache_that_cannot_be_written_is_said_and_changes_nothing(
    story: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    from consistency import embed
    from consistency.cache import Cache

    def load(
        model: str | None, *, cache: Cache | None = None, download: bool = True
    ) -> embed.Encoder:
        assert cache is not None
        assert cache.path == Path("store/vectors.sqlite")
        cache.notice = "vectors were not cached in store"
        return embed.LexicalEncoder()

    monkeypatch.setattr(embed, "load", load)
    monkeypatch.chdir(story)
    code = cli.main(["check", "wire.txt", "ours.txt", "--cache-dir", "store"])
    assert code == 1
    assert capfd.readouterr().err == "consistency: notice: vectors were not cached in store\n"


# -------------------------------------------------------------------------------- rules, imports

RULES = (
    Rule("QTY101", "conflicting-quantity", ""),
    Rule("QTY102", "less-precise-quantity", ""),
    Rule("SRC101", "sentence-in-one-article", ""),
)


@pytest.mark.parametrize(
    ("selectors", "codes"),
    [
        ([], ()),
        (["QTY101"], ("QTY101",)),
        (["qty"], ("QTY101", "QTY102")),
        (["QTY10"], ("QTY101", "QTY102")),
        (["SRC101,QTY102", "QTY102"], ("QTY102", "SRC101")),
        (["less-precise-quantity"], ("QTY102",)),
        ([" Less-Precise-Quantity , src "], ("QTY102", "SRC101")),
        (["all"], ("QTY101", "QTY102", "SRC101")),
    ],
)
def test_selectors(selectors: list[str], codes: tuple[str, ...]) -> None:
    assert cli.resolve(selectors, RULES) == codes


@pytest.mark.parametrize(
    ("selector", "hint"),
    [
        ("QTY103", "did you mean QTY10[12]"),
        ("QTX", "did you mean QTY"),
        ("less-precise", "did you mean less-precise-quantity"),
        ("Q", "QTY, SRC"),
        ("", "QTY, SRC"),
        ("💥" * 500, "QTY, SRC"),
    ],
)
def test_an_unknown_selector_names_the_nearest(selector: str, hint: str) -> None:
    with pytest.raises(SettingsError, match=hint) as caught:
        cli.resolve([selector], RULES)
    assert len(str(caught.value)) < 200


def test_rules_and_explain_tell_of_every_rule(capfd: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["rules"]) == 0
    lines = capfd.readouterr().out.splitlines()
    codes = [line.split()[0] for line in lines]
    assert codes == sorted(set(codes))
    assert {"QTY101", "SRC101"} <= set(codes)
    assert len({line.index(line.split(None, 2)[2]) for line in lines}) == 1
    assert cli.main(["explain", "all"]) == 0
    everything = capfd.readouterr().out
    for line in lines:
        code, name, summary = line.split(None, 2)
        assert f"{code} {name}\n\n{summary}\n" in everything
    assert cli.main(["explain", "less-precise-quantity"]) == 0
    assert capfd.readouterr().out.startswith("QTY102 less-precise-quantity\n\n")


@pytest.mark.parametrize(
    "arguments",
    [["--help"], ["--version"], ["rules"], ["explain", "QTY101"], ["check"], ["check", "--nope"]],
    ids=_words,
)
def test_no_heavy_import_where_nothing_is_checked(arguments: list[str], tmp_path: Path) -> None:
    code = (
        f"import sys; from consistency.cli import main; main({arguments!r})\n"
        "heavy = {'torch', 'sentence_transformers', 'transformers', 'pandas'} & set(sys.modules)\n"
        "sys.exit(f'heavy: {heavy}' if heavy else 0)"
    )
    assert_runs(code, tmp_path)


def assert_runs(code: str, folder: Path) -> None:
    """Run code in a process of its own, in a folder."""
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        cwd=folder,
        env=_environment(folder),
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_a_check_imports_no_library_that_it_does_not_need(story: Path) -> None:
    unneeded = {
        *("huggingface_hub", "pandas", "pyarrow", "scipy", "sentence_transformers"),
        *("sklearn", "sympy", "torch._dynamo", "torch.distributed.tensor", "transformers"),
    }
    code = (
        "import sys; from consistency.cli import main\n"
        "code = main(['check', 'wire.txt', 'ours.txt', '--no-cache'])\n"
        f"found = sorted({unneeded!r} & set(sys.modules))\n"
        "sys.exit(f'{code}: {found}' if found or code > 1 or 'torch' not in sys.modules else 0)"
    )
    assert_runs(code, story)


def test_help_names_the_commands_and_no_arguments_is_a_mistake(tmp_path: Path) -> None:
    told = run("--help", cwd=tmp_path)
    assert told.returncode == 0
    for command in (b"check", b"report", b"explain", b"rules"):
        assert command in told.stdout
    bare = run(cwd=tmp_path)
    assert (bare.returncode, bare.stdout) == (2, b"")
    assert b"Usage" in bare.stderr


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    from consistency import __version__

    assert cli.main(["--version"]) == 0
    assert capsys.readouterr().out == f"consistency {__version__}\n"


def test_nothing_to_say_is_exit_0(
    story: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(story)
    (story / "copy.txt").write_text(WIRE, encoding="utf-8")
    assert cli.main(["check", "wire.txt", "copy.txt", *LEXICAL, "--no-cache"]) == 0
    assert capfd.readouterr().out.splitlines()[2] == "No divergence found."
    assert not EMPTY.findings
