"""Names as words: what is one name in another form, spelling or length.

Folding, transliteration, nicknames, initials, acronyms, two names of one body. No syntax: this
looks at two names and at nothing around them.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib import resources
from typing import Any, Final

from rapidfuzz.distance import JaroWinkler, Levenshtein

from consistency import lexicon
from consistency.shapes import MAYBE_TEXT, TEXT, one_of, shape


@dataclass(frozen=True)
class Name:
    """`name` in full as far as the article gives it; `role` is the title.

    `general` marks a word for a kind of person or group ("officials") in the place of a name. A
    role by itself (type "role") is `held_by` a person.
    """

    name: str
    type: str
    role: str | None = None
    general: bool = False
    held_by: str = ""

    def to_dict(self) -> dict[str, Any]:
        return {"name": self.name, "type": self.type, "role": self.role}

    @cached_property
    def key(self) -> tuple[object, ...]:
        kind = "general" if self.general else "name"
        dots = tuple(_DOTTED.findall(self.name))  # "F.B.I." is another form of "FBI"
        words = _words(self.name.casefold())
        return (kind, words, *dots, *((self.held_by,) if self.held_by else ()))


NAME_SHAPE: Final = shape(
    name=TEXT,
    type=one_of("person", "organisation", "place", "group", "work", "other"),
    role=MAYBE_TEXT,
)

# Not of two letters: "U.S." and "US", "J.P." and "JP" are a matter of house style.
_DOTTED: Final = re.compile(r"(?:[^\W\d_]\.){3,}")


@lru_cache(maxsize=16384)
def fold(name: str) -> str:
    """A name without case, diacritics, dots, apostrophes, hyphens and a leading article."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return _words("".join(c for c in plain if not unicodedata.combining(c)))


def _words(name: str) -> str:
    """The words of a name, without dots, apostrophes, hyphens and a leading article."""
    words = re.findall(r"\w+", re.sub(r"[’'ʻʼ`.]", "", name))
    if len(words) > 1 and words[0] == "the":
        del words[0]
    return " ".join(words)


