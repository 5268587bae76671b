"""Facing mentions as facts: groups without chaining, accounts by value, rungs between them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import Any, Final

from consistency.model import (
    FactType,
    Kind,
    Mention,
    Outcome,
    Relation,
    Rung,
)
from consistency.story import Edge, Node, Story, same_value


@dataclass(frozen=True)
class FactAccount:
    """One account of a fact: mentions with the same value."""

    mentions: tuple[Mention[Any], ...]

    @property
    def value(self) -> Any:
        return self.mentions[0].value

    @cached_property
    def articles(self) -> frozenset[str]:
        return frozenset(mention.article for mention in self.mentions)


@dataclass(frozen=True)
class Fact:
    """Mentions of one slot, with the rungs between each two accounts.

    `rungs` maps a pair of account indices to the rung that holds and its words.
    """

    kind: Kind
    accounts: tuple[FactAccount, ...]
    rungs: tuple[tuple[int, int, Rung[Any], str], ...] = ()
    rule: str = ""  # for a statement: its SRC code

    @cached_property
    def articles(self) -> frozenset[str]:
        return frozenset(m.article for account in self.accounts for m in account.mentions)

    @property
    def outcome(self) -> Outcome:
        """Outcomes count articles; two accounts in one article diverge too."""
        if len(self.accounts) > 1:
            comparable = any(rung.relation for _, _, rung, _ in self.rungs)
            return Outcome.DIVERGE if comparable else Outcome.INCOMPARABLE
        return Outcome.AGREE if len(self.articles) > 1 else Outcome.SINGLE


def without_needless_implied(edges: Sequence[Edge], story: Story) -> list[Edge]:
    """Drop what a sentence only implies where its article says it outright elsewhere.

    A credit that an article gives in one sentence is not missing from its other sentences.
    """
    outright: dict[Node, set[str]] = defaultdict(set)
    for edge in edges:
        if not edge.implied:
            outright[edge.left].update(story.articles(edge.right))
            outright[edge.right].update(story.articles(edge.left))
    return [
        edge
        for edge in edges
        if not edge.implied or not story.articles(edge.right) <= outright[edge.left]
    ]


def without_rivals(edges: Sequence[Edge], story: Story) -> list[Edge]:
    """Drop a conflict if either side faces something else of that article more strongly.

    "30 hurt" in one blast and "17 hurt" in another clash with each other only until each finds its
    own counterpart, be it one that is doubted. Strength is the slot's times the link's.
    """
    clashing = {
        node for edge in edges if edge.rung.relation is Relation.CONFLICT for node in edge.nodes
    }
    best: dict[tuple[Node, str], float] = defaultdict(float)
    for edge in (*edges, *story.doubted):
        for node, other in (edge.nodes, edge.nodes[::-1]):
            if node in clashing:
                for article in story.articles(other):
                    best[node, article] = max(best[node, article], edge.strength)

    def first(node: Node, other: Node, strength: float) -> bool:
        return all(strength >= best[node, article] for article in story.articles(other))

    return [
        edge
        for edge in edges
        if edge.rung.relation is not Relation.CONFLICT
        or (
            first(edge.left, edge.right, edge.strength)
            and first(edge.right, edge.left, edge.strength)
        )
    ]


def covered(fact_type: FactType[Any], edges: Sequence[Edge], story: Story) -> Iterator[Edge]:
    """Edges from an implied mention to what else it stands for in the paragraph that it sums up.

    Only mentions that the other article says nothing of, wherever.
    """
    if fact_type.covers is None:
        return
    faced = {node for edge in edges for node in edge.nodes}
    for edge in edges:
        if not edge.implied:
            continue
        general = story.mention(edge.right)
        others = story.articles(edge.right)
        for text in story.paragraph_of(edge.left.text):
            for node in story.nodes_of(text, fact_type.kind):
                mention = story.mention(node)
                told = (story.articles(place) for place in story.carried(mention))
                if node in faced or not all(map(others.isdisjoint, told)):
                    continue
                if fact_type.covers(general, mention):
                    rung = fact_type.climb(mention, general)
                    yield Edge(node, edge.right, edge.score, rung, implied=True)


# ----------------------------------------------------------------------------------------- groups


def groups(fact_type: FactType[Any], edges: Sequence[Edge], story: Story) -> list[list[Node]]:
    """Nodes grouped into facts, without chaining.

    Entities fold by identity: all mentions of one, in any spelling, are one fact; a name that faces
    another one is a fact of its own.
    """
    if not fact_type.entity:
        decided = [edge for edge in edges if edge.rung.relation is not None]
        groups = clusters(decided, story)
        placed = {node: number for number, group in enumerate(groups) for node in group}
        # What can't be decided about one mention hides nothing of what is known of the other.
        open_ = [
            edge
            for edge in edges
            if edge.rung.relation is None
            and len({placed.get(edge.left, edge.left), placed.get(edge.right, edge.right)}) > 1
        ]
        return groups + clusters(open_)
    other = [edge for edge in edges if not same_value(edge)]
    entities: dict[tuple[object, ...], set[Node]] = {}
    for edge in edges:
        if not same_value(edge):
            continue
        less, more = (
            entities.setdefault(story.mention(node).value.key, set()) for node in edge.nodes
        )
        less.add(edge.left)
        more.add(edge.right)
        if less is not more:
            less, more = sorted((less, more), key=len)
            more |= less
            for node in less:
                entities[story.mention(node).value.key] = more
    unique = {min(nodes): nodes for nodes in entities.values()}
    return [sorted(unique[first]) for first in sorted(unique)] + clusters(other)


# Two groups merge when at least this share of their cross pairs face each other. At 1.0 a single
# missed link splits a fact over many articles; near 0 the groups chain.
_MERGE_SHARE: Final = 0.5


def clusters(edges: Sequence[Edge], story: Story | None = None) -> list[list[Node]]:
    """Greedy average-link clustering over the edges, strongest first.

    How many pairs face each other between two clusters is carried along as they grow, the lesser
    one poured into the greater: n edges cost n log n, not a look at every pair for each of them.
    With a story, equal values then join (`_join_equals`).
    """
    number: dict[Node, int] = {}  # the cluster that holds a node
    for edge in edges:
        for node in edge.nodes:
            number.setdefault(node, len(number))
    members: dict[int, list[Node]] = {at: [node] for node, at in number.items()}
    facing: dict[int, Counter[int]] = {at: Counter() for at in members}
    for edge in edges:
        left, right = number[edge.left], number[edge.right]
        if left != right:
            facing[left][right] = facing[right][left] = 1
    ordered = sorted(edges, key=lambda e: (e.implied, -e.score, e.left, e.right))
    for edge in ordered:
        left, right = number[edge.left], number[edge.right]
        if left == right:
            continue
        if facing[left][right] >= _MERGE_SHARE * len(members[left]) * len(members[right]):
            less, more = sorted((left, right), key=lambda at: len(members[at]) + len(facing[at]))
            for node in members[less]:
                number[node] = more
            members[more].extend(members.pop(less))
            for at, count in facing.pop(less).items():
                del facing[at][less]
                if at != more:
                    facing[more][at] += count
                    facing[at][more] = facing[more][at]
    if story is not None:
        _join_equals(ordered, number, members, story)
    unique = {min(nodes): sorted(nodes) for nodes in members.values()}
    return [unique[first] for first in sorted(unique) if len(unique[first]) > 1]


def _join_equals(
    edges: Sequence[Edge],
    number: dict[Node, int],
    members: dict[int, list[Node]],
    story: Story,
) -> None:
    """Bring mentions of one value to the fact that gives it too, where they face one of it.

    That chains nothing: the fact has no account more than before.
    """
    values = {
        at: {story.mention(node).value.key for node in nodes} for at, nodes in members.items()
    }
    for edge in edges:
        left, right = number[edge.left], number[edge.right]
        if left == right or not edge.equal:
            continue
        less, more = sorted((left, right), key=lambda at: (len(values[at]), len(members[at])))
        if len(values[less]) == 1 and values[less] <= values[more]:
            for node in members[less]:
                number[node] = more
            members[more].extend(members.pop(less))


_UNFACED: Final[Rung[Any]] = Rung(
    "unfaced",
    None,
    "",
    lambda a, b: True,
    lambda a, b: "they differ, but in sentences that do not face each other",
)


def with_full_forms(group: Sequence[Node], story: Story) -> list[Node]:
    """A group of names, and for each article one place where it prints its form in full.

    "Mrs. Roe" shows nobody that one article has "Ada Merrin Roe" and the other "Ada Roe".
    """
    full = list(group)
    values = {story.mention(node).value.key: story.mention(node) for node in group}
    for mention in values.values():
        name = mention.value.to_dict().get("name")
        places = sorted(story.carried(mention))  # whatever the order of the articles
        for article in sorted({article for node in group for article in story.articles(node)}):
            here = [node for node in places if article in story.articles(node)]
            shown = [node for node in here if name and prints(story.mention(node).text, name)]
            if not any(node in full for node in shown):
                full.extend(shown[:1])
    return sorted(set(full))


def prints(text: str, name: str) -> bool:
    """Whether a text has a name in full, as words of its own: not "Roe" in "Monroe"."""
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None


FACE_TO_FACE: Final = (Relation.CONFLICT, Relation.DIFFERENT_ATTRIBUTION)


def fact_of(
    fact_type: FactType[Any],
    group: Sequence[Node],
    clashing: Collection[tuple[Node, Node]],
    equals: Mapping[Node, Collection[Node]],
    story: Story,
) -> Fact:
    """A group's mentions as accounts, most precise first, and the rungs between them.

    A mention joins the account of one that it equals; two accounts that can't be decided by
    themselves are one where they have such a pair.

    Accounts conflict, or are credited to two, only where `clashing` has a mention of each: two
    that came into one group through a third may tell of two occasions.
    """
    climb = _Climb(fact_type, story)
    accounts = _accounts(group, equals, climb, story)

    def mentions(nodes: Sequence[Node]) -> tuple[Mention[Any], ...]:
        found = [mention for node in nodes for mention in story.mentions[node]]
        return tuple(sorted(found, key=lambda m: (story.order[m.article], m.start, m.end)))

    def precise(nodes: Sequence[Node]) -> tuple[float, int, int]:
        first = mentions(nodes)[0]
        order = fact_type.precision(first.value) if fact_type.precision else 0.0
        return order, story.order[first.article], first.start

    accounts.sort(key=precise)
    rungs = []
    for (i, ones), (j, others) in combinations(enumerate(accounts), 2):
        rung = climb(ones[0], others[0])
        if rung.relation in FACE_TO_FACE:
            pairs = ((a, b) for a in ones for b in others)
            if not any(pair in clashing for pair in pairs):
                rung = _UNFACED
        rungs.append((i, j, rung, rung.reason(story.mention(ones[0]), story.mention(others[0]))))
    built = tuple(FactAccount(mentions(nodes)) for nodes in accounts)
    return Fact(fact_type.kind, built, tuple(rungs))


class _Climb:
    """The rung on which two mentions of one kind land, worked out once."""

    def __init__(self, fact_type: FactType[Any], story: Story) -> None:
        self._fact_type, self._story = fact_type, story
        self._known: dict[frozenset[Node], Rung[Any]] = {}

    def __call__(self, node: Node, other: Node) -> Rung[Any]:
        pair = frozenset((node, other))
        if pair not in self._known:
            left, right = self._story.mention(node), self._story.mention(other)
            self._known[pair] = self._fact_type.climb(left, right)
        return self._known[pair]


def _accounts(
    group: Sequence[Node], equals: Mapping[Node, Collection[Node]], climb: _Climb, story: Story
) -> list[list[Node]]:
    """A group's mentions by what they say: those of one value, of equal ones, and then those that
    can't be decided by themselves but have a pair of equals."""
    accounts: list[list[Node]] = []
    for node in group:
        key = story.mention(node).value.key
        for account in accounts:
            same = key == story.mention(account[0]).value.key
            relation = climb(node, account[0]).relation
            # One figure of two fates is no one account.
            if relation is Relation.EQUAL or (same and relation is not Relation.CONFLICT):
                account.append(node)
                break
        else:
            accounts.append([node])
    at = {node: i for i, account in enumerate(accounts) for node in account}
    for node in group:
        for other in equals.get(node, ()):
            one, two = sorted((at[node], at.get(other, at[node])))
            if one != two and climb(accounts[one][0], accounts[two][0]).relation is None:
                accounts[one] += accounts[two]
                at.update(dict.fromkeys(accounts[two], one))
                accounts[two] = []
    return [account for account in accounts if account]
