"""Read two sentences together: do they tell one thing, which words face which, what differs.

One small cross-encoder (`training/`) over a pair of texts with three heads: *link* (the same, in
part the same, nothing in common), *facing* (a matrix over the words of both) and *words* (for every
word whether it differs in fact from its counterpart, and whether only its side tells it). Both
directions are read and their logits averaged, so that the order within a pair plays no part, and
what comes out are calibrated probabilities.

Every reading depends on its two texts alone, whatever is read beside it: a pair's two directions
are one batch of their own, and probabilities are rounded. A story takes one reading for all pairs
that differ in digits alone (`together`). torch is imported on the first pair that
the cache does not hold.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import struct
import zlib
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from importlib import metadata, resources
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol, runtime_checkable

import numpy as np

from consistency import bert, userfile
from consistency.cache import Cache, Memory, first_line
from consistency.embed import overlapped, packaged, quiet, threads, waiting_asleep
from consistency.errors import ModelError
from consistency.text import words as words_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

Texts = tuple[str, str]
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Reading:
    """What one ordered pair of texts was read as, both directions averaged.

    `link`: probabilities of same, partial (one tells more), none. `facing`: (words of the left
    text, words of the right text), each in [0, 1]. `left` and `right`: per word of a text
    (`consistency.text.words`) the probabilities that it differs from its counterpart, or is told
    otherwise, and that only this side tells it. Words beyond the window have zeros. Arrays are
    read-only.
    """

    link: tuple[float, float, float]
    facing: NDArray[np.float16]
    left: NDArray[np.float16]
    right: NDArray[np.float16]

    def flip(self) -> Reading:
        """The same, seen from the other side."""
        return Reading(self.link, self.facing.T, self.right, self.left)


@runtime_checkable
class Reader(Protocol):
    """Reads pairs of texts. `name` and `digest` (hex) say which one made a report."""

    @property
    def name(self) -> str: ...

    @property
    def digest(self) -> str: ...

    def read(self, pairs: Sequence[Texts], progress: Progress | None = None) -> list[Reading]:
        """One reading per pair, in their order; `progress` gets (pairs done, in all)."""
        ...


_DIGITS: Final = re.compile(r"\d+")


def together(reader: Reader, pairs: Collection[Texts]) -> dict[Texts, Reading]:
    """The readings of a story's pairs. Pairs of the same words with other digits are read once, the
    first of them by their texts: figures are for the ladders, and hundreds of copies that differ in
    one would be read for hours.
    """
    first: dict[Texts, Texts] = {}
    stands = {pair: first.setdefault(_shape(pair), pair) for pair in sorted(pairs)}
    asked = list(first.values())
    read = dict(zip(asked, reader.read(asked), strict=True))
    return {pair: read[other] for pair, other in stands.items()}


def _shape(pair: Texts) -> Texts:
    """A pair with each run of digits' place among its runs: those printed alike stay alike."""
    places: dict[str, int] = {}

    def placed(text: str) -> str:
        return _DIGITS.sub(lambda digits: f"{places.setdefault(digits[0], len(places))}", text)

    return placed(pair[0]), placed(pair[1])


def load(
    name: str | None = None, *, cache: Cache | Memory | None = None, device: str = "cpu"
) -> Reader:
    """The reader of a name: None for the packaged one, else a folder that training left.

    `device` is cpu or cuda, see `embed.device_of`. On the latter a probability may come out a step
    of .004 apart, so that what each gave is kept apart in the cache.

    Nothing heavy is imported here; the model loads on the first pair that `cache` does not hold.

    Raises `ModelError`, here or on first use, if it can't be loaded.
    """
    encoder = partial(packaged, cache)
    if name is None:
        return _Reader(Path(str(resources.files("consistency"))) / "data", encoder, cache, device)
    return _Reader(userfile.expanded(name), encoder, cache, device)


