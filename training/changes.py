"""Changes made by script over the tree: some alter a fact, some only look like it.

A change is a text's words in their new form and order, each with the word that it comes from, and
the words whose meaning it alters: none for a harmless one. `changed` applies one to the right side
of a unit and says which words differ now.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from units import (
    AGREES,
    COMMON,
    DIFFERS,
    ONLY,
    SOMEWHERE,
    UNKNOWN,
    Side,
    Unit,
    content,
    facing,
)

from consistency import lexicon
from consistency.cache import Memory
from consistency.model import Sentence
from consistency.syntax import Parser
from consistency.text import ADJ, ADV, AUX, NAME, NOUN, PRON, VERB, tokens
from consistency.text import words as words_of
from consistency.tree import Parsed

NumberWords = "two three four five six seven eight nine ten eleven twelve".split()
ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
MONTHS = (
    "January February March April May June July August September October November December"
).split()
# Each for any other of its line.
CHANGED_WORDS = [
    "all most some few no",
    "every one",
    "only also",
    "many few",
    "both neither",
    "will may could",
    "would might",
    "must may should",
    "million billion thousand",
    "kilometres metres miles",
    "hours days weeks months years",
    "hour day week month year",
    "daily weekly monthly annual",
    "before after",
    "because despite although",
    "above below",
    "up down",
    "north south east west",
    "northern southern eastern western",
    "former current acting",
    "dead injured missing",
    "killed injured wounded rescued arrested",
    "arrested questioned charged convicted acquitted",
    "always never sometimes",
    "morning afternoon evening night",
    "with without",
    "more fewer less",
    "yesterday today tomorrow",
    "last next this",
    "minister mayor governor president senator",
    "cause result",
    "approved rejected postponed",
    "confirmed denied suspected",
    "definitely probably possibly",
    "men women children",
    "father son brother uncle",
    "mother daughter sister aunt",
    "company union ministry council",
]
# Each may stand for any other of its line.
SAME_WORDS = [
    "about around roughly approximately",
    "said stated",
    "said says",
    "near beside",
    "also too",
    "but however",
    "while whereas",
    "because as since",
    "began started",
    "buy purchase",
    "bought purchased",
    "help assist",
    "show reveal",
    "showed revealed",
    "almost nearly",
    "whole entire",
    "big large",
    "people persons",
    "officials authorities",
    "car vehicle",
    "children kids",
    "firm company",
    "firms companies",
    "ended finished",
    "finally eventually",
    "located situated",
    "several some",
    "last final",
    "built constructed",
    "former ex",
    "got received obtained",
    "later subsequently afterwards",
    "earlier previously",
    "quickly rapidly",
    "happened occurred",
    "over above",
    "film movie",
    "town municipality",
]
PHRASES = [
    ("at least", "at most", True),
    ("at least", "no fewer than", False),
    ("more than", "less than", True),
    ("more than", "over", False),
    ("up to", "more than", True),
    ("fewer than", "more than", True),
    ("less than", "under", False),
    ("in addition", "also", False),
    ("as well as", "and", False),
    ("such as", "like", False),
    ("in order to", "to", False),
    ("per cent", "percent", False),
    ("percent", "%", False),
    ("nearly", "just over", True),
    ("almost", "just over", True),
]
IRREGULAR = {
    line.split()[0]: tuple(line.split()[1:])
    for line in """rise rose risen
