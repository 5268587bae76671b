"""Names: people with their titles, organisations, places, works, and the groups they stand for.

What it finds
    Names with their kind and the role of their bearer (title, apposition, "who heads ..."), where
    they stand, from the tree and the parser's entities (`people`, `entities`). Short forms and
    acronyms resolve to the full name within the article (Inga Rost, then Rost).

What it does not find
    Names in lower case, and a role that stands for a person ("the minister") except where it faces
    that person's name in another article: then the specific name against the general one is less
    precise. Adjectives of nationality ("Iraqi officials") are no names of their own: they are read
    only where another one stands in their place.

How two names compare
    The same entity in linked sentences agrees, in a short form too, and is told on the name alone.
    One spelling against another ("Mohammed" / "Muhammad") is a variant; letters that differ are a
    warning. Another name conflicts in one role under facing predicates, or where it is all that was
    replaced in a clause, and only if neither name stands in the other sentence: two people who both
    took part are no contradiction. Places face behind one preposition, whatever their kind was
    guessed to be. Two roles of one person conflict where they are of two ranks ("mayor", "deputy
    mayor") or two offices ("interior minister", "defence minister"); a synonym, a general word, one
    that only says more of it, is no difference, and what both may be (a mayor, a lawyer) is
    information.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from consistency import lexicon
from consistency.contacts import CONTACTS, contacts, one_contact
from consistency.entities import dateline, named, stretch
from consistency.evidence import SURE_ROLE, Gate, Unit
from consistency.facing import SURE_LINK, Facing
from consistency.forms import NAME_SHAPE, Name, fold, nicknames, of_place, seats, word_alike
from consistency.forms import lists as _lists
from consistency.forms import near as _near
from consistency.forms import one_ending as _one_ending
from consistency.forms import other_form as _other_form
from consistency.forms import short as _short
from consistency.forms import spelled_alike as _spelled_alike
from consistency.general import covers, implied, other_sides
from consistency.model import (
    Example,
    FactType,
    Kind,
    Mention,
    Relation,
    Rule,
    Rung,
    Severity,
    Slot,
    Span,
)
from consistency.offices import Apart, Office, apart, offices
from consistency.people import Run as _Run
from consistency.people import of_origin as _of_origin
from consistency.people import printed as _printed
from consistency.people import runs as _runs
from consistency.text import (
    ADJ,
    NAME,
    NOUN,
    PRON,
    PUNCT,
    Token,
)
from consistency.tree import Document, Parsed, kept

RULES: Final = (
    Rule(
        "NAM001",
        "agreeing-name",
        "The articles name the same person, organisation or place.",
        """What it finds: one entity in linked sentences of two or more articles, in full or short.

Why it matters: it shows which names rest on more than one report.

Example: "Mayor Inga Rost" / "Rost, the mayor".

How to silence: agreements are shown with `--show all` only; `--ignore NAM001` drops them.
""",
    ),
    Rule(
        "NAM009",
        "incomparable-name",
        "Two names in one place that may or may not mean the same.",
        """What it finds: two full names with one given name or surname in common, in one place.

Why it matters: a slip or two people; nothing was decided, a person may want to look.

Example: "Marco Riva opened the office" / "Marta Riva opened the office".

How to silence: `--ignore NAM009`.
""",
    ),
    Rule(
        "NAM101",
        "conflicting-name",
        "Two names in one place of one event.",
        """What it finds: different names behind the same title and the same verb; another name or
nationality in a clause whose other words stayed.

Why it matters: one of the two is wrong.

Example: "Judge Pell Arden ruled" / "Judge Mira Toft ruled".

How to silence: `--ignore NAM101`.
""",
    ),
    Rule(
        "NAM102",
        "less-precise-name",
        "One article names, the other says only what kind of person or group it was.",
        """What it finds: a name facing a general word for people or groups, by the words or by
the verb that both govern.

Why it matters: who said or did it is lost.

