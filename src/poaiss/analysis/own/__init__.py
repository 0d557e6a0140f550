"""What a State sees of itself alone: profile, score, over time, in company, contradictions, mirror (A4, A5, A9, A15)."""
