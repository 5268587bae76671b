"""Polarity: what is said to be so in one article and not so in the other.

What it finds: a negation with the predicate that it governs, in any form ("did not sign", "never
signed", "no deal was signed", "failed to sign", "without signing", "denied signing", "ruled out
signing", "nobody signed"), counted along the tree: two make none; and, inside a link, opposite
words that face each other ("rose" / "fell", "guilty" / "acquitted", "before" / "after").

What it does not find: irony, opposites that only the context makes, denials told at length, and two
events that differ in time. Words that are opposites in one sense only stay silent where the rest of
the clause does not face.

How two polarities compare (their predicates face each other and so does a participant): both
negated or both affirmed, and no opposites, is equal; the rest is conflict. A negation of the one
sentence that another of the other can answer is told only where the clauses are plainly alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from consistency import lexicon, opposites
from consistency.facing import SURE_LINK, Facing
from consistency.model import (
    Example,
    FactType,
    Kind,
    Mention,
    Relation,
    Role,
    Rule,
    Rung,
    Slot,
    Span,
)
from consistency.opposites import against, lists, opposite, particled
from consistency.predicates import (
    DEPTH,
    SINGLED,
    Faced,
    Predicate,
    asserted,
    denied_there,
    excepted,
    place,
    predicate,
    predicates,
    singled,
)
from consistency.shapes import TEXT, shape
from consistency.text import (
    ADJ,
    ADV,
    AUX,
    NAME,
    NOT,
    NOUN,
    NUM,
    PREP,
    VERB,
    Token,
)
from consistency.tree import Document, Parsed, kept

# ---------------------------------------------------------------------------------------- rules

_AGREEING: Final = Rule(
    "POL001",
    "agreeing-polarity",
    "The articles deny the same thing.",
    """What it finds: two negations on predicates that face each other.

Why it matters: both articles say that something is not so.

Example: "the talks did not end" / "the talks have not ended".

How to silence: agreements are shown with `--show all` only; `--ignore POL001` drops them.
""",
)
_OPPOSITE: Final = Rule(
    "POL101",
    "opposite-polarity",
    "One article says that it is so, the other that it is not.",
    """What it finds: one predicate negated in one article and affirmed in the other, or opposite
words ("rose", "fell") that face each other, where what stands around them faces too.

Why it matters: both can't be true of one event.

Example: "the council approved the plan" / "the council rejected the plan".

