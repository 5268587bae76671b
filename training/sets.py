"""The labelled sets as examples, and what of each is kept for measuring.

`swaps` and `spans`: a third by the hash of their id; `edits`: a third by the hash of what they were
written about. Everything else is for training.
"""

from __future__ import annotations

import hashlib
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import numpy as np
from changes import Trees, changed, changes, pool_of
from units import (
    AGREES,
    DIFFERS,
    NONE,
    ONLY,
    PARTIAL,
    SAME,
    SOMEWHERE,
    UNKNOWN,
    Bag,
    Example,
    Side,
    Story,
    Unit,
    content,
    example,
    exchanged,
    joined,
    lines,
    side,
)


def kept_back(key: str) -> bool:
    """Whether a row is for measuring: a third of them."""
    return int(hashlib.sha256(key.encode()).hexdigest(), 16) % 3 == 0


def _whole(one: Side) -> tuple[int, ...]:
    return tuple(i for i, word in enumerate(one.words) if any(c.isalnum() for c in word))


def _plain(left: str, right: str, source: str, bags: Sequence[Bag], link: int) -> Example:
    """A pair of which only the whole is known; equal words face each other."""
    made = example(Unit(side(left), side(right), {}), source)
    return replace(made, link=link, words=None, bags=tuple(bags))


def swaps(folder: Path, held: bool) -> list[dict[str, Any]]:
    """PAWS: rows of the same words in another order."""
    return [row for row in lines(folder / "swaps.jsonl") if kept_back(row["id"]) == held]


def swap(row: dict[str, Any]) -> Example:
    """What another order teaches: something differs, or nothing does."""
    left, right = side(tidy(row["left"])), side(tidy(row["right"]))
    bag = Bag(_whole(left), _whole(right), DIFFERS, int(row["label"] == "differs"))
    return _plain(left.text, right.text, "swaps", [bag], SAME)


def spans(folder: Path, held: bool) -> list[tuple[Unit, Example]]:
    """Pairs with marked spans that are similar or not."""
    found = []
    for row in lines(folder / "spans.jsonl"):
        if kept_back(row["id"]) != held:
            continue
        places = [[], []]  # type: ignore[var-annotated]
        labels = {}
        for number, pair in enumerate(row["spans"], 1):
            for k, name in enumerate(("left", "right")):
                places[k].append((*pair[name], number))
            labels[number] = AGREES if pair["same"] else SOMEWHERE
        unit = Unit(side(row["left"], places[0]), side(row["right"], places[1]), labels)
        made = example(unit, "spans")
        # Words outside of the spans that only one side has: nobody labelled them.
        lowered = [{w.lower() for w in one.words} for one in (unit.left, unit.right)]
        for k, one in enumerate((unit.left, unit.right)):
            for i, word in enumerate(one.words):
                if not one.spans[i] and word.lower() not in lowered[1 - k]:
                    made.words[k][i] = UNKNOWN
        found.append((unit, made))
    return found


def claims(folder: Path) -> list[dict[str, Any]]:
    """VitaminC: rows of evidence, claim, and what the one says of the other."""
    return [row for name in ("claims", "revisions") for row in lines(folder / f"{name}.jsonl")]


def claim(row: dict[str, Any]) -> Example:
    """What a claim against its evidence teaches."""
    left, right = side(tidy(row["evidence"])), side(tidy(row["claim"]))
    both, own = (_whole(left), _whole(right)), _whole(right)
    bags = {
        "agree": [Bag(*both, DIFFERS, 0), Bag((), own, ONLY, 0)],
        "diverge": [Bag(*both, DIFFERS, 1), Bag((), own, DIFFERS, 1)],
        "neither": [Bag((), own, ONLY, 1)],
    }[row["label"]]
    return _plain(left.text, right.text, "claims", bags, UNKNOWN)


def nli(folder: Path) -> list[dict[str, Any]]:
    """Rows of premise, hypothesis and label; short ones."""
    return [row for row in lines(folder / "nli.jsonl") if len(row["premise"]) < 300]


def inference(row: dict[str, Any]) -> Example:
    """What a hypothesis against its premise teaches."""
    left, right = side(tidy(row["premise"])), side(tidy(row["hypothesis"]))
    both, own = (_whole(left), _whole(right)), _whole(right)
    bags = {
        "entailment": [Bag(*both, DIFFERS, 0), Bag((), own, ONLY, 0)],
        "contradiction": [Bag((), own, DIFFERS, 1)],
        "neutral": [Bag((), own, ONLY, 1)],
    }[row["label"]]
    return _plain(left.text, right.text, "nli", bags, UNKNOWN)


