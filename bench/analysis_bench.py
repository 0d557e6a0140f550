"""The analysis of 193 States in 13 rounds of the complete template, on a generated world that is thrown away.

Every table of the analysis beside the same SQL in DuckDB's own shell, on the same files, in turns; then, in a database
of its own: refreshing the open data after a publication, the whole analysis document as PDF, the public pages of the
analysis from the product's own web server, and the memory of its processes afterwards.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parents[1]
YEAR, WAITING = 2026, "ZWE"
"""The round in which all report, and the State whose report is published while the bench looks on."""
TURNS, VISITS = 3, 20
RATIO, REFRESH_SECONDS, DOCUMENT_SECONDS, PAGE_MILLISECONDS, MEGABYTES = 1.5, 2.0, 20.0, 80.0, 400.0
SHELL = Path(sys.executable).with_name("duckdb")


def seconds(call: Callable[[], Any]) -> float:
    """Return the time of one call."""
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def whole_world() -> Any:
    """Return the generated world in which every Member reports in the last round."""
    from bench.world import generate

    return generate(full=YEAR)


def shell(script: str) -> list[str]:
    """Run a script in DuckDB's own shell and return the lines of its output."""
    words = [str(SHELL), "-csv", "-noheader", "-bail"]
    done = subprocess.run(words, input=script, capture_output=True, text=True, check=False)
    if done.returncode or done.stderr.strip():
        raise RuntimeError(done.stderr.strip()[:500])
    return done.stdout.splitlines()


def shell_alone() -> None:
    """Start the shell and let it end without opening anything: what a program costs before it does any work."""
    subprocess.run([str(SHELL), "--version"], capture_output=True, check=True)


@dataclass
class Pair:
    """The times of one table, each from opening to the last row: ours, and the shell's without its program's start."""

    name: str
    ours: float
    theirs: float
    whole: float

    @property
    def ratio(self) -> float:
        """How many times as long ours takes."""
        return self.ours / self.theirs


def tables(folder: Path, version: str) -> Iterator[Pair]:
    """Time every table, each run on a connection of its own: ours and the shell in turns, the best of a few."""
    from poaiss.analysis import figuring, reading
    from poaiss.analysis.opendata.worlds import STATES
    from poaiss.analysis.words import words_in

    with reading.opened(folder) as connection:
        known = figuring.figures(words_in(connection, "en"))
    start = min(seconds(shell_alone) for _ in range(9))
    for figure in known.values():
        script = figuring.script(figure, YEAR, f"{folder}/")

        def ours(figure: Any = figure) -> None:
            with reading.opened(folder) as connection:
                figuring.compute(connection, figure, STATES, YEAR, version)

        def theirs(script: str = script) -> None:
            shell(script)

        turns = [(seconds(ours), seconds(theirs)) for _ in range(TURNS)]
        mine, other = (min(each[at] for each in turns) for at in (0, 1))
        yield Pair(figure.name, mine, other - start, other)


def together(folder: Path, version: str) -> float:
    """Return the time of all tables as a document computes them: one new connection, shared views computed once."""
    from poaiss.analysis import figuring, reading
    from poaiss.analysis.opendata.worlds import STATES
    from poaiss.analysis.words import words_in

    def run() -> None:
        with reading.opened(folder, kept=True) as connection:
            for _ in figuring.every(connection, STATES, YEAR, version, words_in(connection, "en")):
                pass

    return seconds(run)


def tell_tables(folder: Path) -> bool:
    """Print the tables with their ratios, and say whether the target is kept."""
    from poaiss.analysis import reading

    version = reading.data_version(folder)
    pairs = list(tables(folder, version))
    for pair in sorted(pairs, key=lambda pair: -pair.ratio)[:6]:
        times = f"ours {pair.ours * 1000:7.1f} ms   shell {pair.theirs * 1000:7.1f} ms"
        print(f"  {pair.name:44} {times}   {pair.ratio:5.2f} x")
    mine, theirs = sum(pair.ours for pair in pairs), sum(pair.theirs for pair in pairs)
    worst, middle = max(pair.ratio for pair in pairs), statistics.median(pair.ratio for pair in pairs)
    print(
        f"{len(pairs)} tables, each on a new connection: ours {mine:.2f} s, shell {theirs:.2f} s without its start,",
        end="",
    )
    print(f" {sum(pair.whole for pair in pairs):.2f} s with it")
    print(f"ratio of all {mine / theirs:.2f} (target {RATIO}), median {middle:.2f}, worst {worst:.2f}")
    all_ = together(folder, version)
    print(f"as a document computes them, one new connection: {all_:.2f} s, {all_ / theirs:.2f} x the shell's tables")
    return worst <= RATIO


