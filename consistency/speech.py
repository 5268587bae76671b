"""Who says what: the frames of reported speech in a parsed article.

A frame is a source ("the harbour master"), a cue ("said", "according to") and the content that is
put into the source's mouth. `frames` finds those of one sentence; `of_document` joins quotations
that run over several sentences and has sources resolved (`sources.py`).

Which words report stands in a list (`cues.py`); the tree tells the rest. A verb's source is who
does it, its content the clause, infinitive or object that complements it, or the clause in which
it stands as an aside. Quotation marks outrank the tree: a quotation is never cut.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Final

from consistency import lexicon
from consistency.cues import PRONOUNS, Frame, is_person, is_text, lists, speaks
from consistency.model import Role, Span
from consistency.sources import People
from consistency.text import (
    ADV,
    AUX,
    CALENDAR,
    CLITIC,
    CONJ,
    MODAL,
    NAME,
    NOUN,
    NUM,
    PRON,
    PUNCT,
    REL,
    TO,
    VERB,
)
from consistency.tree import SUBJECTS, Document, Parsed, Range

__all__ = ["PRONOUNS", "Frame", "frames", "lists", "of_document"]

_MAX_FRAMES: Final = 16  # cues of one sentence that are followed up: a line of verbs stays linear
_MAX_PARTS: Final = 64  # sentences of one quotation; keeps a page of quotations linear
_OPEN: Final = frozenset(("“", '"', "``", "«", "„", "‘", "''", "'"))
_CLOSE: Final = frozenset(("”", '"', "''", "»", "’", "'"))
_DASH: Final = frozenset(("—", "–", "--", "―"))
_KEPT: Final = frozenset("( [ $ # @ £ €".split()) | _OPEN | _CLOSE
_LABELS: Final = frozenset(
    "note notes update updates correction clarification photo photos video watch read related more"
    " latest caption editor disclaimer source sources tip tips warning question answer".split()
)
_NO_SOURCE: Final = frozenset("what whatever how no those nobody".split())
_NOBODY: Final = frozenset("i we you us me nobody".split())
# "spoke about the quay", "warned of a storm": what an oblique content stands behind.
_ABOUT: Final = frozenset("about of for on against over to with".split())
_OBJECT_PARTS: Final = ("dobj", "oprd", "xcomp", "ccomp", "attr", "acomp", "dative")


@dataclass
class _Draft:
    """A frame in the making, in tokens: `cue` is a stretch, `head` the word that names the source.

    `content` are all words and marks of the content, wherever they stand.
    """

    at: int
    verb: str
    cue: Range
    content: set[int] = field(default_factory=set)
    source: Range | None = None
    head: int = -1


def frames(parsed: Parsed) -> tuple[Frame, ...]:
    """The frames of one sentence, in order of their cues. Sources are not resolved."""
    return tuple(frame for frame in _Reader(parsed).frames() if frame.contents)


class _Reader:
    """One sentence and what is reported in it."""

    def __init__(self, parsed: Parsed) -> None:
        self.parsed = parsed
        self.tokens = parsed.tokens
        self.n = len(parsed.tokens)
        self.words = lists()

    def frames(self) -> Iterator[Frame]:
        headed = self._headed()
        if headed is not None:
            yield headed
            return
        drafts: list[_Draft] = []
        for i in self._cues():
            draft = self._draft(i)
            if draft is not None and (draft.content or self._announces(draft)):
                drafts.append(draft)
        self._part(drafts)
        seen: list[tuple[Span, ...]] = []
        for draft in drafts:
            frame = self._frame(draft)
            if frame is not None and not (
                self.tokens[draft.at].pos == NOUN and frame.contents in seen
            ):  # "said in a statement that" is one credit
                seen.append(frame.contents)
                yield frame
        if not drafts:
            yield from self._signed()

    # ---------------------------------------------------------------------------------- cues

    def _cues(self) -> list[int]:
        """The words that report, in order."""
        found = []
        for token in self.tokens:
            i = token.index
            if token.lower == "according":
                cue = bool(self._objects(i))
            elif token.pos in (VERB, AUX):
                cue = self._is_verb(i)
            else:
                cue = token.pos == NOUN and self._is_noun(i)
            if cue:
                found.append(i)
        return found[:_MAX_FRAMES]

    def _is_verb(self, i: int) -> bool:
        """Whether a verb reports: one of the lists that is no attribute, denied or only aimed at."""
        token = self.tokens[i]
        if self._lemma(i) not in self.words.every | self.words.stance | self.words.about:
            return False
        if token.dep in ("amod", "compound", "auxpass", "aux") or self.parsed.on(i, "neg"):
            return False
        if token.lower == "known" and self._next_is(i, "as"):
            return False
        marks = {self.tokens[k].pos for k in self.parsed.on(i, "aux")}
        return not marks & {TO, MODAL}

    def _is_noun(self, i: int) -> bool:
        """Whether a noun of reporting has its content behind it: "the claim that"."""
        return self.tokens[i].lemma in self.words.report and bool(self._told_by(i))

    def _lemma(self, i: int) -> str:
        return lexicon.lemma(self.tokens[i].lower, "v")

    def _next_is(self, i: int, word: str) -> bool:
        return i + 1 < self.n and self.tokens[i + 1].lower == word

    def _told_by(self, i: int) -> tuple[int, ...]:
        """The clauses that say what a noun is, infinitives too where it is somebody's own."""
        plans = self.parsed.on(i, "acl") if self.parsed.on(i, "poss") else ()
        aims = [k for k in plans if any(self.tokens[m].pos == TO for m in self.parsed.on(k, "aux"))]
        return (*self._that_clauses(i), *aims)

    def _that_clauses(self, i: int) -> tuple[int, ...]:
        """The clauses with "that" which say what a noun is: no relative clauses."""
        return tuple(
            k
            for k in self.parsed.on(i, "acl", "ccomp")
            if any(self.tokens[m].lower == "that" for m in self.parsed.on(k, "mark"))
        )

    def _objects(self, i: int) -> tuple[int, ...]:
        """What stands behind "according to"."""
        return tuple(o for _, o in self.parsed.prepositions(i))

    # -------------------------------------------------------------------------------- drafts

    def _draft(self, i: int) -> _Draft | None:
        token = self.tokens[i]
        if token.lower == "according":
            return self._according(i)
        if token.pos == NOUN:
            return self._nominal(i)
        return self._verbal(i)

    def _according(self, i: int) -> _Draft | None:
        """ "According to X, ..." and "..., according to X": the clause that it stands in."""
        head = self._objects(i)[0]
        source = self._stretch(head)
        draft = _Draft(i, "accord", (i, min(i + 2, self.n)), source=source, head=head)
        self._aside(draft)
        return draft

    def _nominal(self, i: int) -> _Draft | None:
        """ "the opposition's claim that ...", "an accusation by the union that ..."."""
        draft = _Draft(i, self.tokens[i].lemma, (i, i + 1))
        for k in self._told_by(i):
            draft.content |= self._clause(k)
        owners = [o for p, o in self.parsed.prepositions(i) if self.tokens[p].lower in _OWNING]
        owners.extend(self.parsed.on(i, "poss"))
        if not owners and self.tokens[i].dep in ("dobj", "attr"):
            owners.extend(self.parsed.doers(self.tokens[i].head)[:1])
        for head in owners[:1]:
            self._give_source(draft, head)
        return draft

    def _verbal(self, i: int) -> _Draft | None:
        draft = _Draft(i, self._lemma(i), self._group(i))
        if self.parsed.passive(i):
            return self._passive(draft)
        head = self._speaker(i)
        if head is None:
            return None
        self._give_source(draft, head)
        if not self._credible(draft):
            return None
        clausal = self._complement(draft)
        token = self.tokens[draft.head]
        if not clausal and token.pos == NOUN and token.text.islower() and not speaks(token.lower):
            return None  # "the storm attacked the coast"
        return draft

    def _group(self, i: int) -> Range:
        """A verb with the auxiliaries and adverbs right before it and its particle."""
        first, last = i, i + 1
        mine = set(self.parsed.on(i, "aux", "auxpass", "advmod", "neg"))
        while first - 1 in mine and self.tokens[first - 1].pos in (AUX, MODAL, ADV):
            first -= 1
        while first < i and self.tokens[first].pos == ADV and self._mark_before(first):
            first += 1
        if last in self.parsed.on(i, "prt"):
            last += 1
        return first, last

    def _mark_before(self, i: int) -> bool:
        return i > 0 and self.tokens[i - 1].pos == PUNCT

    def _passive(self, draft: _Draft) -> _Draft | None:
        """ "is accused of taking bribes (by X)", "it was announced that", "was reported by X"."""
        i = draft.at
        agents = self.parsed.doers(i)
        subjects = self.parsed.on(i, *SUBJECTS) or self.parsed.subjects(i)
        for head in agents[:1]:
            self._give_source(draft, head)
        said = [k for k in self.parsed.on(i, "ccomp", "xcomp", "prep", "oprd", "attr", "dobj")]
        said = [k for k in said if not self._is_time(k) and self._says_something(k)]
        if not subjects or not (said or agents):
            return None
        if draft.verb in _AIMED and not agents:
            return None
        for k in said:
            draft.content |= self.parsed.subtree(k) - self._led_by(k, "of")
        for k in subjects:
            if self.tokens[k].lower not in ("it", "who", "which", "that"):
                draft.content |= self._without(k, i)
        return draft

    def _without(self, k: int, i: int) -> set[int]:
        """What hangs on `k`, without what hangs on `i` where that is part of it."""
        whole = set(self.parsed.subtree(k))
        return whole - self.parsed.subtree(i) if i in whole else whole

    def _says_something(self, k: int) -> bool:
        """Whether what hangs on a passive tells what is said: no place, time or means."""
        return self.tokens[k].dep != "prep" or self.tokens[k].lower in _PASSIVE_ABOUT

    def _led_by(self, k: int, word: str) -> set[int]:
        return {k} if self.tokens[k].lower == word else set()

    # --------------------------------------------------------------------------------- source

    def _speaker(self, i: int) -> int | None:
        """Who does what a cue says; None where the sentence names nobody who could."""
        own = self.parsed.on(i, *SUBJECTS)
        if own:
            return own[0]
        inverted = self._inverted(i)
        if inverted is not None:
            return inverted
        token = self.tokens[i]
        if token.dep == "acl" and not is_text(self.tokens[token.head].lower):
            return token.head
        for head in self._text_owner(token.head) if token.dep in ("acl", "advcl") else ():
            return head
        found = self.parsed.subjects(i)
        return found[0] if found else self._right_before(i)

    def _right_before(self, i: int) -> int | None:
        """The noun or pronoun right before a finite verb that the tree leaves without a subject."""
        before = self._group(i)[0] - 1
        if before < 0 or self.tokens[i].tag not in ("VBD", "VBZ", "VBP"):
            return None
        found = self.tokens[before].pos in (NOUN, NAME, PRON) and self._lemma(i) in self.words.say
        return before if found else None

    def _inverted(self, i: int) -> int | None:
        """The subject behind its verb, taken for an object: "..., said the mayor"."""
        if not self._mark_before(i) or self._lemma(i) not in self.words.say:
            return None
        for k in self.parsed.on(i, "dobj", "attr", "npadvmod", "oprd", "dep", "ccomp"):
            token = self.tokens[k]
            named = token.pos == NAME or (token.pos == NOUN and is_person(token.lower))
            if self.parsed.phrase(k)[0] == i + 1 and (named or token.pos == PRON):
                return k
        return None

    def _text_owner(self, i: int) -> Iterator[int]:
        """Who has a text say it: "Roe released a statement saying"."""
        texts = [k for k in (i, *self.parsed.on(i, "dobj")) if is_text(self.tokens[k].lower)]
        for text in texts:
            yield from self.parsed.on(text, "poss")
            if self.tokens[text].dep == "dobj":
                yield from self.parsed.doers(self.tokens[text].head)
            yield text

    def _give_source(self, draft: _Draft, head: int) -> None:
        """Note who speaks: the whole phrase; "who" stands for its antecedent."""
        draft.source = self._stretch(head, draft.at)
        draft.head = self.parsed.antecedent(head)

    def _stretch(self, head: int, cue: int = -1) -> Range:
        """A source phrase with all that hangs on it, marks at its end left out."""
        first, last = self.parsed.edges[head]
        if first <= cue < last:
            first, last = self.parsed.phrase(head)
        while last - first > 1 and self.tokens[last - 1].pos == PUNCT:
            if self.tokens[last - 1].text in (")", "]"):
                break
            last -= 1
        for k in range(first, head):
            if self.tokens[k].text in _DASH:
                first = k + 1  # "KERDA — Jane Roe said"
        while last - first > 1 and self.tokens[first].pos in (PUNCT, CONJ):
            first += 1
        return first, last

    def _credible(self, draft: _Draft) -> bool:
        """Whether a verb's subject can be a source, and it is no manner of speaking."""
        assert draft.source is not None
        token = self.tokens[draft.head]
        first = self.tokens[draft.source[0]].lower
        if first in _NO_SOURCE or token.lower in CALENDAR:
            return False
        if first in _NOBODY and draft.verb not in self.words.say | self.words.tell:
            return False  # "I think", "you know"
        return token.pos != NUM or not token.lower.isdigit() or self._next_is(draft.head, "percent")

    # -------------------------------------------------------------------------------- content

    def _complement(self, draft: _Draft) -> bool:
        """Fill in what a verb reports: its clause, its infinitive, its object, or around it.

        True if that is a clause or a quotation.
        """
        verb, i = draft.verb, draft.at
        words = self.words
        voiced = verb in words.say or verb in words.think or verb in words.tell
        if voiced:
            for k in self._clauses(draft):
                draft.content |= self._clause(k, i)
            for k in (o for _, o in self.parsed.prepositions(i)):
                for clause in self._that_clauses(k):
                    draft.content |= self._clause(clause)  # "said in a statement that"
            if not draft.content:
                self._aside(draft)
            self._quotations(draft)
        if draft.content:
            return True
        if verb in words.act | words.stance:
            self._infinitive(draft)
        if not draft.content and verb in words.object | words.stance:
            self._object(draft)
        if not draft.content and verb in words.about:
            self._oblique(draft)
        return False

    def _clauses(self, draft: _Draft) -> list[int]:
        """The clauses that complement a cue; one before it counts where none follows it.

        "Though it was dark, Roe noted that ...": a clause put first is the reporter's, unless
        quoted.
        """
        i = draft.at
        found = [k for k in self.parsed.on(i, "ccomp") if k != draft.head]
        follows = any(k > i for k in found)
        return [k for k in found if k > i or not follows or self._holder[k] is not None]

    def _clause(self, k: int, cue: int = -1) -> set[int]:
        """All of a clause; of one behind its cue what stands before the cue only with its subject.

        "After she left, Roe said the quay was safe": when she left is the reporter's word.
        """
        whole = set(self.parsed.subtree(k))
        if cue < 0 or k < cue:
            return whole
        before = {m for m in whole if m < cue}
        if any(m in before for m in self.parsed.on(k, *SUBJECTS)):
            return whole
        return whole - before

    def _infinitive(self, draft: _Draft) -> None:
        """ "vowed to leave", "urged the council to leave"."""
        i = draft.at
        for k in self.parsed.on(i, "xcomp", "ccomp"):
            if any(self.tokens[m].pos == TO for m in self.parsed.on(k, "aux")):
                draft.content |= self.parsed.subtree(k)
                named = [o for _, o in self.parsed.prepositions(i) if not self._is_time(o)]
                for o in (*self.parsed.on(i, "dobj"), *named):
                    if i < o < k:
                        draft.content |= self.parsed.subtree(o)
                for o in self.parsed.on(i, "conj"):
                    if self.tokens[o].tag == "VB" and not self.parsed.on(o, *SUBJECTS):
                        draft.content |= self.parsed.subtree(o)  # "to mend roads, build schools"

    def _object(self, draft: _Draft) -> None:
        """ "praised the plan", "called the plan a mistake", "called for an inquiry"."""
        i = draft.at
        parts = [k for k in self.parsed.on(i, *_OBJECT_PARTS) if k > i and k != draft.head]
        objects = [k for k in parts if not self._is_time(k)]
        about = _WITH_OBJECT if objects else _ABOUT
        for p in self.parsed.on(i, "prep"):
            gerund = objects and self.parsed.on(p, "pcomp")
            if p > i and (self.tokens[p].lower in about or gerund) and not self._timed(p):
                objects.append(p)
        for k in objects:
            draft.content |= self.parsed.subtree(k)
        if objects and not parts:
            draft.content -= set(objects)  # the preposition belongs to the cue
        elif objects:
            draft.content |= set(range(min(draft.content), max(draft.content)))

    def _oblique(self, draft: _Draft) -> None:
        """ "spoke about the plan", "railed against the board": behind the preposition."""
        for p, o in self.parsed.prepositions(draft.at):
            led = self.tokens[p].lower
            known = led in _ABOUT and (led != "to" or draft.verb in _POINTING)
            if p > draft.at and known and not self._is_time(o):
                draft.content |= self.parsed.subtree(p) - {p}

    def _timed(self, p: int) -> bool:
        return any(self._is_time(o) for o in self.parsed.on(p, "pobj"))

    def _is_time(self, k: int) -> bool:
        token = self.tokens[k]
        return token.lower in CALENDAR or lexicon.topic(token.lower) == "time"

    def _aside(self, draft: _Draft) -> None:
        """The clause around a cue that stands in it as an aside: "The quay, Roe said, is unsafe"."""
        i, token = draft.at, self.tokens[draft.at]
        if draft.verb == "accord":
            top = self.parsed.predicate(token.head)
            if i == 0 or self._mark_before(i):
                top = [top, *self.parsed.ancestors(top)][-1]
        elif self._stands_aside(i):
            top = token.head
        else:
            return
        draft.content |= self.parsed.subtree(top) - self.parsed.subtree(i)

    def _stands_aside(self, i: int) -> bool:
        """Whether a cue with a subject and no complement hangs on the clause that it reports."""
        token = self.tokens[i]
        if not self.parsed.on(i, *SUBJECTS) or self.parsed.on(i, *_COMPLEMENTS):
            return False
        if token.dep == "advcl":
            return any(self.tokens[k].lower == "as" for k in self.parsed.on(i, "mark", "advmod"))
        return token.dep in _ASIDE and token.head != i

    def _quotations(self, draft: _Draft) -> None:
        """Add the quotations right beside a cue and its source."""
        mine = set(range(*draft.cue)) | set(range(*(draft.source or (0, 0))))
        before, after = min(mine), max(mine) + 1
        goes_on = self._goes_on(draft)
        for quote, (first, last) in self._quotes.items():
            if quote.covers(self.parsed.span(*draft.cue)):
                continue
            if first >= after and self._beside(draft, after, first):
                draft.content |= set(range(first, last))
            elif last <= before and not goes_on and self._only_marks(last, before):
                draft.content |= set(range(first, last))

    def _beside(self, draft: _Draft, after: int, first: int) -> bool:
        """Whether only a comma or colon parts a quotation from the cue, or the cue's own words.

        These are hearers, times and places: nothing of another clause, and no object that holds the
        quotation ("told the “Morning Show” that").
        """
        if first == after:
            return True
        own = self.parsed.subtree(draft.at)
        if self.tokens[first - 1].pos != PUNCT and first in self._hearers(draft.at):
            return False
        return (self.tokens[first - 1].pos == PUNCT or first - 1 in self._hearers(draft.at)) and all(
            self.tokens[k].pos == PUNCT
            or (k in own and self.tokens[k].pos not in (VERB, AUX, MODAL, CONJ, REL))
            for k in range(after, first)
        )

    def _hearers(self, i: int) -> frozenset[int]:
        """The words of those whom something is told."""
        return frozenset(m for k in self.parsed.on(i, "dobj", "dative") for m in self.parsed.subtree(k))

    def _only_marks(self, first: int, last: int) -> bool:
        return all(self.tokens[k].pos in (PUNCT, ADV) for k in range(first, last))

    @cached_property
    def _quotes(self) -> dict[Span, Range]:
        """The sentence's quotations as stretches of tokens, marks included."""
        found = {}
        for quote in self.parsed.quotes:
            inside = self.parsed.within(
                Span(max(quote.start, self.tokens[0].start), min(quote.end, self.tokens[-1].end))
            )
            if inside:
                first, last = inside[0].index, inside[-1].index + 1
                first -= first > 0 and self.tokens[first - 1].end == quote.start
                last += last < self.n and self.tokens[last].start == quote.end
                found[quote] = (first, last)
        return found

    @cached_property
    def _brackets(self) -> dict[int, int]:
        """For each token in round brackets where these open."""
        found: dict[int, int] = {}
        opened = -1
        for token in self.tokens:
            if token.text == "(":
                opened = token.index
            elif token.text == ")":
                opened = -1
            elif opened >= 0:
                found[token.index] = opened
        return found

    @cached_property
    def _holder(self) -> list[Span | None]:
        """The quotation that each token stands in, marks included."""
        found: list[Span | None] = [None] * self.n
        for quote, (first, last) in self._quotes.items():
            for k in range(first, last):
                found[k] = quote
        return found

    # --------------------------------------------------------------------------- between cues

    def _announces(self, draft: _Draft) -> bool:
        """Whether a cue closes its sentence with a colon: what is said comes in the next one."""
        return (
            draft.verb in self.words.say | self.words.tell
            and draft.source is not None
            and self.tokens[-1].text == ":"
            and draft.cue[1] >= self.n - _SHORT
        )

    def _part(self, drafts: list[_Draft]) -> None:
        """Take from each content the later cues of its own speaker and of another one.

        "adding that ..." and "and said ..." go on with the speaker of the cue in whose content
        they stand, and end that content; so does ", Doe said".
        """
        for k, outer in enumerate(drafts):
            for inner in drafts[k + 1 :]:
                if inner.at not in outer.content or self._holder[inner.at] is not None:
                    continue
                if self._goes_on(inner) and self._alike(outer, inner):
                    if inner.source is None or not self.parsed.on(inner.at, *SUBJECTS):
                        inner.source, inner.head = outer.source, outer.head
                    outer.content -= self.parsed.subtree(inner.at)
                elif self._takes_over(inner):
                    outer.content -= self.parsed.subtree(inner.at)

    def _goes_on(self, inner: _Draft) -> bool:
        """Whether a cue without a subject goes on behind a comma or a conjunction."""
        token = self.tokens[inner.at]
        if self.parsed.on(inner.at, *SUBJECTS) or inner.verb not in self.words.say:
            return False
        if token.lower.endswith("ing"):
            return self._mark_before(inner.cue[0]) and token.dep in ("advcl", "acl", "conj", "dep")
        return token.dep == "conj" and inner.cue[0] > 0

    def _alike(self, outer: _Draft, inner: _Draft) -> bool:
        """Whether a coordinated cue has the form of the one that it goes on from."""
        first, second = self.tokens[outer.at], self.tokens[inner.at]
        return second.dep != "conj" or first.tag == second.tag or second.tag == "VBG"

    def _takes_over(self, inner: _Draft) -> bool:
        """Whether another speaker's cue stands in a clause of its own behind a comma."""
        if not self.parsed.on(inner.at, *SUBJECTS):
            return False
        return self.tokens[inner.at].dep in ("conj", "parataxis", "advcl")

    # -------------------------------------------------------------------------------- frames

    def _frame(self, draft: _Draft) -> Frame | None:
        """A draft with its stretches of tokens as spans."""
        contents = self._spans(draft)
        if not contents and draft.content:
            return None
        cue = self.parsed.span(*draft.cue)
        source = self.parsed.span(*draft.source) if draft.source else None
        return self._made(source, cue, contents, draft.verb, draft.head)

    def _made(
        self, source: Span | None, cue: Span, contents: Iterable[Span], verb: str, head: int
    ) -> Frame:
        kept = tuple(sorted(set(contents)))
        inside = outside = 0
        for token in self.tokens:
            if token.content and any(span.covers(token.span) for span in kept):
                inside += self._holder[token.index] is not None
                outside += self._holder[token.index] is None
        form = "direct" if inside and not outside else "mixed" if inside else "indirect"
        if self.parsed.in_quote(cue):
            form = "indirect"
        return Frame(self.parsed.sentence.index, source, cue, kept, form, verb, at=head)

    def _spans(self, draft: _Draft) -> list[Span]:
        """The content's stretches: quotations whole, cue and source left out, edges trimmed."""
        mine = set(range(*draft.cue)) | set(range(*(draft.source or (0, 0))))
        content = draft.content - mine
        nested = self._holder[draft.at]
        for quote, (first, last) in self._quotes.items():
            touched = any(k in content for k in range(first, last))
            if touched and quote != nested and mine.isdisjoint(range(first, last)):
                content |= set(range(first, last))
        if nested is not None:
            content = {k for k in content if self._holder[k] == nested}
        bracket = self._brackets.get(draft.at)
        if bracket is not None:
            content = {k for k in content if self._brackets.get(k) == bracket}
        found: list[Span] = []
        for first, last in self._runs(content):
            first, last = self._trim(first, last)
            if any(t.pos != PUNCT for t in self.tokens[first:last]):
                found.append(self._whole(self.parsed.span(first, last)))
        return found

    def _runs(self, content: set[int]) -> Iterator[Range]:
        """Stretches of content: only marks of others may stand between two words of one."""
        first = last = -1
        for k in sorted(content):
            if first < 0:
                first = k
            elif any(self.tokens[m].pos != PUNCT for m in range(last, k)):
                yield first, last
                first = k
            last = k + 1
        if first >= 0:
            yield first, last

    def _trim(self, first: int, last: int) -> Range:
        """Without marks at the edges, except those of quotations and brackets."""
        while first < last and self._drops(first, _CLOSE - _OPEN):
            first += 1
        while last > first and self._drops(last - 1, _OPEN - _CLOSE, end=True):
            last -= 1
        if self._opens(first - 1) and not self._inside(first - 1, first, last):
            first -= 1
        return first, last

    def _drops(self, k: int, wrong: frozenset[str], *, end: bool = False) -> bool:
        token = self.tokens[k]
        if token.pos == CONJ:
            return not end and token.lower in ("and", "but")
        return token.pos == PUNCT and (
            token.text in wrong or (token.text not in _KEPT and not (end and token.text in "%)]"))
        )

    def _opens(self, k: int) -> bool:
        """Whether the token opens a quotation."""
        return k >= 0 and any(first == k for first, _ in self._quotes.values())

    def _inside(self, k: int, first: int, last: int) -> bool:
        return first <= k < last

    def _whole(self, span: Span) -> Span:
        """A span with the beginning of a quotation that an earlier sentence opened."""
        for quote in self.parsed.quotes:
            if quote.start < span.start < quote.end and quote.start < self.parsed.sentence.start:
                return Span(quote.start, span.end)
        return span

    # ------------------------------------------------------------------------------ by marks

    def _headed(self) -> Frame | None:
        """ "Roe: The quay is safe" in a heading, "Roe: “The quay is safe.”" anywhere."""
        colon = next((t.index for t in self.tokens[1:8] if t.text == ":"), None)
        if colon is None or colon + 2 >= self.n:
            return None
        before, following = self.tokens[:colon], self.tokens[colon + 1]
        if any(t.pos in (VERB, AUX, MODAL, PUNCT) for t in before):
            return None
        if before[-1].pos not in (NAME, NOUN) or before[-1].lower in _LABELS:
            return None
        heading = self.parsed.sentence.role is Role.HEADING
        if not heading and not self._opens(colon + 1):
            # "ROE: Do you think so?": a transcript, or a headline with a full stop.
            named = before[-1].pos == NAME and colon <= 4
            if not named or not following.text[0].isupper() or following.pos == PUNCT:
                return None
        first, last = self._trim(colon + 1, self.n)
        if last - first < 2:
            return None
        cue, content = self.parsed.span(colon, colon + 1), self.parsed.span(first, last)
        return self._made(self.parsed.span(0, colon), cue, [content], "say", colon - 1)

    def _signed(self) -> Iterator[Frame]:
        """A quotation with its speaker behind a dash: "“...” — Jane Roe"."""
        for first, last in self._quotes.values():
            if last + 1 >= self.n or self.tokens[last].lower not in _DASH:
                continue
            end = last + 1
            while end < self.n and self.tokens[end].pos in (NAME, CLITIC):
                end += 1
            if end > last + 1:
                spans = [self.parsed.span(*part) for part in ((last + 1, end), (last, last + 1))]
                yield self._made(*spans, [self.parsed.span(first, last)], "sign", end - 1)


