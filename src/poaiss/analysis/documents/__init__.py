"""The analysis as a document: PDF, Word, HTML, JSON; the same blocks in each, and the same bytes each time."""
