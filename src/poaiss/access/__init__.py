"""Who may see (a queryset) and who may act (a rule); row-level security."""
