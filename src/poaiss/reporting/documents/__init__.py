"""Documents of a national report: PDF, Word, JSON and the OpenRosa instance."""