fall fell fallen
win won won
lose lost lost
buy bought bought
sell sold sold
begin began begun
give gave given
take took taken
leave left left
keep kept kept
hold held held
build built built
find found found
meet met met
grow grew grown
shrink shrank shrunk
pay paid paid
send sent sent
lend lent lent
spend spent spent
make made made
come came come
go went gone
lead led led
beat beat beaten
break broke broken
forget forgot forgotten
remember remembered remembered
bring brought brought
teach taught taught
hide hid hidden
shut shut shut
cut cut cut
hire hired hired
strike struck struck
write wrote written
choose chose chosen
drive drove driven""".splitlines()
}


@dataclass(frozen=True)
class Change:
    """`words`: (text, gap before it, index of the word it comes from); `altered`: such indices."""

    words: tuple[tuple[str, str, int], ...]
    altered: frozenset[int]
    kind: str


class Trees:
    """Parses texts, each once."""

    def __init__(self) -> None:
        self._parser = Parser(None, Memory(200_000_000))
        self._found: dict[str, Parsed] = {}

    def prepare(self, texts: Iterable[str]) -> None:
        new = [text for text in set(texts) if text not in self._found]
        for text, analysis in self._parser.parse(new).items():
            made = tokens(text, 0, analysis, frozenset(), False)
            self._found[text] = Parsed(Sentence("", 0, 0, len(text), 0, text), made)

    def __getitem__(self, text: str) -> Parsed:
        if text not in self._found:
            self.prepare([text])
        return self._found[text]


# ---------------------------------------------------------------------------- applying a change


def changed(unit: Unit, change: Change) -> Unit | None:
    """The unit with a change made to its right side; None where its labels don't tell what it does.

    What an altered word faced differs from it now; where that is a longer span, something of it.
    """
    faces = facing(unit)
    left_marks = dict(unit.marks[0])
    labels = dict(unit.labels)
    for i in sorted(change.altered):
        number = unit.right.spans[i]
        label = labels.get(number, AGREES) if number else AGREES
        if label == ONLY:
            return None
        if label in (DIFFERS, UNKNOWN, SOMEWHERE):
            continue
        opposite = np.flatnonzero(faces[:, i] == 1)
        if not len(opposite):
            if content(unit.right.words[i]):
                return None
            continue
        if len(opposite) <= 2:
            for at in opposite:
                left_marks[int(at)] = DIFFERS
        else:
            labels[number] = SOMEWHERE
    spans = [unit.right.spans[source] for _, _, source in change.words]
    new = Side(
        tuple(word for word, _, _ in change.words),
        tuple(gap for _, gap, _ in change.words),
        tuple(spans),
    )
    if not new.sound():
        return None
    marks = {
        at: DIFFERS for at, (_, _, source) in enumerate(change.words) if source in change.altered
    }
    fresh = unit.fresh()
    left = unit.left
    moved = {old: at for at, (_, _, old) in reversed(list(enumerate(change.words)))}
    for i, label in unit.marks[1].items():
        if i in moved:
            marks.setdefault(moved[i], label)
    # Other words of no span no longer face by being equal: they get a span of their own.
    for i in sorted(set(moved)):
        if unit.right.spans[i]:
            continue
        places = [at for at, (_, _, source) in enumerate(change.words) if source == i]
        if [new.words[at].lower() for at in places] == [unit.right.words[i].lower()]:
            continue
        opposite = np.flatnonzero(faces[:, i] == 1)
        if len(opposite) == 1 and not left.spans[int(opposite[0])]:
            at = int(opposite[0])
            left = replace(left, spans=(*left.spans[:at], fresh, *left.spans[at + 1 :]))
            numbers = list(new.spans)
            for place in places:
                numbers[place] = fresh
            new = replace(new, spans=tuple(numbers))
            labels[fresh] = AGREES
            fresh += 1
    return Unit(left, new, labels, unit.link, marks=(left_marks, marks))


def _edit(
    parsed: Parsed, first: int, last: int, text: str, kind: str, alters: Iterable[int] | None
) -> Change:
    """The words [first, last) in another wording; `alters` None: it alters all of them."""
    words = _plain(parsed)
    pieces = [text[a:b] for a, b in words_of(text)]
    gaps, before = [], 0
    for a, b in words_of(text):
        gaps.append(text[before:a])
        before = b
    if pieces:
        gaps[0] = words[first][1]
        if first == 0:
            pieces[0] = pieces[0][:1].upper() + pieces[0][1:]
    sources = [min(first + k, last - 1) for k in range(len(pieces))]
    new = list(zip(pieces, gaps, sources, strict=True))
    altered = range(first, last) if alters is None else alters
    return Change((*words[:first], *new, *words[last:]), frozenset(altered), kind)


def _plain(parsed: Parsed) -> list[tuple[str, str, int]]:
    text, before, found = parsed.sentence.text, 0, []
    for token in parsed.tokens:
        found.append((token.text, text[before : token.start], token.index))
        before = token.end
    return found


def _ordered(parsed: Parsed, order: Sequence[tuple[str, int] | int]) -> tuple:
    """Words in a new order: indices, or (text, index it comes from); gaps as print has them."""
    plain = _plain(parsed)
    found: list[tuple[str, str, int]] = []
    for entry in order:
        word, source = (plain[entry][0], entry) if isinstance(entry, int) else entry
        gap = " "
        if source >= 0 and isinstance(entry, int):
            follows = found and found[-1][2] == source - 1
            gap = plain[source][1] if follows or not any(map(str.isalnum, word)) else " "
        if not found:
            gap = ""
            word = word[:1].upper() + word[1:]
        elif source == 0 and found and isinstance(entry, int):
            token = parsed.tokens[0]
            if token.pos != NAME and token.text != "I":
                word = word[:1].lower() + word[1:]
        found.append((word, gap, source))
    return tuple(found)


# ------------------------------------------------------------------------------- kinds of change

Pool = Mapping[str, Sequence[str]]  # names of a story by entity type
Maker = Callable[[Parsed, Pool, random.Random], list[Change]]


def numbers(parsed: Parsed, pool: Pool, choice: random.Random) -> list[Change]:
    found = []
    for token in parsed.tokens:
        lower = token.lower
        if lower in NumberWords:
            other = choice.choice([w for w in NumberWords if w != lower])
            found.append(_edit(parsed, token.index, token.index + 1, other, "number", None))
        elif lower in ORDINALS:
            other = choice.choice([w for w in ORDINALS if w != lower])
            found.append(_edit(parsed, token.index, token.index + 1, other, "number", None))
        elif re.fullmatch(r"\d{1,3}(,\d{3})+|\d+|\d+\.\d+", token.text):
            other = _number(token.text, choice)
            if other != token.text:
                found.append(_edit(parsed, token.index, token.index + 1, other, "number", None))
    return found


def _number(text: str, choice: random.Random) -> str:
    if "." in text:
        _, _, part = text.partition(".")
        value = float(text) * choice.choice((0.5, 0.9, 1.1, 1.3, 2)) + choice.choice((-0.3, 0.4))
        return f"{max(value, 0.1):.{len(part)}f}"
    value = int(text.replace(",", ""))
    if 1800 <= value <= 2099 and "," not in text:
        return str(value + choice.choice((-10, -3, -2, -1, 1, 2, 4, 9)))
    digits = [c for c in text if c.isdigit()]
    if len(digits) > 1 and choice.random() < 0.4:
        i = choice.randrange(len(digits) - 1)
        digits[i], digits[i + 1] = digits[i + 1], digits[i]
        new = int("".join(digits))
    elif value < 32:
        new = max(1, value + choice.choice((-5, -3, -2, -1, 1, 2, 3, 6)))
    else:
        factor = choice.choice((0.5, 0.7, 0.9, 0.95, 1.05, 1.1, 1.2, 1.5, 2, 10))
        new = round(value * factor)
        if value % 100 == 0:
            new = round(new, -2) or 100
    return f"{new:,}" if "," in text else str(new)


def number_forms(parsed: Parsed, pool: Pool, choice: random.Random) -> list[Change]:
    found = []
    for token in parsed.tokens:
        other = ""
        if token.lower in NumberWords:
            other = str(NumberWords.index(token.lower) + 2)
        elif token.text.isdigit() and 2 <= int(token.text) <= 12:
            other = NumberWords[int(token.text) - 2]
        elif re.fullmatch(r"\d{1,3},\d{3}", token.text):
            other = token.text.replace(",", "")
        elif re.fullmatch(r"[1-9]\d{3}", token.text) and not 1700 < int(token.text) < 2100:
            other = f"{int(token.text):,}"
        if other:
            found.append(_edit(parsed, token.index, token.index + 1, other, "form", ()))
    return found


def calendar(parsed: Parsed, pool: Pool, choice: random.Random) -> list[Change]:
    found = []
    for token in parsed.tokens:
        for names in (DAYS, MONTHS):
            if token.text in names and not (token.text == "May" and token.pos != NAME):
                other = choice.choice([name for name in names if name != token.text])
                found.append(_edit(parsed, token.index, token.index + 1, other, "date", None))
    return found


def entities(parsed: Parsed) -> list[tuple[int, int, str]]:
    """Names in the text: [first, last) and type."""
    found = []
    for token in parsed.tokens:
        label = token.entity[2:]
        if token.entity.startswith("B-") or (found and label and found[-1][2] != label):
            found.append((token.index, token.index + 1, label))
        elif token.entity.startswith("I-") and found and found[-1][1] == token.index:
            found[-1] = (found[-1][0], token.index + 1, label)
    clean = []
    for first, last, label in found:
        if label not in ("PERSON", "ORG", "GPE", "LOC", "FAC", "NORP"):
            continue
        while first < last and parsed.tokens[first].lower in ("the", "a", "mr", "ms", "mrs", "dr"):
            first += 1
        while last > first and parsed.tokens[last - 1].lower in ("'s", "’s", "'", "’"):
            last -= 1
        if first < last and all(t.text[:1].isupper() for t in parsed.tokens[first:last]):
            clean.append((first, last, label))
    return clean


def names(parsed: Parsed, pool: Pool, choice: random.Random) -> list[Change]:
    found = []
    own = parsed.sentence.text
    for first, last, label in entities(parsed):
        others = [name for name in pool.get(label, ()) if name not in own]
        words = {t.lower for t in parsed.tokens[first:last]}
        others = [name for name in others if not words & set(name.lower().split())]
        if others:
            found.append(_edit(parsed, first, last, choice.choice(others), "name", None))
    return found


@lru_cache(maxsize=2)
def _lines(harmless: bool) -> dict[str, list[str]]:
    table: dict[str, list[str]] = defaultdict(list)
    for line in SAME_WORDS if harmless else CHANGED_WORDS:
        for word in line.split():
            table[word] += [other for other in line.split() if other != word]
    return table


def changed_words(parsed: Parsed, pool: Pool, choice: random.Random) -> list[Change]:
    table = _lines(False)
    found = []
    for token in parsed.tokens:
        if token.lower in table and not (token.pos == NAME and token.index):
            if token.lower in ("last", "next", "this") and token.dep not in ("amod", "det"):
                continue
            if token.lower in ("up", "down", "more", "before", "after") and choice.random() < 0.5:
                continue
            other = choice.choice(table[token.lower])
            alters = {token.index}
            if token.dep in ("det", "aux", "advmod", "amod", "neg", "prep", "mark"):
                alters.add(token.index)
            found.append(_edit(parsed, token.index, token.index + 1, other, "word", alters))
    return found


def same_words(parsed: Parsed, pool: Pool, choice: random.Random) -> list[Change]:
    table = _lines(True)
    found = []
    for token in parsed.tokens:
        if token.lower in table and token.pos != NAME:
            if token.lower in ("as", "since", "over", "above", "last", "final", "some", "near"):
                continue
            other = choice.choice(table[token.lower])
            if other in ("since", "as", "above", "last", "ex", "some"):
                continue
            found.append(_edit(parsed, token.index, token.index + 1, other, "same word", ()))
    return found


def phrases(parsed: Parsed, pool: Pool, choice: random.Random) -> list[Change]:
    lower = [token.lower for token in parsed.tokens]
    found = []
    for one, other, alters in PHRASES:
        for old, new in ((one, other), (other, one)):
            words = old.split()
            if old in ("and", "to", "also", "like", "under", "over"):
                continue
            for i in range(len(lower) - len(words) + 1):
                if lower[i : i + len(words)] == words:
                    last = i + len(words)
                    kind = "bound" if alters else "same phrase"
                    found.append(_edit(parsed, i, last, new, kind, None if alters else ()))
    return found


def negations(parsed: Parsed, pool: Pool, choice: random.Random) -> list[Change]:
    found = []
    for token in parsed.tokens:
        i = token.index
        if token.dep == "neg" and token.lower in ("not", "never", "n't", "n’t"):
            if parsed.tokens[i - 1].lower in ("ca", "wo"):
                continue
            plain = _plain(parsed)
            words = (*plain[:i], *plain[i + 1 :])
            found.append(Change(words, frozenset({token.head}), "negation"))
            continue
        if token.pos not in (VERB, AUX) or parsed.on(i, "neg"):
            continue
        helper = [k for k in parsed.on(i, "aux", "auxpass") if k < i]
        helper = [k for k in helper if parsed.tokens[k].lower != "to"]
        if helper or token.lower in ("is", "are", "was", "were"):
            at = helper[0] if helper else i
            plain = _plain(parsed)
            source = i
            words = (*plain[: at + 1], ("not", " ", source), *plain[at + 1 :])
            altered = {i} if helper else {i, *parsed.on(i, "attr", "acomp")}
            found.append(Change(words, frozenset(altered), "negation"))
        elif token.tag in ("VBD", "VBZ") and token.pos == VERB and token.lemma.isalpha():
            verb = "did not" if token.tag == "VBD" else "does not"
            found.append(_edit(parsed, i, i + 1, f"{verb} {token.lemma}", "negation", None))
    return found


def contractions(parsed: Parsed, pool: Pool, choice: random.Random) -> list[Change]:
    found = []
    helpers = ("is", "was", "were", "did", "does", "do", "has", "have", "had", "are", "would")
    for token in parsed.tokens[1:]:
        before = parsed.tokens[token.index - 1]
        if token.lower == "not" and before.lower in helpers:
            plain = _plain(parsed)
            words = (*plain[: token.index], ("n't", "", token.index), *plain[token.index + 1 :])
            found.append(Change(words, frozenset(), "contraction"))
        elif token.lower in ("n't", "n’t") and before.lower in helpers:
            plain = _plain(parsed)
            words = (*plain[: token.index], ("not", " ", token.index), *plain[token.index + 1 :])
            found.append(Change(words, frozenset(), "contraction"))
    return found


@lru_cache(maxsize=1)
def _by_sense() -> dict[tuple[str, int], tuple[str, ...]]:
    """Words by part of speech and most frequent sense."""
    table: dict[tuple[str, int], list[str]] = defaultdict(list)
    data = lexicon._table()[0].decode()
    for line in data.splitlines():
        word = line.partition("\t")[0]
        if not word.isalpha() or not word.islower():
            continue
        for part, entry in lexicon._word(word).parts.items():
            if entry.seen >= 5 and not entry.name and entry.frequent:
                table[part, entry.frequent[0]].append(word)
    return {key: tuple(words) for key, words in table.items()}


@lru_cache(maxsize=1)
def _sisters() -> dict[tuple[str, int], tuple[str, ...]]:
    """Words by part of speech and the sense above their most frequent one."""
    table: dict[tuple[str, int], list[str]] = defaultdict(list)
    for (part, sense), words in _by_sense().items():
        for above in lexicon._sense(sense)[1][:1]:
            table[part, above] += words
    return {key: tuple(words) for key, words in table.items()}


_PARTS = {NOUN: "n", VERB: "v", ADJ: "a", ADV: "r"}
_CONCRETE = {"person", "artifact", "animal", "food", "location", "time", "possession", "body"}


def inflected(base: str, tag: str) -> str:
    """A base form under another word's tag; "" where it is not surely regular."""
    if tag in ("NN", "VB", "VBP", "JJ", "RB"):
        return base
    if tag in ("NNS", "VBZ"):
        if base.endswith(("s", "x", "z", "ch", "sh")):
            return base + "es"
        if base.endswith("y") and base[-2:-1] not in "aeiou":
            return base[:-1] + "ies"
        return base + "s"
    if tag in ("VBD", "VBN"):
        if base in IRREGULAR:
            return IRREGULAR[base][tag == "VBN"]
        for form in (base + "ed", base + "d", base[:-1] + "ied", base + base[-1] + "ed"):
            if _fits(form, base) and lexicon.lemma(form, "v") == base:
                return form
        return ""
    if tag == "VBG":
        for form in (base + "ing", base[:-1] + "ing", base + base[-1] + "ing"):
            if lexicon.lemma(form, "v") == base and not (
                base.endswith("e") and form == base + "ing"
            ):
                return form
    return ""


