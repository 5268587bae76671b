"""What is the user's or somebody else's to mend: one line that names it and the remedy, exit 2.

And what files that stand beside the articles may not do: run code, open connections, speak for the
program. Streams, folders and rights go through the real process.
"""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from consistency import cli

ROOT = Path(__file__).parent.parent
WIRE = "The ferry Aurora sank. Boats picked up 84 passengers, officials said.\n"
COPY = WIRE.replace("84", "48")
ARTICLES = ("wire.txt", "copy.txt")
PLAIN = ("--model", "lexical", "--no-cache")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "desk"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (folder / "wire.txt").write_text(WIRE, encoding="utf-8")
    (folder / "copy.txt").write_text(COPY, encoding="utf-8")
    return folder


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """The one line that says why a call was refused."""
    code = cli.main(list(arguments))
    told = capsys.readouterr()
    assert code == 2, told.out
    assert told.out == ""
    assert told.err.count("\n") == 1
    assert "internal error" not in told.err
    assert "Traceback" not in told.err
    return told.err


def process(folder: Path, script: str, **options) -> subprocess.CompletedProcess[str]:
    """A shell in a folder, with the program as $C."""
    done = subprocess.run(
        ["bash", "-c", script],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=120,
        env=os.environ
        | {
            "C": f"{sys.executable} -m consistency",
            "PYTHONPATH": str(ROOT),
            "XDG_CACHE_HOME": str(folder / ".cache"),
            "P": " ".join(PLAIN),
        },
        **options,
    )
    assert "internal error" not in done.stderr
    assert "Traceback" not in done.stderr
    return done


# --------------------------------------------------------------------------------- odd arguments

DEEP = "[" * 100_000
LONG = "n" * 300
ODD = [
    (("check", "wire.txt", LONG), "too long"),
    (("check", LONG + "/x", "wire.txt"), "too long"),
    (("check", *ARTICLES, "-o", LONG + ".txt"), "too long"),
    (("check", *ARTICLES, "--baseline", LONG), "too long"),
    (("check", *ARTICLES, "--no-cache", "--model", LONG), "nnn"),
    (("check", *ARTICLES, *PLAIN, "--parser", LONG), "nnn"),
    (("check", *ARTICLES, "--no-cache", "--model", "~nosuchuser/m"), "no user"),
    (("check", *ARTICLES, *PLAIN, "--parser", "~nosuchuser/m"), "no user"),
    (("check", *ARTICLES, "--cache-dir", "~nosuchuser"), "no user"),
    (("check", *ARTICLES, "--config", "gone.toml"), "no such file"),
    (("check", *ARTICLES, "--config", "."), "is a folder"),
    (("check", "--manifest", "."), "is a folder"),
    (("check", "--manifest", "/dev/null"), "is a device"),
    (("check", *ARTICLES, "--baseline", "."), "is a folder"),
    (("accept", "0" * 16, "--reason", "x", "--baseline", "."), "is a folder"),
    (("check", "wire.txt", "/dev/zero"), "is a device"),
    (("check", "wire.txt", "fifo"), "is a device, pipe"),
    (("check", "wire.txt", "socket"), "is a device, pipe"),
    (("check", "wire.txt", "copy.txt", "--max-size", "0.00005"), "larger --max-size"),
]


@pytest.mark.parametrize(("arguments", "message"), ODD)
def test_odd_arguments_are_refused_in_one_line(
    desk: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], message: str
) -> None:
    os.mkfifo(desk / "fifo")
    with socket.socket(socket.AF_UNIX) as bound:
        bound.bind("socket")
        assert message in refused(capsys, *arguments)


ODD_FILES = [
    ("consistency.toml", "x = " + DEEP, "nested too deeply"),
    ("consistency.toml", "x = " + "9" * 5000, "no valid TOML"),
    ("consistency.toml", 'cache-dir = "~nosuchuser"', "no user"),
    ("consistency.toml", 'baseline = "a\\u0000b"', "can't be read"),
    ("pyproject.toml", "[[tool.consistency]]\nshow = 'all'", "pyproject.toml:1: must be one table"),
    ("pyproject.toml", "[tool]\nconsistency = 3", "pyproject.toml:2: must be one table"),
    ("pyproject.toml", "[tool]\nconsistency = {shw = 'all'}", "pyproject.toml:2: unknown"),
    ("pyproject.toml", "tool.consistency.shw = 'all'", "pyproject.toml:1: unknown"),
    ("pyproject.toml", '["tool"."consistency"]\nshw = "all"', "pyproject.toml:2: unknown"),
    ("pyproject.toml", "[ tool . consistency ]\n[tool.consistency.x]", "unknown setting 'x'"),
]


@pytest.mark.parametrize(("name", "text", "message"), ODD_FILES)
def test_odd_settings_are_refused_in_one_line(
    desk: Path, capsys: pytest.CaptureFixture[str], name: str, text: str, message: str
) -> None:
    (desk / name).write_text(text, encoding="utf-8")
    told = refused(capsys, "check", *ARTICLES)
    assert message in told
    assert name in told or "a" in message


