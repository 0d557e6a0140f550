"""Places in a form: ``section_6/p_6_3[2]/p_6_3_count`` is the second entry of a list."""

import re

INDEX = re.compile(r"\[[^\]/]*\]")


def plain(path: str) -> str:
    """Return a path without the indexes of lists: the place of the question in the form."""
    return INDEX.sub("", path)
