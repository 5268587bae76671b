"""What one sentence credits to somebody and the other states as plain fact: a credit that was lost.

The plain clause must say what the credited one says, that alone, and in nobody's voice.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from consistency import lexicon, speech
from consistency import source_phrases as phrases
from consistency.facing import SURE_LINK, Facing
from consistency.model import Mention, Role, Span
from consistency.text import ADJ, AUX, CONJ, NUM, PUNCT, REL, SCALES, VERB, Token
from consistency.tree import SUBJECTS, Parsed, Range

# For a credit that is lost, more must face: the plain clause must say what the credited one says.
_PLAIN_SHARE: Final = 0.5
_CLAUSE: Final = 0.45
_PLAIN_WORDS: Final = 3
_PLAIN_CLAUSE: Final = 2


_ALLEGED: Final = frozenset(
    "alleged allegedly accused accuses accusing charged charges indicted reportedly apparently"
    " purportedly purported claimed claims denied disputed".split()
)


def stated_plainly(mention: Mention[Any], facing: Facing) -> Range | None:
    """The clause in which the right sentence states as fact what the left mention credits."""
    if not _can_lose_its_credit(mention, facing):
        return None
    inside = indices(mention, facing.left, facing.left_weights)
    if len(inside) < _PLAIN_WORDS:
        return None
    if any(token.lower in _ALLEGED for token in facing.right.tokens):
        return None  # "is charged with", "reportedly": not stated as fact either
    clause = _said_in_nobodys_voice(facing, inside)
    if clause is None or not _stated(mention, facing, inside, clause):
        return None
    return clause


def nested(mention: Mention[Any], parsed: Parsed) -> bool:
    """Whether a mention's cue stands inside a quotation."""
    return any(name == "cue" and parsed.in_quote(spans[0]) for name, spans in mention.spans)


def indices(mention: Mention[Any], parsed: Parsed, weights: tuple[float, ...]) -> set[int]:
    """Tokens with weight inside a mention's content, source and cue left out."""
    spans = tuple(span for span in (mention.slot.head, *mention.slot.words) if span is not None)
    return {
        token.index
        for token in parsed.tokens
        if weights[token.index] > 0
        and any(span.covers(token.span) for span in spans)
        and not mention.span.covers(token.span)
    }


def share(inside: set[int], hit: set[int], weights: tuple[float, ...]) -> float:
    """The share of the weight of some words that is in those of them that were hit."""
    total = sum(weights[i] for i in sorted(inside))
    return sum(weights[i] for i in sorted(hit)) / total if total else 0.0


def _can_lose_its_credit(mention: Mention[Any], facing: Facing) -> bool:
    """Whether a credit would be missed in the other sentence: a statement that both articles print
    in their own voice, in their body."""
    if mention.value.source is None or mention.value.form == "plain" or mention.value.stance:
        return False
    if facing.score < SURE_LINK:
        return False  # of two statements on one topic, one may well be plain
    if nested(mention, facing.left):
        return False  # a credit within a quotation is the speaker's, not the article's
    if _says_it_too(mention.value.source, facing.right):
        return False  # whatever the tree makes of it
    if _claims_a_thing(mention, facing.left):
        return False
    if mention.text.lower().startswith(("who ", "which ")):
        return False  # "the militants, who view it as": said of somebody
    left, right = facing.left.sentence.role, facing.right.sentence.role
    # A headline states what its story credits.
    return Role.HEADING not in (left, right) and right is not Role.QUOTE


def _claims_a_thing(mention: Mention[Any], parsed: Parsed) -> bool:
    """Whether something is asked for and nothing said: "demanding 38 million euros"."""
    spans: dict[str, tuple[Span, ...]] = dict(mention.spans)
    asks = any(t.base in _ASKS for span in spans.get("cue", ()) for t in parsed.within(span))
    said = (t for span in spans.get("content", ()) for t in parsed.tops(span))
    return asks and not any(t.pos in (VERB, AUX) for t in said)


_ASKS: Final = frozenset("demand seek request want".split())


def _says_it_too(source: str, parsed: Parsed) -> bool:
    """Whether a sentence prints a source's last word beside a verb of saying, or as its subject."""
    words = phrases.words_of(source)
    says = speech.lists().say
    return bool(words) and any(
        near.base in says
        for t in parsed.tokens
        if t.lower == words[-1]
        for near in (
            *parsed.tokens[max(0, t.index - 2) : t.index + 3],
            *([parsed.tokens[t.head]] if t.dep in SUBJECTS else []),
        )
    )


