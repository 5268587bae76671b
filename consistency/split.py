"""Article to sentences: exact offsets, a role and a paragraph for each.

Lines become paragraphs, paragraphs become sentences, sentences get a role. Nothing is edited, and
what stands between two sentences is only white space, list markers ("-", "2.", "Q:"), rule lines
and Markdown heading marks. Every step is linear in the text's length.

A full stop ends a sentence unless a rule here says why not. When a case can't be told ("Acme Inc.
Shares fell"), the text stays together: half a sentence misleads every later stage, while two
sentences in one only blur a score.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files
from itertools import accumulate, groupby, pairwise
from typing import Final

from consistency.furniture import is_caption, is_furniture
from consistency.model import Article, Role, Sentence, Span
from consistency.text import LONGEST, quoted

# A heading is at most this long. The longest headlines of the 55 stories in the measuring set have
# 18 words; body paragraphs that lack their final stop have more.
_HEADING_WORDS: Final = 18
_HEADING_CHARS: Final = 160

# Mail and typewriter copy is wrapped at 60 to 80 columns. Narrower than 40 nothing is wrapped,
# wider than 200 a line is a paragraph.
_NARROWEST_WRAP: Final = 40
_WIDEST_WRAP: Final = 200

# Boilerplate is short: the longest credit line met ("Additional reporting by ...") has 390
# characters. The bound also keeps the patterns off a text of one huge line.
_BOILERPLATE_CHARS: Final = 600

# Characters of an article's stretches without a sentence's end, each of more than `LONGEST`, that
# are read: some thousand rows of a table. Prose has none, and headings stand between sentences.
# A line costs as much work as some characters, however short it is.
_MOST_UNENDED: Final = 36_000
_A_LINE: Final = 8

# Zero-width characters count as white space at the edges of a sentence: nobody sees them.
_INVISIBLE: Final = "\u200b\u2060\ufeff"
_SPACE: Final = re.compile(rf"[\s{_INVISIBLE}]*")
_LINE: Final = re.compile(r"([^\n\r\v\f\x85\u2028\u2029]*)(\r\n|[\n\r\v\f\x85\u2028\u2029]|\Z)")
_RULE_CHARS: Final = "-_=*~#+•·|:—–─═"

_CLOSE_QUOTES: Final = "\"'”’»“"
_TERMINAL: Final = ".!?…‽。！？｡؟۔।॥։።။។"


# ------------------------------------------------------------------------------------ paragraphs


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A stretch of text that is split on its own. `start` stands after any marker."""

    start: int
    end: int
    heading: bool = False
    item: bool = False
    table: bool = False
    asked: bool = False
    lines: int = 1
    boilerplate: bool = False


@dataclass(frozen=True, slots=True)
class _Line:
    """A line without its white space at either end, and what its first characters mark it as."""

    start: int
    end: int
    body: int
    mark: str
    terminal: bool
    words: int


_HEADING_MARK: Final = re.compile(r"#{1,6}[ \t]+(?=\S)")
_BULLET: Final = re.compile(r"[*•‣◦▪●○·➤►☐☑✓✔][ \t\u00a0]+(?=\S)")
_DASH: Final = re.compile(r"(?:[-–—+])[ \t\u00a0]+(?=\S)")
_NUMBERED: Final = re.compile(r"(?:\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})\)|\d{1,2}\.)[ \t\u00a0]+(?=\S)")
_ASKED: Final = re.compile(
    r"(?:Q|Question)(?:\s?\d{1,2})?\s?:[ \t\u00a0]+(?=\S)|Q\.[ \t]+(?=[^?]{1,300}\?)"
)
_ANSWERED: Final = re.compile(r"(?:A|Answer)(?:\s?\d{1,2})?\s?[:.][ \t\u00a0]+(?=\S)")
_MARKS: Final = (
    ("#", _HEADING_MARK),
    ("*", _BULLET),
    ("-", _DASH),
    ("1", _NUMBERED),
    ("Q", _ASKED),
    ("A", _ANSWERED),
)
_LEAST_MARKED: Final = 3  # characters of a line with a mark: it, a space and a word
_FIRST_WORD: Final = re.compile(r"\S{1,60}")
_TRAILING: Final = re.compile(rf"[{re.escape(_TERMINAL)}:][\"'”’»)\]」』）*_]*\Z")


