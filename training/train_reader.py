"""Train the reader: `python training/train_reader.py --data FOLDER --corpus FOLDER --out FOLDER`.

    [--start WEIGHTS] [--passes 6] [--rank 128] [--seed 1] [--dev FILE]

FOLDER of --data holds the labelled sets, that of --corpus the training stories (*.jsonl). The
encoder that ships is first taught natural-language inference (--start: by weights that know it),
then everything at once in some passes: each makes the stories' examples anew. Word and
position embeddings stay as they are. Last, factors and offsets are fitted on the stories of --dev,
so that probabilities are right on average, and weights and card are written to --out.

On two CPU cores 30 to 45 pairs a second in bfloat16.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

import numpy as np
import torch
from measure import area, candidates, of_contrasts, of_sets, of_stories
from safetensors.torch import save_file
from sets import (
    Writer,
    claim,
    claims,
    contrasted,
    edits,
    inference,
    nli,
    singles,
    spans,
    swap,
    swaps,
    tidy,
)
from shrink import shrink
from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy
from transformers import AutoModel, AutoTokenizer
from units import DIFFERS, ONLY, UNKNOWN, Example, Story, content, contrasts, facing, stories

from consistency import embed
from consistency.reader import Calibration, Network, Reading, _packed, _unpack, fresh_heads


class Learner:
    """The encoder as transformers runs it, with dropout and another attention for training."""

    def __init__(self, folder: Path) -> None:
        self.model: Any = AutoModel.from_pretrained(
            folder, local_files_only=True, add_pooling_layer=False
        )
        self.model.eval()

    @property
    def weights(self) -> dict[str, torch.Tensor]:
        return dict(self.model.named_parameters())

    def words(self, ids: torch.Tensor) -> torch.Tensor:
        return self.model.embeddings.word_embeddings(ids)

    def states(self, **inputs: torch.Tensor) -> Sequence[torch.Tensor]:
        return self.model(**inputs, output_hidden_states=True).hidden_states


class Learning(Network):
    """The reader's network around an encoder that learns."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.encoder: Any = Learner(folder)
        self.tokenizer: Any = AutoTokenizer.from_pretrained(folder, local_files_only=True)


LONGEST = 160  # word pieces of both texts; a longer pair is cut
TOKENS = 1024  # word pieces of a batch
MASKED = 0.05  # share of the pieces that are masked
NAME = "consistency-reader/1"


def batches(examples: list[Example], choice: random.Random, tokenizer: Any) -> list[list[Example]]:
    """Batches of examples of like length, in random order."""
    texts = sorted({text for e in examples for text in (e.left, e.right)})
    pieces = tokenizer(texts, add_special_tokens=False, verbose=False)["input_ids"]
    length = {text: len(row) for text, row in zip(texts, pieces, strict=True)}
    order = examples[:]
    choice.shuffle(order)
    found = []
    for start in range(0, len(order), 3000):
        pool = sorted(order[start : start + 3000], key=lambda e: length[e.left] + length[e.right])
        batch: list[Example] = []
        for one in pool:
            size = min(length[one.left] + length[one.right] + 3, LONGEST)
            if batch and (len(batch) + 1) * size > TOKENS:
                found.append(batch)
                batch = []
            batch.append(one)
        found.append(batch)
    choice.shuffle(found)
    return found


