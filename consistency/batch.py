"""Many stories as a table: `check_stories`, a pure function from a frame to a frame.

It knows no engine: a process pool, Spark's `applyInPandas` or `mapInPandas`, Dask and Ray all call
it with the rows of some stories. Models load once per process. A story that can't be checked is a
row that says why, never an exception.

Columns that it takes (further ones are ignored; all but `story`, `id` and `text` may be missing):

    story      which story the article belongs to
    id         the article's name, one of its kind within the story
    text       as it was read
    published  a date, a datetime, or either in ISO form; midnight without a time zone is a date
    source     who published it
    reference  true for the article that the others of its story are checked against
    title      the article's title
    boilerplate   JSON, the stretches of the text that are no copy: [[0, 27]]
    problem    why the story can't be read; it becomes the story's error

What it gives is described at `COLUMNS`.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from consistency import __version__, embed, pipeline, syntax
from consistency.cache import Memory
from consistency.errors import ConsistencyError, InputError
from consistency.model import Article, Outcome, Relation, Report, Span
from consistency.read import parse_date

if TYPE_CHECKING:
    import pandas

COLUMNS: Final[Mapping[str, str]] = {
    "digest": "string",  # of the story's articles and of all settings: the same again gives this
    "story": "string",
    "entry": "string",  # finding, notice, error, or story: one row per story, the first
    "finding": "long",  # its number in the report of its story, from 1
    "code": "string",  # the rule's, or the notice's
    "rule": "string",
    "kind": "string",
    "slot": "string",
    "outcome": "string",
    "relation": "string",
    "severity": "string",
    "message": "string",
    "reason": "string",
    "fingerprint": "string",
    "account": "long",  # its index in the finding
    "article": "string",
    "source": "string",
    "sentence": "long",
    "start": "long",  # code points into the article's text
    "end": "long",
    "text": "string",
    "voice": "string",
    "value": "string",  # JSON: the account's value; for a story the counts, see docs/batch.md
}
"""The columns of what `check_stories` gives, with their types in Spark's words."""

SCHEMA: Final = ", ".join(f"`{name}` {kind}" for name, kind in COLUMNS.items())
"""The same as Spark takes it."""

INPUT: Final = (
    *("id", "text", "published", "source", "reference", "title", "boilerplate", "problem"),
)
"""The columns that an article's row may have, besides `story`."""
_NEEDED: Final = ("story", "id", "text")
_MEMORY: Final = 100_000_000  # bytes of vectors that a process keeps for the copies to come


@dataclass(frozen=True)
class Settings:
    """How stories are checked: names as the command line takes them."""

    model: str | None = None
    read: bool = True  # linked sentences are read together
    reader: str | None = None  # by this, the packaged reader if None
    parser: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    device: str = "auto"


DEFAULT: Final = Settings()


@dataclass(frozen=True)
class Models:
    """What a process checks with."""

    encoder: embed.Encoder
    reader: pipeline.Reader | None
    parser: syntax.Parser

    def names(self) -> tuple[str, ...]:
        """Which they are, for a digest."""
        read = self.reader.digest if self.reader else ""
        return self.encoder.name, self.encoder.digest, read, self.parser.digest


@lru_cache(maxsize=2)
def models(settings: Settings = DEFAULT) -> Models:
    """The models of some settings, loaded once per process. Raises `ModelError`."""
    cache = Memory(limit=_MEMORY)
    lexical = settings.model == embed.LEXICAL
    device = "cpu" if lexical else embed.device_of(settings.device)
    encoder = embed.load(settings.model, cache=cache, device=device)
    reader = None
    if settings.read and (settings.reader or not lexical):
        name = settings.reader or pipeline.PACKAGED
        reader = pipeline.load_reader(name, cache=cache, device=device)
    return Models(encoder, reader, syntax.load(settings.parser, cache=cache))


