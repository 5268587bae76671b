"""Two roles that two reports give one bearer: one said two ways, or another office.

A role has a head ("mayor"), marks of standing ("deputy", "former", "co-"), and words that say which
one ("the union's regional secretary"). One that only says more of the other, a synonym, and a
general word for the other ("official", "head") are harmless, and so is a calling beside an office
("professor", "the study's author").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final

from consistency import lexicon
from consistency.forms import fold, lists, marks, short_titles
from consistency.people import Run, of_origin
from consistency.text import ADJ, CLITIC, NAME, PREP, PUNCT, Token
from consistency.tree import Parsed, Range


class Apart(StrEnum):
    """How two roles differ."""

    RANK = "one is lower, over or for a time"
    OFFICE = "two offices"
    UNSURE = "both may hold"


@dataclass(frozen=True)
class Office:
    """A role in its parts; `at` is where it stands, `whose` the words behind "of" and the like.

    `which` are the words before the head that are no names, `names` those that are; `titled` tells
    that it stands right before the name, `known` is "the" or the owner's pronoun before it.
    """

    parsed: Parsed
    at: Range
    head: str
    marks: frozenset[str]
    which: frozenset[str]
    names: frozenset[str]
    whose: frozenset[str]
    titled: bool
    known: str

    @property
    def words(self) -> frozenset[str]:
        return self.which | self.names | self.whose


def offices(run: Run) -> Iterator[Office]:
    """The roles that a sentence gives the bearer of a name, halves of cut ones left out."""
    for at in run.roles:
        tokens = run.parsed.tokens[slice(*at)]
        cut = len(tokens) > 1 and tokens[-2].pos == PREP and tokens[-1].lower in short_titles()
        if tokens[0].pos != PUNCT and not cut:
            found = _office(run, at)
            if found is not None:
                yield found


def _office(run: Run, at: Range) -> Office | None:
    tokens = run.parsed.tokens
    verbal = tokens[at[0]].tag == "VBZ"
    front, whose = _parted(tokens[slice(*at)], verbal)
    words = [(word, token) for token in front for word in _split(token)]
    plain = [(w, t) for w, t in words if w not in marks() and t.lower not in _NOW]
    if not plain or plain[-1][0] in ("other", "others"):
        return None
    head, which = plain[-1], plain[:-1]
    names = frozenset(w for w, t in which if _a_name(t, head[1]))
    before = tokens[at[0] - 1].lower if at[0] else ""
    return Office(
        run.parsed,
        at,
        _doer(head[0]) if verbal else head[0],
        frozenset(marks()[w] for w, _ in words if w in marks()),
        frozenset(w for w, _ in which) - names,
        names,
        frozenset(w for t in whose if t.content for w in _split(t)),
        at[1] == run.split,
        before if before in _KNOWN else "",
    )


def _parted(tokens: Sequence[Token], verbal: bool) -> tuple[Sequence[Token], Sequence[Token]]:
    """The head of a role with what modifies it, and whose it is: before "'s", behind "of"."""
    if verbal:
        return tokens[:1], tokens[1:]
    end = next((k for k, t in enumerate(tokens) if k and t.pos == PREP), len(tokens))
    owned = next((k for k in range(end) if tokens[k].pos == CLITIC), -1)
    return tokens[owned + 1 : end], (*tokens[: max(owned, 0)], *tokens[end:])


_NOW: Final = frozenset("now currently presently today".split())
_KNOWN: Final = frozenset("the his her their its".split())


def _split(token: Token) -> Iterator[str]:
    """The words of a token in base form, short titles in full: "co-author" is two."""
    if token.pos == PUNCT:
        return
    whole = re.sub(r"[-‑.]", "", token.lower)
    parts = [whole] if whole in marks() else re.split(r"[-‑]", token.lower.replace(".", ""))
    for part in parts:
        if part and (token.content or part in marks() or part in short_titles()):
            part = fold(part)
            yield part if part in marks() else short_titles().get(part, lexicon.lemma(part, "n"))


def _a_name(token: Token, head: Token) -> bool:
    """Whether a word says where or of which party: "Kestrian", "Oddal", "Republican".

    In "Interior Minister" the capitals are the title's; in "City manager" it is the club's.
    """
    known = token.lower in lists()["wider"] | lists()["parties"]
    if (token.text[0].isupper() and known) or (token.text.isupper() and len(token.text) > 1):
        return True
    if token.pos == ADJ or of_origin(token):
        return lexicon.proper(token.lower)
    capital = token.text[0].isupper() and head.text[0].islower()
    return token.pos == NAME and (capital or not lexicon.pos(token.lower))


def _doer(verb: str) -> str:
    """The office that is named after what somebody does: "leads", "leader"."""
    base = lexicon.lemma(verb, "v")
    base = short_titles().get(base, base)
    known = lists()["titles"] | lists()["leaders"]
    return next((w for w in (base, f"{base}er", f"{base.removesuffix('e')}er") if w in known), base)


# ------------------------------------------------------------------------------------ comparing


def apart(lefts: list[Office], rights: list[Office]) -> Iterator[tuple[Office, Office, Apart]]:
    """The roles that face each other and differ; what either side says in both is left out."""
    ones = [one for one in lefts if not any(_harmless(one, other) for other in rights)]
    others = [other for other in rights if not any(_harmless(one, other) for one in lefts)]
    found = [
        (how, i, j)
        for i, one in enumerate(ones)
        for j, other in enumerate(others)
        if (how := _apart(one, other)) is not None
    ]
    used: set[tuple[int, int]] = set()
    for how, i, j in sorted(found, key=lambda f: (list(Apart).index(f[0]), f[1:])):
        if not used & {(0, i), (1, j)}:
            used |= {(0, i), (1, j)}
            yield ones[i], others[j], how


def _harmless(a: Office, b: Office) -> bool:
    """Whether two roles say the same, one perhaps more of it."""
    if a.marks != b.marks:
        return {a.head, b.head} <= _SPEAKERS and a.marks ^ b.marks <= {"deputy"}
    if _same_whole(a, b) or _broad(a, b) or _broad(b, a):
        return True
    return _alike(a, b) and not (_rest(a, b) and _rest(b, a))


# Roles of many beside one another: a deputy spokeswoman is a spokeswoman.
_SPEAKERS: Final = frozenset("spokesman spokeswoman spokesperson".split())


def _same_whole(a: Office, b: Office) -> bool:
    """Whether two phrases are synonyms as a whole: "premier", "prime minister"."""
    ones, others = a.which | {a.head}, b.which | {b.head}
    if ones == others or (min(len(ones), len(others)) > 1 and (ones < others or others < ones)):
        return True  # "chief executive", "chief executive officer"
    return any(lexicon.synonyms(x, y, "n") for x in _phrase(a) for y in _phrase(b))


def _phrase(office: Office) -> list[str]:
    """The head with the one word before it, as a dictionary may have it."""
    return [" ".join((*office.which, office.head))] if len(office.which) < _LONG else []


_LONG: Final = 2


def _alike(a: Office, b: Office) -> bool:
    """Whether two heads are one word, or forms of one: "represents", "representative"."""
    return _one_word(a.head, b.head) or lexicon.derived(a.head, b.head)


@lru_cache(maxsize=4096)
def _one_word(a: str, b: str) -> bool:
    return a == b or lexicon.synonyms(a, b, "n") or {a, b} <= lists()["leaders"]


def _broad(broad: Office, narrow: Office) -> bool:
    """Whether one role's head is a general word for the other's: "official", "head"."""
    head = broad.head
    if head == narrow.head or (head == "leader" and broad.which):
        return False  # "the minority leader" is no whip
    if head == "member" and broad.words & narrow.words:
        return False  # "board member", "board president"
    if head in lists()["vague_roles"] or lexicon.general(narrow.head, head):
        return True
    return head in lists()["leaders"] and narrow.head not in lists()["callings"]


def _rest(a: Office, b: Office) -> set[str]:
    """The words that say which office and stand in one role alone; no names."""
    return {
        w
        for w in a.which
        if not any(_one_word(w, other) or lexicon.derived(w, other) for other in b.words)
        and not (w in lists()["leaders"] or lexicon.general(b.head, w))
    }


def _apart(a: Office, b: Office) -> Apart | None:
    if _alike(a, b) or _broad(a, b) or _broad(b, a) or _same_whole(a, b):
        return Apart.RANK if a.marks != b.marks else Apart.OFFICE
    if a.head in lists()["kin"] and b.head in lists()["kin"]:
        return Apart.OFFICE if _of_one_owner(a, b) else Apart.UNSURE
    if any(o.head in lists()["callings"] | lists()["parties"] for o in (a, b)):
        return Apart.UNSURE
    shared = a.whose & b.whose or a.which & b.words or b.which & a.words
    if shared or a.known == b.known in _OWNERS or (_post(a) and _post(b) and _in_one_form(a, b)):
        return Apart.OFFICE
    return Apart.UNSURE


def _of_one_owner(a: Office, b: Office) -> bool:
    """Whether two kinship words say whose kin: "her husband", "her brother"; nobody is both."""
    return a.known == b.known in _OWNERS or bool(a.whose & b.whose)


def _in_one_form(a: Office, b: Office) -> bool:
    """Whether both are titles, or "the chief officer" and "the second mate"."""
    both = a.known == b.known == "the" and a.which and b.which and not (a.whose or b.whose)
    return bool(both) or (a.titled and b.titled)


_OWNERS: Final = _KNOWN - {"the"}
_POSTS: Final = frozenset({"mate", "officer", "executive"})


def _post(office: Office) -> bool:
    """Whether a role is one that somebody is put into: "mayor", "officer"."""
    return office.head in lists()["titles"] | lists()["leaders"] | _POSTS