@lru_cache(maxsize=1)
def _table() -> dict[str, Any]:
    text = resources.files("consistency").joinpath("data/names.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@lru_cache(maxsize=1)
def lists() -> dict[str, frozenset[str]]:
    """The lists of words about names, by their key in the table."""
    return {key: frozenset(v.split()) for key, v in _table().items() if isinstance(v, str)}


@lru_cache(maxsize=1)
def nicknames() -> dict[str, int]:
    """Given names and their short forms, by the number of their group."""
    return {name: i for i, group in enumerate(_table()["nicknames"]) for name in group.split()}


@lru_cache(maxsize=1)
def _metonyms() -> dict[str, int]:
    return {name: i for i, group in enumerate(_table()["metonyms"]) for name in group.split("|")}


@lru_cache(maxsize=1)
def seats() -> frozenset[tuple[str, str]]:
    """Cities that stand for the government of a country or bloc, each with what it stands for."""
    lines = (line.split("|") for line in _table()["seats"])
    return frozenset((city, country) for country, *cities in lines for city in cities)


@lru_cache(maxsize=1)
def short_titles() -> dict[str, str]:
    """Short forms of titles with what they stand for: "rep", "representative"."""
    return dict(pair.split("=") for pair in _table()["short_titles"].split())


@lru_cache(maxsize=1)
def marks() -> dict[str, str]:
    """Words for a lower, past or passing standing, with what each comes to: "ex", "former"."""
    return dict(pair.split("=") for pair in _table()["marks"].split())


def other_form(a: Name, b: Name) -> bool:
    """Whether two names are one body's: listed ("Justice Department", "Department of Justice"), or
    with an abbreviation written out."""
    listed = _metonyms()
    one, other = fold(a.name), fold(b.name)
    if one != other and one in listed and listed[one] == listed.get(other):
        return True
    return _written_out(a.name, b.name) or _written_out(b.name, a.name)


def short(a: Name, b: Name) -> bool:
    """Whether one is the other's surname, acronym or a part at an end of it."""
    one, other = sorted((fold(a.name), fold(b.name)), key=len)
    if not one or one == other:
        return False
    words = other.split()
    rest = words[: -len(one.split())]
    if rest[-1:] in (["of"], ["for"]):
        return False  # "the Eastern District of Norvane" is no Norvane
    if other.endswith(f" {one}") and (a.type == b.type or "other" in (a.type, b.type)):
        return "person" in (a.type, b.type) or len(one.split()) > 1
    return _initials(words) == one


def _initials(words: list[str]) -> str:
    """The first letters of words that have two at least, "of" and the like left out."""
    letters = "".join(w[0] for w in words if w not in lists()["connectors"])
    return letters if len(letters) > 1 else ""


def _written_out(brief: str, whole: str) -> bool:
    """Whether a word in capitals of one name is written out in the other: "U.N. Fisheries Agency".

    The words on either side of it are the same.
    """
    ones, others = fold(brief).split(), fold(whole).split()
    capitals = {fold(word) for word in brief.split() if word.isupper()}
    for at, word in enumerate(ones):
        rest = len(ones) - at - 1
        middle = others[at : len(others) - rest]
        same = ones[:at] == others[:at] and ones[at + 1 :] == others[len(others) - rest :]
        if same and len(ones) > 1 and word in capitals and _initials(middle) == word:
            return True
    return False


# Jaro-Winkler similarity from which two spellings of a word of a name are one: "ilya" / "ilia" .87,
# "mohammed" / "muhammad" .85, "elliott" / "elliot" .98; "austin" / "burns" .41.
_ALIKE: Final = 0.84


def of_people(a: Name, b: Name) -> bool:
    """Whether two names with the same ends are people's: by a title, or a known given name."""
    first, last = fold(a.name).split()[0], fold(a.name).split()[-1]
    if lexicon.topic(last) in ("group", "artifact", "location"):
        return False  # "the Ada Merrin Library"
    kinds = {a.type, b.type}
    return kinds <= {"person", "other"} and ("person" in kinds or first in lists()["given"])


FULL: Final = 2  # words of a person's full name


def spelled_alike(a: Name, b: Name) -> bool:
    """Whether two names are one in two spellings: word by word alike, or nickname or initial."""
    ones, others = fold(a.name).split(), fold(b.name).split()
    ends = (ones[0], ones[-1]) == (others[0], others[-1])
    if ends and min(len(ones), len(others)) == FULL and of_people(a, b):
        return True  # "Ada Roe", "Ada Merrin Roe"
    if len(ones) != len(others):
        ones, others = _without_middle(ones), _without_middle(others)
    if len(ones) != len(others) or "".join(ones) == "".join(others):
        return "".join(ones) == "".join(others)
    equal = sum(x == y for x, y in zip(ones, others, strict=True))
    if len(ones) == 1:
        close = JaroWinkler.similarity(ones[0], others[0]) >= 0.92
        return close and len(ones[0]) >= 6 and skeleton(ones[0]) == skeleton(others[0])
    if equal < len(ones) - 1 and equal < 1:
        return all(
            word_alike(x, y) and skeleton(x) == skeleton(y)
            for x, y in zip(ones, others, strict=True)
        )
    return all(word_alike(x, y) or _slip(x, y) for x, y in zip(ones, others, strict=True))


def _slip(x: str, y: str) -> bool:
    """Whether two words are one letter apart, where the rest of the name is the same."""
    return min(len(x), len(y)) >= _LETTERS and Levenshtein.distance(x, y, score_cutoff=1) == 1


_LETTERS: Final = 5


def _without_middle(words: list[str]) -> list[str]:
    """Given name and surname, a middle initial left out."""
    return [w for i, w in enumerate(words) if len(w) > 1 or i in (0, len(words) - 1)]


def word_alike(x: str, y: str) -> bool:
    """Whether two words of names are one: alike in spelling, nicknames, or one an initial."""
    if x == y:
        return True
    if min(len(x), len(y)) == 1:
        return x[0] == y[0]
    known = nicknames()
    if x in known and known[x] == known.get(y):
        return True
    if _first(x) != _first(y) or JaroWinkler.similarity(x, y) < _ALIKE:
        return False
    # "Defense", "Defence": WordNet has the two spellings of one word as synonyms.
    return skeleton(x) == skeleton(y) or lexicon.synonyms(x, y, "n")


def _first(word: str) -> str:
    """The first letter, or the consonant that it sounds like: "Kaspar", "Caspar"."""
    return word[0] if word[0] in "aeiouyhw" else skeleton(word[:2])[:1]


def one_ending(x: str, y: str) -> bool:
    """Whether two words part only in how a last sound is transcribed: "-sky", "-skyy", "-skii".

    A vowel among i and y, alone or two of them; a consonant that is doubled is a slip.
    """
    stems = [word.rstrip("iyj") for word in (x, y)]
    alike = stems[0] == stems[1]
    return alike and all(0 < len(word) - len(stems[0]) <= _SOUND for word in (x, y))


_SOUND: Final = 2  # letters


def skeleton(word: str) -> str:
    """Consonants of a word with doubled and like-sounding ones folded: how transliterations agree.

    After the idea of Soundex (Russell, 1918), with y and w as vowels and fewer letters merged.
    """
    folded = re.sub(r"(?<=[aeiouytd])h(?![aeiouy])", "", word)  # "Ekdahl", "Horvath"
    folded = re.sub(r"ph", "f", folded)
    folded = re.sub(r"[kq]h?|g?h(?!a)|c(?![eih])", "k", folded).replace("z", "s").replace("dj", "j")
    consonants = re.sub(r"[aeiouywh]", "", folded)
    return re.sub(r"(.)\1+", r"\1", consonants)


# Two names from which a word is spelled like one of the other's may be one: "gadhafi" / "qaddafi"
# .71, "muammar" / "moammar" .87; "oddal" / "halverin" .45, "arden" / "norvik" .46.
_NEAR: Final = 0.7


def near(a: Name, b: Name) -> bool:
    """Whether the last words of two names may be one in two spellings, as transliterations are."""
    one, other = (fold(name.name).split()[-1] for name in (a, b))
    if lexicon.proper(one) and lexicon.proper(other):
        return False  # "Iraqi" / "Iranian", "Austria" / "Australia"
    if one.startswith(other) or other.startswith(one):
        return True
    alike = skeleton(one).replace("g", "k") == skeleton(other).replace("g", "k")
    return alike and JaroWinkler.similarity(one, other) >= _NEAR


_ORIGINS: Final = ("i", "n", "an", "ian", "ese", "ish", "ic")


def of_place(one: str, other: str) -> bool:
    """Whether one word is the other with an ending of origin, or the land of a people: "Dhelmar",
    "Dhelmari"; "German", "Germany"."""
    short, long = sorted((one, other), key=len)
    return long.startswith(short) and long[len(short) :] in (*_ORIGINS, "y")
