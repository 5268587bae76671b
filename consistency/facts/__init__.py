"""The kinds of fact, in order of precedence, and what all of them find in an article.

The order is the precedence: a span that one kind claims (a date's year) is not offered to the
kinds after it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from consistency.facts import (
    actor,
    attribution,
    certainty,
    circumstance,
    date,
    name,
    polarity,
    quantity,
    quotation,
    scope,
    wording,
)
from consistency.model import FactType, Mention, Rule, Span
from consistency.tree import Document

FACT_TYPES: tuple[FactType[Any], ...] = (
    date.FACT_TYPE,
    quantity.FACT_TYPE,
    name.FACT_TYPE,
    quotation.FACT_TYPE,
    attribution.FACT_TYPE,
    certainty.FACT_TYPE,
    polarity.FACT_TYPE,
    actor.FACT_TYPE,
    scope.FACT_TYPE,
    circumstance.FACT_TYPE,
    wording.FACT_TYPE,
)


def rules() -> tuple[Rule, ...]:
    """The rules of all kinds."""
    return tuple(rule for fact_type in FACT_TYPES for rule in fact_type.rules)


def extract(document: Document) -> tuple[Mention[Any], ...]:
    """All mentions of one article, in order of start, end and precedence, with their voices."""
    taken: tuple[Span, ...] = ()
    found: list[Mention[Any]] = []
    for fact_type in FACT_TYPES:
        mentions = list(fact_type.extract(document, taken))
        if fact_type.claims:
            taken = tuple(sorted({*taken, *(mention.span for mention in mentions)}))
        found.extend(mentions)
    precedence = {fact_type.kind: i for i, fact_type in enumerate(FACT_TYPES)}
    found.sort(key=lambda m: (m.start, m.end, precedence[m.kind]))
    return tuple(_voiced(found, document))


def _voiced(mentions: list[Mention[Any]], document: Document) -> Iterable[Mention[Any]]:
    """Give every mention the voice of the innermost attribution whose content holds it."""
    crediting = {fact_type.kind for fact_type in FACT_TYPES if fact_type.credits}
    frames = sorted(
        (
            (content, mention)
            for mention in mentions
            if mention.kind in crediting
            for part, spans in mention.spans
            if part == "content"
            for content in spans
        ),
        key=lambda frame: frame[0],
    )
    at = 0
    live: list[tuple[Span, Mention[Any]]] = []
    for mention in mentions:
        while at < len(frames) and frames[at][0].start <= mention.start:
            live.append(frames[at])
            at += 1
        live = [frame for frame in live if frame[0].end > mention.start]
        around = [
            (len(content), frame)
            for content, frame in live
            if frame is not mention and content.covers(mention.span)
        ]
        published = mention.published or document.article.published
        voice = mention.voice
        if around:
            source = min(around, key=lambda entry: entry[0])[1].value.to_dict()["source"]
            voice = source or voice
        yield replace(mention, voice=voice, published=published)
