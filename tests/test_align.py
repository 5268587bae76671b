"""Alignment: which sentences link, which words face each other."""

from __future__ import annotations

import pytest

import stories
from consistency import Article, align
from consistency.pipeline import parse_all
from facing import facing_of


def aligned(*texts: str) -> tuple[tuple, align.Alignment]:
    articles = [Article(chr(ord("a") + i), text) for i, text in enumerate(texts)]
    documents = parse_all(articles)
    unique = align.unique_texts(documents)
    return documents, align.align(documents, unique, stories.encoder().encode(unique))


def grid(left: str, right: str) -> str:
    """One line per left sentence: the right sentences that it links to, '-' for none."""
    documents, alignment = aligned(left, right)
    links = align.links(documents, alignment)
    lines = []
    for parsed in documents[0].parsed:
        ends = [str(k.right.sentence) for k in links if k.left.sentence == parsed.sentence.index]
        lines.append(f"{parsed.sentence.index} {' '.join(ends) or '-'}")
    return "\n".join(lines)


STORM = """A storm tore the roof off the Halden market hall on Friday and hurt nine traders.

The mayor, Inga Rost, promised to rebuild the hall before winter.

Insurers put the damage at four million crowns.

Schools in the valley stay closed on Monday.
"""


def test_crossing_and_absent_links() -> None:
    copy = """Schools across the valley remain closed on Monday.

Mayor Inga Rost pledged that the market hall would be rebuilt by winter.

A brass band had been due to play in the square.

Nine traders were hurt on Friday when a storm ripped off the roof of the Halden market hall.
"""
    assert grid(STORM, copy) == "0 3\n1 1\n2 -\n3 0"


def test_a_split_sentence_links_to_each_part() -> None:
    copy = """A storm tore off the roof of the market hall in Halden on Friday.

Nine traders were hurt when the roof of the hall came down in the storm.

The village choir sang in Dornau.
"""
    assert grid(STORM, copy).splitlines()[0] == "0 0 1"


def test_the_same_text_links_as_same_with_score_1() -> None:
    documents, alignment = aligned(STORM, STORM)
    links = align.links(documents, alignment)
    identity = [link for link in links if link.left.sentence == link.right.sentence]
    assert [(link.kind.value, link.score) for link in identity] == [("same", 1.0)] * 4


def test_texts_that_differ_in_numbers_face_word_by_word() -> None:
    documents, alignment = aligned(STORM, STORM.replace("nine", "11"))
    first = align.links(documents, alignment)[0]
    assert (first.kind.value, first.score) == ("same", 1.0)
    words = [
        (STORM[a.start : a.end], STORM.replace("nine", "11")[b.start : b.end])
        for a, b in first.words
    ]
    assert ("nine", "11") in words
    assert all(a == b for a, b in words if a != "nine")


def test_questions_and_boilerplate_link_to_nothing() -> None:
    text = STORM + "\nHow many traders were hurt?\n\nSign up for our newsletter\n"
    _, alignment = aligned(text, STORM)
    assert not any("Sign up" in text or "How many" in text for text in alignment.texts)


def test_the_order_of_the_articles_does_not_matter() -> None:
    copy = STORM.replace("tore the roof off", "ripped the roof from").replace("promised", "vowed")
    _, one = aligned(STORM, copy)
    documents = parse_all([Article("b", copy), Article("a", STORM)])
    unique = align.unique_texts(documents)
    other = align.align(documents, unique, stories.encoder().encode(unique))
    assert one.pairs == other.pairs


@pytest.mark.parametrize(
    ("left", "right", "faces"),
    [
        (
            "The blast killed 12 people and wounded 30 others.",
            "In the explosion 30 people were injured and 12 died.",
            {("blast", "explosion"), ("killed", "died"), ("wounded", "injured")},
        ),
        (
            "The prime minister condemned the attack.",
            "The premier condemned the assault.",
            {("minister", "premier"), ("condemned", "condemned"), ("attack", "assault")},
        ),
        (
            "Police arrested two men in Orlund.",
            "Two men were detained by officers in Orlund.",
            {("arrested", "detained"), ("men", "men"), ("Orlund", "Orlund")},
        ),
    ],
)
def test_words_that_face(left: str, right: str, faces: set[tuple[str, str]]) -> None:
    facing, _ = facing_of(left, right)
    words = {(facing.left.tokens[i].text, facing.right.tokens[j].text) for i, j, _ in facing.pairs}
    assert faces <= words


def test_what_has_no_counterpart_faces_nothing() -> None:
    facing, _ = facing_of(
        "The ferry sank off the cape because its bow door had been left open.",
        "The ferry sank off the cape.",
    )
    alone = {"bow", "door", "open"}
    assert not {facing.left.tokens[i].text for i, _, _ in facing.pairs} & alone


def test_the_model_file_names_exactly_the_inputs() -> None:
    model = align._model()
    assert len(model.weights) == len(align.feature_names())
    assert 0.05 < model.threshold < 0.95
