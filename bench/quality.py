"""Measure quality on labelled sets, and on the fixtures: every metric with its counts.

    python bench/quality.py --data DIR [--set NAME ...] [--limit N] [--jobs N] [--json]
    python bench/quality.py --fixtures [DIR]

DIR holds one JSONL file per set; DIR/README.md defines the sets and the metrics, and the functions
here are named after them. Without `--set`, every set that the folder has is measured. A set whose
name has no function here is ignored. `--dump DIR` writes what was predicted for each row, and what
was wrong in words.

A fixture is a folder with its articles and a gold.json:

    {"articles": ["a.txt", "b.txt"], "published": {"a": "2024-05-14"},
     "links": [{"left": ["a", "sentence or its first words"], "right": ["b", "…"], "kind": "same"}],
     "facts": [{"outcome": "diverge", "relation": "conflict", "kind": "quantity", "note": "why",
                "mentions": [["a", "84 boats"], ["b", "48 boats", 2]]}]}

A mention is found by searching the text, the third element says which occurrence (from 1). The
outcome "none" is a trap: no finding of severity warning or error may stand over its mentions.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from importlib import import_module
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Protocol

REPOSITORY = Path(__file__).resolve().parent.parent
if str(REPOSITORY) not in sys.path:  # run as a script: the package beside it, not another one
    sys.path.insert(0, str(REPOSITORY))

import consistency  # noqa: E402
from consistency import Article, embed, lexicon, pipeline  # noqa: E402
from consistency.cache import Cache, default_folder  # noqa: E402
from consistency.read import read  # noqa: E402

Row = dict[str, Any]
Json = dict[str, Any]
Place = tuple[str, int, int]  # article id, start, end

# ------------------------------------------------------------------------------------------ figures


def share(hits: int, of: int) -> Json:
    """Part of a whole, with both counts; null of nothing."""
    return {"value": hits / of if of else None, "hits": hits, "of": of}


def f1(matched: int, predicted: int, gold: int, recalled: int | None = None) -> Json:
    """Precision, recall and F1 with counts. `recalled` where gold hits are counted on their own."""
    found = matched if recalled is None else recalled
    precision = matched / predicted if predicted else None
    recall = found / gold if gold else None
    both = (precision or 0.0) + (recall or 0.0)
    value = None if predicted == gold == 0 else 0.0
    if precision is not None and recall is not None and both:
        value = 2 * precision * recall / both
    counts = {"matched": matched, "predicted": predicted, "gold": gold}
    if recalled is not None:
        counts["recalled"] = recalled
    return {"value": value, "precision": precision, "recall": recall, **counts}


def overlap(a: tuple[int, int], b: tuple[int, int]) -> int:
    """Characters that two spans share."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


# -------------------------------------------------------------------------------------- the product


class Tool(Protocol):
    """What the sets need of the product. The tests give one that needs no model."""

    def check(self, articles: Sequence[Article], reference: str | None = None) -> Json:
        """`Report.to_dict()`."""
        ...

    def extract(self, article: Article) -> list[Json]:
        """The mentions' `to_dict()`."""
        ...

    def words(self, left: str, right: str) -> list[tuple[tuple[int, int], tuple[int, int]]]:
        """The aligned content words of two sentences, as spans."""
        ...


EMPTY_REPORT: Json = {"articles": [], "links": [], "findings": []}


class Product:
    """The product itself, with vectors from a disk cache. Failures are printed and counted."""

    def __init__(self, cache: Path, read_by: str | None = pipeline.PACKAGED) -> None:
        self._cache = cache
        self._read_by = read_by
        self.failures = 0

    @property
    def encoder(self) -> Any:
        return _encoder(self._cache)

    def check(self, articles: Sequence[Article], reference: str | None = None) -> Json:
        try:
            return consistency.check(
                articles,
                reference=reference,
                encoder=self.encoder,
                reader=_reader(self._cache, self._read_by),
            ).to_dict()
        except Exception:
            self._failed()
            return EMPTY_REPORT

    def extract(self, article: Article) -> list[Json]:
        try:
            return [mention.to_dict() for mention in consistency.extract(article)]
        except Exception:
            self._failed()
            return []

    def words(self, left: str, right: str) -> list[tuple[tuple[int, int], tuple[int, int]]]:
        try:
            return aligned_words(left, right, self.encoder)
        except Exception:
            self._failed()
            return []

    def _failed(self) -> None:
        self.failures += 1
        if self.failures <= 3:
            traceback.print_exc()


@lru_cache(maxsize=1)
def _encoder(cache: Path) -> Any:
    cache.parent.mkdir(parents=True, exist_ok=True)
    return embed.load(cache=Cache(cache))


@lru_cache(maxsize=1)
def _reader(cache: Path, name: str | None) -> Any:
    return None if name is None else pipeline.load_reader(name, cache=Cache(cache))


def _stage(name: str) -> Any:
    """A stage's module, loaded when it is needed: the metrics alone need none."""
    return import_module(f"consistency.{name}")