def _fits(form: str, base: str) -> bool:
    if base.endswith("e"):
        return form == base + "d"
    if base.endswith("y") and base[-2:-1] not in "aeiou":
        return form == base[:-1] + "ied"
    short = len(re.findall("[aeiou]+", base)) == 1 and re.search(
        r"[^aeiou][aeiou][bdgmnprt]$", base
    )
    return form == (base + base[-1] + "ed" if short else base + "ed")


def antonyms(parsed: Parsed, pool: Pool, choice: random.Random) -> list[Change]:
    found = []
    for token in parsed.tokens:
        part = _PARTS.get(token.pos)
        entry = lexicon._part(token.lemma, part) if part else None
        if not entry:
            continue
        for other in entry.opposites[:2]:
            form = inflected(other, token.tag) if other.isalpha() else ""
            if form:
                found.append(_edit(parsed, token.index, token.index + 1, form, "antonym", None))
    return found


def synonyms(parsed: Parsed, pool: Pool, choice: random.Random) -> list[Change]:
    found = []
    for token in parsed.tokens:
        part = _PARTS.get(token.pos)
        entry = lexicon._part(token.lemma, part) if part else None
        if not entry or not entry.frequent or token.lemma in COMMON:
            continue
        if entry.senses > 4 and part != "n":
            continue
        others = [w for w in _by_sense().get((part, entry.frequent[0]), ()) if w != token.lemma]
        others = [w for w in others if lexicon._part(w, part).senses <= 6 and len(w) > 3]
        if others:
            form = inflected(choice.choice(others), token.tag)
            if form:
                found.append(_edit(parsed, token.index, token.index + 1, form, "synonym", ()))
    return found