def _line(text: str, start: int, end: int, asked: bool) -> _Line:
    """One line of a block, trimmed; `mark` is "" for prose.

    `asked`: a line marked "Q:" stands above, so that "A." is an answer and no initial.
    """
    body, mark = start, ""
    for name, pattern in _MARKS if end - start >= _LEAST_MARKED else ():
        match = pattern.match(text, start, end)
        if match and (name != "A" or asked):
            body, mark = match.end(), name
            break
    if not mark and _is_table(text, start, end):
        mark = "|"
    terminal = _TRAILING.search(text, max(body, end - 12), end) is not None
    if terminal and text[end - 1] == ".":
        terminal = not _abbreviated(text, body, end - 1)
    return _Line(start, end, body, mark, terminal, text.count(" ", body, end) + 1)


def _abbreviated(text: str, start: int, stop: int) -> bool:
    """Whether the full stop at `stop` may belong to the word before it ("Mr.", "U.S.", "J.")."""
    match = _LAST_WORD.search(text, max(start, stop - 30), stop)
    last = match.group() if match else ""
    return (
        last in _abbreviations()["title"]
        or _DOTTED.search(last) is not None
        or (len(last) == 1 and last.isupper())
    )


def _is_table(text: str, start: int, end: int) -> bool:
    bars = text.count("|", start, end)
    return bars >= 2 or text.count("\t", start, end) >= 2


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without white space and zero-width characters at its edges."""
    match = _SPACE.match(text, start, end)
    start = match.end() if match else start
    while end > start and (text[end - 1].isspace() or text[end - 1] in _INVISIBLE):
        end -= 1
    return start, end


def _is_rule(text: str, start: int, end: int) -> bool:
    """Whether a line holds only rule characters ("* * *", "-----", "###", "___.")."""
    return not text[start:end].strip(_RULE_CHARS + ". \t\u00a0")


def _blocks(text: str, marked: Sequence[Span] = ()) -> Iterator[tuple[list[_Line], bool]]:
    """Runs of lines between blank lines and rule lines, and whether "=====" stands below.

    A line that lies in a marked span is a block of its own, whose mark is "!".
    """
    block: list[_Line] = []
    asked = False
    at = 0
    for match in _LINE.finditer(text):
        start, end = _trim(text, match.start(1), match.end(1))
        while at < len(marked) and marked[at].end < end:
            at += 1
        if at < len(marked) and start < end and marked[at].start <= start:
            if block:
                yield block, False
            block = []
            line = _line(text, start, end, False)
            yield [replace(line, mark="!")], False
        elif start == end:
            if block:
                yield block, False
            block = []
        elif text[start] in _RULE_CHARS and _is_rule(text, start, end):
            if block:
                yield block, text[start] == "="
            block = []
        else:
            block.append(_line(text, start, end, asked))
            asked = asked or block[-1].mark == "Q"
    if block:
        yield block, False


def _paragraphs(text: str, marked: Sequence[Span] = ()) -> list[_Paragraph]:
    """The text's paragraphs in order; markers stand outside them."""
    found: list[_Paragraph] = []
    for block, underlined in _blocks(text, marked):
        full = _full_lines(text, block)
        # Copy that is wrapped has full lines that stop in mid-sentence; a file with one line per
        # paragraph has none.
        wraps = any(f and not line.terminal for f, line in zip(full, block, strict=False))
        first = 0
        for i in range(len(block)):
            if i + 1 < len(block) and not _breaks(text, block, i, full[i], wraps):
                continue
            head = block[first]
            found.append(
                _Paragraph(
                    head.body,
                    block[i].end,
                    heading=head.mark == "#" or (underlined and i == first == len(block) - 1),
                    item=head.mark in ("*", "-", "1"),
                    table=head.mark == "|",
                    asked=head.mark == "Q",
                    lines=i - first + 1,
                    boilerplate=head.mark == "!",
                )
            )
            first = i + 1
    return found


def _full_lines(text: str, block: list[_Line]) -> list[bool]:
    """For each line but the last: whether it had no room left for the next line's first word."""
    width = max(line.end - line.start for line in block)
    full = []
    for here, below in pairwise(block):
        word = _FIRST_WORD.match(text, below.start, below.end)
        length = here.end - here.start
        needed = length + 1 + (len(word.group()) if word else 0)
        full.append(_NARROWEST_WRAP <= length <= _WIDEST_WRAP and needed > width)
    return full


