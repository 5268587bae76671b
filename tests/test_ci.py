"""What others run: the hook, the action, the GitLab job; each as written in its file."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from lxml import etree

from awkward import AGAINST_WIRE, EMPTY, REPORT
from consistency import Article, check
from consistency.render import MERGERS, RENDERERS, View
from consistency.testing import LexicalEncoder

ROOT = Path(__file__).parent.parent
SARIF = json.loads((ROOT / "tests/schemas/sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8"))

WIRE = """Storm sinks boats in Oddal

A storm sank 12 boats in the harbour of Oddal on Friday night, the harbour office said.

The ferry to Marrow was cancelled until Sunday.
"""
COPY = WIRE.replace("12 boats", "21 boats")
MANIFEST = """[[story]]
name = "storm"
reference = "wire.txt"
copies = ["{}"]
"""


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with a wire story, a changed and an unchanged copy, a manifest and settings; the
    program itself is a command in its `bin`."""
    folder = tmp_path / "desk"
    folder.mkdir()
    for name, text in (("wire", WIRE), ("copy", COPY), ("same", WIRE), ("a copy; $(x)", COPY)):
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    (folder / "stories.toml").write_text(MANIFEST.format("copy.txt"), encoding="utf-8")
    (folder / "calm.toml").write_text(MANIFEST.format("same.txt"), encoding="utf-8")
    (folder / "consistency.toml").write_text('model = "lexical"\n', encoding="utf-8")
    commands = tmp_path / "bin"
    commands.mkdir()
    program = commands / "consistency"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m consistency "$@"\n')
    program.chmod(0o755)
    return folder


def shell(script: str, folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """A step as a runner starts it: bash, stopping at the first failure."""
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("needs bash")
    env = {
        **os.environ,
        "PATH": f"{folder.parent / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "XDG_CACHE_HOME": str(folder.parent / "cache"),
        **variables,
    }
    arguments = [bash, "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
    return subprocess.run(arguments, cwd=folder, env=env, capture_output=True, text=True)


def valid(schema: str, text: str, tmp_path: Path) -> None:
    """Whether the published schema, as check-jsonschema carries it, allows the file."""
    file = tmp_path / "file.yml"
    file.write_text(text, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(file)],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def blocks(heading: str) -> str:
    """The first YAML block under a heading of docs/ci.md."""
    text = (ROOT / "docs/ci.md").read_text(encoding="utf-8")
    found = re.search(rf"^## {heading}\n.*?```yaml\n(.*?)```", text, re.DOTALL | re.MULTILINE)
    assert found is not None
    return found[1]


# ------------------------------------------------------------------------------------ schemas


@pytest.mark.parametrize("show_all", [False, True])
@pytest.mark.parametrize("report", [REPORT, EMPTY, AGAINST_WIRE], ids=["full", "empty", "ref"])
def test_sarif_satisfies_its_schema(report, show_all) -> None:
    view = View(show_all=show_all)
    jsonschema.validate(json.loads(RENDERERS["sarif"](report, view=view)), SARIF)
    both = MERGERS["sarif"]([("one", report), ("two", report)], view=view)
    jsonschema.validate(json.loads(both), SARIF)


def test_the_sarif_schema_can_fail() -> None:
    log = json.loads(RENDERERS["sarif"](REPORT))
    log["runs"][0]["results"][0]["level"] = "fatal"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(log, SARIF)


@pytest.mark.parametrize("report", [REPORT, EMPTY, AGAINST_WIRE], ids=["full", "empty", "ref"])
def test_junit_satisfies_its_schema(report) -> None:
    schema = etree.XMLSchema(etree.parse(str(ROOT / "tests/schemas/junit-10.xsd")))
    for stories in ([("", report)], [("one", report), ("two", report)]):
        document = etree.fromstring(MERGERS["junit"](stories).encode())
        schema.assertValid(document)
    document[0].set("line", "3")
    assert not schema.validate(document)


# --------------------------------------------------------------- severities with a reference

TOWN_WIRE = """The storm sank 12 boats in the harbour of Oddal on Friday night.

"We will rebuild the northern quay before the winter comes," Mayor Ilya Soren said.

The ferry union said the northern quay was unsafe for ferries.

Doctors in Marrow treated sailors for cold and cuts.
"""
CHANGES = [
    ("12 boats", "21 boats", "QTY101", "error"),
    ("before the winter", "after the winter", "QUO106", "error"),
    ("The ferry union said the northern", "The northern", "ATT115", "warning"),
    ("cuts.\n", "cuts.\n\nNeither port had a lifeboat of its own.\n", "SRC201", "warning"),
    ("Doctors in Marrow treated sailors for cold and cuts.\n", "", "SRC202", "info"),
]


@pytest.mark.parametrize(("old", "new", "code", "severity"), CHANGES, ids=[c[2] for c in CHANGES])
def test_severities_are_those_documented(old: str, new: str, code: str, severity: str) -> None:
    assert old in TOWN_WIRE
    articles = [
        Article(id="wire", text=TOWN_WIRE),
        Article(id="copy", text=TOWN_WIRE.replace(old, new)),
    ]
    report = check(articles, reference="wire", encoder=LexicalEncoder())
    found = {(f.code, f.severity.value) for f in report.findings if f.outcome.value != "agree"}
    assert (code, severity) in found
    loud = {entry for entry in found if entry[1] != "info"}
    assert loud == ({(code, severity)} if severity != "info" else set())
    row = next(
        line for line in (ROOT / "docs/ci.md").read_text("utf-8").splitlines() if code in line[-12:]
    )
    assert f"| {severity} |" in row


def test_a_faithful_copy_has_no_findings() -> None:
    articles = [Article(id="wire", text=TOWN_WIRE), Article(id="copy", text=TOWN_WIRE)]
    report = check(articles, reference="wire", encoder=LexicalEncoder())
    assert {finding.outcome.value for finding in report.findings} <= {"agree"}


# ------------------------------------------------------------------------------------- action


ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))