def sisters(parsed: Parsed, pool: Pool, choice: random.Random) -> list[Change]:
    """Another thing of the same kind: lawyer, doctor; bus, tram."""
    found = []
    for token in parsed.tokens:
        part = _PARTS.get(token.pos)
        if part not in ("n", "v") or token.dep == "compound":
            continue
        entry = lexicon._part(token.lemma, part)
        if not entry or not entry.frequent or (part == "v" and entry.senses > 5):
            continue
        if part == "n" and lexicon.topic(token.lemma) not in _CONCRETE:
            continue
        sense = entry.frequent[0]
        same = set(_by_sense().get((part, sense), ()))
        others = [
            word
            for above in lexicon._sense(sense)[1][:1]
            for word in _sisters().get((part, above), ())
            if word not in same and not lexicon.synonyms(word, token.lemma)
        ]
        if others:
            form = inflected(choice.choice(others), token.tag)
            if form:
                found.append(_edit(parsed, token.index, token.index + 1, form, "sister", None))
    return found


def titles(parsed: Parsed, pool: Pool, choice: random.Random) -> list[Change]:
    """A former, deputy or acting one."""
    found = []
    for token in parsed.tokens:
        if token.pos == NOUN and token.tag == "NN" and lexicon.topic(token.lemma) == "person":
            first = parsed.phrase(token.index)[0]
            before = parsed.tokens[token.index - 1].lower if token.index else ""
            if before in ("former", "deputy", "acting", "assistant", "vice"):
                i = token.index
                plain = _plain(parsed)
                words = (*plain[: i - 1], *plain[i:])
                found.append(Change(words, frozenset({i, i - 1}), "title"))
            elif first < token.index and token.lemma.endswith(("r", "t", "n")):
                word = choice.choice(("deputy", "former", "assistant", "retired"))
                found.append(
                    _edit(
                        parsed, token.index, token.index + 1, f"{word} {token.text}", "title", None
                    )
                )
    return found