def _breaks(text: str, block: list[_Line], i: int, full: bool, wraps: bool) -> bool:
    """Whether a paragraph ends with line `i`, though no blank line follows."""
    here, below = block[i], block[i + 1]
    if here.mark in ("#", "|") or below.mark in ("#", "*", "|", "Q", "A"):
        return True
    if below.mark in ("-", "1"):
        # "... on May / 5. He then": a number or a dash can also begin a wrapped line.
        listed = any(line.mark == below.mark for line in block[max(0, i - 8) : i + 1])
        if here.terminal or listed or not full:
            return True
    small = text[below.start].islower()
    if here.terminal:
        return not small and not (wraps and full)
    if not small and text[here.end - 1] not in ",;-–—(":
        goes_on = full
    else:
        goes_on = small or here.end - here.start <= _WIDEST_WRAP
    if not goes_on:
        return True
    return _is_credit(text, here.start, here.end) or _is_credit(text, below.start, below.end)


# ------------------------------------------------------------------------------------- sentences

# Words that stand in capitals only where a sentence begins (or in a title).
_STARTERS: Final = frozenset(
    "The A An In On At He She It They We You I But And Or So If When While After Before As For From"
    " With Without To This That These Those There Here His Her Its Their Our My Your Who What Where"
    " Why How Since Although Though However Meanwhile Also Some Many Most Both Such No Not By Under"
    " During Once Until One Two Three Several Another Each Every All Any Now Then Still Yet Even"
    " Just Only More Because Unlike Among According Instead Earlier Later Nor Nevertheless"
    " Nonetheless Moreover Furthermore Therefore Thus Hence Despite Through Other Others Few"
    " Mr Mrs Ms Between Perhaps Maybe Never Whether Which Do Does Did"
    " Is Are Was Were Has Have Had".split()
)
# What may follow a clock time in the same sentence: "9 a.m. Monday", "5 p.m. ET".
_AFTER_CLOCK: Final = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June"
    " July August September October November December Mon Tue Tues Wed Thu Thurs Fri Sat Sun Jan"
    " Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec ET EST EDT CT CST CDT MT MST MDT PT PST PDT GMT"
    " UTC BST CET CEST IST JST AEST AEDT Eastern Central Mountain Pacific Greenwich Local Moscow"
    " Beijing Tokyo Baghdad Jerusalem".split()
)
# A question or cry in quotes goes on with its speaker: "Really?" Ms. Doe asked.
_SPEECH: Final = (
    "said says asked asks told tells added adds wrote writes tweeted posted shouted yelled replied"
    " responded continued exclaimed recalled explained wondered quipped joked chanted read reads"
    " demanded cried remarked declared"
)
_SPEAKER: Final = re.compile(
    r"(?:[A-Z][\w.'’-]{0,30}\s{1,2}){1,5}(?:" + "|".join(_SPEECH.split()) + r")\b"
)
_WHOLE_CREDIT: Final = re.compile(_SPEAKER.pattern + r"\s*(?:\.|\Z)")
_PARTICLES: Final = frozenset("de da di del della van von der den la le al el bin ibn".split())

_END: Final = re.compile(
    r"""
    (?P<run>[.!?…‽؟۔।॥։።။។]+(?:[ \u00a0]{1,2}[.…]+(?!\w))*|[。！？｡]+)
    (?P<close>(?:[)\]}»”’"'*_」』）】》]|[ \u00a0](?:''|”|»)|“(?=\s|\Z)|\[\d{1,3}\])*)
    """,
    re.VERBOSE,
)
_NEXT: Final = re.compile(
    r"(?P<open>[\"'“‘«„`(\[{*_¿¡「『（【《]*)(?P<word>[^\W_]{1,40}(?:[.'’-][^\W_]{1,40})?)?"
)
_DOTTED: Final = re.compile(r"(?:[^\W\d_]\.){1,}[^\W\d_]\Z|Ph\.D\Z")
_LAST_WORD: Final = re.compile(r"[^\s\"'“”‘’«»(\[{`*_/—–-]*\Z")
_TAIL: Final = 8
_CJK_STOP: Final = "。！？｡"


@lru_cache(maxsize=1)
def _abbreviations() -> dict[str, frozenset[str]]:
    """Section name to words, from data/abbreviations.txt."""
    sections: dict[str, set[str]] = {}
    current: set[str] = set()
    content = files("consistency").joinpath("data/abbreviations.txt").read_text(encoding="utf-8")
    for line in content.splitlines():
        if line.startswith("#") or not line.strip():
            continue
        if line.startswith("["):
            current = sections.setdefault(line.strip("[] "), set())
        else:
            current.update(word.rstrip(".") for word in line.split())
    return {name: frozenset(words) for name, words in sections.items()}


