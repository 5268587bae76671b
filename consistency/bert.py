"""The packaged encoder's network and word pieces, with torch and tokenizers alone.

transformers and sentence-transformers, which other models need, give the same bytes; but importing
them takes five times as long as all of this (they bring along what trains, quantises, compiles and
distributes models), and a check of two short articles would spend most of its time on that. The
reader runs on it too.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import torch


class Bert:
    """An encoder of BERT's form from a folder: single precision, no dropout, no pooling."""

    def __init__(self, folder: Path) -> None:
        from safetensors.torch import load_file

        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        if (config["model_type"], config["hidden_act"]) != ("bert", "gelu"):
            raise ValueError(f"{folder}: is no encoder of BERT's form")
        self.layers = int(config["num_hidden_layers"])
        self._heads = int(config["num_attention_heads"])
        self._epsilon = float(config["layer_norm_eps"])
        # Copies: a file that is swapped later changes nothing, and all lie where torch lays them.
        self.weights: dict[str, Any] = {
            name: tensor.clone()
            for name, tensor in load_file(folder / "model.safetensors").items()
            if tensor.is_floating_point() and not name.startswith("pooler.")
        }

    def to(self, device: str) -> None:
        """Move the weights to a device."""
        self.weights = {name: tensor.to(device) for name, tensor in self.weights.items()}

    def words(self, ids: torch.Tensor) -> torch.Tensor:
        """What pieces are before any layer, by themselves; (rows, length, size)."""
        import torch

        found: torch.Tensor = torch.nn.functional.embedding(
            ids, self.weights["embeddings.word_embeddings.weight"]
        )
        return found

    def states(
        self, input_ids: torch.Tensor, token_type_ids: torch.Tensor, attention_mask: torch.Tensor
    ) -> list[torch.Tensor]:
        """The states of all pieces, (rows, length, size): before the first layer, behind each."""
        from torch.nn.functional import embedding

        weights = self.weights
        length = input_ids.shape[1]
        told = self.words(input_ids) + embedding(
            token_type_ids, weights["embeddings.token_type_embeddings.weight"]
        )
        told = told + weights["embeddings.position_embeddings.weight"][:length]
        found = [self._norm("embeddings.LayerNorm", told)]
        # Without a mask the attention takes another way, which rounds otherwise: transformers
        # leaves out one that hides nothing, and the readings were calibrated so.
        mask = None
        if not bool(attention_mask.all()):
            mask = attention_mask.bool()[:, None, None, :].expand(-1, 1, length, -1)
        for number in range(self.layers):
            found.append(self._layer(f"encoder.layer.{number}", found[-1], mask))
        return found

    def _layer(self, name: str, states: torch.Tensor, mask: torch.Tensor | None) -> torch.Tensor:
        from torch.nn.functional import gelu, scaled_dot_product_attention

        rows, length, size = states.shape
        shape = (rows, length, self._heads, size // self._heads)
        query, key, value = (
            self._linear(f"{name}.attention.self.{part}", states).view(shape).transpose(1, 2)
            for part in ("query", "key", "value")
        )
        attended = scaled_dot_product_attention(query, key, value, attn_mask=mask)
        attended = attended.transpose(1, 2).reshape(rows, length, size)
        attended = self._linear(f"{name}.attention.output.dense", attended)
        states = self._norm(f"{name}.attention.output.LayerNorm", attended + states)
        inner = gelu(self._linear(f"{name}.intermediate.dense", states))
        outer = self._linear(f"{name}.output.dense", inner)
        return self._norm(f"{name}.output.LayerNorm", outer + states)

    def _linear(self, name: str, states: torch.Tensor) -> torch.Tensor:
        from torch.nn.functional import linear

        found: torch.Tensor = linear(
            states, self.weights[f"{name}.weight"], self.weights[f"{name}.bias"]
        )
        return found

    def _norm(self, name: str, states: torch.Tensor) -> torch.Tensor:
        from torch.nn.functional import layer_norm

        found: torch.Tensor = layer_norm(
            states,
            states.shape[-1:],
            self.weights[f"{name}.weight"],
            self.weights[f"{name}.bias"],
            self._epsilon,
        )
        return found


MARKS: Final = ("[CLS]", "[SEP]", "[PAD]")


def pieces(folder: Path, longest: int | None = None) -> Any:
    """The tokenizer of a folder; with `longest` it divides longer texts, without it cuts none."""
    from tokenizers import Tokenizer

    found = Tokenizer.from_file(str(folder / "tokenizer.json"))
    found.no_padding()
    if longest is None:
        found.no_truncation()
    else:
        found.enable_truncation(longest, stride=0)
    return found


def marks(tokenizer: Any) -> tuple[int, int, int]:
    """The ids of the marks before, between and behind texts."""
    first, between, behind = (tokenizer.token_to_id(mark) for mark in MARKS)
    return first, between, behind


def divided(tokenizer: Any, texts: Sequence[str]) -> list[tuple[int, Any]]:
    """Each text's encodings, one after the other: (its index, the encoding)."""
    found = []
    for at, encoding in enumerate(tokenizer.encode_batch(list(texts))):
        found += [(at, part) for part in (encoding, *encoding.overflowing)]
    return found
