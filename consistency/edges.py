"""Which mentions of two linked sentences face each other, each difference once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from consistency.agreement import agrees
from consistency.align import Pair
from consistency.differences import differences
from consistency.evidence import SURE_ROLE, Gate, Unit, role
from consistency.face import Step, face, refusing
from consistency.facing import SURE_LINK, Facing
from consistency.judge import RESTATED, VERBATIM, Verdicts
from consistency.model import (
    FactType,
    Kind,
    LinkKind,
    Mention,
    Relation,
    Role,
    Severity,
    Span,
)
from consistency.settle import beside_typed, once
from consistency.story import GATES, Edge, Node, Story, own_tokens, same_value, span_of, sure
from consistency.text import AUX, MODAL, VERB
from consistency.tree import Parsed, Range

if TYPE_CHECKING:
    from consistency.reader import Reading


def facing_of(
    pair: Pair, story: Story, verdicts: Verdicts, reading: Reading | None = None
) -> Facing:
    """Two linked texts as alignment and a reader have them."""
    weights = story.alignment.weights
    clashes = verdicts.clashes.get((pair.left, pair.right))
    judged = (pair.left, pair.right) in verdicts.judgements or reading is not None
    left, right = story.parsed[pair.left], story.parsed[pair.right]
    stretches = [(clash.left, clash.right) for clash in clashes or ()]
    milder = frozenset((clash.left, clash.right) for clash in clashes or () if clash.milder)
    doubts = _within(stretches, left, right) if judged else None
    surely: dict[tuple[Range, Range], float] = {}
    alone = None
    if reading is not None:
        surely = {(d.left, d.right): d.probability for d in differences(left, right, reading)}
        stretches += surely
        doubts = tuple(map(float, reading.left[:, 0])), tuple(map(float, reading.right[:, 0]))
        alone = tuple(map(float, reading.left[:, 1])), tuple(map(float, reading.right[:, 1]))
    return Facing(
        left,
        right,
        pair.words,
        weights[pair.left],
        weights[pair.right],
        pair.score,
        tuple(dict.fromkeys(stretches)) if judged else None,
        doubts,
        milder,
        reading.link[0] if reading is not None else 1.0,
        reading.facing if reading is not None else None,
        reading.link[0] + reading.link[1] if reading is not None else 1.0,
        surely,
        alone,
    )


def _within(
    stretches: Sequence[tuple[Range, Range]], left: Parsed, right: Parsed
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Doubts of every word of stretches that differ, and of no other: what agrees has none."""
    ones = {i for one, _ in stretches for i in range(*one)}
    others = {j for _, other in stretches for j in range(*other)}
    return (
        tuple(float(t.index in ones) for t in left.tokens),
        tuple(float(t.index in others) for t in right.tokens),
    )


# ------------------------------------------------------------------------------------------ edges


_NO_NODES: Final[list[Node]] = []


def pair_edges(
    pair: Pair, facing: Facing, fact_types: Sequence[FactType[Any]], story: Story
) -> dict[Kind, list[Edge]]:
    """Which mentions of two linked sentences face each other, each difference once."""
    found = [edge for kind in fact_types for edge in _of_kind(kind, pair, facing, story)]
    result: dict[Kind, list[Edge]] = defaultdict(list)
    for edge in _settled(found, pair, facing, story):
        result[Kind(edge.left.kind)].append(edge)
    return result


def _of_kind(fact_type: FactType[Any], pair: Pair, facing: Facing, story: Story) -> Iterator[Edge]:
    """The edges of one kind: between its mentions, and those that exist beside the other text."""
    kind, none = fact_type.kind, _NO_NODES
    lefts = story.nodes_of(pair.left, kind) if kind in story.kinds[pair.left] else none
    rights = story.nodes_of(pair.right, kind) if kind in story.kinds[pair.right] else none
    matched: list[Edge] = []
    if lefts and rights:
        match = _faced if fact_type.gates else _match
        matched = match(fact_type, facing, lefts, rights, pair, story)
        yield from matched
    loose = list(_beside(fact_type, pair, facing, lefts, rights, matched, story))
    if loose:
        certain = [e for e in loose if _is_certain(e, fact_type, pair, facing, story)]
        yield from story.kept("unsure-link", loose, certain)


