"""Attributions: who is said to have said it, and what is stated as plain fact.

What it finds
    A source, a cue and a content: "the harbour master said the quay was safe", "“It is safe,” said
    Jane Roe", "according to the ministry", "the union's claim that ...", "is accused of", with the
    cue before, after or inside the content. A pronoun is resolved to the last person or group that
    spoke in the article, a surname to the full name, a role to the person who was given it.

What it does not find
    Sources of pictures and figures ("photo: ..."), speech that is narrated ("they quarrelled"), and
    verbs of hearing without a speaker. Sources that are resolved wrongly stay: the article's own
    last speaker is a guess where two people of one kind take turns.

How two attributions compare (their contents face each other)
    ======================  ==========================  ==========================
    a                       b                           relation
    ======================  ==========================  ==========================
    Jane Roe said           Ms. Roe said                equal
    Jane Roe said           officials said              less-precise
    Jane Roe said           the mayor said              equal where an article calls Roe mayor
    Jane Roe said           the fire chief said         less-precise, info (a role for a name)
    the Kerda Port Board    the board                   equal
    the mayor said          it is said that             less-precise (nobody named)
    Jane Roe said           the lawsuit says            incomparable
    the mayor said          the fire chief said         incomparable (can be one person)
    Jane Roe said           John Doe said               different-attribution
    Jane Roe said           (stated as fact)            different-attribution
    ======================  ==========================  ==========================
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from consistency import lexicon, lost_credits, speech
from consistency import source_phrases as phrases
from consistency.facing import SURE_LINK, Facing
from consistency.model import (
    Example,
    FactType,
    Kind,
    Mention,
    Relation,
    Rule,
    Rung,
    Sentence,
    Severity,
    Slot,
    Span,
)
from consistency.shapes import MAYBE_TEXT, one_of, shape
from consistency.tree import Document, Parsed, Range

# ---------------------------------------------------------------------------------------- rules


def _documentation(finds: str, matters: str, example: str, code: str) -> str:
    return (
        f"What it finds: {finds}\n\nWhy it matters: {matters}\n\nExample: {example}\n\n"
        f"How to silence: `--ignore {code}`.\n"
    )


_AGREEING: Final = Rule(
    "ATT001",
    "agreeing-attribution",
    "The articles credit the same statement to the same source.",
    _documentation(
        "statements whose contents face each other and whose sources are one, after short names "
        "and pronouns are resolved.",
        "it confirms who stands behind a statement.",
        "“the dam held, Jane Roe said” / “Ms. Roe said that the dam had held”.",
        "ATT001",
    ),
)
_INCOMPARABLE: Final = Rule(
    "ATT009",
    "incomparable-attribution",
    "Whether two sources are one can't be told from the articles.",
    _documentation(
        "one statement credited to a person in one article and to a text (a letter, a lawsuit) or "
        "an unresolved pronoun in the other.",
        "the text may speak for that person or not; nothing printed decides it.",
        "“Jane Roe said” / “the lawsuit says”.",
        "ATT009",
    ),
)
_LESS_PRECISE: Final = Rule(
    "ATT102",
    "less-precise-attribution",
    "One article names the source, the other gives a general one or none.",
    _documentation(
        "one statement credited to a named person or body in one article, and to officials, "
        "witnesses, a role or nobody in the other.",
        "a reader can weigh a named source, and a general one may hide who spoke.",
        "“Jane Roe said” / “officials said”.",
        "ATT102",
    ),
)
_DIFFERENT: Final = Rule(
    "ATT105",
    "different-attribution",
    "The articles credit one statement to different sources.",
    _documentation(
        "one statement credited to two sources that are not the same.",
        "words put into the wrong mouth are an error, and two witnesses are worth knowing of.",
        "“the mayor said the bridge was safe” / “the builder said the bridge was safe”.",
        "ATT105",
    ),
)
_LOST: Final = Rule(
    "ATT115",
    "lost-attribution",
    "One article credits a statement, the other states it as plain fact.",
    _documentation(
        "a credited statement whose words face words of the other article that stand under "
        "nobody's voice and in no quotation marks.",
        "without its credit a claim becomes the paper's own.",
        "“the bridge was unsafe, the union said” / “the bridge was unsafe”.",
        "ATT115",
    ),
)

# ---------------------------------------------------------------------------------------- value


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says it and how. `form` is direct, indirect, mixed or plain (stated as fact).

    `title` is the role printed beside the name, `stance` whether the cue is no verb of saying or
    thinking but one of wanting or judging, `guessed` whether a pronoun had to be resolved and
    `pronoun` which one, `roles` what the article calls the source elsewhere, `quoted` the words of
    a direct quotation; none of them takes part in the report's value.
    """

    source: str | None
    form: str
    title: str = ""
    stance: bool = False
    pronoun: str = ""
    roles: tuple[str, ...] = ()
    quoted: tuple[str, ...] = ()

    @property
    def guessed(self) -> bool:
        return bool(self.pronoun)

    def to_dict(self) -> dict[str, Any]:
        return {"source": self.source, "form": self.form}

    @property
    def key(self) -> tuple[object, ...]:
        return (self.form == "plain", " ".join(phrases.words_of(self.source)))


