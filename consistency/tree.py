"""A parsed sentence and what its tree answers: who does what to what, how sure, in which clause.

`Parsed` is a sentence with its tokens. Its methods answer each question of syntax in one place,
over the dependencies of spaCy's English pipelines (ClearNLP's labels); tokens are named by their
index, stretches by (first, last) with last excluded. `parse` makes a `Document` of an article.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, update_wrapper
from math import inf
from typing import Any, Concatenate, Final, ParamSpec, TypeVar

from consistency import lexicon
from consistency.model import Article, Role, Sentence, Span
from consistency.text import (
    ADJ,
    ADV,
    AUX,
    CALENDAR,
    CLITIC,
    CONJ,
    DET,
    MODAL,
    NAME,
    NOT,
    NOUN,
    NUM,
    PUNCT,
    VERB,
    Analysis,
    Token,
    names_inside,
    paragraph_spans,
    quoted,
    tokens,
    unread,
)

Range = tuple[int, int]
P = ParamSpec("P")
T = TypeVar("T")

SUBJECTS: Final = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
OBJECTS: Final = frozenset({"dobj", "dative", "oprd"})
COMPLEMENTS: Final = frozenset({"attr", "acomp", "xcomp", "ccomp", "oprd"})
# Dependencies of a word that heads a clause of its own. A conjunct does where it is a verb.
CLAUSES: Final = frozenset({"ROOT", "ccomp", "advcl", "relcl", "csubj", "csubjpass", "parataxis"})
# What stands before a noun and belongs to its base phrase.
_BEFORE_NOUN: Final = frozenset(
    {"det", "predet", "amod", "compound", "nummod", "nmod", "poss", "quantmod", "advmod", "punct"}
    | {"fixed", "npadvmod", "case", "neg", "appos", "prep", "dep"}
)
_PREMODIFIER: Final = frozenset({"compound", "amod", "nmod", "nummod", "poss", "fixed", "npadvmod"})


def kept(read: Callable[Concatenate[Any, P], T]) -> Callable[Concatenate[Any, P], T]:
    """A reading whose results are kept with the sentence or pair of sentences that it reads."""

    def reading(of: Any, /, *args: P.args, **kwargs: P.kwargs) -> T:
        results = of.__dict__.setdefault("_kept", {})
        key = (read.__module__, read.__qualname__, *args)
        if key not in results:
            results[key] = read(of, *args, **kwargs)
        result: T = results[key]
        return result

    update_wrapper(reading, read)
    return reading


_ACTING: Final = frozenset({"person", "group", "animal"})


@dataclass(frozen=True, slots=True)
class Scope:
    """What a predicate is under.

    `negated`: an odd number of negations; `modal`: its modal auxiliary's base form, or empty;
    `conditional`: within an if-clause or under "would"; `tense`: past, present, future or none;
    `perfect`, `progressive`, `passive`: its forms; `embedded`: the index of the predicate that
    reports, plans or denies it ("said", "plans", "failed"), -1 without one.
    """

    negated: bool
    modal: str
    conditional: bool
    tense: str
    perfect: bool
    progressive: bool
    passive: bool
    embedded: int


@dataclass(frozen=True)
class Parsed:
    """A sentence with its tokens. `quotes` are the article's quoted spans that touch it."""

    sentence: Sentence
    tokens: tuple[Token, ...]
    quotes: tuple[Span, ...] = ()

    # -------------------------------------------------------------------------------- offsets

    def within(self, span: Span) -> tuple[Token, ...]:
        """The tokens that lie inside a span."""
        starts, ends = self._bounds
        first = bisect_left(starts, span.start)
        return self.tokens[first : bisect_right(ends, span.end, lo=first)]

    def tops(self, span: Span) -> tuple[Token, ...]:
        """The tokens of a span that hang on none of its others."""
        tokens = self.within(span)
        own = {t.index for t in tokens}
        return tuple(t for t in tokens if t.head == t.index or t.head not in own)

    def at(self, offset: int) -> int:
        """Index of the token that holds an offset, or of the first one after it."""
        return bisect_right(self._bounds[1], offset)

    @cached_property
    def _bounds(self) -> tuple[list[int], list[int]]:
        """Where the tokens start and end."""
        return [token.start for token in self.tokens], [token.end for token in self.tokens]

    def span(self, first: int, last: int) -> Span:
        """The span of the tokens [first, last)."""
        return Span(self.tokens[first].start, self.tokens[last - 1].end)

    def in_quote(self, span: Span) -> bool:
        """Whether a span lies inside a quotation."""
        return any(quote.covers(span) for quote in self.quotes)

    # ----------------------------------------------------------------------------------- tree

    @cached_property
    def children(self) -> tuple[tuple[int, ...], ...]:
        """Per token those that hang on it, in order."""
        found: list[list[int]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head != token.index:
                found[token.head].append(token.index)
        return tuple(map(tuple, found))

    @cached_property
    def edges(self) -> tuple[Range, ...]:
        """Per token the stretch from the first to the last of all that hangs on it, it included."""
        first = list(range(len(self.tokens)))
        last = [i + 1 for i in first]
        for i in self._upwards:
            head = self.tokens[i].head
            if head != i:
                first[head] = min(first[head], first[i])
                last[head] = max(last[head], last[i])
        return tuple(zip(first, last, strict=True))

    @cached_property
    def _upwards(self) -> tuple[int, ...]:
        """The tokens' indices, each before its head."""
        order = [token.index for token in self.tokens if token.head == token.index]
        for i in order:
            order.extend(self.children[i])
        return tuple(reversed(order))

    def head(self, i: int) -> int:
        """The token on which one hangs; itself at a root."""
        return self.tokens[i].head

    def ancestors(self, i: int) -> Iterator[int]:
        """The heads above a token, nearest first."""
        while self.tokens[i].head != i:
            i = self.tokens[i].head
            yield i

    def on(self, i: int, *deps: str) -> tuple[int, ...]:
        """The children of a token by any of some dependencies, in order."""
        children = self.children[i]
        return tuple(k for k in children if self.tokens[k].dep in deps) if children else ()

    def subtree(self, i: int) -> frozenset[int]:
        """All tokens that hang on one, directly or not, it included."""
        found = [i]
        for k in found:
            found.extend(self.children[k])
        return frozenset(found)

    # --------------------------------------------------------------------------- noun phrases

    @cached_property
    def noun_phrases(self) -> tuple[Range, ...]:
        """Base noun phrases ("at least 84 attacks"): each ends with its head.

        "of" and other prepositions begin a new one; pronouns are none.
        """
        phrases: list[Range] = []
        for token in self.tokens:
            if self.heads_phrase(token.index):
                first = max(self.phrase(token.index)[0], phrases[-1][1] if phrases else 0)
                phrases.append((first, token.index + 1))
        return tuple(phrases)

    def heads_phrase(self, i: int) -> bool:
        """Whether a token is the head of a base noun phrase, not a modifier inside one."""
        token = self.tokens[i]
        if token.pos not in (NOUN, NAME):
            return False
        return not (token.dep in _PREMODIFIER and token.head > i and self._nominal_run(i))

    def _nominal_run(self, i: int) -> bool:
        """Whether nothing but words of one base phrase stands between a modifier and its head."""
        head = self.tokens[i].head
        return all(
            self.tokens[k].pos in (NOUN, NAME, ADJ, NUM, CLITIC, VERB, ADV, CONJ, DET)
            or self.tokens[k].text in _JOINTS
            for k in range(i + 1, head)
        )

    def phrase(self, i: int) -> Range:
        """The base phrase that a noun heads: from its first modifier to the noun itself."""
        first = i
        for k in reversed(self.children[i]):
            if k < i and self.tokens[k].dep in _BEFORE_NOUN and self.edges[k][1] >= first:
                first = min(first, self.edges[k][0])
        while first < i and self.tokens[first].pos in (PUNCT, CONJ):
            if self.tokens[first].text in _MARKS:
                break
            first += 1
        return first, i + 1

    def full_phrase(self, i: int) -> Range:
        """A noun with all that hangs on it, to the right too; no clause and no apposition."""
        last = i + 1
        for k in self.children[i]:
            if k > i and self.tokens[k].dep not in ("relcl", "appos", "punct", "cc", "conj"):
                last = max(last, self.edges[k][1])
        return self.phrase(i)[0], last

    def phrase_head(self, i: int) -> int:
        """The noun whose base phrase holds a token: itself for a head, or a token in none."""
        while self.tokens[i].dep in _PREMODIFIER and self.tokens[i].head > i:
            i = self.tokens[i].head
        return i

    def modifiers(self, i: int) -> tuple[int, ...]:
        """Adjectives, nouns, numbers and names before a noun that say which one it is."""
        return tuple(k for k in self.on(i, "amod", "compound", "nmod", "nummod", "poss") if k < i)

    def quantifiers(self, i: int) -> tuple[int, ...]:
        """Determiners and numbers that say how many: "all", "some", "most of", "38"."""
        found = [k for k in self.on(i, "det", "predet", "nummod", "amod") if k < i]
        above = self.tokens[i].head
        if self.tokens[i].dep == "pobj" and self.tokens[above].lower == "of":
            found.append(self.tokens[above].head)
        return tuple(k for k in found if self.tokens[k].lower in QUANTIFIERS or _number(self, k))

    def apposition(self, i: int) -> tuple[int, ...]:
        """The nouns set beside one: "Mark Sheridan, the lawyer"; both directions."""
        found = list(self.on(i, "appos"))
        if self.tokens[i].dep == "appos":
            found.append(self.tokens[i].head)
        # "By a rival, Arden Systems, over the patent": some names in commas hang on the verb.
        if i + 1 < len(self.tokens) and self.tokens[i + 1].text == ",":
            found.extend(
                k
                for k in self.on(self.predicate(i), "npadvmod")
                if self.tokens[k].pos == NAME and self.edges[k][0] == i + 2
            )
        return tuple(found)

    def conjuncts(self, i: int) -> tuple[int, ...]:
        """All members of the coordination that a token is part of, it included, in order."""
        while self.tokens[i].dep == "conj":
            i = self.tokens[i].head
        found = [i]
        for k in found:
            found.extend(self.on(k, "conj"))
        return tuple(sorted(found))

    # ----------------------------------------------------------------------------- predicates

    def predicate(self, i: int) -> int:
        """The word that heads the clause of a token: a verb where there is one."""
        for k in (i, *self.ancestors(i)):
            if self._heads_clause(k):
                return k
        return i

    def _heads_clause(self, i: int) -> bool:
        token = self.tokens[i]
        if token.dep in CLAUSES:
            return True
        if token.pos not in (VERB, AUX):
            return False
        return token.dep in ("conj", "acl", "xcomp", "pcomp", "dep", "appos")

    @kept
    def subjects(self, i: int) -> tuple[int, ...]:
        """What a verb is said of: its own subject, its coordination's, its controller.

        Of a passive that is what suffers it: see `doers` and `undergoers`.
        """
        seen: set[int] = set()
        while i not in seen:
            seen.add(i)
            own = self.on(i, *SUBJECTS)
            if own:
                return tuple(self.antecedent(k) for k in own)
            dated = self._behind_date(i)
            if dated:
                return dated
            token = self.tokens[i]
            if token.dep in ("relcl", "acl"):
                return (token.head,)
            if token.dep == "xcomp":
                objects = self.on(token.head, "dobj")
                if objects:
                    return objects
            elif token.dep == "ccomp":
                if not any(self.tokens[k].lower == "to" for k in self.on(i, "aux")):
                    return ()  # else "whether to sign": who decides signs
            elif token.dep not in ("conj", "advcl", "pcomp", "prep", "acomp", "attr", "oprd"):
                return ()
            i = token.head
        return ()

    def _behind_date(self, i: int) -> tuple[int, ...]:
        """The subject that a parser took for a part of the date before it: "In May Roe sued"."""
        return tuple(
            o
            for k in self.on(i, "prep")
            for o in self.on(k, "pobj")
            if k < i and self.tokens[k].lower in ("in", "on")
            if any(self.tokens[c].lower in CALENDAR for c in self.on(o, "compound", "nmod"))
        )

    def antecedent(self, i: int) -> int:
        """The noun that a relative pronoun stands for; other words stand for themselves."""
        token = self.tokens[i]
        if token.lower not in ("who", "which", "that", "whom"):
            return i
        for k in self.ancestors(i):
            if self.tokens[k].dep == "relcl":
                return self.tokens[k].head
        return i

    def passive(self, i: int) -> bool:
        """Whether a verb is passive: an auxiliary says so, or it is a bare past participle."""
        if self.on(i, "nsubjpass", "auxpass", "agent"):
            return True
        token = self.tokens[i]
        if token.tag != "VBN" or self.on(i, "aux", "nsubj"):
            return False
        if token.dep == "conj":
            return self.passive(token.head)
        return token.dep in ("acl", "advcl", "relcl", "ROOT", "oprd")

    @kept
    def doers(self, i: int) -> tuple[int, ...]:
        """Who does what a verb says, active and passive alike, with conjoined ones."""
        found = self._agents(i) if self.passive(i) else self.subjects(i)
        return self.with_conjuncts(found)

    @kept
    def undergoers(self, i: int) -> tuple[int, ...]:
        """Whom or what it is done to, active and passive alike, with conjoined ones."""
        found = self.subjects(i) if self.passive(i) else self.objects(i)
        return self.with_conjuncts(found)

    def objects(self, i: int) -> tuple[int, ...]:
        """A verb's direct objects; a relative clause's may be the noun that it stands at.

        A name right behind a verb without one is its object too: "beat Rangers 2-1".
        """
        found = self.on(i, "dobj") or tuple(
            k
            for k in self.on(i, "npadvmod")
            if k > i and self.phrase(k)[0] == i + 1 and self.tokens[k].pos == NAME
            if self.tokens[k].entity[2:] not in ("DATE", "TIME")
        )
        return tuple(self.antecedent(k) for k in found)

    def recipients(self, i: int) -> tuple[int, ...]:
        """To or for whom: the dative, bare or with its preposition."""
        found: list[int] = []
        for k in self.on(i, "dative"):
            found.extend(self.on(k, "pobj") or (k,))
        return tuple(found)

    def complements(self, i: int) -> tuple[int, ...]:
        """What a verb says its subject is or does: attributes and clauses."""
        return self.on(i, *COMPLEMENTS)

    def prepositions(self, i: int) -> tuple[tuple[int, int], ...]:
        """(preposition, its object) on a word, the by of a passive apart."""
        return tuple((k, o) for k in self.on(i, "prep") for o in self.on(k, "pobj", "pcomp"))

    def _agents(self, i: int) -> tuple[int, ...]:
        """Behind a passive's "by", which a parser may hang on a verb between: "was saved from
        drowning by the crew"."""
        found = tuple(o for k in self.on(i, "agent") for o in self.on(k, "pobj"))
        if found or not self.on(i, "nsubjpass"):
            return found
        return tuple(
            o
            for k in self.on(i, "prep")
            for verb in self.on(k, "pcomp")
            for by in self.on(verb, "prep", "agent")
            if self.tokens[by].lower == "by"
            for o in self.on(by, "pobj")
            if self.tokens[o].pos == NAME or lexicon.topic(self.tokens[o].lower) in _ACTING
        )

    def with_conjuncts(self, found: Iterable[int]) -> tuple[int, ...]:
        """Words and what is coordinated behind them."""
        wide: list[int] = []
        for i in found:
            wide.append(i)
            wide.extend(k for k in self.conjuncts(i) if k > i)
        return tuple(dict.fromkeys(wide))

    @kept
    def scope(self, i: int) -> Scope:
        """What the predicate of a token is under."""
        verb = self.predicate(i)
        marks = [self.tokens[k] for k in self.on(verb, "aux", "auxpass", "neg", "mark", "advmod")]
        modal = next((t.lemma for t in marks if t.pos == MODAL), "")
        negations = sum(
            (t.dep == "neg" or t.pos == NOT) and not self._bounds_only(t.index) for t in marks
        )
        negations += any(
            self.tokens[k].lower in _NO
            for d in self.children[verb]
            for k in self.children[d]
            if self.tokens[k].dep in ("det", "neg") and not self._bounds_only(k)
        )
        embedded = -1
        if self.tokens[verb].dep in ("ccomp", "xcomp"):
            embedded = self.tokens[verb].head
        lowers = {t.lower for t in marks}
        token = self.tokens[verb]
        return Scope(
            negated=negations % 2 == 1,
            modal=_FULL_MODALS.get(modal, modal),
            conditional=bool(lowers & {"if", "unless"}) or modal in ("would", "'d", "’d"),
            tense=self._tense(token, marks, modal),
            perfect=token.tag == "VBN" and any(t.lemma == "have" for t in marks),
            progressive=token.tag == "VBG" and any(t.lemma == "be" for t in marks),
            passive=self.passive(verb),
            embedded=embedded,
        )

    def _bounds_only(self, i: int) -> bool:
        """Whether a "no" belongs to a bound: "no later than", "no fewer than"."""
        return self.tokens[i].lower in ("no", "not") and any(
            t.lower in ("later", "less", "fewer", "more", "earlier", "only", "least")
            for t in self.tokens[i + 1 : i + 2]
        )

    def _tense(self, token: Token, marks: Iterable[Token], modal: str) -> str:
        if modal:
            return "future" if modal in _FUTURE else "present"
        tags = [t.tag for t in marks if t.dep in ("aux", "auxpass")] or [token.tag]
        if tags[0] == "VBD":
            return "past"
        return "present" if tags[0] in ("VBZ", "VBP") else ""

    # -------------------------------------------------------------------------------- clauses

    @cached_property
    def clauses(self) -> tuple[Range, ...]:
        """Stretches of tokens that each say one thing: cut where the governing predicate changes.

        Every token belongs to one stretch, and a stretch has a verb where the sentence lets it.
        """
        governors = self._governors
        cuts = [0] if self.tokens else []
        for i in range(1, len(self.tokens)):
            if governors[i] != governors[i - 1] and self.tokens[i].pos != PUNCT:
                cuts.append(i)
        kept: list[int] = []
        for first, last in zip(cuts, [*cuts[1:], len(self.tokens)], strict=True):
            verbal = any(t.pos in (VERB, AUX, MODAL) for t in self.tokens[first:last])
            previous = bool(kept) and any(
                t.pos in (VERB, AUX, MODAL) for t in self.tokens[kept[-1] : first]
            )
            if not kept or (verbal and previous):
                kept.append(first)
        return tuple(zip(kept, [*kept[1:], len(self.tokens)], strict=True))

    @cached_property
    def _governors(self) -> tuple[int, ...]:
        """Per token the word that heads its clause, infinitives within their governor's."""
        found = list(range(len(self.tokens)))
        for i in reversed(self._upwards):
            token = self.tokens[i]
            heads = token.dep in CLAUSES or (
                token.dep == "conj" and token.pos in (VERB, AUX) and bool(self.on(i, *SUBJECTS))
            )
            if not heads and token.head != i:
                found[i] = found[token.head]
        for token in self.tokens:
            if token.dep == "cc":  # "and" belongs to what it leads to
                later = [k for k in self.on(token.head, "conj") if k > token.index]
                found[token.index] = found[later[0]] if later else found[token.index]
        return tuple(found)

    def clause_of(self, index: int) -> Range:
        """The clause that holds a token."""
        at = bisect_right(self.clauses, (index, inf)) - 1
        return self.clauses[at] if at >= 0 else (0, len(self.tokens))

    def marker(self, i: int) -> int:
        """The word that ties a clause to the rest ("because", "if", "after"); -1 without one."""
        verb = self.predicate(i)
        found = self.on(verb, "mark")
        if found:
            return found[0]
        when = [k for k in self.on(verb, "advmod") if self.tokens[k].tag == "WRB"]
        if when:
            return when[0]
        above = self.tokens[verb].head
        return above if self.tokens[verb].dep == "pcomp" else -1


_JOINTS: Final = frozenset("- ‑ – / & , ’ ' .".split())
_MARKS: Final = frozenset("$ £ € # %".split())
_NO: Final = frozenset("no neither".split())
_FULL_MODALS: Final = {
    "'ll": "will",
    "’ll": "will",
    "'d": "would",
    "’d": "would",
    "ca": "can",
    "wo": "will",
    "sha": "shall",
}
_FUTURE: Final = frozenset("will shall 'll ’ll wo would 'd ’d".split())
QUANTIFIERS: Final = frozenset(
    "all both each every some any no most many few several half neither either more less much none"
    " half part another".split()
)


def _number(parsed: Parsed, i: int) -> bool:
    return parsed.tokens[i].pos == NUM


@dataclass(frozen=True)
class Document:
    """An article with everything parsed: what `extract` reads.

    `proper` are words that the *story* writes with a capital in mid-sentence, so that a name at the
    start of a sentence or in a heading is known from any article; `entities` are the names that the
    parser found in the story, with their kinds.
    """

    article: Article
    parsed: tuple[Parsed, ...]
    proper: frozenset[str] = field(default_factory=frozenset)
    entities: Mapping[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return self.article.text

    def surface(self, span: Span) -> str:
        """What was printed."""
        return self.article.text[span.start : span.end]


def proper_words(articles: Iterable[tuple[Article, tuple[Sentence, ...]]]) -> frozenset[str]:
    """Words that any of the articles' body sentences writes with a capital in mid-sentence."""
    found: set[str] = set()
    for _article, sentences in articles:
        for sentence in sentences:
            if sentence.role is not Role.HEADING and not unread(sentence):
                found.update(names_inside(sentence.text))
    return frozenset(found)


def parse(
    article: Article,
    sentences: tuple[Sentence, ...],
    analyses: Mapping[str, Analysis],
    proper: frozenset[str] | None = None,
    entities: Mapping[str, str] | None = None,
) -> Document:
    """An article's sentences with their trees. Linear in the text's length.

    `analyses` are a parser's, by the sentence's text; a text without one has words alone.
    """
    if proper is None:
        proper = proper_words([(article, sentences)])
    quotes = quoted(article.text, paragraph_spans(sentences))
    parsed: list[Parsed] = []
    at = 0
    for sentence in sentences:
        while at < len(quotes) and quotes[at].end <= sentence.start:
            at += 1
        touching = []
        for quote in quotes[at:]:
            if quote.start >= sentence.end:
                break
            touching.append(quote)
        if unread(sentence):
            parsed.append(Parsed(sentence, ()))
            continue
        heading = sentence.role is Role.HEADING
        analysis = analyses.get(sentence.text, ())
        made = tokens(sentence.text, sentence.start, analysis, proper, heading)
        parsed.append(Parsed(sentence, made, tuple(touching)))
    return Document(article, tuple(parsed), proper, entities or {})
