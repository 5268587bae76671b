"""Names in one sentence: how far each goes, the title before it and the roles beside it.

A name is a run of capitalised words that hang together in the tree, with the particles inside it
("Ursula van der Hal", "Bank of Kestria") and the small words that the parser counts to one entity.
What describes its bearer is a *role*: the title before it ("former harbour master Pell Arden"),
the noun set beside it on either side ("Arden, the deputy mayor of Oddal", "the study's lead
author, Ingrid Sallow"), a clause that says what somebody does ("Denvale, who heads the electoral
commission"). A role is the whole phrase without article or pronoun, where it stands.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from consistency import lexicon
from consistency.forms import FULL, lists
from consistency.model import Span
from consistency.text import (
    ADJ,
    ADV,
    CALENDAR,
    CLITIC,
    CONJ,
    DET,
    NAME,
    NOUN,
    NUM,
    PREP,
    PRON,
    PUNCT,
    TO,
    VERB,
    Token,
)
from consistency.tree import QUANTIFIERS, Parsed, Range

_HYPHENS: Final = ("-", "‑")


@dataclass(frozen=True, slots=True)
class Run:
    """Tokens [first, last) of a sentence that print a name, `split` where the title ends.

    `roles` are the phrases that say who it is, the title first. `styled` tells that a title or form
    of address stands in the run; `gender` is "m" or "f" where a form of address tells it; `beside`
    are the heads of all that stands in apposition, people or not.
    """

    parsed: Parsed
    first: int
    split: int
    last: int
    styled: bool = False
    gender: str = ""
    roles: tuple[Range, ...] = ()
    beside: tuple[int, ...] = ()

    @property
    def name(self) -> str:
        return printed(self.parsed, self.split, self.last)

    @property
    def role_at(self) -> Range | None:
        return self.roles[0] if self.roles else None

    @property
    def role(self) -> str | None:
        return printed(self.parsed, *self.roles[0]) if self.roles else None

    @property
    def head(self) -> int:
        """The word of the name on which the others hang."""
        return head_of(self.parsed, self.split, self.last)

    @property
    def span(self) -> Span:
        return self.parsed.span(self.split, self.last)

    @property
    def words(self) -> list[str]:
        return [
            t.lower.rstrip(".") for t in self.parsed.tokens[self.split : self.last] if t.content
        ]


def printed(parsed: Parsed, first: int, last: int) -> str:
    """The text of tokens [first, last), white space folded."""
    if first >= last:
        return ""
    base = parsed.sentence.start
    start, end = parsed.tokens[first].start - base, parsed.tokens[last - 1].end - base
    return " ".join(parsed.sentence.text[start:end].split())


def head_of(parsed: Parsed, first: int, last: int) -> int:
    """The token of a stretch whose head lies outside it; of several the last with a word."""
    tokens = parsed.tokens
    heads = [
        i for i in range(first, last) if not first <= tokens[i].head < last or tokens[i].head == i
    ]
    return next((i for i in reversed(heads) if tokens[i].pos != PUNCT), last - 1)


def runs(parsed: Parsed, taken: tuple[Span, ...]) -> Iterator[Run]:
    """The names of a sentence, each with its roles; dates and other claimed spans left out."""
    claimed = _claimed(parsed, taken)
    shared: dict[int, Range] = {}
    stretches = tuple(_stretches(parsed, claimed))
    for first, last in stretches:
        run = _titled(parsed, first, last, claimed)
        if run is not None:
            others = [name for name in stretches if name != (first, last)]
            yield _sharing(replace(run, roles=_whole(run.roles, others)), shared)


def _whole(roles: tuple[Range, ...], names: Sequence[Range]) -> tuple[Range, ...]:
    """Roles to the end of a name that the parser cut: "director of the Coalition to Save Oddal"."""
    return tuple(
        (first, max([last, *(b for a, b in names if first < a < last < b)]))
        for first, last in roles
    )


def _sharing(run: Run, shared: dict[int, Range]) -> Run:
    """A name with the plural title before the first of several: "Sens. Pell Arden and Ada Roe".

    `shared` are such titles by the head of each name that they may be shared with.
    """
    tokens = run.parsed.tokens
    title = shared.get(tokens[run.head].head) if tokens[run.head].dep == "conj" else None
    if title is not None and not run.roles:
        run = replace(run, roles=(title,))
    if run.roles and (title is not None or (run.styled and _several(tokens, run.roles[0]))):
        shared[run.head] = run.roles[0]
    return run


def _several(tokens: Sequence[Token], title: Range) -> bool:
    """Whether a title is in the plural."""
    words = [t.lower for t in tokens[slice(*title)] if t.pos != PUNCT]
    return lexicon.lemma(words[-1], "n") != words[-1] or words[-1] in ("sens", "reps", "govs")


def _claimed(parsed: Parsed, taken: tuple[Span, ...]) -> frozenset[int]:
    """Indices of tokens inside claimed spans."""
    sentence = parsed.sentence.span
    # `taken` is sorted; a span may begin before the sentence, but few reach over its start.
    inside = []
    for at in range(bisect_left(taken, Span(sentence.end, 0)) - 1, -1, -1):
        if taken[at].end <= sentence.start:
            break
        inside.append(taken[at])
    if not inside:
        return frozenset()
    found = set()
    spans = iter(inside[::-1])
    open_: list[Span] = []
    following = next(spans, None)
    for token in parsed.tokens:
        while following is not None and following.start < token.end:
            open_.append(following)
            following = next(spans, None)
        open_ = [span for span in open_ if span.end > token.start]
        if open_:
            found.add(token.index)
    return frozenset(found)


# --------------------------------------------------------------------------------------- extent


def _stretches(parsed: Parsed, claimed: frozenset[int]) -> Iterator[Range]:
    """The runs of words that print names, titles in capitals with them."""
    tokens = parsed.tokens
    i = 0
    while i < len(tokens):
        if not _begins(tokens, i, claimed):
            i += 1
            continue
        j, end = i, i + 1
        while end != j:
            j, end = end, _continued(parsed, i, end, claimed)
        for first, last in _parts(parsed, i, j):
            if first < last:
                yield first, last
        i = j


def _begins(tokens: Sequence[Token], i: int, claimed: frozenset[int]) -> bool:
    """Whether a name may begin at token i."""
    if i in claimed:
        return False
    token = tokens[i]
    if token.pos != NAME:
        titled = token.lower in lists()["dotted"] and _titles_on(tokens, i, claimed)
        return titled or _given(tokens, i) or (i == 0 and _shouted(token, tokens[1:2]))
    return not (_apart(tokens, i) or _in_brackets(tokens, i))


def _given(tokens: Sequence[Token], i: int) -> bool:
    """Whether a small word has a capital in mid-sentence and a name behind it: "by Per Ohl"."""
    if not 0 < i < len(tokens) - 1 or tokens[i + 1].pos != NAME:
        return False
    token, before = tokens[i], tokens[i - 1]
    plain = before.text.islower() or (before.text == "," and i > 1)
    return token.pos in (PREP, CONJ, ADV) and token.text.istitle() and plain


def _shouted(token: Token, after: Sequence[Token]) -> bool:
    """Whether a word in capitals before a comma or dash opens a dateline: "ODDAL, May 3 —"."""
    marked = any(t.text in (",", "-", "--", "–", "—", "(") for t in after)
    return marked and token.text.isupper() and len(token.text) > 2 and not lexicon.pos(token.lower)


def _apart(tokens: Sequence[Token], i: int) -> bool:
    """Whether a word with a capital is no name: "No. 2", "TV", a month, one after an ellipsis."""
    token = tokens[i]
    before = tokens[i - 1].text if i else ""
    following = tokens[i + 1].text if i + 1 < len(tokens) else ""
    if before in ("...", "…", "*", "•") and lexicon.pos(token.lower):
        return True
    if token.text.isupper() and token.lower in lists()["capitals"]:
        return True
    numbered = following == "." and i + 2 < len(tokens) and tokens[i + 2].pos == NUM
    return token.lower in CALENDAR or (numbered and len(token.text) <= _SHORT)


_SHORT: Final = 4  # letters of an abbreviation before a number: "No. 2", "Sept. 11"


def _in_brackets(tokens: Sequence[Token], i: int) -> bool:
    """Whether a word tells a party, a state after a town, or an agency: "(R-Oddal)", "(AP)"."""
    word = tokens[i].lower.rstrip(".")
    before = tokens[i - 1].text if i else ""
    following = tokens[i + 1].text if i + 1 < len(tokens) else ""
    if len(tokens[i].text) == 1 and following in (*_HYPHENS, ")"):
        return True
    if word in lists()["agencies"] and before in ("(", "["):
        return True
    if before in (",", *_HYPHENS) and word in _states():
        return True
    return i > 1 and before in _HYPHENS and tokens[i - 2].text in ("R", "D", "I")


def _titles_on(tokens: Sequence[Token], i: int, claimed: frozenset[int]) -> bool:
    """Whether a short title that opens a sentence goes on with a name: "Gov. Arden"."""
    if not tokens[i].text[0].isupper() or i + 1 >= len(tokens):
        return False
    j = i + 2 if tokens[i + 1].text == "." else i + 1
    return j < len(tokens) and tokens[j].pos == NAME and j not in claimed


@lru_cache(maxsize=1)
def _states() -> frozenset[str]:
    """Short forms of states, as one token prints them."""
    return frozenset(word.rstrip(".") for word in lists()["states"])


def _continued(parsed: Parsed, first: int, j: int, claimed: frozenset[int]) -> int:
    """The end of the run that began at `first` if it goes on at token j, else j."""
    tokens = parsed.tokens
    if j >= len(tokens) or j in claimed:
        return j
    if tokens[j].pos == NAME:
        return j + 1 if _hangs_together(parsed, first, j) else j
    end = _over_mark(tokens, j) or _over_words(tokens, first, j)
    if end <= j or end > len(tokens) or any(k in claimed for k in range(j, end)):
        return j
    return end


def _hangs_together(parsed: Parsed, first: int, j: int) -> bool:
    """Whether a name's word belongs to the words before it: one entity, or an arc between them."""
    tokens = parsed.tokens
    token, before = tokens[j], tokens[j - 1]
    if token.entity.startswith("I-") or not token.dep:
        return True
    if parsed.phrase_head(j) == parsed.phrase_head(j - 1):
        return True
    ends = parsed.edges[j][1] if token.dep != "appos" else j + 1
    arcs = first <= token.head < j or j <= before.head < max(ends, j + 1)
    return arcs or not (before.entity and token.entity)


