"""Attributions: what is found in one article, and how two of them compare."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consistency import speech
from consistency.facing import Facing
from consistency.facts import attribution
from consistency.facts.attribution import Attribution
from consistency.model import Kind, Mention, Relation, Slot
from consistency.testing import document
from consistency.tree import Document
from work import assert_linear


def facing(a: Document, b: Document) -> Facing:
    """The first sentences, with words of one base form facing each other."""
    left, right = a.parsed[0], b.parsed[0]
    pairs = tuple(
        (s.index, t.index, 1.0)
        for s in left.tokens
        for t in right.tokens
        if s.lemma == t.lemma and s.content and t.content
    )
    weights = [tuple(1.0 if t.content else 0.0 for t in p.tokens) for p in (left, right)]
    return Facing(left, right, pairs, weights[0], weights[1])


def parts(mention: Mention[Any], doc: Document) -> dict[str, list[str]]:
    return {name: [doc.surface(s) for s in spans] for name, spans in mention.spans}


def found(text: str) -> list[tuple[str | None, str, list[str]]]:
    doc = document(text)
    result = []
    for mention in attribution.extract(doc, ()):
        named = parts(mention, doc)
        result.append((mention.value.source, named["cue"][0], named["content"]))
    return result


FRAMES = [
    # cue before its content
    ("Jane Roe said that the quay was unsafe.", "Jane Roe", "said", ["that the quay was unsafe"]),
    ("Jane Roe said the quay was unsafe.", "Jane Roe", "said", ["the quay was unsafe"]),
    ("Jane Roe told reporters the quay was unsafe.", "Jane Roe", "told", ["the quay was unsafe"]),
    ("Jane Roe said: “It is unsafe.”", "Jane Roe", "said", ["“It is unsafe.”"]),
    ('Jane Roe said, "It is unsafe."', "Jane Roe", "said", ['"It is unsafe."']),
    ("Officials believe the quay is unsafe.", "Officials", "believe", ["the quay is unsafe"]),
    ("Jane Roe told the Herald on Friday that she left.", "Jane Roe", "told", ["that she left"]),
    ("Jane Roe confirmed to the Herald that she left.", "Jane Roe", "confirmed", ["that she left"]),
    # a time between the cue and its content, an adverb before the cue
    ("The port said late Monday that it sank.", "The port", "said", ["that it sank"]),
    ("Jane Roe said last week the quay was bad.", "Jane Roe", "said", ["the quay was bad"]),
    ("Jane Roe said last week was bad for us.", "Jane Roe", "said", ["last week was bad for us"]),
    ("The port said March 2 that it sank.", "The port", "said", ["that it sank"]),
    ("The port said on March 2, 2015, that it sank.", "The port", "said", ["that it sank"]),
    ("The port said this year's haul was poor.", "The port", "said", ["this year's haul was poor"]),
    ("The port said late night ferries sank.", "The port", "said", ["late night ferries sank"]),
    ("The port said on May 12, 40 men had quit.", "The port", "said", ["40 men had quit"]),
    ("The Herald first reported that it sank.", "The Herald", "first reported", ["that it sank"]),
    ("Jane Roe, the mayor, later said it sank.", "Jane Roe", "said", ["it sank"]),
    # names and words that look like verbs or nouns
    ("Mark Roe, the mayor, said it sank.", "Mark Roe", "said", ["it sank"]),
    ("The Port Board plans to leave.", "The Port Board", "plans", ["to leave"]),
    ("It ended after Hal and Roe asked us to go.", "Hal and Roe", "asked", ["us to go"]),
    # who is included in the source
    (
        "Six ministers, including the mayor, Jane Roe, said it sank.",
        "Six ministers",
        "said",
        ["it sank"],
    ),
    # cue after
    ("It sank on Monday, witnesses said.", "witnesses", "said", ["It sank on Monday"]),
    ("It sank on Monday, acting mayor Jane Roe told us.", "Jane Roe", "told", ["It sank on Monday"]),
    ("The quay was unsafe, Jane Roe said.", "Jane Roe", "said", ["The quay was unsafe"]),
    ("“It is unsafe,” Jane Roe said.", "Jane Roe", "said", ["“It is unsafe,”"]),
    ("“It is unsafe,” said Jane Roe.", "Jane Roe", "said", ["“It is unsafe,”"]),
    ("“It is unsafe,” said Ms. Jane Roe, a diver.", "Jane Roe", "said", ["“It is unsafe,”"]),
    # cue inside: the content is split
    ("The quay, officials said, was unsafe.", "officials", "said", ["The quay", "was unsafe"]),
    (
        "“It is unsafe,” Jane Roe said, “and it is old.”",
        "Jane Roe",
        "said",
        ["“It is unsafe,”", "“and it is old.”"],
    ),
    # according to
    (
        "According to the port board, the quay was unsafe.",
        "the port board",
        "According to",
        ["the quay was unsafe"],
    ),
    (
        "The quay was unsafe, according to Jane Roe.",
        "Jane Roe",
        "according to",
        ["The quay was unsafe"],
    ),
    # a noun with a verb's form inside the source; a participle behind it is none of it
    (
        "The ferry sank at noon, according to coast guard records.",
        "coast guard records",
        "according to",
        ["The ferry sank at noon"],
    ),
    (
        "The ferry sank at noon, according to police interviewed at the quay.",
        "police",
        "according to",
        ["The ferry sank at noon"],
    ),
    # texts, nouns and passives
    (
        "A statement from the port board said the quay was unsafe.",
        "the port board",
        "said",
        ["the quay was unsafe"],
    ),
    (
        "The claim by the union that the quay was unsafe drew laughter.",
        "the union",
        "claim",
        ["that the quay was unsafe"],
    ),
    ("The mayor is accused of taking bribes.", None, "is accused", ["The mayor", "taking bribes"]),
    ("It was announced that the quay was unsafe.", None, "was announced", ["that the quay was unsafe"]),
    ("Roe was quoted as saying the quay was bad.", "Roe", "saying", ["the quay was bad"]),
    (
        "The quay was unsafe, it was reported by the Herald.",
        "the Herald",
        "was reported",
        ["The quay was unsafe"],
    ),
    ("Roe was asked whether the quay was safe.", None, "was asked", ["whether the quay was safe"]),
    ("In the words of the mayor, it was a heap.", "the mayor", "words", ["it was a heap"]),
    # objects and what a verb is about
    (
        "Roe described the quay as a heap of rust.",
        "Roe",
        "described",
        ["the quay as a heap of rust"],
    ),
    ("Roe blamed the storm for the damage.", "Roe", "blamed", ["the storm for the damage"]),
    ("The mayor spoke on Friday about the old quay.", "The mayor", "spoke", ["the old quay"]),
    ("The mayor called for an inquiry.", "The mayor", "called", ["an inquiry"]),
    ("Roe told the crew to leave.", "Roe", "told", ["the crew to leave"]),
    # what is put first, beside or behind is the reporter's
    (
        "Though it was dark, Roe noted that the quay was open.",
        "Roe",
        "noted",
        ["that the quay was open"],
    ),
    ("The ferry (Roe said it sank) was old.", "Roe", "said", ["it sank"]),
    ("The quay was unsafe, as Roe noted.", "Roe", "noted", ["The quay was unsafe"]),
    ("KERDA — Jane Roe said it sank.", "Jane Roe", "said", ["it sank"]),
    # appositions and relative clauses belong to the source
    (
        "Jane Roe, a former mayor, told the Kerda Times the quay was unsafe.",
        "Jane Roe",
        "told",
        ["the quay was unsafe"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "source", "cue", "content"), FRAMES)
def test_source_cue_and_content(
    text: str, source: str | None, cue: str, content: list[str]
) -> None:
    assert found(text)[0] == (source, cue, content)


SEVERAL = [
    # coordinated cues and participles part the contents and share the source
    (
        "Jane Roe said the quay was old and added that it was unsafe.",
        [("Jane Roe", ["the quay was old"]), ("Jane Roe", ["that it was unsafe"])],
    ),
    (
        "“It is unsafe,” Jane Roe said, adding that it would close.",
        [("Jane Roe", ["“It is unsafe,”"]), ("Jane Roe", ["that it would close"])],
    ),
    (
        "Jane Roe said the quay was old, but John Poe said it was safe.",
        [("Jane Roe", ["the quay was old"]), ("John Poe", ["it was safe"])],
    ),
    # what no cue parts goes on
    (
        "Jane Roe said the quay was old and nobody was hurt.",
        [("Jane Roe", ["the quay was old and nobody was hurt"])],
    ),
    (
        "The board feared Roe's threat to leave.",
        [("The board", ["Roe's threat to leave"]), ("Roe", ["to leave"])],
    ),
    # a colon hands on to the next sentence
    ("Jane Roe said:\n\n“It is unsafe.”", [("Jane Roe", ["“It is unsafe.”"])]),
    # a passive without its auxiliary: nobody speaks
    (
        "Dozens reported killed in a riot in Kerda.",
        [(None, ["Dozens", "killed in a riot in Kerda"])],
    ),
    # who hears does not say
    ("The court heard that the quay was unsafe.", [(None, ["that the quay was unsafe"])]),
    # a relative clause's source is the noun that it stands at
    (
        "The diver who said the quay was unsafe left.",
        [("The diver", ["the quay was unsafe"])],
    ),
]


@pytest.mark.parametrize(("text", "frames"), SEVERAL)
def test_cues_share_a_sentence(text: str, frames: list[tuple[str, list[str]]]) -> None:
    assert [(source, content) for source, _cue, content in found(text)] == frames


NONE = [
    "The quay was unsafe.",
    "The bridge closed on Monday after a storm.",
    "She began to say a word.",
    "A well-known tower fell.",
    "The storm attacked the coast.",
    "Jane Roe did not say that the quay was unsafe.",
    "Jane Roe may say that the quay is unsafe.",
    "The ferry is expected to sink.",
    "What he says is wrong.",
    "",
    "“”",
    "…",
]


@pytest.mark.parametrize("text", NONE)
def test_no_attribution(text: str) -> None:
    assert found(text) == []


FORMS = [
    ("“It is unsafe,” Jane Roe said.", "direct"),
    ("Jane Roe said the quay was unsafe.", "indirect"),
    ("Jane Roe said the quay was “a heap of rust.”", "mixed"),
]


@pytest.mark.parametrize(("text", "form"), FORMS)
def test_form(text: str, form: str) -> None:
    (mention,) = attribution.extract(document(text), ())
    assert mention.value.form == form


RESOLVED = [
    # a pronoun is the last person who spoke
    ("Jane Roe said the quay was old. She said it was unsafe.", "Jane Roe"),
    # a surname is the full name given before
    ("Jane Roe opened the quay. “It is unsafe,” Roe said.", "Jane Roe"),
    ("Jane Roe opened the quay. Ms. Roe said it was unsafe.", "Jane Roe"),
    # a role is the person who was given it
    ("Mayor Jane Roe opened the quay. The mayor said it was unsafe.", "Jane Roe"),
    ("A spokesman for the port, John Poe, came. He said it was unsafe.", "John Poe"),
    (
        "A group of divers known as the Civic League in Kerda has claimed it was unsafe.",
        "the Civic League in Kerda",
    ),
    ("Minister of State Jane Roe said it was unsafe.", "Jane Roe"),
    ("Mr. Roe came. Harbour master Jane Roe, a diver, said it was unsafe.", "Jane Roe"),
    # the name beside a role, not the role; a description in apposition is none
    ("The operator, Kystvind, said the quay was unsafe.", "Kystvind"),
    ("The ferry operator, a small firm, said the quay was unsafe.", "The ferry operator"),
    # she is not John
    ("Jane Roe met John Poe. She said the quay was unsafe.", "Jane Roe"),
    ("Omar al-Amin opened the quay. Al-Amin said it was unsafe.", "Omar al-Amin"),
]


@pytest.mark.parametrize(("text", "source"), RESOLVED)
def test_sources_are_resolved_within_the_article(text: str, source: str) -> None:
    assert found(text)[-1][0] == source


def test_a_quotation_goes_on_in_the_next_sentence() -> None:
    doc = document("“It is unsafe,” Jane Roe said. “It should be closed at once.”")
    (mention,) = attribution.extract(doc, ())
    assert parts(mention, doc)["content"] == ["“It is unsafe,”", "“It should be closed at once.”"]


def test_the_speaker_of_a_quotation_is_its_first_person() -> None:
    doc = document("“I said the quay was bad,” Jane Roe said.")
    assert [frame.name for frame in speech.of_document(doc)] == ["Jane Roe", "Jane Roe"]


def test_a_quoted_cue_makes_no_attribution() -> None:
    text = "“The board said the quay was bad,” Jane Roe said."
    assert found(text) == [("Jane Roe", "said", ["“The board said the quay was bad,”"])]


def test_spans_cut_what_was_printed() -> None:
    doc = document("Jane Roe said the quay was unsafe. “Go away,” he added.")
    for mention in attribution.extract(doc, ()):
        assert doc.text[mention.start : mention.end] == mention.text
        sentence = doc.parsed[mention.sentence].sentence
        assert sentence.start <= mention.start < sentence.end
        assert {name for name, _ in mention.spans} <= {"source", "cue", "content"}


def made(source: str | None, form: str = "indirect", **extra: Any) -> Mention[Attribution]:
    value = Attribution(source, form, **extra)
    return Mention(Kind.ATTRIBUTION, "a", 0, 0, 1, "x", value, Slot("x"))


def said(source: str | None, words: str, **extra: Any) -> Mention[Attribution]:
    return made(source, "direct", quoted=tuple(words.lower().split()), **extra)


QUOTED = "the northern quay was never safe for us"
OTHER = "the northern quay was safe until the storm"
RUNGS = [
    (made("Jane Roe"), made("Roe"), "same source"),
    (made("Jane Roe"), made("Jane Roe", "direct"), "same source"),
    (made("Mike Poe"), made("Michael Poe"), "same source"),
    (made("the Pentagon"), made("The Pentagon"), "same source"),
    (made("the Kerda Port Board"), made("the KPB"), "same source"),
    (made("Jane Roe", title="police chief"), made("the police chief"), "same source"),
    (made("Jane Roe's attorney"), made("Roe's lawyer"), "same source"),
    (made("Jane Roe's attorney"), made("Jane Roe's doctor"), "undecided source"),
    (made("the attorney"), made("the lawyer"), "undecided source"),
    (made("Jane Roe"), made("officials"), "general source"),
    (made("Jane Roe"), made(None), "nobody named"),
    (made("officials"), made(None), "undecided source"),
    (made("the Pentagon"), made("U.S. officials"), "general source"),
    (made("Jane Roe"), made(None, "plain"), "credited and plain"),
    (made("officials"), made(None, "plain"), "credited and plain"),
    (made("Jane Roe"), made("John Poe"), "different source"),
    (made("Jane Roe"), made("Ann Roe"), "different source"),
    (made("Jane Roe"), made("the lawsuit"), "undecided source"),
    (made("the port"), made("the lawsuit"), "undecided source"),
    (made("Jane Roe"), made("John Poe", pronoun="he"), "undecided source"),
    (said("Jane Roe", QUOTED), said("John Poe", QUOTED, pronoun="she"), "same source"),
    (said("Jane Roe", QUOTED), said(None, "But " + QUOTED, pronoun="she"), "same source"),
    (said("Jane Roe", QUOTED), said("John Poe", QUOTED, pronoun="he"), "undecided source"),
    (said("Jane Roe", QUOTED), said("John Poe", QUOTED), "different source"),
    (said("Jane Roe", OTHER), said("John Poe", QUOTED, pronoun="she"), "undecided source"),
    (said("Jane Roe", "So be it"), said("Jo Poe", "So be it", pronoun="she"), "undecided source"),
    (said("officials", QUOTED), said("John Poe", QUOTED, pronoun="they"), "undecided source"),
    (made("the scholars"), made("the writers"), "different source"),
    (made("the glass workers' union"), made("the fire service"), "different source"),
    (made("the health ministry"), made("the nurses' association"), "different source"),
    (made("the ministry"), made("the nurses' association"), "general source"),
    (made("the union"), made("the tests"), "undecided source"),
]


@pytest.mark.parametrize(("left", "right", "rung"), RUNGS)
def test_ladder(left: Mention[Attribution], right: Mention[Attribution], rung: str) -> None:
    climb = attribution.FACT_TYPE.climb
    assert climb(left, right).name == rung
    assert climb(right, left).name == rung
    assert climb(left, right).reason(left, right) == climb(right, left).reason(right, left)


@pytest.mark.parametrize("example", attribution.EXAMPLES, ids=lambda e: e.right[:40])
@pytest.mark.parametrize("flipped", [False, True])
def test_examples(example: Any, flipped: bool) -> None:
    texts = (example.right, example.left) if flipped else (example.left, example.right)
    a, b = (document(text, id=name) for text, name in zip(texts, "ab", strict=True))
    words = facing(a, b)
    lefts, rights = (list(attribution.extract(doc, ())) for doc in (a, b))
    rungs = [
        attribution.FACT_TYPE.climb(m, n).name
        for m in lefts
        for n in rights
        if attribution.slot(m, n, words) > 0
    ]
    if not rungs:
        for mention, view in [(m, words) for m in lefts] + [(n, words.flip()) for n in rights]:
            other = attribution.implied(mention, view)
            if other is not None:
                rungs.append(attribution.FACT_TYPE.climb(mention, other).name)
    assert rungs == ([example.rung] if example.rung else [])


NOT_PLAIN = [
    # credited there too, quoted there, alleged there, or about another thing
    "The northern quay was unsafe for ferries, John Poe said.",
    "“The northern quay was unsafe for ferries.”",
    "The northern quay was allegedly unsafe for ferries.",
    "The northern quay was painted.",
    "The board wants to know if the northern quay was unsafe for ferries.",
    "Either the northern quay was unsafe for ferries or the southern one.",
    "She joked that the northern quay was unsafe for ferries.",
    "The board promised that the northern quay, unsafe for ferries, would close.",
]


@pytest.mark.parametrize("text", NOT_PLAIN)
def test_a_credit_is_not_lost(text: str) -> None:
    a = document("Jane Roe said the northern quay was unsafe for ferries.", id="a")
    b = document(text, id="b")
    (mention,) = attribution.extract(a, ())
    assert attribution.implied(mention, facing(a, b)) is None


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("The northern quay was unsafe for 12 ferries in May.", True),
        ("The northern quay was unsafe for 30 ferries in May.", False),
    ],
)
def test_other_figures_are_another_statement(text: str, lost: bool) -> None:
    a = document("Jane Roe said the northern quay was unsafe for 12 ferries in May.", id="a")
    b = document(text, id="b")
    (mention,) = attribution.extract(a, ())
    assert (attribution.implied(mention, facing(a, b)) is not None) == lost


def test_a_lost_credit_is_a_warning_between_articles() -> None:
    a = document("Jane Roe said the northern quay was unsafe for ferries.", id="a")
    b = document("The northern quay was unsafe for ferries.", id="b")
    (mention,) = attribution.extract(a, ())
    plain = attribution.implied(mention, facing(a, b))
    assert plain is not None
    assert plain.text == "The northern quay was unsafe for ferries"
    assert plain.value.to_dict() == {"source": None, "form": "plain"}
    rung = attribution.FACT_TYPE.climb(mention, plain)
    assert (rung.rule, rung.relation) == ("ATT115", Relation.DIFFERENT_ATTRIBUTION)


def test_rules_are_documented() -> None:
    headings = ["What it finds", "Why it matters", "Example", "How to silence"]
    codes = {rule.code for rule in attribution.FACT_TYPE.rules}
    assert {rung.rule for rung in attribution.LADDER} <= codes
    for rule in attribution.FACT_TYPE.rules:
        places = [rule.documentation.index(heading) for heading in headings]
        assert places == sorted(places)


@given(st.text(st.sampled_from(" .,;:“”\"'‘’``—-()[]!?\nasaid he told Roe\u202eצ🙂"), max_size=120))
@settings(max_examples=80, deadline=None)
def test_any_text_is_read(text: str) -> None:
    doc = document(text)
    for mention in attribution.extract(doc, ()):
        assert doc.text[mention.start : mention.end] == mention.text


@pytest.mark.parametrize(
    "unit", ['he said, "a b c," ', "according to him ", "“", "said ", "1", " ", "Roe: "]
)
def test_long_lines_take_linear_time(unit: str) -> None:
    assert_linear(
        lambda doc: list(attribution.extract(doc, ())), 200, lambda size: document(unit * size)
    )


def test_word_lists_hold_base_forms_only() -> None:
    known = speech.lists()
    assert "say" in known.say
    assert all(re.fullmatch(r"[a-z_-]+", word) for word in known.every)


@pytest.mark.xfail(reason="two women who take turns: the last speaker is only a guess")
def test_two_speakers_of_one_gender() -> None:
    text = "Jane Roe met Ann Poe. Poe said the quay was old. Roe laughed. She said it was unsafe."
    assert found(text)[-1][0] == "Jane Roe"
