"""What a rule means, shown on a pair of sentences with what the program says of them.

The documentation stands with the rule, the pairs are the examples of the fact files or the ones
below, and the output is made anew each time: an explanation can't be out of date. Sentences are
linked by spelling alone, so that no encoder is loaded; wording alone is the reader's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from consistency import facts, pipeline
from consistency.embed import LexicalEncoder
from consistency.facts.wording import FACT_TYPE as WORDING
from consistency.model import Article, Report, Rule
from consistency.render.to_text import render
from consistency.render.words import View

REFERENCE: Final = "wire"
COPY: Final = "copy"
_AGAINST_REFERENCE: Final = ("SRC201", "SRC202")

# For rules that no rung of a fact file carries, or whose examples need the model to be linked.
_PAIRS: Final[Mapping[str, tuple[str, str]]] = {
    "NAM001": (
        "Harbour master Dorte Hallim closed the northern quay.",
        "Harbour master Dorte Hallim closed the quay.",
    ),
    "NAM101": (
        "Judge Pell Arden rejected the appeal of the fishermen on Monday in the court of Oddal.",
        "Judge Mira Toft rejected the appeal of the fishermen on Monday in the court of Oddal.",
    ),
    "DAT101": (
        "The harbour bridge in Oddal closed on 3 May for repairs.",
        "The harbour bridge in Oddal closed on 5 May for repairs.",
    ),
    "QTY111": (
        "Rocket attacks damaged the grain depot in Oddal.",
        "A rocket attack damaged the grain depot in Oddal.",
    ),
    "ATT001": (
        "Harbour master Dorte Hallim said the quay was unsafe.",
        "The quay was unsafe, Dorte Hallim said.",
    ),
    "ATT105": (
        "According to Jane Roe, the northern quay was unsafe for ferries.",
        "The northern quay was unsafe for ferries, said John Doe.",
    ),
    "ATT102": (
        "According to Jane Roe, the northern quay was unsafe for ferries.",
        "According to officials, the northern quay was unsafe for ferries.",
    ),
    "QUO001": (
        'Mayor Ilya Soren said, "We will rebuild the bridge before the winter."',
        '"We will rebuild the bridge before the winter," Mayor Ilya Soren said.',
    ),
    "SRC001": (
        "The old ferry sank near the northern quay.",
        "The old ferry sank close to the northern quay.",
    ),
    "SRC101": (
        "The ferry sank near the quay. Divers will search the wreck tomorrow.",
        "The ferry sank near the quay.",
    ),
    "SRC102": (
        "The ferry sank near the quay with 40 passengers.",
        "The ferry sank near the quay.",
    ),
    "SRC103": (
        "The ferry sank near the quay after heavy storms.",
        "The ferry sank near the quay.",
    ),
    "SRC201": (
        "Two trains collided near the station.",
        "Two trains collided near the station. Neither driver had braked at all.",
    ),
    "SRC202": (
        "Two trains collided near the station. Neither driver had braked at all.",
        "Two trains collided near the station.",
    ),
}


def example(code: str) -> Report | None:
    """The report on the pair that shows a rule with the fewest other findings; None if none does.

    Raises nothing for an unknown code: no pair shows it.
    """
    reports = (_report(left, right, code) for left, right in _pairs(code))
    shown = [report for report in reports if code in {f.code for f in report.findings}]
    return min(shown, key=lambda report: len(report.findings), default=None)


def _pairs(code: str) -> Sequence[tuple[str, str]]:
    if code in _PAIRS:
        return [_PAIRS[code]]
    return [
        (example.left, example.right)
        for fact_type in facts.FACT_TYPES
        for example in fact_type.examples
        if not example.known_failure
        and example.rung in {rung.name for rung in fact_type.ladder if rung.rule == code}
    ]


def _report(left: str, right: str, code: str) -> Report:
    return pipeline.check(
        [Article(id=REFERENCE, text=left), Article(id=COPY, text=right)],
        reference=REFERENCE if code in _AGAINST_REFERENCE else None,
        encoder=LexicalEncoder(),
        reader=pipeline.load_reader() if code.startswith(WORDING.prefix) else None,
        select=[code],
    )


_NO_EXAMPLE: Final = "No pair of short texts shows this rule."


def explain(rule: Rule) -> str:
    """The rule for a terminal: its documentation, an example pair and the output for it."""
    parts = [f"{rule.code} {rule.name}", rule.summary, rule.documentation.strip()]
    report = example(rule.code)
    if report is None:
        parts.append(_NO_EXAMPLE)
    else:
        parts += [_texts(report), f"What the program says of them:\n\n{_indented(_said(report))}"]
    return "\n\n".join(filter(None, parts)) + "\n"


def page(rule: Rule) -> str:
    """The rule as a page of Markdown, for `docs/rules/`."""
    parts = [f"# {rule.code} {rule.name}", rule.summary, rule.documentation.strip()]
    report = example(rule.code)
    if report is None:
        parts.append(_NO_EXAMPLE)
    else:
        parts += [
            _texts(report),
            f"What the program says of them:\n\n```text\n{_said(report)}\n```",
        ]
    return "\n\n".join(filter(None, parts)) + "\n"


def index(rules: Sequence[Rule]) -> str:
    """The table of all rules, for `docs/rules/README.md`."""
    rows = [f"| [{r.code}]({r.code}.md) | `{r.name}` | {r.summary} |" for r in rules]
    lines = [
        "# Rules",
        "",
        "The pages here are written by `make rules`; `consistency explain CODE` shows the same.",
        "",
        "| code | name | what it means |",
        "|---|---|---|",
        *rows,
    ]
    return "\n".join(lines) + "\n"


def _texts(report: Report) -> str:
    lines = [f"- {entry.article.id}: {entry.article.text}" for entry in report.articles]
    return "\n".join(["Two texts:", "", *lines])


def _said(report: Report) -> str:
    """The findings of the full text report, without its closing summary."""
    text = render(report, view=View(show_all=True))
    return text.partition("\nnotice: ")[0].rstrip("\n")


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" if line else "" for line in text.splitlines())


def pages(rules: Sequence[Rule]) -> dict[str, str]:
    """Every file of `docs/rules/` with its text."""
    return {"README.md": index(rules), **{f"{rule.code}.md": page(rule) for rule in rules}}