# -------------------------------------------------------------------------------------- extract


def extract(document: Document, taken: tuple[Span, ...]) -> Iterator[Mention[Attribution]]:
    """The attributions of an article, in order. `taken` is not needed: a credit holds facts.

    A cue that is itself quoted makes none: it is the speaker's word, for quotations to compare.
    """
    for frame in speech.of_document(document):
        sentence = document.parsed[frame.sentence].sentence
        if document.parsed[frame.sentence].in_quote(frame.cue):
            continue
        start, end = _extent(frame, sentence)
        spans: list[tuple[str, tuple[Span, ...]]] = []
        if frame.source is not None:
            spans.append(("source", (frame.source,)))
        spans.append(("cue", (frame.cue,)))
        spans.append(("content", frame.contents))
        here = [
            span
            for span in frame.contents
            if span.start < sentence.end and span.end > sentence.start
        ]
        head = here[0] if here else None
        yield Mention(
            Kind.ATTRIBUTION,
            document.article.id,
            sentence.index,
            start,
            end,
            document.text[start:end],
            _value(frame, document),
            Slot(_label(document.surface(head)) if head else "", head, tuple(here[1:])),
            spans=tuple(spans),
            published=document.article.published,
        )


_NEAR: Final = 60  # characters between a cue and a source that is not borrowed from another cue


def _extent(frame: speech.Frame, sentence: Sentence) -> tuple[int, int]:
    """Where a cue and its source stand; of a borrowed source ("..., adding that") the cue alone."""
    start, end = frame.cue.start, frame.cue.end
    if frame.source is None or not sentence.start <= frame.source.start < sentence.end:
        return start, end
    if frame.source.end <= start and start - frame.source.end <= _NEAR:
        return frame.source.start, end
    if frame.source.start >= end and frame.source.start - end <= _NEAR:
        return start, frame.source.end
    return start, end


def _value(frame: speech.Frame, document: Document) -> Attribution:
    """Who says it: "who" and "which" are their antecedent, other pronouns are guessed."""
    token = document.parsed[frame.sentence].tokens[frame.at] if frame.at >= 0 else None
    pronoun = token.lower if token is not None and token.lower in speech.PRONOUNS else ""
    quoted = frame.contents if frame.form == "direct" else ()
    return Attribution(
        frame.name,
        frame.form,
        frame.title,
        stance=not _says(frame.verb) or _act(frame, document),
        pronoun=pronoun,
        roles=frame.roles,
        quoted=tuple(
            word for span in quoted for word in phrases.lower_words(document.surface(span))
        ),
    )


def _act(frame: speech.Frame, document: Document) -> bool:
    """Whether a verb that may report does something here: "agreed to buy the mill"."""
    if frame.verb not in speech.lists().act or not frame.contents:
        return False
    return document.surface(frame.contents[0]).lower().startswith("to ")


def _says(verb: str) -> bool:
    """Whether a cue reports a statement, so that leaving it out turns the statement into fact."""
    known = speech.lists()
    return (
        verb in ("accord", "accuse", "sign")
        or verb in known.say | known.tell | known.report
        or (verb in ("believe", "think", "expect", "fear", "suspect", "feel"))
    )