@lru_cache(maxsize=1)
def default() -> Reader:
    """The packaged reader with a memory of its own: for callers that name no reader."""
    return load(cache=Memory(limit=100_000_000))


# -------------------------------------------------------------------------------- the packaged one

# Bump when readings or their form in the cache change for a reason that the key does not see.
_FORMAT: Final = "1"
# Word pieces of both texts and the three marks around them; training saw hardly any longer pair.
WINDOW: Final = 256
# Probabilities are kept in so many steps.
_STEPS: Final = 250


# The file by which a folder is known to hold a reader that training left.
CARD: Final = "reader.json"


class _Reader:
    """The packaged encoder with what training changed, read through the cache."""

    def __init__(
        self,
        folder: Path,
        encoder: Callable[[], Path],
        cache: Cache | Memory | None,
        device: str = "cpu",
    ) -> None:
        self._weights, card = folder / "reader.safetensors", folder / CARD
        if not os.path.isfile(self._weights) or not os.path.isfile(card):
            raise ModelError(
                f"{folder} holds no reader: it needs reader.safetensors and reader.json; install"
                " the program again, name another folder, or use --no-reader"
            )
        try:
            described = card.read_bytes()
            settings = json.loads(described)
            self.name = str(settings["name"])
            self._calibration = Calibration(**settings["calibration"])
            weights = cache.digest(self._weights) if cache else _sha256(self._weights)
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ModelError(
                f"the reader in {folder} can't be read: {first_line(error)}"
            ) from error
        self.digest = hashlib.sha256(weights.encode() + described).hexdigest()
        self._encoder, self._cache, self._device = encoder, cache, device
        self._network: Network | None = None

    def read(self, pairs: Sequence[Texts], progress: Progress | None = None) -> list[Reading]:
        """One reading per pair, from the cache or the model; `ModelError` if it won't load."""
        wanted = sorted({min(pair, pair[::-1]) for pair in pairs})
        salt = _salt(self.digest, self._device)
        keys = [_key(salt, pair) for pair in wanted]
        stored = self._cache.get(keys) if self._cache else {}
        found: dict[Texts, Reading] = {}
        missing: list[tuple[Texts, bytes]] = []
        for pair, key in zip(wanted, keys, strict=True):
            reading = _unpack(stored.get(key), pair)
            if reading is None:
                missing.append((pair, key))
            else:
                found[pair] = reading
        if progress:
            progress(len(found), len(wanted))
        for i in range(0, len(missing), _CHUNK):
            part = missing[i : i + _CHUNK]
            rows = []
            for (pair, key), row in zip(part, self._run([p for p, _ in part]), strict=True):
                reading = _unpack(row, pair)
                assert reading is not None
                found[pair] = reading
                rows.append((key, row))
                if progress:
                    progress(len(found), len(wanted))
            if self._cache:
                self._cache.put(rows)
        return [found[pair] if pair in found else found[pair[::-1]].flip() for pair in pairs]

    def _run(self, pairs: Sequence[Texts]) -> Iterator[bytes]:
        """The packed reading of each pair."""
        if self._network is None:
            try:
                with quiet(), waiting_asleep():
                    threads()
                    self._network = Network(self._encoder(), self._weights, self._device)
            except ModelError:
                raise
            except Exception as error:
                raise ModelError(
                    f"the reader can't be loaded ({first_line(error)}); install the program again,"
                    " or use --no-reader"
                ) from error
        network = self._network
        batches = (network.batch([pair, pair[::-1]], WINDOW) for pair in pairs)
        for batch, logits in overlapped(network.logits, batches):
            yield _packed(self._calibration.readings(batch, logits))


