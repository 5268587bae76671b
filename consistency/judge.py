"""Read linked sentences with an NLI model of the user's: which clash, and by which words.

Between align and compare, where such a model is named as the reader. It gives for two sentences
three probabilities: they say the same, one adds, they clash. Where they clash, it reads them again
with a stretch of one replaced by its counterpart of the other: the judgement hangs on the words
whose replacement takes the clash away, and on no others. So it decides no number, date, name or
quotation: those stretches are never replaced, and what hangs on them has a kind of its own.

Every judgement depends on its two texts alone, whatever is judged beside it: each pair is read by
itself, and logits are rounded.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any, Final, Protocol, runtime_checkable

import numpy as np

from consistency import lexicon
from consistency.cache import Cache, Memory
from consistency.embed import overlapped, quiet
from consistency.errors import ModelError
from consistency.facing import SURE_LINK, Facing
from consistency.model import FactType, Kind, Mention, SentenceRef
from consistency.text import NOT, PUNCT, Token
from consistency.tree import Document, Parsed

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from consistency.align import Alignment, Pair

Texts = tuple[str, str]
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Judgement:
    """Probabilities, both directions averaged; they sum to 1 but for rounding.

    Where the first direction alone rules a clash out at the judge's threshold, they are that one's.
    """

    same: float
    adds: float
    clash: float


@dataclass(frozen=True, slots=True)
class Clash:
    """Where two linked texts clash: token ranges [first, last) of the left and the right text."""

    left: tuple[int, int]
    right: tuple[int, int]
    probability: float
    milder: bool = False  # one side is vaguer or less certain; both may be right


@dataclass(frozen=True)
class Verdicts:
    """What was found: judgements and clashes by pair of unique texts (`Pair.left`, `.right`).

    `threshold` is the probability from which a clash counts.
    """

    judgements: Mapping[tuple[int, int], Judgement]
    clashes: Mapping[tuple[int, int], tuple[Clash, ...]]
    threshold: float

    def clash(self, left: int, right: int) -> bool:
        """Whether two texts clash, by whichever words."""
        found = self.judgements.get((left, right))
        return found is not None and found.clash >= self.threshold


NOTHING: Final = Verdicts({}, {}, 1.0)


@runtime_checkable
class Judge(Protocol):
    """Judges pairs of texts. `name` and `digest` (hex) say which one made a report.

    `threshold` is the probability of a clash from which it counts as one.
    """

    @property
    def name(self) -> str: ...

    @property
    def digest(self) -> str: ...

    @property
    def threshold(self) -> float: ...

    def judge(self, pairs: Sequence[Texts]) -> list[Judgement]:
        """One judgement per pair, in their order; the order within a pair plays no part."""
        ...


# Sentences of which less than this share of the words faces tell of one matter, each its own part;
# what differs between them may belong to two occasions, so no conflict rests on them and there is
# nothing to judge. (Read on 55 stories of three reports: of 41 conflicts below it 36 were none; on
# invented stories with known conflicts, two of 34 lie below.)
RESTATED: Final = 0.5
# Sentences of which this share of the words faces say one thing, whatever the link's score.
VERBATIM: Final = 0.8
# Longest stretch of words that may stand for another, and most of them tried in one pair.
_LONGEST: Final = 5
_MOST: Final = 6
_PARTICLES: Final = frozenset("up down out off away back over on in".split())
# Where no replacement takes the clash away, several changes may carry it together: it is told from
# this share on that the best one takes.
_TAKEN: Final = 0.3


def judge_links(
    judge: Judge,
    documents: Sequence[Document],
    mentions: Sequence[Sequence[Mention[Any]]],
    alignment: Alignment,
    fact_types: Sequence[FactType[Any]],
    progress: Progress | None = None,
) -> Verdicts:
    """The judgements over each text's nearest sure link, and the words that clashes hang on.

    The words of typed facts are never replaced: they have rules of their own.
    """
    parsed = {SentenceRef(d.article.id, p.sentence.index): p for d in documents for p in d.parsed}
    sides = tuple(parsed[min(places)] for places in alignment.places)
    typed = typed_tokens(sides, mentions, alignment, _typed(fact_types))
    pairs = list(
        _nearest(
            [
                (pair, _kept(pair, sides))
                for pair in alignment.pairs
                if pair.across
                and (share := _share(pair, sides, alignment)) >= RESTATED
                and (pair.score >= SURE_LINK or share >= VERBATIM)
            ],
            alignment,
        )
    )
    tried = {(p.left, p.right): _replacements(p, sides, typed) for p in pairs}
    asked = [p for p in pairs if tried[p.left, p.right]]
    texts = [(sides[p.left].sentence.text, sides[p.right].sentence.text) for p in asked]
    judgements = dict(zip(((p.left, p.right) for p in asked), judge.judge(texts), strict=True))
    clashing = [key for key, found in judgements.items() if found.clash >= judge.threshold]
    clashes = {}
    swaps = {key: tried[key] for key in clashing}
    for key, left, right in _hanging(judge, sides, swaps, {k: judgements[k].clash for k in swaps}):
        clashes[key] = (Clash(left, right, judgements[key].clash),)
    if progress:
        progress(len(asked), len(asked))
    return Verdicts(judgements, clashes, judge.threshold)


def _typed(fact_types: Sequence[FactType[Any]]) -> Set[Kind]:
    return {fact_type.kind for fact_type in fact_types if fact_type.typed}


def _nearest(kept: Sequence[tuple[Pair, float]], alignment: Alignment) -> Iterator[Pair]:
    """The pairs of texts of which each is the other's best counterpart in the articles printing it.

    Best is the one that keeps most words. A text that has a better one there tells of that one's
    matter, and a clash with another would be one of two events.
    """
    articles = [frozenset(ref.article for ref in places) for places in alignment.places]
    best: dict[tuple[int, frozenset[str]], float] = {}
    for pair, share in kept:
        for key in ((pair.left, articles[pair.right]), (pair.right, articles[pair.left])):
            best[key] = max(best.get(key, 0.0), share)
    for pair, share in kept:
        rivals = best[pair.left, articles[pair.right]], best[pair.right, articles[pair.left]]
        if share >= max(rivals):
            yield pair


def _kept(pair: Pair, sides: Sequence[Parsed]) -> float:
    """The share of the two texts' content words that face the same word."""
    left, right = sides[pair.left].tokens, sides[pair.right].tokens
    same = sum(left[i].content and left[i].lemma == right[j].lemma for i, j, _ in pair.words)
    return 2.0 * same / max(1, sum(t.content for t in (*left, *right)))


