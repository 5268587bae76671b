"""Fit when words that a reader doubts are told: `consistency.differences` has the weights.

    python training/fit_words.py STORIES...

Each story is one line of JSON: `id`, two texts `a` and `b`, `published`, and `changes`, each with
the words `a` and `b` that differ in fact (null where one text leaves them out) and the passages
`a_context` and `b_context` they stand in. Prints weights and offset of a logistic regression,
and how often what would be told lies on a change, each story judged by weights that did not see it.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from consistency import Article, differences, embed, pipeline, syntax
from consistency.cache import Cache, default_folder
from consistency.text import NAME, NUM
from consistency.tree import Parsed, Range

FOLDS = 10
LEAST = (0.5, 0.6, 0.7, 0.85)


def place(text: str, words: str | None, passage: str | None) -> tuple[int, int] | None:
    """Where words stand in a text, looked for in a passage first."""
    if not words:
        return None
    at = text.find(passage) if passage and words in passage else -1
    start = at + passage.index(words) if passage and at >= 0 else text.find(words)
    return (start, start + len(words)) if start >= 0 else None


def typed(parsed: Parsed, run: Range) -> bool:
    """Whether a stretch is a figure or a name, which have kinds of their own."""
    return all(t.pos in (NAME, NUM) for t in parsed.tokens[slice(*run)] if t.content)


def offsets(parsed: Parsed, run: Range) -> tuple[int, int]:
    """Where a stretch stands in its article."""
    tokens = parsed.tokens[slice(*run)]
    return tokens[0].start, tokens[-1].end


def examples(row: dict[str, Any], models: dict[str, Any]) -> Iterator[tuple[list[float], bool]]:
    """The evidence of every stretch that could be told, and whether it lies on a change."""
    day = date.fromisoformat(row["published"]) if row.get("published") else None
    articles = [Article(side, row[side], published=day) for side in "ab"]
    found = pipeline.compared(articles, **models)
    printed = {
        (document.article.id, parsed.sentence.text): parsed
        for document in found.documents
        for parsed in document.parsed
    }
    changes = [
        [place(row[side], c[side], c.get(f"{side}_context")) for side in "ab"]
        for c in row["changes"]
    ]
    texts = found.alignment.texts
    for pair in found.alignment.pairs:
        for one, other in ((pair.left, pair.right), (pair.right, pair.left)):
            left, right = printed.get(("a", texts[one])), printed.get(("b", texts[other]))
            if pair.across and left and right:
                reading = models["reader"].read([(texts[one], texts[other])])[0]
                for d in differences.candidates(left, right, reading):
                    if typed(left, d.left) or typed(right, d.right):
                        continue
                    ends = offsets(left, d.left), offsets(right, d.right)
                    hit = any(
                        all(
                            at is not None and start < at[1] and at[0] < end
                            for at, (start, end) in zip(change, ends, strict=True)
                        )
                        for change in changes
                    )
                    yield list(differences.evidence(left, right, reading, d.left, d.right)), hit


def main() -> None:
    """Fit and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("stories", nargs="+", type=Path)
    parser.add_argument("--reader", help="a folder that training left; the packaged one without")
    arguments = parser.parse_args()
    cache = Cache(default_folder() / "vectors.sqlite")
    models = {
        "encoder": embed.load(cache=cache),
        "reader": pipeline.load_reader(arguments.reader or "packaged", cache=cache),
        "parser": syntax.load(cache=cache),
    }
    rows = [json.loads(line) for path in arguments.stories for line in path.open(encoding="utf-8")]
    found = [(n, *example) for n, row in enumerate(rows) for example in examples(row, models)]
    story, x = np.array([n for n, *_ in found]), np.array([e for _, e, _ in found])
    y = np.array([hit for *_, hit in found])
    guessed = np.zeros(len(y))
    for train, held in GroupKFold(FOLDS).split(x, y, story):
        model = LogisticRegression().fit(x[train], y[train])
        guessed[held] = model.predict_proba(x[held])[:, 1]
    for least in LEAST:
        on = guessed >= least
        right, found_all = (y[on].mean(), y[on].sum() / y.sum()) if on.any() else (0.0, 0.0)
        print(f"from {least}: {on.sum()} of {len(y)}, {right:.3f} right, {found_all:.3f} found")
    model = LogisticRegression().fit(x, y)
    print(
        [round(float(weight), 2) for weight in model.coef_[0]], round(float(model.intercept_[0]), 2)
    )


if __name__ == "__main__":
    main()
