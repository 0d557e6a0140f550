"""Rounds of reporting: opened by the Secretariat, shown to everybody, with reminders in neutral words (R22)."""
