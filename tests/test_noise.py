"""Patterns and marks that people set for what is no copy."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from consistency import Article, check, cli, embed
from consistency.errors import SettingsError
from consistency.model import Outcome
from consistency.read import read, read_all
from consistency.readers import noise
from consistency.understood import sentences

STORY = """Fire closes port

A fire closed the port of Velmar on Tuesday. At least 12 people were hurt.

{count} comments

Updated {count}:05 pm by the desk

Ships waited in the bay {count} comments.
"""


def roles(article: Article) -> list[tuple[str, str]]:
    return [(s.role.value, s.text) for s in sentences(article)]


def test_what_a_pattern_matches_is_boilerplate_and_told() -> None:
    article = noise.ignored(Article("a", STORY.format(count=14)), [r"\d+ comments?", r"Updated .*"])
    assert roles(article)[3:] == [
        ("boilerplate", "14 comments"),
        ("boilerplate", "Updated 14:05 pm by the desk"),
        ("body", "Ships waited in the bay 14 comments."),
    ]
    (notice,) = article.notices
    assert notice.code == "ignored-text"
    assert "3 passages (50 characters)" in notice.message


def test_what_is_ignored_gives_no_finding(tmp_path: Path) -> None:
    for name, count in (("a", 14), ("b", 41)):
        (tmp_path / f"{name}.txt").write_text(STORY.format(count=count), "utf-8")
    paths = [str(tmp_path / "a.txt"), str(tmp_path / "b.txt")]
    encoder = embed.load("lexical")

    def diverging(*patterns: str) -> int:
        report = check(read_all(paths, ignore_text=patterns), encoder=encoder)
        assert ("ignored-text" in [n.code for n in report.notices]) == bool(patterns)
        return sum(f.outcome is not Outcome.AGREE for f in report.findings)

    assert diverging() > 0
    assert diverging(r"\d+ comments?", "Updated .*") == 0


@pytest.mark.parametrize(
    ("pattern", "says"),
    [
        ("(", "missing"),
        ("(?=a)", "look-around"),
        (r"(a)\1", "back-references"),
        (".*", "matches where there is nothing"),
        ("", "matches where there is nothing"),
        ("a" * 1001, "over 1000 characters"),
        ("((a{1,100}){1,100}){1,100}", "no pattern that can be used"),
        ("[", "missing"),
    ],
)
def test_patterns_that_can_t_be_used(pattern: str, says: str) -> None:
    with pytest.raises(SettingsError) as caught:
        noise.check([pattern])
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_hostile_pattern_takes_linear_time() -> None:
    article = Article("a", "a" * 200_000 + "b")
    assert noise.ignored(article, ["(a+)+c", "(a|aa)+c", "(.*)*c"]) is article


def test_a_pattern_that_leaves_nothing_is_an_error() -> None:
    with pytest.raises(SettingsError, match="leaves nothing"):
        noise.ignored(Article("a", "Rain fell."), [".+"])


def test_overlapping_matches_count_once() -> None:
    article = noise.ignored(
        Article("a", "Rain 14 comments fell."), ["14 comments", "comments fell"]
    )
    assert [(s.start, s.end) for s in article.boilerplate] == [(5, 21)]


def test_marked_stretches_of_markdown(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(
        "# Port shut\n\nRain fell.\n\n<!-- consistency: ignore -->\n\n14 comments\n\n"
        "<!-- consistency: end -->\n\nSnow <!-- consistency: ignore -->(5)"
        "<!-- consistency: end --> fell.\n",
        "utf-8",
    )
    article = read(path, id="a")
    assert article.text.split() == "# Port shut Rain fell. Snow fell.".split()
    assert article.position(article.text.index("Snow")) == (11, 1)
    line = path.read_text("utf-8").split("\n")[10]
    assert article.position(article.text.rindex("fell.")) == (11, line.index("fell.") + 1)
    assert [n.code for n in article.notices] == ["ignored-text"]
    assert "13 characters" in article.notices[0].message


def test_marked_stretches_of_html(tmp_path: Path) -> None:
    story = "<p>Rain fell on Ostrey for two days, and the river rose by a metre in one night.</p>"
    page = (
        f"<html><body><article>{story * 3}<!-- consistency: ignore --><p>It cost 5 million.</p>"
        f"<!-- consistency: end --><p>Snow fell on Velmar.</p></article></body></html>"
    )
    path = tmp_path / "a.html"
    path.write_text(page, "utf-8")
    article = read(path, id="a")
    assert "5 million" not in article.text
    assert "Snow fell" in article.text
    assert "ignored-text" in [n.code for n in article.notices]


def test_a_mark_without_an_end_says_so() -> None:
    text, cut = noise.without_ignored("Rain.\n<!-- consistency: ignore -->\nSnow.\n")
    assert text.strip() == "Rain."
    assert text.count("\n") == 3
    assert "for want of an end mark" in noise.cut_notices(cut, "a.md")[0].message
    assert noise.without_ignored("<!-- consistency: end --> Rain")[1] == (0, False)


def test_the_settings_file_holds_patterns(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text(STORY.format(count=14), "utf-8")
    settings = tmp_path / "consistency.toml"
    settings.write_text('ignore-text = ["\\\\d+ comments?", "Updated .*"]\n', "utf-8")
    assert cli.main(["read", "--json", str(tmp_path / "a.txt")]) == 0
    data = json.loads(capsys.readouterr().out)
    assert [p["roles"] for p in data["paragraphs"]][2:4] == [["boilerplate"], ["boilerplate"]]
    assert "ignored-text" in [n["code"] for n in data["notices"]]
    settings.write_text('ignore-text = ["("]\n', "utf-8")
    assert cli.main(["read", str(tmp_path / "a.txt")]) == 2
    assert "consistency.toml:1: ignore-text '('" in capsys.readouterr().err
