"""Libraries that only some formats need: the extra `documents`."""

from __future__ import annotations

import importlib
from typing import Any

from consistency.errors import InputError


def needed(module: str, package: str, what: str) -> Any:
    """A module of the extra. Raises `InputError` with the install command where it is missing."""
    try:
        return importlib.import_module(module)
    except ImportError:
        raise InputError(
            f"{what}, which needs {package}: pip install 'article-consistency[documents]'"
        ) from None
