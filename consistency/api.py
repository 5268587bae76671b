"""The server's interface for programs: JSON in, the report's JSON out.

`/api/check` and `/api/group` take articles, `/api/openapi.json` describes both. Every failure is
JSON too: {"error": {"code": "...", "message": "..."}}. What the server allows is checked here:
`Token` asks for the server's token where it has one, and on an address that other machines reach
nothing is answered without one.
"""

from __future__ import annotations

import asyncio
import base64
import binascii
import json
import logging
import secrets
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Annotated, Any, Final, Protocol, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic.json_schema import models_json_schema
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from consistency import __version__, grouping, read
from consistency.errors import ConsistencyError
from consistency.model import Article, Report

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

MAX_BODY: Final = 10_000_000
"""Bytes of one request."""
MAX_ARTICLES: Final = 50
"""Articles of one check."""
MAX_PILE: Final = 5_000
"""Articles of one pile to group."""
_MAX_TEXT: Final = 2_000_000  # characters of one article
_LOG: Final = logging.getLogger(__name__)


class Desk(Protocol):
    """What runs the work: the server's own."""

    def begin(self, articles: Sequence[Article], reference: str | None, **how: Any) -> str:
        """Start a check and give its key; `HTTPException` 503 if too many are under way."""
        ...

    def future(self, key: str) -> Future[Report]:
        """The report of a check that was begun."""
        ...

    def submit(self, work: Callable[..., Any], *arguments: Any) -> Future[Any]:
        """Start other work; `HTTPException` 503 if too much is under way."""
        ...


# -------------------------------------------------------------------------------- what comes in


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class ArticleIn(_Strict):
    """One article."""

    id: Annotated[str, Field(min_length=1, max_length=100, description="Its name in the report.")]
    text: Annotated[str, Field(min_length=1, max_length=_MAX_TEXT, description="Plain text.")]
    title: Annotated[str | None, Field(max_length=1000)] = None
    source: Annotated[str | None, Field(max_length=200, description="Who published it.")] = None
    published: Annotated[
        str | None,
        Field(max_length=40, description="2024-05-14 or 2024-05-14T09:00", examples=["2024-05-14"]),
    ] = None


class CheckIn(_Strict):
    """Articles on one story."""

    articles: Annotated[list[ArticleIn], Field(min_length=2, max_length=MAX_ARTICLES)]
    reference: Annotated[
        str | None, Field(description="The id of the article that the others are checked against.")
    ] = None
    select: Annotated[
        list[str], Field(max_length=100, description="Only these rules: codes, prefixes, names.")
    ] = []
    ignore: Annotated[list[str], Field(max_length=100, description="All rules but these.")] = []


class GroupIn(_Strict):
    """A pile of articles."""

    articles: Annotated[list[ArticleIn], Field(min_length=1, max_length=MAX_PILE)]
    window: Annotated[
        str,
        Field(description="How far apart articles of one story may have appeared: 48h, 2d."),
    ] = "48h"


class StoryOut(_Strict):
    """The articles of one story, by id."""

    articles: list[str]


class GroupOut(_Strict):
    """The stories of a pile in the order of their first articles, and what stands alone."""

    stories: list[StoryOut]
    alone: list[str]


class Problem(_Strict):
    """What went wrong, in one line, and a code for programs."""

    code: str
    message: str


class ErrorOut(_Strict):
    """A failure."""

    error: Problem


# ------------------------------------------------------------------------------------- answers


def app(desk: Callable[[], Desk]) -> Starlette:
    """The application to mount at /api. `desk` is asked on each request."""

    async def check(request: Request) -> Response:
        wanted = await _given(request, CheckIn)
        articles = [_article(entry) for entry in wanted.articles]
        key = desk().begin(articles, wanted.reference, select=wanted.select, ignore=wanted.ignore)
        report = await asyncio.wrap_future(desk().future(key))
        body = json.dumps(report.to_dict(), ensure_ascii=False).encode("utf-8", "replace")
        # The same report as a page, as long as the server keeps it.
        headers = {"Content-Location": f"/checks/{key}"}
        return Response(body, media_type="application/json", headers=headers)

    async def group(request: Request) -> Response:
        wanted = await _given(request, GroupIn)
        articles = [_article(entry) for entry in wanted.articles]
        ids = [article.id for article in articles]
        if len(set(ids)) < len(ids):
            raise HTTPException(400, "Two articles have one id: give each its own.")
        span = grouping.window_of(wanted.window)
        work = desk().submit(_grouped, articles, span)
        stories = await asyncio.wrap_future(work)
        return JSONResponse(
            {
                "stories": [{"articles": [ids[i] for i in s]} for s in stories if len(s) > 1],
                "alone": [ids[s[0]] for s in stories if len(s) == 1],
            }
        )

    return Starlette(
        routes=[
            Route("/check", check, methods=["POST"]),
            Route("/group", group, methods=["POST"]),
            Route("/openapi.json", _description),
        ],
        exception_handlers={
            HTTPException: _refused,
            ConsistencyError: _bad,
            Exception: _failed,
        },
    )


def _grouped(articles: Sequence[Article], window: Any) -> tuple[tuple[int, ...], ...]:
    return grouping.group(articles, window=window)


M = TypeVar("M", bound=BaseModel)


