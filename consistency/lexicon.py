"""What WordNet knows of English words: part of speech, base form, synonym, opposite, general term.

The table is derived from WordNet 3.0 by `scripts/build_lexicon.py`, whose docstring describes the
two files; `data/WORDNET-LICENSE` is WordNet's notice. Both are read on the first look-up (about
6 ms) and kept as bytes: a word is found by bisecting every 2 KB's first word and searching the one
block. Words come lower-cased; spaces stand for WordNet's underscores ("prime minister").

WordNet knows no names after 2006, few compounds, and no closed-class words (text.py has those).
Its senses are fine and its order of senses comes from tagged texts of the 1960s, so the relations
look at the frequent senses alone, and `False` means "not known to be", never "known not to be".
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib import resources
from typing import Final, NamedTuple

_BLOCK: Final = 2048  # bytes between two words of the first-level index: 2,100 words in all
_WIDTH: Final = 11  # length of a line of lexicon.senses

# A part of speech is dropped where another is this much more frequent in WordNet's tagged texts,
# and seen often enough to tell ("was" is not the plural of "WA", though the rules say it could be).
_RARE_SHARE: Final = 0.02
_RARE_FROM: Final = 50
# The counts are a base form's over all its inflections; an inflected form has some of them.
# Verbs have four forms, the others two or three.
_INFLECTED: Final = {"n": 0.4, "v": 0.3, "a": 0.2, "r": 0.2}

# morphy's detachment rules (WordNet's own, man morphy(7WN)): ending of the form, of the base.
_RULES: Final = {
    "n": (
        *(("s", ""), ("ses", "s"), ("xes", "x"), ("zes", "z"), ("ches", "ch"), ("shes", "sh")),
        *(("men", "man"), ("ies", "y")),
    ),
    "v": (
        *(("s", ""), ("ies", "y"), ("es", "e"), ("es", ""), ("ed", "e"), ("ed", "")),
        *(("ing", "e"), ("ing", "")),
    ),
    "a": (("er", ""), ("est", ""), ("er", "e"), ("est", "e"), ("ier", "y"), ("iest", "y")),
    "r": (),
}

# The nouns that stand over half of all others: "a general term" says nothing through them.
_TOO_GENERAL: Final = frozenset(
    """entity physical_entity abstraction abstract_entity object physical_object thing whole unit
    artifact artefact psychological_feature attribute relation matter substance measure group
    grouping causal_agent cause causal_agency event act human_action human_activity deed state
    condition process physical_process communication cognition knowledge noesis content
    organism being living_thing animate_thing instrumentality instrumentation part portion
    region location point social_group property quality change action activity happening
    occurrence occurrent natural_event unit_of_measurement unit_of_measure definite_quantity
    indefinite_quantity magnitude possession transferred_property message subject_matter
    auditory_communication relative relational_part
    idea thought construct concept conception way device creation product physical_condition
    body structure construction make be have do move act alter modify""".split()
)
_LEVELS: Final = 5  # hypernym steps that `general` climbs: car -> vehicle is 4
_GENERAL_SENSES: Final = 3  # of the general word; the specific one may mean any frequent sense

# WordNet's lexicographer files for nouns, man lexnames(5WN): file 3 is noun.Tops.
_TOPICS: Final = (
    *("", "", ""),
    *"""tops act animal artifact attribute body cognition communication event feeling food group
    location motive object person phenomenon plant possession process quantity relation shape
    state substance time""".split(),
)


class _Part(NamedTuple):
    """What the table says of a word as one part of speech."""

    name: bool
    seen: int
    senses: int
    frequent: tuple[int, ...]
    opposites: tuple[str, ...]
    derived: tuple[str, ...]


class _Word(NamedTuple):
    """One line of the table: parts of speech, and the irregular forms that the word is."""

    parts: dict[str, _Part]
    irregular: tuple[tuple[str, str], ...]


_UNKNOWN: Final = _Word({}, ())


@lru_cache(maxsize=1)
def _table() -> tuple[bytes, tuple[bytes, ...], tuple[int, ...], bytes]:
    """The words' file, the first word and offset of each of its blocks, and the senses' file."""
    folder = resources.files("consistency") / "data"
    data = (folder / "lexicon.words").read_bytes()
    offsets = [0]
    while (cut := data.find(b"\n", offsets[-1] + _BLOCK) + 1) and cut < len(data):
        offsets.append(cut)
    firsts = tuple(data[at : data.index(b"\t", at)] for at in offsets)
    return data, firsts, (*offsets, len(data)), (folder / "lexicon.senses").read_bytes()


@lru_cache(maxsize=65536)
def _word(word: str) -> _Word:
    """The table's line for a word."""
    if not word or len(word) > 80 or not word.isascii() or "\t" in word or "\n" in word:
        return _UNKNOWN  # the table is ASCII, its longest word has 71 letters
    data, firsts, offsets, _ = _table()
    key = word.replace(" ", "_").encode()
    block = bisect_right(firsts, key) - 1
    if block < 0:
        return _UNKNOWN
    start, end = offsets[block], offsets[block + 1]
    key += b"\t"
    if not data.startswith(key, start):
        start = data.find(b"\n" + key, start, end) + 1
        if not start:
            return _UNKNOWN
    line = data[start + len(key) : data.index(b"\n", start)].decode()
    parts, irregular = {}, []
    for field in line.split("\t"):
        letter, *rest = field.split(" ")
        if letter[0] == ">":
            irregular.append((letter[1], rest[0]))
            continue
        opposites: tuple[str, ...] = ()
        derived: tuple[str, ...] = ()
        for extra in rest[3:]:
            if extra[0] == "!":
                opposites = tuple(extra[1:].split(","))
            else:
                derived = tuple(extra[1:].split(","))
        frequent = tuple(int(sense, 36) for sense in rest[2].split("."))
        part = _Part(letter.isupper(), int(rest[0]), int(rest[1]), frequent, opposites, derived)
        parts[letter.lower()] = part
    return _Word(parts, tuple(irregular))


