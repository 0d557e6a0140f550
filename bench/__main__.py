"""Run every benchmark in one go, each as ratios or counts against a peer in the same run."""

import importlib
import sys

BENCHES = ("engine_bench", "home_bench", "documents_bench", "workbooks_bench", "drafting_bench", "analysis_bench")


def main() -> int:
    """Run the benches that were named (``analysis`` is enough for ``analysis_bench``), or all."""
    for word in sys.argv[1:] or BENCHES:
        name = f"{word.removesuffix('_bench')}_bench"
        print(f"\n== {name}")
        importlib.import_module(f"bench.{name}").main()
    return 0


if __name__ == "__main__":
    sys.exit(main())