def _beside(
    fact_type: FactType[Any],
    pair: Pair,
    facing: Facing,
    lefts: Sequence[Node],
    rights: Sequence[Node],
    matched: Sequence[Edge],
    story: Story,
) -> Iterator[Edge]:
    """The edges of one kind that exist beside the other text alone: implied, or between the two."""
    if fact_type.implied is not None:
        taken = {node for edge in matched for node in edge.nodes}
        free_left = [node for node in lefts if node not in taken]
        free_right = [node for node in rights if node not in taken]
        if free_left:
            yield from _implied(fact_type, facing, free_left, pair.right, story)
        if free_right:
            yield from _implied(fact_type, facing.flip(), free_right, pair.left, story)
    if fact_type.between is not None:
        yield from _between(fact_type, facing, pair, story)


def _is_certain(
    edge: Edge, fact_type: FactType[Any], pair: Pair, facing: Facing, story: Story
) -> bool:
    """Whether what exists beside the other text alone may be told: all but a doubtful conflict."""
    if edge.rung.relation is not Relation.CONFLICT or (fact_type.relational and sure(pair)):
        return True
    return _may_clash(edge, pair, facing, story)


def _settled(found: list[Edge], pair: Pair, facing: Facing, story: Story) -> list[Edge]:
    """The edges of all kinds that stand beside one another, through the gates in their order."""
    turned = facing.flip() if any(e.left.text != pair.left for e in found) else facing

    def seen(edge: Edge) -> Facing:
        """The two sentences from the side of the edge's left node."""
        return facing if edge.left.text == pair.left else turned

    if pair.both_told:
        found = story.kept("both-tell", found, [edge for edge in found if same_value(edge)])
    found = [_noted(edge, seen(edge), story) for edge in found]
    found = story.kept("typed", found, list(beside_typed(found, story)))
    one = [e for e in found if e.equal or _one_claim(e, seen(e), story)]
    found = story.kept("another-claim", found, one)
    found, doubted = _undoubted(found, seen, story)
    if _other_event(pair, story):
        # Who they are, and what is true of them at any time, holds on both occasions.
        lasting = [e for e in found if same_value(e) and _lasting(e, story)]
        found = story.kept("other-event", found, lasting)
    else:
        story.doubted.extend(doubted)
    return story.kept("told-once", found, list(once(found, story)))


def _undoubted(
    found: list[Edge], seen: Callable[[Edge], Facing], story: Story
) -> tuple[list[Edge], list[Edge]]:
    """The edges without, and those of, equal values that are no agreement."""
    noted = [edge for edge in found if edge.noted]
    kept: list[Edge] = []
    doubted: list[Edge] = []
    for edge in found:
        agreed = not edge.equal or _agrees(edge, seen(edge), noted, story)
        (kept if agreed else doubted).append(edge)
    return story.kept("doubted", found, kept), doubted


def _agrees(edge: Edge, facing: Facing, noted: Sequence[Edge], story: Story) -> bool:
    """Whether an equal value is agreement: nothing speaks against it or is noted of it."""
    for other in noted:
        sides = other.nodes if other.left.text == edge.left.text else other.nodes[::-1]
        if all(one.overlaps(node) for one, node in zip(sides, edge.nodes, strict=True)):
            return False
    return agrees(edge, facing, story)


# Words that differ are only noted where a reader doubts those of one side by less than this, and
# takes those of neither, by more than that, to differ or to be that side's alone. (Of 16 such
# findings on 86 rewritten stories three were right.)
_UNDOUBTED: Final = 0.15
_HARDLY: Final = 0.4


def _noted(edge: Edge, facing: Facing, story: Story) -> Edge:
    """An edge, only noted where a reader takes the words of one side for what the other says.

    Figures, dates, names and quotations never hang on how words were read, and words that a reader
    told to differ have its doubts already.
    """
    kind = story.type_of(edge.left)
    if facing.matrix is None or kind.typed or kind.yields or not edge.differs:
        return edge
    ones, others = own_tokens(edge.left, facing.left), own_tokens(edge.right, facing.right)
    doubts = facing.doubted(ones, others)
    if min(doubts) >= _UNDOUBTED or max(*doubts, *facing.lonely(ones, others)) >= _HARDLY:
        return edge
    story.refuse(story.mention(edge.left), story.mention(edge.right), "noted", GATES["noted"])
    return replace(edge, noted=True)


