"""A server's model as the reader: what it is asked, what counts of its answers, and what it fails.

The servers here answer well, badly, slowly and not at all.
"""

from __future__ import annotations

import json
import re
import socket
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import stories
from consistency import Article, Report, check, cli
from consistency.cache import Cache, Memory
from consistency.errors import SettingsError
from consistency.model import Outcome, Relation, Severity
from consistency.remote import Remote, Said, address
from model_server import ModelServer, completion, replaced_words, send, serving, well
from test_laws import between_articles, essence

LEFT = "The crew of the ferry painted the old hull white before the winter."
RIGHT = "The crew of the ferry painted the old roof white before the winter."
PAIRS = [(LEFT, RIGHT), ("Rain fell on Oddal.", "Snow fell on Oddal."), ("A quay shut.",) * 2]
PADDING = [
    "Farmers in the valley fear for their apple harvest.",
    "A new library opens in Tarnholm next spring.",
]


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with serving() as made:
        yield made


@pytest.fixture(autouse=True)
def _no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CONSISTENCY_API_KEY", raising=False)


def remote(server: ModelServer, cache: Cache | Memory | None = None, seconds: float = 20) -> Remote:
    return Remote(server.name, cache, seconds=seconds, pause=0.01)


def differing(*said: tuple[str, str, str]) -> Any:
    """A server that says the same differences of every pair."""
    listed = [{"left": a, "right": b, "how": how} for a, b, how in said]
    return lambda pairs: completion(
        {"pairs": [{"id": p["id"], "differences": listed} for p in pairs]}
    )


def articles_of(left: str, right: str) -> list[Article]:
    return [Article(f"r{i}", f"{PADDING[i]}\n\n{s}\n") for i, s in enumerate((left, right))]


def report_of(left: str, right: str, by: Remote) -> Report:
    return check(articles_of(left, right), encoder=stories.encoder(), reader=by)


def wordings(report: Report) -> list[tuple[str, ...]]:
    found = [f for f in report.findings if f.code.startswith("WRD")]
    return [(f.code, *(account.text for account in f.accounts)) for f in found]


# ------------------------------------------------------------------------------------- the question


def test_what_is_asked(server: ModelServer) -> None:
    answers = remote(server).ask(PAIRS)
    assert answers.said == (
        (Said("hull", "roof", "contradicts"),),
        (Said("Rain", "Snow", "contradicts"),),
        (),
    )
    assert not answers.unread
    (body,) = server.bodies
    assert server.paths == ["/v1/chat/completions"]
    assert (body["model"], body["temperature"], body["stream"]) == ("tiny", 0, False)
    assert body["response_format"]["type"] == "json_schema"
    assert [p["id"] for p in server.pairs[0]] == [1, 2, 3]
    assert server.keys == [None]


def test_many_pairs_are_asked_in_batches_and_told_as_progress(server: ModelServer) -> None:
    pairs = [(f"Crew {i} left.", f"Crew {i} stayed.") for i in range(14)]
    told: list[tuple[int, int]] = []
    answers = remote(server).ask(pairs, lambda done, total: told.append((done, total)))
    assert [len(asked) for asked in server.pairs] == [6, 6, 2]
    assert told == [(6, 14), (12, 14), (14, 14)]
    assert all(said == (Said("left", "stayed", "contradicts"),) for said in answers.said)


def test_a_pair_is_asked_in_one_order(server: ModelServer) -> None:
    answers = remote(server).ask([(RIGHT, LEFT), (LEFT, RIGHT)])
    assert [[(p["left"], p["right"]) for p in asked] for asked in server.pairs] == [[(LEFT, RIGHT)]]
    assert answers.said[0] == (Said("roof", "hull", "contradicts"),)
    assert answers.said[1] == (Said("hull", "roof", "contradicts"),)


def test_nothing_is_asked_of_no_pairs(server: ModelServer) -> None:
    assert remote(server).ask([]).said == ()
    assert server.bodies == []