_POINTING: Final = frozenset("refer point allude respond reply react object appeal agree".split())
_WITH_OBJECT: Final = frozenset("as for of to against".split())
_SHORT: Final = 8  # words between a cue and the colon that its sentence ends with
_OWNING: Final = frozenset("by from of".split())
_AIMED: Final = frozenset("expect ask urge want intend plan".split())
_PASSIVE_ABOUT: Final = frozenset("of to that with for as".split())
_ASIDE: Final = frozenset("parataxis ccomp dep intj".split())
_COMPLEMENTS: Final = ("ccomp", "xcomp", "oprd")


# -------------------------------------------------------------------------------------- document


def of_document(document: Document) -> tuple[Frame, ...]:
    """All frames of an article in order, with sources resolved and quotations joined.

    Linear in the number of sentences. Questions and boilerplate are read too.
    """
    found: list[Frame] = []
    people = People()
    last_at = -1
    open_frame = -1  # index in `found` of the frame that a following quotation may continue
    for at, parsed in enumerate(document.parsed):
        people.see(parsed)
        here = _Reader(parsed).frames() if parsed.sentence.role is not Role.BOILERPLATE else ()
        goes_on = open_frame >= 0 and at - last_at == 1 and _wholly_quoted(parsed)
        for frame in here:
            name, title = people.resolve(frame, parsed)
            found.append(replace(frame, name=name, title=title))
            if not goes_on and (
                frame.form != "indirect" or parsed.sentence.text.rstrip().endswith(":")
            ):
                open_frame = len(found) - 1
                last_at = at
        if goes_on:
            near = parsed.sentence.paragraph - document.parsed[last_at].sentence.paragraph <= 1
            if near:
                found[open_frame] = _continued(found[open_frame], parsed)
                last_at = at
    return tuple(
        replace(frame, roles=tuple(people.roles.get(frame.name or "", ())))
        for frame in _first_persons(found, document)
        if frame.contents
    )