def aligned_words(
    left: str, right: str, encoder: Any
) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Aligned content words of two one-sentence texts, whether or not the two link.

    From the link's words where there is one, else from the aligner itself.
    """
    align = _stage("align")
    documents = pipeline.parse_all([Article("left", left), Article("right", right)])
    texts = align.unique_texts(documents)
    vectors = encoder.encode(texts)
    pairs: set[tuple[tuple[int, int], tuple[int, int]]] = set()
    for link in align.links(documents, align.align(documents, texts, vectors)):
        pairs.update(((a.start, a.end), (b.start, b.end)) for a, b in link.words)
    if not pairs:
        story = _stage("unique").UniqueTexts(documents, texts, vectors)
        ours = [
            [(texts.index(p.sentence.text), p) for p in document.parsed if p.sentence.text in texts]
            for document in documents
        ]
        for u, lefts in ours[0]:
            for v, rights in ours[1]:
                for i, j, _ in _stage("wordpairs").word_pairs(story, u, v):
                    a, b = lefts.tokens[i], rights.tokens[j]
                    pairs.add(((a.start, a.end), (b.start, b.end)))
    content = [
        {(token.start, token.end) for p in document.parsed for token in p.tokens if token.content}
        for document in documents
    ]
    return sorted((a, b) for a, b in pairs if a in content[0] and b in content[1])


def texts_of(articles: Sequence[Article]) -> tuple[str, ...]:
    """The texts that a check of these articles will want vectors for."""
    align = _stage("align")
    texts: tuple[str, ...] = align.unique_texts(pipeline.parse_all(articles))
    return texts


def day(text: str | None) -> date | None:
    """A date or datetime as the sets write it."""
    if not text:
        return None
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text[:10])


# ------------------------------------------------------------------------------- reading a report


def mentions_of(finding: Json) -> list[Json]:
    """All mentions of a finding, over its accounts."""
    return [mention for account in finding["accounts"] for mention in account["mentions"]]


def over(finding: Json, *articles: str) -> bool:
    """Whether a finding has mentions in every one of the articles."""
    return set(articles) <= {mention["article"] for mention in mentions_of(finding)}


RELATIONS = (
    *("equal", "variant", "less-precise", "different-certainty", "different-attribution"),
    *("altered-quote", "conflict"),
)

# --------------------------------------------------------------------------------------- quantities

CHANGES = {
    "exact": "=",
    "range": "=",
    "grammatical": "=",
    "approximate": "~",
    "vague": "~",
    "at-least": ">",
    "more-than": ">",
    "at-most": "<",
    "less-than": "<",
}
HEDGES = ("~", ">", "<")

# Symbols, codes and spellings of one unit's head noun. Ours. Currencies go by their noun, as the
# metric asks for the head noun alone.
UNITS = {
    alias: name
    for name, aliases in {
        "percent": "% percentage pct",
        "dollar": "$ us$ usd $a a$ aud cad hkd nzd sgd twd",
        "pound": "£ gbp lb lbs",
        "euro": "€ eur",
        "yen": "¥ y jpy",
        "yuan": "cny rmb renminbi",
        "rupee": "₹ inr rs lkr pkr",
        "shekel": "₪ ils",
        "ringgit": "myr rm",
        "krone": "dkk nok crown",
        "krona": "sek",
        "ruble": "₽ rub rouble",
        "won": "₩ krw",
        "franc": "chf",
        "peso": "mxn php ars",
        "mph": "mi/h",
        "km/h": "kph kmh",
        "kilometer": "km kilometre kms",
        "meter": "m metre",
        "centimeter": "cm centimetre",
        "millimeter": "mm millimetre",
        "kilogram": "kg kilo",
        "gram": "g",
        "foot": "feet ft",
        "inch": "in",
        "liter": "l litre",
        "barrel": "oil_bbl bbl",
        "kilowatt_hour": "kwh",
        "megawatt_hour": "mwh",
        "gigawatt_hour": "gwh",
        "watt": "w",
        "horsepower": "hp bhp ps metric_horsepower",
        "hour": "h hr",
        "minute": "min",
        "second": "s sec",
        "person": "people",
        "celsius": "°c c degc",
        "fahrenheit": "°f f degf",
    }.items()
    for alias in aliases.split()
} | {f"{mile} per hour": name for mile, name in [("mile", "mph"), ("kilometre", "km/h")]}


def number_ends(value: str) -> tuple[float, float]:
    """Both ends of a gold value: "84", "-5.0" or "10-12", whose ends may come in either order."""
    try:
        low = high = float(value)
    except ValueError:
        number = r"(-?[\d.]+(?:[eE][-+]?\d+)?)"
        match = re.fullmatch(rf"\s*{number}\s*-\s*{number}\s*", value)
        if match is None:
            raise ValueError(f"not a number or range: {value!r}") from None
        low, high = float(match[1]), float(match[2])
    return min(low, high), max(low, high)


def mention_ends(value: Json) -> tuple[float, float] | None:
    """Both ends of a mention's value; a bound's one end twice."""
    ends = [float(end) for end in (value["low"], value["high"]) if end is not None]
    if not ends:
        return None
    if value["commitment"] == "grammatical" or len(ends) == 1:
        return ends[0], ends[0]
    return min(ends), max(ends)


def same_ends(a: tuple[float, float], b: tuple[float, float]) -> bool:
    """Equality of both ends, up to what decimal figures lose as floats."""
    return all(abs(x - y) <= 1e-9 * max(1e-30, abs(x), abs(y)) for x, y in zip(a, b, strict=True))


def change_agrees(gold: Json, value: Json) -> bool:
    """Whether our commitment is the gold's change."""
    low, high = number_ends(gold["value"])
    if value["commitment"] == "vague" and low > 0 and same_ends((high, high), (10 * low, 10 * low)):
        return True
    wanted = "=" if gold["change"] in ("up", "down") else gold["change"]
    return CHANGES[value["commitment"]] == wanted


def unit_forms(unit: str | None) -> set[str]:
    """The names under which a unit may be met: itself and its head noun, singular, lower-cased."""
    unit = (unit or "").lower().replace("per cent", "percent").strip(" .")
    if unit in ("", "-", "score"):  # a score counts nothing
        return set()
    head = re.split(r"\s+(?:per|of|a|an|in|for)\s+|/|\*\*", unit)[0]
    last = re.split(r"[\s-]+", head)[-1]
    forms = set()
    for form in (unit, head, last):
        base = lexicon.lemma(form, "n")
        forms.add(UNITS.get(form) or UNITS.get(base, base))
    return forms - {""}


def unit_agrees(gold: Json, value: Json) -> bool:
    """Whether the head noun or unit symbol agrees; no unit agrees with none."""
    wanted = unit_forms(gold["unit"]) | unit_forms(gold.get("normalized_unit"))
    ours = unit_forms(value.get("unit")) | unit_forms(value.get("thing"))
    return bool(wanted & ours) or (not wanted and not ours)


def match_quantities(gold: Sequence[Json], mentions: Sequence[Json]) -> list[tuple[int, int]]:
    """Pairs (gold, mention) matched one to one by value; of several, those that agree most."""
    candidates = []
    for i, one in enumerate(gold):
        for j, mention in enumerate(mentions):
            ends = mention_ends(mention["value"])
            if ends is not None and same_ends(number_ends(one["value"]), ends):
                value = mention["value"]
                figure = value["commitment"] != "grammatical"
                candidates.append(
                    (-change_agrees(one, value) - unit_agrees(one, value), not figure, i, j)
                )
    pairs: list[tuple[int, int]] = []
    for _, _, i, j in sorted(candidates):
        if all(i != a and j != b for a, b in pairs):
            pairs.append((i, j))
    return pairs


def predict_quantities(row: Row, tool: Tool) -> Any:
    return [m for m in tool.extract(Article("a", row["text"])) if m["kind"] == "quantity"]


