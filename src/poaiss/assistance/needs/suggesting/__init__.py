"""What a State's own answers suggest that it may need: privately to that State, and only it creates a need (¶20)."""

from poaiss.assistance.needs.suggesting.finding import Suggestion, suggestions, waiting

__all__ = ["Suggestion", "suggestions", "waiting"]
