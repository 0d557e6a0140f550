"""What the pages of a State's own analysis show, in the reader's language."""