def _over_mark(tokens: Sequence[Token], j: int) -> int:
    """The end of a run that goes on over a full stop, hyphen or comma at j; 0 if it does not."""
    token, before = tokens[j], tokens[j - 1]
    after = tokens[j + 1] if j + 1 < len(tokens) else None
    touching = token.start == before.end
    if token.text == "." and touching:
        # "Tomas R. Reyl", "Gov. Arden", "Norvane Inc."
        if before.lower in lists()["suffixes"]:
            return j + 1
        initial = len(before.text) == 1 or before.lower in lists()["dotted"]
        return j + 2 if initial and after is not None and after.pos == NAME else 0
    if after is None:
        return 0
    if token.text in _HYPHENS and touching and after.start == token.end:
        return j + 2 if after.text[0].isupper() else 0
    if token.text == "," and after.lower in ("jr", "sr"):
        return j + 2
    if token.text in ("'", "’") and touching and after.pos == NAME and plural(before):
        return j + 2  # "the Metalworkers' Federation"
    return 0


def _over_words(tokens: Sequence[Token], first: int, j: int) -> int:
    """The end of a run that goes on over small words at j: "Bank of Kestria"; 0 if not.

    They are particles, or the parser counts them to one entity, or they have a capital themselves.
    """
    before = tokens[j - 1]
    k = j
    while k < len(tokens) and k - j < 3 and _small(tokens, first, k):
        k += 1
    if not j < k < len(tokens) or tokens[k].pos != NAME:
        return 0
    inside = _one_entity(tokens, j - 1, k)
    if tokens[j].lower in ("for", "to") and not (inside or _body(before)):
        return 0  # "the call for Kestria" is no name; "Centre for Sea Rescue" is
    if tokens[j].lower in ("of", "for", "&") and not (inside or _joins(tokens, j)):
        return 0
    return k + 1


