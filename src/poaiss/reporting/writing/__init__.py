"""Writing a report: sections, autosave, conflicts, comments, assignments."""