def score_quantities(rows: Sequence[Row], predictions: Sequence[Any]) -> Json:
    """F1 on value, value and change, value and unit, and on the hedged and bounded rows."""
    counts: Counter[str] = Counter()
    for row, mentions in zip(rows, predictions, strict=True):
        gold = row["quantities"]
        pairs = match_quantities(gold, mentions)
        matched = {j for _, j in pairs}
        kept = [
            j
            for j, mention in enumerate(mentions)
            if j in matched or mention["value"]["commitment"] not in ("vague", "grammatical")
        ]
        counts["gold"] += len(gold)
        counts["predicted"] += len(kept)
        counts["value"] += len(pairs)
        counts["hedged gold"] += sum(one["change"] in HEDGES for one in gold)
        # A vague word that is right about a gold range without a hedge claims no hedge.
        plain = {
            j
            for i, j in pairs
            if gold[i]["change"] not in HEDGES and change_agrees(gold[i], mentions[j]["value"])
        }
        counts["hedged predicted"] += sum(
            j not in plain and CHANGES[mentions[j]["value"]["commitment"]] in HEDGES for j in kept
        )
        for i, j in pairs:
            value = mentions[j]["value"]
            counts["change"] += change_agrees(gold[i], value)
            counts["unit"] += unit_agrees(gold[i], value)
            counts["hedged"] += gold[i]["change"] in HEDGES and change_agrees(gold[i], value)
    predicted, total = counts["predicted"], counts["gold"]
    return {
        "value F1": f1(counts["value"], predicted, total),
        "value and change F1": f1(counts["change"], predicted, total),
        "value and unit F1": f1(counts["unit"], predicted, total),
        "change ~ > < F1": f1(counts["hedged"], counts["hedged predicted"], counts["hedged gold"]),
    }


# ------------------------------------------------------------------------------------------- ranges

Interval = tuple[float | None, bool, float | None, bool]  # low, open, high, open


def gold_interval(text: str) -> tuple[Interval, bool]:
    """An interval as printed, "[20,30)", and whether its upper end may be open or closed."""
    low, high = text[1:-1].split(",")
    between = text[0] == "[" and text[-1] == ")" and bool(low) and bool(high)
    ends = (float(low) if low else None, float(high) if high else None)
    return (ends[0], text[0] == "(", ends[1], text[-1] == ")"), between


def interval_agrees(gold: str, value: Json) -> bool:
    """Whether a mention's value has the same ends and openness."""
    (low, low_open, high, high_open), between = gold_interval(gold)
    for wanted, found in ((low, value["low"]), (high, value["high"])):
        if (wanted is None) != (found is None):
            return False
        if wanted is not None and not same_ends((wanted, wanted), (found, found)):
            return False
    if low is not None and low_open != value["low_open"]:
        return False
    return high is None or between or high_open == value["high_open"]


def score_ranges(rows: Sequence[Row], predictions: Sequence[Any]) -> Json:
    """Share of rows where every interval comes out; and where no other one does besides."""
    right = strict = 0
    for row, mentions in zip(rows, predictions, strict=True):
        left = list(mentions)
        complete = True
        for gold in row["ranges"]:
            hit = next((m for m in left if interval_agrees(gold["interval"], m["value"])), None)
            complete = complete and hit is not None
            if hit is not None:
                left.remove(hit)
        intervals = "at-least at-most more-than less-than range".split()
        right += complete
        strict += complete and not any(m["value"]["commitment"] in intervals for m in left)
    return {
        "rows complete": share(right, len(rows)),
        "rows complete, nothing else found": share(strict, len(rows)),
    }


# ------------------------------------------------------------------------------------------- claims


def claims_articles(row: Row) -> list[Article]:
    return [Article("evidence", row["evidence"]), Article("claim", row["claim"])]


def predict_claims(row: Row, tool: Tool) -> str:
    """`diverge`, `agree` or `neither`, from the findings over both texts."""
    report = tool.check(claims_articles(row), reference="evidence")
    findings = [f for f in report["findings"] if over(f, "evidence", "claim")]
    if any(finding["relation"] == "conflict" for finding in findings):
        return "diverge"
    compared = any(
        f["kind"] in ("quantity", "date") and f["outcome"] in ("agree", "diverge") for f in findings
    )
    return "agree" if compared else "neither"


def score_claims(rows: Sequence[Row], predictions: Sequence[str]) -> Json:
    """Accuracy and coverage on the bounded rows, precision of `diverge` on all."""
    pairs = list(zip(rows, predictions, strict=True))
    bounded = [
        (row["label"], p) for row, p in pairs if row["bounded"] and row["label"] != "neither"
    ]
    covered = [(label, p) for label, p in bounded if p != "neither"]
    diverging = [row["label"] for row, p in pairs if p == "diverge"]
    return {
        "accuracy, bounded": share(sum(a == b for a, b in bounded), len(bounded)),
        "coverage, bounded": share(len(covered), len(bounded)),
        "accuracy, covered": share(sum(a == b for a, b in covered), len(covered)),
        "precision of diverge, all rows": share(diverging.count("diverge"), len(diverging)),
    }


# ---------------------------------------------------------------------------------------- headlines

NUMBER = re.compile(
    r"\d|\b(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen"
    r"|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty"
    r"|ninety|hundreds?|thousands?|millions?|billions?|trillions?|dozens?)\b",
    re.IGNORECASE,
)
CHUNK_TYPES = {"EQUI": "EQUI", "SPE1": "SPE", "SPE2": "SPE", "SIMI": "SIMI"}
# README.md maps equal, less-precise and conflict. A variant is an equal value written otherwise;
# what is left (other certainty, other source, altered quote) has no counterpart among the types.
CHUNK_RELATIONS = {"equal": "EQUI", "variant": "EQUI", "less-precise": "SPE", "conflict": "SIMI"}


def locate_chunk(text: str, chunk: str) -> tuple[int, int] | None:
    """The span of a chunk's words in their order: as printed, else the shortest that holds them."""
    at = re.search(rf"(?<!\S){re.escape(chunk)}(?!\S)", text)
    if at:
        return at.span()
    tokens = [(match.start(), match.end(), match.group()) for match in re.finditer(r"\S+", text)]
    wanted = chunk.split()
    best: tuple[int, int] | None = None
    for first, (start, end, word) in enumerate(tokens):
        if not wanted or word != wanted[0]:
            continue
        rest = 1
        for _, stop, following in tokens[first + 1 :]:
            if rest == len(wanted):
                break
            if following == wanted[rest]:
                rest, end = rest + 1, stop
        if rest == len(wanted) and (best is None or end - start < best[1] - best[0]):
            best = (start, end)
    return best


def headlines_articles(row: Row) -> list[Article]:
    return [Article("left", row["left"]), Article("right", row["right"])]


def headline_chunks(row: Row) -> list[tuple[tuple[int, int], tuple[int, int], str]]:
    """The linked chunks with a number in either, as spans, of the types that are measured."""
    found = []
    for link in row["links"]:
        if link["type"] not in CHUNK_TYPES or not link["left"] or not link["right"]:
            continue
        if NUMBER.search(link["left"]) or NUMBER.search(link["right"]):
            left = locate_chunk(row["left"], link["left"])
            right = locate_chunk(row["right"], link["right"])
            if left and right:
                found.append((left, right, CHUNK_TYPES[link["type"]]))
    return found


