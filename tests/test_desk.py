"""What guards copy in CI: settings files, baselines, manifests and the formats of build servers."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from awkward import AGAINST_WIRE, EMPTY, REPORT
from consistency import baseline, cli, config, manifest
from consistency.errors import SettingsError
from consistency.render import MERGERS, RENDERERS

WIRE = """Storm sinks boats in Oddal

A storm sank 12 boats in the harbour of Oddal on Friday night, the harbour office said.

The ferry to Marrow was cancelled until Sunday.

Doctors in Marrow treated 40 sailors for cold and cuts.
"""
COPY = WIRE.replace("12 boats", "21 boats")


@pytest.fixture
def story(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a wire story and a copy that changed a figure, and no settings above it."""
    (tmp_path / "wire.txt").write_text(WIRE, encoding="utf-8")
    (tmp_path / "copy.txt").write_text(COPY, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> int:
    return cli.main(["check", "--model", "lexical", *arguments])


# ------------------------------------------------------------------------------------ formats


@pytest.mark.parametrize("report", [REPORT, EMPTY, AGAINST_WIRE], ids=["full", "empty", "ref"])
def test_sarif_keeps_the_rules_of_the_standard(report) -> None:
    log = json.loads(RENDERERS["sarif"](report))
    assert log["version"] == "2.1.0"
    (only,) = log["runs"]
    rules = only["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == sorted({rule["id"] for rule in rules})
    for result in only["results"]:
        assert result["level"] in {"error", "warning", "note"}
        assert result["message"]["text"]
        if "ruleIndex" in result:
            assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        for place in [*result["locations"], *result["relatedLocations"]]:
            physical = place["physicalLocation"]
            region = physical["region"]
            start = region["startLine"], region["startColumn"]
            assert (1, 1) <= start <= (region["endLine"], region["endColumn"])
            assert not set(physical["artifactLocation"]["uri"]) & set(' "<>\\^`{|}')


def test_sarif_places_are_the_words_and_rules_have_help(story: Path, capsys) -> None:
    assert run("wire.txt", "copy.txt", "--reference", "wire.txt", "--output-format", "sarif") == 1
    (only,) = json.loads(capsys.readouterr().out)["runs"]
    (result,) = [r for r in only["results"] if r["ruleId"] == "QTY101"]
    region = result["locations"][0]["physicalLocation"]["region"]
    line = COPY.splitlines()[region["startLine"] - 1]
    assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == "21 boats"
    assert region["snippet"]["text"] == "21 boats"
    (rule,) = [rule for rule in only["tool"]["driver"]["rules"] if rule["id"] == "QTY101"]
    assert "How to silence" in rule["help"]["text"]


def test_github_annotations_stand_at_the_words(story: Path, capsys) -> None:
    assert run("wire.txt", "copy.txt", "--reference", "wire.txt", "--output-format", "github") == 1
    out = capsys.readouterr().out
    assert out.startswith("::error file=copy.txt,line=3,endLine=3,col=14,endColumn=22,title=QTY101")


def test_github_values_can_t_end_a_command() -> None:
    for line in RENDERERS["github"](REPORT).splitlines():
        assert line.startswith(("::error ", "::warning ", "::notice"))
        head = line.split("::")[1]
        assert "%0A" not in head
        assert all("=" in part for part in head.partition(" ")[2].split(",") if part)


def test_gitlab_entries_have_what_the_format_asks_for(story: Path, capsys) -> None:
    assert run("wire.txt", "copy.txt", "--output-format", "gitlab") == 1
    entries = json.loads(capsys.readouterr().out)
    assert entries
    for entry in entries:
        assert set(entry) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert entry["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert entry["location"]["lines"]["begin"] >= 1
    assert len({entry["fingerprint"] for entry in entries}) == len(entries)


@pytest.mark.parametrize("report", [REPORT, EMPTY, AGAINST_WIRE], ids=["full", "empty", "ref"])
def test_junit_counts_its_cases(report) -> None:
    root = ET.fromstring(RENDERERS["junit"](report).encode())
    for element in (root, *root.findall("testsuite")):
        cases = element.findall(".//testcase")
        assert int(element.get("tests", "")) == len(cases) >= 1
        assert int(element.get("failures", "")) == len(element.findall(".//failure"))
        if element.tag == "testsuite":
            assert int(element.get("skipped", "")) == len(element.findall(".//skipped"))


def test_junit_fails_what_needs_a_look_and_passes_what_agrees(story: Path, capsys) -> None:
    assert run("wire.txt", "copy.txt", "--output-format", "junit") == 1
    root = ET.fromstring(capsys.readouterr().out.encode())
    failed = [case for case in root.iter("testcase") if case.find("failure") is not None]
    assert [case.get("classname") for case in failed] == ["consistency.conflicting-quantity"]
    assert len(list(root.iter("testcase"))) > len(failed)


# ----------------------------------------------------------------------------------- settings


@pytest.mark.parametrize("name", [config.OWN_FILE, config.PROJECT_FILE])
def test_the_nearest_file_counts_and_the_command_line_before_it(
    story: Path, name: str, capsys
) -> None:
    section = "[tool.consistency]\n" if name == config.PROJECT_FILE else ""
    (story / name).write_text(section + 'ignore = ["QTY101"]\n', encoding="utf-8")
    inside = story / "desk"
    inside.mkdir()
    for file in ("wire.txt", "copy.txt"):
        (story / file).rename(inside / file)
    assert run("desk/wire.txt", "desk/copy.txt") == 0
    assert run("desk/wire.txt", "desk/copy.txt", "--ignore", "DAT") == 1
    (inside / config.OWN_FILE).write_text('fail-on = "error"\n', encoding="utf-8")
    assert run("desk/wire.txt", "desk/copy.txt") == 1


def test_a_project_file_without_our_section_is_passed_over(story: Path) -> None:
    (story / "consistency.toml").write_text('fail-on = "never"\n', encoding="utf-8")
    inside = story / "desk"
    inside.mkdir()
    (inside / "pyproject.toml").write_text("[project\nbroken", encoding="utf-8")
    for file in ("wire.txt", "copy.txt"):
        (story / file).rename(inside / file)
    assert run("desk/wire.txt", "desk/copy.txt") == 0


@pytest.mark.parametrize(
    ("text", "line", "hint"),
    [
        ('fail_on = "error"\n', 1, "fail-on"),
        ('\n\nfail-onn = "error"\n', 3, "did you mean fail-on?"),
        ('show = "al"\n', 1, "did you mean all?"),
        ('no-cache = "yes"\n', 1, "true or false"),
        ("select = [1]\n", 1, "list of strings"),
        ("# select\nmodel = 3\n", 2, "a string"),
        ("[fail-on]\nx = 1\n", 1, "a string"),
        ('model = "lexical"\nfail-on = "eror"\n', 2, "did you mean error?"),
        ('fail-on = "conflct"\n', 1, "did you mean conflict?"),
        ('\nselect = ["QTX"]\n', 2, "did you mean QTY?"),
        ('ignore = ["QTY101", "DATT"]\n', 1, "did you mean DAT?"),
    ],
)
def test_a_bad_setting_names_its_line_and_what_would_do(
    story: Path, text: str, line: int, hint: str, capsys
) -> None:
    (story / "consistency.toml").write_text(text, encoding="utf-8")
    assert run("wire.txt", "copy.txt") == 2
    message = capsys.readouterr().err
    assert f"consistency.toml:{line}: " in message
    assert hint in message
    assert message.count("\n") == 1


def test_a_broken_file_is_one_line(story: Path, capsys) -> None:
    (story / "consistency.toml").write_bytes(b"\xff\xfe model")
    assert run("wire.txt", "copy.txt") == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_config_show_tells_where_each_setting_comes_from(story: Path, capsys) -> None:
    (story / "consistency.toml").write_text('\nselect = ["QTY"]\n', encoding="utf-8")
    assert cli.main(["config", "show"]) == 0
    lines = dict(line.split("  #")[0].split(" = ") for line in capsys.readouterr().out.splitlines())
    assert lines["select"].strip() == '["QTY"]'
    assert cli.main(["config", "show"]) == 0
    out = capsys.readouterr().out
    assert "consistency.toml:2" in next(line for line in out.splitlines() if "select" in line)
    assert "# default" in next(line for line in out.splitlines() if line.startswith("fail-on"))
    assert cli.main(["config", "show", "--select", "DAT", "--fail-on", "info"]) == 0
    out = capsys.readouterr().out
    told = [line for line in out.splitlines() if line.endswith("# command line")]
    assert [line.split("  #")[0].rstrip() for line in told] == [
        'select = ["DAT"]',
        'fail-on = "info"',
    ]
    assert cli.main(["config", "show", "--select", "DTA"]) == 2


# ----------------------------------------------------------------------------------- baseline


def test_known_findings_are_silent_new_ones_fail_and_gone_ones_are_mentioned(
    story: Path, capsys
) -> None:
    assert run("wire.txt", "copy.txt", "--write-baseline", "known.json") == 0
    capsys.readouterr()
    assert run("wire.txt", "copy.txt", "--baseline", "known.json") == 0
    assert "21 boats" not in capsys.readouterr().out
    # An edit elsewhere moves the offsets and changes no fingerprint.
    moved = "A new first line of the copy, about the weather.\n\n" + COPY
    (story / "copy.txt").write_text(moved, encoding="utf-8")
    assert run("wire.txt", "copy.txt", "--baseline", "known.json") == 0
    (story / "copy.txt").write_text(moved.replace("40 sailors", "14 sailors"), encoding="utf-8")
    capsys.readouterr()
    assert run("wire.txt", "copy.txt", "--baseline", "known.json") == 1
    out = capsys.readouterr().out
    assert "14 sailors" in out
    assert "21 boats" not in out
    (story / "copy.txt").write_text(WIRE, encoding="utf-8")
    assert run("wire.txt", "copy.txt", "--baseline", "known.json") == 0
    assert "vanished-findings" in capsys.readouterr().out


def test_accept_takes_one_finding_and_keeps_its_reason(story: Path, capsys) -> None:
    run("wire.txt", "copy.txt", "--output-format", "json")
    findings = json.loads(capsys.readouterr().out)["findings"]
    (fingerprint,) = [f["fingerprint"] for f in findings if f["code"] == "QTY101"]
    given = ["accept", fingerprint, "--reason", "corrected at noon", "--baseline", "known.json"]
    assert cli.main(given) == 0
    assert run("wire.txt", "copy.txt", "--baseline", "known.json") == 0
    assert (
        run("wire.txt", "copy.txt", "--baseline", "known.json", "--write-baseline", "k2.json") == 0
    )
    (kept,) = [k for k in baseline.read(Path("k2.json")) if k.fingerprint == fingerprint]
    assert (kept.reason, kept.code) == ("corrected at noon", "QTY101")


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"schema": "x", "findings": []}', "\x00"])
def test_what_is_no_baseline_is_one_line(story: Path, text: str, capsys) -> None:
    (story / "known.json").write_text(text, encoding="utf-8")
    assert run("wire.txt", "copy.txt", "--baseline", "known.json") == 2
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.parametrize("given", [["xyz", "--reason", "r"], ["0" * 16, "--reason", " "]])
def test_accept_wants_a_fingerprint_and_a_reason(story: Path, given: list[str], capsys) -> None:
    assert cli.main(["accept", *given, "--baseline", "known.json"]) == 2
    assert not (story / "known.json").exists()


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("{}", "its schema is None"),
        ("[1]", "its schema is None"),
        ('{"schema": "consistency-baseline/1", "findings": [{"x": 1}]}', "needs a fingerprint"),
        ('{"schema": "consistency-baseline/1", "findings": 3}', "needs a fingerprint"),
        ("no json", "is no valid JSON"),
    ],
)
def test_a_bad_baseline_is_one_line(story: Path, text: str, hint: str, capsys) -> None:
    (story / "known.json").write_text(text, encoding="utf-8")
    assert run("wire.txt", "copy.txt", "--baseline", "known.json") == 2
    message = capsys.readouterr().err
    assert hint in message
    assert message.count("\n") == 1


