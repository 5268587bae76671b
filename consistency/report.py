"""From facts to the report: codes, severities, messages, fingerprints, origins and counts."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from consistency.compare import RULES as STATEMENT_RULES
from consistency.groups import Fact, FactAccount, prints
from consistency.model import (
    Account,
    AccountRelation,
    Article,
    ArticleReport,
    ArticleSummary,
    FactType,
    Finding,
    Generator,
    Kind,
    Link,
    Mention,
    Notice,
    Origin,
    Outcome,
    PairSummary,
    Relation,
    Report,
    Rule,
    Rung,
    Sentence,
    Severity,
    Summary,
)
from consistency.statements import STATEMENT

if TYPE_CHECKING:
    from numpy.typing import NDArray


def build(
    articles: Sequence[tuple[Article, tuple[Sentence, ...]]],
    links: Sequence[Link],
    facts: Sequence[Fact],
    fact_types: Sequence[FactType[Any]],
    *,
    generator: Generator,
    reference: str | None = None,
    notices: Sequence[Notice] = (),
    codes: frozenset[str] | None = None,
) -> Report:
    """The report over articles in their order.

    `reference` is the id of the article that the others are checked against. `codes` keeps only
    the findings of these rule codes, None all of them.
    """
    groups = origins_of([article for article, _ in articles])
    origins = {article: group.number for group in groups for article in group.articles}
    rules = {rule.code: rule for rule in STATEMENT_RULES}
    rules.update((rule.code, rule) for fact_type in fact_types for rule in fact_type.rules)
    kinds = {fact_type.kind: fact_type for fact_type in (*fact_types, STATEMENT)}
    order = {article.id: i for i, (article, _) in enumerate(articles)}
    findings = [_finding(fact, rules, kinds, order, origins, reference) for fact in facts]
    if codes is not None:
        findings = [finding for finding in findings if finding.code in codes]
    findings.sort(key=lambda finding: _place(finding, order))
    findings = _fingerprinted(findings)
    return Report(
        generator=generator,
        reference=reference,
        articles=tuple(
            ArticleReport(article, sentences, origins[article.id])
            for article, sentences in articles
        ),
        links=tuple(links),
        findings=tuple(findings),
        notices=tuple(notices),
        summary=_summary(findings, [article.id for article, _ in articles], groups),
        rules=tuple(rules[code] for code in sorted({finding.code for finding in findings})),
    )


# --------------------------------------------------------------------------------------- findings


def _finding(
    fact: Fact,
    rules: Mapping[str, Rule],
    kinds: Mapping[Kind, FactType[Any]],
    order: Mapping[str, int],
    origins: Mapping[str, int],
    reference: str | None,
) -> Finding:
    outcome = fact.outcome
    worst = _worst(fact)
    code, severity, reason = _ruling(fact, worst, kinds, reference)
    accounts = tuple(_account(account, origins) for account in fact.accounts)
    relation = None
    if outcome is Outcome.DIVERGE and worst is not None:
        relation = worst[2].relation
    elif outcome is Outcome.AGREE:
        relation = Relation.EQUAL
    return Finding(
        fingerprint="",
        code=code,
        rule=rules[code].name,
        kind=fact.kind,
        slot=_label(fact),
        outcome=outcome,
        relation=relation,
        severity=severity,
        message=_message(fact, order),
        reason=reason,
        accounts=accounts,
        relations=tuple(
            AccountRelation((i, j), rung.relation, words)
            for i, j, rung, words in fact.rungs
            if rung.relation is not None
        ),
        majority=_majority(accounts),
        outliers=_outliers(accounts),
        absent_from=tuple(article for article in order if article not in fact.articles),
        label=kinds[fact.kind].label,
        conflict=kinds[fact.kind].conflict,
    )


def _worst(fact: Fact) -> tuple[int, int, Rung[Any], str] | None:
    """The rung to report: the worst relation, by severity first where relations are equal."""
    comparable = [entry for entry in fact.rungs if entry[2].relation is not None]
    if not comparable:
        return fact.rungs[0] if fact.rungs else None

    def badness(entry: tuple[int, int, Rung[Any], str]) -> tuple[int, int, int, int]:
        i, j, rung, _ = entry
        assert rung.relation is not None
        return (-rung.relation.rank, _severity(fact, i, j, rung).rank, i, j)

    return min(comparable, key=badness)


def _severity(fact: Fact, i: int, j: int, rung: Rung[Any]) -> Severity:
    """Severity of one rung: its own, or its relation's; milder where one article says both."""
    if rung.relation is None:
        return Severity.INFO
    if rung.relation is Relation.CONFLICT or _between_articles(fact, i, j):
        return rung.between
    return rung.inside or Severity.INFO


