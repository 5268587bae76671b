"""The editor's page as a local web server: give the texts in a form, get the report's page.

A job per check runs in a small pool of threads, so that the server answers while it works; its page
shows how far it is. Articles, reports and vectors live in memory alone: nothing is written to disk,
no cookie is set, and the newest reports push out the oldest. A report is found only under its
address, which can't be guessed.

Only requests to a host name that we serve are answered, and only our own pages may post: a foreign
page open in the same browser can neither read a report nor start a check.
"""

from __future__ import annotations

import asyncio
import gc
import logging
import re
import secrets
import socket
import threading
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from importlib import resources
from pathlib import PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING, Any, Final

from starlette.applications import Starlette
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Mount, Route

from consistency import api, embed, pipeline, read, serving, syntax
from consistency.errors import ConsistencyError, InputError
from consistency.harmless import one_line
from consistency.judge import Judge, Judgement
from consistency.model import Article, Report
from consistency.reader import Reader, Reading
from consistency.remote import Remote
from consistency.render import RENDERERS, View, to_html
from consistency.serving import Work
from consistency.split import split

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

MAX_BODY: Final = 10_000_000
"""Bytes of one form: twenty long articles as web pages stay below a megabyte each."""
MAX_ARTICLES: Final = 50
MAX_SENTENCES: Final = 5_000
"""Sentences of one check: a long day's file of a news agency. They take a minute or two."""
MAX_FACTS: Final = 30_000
"""Figures, names and quotation marks of one check."""
SECONDS: Final = 300.0
"""How long a check may run."""
_UPLOAD: Final = 60.0  # seconds in which a form has to arrive
_LAST: Final = 0.5  # seconds in which stopped checks have to end
_MAX_TEXT: Final = 2_000_000  # bytes of one article
_MAX_NAME: Final = 100  # characters of an article's name
_KEPT: Final = 50  # finished checks whose page stays
_WAITING: Final = 10  # checks begun and not finished; more are turned away
_WORKERS: Final = 2  # the model runs one at a time; beside it another check can compare
_ROWS: Final = 2  # articles that the empty form has room for

_HEADERS: Final = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    # Not "no-referrer": under it a form's own page posts with the origin "null".
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
_FORMS: Final = {"json": ("json", "application/json"), "md": ("markdown", "text/markdown")}
_LOG: Final = logging.getLogger(__name__)


# ---------------------------------------------------------------------------------------- checks


class Shared:
    """An encoder that several threads may use: they take turns, as tokenisers can't be shared."""

    def __init__(self, encoder: embed.Encoder) -> None:
        self.name, self.digest = encoder.name, encoder.digest
        self._encoder = encoder
        self._turn = threading.Lock()

    def encode(self, texts: Sequence[str], progress: embed.Progress | None = None) -> embed.Vectors:
        """Vectors of the texts, once it is our turn."""
        with self._turn:
            return self._encoder.encode(texts, progress)


class SharedJudge:
    """An NLI model that several threads may use, by turns."""

    def __init__(self, judge: Judge) -> None:
        self.name, self.digest, self.threshold = judge.name, judge.digest, judge.threshold
        self._judge = judge
        self._turn = threading.Lock()

    def judge(self, pairs: Sequence[tuple[str, str]]) -> list[Judgement]:
        """One judgement per pair, once it is our turn."""
        with self._turn:
            return self._judge.judge(pairs)


class SharedReader:
    """A reader that several threads may use, by turns."""

    def __init__(self, reader: Reader) -> None:
        self.name, self.digest = reader.name, reader.digest
        self._reader = reader
        self._turn = threading.Lock()

    def read(
        self, pairs: Sequence[tuple[str, str]], progress: Callable[[int, int], None] | None = None
    ) -> list[Reading]:
        """One reading per pair, once it is our turn."""
        with self._turn:
            return self._reader.read(pairs, progress)


def shared(reader: pipeline.Reader | None) -> pipeline.Reader | None:
    """A reader that several threads may use; a server's model is one as it is."""
    if reader is None or isinstance(reader, Remote):
        return reader
    return SharedJudge(reader) if isinstance(reader, Judge) else SharedReader(reader)