def tell_publication(report: Any) -> bool:
    """Publish the last report of the round, refresh what follows from it, and print how long that took."""
    from bench.world.database import secretariat
    from poaiss.access.rls import acting_as
    from poaiss.analysis.opendata import writing
    from poaiss.analysis.opendata.worlds import STATES
    from poaiss.reporting import actions

    by = secretariat()
    before = writing.manifest_of(writing.refresh(STATES))["files"]

    def publish() -> None:
        with acting_as(by):
            actions.publish(report=report, by=by)

    published = seconds(publish)
    worked = time.process_time()
    spent = seconds(lambda: writing.refresh(STATES))
    worked = time.process_time() - worked
    after = writing.manifest_of(writing.current(STATES) or Path())["files"]
    changed = sorted(name for name in after if after[name]["sha256"] != before.get(name, {}).get("sha256"))
    name = f"answers/poa-iti-c-{YEAR}.parquet"
    print(f"publishing {published:.2f} s; files of the round refreshed in {spent:.2f} s", end="")
    print(f" (target {REFRESH_SECONDS:.0f}; processor {worked:.2f}, load of the machine {os.getloadavg()[0]:.1f})")
    print(f"  changed: {', '.join(changed)}; {after[name]['rows']} answers in the round")
    return spent < REFRESH_SECONDS and changed == sorted((name, "reports.parquet"))


def tell_document(folder: Path) -> bool:
    """Write the whole analysis as the command does, in a process of its own with nothing computed before."""
    target = folder / "analysis.pdf"
    words = [str(Path(sys.executable).with_name("poaiss")), "analyse", "round", str(YEAR), "--output", str(target)]
    start = time.perf_counter()
    done = subprocess.run(words, capture_output=True, text=True, check=False, cwd=folder)
    spent = time.perf_counter() - start
    if done.returncode or not target.exists():
        print(f"document failed: {done.stderr[-600:]}")
        return False
    again = seconds(lambda: subprocess.run(words, capture_output=True, check=True, cwd=folder))
    pages = target.read_bytes().count(b"/Type /Page\n") or target.read_bytes().count(b"/Type/Page/")
    size = target.stat().st_size / 1e6
    print(f"analysis as PDF ({size:.1f} MB{f', {pages} pages' if pages else ''}): {spent:.1f} s", end="")
    print(f" (target {DOCUMENT_SECONDS:.0f}), again {again:.1f} s; load of the machine {os.getloadavg()[0]:.1f}")
    return spent < DOCUMENT_SECONDS


def addresses() -> list[str]:
    """Return the public pages of the analysis that are measured: the round, its figures, and their embeds."""
    from poaiss.analysis import figuring, results
    from poaiss.analysis.opendata import writing
    from poaiss.analysis.opendata.worlds import STATES

    names = sorted(figuring.figures(results.words_of(writing.refresh(STATES), "en")))
    base = f"/en/figures/rounds/states/{YEAR}"
    figures = [f"{base}/{name}/" for name in names]
    return ["/en/figures/", "/en/figures/rounds/", f"{base}/", *figures, f"/en/figures/embed/states/{YEAR}/{names[0]}/"]


def children() -> dict[int, Any]:
    """Return the processes below this one."""
    import psutil

    return {each.pid: each for each in psutil.Process().children(recursive=True)}


