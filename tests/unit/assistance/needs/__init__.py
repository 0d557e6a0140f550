"""Tests of assistance."""