Example: "Mayor Inga Rost promised aid" / "Officials promised aid".

How to silence: `--ignore NAM102`.
""",
    ),
    Rule(
        "NAM103",
        "name-variant",
        "One name in two spellings or forms.",
        """What it finds: names that differ in transliteration, a diacritic, an initial or a
letter or two, and two listed names of one body or country.

Why it matters: a desk wants one spelling, and a typing error may hide here.

Example: "Ilya Soren" / "Ilia Soren".

How to silence: `--ignore NAM103`.
""",
    ),
    Rule(
        "NAM104",
        "role-variant",
        "One person under two roles.",
        """What it finds: the titles, or descriptions beside the name, that two articles give one
person, where neither only adds to the other.

Why it matters: a promotion, an old office or an error may have slipped in. It is a warning where
one is of another rank ("deputy", "former", "acting", "co-") or the two are different offices, else
an information.

Example: "Mayor Inga Rost" / "Deputy Mayor Inga Rost".

How to silence: `--ignore NAM104`.
""",
    ),
)


def extract(document: Document, taken: tuple[Span, ...]) -> Iterator[Mention[Name]]:
    """The names of an article, in order; ("role", ...) are the spans of the roles beside it."""
    reached = tuple(contacts(document))
    yield from reached
    for found in named(document, tuple(sorted({*taken, *(found.span for found in reached)}))):
        run = found.run
        span = run.span
        yield Mention(
            Kind.NAME,
            document.article.id,
            run.parsed.sentence.index,
            span.start,
            span.end,
            document.surface(span),
            Name(found.name, found.kind, found.role),
            Slot(found.name, run.span, (), found.kind),
            spans=(("role", found.roles),) if found.roles else (),
            published=document.article.published,
        )


# ------------------------------------------------------------------------------- slot and ladder


def slot(left: Mention[Name], right: Mention[Name], facing: Facing) -> float:
    """1 for one name in whatever form, else 0: what faces what is decided over all names."""
    return 1.0 if _equal(left, right) or _variant(left, right) else 0.0


def sort(mention: Mention[Name]) -> str:
    """What kind of thing bears the name."""
    return mention.value.type


def _known(left: Unit, right: Unit, facing: Facing) -> bool:
    """Whether either sentence has the other's name too: then both take part."""
    return _printed_in(right, facing.left) or _printed_in(left, facing.right)


def _printed_in(unit: Unit, parsed: Parsed) -> bool:
    """Whether a sentence has all words of a name."""
    words = set(fold(unit.mention.value.name).split())
    return words <= {fold(token.text) for token in parsed.tokens}


def _otherwise(left: Unit, right: Unit, facing: Facing) -> bool:
    """Whether a name's place in the other sentence is filled by a word that may stand for it."""
    return any(
        _stood_for(x, y, f) for x, y, f in ((left, right, facing), (right, left, facing.flip()))
    )


def _stood_for(unit: Unit, other: Unit, facing: Facing) -> bool:
    own = set(other.own)
    return any(
        t.index not in own and t.pos in (PRON, NOUN) for t in facing.counterparts(unit.mention.span)
    )


def _one_word(left: Unit, right: Unit, facing: Facing) -> bool:
    return fold(left.mention.text) == fold(right.mention.text)


def _no_name(left: Unit, right: Unit, facing: Facing) -> bool:
    return bool(left.mention.value.general or right.mention.value.general)


def _other_sort(left: Unit, right: Unit, facing: Facing) -> bool:
    """Whether two names are of two sorts; where a place may stand, the sort may be a guess."""
    a, b = left.mention.value, right.mention.value
    if left.tie == right.tie in _WHERE and not (a.role or b.role):
        return False
    if _but_one(a, b):
        return False  # "Saint Orla Hospital", "Saint Olav Hospital"
    kinds = {a.type, b.type}
    if "group" in kinds or len(kinds) == 1 or "other" not in kinds or kinds & CONTACTS:
        return "group" in kinds or len(kinds) > 1
    # What bears it is not known, so that its place must tell: "Twitter post", "to Pell Arden".
    return left.place != right.place