def test_accept_finds_an_entry_in_the_story_that_it_is_of(story: Path, capsys) -> None:
    (story / "stories.toml").write_text(MANIFESTS["stories.toml"], encoding="utf-8")
    (story / "again.txt").write_text(WIRE, encoding="utf-8")
    assert run("--manifest", "stories.toml", "--write-baseline", "known.json") == 0
    (entry, *_) = baseline.read(Path("known.json"))
    assert entry.story == "storm"
    given = ["accept", entry.fingerprint, "--reason", "as agreed", "--baseline", "known.json"]
    capsys.readouterr()
    assert cli.main(given) == 0
    assert capsys.readouterr().err == ""
    told = [k for k in baseline.read(Path("known.json")) if k.fingerprint == entry.fingerprint]
    assert [(k.story, k.reason) for k in told] == [("storm", "as agreed")]


def test_what_is_ignored_has_not_vanished(story: Path, capsys) -> None:
    assert run("wire.txt", "copy.txt", "--write-baseline", "known.json") == 0
    capsys.readouterr()
    assert run("wire.txt", "copy.txt", "--baseline", "known.json", "--ignore", "QTY") == 0
    assert "vanished-findings" not in capsys.readouterr().out


def test_accepting_what_was_never_found_is_told(story: Path, capsys) -> None:
    given = ["accept", "0" * 16, "--reason", "x", "--baseline", "new.json"]
    assert cli.main(given) == 0
    assert "had no finding 0000000000000000" in capsys.readouterr().err
    assert cli.main(given) == 0
    assert capsys.readouterr().err == ""


