"""National reports: import, drafting, submission, publication."""
