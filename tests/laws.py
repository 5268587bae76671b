"""What the laws compare of two reports; the tests and the fuzzer share it."""

from __future__ import annotations

from collections import Counter

from consistency.model import Outcome, Report


def between_articles(report: Report) -> list:
    """The divergences in which two articles share no account."""
    found = []
    for finding in report.findings:
        if finding.outcome is not Outcome.DIVERGE:
            continue
        said: dict[str, set[int]] = {}
        for index, account in enumerate(finding.accounts):
            for article in account.articles:
                said.setdefault(article, set()).add(index)
        if any(said[a].isdisjoint(said[b]) for a in said for b in said):
            found.append(finding)
    return found


def essence(report: Report, *, without: frozenset[str] = frozenset()) -> Counter:
    """What a report says, apart from the order of the articles.

    `without` drops articles from the accounts: what is left of a report once a copy is taken out.
    """
    rows = []
    for finding in report.findings:
        accounts = frozenset(
            frozenset(
                (m.article, m.start, m.end) for m in account.mentions if m.article not in without
            )
            for account in finding.accounts
        )
        rows.append((finding.code, finding.kind, finding.outcome, finding.relation, accounts))
    return Counter(rows)