How to silence: `--ignore POL101`.
""",
)

# ---------------------------------------------------------------------------------------- value


@dataclass(frozen=True, slots=True)
class Polarity:
    """`polarity` is negated or affirmed, `predicate` the base form of what it is said of."""

    polarity: str
    predicate: str

    def to_dict(self) -> dict[str, Any]:
        return {"polarity": self.polarity, "predicate": self.predicate}

    @property
    def key(self) -> tuple[object, ...]:
        return (self.polarity, self.predicate)


# -------------------------------------------------------------------------------------- extract


def extract(document: Document, taken: tuple[Span, ...]) -> Iterator[Mention[Polarity]]:
    """The negations of an article, in order. `taken` is not needed: a negation holds no fact."""
    for parsed in document.parsed:
        if parsed.sentence.role in (Role.QUESTION, Role.BOILERPLATE):
            continue
        for one in predicates(parsed):
            cues = _cues(parsed, one.verb)
            passing = _negator(parsed, one.verb) and parsed.on(one.verb, "xcomp")
            if len(cues) % 2 and not passing:
                yield _mention(parsed, one.head, cues, one.verb)


_WIDE: Final = 6  # tokens; a negator farther from its predicate is shown with what is near it


def _mention(
    parsed: Parsed, head: int, cues: frozenset[int] = frozenset(), verb: int = -1
) -> Mention[Polarity]:
    """A predicate with its negators and the auxiliaries beside them."""
    verb = head if verb < 0 else verb
    near = [k for k in cues if abs(k - head) <= _WIDE]
    marks = [k for k in (verb, *parsed.on(verb, "aux", "auxpass")) if k < head and near]
    first, last = min([head, *near]), max([head, *near])
    first = min([first, *(k for k in marks if first - k < 3)])
    if cues and not near:
        first, last = min(cues), max(cues)
    span, start = parsed.span(first, last + 1), parsed.sentence.start
    return Mention(
        Kind.POLARITY,
        parsed.sentence.article,
        parsed.sentence.index,
        span.start,
        span.end,
        parsed.sentence.text[span.start - start : span.end - start],
        Polarity("negated" if len(cues) % 2 else "affirmed", _name(parsed.tokens[head])),
        Slot(parsed.tokens[head].lemma, parsed.tokens[head].span),
    )


def _name(token: Token) -> str:
    """The base form that names a predicate; "signing" after "without" is the verb."""
    return lexicon.lemma(token.lower, "v") if token.lower.endswith("ing") else token.base


@kept
def _cues(parsed: Parsed, i: int) -> frozenset[int]:
    """The negators above a word: an even number of them makes none.

    Each is counted once on the way up: those on the word itself, those of the words whose
    complement it is, and these where they deny their complement.
    """
    tokens = parsed.tokens
    found = set(_on(parsed, i))
    for _ in range(DEPTH):
        token = tokens[i]
        above = token.head
        if above == i or token.dep in _APART:
            break
        head = tokens[above]
        if token.dep == "conj":
            if not any(tokens[k].lower in ("or", "nor") for k in parsed.on(above, "cc")):
                break
        elif (token.dep == "acl" and not _infinitive(parsed, i) and head.pos == NOUN) or (
            token.dep in ("ccomp", "csubj") and not _negator(parsed, above, token.dep)
        ):
            break
        elif _negator(parsed, above, token.dep):
            found.add(above)
        elif _argument(token, head) and head.lemma not in lists().light:
            break  # "did not approve the plan" says nothing of the plan
        found.update(_on(parsed, above))
        i = above
    return frozenset(found)


def _argument(token: Token, head: Token) -> bool:
    """Whether a word is what a verb takes, no complement of what it says: "feeling unwell"."""
    complement = token.dep in ("xcomp", "acomp")
    return head.pos in (VERB, AUX) and token.pos in (NOUN, ADJ, NAME) and not complement


_APART: Final = frozenset("relcl advcl parataxis appos ROOT punct cc mark poss npadvmod".split())


def _infinitive(parsed: Parsed, i: int) -> bool:
    return any(parsed.tokens[k].lower == "to" for k in parsed.on(i, "aux"))


def _on(parsed: Parsed, i: int) -> Iterator[int]:
    """The negators on a word, or on the noun phrases that a verb takes ("nobody signed")."""
    tokens = parsed.tokens
    if tokens[i].lower in lists().pronouns:
        yield i
    for k in parsed.children[i]:
        token = tokens[k]
        if _denies(parsed, k):
            yield k
        elif token.dep in ("nsubj", "nsubjpass", "dobj", "attr"):
            yield from _phrase(parsed, k)
        elif token.dep == "prep" and tokens[i].pos in (VERB, AUX):
            for noun in parsed.on(k, "pobj"):
                if token.lower != "with" and (tokens[i].base, token.lower) not in _IDIOMS:
                    yield from _phrase(parsed, noun)  # "left with no map" is left


_IDIOMS: Final = frozenset({("come", "to"), ("amount", "to")})  # "came to nothing"


def _phrase(parsed: Parsed, noun: int) -> Iterator[int]:
    """The negator of a noun phrase: "no ransom", "nobody", "none of them", "not one worker"."""
    if parsed.tokens[noun].lower in lists().pronouns:
        yield noun
    ones = (k for k in parsed.on(noun, "nummod") if parsed.tokens[k].lower == "one")
    inside = (*parsed.children[noun], *(k for one in ones for k in parsed.children[one]))
    yield from (k for k in inside if _denies(parsed, k))


_TO_CORRECT: Final = frozenset("only just merely necessarily least simply all every always".split())
_BOUNDS: Final = frozenset("later less fewer more earlier sooner doubt matter".split())


def _denies(parsed: Parsed, k: int) -> bool:
    """Whether a word denies what it stands at: no "not only", "not until", "no later than"."""
    tokens = parsed.tokens
    token = tokens[k]
    following = tokens[k + 1].lower if k + 1 < len(tokens) else ""
    if token.lower == "yet" and token.dep == "advmod":
        return bool(parsed.on(token.head, "xcomp")) and tokens[token.head].lemma in ("have", "be")
    if token.lower in lists().adverbs and token.dep == "advmod":
        return True
    if token.lower == "cannot":
        return True
    if token.lower == "longer" and token.dep == "advmod":
        return any(tokens[n].lower == "no" for n in parsed.children[k])
    if token.lower in ("no", "neither"):
        return token.dep in ("det", "neg") and following not in _BOUNDS
    return (token.pos == NOT or token.lower == "nor") and not _corrects(parsed, k, following)


def _corrects(parsed: Parsed, k: int, following: str) -> bool:
    """Whether a "not" corrects, bounds or singles out: "not only", "not the first", "not until"."""
    tokens, above = parsed.tokens, parsed.tokens[parsed.head(k)]
    if following == "the" and k + 2 < len(tokens) and tokens[k + 2].lower in SINGLED:
        return True
    if above.pos in (NOUN, NAME) and k and tokens[k - 1].text == ",":
        return True  # "a cartoon, not the tragedy"
    if following in _TO_CORRECT or (k and tokens[k - 1].lower in ("or", "if", "why")):
        return True
    if opposites.only_later(parsed, above.index):
        return True
    return above.pos in (NOUN, NAME, NUM, PREP) and any(t.lower == "but" for t in tokens[k:])


def _negator(parsed: Parsed, i: int, dep: str = "xcomp") -> bool:
    """Whether a word denies its complement by `dep`: "fail to", "deny", "lack of", "without".

    Of what is no clause few verbs do: "lacked a plan", not "dropped a plan".
    """
    if dep not in ("xcomp", "ccomp", "pcomp", "pobj", "prep", "acl", "dobj", "nsubjpass"):
        return False
    words, token = lists(), parsed.tokens[i]
    lemma = particled(parsed, i)
    if token.pos in (VERB, AUX):
        return lemma in (words.verbs if dep in ("xcomp", "ccomp", "pcomp") else words.things)
    if token.pos == NOUN:
        return lemma in words.nouns
    if token.pos == ADJ:
        return token.lower in words.adjectives
    return token.pos == PREP and token.lower in words.prepositions


# ----------------------------------------------------------------------------------------- facing

_SHARE: Final = 0.6  # of the clauses, where the other sentence has a negation to answer with
_REST: Final = 0.3  # and where it has none


def slot(left: Mention[Polarity], right: Mention[Polarity], facing: Facing) -> float:
    """How far two negated predicates face, 0 where they are opposites: both can hold."""
    a, b = left.slot.head, right.slot.head
    if a is None or b is None:
        return 0.0
    i, j = facing.left.at(a.start), facing.right.at(b.start)
    p, q = _of(facing.left, i), _of(facing.right, j)
    if p is None or q is None or opposite(facing.left.tokens[i], facing.right.tokens[j]):
        return 0.0
    faced = Faced(facing)
    strength = faced.strength(p, q)
    return round(strength / (strength + 1.0), 6) if faced.words(i, j) else 0.0


def _of(parsed: Parsed, head: int) -> Predicate | None:
    return next((one for one in predicates(parsed) if one.head == head), None)


@dataclass(frozen=True, slots=True)
class _Clash:
    """Two facing words by token index, with the negators above each; `verbs` are their clauses'."""

    left: int
    right: int
    cues: tuple[frozenset[int], frozenset[int]]
    verbs: tuple[int, int]


