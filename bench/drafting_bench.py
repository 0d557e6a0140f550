"""Two hundred people drafting at once: the time of one save, and of opening a section, with the queries of a section.

A database of its own is made and thrown away: the 193 member States with a complete report each, and made-up people.
The product's own web server answers; each drafter saves one answer every THINK seconds and, where the page would do so,
fetches the questions that follow. Server time is taken around the WSGI application, waiting for a thread left out;
the time that the browser sees, waiting included, stands beside it.
"""

import gzip
import http.client
import os
import random
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parents[1]
STATES, DRAFTERS, THINK, SECONDS, WARMING, OPENINGS = 193, 200, 10.0, 60.0, 30.0, 20
SAVE_MILLISECONDS, SECTION_MILLISECONDS, SECTION_QUERIES = 40.0, 120.0, 12
SPENT, WORKED = "X-Milliseconds", "X-Processor-Milliseconds"
TOKEN = "b" * 32


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answer as the product does, and say in a header how long that took."""
    from poaiss.wsgi import application as product

    start, worked = time.perf_counter(), time.thread_time()

    def timed(status: str, headers: list[tuple[str, str]], error: Any = None) -> Any:
        spent = (time.perf_counter() - start) * 1000, (time.thread_time() - worked) * 1000
        return start_response(status, [*headers, (SPENT, f"{spent[0]:.3f}"), (WORKED, f"{spent[1]:.3f}")])

    return product(environ, timed)


BLOCK = re.compile(r'class="block" id="([^"]+)"')


@dataclass
class Drafter:
    """Somebody who writes: the report, the questions that are this person's, their answers so far."""

    report: str
    cookie: str
    answers: dict[str, list[Any]]
    headers: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Send what a browser sends with each press."""
        self.headers = {
            "Cookie": self.cookie,
            "X-CSRFToken": TOKEN,
            "HX-Request": "true",
            "Content-Type": "application/x-www-form-urlencoded",
            "Accept-Encoding": "gzip",
        }


@dataclass
class Times:
    """Milliseconds by kind of request: in the server, of its processor, as the browser sees them; refusals by kind."""

    server: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    worked: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    seen: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    refused: Counter[str] = field(default_factory=Counter)
    saves: Counter[str] = field(default_factory=Counter)

    def take(self, kind: str, port: int, method: str, url: str, headers: dict[str, str], body: str = "") -> Any:
        """Ask and note how long it took."""
        start = time.perf_counter()
        link = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        try:
            link.request(method, url, body, headers)
            answer = link.getresponse()
            page = answer.read()
            packed = answer.headers.get("Content-Encoding") == "gzip"
            answer.page = (gzip.decompress(page) if packed else page).decode("utf-8", "replace")  # type: ignore[attr-defined]
        finally:
            link.close()
        self.seen[kind].append((time.perf_counter() - start) * 1000)
        self.server[kind].append(float(answer.headers.get(SPENT, "nan")))
        self.worked[kind].append(float(answer.headers.get(WORKED, "nan")))
        if answer.status != http.HTTPStatus.OK:
            self.refused[f"{kind} {answer.status}"] += 1
        return answer


def quantile(times: list[float], share: float = 0.95) -> float:
    """Return the time that SHARE of TIMES do not pass."""
    return sorted(times)[min(len(times) - 1, int(len(times) * share))]


def another(question: Any, value: str, turn: int) -> str:
    """Return an answer of the same kind that is not VALUE."""
    if question.choices and question.choices.items:
        names = [choice.name for choice in question.choices.items]
        return next((name for name in names if name != value), value)
    return {"integer": str(2000 + turn), "decimal": f"{turn}.5", "date": f"2024-03-{turn % 28 + 1:02}"}.get(
        question.type, f"What was said before, and said better {turn} times."
    )


def draft(who: Drafter, port: int, times: Times, warm: Times, clock: tuple[float, float, float]) -> None:
    """Open a section and save an answer there every THINK seconds; what came before the clock counts is kept apart.

    As the page does, what follows from an answer is asked for with the names of the blocks that are there already.
    """
    begin, counted, end = clock
    dice, turn = random.Random(who.cookie), 0
    time.sleep(max(0.0, begin + dice.random() * 2 * THINK - time.perf_counter()))
    section = dice.choice(list(who.answers)).split("/")[0]
    own = [path for path in who.answers if path.startswith(f"{section}/")]
    address = f"/en/reports/{who.report}/sections/{section}/"
    blocks = BLOCK.findall(warm.take("open", port, "GET", address, who.headers).page)
    while (now := time.perf_counter()) < end:
        turn, noted = turn + 1, (times if now >= counted else warm)
        path = dice.choice(own)
        question, value, revision = who.answers[path]
        given = another(question, value, turn)
        body = urllib.parse.urlencode({"asked": path, f"value:{path}": given, f"revision:{path}": revision})
        answer = noted.take("save", port, "POST", f"/en/reports/{who.report}/answer/", who.headers, body)
        if answer.status == http.HTTPStatus.OK and given != value:
            who.answers[path] = [question, given, revision + 1]
            noted.saves[who.report] += 1
        if answer.headers.get("HX-Trigger"):
            url = f"{address}?blocks=1&have={'.'.join(blocks)}"
            blocks = BLOCK.findall(noted.take("follow", port, "GET", url, who.headers).page)
        noted.take("bare", port, "GET", "/healthz", {})
        time.sleep(max(0.0, now + THINK * (0.5 + dice.random()) - time.perf_counter()))


def people(states: list[Any]) -> Iterator[tuple[Any, Any, int]]:
    """Yield State, person and how manieth of that State: 193, and a second one for the first seven."""
    from allauth.mfa.models import Authenticator

    from poaiss.accounts.enums import Role
    from poaiss.accounts.models import Membership, Person

    for at in range(DRAFTERS):
        state = states[at % STATES]
        person = Person.objects.create_user(f"bench.{at}@bench.example", name=f"Bench {state.pk} {at}")
        Membership.objects.create(person=person, role=Role.CONTRIBUTOR, state=state)
        Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={"secret": "x"})
        yield state, person, at // STATES


def cookie_of(person: Any) -> str:
    """Sign a person in and return what the browser would send."""
    from django.conf import settings
    from django.test import Client

    client = Client()
    client.force_login(person)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    return f"{settings.SESSION_COOKIE_NAME}={session}; {settings.CSRF_COOKIE_NAME}={TOKEN}"


def reports() -> dict[str, Any]:
    """Make a complete report for every State and sign its drafters in; return the reports by State."""
    from bench.workbooks_bench import texts
    from poaiss.access.rls import acting_as
    from poaiss.accounts.actor import actor_of
    from poaiss.directory.models import State
    from poaiss.questionnaires.compiled import form_of
    from poaiss.reporting import actions
    from poaiss.reporting.models import Answer, AnswerRevision, Round

    round = Round.objects.select_related("version").get(year=2026, exercise=False)
    given = {path: actions.Given(value) for path, value in texts(form_of(round.version)).items()}
    found: dict[str, Any] = {}
    first: tuple[list[Any], list[Any]] = ([], [])
    for state, person, place in people(list(State.objects.filter(kind="member").order_by("pk")[:STATES])):
        by = actor_of(person)
        with acting_as(by):
            if not place:
                report = actions.start_report(state=state, round=round, by=by, language="en")
                if found:  # the rows of the first, which the product itself wrote
                    for model, rows in zip((Answer, AnswerRevision), first, strict=True):
                        for row in rows:
                            row.pk, row.report, row._state.adding = None, report, True
                        model.objects.bulk_create(rows)
                else:
                    actions.answer(report=report, answers=given, by=by)
                    first = list(report.answers.all()), list(report.history.all())
                found[state.pk] = {"report": report, "people": []}
        found[state.pk]["people"].append(person)
    return found


def drafters(made: dict[str, Any]) -> list[Drafter]:
    """Return everybody who writes; two of one State share the questions out between them."""
    from poaiss.access.rls import acting_as
    from poaiss.accounts.actor import actor_of
    from poaiss.questionnaires.compiled import form_of
    from poaiss.reporting.actions.answering import question_at

    found = []
    for each in made.values():
        report, several = each["report"], each["people"]
        form = form_of(report.version)
        with acting_as(actor_of(several[0])):
            rows = [[row.path, str(row.value), row.revision] for row in report.answers.order_by("path")]
        for at, person in enumerate(several):
            own = rows[at :: len(several)]
            answers = {path: [question_at(form, path), value, revision] for path, value, revision in own}
            found.append(Drafter(str(report.pk), cookie_of(person), answers))
    return found


@contextmanager
def serving() -> Iterator[int]:
    """Run the product's web server as `poaiss serve` does, and give its port."""
    from poaiss.common import processes
    from poaiss.site.commands import server

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    child = server("127.0.0.1", port)
    words = [*child.command[:-1], "bench.drafting_bench:application"]
    environment = {**(child.environment or {}), "PYTHONPATH": os.pathsep.join([str(PROJECT), str(PROJECT / "src")])}
    process = processes.start(processes.Child(child.name, words, environment))
    try:
        while not (child.is_ready and child.is_ready()):
            assert process.poll() is None, "the web server has ended"
            time.sleep(0.2)
        yield port
    finally:
        process.terminate()
        process.wait(timeout=20)