def predict_headlines(row: Row, tool: Tool) -> list[str]:
    """For each chunk pair: the type of the worst relation over both chunks."""
    chunks = headline_chunks(row)
    if not chunks:
        return []
    findings = tool.check(headlines_articles(row))["findings"]
    predictions = []
    for left, right, _ in chunks:
        spans = {"left": left, "right": right}
        relations = [
            finding["relation"]
            for finding in findings
            if finding["relation"]
            and {"left", "right"}
            <= {
                m["article"]
                for m in mentions_of(finding)
                if overlap((m["start"], m["end"]), spans[m["article"]])
            }
        ]
        worst = max(relations, key=RELATIONS.index, default="none")
        predictions.append(CHUNK_RELATIONS.get(worst, worst))
    return predictions


def score_headlines(rows: Sequence[Row], predictions: Sequence[list[str]]) -> Json:
    """Accuracy and macro-F1 over EQUI, SPE and SIMI."""
    pairs = [
        (gold, predicted)
        for row, found in zip(rows, predictions, strict=True)
        for (_, _, gold), predicted in zip(headline_chunks(row), found, strict=True)
    ]
    metrics: Json = {"accuracy": share(sum(a == b for a, b in pairs), len(pairs))}
    classes = {}
    for name in ("EQUI", "SPE", "SIMI"):
        classes[f"{name} F1"] = f1(
            sum(a == b == name for a, b in pairs),
            sum(b == name for _, b in pairs),
            sum(a == name for a, _ in pairs),
        )
    macro = sum(entry["value"] or 0.0 for entry in classes.values()) / 3
    metrics["macro-F1"] = {"value": macro, "of": 3}
    return {**metrics, **classes}


# -------------------------------------------------------------------------------------------- edits


def edits_articles(row: Row) -> list[Article]:
    return [Article("original", row["original"]), Article("rewrite", row["rewrite"])]


def predict_edits(row: Row, tool: Tool) -> str:
    """`diverge` if an alarm at warning or error says that the facts changed, else `agree`."""
    for finding in tool.check(edits_articles(row), reference="original")["findings"]:
        if finding["severity"] not in ("error", "warning"):
            continue
        if finding["relation"] in ("conflict", "altered-quote", "different-certainty"):
            return "diverge"
        if finding["outcome"] == "single" and over(finding, "rewrite"):
            return "diverge"
    return "agree"


def _unseen(story: str) -> bool:
    """Whether training left out what the texts were written about (training/sets.py)."""
    return int(hashlib.sha256(story.encode()).hexdigest(), 16) % 3 == 0


def score_edits(rows: Sequence[Row], predictions: Sequence[str]) -> Json:
    """Balanced accuracy, overall and by domain, once more over what the reader has not seen; recall
    by type of edit."""
    pairs = list(zip(rows, predictions, strict=True))
    domains = ["", *dict.fromkeys(row["domain"] for row in rows)]
    metrics: Json = {}
    for domain, unseen in [(d, u) for d in domains for u in (False, True)]:
        part = [
            (row["label"], p)
            for row, p in pairs
            if domain in ("", row["domain"]) and (not unseen or _unseen(row.get("story", "")))
        ]
        found = {
            label: share(sum(a == b == label for a, b in part), sum(a == label for a, _ in part))
            for label in ("diverge", "agree")
        }
        values = [entry["value"] for entry in found.values() if entry["value"] is not None]
        metrics[f"balanced accuracy, {domain or 'overall'}{', unseen' * unseen}"] = {
            "value": sum(values) / len(values) if values else None,
            "of": len(part),
            "recall of diverge": found["diverge"]["value"],
            "recall of agree": found["agree"]["value"],
        }
    kinds = sorted({kind for row in rows for kind in row["edit_types"]})
    for kind in kinds:
        part = [
            ("diverge", p)
            for row, p in pairs
            if kind in row["edit_types"] and row["label"] == "diverge"
        ]
        metrics[f"recall, {kind}"] = share(sum(a == b for a, b in part), len(part))
    return metrics


# -------------------------------------------------------------------------------------------- times


def predict_times(row: Row, tool: Tool) -> Any:
    mentions = tool.extract(Article("a", row["text"], published=day(row["published"])))
    return [
        {"start": m["start"], "end": m["end"], "timex": m["value"]["timex"]}
        for m in mentions
        if m["kind"] == "date"
    ]


def match_spans(gold: Sequence[Json], found: Sequence[Json]) -> list[tuple[int, int]]:
    """Pairs of overlapping spans, one to one, those that share most first."""
    candidates = []
    for i, a in enumerate(gold):
        for j, b in enumerate(found):
            shared = overlap((a["start"], a["end"]), (b["start"], b["end"]))
            if shared:
                union = a["end"] - a["start"] + b["end"] - b["start"] - shared
                candidates.append((-shared / union, i, j))
    pairs: list[tuple[int, int]] = []
    for _, i, j in sorted(candidates):
        if all(i != a and j != b for a, b in pairs):
            pairs.append((i, j))
    return sorted(pairs)


def score_times(rows: Sequence[Row], predictions: Sequence[Any]) -> Json:
    """F1 of overlapping and of exact spans of DATE and TIME, and equal values among the former."""
    counts: Counter[str] = Counter()
    for row, found in zip(rows, predictions, strict=True):
        gold = [one for one in row["times"] if one["type"] in ("DATE", "TIME")]
        counts["gold"] += len(gold)
        counts["predicted"] += len(found)
        for i, j in match_spans(gold, found):
            a, b = gold[i], found[j]
            counts["overlap"] += 1
            counts["exact"] += (a["start"], a["end"]) == (b["start"], b["end"])
            counts["value"] += a["value"] == b["timex"]
    return {
        "overlap F1": f1(counts["overlap"], counts["predicted"], counts["gold"]),
        "exact F1": f1(counts["exact"], counts["predicted"], counts["gold"]),
        "value, of the overlapping": share(counts["value"], counts["overlap"]),
    }


# ------------------------------------------------------------------------------------- attributions


def predict_attributions(row: Row, tool: Tool) -> Any:
    mentions = tool.extract(Article("a", row["text"]))
    return [m["spans"] for m in mentions if m["kind"] == "attribution" and m.get("spans")]


def characters(spans: Iterable[Sequence[int]]) -> set[int]:
    """The offsets that spans cover."""
    return {at for start, end in spans for at in range(start, end)}