def _phrase(parsed: Parsed, i: int) -> tuple[int, int]:
    """A participant with all that hangs on it; short ones only."""
    first, last = parsed.edges[i]
    while last > first and parsed.tokens[last - 1].pos == "PUNCT":
        last -= 1
    return first, last


def _pairs(parsed: Parsed) -> list[tuple[tuple[int, int], tuple[int, int], int]]:
    """Two phrases of which each could stand in the other's place, and their predicate."""
    found = []
    for token in parsed.tokens:
        i = token.index
        if token.pos not in (VERB, AUX):
            continue
        subjects = parsed.on(i, "nsubj", "nsubjpass")
        objects = (*parsed.on(i, "dobj"), *parsed._agents(i))
        objects += tuple(o for k in parsed.on(i, "prep") for o in parsed.on(k, "pobj"))
        groups = [(s, o) for s in subjects for o in objects]
        groups += [(o, p) for o in objects for p in objects if o < p]
        for s, o in groups:
            one, two = _phrase(parsed, s), _phrase(parsed, o)
            if one[1] > two[0] or max(one[1] - one[0], two[1] - two[0]) > 9:
                continue
            if any(parsed.tokens[k].pos == PRON for k in (s, o)):
                continue
            if parsed.tokens[s].lemma == parsed.tokens[o].lemma:
                continue
            found.append((one, two, i))
    return found