def _faced(
    fact_type: FactType[Any],
    facing: Facing,
    lefts: Sequence[Node],
    rights: Sequence[Node],
    pair: Pair,
    story: Story,
) -> list[Edge]:
    """The edges between the mentions of one kind in two linked sentences."""
    ones = [_unit(node, facing.left, story) for node in lefts]
    others = [_unit(node, facing.right, story) for node in rights]
    whole = span_of(facing.left, 0, None), span_of(facing.right, 0, None)

    def unsure(left: Unit, right: Unit, facing: Facing) -> bool:
        if sure(pair) or facing.share(*whole) >= VERBATIM:
            return False
        if fact_type.alike(left, right, facing) >= SURE_ROLE:
            return False
        return not (pair.across and story.one_fate(left.node, right.node))

    def elsewhere(left: Unit, right: Unit, facing: Facing) -> bool:
        if sure(pair) and facing.share(*whole) >= VERBATIM:
            return False  # a sentence told once, whatever else is told
        if left.mention.value.key == right.mention.value.key:
            return False  # it is told here
        if fact_type.when is not None and _only_noted(fact_type, left, right):
            return False  # "Sunday morning", "Sunday"
        return _told_in(story, left, right) or _told_in(story, right, left)

    def two_tellings(left: Unit, right: Unit, facing: Facing) -> bool:
        if fact_type.alike(left, right, facing) >= _OF_ITSELF:
            return False
        return facing.same < _NO_TELLING and role(left, right, facing) < _NO_ROLE

    def fated(left: Unit, right: Unit, facing: Facing) -> bool:
        return _fates_elsewhere(fact_type, story, left, right)

    gates = (
        Gate("fates-elsewhere", "an article tells the other's fate elsewhere", fated, equals=True),
        Gate(
            "two-tellings",
            "a reader takes the sentences for two things, and no role is one",
            two_tellings,
        ),
        Gate("unsure-link", "the two sentences may tell of two things", unsure),
        # A day that the other article tells too is another event's, however alike the roles.
        Gate(
            "told-elsewhere",
            "the other article gives this value elsewhere",
            elsewhere,
            firm=fact_type.when is not None,
        ),
        *fact_type.gates,
    )

    def away(unit: Unit) -> bool:
        return _told_in(story, unit, (others if unit in ones else ones)[0])

    found, refused = face(fact_type, ones, others, facing, gates, away)
    for no in refused:
        story.refuse(no.left.mention, no.right.mention, no.gate, no.reason)
    return [
        Edge(one.left.node, one.right.node, one.score, one.rung, link=facing.score, step=one.step)
        for one in found
    ]


def _only_noted(fact_type: FactType[Any], left: Unit, right: Unit) -> bool:
    """Whether what two units differ in is only noted."""
    rung = fact_type.climb(left.mention, right.mention)
    return rung.relation is Relation.LESS_PRECISE and rung.between is Severity.INFO


def _unit(node: Node, parsed: Parsed, story: Story) -> Unit:
    """A node's unit, one for all the sentences that it is held against."""
    mention = story.mention(node)
    found = story.units.get(node)
    if found is None or found.mention is not mention or found.parsed is not parsed:
        found = story.units[node] = Unit(mention, parsed, node)
    return found


# So unsure a reading tells of two things; so unlike roles have nothing in common.
_NO_TELLING: Final = 0.05
_NO_ROLE: Final = 0.1
_OF_ITSELF: Final = 0.9  # values so much alike face whatever their sentences tell


def _fates_elsewhere(fact_type: FactType[Any], story: Story, left: Unit, right: Unit) -> bool:
    """Whether one figure is told of two fates, and an article tells it of the other's fate too."""
    fate = fact_type.fate
    if fate is None or fate(left.mention) == fate(right.mention):
        return False

    def told(unit: Unit, other: Unit) -> bool:
        articles = story.articles(other.node)
        return any(
            articles & story.articles(node) and fate(story.mention(node)) == fate(unit.mention)
            for node in story.carried(unit.mention)
            if node != other.node
        )

    return told(left, right) or told(right, left)


