"""What people who know their copy call noise: patterns to ignore, and marked stretches.

Patterns are matched by RE2, in time linear in the text whatever they are; what it can't express
(look-around, back-references) is an error that says so. Matched text becomes boilerplate.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any, Final

from consistency.errors import SettingsError
from consistency.model import Article, Notice, Span

_LONGEST: Final = 1000
_MARK: Final = re.compile(r"<!--\s*consistency:\s*(ignore|end)\s*-->", re.IGNORECASE)


# ---------------------------------------------------------------------------------------- patterns


@lru_cache(maxsize=256)
def pattern(source: str) -> Any:
    """A compiled pattern. Raises `SettingsError` for one that is broken, empty or too costly."""
    import re2

    options = re2.Options()
    options.log_errors = False
    options.max_mem = 8 << 20
    shown = source if len(source) <= 60 else source[:57] + "..."
    if len(source) > _LONGEST:
        raise SettingsError(f"ignore-text {shown!r}: is over {_LONGEST} characters: shorten it")
    try:
        made = re2.compile(source, options)
    except (re2.error, ValueError, UnicodeError) as error:
        said = error.args[0] if error.args else str(error)
        said = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
        raise SettingsError(
            f"ignore-text {shown!r}: is no pattern that can be used ({said}): use a regular"
            " expression without look-around or back-references"
        ) from None
    if made.search("") is not None:
        raise SettingsError(
            f"ignore-text {shown!r}: matches where there is nothing: say what it must contain"
        )
    return made


def check(patterns: Iterable[str]) -> None:
    """Raise `SettingsError` for the first pattern that can't be used."""
    for source in patterns:
        pattern(source)


def ignored(article: Article, patterns: Sequence[str]) -> Article:
    """The article with what the patterns match as boilerplate, and a notice of how much that is.

    A pattern is matched line by line, so that ".*" ends where its line does.
    """
    if not patterns:
        return article
    found = [
        Span(*match.span())
        for source in patterns
        for match in pattern(source).finditer(article.text)
        if match.group().strip()
    ]
    spans = _merged(found)
    if not spans:
        return article
    size = sum(map(len, spans))
    if size >= len(article.text.strip()):
        pattern_list = ", ".join(patterns)[:80]
        raise SettingsError(f"ignore-text {pattern_list}: leaves nothing of {article.path}")
    places = "passage" if len(spans) == 1 else "passages"
    message = f"{len(spans)} {places} ({size} characters) left out that ignore-text matches"
    return replace(
        article,
        boilerplate=_merged([*article.boilerplate, *spans]),
        notices=(*article.notices, Notice("ignored-text", message, article.id or None)),
    )


def _merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans in order, those that overlap as one."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start < merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        elif len(span):
            merged.append(span)
    return tuple(merged)


# ------------------------------------------------------------------------------- marked stretches


def without_ignored(source: str) -> tuple[str, tuple[int, bool]]:
    """Markdown or HTML with what stands between "<!-- consistency: ignore -->" and "… end -->" as
    blanks, so that all other text keeps its place; with the number of characters that was, and
    whether the last mark has no end (the rest is ignored then)."""
    pieces, at, size = [], 0, 0
    opened = -1
    for start, end, kind in _marks(source):
        if kind == "ignore" and opened < 0:
            pieces.append(source[at:start])
            opened, at = end, start
        elif kind == "end" and opened >= 0:
            size += len("".join(source[opened:start].split()))
            pieces.append(_blank(source[at:end]))
            opened, at = -1, end
    if opened < 0:
        pieces.append(source[at:])
        return "".join(pieces), (size, False)
    size += len("".join(source[opened:].split()))
    pieces.append(_blank(source[at:]))
    return "".join(pieces), (size, True)


def _marks(source: str) -> Iterator[tuple[int, int, str]]:
    for match in _MARK.finditer(source):
        yield match.start(), match.end(), match[1].lower()


def _blank(text: str) -> str:
    return re.sub(r"[^\r\n]", " ", text)


def cut_notices(cut: tuple[int, bool], name: str) -> tuple[Notice, ...]:
    """The notice of what was cut, if anything was."""
    size, unclosed = cut
    if not size:
        return ()
    rest = ", to the end of the file, for want of an end mark" if unclosed else ""
    return (
        Notice("ignored-text", f"{size} characters of {name} left out that it marks as such{rest}"),
    )
