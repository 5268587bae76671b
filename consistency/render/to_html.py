"""The report as one page for an editor: self-contained, inert, readable without JavaScript.

Nothing is fetched: style and script are inline, and the page's own content security policy allows
just these two by their hashes. Every word of an article goes through the template's escaping, after
`safe` has taken the characters that reorder text. Colour never stands alone: each outcome has a
word, a sign and a line style.
"""

from __future__ import annotations

import base64
import hashlib
import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from consistency.harmless import one_line, safe
from consistency.model import (
    ArticleReport,
    Finding,
    Kind,
    Mention,
    Outcome,
    PairSummary,
    Relation,
    Report,
    Role,
    Sentence,
    Severity,
)
from consistency.render.words import (
    DEFAULT_VIEW,
    RELATION_WORDS,
    Places,
    View,
    agreement,
    counts,
    excerpt,
    kind_words,
    marked_spans,
    needs_a_look,
    pair_table,
    percent,
    plural,
    possible_conflict,
    relation_words,
    singles_by_article,
    verdict,
)

if TYPE_CHECKING:
    import jinja2

_MATRIX_LIMIT: Final = 40  # articles; a wider table can't be read, so its lowest pairs are listed
_NAMED_COLUMNS: Final = 4  # a wider table has numbers as heads and shares alone, to stay small
_NUMBERED_COLUMNS: Final = 4  # beside a sentence; counterparts in more are counted
_LOWEST: Final = 40  # pairs in that list

_SIGNS: Final[Mapping[Relation, str]] = {
    Relation.EQUAL: "=",
    Relation.VARIANT: "≡",
    Relation.LESS_PRECISE: "≈",
    Relation.DIFFERENT_CERTAINTY: "?",
    Relation.DIFFERENT_ATTRIBUTION: "⇄",
    Relation.ALTERED_QUOTE: "≠",
    Relation.CONFLICT: "≠",
}
_OUTCOME_SIGNS: Final = {Outcome.AGREE: "=", Outcome.SINGLE: "◦", Outcome.INCOMPARABLE: "–"}
_ROLE_WORDS: Final = {
    Role.QUESTION: "question, not checked",
    Role.BOILERPLATE: "boilerplate, not checked",
}


def render(report: Report, *, view: View = DEFAULT_VIEW) -> str:
    """The whole report as one HTML page, whatever the view."""
    return fill("page.html.j2", "page.css", "page.js", links=(), **_context(report))[0]


def linked(report: Report, links: Sequence[tuple[str, str]]) -> tuple[str, str]:
    """The same page with links (words, address) in its head, for a server; and its policy."""
    return fill("page.html.j2", "page.css", "page.js", links=links, **_context(report))


def fill(
    template: str, styles: str, script_name: str, *, form: str = "'none'", **context: Any
) -> tuple[str, str]:
    """A packaged template filled in, and the content security policy that it carries.

    `styles` and `script_name` are packaged files (several styles with blanks between; "" for no
    script) that go inline; `form` is where forms may go.
    """
    from markupsafe import Markup

    style = "".join(map(_packaged, styles.split()))
    script = _packaged(script_name) if script_name else ""
    policy = (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        f"base-uri 'none'; form-action {form}"
    )
    if form != "'none'":  # there is a server: the script may ask it, too
        policy += f"; connect-src {form}"
    page: str = _template(template).render(
        context, style=Markup(style), script=Markup(script), policy=policy
    )
    return page, policy


@cache
def _template(name: str) -> jinja2.Template:
    """A packaged template, compiled once: that takes longer than to fill it in."""
    import jinja2

    environment = jinja2.Environment(
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=jinja2.StrictUndefined,
    )
    return environment.from_string(_packaged(name))