def _told_in(story: Story, unit: Unit, other: Unit) -> bool:
    """Whether the article of `other` gives the value of `unit` too."""
    mention = unit.mention
    nodes = story.carried(mention)
    counted = story.types[mention.kind].counted
    if counted is not None and mention.slot.key == "count":
        thing = counted(mention)
        nodes = [node for node in nodes if counted(story.mention(node)) == thing]
    articles = story.articles(other.node)
    return any(articles & story.articles(node) for node in nodes)


# From so sure a reading on, two sentences are two tellings of one thing; and from so much of their
# clauses on, two clauses are.
_ONE_CLAIM: Final = 0.5
_ONE_CLAUSE: Final = 0.5


def _one_claim(edge: Edge, facing: Facing, story: Story) -> bool:
    """Whether words beside a difference of sense tell one thing: the sentences, or two clauses.

    Figures, dates and quotations are faced by what they are said of.
    """
    if story.type_of(edge.left).exact or edge.rung.relation is Relation.VARIANT:
        return True
    return facing.related >= _ONE_CLAIM or _clauses_share(edge, facing) >= _ONE_CLAUSE


def _lasting(edge: Edge, story: Story) -> bool:
    """Whether a value is the same on any occasion: who somebody is, a figure told in one way."""
    return story.type_of(edge.left).entity or _strong(edge, story)


def _strong(edge: Edge, story: Story) -> bool:
    """Whether the slot alone says that two figures are of one thing."""
    return story.type_of(edge.left).counted is not None and edge.score >= _STRONG_SLOT


# Counts of one thing, with the same words about it, clash there too: the slot itself says that they
# face. (Claims with figures against an encyclopedia: 138 of 184 conflicts right with it,
# 109 of 153 without; 55 stories of three reports have one wrong conflict more.)
_STRONG_SLOT: Final = 0.8
# Where each article has one such figure only, so much of a slot speaks for an unsure link.
_TELLING_SLOT: Final = 0.5
# Words that tell of one occasion after another.
_REPEATED: Final = frozenset("again another anew".split())
_ORDINALS: Final = frozenset("second third fourth fifth sixth".split())


def _may_clash(edge: Edge, pair: Pair, facing: Facing, story: Story) -> bool:
    """Whether the two sentences tell one thing, so that a difference between them is a conflict.

    So do the clauses that two figures stand in, whatever else the sentences tell (dates are said of
    two events too often for that). And where an article counts a thing once only, or gives one
    date only, it tells of no other occasion that the count could belong to.
    """
    whole = span_of(facing.left, 0, None), span_of(facing.right, 0, None)
    kind = story.type_of(edge.left)
    counts = kind.counted is not None
    if not sure(pair):
        told = counts and edge.score >= _TELLING_SLOT and _sole(edge, story)
        return pair.across and (told or facing.share(*whole) >= VERBATIM)
    if _strong(edge, story):
        return True
    if kind.when is not None:
        saying = [_of_saying(story.mention(node), node.text, story) for node in edge.nodes]
        if saying[0] != saying[1] or _repeats(facing.left) != _repeats(facing.right):
            return False
    if _sole(edge, story):
        return True
    if kind.entity:
        return _rest_share(edge, facing) >= RESTATED  # rare words: by themselves half a sentence
    return facing.share(*whole) >= RESTATED or (counts and _clauses_share(edge, facing) >= RESTATED)


def _sole(edge: Edge, story: Story) -> bool:
    """Whether two figures or dates are the only ones of their articles: `Story.sole`."""
    kind = story.type_of(edge.left)
    if kind.counted is None and kind.when is None:
        return False
    values = [story.mention(node).value.to_dict() for node in edge.nodes]
    if any(value.get("commitment") in ("vague", "grammatical") for value in values):
        return False  # "thousands" are told of many things
    return all(map(story.sole, edge.nodes))


def _rest_share(edge: Edge, facing: Facing) -> float:
    """How far the two sentences face each other, what differs left out."""
    return facing.overlap(
        *(
            set(range(len(parsed.tokens))) - own_tokens(node, parsed)
            for node, parsed in ((edge.left, facing.left), (edge.right, facing.right))
        )
    )