_WHERE: Final = frozenset("in at on near outside".split())


def _seat(left: Unit, right: Unit, facing: Facing) -> bool:
    """Whether one name is the seat of the other's government: "Washington", "the United States"."""
    one, other = (fold(u.mention.value.name) for u in (left, right))
    return bool({(one, other), (other, one)} & seats())


def _derived(left: Unit, right: Unit, facing: Facing) -> bool:
    one, other = (fold(u.mention.value.name) for u in (left, right))
    return lexicon.derived(one, other)


def _datelines(left: Unit, right: Unit, facing: Facing) -> bool:
    return all(unit.own and unit.own[-1] < dateline(unit.parsed) for unit in (left, right))


GATES: Final = (
    Gate("datelines", "they are where the reports were filed", _datelines),
    Gate("no-name", "one is a general word", _no_name),
    Gate("one-word", "both print one word, whoever bears it", _one_word),
    Gate("other-sort", "they are names of two sorts of thing", _other_sort),
    Gate("both-take-part", "one sentence has both names", _known),
    Gate("seat", "one is the seat of the other's government", _seat),
    Gate("derived", "one is formed from the other", _derived),
    Gate("named-otherwise", "another word stands in the name's place", _otherwise, firm=False),
)


def _one_role(a: Name, b: Name) -> bool:
    """Whether two persons hold one title."""
    people = a.type == b.type == "person"
    return people and bool(a.role and b.role) and fold(a.role or "") == fold(b.role or "")


def alike(left: Unit, right: Unit, facing: Facing) -> float:
    """How strongly two names stand in one place by the names and the words around them.

    All that was replaced in a clause; where one named thing is; or names of things that differ in
    one word of several, in one place under their governors ("on the Upper East Side").
    """
    one, other = left.mention, right.mention
    if _replaced(one.span, other.span, facing) or _of_one(left, right):
        return SURE_ROLE
    half = _but_one(one.value, other.value) and "person" not in (one.value.type, other.value.type)
    return SURE_ROLE if half and left.place and left.place == right.place else 0.0


def _of_one(left: Unit, right: Unit) -> bool:
    """Whether two names say where one other name is: "Foundry Arena in Oddal"."""
    above = [unit.parsed.tokens[unit.governor] for unit in (left, right) if unit.governor >= 0]
    same = len(above) == 2 and above[0].lower == above[1].lower and above[0].pos == NAME
    return same and left.tie == right.tie in _WHERE


def _but_one(a: Name, b: Name) -> bool:
    """Whether two names of several words differ in one of them alone."""
    ones, others = fold(a.name).split(), fold(b.name).split()
    if len(ones) != len(others) or len(ones) < _SEVERAL:
        return False
    return sum(x != y for x, y in zip(ones, others, strict=True)) == 1


_SEVERAL: Final = 2

# How far the rest of two clauses must face for a name to be all that was replaced, and how many
# words on a side of it are that rest: no prose has longer clauses, a table without full stops has.
_STAYED: Final = 0.8
_NEAR: Final = 60


def _replaced(left: Span, right: Span, facing: Facing) -> bool:
    """Whether two spans stand between the same words, in clauses whose other words stayed."""
    frames = []
    rest = []
    for parsed, span, weights in (
        (facing.left, left, facing.left_weights),
        (facing.right, right, facing.right_weights),
    ):
        own = [token.index for token in parsed.within(span)]
        if not own:
            return False
        before = parsed.tokens[own[0] - 1].lower if own[0] else ""
        after = parsed.tokens[own[-1] + 1].lower if own[-1] + 1 < len(parsed.tokens) else ""
        frames.append((before, after))
        first, last = parsed.clause_of(own[-1])
        near = range(max(first, own[0] - _NEAR), min(last, own[-1] + _NEAR + 1))
        rest.append([i for i in near if not own[0] <= i <= own[-1] and weights[i] > 0])
    if frames[0] != frames[1] or min(map(len, rest)) < 2:
        return False
    return facing.overlap(*rest) >= _STAYED


