"""Access on a mission's letter: how a State that never worked here obtains it, and how the Secretariat gives it."""
