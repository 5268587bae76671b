"""Compare what faces what: from links and mentions to facts, accounts and relations.

Mentions face each other inside linked sentences, where their kind says that they fill one slot.
Everything is decided on *unique* sentence texts: a mention that several copies of a sentence print
is one node, so copies and the order of the articles change nothing. Facing nodes are grouped into
facts without chaining (a~b and b~c do not make a~c), a fact's mentions into accounts by value, and
each two accounts climb the ladder of their kind.

What nothing faces is `single`: a sentence without a link, and inside linked sentences a typed
mention, a noun phrase or a clause (SRC).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from consistency.align import Alignment, Pair
from consistency.edges import facing_of, pair_edges, twins
from consistency.facing import SURE_LINK
from consistency.groups import (
    FACE_TO_FACE,
    Fact,
    covered,
    fact_of,
    groups,
    with_full_forms,
    without_needless_implied,
    without_rivals,
)
from consistency.judge import NOTHING, Verdicts
from consistency.model import (
    FactType,
    Kind,
    LinkKind,
    Mention,
    Outcome,
    Relation,
    Rule,
    Severity,
)
from consistency.rewrites import rewrites
from consistency.singles import alone, clause_edges, statements, told_by_reader
from consistency.story import Edge, Node, Story, Trace, story_of
from consistency.tree import Document

if TYPE_CHECKING:
    from consistency.reader import Reading


RULES: Final = (
    Rule(
        "SRC001",
        "agreeing-statement",
        "Two or more articles say the same, with no figure, name or date in it.",
        """What it finds: a clause without typed facts whose words face those of a clause in
another article.

Why it matters: it tells which parts of the story rest on more than one report.

Example: "the river kept rising" / "the river went on rising".

How to silence: agreements are shown with `--show all` only; `--ignore SRC001` drops them.
""",
    ),
    Rule(
        "SRC101",
        "sentence-in-one-article",
        "Only one article says anything like this sentence.",
        """What it finds: a sentence that links to no sentence of another article.

Why it matters: a fact with one source has no second witness.

Example: only one of two reports on a storm says that the ferry was late.

How to silence: `--ignore SRC101`; singles are info unless a reference is named.
""",
    ),
    Rule(
        "SRC102",
        "fact-in-one-article",
        "A name, date or figure inside a shared statement that only one article gives.",
        """What it finds: a typed fact in a linked sentence that faces nothing in any other
article.

Why it matters: a rewrite that keeps the sentence and drops the date has lost a fact.

Example: "The bridge closed in March 2019" / "The bridge closed".

How to silence: `--ignore SRC102`.
""",
    ),
    Rule(
        "SRC103",
        "phrase-in-one-article",
        "A phrase or clause inside a shared statement that only one article has.",
        """What it finds: a noun phrase or a clause of two or more content words, in a linked
sentence, none of whose words faces a word of another article.

Why it matters: detail dropped or added inside a sentence is easily overlooked.

Example: "The mayor and the harbour master resigned" / "The mayor resigned".

How to silence: `--ignore SRC103`.
""",
    ),
    Rule(
        "SRC201",
        "added-in-copy",
        "The copy says something that the reference does not.",
        """What it finds: with `--reference`, a single-source finding of an article other than
the reference.

Why it matters: an addition in a rewrite has no backing in the wire copy.

Example: the wire: "Two trains collided"; the copy: "Two trains collided at high speed".

How to silence: `--ignore SRC201`, or check without a reference.
""",
    ),
    Rule(
        "SRC202",
        "missing-from-copy",
        "The reference says something that no copy does.",
        """What it finds: with `--reference`, a single-source finding of the reference.

Why it matters: a cut may be wanted, or may have lost the fact that qualifies the rest.

Example: the wire: "Two trains collided, police said"; the copy: "Two trains collided".

