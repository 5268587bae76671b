"""Whom a source phrase means: names, roles and pronouns as one article uses them.

`People` reads an article's sentences in order. It notes full names with the roles printed beside
them ("Mayor Jane Roe", "Jane Roe, the mayor"), bodies and their short forms, and who spoke last;
and it gives the source of a frame a name: a surname the full one, a role the person who was given
it, a pronoun the last person or group that spoke.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from consistency import lexicon
from consistency.cues import PRONOUNS, Frame, is_text, lists
from consistency.text import ADJ, CLITIC, DET, NAME, NOUN, PRON, PUNCT, SHORT_TITLES, Token
from consistency.tree import Parsed, Range

_PERSON: Final = frozenset("he she him her his who".split())
# A name that ends in a word for one of these is no person's ("Long Bridge", "Harbour Board").
_THINGS: Final = frozenset(
    "group artifact location communication act event state possession time attribute".split()
)
# Bodies that an article names once in full and then by their kind, beyond the general sources.
_BODIES: Final = frozenset(
    "board office institute council committee commission court union bureau dairy firm bank group"
    " hospital university school club party association federation foundation authority".split()
)
_PARTICLES: Final = frozenset("al el bin ibn de da di del della van von der den la le".split())
_SENDING: Final = frozenset("from by".split())
_DEFINITE: Final = frozenset("the its their his her".split())
_MAX_ROLES: Final = 8
_MAX_WORDS: Final = 6  # of a role


def _joined(tokens: Sequence[Token]) -> list[str]:
    """The words of a name, compounds and initials put together again: "al-Amin", "J."."""
    parts: list[str] = []
    end = -1
    for token in tokens:
        if parts and token.start == end:
            parts[-1] += token.text
        else:
            parts.append(token.text)
        end = token.end
    return parts


def _bare(word: str) -> str:
    return word.lower().strip(".,").removesuffix("'s").removesuffix("’s")


def _run(parsed: Parsed, i: int) -> Range:
    """The words of a name that ends in token `i`, titles in front left out: "Omar al-Amin"."""
    tokens = parsed.tokens
    first = i
    lowest = parsed.phrase(i)[0]
    while first > lowest and _belongs(tokens, first - 1):
        first -= 1
    titles = lists().titles
    start = first
    for k in range(first, i):
        if _bare(tokens[k].text) in titles or (tokens[k].text == "." and start == k):
            start = k + 1
    return start, i + 1


def _belongs(tokens: tuple[Token, ...], k: int) -> bool:
    """Whether a token before another one of a name is part of it."""
    token, before = tokens[k], tokens[k - 1].lower if k else ""
    if token.pos == NAME or token.text == "-":
        return True
    if token.text == ".":
        return len(before) == 1 or before in SHORT_TITLES
    return token.lower in _PARTICLES


class People:
    """What the article has said of its people and groups so far."""

    def __init__(self) -> None:
        self.full: dict[str, str] = {}
        self.roles: dict[str, list[str]] = {}
        self.by_head: dict[str, dict[str, list[frozenset[str]]]] = {}
        self.bodies: dict[str, str | None] = {}  # "board" and "CEB" to the Central Election Board
        self.gender: dict[str, str] = {}
        self.last_person: str | None = None
        self.last_group: str | None = None
        self.recent: list[str] = []  # the last few people named, oldest first
        self.known = lists()

    # ------------------------------------------------------------------------------ reading

    def see(self, parsed: Parsed) -> None:
        """Note the full names that a sentence prints, and the roles beside them."""
        for first, last in parsed.noun_phrases:
            if parsed.tokens[last - 1].pos == NAME:
                self._name(parsed, last - 1)
            self._body(parsed.tokens[first:last])
        for k in range(1, len(parsed.tokens) - 2):
            if parsed.tokens[k].text == "(" and parsed.tokens[k + 2].text == ")":
                self._acronym(parsed.tokens, k)

    def _name(self, parsed: Parsed, i: int) -> None:
        """Note a person's name that ends in a token, with the roles before and beside it."""
        start, last = _run(parsed, i)
        first = parsed.phrase(i)[0]
        before = parsed.tokens[first:start]
        parts = _joined(parsed.tokens[start:last])
        if [t.pos for t in before] == [DET]:
            return  # "the White House", "the Harbour Board"
        if 2 <= len(parts) <= 4 and self._like_a_person(parts):
            full = self.full.setdefault(parts[-1].lower(), " ".join(parts))
            self.recent = [*(n for n in self.recent if n != full), full][-4:]
        name = self.full.get(parts[-1].lower()) if parts else None
        if name is None:
            return
        self._role(name, before)
        for k in parsed.apposition(i):
            if parsed.tokens[k].pos == NOUN:
                self._role(name, parsed.tokens[slice(*parsed.phrase(k))])

    def _role(self, name: str, tokens: Iterable[Token]) -> None:
        """Note a role that stands beside a name, if its head is one that a person has."""
        words = [t.lower.rstrip(".") for t in tokens if t.pos not in (PUNCT, CLITIC, DET)]
        if not words or len(words) > _MAX_WORDS or lexicon.lemma(words[-1], "n") != words[-1]:
            return  # a plural is no one person's role
        if words[-1] not in self.known.titles and lexicon.topic(words[-1]) != "person":
            return
        held = self.roles.setdefault(name, [])
        role = " ".join(words)
        if role not in held and len(held) < _MAX_ROLES:
            held.append(role)
            people = self.by_head.setdefault(words[-1], {})
            if name in people or len(people) < _MAX_ROLES:
                people.setdefault(name, []).append(frozenset(words))

    def _body(self, tokens: tuple[Token, ...]) -> None:
        """Note "the Kerda Port Board" and "the Kerda dairy" for "the board" and "the dairy"."""
        head = tokens[-1].lower
        start = next((k for k, t in enumerate(tokens) if t.pos == NAME), len(tokens))
        if len(tokens) - start < 2 or head not in self.known.general | _BODIES:
            return
        if lexicon.topic(head) == "person":
            return
        name = " ".join(_joined(tokens[start:]))
        known = self.bodies.setdefault(head, name)
        if known is not None and known.lower() != name.lower():
            self.bodies[head] = None  # two boards: "the board" may be either

    def _acronym(self, tokens: tuple[Token, ...], k: int) -> None:
        """ "the election board (CEB)": the letters stand for the phrase before the bracket."""
        short, last = tokens[k + 1].text, tokens[k - 1]
        if not (2 <= len(short) <= 6 and short.isalpha() and short.isupper()):
            return
        if last.pos not in (NOUN, NAME) or last.text[0].upper() != short[-1]:
            return
        first = k - 1
        while first > 0 and k - first < len(short) and tokens[first - 1].pos in (NOUN, NAME, ADJ):
            first -= 1
        self.bodies.setdefault(short.lower(), f"the {' '.join(_joined(tokens[first:k]))}")

    def _like_a_person(self, parts: list[str]) -> bool:
        """Whether capitalised words can be a person's name: no known place, body or thing."""
        if any(part.isupper() and len(part) > 2 for part in parts):
            return False
        lowers = [part.lower() for part in parts]
        if lexicon.topic(" ".join(lowers)) in ("location", "group", "artifact"):
            return False
        if lexicon.topic(lowers[-1]) in _THINGS and lexicon.pos(lowers[-1]).startswith("n"):
            return lexicon.proper(lowers[-1]) and lexicon.topic(lowers[-1]) == "location"
        return lexicon.topic(lowers[0]) not in ("location", "group", "time")

    # ---------------------------------------------------------------------------- resolving

    def resolve(self, frame: Frame, parsed: Parsed) -> tuple[str | None, str]:
        """The frame's source as a name or phrase, and the role printed beside it."""
        if frame.source is None or frame.at < 0:
            return None, ""
        token = parsed.tokens[frame.at]
        if token.lower in _PERSON:
            return self._person(token.lower), ""
        if token.lower in ("they", "their", "them"):
            return self.last_group, ""
        if token.lower in PRONOUNS:
            return None, ""  # "I" is the speaker around it: `of_document` fills that in
        name, title = self._phrase(parsed, frame.at)
        if name in self.full.values():
            self.last_person = name
        else:
            self.last_group = name
            if lexicon.topic(token.lower) == "person" and not token.lower.endswith("s"):
                self.last_person = name
        return name, title

    def _person(self, pronoun: str) -> str | None:
        """The last speaker, else the last person named, who goes by a pronoun."""
        pronoun = {"him": "he", "his": "he", "her": "she"}.get(pronoun, pronoun)
        for name in (self.last_person, *reversed(self.recent)):
            if name is not None and self._gender(name, pronoun) == pronoun:
                self.last_person = name
                return name
        return None

    def _gender(self, name: str, pronoun: str) -> str:
        """The pronoun that a person goes by: from the first name, else from the first use."""
        first = _bare(name.split(maxsplit=1)[0])
        if first in self.known.he or first == "mr":
            return "he"
        if first in self.known.she or first in ("mrs", "ms"):
            return "she"
        return self.gender.setdefault(name, pronoun)

    def _phrase(self, parsed: Parsed, i: int) -> tuple[str, str]:
        """Name and title of the phrase that a noun heads."""
        token = parsed.tokens[i]
        for k in _stand_ins(parsed, i):
            return self._phrase(parsed, k)
        if parsed.on(i, "conj"):
            return _text(parsed, i), ""
        if token.pos == NAME:
            return self._named(parsed, i)
        whole = _text(parsed, i)
        for k in parsed.on(i, "appos"):
            # "a spokesman for the port, Jane Roe"; "the operator, Kystlinjen": who it is
            name = self._phrase(parsed, k)[0] if parsed.tokens[k].pos == NAME else ""
            short = i - parsed.phrase(i)[0] < 3 and parsed.full_phrase(i)[1] == i + 1
            if name in self.full.values() or (name and short and name[0].isupper()):
                return name, whole
        return self._by_role(parsed, i) or (whole, "")

    def _named(self, parsed: Parsed, i: int) -> tuple[str, str]:
        """A phrase whose head is a name: "Mayor Jane Roe of Kerda" is Jane Roe, mayor."""
        start, last = _run(parsed, i)
        before = parsed.tokens[parsed.phrase(i)[0] : start]
        title = " ".join(_joined([t for t in before if t.pos != DET]))
        parts = _joined(parsed.tokens[start:last])
        full = self.full.get(_bare(parts[-1]), "") if parts else ""
        if full and set(map(_bare, parts)) <= set(map(_bare, full.split())):
            return full, title
        if full and parts[-len(full.split()) :] == full.split():
            return full, " ".join([title, *parts[: -len(full.split())]]).strip()
        for _, k in parsed.prepositions(i):  # "Minister of Trade Jane Roe"
            for person in self.recent:
                if _bare(parsed.tokens[i].text) in self.known.titles and person.endswith(
                    " ".join(_joined(parsed.tokens[slice(*_run(parsed, k))])[-2:])
                ):
                    return person, _text(parsed, i).removesuffix(person).strip()
        whole = _text(parsed, i)
        if len(parts) == 1 and parts[0].isupper() and self.bodies.get(parts[0].lower()):
            return self.bodies[parts[0].lower()] or whole, ""
        if not title or any(t.pos == DET for t in before) or len(parts) < 2:
            return whole, title
        return " ".join(parts), title

    def _by_role(self, parsed: Parsed, i: int) -> tuple[str, str] | None:
        """The one person whose printed role holds all words of "the police chief"; or a body."""
        first, last = parsed.phrase(i)
        words = [t.lower for t in parsed.tokens[first:last]]
        if not 2 <= len(words) <= _MAX_WORDS or words[0] not in _DEFINITE:
            return None
        if parsed.full_phrase(i)[1] != last:
            return None
        people = self.by_head.get(words[-1], {})
        found = [
            name
            for name, roles in people.items()
            if any(role.issuperset(words[1:]) for role in roles)
        ]
        if len(found) == 1:
            return found[0], " ".join(words[1:])
        body = self.bodies.get(words[1]) if len(words) == 2 else None
        return (body, "") if body else None