def _between_articles(fact: Fact, i: int, j: int) -> bool:
    """Whether some two articles speak for these accounts and share none."""
    accounts: dict[str, set[int]] = defaultdict(set)
    for index, account in enumerate(fact.accounts):
        for article in account.articles:
            accounts[article].add(index)
    return any(
        accounts[a].isdisjoint(accounts[b])
        for a in sorted(fact.accounts[i].articles)
        for b in sorted(fact.accounts[j].articles)
        if a != b
    )


def _ruling(
    fact: Fact,
    worst: tuple[int, int, Rung[Any], str] | None,
    kinds: Mapping[Kind, FactType[Any]],
    reference: str | None,
) -> tuple[str, Severity, str]:
    """Code, severity and reason."""
    outcome = fact.outcome
    if outcome is Outcome.SINGLE:
        code = fact.rule or "SRC102"
        if reference is None:
            return code, Severity.INFO, "no other article gives it"
        if reference in fact.articles:
            return "SRC202", Severity.INFO, "the reference gives it, no copy does"
        return "SRC201", Severity.WARNING, "the copy gives it, the reference does not"
    if outcome is Outcome.AGREE:
        code = fact.rule or f"{kinds[fact.kind].prefix}001"
        return code, Severity.INFO, "the articles give the same"
    assert worst is not None
    _, _, rung, words = worst
    if outcome is Outcome.INCOMPARABLE:
        return f"{kinds[fact.kind].prefix}009", Severity.INFO, words
    severity = min(
        (_severity(fact, a, b, r) for a, b, r, _ in fact.rungs if r.relation == rung.relation),
        key=lambda value: value.rank,
    )
    return rung.rule, severity, words


def _account(account: FactAccount, origins: Mapping[str, int]) -> Account:
    articles = tuple(dict.fromkeys(mention.article for mention in account.mentions))
    return Account(
        value=_value(account),
        text=_shown(account).text,
        articles=articles,
        origins=len({origins[article] for article in articles}),
        mentions=account.mentions,
    )


def _shown(account: FactAccount) -> Mention[Any]:
    """The first mention, or of a name the first that prints it in full."""
    name = _value(account).get("name")
    full = (mention for mention in account.mentions if name and prints(mention.text, name))
    return next(full, account.mentions[0])


def _value(account: FactAccount) -> dict[str, Any]:
    """The fullest form of the value (a name with its role), whichever article gives it."""
    forms = [mention.value.to_dict() for mention in account.mentions]
    return min(forms, key=lambda form: (-len(text := json.dumps(form, sort_keys=True)), text))


def _label(fact: Fact) -> str:
    """The longest label that any mention gives, so that the order of the articles plays no part."""
    labels = {m.slot.label for account in fact.accounts for m in account.mentions}
    return min(labels, key=lambda label: (-len(label), label))


def _message(fact: Fact, order: Mapping[str, int]) -> str:
    """What the articles say: 'a says "84 attacks" and "many attacks"; b and c say "attacks"'."""
    said: dict[tuple[str, ...], list[str]] = {}
    for account in fact.accounts:
        ids = tuple(sorted(account.articles, key=lambda article: order[article]))
        said.setdefault(ids, []).append(f'"{_flat(_shown(account))}"')
    parts = [
        f"{_listed(ids)} {'says' if len(ids) == 1 else 'say'} {_listed(words)}"
        for ids, words in said.items()
    ]
    if fact.outcome is Outcome.SINGLE:
        parts[0] = parts[0].replace(" says ", " alone says ", 1)
    return "; ".join(parts)


def _listed(ids: Sequence[str]) -> str:
    if len(ids) > 4:
        return f"{', '.join(ids[:3])} and {len(ids) - 3} more"
    return ids[0] if len(ids) == 1 else f"{', '.join(ids[:-1])} and {ids[-1]}"


def _flat(mention: Mention[Any]) -> str:
    """A mention's words on one line, at most 120 characters."""
    text = " ".join(mention.text.split())
    if not text and mention.value.to_dict().get("form") == "plain":
        return "plain fact"
    return text if len(text) <= 120 else text[:119].rsplit(" ", 1)[0] + "…"


def _majority(accounts: Sequence[Account]) -> int | None:
    """The account that most origins carry, if three or more speak and one leads."""
    counts = [account.origins for account in accounts]
    if len(counts) < 2 or sum(counts) < 3:
        return None
    best = max(counts)
    return counts.index(best) if counts.count(best) == 1 else None


