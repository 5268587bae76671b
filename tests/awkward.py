"""One report that is hard to show: five sources, markup, right-to-left text, emoji, formulas."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from consistency.facts import FACT_TYPES
from consistency.model import (
    Account,
    AccountRelation,
    Article,
    ArticleReport,
    Finding,
    Generator,
    Kind,
    Link,
    LinkKind,
    Mention,
    Notice,
    Outcome,
    PairSummary,
    Relation,
    Report,
    Role,
    Sentence,
    SentenceRef,
    Severity,
    Slot,
    Span,
    Summary,
)


@dataclass(frozen=True, slots=True)
class Plain:
    """A value that is its own dictionary."""

    items: tuple[tuple[str, Any], ...]

    def to_dict(self) -> dict[str, Any]:
        return dict(self.items)

    @property
    def key(self) -> tuple[object, ...]:
        return self.items


WIRE = [
    'The ferry "Aurora" sank off Port Elder on Tuesday.',
    "At least 84 passengers were rescued, harbor master Ida Brandt said.",
    '"We heard two loud bangs, then nothing," she told reporters.',
    "The line suspended all sailings.",
]
HOSTILE = [
    "Ferry </script><script>alert(1)</script> sinks & burns.",
    "Numerous passengers were rescued <img src=x onerror=alert(2)>, officials said.",
    "`rm -rf` | **bold** [link](javascript:alert(3)) \x1b[31mred\x1b[0m.",
    "=1+1 is how the manifest began.",
]
HEBREW = [
    "המעבורת טבעה מול פורט אלדר ביום שלישי.",
    "48 נוסעים חולצו \u202eevil\u202c, אמר קצין הנמל.",
]
EMOJI = [
    "⛴️ Ferry down 👨‍👩‍👧‍👦! 全員救助 says the coast guard of Port Elder 🇳🇴.",
    "In a statement that ran to several pages and that went through the night in more detail than "
    "anyone on the quay had asked for, from the first lurch to the last line thrown, the operator "
    "of the ferry, a company that has run the route for two generations and has had one other "
    "accident in that time, said that 84 passengers were rescued before the hull rolled over and "
    "that the boats had gone back four times to look for more.",
    '"We heard two bangs and then nothing," Brandt said.',
]
TEXTS: dict[str, list[str]] = {
    "wire": WIRE,
    "<b>evil": HOSTILE,
    "haifa": HEBREW,
    "日本/daily": EMOJI,
    "copy": [*WIRE[:2], "Divers go down on Friday."],
}
PATHS = {
    "wire": "wire.txt",
    "<b>evil": 'in/<img src=x onerror="alert(4)">|evil.txt',
    "haifa": "haifa.md",
    "日本/daily": None,
    "copy": "copy.txt",
}


def _article(id: str, sentences: list[str]) -> ArticleReport:
    text = "\n".join(sentences) + "\n"
    made, start = [], 0
    for index, sentence in enumerate(sentences):
        role = Role.HEADING if index == 0 and id == "<b>evil" else Role.BODY
        made.append(Sentence(id, index, start, start + len(sentence), role, sentence, index))
        start += len(sentence) + 1
    article = Article(id, text, title=f"On {id}", path=PATHS[id], runs=())
    return ArticleReport(article, tuple(made), 0 if id in {"wire", "copy"} else len(id))


ARTICLES = tuple(_article(id, sentences) for id, sentences in TEXTS.items())
_BY_ID = {entry.article.id: entry for entry in ARTICLES}


def mention(
    id: str,
    words: str,
    kind: Kind = Kind.QUANTITY,
    voice: str | None = None,
    parts: dict[str, str] | None = None,
    **value: Any,
) -> Mention[Plain]:
    """The first occurrence of the words in an article; `parts` are the words of its named spans."""
    entry = _BY_ID[id]
    text = entry.article.text

    def span(part: str) -> Span:
        start = text.index(part)
        return Span(start, start + len(part))

    where = span(words)
    holder = next(s.index for s in entry.sentences if s.start <= where.start < s.end)
    spans = tuple((name, (span(part),)) for name, part in (parts or {}).items())
    return Mention(
        *(kind, id, holder, where.start, where.end, words),
        *(Plain(tuple(value.items())), Slot(words), voice, spans),
    )


def account(*mentions: Mention[Plain]) -> Account:
    articles = tuple(dict.fromkeys(m.article for m in mentions))
    origins = len({_BY_ID[id].origin for id in articles})
    first = mentions[0]
    return Account(first.value.to_dict(), first.text, articles, origins, mentions)


_84 = {"low": 84, "high": 84, "commitment": "exact"}
_QUOTE = Kind.QUOTATION

LABELS = {fact_type.kind: fact_type.label for fact_type in FACT_TYPES}


def _labelled(*findings: Finding) -> tuple[Finding, ...]:
    """The findings with the words that their kinds have for readers."""
    return tuple(replace(f, label=LABELS.get(f.kind, "")) for f in findings)


FINDINGS = _labelled(
    Finding(
        *("f01", "QTY104", "number-conflict", Kind.QUANTITY, "passengers rescued"),
        *(Outcome.DIVERGE, Relation.CONFLICT, Severity.ERROR),
        '日本/daily says "84 passengers"; haifa says "48"; wire, copy say "at least 84"; '
        '<b>evil says "numerous"',
        "two exact figures that differ",
        (
            account(mention("日本/daily", "84 passengers", **_84)),
            account(mention("haifa", "48 נוסעים", voice="קצין הנמל", low=48, high=48)),
            account(
                mention("wire", "At least 84 passengers", voice="Ida Brandt", low=84, high=None),
                mention("copy", "At least 84 passengers", voice="Ida Brandt", low=84, high=None),
            ),
            account(mention("<b>evil", "Numerous passengers", low=None, high=None)),
        ),
        (
            AccountRelation((0, 1), Relation.CONFLICT, "two exact figures that differ"),
            AccountRelation((0, 2), Relation.LESS_PRECISE, "a bound that holds the figure"),
            AccountRelation((0, 3), Relation.LESS_PRECISE, "a vague word for a figure"),
            AccountRelation((1, 2), Relation.CONFLICT, "48 is below the bound"),
            AccountRelation((1, 3), Relation.LESS_PRECISE, "a vague word for a figure"),
            AccountRelation((2, 3), Relation.LESS_PRECISE, "a vague word for a figure"),
        ),
    ),
    Finding(
        *("f02", "QUO103", "altered-words", _QUOTE, "two loud bangs"),
        *(Outcome.DIVERGE, Relation.ALTERED_QUOTE, Severity.ERROR),
        "wire quotes “We heard two loud bangs, then nothing,”; 日本/daily has other words",
        '"loud" is left out and "and" is put in',
        (
            account(
                mention("wire", '"We heard two loud bangs, then nothing,"', _QUOTE, quoted="a")
            ),
            account(
                mention("日本/daily", '"We heard two bangs and then nothing,"', _QUOTE, quoted="b")
            ),
        ),
        (AccountRelation((0, 1), Relation.ALTERED_QUOTE, '"loud" is left out'),),
        None,
        ("<b>evil", "haifa", "copy"),
    ),
    Finding(
        *("f03", "ATT103", "less-specific-source", Kind.ATTRIBUTION, "the rescue"),
        *(Outcome.DIVERGE, Relation.DIFFERENT_ATTRIBUTION, Severity.WARNING),
        "wire credits harbor master Ida Brandt; <b>evil credits officials",
        "officials may include the harbor master",
        (
            account(
                mention(
                    *("wire", "harbor master Ida Brandt said", Kind.ATTRIBUTION),
                    parts={
                        "source": "harbor master Ida Brandt",
                        "cue": "said",
                        "content": "At least 84 passengers were rescued",
                    },
                    source="harbor master Ida Brandt",
                    form="indirect",
                )
            ),
            account(
                mention(
                    *("<b>evil", "officials said", Kind.ATTRIBUTION),
                    parts={"source": "officials", "cue": "said"},
                    source="officials",
                    form="indirect",
                )
            ),
        ),
        (AccountRelation((0, 1), Relation.DIFFERENT_ATTRIBUTION, "officials are vaguer"),),
    ),
    Finding(
        *("f04", "QTY105", "figure-and-bare-noun", Kind.QUANTITY, "bangs"),
        *(Outcome.DIVERGE, Relation.LESS_PRECISE, Severity.INFO),
        'wire says "two loud bangs"; 日本/daily says "bangs"',
        "no figure given",
        (
            account(mention("wire", "two loud bangs", low=2, high=2)),
            account(mention("日本/daily", "bangs", low=None, high=None)),
        ),
        (AccountRelation((0, 1), Relation.LESS_PRECISE, "no figure given"),),
    ),
    Finding(
        *("f05", "DAT301", "unresolved-date", Kind.DATE, "sinking"),
        *(Outcome.INCOMPARABLE, None, Severity.INFO),
        'wire says "Tuesday"; haifa says "ביום שלישי"',
        "the articles give no date of publication",
        (
            account(mention("wire", "Tuesday", Kind.DATE, timex="XXXX-WXX-2")),
            account(mention("haifa", "ביום שלישי", Kind.DATE, timex="XXXX-WXX-2")),
        ),
    ),
    Finding(
        *("f06", "NAM001", "same-name", Kind.NAME, "Port Elder"),
        *(Outcome.AGREE, Relation.EQUAL, Severity.INFO),
        '"Port Elder" in wire, 日本/daily, copy',
        "",
        (
            account(
                *(
                    mention(id, "Port Elder", Kind.NAME, name="Port Elder", type="place")
                    for id in ("wire", "日本/daily", "copy")
                )
            ),
        ),
        (),
        None,
        ("<b>evil", "haifa"),
    ),
    Finding(
        *("f07", "SRC101", "sentence-in-one-article", Kind.STATEMENT, "sailings"),
        *(Outcome.SINGLE, None, Severity.INFO),
        'only wire says "The line suspended all sailings."',
        "",
        (account(mention("wire", "The line suspended all sailings.", Kind.STATEMENT, text="…")),),
    ),
    Finding(
        *("f08", "SRC101", "sentence-in-one-article", Kind.STATEMENT, "=1+1"),
        *(Outcome.SINGLE, None, Severity.INFO),
        '=only <b>evil says "=1+1 is how the manifest began."',
        "",
        (account(mention("<b>evil", "=1+1 is how the manifest began.", Kind.STATEMENT, text="=")),),
    ),
    Finding(
        *("f09", "SRC102", "fact-in-one-article", Kind.DATE, "divers"),
        *(Outcome.SINGLE, None, Severity.INFO),
        'only copy says "Friday"',
        "",
        (account(mention("copy", "Friday", Kind.DATE, timex="XXXX-WXX-5")),),
    ),
)


def _pairs() -> tuple[PairSummary, ...]:
    ids = list(TEXTS)
    return tuple(
        PairSummary((left, right), agree := i + j, diverge := j - i, agree / (agree + diverge))
        for i, left in enumerate(ids)
        for j, right in enumerate(ids)
        if i < j
    )


REPORT = Report(
    Generator("consistency", "9.9", "lexical", "0" * 64, {"select": [], "ignore": []}),
    None,
    ARTICLES,
    (
        Link(
            *(SentenceRef("wire", 1), SentenceRef("<b>evil", 1), LinkKind.SAME, 0.91),
            ((Span(51, 59), Span(56, 64)),),
        ),
        Link(SentenceRef("wire", 1), SentenceRef("haifa", 1), LinkKind.PARTIAL, 0.55),
        Link(SentenceRef("wire", 2), SentenceRef("日本/daily", 2), LinkKind.SAME, 0.88),
        Link(SentenceRef("wire", 0), SentenceRef("copy", 0), LinkKind.SAME, 1.0),
    ),
    FINDINGS,
    (
        Notice("encoding-guessed", "decoded as cp1252: <not> UTF-8", "<b>evil"),
        Notice("lexical", "compared without a model, by words alone"),
    ),
    Summary(1, 4, 3, 1, 0.2, _pairs(), 0.25),
)

EMPTY = replace(
    REPORT,
    articles=ARTICLES[:2],
    links=(),
    findings=(),
    notices=(),
    summary=Summary(0, 0, 0, 0, None, (PairSummary(("wire", "<b>evil"), 0, 0, None),), None),
)


def _against_wire(finding: Finding) -> Finding:
    if finding.outcome is not Outcome.SINGLE or finding.accounts[0].articles == ("wire",):
        return finding
    return replace(finding, severity=Severity.WARNING)


AGAINST_WIRE = replace(REPORT, reference="wire", findings=tuple(map(_against_wire, FINDINGS)))
