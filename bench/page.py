"""The page with 10,000 incidents in a real browser: first paint, first rows, a filter, and what the server needs for it.

Usage: python -m bench.page     (needs chromium; times are of this machine as it is now, so the load is printed with them)
"""

import os
import statistics
import time
import tracemalloc

from playwright.sync_api import expect, sync_playwright

from service.record import Record, Source
from service.telemetry.catalogue import Catalogue
from tests.browser.conftest import ARGUMENTS, CHROMIUM, Worker
from tests.browser.incidents import crowd
from tests.browser.test_ten_thousand import COUNT, FILTERED

VISITS = 5
QUERIES = ("border", "kenya", "affair number 77", "sweden asylum", "")
PAINTED = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
ROWS = "performance.getEntriesByName('rows')[0]?.startTime ?? 0"
NOTING = "new MutationObserver(() => { if (document.querySelector('.incident') && !performance.getEntriesByName('rows').length) performance.mark('rows'); }).observe(document, { childList: true, subtree: true })"


def main() -> None:
    """Print the table."""
    values = list(crowd(COUNT))
    held = memory(values)
    worker = Worker()
    began = time.perf_counter()
    worker.tell(values)
    took = time.perf_counter() - began
    painted, rows, whole, filtered = [], [], [], []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        for _ in range(VISITS):
            page = browser.new_context(viewport={"width": 1200, "height": 900}).new_page()
            page.add_init_script(NOTING)
            began = time.perf_counter()
            page.goto(worker.url)
            expect(page.locator("#found")).to_have_text(f"{COUNT:,} incidents", timeout=120_000)
            whole.append(1000 * (time.perf_counter() - began))
            painted.append(page.evaluate(PAINTED))
            rows.append(page.evaluate(ROWS))
            filtered += [page.evaluate(FILTERED, query) for query in QUERIES]
            page.context.close()
        browser.close()
    worker.close()
    print(f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    print(f"taken in by the server: {took * 1e6 / COUNT:.0f} µs an incident; held: {held:.0f} MB")
    for name, times in (("first paint", painted), ("first rows", rows), (f"all {COUNT:,} there", whole), ("a filter", filtered)):
        print(f"{name}: median {statistics.median(times):.0f} ms, best {min(times):.0f}, worst {max(times):.0f}")


def memory(values: list[bytes]) -> float:
    """MB that a catalogue of them holds."""
    tracemalloc.start()
    catalogue = Catalogue()
    for value in values:
        catalogue.take_incident(Record(Source("news.incidents", 0, 0), 1_700_000_000_000, None, bytes(bytearray(value))))
    held = tracemalloc.get_traced_memory()[0] / 1e6
    tracemalloc.stop()
    return held


if __name__ == "__main__":
    main()
