"""What may clash: the gates between a difference and a conflict, on whole articles."""

from __future__ import annotations

import pytest

import stories
from consistency import Article, check
from consistency.model import Relation

PADDING = [
    "Farmers in the valley fear for their apple harvest.",
    "A new library opens in Tarnholm next spring.",
    "The museum of fishing lost a third of its visitors.",
]

# Two sentences that share a topic and differ in a date, a figure or a negation, each its own part.
APART = [
    (
        "Governor Ilse Tarrow announced on Monday that the dam at Osk will be rebuilt.",
        "Engineers who had inspected the dam at Osk for Governor Ilse Tarrow warned of cracks in a"
        " report that was published on Thursday.",
    ),
    (
        "The couple spent 313 crowns on toys for the children of their neighbours.",
        "Prosecutors said the couple's driver spent 5,150 crowns of campaign money on fur coats.",
    ),
    (
        "The mayor had shown the contract to the auditors of the province.",
        "Her opponent said in a debate that she had never shown anybody what the builders were"
        " paid, nor who had asked for it.",
    ),
]

# The same sentence but for the fact.
RESTATED = [
    (
        "Governor Ilse Tarrow announced on Monday that the dam at Osk will be rebuilt.",
        "Governor Ilse Tarrow announced on Thursday that the dam at Osk will be rebuilt.",
    ),
    (
        "The couple spent 313 crowns on toys for the children of their neighbours.",
        "The couple spent 5,150 crowns on toys for their neighbours' children.",
    ),
    (
        "Police said the driver had been drinking.",
        "Police said the driver had not been drinking.",
    ),
]


def conflicts(*sentences: str) -> list[tuple[str, ...]]:
    """The conflicts between articles that hold one of the sentences each, as their words."""
    articles = [
        Article(f"r{i}", "\n\n".join([PADDING[i], sentence]) + "\n")
        for i, sentence in enumerate(sentences)
    ]
    report = check(articles, encoder=stories.encoder())
    return [
        tuple(account.text for account in finding.accounts)
        for finding in report.findings
        if finding.relation is Relation.CONFLICT
    ]


@pytest.mark.parametrize("pair", APART, ids=["date", "amount", "negation"])
def test_sentences_that_share_a_topic_alone_do_not_clash(pair: tuple[str, str]) -> None:
    assert conflicts(*pair) == conflicts(*pair[::-1]) == []


@pytest.mark.parametrize("pair", RESTATED, ids=["date", "amount", "negation"])
def test_one_sentence_with_another_fact_clashes(pair: tuple[str, str]) -> None:
    assert len(conflicts(*pair)) == len(conflicts(*pair[::-1])) == 1


def test_two_accounts_that_a_third_brings_together_do_not_clash() -> None:
    found = conflicts(
        "Senator Bram Holt said on Friday that the company had not answered the committee.",
        "Senator Bram Holt said on Friday and again on Monday that the company had not answered.",
        "Last week Senator Bram Holt said that the company had not answered the committee.",
    )
    assert found == []