def _packaged(name: str) -> str:
    return resources.files("consistency.render").joinpath(name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    """A CSP source for exactly this inline text."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _context(report: Report) -> dict[str, Any]:
    """Everything that the template shows, ready to print: strings, numbers, lists."""
    places = Places(report)
    ids = [one_line(entry.article.id) for entry in report.articles]
    return {
        "title": f"Agreement report: {', '.join(ids[:4])}{' and others' if len(ids) > 4 else ''}",
        "verdict": verdict(report),
        "counts": counts(report),
        "agreement": agreement(report),
        "bar": _bar(report),
        "articles": _articles(report, places),
        **_findings(report, places),
        "matrix": _matrix(report) if 3 <= len(ids) <= _MATRIX_LIMIT else None,
        "lowest": _lowest(report) if len(ids) > _MATRIX_LIMIT else None,
        "kinds": [
            {"value": kind.value, "words": words}
            for kind in Kind.known()
            for words in {kind_words(f): None for f in report.findings if f.kind is kind}
        ],
        "relations": _relations(report),
        "notices": [
            {
                "where": places.path(n.article) if n.article is not None else "",
                "message": one_line(n.message),
                "code": one_line(n.code),
            }
            for n in report.notices
        ],
        "generator": report.generator,
    }


def _findings(report: Report, places: Places) -> dict[str, Any]:
    """The cards of the findings, by the part of the page that they stand in."""
    cards = [_card(n, f, report, places) for n, f in enumerate(report.findings, 1)]
    by_finding = dict(zip((f.fingerprint for f in report.findings), cards, strict=True))
    return {
        "look": [
            card
            for card, f in zip(cards, report.findings, strict=True)
            if needs_a_look(f) and f.outcome is not Outcome.SINGLE
        ],
        "added": [c for c in _with(cards, report, Outcome.SINGLE) if c["severity"] != "info"],
        "minor": _with(cards, report, Outcome.DIVERGE, Severity.INFO),
        "unsure": _with(cards, report, Outcome.INCOMPARABLE, Severity.INFO),
        "agreed": _with(cards, report, Outcome.AGREE),
        "singles": [
            {
                "id": one_line(id_),
                "number": places.order[id_] + 1,
                "heading": _single_heading(id_, report.reference),
                "cards": [by_finding[f.fingerprint] for f in calm],
            }
            for id_, findings in singles_by_article(report)
            if (calm := [f for f in findings if not needs_a_look(f)])
        ],
    }


def _with(
    cards: Sequence[dict[str, Any]],
    report: Report,
    outcome: Outcome,
    severity: Severity | None = None,
) -> list[dict[str, Any]]:
    return [
        card
        for card, f in zip(cards, report.findings, strict=True)
        if f.outcome is outcome and (severity is None or f.severity is severity)
    ]


def _single_heading(id_: str, reference: str | None) -> str:
    name = one_line(id_)
    return f"Missing from the copy: only in {name}" if id_ == reference else f"Only in {name}"


def _bar(report: Report) -> list[dict[str, Any]]:
    """Stretches of a bar 1000 units wide, one per outcome that occurs."""
    s = report.summary
    parts = [
        ("diverge", "≠", s.diverge, "diverge"),
        ("agree", "=", s.agree, "agree"),
        ("single", "◦", s.single, "in one article only"),
        ("incomparable", "–", s.incomparable, "not comparable"),
    ]
    total = sum(count for _, _, count, _ in parts)
    bar, at = [], 0
    for name, sign, count, words in parts:
        before, at = at, at + count
        if count:
            left, right = before * 1000 // total, at * 1000 // total
            bar.append(
                {"name": name, "sign": sign, "count": count, "words": words}
                | {"x": left, "width": right - left}
            )
    return bar


# -------------------------------------------------------------------------------------- findings


def _look_class(finding: Finding) -> str:
    """The class that gives a finding its colour and line style."""
    if finding.outcome is Outcome.DIVERGE and finding.relation is not None:
        return "possible" if possible_conflict(finding) else finding.relation.value
    return finding.outcome.value


def _sign(finding: Finding) -> str:
    if finding.outcome is Outcome.DIVERGE and finding.relation is not None:
        return _SIGNS[finding.relation]
    return _OUTCOME_SIGNS.get(finding.outcome, "≠")


def _card(number: int, finding: Finding, report: Report, places: Places) -> dict[str, Any]:
    ids = {id_: one_line(id_) for account in finding.accounts for id_ in account.articles}
    sides = [
        {
            "text": one_line(account.text),
            "who": [{"number": places.order[i] + 1, "id": ids[i]} for i in account.articles],
            "majority": index == finding.majority,
            "outlier": index in finding.outliers,
            "origins": account.origins if account.origins < len(account.articles) else None,
            "quotes": [_quote(mention, places) for mention in account.mentions],
        }
        for index, account in enumerate(finding.accounts)
    ]
    return {
        "number": number,
        "anchor": f"f-{finding.fingerprint}",
        "look": _look_class(finding),
        "sign": _sign(finding),
        "words": relation_words(finding, report.reference),
        "severity": finding.severity.value,
        "kind": finding.kind.value,
        "relation": _relation(finding),
        "kind_words": kind_words(finding),
        "slot": re.sub(r"\s+(?=[,.;:])", "", one_line(finding.slot)),
        "code": finding.code,
        "rule": finding.rule.replace("-", " "),
        "message": one_line(finding.message),
        "reason": _plain(finding.reason),
        "sides": sides,
        "pairs": _pairs(finding),
        "absent": [one_line(id_) for id_ in finding.absent_from],
        "numbers": " ".join(str(n) for n in sorted(places.order[id_] + 1 for id_ in ids)),
    }


def _plain(reason: str) -> str:
    """A reason without the notation of dates whose week is unknown, which tells a reader nothing
    that the quoted day does not."""
    return re.sub(r" \(X{4}-\S+\)", "", one_line(reason))


def _relation(finding: Finding) -> str:
    """What the filter by relation goes by: the relation of what diverges, else the outcome."""
    diverges = finding.outcome is Outcome.DIVERGE and finding.relation is not None
    return str((finding.relation if diverges else finding.outcome) or "")


_OUTCOME_WORDS: Final = {
    Outcome.SINGLE: "in one article only",
    Outcome.AGREE: "agree",
    Outcome.INCOMPARABLE: "could not be compared",
}


def _relations(report: Report) -> list[dict[str, str]]:
    """The relations and outcomes that the report has, the worst first."""
    present = {_relation(finding) for finding in report.findings}
    worst_first = [(str(r), RELATION_WORDS[r]) for r in reversed(Relation)]
    outcomes = [(str(outcome), words) for outcome, words in _OUTCOME_WORDS.items()]
    return [{"value": v, "words": w} for v, w in [*worst_first, *outcomes] if v in present]


def _pairs(finding: Finding) -> list[dict[str, str]]:
    """How each two accounts relate, worst first; the texts only where the reason lacks them."""
    pairs = []
    for relation in sorted(finding.relations, key=lambda r: -r.relation.rank):
        left, right = (one_line(finding.accounts[i].text) for i in relation.accounts)
        reason = one_line(relation.reason)
        named = left in reason and right in reason
        pairs.append(
            {
                "words": RELATION_WORDS[relation.relation],
                "left": "" if named else left,
                "right": "" if named else right,
                "reason": reason,
            }
        )
    return pairs


def _quote(mention: Mention[Any], places: Places) -> dict[str, Any]:
    number = places.order[mention.article] + 1
    return {
        "number": number,
        "id": one_line(mention.article),
        "line": places.position(mention.article, mention.start)[0],
        "target": f"s-{number}-{mention.sentence}",
        "pieces": excerpt(mention, places),
        "voice": one_line(mention.voice) if mention.voice else None,
    }


# -------------------------------------------------------------------------------------- articles


_Mark = tuple[int, int, int]  # (start, end, finding number)


def _spans(report: Report) -> dict[str, list[_Mark]]:
    """Per article what to mark, in order."""
    spans: dict[str, list[_Mark]] = {e.article.id: [] for e in report.articles}
    for number, finding in enumerate(report.findings, 1):
        for account in finding.accounts:
            for mention in account.mentions:
                for span in marked_spans(mention):
                    if span.start < span.end:
                        spans[mention.article].append((span.start, span.end, number))
    for marks in spans.values():
        marks.sort()
    return spans


_At = tuple[int, int]  # a sentence: the number of its article, from 1, and its own index


def _links(report: Report, places: Places) -> list[tuple[_At, _At]]:
    """The links as the page counts, the sentence of the earlier column first."""
    order = places.order
    found = [
        (
            (order[link.left.article] + 1, link.left.sentence),
            (order[link.right.article] + 1, link.right.sentence),
        )
        for link in report.links
    ]
    return [(left, right) if left < right else (right, left) for left, right in found]


def _linked(links: Sequence[tuple[_At, _At]]) -> dict[_At, list[_At]]:
    """Per sentence those that report the same, in the articles' order."""
    linked: dict[_At, set[_At]] = defaultdict(set)
    for left, right in links:
        linked[left].add(right)
        linked[right].add(left)
    return {at: sorted(found) for at, found in linked.items()}


def _moved(
    report: Report, links: Sequence[tuple[_At, _At]], places: Places
) -> set[tuple[_At, _At]]:
    """The links, in both directions, whose sentences stand out of order.

    In the order are those of two articles that belong to every longest chain in which no link
    crosses another. Where two sentences only changed places, neither does, and both are told: so
    the answer hangs on no choice between equals, nor on which article comes first. A headline
    tells what stands further down, so it has no place in the order.
    """
    headings = {
        (places.order[entry.article.id] + 1, sentence.index)
        for entry in report.articles
        for sentence in entry.sentences
        if sentence.role is Role.HEADING
    }
    pairs: dict[tuple[int, int], set[tuple[int, int]]] = defaultdict(set)
    for left, right in links:
        if left in headings or right in headings:
            continue
        (a, i), (b, j) = left, right
        pairs[a, b].add((i, j))
    moved: set[tuple[_At, _At]] = set()
    for (a, b), between in pairs.items():
        chain = sorted(between)
        numbers = [j for _, j in chain]
        if numbers == sorted(numbers):
            continue
        to_here = _chains(numbers)
        from_here = _chains([-j for j in reversed(numbers)])[::-1]
        longest = max(to_here)
        on_one = [x + y - 1 == longest for x, y in zip(to_here, from_here, strict=True)]
        at_step = Counter(x for x, is_on in zip(to_here, on_one, strict=True) if is_on)
        for (i, j), is_on, step in zip(chain, on_one, to_here, strict=True):
            if not is_on or at_step[step] > 1:
                moved |= {((a, i), (b, j)), ((b, j), (a, i))}
    return moved


def _chains(numbers: Sequence[int]) -> list[int]:
    """The length of the longest chain that ends at each number and never falls."""
    ends: list[int] = []  # the least end of a chain of each length
    lengths = []
    for number in numbers:
        length = bisect_right(ends, number)
        ends[length : length + 1] = [number]
        lengths.append(length + 1)
    return lengths


def _counterparts(
    at: _At, linked: Sequence[_At], moved: set[tuple[_At, _At]]
) -> tuple[list[dict[str, Any]], int]:
    """Per column the counterparts of a sentence, for the numbers beside it; and how many columns
    are left out, because a sentence that many articles have would drown in numbers. Those that
    stand out of order are never left out."""
    columns: dict[int, list[dict[str, Any]]] = defaultdict(list)
    kept = set()
    for other in linked:
        article, sentence = other
        if (at, other) in moved:
            kept.add(article)
        columns[article].append(
            {
                "anchor": f"s-{article}-{sentence}",
                "number": sentence + 1,
                "moved": (at, other) in moved,
            }
        )
    many = len(columns) > _NUMBERED_COLUMNS
    shown = [
        {"article": article, "sentences": sentences}
        for article, sentences in columns.items()
        if not many or article in kept
    ]
    return shown, len(columns) - len(shown)


def _articles(report: Report, places: Places) -> list[dict[str, Any]]:
    """The columns of the page: each article with its findings marked and what links to it."""
    spans = _spans(report)
    links = _links(report, places)
    linked = _linked(links)
    moved = _moved(report, links, places)
    return [
        {
            **_described(number, entry, report),
            "paragraphs": _paragraphs(
                number, entry, spans[entry.article.id], linked, moved, report
            ),
        }
        for number, entry in enumerate(report.articles, 1)
    ]


def _described(number: int, entry: ArticleReport, report: Report) -> dict[str, Any]:
    """What stands above an article: its name, where it is from, and who prints the same text."""
    article = entry.article
    return {
        "number": number,
        "id": one_line(article.id),
        "title": one_line(article.title or ""),
        "source": one_line(article.source or ""),
        "published": article.published.isoformat() if article.published else "",
        "path": one_line(article.path or "") if article.path != article.id else "",
        "reference": article.id == report.reference,
        "copies": [
            one_line(other.article.id)
            for other in report.articles
            if other.origin == entry.origin and other is not entry
        ],
        "sentences": plural(len(entry.sentences), "sentence"),
    }


def _paragraphs(
    number: int,
    entry: ArticleReport,
    spans: Sequence[_Mark],
    linked: Mapping[_At, Sequence[_At]],
    moved: set[tuple[_At, _At]],
    report: Report,
) -> list[dict[str, Any]]:
    """An article's paragraphs with their sentences; `number` is the article's, from 1."""
    paragraphs: list[dict[str, Any]] = []
    for sentence, marks in zip(entry.sentences, _by_sentence(entry, spans), strict=True):
        if not paragraphs or paragraphs[-1]["number"] != sentence.paragraph:
            heading = sentence.role is Role.HEADING
            paragraphs.append({"number": sentence.paragraph, "heading": heading, "sentences": []})
        at = (number, sentence.index)
        to = linked.get(at, ())
        counterparts, more = _counterparts(at, to, moved)
        paragraphs[-1]["sentences"].append(
            {
                "anchor": f"s-{number}-{sentence.index}",
                "number": sentence.index + 1,
                "to": " ".join(f"s-{article}-{other}" for article, other in to),
                "counterparts": counterparts,
                "more": more,
                "role": _ROLE_WORDS.get(sentence.role, ""),
                **_marked(entry.article.text, sentence, marks, report, linked=bool(to)),
            }
        )
    return paragraphs


def _by_sentence(entry: ArticleReport, spans: Sequence[_Mark]) -> list[list[_Mark]]:
    """For each sentence of an article the parts of marks that lie in it."""
    starts = [s.start for s in entry.sentences]
    marks: list[list[_Mark]] = [[] for _ in entry.sentences]
    for start, end, number in spans:
        first = max(0, bisect_right(starts, start) - 1)
        for i in range(first, len(starts)):
            sentence = entry.sentences[i]
            if sentence.start >= end:
                break
            if start < sentence.end:
                marks[i].append((max(start, sentence.start), min(end, sentence.end), number))
    return marks


def _marked(
    text: str, sentence: Sentence, marks: Sequence[_Mark], report: Report, *, linked: bool
) -> dict[str, Any]:
    """A sentence's words by the findings they belong to.

    A finding about the whole sentence marks none of its words: it is told beside it, and as what
    this article alone says where no other article has the sentence.
    """
    whole = [n for start, end, n in marks if _covers(text, start, end, sentence)]
    within = [mark for mark in marks if mark[2] not in whole]
    return {
        "alone": _anchors(whole, report)[:1] if whole and not linked else [],
        "findings": " ".join(str(n) for n in sorted(set(whole))),
        "segments": list(_segments(text, sentence.start, sentence.end, within, report)),
    }


def _covers(text: str, start: int, end: int, sentence: Sentence) -> bool:
    """Whether a mark leaves no word of the sentence out."""
    rest = text[sentence.start : start] + text[end : sentence.end]
    return not any(char.isalnum() for char in rest)


def _anchors(numbers: Iterable[int], report: Report) -> list[str]:
    return [f"f-{report.findings[n - 1].fingerprint}" for n in numbers]


def _segments(
    text: str, start: int, end: int, marks: Sequence[_Mark], report: Report
) -> Iterator[dict[str, Any]]:
    """A sentence cut wherever a mark begins or ends; each part knows the findings it belongs to."""
    edges = sorted({start, end, *(m[0] for m in marks), *(m[1] for m in marks)})
    opening: dict[int, list[int]] = {}
    closing: dict[int, list[int]] = {}
    for low, high, number in marks:
        opening.setdefault(low, []).append(number)
        closing.setdefault(high, []).append(number)
    live: list[int] = []
    for low, high in pairwise(edges):
        for number in closing.get(low, ()):
            live.remove(number)
        live.extend(opening.get(low, ()))
        part = safe(text[low:high])
        if not live:
            yield {"text": part, "findings": ""}
            continue
        numbers = sorted(set(live))
        first = report.findings[numbers[0] - 1]  # the findings stand worst first
        yield {
            "text": part,
            "findings": " ".join(map(str, numbers)),
            "look": _look_class(first),
            "label": relation_words(first, report.reference),
            "anchor": f"f-{first.fingerprint}",
        }


# ------------------------------------------------------------------------------------ the matrix


def _cell(pair: PairSummary | None) -> dict[str, Any]:
    """One pair: its share, its counts, and a tint in eleven steps."""
    share = pair.agreement if pair else None
    return {
        "share": percent(share),
        "counts": f"{pair.agree} agree, {pair.diverge} diverge" if pair else "",
        "tint": "none" if share is None else f"t{int(share * 10)}",
    }


def _matrix(report: Report) -> dict[str, Any]:
    pairs = pair_table(report)
    ids = [entry.article.id for entry in report.articles]
    alone = {entry.article: entry.outlier for entry in report.summary.articles}
    return {
        "wide": len(ids) > _NAMED_COLUMNS,
        "heads": [{"number": i, "id": one_line(id_)} for i, id_ in enumerate(ids, 1)],
        "rows": [
            {
                "number": i,
                "id": one_line(id_),
                "cells": [None if o == id_ else _cell(pairs.get((id_, o))) for o in ids],
                "alone": alone.get(id_, 0),
            }
            for i, id_ in enumerate(ids, 1)
        ],
    }


def _lowest(report: Report) -> list[dict[str, Any]]:
    pairs = [p for p in report.summary.pairs if p.agreement is not None]
    pairs.sort(key=lambda pair: (pair.agreement, -pair.diverge))
    return [
        {"left": one_line(p.articles[0]), "right": one_line(p.articles[1]), **_cell(p)}
        for p in pairs[:_LOWEST]
    ]
