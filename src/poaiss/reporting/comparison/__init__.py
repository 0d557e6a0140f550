"""Pages that set two reports beside each other: what changed, word by word (R7, R29)."""