def test_a_server_without_json_schema_is_asked_more_plainly(server: ModelServer) -> None:
    def refuses(handler: Any, _: Any) -> bool:
        wanted = server.bodies[-1].get("response_format", {}).get("type")
        return wanted is not None and send(handler, 400, b'{"error": "unknown field"}')

    server.act = refuses
    by = remote(server)
    assert not by.ask(PAIRS[:1]).unread
    forms = [body.get("response_format", {}).get("type") for body in server.bodies]
    assert forms == ["json_schema", "json_object", None]
    assert not by.ask(PAIRS[1:]).unread
    assert len(server.bodies) == 4, "what a server refused once it is not asked again"


@pytest.mark.parametrize("text", ["lone \ud800 here", "👩‍👩‍👧 won", 'He said "no".', "\x00", ""])
def test_texts_that_nobody_expects(server: ModelServer, text: str) -> None:
    answers = remote(server, Memory()).ask([(text, LEFT)])
    assert len(answers.said) == 1
    assert not answers.unread


# ---------------------------------------------------------------------------------------- the cache


@pytest.mark.parametrize("kind", ["disk", "memory"])
def test_a_second_check_asks_nothing(server: ModelServer, tmp_path: Path, kind: str) -> None:
    cache: Cache | Memory = Cache(tmp_path / "cache") if kind == "disk" else Memory()
    first = report_of(LEFT, RIGHT, remote(server, cache))
    asked = len(server.bodies)
    assert asked
    server.answer = differing(("white", "white", "contradicts"))
    again = report_of(LEFT, RIGHT, remote(server, cache))
    assert len(server.bodies) == asked
    assert json.dumps(again.to_dict()) == json.dumps(first.to_dict())
    other = Remote(server.name.replace("tiny", "large"), cache)
    report_of(LEFT, RIGHT, other)
    assert len(server.bodies) > asked, "another model has not answered yet"


def test_what_was_not_answered_is_asked_again(server: ModelServer) -> None:
    cache = Memory()
    server.answer = lambda _: completion("Sorry?")
    assert remote(server, cache).ask(PAIRS).said == (None,) * 3
    server.answer = well
    assert None not in remote(server, cache).ask(PAIRS).said


@pytest.mark.parametrize("damage", [b"", b"\xff", b"[1]", b'{"a": 1}', b'[["a", "b", "c"]]'])
def test_what_is_damaged_in_the_cache_is_asked_anew(server: ModelServer, damage: bytes) -> None:
    class Damaged(Memory):
        def get(self, keys: Sequence[bytes]) -> dict[bytes, bytes]:
            return dict.fromkeys(keys, damage)

    assert remote(server, Damaged()).ask(PAIRS[:1]).said[0]
    assert len(server.bodies) == 1


# --------------------------------------------------------------------------------------- the report


def test_what_differs_is_told_and_who_read_it(server: ModelServer) -> None:
    report = report_of(LEFT, RIGHT, remote(server))
    assert wordings(report) == [("WRD101", "hull", "roof")]
    assert "SRC001" not in {f.code for f in report.findings}
    assert report.generator.reader == server.name
    assert re.fullmatch(r"[0-9a-f]{64}", report.generator.reader_digest or "")
    assert [n.code for n in report.notices] == ["remote-reader"]
    assert server.name in report.notices[0].message


def test_the_words_around_a_difference_are_no_part_of_it(server: ModelServer) -> None:
    server.answer = differing(("the old hull white", "the old roof white", "contradicts"))
    assert wordings(report_of(LEFT, RIGHT, remote(server))) == [("WRD101", "hull", "roof")]


def test_what_may_both_be_right_is_a_minor_difference(server: ModelServer) -> None:
    right = LEFT.replace("white", "whitish")
    server.answer = differing(("white", "whitish", "milder"))
    report = report_of(LEFT, right, remote(server))
    assert wordings(report) == [("WRD102", "white", "whitish")]
    (found,) = [f for f in report.findings if f.code == "WRD102"]
    assert (found.severity, found.relation) == (Severity.INFO, Relation.LESS_PRECISE)