def check_stories(frame: pandas.DataFrame, settings: Settings = DEFAULT) -> pandas.DataFrame:
    """The findings of the stories in a frame, one row per finding and mention.

    Notices, errors and one row with each story's counts stand beside them; stories in the order of
    their first rows. A story must be whole in the frame. Raises `InputError` for a frame without
    the columns that it needs, `ModelError` and `SettingsError` for settings that can't be used.
    """
    missing = [name for name in _NEEDED if name not in frame.columns]
    if missing:
        raise InputError(f"the table has no column {missing[0]!r}: it needs {', '.join(_NEEDED)}")
    found: list[Row] = []
    for name, rows in frame.groupby("story", sort=False, dropna=False):
        records = _records(rows)
        found.extend(check_story(_text(name) or "", records, settings))
    return table(found)


def table(rows: Sequence[Row]) -> pandas.DataFrame:
    """Rows as a frame with the columns and types of `COLUMNS`."""
    import pandas

    types = {"string": "object", "long": "Int64"}
    columns = {}
    for name, kind in COLUMNS.items():
        values = [row.get(name) for row in rows]
        columns[name] = pandas.Series(values, dtype=types[kind])
    return pandas.DataFrame(columns)


Row = dict[str, Any]  # by the names of `COLUMNS`; what is missing is null
Record = dict[str, Any]  # one row of the input, nulls as None


def check_story(name: str, records: Sequence[Record], settings: Settings = DEFAULT) -> list[Row]:
    """The rows of one story: its counts first, then findings, then notices; or its error."""
    digest = digest_of(name, records, settings)
    try:
        articles, reference = articles_of(records)
        used = models(settings)
        report = pipeline.check(
            articles,
            reference=reference,
            encoder=used.encoder,
            reader=used.reader,
            parser=used.parser,
            select=settings.select,
            ignore=settings.ignore,
        )
        rows = [_counts(report), *_findings(report), *_notices(report)]
    except InputError as error:
        rows = [{"entry": "error", "code": "input", "message": str(error)}]
    except ConsistencyError:  # the settings or a model: every story would fail
        raise
    except Exception as error:
        words = f"internal error: {type(error).__name__}: {error}"
        rows = [{"entry": "error", "code": "internal", "message": words}]
    return [{"digest": digest, "story": name, **row} for row in rows]


