"""Average trained readers, write the mean and fit its probabilities anew.

    python training/average.py --dev FILE --out FOLDER FOLDER=SHARE FOLDER=SHARE...

Weights that went on from one another lie in one basin: their mean knows held-out rows better than
each (Wortsman et al., 2022, "Model soups"). Shares add up to 1.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import torch
from train_reader import NAME, PLAIN, Learning, calibrate, write
from units import stories

from consistency import embed
from consistency.reader import fresh_heads


def network(folder: Path) -> Learning:
    """The network with the weights of a folder that training left."""
    made = Learning(embed.packaged())
    made.heads.update(fresh_heads(made.encoder.model.config.hidden_size, 1))
    made.change(folder / "reader.safetensors")
    return made


def mean(networks: list[Learning], shares: list[float]) -> Learning:
    """The first network with the weighted mean of all; what none of them changed stays exact."""
    with torch.no_grad():
        for name, tensor in networks[0].encoder.weights.items():
            others = [one.encoder.weights[name] for one in networks]
            if not all(torch.equal(tensor, other) for other in others):
                tensor.copy_(sum(s * other for s, other in zip(shares, others, strict=True)))
        for name in networks[0].heads:
            parts = (s * one.heads[name] for s, one in zip(shares, networks, strict=True))
            networks[0].heads[name] = sum(parts)
    return networks[0]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("readers", nargs="+", help="FOLDER=SHARE")
    parser.add_argument("--dev", type=Path, required=True, help="stories to fit probabilities on")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--rank", type=int, default=128)
    arguments = parser.parse_args()
    pairs = [reader.rpartition("=") for reader in arguments.readers]
    networks, shares = (
        [network(Path(folder)) for folder, _, _ in pairs],
        [float(s) for *_, s in pairs],
    )
    write(mean(networks, shares), PLAIN, arguments.out, arguments.rank, {})
    fitted = calibrate(
        network(arguments.out), stories(arguments.dev)
    )  # as the thin factors have it
    card = {"name": NAME, "calibration": fitted.__dict__, "shares": shares}
    (arguments.out / "reader.json").write_text(json.dumps(card, indent=1) + "\n")


if __name__ == "__main__":
    main()