@pytest.mark.parametrize(
    "said",
    [
        ("bow", "roof", "contradicts"),
        ("hull", "Roof", "contradicts"),
        ("hul", "roof", "contradicts"),
        ("old  hull white!", "roof", "contradicts"),
        ("", "roof", "contradicts"),
        (" ", " ", "milder"),
    ],
)
def test_words_that_do_not_stand_there_are_dropped(
    server: ModelServer, said: tuple[str, str, str]
) -> None:
    server.answer = differing(said)
    report = report_of(LEFT, RIGHT, remote(server))
    assert wordings(report) == []
    assert [n.code for n in report.notices] == ["remote-reader", "reader-misquoted"]
    assert report.notices[1].message.startswith("1 differences")


@pytest.mark.parametrize(
    ("left", "right", "words"),
    [
        ("The council paid 12 firms for the work.", "The council paid 21 firms for it.", "12 21"),
        (
            "The bridge over the Osk was closed on Monday.",
            "The bridge over the Osk was closed on Friday.",
            "Monday Friday",
        ),
        (
            'The old bridge over the Osk "is a wonder of its age", Ida Kvist said.',
            'The old bridge over the Osk "is a ruin of its age", Ida Kvist said.',
            "wonder ruin",
        ),
    ],
    ids=["figure", "day", "quotation"],
)
def test_no_number_date_or_quotation_hangs_on_it(
    server: ModelServer, left: str, right: str, words: str
) -> None:
    server.answer = differing((*words.split(), "contradicts"))  # type: ignore[arg-type]
    with_it = report_of(left, right, remote(server))
    assert wordings(with_it) == []
    server.answer = differing()
    without = report_of(left, right, remote(server))
    assert essence(with_it) == essence(without)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (
            "Harbour officials said the old hull was sound.",
            "Harbour officials said the old roof was sound.",
        ),
        ("The ferry may have hit the old hull.", "The ferry may have hit the old roof."),
        ("The crew did not paint the old hull.", "The crew did not paint the old roof."),
    ],
)
def test_what_differs_is_not_told_as_agreed(server: ModelServer, left: str, right: str) -> None:
    report = report_of(left, right, remote(server))
    assert ("WRD101", "hull", "roof") in wordings(report)
    for finding in report.findings:
        if finding.outcome is Outcome.AGREE:
            mentions = [m.text for account in finding.accounts for m in account.mentions]
            assert not any("hull" in text or "roof" in text for text in mentions), mentions


def test_a_rewording_and_an_order_are_left_alone(server: ModelServer) -> None:
    server.answer = differing(("hull white", "white hull", "contradicts"))
    report = report_of(LEFT, LEFT.replace("hull white", "white hull"), remote(server))
    assert wordings(report) == []


# ---------------------------------------------------------------------------------------------- laws


@pytest.mark.parametrize("name", stories.names()[:2])
def test_the_laws_hold(server: ModelServer, name: str) -> None:
    articles = stories.story(name)
    by = remote(server, Memory())

    def run(*given: Article) -> Report:
        return check(given, encoder=stories.encoder(), reader=by)

    forth, back = run(*articles), run(*reversed(articles))
    assert essence(forth) == essence(back)
    assert forth.to_dict() == run(*articles).to_dict()
    copied = run(*articles, replace(articles[0], id="zz-copy"))

    def diverging(report: Report) -> dict[Any, int]:
        rows = essence(report, without=frozenset({"zz-copy"}))
        return {row: n for row, n in rows.items() if row[2] == "diverge"}

    assert diverging(copied) == diverging(forth)
    itself = run(articles[0], replace(articles[0], id="zz-copy"))
    assert not between_articles(itself)
    assert itself.summary.single == 0
    texts = {article.id: article.text for article in articles}
    for finding in forth.findings:
        for m in (m for account in finding.accounts for m in account.mentions):
            assert texts[m.article][m.start : m.end] == m.text


# -------------------------------------------------------------------------------------- bad answers


def nested(pairs: object) -> dict[str, Any]:
    return completion({"pairs": pairs})