def swaps(parsed: Parsed, pool: Pool, choice: random.Random) -> list[Change]:
    """Two participants in each other's place."""
    found = []
    for (a, b), (c, d), _ in _pairs(parsed):
        if not _alike(parsed, (a, b), (c, d)):
            continue
        size = len(parsed.tokens)
        order = [*range(a), *range(c, d), *range(b, c), *range(a, b), *range(d, size)]
        altered = {k for k in (*range(a, b), *range(c, d)) if content(parsed.tokens[k].text)}
        found.append(Change(_ordered(parsed, order), frozenset(altered), "swap"))
    return found


def _alike(parsed: Parsed, one: tuple[int, int], two: tuple[int, int]) -> bool:
    """Whether both are names of a type, both persons, or both quantities of money or time."""
    kinds = []
    for first, last in (one, two):
        labels = {t.entity[2:] for t in parsed.tokens[first:last] if t.entity and t.pos == NAME}
        heads = [
            t for t in parsed.tokens[first:last] if not first <= t.head < last or t.head == t.index
        ]
        topic = {lexicon.topic(t.lemma) for t in heads if t.pos == NOUN}
        if labels & {"PERSON", "ORG", "NORP"} or topic & {"person", "group"}:
            kinds.append("who")
        elif labels & {"GPE", "LOC", "FAC"} or "location" in topic:
            kinds.append("where")
        else:
            kinds.append(next(iter(sorted(topic)), ""))
    return bool(kinds[0]) and kinds[0] == kinds[1]


