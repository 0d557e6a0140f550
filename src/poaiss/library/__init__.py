"""The library: laws, plans and procedures of States, as files with where they came from."""