def _small(tokens: Sequence[Token], first: int, k: int) -> bool:
    """Whether a token may stand inside a name without being one."""
    token = tokens[k]
    if token.text in _HYPHENS:
        return token.start == tokens[k - 1].end
    if token.lower in lists()["connectors"]:
        return True
    if token.lower in _WHERE and not token.entity.endswith(("-WORK_OF_ART", "-LAW", "-EVENT")):
        return False  # "Foundry Arena in Oddal" are two
    if token.pos not in (PREP, CONJ, TO) and token.lower != "the":
        return False
    if token.lower == "and":  # "Department of Health and Human Services"
        of = any(t.lower in ("of", "for") for t in tokens[first:k])
        return of and _one_entity(tokens, first, k)
    return token.text[0].isupper() or _one_entity(tokens, k - 1, k)


_WHERE: Final = frozenset("in at near".split())
_JOINED: Final = ("-ORG", "-FAC", "-LAW", "-WORK_OF_ART", "-EVENT")


def _one_entity(tokens: Sequence[Token], i: int, j: int) -> bool:
    """Whether tokens [i, j] are one entity of a kind whose names have small words in them."""
    rest = tokens[i + 1 : j + 1]
    return all(t.entity.startswith("I-") and t.entity.endswith(_JOINED) for t in rest)


