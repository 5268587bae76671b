"""`consistency read`: what was understood of an article."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from consistency import cli
from consistency.read import read
from consistency.understood import SCHEMA, to_dict, to_text

FOLDER = Path(__file__).parent / "formats"


def run(*arguments: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    code = cli.main(["read", *arguments])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def test_for_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(str(FOLDER / "nitf.xml"), capsys=capsys)
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert lines[0] == f"nitf  {FOLDER / 'nitf.xml'}"
    shown = {line[2:14].strip() for line in lines[1:] if line}
    assert shown == {
        *("title", "published", "source", "language", "id in file", "notice"),
        *("heading", "boilerplate", "body"),
    }
    assert "  boilerplate By Ines Karo" in lines


def test_what_is_not_known_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(str(FOLDER / "copy.docx"), capsys=capsys)
    assert "  not known   published" in out.splitlines()


def test_as_json_with_exact_offsets(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run("--json", str(FOLDER / "two.jsonl"), str(FOLDER / "mail.eml"), capsys=capsys)
    assert code == 0
    found = [json.loads(line) for line in out.splitlines()]
    assert [data["id"] for data in found] == ["two/wire", "two/copy", "mail"]
    mail = found[2]
    assert mail["schema"] == SCHEMA
    article = read(FOLDER / "mail.eml", id="mail")
    for paragraph in mail["paragraphs"]:
        assert article.text[paragraph["start"] : paragraph["end"]] == paragraph["text"]
        for sentence in paragraph["sentences"]:
            assert article.text[sentence["start"] : sentence["end"]] == sentence["text"]
    assert mail["paragraphs"][1]["line"] == 9
    assert mail["published"] == "2024-03-13T07:45:00"


def test_options_of_reading(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("Rain fell.\n\n14 crows\n", "utf-8")
    path = str(tmp_path / "a.txt")
    _, out, _ = run("--json", "--published", "2024-03-13", path, capsys=capsys)
    assert json.loads(out)["published"] == "2024-03-13"
    assert json.loads(out)["paragraphs"][1]["roles"] == ["body"]
    _, out, _ = run("--json", "--ignore-text", r"\d+ crows", path, capsys=capsys)
    assert json.loads(out)["paragraphs"][1]["roles"] == ["boilerplate"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "name one or more"),
        (["none.txt"], "no such file"),
        (["--ignore-text", "(", "x"], "ignore-text '('"),
    ],
)
def test_bad_input_is_one_line_and_exit_code_2(
    arguments: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = run(*arguments, capsys=capsys)
    assert (code, out) == (2, "")
    assert says in err
    assert err.count("\n") == 1


def test_no_character_of_a_text_reaches_the_terminal_as_a_command(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Rain \x1b[31mfell\u202e.\n\nSnow fell.\n", "utf-8")
    shown = to_text(read(tmp_path / "a.txt", id="a"))
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert to_dict(read(tmp_path / "a.txt", id="a"))["paragraphs"][0]["text"].count("\x1b") == 1


def test_a_reference_by_the_id_of_an_article_in_a_file(
    capsys: pytest.CaptureFixture[str],
) -> None:
    given = ["check", "--model", "lexical", "--output-format", "json", "--reference"]
    two = str(FOLDER / "two.jsonl")
    assert cli.main([*given, "two/wire", two]) == 1
    assert json.loads(capsys.readouterr().out)["reference"] == "two/wire"
    assert cli.main([*given, two, str(FOLDER / "wire.txt")]) == 2
    assert "holds 2 articles; name one of two/wire, two/copy" in capsys.readouterr().err
    assert cli.main([*given, "none", two]) == 2
    assert "no such file" in capsys.readouterr().err
