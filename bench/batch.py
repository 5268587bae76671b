"""What grouping and checking many stories costs, on invented texts, and how well piles come apart.

python bench/batch.py group --data DIR      B-cubed F1 on labelled piles (stories, incidents)
python bench/batch.py pile 10000 20000      time and memory of grouping so many articles
python bench/batch.py local 200             one worker against one per core, and the bare models
python bench/batch.py kill 60               killed ten times, then resumed
python bench/batch.py engines 20            Spark, Dask and Ray against local, as installed
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from consistency import batch, grouping, pipeline
from consistency.model import Article
from consistency.stories import record

# ------------------------------------------------------------------------------- invented stories

_SYLLABLES = "bar ken vol dra mis tal por hin sev lor gan tek rud mal fen jor pas wil".split()
_EVENTS = (
    ("fire", "A fire", "broke out in", "the warehouse district of", "firefighters"),
    ("flood", "A flood", "swept through", "the lower town of", "rescuers"),
    ("strike", "A strike", "shut down", "the port of", "union leaders"),
    ("crash", "A train crash", "blocked", "the northern line near", "investigators"),
    ("vote", "A council vote", "split", "the assembly of", "deputies"),
    ("outage", "A power cut", "darkened", "the eastern half of", "engineers"),
)
_DETAILS = (
    ("{who} said {n} people were taken to {hospital} hospital.",
     "{n} people were being treated at the {hospital} hospital, according to {who}."),
    ("The damage was put at {m} million crowns.",
     "Officials estimate that repairs will cost {m} million crowns."),
    ("{other}, who lives nearby, said that the noise woke the whole street.",
     "“It woke the whole street,” said {other}, a neighbour."),
    ("Mayor {who} promised an inquiry before the end of {month}.",
     "An inquiry is to report by the end of {month}, {who}, the mayor, said."),
    ("The road between {place} and {town} stayed closed for {h} hours.",
     "For {h} hours nobody could drive from {place} to {town}."),
    ("{helpers} from {town} arrived after {h} hours.",
     "It took {h} hours until {helpers} came from {town}."),
    ("A spokeswoman for {firm} declined to comment.",
     "{firm} did not answer questions."),
    ("The last such {kind} in {place} was {y} years ago.",
     "{place} had not seen a {kind} for {y} years."),
)  # fmt: skip


def _name(rng: random.Random, parts: int = 2) -> str:
    return "".join(rng.choice(_SYLLABLES) for _ in range(parts)).capitalize()


def made(count: int, size: int = 3, seed: int = 1) -> tuple[list[Article], list[str]]:
    """So many invented articles, `size` on each story, and the story of each."""
    rng = random.Random(seed)
    articles, gold = [], []
    for story in range(-(-count // size)):
        kind, subject, verb, where, helpers = rng.choice(_EVENTS)
        facts = {
            "kind": kind,
            "who": f"{_name(rng)} {_name(rng)}",
            "other": f"{_name(rng)} {_name(rng)}",
            "place": _name(rng, 3),
            "town": _name(rng),
            "hospital": _name(rng),
            "firm": f"{_name(rng)} {_name(rng)} Works",
            "helpers": helpers.capitalize(),
            "month": rng.choice(("March", "May", "July", "October")),
            "n": rng.randint(3, 90),
            "m": rng.randint(2, 60),
            "h": rng.randint(2, 30),
            "y": rng.randint(3, 60),
        }
        details = rng.sample(_DETAILS, 7)
        day = date(2024, 1, 1) + timedelta(days=story % 28)
        for copy in range(min(size, count - len(articles))):
            told = {**facts, "n": facts["n"] + (copy == 1)}
            lines = [f"{subject} {verb} {where} {facts['place']} on Monday."]
            lines += [rng.choice(detail).format(**told) for detail in rng.sample(details, 6)]
            articles.append(
                Article(
                    id=f"{story}-{copy}",
                    text="\n\n".join(lines),
                    source=("Wire", "Herald", "Gazette")[copy % 3],
                    published=day,
                )
            )
            gold.append(str(story))
    return articles, gold


def b_cubed(stories: Sequence[Sequence[int]], gold: Sequence[str]) -> float:
    """F1 of B-cubed precision and recall."""
    wanted = defaultdict(set)
    for i, story in enumerate(gold):
        wanted[story].add(i)
    precision = recall = 0.0
    for members in map(set, stories):
        for i in members:
            shared = len(members & wanted[gold[i]])
            precision += shared / len(members) / len(gold)
            recall += shared / len(wanted[gold[i]]) / len(gold)
    return 2 * precision * recall / (precision + recall)


# ---------------------------------------------------------------------------------------- figures


def group(data: Path) -> None:
    articles, gold = [], []
    for line in (data / "stories.jsonl").open(encoding="utf-8"):
        row = json.loads(line)
        for n, a in enumerate(row["articles"]):
            when = date.fromisoformat(a["published"])
            articles.append(Article(f"{row['id']}-{n}", a["text"], a["title"], published=when))
            gold.append(f"story {row['id']}")
    for line in (data / "incidents.jsonl").open(encoding="utf-8"):
        row = json.loads(line)
        for a in row["articles"]:
            text = " ".join(sentence["text"] for sentence in a["sentences"])
            articles.append(Article(a["id"], text))
            gold.append(f"incident {row['id']}")
    undated = [replace(article, published=None) for article in articles]
    for name, some in (("as dated", articles), ("no date known", undated)):
        found = grouping.group(some)
        print(f"{name}: {len(some)} articles, B-cubed F1 {b_cubed(found, gold):.3f}")


def pile(counts: Sequence[int]) -> None:
    seconds = []
    for count in counts:
        articles, gold = made(count)
        start = time.perf_counter()
        found = grouping.group(articles)
        seconds.append(time.perf_counter() - start)
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
        print(
            f"{count} articles: {seconds[-1]:.1f} s, at most {most:.2f} GB so far,"
            f" B-cubed F1 {b_cubed(found, gold):.3f}, {seconds[-1] / seconds[0]:.2f} x the first"
        )


def _table(folder: Path, count: int) -> Path:
    path = folder / "stories.jsonl"
    articles, gold = made(3 * count)
    with path.open("w", encoding="utf-8") as file:
        for article, story in zip(articles, gold, strict=True):
            file.write(json.dumps({"story": story, **record(article)}) + "\n")
    return path


def _batch(source: Path, target: Path, *options: str) -> list[str]:
    command = [sys.executable, "-m", "consistency", "batch", str(source), "-o", str(target)]
    return [*command, *options]


def _timed(command: Sequence[str]) -> tuple[float, float]:
    """Seconds by the clock, and seconds of processors, of a command and all that it started."""
    start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.perf_counter() - start, used


def local(count: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = _table(folder, count)
        times = {}
        for workers in ("1", "2"):
            # One worker has one core, or its threads would take both.
            held = ["taskset", "-c", "0"] if workers == "1" else ["taskset", "-c", "0,1"]
            target = folder / f"{workers}.jsonl"
            times[workers] = _timed(held + _batch(source, target, "--workers", workers))
        same = (folder / "1.jsonl").read_bytes() == (folder / "2.jsonl").read_bytes()
    (one, used), (two, both) = times["1"], times["2"]
    print(f"{count} stories: {one:.1f} s with one worker, {two:.1f} s with two")
    print(f"two over one: {one / two:.2f} x; the same bytes: {same}")
    print(
        f"processors' time: {used:.1f} s with one worker, {both:.1f} s with two: two cores that do"
        f" nothing else come to {2 * used / both:.2f} x at most"
    )
    used = batch.models()
    articles, gold = made(3 * count)
    stories = [
        [a for a, g in zip(articles, gold, strict=True) if g == s] for s in dict.fromkeys(gold)
    ]
    pipeline.check(stories[0], encoder=used.encoder, reader=used.reader, parser=used.parser)
    spent: dict[str, float] = defaultdict(float)

    def counted(name: str, inner):  # type: ignore[no-untyped-def]
        def run(*given, **more):  # type: ignore[no-untyped-def]
            start = time.perf_counter()
            try:
                return inner(*given, **more)
            finally:
                spent[name] += time.perf_counter() - start

        return run

    used.encoder.encode = counted("encoder", used.encoder.encode)  # type: ignore[method-assign]
    used.parser.parse = counted("parser", used.parser.parse)  # type: ignore[method-assign]
    assert used.reader is not None
    used.reader.read = counted("reader", used.reader.read)  # type: ignore[method-assign]
    start = time.perf_counter()
    for story in stories:
        pipeline.check(story, encoder=used.encoder, reader=used.reader, parser=used.parser)
    whole = time.perf_counter() - start
    parts = ", ".join(f"{name} {seconds:.1f} s" for name, seconds in spent.items())
    print(f"in one process: {whole:.1f} s, of them {parts}")
    print(f"its rate over that of the models' passes: {sum(spent.values()) / whole:.2f}")


def kill(count: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source, target = _table(folder, count), folder / "killed.jsonl"
        subprocess.run(_batch(source, folder / "whole.jsonl", "--model", "lexical"), check=True)
        journal, kills = folder / "killed.jsonl.journal", 0
        for n in range(1, 11):
            process = subprocess.Popen(_batch(source, target, "--model", "lexical"))
            while process.poll() is None:
                lines = journal.read_bytes().count(b"\n") if journal.exists() else 0
                if lines >= n * count // 12:
                    process.send_signal(signal.SIGKILL)
                    kills += 1
                    break
                time.sleep(0.02)
            process.wait()
        subprocess.run(_batch(source, target, "--model", "lexical"), check=True)
        same = target.read_bytes() == (folder / "whole.jsonl").read_bytes()
    print(f"{count} stories, killed {kills} times, then resumed: the same bytes: {same}")


def engines(count: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = _table(folder, count)
        for engine in ("local", "dask", "ray", "spark"):
            target = folder / f"{engine}.jsonl"
            options = ("--workers", "2", "--engine", engine, "--model", "lexical")
            done = subprocess.run(_batch(source, target, *options), capture_output=True, text=True)
            digest = hashlib.sha256(target.read_bytes()).hexdigest()[:16] if target.exists() else ""
            last = done.stderr.strip().rpartition("\n")[2]
            print(f"{engine}: {digest or 'no output'} ({last[:90]})")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("group").add_argument("--data", type=Path, required=True)
    commands.add_parser("pile").add_argument("counts", type=int, nargs="+")
    for name in ("local", "kill", "engines"):
        commands.add_parser(name).add_argument("count", type=int)
    given = parser.parse_args()
    if given.command == "group":
        group(given.data)
    elif given.command == "pile":
        pile(given.counts)
    else:
        {"local": local, "kill": kill, "engines": engines}[given.command](given.count)


if __name__ == "__main__":
    main()