@kept
def _told(facing: Facing) -> tuple[_Clash, ...]:
    """What one sentence affirms and the other denies, each word once."""
    if Role.QUESTION in (facing.left.sentence.role, facing.right.sentence.role):
        return ()
    faced = Faced(facing)
    found = [*_predicates(faced), *_nouns(faced)]
    kept: list[_Clash] = []
    used: tuple[set[int], set[int]] = (set(), set())
    for _, clash in sorted(found, key=lambda f: (-f[0], f[1].left + f[1].right, f[1].left)):
        ends = clash.left, clash.right
        cues = clash.cues[0] | {ends[0]}, clash.cues[1] | {ends[1]}
        if used[0].isdisjoint(cues[0]) and used[1].isdisjoint(cues[1]):
            kept.append(clash)
            used[0].update(cues[0])
            used[1].update(cues[1])
    return tuple(kept)


def _predicates(faced: Faced) -> Iterator[tuple[float, _Clash]]:
    left, right = faced.facing.left, faced.facing.right
    for p in predicates(left):
        for q in predicates(right):
            cues = _cues(left, p.verb), _cues(right, q.verb)
            if not cues[0] and not cues[1]:
                continue
            words = _same_word(faced, p.head, q.head) or int(_left_over(faced, p, q))
            loose = any(parsed.on(one.verb, "xcomp") for parsed, one in ((left, p), (right, q)))
            if words < (_ONE_WORD if loose or _answered(faced, cues) else 1):
                continue
            if words < _ONE_WORD and (
                left.tokens[p.head].pos != right.tokens[q.head].pos
                or _inside(left, p)
                or _inside(right, q)
            ):
                continue
            strength = faced.strength(p, q)
            if not strength or _opposed(left, p, right, q):
                continue
            odd = (len(cues[0]) + len(cues[1])) % 2 and _comparable(faced, p, q, cues)
            if odd and not denied_there(faced.facing, cues):
                yield strength, _Clash(p.head, q.head, cues, (p.verb, q.verb))


