"""The planted truths of a generated world, which the analysis must find."""