@dataclass(frozen=True)
class Calibration:
    """From logits to probabilities: a factor and an offset each, fitted on stories left out."""

    link: tuple[float, float, float, float]  # a factor, an offset per class
    facing: tuple[float, float]
    differs: tuple[float, float]
    only: tuple[float, float]

    def readings(self, batch: Batch, logits: Logits) -> Steps:
        """The reading of a pair in steps, from the logits of its two directions."""
        one, other = (int(count) for count in batch.counts[0])
        link = self.link_of(logits.link.mean(axis=0))
        facing = (logits.facing[0, :one, :other] + logits.facing[1, :other, :one].T) / 2
        seen = logits.seen[0, 0, :one, None] & logits.seen[0, 1, None, :other]
        sides = []
        for side, count in ((0, one), (1, other)):
            classes = (logits.words[0, side, :count] + logits.words[1, 1 - side, :count]) / 2
            sides.append(self.words_of(classes) * logits.seen[0, side, :count, None])
        faces = _logistic(facing * self.facing[0] + self.facing[1]) * seen
        return _steps(link), _steps(sides[0]), _steps(sides[1]), _steps(faces)

    def link_of(self, logits: NDArray[np.floating]) -> NDArray[np.floating]:
        """Probabilities of same, partial, none from averaged logits (..., 3)."""
        scaled = logits * self.link[0] + np.asarray(self.link[1:])
        raised = np.exp(scaled - scaled.max(axis=-1, keepdims=True))
        shares: NDArray[np.floating] = raised / raised.sum(axis=-1, keepdims=True)
        return shares

    def words_of(self, logits: NDArray[np.floating]) -> NDArray[np.floating]:
        """Probabilities that a word differs, that only its side tells it, from (..., 3) logits."""
        raised = logits - logits.max(axis=-1, keepdims=True)
        found = []
        for place, (factor, offset) in ((1, self.differs), (2, self.only)):
            rest = np.log(np.exp(np.delete(raised, place, axis=-1)).sum(axis=-1))
            found.append(_logistic((raised[..., place] - rest) * factor + offset))
        return np.stack(found, axis=-1)


def _logistic(logits: NDArray[np.floating]) -> NDArray[np.floating]:
    shares: NDArray[np.floating] = 1 / (1 + np.exp(-np.clip(logits, -30, 30)))
    return shares


def _steps(shares: NDArray[np.floating]) -> NDArray[np.uint8]:
    return np.round(shares * _STEPS).astype(np.uint8)


_CHUNK: Final = 256  # pairs between two writes to the cache


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@lru_cache(maxsize=8)
def _salt(digest: str, device: str = "cpu") -> bytes:
    salt = hashlib.sha256(f"reader|{_FORMAT}|{digest}|{WINDOW}|{_STEPS}".encode())
    for library in ("torch", "transformers", "tokenizers"):
        try:
            salt.update(f"|{library}={metadata.version(library)}".encode())
        except metadata.PackageNotFoundError:
            salt.update(f"|{library}".encode())
    if device != "cpu":
        salt.update(f"|{device}".encode())
    return salt.digest()


def _key(salt: bytes, pair: Texts) -> bytes:
    """The cache's key. It sees where the words lie, so that a new tokeniser finds nothing old."""
    data = hashlib.sha256(salt)
    for text in pair:
        data.update(struct.pack("<I", len(text)))
        data.update(np.asarray(words_of(text), dtype=np.int32).tobytes())
        data.update(text.encode("utf-8", "surrogatepass"))
    return data.digest()


Steps = tuple["NDArray[np.uint8]", "NDArray[np.uint8]", "NDArray[np.uint8]", "NDArray[np.uint8]"]


def _packed(steps: Steps) -> bytes:
    """Three bytes of link, two per word of either side, one per pair of words; compressed."""
    return zlib.compress(b"".join(part.tobytes() for part in steps))