@dataclass(slots=True)
class Job:
    """A check under way or done. `done` of `total` of a stage are read; 0 of 0 before it starts."""

    articles: int
    done: int = 0
    total: int = 0
    stage: str = ""
    future: Future[Report] = field(default_factory=Future)
    work: Work = field(default_factory=lambda: Work(SECONDS))

    def progress(self, stage: str, done: int, total: int) -> None:
        """What the pipeline reports."""
        self.stage, self.done, self.total = stage, done, total


@dataclass(slots=True)
class Desk:
    """The checks of one server: those under way, and the newest of those done."""

    encoder: embed.Encoder
    reader: pipeline.Reader | None
    parser: syntax.Parser
    pool: ThreadPoolExecutor
    jobs: dict[str, Job] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)
    others: list[Future[Any]] = field(default_factory=list)

    def begin(self, articles: Sequence[Article], reference: str | None, **how: Any) -> str:
        """Start a check and give its key. `HTTPException` 503 if too many are under way.

        `how` are further arguments of `pipeline.check`.
        """
        with self.lock:
            under_way = sum(not job.future.done() for job in self.jobs.values())
            if under_way >= _WAITING:
                raise HTTPException(503, "Too many checks are under way: try again in a minute.")
            for key in [k for k, job in self.jobs.items() if job.future.done()]:
                if len(self.jobs) < _KEPT:
                    break
                del self.jobs[key]
            job, key = Job(len(articles)), secrets.token_urlsafe(16)
            call = partial(
                pipeline.check,
                articles,
                reference=reference,
                encoder=self.encoder,
                reader=self.reader,
                parser=self.parser,
                progress=job.progress,
                **how,
            )
            job.future = self.pool.submit(job.work.run, call)
            self.jobs[key] = job
            return key

    def future(self, key: str) -> Future[Report]:
        """The report of a check that was begun."""
        return self.jobs[key].future

    def submit(self, work: Callable[..., Any], *arguments: Any) -> Future[Any]:
        """Start other work. `HTTPException` 503 if too much is under way."""
        with self.lock:
            if sum(not future.done() for future in self.others) >= _WAITING:
                raise HTTPException(503, "Too much is under way: try again in a minute.")
            self.others = [future for future in self.others if not future.done()]
            self.others.append(self.pool.submit(work, *arguments))
            return self.others[-1]

    def stop(self) -> None:
        """Stop what runs, and give it a moment to end."""
        with self.lock:
            under_way = [job for job in self.jobs.values() if not job.future.done()]
        for job in under_way:
            job.work.stop()
        self.pool.shutdown(wait=False, cancel_futures=True)
        wait([job.future for job in under_way], timeout=_LAST)


# ----------------------------------------------------------------------------------------- forms


@dataclass(frozen=True, slots=True)
class Row:
    """One article of the form, as it was sent."""

    name: str = ""
    published: str = ""
    text: str = ""
    file: str = ""
    data: bytes = b""
    reference: bool = False

    @property
    def empty(self) -> bool:
        return not (self.text.strip() or self.file)


_FACT: Final = re.compile(r"\d+|\b[A-Z]\w*|[\"“”]")


def check_size(articles: Sequence[Article]) -> None:
    """Raise `InputError` for articles that would keep the server busy for too long."""
    facts = sum(1 for article in articles for _ in _FACT.finditer(article.text))
    if facts > MAX_FACTS:
        raise InputError(
            f"The articles hold {facts:,} figures, names and quotation marks, and {MAX_FACTS:,} are"
            " the most here: give less text, or use the command"
        )
    sentences = sum(len(split(article)) for article in articles)
    if sentences > MAX_SENTENCES:
        raise InputError(
            f"The articles hold {sentences:,} sentences, and {MAX_SENTENCES:,} are the most here:"
            " give less text, or use the command"
        )


async def _form(request: Request) -> FormData:
    """The posted form, held in memory: Starlette's own reader puts large parts on disk."""
    try:
        return await asyncio.wait_for(_parsed(request), _UPLOAD)
    except TimeoutError:
        raise HTTPException(408, "The form took too long to arrive: send it again.") from None
    except ClientDisconnect:
        raise HTTPException(400, "The browser left before the form had arrived.") from None


