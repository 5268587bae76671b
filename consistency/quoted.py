"""From what a server quotes of linked sentences to the stretches by which they differ.

A quotation counts where it stands in its sentence word for word; what is not there is dropped and
counted. Words that both quotations begin or end with are no part of the difference. A number, a
date or a quotation never hangs on it: stretches with one of them are left to their own rules.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from consistency import align
from consistency.differences import Difference, told
from consistency.judge import Clash, Judgement, Verdicts, typed_tokens
from consistency.model import FactType, Mention, Notice, SentenceRef, Span
from consistency.remote import MILDER, Progress, Remote, Said
from consistency.text import PUNCT
from consistency.tree import Document, Parsed, Range

if TYPE_CHECKING:
    from consistency.align import Alignment

_DIFFERS, _SAME = Judgement(0.0, 0.0, 1.0), Judgement(1.0, 0.0, 0.0)


def ask_links(
    remote: Remote,
    documents: Sequence[Document],
    mentions: Sequence[Sequence[Mention[Any]]],
    alignment: Alignment,
    fact_types: Sequence[FactType[Any]],
    progress: Progress | None = None,
) -> tuple[Verdicts, tuple[Notice, ...]]:
    """What a server's model says of every two texts of different articles that link.

    And who was asked, with what it did not answer or quoted wrongly.
    """
    parsed = {SentenceRef(d.article.id, p.sentence.index): p for d in documents for p in d.parsed}
    sides = [parsed[min(places)] for places in alignment.places]
    typed = typed_tokens(sides, mentions, alignment, {t.kind for t in fact_types if t.exact})
    keys = [(pair.left, pair.right) for pair in align.sure(alignment) if pair.across]
    texts = [(sides[left].sentence.text, sides[right].sentence.text) for left, right in keys]
    answers = remote.ask(texts, progress)
    judgements: dict[tuple[int, int], Judgement] = {}
    clashes: dict[tuple[int, int], tuple[Clash, ...]] = {}
    misquoted = 0
    for key, said in zip(keys, answers.said, strict=True):
        if said is None:
            continue
        left, right = (sides[text] for text in key)
        found, wrong = _stretches(said, left, right)
        misquoted += wrong
        own = [
            clash
            for clash in found
            if typed[key[0]].isdisjoint(range(*clash.left))
            and typed[key[1]].isdisjoint(range(*clash.right))
        ]
        judgements[key] = _DIFFERS if own else _SAME
        if own:
            clashes[key] = tuple(own)
    verdicts = Verdicts(judgements, clashes, 1.0)
    return verdicts, tuple(_notices(remote.name, len(keys), answers.unread, misquoted))


def _notices(name: str, asked: int, unread: Mapping[str, int], misquoted: int) -> list[Notice]:
    notices = [Notice("remote-reader", f"linked sentences were read by {name}")]
    for reason, count in unread.items():
        notices.append(
            Notice(
                "reader-unanswered",
                f"{count} of {asked} pairs of linked sentences were not read by {name}: {reason};"
                " changes of sense that no figure, name, date, quote or negation carries were not"
                " looked for there",
            )
        )
    if misquoted:
        notices.append(
            Notice(
                "reader-misquoted",
                f"{misquoted} differences that {name} told were left out: the words that it quoted"
                " do not stand in the sentences",
            )
        )
    return notices


def _stretches(said: Sequence[Said], left: Parsed, right: Parsed) -> tuple[list[Clash], int]:
    """The stretches that quotations stand for, and how many quotations are not there."""
    milder: dict[Difference, bool] = {}
    wrong = 0
    for one in said:
        ranges = _place(left, one.left), _place(right, one.right)
        if ranges[0] is None or ranges[1] is None:
            wrong += 1
            continue
        found = Difference(*_trimmed(left, right, ranges[0], ranges[1]), 1.0)
        milder[found] = milder.get(found, True) and one.how == MILDER
    kept = told(left, right, list(milder))
    return [Clash(d.left, d.right, d.probability, milder[d]) for d in kept], wrong


def _place(parsed: Parsed, quoted: str) -> Range | None:
    """The tokens that a quotation stands at first; None where it does not, word for word."""
    words = quoted.split()
    if not words:
        return None
    pattern = r"\s+".join(map(re.escape, words))
    before = r"(?<!\w)" if re.match(r"\w", words[0]) else ""
    after = r"(?!\w)" if re.search(r"\w\Z", words[-1]) else ""
    at = re.search(f"{before}{pattern}{after}", parsed.sentence.text)
    if at is None:
        return None
    start = parsed.sentence.start
    tokens = list(parsed.within(Span(start + at.start(), start + at.end())))
    while tokens and tokens[0].pos == PUNCT:
        del tokens[0]
    while tokens and tokens[-1].pos == PUNCT:
        del tokens[-1]
    return (tokens[0].index, tokens[-1].index + 1) if tokens else None


def _trimmed(left: Parsed, right: Parsed, one: Range, other: Range) -> tuple[Range, Range]:
    """Two stretches without the words that both begin with, or end with; one word at least each."""
    (a, b), (c, d) = one, other
    while b - a > 1 and d - c > 1 and left.tokens[a].lower == right.tokens[c].lower:
        a, c = a + 1, c + 1
    while b - a > 1 and d - c > 1 and left.tokens[b - 1].lower == right.tokens[d - 1].lower:
        b, d = b - 1, d - 1
    return (a, b), (c, d)
