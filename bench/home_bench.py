"""The home page from the embedded database: queries, compressed size, and its time beside an empty page."""

import gzip
import os
import statistics
import time
from collections.abc import Callable

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
ROUNDS = 60


def milliseconds(call: Callable[[], object]) -> float:
    """Return the median time of CALL in milliseconds."""
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        call()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def transfer(client: object, html: str) -> dict[str, int]:
    """Return the compressed bytes of a first visit: the page and every static file that it names."""
    import re
    from pathlib import Path

    from django.contrib.staticfiles import finders

    sizes = {"page": len(gzip.compress(html.encode()))}
    for url in sorted(set(re.findall(r'(?:href|src)="/static/([^"]+\.(?:css|js|svg|png|ico))"', html))):
        if found := finders.find(url):
            sizes[url] = len(gzip.compress(Path(str(found)).read_bytes()))
    return sizes


def main() -> None:
    """Print queries, bytes, and the ratio to a page that does nothing."""
    import django

    django.setup()
    from django.db import connection, connections
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from poaiss.site import preparation

    preparation.prepare()
    client = Client()
    client.get("/en/")
    with CaptureQueriesContext(connection) as queries:
        html = client.get("/en/").content.decode()
    selects = [q["sql"] for q in queries if q["sql"].startswith("SELECT") and "set_config" not in q["sql"]]
    sizes = transfer(client, html)
    home, nothing = milliseconds(lambda: client.get("/en/")), milliseconds(lambda: client.get("/healthz"))
    print(f"queries: {len(selects)} (at most 3)")
    print(f"first visit, compressed: {sum(sizes.values()) / 1000:.1f} kB (at most 60): {sizes}")
    print(f"home {home:.1f} ms, empty page {nothing:.1f} ms: ratio {home / nothing:.1f}")
    connections.close_all()


if __name__ == "__main__":
    main()