def score_attributions(rows: Sequence[Row], predictions: Sequence[Any]) -> Json:
    """F1 by the contents' Jaccard of at least one half; sources among the found."""
    counts: Counter[str] = Counter()
    for row, found in zip(rows, predictions, strict=True):
        gold = row["attributions"]
        counts["gold"] += len(gold)
        counts["predicted"] += len(found)
        contents = [characters(one["content"]) for one in gold]
        ours = [characters(one.get("content") or []) for one in found]
        candidates = []
        for i, a in enumerate(contents):
            for j, b in enumerate(ours):
                shared = len(a & b)
                if shared and shared / len(a | b) >= 0.5:
                    candidates.append((-shared / len(a | b), i, j))
        lefts: set[int] = set()
        rights: set[int] = set()
        for _, i, j in sorted(candidates):
            if i in lefts or j in rights:
                continue
            lefts.add(i)
            rights.add(j)
            if gold[i]["source"]:
                wanted = characters(gold[i]["source"])
                source = characters(found[j].get("source") or [])
                counts["sourced"] += 1
                counts["source overlap"] += bool(wanted & source)
                counts["source exact"] += wanted == source
        counts["matched"] += len(lefts)
    return {
        "content F1": f1(counts["matched"], counts["predicted"], counts["gold"]),
        "source overlaps, of the found": share(counts["source overlap"], counts["sourced"]),
        "source exact, of the found": share(counts["source exact"], counts["sourced"]),
    }


# ------------------------------------------------------------------------------------- propositions


def propositions_articles(row: Row) -> list[Article]:
    return [Article("left", row["left"]), Article("right", row["right"])]


def predict_propositions(row: Row, tool: Tool) -> Any:
    return tool.words(row["left"], row["right"])


def score_propositions(rows: Sequence[Row], predictions: Sequence[Any]) -> Json:
    """Share of gold links with an aligned content word, and precision of the aligned words."""
    links = hit = touching = inside = together = 0
    for row, words in zip(rows, predictions, strict=True):
        spans = []
        for link in row["links"]:
            left = locate_chunk(row["left"], link["left"])
            right = locate_chunk(row["right"], link["right"])
            if left and right:
                spans.append((left, right))
        links += len(spans)
        hit += sum(
            any(overlap(a, left) and overlap(b, right) for a, b in words) for left, right in spans
        )
        for a, b in words:
            ins = [(bool(overlap(a, left)), bool(overlap(b, right))) for left, right in spans]
            lefts, rights = any(x for x, _ in ins), any(y for _, y in ins)
            touching += lefts or rights
            inside += lefts and rights
            together += any(x and y for x, y in ins)
    return {
        "gold links with an aligned word": share(hit, links),
        "precision of aligned words": share(inside, touching),
        "precision of aligned words, both in one link": share(together, touching),
    }


# ------------------------------------------------------------------------- links and facts (pairs)


@dataclass(frozen=True)
class GoldFact:
    """One labelled fact: its mentions are places, one per article for the sets."""

    outcome: str
    relation: str
    kind: str
    mentions: tuple[Place, ...]


@dataclass(frozen=True)
class Gold:
    """What people said of one story: pairs of sentence spans, and facts."""

    links: tuple[tuple[Place, Place], ...]
    facts: tuple[GoldFact, ...]


@dataclass
class StoryCounts:
    """Sums over stories. `bins` are the links' scores in tenths: count, score, right."""

    links: Counter[str] = field(default_factory=Counter)
    bins: list[list[float]] = field(default_factory=lambda: [[0, 0.0, 0] for _ in range(10)])
    facts: Counter[tuple[str, ...]] = field(default_factory=Counter)


def same_sentence(a: Place, b: Place) -> bool:
    """Whether two spans share at least half of the longer one."""
    longer = max(a[2] - a[1], b[2] - b[1])
    return a[0] == b[0] and longer > 0 and 2 * overlap(a[1:], b[1:]) >= longer


def covers(mention: Json, gold: Place) -> bool:
    """Whether a mention stands for a gold span.

    It covers at least half of the shorter of the two, and is at most three times the gold span's
    length plus 20 characters.
    """
    length, wanted = mention["end"] - mention["start"], gold[2] - gold[1]
    return bool(
        mention["article"] == gold[0]
        and min(length, wanted) > 0
        and 2 * overlap((mention["start"], mention["end"]), gold[1:]) >= min(length, wanted)
        and length <= 3 * wanted + 20
    )


FAMILIES = {"name": "name or attribution", "attribution": "name or attribution"}
FAMILIES |= {"wording": "other", "statement": "other", "other": "other"}
FAMILIES |= {"scope": "other", "circumstance": "other"}
TYPED_AGREEMENTS = ("quantity", "date", "name", "quotation")


def stands_over(finding: Json, fact: GoldFact) -> bool:
    """Whether a finding has a mention for each of a fact's."""
    mentions = mentions_of(finding)
    return all(any(covers(mention, place) for mention in mentions) for place in fact.mentions)


def fits(finding: Json, fact: GoldFact) -> list[tuple[float, int]]:
    """For each of a fact's mentions: the Jaccard of the finding's closest, and its account."""
    found = []
    for place in fact.mentions:
        best = (0.0, -1)
        for i, account in enumerate(finding["accounts"]):
            for mention in account["mentions"]:
                if mention["article"] == place[0]:
                    span = (mention["start"], mention["end"])
                    shared = overlap(span, place[1:])
                    union = span[1] - span[0] + place[2] - place[1] - shared
                    best = max(best, (shared / union if union else 0.0, -i))
        found.append((best[0], -best[1]))
    return found


def verdict(finding: Json, fact: GoldFact) -> tuple[str, str | None]:
    """What a finding says of a fact: outcome and relation.

    The finding's own, over two articles. Over more, two of them may agree where a third differs:
    then what counts is whether the fact's mentions stand in one account, or what lies between two.
    """
    accounts = sorted({account for _, account in fits(finding, fact)})
    if len({mention["article"] for mention in mentions_of(finding)}) < 3 or -1 in accounts:
        return finding["outcome"], finding["relation"]
    if len(accounts) == 1:
        return ("agree", "equal") if len(fact.mentions) > 1 else (finding["outcome"], None)
    relations = [
        entry["relation"]
        for entry in finding.get("relations", [])
        if set(entry["accounts"]) <= set(accounts)
    ]
    if not relations:
        return "incomparable", None
    return "diverge", max(relations, key=RELATIONS.index)


def same_kind(finding: Json, fact: GoldFact) -> bool:
    """Equal kinds, where name and attribution, and wording and statement, stand for each other."""
    return FAMILIES.get(finding["kind"], finding["kind"]) == FAMILIES.get(fact.kind, fact.kind)


def alarm(finding: Json) -> bool:
    """A divergence of severity error or warning with mentions in two articles."""
    articles = {mention["article"] for mention in mentions_of(finding)}
    loud = finding["severity"] in ("error", "warning")
    return bool(finding["outcome"] == "diverge" and loud and len(articles) > 1)


