"""People and bodies without a name: what is found, and who is meant."""

from __future__ import annotations

import pytest

from consistency.referents import Referent, referents
from consistency.testing import document


def found(text: str) -> list[Referent]:
    return list(referents(document(text)))


@pytest.mark.parametrize(
    ("text", "phrase", "kind", "plural", "definite", "count"),
    [
        ("Prosecutors dropped the case.", "Prosecutors", "person", True, False, ""),
        ("The company reported a loss.", "company", "body", False, True, ""),
        ("A senior officer denied it.", "senior officer", "person", False, False, ""),
        ("They held two men.", "men", "person", True, False, "two"),
        ("Nearly 3,000 people died.", "people", "person", True, False, "nearly 3,000"),
        ("The coast guard found nobody.", "coast guard", "body", False, True, ""),
        ("Most lawmakers agreed.", "lawmakers", "person", True, False, "most"),
    ],
)
def test_what_is_found(
    text: str, phrase: str, kind: str, plural: bool, definite: bool, count: str
) -> None:
    (one,) = [r for r in found(text) if r.text == phrase]
    assert (one.kind, one.plural, one.definite, one.count) == (kind, plural, definite, count)


def test_its_span_holds_article_and_number() -> None:
    text = "They questioned the two senior officers."
    (one,) = found(text)
    assert text[one.span.start : one.span.end] == "the two senior officers"
    assert (one.lemma, one.modifiers) == ("officer", ("senior",))


@pytest.mark.parametrize(
    "text",
    [
        "Mayor Pell Arden left the house.",
        "Pell Arden, the mayor, left.",
        "The case went to court.",
        "Rain fell on the hills.",
    ],
)
def test_what_is_no_referent(text: str) -> None:
    assert found(text) == []


RESOLVED = [
    ("Mayor Pell Arden left on Monday. The mayor was ill.", "mayor", "Pell Arden"),
    ("The deputy mayor, Pell Arden, left. The mayor was ill.", "mayor", ""),
    ("Mayor Pell Arden met Mayor Ada Roe. The mayor was ill.", "mayor", ""),
    ("The Green mayor, Pell Arden, met the Labour mayor, Ada Roe. The Green mayor was ill.",
     "Green mayor", "Pell Arden"),
    ("Mayor Pell Arden left. A mayor was ill.", "mayor", ""),
    ("Kestrow Group lost money in May. The company was sold.", "company", "Kestrow Group"),
    ("Kestrow Group sued Norvane Corp. in May. The company was sold.", "company", ""),
    ("The Health Ministry called. The ministry was late.", "ministry", "Health Ministry"),
    ("Pell Arden left early. He was ill.", "He", "Pell Arden"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "phrase", "name"), RESOLVED)
def test_who_is_meant(text: str, phrase: str, name: str) -> None:
    assert [r.entity for r in found(text) if r.text == phrase] == [name]


def test_a_pronoun_for_either_of_two_is_left_open() -> None:
    assert [r for r in found("Pell Arden met Tomas Reyl. He was ill.") if r.kind == "pronoun"] == []
