"""Build consistency/data/lexicon.words and lexicon.senses from WordNet 3.0's database files.

    python scripts/build_lexicon.py /usr/share/wordnet [OUTPUT_FOLDER]

The folder holds {index,data}.{noun,verb,adj,adv}, {noun,verb,adj,adv}.exc and cntlist.rev, as
Debian's `wordnet-base` installs them. The output depends on those files alone, byte for byte.

lexicon.words: one line per word, sorted by its UTF-8 bytes, fields parted by tabs; after the word,
one field per part of speech, and one per irregular form that the word is:

    attack<TAB>n 100 9 1x3.2b7 +attacker<TAB>v 80 6 ...
    said<TAB>a 2 1 ...<TAB>>v say

A part's field: the letter (capital: every sense is printed with a capital letter, a name), how
often the part was seen in the tagged texts, how many senses it has, the frequent senses (numbers in
base 36, the lines of lexicon.senses), then `!` opposites and `+` derived words, by commas.

lexicon.senses: lines of equal length, sense 0 unused: topic (WordNet's lexicographer file number,
two digits), then two senses of four digits in base 36, 0000 for none: for nouns and verbs the
hypernyms, for adjectives the opposite that the sense has through its cluster.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from pathlib import Path

PARTS = {"noun": "n", "verb": "v", "adj": "a", "adv": "r"}
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"

# Which senses count as frequent. WordNet orders senses by how often its texts show them. The first
# three are what a news reader can be expected to mean; a later one must make up a tenth of what was
# seen, a first one must not be under 2 % of a word seen often. Words seen less than ten times have
# no order to speak of, so one sense more is kept. Looked over on 60 words usual in news
# (tests/test_lexicon.py).
FIRST_SENSES = 3
UNSEEN_SENSES = 4
UNSEEN_BELOW = 10
LATER_SHARE = 0.10
RARE_SHARE = 0.02
RARE_FROM = 50
MOST_SENSES = 6

# An opposite counts between frequent senses, and where both senses were seen at all often: two
# words that WordNet calls opposites rarely meet in any other sense ("start" and "stop"). A verb's
# or noun's opposite also holds for its synonyms, where all mean it first ("permit", "prohibit"):
# of the 59 pairs that this adds, all but two or three read as opposites.
OPPOSITE_SEEN = 2
SYNONYM_SEEN = 3

Key = tuple[str, str]  # (part, synset offset)


class Synset:
    """One synset as data.* has it: words, lexicographer file, pointers."""

    def __init__(self, line: str) -> None:
        fields = line.split(" | ", 1)[0].split()
        self.offset, self.topic, self.part = fields[0], fields[1], fields[2].replace("s", "a")
        self.satellite = fields[2] == "s"
        count = int(fields[3], 16)
        self.words = [re.sub(r"\((a|p|ip)\)$", "", fields[4 + 2 * i]) for i in range(count)]
        at = 4 + 2 * count
        self.pointers: list[tuple[str, Key, int, int]] = []
        for i in range(int(fields[at])):
            symbol, offset, part, ends = fields[at + 1 + 4 * i : at + 5 + 4 * i]
            self.pointers.append((symbol, (part, offset), int(ends[:2], 16), int(ends[2:], 16)))

    def targets(self, *symbols: str) -> list[Key]:
        """The synsets that pointers of these kinds lead to."""
        return [key for symbol, key, _, _ in self.pointers if symbol in symbols]


def base36(number: int, width: int = 0) -> str:
    """A number in base 36."""
    text = ""
    while number:
        number, rest = divmod(number, 36)
        text = DIGITS[rest] + text
    return text.rjust(width, "0") or "0"


def rows(path: Path) -> list[str]:
    """A database file's lines without the licence at its head."""
    lines = path.read_text(encoding="ascii").splitlines()
    return [line for line in lines if not line.startswith("  ")]


def frequent(counts: list[int]) -> list[int]:
    """Indices of the senses that count as frequent, given how often each was seen."""
    total = sum(counts)
    first = UNSEEN_SENSES if total < UNSEEN_BELOW else FIRST_SENSES
    kept = []
    for i, count in enumerate(counts):
        share = count / total if total else 0.0
        if (i < first or share >= LATER_SHARE) and not (
            i and total >= RARE_FROM and share < RARE_SHARE
        ):
            kept.append(i)
    return kept[:MOST_SENSES]


def read_counts(path: Path) -> dict[tuple[str, str, int], int]:
    """(part, word, number of the sense) -> how often the tagged texts show it."""
    parts = {"1": "n", "2": "v", "3": "a", "4": "r", "5": "a"}
    counts = {}
    for line in path.read_text(encoding="ascii").splitlines():
        key, number, count = line.rsplit(" ", 2)
        word, rest = key.split("%", 1)
        counts[parts[rest[0]], word, int(number)] = int(count)
    return counts


