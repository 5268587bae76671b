"""Quotations: words in quotation marks, compared word by word.

What it finds
    Every stretch in quotation marks of three words or more, and shorter ones where somebody is said
    to have spoken them, with the speaker as resolved in the article. A quotation that runs over
    several sentences gives one mention for each of them.

What it does not find
    Words in marks that nobody speaks (irony, titles of works), and speech without marks; but where
    another article prints the quoted words, or a paraphrase of them, without marks, that is the
    quotation's other account.

How two quotations compare (their words run alike; topic alone is not enough)
    =============================  ==============================  ====================
    a                              b                               relation
    =============================  ==============================  ====================
    “we will not leave”            “We will not leave,”            equal
    “we will not leave”            “Believe me: we will not leave” equal, a fragment
    “we ... will not leave”        “we, the crew, will not leave”  equal, by ellipsis
    “[the crew] will not leave”    “they will not leave”           equal, by brackets
    “we will not leave”            “we won't leave”                variant
    “we honour him”                “we honor him”                  variant
    “we will not leave”            “we will not go”                altered-quote
    “we will not leave”            the crew would stay             less-precise, info
    =============================  ==============================  ====================
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from rapidfuzz.distance import LCSseq, Levenshtein

from consistency import speech
from consistency.evidence import Gate, Unit
from consistency.facing import Facing
from consistency.model import (
    Example,
    FactType,
    Kind,
    Mention,
    Relation,
    Role,
    Rule,
    Rung,
    Severity,
    Slot,
    Span,
)
from consistency.quotations import FEWEST, GAP, Quotation, extract, label, words_of
from consistency.shapes import MAYBE_TEXT, TEXT, shape
from consistency.text import NAME, number
from consistency.tree import Parsed

# ---------------------------------------------------------------------------------------- rules

_AGREEING: Final = Rule(
    "QUO001",
    "agreeing-quotation",
    "The articles quote the same words.",
    """What it finds: quotations that are the same word for word, but for case, punctuation, marked
omissions (ellipsis) and marked insertions (square brackets); also a fragment of a longer quotation,
and quoted words that another article prints without marks.

Why it matters: the words are confirmed by more than one report.

Example: “we will not leave” / “We will not leave,” she said, “until spring.”

How to silence: agreements are shown with `--show all` only; `--ignore QUO001` drops them.
""",
)
_INCOMPARABLE: Final = Rule(
    "QUO009",
    "incomparable-quotation",
    "Two quotations overlap too little to tell whether they are one utterance.",
    """What it finds: two quotations that a longer one or a paraphrase brings together, though they
share too few words with each other. It takes three wordings, so two sentences never show it.

Why it matters: it may be the same utterance; the editor may want to look.

Example: “I never doubted her” and “her good faith” / he said he never doubted her good faith.

How to silence: `--ignore QUO009`.
""",
)
_PARAPHRASED: Final = Rule(
    "QUO102",
    "paraphrased-quotation",
    "One article quotes, the other gives the sense in its own words.",
    """What it finds: a quotation whose words face words without marks in another article, under the
same speaker's voice.

Why it matters: a paraphrase says less than the words themselves.

Example: “we will never leave this ship” / the crew said that they would stay on the ship.

