"""The report as Markdown: verdict, divergences, agreement, what one article says alone.

GitHub's flavour. Words of an article are escaped: they can't start a table cell, a link or a tag.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from consistency.harmless import one_line
from consistency.model import Finding, Outcome, Report
from consistency.render.words import (
    DEFAULT_VIEW,
    Piece,
    Places,
    View,
    agreement,
    counts,
    excerpt,
    first_mention,
    near_copies,
    needs_a_look,
    pair_table,
    percent,
    plural,
    relation_words,
    singles_by_article,
    standing,
    verdict,
    who,
)

# ASCII punctuation that starts an inline construct; < and & as entities because a backslash does
# not stop every renderer from passing tags through.
_SPECIAL: Final = re.compile(r"([\\`*_{}\[\]()#|~>$!^=+-])")
_BARE: Final = re.compile(r"\b(www)\.", re.IGNORECASE)
_EXCERPT: Final = 240  # characters per cell: a sentence, not a page
_MATRIX_LIMIT: Final = 8  # articles; wider tables don't fit a page


def escape(text: str) -> str:
    """One line in which nothing acts as Markdown or HTML."""
    escaped = one_line(text).replace("&", "&amp;").replace("<", "&lt;")
    escaped = _SPECIAL.sub(r"\\\1", escaped).replace("://", "&#58;//").replace("@", "&#64;")
    return _BARE.sub(r"\1&#46;", escaped)  # GitHub makes links of bare addresses


def render(report: Report, *, view: View = DEFAULT_VIEW) -> str:
    """The whole report, whatever the view."""
    places = Places(report)
    blocks = [
        *_head(report),
        *_to_look_at(report, places),
        *_calm(report, places),
        *_foot(report, places),
    ]
    return "\n\n".join(blocks) + "\n"


def _head(report: Report) -> Iterator[str]:
    """The verdict, what was counted, and which articles print one text."""
    yield f"# {escape(verdict(report)).replace(chr(92), '')}"
    yield counts(report)
    yield from filter(None, [agreement(report), *map(escape, near_copies(report))])


def _to_look_at(report: Report, places: Places) -> Iterator[str]:
    """What needs a look: between the articles, and in one of them only."""
    look = [f for f in report.findings if needs_a_look(f) and f.outcome is not Outcome.SINGLE]
    added = [f for f in report.findings if needs_a_look(f) and f.outcome is Outcome.SINGLE]
    if look:
        yield from ("## Needs a look", _table(look, report, places))
    if added:
        title = "Added in the copy" if report.reference is not None else "In one article only"
        yield from (f"## {title}", _list(added, places))


def _calm(report: Report, places: Places) -> Iterator[str]:
    """What needs none: how far each two agree, and every other finding."""
    if len(report.articles) > 2:
        yield from ("## Agreement", _matrix(report))
    minor = _with(report, Outcome.DIVERGE)
    if minor:
        yield from ("## Minor differences", _table(minor, report, places))
    for id_, findings in singles_by_article(report):
        calm = [f for f in findings if not needs_a_look(f)]
        if calm:
            missing = ", missing from the copy" if id_ == report.reference else ""
            yield from (f"## Only in {escape(id_)}{missing}", _list(calm, places))
    agreed = _with(report, Outcome.AGREE)
    if agreed:
        yield from ("## Agreed", _list(agreed, places, articles=True))
    unsure = _with(report, Outcome.INCOMPARABLE)
    if unsure:
        yield from ("## Could not be compared", _table(unsure, report, places))


def _foot(report: Report, places: Places) -> Iterator[str]:
    """The notices, and what made the report."""
    if report.notices:
        yield from ("## Notices", "\n".join(_notices(report, places)))
    made = report.generator
    reader = f"reader {escape(made.reader)}" if made.reader else "no reader"
    yield f"{escape(made.name)} {escape(made.version)}, encoder {escape(made.encoder)}, {reader}"


def _with(report: Report, outcome: Outcome) -> list[Finding]:
    return [f for f in report.findings if f.outcome is outcome and not needs_a_look(f)]


def _marked(pieces: Iterable[Piece]) -> str:
    parts = []
    for piece in pieces:
        text = escape(piece.text)
        bare = text.strip()
        # Bold must touch its words, so its outer spaces stay outside.
        parts.append(text.replace(bare, f"**{bare}**", 1) if piece.marked and bare else text)
    return "".join(parts).strip()


def _table(findings: Sequence[Finding], report: Report, places: Places) -> str:
    rows = ["| What | About | Who says what | Why |", "| --- | --- | --- | --- |"]
    for finding in findings:
        said = "<br>".join(
            f"{escape(who(account))}{_part(finding, index)}: "
            f"{_marked(excerpt(account.mentions[0], places, _EXCERPT))}"
            for index, account in enumerate(finding.accounts)
            if account.mentions
        )
        what = f"{relation_words(finding, report.reference)}<br>{finding.severity} {finding.code}"
        rows.append(f"| {what} | {escape(finding.slot)} | {said} | {escape(finding.reason)} |")
    return "\n".join(rows)


def _part(finding: Finding, index: int) -> str:
    part = standing(finding, index)
    return part and f" ({part})"


def _list(findings: Sequence[Finding], places: Places, *, articles: bool = False) -> str:
    lines = []
    for finding in findings:
        mention = first_mention(finding, None)
        if mention is None:
            continue
        place = f"{who(finding.accounts[0])}" if articles else mention.article
        line, _ = places.position(mention.article, mention.start)
        where = f"{escape(place)}" + ("" if articles else f", line {line}")
        lines.append(f"- {_marked(excerpt(mention, places, _EXCERPT))} ({where}; {finding.code})")
    return "\n".join(lines)


def _matrix(report: Report) -> str:
    if len(report.articles) > _MATRIX_LIMIT:
        pairs = [p for p in report.summary.pairs if p.agreement is not None]
        pairs.sort(key=lambda pair: (pair.agreement, -pair.diverge))
        return "\n".join(
            f"- {percent(p.agreement)}: {escape(p.articles[0])} and {escape(p.articles[1])} "
            f"({plural(p.agree, 'agrees', 'agree')}, {plural(p.diverge, 'diverges', 'diverge')})"
            for p in pairs
        )
    ids = [entry.article.id for entry in report.articles]
    table = pair_table(report)
    rows = ["| | " + " | ".join(map(escape, ids)) + " |", "| --- |" + " ---: |" * len(ids)]
    for id_ in ids:
        pairs_of = [table.get((id_, other)) for other in ids]
        cells = [
            "·" if other == id_ else percent(pair.agreement if pair else None)
            for other, pair in zip(ids, pairs_of, strict=True)
        ]
        rows.append(f"| {escape(id_)} | " + " | ".join(cells) + " |")
    return "\n".join(rows)


def _notices(report: Report, places: Places) -> Iterator[str]:
    for notice in report.notices:
        where = f"{escape(places.path(notice.article))}: " if notice.article is not None else ""
        yield f"- {where}{escape(notice.message)} (`{one_line(notice.code).replace('`', '')}`)"