def main(source: Path, target: Path) -> None:
    """Read WordNet's folder and write the two files."""
    counts = read_counts(source / "cntlist.rev")
    synsets: dict[Key, Synset] = {}
    index: dict[Key, list[str]] = {}  # (part, word) -> offsets, most frequent first
    for name, part in PARTS.items():
        for line in rows(source / f"data.{name}"):
            synset = Synset(line)
            synsets[part, synset.offset] = synset
        for line in rows(source / f"index.{name}"):
            fields = line.split()
            index[part, fields[0]] = fields[-int(fields[2]) :]

    kept: dict[Key, list[str]] = {}
    seen: dict[Key, int] = {}
    for (part, word), offsets in index.items():
        tags = [counts.get((part, word, i + 1), 0) for i in range(len(offsets))]
        seen[part, word] = sum(tags)
        kept[part, word] = [offsets[i] for i in frequent(tags)]

    opposites, derived = pointers(synsets, index, counts, kept)
    names = capitals(synsets)
    numbers = {key: i + 1 for i, key in enumerate(synsets)}

    lines: dict[str, list[str]] = defaultdict(list)
    for (part, word), offsets in index.items():
        senses = ".".join(base36(numbers[part, o]) for o in kept[part, word])
        letter = part.upper() if (part, word) in names else part
        field = f"{letter} {seen[part, word]} {len(offsets)} {senses}"
        if opposites.get((part, word)):
            field += " !" + ",".join(sorted(opposites[part, word]))
        if derived.get((part, word)):
            field += " +" + ",".join(sorted(derived[part, word]))
        lines[word].append(field)
    for name, part in PARTS.items():
        for line in rows(source / f"{name}.exc"):
            word, *bases = line.split()
            for base in bases:
                if base != word and (part, base) in index:
                    lines[word].append(f">{part} {base}")
    target.mkdir(parents=True, exist_ok=True)
    table = sorted("\t".join([word, *entries]) + "\n" for word, entries in lines.items())
    (target / "lexicon.words").write_bytes("".join(table).encode("ascii"))
    records = ["00" + "0" * 8 + "\n", *(sense(key, synsets, numbers) for key in synsets)]
    (target / "lexicon.senses").write_bytes("".join(records).encode("ascii"))


def pointers(
    synsets: dict[Key, Synset],
    index: dict[Key, list[str]],
    counts: dict[tuple[str, str, int], int],
    kept: dict[Key, list[str]],
) -> tuple[dict[Key, set[str]], dict[Key, set[str]]]:
    """Word-to-word pointers: opposites, and derived words of any sense."""

    def often(part: str, word: str, offset: str) -> bool:
        rank = index[part, word].index(offset) + 1
        return offset in kept[part, word] or counts.get((part, word, rank), 0) >= OPPOSITE_SEEN

    def first(part: str, offset: str, synset: Synset) -> list[str]:
        words = [word.lower() for word in synset.words if "_" not in word]
        return [
            word
            for word in words
            if index[part, word][0] == offset and counts.get((part, word, 1), 0) >= SYNONYM_SEEN
        ]

    opposites: dict[Key, set[str]] = defaultdict(set)
    derived: dict[Key, set[str]] = defaultdict(set)
    for (part, offset), synset in synsets.items():
        for symbol, key, left, right in synset.pointers:
            if not left or symbol not in ("!", "+", "\\"):
                continue
            other = synsets[key]
            a, b = synset.words[left - 1].lower(), other.words[right - 1].lower()
            if a == b:
                continue
            if symbol != "!":
                derived[part, a].add(b)
                derived[key[0], b].add(a)
                continue
            pairs = [(a, b)] if often(part, a, offset) and often(key[0], b, key[1]) else []
            if part in "nv":
                lefts, rights = first(part, offset, synset), first(key[0], key[1], other)
                pairs += [(x, y) for x in lefts for y in rights if x != y]
            for x, y in pairs:
                opposites[part, x].add(y)
                opposites[key[0], y].add(x)
    return opposites, derived


def capitals(synsets: dict[Key, Synset]) -> set[Key]:
    """The words that every sense prints with a capital letter."""
    printed: dict[Key, bool] = {}
    for (part, _), synset in synsets.items():
        for word in synset.words:
            key = (part, word.lower())
            printed[key] = printed.get(key, True) and any(c.isupper() for c in word)
    return {key for key, capital in printed.items() if capital}


def sense(key: Key, synsets: dict[Key, Synset], numbers: dict[Key, int]) -> str:
    """One line of lexicon.senses."""
    synset = synsets[key]
    others: list[int] = []
    if key[0] in "nv":
        others = [numbers[target] for target in synset.targets("@", "@i")]
    elif key[0] == "a":
        heads = [synset]
        if synset.satellite:
            heads = [synsets[target] for target in synset.targets("&")]
            heads = [head for head in heads if not head.satellite]
        others = [numbers[target] for head in heads for target in head.targets("!")]
    unique = list(dict.fromkeys(others))[:2]
    unique += [0] * (2 - len(unique))
    return synset.topic + "".join(base36(number, 4) for number in unique) + "\n"


if __name__ == "__main__":
    here = Path(__file__).resolve().parent.parent / "consistency" / "data"
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else here)