def _unpack(value: bytes | None, pair: Texts) -> Reading | None:
    """A stored reading; None where it is none of these two texts."""
    if value is None:
        return None
    one, other = (len(words_of(text)) for text in pair)
    count = 3 + 2 * (one + other) + one * other
    try:
        # No more than that: few bytes may unfold to gigabytes.
        steps = np.frombuffer(zlib.decompressobj().decompress(value, count + 1), dtype=np.uint8)
    except zlib.error:
        return None
    if len(steps) != count or steps.max() > _STEPS:
        return None
    halves = (steps / _STEPS).astype(np.float16)
    halves.setflags(write=False)
    same, partial, none = (round(int(step) / _STEPS, 3) for step in steps[:3])
    ends = 3 + 2 * one, 3 + 2 * (one + other)
    return Reading(
        (same, partial, none),
        halves[ends[1] :].reshape(one, other),
        halves[3 : ends[0]].reshape(one, 2),
        halves[ends[0] : ends[1]].reshape(other, 2),
    )


# ------------------------------------------------------------------------------------- the network


@dataclass(frozen=True)
class Batch:
    """Ordered pairs as the network takes them.

    `inputs` are the encoder's arrays, (rows, pieces). Piece `pieces[k]` (of all rows' pieces, flat)
    is part of word `words[k]`, counted as (row, side, place) with `width` places a side. `counts`:
    (rows, 2), the words of either side; those beyond the window have no piece.
    """

    inputs: dict[str, NDArray[np.int64]]
    pieces: NDArray[np.int64]
    words: NDArray[np.int64]
    counts: NDArray[np.int64]
    width: int


@dataclass(frozen=True)
class Logits:
    """What the network gives: `link` (rows, 3), `facing` (rows, width, width), `words` (rows, 2,
    width, 3) for agrees, differs, told here only; `seen` (rows, 2, width): words with a piece."""

    link: Any
    facing: Any
    words: Any
    seen: Any


