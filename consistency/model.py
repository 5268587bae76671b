"""The values that pass between the stages: frozen, slotted, standard library only.

All offsets are code points into `Article.text`, which is never edited. Two conventions hold
everywhere: ``article.text[start:end]`` is what was printed, and sequences are tuples in the
order of the text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import inf
from typing import TYPE_CHECKING, Any, ClassVar, Final, Generic, NamedTuple, Protocol, TypeVar

if TYPE_CHECKING:
    import pandas

    from consistency.evidence import Gate
    from consistency.facing import Facing
    from consistency.tree import Document


class Kind(str):
    """A kind of fact by its name in the report: one object for each name, so that `is` tells them.

    `Kind("weather")` makes a kind that is not named here. Those that are, since modules below the
    kinds' own files make mentions of them, stand in the order in which a report lists kinds.
    """

    __slots__ = ()
    _known: ClassVar[dict[str, Kind]] = {}

    QUANTITY: ClassVar[Kind]
    DATE: ClassVar[Kind]
    NAME: ClassVar[Kind]
    ATTRIBUTION: ClassVar[Kind]
    QUOTATION: ClassVar[Kind]
    CERTAINTY: ClassVar[Kind]
    POLARITY: ClassVar[Kind]
    ACTOR: ClassVar[Kind]
    WORDING: ClassVar[Kind]
    SCOPE: ClassVar[Kind]
    CIRCUMSTANCE: ClassVar[Kind]
    STATEMENT: ClassVar[Kind]

    def __new__(cls, name: str) -> Kind:
        return cls._known.setdefault(name, super().__new__(cls, name))

    @property
    def value(self) -> str:
        """The name as a plain string."""
        return str(self)

    @classmethod
    def known(cls) -> tuple[Kind, ...]:
        """All kinds, in the order in which a report lists them: new ones last."""
        return tuple(cls._known.values())


for _name in Kind.__annotations__:
    if _name.isupper():
        setattr(Kind, _name, Kind(_name.lower()))


class Role(StrEnum):
    """What a sentence does in its article.

    `quote`: the sentence lies wholly inside quotation marks. `boilerplate` and `question`
    sentences give no findings.
    """

    BODY = "body"
    HEADING = "heading"
    QUESTION = "question"
    QUOTE = "quote"
    BOILERPLATE = "boilerplate"


class LinkKind(StrEnum):
    """How much two linked sentences share: all that they say, or some of it."""

    SAME = "same"
    PARTIAL = "partial"


class Outcome(StrEnum):
    """What the articles together say of one fact."""

    AGREE = "agree"
    DIVERGE = "diverge"
    SINGLE = "single"
    INCOMPARABLE = "incomparable"


class Relation(StrEnum):
    """What holds between two accounts, mildest first."""

    EQUAL = "equal"
    VARIANT = "variant"
    LESS_PRECISE = "less-precise"
    DIFFERENT_CERTAINTY = "different-certainty"
    DIFFERENT_ATTRIBUTION = "different-attribution"
    ALTERED_QUOTE = "altered-quote"
    CONFLICT = "conflict"

    @property
    def rank(self) -> int:
        """Position in the order from mildest (0) to worst (6)."""
        return _RELATIONS.index(self)


class Severity(StrEnum):
    """How much a finding matters, worst first."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for error, 1 for warning, 2 for info."""
        return _SEVERITIES.index(self)


_RELATIONS: Final = tuple(Relation)
_SEVERITIES: Final = tuple(Severity)

