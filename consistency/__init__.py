"""Say where news reports on the same story agree, diverge, or stand alone.

from consistency import Article, check
report = check([Article(id="a", text=...), Article(id="b", text=...)])
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from consistency.errors import ConsistencyError, InputError, ModelError, SettingsError
from consistency.model import Article, Finding, Mention, Report

if TYPE_CHECKING:
    from consistency.pipeline import check, extract

__version__ = "0.1.0"

__all__ = [
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


def __getattr__(name: str) -> Any:
    # numpy and the lexicon load with the pipeline, which `consistency --help` does not need.
    if name in ("check", "extract"):
        from consistency import pipeline

        return getattr(pipeline, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
