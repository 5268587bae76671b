"""Source phrases as printed: names, roles, general sources and texts, and whether two mean one.

"Jane Roe", "the mayor", "U.S. officials", "the lawsuit". A phrase alone tells what sort of source
it is; whom an article means by it is for `sources`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import Levenshtein

from consistency import lexicon
from consistency.cues import lists
from consistency.referents import FIRMS

_WORD: Final = re.compile(r"[^\W_]+(?:[.’'&][^\W_]+)*\.?")
_IDLE: Final = frozenset("the a an of and for in at his her their its our some one".split())
# Letters that no decomposition takes apart.
_LETTERS: Final = str.maketrans({"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D"})


def _unaccented(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    return "".join(c for c in plain if not unicodedata.combining(c))


@lru_cache(maxsize=4096)
def words_of(source: str | None) -> tuple[str, ...]:
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
        titles = lists().titles
        found = [w for w in found[:-1] if w not in titles and len(w) > 1] + found[-1:]
    return tuple(found)


def lower_words(text: str) -> tuple[str, ...]:
    """All words of a text, in small letters."""
    return tuple(word.lower() for word in _WORD.findall(text))


def is_name(source: str | None) -> bool:
    """Whether a source is a name: its last word, or its only word, has a capital."""
    printed = [w for w in (source or "").split() if w.lower() not in _IDLE]
    if not printed or not printed[-1][:1].isupper() or is_general(source):
        return False
    return not (len(printed) == 1 and lexicon.lemma(printed[0].lower(), "n") in _texts())


@lru_cache(maxsize=1)
def _texts() -> frozenset[str]:
    """Words for texts: a capital at the start of a sentence makes no name of "Documents"."""
    return frozenset(lexicon.lemma(word, "n") for word in lists().document)


def is_general(source: str | None) -> bool:
    """Whether a source is a general one: "U.S. officials", "police", "a spokesman", nobody."""
    words = words_of(source)
    known = lists()
    if not words:
        return True
    head = head_of(source)
    return head in known.general or lexicon.lemma(head, "n") in known.general


def head_of(source: str | None) -> str:
    """The head of a source phrase: the last word before a preposition."""
    printed = (source or "").lower()
    printed = re.split(r" (?:of|for|in|at|from|with|who|that|on) |,", printed, maxsplit=1)[0]
    words = words_of(printed)
    # "Documents released": a participle behind its noun is no head.
    while len(words) > 1 and words[-1].endswith("ed") and "n" not in lexicon.pos(words[-1]):
        words = words[:-1]
    return words[-1] if words else ""


def is_text(source: str | None) -> bool:
    """Whether a source is a text, or a pronoun that may stand for one: "the lawsuit", "it"."""
    head = head_of(source)
    known = lists()
    return not is_name(source) and (
        head in known.document
        or lexicon.lemma(head, "n") in known.report
        or lexicon.lemma(head, "n") in known.document
        or head in ("it", "this", "that", "which", "he", "she", "they", "i", "we", "you")
    )


def is_body(source: str | None) -> bool:
    """Whether a source is a body of people, by its head: "the transport ministry"."""
    return lexicon.topic(lexicon.lemma(head_of(source), "n")) == "group"


def is_firm(source: str | None) -> bool:
    """Whether a source is "the company" and no more: a firm that the article names elsewhere."""
    words = words_of(source)
    return len(words) == 1 and words[0] in _FIRMS


def are_one(a: str | None, b: str | None) -> bool:
    """Whether two phrases are of one source: equal words, or the one's name within the other's."""
    ones, others = words_of(a), words_of(b)
    if not ones or not others:
        return False
    if ones == others or _short_for(b, ones, others) or _short_for(a, others, ones):
        return True
    if is_name(a) and is_name(b):
        return _one_name(ones, others) or _acronym(a, others) or _acronym(b, ones)
    return not is_name(a) and not is_name(b) and _one_role(ones, others)


def _one_name(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two names end alike and share the rest as far as it is printed, or are misspelt.

    A first name may be short in one: "Mike Roe" is "Michael Roe".
    """
    if len(a) == len(b) == 2 and a[1] == b[1] and _first(a) == _first(b):
        return True
    return (a[-1] == b[-1] and _nests(a, b)) or _respelled(a, b)