def _body(token: Token) -> bool:
    word = token.lower.rstrip(".")
    return word in lists()["organisations"] or word.rstrip("s") in lists()["organisations"]


def _joins(tokens: Sequence[Token], j: int) -> bool:
    """Whether "of" ties two parts of one name: an office or a body, no person before it."""
    before = tokens[j - 1].lower.rstrip(".")
    known = lists()
    return (
        any(before in known[key] for key in ("organisations", "titles", "works", "places"))
        or tokens[j].text == "&"
        or lexicon.topic(before) in ("group", "location", "act", "communication", "cognition")
    )


def _parts(parsed: Parsed, first: int, last: int) -> Iterator[Range]:
    """A run cut at words for a party, which belong to no other name than a party's or its body's.

    Of "Republican Senate" the Senate is left; a party by its members or nickname is a name itself.
    """
    tokens, known = parsed.tokens, lists()
    start = first
    for i in range(first, last):
        word = tokens[i].lower
        following = tokens[i + 1].lower if i + 1 < last else ""
        own = following in known["party_bodies"] or (
            following in known["organisations"] and i + 2 < last
        )
        if word in known["parties"] and not own:
            yield _stripped(parsed, start, i, last)
            if word.endswith("s") or word == "gop":
                yield i, i + 1
            start = i + 1
    yield _stripped(parsed, start, last, last)


def _stripped(parsed: Parsed, first: int, last: int, end: int) -> Range:
    """A run without marks at its ends and without what only modifies the noun behind it at `end`.

    Of "Iraqi officials" and "Norvane Party leaders" only the party is left.
    """
    tokens = parsed.tokens
    while last > first + 1 and tokens[last - 1].pos != NAME and tokens[last - 1].text != ".":
        last -= 1
    while first < last - 1 and not tokens[first].text[0].isupper():
        first += 1
    after = tokens[end] if end < len(tokens) else None
    if last == end and after is not None and after.pos in (NOUN, ADJ, NUM):
        while last > first and of_origin(tokens[last - 1]):
            last -= 1
    elif (
        last - first == 1 and of_origin(tokens[first]) and (tokens[first].tag == "JJ" or last < end)
    ):
        return last, last  # "an Indian and a Saudi vessel"
    return first, last


def of_origin(token: Token) -> bool:
    """Whether a word is an adjective of origin or creed: "Iraqi", "Republican", not "Paris"."""
    return "a" in lexicon.pos(token.lower)


