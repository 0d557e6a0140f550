"""Good practices in published answers: found, and taken into the library with the consent of their State alone (A7)."""
