"""Shrink trained weights: what training changed in a matrix as two thin factors.

By truncated singular value decomposition (Eckart and Young, 1936), in half precision; vectors are
kept whole. Added to the encoder that everybody has, they give the reader. Low rank loses little,
since fine-tuning moves weights in few directions (Aghajanyan et al., 2020; Hu et al., 2021, LoRA).
"""

from __future__ import annotations

import torch


def shrink(changes: dict[str, torch.Tensor], rank: int) -> dict[str, torch.Tensor]:
    """The change of every trained parameter, matrices as factors of a rank; 0: all whole."""
    found: dict[str, torch.Tensor] = {}
    for name, change in changes.items():
        if name.startswith("heads.") or change.dim() != 2 or not 0 < rank < min(change.shape):
            found[name] = change
            continue
        up, values, down = torch.linalg.svd(change.float(), full_matrices=False)
        root = values[:rank].sqrt()
        found[f"{name}.up"] = up[:, :rank] * root
        found[f"{name}.down"] = root[:, None] * down[:rank]
    return {name: tensor.to(torch.float16).contiguous() for name, tensor in found.items()}
