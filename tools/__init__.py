"""Tools of development: what `make` calls."""