def _outliers(accounts: Sequence[Account]) -> tuple[int, ...]:
    """The accounts that one origin alone carries, where a majority of two or more carries another.

    Two against one is the least that singles an account out; one against one tells nothing.
    """
    majority = _majority(accounts)
    if majority is None or accounts[majority].origins < 2:
        return ()
    return tuple(i for i, a in enumerate(accounts) if i != majority and a.origins == 1)


_RELATION_ORDER: Final = tuple(reversed(tuple(Relation)))
_OUTCOME_ORDER: Final = (Outcome.DIVERGE, Outcome.INCOMPARABLE, Outcome.SINGLE, Outcome.AGREE)


def _place(finding: Finding, order: Mapping[str, int]) -> tuple[Any, ...]:
    """Sort key: worst first, then by place in the articles."""
    relation = _RELATION_ORDER.index(finding.relation) if finding.relation else 9
    first = min((order[m.article], m.start, m.end) for a in finding.accounts for m in a.mentions)
    severity = finding.severity.rank if finding.outcome is not Outcome.AGREE else 9
    return severity, _OUTCOME_ORDER.index(finding.outcome), relation, first, finding.code


def _fingerprinted(findings: Sequence[Finding]) -> list[Finding]:
    """Give every finding its fingerprint: code, kind, slot and what each article says.

    Nothing that moves when text elsewhere changes goes into it: no offset, score or order. Equal
    ones are told apart by an ordinal.
    """
    seen: Counter[str] = Counter()
    result = []
    for finding in findings:
        said = sorted(
            {
                (m.article, json.dumps(account.value, sort_keys=True))
                for account in finding.accounts
                for m in account.mentions
            }
        )
        parts = [finding.code, finding.kind.value, finding.slot.casefold(), said]
        text = json.dumps(parts, sort_keys=True)
        ordinal = seen[text]
        seen[text] += 1
        digest = hashlib.sha256(f"{text}#{ordinal}".encode()).hexdigest()
        result.append(replace(finding, fingerprint=digest[:16]))
    return result


# ---------------------------------------------------------------------------------------- summary


def _summary(findings: Sequence[Finding], ids: Sequence[str], groups: Sequence[Origin]) -> Summary:
    origins = {article: group.number for group in groups for article in group.articles}
    counts = Counter(finding.outcome for finding in findings)
    said = [
        _said(finding)
        for finding in findings
        if finding.outcome in (Outcome.AGREE, Outcome.DIVERGE)
    ]
    pairs = _pairs(said, ids) if tabled(len(ids)) else ()
    return Summary(
        agree=counts[Outcome.AGREE],
        diverge=counts[Outcome.DIVERGE],
        single=counts[Outcome.SINGLE],
        incomparable=counts[Outcome.INCOMPARABLE],
        agreement=_share(counts[Outcome.AGREE], counts[Outcome.DIVERGE]),
        pairs=pairs,
        agreement_by_origin=_by_origin(findings, origins),
        articles=_beside(findings, ids),
        origins=tuple(groups),
    )


# The table of agreement has a row for each two articles: 125,000 for so many.
_MOST_TABLED: Final = 500


def tabled(count: int) -> bool:
    """Whether a report on so many articles tells how far each two of them agree."""
    return count <= _MOST_TABLED


def _pairs(said: Sequence[dict[str, set[int]]], ids: Sequence[str]) -> tuple[PairSummary, ...]:
    """How far each two articles agree; `said` are which accounts of each finding they carry."""
    order = {article: i for i, article in enumerate(ids)}
    agree = np.zeros((len(ids), len(ids)), dtype=np.int64)
    diverge = np.zeros_like(agree)
    for accounts in said:
        if len(accounts) < 2:
            continue
        speaking = np.array([order[article] for article in accounts])
        carried = np.zeros((len(accounts), 1 + max(map(max, accounts.values()))), dtype=np.float32)
        for row, indices in enumerate(accounts.values()):
            carried[row, sorted(indices)] = 1.0
        shared = carried @ carried.T > 0
        agree[np.ix_(speaking, speaking)] += shared
        diverge[np.ix_(speaking, speaking)] += ~shared
    return tuple(
        PairSummary((a, b), agreed, diverged, _share(agreed, diverged))
        for (i, a), (j, b) in combinations(enumerate(ids), 2)
        for agreed, diverged in [(int(agree[i, j]), int(diverge[i, j]))]
    )


