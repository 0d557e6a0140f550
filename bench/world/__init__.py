"""A generated world of national reports with planted truths, for the bench and the tests alone.

Real State codes, real rounds, the complete template, and answers that nobody gave: nothing of it may ever reach a
site. The world is written by code that shares nothing with the analysis, from a hidden world that is complete; what
the analysis must find in it is worked out here, and handed over as ``World.truths``.

    from bench.world import generate, small
    from bench.world.files import write

    world = generate()           # 193 States, 13 rounds, about 700,000 answers
    world = small()              # 24 States, 8 rounds
    write(world, folder)         # Parquet files as `poaiss export open-data` lays them out
"""

from bench.world.making import World, generate, small
from bench.world.truths import Truth

__all__ = ["Truth", "World", "generate", "small"]