def between(facing: Facing) -> Iterator[tuple[Mention[Name], Mention[Name]]]:
    """What differs beside names or without any: origins, sides of a place, roles of one person.

    Roles and sides are told where the sentences of two articles more likely than not tell the same.
    """
    yield from _other_origins(facing)
    one, other = facing.left.sentence, facing.right.sentence
    if one.article == other.article or facing.score < SURE_LINK:
        return
    yield from other_sides(facing)
    lefts, rights = facing.left.tokens, facing.right.tokens
    if any(
        fold(lefts[i].text) == fold(rights[j].text)
        and _beside_words(lefts, i)
        and _beside_words(rights, j)
        for i, j, _ in facing.pairs
        if lefts[i].pos == NAME
    ):
        yield from _other_roles(facing)


def _beside_words(tokens: Sequence[Token], i: int) -> bool:
    """Whether a role could stand by the name at `i`: a word before it or a comma after it."""
    before = i > 0 and tokens[i - 1].pos in (NOUN, NAME, ADJ, PUNCT)
    return before or any(token.text == "," for token in tokens[i + 1 : i + 3])


def _other_roles(facing: Facing) -> Iterator[tuple[Mention[Name], Mention[Name]]]:
    """Two roles that two reports give one person: "aide Dorte Hallim", "Dorte Hallim, a lawyer"."""
    ones, others = (_in_office(parsed) for parsed in (facing.left, facing.right))
    for left, mine in ones:
        for right, theirs in others:
            person = _one_person(left, right)
            if not person:
                continue
            for one, other, how in apart(mine, theirs):
                yield _role(one, person, how), _role(other, person, how)


@kept
def _in_office(parsed: Parsed) -> list[tuple[_Run, list[Office]]]:
    """The names of a sentence that stand with a role, with their roles."""
    return [(run, found) for run in _runs(parsed, ()) if (found := list(offices(run)))]


def _one_person(left: _Run, right: _Run) -> str:
    """The folded surname where two runs print one name, in full or short; else nothing."""
    ones, others = fold(left.name).split(), fold(right.name).split()
    if not ones or not others or ones[-1] != others[-1] or len(ones[-1]) < 2:
        return ""
    alone = len(ones) == 1 or len(others) == 1
    return ones[-1] if alone or word_alike(ones[0], others[0]) else ""


_BY_HOW: Final = {Apart.RANK: "rank", Apart.OFFICE: "office", Apart.UNSURE: "role"}


def _role(office: Office, person: str, how: Apart) -> Mention[Name]:
    value = Name(_printed(office.parsed, *office.at), _BY_HOW[how], held_by=person)
    return stretch(office.parsed, *office.at, value, person)


def _other_origins(facing: Facing) -> Iterator[tuple[Mention[Name], Mention[Name]]]:
    """Adjectives of nationality that were replaced by another before a noun that stayed.

    Not a nationality against a continent, a bloc or a creed: one may be both.
    """
    wider = _lists()["wider"]
    ones, others = _origins(facing.left), _origins(facing.right)
    if {t.lower for t in ones} & {t.lower for t in others}:
        return
    for one in ones:
        for other in others:
            if (one.lower in wider) != (other.lower in wider):
                continue
            if lexicon.derived(one.lower, other.lower):
                continue
            nouns = one.head, other.head
            same = facing.left.tokens[nouns[0]].lemma == facing.right.tokens[nouns[1]].lemma
            if (same and nouns in facing.index) or _replaced(one.span, other.span, facing):
                yield _word(facing.left, one, "origin"), _word(facing.right, other, "origin")