def losses(
    network: Learning, examples: Sequence[Example], masks: np.random.Generator
) -> dict[str, torch.Tensor]:
    """The loss of each head over a batch, where the batch says anything about it.

    Some word pieces are masked, so that no story is learned by heart.
    """
    batch = network.batch([(e.left, e.right) for e in examples], LONGEST)
    ids = batch.inputs["input_ids"]
    hidden = masks.random(ids.shape) < MASKED
    special = np.isin(ids, network.tokenizer.all_special_ids)
    ids[hidden & ~special] = network.tokenizer.mask_token_id
    out = network.forward(batch)
    rows, width = len(examples), batch.width
    link = torch.tensor([e.link for e in examples])
    cells = np.full((rows, width, width), UNKNOWN, dtype=np.int64)
    words = np.full((rows, 2, width), UNKNOWN, dtype=np.int64)
    for row, one in enumerate(examples):
        if one.facing is not None:
            a, b = one.facing.shape
            cells[row, :a, :b] = one.facing
        if one.words is not None:
            for k, array in enumerate(one.words):
                words[row, k, : len(array)] = array
    seen = out.seen.numpy()
    words[~seen] = UNKNOWN
    cells[~(seen[:, 0, :, None] & seen[:, 1, None, :])] = UNKNOWN
    found = {}
    if (link >= 0).any():
        found["link"] = cross_entropy(out.link, link, ignore_index=UNKNOWN)
    known = torch.from_numpy(cells >= 0)
    if known.any():
        target = torch.from_numpy(cells)[known].float()
        loss = binary_cross_entropy_with_logits(out.facing[known], target, reduction="sum")
        found["facing"] = loss / (target.sum() + 20)
    if (words >= 0).any():
        target = torch.from_numpy(words).flatten()
        found["words"] = cross_entropy(out.words.reshape(-1, 3), target, ignore_index=UNKNOWN)
    bags = _bags(out.words, seen, examples)
    if bags is not None:
        found["bags"] = bags
    return found


def _bags(words: torch.Tensor, seen: np.ndarray, examples: Sequence[Example]) -> Any:
    """Loss of "at least one of these words", its surest words counting most."""
    agrees, differs, only = words.unbind(-1)
    logits = {
        DIFFERS: differs - torch.logaddexp(agrees, only),
        ONLY: torch.logaddexp(differs, only) - agrees,
    }
    pooled, targets = [], []
    for row, one in enumerate(examples):
        for bag in one.bags:
            parts = []
            for k, at in ((0, bag.left), (1, bag.right)):
                inside = [i for i in at if i < seen.shape[2] and seen[row, k, i]]
                parts.append(logits[bag.kind][row, k][inside])
            scores = torch.cat(parts)
            if len(scores):
                pooled.append((torch.softmax(scores, 0) * scores).sum())
                targets.append(float(bag.target))
    if not pooled:
        return None
    return binary_cross_entropy_with_logits(torch.stack(pooled), torch.tensor(targets))


WEIGHTS = {"link": 0.5, "facing": 0.5, "words": 2.0, "bags": 0.7}


def begun(weights: Path | None, seed: int = 1) -> Learning:
    """The network with fresh heads, or with the weights of a reader."""
    network = Learning(embed.packaged())
    network.heads.update(fresh_heads(network.encoder.model.config.hidden_size, seed))
    if weights:
        network.change(weights)
    return network


