"""Formats of dates where Django's own are not the United Nations' (FORMAT_MODULE_PATH)."""