Stretch = tuple[int, int]  # tokens [first, last)
Swap = tuple[Stretch, Stretch]


def _hanging(
    judge: Judge,
    sides: Sequence[Parsed],
    tried: Mapping[tuple[int, int], Sequence[Swap]],
    clash: Mapping[tuple[int, int], float],
) -> Iterator[tuple[tuple[int, int], Stretch, Stretch]]:
    """For each clashing pair the stretches on which the judgement hangs.

    Those whose replacement alone takes the clash away, and most of it; else, where replacing all
    of them together does, the ones that take most.
    """
    asked: list[tuple[tuple[int, int], tuple[Swap, ...]]] = []
    for key, swaps in tried.items():
        asked.extend((key, (swap,)) for swap in swaps)
        if len(swaps) > 1:
            asked.append((key, _apart(swaps)))
    judged = judge.judge([_swapped(sides, key, swaps) for key, swaps in asked])
    rest = {entry: found.clash for entry, found in zip(asked, judged, strict=True)}
    for key, swaps in tried.items():
        together = rest.get((key, _apart(swaps)), 1.0)
        best = min(swaps, key=lambda swap: (rest[key, (swap,)], swap))
        taken = clash[key] - rest[key, (best,)]
        if min(rest[key, (best,)], together) < judge.threshold or taken >= _TAKEN * clash[key]:
            yield key, *best