WORDS = "Alder Birch Cedar Dogwood Elm Fir Gorse Hazel Ivy Juniper Katsura Larch Maple".split()


def check_step(
    folder: Path, summary: Path = Path(os.devnull), **inputs: str
) -> subprocess.CompletedProcess[str]:
    """The action's last step with its inputs filled in as a runner does."""
    step = ACTION["runs"]["steps"][-1]
    values = {name: spec["default"] for name, spec in ACTION["inputs"].items()}
    values |= {name.replace("_", "-"): value for name, value in inputs.items()}
    given = {
        variable: re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda m: values[m[1]], written)
        for variable, written in step["env"].items()
    }
    return shell(step["run"], folder, **given, GITHUB_STEP_SUMMARY=str(summary))


def test_action_is_valid(tmp_path: Path) -> None:
    valid("vendor.github-actions", (ROOT / "action.yml").read_text(encoding="utf-8"), tmp_path)


def test_action_scripts_hold_no_expressions() -> None:
    """An input inside a script could run as a command."""
    for step in ACTION["runs"]["steps"]:
        assert "${{" not in step.get("run", "")


def test_action_annotates_and_fails(desk: Path) -> None:
    done = check_step(desk, manifest="stories.toml", sarif_file="out.sarif")
    assert done.returncode == 1, done.stderr
    assert done.stdout.startswith("::error file=")
    jsonschema.validate(json.loads((desk / "out.sarif").read_text(encoding="utf-8")), SARIF)


def test_action_passes_calm_stories_and_lets_the_desk_choose(desk: Path) -> None:
    assert check_step(desk, manifest="calm.toml").returncode == 0
    assert check_step(desk, manifest="stories.toml", fail_on="never").returncode == 0
    assert check_step(desk, manifest="calm.toml", fail_on="eror").returncode == 2


def test_action_takes_articles_with_any_name(desk: Path) -> None:
    done = check_step(desk, articles="a copy; $(x).txt\n", reference="wire.txt")
    assert done.returncode == 1, done.stderr
    assert "file=a copy; $(x).txt" in done.stdout


def test_action_installs_from_its_own_folder() -> None:
    install = next(s for s in ACTION["runs"]["steps"] if s["name"] == "Install")
    torch, lock, ours = (shlex.split(line) for line in install["run"].strip().splitlines())
    assert torch[-1] == "torch"
    assert "--require-hashes" in lock
    assert lock[-1] == "$ACTION/requirements.lock"
    assert ours == ["python", "-m", "pip", "install", "--quiet", "--no-deps", "$ACTION"]


def test_every_action_is_pinned_by_its_commit() -> None:
    documented = yaml.safe_load(blocks("GitHub"))["jobs"]["consistency"]["steps"]
    for step in [*ACTION["runs"]["steps"], *documented]:
        if "uses" in step and not step["uses"].startswith("OWNER/"):
            assert re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", step["uses"]), step["uses"]


def test_action_reads_indented_windows_and_pattern_lines(desk: Path) -> None:
    (desk / "copies").mkdir()
    for name in ("b c.txt", "a.txt"):
        (desk / "copies" / name).write_text(COPY, encoding="utf-8")
    done = check_step(desk, articles="  copies/*.txt\r\n\t same.txt \r\n", reference="wire.txt")
    assert done.returncode == 1, done.stderr
    assert re.findall(r"file=([^,]+)", done.stdout)[0] == "copies/a.txt"
    lost = check_step(desk, articles="nothing/*.txt\n", reference="wire.txt")
    assert lost.returncode == 2
    assert "nothing/*.txt" in lost.stderr


