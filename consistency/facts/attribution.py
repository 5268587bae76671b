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

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from rapidfuzz.distance import Levenshtein

from consistency import lexicon, speech
from consistency.facing import SURE_LINK, Facing
from consistency.model import (
    Example,
    FactType,
    Kind,
    Mention,
    Relation,
    Role,
    Rule,
    Rung,
    Sentence,
    Severity,
    Slot,
    Span,
)
from consistency.text import ADJ, CONJ, NUM, PUNCT, REL, SCALES, VERB, Token
from consistency.tree import Document, Parsed

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
        return (self.form == "plain", " ".join(_words(self.source)))


_WORD: Final = re.compile(r"[^\W_]+(?:[.’'&][^\W_]+)*\.?")
_IDLE: Final = frozenset("the a an of and for in at his her their its our some one".split())


# Letters that no decomposition takes apart.
_LETTERS: Final = str.maketrans({"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D"})


def _unaccented(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    return "".join(c for c in plain if not unicodedata.combining(c))


@lru_cache(maxsize=4096)
def _words(source: str | None) -> tuple[str, ...]:
    """A source's words in small letters, without articles, prepositions and possessive endings.

    Accents are left out: how a name is spelled is for the names to tell.
    """
    found = []
    for word in _WORD.findall(_unaccented(source or "")):
        lower = word.lower().replace(".", "").replace("’", "'").removesuffix("'s")
        if lower and lower not in _IDLE:
            found.append(lower)
    # "President Jane R. Roe" is Jane Roe: titles and initials before a last word say nothing more.
    if source and source.split()[-1][:1].isupper():
        titles = speech.lists().titles
        found = [w for w in found[:-1] if w not in titles and len(w) > 1] + found[-1:]
    return tuple(found)


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
            word.lower() for span in quoted for word in _WORD.findall(document.surface(span))
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
# For a credit that is lost, more must face: the plain clause must say what the credited one says.
_PLAIN_SHARE: Final = 0.5
_CLAUSE: Final = 0.45
_PLAIN_WORDS: Final = 3
_PLAIN_CLAUSE: Final = 2


_ALLEGED: Final = frozenset(
    "alleged allegedly accused accuses accusing charged charges indicted reportedly apparently"
    " purportedly purported claimed claims denied disputed".split()
)


def slot(left: Mention[Attribution], right: Mention[Attribution], facing: Facing) -> float:
    """How far the contents face each other: content words, two-sided; 0 below `_SHARE`."""
    if _nested(left, facing.left) != _nested(right, facing.right):
        return 0.0
    if left.value.stance != right.value.stance:
        return 0.0
    lefts = _indices(left, facing.left, facing.left_weights)
    rights = _indices(right, facing.right, facing.right_weights)
    if not lefts or not rights:
        return 0.0
    hit_left = {i for i, j, _ in facing.pairs if i in lefts and j in rights}
    hit_right = {j for i, j, _ in facing.pairs if i in lefts and j in rights}
    if min(len(hit_left), len(hit_right)) < 2 and min(len(lefts), len(rights)) > 1:
        return 0.0
    share = 0.5 * (
        _share(lefts, hit_left, facing.left_weights)
        + _share(rights, hit_right, facing.right_weights)
    )
    # Two people say like things of one matter; that one said what the other did takes more.
    named = _proper(left.value.source) and _proper(right.value.source)
    if named and not _same(left, right):
        return share if share >= _OTHERS_SHARE and facing.score >= SURE_LINK else 0.0
    return share if share >= _SHARE else 0.0


def same(left: Mention[Attribution], right: Mention[Attribution], facing: Facing) -> float:
    """How surely one source is credited with one statement, by who it is.

    In sentences that more likely than not tell the same, whom both name says it in both, however
    differently what is said is put.
    """
    named = not (_general(left.value.source) or _general(right.value.source))
    alike = left.value.stance == right.value.stance and _same(left, right)
    return _SAME_SOURCE if named and alike and facing.score >= SURE_LINK else 0.0


_SAME_SOURCE: Final = 0.5


def _nested(mention: Mention[Attribution], parsed: Parsed) -> bool:
    """Whether a mention's cue stands inside a quotation."""
    return any(name == "cue" and parsed.in_quote(spans[0]) for name, spans in mention.spans)


def _indices(mention: Mention[Attribution], parsed: Parsed, weights: tuple[float, ...]) -> set[int]:
    """Tokens with weight inside a mention's content, source and cue left out."""
    spans = tuple(span for span in (mention.slot.head, *mention.slot.words) if span is not None)
    return {
        token.index
        for token in parsed.tokens
        if weights[token.index] > 0
        and any(span.covers(token.span) for span in spans)
        and not mention.span.covers(token.span)
    }


def _share(inside: set[int], hit: set[int], weights: tuple[float, ...]) -> float:
    total = sum(weights[i] for i in sorted(inside))
    return sum(weights[i] for i in sorted(hit)) / total if total else 0.0


def implied(mention: Mention[Attribution], facing: Facing) -> Mention[Attribution] | None:
    """What the other sentence states as plain fact of what `mention` credits."""
    if mention.value.source is None or mention.value.form == "plain" or mention.value.stance:
        return None
    if facing.score < SURE_LINK:
        return None  # of two statements on one topic, one may well be plain
    if _nested(mention, facing.left):
        return None  # a credit within a quotation is the speaker's, not the article's
    right = facing.right
    if Role.HEADING in (facing.left.sentence.role, right.sentence.role):
        return None  # a headline states what its story credits
    if right.sentence.role is Role.QUOTE:
        return None
    inside = _indices(mention, facing.left, facing.left_weights)
    if len(inside) < _PLAIN_WORDS:
        return None
    if any(token.lower in _ALLEGED for token in right.tokens):
        return None  # "is charged with", "reportedly": not stated as fact either
    voiced = [span for frame in speech.frames(right) for span in (*frame.contents, frame.cue)]
    voiced.extend(right.quotes)
    free = {
        token.index
        for token in right.tokens
        if not any(span.overlaps(token.span) for span in voiced)
    }
    hit = sorted((i, j) for i, j, _ in facing.pairs if i in inside and j in free)
    lefts, rights = {i for i, _ in hit}, {j for _, j in hit}
    if not any(facing.left.tokens[i].pos in (VERB, ADJ) for i in lefts):
        return None  # things in common, not a statement
    if len(lefts) < _PLAIN_WORDS or _share(inside, lefts, facing.left_weights) < _PLAIN_SHARE:
        return None
    first, last = _clauses(facing, rights)
    clause = {i for i in range(first, last) if facing.right_weights[i] > 0 and i in free}
    if _share(clause, rights & clause, facing.right_weights) < _CLAUSE:
        return None
    whole = {i for i in free if facing.right_weights[i] > 0}
    all_told = _share(whole, rights & whole, facing.right_weights) >= _PLAIN_SHARE
    least = _PLAIN_CLAUSE if all_told else _PLAIN_WORDS  # its other clauses are credited too
    if len(rights & clause) < least or right.tokens[first].pos == REL:
        return None
    stated = right.tokens[first:last]
    told = {facing.left.tokens[i].lemma for i in inside}
    if any(t.pos == VERB and _voices(t.lemma, told) for t in stated):
        return None  # "those who think that ...", "he even joked that ...": no plain fact
    both = {token.lower for token in facing.left.tokens} - _CONDITIONS
    around = right.tokens[max(0, first - 1) : last]
    if any(t.lower in _UNSTATED and t.lower not in both for t in around):
        return None  # "if the judges allow it", "either ... or": nobody states it
    if _other_figures(facing.left.tokens, inside, stated):
        return None  # other figures, another statement
    subject = next((p for p in right.noun_phrases if first <= p[0] < last), None)
    source = {lexicon.lemma(word) for word in _words(mention.value.source)}
    if subject is not None and any(t.lemma in source for t in right.tokens[slice(*subject)]):
        return None  # "Police detained two people" tells what police said they did
    start, end = right.tokens[first].start, right.tokens[last - 1].end
    sentence = right.sentence
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


_CONDITIONS: Final = frozenset("if whether unless either".split())
_UNSTATED: Final = _CONDITIONS.union("may might could would should".split())


def _voices(verb: str, told: set[str]) -> bool:
    """Whether a verb gives somebody's words or thoughts; not where the other article tells it too.

    "He said they would demand a recount" / "they will demand a recount" are one statement.
    """
    known = speech.lists()
    if verb in known.think or verb in ("say", "tell"):
        return True
    return verb in known.every and verb not in told


def _other_figures(lefts: Sequence[Token], inside: set[int], rights: Sequence[Token]) -> bool:
    """Whether both sides print figures and none in common."""
    ones = {t.lower for t in lefts if t.index in inside and t.pos == NUM} - SCALES.keys()
    others = {t.lower for t in rights if t.pos == NUM} - SCALES.keys()
    return bool(ones and others) and ones.isdisjoint(others)


def _clauses(facing: Facing, rights: set[int]) -> tuple[int, int]:
    """The clause of the right sentence that holds most of the facing words, edges trimmed; one
    that hangs on another ("when ...") only where no other has some."""
    right = facing.right
    hits = {c: sum(1 for j in rights if c[0] <= j < c[1]) for c in right.clauses}
    own = [c for c, n in hits.items() if n >= _PLAIN_CLAUSE and right.tokens[c[0]].pos != REL]
    first, last = max(
        own or right.clauses, key=lambda c: (hits[c], -c[0]), default=(0, len(right.tokens))
    )
    while last - first > 1 and not right.tokens[last - 1].content:
        last -= 1
    while last - first > 1 and right.tokens[first].pos in (PUNCT, CONJ):
        first += 1
    return first, last


# --------------------------------------------------------------------------------------- ladder


def _plain(mention: Mention[Attribution]) -> bool:
    return mention.value.form == "plain"


def _same(left: Mention[Attribution], right: Mention[Attribution]) -> bool:
    """One source: equal words, or the one's name within the other's."""
    if _plain(left) != _plain(right):
        return False
    if _plain(left):
        return True
    if _one_utterance(left.value, right.value) or _one_utterance(right.value, left.value):
        return True
    a, b = _words(left.value.source), _words(right.value.source)
    if a == b:
        return bool(a)
    if not a or not b:
        return False
    if _titled(left, b) or _titled(right, a):
        return True
    if _short_for(right.value.source, a, b) or _short_for(left.value.source, b, a):
        return True
    if _proper(left.value.source) and _proper(right.value.source):
        return (
            (len(a) == len(b) == 2 and a[1] == b[1] and _first(a) == _first(b))
            or (set(a) <= set(b) and a[-1] == b[-1])
            or (set(b) <= set(a) and a[-1] == b[-1])
            or _acronym(left.value.source, b)
            or _acronym(right.value.source, a)
            or _respelled(a, b)
        )
    if _proper(left.value.source) or _proper(right.value.source):
        return False
    if lexicon.lemma(a[-1]) == lexicon.lemma(b[-1]):
        return set(a) <= set(b) or set(b) <= set(a)
    # "Jane Roe's attorney" and "Roe's lawyer": two words for one role of one person's.
    owners = set(a[:-1]), set(b[:-1])
    owned = all(owners) and (owners[0] <= owners[1] or owners[1] <= owners[0])
    return owned and lexicon.synonyms(a[-1], b[-1], "n")


def _one_utterance(guessed: Attribution, named: Attribution) -> bool:
    """Whether a pronoun stands for the one to whom the other article credits the same quoted words.

    Words quoted alike were said once, so the other's name tells whom the pronoun means; unless it
    is a name of the other sex.
    """
    if not guessed.guessed or named.guessed or _general(named.source):
        return False
    known, first = speech.lists(), (_words(named.source) or ("",))[0]
    if first in (known.she if guessed.pronoun == "he" else known.he):
        return False
    runs = [
        {words[i : i + _UTTERANCE] for i in range(len(words) - _UTTERANCE + 1)}
        for words in (guessed.quoted, named.quoted)
    ]
    return not runs[0].isdisjoint(runs[1])


_UTTERANCE: Final = 6  # words in a row that two people do not say alike


def _first(words: tuple[str, ...]) -> str:
    """A first name, the long form of a short one: Mike is Michael."""
    return speech.lists().short.get(words[0], words[0])


def _titled(named: Mention[Attribution], words: tuple[str, ...]) -> bool:
    """Whether words are a role that the other article gives a name: "the police chief"."""
    words = tuple(word for word in words if word not in _OWNERS)
    for role in (named.value.title, *named.value.roles):
        title = tuple(word.lower() for word in _WORD.findall(role))
        if title and words and words[-1] == title[-1] and set(words) <= set(title):
            return True
    return False


_OWNERS: Final = frozenset("its his her their".split())
_SLIP: Final = 5  # letters of a word in which one wrong letter is a slip, not another name


def _respelled(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two full names differ by one letter of one word: a spelling, told by NAM."""
    if len(a) != len(b) or len(a) < 2:
        return False
    unlike = [(x, y) for x, y in zip(a, b, strict=True) if x != y]
    return len(unlike) == 1 and all(
        x[0] == y[0] and max(len(x), len(y)) >= _SLIP and Levenshtein.distance(x, y) <= 1
        for x, y in unlike
    )


def _short_for(source: str | None, short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether `short` names the body `source` by its last words or by its name alone.

    "the board" and "the election board" for the Central Election Board, "Brannow" for the Brannow
    dairy; no person, and nobody who only belongs to it ("Brannow's lawyer", "an aide to Brannow").
    """
    printed = (source or "").removeprefix("the ").removeprefix("The ").split()
    if len(short) >= len(long) or len(printed) != len(long) or not printed[0][:1].isupper():
        return False
    if any(word.endswith(("'s", "’s", "'", "’")) for word in printed):
        return False
    if lexicon.topic(long[-1]) not in ("group", "artifact", "tops"):
        return False
    return short == long[-len(short) :] or short == long[: len(short)]


def _acronym(source: str | None, words: tuple[str, ...]) -> bool:
    letters = (source or "").replace(".", "").split()
    short = letters[-1] if letters else ""
    return (
        len(short) >= 2
        and short.isupper()
        and len(words) > 1
        and short.lower() == "".join(w[0] for w in words)
    )


def _proper(source: str | None) -> bool:
    """Whether a source is a name: its last word, or its only word, has a capital."""
    printed = [w for w in (source or "").split() if w.lower() not in _IDLE]
    if not printed or not printed[-1][:1].isupper() or _general(source):
        return False
    return not (len(printed) == 1 and lexicon.lemma(printed[0].lower(), "n") in _texts())


@lru_cache(maxsize=1)
def _texts() -> frozenset[str]:
    """Words for texts: a capital at the start of a sentence makes no name of "Documents"."""
    return frozenset(lexicon.lemma(word, "n") for word in speech.lists().document)


def _general(source: str | None) -> bool:
    """Whether a source is a general one: "U.S. officials", "police", "a spokesman", nobody."""
    words = _words(source)
    known = speech.lists()
    if not words:
        return True
    head = _head_word(source)
    return head in known.general or lexicon.lemma(head, "n") in known.general


def _head_word(source: str | None) -> str:
    """The head of a source phrase: the last word before a preposition."""
    printed = (source or "").lower()
    printed = re.split(r" (?:of|for|in|at|from|with|who|that|on) |,", printed, maxsplit=1)[0]
    words = _words(printed)
    # "Documents released": a participle behind its noun is no head.
    while len(words) > 1 and words[-1].endswith("ed") and "n" not in lexicon.pos(words[-1]):
        words = words[:-1]
    return words[-1] if words else ""


def _text_source(source: str | None) -> bool:
    head = _head_word(source)
    known = speech.lists()
    return not _proper(source) and (
        head in known.document
        or lexicon.lemma(head, "n") in known.report
        or lexicon.lemma(head, "n") in known.document
        or head in ("it", "this", "that", "which", "he", "she", "they", "i", "we", "you")
    )


def _role_for_name(left: Mention[Attribution], right: Mention[Attribution]) -> bool:
    """A name in one article, and in the other one person or body that is not named."""
    if _plain(left) or _plain(right):
        return False
    a, b = left.value.source, right.value.source
    if _proper(a) == _proper(b):
        return False
    role = b if _proper(a) else a
    if role is None or role.split()[0].lower() not in _ONE:
        return False
    head = _head_word(role)
    if not head or _body(role):
        return False
    return lexicon.lemma(head, "n") == head and head not in ("police", "media")


_ONE: Final = frozenset("the a an its his her their one".split())


def _one_general(left: Mention[Attribution], right: Mention[Attribution]) -> bool:
    if _plain(left) or _plain(right):
        return False
    a, b = left.value.source, right.value.source
    if all(_body(one) and len(_words(one)) > 1 for one in (a, b)) and _unlike(a, b):
        return False  # "the health ministry" is one body, "the nurses' association" another
    return _general(a) or _general(b)


def _nobody(left: Mention[Attribution], right: Mention[Attribution]) -> bool:
    """Whether one of two credits names nobody: "allegations that", "is accused of"."""
    return not (_plain(left) or _plain(right)) and None in (left.value.source, right.value.source)


def _undecided(left: Mention[Attribution], right: Mention[Attribution]) -> bool:
    if _plain(left) or _plain(right):
        return False
    a, b = left.value.source, right.value.source
    if left.value.guessed or right.value.guessed:
        return True  # the pronoun may have been resolved wrongly
    if _text_source(a) or _text_source(b):
        return True
    if _within(left, right) or _within(right, left):
        return True  # "ministers, including Jane Roe, said"
    if not (_proper(a) and _proper(b)) and set(_words(a)) & set(_words(b)):
        return True  # "the city fire service", "the municipal fire brigade"
    if (_proper(a) and _proper(b)) or _role_for_name(left, right):
        return False
    if not _proper(a) and not _proper(b):
        return not _unlike(a, b)
    # What is neither a name nor "officials" can be of anybody.
    return _proper(a) == _proper(b) or not (_general(a) or _general(b) or _body(a) or _body(b))


def _unlike(a: str | None, b: str | None) -> bool:
    """Whether two sources without a name are of two sorts: "police", "witnesses".

    Two descriptions can be of one person; not where neither head is a general word for the other,
    nor a synonym, and both say what the source is: people, or what stands for them, as a service,
    an office or an embassy does.
    """
    one, other = (lexicon.lemma(_head_word(source), "n") for source in (a, b))
    if not one or not other or one == other or {one, other} & _ANYBODY:
        return False
    sorts = {lexicon.topic(head) for head in (one, other)}
    if sorts.isdisjoint(_PEOPLE) or not sorts <= _PEOPLE | _STANDING_FOR_THEM:
        return False
    related = lexicon.synonyms(one, other, "n") or lexicon.derived(one, other)
    return not (related or lexicon.general(one, other) or lexicon.general(other, one))


_PEOPLE: Final = frozenset({"person", "group"})
_STANDING_FOR_THEM: Final = frozenset({"act", "artifact", "location"})
_ANYBODY: Final = frozenset(
    "official source spokesman spokeswoman spokesperson authority people person man woman other"
    " leader representative aide".split()
)


def _body(source: str | None) -> bool:
    """Whether a source is a body of people, by its head: "the transport ministry"."""
    return lexicon.topic(lexicon.lemma(_head_word(source), "n")) == "group"


def _within(named: Mention[Attribution], other: Mention[Attribution]) -> bool:
    """Whether a named source is printed in the other's longer source phrase too."""
    words = _words(named.value.source)
    return (
        _proper(named.value.source)
        and _general(other.value.source)
        and (set(words) <= {word.lower() for word in _WORD.findall(other.text)})
    )


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
    return 1.0 if _general(value.source) else 0.0


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
)