def _clauses_share(edge: Edge, facing: Facing) -> float:
    """How far the clauses of two mentions face each other, but for what the mentions differ in."""
    ones, others = (
        own_tokens(node, parsed)
        for node, parsed in ((edge.left, facing.left), (edge.right, facing.right))
    )
    kept = [
        (i, j)
        for i, j, _ in facing.pairs
        if i in ones and j in others and facing.left.tokens[i].lemma == facing.right.tokens[j].lemma
    ]
    around = []
    for node, parsed, own in (
        (edge.left, facing.left, ones - {i for i, _ in kept}),
        (edge.right, facing.right, others - {j for _, j in kept}),
    ):
        first, last = parsed.clause_of(parsed.at(parsed.sentence.start + node.start))
        around.append([i for i in range(first, last) if i not in own and parsed.tokens[i].content])
    if min(map(len, around)) < 2:
        return 0.0
    return facing.overlap(*around)


def _repeats(parsed: Parsed) -> bool:
    """Whether a sentence tells of another occasion than the first: "again", "the second time"."""
    words = [token.lower for token in parsed.tokens]
    return not _REPEATED.isdisjoint(words) or any(
        a in _ORDINALS and b == "time" for a, b in pairwise(words)
    )


# Facing sentences that date what they tell further apart than this tell of two events of one kind
# (the quake of Tuesday, the quake of 2019). A slip of the pen in one event's date stands in
# sentences that are otherwise the same.
_FAR_DAYS: Final = 60
# From so sure a link on, two dates are two accounts of one event.
_ONE_EVENT: Final = 0.8
# What happens once.
_ONCE: Final = frozenset("born died founded established incorporated".split())


def _other_event(pair: Pair, story: Story) -> bool:
    """Whether two linked sentences tell of two events: all their dates lie far apart.

    Nobody is born and nothing founded twice, whatever the dates, and an article that gives one date
    tells of one event.
    """
    if pair.kind is LinkKind.SAME or pair.score >= _ONE_EVENT:
        return False
    left, right = (_times(text, story) for text in (pair.left, pair.right))
    gaps = [max((b[0] - a[1]).days, (a[0] - b[1]).days) for a in left for b in right]
    if not gaps or min(gaps) <= _FAR_DAYS:
        return False
    dates = ([node for node, _ in _dating(text, story)] for text in (pair.left, pair.right))
    if all(nodes and story.sole(nodes[0]) for nodes in dates):
        return False
    one, other = story.parsed[pair.left].tokens, story.parsed[pair.right].tokens
    return not any(one[i].lower in _ONCE and other[j].lower in _ONCE for i, j, _ in pair.words)


def _times(text: int, story: Story) -> list[tuple[date, date]]:
    """The stretches of time that a text dates. A heading without a date tells the day's news.

    The day on which something was said dates the saying, not what is said.
    """
    dated = [
        when(mention)
        for node, when in _dating(text, story)
        if not _of_saying(mention := story.mention(node), text, story)
    ]
    published = story.published[story.parsed[text].sentence.article]
    if not dated and published and story.parsed[text].sentence.role is Role.HEADING:
        day = date(published.year, published.month, published.day)
        return [(day, day)]
    return [stretch for stretch in dated if stretch is not None]


_When = Callable[[Mention[Any]], tuple[date, date] | None]


def _dating(text: int, story: Story) -> list[tuple[Node, _When]]:
    """The nodes of a text that date what it tells, each with what gives its days."""
    return [
        (node, kind.when)
        for kind in story.types.values()
        if kind.when is not None
        for node in story.nodes_of(text, kind.kind)
    ]


def _of_saying(mention: Mention[Any], text: int, story: Story) -> bool:
    """Whether a date is the day of a saying: "said late Monday that", "on Monday, Roe said".

    It stands behind the cue, no verb or comma between, or before it: right before, or at the start
    of the sentence with nothing but the source between; outside what is said and who says it.
    """
    parsed = story.parsed[text]
    for node in (node for kind in story.crediting for node in story.nodes_of(text, kind)):
        spans = dict(story.mention(node).spans)
        cue, source = spans.get("cue", ()), spans.get("source", ())
        taken = (*spans.get("content", ()), *source)
        if not cue or any(span.overlaps(mention.span) for span in taken):
            continue
        first, last = sorted((cue[0], mention.span), key=lambda span: span.start)
        between = parsed.within(Span(first.end, last.start)) if first.end < last.start else ()
        if mention.start > cue[0].start:
            if not any(t.pos in (VERB, AUX, MODAL) or t.text == "," for t in between):
                return True
            continue
        opens = not any(t.content for t in parsed.tokens[: parsed.at(mention.start)])
        own = source if opens else ()
        if not any(t.content and not any(s.covers(t.span) for s in own) for t in between):
            return True
    return False


