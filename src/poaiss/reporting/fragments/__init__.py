"""Importing fragments of filed reports: read, understand, place, advise, store (decision 0007)."""