ONE = {"left": "hull", "right": "roof", "how": "contradicts"}
NONSENSE = {
    "prose": lambda _: completion("They differ in the hull."),
    "nothing": lambda _: completion(None),
    "empty": lambda _: completion(""),
    "cut off": lambda _: completion(
        '{"pairs": [{"id": 1, "differences": [', finish_reason="length"
    ),
    "a list": lambda _: completion([{"id": 1, "differences": []}]),
    "no list": lambda _: nested({"1": []}),
    "numbers as text": lambda _: nested([{"id": "1", "differences": []}]),
    "true for a number": lambda _: nested([{"id": True, "differences": []}]),
    "other numbers": lambda _: nested([{"id": 7, "differences": []}, {"id": -1}]),
    "a number twice": lambda _: nested([{"id": 1, "differences": []}] * 2),
    "no differences": lambda _: nested([{"id": 1}]),
    "another sort": lambda _: nested([{"id": 1, "differences": [{**ONE, "how": "worse"}]}]),
    "more than asked": lambda _: nested([{"id": 1, "differences": [{**ONE, "why": "so"}]}]),
    "no text": lambda _: nested([{"id": 1, "differences": [{**ONE, "left": None}]}]),
    "very many": lambda _: nested([{"id": 1, "differences": [ONE] * 100}]),
    "deep": lambda _: completion("[" * 100_000),
    "no choices": lambda _: {"choices": []},
    "no message": lambda _: {"choices": [{}]},
    "an error": lambda _: {"error": {"message": "out of memory"}},
    "text": lambda _: "well?",
}


@pytest.mark.parametrize("nonsense", NONSENSE.values(), ids=NONSENSE)
def test_nonsense_is_told_and_not_asked_for_ever(server: ModelServer, nonsense: Any) -> None:
    server.answer = nonsense
    pairs = [(f"Crew {i} left.", f"Crew {i} stayed.") for i in range(40)]
    answers = remote(server).ask(pairs)
    assert answers.said == (None,) * 40
    assert answers.unread == {"its answer can't be read": 40}
    assert len(server.bodies) <= 4


@pytest.mark.parametrize("body", [b"", b"<html>", b"\xff\xfe", b"null", b"[" * 100_000])
def test_a_body_that_is_none(server: ModelServer, body: bytes) -> None:
    server.act = lambda handler, _: send(handler, 200, body)
    assert remote(server).ask(PAIRS).unread == {"its answer can't be read": 3}


def test_an_endless_answer_is_cut(server: ModelServer) -> None:
    server.act = lambda handler, _: send(handler, 200, b" " * 3_000_000)
    assert remote(server).ask(PAIRS[:1]).unread == {"its answer is too long": 1}


def test_what_a_batch_leaves_open_is_asked_alone(server: ModelServer) -> None:
    def forgetful(pairs: list[dict[str, Any]]) -> dict[str, Any]:
        return well(pairs[:1])

    server.answer = forgetful
    answers = remote(server).ask(PAIRS)
    assert not answers.unread
    assert answers.said[0] == (Said("hull", "roof", "contradicts"),)
    assert [len(asked) for asked in server.pairs] == [3, 1, 1]


def test_a_refusal_of_one_pair_leaves_the_others(server: ModelServer) -> None:
    def wary(pairs: list[dict[str, Any]]) -> dict[str, Any]:
        if any("Rain" in p["left"] for p in pairs):
            return completion(None, refusal="I can't help with weather.")
        return well(pairs)

    server.answer = wary
    answers = remote(server).ask(PAIRS)
    assert [said is None for said in answers.said] == [False, True, False]
    assert answers.unread == {"it refused to answer": 1}
    server.answer = lambda _: completion("", finish_reason="content_filter")
    assert remote(server).ask(PAIRS[:1]).unread == {"it refused to answer": 1}


@pytest.mark.parametrize(
    "dress", ["```json\n{}\n```", "```\n{}```", "<think>Hull, roof.\n</think>\n\n{}", "\n {} \n"]
)
def test_an_answer_in_dress_is_read(server: ModelServer, dress: str) -> None:
    def dressed(pairs: list[dict[str, Any]]) -> dict[str, Any]:
        listed = [{"id": p["id"], "differences": replaced_words(p)} for p in pairs]
        return completion(dress.replace("{}", json.dumps({"pairs": listed})))

    server.answer = dressed
    assert remote(server).ask(PAIRS[:1]).said == ((Said("hull", "roof", "contradicts"),),)


