"""Many stories: a frame in, a frame out; the command, its outputs, and going on after a stop."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from datetime import date, datetime
from pathlib import Path

import pandas
import pytest

from consistency import SettingsError, batch, engines, journal, outlets
from consistency import stories as inputs
from consistency.batch import COLUMNS, Settings, check_stories
from consistency.cli import main
from consistency.errors import InputError

LEXICAL = Settings(model="lexical")
FIRST = "The ferry Alma sank on Monday off Norvik. Police said 12 people were rescued."
SECOND = "The ferry Alma sank on Monday off Norvik. Police said 14 people were rescued."


def rows(story: str, *texts: str, **more) -> list[dict]:
    return [{"story": story, "id": f"a{n}", "text": text, **more} for n, text in enumerate(texts)]


def frame(*parts: list[dict]) -> pandas.DataFrame:
    return pandas.DataFrame([row for part in parts for row in part])


# ------------------------------------------------------------------------------- the function


def test_a_frame_of_stories_gives_a_frame_of_findings():
    made = check_stories(frame(rows("ferry", FIRST, SECOND), rows("same", FIRST, FIRST)), LEXICAL)
    assert list(made.columns) == list(COLUMNS)
    assert list(made[made.entry == "story"].story) == ["ferry", "same"]
    clash = made[(made.story == "ferry") & (made.relation == "conflict")]
    assert list(clash.text) == ["12 people", "14 people"]
    assert list(clash.article) == ["a0", "a1"]
    assert [FIRST[s:e] for s, e in zip(clash.start[:1], clash.end[:1], strict=True)] == [
        "12 people"
    ]
    assert not len(made[(made.story == "same") & (made.outcome == "diverge")])


def test_a_story_that_fails_is_a_row_and_no_other_suffers(monkeypatch):
    monkeypatch.setattr(batch.pipeline, "check", lambda found, **_: exec("raise ValueError('odd')"))
    bad = frame(rows("one", FIRST), rows("odd", FIRST, SECOND), rows("empty", FIRST, ""))
    made = check_stories(bad, LEXICAL)
    assert list(made.entry) == ["error"] * 3
    assert list(made.code) == ["internal"] * 3


@pytest.mark.parametrize(
    ("records", "words"),
    [
        (rows("s", FIRST), "two or more"),
        (rows("s", FIRST, " "), "has no text"),
        (rows("s", FIRST, None), "has no text"),
        ([*rows("s", FIRST), *rows("s", SECOND)], "two articles have the id"),
        (rows("s", FIRST, SECOND, published="soon"), "is no date"),
        (rows("s", FIRST, SECOND, reference=True), "marked as the reference"),
        (rows("s", FIRST, SECOND, boilerplate="x"), "no list of stretches"),
        (rows("s", FIRST, SECOND, problem="gone"), "gone"),
    ],
)
def test_what_is_wrong_with_a_story_is_told_in_its_row(records, words):
    made = check_stories(frame(records), LEXICAL)
    assert list(made.entry) == ["error"]
    assert list(made.code) == ["input"]
    assert words in made.message[0]


def test_settings_that_no_story_can_use_end_the_run():
    with pytest.raises(SettingsError):
        check_stories(frame(rows("s", FIRST, SECOND)), Settings(model="lexical", select=("NO",)))
    with pytest.raises(InputError, match="no column 'text'"):
        check_stories(pandas.DataFrame({"story": ["s"], "id": ["a"]}), LEXICAL)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("2024-05-14", date(2024, 5, 14)),
        (date(2024, 5, 14), date(2024, 5, 14)),
        (pandas.Timestamp("2024-05-14"), date(2024, 5, 14)),
        (pandas.Timestamp("2024-05-14T09:30"), datetime(2024, 5, 14, 9, 30)),
        ("2024-05-14T00:00", datetime(2024, 5, 14)),
        (None, None),
        (float("nan"), None),
        (pandas.NaT, None),
        ("", None),
    ],
)
def test_dates_in_any_table(cell, expected):
    made = frame(rows("s", FIRST, published=cell))
    articles, _ = batch.articles_of(batch._records(made))
    assert articles[0].published == expected
    assert type(articles[0].published) is type(expected)


@pytest.mark.parametrize("mark", [True, "true", "1", 1, 1.0, "yes", "a0"])
def test_the_reference_is_marked_in_any_form(mark):
    records = [{"id": "a0", "text": FIRST, "reference": mark}, {"id": "a1", "text": SECOND}]
    assert batch.articles_of(records)[1] == "a0"


@pytest.mark.parametrize("mark", [False, "false", "0", 0, None, "", "no"])
def test_the_reference_is_not_marked(mark):
    records = [{"id": "a0", "text": FIRST, "reference": mark}, {"id": "a1", "text": SECOND}]
    assert batch.articles_of(records)[1] is None


def test_the_digest_sees_what_decides_and_nothing_else():
    records = [{"id": "a", "text": FIRST}, {"id": "b", "text": SECOND}]
    digest = batch.digest_of("s", records, LEXICAL)
    nothing = [{**record, "published": None} for record in records]
    assert batch.digest_of("s", nothing, LEXICAL) == digest
    assert batch.digest_of("s", records, Settings(model="lexical", device="cpu")) == digest
    changed = [{**records[0], "text": FIRST + " "}, records[1]]
    others = [
        batch.digest_of("t", records, LEXICAL),
        batch.digest_of("s", changed, LEXICAL),
        batch.digest_of("s", records[::-1], LEXICAL),
        batch.digest_of("s", records, Settings(model="lexical", ignore=("SRC",))),
    ]
    assert len({digest, *others}) == 5


# --------------------------------------------------------------------------------- the command


def table(path: Path, *parts: list[dict]) -> Path:
    made = frame(*parts)
    if path.suffix == ".csv":
        made.to_csv(path, index=False)
    elif path.suffix == ".parquet":
        made.to_parquet(path, index=False)
    else:
        made.to_json(path, orient="records", lines=True)
    return path


def run(*arguments: object) -> int:
    return main(["batch", "--model", "lexical", "--workers", "1", *map(str, arguments)])


STORIES = (
    rows("ferry", FIRST, SECOND, published="2024-05-14", source="Herald"),
    rows("alone", FIRST),
    rows("third", SECOND, SECOND),
)


@pytest.mark.parametrize("given", [".jsonl", ".csv", ".parquet"])
def test_every_table_in_gives_the_same_findings(tmp_path, given):
    source = table(tmp_path / f"in{given}", *STORIES)
    assert run(source, "-o", tmp_path / "out.jsonl") == 0
    made = list(journal.read(tmp_path / "out.jsonl"))
    plain = check_stories(frame(*STORIES), LEXICAL)
    assert made == batch.rows_of(plain)


@pytest.mark.parametrize("form", [".jsonl", ".csv", ".parquet"])
def test_outputs_hold_the_same_rows_and_a_rerun_checks_nothing(tmp_path, form, monkeypatch):
    source = table(tmp_path / "in.jsonl", *STORIES)
    target = tmp_path / f"out{form}"
    assert run(source, "-o", target) == 0
    expected = batch.rows_of(check_stories(frame(*STORIES), LEXICAL))
    made = list(journal.read(target))
    if form == ".csv":  # an empty cell is nothing
        expected = [{k: v or None if v == "" else v for k, v in row.items()} for row in expected]
    assert made == expected
    before = target.read_bytes()
    monkeypatch.setattr(batch, "check_story", lambda *_: pytest.fail("checked again"))
    assert run(source, "-o", target) == 0
    assert target.read_bytes() == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["in.jsonl", target.name]


def test_a_changed_story_is_checked_again_and_a_lost_one_goes(tmp_path, monkeypatch):
    target, source = tmp_path / "out.jsonl", tmp_path / "in.jsonl"
    run(table(source, *STORIES), "-o", target)
    names, check = [], batch.check_story
    monkeypatch.setattr(batch, "check_story", lambda n, *r: names.append(n) or check(n, *r))
    run(table(source, STORIES[0], rows("third", SECOND, FIRST)), "-o", target)
    assert names == ["third"]
    assert {row["story"] for row in journal.read(target)} == {"ferry", "third"}


def test_a_line_left_unfinished_is_checked_again(tmp_path):
    source, target = table(tmp_path / "in.jsonl", *STORIES), tmp_path / "out.jsonl"
    run(source, "-o", target)
    whole = target.read_bytes()
    with journal.Journal(target) as kept:
        assert kept._places
    path = tmp_path / "out.jsonl.journal"
    path.write_bytes(path.read_bytes()[:-100])
    target.unlink()
    assert run(source, "-o", target) == 0
    assert target.read_bytes() == whole


@pytest.mark.skipif(os.name == "nt", reason="kills by signal")
def test_a_killed_run_goes_on_and_ends_as_an_undisturbed_one(tmp_path):
    many = [rows(f"s{n}", FIRST.replace("12", str(n)), SECOND) for n in range(60)]
    source = table(tmp_path / "in.jsonl", *many)
    assert run(source, "-o", tmp_path / "whole.jsonl") == 0
    target = tmp_path / "out.jsonl"
    command = [sys.executable, "-m", "consistency", "batch", str(source), "-o", str(target)]
    command += ["--model", "lexical", "--workers", "1"]
    kept, path = 0, tmp_path / "out.jsonl.journal"
    for _ in range(3):
        process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        while process.poll() is None:
            if path.exists() and path.read_bytes().count(b"\n") > kept + 5:
                process.send_signal(signal.SIGKILL)
                break
            time.sleep(0.01)
        process.wait()
        if target.exists():
            break
        kept = path.read_bytes().count(b"\n")
    assert kept
    assert run(source, "-o", target) == 0
    assert target.read_bytes() == (tmp_path / "whole.jsonl").read_bytes()


def test_two_processes_give_the_rows_of_one(tmp_path):
    tables = [frame(part) for part in STORIES]
    found = list(engines.run(iter(tables), LEXICAL, workers=2))
    assert sorted(made.story[0] for made in found) == ["alone", "ferry", "third"]
    one = pandas.concat([check_stories(made, LEXICAL) for made in tables])
    two = pandas.concat(
        sorted(found, key=lambda made: ["ferry", "alone", "third"].index(made.story[0]))
    )
    assert batch.rows_of(one) == batch.rows_of(two)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["none.jsonl", "-o", "out.jsonl"], "no such file"),
        (["in.jsonl", "-o", "out.xlsx"], "no such form of output"),
        (["in.jsonl", "-o", "out.csv", "--summary", "x.png"], "a summary is"),
        (["in.txt", "-o", "out.csv"], "neither a table"),
        (["bad.jsonl", "-o", "out.csv"], "has no 'id'"),
        (["in.jsonl", "in.jsonl", "-o", "out.csv"], "two stories are named"),
        (["in.jsonl", "-o", "out.csv", "--engine", "spark"], "article-consistency[spark]"),
    ],
)
def test_bad_arguments_are_one_line(tmp_path, monkeypatch, capsys, arguments, words):
    monkeypatch.chdir(tmp_path)
    table(tmp_path / "in.jsonl", *STORIES)
    (tmp_path / "in.txt").write_text("x")
    (tmp_path / "bad.jsonl").write_text('{"story": "s", "text": "x"}\n')
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    assert run(*arguments) == 2
    error = capsys.readouterr().err
    assert words in error
    assert error.count("\n") == 1


# ----------------------------------------------------------------------- piles, manifests, folders


def pile(folder: Path) -> Path:
    folder.mkdir()
    (folder / "one.txt").write_text(FIRST)
    (folder / "two.txt").write_text(SECOND)
    (folder / "odd.txt").write_text("")
    feed = [
        {"id": "f1", "text": SECOND.replace("Police", "Officers"), "published": "2024-05-14"},
        {"id": "f2", "text": "Snow is expected in the hills of Brensk tonight, the office said."},
    ]
    (folder / "feed.jsonl").write_text("".join(json.dumps(row) + "\n" for row in feed))
    return folder


def test_a_pile_becomes_a_manifest_that_check_and_batch_read(tmp_path, capsys):
    folder, target = pile(tmp_path / "in"), tmp_path / "stories.jsonl"
    assert main(["group", str(folder), "-o", str(target)]) == 0
    error = capsys.readouterr().err
    assert "odd.txt" in error
    assert "4 articles: 1 story, 1 article stands alone" in error
    (line,) = map(json.loads, target.read_text().splitlines())
    paths = [a if isinstance(a, str) else a["id"] for a in line["articles"]]
    assert paths == ["feed/f1", "in/one.txt", "in/two.txt"]
    assert run(target, "-o", tmp_path / "out.jsonl") == 0
    found = list(journal.read(tmp_path / "out.jsonl"))
    assert {row["article"] for row in found} - {None} == {"one", "two", "feed/f1"}
    assert not any(row["entry"] == "error" for row in found)
    code = main(
        [
            "check",
            "--manifest",
            str(target),
            "--model",
            "lexical",
            "--no-cache",
            "--output-format",
            "json",
        ]
    )
    assert code == 1
    told = json.loads(capsys.readouterr().out)
    assert "12 people" in json.dumps(told)


def test_a_folder_of_folders_is_stories_and_what_is_gone_is_a_row(tmp_path):
    for name in ("a", "b"):
        (tmp_path / "in" / name).mkdir(parents=True)
        (tmp_path / "in" / name / "one.txt").write_text(FIRST)
    (tmp_path / "in" / "a" / "two.txt").write_text(SECOND)
    assert run(tmp_path / "in", "-o", tmp_path / "out.jsonl") == 0
    found = list(journal.read(tmp_path / "out.jsonl"))
    assert [row["story"] for row in found if row["entry"] == "story"] == ["a"]
    assert [row["story"] for row in found if row["entry"] == "error"] == ["b"]


def test_a_table_keeps_what_files_tell(tmp_path):
    (story,) = inputs.load([str(table(tmp_path / "in.jsonl", STORIES[0]))])
    assert story.records()[0] == {
        **{"id": "a0", "text": FIRST, "published": "2024-05-14", "source": "Herald"}
    }


# -------------------------------------------------------------------------------------- sources


def test_sources_beside_one_another(tmp_path):
    three = [
        {"story": "s", "id": i, "text": text, "source": source}
        for i, text, source in (
            ("w", FIRST + " The sea was calm that night and nobody saw the rock.", "Wire"),
            (
                "h",
                "Off Norvik a ferry, the Alma, sank on Monday. 12 people were rescued.",
                "Herald",
            ),
            ("g", SECOND.replace("sank", "went down"), "=Gazette"),
        )
    ]
    source = table(tmp_path / "in.jsonl", three, rows("bad", FIRST))
    assert run(source, "-o", tmp_path / "o.jsonl", "--summary", tmp_path / "s.csv") == 0
    made = pandas.read_csv(tmp_path / "s.csv")
    assert list(made.source) == ["'=Gazette", "Herald", "Wire"]
    assert list(made.articles) == [1, 1, 1]
    assert made.agree.sum() + made.diverge.sum() > 0
    assert run(source, "-o", tmp_path / "o.jsonl", "--summary", tmp_path / "s.html") == 0
    page = (tmp_path / "s.html").read_text()
    assert "Herald" in page
    assert "<svg" in page
    assert "http://" not in page
    assert "https://" not in page


def test_a_summary_counts_what_the_rows_hold():
    """Counted once more from the findings' own rows, by what the columns are said to mean."""
    third = "A ferry went down off Norvik on Monday. Police said 14 people had been rescued."
    articles = [("Wire", FIRST), ("Herald", SECOND), ("Gazette", third)]
    story = [{**rows("s", text)[0], "id": name, "source": name} for name, text in articles]
    made = check_stories(frame(story), LEXICAL)
    expected = {
        name: dict.fromkeys(("told", "agree", "diverge", "conflict"), 0) for name, _ in articles
    }
    for _, mentions in made[made.entry == "finding"].groupby("finding"):
        accounts = [set(group.article) for _, group in mentions.groupby("account")]
        everyone = set.union(*accounts)
        for name in everyone:
            count = expected[name]
            count["told"] += 1
            if len(everyone) > 1 and mentions.outcome.iloc[0] in ("agree", "diverge"):
                shared = any(name in one and len(one) > 1 for one in accounts)
                count["agree" if shared else "diverge"] += 1
                count["conflict"] += mentions.relation.iloc[0] == "conflict"
    found = {one.source: one for one in outlets.outlets(batch.rows_of(made))}
    told = {name: {key: getattr(found[name], key) for key in expected[name]} for name in expected}
    assert told == expected
    assert sum(count["conflict"] for count in told.values()) >= 3
    page = outlets._page(list(found.values()))
    wire = found["Wire"]
    assert f'"{wire.agree} agree, {wire.diverge} diverge, {wire.outlier} of them alone' in page


def test_counts_of_a_source_and_its_copies():
    value = {
        "articles": [
            {
                "id": i,
                "source": s,
                "origin": o,
                "told": 4,
                "agree": 1,
                "diverge": 3,
                "conflict": 1,
                "outlier": 1,
            }
            for i, s, o in (("a", "W", 0), ("b", None, 0), ("c", "W", 1))
        ]
    }
    story = {"entry": "story", "value": json.dumps(value)}
    none, wire = outlets.outlets([story, story, {"entry": "error", "value": None}])
    assert (none.source, none.stories, none.articles, none.copies) == ("(no source)", 2, 2, 2)
    assert (wire.articles, wire.stories, wire.copies, wire.told) == (4, 2, 2, 16)
    assert (wire.agreement, wire.outlier_rate) == (0.25, 0.25)