def write_together(everybody: list[Drafter], port: int) -> tuple[Times, Times]:
    """Let everybody write at once, and return what was noted and what was the warming up."""
    times, warm, begin = Times(), Times(), time.perf_counter() + 1
    clock = (begin, begin + WARMING, begin + WARMING + SECONDS)
    threads = [threading.Thread(target=draft, args=(who, port, times, warm, clock)) for who in everybody]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times, warm


def kept(made: dict[str, Any], noted: Iterable[Times]) -> bool:
    """Return whether every save that was told stored is in the history, and none in conflict."""
    from poaiss.access.rls import acting_as
    from poaiss.accounts.actor import actor_of

    told, found = sum((each.saves for each in noted), Counter[str]()), Counter[str]()
    conflicts = 0
    for each in made.values():
        with acting_as(actor_of(each["people"][0])):
            found[str(each["report"].pk)] = each["report"].history.filter(revision__gt=1).count()
            conflicts += each["report"].conflicts.count()
    print(f"stored {found.total()} of {told.total()} answers told stored, {conflicts} conflicts")
    return +found == +told and not conflicts


def sections(who: Drafter) -> dict[str, str]:
    """Return the address of each section of a report."""
    names = dict.fromkeys(path.split("/")[0] for path in who.answers)
    return {name: f"/en/reports/{who.report}/sections/{name}/" for name in names}


