"""Who says what: the frames of reported speech in a parsed article.

A frame is a source ("the harbour master"), a cue ("said", "according to") and the content that is
put into the source's mouth. `frames` finds those of one sentence; `of_document` joins quotations
that run over several sentences and has sources resolved (`sources.py`).

Which words report stands in a list (`cues.py`); the tree tells the rest. A verb's source is who
does it, its content the clause, infinitive or object that complements it, or the clause in which
it stands as an aside. Quotation marks outrank the tree: a quotation is never cut.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Final

from consistency import lexicon
from consistency.cues import PRONOUNS, Frame, is_person, is_text, lists, speaks
from consistency.entities import dateline
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
_SHORT: Final = 8  # words between a cue and the colon that its sentence ends with
_OPEN: Final = frozenset(("“", '"', "``", "«", "„", "‘", "''", "'"))
_CLOSE: Final = frozenset(("”", '"', "''", "»", "’", "'"))
_DASH: Final = frozenset(("—", "–", "--", "―"))
_KEPT: Final = frozenset("( ) [ ] $ # @ £ € %".split()) | _OPEN | _CLOSE
_LABELS: Final = frozenset(
    "note notes update updates correction clarification photo photos video watch read related more"
    " latest caption editor disclaimer source sources tip tips warning question answer".split()
)
_NO_SOURCE: Final = frozenset("what whatever how no those nobody".split())
_PEOPLE: Final = frozenset("he she they who him her them".split())
_NOBODY: Final = frozenset("i we you us me nobody".split())
_DUMMIES: Final = frozenset("it who which that".split())
_OWNING: Final = frozenset("by from of".split())
_SAYINGS: Final = frozenset("words view opinion telling account".split())
# Prepositions before a content: "spoke about the quay"; those beside an object: "blamed X for Y".
_ABOUT: Final = frozenset("about of for on against over to with".split())
_WITH_OBJECT: Final = frozenset("as for of to against".split())
_PASSIVE_ABOUT: Final = frozenset("of to that with for as".split())
# Verbs whose "to" leads to what they are about, not to a hearer; whose passive is a plan.
_POINTING: Final = frozenset("refer point allude respond reply react object appeal agree".split())
_AIMED: Final = frozenset("expect ask urge want intend plan".split())
_TIES: Final = ("mark", "dobj", "advmod")  # what "that" is to a clause, as the parser has it
_ASIDE: Final = frozenset("parataxis ccomp dep intj".split())
_VERDICTS: Final = frozenset("guilty innocent liable".split())
_OBJECTS: Final = ("dobj", "oprd", "xcomp", "ccomp", "attr", "acomp", "dative")


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

    @property
    def own(self) -> set[int]:
        """The words of cue and source."""
        return {*range(*self.cue), *range(*(self.source or (0, 0)))}


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
        """As `frames`, and cues before a colon whose content is the next sentence."""
        headed = self._headed()
        if headed is not None:
            yield headed
            return
        drafts = [draft for i in self._cues() if (draft := self._draft(i)) is not None]
        self._part(drafts)
        seen: list[tuple[Span, ...]] = []
        for draft in drafts:
            contents = tuple(self._spans(draft))
            if self.tokens[draft.at].pos == NOUN and contents in seen:
                continue  # "said in a statement that" is one credit
            if contents or self._announces(draft):
                seen.append(contents)
                source = self.parsed.span(*draft.source) if draft.source else None
                cue = self.parsed.span(*draft.cue)
                yield self._frame(source, cue, contents, draft.verb, draft.head)
        if not drafts:
            yield from self._signed()

    # ---------------------------------------------------------------------------------- cues

    def _cues(self) -> list[int]:
        """The words that report, in order."""
        found = []
        for token in self.tokens:
            if token.lower == "according":
                cue = bool(self.parsed.prepositions(token.index))
            elif token.pos in (VERB, AUX):
                cue = self._is_verb(token.index)
            else:
                cue = token.pos == NOUN and self._is_noun(token.index)
            if cue:
                found.append(token.index)
        return found[:_MAX_FRAMES]

    def _is_verb(self, i: int) -> bool:
        """Whether a verb reports: one of the lists, no attribute, not denied or only aimed at."""
        token = self.tokens[i]
        if self._lemma(i) not in self.words.every | self.words.stance | self.words.about:
            return False
        if token.dep in ("amod", "compound", "auxpass", "aux") or self.parsed.on(i, "neg"):
            return False
        if token.lower == "known" and i + 1 < self.n and self.tokens[i + 1].lower == "as":
            return False
        made = self.parsed.on(i, "ccomp", "oprd", "acomp")
        if any(self.tokens[k].lower in _VERDICTS for k in made):
            return False  # "found him guilty"
        return not {self.tokens[k].pos for k in self.parsed.on(i, "aux")} & {TO, MODAL}

    def _is_noun(self, i: int) -> bool:
        """Whether a noun reports: "the claim that", "her threat to", "in the words of"."""
        token = self.tokens[i]
        if token.lower in _SAYINGS and token.dep == "pobj":
            return self.tokens[token.head].lower == "in" and bool(self._owners(i))
        return token.lemma in self.words.report and bool(self._told_by(i))

    def _lemma(self, i: int) -> str:
        return lexicon.lemma(self.tokens[i].lower, "v")

    def _to(self, i: int) -> bool:
        """Whether a verb is an infinitive with "to"."""
        return any(self.tokens[k].pos == TO for k in self.parsed.on(i, "aux"))

    def _told_by(self, i: int) -> list[int]:
        """The clauses that say what a noun is, infinitives too where it is somebody's own.

        No relative clauses; but one that hangs on a time complements the verb before it.
        """
        timed = ("relcl",) if self._is_time(i) else ()
        return [
            k
            for k in self.parsed.on(i, "acl", "ccomp", *timed)
            if any(self.tokens[m].lower == "that" for m in self.parsed.on(k, *_TIES))
            or (self._to(k) and self.parsed.on(i, "poss"))
        ]

    def _is_time(self, k: int) -> bool:
        """Whether a word names a time, or a preposition leads to one."""
        return any(
            self.tokens[m].lower in CALENDAR or lexicon.topic(self.tokens[m].lower) == "time"
            for m in (k, *self.parsed.on(k, "pobj"))
        )

    def _mark_before(self, i: int) -> bool:
        return i > 0 and self.tokens[i - 1].pos == PUNCT

    # -------------------------------------------------------------------------------- drafts

    def _draft(self, i: int) -> _Draft | None:
        if self.tokens[i].lower == "according":
            draft = _Draft(i, "accord", (i, min(i + 2, self.n)))
            self._give_source(draft, self.parsed.prepositions(i)[0][1])
            self._around(draft, i)
            return draft
        if self.tokens[i].pos == NOUN:
            return self._nominal(i)
        draft = _Draft(i, self._lemma(i), self._group(i))
        if self.parsed.passive(i):
            return self._passive(draft, self.parsed.doers(i))
        return self._active(draft)

    def _nominal(self, i: int) -> _Draft:
        """ "the opposition's claim that ...", "an accusation by the union that ..."."""
        draft = _Draft(i, self.tokens[i].lemma, (i, i + 1))
        for k in self._told_by(i):
            draft.content |= self.parsed.subtree(k)
        for head in self._owners(i)[:1]:
            self._give_source(draft, head)
        if not draft.content:
            self._around(draft, self.tokens[i].head)
        return draft

    def _owners(self, i: int) -> list[int]:
        """Whose a noun of reporting is: "by X", "X's", who makes it."""
        found = [o for p, o in self.parsed.prepositions(i) if self.tokens[p].lower in _OWNING]
        found.extend(self.parsed.on(i, "poss"))
        if not found and self.tokens[i].dep in ("dobj", "attr"):
            found.extend(self.parsed.doers(self.tokens[i].head))
        return found

    def _group(self, i: int) -> Range:
        """A verb with the auxiliaries and adverbs right before it and its particle."""
        first = i
        mine = {
            k for k in self.parsed.on(i, "aux", "auxpass", "advmod") if self.tokens[k].pos != REL
        }
        while first - 1 in mine:
            first -= 1
        while first < i and self.tokens[first].pos == ADV and self._mark_before(first):
            first += 1
        return first, i + 1 + (i + 1 in self.parsed.on(i, "prt"))

    def _passive(self, draft: _Draft, agents: Sequence[int]) -> _Draft | None:
        """ "is accused of taking bribes (by X)", "it was announced that", "was reported by X"."""
        i = draft.at
        subjects = self.parsed.on(i, *SUBJECTS) or self.parsed.subjects(i)
        said = self._told(i)
        clausal = [k for k in said if self.tokens[k].dep == "ccomp"]
        if draft.verb in _AIMED and not agents:
            said = clausal  # "is expected to": nobody says it
        if not subjects:
            return None
        if self._befalls(draft, said, subjects):
            return None
        for head in agents[:1]:
            self._give_source(draft, head)
        for k in said:
            draft.content |= self.parsed.subtree(k) - {k if self.tokens[k].lower == "of" else -1}
        for k in subjects if said or agents else ():
            if self.tokens[k].lower not in _DUMMIES and not clausal:
                whole = self.parsed.subtree(k)
                draft.content |= whole - self.parsed.subtree(i) if i in whole else whole
        if not draft.content and draft.verb in self.words.say | self.words.tell:
            self._quotations(draft)
        return draft

    def _befalls(self, draft: _Draft, said: Sequence[int], subjects: Sequence[int]) -> bool:
        """Whether a passive is done to people: "questioned by police", "heard as a witness"."""
        stated = any(self.tokens[k].dep in ("ccomp", "xcomp") for k in said)
        heard = draft.verb == "hear" or not said
        return heard and not stated and all(map(self._is_somebody, subjects))

    def _is_somebody(self, i: int) -> bool:
        """Whether a word names or stands for a person."""
        token = self.tokens[i]
        if token.pos == NAME:
            return token.entity[2:] == "PERSON"
        return token.lower in _PEOPLE or (token.pos == NOUN and is_person(token.lower))

    def _told(self, i: int) -> list[int]:
        """What hangs on a passive cue and tells what is said: no place, time or means."""
        return [
            k
            for k in self.parsed.on(i, "ccomp", "xcomp", "prep", "oprd", "attr", "dobj")
            if (self.tokens[k].dep != "prep" or self.tokens[k].lower in _PASSIVE_ABOUT)
            and not self._is_time(k)
        ]

    def _active(self, draft: _Draft) -> _Draft | None:
        if self._elided(draft.at):
            return self._passive(draft, ())
        head = self._speaker(draft.at)
        if head is None:
            return None
        self._give_source(draft, head)
        token = self.tokens[draft.head]
        first = self.tokens[draft.source[0] if draft.source else draft.head].lower
        voice = self.words.say | self.words.tell
        if first in _NO_SOURCE or (first in _NOBODY and draft.verb not in voice):
            return None  # "what he says", "I think", "you know"
        if token.lower in CALENDAR or (token.pos == NUM and token.lower.isdigit()):
            return None
        if draft.verb in voice | self.words.think:
            self._clauses(draft)
            self._quotations(draft)
        if not draft.content:
            if token.pos == NOUN and token.text.islower() and not speaks(token.lower):
                return None  # "the storm attacked the coast"
            self._objects(draft)
        if draft.verb == "hear":
            draft.source = None  # "the court heard that": somebody told it
        return draft

    def _elided(self, i: int) -> bool:
        """Whether a participle right behind a cue makes it a passive: "dozens reported killed"."""
        following = self.tokens[i + 1 : i + 2]
        return any(
            t.tag == "VBN" and t.head == i and not self.parsed.on(t.index, "auxpass", *SUBJECTS)
            for t in following
        )

    # --------------------------------------------------------------------------------- source

    def _speaker(self, i: int) -> int | None:
        """Who does what a cue says; None where the sentence names nobody who could."""
        token = self.tokens[i]
        found = [*self.parsed.on(i, *SUBJECTS), *self._inverted(i)]
        if not found and token.dep in ("acl", "advcl"):
            found.extend(self._text_owner(token.head))
        if not found and token.dep == "acl":
            found.append(token.head)
        found.extend(self.parsed.subjects(i))
        before = self._group(i)[0] - 1
        finite = token.tag in ("VBD", "VBZ", "VBP") and self._lemma(i) in self.words.say
        noun = before >= 0 and self.tokens[before].pos in (NOUN, NAME, PRON)
        if not found and finite and noun and not self._is_time(before):
            found.append(before)  # the tree leaves a finite verb without its subject
        return found[0] if found else None

    def _inverted(self, i: int) -> Iterator[int]:
        """The subject behind its verb, taken for an object: "..., said the mayor"."""
        if (i == 0 or self._mark_before(i)) and self._lemma(i) in self.words.say:
            for k in self.parsed.on(i, "dobj", "attr", "npadvmod", "oprd", "dep", "ccomp"):
                token = self.tokens[k]
                person = token.pos in (NAME, PRON) or (token.pos == NOUN and is_person(token.lower))
                if self.parsed.phrase(k)[0] == i + 1 and person:
                    yield k

    def _text_owner(self, i: int) -> Iterator[int]:
        """Who has a text say it: "Roe released a statement saying"."""
        for text in (i, *self.parsed.on(i, "dobj")):
            if is_text(self.tokens[text].lower):
                yield from self.parsed.on(text, "poss")
                if self.tokens[text].dep == "dobj":
                    yield from self.parsed.doers(self.tokens[text].head)
                yield text

    def _give_source(self, draft: _Draft, head: int) -> None:
        """Note who speaks: a whole phrase without marks at its edges; "who" is its antecedent."""
        opening = dateline(self.parsed)
        if head < opening:  # the tree takes the speaker for more of the dateline
            head = self.parsed.phrase_head(opening + 1)
        draft.head = self.parsed.antecedent(head)
        first, last = self.parsed.edges[head]
        first = max(first, opening + 1) if opening else first
        if first <= draft.at < last:
            first, last = self.parsed.phrase(head)
        while last - first > 1 and self.tokens[last - 1].pos == PUNCT:
            if self.tokens[last - 1].text in (")", "]"):
                break
            last -= 1
        for k in range(first, head):
            spaced = self.tokens[k].text == "-" and self.tokens[k].start > self.tokens[k - 1].end
            if self.tokens[k].text in _DASH or (k and spaced):
                first = k + 1  # "KERDA — Jane Roe said"
        while last - first > 1 and self.tokens[first].pos in (PUNCT, CONJ):
            first += 1
        draft.source = first, last

    # -------------------------------------------------------------------------------- content

    def _clauses(self, draft: _Draft) -> None:
        """The clauses that complement a cue, or the one in which it is an aside.

        What a clause behind its cue has before the cue is the reporter's, unless its subject is
        there too.
        """
        i = draft.at
        for k in self._complements(draft):
            whole = self.parsed.subtree(k)
            before = {m for m in whole if m < i}
            loose = k > i and before.isdisjoint(self.parsed.on(k, *SUBJECTS))
            draft.content |= whole - before if loose else whole
        if not draft.content and self._stands_aside(i):
            draft.content |= self.parsed.subtree(self.tokens[i].head) - self.parsed.subtree(i)

    def _complements(self, draft: _Draft) -> list[int]:
        """The verbs of what a cue says, its own clauses and those that go on from them.

        "Though it was dark, Roe noted that ...": a clause put first is the reporter's, unless
        quoted, where one follows.
        """
        i = draft.at
        found = [k for k in self.parsed.on(i, "ccomp") if k != draft.head]
        if any(k > i for k in found):
            found = [k for k in found if k > i or self._holder[k] is not None]
        beside = [k for k in self.parsed.on(i, "npadvmod") if k > i]
        for k in (*beside, *(o for _, o in self.parsed.prepositions(i))):
            found.extend(self._told_by(k))  # "said on Monday that", "said in a statement that"
        for k in self.parsed.on(i, "conj") if found else ():
            if self.parsed.on(k, *SUBJECTS) and not self._is_verb(k):
                found.append(k)  # "Roe said it sank and nobody was hurt"
        return found

    def _stands_aside(self, i: int) -> bool:
        """Whether a cue with a subject and no complement hangs on the clause that it reports."""
        token = self.tokens[i]
        held = ("ccomp", "xcomp", "oprd", *(() if self._lemma(i) in self.words.tell else ("dobj",)))
        if not self.parsed.on(i, *SUBJECTS) or self.parsed.on(i, *held):
            return False
        if token.dep == "advcl":
            return any(self.tokens[k].lower == "as" for k in self.parsed.on(i, "mark", "advmod"))
        return token.dep in _ASIDE and token.head != i

    def _around(self, draft: _Draft, i: int) -> None:
        """The clause that "according to X" stands in; the sentence where a comma parts it."""
        top = self.parsed.predicate(self.tokens[i].head)
        if i == 0 or self._mark_before(i):
            top = [top, *self.parsed.ancestors(top)][-1]
        draft.content |= self.parsed.subtree(top) - self.parsed.subtree(i)

    def _objects(self, draft: _Draft) -> None:
        """What a verb does not say in a clause: an infinitive, an object, what it is about."""
        words = self.words
        if draft.verb in words.act | words.stance | words.tell:
            self._infinitive(draft)
        if not draft.content and draft.verb in words.object | words.stance:
            self._object(draft)
        if not draft.content and draft.verb in words.about:
            for p, _ in self.parsed.prepositions(draft.at):
                about = _ABOUT if draft.verb in _POINTING else _ABOUT - {"to"}
                if p > draft.at and self.tokens[p].lower in about and not self._is_time(p):
                    draft.content |= self.parsed.subtree(p) - {p}

    def _infinitive(self, draft: _Draft) -> None:
        """ "vowed to leave", "urged the council to leave"."""
        i = draft.at
        for k in self.parsed.on(i, "xcomp", "ccomp"):
            if self._to(k):
                # "to mend roads, build schools"
                goes_on = [o for o in self.parsed.on(i, "conj") if self.tokens[o].tag == "VB"]
                named = [o for _, o in self.parsed.prepositions(i) if not self._is_time(o)]
                named.extend(self.parsed.on(i, "dobj"))
                for part in (k, *goes_on, *(o for o in named if i < o < k)):
                    draft.content |= self.parsed.subtree(part)

    def _object(self, draft: _Draft) -> None:
        """ "praised the plan", "called the plan a mistake", "called for an inquiry"."""
        i = draft.at
        parts = [k for k in self.parsed.on(i, *_OBJECTS) if k > i and k != draft.head]
        about = _WITH_OBJECT if parts else _ABOUT
        led = [
            p
            for p in self.parsed.on(i, "prep")
            if p > i and not self._is_time(p)
            if self.tokens[p].lower in about or (parts and self.parsed.on(p, "pcomp"))
        ]
        for k in (*parts, *led):
            draft.content |= self.parsed.subtree(k)
        if parts:
            draft.content |= set(range(min(draft.content), max(draft.content)))
        else:
            draft.content -= set(led)  # the preposition belongs to the cue

    def _quotations(self, draft: _Draft) -> None:
        """Add the quotations right beside a cue and its source."""
        before, after = min(draft.own), max(draft.own) + 1
        for first, last in self._quotes:
            if first <= draft.at < last:
                continue
            closed = last <= before and not self._goes_on(draft)
            if (first >= after and self._beside(draft, after, first)) or (
                closed and all(t.pos in (PUNCT, ADV) for t in self.tokens[last:before])
            ):
                draft.content |= set(range(first, last))

    def _beside(self, draft: _Draft, after: int, first: int) -> bool:
        """Whether only marks, hearers, times and places of the cue stand before a quotation.

        Right behind a hearer's word it is not part of the hearer ("told the “Morning Show” that").
        """
        own = self.parsed.subtree(draft.at)
        hearers = {m for k in self.parsed.on(draft.at, "dobj") for m in self.parsed.subtree(k)}
        marked = self.tokens[first - 1].pos == PUNCT
        if first > after and not marked and (first in hearers or first - 1 not in hearers):
            return False
        return all(
            t.pos == PUNCT or (t.index in own and t.pos not in (VERB, AUX, MODAL, CONJ, REL))
            for t in self.tokens[after:first]
        )

    # --------------------------------------------------------------------------- between cues

    def _announces(self, draft: _Draft) -> bool:
        """Whether a cue closes its sentence with a colon: what is said comes in the next one."""
        known = draft.source is not None and draft.verb in self.words.say | self.words.tell
        near = draft.cue[1] >= self.n - _SHORT and not draft.content
        return known and near and self.tokens[-1].text == ":"

    def _part(self, drafts: list[_Draft]) -> None:
        """Take from each content the later cues of its own speaker and of another one.

        "adding that ..." and "and said ..." go on with the speaker of the cue in whose content
        they stand, and end that content; so does ", Doe said".
        """
        for k, outer in enumerate(drafts):
            for inner in drafts[k + 1 :]:
                if inner.at not in outer.content or self._holder[inner.at] is not None:
                    continue
                token, subjects = self.tokens[inner.at], self.parsed.on(inner.at, *SUBJECTS)
                alike = token.tag in (self.tokens[outer.at].tag, "VBG")
                if self._goes_on(inner) and (alike or token.dep != "conj"):
                    inner.source, inner.head = outer.source, outer.head
                elif not subjects or token.dep not in ("conj", "parataxis", "advcl"):
                    continue
                outer.content -= self.parsed.subtree(inner.at)

    def _goes_on(self, inner: _Draft) -> bool:
        """Whether a cue without a subject goes on behind a comma or a conjunction."""
        token = self.tokens[inner.at]
        if self.parsed.on(inner.at, *SUBJECTS) or inner.verb not in self.words.say:
            return False
        if token.lower.endswith("ing"):
            return self._mark_before(inner.cue[0]) and token.dep in ("advcl", "acl", "conj", "dep")
        return token.dep == "conj" and inner.cue[0] > 0

    # -------------------------------------------------------------------------------- stretches

    @cached_property
    def _quotes(self) -> list[Range]:
        """The sentence's quotations as stretches of tokens, marks included."""
        found = []
        for quote in self.parsed.quotes:
            first, last = self.parsed.at(quote.start), self.parsed.at(quote.end - 1) + 1
            first -= first > 0 and self.tokens[first - 1].end == quote.start
            last = min(last + (last < self.n and self.tokens[last].start == quote.end), self.n)
            if last > first:
                found.append((first, last))
        return found

    @cached_property
    def _holder(self) -> list[Range | None]:
        """The quotation that each token stands in, marks included."""
        found: list[Range | None] = [None] * self.n
        for quote in self._quotes:
            found[slice(*quote)] = [quote] * (quote[1] - quote[0])
        return found

    @cached_property
    def _brackets(self) -> list[int]:
        """For each token in round brackets where these open, else -1."""
        found, opened = [], -1
        for token in self.tokens:
            opened = token.index if token.text == "(" else -1 if token.text == ")" else opened
            found.append(opened)
        return found

    def _spans(self, draft: _Draft) -> Iterator[Span]:
        """The content's stretches: quotations whole, cue and source left out, edges trimmed."""
        own = draft.own
        content = draft.content - own
        nested, bracket = self._holder[draft.at], self._brackets[draft.at]
        for quote in {self._holder[k] for k in content} - {None, nested}:
            if quote is not None and own.isdisjoint(range(*quote)):
                content |= set(range(*quote))
        content = {
            k
            for k in content
            if (nested is None or self._holder[k] == nested)
            and (bracket < 0 or self._brackets[k] == bracket)
        }
        for first, last in self._runs(sorted(content)):
            first, last = self._trim(first, last)
            if any(t.pos != PUNCT for t in self.tokens[first:last]):
                yield self._whole(self.parsed.span(first, last))

    def _runs(self, content: list[int]) -> Iterator[Range]:
        """Stretches of content: only marks of others may stand between two words of one."""
        first = 0
        for at, k in enumerate(content):
            following = content[at + 1] if at + 1 < len(content) else self.n
            if at + 1 == len(content) or any(
                t.pos != PUNCT for t in self.tokens[k + 1 : following]
            ):
                yield content[first], k + 1
                first = at + 1

    def _trim(self, first: int, last: int) -> Range:
        """Without marks at the edges, except those of quotations and brackets, and "and"."""
        closing, opening = (_CLOSE - _OPEN) | {")", "]", "%"}, (_OPEN - _CLOSE) | {"(", "["}
        while first < last and self._loose(first, closing):
            first += 1
        while last > first and self._loose(last - 1, opening):
            last -= 1
        if any(quote[0] == first - 1 for quote in self._quotes):
            first -= 1
        return first, last

    def _loose(self, k: int, wrong: frozenset[str] | set[str]) -> bool:
        """Whether a token at a content's edge is no part of it."""
        token = self.tokens[k]
        if token.pos == CONJ:
            return token.lower in ("and", "but")
        return token.pos == PUNCT and (token.text in wrong or token.text not in _KEPT)

    def _whole(self, span: Span) -> Span:
        """A span with the beginning of a quotation that an earlier sentence opened."""
        for quote in self.parsed.quotes:
            if quote.start < span.start < quote.end and quote.start < self.parsed.sentence.start:
                return Span(quote.start, span.end)
        return span

    def _frame(
        self, source: Span | None, cue: Span, contents: Iterable[Span], verb: str, head: int
    ) -> Frame:
        kept = tuple(sorted(set(contents)))
        said = [t for t in self.tokens if t.content and any(span.covers(t.span) for span in kept)]
        inside = sum(self._holder[token.index] is not None for token in said)
        form = "indirect" if not inside else "direct" if inside == len(said) else "mixed"
        if self.parsed.in_quote(cue):
            form = "indirect"
        return Frame(self.parsed.sentence.index, source, cue, kept, form, verb, at=head)

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
        quoted = any(first == colon + 1 for first, _ in self._quotes)
        if not heading and not quoted:
            # "ROE: Do you think so?": a transcript, or a headline with a full stop.
            named = before[-1].pos == NAME and colon <= 4
            if not named or not following.text[0].isupper() or following.pos == PUNCT:
                return None
        first, last = self._trim(colon + 1, self.n)
        if last - first < 2:
            return None
        cue, content = self.parsed.span(colon, colon + 1), self.parsed.span(first, last)
        return self._frame(self.parsed.span(0, colon), cue, [content], "say", colon - 1)

    def _signed(self) -> Iterator[Frame]:
        """A quotation with its speaker behind a dash: "“...” — Jane Roe"."""
        for first, last in self._quotes:
            if last + 1 >= self.n or self.tokens[last].lower not in _DASH:
                continue
            end = last + 1
            while end < self.n and self.tokens[end].pos in (NAME, CLITIC):
                end += 1
            if end > last + 1:
                source, cue = self.parsed.span(last + 1, end), self.parsed.span(last, last + 1)
                yield self._frame(source, cue, [self.parsed.span(first, last)], "sign", end - 1)


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