def _one_role(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two descriptions have one last word and the one holds the other's words."""
    if lexicon.lemma(a[-1]) == lexicon.lemma(b[-1]):
        return _nests(a, b)
    # "Jane Roe's attorney" and "Roe's lawyer": two words for one role of one person's.
    owned = len(a) > 1 and len(b) > 1 and _nests(a[:-1], b[:-1])
    return owned and lexicon.synonyms(a[-1], b[-1], "n")


def _nests(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether all words of one are among the other's."""
    return set(a) <= set(b) or set(b) <= set(a)


def _first(words: tuple[str, ...]) -> str:
    """A first name, the long form of a short one: Mike is Michael."""
    return lists().short.get(words[0], words[0])


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


def may_be_one(a: str | None, b: str | None) -> bool:
    """Whether two phrases can be of one source where what they say of it differs.

    Two names can't, nor can two descriptions of unlike sorts, or of two peoples. Beside a name,
    what is neither "officials" nor says which body it is can be of anybody: "the carmaker".
    """
    if of_two_peoples(a, b):
        return False
    if is_name(a) and is_name(b):
        return False
    if all(words_of(one)[-1:] == words_of(one) and head_of(one) in _FIRMS for one in (a, b)):
        return True  # "the company", "the firm"
    if not is_name(a) and not is_name(b):
        return not _unlike(a, b)
    return not any(
        is_general(one) or (is_body(one) and (is_name(one) or len(words_of(one)) > 1))
        for one in (a, b)
    )


def of_two_peoples(a: str | None, b: str | None) -> bool:
    """Whether two sources without a name are of two countries: "French police", "Spanish police".

    "Paris police" may be French: what is no adjective on both sides tells nothing.
    """
    if is_name(a) or is_name(b):
        return False
    ones, others = _peoples(a), _peoples(b)
    return bool(ones and others) and all(
        one[:_STEM] != other[:_STEM] for one in ones for other in others
    )


def _peoples(source: str | None) -> list[str]:
    """The adjectives of names among a phrase's words: "Tessorian", "British"."""
    words = [word for word in _WORD.findall(_unaccented(source or ""))[:-1] if word[0].isupper()]
    return [
        word.lower()
        for word in words
        if _PEOPLE_ENDS.search(word.lower())
        and (lexicon.proper(word.lower()) or not lexicon.pos(word.lower()))
    ]


_PEOPLE_ENDS: Final = re.compile(r"(?:an|ese|ish|ch|ic|i|ek)$")
_STEM: Final = 4  # letters that "Marvane" and "Marvanian" share


def are_two_bodies(a: str | None, b: str | None) -> bool:
    """Whether each phrase says which body it means: "the health ministry", "the nurses' union"."""
    return all(is_body(one) and len(words_of(one)) > 1 for one in (a, b)) and _unlike(a, b)


def are_two_kinds(a: str | None, b: str | None) -> bool:
    """Whether two bodies are of kinds that exclude each other: an institute is no ministry.

    Any word of theirs tells, since a university's institute may be called the university.
    """
    kinds = [_KINDS & {lexicon.lemma(word, "n") for word in words_of(one)} for one in (a, b)]
    return all(kinds) and kinds[0].isdisjoint(kinds[1])


_KINDS: Final = frozenset(
    "ministry institute university council court union bank parliament hospital".split()
)


def _unlike(a: str | None, b: str | None) -> bool:
    """Whether two sources without a name are of two sorts: "police", "witnesses".

    Two descriptions can be of one person; not where neither head is a general word for the other,
    nor a synonym, and both say what the source is: people, or what stands for them, as a service
    does; who speaks for a hospital may be a doctor.
    """
    one, other = (lexicon.lemma(head_of(source), "n") for source in (a, b))
    if not one or not other or one == other or {one, other} & _ANYBODY:
        return False
    if _FIRMS & {one, other}:  # a firm may be called by what it does: "the operator"
        sorts = {lexicon.topic(head) for head in (one, other)}
    else:
        sorts = {_sort(head) for head in (one, other)}
    if sorts.isdisjoint(_PEOPLE) or not sorts <= _PEOPLE | _STANDING_FOR_THEM:
        return False
    if "person" in sorts and not sorts <= _PEOPLE | {"act"}:
        return False
    related = lexicon.synonyms(one, other, "n") or lexicon.derived(one, other)
    related = related or _sits_on(one, other) or _sits_on(other, one)
    return not (related or lexicon.general(one, other) or lexicon.general(other, one))


def _sort(head: str) -> str:
    """The topic of a noun that speaks: who does something is a person, whatever else the word
    means most often ("operator")."""
    topic = lexicon.topic(head)
    if topic in _PEOPLE | _STANDING_FOR_THEM or not head.endswith(("er", "or")):
        return topic
    return "person" if lexicon.derived(head, head[:-2] + "e") else topic


def _sits_on(member: str, body: str) -> bool:
    """Whether one is a member of the other: "councillor" and "council"."""
    return _MEMBERS.get(body) == member


_MEMBERS: Final = {
    "council": "councillor", "jury": "juror", "senate": "senator", "commission": "commissioner",
    "parliament": "parliamentarian", "congress": "congressman", "assembly": "assemblyman",
}  # fmt: skip


_FIRMS: Final = FIRMS - {"group"}  # which may be of people
_PEOPLE: Final = frozenset({"person", "group"})
_STANDING_FOR_THEM: Final = frozenset({"act", "artifact", "location"})
_ANYBODY: Final = frozenset(
    "official source spokesman spokeswoman spokesperson authority people person man woman other"
    " leader representative aide".split()
)
