"""Mutated fixtures against the laws: splice, delete, duplicate, unicode, numbers, quotes.

    python tests/fuzz.py --seconds 3600 --seed 1 --model packaged

Each round takes two articles of a fixture, spoils one, and holds the report to what must be true of
any text: offsets are exact, the order of the articles changes nothing, an article against itself
shows no divergence that it does not have alone, every renderer ends. A failure prints its seed.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from laws import between_articles, essence

FIXTURES = Path(__file__).parent.parent / "fixtures"
_ODD = [
    *(
        "\u200b",
        "\u202e",
        "\ufeff",
        "\u0301",
        "\x00",
        "\x1b[31m",
        "\ud83d\ude00",
        "😀",
        "ﬁ",
        "１２",
    ),
    *("\r\n", "\u2028", "\x85", "\u00a0", "\u2009", "«", "‹", "„", "“", "”", "''", "|", "#", "`"),
]


def _splice(text: str, dice: random.Random) -> str:
    a, b = sorted(dice.randrange(len(text) + 1) for _ in range(2))
    at = dice.randrange(len(text) + 1)
    return text[:at] + text[a : min(b, a + 200)] + text[at:]


def _delete(text: str, dice: random.Random) -> str:
    at = dice.randrange(len(text) + 1)
    return text[:at] + text[at + dice.choice((1, 1, 5, 40)) :]


def _duplicate(text: str, dice: random.Random) -> str:
    lines = text.splitlines(keepends=True)
    at = dice.randrange(len(lines) or 1)
    return "".join(
        [*lines[: at + 1], *lines[at : at + 1] * dice.choice((1, 2, 20)), *lines[at + 1 :]]
    )


def _unicode(text: str, dice: random.Random) -> str:
    at = dice.randrange(len(text) + 1)
    return text[:at] + dice.choice(_ODD) * dice.choice((1, 1, 30)) + text[at:]


def _numbers(text: str, dice: random.Random) -> str:
    value = dice.choice(
        ("0", "-1", "1e999", "9" * 400, "3.14", "1/2", "½", "12,34", "$", "5%", "1900")
    )
    return re.sub(r"\d+", lambda m: value if dice.random() < 0.2 else m[0], text)


def _quotes(text: str, dice: random.Random) -> str:
    return re.sub(r"[\"'“”]|\b(?=said)", lambda m: dice.choice(('"', "'", "“", "”", "")), text)


MUTATIONS: Sequence[Callable[[str, random.Random], str]] = (
    _splice, _delete, _duplicate, _unicode, _numbers, _quotes,
)  # fmt: skip


def stories() -> list[list[str]]:
    """The texts of each fixture that has two or more."""
    found = []
    for folder in sorted(path for path in FIXTURES.iterdir() if path.is_dir()):
        texts = [p.read_text(encoding="utf-8") for p in sorted(folder.glob("*.txt"))]
        if len(texts) > 1:
            found.append(texts)
    return found


def hold(report: Any, articles: Sequence[Any]) -> None:
    """Law 3: every mention is what is printed where it says."""
    texts = {article.id: article.text for article in articles}
    for finding in report.findings:
        for account in finding.accounts:
            for m in account.mentions:
                assert texts[m.article][m.start : m.end] == m.text, (m.article, m.start, m.end)


def one(seed: int, texts: Sequence[Sequence[str]], models: dict[str, Any]) -> None:
    """One round. Raises `AssertionError`, or whatever the program raised."""
    from consistency import Article, check
    from consistency.model import Outcome
    from consistency.render import RENDERERS

    dice = random.Random(seed)
    left, right = dice.sample(dice.choice(texts), 2)
    for _ in range(dice.randint(1, 6)):
        right = dice.choice(MUTATIONS)(right, dice)
    if not right.strip():
        return
    articles = [Article("a", left), Article("b", right)]
    report = check(articles, **models)
    hold(report, articles)
    assert essence(check(articles[::-1], **models)) == essence(report), "order"
    for render in RENDERERS.values():
        render(report).encode("utf-8")
    itself = check([replace(articles[1], id=name) for name in ("b", "c")], **models)
    assert not between_articles(itself), "an article against itself"
    assert not [f for f in itself.findings if f.outcome is Outcome.SINGLE], "single against itself"


def run(seconds: float, seed: int, models: dict[str, Any], most: int = 10**9) -> int:
    """Rounds until the time is over; how many there were. A failure names its seed."""
    texts = stories()
    end, count = time.monotonic() + seconds, 0
    while time.monotonic() < end and count < most:
        try:
            one(seed * 1_000_000 + count, texts, models)
        except BaseException:
            print(f"seed {seed * 1_000_000 + count}", file=sys.stderr)  # noqa: T201
            raise
        count += 1
    return count


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--model", choices=["lexical", "packaged"], default="lexical")
    given = parser.parse_args()
    from consistency import embed, pipeline
    from consistency.cache import Memory

    cache = Memory()
    models: dict[str, Any] = {"encoder": embed.load("lexical")}
    if given.model == "packaged":
        reader = pipeline.load_reader(cache=cache)
        models = {"encoder": embed.load(cache=cache), "reader": reader}
    for number in range(10):
        seed = given.seed + number
        print(f"seed {seed}: {run(given.seconds / 10, seed, models)} rounds")  # noqa: T201


if __name__ == "__main__":
    main()