def _boundaries(text: str, start: int, end: int) -> Iterator[int]:
    """Offsets at which a sentence of the paragraph ends (its closing marks included)."""
    marks, counted = 0, start
    at = start
    while True:
        match = _END.search(text, at, end)
        if match is None:
            return
        at = match.end()
        # A straight mark that stands apart (". " he said) closes if one is open.
        if text[at : at + 1] == " " and text[at + 1 : at + 2] == '"':
            marks += text.count('"', counted, at)
            counted = at
            after = text[at + 2 : at + 3]
            if marks % 2 and (not after or after.isspace()):
                at += 2
        if end - at < _TAIL and not any(char.isalnum() for char in text[at:end]):
            return  # a closing mark or an emoji that stands apart belongs to the last sentence
        if _ends(text, start, match, at, end):
            yield at


def _ends(text: str, start: int, match: re.Match[str], at: int, end: int) -> bool:
    """Whether the terminal run that ends at `at` ends a sentence. `at` is inside the paragraph."""
    run, close = match.group("run"), text[match.end("run") : at]
    space = _SPACE.match(text, at, end)
    resume = space.end() if space else at
    if resume == end:
        return False
    if run[0] in _CJK_STOP:
        # Text right after a closing bracket is the speaker: 「…。」と述べた
        return not close or resume > at
    if resume == at:
        return False
    following = _NEXT.match(text, resume, end)
    assert following is not None  # every part of the pattern is optional
    word = following.group("word") or ""
    opened = following.group("open")
    if not word:
        return _symbol_starts(text, following.end(), end, bool(opened))
    if not _may_start(text, word, following.end(), end):
        return False
    if run == "." and _is_point(text, match.start(), word):
        return False
    last = _last_word(text, start, match.start())
    quote_closed = _closes_quote(close)
    if not _CRIES.isdisjoint(run):
        if quote_closed or close.endswith(("'", "’")):
            return not _is_credited(_SPEAKER, text, following, end)
        return _cry_ends(run, last, word)
    if len(run) > 1 or run == "…":
        return _ellipsis_ends(text, match.start(), run, word, quote_closed)
    if quote_closed:
        # "... the vote." Doe said. (a slip for a comma; the credit is nothing on its own)
        return not _is_credited(_WHOLE_CREDIT, text, following, end)
    return run != "." or _stop_ends(text, last, word, following.end("word"), opened)


_CRIES: Final = frozenset("!?‽؟")


def _closes_quote(close: str) -> bool:
    """Whether closing marks end a quotation, by marks that nothing else has."""
    return any(mark in close for mark in '"”“»') or "''" in close


def _is_credited(credit: re.Pattern[str], text: str, following: re.Match[str], end: int) -> bool:
    """Whether a quotation goes on with its speaker, outside any marks."""
    return not following.group("open") and credit.match(text, following.start(), end) is not None


def _is_point(text: str, stop: int, word: str) -> bool:
    """Whether a stop that stands apart is a decimal point: "8 . 5 percent" in split copy."""
    apart = text[stop - 1 : stop] == " "
    return apart and word[0].isdigit() and text[stop - 2 : stop - 1].isdigit()


def _last_word(text: str, start: int, stop: int) -> str:
    """The word before a stop, which may stand apart in split copy: "Dr . Crane", "5 p . m ."."""
    apart = text[stop - 1 : stop] == " "
    if apart:
        stop -= 1
    before = _LAST_WORD.search(text, max(start, stop - 30), stop)
    last = before.group() if before else ""
    clock = apart and last == "m" and text[stop - 5 : stop - 1] in ("a . ", "p . ")
    return "p.m" if clock else last


def _cry_ends(run: str, last: str, word: str) -> bool:
    """Whether "!" or "?" ends a sentence; in a name ("Yahoo! Inc.") it does before a starter."""
    named = run == "!" and last in _abbreviations()["bang"]
    return not named or _stem(word) in _STARTERS


def _may_start(text: str, word: str, word_end: int, end: int) -> bool:
    """Whether a word can begin a sentence: not in small letters, unless a name does so."""
    if not word[0].islower():
        return True
    if any(letter.isupper() for letter in word[1:]):  # iPhone, al-Amin
        return True
    return (
        word in _PARTICLES
        and text[word_end : word_end + 1] == " "
        and (text[word_end + 1 : word_end + 2].isupper())
    )


def _symbol_starts(text: str, at: int, end: int, opened: bool) -> bool:
    """Whether a sentence begins with a mark that is no letter or digit ("$5", an emoji)."""
    if at >= end:
        return opened
    char = text[at]
    if char in "$£€¥₹#@&%" or ord(char) > 0x2190:
        return True
    return opened and char in ".…$"


