"""A holder in a process of its own: say the URLs, then leave when the standard input ends.

`holder.py FOLDER [ROUNDS]`: with ROUNDS it holds and leaves so often, asking the database each time.
"""

import json
import os
import random
import sys
import time
from pathlib import Path

import psycopg

from poaiss.common.embedded_postgres import EmbeddedPostgres


def main() -> None:
    server = EmbeddedPostgres(Path(sys.argv[1]), durable=False)
    for _ in range(int(sys.argv[2]) if len(sys.argv) > 2 else 0):
        with server.hold() as urls, psycopg.connect(urls.app) as session:
            assert session.execute("SELECT current_user").fetchone() == ("poaiss_app",)
            time.sleep(random.random() / 20)  # noqa: S311 a pause, no secret
    if len(sys.argv) > 2:
        return
    with server.hold() as urls:
        status = server.status()
        said = {"owner": urls.owner, "app": urls.app, "pid": status.pid, "uid": os.geteuid()}
        print(json.dumps(said), flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main()
