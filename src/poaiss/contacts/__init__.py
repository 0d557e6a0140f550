"""National points of contact, technical contacts, coordinating bodies."""