def _same_word(faced: Faced, i: int, j: int) -> int:
    """As `Faced.words`; words of one side of a line of opposites are one too."""
    left, right = faced.facing.left, faced.facing.right
    kin = opposites.kin(left, i, right, j)
    return _ONE_WORD if kin else faced.words(i, j)


def _left_over(faced: Faced, p: Predicate, q: Predicate) -> bool:
    """Whether two verbs face by elimination: one subject, one object, no equal of either beside.

    "The club would not file a protest" / "it would lodge a protest"; only where a reader doubts
    either verb or what denies it: "did not attend the summit" is "skipped the summit".
    """
    left, right = faced.facing.left, faced.facing.right
    a, b = left.tokens[p.verb], right.tokens[q.verb]
    if not (a.pos == b.pos == VERB and p.head == p.verb and q.head == q.verb):
        return False
    doubts = faced.facing.doubts
    if doubts is None or min(_doubt(left, p, doubts[0]), _doubt(right, q, doubts[1])) < _DOUBTED:
        return False
    if any(t.lemma == b.lemma for t in left.tokens) or any(
        t.lemma == a.lemma for t in right.tokens
    ):
        return False
    objects = [
        [parsed.tokens[k] for k in parsed.on(v, "dobj", "nsubjpass")]
        for parsed, v in ((left, p.verb), (right, q.verb))
    ]
    if not any(
        s.lemma == t.lemma and t.index in faced.index[s.index]
        for s in objects[0]
        for t in objects[1]
    ):
        return False
    return any(faced.nouns(s, t) for s in left.doers(p.verb) for t in right.doers(q.verb))