# Severity of a relation between two articles, unless a rung says otherwise.
_SEVERITY: Final[Mapping[Relation, Severity]] = {
    Relation.EQUAL: Severity.INFO,
    Relation.VARIANT: Severity.INFO,
    Relation.LESS_PRECISE: Severity.WARNING,
    Relation.DIFFERENT_CERTAINTY: Severity.WARNING,
    Relation.DIFFERENT_ATTRIBUTION: Severity.WARNING,
    Relation.ALTERED_QUOTE: Severity.ERROR,
    Relation.CONFLICT: Severity.ERROR,
}


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of `Article.text`: `start` inclusive, `end` exclusive, in code points."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that was not checked, or checked in a lesser way, and why.

    `code` is a kebab-case name, `article` the id it concerns, or None for the whole report.
    """

    code: str
    message: str
    article: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One report, as read.

    `published` is a date, or a datetime where the hour is known. `runs` maps the text to the
    file where they differ: triples (offset into the text, line, column), lines and columns from
    1; from each offset on, a character advances the column and a newline the line. Empty runs
    mean that text and file are the same. `notices` are the reader's. `boilerplate` are stretches
    that the reader knows to be no copy (a byline, a caption, what `ignore-text` matches), sorted
    and apart; `language` and `item` are what the file says of its language and its own id.
    """

    id: str
    text: str
    title: str | None = None
    source: str | None = None
    published: date | None = None
    path: str | None = None
    runs: tuple[tuple[int, int, int], ...] = ()
    notices: tuple[Notice, ...] = ()
    boilerplate: tuple[Span, ...] = ()
    language: str | None = None
    item: str | None = None

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column, from 1, of an offset in the file (in the text where `runs` is empty)."""
        base, line, column = 0, 1, 1
        if self.runs:
            at = bisect_right(self.runs, (offset, inf, inf)) - 1
            base, line, column = self.runs[max(at, 0)]
        newlines = self.text.count("\n", base, offset)
        if newlines:
            return line + newlines, offset - self.text.rfind("\n", base, offset)
        return line, column + offset - base


@dataclass(frozen=True, slots=True)
class Sentence:
    """A span of one article with a role. `paragraph` counts from 0; `text` is what was printed."""

    article: str
    index: int
    start: int
    end: int
    role: Role
    text: str
    paragraph: int = 0

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


class SentenceRef(NamedTuple):
    """Names a sentence: the article's id and the sentence's index."""

    article: str
    sentence: int


@dataclass(frozen=True, slots=True)
class Link:
    """Two sentences that report at least one same specific proposition.

    `score` is in [0, 1], rounded to three decimals. `words` are the aligned spans, left and
    right, each in its own article's offsets.
    """

    left: SentenceRef
    right: SentenceRef
    kind: LinkKind
    score: float
    words: tuple[tuple[Span, Span], ...] = ()


class Value(Protocol):
    """What every kind's value offers: equality by meaning, and a form for the report."""

    def to_dict(self) -> dict[str, Any]:
        """The value as the report schema's table has it: JSON types only, never an offset."""
        ...

    @property
    def key(self) -> tuple[object, ...]:
        """What makes two values one account. Equal keys: the articles agree."""
        ...


V = TypeVar("V", bound=Value)


@dataclass(frozen=True, slots=True)
class Slot:
    """What a value is about, as far as one article tells.

    `label` is a short human label ("attacks on U.S. bases"); a mention without one is extracted and
    never reported alone ("now"). `head` is the span of the word or words that must face each other
    for two mentions to be compared (the counted thing, the event, the content of an attribution);
    None where the kind needs none. `words` are further spans that place the value (modifiers, role,
    event). `key` is a normalised word that must be equal on both sides, or empty.
    """

    label: str
    head: Span | None = None
    words: tuple[Span, ...] = ()
    key: str = ""


