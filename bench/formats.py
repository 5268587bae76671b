"""How well and how fast articles are read in the formats that newsrooms send.

    python bench/formats.py [--data DIR] [--pages DIR] [--fuzz N] [--json]

`--data` is a folder with `own/` (one story, `wire.txt`, and copies of it with one changed figure in
other formats) and `iptc/` (sample documents); without it the story of tests/formats is taken.
`--pages` is a folder of saved pages with `pages.json`: [{"file": …, "title": …, "date": …}].
`--fuzz` spoils each file of tests/formats so many times.

    own      files that give one finding of warning or above against wire.txt, and no single
    iptc     documents that give text, or one clear line
    pages    titles and dates right; pages without boilerplate among the findings when one figure of
             a page is changed and it is checked against itself
    fuzz     spoiled files that end in anything but an article or an `InputError`; the slowest; peak
             memory
    time     milliseconds to read each file of tests/formats, the median of several, in one process
"""

from __future__ import annotations

import argparse
import json
import random
import re
import resource
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from consistency import embed, pipeline, read  # noqa: E402
from consistency.errors import ConsistencyError, InputError  # noqa: E402
from consistency.model import Article, Outcome, Report, Role, Severity  # noqa: E402
from consistency.readers.item import letters  # noqa: E402
from consistency.understood import sentences  # noqa: E402
from mutations import spoiled  # noqa: E402

SAMPLES = ROOT / "tests" / "formats"
SLOW = 5.0  # seconds of a processor that no spoiled file of some kilobytes may take

# What boilerplate looks like to a person, apart from the program's own rules.
_BOILERPLATE = re.compile(
    r"\bcomments?\b$|\bshares?\b$|\bmin(?:ute)?s? read\b|newsletter|cookie|subscribe|sign up"
    r"|getty|photo(?:graph)? by|\bphoto:|\bcredit:|copyright|©|all rights reserved|follow us"
    r"|read more|related:|\b(?:hours?|minutes?|days?) ago$"
    r"|^(?:last )?(?:updated|published|posted)\b.{0,30}\d"
    r"|click here|advert|privacy policy|terms of (?:use|service)|most (?:read|popular)",
    re.IGNORECASE,
)


def samples(folder: Path = SAMPLES) -> list[Path]:
    return sorted(p for p in folder.iterdir() if p.is_file() and p.suffix != ".py")


# --------------------------------------------------------------------------------------- own, iptc


def told(report: Report) -> tuple[int, int]:
    """Findings of warning and above, and singles."""
    worse = (Severity.ERROR, Severity.WARNING)
    shown = [f for f in report.findings if f.severity in worse and f.outcome is Outcome.DIVERGE]
    return len(shown), sum(f.outcome is Outcome.SINGLE for f in report.findings)


def own(folder: Path, encoder: embed.Encoder) -> dict[str, Any]:
    wire = str(folder / "wire.txt")
    title = read.read(wire, id="wire").title
    rows: dict[str, str] = {}
    for path in samples(folder):
        if path.name == "wire.txt":
            continue
        articles = read.read_all([wire, str(path)])
        found = told(pipeline.check(articles, encoder=encoder))
        titles = {article.title for article in articles[1:]} - {title, None}
        good = found == (1, 0) and not titles
        dates = ", ".join(str(a.published) for a in articles[1:] if a.published) or "no date"
        rows[path.name] = ("ok" if good else f"{found[0]} told, {found[1]} single, {titles}") + (
            f" ({len(articles) - 1} article{'s' * (len(articles) > 2)}, {dates})"
        )
    return {"right": sum(row.startswith("ok") for row in rows.values()), "of": len(rows), **rows}


def documents(folder: Path) -> dict[str, Any]:
    rows: dict[str, str] = {}
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        try:
            (article,) = read.read_all([str(path)])
            rows[str(path.relative_to(folder))] = (
                f"{len(article.text)} characters, {article.published}, {article.title!r}"
            )
        except InputError as error:
            rows[str(path.relative_to(folder))] = "one line: " + str(error).replace(str(path), "…")
    return rows


# ------------------------------------------------------------------------------------------- pages