def _ellipsis_ends(text: str, at: int, run: str, word: str, quote_closed: bool) -> bool:
    """Four dots end a sentence; three do before a word that starts one."""
    if quote_closed or run.replace("…", "...").count(".") >= 4:
        return True
    stem = _stem(word)
    if stem == "I":
        return at > 0 and not text[at - 1].isspace()
    return stem in _STARTERS


def _stem(word: str) -> str:
    """The word without its clitic: "It's" is "It"; "A-10" is no article."""
    return word.replace("’", "'").partition("'")[0]


def _stop_ends(text: str, last: str, word: str, word_end: int, opened: str) -> bool:
    """Whether a single full stop after the word `last` ends a sentence before `word`."""
    known = _abbreviations()
    # "GOV. BRANDT" in copy all in capitals; but "the SEC. The agency" ends with a name.
    shouted = len(last) > 1 and last.isupper() and len(word) > 1 and word.isupper()
    forms = (last, last.capitalize()) if shouted else (last,)
    if any(form in known["title"] for form in forms):
        return False
    digit = word[0].isdigit()
    if any(form in known["number"] for form in forms):
        return not digit
    stem = _stem(word)
    # "George W. A. Doe", "U.S. No. 2": an initial or a number mark starts nothing.
    dot_follows = text[word_end : word_end + 1] == "." or text[word_end : word_end + 2] == " ."
    starts = stem in _STARTERS and not (dot_follows and stem in ("A", "I", "No"))
    if last.lower() in ("a.m", "p.m"):
        return (
            not digit
            and word.rstrip(".") not in _AFTER_CLOCK
            and text[word_end : word_end + 5] != " time"
        )
    if (len(last) == 1 and last.isupper()) or _DOTTED.search(last):
        return starts
    if any(form in known["other"] for form in forms):
        return starts
    return True


# ----------------------------------------------------------------------------------------- roles

