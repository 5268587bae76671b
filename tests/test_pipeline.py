"""`check` and `extract` as a library: what they take, refuse and note."""

from __future__ import annotations

from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest

import stories
from consistency import Article, InputError, SettingsError, check, embed, extract, pipeline
from consistency.model import Kind, Outcome
from consistency.remote import Remote

A = Article("a", "The storm sank twelve boats in Oddal on Friday.\n\nNobody was hurt.\n")
B = Article("b", "On Friday a storm sank 21 boats in Oddal.\n\nNobody was hurt.\n")


def test_two_articles_diverge_at_the_figure() -> None:
    report = check([A, B], encoder=stories.encoder())
    (finding,) = [f for f in report.findings if f.code == "QTY101"]
    assert [account.text for account in finding.accounts] == ["twelve boats", "21 boats"]


@pytest.mark.parametrize(
    ("articles", "options", "words"),
    [
        ([A], {}, "two or more"),
        ([], {}, "two or more"),
        ([A, A], {}, "id 'a'"),
        ([A, Article("b", " \n")], {}, "no text"),
        ([A, B], {"reference": "c"}, "reference 'c'"),
    ],
)
def test_what_can_not_be_checked_says_so(articles: list, options: dict, words: str) -> None:
    with pytest.raises(InputError, match=words):
        check(articles, encoder=embed.load("lexical"), **options)


def test_an_unknown_rule_names_the_nearest() -> None:
    with pytest.raises(SettingsError, match="did you mean QTY1"):
        check([A, B], encoder=embed.load("lexical"), select=["QTY1o1"])


@pytest.mark.parametrize(
    ("options", "kinds"),
    [
        ({"select": ["QTY"]}, {Kind.QUANTITY}),
        ({"select": ["conflicting-quantity"]}, {Kind.QUANTITY}),
        ({"ignore": ["QTY"]}, set()),
    ],
)
def test_select_and_ignore(options: dict, kinds: set[Kind]) -> None:
    report = check([A, B], encoder=stories.encoder(), **options)
    found = {f.kind for f in report.findings if f.kind is Kind.QUANTITY}
    assert found == kinds
    if "select" in options:
        assert {f.kind for f in report.findings} == kinds


def test_the_lexical_encoder_is_noted() -> None:
    report = check([A, B], encoder=embed.load("lexical"))
    assert [notice.code for notice in report.notices] == ["lexical-encoder"]
    assert report.generator.encoder == "lexical"


def test_an_article_of_boilerplate_alone_is_noted() -> None:
    empty = Article("c", "Sign up for our newsletter\n\nRead more: The storm in pictures\n")
    report = check([A, empty], encoder=stories.encoder())
    assert ("nothing-to-check", "c") in {(n.code, n.article) for n in report.notices}
    assert all("c" not in account.articles for f in report.findings for account in f.accounts)


@pytest.mark.parametrize(
    ("published", "noted"),
    [((None, None), ["a"]), ((date(2023, 3, 8), None), []), ((None, date(2023, 3, 8)), ["a"])],
)
def test_a_day_that_cannot_be_placed_is_noted(
    published: tuple[date | None, date | None], noted: list[str]
) -> None:
    articles = [
        Article(name, f"The pier at Oddal was closed on {day}.\n", published=known)
        for name, day, known in zip("ab", ("Tuesday", "March 7, 2023"), published, strict=True)
    ]
    report = check(articles, encoder=stories.encoder())
    assert [n.article for n in report.notices if n.code == "no-publication-date"] == noted


def test_one_notice_names_many_articles_without_a_date() -> None:
    days = [*["Tuesday"] * 5, "March 7, 2023"]
    articles = [
        Article(name, f"The pier at Oddal was closed on {day}.\n")
        for name, day in zip("abcdef", days, strict=True)
    ]
    report = check(articles, encoder=stories.encoder())
    (notice,) = [n for n in report.notices if n.code == "no-publication-date"]
    assert notice.article is None
    assert notice.message.startswith("when a, b, c and 2 more appeared is not known")


def test_questions_give_no_findings_and_headings_are_never_single() -> None:
    faq = Article(
        "c",
        "Forty sheep lost\n\nHow many boats sank?\n\nTwelve boats sank in Oddal in the storm on"
        " Friday.\n",
    )
    report = check([A, faq], encoder=stories.encoder())
    texts = [m.text for f in report.findings for a in f.accounts for m in a.mentions]
    assert not any("How many" in text for text in texts)
    single = [f.message for f in report.findings if f.outcome is Outcome.SINGLE]
    assert not any("sheep" in message.lower() for message in single)


def test_extract_skips_no_role() -> None:
    article = Article("c", "Forty sheep lost\n\nRain fell.\n\nBy Inga Rost\n")
    texts = {mention.text for mention in extract(article)}
    assert any("Forty sheep" in text for text in texts)
    assert any("Inga Rost" in text for text in texts)


def test_mentions_know_their_voice() -> None:
    article = Article(
        "c", "Rain fell all day. Police chief Tomas Reyl said that 12 boats sank in the storm."
    )
    (mention,) = [m for m in extract(article) if m.text == "12 boats"]
    assert mention.voice is not None
    assert "Reyl" in mention.voice


def test_the_dataframe_has_a_row_for_each_mention() -> None:
    report = check([A, B], encoder=stories.encoder())
    frame = report.to_dataframe()
    assert len(frame) == sum(len(a.mentions) for f in report.findings for a in f.accounts)
    assert set(frame["article"]) == {"a", "b"}
    assert frame.iloc[0]["severity"] == "error"


def test_a_reader_is_known_by_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline.judging, "load", lambda name, cache: ("nli", name))
    for name in ("reader.safetensors", "reader.json"):
        (tmp_path / name).write_bytes((files("consistency") / "data" / name).read_bytes())
    packaged = pipeline.load_reader()
    assert pipeline.load_reader(str(tmp_path)).digest == packaged.digest
    address = "http://127.0.0.1:11434/v1#m"
    assert isinstance(pipeline.load_reader(address), Remote)
    assert pipeline.load_reader(address).name == address
    for name in ("some/model", str(tmp_path / "else")):
        assert pipeline.load_reader(name) == ("nli", name)
