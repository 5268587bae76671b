"""Odd characters are read as what they mean, and what is shown is what was printed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consistency import Article, check, embed, extract
from consistency.characters import reading
from consistency.model import Kind, Span
from consistency.split import split
from consistency.understood import sentences

# printed, read
READ = [
    ("The tank held 14 000 litres.", "The tank held 14,000 litres."),
    ("The tank held 14\u00a0000 litres.", "The tank held 14,000 litres."),
    ("The tank held 14\u202f500 litres.", "The tank held 14,500 litres."),
    ("It cost \u20ac2\u2009500\u2009000.", "It cost \u20ac2,500,000."),
    ("Some 1 250 500 people", "Some 1,250,500 people"),
    ("It had 1\u200b40 people", "It had 140 people"),
    ("It had 140\u200bpeople", "It had 140 people"),
    ("It had 1\u2060\ufeff40 people", "It had 140 people"),
    ("1\u00ad40 peo\u00adple", "140 people"),
    ("re\u00ad\nported", "reported"),
    ("the o\ufb03cial", "the official"),
    ("\uff11\uff14\uff10 people", "140 people"),
    ("\uff11\uff0c\uff14\uff10\uff10 people", "1,400 people"),
    ("Ame\u0301lie Rousse\u0301", "Am\u00e9lie Rouss\u00e9"),
    ("at 9\u00a0p.m. on May\u00a014", "at 9 p.m. on May 14"),
    ("a non\u2011stop flight", "a non-stop flight"),
    ("\u200fthe \u200efigure", "the figure"),
    ("Police re-\nported it", "Police reported it"),
    ("a well-\nknown man, well-known here", "a well-known man, well-known here"),
    ("a well-\nknown man", "a well-known man"),
    ("a 14-\nyear-old girl", "a 14-year-old girl"),
    ("Anne-\nMarie left", "Anne-Marie left"),
    ("&quot;We left,&quot; she said", '"We left," she said'),
    ("Oddal&nbsp;Lines and R&amp;D", "Oddal Lines and R&D"),
    ("&#8220;late&#x201d; &amp;ndash; too late", "\u201clate\u201d \u2013 too late"),
    ("Kes&shy;tria", "Kestria"),
]
# What looks alike and stays as it is.
KEPT = [
    "In 2019 200 people left.",
    "AT&T; it left",
    "Q&nosuch; and &notit; stay",
    "Arno & Belk; both",
    "On May 14 500 people marched.",
    "Call 0800 123 456 now.",
    "Call +44 20 000 111 now.",
    "Room 14, 000 was the code",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467 and 3 people",
    "a list:\n- one\n- two",
    "rain \u2014 and snow \u2013 fell",
    "\u201cquoted\u201d caf\u00e9",
    "\u6e2f\u306f\u9589\u9396\u3055\u308c\u305f\u3002",
]


@pytest.mark.parametrize(("printed", "read"), READ)
def test_read_as_what_they_mean(printed: str, read: str) -> None:
    assert reading(Article("a", printed)).article.text == read


@pytest.mark.parametrize("printed", KEPT)
def test_what_stays(printed: str) -> None:
    article = Article("a", printed)
    assert reading(article).article.text == printed


@pytest.mark.parametrize("figure", ["14\u202f000", "14 000", "1\u200b4,000", "14,\u00ad000"])
def test_a_figure_is_found_as_it_is_printed(figure: str) -> None:
    text = f"The tank held {figure} litres of oil on Tuesday."
    (mention,) = [m for m in extract(Article("a", text)) if m.kind is Kind.QUANTITY]
    assert mention.value.to_dict()["low"] == 14000
    assert text[mention.start : mention.end] == mention.text
    assert mention.text.startswith(figure)


def test_a_report_shows_the_printed_words() -> None:
    left = "Tank leaks\n\nThe tank held 14\u202f000 litres of oil, the o\ufb03cial said in Oddal.\n"
    right = left.replace("14\u202f000", "41\u202f000").replace("\ufb03", "ffi")
    articles = [Article("a", left), Article("b", right)]
    report = check(articles, encoder=embed.load("lexical"))
    texts = {entry.article.id: entry.article.text for entry in report.articles}
    assert texts == {"a": left, "b": right}
    for entry in report.articles:
        for sentence in entry.sentences:
            assert entry.article.text[sentence.start : sentence.end] == sentence.text
    for finding in report.findings:
        for account in finding.accounts:
            assert account.text in [m.text for m in account.mentions]
            for m in account.mentions:
                assert texts[m.article][m.start : m.end] == m.text
    for link in report.links:
        for span, other in link.words:
            assert span.start < span.end <= len(left)
            assert other.start < other.end <= len(right)
    (diverging,) = [f for f in report.findings if f.outcome.value == "diverge"]
    assert {account.text for account in diverging.accounts} == {
        "14\u202f000 litres of oil",
        "41\u202f000 litres of oil",
    }
    assert "14 000 litres" in diverging.message


def test_plain_copy_is_the_same_object() -> None:
    article = Article("a", "Rain fell on 14,000 people.\n\nSnow did not.\n")
    assert reading(article).article is article


def test_boilerplate_inside_a_line_is_not_read() -> None:
    text = "Rain fell (updated 5 pm) on Oddal.\n\n14 comments\n\nSnow fell.\n"
    marked = tuple(
        Span(text.index(words), text.index(words) + len(words))
        for words in ("(updated 5 pm)", "14 comments")
    )
    article = Article("a", text, boilerplate=marked)
    assert reading(article).article.text == "Rain fell on Oddal.\n\n14 comments\n\nSnow fell.\n"
    assert [(s.role.value, s.text) for s in sentences(article)] == [
        ("body", "Rain fell (updated 5 pm) on Oddal."),
        ("boilerplate", "14 comments"),
        ("body", "Snow fell."),
    ]


PIECES = st.sampled_from(
    [
        *("a", "Rain fell. ", "140", "14", "000", " ", "\n", "\n\n", "-", "-\n", ".", "\u00a0"),
        *("\u202f", "\u00ad", "\u200b", "\u200d", "e\u0301", "\u0301", "\ufb03", "\uff11"),
        *("\uff0c", "\u2011", "\U0001f468", "\u02bc", "\u200f", "\ufeff", "reported", "re"),
    ]
)


@given(st.lists(PIECES, max_size=30).map("".join), st.data())
def test_every_span_leads_back(text: str, data: st.DataObject) -> None:
    entry = reading(Article("a", text))
    plain = entry.article.text
    start = data.draw(st.integers(0, len(plain)))
    end = data.draw(st.integers(start, len(plain)))
    span = entry.span(start, end)
    assert 0 <= span.start <= span.end <= len(text)
    whole = entry.span(0, len(plain))
    assert plain == "" or whole.start < whole.end
    # what is read stands in what is shown: no letter of its own text is lost on the way back
    for char in plain[start:end]:
        if char in "aRnd4":
            assert char in text[span.start : span.end]
    for sentence in sentences(Article("a", text)):
        assert text[sentence.start : sentence.end] == sentence.text


@given(st.text(max_size=80))
def test_any_text_is_read(text: str) -> None:
    entry = reading(Article("a", text))
    for sentence in split(entry.article):
        span = entry.span(sentence.start, sentence.end)
        assert span.start < span.end <= len(text)


@pytest.mark.parametrize(
    "piece", ["\u0301", "\u200b", "\u00ad\n", "1\u00a0", "1 000 ", "a-\n", "\uff11"]
)
def test_long_runs_are_read_in_time(piece: str) -> None:
    text = "a" + piece * 100_000
    assert len(reading(Article("a", text)).article.text) <= len(text)