How to silence: `--ignore QUO102`.
""",
)
_SPELLED: Final = Rule(
    "QUO103",
    "respelled-quotation",
    "The same words, contracted or spelled differently.",
    """What it finds: quotations that differ in contractions (don't, do not), in British or American
spelling, in hyphens or in figures for number words.

Why it matters: house style may change spelling, and some houses do not let it inside quotations.

Example: “we won't leave the harbour” / “we will not leave the harbor”.

How to silence: `--ignore QUO103`.
""",
)
_ALTERED: Final = Rule(
    "QUO106",
    "altered-quote",
    "The words inside the quotation marks are not the same.",
    """What it finds: two quotations of one utterance in which words were changed, added, dropped or
moved, without an ellipsis or brackets to mark it.

Why it matters: quotation marks promise the very words.

Example: “you will be able to decide” / “you will have to decide”.

How to silence: `--ignore QUO106`.
""",
)

# ------------------------------------------------------------------------------------ comparison


@dataclass(frozen=True, slots=True)
class _Match:
    """How two quotations' words run together.

    `run` counts the words in common (in order; those of an altered quotation only where two or more
    stand in a row), `content` those of them that are not among the
    commonest; `kind` is verbatim, excerpt, edited, respelled or altered; `changed` are the words
    on each side that make it altered.
    """

    run: int
    content: int
    kind: str
    changed: tuple[str, str] = ("", "")


_COMMON: Final = frozenset(
    "the a an of to in on at by for with from and or but that this it its is are was were be been"
    " being am i you he she we they me him her us them my your his our their not no do does did"
    " have has had will would can could so as if than then there who what which when where how"
    " just very about into up out all any i'm it's that's we're they're you're don't".split()
)


@lru_cache(maxsize=8192)
def _compare(a: tuple[str, ...], b: tuple[str, ...]) -> _Match:
    """Word alignment of two quotations; symmetric but for the order of `changed`."""
    if b < a:
        match = _compare(b, a)
        return _Match(match.run, match.content, match.kind, match.changed[::-1])
    a, b = a[:_LONGEST], b[:_LONGEST]
    if a == b:
        return _Match(len(a), _contents(a), "verbatim")
    if _within(a, b) or _within(b, a):
        shorter = a if len(a) < len(b) else b
        return _Match(len(shorter), _contents(shorter), "excerpt")
    blocks = [
        (op.tag, a[op.src_start : op.src_end], b[op.dest_start : op.dest_end])
        for op in _hunks(a, b)
    ]
    changes = list(_kinds(blocks))
    kinds = {kind for kind, _, _ in changes}
    kind = next(
        (k for k in ("altered", "respelled", "edited", "excerpt") if k in kinds), "verbatim"
    )
    if kind == "altered":
        common = _in_rows(blocks)
        changed = next((left, right) for k, left, right in changes if k == kind)
        words = " ".join(changed[0]), " ".join(changed[1])
        return _Match(len(common), _contents(common), kind, words)
    common = [word for tag, left, _ in blocks if tag == "equal" for word in left]
    return _Match(len(common), _contents(common), kind)


# Equal or changed words of two quotations: the tag, the left's and the right's.
_Block = tuple[str, tuple[str, ...], tuple[str, ...]]


def _kinds(blocks: Sequence[_Block]) -> Iterator[_Block]:
    """The changes among some blocks, each with its kind for a tag."""
    equal = [k for k, block in enumerate(blocks) if block[0] == "equal"]
    first, last = (equal[0], equal[-1]) if equal else (len(blocks), -1)
    for k, (tag, left, right) in enumerate(blocks):
        if tag == "equal":
            continue
        edge = k < first or k > last
        kind = _hunk(left, right, edge)
        if edge and kind == "altered" and GAP in (left + right)[:1] + (left[-1:] + right[-1:]):
            kind = "edited"  # an omission is marked where the two part
        yield kind, left, right


def _in_rows(blocks: Sequence[_Block]) -> list[str]:
    """The common words that are no chance: two or more in a row, or one word away from a row.

    "My view is that X itself is a bond" is not "I believe X is"; "a plan for closing the port" is
    "a plan closing the port".
    """

    def row(k: int) -> bool:
        return 0 <= k < len(blocks) and blocks[k][0] == "equal" and len(blocks[k][1]) > 1

    def slip(k: int) -> bool:
        return 0 <= k < len(blocks) and max(len(blocks[k][1]), len(blocks[k][2])) == 1

    return [
        word
        for k, (tag, left, _) in enumerate(blocks)
        if tag == "equal"
        and (row(k) or (slip(k + 1) and row(k + 2)) or (slip(k - 1) and row(k - 2)))
        for word in left
    ]


def _within(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether the words of `a` stand in a row in `b`."""
    return f" {' '.join(a)} " in f" {' '.join(b)} "


_LONGEST: Final = 400  # words; a sentence's piece of a quotation has fewer


@dataclass(frozen=True, slots=True)
class _Op:
    tag: str
    src_start: int
    src_end: int
    dest_start: int
    dest_end: int


def _hunks(a: tuple[str, ...], b: tuple[str, ...]) -> list[_Op]:
    """Equal and changed stretches; changes without an equal word between them are one."""
    merged: list[_Op] = []
    for op in LCSseq.opcodes(a, b):
        tag = "equal" if op.tag == "equal" else "change"
        here = _Op(tag, op.src_start, op.src_end, op.dest_start, op.dest_end)
        if merged and tag == "change" and merged[-1].tag == "change":
            before = merged.pop()
            here = _Op(tag, before.src_start, here.src_end, before.dest_start, here.dest_end)
        merged.append(here)
    return merged


def _hunk(a: tuple[str, ...], b: tuple[str, ...], edge: bool) -> str:
    """What a change is: the other's excerpt, a marked edit, another spelling, or an alteration."""
    if edge and (not a or not b):
        return "excerpt"
    if _marked_edit(a, b) or _marked_edit(b, a):
        return "edited"
    if _spelling(a) == _spelling(b):
        return "respelled"
    if any(w.startswith("[") for w in a) and any(w.startswith("[") for w in b):
        # Each paper explains in its own words, and spells the name beside it as it does elsewhere.
        first, second = ("".join(w for w in x if w[0] not in "[…" and w != "al") for x in (a, b))
        if Levenshtein.normalized_similarity(first, second) >= _TRANSLITERATED:
            return "edited"
    return "altered"


_TRANSLITERATED: Final = 0.7  # of the letters; "qaddafi" and "gadhafi" share .71
_EDIT_WORDS: Final = 12  # words that one bracketed insertion may stand for


def _marked_edit(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether `a` consists of an omission or an insertion that is marked as such; an omission that
    takes the "not" out of what is quoted alters it."""
    if not a or not all(word == GAP or word.startswith("[") for word in a):
        return False
    if len(b) <= _DENIAL and not _DENYING.isdisjoint(b):
        return False
    return GAP in a or len(b) <= _EDIT_WORDS


_DENIAL: Final = 3  # words; a longer omission leaves out more than a "not"
_DENYING: Final = frozenset("not never no hardly n't".split())


def _contents(words: Sequence[str]) -> int:
    return sum(1 for word in words if word not in _COMMON)


_CONTRACTED: Final = (
    ("won't", "will not"), ("can't", "can not"), ("cannot", "can not"), ("shan't", "shall not"),
    ("n't", " not"), ("'re", " are"), ("'ve", " have"), ("'ll", " will"), ("'m", " am"),
    ("let's", "let us"), ("gonna", "going to"), ("wanna", "want to"), ("gotta", "got to"),
)  # fmt: skip
_HAS_OR_IS: Final = frozenset(
    "it that he she what there who here where how everybody everyone nobody somebody".split()
)
# British endings and the American ones: (suffix, replacement), longest first.
_BRITISH: Final = (
    ("isations", "izations"), ("isation", "ization"), ("ising", "izing"), ("ised", "ized"),
    ("ises", "izes"), ("ise", "ize"), ("yse", "yze"), ("ysed", "yzed"), ("ours", "ors"),
    ("oured", "ored"), ("ouring", "oring"), ("our", "or"), ("ourable", "orable"), ("tres", "ters"),
    ("tre", "ter"), ("ence", "ense"), ("ogue", "og"), ("elled", "eled"), ("elling", "eling"),
    ("eller", "eler"), ("grey", "gray"), ("programme", "program"), ("programmes", "programs"),
    ("towards", "toward"), ("whilst", "while"),
)  # fmt: skip


def _spelling(words: tuple[str, ...]) -> str:
    """Words as one string without what contraction, spelling, hyphens and figures change."""
    value = number(words)
    if value is not None:
        return str(value)
    found: list[str] = []
    for word in words:
        for short, long in _CONTRACTED:
            if word.endswith(short):
                word = word[: -len(short)] + long
                break
        else:
            stem, mark, ending = word.rpartition("'")
            if mark and ending == "s" and stem in _HAS_OR_IS:
                word = f"{stem} is"
            elif word in ("ok", "okay"):
                word = "ok"
            else:
                for british, american in _BRITISH:
                    if word.endswith(british) and len(word) - len(british) >= 2:
                        word = word[: -len(british)] + american
                        break
        found.append(word)
    return "".join(found).replace(" ", "").replace(",", "").replace("-", "")


# ----------------------------------------------------------------------------------------- slot

# Of the shorter quotation, this share of words (and of content words) must run along in the longer.
_RUN: Final = 0.7
_OVERLAP: Final = 4  # words in a row where two excerpts of one utterance overlap


def slot(left: Mention[Quotation], right: Mention[Quotation], facing: Facing) -> float:
    """How far the two run alike, word by word; 0 where they are not one utterance."""
    return _alike(left.value, right.value)


def _alike(a: Quotation, b: Quotation) -> float:
    first, second = words_of(a.words), words_of(b.words)
    if not first or not second:
        return 0.0
    match = _compare(first, second)
    shorter = min(len(first), len(second))
    contents = min(_contents(first), _contents(second))
    share = match.run / shorter
    if match.kind in ("verbatim", "excerpt", "edited", "respelled"):
        whole = share >= 0.999 or match.kind in ("edited", "respelled")
        if whole or match.run >= _OVERLAP:
            return round(0.5 + 0.5 * share * match.run / max(len(first), len(second)), 6)
    if share < _RUN or match.content < max(1, _RUN * contents) or match.run < 3:
        return 0.0
    if _speakers_differ(a.speaker, b.speaker) and share < 0.9:
        return 0.0  # similar statements by different people
    if share >= _NEARLY_ALL:  # the whole with a word changed runs more alike than a part of it
        return round(0.5 + 0.45 * share * match.run / max(len(first), len(second)), 6)
    return round(0.5 * share, 6)


def _other_speaker(left: Unit, right: Unit, facing: Facing) -> bool:
    """Whether two people speak, both in words of their sentences; not where most of many words are
    the same: those are said once, and the speaker is another difference."""
    if not _speakers_differ(left.mention.value.speaker, right.mention.value.speaker):
        return False
    if not (_is_printed(left) and _is_printed(right)):
        return False  # by a pronoun, and that is a guess
    a, b = (words_of(unit.mention.value.words) for unit in (left, right))
    run = LCSseq.similarity(a, b)
    return run < _SAID_ONCE or run < _RUN * max(len(a), len(b))


def _is_printed(unit: Unit) -> bool:
    """Whether a quotation's sentence prints its speaker."""
    speaker = unit.mention.value.speaker
    words = {token.lower for token in unit.parsed.tokens if token.content}
    return speaker is not None and not words.isdisjoint(speaker.lower().split())


_SAID_ONCE: Final = 6  # words that two people do not say alike


def _other_utterance(left: Unit, right: Unit, facing: Facing) -> bool:
    """Whether two quotations share too little to be one utterance.

    Most words of the shorter run along in the longer, or nearly half and in the same place; or a
    reader takes all that the two sentences tell for one thing.
    """
    a, b = (words_of(unit.mention.value.words) for unit in (left, right))
    shorter = min(len(a), len(b))
    if shorter < FEWEST:
        return False  # its rung looks at the words around
    shared = len(set(a) & set(b) - _COMMON)
    along = _common_share(left.mention, right.mention)
    enough = shared > (shorter > _SHORT) or along >= _ALONG
    if facing.doubts is not None and facing.same >= _ONE_TELLING and enough:
        return False
    apart = facing.overlap(set(left.own), set(right.own)) < _FACING
    return apart or along < _SHARED


def _common_share(left: Mention[Quotation], right: Mention[Quotation]) -> float:
    """The share of the shorter quotation's words that run along in the longer."""
    a, b = words_of(left.value.words), words_of(right.value.words)
    return LCSseq.similarity(a, b) / max(1, _shorter(left, right))


def _shorter(left: Mention[Quotation], right: Mention[Quotation]) -> int:
    """How many words the shorter of two quotations has."""
    return min(len(words_of(left.value.words)), len(words_of(right.value.words)))


def _retold(left: Mention[Quotation], right: Mention[Quotation]) -> bool:
    """Whether two quotations of some length have few words in common: a reader joined them."""
    return _shorter(left, right) >= FEWEST and _common_share(left, right) < _SHARED


_SHARED: Final = 0.45
_ALONG: Final = 0.7  # "It was a business", "It was a career"
_SHORT: Final = 6  # words; of more, one word of content in common is chance
_ONE_TELLING: Final = 0.95
_FACING: Final = 0.25

GATES: Final = (
    Gate("other-speaker", "two people speak", _other_speaker),
    Gate("other-utterance", "they share too few words", _other_utterance),
)


_NEARLY_ALL: Final = 0.9


def _speakers_differ(a: str | None, b: str | None) -> bool:
    """Whether both speakers are known and share no word of their names."""
    if a is None or b is None:
        return False
    return not set(a.lower().split()) & set(b.lower().split())


# Of a quotation's content words, this share must face words that stand without marks under the same
# speaker before these count as its paraphrase.
_PARAPHRASE: Final = 0.6


def implied(mention: Mention[Quotation], facing: Facing) -> Mention[Quotation] | None:
    """What the other sentence prints of the quotation without marks: its words, or its sense."""
    if not mention.value.marked:
        return None
    words = words_of(mention.value.words)
    place = _printed(words, facing.right)
    roles = facing.left.sentence.role, facing.right.sentence.role
    if place is None and len(words) >= 4 and Role.HEADING not in roles:
        place = _paraphrased(mention, facing)
    return _unmarked(mention, facing, *place) if place else None


def _printed(words: tuple[str, ...], parsed: Parsed) -> tuple[int, int] | None:
    """The tokens [first, last) of a sentence that are a quotation's words, without marks."""
    printed = [
        (t.index, t.lower.replace("’", "'"))
        for t in parsed.tokens
        if not parsed.in_quote(t.span) and any(c.isalnum() for c in t.lower)
    ]
    simple = [w for word in words for w in _split(word)]
    found = _run_of(simple, [word for _, word in printed])
    if found is None or not _contents(simple) or (len(simple) < 2 and len(simple[0]) <= 4):
        return None
    first, last = printed[found][0], printed[found + len(simple) - 1][0]
    return (first, last + 1) if last - first < 2 * len(simple) + 4 else None


def _paraphrased(mention: Mention[Quotation], facing: Facing) -> tuple[int, int] | None:
    """The tokens [first, last) of what somebody is said to have said that face a quotation's."""
    right = facing.right
    inside = {t.index for t in facing.left.within(mention.span) if facing.left_weights[t.index] > 0}
    if len(inside) < _FEW:
        return None
    for frame in speech.frames(right):
        if frame.form != "indirect":
            continue
        if len(inside) == _FEW and not _speaks(mention.value.speaker, frame, right):
            continue  # of few words, who says them tells whether they are the same
        for content in frame.contents:
            free = {t.index for t in right.within(content) if facing.right_weights[t.index] > 0}
            if free and facing.overlap(inside, free) >= _PARAPHRASE:
                return min(free), max(free) + 1
    return None


_FEW: Final = 2


def _speaks(speaker: str | None, frame: speech.Frame, parsed: Parsed) -> bool:
    """Whether a frame's source has a word of a speaker's name."""
    if speaker is None or frame.source is None:
        return False
    known = set(speaker.lower().split())
    return any(t.pos == NAME and t.lower in known for t in parsed.within(frame.source))


def _split(word: str) -> list[str]:
    """A quotation's word as text.py's tokens have it: clitics apart, compounds already apart."""
    if word.endswith("n't") and len(word) > 3:
        return [word[:-3], "n't"]
    stem, mark, ending = word.rpartition("'")
    if mark and stem and ending in ("s", "re", "ve", "ll", "d", "m"):
        return [stem, "'" + ending]
    return [word]


def _run_of(words: Sequence[str], printed: Sequence[str]) -> int | None:
    """Where `words` stand in a row in `printed`. Linear but for repeated first words."""
    if not words:
        return None
    whole, part = " " + " ".join(printed) + " ", " " + " ".join(words) + " "
    at = whole.find(part)
    return whole.count(" ", 0, at) if at >= 0 else None


def _unmarked(
    mention: Mention[Quotation], facing: Facing, first: int, last: int
) -> Mention[Quotation]:
    right = facing.right
    start, end = right.tokens[first].start, right.tokens[last - 1].end
    base = right.sentence.start
    surface = right.sentence.text[start - base : end - base]
    return Mention(
        Kind.QUOTATION,
        right.sentence.article,
        right.sentence.index,
        start,
        end,
        surface,
        Quotation(surface, None, marked=False),
        Slot(label(surface), Span(start, end)),
    )


# --------------------------------------------------------------------------------------- ladder


def _match(left: Mention[Quotation], right: Mention[Quotation]) -> _Match:
    return _compare(words_of(left.value.words), words_of(right.value.words))


def _kind(*kinds: str) -> Any:
    return lambda a, b: _match(a, b).kind in kinds


def _unquoted(left: Mention[Quotation], right: Mention[Quotation]) -> bool:
    return left.value.marked != right.value.marked


def _changes(left: Mention[Quotation], right: Mention[Quotation]) -> str:
    a, b = sorted(_match(left, right).changed, key=lambda w: (-len(w), w))
    if not b:
        return f'the quotation has "{a}" in one article and not in the other'
    return f'the quotation has "{a}" in one article and "{b}" in the other'


def _too_short(left: Mention[Quotation], right: Mention[Quotation]) -> bool:
    if _match(left, right).kind != "altered":
        return False
    return _shorter(left, right) < FEWEST and not _in_one_frame(left.value, right.value)


def _in_one_frame(a: Quotation, b: Quotation) -> bool:
    """Whether the same words stand around two quotations of a word or two."""
    return len(a.frame) >= _FRAME and a.frame == b.frame


_FRAME: Final = 2  # words: who speaks, and the verb


LADDER: Final[tuple[Rung[Quotation], ...]] = (
    Rung(
        "verbatim",
        Relation.EQUAL,
        "QUO001",
        _kind("verbatim"),
        lambda a, b: "the same words",
    ),
    Rung(
        "excerpt",
        Relation.EQUAL,
        "QUO001",
        _kind("excerpt"),
        lambda a, b: "one quotes more of the same words",
    ),
    Rung(
        "permitted edit",
        Relation.EQUAL,
        "QUO001",
        _kind("edited"),
        lambda a, b: "the same words but for a marked omission or insertion",
    ),
    Rung(
        "respelled",
        Relation.VARIANT,
        "QUO103",
        _kind("respelled"),
        lambda a, b: "the same words, contracted or spelled differently",
    ),
    Rung(
        "paraphrase",
        Relation.LESS_PRECISE,
        "QUO102",
        _unquoted,
        lambda a, b: "quoted in one article, paraphrased in the other",
        severity=Severity.INFO,
    ),
    Rung(
        "other words",
        None,
        "QUO009",
        lambda a, b: False,
        lambda a, b: "these are two parts of what was said",
    ),
    Rung(
        "too short",
        None,
        "QUO009",
        _too_short,
        lambda a, b: "too few words to tell whether this is one utterance",
    ),
    Rung(
        "retold",
        Relation.ALTERED_QUOTE,
        "QUO106",
        _retold,
        lambda a, b: "one utterance in two wordings, by what stands around it",
        Severity.WARNING,
    ),
    Rung(
        "altered",
        Relation.ALTERED_QUOTE,
        "QUO106",
        lambda a, b: True,
        _changes,
    ),
)


def precision(value: Quotation) -> float:
    """Quoted words before a paraphrase, longer ones before shorter."""
    return (0.0 if value.marked else 10000.0) - min(len(words_of(value.words)), 9999)


# ------------------------------------------------------------------------------------- examples

EXAMPLES: Final = (
    Example(
        "“I think of those birds every day, and I am sorry,” Roe told the court in Oddal.",
        "Roe told the court in Oddal: “There is no day on which I do not see those birds.”",
        "retold",
    ),
    Example(
        "“We will not leave the ship,” Jane Roe said.",
        'Jane Roe said: "We will not leave the ship."',
        "verbatim",
    ),
    Example(
        "“We will not leave the ship,” Jane Roe said.",
        "Jane Roe said: “Believe me, we will not leave the ship until spring.”",
        "excerpt",
    ),
    Example(
        "“We will not leave ... until spring,” Jane Roe said.",
        "“We will not leave the ship until spring,” Jane Roe said.",
        "permitted edit",
    ),
    Example(
        "“[The crew] will not leave the ship,” Jane Roe said.",
        "“They will not leave the ship,” Jane Roe said.",
        "permitted edit",
    ),
    Example(
        "“We won't leave the harbour,” Jane Roe said.",
        "“We will not leave the harbor,” Jane Roe said.",
        "respelled",
    ),
    Example(
        "“You will be able to leave the ship,” Jane Roe said.",
        "“You will have to leave the ship,” Jane Roe said.",
        "altered",
    ),
    Example(
        "“We never leave the old ship,” Jane Roe said.",
        "Jane Roe said that the crew never leaves this old ship.",
        "paraphrase",
    ),
    Example(
        "“We will not leave the ship,” Jane Roe said.",
        "“The harbour is closed for repairs,” Jane Roe said.",
        None,
    ),
    Example(
        "“My view is that trade itself is a bond between the town and the island,” Roe said.",
        "“I believe trade is between the town and the island,” Roe said.",
        "altered",
    ),
    Example(
        "The budget is a “rationale for closing public libraries,” Roe said.",
        "The budget is “a rationale closing public libraries,” Roe said.",
        "altered",
    ),
    Example(
        "“It has been an honour and privilege to serve the people of Kerda,” Roe said.",
        "“It has been an honour and a privilege to serve,” Roe said.",
        "altered",
    ),
    Example(
        "“Nobody knew where (harbour master Yusuf) Qaddari went that night,” Roe said.",
        "“Nobody knew where (harbour master Yousef) Gaddari went that night,” Roe said.",
        "permitted edit",
    ),
)

FACT_TYPE: Final[FactType[Quotation]] = FactType(
    Kind.QUOTATION,
    "QUO",
    extract,
    slot,
    LADDER,
    (_AGREEING, _INCOMPARABLE, _PARAPHRASED, _SPELLED, _ALTERED),
    EXAMPLES,
    __doc__ or "",
    implied=implied,
    typed=True,
    exact=True,
    holds=True,
    gates=GATES,
    sort=lambda mention: "quotation",
    least=0.0,
    precision=precision,
    shape=shape(words=TEXT, speaker=MAYBE_TEXT),
)