def edits(folder: Path) -> list[Example]:
    """Summaries and their rewrites, sentence by changed sentence; the words that were changed."""
    found = []
    for row in lines(folder / "edits.jsonl"):
        if kept_back(row["story"]):
            continue
        one, other = (_sentences(row[name]) for name in ("original", "rewrite"))
        if len(one) != len(other):
            continue
        pairs = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
        kinds = row["edit_types"] or ["?"]
        diverge = row["label"] == "diverge"
        sure = not diverge or len(pairs) <= len(kinds)
        for a, b in pairs:
            left, right = side(a), side(b)
            if not left.words or not right.words or len(left.words) + len(right.words) > 110:
                continue
            found.append(_edited(left, right, diverge, sure))
    return found


def _edited(left: Side, right: Side, diverge: bool, sure: bool) -> Example:
    made = example(Unit(left, right, {}), "edits")
    lowered = [[w.lower() for w in one.words] for one in (left, right)]
    assert made.words is not None
    labels = [array.copy() for array in made.words]
    touched: list[list[int]] = [[], []]
    for tag, a, b, c, d in SequenceMatcher(None, *lowered, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        touched[0] += range(a, b)
        touched[1] += range(c, d)
        words = {*lowered[0][a:b], *lowered[1][c:d]}
        label = AGREES
        if diverge:
            negated = words & {"not", "n't", "no", "never", "without"}
            label = DIFFERS if tag == "replace" or negated else ONLY
            if not sure or max(b - a, d - c) > 6:
                label = UNKNOWN
        for array, first, last in ((labels[0], a, b), (labels[1], c, d)):
            array[first:last] = np.where(array[first:last] == UNKNOWN, UNKNOWN, label)
    bags: tuple[Bag, ...] = ()
    if diverge and sure:
        bags = (Bag(tuple(touched[0]), tuple(touched[1]), ONLY, 1),)
    return replace(made, words=(labels[0], labels[1]), bags=bags)


def _sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.!?])\s+", text.strip())


def tidy(text: str) -> str:
    """Tokenised text as print has it."""
    for old, new in (("-LRB-", "("), ("-RRB-", ")"), ("``", '"'), ("''", '"')):
        text = text.replace(old, new)
    text = re.sub(r" ([.,;:!?%)\]]|n't\b|'s\b|'(?:re|ve|ll|d|m)\b)", r"\1", text)
    text = re.sub(r"([(\[$£€]) ", r"\1", text)
    return re.sub(r"\s+", " ", re.sub(r" ([-–/]) ", r"\1", text)).strip()


# --------------------------------------------------------------------------- what a story teaches


