"""States, regional groups, organisations, agencies and the vocabulary of the outcome document."""