async def _given(request: Request, model: type[M]) -> M:
    """The body as a model. `HTTPException` for one that is too large, no JSON or no such thing."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise HTTPException(415, "Send JSON, with the content type application/json.")
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BODY:
            raise HTTPException(413, f"The request is over {MAX_BODY // 1_000_000} MB.")
    try:
        return model.model_validate_json(bytes(body))
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        place = ".".join(map(str, first["loc"])) or "the request"
        raise HTTPException(422, f"{place}: {first['msg']}") from None


def _article(given: ArticleIn) -> Article:
    published = read.parse_date(given.published) if given.published else None
    if given.published and published is None:
        raise HTTPException(
            422, f"{given.id}: {given.published!r} is no date: write 2024-03-05T09:00"
        )
    return Article(
        id=given.id,
        text=given.text,
        title=given.title,
        source=given.source,
        published=published,
    )


_CODES: Final[Mapping[int, str]] = {
    400: "bad-request",
    401: "no-token",
    403: "forbidden",
    404: "not-found",
    405: "bad-method",
    413: "too-large",
    415: "not-json",
    422: "not-valid",
    500: "internal",
    503: "busy",
}


def problem(status: int, message: str) -> JSONResponse:
    """A failure as JSON."""
    return JSONResponse(
        {"error": {"code": _CODES.get(status, "error"), "message": message}}, status
    )


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return problem(error.status_code, str(error.detail))


def _bad(request: Request, error: Exception) -> Response:
    return problem(400, f"{error}")


def _failed(request: Request, error: Exception) -> Response:
    _LOG.error("a request failed", exc_info=error)
    return problem(500, f"The request failed inside the program ({type(error).__name__}).")


def health(request: Request) -> Response:
    """For a load balancer: the server answers."""
    return JSONResponse({"status": "ok"})


# ---------------------------------------------------------------------------------- description


def _description(request: Request) -> Response:
    return JSONResponse(description())


@lru_cache(maxsize=1)
def description() -> dict[str, Any]:
    """The OpenAPI document."""
    template = "#/components/schemas/{model}"
    inputs: list[Any] = [(CheckIn, "validation"), (GroupIn, "validation")]
    outputs: list[Any] = [(GroupOut, "serialization"), (ErrorOut, "serialization")]
    _, schemas = models_json_schema(inputs + outputs, ref_template=template)
    components = {**schemas["$defs"], "Report": _report_schema()}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "consistency",
            "version": __version__,
            "description": "Which facts news reports on one story agree on, where they diverge,"
            " and what only one of them says.",
        },
        "paths": {
            "/api/check": {
                "post": _operation(
                    "check", "Check articles on one story against one another", "CheckIn", "Report"
                )
            },
            "/api/group": {
                "post": _operation(
                    "group", "Find which articles of a pile tell one story", "GroupIn", "GroupOut"
                )
            },
        },
        "components": {
            "schemas": components,
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
        "security": [{"token": []}, {}],
    }


def _operation(name: str, summary: str, given: str, answer: str) -> dict[str, Any]:
    def content(schema: str) -> dict[str, Any]:
        return {"application/json": {"schema": {"$ref": f"#/components/schemas/{schema}"}}}

    failures = {
        "400": "The articles or settings make no sense together",
        "401": "The token is missing or wrong",
        "403": "The host, the page or the address may not ask",
        "413": "The request is too large",
        "415": "The request is no JSON",
        "422": "A field is missing or wrong",
        "500": "The program failed",
        "503": "Too much is under way",
    }
    return {
        "operationId": name,
        "summary": summary,
        "requestBody": {"required": True, "content": content(given)},
        "responses": {
            "200": {"description": "The answer", "content": content(answer)},
            **{
                status: {"description": words, "content": content("ErrorOut")}
                for status, words in failures.items()
            },
        },
    }


def _report_schema() -> dict[str, Any]:
    """The report's schema as a component: its own definitions stand below it."""
    text = resources.files("consistency").joinpath("data", "report.schema.json").read_text("utf-8")
    schema: dict[str, Any] = json.loads(
        text.replace('"#/$defs/', '"#/components/schemas/Report/$defs/')
    )
    return {name: part for name, part in schema.items() if name not in ("$id", "$schema")}


# -------------------------------------------------------------------------------------- access


class Token:
    """Asks every request for the server's token, but the one whether it answers at all.

    Programs send it as a bearer token, a browser as the password of any name. Without a token the
    page is open and so is the interface, unless `closed`: then the interface answers nobody.
    """

    def __init__(self, app: ASGIApp, token: str | None, closed: bool) -> None:
        self.app = app
        self.token = token
        self.closed = closed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] == "/healthz":
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        await (self._refusal(request) or self.app)(scope, receive, send)

    def _refusal(self, request: Request) -> Response | None:
        inside = request.url.path.startswith("/api/")
        if self.token is None:
            message = "On an address that others reach the interface needs a token: see --token."
            return problem(403, message) if self.closed and inside else None
        if secrets.compare_digest(_sent(request).encode(), self.token.encode()):
            return None
        message = "The token is missing or wrong."
        if inside:
            refusal: Response = problem(401, message)
            refusal.headers["WWW-Authenticate"] = "Bearer"
        else:
            refusal = Response(message, 401, media_type="text/plain")
            refusal.headers["WWW-Authenticate"] = 'Basic realm="consistency", charset="UTF-8"'
        return refusal


def _sent(request: Request) -> str:
    scheme, _, value = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return value.strip()
    if scheme.lower() != "basic":
        return ""
    try:
        decoded = base64.b64decode(value.strip(), validate=True).decode("utf-8")
    except (binascii.Error, UnicodeDecodeError, ValueError):
        return ""
    return decoded.partition(":")[2]