def _doubt(parsed: Parsed, one: Predicate, doubts: Sequence[float]) -> float:
    """How surely a reader takes a verb, its auxiliaries or what denies it to differ."""
    words = {one.verb, *parsed.on(one.verb, "aux", "neg"), *_cues(parsed, one.verb)}
    return max((doubts[k] for k in words if k < len(doubts)), default=0.0)


_DOUBTED: Final = 0.4


def _inside(parsed: Parsed, one: Predicate) -> bool:
    """Whether a predicate is denied through what it takes: "showed no level of"."""
    return not _cues(parsed, one.verb).isdisjoint(
        k for n in parsed.on(one.verb, "dobj", "attr") for k in _phrase(parsed, n)
    )


def _comparable(
    faced: Faced, p: Predicate, q: Predicate, cues: tuple[frozenset[int], frozenset[int]]
) -> bool:
    """Whether one predicate's denial is about what the other affirms."""
    left, right = faced.facing.left, faced.facing.right
    if not (_stated(left, p.verb, cues[0]) and _stated(right, q.verb, cues[1])):
        return False
    if excepted(left, p.verb, right, q.verb):
        return False
    if _modal(left, p.verb) != _modal(right, q.verb):
        return False
    if singled(*_affirming(left, p, right, q, cues)):
        return False
    sure = not _answered(faced, cues) and faced.facing.score >= SURE_LINK
    placed = sure and place(left, p) == place(right, q)
    if placed and place(left, p) == "main" and _same_word(faced, p.head, q.head) == _ONE_WORD:
        return True
    return faced.rest(p, q) >= (_REST if placed else _SHARE)


def _affirming(
    left: Parsed,
    p: Predicate,
    right: Parsed,
    q: Predicate,
    cues: tuple[frozenset[int], frozenset[int]],
) -> tuple[Parsed, Predicate]:
    """The side that affirms what the other denies."""
    return (right, q) if len(cues[0]) % 2 else (left, p)


_ONE_WORD: Final = 2


def _answered(faced: Faced, cues: tuple[frozenset[int], frozenset[int]]) -> bool:
    """Whether the sentence that affirms has negations enough to say the same in other words."""
    totals = [_total(parsed) for parsed in (faced.facing.left, faced.facing.right)]
    return totals[0] >= totals[1] if len(cues[1]) % 2 else totals[1] >= totals[0]


@kept
def _total(parsed: Parsed) -> int:
    """How many words of a sentence deny something."""
    return len(
        {k for t in parsed.tokens for k in _cues(parsed, t.index)}
        | {t.index for t in parsed.tokens if _negator(parsed, t.index) or _affixed(t)}
    )


def _affixed(token: Token) -> bool:
    """Whether a word denies by its form: "unsafe", "jobless"."""
    word = token.lower
    if token.pos not in (ADJ, ADV, VERB) or len(word) <= _LONG:
        return False
    return (word.startswith(("un", "non")) and bool(lexicon.pos(word[2:]))) or word.endswith("less")


_LONG: Final = 5


def _stated(parsed: Parsed, verb: int, cues: frozenset[int]) -> bool:
    """Whether a clause says that something is so, or not so: under no plan, wish or condition."""
    token = parsed.tokens[verb]
    if token.pos not in (VERB, AUX):
        return True
    for _ in range(DEPTH):
        above = parsed.tokens[verb].head
        if parsed.tokens[verb].dep == "ccomp" and above not in cues and _cues(parsed, above):
            return False  # "failed to show that"
        if asserted(parsed, verb):
            return True
        governed = parsed.tokens[verb].dep in ("xcomp", "pcomp", "ccomp", "acl", "prep")
        if above == verb or not governed:
            return False
        passing = (
            above in cues or _negator(parsed, above) or parsed.tokens[above].pos in (ADJ, PREP)
        )
        if not passing and parsed.tokens[above].lemma not in _PASSING:
            return False
        verb = above
    return False


