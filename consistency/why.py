"""Why two sentences link or not, what faces what in them, and what kept the rest apart.

The answer of `consistency why`: the link and its evidence, the words that face each other, the
units of both sentences, what was compared and on which rung it landed, and every refusal with its
gate.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from consistency import align
from consistency.errors import InputError
from consistency.model import Mention, Report, SentenceRef
from consistency.pipeline import Compared
from consistency.story import Refused, Trace
from consistency.tree import Parsed


@dataclass(frozen=True)
class Why:
    """The answer for two sentences. `link` has the score, the threshold, kind and evidence."""

    left: Parsed
    right: Parsed
    link: dict[str, Any]
    words: tuple[tuple[str, str], ...]
    units: tuple[tuple[Mention[Any], ...], tuple[Mention[Any], ...]]
    faced: tuple[dict[str, Any], ...]
    refused: tuple[dict[str, Any], ...]

    def to_dict(self) -> dict[str, Any]:
        """The answer as JSON types."""
        return {
            "sentences": [_sentence(self.left), _sentence(self.right)],
            "link": self.link,
            "words": [list(pair) for pair in self.words],
            "units": [[m.to_dict() for m in units] for units in self.units],
            "faced": list(self.faced),
            "refused": list(self.refused),
        }

    def to_text(self) -> str:
        """The answer for a person."""
        lines = [f"{p.sentence.article}: {p.sentence.text}" for p in (self.left, self.right)]
        linked = "link" if self.link["linked"] else "no link"
        lines.append(
            f"\n{linked}: score {self.link['score']:.3f}, from {self.link['threshold']:.3f} on"
            f" sentences link{self._kind()}"
        )
        lines += [f"  {name} {value:.3f}" for name, value in self.link["evidence"].items()]
        lines.append("\nwords: " + ", ".join(f"{a} = {b}" for a, b in self.words))
        for parsed, units in zip((self.left, self.right), self.units, strict=True):
            lines.append(f"\nunits of {parsed.sentence.article}:")
            lines += [f"  {m.kind.value}: {m.text}" for m in units]
        lines.append("\ncompared:")
        lines += [
            f"  {f['kind']}: “{f['left']}” / “{f['right']}”, {f['rung']}: {f['reason']}"
            f" (by {f['step']}, {f['score']:.3f})"
            for f in self.faced
        ] or ["  nothing"]
        lines.append("\nrefused:")
        lines += [
            f"  {r['kind']}: “{r['left']}” / “{r['right']}”, {r['gate']}: {r['reason']}"
            for r in self.refused
        ] or ["  nothing"]
        return "\n".join(lines) + "\n"

    def _kind(self) -> str:
        return f", {self.link['kind']}" if self.link["kind"] else ""


def why(compared: Compared, left: SentenceRef, right: SentenceRef) -> Why:
    """The answer for two sentences of different articles."""
    parsed = {
        SentenceRef(p.sentence.article, p.sentence.index): p
        for document in compared.documents
        for p in document.parsed
    }
    one, other = parsed[left], parsed[right]
    link, words = _link(compared, left, right)
    trace = compared.trace or Trace([], [])
    units = tuple(_units(trace, compared, ref) for ref in (left, right))
    faced = [_faced(*entry) for entry in trace.faced if _between(entry[:2], left, right)]
    refused = [_refused(r) for r in trace.refused if _between((r.left, r.right), left, right)]
    return Why(
        one,
        other,
        link,
        tuple((one.tokens[i].text, other.tokens[j].text) for i, j in words),
        (units[0], units[1]),
        tuple(_unique(faced)),
        tuple(_unique(refused)),
    )


def sentence_at(compared: Compared, article: str, line: int) -> SentenceRef:
    """The sentence of an article that stands on a line of its file, the first that begins there.

    Raises `InputError` for an unknown article or a line without a sentence.
    """
    for document in compared.documents:
        if document.article.id == article:
            before = None
            for p in document.parsed:
                first = document.article.position(p.sentence.start)[0]
                last = document.article.position(max(p.sentence.end - 1, p.sentence.start))[0]
                if first <= line <= last:
                    if first == line or before is None:
                        return SentenceRef(article, p.sentence.index)
                    before = p
            raise InputError(f"{article}:{line}: no sentence stands there; name a line with text")
    known = ", ".join(d.article.id for d in compared.documents)
    raise InputError(f"{article!r} is not an article: use one of {known}")


def sentences_of(report: Report, fingerprint: str) -> tuple[SentenceRef, SentenceRef]:
    """The sentences in which two articles tell a finding's fact, the first of each.

    Raises `InputError` for an unknown finding, or one that a single article tells.
    """
    for finding in report.findings:
        if finding.fingerprint.startswith(fingerprint):
            refs: dict[str, SentenceRef] = {}
            for account in finding.accounts:
                for m in account.mentions:
                    refs.setdefault(m.article, SentenceRef(m.article, m.sentence))
            if len(refs) < 2:
                raise InputError(f"{fingerprint}: only one article tells this; name two lines")
            first, second, *_ = refs.values()
            return first, second
    raise InputError(f"{fingerprint}: no finding has this fingerprint; see --output-format json")


def _sentence(parsed: Parsed) -> dict[str, Any]:
    s = parsed.sentence
    return {"article": s.article, "index": s.index, "start": s.start, "end": s.end, "text": s.text}


def _link(
    compared: Compared, left: SentenceRef, right: SentenceRef
) -> tuple[dict[str, Any], list[tuple[int, int]]]:
    """How two sentences' link was weighed, and the words that face each other."""
    alignment = compared.alignment
    u, v = alignment.text_of(left), alignment.text_of(right)
    nothing = {"linked": False, "score": 0.0, "threshold": align.threshold(), "kind": None}
    if u is None or v is None:
        return {**nothing, "evidence": {}}, []
    if u == v:
        document = next(d for d in compared.documents if d.article.id == left.article)
        tokens = document.parsed[left.sentence].tokens
        same = [(t.index, t.index) for t in tokens if t.content]
        return {**nothing, "linked": True, "score": 1.0, "kind": "same", "evidence": {}}, same
    pair = next(
        (p for p in align.sure(alignment) if {p.left, p.right} == {u, v}),
        None,
    )
    evidence, words = align.weighed(
        compared.documents, alignment.texts, compared.vectors, min(u, v), max(u, v)
    )
    flipped = [(j, i) if u > v else (i, j) for i, j in words]
    return {
        "linked": pair is not None,
        "score": pair.score if pair else evidence.pop("score"),
        "threshold": align.threshold(),
        "kind": pair.kind.value if pair else None,
        "evidence": {name: value for name, value in evidence.items() if name != "score"},
    }, sorted(flipped)