def digest_of(name: str, records: Sequence[Record], settings: Settings = DEFAULT) -> str:
    """What decides a story's rows: its articles, the settings, the models and the version."""
    told: list[Any] = [__version__, name, *_told(settings)]
    told += [
        {key: str(value) for key, value in sorted(record.items()) if value is not None}
        for record in records
    ]
    text = json.dumps(told, ensure_ascii=True, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


@lru_cache(maxsize=8)
def _told(settings: Settings) -> tuple[str, ...]:
    # Where it runs decides no finding.
    described = {k: v for k, v in asdict(settings).items() if k != "device"}
    return (*models(settings).names(), json.dumps(described, sort_keys=True))


# ---------------------------------------------------------------------------------------- input


def _records(rows: pandas.DataFrame) -> list[Record]:
    """The rows as the plain values that a story is checked and digested by."""
    import pandas

    names = [name for name in INPUT if name in rows.columns]
    return [
        {
            name: None if pandas.api.types.is_scalar(cell) and pandas.isna(cell) else cell
            for name, cell in zip(names, cells, strict=True)
        }
        for cells in rows[names].itertuples(index=False, name=None)
    ]


def articles_of(records: Sequence[Record]) -> tuple[tuple[Article, ...], str | None]:
    """The articles of a story's records, and the reference's id. Raises `InputError`."""
    for record in records:
        if record.get("problem"):
            raise InputError(str(record["problem"]))
    articles, references = [], []
    for record in records:
        name = _text(record.get("id"))
        if not name:
            raise InputError("an article has no id: give each its own")
        articles.append(
            Article(
                id=name,
                text=_text(record.get("text")) or "",
                title=_text(record.get("title")),
                source=_text(record.get("source")),
                published=_date(name, record.get("published")),
                boilerplate=_spans(name, record.get("boilerplate")),
            )
        )
        if _true(record.get("reference"), name):
            references.append(name)
    if len(references) > 1:
        raise InputError(f"{len(references)} articles are marked as the reference: mark one")
    return tuple(articles), references[0] if references else None


def _text(value: Any) -> str | None:
    if value is None or value != value:
        return None
    return value if isinstance(value, str) else str(value)


def _true(value: Any, name: str) -> bool:
    """Whether a cell marks its article: a truth value in any table's form, or the article's id."""
    if isinstance(value, str):
        return value.strip().lower() in ("true", "yes", "1") or value == name
    return value is not None and bool(value)


def _date(name: str, value: Any) -> date | None:
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    found = parse_date(value.strip()) if isinstance(value, str) else value
    if not isinstance(found, date):
        raise InputError(
            f"article {name!r}: {str(value)[:40]!r} is no date: write 2024-03-05 or"
            " 2024-03-05T09:00"
        )
    if isinstance(found, datetime):
        moment = found.to_pydatetime() if hasattr(found, "to_pydatetime") else found
        plain = moment.tzinfo is None and moment == datetime(moment.year, moment.month, moment.day)
        return moment.date() if plain and not isinstance(value, str) else moment
    return found


def _spans(name: str, value: Any) -> tuple[Span, ...]:
    if value is None or value == "":
        return ()
    try:
        return tuple(Span(int(start), int(end)) for start, end in json.loads(value))
    except (ValueError, TypeError):
        raise InputError(f"article {name!r}: boilerplate is no list of stretches") from None


# ----------------------------------------------------------------------------------------- rows


def _findings(report: Report) -> Iterator[Row]:
    sources = {entry.article.id: entry.article.source for entry in report.articles}
    for number, finding in enumerate(report.findings, 1):
        whole = {
            "entry": "finding",
            "finding": number,
            **finding.head(),
        }
        for index, account in enumerate(finding.accounts):
            value = _json(account.value)
            for mention in account.mentions:
                yield {
                    **whole,
                    "account": index,
                    "article": mention.article,
                    "source": sources[mention.article],
                    "sentence": mention.sentence,
                    "start": mention.start,
                    "end": mention.end,
                    "text": mention.text,
                    "voice": mention.voice,
                    "value": value,
                }


def _notices(report: Report) -> Iterator[Row]:
    for notice in report.notices:
        yield {
            "entry": "notice",
            "code": notice.code,
            "message": notice.message,
            "article": notice.article,
        }


def _counts(report: Report) -> Row:
    """The story's own row: its counts, and those of each article, in `value`."""
    summary = report.summary
    told: Counter[str] = Counter()
    conflicts: Counter[str] = Counter()
    for finding in report.findings:
        for article in {name for account in finding.accounts for name in account.articles}:
            told[article] += 1
            clash = finding.relation in (Relation.CONFLICT, Relation.ALTERED_QUOTE)
            conflicts[article] += finding.outcome is Outcome.DIVERGE and clash
    beside = {entry.article: entry for entry in summary.articles}
    counts = {
        "agree": summary.agree,
        "diverge": summary.diverge,
        "single": summary.single,
        "incomparable": summary.incomparable,
        "agreement": summary.agreement,
        "articles": [
            {
                "id": entry.article.id,
                "source": entry.article.source,
                "origin": entry.origin,
                "told": told[entry.article.id],
                "agree": beside[entry.article.id].agree,
                "diverge": beside[entry.article.id].diverge,
                "conflict": conflicts[entry.article.id],
                "outlier": beside[entry.article.id].outlier,
            }
            for entry in report.articles
        ],
    }
    words = (
        f"{len(report.articles)} articles: {summary.agree} facts agree, {summary.diverge} diverge,"
        f" {summary.single} in one article only, {summary.incomparable} not comparable"
    )
    return {"entry": "story", "message": words, "value": _json(counts)}


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(", ", ": "))


def rows_of(frame: pandas.DataFrame) -> list[Row]:
    """A frame of `COLUMNS` as plain rows, the inverse of `table`, whichever engine made it."""
    import pandas

    names = list(COLUMNS)
    return [
        {
            name: None if pandas.isna(cell) else int(cell) if COLUMNS[name] == "long" else cell
            for name, cell in zip(names, cells, strict=True)
        }
        for cells in frame[names].itertuples(index=False, name=None)
    ]
