"""The calendar of meetings and what they adopted."""