_NAME_WORDS: Final = r"[A-Z][\w.'’-]{0,40}"
_CREDIT: Final = re.compile(
    rf"(?:By|BY|by)\s+(?:{_NAME_WORDS}|and|AND|for|FOR|of|the|in|at|[|,&/•·–—-]|\S{{1,40}}@\S{{1,60}})"
    rf"(?:[,;]?\s+(?:{_NAME_WORDS},?|and|AND|for|FOR|of|the|in|at|[|,&/•·–—-]|\S{{1,40}}@\S{{1,60}}))"
    r"{0,13}\Z"
)
# When an article was put online: nothing but words of dates and times and "Published" or the like,
# with a label, a month and a figure, a date in figures, or a time with its half of the day.
_MONTH: Final = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_STAMPED: Final = (
    r"(?:story\s+)?(?:(?:first|last|originally)\s+)?"
    r"(?:published|posted|updated|created|edited|modified|uploaded)(?:\s+(?:time|date|online))?\b"
)
_STAMP: Final = re.compile(
    rf"""
    (?= [^\d]*\d)
    (?= .*(?:{_STAMPED} | \b{_MONTH}\s*,?\s*\d | \d(?:st|nd|rd|th)?\s+{_MONTH}
            | \b\d{{1,4}}\s?[/.-]\s?\d\d?\s?[/.-]\s?\d\d | \d\s?:\s?\d\d\s*[ap]\.?\s?m\b))
    (?: (?> {_STAMPED} | {_MONTH}
          | (?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?
          | \d{{1,4}}(?:st|nd|rd|th)?(?!\d)(?:(?=[ap]m\b)|(?![a-z]))
          | [ap]\s?\.?\s?m\b\.?
          | (?:at|on|noon|midnight|local|time)\b
          | (?:gmt|utc|bst|c?est|cet|eest|eet|ist|jst|ak[ds]?t|[ecmp][ds]?t|a[ecw][ds]t)\b
          | [,:;/.|()+–—-] ) \s*+ )++
    """,
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
# A web address alone; with its parts set apart, as tokenised copy has it, whatever follows.
_ADDRESS: Final = re.compile(r"(?:https?|ftp)://\S+|www\.\S+|https?\s:\s/\s/\s.*", re.IGNORECASE)
# Whole paragraphs that say how the page was made or where to click.
_ALONE: Final = re.compile(
    r"""
      (?:advertisement|ad|sponsored(?:\s+content)?|loading\.*|share(?:\s+this.{0,40})?|comments?)
    | -\s*30\s*-
    | \(?(?:read|see|watch|learn|find)\s+(?:more|also|next|the\s+full\s+(?:story|article))\b
      .{0,160}
    | (?:also\s+read|see\s+also|related|more|watch|video|listen|photos?|gallery|recommended|next)
      (?:\s+(?:stories|articles|coverage|story|on\s+this\s+story|from\s+.{1,40}))?\s*:.{0,160}
    | (?:more|related|recommended|top|latest)\s+(?:stories|articles|coverage|news|links|videos)
    | (?:continue\s+reading|story\s+continues|article\s+continues)\b.{0,80}
    | click\s+(?:here|on)\b.{0,160}
    | \(?(?:photo|image|picture|video|graphic)s?(?:\s+credit)?\s*(?::|by|from|courtesy\s+of)
      \s+.{1,120}
    | \(?(?:ap|afp|reuters|file)\s+photo\b.{0,120}
    | .{0,80}(?:/|\bvia\s+)(?:getty\s+images|reuters|afp|ap(?:\s+photo)?|shutterstock|epa)\)?
    | by\s+(?:our|a|the)\s+(?:own\s+)?(?:[\w-]+\s+){0,3}
      (?:staff|desk|correspondents?|reporters?|writers?|agencies|team)\b.{0,60}
    | [*_]*sources?\s*:\s.{1,200}
    | (?-i:[A-Z][A-Z .'’/-]{1,40})(?:,\s+[\w.\s]{1,30})?\s+\([^()]{1,30}\)\s*[-–—_]+
    """,
    re.IGNORECASE | re.VERBOSE,
)
# Sentences that do so wherever they stand.
_ANYWHERE: Final = re.compile(
    r"""
      (?:editor['’]?s?['’]?\s+)?note:\s.{0,200}\b(?:original\s+article|sourced\s+from|originally\s+
      (?:published|appeared)|first\s+(?:published|appeared)|syndicated|republished|generated\s+by).*
    | this\s+(?:article|story|report|post|piece)\s+(?:was|is|has\s+been|first|originally)\s+
      (?:\w+\s+){0,2}?(?:published|appeared|produced\s+by|provided\s+by|republished|syndicated
      |generated|sourced|adapted\s+from)\b.*
    | this\s+is\s+a\s+(?:developing|breaking(?:\s+news)?)\s+story\b.*
    | (?:please\s+)?(?:check|come)\s+back\s+(?:soon\s+|later\s+|here\s+)?for\s+(?:\w+\s+)?updates.*
    | [(\[]?(?:additional\s+|further\s+|other\s+)?(?:reporting|writing|editing|compiled|edited
      |written|reported|photography|translation|translated)\s+(?:and\s+\w+\s+)?by\s+(?-i:[A-Z]).*
    | .*\bcontributed\s+(?:\w+\s+){0,3}to\s+this\s+(?:report|story|article|post|piece)[.)]*
    | (?:the\s+)?(?:associated\s+press|ap|reuters|afp|bloomberg)\s.{0,300}\bcontributed[.)]*
    | .{0,80}\b(?:staff\s+)?(?:writers?|reporters?|researchers?)\s.{0,250}\bcontributed[.)]*
    | (?:please\s+)?(?:sign\s+up|subscribe)\s+(?:for|to|now|here|today)\b.*
    | (?:get|receive)\s+(?:the\s+|our\s+|all\s+)*(?:latest\s+)?.{0,60}\bnewsletters?\b.*
    | follow\s+(?:us|.{1,60})\s+on\s+(?:twitter|x|facebook|instagram|threads|youtube|tiktok
      |social)\b.*
    | (?:join|like)\s+us\s+on\s+(?:twitter|facebook|instagram|telegram|whatsapp).*
    | download\s+(?:our|the)\s+.{0,40}\bapp\b.*
    | (?:copyright\s*(?:©|\(c\)|\d{4}|by\b)|©|\(c\)\s*\d{4}).*
    | all\s+rights\s+reserved\.?
    | this\s+material\s+may\s+not\s+be\s+published.*
    """,
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
_CREDITED: Final = re.compile(r"[,?!][\"”’»]|['’]{2}(?=\s).*\b(?:said|says)\Z")
# A question that joins on to the text before it is running text: "But will it hold?"
_JOINS_ON: Final = re.compile(r"(?:And|But|Or|So|Yet|Then|Because)\b")
_EDGE_OPEN: Final = "\"'“‘«„`([*_ "
_QUESTION_END: Final = re.compile(r"[?？؟][!?？]*[)\]*_]*\Z")


def _is_credit(text: str, start: int, end: int) -> bool:
    """Whether a line is a byline ("By Jane Doe, Staff Writer")."""
    return end - start <= 160 and _CREDIT.match(text, start, end) is not None


@lru_cache(maxsize=4096)
def _is_boilerplate(text: str, alone: bool) -> bool:
    """Whether a sentence says how the page was made. `alone`: it is a whole paragraph."""
    if len(text) > _BOILERPLATE_CHARS:
        return False
    if _ANYWHERE.fullmatch(text) or is_furniture(text, alone):
        return True
    return alone and (
        _ALONE.fullmatch(text) is not None
        or _STAMP.fullmatch(text) is not None
        or _ADDRESS.fullmatch(text) is not None
        or _CREDIT.fullmatch(text.rstrip(".")) is not None
    )


def _whole_quotes(
    spans: list[tuple[int, int]], quotes: tuple[Span, ...], at: int
) -> list[tuple[int, int]]:
    """Join the sentences that one quotation spans.

    A quotation with its frame is one utterance: "It burned. We ran," she said. Of the sentence ends
    inside quotations that people marked in 25 pairs of reports, they kept 92 of 93 together, and
    links between sentences come out better so (docs/decisions).
    """
    joined: list[tuple[int, int]] = []
    reached = at
    for start, end in spans:
        while reached < len(quotes) and quotes[reached].end <= start:
            reached += 1
        inside = reached < len(quotes) and quotes[reached].start < start
        if joined and inside and quotes[reached].start < joined[-1][1]:
            joined[-1] = joined[-1][0], end
        else:
            joined.append((start, end))
    return joined


def _in_quotes(text: str, start: int, end: int, quotes: tuple[Span, ...], at: int) -> bool:
    """Whether a sentence lies wholly inside the quoted span `quotes[at]`."""
    if at >= len(quotes):
        return False
    while start < end and text[start] in _EDGE_OPEN:
        start += 1
    while end > start and text[end - 1] in _CLOSE_QUOTES + ")]*_ ":
        end -= 1
    return start < end and quotes[at].start <= start and end <= quotes[at].end


def _looks_heading(text: str, paragraph: _Paragraph, before_list: bool) -> bool:
    """Whether an unmarked paragraph reads as a heading: one short line without a final stop."""
    start, end = paragraph.start, paragraph.end
    if paragraph.lines > 3 or paragraph.item or paragraph.table or end - start > _HEADING_CHARS:
        return False
    line = text[start:end]
    words = line.split()
    if len(words) > _HEADING_WORDS or line[0].islower() or not any(c.isalpha() for c in line):
        return False
    if line.endswith(":"):
        return before_list and len(words) <= 5
    # "We are ready," she said: a quotation with its credit is no heading.
    if _CREDITED.search(line):
        return False
    return _TRAILING.search(line, max(0, len(line) - 12)) is None and line[-1] not in ",;"


def _stands_alone(question: str) -> bool:
    """Whether a paragraph of one question heads an answer, as a FAQ's do.

    A long one, or one that joins on to the text before it, is running text and may hold facts.
    """
    short = len(question) <= _HEADING_CHARS and len(question.split()) <= _HEADING_WORDS
    return short and _JOINS_ON.match(question) is None


def split(article: Article) -> tuple[Sentence, ...]:
    """The article's sentences in order, with their roles.

    Spans never overlap, are never empty and have no white space at their edges; `text[start:end]`
    is the sentence's `text`. An empty or blank text has none. Never raises.
    """
    text = article.text
    paragraphs = _paragraphs(text, article.boilerplate)
    quotes = quoted(text, (Span(paragraph.start, paragraph.end) for paragraph in paragraphs))
    at = 0
    sentences: list[Sentence] = []
    only = sum(not paragraph.boilerplate for paragraph in paragraphs) == 1
    for number, paragraph in enumerate(paragraphs):
        spans = _whole_quotes(_sentence_spans(text, paragraph), quotes, at)
        spans = [window for span in spans for window in _windows(text, *span)]
        after = paragraphs[number + 1] if number + 1 < len(paragraphs) else None
        part = _Part(
            paragraph,
            alone=len(spans) == 1,
            only=only,
            heading=not only and _is_heading(text, paragraph, after, len(spans)),
            boilerplate=paragraph.boilerplate or _is_captioned(text, paragraph, len(spans)),
        )
        for start, end in spans:
            while at < len(quotes) and quotes[at].end <= start:
                at += 1
            role = _role(text, part, start, end, quotes, at)
            printed = text[start:end]
            sentences.append(
                Sentence(article.id, len(sentences), start, end, role, printed, number)
            )
    return _read_in_part(text, sentences)


@dataclass(frozen=True, slots=True)
class _Part:
    """What a paragraph says of its sentences: whether there is but one (`alone`), whether no other
    paragraph tells anything (`only`), whether it heads others or is no part of the story."""

    paragraph: _Paragraph
    alone: bool
    only: bool
    heading: bool
    boilerplate: bool


def _is_heading(text: str, paragraph: _Paragraph, after: _Paragraph | None, count: int) -> bool:
    """Whether a paragraph of `count` sentences is marked as a heading, or one that reads so."""
    if paragraph.heading or after is None or count != 1:
        return paragraph.heading
    return _looks_heading(text, paragraph, after.item)


def _is_captioned(text: str, paragraph: _Paragraph, count: int) -> bool:
    """Whether a paragraph of several sentences is what stands under a picture."""
    return (
        count > 1
        and paragraph.end - paragraph.start <= _BOILERPLATE_CHARS
        and is_caption(text[paragraph.start : paragraph.end])
    )


def _role(text: str, part: _Part, start: int, end: int, quotes: tuple[Span, ...], at: int) -> Role:
    """What a sentence is to its text; `quotes[at]` is the first quotation that may hold it."""
    printed, paragraph = text[start:end], part.paragraph
    if part.boilerplate or _is_boilerplate(printed, part.alone):
        return Role.BOILERPLATE
    asks = _QUESTION_END.search(printed, max(0, len(printed) - 12)) is not None
    spoken = not paragraph.heading and (printed[0] in _EDGE_OPEN or not asks)
    if spoken and _in_quotes(text, start, end, quotes, at):
        return Role.QUOTE
    heads = part.alone and asks and (paragraph.heading or _stands_alone(printed))
    if not part.only and (paragraph.asked or heads):
        return Role.QUESTION
    return Role.HEADING if part.heading else Role.BODY


def _read_in_part(text: str, sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """The sentences, where the text has few stretches without an end of a sentence; beyond
    `_MOST_UNENDED` characters of them, the rest of each is one `unread` piece."""
    if len(text) <= _MOST_UNENDED:
        return tuple(sentences)
    found: list[Sentence] = []
    left = _MOST_UNENDED
    for unended, run in groupby(sentences, lambda sentence: _unended(text, sentence)):
        here = list(run)
        if unended and here[-1].end - here[0].start > LONGEST:
            sizes = accumulate(sentence.end - sentence.start + _A_LINE for sentence in here)
            read = [sentence for sentence, size in zip(here, sizes, strict=True) if size <= left]
            rest = here[len(read) :]
            left -= sum(sentence.end - sentence.start + _A_LINE for sentence in read)
            if rest and rest[-1].end - rest[0].start > LONGEST:
                span = rest[0].start, rest[-1].end
                one = replace(rest[0], end=span[1], role=Role.BOILERPLATE, text=text[slice(*span)])
                here = [*read, one]
        found.extend(here)
    return tuple(replace(sentence, index=i) for i, sentence in enumerate(found))


def _unended(text: str, sentence: Sentence) -> bool:
    """Whether a sentence has no end, as a row of a table or a piece of a line that was cut."""
    cut = sentence.end - sentence.start > LONGEST // 2
    return (
        cut or _TRAILING.search(text, max(sentence.start, sentence.end - 12), sentence.end) is None
    )


def _windows(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A span as it is, or one that no prose is as long as in stretches, cut at a space if there is
    one: what later stages do with one sentence may need the square of its length."""
    while end - start > LONGEST:
        cut = text.rfind(" ", start + LONGEST // 2, start + LONGEST) + 1 or start + LONGEST
        window = _trim(text, start, cut)
        if window[0] < window[1]:
            yield window
        start = _trim(text, cut, end)[0]
    if start < end:
        yield start, end


def _sentence_spans(text: str, paragraph: _Paragraph) -> list[tuple[int, int]]:
    """The spans of one paragraph's sentences; a table's line is one, and a single character."""
    if paragraph.table or paragraph.end - paragraph.start == 1:
        return [(paragraph.start, paragraph.end)]
    spans: list[tuple[int, int]] = []
    begin = paragraph.start
    for stop in (*_boundaries(text, paragraph.start, paragraph.end), paragraph.end):
        start, end = _trim(text, begin, stop)
        if start < end:
            spans.append((start, end))
        begin = stop
    return spans