# ----------------------------------------------------------------------------------- manifest

MANIFESTS = {
    "stories.toml": '[[story]]\nname = "storm"\nreference = "wire.txt"\ncopies = ["copy.txt"]\n'
    'published = 2024-05-14\n\n[[story]]\nname = "same"\narticles = ["wire.txt", "again.txt"]\n',
    "stories.csv": "name,reference,copies,articles,published\n"
    "storm,wire.txt,copy.txt,,2024-05-14\nsame,,,wire.txt;again.txt,\n",
    "stories.jsonl": '{"name": "storm", "reference": "wire.txt", "copies": ["copy.txt"],'
    ' "published": {"copy": "2024-05-14"}}\n\n'
    '{"name": "same", "articles": ["wire.txt", "again.txt"]}\n',
}


@pytest.mark.parametrize("name", MANIFESTS)
def test_a_manifest_checks_every_story_in_one_report(story: Path, name: str, capsys) -> None:
    (story / "again.txt").write_text(WIRE, encoding="utf-8")
    (story / name).write_text(MANIFESTS[name], encoding="utf-8")
    assert run("--manifest", name, "--output-format", "json") == 1
    stories = json.loads(capsys.readouterr().out)["stories"]
    assert [entry["name"] for entry in stories] == ["storm", "same"]
    assert stories[0]["report"]["reference"] == "wire"
    assert stories[1]["report"]["summary"]["diverge"] == 0
    for fmt in MERGERS:
        assert run("--manifest", name, "--output-format", fmt) == 1
        assert "21 boats" in capsys.readouterr().out


