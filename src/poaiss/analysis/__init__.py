"""Participation, published totals, SDG 16.4.2, aligned answers."""