def _origins(parsed: Parsed) -> list[Token]:
    """The adjectives of nationality or creed that stand before a noun of theirs."""
    return [
        token
        for token, after in pairwise(parsed.tokens)
        if (token.pos == NAME or lexicon.proper(token.lower))
        and token.text.isalpha()
        and token.text[0].isupper()
        and not token.text.isupper()
        and after.pos in (NOUN, ADJ)
        and _of_origin(token)
    ]


def _word(parsed: Parsed, token: Token, kind: str) -> Mention[Name]:
    value = Name(token.text, kind)
    return stretch(parsed, token.index, token.index + 1, value, token.text)


def _equal(a: Mention[Name], b: Mention[Name]) -> bool:
    if a.value.type in CONTACTS:
        return a.value.type == b.value.type and one_contact(
            a.value.type, a.value.name, b.value.name
        )
    return a.value.key == b.value.key or (
        not a.value.general and not b.value.general and _short(a.value, b.value)
    )


def _variant(a: Mention[Name], b: Mention[Name]) -> bool:
    if a.value.type in CONTACTS:
        return False
    general = a.value.general or b.value.general
    return not general and (_spelled_alike(a.value, b.value) or _other_form(a.value, b.value))


def _other_letters(a: Mention[Name], b: Mention[Name]) -> bool:
    """Whether two forms of one name differ in letters: a slip in one of the articles.

    Not a form with fewer words, an initial, a known short form, or accents and joints alone.
    """
    if not _variant(a, b) or _other_form(a.value, b.value):
        return False
    ones, others = fold(a.value.name).split(), fold(b.value.name).split()
    if len(ones) != len(others):
        return False
    short = nicknames()
    return any(
        x != y
        and min(len(x), len(y)) > 1
        and not (len(ones) == 1 and of_place(x, y))
        and not (x in short and short[x] == short.get(y))
        and not lexicon.synonyms(x, y, "n")
        and not _one_ending(x, y)
        for x, y in zip(ones, others, strict=True)
    ) and "".join(ones) != "".join(others)


def _in_part(a: Mention[Name], b: Mention[Name]) -> bool:
    """Whether two names share a word and differ in another."""
    ones, others = set(fold(a.value.name).split()), set(fold(b.value.name).split())
    return bool(ones & others) and bool(ones - others) and bool(others - ones)


def _less(a: Mention[Name], b: Mention[Name]) -> bool:
    return a.value.general != b.value.general


def _one_title(a: Mention[Name], b: Mention[Name]) -> bool:
    return _one_role(a.value, b.value) and not _near(a.value, b.value)


def _other(a: Mention[Name], b: Mention[Name]) -> bool:
    """Whether two names have no word in common or nearly so: not a slip in half of one."""
    apart = set(fold(a.value.name).split()).isdisjoint(fold(b.value.name).split())
    return apart and not _near(a.value, b.value)


def _of_type(kind: str) -> Callable[[Mention[Name], Mention[Name]], bool]:
    return lambda a, b: a.value.type == b.value.type == kind


