"""Two one-sentence articles that face each other, for the examples in the fact files."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import stories
from consistency import Article, align, reader
from consistency.differences import differences
from consistency.evidence import Unit
from consistency.face import face
from consistency.facing import Facing
from consistency.model import Example, FactType, Kind, Mention, Rung, Span
from consistency.pipeline import parse_all
from consistency.tree import Parsed
from consistency.unique import UniqueTexts
from consistency.wordpairs import word_pairs


def facing_of(left: str, right: str) -> tuple[Facing, tuple[Any, Any]]:
    """The first sentences of two texts as alignment hands them to the fact types."""
    documents = parse_all([Article("left", left), Article("right", right)])
    texts = align.unique_texts(documents)
    story = UniqueTexts(documents, texts, stories.encoder().encode(texts))
    u = story.index[min(ref for ref in story.index if ref.article == "left")]
    v = story.index[min(ref for ref in story.index if ref.article == "right")]
    if u == v:
        pairs = tuple((t.index, t.index, 1.0) for t in story.parsed[u].tokens)
    elif u < v:
        pairs = word_pairs(story, u, v)
    else:
        pairs = tuple(sorted((j, i, s) for i, j, s in word_pairs(story, v, u)))
    facing = Facing(
        documents[0].parsed[0],
        documents[1].parsed[0],
        pairs,
        tuple(map(float, story.weights[u])),
        tuple(map(float, story.weights[v])),
    )
    return facing, documents


def rungs_between(
    fact_type: FactType[Any], example: Example
) -> list[tuple[Mention[Any], Mention[Any], Rung[Any]]]:
    """Everything of the kind that faces across the example, with the rung it lands on."""
    facing, documents = facing_of(example.left, example.right)
    if fact_type.kind is Kind.WORDING:
        facing = replace(facing, clashes=clashes(example, facing))
    if example.rung == "retold":  # a reader takes the two for one telling
        doubts = tuple((0.0,) * len(p.tokens) for p in (facing.left, facing.right))
        facing = replace(facing, doubts=doubts, same=1.0)
    lefts, rights = (
        [m for m in extract_kind(fact_type, document) if m.sentence == 0] for document in documents
    )
    if fact_type.gates:
        found, used_left, used_right = _faced(fact_type, lefts, rights, facing)
    else:
        found, used_left, used_right = _matched(fact_type, lefts, rights, facing)
    if fact_type.implied is not None:
        for i, mention in enumerate(lefts):
            other = None if i in used_left else fact_type.implied(mention, facing)
            if other is not None:
                found.append((mention, other, fact_type.climb(mention, other)))
        for j, mention in enumerate(rights):
            other = None if j in used_right else fact_type.implied(mention, facing.flip())
            if other is not None:
                found.append((other, mention, fact_type.climb(other, mention)))
    if fact_type.between is not None:
        found.extend((a, b, fact_type.climb(a, b)) for a, b in fact_type.between(facing))
    return found


def _faced(fact_type, lefts, rights, facing):
    ones, others = (
        [Unit(m, parsed, i) for i, m in enumerate(mentions)]
        for mentions, parsed in ((lefts, facing.left), (rights, facing.right))
    )
    edges, _ = face(fact_type, ones, others, facing, fact_type.gates)
    found = [(e.left.mention, e.right.mention, e.rung) for e in edges]
    return found, {e.left.node for e in edges}, {e.right.node for e in edges}


def _matched(fact_type, lefts, rights, facing):
    scored = []
    for i, a in enumerate(lefts):
        for j, b in enumerate(rights):
            score = fact_type.slot(a, b, facing)
            if score > 0.0:
                scored.append((-score, abs(a.start - b.start), i, j))
    found, used_left, used_right = [], set(), set()
    for _, _, i, j in sorted(scored):
        if i not in used_left and j not in used_right:
            used_left.add(i)
            used_right.add(j)
            found.append((lefts[i], rights[j], fact_type.climb(lefts[i], rights[j])))
    return found, used_left, used_right


def clashes(
    example: Example, facing: Facing
) -> tuple[tuple[tuple[int, int], tuple[int, int]], ...]:
    """The stretches of tokens by which two sentences differ, as a reader has them.

    Of an example that lands on a rung those that it names, so that the ladder is tested whatever
    the packaged reader sees; of one that must stay silent those that the packaged reader tells.
    """
    left, right = facing.left, facing.right
    if example.rung is None:
        (reading,) = reader.load().read([(left.sentence.text, right.sentence.text)])
        return tuple((d.left, d.right) for d in differences(left, right, reading))
    return ((_words(left, example.quote_left), _words(right, example.quote_right)),)


def _words(parsed: Parsed, quote: str) -> tuple[int, int]:
    start = parsed.sentence.text.index(quote) + parsed.sentence.start
    tokens = parsed.within(Span(start, start + len(quote)))
    return tokens[0].index, tokens[-1].index + 1


def extract_kind(fact_type: FactType[Any], document: Any) -> list[Mention[Any]]:
    """The mentions of one kind, with what earlier kinds claim taken out."""
    from consistency.facts import FACT_TYPES

    taken: tuple = ()
    for other in FACT_TYPES:
        if other.kind is fact_type.kind:
            return list(fact_type.extract(document, taken))
        if other.claims:
            mentions = other.extract(document, taken)
            taken = tuple(sorted({*taken, *(mention.span for mention in mentions)}))
    raise AssertionError(fact_type.kind)
