"""Words in the place of a name: "officials" for "Mayor Inga Rost", "the west" of a place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from consistency import lexicon
from consistency.entities import stretch
from consistency.facing import Facing
from consistency.forms import Name, fold, lists, short_titles
from consistency.model import Mention
from consistency.people import printed
from consistency.text import AUX, CLITIC, DET, MODAL, NAME, NOUN, NUM, PREP, VERB, Token
from consistency.tree import Parsed, Range


def _said(name: Name, parsed: Parsed) -> bool:
    """Whether a sentence has the last word of a name."""
    last = fold(name.name).split()[-1]
    return any(fold(token.text) == last for token in parsed.tokens)


def _verb_after(parsed: Parsed, offset: int) -> Token | None:
    """The verb that a noun phrase ending at an offset governs: the next one in reach."""
    at = parsed.at(offset)
    for token in parsed.tokens[at : at + 6]:
        if token.pos == VERB:
            return token
        if token.pos in (NOUN, NAME) or token.text in (",", ";"):
            return None
    return None


def implied(mention: Mention[Name], facing: Facing) -> Mention[Name] | None:
    """The general word for people or groups that stands where the name stands.

    It is the subject of the verb that faces the name's verb (of many, anybody may have "said"), or
    faces the name itself and its head is the name's role. The head is a word for people, in the
    plural or with "a". ("The minister" is somebody named before.) "Former senators" are not those
    in office: a standing must be the name's too. Only for a person given with a title or in full: a
    surname alone was named before too.
    """
    value = mention.value
    if value.general or value.type != "person" or not (value.role or " " in mention.text):
        return None
    if _said(value, facing.right):
        return None
    phrase = _by_verb(mention, facing) or _by_role(mention, facing)
    if phrase is None or not _general(facing.right, *phrase):
        return None
    standing = lists()["status"] & {t.lower for t in facing.right.tokens[slice(*phrase)]}
    if not standing <= set(fold(value.role or "").split()):
        return None
    value = Name(printed(facing.right, *phrase), "group", None, general=True)
    return stretch(facing.right, *phrase, value, mention.value.name)


def _by_verb(mention: Mention[Name], facing: Facing) -> Range | None:
    """The subject of the verb that faces the name's verb, other than a verb of saying."""
    verb = _verb_after(facing.left, mention.end)
    if verb is None or verb.lower in _SAYING:
        return None
    found = (_subject(facing.right, token.index) for token in facing.counterparts(verb.span))
    return next(filter(None, found), None)


def _by_role(mention: Mention[Name], facing: Facing) -> Range | None:
    """The phrase that faces the name, where its head is the name's role."""
    words = fold(mention.value.role or "").split()
    role = {short_titles().get(w, lexicon.lemma(w, "n")) for w in words}
    faced = (_phrase_of(facing.right, t.index) for t in facing.counterparts(mention.span))
    phrase = next(filter(None, faced), None)
    return phrase if phrase and facing.right.tokens[phrase[1] - 1].lemma in role else None


_SAYING: Final = frozenset("say says said tell tells told add adds added write wrote".split())


def covers(general: Mention[Name], other: Mention[Name]) -> bool:
    """Whether a plural word for people sums up a titled name: they share a word of the title.

    "Kestrian officials" for "Kestrian Minister Dorte Hallim", next to the colleague it faces.
    """
    words = fold(general.value.name).split()
    if other.value.role is None or not general.value.general or not words[-1].endswith("s"):
        return False
    return bool(set(words[:-1]) & set(fold(other.value.role).split()))


def _subject(parsed: Parsed, verb: int) -> tuple[int, int] | None:
    """The noun phrase right before a verb and its auxiliaries."""
    i = verb - 1
    while i >= 0 and parsed.tokens[i].pos in (AUX, MODAL, "ADV", "NOT"):
        i -= 1
    return _phrase_of(parsed, i) if i >= 0 else None


def _phrase_of(parsed: Parsed, index: int) -> tuple[int, int] | None:
    return next(((a, b) for a, b in parsed.noun_phrases if a <= index < b), None)


def _general(parsed: Parsed, first: int, last: int) -> bool:
    """Whether a noun phrase is a general word for people: "officials", "a senior aide"."""
    tokens = parsed.tokens[first:last]
    head = tokens[-1]
    if head.pos != NOUN or lexicon.topic(head.lemma) != "person":
        return False
    if any(t.pos in (NUM, CLITIC) for t in tokens):
        return False  # "Arden's aides", "two ministers": somebody in particular
    plural = head.lemma != head.lower and tokens[0].pos != DET
    return plural or tokens[0].lower in ("a", "an")


# ----------------------------------------------------------------------------- sides of a place


def other_sides(facing: Facing) -> Iterator[tuple[Mention[Name], Mention[Name]]]:
    """Sides of a place of which either sentence has another: "the west of the island", "the east".

    Behind one preposition or before one noun, where neither sentence has the other's word.
    """
    ones, others = (list(_sides(parsed)) for parsed in (facing.left, facing.right))
    known = {side for _, side, _ in ones}, {side for _, side, _ in others}
    for one, mine, by in ones:
        for other, theirs, tie in others:
            if tie == by and mine not in known[1] and theirs not in known[0]:
                yield _side(facing.left, one), _side(facing.right, other)


_SIDES: Final = frozenset("north south east west".split())


def _sides(parsed: Parsed) -> Iterator[tuple[Token, str, str]]:
    """The words for a side that say where something is, their sides, and what they hang on."""
    for token in parsed.tokens:
        side = token.lower.removesuffix("ern")
        if side not in _SIDES:
            continue
        above = parsed.tokens[token.head]
        behind = token.dep == "pobj" and above.pos == PREP
        if behind and any(parsed.tokens[k].lower == "of" for k in parsed.on(token.index, "prep")):
            yield token, side, above.lower
        elif token.dep in ("amod", "compound") and above.pos == NOUN:
            yield token, side, above.lemma


def _side(parsed: Parsed, token: Token) -> Mention[Name]:
    return stretch(parsed, token.index, token.index + 1, Name(token.text, "side"), token.text)