def count_story(gold: Gold, report: Json, counts: StoryCounts) -> None:
    """Add one story's links and facts to the counts."""
    places = {
        (article["id"], sentence["index"]): (article["id"], sentence["start"], sentence["end"])
        for article in report["articles"]
        for sentence in article["sentences"]
    }
    links = []
    for link in report["links"]:
        ends = [places[e["article"], e["sentence"]] for e in (link["left"], link["right"])]
        if ends[0][0] != ends[1][0]:
            links.append((ends[0], ends[1], link["score"]))

    def meets(a: Place, b: Place, one: tuple[Place, Place]) -> bool:
        return (same_sentence(a, one[0]) and same_sentence(b, one[1])) or (
            same_sentence(a, one[1]) and same_sentence(b, one[0])
        )

    counts.links["predicted"] += len(links)
    counts.links["gold"] += len(gold.links)
    counts.links["recalled"] += sum(any(meets(a, b, g) for a, b, _ in links) for g in gold.links)
    for a, b, score in links:
        right = any(meets(a, b, g) for g in gold.links)
        counts.links["matched"] += right
        entry = counts.bins[min(9, int(score * 10))]
        entry[0] += 1
        entry[1] += score
        entry[2] += right
    _count_facts(gold, report["findings"], counts.facts)


def _count_facts(gold: Gold, findings: Sequence[Json], counts: Counter[tuple[str, ...]]) -> None:
    by_outcome: dict[str, list[Json]] = {}
    for finding in findings:
        by_outcome.setdefault(finding["outcome"], []).append(finding)
    diverging = [fact for fact in gold.facts if fact.outcome == "diverge"]
    for finding in filter(alarm, findings):
        right = any(same_kind(finding, fact) and stands_over(finding, fact) for fact in diverging)
        for name in ("all", finding["kind"], finding["relation"]):
            counts["alarm", name] += 1
            counts["alarm right", name] += right
    for fact in gold.facts:
        names = ["all", fact.kind] + ["typed"] * (fact.kind != "other")
        over = [f for f in findings if stands_over(f, fact)]
        if fact.outcome == "none":
            loud = [f for f in over if f["severity"] in ("error", "warning")]
            counts["trap", "all"] += 1
            counts["trap sprung", "all"] += bool(loud)
            continue
        same = [f for f in over if same_kind(f, fact) and verdict(f, fact)[0] == fact.outcome]
        for name in names:
            counts[fact.outcome, name] += 1
            counts[f"{fact.outcome} found", name] += bool(same)
            if fact.outcome == "diverge":
                counts["diverge loud", name] += any(map(alarm, same))
        if fact.outcome == "diverge" and same:
            best = max(same, key=lambda f: sum(fit for fit, _ in fits(f, fact)))
            counts["relation", "all"] += 1
            counts["relation right", "all"] += verdict(best, fact)[1] == fact.relation
        if fact.outcome == "agree" and fact.kind in TYPED_AGREEMENTS:
            counts["agree typed", "all"] += 1
            counts["agree typed over", "all"] += bool(over)


def story_metrics(counts: StoryCounts) -> Json:
    """The figures of `pairs` and of the fixtures."""
    links, facts = counts.links, counts.facts
    total = sum(int(entry[0]) for entry in counts.bins)
    error = sum(abs(entry[2] - entry[1]) for entry in counts.bins)
    metrics: Json = {
        "links F1": f1(links["matched"], links["predicted"], links["gold"], links["recalled"]),
        "link score calibration error": {"value": error / total if total else None, "of": total},
        "diverge precision": share(facts["alarm right", "all"], facts["alarm", "all"]),
    }
    for outcome in ("diverge", "agree", "single", "incomparable"):
        if facts[outcome, "all"]:
            for name in ("all", "typed"):
                metrics[f"{outcome} recall, {name}"] = share(
                    facts[f"{outcome} found", name], facts[outcome, name]
                )
    metrics["diverge recall at warning, all"] = share(
        facts["diverge loud", "all"], facts["diverge", "all"]
    )
    metrics["relation accuracy, matched"] = share(
        facts["relation right", "all"], facts["relation", "all"]
    )
    metrics["typed agreements with any finding over both"] = share(
        facts["agree typed over", "all"], facts["agree typed", "all"]
    )
    if facts["trap", "all"]:
        metrics["traps sprung"] = share(facts["trap sprung", "all"], facts["trap", "all"])
    for (what, name), count in sorted(facts.items()):
        if what == "alarm" and name != "all":
            metrics[f"diverge precision, {name}"] = share(facts["alarm right", name], count)
    for (what, name), count in sorted(facts.items()):
        if what == "diverge" and name not in ("all", "typed"):
            metrics[f"diverge recall, {name}"] = share(facts["diverge found", name], count)
    return metrics


def pairs_articles(row: Row) -> list[Article]:
    return [
        Article(side, row[side]["text"], published=day(row[side].get("published")))
        for side in ("left", "right")
    ]


def predict_pairs(row: Row, tool: Tool) -> Any:
    report = tool.check(pairs_articles(row))
    return {name: report[name] for name in ("articles", "links", "findings")}


def pairs_gold(row: Row) -> Gold:
    """A row of `pairs` as places."""

    def place(side: str, span: Sequence[int]) -> Place:
        return side, span[0], span[1]

    return Gold(
        tuple((place("left", one["left"]), place("right", one["right"])) for one in row["links"]),
        tuple(
            GoldFact(
                fact["outcome"],
                fact["relation"],
                fact["kind"],
                tuple(
                    place(side, (fact[side]["start"], fact[side]["end"]))
                    for side in ("left", "right")
                ),
            )
            for fact in row["facts"]
        ),
    )


def score_pairs(rows: Sequence[Row], predictions: Sequence[Any]) -> Json:
    """Links and facts of real reports."""
    counts = StoryCounts()
    for row, report in zip(rows, predictions, strict=True):
        count_story(pairs_gold(row), report, counts)
    return story_metrics(counts)


# ----------------------------------------------------------------------------------------- fixtures


def occurrence(text: str, surface: str, number: int = 1) -> tuple[int, int]:
    """The span of the nth occurrence of a surface; `ValueError` if there is none."""
    at = -1
    for _ in range(number):
        at = text.find(surface, at + 1)
        if at < 0:
            raise ValueError(f"occurrence {number} of {surface!r} is not in the text")
    return at, at + len(surface)


def fixture_articles(folder: Path, gold: Json) -> list[Article]:
    """A fixture's articles, in gold.json's order; ids are the files' names without suffix."""
    published = {Path(name).stem: when for name, when in (gold.get("published") or {}).items()}
    return [
        read(folder / name, id=Path(name).stem, published=day(published.get(Path(name).stem)))
        for name in gold["articles"]
    ]