def _match(
    fact_type: FactType[Any],
    facing: Facing,
    lefts: Sequence[Node],
    rights: Sequence[Node],
    pair: Pair,
    story: Story,
) -> list[Edge]:
    """One to one, strongest first; ties by how alike the places in the two sentences are.

    Where two may not clash, neither faces a third one, unless by its value.
    """
    scored: list[tuple[float, float, Node, Node]] = []
    width_left = max(1, len(facing.left.sentence.text))
    width_right = max(1, len(facing.right.sentence.text))
    told = {node: story.mention(node) for node in (*lefts, *rights)}
    paired: dict[Node, tuple[Node, float]] = {}
    if fact_type.same is not None:
        found = twins(fact_type, facing, lefts, rights, told)
        paired = {left: (right, sure) for left, right, sure in found}
    for left in lefts:
        for right in rights:
            score = fact_type.slot(told[left], told[right], facing)
            if left in paired and paired[left][0] == right:
                score = max(score, paired[left][1])
            elif score == 0.0 and _one_date(fact_type, left, right, facing, story):
                score = _ONE_DATE
            if score > 0.0:
                apart = abs(left.start / width_left - right.start / width_right)
                scored.append((-round(score, 3), round(apart, 3), left, right))
    scored.sort()
    used: set[Node] = set()
    barred: set[Node] = set()
    edges: list[Edge] = []
    for negative, _, left, right in scored:
        if used & {left, right}:
            continue
        if barred & {left, right} and (left not in paired or paired[left][0] != right):
            continue
        rung = fact_type.climb(told[left], told[right])
        edge = Edge(left, right, -negative, rung, link=facing.score)
        clash = rung.relation is Relation.CONFLICT
        if not clash or (-negative >= fact_type.clash and _may_clash(edge, pair, facing, story)):
            used |= {left, right}
            edges.append(edge)
        else:
            barred |= {left, right}
    return edges


# How strongly two dates face of which each article gives no other.
_ONE_DATE: Final = 0.5


def _one_date(
    fact_type: FactType[Any], left: Node, right: Node, facing: Facing, story: Story
) -> bool:
    """Whether two dates are the only ones of their articles, in sentences that surely link."""
    return (
        fact_type.when is not None
        and facing.score >= SURE_LINK
        and story.sole(left)
        and story.sole(right)
    )


def twins(
    fact_type: FactType[Any],
    facing: Facing,
    lefts: Sequence[Node],
    rights: Sequence[Node],
    told: Mapping[Node, Mention[Any]],
) -> Iterator[tuple[Node, Node, float]]:
    """Mentions that are one fact by their values, where no third one could be, and how surely.

    That is `FactType.same`; equal values come first.
    """
    assert fact_type.same is not None
    alike = [
        (left, right, sure)
        for left in lefts
        for right in rights
        if (sure := fact_type.same(told[left], told[right], facing))
    ]
    if not alike:
        return
    equal = [pair for pair in alike if told[pair[0]].value.key == told[pair[1]].value.key]
    taken: set[Node] = set()
    for pairs in (equal, alike):
        free = [pair for pair in pairs if not taken & {pair[0], pair[1]}]
        count = Counter(node for left, right, _ in free for node in (left, right))
        for left, right, sure in free:
            if count[left] == count[right] == 1:
                taken |= {left, right}
                yield left, right, sure


def _implied(
    fact_type: FactType[Any],
    facing: Facing,
    nodes: Sequence[Node],
    other: int,
    story: Story,
) -> Iterator[Edge]:
    """Edges from nodes of the left sentence to what the right one carries without a cue."""
    assert fact_type.implied is not None
    for node in nodes:
        mention = story.mention(node)
        counterpart = fact_type.implied(mention, facing)
        if counterpart is not None:
            rung = fact_type.climb(mention, counterpart)
            added = story.add_copies(other, counterpart)
            yield Edge(node, added, facing.score, rung, implied=True, step=Step.IMPLIED)


