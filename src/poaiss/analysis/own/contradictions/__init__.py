"""Answers of a State's own reports that do not seem to agree, within a report and between rounds (A9).

The State alone sees them. They are hints, not findings: each says why it may be right as it is.
"""