def passives(parsed: Parsed, pool: Pool, choice: random.Random) -> list[Change]:
    """Active made passive, said the same or with the two exchanged."""
    found = []
    for token in parsed.tokens:
        i = token.index
        if token.tag != "VBD" or not token.lower.endswith("ed") or token.pos != VERB:
            continue
        if parsed.on(i, "aux", "neg", "dative", "xcomp", "ccomp", "prt", "conj"):
            continue
        subjects, objects = parsed.on(i, "nsubj"), parsed.on(i, "dobj")
        if len(subjects) != 1 or len(objects) != 1:
            continue
        if any(parsed.tokens[k].pos == PRON for k in (*subjects, *objects)):
            continue
        (a, b), (c, d) = _phrase(parsed, subjects[0]), _phrase(parsed, objects[0])
        if not (b == i and c == i + 1) or any(parsed.tokens[k].dep == "relcl" for k in range(a, d)):
            continue
        many = parsed.tokens[objects[0]].tag in ("NNS", "NNPS") or parsed.on(objects[0], "cc")
        verb = [("were" if many else "was", i), (token.text, i)]
        rest = list(range(d, len(parsed.tokens)))
        order = [*range(a), *range(c, d), *verb, ("by", i), *range(a, b), *rest]
        found.append(Change(_ordered(parsed, order), frozenset(), "passive"))
        if _alike(parsed, (a, b), (c, d)):
            many = parsed.tokens[subjects[0]].tag in ("NNS", "NNPS")
            verb = [("were" if many else "was", i), (token.text, i)]
            order = [*range(a), *range(a, b), *verb, ("by", i), *range(c, d), *rest]
            altered = {k for k in (*range(a, b), *range(c, d)) if content(parsed.tokens[k].text)}
            found.append(Change(_ordered(parsed, order), frozenset(altered), "passive swap"))
    return found


def orders(parsed: Parsed, pool: Pool, choice: random.Random) -> list[Change]:
    """A clause or phrase at the end put in front."""
    found = []
    size = len(parsed.tokens)
    if size < 6 or parsed.tokens[-1].text != ".":
        return []
    root = next((t.index for t in parsed.tokens if t.dep == "ROOT"), -1)
    for k in parsed.on(root, "prep", "advcl", "npadvmod"):
        first, last = parsed.edges[k]
        if last == size - 1 and 3 <= last - first <= 14 and first > root:
            end = first - 1 if parsed.tokens[first - 1].text == "," else first
            order: list = [*range(first, last), (",", root), *range(end), size - 1]
            words = [
                (w, "" if w == "," and s == root else gap, s)
                for w, gap, s in _ordered(parsed, order)
            ]
            found.append(Change(tuple(words), frozenset(), "order"))
    return found


_SAY = frozenset("say add report state announce claim".split())


def _said(parsed: Parsed) -> tuple[int, tuple[int, int], tuple[int, int]] | None:
    """A sentence's report at its end: verb, speaker, what is said."""
    size = len(parsed.tokens)
    if size < 6 or parsed.tokens[-1].text != ".":
        return None
    root = next((t for t in parsed.tokens if t.dep == "ROOT"), None)
    if root is None or root.lemma not in _SAY or root.tag != "VBD":
        return None
    subjects = parsed.on(root.index, "nsubj")
    if len(subjects) != 1:
        return None
    a, b = parsed.edges[subjects[0]]
    i = root.index
    if a == 0 and b == i and i + 3 < size:
        first = i + 2 if parsed.tokens[i + 1].lower == "that" else i + 1
        return i, (a, b), (first, size - 1)
    if b == i and i == size - 2 and a > 2 and parsed.tokens[a - 1].text == ",":
        return i, (a, b), (0, a - 1)
    return None


