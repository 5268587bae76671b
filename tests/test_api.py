"""The interface for programs, through a client that knows nothing but the OpenAPI document."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest
from openapi_spec_validator import validate
from starlette.testclient import TestClient

from consistency import api, serve
from consistency.testing import LexicalEncoder
from work import settled

FIRST = "The ferry Alma sank on Monday off Norvik. Police said 12 people were rescued."
SECOND = "The ferry Alma sank on Monday off Norvik. Police said 14 people were rescued."
STORY = {"articles": [{"id": "wire", "text": FIRST}, {"id": "copy", "text": SECOND}]}
BASE = "http://127.0.0.1:8000"


@pytest.fixture
def http() -> Iterator[TestClient]:
    with TestClient(serve.app(LexicalEncoder()), base_url=BASE) as made:
        yield made
        settled(made)


class Client:
    """Calls operations by name; what goes out and comes back must be as the document says."""

    def __init__(self, http: TestClient) -> None:
        self.http = http
        self.document = http.get("/api/openapi.json").json()
        self.operations = {
            operation["operationId"]: (method, path, operation)
            for path, methods in self.document["paths"].items()
            for method, operation in methods.items()
        }

    def call(self, name: str, body: Any, *, valid: bool = True) -> tuple[int, Any]:
        method, path, operation = self.operations[name]
        schema = operation["requestBody"]["content"]["application/json"]["schema"]
        if valid:
            self._check(schema, body)
        answer = self.http.request(method, path, json=body)
        described = operation["responses"][str(answer.status_code)]
        self._check(described["content"]["application/json"]["schema"], answer.json())
        return answer.status_code, answer.json()

    def _check(self, schema: dict[str, Any], value: Any) -> None:
        whole = {**schema, "components": self.document["components"]}
        jsonschema.Draft202012Validator(whole).validate(value)


@pytest.fixture
def client(http: TestClient) -> Client:
    return Client(http)


def test_the_document_is_valid_openapi():
    validate(api.description())


def test_a_check_gives_the_report(client: Client):
    status, report = client.call("check", {**STORY, "reference": "wire"})
    assert status == 200
    assert report["reference"] == "wire"
    clash = [f for f in report["findings"] if f["relation"] == "conflict"]
    assert [a["text"] for a in clash[0]["accounts"]] == ["12 people", "14 people"]


def test_the_report_is_a_page_too(http: TestClient):
    answer = http.post("/api/check", json=STORY)
    page = http.get(answer.headers["content-location"])
    assert page.status_code == 200
    assert "Agreement report" in page.text


def test_rules_are_chosen(client: Client):
    _, report = client.call("check", {**STORY, "ignore": ["QTY"]})
    assert not [f for f in report["findings"] if f["kind"] == "quantity"]


def test_a_pile_is_grouped(client: Client):
    articles = [*STORY["articles"], {"id": "x", "text": "Snow is expected in the hills."}]
    status, found = client.call("group", {"articles": articles, "window": "2d"})
    assert status == 200
    assert found == {"stories": [{"articles": ["wire", "copy"]}], "alone": ["x"]}


@pytest.mark.parametrize(
    ("name", "body", "status"),
    [
        ("check", {"articles": STORY["articles"][:1]}, 422),
        ("check", {"articles": [*STORY["articles"], {"id": "x"}]}, 422),
        ("check", {**STORY, "colour": "red"}, 422),
        ("check", [], 422),
        ("check", {"articles": [{"id": 1, "text": "x"}] * 2}, 422),
        ("check", {"articles": [{"id": str(n), "text": "x"} for n in range(51)]}, 422),
        ("check", {**STORY, "reference": "who"}, 400),
        ("check", {**STORY, "select": ["NO"]}, 400),
        ("check", {"articles": [STORY["articles"][0]] * 2}, 400),
        (
            "check",
            {"articles": [{**a, "published": "soon"} for a in STORY["articles"]]},
            422,
        ),
        ("group", {"articles": []}, 422),
        ("group", {**STORY, "window": "soon"}, 400),
        ("group", {"articles": [STORY["articles"][0]] * 2}, 400),
    ],
)
def test_bad_requests_say_why_in_json(client: Client, name, body, status):
    found, answer = client.call(name, body, valid=False)
    assert found == status
    assert answer["error"]["message"]


def test_limits_are_told_in_json(http: TestClient, monkeypatch: pytest.MonkeyPatch):
    assert http.post("/api/check", data={"a": "b"}).json()["error"]["code"] == "not-json"
    assert (
        http.post(
            "/api/check", content=b"{", headers={"content-type": "application/json"}
        ).status_code
        == 422
    )
    monkeypatch.setattr(api, "MAX_BODY", 10)
    answer = http.post("/api/check", json=STORY)
    assert (answer.status_code, answer.json()["error"]["code"]) == (413, "too-large")
    assert http.get("/api/check").json()["error"]["code"] == "bad-method"
    assert http.get("/api/nothing").json()["error"]["code"] == "not-found"


def test_too_much_at_once_is_turned_away(client: Client, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(serve, "_WAITING", 0)
    assert client.call("check", STORY)[0] == 503
    assert client.call("group", STORY)[0] == 503


@pytest.mark.filterwarnings("ignore")
def test_a_failure_of_ours_shows_no_text(http: TestClient, monkeypatch: pytest.MonkeyPatch):
    def fail(*_: object, **__: object) -> None:
        raise ValueError(FIRST)

    monkeypatch.setattr(serve.pipeline, "check", fail)
    with TestClient(http.app, base_url=BASE, raise_server_exceptions=False) as made:
        answer = made.post("/api/check", json=STORY)
    assert (answer.status_code, answer.json()["error"]["code"]) == (500, "internal")
    assert "ferry" not in answer.text


def test_foreign_hosts_and_pages_are_refused_in_json(http: TestClient):
    for headers in ({"host": "evil.example"}, {"origin": "https://evil.example"}):
        answer = http.post("/api/check", json=STORY, headers=headers)
        assert (answer.status_code, answer.json()["error"]["code"]) == (403, "forbidden")


# ---------------------------------------------------------------------------------------- token

BASIC = "Basic " + base64.b64encode("anyone:sesám".encode()).decode()


@pytest.mark.parametrize(
    ("header", "status"),
    [
        (BASIC, 200),
        (None, 401),
        ("", 401),
        ("Bearer sesam", 401),
        ("Bearer", 401),
        ("Basic !", 401),
        ("Digest x", 401),
    ],
)
@pytest.mark.parametrize("path", ["/", "/api/openapi.json"])
def test_a_token_is_asked_of_every_request(path, header, status):
    headers = {} if header is None else {"authorization": header}
    with TestClient(serve.app(LexicalEncoder(), token="sesám"), base_url=BASE) as made:
        answer = made.get(path, headers=headers)
        assert answer.status_code == status
        if status == 401:
            assert "www-authenticate" in answer.headers
        assert made.get("/healthz").json() == {"status": "ok"}


def test_a_bearer_token_opens_both():
    with TestClient(serve.app(LexicalEncoder(), token="open"), base_url=BASE) as made:
        for path in ("/", "/api/openapi.json"):
            assert made.get(path, headers={"authorization": "bearer open"}).status_code == 200


def test_without_a_token_an_open_address_answers_no_program():
    with TestClient(serve.app(LexicalEncoder(), closed=True), base_url=BASE) as made:
        assert made.get("/").status_code == 200
        answer = made.post("/api/check", json=STORY)
        assert (answer.status_code, answer.json()["error"]["code"]) == (403, "forbidden")
        assert "--token" in answer.json()["error"]["message"]
