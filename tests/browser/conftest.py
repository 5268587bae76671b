"""A browser, a served page and a page on disk. Playwright drives the system's chromium."""

from __future__ import annotations

import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import platformdirs
import pytest
import uvicorn
from playwright.sync_api import Browser, Page, sync_playwright

from consistency import Article, check, embed, serve
from consistency.embed import Encoder
from consistency.render import to_html
from consistency.testing import LexicalEncoder

AXE = "4.14.1"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = shutil.which("chromium")
    if path is None:
        pytest.fail("no chromium: apt-get install chromium")
    with sync_playwright() as driver:
        # Containers give no user namespaces, which chromium's sandbox needs.
        made = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield made
        made.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens an address; at the end no console error or failed request may have come up."""
    errors: list[str] = []
    contexts = []

    def opened(
        address: str, *, wide: bool = True, scheme: str = "light", **options: object
    ) -> Page:
        size = {"width": 1280 if wide else 390, "height": 800}
        context = browser.new_context(
            viewport=size, color_scheme=scheme, reduced_motion="reduce", **options
        )
        contexts.append(context)
        context.set_default_timeout(8_000)
        page = context.new_page()
        page.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(address)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert [e for e in errors if "status of 400" not in e and "favicon" not in e] == []


@pytest.fixture(scope="session")
def axe() -> str:
    """axe-core's source, fetched once by npm into the user's cache."""
    folder = Path(platformdirs.user_cache_dir("article-consistency", appauthor=False)) / "tests"
    script = folder / f"axe-{AXE}.js"
    if not script.exists():
        folder.mkdir(parents=True, exist_ok=True)
        packed = f"axe-core-{AXE}.tgz"
        subprocess.run(["npm", "pack", "--silent", f"axe-core@{AXE}"], cwd=folder, check=True)
        unpacked = ["tar", "-xzOf", packed, "package/axe.min.js"]
        script.write_bytes(
            subprocess.run(unpacked, cwd=folder, check=True, capture_output=True).stdout
        )
        (folder / packed).unlink()
    return script.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def on_disk(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., str]:
    """Writes a report's page and gives its file: address."""

    def written(
        articles: list[Article] | tuple[Article, ...], encoder: Encoder | None = None
    ) -> str:
        report = check(articles, encoder=encoder or LexicalEncoder())
        path = tmp_path_factory.mktemp("page") / "report.html"
        path.write_text(to_html.render(report), encoding="utf-8")
        return path.as_uri()

    return written


@pytest.fixture(scope="session")
def story(on_disk: Callable[..., str]) -> str:
    return on_disk(serve.example(), embed.load())  # conflicts need links by meaning


@pytest.fixture(scope="session")
def many(on_disk: Callable[..., str]) -> str:
    """Twenty reports: the example's three again and again, each with other figures."""
    told = serve.example()
    return on_disk(
        [
            Article(f"paper {n}", told[n % 3].text.replace("212", str(200 + n // 3)))
            for n in range(20)
        ]
    )


@pytest.fixture(scope="session")
def served() -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    config = uvicorn.Config(
        serve.app(LexicalEncoder()), host="127.0.0.1", port=port, log_level="warning"
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive()
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()