def test_action_tells_in_the_summary_what_github_leaves_out(desk: Path) -> None:
    lines = [f"The mill on quay {word} has {n} windows.\n\n" for n, word in enumerate(WORDS, 31)]
    (desk / "one.txt").write_text("".join(lines), encoding="utf-8")
    other = "".join(lines).replace("has 3", "has 7").replace("has 4", "has 8")
    (desk / "two.txt").write_text(other, encoding="utf-8")
    summary = desk / "summary.md"
    done = check_step(desk, articles="two.txt", reference="one.txt", summary=summary)
    shown = done.stdout.count("::error ")
    assert shown > 10
    assert f"{shown} findings of level error" in summary.read_text(encoding="utf-8")
    summary.unlink()
    check_step(desk, manifest="stories.toml", summary=summary)
    assert not summary.exists()


def test_documented_workflow_is_valid(tmp_path: Path) -> None:
    text = blocks("GitHub")
    valid("vendor.github-workflows", text, tmp_path)
    steps = yaml.safe_load(text)["jobs"]["consistency"]["steps"]
    (ours,) = (step for step in steps if step["uses"].startswith("OWNER/"))
    assert set(ours["with"]) <= set(ACTION["inputs"])
    assert yaml.safe_load(text)["permissions"]["security-events"] == "write"
    assert "hashFiles" in steps[-1]["if"]  # exit code 2 leaves no file


# ------------------------------------------------------------------------------------- GitLab


def test_documented_gitlab_job_is_valid_and_runs(desk: Path, tmp_path: Path) -> None:
    text = blocks("GitLab")
    valid("vendor.gitlab-ci", text, tmp_path)
    job = yaml.safe_load(text)["consistency"]
    install = [step for step in job["script"] if not step.startswith("consistency ")]
    checks = job["script"][len(install) :]
    assert [step.split()[0] for step in install] == ["git", "pip", "pip", "pip"]
    assert "--require-hashes" in install[2]
    done = shell("\n".join(checks), desk)
    assert done.returncode == 1, done.stderr
    reports = job["artifacts"]["reports"]
    (found,) = json.loads((desk / reports["codequality"]).read_text(encoding="utf-8"))
    assert found["location"]["path"].endswith("copy.txt")
    assert "<failure" in (desk / reports["junit"]).read_text(encoding="utf-8")


# --------------------------------------------------------------------------------- pre-commit


HOOK_FILE = ROOT / ".pre-commit-hooks.yaml"
HOOKS: list[dict[str, Any]] = yaml.safe_load(HOOK_FILE.read_text(encoding="utf-8"))


def test_hooks_are_valid() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", "validate-manifest", str(HOOK_FILE)],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(("extra", "code"), [((), 1), (("--fail-on", "never"), 0)])
def test_the_hook_runs_as_written(desk: Path, extra: tuple[str, ...], code: int) -> None:
    (hook,) = HOOKS
    assert hook["pass_filenames"] is False
    done = shell(shlex.join([*shlex.split(hook["entry"]), *hook["args"], *extra]), desk)
    assert done.returncode == code, done.stderr
    assert "QTY101" in done.stdout


def test_documented_hook_is_the_one_there_is() -> None:
    (repo,) = yaml.safe_load(blocks("pre-commit"))["repos"]
    assert [hook["id"] for hook in repo["hooks"]] == [hook["id"] for hook in HOOKS]


@pytest.mark.skipif(
    not os.environ.get("CONSISTENCY_NETWORK"),
    reason="installs everything anew: set CONSISTENCY_NETWORK=1",
)
def test_pre_commit_try_repo(desk: Path) -> None:
    clone = desk.parent / "clone"
    git = ["git", "-c", "user.name=t", "-c", "user.email=t@example.com"]
    subprocess.run([*git, "clone", "-q", str(ROOT), str(clone)], check=True)
    subprocess.run([*git, "init", "-q"], cwd=desk, check=True)
    subprocess.run([*git, "add", "."], cwd=desk, check=True)
    command = [sys.executable, "-m", "pre_commit", "try-repo", str(clone), "consistency"]
    env = {
        **os.environ,
        "PIP_CONSTRAINT": str(ROOT / "constraints.txt"),
        "PRE_COMMIT_HOME": str(desk.parent / "home"),
    }
    env.pop("PYTHONPATH", None)
    done = subprocess.run(
        [*command, "--all-files"], cwd=desk, env=env, capture_output=True, text=True
    )
    assert done.returncode == 1, done.stdout + done.stderr
    assert "QTY101" in done.stdout