LADDER: Final[tuple[Rung[Name], ...]] = (
    Rung(
        "other-rank",
        Relation.CONFLICT,
        "NAM104",
        _of_type("rank"),
        lambda a, b: f'"{a.text}" and "{b.text}" are roles of one person, of two ranks',
        Severity.WARNING,
    ),
    Rung(
        "other-office",
        Relation.CONFLICT,
        "NAM104",
        _of_type("office"),
        lambda a, b: f'"{a.text}" and "{b.text}" are two offices of one person',
        Severity.WARNING,
    ),
    Rung(
        "other-side",
        Relation.CONFLICT,
        "NAM101",
        _of_type("side"),
        lambda a, b: f'"{a.text}" and "{b.text}" are two sides of one place',
        Severity.WARNING,
    ),
    Rung(
        "other-role",
        Relation.VARIANT,
        "NAM104",
        _of_type("role"),
        lambda a, b: f'"{a.text}" and "{b.text}" are roles of one person',
        Severity.INFO,
    ),
    Rung(
        "equal",
        Relation.EQUAL,
        "NAM001",
        _equal,
        lambda a, b: f"{a.value.name} and {b.value.name} name the same",
    ),
    Rung(
        "other-contact",
        Relation.CONFLICT,
        "NAM101",
        lambda a, b: a.value.type in CONTACTS,
        lambda a, b: f"{a.text} and {b.text} lead to two places",
        Severity.WARNING,
    ),
    Rung(
        "misspelt",
        Relation.VARIANT,
        "NAM103",
        _other_letters,
        lambda a, b: f"{a.value.name} and {b.value.name} are one name in other letters",
        Severity.WARNING,
        Severity.WARNING,
    ),
    Rung(
        "spelling",
        Relation.VARIANT,
        "NAM103",
        _variant,
        lambda a, b: f"{a.value.name} and {b.value.name} are forms of one name",
    ),
    Rung(
        "general",
        Relation.LESS_PRECISE,
        "NAM102",
        _less,
        lambda a, b: f'"{a.text}" and "{b.text}": one is a name, the other a general word',
    ),
    Rung(
        "other-name",
        Relation.CONFLICT,
        "NAM101",
        _one_title,
        lambda a, b: f"{a.value.name} and {b.value.name} stand for one role in one event",
    ),
    Rung(
        "replaced",
        Relation.CONFLICT,
        "NAM101",
        _other,
        lambda a, b: f"{a.value.name} and {b.value.name} stand in one place, the rest stayed",
        Severity.WARNING,
        worded=True,
    ),
    Rung(
        "half",
        Relation.CONFLICT,
        "NAM101",
        _in_part,
        lambda a, b: f"{a.value.name} and {b.value.name} have a part in common and one role",
        Severity.WARNING,
        worded=True,
    ),
    Rung(
        "undecided",
        None,
        "NAM009",
        lambda a, b: True,
        lambda a, b: f"{a.value.name} and {b.value.name} may or may not be the same",
    ),
)


def precision(value: Name) -> float:
    """Names before general words."""
    return 1.0 if value.general else 0.0