@dataclass(frozen=True, slots=True)
class Mention(Generic[V]):
    """One typed fact as one article prints it.

    `sentence` is the index of the sentence that holds `start`. `spans` are the named parts of an
    attribution: ("source" | "cue" | "content", spans), and the roles beside a name: ("role",
    spans). `voice` is who says it, None where the
    article itself does. `published` is when the article appeared.
    """

    kind: Kind
    article: str
    sentence: int
    start: int
    end: int
    text: str
    value: V
    slot: Slot
    voice: str | None = None
    spans: tuple[tuple[str, tuple[Span, ...]], ...] = ()
    published: date | None = None

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)

    def to_dict(self) -> dict[str, Any]:
        """The mention as `extract` gives it: the report schema, section Values."""
        data: dict[str, Any] = {
            "kind": self.kind.value,
            "article": self.article,
            "sentence": self.sentence,
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "value": self.value.to_dict(),
            "voice": self.voice,
        }
        if self.spans:
            data["spans"] = {name: [[s.start, s.end] for s in spans] for name, spans in self.spans}
        return data


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of finding. `code` is for ever; `name` says the problem in kebab case."""

    code: str
    name: str
    summary: str
    documentation: str = ""


@dataclass(frozen=True, slots=True)
class Rung(Generic[V]):
    """One step of a ladder: a named relation, the test for it and the words for it.

    `holds` must be symmetric. `relation` None means that the two can't be compared. `severity`
    overrides the one that the relation has between articles by default; `inside` the one that it
    has where both accounts stand in one article (info, unless the relation is a conflict). `worded`
    is `FactType.worded` for one rung; one `unless_worded` is told where no words of the two clauses
    tell it ("fell 3%", "rose 3%").
    """

    name: str
    relation: Relation | None
    rule: str
    holds: Callable[[Mention[V], Mention[V]], bool]
    reason: Callable[[Mention[V], Mention[V]], str]
    severity: Severity | None = None
    inside: Severity | None = None
    worded: bool = False
    unless_worded: bool = False

    @property
    def between(self) -> Severity:
        """Its severity between two articles: its own, or its relation's."""
        return self.severity or (_SEVERITY[self.relation] if self.relation else Severity.INFO)


@dataclass(frozen=True, slots=True)
class Example:
    """Two wordings and the rung that they must land on, in both directions.

    `left` and `right` are one-sentence articles; `quote_left` and `quote_right` are the surfaces
    of the two mentions that must face each other, empty for the first of the kind. `rung` is None
    where the two must not be compared at all: a negative. `known_failure` gives the reason why the
    example does not pass yet.
    """

    left: str
    right: str
    rung: str | None
    quote_left: str = ""
    quote_right: str = ""
    known_failure: str = ""