def _apart(swaps: Sequence[Swap]) -> tuple[Swap, ...]:
    """The swaps that overlap none before them, in the order of the left text."""
    kept: list[Swap] = []
    for (a, b), (c, d) in swaps:
        if all(b <= x or y <= a for (x, y), _ in kept) and all(
            d <= x or y <= c for _, (x, y) in kept
        ):
            kept.append(((a, b), (c, d)))
    return tuple(sorted(kept))


def _share(pair: Pair, sides: Sequence[Parsed], alignment: Alignment) -> float:
    """How far the words of two texts face each other, two-sided, as in `Facing.share`."""
    left, right = sides[pair.left], sides[pair.right]
    weights = alignment.weights[pair.left], alignment.weights[pair.right]
    return Facing(left, right, pair.words, *weights).overlap(
        range(len(left.tokens)), range(len(right.tokens))
    )


def typed_tokens(
    sides: Sequence[Parsed],
    mentions: Sequence[Sequence[Mention[Any]]],
    alignment: Alignment,
    kinds: Set[Kind],
) -> list[set[int]]:
    """For each unique text, the tokens that stand in a mention of kinds with rules of their own."""
    typed: list[set[int]] = [set() for _ in sides]
    for found in mentions:
        for mention in found:
            text = alignment.text_of(SentenceRef(mention.article, mention.sentence))
            if text is None or mention.kind not in kinds:
                continue
            sentence = sides[text].sentence
            if (mention.article, mention.sentence) == (sentence.article, sentence.index):
                typed[text].update(t.index for t in sides[text].within(mention.span))
    return typed


def _replacements(pair: Pair, sides: Sequence[Parsed], typed: Sequence[set[int]]) -> list[Swap]:
    """Stretches of the two texts that stand for one another in different words, without typed ones.

    Where the wording is the same around them, whatever lies between; elsewhere the facing words.
    """
    left, right = sides[pair.left], sides[pair.right]
    found = _reworded(left.tokens, right.tokens)
    taken = {i for (a, b), _ in found for i in range(a, b)}
    for i, j, _ in pair.words:
        one, other = left.tokens[i], right.tokens[j]
        if i not in taken and one.content and other.content and one.lemma != other.lemma:
            found.append(((i, i + 1), (j, j + 1)))
    similarity = {(i, j): s for i, j, s in pair.words}

    def alike(entry: Swap) -> float:
        (a, b), (c, d) = entry
        return max(similarity.get((i, j), 0.0) for i in range(a, b) for j in range(c, d))

    kept = [
        ((a, b), (c, d))
        for (a, b), (c, d) in found
        if not typed[pair.left].intersection(range(a, b))
        and not typed[pair.right].intersection(range(c, d))
        and _comparable(left.tokens[a:b], right.tokens[c:d])
    ]
    return sorted(sorted(kept), key=alike)[:_MOST]


def _reworded(left: Sequence[Token], right: Sequence[Token]) -> list[Swap]:
    """The stretches between words that both sides have in one order: short ones, and negations."""
    ones, others = ([t.lower for t in side] for side in (left, right))
    found: list[Swap] = []
    for tag, a, b, c, d in SequenceMatcher(None, ones, others, autojunk=False).get_opcodes():
        if tag == "replace" and b - a <= _LONGEST and d - c <= _LONGEST:
            found.append(((a, b), (c, d)))
        negates = tag in ("insert", "delete") and any(
            t.pos == NOT for t in (*left[a:b], *right[c:d])
        )
        if negates and b < len(left) and d < len(right):
            # A negation that one side has, with the word after it.
            found.append(((a, b + 1), (c, d + 1)))
    return found


def _comparable(left: Sequence[Token], right: Sequence[Token]) -> bool:
    """Whether one stretch may stand for the other word for word.

    One word against a phrase of several is a rewording ("fled", "ran from her shop"), and whatever
    it leaves out is no clash; a function word may stand for any ("behind", "in front of"), and a
    verb's particle is part of the verb ("prop up", "sell"). Synonyms are a rewording.
    """
    if not all(any(t.pos != PUNCT for t in side) for side in (left, right)):
        return False
    words = [[t for t in side if t.content and t.lower not in _PARTICLES] for side in (left, right)]
    if len(words[0]) == len(words[1]) == 1 and len(left) == len(right):
        one, other = words[0][0].lemma, words[1][0].lemma
        if lexicon.synonyms(one, other) and not lexicon.antonyms(one, other):
            return False
    return len(words[0]) == len(words[1]) or not all(words)


