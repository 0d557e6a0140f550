"""Errors, clock, page rendering, the embedded database: what every room stands on."""
