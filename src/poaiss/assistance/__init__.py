"""Cooperation and assistance: from a need to a funded, measured project (chapter II of the outcome document)."""
