"""Write a page for every rule, and a table of them: python scripts/write_rules.py docs/rules."""

from __future__ import annotations

import sys
from pathlib import Path

from consistency import guide
from consistency.pipeline import rules


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    wanted = guide.pages(rules())
    for old in folder.glob("*.md"):
        if old.name not in wanted:
            old.unlink()
    for name, text in wanted.items():
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