@pytest.mark.parametrize(
    ("status", "reason", "most"),
    [
        (401, "it answers 401 Unauthorized: set CONSISTENCY_API_KEY", 1),
        (403, "it answers 403 Forbidden: set CONSISTENCY_API_KEY", 1),
        (404, "it answers 404 Not Found: check the address and the model", 1),
        (302, "it answers 302 Found: check the address and the model", 1),
        (500, "it answers 500 Internal Server Error", 3),
        (503, "it answers 503 Service Unavailable", 2),
        (400, "it answers 400 Bad Request", 6),
        (413, None, 4),
        (599, "it answers 599", 1),
    ],
)
def test_errors_of_http(server: ModelServer, status: int, reason: str | None, most: int) -> None:
    server.act = lambda handler, _: send(
        handler, status, b"the sentences, or a key", Location="http://127.0.0.1:9/"
    )
    answers = remote(server).ask(PAIRS)
    assert answers.said == (None,) * 3
    ((told, count),) = answers.unread.items()
    assert count == 3
    assert reason is None or told == reason
    assert len(server.bodies) <= most


def test_a_busy_server_is_asked_once_more(server: ModelServer) -> None:
    def busy(handler: Any, _: Any) -> bool:
        return len(server.bodies) == 1 and send(handler, 429, b"{}", Retry_After="0")

    server.act = busy
    assert not remote(server).ask(PAIRS).unread
    assert len(server.bodies) == 2


# ---------------------------------------------------------------------------------- slow and absent


def waits(handler: Any, server: ModelServer, *pieces: bytes) -> bool:
    """Sends pieces a tenth of a second apart, and then nothing."""
    for piece in pieces:
        handler.wfile.write(piece)
        handler.wfile.flush()
        if server.over.wait(0.1):
            break
    server.over.wait(10)
    handler.close_connection = True
    return True


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
SLOW = {
    "no answer": (),
    "half a head": (b"HTTP/1.1 200 OK\r\n", b"X: "),
    "a head in drops": tuple(bytes([b]) for b in b"HTTP/1.1 200 OK\r\nX-Patience: a virtue of all"),
    "no body": (HEAD + b"Content-Length: 100\r\n\r\n",),
    "a body in drops": (HEAD + b"Content-Length: 100\r\n\r\n", *[b" "] * 50),
    "chunks in drops": (HEAD + b"Transfer-Encoding: chunked\r\n\r\n", *[b"1\r\n \r\n"] * 50),
}


@pytest.mark.parametrize("pieces", SLOW.values(), ids=SLOW)
def test_a_slow_server_is_left(server: ModelServer, pieces: tuple[bytes, ...]) -> None:
    server.act = lambda handler, _: waits(handler, server, *pieces)
    start = time.monotonic()
    pairs = [(f"Crew {i} left.", f"Crew {i} stayed.") for i in range(20)]
    answers = remote(server, seconds=0.5).ask(pairs)
    assert time.monotonic() - start < 5
    assert answers.unread == {"it took longer than 0.5 seconds": 20}
    assert len(server.bodies) == 1


def test_a_server_that_breaks_off(server: ModelServer) -> None:
    def breaks(handler: Any, _: Any) -> bool:
        handler.wfile.write(HEAD + b"Content-Length: 100\r\n\r\n{")
        handler.wfile.flush()
        handler.connection.shutdown(socket.SHUT_RDWR)
        handler.close_connection = True
        return True

    server.act = breaks
    assert remote(server).ask(PAIRS).unread == {"it broke off": 3}
    assert len(server.bodies) == 1