def _label(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 60 else flat[:59].rsplit(" ", 1)[0] + "…"


# ----------------------------------------------------------------------------------------- slot

# Contents that face each other by less than this share a topic, not a statement.
_SHARE: Final = 0.35
_OTHERS_SHARE: Final = 0.5


def slot(left: Mention[Attribution], right: Mention[Attribution], facing: Facing) -> float:
    """How far the contents face each other: content words, two-sided; 0 below `_SHARE`."""
    if lost_credits.nested(left, facing.left) != lost_credits.nested(right, facing.right):
        return 0.0
    if left.value.stance != right.value.stance:
        return 0.0
    lefts = lost_credits.indices(left, facing.left, facing.left_weights)
    rights = lost_credits.indices(right, facing.right, facing.right_weights)
    if not lefts or not rights:
        return 0.0
    hit_left = {i for i, j, _ in facing.pairs if i in lefts and j in rights}
    hit_right = {j for i, j, _ in facing.pairs if i in lefts and j in rights}
    if min(len(hit_left), len(hit_right)) < 2 and min(len(lefts), len(rights)) > 1:
        return 0.0
    share = 0.5 * (
        lost_credits.share(lefts, hit_left, facing.left_weights)
        + lost_credits.share(rights, hit_right, facing.right_weights)
    )
    # Two people say like things of one matter; that one said what the other did takes more.
    named = phrases.is_name(left.value.source) and phrases.is_name(right.value.source)
    if named and not _same(left, right):
        return share if share >= _OTHERS_SHARE and facing.score >= SURE_LINK else 0.0
    return share if share >= _SHARE else 0.0


def same(left: Mention[Attribution], right: Mention[Attribution], facing: Facing) -> float:
    """How surely one source is credited with one statement, by who it is.

    In sentences that more likely than not tell the same, whom both name says it in both, however
    differently what is said is put.
    """
    named = not (phrases.is_general(left.value.source) or phrases.is_general(right.value.source))
    alike = left.value.stance == right.value.stance and _same(left, right)
    return _SAME_SOURCE if named and alike and facing.score >= SURE_LINK else 0.0


_SAME_SOURCE: Final = 0.5


def implied(mention: Mention[Attribution], facing: Facing) -> Mention[Attribution] | None:
    """What the other sentence states as plain fact of what `mention` credits."""
    clause = lost_credits.stated_plainly(mention, facing)
    return _plain_fact(facing.right, clause) if clause else None


def _plain_fact(parsed: Parsed, clause: Range) -> Mention[Attribution]:
    """A clause of a sentence as a statement that is credited to nobody."""
    first, last = clause
    start, end = parsed.tokens[first].start, parsed.tokens[last - 1].end
    sentence = parsed.sentence
    surface = sentence.text[start - sentence.start : end - sentence.start]
    return Mention(
        Kind.ATTRIBUTION,
        sentence.article,
        sentence.index,
        start,
        end,
        surface,
        Attribution(None, "plain"),
        Slot(_label(surface), Span(start, end)),
        spans=(("content", (Span(start, end),)),),
    )


# --------------------------------------------------------------------------------------- ladder


def _plain(mention: Mention[Attribution]) -> bool:
    return mention.value.form == "plain"


def _same(left: Mention[Attribution], right: Mention[Attribution]) -> bool:
    """One source: of two plain facts nobody; else by their words, their roles or who they name."""
    if _plain(left) or _plain(right):
        return _plain(left) == _plain(right)
    if _one_utterance(left.value, right.value) or _one_utterance(right.value, left.value):
        return True
    a, b = left.value.source, right.value.source
    ones, others = phrases.words_of(a), phrases.words_of(b)
    if not ones or not others:
        return False
    return _titled(left, others) or _titled(right, ones) or phrases.are_one(a, b)


def _one_utterance(guessed: Attribution, named: Attribution) -> bool:
    """Whether a pronoun stands for the one to whom the other article credits the same quoted words.

    Words quoted alike were said once, so the other's name tells whom the pronoun means; unless it
    is a name of the other sex.
    """
    if not guessed.guessed or named.guessed or phrases.is_general(named.source):
        return False
    known, first = speech.lists(), (phrases.words_of(named.source) or ("",))[0]
    if first in (known.she if guessed.pronoun == "he" else known.he):
        return False
    runs = [
        {words[i : i + _UTTERANCE] for i in range(len(words) - _UTTERANCE + 1)}
        for words in (guessed.quoted, named.quoted)
    ]
    return not runs[0].isdisjoint(runs[1])


_UTTERANCE: Final = 6  # words in a row that two people do not say alike


def _titled(named: Mention[Attribution], words: tuple[str, ...]) -> bool:
    """Whether words are a role that the other article gives a name: "the police chief"."""
    words = tuple(word for word in words if word not in _OWNERS)
    for role in (named.value.title, *named.value.roles):
        title = phrases.lower_words(role)
        if title and words and words[-1] == title[-1] and set(words) <= set(title):
            return True
    return False


_OWNERS: Final = frozenset("its his her their".split())


def _role_for_name(left: Mention[Attribution], right: Mention[Attribution]) -> bool:
    """A name in one article, and in the other one person or body that is not named."""
    if _plain(left) or _plain(right):
        return False
    a, b = left.value.source, right.value.source
    if phrases.is_name(a) == phrases.is_name(b):
        return False
    role = b if phrases.is_name(a) else a
    if role is None or role.split()[0].lower() not in _ONE:
        return False
    head = phrases.head_of(role)
    if not head or (phrases.is_body(role) and not phrases.is_firm(role)):
        return False
    known, named = speech.lists(), (a if role is b else b) or ""
    first = named.split()[0].lower().rstrip(".") if named else ""
    if phrases.is_firm(role) and first in known.he | known.she | known.titles:
        return False  # a person is no company
    return lexicon.lemma(head, "n") == head and head not in ("police", "media")


_ONE: Final = frozenset("the a an its his her their one".split())


def _one_general(left: Mention[Attribution], right: Mention[Attribution]) -> bool:
    if _plain(left) or _plain(right):
        return False
    a, b = left.value.source, right.value.source
    if phrases.are_two_bodies(a, b) or phrases.of_two_peoples(a, b):
        return False
    return phrases.is_general(a) or phrases.is_general(b)


def _nobody(left: Mention[Attribution], right: Mention[Attribution]) -> bool:
    """Whether one of two credits names nobody: "allegations that", "is accused of"."""
    return not (_plain(left) or _plain(right)) and None in (left.value.source, right.value.source)


def _undecided(left: Mention[Attribution], right: Mention[Attribution]) -> bool:
    if _plain(left) or _plain(right):
        return False
    a, b = left.value.source, right.value.source
    if left.value.guessed or right.value.guessed:
        return True  # the pronoun may have been resolved wrongly
    if phrases.is_text(a) or phrases.is_text(b):
        return True
    if _within(left, right) or _within(right, left):
        return True  # "ministers, including Jane Roe, said"
    if _of_that_sort(left, right) or _of_that_sort(right, left):
        return True  # "an umbrella group known as Sword", "the groups"
    shared = set(phrases.words_of(a)) & set(phrases.words_of(b))
    named = phrases.is_name(a) and phrases.is_name(b)
    if shared and not named and not phrases.are_two_kinds(a, b):
        return True  # "the city fire service", "the municipal fire brigade"
    return not _role_for_name(left, right) and phrases.may_be_one(a, b)


def _within(named: Mention[Attribution], other: Mention[Attribution]) -> bool:
    """Whether a named source is printed in the other's longer source phrase too."""
    words = phrases.words_of(named.value.source)
    sort = len(words) > 1 and lexicon.topic(words[0]) == "person"  # "Contractor Roe"
    return (
        phrases.is_name(named.value.source)
        and phrases.is_general(other.value.source)
        and set(words[sort:]) <= set(phrases.lower_words(other.text))
    )


def _of_that_sort(general: Mention[Attribution], other: Mention[Attribution]) -> bool:
    """Whether a general source's noun is printed in the other's longer phrase too."""
    source = phrases.words_of(general.value.source)
    if not source or not phrases.is_general(general.value.source):
        return False
    noun = lexicon.lemma(source[-1], "n")
    return noun in {lexicon.lemma(word, "n") for word in phrases.lower_words(other.text)}


def _who(mention: Mention[Attribution]) -> str:
    if _plain(mention):
        return "nobody: plain fact"
    return mention.value.source or "nobody named"


def _credited(left: Mention[Attribution], right: Mention[Attribution]) -> str:
    """The one whom both credit: whom the text names, before whom a pronoun was taken for."""
    first = min((left, right), key=lambda mention: (mention.value.guessed, _who(mention)))
    return _who(first)


def _names(left: Mention[Attribution], right: Mention[Attribution]) -> str:
    return " and ".join(sorted((_who(left), _who(right))))


LADDER: Final[tuple[Rung[Attribution], ...]] = (
    Rung(
        "same source",
        Relation.EQUAL,
        "ATT001",
        _same,
        lambda a, b: f"both credit {_credited(a, b)}",
    ),
    Rung(
        "credited and plain",
        Relation.DIFFERENT_ATTRIBUTION,
        "ATT115",
        lambda a, b: _plain(a) != _plain(b),
        lambda a, b: (
            f"credited to {_who(b if _plain(a) else a)} in one, stated as fact in the other"
        ),
    ),
    Rung(
        "undecided source",
        None,
        "ATT009",
        _undecided,
        lambda a, b: f"whether these are one source can't be told: {_names(a, b)}",
    ),
    Rung(
        "role for a name",
        Relation.LESS_PRECISE,
        "ATT102",
        _role_for_name,
        lambda a, b: f"one article names the source, the other gives a role: {_names(a, b)}",
        severity=Severity.INFO,
    ),
    Rung(
        "nobody named",
        Relation.LESS_PRECISE,
        "ATT102",
        _nobody,
        lambda a, b: f"one article names nobody: {_names(a, b)}",
        severity=Severity.INFO,
    ),
    Rung(
        "general source",
        Relation.LESS_PRECISE,
        "ATT102",
        _one_general,
        lambda a, b: f"one source is general: {_names(a, b)}",
    ),
    Rung(
        "different source",
        Relation.DIFFERENT_ATTRIBUTION,
        "ATT105",
        lambda a, b: True,
        lambda a, b: f"credited to {_names(a, b)}",
    ),
)


def precision(value: Attribution) -> float:
    """Named sources first, then general ones, nobody, plain fact."""
    if value.form == "plain":
        return 3.0
    if value.source is None:
        return 2.0
    return 1.0 if phrases.is_general(value.source) else 0.0


# ------------------------------------------------------------------------------------- examples

EXAMPLES: Final = (
    Example(
        "Jane Roe said the northern quay was unsafe for ferries.",
        "The northern quay was unsafe for ferries, Roe said.",
        "same source",
    ),
    Example(
        "Harbour master Jane Roe said the northern quay was unsafe for ferries.",
        "Officials said the northern quay was unsafe for ferries.",
        "general source",
    ),
    Example(
        "Several pilots, including the harbour master, Jane Roe, said the quay was unsafe.",
        "Jane Roe said the quay was unsafe.",
        "undecided source",
    ),
    Example(
        "Jane Roe said the northern quay was unsafe for ferries.",
        "There were allegations that the northern quay was unsafe for ferries.",
        "nobody named",
    ),
    Example(
        "The ferry union said the northern quay was unsafe for ferries.",
        "The northern quay was unsafe for ferries.",
        "credited and plain",
    ),
    Example(
        "Jane Roe said the northern quay was unsafe for ferries.",
        "John Doe said the northern quay was unsafe for ferries.",
        "different source",
    ),
    Example(
        "Jane Roe said the northern quay was unsafe for ferries.",
        "The lawsuit says the northern quay was unsafe for ferries.",
        "undecided source",
    ),
    Example(
        "Jane Roe said the northern quay was unsafe for ferries.",
        "The harbour master said the northern quay was unsafe for ferries.",
        "role for a name",
    ),
    Example(
        "Harbour master Jane Roe said the northern quay was unsafe for ferries.",
        "The harbour master said the northern quay was unsafe for ferries.",
        "same source",
    ),
    Example(
        "The northern quay was unsafe for ferries, said Jane Roe, the harbour director.",
        "The northern quay was unsafe for ferries, harbour chief Jane Roe said.",
        "same source",
    ),
    Example(
        "The northern quay was unsafe for ferries, said the port's director, Jane Rowen.",
        "The northern quay was unsafe for ferries, Jane Rowan said.",
        "same source",
    ),
    Example(
        "The Kerda Port Board said the northern quay was unsafe for ferries.",
        "The port board said the northern quay was unsafe for ferries.",
        "same source",
    ),
    Example(
        "Jane Roe released a statement late Tuesday saying the northern quay was unsafe.",
        "The northern quay was unsafe, said Roe.",
        "same source",
    ),
    Example(
        "Police said two dock workers were detained near the northern quay.",
        "Police detained two dock workers near the northern quay.",
        None,
    ),
    Example(
        "Jane Roe said the northern quay was unsafe for ferries.",
        "Jane Roe said the budget would pass in the spring.",
        None,
    ),
    Example(
        "Helix Pharma agreed to buy the northern ferry line for $450 million.",
        "The northern ferry line is bought by Helix Pharma for $450 million.",
        None,
    ),
)

FACT_TYPE: Final = FactType(
    Kind.ATTRIBUTION,
    "ATT",
    extract,
    slot,
    LADDER,
    (_AGREEING, _INCOMPARABLE, _LESS_PRECISE, _DIFFERENT, _LOST),
    EXAMPLES,
    __doc__ or "",
    implied=implied,
    precision=precision,
    same=same,
    worded=True,
    credits=True,
    label="who said it",
    shape=shape(source=MAYBE_TEXT, form=one_of("direct", "indirect", "mixed", "plain")),
)