def plural(token: Token) -> bool:
    """Whether a word names people in the plural: "Kestrians"."""
    lemma = lexicon.lemma(token.lower, "n")
    return token.lower.endswith("s") and lemma != token.lower and lexicon.topic(lemma) == "person"


# --------------------------------------------------------------------------------------- titles


def _titled(parsed: Parsed, first: int, last: int, claimed: frozenset[int]) -> Run | None:
    """A name with its roles; a title with no name after it is no name."""
    tokens = parsed.tokens
    body = _body(tokens[last - 1]) or tokens[last - 1].lower in lists()["works"]
    split = first if body else _split(tokens, first, last)
    if split >= last:
        if not _named_so(tokens, first, last):
            return None
        split = first
    k = _address(tokens, first, split)
    address = {t.lower for t in tokens[k:split]}
    gender = "m" if "mr" in address else "f" if address & {"mrs", "ms", "miss"} else ""
    start = first
    lone = last - split == 1 and (plural(tokens[split]) or tokens[split].text.isupper())
    if not (body or address) and (k > first or not lone):
        start = _front(parsed, first, last, claimed, led=k > first)
    if start < first and tokens[start].lower in _particles():
        return Run(parsed, start, start, last)  # a particle: "al-Sudani"
    beside = tuple(_beside(parsed, split, last))
    title = (_whose(parsed, start, claimed), k) if start < k else None
    run = Run(parsed, start, split, last, start < split, gender, (), beside)
    return run if body else replace(run, roles=tuple(_roles(run, title)))


def _roles(run: Run, title: Range | None) -> Iterator[Range]:
    """All that a sentence says about who bears a name: before it, beside it, in a clause."""
    parsed, tokens = run.parsed, run.parsed.tokens
    if title is not None:
        yield title
    person = run.styled or tokens[run.split].entity.endswith(("-PERSON", "-PER"))
    for i in run.beside:
        if for_people(tokens[i], known=person):
            yield role_of(parsed, i)
    yield from _occupied(parsed, run.split, run.last)


def _split(tokens: Sequence[Token], first: int, last: int) -> int:
    """Where the title in capitals at the start of a run ends: "Prime Minister", "Sec. of State".

    It ends with the last word for an office, or with a word for people before a person's full name.
    """
    known = lists()
    split = first
    for k in range(first, last):
        # The Justice of "Department of Justice" is what the body is for, not a judge.
        of_body = k - first > 1 and tokens[k - 1].lower == "of" and _body(tokens[k - 2])
        titled = tokens[k].lower.rstrip(".") in known["titles"] | known["honorifics"]
        if (titled and not of_body) or _occupation(tokens, k, last):
            split = k + 1
    while first < split < last and tokens[split].pos != NAME:
        # "Secretary of State Antony Blinken": what the connector joins is part of the title.
        split += 1 if tokens[split].text == "." else 2
    return split


def _address(tokens: Sequence[Token], first: int, split: int) -> int:
    """Where a form of address begins: printed with the name, it is no role."""
    k = split
    while k > first and (
        tokens[k - 1].lower in lists()["honorifics"]
        or (tokens[k - 1].text == "." and tokens[k - 2].lower in lists()["honorifics"])
    ):
        k -= 1
    return k


def _occupation(tokens: Sequence[Token], k: int, last: int) -> bool:
    """Whether a capitalised word for a person leads a full name: "Navy Sailor Tomas Reyl".

    The word after it must be a given name, or none that a dictionary has ("Baker Street").
    """
    if last - k != FULL + 1 or tokens[k].pos != NAME or not for_people(tokens[k]):
        return False
    if tokens[k].lower in lists()["given"] or lexicon.proper(tokens[k].lower):
        return False
    given, surname = tokens[k + 1], tokens[k + 2]
    if given.pos != NAME or surname.pos != NAME or _body(surname):
        return False
    if lexicon.lemma(surname.lower, "n") != surname.lower:
        return False  # "Butler Norvane Bulldogs"
    return given.lower in lists()["given"] or not lexicon.pos(given.lower)


