"""What one article alone tells, and clauses that agree without a typed fact in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from consistency.agreement import DOUBTED
from consistency.align import Pair
from consistency.facing import Facing
from consistency.groups import Fact, FactAccount, clusters
from consistency.model import (
    FactType,
    Kind,
    Mention,
    Role,
    SentenceRef,
)
from consistency.statements import AGREES, STATEMENT
from consistency.story import Edge, Node, Story, own_tokens, span_of, sure
from consistency.text import ADJ, NAME, NOT, NOUN, NUM, VERB
from consistency.tree import Parsed

if TYPE_CHECKING:
    from consistency.reader import Reading


# ---------------------------------------------------------------------------------------- singles


# Words that a reader takes to be told on their side alone, from so much probability on.
_ONLY_HERE: Final = 0.15


def told_by_reader(
    readings: Mapping[tuple[int, int], Reading], faced: dict[int, set[int]]
) -> dict[int, set[int]]:
    """Per text that a reader read, the tokens that some sentence facing it tells too.

    They take the place of the words that face by the encoder alone.
    """
    told: dict[int, set[int]] = defaultdict(set)
    for (left, right), reading in readings.items():
        for text, doubts in ((left, reading.left), (right, reading.right)):
            told[text].update(i for i, p in enumerate(doubts[:, 1]) if p < _ONLY_HERE)
    faced.update({text: tokens for text, tokens in told.items() if text in faced})
    return told


def alone(
    fact_types: Sequence[FactType[Any]],
    story: Story,
    used: set[Node],
    faced: dict[int, set[int]],
    told_elsewhere: Mapping[int, set[int]],
) -> Iterator[Fact]:
    """Typed mentions of linked sentences that nothing faces, one fact per value and text.

    A value that another article gives too, in a sentence that does not face this one, is not told
    by one article only, and is left out. A heading's fact is never single.
    """
    carried: dict[tuple[Kind, tuple[object, ...]], set[str]] = defaultdict(set)
    for node, mentions in story.mentions.items():
        key = (Kind(node.kind), story.mention(node).value.key)
        carried[key].update(mention.article for mention in mentions)
    for fact_type in fact_types:
        if not fact_type.typed:
            continue
        values: dict[tuple[object, ...], list[Mention[Any]]] = {}
        for node in sorted(story.mentions):
            if node in used or node in story.made or node.kind != fact_type.kind.value:
                continue
            articles = story.articles(node)
            linked = len(articles) > 1 or faced.get(node.text)
            mention = story.mention(node)
            if not mention.slot.label:
                continue
            heading = story.roles[SentenceRef(mention.article, mention.sentence)] is Role.HEADING
            if node.text in told_elsewhere and (
                own_tokens(node, story.parsed[node.text]) <= told_elsewhere[node.text]
            ):
                continue  # a reader finds it in the other sentence, in other words
            told = carried[fact_type.kind, mention.value.key]
            if not linked or (len(articles) == 1 and (heading or len(told) > 1)):
                continue
            values.setdefault((mention.value.key, *sorted(articles)), []).extend(
                story.mentions[node]
            )
        for found in values.values():
            ordered = sorted(found, key=lambda m: (story.order[m.article], m.start))
            yield Fact(fact_type.kind, (FactAccount(tuple(ordered)),))


def statements(
    story: Story,
    used: set[Node],
    clause_edges: Sequence[Edge],
    faced: dict[int, set[int]],
) -> Iterator[Fact]:
    """What no typed fact carries: clauses that agree, sentences and phrases of one article."""
    for group in clusters(clause_edges):
        mentions = [mention for node in group for mention in story.mentions[node]]
        mentions.sort(key=lambda m: (story.order[m.article], m.start))
        account = FactAccount(tuple(mentions))
        if len(account.articles) > 1:
            yield Fact(STATEMENT.kind, (account,), rule="SRC001")
    for text, places in enumerate(story.alignment.places):
        if len({ref.article for ref in places}) > 1:
            yield from _shared_text(text, story)
        elif text not in faced:
            if story.roles[min(places)] is not Role.HEADING:
                yield _statement_fact(story.statement(text, 0, 1 << 30), "SRC101", story)
        elif story.roles[min(places)] is not Role.HEADING:
            yield from _phrases(text, story, used, faced[text])


def _statement_fact(node: Node, rule: str, story: Story) -> Fact:
    mentions = sorted(story.mentions[node], key=lambda m: (story.order[m.article], m.start))
    return Fact(STATEMENT.kind, (FactAccount(tuple(mentions)),), rule=rule)


def _shared_text(text: int, story: Story) -> Iterator[Fact]:
    """The clauses without typed facts of a sentence that several articles print word for word."""
    parsed = story.parsed[text]
    for first, last in parsed.clauses:
        if content_words(parsed, first, last) >= 2 and not typed(text, first, last, story):
            node = story.statement(text, first, last)
            yield _statement_fact(node, "SRC001", story)


def _phrases(text: int, story: Story, used: set[Node], faced: set[int]) -> Iterator[Fact]:
    """Clauses, what stands between commas, and noun phrases of which no word faces another article.

    Two content words at least; what a typed single already tells is not told again.
    """
    parsed = story.parsed[text]
    told: list[tuple[int, int]] = []
    for spans in (parsed.clauses, _asides(parsed), parsed.noun_phrases):
        for first, last in spans:
            inside = [i for i in range(first, last) if parsed.tokens[i].content]
            if faced.intersection(inside) or content_words(parsed, first, last) < 2:
                continue
            if any(a < last and first < b for a, b in told):
                continue
            if spans is parsed.noun_phrases and untyped(text, first, last, story) < 2:
                continue
            told.append((first, last))
            yield _statement_fact(story.statement(text, first, last), "SRC103", story)


_BREAKS: Final = frozenset({",", ";", ":", "(", ")", "—", "--", "–"})


def _asides(parsed: Parsed) -> tuple[tuple[int, int], ...]:
    """Token ranges between commas, dashes and brackets: what can be put in or left out."""
    cuts = [-1, *(t.index for t in parsed.tokens if t.text in _BREAKS), len(parsed.tokens)]
    return tuple((a + 1, b) for a, b in pairwise(cuts) if b > a + 1)


def content_words(parsed: Parsed, first: int, last: int) -> int:
    """How many words of tokens [first, last) carry meaning."""
    tokens = parsed.tokens[first:last]
    return len([token for token in tokens if token.pos in (NOUN, NAME, NUM, VERB, ADJ)])


def untyped(text: int, first: int, last: int, story: Story) -> int:
    """How many content words of a text's tokens stand outside every typed mention."""
    parsed = story.parsed[text]
    base = parsed.sentence.start
    typed = [
        node
        for fact_type in story.types.values()
        if fact_type.typed
        for node in story.by_text.get((text, fact_type.kind), ())
    ]
    return sum(
        1
        for t in parsed.tokens[first:last]
        if t.pos in (NOUN, NAME, NUM, VERB, ADJ)
        and not any(node.start < t.end - base and t.start - base < node.end for node in typed)
    )