def _units(trace: Trace, compared: Compared, ref: SentenceRef) -> tuple[Mention[Any], ...]:
    from consistency import facts

    document = next(d for d in compared.documents if d.article.id == ref.article)
    return tuple(m for m in facts.extract(document) if m.sentence == ref.sentence)


def _between(
    mentions: tuple[Mention[Any], ...] | Any, left: SentenceRef, right: SentenceRef
) -> bool:
    refs = {SentenceRef(m.article, m.sentence) for m in mentions}
    return refs == {left, right}


def _faced(left: Mention[Any], right: Mention[Any], step: Any, score: float, rung: Any) -> Any:
    return {
        "kind": left.kind.value,
        "left": left.text,
        "right": right.text,
        "step": step.value,
        "score": score,
        "rung": rung.name,
        "relation": rung.relation.value if rung.relation else None,
        "reason": rung.reason(left, right),
    }


def _refused(refused: Refused) -> dict[str, Any]:
    return {
        "kind": refused.left.kind.value,
        "left": refused.left.text,
        "right": refused.right.text,
        "gate": refused.gate,
        "reason": refused.reason,
    }


def _unique(entries: list[Any]) -> list[Any]:
    found: list[Any] = []
    for entry in entries:
        if entry not in found:
            found.append(entry)
    return found
