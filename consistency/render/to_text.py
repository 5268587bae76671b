"""The report for a terminal: what needs a look, worst first, then a summary.

Each divergence is one line with its place, one evidence line per account with the facing words in
⟦double brackets⟧, and the reason. Colour only repeats what the words and brackets say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from consistency.harmless import one_line
from consistency.model import Account, Finding, Mention, Outcome, Report, Severity
from consistency.render.to_concise import place_line
from consistency.render.words import (
    DEFAULT_VIEW,
    Piece,
    Places,
    View,
    agreement,
    columns,
    counts,
    excerpt,
    first_mention,
    near_copies,
    needs_a_look,
    notice_line,
    pad,
    pair_table,
    percent,
    plural,
    relation_words,
    right_to_left,
    shorten,
    singles_by_article,
    standing,
    verdict,
)

_MESSAGE_LIMIT: Final = 240  # characters: a whole paragraph may be quoted; the evidence has it
_LABEL_LIMIT: Final = 24  # columns of an evidence line's label before the text starts
_PLACE_LIMIT: Final = 40  # columns that places are aligned to in the short lists
_WORDS_LIMIT: Final = 60  # characters of another article's words for what it agrees on
_MATRIX_CELL: Final = 6  # columns of a cell: "100%" and two spaces

_BOLD, _DIM, _RED, _YELLOW, _CYAN = "1", "2", "31;1", "33;1", "36"
_SEVERITY_COLOR: Final = {Severity.ERROR: _RED, Severity.WARNING: _YELLOW, Severity.INFO: _CYAN}


def render(report: Report, *, view: View = DEFAULT_VIEW) -> str:
    """What needs a look, with evidence; `view.show_all` adds the rest in groups; the summary."""
    places = Places(report)
    lines: list[str] = []
    for finding in report.findings:
        if needs_a_look(finding):
            lines += [*_block(finding, report, places, view), ""]
    if view.show_all:
        lines += _rest(report, places, view)
    lines += _summary(report, places, view)
    return "".join(line.rstrip(" ") + "\n" for line in lines)


def _paint(text: str, color: str, view: View) -> str:
    return f"\x1b[{color}m{text}\x1b[0m" if view.color and text else text


def _isolate(text: str) -> str:
    """Keep right-to-left words from reordering the rest of the line, where there are any."""
    return f"\u2068{text}\u2069" if right_to_left(text) else text


def _marked(pieces: Iterable[Piece], view: View) -> str:
    parts = [
        _paint(f"⟦{one_line(piece.text)}⟧", _BOLD, view) if piece.marked else one_line(piece.text)
        for piece in pieces
    ]
    return _isolate("".join(parts).strip())


def _headline(finding: Finding, report: Report, places: Places, view: View) -> str:
    line = place_line(finding, report.reference, places)
    where, code, message = line.partition(f"{finding.code} ")
    message = shorten(message, _MESSAGE_LIMIT)
    return where + _paint(code.strip(), _SEVERITY_COLOR[finding.severity], view) + f" {message}"


def _block(finding: Finding, report: Report, places: Places, view: View) -> Iterator[str]:
    """A headline, the evidence, the reason."""
    yield _headline(finding, report, places, view)
    rows = [
        (_place(account.mentions[0], places), account, standing(finding, index))
        for index, account in enumerate(finding.accounts)
        if account.mentions
    ]
    width = min(_LABEL_LIMIT, max((columns(label) for label, _, _ in rows), default=0))
    room = max(40, view.width - width - 8)
    for label, account, part in rows:
        text = _marked(excerpt(account.mentions[0], places, room), view)
        rest = "  ".join(filter(None, [part and f"[{part}]", _others(account, places)]))
        yield f"    {pad(label, width)}  {text}" + _paint(rest and f"  {rest}", _DIM, view)
    words = relation_words(finding, report.reference)
    severity = finding.severity.value
    reason = one_line(finding.reason)
    yield "    " + _paint(f"{severity}, {words}" + (f": {reason}" if reason else ""), _DIM, view)


def _place(mention: Mention[Any], places: Places) -> str:
    line, _ = places.position(mention.article, mention.start)
    return f"{one_line(mention.article)}:{line}"


def _others(account: Account, places: Places) -> str:
    """Where else the account stands: the first four places, then a count."""
    seen = dict.fromkeys(_place(mention, places) for mention in account.mentions)
    seen.pop(_place(account.mentions[0], places), None)
    rest = list(seen)
    if not rest:
        return ""
    more = f" and {len(rest) - 4} more" if len(rest) > 4 else ""
    return f"(also {', '.join(rest[:4])}{more})"


def _rest(report: Report, places: Places, view: View) -> Iterator[str]:
    """Everything that the default view leaves out, in groups."""
    rest = [f for f in report.findings if not needs_a_look(f)]
    minor = [f for f in rest if f.outcome is Outcome.DIVERGE]
    if minor:
        yield from (_paint(f"Minor differences ({len(minor)})", _BOLD, view), "")
        for finding in minor:
            yield from (*_block(finding, report, places, view), "")
    unsure = [f for f in rest if f.outcome is Outcome.INCOMPARABLE]
    if unsure:
        yield from (_paint(f"Could not be compared ({len(unsure)})", _BOLD, view), "")
        for finding in unsure:
            yield from (*_block(finding, report, places, view), "")
    for id_, findings in singles_by_article(report):
        calm = [f for f in findings if not needs_a_look(f)]
        if not calm:
            continue
        words = f"Only in {one_line(id_)}"
        if report.reference is not None and id_ == report.reference:
            words += ", missing from the copy"
        yield _paint(f"{words} ({len(calm)})", _BOLD, view)
        yield from _short(calm, places, view)
        yield ""
    agreed = [f for f in rest if f.outcome is Outcome.AGREE]
    if agreed:
        yield _paint(f"Agreed ({len(agreed)})", _BOLD, view)
        yield from _short(agreed, places, view, articles=True)
        yield ""


def _short(
    findings: Sequence[Finding], places: Places, view: View, *, articles: bool = False
) -> Iterator[str]:
    """One line per finding: its place, its code, its words in their sentence."""
    rows = []
    for finding in findings:
        mention = first_mention(finding, None)
        if mention is not None:
            line, column = places.position(mention.article, mention.start)
            where = f"  {places.path(mention.article)}:{line}:{column}: {finding.code}"
            rows.append(
                (where, mention, _carriers(finding.accounts[0], places) if articles else "")
            )
    width = min(_PLACE_LIMIT, max((columns(where) for where, _, _ in rows), default=0))
    for where, mention, carriers in rows:
        room = max(40, view.width - width - columns(carriers) - 4)
        tail = f"  {carriers}" if carriers else ""
        text = _marked(excerpt(mention, places, room), view)
        yield f"{pad(where, width)}  {text}" + _paint(tail, _DIM, view)


def _carriers(account: Account, places: Places) -> str:
    """The articles that agree, with the words of those that put it otherwise."""
    first = one_line(account.text)
    names = []
    for id_ in account.articles:
        mention = next((m for m in account.mentions if m.article == id_), None)
        words = one_line(mention.text) if mention else first
        if mention is None or words.casefold() == first.casefold():
            names.append(one_line(id_))
        else:
            names.append(f"{_place(mention, places)} “{shorten(words, _WORDS_LIMIT)}”")
    return ", ".join(names)


def _summary(report: Report, places: Places, view: View) -> Iterator[str]:
    for notice in report.notices:
        yield f"notice: {notice_line(notice, places)}"
    if report.notices:
        yield ""
    yield _paint(verdict(report), _BOLD, view)
    yield counts(report)
    yield from filter(None, [agreement(report), *near_copies(report)])
    if len(report.articles) > 2:
        yield ""
        yield from _matrix(report, view)
    hidden = sum(not needs_a_look(f) for f in report.findings)
    if hidden and not view.show_all:
        yield ""
        yield _paint("Add --show all for the facts that agree or stand in one article.", _DIM, view)


# Heads the column of an article's facts in which it stands alone against a majority.
_ALONE: Final = "outlier in"


def _matrix(report: Report, view: View) -> Iterator[str]:
    """Agreement per pair; articles are numbered where their names would not fit."""
    ids = [entry.article.id for entry in report.articles]
    names = [shorten(one_line(id_), _LABEL_LIMIT) for id_ in ids]
    pairs = pair_table(report)
    numbered = max(map(columns, names)) > _MATRIX_CELL - 2
    alone = {entry.article: entry.outlier for entry in report.summary.articles}
    if len(ids) * _MATRIX_CELL + _LABEL_LIMIT > view.width:
        yield from _lowest(report)
        return
    rows = [f"{i}  {name}" for i, name in enumerate(names, 1)] if numbered else names
    heads = [str(i) for i in range(1, len(ids) + 1)] if numbered else names
    title = "agreement"
    width = max(columns(title), *map(columns, rows))
    heads = [*heads, _ALONE]
    yield pad(title, width) + "".join(" " * max(2, _MATRIX_CELL - columns(h)) + h for h in heads)
    for id_, row in zip(ids, rows, strict=True):
        cells = []
        for other in ids:
            pair = pairs.get((id_, other))
            cells.append("·" if other == id_ else percent(pair.agreement if pair else None))
        line = pad(row, width) + "".join(cell.rjust(_MATRIX_CELL) for cell in cells)
        yield line + str(alone.get(id_, 0)).rjust(2 + len(_ALONE))


def _lowest(report: Report, count: int = 10) -> Iterator[str]:
    """The pairs that agree least, where a table would be wider than the screen."""
    pairs = [p for p in report.summary.pairs if p.agreement is not None]
    pairs.sort(key=lambda p: (p.agreement, -p.diverge))
    yield f"lowest agreement ({min(count, len(pairs))} of {plural(len(pairs), 'pair')})"
    for pair in pairs[:count]:
        left, right = map(one_line, pair.articles)
        yield f"  {percent(pair.agreement).rjust(4)}  {left} – {right}"
