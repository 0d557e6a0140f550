"""Projects: what is due, money as both sides state it, indicators over time, documents (N15, N16, N17)."""