def _named_so(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether a run that ends in a title is a name all the same: "Stephen King"."""
    return last - first > 1 and tokens[first].lower in lists()["given"]


# Kinds of thing that are no role of a person: "the destroyer Mysore", "the city of Oddal".
_THINGS: Final = frozenset(
    "artifact location time event communication object quantity possession animal".split()
)
_PEOPLE: Final = frozenset({"head", "member", "mate"})  # most often other things in a dictionary


def for_people(token: Token, *, known: bool = False) -> bool:
    """Whether a noun means people: "reporter", "lawyer". `known` where its bearer is surely one.

    What somebody surely is may have another sense before that ("a former crane operator").
    """
    if token.pos not in (NOUN, NAME, ADJ, VERB):
        return False
    word = token.lower.rstrip(".")
    lemma = lexicon.lemma(word, "n")
    if lemma in lists()["titles"] or word in lists()["titles"] or lemma in _PEOPLE:
        return True
    topic = lexicon.topic(lemma)
    if token.pos == NAME:
        return topic == "person" and "n" in lexicon.pos(lemma) and not lexicon.proper(lemma)
    if topic == "person":
        return word not in ("people", "others", "other")
    if topic == "group":  # "an ally", not "a party"
        return known and token.pos == NOUN and lexicon.general(lemma, "person")
    return known and token.pos == NOUN and topic not in _THINGS


def _front(parsed: Parsed, first: int, last: int, claimed: frozenset[int], *, led: bool) -> int:
    """Where the title before a name begins: "former harbour master Pell Arden".

    The word right before must be one for people and hang together with the name; what modifies it
    belongs to it. `led` where the name has a title of its own already.
    """
    tokens = parsed.tokens
    if first > 1 and tokens[first - 1].text in _HYPHENS:
        return first - 2 if tokens[first - 2].lower in _particles() else first
    k = first - 1
    head = head_of(parsed, first, last)
    if led:
        return _modified(parsed, first, set(range(first, last)), claimed)
    if k < 0 or k in claimed or not _leads(parsed, k, head, first, last):
        return first
    return _modified(parsed, k, {k, *range(first, last)}, claimed)


def _particles() -> frozenset[str]:
    """Small words that belong to a person's name: "al-Sudani"."""
    return lists()["connectors"] - {"of", "for", "to", "the", "&"}


def _leads(parsed: Parsed, k: int, head: int, first: int, last: int) -> bool:
    """Whether the word before a name is its bearer's title: a noun for one, and the tree has it so.

    Either hangs on the other, or both on one verb where the parser took two nouns apart.
    """
    tokens = parsed.tokens
    word = tokens[k].lower.rstrip(".")
    titled = word in lists()["titles"] and tokens[k].pos in (NOUN, NAME, ADJ, VERB)
    one = lexicon.lemma(word, "n") == word
    member = tokens[k].pos == NOUN or word in lists()["parties"]
    if not titled and not (member and one and for_people(tokens[k])):
        return False
    if parsed.phrase_head(head) >= last and tokens[min(last, len(tokens) - 1)].pos != CLITIC:
        return False  # "lawyer Arden documents"
    bound = first <= parsed.phrase_head(k) < last or tokens[head].head == k
    return bound or titled or tokens[k].dep in ("nsubj", "dobj", "pobj", "attr", "nsubjpass")


def _modified(parsed: Parsed, k: int, heads: set[int], claimed: frozenset[int]) -> int:
    """The first of the words before token k that modify any of some heads, in one stretch."""
    tokens = parsed.tokens
    while k > 0 and k - 1 not in claimed:
        token = tokens[k - 1]
        joint = token.text in (*_HYPHENS, ".") and k > 1 and token.start == tokens[k - 2].end
        part = token.pos in (NOUN, NAME, ADJ, ADV) or token.dep in ("amod", "compound", "nmod")
        if token.dep == "poss" or token.pos in (DET, PRON, CLITIC) or not (joint or part):
            break
        if not joint and not _climbs(parsed, k - 1, heads):
            break
        k -= 2 if joint and token.text != "." else 1  # what a hyphen joins is one word
        heads.update((k, k + 1))
    while k in heads and tokens[k].pos in (PUNCT, ADV):
        k += 1
    return k


def _climbs(parsed: Parsed, i: int, heads: set[int]) -> bool:
    """Whether a word hangs on one of some others, over modifiers alone."""
    tokens = parsed.tokens
    while i not in heads:
        if tokens[i].head <= i or tokens[i].dep not in _MODIFIERS:
            return False
        i = tokens[i].head
    return True


_MODIFIERS: Final = frozenset({"amod", "compound", "nmod", "npadvmod", "advmod", "fixed", "punct"})


def _whose(parsed: Parsed, first: int, claimed: frozenset[int]) -> int:
    """The start of a phrase with the noun whose it is: "the study's lead author"; no pronoun."""
    tokens = parsed.tokens
    if first < 2 or tokens[first - 1].pos != CLITIC:
        return first
    owner = tokens[first - 1].head
    if tokens[owner].dep != "poss" or tokens[owner].pos not in (NOUN, NAME):
        return first
    start = parsed.phrase(owner)[0]
    while start < owner and tokens[start].pos in (DET, PRON, PUNCT):
        start += 1
    return first if any(k in claimed for k in range(start, first)) else start


# ---------------------------------------------------------------------------- beside the name


def _beside(parsed: Parsed, first: int, last: int) -> Iterator[int]:
    """The heads of the nouns set beside a name, and of what "and" adds to them.

    "Reid of Nevada, the minority leader," may hang on the place that Reid is from.
    """
    tokens = parsed.tokens
    head = head_of(parsed, first, last)
    seen: set[int] = set()
    places = [o for _, o in parsed.prepositions(head) if tokens[o].pos == NAME]
    for i in (head, *places):
        for k in parsed.on(i, "appos"):
            if k >= last and _common(tokens[k]) and (i == head or for_people(tokens[k])):
                seen.update(_and_so(parsed, k))
    before = _set_before(parsed, head, first, last)
    if before is not None:
        seen.add(before)
    yield from sorted(seen)


def _common(token: Token) -> bool:
    return token.pos in (NOUN, ADJ) or (
        token.pos == NAME and (token.lower in lists()["titles"] or of_origin(token))
    )


def _and_so(parsed: Parsed, k: int) -> Iterator[int]:
    """A noun in apposition with those that "and" joins to it: "the mayor and a poet"."""
    yield k
    for other in parsed.conjuncts(k):
        if other > k and parsed.tokens[other].pos == NOUN:
            yield other


def _set_before(parsed: Parsed, head: int, first: int, last: int) -> int | None:
    """The noun before the comma at whose side a name stands: "the deputy mayor, Pell Arden,".

    Where several names are set beside one noun, each of them is ("two senators, Roe and Toft").
    """
    tokens = parsed.tokens
    several = len(parsed.conjuncts(head)) > 1
    while tokens[head].dep == "conj" and tokens[tokens[head].head].pos == NAME:
        head = tokens[head].head
    start = min(first, parsed.phrase(head)[0])
    if start < 2 or tokens[start - 1].text not in (",", "—", "–", "(", ":"):
        return None
    noun = tokens[head].head
    if tokens[head].dep != "appos" or noun > head or not for_people(tokens[noun], known=True):
        found = _right_before(parsed, start - 1)
        if found is None or (tokens[head].dep != "appos" and not _closed(parsed, last, found)):
            return None
        noun = found
    while tokens[noun].dep == "pobj" and not parsed.on(noun, "det", "poss"):
        above = parsed.head(parsed.head(noun))  # "the nominee for president, Pell Arden"
        if above > noun or not for_people(tokens[above]):
            break
        noun = above
    one = several or tokens[noun].tag != "NNS"
    return noun if one and tokens[noun].pos in (NOUN, ADJ) else None


def _right_before(parsed: Parsed, comma: int) -> int | None:
    """The noun for people whose phrase ends right before a comma."""
    found = [k for k in range(comma) if for_people(parsed.tokens[k])]
    near = [k for k in found if parsed.heads_phrase(k) and role_of(parsed, k)[1] == comma]
    return near[-1] if near else None


def _closed(parsed: Parsed, last: int, noun: int) -> bool:
    """Whether a name is cut off behind as in front, and the noun before says somebody known.

    Then it is set beside that noun, whatever the parser says: "the referee, Oskar Lind, she added".
    """
    tokens = parsed.tokens
    after = tokens[last].text if last < len(tokens) else "."
    first = role_of(parsed, noun)[0]
    before = tokens[first - 1] if first else tokens[first]
    definite = before.pos == DET and before.lower not in ("a", "an")
    owned = any(t.pos == CLITIC for t in tokens[first:noun])
    return (definite or owned) and after in (",", ".", ";", ")", "”", '"', "—", "–")


def role_of(parsed: Parsed, noun: int) -> Range:
    """A noun with all that says which one: whose it is, what modifies it, "of", "for", "at" ....

    Without article, pronoun and number, and without clauses and what stands beside it.
    """
    tokens = parsed.tokens
    first = parsed.phrase(noun)[0]
    if numbers := [k for k in parsed.on(noun, "nummod") if first <= k < noun]:
        first = max(first, numbers[0])  # "nearly 3,000 people"
    while first < noun and (
        tokens[first].pos in (DET, PRON, PUNCT, NUM) or tokens[first].lower in QUANTIFIERS
    ):
        measure = tokens[first].pos == NUM
        first += 1
        while measure and first + 1 < noun and tokens[first].text in _HYPHENS:
            first += 2  # "a 57-year-old lawyer"
    while first > 1 and tokens[first - 1].text in _HYPHENS:
        if tokens[first - 1].end != tokens[first].start or tokens[first - 2].pos == NUM:
            break
        first -= 2  # "co-author"
    last = _joined_on(tokens, noun)
    preps = {k for i in range(noun, last) for k in parsed.on(i, "prep") if k >= last}
    for k in sorted(preps):
        if k > last:
            break
        last = _joined_on(tokens, _until_clause(parsed, k) - 1)
    return first, last


def _joined_on(tokens: Sequence[Token], i: int) -> int:
    """The end of a word with what hyphens join to it: "brother-in-law"."""
    last = i + 1
    while last + 1 < len(tokens) and tokens[last].text in _HYPHENS:
        if tokens[last].start != tokens[last - 1].end or tokens[last + 1].start != tokens[last].end:
            break
        last += 2
    return last


def _until_clause(parsed: Parsed, k: int) -> int:
    """The end of what hangs on a token, before the first clause, apposition or comma in it."""
    tokens = parsed.tokens
    end = parsed.edges[k][1]
    for i in range(k + 1, end):
        if tokens[i].dep in ("relcl", "appos", "acl", "advcl") or tokens[i].text in (",", ";", "("):
            return min(i, parsed.edges[i][0]) if tokens[i].dep != "punct" else i
    return end


def _occupied(parsed: Parsed, first: int, last: int) -> Iterator[Range]:
    """What a clause beside a name says that somebody is: "who heads the electoral commission".

    In the simple present, of a verb after which an office is named ("chairs", "leads", "coaches").
    """
    tokens = parsed.tokens
    head = head_of(parsed, first, last)
    for verb in parsed.on(head, "relcl"):
        subjects = [tokens[k].lower for k in parsed.on(verb, "nsubj")]
        if subjects != ["who"] or tokens[verb].tag != "VBZ" or parsed.on(verb, "aux", "neg"):
            continue
        if not _agent(tokens[verb].lemma) or not parsed.on(verb, "dobj", "prep"):
            continue
        yield verb, _until_clause(parsed, verb)


@lru_cache(maxsize=1024)
def _agent(verb: str) -> bool:
    """Whether an office is named after what is done: "lead", "leader"; "head", "head"."""
    verb = verb.removeprefix("co-")
    stem = verb.removesuffix("e")
    nouns = {verb, f"{stem}er", f"{stem}or", f"{stem}ative", f"{verb}man"}
    return not nouns.isdisjoint(lists()["titles"] | _PEOPLE)
