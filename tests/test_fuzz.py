"""A few rounds of the fuzzer; `make fuzz SECONDS=3600` runs it for long, with the real models."""

from __future__ import annotations

import fuzz
from consistency import embed


def test_mutated_articles_keep_the_laws() -> None:
    assert fuzz.run(20, 7, {"encoder": embed.load("lexical")}, most=12) >= 1


def test_every_mutation_changes_something() -> None:
    import random

    text = 'She said "no" to 12 men.\nThen he left.\n'
    for mutation in fuzz.MUTATIONS:
        assert any(mutation(text, random.Random(i)) != text for i in range(9))
