"""What a State sees of itself alone: profile, score, time, company, contradictions, mirror (A4, A5, A9, A15)."""
