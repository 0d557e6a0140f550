"""``poaiss setup``, ``serve``, ``worker``, ``demo`` and ``doctor``."""

import argparse
import os
import socket
import sys
from http import HTTPStatus
from pathlib import Path
from urllib.request import urlopen

from django.conf import settings
from django.db import connections

from poaiss.common.errors import PoaissError
from poaiss.common.processes import Child, run_children
from poaiss.site import demo, doctor, preparation

FIRST_PORT, LAST_PORT = 8000, 8099


class NoFreePort(PoaissError):
    """The port that was asked for is taken."""

    code = "port-taken"


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the installation's commands."""
    setup = commands.add_parser("setup", help="prepare the database, translations, static files and reference data")
    setup.set_defaults(run=run_setup, needs_preparation=False)
    for name, words, run in (
        ("serve", "start the web server", run_serve),
        ("worker", "start the worker that does the background jobs", run_worker),
    ):
        command = commands.add_parser(name, help=words)
        command.add_argument("--port", type=int, default=None, help="port of the web server")
        command.add_argument("--host", default="127.0.0.1", help="address to listen on")
        command.set_defaults(run=run)
    show = commands.add_parser("demo", help="open the demonstration with its exercise States")
    show.add_argument("--port", type=int, default=None, help="port (8000, or the next one free)")
    show.add_argument("--no-serve", action="store_true", help="prepare everything, print the sign-ins, and stop")
    show.set_defaults(run=run_demo, needs_preparation=False)
    check = commands.add_parser("doctor", help="check the installation and say how to mend it")
    check.set_defaults(run=run_doctor, needs_database=False, needs_preparation=False)


def say(text: str) -> None:
    """Tell the person at the terminal what is going on, on standard error."""
    print(f"  {text} …", file=sys.stderr, flush=True)


def run_setup(arguments: argparse.Namespace) -> int:
    """Prepare the installation, whatever was prepared before."""
    preparation.prepare(say)
    return 0


def free(port: int) -> bool:
    """Return whether nobody listens on PORT of this machine."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def choose_port(wanted: int | None) -> int:
    """Return the port WANTED, or the first one free from 8000 on."""
    if wanted is not None:
        if not free(wanted):
            raise NoFreePort(f"Port {wanted} is taken.", mend="Choose another with --port, or stop what listens there.")
        return wanted
    for port in range(FIRST_PORT, LAST_PORT + 1):
        if free(port):
            return port
    raise NoFreePort("No port from 8000 to 8099 is free.", mend="Choose one with --port.")


def server(host: str, port: int) -> Child:
    """Return the web server as a child process."""
    program = Path(sys.executable).with_name("granian")
    words = [str(program), "--interface", "wsgi", "--host", host, "--port", str(port), "--workers", workers()]
    words += ["--blocking-threads", "3", "--no-ws", "--log-level", "warning", "poaiss.wsgi:application"]
    return Child("web server", words, environment(), is_ready=lambda: answers(port))


def workers() -> str:
    """Return how many web processes share the requests: one for each core, at most four."""
    return str(max(1, min(4, os.cpu_count() or 1)))


def answers(port: int) -> bool:
    """Return whether the web server answers on PORT."""
    try:
        with urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2) as answer:
            return bool(answer.status == HTTPStatus.OK)
    except OSError:
        return False


def worker() -> Child:
    """Return the worker as a child process."""
    return Child("worker", [sys.executable, "-m", "django", "procrastinate", "worker"], environment())


def environment() -> dict[str, str]:
    """Return the environment of the children: same database, pooled connections."""
    return {**os.environ, "POAISS_POOLED": "1", "DJANGO_SETTINGS_MODULE": "poaiss.settings"}


def run_serve(arguments: argparse.Namespace) -> int:
    """Run the web server until it is stopped."""
    port = choose_port(arguments.port)
    return run_children([server(arguments.host, port)], on_ready=lambda: print(f"http://localhost:{port}", flush=True))


def run_worker(arguments: argparse.Namespace) -> int:
    """Run the worker until it is stopped."""
    return run_children([worker()], on_ready=lambda: say("waiting for jobs"))


def run_demo(arguments: argparse.Namespace) -> int:
    """Prepare the demonstration, print the sign-ins, and serve it unless told not to."""
    os.environ["POAISS_DEMO"] = "1"
    settings.DEMO = True
    preparation.prepare_once(say)
    demo.load(say)
    if arguments.no_serve:
        print(demo.sign_ins(f"http://localhost:{arguments.port or FIRST_PORT}"), flush=True)
        return 0
    port = choose_port(arguments.port)
    address = f"http://localhost:{port}"
    os.environ["POAISS_BASE_URL"] = address
    connections.close_all()
    return run_children(
        [server("127.0.0.1", port), worker()], on_ready=lambda: print(demo.sign_ins(address), flush=True)
    )


def run_doctor(arguments: argparse.Namespace) -> int:
    """Check the installation; exit 1 when something must be mended."""
    findings = doctor.examine()
    for finding in findings:
        print(finding.line())
    return 0 if all(finding.well for finding in findings) else 1
