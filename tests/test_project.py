"""What holds for the project as a whole: its public names, codes and contracts."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import consistency
from consistency import pipeline
from consistency.model import FactType, Relation


def test_the_public_names_are_exactly_these() -> None:
    assert consistency.__all__ == [
        "Article",
        "ConsistencyError",
        "Finding",
        "InputError",
        "Mention",
        "ModelError",
        "Report",
        "SettingsError",
        "check",
        "extract",
    ]
    assert all(getattr(consistency, name) for name in consistency.__all__)


def test_codes_and_names_of_rules_are_unique() -> None:
    rules = pipeline.rules()
    assert len({rule.code for rule in rules}) == len(rules)
    assert len({rule.name for rule in rules}) == len(rules)


def test_codes_are_a_prefix_and_three_digits() -> None:
    assert all(rule.code[:3].isalpha() and rule.code[3:].isdigit() for rule in pipeline.rules())


def test_every_agreement_has_a_rule() -> None:
    from consistency.facts import FACT_TYPES

    codes = {rule.code for rule in pipeline.rules()}
    fact_type: FactType
    for fact_type in FACT_TYPES:
        agrees = any(rung.relation is Relation.EQUAL for rung in fact_type.ladder)
        assert (f"{fact_type.prefix}001" in codes) == agrees


def test_importing_the_package_starts_no_model() -> None:
    code = (
        "import sys, consistency; consistency.check;"
        "print([m for m in ('torch', 'sentence_transformers', 'pandas') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_no_file_is_longer_than_one_reads_in_a_sitting() -> None:
    package = Path(consistency.__file__).parent
    lines = {
        str(path.relative_to(package)): len(path.read_text(encoding="utf-8").splitlines())
        for path in package.rglob("*.py")
    }
    assert {name: count for name, count in lines.items() if count > 800} == {}