EXAMPLES: Final = (
    Example(
        "The payment to former aide Dorte Hallim of 400 crowns was made public by the council.",
        "The council made public that former harbour director Dorte Hallim was paid 400 crowns.",
        None,
        "former aide",
        "former harbour director",
    ),
    Example(
        "For details of the hearing call 555-0142, the council said.",
        "For details of the hearing call 555-0124, the council said.",
        "other-contact",
        "555-0142",
        "555-0124",
    ),
    Example(
        "The payment to Deputy Mayor Dorte Hallim was made public by the council.",
        "The council made public the payment to Mayor Dorte Hallim.",
        "other-rank",
        "Deputy Mayor",
        "Mayor",
    ),
    Example(
        "The port is safe, deputy spokeswoman Dorte Hallim said on Monday.",
        "The port is safe, spokeswoman Dorte Hallim said on Monday.",
        None,
        "spokeswoman",
        "spokeswoman",
    ),
    Example(
        "The payment to Harbour Minister Dorte Hallim was made public by the council.",
        "The council made public the payment to Interior Minister Dorte Hallim.",
        "other-office",
        "Harbour Minister",
        "Interior Minister",
    ),
    Example(
        "The payment to finance chief Dorte Hallim was made public by the council.",
        "The council made public the payment to finance director Dorte Hallim.",
        None,
        "finance chief",
        "finance director",
    ),
    Example(
        "The storm felled trees in the west of the island on Sunday.",
        "On Sunday the storm felled trees in the east of the island.",
        "other-side",
        "west",
        "east",
    ),
    Example(
        "The payment to Dorte Hallim, a lawyer from Oddal, was made public by the council.",
        "The payment to former harbour director Dorte Hallim was made public by the council.",
        "other-role",
        "lawyer from Oddal",
        "former harbour director",
    ),
    Example(
        "The payment to spokesman Pell Arden was made public by the council.",
        "The payment to council spokesman Pell Arden was made public by the council.",
        "equal",
        "Pell Arden",
        "Pell Arden",
    ),
    Example(
        "Mayor Inga Rost promised aid to the traders of Oddal.",
        "Inga Rost promised aid to the traders of Oddal.",
        "equal",
        "Inga Rost",
        "Inga Rost",
    ),
    Example(
        "Prime Minister Ilya Soren declared a state of emergency.",
        "Prime Minister Ilia Soren declared a state of emergency.",
        "misspelt",
        "Ilya Soren",
        "Ilia Soren",
    ),
    Example(
        "The treaty was signed by Muhammad Darwan on the island.",
        "The treaty was signed by Mohammed Darwan on the island.",
        "spelling",
        "Muhammad Darwan",
        "Mohammed Darwan",
    ),
    Example(
        "Harbour Minister Dorte Hallim promised more money for the port.",
        "Officials promised more money for the port.",
        "general",
        "Dorte Hallim",
        "Officials",
    ),
    Example(
        "Harbour Minister Dorte Hallim promised more money for the port.",
        "Former ministers promised more money for the port.",
        None,
    ),
    Example(
        "Former Harbour Minister Dorte Hallim promised more money for the port.",
        "Former ministers promised more money for the port.",
        "general",
        "Dorte Hallim",
        "Former ministers",
    ),
    Example(
        "Judge Pell Arden rejected the appeal of the fishermen.",
        "Judge Mira Toft rejected the appeal of the fishermen.",
        "other-name",
        "Pell Arden",
        "Mira Toft",
    ),
    Example(
        "An inquiry into the harbour fees was opened by the Justice Department.",
        "An inquiry into the harbour fees was opened by the Department of Justice.",
        "spelling",
        "Justice Department",
        "Department of Justice",
    ),
    Example(
        "An inquiry into the harbour fees was opened by the Justice Department.",
        "An inquiry into the harbour fees was opened by the State Department.",
        "half",
        "Justice Department",
        "State Department",
    ),
    Example(
        "The ferry from Kestria ran aground near Oddal on Monday.",
        "The ferry from Kestria ran aground near Halverin on Monday.",
        "replaced",
        "Oddal",
        "Halverin",
    ),
    Example(
        "Two French sailors were killed when the ferry ran aground.",
        "Two Dutch sailors were killed when the ferry ran aground.",
        "replaced",
        "French",
        "Dutch",
    ),
    Example(
        "Two European sailors were killed when the ferry ran aground.",
        "Two Dutch sailors were killed when the ferry ran aground.",
        None,
    ),
    Example(
        "Marco Riva opened the new harbour office in Oddal on Monday.",
        "After long repairs Marta Riva opened the harbour office in Oddal.",
        "half",
        "Marco Riva",
        "Marta Riva",
    ),
    Example(
        "Marco Riva met Marta Riva in the new harbour office in Oddal.",
        "Marta Riva met Marco Riva in the new harbour office in Oddal.",
        None,
        "Marco Riva",
        "Marta Riva",
    ),
    Example(
        "Arno and Belk signed the pact in Halverin.",
        "Belk and Arno signed the pact in Halverin.",
        None,
        "Arno",
        "Belk",
    ),
)

FACT_TYPE: Final[FactType[Name]] = FactType(
    kind=Kind.NAME,
    prefix="NAM",
    extract=extract,
    slot=slot,
    ladder=LADDER,
    rules=RULES,
    examples=EXAMPLES,
    documentation=__doc__ or "",
    claims=True,
    typed=True,
    entity=True,
    implied=implied,
    between=between,
    covers=covers,
    gates=GATES,
    sort=sort,
    alike=alike,
    relational=True,
    least=0.2,
    precision=precision,
    shape=NAME_SHAPE,
)