def _said_in_nobodys_voice(facing: Facing, inside: set[int]) -> Range | None:
    """The clause of the right sentence that says what the left tokens `inside` say and that nobody
    there is credited with; None where it says too little of that, or something else besides."""
    right = facing.right
    free = _unvoiced(right)
    hit = [(i, j) for i, j, _ in facing.pairs if i in inside and j in free]
    lefts, rights = {i for i, _ in hit}, {j for _, j in hit}
    if not any(facing.left.tokens[i].pos in (VERB, ADJ) for i in lefts):
        return None  # things in common, not a statement
    if len(lefts) < _PLAIN_WORDS or share(inside, lefts, facing.left_weights) < _PLAIN_SHARE:
        return None
    first, last = _clauses(facing, rights)
    weighed = {i for i in free if facing.right_weights[i] > 0}
    clause = weighed.intersection(range(first, last))
    if share(clause, rights & clause, facing.right_weights) < _CLAUSE:
        return None
    all_told = share(weighed, rights & weighed, facing.right_weights) >= _PLAIN_SHARE
    least = _PLAIN_CLAUSE if all_told else _PLAIN_WORDS  # its other clauses are credited too
    if len(rights & clause) < least or right.tokens[first].pos == REL:
        return None
    return first, last


def _unvoiced(parsed: Parsed) -> set[int]:
    """The tokens of a sentence that are in nobody's voice and no cue for one."""
    voiced = [span for frame in speech.frames(parsed) for span in (*frame.contents, frame.cue)]
    voiced.extend(parsed.quotes)
    return {
        token.index
        for token in parsed.tokens
        if not any(span.overlaps(token.span) for span in voiced)
    }


def _stated(mention: Mention[Any], facing: Facing, inside: set[int], clause: Range) -> bool:
    """Whether a clause of the right sentence tells as fact what `mention` credits, and that alone:
    no thought, no condition, no other figure, and not what the source did itself."""
    right, (first, last) = facing.right, clause
    stated = right.tokens[first:last]
    told = {facing.left.tokens[i].lemma for i in inside}
    if any(t.pos == VERB and _voices(t.lemma, told) for t in stated):
        return False  # "those who think that ...", "he even joked that ...": no plain fact
    both = {token.lower for token in facing.left.tokens} - _CONDITIONS
    around = right.tokens[max(0, first - 1) : last]
    if any(t.lower in _UNSTATED and t.lower not in both for t in around):
        return False  # "if the judges allow it", "either ... or": nobody states it
    if _other_figures(facing.left.tokens, inside, stated):
        return False  # other figures, another statement
    subject = next((p for p in right.noun_phrases if first <= p[0] < last), (first, first))
    source = {lexicon.lemma(word) for word in phrases.words_of(mention.value.source)}
    # "Police detained two people" tells what police said they did.
    return not any(t.lemma in source for t in right.tokens[slice(*subject)])


_CONDITIONS: Final = frozenset("if whether unless either".split())
_UNSTATED: Final = _CONDITIONS.union("may might could would should".split())


def _voices(verb: str, told: set[str]) -> bool:
    """Whether a verb gives somebody's words or thoughts; not where the other article tells it too.

    "He said they would demand a recount" / "they will demand a recount" are one statement.
    """
    known = speech.lists()
    if verb in known.think or verb in ("say", "tell"):
        return True
    return verb in known.every and verb not in told


def _other_figures(lefts: Sequence[Token], inside: set[int], rights: Sequence[Token]) -> bool:
    """Whether both sides print figures and none in common."""
    ones = {t.lower for t in lefts if t.index in inside and t.pos == NUM} - SCALES.keys()
    others = {t.lower for t in rights if t.pos == NUM} - SCALES.keys()
    return bool(ones and others) and ones.isdisjoint(others)


def _clauses(facing: Facing, rights: set[int]) -> Range:
    """The clause of the right sentence that holds most of the facing words, edges trimmed; one
    that hangs on another ("when ...") only where no other has some."""
    right = facing.right
    hits = {c: sum(1 for j in rights if c[0] <= j < c[1]) for c in right.clauses}
    own = [c for c, n in hits.items() if n >= _PLAIN_CLAUSE and right.tokens[c[0]].pos != REL]
    first, last = max(
        own or right.clauses, key=lambda c: (hits[c], -c[0]), default=(0, len(right.tokens))
    )
    while last - first > 1 and not right.tokens[last - 1].content:
        last -= 1
    while last - first > 1 and right.tokens[first].pos in (PUNCT, CONJ):
        first += 1
    return first, last
