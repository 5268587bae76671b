"""What reported speech is told by: the word lists, and the frame of a source, a cue and a content.

Which words report is nothing that a tree knows: the lists are kept by hand, in data/speech.toml.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Final

from consistency import lexicon
from consistency.model import Span


@dataclass(frozen=True, slots=True)
class Frame:
    """One act of reporting. Spans are the article's; `source` is None where nobody is named.

    `name` is the source as resolved within the article (filled by `speech.of_document`), `title`
    the role that the source phrase gives beside the name, `roles` every role that the article gives
    that name anywhere, in small letters. `form` is direct, indirect or mixed. `verb` is the cue's
    base form. `at` is the index of the word in its sentence that names the source, -1 without one:
    for "who" its antecedent.
    """

    sentence: int
    source: Span | None
    cue: Span
    contents: tuple[Span, ...]
    form: str
    verb: str
    name: str | None = None
    title: str = ""
    roles: tuple[str, ...] = ()
    at: int = -1


@dataclass(frozen=True)
class Lists:
    """The word lists of data/speech.toml; `every` is all verbs that report a clause or an act."""

    say: frozenset[str]
    think: frozenset[str]
    tell: frozenset[str]
    act: frozenset[str]
    object: frozenset[str]
    stance: frozenset[str]
    about: frozenset[str]
    every: frozenset[str]
    report: frozenset[str]
    document: frozenset[str]
    general: frozenset[str]
    titles: frozenset[str]
    he: frozenset[str]
    she: frozenset[str]
    short: dict[str, str]


@lru_cache(maxsize=1)
def lists() -> Lists:
    """The word lists of consistency/data/speech.toml."""
    data = tomllib.loads(
        files("consistency").joinpath("data/speech.toml").read_text(encoding="utf-8")
    )
    verbs = {name: frozenset(text.split()) for name, text in data["verbs"].items()}
    other = ("stance", "about")
    every = frozenset().union(*(words for name, words in verbs.items() if name not in other))
    return Lists(
        **verbs,
        every=every,
        report=frozenset(data["nouns"]["report"].split()),
        document=frozenset(data["nouns"]["document"].split()),
        general=frozenset(data["sources"]["general"].split()),
        titles=frozenset(data["sources"]["titles"].split()),
        he=frozenset(data["names"]["he"].split()),
        she=frozenset(data["names"]["she"].split()),
        short=dict(zip(data["names"]["short"].split(), data["names"]["long"].split(), strict=True)),
    )


PRONOUNS: Final = frozenset(
    "he she they it who i we you one him her them me us his their my this that which".split()
)
# Kinds of things that say nothing ("the meeting", "the footage"), as WordNet sorts nouns.
_SPEECHLESS: Final = frozenset(
    "time event attribute state feeling phenomenon process plant body shape substance"
    " food motive possession".split()
)


def speaks(noun: str) -> bool:
    """Whether what a common noun names can say something: no time, event, state or substance."""
    base = lexicon.lemma(noun, "n")
    if base in lists().document or base in lists().general or base in lists().report:
        return True
    return lexicon.topic(noun) not in _SPEECHLESS


def is_text(noun: str) -> bool:
    """Whether a noun names a text that speaks for somebody: "a statement"."""
    return lexicon.lemma(noun, "n") in lists().document


def is_person(noun: str) -> bool:
    """Whether a noun is a person's role or a kind of person or body: "director", "police"."""
    base = lexicon.lemma(noun, "n")
    if base in lists().titles or base in lists().general:
        return True
    return lexicon.topic(base) in ("person", "group")
