"""The pages of the audit log; they stand here because the log itself lies below the rules (S4)."""