How to silence: `--ignore SRC202`.
""",
    ),
)

_UNREAD: Final[Mapping[tuple[int, int], Reading]] = {}


def compare(
    documents: Sequence[Document],
    mentions: Sequence[Sequence[Mention[Any]]],
    alignment: Alignment,
    fact_types: Sequence[FactType[Any]],
    verdicts: Verdicts = NOTHING,
    readings: Mapping[tuple[int, int], Reading] = _UNREAD,
    trace: Trace | None = None,
) -> tuple[Fact, ...]:
    """All facts of the articles.

    `documents` and `mentions` run parallel, in the order of the articles. Sentences that the
    alignment leaves out (questions, boilerplate) give no facts.
    """
    story = story_of(documents, mentions, alignment, fact_types)
    story.trace = trace
    edges: dict[Kind, list[Edge]] = defaultdict(list)
    clauses: list[Edge] = []
    faced: dict[int, set[int]] = defaultdict(set)  # tokens of a text that face another article
    for pair in alignment.pairs:
        facing = facing_of(pair, story, verdicts, readings.get((pair.left, pair.right)))
        if pair.across:
            faced[pair.left] |= {i for i, _, _ in pair.words}
            faced[pair.right] |= {j for _, j, _ in pair.words}
        for kind, found_edges in pair_edges(pair, facing, fact_types, story).items():
            edges[kind].extend(found_edges)
        if not verdicts.clash(pair.left, pair.right):
            clauses.extend(clause_edges(pair, facing, story))
    elsewhere = told_by_reader(readings, faced)
    said = (p for p in alignment.pairs if p.across and _says_the_same(p, readings))
    rewritten = rewrites(alignment, ((p.left, p.right) for p in said), story.roles)
    facts: list[Fact] = []
    used: set[Node] = set()
    for fact_type in fact_types:
        for fact, group in _facts_of(fact_type, edges[fact_type.kind], story):
            if not rewritten.among(fact.articles):
                fact = _milder(fact, fact_type.worded)
            facts.append(fact)
            used.update(group)
    facts.extend(alone(fact_types, story, used, faced, elsewhere))
    facts.extend(statements(story, used, clauses, faced))
    return tuple(facts)


def _facts_of(
    fact_type: FactType[Any], found: list[Edge], story: Story
) -> Iterator[tuple[Fact, Sequence[Node]]]:
    """The facts of one kind that its edges make, each with its nodes."""
    kept = story.kept("said-outright", found, without_needless_implied(found, story))
    kept = story.kept("better-counterpart", kept, without_rivals(kept, story))
    story.note(kept)
    kept.extend(covered(fact_type, kept, story))
    clashing = {
        pair
        for edge in kept
        if edge.rung.relation in FACE_TO_FACE
        for pair in (edge.nodes, edge.nodes[::-1])
    }
    equals: dict[Node, set[Node]] = defaultdict(set)
    for edge in kept:
        if edge.equal:
            equals[edge.left].add(edge.right)
            equals[edge.right].add(edge.left)
    only_noted = _only_noted(kept)
    # A kind that exists only between two sentences has no way to be unsure.
    unsure, codes = f"{fact_type.prefix}009", {rule.code for rule in fact_type.rules}
    for group in groups(fact_type, kept, story):
        fact = fact_of(fact_type, group, clashing, equals, story)
        if any(rung.relation is Relation.VARIANT for _, _, rung, _ in fact.rungs):
            group = with_full_forms(group, story)
            fact = fact_of(fact_type, group, clashing, equals, story)
        if only_noted(group):
            fact = _milder(fact, True)
        told = fact.outcome is not Outcome.INCOMPARABLE or unsure in codes
        if fact.outcome is not Outcome.SINGLE and told:
            yield fact, group


def _only_noted(edges: Sequence[Edge]) -> Callable[[Sequence[Node]], bool]:
    """Whether every difference within a group of nodes is only noted, and there is one."""
    told = {node for edge in edges if edge.differs and not edge.noted for node in edge.nodes}
    noted = {node for edge in edges if edge.noted for node in edge.nodes}
    return lambda group: not noted.isdisjoint(group) and told.isdisjoint(group)


def _says_the_same(pair: Pair, readings: Mapping[tuple[int, int], Reading]) -> bool:
    """Whether two linked texts say the same, neither more: by a reader, or else by their words."""
    reading = readings.get((pair.left, pair.right))
    return pair.kind is LinkKind.SAME if reading is None else reading.link[0] >= SURE_LINK


def _milder(fact: Fact, worded: bool) -> Fact:
    """A fact with those of its rungs at info that hang on the choice of words: all if `worded`."""
    rungs = tuple(
        (i, j, replace(rung, severity=Severity.INFO) if worded or rung.worded else rung, why)
        for i, j, rung, why in fact.rungs
    )
    return replace(fact, rungs=rungs)


# From so much of a slot on, a figure that two sentences give tells that they link; or where it is
# so surely the same one.
_CONFIRMING_SLOT: Final = 0.6
_CONFIRMING: Final = 0.5
_CONFIRMING_FIGURE: Final = 0.9


def confirmed(
    documents: Sequence[Document],
    mentions: Sequence[Sequence[Mention[Any]]],
    alignment: Alignment,
    fact_types: Sequence[FactType[Any]],
) -> Alignment:
    """The alignment with those of the doubted pairs alone whose sentences give one figure.

    Sentences of little else in common that both tell of 1,735 cases link; that both have nine
    people in them, or a Monday, tells nothing.
    """
    if not any(pair.doubted for pair in alignment.pairs):
        return alignment
    story = story_of(documents, mentions, alignment, fact_types)
    figures = [kind for kind in fact_types if kind.counted is not None and kind.same is not None]
    return replace(
        alignment,
        pairs=tuple(
            replace(pair, doubted=False)
            for pair in alignment.pairs
            if not pair.doubted or any(_confirms(kind, pair, story) for kind in figures)
        ),
    )


def _confirms(fact_type: FactType[Any], pair: Pair, story: Story) -> bool:
    facing = facing_of(pair, story, NOTHING)
    lefts = story.nodes_of(pair.left, fact_type.kind)
    rights = story.nodes_of(pair.right, fact_type.kind)
    if any(story.one_fate(left, right) for left in lefts for right in rights):
        return True
    told = {node: story.mention(node) for node in (*lefts, *rights)}
    for left, right, sure in twins(fact_type, facing, lefts, rights, told):
        slot = fact_type.slot(told[left], told[right], facing)
        if sure >= _CONFIRMING_FIGURE or (sure > _CONFIRMING and slot >= _CONFIRMING_SLOT):
            return True
    return False