def fixture_gold(gold: Json, articles: Sequence[Article], report: Json) -> Gold:
    """gold.json as places. A link's sentence given by its first words ends where ours does."""
    texts = {article.id: article.text for article in articles}
    ends = {
        (article["id"], sentence["start"]): sentence["end"]
        for article in report["articles"]
        for sentence in article["sentences"]
    }

    def place(entry: Sequence[Any]) -> Place:
        name = Path(entry[0]).stem
        return (name, *occurrence(texts[name], *entry[1:]))

    def sentence(entry: Sequence[Any]) -> Place:
        name, start, end = place(entry)
        return name, start, max(end, ends.get((name, start), end))

    return Gold(
        tuple((sentence(one["left"]), sentence(one["right"])) for one in gold.get("links", [])),
        tuple(
            GoldFact(
                fact["outcome"],
                fact.get("relation") or "",
                fact.get("kind") or "other",
                tuple(map(place, fact["mentions"])),
            )
            for fact in gold.get("facts", [])
        ),
    )


def measure_fixtures(folder: Path, tool: Tool) -> Json:
    """The figures of `pairs` over every gold.json below a folder; `{}` where there is none."""
    counts = StoryCounts()
    paths = sorted(folder.glob("*/gold.json"))
    for path in paths:
        gold = json.loads(path.read_text(encoding="utf-8"))
        articles = fixture_articles(path.parent, gold)
        report = tool.check(articles)
        try:
            count_story(fixture_gold(gold, articles, report), report, counts)
        except ValueError as error:
            raise SystemExit(f"{path}: {error}") from None
    return {"rows": len(paths), "metrics": story_metrics(counts)} if paths else {}


# ------------------------------------------------------------------------------- what went wrong


def misses_quantities(row: Row, mentions: Any) -> list[str]:
    """Gold without a mention, mentions without gold, and matches that differ in change or unit."""
    pairs = match_quantities(row["quantities"], mentions)
    lines = []
    for i, gold in enumerate(row["quantities"]):
        printed = f"{gold['change']} {gold['value']} {gold['unit']}"
        found = next((mentions[j] for a, j in pairs if a == i), None)
        if found is None:
            lines.append(f"missed {printed}")
        elif not change_agrees(gold, found["value"]):
            lines.append(f"change {printed}: {found['value']['commitment']}")
        elif not unit_agrees(gold, found["value"]):
            lines.append(f"unit {printed}: {found['value']['unit']}, {found['value']['thing']}")
    matched = {j for _, j in pairs}
    for j, mention in enumerate(mentions):
        if j not in matched and mention["value"]["commitment"] not in ("vague", "grammatical"):
            lines.append(f"extra {mention['text']!r}")
    return [f"{line} | {row['text']}" for line in lines]


def misses_ranges(row: Row, mentions: Any) -> list[str]:
    """Intervals that did not come out."""
    return [
        f"missed {gold['interval']} | {row['text']}"
        for gold in row["ranges"]
        if not any(interval_agrees(gold["interval"], m["value"]) for m in mentions)
    ]


def misses_label(row: Row, prediction: str) -> list[str]:
    """A prediction that is not the row's label."""
    texts = [row[name] for name in ("evidence", "claim", "original", "rewrite") if name in row]
    if prediction == row["label"]:
        return []
    return [f"{row['label']}, predicted {prediction} | {' || '.join(texts)}"]


def misses_headlines(row: Row, predictions: list[str]) -> list[str]:
    """Chunks whose type is not the predicted one."""
    return [
        f"{gold}, predicted {found} | {row['left'][slice(*left)]} || {row['right'][slice(*right)]}"
        f" | {row['left']} || {row['right']}"
        for (left, right, gold), found in zip(headline_chunks(row), predictions, strict=True)
        if gold != found
    ]


def misses_times(row: Row, found: Any) -> list[str]:
    """Missed, extra and wrongly resolved times, with some text around."""
    gold = [one for one in row["times"] if one["type"] in ("DATE", "TIME")]
    pairs = match_spans(gold, found)
    lines = []
    for i, one in enumerate(gold):
        ours = next((found[j] for a, j in pairs if a == i), None)
        if ours is None:
            lines.append((one, f"missed {one['value']}"))
        elif ours["timex"] != one["value"]:
            lines.append((one, f"value {one['value']}: {ours['timex']}"))
        elif (ours["start"], ours["end"]) != (one["start"], one["end"]):
            lines.append((one, f"span {row['text'][ours['start'] : ours['end']]!r}"))
    matched = {j for _, j in pairs}
    lines += [(one, f"extra {one['timex']}") for j, one in enumerate(found) if j not in matched]
    return [f"{what} {shown(row['text'], one['start'], one['end'])}" for one, what in lines]


def shown(text: str, start: int, end: int, around: int = 60) -> str:
    """A span in brackets with some text around, on one line."""
    before, after = text[max(0, start - around) : start], text[end : end + around]
    return " ".join(f"| {before}[{text[start:end]}]{after}".split())


def misses_pairs(row: Row, report: Any) -> list[str]:
    """False alarms, and typed facts that nothing found."""
    gold = pairs_gold(row)
    diverging = [fact for fact in gold.facts if fact.outcome == "diverge"]
    lines = []
    for finding in filter(alarm, report["findings"]):
        if not any(same_kind(finding, fact) and stands_over(finding, fact) for fact in diverging):
            texts = " || ".join(account["text"] for account in finding["accounts"])
            lines.append(f"false {finding['kind']} {finding['relation']} | {texts}")
    for fact, entry in zip(gold.facts, row["facts"], strict=True):
        over = [f for f in report["findings"] if stands_over(f, fact) and same_kind(f, fact)]
        if fact.kind != "other" and not any(f["outcome"] == fact.outcome for f in over):
            texts = f"{entry['left']['text']} || {entry['right']['text']}"
            found = ", ".join(sorted({f["outcome"] for f in over})) or "nothing"
            wanted = f"{fact.kind} {fact.outcome} {fact.relation}"
            lines.append(f"missed {wanted}: {found} | {texts} ({entry['note']})")
    return lines


# ---------------------------------------------------------------------------------------- measuring


@dataclass(frozen=True)
class Set:
    """One labelled set.

    What to predict for a row, how to score, which articles are checked (their vectors are made
    first), and a row's misses in words.
    """

    predict: Callable[[Row, Tool], Any]
    score: Callable[[Sequence[Row], Sequence[Any]], Json]
    articles: Callable[[Row], list[Article]] | None = None
    misses: Callable[[Row, Any], list[str]] | None = None


SETS: Mapping[str, Set] = {
    "quantities": Set(predict_quantities, score_quantities, misses=misses_quantities),
    "ranges": Set(predict_quantities, score_ranges, misses=misses_ranges),
    "claims": Set(predict_claims, score_claims, claims_articles, misses_label),
    "headlines": Set(predict_headlines, score_headlines, headlines_articles, misses_headlines),
    "edits": Set(predict_edits, score_edits, edits_articles, misses_label),
    "times": Set(predict_times, score_times, misses=misses_times),
    "attributions": Set(predict_attributions, score_attributions),
    "propositions": Set(predict_propositions, score_propositions, propositions_articles),
    "pairs": Set(predict_pairs, score_pairs, pairs_articles, misses_pairs),
}


