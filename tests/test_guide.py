"""Explanations: each rule is shown by a pair that the program finds it in; the pages are fresh."""

from __future__ import annotations

from pathlib import Path

import pytest

from consistency import cli, guide
from consistency.pipeline import rules

PAGES = Path(__file__).parent.parent / "docs" / "rules"
# Told by no finding on a pair of single sentences alone, or by readers that are not packaged.
WITHOUT_EXAMPLE = {"ATT105", "NAM009", "QUO009", "WRD102"}


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.code)
def test_the_example_shows_its_rule(rule) -> None:
    report = guide.example(rule.code)
    if rule.code in WITHOUT_EXAMPLE:
        assert report is None
        assert "No pair of short texts shows this rule." in guide.explain(rule)
        return
    assert report is not None
    assert {finding.code for finding in report.findings} == {rule.code}
    text = guide.explain(rule)
    assert text.startswith(f"{rule.code} {rule.name}\n")
    for entry in report.articles:
        assert entry.article.text in text
    said = text.partition("What the program says of them:")[2]
    assert rule.code in said
    assert "agreement" not in said, "the summary of a single pair would mislead"


def test_an_unknown_code_has_no_example() -> None:
    assert guide.example("XYZ999") is None


def test_pages_are_fresh() -> None:
    """If this fails, run `make rules` and read the difference."""
    wanted = guide.pages(rules())
    assert {path.name for path in PAGES.iterdir()} == set(wanted)
    for name, text in wanted.items():
        assert (PAGES / name).read_text(encoding="utf-8") == text, name


def test_explain_prints_example_and_output(capsys) -> None:
    assert cli.main(["explain", "conflicting-quantity"]) == 0
    out = capsys.readouterr().out
    assert "Two texts:" in out
    assert ": QTY101 wire says" in out


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_script(shell, capsys) -> None:
    assert cli.main(["completion", shell]) == 0
    out = capsys.readouterr().out
    assert "_CONSISTENCY_COMPLETE" in out
    assert "consistency" in out


def test_completion_of_another_shell_is_an_error(capsys) -> None:
    assert cli.main(["completion", "dos"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("consistency: ")
    assert len(err.splitlines()) == 1


def test_help_tells_what_a_manual_page_would(capsys) -> None:
    for command in cli.commands.commands:
        assert cli.main([command, "--help"]) == 0
        out = capsys.readouterr().out
        assert out.startswith("Usage: consistency")
    assert cli.main(["check", "--help"]) == 0
    out = capsys.readouterr().out
    for part in ("Examples:", "Exit codes:", "Settings:"):
        assert part in out