def _swapped(sides: Sequence[Parsed], key: tuple[int, int], swaps: Sequence[Swap]) -> Texts:
    """The two texts with stretches of the left one in the right one's words.

    The left text is the first in sorted order, whichever article it stands in.
    """
    one, other = sides[key[0]], sides[key[1]]
    return _with(one, [(left, _words(other, right)) for left, right in swaps]), other.sentence.text


def _words(parsed: Parsed, span: Stretch) -> str:
    tokens, start = parsed.tokens[span[0] : span[1]], parsed.sentence.start
    return parsed.sentence.text[tokens[0].start - start : tokens[-1].end - start]


def _with(parsed: Parsed, replaced: Sequence[tuple[Stretch, str]]) -> str:
    """The sentence with stretches replaced, from its end on, so that places hold."""
    text, base = parsed.sentence.text, parsed.sentence.start
    for (first, last), words in sorted(replaced, reverse=True):
        start, end = parsed.tokens[first].start - base, parsed.tokens[last - 1].end - base
        text = text[:start] + words + text[end:]
    return text


# ------------------------------------------------------------------------------------- the models


def load(model: str, *, cache: Cache | Memory | None = None) -> Judge:
    """An NLI cross-encoder: a folder in sentence-transformers' form or a model on the hub.

    Raises `ModelError` if it can't be loaded or its labels are none of entailment, neutral and
    contradiction.
    """
    return _Cached(_CrossEncoder(model), cache)


class _Source(Protocol):
    """Three logits (entailment, neutral, contradiction) for ordered pairs of texts."""

    name: str
    digest: str
    threshold: float
    temperature: float

    def logits(self, pairs: Sequence[Texts]) -> NDArray[np.float32]: ...


class _Cached:
    """A judge over a source of logits, both directions, through the cache."""

    def __init__(self, source: _Source, cache: Cache | Memory | None) -> None:
        self._source, self._cache = source, cache
        self.name, self.digest = source.name, source.digest
        self.threshold = source.threshold

    def judge(self, pairs: Sequence[Texts]) -> list[Judgement]:
        """One judgement per pair.

        The second direction is read where the average can still reach the threshold: which one
        comes first is a matter of the two texts, not of their order.
        """
        first = self._probabilities({min(pair, pair[::-1]) for pair in pairs})
        open_ = {p for p, found in first.items() if found[2] + 1.0 >= 2 * self.threshold}
        second = self._probabilities({pair[::-1] for pair in open_})
        judgements = []
        for pair in pairs:
            key = min(pair, pair[::-1])
            found = (first[key] + second[key[::-1]]) / 2 if key in open_ else first[key]
            judgements.append(Judgement(*(round(float(value), 3) for value in found)))
        return judgements

    def _probabilities(self, pairs: Set[Texts]) -> dict[Texts, NDArray[np.float64]]:
        """The three probabilities of ordered pairs."""
        wanted = sorted(pairs)
        keys = [_key(self._source.digest, pair) for pair in wanted]
        stored = self._cache.get(keys) if self._cache else {}
        found: dict[Texts, NDArray[np.float32]] = {}
        for pair, key in zip(wanted, keys, strict=True):
            row = stored.get(key)
            if row is not None and len(row) == 12:
                logits = np.frombuffer(row, dtype=np.float32)
                if np.isfinite(logits).all():
                    found[pair] = logits
        missing = [(p, k) for p, k in zip(wanted, keys, strict=True) if p not in found]
        if missing:
            fresh = np.round(self._source.logits([pair for pair, _ in missing]), 3)
            for (pair, _), row in zip(missing, fresh, strict=True):
                found[pair] = row.astype(np.float32)
            if self._cache:
                self._cache.put([(k, found[p].tobytes()) for p, k in missing])
        return {pair: _softmax(row / self._source.temperature) for pair, row in found.items()}


