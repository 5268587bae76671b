"""Average trained readers, write the mean and fit its probabilities anew.

    python training/average.py --dev FILE --out FOLDER FOLDER=SHARE FOLDER=SHARE...

Weights that went on from one another lie in one basin: their mean knows held-out rows better than
each (Wortsman et al., 2022, "Model soups"). Shares add up to 1.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch
from train_reader import PLAIN, Learning, begun, calibrate, write, write_card
from units import stories

WEIGHTS = "reader.safetensors"


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
    networks = [begun(Path(folder) / WEIGHTS) for folder, _, _ in pairs]
    shares = [float(share) for *_, share in pairs]
    write(mean(networks, shares), PLAIN, arguments.out, arguments.rank, {})
    fitted = calibrate(begun(arguments.out / WEIGHTS), stories(arguments.dev))  # of thin factors
    write_card(fitted, arguments.out, {"shares": shares})


if __name__ == "__main__":
    main()