def _stand_ins(parsed: Parsed, i: int) -> Iterator[int]:
    """Who is meant by a text that is sent ("a letter from X") or a group "known as X"."""
    token = parsed.tokens[i]
    for p, k in parsed.prepositions(i):
        if is_text(token.lower) and parsed.tokens[p].lower in _SENDING:
            yield k
    for m in (i, *(o for _, o in parsed.prepositions(i))):
        for k in parsed.on(m, "acl"):
            if parsed.tokens[k].lower in ("known", "called"):
                objects = [*parsed.on(k, "oprd"), *(o for _, o in parsed.prepositions(k))]
                yield from (o for o in objects if parsed.tokens[o].pos == NAME)


def _text(parsed: Parsed, i: int) -> str:
    """A noun's phrase as printed, up to the first comma, bracket or participle behind the noun."""
    first, last = parsed.full_phrase(i)
    if parsed.on(i, "conj"):
        last = max(last, parsed.full_phrase(parsed.conjuncts(i)[-1])[1])  # "Hal and Roe"
    stops = [parsed.edges[k][0] for k in parsed.on(i, "acl") if k > i]
    for k in range(i + 1, min([last, *stops])):
        if parsed.tokens[k].text in (",", "(", "—", "–") and not parsed.on(i, "conj"):
            stops.append(k)
    words = parsed.tokens[first : min([last, *stops])]
    while len(words) > 1 and words[-1].pos == CLITIC:
        words = words[:-1]
    while len(words) > 1 and words[0].pos in (PUNCT, PRON):
        words = words[1:]
    base = parsed.sentence.start
    return " ".join(parsed.sentence.text[words[0].start - base : words[-1].end - base].split())