def nobody() -> str:
    """An address at which nothing listens."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{one.getsockname()[1]}/v1#tiny"


def test_no_server_is_a_notice_and_no_silent_pass() -> None:
    by = Remote(nobody(), seconds=2)
    report = report_of(LEFT, RIGHT, by)
    assert [n.code for n in report.notices] == ["remote-reader", "reader-unanswered"]
    message = report.notices[1].message
    assert re.match(r"\d of \d pairs of linked sentences were not read by http://127", message)
    assert "it can't be reached (connection refused)" in message
    assert wordings(report) == []
    assert any(f.outcome is Outcome.AGREE for f in report.findings)


def test_a_host_that_is_none() -> None:
    by = Remote("http://no-such-host.invalid/v1#tiny", seconds=5)
    assert list(by.ask(PAIRS[:1]).unread.values()) == [1]


# ------------------------------------------------------------------------------- addresses and keys


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("http://127.0.0.1:11434/v1#qwen3:8b", "http://127.0.0.1:11434/v1#qwen3:8b"),
        ("HTTP://LocalHost/v1/#org/model", "http://localhost/v1#org/model"),
        ("https://models.example:443/v1#m", "https://models.example/v1#m"),
        ("http://[::1]:8080#m", "http://[::1]:8080#m"),
    ],
)
def test_addresses(given: str, name: str) -> None:
    assert address(given).name == name


@pytest.mark.parametrize(
    "given",
    [
        "http://127.0.0.1:11434/v1",
        "http://127.0.0.1:11434/v1#",
        "http://127.0.0.1/v1#a model",
        "http:///v1#m",
        "http://host:0/v1#m",
        "http://host:99999/v1#m",
        "http://[::1/v1#m",
        "http://user:secret@host/v1#m",
        "http://host/v1?key=secret#m",
        "http://host/v1 #m",
        "http://host/v1\r\nX: y#m",
        "http://hóst/v1#m",
    ],
)
def test_what_is_no_address(given: str) -> None:
    with pytest.raises(SettingsError) as found:
        Remote(given)
    message = str(found.value)
    assert message.startswith("reader")
    assert "user" not in given or "secret" not in message


def test_the_key_comes_from_the_environment(
    server: ModelServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CONSISTENCY_API_KEY", "sk-secret\n")
    by = remote(server)
    report = report_of(LEFT, RIGHT, by)
    assert server.keys == ["Bearer sk-secret"]
    assert "secret" not in json.dumps(report.to_dict())
    monkeypatch.delenv("CONSISTENCY_API_KEY")
    assert remote(server).digest == by.digest


@pytest.mark.parametrize("key", ["two words", "clé", "a\r\nX: y"])
def test_a_key_that_is_none(monkeypatch: pytest.MonkeyPatch, key: str) -> None:
    monkeypatch.setenv("CONSISTENCY_API_KEY", key)
    with pytest.raises(SettingsError) as found:
        Remote("https://models.example/v1#m")
    assert key not in str(found.value)


def test_a_key_does_not_go_out_unencrypted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONSISTENCY_API_KEY", "sk-secret")
    with pytest.raises(SettingsError, match="unencrypted"):
        Remote("http://models.example/v1#m")
    for name in ("http://localhost/v1#m", "http://127.0.0.2/v1#m", "https://models.example/v1#m"):
        Remote(name)


# --------------------------------------------------------------------------------- the command line


@pytest.fixture
def story(tmp_path: Path) -> Path:
    for article in articles_of(LEFT, RIGHT):
        (tmp_path / f"{article.id}.txt").write_text(article.text, encoding="utf-8")
    return tmp_path


def run(story: Path, *options: str, command: str = "check") -> int:
    files = [str(story / "r0.txt"), str(story / "r1.txt")]
    cached = ["--cache-dir", str(story / "cache")] if command == "check" else []
    return cli.main([command, *files, *cached, *options])


def test_check_with_a_server(
    server: ModelServer, story: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(story, "--reader", server.name, "--fail-on", "WRD101") == 1
    out = capsys.readouterr().out
    assert 'WRD101 r0 says "hull"; r1 says "roof"' in out
    assert f"notice: linked sentences were read by {server.name} [remote-reader]" in out
    asked = len(server.bodies)
    assert run(story, "--reader", server.name, "--fail-on", "never") == 0
    assert capsys.readouterr().out == out
    assert len(server.bodies) == asked
    assert run(story, "--reader", server.name, "--output-format", "csv", "--no-cache") == 0
    assert server.name in capsys.readouterr().err


def test_a_batch_with_a_server_or_without_a_reader(
    server: ModelServer,
    story: Path,
    tmp_path_factory: pytest.TempPathFactory,
    capsys: pytest.CaptureFixture[str],
) -> None:
    found, out = {}, tmp_path_factory.mktemp("out")
    ways = {"server": ["--reader", server.name], "none": ["--no-reader"]}
    for name, way in ways.items():
        target = out / f"{name}.jsonl"
        options = ("--workers", "1", "--model", "lexical")
        assert cli.main(["batch", str(story), "-o", str(target), *options, *way]) == 0
        rows = [json.loads(line) for line in target.read_text("utf-8").splitlines()]
        found[name] = {row["text"] for row in rows if row["code"] == "WRD101"}
    assert found == {"server": {"hull", "roof"}, "none": set()}
    assert cli.main(["batch", str(story), "-o", "x.csv", "--no-reader", *ways["server"]]) == 2
    assert "exclude each other" in capsys.readouterr().err


def test_an_address_in_a_settings_file_is_used_only_if_the_command_line_says_so(
    server: ModelServer, story: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (story / "consistency.toml").write_text(f'reader = "{server.name}"\n', encoding="utf-8")
    assert run(story) == 2
    error = capsys.readouterr().err
    assert error.startswith("consistency: ")
    assert len(error.splitlines()) == 1
    assert "consistency.toml:1" in error
    assert "--config" in error
    assert "--reader" in error
    assert run(story, "--no-reader") == 0
    assert server.bodies == []
    assert run(story, "--reader", server.name, "--fail-on", "WRD101") == 1
    assert (
        run(story, "--config", str(story / "consistency.toml"), "--fail-on", "WRD101", "--no-cache")
        == 1
    )
    assert len(server.bodies) == 2
    assert cli.main(["config", "show", str(story)]) == 0
    assert f'reader = "{server.name}"' in capsys.readouterr().out


def test_a_settings_file_can_name_or_turn_off_the_reader(
    story: Path, server: ModelServer, capsys: pytest.CaptureFixture[str]
) -> None:
    (story / "consistency.toml").write_text("no-reader = true\n", encoding="utf-8")
    assert run(story) == 0
    assert "[no-reader]" in capsys.readouterr().out
    assert run(story, "--reader", server.name, "--fail-on", "WRD101") == 1


@pytest.mark.parametrize("command", ["batch", "check", "report", "serve", "why"])
@pytest.mark.parametrize("option", [["--judge", "some/model"], ["--no-judge"]])
def test_the_old_options_say_what_to_use_now(
    option: list[str], command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    files = [] if command == "serve" else ["a.txt:1", "b.txt:1"]
    files += ["-o", "x.csv"] * (command == "batch")
    assert cli.main([command, *files, *option]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert len(err.splitlines()) == 1
    assert option[0].replace("judge", "reader") in err


@pytest.mark.parametrize(
    ("old", "new"), [("judge = 'm'", "reader"), ("no-judge = true", "no-reader")]
)
def test_old_settings_say_what_to_use_now(
    story: Path, old: str, new: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (story / "consistency.toml").write_text(f"{old}\n", encoding="utf-8")
    assert run(story) == 2
    assert capsys.readouterr().err.rstrip().endswith(f"is now {new}")


def test_reader_and_no_reader_exclude_each_other(
    story: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(story, "--reader", "packaged", "--no-reader") == 2
    assert "exclude each other" in capsys.readouterr().err


def test_why_with_a_server_that_is_not_there(
    story: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(story / "cache"))
    places = [str(story / "r0.txt:3"), str(story / "r1.txt:3")]
    assert cli.main(["why", *places, "--reader", nobody()]) == 0
    out, err = capsys.readouterr()
    assert "hull" in out
    assert "can't be reached" in err


def test_the_served_page_says_where_sentences_go(server: ModelServer) -> None:
    testclient = pytest.importorskip("starlette.testclient")
    from consistency import serve

    for by, said in ((remote(server), server.name), (None, "Nothing leaves this machine")):
        app = serve.app(stories.encoder(), reader=by)
        with testclient.TestClient(app, base_url="http://127.0.0.1:8000") as client:
            assert said in client.get("/").text
    assert server.bodies == [], "nothing is sent to load it"