# Of their infinitive these say that it is so.
_PASSING: Final = frozenset("be have begin start continue manage seem appear find entitle".split())
_MODALS: Final = frozenset("may might could should must can".split())


def _modal(parsed: Parsed, verb: int) -> str:
    """The modal that leaves a predicate open, or makes it a duty; empty without one."""
    modal = parsed.scope(verb).modal
    return modal if modal in _MODALS else ""


def _nouns(faced: Faced) -> Iterator[tuple[float, _Clash]]:
    """Nouns that one sentence says there are and the other that there are none."""
    left, right = faced.facing.left, faced.facing.right
    lefts, rights = (
        [t for t in p.tokens if t.pos in (NOUN, VERB) and _exists(p, t.index)]
        for p in (left, right)
    )
    for i, j in ((a.index, b.index) for a in lefts for b in rights if a.lemma == b.lemma):
        if faced.words(i, j) != _ONE_WORD:
            continue
        cues = _cues(left, i), _cues(right, j)
        if (len(cues[0]) + len(cues[1])) % 2 == 0:
            continue
        verbs = left.predicate(i), right.predicate(j)
        if _modal(left, verbs[0]) != _modal(right, verbs[1]) or _answered(faced, cues):
            continue
        if excepted(left, verbs[0], right, verbs[1]):
            continue
        if not (_stated(left, verbs[0], cues[0]) and _stated(right, verbs[1], cues[1])):
            continue
        p, q = predicate(left, verbs[0]), predicate(right, verbs[1])
        if singled(*_affirming(left, p, right, q, cues)):
            continue
        if faced.rest(p, q) >= _REST and faced.facing.score >= SURE_LINK:
            yield 1.0, _Clash(i, j, cues, verbs)


_OF: Final = frozenset("of for without into".split())


def _exists(parsed: Parsed, i: int) -> bool:
    """Whether a noun is what a clause says there is or is none: a light verb's object or attribute.

    Or the noun of one ("evidence of fraud"), or what is made, found or done in a passive.
    """
    tokens = parsed.tokens
    while tokens[i].dep in ("pobj", "pcomp") and tokens[tokens[i].head].lower in _OF:
        above = tokens[tokens[i].head].head
        if tokens[tokens[i].head].lower == "without" or tokens[above].pos != NOUN:
            return tokens[above].pos in (VERB, AUX)
        i = above
    verb = tokens[tokens[i].head]
    if tokens[i].dep not in ("dobj", "attr", "nsubjpass", "pobj"):
        return False
    if tokens[i].dep == "pobj":
        verb = tokens[verb.head]
        return verb.lemma == "be"
    return verb.lemma in lists().light or _negator(parsed, verb.index, "dobj")


def implied(mention: Mention[Polarity], facing: Facing) -> Mention[Polarity] | None:
    """The facing predicate where the other sentence affirms it of the same things."""
    head = mention.slot.head
    if head is None:
        return None
    i = facing.left.at(head.start)
    for clash in _told(facing):
        if clash.left == i and not len(clash.cues[1]) % 2:
            return _mention(facing.right, clash.right)
    return None


def between(facing: Facing) -> Iterator[tuple[Mention[Polarity], Mention[Polarity]]]:
    """Nouns that are denied and affirmed, and opposite words that face each other."""
    left, right = facing.left, facing.right
    sides = [{one.head for one in predicates(parsed)} for parsed in (left, right)]
    for clash in _told(facing):
        if clash.left not in sides[0] or clash.right not in sides[1]:
            yield (
                _mention(left, clash.left, clash.cues[0], clash.verbs[0]),
                _mention(right, clash.right, clash.cues[1], clash.verbs[1]),
            )
    yield from _opposites(facing)


