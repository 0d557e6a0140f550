"""Selection committees: criteria with weights, scores, conflicts of interest, the record of the decision (N24)."""