def opening(who: Drafter, port: int) -> Times:
    """Open every section a few times with nobody else about."""
    times, headers = Times(), {"Cookie": who.cookie, "Accept-Encoding": "gzip"}
    for turn in range(OPENINGS + 1):
        noted = times if turn else Times()
        for name, url in sections(who).items():
            noted.take(name, port, "GET", url, headers)
            noted.take("bare", port, "GET", "/healthz", {})
    return times


HOUSEKEEPING = re.compile(r"BEGIN|COMMIT|SAVEPOINT|RELEASE|ROLLBACK|SELECT set_config")


def queries(person: Any, url: str, posted: dict[str, Any] | None = None) -> tuple[int, int]:
    """Return how many statements a page costs: all, and without transactions and telling the database who acts."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client()
    client.force_login(person)
    if not posted:
        client.get(url)
    with CaptureQueriesContext(connection) as caught:
        answer = client.post(url, posted) if posted else client.get(url)
    assert answer.status_code == http.HTTPStatus.OK, answer.status_code
    told = [each["sql"] for each in caught]
    return len(told), len([sql for sql in told if not HOUSEKEEPING.match(sql)])


def tell_saves(times: Times) -> float:
    """Print what saving cost, and return its p95."""
    bare = times.server["bare"]
    base = statistics.median(bare)
    for kind, words in (("save", "save of one answer"), ("follow", "questions that follow"), ("bare", "bare page")):
        if server := times.server[kind]:
            middle, most, seen = statistics.median(server), quantile(server), quantile(times.seen[kind])
            worked, mean = statistics.median(times.worked[kind]), statistics.mean(times.worked[kind])
            print(
                f"{words:24} {len(server):6} x   p50 {middle:7.1f}   p95 {most:7.1f} ms in the server (processor"
                f" p50 {worked:6.1f}, mean {mean:6.1f}), p95 {seen:7.1f} ms seen   {middle / base:5.1f} x a bare page"
            )
    for what, number in times.refused.items():
        print(f"refused: {what}: {number}")
    most = quantile(times.server["save"])
    wanted, busy = DRAFTERS * SECONDS / THINK, sum(map(sum, times.worked.values())) / 1000
    print(f"saves wanted {wanted:.0f}, done {len(times.server['save'])}; Python worked {busy:.1f} of {SECONDS:.0f} s")
    print(f"save p95 {most:.1f} ms (target {SAVE_MILLISECONDS:.0f}), {most / quantile(bare):.1f} x p95 of a bare page")
    return most


def tell_sections(times: Times) -> float:
    """Print what opening cost, and return the p95 of the slowest section."""
    base = statistics.median(times.server["bare"])
    most = {name: quantile(each) for name, each in times.server.items() if name != "bare"}
    slowest = max(most, key=lambda name: most[name])
    for name, spent in sorted(most.items(), key=lambda pair: -pair[1])[:3]:
        middle = statistics.median(times.server[name])
        worked = statistics.median(times.worked[name])
        print(
            f"open {name:12} p50 {middle:7.1f}   p95 {spent:7.1f} ms (processor {worked:6.1f})"
            f"   {middle / base:5.1f} x a bare page"
        )
    print(f"section p95 {most[slowest]:.1f} ms (target {SECTION_MILLISECONDS:.0f}), the slowest of {len(most)}")
    return most[slowest]


def measure() -> int:
    """Make everything, measure, and say whether the targets are kept."""
    import django

    django.setup()
    from django.db import connections

    from poaiss.site import preparation

    start = time.perf_counter()
    preparation.prepare()
    made = reports()
    everybody = drafters(made)
    print(f"{len(made)} reports of {len(everybody[0].answers)} answers made in {time.perf_counter() - start:.0f} s")
    connections.close_all()
    load = os.getloadavg()[0]
    with serving() as port:
        times, warm = write_together(everybody, port)
        alone = opening(everybody[-1], port)
    print(f"{len(everybody)} drafters, one save every {THINK:.0f} s each; load of the machine before: {load:.1f}")
    save, spent = tell_saves(times), tell_sections(alone)
    whole = kept(made, (times, warm))
    who, person = everybody[-1], list(made.values())[-1]["people"][-1]
    counted = {name: queries(person, url) for name, url in sections(who).items()}
    every, reading = max(counted.values())
    print(f"queries of a section: {reading} (target {SECTION_QUERIES}), {every} with transactions and who acts")
    path, (question, value, revision) = next(iter(who.answers.items()))
    posted = {"asked": path, f"value:{path}": another(question, value, 99), f"revision:{path}": revision}
    every, writing = queries(person, f"/en/reports/{who.report}/answer/", posted)
    print(f"queries of a save: {writing}, {every} with transactions and who acts")
    connections.close_all()
    good = save < SAVE_MILLISECONDS and spent < SECTION_MILLISECONDS and reading <= SECTION_QUERIES
    return 0 if good and whole and not times.refused else 1


def main() -> int:
    """Measure in a process of its own, with a durable database that is thrown away afterwards."""
    sys.path.insert(0, str(PROJECT / "src"))
    from poaiss.common.embedded_postgres import EmbeddedPostgres

    with (
        tempfile.TemporaryDirectory(prefix="poaiss-bench-") as folder,
        EmbeddedPostgres(Path(folder) / "postgres").hold() as urls,
    ):
        told = {"POAISS_DATA": folder, "DATABASE_URL": urls.app, "DATABASE_OWNER_URL": urls.owner}
        environment = {**os.environ, **told, "DJANGO_SETTINGS_MODULE": "poaiss.settings"}
        call = "import sys; from bench.drafting_bench import measure; sys.exit(measure())"
        done = subprocess.run([sys.executable, "-c", call], env=environment, cwd=PROJECT, check=False)
    return done.returncode


if __name__ == "__main__":
    raise SystemExit(main())
