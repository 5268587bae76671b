"""The invented stories of fixtures/, as articles, and one encoder for all tests that need it."""

from __future__ import annotations

import json
from functools import cache, lru_cache
from pathlib import Path

from consistency import Article, embed
from consistency.read import read

FIXTURES = Path(__file__).parent.parent / "fixtures"


def names() -> list[str]:
    """The folders of fixtures/ that hold a story."""
    return sorted(path.parent.name for path in FIXTURES.glob("*/gold.json"))


@cache
def story(name: str) -> tuple[Article, ...]:
    """A story's articles, with the dates that its gold file gives."""
    folder = FIXTURES / name
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    published = gold.get("published", {})
    articles = []
    for file in gold["articles"]:
        key = Path(file).stem
        when = published.get(key) or published.get(file)
        articles.append(read(folder / file, id=key, published=_date(when)))
    return tuple(articles)


def _date(text: str | None):
    from datetime import date, datetime

    if not text:
        return None
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


@lru_cache(maxsize=1)
def encoder() -> embed.Encoder:
    """The packaged model; vectors are kept for the length of the test run."""
    return _Remembering(embed.load())


class _Remembering:
    """An encoder that encodes a text once: the laws check the same texts over and over."""

    def __init__(self, inner: embed.Encoder) -> None:
        self._inner = inner
        self._known: dict[str, tuple] = {}
        self.name, self.digest = inner.name, inner.digest

    def encode(self, texts, progress=None):
        import numpy as np

        new = sorted({text for text in texts if text not in self._known})
        if new:
            vectors = self._inner.encode(new)
            for i, text in enumerate(new):
                self._known[text] = vectors.sentence[i], vectors.words[i]
        rows = [self._known[text] for text in texts]
        width = rows[0][0].shape[0] if rows else 1
        sentence = np.array([row[0] for row in rows], dtype=np.float32).reshape(-1, width)
        return embed.Vectors(sentence, tuple(row[1] for row in rows))
