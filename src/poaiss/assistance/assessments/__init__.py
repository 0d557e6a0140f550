"""What both sides think of a project's effect, on the DAC criteria (N18, ¶20, ¶28e)."""
