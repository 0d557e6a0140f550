"""Figures: from small folders of open data, written by hand, to the numbers that must come out."""
