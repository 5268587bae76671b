"""What outputs may replace, and which format a suffix stands for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from awkward import AGAINST_WIRE, EMPTY, REPORT
from consistency import baseline, cli, output
from consistency.errors import SettingsError
from consistency.render import MERGERS, RENDERERS, View

WIRE = "The ferry Aurora sank. Boats picked up 84 passengers, officials said.\n"
COPY = WIRE.replace("84", "48")
PLAIN = ("--model", "lexical", "--no-cache", "--fail-on", "never")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    files = {
        "wire.txt": WIRE,
        "copy.txt": COPY,
        "notes.txt": "Call the harbour.\n",
        "consistency.toml": 'fail-on = "never"\n',
        "stories.toml": '[[story]]\nreference = "wire.txt"\ncopies = ["copy.txt"]\n',
        "known.json": baseline.text([]),
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


JSON = ("--output-format", "json")
ARTICLES = ("wire.txt", "copy.txt")
REFUSED = [
    ((*ARTICLES, "--write-baseline", "copy.txt"), "copy.txt", "one of the articles"),
    ((*ARTICLES, "--write-baseline", "copy.txt", "--force"), "copy.txt", "one of the articles"),
    (
        (*ARTICLES, "-o", "consistency.toml", "--force", *JSON),
        "consistency.toml",
        "is what this run reads",
    ),
    ((*ARTICLES, "-o", "notes.txt"), "notes.txt", "--force"),
    ((*ARTICLES, "-o", "known.json"), "known.json", "is no report"),
    (
        (*ARTICLES, "--baseline", "known.json", "-o", "known.json"),
        "known.json",
        "and would be lost",
    ),
    ((*ARTICLES, "-o", "x.json", "--write-baseline", "./x.json"), "x.json", "its own file"),
    (
        ("--manifest", "stories.toml", "-o", "stories.toml", *JSON),
        "stories.toml",
        "what this run reads",
    ),
    (
        ("--manifest", "stories.toml", "--write-baseline", "stories.toml"),
        "stories.toml",
        "and would be lost",
    ),
    (
        ("--manifest", "stories.toml", "-o", "link.txt", "--force"),
        "link.txt",
        "one of the articles",
    ),
    ((*ARTICLES, "-o", "out.xyz"), "out.xyz", ".sarif"),
    ((*ARTICLES, "-o", "n" * 300 + ".txt"), "nnn", "too long"),
]


@pytest.mark.parametrize(("arguments", "file", "message"), REFUSED)
def test_no_output_replaces_what_is_not_its_own(
    desk: Path,
    capsys: pytest.CaptureFixture[str],
    arguments: tuple[str, ...],
    file: str,
    message: str,
) -> None:
    (desk / "link.txt").symlink_to("wire.txt")
    before = {path.name: path.read_bytes() for path in desk.iterdir()}
    assert cli.main(["check", *arguments, *PLAIN]) == 2
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert file in told
    assert message in told
    assert {path.name: path.read_bytes() for path in desk.iterdir()} == before


def test_a_report_replaces_a_report_and_a_baseline_a_baseline(desk: Path) -> None:
    for _ in range(2):
        assert cli.main(["check", *ARTICLES, "-o", "out.txt", *PLAIN]) == 0
    assert cli.main(["check", *ARTICLES, "-o", "out.txt", "--output-format", "json", *PLAIN]) == 0
    again = ("--baseline", "known.json", "--write-baseline", "known.json", "-o", "out.txt")
    assert cli.main(["check", *ARTICLES, *again, *PLAIN]) == 0
    assert len(baseline.read(desk / "known.json")) == 1
    assert cli.main(["check", *ARTICLES, "-o", "notes.txt", "--force", *PLAIN]) == 0


SUFFIXES = [("x.sarif", "sarif"), ("junit.xml", "junit"), ("X.JSON", "json"), ("x.md", "markdown")]


@pytest.mark.parametrize(("name", "wanted"), SUFFIXES)
def test_the_suffix_chooses_the_format(desk: Path, name: str, wanted: str) -> None:
    assert output.format_of(name, None) == wanted
    assert output.format_of(name, "concise") == "concise"
    assert cli.main(["check", *ARTICLES, "-o", name, *PLAIN]) == 0
    written = (desk / name).read_text(encoding="utf-8")
    starts = {"sarif": '{\n  "$schema": ', "junit": "<?xml", "json": "{", "markdown": "# "}
    assert written.startswith(starts[wanted])


def test_standard_output_and_devices_get_text() -> None:
    assert {output.format_of(name, None) for name in (None, "-", "/dev/null")} == {"text"}
    with pytest.raises(SettingsError, match="no format for this suffix"):
        output.format_of("out", None)


@pytest.mark.parametrize("report", [REPORT, EMPTY, AGAINST_WIRE], ids=["full", "empty", "ref"])
@pytest.mark.parametrize("form", RENDERERS)
def test_every_form_of_a_report_is_known_as_one(tmp_path: Path, form: str, report) -> None:
    for name, view in (("a", View()), ("b", View(show_all=True, color=True))):
        texts = [RENDERERS[form](report, view=view)]
        if form in MERGERS:
            texts.append(MERGERS[form]([("one", report), ("two", report)], view=view))
        for text in texts:
            (tmp_path / name).write_text(text, encoding="utf-8", newline="")
            output.check_targets(tmp_path / name, None, {}, force=False)


@pytest.mark.parametrize(
    "text",
    [
        WIRE,
        json.dumps({"schema": "other/1"}),
        "<!DOCTYPE html><p>A page.</p>",
        "a,b\n1,2\n",
        '[{"headline": "A"}]',
        "Three articles: two agree.\n",
    ],
)
def test_what_is_no_report_is_kept(tmp_path: Path, text: str) -> None:
    (tmp_path / "x").write_text(text, encoding="utf-8")
    for targets in ((tmp_path / "x", None), (None, tmp_path / "x")):
        with pytest.raises(SettingsError, match="--force"):
            output.check_targets(*targets, {}, force=False)
