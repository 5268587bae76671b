"""The server, through its ASGI interface: no socket, no model."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from consistency import serve, syntax
from consistency.testing import LexicalEncoder
from work import settled

FIRST = "The ferry sank on Monday off Norvik. Police said 12 people were rescued."
SECOND = "The ferry sank on Monday off Norvik. Police said 14 people were rescued."


@pytest.fixture
def client() -> Iterator[TestClient]:
    with TestClient(serve.app(LexicalEncoder()), base_url="http://127.0.0.1:8000") as made:
        yield made
        settled(made)


def form(*rows: dict[str, str], reference: str = "") -> dict[str, str]:
    fields = {"reference": reference}
    for n, row in enumerate(rows, 1):
        fields |= {f"{key}-{n}": value for key, value in {"text": "", **row}.items()}
    return fields


def post(client: TestClient, fields: dict[str, str], files: dict | None = None, **options):
    """Everything goes as multipart, as a browser sends it."""
    parts = [(name, (None, value)) for name, value in fields.items()]
    parts += list((files or {}).items())
    return client.post("/check", files=parts, follow_redirects=False, **options)


def finished(client: TestClient, place: str) -> None:
    for _ in range(600):
        if client.get(f"{place}/progress").json()["finished"]:
            return
        time.sleep(0.05)
    raise AssertionError("the check never ended")


def test_checks_use_the_parser_that_is_named() -> None:
    class Named(syntax.Parser):
        asked = 0

        def parse(self, *given, **more):
            self.asked += 1
            return super().parse(*given, **more)

    parser = Named(None, None)
    made = serve.app(LexicalEncoder(), parser=parser)
    with TestClient(made, base_url="http://127.0.0.1:8000") as client:
        place = post(client, form({"text": FIRST}, {"text": SECOND})).headers["location"]
        finished(client, place)
        settled(client)
    assert parser.asked == 2  # once to load it


def test_a_check_leads_to_its_page_json_and_markdown(client: TestClient) -> None:
    rows = ({"name": "wire", "text": FIRST, "published": "2024-05-14"}, {"text": SECOND})
    answer = post(client, form(*rows, reference="1"))
    assert answer.status_code == 303
    place = answer.headers["location"]
    finished(client, place)
    page = client.get(place)
    assert page.status_code == 200
    assert "Agreement report" in page.text
    assert f"{place}/report.json" in page.text
    assert f"{place}/report.md" in page.text
    made = client.get(f"{place}/report.json").json()
    assert made["reference"] == "wire"
    assert [a["id"] for a in made["articles"]] == ["wire", "article 2"]
    assert "14 people" in client.get(f"{place}/report.md").text
    assert client.get(f"{place}/report.exe").status_code == 404


def test_files_are_named_by_their_names(client: TestClient) -> None:
    files = {
        "file-1": ("c:\\news\\one.txt", FIRST.encode()),
        "file-2": ("<script>alert(1)</script>.md", SECOND.encode()),
    }
    answer = post(client, form({}, {}), files)
    place = answer.headers["location"]
    finished(client, place)
    page = client.get(place).text
    assert "<script>alert" not in page
    assert client.get(f"{place}/report.json").json()["articles"][0]["id"] == "one"


def test_the_example_is_one_click_away(client: TestClient) -> None:
    assert client.get("/example").status_code == 405
    answer = client.post("/example", follow_redirects=False)
    finished(client, answer.headers["location"])
    assert "gazette" in client.get(answer.headers["location"]).text
    assert 'action="/example" method="post"' in client.get("/").text


def test_the_example_is_the_fixture() -> None:
    folder = Path(__file__).parent.parent
    for path in (folder / "fixtures/quake").glob("*.txt"):
        assert path.read_bytes() == (folder / "consistency/data/example" / path.name).read_bytes()


BAD = {
    "nothing": (form({}, {}), "at least two"),
    "one": (form({"text": FIRST}, {}), "at least two"),
    "same name": (
        form({"text": FIRST, "name": "a"}, {"text": SECOND, "name": "a"}),
        "a name of its own",
    ),
    "no date": (form({"text": FIRST, "published": "May"}, {"text": SECOND}), "is no date"),
    "empty reference": (
        form({"text": FIRST}, {"text": SECOND}, {}, reference="3"),
        "marked as the reference is empty",
    ),
    "long name": (form({"text": FIRST, "name": "n" * 101}, {"text": SECOND}), "shorten it"),
    "too many": (form(*[{"text": FIRST}] * (serve.MAX_ARTICLES + 1)), "too many"),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_input_shows_the_form_again_with_a_message(client: TestClient, case: str) -> None:
    fields, message = BAD[case]
    answer = post(client, fields)
    assert answer.status_code == 400
    assert message in answer.text
    assert 'role="alert"' in answer.text
    if fields["text-1"]:
        assert FIRST in answer.text


BAD_FILES = {
    "a PDF file": ("a.pdf", b"%PDF-1.4"),
    "not a text file": ("a.txt", b"a\0b"),
    "is empty": ("a.txt", b" "),
}


@pytest.mark.parametrize("message", BAD_FILES)
def test_a_file_that_is_no_text_is_named(client: TestClient, message: str) -> None:
    answer = post(client, form({}, {"text": SECOND}), {"file-1": BAD_FILES[message]})
    assert answer.status_code == 400
    assert message in answer.text
    assert "Article 1" in answer.text


def test_a_text_and_a_file_in_one_row_is_refused(client: TestClient) -> None:
    answer = post(
        client, form({"text": FIRST}, {"text": SECOND}), {"file-1": ("a.txt", FIRST.encode())}
    )
    assert answer.status_code == 400
    assert "give one of them" in answer.text


def test_sizes_are_limited(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    assert post(client, form({"text": "a" * 2_000_001}, {"text": "b"})).status_code == 413
    monkeypatch.setattr(serve, "MAX_BODY", 1000)
    answer = post(client, form({"text": "a" * 2000}, {"text": "b"}))
    assert answer.status_code == 413
    assert "<h1>" in answer.text
    assert client.post("/check", data={"text-1": "a"}).status_code == 415


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"host": "127.0.0.1:8000"}, 200),
        ({"host": "localhost"}, 200),
        ({"host": "[::1]:8000"}, 200),
        ({"host": "evil.example"}, 403),
        ({"host": "evil.example:8000"}, 403),
        ({"host": ""}, 403),
    ],
)
def test_only_our_host_names_are_answered(client: TestClient, headers, status) -> None:
    assert client.get("/", headers=headers).status_code == status


@pytest.mark.parametrize(
    ("origin", "status"),
    [("http://127.0.0.1:8000", 303), ("http://evil.example", 403), ("null", 403)],
)
def test_only_our_page_may_post(client: TestClient, origin: str, status: int) -> None:
    answer = post(client, form({"text": FIRST}, {"text": SECOND}), headers={"origin": origin})
    assert answer.status_code == status


@pytest.mark.parametrize("path", ["/", "/example", "/nowhere", "/checks/none"])
def test_every_page_is_guarded(client: TestClient, path: str) -> None:
    answer = client.get(path)
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "set-cookie" not in answer.headers


def test_too_many_at_once_are_turned_away(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serve, "_WAITING", 0)
    answer = post(client, form({"text": FIRST}, {"text": SECOND}))
    assert answer.status_code == 503
    assert "try again" in answer.text


def test_the_server_answers_while_a_check_runs(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    import threading

    go = threading.Event()

    def slow(articles, progress, **_):
        progress("embed", 3, 7)
        assert go.wait(30)
        raise serve.InputError("nothing to check here")

    monkeypatch.setattr(serve.pipeline, "check", slow)
    place = post(client, form({"text": FIRST}, {"text": SECOND})).headers["location"]
    for _ in range(600):
        if "3 of 7" in client.get(f"{place}/progress").json()["words"]:
            break
        time.sleep(0.05)
    page = client.get(place)
    assert page.status_code == 202
    assert "3 of 7 sentences" in page.text
    assert client.get(f"{place}/report.json").status_code == 409
    assert client.get("/").status_code == 200
    go.set()
    finished(client, place)
    answer = client.get(place)
    assert answer.status_code == 400
    assert "nothing to check here" in answer.text


def test_a_failure_of_ours_is_told_and_shows_no_text(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(articles, **_):
        raise RuntimeError("secret")

    monkeypatch.setattr(serve.pipeline, "check", broken)
    place = post(client, form({"text": FIRST}, {"text": SECOND})).headers["location"]
    finished(client, place)
    answer = client.get(place)
    assert answer.status_code == 500
    assert "secret" not in answer.text


def test_old_reports_make_room(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serve, "_KEPT", 1)
    places = []
    for _ in range(2):
        place = post(client, form({"text": FIRST}, {"text": SECOND})).headers["location"]
        finished(client, place)
        places.append(place)
    assert [client.get(place).status_code for place in places] == [404, 200]


def test_nothing_is_written(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    import tempfile

    def refuse(*_, **__):
        raise AssertionError("a file was opened for a text")

    monkeypatch.setattr(tempfile, "_TemporaryFileWrapper", refuse)
    monkeypatch.setattr(tempfile.SpooledTemporaryFile, "rollover", refuse)
    big = f"<p>{FIRST}</p><!--".encode() + b"x" * (serve._MAX_TEXT - 500) + b"-->"
    answer = post(client, form({}, {"text": SECOND}), {"file-1": ("a.html", big)})
    assert answer.status_code == 303
