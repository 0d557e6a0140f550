"""Needs for assistance as their State puts them: identified, prioritised, communicated (BMS4 outcome 21, 22, 28g-k)."""