@pytest.mark.parametrize(
    "text",
    [
        "[tool]\nconsistency = {fail-on = 'never'}",
        "tool.consistency.fail-on = 'never'",
        '["tool"."consistency"]\nfail-on = "never"',
        "[tool.'consistency']\nfail-on = 'never'",
        "[tool]\n[tool.other]\n[tool.consistency]\nfail-on = 'never'",
    ],
)
def test_every_form_of_the_section_counts(
    desk: Path, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    (desk / "pyproject.toml").write_text(text, encoding="utf-8")
    assert cli.main(["check", *ARTICLES, *PLAIN]) == 0
    assert cli.main(["config", "show", "."]) == 0
    assert re.search(r'fail-on = "never" +# .*pyproject.toml:[1-4]\n', capsys.readouterr().out)


@pytest.mark.parametrize("text", ["tool = 3", "[project]\nname = 'consistency'", "consistency ="])
def test_a_project_that_is_not_about_us_is_left_alone(desk: Path, text: str) -> None:
    (desk / "pyproject.toml").write_text(text, encoding="utf-8")
    assert cli.main(["check", *ARTICLES, *PLAIN]) == 1


ODD_LISTS = [
    ("s.jsonl", DEEP, "s.jsonl:1: is nested too deeply"),
    ("s.jsonl", '{"copies": ' + "9" * 5000 + "}", "s.jsonl:1: is no valid JSON"),
    ("s.csv", 'reference,copies\nwire.txt,"' + "c" * 200_000, "s.csv:2: is no valid CSV"),
    ("s.toml", "story = " + DEEP, "s.toml: is nested too deeply"),
    ("s.toml", "[[story]]\narticles = ['a\\u0000', 'copy.txt']".replace("'", '"'), "can't be read"),
]


@pytest.mark.parametrize(("name", "text", "message"), ODD_LISTS)
def test_odd_manifests_are_refused_in_one_line(
    desk: Path, capsys: pytest.CaptureFixture[str], name: str, text: str, message: str
) -> None:
    (desk / name).write_text(text, encoding="utf-8")
    assert message in refused(capsys, "check", "--manifest", name, *PLAIN)


@pytest.mark.parametrize("text", [DEEP, '{"schema": ' + "9" * 5000 + "}", "\xff"])
def test_odd_baselines_are_refused_in_one_line(
    desk: Path, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    (desk / "known.json").write_text(text, encoding="latin-1")
    assert "known.json" in refused(capsys, "check", *ARTICLES, "--baseline", "known.json")


# ----------------------------------------------------------------------- code, connections, trust


def _model(folder: Path) -> None:
    """A model folder that writes a file if its code or its pickle runs."""
    folder.mkdir()
    run = f"import pathlib; pathlib.Path({str(folder / 'ran')!r}).touch()\n"
    (folder / "evil.py").write_text(run + "class M: pass\n", encoding="utf-8")
    modules = [{"idx": 0, "name": "0", "path": "", "type": "evil.M"}]
    (folder / "modules.json").write_text(json.dumps(modules), encoding="utf-8")
    (folder / "config.json").write_text('{"auto_map": {"AutoModel": "evil.M"}}', encoding="utf-8")


@pytest.mark.parametrize("key", ["model", "parser"])
def test_a_file_that_was_only_found_names_no_model(
    desk: Path, capsys: pytest.CaptureFixture[str], key: str
) -> None:
    _model(desk / "folder")
    (desk / "consistency.toml").write_text(f'{key} = "folder"\n', encoding="utf-8")
    told = refused(capsys, "check", *ARTICLES, "--no-cache")
    assert f"consistency.toml:1: names a {key}" in told
    assert "--config" in told
    assert not (desk / "folder" / "ran").exists()


def test_the_command_line_goes_before_it(desk: Path) -> None:
    (desk / "consistency.toml").write_text('model = "folder"\n', encoding="utf-8")
    assert cli.main(["check", *ARTICLES, *PLAIN]) == 1


def test_a_trusted_folder_runs_no_code_either(desk: Path) -> None:
    _model(desk / "folder")
    (desk / "folder" / "model.safetensors").write_bytes(b"\x02\0\0\0\0\0\0\0{}")
    (desk / "own.toml").write_text('model = "folder"\n', encoding="utf-8")
    done = process(desk, "$C check wire.txt copy.txt --config own.toml --no-cache")
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert not (desk / "folder" / "ran").exists()


def test_pickled_weights_are_refused(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _model(desk / "folder")
    (desk / "folder" / "pytorch_model.bin").write_bytes(b"\x80\x04.")
    assert "pickled" in refused(capsys, "check", *ARTICLES, "--model", "folder", "--no-cache")


def test_a_hub_name_in_settings_opens_no_connection(
    desk: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*arguments: object, **options: object) -> None:
        raise AssertionError("a connection")

    monkeypatch.setattr(socket.socket, "connect", never)
    monkeypatch.setattr(socket, "getaddrinfo", never)
    (desk / "own.toml").write_text('model = "some/model"\n', encoding="utf-8")
    told = refused(capsys, "check", *ARTICLES, "--config", "own.toml", "--no-cache")
    assert "some/model" in told
    assert "a connection" not in told


# ------------------------------------------------------------------------------------- injection

EVIL = "a\x1b[2J\n::error::pwned\r\n\x9b31m --> <b>"


@pytest.mark.parametrize(
    "form", ["text", "concise", "markdown", "github", "junit", "json", "sarif"]
)
def test_a_storys_name_speaks_for_nobody(
    desk: Path, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    story = {"name": EVIL, "reference": "wire.txt", "copies": ["copy.txt"]}
    (desk / "s.jsonl").write_text(json.dumps(story) + "\n", encoding="utf-8")
    cli.main(["check", "--manifest", "s.jsonl", "--output-format", form, *PLAIN])
    out = capsys.readouterr().out
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", out)
    assert not re.search(r"^::error::pwned", out, re.MULTILINE)
    if form == "markdown":
        assert out.split("\n", 1)[0].count("-->") == 1
    else:
        assert form != "text" or out.startswith("==== a\ufffd[2J ::error::pwned \ufffd31m --> <b>")


@pytest.mark.parametrize("form", ["text", "csv", "json", "markdown", "github", "html"])
def test_names_of_files_and_titles_are_harmless(
    desk: Path, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    names = ["a\x1b[2J\n::error::x.txt", "b\x9b.html"]
    (desk / names[0]).write_text(WIRE, encoding="utf-8")
    page = f"<title>T\x1b[2J\x9b</title><article><p>{COPY} See www.example.org now.</p></article>"
    (desk / names[1]).write_text(page, encoding="utf-8")
    cli.main(["check", *names, "--output-format", form, "--show", "all", *PLAIN])
    out = capsys.readouterr().out
    assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", out)
    assert not re.search(r"^::error::x", out, re.MULTILINE)
    if form == "markdown":
        assert "www." not in out
        assert "www&#46;" in out


# ------------------------------------------------------------------- streams, folders, rights


def test_streams_that_are_closed_or_full(desk: Path) -> None:
    closed = process(desk, "$C check wire.txt copy.txt $P >&-")
    assert (closed.returncode, closed.stderr.count("\n")) == (2, 1)
    assert "standard output is closed" in closed.stderr
    full = process(desk, "$C check wire.txt copy.txt $P >/dev/full")
    assert (full.returncode, full.stderr.count("\n")) == (2, 1)
    assert "no space left" in full.stderr
    nothing = process(desk, "$C check wire.txt - $P <&-")
    assert (nothing.returncode, nothing.stderr.count("\n")) == (2, 1)
    assert "standard input is closed" in nothing.stderr
    assert process(desk, "$C check wire.txt copy.txt $P 2>&-").returncode == 1
    file = process(desk, "$C check wire.txt copy.txt $P -o out.json >&- <&-")
    assert file.returncode == 1
    assert json.loads((desk / "out.json").read_text(encoding="utf-8"))["findings"]


def test_a_folder_that_is_gone(desk: Path) -> None:
    done = process(desk, "mkdir d && cd d && rmdir ../d && $C check ../wire.txt x.txt $P")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "is gone" in done.stderr


@pytest.mark.skipif(os.geteuid() != 0, reason="needs another user to have no rights")
def test_what_may_not_be_read(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As another user in a child of this process: the interpreter itself may be root's alone."""
    for name in ("locked.txt", "locked.json", "locked.toml"):
        (desk / name).write_text("x", encoding="utf-8")
        (desk / name).chmod(0)
    (desk / "below").mkdir()
    (desk / "below" / "a.txt").write_text(WIRE, encoding="utf-8")
    (desk / "below" / "pyproject.toml").write_text("x", encoding="utf-8")
    (desk / "below" / "pyproject.toml").chmod(0)
    (desk / "shut").mkdir(mode=0)
    calls = {
        ("check", "wire.txt", "locked.txt"): "locked.txt",
        ("check", "wire.txt", "shut/a.txt"): "shut",
        ("check", "shut", "wire.txt"): "shut",
        ("check", *ARTICLES, "--baseline", "locked.json"): "locked.json",
        ("check", "--manifest", "locked.toml"): "locked.toml",
        ("check", *ARTICLES, "--config", "locked.toml"): "locked.toml",
        ("check", "below/a.txt", "wire.txt"): "pyproject.toml",
        ("check", *ARTICLES, "-o", "shut/out.txt"): "shut",
        ("check", *ARTICLES, "--model", "shut", "--no-cache"): "shut",
        ("accept", "0" * 16, "--reason", "x", "--baseline", "locked.json"): "locked.json",
    }
    for folder in (desk, *desk.parents):
        folder.chmod(0o755)
        if folder.name.startswith("pytest-of-"):
            break
    os.seteuid(65534)
    try:
        for arguments, message in calls.items():
            assert message in refused(capsys, *arguments)
    finally:
        os.seteuid(0)
