"""What later national reports say where assistance went, beside similar States without it (N19, ¶20)."""
