"""Whether a figure stands by itself, is held against another, is a part of one or comes on top."""

from __future__ import annotations

import re
from typing import Final

from consistency import lexicon
from consistency.amounts import Quantity
from consistency.counted import EVENTS
from consistency.facing import Facing
from consistency.model import Mention
from consistency.tree import Parsed


def other_standing(left: Mention[Quantity], right: Mention[Quantity], facing: Facing) -> bool:
    """Whether one of two figures alone is a part, the one before, or told from another on."""
    standing = _standing(left, facing.left) != _standing(right, facing.right)
    return standing or _added(left, right) or _on_top(left, right, facing)


_EARLIER: Final = re.compile(
    r"\b(?:(?:a|the|one) (?:year|month|week|quarter|day) (?:earlier|ago|before)|previous(?:ly)?"
    r"|last (?:year|month|week|season)|in the (?:same|year-earlier|prior) \w+|year-ago"
    r"|down from|up from)\b",
    re.IGNORECASE,
)
# Behind a figure, what makes it a difference: "two years more than the court imposed".
_DIFFERENCE: Final = re.compile(
    r" (?:more|less|fewer|higher|lower|longer|shorter|later|older|younger) than\b", re.IGNORECASE
)
_SIZES: Final = ("time", "count", "age", "length")  # "5 percent lower" is a change
_SUBSET: Final = re.compile(
    r"(?:including|among (?:them|those)|of (?:whom|which|them|those))(?: at least)?[ ,]*"
    r"(?:were |are )?$",
    re.IGNORECASE,
)
_AGAINST: Final = re.compile(
    r"(?:than|opposed to|instead of|rather than|compared (?:with|to)|versus|none of|down from"
    r"|up from)"
    r" (?:the |a |its |about |around |just )?$",
    re.IGNORECASE,
)
_BESIDES: Final = re.compile(
    r"\b(?:another|further|additional|extra)\b|\bmore\b(?! than)", re.IGNORECASE
)
_NEW: Final = re.compile(r"\b(?:new|fresh|other)\b", re.IGNORECASE)
_FURTHER: Final = re.compile(
    r"\b(?:an?other|an? (?:further|additional|extra)) (?:about |some )?$", re.IGNORECASE
)


def _on_top(left: Mention[Quantity], right: Mention[Quantity], facing: Facing) -> bool:
    """Whether one of two measures alone is told from another on: "a further 17 seconds behind"."""
    ends = [
        _FURTHER.search(parsed.sentence.text, 0, mention.start - parsed.sentence.start)
        for parsed, mention in ((facing.left, left), (facing.right, right))
    ]
    return left.slot.key != "count" and bool(ends[0]) != bool(ends[1])


def _added(left: Mention[Quantity], right: Mention[Quantity]) -> bool:
    """Whether one of two counts alone comes on top of another: "two more"; "two new" may too."""
    for one, other in ((left, right), (right, left)):
        if one.slot.key == "count" and _BESIDES.search(one.text):
            return not (_BESIDES.search(other.text) or _NEW.search(other.text))
    return False


def _standing(mention: Mention[Quantity], parsed: Parsed) -> tuple[bool, bool]:
    """Whether a figure is held against another (earlier, refused), and whether it is a part of one.

    "$5 million, more than the $3 million a year earlier": only the first is the fact. "Two of the
    six officers" and "including two officers" are no count of the officers.
    """
    base = parsed.sentence.start
    text = parsed.sentence.text
    after = text[mention.end - base : mention.end - base + 45]
    cut = re.search(r"[,;.]|\d", after)
    before = text[max(0, mention.start - base - 28) : mention.start - base]
    other = bool(_EARLIER.search(after[: cut.start()] if cut else after))
    other = other or (mention.value.dimension in _SIZES and bool(_DIFFERENCE.match(after)))
    counts = mention.slot.key.split("/")[0] == "count"
    part = bool(_SUBSET.search(before)) or (counts and mention.value.base is not None)
    return other or bool(_AGAINST.search(before)) or _second_event(mention, parsed), part


def _second_event(mention: Mention[Quantity], parsed: Parsed) -> bool:
    """Whether the figure's clause tells of an event next to another: "a smaller blast killed two".

    A comparative with an indefinite article holds the event against one that the text has told.
    """
    first, last = parsed.clause_of(parsed.at(mention.start))
    last = min(last, first + _CLAUSE)
    for at in range(first, last - 2):
        article, word, noun = parsed.tokens[at : at + 3]
        if article.lower not in ("a", "an") or not word.lower.endswith("er"):
            continue
        compared = lexicon.lemma(word.lower, "a") != word.lower
        if compared and lexicon.topic(noun.lower) in (*EVENTS, "phenomenon"):
            return True
    return False


# Tokens of a clause that are looked at: a line without any mark stays linear.
_CLAUSE: Final = 40
