"""Debian's chromium on the live page of a worker that a test makes up."""

import asyncio
import shutil
import threading
from collections.abc import Callable, Iterator, Sequence

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from service.edge.children.chunk import Assignment
from service.edge.page.desk import ExplainDesk
from service.edge.page.feed import letter_of
from service.record import Record, Source
from service.selection import Known
from service.settings import Settings
from service.telemetry.catalogue import Catalogue
from service.telemetry.http import HttpServer
from service.telemetry.http_access import Access
from service.telemetry.page_api import PageApi
from service.telemetry.status import Status

CHROMIUM = shutil.which("chromium")
# Without a network of its own, and as root in a container.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All tests here need the browser."""
    for item in items:
        if "tests/browser/" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)
            if CHROMIUM is None:
                item.add_marker(pytest.mark.skip(reason="chromium is not installed (apt-get install chromium)"))


class Worker:
    """The HTTP side of a worker, on an event loop in a thread, and the status that it tells of."""

    def __init__(self) -> None:
        """Listens on a free port."""
        self.status = Status(version="0.1.0", rules_version="r1", group="demarche", instance=None)
        self.status.now("")
        self.catalogue = Catalogue()
        self.catalogue.complete = True
        self.archive: dict[tuple[str, int, int], Record] = {}
        """What its topics hold, as far as a page asks for single records."""
        self._desk = ExplainDesk(Assignment.of(Settings()))
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._port = 0
        self.start()

    @property
    def url(self) -> str:
        """Where the page is."""
        return self._server.url

    def start(self, access: Access | None = None) -> None:
        """Listen, on the same port as before."""
        page = PageApi(self.catalogue, Known({}), self._fetch, "news.raw", self._desk)
        self._server = HttpServer(self.status, Known({}), access, page)
        asyncio.run_coroutine_threadsafe(self._server.start("127.0.0.1", self._port), self._loop).result(10)
        self._port = int(self.url.rpartition(":")[2])

    def tell(self, values: Sequence[bytes], topic: str = "news.incidents") -> None:
        """Incidents (or events, by their topic) come from the topics."""
        takes = {"news.incidents": self.catalogue.take_incident}

        async def take() -> None:
            for value in values:
                self.keep(Record(Source(topic, 0, len(self.archive)), 1_700_000_000_000, None, value))
                takes.get(topic, self.catalogue.take_event)(next(reversed(self.archive.values())))

        asyncio.run_coroutine_threadsafe(take(), self._loop).result(60)

    def letter(self, record: Record) -> None:
        """A dead letter comes."""

        async def take() -> None:
            self.catalogue.take_letter(letter_of(record))

        asyncio.run_coroutine_threadsafe(take(), self._loop).result(60)

    def forget(self) -> None:
        """As a worker that was started anew: with a catalogue of its own. To be called while it is stopped."""
        self.catalogue = Catalogue()
        self.catalogue.complete = True

    def keep(self, record: Record) -> None:
        """Let a topic hold a record."""
        self.archive[record.source.topic, record.source.partition, record.source.offset] = record

    async def _fetch(self, topic: str, partition: int, offset: int) -> Record | None:
        return self.archive.get((topic, partition, offset))

    def stop(self) -> None:
        """Answer no more."""
        asyncio.run_coroutine_threadsafe(self._server.stop(), self._loop).result(10)

    def close(self) -> None:
        """End the thread."""
        self.stop()
        asyncio.run_coroutine_threadsafe(self._desk.stop(), self._loop).result(10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()


@pytest.fixture
def worker() -> Iterator[Worker]:
    """A worker that is ready and has done nothing."""
    made = Worker()
    yield made
    made.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One chromium for the tests of a file; ended with them, as Playwright leaves a running event loop in the thread until then."""
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield launched
        launched.close()


Visit = Callable[..., Page]


@pytest.fixture
def visit(browser: Browser, worker: Worker) -> Iterator[Visit]:
    """Open the page, or another `path` of it, in a context of its own; fails the test for what went to the console or to another host."""
    opened: list[Page] = []
    complaints: list[str] = []

    def open_page(path: str = "", *, quiet: bool = True, **context: object) -> Page:
        page = browser.new_context(**context).new_page()  # type: ignore[arg-type]
        page.set_default_timeout(10_000)
        if quiet:
            page.on("console", lambda message: complaints.append(f"console: {message.text}"))
        page.on("pageerror", lambda problem: complaints.append(f"error: {problem}"))
        page.on("dialog", lambda dialog: (complaints.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.on("request", lambda request: complaints.append(request.url) if not request.url.startswith(worker.url) else None)
        page.goto(f"{worker.url}/{path}")
        opened.append(page)
        return page

    yield open_page
    for page in opened:
        page.context.close()
    assert complaints == []
