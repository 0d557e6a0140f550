"""Background jobs of the analysis: the open data follow each publication."""

from procrastinate.contrib.django import app

from poaiss.analysis.opendata.worlds import world_called
from poaiss.analysis.refreshing import refresh_after_publication
from poaiss.reporting.actions.steps import PUBLISHED_TASK


@app.task(name=PUBLISHED_TASK, lock=PUBLISHED_TASK, retry=3)
def follow_publication(world: str, year: int) -> None:
    """Write the open data anew and compute the figures of the round."""
    refresh_after_publication(world_called(world), year)
