"""Which offers may meet which needs, with reasons for and against, and the way of a match (N10, N13, N14)."""
