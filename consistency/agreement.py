"""Whether nothing speaks against two mentions saying the same: an agreement that a reader signs."""

from __future__ import annotations

from itertools import islice
from typing import Final

from consistency import lexicon
from consistency.facing import Facing
from consistency.model import Span
from consistency.opposites import against
from consistency.settle import counted_in
from consistency.story import Edge, Story
from consistency.text import ADJ, DET, NAME, NOUN, NUM, PREP, PRON
from consistency.tree import SUBJECTS, Parsed

# An agreement is told only where a reader doubts none of its words by more than this, and none of
# those that it stands under, nor the predicate: "before the election", "once the election is over";
# "loaned from Dunmere", "bought from Dunmere".
DOUBTED: Final = 0.2
_DOUBTED_ABOVE: Final = 0.33


def agrees(edge: Edge, facing: Facing, story: Story) -> bool:
    """Whether nothing speaks against two mentions saying the same."""
    sides = (facing.left, edge.left), (facing.right, edge.right)
    one, other = (
        Span(parsed.sentence.start + node.start, parsed.sentence.start + node.end)
        for parsed, node in sides
    )
    own = one, other
    above = [_above(parsed, span) for (parsed, _), span in zip(sides, own, strict=True)]
    predicates = tuple(
        _predicate(parsed, span) for (parsed, _), span in zip(sides, own, strict=True)
    )
    if _of_two_things(edge, facing, story) or _opposed(facing, one, other):
        return False
    if story.type_of(edge.left).counted and _held_by_others(facing, one, other):
        return False
    if story.type_of(edge.left).exact:
        # How a figure is printed is no matter of reading; what it counts is.
        own = (
            counted_in(story.mention(edge.left), one),
            counted_in(story.mention(edge.right), other),
        )
        if _more_counted(facing.left, own[0]) != _more_counted(facing.right, own[1]):
            return False
        if _of_two_wholes(edge, facing, own, story):
            return False
    if facing.doubt(*own) > DOUBTED or facing.doubt(*predicates) > _DOUBTED_ABOVE:
        return False
    return max(facing.doubted(*above)) <= _DOUBTED_ABOVE


def _opposed(facing: Facing, left: Span, right: Span) -> bool:
    """Whether the predicates of two mentions are opposites: "finished by May", "begins by May"."""
    i, j = _head(facing.left, left), _head(facing.right, right)
    if min(i, j) < 0 or not against(facing.left, i, facing.right, j):
        return False
    return facing.left.scope(i).negated == facing.right.scope(j).negated


def _of_two_things(edge: Edge, facing: Facing, story: Story) -> bool:
    """Whether two figures are of nouns that neither a dictionary nor the words around join:
    "94 percent of income", "94 percent of output"."""
    counted = story.type_of(edge.left).counted
    if counted is None:
        return False
    left, right = (story.mention(node) for node in edge.nodes)
    one, two = counted(left)[1], counted(right)[1]
    if not one or not two or one == two or left.slot.head is None or right.slot.head is None:
        return False
    joined = lexicon.synonyms(one, two, "n") or lexicon.derived(one, two)
    joined = joined or lexicon.general(one, two) or lexicon.general(two, one)
    return not joined and not facing.touches(left.slot.head, right.slot.head)


def _more_counted(parsed: Parsed, noun: Span) -> bool:
    """Whether what counts a noun counts another besides, which has no number of its own: "63 pupils
    and staff"."""
    return any(
        parsed.tokens[k].pos == NOUN
        and not any(t.pos == NUM for t in parsed.tokens[slice(*parsed.phrase(k))])
        for token in parsed.within(noun)
        for k in parsed.conjuncts(token.index)
        if k > token.index
    )


def _of_two_wholes(edge: Edge, facing: Facing, nouns: tuple[Span, Span], story: Story) -> bool:
    """Whether two shares are of wholes that a reader takes for two: "18% of all that it sold", "18%
    of what it sold in the north"."""
    if not all(" of " in story.mention(node).text for node in edge.nodes):
        return False
    one, other = (
        {k for t in parsed.within(noun) for k in parsed.subtree(t.index)}
        for parsed, noun in zip((facing.left, facing.right), nouns, strict=True)
    )
    return min(facing.doubted(one, other)) > _OTHERS


_OTHERS: Final = 0.4  # so surely doubted, a name or a whole is another here


def _held_by_others(facing: Facing, left: Span, right: Span) -> bool:
    """Whether a figure is another's here: a reader doubts one name in both clauses. "Corvane paid
    two-thirds", "two-thirds came from the fund and the rest from Corvane"."""
    ones, others = _names(facing.left, left), _names(facing.right, right)
    return any(
        min(facing.doubted([ones[name]], [others[name]])) > _OTHERS
        for name in ones.keys() & others.keys()
    )


def _names(parsed: Parsed, span: Span) -> dict[str, int]:
    """The names that take part in a mention's clause, and where; no places that it happened in."""
    tokens = parsed.within(span)[:1]
    clause = (parsed.tokens[slice(*parsed.clause_of(token.index))] for token in tokens)
    return {
        t.lower: t.index
        for part in clause
        for t in part
        if t.pos == NAME and _takes_part(parsed, parsed.phrase_head(t.index))
    }


def _takes_part(parsed: Parsed, head: int) -> bool:
    token = parsed.tokens[head]
    if token.dep == "pobj":
        return parsed.tokens[token.head].lower in _PARTNERS
    return token.dep in (*SUBJECTS, "dobj", "dative", "conj")


_PARTNERS: Final = frozenset("by from to on over against".split())


def _head(parsed: Parsed, span: Span) -> int:
    """The predicate of a mention's clause; -1 without a word."""
    tokens = parsed.within(span)
    return parsed.predicate(tokens[0].index) if tokens else -1


def _predicate(parsed: Parsed, span: Span) -> Span:
    """Where the predicate of a mention's clause stands."""
    head = _head(parsed, span)
    return parsed.tokens[head].span if head >= 0 else span


def _above(parsed: Parsed, span: Span) -> frozenset[int]:
    """What a mention hangs on: prepositions, nouns, words for a part of it ("most of")."""
    own = {t.index for t in parsed.within(span)}
    found = set[int]()
    for i in own:
        below = i
        for k in islice(parsed.ancestors(i), _ABOVE):
            wanted = _PARTS if parsed.tokens[below].pos == PREP else _NOMINAL
            if parsed.tokens[k].pos not in wanted:
                break
            found.add(k)
            below = k
    return frozenset(found - own)


_NOMINAL: Final = frozenset({NOUN, NAME, NUM, PREP})
_PARTS: Final = _NOMINAL | {ADJ, DET, PRON}
_ABOVE: Final = 3
