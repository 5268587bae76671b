"""What WordNet knows of English words: part of speech, base form, synonym, opposite, general term.

PLACEHOLDER until the real table is built: the interface below is settled.
"""

from __future__ import annotations


def pos(word: str) -> str:
    """Parts of speech that a lower-cased word form (inflected or not) can have, most frequent first.

    A string over "n" noun, "v" verb, "a" adjective, "r" adverb; empty for an unknown word.
    """
    return ""


def lemma(word: str, part: str = "") -> str:
    """The base form of a lower-cased word as the given part of speech ("n", "v", "a", "r").

    Without `part`, as its most frequent one. The word itself where nothing is known.
    """
    return word


def synonyms(left: str, right: str, part: str = "") -> bool:
    """Whether two base forms share a sense (among their frequent senses)."""
    return left == right


def antonyms(left: str, right: str, part: str = "") -> bool:
    """Whether two base forms are opposites in a frequent sense."""
    return False


def general(specific: str, broad: str, part: str = "n") -> bool:
    """Whether `broad` is a general term for `specific` (car -> vehicle) in a frequent sense."""
    return False


def topic(noun: str) -> str:
    """The kind of thing a noun most often names: WordNet's lexicographer file, without "noun.".

    "person", "group", "location", "artifact", "act", "event", "time", "quantity", "communication",
    "state", "feeling", "possession", "attribute", ...; empty for an unknown word.
    """
    return ""
