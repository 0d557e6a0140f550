"""A small `poaiss demo`: hold the server, run children, say when all are ready.

`supervisor.py FOLDER SCRIPT...`: each SCRIPT is Python that a child runs, with the folder as its argument; a
child is ready when it has made the file FOLDER/ready-N. A FOLDER/postgres, where made before, is held meanwhile.
"""

import sys
from contextlib import nullcontext
from pathlib import Path

from poaiss.common.embedded_postgres import EmbeddedPostgres
from poaiss.common.processes import Child, run_children, stop_signals_exit


def main() -> int:
    folder, scripts = Path(sys.argv[1]), sys.argv[2:]
    data_dir = folder / "postgres"
    children = [
        Child(
            f"child {number}",
            [sys.executable, "-c", script, str(folder)],
            is_ready=(folder / f"ready-{number}").exists,
        )
        for number, script in enumerate(scripts)
    ]
    holding = EmbeddedPostgres(data_dir, durable=False).hold() if data_dir.exists() else nullcontext()
    with stop_signals_exit(), holding:
        return run_children(children, on_ready=lambda: print("ready", flush=True), stop_seconds=1.5)


if __name__ == "__main__":
    sys.exit(main())
