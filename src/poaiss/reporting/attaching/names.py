"""Names of files as people give them: cleaned before they are stored, and never used as a path."""

import re
import unicodedata

LENGTH = 150
"""Letters of a name at most, its ending among them."""
JOINERS = "\u200c\u200d"
"""Persian, Urdu and the scripts of India need them within words."""
RESERVED = re.compile(r'[<>:"|?*]')
ENDING = re.compile(r"\.([0-9A-Za-z]{1,8})$")


def cleaned(name: str) -> str:
    """Return a name without folders, without control letters and those that turn the direction of the text.

    A name such as ``law<right-to-left override>fdp.exe`` would be shown as ``lawexe.pdf``.
    """
    text = unicodedata.normalize("NFC", name.replace("\\", "/").rsplit("/", 1)[-1])
    text = "".join(letter for letter in text if letter in JOINERS or unicodedata.category(letter)[0] != "C")
    text = " ".join(RESERVED.sub("-", text).split()).strip(". ")
    return shortened(text)


def shortened(name: str) -> str:
    """Return a name of at most LENGTH letters with its ending kept."""
    if len(name) <= LENGTH:
        return name
    ending = ENDING.search(name)
    tail = ending.group(0) if ending else ""
    return name[: LENGTH - len(tail)].rstrip() + tail


def ending_of(name: str) -> str:
    """Return the ending of a name in small letters without its dot, '' when it has none."""
    found = ENDING.search(name)
    return found.group(1).casefold() if found else ""
