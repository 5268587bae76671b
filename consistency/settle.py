"""Each difference of two sentences once: which of the edges that overlap tells it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from consistency.model import Mention, Relation, Span
from consistency.story import Edge, Node, Story


def beside_typed(edges: Sequence[Edge], story: Story) -> Iterator[Edge]:
    """The edges without those words that a typed fact tells of: what differs, or is one value.

    A number, a date or a quotation never hangs on how words were read; what a number counts does:
    "19 fingerprints", "19 DNA samples".
    """
    typed = [edge for edge in edges if not story.type_of(edge.left).yields]
    typed = list(once(typed, story))  # what a narrower one tells in its place, it does not tell
    for edge in edges:
        if not story.type_of(edge.left).yields or not any(
            other.left.overlaps(edge.left)
            and other.right.overlaps(edge.right)
            and (
                _tells(other, story)
                or (other.rung.relation is None and story.type_of(other.left).typed)
                or (
                    story.type_of(other.left).exact
                    and _covers(other, edge)
                    and not _of_the_counted(other, edge, story)
                )
            )
            for other in typed
        ):
            yield edge


def _tells(edge: Edge, story: Story) -> bool:
    """Whether a typed fact tells a difference, so that words need not: not where two words are
    only noted ("chairman" / "chief executive" may be one), since a reader took them to differ."""
    if not edge.differs:
        return False
    return story.type_of(edge.left).exact or edge.loud


def _of_the_counted(other: Edge, edge: Edge, story: Story) -> bool:
    """Whether words on either side are what an equal figure counts, without the figure itself."""
    for wide, narrow in zip(other.nodes, edge.nodes, strict=True):
        mention = story.mention(wide)
        if narrow.start <= wide.start:
            return False
        thing = counted_in(mention, Span(wide.start, wide.end))
        holds = narrow.start <= thing.start < thing.end <= narrow.end
        if not holds and not _of_base(mention, narrow.start - wide.start):
            return False
    return True


def _of_base(mention: Mention[Any], at: int) -> bool:
    """Whether words at a place of a figure are in what it is a share of: "a third of the squadron's
    budget"."""
    return " of " in mention.text[:at] and not any(c.isdigit() for c in mention.text[at:])


def _covers(other: Edge, edge: Edge) -> bool:
    return all(
        wide.start <= narrow.start and narrow.end <= wide.end
        for wide, narrow in zip(other.nodes, edge.nodes, strict=True)
    )


def once(edges: Sequence[Edge], story: Story) -> Iterator[Edge]:
    """A difference is reported once: by the louder, else by the quotation that holds it, else by
    the narrowest span.

    Two edges tell the same difference if their spans overlap in both sentences; or if one is to be
    told only where no words of its two clauses clash.
    """
    differing = [edge for edge in edges if edge.differs]
    yielding = (edge for edge in differing if edge.rung.unless_worded)
    worded = [e for e in yielding if any(_worded(e, other, story) for other in differing)]
    differing = [e for e in differing if e not in worded]
    for edge in edges:
        if edge in worded:
            continue
        if edge.equal:
            yield edge
            continue
        owners = (
            other
            for other in differing
            if other.left.kind != edge.left.kind
            and other.left.overlaps(edge.left)
            and other.right.overlaps(edge.right)
        )
        if not any(_owns(other, edge, story) for other in owners):
            yield edge


def _worded(edge: Edge, other: Edge, story: Story) -> bool:
    """Whether another edge tells of ordinary words that clash in the clauses of an edge."""
    kind = story.type_of(other.left)
    if other.rung.relation is not Relation.CONFLICT or kind.exact or kind.entity or kind.credits:
        return False
    return all(
        _clause(node, story) == _clause(words, story)
        for node, words in zip(edge.nodes, other.nodes, strict=True)
    )


def _clause(node: Node, story: Story) -> tuple[int, int]:
    parsed = story.parsed[node.text]
    return parsed.clause_of(parsed.at(parsed.sentence.start + node.start))


def _owns(other: Edge, edge: Edge, story: Story) -> bool:
    """Whether `other` tells the difference that both show: the louder, then the narrower one."""
    kinds = story.type_of(other.left), story.type_of(edge.left)
    quotes = kinds[0].holds, kinds[1].holds
    if any(kind.credits for kind in kinds) and any(quotes):
        return False  # who speaks stands outside of the marks, between their halves at times
    if other.loud != edge.loud:
        return other.loud
    if quotes[0] != quotes[1]:
        return quotes[0]
    widths = (other.left.width + other.right.width, edge.left.width + edge.right.width)
    return (widths[0], other.left.kind) < (widths[1], edge.left.kind)


def counted_in(mention: Mention[Any], span: Span) -> Span:
    """The counted noun of a mention that stands at a span; nothing of it without one."""
    head = mention.slot.head
    if head is None or not mention.span.covers(head):
        return Span(span.start, span.start)
    shift = span.start - mention.start
    return Span(head.start + shift, head.end + shift)