def _clause_rest(left: Unit, right: Unit, facing: Facing) -> float:
    """How far the clauses of two units face, the units apart; 0 where too little else is said."""
    around = []
    for unit in (left, right):
        first, last = unit.parsed.clause_of(min(unit.own))
        words = (k for k in range(first, last) if unit.parsed.tokens[k].content)
        around.append([k for k in words if k not in unit.own])
    return facing.overlap(*around) if min(map(len, around)) >= _FEWEST else 0.0


_ALL_ELSE: Final = 0.8
_FEWEST: Final = 3  # words of content


def _states(credit: Mention[Any], parsed: Parsed) -> bool:
    """Whether a credit is of a clause: not "ruled out an inquiry", "questioned the driver, who had
    fled"."""
    return any(
        any(t.pos in (VERB, AUX) for t in parsed.tops(span))
        for name, spans in credit.spans
        if name == "content"
        for span in spans
    )


def _of_a_clause_within(unit: Unit, credit: Mention[Any]) -> bool:
    """Whether a unit stands in a clause about the source: "the firm, which runs most of the fleet,
    declined to comment"."""
    predicate = unit.parsed.tokens[unit.predicate]
    cue = [span for name, spans in credit.spans if name == "cue" for span in spans]
    return credit.span.covers(predicate.span) and not any(s.overlaps(predicate.span) for s in cue)


def _all_dates(text: int, unit: Unit, story: Story) -> bool:
    """Whether what a unit's words say is a date: not "resigned last month"."""
    start = unit.parsed.sentence.start
    dates = [
        node
        for kind in story.types.values()
        if kind.when is not None
        for node in story.by_text.get((text, kind.kind), ())
    ]
    return bool(unit.words) and all(
        any(node.start <= t.start - start < node.end for node in dates) for t in unit.words
    )


def _between(fact_type: FactType[Any], facing: Facing, pair: Pair, story: Story) -> Iterator[Edge]:
    """Edges of a kind that exists only between two sentences, where no typed fact stands.

    An adjective inside a count is none of the count's facts: "two old ships".
    """
    assert fact_type.between is not None
    owners = [
        kind
        for kind in story.types.values()
        if kind is not fact_type
        and not kind.credits
        and not (kind.counted is not None and fact_type.describes)
    ]

    def credited(text: int, unit: Unit) -> bool:
        node = story.node(text, unit.mention)
        return any(
            credit.overlaps(node)
            and _states(story.mention(credit), unit.parsed)
            and not _of_a_clause_within(unit, story.mention(credit))
            for kind in story.crediting
            for credit in story.by_text.get((text, kind), ())
        )

    def one_credited(left: Unit, right: Unit, facing: Facing) -> bool:
        if facing.surely_differ(left.own, right.own):
            return False
        return credited(pair.left, left) != credited(pair.right, right)

    def both_words(left: Unit, right: Unit, facing: Facing) -> bool:
        named = left.named and right.named
        if not named and facing.surely_differ(left.own, right.own):
            return False
        if _clause_rest(left, right, facing) >= _ALL_ELSE:
            return False
        ones, others = (frozenset(t.lemma for t in unit.words) for unit in (left, right))
        return story.words_beside(pair.left, pair.right, ones) and story.words_beside(
            pair.right, pair.left, others
        )

    def dated(left: Unit, right: Unit, facing: Facing) -> bool:
        return _all_dates(pair.left, left, story) and _all_dates(pair.right, right, story)

    gates = fact_type.beside and (
        *fact_type.beside,
        Gate("two-dates", "both are dates, which are compared by the calendar", dated),
        Gate("one-credited", "one is a credit, the other none", one_credited),
        Gate("both-words", "each article has the other's words elsewhere", both_words),
    )
    for left, right in fact_type.between(facing):
        units = Unit(left, facing.left, None), Unit(right, facing.right, None)
        gate = refusing(gates, False, 0.0, *units, facing)
        if gate is not None:
            story.refuse(left, right, gate.name, gate.reason)
            continue
        if fact_type.relational or not any(
            other.overlaps(story.node(text, mention))
            for text, mention in ((pair.left, left), (pair.right, right))
            for kind in owners
            for other in story.by_text.get((text, kind.kind), ())
        ):
            nodes = story.add_copies(pair.left, left), story.add_copies(pair.right, right)
            yield Edge(*nodes, facing.score, fact_type.climb(left, right))
