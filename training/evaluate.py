"""Score the folds: `python training/evaluate.py FOLDER [--out training/out] [--rank 32]`.

Every pair of `edits` is judged, in both directions, by the weights that were trained without its
story, shrunk to the rank. Prints, for the probability of a clash: balanced accuracy per domain at
the threshold that is best over all, area under the curve, recall per edit type at a specificity of
.85, and the temperature that calibrates it (Guo et al., 2017). Leaves the shrunk weights beside the
others, for `bench/quality.py --judge-folds`.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
from mix import rows
from safetensors.torch import load_file, save_file
from shrink import shrink

from consistency import judge


def clashes(path: Path, pairs: list[tuple[str, str]]) -> np.ndarray:
    """(n, 2, 3) logits of each pair in both directions."""
    card = {"name": path.stem, "threshold": 0.5, "temperature": 1.0}
    source = judge._Packaged(path, card)
    both = [source.logits(pairs), source.logits([pair[::-1] for pair in pairs])]
    return np.stack(both, axis=1)


def probabilities(logits: np.ndarray, temperature: float) -> np.ndarray:
    """(n, 3) probabilities, the directions averaged."""
    scaled = np.exp(logits / temperature - (logits / temperature).max(axis=-1, keepdims=True))
    return (scaled / scaled.sum(axis=-1, keepdims=True)).mean(axis=1)


def area(truth: np.ndarray, score: np.ndarray) -> float:
    """Area under the curve: how often a changed pair scores above an unchanged one."""
    order = np.argsort(np.argsort(score)) + 1.0
    changed = truth.sum()
    return (order[truth].sum() - changed * (changed + 1) / 2) / (changed * (~truth).sum())


def balanced(truth: np.ndarray, said: np.ndarray) -> float:
    """Mean of the recall of changed and of unchanged pairs."""
    return 0.5 * (said[truth].mean() + (~said[~truth]).mean())


def main() -> None:
    """Judge every pair by the fold that has not seen it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--out", type=Path, default=Path("training/out"))
    parser.add_argument("--rank", type=int, default=32)
    arguments = parser.parse_args()
    gold = list(rows(arguments.folder / "edits.jsonl"))
    logits = np.full((len(gold), 2, 3), np.nan, dtype=np.float32)
    for stories in sorted(arguments.out.glob("fold-*.stories.json")):
        held_out = set(json.loads(stories.read_text()))
        mine = [i for i, row in enumerate(gold) if row["story"] in held_out]
        whole, small = (
            stories.with_name(stories.name.replace(".stories.json", suffix))
            for suffix in (".safetensors", ".small.safetensors")
        )
        save_file(shrink(load_file(whole), arguments.rank), small)
        pairs = [(gold[i]["original"], gold[i]["rewrite"]) for i in mine]
        logits[mine] = clashes(small, pairs)
    seen = ~np.isnan(logits[:, 0, 0])
    gold = [row for row, is_seen in zip(gold, seen, strict=True) if is_seen]
    logits = logits[seen]
    np.save(arguments.out / f"edits-rank-{arguments.rank}.npy", logits)
    truth = np.array([row["label"] == "diverge" for row in gold])
    domain = np.array([row["domain"] for row in gold])
    losses = {}
    for temperature in np.arange(0.6, 3.01, 0.1):
        p = np.clip(1 - probabilities(logits, temperature)[:, 0], 1e-6, 1 - 1e-6)
        losses[round(float(temperature), 1)] = -np.where(truth, np.log(p), np.log(1 - p)).mean()
    temperature = min(losses, key=losses.__getitem__)
    clash = probabilities(logits, temperature)[:, 2]
    grid = np.arange(0.02, 0.99, 0.01)
    best = max(grid, key=lambda t: balanced(truth, clash >= t))
    print(f"rank {arguments.rank}: {len(gold)} pairs, temperature {temperature}")
    for name in ("", *sorted(set(domain))):
        mine = domain == name if name else np.ones(len(gold), dtype=bool)
        own = max(grid, key=lambda t: balanced(truth[mine], clash[mine] >= t))
        print(
            f"  {name or 'all':10} area {area(truth[mine], clash[mine]):.3f}"
            f"  balanced at {best:.2f} {balanced(truth[mine], clash[mine] >= best):.3f}"
            f"  at its own best {own:.2f} {balanced(truth[mine], clash[mine] >= own):.3f}"
        )
    threshold = np.quantile(clash[~truth], 0.85)
    print(f"  at specificity .85 (threshold {threshold:.2f}):")
    for kind in sorted({kind for row in gold for kind in row["edit_types"]}):
        mine = np.array([kind in row["edit_types"] for row in gold])
        print(f"    {kind:30} {(clash[mine] >= threshold).mean():.3f} of {mine.sum()}")


if __name__ == "__main__":
    main()