def tell_pages() -> bool:
    """Visit every page, first and then warm, over HTTP from the product's own web server; then weigh its processes."""
    from bench.drafting_bench import Times, quantile, serving

    first, times, before = Times(), Times(), set(children())
    urls = addresses()
    with serving() as port:
        for turn in range(VISITS + 2):  # twice, so that each of the web processes has seen a page
            noted = times if turn > 1 else first
            for url in urls:
                noted.take(url, port, "GET", url, {"Accept-Encoding": "gzip"})
                noted.take("bare", port, "GET", "/healthz", {})
        weights = [each.memory_info().rss / 1e6 for pid, each in children().items() if pid not in before]
    base = statistics.median(times.seen["bare"])
    worked = statistics.median(each for url in urls for each in times.worked[url])
    spent = {url: quantile(each) for url, each in times.seen.items() if url != "bare"}
    for url in sorted(spent, key=lambda url: -spent[url])[:3]:
        print(f"  {url:60} p95 {spent[url]:6.1f} ms   {statistics.median(times.seen[url]) / base:5.1f} x a bare page")
    everything = [each for url in spent for each in times.seen[url]]
    cold = max(max(each) for url, each in first.seen.items() if url != "bare")
    slowest = max(spent.values())
    print(f"{len(urls)} pages over HTTP, {VISITS} warm visits each: p95 of all {quantile(everything):.1f} ms", end="")
    print(f", of the slowest {slowest:.1f} ms (target {PAGE_MILLISECONDS:.0f}); slowest first visit {cold:.0f} ms")
    print(f"  processor of a page p50 {worked:.1f} ms; load of the machine {os.getloadavg()[0]:.1f}")
    print(
        f"web processes afterwards: {', '.join(f'{each:.0f}' for each in sorted(weights))} MB (target {MEGABYTES:.0f})"
    )
    for what, number in (times.refused + first.refused).items():
        print(f"refused: {what}: {number}")
    return slowest < PAGE_MILLISECONDS and max(weights) < MEGABYTES and not (times.refused + first.refused)


def measure() -> int:
    """Measure in the database that the environment names, and say whether the targets are kept."""
    import django

    django.setup()
    from django.db import connections

    from bench.world import database, files
    from poaiss.analysis.opendata import shapes
    from poaiss.site import preparation

    folder = Path(os.environ["POAISS_DATA"])
    start = time.perf_counter()
    world = whole_world()
    columns = {name.lower(): its for name, its in vars(shapes).items() if isinstance(its, dict) and name.isupper()}
    others = {name: its for name, its in columns.items() if name not in ("labels", "names", "answers")}
    data = files.write(world, folder / "generated", others)
    size = sum(path.stat().st_size for path in data.rglob("*.parquet")) / 1e6
    states, rounds = len(world.states), len(world.rounds)
    print(
        f"{world.answers} answers of {states} States in {rounds} rounds made in {time.perf_counter() - start:.0f} s,",
        end="",
    )
    print(f" {size:.1f} MB; load of the machine {os.getloadavg()[0]:.1f}")
    good = [tell_tables(data)]
    start = time.perf_counter()
    preparation.prepare()
    report = database.publish(world, (WAITING, YEAR))
    print(f"{len(world.reports)} reports stored in {time.perf_counter() - start:.0f} s")
    del world
    good.append(tell_publication(report))
    connections.close_all()
    good += [tell_document(folder), tell_pages()]
    connections.close_all()
    return 0 if all(good) else 1


def main() -> int:
    """Measure in a process of its own, with a database that is thrown away afterwards."""
    sys.path.insert(0, str(PROJECT / "src"))
    from poaiss.common.embedded_postgres import EmbeddedPostgres

    with (
        tempfile.TemporaryDirectory(prefix="poaiss-bench-") as folder,
        EmbeddedPostgres(Path(folder) / "postgres").hold() as urls,
    ):
        told = {"POAISS_DATA": folder, "DATABASE_URL": urls.app, "DATABASE_OWNER_URL": urls.owner}
        environment = {**os.environ, **told, "DJANGO_SETTINGS_MODULE": "poaiss.settings"}
        call = "import sys; from bench.analysis_bench import measure; sys.exit(measure())"
        done = subprocess.run([sys.executable, "-c", call], env=environment, cwd=PROJECT, check=False)
    return done.returncode


if __name__ == "__main__":
    raise SystemExit(main())