class Network:
    """The encoder with its changes, and the heads. The only place here that knows torch."""

    def __init__(self, folder: Path, weights: Path | None = None, device: str = "cpu") -> None:
        self.pieces: Any = bert.pieces(folder)
        self.encoder = bert.Bert(folder)
        self.heads: dict[str, Any] = {}
        if weights is not None:
            self.change(weights)
        self.device = device
        self.encoder.to(device)
        self.heads = {name: head.to(device) for name, head in self.heads.items()}

    def change(self, weights: Path) -> None:
        """Take the heads of a file of weights, and add its changes to the encoder.

        The file holds, for each trained matrix of the encoder, `NAME.up` and `NAME.down` whose
        product is added, or the whole change under its name; and `heads.NAME`.
        """
        import torch
        from safetensors.torch import load_file

        changes = {name: tensor.float() for name, tensor in load_file(weights).items()}
        own = self.encoder.weights
        with torch.no_grad():
            for name, tensor in changes.items():
                whole, _, part = name.rpartition(".")
                if name.startswith("heads."):
                    self.heads[name.removeprefix("heads.")] = tensor
                elif part == "up":
                    own[whole] += tensor @ changes[f"{whole}.down"]
                elif part != "down":
                    own[name] += tensor

    def batch(self, pairs: Sequence[Texts], window: int) -> Batch:
        """The batch of some ordered pairs; a longer pair is cut by whole words."""
        # Lone surrogates have no UTF-8 form; one replacement each keeps the offsets.
        sides = [[_encodable(pair[side]) for pair in pairs] for side in (0, 1)]
        encoded = [self._pieces(texts) for texts in sides]
        rows: list[tuple[list[int], list[int], list[tuple[int, int, int]]]] = []
        counts = np.zeros((len(pairs), 2), dtype=np.int64)
        first, between, padding = bert.marks(self.pieces)
        for row in range(len(pairs)):
            kept = _cut(encoded[0][row], encoded[1][row], window - 3)
            ids, types = [first], [0]
            places: list[tuple[int, int, int]] = []  # piece, side, word
            for side in (0, 1):
                pieces, belongs, words = encoded[side][row]
                counts[row, side] = words
                start = len(ids)
                ids += [*pieces[: kept[side]], between]
                types += [side] * (kept[side] + 1)
                places += [(start + p, side, w) for p, w in belongs if p < kept[side]]
            rows.append((ids, types, places))
        length = max(len(ids) for ids, _, _ in rows)
        width = max(1, int(counts.max()))
        inputs = {
            name: np.zeros((len(rows), length), dtype=np.int64)
            for name in ("input_ids", "token_type_ids", "attention_mask")
        }
        inputs["input_ids"][:] = padding
        flat: list[tuple[int, int]] = []
        for row, (ids, types, places) in enumerate(rows):
            inputs["input_ids"][row, : len(ids)] = ids
            inputs["token_type_ids"][row, : len(ids)] = types
            inputs["attention_mask"][row, : len(ids)] = 1
            flat += [(row * length + p, (row * 2 + side) * width + w) for p, side, w in places]
        table = np.asarray(flat, dtype=np.int64).reshape(-1, 2)
        return Batch(inputs, table[:, 0].copy(), table[:, 1].copy(), counts, width)

    def _pieces(self, texts: Sequence[str]) -> list[tuple[list[int], list[tuple[int, int]], int]]:
        """Per text its pieces, which piece is part of which word, and how many words there are."""
        encoded = self.pieces.encode_batch(list(texts), add_special_tokens=False)
        found = []
        for text, encoding in zip(texts, encoded, strict=True):
            words = words_of(text)
            belongs, word = [], 0
            for piece, (start, end) in enumerate(encoding.offsets):
                while word < len(words) and words[word][1] <= start:
                    word += 1
                at = word
                while at < len(words) and words[at][0] < end:
                    belongs.append((piece, at))
                    at += 1
            found.append((encoding.ids, belongs, len(words)))
        return found

    def logits(self, batch: Batch) -> Logits:
        """The batch read, as arrays."""
        import torch

        with torch.inference_mode():
            found = self.forward(batch)
            link, facing, words = (
                part.float().cpu().numpy() for part in (found.link, found.facing, found.words)
            )
            return Logits(link, facing, words, found.seen.cpu().numpy())

    def forward(self, batch: Batch) -> Logits:
        """The batch read, as tensors; training runs it with gradients.

        A word's vector is the mean of its pieces', from the last layer, the middle one and the
        embeddings. Words face each other by the product of what a matrix makes of them, and by
        their embeddings' cosine. Beside its own vector a word's three classes see its
        counterpart's: the mean of the other side's words, weighted by how far they face it.
        """
        import torch
        from torch.nn.functional import gelu, linear, normalize

        heads = self.heads
        inputs = {n: torch.from_numpy(array).to(self.device) for n, array in batch.inputs.items()}
        states = self.encoder.states(**inputs)
        last, middle = states[-1].float(), states[len(states) // 2].float()
        plain = self.encoder.words(inputs["input_ids"]).float()
        size = last.shape[-1]
        rows, width = len(batch.counts), batch.width
        stacked = torch.cat([last, middle, plain], -1).reshape(-1, 3 * size)
        pieces = torch.from_numpy(batch.pieces).to(self.device)
        at = torch.from_numpy(batch.words).to(self.device)
        places = rows * 2 * width
        counts = stacked.new_zeros(places).index_add_(0, at, stacked.new_ones(len(at)))
        words = stacked.new_zeros(places, 3 * size).index_add(0, at, stacked[pieces])
        words = (words / counts.clamp(min=1)[:, None]).view(rows, 2, width, 3 * size)
        seen = (counts > 0).view(rows, 2, width)
        last_words, plain_words = words[..., :size], words[..., 2 * size :]

        points = linear(words[..., : 2 * size], heads["face.weight"], heads["face.bias"])
        units = normalize(plain_words, dim=-1)
        facing = (
            points[:, 0] @ points[:, 1].transpose(1, 2) / points.shape[-1] ** 0.5
            + heads["face.alike"] * (units[:, 0] @ units[:, 1].transpose(1, 2))
            + heads["face.offset"]
        )
        far = (~seen).float() * -1e4
        own = linear(plain_words, heads["plain.weight"])
        features = []
        for side, scores in ((0, facing), (1, facing.transpose(1, 2))):
            masked = scores + far[:, 1 - side][:, None, :]
            nothing = masked.new_zeros(rows, width, 1)
            shares = torch.softmax(torch.cat([masked, nothing], -1), -1)
            one, other = last_words[:, side], shares[..., :-1] @ last_words[:, 1 - side]
            plain_one, plain_other = own[:, side], shares[..., :-1] @ own[:, 1 - side]
            features.append(
                torch.cat(
                    [
                        one,
                        other,
                        (one - other).abs(),
                        plain_one,
                        plain_other,
                        (plain_one - plain_other).abs(),
                        shares[..., -1:],
                    ],
                    -1,
                )
            )
        hidden = gelu(
            linear(
                torch.stack(features, 1), heads["words.hidden.weight"], heads["words.hidden.bias"]
            )
        )
        classes = linear(hidden, heads["words.weight"], heads["words.bias"])
        mask = inputs["attention_mask"][..., None].float()
        mean = (last * mask).sum(1) / mask.sum(1)
        faced = torch.stack(
            [
                (1 - features[side][..., -1]).mul(seen[:, side]).sum(-1)
                / seen[:, side].sum(-1).clamp(min=1)
                for side in (0, 1)
            ],
            -1,
        )
        link = linear(torch.cat([mean, faced], -1), heads["link.weight"], heads["link.bias"])
        return Logits(link, facing, classes, seen)


def fresh_heads(size: int, seed: int) -> dict[str, Any]:
    """Heads before training, for an encoder of so many dimensions."""
    import torch

    made = torch.Generator().manual_seed(seed)
    point, plain, hidden = 128, 64, 192
    shapes = {
        "face.weight": (point, 2 * size),
        "plain.weight": (plain, size),
        "words.hidden.weight": (hidden, 3 * size + 3 * plain + 1),
        "words.weight": (3, hidden),
        "link.weight": (3, size + 2),
    }
    heads = {
        name: torch.randn(shape, generator=made) / shape[1] ** 0.5 for name, shape in shapes.items()
    }
    heads["plain.weight"] *= 8  # embeddings are short: some 1.4 over all their dimensions
    heads["face.bias"] = torch.zeros(point)
    heads["face.alike"] = torch.tensor(6.0)
    heads["face.offset"] = torch.tensor(-4.0)
    heads["words.hidden.bias"] = torch.zeros(hidden)
    heads["words.bias"] = torch.tensor([2.0, 0.0, 0.0])
    heads["link.bias"] = torch.zeros(3)
    return heads


_SURROGATE: Final = re.compile("[\ud800-\udfff]")


def _encodable(text: str) -> str:
    return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)


def _cut(
    left: tuple[list[int], list[tuple[int, int]], int],
    right: tuple[list[int], list[tuple[int, int]], int],
    room: int,
) -> tuple[int, int]:
    """How many pieces of either text are read: the longer one gives way, by whole words."""
    lengths = [len(left[0]), len(right[0])]
    if sum(lengths) <= room:
        return lengths[0], lengths[1]
    half = room // 2
    kept = [
        min(length, max(half, room - other))
        for length, other in zip(lengths, lengths[::-1], strict=True)
    ]
    return _whole(left, kept[0]), _whole(right, kept[1])


def _whole(side: tuple[list[int], list[tuple[int, int]], int], kept: int) -> int:
    """At most so many pieces, none of a word that goes on beyond them."""
    _, belongs, _ = side
    beyond = {word for piece, word in belongs if piece >= kept}
    return min([kept, *(piece for piece, word in belongs if word in beyond)])
