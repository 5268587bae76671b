"""The line: split -> parse -> embed -> align -> extract -> compare -> report, wired only here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

from consistency import (
    __version__,
    align,
    characters,
    compare,
    embed,
    facts,
    report,
    syntax,
)
from consistency import judge as judging
from consistency import reader as reading
from consistency.cache import Cache, Memory
from consistency.config import resolve
from consistency.errors import InputError
from consistency.facts.date import UNPLACED
from consistency.groups import Fact
from consistency.model import Article, Generator, Mention, Notice, Report, Rule
from consistency.split import split
from consistency.story import Trace
from consistency.text import unread
from consistency.tree import Document, parse, proper_words
from consistency.unique import aligned_roles

if TYPE_CHECKING:
    from consistency.remote import Remote

Progress = Callable[[str, int, int], None]
# What reads linked sentences: the trained model, an NLI model of the user's, or a server's.
Reader: TypeAlias = "reading.Reader | judging.Judge | Remote"
PACKAGED: Final = "packaged"


def check(
    articles: Sequence[Article],
    *,
    reference: str | None = None,
    encoder: embed.Encoder | None = None,
    reader: Reader | Literal["packaged"] | None = PACKAGED,
    parser: syntax.Parser | None = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    progress: Progress | None = None,
) -> Report:
    """The agreement report over two or more articles on one story.

    `reference` is the id of the article that the others are checked against. `encoder` is the
    packaged model without a cache if None. `reader` reads linked sentences for changes of sense
    that no typed fact carries: the packaged one, which also doubts what agrees, unless the encoder
    has no model; one that `load_reader` gives; None for none.
    `parser` gives the trees: the packaged one if None. `select` and `ignore` name rule codes,
    prefixes or names; all rules by default. `progress` gets (stage, done, all).

    Raises `InputError` for fewer than two articles, two with one id, an article without text or an
    unknown reference; `SettingsError` for an unknown rule; `ModelError` if the encoder can't be
    loaded.
    """
    _validate(articles, reference)
    wanted = codes(select, ignore)
    encoder, reader, parser = models(encoder, reader, parser)
    texts_read = [characters.reading(article) for article in articles]
    articles = [entry.article for entry in texts_read]
    found = compared(articles, encoder, reader, parser, progress)
    made = report.build(
        [(d.article, tuple(p.sentence for p in d.parsed)) for d in found.documents],
        align.links(found.documents, found.alignment),
        found.facts,
        facts.FACT_TYPES,
        generator=Generator(
            name="consistency",
            version=__version__,
            encoder=encoder.name,
            encoder_digest=encoder.digest,
            reader=reader.name if reader is not None else None,
            reader_digest=reader.digest if reader is not None else None,
            parser=parser.name,
            parser_digest=parser.digest,
            settings={"rules": sorted(wanted) if wanted is not None else "all"},
        ),
        reference=reference,
        notices=_notices(found, encoder, reader),
        codes=wanted,
    )
    return characters.restored(made, texts_read)


@dataclass(frozen=True)
class Read:
    """What a reader said of linked texts, by pair: words' readings, or stretches that clash.

    `notices` tell what it did not read.
    """

    readings: Mapping[tuple[int, int], reading.Reading] = field(default_factory=dict)
    verdicts: judging.Verdicts = judging.NOTHING
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True)
class Compared:
    """Articles after the comparing half of the line: what `report` and `why` build on."""

    documents: tuple[Document, ...]
    vectors: embed.Vectors
    alignment: align.Alignment
    read: Read
    facts: tuple[Fact, ...]
    trace: Trace | None


def load_reader(
    name: str = PACKAGED, *, cache: Cache | Memory | None = None, device: str = "cpu"
) -> Reader:
    """The reader of a name: "packaged", a folder that training left, an NLI cross-encoder (a folder
    in sentence-transformers' form, or a model on the hub), or `http://HOST/v1#MODEL`, the model of
    a server with OpenAI's chat completions. `device` is for the packaged one and its like.

    Raises `ModelError` for what can't be loaded, `SettingsError` for what is no address.
    """
    if name == PACKAGED:
        return reading.load(cache=cache, device=device)
    if name.lower().startswith(("http://", "https://")):
        from consistency.remote import Remote

        return Remote(name, cache)
    if (Path(name).expanduser() / reading.CARD).is_file():
        return reading.load(name, cache=cache, device=device)
    return judging.load(name, cache=cache)


def models(
    encoder: embed.Encoder | None,
    reader: Reader | Literal["packaged"] | None,
    parser: syntax.Parser | None,
    cache: Cache | Memory | None = None,
) -> tuple[embed.Encoder, Reader | None, syntax.Parser]:
    """The packaged models where none are named; beside an encoder without a model none reads."""
    encoder = encoder or embed.load()
    if reader == PACKAGED:
        reader = None
        if encoder.name != embed.LEXICAL:
            reader = reading.default() if cache is None else load_reader(cache=cache)
    return encoder, reader, parser or syntax.default()


def compared(
    articles: Sequence[Article],
    encoder: embed.Encoder,
    reader: Reader | None,
    parser: syntax.Parser,
    progress: Progress | None = None,
    trace: Trace | None = None,
) -> Compared:
    """The articles after the comparing half of the line; `trace` takes what happens on the way."""
    documents = parse_all(articles, parser)
    texts = align.unique_texts(documents)
    vectors = encoder.encode(texts, progress=_stage(progress, "embed"))
    alignment = align.align(documents, texts, vectors)
    mentions = [facts.extract(document) for document in documents]
    alignment = compare.confirmed(documents, mentions, alignment, facts.FACT_TYPES)
    read = _read(reader, documents, mentions, alignment, progress)
    alignment = align.with_readings(
        alignment, {pair: float(one.link[0]) for pair, one in read.readings.items()}
    )
    found = compare.compare(
        documents, mentions, alignment, facts.FACT_TYPES, read.verdicts, read.readings, trace
    )
    return Compared(documents, vectors, alignment, read, found, trace)


def _stage(progress: Progress | None, name: str) -> Callable[[int, int], None] | None:
    return None if progress is None else lambda done, every: progress(name, done, every)


def _read(
    reader: Reader | None,
    documents: Sequence[Document],
    mentions: Sequence[Sequence[Mention[Any]]],
    alignment: align.Alignment,
    progress: Progress | None,
) -> Read:
    """What a reader says of the texts of different articles that link."""
    if reader is None:
        return Read()
    if isinstance(reader, reading.Reader):
        # What differs in numbers alone is for the ladders: there is no other word to read.
        sure = (p for p in align.sure(alignment) if p.across and not p.twins)
        keys = {
            (p.left, p.right): (alignment.texts[p.left], alignment.texts[p.right]) for p in sure
        }
        read = reading.together(reader, set(keys.values()))
        return Read({pair: read[texts] for pair, texts in keys.items()})
    if isinstance(reader, judging.Judge):
        judged = judging.judge_links(reader, documents, mentions, alignment, facts.FACT_TYPES)
        return Read(verdicts=judged)
    from consistency import quoted

    asking = _stage(progress, "ask")
    verdicts, notices = quoted.ask_links(
        reader, documents, mentions, alignment, facts.FACT_TYPES, asking
    )
    return Read(verdicts=verdicts, notices=notices)


def extract(article: Article) -> tuple[Mention[Any], ...]:
    """All mentions of one article, of every kind and role of sentence, in order."""
    entry = characters.reading(article)
    found = facts.extract(parse_all([entry.article])[0])
    return tuple(characters.restored_mention(mention, entry) for mention in found)


def parse_all(
    articles: Sequence[Article], parser: syntax.Parser | None = None
) -> tuple[Document, ...]:
    """Split and parse the articles of one story; names known from one are known in all."""
    split_articles = [(article, split(article)) for article in articles]
    proper = proper_words(split_articles)
    readable = {
        sentence.text: syntax.readable(sentence, proper)
        for _, sentences in split_articles
        for sentence in sentences
        if not unread(sentence)
    }
    found = (parser or syntax.default()).parse(readable.values())
    analyses = {text: found[read] for text, read in readable.items()}
    entities = syntax.entities(analyses)
    return tuple(
        parse(article, sentences, analyses, proper, entities)
        for article, sentences in split_articles
    )


def rules() -> tuple[Rule, ...]:
    """All rules, by code."""
    return tuple(sorted((*facts.rules(), *compare.RULES), key=lambda rule: rule.code))


def _validate(articles: Sequence[Article], reference: str | None) -> None:
    if len(articles) < 2:
        raise InputError(f"{len(articles)} article given: name two or more on the same story")
    ids = [article.id for article in articles]
    for article in articles:
        if ids.count(article.id) > 1:
            raise InputError(f"two articles have the id {article.id!r}: give each its own")
        if not article.text.strip():
            raise InputError(f"article {article.id!r} has no text: leave it out or fill it")
    if reference is not None and reference not in ids:
        raise InputError(f"reference {reference!r} is not an article: use one of {', '.join(ids)}")


def codes(select: Sequence[str], ignore: Sequence[str]) -> frozenset[str] | None:
    """The codes that rule selectors leave; None for all."""
    if not select and not ignore:
        return None
    known = rules()
    chosen = resolve(select, known) if select else tuple(rule.code for rule in known)
    return frozenset(chosen).difference(resolve(ignore, known))


_NAMED: Final = 3  # articles that a notice about many names


def _notices(
    compared: Compared, encoder: embed.Encoder, reader: Reader | None
) -> tuple[Notice, ...]:
    """What was not checked, or checked in a lesser way."""
    documents, alignment, found = compared.documents, compared.alignment, compared.facts
    notices = [
        replace(notice, article=notice.article or document.article.id)
        for document in documents
        for notice in document.article.notices
    ]
    notices += compared.read.notices
    if encoder.name == embed.LEXICAL:
        notices.append(
            Notice(
                "lexical-encoder",
                "links rest on spelling alone: run without --model lexical to compare by meaning",
            )
        )
    elif reader is None:
        notices.append(
            Notice(
                "no-reader",
                "changes of sense that no figure, name, date, quote or negation carries were not"
                " looked for",
            )
        )
    notices += _unplaced(documents, found)
    if align.thinned(alignment):
        notices.append(
            Notice(
                "links-through-one-copy",
                "too many links to list in full: sentences that several articles print word for"
                " word are linked through one of them",
            )
        )
    if not report.tabled(len(documents)):
        notices.append(
            Notice(
                "no-agreement-table",
                f"how far each two of {len(documents):,} articles agree is not listed: too many",
            )
        )
    notices += _unread(documents)
    for document in documents:
        if not any(aligned_roles(p.sentence.role) for p in document.parsed if p.tokens):
            notices.append(
                Notice(
                    "nothing-to-check",
                    "only boilerplate or questions were found in this article",
                    document.article.id,
                )
            )
    return tuple(notices)


def _unread(documents: Sequence[Document]) -> Iterator[Notice]:
    """The notice on what `split` left out of each article, if it did."""
    for document in documents:
        left = sum(p.sentence.end - p.sentence.start for p in document.parsed if unread(p.sentence))
        if left:
            yield Notice(
                "unread",
                f"{left:,} of {len(document.article.text):,} characters were not checked: long"
                " stretches without an end of a sentence (tables, lists) are read in part",
                document.article.id,
            )


def _unplaced(documents: Sequence[Document], found: Sequence[Fact]) -> list[Notice]:
    """The notice on days that could not be placed for want of an article's date, if there are."""
    undated = {
        mention.article
        for fact in found
        for first, second, rung, _ in fact.rungs
        if rung.name == UNPLACED
        for account in (fact.accounts[first], fact.accounts[second])
        for mention in account.mentions
        if mention.published is None and mention.value.start is None
    }
    if not undated:
        return []
    ids = [d.article.id for d in documents if d.article.id in undated]
    named = ", ".join(ids[:_NAMED]) + (f" and {len(ids) - _NAMED} more" * (len(ids) > _NAMED))
    return [
        Notice(
            "no-publication-date",
            f"when {named} appeared is not known, so days like “Tuesday” can't be compared with"
            " dates there: give --published",
            ids[0] if len(ids) == 1 else None,
        )
    ]
