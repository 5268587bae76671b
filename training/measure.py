"""Figures of a reader: `python training/measure.py --stories FILE... [--data FOLDER]`.

Per file of stories: link F1, facing F1 of marked spans, differing spans and words; and with --data
the halves of `swaps`, `spans` and `edits` that training leaves out.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np
from sets import kept_back, spans, swap, swaps
from units import DIFFERS, ONLY, UNKNOWN, Story, Unit, content, contrasts, lines, stories

from consistency import embed
from consistency import reader as readers
from consistency.reader import Reading

Read = Callable[[Sequence[tuple[str, str]]], list[Reading]]
THRESHOLD = 0.5


def area(truth: Iterable[bool], score: Iterable[float]) -> float:
    """Area under the curve, ties at half."""
    t, s = np.asarray(list(truth), dtype=bool), np.asarray(list(score), dtype=float)
    _, place, counts = np.unique(s, return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    ranks = (ends - (counts - 1) / 2)[place]
    yes = t.sum()
    return float((ranks[t].sum() - yes * (yes + 1) / 2) / max(1, yes * (~t).sum()))


def f1(hits: float, told: float, gold: float) -> str:
    """Precision / recall / F1."""
    p, r = hits / max(told, 1), hits / max(gold, 1)
    return f"P {p:.3f} R {r:.3f} F1 {2 * p * r / max(p + r, 1e-9):.3f}"


def runs(flags: Sequence[bool], words: Sequence[str]) -> list[tuple[int, int]]:
    """Stretches of flagged words; one that any sentence has may lie between two."""
    found: list[tuple[int, int]] = []
    for i, flag in enumerate(flags):
        if not flag:
            continue
        if found and all(not content(w) for w in words[found[-1][1] : i]) and i - found[-1][1] <= 1:
            found[-1] = (found[-1][0], i + 1)
        else:
            found.append((i, i + 1))
    return [(a, b) for a, b in found if any(content(w) for w in words[a:b])] or [
        (a, b) for a, b in found if any(w.isalnum() for w in words[a:b])
    ]


def candidates(story: Story, top: int = 3) -> list[tuple[str, str, bool]]:
    """Pairs of sentences as a program would ask about them: each with its nearest few."""
    lefts = [u.left.text for u in story.units] + [s.text for s in story.alone[0]]
    rights = [u.right.text for u in story.units] + [s.text for s in story.alone[1]]
    table = similarity(lefts, rights)
    linked = len(story.units)
    found = []
    for i in range(len(lefts)):
        for j in range(len(rights)):
            near = (table[i] > table[i, j]).sum() < top or (table[:, j] > table[i, j]).sum() < top
            if near or (i == j and i < linked):
                found.append((lefts[i], rights[j], i == j and i < linked))
    return found


def similarity(lefts: Sequence[str], rights: Sequence[str]) -> np.ndarray:
    """Cosines of sentence vectors."""
    encoder = embed.load()
    one, other = encoder.encode(lefts), encoder.encode(rights)
    return one.sentence @ other.sentence.T


def of_stories(read: Read, found: Sequence[Story], show: bool = False) -> dict[str, float]:
    """Figures over stories."""
    asked = [c for story in found for c in candidates(story)]
    readings = read([(left, right) for left, right, _ in asked])
    linked = np.array([r.link[0] + r.link[1] for r in readings])
    truth = np.array([t for _, _, t in asked])
    said = linked >= THRESHOLD
    print(
        f"  link: {f1((said & truth).sum(), said.sum(), truth.sum())}"
        f"  area {area(truth, linked):.3f}  of {len(asked)} pairs"
    )
    units = [unit for story in found for unit in story.units]
    readings = read([(u.left.text, u.right.text) for u in units])
    tally = [_unit(u, r) for u, r in zip(units, readings, strict=True)]
    total = {key: sum(t[key] for t in tally) for key in tally[0]}
    print(f"  facing of spans: {f1(total['faced'], total['faces'], total['spans'])}")
    print(f"  differs, spans: {f1(total['found'], total['told'], total['differs'])}", end="")
    right = total["told right"] / max(1, total["told"])
    recall = total["found"] / max(1, total["differs"])
    print(f"  (runs right {right:.3f}: F1 {2 * right * recall / max(1e-9, right + recall):.3f})")
    y, p, only = (
        np.concatenate([_words(u, r, k) for u, r in zip(units, readings, strict=True)])
        for k in range(3)
    )
    keep = y != UNKNOWN
    yes, far = y[keep] == DIFFERS, y[keep] == ONLY
    p, only = p[keep], only[keep]
    said = p >= THRESHOLD
    print(
        f"  differs, words: {f1((said & yes).sum(), said.sum(), yes.sum())}"
        f"  area {area(yes, p):.3f}  of {yes.sum()} in {len(yes)}"
    )
    for threshold in (0.3, 0.4, 0.6, 0.7, 0.8, 0.9):
        told = p >= threshold
        print(f"    at {threshold}: {f1((told & yes).sum(), told.sum(), yes.sum())}")
    print(f"  told here only, words: area {area(far, only):.3f}  of {far.sum()}")
    pair = [float(max(r.left[:, 0].max(), r.right[:, 0].max())) for r in readings]
    any_ = [any(label == DIFFERS for label in u.labels.values()) for u in units]
    print(f"  some difference in the unit: area {area(any_, pair):.3f} of {len(units)}")
    kinds: dict[str, list[bool]] = {}
    for u, r in zip(units, readings, strict=True):
        for n, label in u.labels.items():
            if label == DIFFERS:
                kinds.setdefault(u.kinds[n].split()[0], []).append(_hit(u, r, n))
    print(
        "  recall:", ", ".join(f"{k} {np.mean(v):.2f}/{len(v)}" for k, v in sorted(kinds.items()))
    )
    return {"words": area(yes, p), "spans": recall}


def of_contrasts(read: Read, found: Sequence[Story]) -> float:
    """How surely the changed words stand out from the same fact in other words."""
    units = [unit for story in found for unit in story.units[:2]]
    readings = read([(u.left.text, u.right.text) for u in units])
    score = np.array([_least(u, r) for u, r in zip(units, readings, strict=True)])
    truth = np.array([u.labels[1] == DIFFERS for u in units])
    surer = np.mean(score[1::2] > score[0::2])
    print(
        f"  contrasts: area {area(truth, score):.3f}, changed surer than same {surer:.3f}"
        f" of {len(found)}"
    )
    kinds: dict[str, list[bool]] = {}
    for story, same, changed in zip(found, score[0::2], score[1::2], strict=True):
        kinds.setdefault(story.units[1].kinds[1], []).append(changed > same)
    print("   ", ", ".join(f"{k} {np.mean(v):.2f}/{len(v)}" for k, v in sorted(kinds.items())))
    return area(truth, score)


def _least(unit: Unit, reading: Reading) -> float:
    """The doubt of the first span's surest word, on the side where that is less."""
    sides = ((unit.left, reading.left), (unit.right, reading.right))
    return min(
        max(float(p[i, 0]) for i, n in enumerate(one.spans) if n == 1 and i < len(p))
        for one, p in sides
    )


