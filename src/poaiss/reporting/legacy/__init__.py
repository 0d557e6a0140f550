"""Earlier reports as PDF, Word or text: brought in, looked over passage by passage, and kept as excerpts (R30).

Nothing of a file counts before a person decided on it, and what is accepted is an excerpt, never a filing.
"""

from poaiss.reporting.legacy.bringing import bring_in

__all__ = ["bring_in"]