def sample(rows: Sequence[Row], limit: int | None) -> list[Row]:
    """All rows, or `limit` of them at even distances."""
    if not limit or limit >= len(rows):
        return list(rows)
    return [rows[i * len(rows) // limit] for i in range(limit)]


def _texts_task(task: tuple[str, Row]) -> tuple[str, ...]:
    name, row = task
    articles = SETS[name].articles
    assert articles is not None
    try:
        return texts_of(articles(row))
    except Exception:  # the check itself will fail again, and be counted
        return ()


def _predict_task(task: tuple[str, Row, Path, str | None]) -> tuple[Any, int]:
    name, row, cache, read_by = task
    product = Product(cache, read_by)
    return SETS[name].predict(row, product), product.failures


def _map(
    function: Callable[[Any], Any], tasks: Sequence[Any], jobs: int, label: str
) -> Iterator[Any]:
    """Map over tasks in order, in processes where there are several jobs, with progress."""
    began = last = time.monotonic()
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        found = pool.map(function, tasks, chunksize=8) if jobs > 1 else map(function, tasks)
        for done, value in enumerate(found, start=1):
            yield value
            now = time.monotonic()
            if now - last > 2 or done == len(tasks):
                last = now
                end = "\n" if done == len(tasks) else ""
                progress = f"\r{label} {done}/{len(tasks)}, {now - began:.0f} s "
                print(progress, end=end, file=sys.stderr, flush=True)


def encode(name: str, rows: Sequence[Row], cache: Path, jobs: int) -> None:
    """Put the vectors of all of a set's texts into the cache, in large batches."""
    if SETS[name].articles is None:
        return
    tasks = [(name, row) for row in rows]
    texts = sorted({t for found in _map(_texts_task, tasks, jobs, f"{name}: read") for t in found})
    encoder = _encoder(cache)
    for at in range(0, len(texts), 2048):  # bounds the memory that vectors take

        def progress(done: int, _: int, at: int = at) -> None:
            where = f"\r{name}: encode {at + done}/{len(texts)} "
            print(where, end="", file=sys.stderr, flush=True)

        encoder.encode(texts[at : at + 2048], progress)
    print(file=sys.stderr)


def measure(
    name: str,
    path: Path,
    *,
    limit: int | None,
    jobs: int,
    cache: Path,
    dump: Path | None,
    read_by: str | None = pipeline.PACKAGED,
) -> Json:
    """One set's metrics, with the number of rows used and of all."""
    every = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
    rows = sample(every, limit)
    encode(name, rows, cache, jobs)
    tasks = [(name, row, cache, read_by) for row in rows]
    results = list(_map(_predict_task, tasks, jobs, f"{name}: check"))
    predictions = [prediction for prediction, _ in results]
    if dump:
        dump.mkdir(parents=True, exist_ok=True)
        lines = [
            json.dumps({"row": row, "prediction": prediction}, ensure_ascii=False)
            for row, prediction in zip(rows, predictions, strict=True)
        ]
        (dump / f"{name}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
        misses = SETS[name].misses
        if misses:
            wrong = [
                f"{row.get('id', i)}: {line}\n"
                for i, (row, prediction) in enumerate(zip(rows, predictions, strict=True))
                for line in misses(row, prediction)
            ]
            (dump / f"{name}.misses.txt").write_text("".join(wrong), encoding="utf-8")
    return {
        "rows": len(rows),
        "of": len(every),
        "failures": sum(failures for _, failures in results),
        "metrics": SETS[name].score(rows, predictions),
    }


def table(results: Mapping[str, Json]) -> str:
    """The results as aligned plain text."""
    lines = []
    for name, result in results.items():
        note = ""
        if result.get("of", result["rows"]) != result["rows"]:
            note = f"  (SUBSAMPLE: every {result['of'] / result['rows']:.1f}th of {result['of']})"
        if result.get("failures"):
            note += f"  ({result['failures']} FAILED: counted as empty)"
        lines.append(f"{name}: {result['rows']} rows{note}")
        width = max(len(metric) for metric in result["metrics"])
        for metric, entry in result["metrics"].items():
            value = "    -" if entry["value"] is None else f"{100 * entry['value']:5.1f}"
            rest = []
            for key, number in entry.items():
                if key == "value" or number is None:
                    continue
                rest.append(
                    f"{key} {100 * number:.1f}" if isinstance(number, float) else f"{key} {number}"
                )
            lines.append(f"  {metric:<{width}}  {value}  {', '.join(rest)}".rstrip())
        lines.append("")
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Parse the command line, measure, print. 1 where a row failed, 2 with nothing to measure."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--data", type=Path, help="folder of labelled sets, one JSONL file each")
    parser.add_argument(
        "--set", action="append", choices=SETS, help="measure this set (repeatable)"
    )
    parser.add_argument(
        "--fixtures", type=Path, nargs="?", const=REPOSITORY / "fixtures", help="folder of fixtures"
    )
    parser.add_argument("--limit", type=int, help="an even subsample of so many rows of each set")
    parser.add_argument("--jobs", type=int, default=1, help="processes (default: 1)")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--dump", type=Path, help="write each row's prediction below this folder")
    parser.add_argument("--reader", default=pipeline.PACKAGED, help="as consistency check has it")
    parser.add_argument("--no-reader", action="store_true", help="measure the program without one")
    parser.add_argument("--no-judge", dest="no_reader", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--cache", type=Path, help="file that keeps vectors between runs")
    options = parser.parse_args(arguments)
    read_by = None if options.no_reader else options.reader
    if options.cache is None:
        options.cache = default_folder() / "bench.sqlite"
    results: dict[str, Json] = {}
    if options.data is None and options.fixtures is None:
        options.fixtures = REPOSITORY / "fixtures"
    if options.data is not None:
        for name in SETS:
            path = options.data / f"{name}.jsonl"
            if path.exists() and (not options.set or name in options.set):
                results[name] = measure(
                    name,
                    path,
                    limit=options.limit,
                    jobs=options.jobs,
                    cache=options.cache,
                    dump=options.dump,
                    read_by=read_by,
                )
                if not options.json:
                    print(table({name: results[name]}), flush=True)
    if options.fixtures is not None:
        product = Product(options.cache, read_by)
        result = measure_fixtures(options.fixtures, product)
        if result:
            results["fixtures"] = {**result, "failures": product.failures}
            if not options.json:
                print(table({"fixtures": results["fixtures"]}), flush=True)
    if not results:
        print("nothing to measure: no set in --data, no gold.json in --fixtures", file=sys.stderr)
        return 2
    if options.json:
        print(json.dumps(results, indent=2, ensure_ascii=False))
    return 1 if any(result.get("failures") for result in results.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