def _hit(unit: Unit, reading: Reading, number: int) -> bool:
    flags = (reading.left[:, 0] >= THRESHOLD, reading.right[:, 0] >= THRESHOLD)
    found = []
    for one, flag in zip((unit.left, unit.right), flags, strict=True):
        at = [i for i, n in enumerate(one.spans) if n == number]
        found.append(any(flag[i] and any(map(str.isalnum, one.words[i])) for i in at))
    return all(found)


def _unit(unit: Unit, reading: Reading) -> dict[str, int]:
    found = dict.fromkeys(("spans", "faces", "faced", "differs", "told", "found", "told right"), 0)
    both = [n for n in unit.labels if n in unit.left.spans and n in unit.right.spans]
    left = [n for n in unit.labels if n in unit.left.spans]
    right = [n for n in unit.labels if n in unit.right.spans]
    found["spans"] = len(both)
    if left and right:
        table = np.array([[_block(unit, reading, a, b) for b in right] for a in left])
        for i, a in enumerate(left):
            j = int(table[i].argmax())
            if table[i, j] >= THRESHOLD and int(table[:, j].argmax()) == i:
                found["faces"] += 1
                found["faced"] += a == right[j]
    gold = [n for n in both if unit.labels[n] == DIFFERS]
    found["differs"] = len(gold)
    found["found"] = sum(_hit(unit, reading, n) for n in gold)
    for one, probabilities in ((unit.left, reading.left), (unit.right, reading.right)):
        for a, b in runs(list(probabilities[:, 0] >= THRESHOLD), one.words):
            labels = {unit.labels.get(n, 0) if n else 0 for n in one.spans[a:b]}
            if DIFFERS in labels:
                found["told"] += 1
                found["told right"] += 1
            elif UNKNOWN not in labels:
                found["told"] += 1
    # Runs of both sides make one finding.
    return found