class Training:
    """The network, its optimiser, and the clock."""

    def __init__(self, network: Learning, steps: int, seed: int, rate: float) -> None:
        torch.manual_seed(seed)
        self.network = network
        own = network.encoder.weights
        for name in ("embeddings.word_embeddings.weight", "embeddings.position_embeddings.weight"):
            own.pop(name).requires_grad = False
        for tensor in network.heads.values():
            tensor.requires_grad = True
        self.trained = [*own.values(), *network.heads.values()]
        groups = [
            {"params": list(own.values()), "lr": rate},
            {"params": list(network.heads.values()), "lr": rate * 8},
        ]
        self.optimizer = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
        self.schedule = torch.optim.lr_scheduler.LambdaLR(
            self.optimizer,
            lambda step: min((step + 1) / (0.05 * steps), max(0.0, 1 - step / steps) + 0.01),
        )
        self.steps, self.step = steps, 0
        self.masks = np.random.default_rng(seed)
        encoder = network.encoder.model
        encoder.set_attn_implementation("eager")  # twice as fast backwards here
        self._plain = encoder.forward
        # Without instructions for it bfloat16 is five times slower than single precision.
        fast = torch.cpu._is_avx512_bf16_supported()
        self._fast = torch.autocast("cpu", torch.bfloat16, enabled=fast)(encoder.forward)

    def run(self, examples: list[Example], choice: random.Random, name: str) -> None:
        """One pass."""
        encoder = self.network.encoder.model
        # Without dropout of attention, which is slow here.
        encoder.forward = self._fast
        for place, module in encoder.named_modules():
            if isinstance(module, torch.nn.Dropout):
                module.train(".attention.self" not in place)
        start, done = time.time(), 0
        sums: dict[str, list[float]] = {}
        todo = batches(examples, choice, self.network.tokenizer)
        for number, batch in enumerate(todo, 1):
            found = losses(self.network, batch, self.masks)
            if not found:
                continue
            loss = sum(WEIGHTS[key] * value for key, value in found.items())
            loss.backward()  # type: ignore[union-attr]
            torch.nn.utils.clip_grad_norm_(self.trained, 1.0)
            self.optimizer.step()
            self.schedule.step()
            self.optimizer.zero_grad()
            self.step += 1
            done += len(batch)
            for key, value in found.items():
                sums.setdefault(key, []).append(float(value.detach()))
            if number % 50 == 0:
                shown = " ".join(f"{key} {np.mean(v):.3f}" for key, v in sorted(sums.items()))
                speed = done / (time.time() - start)
                print(f"{name} {number}/{len(todo)} {shown} {speed:.0f}/s", flush=True)
                sums = {}
        encoder.forward = self._plain
        encoder.eval()


def changes(network: Network, folder: Path) -> dict[str, torch.Tensor]:
    """What training changed in the encoder, and the heads."""
    before = Network(folder).encoder.weights
    found = {
        name: (tensor.detach() - before[name]).clone()
        for name, tensor in network.encoder.weights.items()
        if not torch.equal(tensor, before[name])
    }
    return found | {f"heads.{name}": t.detach().clone() for name, t in network.heads.items()}


def read_with(network: Network, calibration: Calibration) -> Any:
    """A function that reads pairs as the program does."""

    def read(pairs: Sequence[tuple[str, str]]) -> list[Reading]:
        found = []
        for pair in pairs:
            batch = network.batch([pair, pair[::-1]], 256)
            packed = _packed(calibration.readings(batch, network.logits(batch)))
            reading = _unpack(packed, pair)
            assert reading is not None
            found.append(reading)
        return found

    return read


PLAIN = Calibration((1.0, 0.0, 0.0, 0.0), (1.0, 0.0), (1.0, 0.0), (1.0, 0.0))