def _part(word: str, part: str) -> _Part | None:
    return _word(word).parts.get(part)


def _sense(number: int) -> tuple[int, tuple[int, ...]]:
    """Topic number of a sense, and the senses that it points to."""
    senses = _table()[3]
    at = number * _WIDTH
    line = senses[at : at + _WIDTH - 1].decode()
    targets = (int(line[2:6], 36), int(line[6:10], 36))
    return int(line[:2]), tuple(target for target in targets if target)


@lru_cache(maxsize=65536)
def _bases(word: str) -> tuple[tuple[str, str, float], ...]:
    """What a form can be: (part, base form, how often seen), most frequent first.

    Within a part, the form itself comes before what a rule makes of it, unless the base is seen far
    more often.
    """
    found: dict[tuple[str, str], float] = {}
    own = _word(word)
    for part, entry in own.parts.items():
        found[part, word] = float(entry.seen)
    regular = [(part, base) for part, base in own.irregular if word == base + "s"]
    for part, base in regular or own.irregular:  # "bases" is from "base", rarely from "basis"
        found.setdefault((part, base), _word(base).parts[part].seen * _INFLECTED[part])
    for part, rules in _RULES.items():
        if any(p == part for p, _ in own.irregular):
            continue
        for base in _stems(word, rules):
            entry_of_base = _part(base, part)
            if entry_of_base and not (entry_of_base.name and part != "n"):
                found.setdefault((part, base), entry_of_base.seen * _INFLECTED[part])
    order = sorted(
        found.items(),
        key=lambda item: (
            -item[1],
            -_senses(item[0][1], item[0][0]),
            "nvar".index(item[0][0]),
            item[0][1] != word,
            item[0][1],
        ),
    )
    return tuple((part, base, seen) for (part, base), seen in order)


def _stems(word: str, rules: Iterable[tuple[str, str]]) -> Iterator[str]:
    """What the rules of one part of speech may have made a form of."""
    for form, base_form in rules:
        if not word.endswith(form) or len(word) - len(form) + len(base_form) < 2:
            continue
        if form == "s" and word.endswith("ss"):
            continue
        stem = word[: len(word) - len(form)]
        yield stem + base_form
        if form in ("ed", "ing", "er", "est") and not base_form and _doubled(stem):
            yield stem[:-1]  # "planned": WordNet has most of these as exceptions


def _senses(word: str, part: str) -> int:
    entry = _part(word, part)
    return entry.senses if entry else 0


def _doubled(stem: str) -> bool:
    return len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in "aeiou"


def _plain(word: str) -> str:
    """A word as the table writes it: straight apostrophes."""
    return word.replace("’", "'")


@lru_cache(maxsize=65536)
def pos(word: str) -> str:
    """Parts of speech that a lower-cased word form can have, inflected or not, most frequent first.

    A string over "n" noun, "v" verb, "a" adjective, "r" adverb; empty for an unknown word. An
    unknown compound with a hyphen is what its last part makes it: "counter-strikes" a noun,
    "war-torn" an adjective.
    """
    seen: dict[str, float] = {}
    for part, _base, count in _bases(_plain(word)):
        seen.setdefault(part, count)
    most = max(seen.values(), default=0.0)
    if most >= _RARE_FROM:
        return "".join(part for part, count in seen.items() if count >= _RARE_SHARE * most)
    if not seen and "-" in word:
        return _compound(word)
    return "".join(seen)


def _compound(word: str) -> str:
    """The parts of speech of an unknown compound: a participle ends an adjective, a noun a noun."""
    last = _plain(word).rpartition("-")[2]
    parts = pos(last)
    if not parts or "-" in last:
        return ""
    if any(part == "v" and base != last for part, base, _count in _bases(last)):
        return "n" if last.endswith("s") else "a"
    return "".join(part for part in parts if part in "na")