class Writer:
    """Makes a story's examples anew for every pass over it."""

    def __init__(self, stories: Sequence[Story], vectors: dict[str, np.ndarray], seed: int) -> None:
        self.trees = Trees()
        self.trees.prepare(
            one.text for story in stories for u in story.units for one in (u.left, u.right)
        )
        self._stories, self._vectors = stories, vectors
        self._choice = random.Random(seed)
        self._pools = {
            story.id: pool_of(
                self.trees[one.text] for u in story.units for one in (u.left, u.right)
            )
            for story in stories
        }

    def examples(self) -> Iterator[Example]:
        """One pass: each linked unit as it is, exchanged, changed, joined, and beside others."""
        choice = self._choice
        units: list[tuple[Unit, str, str]] = []  # unit, story, source
        for story in self._stories:
            for unit in story.units:
                if choice.random() < 0.5:
                    unit = unit.flip()
                yield example(unit, "corpus")
                units.append(
                    (exchanged(unit, choice, choice.uniform(0.2, 0.9)), story.id, "exchanged")
                )
                units += [
                    (unit if choice.random() < 0.6 else exchanged(unit, choice, 0.6), story.id, k)
                    for k in choice.sample(("harmful", "harmful", "harmless"), 2)
                ]
        for unit, _name, kind in units:
            if kind == "exchanged":
                yield example(unit if choice.random() < 0.5 else unit.flip(), kind)
        yield from self._changed([entry for entry in units if entry[2] != "exchanged"])
        for story in self._stories:
            yield from self._links(story)

    def _changed(self, units: Sequence[tuple[Unit, str, str]]) -> Iterator[Example]:
        choice = self._choice
        turned = [(u if choice.random() < 0.5 else u.flip(), n, k) for u, n, k in units]
        self.trees.prepare(unit.right.text for unit, _, _ in turned)
        again = []
        for unit, name, kind in turned:
            made = self._one(unit, name, kind == "harmful")
            if made is None:
                continue
            if choice.random() < 0.35:
                again.append((made, name, choice.choice(("harmful", "harmless"))))
            else:
                yield example(made if choice.random() < 0.5 else made.flip(), kind)
        self.trees.prepare(unit.right.text for unit, _, _ in again)
        for unit, name, kind in again:
            made = self._one(unit, name, kind == "harmful") or unit
            yield example(made if choice.random() < 0.5 else made.flip(), "twice")

    def _one(self, unit: Unit, name: str, harmful: bool) -> Unit | None:
        tree = self.trees[unit.right.text]
        if len(tree.tokens) != len(unit.right.words):
            return None
        change = changes(tree, self._pools[name], self._choice, harmful)
        return changed(unit, change) if change else None

    def _links(self, story: Story) -> Iterator[Example]:
        """Links: parts of a whole, look-alikes, and units of which a part is told elsewhere."""
        choice = self._choice
        lefts = [u.left for u in story.units] + list(story.alone[0])
        rights = [u.right for u in story.units] + list(story.alone[1])
        table = (
            np.stack([self._vectors[one.text] for one in lefts])
            @ np.stack([self._vectors[one.text] for one in rights]).T
        )
        for i, unit in enumerate(story.units):
            if choice.random() < 0.3:
                turned = choice.random() < 0.5
                others = rights if turned else lefts
                other = choice.choice([o for k, o in enumerate(others) if k != i])
                base = unit.flip() if turned else unit
                made = example(joined(base, other, choice.random() < 0.5), "joined")
                if len(made.left.split()) + len(made.right.split()) < 100:
                    yield made if choice.random() < 0.5 else made.flip()
        for i, left in enumerate(lefts):
            row = table[i].copy()
            row[i if i < len(story.units) else row.argmin()] = -1
            weights = np.exp(row * 8)
            for j in choice.choices(range(len(rights)), weights, k=choice.random() < 0.6):
                if i != j or i >= len(story.units):
                    yield _apart(left.text, rights[j].text, choice)
        for one in (lefts, rights):
            if choice.random() < 0.5:
                a, b = choice.sample(range(len(one)), 2)
                yield _apart(one[a].text, one[b].text, choice)


def _apart(left: str, right: str, choice: random.Random) -> Example:
    if choice.random() < 0.5:
        left, right = right, left
    return Example(left, right, "apart", NONE)


def contrasted(rows: Sequence[Story], choice: random.Random) -> Iterator[Example]:
    """Contrasts for one pass: same and changed in two wordings, and in the first one's."""
    for row in rows:
        same, changed, between = row.units
        units = [same, changed]
        if choice.random() < 0.4:
            units.append(between)
        if choice.random() < 0.5:
            units.append(exchanged(same, choice, 1.0))
            units.append(exchanged(changed, choice, 1.0))
        for unit in units:
            yield _contrast(unit if choice.random() < 0.5 else unit.flip())


def _contrast(unit: Unit) -> Example:
    """What a contrast teaches; the words that are at stake count once more together."""
    at = [tuple(i for i, n in enumerate(one.spans) if n == 1) for one in (unit.left, unit.right)]
    if unit.labels[1] == DIFFERS:
        bags = (Bag(at[0], (), DIFFERS, 1), Bag((), at[1], DIFFERS, 1))
    else:
        bags = (Bag(at[0], at[1], DIFFERS, 0),)
    return replace(example(unit, "contrasts"), bags=bags)


def singles(texts: Sequence[str], trees: Trees, choice: random.Random) -> Iterator[Example]:
    """Sentences against themselves, changed by script."""
    trees.prepare(texts)
    pool = pool_of(trees[text] for text in texts)
    drawn = {label: choice.sample(names, min(60, len(names))) for label, names in pool.items()}
    for text in texts:
        one = side(text)
        if not 6 <= len(one.words) <= 45 or len(trees[text].tokens) != len(one.words):
            continue
        unit: Unit | None = Unit(one, one, {})
        harmful = choice.random() < 0.6
        change = changes(trees[text], drawn, choice, harmful)
        unit = changed(unit, change) if unit and change else None
        if unit is None:
            continue
        if choice.random() < 0.4:
            tree = trees[unit.right.text]
            second = changes(tree, drawn, choice, not harmful)
            if second and len(tree.tokens) == len(unit.right.words):
                unit = changed(unit, second) or unit
        yield example(unit if choice.random() < 0.5 else unit.flip(), "single")


__all__ = [
    "PARTIAL",
    "Writer",
    "claim",
    "claims",
    "content",
    "contrasted",
    "edits",
    "inference",
    "kept_back",
    "nli",
    "singles",
    "spans",
    "swap",
    "swaps",
]