def _fit(logits: np.ndarray, truth: np.ndarray) -> tuple[float, float]:
    """Factor and offset of a logistic regression."""
    x, y = torch.tensor(logits, dtype=torch.float64), torch.tensor(truth, dtype=torch.float64)
    weights = torch.tensor([1.0, 0.0], dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.LBFGS([weights], max_iter=100)

    def closure() -> torch.Tensor:
        optimizer.zero_grad()
        loss = binary_cross_entropy_with_logits(x * weights[0] + weights[1], y)
        loss.backward()
        return loss

    optimizer.step(closure)
    return round(float(weights[0]), 3), round(float(weights[1]), 3)


def calibrate(network: Network, found: Sequence[Story]) -> Calibration:
    """Factors and offsets fitted on stories: words that carry meaning, spans' words, links."""
    words: list[np.ndarray] = []
    labels: list[int] = []
    cells: list[np.ndarray] = []
    faces: list[np.ndarray] = []
    for unit in (unit for story in found for unit in story.units):
        pair = unit.left.text, unit.right.text
        batch = network.batch([pair, pair[::-1]], 256)
        out = network.logits(batch)
        for k, one in enumerate((unit.left, unit.right)):
            averaged = (out.words[0, k] + out.words[1, 1 - k]) / 2
            for i, (word, number) in enumerate(zip(one.words, one.spans, strict=True)):
                label = unit.labels.get(number, 0) if number else 0
                if content(word) and label != UNKNOWN:
                    words.append(averaged[i])
                    labels.append(label)
        gold = facing(unit)
        a, b = gold.shape
        averaged = (out.facing[0, :a, :b] + out.facing[1, :b, :a].T) / 2
        cells.append(averaged[gold >= 0])
        faces.append(gold[gold >= 0])
    stacked, y = np.stack(words), np.array(labels)
    logits = [
        stacked[:, k] - np.log(np.exp(np.delete(stacked, k, axis=1)).sum(axis=1)) for k in (1, 2)
    ]
    link = _fit_link(network, [c for story in found for c in candidates(story)])
    return Calibration(
        link,
        _fit(np.concatenate(cells), np.concatenate(faces)),
        _fit(logits[0], y == DIFFERS),
        _fit(logits[1], y == ONLY),
    )


def _fit_link(
    network: Network, asked: Sequence[tuple[str, str, bool]]
) -> tuple[float, float, float, float]:
    """A factor, and an offset of "none", by which linked pairs get the right probability."""
    rows = []
    for left, right, _ in asked:
        out = network.logits(network.batch([(left, right), (right, left)], 256))
        rows.append(out.link.mean(axis=0))
    stacked = np.array(rows)
    linked = np.logaddexp(stacked[:, 0], stacked[:, 1]) - stacked[:, 2]
    factor, offset = _fit(linked, np.array([truth for _, _, truth in asked]))
    return factor, offset, offset, 0.0


def write(network: Network, calibration: Calibration, out: Path, rank: int, card: dict) -> None:
    """Weights and card."""
    out.mkdir(parents=True, exist_ok=True)
    made = shrink(changes(network, embed.packaged()), rank)
    save_file(made, out / "reader.safetensors")
    write_card(calibration, out, card)
    print(f"{out}: {(out / 'reader.safetensors').stat().st_size / 1e6:.1f} MB", flush=True)


def write_card(calibration: Calibration, out: Path, card: dict) -> None:
    """The card beside the weights: name, calibration, how they were made."""
    settings = {"name": NAME, "calibration": calibration.__dict__, **card}
    (out / "reader.json").write_text(json.dumps(settings, indent=1) + "\n")


def vectors(found: Sequence[Story]) -> dict[str, np.ndarray]:
    """Sentence vectors of the stories' texts."""
    sides = [u.left for s in found for u in s.units] + [u.right for s in found for u in s.units]
    texts = [one.text for one in sides + [o for s in found for part in s.alone for o in part]]
    return dict(zip(texts, embed.load().encode(texts).sentence, strict=True))


def mixed(arguments: argparse.Namespace, choice: random.Random) -> Iterator[list[Example]]:
    """One pass' examples after another; the stories are those in the folder by then."""
    data = arguments.data
    writer, known = None, 0
    swapped, claimed, edited = swaps(data, False), claims(data), edits(data)
    inferred, spanned = nli(data), [example for _, example in spans(data, False)]
    texts = sorted({tidy(row["evidence"]) for row in claimed} | {e.left for e in edited})
    texts += sorted({tidy(row["left"]) for row in swapped})
    shares = arguments.shares
    while True:
        files = sorted(arguments.corpus.glob(arguments.pattern))
        told = [story for path in files for story in stories(path)]
        if writer is None or len(told) != known:
            writer = Writer(told, vectors(told), choice.randrange(1 << 30))
            known = len(told)
        found = list(writer.examples())
        story = len(found)
        found += contrasted(contrasts(arguments.contrasts, False), choice)
        found += [swap(row) for row in choice.sample(swapped, shares[0])]
        found += [claim(row) for row in choice.sample(claimed, shares[1])]
        found += choice.sample(edited, min(shares[2], len(edited)))
        found += [inference(row) for row in choice.sample(inferred, shares[3])]
        found += singles(choice.sample(texts, shares[4]), writer.trees, choice)
        found += spanned
        turned = [e if choice.random() < 0.5 else e.flip() for e in found]
        print(f"a pass of {len(found)}, {story} of {known} stories", flush=True)
        yield turned


def main() -> None:
    """Train, calibrate, write, measure."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--contrasts", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--start", type=Path, help="weights of a reader to begin with")
    parser.add_argument("--dev", type=Path, help="stories to fit probabilities on")
    parser.add_argument("--pattern", default="w[0-9][0-9].jsonl")
    parser.add_argument("--passes", type=int, default=6)
    parser.add_argument("--rank", type=int, default=128)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--shares",
        type=int,
        nargs=5,
        default=[2200, 2500, 900, 1200, 1800],
        help="of a pass: swaps, claims, edits, inference, single sentences changed",
    )
    parser.add_argument(
        "--first", type=int, default=30_000, help="pairs of inference before all else"
    )
    parser.add_argument(
        "--growth",
        type=float,
        default=1.0,
        help="a pass over the first one in length, where the folders still grow",
    )
    parser.add_argument("--limit", type=int, default=0, help="examples of a pass, for a trial")
    arguments = parser.parse_args()
    torch.set_num_threads(len(os.sched_getaffinity(0)))
    choice = random.Random(arguments.seed)
    dev = stories(arguments.dev or arguments.data / "corpus.jsonl")
    network = begun(arguments.start, arguments.seed)
    source = mixed(arguments, choice)
    if not arguments.start:
        rows = nli(arguments.data)
        first = [inference(row) for row in choice.sample(rows, min(len(rows), arguments.first))]
        steps = len(batches(first, random.Random(0), network.tokenizer))
        Training(network, steps, arguments.seed, arguments.rate).run(first, choice, "inference")
    training = None
    for number in range(1, arguments.passes + 1):
        examples = next(source)
        if arguments.limit:
            examples = choice.sample(examples, arguments.limit)
        if training is None:
            steps = len(batches(examples, random.Random(0), network.tokenizer)) * arguments.passes
            steps = round(steps * arguments.growth)
            training = Training(network, steps, arguments.seed, arguments.rate)
        training.run(examples, choice, f"pass {number}")
        write(network, PLAIN, arguments.out, 0, {"seed": arguments.seed})
        glance(network, dev, swaps(arguments.data, True)[:400])
    calibration = calibrate(network, dev)
    print(calibration)
    card = {"seed": arguments.seed, "passes": arguments.passes}
    write(network, calibration, arguments.out, arguments.rank, card)
    read = read_with(network, calibration)
    of_stories(read, dev)
    of_contrasts(read, contrasts(arguments.contrasts, True))
    of_sets(read, arguments.data)


def glance(network: Network, dev: Sequence[Story], held: Sequence[dict[str, Any]]) -> None:
    """Areas on the stories left out, from one direction, between two passes."""
    y: list[bool] = []
    p: list[float] = []
    for unit in (unit for story in dev for unit in story.units):
        out = network.logits(network.batch([(unit.left.text, unit.right.text)], 256))
        for k, one in enumerate((unit.left, unit.right)):
            for i, (word, number) in enumerate(zip(one.words, one.spans, strict=True)):
                label = unit.labels.get(number, 0) if number else 0
                if content(word) and label != UNKNOWN:
                    y.append(label == DIFFERS)
                    p.append(float(out.words[0, k, i, 1] - out.words[0, k, i, 0]))
    order = []
    for one in map(swap, held):
        words = network.logits(network.batch([(one.left, one.right)], 256)).words[0]
        order.append(float((words[..., 1] - words[..., 0]).max(axis=-1).mean()))
    swapped = area([row["label"] == "differs" for row in held], order)
    print(f"left out: words that differ {area(y, p):.3f}, order {swapped:.3f}", flush=True)


if __name__ == "__main__":
    main()
