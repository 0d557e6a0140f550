"""Pages of the contacts, one noun a file."""