@dataclass(frozen=True, slots=True)
class FactType(Generic[V]):
    """A kind of fact: everything that the stages need to know of it.

    `extract(document, taken)` yields the mentions of one article; `taken` are spans that kinds
    earlier in `FACT_TYPES` claimed. `slot(left, right, facing)` says how strongly two mentions of
    linked sentences fill the same slot, from 0 (never compared) to 1; it must be symmetric and must
    not look at which value is closer. `implied(mention, facing)` gives the mention that the *other*
    sentence carries without a cue of its own (a bare noun for a figure, plain fact for a credit),
    or None; `mention` always stands on the left of `facing`. `between(facing)` yields the facing
    pairs of a kind that exists only between two sentences (an ordinary word that changed); such a
    kind extracts nothing. `covers(implied, other)` says whether what another sentence implies for
    one mention ("U.S. officials" for a minister) stands for a second one of the same paragraph too.
    `same(left, right, facing)` says how surely two equal or close values are one fact by that
    alone, in [0, 1], where neither sentence has a third one.
    `alike(left, right, facing)` says how far two units stand in one role by what only their kind
    knows, in [0, 1].
    `gates` keep apart what was extracted, `beside` what `between` gives.
    `typed` says that a mention is a fact by itself: one article alone can tell it, and no reader
    replaces its words. Of the other kinds, what one article alone has is told with its clause.
    `exact` says that values are compared as printed: how words were read decides nothing of them.
    `entity` says that a value is somebody or something, whatever is told: all mentions of one are
    one fact, it is the same on two occasions, and its words, rare ones, are no sign of one matter.
    `when(mention)` gives the first and last day of what a mention dates, or None: such a kind tells
    two events apart.
    `counted(mention)` names what a figure counts: dimension and thing. Of one thing an article has
    one figure, and two slots that are much alike speak for one matter, whatever the sentences tell.
    `fate(mention)` names what befell those that a figure counts, empty for nothing.
    `credits` says that the mentions name who says what stands in their spans "content", so that a
    word in one is no fact of it. `holds` says that what differs inside two facing mentions is told
    by them and not by a narrower one. `describes` says that words of the kind stand inside of
    figures too and are none of theirs ("two old ships"). `yields` says that the kind tells nothing
    of words that another kind tells of.
    `label` is what a reader calls the kind, its own name where empty; `conflict` what a conflict of
    it is called where not "conflict". `shape` is the JSON schema of what a value's `to_dict`
    gives, see `shapes.py`; without one, any object will do.
    `worded` says that a difference hangs on the choice of words: it is loud between rewrites of one
    text alone, since two reporters choose their words anyway.
    `clash` is the slot strength from which a conflict counts: a wrong agreement misleads nobody, a
    wrong conflict costs trust. `precision` orders values, most precise (lowest) first. `ladder` is
    climbed from the top, and its last rung always holds; `lands(left, right)` names the rung at
    once where one reading of both tells it. `claims` says that the kind's spans are not offered to
    the kinds after it.
    """

    kind: Kind
    prefix: str
    extract: Callable[[Document, tuple[Span, ...]], Iterable[Mention[V]]]
    slot: Callable[[Mention[V], Mention[V], Facing], float]
    ladder: tuple[Rung[V], ...]
    rules: tuple[Rule, ...]
    examples: tuple[Example, ...]
    documentation: str
    claims: bool = False
    implied: Callable[[Mention[V], Facing], Mention[V] | None] | None = None
    between: Callable[[Facing], Iterable[tuple[Mention[V], Mention[V]]]] | None = None
    covers: Callable[[Mention[V], Mention[V]], bool] | None = None
    precision: Callable[[V], float] | None = None
    same: Callable[[Mention[V], Mention[V], Facing], float] | None = None
    gates: tuple[Gate, ...] = ()
    beside: tuple[Gate, ...] = ()
    relational: bool = False
    typed: bool = False
    exact: bool = False
    entity: bool = False
    when: Callable[[Mention[V]], tuple[date, date] | None] | None = None
    counted: Callable[[Mention[V]], tuple[str, str]] | None = None
    fate: Callable[[Mention[V]], str] | None = None
    credits: bool = False
    holds: bool = False
    describes: bool = False
    yields: bool = False
    shape: Mapping[str, Any] | None = None
    label: str = ""
    conflict: str = ""
    worded: bool = False
    sort: Callable[[Mention[V]], str] = lambda mention: mention.slot.key
    alike: Callable[[Any, Any, Facing], float] = lambda left, right, facing: 0.0
    least: float = 0.3
    clash: float = 0.0
    lands: Callable[[Mention[V], Mention[V]], str] | None = None

    def climb(self, left: Mention[V], right: Mention[V]) -> Rung[V]:
        """The first rung that holds between two mentions, or the one that `lands` names."""
        name = None if self.lands is None else self.lands(left, right)
        for rung in self.ladder:
            if rung.name == name or (name is None and rung.holds(left, right)):
                return rung
        raise AssertionError(f"the ladder of {self.kind} has no last rung")


@dataclass(frozen=True, slots=True)
class Account:
    """The mentions of one fact that give the same value.

    `value` is the JSON form, `text` the first mention's surface, `articles` the ids that carry it,
    `origins` how many independent texts they are.
    """

    value: dict[str, Any]
    text: str
    articles: tuple[str, ...]
    origins: int
    mentions: tuple[Mention[Any], ...]