def _opposites(facing: Facing) -> Iterator[tuple[Mention[Polarity], Mention[Polarity]]]:
    """Opposite words whose surroundings face, neither of them denied."""
    left, right = facing.left, facing.right
    faced = Faced(facing)
    used: tuple[set[int], set[int]] = (set(), set())
    for i, j in opposites.facing_opposites(facing):
        a, b = left.tokens[i], right.tokens[j]
        if i in used[0] or j in used[1]:
            continue
        if len(_cues(left, i)) + len(_cues(right, j)):
            continue  # "did not rise" / "fell" agree; neither rose nor fell is possible too
        if not _about_one(faced, i, j):
            continue
        if opposites.shared_out(left, i, right, j):
            continue
        bounded = opposites.bounded(left, i), opposites.bounded(right, j)
        if all(bounded) and bounded[0] != bounded[1]:
            continue  # "less than a tenth of it", "more than ten times as much"
        if a.pos == VERB and opposites.other_figures(left, i, right, j):
            continue  # "climbed to 1.6 million" and "dipped to 1.5 million" are two events
        used[0].add(i)
        used[1].add(j)
        one, other = _mention(left, i), _mention(right, j)
        for words in ((a.lower, b.lower), (particled(left, i), particled(right, j))):
            if words in lists().pairs:
                one, other = _as_listed(one, words[0]), _as_listed(other, words[1])
                break
        yield one, other


def _as_listed(mention: Mention[Polarity], words: str) -> Mention[Polarity]:
    """A predicate in the form that the list of opposites has: "acquitted", "strike_down"."""
    return replace(mention, value=replace(mention.value, predicate=words))


def _about_one(faced: Faced, i: int, j: int) -> bool:
    """Whether two opposite words say it of one thing, in one role."""
    facing = faced.facing
    left, right = facing.left, facing.right
    verbs = left.predicate(i), right.predicate(j)
    p, q = predicate(left, verbs[0]), predicate(right, verbs[1])
    share = faced.rest(p, q)
    a, b = left.tokens[i], right.tokens[j]
    if a.pos == VERB and b.pos == VERB and i in (p.verb, p.head) and j in (q.verb, q.head):
        return share >= _REST and (_one_role(faced, p, q) or _one_figure(faced, i, j))
    heads = [n in (one.verb, one.head) for n, one in ((i, p), (j, q))]
    graded = a.tag[-1:] in ("R", "S") and b.tag[-1:] in ("R", "S") and a.tag != b.tag
    said = not {ADJ, PREP}.isdisjoint((a.pos, b.pos))  # "is wrong", "is against" beside a verb
    if facing.score < SURE_LINK or graded or (heads[0] != heads[1] and not said):
        return False
    if a.dep == b.dep == "amod":
        return bool(faced.words(a.head, b.head)) and share >= _REST
    if a.pos == b.pos == NOUN:
        governed = a.dep == b.dep and faced.words(a.head, b.head)
        return bool(governed or j in faced.index[i]) and share >= _SHARE
    return share >= _SHARE


def _one_role(faced: Faced, p: Predicate, q: Predicate) -> bool:
    """Whether two opposite verbs stand alike and are told of one subject, and of one object.

    "A beat B" / "B lost to A" are no opposites.
    """
    left, right = faced.facing.left, faced.facing.right
    if _modal(left, p.verb) != _modal(right, q.verb) or place(left, p) != place(right, q):
        return False
    if asserted(left, p.verb) != asserted(right, q.verb):
        return False
    if not any(faced.nouns(s, t) for s in p.subjects for t in q.subjects):
        return False
    others = any(faced.nouns(s, t) for s in p.others for t in q.others)
    return others or not (p.others and q.others)