def _beside(findings: Sequence[Finding], ids: Sequence[str]) -> tuple[ArticleSummary, ...]:
    """How often each article shares its account with another one, and how often it stands alone."""
    agree, diverge, outlier = Counter[str](), Counter[str](), Counter[str]()
    for finding in findings:
        accounts = _said(finding)
        if len(accounts) < 2 or finding.outcome not in (Outcome.AGREE, Outcome.DIVERGE):
            continue
        shared = {i for i, account in enumerate(finding.accounts) if len(account.articles) > 1}
        for article, carried in accounts.items():
            if carried & shared:
                agree[article] += 1
            else:
                diverge[article] += 1
                outlier[article] += carried <= set(finding.outliers)
    return tuple(ArticleSummary(id_, agree[id_], diverge[id_], outlier[id_]) for id_ in ids)


def _said(finding: Finding) -> dict[str, set[int]]:
    """Which accounts each article carries."""
    accounts: dict[str, set[int]] = defaultdict(set)
    for index, account in enumerate(finding.accounts):
        for article in account.articles:
            accounts[article].add(index)
    return accounts


def _by_origin(findings: Sequence[Finding], origins: Mapping[str, int]) -> float | None:
    """Agreement where near-copies count as one witness; None with one origin."""
    if len(set(origins.values())) < 2:
        return None
    agree = diverge = 0
    for finding in findings:
        speaking = {origins[article] for a in finding.accounts for article in a.articles}
        if finding.outcome is Outcome.DIVERGE:
            diverge += 1
        elif finding.outcome is Outcome.AGREE and len(speaking) > 1:
            agree += 1
    return _share(agree, diverge)


def _share(agree: int, diverge: int) -> float | None:
    return round(agree / (agree + diverge), 3) if agree + diverge else None


# ---------------------------------------------------------------------------------------- origins

# Runs of this many words: two reports on one event share few runs of five words outside quotes and
# set phrases, a copy shares most.
_SHINGLE: Final = 5
# Share of the shorter text's runs found in the other one, from which the two are one text's
# near-copies: half of the wording taken over word for word.
_REUSED: Final = 0.5


def origins_of(articles: Sequence[Article]) -> tuple[Origin, ...]:
    """The independent texts, numbered from 0 in article order, with the near-copies of each.

    Text reuse is the share of the shorter text's five-word runs that the other has too, wherever
    they stand. Cost: linear in the text, plus one count for each pair of articles and each
    different set of articles that share a run.
    """
    runs = [word_runs(article.text) for article in articles]
    holders: dict[int, list[int]] = defaultdict(list)
    for i, shingles in enumerate(runs):
        for shingle in shingles:
            holders[shingle].append(i)
    shared = np.zeros((len(articles), len(articles)), dtype=np.int64)
    groups = Counter(tuple(places) for places in holders.values() if len(places) > 1)
    for group, count in groups.items():
        shared[np.ix_(group, group)] += count
    sizes = np.array([len(shingles) for shingles in runs], dtype=np.int64)
    reuse = shared / np.maximum(1, np.minimum.outer(sizes, sizes))
    np.fill_diagonal(reuse, 0.0)
    groups_of = _connected(reuse >= _REUSED)
    return tuple(
        Origin(
            number,
            tuple(articles[i].id for i in group),
            # A member's nearest other one is in the group too: it joined by the greatest share.
            round(float(reuse[group].max(axis=1).min()), 3) if len(group) > 1 else None,
        )
        for number, group in enumerate(groups_of)
    )


def _connected(joined: NDArray[np.bool_]) -> list[list[int]]:
    """Groups of what a square table joins, directly or through others, by their first members."""
    left = np.ones(len(joined), dtype=bool)
    groups = []
    while left.any():
        group = np.zeros(len(joined), dtype=bool)
        new = np.array([int(left.argmax())])
        while len(new):
            group[new] = True
            new = np.flatnonzero(joined[new].any(axis=0) & ~group)
        left &= ~group
        groups.append(np.flatnonzero(group).tolist())
    return groups


def word_runs(text: str) -> set[int]:
    """Hashes of the text's runs of words; a shorter text is one run."""
    words = re.findall(r"\w+", text.lower()) or text.split()
    length = max(1, min(_SHINGLE, len(words)))
    return {
        int.from_bytes(
            hashlib.blake2b(" ".join(run).encode("utf-8", "surrogatepass"), digest_size=8).digest(),
            "big",
        )
        for run in (words[i : i + length] for i in range(len(words) - length + 1))
    }
