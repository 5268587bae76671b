"""The laws that every report keeps (README, "What you can rely on"), over the invented stories.

The real encoder, because a law that holds for toy vectors only is no law.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import stories
from consistency import Article, Report, check
from consistency.model import Outcome
from laws import between_articles, essence

LAWS = settings(
    max_examples=6,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
STORY = st.sampled_from(stories.names())


def run(*articles: Article, **options: object) -> Report:
    return check(articles, encoder=stories.encoder(), **options)


def shuffled(article: Article, order: list[int], name: str) -> Article:
    paragraphs = re.split(r"\n{2,}", article.text.strip())
    ranked = sorted(range(len(paragraphs)), key=lambda i: (order[i % len(order)], i))
    return replace(article, id=name, text="\n\n".join(paragraphs[i] for i in ranked) + "\n")


@pytest.mark.parametrize("name", stories.names())
def test_law_1_an_article_against_itself(name: str) -> None:
    for article in stories.story(name):
        report = run(article, replace(article, id="copy"))
        assert not between_articles(report)
        assert report.summary.single == 0


@LAWS
@given(STORY, st.permutations(range(12)))
def test_law_1_an_article_against_itself_shuffled(name: str, order: list[int]) -> None:
    article = stories.story(name)[0]
    report = run(article, shuffled(article, order, "shuffled"))
    assert not between_articles(report)
    assert [f.message for f in report.findings if f.outcome is Outcome.SINGLE] == []


@pytest.mark.parametrize("name", stories.names())
def test_law_2_the_order_of_the_articles_changes_nothing(name: str) -> None:
    articles = stories.story(name)
    expected = essence(run(*articles))
    orders = list(permutations(articles))
    for order in (orders[-1], orders[len(orders) // 2]):
        report = run(*order)
        assert essence(report) == expected
        assert Counter(f.fingerprint for f in report.findings) == Counter(
            f.fingerprint for f in run(*articles).findings
        )


@pytest.mark.parametrize("name", stories.names())
def test_law_2_a_copy_changes_nothing(name: str) -> None:
    articles = stories.story(name)
    copy = replace(articles[0], id="zz-copy")
    before, after = run(*articles), run(*articles, copy)

    def diverging(report: Report, **options: frozenset[str]) -> Counter:
        return Counter(
            {row: n for row, n in essence(report, **options).items() if row[2] == "diverge"}
        )

    assert diverging(after, without=frozenset({"zz-copy"})) == diverging(before)
    assert after.summary.single <= before.summary.single


@pytest.mark.parametrize("name", stories.names())
def test_law_3_every_mention_is_what_was_printed(name: str) -> None:
    articles = {article.id: article for article in stories.story(name)}
    report = run(*articles.values())
    mentions = [m for f in report.findings for account in f.accounts for m in account.mentions]
    assert mentions
    for mention in mentions:
        assert articles[mention.article].text[mention.start : mention.end] == mention.text


def figures(report: Report) -> list[tuple[int, int]]:
    """Where the articles print plain figures that a quantity mention holds."""
    spans = set()
    for finding in report.findings:
        for account in finding.accounts:
            for m in account.mentions:
                if m.article == "original" and m.kind == "quantity":
                    for digits in re.finditer(r"(?<![\d.,])\d{2,3}(?![\d.,:/-])", m.text):
                        spans.add((m.start + digits.start(), m.start + digits.end()))
    return sorted(spans)


@pytest.mark.parametrize("name", stories.names())
def test_law_4_one_changed_number_is_one_divergence(name: str) -> None:
    original = replace(stories.story(name)[0], id="original")
    base = run(original, replace(original, id="copy"))
    for start, end in figures(base)[:6]:
        number = original.text[start:end]
        other = str(int(number) + 13)
        text = original.text[:start] + other + original.text[end:]
        report = run(original, replace(original, id="copy", text=text))
        new = between_articles(report)
        assert len(new) == 1, (number, other, [f.message for f in new])
        touched = [m for account in new[0].accounts for m in account.mentions]
        assert any(m.article == "original" and m.start <= start < m.end for m in touched)
        assert report.summary.single == 0


@pytest.mark.parametrize("name", stories.names())
def test_the_model_digest_and_settings_stand_in_the_report(name: str) -> None:
    generator = run(*stories.story(name)).generator
    assert generator.encoder == "all-MiniLM-L6-v2"
    assert re.fullmatch(r"[0-9a-f]{64}", generator.encoder_digest)