def pages(folder: Path, encoder: embed.Encoder) -> dict[str, Any]:
    entries = json.loads((folder / "pages.json").read_text(encoding="utf-8"))
    titles = dates = clean = changed = 0
    misses = []
    for entry in entries:
        article = read.read(folder / entry["file"], id="page")
        right = letters(article.title or "") == letters(entry["title"])
        dated = str(article.published or "")[:10] == entry["date"]
        titles, dates = titles + right, dates + dated
        if not right:
            misses.append(f"{entry['file']}: title {article.title!r}, not {entry['title']!r}")
        if not dated:
            misses.append(f"{entry['file']}: date {article.published}, not {entry['date']}")
        other = with_another_figure(article)
        changed += other is not None
        noise = list(noisy(article, other or replace(article, id="copy"), encoder))
        clean += not noise
        misses += [f"{entry['file']}: {words}" for words in noise]
    count = len(entries)
    return {
        "pages": count,
        "title": round(titles / count, 3),
        "date": round(dates / count, 3),
        "figure changed": changed,
        "no boilerplate": clean,
        "misses": misses,
    }


def with_another_figure(article: Article) -> Article | None:
    """The article with the first counted figure of its body changed; its length stays."""
    for sentence in sentences(article):
        if sentence.role is Role.BODY:
            match = re.search(r"(?<![\w$£€.,:-])[1-9]\d{0,2}(?= [a-z]{3,})", sentence.text)
            match = match or re.search(r"(?<![\w.,:-])[1-9]\d{0,5}(?![\w:-])", sentence.text)
            if match:
                at = sentence.start + match.start()
                figure = str(int(match[0][0]) % 9 + 1) + match[0][1:]
                text = article.text[:at] + figure + article.text[at + len(figure) :]
                return replace(article, id="copy", text=text)
    return None


def noisy(article: Article, other: Article, encoder: embed.Encoder) -> Iterator[str]:
    """The words of findings that stand in what a person would call boilerplate."""
    report = pipeline.check([article, other], encoder=encoder)
    by_id = {entry.article.id: entry.sentences for entry in report.articles}
    for finding in report.findings:
        if finding.outcome is Outcome.AGREE:
            continue
        for account in finding.accounts:
            for mention in account.mentions:
                text = by_id[mention.article][mention.sentence].text
                if _BOILERPLATE.search(text) and len(text) < 200:
                    yield f"{finding.code} {mention.text[:60]!r} in {text[:100]!r}"


# -------------------------------------------------------------------------------------- fuzz, time


def fuzz(times: int, seed: int = 18) -> dict[str, Any]:
    rows: dict[str, Any] = {}
    failed: list[str] = []
    for path in samples():
        data, slowest, read_well = path.read_bytes(), 0.0, 0
        for number in range(times):
            bad = spoiled(data, random.Random(f"{seed}/{path.name}/{number}"))
            start = time.process_time()
            try:
                read.articles_from_bytes(bad, path=path.name, name=path.name)
                read_well += 1
            except ConsistencyError as error:
                if "\n" in str(error):
                    failed.append(f"{path.name} {number}: a message of two lines")
            except Exception as error:
                failed.append(f"{path.name} {number}: {type(error).__name__}: {error}"[:200])
            taken = time.process_time() - start
            slowest = max(slowest, taken)
            if taken > SLOW:
                failed.append(f"{path.name} {number}: {taken:.1f} s")
        rows[path.name] = f"{read_well} of {times} read, slowest {1000 * slowest:.0f} ms"
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return {"files": len(rows), "times": times, "failed": failed, "peak MB": peak, **rows}


def times(repeats: int = 9) -> dict[str, float]:
    found = {}
    for path in samples():
        data = path.read_bytes()
        taken = []
        for _ in range(repeats + 1):
            start = time.perf_counter()
            read.articles_from_bytes(data, path=path.name, name=path.name)
            taken.append(1000 * (time.perf_counter() - start))
        found[path.name] = round(median(taken[1:]), 2)  # the first one loads libraries
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--pages", type=Path)
    parser.add_argument("--fuzz", type=int, default=0)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    results: dict[str, Any] = {"time (ms)": times()}
    if options.fuzz:
        results["fuzz"] = fuzz(options.fuzz)
    folder = options.data / "own" if options.data else SAMPLES
    if options.data or options.pages or not options.fuzz:
        encoder = embed.load()
        results["own"] = own(folder, encoder)
        if options.data:
            results["iptc"] = documents(options.data / "iptc")
        if options.pages:
            results["pages"] = pages(options.pages, encoder)
    if options.json:
        print(json.dumps(results, indent=1, ensure_ascii=False))
        return
    for name, values in results.items():
        print(f"\n{name}")
        for key, value in values.items():
            if isinstance(value, list):
                print(f"  {key}: {len(value)}")
                for line in value:
                    print(f"    {line}")
            else:
                print(f"  {key!s:<46} {value}")


if __name__ == "__main__":
    main()