@dataclass(frozen=True, slots=True)
class AccountRelation:
    """The rung between two accounts, by their indices, and why."""

    accounts: tuple[int, int]
    relation: Relation
    reason: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What the report says about one fact. Fields as in the report schema.

    `majority` is the account that most origins carry, where three or more speak and one leads;
    `outliers` are the accounts that one origin alone carries against a majority of several. `label`
    and `conflict` are the kind's words for readers, as in `FactType`; no format for machines has
    them.
    """

    fingerprint: str
    code: str
    rule: str
    kind: Kind
    slot: str
    outcome: Outcome
    relation: Relation | None
    severity: Severity
    message: str
    reason: str
    accounts: tuple[Account, ...]
    relations: tuple[AccountRelation, ...] = ()
    majority: int | None = None
    absent_from: tuple[str, ...] = ()
    outliers: tuple[int, ...] = ()
    label: str = ""
    conflict: str = ""

    def head(self) -> dict[str, Any]:
        """What is said of the fact as a whole, as JSON types."""
        return {
            "fingerprint": self.fingerprint,
            "code": self.code,
            "rule": self.rule,
            "kind": self.kind.value,
            "slot": self.slot,
            "outcome": self.outcome.value,
            "relation": self.relation.value if self.relation else None,
            "severity": self.severity.value,
            "message": self.message,
            "reason": self.reason,
        }


@dataclass(frozen=True, slots=True)
class ArticleReport:
    """An article as the report shows it: its text, sentences and origin."""

    article: Article
    sentences: tuple[Sentence, ...]
    origin: int = 0


@dataclass(frozen=True, slots=True)
class PairSummary:
    """Agreement of two articles: counts of facts on which both speak."""

    articles: tuple[str, str]
    agree: int
    diverge: int
    agreement: float | None


@dataclass(frozen=True, slots=True)
class ArticleSummary:
    """One article beside the others: the facts that it shares with another article's account, those
    on which it shares none, and in how many of these it stands alone against a majority."""

    article: str
    agree: int
    diverge: int
    outlier: int


@dataclass(frozen=True, slots=True)
class Origin:
    """Articles that are near-copies of one text.

    `reused` is the least share of an article's wording that another of the group has word for
    word, of the shorter text's runs of words; None for an article on its own.
    """

    number: int
    articles: tuple[str, ...]
    reused: float | None


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts over the findings; `agreement` = agree / (agree + diverge), None where both are 0."""

    agree: int
    diverge: int
    single: int
    incomparable: int
    agreement: float | None
    pairs: tuple[PairSummary, ...]
    agreement_by_origin: float | None
    articles: tuple[ArticleSummary, ...] = ()
    origins: tuple[Origin, ...] = ()