@lru_cache(maxsize=65536)
def lemma(word: str, part: str = "") -> str:
    """The base form of a lower-cased word as the given part of speech ("n", "v", "a", "r").

    Without `part`, as its most frequent one. The word itself where nothing is known, except that
    an unknown word with a plural ending loses it where that is safe ("drones", not "Hamas").
    """
    plain = _plain(word)
    for found, base, _count in _bases(plain):
        if not part or found == part:
            return word if base == plain else base.replace("_", " ")
    return _singular(word) if part in ("", "n") and not _bases(plain) else word


def _singular(word: str) -> str:
    """An unknown word without its plural ending; of a compound, the last part's base form."""
    first, hyphen, last = word.rpartition("-")
    if hyphen:
        return f"{first}-{lemma(last, 'n')}" if first and last else word
    if len(word) < 5 or not word.endswith("s") or not word.isalpha():
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "xes", "sses", "zzes")):
        return word[:-2]
    # "Paris", "Hamas", "Carlos", "status", "press" are no plurals, and no rule tells "-as" apart.
    return word if word[-2] in "suiao" else word[:-1]


@lru_cache(maxsize=65536)
def synonyms(left: str, right: str, part: str = "") -> bool:
    """Whether two base forms share a sense (among their frequent senses)."""
    if left == right:
        return True
    rights = _word(_plain(right)).parts
    return any(
        not set(entry.frequent).isdisjoint(rights[name].frequent)
        for name, entry in _word(_plain(left)).parts.items()
        if name in rights and part in ("", name)
    )


@lru_cache(maxsize=65536)
def antonyms(left: str, right: str, part: str = "") -> bool:
    """Whether two base forms are opposites in a frequent sense.

    Word against word as WordNet has them ("rise", "fall"); and for adjectives also through one
    side's cluster: "numerous" is a kind of "many", whose opposite is "few". For that, both words
    must mean it in their most frequent sense.
    """
    a, b = _word(_plain(left)).parts, _word(_plain(right)).parts
    for name, entry in a.items():
        if name in b and part in ("", name):
            if right in entry.opposites or left in b[name].opposites:
                return True
            if name == "a" and (_opposed(entry, b[name]) or _opposed(b[name], entry)):
                return True
    return False


def _opposed(left: _Part, right: _Part) -> bool:
    """Whether the cluster of the left adjective's first sense opposes the right one's first."""
    return right.frequent[0] in _sense(left.frequent[0])[1]


@lru_cache(maxsize=65536)
def general(specific: str, broad: str, part: str = "n") -> bool:
    """Whether `broad` is a general term for `specific` (car -> vehicle) in a frequent sense.

    A place's or person's kind counts ("baghdad" -> "city"). Not through the most general nouns
    ("object", "event"), nor for a word and its synonym.
    """
    broad = _plain(broad).replace(" ", "_")
    low, high = _part(_plain(specific), part), _part(broad, part)
    if low is None or high is None or broad in _TOO_GENERAL:
        return False
    goals = frozenset(high.frequent[:_GENERAL_SENSES]) - _too_general()
    return any(not goals.isdisjoint(_above(sense)) for sense in low.frequent if sense not in goals)


@lru_cache(maxsize=1)
def _too_general() -> frozenset[int]:
    """The first senses of the most general words."""
    entries = (_part(word, part) for word in sorted(_TOO_GENERAL) for part in ("n", "v"))
    return frozenset(entry.frequent[0] for entry in entries if entry)


@lru_cache(maxsize=16384)
def _above(sense: int) -> frozenset[int]:
    """The senses over a sense, up to `_LEVELS` steps, stopping below the most general ones."""
    found: set[int] = set()
    level = [sense]
    for _ in range(_LEVELS):
        level = [
            up
            for one in level
            for up in _sense(one)[1]
            if up not in found and up not in _too_general()
        ]
        found.update(level)
    return frozenset(found)


@lru_cache(maxsize=65536)
def derived(left: str, right: str) -> bool:
    """Whether two base forms are forms of one word over parts of speech.

    "explode" and "explosion", "retaliate" and "retaliation", "iraqi" and "iraq". A word that is
    both noun and verb ("attack") is derived from itself. Includes the one who does it ("attacker").
    """
    a, b = _word(_plain(left)), _word(_plain(right))
    return (
        left == right
        or any(right in entry.derived for entry in a.parts.values())
        or any(left in entry.derived for entry in b.parts.values())
    )


@lru_cache(maxsize=65536)
def topic(noun: str) -> str:
    """The kind of thing a noun most often names: WordNet's lexicographer file, without "noun.".

    "person", "group", "location", "artifact", "act", "event", "time", "quantity", "communication",
    "state", "feeling", "possession", "attribute", ...; empty for an unknown word. Plurals are
    looked up as they are, then by their base form.
    """
    entry = _part(_plain(noun), "n") or _part(lemma(noun, "n"), "n")
    return _TOPICS[_sense(entry.frequent[0])[0]] if entry else ""


@lru_cache(maxsize=65536)
def proper(word: str) -> bool:
    """Whether a lower-cased word is known as a name alone: "baghdad", "monday", not "turkey"."""
    bases = _bases(_plain(word))
    return bool(bases) and all(_word(base).parts[part].name for part, base, _count in bases)
