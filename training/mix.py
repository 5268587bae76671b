"""The training mix of the judge: labelled pairs of sentences, and rewrites made from them.

Every example is (premise, hypothesis, label, story): `label` says what the hypothesis does to the
premise: 0 it says nothing else, 1 it adds something, 2 it clashes. `story` is what a pair was
written about, so that the judge can be tested on stories that it has not seen; empty where a set
is used for training alone.
"""

from __future__ import annotations

import json
import random
import re
import tomllib
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Any, NamedTuple

SAME, ADDS, CLASH = range(3)
NLI = {"entailment": SAME, "neutral": ADDS, "contradiction": CLASH}
CLAIMS = {"agree": SAME, "neither": ADDS, "diverge": CLASH}


class Example(NamedTuple):
    """One labelled pair."""

    premise: str
    hypothesis: str
    label: int
    story: str = ""


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a file with one JSON object per line."""
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def nli(folder: Path) -> list[Example]:
    """Premises and hypotheses of `nli`."""
    return [
        Example(row["premise"], row["hypothesis"], NLI[row["label"]])
        for row in rows(folder / "nli.jsonl")
    ]


def claims(folder: Path) -> list[Example]:
    """Evidence and claims of `claims`."""
    return [
        Example(row["evidence"], row["claim"], CLAIMS[row["label"]])
        for row in rows(folder / "claims.jsonl")
    ]


def edits(folder: Path) -> list[Example]:
    """Originals and rewrites of `edits`, in both directions.

    A rewrite that only inserts a fact adds to the original and contains it; any other change of
    fact clashes in either direction.
    """
    found = []
    for row in rows(folder / "edits.jsonl"):
        there, back = SAME, SAME
        if row["label"] == "diverge":
            inserted = row["edit_types"] == ["hallucinated_fact_insertion"]
            there, back = (ADDS, SAME) if inserted else (CLASH, CLASH)
        found.append(Example(row["original"], row["rewrite"], there, row["story"]))
        found.append(Example(row["rewrite"], row["original"], back, row["story"]))
    return found


DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
NUMBER_WORDS = "two three four five six seven eight nine ten eleven twelve twenty".split()
_NUMBER = re.compile(r"(?<![\w.,])\d+(?:,\d{3})*(?:\.\d+)?(?![\w,]|\.\d)")
_NAME = re.compile(r"(?<=[a-z,;] )[A-Z][a-z]{3,}\b")
_AUXILIARY = re.compile(r"\b(is|are|was|were|will|would|can|could|has|have|had)\b(?! not|n't)")


def rewrites(sentences: list[str], count: int, seed: int) -> list[Example]:
    """`count` rewrites of sentences: two thirds change a fact, one third nothing.

    What changes: a number, a weekday, a name (for another text's name), an affirmation, a word
    for its opposite. What does not: a figure's form, a number's word, contractions, quote marks.
    Each in both directions.
    """
    choice = random.Random(seed)
    names = sorted({name for sentence in sentences for name in _NAME.findall(sentence)})
    opposites = _opposites()
    found: list[Example] = []
    while len(found) < count:
        label = SAME if len(found) % 6 < 2 else CLASH
        sentence = choice.choice(sentences)
        if label == SAME:
            changed = _harmless(sentence, choice)
        else:
            changed = _changed(sentence, choice, names, opposites)
        if changed and changed != sentence:
            found.append(Example(sentence, changed, label))
            found.append(Example(changed, sentence, label))
    return found[:count]


def _opposites() -> dict[str, list[str]]:
    """Each word's opposites, in base form and in the regular forms in -s and -ed."""
    text = resources.files("consistency").joinpath("data/polarity.toml").read_text("utf-8")
    table: dict[str, list[str]] = {}
    for lines in tomllib.loads(text)["opposites"].values():
        for line in lines.strip().splitlines():
            left, right = (side.split() for side in line.split("|"))
            for words, others in ((left, right), (right, left)):
                for word in words:
                    for ending in ("", "s", "ed"):
                        table.setdefault(_form(word, ending), []).extend(
                            _form(other, ending) for other in others if "_" not in other
                        )
    return {word: others for word, others in table.items() if others}


def _form(word: str, ending: str) -> str:
    return word + (ending[1:] if ending == "ed" and word.endswith("e") else ending)


def _changed(
    sentence: str, choice: random.Random, names: list[str], opposites: dict[str, list[str]]
) -> str:
    kind = choice.choice(("number", "day", "name", "negation", "opposite", "opposite"))
    if kind == "number":
        return _replaced(_NUMBER, sentence, choice, lambda old: _other_number(old, choice))
    if kind == "day":
        pattern = re.compile(rf"\b(?:{'|'.join(DAYS)})\b")
        return _replaced(pattern, sentence, choice, lambda old: choice.choice(DAYS))
    if kind == "name":
        return _replaced(_NAME, sentence, choice, lambda old: choice.choice(names))
    if kind == "negation":
        return _replaced(_AUXILIARY, sentence, choice, lambda old: f"{old} not")
    words = [word for word in re.findall(r"\b[a-z]{3,}\b", sentence) if word in opposites]
    if not words:
        return ""
    word = choice.choice(words)
    return re.sub(rf"\b{word}\b", choice.choice(opposites[word]), sentence, count=1)


def _other_number(old: str, choice: random.Random) -> str:
    value = float(old.replace(",", ""))
    factor = choice.choice((0.3, 0.5, 0.8, 1.1, 1.25, 2, 3, 10))
    new = round(value * factor) or 7
    return f"{new:,}" if "," in old else str(new)


def _harmless(sentence: str, choice: random.Random) -> str:
    kind = choice.choice(("comma", "word", "contraction", "quotes", "said"))
    if kind == "comma":
        return re.sub(r"(?<=\d),(?=\d{3}\b)", "", sentence)
    if kind == "word":
        for value, word in enumerate(NUMBER_WORDS[:11], 2):
            if re.search(rf"\b{word}\b", sentence):
                return re.sub(rf"\b{word}\b", str(value), sentence, count=1)
        return ""
    if kind == "contraction":
        return re.sub(r"\b(is|was|were|did|does|do|has|have|had) not\b", r"\1n't", sentence)
    if kind == "quotes":
        return sentence.replace('"', "“", 1).replace('"', "”", 1)
    return re.sub(r"\bsaid\b", choice.choice(("stated", "told reporters")), sentence, count=1)


def _replaced(pattern: re.Pattern[str], sentence: str, choice: random.Random, new: Any) -> str:
    """The sentence with one match of the pattern, drawn at random, replaced; "" without one."""
    matches = list(pattern.finditer(sentence))
    if not matches:
        return ""
    match = choice.choice(matches)
    return sentence[: match.start()] + new(match.group()) + sentence[match.end() :]