def _continued(frame: Frame, parsed: Parsed) -> Frame:
    """A frame with a sentence that goes on with its quotation."""
    sentence = parsed.sentence
    covered = any(content.end > sentence.start for content in frame.contents)
    if covered or len(frame.contents) >= _MAX_PARTS:
        return frame
    return replace(frame, contents=(*frame.contents, Span(sentence.start, sentence.end)))


_NEAR: Final = 8  # frames before and after in which the speaker around a quotation is looked for


def _first_persons(found: list[Frame], document: Document) -> Iterator[Frame]:
    """Give "I" and "we" inside a quotation the name of who speaks it."""
    for k, frame in enumerate(found):
        if frame.name is None and frame.source is not None:
            printed = document.surface(frame.source).lower()
            if printed in ("i", "my", "we", "me"):
                for other in found[max(0, k - _NEAR) : k + _NEAR]:
                    if other.name and any(c.covers(frame.source) for c in other.contents):
                        frame = replace(frame, name=other.name)
                        break
        yield frame


def _wholly_quoted(parsed: Parsed) -> bool:
    """Whether a sentence stands in quotation marks, but for marks at its edges."""
    sentence = parsed.sentence
    if sentence.role is Role.QUOTE:
        return True
    return any(
        quote.start <= sentence.start + 2 and quote.end >= sentence.end - 2
        for quote in parsed.quotes
    )
