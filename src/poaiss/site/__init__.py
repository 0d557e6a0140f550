"""Home, navigation, search, help, templates and static files."""
