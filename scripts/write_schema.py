"""Write the schema of reports from the kinds of fact: python scripts/write_schema.py FILE."""

from __future__ import annotations

import sys
from pathlib import Path

from consistency.facts import FACT_TYPES
from consistency.schema import schema_of, text_of

if __name__ == "__main__":
    Path(sys.argv[1]).write_text(text_of(schema_of(FACT_TYPES)), encoding="utf-8")