def test_a_baseline_of_one_story_says_nothing_of_another(story: Path) -> None:
    (story / "stories.jsonl").write_text(
        '{"name": "one", "articles": ["wire.txt", "copy.txt"]}\n'
        '{"name": "two", "articles": ["wire.txt", "copy.txt"]}\n',
        encoding="utf-8",
    )
    assert run("--manifest", "stories.jsonl", "--write-baseline", "known.json") == 0
    assert run("--manifest", "stories.jsonl", "--baseline", "known.json") == 0
    only = [known for known in baseline.read(Path("known.json")) if known.story == "one"]
    (story / "known.json").write_text(baseline.text(only), encoding="utf-8")
    assert run("--manifest", "stories.jsonl", "--baseline", "known.json") == 1


@pytest.mark.parametrize(
    ("name", "text", "hint"),
    [
        ("s.toml", "", "holds no story"),
        ("s.toml", '[[story]]\nrefrence = "wire.txt"\n', "s.toml:2: unknown key 'refrence': did"),
        ("s.toml", '[[story]]\nreference = "wire.txt"\n', "s.toml:1: names 1 article"),
        (
            "s.toml",
            '[[story]]\narticles = ["wire.txt", "copy.txt"]\n\n[[story]]\ncopies = [3]\n',
            "s.toml:5: copies must be",
        ),
        ("s.toml", 'story = [{ articles = ["wire.txt"] }]\n', "s.toml:1: names 1 article"),
        ("s.toml", "story = 3\n", "[[story]]"),
        ("s.jsonl", "[1]\n", "s.jsonl:1: must be an object"),
        ("s.jsonl", '{"articles": ["wire.txt", 3]}\n', "list of paths"),
        ("s.jsonl", '{"articles": ["wire.txt", "gone.txt"]}\n', "gone.txt"),
        ("s.csv", "name,reference,copies\na,wire.txt\n", "s.csv:2"),
        ("s.yaml", "a: b", ".toml, .csv or .jsonl"),
        (
            "s.jsonl",
            '{"name": "a", "articles": ["wire.txt", "copy.txt"]}\n' * 2,
            "two stories are named 'a'",
        ),
    ],
)
def test_a_bad_manifest_is_one_line(story: Path, name: str, text: str, hint: str, capsys) -> None:
    (story / name).write_text(text, encoding="utf-8")
    assert run("--manifest", name) == 2
    message = capsys.readouterr().err
    assert hint in message
    assert message.count("\n") == 1