async def _parsed(request: Request) -> FormData:

    async def limited() -> AsyncGenerator[bytes, None]:
        size = 0
        async for chunk in request.stream():
            size += len(chunk)
            if size > MAX_BODY:
                raise HTTPException(413, f"The articles are over {MAX_BODY // 1_000_000} MB.")
            yield chunk

    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        raise HTTPException(415, "Send the articles with the form on the first page.")
    parser = MultiPartParser(
        request.headers,
        limited(),
        max_files=MAX_ARTICLES,
        max_fields=5 * MAX_ARTICLES,
        max_part_size=_MAX_TEXT,
    )
    parser.spool_max_size = MAX_BODY + 1
    try:
        return await parser.parse()
    except MultiPartException as error:
        if "size" in error.message:
            raise HTTPException(413, "An article is over 2 MB: give its text alone.") from None
        raise HTTPException(400, f"The form can't be read: {error.message}") from None


async def _rows(form: FormData) -> list[Row]:
    """The form's articles in its order; those that were left empty stay, to be shown again."""
    numbers = sorted({int(k[5:]) for k in form if k.startswith("text-") and k[5:].isdecimal()})
    rows = []
    for n in numbers:
        file = form.get(f"file-{n}")
        upload = file if isinstance(file, UploadFile) and file.filename else None
        rows.append(
            Row(
                name=_field(form, f"name-{n}"),
                published=_field(form, f"published-{n}"),
                # A form sends its text's line ends as CR LF, whatever was pasted.
                text=_field(form, f"text-{n}").replace("\r\n", "\n"),
                file=(upload.filename or "") if upload else "",
                data=await upload.read() if upload else b"",
                reference=_field(form, "reference") == str(n),
            )
        )
    return rows


def _field(form: FormData, name: str) -> str:
    value = form.get(name)
    return value if isinstance(value, str) else ""


def articles_of(rows: Sequence[Row]) -> tuple[tuple[Article, ...], str | None]:
    """The articles of a form, and the reference's name. Raises `InputError`."""
    used = [(n, row) for n, row in enumerate(rows, 1) if not row.empty]
    if len(used) < 2:
        raise InputError("Give at least two articles on the same story: paste a text or add a file")
    if len(used) > MAX_ARTICLES:
        raise InputError(f"{len(used)} articles are too many: give {MAX_ARTICLES} at most")
    made = [_article(n, row) for n, row in used]
    names: dict[str, int] = {}
    for (n, _), article in zip(used, made, strict=True):
        if article.id in names:
            raise InputError(
                f"Articles {names[article.id]} and {n} are both called {article.id!r}:"
                " give each a name of its own"
            )
        names[article.id] = n
    reference = next((a.id for (_, row), a in zip(used, made, strict=True) if row.reference), None)
    if reference is None and any(row.reference for row in rows):
        raise InputError("The article marked as the reference is empty: fill it or mark another")
    return tuple(made), reference


def _article(number: int, row: Row) -> Article:
    if row.text.strip() and row.file:
        raise InputError(f"Article {number} has both a text and a file: give one of them")
    # Browsers send a bare name, but some programs the whole path.
    file = PureWindowsPath(PurePosixPath(row.file).name).name
    name = one_line(row.name).strip() or one_line(PurePosixPath(file).stem) or f"article {number}"
    if len(name) > _MAX_NAME:
        raise InputError(f"The name of article {number} is over {_MAX_NAME} characters: shorten it")
    data = row.data if row.file else row.text.encode("utf-8", "replace")
    if len(data) > _MAX_TEXT:
        raise InputError(
            f"Article {number} is over {_MAX_TEXT // 1_000_000} MB: give its text alone"
        )
    return read.from_bytes(
        data,
        path=one_line(file) or None,
        id=name,
        published=_date(number, row.published),
        name=f"Article {number} ({name})",
    )


def _date(number: int, stamp: str) -> date | None:
    if not stamp.strip():
        return None
    found = read.parse_date(stamp)
    if found is None:
        raise InputError(
            f"Article {number}: {stamp[:40]!r} is no date: write 2024-03-05 or 2024-03-05T09:00"
        )
    return found


def example() -> tuple[Article, ...]:
    """The invented story of an earthquake that comes with the program, in three reports."""
    folder = resources.files("consistency").joinpath("data", "example")
    return tuple(
        read.from_bytes(
            folder.joinpath(f"{name}.txt").read_bytes(),
            path=f"{name}.txt",
            id=name,
            published=date(2024, 5, 14),
        )
        for name in ("wire", "gazette", "herald")
    )