def _one_figure(faced: Faced, i: int, j: int) -> bool:
    """Whether two facing verbs of sure links take one figure: "rose 12 percent", "fell"."""
    facing = faced.facing
    if facing.score < SURE_LINK or j not in faced.index[i]:
        return False
    taken = [
        {
            (parsed.tokens[n].lower, parsed.tokens[k].lemma)
            for k in parsed.on(verb, "npadvmod", "dobj")
            for n in parsed.on(k, "nummod")
        }
        for parsed, verb in ((facing.left, i), (facing.right, j))
    ]
    return not taken[0].isdisjoint(taken[1])


def _opposed(left: Parsed, p: Predicate, right: Parsed, q: Predicate) -> bool:
    return against(left, p.head, right, q.head) or against(left, p.verb, right, q.verb)


# --------------------------------------------------------------------------------------- ladder


def _same(left: Mention[Polarity], right: Mention[Polarity]) -> bool:
    if left.value.polarity != right.value.polarity:
        return False
    if opposites.prefixed(left.text.lower(), right.text.lower()):
        return False
    return not opposites.bases(left.value.predicate, right.value.predicate)


def _reason(left: Mention[Polarity], right: Mention[Polarity]) -> str:
    if left.value.polarity == right.value.polarity:
        a, b = sorted((left.text, right.text))
        return f"opposites: {a} and {b}"
    negated, affirmed = (left, right) if left.value.polarity == "negated" else (right, left)
    return f"negated in one ({negated.text}), affirmed in the other ({affirmed.text})"


LADDER: Final[tuple[Rung[Polarity], ...]] = (
    Rung(
        "same polarity",
        Relation.EQUAL,
        "POL001",
        _same,
        lambda a, b: f"{a.value.polarity} in both",
    ),
    Rung("opposite", Relation.CONFLICT, "POL101", lambda a, b: True, _reason),
)


def precision(value: Polarity) -> float:
    """Affirmed first: it says what is so."""
    return 0.0 if value.polarity == "affirmed" else 1.0


# ------------------------------------------------------------------------------------- examples

EXAMPLES: Final = (
    Example(
        "A jury in Oddal found the former mayor guilty of fraud.",
        "A jury in Oddal acquitted the former mayor of fraud.",
        "opposite",
        "guilty",
        "acquitted",
    ),
    Example(
        "The fire at the cannery broke out before the ceremony.",
        "The fire at the cannery broke out after the ceremony.",
        "opposite",
        "before",
        "after",
    ),
    Example(
        "The council of Oddal told the named bidders to wait.",
        "The council of Oddal told the unnamed bidders to wait.",
        "opposite",
        "named",
        "unnamed",
    ),
    Example(
        "The minister did not deny that the ferries were unsafe.",
        "The minister denied that the ferries were unsafe.",
        "opposite",
        "did not deny",
        "denied",
    ),
    Example(
        "The council did not approve the harbour plan.",
        "The council has not approved the harbour plan.",
        "same polarity",
    ),
    Example(
        "The council failed to approve the harbour plan.",
        "The council did not approve the harbour plan.",
        "same polarity",
    ),
    Example(
        "The council approved the harbour plan.",
        "The council did not approve the harbour plan.",
        "opposite",
    ),
    Example(
        "The council approved the harbour plan.",
        "The council rejected the harbour plan.",
        "opposite",
    ),
    Example(
        "Grain prices rose in the spring.",
        "Grain prices fell in the spring.",
        "opposite",
    ),
    Example("Grain prices did not rise in spring.", "Grain prices fell in spring.", None),
    Example(
        "The council approved the harbour plan.",
        "The mayor did not approve of dogs.",
        None,
        known_failure="two approvals of two things",
    ),
)

FACT_TYPE: Final[FactType[Polarity]] = FactType(
    Kind.POLARITY,
    "POL",
    extract,
    slot,
    LADDER,
    (_AGREEING, _OPPOSITE),
    EXAMPLES,
    __doc__ or "",
    implied=implied,
    between=between,
    precision=precision,
    describes=True,
    label="yes or no",
    shape=shape(polarity=TEXT, predicate=TEXT),
)