@dataclass(frozen=True, slots=True)
class Generator:
    """How a report was made: two reports compare iff these match."""

    name: str
    version: str
    encoder: str
    encoder_digest: str
    settings: dict[str, Any]
    parser: str = ""
    parser_digest: str = ""
    reader: str | None = None
    reader_digest: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """The agreement report over two or more articles.

    `findings` stand in the order of the report: worst first, then by place in the articles. `rules`
    document their codes.
    """

    generator: Generator
    reference: str | None
    articles: tuple[ArticleReport, ...]
    links: tuple[Link, ...]
    findings: tuple[Finding, ...]
    notices: tuple[Notice, ...]
    summary: Summary
    rules: tuple[Rule, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The report as JSON types, exactly as `consistency/data/report.schema.json` has it."""
        return {
            "schema": "consistency-report/1",
            "generator": {
                "name": self.generator.name,
                "version": self.generator.version,
                "encoder": self.generator.encoder,
                "encoder_digest": self.generator.encoder_digest,
                "parser": self.generator.parser,
                "parser_digest": self.generator.parser_digest,
                "reader": self.generator.reader,
                "reader_digest": self.generator.reader_digest,
                "settings": self.generator.settings,
            },
            "reference": self.reference,
            "articles": [_article_dict(entry) for entry in self.articles],
            "links": [_link_dict(link) for link in self.links],
            "findings": [_finding_dict(finding) for finding in self.findings],
            "notices": [
                {"code": n.code, "article": n.article, "message": n.message} for n in self.notices
            ],
            "summary": _summary_dict(self.summary),
        }

    def to_dataframe(self) -> pandas.DataFrame:
        """One row per finding and mention, as a pandas DataFrame.

        Columns: fingerprint, code, rule, kind, slot, outcome, relation, severity, message, reason,
        account (index), article, sentence, start, end, text, voice, value (a dict).
        """
        import pandas

        columns = [
            *("fingerprint", "code", "rule", "kind", "slot", "outcome", "relation", "severity"),
            *("message", "reason", "account", "article", "sentence", "start", "end", "text"),
            *("voice", "value"),
        ]
        rows = [
            (
                *(f.fingerprint, f.code, f.rule, f.kind.value, f.slot, f.outcome.value),
                f.relation.value if f.relation else None,
                *(f.severity.value, f.message, f.reason, index),
                *(m.article, m.sentence, m.start, m.end, m.text, m.voice, account.value),
            )
            for f in self.findings
            for index, account in enumerate(f.accounts)
            for m in account.mentions
        ]
        return pandas.DataFrame(rows, columns=columns)


def _article_dict(entry: ArticleReport) -> dict[str, Any]:
    article = entry.article
    return {
        "id": article.id,
        "path": article.path,
        "title": article.title,
        "source": article.source,
        "published": article.published.isoformat() if article.published else None,
        "length": len(article.text),
        "origin": entry.origin,
        "sentences": [
            {"index": s.index, "start": s.start, "end": s.end, "role": s.role.value, "text": s.text}
            for s in entry.sentences
        ],
    }


def _link_dict(link: Link) -> dict[str, Any]:
    return {
        "left": {"article": link.left.article, "sentence": link.left.sentence},
        "right": {"article": link.right.article, "sentence": link.right.sentence},
        "kind": link.kind.value,
        "score": link.score,
        "words": [[[a.start, a.end], [b.start, b.end]] for a, b in link.words],
    }


def _finding_dict(finding: Finding) -> dict[str, Any]:
    return {
        **finding.head(),
        "accounts": [
            {
                "value": account.value,
                "text": account.text,
                "articles": list(account.articles),
                "origins": account.origins,
                "mentions": [
                    {
                        "article": m.article,
                        "sentence": m.sentence,
                        "start": m.start,
                        "end": m.end,
                        "text": m.text,
                        "voice": m.voice,
                    }
                    for m in account.mentions
                ],
            }
            for account in finding.accounts
        ],
        "relations": [
            {"accounts": list(r.accounts), "relation": r.relation.value, "reason": r.reason}
            for r in finding.relations
        ],
        "majority": finding.majority,
        "outliers": list(finding.outliers),
        "absent_from": list(finding.absent_from),
    }


def _summary_dict(summary: Summary) -> dict[str, Any]:
    return {
        "agree": summary.agree,
        "diverge": summary.diverge,
        "single": summary.single,
        "incomparable": summary.incomparable,
        "agreement": summary.agreement,
        "pairs": [
            {
                "articles": list(pair.articles),
                "agree": pair.agree,
                "diverge": pair.diverge,
                "agreement": pair.agreement,
            }
            for pair in summary.pairs
        ],
        "agreement_by_origin": summary.agreement_by_origin,
        "articles": [
            {
                "article": entry.article,
                "agree": entry.agree,
                "diverge": entry.diverge,
                "outlier": entry.outlier,
            }
            for entry in summary.articles
        ],
        "origins": [
            {"origin": o.number, "articles": list(o.articles), "reused": o.reused}
            for o in summary.origins
        ],
    }