# ----------------------------------------------------------------------------------------- pages


def _page(status: int = 200, **context: Any) -> HTMLResponse:
    """A page of ours that is no report: the form, progress or a message."""
    settings: dict[str, Any] = {"rows": [Row()] * _ROWS, "message": "", "progress": ""}
    settings |= {"form": "'self'", "asked": ""}
    page, policy = to_html.fill(
        "serve.html.j2", "page.css serve.css", "serve.js", **{**settings, **context}
    )
    return _secured(HTMLResponse(page, status), policy)


def _secured(response: HTMLResponse, policy: str) -> HTMLResponse:
    response.headers["Content-Security-Policy"] = f"{policy}; frame-ancestors 'none'"
    return response


def _start(request: Request) -> Response:
    return _page(show="form", asked=_asked(request))


def _asked(request: Request) -> str:
    """The server that linked sentences go to; "" where they stay here."""
    desk: Desk = request.app.state.desk
    return desk.reader.name if isinstance(desk.reader, Remote) else ""


def _no_icon(request: Request) -> Response:
    return Response(status_code=204)


async def _check(request: Request) -> Response:
    form = await _form(request)
    rows = await _rows(form)
    await form.close()
    desk: Desk = request.app.state.desk
    from starlette.concurrency import run_in_threadpool

    try:
        articles, reference = await run_in_threadpool(articles_of, rows)
        await run_in_threadpool(check_size, articles)
    except ConsistencyError as error:
        kept = rows + [Row()] * (_ROWS - len(rows))
        return _page(400, show="form", rows=kept, message=f"{error}.", asked=_asked(request))
    return RedirectResponse(f"/checks/{desk.begin(articles, reference)}", 303)


def _example(request: Request) -> Response:
    desk: Desk = request.app.state.desk
    return RedirectResponse(f"/checks/{desk.begin(example(), 'wire')}", 303)


def _job(request: Request) -> Job:
    desk: Desk = request.app.state.desk
    job = desk.jobs.get(request.path_params["key"])
    if job is None:
        raise HTTPException(404, "This report is no longer kept: check the articles again.")
    return job


def _progress(request: Request) -> Response:
    """How far a check is; `done` also for one that failed."""
    job = _job(request)
    return JSONResponse(
        {"finished": job.future.done(), "done": job.done, "total": job.total, "words": _words(job)}
    )


def _words(job: Job) -> str:
    if job.total == 0:
        return f"Waiting to check {job.articles} articles."
    if job.done < job.total:
        if job.stage == "ask":
            return f"Asking the reader: {job.done} of {job.total} pairs of sentences."
        return f"Reading: {job.done} of {job.total} sentences."
    return "Comparing what they say."


def _result(request: Request) -> Response:
    """A report in one of its forms; the page of a check that isn't done shows how far it is."""
    job, form = _job(request), request.path_params.get("form", "html")
    key = request.path_params["key"]
    if form != "html" and form not in _FORMS:
        raise HTTPException(404)
    if not job.future.done():
        if form == "html":
            return _page(202, show="progress", progress=_words(job), key=key)
        raise HTTPException(409, "The check is still under way.")
    try:
        report = job.future.result()
    except ConsistencyError as error:
        return _page(400, show="message", message=f"{error}.")
    except Exception as error:
        _LOG.exception("a check failed")
        name = type(error).__name__
        return _page(500, show="message", message=f"The check failed inside the program ({name}).")
    if form == "html":
        links = [("JSON", f"/checks/{key}/report.json"), ("Markdown", f"/checks/{key}/report.md")]
        page, policy = to_html.linked(report, [("Check other articles", "/"), *links])
        return _secured(HTMLResponse(page), policy)
    renderer, kind = _FORMS[form]
    return Response(RENDERERS[renderer](report, view=View(True)), media_type=kind)