def typed(text: int, first: int, last: int, story: Story) -> bool:
    """Whether a mention that is compared as printed stands in a text's tokens: a figure, a date."""
    parsed = story.parsed[text]
    base = parsed.sentence.start
    span = Node(text, parsed.tokens[first].start - base, parsed.tokens[last - 1].end - base, "")
    return any(
        node.overlaps(span)
        for fact_type in story.types.values()
        if fact_type.exact
        for node in story.by_text.get((text, fact_type.kind), ())
    )


# A clause faces another if the weighted share of their facing words is at least this, two-sided.
# Below it the two share a topic, not a statement.
_CLAUSE_SHARE: Final = 0.6


def clause_edges(pair: Pair, facing: Facing, story: Story) -> Iterator[Edge]:
    """Clauses of two linked sentences that say the same without a typed fact."""
    if not pair.across or not sure(pair):
        return
    lefts, rights = facing.left.clauses, facing.right.clauses
    scored = []
    for i, (first, last) in enumerate(lefts):
        for j, (start, stop) in enumerate(rights):
            share = facing.share(
                span_of(facing.left, first, last), span_of(facing.right, start, stop)
            )
            if share >= _CLAUSE_SHARE:
                scored.append((-round(share, 3), i, j))
    used_left: set[int] = set()
    used_right: set[int] = set()
    for negative, i, j in sorted(scored):
        if i in used_left or j in used_right:
            continue
        used_left.add(i)
        used_right.add(j)
        if min(content_words(facing.left, *lefts[i]), content_words(facing.right, *rights[j])) < 2:
            continue
        if typed(pair.left, *lefts[i], story) or typed(pair.right, *rights[j], story):
            continue
        if negations(facing.left, *lefts[i]) != negations(facing.right, *rights[j]):
            continue
        stretches = span_of(facing.left, *lefts[i]), span_of(facing.right, *rights[j])
        if facing.doubt(*stretches) > DOUBTED:
            continue
        left, right = story.statement(pair.left, *lefts[i]), story.statement(pair.right, *rights[j])
        yield Edge(left, right, -negative, AGREES)


_NEGATING: Final = frozenset("no never none nobody nothing neither nor without".split())


def negations(parsed: Parsed, first: int, last: int) -> int:
    """How many words of negation stand in a text's tokens: clauses that differ there clash."""
    return sum(1 for t in parsed.tokens[first:last] if t.pos == NOT or t.lower in _NEGATING)