def _block(unit: Unit, reading: Reading, a: int, b: int) -> float:
    one = [i for i, n in enumerate(unit.left.spans) if n == a and content(unit.left.words[i])]
    two = [i for i, n in enumerate(unit.right.spans) if n == b and content(unit.right.words[i])]
    one = one or [i for i, n in enumerate(unit.left.spans) if n == a]
    two = two or [i for i, n in enumerate(unit.right.spans) if n == b]
    block = reading.facing[np.ix_(one, two)].astype(float)
    return float(block.max(axis=1).mean() + block.max(axis=0).mean()) / 2


def _words(unit: Unit, reading: Reading, what: int) -> np.ndarray:
    found: list[float] = []
    for one, probabilities in ((unit.left, reading.left), (unit.right, reading.right)):
        for i, (word, number) in enumerate(zip(one.words, one.spans, strict=True)):
            if content(word):
                label = unit.labels.get(number, 0) if number else 0
                found.append((label, probabilities[i, 0], probabilities[i, 1])[what])
    return np.array(found, dtype=float)


def of_sets(read: Read, folder: Path, limit: int = 600) -> dict[str, float]:
    """Figures over what training leaves out of the labelled sets."""
    held = swaps(folder, True)[: limit or None]
    made = [swap(row) for row in held]
    score = [_pair(r) for r in read([(e.left, e.right) for e in made])]
    figures = {"swaps": area([row["label"] == "differs" for row in held], score)}
    marked = spans(folder, True)
    readings = read([(u.left.text, u.right.text) for u, _ in marked])
    truth, score = [], []
    for (unit, _), reading in zip(marked, readings, strict=True):
        for number, label in unit.labels.items():
            sides = []
            for one, p in ((unit.left, reading.left), (unit.right, reading.right)):
                at = [i for i, n in enumerate(one.spans) if n == number]
                sides.append(float(p[at, 0].max()) if at else 0.0)
            truth.append(label != 0)
            score.append(sum(sides) / 2)
    figures["spans"] = area(truth, score)
    rows = [row for row in lines(folder / "edits.jsonl") if kept_back(row["story"])]
    rows = rows[:: max(1, len(rows) // limit)] if limit else rows
    readings = read([(row["original"], row["rewrite"]) for row in rows])
    changed = [row["label"] == "diverge" for row in rows]
    score = [max(_pair(r), float(max(r.left[:, 1].max(), r.right[:, 1].max()))) for r in readings]
    figures["edits"] = area(changed, score)
    news = [row["domain"] == "news" for row in rows]
    figures["edits news"] = area(
        [c for c, n in zip(changed, news, strict=True) if n],
        [s for s, n in zip(score, news, strict=True) if n],
    )
    print("  areas:", ", ".join(f"{name} {value:.3f}" for name, value in figures.items()))
    return figures


def _pair(reading: Reading) -> float:
    """How surely some word differs: the mean of both sides' surest."""
    return float(reading.left[:, 0].max() + reading.right[:, 0].max()) / 2


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--data", type=Path)
    parser.add_argument("--stories", type=Path, nargs="*", default=[])
    parser.add_argument("--contrasts", type=Path)
    parser.add_argument("--reader")
    parser.add_argument("--json", type=Path)
    arguments = parser.parse_args()
    read = readers.load(arguments.reader).read
    figures: dict[str, object] = {}
    if arguments.stories:
        found = [story for path in arguments.stories for story in stories(path)]
        print(f"{len(found)} stories")
        figures["stories"] = of_stories(read, found)
    if arguments.contrasts:
        figures["contrasts"] = of_contrasts(read, contrasts(arguments.contrasts, True))
    if arguments.data:
        figures.update(of_sets(read, arguments.data))
    if arguments.json:
        arguments.json.write_text(json.dumps(figures))


if __name__ == "__main__":
    main()