def _failed(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    words = {404: "There is no such page.", 405: "This page can't be used so."}
    detail = error.detail if error.detail.endswith(".") else words.get(error.status_code, "")
    return _page(error.status_code, show="message", message=detail or error.detail)


# ---------------------------------------------------------------------------------------- server


class Guard:
    """Turns away foreign hosts and foreign pages' posts; adds the headers that every answer has.

    Whatever has an effect is a POST. A browser tells with each from which page it comes.
    """

    def __init__(self, app: ASGIApp, hosts: Sequence[str]) -> None:
        self.app = app
        self.hosts = frozenset(host.lower() for host in hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        refusal = self._refusal(request)

        async def headed(message: Message) -> None:
            if message["type"] == "http.response.start":
                extra = [(k.lower().encode(), v.encode()) for k, v in _HEADERS.items()]
                message["headers"] = [*message["headers"], *extra]
            await send(message)

        app: ASGIApp = self.app
        if refusal and request.url.path.startswith("/api/"):
            app = api.problem(403, refusal)
        elif refusal:
            app = Response(refusal, 403, media_type="text/plain")
        await app(scope, receive, headed)

    def _refusal(self, request: Request) -> str:
        host = request.headers.get("host", "")
        name = host.rsplit(":", 1)[0] if not host.endswith("]") else host
        if name.lower() not in self.hosts:
            return "This server does not answer to that host name: see --allow-host."
        origin = request.headers.get("origin")
        site = request.headers.get("sec-fetch-site", "same-origin")
        foreign = site != "same-origin" or (origin and origin.partition("://")[2] != host)
        if request.method not in ("GET", "HEAD") and foreign:
            return "Only this server's own page may post here."
        return ""


def app(
    encoder: embed.Encoder,
    hosts: Sequence[str] = (),
    reader: pipeline.Reader | None = None,
    parser: syntax.Parser | None = None,
    *,
    token: str | None = None,
    closed: bool = False,
) -> Starlette:
    """The application. `hosts` are names it answers to besides those of this machine's loopback.

    With a `token` every request has to send it; `closed` shuts the interface for programs where
    there is none.

    Raises nothing; every failure of a request is a page with a message.
    """

    @asynccontextmanager
    async def lifespan(made: Starlette) -> AsyncIterator[Mapping[str, Any]]:
        pool = ThreadPoolExecutor(_WORKERS, thread_name_prefix="check")
        try:
            made.state.desk = Desk(
                Shared(encoder), shared(reader), parser or syntax.default(), pool
            )
            pool.submit(_load, made.state.desk)
            yield {}
        finally:
            made.state.desk.stop()

    served = Starlette(
        routes=[
            Route("/", _start),
            Route("/healthz", api.health),
            Mount("/api", api.app(lambda: served.state.desk)),
            Route("/favicon.ico", _no_icon),  # browsers ask for it unbidden
            Route("/check", _check, methods=["POST"]),
            Route("/example", _example, methods=["POST"]),
            Route("/checks/{key}/progress", _progress),
            Route("/checks/{key}/report.{form}", _result),
            Route("/checks/{key}", _result),
        ],
        middleware=[
            Middleware(Guard, hosts=[*_LOOPBACK, *hosts]),
            Middleware(api.Token, token=token, closed=closed),
        ],
        exception_handlers={HTTPException: _failed},
        lifespan=lifespan,
    )
    return served


def _load(desk: Desk) -> None:
    """Load the models now, not while the first editor waits.

    What they brought stays for good: the garbage collector, which would go through all of it during
    most checks (a tenth of a second), leaves it alone from here on.
    """
    desk.encoder.encode(["A sentence that loads the model."])
    desk.parser.parse(["A sentence that loads the parser."])
    pair = ("A sentence.", "Another one that loads the model.")
    if isinstance(desk.reader, SharedReader):
        desk.reader.read([pair])
    elif isinstance(desk.reader, SharedJudge):
        desk.reader.judge([pair])
    gc.collect()
    gc.freeze()


_LOOPBACK: Final = ("localhost", "127.0.0.1", "[::1]")


def run(
    listening: socket.socket,
    host: str,
    *,
    encoder: embed.Encoder,
    reader: pipeline.Reader | None,
    parser: syntax.Parser | None = None,
    hosts: Sequence[str] = (),
    token: str | None = None,
) -> None:
    """Serve on a socket (`serving.bind`) until a signal ends it, within two seconds."""
    closed = host not in (*_LOOPBACK, "::1")
    served = app(encoder, [host, *hosts], reader, parser, token=token, closed=closed)

    serving.run(served, listening)
