"""Help with one question: guidance, paragraphs, modules of standards, and how other States answered (R28)."""
