"""Check the form of corpus files: `python training/check_corpus.py FILE...`.

Says what is wrong, line by line, and counts stories, units, labels and contrasts. Exit code 1 where
anything is wrong. The form is described in `training/corpus/README.md`.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

KINDS = frozenset(
    "quantity date name attribution quotation certainty polarity role place cause actor scope event"
    " wording".split()
)
RELATIONS = frozenset("conflict altered different variant".split())
LEVELS = frozenset("light medium free".split())
KEYS = frozenset("id topic level published units order_a order_b".split())
MARKER = re.compile(r"\{(\d+):([^{}]+)\}")


def label_fault(label: str) -> str:
    """What is wrong with a label; empty for nothing."""
    if label in ("same", "only a", "only b"):
        return ""
    kind, _, relation = label.partition(" ")
    if kind not in KINDS:
        return f"kind {kind!r}"
    if relation in RELATIONS or relation in ("less-precise a", "less-precise b"):
        return ""
    return f"relation {relation!r}"


def unit_faults(unit: dict[str, Any]) -> Iterator[str]:
    """What is wrong with one unit."""
    marks = {}
    for side in "ab":
        text = unit[side]
        if text is None:
            marks[side] = set()
            continue
        found = [m.group(1) for m in MARKER.finditer(text)]
        if "{" in MARKER.sub("", text) or "}" in MARKER.sub("", text):
            yield f"{side}: a brace without its fellow"
        if len(found) != len(set(found)):
            yield f"{side}: a marker twice"
        if text != " ".join(text.split()):
            yield f"{side}: odd spaces"
        marks[side] = set(found)
    labels = unit["d"]
    for number, label in labels.items():
        if fault := label_fault(label):
            yield f"{number}: {fault}"
        sides = label[5:] if label.startswith("only ") else "ab"
        if any((number in marks[side]) != (side in sides) for side in "ab"):
            yield f"{number}: not marked on the sides that its label names"
    for number in (marks["a"] | marks["b"]) - set(labels):
        yield f"{number}: no label"


def story_faults(story: dict[str, Any]) -> Iterator[str]:
    """What is wrong with one story."""
    if set(story) != KEYS:
        yield f"keys {sorted(set(story) ^ KEYS)}"
        return
    if story["level"] not in LEVELS:
        yield f"level {story['level']!r}"
    for side in "ab":
        told = [i for i, unit in enumerate(story["units"]) if unit[side] is not None]
        if sorted(story[f"order_{side}"]) != told:
            yield f"order_{side} does not list the units that have text"
    for number, unit in enumerate(story["units"]):
        for fault in unit_faults(unit):
            yield f"unit {number}, {fault}"


CONTRAST_KINDS = frozenset(
    "event thing opposite polarity actor cause certainty scope role order".split()
)


def contrast_faults(row: dict[str, Any]) -> Iterator[str]:
    """What is wrong with one contrast."""
    if set(row) != {"id", "kind", "a", "b", "c"}:
        yield f"keys {sorted(row)}"
        return
    if row["kind"] not in CONTRAST_KINDS:
        yield f"kind {row['kind']!r}"
    spans = []
    for side in "abc":
        text = row[side]
        spans.append({number: words.lower() for number, words in MARKER.findall(text)})
        rest = MARKER.sub("", text)
        if "{" in rest or "}" in rest or len(spans[-1]) != len(MARKER.findall(text)):
            yield f"{side}: braces or a marker twice"
        if text != " ".join(text.split()):
            yield f"{side}: odd spaces"
    if not set(spans[0]) == set(spans[1]) == set(spans[2]) >= {"1"}:
        yield "the texts have not the same markers"
    elif spans[1]["1"] == spans[2]["1"]:
        yield "the words at stake do not differ"


def main() -> int:
    """Check the files of the command line."""
    wrong, seen = 0, Counter[str]()
    for name in sys.argv[1:]:
        for line, text in enumerate(Path(name).read_text(encoding="utf-8").splitlines(), 1):
            story = json.loads(text)
            if "c" in story:
                for fault in contrast_faults(story):
                    wrong += 1
                    print(f"{name}:{line}: {fault}")
                seen["contrasts"] += 1
                seen[f"contrasts of {story.get('kind')}"] += 1
                continue
            for fault in story_faults(story):
                wrong += 1
                print(f"{name}:{line}: {fault}")
            seen["stories"] += 1
            for unit in story["units"]:
                seen["linked units" if unit["a"] and unit["b"] else "single units"] += 1
                seen.update(label.split()[0] for label in unit["d"].values())
    print(json.dumps(dict(seen.most_common())))
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