def said(parsed: Parsed, pool: Pool, choice: random.Random) -> list[Change]:
    """Who says it before or behind what is said; "according to"."""
    found = _said(parsed)
    if not found or any(c in parsed.sentence.text for c in '"“”'):
        return []
    verb, (a, b), (c, d) = found
    size = len(parsed.tokens)
    forms: list[list] = [
        [*range(a, b), verb, *range(c, d), size - 1],
        [*range(a, b), verb, ("that", verb), *range(c, d), size - 1],
        [*range(c, d), (",", verb), *range(a, b), verb, size - 1],
        [("according", verb), ("to", verb), *range(a, b), (",", verb), *range(c, d), size - 1],
        [*range(c, d), (",", verb), ("according", verb), ("to", verb), *range(a, b), size - 1],
    ]
    changes = []
    for order in forms:
        words = tuple(
            (w, "" if w == "," else gap or (" " if k else ""), s) if w not in (".",) else (w, "", s)
            for k, (w, gap, s) in enumerate(_ordered(parsed, order))
        )
        changes.append(Change(words, frozenset(), "said"))
    return changes


def sources(parsed: Parsed, pool: Pool, choice: random.Random) -> list[Change]:
    """Another one says it."""
    found = []
    for token in parsed.tokens:
        if token.pos == VERB and token.lemma in _SAY:
            for k in parsed.on(token.index, "nsubj"):
                first, last = _phrase(parsed, k)
                own = parsed.sentence.text
                others = [name for name in pool.get("source", ()) if name not in own]
                if others and last - first < 7 and parsed.tokens[k].pos != PRON:
                    other = choice.choice(others)
                    found.append(_edit(parsed, first, last, other, "source", None))
    return found


def speakers(parsed: Parsed) -> list[str]:
    """Who says something in a text."""
    found = []
    for token in parsed.tokens:
        if token.pos == VERB and token.lemma in _SAY:
            for k in parsed.on(token.index, "nsubj"):
                first, last = _phrase(parsed, k)
                if last - first < 6 and parsed.tokens[k].pos != PRON:
                    text = " ".join(t.text for t in parsed.tokens[first:last])
                    begins = first == 0 and parsed.tokens[0].pos != NAME
                    found.append(text[:1].lower() + text[1:] if begins else text)
    return found


HARMFUL: tuple[Maker, ...] = (
    numbers,
    calendar,
    names,
    changed_words,
    changed_words,
    negations,
    antonyms,
    sisters,
    titles,
    swaps,
    swaps,
    sources,
)
RARE: tuple[Maker, ...] = (names, swaps, sources, passives, orders, said, phrases)
MIXED: tuple[Maker, ...] = (phrases, passives, passives)
HARMLESS: tuple[Maker, ...] = (
    number_forms,
    same_words,
    contractions,
    synonyms,
    synonyms,
    passives,
    orders,
    orders,
    said,
    said,
)


def changes(parsed: Parsed, pool: Pool, choice: random.Random, harmful: bool) -> Change | None:
    """One change of a kind drawn at random among those that the text allows."""
    makers = list((*HARMFUL, *MIXED) if harmful else (*HARMLESS, *MIXED))
    choice.shuffle(makers)
    if choice.random() < 0.4:
        makers.sort(key=lambda maker: maker not in RARE)
    for maker in makers:
        found = [c for c in maker(parsed, pool, choice) if bool(c.altered) == harmful]
        if found:
            return choice.choice(found)
    return None


def pool_of(trees: Iterable[Parsed]) -> dict[str, list[str]]:
    """Names by type, and speakers, of a story's texts."""
    found: dict[str, set[str]] = defaultdict(set)
    for parsed in trees:
        for first, last, label in entities(parsed):
            text = parsed.sentence.text[parsed.tokens[first].start : parsed.tokens[last - 1].end]
            found[label].add(text)
        found["source"].update(speakers(parsed))
    return {label: sorted(texts) for label, texts in found.items()}
