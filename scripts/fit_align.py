"""Fit the link model: `python scripts/fit_align.py PAIRS.jsonl` writes consistency/data/align.json.

PAIRS.jsonl has annotated pairs of reports: {"left": {"text"}, "right": {"text"}, "links":
[{"left": [start, end], "right": [start, end]}]}. A logistic regression with a ridge penalty over
the evidence of `consistency.align`, by Newton's method; the threshold is the one with the best F1
when every story is scored by a model that did not see it. Prints that cross-validated figure
beside the fitted one.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np

from consistency import align, embed
from consistency.cache import Cache, default_folder
from consistency.model import Article
from consistency.pipeline import parse_all
from consistency.unique import UniqueTexts

RIDGE = 30.0
TARGET = Path(__file__).parent.parent / "consistency" / "data" / "align.json"


def covers(span: tuple[int, int], gold: list[int]) -> bool:
    """Whether two spans share at least half of the longer one."""
    shared = min(span[1], gold[1]) - max(span[0], gold[0])
    return shared >= 0.5 * max(span[1] - span[0], gold[1] - gold[0])


def story_rows(row: dict, encoder: embed.Encoder) -> tuple[np.ndarray, list[set[int]], int]:
    """The model's inputs for the proposals of one pair, and the gold links that each matches."""
    documents = parse_all([Article("a", row["left"]["text"]), Article("b", row["right"]["text"])])
    texts = align.unique_texts(documents)
    story = UniqueTexts(documents, texts, encoder.encode(texts))
    proposals = align._proposals(story)
    across = [story.across(u, v) for u, v in proposals]
    inputs = align.model_inputs(story, proposals, across, align.evidence(story, proposals))
    spans = {
        (d.article.id, p.sentence.index): (p.sentence.start, p.sentence.end)
        for d in documents
        for p in d.parsed
    }
    matched = []
    for u, v in proposals:
        gold: set[int] = set()
        for a in story.places[u]:
            for b in story.places[v]:
                if a.article == b.article:
                    continue
                left, right = sorted((a, b))
                gold.update(
                    n
                    for n, link in enumerate(row["links"])
                    if covers(spans[left.article, left.sentence], link["left"])
                    and covers(spans[right.article, right.sentence], link["right"])
                )
        matched.append(gold)
    keep = [i for i, is_across in enumerate(across) if is_across]
    return inputs[keep], [matched[i] for i in keep], len(row["links"])


def fit(x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Mean, scale and weights (the intercept last) of a ridge-penalised logistic regression."""
    mean, scale = x.mean(axis=0), x.std(axis=0) + 1e-9
    z = np.hstack([(x - mean) / scale, np.ones((len(x), 1))])
    weights = np.zeros(z.shape[1])
    penalty = np.eye(len(weights)) * RIDGE
    penalty[-1, -1] = 0.0
    for _ in range(50):
        p = 1.0 / (1.0 + np.exp(-z @ weights))
        hessian = (z * (p * (1 - p))[:, None]).T @ z + penalty
        step = np.linalg.solve(hessian, z.T @ (p - y) + penalty @ weights)
        weights -= step
        if np.abs(step).max() < 1e-8:
            break
    return mean, scale, weights


def predict(model: tuple[np.ndarray, np.ndarray, np.ndarray], x: np.ndarray) -> np.ndarray:
    mean, scale, weights = model
    z = np.hstack([(x - mean) / scale, np.ones((len(x), 1))])
    return 1.0 / (1.0 + np.exp(-z @ weights))


def f1(scores: list, stories: list, threshold: float) -> tuple[float, float, float]:
    """F1, precision and recall of links at a threshold, over all stories."""
    predicted = right = found = gold = 0
    for score, (_, matched, count) in zip(scores, stories, strict=True):
        on = [matched[i] for i in np.flatnonzero(score >= threshold)]
        predicted += len(on)
        right += sum(1 for m in on if m)
        found += len(set().union(*on)) if on else 0
        gold += count
    precision, recall = right / max(predicted, 1), found / max(gold, 1)
    return 2 * precision * recall / max(precision + recall, 1e-9), precision, recall


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("--dry-run", action="store_true", help="print, don't write")
    arguments = parser.parse_args()
    lines = arguments.pairs.read_text(encoding="utf-8").splitlines()
    encoder = embed.load(cache=Cache(default_folder() / "vectors.sqlite"))
    stories = [story_rows(json.loads(line), encoder) for line in lines]
    labels = [np.array([1.0 if m else 0.0 for m in matched]) for _, matched, _ in stories]
    held_out = []
    for i in range(len(stories)):
        x = np.vstack([s[0] for j, s in enumerate(stories) if j != i])
        y = np.concatenate([label for j, label in enumerate(labels) if j != i])
        held_out.append(predict(fit(x, y), stories[i][0]))
    thresholds = [round(0.05 + 0.005 * i, 3) for i in range(150)]
    best = max(thresholds, key=lambda t: f1(held_out, stories, t)[0])
    model = fit(np.vstack([s[0] for s in stories]), np.concatenate(labels))
    fitted = [predict(model, s[0]) for s in stories]
    print(
        "cross-validated: F1 {:.3f} precision {:.3f} recall {:.3f}".format(
            *f1(held_out, stories, best)
        )
    )
    print(
        "fitted:          F1 {:.3f} precision {:.3f} recall {:.3f}".format(
            *f1(fitted, stories, best)
        )
    )
    mean, scale, weights = model
    data = {
        "about": "Link model of consistency/align.py, written by scripts/fit_align.py.",
        "threshold": best,
        "intercept": round(float(weights[-1]), 4),
        "features": {
            name: {
                "mean": round(float(m), 4),
                "scale": round(float(s), 4),
                "weight": round(float(w), 4),
            }
            for name, m, s, w in zip(align.feature_names(), mean, scale, weights[:-1], strict=True)
        },
    }
    if not arguments.dry_run:
        TARGET.write_text(json.dumps(data, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