def _softmax(row: NDArray[np.float32]) -> NDArray[np.float64]:
    raised = np.exp(row.astype(np.float64) - float(row.max()))
    result: NDArray[np.float64] = raised / raised.sum()
    return result


def _key(digest: str, pair: Texts) -> bytes:
    data = hashlib.sha256(f"judge|{digest}|{len(pair[0])}|".encode())
    data.update("\x1f".join(pair).encode("utf-8", "surrogatepass"))
    return data.digest()


def _forward(
    tokenizer: Any, run: Callable[[dict[str, Any]], Any], pairs: Sequence[Texts], longest: int
) -> NDArray[np.float32]:
    """Logits of ordered pairs.

    Each pair is read alone: a batch would make the last digits depend on its company. (On two cores
    7 ms a pair of some 40 tokens; 6 to 8 in batches whose shapes follow from the pairs' lengths,
    and more than 8 where a story has few pairs to fill them.)
    """
    import torch

    def read(features: dict[str, Any]) -> NDArray[np.float32]:
        with torch.inference_mode():
            logits: NDArray[np.float32] = run(features).float().numpy()[0]
        return logits

    # A tokenizer serves one thread at a time: this one.
    tokens = (
        dict(tokenizer(*texts, truncation=True, max_length=longest, return_tensors="pt"))
        for texts in (map(_encodable, pair) for pair in pairs)
    )
    found = [logits for _, logits in overlapped(read, tokens)]
    return np.array(found, dtype=np.float32).reshape(-1, 3)


def _encodable(text: str) -> str:
    """Lone surrogates have no UTF-8 form."""
    return text.encode("utf-8", "replace").decode("utf-8")


# What the labels of published NLI cross-encoders mean.
_LABELS: Final = {
    "entailment": 0,
    "entails": 0,
    "neutral": 1,
    "not_entailment": 1,
    "contradiction": 2,
    "contradicts": 2,
}


class _CrossEncoder:
    """An NLI cross-encoder in sentence-transformers' form, its labels mapped from its settings.

    Its probabilities are taken as they are: no threshold was fitted for it, so a clash counts from
    .9 on.
    """

    threshold = 0.9
    temperature = 1.0

    def __init__(self, model: str) -> None:
        self.name = model
        try:
            with quiet():
                from sentence_transformers import CrossEncoder

                self._model: Any = CrossEncoder(
                    model,
                    device="cpu",
                    trust_remote_code=False,
                    model_kwargs={"use_safetensors": True},
                )
            labels = self._model.model.config.id2label
        except Exception as error:
            line = (str(error).strip().splitlines() or [type(error).__name__])[0][:160]
            raise ModelError(
                f"reader {model!r} can't be loaded ({line}); name a folder or a model on the hub,"
                " or use --no-reader"
            ) from error
        self._order = _label_order(labels, model)
        parameters = self._model.model.state_dict()
        digest = hashlib.sha256()
        for name in sorted(parameters):
            digest.update(parameters[name].detach().cpu().float().numpy().tobytes())
        self.digest = digest.hexdigest()

    def logits(self, pairs: Sequence[Texts]) -> NDArray[np.float32]:
        """(n, 3) logits of ordered pairs."""
        self._model.model.eval()
        model, tokenizer = self._model.model, self._model.tokenizer
        order = self._order
        longest = int(min(self._model.max_length or 512, tokenizer.model_max_length, 512))
        return _forward(tokenizer, lambda f: model(**f).logits[:, order], pairs, longest)


def _label_order(labels: Mapping[int, str], model: str) -> list[int]:
    """Columns of entailment, neutral and contradiction; `ModelError` if one is missing."""
    place = {
        meaning: int(column)
        for column, label in labels.items()
        if (meaning := _LABELS.get(str(label).lower())) is not None
    }
    if sorted(place) != [0, 1, 2] or len(labels) != 3:
        raise ModelError(
            f"reader {model!r} labels its output {', '.join(map(str, labels.values()))}: it must be"
            " entailment, neutral and contradiction"
        )
    return [place[0], place[1], place[2]]
