"""What each source's articles told over many stories: a table, as CSV or as a page with bars.

Per source: articles, facts told, how often an account was shared with another article, how often
not, conflicts, how often it stood alone against a majority, and how many of its articles are
near-copies of another one of its story. Articles that name no source count together.
"""

from __future__ import annotations

import csv
import io
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from consistency import output
from consistency.batch import Row
from consistency.errors import SettingsError
from consistency.render import to_html
from consistency.render.to_csv import guarded

UNKNOWN: Final = "(no source)"


@dataclass(frozen=True)
class Outlet:
    """The counts of one source; rates are None where nothing was compared."""

    source: str
    stories: int
    articles: int
    told: int
    agree: int
    diverge: int
    conflict: int
    outlier: int
    copies: int

    @property
    def agreement(self) -> float | None:
        """The share of compared facts on which another article gives the same account."""
        return _share(self.agree, self.agree + self.diverge)

    @property
    def outlier_rate(self) -> float | None:
        """The share of compared facts on which it stands alone against a majority."""
        return _share(self.outlier, self.agree + self.diverge)

    def to_dict(self) -> dict[str, Any]:
        """The counts and rates by their columns' names."""
        return {
            "source": self.source,
            "stories": self.stories,
            "articles": self.articles,
            "facts": self.told,
            "agree": self.agree,
            "diverge": self.diverge,
            "conflicts": self.conflict,
            "outliers": self.outlier,
            "copies": self.copies,
            "agreement": self.agreement,
            "outlier_rate": self.outlier_rate,
        }


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 3) if whole else None


def outlets(stories: Iterable[Row]) -> tuple[Outlet, ...]:
    """The sources of some stories' own rows, by name; rows of other kinds count nothing."""
    counts: Mapping[str, Counter[str]] = defaultdict(Counter)
    for row in stories:
        if row["entry"] != "story":
            continue
        articles = json.loads(str(row["value"]))["articles"]
        origins = Counter(article["origin"] for article in articles)
        here = set()
        for article in articles:
            count = counts[article["source"] or UNKNOWN]
            here.add(article["source"] or UNKNOWN)
            count["articles"] += 1
            count["copies"] += origins[article["origin"]] > 1
            for name in ("told", "agree", "diverge", "conflict", "outlier"):
                count[name] += article[name]
        for source in here:
            counts[source]["stories"] += 1
    names = ("stories", "articles", "told", "agree", "diverge", "conflict", "outlier", "copies")
    return tuple(
        Outlet(source, **{name: count[name] for name in names})
        for source, count in sorted(counts.items())
    )


# --------------------------------------------------------------------------------------- output


def check_form(path: Path) -> None:
    """Refuse a summary that is neither a table nor a page."""
    if path.suffix.lower() not in (".csv", ".html", ".htm"):
        raise SettingsError(f"{path}: a summary is .csv or .html")


def write(path: Path, stories: Iterable[Row]) -> None:
    """Write the summary as the path's suffix says."""
    check_form(path)
    found = outlets(stories)
    output.write(path, _table(found) if path.suffix.lower() == ".csv" else _page(found))


def _table(found: Sequence[Outlet]) -> str:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(Outlet("", 0, 0, 0, 0, 0, 0, 0, 0).to_dict())
    for outlet in found:
        cells = outlet.to_dict().values()
        writer.writerow(
            ["" if c is None else guarded(c) if isinstance(c, str) else c for c in cells]
        )
    return out.getvalue()


def _page(found: Sequence[Outlet]) -> str:
    most = max((outlet.agree + outlet.diverge for outlet in found), default=0)
    page, _ = to_html.fill(
        "outlets.html.j2", "page.css outlets.css", "", outlets=found, most=most or 1
    )
    return page