def test_a_manifest_takes_no_other_articles_and_no_format_for_one_story(story: Path) -> None:
    (story / "s.jsonl").write_text('{"articles": ["wire.txt", "copy.txt"]}', encoding="utf-8")
    assert run("wire.txt", "--manifest", "s.jsonl") == 2
    assert run("--manifest", "s.jsonl", "--output-format", "html") == 2


def test_paths_of_a_manifest_are_relative_to_it(story: Path) -> None:
    (story / "lists").mkdir()
    (story / "lists" / "s.jsonl").write_text(
        '{"articles": ["../wire.txt", "../copy.txt"]}', encoding="utf-8"
    )
    (entry,) = manifest.load(story / "lists" / "s.jsonl")
    assert [Path(path).resolve().name for path in entry.paths] == ["wire.txt", "copy.txt"]
    with pytest.raises(SettingsError):
        manifest.load(story / "gone.toml")


@pytest.mark.parametrize("fmt", ["concise", "github", "gitlab", "sarif", "junit"])
def test_a_finding_points_to_the_copy_that_strays_not_to_one_that_follows(
    story: Path, capsys, fmt: str
) -> None:
    (story / "a-faithful.txt").write_text(WIRE, encoding="utf-8")
    arguments = ("a-faithful.txt", "copy.txt", "wire.txt", "--reference", "wire.txt")
    assert run(*arguments, "--select", "QTY101", "--output-format", fmt) == 1
    out = capsys.readouterr().out
    place = {
        "concise": "copy.txt:3:14: ",
        "github": "file=copy.txt,line=3,",
        "gitlab": '"path": "copy.txt"',
        "sarif": '"uri": "copy.txt"',
        "junit": ">copy.txt:3:14: QTY101 ",
    }[fmt]
    assert place in out
